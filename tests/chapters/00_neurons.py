"""Chapter 00: what its claims show, and the functions that the library has too."""

import math
from itertools import pairwise

import numpy as np
import pytest

from claims import claim, numbers
from gradiente import activations

rng = np.random.default_rng(0)
Z = rng.normal(size=(5, 4))
TIES = np.array([[0.0, -1.0, 1.0, -0.0]])

SAME = [
    (activations.step, [(Z,), (TIES,)]),
    (activations.sigmoid, [(Z,)]),
    (activations.relu, [(Z,), (TIES,)]),
    (activations.softmax, [(Z,), (1000 * Z,)]),
]


@claim("one-neuron")
def _(printed):
    """One neuron with weights that no one trained tells 0 from 1, and fails one in ten of 3/8 and 4/9."""
    results = {tuple(found[:2]): found[2:] for found in map(numbers, printed)}
    assert results[0, 1] == [100, 100]
    for pair in ((3, 8), (4, 9)):
        right, of = results[pair]
        assert of == 100
        assert 85 <= right <= 92


@claim("nand-adder")
def _(printed):
    """The circuit of NAND perceptrons adds two bits."""
    rows = [numbers(line) for line in printed[1:]]
    assert [row[:2] for row in rows] == [[0, 0], [0, 1], [1, 0], [1, 1]]
    for a, b, carry, total, *_, result in rows:
        assert (carry, total) == divmod(a + b, 2)
        assert result == a + b


@claim("small-changes")
def _(printed):
    """The linear formula's error falls as the square of the change."""
    sizes, true, linear, errors = zip(*map(numbers, printed[1:]), strict=True)
    assert sizes == (1, 0.1, 0.01, 0.001)
    z = 2 * 0.5 - 1.5 + 0.8
    slope = math.exp(-z) / (1 + math.exp(-z)) ** 2 * (0.5 * 1 + -1.5 * -0.5 + 1)
    assert linear == pytest.approx([size * slope for size in sizes], abs=1e-6)
    moved = [1 / (1 + math.exp(-z - size * 2.25)) - 1 / (1 + math.exp(-z)) for size in sizes]
    assert true == pytest.approx(moved, abs=1e-6)
    for larger, smaller in pairwise(errors):
        assert 80 < larger / smaller < 200


@claim("keras-forward")
def _(printed):
    """Unit by unit, in matrices and in Keras with the transposed weights, the network is the same."""
    assert "(3, 4), (2, 3)" in printed[0]
    assert "(4, 3), (3, 2)" in printed[0]
    assert [line.rsplit(None, 1)[-1] for line in printed[2:]] == ["True", "True"]


@claim("linear-collapse")
def _(printed):
    """Three layers with no non-linearity are one, and no line gets XOR right."""
    assert numbers(printed[0]) == [50 * 3 + 40 * 51 + 41, 3]
    assert printed[1].endswith("True")
    assert numbers(printed[2]) == [3, 4]


@claim("xor-relu")
def _(printed):
    """Two ReLU units with the weights of the lecture notes give XOR; both ones fall on one point."""
    rows = [numbers(line) for line in printed]
    assert [(row[:2], row[-1]) for row in rows] == [([a, b], a != b) for a in (0, 1) for b in (0, 1)]
    features = [tuple(row[2:4]) for row in rows]
    assert features == [(0, 0), (1, 0), (1, 0), (2, 1)]


@claim("ring-width")
def _(printed):
    """With 2 hidden units to a layer the ring is never closed, however deep; with 3 it is."""
    results = {(int(units), int(depth)): rest for units, depth, *rest in map(numbers, printed)}
    assert set(results) == {(1, 1), (2, 1), (2, 2), (2, 4), (3, 1)}
    for (units, _), (right, gap) in results.items():
        if units == 3:
            assert right > 98
            assert gap == 0
        else:
            assert right < 95
            assert gap > 0
    assert results[2, 1][0] > 80


@claim("square-units")
def _(printed):
    """Two units that square, which do not increase, close the ring."""
    assert numbers(printed[0])[-1] > 99


@claim("universal")
def _(printed):
    """The largest error of the bumps falls as their number grows, at last by half for twice as many."""
    counts, errors = zip(*map(numbers, printed), strict=True)
    assert counts == (5, 10, 20, 40, 80)
    assert list(errors) == sorted(errors, reverse=True)
    for larger, smaller in pairwise(errors[1:]):
        assert 1.6 < larger / smaller < 2.8
    assert errors[-1] < 0.03


@claim("untrained-digits")
def _(printed):
    """[784, 30, 10] has 23,860 parameters, and untrained it guesses."""
    assert "(30, 784), (10, 30)" in printed[0]
    assert "(30,), (10,)" in printed[0]
    assert numbers(printed[2]) == [23860]
    assert numbers(printed[3])[-1] == pytest.approx(10, abs=1.5)


@claim("softmax-axis")
def _(printed):
    """Over the columns each example adds up to 1; over the rows it does not, and depends on the batch."""
    right, wrong = (numbers(line.split(":")[-1]) for line in printed[:2])
    assert right == [1] * 8
    assert sum(wrong) == pytest.approx(10, abs=0.1)
    assert all(abs(total - 1) > 0.1 for total in wrong)
    alone, together = (float(value) for value in numbers(printed[2])[1:3])
    assert alone == 1
    assert together < 0.5
