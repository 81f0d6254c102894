r"""Numerical derivatives, to check the ones that backpropagation gives (chapter 3)."""

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from gradiente import checks

if TYPE_CHECKING:
    from gradiente.network import Network


def numerical_gradient(f: Callable[[np.ndarray], float], x: np.ndarray, epsilon: float = 1e-5) -> np.ndarray:
    """Central differences, ∂f/∂x_i ≈ (f(x + εe_i) − f(x − εe_i)) / 2ε.

    Parameters
    ----------
    f : callable
        Function of an array of the shape of x, to a number.
    x : ndarray of float64
        Where to take the gradient; it is left as it was.
    epsilon : float
        ε. The error of the formula grows as ε², that of rounding as 1/ε; in float64 they meet near
        1e-5.

    Returns
    -------
    ndarray
        The gradient, of the shape of x. It takes 2 evaluations of f for each element.

    Raises
    ------
    ValueError
        If x is float32, too coarse for differences, or ε is not positive.
    """
    epsilon = checks.number("epsilon", epsilon, above=0)
    x = _fine("x", x).copy()
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        before = x[i]
        x[i] = before + epsilon
        above = f(x)
        x[i] = before - epsilon
        below = f(x)
        x[i] = before
        gradient[i] = (above - below) / (2 * epsilon)
    return gradient


def numerical_hessian(
    gradient: Callable[[np.ndarray], np.ndarray], w: np.ndarray, epsilon: float = 1e-5
) -> np.ndarray:
    """Second derivatives, H_ij = ∂²f/∂w_i∂w_j, by central differences of the gradient.

    Parameters
    ----------
    gradient : callable
        ``gradient(w)`` is ∇f(w), of the shape of w.
    w : ndarray of float64
        Where to take them.
    epsilon : float
        Step of the differences.

    Returns
    -------
    ndarray of shape (w.size, w.size)
        The Hessian, made symmetric.
    """
    epsilon = checks.number("epsilon", epsilon, above=0)
    w = _fine("w", w)
    H = np.empty((w.size, w.size))
    for i, index in enumerate(np.ndindex(w.shape)):
        step = np.zeros_like(w)
        step[index] = epsilon
        H[i] = (gradient(w + step) - gradient(w - step)).ravel() / (2 * epsilon)
    return (H + H.T) / 2


def relative_error(A: np.ndarray, B: np.ndarray, floor: float = 0.0) -> float:
    """‖A − B‖ / (‖A‖ + ‖B‖), between 0 and 1; two arrays of zeros agree.

    About 1e-8 when a gradient is right (in float64), above 1e-4 when it is wrong, except that a
    corner within ε, as of a ReLU, can spoil the numerical one.

    Parameters
    ----------
    A, B : ndarray
        Two gradients, of one shape.
    floor : float
        Least value of the denominator, for gradients that are 0 but for rounding.
    """
    A, B = checks.array("A", A), checks.array("B", B)
    checks.same_shape("B", B, "A", A)
    total = max(np.linalg.norm(A) + np.linalg.norm(B), floor)
    return float(np.linalg.norm(A - B) / total) if total else 0.0


def check_gradient(
    f: Callable[[np.ndarray], float], gradient: np.ndarray, x: np.ndarray, epsilon: float = 1e-5
) -> float:
    """Relative error of a gradient of f at x against the numerical one."""
    return relative_error(gradient, numerical_gradient(f, x, epsilon))


def check_network(
    network: "Network", X: np.ndarray, T: np.ndarray, epsilon: float = 1e-5
) -> dict[str, float]:
    """Relative error of backpropagation in each learned array of a network, as it trains.

    Parameters
    ----------
    network : Network
        In float64. It is left as it was.
    X, T : ndarray
        A mini-batch of inputs and targets; a few examples are enough.
    epsilon : float
        Step of the differences.

    Returns
    -------
    dict
        From "1 Dense W", say, to the relative error.
    """
    network = copy.deepcopy(network)
    _fine("the network", network.theta)
    random = network.rng.bit_generator.state  # dropout must draw the same units each time

    def objective(theta: np.ndarray) -> float:
        network.theta[...] = theta
        network.rng.bit_generator.state = random
        return network.objective_and_gradient(X, T)[0]

    theta = network.theta.copy()
    objective(theta)
    gradient = network.gradient.copy()
    numerical = numerical_gradient(objective, theta, epsilon)
    # The bias before a batch normalization, say, has the gradient 0: what is left is rounding.
    floor = 1e-3 * float(np.linalg.norm(gradient))
    return {
        name: relative_error(gradient[where], numerical[where], floor)
        for name, where in network.slices().items()
    }


def _fine(name: str, x: np.ndarray) -> np.ndarray:
    if isinstance(x, np.ndarray) and x.dtype == np.float32:
        raise checks.fail(name, "float64: differences of float32 are mostly rounding", "float32")
    return checks.array(name, x)
