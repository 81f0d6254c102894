"""Where each student stands in each assignment: the grade book's marks, and what it has no place for.

nbgrader cannot tell “could not grade” from 0. So each grading leaves a record in a table of its own, in
the grade book's database, where it is kept, copied and backed up together with the marks.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import nbformat
from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    MetaData,
    Row,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.schema import CreateColumn

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
    Column("notes", JSON, nullable=False, server_default="[]"),
    Column("seconds", Float, nullable=False, server_default="0"),
    Column("sandboxed", Boolean),
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
    sandboxed: bool | None = None  # whether the student's code was in the sandbox; None where nobody noted it


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
    sandboxed: bool | None = None

    @property
    def not_attempted(self) -> list[str]:
        return [name for name, task in self.tasks.items() if task.outcome is Outcome.NOT_ATTEMPTED]


@dataclass
class _Entry:
    """What the grade book has of a submission."""

    timestamp: datetime | None
    extension: timedelta | None
    score: float = 0.0
    late_penalty: float = 0.0
    by_hand: bool = False  # whether a person still has marks to give
    grades: dict[str, tuple[float | None, float]] = field(default_factory=dict)  # mark and most, by task


class Results:
    """The results of a course, read and written through an open grade book."""

    def __init__(self, course: Course, gradebook: Gradebook) -> None:
        self._course = course
        self._gradebook = gradebook
        self._tests: dict[str, bytes] = {}
        self._tasks: dict[str, list[str]] = {}
        self._create()

    def _create(self) -> None:
        """Make the table, or give one that an earlier version made the columns it lacks."""
        connection = self._gradebook.db.connection()
        RECORDS.create(connection, checkfirst=True)
        present = {column["name"] for column in inspect(connection).get_columns(RECORDS.name)}
        for column in RECORDS.columns:
            if column.name not in present:
                about = CreateColumn(column).compile(dialect=connection.dialect)
                connection.exec_driver_sql(f"ALTER TABLE {RECORDS.name} ADD COLUMN {about}")
        self._gradebook.db.commit()

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
                notes=[[note.change.value, note.grade_id, note.evidence] for note in result.notes],
                seconds=result.seconds,
                sandboxed=result.sandboxed,
                fingerprint=fingerprint,
            )
        )

    def standings(self, assignment: str, students: Iterable[str]) -> list[Standing]:
        """Where each of `students` stands in `assignment` now, in as many queries for all as for one."""
        about = self._gradebook.find_assignment(assignment)
        entries, records = self._entries(about), self._records(assignment)
        return [self._standing(about, name, entries.get(name), records.get(name)) for name in students]

    def _standing(
        self, about: Assignment, student: str, entry: _Entry | None, record: Row | None
    ) -> Standing:
        course, assignment = self._course, about.name
        standing = {"student": student, "assignment": assignment, "max_score": about.max_score}
        handed_in = course.folder("submitted", student, assignment).is_dir()
        if not handed_in and entry is None:
            return Standing(state=State.MISSING, **standing)

        written = course.api.get_submitted_timestamp(assignment, student) if handed_in else None
        timestamp = written if written is not None or entry is None else entry.timestamp
        if timestamp is not None:
            due = about.duedate
            if entry is not None and entry.extension is not None and due is not None:
                due += entry.extension
            standing["timestamp"] = timestamp.replace(tzinfo=UTC)
            standing["late"] = due is not None and timestamp > due

        result = self._result(assignment, student, handed_in, written, entry, record)
        if result is None:
            return Standing(state=State.WAITING, **standing)
        standing["sandboxed"] = result.sandboxed
        # Once a person has given every mark, they have decided.
        if result.state is State.COULD_NOT and (entry is None or entry.by_hand):
            return Standing(state=State.COULD_NOT, reason=result.reason, **standing)
        return Standing(
            state=State.BY_HAND if entry.by_hand else State.GRADED,
            score=max(0.0, entry.score - entry.late_penalty),
            late_penalty=entry.late_penalty,
            tasks={
                name: Task(*entry.grades[name], result.tasks.get(name))
                for name in self.tasks(assignment)
                if name in entry.grades
            },
            notes=result.notes,
            seconds=result.seconds,
            **standing,
        )

    def _entries(self, about: Assignment) -> dict[str, _Entry]:
        """What the grade book has of everyone's submission of an assignment.

        nbgrader's own classes would take a query for every mark.
        """
        database = self._gradebook.db
        submissions = select(
            SubmittedAssignment.student_id, SubmittedAssignment.timestamp, SubmittedAssignment.extension
        ).where(SubmittedAssignment.assignment_id == about.id)
        entries = {
            row.student_id: _Entry(row.timestamp, row.extension) for row in database.execute(submissions)
        }
        inside = (
            select(SubmittedAssignment.student_id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .where(SubmittedAssignment.assignment_id == about.id)
        )
        penalties = inside.add_columns(func.sum(SubmittedNotebook.late_submission_penalty))
        for student, penalty in database.execute(penalties.group_by(SubmittedAssignment.student_id)):
            entries[student].late_penalty = penalty or 0.0
        marked = inside.join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        scores = marked.add_columns(func.sum(Grade.score)).group_by(SubmittedAssignment.student_id)
        for student, score in database.execute(scores):
            entries[student].score = score
        most = {
            cell.id: cell.max_score or 0.0
            for notebook in about.notebooks
            for cell in [*notebook.grade_cells, *notebook.task_cells]
        }
        grades = (
            marked.join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
            .add_columns(
                BaseCell.id, BaseCell.name, Grade.score, Grade.manual_score, Grade.needs_manual_grade
            )
            .order_by(Notebook.name)
        )
        for student, cell, name, score, by_hand, pending in database.execute(grades):
            entry = entries[student]
            entry.by_hand |= pending
            entry.grades[name] = (None if pending and by_hand is None else score, most.get(cell, 0.0))
        return entries

    def _records(self, assignment: str) -> dict[str, Row]:
        """The results of an assignment's gradings, by student."""
        rows = self._gradebook.db.execute(select(RECORDS).where(RECORDS.c.assignment == assignment))
        return {row.student: row for row in rows}

    def tasks(self, assignment: str) -> list[str]:
        """The tasks of an assignment, in the order of its notebooks."""
        if assignment not in self._tasks:
            self._tasks[assignment] = self._course.tasks(assignment)
        return self._tasks[assignment]

    def _result(
        self,
        assignment: str,
        student: str,
        handed_in: bool,
        written: datetime | None,
        entry: _Entry | None,
        record: Row | None,
    ) -> Result | None:
        """The latest result, or None where there is none for what is handed in now, at the time `written`."""
        graded = self._course.folder("autograded", student, assignment)
        if record is not None:
            if record.state == State.WAITING:
                return None
            if handed_in and record.fingerprint != self.fingerprint(assignment, student):
                return None
            if record.state == State.GRADED and (entry is None or not graded.is_dir()):
                return None
            tasks = {name: Outcome(value) for name, value in record.tasks.items()}
            notes = [Note(Change(change), *about) for change, *about in record.notes]
            return Result(State(record.state), record.reason, tasks, notes, record.seconds, record.sandboxed)
        if entry is None or not graded.is_dir():
            return None
        # Graded with nbgrader or formgrader, which leave no record.
        if handed_in and entry.timestamp != written:
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
