"""Run exercises' notebooks without a kernel, each in a process of its own: some milliseconds a notebook.

The process is forked from one that has run such a notebook already, so NumPy and the like are imported. This
module imports next to nothing, for that first process imports it.
"""

import contextlib
import functools
import gc
import io
import json
import multiprocessing
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from types import CodeType, SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

PASSED, FAILED, NOT_ATTEMPTED, ERROR = "passed", "failed", "not attempted", "error"

TIME_LIMIT = 10  # seconds a notebook; an exercise's takes milliseconds
OUTPUT_LIMIT = 20_000  # bytes of what a notebook prints that are kept


@dataclass(frozen=True)
class Outcome:
    """What one test said."""

    test: str
    verdict: str  # PASSED, FAILED, NOT_ATTEMPTED or ERROR
    points: float
    message: str = ""
    line: int | None = None  # of its cell, at which it failed

    @property
    def score(self) -> float:
        return self.points if self.verdict == PASSED else 0


@dataclass(frozen=True)
class Run:
    """A notebook run: the outcome of every test, by name, and what was printed."""

    outcomes: Mapping[str, Outcome]
    output: str

    @property
    def score(self) -> float:
        return sum(outcome.score for outcome in self.outcomes.values())

    @property
    def failed(self) -> tuple[str, ...]:
        return tuple(name for name, outcome in self.outcomes.items() if outcome.verdict != PASSED)


class Runner:
    """Runs notebooks' cells, each notebook in a fork of one process that has run `warm_up` already.

    So all that a notebook like it imports is there. That process is a fresh one: what this one holds
    (threads, TensorFlow) is not forked along. What its set-up and solution cells define is what hidden tests
    call `reference`, whatever the notebooks say that run later.
    """

    def __init__(self, warm_up: "NotebookNode") -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        about = theirs, _cells(warm_up), _solutions(warm_up)
        self._parent = context.Process(target=_serve, args=about, daemon=True)
        self._parent.start()
        theirs.close()

    def __enter__(self) -> "Runner":
        return self

    def __exit__(self, *exception: object) -> None:
        self._pipe.close()
        self._parent.join(timeout=5)
        self._parent.kill()

    def run(
        self,
        notebook: "NotebookNode",
        changed: Mapping[str, str] | None = None,
        seed: str = "0",
        time_limit: float = TIME_LIMIT,
    ) -> Run:
        """Run the code cells of `notebook`, those in `changed` (by grade id) with another text."""
        cells = _cells(notebook, changed)
        self._pipe.send((cells, seed, time_limit))
        try:
            reported, output, ending = self._pipe.recv()
        except EOFError:
            raise RuntimeError("the process that runs answers died") from None
        missing = Outcome("", ERROR, 0, ending)
        outcomes = {
            name: replace(reported.get(name, missing), test=name, points=points)
            for name, _, points in cells
            if points is not None
        }
        return Run(outcomes, output)


def _cells(notebook: "NotebookNode", changed: Mapping[str, str] | None = None) -> list[tuple]:
    """Name, code and points (None if it is no test) of each code cell."""
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            about = cell.metadata.get("nbgrader", {})
            name = about.get("grade_id", cell.id)
            is_test = about.get("grade", False) and not about.get("solution", False)
            points = float(about["points"]) if is_test else None
            cells.append((name, (changed or {}).get(name, cell.source), points))
    return cells


def _solutions(notebook: "NotebookNode") -> list[tuple]:
    """Those of `_cells` that make the reference: set-up and solutions, nbgrader's cells but the tests."""
    known = {cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata}
    return [cell for cell in _cells(notebook) if cell[0] in known and cell[2] is None]


# ------------------------------------------------------------- in the process that is forked


def _serve(pipe: Connection, warm_up: list[tuple], solutions: list[tuple]) -> None:
    """Run the cells `warm_up` and then answer each job, a notebook, with what a fork of this made of it."""
    # One thread: a fork takes no other along, and these matrices are small.
    os.environ.update(MPLBACKEND="agg", OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        reference = _reference(solutions)
        for _ in _outcomes(warm_up, reference):
            pass
    gc.collect()
    gc.freeze()  # a collection in a fork would copy every page that it touches
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            cells, *settings = pipe.recv()
            for name, code, _ in cells:
                with contextlib.suppress(SyntaxError, ValueError):
                    _compiled(name, code)  # once, here: the forks share it
            pipe.send(_run_in_fork(cells, reference, *settings))


@functools.cache
def _compiled(name: str, code: str) -> CodeType:
    return compile(code, f"<{name}>", "exec")


def _run_in_fork(
    cells: list[tuple], reference: SimpleNamespace, seed: str, limit: float
) -> tuple[dict[str, Outcome], str, str]:
    """Run `cells` in a fork; return the outcomes that it reported, what it printed and how it ended."""
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryDirectory() as folder:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.setsid()  # so that whatever it starts can be ended with it
                os.close(reader)
                os.dup2(printed.fileno(), 1)
                os.dup2(printed.fileno(), 2)
                sys.stdout.reconfigure(line_buffering=True)
                os.chdir(folder)
                os.environ["GRADIENTE_SEED"] = seed
                for outcome in _outcomes(cells, reference):
                    os.write(writer, json.dumps(outcome).encode() + b"\n")
                sys.stdout.flush()
            finally:
                os._exit(0)
        os.close(writer)
        said, in_time = _read(reader, limit)
        status = _end(child, patience=1 if in_time else 0)
        printed.seek(0)
        output = printed.read(OUTPUT_LIMIT).decode(errors="replace")
    lines = said.split(b"\n")[:-1]  # what follows the last line end was cut short
    outcomes = [Outcome(*json.loads(line)) for line in lines]
    ended = f"did not finish: its process ended with code {os.waitstatus_to_exitcode(status)}"
    ending = ended if in_time else f"did not finish: more than {limit:g} s"
    return {outcome.test: outcome for outcome in outcomes}, output, ending


def _read(reader: int, limit: float) -> tuple[bytes, bool]:
    """All that comes from `reader` until it is closed, or until `limit` seconds have gone by."""
    parts, end = [], time.monotonic() + limit
    with os.fdopen(reader, "rb", buffering=0) as stream:
        while (left := end - time.monotonic()) > 0:
            if select.select([stream], [], [], left)[0]:
                part = stream.read(65536)
                if not part:
                    return b"".join(parts), True
                parts.append(part)
    return b"".join(parts), False


def _end(child: int, patience: float) -> int:
    """Wait `patience` seconds for `child` to end, end it and all that it started, and return its status."""
    end = time.monotonic() + patience
    while (ended := os.waitpid(child, os.WNOHANG))[0] == 0 and time.monotonic() < end:
        time.sleep(0.0005)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return ended[1] if ended[0] else os.waitpid(child, 0)[1]


def _reference(cells: list[tuple]) -> SimpleNamespace:
    """What `cells` define in a namespace of their own; a cell that fails defines what it got to."""
    namespace = {"__name__": "reference"}
    for name, code, _ in cells:
        with contextlib.suppress(BaseException):
            exec(_compiled(name, code), namespace)
    return SimpleNamespace(**namespace)


def _outcomes(
    cells: list[tuple], reference: SimpleNamespace
) -> Iterator[tuple[str, str, float, str, int | None]]:
    """Run `cells` in one namespace, as a kernel would, and yield the fields of each test's `Outcome`."""
    namespace = {"__name__": "__main__", "reference": reference}
    unattempted = set()
    for name, code, points in cells:
        verdict, message, line = PASSED, "", None
        try:
            exec(_compiled(name, code), namespace)
        except BaseException as error:  # SystemExit too: a kernel would go on
            verdict, message = _verdict(error)
            frames = traceback.extract_tb(error.__traceback__)
            line = next((frame.lineno for frame in frames if frame.filename == f"<{name}>"), None)
        if verdict == NOT_ATTEMPTED:
            unattempted.add(f"test_{name}")  # a stub that stands outside a function
        if points is not None:
            if verdict == ERROR and name in unattempted:
                verdict = NOT_ATTEMPTED
            yield name, verdict, points, message, line


def _verdict(error: BaseException) -> tuple[str, str]:
    """What a test that ended with `error` says, and its message."""
    if isinstance(error, NotImplementedError):
        return NOT_ATTEMPTED, str(error)
    if isinstance(error, AssertionError):
        return FAILED, str(error)
    return ERROR, f"{type(error).__name__}: {error}"
