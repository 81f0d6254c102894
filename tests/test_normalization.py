"""Batch and layer normalization: against Keras, by differences, and their claims."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradiente.normalization import BatchNorm, LayerNorm
from oracles import CLOSE, check_layer, examples, gap, in_keras

SHAPES = st.tuples(st.integers(2, 5), st.integers(1, 4)) | st.tuples(
    st.integers(1, 3), st.integers(2, 3), st.integers(2, 3), st.integers(2, 3)
)


@given(shape=SHAPES, training=st.booleans(), seed=st.integers(0, 2**32 - 1))
@examples(30)
def test_batch_norm_backward(shape, training, seed):
    rng = np.random.default_rng(seed)
    layer = BatchNorm(epsilon=1e-2)
    check_layer(layer, rng.normal(1, 2, shape), training=training, seed=seed)


@given(shape=SHAPES, seed=st.integers(0, 2**32 - 1))
@examples(20)
def test_layer_norm_backward(shape, seed):
    rng = np.random.default_rng(seed)
    check_layer(LayerNorm(epsilon=1e-2), rng.normal(1, 2, shape), seed=seed)


@pytest.mark.parametrize("shape", [(8, 3), (4, 5, 5, 3)])
def test_batch_norm_against_keras(shape):
    """Outputs, gradients and running averages, in training and in prediction."""
    import keras

    rng = np.random.default_rng(0)
    gamma, beta = rng.normal(size=3), rng.normal(size=3)
    ours = BatchNorm()
    ours.build(shape[1:])
    ours.gamma[...], ours.beta[...] = gamma, beta
    theirs = keras.layers.BatchNormalization(dtype="float64")
    theirs.build(shape)
    mean, variance = np.zeros(3), np.ones(3)
    for _ in range(3):
        A, G = rng.normal(2, 3, shape), rng.normal(size=shape)
        Y, backward = in_keras(theirs, A, [gamma, beta, mean, variance], training=True)
        assert gap(ours.forward(A, training=True), Y) < CLOSE
        dA, (dgamma, dbeta) = backward(G)
        assert gap(ours.backward(G), dA) < CLOSE
        assert gap(ours.dgamma, dgamma) < CLOSE
        assert gap(ours.dbeta, dbeta) < CLOSE
        *_, mean, variance = theirs.get_weights()
        assert gap(ours.running_mean, mean) < CLOSE
        assert gap(ours.running_variance, variance) < CLOSE
    Y, _ = in_keras(theirs, A, [gamma, beta, mean, variance])
    assert gap(ours.forward(A), Y) < CLOSE


@pytest.mark.parametrize("shape", [(8, 3), (4, 5, 3)])
def test_layer_norm_against_keras(shape):
    import keras

    rng = np.random.default_rng(0)
    A, G, gamma, beta = (
        rng.normal(2, 3, shape),
        rng.normal(size=shape),
        rng.normal(size=3),
        rng.normal(size=3),
    )
    ours = LayerNorm()
    ours.build(shape[1:])
    ours.gamma[...], ours.beta[...] = gamma, beta
    Y, backward = in_keras(keras.layers.LayerNormalization(dtype="float64"), A, [gamma, beta])
    assert gap(ours.forward(A), Y) < CLOSE
    dA, (dgamma, dbeta) = backward(G)
    assert gap(ours.backward(G), dA) < CLOSE
    assert gap(ours.dgamma, dgamma) < CLOSE
    assert gap(ours.dbeta, dbeta) < CLOSE


def test_batch_norm_sets_mean_and_variance_and_can_undo_itself():
    A = np.random.default_rng(0).normal(5, 3, (100, 4))
    layer = BatchNorm(epsilon=1e-12)
    layer.build((4,))
    Y = layer.forward(A, training=True)
    np.testing.assert_allclose(Y.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(Y.var(axis=0), 1, rtol=1e-9)
    layer.gamma[...], layer.beta[...] = A.std(axis=0), A.mean(axis=0)  # γ = σ, β = μ
    np.testing.assert_allclose(layer.forward(A, training=True), A, rtol=1e-9)


def test_running_averages_by_hand():
    layer = BatchNorm(momentum=0.75)
    layer.build((1,))
    layer.forward(np.array([[2.0], [6.0]]), training=True)  # mean 4, variance 4
    np.testing.assert_allclose([*layer.running_mean, *layer.running_variance], [1, 0.75 + 1])
    layer.forward(np.array([[9.0]]))  # prediction changes nothing
    np.testing.assert_allclose(layer.running_mean, [1])


def test_layer_norm_does_not_look_at_the_other_examples():
    A = np.random.default_rng(0).normal(size=(6, 4))
    layer = LayerNorm()
    layer.build((4,))
    alone = np.concatenate([layer.forward(a[None], training=True) for a in A])
    np.testing.assert_allclose(layer.forward(A), alone, rtol=1e-12)


@pytest.mark.parametrize("layer", [BatchNorm(), LayerNorm()])
def test_float32_stays(layer):
    layer.build((4,), 0, "float32")
    A = np.random.default_rng(0).random((5, 4), dtype=np.float32)
    for training in (True, False):
        Y = layer.forward(A, training)
        assert Y.dtype == layer.backward(Y).dtype == layer.dgamma.dtype == np.float32
    assert all(getattr(layer, name).dtype == np.float32 for name in layer.state)


def test_errors():
    with pytest.raises(
        ValueError, match=r"^momentum must be a finite number at least 0 and less than 1, got 1$"
    ):
        BatchNorm(momentum=1)
    with pytest.raises(ValueError, match=r"^epsilon must be a finite number greater than 0, got 0$"):
        LayerNorm(epsilon=0)
