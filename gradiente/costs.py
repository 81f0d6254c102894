r"""Cost functions and their gradients (chapter 1).

Outputs and targets are rows: Y and T are (m, n_K), one example a row. Every function returns the
mean over the examples of the mini-batch,

.. math:: J = \frac1m \sum_{i=1}^m C(y_i, t_i),

and every ``<name>_gradient`` returns ∂J/∂Y, of the shape of Y: the 1/m is in it, so that the layers
below only have to sum. The functions that end in ``_with_logits`` take Z, the input of the output
unit (Keras: ``from_logits=True``), and are exact where the probabilities would round to 0 or 1.

The cost of a sequence (Y is (m, τ, n_K)) is the sum of those of its steps.
"""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gradiente import checks
from gradiente.activations import sigmoid, softmax
from gradiente.checks import takes_array

# Probabilities are kept this far from 0 and 1 before their logarithm is taken, as Keras does.
EPSILON = 1e-7


# The bare functions and the kind of target that each takes; filled by `_public`.
_registry: dict[str, tuple[Callable, str]] = {}


def check_targets(
    T: np.ndarray, shape: tuple[int, ...], kind: str, dtype: np.dtype, name: str = "T"
) -> np.ndarray:
    """Return the targets of outputs of the given shape as an array, if they are of that kind.

    Parameters
    ----------
    T : array_like
        Targets.
    shape : tuple of int
        Shape of the outputs; the last axis is that of the units.
    kind : {"real", "binary", "one_hot", "signs", "labels"}
        Any number; numbers in [0, 1]; rows of numbers in [0, 1] that add up to 1; -1 or 1; whole
        numbers 0 ... n_K - 1 in an array without the last axis.
    dtype : dtype
        Type of the outputs, which targets other than labels get too.
    name : str
        The argument's name, for the message.
    """
    if kind == "labels":
        T = checks.numeric(name, T)
        if T.shape != shape[:-1]:
            raise checks.fail(name, f"class labels of shape {shape[:-1]}", f"shape {T.shape}")
        return checks.labels(name, T.ravel(), n_classes=shape[-1]).reshape(T.shape)
    T = checks.array(name, T).astype(dtype, copy=False)
    if T.shape != shape:
        raise checks.fail(name, f"of the shape of the outputs, {shape}", f"shape {T.shape}")
    if kind == "signs" and not np.all(np.abs(T) == 1):
        raise checks.fail(name, "made of -1 and 1", f"values from {T.min():g} to {T.max():g}")
    if kind in ("binary", "one_hot") and not (T.min() >= 0 and T.max() <= 1):
        raise checks.fail(name, "in [0, 1]", f"values from {T.min():g} to {T.max():g}")
    if kind == "one_hot" and not np.allclose(sums := T.sum(axis=-1), 1, atol=1e-4):
        worst = sums.flat[np.argmax(np.abs(sums - 1))]
        raise checks.fail(name, "rows that add up to 1", f"a row that adds up to {worst:g}")
    return T


def _public(kind: str, probabilities: bool = False) -> Callable[[Callable], Callable]:
    """Check the arguments of a cost; ``__wrapped__`` is the function without the checks."""

    def decorate(function: Callable) -> Callable:
        signature = inspect.signature(function)
        name, target = list(signature.parameters)[:2]
        base = function.__name__.removesuffix("_gradient")
        _registry[function.__name__] = function, kind

        @functools.wraps(function)
        def checked(*args, **kwargs):
            bound = signature.bind(*args, **kwargs).arguments
            # A network that has diverged gives NaN: its cost is NaN, not an error.
            Y = checks.array(name, bound.pop(name), finite=False)
            if Y.ndim < 2:
                raise checks.fail(name, "an array with one row per example", f"shape {Y.shape}")
            T = check_targets(bound.pop(target), Y.shape, kind, Y.dtype, target)
            if probabilities and (Y.min() < -1e-6 or Y.max() > 1 + 1e-6):
                raise checks.fail(
                    name,
                    f"in [0, 1] (for scores there is {base}_with_logits)",
                    f"values from {Y.min():g} to {Y.max():g}",
                )
            if "margin" in bound:
                checks.number("margin", bound["margin"], least=0)
            return function(Y, T, **bound)

        return checked

    return decorate


# ---------------------------------------------------------------------------- squared error


@_public("real")
def squared_error(Y: np.ndarray, T: np.ndarray) -> float:
    r"""Squared error, C = ½‖y − t‖²: maximum likelihood for a Gaussian output.

    Keras's ``MeanSquaredError`` averages over the units too and has no ½: it is 2/n_K times this.
    """
    return np.sum((Y - T) ** 2) / (2 * len(Y))


@_public("real")
def squared_error_gradient(Y: np.ndarray, T: np.ndarray) -> np.ndarray:
    """∂C/∂y = y − t."""
    return (Y - T) / len(Y)


# ---------------------------------------------------------------------- binary cross-entropy


@_public("binary", probabilities=True)
def binary_cross_entropy(Y: np.ndarray, T: np.ndarray) -> float:
    r"""Binary cross-entropy, C = −Σ_j [t_j log y_j + (1 − t_j) log(1 − y_j)], for sigmoid units.

    Keras's ``BinaryCrossentropy`` averages over the units: it is 1/n_K times this.
    """
    Y = np.clip(Y, EPSILON, 1 - EPSILON)
    return -np.sum(T * np.log(Y) + (1 - T) * np.log(1 - Y)) / len(Y)


@_public("binary", probabilities=True)
def binary_cross_entropy_gradient(Y: np.ndarray, T: np.ndarray) -> np.ndarray:
    """∂C/∂y_j = (y_j − t_j) / (y_j (1 − y_j)).

    Where y is 0 or 1 it is large instead of infinite, so that it still points the right way.
    """
    Y = np.clip(Y, EPSILON, 1 - EPSILON)
    return (Y - T) / (Y * (1 - Y)) / len(Y)


@_public("binary")
def binary_cross_entropy_with_logits(Z: np.ndarray, T: np.ndarray) -> float:
    """Binary cross-entropy of σ(z), C = Σ_j [max(z_j, 0) − z_j t_j + log(1 + e^{−|z_j|})]."""
    return np.sum(np.maximum(Z, 0) - Z * T + np.log1p(np.exp(-np.abs(Z)))) / len(Z)


@_public("binary")
def binary_cross_entropy_with_logits_gradient(Z: np.ndarray, T: np.ndarray) -> np.ndarray:
    """∂C/∂z = σ(z) − t: the derivative of the unit has cancelled."""
    return (sigmoid(Z) - T) / len(Z)


# ----------------------------------------------------------------- categorical cross-entropy


@takes_array
def log_sum_exp(Z: np.ndarray) -> np.ndarray:
    """log Σ_j e^{z_j} of each row, shape (m,), with no overflow: the maximum is taken out first.

    Its gradient is the softmax.
    """
    highest = np.max(Z, axis=-1, keepdims=True)
    return highest[..., 0] + np.log(np.sum(np.exp(Z - highest), axis=-1))


@takes_array
def log_sum_exp_gradient(Z: np.ndarray) -> np.ndarray:
    """∂ log Σ_l e^{z_l} / ∂z_j = softmax(z)_j, row by row (there is no mean to take here)."""
    return softmax(Z)


@_public("one_hot", probabilities=True)
def categorical_cross_entropy(Y: np.ndarray, T: np.ndarray) -> float:
    """Categorical cross-entropy, C = −Σ_j t_j log y_j, for a softmax output."""
    return -np.sum(T * np.log(np.clip(Y, EPSILON, 1 - EPSILON))) / len(Y)


@_public("one_hot", probabilities=True)
def categorical_cross_entropy_gradient(Y: np.ndarray, T: np.ndarray) -> np.ndarray:
    """∂C/∂y_j = −t_j / y_j."""
    return -T / np.clip(Y, EPSILON, 1 - EPSILON) / len(Y)


@_public("one_hot")
def categorical_cross_entropy_with_logits(Z: np.ndarray, T: np.ndarray) -> float:
    """Categorical cross-entropy of softmax(z), C = log Σ_j e^{z_j} − Σ_j t_j z_j."""
    return np.sum(log_sum_exp(Z) - np.sum(T * Z, axis=-1)) / len(Z)


@_public("one_hot")
def categorical_cross_entropy_with_logits_gradient(Z: np.ndarray, T: np.ndarray) -> np.ndarray:
    """∂C/∂z = softmax(z) − t."""
    return (softmax(Z) - T) / len(Z)


@_public("labels", probabilities=True)
def sparse_categorical_cross_entropy(Y: np.ndarray, labels: np.ndarray) -> float:
    """Categorical cross-entropy with the number of the class, C = −log y_o, labels (m,)."""
    y = np.take_along_axis(Y, labels[..., None], axis=-1)
    return -np.sum(np.log(np.clip(y, EPSILON, 1 - EPSILON))) / len(Y)


@_public("labels", probabilities=True)
def sparse_categorical_cross_entropy_gradient(Y: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """∂C/∂y_j = −1/y_o where j is the class o, and 0 elsewhere."""
    T = one_hot_like(labels, Y)
    return -T / np.clip(Y, EPSILON, 1 - EPSILON) / len(Y)


@_public("labels")
def sparse_categorical_cross_entropy_with_logits(Z: np.ndarray, labels: np.ndarray) -> float:
    """Categorical cross-entropy of softmax(z) with labels (m,), C = log Σ_j e^{z_j} − z_o."""
    z = np.take_along_axis(Z, labels[..., None], axis=-1)[..., 0]
    return np.sum(log_sum_exp(Z) - z) / len(Z)


@_public("labels")
def sparse_categorical_cross_entropy_with_logits_gradient(Z: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """∂C/∂z = softmax(z) − t, with t the one-hot vector of the class."""
    return (softmax(Z) - one_hot_like(labels, Z)) / len(Z)


def one_hot_like(labels: np.ndarray, like: np.ndarray) -> np.ndarray:
    """One-hot rows of the shape and type of `like`."""
    T = np.zeros_like(like)
    np.put_along_axis(T, labels[..., None], 1, axis=-1)
    return T


# ------------------------------------------------------------------------------------- hinge


@_public("signs")
def hinge(Y: np.ndarray, T: np.ndarray, margin: float = 1) -> float:
    """Hinge, max(0, Δ − t y) with t = ±1, averaged over the units as Keras does."""
    return np.mean(np.maximum(0, margin - T * Y))


@_public("signs")
def hinge_gradient(Y: np.ndarray, T: np.ndarray, margin: float = 1) -> np.ndarray:
    """∂C/∂y = −t where t y < Δ, and 0 where the margin is met."""
    return np.where(margin - T * Y > 0, -T, 0) / Y.size


@_public("one_hot")
def categorical_hinge(Z: np.ndarray, T: np.ndarray, margin: float = 1) -> float:
    """Hinge against the strongest rival, C = max(0, Δ + max_j (1 − t_j) z_j − z_o).

    This is Keras's ``CategoricalHinge``, which differs from Crammer and Singer's (2001) in a
    detail: the right class takes part in the maximum with a 0.
    """
    right, rival = np.sum(T * Z, axis=-1), np.max((1 - T) * Z, axis=-1)
    return np.sum(np.maximum(0, margin + rival - right)) / len(Z)


@_public("one_hot")
def categorical_hinge_gradient(Z: np.ndarray, T: np.ndarray, margin: float = 1) -> np.ndarray:
    """∂C/∂z is −1 at the right class and 1 at the strongest rival while the margin is not met."""
    scores = (1 - T) * Z
    right, rival = np.sum(T * Z, axis=-1), np.max(scores, axis=-1)
    strongest = one_hot_like(np.argmax(scores, axis=-1), Z)
    violated = (margin + rival - right > 0)[..., None]
    return np.where(violated, (1 - T) * strongest - T, 0) / len(Z)


@_public("one_hot")
def multiclass_hinge(Z: np.ndarray, T: np.ndarray, margin: float = 1) -> float:
    """Hinge against every wrong class, C = Σ_{j≠o} max(0, z_j − z_o + Δ).

    This is the one of Weston and Watkins (1999). The sum leaves out the right class, which would
    add Δ to every example.
    """
    right = np.sum(T * Z, axis=-1, keepdims=True)
    return np.sum((1 - T) * np.maximum(0, Z - right + margin)) / len(Z)


@_public("one_hot")
def multiclass_hinge_gradient(Z: np.ndarray, T: np.ndarray, margin: float = 1) -> np.ndarray:
    """∂C/∂z_j is 1 at each wrong class within the margin; at the right one, minus their number."""
    right = np.sum(T * Z, axis=-1, keepdims=True)
    violated = (1 - T) * (Z - right + margin > 0)
    return (violated - T * np.sum(violated, axis=-1, keepdims=True)) / len(Z)


# --------------------------------------------------------------------------- label smoothing


def smooth_labels(T: np.ndarray, epsilon: float, n_classes: int | None = None) -> np.ndarray:
    """Label smoothing, t ← (1 − ε) t + ε/n (Szegedy et al., 2016, arXiv:1512.00567).

    Parameters
    ----------
    T : ndarray of shape (m, n_K)
        Targets in [0, 1].
    epsilon : float
        Share of the target that is spread over the classes, in [0, 1].
    n_classes : int, optional
        Number of classes n; by default n_K, and 2 if there is a single unit. For several sigmoid
        units, each a yes or no of its own, say 2.
    """
    T = checks.array("T", T)
    if T.ndim < 2:
        raise checks.fail("T", "an array with one row per example", f"shape {T.shape}")
    epsilon = checks.number("epsilon", epsilon, least=0, most=1)
    n_classes = checks.integer("n_classes", n_classes or max(2, T.shape[-1]), least=2)
    return (1 - epsilon) * T + epsilon / n_classes


# ----------------------------------------------------------------------------- costs by name


@dataclass(frozen=True)
class Cost:
    """A cost function with its gradient, for networks: neither of them checks its arguments.

    Attributes
    ----------
    name : str
        Its name.
    function, gradient : callable
        ``function(Y, T)`` is J, ``gradient(Y, T)`` is ∂J/∂Y.
    targets : str
        The kind of target that it takes, see `check_targets`.
    """

    name: str
    function: Callable[[np.ndarray, np.ndarray], float]
    gradient: Callable[[np.ndarray, np.ndarray], np.ndarray]
    targets: str = "real"


NAMES = tuple(name for name in _registry if not name.endswith("_gradient"))


def get(cost: str | Cost, **options: float) -> Cost:
    """Find a cost by its name; a `Cost` stays as it is.

    Parameters
    ----------
    cost : str or Cost
        One of `NAMES`.
    **options : float
        The cost's own parameters: ``margin`` of the hinges.

    Raises
    ------
    ValueError
        If there is no cost of that name, or it has no such option.
    """
    if isinstance(cost, Cost):
        return cost
    name = checks.choice("cost", cost, NAMES)
    (function, kind), (gradient, _) = _registry[name], _registry[f"{name}_gradient"]
    if options:
        checks.options(f"cost {name!r}", function, options)
        function = functools.partial(function, **options)
        gradient = functools.partial(gradient, **options)
    return Cost(name, function, gradient, kind)
