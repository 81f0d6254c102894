"""Put marks into a table of a learning platform's, and say which of its rows were left as they were."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from autograder.course import Course
from autograder.messages import Refusal
from autograder.results import Standing, State
from autograder.sheet import Sheet, number_in, scaled


@dataclass(frozen=True)
class Row:
    """A row of the table, and whom it may mean."""

    number: int
    label: str
    students: set[str]
    column: int  # of the mark
    maximum: Decimal | None
    blocked: str = ""  # the key of the message that says why it is not to be touched


@dataclass
class Filled:
    """What became of a table."""

    given: dict[int, str] = field(default_factory=dict)  # the rows that hold their mark now: whose it is
    changed: int = 0  # rows in which something is new
    replaced: int = 0  # marks that took the place of another
    left: int = 0  # rows that were left as they were, because there is no mark for them
    lines: list[str] = field(default_factory=list)  # which, and why
    person: bool = False  # whether some of it needs one

    @property
    def same(self) -> int:
        """How many rows had it all already."""
        return len(self.given) - self.changed


def open_sheet(path: Path, right: Callable[[Sheet], bool]) -> Sheet:
    """The table in `path`, with the delimiter that makes it `right`; with commas if none does."""
    if not path.is_file():
        raise Refusal("no_file", file=path, exit_code=2)
    content = path.read_bytes()
    sheets = [Sheet(content, delimiter) for delimiter in ",;\t"]
    return next((sheet for sheet in sheets if right(sheet)), sheets[0])


def fill(
    course: Course, sheet: Sheet, rows: list[Row], standings: Mapping[str, Standing], decimal_mark: str
) -> Filled:
    """Write the marks of `standings`, by student, into `rows`, each scaled to its row's maximum.

    Only a complete mark of a row's one student is written; a cell with the same number is left as it is.
    """
    filled = Filled()
    times = Counter(student for row in rows if len(row.students) == 1 for student in row.students)

    def leave(row: Row, why: str, **fields: object) -> None:
        name = course.text("row", number=row.number, label=row.label)
        filled.lines.append(course.text("row_left", row=name, why=course.text(why, **fields)))
        filled.left += 1
        filled.person = filled.person or why not in ("row_locked", "row_excused", "row_nothing")

    for row in rows:
        if not row.students:
            leave(row, "row_unknown")
            continue
        if len(row.students) > 1:
            leave(row, "row_ambiguous", students=", ".join(sorted(row.students)))
            continue
        (student,) = row.students
        standing = standings.get(student)
        if times[student] > 1:
            leave(row, "row_twice", student=student)
        elif row.blocked:
            leave(row, row.blocked)
        elif standing is None or standing.state is State.MISSING:
            leave(row, "row_nothing")
        elif standing.state is not State.GRADED or standing.score is None:
            leave(row, "row_no_mark", state=course.text(f"state_{standing.state}").lower())
        elif not row.maximum or row.maximum < 0 or not standing.max_score:
            leave(row, "row_no_maximum")
        elif not sheet.has(row.number, row.column):
            leave(row, "row_short")
        else:
            mark = scaled(standing.score, standing.max_score, row.maximum)
            if mark > row.maximum:
                leave(row, "row_above", mark=mark, maximum=row.maximum)
                continue
            before = number_in(sheet.value(row.number, row.column))
            if before != mark:
                filled.replaced += before is not None
                sheet.put(row.number, row.column, str(mark).replace(".", decimal_mark))
            filled.given[row.number] = student
    listed = set().union(*(row.students for row in rows))
    for student, standing in standings.items():
        if standing.state is State.GRADED and student not in listed:
            filled.lines.append(course.text("no_row", student=student))
            filled.person = True
    return filled
