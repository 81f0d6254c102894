"""Whatever a student's process sends, the judge takes plain data from it or ends; notebooks can be written.

Each run makes the same inputs; `pytest --hypothesis-seed=N tests/test_fuzz_judge.py` makes others.
"""

import json
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import nbformat
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from autograder.execute import run_in_sandbox
from autograder.inside.peer import ERRORS, MOST_NESTED, Foul, Gone, Interrupted, Judge, Remote
from autograder.inside.plain import NUMBERS, Garbled, decode, encode
from autograder.outcomes import Outcome, outcomes
from autograder.session import Ended, Limits, Session
from demo_course import nbgrader_cell
from plain_data import is_plain, is_whole, values


def fuzzed(examples: int) -> Callable:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=not any(argument.startswith("--hypothesis-seed") for argument in sys.argv),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


class Stuck(BaseException):
    """What has taken too long."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    def stuck(*_: object) -> None:
        raise Stuck

    before = signal.signal(signal.SIGALRM, stuck)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def frame(message: object) -> bytes:
    data = json.dumps(message).encode()
    return struct.pack("!I", len(data)) + data


# ------------------------------------------------------------------------------------ what may be in JSON

MERSENNE = 2**61 - 1  # hash(n * MERSENNE) == 0
KINDS = ["list", "tuple", "set", "dict", "complex", "bytes", "array", "scalar", "judge", "student"]
KINDS += ["range", "generator", "texts", "object", "__class__", "", "frozenset", "Array"]

any_text = st.one_of(
    st.text(st.characters(), max_size=6),
    st.text(st.sampled_from("\ud800\udfff😀a\0\n"), max_size=6),
    st.sampled_from(
        [*KINDS, *NUMBERS, "bool", "O", "<U1", "<U3", "<U0", "<U999999", "AAAA", "A" * 16, "/" * 16]
    ),
)
any_number = st.one_of(
    st.integers(-3, 40),
    st.integers(),
    st.sampled_from([2**31, 2**53, 2**63, 2**64, MERSENNE, 2 * MERSENNE, 10**400, 10**4299, -(10**4299)]),
    st.floats(),
    st.booleans(),
)
leaf = st.one_of(st.none(), any_number, any_text)
any_json = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.tuples(st.sampled_from(KINDS), st.lists(inner, max_size=4)).map(lambda pair: [pair[0], *pair[1]]),
        st.dictionaries(any_text, inner, max_size=3),
    ),
    max_leaves=20,
)
lengths = st.lists(st.one_of(st.integers(-1, 3), any_number, st.sampled_from([2**40, 2**62])), max_size=4)
near_arrays = st.tuples(
    st.sampled_from(["array", "scalar"]),
    st.one_of(st.sampled_from(sorted(NUMBERS)), st.sampled_from(["bool", "<U1", "<U2"]), any_text),
    lengths,
    st.one_of(st.binary(max_size=24).map(lambda data: encode(data)[1]), any_text),
).map(list)


@st.composite
def near_misses(draw: st.DrawFn) -> object:
    """What `encode` writes, with something in it replaced, doubled or left out."""
    coded = json.loads(json.dumps(encode(draw(values))))
    for _ in range(draw(st.integers(0, 3))):
        place = coded
        while isinstance(place, list) and place:
            i = draw(st.integers(0, len(place) - 1))
            if isinstance(place[i], list) and place[i] and draw(st.booleans()):
                place = place[i]
                continue
            how = draw(st.integers(0, 3))
            if how == 0:
                place[i] = draw(leaf)
            elif how == 1:
                place[i] = draw(near_arrays)
            elif how == 2:
                place.insert(i, draw(st.sampled_from(place)))
            else:
                del place[i]
            break
    return coded


sent_values = st.one_of(any_json, near_arrays, near_misses(), values.map(encode))


@fuzzed(800)
@given(coded=sent_values)
def test_decoding_gives_plain_data_or_nothing(coded):
    coded = json.loads(json.dumps(coded))
    with within(20):
        try:
            value = decode(coded)
        except Garbled:
            return
        assert is_plain(value)
        json.dumps(encode(value))  # and it could be sent back


# --------------------------------------------------------------------------------- a hostile student's end


def secret_of_the_judge(x: object = None) -> float:
    return 0.5


class Line:
    """A judge at whose line a student sends what it likes."""

    def __init__(self, sends: bytes) -> None:
        here, self._there = socket.socketpair()
        self._there.sendall(sends)
        self._there.shutdown(socket.SHUT_WR)
        self.judge = Judge(here)
        self._here = here

    def __enter__(self) -> Judge:
        return self.judge

    def __exit__(self, *_: object) -> None:
        self._here.close()
        self._there.close()


def is_ours(value: object) -> bool:
    """Whether `value` is plain data, or stands for something: nothing that could act by itself."""
    if type(value) is Remote or value is secret_of_the_judge:
        return True
    if type(value) in (list, tuple):
        return all(map(is_ours, value))
    if type(value) is dict:
        return all(is_plain(key) and is_ours(part) for key, part in value.items())
    return is_plain(value)


def is_harmless(error: BaseException) -> bool:
    """Whether `error` is one of the line's own, or an ordinary one of a kind that Python brings along."""
    if type(error) in (Foul, Gone, Interrupted):
        return True
    bases = [kind for kind in type(error).__mro__ if kind.__module__ == "builtins"]
    return (
        isinstance(error, Exception)
        and bases[0] in (*ERRORS.values(), Exception)
        and not isinstance(error, StopIteration)
        and is_whole(str(error))
        and len(str(error)) < 50_000
        and all(map(is_whole, getattr(error, "__notes__", [])))
    )


names = st.one_of(
    st.sampled_from(
        [*ERRORS, "SystemExit", "KeyboardInterrupt", "GeneratorExit", "StopIteration", "ExceptionGroup"]
    ),
    st.sampled_from(["__class__", "Gone", "Foul", "Own", "a b", "é", "\ud800", "x" * 10_000]),
    any_text,
)
lines = st.one_of(
    st.tuples(st.integers(-1, 2**40), any_number, any_text, any_text).map(list),
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.just("f"), any_text).map(list),
    any_json,
)
calls = st.fixed_dictionaries(
    {
        "do": st.one_of(st.just("call"), st.sampled_from(["names", "attribute", "items"]), leaf),
        "object": st.one_of(st.integers(-1, 2), leaf),
        "args": st.one_of(
            st.just(["list"]), st.lists(sent_values, max_size=2).map(lambda x: ["list", *x]), any_json
        ),
        "named": st.one_of(st.just(["dict"]), st.just(["dict", ["tuple", "x", 1]]), any_json),
    }
)
errors = st.fixed_dictionaries(
    {
        "raised": st.one_of(st.lists(names, max_size=12), any_json),
        "text": any_text,
        "where": st.one_of(st.lists(lines, max_size=3), any_json),
    }
)
handles = st.tuples(st.sampled_from(["student", "judge"]), any_number, any_text).map(list)
answers = st.fixed_dictionaries({"value": st.one_of(handles, sent_values)})
asked_names = st.fixed_dictionaries(
    {
        "value": st.lists(
            st.tuples(
                st.just("tuple"), st.sampled_from(["f", "g", "h"]), st.one_of(handles, sent_values)
            ).map(list),
            max_size=3,
        ).map(lambda pairs: ["dict", *pairs])
    }
)
extra = st.tuples(st.one_of(calls, errors, answers), st.dictionaries(any_text, leaf, max_size=1)).map(
    lambda pair: pair[0] | pair[1]
)
messages = st.one_of(calls, calls, errors, answers, answers, asked_names, extra, any_json)
streams = st.one_of(
    st.lists(messages, max_size=8).map(lambda sent: b"".join(map(frame, sent))),
    st.binary(max_size=60),
    st.tuples(st.lists(messages, max_size=3), st.binary(max_size=20)).map(
        lambda pair: b"".join(map(frame, pair[0])) + pair[1]
    ),
    st.binary(max_size=60).map(lambda data: struct.pack("!I", len(data)) + data),
)


def use(judge: Judge, step: str) -> object:
    it = Remote(judge, 0, "it")
    match step:
        case "names":
            found = judge.names(["f", "g"])
            assert type(found) is dict
            assert set(found) <= {"f", "g"}
            return found
        case "call":
            return it(1.5, np.zeros(2), secret_of_the_judge)
        case "attribute":
            return it.value
        case _:
            return list(it)


def tried(action: Callable[[], object]) -> tuple[object, BaseException | None]:
    """What `action` returns, or what it raises."""
    try:
        return action(), None
    except BaseException as error:
        return None, error


@fuzzed(800)
@given(
    sends=streams,
    steps=st.lists(st.sampled_from(["names", "call", "attribute", "items"]), min_size=1, max_size=5),
)
def test_whatever_a_student_s_process_sends(sends, steps):
    with within(20), Line(sends) as judge:
        judge.encode(secret_of_the_judge)  # its number 0 has been given away
        for step in steps:
            over = bool(judge.fouls)
            got, error = tried(lambda step=step: use(judge, step))
            assert error is None or is_harmless(error)
            assert is_ours(got)
            assert isinstance(error, Foul) == bool(judge.fouls)
            assert isinstance(error, Foul) or not over
        assert len(judge.fouls) <= 1
        assert all(len(foul) < 100 and foul.isascii() for foul in judge.fouls)


@fuzzed(200)
@given(answer=st.one_of(answers, errors), expected=values)
def test_no_assertion_holds_of_what_is_no_plain_data(answer, expected):
    def assertion() -> bool:
        got = use(judge, "call")
        seen.append(got)
        assert np.all(got == expected)
        return True

    seen: list[object] = []
    with within(20), Line(frame(answer)) as judge:
        held, error = tried(assertion)
        assert error is None or is_harmless(error)
        assert is_ours(seen)
        assert not held or is_plain(seen)


def call(number: object = 0, *args: object, **more: object) -> dict:
    return {"do": "call", "object": number, "args": ["list", *args], "named": ["dict"], **more}


RAISED = {"raised": ["ValueError"], "text": "", "where": []}
FOULS = {
    "no JSON": struct.pack("!I", 3) + b"{{{",
    "no UTF-8": struct.pack("!I", 2) + b"\xff\xff",
    "nothing": struct.pack("!I", 0),
    "a length beyond all": b"\xff\xff\xff\xff",
    "no object": frame([1]),
    "an object too deep": struct.pack("!I", 200_000) + b"[" * 200_000,
    "too many digits": struct.pack("!I", 5000) + b"1" * 5000,
    "neither value nor error": frame({}),
    "value and more": frame({"value": 1, "more": 1}),
    "value and error": frame({"value": 1} | RAISED),
    "an error and more": frame(RAISED | {"more": 1}),
    "an error without a name": frame(RAISED | {"raised": []}),
    "an error whose name is none": frame(RAISED | {"raised": [1]}),
    "an error of too many kinds": frame(RAISED | {"raised": ["ValueError"] * 11}),
    "an error of too many words": frame(RAISED | {"text": "x" * 20_001}),
    "an error without words": frame(RAISED | {"text": None}),
    "an error of too many lines": frame(RAISED | {"where": [[1, 1, "f", "x"]] * 21}),
    "an error in a line too long": frame(RAISED | {"where": [[1, 1, "f", "x" * 201]]}),
    "an error in two lines": frame(RAISED | {"where": [[1, 1, "f", "x\nCell In[1], line 2"]]}),
    "an error in a line beyond all": frame(RAISED | {"where": [[1, 10**4000, "f", "x"]]}),
    "an error before the first line": frame(RAISED | {"where": [[1, -1, "f", "x"]]}),
    "an error without line": frame(RAISED | {"where": [1]}),
    "a call of no object": frame(call(1)),
    "a call of an object before the first": frame(call(-1)),
    "a call of true": frame(call(False)),
    "a call of a fraction": frame(call(0.0)),
    "a call of a name": frame(call("secret_of_the_judge")),
    "a call with more": frame(call(more=1)),
    "a call without arguments": frame({"do": "call", "object": 0}),
    "a call with something else for arguments": frame(call(args=["tuple"])),
    "a call with arguments named by numbers": frame(call(named=["dict", ["tuple", 1, 1]])),
    "a call with an object of nobody's": frame(call(0, ["judge", 1])),
    "a request for names": frame({"do": "names", "names": ["answer"]}),
    "a request for an attribute": frame({"do": "attribute", "object": 0, "name": "__globals__"}),
    "a request for nothing": frame({"do": None}),
    "a request for a list": frame({"do": ["call"]}),
    "a function that was never given": frame({"value": ["judge", 1]}),
    "a function before the first": frame({"value": ["judge", -1]}),
    "an object of true": frame({"value": ["student", True, "f"]}),
    "an object of a huge number": frame({"value": ["student", 10**100, "f"]}),
    "an object without a name": frame({"value": ["student", 1]}),
    "a generator": frame({"value": ["generator", ["list", 1, ["tuple"], 0, 1, 1, 0, 0]]}),
}


@pytest.mark.parametrize("sends", FOULS.values(), ids=FOULS.keys())
def test_what_no_student_s_process_sends_by_itself_is_a_foul(sends):
    with within(20), Line(sends + frame({"value": 1})) as judge:
        judge.encode(secret_of_the_judge)
        for _ in range(2):
            with pytest.raises(Foul):
                judge.ask("call", object=0, args=["list"], named=["dict"])
        assert len(judge.fouls) == 1


@pytest.mark.parametrize(
    "value",
    [["dict", ["tuple", "other", 1]], ["dict", ["tuple", 1, 1]], ["list"], ["student", 1, "f"], "f", None],
)
def test_other_names_than_those_asked_for_are_a_foul(value):
    with within(20), Line(frame({"value": value})) as judge:
        with pytest.raises(Foul):
            judge.names(["f"])
        assert judge.fouls == ["names that were not asked for"]


@pytest.mark.parametrize("value", [["dict"], "text", 3, ["student", 0, "it"], ["tuple", 1], None])
def test_items_are_a_list(value):
    with within(20), Line(frame({"value": value}) * 3) as judge, pytest.raises(Foul):
        list(Remote(judge, 0, "it"))


def test_callbacks_without_end_end_with_the_line():
    many = 2000
    called = 0

    def count() -> None:
        nonlocal called
        called += 1

    here, there = socket.socketpair()
    judge = Judge(here)
    judge.encode(count)
    if not (pid := os.fork()):
        here.close()
        for _ in range(many):
            there.sendall(frame(call()))
            there.recv(1000)
        os._exit(0)
    there.close()
    with within(20), pytest.raises(Gone):
        judge.names(["f"])
    assert called == many
    os.waitpid(pid, 0)
    here.close()


def test_callbacks_within_callbacks_end():
    """Each call of the judge's is answered by a call of its function, which calls again."""
    depth = deepest = calls = 0

    def again() -> object:
        nonlocal depth, deepest, calls
        calls, depth = calls + 1, depth + 1
        deepest = max(deepest, depth)
        try:
            return Remote(judge, 0, "it")()
        finally:
            depth -= 1

    with within(20), Line(frame(call()) * 200) as judge:
        judge.encode(again)
        with pytest.raises(Gone):
            judge.names(["f"])
    assert (deepest, calls) == (MOST_NESTED, 200)


# ------------------------------------------------------------------------- what comes on the cells' channel


class Cells:
    """A session whose process is this one, and sends what it likes."""

    def __init__(self, sends: bytes, **limits: int) -> None:
        self.session = Session(Limits(seconds=5, **limits), self._keep)
        cells, monitor = self._ends
        cells.sendall(sends)
        cells.shutdown(socket.SHUT_WR)
        monitor.close()

    def _keep(self, *ends: socket.socket) -> None:
        self._ends = [end.dup() for end in ends]

    def __enter__(self) -> Session:
        return self.session

    def __exit__(self, *_: object) -> None:
        self.session.close()
        for end in self._ends:
            end.close()


mimes = st.one_of(
    st.sampled_from(
        ["text/plain", "image/png", "application/json", "application/x+json", "application/\n+json", "a/b\n"]
    ),
    st.sampled_from(["application/json\n", "text", "/", "application/json "]),
    any_text,
)
bundles = st.dictionaries(mimes, any_json, max_size=3)
outputs = st.one_of(
    st.fixed_dictionaries(
        {
            "output_type": st.just("stream"),
            "name": st.sampled_from(["stdout", "stderr", "x"]),
            "text": any_text,
        },
        optional={"more": leaf},
    ),
    st.fixed_dictionaries(
        {
            "output_type": st.just("error"),
            "ename": any_text,
            "evalue": any_text,
            "traceback": st.lists(any_text, max_size=2),
        },
        optional={"more": leaf},
    ),
    st.fixed_dictionaries(
        {"output_type": st.just("display_data"), "data": bundles, "metadata": bundles},
        optional={"transient": bundles},
    ),
    st.fixed_dictionaries(
        {"output_type": st.just("execute_result"), "data": bundles, "metadata": bundles},
        optional={"execution_count": leaf},
    ),
    st.dictionaries(st.sampled_from(["output_type", "name", "text", "data"]), any_json),
    any_json,
)
cell_messages = st.one_of(
    outputs.map(lambda output: {"output": output}),
    outputs.map(lambda output: {"output": output}),
    any_json.map(lambda about: {"done": about}),
    any_json,
)
cell_streams = st.one_of(
    st.lists(cell_messages, max_size=5).map(lambda sent: b"".join(map(frame, sent))), st.binary(max_size=40)
)


def writes(notebook: nbformat.NotebookNode) -> None:
    """See that `notebook` is valid, and is itself again when it has been a file."""
    nbformat.validate(notebook)
    text = nbformat.writes(notebook)

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    json.loads(text.encode("utf-8"), parse_constant=refuse)
    assert nbformat.reads(text, as_version=4) == notebook


@fuzzed(400)
@given(sends=cell_streams)
def test_whatever_a_session_sends_a_notebook_can_be_written(sends):
    cell = new_code_cell("x", id="a")
    with within(20), Cells(sends) as session:
        try:
            for output in session.run("x"):
                cell.outputs.append(nbformat.from_dict(output))
        except Ended:
            assert session.ended in ("garbled", "output", "died")
        else:
            assert type(session.done) is dict
            json.dumps(session.done, allow_nan=False, ensure_ascii=False).encode()
    writes(new_notebook(cells=[cell]))


def deep(levels: int) -> object:
    return json.loads('{"a":' * levels + "1" + "}" * levels)


@pytest.mark.parametrize(
    "about",
    [
        {"data": {"application/json": deep(500)}, "metadata": {}},
        {"data": {}, "metadata": deep(500)},
    ],
)
def test_an_output_too_deep_to_be_written_ends_the_session(about):
    with Cells(frame({"output": {"output_type": "display_data"} | about})) as session, pytest.raises(Ended):
        list(session.run("x"))
    assert session.ended == "garbled"


def test_of_an_output_only_what_a_notebook_holds_is_kept():
    sent = {
        "output_type": "execute_result",
        "execution_count": True,
        "more": 1,
        "data": {
            "text/plain": "a\ud800",
            "text/html": 3,
            "application/json": {"x\udc00": [float("nan"), 1e999, 2]},
            "no kind": "x",
        },
        "metadata": {"image/png": {"width": 3}},
    }
    with Cells(frame({"output": sent}) + frame({"done": {"changed": ["\ud800"]}})) as session:
        (output,) = session.run("x")
    assert output == {
        "output_type": "execute_result",
        "execution_count": None,
        "data": {"text/plain": "a\ufffd", "application/json": {"x\ufffd": [None, None, 2]}},
        "metadata": {"image/png": {"width": 3}},
    }
    assert session.done == {"changed": ["\ufffd"]}


# --------------------------------------------------------------------------------- in the real sandbox

#: What a student's function does -> a test that would hold of it, if the judge let it.
TRIES = {
    "is equal to everything": (
        "class E:\n    __eq__ = lambda *_: True\ndef f():\n    return E()",
        "assert f() == 1",
    ),
    "differs from everything": (
        "class E:\n    __ne__ = lambda *_: True\ndef f():\n    return E()",
        "assert f() != 1",
    ),
    "is true": ("def f():\n    return object()", "assert f()"),
    "ends the loop": ("def f(x=0):\n    raise StopIteration", "assert all(map(f, [1, 2]))"),
    "ends the loop of tests": ("def f(x=0):\n    raise StopAsyncIteration", "assert all(map(f, [1, 2]))"),
    "leaves": ("def f():\n    raise SystemExit(0)", "assert f() == 1"),
    "leaves as a subclass": ("class X(SystemExit): pass\ndef f():\n    raise X(0)", "assert f() == 1"),
    "interrupts": ("def f():\n    raise KeyboardInterrupt", "assert f() == 1"),
    "poses as an array": (
        "import numpy as np\nclass A(np.ndarray):\n    __eq__ = lambda *_: True\n"
        "def f():\n    return np.zeros(2).view(A)",
        "import numpy as np\nassert np.all(f() == np.ones(2))",
    ),
    "answers before it is asked": (
        "import gc, socket, struct, json\nfor s in gc.get_objects():\n    if isinstance(s, socket.socket):\n"
        "        for m in [{'value': 1}] * 9:\n            d = json.dumps(m).encode()\n"
        "            s.sendall(struct.pack('!I', len(d)) + d)\ndef f():\n    return 0",
        "assert f() == 1",
    ),
}


@pytest.mark.parametrize("name", TRIES)
def test_in_the_sandbox_none_of_these_earns_a_mark(name):
    solution, test = TRIES[name]
    notebook = new_notebook(
        cells=[
            nbgrader_cell(solution, "f", solution=True),
            nbgrader_cell(test, "test_f", grade=True, locked=True, points=1),
        ]
    )
    run_in_sandbox(notebook, (), Limits(seconds=30), {}, {})
    assert outcomes(notebook)["test_f"] in (Outcome.FAILED, Outcome.NOT_FINISHED)
    writes(notebook)


def test_in_the_sandbox_every_kind_of_error_fails_the_test():
    kinds = [*ERRORS, "SystemExit", "KeyboardInterrupt", "GeneratorExit", "StopIteration", "Gone", "Foul"]
    solution = (
        "import builtins\ndef f(name):\n    kind = getattr(builtins, name, None)\n"
        "    raise kind('x') if kind else type(name, (Exception,), {})('x')"
    )
    tests = [
        nbgrader_cell(f"f({kind!r})", f"test_{kind}", grade=True, locked=True, points=1) for kind in kinds
    ]
    notebook = new_notebook(cells=[nbgrader_cell(solution, "f", solution=True), *tests])
    run_in_sandbox(notebook, (), Limits(), {}, {})
    assert len(outcomes(notebook)) == len(kinds)
    assert Outcome.PASSED not in outcomes(notebook).values()
    writes(notebook)
