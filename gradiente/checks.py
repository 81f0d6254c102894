"""One clear line for every bad argument: which one, what it takes, what it got.

The public functions call these once, at the boundary; the loops inside do not.
"""

import functools
import inspect
import math
import numbers
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np


def describe(value: Any) -> str:
    """Say what `value` is in a few words, for an error message."""
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype} with shape {value.shape}"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def fail(name: str, takes: str, got: str) -> ValueError:
    """Build the error that all checks raise."""
    return ValueError(f"{name} must be {takes}, got {got}")


def numeric(name: str, value: Any) -> np.ndarray:
    """Return `value` as an array, of whatever type of real numbers it is."""
    try:
        result = np.asarray(value)
    except ValueError:
        raise fail(name, "an array of numbers", "rows of different lengths") from None
    if result.dtype.kind not in "fiub":
        raise fail(name, "an array of numbers", describe(value))
    return result


def array(
    name: str,
    value: Any,
    *,
    shape: tuple[int | None, ...] | None = None,
    finite: bool = True,
    empty: bool = False,
) -> np.ndarray:
    """Return `value` as an array of real floating-point numbers.

    float32 and float64 are kept, without a copy; everything else becomes float64.

    Parameters
    ----------
    name : str
        The argument's name, for the message.
    value : array_like
        What the caller passed.
    shape : tuple of int or None, optional
        The shape it must have; None stands for any length.
    finite : bool
        Refuse NaN and infinity.
    empty : bool
        Accept an array without elements.

    Raises
    ------
    ValueError
        If it is not numeric, has another shape, is empty, or holds NaN or infinity.
    """
    result = numeric(name, value)
    if result.dtype not in (np.float32, np.float64):
        result = result.astype(np.float64)
    if shape is not None and not (
        len(shape) == result.ndim
        and all(want in (None, have) for want, have in zip(shape, result.shape, strict=True))
    ):
        wanted = ", ".join("any" if n is None else str(n) for n in shape)
        raise fail(name, f"an array of shape ({wanted})", f"shape {result.shape}")
    if result.size == 0 and not empty:
        raise fail(name, "an array with at least one element", f"shape {result.shape}")
    if finite and not is_finite(result):
        bad = np.argwhere(~np.isfinite(result))[0]
        place = ", ".join(map(str, bad))
        raise fail(name, "finite numbers", f"{result[tuple(bad)]} at [{place}]")
    return result


def takes_array(function: Callable) -> Callable:
    """Let a function of an array, its first argument, take lists and integers too.

    ``__wrapped__`` is the function itself.
    """
    name = next(iter(inspect.signature(function).parameters))

    @functools.wraps(function)
    def checked(value, *args, **kwargs):
        return function(array(name, value, finite=False, empty=True), *args, **kwargs)

    return checked


def is_finite(A: np.ndarray) -> bool:
    """Tell whether every element is finite, by blocks of rows: no mask as large as the data."""
    if A.ndim == 0:
        return bool(np.isfinite(A))
    rows = max(1, 2**20 // max(1, A[:1].size))
    return all(np.isfinite(A[k : k + rows]).all() for k in range(0, len(A), rows))


def same_shape(name: str, A: np.ndarray, other: str, B: np.ndarray) -> None:
    """Refuse two arrays of different shapes, which NumPy might broadcast in silence."""
    if A.shape != B.shape:
        raise fail(name, f"of the same shape as {other}, {B.shape}", f"shape {A.shape}")


def labels(name: str, value: Any, n_classes: int, n: int | None = None) -> np.ndarray:
    """Return `value` as integer class labels 0 ... n_classes - 1, of shape (m,)."""
    result = numeric(name, value)
    if result.ndim != 1 or (n is not None and len(result) != n):
        expected = "(m,)" if n is None else f"({n},)"
        raise fail(name, f"class labels of shape {expected}", f"shape {result.shape}")
    if result.dtype.kind not in "iu":
        if result.dtype.kind != "f" or not np.array_equal(result, np.round(result)):
            raise fail(name, "whole numbers, one class label per example", describe(value))
        result = result.astype(np.int64)
    if result.size and not (result.min() >= 0 and result.max() < n_classes):
        bad = result[(result < 0) | (result >= n_classes)][0]
        raise fail(name, f"class labels from 0 to {n_classes - 1}", f"the label {bad}")
    return result


def number(
    name: str,
    value: Any,
    *,
    above: float = -math.inf,
    least: float = -math.inf,
    below: float = math.inf,
    most: float = math.inf,
) -> float:
    """Return `value` as a float if above < value < below and least <= value <= most."""
    if (
        not isinstance(value, numbers.Real)
        or isinstance(value, bool)
        or not (above < value < below and least <= value <= most)
    ):
        limits = [
            (above > -math.inf, f"greater than {above:g}"),
            (least > -math.inf, f"at least {least:g}"),
            (below < math.inf, f"less than {below:g}"),
            (most < math.inf, f"at most {most:g}"),
        ]
        wanted = " and ".join(text for given, text in limits if given)
        raise fail(name, f"a finite number {wanted}".rstrip(), describe(value))
    return float(value)


def integer(name: str, value: Any, *, least: int = 1) -> int:
    """Return `value` as an int if it is a whole number, at least `least`."""
    if not isinstance(value, numbers.Integral) or isinstance(value, bool) or value < least:
        raise fail(name, f"a whole number, at least {least}", describe(value))
    return int(value)


def choice(name: str, value: Any, options: Iterable[str]) -> str:
    """Return `value` if it is one of `options`."""
    options = list(options)
    if value not in options:
        raise fail(name, f"one of {', '.join(map(repr, options))}", describe(value))
    return value


def options(what: str, function: Callable, given: dict[str, Any]) -> None:
    """Refuse named options that `function` does not take, or that are not finite numbers."""
    parameters = inspect.signature(function).parameters.values()
    takes = [p.name for p in parameters if p.default is not p.empty]
    for name, value in given.items():
        if name not in takes:
            known = ", ".join(takes) or "none"
            raise ValueError(f"the options of {what} are: {known}; got {name!r}")
        number(name, value)


def dtype(value: Any) -> np.dtype:
    """Return `value` as a floating-point type, float32 or float64."""
    try:
        result = np.dtype(value)
    except TypeError:
        result = None
    if value is None or result is None or result.name not in ("float32", "float64"):
        raise fail("dtype", "float32 or float64", describe(value))
    return result


def generator(seed: Any) -> np.random.Generator:
    """Return a generator: `seed` itself if it is one, else a new one from that whole number."""
    if isinstance(seed, np.random.Generator):
        return seed
    if not isinstance(seed, numbers.Integral) or isinstance(seed, bool) or seed < 0:
        takes = "a numpy.random.Generator or a whole number, at least 0"
        raise fail("seed", takes, describe(seed))
    return np.random.default_rng(seed)
