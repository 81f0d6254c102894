r"""Layers, forward and backward (chapters 3, 4 and 8).

A layer is built once for a shape of input, then ``forward`` takes a mini-batch A to the layer's
output and keeps what ``backward`` needs. ``backward`` takes ∂J/∂output to ∂J/∂A and leaves the
gradient of each learned array, say W, in an array dW of the same shape. Batches are rows, so shapes
start with m; a shape that is given to ``build`` is that of one example.
"""

import math
from typing import Any

import numpy as np

from gradiente import activations, checks, initializers
from gradiente.regularizers import ElasticNet

Shape = tuple[int | None, ...]


class Layer:
    """What every layer has.

    Attributes
    ----------
    learned : tuple of str
        Names of the arrays that gradient descent moves; the gradient of ``W`` is ``dW``.
    penalized : tuple of str
        Those of them that a regularizer acts on: weights, never biases.
    state : tuple of str
        Names of the arrays that training changes otherwise.
    regularizer : ElasticNet or None
        Penalty on the penalized arrays.
    takes_symbols : bool
        Inputs are whole numbers that stand for symbols.
    """

    learned: tuple[str, ...] = ()
    penalized: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    regularizer: ElasticNet | None = None
    takes_symbols = False
    input_shape: Shape | None = None
    output_shape: Shape | None = None

    def build(self, shape: Shape, seed: int | np.random.Generator = 0, dtype: Any = "float64") -> Shape:
        """Make the layer's arrays for inputs of the given shape, and return that of its outputs.

        Parameters
        ----------
        shape : tuple of int
            Shape of one example, without m; None stands for a length that may vary.
        seed : int or Generator
            Where the random numbers come from.
        dtype : {"float64", "float32"}
            Type of the arrays.

        Raises
        ------
        ValueError
            If the layer takes no such shape, or has been built before.
        """
        if self.input_shape is not None:
            raise ValueError(f"{self} has been built already: each network needs layers of its own")
        output = self._build(shape, checks.generator(seed), checks.dtype(dtype))
        self.input_shape, self.output_shape = shape, output
        return output

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        return shape

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        """Take a mini-batch (m, ...) to the layer's output."""
        raise NotImplementedError

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        """Take ∂J/∂output to ∂J/∂input, filling in the gradients on the way.

        The first layer of a network passes nothing on; ``to_input=False`` saves it the work.
        """
        raise NotImplementedError

    def check_input(self, X: np.ndarray, name: str = "X") -> None:
        """Refuse a batch that this layer cannot be the first to see."""
        if X.dtype.kind == "f" and not checks.is_finite(X):
            checks.array(name, X)  # says where

    def _learn(self, dtype: np.dtype, **arrays: np.ndarray) -> None:
        """Set the learned arrays, and make room for their gradients."""
        for name, value in arrays.items():
            setattr(self, name, np.ascontiguousarray(value, dtype=dtype))
            setattr(self, f"d{name}", np.zeros(value.shape, dtype=dtype))

    def _takes(self, what: str, shape: Shape) -> ValueError:
        return checks.fail(f"the input of {self}", what, f"shape {tuple(shape)}")

    @property
    def n_parameters(self) -> int:
        """Number of learned numbers."""
        return sum(getattr(self, name).size for name in self.learned)

    def __repr__(self) -> str:
        return type(self).__name__


def rows(A: np.ndarray) -> np.ndarray:
    """All vectors along the last axis as the rows of a matrix: (m, τ, n) becomes (m τ, n)."""
    return A.reshape(-1, A.shape[-1])


class Linear(Layer):
    """The frame of dense and convolutional layers: Z = linear(A) + b, then Y = f(Z).

    Parameters
    ----------
    units : int
        Number of units (or filters).
    activation : str or Activation, optional
        The unit f, see `activations.get`.
    initializer, bias_initializer : str or callable
        Initial W and b, see `initializers.get`.
    regularizer : ElasticNet, optional
        Penalty on W.
    """

    learned = ("W", "b")
    penalized = ("W",)

    def __init__(
        self,
        units: int,
        activation: str | activations.Activation | None = None,
        *,
        initializer: str | initializers.Initializer = "glorot_uniform",
        bias_initializer: str | initializers.Initializer = "zeros",
        regularizer: ElasticNet | None = None,
    ) -> None:
        self.units = checks.integer("units", units)
        self.activation = activations.get(activation)
        self.initializer = initializers.get(initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.regularizer = regularizer

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        self.A = A
        self.Z = self._linear(A) + self.b  # (m, ..., n_k)
        self.Y = self.activation.function(self.Z)
        return self.Y

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        return self.backward_delta(self.activation.backward(dY, self.Z, self.Y), to_input)

    def backward_delta(self, delta: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        """Go on from δ = ∂J/∂Z, for an output unit whose δ is known at once."""
        raise NotImplementedError

    def _linear(self, A: np.ndarray) -> np.ndarray:
        raise NotImplementedError


class Dense(Linear):
    """Fully connected layer: A⁽ᵏ⁾ = f(A⁽ᵏ⁻¹⁾ Wᵀ + b), W of shape (n_k, n_{k-1}).

    It acts on the last axis, so a sequence (m, τ, n) goes through it step by step. Keras's kernel
    is Wᵀ. Parameters: see `Linear`.
    """

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        if not shape or shape[-1] is None:
            raise self._takes("of shape (..., inputs)", shape)
        W = self.initializer((self.units, shape[-1]), rng)
        self._learn(dtype, W=W, b=self.bias_initializer((self.units,), rng))
        return (*shape[:-1], self.units)

    def _linear(self, A: np.ndarray) -> np.ndarray:
        return A @ self.W.T

    def backward_delta(self, delta: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        D = rows(delta)
        np.matmul(D.T, rows(self.A), out=self.dW)  # BP4, summed over the mini-batch
        D.sum(axis=0, out=self.db)  # BP3
        return delta @ self.W if to_input else None  # BP2, but for f′, which the layer below adds

    def __repr__(self) -> str:
        return f"Dense({self.units}, {self.activation.name!r})"


class Activation(Layer):
    """A unit on its own, for where something stands between it and the weights: f(BN(WA + b)).

    Parameters
    ----------
    activation : str or Activation
        The unit, see `activations.get`.
    """

    def __init__(self, activation: str | activations.Activation) -> None:
        self.activation = activations.get(activation)

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        self.Z, self.Y = A, self.activation.function(A)
        return self.Y

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        return self.activation.backward(dY, self.Z, self.Y)

    def backward_delta(self, delta: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        """Go on from δ = ∂J/∂Z."""
        return delta

    def __repr__(self) -> str:
        return f"Activation({self.activation.name!r})"


class PReLU(Layer):
    """Leaky ReLU that learns its slope, one for each unit (He et al., 2015, arXiv:1502.01852).

    Parameters
    ----------
    slope : float
        Initial slope for z < 0.
    """

    learned = ("slope",)

    def __init__(self, slope: float = 0.25) -> None:
        self.initial_slope = checks.number("slope", slope)

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        if None in shape:
            raise self._takes("of fixed lengths", shape)
        self._learn(dtype, slope=np.full(shape, self.initial_slope))
        return shape

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        self.Z = A
        return np.where(A > 0, A, self.slope * A)

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        np.sum(dY * np.minimum(self.Z, 0), axis=0, out=self.dslope)
        return np.where(self.Z > 0, dY, self.slope * dY)


class Maxout(Layer):
    """Maximum of several linear functions (Goodfellow et al., 2013, arXiv:1302.4389).

    y_j = max_p (w_{jp} · a + b_{jp}). With two pieces and W₁ = 0, b₁ = 0 it is a ReLU; with
    W₁ = slope · W₂ a leaky one.

    Parameters
    ----------
    units : int
        Number of units n_k.
    pieces : int
        Number of linear functions of each; W is (n_k, pieces, n_{k-1}) and b (n_k, pieces).
    initializer, bias_initializer, regularizer
        See `Linear`.
    """

    learned = ("W", "b")
    penalized = ("W",)

    def __init__(
        self,
        units: int,
        pieces: int = 2,
        *,
        initializer: str | initializers.Initializer = "glorot_uniform",
        bias_initializer: str | initializers.Initializer = "zeros",
        regularizer: ElasticNet | None = None,
    ) -> None:
        self.units = checks.integer("units", units)
        self.pieces = checks.integer("pieces", pieces)
        self.initializer = initializers.get(initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.regularizer = regularizer

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        if len(shape) != 1 or shape[0] is None:
            raise self._takes("of shape (inputs,)", shape)
        # Every piece is drawn as the weights of a layer of its own.
        pieces = [self.initializer((self.units, shape[0]), rng) for _ in range(self.pieces)]
        b = self.bias_initializer((self.units, self.pieces), rng)
        self._learn(dtype, W=np.stack(pieces, axis=1), b=b)
        return (self.units,)

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        self.A = A
        flat = A @ self.W.reshape(-1, A.shape[-1]).T  # (m, n_k · pieces)
        self.Z = flat.reshape(-1, self.units, self.pieces) + self.b
        return np.max(self.Z, axis=-1)

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        delta = activations.maxout_backward(dY, self.Z)  # (m, n_k, pieces)
        np.sum(delta, axis=0, out=self.db)
        flat = delta.reshape(len(delta), -1)
        self.dW[...] = (flat.T @ self.A).reshape(self.W.shape)
        return flat @ self.W.reshape(-1, self.A.shape[-1]) if to_input else None

    def __repr__(self) -> str:
        return f"Maxout({self.units}, pieces={self.pieces})"


class Flatten(Layer):
    """Make one row of each example: (m, height, width, channels) becomes (m, n)."""

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        if None in shape:
            raise self._takes("of fixed lengths", shape)
        return (math.prod(shape),)

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        self.shape = A.shape
        return A.reshape(len(A), -1)

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        return dY.reshape(self.shape)


class Dropout(Layer):
    """Switch units off at random in training (Srivastava et al., 2014).

    Inverted dropout, the usual one, divides what stays by the probability p of staying, and
    predicts with the layer left out. Vanilla dropout multiplies by p in prediction instead.

    Parameters
    ----------
    rate : float
        Probability that a unit is dropped, 1 − p, in [0, 1), as in Keras.
    vanilla : bool
        Scale at prediction, not in training.
    """

    def __init__(self, rate: float = 0.5, *, vanilla: bool = False) -> None:
        self.rate = checks.number("rate", rate, least=0, below=1)
        self.vanilla = vanilla

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        self.rng, self.dtype = rng, dtype
        return shape

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        keep = 1 - self.rate
        if training:
            mask = self.rng.random(A.shape, dtype=self.dtype) < keep
            self.scale = mask.astype(self.dtype) if self.vanilla else mask / self.dtype.type(keep)
        else:
            self.scale = keep if self.vanilla else 1.0
        return A * self.scale

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        return dY * self.scale

    def __repr__(self) -> str:
        return f"Dropout({self.rate:g}{', vanilla=True' if self.vanilla else ''})"


class Embedding(Layer):
    """A vector for each of n symbols: row i of W stands for symbol i (Bengio et al., 2003).

    Inputs are whole numbers 0 ... n_symbols − 1 of any shape (m, ...), outputs (m, ..., units).

    Parameters
    ----------
    n_symbols : int
        Size of the vocabulary.
    units : int
        Length of the vectors; W is (n_symbols, units).
    initializer, regularizer
        See `Linear`.
    """

    learned = ("W",)
    penalized = ("W",)
    takes_symbols = True

    def __init__(
        self,
        n_symbols: int,
        units: int,
        *,
        initializer: str | initializers.Initializer = "uniform",
        regularizer: ElasticNet | None = None,
    ) -> None:
        self.n_symbols = checks.integer("n_symbols", n_symbols)
        self.units = checks.integer("units", units)
        self.initializer = initializers.get(initializer)
        self.regularizer = regularizer

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        self._learn(dtype, W=self.initializer((self.n_symbols, self.units), rng))
        return (*shape, self.units)

    def check_input(self, X: np.ndarray, name: str = "X") -> None:
        if X.dtype.kind not in "iu":
            raise checks.fail(name, "whole numbers, one per symbol", checks.describe(X))
        checks.labels(name, X.ravel(), self.n_symbols)

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        self.A = A
        return self.W[A]

    def backward(self, dY: np.ndarray, to_input: bool = True) -> None:
        self.dW[...] = 0
        np.add.at(self.dW, self.A.ravel(), rows(dY))  # a symbol may occur more than once

    def __repr__(self) -> str:
        return f"Embedding({self.n_symbols}, {self.units})"
