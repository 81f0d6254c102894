"""Plain data goes over the line and arrives as it was; nothing else goes, and nothing else arrives."""

import datetime
import enum
import fractions
import json
import sys
import time
import tracemalloc
from collections import Counter, OrderedDict, defaultdict, namedtuple
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings

from autograder.inside.plain import DEEPEST, MOST_KEYS, Garbled, NotPlain, decode, encode
from plain_data import is_plain, same, values


def sent(value: object) -> object:
    """`value` as it arrives on the other side."""
    return decode(json.loads(json.dumps(encode(value))))


# ------------------------------------------------------------------------------------------- round trips


@settings(max_examples=200, deadline=None, derandomize=True)
@given(value=values)
def test_plain_data_arrives_as_it_was(value):
    arrived = sent(value)
    assert same(arrived, value)
    assert is_plain(arrived)


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("-inf"),
        -0.0,
        5e-324,
        complex(-0.0, float("nan")),
        10**3900,
        np.float32(0.1),
        np.float64("nan"),
        np.int64(-1),
        np.True_,
        np.array([0.0, -0.0, np.nan, np.inf]),
        np.array(3.5),
        np.zeros((0, 5)),
        np.zeros((3, 0, 2), dtype=np.float16),
        np.array([True, False]),
        np.array(["a", "bc", "", "ñ", "😀"]),
        np.array([], dtype="<U7"),
        np.arange(6, dtype=np.uint8).reshape(2, 3),
        {(np.int64(1), "a"): [None, {2.5, b"\0"}]},
        {float("inf"): ()},
        "\ufeff with a mark",
        "𝔘 \0 \u2028",
    ],
    ids=repr,
)
def test_what_is_easily_lost_arrives(value):
    assert same(sent(value), value)


@pytest.mark.parametrize(
    "array",
    [
        np.asfortranarray(np.arange(12.0).reshape(3, 4)),
        np.arange(12)[::-2],
        np.arange(12.0).reshape(3, 4).T[1:, ::2],
        np.broadcast_to(np.float32(2), (2, 3)),
        np.arange(4).astype(">i4"),
        np.array(["b", "añ"]).astype(">U3"),
    ],
    ids=["Fortran", "backwards", "view", "broadcast", "big-endian", "big-endian text"],
)
def test_an_array_s_elements_arrive_whatever_its_memory_is_like(array):
    arrived = sent(array)
    assert arrived.tolist() == array.tolist()
    assert arrived.shape == array.shape
    assert arrived.dtype == array.dtype.newbyteorder("<")


@pytest.mark.parametrize("array", [np.arange(3.0), np.array([True]), np.array(["a"]), np.zeros((0, 2))])
def test_an_array_that_arrives_is_one_s_own(array):
    array.flags.writeable = False
    arrived = sent(array)
    assert arrived.flags.writeable
    assert not np.shares_memory(arrived, array)
    arrived[...] = arrived.dtype.type("1")


class Shout(str):
    def __str__(self) -> str:
        return self.upper()


class Level(enum.IntEnum):
    HIGH = 3


class Whole(int):
    pass


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        (Shout("red"), "red"),
        (np.str_("text"), "text"),
        (Level.HIGH, 3),
        (Whole(7), 7),
        (namedtuple("Point", "x y")(1, 2.0), (1, 2.0)),
        (OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (Counter("aab"), {"a": 2, "b": 1}),
        (defaultdict(list, {1: [2]}), {1: [2]}),
        (frozenset({1}), {1}),
        (bytearray(b"ab"), b"ab"),
        (range(2, 8, 3), [2, 5]),
        ({"a": 1}.keys(), ["a"]),
        ({"a": 1}.values(), [1]),
        ({"a": 1}.items(), [("a", 1)]),
        (np.ma.masked_array([1, 2], mask=[False, True]), np.array([1, 2])),
        ("\ud83d", "\ufffd"),
        ("a\udc80b", "a\ufffdb"),
        (np.array(["\ud800x"]), np.array(["\ufffdx"])),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_nearly_plain_arrives_as_what_it_is_like(value, arrives):
    assert same(sent(value), arrives)


def test_another_library_s_array_arrives_as_numpy_s():
    class Tensor:
        def __array__(self, dtype=None, copy=None):
            return np.array([1.0, 2.0], dtype)

    assert same(sent([Tensor()]), [np.array([1.0, 2.0])])


# ------------------------------------------------------------------------------------- what does not go


def deep(levels: int) -> list:
    value: list = []
    for _ in range(levels):
        value = [value]
    return value


def circle() -> list:
    value: list = []
    value += [value, value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        object(),
        len,
        int,
        np.exp,
        np.float64,
        iter([1]),
        (x for x in ()),
        datetime.date(2026, 1, 1),
        fractions.Fraction(1, 2),
        np.array([object()]),
        np.array([1, None]),
        np.datetime64("2026-01-01"),
        np.bytes_(b"a"),
        np.array([b"a"]),
        np.zeros(2, dtype=[("a", "f4")]),
        np.longdouble(1),
        np.zeros((1,) * 33) if np.lib.NumpyVersion(np.__version__) >= "2.0.0" else object(),
        np.zeros((0, 2**40)),
        10**4000,
        {"a": [{"b": object()}]},
        {object(): 1},
        {frozenset({1})},
        {(1, len)},
        dict.fromkeys(range(MOST_KEYS + 1)),
        np.random.default_rng(1),
        deep(DEEPEST),
        circle(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_stays(value):
    with pytest.raises(NotPlain):
        encode(value)


def test_a_list_as_deep_as_may_be_arrives():
    assert same(sent(deep(DEEPEST - 1)), deep(DEEPEST - 1))


def test_something_may_stand_for_what_is_not_plain():
    """As both ends of the line use it: a number in its place."""
    things: list = []

    def keep(value):
        things.append(value)
        return ["thing", len(things) - 1]

    def find(coded):
        kind, number = coded
        assert kind == "thing"
        return things[number]

    value = {"f": len, "rest": [1, (int,)]}
    assert decode(json.loads(json.dumps(encode(value, keep))), find) == value


# ---------------------------------------------------------------------------------- what is no plain data

MERSENNE = 2**61 - 1  # hash(n * MERSENNE) == 0, and hash(n) == n below
PAIR = next((n, 1) for n in range(1000) if 0 <= hash((n, 1)) < MERSENNE)


def array(dtype: object = "<f8", shape: object = (1,), data: object = "AAAAAAAAAAA=") -> list:
    return ["array", dtype, list(shape) if isinstance(shape, tuple) else shape, data]


GARBLED = {
    "an object": {},
    "an object in a list": ["list", {"a": 1}],
    "an empty list": [],
    "a list without kind": [1, 2],
    "a kind that is no text": [["list"], 1],
    "an unknown kind": ["object", 1],
    "a handle": ["student", 0, "f"],
    "a random generator": ["generator", ["list", 1, ["tuple"], 0, 1, 1, 0, 0]],
    "a range": ["range", 0, 10**30, 1],
    "complex without parts": ["complex"],
    "complex of one part": ["complex", 1.0],
    "complex of booleans": ["complex", True, False],
    "complex of integers too big": ["complex", 10**400, 0],
    "complex of texts": ["complex", "1", "2"],
    "bytes of another alphabet": ["bytes", "ñ"],
    "bytes with spaces": ["bytes", "AA =="],
    "bytes without an end": ["bytes", "A"],
    "bytes of nothing": ["bytes"],
    "bytes of numbers": ["bytes", 12],
    "an integer of too many digits": 10**4200,
    "a dict of numbers": ["dict", 1],
    "a dict of texts of two": ["dict", "ab"],
    "a dict of lists": ["dict", ["list", 1, 2]],
    "a dict of triples": ["dict", ["tuple", 1, 2, 3]],
    "a dict with a list as key": ["dict", ["tuple", ["list"], 1]],
    "a dict with an array as key": ["dict", ["tuple", array(), 1]],
    "a set of a list": ["set", ["list"]],
    "a set of a set": ["set", ["set"]],
    "a set of a list in a tuple": ["set", ["tuple", 1, ["list"]]],
    "a set of too many": ["set", *range(MOST_KEYS + 1)],
    "a set of one hash": ["set", *(n * MERSENNE for n in range(1000))],
    "a dict of one hash": ["dict", *(["tuple", n * MERSENNE, 1] for n in range(1000))],
    # NumPy compares a number with a tuple of the same hash part by part
    "a set that cannot be compared": ["set", ["tuple", *PAIR], encode(np.int64(hash(PAIR)))],
    "a dict that cannot be compared": [
        "dict",
        ["tuple", ["tuple", ["tuple", *PAIR]], 1],
        ["tuple", ["tuple", encode(np.int64(hash(PAIR)))], 2],
    ],
    "lists too deep": json.loads('["list",' * 100 + "1" + "]" * 100),
    "an array of objects": array("|O"),
    "an array of Python's": array("O", (1,), ""),
    "an array of times": array("<M8[s]"),
    "an array of records": array("<f4,<f4"),
    "an array of a dtype by its name": array("float64"),
    "an array of nothing": array("|V8"),
    "an array of bytes": array("|S8"),
    "an array of other order": array(">f8"),
    "an array of texts without width": array("<U0", (1,), ""),
    "an array of texts of any width": array("<U", (1,), ""),
    "an array of texts of great width": array("<U99999999999999999999", (0,), ""),
    "an array of texts with a width in another script": array("<U١", (1,), "AAAAAA=="),
    "an array of texts with a line end": array("<U2\n"),
    "an array of no character": array("<U1", (1,), "AAARAA=="),  # 0x110000
    "an array of no character either": array("<U2", (1,), "////////////AAA="),
    "an array of too few bytes": array("<f8", (2,)),
    "an array of too many bytes": array("<f8", (0, 3)),
    "an array of half a number": array("<f8", (1,), "AAAA"),
    "an array of a negative length": array("<f8", (-1,)),
    "an array of two negative lengths": array("<f8", (-1, -1)),
    "an array of a length that is true": array("<f8", (True,)),
    "an array of a length that is no integer": array("<f8", (1.0,)),
    "an array of a length that is text": array("<f8", ("1",)),
    "an array of a huge length": array("<f8", (10**4000,)),
    "an array without elements and of a huge length": array("<f8", (0, 2**62), ""),
    "an array without elements and of many lengths": array("<f8", (0, *[2**20] * 4), ""),
    "an array of too many lengths": array("<f8", (1,) * 33),
    "an array without shape": array("<f8", 1),
    "an array of a deep shape": array("<f8", json.loads("[" * 500 + "]" * 500)),
    "an array without bytes": array("<f8", (1,), None),
    "an array of a dtype that is a list": array([["a", "<f8"]]),
    "an array of four parts": [*array(), 1],
    "a scalar with a shape": ["scalar", "<f8", [1], "AAAAAAAAAAA="],
    "a scalar of nothing": ["scalar", "<f8", [], ""],
}


@pytest.mark.parametrize("coded", GARBLED.values(), ids=GARBLED.keys())
def test_what_is_no_plain_data_is_refused(coded):
    with pytest.raises(Garbled) as refusal:
        decode(coded)
    assert len(str(refusal.value)) < 80
    assert str(refusal.value).isascii()


def test_a_refusal_of_what_is_too_deep_to_be_shown():
    """Python cannot write such a list; the limit of its stack is not reached either."""
    coded = json.loads("[" * (sys.getrecursionlimit() - 200) + "]" * (sys.getrecursionlimit() - 200))
    for hostile in (coded, {"a": coded}, array("<f8", coded), ["set", coded], ["list", coded]):
        with pytest.raises(Garbled):
            decode(hostile)


def test_a_boolean_s_byte_is_0_or_1_whatever_was_sent():
    arrived = decode(["array", "bool", [4], "AAEC/w=="])  # 0, 1, 2, 255
    assert arrived.view(np.uint8).tolist() == [0, 1, 1, 1]
    assert arrived.sum() == 3


# --------------------------------------------------------------------------------- time, memory

N = MOST_KEYS
COSTLY = {
    "numbers of one hash": ["set", *(n * MERSENNE for n in range(N))],
    "complex numbers of one hash": [
        "set",
        *(["complex", float(-1000003 * n), float(n)] for n in range(N)),
    ],
    "long tuples of one hash": [
        "set",
        *(["tuple", n * MERSENNE, *range(1000)] for n in range(50)),
    ],
    "sets of one hash": ["list", *(["set", *(n * MERSENNE for n in range(100))] for _ in range(600))],
    "sets in sets": json.loads('["set",' * 60 + "1" + "]" * 60),
    "NaN": ["set", *[float("nan")] * N],
    "one number": ["set", *[1] * N],
    "empty lists": ["list", *[["list"]] * N],
    "objects": [{"a": {}} for _ in range(N)],
    "texts": ["list", *["\ud800" * 20] * N],
    "a long text": "\ud800" * 300_000,
    "long integers": ["list", *[10**3900] * 300],
    "an array of more text than was sent": ["array", "<U900000", [1_000_000], "AAAA"],
    "much Base64": ["bytes", "A" * 2_000_000],
    "a big array": ["array", "|i1", [1_500_000], "A" * 2_000_000],
    "many booleans": ["array", "bool", [1_500_000], "A" * 2_000_000],
    "many texts": ["array", "<U1", [375_000], "A" * 2_000_000],
}


@pytest.mark.parametrize("name", COSTLY)
def test_nothing_takes_more_time_or_memory_than_its_size_allows(name):
    """The first ones take the square of their number where they are let in."""
    text = json.dumps(COSTLY[name])
    coded = json.loads(text)
    begin = time.process_time()
    with suppress(Garbled):
        decode(coded)
    assert time.process_time() - begin < 1.5
    tracemalloc.start()
    try:
        with suppress(Garbled):
            decode(coded)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 40 * len(text) + 1_000_000
