"""Chapter 10: what its claims show, and the functions that the library has too.

The library has layers where the chapter has functions: below, a layer is called the way its function is.
"""

import math

import numpy as np
import pytest

from claims import claim, numbers
from gradiente import convolution


def conv2d(X, W, b, stride=1):
    layer = convolution.Conv2D(len(W), W.shape[1:3], stride=stride)
    layer.build(X.shape[1:])
    layer.W[...], layer.b[...] = W, b
    return layer.forward(X)


def pooled(pool, X):
    pool.build(X.shape[1:])
    return pool.forward(X)


def max_pool(X, K=2):
    return pooled(convolution.MaxPool2D(K), X)


def average_pool(X, K=2):
    return pooled(convolution.AveragePool2D(K), X)


def max_pool_backward(dY, X, K=2):
    pool = convolution.MaxPool2D(K)
    pooled(pool, X)
    return pool.backward(dY)


rng = np.random.default_rng(0)
X = rng.normal(size=(2, 9, 8, 3))
W, b = rng.normal(size=(4, 3, 3, 3)), rng.normal(size=4)
ties = rng.integers(0, 2, size=(2, 6, 6, 2)).astype(float)

SAME = [
    (convolution.output_size, [(28, 5), (28, 5, 1, 2), (28, 3, 2), (28, 3, 2, 1), (224, 7, 2, 3)]),
    (conv2d, [(X, W, b), (X, W, b, 2), (X, W, b, 3)]),
    (max_pool, [(X,), (X, 3), (ties,)]),
    (average_pool, [(X,), (X, 3)]),
    (max_pool_backward, [(rng.normal(size=(2, 4, 4, 3)), X), (rng.normal(size=(2, 3, 3, 2)), ties)]),
]


def truths(line):
    return [word.strip(",") == "True" for word in line.split() if word.strip(",") in ("True", "False")]


@claim("permutation")
def _(printed):
    """A dense network learns shuffled digits exactly as well: the outputs are the same."""
    plain, shuffled = numbers(printed[0])
    assert plain == shuffled > 0.75
    assert truths(printed[1]) == [True]


@claim("by-hand")
def _(printed):
    """(10.1) is cross-correlation; what mathematics calls convolution turns the filter."""
    by_hand = [1 - 3, 2 + 6 - 1, 0 + 2 - 0]  # the first row: x00 + 2 x10 − x11 and so on
    assert numbers(printed[0]) == by_hand
    assert [numbers(line) for line in printed[1:3]] == [
        [0 + 4 - 1, 3 + 2 - 0, 1 + 0 - 2],
        [2 + 2 - 0, 1 + 0 - 1, 0 + 2 - 3],
    ]
    assert [truths(line) for line in printed[3:]] == [[True], [False], [True]]


@claim("output-size")
def _(printed):
    """⌊(H + 2P − K)/S⌋ + 1 windows fit, H − K + 1 of them without padding at stride 1."""
    rows = [numbers(line) for line in printed[1:]]
    assert len(rows) == 6
    for H, K, S, P, formula, counted, unseen in rows:
        assert formula == counted
        assert unseen == (H + 2 * P - K) % S
    by_geometry = {tuple(row[:4]): row[4] for row in rows}
    assert by_geometry[28, 5, 1, 0] == 24  # LeNet's, and ResNet's first layer, as published
    assert by_geometry[32, 5, 1, 0] == 28
    assert by_geometry[224, 7, 2, 3] == 112
    assert by_geometry[28, 5, 1, 2] == 28
    assert by_geometry[28, 3, 2, 0] == 13


@claim("parameters")
def _(printed):
    """A convolution's weights are few, and as many for any size of image."""
    conv, products = numbers(printed[0])
    assert (conv, products) == (156, 784 * 150)
    dense, dense_products = numbers(printed[1])
    assert (dense, dense_products) == (4704 * 785, 4704 * 784)
    assert numbers(printed[2])[-1] == conv


@claim("pooling")
def _(printed):
    """Maximum and mean of each 2 × 2 window."""
    assert numbers(printed[0]) == [6, 2, 2, 9]
    assert numbers(printed[1]) == [15 / 4, 4 / 4, 4 / 4, 28 / 4]


@claim("receptive-field")
def _(printed):
    """The gradient reaches just the pixels that the recursion says: 32 of side for LeNet's C5."""
    rows = [numbers(line.split(":", 1)[1]) for line in printed[:5]]
    assert [row[1] for row in rows] == [row[2] for row in rows] == [5, 6, 14, 16, 32]
    assert [numbers(part)[-1] for part in printed[5].split("5×5:")] == [5, 5]


@claim("equivariance")
def _(printed):
    """Exact for stride 1; with stride 2 and pooling only for even shifts; not invariant."""
    off = [numbers(line)[-1] for line in printed[:6]]
    assert [difference == 0 for difference in off] == [True, True, False, True, False, True]
    assert min(off[2], off[4]) > 1
    assert truths(printed[6]) == [False, True]


@claim("im2col")
def _(printed):
    """One matrix product gives what the loop gives, at any stride."""
    assert len(printed) == 4
    for line in printed:
        assert truths(line) == [True]
        m, H, width, C, K, S, _, rows, columns, F, count, length = numbers(line)
        assert rows == (H - K) // S + 1
        assert columns == (width - K) // S + 1
        assert (count, length) == (m * rows * columns, K * K * C)
        assert F > 1


@claim("conv-backward")
def _(printed):
    """The gradients pass the check; for a filter a correlation, for the input with the filter turned."""
    assert [truths(line) for line in printed] == [[True], [True], [True, True, False]]


@claim("pool-backward")
def _(printed):
    """The gradient goes to the winner alone, and in a tie to one."""
    grid = [numbers(line) for line in printed[:4]]
    assert grid == [[0, 0, 20, 0], [0, 10, 0, 0], [0, 30, 0, 0], [0, 0, 0, 40]]
    assert truths(printed[4]) == [True]
    assert numbers(printed[5]) == [1, 0, 0, 0]


@claim("lenet")
def _(printed):
    """LeNet-5 had 60,000 parameters (LeCun et al., 1998); ours has 61,706, the dense net more."""
    counts = [numbers(line)[-1] for line in printed[:-1]]
    assert counts == [6 * 26, 0, 16 * 151, 0, 0, 120 * 401, 84 * 121, 10 * 85]
    ours, dense, original = numbers(printed[-1])
    assert original == 60_000
    assert ours == sum(counts)
    assert dense == 785 * 100 + 101 * 10
    assert 0.7 < ours / dense < 0.8


@claim("lenet-beats-dense")
def _(printed):
    """LeNet is right more often with fewer parameters, by more than three standard errors."""
    assert len(printed) == 2
    for line in printed:
        _, lenet, dense, advantage, error = numbers(line)
        assert lenet - dense == pytest.approx(advantage, abs=0.0011)
        assert lenet > 0.94
        assert advantage > 3 * error
        assert error < math.sqrt(2 * dense * (1 - dense) / 1000)  # pairs say more than two samples


@claim("filters")
def _(printed):
    """Training has moved every filter, but not so far that nothing of the start is left."""
    moved = numbers(printed[0])
    assert len(moved) == 6
    assert min(moved) > 0.1


@claim("shifts")
def _(printed):
    """LeNet falls more slowly than the dense net but is not invariant; augmentation helps both."""
    rows = [numbers(line.split("0:", 1)[1])[0::2] for line in printed]
    dense, lenet, dense_augmented, lenet_augmented = rows
    assert [len(row) for row in rows] == [5] * 4
    assert all(a > b for a, b in zip(lenet, dense, strict=True))
    assert lenet[4] < lenet[0] - 0.3
    assert dense[4] < 0.35
    assert lenet_augmented[2] > lenet_augmented[0] - 0.05
    for d in (2, 3, 4):
        assert lenet_augmented[d] == max(row[d] for row in rows)
        assert dense_augmented[d] > dense[d] + 0.1


@claim("architectures")
def _(printed):
    """The published counts: AlexNet's 61 M, VGG-16's 138,357,544, ResNet-50's 25,557,032 and 3.8 G."""
    counts = [numbers(line.split("(")[0])[-1] for line in printed[:3]]
    assert counts == [60_965_224, 138_357_544, 25_557_032]
    operations = [numbers(line.split(")")[1])[0] for line in printed[:3]]
    assert operations == pytest.approx([0.72, 15.3, 3.8], rel=0.03)  # VGG, ResNet: He et al. (2016)
    dense, convolved = (int(part.rsplit(None, 1)[-1]) for part in printed[3].split("%")[:2])
    assert dense > 85
    assert convolved > 98


@claim("residual")
def _(printed):
    """No shortcut: 2^−K; a shortcut: 1.5^K; a branch scaled by 1/√K: e^½ at any depth."""
    for line, K in zip(printed, (10, 20, 40), strict=True):
        found = numbers(line.replace("1/√K", ""))
        plain, shortcut, scaled = found[1:]
        assert 1 / 10 < plain * 2**K < 10
        assert 1 / 5 < shortcut / 1.5**K < 5
        assert scaled == pytest.approx(math.sqrt(math.e), rel=0.35)


@claim("keras")
def _(printed):
    """Keras gives the same; "same" puts the odd zero after the image."""
    assert [truths(line) for line in printed[:2]] == [[True] * 4] * 2
    assert [truths(line) for line in printed[2:5]] == [[True], [False], [False]]
    assert "(0, 1)" in printed[2]
    assert [truths(line) for line in printed[5:]] == [[True], [True]]


@claim("keras-lenet")
def _(printed):
    """LeNet in Keras has as many parameters and, with our weights, our outputs."""
    assert numbers(printed[0]) == [61_706]
    assert truths(printed[1]) == [True]
