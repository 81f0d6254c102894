"""The gradient check itself: right gradients pass, wrong ones do not."""

import numpy as np
import pytest

from gradiente.gradient_check import (
    check_gradient,
    check_network,
    numerical_gradient,
    numerical_hessian,
    relative_error,
)
from gradiente.layers import Activation, Dense, Dropout
from gradiente.network import Network
from gradiente.normalization import BatchNorm


def cubic(x):
    return float(np.sum(x**3))


X = np.array([[1.0, -2.0, 0.5], [3.0, 0.1, -1.0]])


def test_the_gradient_of_a_cubic():
    before = X.copy()
    np.testing.assert_allclose(numerical_gradient(cubic, X), 3 * X**2, rtol=1e-7, atol=1e-9)
    np.testing.assert_array_equal(X, before)


@pytest.mark.parametrize(
    ("gradient", "right"),
    [
        (3 * X**2, True),
        (3 * X**2 + 1e-2, False),
        (-3 * X**2, False),
        (X**2, False),
        (3 * X**2 / len(X), False),
    ],
)
def test_right_and_wrong_gradients_are_told_apart(gradient, right):
    error = check_gradient(cubic, gradient, X)
    assert error < 1e-7 if right else error > 1e-4


def test_the_error_against_the_step_is_a_u():
    """Too large a step truncates, with ε²; too small a one rounds, with 1/ε."""
    exact = 3 * X**2
    errors = {e: relative_error(exact, numerical_gradient(cubic, X, e)) for e in (1e-1, 1e-2, 1e-5, 1e-12)}
    assert errors[1e-5] < 1e-9
    assert errors[1e-1] / errors[1e-2] == pytest.approx(100, rel=0.01)
    assert errors[1e-12] > 1e-6


def test_the_hessian_of_a_quadratic():
    A = np.array([[2.0, 1.0, 0.0], [1.0, 5.0, -1.0], [0.0, -1.0, 3.0]])
    H = numerical_hessian(lambda w: A @ w, np.array([1.0, 2.0, 3.0]))
    np.testing.assert_allclose(H, A, atol=1e-9)


def network(**options):
    return Network(
        [Dense(5), BatchNorm(), Activation("tanh"), Dropout(0.4), Dense(3, "softmax")],
        4,
        "categorical_cross_entropy",
        seed=2,
        **options,
    )


def test_a_network_is_checked_as_it_trains_and_left_as_it_was():
    """Batch statistics, and the same units dropped each time."""
    rng = np.random.default_rng(0)
    A, T = rng.normal(size=(6, 4)), np.eye(3)[[0, 1, 2, 0, 1, 2]]
    net = network()
    theta, state = net.theta.copy(), net.rng.bit_generator.state
    errors = check_network(net, A, T)
    assert list(errors) == [
        "1 Dense W",
        "1 Dense b",
        "2 BatchNorm gamma",
        "2 BatchNorm beta",
        "5 Dense W",
        "5 Dense b",
    ]
    assert max(errors.values()) < 1e-6
    np.testing.assert_array_equal(net.theta, theta)
    np.testing.assert_array_equal(net.layers[1].running_mean, 0)
    assert net.rng.bit_generator.state == state


@pytest.mark.parametrize("mistake", ["not summed", "no derivative", "twice 1/m"])
def test_a_wrong_layer_is_found(mistake):
    class Wrong(Dense):
        def backward(self, dY, to_input=True):
            if mistake == "twice 1/m":
                dY = dY / len(dY)
            if mistake == "no derivative":
                return self.backward_delta(dY, to_input)
            result = super().backward(dY, to_input)
            if mistake == "not summed":
                self.db[...] = dY[0]
            return result

    rng = np.random.default_rng(0)
    net = Network([Wrong(4, "sigmoid"), Dense(2)], 3)
    errors = check_network(net, rng.normal(size=(5, 3)), rng.normal(size=(5, 2)))
    assert max(errors.values()) > 1e-3
    assert errors["2 Dense W"] < 1e-6


def test_errors():
    with pytest.raises(ValueError, match=r"^x must be float64: .*, got float32$"):
        numerical_gradient(cubic, X.astype(np.float32))
    with pytest.raises(ValueError, match=r"^the network must be float64: .*, got float32$"):
        check_network(network(dtype="float32"), np.ones((2, 4)), np.eye(3)[:2])
    with pytest.raises(ValueError, match=r"^epsilon must be a finite number greater than 0, got 0$"):
        numerical_gradient(cubic, X, 0)
    with pytest.raises(ValueError, match=r"^B must be of the same shape as A, \(2,\), got shape \(3,\)$"):
        relative_error([1, 2], [1, 2, 3])


def test_relative_error_of_zeros():
    assert relative_error([0, 0], [0, 0]) == 0
    assert relative_error([1, 0], [-1, 0]) == 1
    assert relative_error([1e-17], [0], floor=1e-3) < 1e-13
