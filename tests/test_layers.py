"""Layers: the seeds' networks by hand, backward passes by differences, everything against Keras."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradiente import activations, layers
from gradiente.layers import Activation, Dense, Dropout, Embedding, Flatten, Maxout, PReLU
from oracles import CLOSE, check_layer, examples, gap, in_keras

SEEDS = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 5)


def test_xor_with_the_weights_of_the_course():
    """h = max(0, W¹x + b¹), a = W²h + b²: two ReLU units make exclusive or linearly separable."""
    hidden, output = Dense(2, "relu"), Dense(1)
    hidden.build((2,))
    output.build((2,))
    hidden.W[...], hidden.b[...] = [[1, 1], [1, 1]], [0, -1]
    output.W[...], output.b[...] = [[1, -2]], 0
    X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    H = hidden.forward(X)
    np.testing.assert_array_equal(H, [[0, 0], [1, 0], [1, 0], [2, 1]])
    np.testing.assert_array_equal(output.forward(H), [[0], [1], [1], [0]])


def test_the_2_3_2_network_of_the_course():
    """The slides' matrices, and what their column formulas give for one example, term by term."""
    W1, W2 = np.array([[1.0, -2], [0, 1], [3, 4]]), np.array([[6.0, -2, 1], [5, -3, 2]])
    b1, b2 = np.array([0.1, -0.2, 0.3]), np.array([-0.4, 0.5])
    x, t, eta = np.array([0.3, -0.1]), np.array([1.0, 0.0]), 0.5

    def s(z):
        return 1 / (1 + np.exp(-z))

    a1 = [s(1 * x[0] - 2 * x[1] + b1[0]), s(0 * x[0] + 1 * x[1] + b1[1]), s(3 * x[0] + 4 * x[1] + b1[2])]
    y = [6 * a1[0] - 2 * a1[1] + 1 * a1[2] + b2[0], 5 * a1[0] - 3 * a1[1] + 2 * a1[2] + b2[1]]
    d2 = [y[0] - t[0], y[1] - t[1]]
    d1 = [(6 * d2[0] + 5 * d2[1]), (-2 * d2[0] - 3 * d2[1]), (1 * d2[0] + 2 * d2[1])]
    d1 = [d * a * (1 - a) for d, a in zip(d1, a1, strict=True)]
    d0 = [1 * d1[0] + 0 * d1[1] + 3 * d1[2], -2 * d1[0] + 1 * d1[1] + 4 * d1[2]]

    hidden, output = Dense(3, "sigmoid"), Dense(2)
    hidden.build((2,))
    output.build((3,))
    hidden.W[...], hidden.b[...], output.W[...], output.b[...] = W1, b1, W2, b2
    A1 = hidden.forward(x[None])
    Y = output.forward(A1)
    np.testing.assert_allclose(A1, [a1], rtol=1e-15)
    np.testing.assert_allclose(Y, [y], rtol=1e-15)
    dX = hidden.backward(output.backward(Y - t))
    np.testing.assert_allclose(output.W - eta * output.dW, W2 - eta * np.outer(d2, a1), rtol=1e-14)
    np.testing.assert_allclose(hidden.W - eta * hidden.dW, W1 - eta * np.outer(d1, x), rtol=1e-14)
    np.testing.assert_allclose([*output.db, *hidden.db], [*d2, *d1], rtol=1e-14)
    np.testing.assert_allclose(dX, [d0], rtol=1e-13)


@given(
    m=sizes,
    n_in=sizes,
    n_out=sizes,
    steps=st.integers(0, 3),
    unit=st.sampled_from(activations.NAMES),
    seed=SEEDS,
)
@examples(40)
def test_dense_backward(m, n_in, n_out, steps, unit, seed):
    shape = (m, steps, n_in) if steps else (m, n_in)
    check_layer(Dense(n_out, unit), np.random.default_rng(seed).normal(size=shape), seed=seed)


@pytest.mark.parametrize("shape", [(6, 4), (6, 3, 4)])
@pytest.mark.parametrize("unit", ["tanh", "softmax", "gelu"])
def test_dense_against_keras(shape, unit):
    import keras

    rng = np.random.default_rng(0)
    A, G = rng.normal(size=shape), rng.normal(size=(*shape[:-1], 5))
    ours = Dense(5, unit, bias_initializer="normal")
    ours.build(shape[1:], rng)
    theirs = keras.layers.Dense(5, activation=keras.activations.get(unit), dtype="float64")
    Y, backward = in_keras(theirs, A, [ours.W.T, ours.b])
    assert gap(ours.forward(A), Y) < CLOSE
    dA, (dK, db) = backward(G)
    assert gap(ours.backward(G), dA) < CLOSE
    assert gap(ours.dW, dK.T) < CLOSE
    assert gap(ours.db, db) < CLOSE


def test_dense_of_nothing_to_pass_on():
    """The first layer of a network computes its own gradients all the same."""
    layer = Dense(3, "tanh")
    layer.build((4,))
    A, G = np.ones((2, 4)), np.ones((2, 3))
    layer.forward(A)
    assert layer.backward(G) is not None
    dW = layer.dW.copy()
    layer.dW[...] = 0
    assert layer.backward(G, to_input=False) is None
    np.testing.assert_array_equal(layer.dW, dW)


@given(unit=st.sampled_from(activations.NAMES), seed=SEEDS)
@examples(20)
def test_activation_backward(unit, seed):
    check_layer(Activation(unit), np.random.default_rng(seed).normal(size=(3, 4)), seed=seed)


@given(m=sizes, shape=st.lists(sizes, min_size=1, max_size=3), seed=SEEDS)
@examples(20)
def test_prelu_backward(m, shape, seed):
    check_layer(PReLU(), np.random.default_rng(seed).normal(size=(m, *shape)), seed=seed)


def test_prelu_against_keras():
    import keras

    rng = np.random.default_rng(0)
    A, G, slope = rng.normal(size=(6, 3, 4)), rng.normal(size=(6, 3, 4)), rng.random((3, 4))
    ours = PReLU()
    ours.build((3, 4))
    ours.slope[...] = slope
    Y, backward = in_keras(keras.layers.PReLU(dtype="float64"), A, [slope])
    assert gap(ours.forward(A), Y) < CLOSE
    dA, (dslope,) = backward(G)
    assert gap(ours.backward(G), dA) < CLOSE
    assert gap(ours.dslope, dslope) < CLOSE


@given(m=sizes, n_in=sizes, n_out=sizes, pieces=st.integers(1, 4), seed=SEEDS)
@examples(20)
def test_maxout_backward(m, n_in, n_out, pieces, seed):
    check_layer(Maxout(n_out, pieces), np.random.default_rng(seed).normal(size=(m, n_in)), seed=seed)


def test_maxout_is_relu_and_leaky_relu():
    rng = np.random.default_rng(0)
    A, W, b = rng.normal(size=(8, 3)), rng.normal(size=(4, 3)), rng.normal(size=4)
    layer = Maxout(4, pieces=2)
    layer.build((3,))
    layer.W[:, 1], layer.b[:, 1] = W, b
    for slope in (0, 0.1):
        layer.W[:, 0], layer.b[:, 0] = slope * W, slope * b
        expected = activations.leaky_relu(A @ W.T + b, slope=slope)
        np.testing.assert_allclose(layer.forward(A), expected, atol=1e-15)


def test_flatten():
    A = np.arange(24.0).reshape(2, 3, 2, 2)
    layer = Flatten()
    assert layer.build((3, 2, 2)) == (12,)
    np.testing.assert_array_equal(layer.forward(A), A.reshape(2, 12))
    np.testing.assert_array_equal(layer.backward(A.reshape(2, 12)), A)


@pytest.mark.parametrize("vanilla", [False, True])
@pytest.mark.parametrize("rate", [0.0, 0.3, 0.8])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dropout(vanilla, rate, dtype):
    """The share that is dropped, the scale of what stays, and the expected activation."""
    layer = Dropout(rate, vanilla=vanilla)
    layer.build((1000,), 0, dtype)
    A = np.ones((200, 1000), dtype=dtype)
    trained, predicted = layer.forward(A, training=True), layer.forward(A)
    assert trained.dtype == predicted.dtype == dtype
    assert np.mean(trained == 0) == pytest.approx(rate, abs=0.005)
    kept = 1 if vanilla else 1 / (1 - rate)
    np.testing.assert_allclose(np.unique(trained[trained > 0]), [kept], rtol=1e-6)
    np.testing.assert_allclose(predicted, (1 - rate) if vanilla else 1, rtol=1e-6)
    assert trained.mean() == pytest.approx(predicted.mean(), abs=0.02 * kept)


def test_dropout_against_keras():
    """Keras's layer is inverted dropout: of another generator, but the same two values as often."""
    import keras

    A = np.ones((200, 500))
    theirs = keras.layers.Dropout(0.4, seed=0, dtype="float64")
    Y = keras.ops.convert_to_numpy(theirs(A, training=True))
    ours = Dropout(0.4)
    ours.build((500,), 0)
    mine = ours.forward(A, training=True)
    np.testing.assert_allclose(np.unique(mine), np.unique(Y), rtol=CLOSE)
    assert np.mean(mine == 0) == pytest.approx(np.mean(Y == 0), abs=0.01)
    np.testing.assert_array_equal(ours.forward(A), keras.ops.convert_to_numpy(theirs(A, training=False)))


@pytest.mark.parametrize("vanilla", [False, True])
@pytest.mark.parametrize("training", [False, True])
def test_dropout_backward_uses_the_mask_of_the_forward_pass(vanilla, training):
    layer = Dropout(0.5, vanilla=vanilla)
    layer.build((50,), 0)
    A = np.full((4, 50), 3.0)
    scale = layer.forward(A, training) / A
    np.testing.assert_allclose(layer.backward(np.full((4, 50), 7.0)), 7 * scale)


def test_dropout_draws_a_new_mask_each_time_from_its_generator():
    first, second = Dropout(), Dropout()
    first.build((100,), 1)
    second.build((100,), 1)
    A = np.ones((1, 100))
    masks = [first.forward(A, True), first.forward(A, True)]
    assert not np.array_equal(*masks)
    np.testing.assert_array_equal(masks, [second.forward(A, True), second.forward(A, True)])


@given(m=sizes, steps=st.integers(0, 4), n_symbols=sizes, units=sizes, seed=SEEDS)
@examples(20)
def test_embedding_backward(m, steps, n_symbols, units, seed):
    shape = (m, steps) if steps else (m,)
    A = np.random.default_rng(seed).integers(0, n_symbols, shape)
    check_layer(Embedding(n_symbols, units), A, seed=seed)


def test_embedding_against_keras():
    import keras
    import tensorflow as tf

    rng = np.random.default_rng(0)
    ours = Embedding(7, 3, initializer="glorot_uniform")
    ours.build((5,), rng)
    A, G = rng.integers(0, 7, (4, 5)), rng.normal(size=(4, 5, 3))
    theirs = keras.layers.Embedding(7, 3, dtype="float64")
    theirs.build()
    theirs.set_weights([ours.W])
    with tf.GradientTape() as tape:
        Y = theirs(A)
    dW = tf.convert_to_tensor(tape.gradient(Y, theirs.embeddings.value, output_gradients=tf.constant(G)))
    assert gap(ours.forward(A), Y.numpy()) < CLOSE
    ours.backward(G)
    assert gap(ours.dW, dW.numpy()) < CLOSE


def test_standard_shapes_and_numbers_of_parameters():
    layer = Dense(30)
    assert layer.build((784,)) == (30,)
    assert layer.n_parameters == 784 * 30 + 30
    assert Maxout(5, 3).build((4,)) == (5,)
    assert Embedding(10, 4).build((None,)) == (None, 4)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Dense(0), "units must be a whole number, at least 1, got 0"),
        (lambda: Dense(2.5), "units must be a whole number, at least 1, got 2.5"),
        (lambda: Dropout(1), "rate must be a finite number at least 0 and less than 1, got 1"),
        (lambda: Dropout(-0.1), "rate must be a finite number at least 0 and less than 1, got -0.1"),
        (
            lambda: Maxout(3).build((2, 2)),
            "the input of Maxout(3, pieces=2) must be of shape (inputs,), got shape (2, 2)",
        ),
        (
            lambda: Flatten().build((None, 2)),
            "the input of Flatten must be of fixed lengths, got shape (None, 2)",
        ),
        (lambda: Dense(2).build((3,), 0, "int32"), "dtype must be float32 or float64, got 'int32'"),
        (
            lambda: Dense(2).build((3,), -1),
            "seed must be a numpy.random.Generator or a whole number, at least 0, got -1",
        ),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()


def test_a_layer_is_built_once():
    layer = Dense(2)
    layer.build((3,))
    message = "Dense(2, 'linear') has been built already: each network needs layers of its own"
    with pytest.raises(ValueError, match=re.escape(message)):
        layer.build((3,))


def test_the_frame_is_no_layer():
    with pytest.raises(NotImplementedError):
        layers.Layer().forward(np.ones((1, 1)))
