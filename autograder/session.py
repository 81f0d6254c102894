"""A submission's process in the sandbox, from outside: its cells go in and their outputs come out.

This side trusts nothing that a session sends: what it reads is bounded in size and time.
"""

import json
import math
import re
import select
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from weakref import WeakSet

from autograder.inside.messages import send
from autograder.inside.text import well_formed

MOST_BYTES = 16 << 20  # of one message: a cell's outputs come in many
GRACE = 2.0  # seconds between a cell's interruption and the end of its session
DEEPEST = 64  # levels of an output's JSON

MIME = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
MIME_JSON = re.compile(r"application/(.*\+)?json")


@dataclass(frozen=True)
class Limits:
    """What one submission may use."""

    seconds: float = 300  # wall time, all cells together
    cell_seconds: float = 60  # a cell that takes longer is interrupted
    memory: int = 4 << 30  # bytes, all processes together
    processes: int = 64  # threads count as well
    scratch: int = 256 << 20  # bytes of files
    output: int = 1 << 20  # bytes that a cell may print or show
    open_files: int = 256  # in each process


class Ended(Exception):
    """A session that is over.

    ``reason`` is "time", "memory" or "output" where a limit was reached, "died" where the process ended by
    itself, "garbled" where it sent what no cell sends, and "closed".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Session:
    """One submission's process. Its cells run one after the other and share their variables.

    Parameters
    ----------
    limits : Limits
    fork : callable
        Has the process made, with the other ends of two sockets: one for cells, one to watch over it.
    """

    def __init__(self, limits: Limits, fork: Callable[[socket.socket, socket.socket], None]) -> None:
        self.limits = limits
        self._cells, cells = socket.socketpair()
        self._monitor, monitor = socket.socketpair()
        with cells, monitor:
            fork(cells, monitor)
        self._deadline = time.monotonic() + limits.seconds
        self.ended: str | None = None  #: why it is over, if it is: see `Ended`
        self.done: dict = {}  #: what was said of the last cell that was run to its end
        self._reader = Reader(self._monitor)
        self._told: dict = {}  # by the one that watches over the session

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(
        self, code: str, count: int | None = None, callee: "Session | None" = None, **more: object
    ) -> Iterator[dict]:
        """Run a cell and yield its outputs in nbformat's form, as they come.

        The outputs of a cell that took too long end in an error called CellTimeoutError.

        Parameters
        ----------
        code : str
        count : int, optional
            The execution count; the one after the last cell's by default.
        callee : Session, optional
            The session that this cell's calls go to: its time is what counts, and it is interrupted, and
            ended, before this one.
        more
            For the process itself (`inside.cells`).

        Raises
        ------
        Ended
            When the session is over. What had been yielded by then had come; no later cell can run.
        """
        if self.ended:
            raise Ended(self.ended)
        first = callee or self
        deadline = min(first._deadline, time.monotonic() + first.limits.cell_seconds)
        steps = iter(_steps(self, callee, deadline == first._deadline))
        late = False
        # JSON escapes: a byte of output is six at most
        reader = Reader(self._cells, 6 * self.limits.output + MOST_BYTES)
        try:
            send(self._cells, {"run": code, "count": count, **more})
            while True:
                try:
                    message = reader.next(deadline)
                except TimeoutError:
                    step = next(steps, None)
                    if step is None:
                        raise Ended("time") from None
                    step()
                    late = True
                    deadline = time.monotonic() + GRACE
                    if first is self:
                        deadline = min(deadline, self._deadline)
                    continue
                if "output" not in message:
                    self.done = _done(message)
                    break
                yield _output(message["output"])
        except (Ended, OSError) as error:
            self.close(getattr(error, "reason", "died"))
            raise Ended(self.ended) from None
        if late:
            yield error_output("CellTimeoutError")

    def interrupt(self) -> None:
        """End what it is running with a KeyboardInterrupt."""
        with suppress(OSError):
            self._monitor.sendall(b"i")

    def network_attempts(self) -> int:
        """How often its processes have tried to reach the network, of which there is none.

        The kernel counts, and the session's own processes have no say in it. Of one that is over it is what
        there had been by then; of one that was merely closed, by the last time that this was asked.
        """
        if self.ended is None:
            with suppress(OSError):
                self._monitor.sendall(b"n")
            self._hear()
        return self._told.get("network", 0)

    def close(self, reason: str = "closed") -> None:
        """End the session and all its processes; if it "died", `ended` says of what."""
        if self.ended is None:
            if reason == "died":
                while "ended" not in self._told and self._hear():
                    pass
                reason = self._told.get("ended", reason)
            elif reason != "closed":
                self.network_attempts()
            self.ended = reason
        self._cells.close()
        self._monitor.close()

    def _hear(self) -> bool:
        """Wait for what the one that watches over the session says next; whether it says anything."""
        try:
            self._told |= self._reader.next(time.monotonic() + 5)
        except (Ended, TimeoutError, OSError):
            return False
        return True


class Judge(Session):
    """A fork of a `Template`, which is in the template's namespaces: nobody counts there who tries what."""

    def network_attempts(self) -> int:
        return 0


class Template(Session):
    """A session that gets ready for submissions, and from which their judges are then forked."""

    def __init__(self, limits: Limits, fork: Callable[[socket.socket, socket.socket], None]) -> None:
        super().__init__(limits, fork)
        self._judges: WeakSet[Judge] = WeakSet()

    def is_for_one(self) -> bool:
        """Whether what it has done cannot be had by a fork: it has started threads."""
        return self.done.get("alone") is True

    def judge(self, line: socket.socket) -> Session:
        """A fork that has everything the template has; `line` is its end of the line to a student's.

        Of a template for one it is that template itself.
        """
        if self.is_for_one():
            socket.send_fds(self._cells, [b"f"], [line.fileno()])
            return self

        def fork(cells: socket.socket, monitor: socket.socket) -> None:
            socket.send_fds(self._cells, [b"f"], [end.fileno() for end in (cells, line, monitor)])

        judge = Judge(self.limits, fork)
        self._judges.add(judge)
        return judge

    def is_over(self) -> bool:
        """Whether it has died: once it is ready, it sends nothing more but its end."""
        return self.ended is not None or bool(select.select([self._cells], [], [], 0)[0])

    def is_idle(self) -> bool:
        return all(judge.ended for judge in self._judges)


def _steps(session: Session, callee: Session | None, over: bool) -> Iterator[Callable[[], None]]:
    """What to do, one after the other, when a cell takes too long; `over`: its session has no time left."""
    if callee:
        if not over:
            yield callee.interrupt
        yield lambda: callee.close("time")
    if callee or not over:
        yield session.interrupt


def _done(message: dict) -> dict:
    if not isinstance(done := _json(message.get("done")), dict):
        raise Ended("garbled")
    return done


def _output(output: object) -> dict:
    """`output`, if it is a cell's output, as a notebook can hold it and nothing besides."""
    match output:
        case {"output_type": "stream", "name": ("stdout" | "stderr") as name, "text": str() as text}:
            return {"output_type": "stream", "name": name, "text": well_formed(text)}
        case {"output_type": "error", "ename": str(), "evalue": str(), "traceback": list() as lines}:
            if all(isinstance(line, str) for line in lines):
                return {key: _json(output[key]) for key in ("output_type", "ename", "evalue", "traceback")}
        case {"output_type": "display_data", "data": dict() as data, "metadata": dict() as about}:
            return {"output_type": "display_data", "data": _bundle(data), "metadata": _json(about)}
        case {"output_type": "execute_result", "data": dict() as data, "metadata": dict() as about}:
            count = output.get("execution_count")
            return {
                "output_type": "execute_result",
                "execution_count": count if type(count) is int and 0 <= count < 2**31 else None,
                "data": _bundle(data),
                "metadata": _json(about),
            }
    raise Ended("garbled")


def _bundle(data: dict) -> dict:
    """Of a MIME bundle what can stand in a notebook: JSON under the kinds that are JSON, else text."""
    return {
        kind: _json(value)
        for kind, value in data.items()
        if MIME.fullmatch(kind) and (MIME_JSON.fullmatch(kind) or isinstance(value, str))
    }


def _json(value: object, deep: int = DEEPEST) -> object:
    """`value`, read from JSON, as every reader of JSON can read it again: no NaN, no halves of characters."""
    if deep == 0:
        raise Ended("garbled")
    match value:
        case str():
            return well_formed(value)
        case float():
            return value if math.isfinite(value) else None
        case list():
            return [_json(part, deep - 1) for part in value]
        case dict():
            return {well_formed(key): _json(part, deep - 1) for key, part in value.items()}
    return value


def error_output(name: str) -> dict:
    """The output of a cell that did not run to its end, in nbformat's form."""
    return {"output_type": "error", "ename": name, "evalue": "", "traceback": [name]}


class Reader:
    """Reads messages, which may be anything, up to `budget` bytes of them; nothing is lost by a timeout."""

    def __init__(self, channel: socket.socket, budget: int = MOST_BYTES) -> None:
        self._channel = channel
        self._budget = budget
        self._data = bytearray()

    def next(self, deadline: float) -> dict:
        """The next message, or TimeoutError, or Ended if there will be none."""
        self._fill(4, deadline)
        (length,) = struct.unpack_from("!I", self._data)
        if length > min(MOST_BYTES, self._budget):
            raise Ended("output")
        self._fill(4 + length, deadline)
        self._budget -= length
        data = self._data[4 : 4 + length]
        del self._data[: 4 + length]
        try:
            message = json.loads(data.decode())
        except (ValueError, RecursionError):
            raise Ended("garbled") from None
        if not isinstance(message, dict):
            raise Ended("garbled")
        return message

    def _fill(self, length: int, deadline: float) -> None:
        while len(self._data) < length:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._channel], [], [], left)[0]:
                raise TimeoutError
            part = self._channel.recv(1 << 16)
            if not part:
                raise Ended("died")
            self._data += part
