"""Checks of arguments: one line that names the argument, what it takes and what it got."""

import re

import numpy as np
import pytest

from gradiente import checks


def test_float_types_are_kept_without_a_copy_and_others_become_float64():
    for dtype in (np.float32, np.float64):
        A = np.ones(3, dtype=dtype)
        assert checks.array("A", A) is A
    for value in ([1, 2], np.ones(2, np.uint8), np.ones(2, np.float16), [True, False]):
        assert checks.array("A", value).dtype == np.float64


def test_not_finite_says_where_even_in_a_large_array():
    A = np.zeros((5000, 400), dtype=np.float32)
    assert checks.is_finite(A)
    A[4321, 7] = np.inf
    assert not checks.is_finite(A)
    assert not checks.is_finite(np.array(np.nan))
    with pytest.raises(ValueError, match=r"^A must be finite numbers, got inf at \[4321, 7\]$"):
        checks.array("A", A)


def test_types():
    assert checks.dtype(float) == checks.dtype("float64") == np.float64
    assert checks.dtype(np.float32) == np.float32


def test_generator():
    rng = np.random.default_rng(0)
    assert checks.generator(rng) is rng
    assert checks.generator(np.int64(3)).random() == np.random.default_rng(3).random()


def test_labels_may_be_whole_numbers_of_any_type():
    for value in ([0, 2, 1], np.array([0, 2, 1], np.uint8), [0.0, 2.0, 1.0]):
        result = checks.labels("t", value, 3)
        assert result.dtype.kind in "iu"
        assert result.tolist() == [0, 2, 1]


def test_numbers_at_the_limits():
    assert checks.number("n", 0, least=0, below=1) == 0
    assert checks.number("n", np.float32(0.5)) == 0.5
    assert isinstance(checks.number("n", 2), float)
    assert checks.integer("n", np.int32(1)) == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: checks.array("A", []), "A must be an array with at least one element, got shape (0,)"),
        (lambda: checks.array("A", [1j]), "A must be an array of numbers, got [1j]"),
        (lambda: checks.array("A", None), "A must be an array of numbers, got None"),
        (
            lambda: checks.array("A", np.array(["a"])),
            "A must be an array of numbers, got an array of <U1 with shape (1,)",
        ),
        (
            lambda: checks.array("A", np.ones((2, 3)), shape=(None, 4)),
            "A must be an array of shape (any, 4), got shape (2, 3)",
        ),
        (lambda: checks.array("A", ["x" * 99]), f"A must be an array of numbers, got ['{'x' * 55}..."),
        (lambda: checks.number("n", 1, below=1), "n must be a finite number less than 1, got 1"),
        (lambda: checks.number("n", True), "n must be a finite number, got True"),
        (lambda: checks.number("n", np.nan), "n must be a finite number, got nan"),
        (lambda: checks.integer("n", True), "n must be a whole number, at least 1, got True"),
        (lambda: checks.integer("n", 3.0), "n must be a whole number, at least 1, got 3.0"),
        (lambda: checks.labels("t", [[1]], 3), "t must be class labels of shape (m,), got shape (1, 1)"),
        (lambda: checks.labels("t", [-1], 3), "t must be class labels from 0 to 2, got the label -1"),
        (lambda: checks.choice("n", [], ["a"]), "n must be one of 'a', got []"),
        (lambda: checks.dtype("int"), "dtype must be float32 or float64, got 'int'"),
        (lambda: checks.dtype(None), "dtype must be float32 or float64, got None"),
        (lambda: checks.dtype("flot"), "dtype must be float32 or float64, got 'flot'"),
    ],
)
def test_messages(call, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()
