"""Tell a student, before handing in, what their notebook lacks, by comparing it with the one handed out.

Nothing is run, and nothing secret is needed: neither a course nor its hidden tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.messages import LANGUAGES, Refusal, text
from autograder.names import borrowed, definitions
from autograder.notebooks import parse
from autograder.rebuild import Change, Given, Note, Other, others_of, rebuild
from autograder.recognise import blank, grade_id_of, plain
from autograder.settings import STUBS

BOOK = Path(__file__).resolve().parents[1] / "notebooks"
_MARKERS = ("### BEGIN SOLUTION", "### BEGIN HIDDEN TESTS", "### BEGIN MARK SCHEME")
#: So many names of assignments are told.
_MOST = 3


@dataclass(frozen=True)
class Release:
    """A notebook as students got it."""

    path: Path
    lang: str | None  # None if nothing in it tells
    notebook: NotebookNode
    given: tuple[Given, ...]
    others: tuple[Other, ...]

    @property
    def name(self) -> str:
        return self.path.stem


@dataclass(frozen=True)
class Checked:
    """What a student is told of a notebook, and the notebook mended, if it can be."""

    lines: list[str]
    lang: str
    in_order: bool = False
    mends: bool = False  # whether writing the mended one changes something
    notebook: NotebookNode | None = None


def releases(place: Path | None) -> list[Release]:
    """The notebooks that may have been handed out: of the file or folder `place`, or the book's.

    Raises
    ------
    Refusal
        If there is none, or one is not what students get.
    """
    if place is None:
        paths = [path for lang in LANGUAGES for path in sorted(BOOK.glob(f"{lang}/exercises/*.ipynb"))]
        if not paths:
            raise Refusal("check_nothing_released", folder=BOOK, exit_code=2)
    elif place.is_dir():
        inside = (path for path in sorted(place.rglob("*.ipynb")) if path.is_file())
        paths = [path for path in inside if ".ipynb_checkpoints" not in path.parts]
        if not paths:
            raise Refusal("check_not_release", file=place, exit_code=2)
    elif place.is_file():
        paths = [place]
    else:
        raise Refusal("no_file", file=place, exit_code=2)
    return [_release(path) for path in paths]


def _release(path: Path) -> Release:
    try:
        notebook = nbformat.from_dict(nbformat.v4.reads(path.read_text(encoding="utf-8")))
        given = tuple(_given(cell) for cell in notebook.cells if grade_id_of(cell) is not None)
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        raise Refusal("check_not_release", file=path, exit_code=2) from None
    if not any(mine.counts for mine in given):
        raise Refusal("check_not_release", file=path, exit_code=2)
    sources = "\n".join(cell.source for cell in notebook.cells)
    if any(marker in sources for marker in _MARKERS):
        raise Refusal("check_instructors", file=path, exit_code=2)
    lang = next((lang for lang in LANGUAGES if any(stub in sources for stub in _stubs(lang))), None)
    return Release(path, lang, notebook, given, others_of(notebook.cells))


def _stubs(lang: str) -> list[str]:
    return [STUBS[lang]["code"].splitlines()[0], STUBS[lang]["text"]]


def _given(cell: NotebookNode) -> Given:
    about = cell.metadata["nbgrader"]
    return Given(
        grade_id=about["grade_id"],
        cell_type=cell.cell_type,
        source=cell.source,
        released=cell.source,
        checksum=about.get("checksum", ""),
        locked=bool(about.get("locked")),
        grade=bool(about.get("grade")),
        solution=bool(about.get("solution")),
        task=bool(about.get("task")),
        points=about.get("points"),
    )


def check(content: bytes, name: str, candidates: Sequence[Release], guess: str, lang: str | None) -> Checked:
    """What is to be told of the notebook in a file's bytes.

    Parameters
    ----------
    content
        The file's.
    name
        The file's name, without ending: it decides between equals.
    candidates
        What may have been handed out.
    guess
        The language to speak where the notebook does not tell.
    lang
        The language to speak in any case.
    """
    spoken = {release.lang for release in candidates}
    default = lang or (spoken.pop() if len(spoken) == 1 else None) or guess
    try:
        notebook = parse(content)
    except Refusal as refusal:
        return Checked([text(default, f"check_{refusal.key}", **refusal.fields)], default)
    release = _matching(notebook, name, candidates)
    wrong = Checked([text(default, "check_wrong", names=_some(candidates))], default)
    if release is None:
        return wrong
    lang = lang or release.lang or default
    try:
        cells, notes = rebuild(notebook.cells, release.given, release.others)
    except Refusal:
        return wrong
    lines = _lines(cells, notes, release, lang)
    left = _not_attempted(cells, release)
    if left and not any(note.change is Change.UNCLEAR for note in notes):
        lines.append(text(lang, "check_not_attempted", tasks=", ".join(left)))
    in_order = not lines
    if in_order:
        lines.append(text(lang, "check_in_order", name=release.name))
    unclear = any(note.change is Change.UNCLEAR for note in notes)
    mends = any(note.change not in (Change.UNDEFINED, Change.BORROWED) for note in notes)
    return Checked(lines, lang, in_order, mends, None if unclear else _mended(notebook, cells, release))


def _some(candidates: Sequence[Release]) -> str:
    names = list(dict.fromkeys(release.name for release in candidates))
    return ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")


def _matching(notebook: NotebookNode, name: str, candidates: Sequence[Release]) -> Release | None:
    """What `notebook` was made from: its tasks' names decide, then texts and what it defines."""
    ids = {grade_id_of(cell) for cell in notebook.cells}
    texts = {plain(cell.source) for cell in notebook.cells}
    defined = frozenset().union(*(definitions(cell.source) for cell in notebook.cells))

    def likeness(release: Release) -> tuple[int, int, int, bool]:
        tasks = [mine for mine in release.given if mine.counts]
        own = {plain(mine.released) for mine in tasks if mine.locked}
        own |= {plain(other.source) for other in release.others}
        asked = frozenset().union(*(definitions(mine.released) for mine in tasks if not mine.locked))
        many = len(asked & defined)
        return (
            sum(mine.grade_id in ids for mine in tasks),
            len(own & texts),
            many if 2 * many >= len(asked) else 0,
            release.name in name,
        )

    best = max(candidates, key=likeness)
    return best if any(likeness(best)[:3]) else None


def _lines(cells: list[NotebookNode], notes: list[Note], release: Release, lang: str) -> list[str]:
    """One line for each thing."""
    known = {mine.grade_id: mine for mine in release.given}
    taken: dict[str, set[str]] = {}
    last = next(iter(known))
    found = borrowed(cells)
    for number, cell in enumerate(cells):
        last = grade_id_of(cell) or last
        if number in found:
            taken.setdefault(last, set()).update(found[number])
    lines = []
    for note in notes:
        names: set[str] | frozenset[str] = set()
        if note.change is Change.UNDEFINED:
            names = definitions(known[note.grade_id].released)
        elif note.change is Change.BORROWED:
            names = taken[note.grade_id]
        said = text(lang, f"check_{note.change}", cell=note.grade_id, names=", ".join(sorted(names)))
        lines.append(said)
    return lines


def _not_attempted(cells: list[NotebookNode], release: Release) -> list[str]:
    """The answers in which nothing is written, and the open tasks below which nothing of the student's is."""
    known = {mine.grade_id: mine for mine in release.given}
    theirs = {plain(other.source) for other in release.others} | {""}
    left, task = [], None
    for cell in cells:
        mine = known.get(grade_id_of(cell))
        if mine is None:
            if plain(cell.source) not in theirs:
                task = None
            continue
        if task is not None:
            left.append(task)
        task = mine.grade_id if mine.task else None
        if mine.solution and blank(cell.source, mine):
            left.append(mine.grade_id)
    return left + ([task] if task is not None else [])


def _mended(submitted: NotebookNode, cells: list[NotebookNode], release: Release) -> NotebookNode:
    """The notebook to hand in: the release's cells with all that they had, the student's between them."""
    named = {grade_id_of(cell): cell for cell in release.notebook.cells if grade_id_of(cell) is not None}
    others: dict[str, list[NotebookNode]] = {}
    for cell in release.notebook.cells:
        if grade_id_of(cell) is None:
            others.setdefault(plain(cell.source), []).append(cell)
    taken = {cell.id for cell in release.notebook.cells if "id" in cell}
    own = 0
    for cell in cells:
        twin = named.get(grade_id_of(cell))
        if twin is None and others.get(plain(cell.source)):
            twin = others[plain(cell.source)].pop(0)
        if twin is not None:
            cell.metadata = nbformat.from_dict(twin.metadata)
        if twin is not None and "id" in twin:
            cell.id = twin.id
            continue
        while (fresh := f"own-{own}") in taken:
            own += 1
        taken.add(fresh)
        cell.id = fresh
    metadata = nbformat.from_dict(release.notebook.metadata)
    return NotebookNode(cells=cells, metadata=metadata, nbformat=4, nbformat_minor=5)
