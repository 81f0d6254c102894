"""Chapter 02: what its claims show, and the function that the library has too.

`mini_batches` is a generator, so it is compared with the library's in the check of its claim.
"""

import math
from itertools import chain, pairwise

import numpy as np
import pytest

from claims import claim, numbers
from gradiente import training

SAME: list = []  # what the chapter takes from chapter 01 it imports


def after(line, mark):
    """The numbers that stand behind `mark`."""
    return numbers(line.split(mark, 1)[1])


@claim("valley")
def _(printed):
    """Rates as far below 1 as above it draw, 2.1 climbs, and 0.5 is the quickest of the four."""
    paths = [after(line, "w =") for line in printed]
    for eta, path in zip((0.1, 0.5, 1.9, 2.1), paths, strict=True):
        assert path[:5] == pytest.approx([(1 - eta) ** s for s in range(5)], abs=6e-3)
        assert path[5] == pytest.approx((1 - eta) ** 10, abs=6e-4)
    assert paths[0][5] == paths[2][5]


@claim("steepest")
def _(printed):
    """No short step goes down more than the one against the gradient; of the long ones, others do."""
    against, steepest = numbers(printed[0])
    dx, dy = 1.2 + 0.6 * math.cos(2.4), 4 * 0.6  # by hand, at (1.2, 0.6)
    assert against == pytest.approx(math.degrees(math.atan2(-dy, -dx)) % 360, abs=0.06)
    assert steepest == pytest.approx(-math.hypot(dx, dy), abs=6e-4)
    (_, best, change), *_, (_, far, less) = (numbers(line) for line in printed[1:])
    assert abs(best - against) <= 0.5 + 0.06
    assert change == pytest.approx(steepest, rel=2e-3)
    assert abs(far - against) > 20
    assert less / steepest == pytest.approx(2 / 3, abs=0.05)


@claim("flats")
def _(printed):
    """The limit that the chapter tests is 2/λ_max."""
    *_, high, limit = numbers(printed[1].replace("2/λ", "λ"))
    assert limit == pytest.approx(2 / high, abs=6e-4)


@claim("divergence")
def _(printed):
    """On a quadratic, descent arrives below η = 2/λ_max, does not at it, and diverges above."""
    assert all(line.endswith("True") for line in printed)  # (2.6) foretells each end
    ends = {numbers(line)[0]: after(line, "‖w − w*‖") for line in printed}
    distances = {ratio: (first, last) for ratio, (first, last, *_) in ends.items()}
    assert list(distances) == [0.5, 0.99, 1.0, 1.01]
    start = distances[1.0][0]
    assert distances[0.5][1] < start / 1000
    assert distances[0.99][1] < start / 1000
    # |1 − 1.01 · 2| = 1.02, 300 times over, of what the fast direction had
    assert distances[1.01][1] / distances[1.0][1] == pytest.approx(1.02**300, rel=1e-3)


@claim("best-rate")
def _(printed):
    """The best rate is 2/(λ_min + λ_max), and the number of steps grows with κ."""
    eta, factor = numbers(printed[0])
    kappas = [after(line, "κ =")[0] for line in printed[1:]]
    steps = [numbers(line)[-1] for line in printed[1:]]
    assert factor == pytest.approx((kappas[1] - 1) / (kappas[1] + 1), abs=1e-3)
    assert eta == pytest.approx(2 / (0.080 + 3.023), abs=2e-3)  # λ as the cell of "flats" prints them
    assert kappas[0] > 180_000
    assert (kappas[2], steps[2]) == (1, 1)
    for kappa, count in zip(kappas[:2], steps[:2], strict=True):
        assert count == pytest.approx(kappa / 2 * math.log(1000), rel=0.03)


@claim("saddle")
def _(printed):
    """The start decides the valley; near the pass descent waits, the longer the nearer."""
    ends = [after(line, "J =") for line in printed]
    right, left, near, nearer = ends
    assert right[0] > left[0]
    assert near[0] == nearer[0] == left[0]
    assert nearer[1] > 100 > 5 * near[1]


@claim("angle")
def _(printed):
    """A few examples point nearly the same way as all of them; even one does better than chance."""
    angles = [numbers(line)[1] for line in printed]
    assert all(a > b for a, b in pairwise(angles))
    assert angles[0] < 88  # a direction at random among 7840 is at 90 ± 0.65 degrees
    assert angles[2] < 40


@claim("unbiased")
def _(printed):
    """Over all mini-batches the mean is the gradient, and the variance (2.13), (n − m)/(n − 1) and all."""
    mean, sigma2 = numbers(printed[0].replace("σ²", ""))[:2], numbers(printed[0])[-1]
    for m, line in enumerate(printed[1:], start=1):
        size, count, *average, variance, formula = numbers(line)
        assert (size, count) == (m, math.comb(6, m))
        assert average == mean
        assert variance == formula == pytest.approx(sigma2 / m * (6 - m) / 5, abs=2e-4)


@claim("variance")
def _(printed):
    """The measured variance of the mini-batch gradient falls as 1/m."""
    rows = [numbers(line) for line in printed[1:]]
    replaced, not_replaced = rows[:4], rows[4:]
    for row in rows:
        assert row[1] == pytest.approx(row[2], rel=0.15)
    assert [row[0] for row in replaced] == [1, 8, 64, 512]
    slope = np.polyfit(np.log([r[0] for r in replaced]), np.log([r[1] for r in replaced]), 1)[0]
    assert slope == pytest.approx(-1, abs=0.03)
    assert not_replaced[-1][1] < replaced[-1][1]
    sigma2, square = numbers(printed[0].replace("σ²", "").replace("‖²", ""))
    assert 60 < sigma2 / square < 80


@claim("mini-batches")
def _(printed):
    """Each epoch gives every example once, in a new order, the last mini-batch short; as the library does."""
    from test_chapters import functions_of

    orders = []
    for line in printed:
        *batches, together = [numbers(part) for part in line.split(":", 1)[1].split("[")[1:]]
        assert [len(batch) for batch in batches] == [4, 4, 2]
        assert sorted(chain(*batches)) == together == list(range(10))
        orders.append(list(chain(*batches)))
    assert orders[0] != orders[1]

    shown = functions_of("02_gradient_descent")["mini_batches"]
    index = np.arange(10)
    for n, m, seed in ((10, 4, 7), (10, 5, 0), (3, 8, 1), (10, 3, None)):
        rngs = [None if seed is None else np.random.default_rng(seed) for _ in range(2)]
        pairs = zip(shown(n, m, rngs[0]), training.mini_batches(n, m, rngs[1]), strict=True)
        for ours, theirs in pairs:
            np.testing.assert_array_equal(index[ours], index[theirs])


@claim("training")
def _(printed):
    """The loop reads nine digits in ten, with n/m updates an epoch."""
    costs = [numbers(line)[-1] for line in printed[:4]]
    assert all(a > b for a, b in pairwise([math.log(10), *costs]))
    updates, accuracy = numbers(printed[4])
    assert updates == 10 * 4000 / 50
    assert accuracy == pytest.approx(0.9, abs=0.02)


@claim("update-counts")
def _(printed):
    """Counted in a run: 1 update an epoch, ⌈n/m⌉ or n; nearly the same products, and memory as m."""
    rows = [numbers(line) for line in printed]
    assert [row[0] for row in rows] == [4000, 300, 50, 1]
    assert [row[1] for row in rows] == [1, 14, 80, 4000]
    assert [row[2] for row in rows] == [round(m * 784 * 8 / 1000) for m in (4000, 300, 50, 1)]
    products = [row[3] for row in rows]
    assert products[0] == products[1] == products[2]
    assert products[3] / products[0] == pytest.approx(1.5, abs=0.02)
    assert sorted((row[4] for row in rows), reverse=True) == [row[4] for row in rows]


@claim("experiment-descent")
def _(printed):
    """On the flats the batch stands η = 0.6 and not 0.7; online training does not stand 0.6."""
    costs = {tuple(numbers(line)[:2]): numbers(line)[2] for line in printed}
    assert costs[0.6, 20] < 0.1 < 100 < costs[0.7, 20]
    assert costs[0.6, 1] > 100 * costs[0.6, 20]
    assert costs[0.4, 1] < 0.5


@claim("shuffle")
def _(printed):
    """In order the first epoch ends at chance; shuffled, above 80%; X and T apart, nothing is learnt."""
    rest = [printed[0], *printed[2:]]
    assert numbers(printed[1])[-1] == 100
    ordered, shuffled, apart = (after(line, ":")[:3] for line in rest)
    assert ordered[0] == 0.10
    assert max(ordered) < 0.5
    assert min(shuffled) > 0.8
    assert max(apart) < 0.2
    assert math.log(10) - 0.2 < numbers(rest[2])[-1] < math.log(10)  # what chance costs, all but


@claim("online-noisiest")
def _(printed):
    """The smaller the mini-batch, the noisier the cost; online, almost half the steps make it worse."""
    changes, rises = zip(*(numbers(line)[1:3] for line in printed), strict=True)
    assert [numbers(line)[0] for line in printed] == [1, 10, 200]
    assert changes[0] > 10 * changes[1] > 10 * changes[2]
    assert 40 <= rises[0] < 50
    assert rises[0] > rises[1] > rises[2] == 0


@claim("noise-floor")
def _(printed):
    """A constant rate leaves the floor (2.14); a rate of 1/s goes on down, as the variance of a mean does."""
    measured, floors = zip(
        *(after(line, "medido" if "medido" in line else "measured")[::2] for line in printed[:3]), strict=True
    )
    s2 = floors[1] * 3.8 / 0.1  # σ² by (2.14), from the second floor
    assert floors == pytest.approx([0.4 * s2 / 3.2, 0.1 * s2 / 3.8, 0.4 * s2 / 12.8], rel=0.02)
    assert measured == pytest.approx(floors, rel=0.06)
    decayed, _, expected = numbers(printed[3])[-3:]
    assert decayed == pytest.approx(expected, rel=0.06)
    assert measured[2] / measured[0] == pytest.approx(1 / 4, rel=0.05)
    assert decayed < measured[1] / 10


@claim("escape")
def _(printed):
    """Noise gets descent out of the shallow valley; none does not, and too much leaves it nowhere."""
    rows = [numbers(line) for line in printed]
    share, cost = [row[1] for row in rows], [row[2] for row in rows]
    assert share[0] == 0
    assert share[3] > 80
    assert share[4] < share[3]
    assert cost[4] > cost[0] > cost[3]


@claim("rates")
def _(printed):
    """Four shapes: low is almost straight, high flattens out above good, very high stays above ln 10."""
    rows = {numbers(line)[0]: after(line, ":") for line in printed}
    low, good, high = ([math.log(10), *rows[eta][:4]] for eta in (0.001, 0.1, 1))
    falls = [a - b for a, b in pairwise(low)]
    assert max(falls) < 3 * min(falls)
    assert good[0] - good[1] > 0.8 * (good[0] - good[4])
    assert low[4] > high[4] > 1.5 * good[4]
    assert printed[-1].startswith("η = 10 ")
    assert printed[-1].count(">2.3") == 4
    # 0.01 and 1 draw almost the same curve
    assert rows[0.01][:4] == pytest.approx(rows[1][:4], rel=0.1)


@claim("finer-rates")
def _(printed):
    """Around the best rate a factor of three hardly matters."""
    accuracies = [numbers(line)[-1] for line in printed]
    assert max(accuracies) - min(accuracies) <= 0.03
    assert min(accuracies) > 0.88


@claim("curvature")
def _(printed):
    """(2.7) gives the order of magnitude: below it the cost of the digits never rises, above it does."""
    limit, safe = numbers(printed[0])[-2:]
    assert limit == pytest.approx(5 * safe, abs=0.06)  # 1/2 against 1/10
    rises = {numbers(line)[0]: numbers(line)[-2] for line in printed[1:]}
    for eta, count in rises.items():
        assert (count == 0) == (eta < limit)


@claim("keras")
def _(printed):
    """fit and a loop with GradientTape give our numbers, to single precision."""
    ours, fit = numbers(printed[0])
    assert ours == pytest.approx(fit, abs=2e-4)
    for line in printed[1:]:
        assert line.endswith("True")
        assert numbers(line)[0] == 80
