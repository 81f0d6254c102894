"""Chapter 05: what its claims show, and the initializers that the library has too.

Both draw from the generator that they are given, so they are compared in the check of their claim, each with
a fresh one.
"""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import integrate, stats

from claims import claim, numbers
from gradiente import initializers

SAME: list = []


def after(line, mark):
    """The numbers that stand behind `mark`."""
    return numbers(line.split(mark, 1)[1])


def gaussian_mean(f, variance=1.0):
    """E[f(z)], z ~ N(0, variance), by quadrature."""
    return integrate.quad(lambda g: f(math.sqrt(variance) * g) * stats.norm.pdf(g), -9, 9)[0]


@claim("opening")
def _(printed):
    """Zero and small weights stay at chance, large ones start far above it, Glorot's learn."""
    zero, small, large, recipe = (after(line, "1, 10:") for line in printed)
    assert zero == small == pytest.approx([math.log(10)] * 2, abs=6e-3)
    assert large[0] > 3 * math.log(10)
    assert large[1] == 2  # about chance, to the printed digit
    assert recipe[1] < 0.3 < recipe[0] < math.log(10)


@claim("symmetry")
def _(printed):
    """Equal weights stay equal to the last bit and W of rank 1; random weights part."""
    zero, equal, random, biases, deep = (after(line, "|∂J/∂W|") for line in printed)
    assert zero[:3] == [0, 1, 0]
    assert zero[3] == pytest.approx(math.log(10), abs=6e-3)
    assert equal[:3] == [0, 1, 1]
    assert random[0] > 0
    assert random[1:3] == [8, 8]
    assert random[3] < 0.6 * equal[3]
    assert biases[:3] == [0, 8, 8]
    assert biases[3] == pytest.approx(equal[3], abs=0.1)
    assert deep[:3] == [0, 8, 1]
    assert deep[3] == pytest.approx(math.log(10), abs=6e-3)


@claim("small-and-large")
def _(printed):
    """Small weights divide signal and gradient layer by layer; large ones saturate tanh and blow ReLU up."""
    sizes = [after(line, ":") for line in printed[:-1] if ":" in line]
    tanh_small, tanh_small_back, tanh_large, tanh_large_back, relu_small, _, relu_large, relu_large_back = (
        sizes
    )
    assert tanh_small[0] == pytest.approx(0.01 * math.sqrt(128), rel=0.1)
    assert tanh_small[3] == pytest.approx(tanh_small[0] ** 10, rel=0.7)
    assert relu_small[3] == pytest.approx((0.01 * math.sqrt(64)) ** 10, rel=0.7)
    assert relu_large[3] == pytest.approx(math.sqrt(64) ** 10, rel=0.7)
    assert all(value == pytest.approx(0.96, abs=0.01) for value in tanh_large)
    for back in (tanh_large_back, relu_large_back):
        assert all(a < b for a, b in pairwise(back))  # towards the input
    assert all(a > b for a, b in pairwise(tanh_small_back))
    first, last = after(printed[-1], "0.99:")
    saturated = 2 * stats.norm.sf(math.atanh(0.99) / math.sqrt(128))  # z ~ N(0, 128) in the first layer
    assert first == pytest.approx(100 * saturated, abs=1)
    assert last == pytest.approx(first, abs=3)


@claim("pixels")
def _(printed):
    """Var z = n Var w E[x²] + Var b on the digits; N(0, 1) saturates most units, 1/√n none."""
    square, black = numbers(printed[0].replace("x²", ""))
    assert 75 < black < 85
    rows = [after(line, "=  " if "=  " in line else "√Var z =") for line in printed[1:]]
    expected = [784 * square, 784 * square * 1e-4, square, square + 1]
    for (spread, _), variance in zip(rows, expected, strict=True):
        assert spread == pytest.approx(math.sqrt(variance), rel=0.07)
    saturated = [row[1] for row in rows]
    assert 55 < saturated[0] < 67
    assert saturated[1:] == [0, 0, 0]


@claim("half")
def _(printed):
    """Var z = E[a²] with Var w = 1/n: 1, ½ and E[tanh²], whatever n is."""
    means = [1.0, 0.5, gaussian_mean(lambda z: math.tanh(z) ** 2)]
    for i, line in enumerate(printed):
        square, variance = after(line.replace("a²", ""), "] =")
        assert square == pytest.approx(means[i % 3], abs=0.02)
        # the variance of 2000 draws has a relative error of about √(2/2000)
        assert variance == pytest.approx(means[i % 3], rel=4 * math.sqrt(2 / 2000))
    assert len(printed) == 9


@claim("funnel")
def _(printed):
    """From 512 to 32 in four halvings each scheme gives the product of its layers' factors."""
    expected = [(1, 1 / 16), (16, 1), ((4 / 3) ** 4, (2 / 3) ** 4)]
    for line, factors in zip(printed, expected, strict=True):
        assert after(line, "×") == pytest.approx(factors, rel=0.08)


@claim("schemes")
def _(printed):
    """The chapter's recipes have the variance of the formulas, and draw the library's numbers."""
    from test_chapters import functions_of

    n_in, n_out = 300, 400
    glorot = math.sqrt(2 / (n_in + n_out))
    stds = {
        "lecun_normal": math.sqrt(1 / n_in),
        "glorot_normal": glorot,
        "glorot_uniform": glorot,
        "he_normal": math.sqrt(2 / n_in),
    }
    shown = functions_of("05_initialization")
    for line in printed:
        name = line.split()[0]
        std, largest = numbers(line)
        assert std == pytest.approx(stds[name], rel=0.01)
        if name.endswith("uniform"):
            assert largest == pytest.approx(math.sqrt(3) * std, rel=0.01)
        draws = [f((7, 5), np.random.default_rng(3)) for f in (shown[name], initializers.get(name))]
        np.testing.assert_allclose(*draws, rtol=1e-12)
    assert len(printed) == len(stds)
    assert shown["fans"]((7, 5)) == initializers.fans((7, 5))


@claim("keeps")
def _(printed):
    """Through 20 layers He keeps ReLU, Glorot all but keeps tanh, and the rest decay as the sums say."""
    rows = {tuple(line.split()[:2]): after(line, "20:") for line in printed}
    K = (1, 2, 5, 10, 20)
    for value in rows["He", "relu"]:
        assert value == pytest.approx(1, abs=0.25)
    for scheme, factor in (("Glorot", 1 / 2), ("U(±1/√n)", 1 / 6)):
        for k, value in zip(K, rows[scheme, "relu"], strict=True):
            assert value == pytest.approx(factor**k, rel=0.5)
    for scheme, gain in (("Glorot", 1), ("He", 2), ("U(±1/√n)", 1 / 3)):
        q = 1.0
        for k in range(1, 21):
            q = gaussian_mean(lambda z: math.tanh(z) ** 2, gain * q)
            if k in K:
                assert rows[scheme, "tanh"][K.index(k)] == pytest.approx(q, rel=0.3)
    assert rows["Glorot", "tanh"][4] > 1e4 * rows["Glorot", "relu"][4]


@claim("tanh-law")
def _(printed):
    """Glorot's slow loss through tanh is that of (5.10), and ends as 1/2k."""
    q, law = 1.0, {}
    for k in range(1, 21):
        q = law[k] = gaussian_mean(lambda z: math.tanh(z) ** 2, q)
    for line in printed:
        k, *_ = numbers(line)
        computed, measured, limit = *after(line, "(5.10)")[:2], after(line, "=")[0]
        assert computed == pytest.approx(law[k], abs=2e-3)
        assert measured == pytest.approx(law[k], rel=0.12)
        assert limit == pytest.approx(1 / (2 * k), abs=6e-4)
    assert limit == pytest.approx(law[20], rel=0.1)


@claim("orthogonal")
def _(printed):
    """A product of orthogonal matrices keeps every direction; of Glorot's, a few."""
    ratios = []
    for line in printed:
        glorot, orthogonal = (after(line, name)[:3] for name in ("Glorot:", "gonal:"))
        assert orthogonal == [1, 1, 1]
        ratios.append(glorot[1] / glorot[0])
    assert [numbers(line)[0] for line in printed] == [1, 10, 50]
    assert all(a > 10 * b for a, b in pairwise(ratios))
    assert ratios[-1] < 1e-6


@claim("sigmoid")
def _(printed):
    """Four times Glorot's weights carry the gradient back through sigmoids, and the network learns."""
    plain, fourfold = (after(line, ":")[0] for line in printed)
    costs, learned = (after(line, "1, 5, 10:") for line in printed)
    assert plain == pytest.approx(0.25**9, rel=0.8)  # f′ ≤ ¼ in each of nine layers
    assert fourfold > 1000 * plain
    assert costs[1:] == pytest.approx([math.log(10)] * 2, abs=0.02)
    assert learned[2] < 1.9


@claim("relu-bias")
def _(printed):
    """With He's weights half of the units are active without any bias, and none is dead."""
    rows = [numbers(line) for line in printed]
    assert [row[0] for row in rows] == [0, 0.01, 0.1, 1]
    active = [row[1] for row in rows]
    assert active[0] == pytest.approx(50, abs=3)
    assert active == sorted(active)
    assert active[2] < 62
    assert active[3] > 95
    assert all(row[2] == 0 for row in rows)


@claim("base-rate")
def _(printed):
    """The bias of the base rate takes the first cost from ln 2 to about the entropy."""
    (b0, y0, cost0, slope0), (b, y, cost, slope) = (numbers(line) for line in printed[:2])
    pi = 0.02
    assert (b0, y0) == (0, 0.5)
    assert cost0 == pytest.approx(math.log(2), abs=5e-3)
    assert b == pytest.approx(math.log(pi / (1 - pi)), abs=6e-3)
    assert y == pytest.approx(pi, abs=2e-3)
    entropy = -pi * math.log(pi) - (1 - pi) * math.log(1 - pi)
    assert numbers(printed[2])[-1] == pytest.approx(entropy, abs=6e-4)
    # the slope of the cost in π is ln((1 − π)/π); 5,000 examples have π to ± 0.002
    assert cost == pytest.approx(entropy, abs=3 * 0.002 * math.log((1 - pi) / pi))
    assert abs(slope) < 0.01 < slope0


@claim("epochs")
def _(printed):
    """Glorot through tanh and He through ReLU reach the cost in fewer epochs, with every seed."""
    waits = {}
    for line in printed:
        unit, rest = line.split(maxsplit=1)
        counts = [math.inf if word == ">10" else int(word) for word in line.split("0.5:")[1].split()]
        waits[unit, rest.split("  ")[0].strip()] = counts
    small = "N(0, 0.01²)"
    assert waits["tanh", small] == waits["relu", small] == [math.inf] * 3
    assert max(waits["tanh", "Glorot"]) <= 6
    assert all(he < glorot for he, glorot in zip(waits["relu", "He"], waits["relu", "Glorot"], strict=True))
    assert all(he <= glorot for he, glorot in zip(waits["tanh", "He"], waits["tanh", "Glorot"], strict=True))


@claim("truncated")
def _(printed):
    """A normal cut at ±2 has standard deviation 0.88."""
    outside, std = after(printed[0], "±2")
    assert outside == pytest.approx(100 * 2 * stats.norm.sf(2), abs=0.1)
    assert std == pytest.approx(stats.truncnorm(-2, 2).std(), abs=2e-3)


@claim("keras-draws")
def _(printed):
    """Keras's standard deviations and ours agree with the formulas, within the sampling error."""
    error = 4 / math.sqrt(2 * 120_000) + 1e-3  # four of them, and the printed digits
    denominators = {"Lecun": 300, "Glorot": 350, "He": 150}
    for line in printed[:6]:
        name = line.split()[0]
        std, theirs, cut, ours, far = after(line.replace("√Var w)", ")"), "√Var w")
        scheme = next(scheme for scheme in denominators if name.startswith(scheme))
        assert std == pytest.approx(1 / math.sqrt(denominators[scheme]), abs=6e-5)
        assert theirs == pytest.approx(std, rel=error)
        assert ours == pytest.approx(std, rel=error)
        if name.endswith("Uniform"):
            assert cut == far == pytest.approx(math.sqrt(3), abs=6e-3)
        else:
            assert cut == pytest.approx(2 / stats.truncnorm(-2, 2).std(), abs=0.01)
            assert far > 4
    normal, truncated = (numbers(line) for line in printed[6:])
    assert normal[0] == pytest.approx(0.05, rel=error)
    assert truncated[0] == pytest.approx(0.05 * stats.truncnorm(-2, 2).std(), rel=error)
    assert truncated[1] == pytest.approx(0.1, abs=6e-4)


@claim("keras-layer")
def _(printed):
    """Dense begins with Glorot uniform and zero biases; a seed repeats, and so does an object."""
    assert printed[0].startswith("GlorotUniform")
    *_, largest, limit = numbers(printed[0])
    assert limit == pytest.approx(math.sqrt(6 / (784 + 50)), abs=6e-5)
    assert limit * 0.999 < largest <= limit
    assert [line.rsplit(": ", 1)[1] for line in printed] == ["True", "True", "False", "False", "True"]
