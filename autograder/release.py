"""Make the students' versions of the assignments in ``source/``."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbgrader.utils import temp_attrs

from autograder.course import Course, explanation
from autograder.messages import Refusal


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
