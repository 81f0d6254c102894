"""Write the marks to a CSV file, one row for each student and assignment."""

import csv
import io
import unicodedata
from collections import Counter
from pathlib import Path

from autograder.course import Course, write_atomically
from autograder.messages import Refusal
from autograder.results import Results, Standing
from autograder.students import Student

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
    people = {student.id: student for student in course.students}
    with course.gradebook() as gradebook:
        results = Results(course, gradebook)
        # Whoever left the roster keeps the marks that the grade book has.
        for name in assignments:
            for submission in gradebook.assignment_submissions(name):
                s = submission.student
                left = Student(s.id, s.first_name or "", s.last_name or "", s.email or "")
                people.setdefault(s.id, left)
        tasks = [f"{name}/{task}" for name in assignments for task in results.tasks(name)]
        standings = [
            results.standing(name, student.id)
            for name in assignments
            for student in sorted(people.values(), key=_by_name)
        ]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, [*COLUMNS, *tasks], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(standing, people[standing.student]) for standing in standings)
    write_atomically(path, file.getvalue().encode())
    return Counter(standing.state for standing in standings)


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
