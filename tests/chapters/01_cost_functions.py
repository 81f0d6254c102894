"""Chapter 01: what its claims show, and the functions that the library has too."""

import math

import numpy as np
import pytest

from claims import claim, numbers
from gradiente import activations, costs

rng = np.random.default_rng(0)
Z = rng.normal(size=(5, 4))
Y = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
T = np.eye(4)[[0, 3, 1, 2, 2]]
HUGE = 1000 * np.array([[1.0, -1.0, 0.5, 0.0]] * 5)

SAME = [
    (activations.sigmoid, [(Z,)]),
    (activations.softmax, [(Z,), (HUGE,)]),
    (costs.log_sum_exp, [(Z,), (HUGE,)]),
    (costs.squared_error, [(Y, T)]),
    (costs.binary_cross_entropy, [(Y, T)]),
    (costs.categorical_cross_entropy, [(Y, T)]),
    (costs.categorical_cross_entropy_with_logits, [(Z, T), (HUGE, T)]),
    (costs.binary_cross_entropy_with_logits, [(Z, T), (HUGE, T)]),
    (costs.multiclass_hinge, [(Z, T), (Z, T, 0.5)]),
    (costs.multiclass_hinge_gradient, [(Z, T), (Z, T, 0.5)]),
    (costs.categorical_hinge, [(Z, T), (Z, T, 0.5)]),
    (costs.hinge, [(Z, 2 * T - 1)]),
    (costs.smooth_labels, [(T, 0.1)]),
]


@claim("slow-start")
def _(printed):
    """From a bad start a sigmoid unit learns slowly with squared error and not with cross-entropy."""
    squared, entropy = printed[:3], printed[3:6]
    waits = [numbers(line)[-1] for line in squared]
    assert waits[1] / waits[0] > 9
    assert waits[2] / waits[0] > 50
    assert [numbers(line)[0] for line in squared] == [0.2689, 0.0180, 0.0025]  # σ(2w): −1, −4 and −6
    deltas = [numbers(line)[1] for line in entropy]
    assert deltas == sorted(deltas)  # the worse the start, the larger the push
    assert numbers(entropy[2])[-1] / numbers(entropy[0])[-1] < 4


@claim("nll-kl")
def _(printed):
    """Minimising the negative log-likelihood and KL(data ‖ model) gives the same parameters."""
    likelihood, divergence, exchanged = (numbers(line)[-2:] for line in printed[:3])
    assert likelihood == divergence
    assert exchanged != likelihood
    low, high = numbers(printed[3])
    fractions = (1 / 20, 8 / 20, 18 / 20, 16 / 20)
    entropy = -sum(p * math.log(p) + (1 - p) * math.log(1 - p) for p in fractions) / 4
    assert low == high == pytest.approx(entropy, abs=1e-6)


@claim("softmax-gradient")
def _(printed):
    """The measured gradient of softmax with cross-entropy is (y − t)/m."""
    assert printed[-1].endswith("True")
    y = [math.exp(z) / sum(map(math.exp, (2, 1, -1))) for z in (2, 1, -1)]
    expected = [(y[0] - 1) / 2, y[1] / 2, y[2] / 2, y[0] / 2, y[1] / 2, (y[2] - 1) / 2]
    assert numbers(printed[1]) == pytest.approx(expected, abs=5e-5)


@claim("unstable")
def _(printed):
    """As written, the formulas break down: exp overflows, softmax gives nan, log(0) an infinite cost."""
    assert "inf" in printed[0]
    assert "nan" in printed[1]
    assert [line.split("= ")[-1] for line in printed[-2:]] == ["inf", "nan"]


@claim("stable")
def _(printed):
    """Rewritten with log-sum-exp, logits of ±1000 give a cost of 1000 or 0, in float32 too."""
    assert [numbers(line)[-1] for line in printed[:3]] == [1000, 0, 1000]
    assert printed[2].startswith("float32")
    assert [numbers(line)[-1] for line in printed[3:]] == [40, pytest.approx(math.exp(-40), rel=1e-2)]


@claim("keras-clips")
def _(printed):
    """Without from_logits Keras clips at 1e-7, and the cost of the worst examples stops growing."""
    rows = [numbers(line)[1:] for line in printed[1:5]]
    for clipped, exact in rows:
        assert clipped == pytest.approx(min(exact, -math.log(1e-7)), abs=2e-3)
    assert rows[-1][1] == 50


@claim("hinge-gradient")
def _(printed):
    """The gradient of the hinge counts the classes within the margin, the right one apart."""
    assert printed[-1].endswith("True")
    assert [numbers(line.split("δ")[1]) for line in printed[:3]] == [[-1, 1, 0], [1, 1, -2], [0, 0, 0]]


@claim("hinge-saturation")
def _(printed):
    """The hinge pushes with force 1 on the wrong side and not at all once the margin is met."""
    for line in printed[1:8]:
        z, squared, entropy, hinge = numbers(line)
        assert hinge == (-1 if z < 1 else 0)
        assert abs(squared) < abs(entropy)
    *_, hinge = printed
    reached = dict(zip(*[iter(numbers(hinge))] * 2, strict=True))
    assert reached[14] == reached[100] == reached[1000] == 1


@claim("keras-losses")
def _(printed):
    """Keras's squared error and binary cross-entropy agree with the chapter's, factors minded."""
    assert [line.rsplit(None, 1)[-1] for line in printed] == ["True"] * 2


@claim("keras-losses-classes")
def _(printed):
    """So do its losses for several classes, label smoothing and from_logits among them."""
    assert [line.rsplit(None, 1)[-1] for line in printed] == ["True"] * 6


@claim("keras-categorical-hinge")
def _(printed):
    """Keras's CategoricalHinge takes the right class for a rival at 0 when the others are negative."""
    ours, keras = numbers(printed[0].split(":", 1)[1].replace("(1.22)", ""))[-2:]
    assert (ours, keras) == (0, 3)
    mean, total = numbers(printed[1])[-1], numbers(printed[2])[-1]
    assert total == pytest.approx(2 * mean, abs=1e-3)


@claim("digits")
def _(printed):
    """On digits a good start hides the choice of cost; from a saturated one squared error stays behind."""
    final = [numbers(line)[-1] for line in printed]
    zero_squared, zero_entropy, bad_squared, bad_entropy = final
    assert abs(zero_squared - zero_entropy) <= 0.02
    assert bad_entropy - bad_squared > 0.2
