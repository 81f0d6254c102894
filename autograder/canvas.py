"""Canvas's grade book as a CSV file: the teacher's own export, with our marks in it."""

import re
from collections.abc import Mapping
from pathlib import Path

from autograder.course import Course
from autograder.fill import Filled, Row, fill, open_sheet
from autograder.messages import Refusal
from autograder.results import Standing
from autograder.sheet import Sheet, decimal_mark, number_in
from autograder.students import Names, key

_NAMES = ("Student", "LastName", "FirstName")
_POINTS = "Points Possible"
_UNTOUCHED = ("EX", "N/A")  # excused, and not assigned to this student


def fill_gradebook(
    course: Course,
    path: Path,
    standings: Mapping[str, Mapping[str, Standing]],
    names: Names,
    column: str | None = None,
) -> tuple[bytes, Filled]:
    """The grade book `path` with the marks of `standings`, by assignment and student, and what was done.

    An assignment goes to the column that bears its name, or to `column`. Rows go by SIS user id, SIS login
    id (an id or an e-mail address) and name.
    """
    sheet = open_sheet(path, lambda sheet: sheet.column("ID") is not None)
    student, last, first = (sheet.column(name) for name in _NAMES)
    if sheet.column("ID") is None or (student is None and last is None):
        raise Refusal("not_gradebook", file=path)
    points = next((row for row in sheet.numbers if sheet.value(row, 0).strip() == _POINTS), None)
    if points is None:
        raise Refusal("not_gradebook", file=path)
    maxima = {at: number_in(sheet.value(points, at)) for at in range(len(sheet.header))}
    columns = _columns(sheet, [at for at, maximum in maxima.items() if maximum is not None])
    chosen = _choose(columns, list(standings), column)
    if not chosen:
        raise Refusal(
            "no_column", file=path, names=", ".join(standings), columns=", ".join(columns), exit_code=2
        )
    user, login = sheet.column("SIS User ID"), sheet.column("SIS Login ID")
    whole = Filled()
    for name, at in chosen.items():
        rows = []
        for row in (row for row in sheet.numbers if row > points):
            label = sheet.value(row, student) or f"{sheet.value(row, last)}, {sheet.value(row, first)}"
            meant: set[str] = set()
            for cell in (sheet.value(row, user), sheet.value(row, login)):
                meant = meant | (names.by_id(cell) or names.by_email(cell))
            named = names.by_name(label)
            if not meant or (named and not meant <= named):  # whoever has the name may not have the id
                meant = meant | named
            untouched = sheet.value(row, at).strip() in _UNTOUCHED
            blocked = "row_excused" if untouched else ""
            rows.append(Row(row, label.strip(), meant, at, maxima[at], blocked))
        filled = fill(course, sheet, rows, standings[name], decimal_mark(sheet, list(chosen.values())))
        title = sheet.header[at]
        whole.given |= filled.given
        whole.replaced += filled.replaced
        whole.left += filled.left
        whole.person = whole.person or filled.person
        whole.lines += [course.text("in_column", column=title, line=line) for line in filled.lines]
    for name in standings:
        if name not in chosen:
            whole.lines.append(course.text("without_column", name=name))
    whole.changed = len(sheet.changed)
    return sheet.content(), whole


def _columns(sheet: Sheet, editable: list[int]) -> dict[str, int]:
    """The columns of assignments, “Title (123)”, that can be imported."""
    return {
        sheet.header[at]: at for at in editable if re.fullmatch(r".* \(\d+\)", sheet.header[at], re.DOTALL)
    }


def _choose(columns: dict[str, int], assignments: list[str], column: str | None) -> dict[str, int]:
    if column is not None:
        if len(assignments) != 1:
            raise Refusal("name_one", names=", ".join(assignments), exit_code=2)
        found = [
            at
            for title, at in columns.items()
            if column in (title, title.rpartition(" (")[0], title.rpartition(" (")[2][:-1])
        ]
        return {assignments[0]: found[0]} if len(found) == 1 else {}
    chosen = {}
    for name in assignments:
        titles = {title: key(title.rpartition(" (")[0]) for title in columns}
        found = [title for title, plain in titles.items() if plain == key(name)]
        found = found or [title for title, plain in titles.items() if f" {key(name)} " in f" {plain} "]
        if len(found) == 1:
            chosen[name] = columns[found[0]]
    return chosen
