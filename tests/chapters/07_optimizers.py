"""Chapter 07: what its claims show.

The chapter's update rules take and return their memory, where the library's keep it: they are compared with
the library's, over several steps, in the check of the claim "keras-rules".
"""

import math
import re

import numpy as np
import pytest

from claims import claim, numbers
from gradiente import data, optimizers

SAME: list = []


def after(line, mark):
    """The numbers that stand behind `mark`."""
    return numbers(line.split(mark, 1)[1])


def steps_in_a_bowl(curvatures, start, eta, mu):
    """Steps to a thousandth of the distance, from the powers of each direction's own 2 × 2 matrix."""
    distances = []
    matrices = [np.array([[1 + mu - eta * curvature, -mu], [1, 0]]) for curvature in curvatures]
    states = [np.array([first, first]) for first in start]  # at rest: e₀ = e₋₁
    while not distances or distances[-1] >= distances[0] / 1000:
        distances.append(math.hypot(*(state[0] for state in states)))
        states = [matrix @ state for matrix, state in zip(matrices, states, strict=True)]
    return len(distances) - 1


@claim("two-walkers")
def _(printed):
    """In a valley with κ = 100 momentum needs seven times fewer steps than descent at its best rate."""
    plain, ball = (int(numbers(line)[-1]) for line in printed)
    assert plain == steps_in_a_bowl((1, 100), (1, 0.1), 2 / 101, 0)
    assert ball == steps_in_a_bowl((1, 100), (1, 0.1), 4 / 121, (9 / 11) ** 2)
    assert plain / ball > 7


@claim("saddle-wait")
def _(printed):
    """The wait near a saddle grows with the logarithm of how near one passes; on the ridge it has no end."""
    waits = [after(line, ":")[0] for line in printed]
    expected = [math.ceil(math.log(1 / offset) / math.log(1.1)) for offset in (1e-1, 1e-3, 1e-6, 1e-12)]
    assert waits == [*expected, 10_000]


@claim("global-minimum")
def _(printed):
    """The one global minimum has zero cost and is more than twice as wrong on new data as step 100."""
    costs, new = zip(*((numbers(line)[1], numbers(line)[2]) for line in printed), strict=True)
    assert costs[0] > costs[1] > costs[2] == 0
    assert new[2] > 2 * new[1]
    assert new[0] > new[1]
    # the global minimum is the polynomial of degree 14 through the fifteen points
    x = np.cos(np.pi * (np.arange(15) + 0.5) / 15)
    t = np.sin(3 * x) + 0.4 * np.random.default_rng(1).normal(size=15)
    x_new = np.linspace(-1, 1, 400)
    fit = np.polynomial.Polynomial.fit(x, t, 14)(x_new)
    assert new[2] == pytest.approx(np.mean((fit - np.sin(3 * x_new)) ** 2) / 2, abs=2e-4)


@claim("many-minima")
def _(printed):
    """Networks from different seeds are as far apart as random vectors, and do equally well."""
    right = [after(line, ":")[0] for line in printed[:3]]
    norms = [numbers(line)[-1] for line in printed[:3]]
    assert max(right) - min(right) <= 0.02
    assert min(right) > 0.9
    for distance in numbers(printed[3]):
        assert distance == pytest.approx(math.sqrt(2) * np.mean(norms), rel=0.05)


@claim("newton")
def _(printed):
    """Newton solves a quadratic in one step, whatever κ; elsewhere it may end at a saddle."""
    assert all(line.endswith("True") for line in printed[:3])
    deep, saddle, shallow = sorted(np.roots([1, 0, -1, 0.1]).real)
    for line, end in zip(printed[3:], (shallow, deep, saddle, shallow), strict=True):
        w, cost, curvature = numbers(line.split(":", 1)[1].replace("w₁", "").replace("λ₁", ""))
        assert w == pytest.approx(end, abs=6e-4)
        assert cost == pytest.approx((end**2 - 1) ** 2 / 4 + end / 10, abs=6e-4)
        assert curvature == pytest.approx(3 * end**2 - 1, abs=6e-3)
    assert saddle > -0.5  # the last start is on the deep valley's side


@claim("newton-price")
def _(printed):
    """The Hessian of a small network takes gigabytes, and one step as much as thousands of epochs."""
    n = 784 * 30 + 30 + 30 * 10 + 10
    assert numbers(printed[0])[0] == n
    assert numbers(printed[0])[-1] == pytest.approx(8 * n * n / 1e9, abs=0.06)
    assert numbers(printed[2])[-1] == pytest.approx(n * n / (18 * 4000), abs=1)


@claim("conventions")
def _(printed):
    """Three ways to write momentum are the same; the sum without the rate is, too, until η changes."""
    constant, changed = (dict(re.findall(r"'(\w+)': (True|False)", line)) for line in printed)
    assert set(constant.values()) == {"True"}
    assert changed == {**constant, "summed": "False"}
    assert len(constant) == 4


@claim("momentum-ravine")
def _(printed):
    """With its best rates momentum replaces κ by √κ; every direction shrinks by √μ."""
    for kappa, line in zip((10, 100, 1000), printed[:3], strict=True):
        plain, *_, ball = after(line, ":")
        root = math.sqrt(kappa)
        assert plain == steps_in_a_bowl((1, kappa), (1, 1), 2 / (1 + kappa), 0)
        mu = ((root - 1) / (root + 1)) ** 2
        assert ball == steps_in_a_bowl((1, kappa), (1, 1), 4 / (root + 1) ** 2, mu)
    plain, ball = ([after(line, ":")[k] for line in printed[:3]] for k in (0, -1))
    assert plain[2] / plain[0] == pytest.approx(100, rel=0.05)
    assert ball[2] / ball[0] < 15
    assert [numbers(line)[1] for line in printed[3:]] == [0.9] * 3


@claim("momentum-epochs")
def _(printed):
    """Equal η: far fewer epochs. Small batches: a larger η does as well. Large ones: no η does."""
    epochs = [after(line, "épocas" if "épocas" in line else "epochs") for line in printed]
    small, small_ball, small_fast, large, large_ball, large_fast, large_faster = map(np.mean, epochs)
    assert small_ball < small / 2
    assert large_ball < large / 2
    assert abs(small_fast - small_ball) <= 1
    assert large_ball < 0.65 * large_fast
    assert large_fast < min(large, large_faster)


@claim("nesterov")
def _(printed):
    """Keras's form is the original after a change of variable; it damps the steep direction more."""
    assert numbers(printed[0])[0] > 0.01
    assert printed[1].endswith("True")
    assert [numbers(line)[0] for line in printed[2:]] == pytest.approx(
        [math.sqrt(0.9), math.sqrt(0.9 * 0.5)], abs=6e-4
    )


@claim("forgetting")
def _(printed):
    """With a constant gradient AdaGrad's steps fall as 1/√t and stay small; RMSProp's return to η."""
    steps = [after(line, ":")[1::2] for line in printed]
    root = [1, 2, 100, 200]
    assert steps[0] == pytest.approx([*(0.1 / math.sqrt(t) for t in root), 7.1e-5, 7.1e-5], rel=0.02)
    assert steps[1][0] == pytest.approx(0.1 / math.sqrt(0.1), rel=0.02)
    assert steps[1][2] == steps[1][3] == steps[1][5] == 0.1
    assert steps[1][4] == pytest.approx(0.1 * 0.01 / math.sqrt(0.9 + 0.1 * 0.0001), rel=0.05)


@claim("rare-features")
def _(printed):
    """Adaptive methods move along rare features; SGD and momentum do not, each at its best rate."""
    shares = {line.split()[0]: after(line, "w/w*:") for line in printed}
    frequent, rare = ({name: share[k] for name, share in shares.items()} for k in (0, 2))
    assert min(frequent.values()) > 0.8
    assert max(rare["SGD"], rare["Momentum"]) < 0.2
    for name in ("AdaGrad", "RMSProp", "Adam"):
        assert rare[name] > 1.8 * max(rare["SGD"], rare["Momentum"])


@claim("first-steps")
def _(printed):
    """Without bias correction Adam's steps are (1 − β₁ᵗ)/√(1 − β₂ᵗ) times too long: 3.2, then up to 6.6."""
    corrected, uncorrected = (dict(zip(*[iter(numbers(line))] * 2, strict=True)) for line in printed)
    assert set(corrected.values()) == {1}
    for t, length in uncorrected.items():
        assert length == pytest.approx((1 - 0.9**t) / math.sqrt(1 - 0.999**t), abs=6e-3)
    assert max(uncorrected.values()) > 6.5
    assert list(corrected) == list(uncorrected) == [1, 2, 12, 100, 1000, 3000]


@claim("epsilon")
def _(printed):
    """Without ε weights with no gradient become nan; Keras's ε is the paper's divided by √(1 − β₂ᵗ)."""
    zero, lost = (number for number in numbers(printed[0]) if not math.isnan(number))
    black = np.mean(data.digits().train.X[:50].max(axis=0) == 0)
    assert zero == lost == pytest.approx(100 * black * 784 * 30 / 23860, abs=0.6)
    for line, g in zip(printed[1:], (1.0, 1e-6, 1e-8), strict=True):
        paper, ours, theirs = numbers(line.replace("(7.17)", ""))[1:]
        assert paper == pytest.approx(g / (g + 1e-7), abs=6e-4)
        assert ours == theirs == pytest.approx(g / (g + 1e-7 / math.sqrt(0.001)), abs=6e-4)


@claim("amsgrad")
def _(printed):
    """On a convex problem Adam goes to the worst point, and AMSGrad towards the best."""
    adam, amsgrad = (after(line, "t =")[1::2] for line in printed)
    assert adam[-1] == adam[-2] == 1
    assert amsgrad[0] > amsgrad[1] > amsgrad[2] > -1
    assert amsgrad[2] < -0.98


@claim("race")
def _(printed):
    """Who blows up in the ravine, who gets off the saddle, and who gets to the deep valley."""
    ends = []
    for line in printed:
        found = re.findall(r"([A-Z]\w+) (>?)(-?[\d.]+)", line)
        ends.append({name: math.inf if over else float(cost) for name, over, cost in found})
    ravine, steep, saddle, valleys, fast = ends
    assert list(ravine) == list(steep) == ["SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam"]
    assert ravine["SGD"] == pytest.approx((2.5 * 0.95**60) ** 2 / 2, abs=6e-3)  # 1 − 0.05 · 20 = 0
    assert {name for name, cost in steep.items() if math.isinf(cost)} == {"SGD", "Momentum", "Nesterov"}
    assert max(steep[name] for name in ("AdaGrad", "RMSProp", "Adam")) < 0.2
    assert saddle["SGD"] == 0.25  # the height of the pass
    assert max(saddle[name] for name in ("Momentum", "Nesterov", "RMSProp", "Adam")) < 0.01
    assert {name for name, cost in valleys.items() if cost < 0} == {"Momentum"}
    assert {name for name, cost in fast.items() if cost < 0} == {"Momentum", "Nesterov", "RMSProp"}


@claim("rotated")
def _(printed):
    """Turned by 45 degrees the ravine is the same to SGD, and no longer easy for the adaptive methods."""
    counts = {line.split()[0]: after(line, ":") for line in printed}
    slow = math.log(2.5**2 / 2 / 0.1) / (2 * -math.log(0.95))  # the steep direction is solved at once
    assert counts["SGD"] == [math.ceil(slow)] * 2
    assert counts["RMSProp"][0] < counts["SGD"][0] < counts["RMSProp"][1]
    assert counts["Adam"][1] > 1.2 * counts["Adam"][0]


@claim("decay")
def _(printed):
    """On noisy descent each schedule ends below the best constant rate, with every seed."""
    assert printed[2].count(">0.35") == 3  # so the best constant is not at the edge of the grid
    costs = np.array([after(line, "J:") for line in printed])
    constant, decaying = costs[:2], costs[3:]
    assert costs.shape == (6, 3)
    assert np.all(constant[0] > constant[1])
    assert np.all(decaying.max(axis=0) <= constant.min(axis=0))
    assert decaying.mean() < 0.9 * constant.min(axis=0).mean()


@claim("warm-up")
def _(printed):
    """A rate that is too large from the start is not after a warm-up of one epoch."""
    ends = [re.findall(r"J ([=>]) ([\d.]+)", line) for line in printed]
    sudden, warm = ends[:2], ends[2:]
    assert sudden == [[(">", "3"), (">", "0.6")]] * 2
    for (over, first), (still_over, last) in warm:
        assert over == still_over == "="
        assert float(first) <= 2
        assert float(last) <= 0.4


@claim("plans")
def _(printed):
    """The floor of a constant rate is the sum of the directions'; schedules end far below it."""
    ends = [after(line, ":")[:3] for line in printed]
    constant, steps, exponential, linear, cosine, inverse, root, warm = ends
    for eta, floor in zip((0.03, 0.06, 0.09), constant, strict=True):
        expected = sum(eta / (2 * (2 - eta * curvature)) for curvature in (1, 20))
        assert floor == pytest.approx(expected, rel=0.2)
    assert constant[2] / constant[0] == pytest.approx(14, abs=1)
    for to_zero in (linear, cosine, warm):
        assert max(to_zero) < 0.004
    assert max(map(max, (steps, linear, cosine, warm))) < constant[0] / 4
    assert exponential[0] > 4 * exponential[1]
    assert inverse[2] > max(linear[2], cosine[2])
    assert all(schedule[k] < constant[k] for schedule in ends[1:] for k in range(3))
    assert max(root) < constant[0]


@claim("keras-rules")
def _(printed):
    """Each of our rules takes Keras's steps, to 1e-6; the chapter's functions take the library's."""
    assert len(printed) == 11
    for line in printed:
        assert line.endswith("True")
        assert after(line, ")" if ")" in line else " ")[0] > 5e-5

    from test_chapters import functions_of

    shown = functions_of("07_optimizers")
    rng = np.random.default_rng(0)
    origin, gradients = rng.normal(size=(3, 2)), rng.normal(size=(12, 3, 2))
    rules = {
        "momentum": optimizers.Momentum(0.1),
        "nesterov": optimizers.Nesterov(0.1),
        "adagrad": optimizers.AdaGrad(0.1, initial=0),
        "rmsprop": optimizers.RMSProp(0.1),
    }
    for name, library in rules.items():
        w, memory, v = origin, np.zeros((3, 2)), origin.copy()
        for g in gradients:
            w, memory = shown[name](w, memory, g, eta=0.1)
            library.step(v, g)
        np.testing.assert_allclose(w, v, rtol=1e-12)
    for corrected in (True, False):
        library = optimizers.Adam(0.1, bias_correction=corrected)
        w, m, v, u = origin, np.zeros((3, 2)), np.zeros((3, 2)), origin.copy()
        for t, g in enumerate(gradients, start=1):
            w, m, v = shown["adam"](w, m, v, g, t, eta=0.1, corrected=corrected)
            library.step(u, g)
        np.testing.assert_allclose(w, u, rtol=1e-12)


@claim("keras-schedules")
def _(printed):
    """Our schedules are Keras's; `lr` is an error today, and `decay` is ignored, of little loss at 1e-6."""
    half_wave = [0.05 * (1 + math.cos(math.pi * share)) for share in (0.65, 0.55)]
    by_hand = [0.025, 0.1 * 0.5 ** (65 / 30), 0.035, half_wave[0], 0.1 / (1 + 65 / 30), half_wave[1]]
    for line, rate in zip(printed[:6], by_hand, strict=True):
        assert line.endswith("True")
        assert numbers(line)[-1] == pytest.approx(rate, abs=6e-5)
    assert "ValueError" in printed[6]
    assert "ignored" in printed[7]
    assert numbers(printed[8])[-1] == pytest.approx(1e-4 / 1.01876, rel=2e-3)


@claim("comparison")
def _(printed):
    """Tuned rules end near each other; a default rate may cost more than the choice of rule."""
    *tuned, sgd_default, adam_default = (numbers(line)[-2] for line in printed)
    sgd, _, nesterov, _, _, adam = tuned
    assert max(tuned) - min(tuned) < 0.06
    assert sgd - sgd_default > 2 * (max(tuned) - min(tuned))
    assert adam - 0.06 < adam_default < adam
    assert nesterov == max(tuned)  # the text says that this is no law
