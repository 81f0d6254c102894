"""Moodle's files: the zip of submissions, the grading worksheet, the zip of feedback.

Their forms are those of ``mod/assign``: ``classes/downloader.php`` names the submissions,
``feedback/file/importziplib.php`` and ``feedback/offline/importgradeslib.php`` read what comes back.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from autograder.course import Course, write_atomically
from autograder.fill import Filled, Row, fill, open_sheet
from autograder.messages import Refusal, number
from autograder.results import Standing
from autograder.sheet import decimal_mark, number_in
from autograder.students import Names, bare, key

#: What stands before a file's own name, or is its folder's. Underscores in names are spaces there. Teams
#: have had folders of their own since 4.1, with the group's number, or with none for those in no group.
_FOLDER = re.compile(r"([^_]*)(?:_([0-9]+))?_assignsubmission_(file|onlinetext)(?:_(.*))?", re.DOTALL)
_PARTICIPANT = {"participant", "participante"}  # in the place of the name, where marking is anonymous
#: A worksheet's columns. Moodle imports it by these very words, in the language of whoever uploads it.
_COLUMNS = {
    "identifier": ("Identifier", "Identificador"),
    "name": ("Full name", "Nombre completo"),
    "email": ("Email address", "Dirección de correo"),
    "id_number": ("ID number", "Número de ID", "Número ID"),
    "username": ("Username", "Nombre de usuario"),
    "group": ("Group", "Grupo"),
    "grade": ("Grade", "Calificación"),
    "maximum": ("Maximum grade", "Maximum Grade", "Calificación máxima"),
    "scale": ("Scale", "Escala"),
    "changeable": ("Grade can be changed", "La calificación puede ser cambiada"),
    "submitted": ("Last modified (submission)", "Última modificación (entrega)"),
    "comments": ("Feedback comments", "Comentarios de retroalimentación"),
}
_MONTHS = {"ene": 1, "jan": 1, "feb": 2, "mar": 3, "abr": 4, "apr": 4, "may": 5, "jun": 6, "jul": 7}
_MONTHS |= {"ago": 8, "aug": 8, "sep": 9, "set": 9, "oct": 10, "nov": 11, "dic": 12, "dec": 12}
_OURS = "Gradiente: "  # begins a comment that may be replaced; any other was written by a person


@dataclass(frozen=True)
class Origin:
    """What the path of a file says of where it comes from in Moodle."""

    name: str  # the student's, with a group's before it perhaps, a group's, or “Participant”
    unique: str  # the participant's number in this assignment, or the group's; may be missing
    prefix: str  # what Moodle finds the participant by, when the feedback comes back
    online_text: bool

    @property
    def names(self) -> list[str]:
        """The name, then what is left of it if it begins with a group's."""
        return [self.name, *(self.name[at + 1 :] for at, char in enumerate(self.name) if char == "-")]

    @property
    def participant(self) -> str:
        """“Participante 123”, where marking is anonymous; else nothing."""
        word = next((name.strip(" -") for name in self.names if key(name) in _PARTICIPANT), "")
        return f"{word} {self.unique}" if word and self.unique else ""


def origin(path: PurePosixPath) -> Origin | None:
    """Where the file at `path`, of a zip of submissions, comes from; None if Moodle did not name it."""
    for part in path.parts:
        if found := _FOLDER.fullmatch(part):
            name, unique, plugin, rest = found.groups()
            prefix = part[: -len(rest)] if rest else f"{part}/"
            return Origin(name, unique or "", prefix, plugin == "onlinetext")
    return None


# ------------------------------------------------------------------- who is who, kept in the course


@dataclass(frozen=True)
class Place:
    """Where a student's feedback goes; without a student, the question whose it is."""

    unique: str
    student: str
    prefix: str

    def same_as(self, source: Origin) -> bool:
        """Whether `source` is this place, in whatever form the zip was downloaded."""
        return self.prefix.rstrip("_/") == source.prefix.rstrip("_/")


class Places:
    """The participants of an assignment in Moodle: ``moodle/<assignment>.csv``, which a person may edit."""

    _HEADER = ("uniqueid", "student", "prefix")

    def __init__(self, course: Course, assignment: str) -> None:
        self.path = course.root / "moodle" / f"{assignment}.csv"
        self._places: dict[str, Place] = {}
        if not self.path.is_file():
            return
        try:
            rows = csv.DictReader(io.StringIO(self.path.read_text(encoding="utf-8-sig"), newline=""))
            for row in rows:
                unique, student, prefix = ((row[name] or "").strip() for name in self._HEADER)
                self._places[unique] = Place(unique, student, prefix)
        except (KeyError, UnicodeDecodeError, csv.Error):
            raise Refusal("places_broken", file=self.path, columns=",".join(self._HEADER)) from None

    def __getitem__(self, unique: str) -> Place | None:
        return self._places.get(unique)

    def put(self, place: Place) -> None:
        self._places[place.unique] = place

    @property
    def uniques(self) -> set[str]:
        return set(self._places)

    @property
    def students(self) -> set[str]:
        return {place.student for place in self._places.values()} - {""}

    def of(self, student: str) -> list[Place]:
        return [place for place in self._places.values() if place.student == student]

    def write(self) -> None:
        """Keep them, ordered by number."""
        file = io.StringIO(newline="")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(self._HEADER)
        ordered = sorted(self._places.values(), key=lambda place: (len(place.unique), place.unique))
        writer.writerows([place.unique, place.student, place.prefix] for place in ordered)
        write_atomically(self.path, file.getvalue().encode())


# ------------------------------------------------------------------------------- the grading worksheet


class Worksheet:
    """A grading worksheet as Moodle writes it, in Spanish or in English.

    Raises
    ------
    Refusal
        If `path` is none.
    """

    def __init__(self, path: Path) -> None:
        self.sheet = open_sheet(path, lambda sheet: sheet.column(*_COLUMNS["identifier"]) is not None)
        self.columns = {name: self.sheet.column(*words) for name, words in _COLUMNS.items()}
        missing = [_COLUMNS[name] for name in ("identifier", "grade") if self.columns[name] is None]
        if missing:
            raise Refusal("not_worksheet", file=path, columns=", ".join(" / ".join(w) for w in missing))
        self._rows = {self.unique(row): row for row in self.sheet.numbers}

    def value(self, row: int, name: str) -> str:
        return self.sheet.value(row, self.columns[name]).strip()

    def unique(self, row: int) -> str:
        """The participant's number, from “Participante 123”."""
        found = re.search(r"[0-9]+$", self.value(row, "identifier"))
        return found[0] if found else ""

    def row(self, unique: str) -> int | None:
        return self._rows.get(unique) if unique else None

    def same_as(self, row: int, source: Origin) -> bool:
        """Whether a row is that of the participant whose files come from `source`."""
        name = bare(self.value(row, "name"))
        return bool(source.participant) or not name or name in map(bare, source.names)

    def team(self, group: str) -> list[int]:
        """The rows of those who hand in with this group."""
        return [row for row in self.sheet.numbers if group and key(self.value(row, "group")) == key(group)]

    def find(self, row: int, names: Names) -> set[str]:
        """The students whom a row names by e-mail address, identity field or full name, in that order.

        If the name is another student's, both.
        """
        found = names.by_email(self.value(row, "email"))
        for field in ("id_number", "username"):
            found = found or names.by_id(self.value(row, field))
        named = names.by_name(self.value(row, "name"))
        return found if found and (not named or found <= named) else found | named

    def written(self, row: int) -> datetime | None:
        """When it was handed in, to the minute, in Moodle's local time, which is taken for this machine's."""
        return _time(self.value(row, "submitted"))

    def prefix(self, row: int) -> str:
        """Where the feedback of this row's participant goes."""
        name = re.sub(r"[_/\\]", " ", self.value(row, "name") or "Participant")
        return f"{name}_{self.unique(row)}_assignsubmission_file/"


def _time(said: str) -> datetime | None:
    """“lunes, 5 de octubre de 2026, 10:00” or “Monday, 5 October 2026, 10:00 AM”."""
    found = re.search(
        r"(\d{1,2})\s+(?:de\s+)?([^\W\d]{3})[^\W\d]*\.?\s+(?:de\s+)?(\d{4}),?\s+(\d{1,2}):(\d\d)\s*([ap]?)",
        said,
        re.IGNORECASE,
    )
    if not found or found[2].casefold() not in _MONTHS:
        return None
    day, year, hour, minute = (int(found[group]) for group in (1, 3, 4, 5))
    if found[6]:
        hour = hour % 12 + (12 if found[6].casefold() == "p" else 0)
    try:
        return datetime(year, _MONTHS[found[2].casefold()], day, hour, minute).astimezone(UTC)
    except ValueError:
        return None


def fill_worksheet(
    course: Course, path: Path, assignment: str, standings: Mapping[str, Standing], names: Names
) -> tuple[bytes, Filled]:
    """The worksheet `path` with the marks and comments of an assignment, and what was done to it.

    Rows go by the participant's number, kept since the submissions were collected, then by e-mail address,
    identity fields and full name.
    """
    worksheet = Worksheet(path)
    sheet, columns = worksheet.sheet, worksheet.columns
    if columns["maximum"] is None:
        raise Refusal("worksheet_scale" if columns["scale"] is not None else "worksheet_maximum", file=path)
    places = Places(course, assignment)
    rows = []
    for row in sheet.numbers:
        known = places[worksheet.unique(row)]
        # A group's number may be a participant's, too: the place says which it is.
        known = {known.student} if known and known.student else set()
        by_row = worksheet.find(row, names)
        # Whoever the number names also has the name, or is one of its namesakes: else something is wrong.
        students = known if known and (not by_row or known <= by_row) else known | by_row
        locked = key(worksheet.value(row, "changeable")) == "no"
        label = worksheet.value(row, "name") or worksheet.value(row, "identifier")
        maximum = number_in(worksheet.value(row, "maximum"))
        rows.append(Row(row, label, students, columns["grade"], maximum, "row_locked" if locked else ""))
    mark = decimal_mark(sheet, [columns["maximum"], columns["grade"]])
    filled = fill(course, sheet, rows, standings, mark)
    comments = columns["comments"]
    if comments is None:
        filled.lines.append(course.text("no_comments", file=path.name))
    else:
        for row, student in filled.given.items():
            if sheet.has(row, comments):
                before = sheet.value(row, comments).strip()
                if not before or re.match(rf"(<p[^>]*>)?{_OURS}", before):
                    sheet.put(row, comments, _comment(course, standings[student]))
    filled.changed = len(sheet.changed)
    return sheet.content(), filled


def _comment(course: Course, standing: Standing) -> str:
    lang = course.lang
    parts = [
        course.text(
            "moodle_comment",
            score=number(lang, standing.score),
            max_score=number(lang, standing.max_score),
        )
    ]
    if standing.late_penalty:
        parts.append(course.text("moodle_comment_late", points=number(lang, standing.late_penalty)))
    if standing.not_attempted:
        parts.append(course.text("moodle_comment_not_attempted", tasks=", ".join(standing.not_attempted)))
    return _OURS + " ".join(parts)


def assignment_of(course: Course, names: list[str], uniques: set[str]) -> str:
    """The one of the assignments `names` to which a Moodle file with these participants belongs.

    Raises
    ------
    Refusal
        If it belongs to another, or nothing tells.
    """
    owners = [name for name in course.released() if Places(course, name).uniques & uniques]
    if len(owners) == 1 and owners[0] not in names:
        raise Refusal("worksheet_other", name=owners[0], exit_code=2)
    wanted = [name for name in names if name in owners] or names
    if len(wanted) != 1:
        raise Refusal("name_one", names=", ".join(names), exit_code=2)
    return wanted[0]


# ------------------------------------------------------------------------------------ the feedback zip


def came_from_moodle(course: Course, names: Iterable[str]) -> str:
    """The one of the assignments `names` whose submissions came from Moodle: it takes back one at a time."""
    found = [name for name in names if Places(course, name).students]
    if not found:
        raise Refusal("not_from_moodle")
    if len(found) > 1:
        raise Refusal("name_one", names=", ".join(found), exit_code=2)
    return found[0]


def write_feedback(
    course: Course, path: Path, assignment: str, students: Iterable[str]
) -> tuple[int, list[str]]:
    """Write the pages of `students` to a zip that Moodle distributes among its participants.

    Returns
    -------
    tuple
        For how many students there is something in it, and who has a page but did not come from Moodle.
    """
    places = Places(course, assignment)
    strangers, written = [], 0
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for student in students:
            found = places.of(student)
            if not found:
                strangers.append(student)
                continue
            written += 1
            pages = sorted(course.folder("feedback", student, assignment).glob("*.html"))
            for place in found:
                for page in pages:
                    # Whenever it is made, the same pages make the same file.
                    about = zipfile.ZipInfo(place.prefix + page.name, (2000, 1, 1, 0, 0, 0))
                    about.external_attr = 0o100644 << 16
                    about.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(about, page.read_bytes())
    write_atomically(path, content.getvalue())
    return written, strangers
