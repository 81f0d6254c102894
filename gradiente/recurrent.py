r"""Recurrent layers (chapter 9): the same weights at every step of a sequence.

Inputs are (m, τ, n_x). U takes the input to the units, W takes the state of the step before to
them, and b is the bias: a⁽ᵗ⁾ = b + W h⁽ᵗ⁻¹⁾ + U x⁽ᵗ⁾. A layer with several gates stacks theirs, so
U is (gates · n_h, n_x), W (gates · n_h, n_h) and b (gates · n_h,); in Keras, Uᵀ is the kernel and Wᵀ
the recurrent kernel, with the gates in the same order. Outputs h⁽ᵗ⁾ for every t, (m, τ, n_h), or
the last one alone, (m, n_h).

Backpropagation through time walks from the last step to the first: each step adds what its own
output says about h⁽ᵗ⁾ to what the later steps said, so its time grows as τ.
"""

import numpy as np

from gradiente import activations, checks, initializers
from gradiente.layers import Layer, Shape, rows
from gradiente.regularizers import ElasticNet

sigmoid = activations.sigmoid.__wrapped__  # called at every step: without the checks


class Recurrent(Layer):
    """What recurrent layers share.

    Parameters
    ----------
    units : int
        Number of units n_h.
    sequences : bool
        Give h⁽ᵗ⁾ of all steps instead of the last one's.
    initializer, recurrent_initializer, bias_initializer : str or callable
        Initial U, W and b, see `initializers.get`; each gate's W is drawn by itself.
    regularizer : ElasticNet, optional
        Penalty on U and W.
    """

    learned = ("U", "W", "b")
    penalized = ("U", "W")
    gates = 1

    def __init__(
        self,
        units: int,
        *,
        sequences: bool = False,
        initializer: str | initializers.Initializer = "glorot_uniform",
        recurrent_initializer: str | initializers.Initializer = "orthogonal",
        bias_initializer: str | initializers.Initializer = "zeros",
        regularizer: ElasticNet | None = None,
    ) -> None:
        self.units = checks.integer("units", units)
        self.sequences = bool(sequences)
        self.initializer = initializers.get(initializer)
        self.recurrent_initializer = initializers.get(recurrent_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.regularizer = regularizer

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        if len(shape) != 2 or shape[-1] is None:
            raise self._takes("of shape (steps, inputs)", shape)
        n = self.units
        U = self.initializer((self.gates * n, shape[-1]), rng)
        W = np.concatenate([self.recurrent_initializer((n, n), rng) for _ in range(self.gates)])
        self._learn(dtype, U=U, W=W, b=self.bias_initializer((self.gates * n,), rng))
        return (shape[0], n) if self.sequences else (n,)

    def _start(self, X: np.ndarray, state: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Return b + U x⁽ᵗ⁾ for all steps at once, and an array for h⁽⁰⁾ ... h⁽τ⁾."""
        self.X = X
        H = np.zeros((len(X), X.shape[1] + 1, self.units), dtype=self.W.dtype)
        if state is not None:
            H[:, 0] = state
        return X @ self.U.T + self.b, H

    def _output(self, H: np.ndarray) -> np.ndarray:
        return H[:, 1:] if self.sequences else H[:, -1]

    def _from_output(self, dY: np.ndarray) -> np.ndarray:
        """What the outputs say of ∂J/∂h⁽ᵗ⁾, (m, τ, n_h)."""
        if self.sequences:
            return dY
        dH = np.zeros((len(dY), self.X.shape[1], self.units), dtype=dY.dtype)
        dH[:, -1] = dY
        return dH

    def _finish(self, delta: np.ndarray, to_input: bool) -> np.ndarray | None:
        """Gradients of U and b, summed over the steps, and of the input; δ⁽ᵗ⁾ = ∂J/∂a⁽ᵗ⁾."""
        np.matmul(rows(delta).T, rows(self.X), out=self.dU)
        np.sum(rows(delta), axis=0, out=self.db)
        return delta @ self.U if to_input else None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.units}{', sequences=True' if self.sequences else ''})"


class RNN(Recurrent):
    """The plain recurrent layer, h⁽ᵗ⁾ = f(b + W h⁽ᵗ⁻¹⁾ + U x⁽ᵗ⁾) (Elman, 1990).

    Parameters
    ----------
    units : int
        Number of units n_h.
    activation : str or Activation
        The unit f, "tanh" by default.
    **options
        ``sequences``, initializers and regularizer, see `Recurrent`.
    """

    def __init__(self, units: int, activation: str | activations.Activation = "tanh", **options) -> None:
        super().__init__(units, **options)
        self.activation = activations.get(activation)

    def forward(self, A: np.ndarray, training: bool = False, state: np.ndarray | None = None) -> np.ndarray:
        """Take sequences (m, τ, n_x) to the outputs, from the state h⁽⁰⁾ (m, n_h), 0 by default.

        ``layer.H`` keeps h⁽⁰⁾ ... h⁽τ⁾, (m, τ + 1, n_h).
        """
        inputs, H = self._start(A, state)
        for t in range(A.shape[1]):
            inputs[:, t] += H[:, t] @ self.W.T  # a⁽ᵗ⁾
            H[:, t + 1] = self.activation.function(inputs[:, t])
        self.Z, self.H = inputs, H
        return self._output(H)

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        dH = self._from_output(dY)
        delta = np.empty_like(self.Z)
        dh = 0
        for t in reversed(range(self.X.shape[1])):
            dh = dh + dH[:, t]
            delta[:, t] = self.activation.backward(dh, self.Z[:, t], self.H[:, t + 1])
            dh = delta[:, t] @ self.W
        np.matmul(rows(delta).T, rows(self.H[:, :-1]), out=self.dW)
        return self._finish(delta, to_input)


class LSTM(Recurrent):
    r"""Long short-term memory (Hochreiter and Schmidhuber, 1997, doi:10.1162/neco.1997.9.8.1735).

    .. math::

        i &= σ(U_i x + W_i h + b_i), & f &= σ(U_f x + W_f h + b_f), \\
        g &= \tanh(U_g x + W_g h + b_g), & o &= σ(U_o x + W_o h + b_o), \\
        c &\leftarrow f ⊙ c + i ⊙ g, & h &= o ⊙ \tanh(c).

    The gates are stacked in the order i, f, g, o: input, forget, candidate, output.

    Parameters
    ----------
    units : int
        Number of units n_h.
    forget_bias : float
        Initial bias of the forget gates, added to the other; 1 lets the memory last at first
        (Gers et al., 2000; Jozefowicz et al., 2015).
    **options
        ``sequences``, initializers and regularizer, see `Recurrent`.
    """

    gates = 4

    def __init__(self, units: int, *, forget_bias: float = 1.0, **options) -> None:
        super().__init__(units, **options)
        self.forget_bias = checks.number("forget_bias", forget_bias)

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        output = super()._build(shape, rng, dtype)
        self.b[self.units : 2 * self.units] += self.forget_bias
        return output

    def forward(
        self,
        A: np.ndarray,
        training: bool = False,
        state: tuple[np.ndarray, np.ndarray] | None = None,
    ) -> np.ndarray:
        """Take sequences (m, τ, n_x) to the outputs, from the state (h⁽⁰⁾, c⁽⁰⁾), 0 by default.

        ``layer.H`` and ``layer.C`` keep the states 0 ... τ, (m, τ + 1, n_h), and ``layer.G`` the
        gates i, f, g, o of steps 1 ... τ, (m, τ, 4 n_h).
        """
        n = self.units
        h, c = (None, None) if state is None else state
        G, H = self._start(A, h)
        C = np.zeros_like(H)
        if c is not None:
            C[:, 0] = c
        for t in range(A.shape[1]):
            a = G[:, t] + H[:, t] @ self.W.T  # (m, 4 n_h)
            G[:, t] = sigmoid(a)
            G[:, t, 2 * n : 3 * n] = np.tanh(a[:, 2 * n : 3 * n])
            i, f, g, o = np.split(G[:, t], 4, axis=1)
            C[:, t + 1] = f * C[:, t] + i * g
            H[:, t + 1] = o * np.tanh(C[:, t + 1])
        self.G, self.H, self.C = G, H, C
        return self._output(H)

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        dH = self._from_output(dY)
        delta = np.empty_like(self.G)
        dh = dc = 0
        for t in reversed(range(self.X.shape[1])):
            i, f, g, o = np.split(self.G[:, t], 4, axis=1)
            squashed = np.tanh(self.C[:, t + 1])
            dh = dh + dH[:, t]
            dc = dc + dh * o * (1 - squashed**2)
            di, df, dg, do = np.split(delta[:, t], 4, axis=1)  # views
            di[...] = dc * g * i * (1 - i)
            df[...] = dc * self.C[:, t] * f * (1 - f)
            dg[...] = dc * i * (1 - g**2)
            do[...] = dh * squashed * o * (1 - o)
            dh, dc = delta[:, t] @ self.W, dc * f
        np.matmul(rows(delta).T, rows(self.H[:, :-1]), out=self.dW)
        return self._finish(delta, to_input)


class GRU(Recurrent):
    r"""Gated recurrent unit (Cho et al., 2014, arXiv:1406.1078).

    .. math::

        z &= σ(U_z x + W_z h + b_z), & r &= σ(U_r x + W_r h + b_r), \\
        g &= \tanh(U_g x + W_g (r ⊙ h) + b_g), & h &\leftarrow z ⊙ h + (1 - z) ⊙ g.

    The gates are stacked in the order z, r, g: update, reset, candidate. The reset gate acts before
    W_g, as in the paper: this is Keras's ``GRU(reset_after=False)``.

    Parameters
    ----------
    units : int
        Number of units n_h.
    **options
        ``sequences``, initializers and regularizer, see `Recurrent`.
    """

    gates = 3

    def forward(self, A: np.ndarray, training: bool = False, state: np.ndarray | None = None) -> np.ndarray:
        """Take sequences (m, τ, n_x) to the outputs, from the state h⁽⁰⁾ (m, n_h), 0 by default.

        ``layer.H`` keeps h⁽⁰⁾ ... h⁽τ⁾, (m, τ + 1, n_h), and ``layer.G`` the gates z, r, g of steps
        1 ... τ, (m, τ, 3 n_h).
        """
        n = self.units
        G, H = self._start(A, state)
        for t in range(A.shape[1]):
            h = H[:, t]
            G[:, t, : 2 * n] = sigmoid(G[:, t, : 2 * n] + h @ self.W[: 2 * n].T)
            z, r = np.split(G[:, t, : 2 * n], 2, axis=1)
            G[:, t, 2 * n :] = np.tanh(G[:, t, 2 * n :] + (r * h) @ self.W[2 * n :].T)
            H[:, t + 1] = z * h + (1 - z) * G[:, t, 2 * n :]
        self.G, self.H = G, H
        return self._output(H)

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        n = self.units
        dH = self._from_output(dY)
        delta = np.empty_like(self.G)
        dh = 0
        for t in reversed(range(self.X.shape[1])):
            z, r, g = np.split(self.G[:, t], 3, axis=1)
            h = self.H[:, t]
            dh = dh + dH[:, t]
            dz, dr, dg = np.split(delta[:, t], 3, axis=1)  # views
            dg[...] = dh * (1 - z) * (1 - g**2)
            drh = dg @ self.W[2 * n :]  # ∂J/∂(r ⊙ h)
            dz[...] = dh * (h - g) * z * (1 - z)
            dr[...] = drh * h * r * (1 - r)
            dh = dh * z + drh * r + delta[:, t, : 2 * n] @ self.W[: 2 * n]
        past = self.H[:, :-1]
        reset = self.G[:, :, n : 2 * n] * past
        np.matmul(rows(delta[..., : 2 * n]).T, rows(past), out=self.dW[: 2 * n])
        np.matmul(rows(delta[..., 2 * n :]).T, rows(reset), out=self.dW[2 * n :])
        return self._finish(delta, to_input)
