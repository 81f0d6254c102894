"""The two ends of the line between a student's process and the judge, on which only plain data goes.

The judge asks: for the values of names, for what a call returns. What is not plain stays where it is, and the
other side holds a number that stands for it: the judge in a `Remote`, the student's process in a `Callback`.
"""

import builtins
import json
import select
import signal
import socket
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np

from .messages import framed
from .plain import Garbled, NotPlain, decode, encode
from .text import well_formed

MOST_BYTES = 64 << 20  # of one message
MOST_NESTED = 20  # calls that wait for each other
MOST_TEXT = 10_000  # characters of an error's message; with where it arose, less than `cells` shows
MOST_NAMES = 10  # of an error's class and those it is derived from
MOST_FRAMES = 20
MOST_LINE = 200  # characters of a line of code

# Of errors with these names the judge makes one with the message alone; of any other, an Exception. Left out
# is what asks for more than a message, and what ends a loop of the test's without a sound.
ERRORS = {
    name: error
    for name, error in vars(builtins).items()
    if isinstance(error, type)
    and issubclass(error, Exception)
    and not issubclass(error, UnicodeError | BaseExceptionGroup | StopIteration | StopAsyncIteration)
}


class Gone(BaseException):
    """The other process is no more, or was ended; no test can go on."""


class Foul(BaseException):
    """The student's process sent what it never sends by itself."""


class Interrupted(BaseException):
    """A call was ended because it took too long."""


class Peer:
    """One end: asks, and answers what comes in the meantime. The numbers of its own objects are its own."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._come = bytearray()  # what has been read of the next message
        self._objects: list[object] = []  # all that have a number: they live as long as this end
        self._numbers: dict[int, int] = {}  # by id, so that the same object has the same number
        self._nested = 0

    def ask(self, do: str, **about: object) -> object:
        """Have the other side `do` something and return what comes of it."""
        data = _packed({"do": do, **about})
        if self._nested == MOST_NESTED:
            raise RecursionError("the test's functions and the notebook's call each other without end")
        self._nested += 1
        try:
            self._write(data)
            while True:
                message = self._receive()
                if "do" not in message:
                    return self._result(message)
                self.answer(message)
        finally:
            self._nested -= 1

    def answer(self, request: dict) -> None:
        """Do what the other side asks for and send it what came of it."""
        try:
            data = _packed({"value": self.encode(self._do(request))})
        except (Gone, Foul):
            raise
        except BaseException as error:
            data = _packed(self._told(error))
        self._write(data)

    def encode(self, value: object) -> object:
        return encode(value, self._keep)

    def decode(self, coded: object) -> object:
        try:
            return decode(coded, self._find)
        except MemoryError:
            raise Garbled("more data than there is memory") from None

    def _number(self, value: object) -> int:
        if id(value) not in self._numbers:
            self._numbers[id(value)] = len(self._objects)
            self._objects.append(value)
        return self._numbers[id(value)]

    def _own(self, number: object) -> object:
        if type(number) is not int or not 0 <= number < len(self._objects):
            raise Garbled("the number of no object")
        return self._objects[number]

    def _call(self, request: dict) -> object:
        if request.keys() != {"do", "object", "args", "named"}:
            raise Garbled("a call without form")
        function = self._own(request["object"])
        positional, named = self.decode(request["args"]), self.decode(request["named"])
        if not isinstance(positional, list) or not isinstance(named, dict):
            raise Garbled("a call without its arguments")
        if not all(isinstance(name, str) for name in named):
            raise Garbled("an argument whose name is no text")
        return function(*positional, **named)

    def _write(self, data: bytes) -> None:
        try:
            self._channel.sendall(framed(data))
        except OSError:
            raise Gone from None

    def _receive(self) -> dict:
        try:
            (length,) = struct.unpack("!I", self._read(4))
            if length > MOST_BYTES:
                raise Garbled("a message that is too long")
            message = json.loads(self._read(length).decode())
        except (ValueError, RecursionError, MemoryError):
            raise Garbled("a message that cannot be read") from None
        if not isinstance(message, dict):
            raise Garbled("a message without form")
        return message

    def _read(self, length: int) -> bytes:
        while len(self._come) < length:
            try:
                part = self._channel.recv(1 << 16)
            except OSError:
                part = b""
            if not part:
                raise Gone
            self._come += part
        data = bytes(self._come[:length])
        del self._come[:length]
        return data

    def _told(self, error: BaseException) -> dict:
        """What the other side is to know of `error`."""
        names = [kind.__name__ for kind in type(error).__mro__[:MOST_NAMES]]
        try:
            text = str(error)[:MOST_TEXT]
        except BaseException:  # of a class that the student wrote
            text = ""
        return {"raised": names, "text": text, "where": []}

    def _result(self, message: dict) -> object:
        raise NotImplementedError

    def _do(self, request: dict) -> object:
        raise NotImplementedError

    def _keep(self, value: object) -> list | None:
        raise NotImplementedError

    def _find(self, coded: list) -> object:
        raise NotImplementedError


@contextmanager
def _whole() -> Iterator[None]:
    """Let SIGINT wait: after half a message the other side would read all that follows wrongly."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Student(Peer):
    """The end in the student's process: hands out what is in its `names`.

    Parameters
    ----------
    where : callable
        The lines of an error that stand in the notebook, as (execution count, line, function, text).
    """

    def __init__(
        self,
        channel: socket.socket,
        names: Mapping[str, object],
        where: Callable[[BaseException], list[list]],
    ) -> None:
        super().__init__(channel)
        self._names = names
        self._where = where

    def serve(self) -> None:
        """Answer one request."""
        message = self._receive()
        if "do" in message:  # or it answers a call that has been interrupted
            self.answer(message)

    def _write(self, data: bytes) -> None:
        with _whole():
            super()._write(data)

    def _receive(self) -> dict:
        if not self._come:
            try:
                select.select([self._channel], [], [])
            except (OSError, ValueError):  # it is closed
                raise Gone from None
        with _whole():
            return super()._receive()

    def _do(self, request: dict) -> object:
        match request["do"]:
            case "names":
                return {name: self._names[name] for name in request["names"] if name in self._names}
            case "call":
                return self._call(request)
            case "attribute":
                return getattr(self._own(request["object"]), request["name"])
            case "items":
                return list(self._own(request["object"]))
        raise Garbled("nobody asks for that")

    def _result(self, message: dict) -> object:
        if "raised" in message:
            raise ERRORS.get(message["raised"][0], Exception)(message["text"])
        return self.decode(message["value"])

    def _told(self, error: BaseException) -> dict:
        where = [
            [count, line, function, text.strip()[:MOST_LINE]]
            for count, line, function, text in self._where(error)[:MOST_FRAMES]
        ]
        return super()._told(error) | {"where": where}

    def _keep(self, value: object) -> list:
        if isinstance(value, Callback) and value._peer is self:
            return ["judge", value._number]
        kind = value if isinstance(value, type) else type(value)
        name = getattr(value, "__name__", None) if callable(value) else None
        return ["student", self._number(value), name if isinstance(name, str) else kind.__name__]

    def _find(self, coded: list) -> object:
        match coded:
            case ["student", number]:
                return self._own(number)
            case ["judge", number, name]:
                return Callback(self, number, name)
            case ["generator", state]:
                return _with_state(*self.decode(state))
        raise Garbled("an unknown kind of value")


class Callback:
    """A function of the judge's, in the student's process."""

    def __init__(self, peer: Student, number: int, name: str) -> None:
        self._peer = peer
        self._number = number
        self.__name__ = name

    def __call__(self, *args: object, **named: object) -> object:
        args, named = self._peer.encode(list(args)), self._peer.encode(named)
        return self._peer.ask("call", object=self._number, args=args, named=named)


class Judge(Peer):
    """The judge's end: what comes is plain data, or a number; what does not fit the form is a foul."""

    def __init__(self, channel: socket.socket) -> None:
        super().__init__(channel)
        self.fouls: list[str] = []  #: what the student's process sent that it never sends by itself

    def names(self, wanted: Sequence[str]) -> dict[str, object]:
        """What the student's process has under the names `wanted`; without those that it has not."""
        found = self.ask("names", names=list(wanted))
        if not isinstance(found, dict) or not set(found) <= set(wanted):
            self._foul(Garbled("names that were not asked for"))
        return found

    def items(self, number: int) -> list:
        """What comes of iterating over the student's object with this number."""
        items = self.ask("items", object=number)
        if not isinstance(items, list):
            self._foul(Garbled("items that are no list"))
        return items

    def ask(self, do: str, **about: object) -> object:
        if self.fouls:  # what else would come cannot be told apart
            raise Foul(self.fouls[0])
        try:
            return super().ask(do, **about)
        except Garbled as error:
            self._foul(error)

    def _foul(self, error: Garbled) -> None:
        self.fouls.append(str(error))
        raise Foul(str(error)) from None

    def _do(self, request: dict) -> object:
        if request["do"] != "call":
            raise Garbled("a request for something else than a call")
        return self._call(request)

    def _told(self, error: BaseException) -> dict:
        if isinstance(error, Garbled):
            raise error
        told = super()._told(error)
        # what a test says of a failure is no concern of the code under test
        return told | {"text": ""} if isinstance(error, AssertionError) else told

    def _result(self, message: dict) -> object:
        if message.keys() == {"value"}:
            return self.decode(message["value"])
        if message.keys() != {"raised", "text", "where"}:
            raise Garbled("an answer that is neither a value nor an error")
        match message["raised"], message["text"], message["where"]:
            case [str(), *_] as names, str() as text, list() as frames if (
                len(names) <= MOST_NAMES and len(text) <= MOST_TEXT and len(frames) <= MOST_FRAMES
            ):
                raise _error(names, well_formed(text), [line for frame in frames for line in _lines(frame)])
        raise Garbled("an error without form")

    def _keep(self, value: object) -> list | None:
        if isinstance(value, Remote):
            return ["student", value._number]
        if isinstance(value, np.random.Generator):
            return _state(value)
        if callable(value) and not isinstance(value, type):
            return ["judge", self._number(value), getattr(value, "__name__", "function")]
        return None

    def _find(self, coded: list) -> object:
        match coded:
            case ["judge", number]:
                return self._own(number)
            case ["student", number, str() as name] if type(number) is int and 0 <= number < 2**31:
                return Remote(self, number, name if _is_name(name) else "object")
        raise Garbled("an unknown kind of value")


class Remote:
    """Something of the student's that stays in the student's process: a function, a class, a model.

    It is called, asked for attributes and iterated there, and returns plain data, or others like it. To the
    judge it is no data: it has no truth, no length and no items by number, it is no array, and it cannot be
    compared; were it merely unequal to all, it would pass for a result that has to differ from another.
    """

    __slots__ = ("_name", "_number", "_peer")

    def __init__(self, peer: Judge, number: int, name: str) -> None:
        self._peer, self._number, self._name = peer, number, name

    def __call__(self, *args: object, **named: object) -> object:
        try:
            coded = self._peer.encode(list(args)), self._peer.encode(named)
        except NotPlain as error:
            raise NotPlain(f"{self._name}(…): tests hand over plain data; {error}") from None
        return self._peer.ask("call", object=self._number, args=coded[0], named=coded[1])

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):  # NumPy and others look there for what they could do with an object
            raise AttributeError(name)
        return self._peer.ask("attribute", object=self._number, name=name)

    def __iter__(self) -> Iterator[object]:
        return iter(self._peer.items(self._number))

    def __repr__(self) -> str:
        return f"<{self._name}>"

    def __bool__(self) -> bool:
        raise TypeError(f"{self!r} is no plain data: it is neither true nor false")

    def __eq__(self, other: object) -> bool:
        raise TypeError(f"{self!r} is no plain data: it cannot be compared")

    __hash__ = object.__hash__


def _packed(message: dict) -> bytes:
    data = json.dumps(message).encode()
    if len(data) > MOST_BYTES:
        raise MemoryError(f"more than {MOST_BYTES >> 20} MiB of data at once")
    return data


def _error(names: list, text: str, where: list[str]) -> BaseException:
    """The error that the student's process reports, as near as the judge has one, with where it arose."""
    if "KeyboardInterrupt" in names:
        return Interrupted()
    kind = next((ERRORS[name] for name in names if isinstance(name, str) and name in ERRORS), Exception)
    if names[0] != kind.__name__ and _is_name(names[0]):
        kind = type(names[0], (kind,), {})
    error = kind(text.strip("'") if issubclass(kind, KeyError) else text)
    for line in where:
        error.add_note(line)
    return error


def _lines(frame: object) -> list[str]:
    """A line of the student's cells, in the words of IPython's tracebacks."""
    match frame:
        case [int() as count, int() as line, str() as function, str() as text] if (
            0 <= min(count, line) <= max(count, line) < 2**31 and len(text) <= MOST_LINE and "\n" not in text
        ):
            inside = f" in {function}" if _is_name(function) else ""
            return [f"  Cell In[{count}], line {line}{inside}", f"    {well_formed(text)}"]
    raise Garbled("a line of an error without form")


def _is_name(name: str) -> bool:
    return len(name) < 80 and name.isidentifier()


def _state(generator: np.random.Generator) -> list | None:
    """What makes a random generator that will draw the same; None if it is not of NumPy's usual kind."""
    bits = generator.bit_generator
    if type(bits) is not np.random.PCG64 or type(bits.seed_seq) is not np.random.SeedSequence:
        return None
    seed, state = bits.seed_seq.state, bits.state
    children = [seed["entropy"], seed["spawn_key"], seed["n_children_spawned"]]
    draws = [state["state"]["state"], state["state"]["inc"], state["has_uint32"], state["uinteger"]]
    return ["generator", encode(children + draws)]


def _with_state(
    entropy: object, key: object, children: int, state: int, increment: int, buffered: int, buffer: int
) -> np.random.Generator:
    seed = np.random.SeedSequence(entropy, spawn_key=key, n_children_spawned=children)
    bits = np.random.PCG64(seed)
    inner = {"state": state, "inc": increment}
    bits.state = {"bit_generator": "PCG64", "state": inner, "has_uint32": buffered, "uinteger": buffer}
    return np.random.Generator(bits)
