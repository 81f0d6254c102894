"""Convolution and pooling: against Keras, the plain loop, and differences."""

import itertools
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradiente import convolution
from gradiente.convolution import (
    AveragePool1D,
    AveragePool2D,
    Conv1D,
    Conv2D,
    MaxPool1D,
    MaxPool2D,
    output_size,
)
from oracles import CLOSE, check_layer, examples, gap, in_keras

SEEDS = st.integers(0, 2**32 - 1)
CONV = {1: Conv1D, 2: Conv2D}
POOLS = [MaxPool1D, MaxPool2D, AveragePool1D, AveragePool2D]


@st.composite
def geometries(draw, rank):
    """Kernel, stride, dilation and padding, with lengths that they fit."""
    kernel = draw(st.tuples(*[st.integers(1, 3)] * rank))
    stride = draw(st.tuples(*[st.integers(1, 3)] * rank))
    dilation = draw(st.tuples(*[st.integers(1, 2)] * rank))
    padding = draw(st.sampled_from(["valid", "same", 0, 1, 2]))
    extra = draw(st.tuples(*[st.integers(0, 3)] * rank))
    lengths = tuple(d * (k - 1) + 1 + e for k, d, e in zip(kernel, dilation, extra, strict=True))
    return {"kernel": kernel, "stride": stride, "dilation": dilation, "padding": padding}, lengths


def loop(A, W, b, stride, dilation, pads):
    """Convolution of images, written out: no slice, no matrix product."""
    m, height, width, channels = A.shape
    filters, rows, columns, _ = W.shape
    (top, bottom), (left, right) = pads
    out = [
        (height + top + bottom - dilation[0] * (rows - 1) - 1) // stride[0] + 1,
        (width + left + right - dilation[1] * (columns - 1) - 1) // stride[1] + 1,
    ]
    Z = np.zeros((m, *out, filters))
    for i, y, x, f in np.ndindex(Z.shape):
        Z[i, y, x, f] = b[f]
        for r, c, k in itertools.product(range(rows), range(columns), range(channels)):
            row, column = y * stride[0] + r * dilation[0] - top, x * stride[1] + c * dilation[1] - left
            if 0 <= row < height and 0 <= column < width:
                Z[i, y, x, f] += W[f, r, c, k] * A[i, row, column, k]
    return Z


def test_output_sizes_by_hand():
    assert output_size(32, 5) == 28  # H − K + 1: LeNet's first layer
    assert output_size(28, 2, 2) == 14  # and the pooling after it
    assert output_size(227, 11, 4) == 55  # AlexNet's first layer
    assert output_size(224, 7, 2, 3) == 112  # ResNet's
    assert output_size(7, 3, padding="same") == 7
    assert output_size(7, 3, 2, "same") == 4
    assert output_size(7, 3, dilation=3) == 1
    assert output_size(7, 3, padding="causal") == 7
    assert convolution.pad_widths(6, 3, 2, "same") == (0, 1)  # the odd zero comes after


@given(
    geometry=geometries(2),
    m=st.integers(1, 2),
    channels=st.integers(1, 2),
    filters=st.integers(1, 3),
    seed=SEEDS,
)
@examples(40)
def test_im2col_is_the_loop(geometry, m, channels, filters, seed):
    options, lengths = geometry
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(m, *lengths, channels))
    layer = Conv2D(filters, **options, bias_initializer="normal")
    shape = layer.build(A.shape[1:], rng)
    Z = layer.forward(A)
    assert Z.shape == (m, *shape)
    if options["padding"] == "same":
        assert shape[:2] == tuple(-(-n // s) for n, s in zip(lengths, options["stride"], strict=True))
    expected = loop(A, layer.W, layer.b, options["stride"], options["dilation"], layer.pads)
    np.testing.assert_allclose(Z, expected, atol=1e-12)


def test_by_default_one_step_at_a_time_no_holes_and_no_padding():
    rng = np.random.default_rng(0)
    A, layer = rng.normal(size=(1, 6, 5, 2)), Conv2D(3, (3, 2))
    layer.build(A.shape[1:], rng)
    expected = loop(A, layer.W, layer.b, (1, 1), (1, 1), [(0, 0), (0, 0)])
    np.testing.assert_allclose(layer.forward(A), expected, atol=1e-13)


@pytest.mark.parametrize("rank", [1, 2])
@given(data=st.data(), seed=SEEDS, unit=st.sampled_from(["linear", "tanh", "relu", "softmax"]))
@examples(40)
def test_convolution_backward(rank, data, seed, unit):
    options, lengths = data.draw(geometries(rank))
    if rank == 1 and data.draw(st.booleans()):
        options["padding"] = "causal"
    m, channels, filters = data.draw(st.tuples(*[st.integers(1, 2)] * 3))
    A = np.random.default_rng(seed).normal(size=(m, *lengths, channels))
    check_layer(CONV[rank](filters, activation=unit, **options), A, seed=seed)


@pytest.mark.parametrize("layer", POOLS)
@given(data=st.data(), m=st.integers(1, 2), channels=st.integers(1, 3), seed=SEEDS)
@examples(30)
def test_pooling_backward(layer, data, m, channels, seed):
    options, lengths = data.draw(geometries(layer.rank))
    size, padding = options["kernel"], options["padding"]
    if padding not in ("valid", "same"):
        padding = min(padding, min(size) // 2)
    lengths = tuple(max(n, k) for n, k in zip(lengths, size, strict=True))
    A = np.random.default_rng(seed).normal(size=(m, *lengths, channels))
    check_layer(layer(size, stride=options["stride"], padding=padding), A, seed=seed)


@pytest.mark.parametrize("rank", [1, 2])
@pytest.mark.parametrize(
    ("kernel", "stride", "dilation", "padding"),
    [
        (3, 1, 1, "valid"),
        (5, 1, 1, "same"),
        (2, 1, 1, "same"),
        (3, 2, 1, "same"),
        (3, 3, 1, "valid"),
        (3, 1, 2, "same"),
        (2, 1, 3, "valid"),
        (3, 1, 2, "causal"),
        (2, 2, 1, "causal"),
    ],
)
def test_convolution_against_keras(rank, kernel, stride, dilation, padding):
    import keras

    if padding == "causal" and rank == 2:
        with pytest.raises(ValueError, match=r"^padding must be one of 'valid', 'same', got 'causal'$"):
            Conv2D(4, kernel, padding=padding)
        return
    rng = np.random.default_rng(0)
    A = rng.normal(size=(4, *(9, 8)[:rank], 3))
    ours = CONV[rank](4, kernel, "tanh", stride=stride, padding=padding, dilation=dilation)
    shape = ours.build(A.shape[1:], rng)
    ours.b[...] = rng.normal(size=4)
    theirs = {1: keras.layers.Conv1D, 2: keras.layers.Conv2D}[rank](
        4, kernel, stride, padding, dilation_rate=dilation, activation="tanh", dtype="float64"
    )
    last = rank + 1
    K = np.moveaxis(ours.W, 0, -1)  # (kernel..., channels, filters)
    Y, backward = in_keras(theirs, A, [K, ours.b])
    assert Y.shape[1:] == shape
    assert gap(ours.forward(A), Y) < CLOSE
    G = rng.normal(size=Y.shape)
    dA, (dK, db) = backward(G)
    assert gap(ours.backward(G), dA) < CLOSE
    assert gap(ours.dW, np.moveaxis(dK, last, 0)) < CLOSE
    assert gap(ours.db, db) < CLOSE


@pytest.mark.parametrize("layer", POOLS)
@pytest.mark.parametrize(
    ("size", "stride", "padding"),
    [(2, None, "valid"), (3, 2, "valid"), (3, 2, "same"), (2, 1, "same"), (3, 3, "same")],
)
def test_pooling_against_keras(layer, size, stride, padding):
    import keras

    rng = np.random.default_rng(0)
    A = rng.normal(size=(4, *(9, 8)[: layer.rank], 3))
    ours = layer(size, stride=stride, padding=padding)
    shape = ours.build(A.shape[1:])
    name = layer.__name__.replace("Pool", "Pooling")
    theirs = getattr(keras.layers, name)(size, stride, padding, dtype="float64")
    Y, backward = in_keras(theirs, A, [])
    assert Y.shape[1:] == shape
    assert gap(ours.forward(A), Y) < CLOSE
    G = rng.normal(size=Y.shape)
    dA, _ = backward(G)
    assert gap(ours.backward(G), dA) < CLOSE


def test_max_pool_sends_the_gradient_to_one_cell_only():
    layer = MaxPool2D(2)
    layer.build((2, 4, 1))
    A = np.array([[1.0, 5, 2, 2], [3, 4, 2, 2]]).reshape(1, 2, 4, 1)  # on the right, four are the largest
    np.testing.assert_array_equal(layer.forward(A).ravel(), [5, 2])
    dA = layer.backward(np.array([10.0, 20]).reshape(1, 1, 2, 1))
    np.testing.assert_array_equal(dA.reshape(2, 4), [[0, 10, 20, 0], [0, 0, 0, 0]])


def test_padding_is_never_the_maximum_and_never_counts():
    A = np.full((1, 3, 3, 1), -5.0)
    for layer in (MaxPool2D(2, stride=1, padding="same"), AveragePool2D(2, stride=1, padding="same")):
        layer.build((3, 3, 1))
        np.testing.assert_allclose(layer.forward(A), A)


def test_convolution_is_equivariant_to_shifts():
    rng = np.random.default_rng(0)
    image = np.zeros((1, 16, 16, 1))
    image[0, 5:9, 5:9] = rng.normal(size=(4, 4, 1))
    layer = Conv2D(3, 3, "relu", padding="same")
    layer.build((16, 16, 1), rng)
    moved = np.roll(image, (2, -3), axis=(1, 2))
    np.testing.assert_allclose(
        layer.forward(moved), np.roll(layer.forward(image), (2, -3), axis=(1, 2)), atol=1e-15
    )


def test_causal_convolution_sees_no_later_step():
    rng = np.random.default_rng(0)
    layer = Conv1D(2, 3, padding="causal", dilation=2)
    layer.build((10, 1), rng)
    A = rng.normal(size=(1, 10, 1))
    before = layer.forward(A)
    A[:, 6] += 1
    assert np.array_equal(layer.forward(A)[:, :6], before[:, :6])
    assert not np.allclose(layer.forward(A)[:, 6:], before[:, 6:])


def test_parameters_of_lenet():
    assert [_parameters(6, 5, 1), _parameters(16, 5, 6)] == [156, 2416]


def _parameters(filters, kernel, channels):
    layer = Conv2D(filters, kernel)
    layer.build((14, 14, channels))
    return layer.n_parameters


@pytest.mark.parametrize(
    "layer", [Conv2D(3, 3, "tanh", padding="same"), MaxPool2D(2), AveragePool2D(3, padding=1)]
)
def test_float32_stays(layer):
    layer.build((7, 7, 2), 0, "float32")
    A = np.random.default_rng(0).random((2, 7, 7, 2), dtype=np.float32)
    Y = layer.forward(A)
    assert Y.dtype == layer.backward(Y).dtype == np.float32
    assert all(getattr(layer, f"d{name}").dtype == np.float32 for name in layer.learned)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Conv2D(0, 3), "filters must be a whole number, at least 1, got 0"),
        (lambda: Conv2D(1, (3, 3, 3)), "kernel must be a number or 2 numbers, got (3, 3, 3)"),
        (lambda: Conv2D(1, 3, stride=0), "stride must be a whole number, at least 1, got 0"),
        (lambda: Conv2D(1, 3, padding=-1), "padding must be a whole number, at least 0, got -1"),
        (lambda: MaxPool1D(2, padding="causal"), "padding must be one of 'valid', 'same', got 'causal'"),
        (lambda: MaxPool2D(2, padding=2), "padding must be at most half the size of the window, got 2"),
        (
            lambda: Conv2D(1, 3).build((784,)),
            "the input of Conv2D(1, 3×3, 'linear') must be of shape (height, width, channels), "
            "got shape (784,)",
        ),
        (
            lambda: Conv2D(1, 5).build((4, 9, 1)),
            "the input of Conv2D(1, 5×5, 'linear') must be no smaller than the kernel (5, 5), "
            "got shape (4, 9, 1)",
        ),
        (
            lambda: MaxPool1D().build((8, 8, 1)),
            "the input of MaxPool1D(2) must be of shape (steps, channels), got shape (8, 8, 1)",
        ),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()
