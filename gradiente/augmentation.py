r"""Data augmentation for images (chapters 8 and 10): new examples that keep their class.

Every function takes images X (m, height, width, channels), or rows of square images with one
channel, (m, n), and a `numpy.random.Generator` rng, draws a change for each image, and returns new
images of the same shape and type. What moves in from outside is 0, the background. Composed, they
are what `Network.fit` takes as ``augment``:

    augment = compose(partial(shift, pixels=2), partial(rotate, degrees=10))
"""

import functools
from collections.abc import Callable

import numpy as np
from scipy import ndimage

from gradiente import checks

Augmentation = Callable[[np.ndarray, np.random.Generator], np.ndarray]


def _images(function: Callable) -> Callable:
    """Show rows to a function as images, and give rows back; check what comes in."""

    @functools.wraps(function)
    def augment(X: np.ndarray, rng: np.random.Generator, **options) -> np.ndarray:
        X = checks.array("X", X)
        if not isinstance(rng, np.random.Generator):
            raise checks.fail("rng", "a numpy.random.Generator", checks.describe(rng))
        images = X
        if X.ndim == 2:
            side = round(X.shape[1] ** 0.5)
            if side * side != X.shape[1]:
                raise checks.fail("X", "rows of square images", f"{X.shape[1]} columns")
            images = X.reshape(-1, side, side, 1)
        elif X.ndim != 4:
            takes = "of shape (m, height, width, channels) or (m, n)"
            raise checks.fail("X", takes, f"shape {X.shape}")
        return function(images, rng, **options).reshape(X.shape).astype(X.dtype, copy=False)

    return augment


@_images
def shift(X: np.ndarray, rng: np.random.Generator, *, pixels: int = 2) -> np.ndarray:
    """Move each image by up to so many pixels, up or down and left or right.

    Parameters
    ----------
    pixels : int
        Largest move along each axis.
    """
    pixels = checks.integer("pixels", pixels, least=0)
    _, height, width, _ = X.shape
    padded = np.pad(X, ((0, 0), (pixels, pixels), (pixels, pixels), (0, 0)))
    moves = rng.integers(0, 2 * pixels + 1, (len(X), 2))
    return np.stack(
        [image[y : y + height, x : x + width] for image, (y, x) in zip(padded, moves, strict=True)]
    )


@_images
def rotate(X: np.ndarray, rng: np.random.Generator, *, degrees: float = 15.0) -> np.ndarray:
    """Turn each image about its centre by an angle in ± degrees (counter-clockwise), bilinearly."""
    degrees = checks.number("degrees", degrees, least=0, most=180)
    angles = np.radians(rng.uniform(-degrees, degrees, len(X)))
    cos, sin = np.cos(angles), np.sin(angles)
    return _affine(X, np.stack([cos, sin, -sin, cos], axis=1).reshape(-1, 2, 2))


@_images
def zoom(X: np.ndarray, rng: np.random.Generator, *, factor: float = 1.1) -> np.ndarray:
    """Enlarge each image about its centre, by between 1/factor and factor times."""
    factor = checks.number("factor", factor, least=1)
    scales = np.exp(rng.uniform(-np.log(factor), np.log(factor), len(X)))
    return _affine(X, np.eye(2) / scales[:, None, None])


def _affine(X: np.ndarray, matrices: np.ndarray) -> np.ndarray:
    """Fill the pixel at c + u, c the centre, with the image at c + M u, each with its own M."""
    height, width = X.shape[1:3]
    centre = np.array([(height - 1) / 2, (width - 1) / 2])[:, None]
    u = np.indices((height, width)).reshape(2, -1) - centre
    return _resample(X, (centre + matrices @ u).reshape(-1, 2, height, width))


def _resample(X: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Fill each pixel with the image at the place given for it, (m, 2, height, width), bilinearly."""
    result = np.empty_like(X)
    for image, new, place in zip(X, result, places, strict=True):
        for channel in range(X.shape[3]):
            ndimage.map_coordinates(
                image[..., channel], place, output=new[..., channel], order=1, mode="grid-constant"
            )
    return result


@_images
def flip(X: np.ndarray, rng: np.random.Generator, *, probability: float = 0.5) -> np.ndarray:
    """Mirror each image left to right with the given probability; no good for digits."""
    probability = checks.number("probability", probability, least=0, most=1)
    chosen = rng.random(len(X)) < probability
    return np.where(chosen[:, None, None, None], X[:, :, ::-1], X)


@_images
def noise(X: np.ndarray, rng: np.random.Generator, *, std: float = 0.1) -> np.ndarray:
    """Add N(0, std²) to each pixel."""
    return X + rng.normal(0, checks.number("std", std, least=0), X.shape)


@_images
def elastic(X: np.ndarray, rng: np.random.Generator, *, alpha: float = 8.0, sigma: float = 4.0) -> np.ndarray:
    """Elastic distortion: each pixel moves its own way, smoothly (Simard et al., 2003).

    Parameters
    ----------
    alpha : float
        Size of the moves: the field U(−1, 1), smoothed, is multiplied by it and by sigma.
    sigma : float
        How far, in pixels, moves are alike: the standard deviation of the smoothing.
    """
    alpha = checks.number("alpha", alpha, least=0)
    sigma = checks.number("sigma", sigma, above=0)
    _, height, width, _ = X.shape
    field = rng.uniform(-1, 1, (len(X), 2, height, width))
    field = ndimage.gaussian_filter(field, sigma, axes=(2, 3)) * alpha * sigma
    return _resample(X, np.indices((height, width)) + field)


def compose(*augmentations: Augmentation) -> Augmentation:
    """Return one augmentation that applies several, one after the other."""

    def augment(X: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        for function in augmentations:
            X = function(X, rng)
        return X

    return augment
