"""A submission as it is run: the assignment's own cells, in their order, with the student's between them.

What a student may not change comes from the release, whatever the submission says of it: the text of locked
cells, their order, every cell's type and points. What the student wrote is kept, each cell where it stood.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nbformat import NotebookNode, from_dict

from autograder.recognise import recognise


class Change(StrEnum):
    """What was mended in a submission, or stands out in it."""

    RESTORED = "restored"  # a cell of the assignment was missing
    EDITED = "edited"  # a locked cell had another text
    RETYPED = "retyped"  # code had become prose, or prose code
    REPEATED = "repeated"  # one cell came several times
    FORGED = "forged"  # a cell pretended to be one of the assignment's
    RECOGNISED = "recognised"  # a cell had lost its name
    UNCLEAR = "unclear"  # a cell is missing, and several that have lost their names may be it


@dataclass(frozen=True)
class Note:
    change: Change
    grade_id: str


@dataclass(frozen=True)
class Given:
    """One of the assignment's cells that nbgrader knows: to write in, to run as it is, or to give points."""

    grade_id: str
    cell_type: str
    source: str  # with the hidden tests
    released: str  # as students got it
    checksum: str
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float | None

    def cell(self, source: str | None = None) -> NotebookNode:
        """A new cell, with `source` in the place of the text where students may write."""
        about = {
            "grade_id": self.grade_id,
            "checksum": self.checksum,
            "locked": self.locked,
            "grade": self.grade,
            "solution": self.solution,
            "task": self.task,
            "schema_version": 3,
            "cell_type": self.cell_type,
        }
        if self.points is not None:
            about["points"] = self.points
        text = self.source if self.locked or source is None else source
        return _cell(self.cell_type, text, {"nbgrader": about})


def rebuild(
    cells: Iterable[NotebookNode], given: Sequence[Given], others: Collection[str] = ()
) -> tuple[list[NotebookNode], list[Note]]:
    """The cells to run, and what was changed to get them; `others`: texts of the release's other cells.

    A cell that has lost its name is known again by its text, by what it defines or by its place. Of a cell
    that comes several times the last counts in which something was written; the others where a student may
    write become raw text, which does not run. Other cells of the student's follow the assignment's cell that
    they followed.
    """
    known = {cell.grade_id: cell for cell in given}
    copies: dict[str, list[NotebookNode]] = {name: [] for name in known}
    after: dict[str | None, list[NotebookNode]] = {None: [], **{name: [] for name in known}}
    cells = list(cells)
    claimed = [_grade_id(cell) for cell in cells]
    names, unclear = recognise(cells, [name if name in known else None for name in claimed], given, others)
    notes = [Note(Change.UNCLEAR, name) for name in known if name in unclear]
    last = None
    for cell, claim, name in zip(cells, claimed, names, strict=True):
        if name is not None:
            copies[name].append(cell)
            last = name
            if claim != name:
                notes.append(Note(Change.RECOGNISED, name))
        else:
            after[last].append(_own(cell))
            if claim is not None:
                notes.append(Note(Change.FORGED, claim))
    result = after[None]
    for name, mine in known.items():
        chosen = _chosen(copies[name], mine)
        if chosen is None:
            notes.append(Note(Change.RESTORED, name))
        elif chosen.cell_type != mine.cell_type:
            notes.append(Note(Change.RETYPED, name))
        elif mine.locked and chosen.source.strip() != mine.released.strip():
            notes.append(Note(Change.EDITED, name))
        if len(copies[name]) > 1:
            notes.append(Note(Change.REPEATED, name))
        result.append(mine.cell(chosen.source if chosen else mine.released))
        if chosen and "attachments" in chosen and mine.cell_type == "markdown":
            result[-1].attachments = chosen.attachments
        if not mine.locked:
            result += [_cell("raw", other.source) for other in copies[name] if other is not chosen]
        result += after[name]
    return result, notes


def _grade_id(cell: NotebookNode) -> str | None:
    """What `cell` says it is, if it says that it belongs to the assignment."""
    about = cell.metadata.get("nbgrader")
    name = about.get("grade_id") if isinstance(about, dict) else None
    return name if isinstance(name, str) else None


def _cell(cell_type: str, source: str, metadata: dict | None = None) -> NotebookNode:
    # nbformat's own makers check each cell against the whole schema: most of the time it takes to grade
    cell = NotebookNode(cell_type=cell_type, metadata=from_dict(metadata or {}), source=source)
    if cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    return cell


def _own(cell: NotebookNode) -> NotebookNode:
    """`cell` with nothing but its type and text, and what its text shows."""
    plain = _cell(cell.cell_type, cell.source)
    if "attachments" in cell:
        plain.attachments = cell.attachments
    return plain


def _chosen(copies: Sequence[NotebookNode], given: Given) -> NotebookNode | None:
    written = [cell for cell in copies if cell.source.strip() != given.released.strip()]
    return (written or list(copies) or [None])[-1]
