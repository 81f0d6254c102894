"""Activation units: against Keras, and their derivatives against differences."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gradiente import activations
from gradiente.activations import sigmoid, softmax, tanh
from oracles import CLOSE, central, examples, gap

SMOOTH = [
    name for name in activations.ELEMENTWISE if name not in ("step", "relu", "leaky_relu", "elu", "selu")
]
OPTIONS = {"leaky_relu": {"slope": 0.2}, "elu": {"alpha": 0.7}, "silu": {"beta": 1.5}}
Z = np.linspace(-6, 6, 241)


@pytest.mark.parametrize("name", activations.ELEMENTWISE)
@given(z=arrays(np.float64, 7, elements=st.floats(-30, 30)))
@examples(20)
def test_derivative_by_differences(name, z):
    function, derivative = activations.ELEMENTWISE[name]
    if name not in SMOOTH:
        z = z[np.abs(z) > 1e-4]  # not at the corner
    for options in ({}, OPTIONS.get(name, {})):
        numerical = (function(z + 1e-5, **options) - function(z - 1e-5, **options)) / 2e-5
        np.testing.assert_allclose(derivative(z, **options), numerical, rtol=CLOSE, atol=CLOSE)


@pytest.mark.parametrize("name", activations.NAMES)
@given(seed=st.integers(0, 2**32 - 1), scale=st.sampled_from([1, 20]))
@examples(10)
def test_backward_as_layers_use_it(name, seed, scale):
    """By name, the unit may take another way to the same function and gradient."""
    rng = np.random.default_rng(seed)
    Z, G = rng.normal(0, scale, (3, 4)), rng.normal(size=(3, 4))
    unit = activations.get(name, **OPTIONS.get(name, {}))
    A = unit.function(Z)
    public = getattr(activations, {"swish": "silu"}.get(name, name))
    np.testing.assert_allclose(A, public(Z, **OPTIONS.get(name, {})), rtol=1e-14, atol=1e-15)
    numerical = central(lambda Z: np.sum(G * unit.function(Z)), Z)
    assert np.linalg.norm(unit.backward(G, Z, A) - numerical) < CLOSE * np.linalg.norm(G)


def test_against_keras():
    import keras

    theirs = {
        "linear": keras.activations.linear,
        "sigmoid": keras.activations.sigmoid,
        "tanh": keras.activations.tanh,
        "relu": keras.activations.relu,
        "leaky_relu": lambda z: keras.activations.leaky_relu(z, negative_slope=0.01),
        "elu": keras.activations.elu,
        "selu": keras.activations.selu,
        "softplus": keras.activations.softplus,
        "gelu": lambda z: keras.activations.gelu(z, approximate=False),
        "gelu_tanh": lambda z: keras.activations.gelu(z, approximate=True),
        "silu": keras.activations.silu,
        "swish": keras.activations.silu,
        "mish": keras.activations.mish,
        "softmax": keras.activations.softmax,
    }
    assert set(activations.NAMES) - set(theirs) == {"step", "gelu_sigmoid"}  # Keras has neither
    z = np.stack([Z, 4 * Z])
    for name, function in theirs.items():
        ours = activations.get(name).function(z)
        np.testing.assert_allclose(ours, keras.ops.convert_to_numpy(function(z)), rtol=CLOSE, atol=CLOSE)


def test_identities():
    np.testing.assert_allclose(tanh(Z), 2 * sigmoid(2 * Z) - 1, atol=1e-15)
    np.testing.assert_allclose(sigmoid(-Z), 1 - sigmoid(Z), atol=1e-15)
    assert activations.sigmoid_derivative(0.0) == 0.25
    assert np.abs(activations.gelu_sigmoid(Z) - activations.gelu(Z)).max() < 0.021
    assert np.abs(activations.gelu_tanh(Z) - activations.gelu(Z)).max() < 5e-4
    np.testing.assert_allclose(softmax([[3.0, 0.0]])[0, 0], sigmoid(3.0))


def test_corners_take_the_derivative_from_the_left():
    assert activations.relu_derivative(0.0) == 0
    assert activations.leaky_relu_derivative(0.0, slope=0.1) == 0.1
    assert activations.elu_derivative(0.0, alpha=0.5) == 0.5
    zero, one = np.zeros(1), np.ones(1)
    for name, slope in (("relu", 0), ("leaky_relu", 0.01), ("elu", 1)):  # and as layers use them
        unit = activations.get(name)
        assert unit.backward(one, zero, unit.function(zero)) == slope
    assert activations.step(0.0) == 0  # w·x + b ≤ 0 does not fire
    assert activations.step(1e-300) == 1
    np.testing.assert_array_equal(activations.step_derivative(Z), 0)


@pytest.mark.parametrize("name", activations.NAMES)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_extremes_and_types(name, dtype):
    z = np.array([[-1000.0, -100, -1, 0, 1, 100, 1000]], dtype=dtype)
    unit = activations.get(name)
    public = getattr(activations, {"swish": "silu"}.get(name, name))
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        A, G = unit.function(z), unit.backward(np.ones_like(z), z, unit.function(z))
        others = [public(z)]
        if name in activations.ELEMENTWISE:
            others.append(activations.ELEMENTWISE[name][1](z))
    for array in (A, G, *others):
        assert array.dtype == z.dtype
        assert np.isfinite(array).all()


def test_softmax_at_1000():
    np.testing.assert_array_equal(softmax([[1000, 0, -1000]]), [[1, 0, 0]])
    np.testing.assert_array_equal(softmax([[-1000, -1000]]), [[0.5, 0.5]])


def test_selu_keeps_mean_0_and_variance_1():
    """What its two constants are for: E[f(z)] = 0 and E[f(z)²] = 1 for a normal z."""
    z, step = np.linspace(-12, 12, 400_001, retstep=True)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi) * step
    assert np.sum(activations.selu(z) * density) == pytest.approx(0, abs=1e-6)
    assert np.sum(activations.selu(z) ** 2 * density) == pytest.approx(1, abs=1e-6)


def test_maxout():
    Z = np.array([[[1.0, 3, 2], [5, 5, 0]]])
    np.testing.assert_array_equal(activations.maxout(Z), [[3, 5]])
    expected = [[[0, 7, 0], [8, 0, 0]]]  # of two equal pieces, the first
    np.testing.assert_array_equal(activations.maxout_backward(np.array([[7.0, 8]]), Z), expected)
    z = np.linspace(-2, 2, 9)
    np.testing.assert_array_equal(activations.maxout(np.stack([0 * z, z], axis=-1)), activations.relu(z))
    leaky = activations.maxout(np.stack([0.1 * z, z], axis=-1))
    np.testing.assert_allclose(leaky, activations.leaky_relu(z, slope=0.1))


def test_softmax_backward_by_the_jacobian():
    rng = np.random.default_rng(0)
    Y, G = softmax(rng.normal(size=(3, 4))), rng.normal(size=(3, 4))
    loop = [(np.diag(y) - np.outer(y, y)) @ g for y, g in zip(Y, G, strict=True)]
    assert gap(activations.softmax_backward(G, Y), loop) < 1e-14


def test_get():
    assert activations.get(None).name == "linear"
    unit = activations.get("leaky_relu", slope=0.5)
    assert unit.function(np.array(-2.0)) == -1
    assert activations.get(unit) is unit


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: activations.get("leaky_relu", slop=1),
            "the options of activation 'leaky_relu' are: slope; got 'slop'",
        ),
        (lambda: activations.get("relu", slope=1), "the options of activation 'relu' are: none; got 'slope'"),
        (
            lambda: activations.get("sigmoid", slope=1),
            "the options of activation 'sigmoid' are: none; got 'slope'",
        ),
        (lambda: activations.get("elu", alpha=np.nan), "alpha must be a finite number, got nan"),
        (lambda: sigmoid("high"), "Z must be an array of numbers, got 'high'"),
        (
            lambda: sigmoid([[1.0], [1.0, 2.0]]),
            "Z must be an array of numbers, got rows of different lengths",
        ),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()


def test_unknown_name():
    with pytest.raises(ValueError, match=r"^activation must be one of 'linear', 'step', .*, got 'rule'$"):
        activations.get("rule")
