"""Chapter 08: what its claims show, and the functions that the library has too.

The library has layers where the chapter has functions: below, a layer is called the way its function is.
"""

import itertools
import math
import re

import numpy as np
import pytest

from claims import claim, numbers
from gradiente import layers, training


class Seeded:
    """A generator that starts again at each call, so that both sides draw the same mask."""

    def __init__(self, seed):
        self.seed = seed

    def random(self, shape, dtype="float64"):
        return np.random.default_rng(self.seed).random(shape, dtype=dtype)


def with_layer(A, rate, rng, vanilla, training):
    layer = layers.Dropout(rate, vanilla=vanilla)
    layer.build(A.shape[1:], np.random.default_rng(0), A.dtype)
    layer.rng = rng
    return layer.forward(A, training)


def dropout(A, rate, rng, training=True):
    return with_layer(A, rate, rng, False, training)


def vanilla_dropout(A, rate, rng, training=True):
    return with_layer(A, rate, rng, True, training)


def stop(costs, patience, min_delta=0.0):
    stopping = training.EarlyStopping(patience, min_delta=min_delta)
    for cost in costs:
        if stopping.update(cost):
            break
    return stopping.epoch, stopping.best_epoch


A = np.random.default_rng(1).normal(size=(30, 7))
COSTS = [5, 4, 3, 3.2, 3.1, 2.9, 3.0, 3.1, 3.2, 3.3]
SAME = [
    (dropout, [(A, 0.3, Seeded(0)), (A, 0.8, Seeded(1)), (A, 0.3, Seeded(0), False)]),
    (vanilla_dropout, [(A, 0.3, Seeded(0)), (A, 0.8, Seeded(1)), (A, 0.3, Seeded(0), False)]),
    (stop, [*((COSTS, patience) for patience in range(6)), (COSTS, 3, 0.2), (COSTS[:3], 2)]),
]


def truths(printed):
    return [line.rsplit(None, 1)[-1] == "True" for line in printed]


@claim("memory")
def _(printed):
    """A network learns shuffled labels by heart, and predicts like chance; with true ones it predicts."""
    (true_seen, true_unseen), (mixed_seen, mixed_unseen) = (numbers(line) for line in printed[1:])
    assert true_seen == 100
    assert mixed_seen > 99
    assert true_unseen >= 88
    assert 5 <= mixed_unseen <= 15


@claim("more-data")
def _(printed):
    """The same net in as many steps: with more digits the validation cost rises less, from lower down."""
    rows = [numbers(line) for line in printed]
    assert [row[0] for row in rows] == [250, 1000, 4000]
    least, last, rise, accuracy = zip(*(row[2:] for row in rows), strict=True)
    assert all(row[1] < 0.02 for row in rows)
    assert list(least) == sorted(least, reverse=True)
    assert list(last) == sorted(last, reverse=True)
    assert list(rise) == sorted(rise, reverse=True)
    assert 28 < rise[0] < 38
    assert 20 < rise[1] < 30
    assert 6 < rise[2] < 14
    assert list(accuracy) == sorted(accuracy)
    for low, high, percent in zip(least, last, rise, strict=True):
        assert 100 * (high / low - 1) == pytest.approx(percent, abs=5)


@claim("polynomial")
def _(printed):
    """The degree that fits best in training is the worst in validation; the line is bad at both."""
    line, cubic, wild = (numbers(text)[1:] for text in printed)
    assert wild[0] < cubic[0] < line[0]
    assert cubic[1] < line[1] < wild[1]
    assert cubic[1] == pytest.approx(0.09, abs=0.02)  # the variance of the noise


@claim("bias-variance")
def _(printed):
    """Bias² + variance + noise is the error measured, and degree 3 has the least."""
    rows = [numbers(re.sub(r" [+=] ", " ", line)) for line in printed]
    # [degree, bias², variance, noise, sum, measured]; "bias²" is not printed
    assert [row[0] for row in rows] == list(range(7))
    for _, bias, variance, noise, total, measured in rows:
        assert noise == 0.09
        assert bias + variance + noise == pytest.approx(total, abs=0.0016)
        assert measured == pytest.approx(total, rel=0.02)
    assert min(rows, key=lambda row: row[5])[0] == 3
    # A sine is odd: its Legendre coefficients of even degree are zero.
    assert rows[3][1] < rows[2][1] / 10
    assert rows[2][1] > 0.9 * rows[1][1]
    assert rows[6][2] > rows[5][2] > rows[4][2] > rows[3][2]


@claim("conventions")
def _(printed):
    """λΣw² and (λ′/2n)Σw² are the same penalty and the same step where λ = λ′/2n."""
    first, second = (numbers(line.split("λ =")[1]) for line in printed[:2])
    eta, n = 0.5, 1000
    assert second[0] / (2 * n) == pytest.approx(first[0])
    assert first[1] == pytest.approx(1 - 2 * eta * first[0])
    assert second[1] == pytest.approx(1 - eta * second[0] / n) == pytest.approx(first[1])
    assert truths(printed[2:]) == [True, True]


@claim("decay")
def _(printed):
    """Penalty and decay are one in SGD; in Adam the penalty spares the weight with large gradients."""
    sgd, adam = printed
    assert sgd.endswith("True")
    assert adam.endswith("False")
    large, small, decayed_large, decayed_small = numbers(adam)
    assert small < 0.1 < 0.9 < large
    assert decayed_large > 0.5
    assert decayed_small > 0.5
    assert numbers(sgd)[1] == pytest.approx((1 - 2 * 0.01 * 0.05) ** 300, abs=0.05)


@claim("biases")
def _(printed):
    """Penalised, the bias follows a shift of the targets only in part: n/(n + λn) of it, about."""
    free, penalised = (numbers(line)[-1] for line in printed)
    assert free == 100
    assert penalised == pytest.approx(100 / 1.1, abs=1)


@claim("sparse")
def _(printed):
    """L1 with the soft threshold leaves the three weights that count; L2 zeroes none."""
    zeros, near, error = [], [], []
    for line in printed:
        after = line.split(":", 1)[1]
        found = numbers(after)
        zeros.append(found[0])
        near.append(numbers(after.split("0.05:")[1])[0])
        error.append(found[-1])
    assert zeros == [0, 0, 0, 27]
    assert near[2:] == [27, 27]
    assert max(near[:2]) < 15
    assert max(error[2:]) < error[0] < error[1]


@claim("digits-penalties")
def _(printed):
    """On digits L1 leaves most weights at about 0, L2 makes them small; both do without the final rise."""
    none, l2, l1 = (numbers(line.split("0.001:")[1].replace("w²", "")) for line in printed)
    assert none[0] < 5 < l2[0] < 40 < 70 < l1[0]
    assert none[1] > 5 * l2[1]
    for _, _, least, last in (l2, l1):
        assert last - least < 0.03
    assert none[3] - none[2] > 0.05


@claim("lambda")
def _(printed):
    """The best λ is 0.01 for both; only L1 has zeros there."""
    l2, l1 = (numbers(line.split(":", 1)[1]) for line in printed)
    assert l2[0] == l1[0] == 0.01
    assert l2[2] == 0 < l1[2]
    assert max(l2[1], l1[1]) < 0.15


@claim("dropout")
def _(printed):
    """Inverted dropout keeps the mean at 3 and needs nothing in prediction; its deviation is (8.8)'s."""
    assert len(printed) == 6
    for k, line in enumerate(printed):
        rate, mean, deviation, prediction = numbers(line)
        keep, inverted = 1 - rate, k % 2
        expected = 3 if inverted else 3 * keep
        spread = 3 * math.sqrt(keep * rate) / (keep if inverted else 1)
        assert mean == pytest.approx(expected, abs=5 * spread / math.sqrt(20000) + 0.005)
        assert deviation == pytest.approx(spread, rel=0.03)
        assert prediction == pytest.approx(expected, abs=0.006)


@claim("averaged")
def _(printed):
    """The geometric mean over the masks is the whole net, the arithmetic one is not; in digits, nearly."""
    whole, geometric, arithmetic = (numbers(line) for line in printed[:3])
    assert geometric == whole
    assert max(abs(a - b) for a, b in zip(arithmetic, whole, strict=True)) > 0.1
    rng = np.random.default_rng(0)  # by another way: a product over the masks, one by one
    W, b, a = rng.normal(size=(3, 10)), rng.normal(size=3), rng.normal(size=10)
    logs, probabilities = np.zeros(3), np.zeros(3)
    for mask in itertools.product((0, 2), repeat=10):
        e = np.exp(W @ (np.array(mask) * a) + b)
        logs += np.log(e / e.sum()) / 1024
        probabilities += e / e.sum() / 1024
    assert np.exp(logs) / np.exp(logs).sum() == pytest.approx(geometric, abs=6e-4)
    assert probabilities == pytest.approx(arithmetic, abs=6e-4)
    rows = [numbers(line) for line in printed[3:7]]
    assert [row[0] for row in rows] == [1, 10, 100, 500]
    assert rows[-1][2] < rows[0][2] < 0.05
    assert rows[-1][3] > 99 > rows[0][3]
    assert abs(rows[-1][1] - numbers(printed[7])[-1]) < 0.005


@claim("dropout-digits")
def _(printed):
    """Middling rates lower the least validation cost; 0.8 does not. The rise afterwards stays."""
    rows = {found[0]: found[1:] for found in map(numbers, printed)}
    assert list(rows) == [0, 0.2, 0.4, 0.5, 0.6, 0.8]
    least = {rate: row[1] for rate, row in rows.items()}
    assert max(least[rate] for rate in (0.2, 0.4, 0.5, 0.6)) < least[0] <= least[0.8] + 0.01
    assert all(row[2] > row[1] for row in rows.values())
    fitted = [row[0] for row in rows.values()]
    assert fitted == sorted(fitted)


@claim("stopping")
def _(printed):
    """Enough patience finds the least validation cost and restores it; the stop is best + patience."""
    _, epoch, least, last = numbers(printed[0])
    assert last > least + 0.03
    for line in printed[1:3]:
        patience, stopped, best, restored = numbers(line)
        assert stopped == best + patience
        assert stopped < 30
        if patience == 10:
            assert (best, restored) == (epoch, least)
        else:
            assert best < epoch
            assert least < restored < last
    # By hand: [5, 4, 3, 3.2, 3.1, 2.9, 3.0, 3.1, 3.2, 3.3].
    expected = {0: (4, 3), 1: (4, 3), 2: (5, 3), 3: (9, 6), 4: (10, 6)}
    assert {p: (e, b) for p, e, b in map(numbers, printed[3:])} == expected


@claim("patience")
def _(printed):
    """On a noisy curve patience 1 stops before the minimum, 2 and more reach it."""
    pairs = re.findall(r"\((\d+), (\d+)\)", printed[0])
    lowest = numbers(printed[0].rsplit(":", 1)[1])[0]
    best = [int(b) for _, b in pairs]
    assert len(best) == 4
    assert best[0] < lowest
    assert best[1:] == [lowest] * 3


@claim("kinship")
def _(printed):
    """Early stopping and L2 with 2λ = 1/(ητ) shrink alike, though not equally."""
    h = np.logspace(-3, 1, 2001)
    left = 1 - np.exp(50 * np.log1p(-0.1 * h[h < 9.99]))
    difference = np.max(np.abs(left - h[h < 9.99] / (h[h < 9.99] + 0.2)))
    assert numbers(printed[0])[-1] == pytest.approx(difference, abs=0.006)


@claim("augment")
def _(printed):
    """A shift by one pixel is worth four times the digits; by seven it harms; noise helps little."""
    nothing, more, noise, turn, one = (numbers(line)[-2:] for line in printed[:-1])
    assert one[1] == pytest.approx(more[1], abs=0.015)
    assert one[0] <= more[0] + 0.02
    assert printed[-1].endswith("True")
    for cost, accuracy in (noise, turn):
        assert one[0] + 0.05 < cost <= nothing[0]
        assert nothing[1] < accuracy < one[1]


@claim("preprocessing")
def _(printed):
    """By hand: medians 3 and 22; quartiles 21 and 23, so limits 18 and 26; the rest follows."""
    assert numbers(printed[0]) == [3, 22, 18, 26]
    columns = [[1, 2, 3, 4, 5], [20, 21, 22, 23, 26]]
    means = [sum(c) / 5 for c in columns]
    deviations = [math.sqrt(sum((v - m) ** 2 for v in c) / 5) for c, m in zip(columns, means, strict=True)]
    assert numbers(printed[1]) == pytest.approx([*means, *deviations], abs=0.006)
    for line, rows in ((printed[2], list(zip(*columns, strict=True))), (printed[3], [(3, 22), (6, 22)])):
        expected = [(v - m) / d for row in rows for v, m, d in zip(row, means, deviations, strict=True)]
        assert numbers(line) == pytest.approx(expected, abs=0.006)


@claim("leak")
def _(printed):
    """With random labels an honest score is 50%; choosing columns with all the data gives 82%."""
    honest, scaled, chosen = (numbers(line)[-2:] for line in printed)
    assert honest[0] == pytest.approx(0.5, abs=0.02)
    assert scaled[0] == pytest.approx(0.5, abs=0.02)
    assert chosen[0] == pytest.approx(0.82, abs=0.01)


def _normal(x):
    return (1 + math.erf(x / math.sqrt(2))) / 2


@claim("own")
def _(printed):
    """Standardised by their own mean, data with other proportions of classes lose over twenty points."""
    training_, own = (numbers(line)[-1] for line in printed)
    assert training_ == pytest.approx(_normal(1), abs=0.01)
    assert own == pytest.approx(0.9 * _normal(1 - 0.8) + 0.1 * _normal(1 + 0.8), abs=0.01)


@claim("keras")
def _(printed):
    """Keras agrees: penalties and their gradients, dropout's scale, and when to stop."""
    assert [re.findall("True|False", line) for line in printed[:2]] == [["True", "True"]] * 2
    assert numbers(printed[2].split(":", 1)[1].replace("[", " ").replace("]", " ")) == [0, 4, 1]
    for line, epoch in zip(printed[3:], (4, 4, 5, 9, 10), strict=True):
        assert numbers(line)[1:] == [epoch, epoch]


@claim("keras-model")
def _(printed):
    """In Keras the loss includes the penalty, and weight_decay is 2λ."""
    assert printed[0].endswith("True")
    assert re.findall("True|False", printed[1]) == ["True", "True"]
    assert printed[2].endswith("True")
