"""Preprocessing: what it computes, and that nothing leaks from validation or test data."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradiente.preprocessing import (
    Imputer,
    OutlierClipper,
    Pipeline,
    Standardizer,
    folds,
    one_hot,
    split,
)
from oracles import examples

RNG = np.random.default_rng(0)
TRAIN = RNG.normal([1.0, -5.0, 100.0], [1.0, 0.1, 30.0], (200, 3))
TEST = RNG.normal(size=(20, 3))


def test_standardizer_against_scikit_learn():
    from sklearn.preprocessing import StandardScaler

    ours, theirs = Standardizer().fit(TRAIN), StandardScaler().fit(TRAIN)
    np.testing.assert_allclose(ours.transform(TRAIN), theirs.transform(TRAIN), atol=1e-10)
    np.testing.assert_allclose(ours.transform(TEST), theirs.transform(TEST), rtol=1e-10)


def test_standardizer_uses_the_training_set_only():
    step = Standardizer().fit(TRAIN)
    alone = np.concatenate([step.transform(row[None]) for row in TEST])
    np.testing.assert_array_equal(step.transform(TEST), alone)
    assert abs(step.transform(TEST).mean(axis=0)).max() > 1  # not centred on itself


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_constant_column_is_only_centred(dtype):
    X = np.column_stack([np.full(99, 0.1), np.arange(99)]).astype(dtype)
    Z = Standardizer().fit_transform(X)
    assert Z.dtype == dtype
    np.testing.assert_allclose(Z[:, 0], 0, atol=1e-7)
    assert Z[:, 1].std() == pytest.approx(1, rel=1e-5)


@pytest.mark.parametrize("statistic", ["median", "mean"])
def test_imputer_against_scikit_learn(statistic):
    from sklearn.impute import SimpleImputer

    train, test = TRAIN.copy(), TEST.copy()
    train[RNG.random(train.shape) < 0.2] = np.nan
    test[0, 1] = test[3, 2] = np.nan
    ours, theirs = Imputer(statistic).fit(train), SimpleImputer(strategy=statistic).fit(train)
    for X in (train, test):
        np.testing.assert_allclose(ours.transform(X), theirs.transform(X))


def test_outlier_clipper():
    X = np.array([[1.0], [2], [3], [4], [5], [6], [7], [8], [1000]])
    step = OutlierClipper().fit(X)  # quartiles 3 and 7, limits −3 and 13
    np.testing.assert_array_equal(step.transform(X).ravel(), [1, 2, 3, 4, 5, 6, 7, 8, 13])
    np.testing.assert_array_equal(step.transform([[-50.0], [0.0]]), [[-3], [0]])
    assert X[-1, 0] == 1000


def test_pipeline_fits_each_step_on_what_the_one_before_leaves():
    train = TRAIN.copy()
    train[0, 0], train[1, 1] = np.nan, 1e6
    pipeline = Pipeline(Imputer(), OutlierClipper(3.0), Standardizer())
    Z = pipeline.fit_transform(train)
    np.testing.assert_allclose(Z.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(Z.std(axis=0), 1)
    by_hand = train
    for step in (Imputer(), OutlierClipper(3.0), Standardizer()):
        by_hand = step.fit_transform(by_hand)
    np.testing.assert_array_equal(Z, by_hand)


def test_one_hot():
    np.testing.assert_array_equal(one_hot([2, 0], 3), [[0, 0, 1], [1, 0, 0]])
    assert one_hot([0], 2, "float32").dtype == np.float32


@given(n=st.integers(2, 300), seed=st.integers(0, 99))
@examples(30)
def test_split_shares_no_example(n, seed):
    parts = split(n, [0.5, 0.3, 0.2], seed)
    np.testing.assert_array_equal(np.sort(np.concatenate(parts)), np.arange(n))
    assert [abs(len(part) - share * n) <= 1 for part, share in zip(parts, [0.5, 0.3, 0.2], strict=True)]
    for part, again in zip(parts, split(n, [0.5, 0.3, 0.2], seed), strict=True):
        np.testing.assert_array_equal(part, again)


@given(n=st.integers(3, 100), k=st.integers(2, 10), seed=st.integers(0, 99))
@examples(30)
def test_folds_validate_every_example_once(n, k, seed):
    k = min(n, k)
    pairs = list(folds(n, k, seed))
    assert len(pairs) == k
    np.testing.assert_array_equal(np.sort(np.concatenate([v for _, v in pairs])), np.arange(n))
    for train, validation in pairs:
        np.testing.assert_array_equal(np.sort(np.concatenate([train, validation])), np.arange(n))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Standardizer().transform(TEST), "Standardizer must be fitted on the training set first"),
        (lambda: Standardizer().fit(TRAIN).transform(TEST[:, :2]), "X must be of shape (m, 3), got (20, 2)"),
        (lambda: Standardizer().fit([[np.nan]]), "X must be finite numbers, got nan at [0, 0]"),
        (
            lambda: Standardizer().fit([1.0, 2.0]),
            "X must be an array with one row per example, got shape (2,)",
        ),
        (
            lambda: Imputer().fit([[np.inf]]),
            "X must be finite numbers, or NaN where one is missing, got infinity",
        ),
        (lambda: Imputer().fit([[1, np.nan]]), "X must be a value in every column, got none in column [1]"),
        (lambda: Imputer("mode"), "statistic must be one of 'median', 'mean', got 'mode'"),
        (
            lambda: Pipeline(Standardizer),
            "steps must be transformers, got <class 'gradiente.preprocessing.Standardizer'>",
        ),
        (lambda: one_hot([3], 3), "labels must be class labels from 0 to 2, got the label 3"),
        (lambda: split(10, [0.5, 0.6]), "fractions must be numbers that add up to 1, got [0.5, 0.6]"),
        (lambda: next(folds(3, 4)), "k must be at most the number of examples, 3, got 4"),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()
