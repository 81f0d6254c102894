"""Update rules: against Keras step by step, and what each is known for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradiente import optimizers, schedules
from gradiente.gradient_check import numerical_hessian
from gradiente.optimizers import (
    SGD,
    AdaDelta,
    AdaGrad,
    Adam,
    Adamax,
    Ftrl,
    Momentum,
    Nadam,
    Nesterov,
    Newton,
    RMSProp,
)
from oracles import CLOSE, examples

# Powers of 2, and coefficients made of them: Keras rounds its constants to float32 on the way.
B1, B2 = 1 - 2**-3, 1 - 2**-9
RULES = {
    "SGD": (lambda r: SGD(r), lambda k, r: k.SGD(r)),
    "Momentum": (lambda r: Momentum(r, B1), lambda k, r: k.SGD(r, momentum=B1)),
    "Nesterov": (lambda r: Nesterov(r, B1), lambda k, r: k.SGD(r, momentum=B1, nesterov=True)),
    "AdaGrad": (lambda r: AdaGrad(r), lambda k, r: k.Adagrad(r)),
    "RMSProp": (lambda r: RMSProp(r, B1), lambda k, r: k.RMSprop(r, rho=B1)),
    "AdaDelta": (lambda r: AdaDelta(r, B1), lambda k, r: k.Adadelta(r, rho=B1)),
    "Adam": (lambda r: Adam(r, B1, B2), lambda k, r: k.Adam(r, B1, B2)),
    "AMSGrad": (lambda r: Adam(r, B1, B2, amsgrad=True), lambda k, r: k.Adam(r, B1, B2, amsgrad=True)),
    "Adamax": (lambda r: Adamax(r, B1, B2), lambda k, r: k.Adamax(r, B1, B2)),
    "Nadam": (lambda r: Nadam(r, B1, B2), lambda k, r: k.Nadam(r, B1, B2)),
    "Ftrl": (lambda r: Ftrl(r), lambda k, r: k.Ftrl(r)),
    "Ftrl with penalties": (
        lambda r: Ftrl(r, l1=0.1, l2=0.2, initial=0.3),
        lambda k, r: k.Ftrl(
            r,
            l1_regularization_strength=0.1,
            l2_regularization_strength=0.2,
            initial_accumulator_value=0.3,
        ),
    ),
}


@pytest.mark.parametrize("name", RULES)
@given(
    rate=st.sampled_from([0.5, 0.125, 2**-10]),
    scale=st.sampled_from([1e-4, 1, 100]),
    seed=st.integers(0, 2**32 - 1),
)
@examples(5)
def test_against_keras(name, rate, scale, seed):
    """Twelve steps with random gradients, some of them 0, of very different sizes."""
    import keras

    rng = np.random.default_rng(seed)
    start = rng.normal(size=(3, 4))
    ours, w = RULES[name][0](rate), start.copy()
    theirs, v = RULES[name][1](keras.optimizers, rate), keras.Variable(start, dtype="float64")
    for _ in range(12):
        g = scale * rng.normal(size=w.shape) * (rng.random(w.shape) < 0.8)
        ours.step(w, g)
        theirs.apply([keras.ops.convert_to_tensor(g, dtype="float64")], [v])
    np.testing.assert_allclose(w, v.numpy(), rtol=CLOSE, atol=CLOSE)


def test_first_steps_by_hand():
    g = np.array([4.0, -2.0])

    def first(rule):
        w = np.zeros(2)
        rule.step(w, g)
        return w

    np.testing.assert_allclose(first(SGD(0.1)), -0.1 * g)
    np.testing.assert_allclose(first(Momentum(0.1, 0.9)), -0.1 * g)
    np.testing.assert_allclose(first(Nesterov(0.1, 0.9)), -0.19 * g)
    np.testing.assert_allclose(first(AdaGrad(0.1, initial=0, epsilon=0)), [-0.1, 0.1])
    np.testing.assert_allclose(first(RMSProp(0.1, 0.75, epsilon=0)), [-0.2, 0.2])
    np.testing.assert_allclose(first(Adam(0.1)), [-0.1, 0.1], rtol=1e-5)


def test_adam_without_bias_correction_starts_too_fast():
    """(1 − β₁)g/√((1 − β₂)g²) = 0.1/√0.001: 3.16 times the rate."""
    w = np.zeros(1)
    Adam(0.1, bias_correction=False).step(w, np.array([5.0]))
    assert w[0] == pytest.approx(-0.1 * 0.1 / 0.001**0.5, rel=1e-5)


def test_the_three_ways_to_write_momentum():
    rng = np.random.default_rng(0)
    eta, mu, w = 0.1, 0.9, np.zeros(3)
    rule = Momentum(eta, mu)
    v1 = v2 = delta = w1 = w2 = w3 = np.zeros(3)
    for _ in range(5):
        g = rng.normal(size=3)
        rule.step(w, g)
        v1 = mu * v1 - eta * g
        w1 = w1 + v1
        v2 = mu * v2 + eta * g
        w2 = w2 - v2
        delta = -eta * g + mu * delta
        w3 = w3 + delta
    for other in (w1, w2, w3):
        np.testing.assert_allclose(w, other, rtol=1e-12)


def test_nesterov_takes_the_gradient_ahead():
    """On a quadratic, against the rule as it is told: the gradient at x + μv, then the step."""
    A, eta, mu = np.diag([1.0, 10.0]), 0.05, 0.9
    x, v = np.array([1.0, 1.0]), np.zeros(2)
    rule, w = Nesterov(eta, mu), np.array([1.0, 1.0])
    for _ in range(20):
        rule.step(w, A @ w)
        ahead = x + mu * v
        v = mu * v - eta * (A @ ahead)
        x = x + v
        np.testing.assert_allclose(w, x + mu * v, rtol=1e-10)


@given(seed=st.integers(0, 2**32 - 1), n=st.integers(1, 5))
@examples(20)
def test_newton_solves_a_quadratic_in_one_step(seed, n):
    rng = np.random.default_rng(seed)
    B = rng.normal(size=(n, n))
    H, minimum, w = B @ B.T + np.eye(n), rng.normal(size=n), rng.normal(size=n)
    Newton(lambda w: H).step(w, H @ (w - minimum))
    np.testing.assert_allclose(w, minimum, atol=1e-9)


def test_newton_on_a_curved_valley():
    """Rosenbrock's function, with the Hessian from differences of the gradient."""

    def gradient(w):
        x, y = w
        return np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])

    w = np.array([-1.2, 1.0])
    rule = Newton(lambda w: numerical_hessian(gradient, w))
    for _ in range(7):
        rule.step(w, gradient(w))
    np.testing.assert_allclose(w, [1, 1], atol=1e-5)


def test_newton_and_a_singular_hessian():
    w, g = np.array([1.0, 1.0]), np.array([1.0, 0.0])
    with pytest.raises(ValueError, match=r"^the Hessian is singular here: give Newton some damping$"):
        Newton(lambda w: np.zeros((2, 2))).step(w, g)
    Newton(lambda w: np.zeros((2, 2)), damping=2.0).step(w, g)
    np.testing.assert_allclose(w, [0.5, 1])
    with pytest.raises(
        ValueError, match=r"^the Hessian must be an array of shape \(2, 2\), got shape \(2,\)$"
    ):
        Newton(lambda w: np.zeros(2)).step(w, g)


def test_ftrl_makes_exact_zeros():
    rng = np.random.default_rng(0)
    w, target = np.zeros(20), np.where(np.arange(20) < 5, 1.0, 0.01)
    rule = Ftrl(0.5, l1=2.0)
    for _ in range(100):
        rule.step(w, w - target + rng.normal(0, 0.01, 20))
    assert np.all(w[5:] == 0)
    assert np.all(w[:5] > 0.3)


@pytest.mark.parametrize("name", optimizers.OPTIMIZERS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_all_go_down_a_bowl_in_both_types(name, dtype):
    w, curvature = np.array([2.0, -3.0], dtype=dtype), np.array([1, 3], dtype=dtype)
    rule = optimizers.get(name, learning_rate=0.1 if name != "adadelta" else 100.0)
    for _ in range(200):
        rule.step(w, curvature * w)
    assert w.dtype == dtype
    assert all(getattr(rule, array).dtype == dtype for array in rule.memory)
    assert np.sum(curvature * w**2) < 0.5 * 31


def test_a_schedule_counts_the_steps_made():
    w = np.zeros(1)
    rule = SGD(schedules.Linear(1.0, 4))
    path = []
    for _ in range(5):
        rule.step(w, -np.ones(1))
        path.append(w[0])
    np.testing.assert_allclose(path, [1, 1.75, 2.25, 2.5, 2.5])


def test_get():
    assert isinstance(optimizers.get("adam"), Adam)
    assert optimizers.get(0.3).learning_rate == 0.3
    rule = Momentum(0.1)
    assert optimizers.get(rule) is rule


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: SGD(-0.1), "learning_rate must be a finite number at least 0, got -0.1"),
        (lambda: SGD(np.inf), "learning_rate must be a finite number at least 0, got inf"),
        (lambda: SGD("fast"), "learning_rate must be a finite number at least 0, got 'fast'"),
        (lambda: Momentum(0.1, 1.0), "momentum must be a finite number at least 0 and less than 1, got 1.0"),
        (lambda: Adam(beta2=-1), "beta2 must be a finite number at least 0 and less than 1, got -1"),
        (
            lambda: SGD().step(np.zeros(2), np.zeros(3)),
            r"g must be of the same shape as w, \(2,\), got shape \(3,\)",
        ),
        (
            lambda: SGD().step(np.zeros(2, int), np.zeros(2)),
            r"w must be an array of float32 or float64, got an array of int64 with shape \(2,\)",
        ),
        (lambda: optimizers.get("sdg"), "optimizer must be one of 'sgd', 'momentum', .*, got 'sdg'"),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        call()


def test_one_optimizer_has_one_memory():
    rule = Momentum(0.1)
    rule.step(np.zeros(2), np.ones(2))
    with pytest.raises(ValueError, match=r"^w must be of the shape of the steps before, \(2,\), got \(3,\)$"):
        rule.step(np.zeros(3), np.ones(3))
