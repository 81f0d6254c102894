"""Write what grading gave: the graded notebooks to ``autograded/``, the marks to the grade book.

One process does this, one submission after the other, each whole or not at all: whenever it is killed, the
submission that it was at counts as not graded yet, and no mark that a person gave is lost or moved.
"""

import os
import shutil
from pathlib import Path
from typing import Any

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import bindparam, insert, select, update

from autograder.by_hand import work_of
from autograder.course import Course
from autograder.execute import SandboxedExecute
from autograder.notebooks import parse
from autograder.results import Result, Results, State
from autograder.submission import Graded

Name = tuple[str, str]  # of a cell: notebook and grade id


class Recorder:
    """Records results in the open grade book of `course`.

    It speaks to nbgrader's tables directly: its classes take some two hundred queries a submission.
    """

    def __init__(self, course: Course, gradebook: Gradebook, results: Results) -> None:
        self._course, self._gradebook, self._results = course, gradebook, results
        self._database = gradebook.db
        self._sandboxed = SandboxedExecute(config=course.config).sandboxed
        penalties = AssignLatePenalties(config=course.config)
        penalties.init_plugin()
        self._late: LateSubmissionPlugin = penalties.plugin_inst

    def record(self, assignment: str, student: str, graded: Graded, fingerprint: str) -> None:
        """Put `graded`, which came of files with this `fingerprint`, in the place of any earlier result."""
        folder = self._course.folder("autograded", student, assignment)
        submitted = self._submitted(assignment, student)
        grades = self._entries(Grade, submitted, Grade.manual_score)
        stale = self._stale(graded, folder, {name for name, (_, mark) in grades.items() if mark is not None})
        if stale:
            # Before the files change: their marks are for the work of before.
            self._update(Grade, [{"key": grades[name][0], "needs_manual_grade": True} for name in stale])
            self._database.commit()
        if graded.reason:
            # No mark, nor a 0, in the place of one that could not be given; formgrader then shows the
            # submission as needing a person.
            nothing = {"auto_score": None, "needs_manual_grade": True}
            self._update(Grade, [{"key": key, **nothing} for key, _ in grades.values()])
            reason = self._course.text(graded.reason, **graded.about)
            result = Result(State.COULD_NOT, reason, sandboxed=self._sandboxed)
        else:
            self._write(folder, self._course.folder("submitted", student, assignment), graded)
            self._mark(submitted, grades, graded)
            tasks = {name: mark.outcome for (_, name), mark in graded.marks.items() if mark.outcome}
            result = Result(State.GRADED, "", tasks, graded.notes, graded.seconds, self._sandboxed)
        self._results.record(assignment, student, result, fingerprint)

    def _submitted(self, assignment: str, student: str) -> str:
        """The key of the grade book's entry, made if need be; its time is that of what was handed in."""
        when = self._course.api.get_submitted_timestamp(assignment, student)
        about = self._gradebook.find_assignment(assignment)
        key = self._database.scalar(
            select(SubmittedAssignment.id).where(
                SubmittedAssignment.assignment_id == about.id, SubmittedAssignment.student_id == student
            )
        )
        if key is not None:
            if when is not None:
                self._update(SubmittedAssignment, [{"key": key, "timestamp": when}])
            return key
        if self._database.get(Student, student) is None:  # handed in, and not in the roster
            self._insert(Student, [{"id": student}])
        key = new_uuid()
        row = {"id": key, "assignment_id": about.id, "student_id": student, "timestamp": when}
        self._insert(SubmittedAssignment, [row])
        for notebook in about.notebooks:
            inner = new_uuid()
            self._insert(
                SubmittedNotebook,
                [{"id": inner, "assignment_id": key, "notebook_id": notebook.id, "flagged": False}],
            )
            points = [*notebook.grade_cells, *notebook.task_cells]
            places = [*notebook.solution_cells, *notebook.task_cells]
            for kind, cells, more in (
                (Grade, points, {"needs_manual_grade": True}),
                (Comment, places, {}),
            ):
                rows = [{"id": new_uuid(), "notebook_id": inner, "cell_id": cell.id} | more for cell in cells]
                self._insert(kind, rows)
        return key

    def _insert(self, kind: type, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._database.execute(insert(kind.__table__), rows)

    def _update(self, kind: type, rows: list[dict[str, Any]]) -> None:
        """Set what each of `rows` says of the entry whose id is its ``key``."""
        if rows:
            table = kind.__table__
            values = {name: bindparam(name) for name in rows[0] if name != "key"}
            self._database.connection().execute(
                update(table).where(table.c.id == bindparam("key")).values(values), rows
            )

    def _entries(self, kind: type, submitted: str, column: Any) -> dict[Name, tuple[str, Any]]:
        """The keys of the entries of this `kind` in a submission, and what they have in `column`."""
        query = (
            select(kind.id, column, Notebook.name, BaseCell.name)
            .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
            .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
            .join(BaseCell, kind.cell_id == BaseCell.id)
            .where(SubmittedNotebook.assignment_id == submitted)
        )
        rows = self._database.execute(query)
        return {(notebook, cell): (key, value) for key, value, notebook, cell in rows}

    def _stale(self, graded: Graded, folder: Path, marked: set[Name]) -> set[Name]:
        """Which of the cells that a person has `marked` now hold another work."""
        if not marked:
            return set()
        before = _works({path.stem: path.read_bytes() for path in sorted(folder.glob("*.ipynb"))})
        after = _works(graded.notebooks)
        return {name for name in marked if before.get(name) != after.get(name)}

    def _write(self, folder: Path, submitted: Path, graded: Graded) -> None:
        """Put the graded notebooks, and what else was handed in, in the place of `folder`."""
        new, old = (folder.with_name(f".{folder.name}.{what}") for what in ("new", "old"))
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(submitted, new, ignore=shutil.ignore_patterns("*.ipynb"), symlinks=True)
        for name, content in graded.notebooks.items():
            (new / f"{name}.ipynb").write_bytes(content)
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            os.replace(folder, old)
        os.replace(new, folder)
        shutil.rmtree(old, ignore_errors=True)

    def _mark(self, submitted: str, grades: dict[Name, tuple[str, float | None]], graded: Graded) -> None:
        scores, waiting = [], []
        for name, (key, by_hand) in grades.items():
            score = graded.marks[name].score
            scores.append({"key": key, "auto_score": score})
            if by_hand is None:
                waiting.append({"key": key, "needs_manual_grade": score is None})
        self._update(Grade, scores)
        self._update(Grade, waiting)
        comments = self._entries(Comment, submitted, Comment.id)
        empty = {name: "No response." if graded.marks[name].empty else None for name in comments}
        self._update(
            Comment, [{"key": key, "auto_comment": empty[name]} for name, (key, _) in comments.items()]
        )
        self._penalise(submitted)

    def _penalise(self, submitted: str) -> None:
        """What the course's plug-in takes off for being late, as nbgrader does it."""
        late = self._database.get(SubmittedAssignment, submitted, populate_existing=True)
        for notebook in late.notebooks:
            penalty = None
            if late.total_seconds_late > 0:
                self._database.refresh(notebook)
                said = self._late.late_submission_penalty(
                    late.student.id, notebook.score, late.total_seconds_late
                )
                penalty = None if said is None else min(max(said, 0), notebook.score)
            if notebook.late_submission_penalty != penalty:
                notebook.late_submission_penalty = penalty


def _works(notebooks: dict[str, bytes]) -> dict[Name, str]:
    return {
        (name, cell): work
        for name, content in notebooks.items()
        for cell, work in work_of(parse(content)).items()
    }
