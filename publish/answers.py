"""Try an exercise's wrong and right answers: each mistake must lose its points, and hear what it was.

``solutions/NN_name.answers.py`` lists them in jupytext's percent format (CONTRIBUTING.md). Each is put into
the solved notebook, whose cells then run in a process of its own, forked from one that has NumPy imported
already: no kernel, some milliseconds an answer.
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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType

from nbformat import NotebookNode

from publish.bilingual import LANGUAGES, BilingualError, choose_in_code, choose_in_data
from publish.project import ROOT
from publish.source import Source, SourceError, read

PASSED, FAILED, NOT_ATTEMPTED, ERROR = "passed", "failed", "not attempted", "error"

TIME_LIMIT = 10  # seconds an answer; real ones take milliseconds
OUTPUT_LIMIT = 20_000  # bytes of what an answer prints that are kept


@dataclass(frozen=True)
class Answer:
    """One answer to one task, as its author describes it."""

    title: str
    cell: str  # the grade_id of the solution cell that it replaces
    code: str
    right: bool
    caught_by: tuple[str, ...] = ()  # the tests that a wrong answer must fail
    says: str = ""  # a phrase of their messages
    hidden: bool = False  # only the hidden tests catch it


@dataclass(frozen=True)
class Outcome:
    """What one test said."""

    test: str
    verdict: str  # PASSED, FAILED, NOT_ATTEMPTED or ERROR
    points: float
    message: str = ""

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


@dataclass(frozen=True)
class Result:
    """How an answer fared in one language: against all the tests, and against those that students see."""

    answer: Answer
    lang: str
    graded: Run
    seen: Run

    @property
    def problem(self) -> str | None:
        """In one line, how this differs from what the answer's author expects; None if it does not."""
        answer = self.answer
        if set(self.graded.failed) != set(answer.caught_by):
            wanted = ", ".join(answer.caught_by) or "nothing"
            got = "; ".join(_told(self.graded.outcomes[name]) for name in self.graded.failed) or "nothing"
            return f"should lose {wanted}, loses {got}"
        if set(self.seen.failed) != (set() if answer.hidden else set(answer.caught_by)):
            wanted = "only the hidden tests" if answer.hidden else "the tests that students see"
            got = ", ".join(self.seen.failed) or "nothing"
            return f"should be caught by {wanted}; what they see fails: {got}"
        for run in [self.graded] if answer.hidden else [self.graded, self.seen]:
            for name in answer.caught_by:
                outcome = run.outcomes[name]
                if outcome.verdict == NOT_ATTEMPTED:
                    return f"{name} takes it for an unattempted task"
                if answer.says not in outcome.message:
                    return f"the message should say {answer.says!r}: {_told(outcome)}"
        return None


def read_answers(path: Path, lang: str) -> list[Answer]:
    """Read an answers file in one language.

    Raises
    ------
    SourceError
        If a cell is not an answer; the line says which and what it lacks.
    """
    import jupytext

    path = Path(path)
    if not path.is_file():
        raise SourceError(f"{path}: there is no such file; an exercise needs its list of answers")
    notebook = jupytext.read(path, fmt="py:percent")
    return [_answer(path, cell, lang) for cell in notebook.cells if not _is_remark(cell)]


def _is_remark(cell: NotebookNode) -> bool:
    """Whether `cell` is a heading or the comment at the top of the file."""
    only_comments = all(line.startswith("#") or not line.strip() for line in cell.source.split("\n"))
    return cell.cell_type == "markdown" or (not cell.metadata.get("title") and only_comments)


def _answer(path: Path, cell: NotebookNode, lang: str) -> Answer:
    about = {key: value for key, value in cell.metadata.items() if key != "lines_to_next_cell"}
    title = about.pop("title", "")
    header = title or about.get("incorrectly_encoded_metadata", "") or cell.source.split("\n")[0]

    def wrong(message: str) -> SourceError:
        return SourceError(f"{path}, answer {header!r}: {message}")

    if cell.cell_type != "code" or "incorrectly_encoded_metadata" in about or not title:
        raise wrong('write # %% title {"wrong": "task", …}; the title is first and has no = and no brackets')
    try:
        about = choose_in_data(about, lang)
        code = choose_in_code(cell.source, lang)
    except BilingualError as error:
        raise wrong(str(error)) from None
    keys = {"right"} if "right" in about else {"wrong", "caught_by", "says"}
    if not keys <= set(about) <= keys | ({"hidden"} if "wrong" in about else set()):
        raise wrong('needs {"right": task} or {"wrong": task, "caught_by": [tests], "says": phrase}')
    if "right" in about:
        return Answer(title, about["right"], code, right=True)
    if not about["caught_by"] or not about["says"]:
        raise wrong("a wrong answer names at least one test and a phrase of its message")
    caught_by, hidden = tuple(about["caught_by"]), bool(about.get("hidden", False))
    return Answer(title, about["wrong"], code, False, caught_by, about["says"], hidden)


def run_answers(path: Path, lang: str, seed: str = "0", time_limit: float = TIME_LIMIT) -> list[Result]:
    """Run every answer in `path`, ``solutions/NN_name.answers.py``, on the exercise beside it.

    Parameters
    ----------
    seed : str
        GRADIENTE_SEED, from which the hidden tests draw their data.
    time_limit : float
        Seconds for each answer.

    Raises
    ------
    SourceError
        If the exercise or the list of answers is not in order.
    """
    from publish.exercises import instructor

    path = Path(path)
    source = read(path.with_name(path.name.replace(".answers.py", ".md")))
    answers = read_answers(path, lang)
    complete = instructor(source, lang)
    visible = without_hidden_tests(source, complete, lang)
    names = {cell.metadata.nbgrader.grade_id for cell in complete.cells if "nbgrader" in cell.metadata}
    for answer in answers:
        for name in (answer.cell, *answer.caught_by):
            if name not in names:
                raise SourceError(f"{path}, answer {answer.title!r}: {source.path.name} has no cell {name}")
    results = []
    # Cells of no one's (a plot, say) take most of the time, and no test may rely on them.
    for notebook in (complete, visible):
        notebook.cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    with Runner(complete) as runner:
        for answer in answers:
            changed = {answer.cell: answer.code}
            graded = runner.run(complete, changed, seed, time_limit)
            seen = graded if answer.right else runner.run(visible, changed, seed, time_limit)
            results.append(Result(answer, lang, graded, seen))
    return results


def without_hidden_tests(source: Source, complete: NotebookNode, lang: str) -> NotebookNode:
    """The solved notebook with the tests that students see, and no others."""
    from publish.exercises import open_text

    tests = {
        cell.metadata["nbgrader"]["grade_id"]: open_text(cell, lang)
        for cell in source.cells
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.kind == "code"
    }
    notebook = complete.copy()
    notebook.cells = [
        NotebookNode({**cell, "source": tests.get(cell.id, cell.source)}) for cell in complete.cells
    ]
    return notebook


class Runner:
    """Runs notebooks' cells, each notebook in a fork of one process that has run `warm_up` already.

    So all that a notebook like it imports is there. That process is a fresh one: what this one holds
    (threads, TensorFlow) is not forked along.
    """

    def __init__(self, warm_up: NotebookNode) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._parent = context.Process(target=_serve, args=(theirs, _cells(warm_up)), daemon=True)
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
        notebook: NotebookNode,
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


def _cells(notebook: NotebookNode, changed: Mapping[str, str] | None = None) -> list[tuple]:
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


# ------------------------------------------------------------- in the process that is forked


def _serve(pipe: Connection, warm_up: list[tuple]) -> None:
    """Run the cells `warm_up` and then answer each job, a notebook, with what a fork of this made of it."""
    # One thread: a fork takes no other along, and these matrices are small.
    os.environ.update(MPLBACKEND="agg", OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for _ in _outcomes(warm_up):
            pass
    gc.collect()
    gc.freeze()  # a collection in a fork would copy every page that it touches
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            cells, *settings = pipe.recv()
            for name, code, _ in cells:
                with contextlib.suppress(SyntaxError, ValueError):
                    _compiled(name, code)  # once, here: the forks share it
            pipe.send(_run_in_fork(cells, *settings))


@functools.cache
def _compiled(name: str, code: str) -> CodeType:
    return compile(code, f"<{name}>", "exec")


def _run_in_fork(cells: list[tuple], seed: str, limit: float) -> tuple[dict[str, Outcome], str, str]:
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
                for outcome in _outcomes(cells):
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


def _outcomes(cells: list[tuple]) -> Iterator[tuple[str, str, float, str]]:
    """Run `cells` in one namespace, as a kernel would, and yield the fields of each test's `Outcome`."""
    namespace = {"__name__": "__main__"}
    unattempted = set()
    for name, code, points in cells:
        verdict, message = PASSED, ""
        try:
            exec(_compiled(name, code), namespace)
        except NotImplementedError as error:
            unattempted.add(f"test_{name}")  # a stub that stands outside a function
            verdict, message = NOT_ATTEMPTED, str(error)
        except AssertionError as error:
            verdict, message = FAILED, str(error)
        except BaseException as error:  # SystemExit too: a kernel would go on
            verdict, message = ERROR, f"{type(error).__name__}: {error}"
        if points is not None:
            if verdict == ERROR and name in unattempted:
                verdict = NOT_ATTEMPTED
            yield name, verdict, points, message


# --------------------------------------------------------------------------- command line


def main(name: str) -> int:
    """Try the answers of the exercise called `name`, print what came out, and return the exit code."""
    path = ROOT / "solutions" / f"{name}.answers.py"
    problems = 0
    for lang in LANGUAGES:
        start = time.perf_counter()
        results = run_answers(path, lang)
        for result in results:
            if result.problem:
                problems += 1
                print(f"{path.name} ({lang}), {result.answer.title}: {result.problem}")
        wrong = sum(not result.answer.right for result in results)
        seconds = time.perf_counter() - start
        print(f"{name} ({lang}): {wrong} wrong and {len(results) - wrong} right answers in {seconds:.1f} s")
    return 1 if problems else 0


def _told(outcome: Outcome) -> str:
    message = " / ".join(line.strip() for line in outcome.message.splitlines() if line.strip())
    return f"{outcome.test} ({outcome.verdict}: {message})"
