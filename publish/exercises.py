"""The instructor's and the student's notebook of an exercise, and the gate between the two.

``solutions/NN_name.md`` is a source like a chapter's whose code cells carry nbgrader's metadata;
CONTRIBUTING.md has the rules. nbgrader takes a misspelt marker for a comment and publishes the solution after
it, so `check_source` refuses what breaks the rules before nbgrader sees it. The student's version is made by
nbgrader itself, and `check_student` then compares it with what the source says that it may hold.
"""

import ast
import difflib
import io
import logging
import re
import tempfile
import tokenize
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from publish.bilingual import LANGUAGES
from publish.rules import check_test_cells
from publish.source import Cell, Source, SourceError

# What stands where a solution was; a test that meets it reports its task as not attempted.
CODE_STUB = {
    "es": '# ESCRIBE TU CÓDIGO AQUÍ\nraise NotImplementedError("Tarea sin intentar")',
    "en": '# YOUR CODE HERE\nraise NotImplementedError("Task not attempted")',
}
TEXT_STUB = {"es": "*Escribe aquí tu respuesta.*", "en": "*Write your answer here.*"}

HINTS = 3  # in every task

# What may stand in an exercise around what no student sees, and in this form alone.
MARKERS = {
    f"### {edge} {words}": (edge, words)
    for words in ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
    for edge in ("BEGIN", "END")
}
_LIKE_MARKER = re.compile(
    r"(begin|start|end|stop|finish|inicio|comienzo|principio|fin)(of|de)?(the|la|las|los)?"
    r"(solution|solucion|hidden|testsocult|pruebasocult|markscheme|markingscheme)"
)

_POINTS = re.compile(r"^\*\*([\d.,]+) (?:puntos?|points?) · \d+ (?:minutos?|minutes?)\*\*$", re.MULTILINE)
_HINT = re.compile(r"^<details><summary>[^\n]+</summary>\n\n.+?\n\n</details>$", re.MULTILINE | re.DOTALL)


class LeakError(SourceError):
    """A student's file with something in it that students must not see."""


def nbgrader_config(lang: str) -> Config:
    """The settings with which nbgrader makes the student's version in one language."""
    config = Config()
    config.ClearSolutions.code_stub = {"python": CODE_STUB[lang]}
    config.ClearSolutions.text_stub = TEXT_STUB[lang]
    return config


def instructor(source: Source, lang: str) -> NotebookNode:
    """The notebook with solutions and hidden tests: nbgrader's source of an assignment.

    A cell with a ``grade_id`` has it for its id. Tests are tagged ``raises-exception``, so that "run all"
    goes on past a task that nobody has begun.

    Raises
    ------
    SourceError
        If `check_source` refuses `source`.
    """
    check_source(source)
    notebook = source.split(lang)
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.id = cell.metadata.nbgrader.grade_id
            if _is_test(cell.metadata):
                cell.metadata.tags = sorted({*cell.metadata.get("tags", []), "raises-exception"})
    nbformat.validate(notebook)
    return notebook


def student(source: Source, lang: str) -> NotebookNode:
    """The notebook that students get, made by ``nbgrader generate_assignment`` and checked.

    While nbgrader runs, the working directory of this process is another.

    Raises
    ------
    SourceError
        If `check_source` refuses `source`, or nbgrader does.
    LeakError
        If `check_student` refuses what nbgrader made.
    """
    complete = instructor(source, lang)
    from nbgrader.converters import GenerateAssignment  # seconds, which building a chapter need not wait
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    config = nbgrader_config(lang)
    config.SaveCells.enabled = False  # these two are what the option --no-db sets
    config.GenerateAssignment.no_database = True
    said = io.StringIO()
    log = logging.Logger("nbgrader")  # of its own: what nbgrader says is shown if it fails, and only then
    log.addHandler(logging.StreamHandler(said))
    with tempfile.TemporaryDirectory() as root:
        path = Path(root, "source", source.name, f"{source.name}.ipynb")
        path.parent.mkdir(parents=True)
        nbformat.write(complete, path)
        course = CourseDirectory(root=root, assignment_id=source.name, config=config, log=log)
        try:
            GenerateAssignment(coursedir=course, config=config, log=log).start()
        except NbGraderException:
            reasons = re.findall(r"^\w*(?:Error|Exception): (.+)$", said.getvalue(), re.MULTILINE)
            raise source.error(f"nbgrader: {(reasons or ['refused it'])[-1]}") from None
        notebook = nbformat.read(Path(root, "release", source.name, path.name), as_version=4)
    check_student(notebook, source)
    return notebook


# ------------------------------------------------------------------------------- the source


def check_source(source: Source) -> None:
    """Refuse an exercise that nbgrader would take and students or graders would suffer from.

    Raises
    ------
    SourceError
        Markers: misspelt, left open, closed twice, nested, or in a cell where nbgrader does not clear them.
        Cells: metadata that nbgrader cannot use, a grade id twice, a test without its solution cell, without
        points or not locked, a stub that is not Python, a solution that also stands in the open.
        Tasks: without three folded hints, points or expected time, or with points other than the test's.
        Tests: what `check_test_cells` refuses.
    """
    seen: dict[str, Cell] = {}
    for cell in source.cells:
        _check_metadata(source, cell, seen)
        for lang in LANGUAGES:
            _check_markers(source, cell, lang)
    _check_tasks(source)
    _check_solutions_are_secret(source)
    check_test_cells(source)


def _check_metadata(source: Source, cell: Cell, seen: dict[str, Cell]) -> None:
    """Refuse `cell` if nbgrader could not use its metadata; add it to the cells `seen`, by grade id."""
    about = cell.metadata.get("nbgrader")
    if about is None:
        return
    if not isinstance(about, dict) or about.get("schema_version") != 3:
        raise source.error("nbgrader metadata must be {…, schema_version: 3, …}", cell)
    for key in ("grade", "locked", "solution", "task"):
        if not isinstance(about.get(key), bool):
            raise source.error(f"nbgrader metadata without {key}: true or {key}: false", cell)
    name = about.get("grade_id")
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name):
        raise source.error(f"grade_id {name!r}: use letters, digits, - and _", cell)
    if name in seen:
        raise source.error(f"grade_id {name} is taken already, by cell {seen[name].number}", cell)
    seen[name] = cell
    if about["grade"] or about["task"]:
        points = about.get("points")
        if isinstance(points, bool) or not isinstance(points, int | float) or points <= 0:
            raise source.error(f"{name} is graded and has no points: add points: 1 or more", cell)
    if cell.kind == "markdown" and about["grade"] != about["solution"]:
        raise source.error(f"{name}: a prose cell is graded by hand: grade: true and solution: true", cell)
    if about["task"] and cell.kind != "markdown":
        raise source.error(f"{name}: a task cell must be prose", cell)
    if about["task"] and (about["grade"] or about["solution"] or not about["locked"]):
        raise source.error(f"{name}: a task cell is grade: false, solution: false, locked: true", cell)
    if about["solution"] and about["locked"]:
        raise source.error(f"{name} is a solution cell and locked: students could not write in it", cell)
    if _is_test(cell.metadata) and not about["locked"]:
        raise source.error(f"{name} is a test and not locked: add locked: true", cell)


def _check_markers(source: Source, cell: Cell, lang: str) -> None:
    """Refuse `cell` if its regions are not what nbgrader will find, or leave no Python."""
    about = cell.metadata.get("nbgrader", {})
    allowed = {
        "SOLUTION": (about.get("solution"), "a solution cell"),
        "HIDDEN TESTS": (_is_test(cell.metadata), "a test cell"),
        "MARK SCHEME": (about.get("task"), "a task cell"),
    }
    comments = _comments(cell.text[lang]) if cell.kind == "code" else set()
    opened = None
    regions: set[str] = set()
    for number, line in enumerate(cell.text[lang].split("\n"), start=1):
        if line.strip() not in MARKERS:
            if _like_marker(line, number in comments):
                known = ", ".join(MARKERS)
                raise source.error(f"{line.strip()!r} looks like a marker; they are {known}", cell)
            if opened is None and "HIDDEN TESTS" in regions and line.strip():
                raise source.error(f"{line.strip()!r} after the hidden tests: those come last", cell)
            continue
        edge, words = MARKERS[line.strip()]
        right_place, place = allowed[words]
        if not right_place:
            raise source.error(f"{line.strip()} outside {place}", cell)
        if edge == "BEGIN" and opened:
            raise source.error(f"{line.strip()} inside a region that is still open ({opened})", cell)
        if edge == "END" and opened != words:
            raise source.error(f"{line.strip()} without its BEGIN", cell)
        opened = words if edge == "BEGIN" else None
        regions.add(words)
    if opened:
        raise source.error(f"### BEGIN {opened} has no ### END {opened}", cell)
    if about.get("task") and "MARK SCHEME" not in regions:
        raise source.error("a task cell without ### BEGIN MARK SCHEME: graders need to know what earns", cell)
    if cell.kind == "code" and about.get("solution"):
        if "SOLUTION" not in regions:
            raise source.error(
                "a solution cell without ### BEGIN SOLUTION: nothing of it would be left", cell
            )
        try:
            ast.parse(open_text(cell, lang))
        except SyntaxError as error:
            reason = f"line {error.lineno} of the student's cell: {error.msg}"
            raise source.error(f"without its solution it is not Python ({reason})", cell) from None


def _check_tasks(source: Source) -> None:
    """Refuse a task that is not prose with points, time and hints, a solution cell, and its test."""
    prose: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    waiting = None  # the solution cell whose test comes next
    for cell in source.cells:
        about = cell.metadata.get("nbgrader", {})
        name = about.get("grade_id", "")
        if cell.kind == "markdown" and not about:
            for lang in LANGUAGES:
                prose[lang].append(cell.text[lang])
        if about.get("task"):  # its own prose says what is asked
            if waiting is not None:
                break
            own = {lang: [*prose[lang], open_text(cell, lang)] for lang in LANGUAGES}
            _check_prose(source, cell, own, about["points"])
            prose = {lang: [] for lang in LANGUAGES}
        if not (about.get("grade") or about.get("solution")):
            continue
        if _is_test(cell.metadata):
            if waiting is None or name != f"test_{waiting.metadata['nbgrader']['grade_id']}":
                raise source.error(f"{name}: a test is called test_ID and follows the solution cell ID", cell)
            _check_prose(source, waiting, prose, about["points"])
        elif waiting is not None:  # the next task begins
            break
        elif about["grade"]:
            _check_prose(source, cell, prose, about["points"])
        waiting = None if about["grade"] else cell
        if waiting is None:
            prose = {lang: [] for lang in LANGUAGES}
    if waiting is not None:
        name = waiting.metadata["nbgrader"]["grade_id"]
        raise source.error(f"the solution cell {name} has no test after it: add test_{name}", waiting)


def _check_prose(source: Source, cell: Cell, prose: dict[str, list[str]], points: float) -> None:
    """Refuse the task of the solution `cell` if its prose lacks points, time or hints."""
    name = cell.metadata["nbgrader"]["grade_id"]
    for lang in LANGUAGES:
        text = "\n\n".join(prose[lang])
        said = _POINTS.findall(text)
        if len(said) != 1:
            line = {"es": "**2 puntos · 10 minutos**", "en": "**2 points · 10 minutes**"}[lang]
            found = f"it has {len(said)}"
            raise source.error(f"task {name} ({lang}) needs one line such as {line}; {found}", cell)
        if float(said[0].replace(",", ".")) != points:
            raise source.error(f"task {name} ({lang}) says {said[0]} points and its test {points}", cell)
        hints = len(_HINT.findall(text))
        if hints != HINTS or text.count("<details>") != HINTS:
            form = "<details><summary>…</summary>, a blank line, the text, a blank line, </details>"
            raise source.error(f"task {name} ({lang}) needs {HINTS} hints ({form}); it has {hints}", cell)


def _check_solutions_are_secret(source: Source) -> None:
    """Refuse a line of a solution that stands in the open, too: in prose, a stub or a test."""
    for lang in LANGUAGES:
        shown = _squeeze("\n".join(open_text(cell, lang) for cell in source.cells))
        for cell in source.cells:
            for words, line in _secrets(cell, lang):
                secret = _squeeze(line)
                if words == "SOLUTION" and len(secret) >= _TELLING and secret in shown:
                    message = f"this line of the solution stands in the open, too: {line.strip()}"
                    raise source.error(message, cell)


# ---------------------------------------------------------------------- the student's version

_TELLING = 15  # characters without spaces: a shorter line may well stand in other text by chance


def check_student(notebook: NotebookNode, source: Source | None = None) -> None:
    """Refuse a student's notebook that holds anything that students must not see.

    Parameters
    ----------
    notebook : NotebookNode
        What nbgrader made, or the file as it will be published.
    source : Source, optional
        What it was made from. Without it (an exercise that an instructor wrote in Jupyter) only markers and
        saved outputs are looked for.

    Raises
    ------
    LeakError
        A marker in whatever spelling, a saved output or execution count, a line of a solution or of a
        hidden test anywhere in the file, or a graded cell that is not the source's without its regions.
    """
    name = f"{source.name}, " if source else ""

    def leak(message: str, number: int | None = None) -> LeakError:
        where = f", cell {number}" if number else ""
        return LeakError(f"{name}the student's notebook{where}: {message}")

    for number, cell in enumerate(notebook.cells, start=1):
        comments = _comments(cell.source) if cell.cell_type == "code" else set()
        for at, line in enumerate(cell.source.split("\n"), start=1):
            if _like_marker(line, at in comments):
                raise leak(f"a marker was left: {line.strip()!r}", number)
        if cell.get("outputs") or cell.get("execution_count") is not None:
            raise leak("a saved output or execution count was left", number)
    if notebook.metadata.get("widgets"):
        raise leak("the state of a widget was left")
    lines = [line for text in _strings(notebook) for line in text.split("\n")]
    for line in lines:
        if _like_marker(line, in_comment=False):
            raise leak(f"a marker was left: {line.strip()[:80]!r}")
    if source is not None:
        _check_no_secret(source, {_squeeze(line) for line in lines}, leak)
        _check_line_by_line(source, notebook, leak)


def _check_no_secret(source: Source, lines: set[str], leak: Callable[..., LeakError]) -> None:
    """Refuse any of `lines`, without their spaces, that only a solution or a hidden test has in `source`."""
    open_texts = [open_text(cell, lang) for lang in LANGUAGES for cell in source.cells]
    shown = {_squeeze(line) for text in open_texts for line in text.split("\n")}
    everything, all_shown = "\n".join(lines), "\n".join(shown)
    kinds = {"SOLUTION": "the solution", "HIDDEN TESTS": "a hidden test", "MARK SCHEME": "the mark scheme"}
    for lang in LANGUAGES:
        for cell in source.cells:
            for words, line in _secrets(cell, lang):
                secret = _squeeze(line)
                if len(secret) >= _TELLING:
                    leaked = secret in everything and secret not in all_shown
                else:
                    leaked = secret in lines and secret not in shown and len(secret) > 5
                if leaked:
                    name = cell.metadata["nbgrader"]["grade_id"]
                    raise leak(f"a line of {kinds[words]} of {name} was left: {line.strip()}")


def _check_line_by_line(source: Source, notebook: NotebookNode, leak: Callable[..., LeakError]) -> None:
    """Refuse a cell of nbgrader's that is not, line for line, the source's with a stub for its solution."""
    got = {
        cell.metadata.nbgrader.grade_id: (number, cell.source)
        for number, cell in enumerate(notebook.cells, start=1)
        if cell.metadata.get("nbgrader", {}).get("grade_id")
    }
    ours = {c.metadata["nbgrader"]["grade_id"]: c for c in source.cells if "nbgrader" in c.metadata}
    if set(got) != set(ours):
        odd = ", ".join(sorted(set(got) ^ set(ours)))
        raise leak(f"its cells are not the source's: {odd}")
    wrong = {
        lang: [name for name, cell in ours.items() if got[name][1] != open_text(cell, lang)]
        for lang in LANGUAGES
    }
    names = min(wrong.values(), key=len)
    if names:
        raise leak(f"{names[0]} is not the source's cell with its regions cut out", got[names[0]][0])


# ----------------------------------------------------------------------------------- regions


@dataclass(frozen=True)
class _Line:
    text: str
    region: str | None  # the words of the marker that it stands under


def _lines(cell: Cell, lang: str) -> Iterator[_Line]:
    """The lines of `cell`, markers included, each with the region that it belongs to."""
    region = None
    whole = cell.kind == "markdown" and cell.metadata.get("nbgrader", {}).get("solution")
    texts = cell.text[lang].split("\n")
    if whole and not any(line.strip() in MARKERS for line in texts):  # an answer to be graded by hand
        texts = ["### BEGIN SOLUTION", *texts, "### END SOLUTION"]
    for text in texts:
        edge, words = MARKERS.get(text.strip(), (None, None))
        region = words if edge == "BEGIN" else region
        yield _Line(text, region)
        region = None if edge == "END" else region


def open_text(cell: Cell, lang: str) -> str:
    """The text of `cell` as students must get it."""
    stub = CODE_STUB[lang] if cell.kind == "code" else TEXT_STUB[lang]
    kept: list[str] = []
    for line in _lines(cell, lang):
        if line.region is None:
            kept.append(line.text)
        elif MARKERS.get(line.text.strip()) == ("BEGIN", "SOLUTION"):
            indent = line.text[: len(line.text) - len(line.text.lstrip())]
            kept += [indent + stub_line for stub_line in stub.split("\n")]
    return "\n".join(kept)


def _secrets(cell: Cell, lang: str) -> Iterator[tuple[str, str]]:
    """Yield (words of its marker, line) for each line of `cell` that students must not get."""
    for line in _lines(cell, lang):
        if line.region and line.text.strip() and line.text.strip() not in MARKERS:
            yield line.region, line.text


def _is_test(metadata: dict) -> bool:
    about = metadata.get("nbgrader", {})
    return bool(about.get("grade")) and not about.get("solution")


def _squeeze(text: str) -> str:
    """`text` without spaces (line ends stay), so that a change of indentation hides nothing."""
    return re.sub(r"[^\S\n]+", "", text)


def _comments(code: str) -> set[int]:
    """The numbers of the lines of `code` that hold a comment."""
    found = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                found.add(token.start[0])
    except (tokenize.TokenError, SyntaxError):  # not Python: a line magic, say
        found |= {number for number, line in enumerate(code.split("\n"), start=1) if "#" in line}
    return found


def _like_marker(line: str, in_comment: bool) -> bool:
    """Whether `line` is a marker, or what a tired author would write for one."""
    text = line[line.index("#") :] if in_comment and "#" in line else line
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in decomposed if c.isalpha()).casefold()
    if _LIKE_MARKER.search(letters):
        return True
    if not in_comment or not 8 <= len(letters) <= 24:
        return False
    known = [re.sub(r"\W", "", marker).casefold() for marker in MARKERS]
    return bool(difflib.get_close_matches(letters, known, n=1, cutoff=0.8))


def _strings(value: object) -> Iterator[str]:
    """Every string in a notebook: sources, metadata (names too), outputs, attachments."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (str(key), *_strings(item))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
