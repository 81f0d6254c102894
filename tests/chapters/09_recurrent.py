"""Chapter 09: what its claims show, and the functions that the library has too.

The library has layers where the chapter has functions of one sequence or one step: below, a layer is called
the way its function is.
"""

import math
from itertools import pairwise

import numpy as np
import pytest

from claims import claim, numbers
from gradiente import recurrent


def built(layer, n_x, U, W, b):
    layer.build((None, n_x))
    layer.U[...], layer.W[...], layer.b[...] = U, W, b
    return layer


def forward(X, U, W, b):
    return built(recurrent.RNN(len(b), sequences=True), X.shape[1], U, W, b).forward(X[None])[0]


def bptt(dH, H, W):
    n = len(W)
    layer = built(recurrent.RNN(n, sequences=True), n, np.eye(n), W, 0)
    # the inputs that lead to these states; with U = I, the gradient of the input is δ
    past = np.vstack([np.zeros(n), H[:-1]])
    layer.forward((np.arctanh(H) - past @ W.T)[None])
    return layer.backward(dH[None])[0]


def lstm_step(x, h, c, U, W, b):
    layer = built(recurrent.LSTM(len(h)), len(x), U, W, b)
    layer.forward(x[None, None], state=(h[None], c[None]))
    return *np.split(layer.G[0, 0], 4), layer.C[0, 1], layer.H[0, 1]


def gru_step(x, h, U, W, b):
    layer = built(recurrent.GRU(len(h)), len(x), U, W, b)
    layer.forward(x[None, None], state=h[None])
    return *np.split(layer.G[0, 0], 3), layer.H[0, 1]


def softmax(Z):
    logs = Z - np.log(np.sum(np.exp(Z), axis=1, keepdims=True))
    return np.exp(logs)


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


rng = np.random.default_rng(0)
X, x, h, c = rng.normal(size=(7, 3)), rng.normal(size=3), rng.normal(size=4), rng.normal(size=4)
U, W, b = rng.normal(size=(16, 3)), rng.normal(size=(16, 4)), rng.normal(size=16)
H = np.tanh(rng.normal(size=(7, 4)))

SAME = [
    (forward, [(X, U[:4], W[:4], b[:4])]),
    (bptt, [(rng.normal(size=(7, 4)), H, W[:4])]),
    (lstm_step, [(x, h, c, U, W, b)]),
    (gru_step, [(x, h, U[:12], W[:12], b[:12])]),
    (softmax, [(X,)]),
    (sigmoid, [(0.3,), (-2.0,)]),
]


def truths(line):
    return [word == "True" for word in line.split() if word in ("True", "False")]


@claim("window")
def _(printed):
    """A dense network on a window of eight recalls what is inside it, and nothing beyond."""
    accuracy = dict(numbers(line) for line in printed)
    assert set(accuracy) == {3, 7, 8, 20}
    assert min(accuracy[3], accuracy[7]) > 0.99
    # 500 answers at random: five standard deviations around ½
    assert max(abs(accuracy[lag] - 0.5) for lag in (8, 20)) < 5 * 0.5 / math.sqrt(500)


@claim("parity")
def _(printed):
    """Ten weights, those of chapter 0's XOR, give the parity of sequences of any length."""
    bits, answers = printed[0].split("o:")
    bits, answers = numbers(bits), numbers(answers)
    assert answers == [sum(bits[: t + 1]) % 2 for t in range(len(bits))]
    for line, tau in zip(printed[1:], (10, 1000, 100_000), strict=True):
        assert numbers(line) == [tau, 100, 2 + 4 + 2 + 2]


@claim("bptt")
def _(printed):
    """BPTT's gradients pass the check; the last step alone, or without what returns from t + 1, do not."""
    assert [truths(line) for line in printed[:5]] == [[True]] * 5
    assert len(printed) == 7
    assert all(numbers(line)[-1] > 0.1 for line in printed[5:])


@claim("linear-time")
def _(printed):
    """BPTT does the same work at each step: twice the steps, twice the multiplications and the memory."""
    n_x, n_h = 3, 5
    for line, tau in zip(printed, (10, 20, 40, 80, 160), strict=True):
        ahead = n_h * n_h + n_h * n_x  # W h and U x
        back = n_h * n_h + n_h * n_h + n_h * n_x  # Wᵀδ, and the outer products for W and U
        assert numbers(line) == [tau, tau * ahead, tau * back, ahead + back, tau * n_h]


@claim("truncated")
def _(printed):
    """Truncated BPTT errs less the longer its pieces, and more where the memory is longer."""
    short, long = (numbers(line.partition("Q:")[2])[1::2] for line in printed)
    for errors in (short, long):
        assert errors == sorted(errors, reverse=True)
        assert errors[-1] == 0 < errors[-2]
    assert all(a < b for a, b in zip(short[:-1], long[:-1], strict=True))


@claim("jacobians")
def _(printed):
    """Without tanh the product of Jacobians goes as ρ to the k; with it, it vanishes in all three."""
    rows = [numbers(line.replace("^", " ")) for line in printed]
    linear, squashed = rows[::2], rows[1::2]
    for rho, row in zip((0.9, 1.0, 1.1), linear, strict=True):
        _, k50, at50, k100, at100, *_ = row
        assert (row[0], k50, k100) == (rho, 50, 100)
        assert at100 / at50 == pytest.approx(rho**50, rel=0.4)  # one digit is printed
        assert row[-1] == pytest.approx(rho**50, rel=0.2)
    for row in squashed:
        assert row[4] < row[2] < 1e-5


@claim("cliff")
def _(printed):
    """At the edge of a cliff the plain step flies off; the clipped one lands just past it, lower down."""
    w, before, slope = numbers(printed[0])
    plain, clipped = (numbers(line) for line in printed[1:])
    assert slope < -1000
    assert plain[-2] == pytest.approx(w - 0.05 * slope, abs=0.05)
    assert clipped[-2] == pytest.approx(w + 0.05, abs=0.006)
    assert clipped[-1] < before / 5
    assert plain[-1] > 100 * before


@claim("clip")
def _(printed):
    """By norm the direction stays and the length is at most 1; by value each element is cut."""
    for line, g in zip(printed, ([3, 4], [0.3, 0.4], [0.1, 100]), strict=True):
        length = math.hypot(*g)
        by_norm = [value / max(1, length) for value in g]
        assert numbers(line) == pytest.approx([*g, *by_norm, *(min(value, 1) for value in g)], abs=6e-4)


@claim("lstm")
def _(printed):
    """The hand-made cell keeps, is silent and answers; with a gate stuck at 1 it fails in that gate's way."""
    right = math.tanh(math.tanh(1))
    rows = [numbers(line.split("h(18)")[1]) for line in printed]
    values = [(row[0], row[2], row[3]) for row in rows]
    assert values[0] == pytest.approx((right, -right, 0), abs=0.006)
    assert values[1][0] != pytest.approx(right, abs=0.1)  # the noise got in
    assert values[2] == pytest.approx((right, 0, 0), abs=0.006)  # the old was not erased: 1 − 1
    assert values[3] == pytest.approx((right, -right, right), abs=0.006)  # never silent


@claim("lstm-backward")
def _(printed):
    """One LSTM step backward passes the check in all that it has; with two gates swapped it does not."""
    assert [line.split(":")[0] for line in printed[:5]] == ["U", "W", "b", "h", "c"]
    assert [truths(line) for line in printed[:5]] == [[True]] * 5
    assert numbers(printed[5])[-1] > 0.1


@claim("forget-bias")
def _(printed):
    """f to the k dies with bias 0 and lasts with 3; a larger bias gives a larger gradient, and learning."""
    for line, bias in zip(printed[:3], (0, 1, 3), strict=True):
        row = numbers(line.replace("^", " "))
        f = sigmoid(bias)
        assert row[:2] == [bias, round(f, 2)]
        assert row[3::2] == pytest.approx([f**k for k in (5, 20, 50)], rel=0.5)
    measured = [numbers(line)[2::2] for line in printed[3:6]]
    for small, large in pairwise(measured):
        assert all(a < b for a, b in zip(small, large, strict=True))
    without, default = (numbers(line)[2:] for line in printed[6:])
    assert max(without) < 0.6
    assert sum(value > 0.95 for value in default) == 2
    assert len(without) == len(default) == 3


@claim("gap")
def _(printed):
    """As the gap grows the plain network falls to chance, and the LSTM does not."""
    rnn, lstm = (numbers(line) for line in printed)
    assert rnn[:9:3] == lstm[:9:3] == [5, 20, 40]
    assert rnn[2:9:3] == lstm[2:9:3] == [2, 2, 2]  # seeds
    assert rnn[1:9:3] == [2, 1, 0]
    assert lstm[1:9:3] == [2, 2, 2]
    n_h, n_x = 8, 1
    per_gate = n_h * n_x + n_h * n_h + n_h
    assert (rnn[9], lstm[9]) == (per_gate + n_h + 1, 4 * per_gate + n_h + 1)


@claim("gru")
def _(printed):
    """The update gate keeps the state or writes the candidate; three gates' weights against four."""
    (old, candidate), (_, between), (before, after) = (
        np.split(np.array(numbers(line)[1:]), 2) for line in printed[:3]
    )
    assert list(before) == list(after)
    assert np.all(np.abs(candidate) <= 1)
    assert np.all(np.minimum(old, candidate) - 0.01 <= between)
    assert np.all(between <= np.maximum(old, candidate) + 0.01)
    sizes = [numbers(line)[-1] for line in printed[3:]]
    one = 32 * 10 + 32 * 32 + 32
    assert sizes == [one, 3 * one, 4 * one]


@claim("sunspots")
def _(printed):
    """Both networks beat the mean and persistence by far, and are on a par with nine linear coefficients."""
    mean, persistence, linear = numbers(printed[0])
    for line in printed[1:]:
        (error,) = numbers(line)
        assert error < 0.7 * persistence
        assert error < 0.4 * mean
        assert abs(error - linear) <= 3


@claim("text")
def _(printed):
    """The LSTM beats counting letters and pairs on unseen verse, and then learns the seen ones by heart."""
    uniform, letters, of_pairs = numbers(printed[0])
    assert uniform == 31
    rows = [numbers(line) for line in printed[1:]]
    assert [row[0] for row in rows] == [0, 50, 150, 400]
    seen, unseen = zip(*(row[1:] for row in rows), strict=True)
    assert seen[0] == pytest.approx(31, abs=1)
    assert list(seen) == sorted(seen, reverse=True)
    assert unseen[2] < of_pairs < letters < uniform
    assert unseen[3] > unseen[2] + 1


@claim("attention")
def _(printed):
    """A query learned on 20 steps finds the mark among 2000; the weight on it is what softmax says."""
    _, q = numbers(printed[0])
    weights = []
    for line, tau in zip(printed[1:], (20, 200, 2000), strict=True):
        length, accuracy, weight = numbers(line)
        assert (length, accuracy) == (tau, 1)
        assert weight == pytest.approx(math.exp(q) / (math.exp(q) + tau - 1), abs=0.03)
        weights.append(weight)
    assert weights == sorted(weights, reverse=True)


@claim("keras")
def _(printed):
    """Our steps give what Keras's three layers give; its GRU resets after the product by default."""
    assert [truths(line) for line in printed[:3]] == [[True]] * 3
    assert truths(printed[3]) == [True]
    assert numbers(printed[3]) == [2, 3 * 4]


@claim("keras-options")
def _(printed):
    """return_sequences, stateful, masks and unit_forget_bias do what the list says."""
    assert numbers(printed[0]) == [2, 4, 2, 6, 4]
    assert truths(printed[1]) == [True]
    assert truths(printed[2]) == [True, False]
    assert truths(printed[3]) == [True]
    assert numbers(printed[3]) == [0] * 4 + [1] * 4 + [0] * 8
