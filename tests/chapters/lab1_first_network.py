"""Lab 1: what its claims show, and the functions that the library has too."""

import math

import numpy as np
import pytest

from claims import claim, numbers
from gradiente import metrics

rng = np.random.default_rng(0)

SAME = [
    (metrics.confusion_matrix, [(rng.integers(0, 4, 50), rng.integers(0, 4, 50), 4)]),
]


@claim("prepared")
def _(printed):
    """The greys lie in [0, 1], the targets are one-hot, and every class is equally frequent in each part."""
    assert numbers(printed[0])[-2:] == [0, 1]
    label, *target = numbers(printed[1].split(")")[1])
    assert target == [float(digit == label) for digit in range(10)]
    for line, each in zip(printed[2:5], (400, 50, 50), strict=True):
        assert numbers(line) == [each] * 10


@claim("baselines")
def _(printed):
    """Ink alone doubles chance, ten templates read about 81 %, and one layer gets past 92 %."""
    darkness, centroid, layer = (numbers(line)[0] for line in printed)
    assert 20 <= darkness < 25
    assert 78 <= centroid <= 84
    assert 92 < layer < 94
    for line in printed:
        p, error = numbers(line)
        assert error == pytest.approx(math.sqrt(p * (100 - p) / 500), abs=0.051)


@claim("network")
def _(printed):
    """The network has 784 · 30 + 30 + 30 · 10 + 10 parameters and computes (L1.1)."""
    count = f"{784 * 30 + 30 + 30 * 10 + 10:,}"
    assert printed[2].strip() == count
    assert printed[3].endswith("True")
    assert printed[4].count(count.replace(",", "")) == 2


@claim("learning-curve")
def _(printed):
    """It reads 94 % of the validation digits; after ten epochs only the training cost goes on falling."""
    epochs = {int(row[0]): row[1:] for row in map(numbers, printed)}
    assert epochs[0][2] == pytest.approx(10, abs=1)
    assert 86 <= epochs[1][3] <= 90
    assert all(93 <= epochs[epoch][3] <= 95 for epoch in (10, 20, 30))
    assert epochs[30][0] < epochs[10][0] / 2
    assert epochs[30][1] > 0.95 * epochs[10][1]
    assert epochs[30][2] > 98.5


@claim("scaling")
def _(printed):
    """With greys up to 255 nearly all hidden units start saturated and end up constant: nothing is learnt."""
    scaled, raw = (numbers(line.split("255" if "255" in line else "1", 1)[1]) for line in printed[::2])
    assert [line.rsplit(None, 1)[-1] for line in printed[1::2]] == ["False", "True"]
    assert scaled[0] < 1
    assert scaled[-1] > 90
    assert raw[0] > 90
    assert raw[-1] < 20


@claim("same-in-keras")
def _(printed):
    """With the same weights and mini-batches Keras has the same costs, update by update."""
    for line in printed[:6]:
        ours, keras = numbers(line)[-2:]
        assert ours == pytest.approx(keras, abs=1.01e-4)
    assert numbers(printed[2])[-1] == pytest.approx((0.9**2 + 9 * 0.1**2) / 2, abs=0.02)
    assert numbers(printed[5])[-1] < 0.2
    assert printed[6].endswith("True")


@claim("confusion")
def _(printed):
    """The most frequent confusion is 5 taken for 3, a fifth of all mistakes."""
    right, total = numbers(printed[0])
    assert right / total == pytest.approx(0.94, abs=0.01)
    true, taken, times = numbers(printed[1])
    assert (true, taken) == (5, 3)
    assert times / (total - right) == pytest.approx(1 / 5, abs=0.03)


@claim("worst-mistakes")
def _(printed):
    """The digits without an output above 0.9, one in seven, hold seven mistakes in ten."""
    _, sure, few = numbers(printed[0])
    doubtful, many = numbers(printed[1])
    assert sure + doubtful == 500
    assert doubtful / 500 == pytest.approx(1 / 7, abs=0.02)
    assert many / (many + few) == pytest.approx(0.7, abs=0.05)
    low, high = numbers(printed[2])
    assert low < 0.5
    assert high > 1.5


@claim("variations")
def _(printed):
    """Ten units are too few and 100 no better than 30; η = 0.3 and m = 100 lag, η = 30 learns nothing."""
    standard, few, many, slow, fast, large, entropy = (numbers(line)[-3:] for line in printed)
    assert min(standard) >= 92
    assert max(few) < min(standard)
    assert np.mean(standard) - np.mean(few) == pytest.approx(5, abs=1)
    assert abs(np.mean(many) - np.mean(standard)) < 2
    assert abs(np.mean(entropy) - np.mean(standard)) < 2
    for lagging in (slow, large):
        assert 88 <= np.mean(lagging) < np.mean(standard) - 2
    assert max(fast) <= 20


@claim("momentum-conventions")
def _(printed):
    """The conventions of momentum take the same steps."""
    assert numbers(printed[0])[-1] > 0.1
    assert [line.rsplit(None, 1)[-1] for line in printed[1:]] == ["True", "True"]


@claim("momentum-epochs")
def _(printed):
    """At the same α momentum needs fewer epochs; at the same effective rate it does not."""
    plain, momentum, plain_fast, momentum_slow = (numbers(line)[-3:] for line in printed)
    assert 3 * max(momentum) < min(plain)
    assert max(plain_fast) < min(momentum)
    assert all(abs(a - b) <= 1 for a, b in zip(plain, momentum_slow, strict=True))
    for line in printed:
        alpha, xi, one, effective = numbers(line.replace("α/(1 − ξ)", "1"))[:4]
        assert effective == pytest.approx(alpha / (one - xi), abs=0.051)


@claim("test-once")
def _(printed):
    """On the test digits the network beats the layer, by 25 to 7 where only one of them is right."""
    layer, network = numbers(printed[0])[0], numbers(printed[1].split("]")[1])[0]
    assert network == pytest.approx(94, abs=1)
    assert layer == pytest.approx(90.5, abs=1.5)
    wins, losses = numbers(printed[2])
    assert (wins - losses) / 5 == pytest.approx(network - layer, abs=0.11)
    n = int(wins + losses)
    assert sum(math.comb(n, k) for k in range(int(wins), n + 1)) / 2**n < 0.005
