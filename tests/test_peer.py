"""The line between a student's process and the judge: what a test gets of what the student's code returns."""

import json
import math
import os
import signal
import socket
import struct
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress

import numpy as np
import pytest

from autograder.inside import peer
from autograder.inside.peer import (
    ERRORS,
    MOST_FRAMES,
    MOST_LINE,
    MOST_NESTED,
    MOST_TEXT,
    Callback,
    Foul,
    Gone,
    Interrupted,
    Judge,
    Remote,
    Student,
)
from autograder.inside.plain import NotPlain
from plain_data import same


def lines_here(error: BaseException) -> list[list]:
    """As `inside.cells` finds them, of this file in the place of a notebook."""
    frames = traceback.extract_tb(error.__traceback__)
    return [[7, f.lineno, f.name, f.line or ""] for f in frames if f.filename == __file__]


class Ends:
    """Both ends: the judge's, and a thread with the student's, which serves what `names` holds."""

    def __init__(self, names: Mapping[str, object]) -> None:
        here, there = socket.socketpair()
        self.judge = Judge(here)
        self.student = Student(there, names, lines_here)
        self._sockets = here, there
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(Gone):
            while True:
                self.student.serve()

    def close(self) -> None:
        for end in self._sockets:
            end.close()


@pytest.fixture
def student() -> Iterator:
    """A function: what the judge has of the object that the student's code defines."""
    opened = []

    def start(value: object) -> object:
        ends = Ends({"it": value})
        opened.append(ends)
        found = ends.judge.names(["it"])["it"]
        assert ends.judge.fouls == []
        return found

    yield start
    for ends in opened:
        assert ends.judge.fouls == []
        ends.close()


# --------------------------------------------------------------------------------------- names and calls


def test_names_that_there_are_arrive_and_others_do_not():
    ends = Ends({"a": 1, "b": len, "c": None})
    found = ends.judge.names(["a", "b", "missing"])
    assert found.keys() == {"a", "b"}
    assert found["a"] == 1
    assert isinstance(found["b"], Remote)
    ends.close()


@pytest.mark.parametrize(
    "value", [0, 2.5, "text", None, [1, (2,)], {"a": {1}}, np.arange(3.0), np.float32(1)]
)
def test_data_go_there_and_back(student, value):
    assert same(student(value), value)
    assert same(student(lambda x: x)(value), value)
    assert same(student(lambda *args, **named: [args, named])(value, x=value), [(value,), {"x": value}])


def test_what_arrives_is_a_copy(student):
    def spoil(array):
        array[0] = 99
        return array

    mine = np.zeros(2)
    assert student(spoil)(mine).tolist() == [99, 0]
    assert mine.tolist() == [0, 0]


class Network:
    """Two layers of nothing."""

    def __init__(self, *sizes: int) -> None:
        self.sizes = sizes
        self._secret = 1
        self.twin = self

    def forward(self, x: float) -> float:
        return x * sum(self.sizes)

    def layers(self) -> Iterator:
        for size in self.sizes:
            yield Network(size)

    def __iter__(self) -> Iterator:
        return iter(self.sizes)

    def __call__(self, x: float) -> float:
        return -x

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        return 3

    def __getitem__(self, i: int) -> int:
        return i

    def __float__(self) -> float:
        return 1.0

    def __array_interface__(self) -> dict:
        return {}


def test_an_object_stays_and_is_asked_for_what_it_has(student):
    network = student(Network)(2, 3)
    assert isinstance(network, Remote)
    assert repr(network) == "<Network>"
    assert network.sizes == (2, 3)
    assert network.forward(10.0) == 50.0
    assert network(1.0) == -1.0
    assert list(network) == [2, 3]
    assert [layer.sizes for layer in network.layers()] == [(2,), (3,)]
    with pytest.raises(AttributeError, match="missing"):
        _ = network.missing
    assert not hasattr(network, "_secret")


def test_objects_go_back_as_themselves(student):
    make, swap = student([Network, lambda a, b: [b, a, a is b, isinstance(a, Network)]])
    a, b = make(1), make(2)
    first, second, *told = swap(a, b)
    assert (first.sizes, second.sizes, told) == ((2,), (1,), [False, True])
    assert swap(a, a.twin)[2] is True


@pytest.mark.parametrize(
    "use",
    [
        lambda it: it == 1,
        lambda it: it != 1,
        lambda it: it == it.twin,
        lambda it: it in (1, 2),
        lambda it: bool(it),
        lambda it: not it,
        lambda it: len(it),
        lambda it: it[0],
        lambda it: it < 1,
        lambda it: it + 1,
        lambda it: 2 * it,
        lambda it: float(it),
        lambda it: int(it),
        lambda it: f"{it:.2f}",
        lambda it: math.isclose(it, 1),
        lambda it: abs(it),
        lambda it: np.array_equal(it, 1) or 1 / 0,
        lambda it: np.allclose(it, 1),
        lambda it: np.testing.assert_equal(it, 1),
        lambda it: np.testing.assert_allclose(it, 1),
        lambda it: np.array([1.0, 2.0]) == it,
        lambda it: np.asarray(it, dtype=float),
        lambda it: np.isfinite(it),
        lambda it: isinstance(1, it),
        lambda it: {}["a" if it == "a" else "b"],
        lambda it: setattr(it, "sizes", ()),
    ],
)
def test_an_object_passes_for_nothing(student, use):
    with pytest.raises((TypeError, AttributeError, AssertionError, ValueError, ZeroDivisionError)):
        use(student(Network)(1))


def test_an_object_is_no_array_and_no_key_of_another_s(student):
    network = student(Network)(1)
    assert np.asarray(network).dtype == object
    assert np.asarray(network).shape == ()
    assert {network: 1}[network] == 1


def test_a_long_or_strange_name_is_not_repeated(student):
    def f():
        pass

    for name in ("x" * 200, "a b", "<script>", "\ud800"):
        f.__name__ = name
        assert repr(student([f])[0]) == "<object>"


# ------------------------------------------------------------------------------------------- callbacks


def test_a_function_of_the_judge_s_is_called_back(student):
    def slope(f, x, h):
        return (f(x + h) - f(x - h)) / (2 * h)

    assert student(slope)(lambda x: x**2, 3.0, 0.5) == 6.0
    assert student(lambda f: f(1, b=2))(lambda a, *, b: [a, b]) == [1, 2]
    assert student(lambda f: f.__name__)(math.exp) == "exp"
    assert same(student(lambda f: f(np.ones(2)))(np.exp), np.exp(np.ones(2)))


def test_the_judge_s_own_function_comes_back_as_itself(student):
    def mine(x):
        return x + 1

    assert student(lambda f: f)(mine) is mine
    assert student(lambda f: {"again": [f]})(mine) == {"again": [mine]}


def test_a_function_given_earlier_can_still_be_called(student):
    class Model:
        def __init__(self, activation):
            self.activation = activation

    model = student(Model)(lambda x: 2 * x)
    call = student(lambda f: f(3))
    assert call(lambda x: -x) == -3
    assert model.activation(5) == 10


def test_functions_of_functions(student):
    compose = student(lambda f, g: lambda x: f(g(x)))
    twice = compose(lambda x: x + 1, lambda x: x * 10)
    assert twice(4) == 41
    assert compose(twice, twice)(1) == 111  # (1 * 10 + 1) * 10 + 1
    # the student's calls the judge's, which gets a function of the student's and calls that
    assert student(lambda f: f(lambda x: x + 1))(lambda g: g(1) * 10) == 20


def test_objects_of_the_student_s_reach_a_callback(student):
    assert student(lambda f: f(Network(4)))(lambda network: network.sizes[0]) == 4


def test_an_error_of_a_callback_is_the_student_s_to_catch(student):
    def careful(f):
        try:
            return f(0)
        except ZeroDivisionError as error:
            return str(error)

    assert student(careful)(lambda x: 1 // x) == "integer division or modulo by zero"
    with pytest.raises(ZeroDivisionError, match="by zero"):
        student(lambda f: f(0))(lambda x: 1 // x)


def test_what_a_test_says_is_not_told():
    said = []

    def listen(f):
        try:
            f()
        except AssertionError as error:
            said.append((type(error), str(error), error.args))

    def fail():
        raise AssertionError("expected 42")

    ends = Ends({"listen": listen})
    ends.judge.names(["listen"])["listen"](fail)
    ends.close()
    assert said == [(AssertionError, "", ("",))]


def test_calls_within_calls_end(student):
    f = student(lambda g, n: g(n + 1))
    depth = 0

    def again(n):
        nonlocal depth
        depth = max(depth, n)
        return f(again, n)

    with pytest.raises(RecursionError, match="without end"):
        f(again, 0)
    assert depth == MOST_NESTED
    assert f(lambda n: n, 0) == 1  # and the line is as good as before


def test_a_test_hands_over_plain_data_alone(student):
    def f(x):
        return x

    with pytest.raises(NotPlain, match=r"f\(…\): tests hand over plain data; object is no plain data"):
        student(f)(object())
    assert student(lambda *_: 1)(np.random.default_rng) == 1  # a function
    with pytest.raises(NotPlain):
        student(lambda *_: 1)(int)
    with pytest.raises(NotPlain):
        student(lambda *_: 1)(np.random.Generator(np.random.MT19937(1)))


def test_a_student_hands_a_callback_anything():
    got = []
    ends = Ends({"f": lambda g: g(object(), int, len, np.random.default_rng(1), iter([1]))})
    ends.judge.names(["f"])["f"](lambda *args: got.extend(args))
    assert [repr(part) for part in got] == ["<object>", "<int>", "<len>", "<Generator>", "<list_iterator>"]
    ends.close()


# -------------------------------------------------------------------------------------- random generators


@pytest.mark.parametrize("seed", [0, 2**100, [1, 2, 3], None])
def test_a_random_generator_draws_there_what_it_would_have_drawn_here(student, seed):
    generator = np.random.default_rng(seed)
    generator.integers(2**8, size=3, dtype=np.uint32)  # half of a number is left for the next time
    children = generator.spawn(2)
    draw = student(
        lambda g: [g.normal(size=3), g.integers(9, size=5, dtype=np.uint32), g.spawn(1)[0].random()]
    )
    for g in (generator, *children):
        there = draw(g)
        here = [g.normal(size=3), g.integers(9, size=5, dtype=np.uint32), g.spawn(1)[0].random()]
        assert same(there, here)


def test_a_random_generator_of_the_student_s_stays_there(student):
    generator = student(lambda: np.random.default_rng(1))()
    assert isinstance(generator, Remote)
    assert generator.random() == np.random.default_rng(1).random()


# --------------------------------------------------------------------------------------------- errors


def raises(error: object) -> object:
    def f(*_: object) -> None:
        raise error

    return f


class OwnError(ValueError):
    pass


class StrangeError(Exception):
    def __init__(self, one, two):
        super().__init__(one, two)


class SilentError(Exception):
    def __str__(self):
        raise self


class MuteError(Exception):
    def __str__(self):
        raise KeyboardInterrupt


class LateError(Exception):
    def __str__(self):
        return 3


@pytest.mark.parametrize(
    ("error", "kind", "name", "text"),
    [
        (ValueError("why"), ValueError, "ValueError", "why"),
        (ValueError, ValueError, "ValueError", ""),
        (KeyError("key"), KeyError, "KeyError", "'key'"),
        (NotImplementedError(), NotImplementedError, "NotImplementedError", ""),
        (OwnError("mine"), ValueError, "OwnError", "mine"),
        (np.linalg.LinAlgError("Singular matrix"), ValueError, "LinAlgError", "Singular matrix"),
        (np.exceptions.AxisError(3, 2), (ValueError, IndexError), "AxisError", "axis 3 is out of bounds"),
        (OSError(2, "no file"), OSError, "FileNotFoundError", "[Errno 2] no file"),
        (UnicodeDecodeError("ascii", b"\xff", 0, 1, "no"), ValueError, "UnicodeDecodeError", "can't decode"),
        (
            ExceptionGroup("several", [ValueError(1)]),
            Exception,
            "ExceptionGroup",
            "several (1 sub-exception)",
        ),
        (SyntaxError("bad", ("f", 1, 2, "text")), SyntaxError, "SyntaxError", "bad"),
        (StrangeError(1, 2), Exception, "StrangeError", "(1, 2)"),
        (SilentError(), Exception, "SilentError", ""),
        (MuteError(), Exception, "MuteError", ""),
        (LateError(), Exception, "LateError", ""),
        (SystemExit(3), Exception, "SystemExit", "3"),
        (GeneratorExit(), Exception, "GeneratorExit", ""),
        (StopIteration(3), Exception, "StopIteration", "3"),
        (ValueError("x" * 10**6), ValueError, "ValueError", "x" * MOST_TEXT),
        (ValueError("a\ud800b"), ValueError, "ValueError", "a\ufffdb"),
        (type("no name", (ValueError,), {})("a"), ValueError, "ValueError", "a"),
        (type("x" * 100, (ValueError,), {})("a"), ValueError, "ValueError", "a"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_an_error_arrives_with_its_kind_and_its_words(student, error, kind, name, text):
    with pytest.raises(Exception) as raised:  # noqa: PT011 (what it is, is the question)
        student(raises(error))()
    assert isinstance(raised.value, kind)
    assert type(raised.value).__name__ == name
    assert text in str(raised.value)
    assert len(str(raised.value)) <= MOST_TEXT


def test_an_error_that_ends_loops_does_not_end_the_test_s(student):
    stop = student(raises(StopIteration()))
    with pytest.raises(Exception, match="in f") as raised:
        all(map(stop, [1, 2]))
    assert type(raised.value).__name__ == "StopIteration"


def test_every_kind_of_error_can_be_made_of_a_message():
    for name, kind in ERRORS.items():
        assert str(kind("a message")).strip("'") == "a message", name


def test_an_interrupted_call_is_no_error_that_a_test_could_catch(student):
    with pytest.raises(Interrupted):
        student(raises(KeyboardInterrupt()))()
    assert not issubclass(Interrupted, Exception)


def test_an_error_says_where_it_arose(student):
    def inner(x):
        return 1 / x

    def outer(x):
        return inner(x)

    with pytest.raises(ZeroDivisionError) as raised:
        student(outer)(0)
    first = inner.__code__.co_firstlineno + 1
    assert raised.value.__notes__ == [
        f"  Cell In[7], line {first + 3} in outer",
        "    return inner(x)",
        f"  Cell In[7], line {first} in inner",
        "    return 1 / x",
    ]


def test_of_where_it_arose_only_so_much_is_said():
    def recur():
        recur()

    long = Ends({"f": recur})
    with pytest.raises(RecursionError) as raised:
        long.judge.names(["f"])["f"]()
    assert len(raised.value.__notes__) == 2 * MOST_FRAMES
    long.close()
    ends = Ends({"f": recur})
    ends.student._where = lambda error: [[1, 2, "<lambda>", "  x =" + "  y" * 10**6]] * 1000
    with pytest.raises(RecursionError) as raised:
        ends.judge.names(["f"])["f"]()
    assert raised.value.__notes__[:2] == [
        "  Cell In[1], line 2",
        "    " + ("x =" + "  y" * 100)[:MOST_LINE],
    ]
    assert len(raised.value.__notes__) == 2 * MOST_FRAMES
    ends.close()


# ------------------------------------------------------------------------------------------------ limits


def test_too_much_data_is_an_error_on_the_side_that_sends_it(student, monkeypatch):
    monkeypatch.setattr(peer, "MOST_BYTES", 1 << 20)
    most = peer.MOST_BYTES // 8 * 3 // 4 - 20  # four letters for three bytes
    with pytest.raises(MemoryError, match="more than 1 MiB"):
        student(np.zeros)(most + 20)
    call = student(lambda x: -x)
    with pytest.raises(MemoryError, match="more than 1 MiB"):
        call(np.zeros(most + 20))
    array = np.arange(most, dtype=np.float64)
    assert same(call(array), -array)


def test_a_student_s_process_that_ends_in_the_middle_of_a_message():
    here, there = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        there.recv(1000)
        there.sendall(struct.pack("!I", 1000) + b'{"value": [')
        os._exit(0)
    there.close()
    judge = Judge(here)
    for _ in range(2):
        with pytest.raises(Gone):
            judge.names(["f"])
    assert judge.fouls == []  # that can happen to anybody
    os.waitpid(pid, 0)
    here.close()


def test_a_line_that_is_closed_while_a_test_waits():
    here, there = socket.socketpair()
    judge = Judge(here)
    threading.Timer(0.1, there.close).start()
    with pytest.raises(Gone):
        judge.names(["f"])
    here.close()


def test_after_a_foul_nothing_more_is_believed():
    here, there = socket.socketpair()
    judge = Judge(here)
    answers = [{"value": ["object"]}, {"value": 1}]
    for answer in answers:
        data = json.dumps(answer).encode()
        there.sendall(struct.pack("!I", len(data)) + data)
    for _ in range(2):
        with pytest.raises(Foul):
            judge.ask("attribute", object=0, name="x")
    assert judge.fouls == ["an unknown kind of value"]
    here.close()
    there.close()


def test_a_callback_can_be_told_from_a_function(student):
    assert student(lambda f: type(f).__name__)(len) == Callback.__name__


def test_an_interruption_cuts_no_message_short() -> None:
    here, there = socket.socketpair()
    student, heard = Student(there, {}, lines_here), []

    def listen() -> None:
        with here.makefile("rb") as stream:  # which is read only when the interruption has come
            interrupted.wait()
            (length,) = struct.unpack("!I", stream.read(4))
            heard.append(json.loads(stream.read(length)))

    interrupted = threading.Event()
    listener = threading.Thread(target=listen)
    listener.start()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def interrupt() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        interrupted.set()

    threading.Timer(0.2, interrupt).start()
    try:
        with pytest.raises(KeyboardInterrupt):
            student.ask("call", object=0, args=student.encode(["x" * 5_000_000]), named={})
    finally:
        signal.signal(signal.SIGINT, before)
        there.close()
        listener.join()
        here.close()
    assert heard[0]["args"][1] == "x" * 5_000_000
