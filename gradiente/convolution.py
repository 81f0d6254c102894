r"""Convolution and pooling in one and two dimensions (chapter 10).

Images are (m, height, width, channels) and sequences (m, steps, channels): channels last, as in
Keras. Everything here slides a window, the kernel, over the axes between, and one picture explains
all of it: fix one cell of the kernel, and the inputs that this cell meets as the kernel moves are a
strided slice of the input, as large as the output. `_Sliding._cells` yields these slices.
"""

import itertools
import math
from collections.abc import Iterator

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from gradiente import activations, checks, initializers
from gradiente.layers import Layer, Linear, Shape
from gradiente.regularizers import ElasticNet


def pad_widths(
    size: int, kernel: int, stride: int = 1, padding: str | int = "valid", dilation: int = 1
) -> tuple[int, int]:
    """Number of zeros before and after an axis.

    Parameters
    ----------
    size, kernel, stride, dilation : int
        Lengths of the input and of the kernel, step between windows, step within the window.
    padding : {"valid", "same", "causal"} or int
        "valid": none. "same": so many that the output has ⌈size/stride⌉ elements, the odd one after
        the input. "causal": all before it, so that no output sees a later input. A number: that
        many on either side.
    """
    if padding == "valid":
        return 0, 0
    extent = dilation * (kernel - 1) + 1
    if padding == "causal":
        return extent - 1, 0
    if padding == "same":
        total = max(0, (math.ceil(size / stride) - 1) * stride + extent - size)
        return total // 2, total - total // 2
    return padding, padding


def output_size(
    size: int, kernel: int, stride: int = 1, padding: str | int = "valid", dilation: int = 1
) -> int:
    """Length of the output, ⌊(size + padding − extent)/stride⌋ + 1, extent = dilation (K − 1) + 1.

    Parameters: see `pad_widths`. Without padding, at stride 1, it is H − K + 1.
    """
    before, after = pad_widths(size, kernel, stride, padding, dilation)
    return (size + before + after - dilation * (kernel - 1) - 1) // stride + 1


class _Sliding(Layer):
    """What convolution and pooling share: the geometry of a sliding kernel.

    `kernel`, `stride` and `dilation` hold one number for each axis that the kernel slides along.
    """

    kernel: tuple[int, ...]
    stride: tuple[int, ...]
    dilation: tuple[int, ...]
    padding: str | int
    paddings: tuple[str, ...] = ("valid", "same")
    rank: int

    def _set_geometry(
        self,
        kernel: int | tuple[int, ...],
        stride: int | tuple[int, ...],
        padding: str | int,
        dilation: int | tuple[int, ...] = 1,
    ) -> None:
        self.kernel = self._per_axis("kernel", kernel)
        self.stride = self._per_axis("stride", stride)
        self.dilation = self._per_axis("dilation", dilation)
        if isinstance(padding, str):
            self.padding = checks.choice("padding", padding, self.paddings)
        else:
            self.padding = checks.integer("padding", padding, least=0)

    def _per_axis(self, name: str, value: int | tuple[int, ...]) -> tuple[int, ...]:
        values = value if isinstance(value, tuple | list) else (value,) * self.rank
        if len(values) != self.rank:
            raise checks.fail(name, f"a number or {self.rank} numbers", repr(value))
        return tuple(checks.integer(name, n) for n in values)

    def _slide(self, shape: Shape) -> tuple[int, ...]:
        """Settle padding and output size for an input (lengths..., channels)."""
        if len(shape) != self.rank + 1 or None in shape:
            axes = {1: "steps", 2: "height, width"}[self.rank]
            raise self._takes(f"of shape ({axes}, channels)", shape)
        geometry = list(zip(shape, self.kernel, self.stride, self.dilation, strict=False))
        self.pads = [pad_widths(n, k, s, self.padding, d) for n, k, s, d in geometry]
        self.out = tuple(output_size(n, k, s, self.padding, d) for n, k, s, d in geometry)
        if min(self.out) < 1:
            raise self._takes(f"no smaller than the kernel {self.kernel}", shape)
        return self.out

    def _pad(self, A: np.ndarray, value: float = 0) -> np.ndarray:
        """Surround the input with `value`; where there is nothing to add, it is the input itself."""
        if not any(map(any, self.pads)):
            return A
        lengths = [n + sum(pad) for n, pad in zip(A.shape[1:-1], self.pads, strict=True)]
        padded = np.full((len(A), *lengths, A.shape[-1]), value, dtype=A.dtype)
        self._inside(padded)[...] = A
        return padded

    def _inside(self, padded: np.ndarray) -> np.ndarray:
        """The part of a padded array that is not padding; a view."""
        ends = zip(self.pads, padded.shape[1:-1], strict=True)
        return padded[(slice(None), *(slice(before, n - after) for (before, after), n in ends))]

    def _cells(self) -> Iterator[tuple[tuple[int, ...], tuple[slice, ...]]]:
        """Each cell of the kernel, with the slice of the padded input that it meets."""
        for cell in itertools.product(*map(range, self.kernel)):
            axes = zip(cell, self.out, self.stride, self.dilation, strict=True)
            where = (slice(d * i, d * i + s * (n - 1) + 1, s) for i, n, s, d in axes)
            yield cell, (slice(None), *where)


class _Convolution(_Sliding, Linear):
    """Convolution (a cross-correlation: the kernel is not flipped) as one matrix product.

    Each window of the input becomes a row ("im2col"), and the layer is then a dense one on these
    rows: Z = patches Wᵀ + b.
    """

    def __init__(
        self,
        filters: int,
        kernel: int | tuple[int, ...],
        activation: str | activations.Activation | None = None,
        *,
        stride: int | tuple[int, ...] = 1,
        padding: str | int = "valid",
        dilation: int | tuple[int, ...] = 1,
        initializer: str | initializers.Initializer = "glorot_uniform",
        bias_initializer: str | initializers.Initializer = "zeros",
        regularizer: ElasticNet | None = None,
    ) -> None:
        super().__init__(
            checks.integer("filters", filters),
            activation,
            initializer=initializer,
            bias_initializer=bias_initializer,
            regularizer=regularizer,
        )
        self._set_geometry(kernel, stride, padding, dilation)

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        out = self._slide(shape)
        W = self.initializer((self.units, *self.kernel, shape[-1]), rng)
        self._learn(dtype, W=W, b=self.bias_initializer((self.units,), rng))
        return (*out, self.units)

    def _linear(self, A: np.ndarray) -> np.ndarray:
        axes = tuple(range(1, self.rank + 1))
        extent = tuple(d * (k - 1) + 1 for k, d in zip(self.kernel, self.dilation, strict=True))
        windows = sliding_window_view(self._pad(A), extent, axes)
        steps, holes = [[slice(None, None, n) for n in ns] for ns in (self.stride, self.dilation)]
        windows = windows[(slice(None), *steps, slice(None), *holes)]
        windows = np.moveaxis(windows, self.rank + 1, -1)  # (m, out..., kernel..., channels)
        self.patches = windows.reshape(-1, self.W[0].size)  # the one copy
        Z = self.patches @ self.W.reshape(self.units, -1).T
        return Z.reshape(len(A), *self.out, self.units)

    def backward_delta(self, delta: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        D = delta.reshape(-1, self.units)
        np.sum(D, axis=0, out=self.db)
        np.matmul(D.T, self.patches, out=self.dW.reshape(self.units, -1))
        if not to_input:
            return None
        padded = self._pad(np.zeros_like(self.A))
        for cell, where in self._cells():  # every input gets its share from each window it is in
            share = D @ self.W[(slice(None), *cell)]
            padded[where] += share.reshape(*delta.shape[:-1], -1)
        return self._inside(padded)

    def __repr__(self) -> str:
        kernel = "×".join(map(str, self.kernel))
        return f"{type(self).__name__}({self.units}, {kernel}, {self.activation.name!r})"


class Conv1D(_Convolution):
    """Convolution along the steps of a sequence (m, steps, channels).

    Parameters
    ----------
    filters : int
        Number of filters; W is (filters, kernel, channels). Keras's kernel is W with its axes in
        reverse order.
    kernel : int
        Length of a filter.
    activation : str or Activation, optional
        The unit, see `activations.get`.
    stride, dilation : int
        Step between windows, and within a window.
    padding : {"valid", "same", "causal"} or int
        See `pad_widths`.
    initializer, bias_initializer, regularizer
        See `layers.Linear`.
    """

    paddings = ("valid", "same", "causal")
    rank = 1


class Conv2D(_Convolution):
    """Convolution over images (m, height, width, channels).

    Parameters
    ----------
    filters : int
        Number of filters; W is (filters, height, width, channels). Keras's kernel is
        (height, width, channels, filters).
    kernel : int or (int, int)
        Height and width of a filter.
    activation : str or Activation, optional
        The unit, see `activations.get`.
    stride, dilation : int or (int, int)
        Step between windows, and within a window.
    padding : {"valid", "same"} or int
        See `pad_widths`.
    initializer, bias_initializer, regularizer
        See `layers.Linear`.
    """

    rank = 2


class _Pooling(_Sliding):
    """One number for each window and channel; by default the windows do not overlap."""

    def __init__(
        self,
        size: int | tuple[int, ...] = 2,
        *,
        stride: int | tuple[int, ...] | None = None,
        padding: str | int = "valid",
    ) -> None:
        self._set_geometry(size, size if stride is None else stride, padding)
        if isinstance(self.padding, int) and 2 * self.padding > min(self.kernel):
            raise checks.fail("padding", "at most half the size of the window", str(padding))

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        return (*self._slide(shape), shape[-1])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({'×'.join(map(str, self.kernel))})"


class _MaxPool(_Pooling):
    """The largest of each window; the gradient goes to it alone, the first one where several are."""

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        padded = self._pad(A, -np.inf)
        self.shape = padded.shape
        best = np.full((len(A), *self.out, A.shape[-1]), -np.inf, dtype=A.dtype)
        self.winner = np.zeros(best.shape, dtype=np.int32)
        for k, (_, where) in enumerate(self._cells()):
            np.copyto(self.winner, k, where=padded[where] > best)
            np.maximum(best, padded[where], out=best)
        return best

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        padded = np.zeros(self.shape, dtype=dY.dtype)
        for k, (_, where) in enumerate(self._cells()):
            padded[where] += dY * (self.winner == k)
        return self._inside(padded)


class _AveragePool(_Pooling):
    """The mean of each window; padding does not count."""

    def _build(self, shape: Shape, rng: np.random.Generator, dtype: np.dtype) -> Shape:
        output = super()._build(shape, rng, dtype)
        ones = self._pad(np.ones((1, *shape), dtype=dtype))
        self.count = sum(ones[where] for _, where in self._cells())
        return output

    def forward(self, A: np.ndarray, training: bool = False) -> np.ndarray:
        padded = self._pad(A)
        self.shape = padded.shape
        total = np.zeros((len(A), *self.out, A.shape[-1]), dtype=A.dtype)
        for _, where in self._cells():
            total += padded[where]
        return total / self.count

    def backward(self, dY: np.ndarray, to_input: bool = True) -> np.ndarray | None:
        padded = np.zeros(self.shape, dtype=dY.dtype)
        share = dY / self.count
        for _, where in self._cells():
            padded[where] += share
        return self._inside(padded)


class MaxPool1D(_MaxPool):
    """Maximum over windows of steps.

    Parameters
    ----------
    size : int
        Length of the window.
    stride : int, optional
        Step between windows; the size, if not given.
    padding : {"valid", "same"} or int
        See `pad_widths`; what is added is never the maximum.
    """

    rank = 1


class MaxPool2D(_MaxPool):
    """Maximum over windows of an image.

    Parameters
    ----------
    size : int or (int, int)
        Height and width of the window.
    stride : int or (int, int), optional
        Step between windows; the size, if not given.
    padding : {"valid", "same"} or int
        See `pad_widths`; what is added is never the maximum.
    """

    rank = 2


class AveragePool1D(_AveragePool):
    """Mean over windows of steps. Parameters: see `MaxPool1D`; what is added does not count."""

    rank = 1


class AveragePool2D(_AveragePool):
    """Mean over windows of an image. Parameters: see `MaxPool2D`; what is added does not count."""

    rank = 2
