"""How a class did in an assignment: a page for the instructor, with what to teach again and whom to see."""

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import nbformat
import numpy as np
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_grade, is_solution
from tqdm import tqdm

from autograder.course import Course, write_atomically
from autograder.export import everyone
from autograder.messages import Refusal
from autograder.outcomes import Outcome, error_of, lines_of, outcome_of
from autograder.page import plain, render
from autograder.results import Results, Standing, State, Task
from autograder.students import Student

#: What becomes of a task, in the order in which a bar shows it; the words are the messages ``outcome_…``.
KINDS = ("passed", "partial", "failed", "not_attempted", "not_finished", "pending")
_LONGEST = 300  # characters shown of a message
_NUMBER = re.compile(r"0x[0-9a-fA-F]+|(?<![\w.])[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


@dataclass(frozen=True)
class Histogram:
    """How often `values` lie between neighbouring `edges`; what lies beyond the last edge counts below it."""

    values: np.ndarray  # (n,)
    edges: np.ndarray  # (bins + 1,)

    @classmethod
    def of(cls, values: Iterable[float], highest: float) -> "Histogram":
        """A histogram from 0 to at least `highest` > 0, in at most ten bins of a round width."""
        power = 10.0 ** math.floor(math.log10(highest / 10))
        width = next(w for w in (power * f for f in (1, 2, 2.5, 5, 10)) if 10 * w >= highest * (1 - 1e-9))
        bins = math.ceil(highest / width - 1e-9)
        return cls(np.round(list(values), 9), np.round(width * np.arange(bins + 1), 9))

    def counts(self, chosen: np.ndarray | None = None) -> list[int]:
        """How many values, or how many of those that are `chosen`, lie in each bin."""
        values = self.values if chosen is None else self.values[chosen]
        return np.histogram(np.clip(values, self.edges[0], self.edges[-1]), self.edges)[0].tolist()

    @property
    def quartiles(self) -> list[float]:
        return np.quantile(self.values, (0.25, 0.5, 0.75)).tolist()

    @property
    def mean(self) -> float:
        return float(np.mean(self.values))


@dataclass(frozen=True)
class TaskSummary:
    name: str
    title: str
    max_score: float
    mean: float | None  # None while nobody has a mark
    counts: Counter[str]  # of students, by one of `KINDS`

    @property
    def failed(self) -> int:
        return self.counts["failed"] + self.counts["not_finished"]


@dataclass(frozen=True)
class Mistake:
    """What the same failing test told several students."""

    task: str
    message: str
    students: list[str]


@dataclass(frozen=True)
class Overview:
    """What there is to say of an assignment, in plain data."""

    assignment: str
    title: str
    due: datetime | None
    max_score: float
    people: dict[str, Student]  # by id, in alphabetical order
    standings: list[Standing]  # in the same order
    tasks: list[TaskSummary]  # in the notebook's order
    mistakes: list[Mistake]  # the most frequent first

    @cached_property
    def handed_in(self) -> list[Standing]:
        return [standing for standing in self.standings if standing.state is not State.MISSING]

    @cached_property
    def marked(self) -> list[Standing]:
        """Those with a mark; it is provisional while a person has not given all of it."""
        return [standing for standing in self.standings if standing.score is not None]

    def of(self, state: State) -> list[Standing]:
        return [standing for standing in self.standings if standing.state is state]

    @property
    def late(self) -> list[Standing]:
        return [standing for standing in self.handed_in if standing.late]

    @property
    def noted(self) -> list[Standing]:
        return [standing for standing in self.standings if standing.notes]

    @property
    def unsafe(self) -> list[Standing]:
        """Those whose code ran outside the sandbox."""
        return [standing for standing in self.standings if standing.sandboxed is False]

    @property
    def slowest(self) -> list[Standing]:
        timed = [standing for standing in self.marked if standing.seconds]
        return sorted(timed, key=lambda standing: -standing.seconds)

    @property
    def most_failed(self) -> list[TaskSummary]:
        return sorted((task for task in self.tasks if task.failed), key=lambda task: -task.failed)

    @property
    def marks(self) -> Histogram | None:
        if not self.marked or not self.max_score:
            return None
        return Histogram.of([standing.score for standing in self.marked], self.max_score)

    @property
    def final(self) -> np.ndarray:
        """Which of the marks are not provisional, in the order of `marked`."""
        return np.array([standing.state is State.GRADED for standing in self.marked], dtype=bool)

    @property
    def times(self) -> Histogram | None:
        seconds = [standing.seconds for standing in self.slowest]
        return Histogram.of(seconds, max(seconds)) if seconds else None


def report(course: Course, assignment: str | None = None, path: Path | None = None) -> dict[Path, Overview]:
    """Write a page for `assignment`, or for each of which something was handed in.

    Parameters
    ----------
    path : Path, optional
        Where to write it; ``report/<assignment>.html`` in the course's folder by default.

    Returns
    -------
    dict
        What each page that was written shows.

    Raises
    ------
    Refusal
        If nothing was handed in, or `path` is given and there are several assignments.
    """
    names = course.released(assignment)
    with course.gradebook() as gradebook:
        names = [
            name
            for name in names
            if course.api.get_submitted_students(name) or gradebook.assignment_submissions(name)
        ]
    if not names:
        raise Refusal("nothing_handed_in")
    if path and len(names) > 1:
        raise Refusal("name_one", names=", ".join(names), exit_code=2)
    if path and not path.parent.is_dir():
        raise Refusal("no_folder", folder=path.parent, exit_code=2)
    written = {}
    for name in names:
        file = path or course.root / "report" / f"{name}.html"
        written[file] = overview(course, name)
        write_atomically(file, html(written[file], course.lang, datetime.now(UTC)).encode())
    return written


def html(about: Overview, lang: str, now: datetime) -> str:
    """The page of `about` as of the time `now`: one file, without scripts, that asks for no other."""
    return render(
        "report.html.j2",
        lang,
        about=about,
        kinds=KINDS,
        State=State,
        now=now,
        when=lambda moment: f"{moment.astimezone():%Y-%m-%d %H:%M}",
    )


def overview(course: Course, assignment: str) -> Overview:
    """Collect what there is to say of a released assignment."""
    people = {student.id: student for student in everyone(course, [assignment])}
    title, titles = _titles(course, assignment)
    failures = defaultdict(list)
    kinds, scores = defaultdict(Counter), defaultdict(list)
    with course.gradebook() as gradebook:
        results = Results(course, gradebook)
        standings = results.standings(assignment, people)
        entry = gradebook.find_assignment(assignment)
        due = entry.duedate.replace(tzinfo=UTC) if entry.duedate else None
        points = {
            cell.name: cell.max_score
            for notebook in entry.notebooks
            for cell in [*notebook.grade_cells, *notebook.task_cells]
        }
        unit, quiet = course.text("unit_submission"), None if people else True
        for standing in tqdm(standings, unit=unit, file=sys.stderr, disable=quiet, delay=2):
            read = {Outcome.FAILED, Outcome.BY_HAND} & {task.outcome for task in standing.tasks.values()}
            messages, blank = _graded(course, standing) if read else ({}, set())
            for name, task in standing.tasks.items():
                kind = "not_attempted" if name in blank and not task.score else kind_of(task)
                kinds[name][kind] += 1
                if task.score is not None:
                    scores[name].append(task.score)
                if kind in ("failed", "partial") and name in messages:
                    failures[name, messages[name][0]].append((standing.student, messages[name][1]))
        tasks = [
            TaskSummary(
                name,
                titles.get(name, name),
                points[name],
                float(np.mean(scores[name])) if scores[name] else None,
                kinds[name],
            )
            for name in results.tasks(assignment)
        ]
        return Overview(
            assignment, title, due, entry.max_score, people, standings, tasks, _mistakes(failures)
        )


def kind_of(task: Task) -> str:
    """Which of `KINDS` became of a task that was graded."""
    if task.outcome is Outcome.NOT_ATTEMPTED:
        return "not_attempted"
    if task.outcome in (Outcome.TIMED_OUT, Outcome.NOT_FINISHED):
        return "not_finished"
    if task.score is None:
        return "pending"
    if task.score <= 0 < task.max_score or (task.outcome is Outcome.FAILED and task.score <= 0):
        return "failed"
    return "passed" if task.score >= task.max_score else "partial"


def message_of(error: NotebookNode, line: str) -> tuple[str, str]:
    """What the error of a test cell, at `line`, says: what makes it the same as another, and its text.

    That is the mistake to which `check` points, after the arrow; or the exception and its first line, in
    which other numbers make no difference.
    """
    said = strip_ansi(error.evalue).strip()
    _, arrow, hint = f"\n{said}".partition("\n→ ")
    if arrow:
        shown = " ".join(hint.split())[:_LONGEST]
        return shown, shown
    plain_assert = error.ename == "AssertionError"
    first = said.partition("\n")[0][:_LONGEST]
    if plain_assert and not first:
        return line or error.ename, line or error.ename
    shown = first if plain_assert else f"{error.ename}: {first}".removesuffix(": ")
    return _NUMBER.sub("…", shown), shown


def _mistakes(failures: dict[tuple[str, str], list[tuple[str, str]]]) -> list[Mistake]:
    """Failures by task and what makes messages the same, each from a student and with its text."""
    found = [
        Mistake(task, told[0][1] if len({text for _, text in told}) == 1 else same, [who for who, _ in told])
        for (task, same), told in failures.items()
    ]
    return sorted(found, key=lambda mistake: (-len(mistake.students), mistake.task, mistake.message))


def _graded(course: Course, standing: Standing) -> tuple[dict[str, tuple[str, str]], set[str]]:
    """Of a graded submission: the messages of failing tests, and the answers left as they were released."""
    messages, blank = {}, set()
    folder = course.folder("autograded", standing.student, standing.assignment)
    for path in sorted(folder.glob("*.ipynb")):
        try:
            # without nbformat's validation, most of the time that reading takes
            notebook = nbformat.v4.reads(path.read_text(encoding="utf-8"))
        except ValueError:
            raise Refusal("report_unreadable", file=path, student=standing.student) from None
        for cell in filter(is_grade, notebook.cells):
            name = cell.metadata.nbgrader.grade_id
            if is_solution(cell):
                if compute_checksum(cell) == cell.metadata.nbgrader.get("checksum"):
                    blank.add(name)
            elif outcome_of(cell) is Outcome.FAILED:
                error = error_of(cell)
                here = [line.text for line in lines_of(error, notebook) if line.cell is cell]
                messages[name] = message_of(error, here[0] if here else "")
    return messages, blank


def _titles(course: Course, assignment: str) -> tuple[str, dict[str, str]]:
    """The heading of the assignment, and the one that each of its cells stands under."""
    title, titles = "", {}
    for path in sorted(course.folder("release", ".", assignment).glob("*.ipynb")):
        heading = ""
        for marks, text, name in _headings(nbformat.read(path, as_version=4)):
            if marks == "#":
                title = title or text
            elif marks:
                heading = text
            elif heading:
                titles[name] = heading
    return title or assignment, titles


def _headings(notebook: NotebookNode) -> Iterator[tuple[str, str, str]]:
    """The headings of a notebook, as marks and text, and between them the names of its graded cells."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for marks, text in re.findall(r"^(#+) +(.+)$", cell.source, re.MULTILINE):
                yield marks, plain(text), ""
        if "nbgrader" in cell.metadata:
            yield "", "", cell.metadata.nbgrader.grade_id
