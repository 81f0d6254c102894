"""Bring a folder of students' notebooks into ``submitted/``, where nbgrader looks for them."""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import nbformat

from autograder.course import Course, write_atomically
from autograder.messages import Refusal
from autograder.notebooks import BOM, parse
from autograder.students import Names, key

_LITTER = {".ipynb_checkpoints", "__MACOSX", "__pycache__", ".git", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Target:
    """A notebook of a released assignment, and the ids of the cells by which it is known."""

    assignment: str
    notebook: str
    cells: frozenset[str]


@dataclass(frozen=True)
class Found:
    """A student's notebook, ready to be collected."""

    path: Path
    student: str
    target: Target
    content: bytes
    written: datetime


@dataclass(frozen=True)
class Report:
    """What happened: counts of new, replaced and unchanged notebooks; one line for each thing to know."""

    counts: Counter
    notes: list[str]
    refused: list[str]
    assignments: list[str]


def collect(course: Course, folder: Path, assignment: str | None = None) -> Report:
    """Collect the notebooks in `folder`, of `assignment` or of whichever each one is.

    A student is known by the name of a folder or of the file: id, e-mail address, “First Last” or “Last,
    First”, with or without the assignment's name. An assignment is known by its cells. Of two attempts the
    newest counts. What cannot be read or matched is reported and left; the rest is collected.
    """
    if not folder.is_dir():
        raise Refusal("no_folder", folder=folder, exit_code=2)
    targets = _targets(course, assignment)
    names = Names(course.students)
    attempts: dict[tuple[str, str, str], list[Found]] = defaultdict(list)
    refused: list[str] = []
    files = sorted(_files(folder))
    if not files:
        raise Refusal("folder_empty", folder=folder)
    for path in files:
        try:
            found = _identify(path, folder, targets, names)
        except Refusal as refusal:
            line = course.text(refusal.key, **refusal.fields)
            refused.append(course.text("not_collected", file=path.relative_to(folder), why=line))
        else:
            attempts[found.student, found.target.assignment, found.target.notebook].append(found)

    counts: Counter = Counter()
    notes: list[str] = []
    for _, found in sorted(attempts.items()):
        found.sort(key=lambda attempt: attempt.written)
        newest = found[-1]
        if len(found) > 1:
            notes.append(
                course.text(
                    "two_attempts",
                    student=newest.student,
                    assignment=newest.target.assignment,
                    kept=newest.path.relative_to(folder),
                    left=", ".join(str(attempt.path.relative_to(folder)) for attempt in found[:-1]),
                )
            )
        outcome = _store(course, newest)
        counts[outcome] += 1
        if outcome == "older":
            file = newest.path.relative_to(folder)
            notes.append(course.text("older_attempt", file=file, student=newest.student))
    return Report(counts, notes, refused, sorted({assignment for _, assignment, _ in attempts}))


def _targets(course: Course, assignment: str | None) -> list[Target]:
    wanted = course.released(assignment)
    with course.gradebook() as gradebook:
        return [
            Target(
                name,
                notebook.name,
                frozenset(
                    cell.name
                    for cell in [*notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells]
                ),
            )
            for name in wanted
            for notebook in gradebook.find_assignment(name).notebooks
        ]


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _LITTER and not name.startswith(".")]
        for name in files:
            # timestamp.txt is nbgrader's, in a folder of submissions that it made.
            if name.lower() not in _LITTER and not name.startswith(".") and name != "timestamp.txt":
                yield Path(parent, name)


def _identify(path: Path, folder: Path, targets: list[Target], names: Names) -> Found:
    """Say whose notebook `path` is and of what, or refuse it."""
    if path.suffix.lower() != ".ipynb":
        raise Refusal(
            "file_archive" if path.suffix.lower() in (".zip", ".gz", ".rar", ".7z") else "file_other"
        )
    if path.is_symlink():
        raise Refusal("file_link")
    content = path.read_bytes().removeprefix(BOM)
    notebook = parse(content)
    relative = path.relative_to(folder)
    target = _target(notebook, relative, targets)
    student = _student(relative, targets, names)
    written = datetime.fromtimestamp(path.stat().st_mtime_ns // 1000 / 1e6, UTC)
    return Found(path, student, target, content, written)


def _grade_ids(notebook: nbformat.NotebookNode) -> set[str]:
    about = (getattr(cell, "metadata", {}).get("nbgrader") for cell in notebook.cells)
    return {
        data["grade_id"] for data in about if isinstance(data, dict) and isinstance(data.get("grade_id"), str)
    }


def _target(notebook: nbformat.NotebookNode, relative: Path, targets: list[Target]) -> Target:
    """The assignment with which `notebook` shares most cells; among equals, the one its path names."""
    ids = _grade_ids(notebook)
    shared = {target: len(ids & target.cells) for target in targets}
    most = max(shared.values())
    if most == 0:
        raise Refusal("file_wrong_notebook", names=", ".join(sorted({t.assignment for t in targets})))
    best = [target for target, count in shared.items() if count == most]
    if len(best) > 1:
        named = [target for target in best if key(target.assignment) in key(str(relative.with_suffix("")))]
        if len(named) != 1:
            raise Refusal("file_which_assignment", names=", ".join(sorted({t.assignment for t in best})))
        best = named
    return best[0]


def _student(relative: Path, targets: list[Target], names: Names) -> str:
    """The one student whom the folders or the file's name name."""
    stem = re.sub(r"\s*\(\d+\)$", "", relative.stem)  # the browser's mark of a second download
    assignments = {key(name) for target in targets for name in (target.assignment, target.notebook)}
    candidates = [part for part in (*relative.parts[:-1], stem) if key(part) not in assignments]
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


def _store(course: Course, found: Found) -> str:
    """Write a notebook and its time into ``submitted/``; say whether it is new, or what became of it."""
    folder = course.folder("submitted", found.student, found.target.assignment)
    notebook, timestamp = folder / f"{found.target.notebook}.ipynb", folder / "timestamp.txt"
    outcome = "new"
    if notebook.is_file() and timestamp.is_file():
        if notebook.read_bytes() == found.content:
            return "unchanged"
        earlier = course.api.get_submitted_timestamp(found.target.assignment, found.student)
        if earlier is not None and earlier.replace(tzinfo=UTC) > found.written:
            return "older"
        outcome = "replaced"
    write_atomically(notebook, found.content)
    write_atomically(timestamp, f"{found.written:%Y-%m-%d %H:%M:%S.%f} UTC\n".encode())
    return outcome
