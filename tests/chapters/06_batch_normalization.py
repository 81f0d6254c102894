"""Chapter 06: what its claims show, and the functions that the library has too.

The library has layers where the chapter has functions: below, a layer is called the way its function is.
"""

import math

import numpy as np
import pytest

from claims import claim, numbers
from gradiente import gradient_check, normalization


def built(layer, Z, gamma, beta):
    layer.build(Z.shape[1:])
    layer.gamma[...], layer.beta[...] = gamma, beta
    return layer


def batch_norm(Z, gamma, beta, epsilon=1e-3):
    layer = built(normalization.BatchNorm(epsilon=epsilon), Z, gamma, beta)
    return layer.forward(Z, training=True)


def batch_norm_backward(dU, Z, gamma, epsilon=1e-3):
    layer = built(normalization.BatchNorm(epsilon=epsilon), Z, gamma, 0)
    layer.forward(Z, training=True)
    return layer.backward(dU)


def layer_norm(Z, gamma, beta, epsilon=1e-3):
    return built(normalization.LayerNorm(epsilon), Z, gamma, beta).forward(Z)


def update(running, batch, momentum=0.99):
    layer = built(normalization.BatchNorm(momentum), batch[None], 1, 0)
    layer.running_mean[...] = running
    layer.forward(batch[None], training=True)  # the mean of a single example is the example
    return layer.running_mean


rng = np.random.default_rng(0)
Z, dU = rng.normal(3, 2, size=(7, 4)), rng.normal(size=(7, 4))
gamma, beta = rng.normal(size=4), rng.normal(size=4)

SAME = [
    (batch_norm, [(Z, gamma, beta), (Z, gamma, beta, 0.1)]),
    (batch_norm_backward, [(dU, Z, gamma), (dU, Z, gamma, 0.1)]),
    (layer_norm, [(Z, gamma, beta), (Z, gamma, beta, 0.1)]),
    (update, [(gamma, beta), (gamma, beta, 0.5)]),
    (gradient_check.numerical_gradient, [(lambda x: np.sum(np.sin(x) * x), Z), (np.prod, gamma, 1e-3)]),
    (gradient_check.relative_error, [(Z, Z + 1e-3 * dU), (Z, dU)]),
]


def truths(printed):
    return [line.rsplit(None, 1)[-1] == "True" for line in printed]


@claim("drift")
def _(printed):
    """While a network trains, what a deep unit receives changes its mean and its spread."""
    starts, ends = [], []
    for k, line in enumerate(printed, start=1):
        layer, mean, last_mean, deviation, last_deviation = numbers(line)
        assert layer == k
        assert abs(mean) < 0.2
        assert last_deviation > 1.5 * deviation
        starts.append(deviation)
        ends.append((last_mean, last_deviation))
    assert len(printed) == 3
    assert max(starts) < 1.5 * min(starts)
    assert ends[-1][0] > 2.5
    assert 6 < ends[-1][1] / starts[-1] < 8


@claim("chain")
def _(printed):
    """The larger the weights of a product, the less of what the gradient promises is delivered."""
    K, eta, fractions = 10, 0.001, []
    for line in printed:
        w, y, promised, delivered, percent = numbers(line)
        assert y == pytest.approx(w**K, abs=0.05)
        assert promised == pytest.approx(-eta * K * w ** (2 * K - 2), abs=0.005)
        assert delivered == pytest.approx((w - eta * w ** (K - 1)) ** K - w**K, abs=0.005)
        fractions.append(percent)
    assert fractions == [100, 89, 37]


@claim("transform")
def _(printed):
    """Each unit by itself: ẑ has mean 0 and variance 1 at any scale; one that is constant gives β."""
    for line, z in zip(printed, [(1, 3, 5, 7), (400, 100, 300, 200), (7, 7, 7, 7)], strict=True):
        mean = sum(z) / 4
        root = math.sqrt(sum((value - mean) ** 2 for value in z) / 4 + 0.001)
        normalized = [(value - mean) / root for value in z]
        expected = [*z, *normalized, *(2 * value + 1 for value in normalized)]
        assert numbers(line) == pytest.approx(expected, abs=0.006)


@claim("identity")
def _(printed):
    """With γ = s and β = μ it is the identity; γ and β are learned, and move away from 1 and 0."""
    assert truths(printed)[0]
    assert len(printed) == 4
    for line in printed[1:]:
        _, least_gamma, most_gamma, most_beta = numbers(line)
        assert most_gamma - least_gamma > 0.1
        assert most_beta > 0.05


@claim("shape")
def _(printed):
    """Mean and variance are set; skewness and kurtosis stay what they were, so the shape does."""
    rows = [numbers(line.split(":", 1)[1]) for line in printed]
    for before, after in (rows[:2], rows[2:]):
        assert after[:2] == [0, 1]
        assert before[:2] != [0, 1]
        assert before[2:] == after[2:]
    assert rows[0][2] == pytest.approx(2, abs=0.3)  # an exponential distribution's
    p, d = 0.5, 6  # two normals d apart: kurtosis 3 − d⁴/8/(1 + d²/4)²
    assert rows[2][3] == pytest.approx(3 - 2 * p * d**4 / 8 / (1 + d**2 / 4) ** 2, abs=0.1)


@claim("bias")
def _(printed):
    """A bias before the normalization changes nothing and gets no gradient."""
    assert truths(printed[:3]) == [True] * 3
    before, output = printed[3].split("1e-12:")[1].split(None, 1)
    assert before == "True"
    assert numbers(output)[-1] > 0.01


@claim("gradient-check")
def _(printed):
    """The derived gradient passes the check; the one that takes μ and s for constants does not."""
    assert truths(printed[:3]) == [True] * 3
    assert "False" in printed[3]
    assert numbers(printed[3])[-1] > 0.1


@claim("orthogonal")
def _(printed):
    """The gradient is orthogonal to 1 and to ẑ; with μ and s constant it is to neither."""
    right, wrong = (numbers(line.split("≤", 1)[1]) for line in printed)
    assert (right[0], right[-1]) == (0, 0)
    assert min(wrong[0], wrong[-1]) > 0.5


@claim("constants")
def _(printed):
    """Trained with μ and s constant, the bias grows without bound and the cost gets no better."""
    rows = [[float(part.split()[0]) for part in line.split("=")[1:]] for line in printed]
    right, wrong = rows[:3], rows[3:]
    assert [bias for _, bias in right] == [0, 0, 0]
    assert len({cost for cost, _ in right}) == 1
    biases = [bias for _, bias in wrong]
    assert biases[1] > 50
    assert biases[2] > 2.5 * biases[1]
    assert wrong[2][0] >= wrong[0][0] == right[0][0]


@claim("scale")
def _(printed):
    """BN(aWx) = BN(Wx), its gradient goes as 1/a, is orthogonal to w, and Pythagoras gives the next ‖w‖."""
    for line, a in zip(printed[:5], (0.01, 0.1, 1, 10, 100), strict=True):
        assert "True" in line
        assert numbers(line) == [a, pytest.approx(1 / a, abs=0.005), 1]  # ∂J/∂W goes as 1/a, ∂J/∂A stays
    assert numbers(printed[5])[-1] == 0
    for line in printed[6:]:
        before, after, pythagoras = numbers(line)[1:]
        assert after == pythagoras > before
    assert len(printed) == 9


@claim("running")
def _(printed):
    """A running average still holds momentum^k of its start after k batches."""
    for line, momentum in zip(printed, (0.9, 0.99), strict=True):
        found = numbers(line)
        assert found[0] == momentum
        for k, running, expected in zip(found[1:-1:3], found[2:-1:3], found[3:-1:3], strict=True):
            assert expected == pytest.approx(5 * (1 - momentum**k), abs=0.051)
            assert running == pytest.approx(expected, abs=0.25)
        assert found[-1] == pytest.approx(4 * 31 / 32, abs=0.35)


@claim("too-few")
def _(printed):
    """After few batches the running averages predict worse than chance at momentum 0.99, not at 0.9."""
    slow, quick = ([numbers(part)[-2:] for part in line.split("|")] for line in printed)
    batch, averages = slow[0]
    assert averages > math.log(10) > batch
    assert quick[0][1] < math.log(10)
    assert [batch for batch, _ in slow] == [batch for batch, _ in quick]  # the same training
    for batch, averages in (*slow[1:], *quick[1:]):
        assert averages < batch + 0.01


@claim("prediction")
def _(printed):
    """The batch's statistics fail to predict in small batches; running averages, when the data shift."""
    by_size = dict(zip(*[iter(numbers(printed[0].split(":", 1)[1]))] * 2, strict=True))
    running = numbers(printed[1])[-1]
    assert by_size[1] == pytest.approx(0.1, abs=0.02)
    assert list(by_size.values()) == sorted(by_size.values())
    assert by_size[2] < 0.5 < 0.8 < running
    for line in printed[2:]:
        stale, fresh = numbers(line)[-2:]
        assert stale < running - 0.2
        assert fresh == by_size[500]


@claim("batch-size")
def _(printed):
    """The smaller the batch, the further apart training and prediction."""
    rows = [numbers(line) for line in printed]
    assert [row[0] for row in rows] == [1, 8, 16, 32, 64]
    assert rows[0][1] > math.log(10) - 0.05  # nothing learned
    assert rows[0][2] > 5
    learned = rows[1:]
    gaps = [training - prediction for _, training, prediction in learned]
    assert gaps == sorted(gaps, reverse=True)
    assert all(training > prediction for _, training, prediction in learned)
    assert learned[-1][1] < learned[0][1] / 4


@claim("fold")
def _(printed):
    """Folded into the weights, the network has no normalization and the same outputs."""
    before, after = numbers(printed[0])[:2]
    assert after == 784 * 32 + 32 + 2 * (32 * 32 + 32) + 32 * 10 + 10
    assert before == after + 3 * 2 * 32
    assert printed[0].endswith("True")


@claim("grid")
def _(printed):
    """With normalization a network learns over a wide range of rates and scales; without, hardly anywhere."""
    plain, normalized = printed[1:6], printed[8:13]
    rates, scales = (0.01, 0.1, 0.3, 1, 3), (0.01, 0.1, 1, 10, 100)
    tables = []
    for block in (plain, normalized):
        table = {}
        for line, scale in zip(block, scales, strict=True):
            first, *costs = numbers(line)
            assert first == scale
            table.update({(scale, eta): cost for eta, cost in zip(rates, costs, strict=True)})
        tables.append(table)
    without, with_it = tables
    assert [key for key, cost in without.items() if cost < 1] == [(1, 0.1), (1, 0.3)]
    assert sum(cost < 1 for cost in with_it.values()) == 16
    assert [numbers(line)[-2] for line in (printed[6], printed[13])] == [2, 16]
    assert min(with_it.values()) < min(without.values()) / 2
    assert all(with_it[scale, 1] < 1 for scale in scales[:4])
    best = {scale: min(rates, key=lambda eta: with_it[scale, eta]) for scale in (1, 10)}
    assert best[10] > best[1]


@claim("noise")
def _(printed):
    """Noisier statistics fit the training set less and narrow the gap; validation hardly gains."""
    rows = [numbers(line) for line in printed]
    assert [row[0] for row in rows] == [5, 10, 100]
    training, validation, spread, gap = zip(*(row[1:] for row in rows), strict=True)
    assert list(training) == sorted(training, reverse=True)
    assert list(gap) == sorted(gap)
    assert abs(validation[1] - validation[2]) < 2 * max(spread)
    assert validation[0] > validation[1]


@claim("promise")
def _(printed):
    """With normalization more of the descent that the gradient promises is delivered, at every step."""
    without, normalized = (dict(zip(*[iter(numbers(line))] * 2, strict=True)) for line in printed)
    assert all(normalized[step] > without[step] for step in without)
    assert min(without[0.03], normalized[0.03]) > 0.8
    assert without[0.3] < 0 < 0.3 < normalized[0.3]
    assert min(normalized.values()) > 0


@claim("layer-norm")
def _(printed):
    """Layer normalization gives an example one output, alone or in company; batch normalization does not."""
    batch, layer = ([numbers(part) for part in line.split("[")[1:]] for line in printed[:2])
    assert batch[0] != batch[1] == [0, 0, 0, 0]
    assert layer[0] == layer[1]
    assert sum(layer[0]) == pytest.approx(0, abs=0.02)
    for line in printed[2:]:
        _, nothing, by_batch, by_layer = numbers(line)
        assert by_batch < min(nothing, by_layer)


@claim("keras")
def _(printed):
    """Keras agrees: defaults, forward, gradient, moving statistics, prediction and layer normalization."""
    assert numbers(printed[0]) == [0.99, 0.001]
    assert printed[1].split("[")[1].startswith("'gamma', 'beta'")
    assert truths(printed[2:]) == [True] * 6


@claim("keras-model")
def _(printed):
    """A Keras model with it learns the digits; a frozen layer predicts even when told to train."""
    assert truths(printed) == [True, True]
