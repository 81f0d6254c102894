"""Initializers: their spread against the formulas and against Keras's."""

import re

import numpy as np
import pytest

from gradiente import initializers

N_OUT, N_IN = 400, 300
STD = {
    "lecun": (1 / N_IN) ** 0.5,
    "glorot": (2 / (N_IN + N_OUT)) ** 0.5,
    "he": (2 / N_IN) ** 0.5,
}
DRAWN = [f"{scheme}_{kind}" for scheme in STD for kind in ("normal", "uniform")]


def draw(name, shape=(N_OUT, N_IN), seed=0, **options):
    return initializers.get(name, **options)(shape, np.random.default_rng(seed))


@pytest.mark.parametrize("name", DRAWN)
def test_spread(name):
    """120,000 draws: the standard deviation to 1 %, and a uniform one within √3 of it."""
    W, std = draw(name), STD[name.split("_")[0]]
    assert W.shape == (N_OUT, N_IN)
    assert W.std() == pytest.approx(std, rel=0.01)
    assert abs(W.mean()) < 0.02 * std
    limit = np.abs(W).max() / std
    if name.endswith("uniform"):
        assert 0.999 * 3**0.5 < limit <= 3**0.5
    else:
        assert limit > 3.5  # not cut off
        assert np.mean(np.abs(W) < std) == pytest.approx(0.6827, abs=0.005)


@pytest.mark.parametrize("name", DRAWN)
def test_against_keras(name):
    """The same spread, and for the uniform ones the same limit; Keras's kernel is Wᵀ."""
    import keras

    scheme, kind = name.split("_")
    theirs = getattr(keras.initializers, scheme.capitalize() + kind.capitalize())(seed=0)
    K = keras.ops.convert_to_numpy(theirs((N_IN, N_OUT)))
    assert draw(name).std() == pytest.approx(K.std(), rel=0.02)
    kernel = keras.ops.convert_to_numpy(theirs((5, 5, 8, 64)))  # height, width, channels, filters
    assert draw(name, (64, 5, 5, 8)).std() == pytest.approx(kernel.std(), rel=0.03)
    if kind == "uniform":
        assert np.abs(draw(name)).max() == pytest.approx(np.abs(K).max(), rel=1e-3)


def test_fans():
    assert initializers.fans((30, 784)) == (784, 30)
    assert initializers.fans((16, 5, 5, 6)) == (150, 400)
    with pytest.raises(ValueError, match=re.escape("shape must be (units, ..., inputs), got (3,)")):
        initializers.fans((3,))


def test_plain_ones():
    assert draw("normal").std() == pytest.approx(0.01, rel=0.01)
    assert draw("normal", std=2).std() == pytest.approx(2, rel=0.01)
    assert 0.2 < np.abs(draw("uniform", limit=0.25)).max() <= 0.25
    np.testing.assert_array_equal(draw("zeros", (2, 3)), np.zeros((2, 3)))
    np.testing.assert_array_equal(draw("constant", (2,), value=3), [3, 3])


@pytest.mark.parametrize("shape", [(5, 5), (7, 4), (4, 7), (6, 2, 2)])
def test_orthogonal(shape):
    Q = draw("orthogonal", shape).reshape(shape[0], -1)
    product = Q @ Q.T if Q.shape[0] <= Q.shape[1] else Q.T @ Q
    np.testing.assert_allclose(product, np.eye(len(product)), atol=1e-12)


@pytest.mark.parametrize("name", initializers.INITIALIZERS)
def test_the_generator_decides(name):
    shape = (6, 5)
    np.testing.assert_array_equal(draw(name, shape, seed=1), draw(name, shape, seed=1))
    if name not in ("zeros", "constant"):
        assert not np.array_equal(draw(name, shape, seed=1), draw(name, shape, seed=2))


def test_own_function_and_errors():
    def ones(shape, rng):
        return np.ones(shape)

    assert initializers.get(ones) is ones
    with pytest.raises(ValueError, match=r"^initializer must be one of 'zeros', .*, got 'xavier'$"):
        initializers.get("xavier")
    with pytest.raises(ValueError, match=r"^the options of initializer 'normal' are: std; got 'scale'$"):
        initializers.get("normal", scale=1)
