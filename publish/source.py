"""Read a bilingual chapter or exercise, check that its editions agree, and split it.

A source is a MyST Markdown notebook in which every prose cell stands twice, ``+++ {"lang": "es"}``
and then ``+++ {"lang": "en"}``, and every code cell once, with ``[[es|en]]`` where a reader sees words.
CONTRIBUTING.md states the rules; this module refuses what breaks them.
"""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from publish.bilingual import LANGUAGES, BilingualError, choose_in_code, choose_in_data

CITATION = re.compile(r"(?<![\w\[@`])@([A-Za-z][\w:-]*\d{4}\w*)|\[((?:@[\w:-]+(?:, [^\];@]+)?(?:; ?)?)+)\]")


class SourceError(Exception):
    """A source that cannot be published; its text is one line with file, cell and cure."""


@dataclass(frozen=True)
class Cell:
    """One cell of a source: ``text`` by language, the same object twice for code."""

    kind: str  # "markdown" or "code"
    text: dict[str, str]
    metadata: dict
    number: int  # counted from 1, as written (a pair of prose cells counts as two)
    line: int

    @property
    def id(self) -> str:
        """What stays the same while the cell does, whatever stands around it."""
        content = "\0".join([self.kind, *(self.text[lang] for lang in LANGUAGES)])
        return hashlib.sha256(content.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Source:
    """A chapter or an exercise in both languages."""

    path: Path
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        return self.path.stem

    def split(self, lang: str) -> NotebookNode:
        """The notebook of one language, without outputs; cell ids are stable."""
        notebook = new_notebook(
            metadata={
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "language_info": {"name": "python"},
            }
        )
        seen: Counter[str] = Counter()
        for cell in self.cells:
            new = new_markdown_cell if cell.kind == "markdown" else new_code_cell
            seen[cell.id] += 1
            cell_id = cell.id if seen[cell.id] == 1 else f"{cell.id}-{seen[cell.id]}"
            metadata = choose_in_data(cell.metadata, lang)
            notebook.cells.append(new(cell.text[lang], id=cell_id, metadata=metadata))
        nbformat.validate(notebook)
        return notebook

    def error(self, message: str, cell: Cell | None = None) -> SourceError:
        """The one line that says what is wrong and where."""
        return _error(self.path, message, cell and cell.number, cell and cell.line)


def read(path: Path) -> Source:
    """Read and check the source at `path`.

    Raises
    ------
    SourceError
        If a prose cell has no twin, twins differ in what must agree, a ``[[es|en]]`` cannot be read, a
        picture has no text, an experiment would not be shown, or the title is missing.
    """
    path = Path(path)
    text = path.read_text(encoding="utf-8")
    try:
        notebook = jupytext.reads(text, fmt="md:myst")
    except Exception as error:
        raise _error(path, f"not a MyST notebook: {_first_line(error)}") from None
    raw = _located(text, notebook.cells)
    cells: list[Cell] = []
    waiting = None  # the Spanish cell whose English twin comes next
    for number, (cell, line) in enumerate(raw, start=1):
        metadata = dict(cell.metadata)
        lang = metadata.pop("lang", None)
        if cell.cell_type == "markdown" and waiting is None:
            if lang != "es":
                found = f'lang "{lang}"' if lang else "no lang"
                raise _error(path, f'a prose cell must be a pair, "es" first: found {found}', number, line)
            waiting = (cell.source, metadata, number, line)
        elif waiting is not None:
            if cell.cell_type != "markdown" or lang != "en":
                raise _error(path, 'this "es" cell has no "en" cell after it', waiting[2], waiting[3])
            spanish, spanish_metadata, _, spanish_line = waiting
            difference = _difference(spanish, cell.source) or _metadata_difference(spanish_metadata, metadata)
            if difference:
                where = f"{number - 1} and {number}"
                raise _error(path, f"the pair differs in {difference}", where, spanish_line)
            texts = {"es": spanish, "en": cell.source}
            cells.append(Cell("markdown", texts, metadata, number - 1, spanish_line))
            waiting = None
        elif cell.cell_type == "code":
            if lang is not None:
                raise _error(path, "a code cell serves both languages: drop its lang", number, line)
            code = _load(path, metadata, number, line) if "load" in metadata else cell.source
            try:
                texts = {lang: choose_in_code(code, lang) for lang in LANGUAGES}
                choose_in_data(metadata, "es")
            except BilingualError as error:
                raise _error(path, str(error), number, line) from None
            if _hides_an_experiment(texts["en"]):
                raise _error(path, "explore(...) is shown only where it ends its cell", number, line)
            cells.append(Cell("code", texts, metadata, number, line))
        else:
            raise _error(path, f"a {cell.cell_type} cell: use Markdown or code", number, line)
    if waiting is not None:
        raise _error(path, 'this "es" cell has no "en" cell after it', waiting[2], waiting[3])
    _check_title(path, cells)
    return Source(path, tuple(cells))


@dataclass(frozen=True)
class _Outline:
    """What both editions of a prose cell must share."""

    headings: list[str]
    labels: list[str]
    displayed: list[str]
    inline: Counter
    citations: Counter
    links: Counter
    pictures: Counter
    code: list[str]
    unnamed_pictures: int


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, double_inline=True)


def _outline(markdown: str) -> _Outline:
    tokens = []
    for token in _parser().parse(markdown):
        tokens += [token, *(token.children or [])]
    of = {kind: [t for t in tokens if t.type == kind] for kind in {t.type for t in tokens}}
    displayed = [
        t.content for t in tokens if t.type in ("math_block", "math_block_label", "math_inline_double")
    ]
    prose = " ".join(t.content for t in tokens if t.type == "text")
    pictures = of.get("image", [])
    return _Outline(
        headings=[t.tag for t in of.get("heading_open", [])],
        labels=[label for formula in displayed for label in re.findall(r"\\tag\{(.*?)\}", formula)],
        displayed=[_formula(f) for f in displayed],
        inline=Counter(_formula(t.content) for t in of.get("math_inline", [])),
        citations=Counter(key for match in CITATION.finditer(prose) for key in cited_keys(match)),
        links=Counter(t.attrs["href"] for t in of.get("link_open", [])),
        pictures=Counter(t.attrs["src"] for t in pictures),
        code=[t.content for t in of.get("fence", [])],
        unnamed_pictures=sum(not t.content.strip() for t in pictures),
    )


def cited_keys(match: re.Match) -> list[str]:
    """The keys in one match of `CITATION`: ``@key`` or ``[@key; @key, section 2]``."""
    return [match[1]] if match[1] else [key for key, _ in cited_places(match)]


def cited_places(match: re.Match) -> list[tuple[str, str]]:
    """The keys in brackets, each with what follows it: ``, section 2``, or nothing."""
    return re.findall(r"@([\w:-]+)((?:, [^;]+)?)", match[2])


def _formula(tex: str) -> str:
    """A formula without what may differ: words, the decimal comma, spaces."""
    tex = re.sub(r"\\(?:text|mathrm|operatorname\*?)\{[^{}]*\}", r"\\text{}", tex)
    return re.sub(r"\s+", "", tex.replace("{,}", "."))


def _difference(spanish: str, english: str) -> str | None:
    """Name what twins do not share, or None."""
    es, en = _outline(spanish), _outline(english)
    for what in ("headings", "labels", "displayed", "inline", "citations", "links", "pictures"):
        a, b = getattr(es, what), getattr(en, what)
        if a != b:
            name = {"displayed": "displayed formulas", "inline": "inline formulas"}.get(what, what)
            if isinstance(a, Counter):
                a, b = sorted((a - b).elements()), sorted((b - a).elements())
            else:
                a, b = _from_first_difference(a, b)
            return f"{name}: es {_short(a)}, en {_short(b)}"
    if len(es.code) != len(en.code):
        return f"code blocks: es {len(es.code)}, en {len(en.code)}"
    if es.unnamed_pictures or en.unnamed_pictures:
        return "nothing, but a picture has no text: write ![what it shows](file)"
    return None


def _metadata_difference(spanish: dict, english: dict) -> str | None:
    if spanish.get("nbgrader") != english.get("nbgrader"):
        ids = [m.get("nbgrader", {}).get("grade_id") for m in (spanish, english)]
        return f"nbgrader metadata (exercise ids: es {ids[0]}, en {ids[1]})"
    if spanish != english:
        return f"cell metadata: es {spanish}, en {english}"
    return None


def _from_first_difference(a: list, b: list) -> tuple[list, list]:
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[same : same + 1], b[same : same + 1]


def _short(items: list[str]) -> str:
    text = ", ".join(items) or "none"
    return text if len(text) <= 80 else text[:77] + "…"


def _check_title(path: Path, cells: list[Cell]) -> None:
    levels = [
        (level, cell)
        for cell in cells
        if cell.kind == "markdown"
        for level in _outline(cell.text["es"]).headings
    ]
    titles = [cell for level, cell in levels if level == "h1"]
    if not levels or levels[0][0] != "h1":
        raise _error(path, "the first heading must be the title (#)")
    if len(titles) > 1:
        raise _error(path, "a second title (#): use ## and below", titles[1].number, titles[1].line)


def _hides_an_experiment(code: str) -> bool:
    """Whether a statement before the last makes a widget: a notebook shows only the last one's value."""
    # No ast.parse here: Python 3.11 cannot do it in two threads at once.
    _, experiment, rest = f"\n{code}".partition("\nexplore(")
    return bool(experiment) and bool(re.search(r"^[^\s)#]", rest.partition("\n")[2], flags=re.MULTILINE))


def _load(path: Path, metadata: dict, number: int, line: int) -> str:
    """The code of a cell that says ``:load: file``, a path beside the source."""
    file = path.parent / metadata.pop("load")
    if not file.is_file():
        raise _error(path, f":load: names {file.name}, which is not beside the source", number, line)
    return file.read_text(encoding="utf-8").strip()


def _located(text: str, cells: list[NotebookNode]) -> list[tuple[NotebookNode, int]]:
    """Each cell with the line where its text begins."""
    located, position = [], 0
    for cell in cells:
        found = text.find(cell.source, position) if cell.source else -1
        if found >= 0:
            located.append((cell, text.count("\n", 0, found) + 1))
            position = found + len(cell.source)
        else:
            located.append((cell, text.count("\n", 0, position) + 1))
    return located


def _error(path: Path, message: str, number: int | str | None = None, line: int | None = None) -> SourceError:
    where = f", cell {number}" if number else ""
    where += f" (line {line})" if line else ""
    return SourceError(f"{path}{where}: {message}")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
