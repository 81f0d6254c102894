"""Costs: values by hand, gradients by differences, both against Keras."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gradiente import costs
from gradiente.activations import sigmoid, softmax
from oracles import CLOSE, central, examples, gap

LOGITS = [name for name in costs.NAMES if "logits" in name]
PROBABILITIES = [name for name in costs.NAMES if f"{name}_with_logits" in costs.NAMES]


def targets(kind, shape, rng):
    """Random targets of a kind for outputs of a shape."""
    if kind == "real":
        return rng.normal(size=shape)
    if kind == "binary":
        return rng.integers(0, 2, shape).astype(float)
    if kind == "signs":
        return rng.choice([-1.0, 1.0], shape)
    labels = rng.integers(0, shape[-1], shape[:-1])
    return labels if kind == "labels" else np.eye(shape[-1])[labels]


def both(name):
    return getattr(costs, name), getattr(costs, f"{name}_gradient")


def test_squared_error_by_hand():
    Y, T = [[1.0, 2.0], [0.0, 3.0]], [[0.0, 2.0], [2.0, 2.0]]
    assert costs.squared_error(Y, T) == (1 + 0 + 4 + 1) / 4
    np.testing.assert_array_equal(costs.squared_error_gradient(Y, T), [[0.5, 0], [-1, 0.5]])


def test_cross_entropies_by_hand():
    quarter = [[0.25, 0.75]]
    assert costs.binary_cross_entropy(quarter, [[1, 0]]) == pytest.approx(2 * np.log(4))
    assert costs.categorical_cross_entropy(quarter, [[1, 0]]) == pytest.approx(np.log(4))
    assert costs.sparse_categorical_cross_entropy(quarter, [1]) == pytest.approx(np.log(4 / 3))


def test_multiclass_hinge_leaves_out_the_right_class():
    Z, T = [[1.0, 3.0, 2.5]], [[0, 1, 0]]
    assert costs.multiclass_hinge(Z, T) == 0.5  # max(0, 1 − 3 + 1) + max(0, 2.5 − 3 + 1)
    assert costs.multiclass_hinge([[1.0, 9.0, 2.5]], T) == 0
    np.testing.assert_array_equal(costs.multiclass_hinge_gradient(Z, T), [[0, -1, 1]])


@given(
    seed=st.integers(0, 2**32 - 1),
    m=st.integers(1, 5),
    n=st.integers(2, 6),
    margin=st.sampled_from([0.5, 1, 3]),
)
@examples(20)
def test_multiclass_hinge_is_the_double_loop(seed, m, n, margin):
    rng = np.random.default_rng(seed)
    Z, right = rng.normal(0, 3, (m, n)), rng.integers(0, n, m)
    loop = (
        sum(max(0, Z[i, j] - Z[i, o] + margin) for i, o in enumerate(right) for j in range(n) if j != o) / m
    )
    assert costs.multiclass_hinge(Z, np.eye(n)[right], margin) == pytest.approx(loop)


@pytest.mark.parametrize("name", costs.NAMES)
@given(
    seed=st.integers(0, 2**32 - 1),
    m=st.integers(1, 4),
    n=st.integers(1, 5),
    scale=st.sampled_from([0.1, 1, 10]),
)
@examples(15)
def test_gradient_by_differences(name, seed, m, n, scale):
    rng = np.random.default_rng(seed)
    cost, gradient = both(name)
    kind = costs.get(name).targets
    n = n if kind in ("real", "binary", "signs") else n + 1
    Y = rng.normal(0, scale, (m, n))
    if name in PROBABILITIES:
        Y = softmax(Y / 10) if kind != "binary" else sigmoid(Y / 10)
    T = targets(kind, Y.shape, rng)
    raw = cost.__wrapped__  # a probability nudged over 1 is not an error here
    assert gap(gradient(Y, T), central(lambda Y: raw(Y, T), Y)) < CLOSE


@pytest.mark.parametrize("name", LOGITS)
@given(Z=arrays(np.float64, (3, 4), elements=st.floats(-1000, 1000)), seed=st.integers(0, 99))
@examples(25)
def test_logits_up_to_1000(name, Z, seed):
    cost, gradient = both(name)
    T = targets(costs.get(name).targets, Z.shape, np.random.default_rng(seed))
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        J, dZ = cost(Z, T), gradient(Z, T)
    assert np.isfinite(J)
    assert J >= 0
    error = np.linalg.norm(dZ - central(lambda Z: cost(Z, T), Z, 1e-4))
    assert error < CLOSE * max(1, np.linalg.norm(dZ))


def test_cost_of_certain_mistakes_is_finite():
    """Probabilities of exactly 0 and 1 happen: the cost and its gradient are large, not infinite."""
    for name in PROBABILITIES:
        cost, gradient = both(name)
        T = [0] if "sparse" in name else [[1.0, 0.0]]
        assert 15 < cost([[0.0, 1.0]], T) < 40
        dY = gradient([[0.0, 1.0]], T)
        assert np.isfinite(dY).all()
        assert dY[0, 0] < -1e6


@given(seed=st.integers(0, 2**32 - 1), m=st.integers(1, 6), n=st.integers(2, 5))
@examples(15)
def test_natural_pairs_give_y_minus_t(seed, m, n):
    """Through the unit, the gradient of the cost is (y − t)/m: the quotient rule, undone."""
    rng = np.random.default_rng(seed)
    Z = rng.normal(0, 2, (m, n))
    T = targets("one_hot", Z.shape, rng)
    Y = softmax(Z)
    numerical = central(lambda Z: costs.categorical_cross_entropy(softmax(Z), T), Z)
    assert gap((Y - T) / m, numerical) < CLOSE
    assert gap(costs.categorical_cross_entropy_with_logits_gradient(Z, T), numerical) < CLOSE
    Y = sigmoid(Z)
    numerical = central(lambda Z: costs.binary_cross_entropy(sigmoid(Z), T), Z)
    assert gap((Y - T) / m, numerical) < CLOSE
    assert gap(costs.binary_cross_entropy_with_logits_gradient(Z, T), numerical) < CLOSE


def test_log_sum_exp():
    Z = np.array([[0.0, np.log(3)], [1000, 1000], [-1000, -1000]])
    expected = [np.log(4), 1000 + np.log(2), -1000 + np.log(2)]
    np.testing.assert_allclose(costs.log_sum_exp(Z), expected, rtol=1e-15)
    Z = np.random.default_rng(0).normal(size=(3, 4))
    numerical = central(lambda Z: np.sum(costs.log_sum_exp(Z)), Z)
    assert gap(costs.log_sum_exp_gradient(Z), numerical) < CLOSE


@given(seed=st.integers(0, 2**32 - 1), m=st.integers(1, 6), n=st.integers(2, 5))
@examples(10)
def test_against_keras(seed, m, n):
    """Keras averages over the units, and its squared error has no ½."""
    import keras

    rng = np.random.default_rng(seed)
    Z = rng.normal(0, 3, (m, n))
    one_hot, labels = targets("one_hot", Z.shape, rng), targets("labels", Z.shape, rng)
    binary, signs, real = (targets(kind, Z.shape, rng) for kind in ("binary", "signs", "real"))
    for name, Y, T, theirs, factor in [
        ("squared_error", Z, real, "MeanSquaredError", n / 2),
        ("binary_cross_entropy", sigmoid(Z), binary, "BinaryCrossentropy", n),
        ("binary_cross_entropy_with_logits", Z, binary, "BinaryCrossentropy", n),
        ("categorical_cross_entropy", softmax(Z), one_hot, "CategoricalCrossentropy", 1),
        ("categorical_cross_entropy_with_logits", Z, one_hot, "CategoricalCrossentropy", 1),
        ("sparse_categorical_cross_entropy", softmax(Z), labels, "SparseCategoricalCrossentropy", 1),
        ("sparse_categorical_cross_entropy_with_logits", Z, labels, "SparseCategoricalCrossentropy", 1),
        ("hinge", Z, signs, "Hinge", 1),
        ("categorical_hinge", Z, one_hot, "CategoricalHinge", 1),
    ]:
        options = {"from_logits": True} if "logits" in name else {}
        loss = getattr(keras.losses, theirs)(dtype="float64", **options)
        expected = factor * float(loss(T, Y))
        assert getattr(costs, name)(Y, T) == pytest.approx(expected, rel=CLOSE, abs=CLOSE), name


@pytest.mark.parametrize("epsilon", [0, 0.1, 1])
def test_smooth_labels_against_keras(epsilon):
    import keras

    rng = np.random.default_rng(0)
    Z = rng.normal(0, 2, (5, 4))
    T = targets("one_hot", Z.shape, rng)
    theirs = keras.losses.CategoricalCrossentropy(label_smoothing=epsilon, dtype="float64")
    ours = costs.categorical_cross_entropy(softmax(Z), costs.smooth_labels(T, epsilon))
    assert ours == pytest.approx(float(theirs(T, softmax(Z))), rel=CLOSE)
    theirs = keras.losses.BinaryCrossentropy(label_smoothing=epsilon, dtype="float64")
    for columns in (1, 4):  # one sigmoid unit, and several
        Y, t = sigmoid(Z[:, :columns]), T[:, :columns]
        ours = costs.binary_cross_entropy(Y, costs.smooth_labels(t, epsilon, n_classes=2))
        assert ours / columns == pytest.approx(float(theirs(t, Y)), rel=CLOSE)
    np.testing.assert_array_equal(costs.smooth_labels(T[:, :1], 0.2), costs.smooth_labels(T[:, :1], 0.2, 2))


def test_sequences_add_up_over_the_steps():
    """The cost of an example is that of all its steps; the mean is over examples."""
    rng = np.random.default_rng(0)
    Y, T = rng.normal(size=(3, 5, 4)), rng.normal(size=(3, 5, 4))
    steps = sum(costs.squared_error(Y[:, t], T[:, t]) for t in range(5))
    assert costs.squared_error(Y, T) == pytest.approx(steps)
    labels = rng.integers(0, 4, (3, 5))
    name = "sparse_categorical_cross_entropy_with_logits"
    steps = sum(getattr(costs, name)(Y[:, t], labels[:, t]) for t in range(5))
    assert getattr(costs, name)(Y, labels) == pytest.approx(steps)


@pytest.mark.parametrize("name", costs.NAMES)
def test_float32_stays(name):
    rng = np.random.default_rng(0)
    Y = softmax(rng.normal(size=(4, 3))).astype(np.float32)
    T = targets(costs.get(name).targets, Y.shape, rng)
    cost, gradient = both(name)
    assert gradient(Y, T).dtype == np.float32
    assert cost(Y, T) == pytest.approx(cost(Y.astype(float), T), rel=1e-5)


def test_options():
    Z, T = [[1.0, 3.0, 2.5]], np.array([[0.0, 1.0, 0.0]])
    wide = costs.get("multiclass_hinge", margin=2)
    assert wide.function(np.array(Z), T) == costs.multiclass_hinge(Z, T, margin=2) == 1.5
    assert costs.get(wide) is wide


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: costs.squared_error([[1.0]], [1.0]),
            "T must be of the shape of the outputs, (1, 1), got shape (1,)",
        ),
        (
            lambda: costs.squared_error([1.0], [1.0]),
            "Y must be an array with one row per example, got shape (1,)",
        ),
        (lambda: costs.squared_error([[1.0]], [[np.nan]]), "T must be finite numbers, got nan at [0, 0]"),
        (lambda: costs.squared_error([["a"]], [[1]]), "Y must be an array of numbers, got [['a']]"),
        (lambda: costs.hinge([[1.0]], [[0]]), "T must be made of -1 and 1, got values from 0 to 0"),
        (
            lambda: costs.binary_cross_entropy([[2]], [[1]]),
            "Y must be in [0, 1] (for scores there is binary_cross_entropy_with_logits), "
            "got values from 2 to 2",
        ),
        (lambda: costs.binary_cross_entropy([[0.5]], [[2]]), "T must be in [0, 1], got values from 2 to 2"),
        (
            lambda: costs.categorical_cross_entropy([[0.5, 0.5]], [[1, 1]]),
            "T must be rows that add up to 1, got a row that adds up to 2",
        ),
        (
            lambda: costs.sparse_categorical_cross_entropy([[0.5, 0.5]], [2]),
            "labels must be class labels from 0 to 1, got the label 2",
        ),
        (
            lambda: costs.multiclass_hinge([[1, 2]], [[0, 1]], -1),
            "margin must be a finite number at least 0, got -1",
        ),
        (
            lambda: costs.smooth_labels([[1.0, 0]], 1.5),
            "epsilon must be a finite number at least 0 and at most 1, got 1.5",
        ),
        (
            lambda: costs.sparse_categorical_cross_entropy([[0.5, 0.5]], [0, 1]),
            "labels must be class labels of shape (1,), got shape (2,)",
        ),
        (
            lambda: costs.smooth_labels([1.0, 0], 0.1),
            "T must be an array with one row per example, got shape (2,)",
        ),
        (lambda: costs.get("hinge", margins=2), "the options of cost 'hinge' are: margin; got 'margins'"),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()


def test_unknown_name():
    with pytest.raises(ValueError, match=r"cost must be one of 'squared_error', .*, got 'quadratic'"):
        costs.get("quadratic")
