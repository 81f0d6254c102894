"""Write the marks to a CSV file: our own, or the one that Moodle or Canvas gave the teacher."""

import csv
import io
import unicodedata
from collections import Counter
from pathlib import Path

from nbgrader import api
from sqlalchemy import select

from autograder.canvas import fill_gradebook
from autograder.course import Course, write_atomically
from autograder.fill import Filled
from autograder.messages import Refusal
from autograder.moodle import Worksheet, assignment_of, fill_worksheet
from autograder.results import Results, Standing
from autograder.students import Names, Student

COLUMNS = (
    "id",
    "first_name",
    "last_name",
    "email",
    "assignment",
    "score",
    "max_score",
    "state",
    "reason",
    "late",
    "late_penalty",
    "timestamp",
    "not_attempted",
)


def export(course: Course, path: Path, assignment: str | None = None) -> Counter:
    """Write `path` in UTF-8, rows ordered by assignment, surname, first name and id.

    Where there is no mark to give, because nothing was handed in or it could not be graded, the score is
    empty, never 0. After `COLUMNS` comes a column of points for each task, ``assignment/task``.

    Returns
    -------
    Counter
        How many rows are in each state.
    """
    if not path.parent.is_dir():
        raise Refusal("no_folder", folder=path.parent, exit_code=2)
    assignments = course.released(assignment)
    people, standings = _standings(course, assignments)
    with course.gradebook() as gradebook:
        results = Results(course, gradebook)
        tasks = [f"{name}/{task}" for name in assignments for task in results.tasks(name)]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, [*COLUMNS, *tasks], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(standing, people[standing.student]) for standing in standings)
    write_atomically(path, file.getvalue().encode())
    return Counter(standing.state for standing in standings)


def export_moodle(course: Course, path: Path, worksheet: Path, assignment: str | None = None) -> Filled:
    """Write to `path` Moodle's grading `worksheet` with the marks of `assignment`, or of the one it is of."""
    if not path.parent.is_dir():
        raise Refusal("no_folder", folder=path.parent, exit_code=2)
    table = Worksheet(worksheet)
    uniques = {table.unique(row) for row in table.sheet.numbers} - {""}
    name = assignment_of(course, course.released(assignment), uniques)
    people, standings = _standings(course, [name])
    marks = {standing.student: standing for standing in standings}
    content, filled = fill_worksheet(course, worksheet, name, marks, Names(list(people.values())))
    write_atomically(path, content)
    return filled


def export_canvas(
    course: Course, path: Path, gradebook: Path, assignment: str | None = None, column: str | None = None
) -> Filled:
    """Write to `path` Canvas's `gradebook` with the marks of `assignment`, or of all those it has."""
    if not path.parent.is_dir():
        raise Refusal("no_folder", folder=path.parent, exit_code=2)
    names = course.released(assignment)
    people, standings = _standings(course, names)
    marks = {name: {s.student: s for s in standings if s.assignment == name} for name in names}
    content, filled = fill_gradebook(course, gradebook, marks, Names(list(people.values())), column)
    write_atomically(path, content)
    return filled


def everyone(course: Course, assignments: list[str]) -> list[Student]:
    """The roster, and who else handed something in: ordered by surname, first name and id."""
    people = {student.id: student for student in course.students}
    with course.gradebook() as gradebook:
        for name in assignments:
            # Whoever left the roster keeps the marks that the grade book has.
            left = (
                select(api.Student.id, api.Student.first_name, api.Student.last_name, api.Student.email)
                .join(api.SubmittedAssignment, api.SubmittedAssignment.student_id == api.Student.id)
                .join(api.Assignment, api.SubmittedAssignment.assignment_id == api.Assignment.id)
                .where(api.Assignment.name == name)
            )
            for row in gradebook.db.execute(left):
                people.setdefault(row.id, Student(*(value or "" for value in row)))
            # Where marking is anonymous, nobody is on the roster.
            for student in course.api.get_submitted_students(name):
                people.setdefault(student, Student(student))
    return sorted(people.values(), key=_by_name)


def _standings(course: Course, assignments: list[str]) -> tuple[dict[str, Student], list[Standing]]:
    """Everyone by id, and where each stands, by assignment."""
    people = {student.id: student for student in everyone(course, assignments)}
    with course.gradebook() as gradebook:
        results = Results(course, gradebook)
        standings = [standing for name in assignments for standing in results.standings(name, people)]
    return people, standings


def _by_name(student: Student) -> tuple[str, str, str]:
    """Alphabetical order, ñ after n and accents aside, the same on every machine."""

    def plain(text: str) -> str:
        letters = unicodedata.normalize("NFKD", text.casefold().replace("ñ", "n~"))
        return "".join(letter for letter in letters if not unicodedata.combining(letter))

    return plain(student.last_name), plain(student.first_name), student.id


def _row(standing: Standing, student: Student) -> dict[str, str]:
    tasks = {f"{standing.assignment}/{name}": _number(task.score) for name, task in standing.tasks.items()}
    late = {True: "yes", False: "no", None: ""}[standing.late]
    when = standing.timestamp.isoformat(timespec="seconds") if standing.timestamp else ""
    return {
        "id": student.id,
        "first_name": student.first_name,
        "last_name": student.last_name,
        "email": student.email,
        "assignment": standing.assignment,
        "score": _number(standing.score),
        "max_score": _number(standing.max_score),
        "state": standing.state.value,
        "reason": standing.reason,
        "late": late,
        "late_penalty": _number(standing.late_penalty),
        "timestamp": when,
        "not_attempted": " ".join(standing.not_attempted),
        **tasks,
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{round(value, 4):g}"
