r"""Batch and layer normalization (chapter 6).

Both compute x̂ = (x − μ)/√(σ² + ε) and y = γ x̂ + β, with γ and β learned; they differ in the axes
over which μ and σ² are taken.
"""

import numpy as np

from gradiente import checks
from gradiente.layers import Layer, Shape


class _Normalization(Layer):
    """x̂ = (x − μ)/√(σ² + ε), y = γ x̂ + β."""

    learned = ("gamma", "beta")

    def __init__(self, epsilon: float) -> None:
        self.epsilon = checks.number("epsilon", epsilon, above=0)

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        if not shape or shape[-1] is None:
            raise self._takes("of shape (..., units)", shape)
        self._learn(dtype, gamma=np.ones(shape[-1]), beta=np.zeros(shape[-1]))
        return shape

    def _normalize(self, A: np.ndarray, mean: np.ndarray, variance: np.ndarray) -> np.ndarray:
        self.root = np.sqrt(variance + self.epsilon)
        self.X_hat = (A - mean) / self.root
        return self.gamma * self.X_hat + self.beta

    def _backward(self, dY: np.ndarray, axes: tuple[int, ...], constant: bool = False) -> np.ndarray:
        """∂J/∂x; μ and σ² depend on x too, unless they are constant."""
        others = tuple(range(dY.ndim - 1))
        np.sum(dY * self.X_hat, axis=others, out=self.dgamma)
        np.sum(dY, axis=others, out=self.dbeta)
        G = dY * self.gamma  # ∂J/∂x̂
        if not constant:
            along_x_hat = np.mean(G * self.X_hat, axis=axes, keepdims=True)
            G = G - np.mean(G, axis=axes, keepdims=True) - self.X_hat * along_x_hat
        return G / self.root


class BatchNorm(_Normalization):
    """Batch normalization (Ioffe and Szegedy, 2015, arXiv:1502.03167).

    In training, μ and σ² are those of each unit (last axis) over the mini-batch and all other axes;
    running averages of them serve for prediction. Place it between the weights and the unit:
    ``Dense(n), BatchNorm(), Activation("relu")``.

    Parameters
    ----------
    momentum : float
        Share of the old running average that a step keeps, in [0, 1).
    epsilon : float
        What is added to σ² under the root.
    """

    state = ("running_mean", "running_variance")

    def __init__(self, momentum: float = 0.99, epsilon: float = 1e-3) -> None:
        super().__init__(epsilon)
        self.momentum = checks.number("momentum", momentum, least=0, below=1)

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        super()._build(shape, rng, dtype)
        self.running_mean = np.zeros(shape[-1], dtype=dtype)
        self.running_variance = np.ones(shape[-1], dtype=dtype)
        return shape

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        self.training = training
        if not training:
            return self._normalize(A, self.running_mean, self.running_variance)
        axes = tuple(range(A.ndim - 1))
        mean, variance = np.mean(A, axis=axes), np.var(A, axis=axes)
        self.running_mean += (1 - self.momentum) * (mean - self.running_mean)
        self.running_variance += (1 - self.momentum) * (variance - self.running_variance)
        return self._normalize(A, mean, variance)

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        return self._backward(dY, tuple(range(dY.ndim - 1)), constant=not self.training)


class LayerNorm(_Normalization):
    """Layer normalization (Ba et al., 2016, arXiv:1607.06450).

    μ and σ² are those of each example over its units (last axis): no mini-batch is needed, and
    training and prediction do the same.

    Parameters
    ----------
    epsilon : float
        What is added to σ² under the root.
    """

    def __init__(self, epsilon: float = 1e-3) -> None:
        super().__init__(epsilon)

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        mean, variance = np.mean(A, axis=-1, keepdims=True), np.var(A, axis=-1, keepdims=True)
        return self._normalize(A, mean, variance)

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        return self._backward(dY, (-1,))
