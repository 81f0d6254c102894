"""Chapter 04: what its claims show, and the functions that the library has too."""

import math

import numpy as np
import pytest
from scipy import integrate, optimize

from claims import claim, numbers
from gradiente import activations

rng = np.random.default_rng(0)
Z = np.concatenate([3 * rng.normal(size=(5, 4)), [[0.0, -0.0, 30.0, -30.0]]])
PIECES = rng.normal(size=(6, 4, 3))
PIECES[0, 0] = 1.0  # a tie: to the first

SAME = [
    (activations.sigmoid, [(Z,)]),
    (activations.sigmoid_derivative, [(Z,)]),
    (activations.relu, [(Z,)]),
    (activations.relu_derivative, [(Z,)]),
    (activations.leaky_relu, [(Z,), (Z, 0.3)]),
    (activations.leaky_relu_derivative, [(Z,), (Z, 0.3)]),
    (activations.elu, [(Z,), (Z, 2.0), (100 * Z,)]),
    (activations.elu_derivative, [(Z,), (Z, 2.0), (100 * Z,)]),
    (activations.silu, [(Z,), (Z, 1.702)]),
    (activations.silu_derivative, [(Z,), (Z, 1.702)]),
    (activations.maxout, [(PIECES,)]),
    (activations.maxout_backward, [(Z, PIECES)]),
]


def normal_cdf(z):
    return math.erfc(-z / math.sqrt(2)) / 2


def sigma(z):
    return 1 / (1 + math.exp(-z))


UNITS = {
    "gelu": lambda z: z * normal_cdf(z),
    "silu": lambda z: z * sigma(z),
    "mish": lambda z: z * math.tanh(math.log1p(math.exp(z))),
}


@claim("race")
def _(printed):
    """With five hidden layers sigmoids learn nothing; tanh and ReLU learn the digits."""
    sigmoid, tanh, relu = (numbers(line)[-2:] for line in printed)
    assert sigmoid[0] == pytest.approx(math.log(10), abs=0.05)
    assert sigmoid[1] < 15
    for cost, accuracy in (tanh, relu):
        assert cost < 0.15
        assert accuracy > 80


@claim("step")
def _(printed):
    """No weight below a step ever moves, whatever η; below a sigmoid they do."""
    all_steps, hidden_steps, sigmoids = (numbers(line) for line in printed)
    assert all_steps == [1000, 0, 0]
    assert hidden_steps[1] == 0
    assert hidden_steps[2] > 0
    assert min(sigmoids[1:]) > 0


@claim("layer-by-layer")
def _(printed):
    """Unsaturated sigmoids let a quarter through at each layer, saturated ones next to nothing, tanh all."""
    sigmoid, saturated, tanh = (numbers(line)[-5:] for line in printed)
    for norms in (sigmoid, saturated):
        assert norms[:4] == sorted(norms[:4], reverse=True)
    assert 0.5 < sigmoid[-1] / 0.25**9 < 2
    assert saturated[-1] < 0.02**9
    assert tanh[-1] > 0.5


@claim("one-sign")
def _(printed):
    """Positive inputs give all of a neuron's derivatives one sign with one example, not with many."""
    shares = [numbers(line)[-6:][1::2] for line in printed]
    before, after, *tanh = shares
    assert before[0] == after[0] == 100
    assert all(share < 100 for share in before[1:] + after[1:])
    assert all(late < early for early, late in zip(before[1:], after[1:], strict=True))
    assert tanh == [[0, 0, 0], [0, 0, 0]]


@claim("zigzag")
def _(printed):
    """With positive inputs every step is diagonal and the path is more than twice as long."""
    positive, centred = (numbers(line)[-3:] for line in printed)
    straight = 2 * math.sqrt(2)
    assert positive[0] == 100
    assert centred[0] < 60
    assert positive[1] > 2 * centred[1] > 2 * straight
    assert centred[1] < 1.25 * straight
    # E[xxᵀ] has the eigenvalues 1/12 and 1/12 + 1/2; centred, 1/12 twice
    assert positive[2] == pytest.approx(7, rel=0.1)
    assert centred[2] == pytest.approx(1, abs=0.3)


@claim("tanh")
def _(printed):
    """tanh(z) = 2σ(2z) − 1; the form without the 2 inside is out by up to 0.30."""
    assert printed[0].endswith("True")
    t = math.sqrt(math.sqrt(5) - 2)  # where t (1 − t²)/(1 + t²), with t = tanh(z/2), is greatest
    assert numbers(printed[1])[-1] == pytest.approx(t * (1 - t**2) / (1 + t**2), abs=0.005)
    assert numbers(printed[2]) == [0.25, 1]


@claim("relu-zero")
def _(printed):
    """Half of the sums are negative at the start and none is exactly 0; the derivative at 0 is 0."""
    negative, positive, zeros, total = (numbers(printed[0])[i] for i in (1, 3, 5, 6))
    assert negative + positive == pytest.approx(100, abs=1)
    assert abs(negative - 50) < 10
    assert (zeros, total) == (0, 1000 * 100)
    assert printed[1].endswith("[0. 0. 1.]")


@claim("dying")
def _(printed):
    """The share of dead ReLUs grows with η: none at 0.1, most at 1 with little harm, all but all at 2."""
    rows = [numbers(line) for line in printed[1:]]
    assert [row[0] for row in rows] == [0.1, 0.5, 1, 2]
    dead, accuracy = [row[1] for row in rows], [row[2] for row in rows]
    assert dead == sorted(dead)
    assert dead[0] == 0
    assert dead[1] < 5
    assert dead[2] > 50
    assert dead[3] > 95
    assert max(accuracy[:3]) - min(accuracy[:3]) <= 5
    assert accuracy[3] < 40


@claim("dead-for-good")
def _(printed):
    """Dead units of the first layer stay dead, do not move, and are not missed."""
    dead = numbers(printed[0])[0]
    assert printed[0].endswith("False")
    assert numbers(printed[1])[-1] == dead
    assert printed[1].endswith("True")
    assert [numbers(line) for line in printed[2:]] == [[0, dead], [100 - dead, 100 - dead]]


@claim("prelu")
def _(printed):
    """The gradient of the slope is the measured one, and descending it finds the slopes."""
    assert printed[0].endswith("True")
    learnt = numbers(printed[1])
    assert learnt[:3] == learnt[3:] == [0, 0.4, -1]


@claim("selu")
def _(printed):
    """α and λ give mean 0 and variance 1, which SELU keeps through 50 layers and the others do not."""
    alpha, scale = numbers(printed[0])

    def mean_of(function):
        def weighted(z):
            return function(z) * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)

        return sum(integrate.quad(weighted, *ends)[0] for ends in ((-12, 0), (0, 12)))

    def selu(z):
        return scale * (z if z > 0 else alpha * math.expm1(z))

    assert mean_of(selu) == pytest.approx(0, abs=1e-8)
    assert mean_of(lambda z: selu(z) ** 2) == pytest.approx(1, abs=1e-8)
    last = [numbers(line)[-2:] for line in printed[1:]]
    assert last[0] == [0, pytest.approx(1, abs=0.2)]
    assert last[1][1] < 0.05
    assert last[2][1] < 1e-10


@claim("smooth")
def _(printed):
    """How far GELU's approximations are out, Swish's limits, and the three dips below zero."""
    grid = np.linspace(-8, 8, 4001)
    tanh_form = [
        z / 2 * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))) for z in grid.tolist()
    ]
    forms = [[z * sigma(1.702 * z) for z in grid.tolist()], tanh_form]
    exact = [UNITS["gelu"](z) for z in grid.tolist()]
    for line, form in zip(printed[:2], forms, strict=True):
        worst, at = numbers(line)[-2:]
        error = np.abs(np.subtract(form, exact))
        assert worst == pytest.approx(np.max(error), rel=0.1)
        assert at == pytest.approx(abs(grid[np.argmax(error)]), abs=0.1)
    assert printed[2].endswith("True")
    # z (1 − σ(βz)) is greatest where 1 = βz σ(βz): 0.2785/β
    assert numbers(printed[3])[-1] == pytest.approx(0.2785 / 50, abs=0.005)
    for line in printed[4:]:
        name, (low, at, steepest) = line.split(":")[0], numbers(line)
        unit = UNITS[name]
        found = optimize.minimize_scalar(unit, bounds=(-3, 0), method="bounded")
        assert (low, at) == (pytest.approx(found.fun, abs=0.006), pytest.approx(found.x, abs=0.006))
        slopes = [(unit(z + 1e-5) - unit(z - 1e-5)) / 2e-5 for z in np.linspace(0, 5, 2001).tolist()]
        assert steepest == pytest.approx(max(slopes), abs=0.006)
        assert steepest > 1


@claim("maxout")
def _(printed):
    """ReLU, Leaky ReLU and the absolute value are Maxout units; the winner takes the gradient."""
    assert [line.rsplit(None, 1)[-1] for line in printed[:3]] == ["True"] * 3
    assert numbers(printed[3]) == [0, 5, 0]
    relu, maxout = (numbers(line)[-1] for line in printed[4:])
    assert (relu, maxout) == (30 * (784 + 1), 3 * 30 * (784 + 1))


@claim("keras-units")
def _(printed):
    """Every unit and its derivative agree with Keras's."""
    assert len(printed) == 13
    assert all(line.count("True") == 2 for line in printed[:-1])
    assert printed[-1].endswith("True")


@claim("keras-defaults")
def _(printed):
    """What Keras takes at the kinks, and its default leaks."""
    alpha, scale = 1.6732632423543772, 1.0507009873554805  # Klambauer et al. (2017)
    assert numbers(printed[0])[-2:] == [0, 0]
    assert numbers(printed[1])[-2:] == [
        pytest.approx(scale, abs=1e-3),
        pytest.approx(scale * alpha, abs=1e-3),
    ]
    assert [numbers(line)[-1] for line in printed[2:]] == [-0.2, -0.3, 0]
