"""What the tests of the networks compare with: numerical gradients and Keras."""

from collections.abc import Callable

import numpy as np
from hypothesis import settings

from gradiente.layers import Layer

CLOSE = 1e-6  # the agreement that is asked for


def examples(n: int) -> settings:
    """So many cases of Hypothesis's choice, the same ones in every run."""
    return settings(max_examples=n, derandomize=True, deadline=None, database=None)


def central(f: Callable[[np.ndarray], float], x: np.ndarray, epsilon: float = 1e-5) -> np.ndarray:
    """Numerical gradient of f at x, independent of `gradiente.gradient_check`."""
    gradient = np.zeros(x.size)
    for i in range(x.size):
        unit = np.zeros(x.size)
        unit[i] = epsilon
        unit = unit.reshape(x.shape)
        gradient[i] = (f(x + unit) - f(x - unit)) / (2 * epsilon)
    return gradient.reshape(x.shape)


def gap(A: np.ndarray, B: np.ndarray) -> float:
    """Relative distance of two arrays of one shape."""
    A, B = np.asarray(A), np.asarray(B)
    assert A.shape == B.shape
    size = np.linalg.norm(A) + np.linalg.norm(B)
    return float(np.linalg.norm(A - B) / size) if size else 0.0


def check_layer(layer: Layer, A: np.ndarray, *, training: bool = False, seed: int = 0) -> None:
    """Compare `layer.backward` with central differences, in the input and in all that is learned.

    The layer is built here unless it has been. The objective is Σ G ⊙ forward(A), with a random G.
    """
    rng = np.random.default_rng(seed)
    if layer.input_shape is None:
        layer.build(A.shape[1:], rng)
        for name in layer.learned:  # zeros and ones would hide mistakes
            array = getattr(layer, name)
            array += rng.normal(0, 0.3, array.shape)
    G = rng.normal(size=layer.forward(A, training).shape)

    def objective(A):
        return np.sum(G * layer.forward(A, training))

    def objective_of(name):
        def f(value):
            array = getattr(layer, name)
            before = array.copy()
            array[...] = value
            result = objective(A)
            array[...] = before
            return result

        return f

    layer.forward(A, training)
    dA = layer.backward(G)
    gradients = {name: getattr(layer, f"d{name}").copy() for name in layer.learned}
    size = np.linalg.norm(G)
    if A.dtype.kind == "f":
        error = np.linalg.norm(dA - central(objective, A))
        assert error < CLOSE * (np.linalg.norm(dA) + size)
    for name, gradient in gradients.items():
        numerical = central(objective_of(name), getattr(layer, name).copy())
        error = np.linalg.norm(gradient - numerical)
        assert error < CLOSE * (np.linalg.norm(gradient) + size), name


def in_keras(layer, A: np.ndarray, weights: list[np.ndarray], *, training: bool = False):
    """Outputs of a Keras layer with these weights, in float64, and the function that differentiates it.

    Returns
    -------
    Y : ndarray
        The outputs.
    backward : callable
        From ∂J/∂Y to ∂J/∂A and the list of ∂J/∂w.
    """
    import tensorflow as tf

    A = tf.constant(A)
    if not layer.built:
        layer.build(A.shape)
    layer.set_weights(weights)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(A)
        Y = layer(A, training=training)

    def backward(dY):
        variables = [w.value for w in layer.trainable_weights]
        dA, dW = tape.gradient(Y, [A, variables], output_gradients=tf.constant(dY))
        return (None if dA is None else dA.numpy()), [tf.convert_to_tensor(g).numpy() for g in dW]

    return Y.numpy(), backward
