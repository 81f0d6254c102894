"""Tell which cells of a notebook are the assignment's, whatever an editor or a student made of them.

Some editors drop what they do not know of a notebook; students copy cells into new ones, join them, split
them and write an answer elsewhere than in its cell.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nbformat import NotebookNode

from autograder.messages import Refusal
from autograder.names import definitions, names_of, parsed
from autograder.settings import STUBS

if TYPE_CHECKING:
    from autograder.rebuild import Given, Other

#: A shorter text may stand in another by chance.
_TELLING = 40


@dataclass(eq=False)
class Piece:
    """A cell of a submission, or part of one that holds several of the assignment's."""

    kind: str
    source: str
    claim: str | None = None  # what it says that it is
    cell_id: str | None = None
    attachments: NotebookNode | None = None
    name: str | None = None  # the cell of the assignment that it is
    edited: str | None = None  # the locked cell that it was, with another text
    other: int | None = None  # the number of the release's cell without a name that it is


@dataclass
class Recognised:
    """The pieces of a submission, and what was found out: pairs of what happened, and a grade id."""

    pieces: list[Piece]
    found: list[tuple[str, str]]


def recognise(
    cells: Iterable[NotebookNode], given: Sequence["Given"], others: Sequence["Other"]
) -> Recognised:
    """Say of each cell of a submission what it is.

    An answer's cell is, in this order, the one of its name; the one with its text or its cell id; the one
    that defines its functions; the one in its place.

    Parameters
    ----------
    cells
        The submission's.
    given
        The assignment's cells that have a name, in order.
    others
        The release's other cells, in order, which are nobody's answer.

    Raises
    ------
    Refusal
        If the notebook is not the assignment's.
    """
    work = _Recognition(list(cells), given, others)
    work.by_text()
    work.by_definition()
    work.join_what_was_split()
    work.take_out_of_other_answers()
    work.find_the_others()
    if not any(piece.name and work.known[piece.name].counts for piece in work.pieces) and not any(
        piece.other is not None for piece in work.pieces
    ):
        raise Refusal("reason_wrong_notebook")
    work.by_place()
    written = {mine.grade_id for mine in given if not mine.locked}
    if written and not any(piece.name in written for piece in work.pieces) and not work.unclear:
        raise Refusal("reason_wrong_notebook")
    unclear = [("unclear", name) for name in work.known if name in work.unclear]
    return Recognised(work.pieces, unclear + work.found)


class _Recognition:
    def __init__(
        self, cells: list[NotebookNode], given: Sequence["Given"], others: Sequence["Other"]
    ) -> None:
        self.known = {mine.grade_id: mine for mine in given}
        self.others = list(others)
        self.found: list[tuple[str, str]] = []
        self.unclear: set[str] = set()
        self._released = {plain(other.source) for other in others}
        self._released |= {plain(mine.released) for mine in given if mine.locked}
        self.pieces = self._taken_apart(cells)
        for piece in self.pieces:
            if piece.name is None and piece.claim in self.known:
                piece.name = piece.claim

    def _named(self, name: str) -> list[Piece]:
        return [piece for piece in self.pieces if piece.name == name]

    def _missing(self) -> list["Given"]:
        named = {piece.name for piece in self.pieces}
        return [mine for name, mine in self.known.items() if name not in named]

    # ------------------------------------------------------------------------- several cells in one

    def _taken_apart(self, cells: list[NotebookNode]) -> list[Piece]:
        """The cells, each of those that were joined with a cell of the release's apart again."""
        claims = [grade_id_of(cell) for cell in cells]
        whole = {plain(cell.source) for cell in cells}
        lost = {
            plain(mine.released): name
            for name, mine in self.known.items()
            if mine.locked and plain(mine.released) not in whole
        }
        prose = {plain(other.source) for other in self.others} - whole
        texts = {text: lost.get(text) for text in [*lost, *prose] if len(text) >= _TELLING or text in lost}
        present = Counter(claims)
        pieces = []
        for cell, claim in zip(cells, claims, strict=True):
            # A short text that sets up, such as an import, may be anyone's.
            here = {
                text: name
                for text, name in texts.items()
                if name is None
                or name == claim
                or (present[name] == 0 and (self.known[name].counts or len(text) >= _TELLING))
            }
            parts = list(_parts(cell.source, here))
            if len(parts) == 1:
                pieces.append(_piece(cell, claim))
                continue
            first = True  # of what is left, the first part is what the cell says that it is
            for source, is_release in parts:
                name = here[plain(source)] if is_release else None
                piece = _piece(cell, None, source)
                if name is not None:
                    piece.name = piece.claim = name
                    self.found.append(("edited" if name == claim else "merged", name))
                elif not is_release and first and claim in self.known and not self.known[claim].locked:
                    piece.name = piece.claim = claim
                    first = False
                pieces.append(piece)
        return pieces

    # ---------------------------------------------------------------------------------- by its text

    def by_text(self) -> None:
        """Name what has a cell's very text, or its id; a locked cell with another text has lost its name."""
        times = Counter(plain(mine.released) for mine in self.known.values())
        texts = {
            plain(mine.released): name
            for name, mine in self.known.items()
            if times[plain(mine.released)] == 1
        }
        missing = {mine.grade_id for mine in self._missing()}
        for piece in self.pieces:
            name = texts.get(plain(piece.source))
            mislabelled = piece.name is not None and piece.name != name
            if name is not None and (
                (piece.name is None and name in missing) or (mislabelled and self.known[name].locked)
            ):
                piece.name = name
                self.found.append(("recognised", name))
        for piece in self.pieces:
            if piece.name is not None and self.known[piece.name].locked:
                mine = self.known[piece.name]
                if not alike(piece.source, mine.released, mine.cell_type):
                    piece.name, piece.edited = None, piece.name
                    self.found.append(("edited", mine.grade_id))
        missing = {mine.grade_id for mine in self._missing() if not mine.locked}
        for piece in self.pieces:
            if (
                piece.name is None
                and piece.edited is None
                and piece.cell_id in missing
                and piece.source.strip()
            ):
                piece.name = piece.cell_id
                self.found.append(("recognised", piece.name))

    # ------------------------------------------------------------------------------ by what it defines

    def _asked(self) -> Iterable[tuple["Given", frozenset[str], list[Piece]]]:
        """The answers that nothing under their name gives: what they have to define, and their cells."""
        for name, mine in self.known.items():
            wanted = definitions(mine.released)
            if mine.locked or mine.cell_type != "code" or not wanted:
                continue
            named = self._named(name)
            written = [piece for piece in named if not blank(piece.source, mine)]
            if not any(wanted <= names_of(piece.source).binds for piece in written):
                yield mine, wanted, named

    def by_definition(self) -> None:
        nameless = [piece for piece in self.pieces if piece.name is None and piece.source.strip()]
        for mine, wanted, named in self._asked():
            for piece in nameless:
                fits = piece.name is None and (piece.kind == "code" or not named)
                fits = fits and not (named and blank(piece.source, mine))
                if fits and wanted <= names_of(piece.source).binds and not self._is_the_releases(piece):
                    piece.name, piece.edited = mine.grade_id, None
                    self.found.append(("moved" if named else "recognised", mine.grade_id))

    def _is_the_releases(self, piece: Piece) -> bool:
        return plain(piece.source) in self._released

    def join_what_was_split(self) -> None:
        """Join programs that were cut: apart they are no Python, together they are; and prose."""
        kept: list[Piece] = []
        last = None  # in which something is written
        for piece in self.pieces:
            if last is not None and self._goes_on(last, piece):
                last.source += ("\n" if last.kind == "code" else "\n\n") + piece.source
                self.found.append(("split", last.name))
            else:
                kept.append(piece)
                last = piece if piece.source.strip() else last
        self.pieces = kept

    def _goes_on(self, first: Piece, second: Piece) -> bool:
        mine = self.known.get(first.name)
        if mine is None or mine.locked or not first.kind == second.kind == mine.cell_type:
            return False
        if mine.cell_type != "code":
            texts = plain(first.source), plain(second.source)
            written = not any(blank(text, mine) for text in texts)
            return (
                first.name == second.name
                and written
                and texts[0] not in texts[1]
                and texts[1] not in texts[0]
            )
        if second.edited or second.name not in (None, first.name) or not second.source.strip():
            return False
        if parsed(first.source) is not None and parsed(second.source) is not None:
            return False
        return parsed(f"{first.source}\n{second.source}") is not None

    def take_out_of_other_answers(self) -> None:
        """Find what was written in another answer's cell."""
        for mine, wanted, named in list(self._asked()):
            for number, piece in enumerate(self.pieces):
                if piece.name is None or piece.name == mine.grade_id or self.known[piece.name].locked:
                    continue
                if not wanted <= definitions(piece.source):
                    continue
                cut = _cut(piece.source, wanted)
                if cut is None:
                    if not named:
                        self.unclear.add(mine.grade_id)
                    continue
                piece.source, taken = cut
                new = replace(piece, source=taken, name=mine.grade_id, claim=None, cell_id=None)
                self.pieces.insert(number + 1, new)
                self.found.append(("moved", mine.grade_id))
                break

    # ------------------------------------------------------------------------------------- by its place

    def find_the_others(self) -> None:
        """Find the release's cells that have no name."""
        waiting: dict[str, list[int]] = {}
        for number, other in enumerate(self.others):
            waiting.setdefault(plain(other.source), []).append(number)
        for piece in self.pieces:
            if piece.name is None and piece.edited is None:
                numbers = waiting.get(plain(piece.source)) if piece.source.strip() else None
                if numbers:  # of more copies than there are, the rest go with the last
                    piece.other = numbers.pop(0) if len(numbers) > 1 else numbers[0]

    def by_place(self) -> None:
        """Name what stands between the neighbours of a cell that is missing, if nothing else may be it."""
        slots = sequence(list(self.known), self.others)
        order = {slot: number for number, slot in enumerate(slots)}
        missing = [mine for mine in self._missing() if not mine.locked and mine.grade_id not in self.unclear]
        places: dict[str | int, int] = {}
        for number, piece in enumerate(self.pieces):
            slot = next((s for s in (piece.name, piece.edited, piece.other) if s is not None), None)
            if slot is not None:
                places.setdefault(slot, number)
        groups: dict[tuple[int, int], list[Given]] = {}
        for mine in missing:
            before = next((places[s] for s in reversed(slots[: order[mine.grade_id]]) if s in places), -1)
            behind = next(
                (places[s] for s in slots[order[mine.grade_id] + 1 :] if s in places), len(self.pieces)
            )
            groups.setdefault((before, behind), []).append(mine)
        for (before, behind), lost in groups.items():
            ordered = before < behind
            inside = range(before + 1, behind) if ordered else range(len(self.pieces))
            free = [number for number in inside if self._may_be_an_answer(self.pieces[number])]
            for kind in dict.fromkeys(mine.cell_type for mine in lost):
                asked = [mine for mine in lost if mine.cell_type == kind]
                fit = [number for number in free if self.pieces[number].kind == kind]
                if len(fit) == len(asked) and (ordered or len(asked) == 1):
                    for mine, number in zip(asked, fit, strict=True):
                        self.pieces[number].name = mine.grade_id
                        self.found.append(("recognised", mine.grade_id))
                elif fit or (free and not ordered):
                    self.unclear |= {mine.grade_id for mine in asked}
        self._doubt_what_would_be_hidden()

    def _may_be_an_answer(self, piece: Piece) -> bool:
        return (
            piece.name is None
            and piece.edited is None
            and piece.other is None
            and bool(piece.source.strip())
            and not self._is_the_releases(piece)
        )

    def _doubt_what_would_be_hidden(self) -> None:
        """An empty cell in the place of one that is missing must not hide what may be its answer."""
        for mine in self._missing():
            if mine.locked or mine.cell_type != "code":
                continue
            wanted = definitions(mine.released)
            for piece in self.pieces:
                if self._may_be_an_answer(piece) and wanted & names_of(piece.source).binds:
                    self.unclear.add(mine.grade_id)


def sequence(names: Sequence[str], others: Sequence["Other"]) -> list[str | int]:
    """The release's cells in order: grade ids, and the numbers of those that have none."""
    result: list[str | int] = []
    for count in range(len(names) + 1):
        result += [number for number, other in enumerate(others) if other.after == count]
        result += names[count : count + 1]
    return result


def grade_id_of(cell: NotebookNode) -> str | None:
    """What `cell` says it is, if it says that it belongs to the assignment."""
    about = cell.metadata.get("nbgrader")
    name = about.get("grade_id") if isinstance(about, dict) else None
    return name if isinstance(name, str) else None


@lru_cache(maxsize=1024)
def plain(source: str) -> str:
    """A text without what editors change on their own: space at the ends of lines and of the whole."""
    return "\n".join(line.rstrip() for line in source.split("\n")).strip()


def alike(source: str, released: str, kind: str) -> bool:
    """Whether a cell says the same, be it in another layout."""
    if plain(source) == plain(released):
        return True
    return kind == "code" and _dump(source) is not None and _dump(source) == _dump(released)


def blank(source: str, given: "Given") -> bool:
    """Whether nothing was written in a cell: it is as released, perhaps in another edition."""
    if not source.strip() or alike(source, given.released, given.cell_type):
        return True
    if given.cell_type != "code":
        return plain(source) in {stub["text"] for stub in STUBS.values()}
    bare = _dump(source, True)
    return bare is not None and "NotImplementedError" in bare and bare == _dump(given.released, True)


@lru_cache(maxsize=1024)
def _dump(source: str, bare: bool = False) -> str | None:
    """The program in a cell whatever its layout; `bare` also without docstrings and what the stub says."""
    tree = parsed(source)
    if tree is None:
        return None
    try:
        if bare:
            tree = _Bare().visit(tree)
        return ast.dump(tree)
    except RecursionError:
        return None


class _Bare(ast.NodeTransformer):
    """Takes out what differs from one edition to the other."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        return None if isinstance(node.value, ast.Constant) else node

    def visit_Raise(self, node: ast.Raise) -> ast.Raise:
        if isinstance(node.exc, ast.Call):
            node.exc = node.exc.func
        return node


def _piece(cell: NotebookNode, claim: str | None, source: str | None = None) -> Piece:
    source = cell.source if source is None else source
    return Piece(cell.cell_type, source, claim, cell.get("id"), cell.get("attachments"))


def _parts(source: str, texts: dict[str, str | None]) -> Iterable[tuple[str, bool]]:
    """`source` cut where whole lines are one of `texts`; each part, and whether it is one."""
    whole = f"\n{plain(source)}\n"
    found = []
    for text in texts:
        at = whole.find(f"\n{text}\n") if text and len(text) + 2 < len(whole) else -1
        if at >= 0:
            found.append((at, at + len(text) + 2))
    if not found:
        yield source, False
        return
    done = 0
    for start, end in sorted(found):
        if start < done - 1:  # within the one before
            continue
        if rest := whole[done:start].strip("\n"):
            yield rest, False
        yield whole[start + 1 : end - 1], True
        done = end - 1
    if rest := whole[done:].strip("\n"):
        yield rest, False


def _cut(source: str, wanted: frozenset[str]) -> tuple[str, str] | None:
    """What is left of a cell without the definitions of `wanted`, and those; None if they share a line."""
    tree = parsed(source)
    if tree is None:
        return None
    lines = source.split("\n")
    taken: set[int] = set()
    kept: set[int] = set()
    for node in tree.body:
        decorators = [decorator.lineno for decorator in getattr(node, "decorator_list", [])]
        span = set(range(min([node.lineno, *decorators]), node.end_lineno + 1))
        if getattr(node, "name", None) in wanted:
            while (above := min(span) - 1) >= 1 and re.match(r"[ \t]*+#", lines[above - 1]):
                span.add(above)  # the comment on it
            taken |= span
        else:
            kept |= span
    if taken & kept:
        return None
    left = "\n".join(line for number, line in enumerate(lines, start=1) if number not in taken)
    return left.strip("\n"), "\n".join(lines[number - 1] for number in sorted(taken))
