r"""Initial weights (chapter 5).

An initializer is a function ``f(shape, rng)`` that draws an array. The first axis of a shape is that
of the units, the last that of their inputs: W is (n_k, n_{k-1}), and the weights of a convolution
are (filters, height, width, channels). What is called normal here has the *standard deviation* that
is given, and what is called uniform has that standard deviation too, for U(−a, a) has a/√3.
"""

import functools
import math
from collections.abc import Callable

import numpy as np

from gradiente import checks

Initializer = Callable[[tuple[int, ...], np.random.Generator], np.ndarray]


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """Return the number of inputs of a unit, and the number of units that an input reaches.

    For a matrix (n_out, n_in) that is n_in and n_out; a convolution multiplies both by the size of
    its kernel.
    """
    if len(shape) < 2:
        raise checks.fail("shape", "(units, ..., inputs)", str(tuple(shape)))
    kernel = math.prod(shape[1:-1])
    return kernel * shape[-1], kernel * shape[0]


def zeros(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """All 0: right for biases; as weights, it leaves all units of a layer alike for ever."""
    return np.zeros(shape)


def constant(shape: tuple[int, ...], rng: np.random.Generator, value: float = 0.1) -> np.ndarray:
    """All the same value."""
    return np.full(shape, value, dtype=np.float64)


def normal(shape: tuple[int, ...], rng: np.random.Generator, std: float = 0.01) -> np.ndarray:
    """N(0, std²)."""
    return rng.normal(0, std, shape)


def uniform(shape: tuple[int, ...], rng: np.random.Generator, limit: float = 0.05) -> np.ndarray:
    """U(−limit, limit)."""
    return rng.uniform(-limit, limit, shape)


def lecun_normal(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Standard deviation 1/√n_in (LeCun et al., 1998, "Efficient BackProp"): the 1/√n rule."""
    return rng.normal(0, math.sqrt(1 / fans(shape)[0]), shape)


def lecun_uniform(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """U(−a, a) with a = √(3/n_in), of standard deviation 1/√n_in."""
    limit = math.sqrt(3 / fans(shape)[0])
    return rng.uniform(-limit, limit, shape)


def glorot_normal(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Standard deviation √(2/(n_in + n_out)), or Xavier (Glorot and Bengio, 2010)."""
    return rng.normal(0, math.sqrt(2 / sum(fans(shape))), shape)


def glorot_uniform(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """U(−a, a) with a = √(6/(n_in + n_out)), or Xavier: what Keras uses unless told otherwise."""
    limit = math.sqrt(6 / sum(fans(shape)))
    return rng.uniform(-limit, limit, shape)


def he_normal(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Standard deviation √(2/n_in), for ReLU (He et al., 2015, arXiv:1502.01852)."""
    return rng.normal(0, math.sqrt(2 / fans(shape)[0]), shape)


def he_uniform(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """U(−a, a) with a = √(6/n_in), for ReLU."""
    limit = math.sqrt(6 / fans(shape)[0])
    return rng.uniform(-limit, limit, shape)


def orthogonal(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Rows, or columns, of length 1 at right angles (Saxe et al., 2013, arXiv:1312.6120).

    A product of such square matrices neither grows nor vanishes: for the recurrent weights.
    """
    rows, columns = shape[0], math.prod(shape[1:])
    A = rng.normal(size=(max(rows, columns), min(rows, columns)))
    Q, R = np.linalg.qr(A)
    Q *= np.sign(np.diag(R))  # without this, Q would not be uniform over the rotations
    return (Q if rows >= columns else Q.T).reshape(shape)


INITIALIZERS: dict[str, Initializer] = {
    f.__name__: f
    for f in [
        zeros,
        constant,
        normal,
        uniform,
        lecun_normal,
        lecun_uniform,
        glorot_normal,
        glorot_uniform,
        he_normal,
        he_uniform,
        orthogonal,
    ]
}


def get(initializer: str | Initializer, **options: float) -> Initializer:
    """Find an initializer by its name; a function stays as it is.

    Parameters
    ----------
    initializer : str or callable
        One of `INITIALIZERS`, or any ``f(shape, rng)``.
    **options : float
        ``std`` of "normal", ``limit`` of "uniform", ``value`` of "constant".

    Raises
    ------
    ValueError
        If there is none of that name, or it has no such option.
    """
    if callable(initializer):
        return initializer
    function = INITIALIZERS[checks.choice("initializer", initializer, INITIALIZERS)]
    if not options:
        return function
    checks.options(f"initializer {initializer!r}", function, options)
    return functools.partial(function, **options)
