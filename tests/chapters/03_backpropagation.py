"""Chapter 03: what its claims show, and the functions that the library has too.

Its class `Value` is compared with the library's in test_autodiff.py.
"""

import math
from itertools import chain, pairwise

import numpy as np
import pytest

from claims import claim, numbers
from gradiente import activations, costs, gradient_check

rng = np.random.default_rng(0)
Z = rng.normal(size=(5, 4))
T = np.eye(4)[[0, 3, 1, 2, 2]]

SAME = [
    (activations.sigmoid, [(Z,)]),
    (activations.sigmoid_derivative, [(Z,), (np.array([-700.0, 0.0, 700.0]),)]),
    (costs.squared_error, [(Z, T)]),
    (gradient_check.numerical_gradient, [(lambda x: np.sum(np.sin(x) * x), Z), (np.prod, Z[0], 1e-3)]),
    (gradient_check.relative_error, [(Z, Z + 1e-3 * T), (Z, T)]),
]


@claim("passes")
def _(printed):
    """Measuring all slopes of the [784, 30, 10] network takes two forward passes for each parameter."""
    parameters = 784 * 30 + 30 + 30 * 10 + 10
    assert numbers(printed[1]) == [parameters, 2 * parameters]
    assert numbers(printed[2]) == [400, 2 * parameters * 400]


@claim("graph")
def _(printed):
    """At x = 2, y = 3, z = 2 the gradient of (x + y)(y − z) is (1, 6, −5), by the graph and measured."""
    x, y, z = 2, 3, 2
    assert numbers(printed[0]) == [(x + y) * (y - z)]
    expected = [(x, y - z), (y, (y - z) + (x + y)), (z, -(x + y))]
    assert [numbers(line) for line in printed[1:]] == [[at, slope, slope] for at, slope in expected]


@claim("rules")
def _(printed):
    """How each operation passes the gradient back; branches add up."""
    gradients = [numbers(line.rsplit(":", 1)[1]) for line in printed]
    add, multiply, maximum, tie, closed, gate, triple, cube = gradients
    assert add == [1, 1]
    assert multiply == [5, 2]
    assert maximum == [0, 1]
    assert sum(tie) == 1
    assert (closed, gate) == ([0], [1])
    assert triple == [3]
    assert cube == [3 * 2**2]


@claim("worked-example")
def _(printed):
    """The matrices of the 2-3-2 network give what the formulas with indices say."""
    W1, b1, W2, b2 = [[1, -2], [0, 1], [3, 4]], [0, -1, -9], [[6, -2, 1], [5, -3, 2]], [1, -1]
    x, t, eta = [2, 1], [3, 2], 0.1

    def forward(W1, b1, W2, b2):
        z = [sum(w * a for w, a in zip(row, x, strict=True)) + b for row, b in zip(W1, b1, strict=True)]
        a = [1 / (1 + math.exp(-value)) for value in z]
        y = [sum(w * h for w, h in zip(row, a, strict=True)) + b for row, b in zip(W2, b2, strict=True)]
        return a, y, sum((o - g) ** 2 for o, g in zip(y, t, strict=True)) / 2

    a, y, cost = forward(W1, b1, W2, b2)
    last = [y[i] - t[i] for i in range(2)]
    hidden = [sum(W2[j][i] * last[j] for j in range(2)) * a[i] * (1 - a[i]) for i in range(3)]
    dW2 = [[last[i] * a[j] for j in range(3)] for i in range(2)]
    dW1 = [[hidden[i] * x[j] for j in range(2)] for i in range(3)]
    expected = [last, hidden, list(chain(*dW2)), list(chain(*dW1))]
    for line, values in zip(printed[:4], expected, strict=True):
        assert numbers(line) == pytest.approx(values, abs=6e-4)

    def moved(values, gradients):
        return [value - eta * gradient for value, gradient in zip(values, gradients, strict=True)]

    *_, after = forward(
        [moved(*rows) for rows in zip(W1, dW1, strict=True)], moved(b1, hidden),
        [moved(*rows) for rows in zip(W2, dW2, strict=True)], moved(b2, last),
    )  # fmt: skip
    assert numbers(printed[4]) == pytest.approx([cost, eta, after], abs=6e-4)


@claim("gradient-check")
def _(printed):
    """Backpropagation's gradient equals the numerical one to 1e-7, for any depth and unit."""
    assert len(printed) == 4
    for line in printed:
        *sizes, slopes, bar = numbers(line)
        assert slopes == sum(after * before + after for before, after in pairwise(sizes))
        assert bar == 1e-7
        assert line.endswith("True")
    assert len(numbers(printed[-1])) == 8  # five layers, all square


@claim("mistakes")
def _(printed):
    """The check rejects each of the mistakes that people make, and nothing else."""
    found = [numbers(line)[-1] for line in printed]
    assert found[0] == 0
    assert min(found[1:]) > 0.01
    m = 4
    assert found[-1] == pytest.approx((1 - 1 / m) / (1 + 1 / m), abs=6e-3)  # ‖g − g/m‖ / (‖g‖ + ‖g/m‖)


@claim("epsilon")
def _(printed):
    """The error falls as ε or ε² until rounding takes over; 32 bits are not enough for a check."""
    one_sided, central = numbers(printed[0])[1:], numbers(printed[1])[1:]
    assert (one_sided[0], central[0]) == (1, 2)
    assert printed[0].endswith("False")
    assert printed[1].endswith("True")
    assert printed[2].endswith("False")


@claim("kinks")
def _(printed):
    """Within ε of ReLU's kink the measured slope is a blend of both sides."""
    for line in printed:
        z, derivative, epsilon, measured = numbers(line)
        assert derivative == (z > 0)
        blend = (max(z + epsilon, 0) - max(z - epsilon, 0)) / (2 * epsilon)
        assert measured == pytest.approx(blend, abs=1e-6)
    assert numbers(printed[1])[1] != numbers(printed[1])[3]


@claim("cost")
def _(printed):
    """A backward pass costs one to two forward passes, whatever the number of parameters."""
    networks = [[784, n, 10] for n in (10, 30, 100, 300, 1000)] + [[n] * 10 for n in (30, 100, 300)]
    m = 10
    for line, sizes in zip(printed[1:], networks, strict=True):
        products = [after * before for before, after in pairwise(sizes)]
        units = sum(sizes[1:])
        parameters = sum(products) + units
        ahead = m * sum(products)
        back = ahead + m * sum(products[1:]) + 2 * m * units  # BP4, BP2, and f′: σ(z) σ(−z) times the error
        ratio = pytest.approx(back / ahead, abs=6e-3)
        assert numbers(line) == [parameters, ahead, back, ratio, 2 * parameters]
        assert 1 < numbers(line)[3] < 2


@claim("gradient-tape")
def _(printed):
    """tf.GradientTape agrees to machine precision, and one slope with the one measured at the start."""
    assert [line.rsplit(None, 1)[-1] for line in printed[:4]] == ["True"] * 4
    ours, measured = numbers(printed[4])[-2:]
    assert ours == measured != 0


@claim("digits")
def _(printed):
    """With backpropagation [784, 30, 10] learns the digits in a few epochs."""
    scores = [float(score) for score in printed[0].split("[")[1].rstrip("]").replace("'", "").split(",")]
    assert len(scores) == 7
    assert scores[0] < 0.2
    assert scores[-1] > 0.9


@claim("vanishing")
def _(printed):
    """Through eight sigmoid layers the gradient shrinks over four times a layer; with tanh it hardly does."""
    hyperbolic, sigmoid = (numbers(line) for line in printed)
    assert sigmoid[0] >= 4  # σ′ ≤ ¼
    assert sigmoid[-1] == pytest.approx(8 * math.log10(sigmoid[0]), abs=0.15)
    assert 10 ** -sigmoid[-1] < 1e-5
    assert hyperbolic[0] < 1.5
