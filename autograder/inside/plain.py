"""Plain data in JSON, so that a student's process and the judge can exchange it; nothing else is ever built.

A value that JSON has of its own stands as itself, every other is a list that begins with its kind:
``["tuple", 1, 2]``, ``["array", "<f8", [2], "…"]``. `decode` takes nothing for granted: whatever it is given,
it returns plain data or raises `Garbled`, in time and memory that grow no faster than what it is given.
"""

import math
import re
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np

from .text import well_formed

DEEPEST = 64  # levels of lists in lists
LONGEST = 13_000  # bits of an integer: Python itself refuses to read more than 4300 digits
MOST_ITEMS = 1 << 26  # of an array, a length of 0 left out: an empty one can be asked for its sums, too
MOST_LENGTHS = 32  # of an array's shape
MOST_KEYS = 20_000  # of a set or dict
SAME_HASH = 16  # keys that may share one: anybody can find numbers whose hashes are equal
NUMBERS = frozenset(
    ["|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16"]
)  # dtypes whose every byte string is a number

#: What stands for a value that is not plain, or None if there is nothing that can.
Keep = Callable[[object], list | None]
#: The other way round: what a list stands for, or Garbled.
Find = Callable[[list], object]


class NotPlain(TypeError):
    """A value that cannot go to the other side."""


class Garbled(ValueError):
    """What came from the other side is no plain data. The message holds nothing of it."""


def _nothing(value: object) -> None:
    return None


def encode(value: object, keep: Keep = _nothing, deep: int = DEEPEST) -> object:
    """`value` as JSON can write it.

    Parameters
    ----------
    value
        None, numbers, text, bytes, tuples, lists, sets and dicts of such, NumPy's arrays and scalars of
        numbers, booleans or text. What is nearly one of them arrives as it: subclasses, ranges and a dict's
        views as lists, frozen sets as sets, another library's arrays as NumPy's.
    keep : callable, optional
        What stands for any other value: a list that begins with its kind.

    Raises
    ------
    NotPlain
        If something in it cannot be written.
    """
    if value is None or type(value) in (bool, float):
        return value
    if isinstance(value, str):
        return str.__str__(value)  # not what a subclass calls its text
    if deep == 0:
        raise NotPlain("lists too deep, or one that contains itself")

    def parts(values: Iterable) -> list:
        return [encode(part, keep, deep - 1) for part in values]

    match value:
        case np.generic() | np.ndarray():
            coded = _array(value)
        case int():
            coded = int(value) if value.bit_length() <= LONGEST else None
        case float():
            coded = float(value)
        case complex():
            coded = ["complex", value.real, value.imag]
        case bytes() | bytearray():
            coded = ["bytes", b64encode(value).decode()]
        case tuple():
            coded = ["tuple", *parts(value)]
        case set() | frozenset():
            coded = ["set", *parts(value)]
            if not _are_keys(value):
                raise NotPlain("a set of other things than numbers and text, or of too many")
        case dict():
            coded = ["dict", *parts(value.items())]
            if not _are_keys(value.keys()):
                raise NotPlain("a dict whose keys are no numbers or text, or are too many")
        case list() | range():
            coded = ["list", *parts(value)]
        case _ if type(value) in (type({}.keys()), type({}.values()), type({}.items())):
            coded = ["list", *parts(value)]
        case _ if hasattr(type(value), "__array__"):
            coded = _array(np.asarray(value))
        case _:
            coded = None
    if coded is None and (coded := keep(value)) is None:
        raise NotPlain(f"{type(value).__name__} is no plain data")
    return coded


def _array(value: np.generic | np.ndarray) -> list | None:
    """`value` as its dtype, shape and bytes, or None if its elements are no plain data."""
    array = np.asarray(value)
    dtype = array.dtype.newbyteorder("<")
    if dtype.kind == "U" and not dtype.itemsize:
        dtype = np.dtype("<U1")
    name = "bool" if dtype.kind == "b" else dtype.str
    if _stored(name) is None or not _is_shape(array.shape):
        return None
    form = "scalar" if isinstance(value, np.generic) else "array"
    data = array.astype(dtype, copy=False).tobytes()
    return [form, name, list(array.shape), b64encode(data).decode()]


def decode(coded: object, find: Find | None = None, deep: int = DEEPEST) -> object:
    """The plain data that `coded`, read from JSON, stands for.

    Text comes without halves of characters, and no array shares its memory with anything.

    Parameters
    ----------
    coded
        Anything that `json.loads` returns.
    find : callable, optional
        What another kind of list stands for; without it there is none.

    Raises
    ------
    Garbled
        If it is not what `encode` writes.
    """
    if coded is None or isinstance(coded, bool | float):
        return coded
    if isinstance(coded, str):
        return well_formed(coded)
    if isinstance(coded, int):
        if coded.bit_length() > LONGEST:
            raise Garbled("an integer of too many digits")
        return coded
    if not isinstance(coded, list) or not coded or not isinstance(coded[0], str):
        raise Garbled("neither a value nor a list that begins with its kind")
    if deep == 0:
        raise Garbled("lists too deep")
    kind, *rest = coded

    def parts() -> list:
        return [decode(part, find, deep - 1) for part in rest]

    match kind, rest:
        case "list", _:
            return parts()
        case "tuple", _:
            return tuple(parts())
        case "set", _:
            return set(_keyed([(key, None) for key in parts()]))
        case "dict", _:
            pairs = parts()
            if not all(isinstance(pair, tuple) and len(pair) == 2 for pair in pairs):
                raise Garbled("a dict of something else than pairs")
            return _keyed(pairs)
        case "complex", [float() as real, float() as imaginary]:
            return complex(real, imaginary)
        case "bytes", [str() as data]:
            return _bytes(data)
        case "array", [str() as dtype, list() as shape, str() as data]:
            return _elements(dtype, shape, data)
        case "scalar", [str() as dtype, [], str() as data]:
            return _elements(dtype, [], data)[()]
    if find is None:
        raise Garbled("an unknown kind of value")
    return find(coded)


def _are_keys(values: Iterable) -> bool:
    """Whether a set or dict of `values` can be made, and in no more time than for any others."""
    keys = list(values)
    if len(keys) > MOST_KEYS or not all(map(_is_key, keys)):
        return False
    return len(keys) <= SAME_HASH or max(Counter(map(hash, keys)).values()) <= SAME_HASH


def _keyed(pairs: list[tuple]) -> dict:
    if _are_keys(key for key, _ in pairs):
        try:
            return dict(pairs)
        except ValueError:  # NumPy has compared a number with a tuple, element by element
            pass
    raise Garbled("a set or dict with what cannot be a key")


def _is_key(value: object) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_key, value))
    # frozen sets can be, too, but comparing such of such takes the square of their size
    return value is None or isinstance(value, bool | int | float | complex | str | bytes | np.generic)


def _bytes(data: str) -> bytes:
    try:
        return b64decode(data, validate=True)
    except ValueError:
        raise Garbled("bytes that are no Base64") from None


def _is_shape(shape: Iterable) -> bool:
    lengths = list(shape)
    if len(lengths) > MOST_LENGTHS or not all(type(length) is int and length >= 0 for length in lengths):
        return False
    return math.prod(length or 1 for length in lengths) <= MOST_ITEMS


def _stored(dtype: str) -> np.dtype | None:
    """The dtype of the numbers that an array's bytes are, or None if it can have no such elements."""
    if dtype == "bool":
        return np.dtype("|u1")
    if re.fullmatch("<U[1-9][0-9]{0,5}", dtype, re.ASCII):
        return np.dtype("<u4")  # code points
    return np.dtype(dtype) if dtype in NUMBERS else None


def _elements(dtype: str, shape: list, data: str) -> np.ndarray:
    stored = _stored(dtype)
    if stored is None or not _is_shape(shape):
        raise Garbled("an array of no such numbers or shape")
    width = int(dtype[2:]) if dtype.startswith("<U") else 1
    raw = _bytes(data)
    if len(raw) != math.prod(shape) * width * stored.itemsize:
        raise Garbled("an array whose bytes do not fill its shape")
    array = np.frombuffer(bytearray(raw), stored)  # of a bytearray, so that it can be written to
    if dtype == "bool":
        array = array.astype(bool)  # a boolean of the byte 2 would count twice in a sum
    elif dtype.startswith("<U"):
        if array.size and array.max() > 0x10FFFF:
            raise Garbled("an array of text with what is no character")
        array[(array >= 0xD800) & (array < 0xE000)] = 0xFFFD  # as `well_formed` does
        array = array.view(dtype) if array.size else np.zeros(0, dtype)
    return array.reshape(shape)
