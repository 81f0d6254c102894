"""Make the students' versions of the assignments in ``source/``."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_solution, temp_attrs

from autograder.course import Course, explanation
from autograder.execute import SandboxedExecute, files_of
from autograder.messages import Refusal
from autograder.names import without_magics

if TYPE_CHECKING:
    from publish.source import Cell


def sources(course: Course, assignment: str | None = None) -> list[str]:
    """The names of the assignments in ``source/``, or `assignment` alone once it is found there."""
    names = sorted(course.api.get_source_assignments())
    if not names:
        raise Refusal("no_sources", folder=course.root / "source")
    if assignment is None:
        return names
    if assignment not in names:
        raise Refusal("not_in_source", name=assignment, names=", ".join(names), exit_code=2)
    return [assignment]


def release(course: Course, assignment: str, due: datetime | None = None) -> Path:
    """Make the students' version of `assignment` and return its folder, ``release/<assignment>``.

    The version of before stays until the new one is found to hold no solution and no hidden test. `due`,
    an aware time, becomes the assignment's due date in the grade book.

    Raises
    ------
    Refusal
        If nbgrader cannot make it, or something that students must not see is left in it.
    """
    coursedir = course.api.coursedir
    with tempfile.TemporaryDirectory(dir=course.root, prefix=".release-") as scratch:
        with temp_attrs(coursedir, release_directory=Path(scratch).name):
            outcome = course.api.generate_assignment(assignment, force=True)
            made = course.folder("release", ".", assignment)
        if not outcome["success"]:
            error = explanation(outcome)
            fixed = "there are submissions associated with it" in error
            raise Refusal("cells_fixed" if fixed else "release_failed", name=assignment, error=error)
        for path in sorted(made.glob("*.ipynb")):
            _check(assignment, path)
        released = course.folder("release", ".", assignment)
        released.parent.mkdir(exist_ok=True)
        if released.exists():
            os.replace(released, Path(scratch) / "before")
        os.replace(made, released)
    if due is not None:
        with course.gradebook() as gradebook:
            utc = due.astimezone(UTC).replace(tzinfo=None)
            gradebook.update_or_create_assignment(assignment, duedate=utc)
    return released


def _check(assignment: str, path: Path) -> None:
    from publish.exercises import LeakError, check_student

    try:
        check_student(nbformat.read(path, as_version=4))
    except LeakError as leak:
        raise Refusal("leak", name=assignment, error=leak) from None


def warnings_of(course: Course, assignment: str) -> list[str]:
    """What in the source of the released `assignment` breaks the rules for test cells, one line each.

    Such a test may fail whatever the student wrote, or rely on what students can change. It is not refused: a
    course may mean to grade with ``--no-sandbox``, where one process runs all; one that is set up for that is
    told nothing.
    """
    from publish.rules import broken_rules

    if not SandboxedExecute(config=course.config).sandboxed:
        return []
    files = bool(files_of(course.folder("release", ".", assignment))[1])
    lines = []
    for path in sorted(course.folder("source", ".", assignment).glob("*.ipynb")):
        cells = _cells(nbformat.read(path, as_version=4), course.lang)
        for broken in broken_rules(cells, course.lang, book=False, files=files):
            what = broken.say(course.lang)
            lines.append(course.text("rule_broken", file=path.relative_to(course.root), what=what))
    return lines


def _cells(notebook: NotebookNode, lang: str) -> "list[Cell]":
    """The cells of `notebook`, as those of a source of the book."""
    from publish.source import Cell

    return [
        Cell(cell.cell_type, {lang: _text(cell)}, cell.metadata, number, line=0)
        for number, cell in enumerate(notebook.cells, start=1)
    ]


def _text(cell: NotebookNode) -> str:
    """The Python of `cell`: a line for Jupyter does no harm, a magic that takes the whole of a test does."""
    whole = cell.source.lstrip().startswith("%%") and not is_solution(cell)
    return cell.source if whole else without_magics(cell.source)
