"""Data augmentation: each change at known values, and what all have in common."""

from functools import partial

import numpy as np
import pytest

from gradiente import augmentation
from gradiente.augmentation import compose, elastic, flip, noise, rotate, shift, zoom

ALL = [shift, rotate, zoom, flip, noise, elastic]


class Fixed(np.random.Generator):
    """A generator whose uniform and integer draws are the upper end of the range."""

    def __init__(self):
        super().__init__(np.random.PCG64(0))

    def uniform(self, low, high, size):
        return np.full(size, high)

    def integers(self, low, high, size):
        return np.full(size, high - 1)


IMAGE = np.arange(1.0, 26).reshape(1, 5, 5, 1)


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("shape", [(4, 8, 8, 1), (4, 7, 9, 3), (4, 64)])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_shape_type_and_generator(function, shape, dtype):
    X = np.random.default_rng(1).random(shape).astype(dtype)
    before = X.copy()
    first, again, other = (function(X, np.random.default_rng(seed)) for seed in (0, 0, 1))
    assert first.shape == shape
    assert first.dtype == dtype
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(X, before)
    assert not np.array_equal(first, X)
    assert function is flip or not np.array_equal(first, other)


def test_shift_moves_and_fills_with_background():
    moved = shift(IMAGE, Fixed(), pixels=1)
    expected = np.zeros((5, 5))
    expected[:4, :4] = IMAGE[0, 1:, 1:, 0]
    np.testing.assert_array_equal(moved[0, ..., 0], expected)
    X = np.ones((2000, 3, 3, 1))
    places = shift(X, np.random.default_rng(0), pixels=1)[:, 1, 1, 0]
    np.testing.assert_array_equal(places, 1)  # the middle never leaves a 3 × 3 square of ones
    corners = shift(X, np.random.default_rng(0), pixels=1)[:, 0, 0, 0]
    assert corners.mean() == pytest.approx(4 / 9, abs=0.03)


def test_rotate_by_quarter_and_half_turns():
    quarter = rotate(IMAGE, Fixed(), degrees=90)[0, ..., 0]
    np.testing.assert_allclose(quarter, np.rot90(IMAGE[0, ..., 0], 1), atol=1e-9)
    half = rotate(IMAGE, Fixed(), degrees=180)[0, ..., 0]
    np.testing.assert_allclose(half, IMAGE[0, ::-1, ::-1, 0], atol=1e-9)


def test_zoom_enlarges_about_the_centre():
    X = np.zeros((1, 9, 9, 1))
    X[0, 3:6, 3:6] = 1
    large = zoom(X, Fixed(), factor=2)
    assert large[0, 4, 4, 0] == 1
    assert large.sum() == pytest.approx(4 * X.sum(), rel=0.2)
    np.testing.assert_allclose(large, large[:, ::-1, ::-1], atol=1e-12)


def test_flip():
    np.testing.assert_array_equal(flip(IMAGE, Fixed(), probability=1), IMAGE[:, :, ::-1])
    np.testing.assert_array_equal(flip(IMAGE, Fixed(), probability=0), IMAGE)
    X = np.tile(IMAGE, (2000, 1, 1, 1))
    flipped = flip(X, np.random.default_rng(0))[:, 0, 0, 0] == 5
    assert flipped.mean() == pytest.approx(0.5, abs=0.04)


def test_noise_has_its_standard_deviation():
    X = np.zeros((10, 50, 50, 1))
    Z = noise(X, np.random.default_rng(0), std=0.3)
    assert Z.std() == pytest.approx(0.3, rel=0.02)
    assert abs(Z.mean()) < 0.01


def test_elastic_of_a_slope_moves_smoothly():
    """On a ramp the change is the move itself: neighbours move alike, and alpha = 0 moves nothing."""
    X = np.tile(np.arange(28.0), (3, 28, 1))[..., None]
    np.testing.assert_allclose(elastic(X, np.random.default_rng(0), alpha=0), X)
    inner = (elastic(X, np.random.default_rng(0), alpha=2) - X)[:, 8:-8, 8:-8, 0]
    assert np.abs(inner).max() > 0.2
    assert np.abs(np.diff(inner, axis=1)).max() < 0.3 * np.abs(inner).max()


def test_compose_in_order():
    both = compose(partial(flip, probability=1), partial(shift, pixels=1))
    expected = shift(IMAGE[:, :, ::-1], Fixed(), pixels=1)
    np.testing.assert_array_equal(both(IMAGE, Fixed()), expected)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: shift(np.ones((2, 10)), Fixed()), "X must be rows of square images, got 10 columns"),
        (
            lambda: shift(np.ones((2, 4, 4)), Fixed()),
            r"X must be of shape \(m, height, width, channels\) or \(m, n\), got shape \(2, 4, 4\)",
        ),
        (lambda: shift(IMAGE, Fixed(), pixels=-1), "pixels must be a whole number, at least 0, got -1"),
        (lambda: zoom(IMAGE, Fixed(), factor=0.5), "factor must be a finite number at least 1, got 0.5"),
        (lambda: rotate(IMAGE, 3), "rng must be a numpy.random.Generator, got 3"),
        (
            lambda: augmentation.noise(IMAGE * np.nan, Fixed()),
            r"X must be finite numbers, got nan at \[0, 0, 0, 0\]",
        ),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        call()
