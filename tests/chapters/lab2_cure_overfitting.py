"""Lab 2: what its claims show."""

import math
import re

import pytest

from claims import claim, numbers

SAME = []


def truths(line):
    return [word == "True" for word in re.findall("True|False", line)]


def row(line):
    """Accuracy, gain and its standard error in points, cost, training accuracy: a row of the lab's table."""
    return numbers(line)[-5:]


@claim("patient")
def _(printed):
    """11,306 parameters for 300 digits: all of them learned, one in seven of the unseen missed."""
    conv, dense = 8 * 26 + 16 * (9 * 8 + 1), 64 * 145 + 10 * 65
    counts = [int(line.split(")")[-1].replace(",", "")) for line in printed[:6]]
    assert counts == [8 * 26, 16 * 73, 0, 64 * 145, 650, conv + dense]
    assert len(printed[6:]) == 4
    for line in printed[6:]:
        _, seen, unseen = numbers(line)
        assert seen > 0.985
        assert 0.82 < unseen < 0.89


@claim("cures")
def _(printed):
    """Data win, then shifts; L2 and dropout lower the cost; the smaller network does harm."""
    nothing, data, small, l2, dropout, norm, shifts = map(row, printed)
    assert nothing[1:3] == [0, 0]
    for accuracy, gain, *_ in (data, small, l2, dropout, norm, shifts):
        assert accuracy - nothing[0] == pytest.approx(gain, abs=0.11)
    assert data[1] > 5 > 3 * data[2]
    assert data[3] < nothing[3] / 2
    assert data[1] > shifts[1] > 2 * shifts[2]
    assert shifts[1] > max(l2[1], dropout[1], norm[1]) + 1
    assert small[1] < -3 * small[2]
    assert small[3] > nothing[3]
    assert small[4] == 1
    for _, gain, error, cost, _ in (l2, dropout):
        assert abs(gain) < 3.2 * error  # not shown with four seeds: Student's t, three degrees of freedom
        assert cost < 0.8 * nothing[3]
    assert abs(norm[1]) < 3.2 * norm[2]


@claim("stopping")
def _(printed):
    """Untreated, the bottom comes early: a lower cost, but fewer right; under a medicine, late."""
    epochs, costs, right, costs_end, right_end = zip(
        *(numbers(line.split(":", 1)[0])[-1:] + numbers(line.split(":", 1)[1]) for line in printed),
        strict=True,
    )
    assert epochs[0] < 32 * 0.4
    assert min(epochs[2:]) > 32 * 0.6
    assert costs[0] < costs_end[0] - 0.05
    assert right[0] < right_end[0]
    for cost, cost_end in zip(costs[2:], costs_end[2:], strict=True):
        assert cost_end - cost < 0.03


@claim("together")
def _(printed):
    """Three at full dose are worse than nothing; batch normalization rescues; more data do the rest."""
    three, rescued, best, more = map(row, printed)
    assert three[1] < -3.2 * three[2]
    assert three[4] < 0.7
    assert rescued[1] > 3.2 * rescued[2]
    assert rescued[4] > three[4] + 0.1
    assert abs(best[1] - rescued[1]) < 2 * (best[2] + rescued[2])  # a tie
    assert best[3] < rescued[3]
    assert more[0] > 93
    assert more[1] > best[1] + 2


@claim("faults")
def _(printed):
    """Each fault is caught by one of the three tests, labels out of place by the last only."""
    ln10 = numbers(printed[6])[-1]
    assert ln10 == pytest.approx(math.log(10), abs=0.005)
    rows = [numbers(line.split("J =")[1]) for line in printed[:6]]
    healthy, pixels, weights, labels, penalty, rate = rows
    assert healthy[0] == pytest.approx(ln10, abs=0.15)
    assert healthy[1] == 100
    assert healthy[2] > 75
    assert min(pixels[0], weights[0]) > 5 * ln10
    assert labels[:2] == healthy[:2]
    for start, twenty, unseen in (penalty, rate):
        assert start == healthy[0]
        assert twenty < 50
        assert unseen < 20
    assert labels[2] < 20


@claim("reduced")
def _(printed):
    """Of η = 100, 10, 1 and 0.1, each learns more than the one before; the last reads over 80%."""
    rates = [numbers(line)[0] for line in printed]
    ends = [numbers(line)[2] for line in printed]
    assert rates == [100, 10, 1, 0.1]
    assert ends == sorted(ends)
    assert ends[0] < 20
    assert ends[-1] > 80


@claim("log-scale")
def _(printed):
    """Uniform in η, nine draws in ten lie in the last of four decades; uniform in log η, a quarter each."""
    plain, log = (numbers(line)[-4:] for line in printed[1:])
    assert sum(plain) == sum(log) == 1000
    assert plain[3] == pytest.approx(900, abs=40)
    assert plain[0] + plain[1] < 25
    assert all(count == pytest.approx(250, abs=55) for count in log)


@claim("sweep")
def _(printed):
    """η decides: too small learns nothing, too large neither, and λ hardly matters in between."""
    right = [numbers(line)[-1] for line in printed[:5]]
    assert [numbers(line)[0] for line in printed[:5]] == pytest.approx([1e-4, 1e-3, 1e-2, 1e-1, 1])
    assert right[0] == right[4] == 0.1
    assert right[2] == max(right) == 0.8
    assert numbers(printed[5])[-2:] == [0.005, 0.05]
    by_eta, by_lam = numbers(printed[6])
    assert by_eta >= 95
    assert by_lam <= 2


@claim("grid-random")
def _(printed):
    """Both searches find the zone as often as (L2.3) says; where two matter, the grid wins a little."""
    for line, (D, matter, q) in zip(
        printed, [(1, 1, 0.05), (2, 1, 0.05), (3, 1, 0.05), (6, 1, 0.05), (2, 2, 0.1)], strict=True
    ):
        *_, k, grid, chance = numbers(line)
        assert k**D == 64
        assert grid == pytest.approx(min(1, k * q) ** matter, abs=0.011)
        assert chance == pytest.approx(1 - (1 - q**matter) ** 64, abs=0.011)


@claim("replay")
def _(printed):
    """On the network's own surface, chance gets near the best more often than a grid."""
    grid, chance = zip(*(numbers(line)[-2:] for line in printed), strict=True)
    assert list(chance) == sorted(chance)
    assert all(a < b for a, b in zip(grid, chance, strict=True))
    assert chance[1] > grid[1] + 10


@claim("coarse-to-fine")
def _(printed):
    """Each round searches a narrower range for longer, and the typical trial gets better."""
    assert [numbers(line)[:2] for line in printed] == [[16, 2], [8, 6], [6, 16]]
    assert 16 * 2 + 8 * 6 + 6 * 16 == 176
    ranges, medians = [], []
    for line in printed:
        *_, low, high, least, median, best = numbers(line)
        ranges.append(math.log10(high / low))
        medians.append(median)
        assert low < best < high
        assert least <= median
    assert ranges == sorted(ranges, reverse=True)
    assert medians[0] > medians[1] > medians[2]


@claim("folds")
def _(printed):
    """Groups differ more than good λs do, and yet the mean chooses what 500 other digits choose."""
    rows = {numbers(line)[0]: numbers(line)[1:] for line in printed[1:]}
    assert set(rows) == {0.0001, 0.001, 0.01, 0.1}
    for lam, (*folds, mean, _) in rows.items():
        assert len(folds) == 5
        assert mean == pytest.approx(sum(folds) / 5, abs=0.05)
        assert lam == 0.1 or max(folds) >= 3 * min(folds)
    assert min(rows, key=lambda lam: rows[lam][-2]) == 0.01
    assert min(rows, key=lambda lam: rows[lam][-1]) == 0.01
    assert rows[0.1][-1] == pytest.approx(math.log(10), abs=0.05)


@claim("winner")
def _(printed):
    """The best of k equals looks better by up to σ √(2 ln k); on new data it is as good as any."""
    sigma = 100 * math.sqrt(0.9 * 0.1 / 500)
    for line, k in zip(printed, (1, 3, 10, 30, 100, 300, 1000), strict=True):
        _, seen, new, bound = numbers(line)
        assert new == pytest.approx(90, abs=0.2)
        assert bound == pytest.approx(90 + sigma * math.sqrt(2 * math.log(k)), abs=0.051)
        assert 90 - 0.2 < seen < bound + 0.2
    assert numbers(printed[4])[1] > 93


@claim("drawer")
def _(printed):
    """The test set bears out the three networks, within its error."""
    rows = [numbers(line)[-3:] for line in printed]
    for validation, test, error in rows:
        assert abs(validation - test) < 2.5 * error
        assert error == pytest.approx(100 * math.sqrt(test / 100 * (1 - test / 100) / 500), abs=0.051)
    missed = [100 - test for _, test, _ in rows]
    assert 6 < 100 / missed[0] < 8
    assert 9 < 100 / missed[1] < 11
    assert 15 < 100 / missed[2] < 20


@claim("keras")
def _(printed):
    """The same network, with the normalizations' 4 numbers for each of 24 filters."""
    assert numbers(printed[0]) == [11_306 + 4 * 24]
    assert truths(printed[1]) == [True]


@claim("keras-same")
def _(printed):
    """With our weights Keras gives our outputs, and its loss includes the penalty."""
    assert truths(printed[0]) == truths(printed[1]) == [True]
