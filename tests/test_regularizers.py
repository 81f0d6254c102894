"""Penalties: against Keras and differences; the two conventions; biases stay out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradiente.layers import Dense
from gradiente.network import Network
from gradiente.regularizers import L1, L2, ElasticNet
from oracles import CLOSE, central, examples, gap


@given(l1=st.floats(0, 2), l2=st.floats(0, 2), seed=st.integers(0, 2**32 - 1))
@examples(20)
def test_gradient_and_keras(l1, l2, seed):
    import keras

    W = np.random.default_rng(seed).normal(size=(3, 4))
    W[np.abs(W) < 1e-3] = 1  # |w| has a corner
    for ours, theirs in [
        (L1(l1), keras.regularizers.L1(l1)),
        (L2(l2), keras.regularizers.L2(l2)),
        (ElasticNet(l1, l2), keras.regularizers.L1L2(l1, l2)),
    ]:
        assert ours.penalty(W) == pytest.approx(float(theirs(keras.ops.array(W))), rel=CLOSE)
        assert gap(ours.gradient(W), central(ours.penalty, W)) < CLOSE


def test_the_two_conventions():
    """One step of gradient descent on the penalty alone, as each of the two writes it."""
    W, eta, lam, n = np.array([3.0, -0.5]), 0.1, 0.2, 50
    np.testing.assert_allclose(W - eta * L2(lam).gradient(W), (1 - 2 * eta * lam) * W)
    np.testing.assert_allclose(W - eta * L2.per_example(lam, n).gradient(W), (1 - eta * lam / n) * W)
    assert L2.per_example(lam, n).penalty(W) == pytest.approx(lam / (2 * n) * np.sum(W**2))
    np.testing.assert_allclose(W - eta * L1(lam).gradient(W), W - eta * lam * np.sign(W))
    assert L1.per_example(lam, n).penalty(W) == pytest.approx(lam / n * np.sum(np.abs(W)))


def test_weights_are_penalized_and_biases_are_not():
    own = L1(0.3)
    net = Network([Dense(3, regularizer=own), Dense(2)], 4, regularizer=L2(0.5), seed=1)
    first, second = net.layers
    for layer in net.layers:
        layer.b[...] = 7
    assert net.penalty() == pytest.approx(0.3 * np.abs(first.W).sum() + 0.5 * (second.W**2).sum())
    X = np.ones((2, 4))
    T = net.predict(X)  # no cost is left, so all of the gradient is that of the penalties
    objective, _ = net.objective_and_gradient(X, T)
    assert objective == pytest.approx(net.penalty())
    np.testing.assert_allclose(first.dW, 0.3 * np.sign(first.W))
    np.testing.assert_allclose(second.dW, second.W)
    np.testing.assert_allclose([*first.db, *second.db], 0, atol=1e-14)


def test_float32_stays():
    W = np.ones((2, 2), dtype=np.float32)
    assert ElasticNet(0.1, 0.1).gradient(W).dtype == L2(0.1).gradient(W).dtype == np.float32


def test_errors():
    with pytest.raises(ValueError, match=r"^rate must be a finite number at least 0, got -1$"):
        L2(-1)
    with pytest.raises(ValueError, match=r"^l1 must be a finite number at least 0, got 'much'$"):
        ElasticNet(l1="much")
    with pytest.raises(ValueError, match=r"^n must be a whole number, at least 1, got 0$"):
        L1.per_example(1.0, 0)
