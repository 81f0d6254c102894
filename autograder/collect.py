"""Bring students' notebooks, from a folder or a zip, into ``submitted/``, where nbgrader looks for them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path, PurePosixPath

import nbformat
from nbgrader.api import Notebook

from autograder.archive import Entry, entries, only_notebook
from autograder.course import Course, write_atomically
from autograder.messages import Refusal
from autograder.moodle import Origin, Place, Places, Worksheet, origin
from autograder.names import definitions
from autograder.notebooks import BOM, parse
from autograder.students import Names, key

_ARCHIVES = {".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz"}
#: Files of one submission to Moodle are written to the zip one after the other, whenever they were made.
_AT_ONCE = timedelta(minutes=2)
#: Nobody can tell when the submissions of a zip were handed in, if it was all within so short a time.
_DOWNLOAD = timedelta(minutes=10)


@dataclass(frozen=True)
class Target:
    """A notebook of a released assignment, and the ids of the cells by which it is known."""

    assignment: str
    notebook: str
    cells: frozenset[str]
    defined: frozenset[str]  # what students define in them, by which it is known without those ids


@dataclass(frozen=True)
class Found:
    """A student's notebook, ready to be collected."""

    entry: Entry
    student: str
    target: Target
    digest: bytes
    written: datetime
    certain: bool  # the time is Moodle's own word
    place: Place | None  # where Moodle keeps it

    @property
    def content(self) -> bytes:
        return self.entry.read().removeprefix(BOM)


@dataclass(frozen=True)
class Report:
    """What happened: counts of new, replaced and unchanged notebooks; one line for each thing to know."""

    counts: Counter
    notes: list[str]
    refused: list[str]
    assignments: list[str]


def collect(
    course: Course, source: Path, assignment: str | None = None, worksheet: Path | None = None
) -> Report:
    """Collect the notebooks in `source`, of `assignment` or of whichever each one is.

    `source` is a folder or a zip: Moodle's of an assignment's submissions, or any other. There a student is
    known by the name of a folder or of the file: id, e-mail address, “First Last” or “Last, First”, with or
    without the assignment's name. Moodle's grading `worksheet` tells namesakes and the members of a team
    apart, and when each handed in. An assignment is known by its cells. Of two attempts the newest counts.
    What cannot be read or matched is reported and left; the rest is collected.
    """
    people = _People(course, Names(course.students), Worksheet(worksheet) if worksheet else None)
    targets = _targets(course, assignment)
    attempts: dict[tuple[str, str, str], list[Found]] = defaultdict(list)
    notes: list[str] = []
    refused: list[str] = []
    online = 0
    for entry in entries(source):
        place = origin(entry.path)
        if place and place.online_text:
            online += 1
            continue
        try:
            found, zipped = _identify(entry, place, targets, people)
        except Refusal as refusal:
            line = course.text(refusal.key, **refusal.fields)
            refused.append(course.text("not_collected", file=entry, why=line))
            continue
        for refusal in people.left():
            line = course.text(refusal.key, **refusal.fields)
            refused.append(course.text("not_collected", file=entry, why=line))
        if zipped and found:
            notes.append(course.text("from_zip", file=found[0].entry))
        for one in found:
            attempts[one.student, one.target.assignment, one.target.notebook].append(one)
    if online:
        notes.append(course.text("online_text", count=online))
    if _at_download([one for found in attempts.values() for one in found]):
        notes.append(course.text("download_times"))

    counts: Counter = Counter()
    for _, found in sorted(attempts.items()):
        found.sort(key=lambda attempt: attempt.written)
        newest = found[-1]
        about = {"student": newest.student, "assignment": newest.target.assignment}
        if tied := _tied(found):
            refused.append(course.text("same_time", files=", ".join(map(str, tied)), **about))
            continue
        if len(found) > 1:
            left = ", ".join(str(attempt.entry) for attempt in found[:-1])
            notes.append(course.text("two_attempts", kept=newest.entry, left=left, **about))
        outcome = _store(course, newest)
        counts[outcome] += 1
        people.enrol(newest)
        if outcome == "older":
            notes.append(course.text("older_attempt", file=newest.entry, student=newest.student))
    people.write()
    return Report(counts, notes, refused, sorted({assignment for _, assignment, _ in attempts}))


def _targets(course: Course, assignment: str | None) -> list[Target]:
    wanted = course.released(assignment)
    with course.gradebook() as gradebook:
        return [
            _target_of(name, notebook)
            for name in wanted
            for notebook in gradebook.find_assignment(name).notebooks
        ]


def _target_of(assignment: str, notebook: Notebook) -> Target:
    ids = {cell.name for cell in [*notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells]}
    written = {cell.name for cell in notebook.solution_cells}
    defined = _defined_in(cell for cell in notebook.source_cells if cell.name in written)
    return Target(assignment, notebook.name, frozenset(ids), defined)


def _identify(
    entry: Entry, source: Origin | None, targets: list[Target], people: "_People"
) -> tuple[list[Found], bool]:
    """Say whose notebook `entry` is and of what, and whether it was in a zip of its own; or refuse it."""
    if entry.problem:
        raise entry.problem
    suffix = entry.path.suffix.lower()
    zipped = suffix == ".zip"
    if zipped:
        entry = only_notebook(entry)
    elif suffix != ".ipynb":
        raise Refusal("file_archive" if suffix in _ARCHIVES else "file_other")
    content = entry.read().removeprefix(BOM)
    target = _target(parse(content), entry.path, targets)
    digest = sha256(content).digest()
    if source is None:
        student = _student(entry.path, targets, people.names)
        return [Found(entry, student, target, digest, entry.written, False, None)], zipped
    found = []
    for place, written in people.owners(source, target.assignment):
        when = written or entry.written
        found.append(Found(entry, place.student, target, digest, when, written is not None, place))
    return found, zipped


def _grade_ids(notebook: nbformat.NotebookNode) -> set[str]:
    about = (getattr(cell, "metadata", {}).get("nbgrader") for cell in notebook.cells)
    return {
        data["grade_id"] for data in about if isinstance(data, dict) and isinstance(data.get("grade_id"), str)
    }


def _defined_in(cells: Iterable) -> frozenset[str]:
    return frozenset().union(*(definitions(cell.source) for cell in cells))


def _target(notebook: nbformat.NotebookNode, path: PurePosixPath, targets: list[Target]) -> Target:
    """The assignment with which `notebook` shares most cells; among equals, the one its path names."""
    ids = _grade_ids(notebook)
    shared = {target: len(ids & target.cells) for target in targets}
    most = max(shared.values())
    if most == 0:  # an editor may have dropped them
        defined = _defined_in(notebook.cells)
        shared = {target: len(defined & target.defined) for target in targets}
        shared = {
            target: count if 2 * count >= len(target.defined) else 0 for target, count in shared.items()
        }
        most = max(shared.values())
    if most == 0:
        raise Refusal("file_wrong_notebook", names=", ".join(sorted({t.assignment for t in targets})))
    best = [target for target, count in shared.items() if count == most]
    if len(best) > 1:
        named = [target for target in best if key(target.assignment) in key(str(path.with_suffix("")))]
        if len(named) != 1:
            raise Refusal("file_which_assignment", names=", ".join(sorted({t.assignment for t in best})))
        best = named
    return best[0]


def _student(path: PurePosixPath, targets: list[Target], names: Names) -> str:
    """The one student whom the folders or the file's name name."""
    assignments = {key(name) for target in targets for name in (target.assignment, target.notebook)}
    candidates = []
    for part in path.parts:
        # without the ending, and the browser's mark of a second download
        stem = re.sub(r"\s*\(\d+\)$", "", re.sub(r"\.(ipynb|zip)$", "", part, flags=re.IGNORECASE))
        candidates += [name for name in (part, stem) if key(name) not in assignments]
        for assignment in assignments:
            if key(stem).startswith(f"{assignment} "):
                candidates.append(key(stem).removeprefix(f"{assignment} "))
            if key(stem).endswith(f" {assignment}"):
                candidates.append(key(stem).removesuffix(f" {assignment}"))
    meant = set().union(*(names.find(candidate) for candidate in candidates))
    if not meant:
        raise Refusal("file_unknown_student")
    if len(meant) > 1:
        raise Refusal("file_which_student", students=", ".join(sorted(meant)))
    return meant.pop()


class _People:
    """Whose the submissions of a Moodle zip are: by name, by the worksheet, or as a person has said."""

    def __init__(self, course: Course, names: Names, worksheet: Worksheet | None) -> None:
        self._course, self.names, self._worksheet = course, names, worksheet
        self._places: dict[str, Places] = {}
        self._anonymous: set[str] = set()
        self._left: list[Refusal] = []

    def owners(self, source: Origin, assignment: str) -> list[tuple[Place, datetime | None]]:
        """Who handed in what comes from `source`, one or a team, and when, if the worksheet says.

        Raises
        ------
        Refusal
            If it may be nobody's or several students'; the question is then in ``moodle/``, to be answered.
        """
        sheet = self._worksheet
        if sheet and not any(map(self.names.find, source.names)) and (team := sheet.team(source.name)):
            return self._members(team)
        # A group's number may be a participant's, too: the number alone tells nothing.
        places = self._in(assignment)
        before = places[source.unique] if source.unique else None
        known = before if before and before.same_as(source) else None
        row = sheet.row(source.unique) if sheet else None
        if row is not None and not sheet.same_as(row, source):
            row = None
        named = next(filter(None, map(self.names.find, source.names)), set())
        if row is not None:
            listed = sheet.find(row, self.names)
            named = (named & listed or named | listed) if named else listed
        if known and known.student and known.student != source.participant:
            named = self.names.by_id(known.student)
        elif not named and source.participant:
            named = self.names.by_id(source.participant)
            if not named:
                self._anonymous.add(source.participant)
                named = {source.participant}
        if len(named) != 1:
            if not source.unique:
                raise Refusal("file_team")
            if not before or not before.student:
                places.put(Place(source.unique, "", source.prefix))
            where = {"unique": source.unique, "file": places.path.relative_to(self._course.root)}
            if not named:
                raise Refusal("file_whose", **where)
            raise Refusal("file_who", students=", ".join(sorted(named)), **where)
        place = Place(source.unique, *named, source.prefix)
        return [(place, sheet.written(row) if row is not None else None)]

    def _members(self, rows: list[int]) -> list[tuple[Place, datetime | None]]:
        """The members of a team, each with the number that their feedback goes by."""
        sheet, members = self._worksheet, []
        for row in rows:
            found = sheet.find(row, self.names)
            if len(found) == 1:
                members.append((Place(sheet.unique(row), *found, sheet.prefix(row)), sheet.written(row)))
            else:
                self._left.append(Refusal("file_member", name=sheet.value(row, "name")))
        return members

    def left(self) -> list[Refusal]:
        """Why members of teams were left out since this was last asked."""
        left, self._left = self._left, []
        return left

    def _in(self, assignment: str) -> Places:
        if assignment not in self._places:
            self._places[assignment] = Places(self._course, assignment)
        return self._places[assignment]

    def enrol(self, found: Found) -> None:
        """Remember where in Moodle a collected submission comes from, and an anonymous student's name."""
        if found.place is None:
            return
        if found.place.unique:
            self._in(found.target.assignment).put(found.place)
        if found.student in self._anonymous:
            with self._course.gradebook() as gradebook:
                gradebook.update_or_create_student(found.student)

    def write(self) -> None:
        for places in self._places.values():
            if places.uniques:
                places.write()


def _at_download(found: list[Found]) -> bool:
    """Whether the times are those at which Moodle wrote the zip, as they have been since 4.1."""
    times = [one.written for one in found if one.place and not one.certain]
    several = len({one.student for one in found}) > 1
    return several and bool(times) and max(times) - min(times) < _DOWNLOAD


def _tied(found: list[Found]) -> list[Entry]:
    """Of the attempts, in order of time, those that may all be the newest; none if it is clear."""
    newest = found[-1]

    def may_be_newest(other: Found) -> bool:
        together = other.place is not None and other.place == newest.place
        return newest.written - other.written <= (_AT_ONCE if together else timedelta())

    tied = [other for other in found if may_be_newest(other)]
    return [other.entry for other in tied] if len({other.digest for other in tied}) > 1 else []


def _store(course: Course, found: Found) -> str:
    """Write a notebook and its time into ``submitted/``; say whether it is new, or what became of it."""
    folder = course.folder("submitted", found.student, found.target.assignment)
    notebook, timestamp = folder / f"{found.target.notebook}.ipynb", folder / "timestamp.txt"
    content = found.content
    outcome = "new"
    if notebook.is_file() and timestamp.is_file():
        earlier = course.api.get_submitted_timestamp(found.target.assignment, found.student)
        earlier = earlier and earlier.replace(tzinfo=UTC)
        if notebook.read_bytes() == content and (not found.certain or earlier == found.written):
            return "unchanged"
        if earlier is not None and earlier > found.written and not found.certain:
            return "older"
        outcome = "replaced"
    write_atomically(notebook, content)
    write_atomically(timestamp, f"{found.written:%Y-%m-%d %H:%M:%S.%f} UTC\n".encode())
    return outcome
