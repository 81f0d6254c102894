"""The roster, ``students.csv``: who is in the course, and whose name a file bears."""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from autograder.messages import Refusal

COLUMNS = ("id", "first_name", "last_name", "email")
_NOT_IN_A_PATH = re.compile(r"[/\\*?\[\]\x00-\x1f]|^\.")  # nbgrader makes folders of ids, and globs them


@dataclass(frozen=True)
class Student:
    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        """“Last, First”, or what there is of it."""
        return ", ".join(part for part in (self.last_name, self.first_name) if part)


def read_roster(path: Path) -> list[Student]:
    """The students in `path`, a CSV with commas or semicolons and a header, in its order.

    Raises
    ------
    Refusal
        If the file is missing, not UTF-8, lacks the column ``id``, or an id is empty, twice there or of no
        use as a folder's name.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Refusal("roster_missing", path=path) from None
    except UnicodeDecodeError:
        raise Refusal("roster_encoding", path=path) from None
    header = text.partition("\n")[0]
    rows = csv.DictReader(
        io.StringIO(unicodedata.normalize("NFC", text)),
        delimiter=";" if header.count(";") > header.count(",") else ",",
        skipinitialspace=True,
        restval="",
    )
    if "id" not in (rows.fieldnames or ()):
        raise Refusal("roster_header", path=path, columns=",".join(COLUMNS))
    students: dict[str, Student] = {}  # by id without its case, which some file systems ignore
    for row in rows:
        fields = {column: (row.get(column) or "").strip() for column in COLUMNS}
        if not any(fields.values()):
            continue
        if not fields["id"] or _NOT_IN_A_PATH.search(fields["id"]):
            raise Refusal("roster_id", path=path, line=rows.line_num, id=fields["id"])
        if fields["id"].casefold() in students:
            raise Refusal("roster_twice", path=path, line=rows.line_num, id=fields["id"])
        students[fields["id"].casefold()] = Student(**fields)
    return list(students.values())


def key(name: str) -> str:
    r"""`name` without what does not tell people apart: case, Unicode form, separators, apostrophe's form.

    >>> key("Nu\u0301n\u0303ez_Ñandú ,José") == key("NÚÑEZ ñandú, josé")
    True
    """
    name = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    name = re.sub(r"[\s_-]+", " ", name.replace("’", "'")).strip()
    return re.sub(r" ?, ?", ", ", name)


class Names:
    """Finds students by id, by e-mail address, or by “First Last”, “Last, First” or “Last First”."""

    def __init__(self, students: list[Student]) -> None:
        self._ids, self._emails, self._names = (defaultdict(set) for _ in range(3))
        for s in students:
            self._ids[key(s.id)].add(s.id)
            if s.email:
                self._emails[key(s.email)].add(s.id)
            if s.first_name and s.last_name:
                for name in (
                    f"{s.first_name} {s.last_name}",
                    f"{s.last_name}, {s.first_name}",
                    f"{s.last_name} {s.first_name}",
                ):
                    self._names[bare(name)].add(s.id)

    def find(self, name: str) -> set[str]:
        """The ids of those whom `name` may mean: none, one, or several namesakes."""
        return self.by_id(name) or self.by_email(name) or self.by_name(name)

    def by_id(self, text: str) -> set[str]:
        return self._ids.get(key(text), set())

    def by_email(self, text: str) -> set[str]:
        return self._emails.get(key(text), set())

    def by_name(self, text: str) -> set[str]:
        return self._names.get(bare(text), set())


def bare(name: str) -> str:
    """The key of a name without what Moodle leaves out of a file's: O'Brien hands in as OBrien."""
    return key(re.sub(r"[&<>\"`|':*?\\/]", "", name.replace("’", "'")))
