"""Plain data: random values of it, and what tells it from everything else, written without the codec."""

import math

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

DTYPES = [
    *(np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64),
    *(np.float16, np.float32, np.float64, np.complex64, np.complex128, np.bool_),
]


def is_whole(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def is_plain(value: object) -> bool:
    """Whether `value` and all that is in it is of exactly the types that go over the line."""
    kind = type(value)
    if kind in (type(None), bool, int, float, complex, bytes):
        return True
    if kind is str:
        return is_whole(value)
    if kind in (list, tuple, set):
        return all(is_plain(part) for part in value)
    if kind is dict:
        return all(is_plain(key) and is_plain(part) for key, part in value.items())
    if kind is np.ndarray and value.dtype.kind == "U":
        return value.flags.writeable and all(map(is_whole, value.ravel().tolist()))
    if kind is np.ndarray:
        return value.flags.writeable and value.dtype.type in DTYPES
    return kind in DTYPES or (kind is np.str_ and is_whole(value))


def same(a: object, b: object) -> bool:
    """Whether `a` and `b` are of the same types and hold the same bits."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray | np.generic):
        if a.dtype.kind == "U":
            return a.dtype == b.dtype and a.shape == b.shape and a.tolist() == b.tolist()
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, float):
        return (a == b and math.copysign(1, a) == math.copysign(1, b)) or (a != a and b != b)
    if isinstance(a, complex):
        return same(a.real, b.real) and same(a.imag, b.imag)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(
            same(key, other) and same(a[key], b[other]) for key, other in zip(a, b, strict=True)
        )
    if isinstance(a, set):
        rest = list(b)
        for key in a:
            twin = next((i for i, other in enumerate(rest) if same(key, other)), None)
            if twin is None:
                return False
            del rest[twin]
        return not rest
    return a == b


texts = st.text(max_size=8)
arrays = st.one_of(
    npst.arrays(st.sampled_from(DTYPES), npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=3)),
    npst.arrays(
        st.sampled_from(["<U1", "<U5"]),
        npst.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=3),
        elements=st.text(max_size=1),
    ),
)
scalars = st.sampled_from(DTYPES).flatmap(lambda dtype: npst.from_dtype(np.dtype(dtype)))
numbers = st.one_of(
    st.integers(),
    st.integers(-(2**12_000), 2**12_000),
    st.floats(),
    st.complex_numbers(),
    scalars,
)
keys = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts, st.binary(max_size=8)),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=5,
)


def unequal(values: list) -> list:
    """Those of `values` that can be together in a set; NumPy compares a number with a tuple part by part."""
    kept: list = []
    for value in values:
        try:
            if len({*kept, value}) > len(kept):
                kept.append(value)
        except ValueError:
            continue
    return kept


values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts, st.binary(max_size=8), arrays),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.lists(keys, max_size=4).map(unequal).map(set),
        st.tuples(st.lists(keys, max_size=4).map(unequal), st.lists(inner, min_size=4, max_size=4)).map(
            lambda pair: dict(zip(*pair, strict=False))
        ),
    ),
    max_leaves=10,
)
"""Any plain data."""
