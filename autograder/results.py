"""Where each student stands in each assignment: the grade book's marks, and what it has no place for.

nbgrader cannot tell “could not grade” from 0. So each grading leaves a record in a table of its own, in
the grade book's database, where it is kept, copied and backed up together with the marks.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

import nbformat
from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
from sqlalchemy import JSON, Column, Float, MetaData, String, Table, Text, delete, insert, select

from autograder.course import Course
from autograder.outcomes import Outcome, outcomes
from autograder.rebuild import Change, Note

RECORDS = Table(
    "gradiente_result",
    MetaData(),
    Column("assignment", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("state", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("tasks", JSON, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("fingerprint", String(64), nullable=False),
)


class State(StrEnum):
    GRADED = "graded"
    BY_HAND = "needs_manual_grading"
    COULD_NOT = "could_not_grade"
    WAITING = "not_graded_yet"
    MISSING = "not_submitted"


@dataclass(frozen=True)
class Result:
    """What grading one submission gave: the marks are in the grade book, the rest is here."""

    state: State  # GRADED, COULD_NOT, or WAITING while it is being written
    reason: str = ""  # why it could not be graded, in the course's language
    tasks: dict[str, Outcome] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)  # what was mended in it, or stands out
    seconds: float = 0.0  # that grading took


@dataclass(frozen=True)
class Task:
    score: float | None
    max_score: float
    outcome: Outcome | None


@dataclass(frozen=True)
class Standing:
    """Where one student stands in one assignment; `score` is None wherever there is no mark to give."""

    student: str
    assignment: str
    state: State
    max_score: float
    score: float | None = None
    late_penalty: float | None = None
    reason: str = ""
    timestamp: datetime | None = None
    late: bool | None = None
    tasks: dict[str, Task] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def not_attempted(self) -> list[str]:
        return [name for name, task in self.tasks.items() if task.outcome is Outcome.NOT_ATTEMPTED]


class Results:
    """The results of a course, read and written through an open grade book."""

    def __init__(self, course: Course, gradebook: Gradebook) -> None:
        self._course = course
        self._gradebook = gradebook
        self._tests: dict[str, bytes] = {}
        self._tasks: dict[str, list[str]] = {}
        RECORDS.create(gradebook.engine, checkfirst=True)

    def begin(self, waiting: Iterable[tuple[str, str]]) -> None:
        """Say that these, by assignment and student, have no result until `record` is called."""
        for assignment, student in waiting:
            self._put(assignment, student, Result(State.WAITING), "")
        self._gradebook.db.commit()

    def record(self, assignment: str, student: str, result: Result, fingerprint: str) -> None:
        """Put `result` in the place of any earlier one, and commit it together with what is pending."""
        self._put(assignment, student, result, fingerprint)
        self._gradebook.db.commit()

    def _put(self, assignment: str, student: str, result: Result, fingerprint: str) -> None:
        database = self._gradebook.db
        database.execute(
            delete(RECORDS).where(RECORDS.c.assignment == assignment, RECORDS.c.student == student)
        )
        database.execute(
            insert(RECORDS).values(
                assignment=assignment,
                student=student,
                state=result.state.value,
                reason=result.reason,
                tasks={name: outcome.value for name, outcome in result.tasks.items()},
                notes=[[note.change.value, note.grade_id] for note in result.notes],
                seconds=result.seconds,
                fingerprint=fingerprint,
            )
        )

    def standing(self, assignment: str, student: str) -> Standing:
        """Where `student` stands in `assignment` now."""
        course, gradebook = self._course, self._gradebook
        about = gradebook.find_assignment(assignment)
        standing = {"student": student, "assignment": assignment, "max_score": about.max_score}
        try:
            submission = gradebook.find_submission(assignment, student)
        except MissingEntry:
            submission = None
        handed_in = course.folder("submitted", student, assignment).is_dir()
        if not handed_in and submission is None:
            return Standing(state=State.MISSING, **standing)

        timestamp = course.api.get_submitted_timestamp(assignment, student) if handed_in else None
        if timestamp is None and submission is not None:
            timestamp = submission.timestamp
        if timestamp is not None:
            due = submission.duedate if submission else about.duedate
            standing["timestamp"] = timestamp.replace(tzinfo=UTC)
            standing["late"] = due is not None and timestamp > due

        result = self._result(assignment, student, handed_in, submission)
        if result is None:
            return Standing(state=State.WAITING, **standing)
        # Once a person has given every mark, they have decided.
        if result.state is State.COULD_NOT and (submission is None or submission.needs_manual_grade):
            return Standing(state=State.COULD_NOT, reason=result.reason, **standing)
        grades = {grade.name: grade for notebook in submission.notebooks for grade in notebook.grades}
        return Standing(
            state=State.BY_HAND if submission.needs_manual_grade else State.GRADED,
            score=max(0.0, submission.score - submission.late_submission_penalty),
            late_penalty=submission.late_submission_penalty,
            tasks={
                name: Task(
                    None if grade.needs_manual_grade and grade.manual_score is None else grade.score,
                    grade.max_score,
                    result.tasks.get(name),
                )
                for name in self.tasks(assignment)
                if (grade := grades.get(name)) is not None
            },
            notes=result.notes,
            seconds=result.seconds,
            **standing,
        )

    def tasks(self, assignment: str) -> list[str]:
        """The tasks of an assignment, in the order of its notebooks."""
        if assignment not in self._tasks:
            self._tasks[assignment] = self._course.tasks(assignment)
        return self._tasks[assignment]

    def _result(
        self, assignment: str, student: str, handed_in: bool, submission: SubmittedAssignment | None
    ) -> Result | None:
        """The latest result, or None where there is none for what is handed in now."""
        row = self._gradebook.db.execute(
            select(RECORDS).where(RECORDS.c.assignment == assignment, RECORDS.c.student == student)
        ).one_or_none()
        graded = self._course.folder("autograded", student, assignment)
        if row is not None:
            if row.state == State.WAITING:
                return None
            if handed_in and row.fingerprint != self.fingerprint(assignment, student):
                return None
            if row.state == State.GRADED and (submission is None or not graded.is_dir()):
                return None
            tasks = {name: Outcome(value) for name, value in row.tasks.items()}
            notes = [Note(Change(change), name) for change, name in row.notes]
            return Result(State(row.state), row.reason, tasks, notes, row.seconds)
        if submission is None or not graded.is_dir():
            return None
        # Graded with nbgrader or formgrader, which leave no record.
        if handed_in and submission.timestamp != self._course.api.get_submitted_timestamp(
            assignment, student
        ):
            return None
        return read_result(self._course, assignment, student)

    def fingerprint(self, assignment: str, student: str) -> str:
        """What the result depends on: the files handed in, the tests and the secret seed."""
        digest = hashlib.sha256(self._tests_of(assignment))
        folder = self._course.folder("submitted", student, assignment)
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(folder)}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    def _tests_of(self, assignment: str) -> bytes:
        if assignment not in self._tests:
            cells = [
                [notebook.name, cell.name, cell.source]
                for notebook in self._gradebook.find_assignment(assignment).notebooks
                for cell in notebook.source_cells
            ]
            points = [
                [notebook.name, cell.name, cell.max_score]
                for notebook in self._gradebook.find_assignment(assignment).notebooks
                for cell in [*notebook.grade_cells, *notebook.task_cells]
            ]
            content = [sorted(cells), sorted(points), self._course.seed]
            self._tests[assignment] = json.dumps(content).encode()
        return self._tests[assignment]


def read_result(course: Course, assignment: str, student: str) -> Result:
    """The result in the graded notebooks; a test cell that is missing there was not run, and is no 0."""
    found: dict[str, Outcome] = {}
    for path in sorted(course.folder("autograded", student, assignment).glob("*.ipynb")):
        found |= outcomes(nbformat.read(path, as_version=4))
    lost = [name for name in course.tasks(assignment) if name not in found]
    if lost:
        return Result(State.COULD_NOT, course.text("reason_lost_cells", cells=", ".join(lost)))
    return Result(State.GRADED, tasks=found)
