r"""Activation units and their derivatives (chapter 4).

``f(Z)`` works on an array of any shape, element by element; ``f_derivative(Z)`` is f′ at the same
Z, never at the output a = f(z). Where a unit has a corner (ReLU at 0), the derivative is the one
from the left. Softmax and Maxout couple several inputs, so they have a ``_backward`` instead, which
takes ∂J/∂a to ∂J/∂z.
"""

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import erf, expit

from gradiente import checks
from gradiente.checks import takes_array

# Klambauer et al. (2017), arXiv:1706.02515: with these, mean 0 and variance 1 are a fixed point.
SELU_ALPHA = 1.6732632423543772
SELU_SCALE = 1.0507009873554805


# ----------------------------------------------------------------- linear, step and sigmoids


@takes_array
def linear(Z: np.ndarray) -> np.ndarray:
    """f(z) = z."""
    return Z


@takes_array
def linear_derivative(Z: np.ndarray) -> np.ndarray:
    """f′(z) = 1."""
    return np.ones_like(Z)


@takes_array
def step(Z: np.ndarray) -> np.ndarray:
    """The perceptron's unit: 1 if z > 0, otherwise 0 (Rosenblatt, 1958)."""
    return np.where(Z > 0, np.ones_like(Z), 0)


@takes_array
def step_derivative(Z: np.ndarray) -> np.ndarray:
    """f′(z) = 0 (at 0 there is none): no gradient passes, nothing is learned."""
    return np.zeros_like(Z)


@takes_array
def sigmoid(Z: np.ndarray) -> np.ndarray:
    """σ(z) = 1 / (1 + e^{−z})."""
    with np.errstate(over="ignore"):  # e^{−z} = ∞ gives σ = 0, which is right
        return 1 / (1 + np.exp(-Z))


@takes_array
def sigmoid_derivative(Z: np.ndarray) -> np.ndarray:
    """σ′(z) = σ(z) (1 − σ(z)) = σ(z) σ(−z), at most ¼."""
    return sigmoid(Z) * sigmoid(-Z)


@takes_array
def tanh(Z: np.ndarray) -> np.ndarray:
    """tanh(z) = 2σ(2z) − 1, centred on 0."""
    return np.tanh(Z)


@takes_array
def tanh_derivative(Z: np.ndarray) -> np.ndarray:
    """tanh′(z) = 1 − tanh²(z)."""
    return 1 - np.tanh(Z) ** 2


# ----------------------------------------------------------------------- rectifiers and kin


@takes_array
def relu(Z: np.ndarray) -> np.ndarray:
    """max(0, z) (Nair and Hinton, 2010)."""
    return np.maximum(Z, 0)


@takes_array
def relu_derivative(Z: np.ndarray) -> np.ndarray:
    """1 if z > 0, otherwise 0."""
    return np.where(Z > 0, np.ones_like(Z), 0)


@takes_array
def leaky_relu(Z: np.ndarray, slope: float = 0.01) -> np.ndarray:
    """z if z > 0, otherwise slope · z (Maas et al., 2013); PReLU learns the slope."""
    return np.where(Z > 0, Z, slope * Z)


@takes_array
def leaky_relu_derivative(Z: np.ndarray, slope: float = 0.01) -> np.ndarray:
    """1 if z > 0, otherwise the slope."""
    return np.where(Z > 0, np.ones_like(Z), slope)


@takes_array
def elu(Z: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """z if z > 0, otherwise α (e^z − 1) (Clevert et al., 2015, arXiv:1511.07289)."""
    return np.where(Z > 0, Z, alpha * np.expm1(np.minimum(Z, 0)))


@takes_array
def elu_derivative(Z: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """1 if z > 0, otherwise α e^z."""
    return np.where(Z > 0, np.ones_like(Z), alpha * np.exp(np.minimum(Z, 0)))


@takes_array
def selu(Z: np.ndarray) -> np.ndarray:
    """λ · elu(z, α) with the λ and α that keep activations normalized (Klambauer et al., 2017)."""
    return SELU_SCALE * elu(Z, SELU_ALPHA)


@takes_array
def selu_derivative(Z: np.ndarray) -> np.ndarray:
    """λ · elu′(z, α)."""
    return SELU_SCALE * elu_derivative(Z, SELU_ALPHA)


# ------------------------------------------------------------------------------ smooth units


@takes_array
def softplus(Z: np.ndarray) -> np.ndarray:
    """log(1 + e^z), a smooth ReLU (Dugas et al., 2001)."""
    return np.logaddexp(0, Z)


@takes_array
def softplus_derivative(Z: np.ndarray) -> np.ndarray:
    """σ(z)."""
    return sigmoid(Z)


@takes_array
def gelu(Z: np.ndarray) -> np.ndarray:
    """z Φ(z), Φ the normal distribution function (Hendrycks and Gimpel, 2016, arXiv:1606.08415)."""
    return Z * 0.5 * (1 + erf(Z / math.sqrt(2)))


@takes_array
def gelu_derivative(Z: np.ndarray) -> np.ndarray:
    """Φ(z) + z φ(z), φ the normal density."""
    density = np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)
    return 0.5 * (1 + erf(Z / math.sqrt(2))) + Z * density


@takes_array
def gelu_sigmoid(Z: np.ndarray) -> np.ndarray:
    """GELU's quick approximation, z σ(1.702 z)."""
    return silu(Z, beta=1.702)


@takes_array
def gelu_sigmoid_derivative(Z: np.ndarray) -> np.ndarray:
    """Derivative of z σ(1.702 z)."""
    return silu_derivative(Z, beta=1.702)


@takes_array
def gelu_tanh(Z: np.ndarray) -> np.ndarray:
    """GELU's close approximation, ½ z (1 + tanh(√(2/π) (z + 0.044715 z³)))."""
    return 0.5 * Z * (1 + np.tanh(math.sqrt(2 / math.pi) * (Z + 0.044715 * Z**3)))


@takes_array
def gelu_tanh_derivative(Z: np.ndarray) -> np.ndarray:
    """½ (1 + t) + ½ z (1 − t²) u′ with t = tanh(u), u = √(2/π) (z + 0.044715 z³)."""
    t = np.tanh(math.sqrt(2 / math.pi) * (Z + 0.044715 * Z**3))
    slope = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * Z**2)
    return 0.5 * (1 + t) + 0.5 * Z * (1 - t**2) * slope


@takes_array
def silu(Z: np.ndarray, beta: float = 1.0) -> np.ndarray:
    """z σ(βz): SiLU at β = 1, Swish for any β (Ramachandran et al., 2017, arXiv:1710.05941)."""
    return Z * sigmoid(beta * Z)


@takes_array
def silu_derivative(Z: np.ndarray, beta: float = 1.0) -> np.ndarray:
    """σ(βz) + βz σ′(βz)."""
    return sigmoid(beta * Z) + beta * Z * sigmoid_derivative(beta * Z)


@takes_array
def mish(Z: np.ndarray) -> np.ndarray:
    """z tanh(softplus(z)) (Misra, 2019, arXiv:1908.08681)."""
    return Z * np.tanh(softplus(Z))


@takes_array
def mish_derivative(Z: np.ndarray) -> np.ndarray:
    """t + z (1 − t²) σ(z) with t = tanh(softplus(z))."""
    t = np.tanh(softplus(Z))
    return t + Z * (1 - t**2) * sigmoid(Z)


# ----------------------------------------------------------------------------- coupled units


@takes_array
def softmax(Z: np.ndarray) -> np.ndarray:
    """y_j = e^{z_j} / Σ_l e^{z_l} along the last axis, shifted so that no exponential overflows."""
    E = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return E / np.sum(E, axis=-1, keepdims=True)


def softmax_backward(dY: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """∂J/∂z_j = y_j (g_j − Σ_l g_l y_l), with g = ∂J/∂y: the Jacobian y_i (δ_ij − y_j) times g."""
    return Y * (dY - np.sum(dY * Y, axis=-1, keepdims=True))


@takes_array
def maxout(Z: np.ndarray) -> np.ndarray:
    """max_p z_p over the last axis, the pieces of each unit (Goodfellow et al., 2013)."""
    return np.max(Z, axis=-1)


def maxout_backward(dA: np.ndarray, Z: np.ndarray) -> np.ndarray:
    """All of the gradient to the piece that won (the first one, where several did)."""
    dZ = np.zeros_like(Z)
    np.put_along_axis(dZ, np.argmax(Z, axis=-1)[..., None], dA[..., None], axis=-1)
    return dZ


# ----------------------------------------------------------------------------- units by name


@dataclass(frozen=True)
class Activation:
    """A unit as layers use it.

    Attributes
    ----------
    name : str
        Its name.
    function : callable
        ``function(Z)`` is A.
    backward : callable
        ``backward(dA, Z, A)`` takes ∂J/∂A to ∂J/∂Z; it may use whichever of Z and A is cheaper.
    """

    name: str
    function: Callable[[np.ndarray], np.ndarray]
    backward: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]


# The same function in one pass over the array: small mini-batches are mostly calls.
_FASTER = {"sigmoid": expit}

# Where the output gives the derivative for less than the input does, or the unit is coupled.
_FROM_OUTPUT = {
    "linear": lambda dA, Z, A: dA,
    "sigmoid": lambda dA, Z, A: dA * A * (1 - A),
    "tanh": lambda dA, Z, A: dA * (1 - A * A),
    "relu": lambda dA, Z, A: dA * (Z > 0),
    "softmax": lambda dA, Z, A: softmax_backward(dA, A),
}

# The elementwise units and their derivatives; alpha, beta and slope are options of `get`.
ELEMENTWISE = {
    f.__name__: (f, derivative)
    for f, derivative in [
        (linear, linear_derivative),
        (step, step_derivative),
        (sigmoid, sigmoid_derivative),
        (tanh, tanh_derivative),
        (relu, relu_derivative),
        (leaky_relu, leaky_relu_derivative),
        (elu, elu_derivative),
        (selu, selu_derivative),
        (softplus, softplus_derivative),
        (gelu, gelu_derivative),
        (gelu_sigmoid, gelu_sigmoid_derivative),
        (gelu_tanh, gelu_tanh_derivative),
        (silu, silu_derivative),
        (mish, mish_derivative),
    ]
}
NAMES = (*ELEMENTWISE, "softmax", "swish")


def get(activation: "str | Activation | None", **options: Any) -> Activation:
    """Find a unit by its name; None is the linear one, and an `Activation` stays as it is.

    Parameters
    ----------
    activation : str, Activation or None
        One of `NAMES`.
    **options : float
        The unit's own parameters, such as ``slope=0.1`` for "leaky_relu".

    Raises
    ------
    ValueError
        If there is no unit of that name, or it has no such option.
    """
    if isinstance(activation, Activation):
        return activation
    name = checks.choice("activation", "linear" if activation is None else activation, NAMES)
    name = {"swish": "silu"}.get(name, name)
    function, derivative = ELEMENTWISE.get(name, (softmax, None))
    raw, slope = _FASTER.get(name, function.__wrapped__), getattr(derivative, "__wrapped__", None)
    if options:
        checks.options(f"activation {name!r}", function.__wrapped__, options)
        raw, slope = functools.partial(raw, **options), functools.partial(slope, **options)
    backward = _FROM_OUTPUT.get(name, lambda dA, Z, A: dA * slope(Z))
    return Activation(name, raw, backward)
