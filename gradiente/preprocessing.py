r"""Preprocessing that does not leak (chapter 8).

What a step needs to know of the data, it learns in ``fit`` from the training set, and applies to any
set in ``transform``. X is (n, ...), one example a row; statistics are those of each column. Missing
values are NaN.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from gradiente import checks


class Transformer:
    """A step: `fit` learns from the training set, `transform` applies it to any set."""

    columns: tuple[int, ...] | None = None
    missing = False  # whether it takes NaN

    def fit(self, X: np.ndarray) -> "Transformer":
        """Learn from the training set X (n, ...), and return the step itself."""
        X = self._check(X)
        self.columns = X.shape[1:]
        self._fit(X)
        return self

    def transform(self, X: np.ndarray) -> np.ndarray:
        """Return X (m, ...) transformed by what was learned; X stays as it is.

        Raises
        ------
        ValueError
            If the step has not been fitted, or X has other columns than the training set.
        """
        if self.columns is None:
            raise ValueError(f"{type(self).__name__} must be fitted on the training set first")
        return self._transform(self._check(X, self.columns))

    def fit_transform(self, X: np.ndarray) -> np.ndarray:
        """Learn from the training set, and return it transformed."""
        return self.fit(X).transform(X)

    def _check(self, X: np.ndarray, columns: tuple[int, ...] | None = None) -> np.ndarray:
        X = checks.array("X", X, finite=not self.missing)
        if X.ndim < 2:
            raise checks.fail("X", "an array with one row per example", f"shape {X.shape}")
        if self.missing and np.isinf(X).any():
            raise checks.fail("X", "finite numbers, or NaN where one is missing", "infinity")
        if columns is not None and X.shape[1:] != columns:
            raise checks.fail("X", f"of shape (m, {', '.join(map(str, columns))})", str(X.shape))
        return X

    def _fit(self, X: np.ndarray) -> None:
        raise NotImplementedError

    def _transform(self, X: np.ndarray) -> np.ndarray:
        raise NotImplementedError


class Imputer(Transformer):
    """Replace missing values (NaN) by the training set's median or mean of the column.

    Parameters
    ----------
    statistic : {"median", "mean"}
        Which one; the median does not mind outliers.
    """

    missing = True

    def __init__(self, statistic: str = "median") -> None:
        self.statistic = checks.choice("statistic", statistic, ["median", "mean"])

    def _fit(self, X: np.ndarray) -> None:
        empty = np.isnan(X).all(axis=0)
        if empty.any():
            raise checks.fail(
                "X", "a value in every column", f"none in column {np.argwhere(empty)[0].tolist()}"
            )
        self.values = {"median": np.nanmedian, "mean": np.nanmean}[self.statistic](X, axis=0)

    def _transform(self, X: np.ndarray) -> np.ndarray:
        return np.where(np.isnan(X), self.values.astype(X.dtype), X)


class OutlierClipper(Transformer):
    """Bring what lies far outside the middle half of the training set back to the limit.

    The limits are Q₁ − k (Q₃ − Q₁) and Q₃ + k (Q₃ − Q₁) of each column (Tukey, 1977).

    Parameters
    ----------
    k : float
        How far the limits are, in interquartile ranges.
    """

    def __init__(self, k: float = 1.5) -> None:
        self.k = checks.number("k", k, least=0)

    def _fit(self, X: np.ndarray) -> None:
        first, third = np.quantile(X, [0.25, 0.75], axis=0)
        self.low = first - self.k * (third - first)
        self.high = third + self.k * (third - first)

    def _transform(self, X: np.ndarray) -> np.ndarray:
        return np.clip(X, self.low.astype(X.dtype), self.high.astype(X.dtype))


class Standardizer(Transformer):
    """Give each column mean 0 and standard deviation 1 in the training set.

    A column that does not vary is only centred.
    """

    def _fit(self, X: np.ndarray) -> None:
        self.mean = np.mean(X, axis=0)
        std = np.std(X, axis=0)
        # A constant column may come out with a deviation of the size of a rounding error.
        varies = std > 10 * np.finfo(X.dtype).eps * np.max(np.abs(X), axis=0)
        self.std = np.where(varies, std, np.ones_like(std))

    def _transform(self, X: np.ndarray) -> np.ndarray:
        return (X - self.mean.astype(X.dtype)) / self.std.astype(X.dtype)


class Pipeline(Transformer):
    """Several steps, one after the other.

    Parameters
    ----------
    *steps : Transformer
        Each is fitted on the training set as the steps before it leave it.
    """

    missing = True

    def __init__(self, *steps: Transformer) -> None:
        for step in steps:
            if not isinstance(step, Transformer):
                raise checks.fail("steps", "transformers", checks.describe(step))
        self.steps: Sequence[Transformer] = steps

    def _fit(self, X: np.ndarray) -> None:
        for step in self.steps:
            X = step.fit_transform(X)

    def _transform(self, X: np.ndarray) -> np.ndarray:
        for step in self.steps:
            X = step.transform(X)
        return X


def one_hot(labels: np.ndarray, n_classes: int, dtype: str | np.dtype = "float64") -> np.ndarray:
    """Rows with a 1 at the class and 0 elsewhere, (m, n_classes), for labels (m,)."""
    n_classes = checks.integer("n_classes", n_classes)
    return np.eye(n_classes, dtype=checks.dtype(dtype))[checks.labels("labels", labels, n_classes)]


def split(n: int, fractions: Sequence[float], seed: int | np.random.Generator = 0) -> list[np.ndarray]:
    """Divide n examples at random into parts that share none.

    Parameters
    ----------
    n : int
        Number of examples.
    fractions : sequence of float
        Share of each part; they add up to 1.
    seed : int or Generator
        Where the order comes from.

    Returns
    -------
    list of ndarray of int
        The rows of each part.
    """
    n = checks.integer("n", n)
    shares = [checks.number("fractions", share, above=0, most=1) for share in fractions]
    if abs(sum(shares) - 1) > 1e-9:
        raise checks.fail("fractions", "numbers that add up to 1", str(list(fractions)))
    ends = np.round(np.cumsum(shares)[:-1] * n).astype(int)
    return np.split(checks.generator(seed).permutation(n), ends)


def folds(n: int, k: int, seed: int | np.random.Generator = 0) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Cross-validation: for each of k parts of n examples, the rows of the others and its own.

    Yields
    ------
    train, validation : ndarray of int
        Every example validates once.
    """
    n = checks.integer("n", n, least=2)
    k = checks.integer("k", k, least=2)
    if k > n:
        raise checks.fail("k", f"at most the number of examples, {n}", str(k))
    parts = np.array_split(checks.generator(seed).permutation(n), k)
    for i, part in enumerate(parts):
        yield np.concatenate(parts[:i] + parts[i + 1 :]), part
