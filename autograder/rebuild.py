"""A submission as it is run: the assignment's own cells, in their order, with the student's between them.

What a student may not change comes from the release, whatever the submission says of it: the text of locked
cells, their order, every cell's type and points. What the student wrote is kept, each cell where it stood.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nbformat import NotebookNode, from_dict

from autograder.messages import printable
from autograder.names import borrowed, definitions, names_of
from autograder.recognise import Piece, alike, blank, grade_id_of, recognise, sequence


class Change(StrEnum):
    """What was mended in a submission, or stands out in it."""

    RESTORED = "restored"  # a cell of the assignment was missing
    EDITED = "edited"  # a locked cell had another text
    RETYPED = "retyped"  # code had become prose, or prose code
    REPEATED = "repeated"  # one cell came several times
    FORGED = "forged"  # a cell pretended to be one of the assignment's
    RECOGNISED = "recognised"  # a cell had lost its name
    MERGED = "merged"  # a cell was found within another
    SPLIT = "split"  # an answer was cut in several cells
    MOVED = "moved"  # an answer was written in another cell than its own
    OTHER_EDITION = "other_edition"  # most locked cells had another text
    UNDEFINED = "undefined"  # an answer does not define what its task asks for
    BORROWED = "borrowed"  # a cell uses what only a test defines
    UNCLEAR = "unclear"  # a cell is missing, and several that have lost their names may be it
    TAMPERED = "tampered"  # its code reached for what no answer needs
    NETWORK = "network"  # its code tried to reach the network
    IGNORED = "ignored"  # there were notebooks beside it that are none of the assignment's


@dataclass(frozen=True)
class Note:
    change: Change
    grade_id: str
    evidence: str = ""


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

    @property
    def counts(self) -> bool:
        """Whether it is a task's, and no mere set-up."""
        return self.grade or self.solution or self.task

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


@dataclass(frozen=True)
class Other:
    """A cell of the release that has no name: its text, and how many cells that have one come before it."""

    source: str
    after: int


def others_of(cells: Iterable[NotebookNode]) -> tuple[Other, ...]:
    """The cells without a name of a release."""
    result, count = [], 0
    for cell in cells:
        if grade_id_of(cell) is None:
            result.append(Other(cell.source, count))
        else:
            count += 1
    return tuple(result)


#: So many of the cells that pretend to be the assignment's are told of.
_MOST = 10


def rebuild(
    cells: Iterable[NotebookNode], given: Sequence[Given], others: Sequence[Other] = ()
) -> tuple[list[NotebookNode], list[Note]]:
    """The cells to run, and what was changed to get them; `others`: the release's cells without a name.

    Of an answer that comes several times the last attempt counts; earlier ones become raw text, which does
    not run. Other cells of the student's follow the release's cell that they followed, and so does, as raw
    text, what a locked cell was changed to: no text of the student's is lost.

    Raises
    ------
    Refusal
        If it is another notebook.
    """
    known = {cell.grade_id: cell for cell in given}
    recognised = recognise(cells, given, others)
    pieces = recognised.pieces
    notes = [Note(Change(change), name) for change, name in recognised.found]
    forged = [piece.claim for piece in pieces if piece.claim and piece.claim not in known and not piece.name]
    notes += [Note(Change.FORGED, printable(claim, 60)) for claim in list(dict.fromkeys(forged))[:_MOST]]
    chosen, raw = _choose(pieces, known, notes)

    slots = sequence(list(known), others)
    place: dict[str | int, list[NotebookNode]] = {slot: [] for slot in slots}
    after: dict[str | int | None, list[NotebookNode]] = {None: [], **{slot: [] for slot in slots}}
    last = None
    for piece in pieces:
        slot = next((s for s in (piece.name, piece.edited, piece.other) if s is not None), None)
        last = last if slot is None else slot
        if piece in raw or piece.edited:
            after[last].append(_cell("raw", piece.source))
        elif piece.name is None and piece.other is None:
            after[last].append(_own(piece))
        elif piece.name is None:
            place[piece.other].append(_own(piece))
    for name, mine in known.items():
        piece = chosen.get(name)
        # what nbgrader counts as nothing must be nothing in every edition
        empty = piece is None or not piece.source.strip()
        empty = empty or (mine.cell_type != "code" and blank(piece.source, mine))
        place[name].append(mine.cell(mine.released if empty else piece.source))
        if piece and piece.attachments and mine.cell_type == "markdown":
            place[name][-1].attachments = piece.attachments
    result = after[None]
    for slot in slots:
        result += place[slot] + after[slot]
    return result, _told(notes, result, known, chosen)


def _choose(
    pieces: list[Piece], known: dict[str, Given], notes: list[Note]
) -> tuple[dict[str, Piece], set[Piece]]:
    """Which piece counts as each cell, and which are attempts of before; adds to `notes`.

    A copy in which something else is written than an attempt is a cell of the student's own.
    """
    chosen: dict[str, Piece] = {}
    raw: set[Piece] = set()
    for name, mine in known.items():
        copies = [piece for piece in pieces if piece.name == name]
        if not copies:
            told = Note(Change.UNCLEAR, name) in notes or any(piece.edited == name for piece in pieces)
            if not told:
                notes.append(Note(Change.RESTORED, name))
            continue
        if mine.locked:
            chosen[name] = next((piece for piece in copies if piece.kind == mine.cell_type), copies[0])
            raw |= {piece for piece in copies if _adds(piece.source, mine.released)}
        else:
            written = [piece for piece in copies if not blank(piece.source, mine)]
            attempts = _attempts(written, mine)
            chosen[name] = (attempts or written or copies)[-1]
            for piece in copies:
                if piece is chosen[name]:
                    continue
                if piece in written and piece not in attempts:
                    piece.name = None
                elif _adds(piece.source, mine.released):
                    raw.add(piece)
        if len(copies) > 1 and Note(Change.MOVED, name) not in notes:
            notes.append(Note(Change.REPEATED, name))
        if chosen[name].kind != mine.cell_type:
            notes.append(Note(Change.RETYPED, name))
    return chosen, raw


def _adds(source: str, released: str) -> bool:
    """Whether a copy of a cell holds anything that the cell does not, be it a comment."""
    lines = {line.strip() for line in released.split("\n")}
    return any("#" in line and line.strip() not in lines for line in source.split("\n")) or not alike(
        source, released, "code"
    )


def _attempts(written: list[Piece], mine: Given) -> list[Piece]:
    """Those pieces that answer: they bind the names that the cell has to, or are of its type."""
    if mine.cell_type != "code":
        return [piece for piece in written if piece.kind == mine.cell_type] or written
    wanted = definitions(mine.released) or names_of(mine.released).binds
    return [piece for piece in written if wanted <= names_of(piece.source).binds]


def _told(
    notes: list[Note], result: list[NotebookNode], known: dict[str, Given], chosen: dict[str, Piece]
) -> list[Note]:
    """`notes`, each once, and what will surprise whoever wrote these cells."""
    edited = [note for note in notes if note.change is Change.EDITED]
    if len(edited) >= 3 and 2 * len(edited) > sum(mine.locked for mine in known.values()):
        notes = [note for note in notes if note.change is not Change.EDITED]
        notes.append(Note(Change.OTHER_EDITION, edited[0].grade_id))
    names = [
        names_of(cell.source)
        for cell in result
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("grade")
    ]
    bound = frozenset().union(*(one.binds for one in names))
    for name, mine in known.items():
        answered = name in chosen and mine.cell_type == "code" and not mine.locked
        if answered and not blank(chosen[name].source, mine) and not definitions(mine.released) <= bound:
            notes.append(Note(Change.UNDEFINED, name))
    last = next(iter(known), "")
    taken = borrowed(result)
    for number, cell in enumerate(result):
        last = grade_id_of(cell) or last
        if number in taken:
            notes.append(Note(Change.BORROWED, last))
    return list(dict.fromkeys(notes))


def _cell(cell_type: str, source: str, metadata: dict | None = None) -> NotebookNode:
    # nbformat's own makers check each cell against the whole schema: most of the time it takes to grade
    cell = NotebookNode(cell_type=cell_type, metadata=from_dict(metadata or {}), source=source)
    if cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    return cell


def _own(piece: Piece) -> NotebookNode:
    """A cell with nothing but its type and text, and what its text shows."""
    plain = _cell(piece.kind, piece.source)
    if piece.attachments and piece.kind != "code":
        plain.attachments = piece.attachments
    return plain
