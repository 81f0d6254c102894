"""Recurrent layers: the course's equations step by step, differences, and Keras."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradiente.layers import Dense
from gradiente.recurrent import GRU, LSTM, RNN
from oracles import CLOSE, check_layer, examples, gap, in_keras

LAYERS = [RNN, LSTM, GRU]
SEEDS = st.integers(0, 2**32 - 1)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def built(kind, shape, seed=0, **options):
    rng = np.random.default_rng(seed)
    layer = kind(4, **options)
    layer.build(shape, rng)
    layer.b += rng.normal(0, 0.3, layer.b.shape)
    return layer, rng


def test_the_recurrent_equations_of_the_course():
    """a⁽ᵗ⁾ = b + W h⁽ᵗ⁻¹⁾ + U x⁽ᵗ⁾, h = tanh(a), o = c + V h, ŷ = softmax(o), written out for two units."""
    U, W, b = [[0.5, -0.3], [0.8, 0.2]], [[0.1, 0.4], [-0.6, 0.7]], [0.05, -0.1]
    V, c = [[1.0, -1.0], [0.5, 2.0], [-0.7, 0.3]], [0.1, 0.2, 0.3]
    X = [[1.0, 2.0], [-1.0, 0.5], [0.3, 0.0]]
    h1 = h2 = 0.0
    expected = []
    for x1, x2 in X:
        a1 = b[0] + W[0][0] * h1 + W[0][1] * h2 + U[0][0] * x1 + U[0][1] * x2
        a2 = b[1] + W[1][0] * h1 + W[1][1] * h2 + U[1][0] * x1 + U[1][1] * x2
        h1, h2 = np.tanh(a1), np.tanh(a2)
        o = [c[k] + V[k][0] * h1 + V[k][1] * h2 for k in range(3)]
        total = sum(np.exp(o))
        expected.append([np.exp(value) / total for value in o])
    hidden, output = RNN(2, sequences=True), Dense(3, "softmax")
    hidden.build((3, 2))
    output.build((3, 2))
    hidden.U[...], hidden.W[...], hidden.b[...] = U, W, b
    output.W[...], output.b[...] = V, c
    np.testing.assert_allclose(output.forward(hidden.forward(np.array([X])))[0], expected, rtol=1e-14)


def test_lstm_gate_by_gate():
    layer, rng = built(LSTM, (5, 3), sequences=True)
    x = rng.normal(size=(2, 5, 3))
    (Ui, Uf, Ug, Uo), (Wi, Wf, Wg, Wo), (bi, bf, bg, bo) = (
        np.split(array, 4) for array in (layer.U, layer.W, layer.b)
    )
    h = c = np.zeros((2, 4))
    for t in range(5):
        i = sigmoid(x[:, t] @ Ui.T + h @ Wi.T + bi)
        f = sigmoid(x[:, t] @ Uf.T + h @ Wf.T + bf)
        g = np.tanh(x[:, t] @ Ug.T + h @ Wg.T + bg)
        o = sigmoid(x[:, t] @ Uo.T + h @ Wo.T + bo)
        c = f * c + i * g
        h = o * np.tanh(c)
        np.testing.assert_allclose(layer.forward(x)[:, t], h, rtol=1e-12)
        np.testing.assert_allclose(layer.C[:, t + 1], c, rtol=1e-12)


@pytest.mark.parametrize("kind", LAYERS)
@given(
    m=st.integers(1, 3),
    steps=st.integers(1, 5),
    inputs=st.integers(1, 3),
    sequences=st.booleans(),
    seed=SEEDS,
)
@examples(20)
def test_backpropagation_through_time(kind, m, steps, inputs, sequences, seed):
    A = np.random.default_rng(seed).normal(size=(m, steps, inputs))
    check_layer(kind(3, sequences=sequences), A, seed=seed)


@pytest.mark.parametrize("unit", ["relu", "sigmoid", "linear"])
def test_rnn_with_other_units(unit):
    check_layer(RNN(3, unit, sequences=True), np.random.default_rng(1).normal(size=(2, 4, 2)))


@pytest.mark.parametrize("kind", LAYERS)
@pytest.mark.parametrize("sequences", [False, True])
def test_against_keras(kind, sequences):
    import keras

    ours, rng = built(kind, (6, 3), sequences=sequences)
    A = rng.normal(size=(5, 6, 3))
    options = {"return_sequences": sequences, "dtype": "float64"}
    theirs = {
        RNN: lambda: keras.layers.SimpleRNN(4, **options),
        LSTM: lambda: keras.layers.LSTM(4, **options),
        GRU: lambda: keras.layers.GRU(4, reset_after=False, **options),
    }[kind]()
    Y, backward = in_keras(theirs, A, [ours.U.T, ours.W.T, ours.b])
    assert gap(ours.forward(A), Y) < CLOSE
    G = rng.normal(size=Y.shape)
    dA, (dU, dW, db) = backward(G)
    assert gap(ours.backward(G), dA) < CLOSE
    assert gap(ours.dU, dU.T) < CLOSE
    assert gap(ours.dW, dW.T) < CLOSE
    assert gap(ours.db, db) < CLOSE


@pytest.mark.parametrize("kind", LAYERS)
def test_a_sequence_in_two_halves(kind):
    """The state at the end of one half is where the other starts."""
    layer, rng = built(kind, (None, 3), sequences=True)
    A = rng.normal(size=(2, 6, 3))
    whole = layer.forward(A)
    first = layer.forward(A[:, :2])
    state = (layer.H[:, -1], layer.C[:, -1]) if kind is LSTM else layer.H[:, -1]
    second = layer.forward(A[:, 2:], state=state)
    np.testing.assert_allclose(np.concatenate([first, second], axis=1), whole, rtol=1e-12)


def test_the_forget_gates_start_open():
    layer = LSTM(3)
    layer.build((4, 2))
    np.testing.assert_array_equal(layer.b, [0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0])
    layer = LSTM(3, forget_bias=0)
    layer.build((4, 2))
    np.testing.assert_array_equal(layer.b, np.zeros(12))


@pytest.mark.parametrize("kind", LAYERS)
def test_recurrent_weights_start_orthogonal(kind):
    layer = kind(5)
    layer.build((4, 2), 0)
    for W in np.split(layer.W, kind.gates):
        np.testing.assert_allclose(W @ W.T, np.eye(5), atol=1e-12)


@pytest.mark.parametrize("kind", LAYERS)
def test_float32_stays(kind):
    layer = kind(3, sequences=True)
    layer.build((4, 2), 0, "float32")
    A = np.random.default_rng(0).random((2, 4, 2), dtype=np.float32)
    Y = layer.forward(A)
    assert Y.dtype == layer.backward(Y).dtype == layer.dU.dtype == layer.dW.dtype == np.float32


def test_errors():
    message = r"^the input of LSTM\(3\) must be of shape \(steps, inputs\), got shape \(4,\)$"
    with pytest.raises(ValueError, match=message):
        LSTM(3).build((4,))
    with pytest.raises(ValueError, match=r"^units must be a whole number, at least 1, got -2$"):
        GRU(-2)


def test_time_grows_linearly_with_the_length():
    """O(τ): ten times the steps take about ten times as long, not a hundred."""
    layer, rng = built(RNN, (None, 3))

    def seconds(steps):
        A = rng.normal(size=(8, steps, 3))
        times = []
        for _ in range(5):
            start = time.perf_counter()
            layer.forward(A)
            layer.backward(np.ones((8, 4)))
            times.append(time.perf_counter() - start)
        return min(times)

    assert seconds(2000) < 30 * seconds(200)
