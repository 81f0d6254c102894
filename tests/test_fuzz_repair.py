"""Notebooks damaged at random: what must hold of whatever is put together again."""

import json
import time
from dataclasses import dataclass, field

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.validator import validate

from autograder.messages import Refusal
from autograder.names import names_of
from autograder.notebooks import content_of, parse
from autograder.rebuild import Change, rebuild
from autograder.recognise import definitions
from repairs import NAMES, released, solved

bounded = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), max_examples=40)


# ------------------------------------------------------------------------------------ any file at all

_scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | st.just("\ud800")
)
_json = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)
_cells = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading", "Code", "?"]) | _json,
        "source": st.text(max_size=20) | st.lists(st.text(max_size=9), max_size=3) | _json,
        "input": st.text(max_size=9) | _json,
        "metadata": st.fixed_dictionaries({}, optional={"nbgrader": _json, "tags": _json}) | _json,
        "outputs": st.lists(
            st.fixed_dictionaries(
                {"output_type": st.sampled_from(["stream", "error", "display_data"]) | _json},
                optional={"text": _json, "traceback": _json, "ename": _json, "name": _json},
            )
            | _json,
            max_size=2,
        )
        | _json,
        "attachments": _json | st.just({"a.png": {"image/png": "aGk="}}),
        "id": _json,
        "level": _json,
        "execution_count": _json,
    },
)
_notebooks = st.fixed_dictionaries(
    {},
    optional={
        "cells": st.lists(_cells | _json, max_size=4) | _json,
        "worksheets": st.lists(
            st.fixed_dictionaries({"cells": st.lists(_cells, max_size=3)}) | _json, max_size=2
        ),
        "nbformat": st.sampled_from([2, 3, 4, 5]) | _json,
        "metadata": _json,
    },
)
_files = (
    st.binary(max_size=200)
    | (_notebooks | _json).map(lambda data: json.dumps(data).encode())
    | st.tuples(_notebooks, st.sampled_from(["utf-16", "utf-32", "utf-8-sig", "latin-1"])).map(
        lambda pair: json.dumps(pair[0], ensure_ascii=False).encode(pair[1], "replace")
    )
)


def read(content: bytes) -> NotebookNode | None:
    """The notebook, or None if it is refused; nothing else may come of it."""
    try:
        return parse(content)
    except Refusal as refusal:
        if not refusal.key.startswith("file_"):
            raise
        return None


@settings(bounded, max_examples=400)
@given(_files)
def test_any_file_is_a_notebook_or_refused(content: bytes) -> None:
    notebook = read(content)
    if notebook is not None:
        for number, cell in enumerate(notebook.cells):
            cell.id = f"cell-{number}"
        validate(notebook)
        again = parse(content_of(notebook))
        assert [cell.source for cell in again.cells] == [cell.source for cell in notebook.cells]


@settings(bounded, max_examples=100)
@given(st.lists(_cells, min_size=1, max_size=4))
def test_any_cells_are_put_together_or_refused(cells: list[dict]) -> None:
    notebook = read(json.dumps({"cells": cells, "nbformat": 4}).encode())
    if notebook is not None:
        release = released(NAMES[0])
        with pytest.raises(Refusal, match="reason_wrong_notebook"):
            rebuild(notebook.cells, release.given, release.others)


#: Kinds of text that grow, and may make a careless pattern or parser slow, or end the process.
GROWING = {
    "spaces": lambda n: "def" + " " * n,
    "lines": lambda n: "def\n" * n,
    "blank lines": lambda n: "\n" * n + "x",
    "trailing spaces": lambda n: " \n" * n + "x",
    "brackets": lambda n: "(" * n,
    "minus": lambda n: "-" * n + "1",
    "dots": lambda n: "a" + ".a" * n,
    "magics": lambda n: "%a\n" * n,
    "indents": lambda n: "\n".join(" " * (i % 80) + "if 1:" for i in range(n // 40)),
    "stars": lambda n: "from a import b\n" * (n // 16) + "*",
    "from": lambda n: "from " * n,
    "definitions": lambda n: "".join(f"def f{i}(): pass\n" for i in range(n // 16)),
    "calls": lambda n: "f(" * 80 + ")" * 80 + "\n" * n,
    "nul": lambda n: "# \\x00" * n,
}


@pytest.mark.parametrize("kind", GROWING)
@pytest.mark.parametrize("size", [19_000, 1_000_000])
def test_long_cells_take_little_time(kind: str, size: int) -> None:
    """A megabyte in one cell is put together in less than two seconds of this process."""
    source = GROWING[kind](size)
    release = released("00_neurons")
    notebook = solved("00_neurons")
    notebook.cells.insert(5, nbformat.v4.new_code_cell(source))
    content = nbformat.writes(notebook).encode()
    start = time.process_time()
    cells, _ = rebuild(parse(content).cells, release.given, release.others)
    assert time.process_time() - start < 2
    assert any(source.strip("\n") in cell.source for cell in cells)


def test_many_cells_take_little_time() -> None:
    release, notebook = released("00_neurons"), solved("00_neurons")
    for number in range(3000):
        about = {"nbgrader": {"grade_id": f"forged{number}" if number % 2 else "gate", "grade": True}}
        notebook.cells.append(nbformat.v4.new_code_cell(f"def gate(x):\n    return {number}", metadata=about))
    content = json.dumps(notebook).encode()
    start = time.process_time()
    _, notes = rebuild(parse(content).cells, release.given, release.others)
    assert time.process_time() - start < 5
    assert len(notes) < 20


# ----------------------------------------------------------------------------------- a real exercise


@dataclass
class Damaged:
    """A solved exercise that something happened to; what was written in it, and what still must run."""

    name: str
    cells: list[NotebookNode]
    story: list[str] = field(default_factory=list)


OWN = [
    "print(1)",
    "import os",
    "def helper(x):\n    return x",
    "%matplotlib inline",
    "x = (",
    "    return 3",
    "# ñandú",
    "",
]


@st.composite
def damaged(draw: st.DrawFn, name: str, most: int = 6) -> Damaged:
    """Some things that happen to notebooks, one after the other."""
    cells = [nbformat.from_dict(cell) for cell in solved(name).cells]
    result = Damaged(name, cells)
    for _ in range(draw(st.integers(1, most))):
        if not cells:
            break
        what = draw(st.sampled_from(sorted(DAMAGES)))
        at = draw(st.integers(0, len(cells) - 1))
        result.story.append(f"{what} at {at}")
        DAMAGES[what](draw, cells, at)
    return result


def _copy(draw: st.DrawFn, cells: list[NotebookNode], at: int) -> None:
    copy = nbformat.from_dict(cells[at])
    if draw(st.booleans()):
        copy.source += draw(st.sampled_from(["\n# again", "\nx = 1", ""]))
    cells.insert(draw(st.integers(0, len(cells))), copy)


def _retype(draw: st.DrawFn, cells: list[NotebookNode], at: int) -> None:
    cells[at].cell_type = draw(st.sampled_from(["code", "markdown", "raw"]))


def _rename(draw: st.DrawFn, cells: list[NotebookNode], at: int) -> None:
    if "nbgrader" in cells[at].metadata:
        other = draw(st.sampled_from(cells)).metadata.get("nbgrader", {}).get("grade_id", "else")
        cells[at].metadata.nbgrader.grade_id = draw(st.sampled_from(["else", other]))


def _forget(draw: st.DrawFn, cells: list[NotebookNode], at: int) -> None:
    for cell in cells[at : at + draw(st.integers(1, len(cells)))]:
        cell.metadata = NotebookNode()
        if draw(st.booleans()):
            cell.pop("id", None)


def _edit(draw: st.DrawFn, cells: list[NotebookNode], at: int) -> None:
    text = draw(st.sampled_from(OWN))
    cells[at].source = draw(st.sampled_from([f"{text}\n", ""])) + cells[at].source + f"\n{text}"


def _own(draw: st.DrawFn, cells: list[NotebookNode], at: int) -> None:
    make = draw(st.sampled_from([nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell]))
    cells.insert(at, make(draw(st.sampled_from(OWN))))


def _forge(draw: st.DrawFn, cells: list[NotebookNode], at: int) -> None:
    about = {"grade_id": draw(st.sampled_from(["bonus", "\x1b[2J", "x" * 500])), "grade": True, "points": 99}
    cells.insert(at, nbformat.v4.new_code_cell("pass", metadata={"nbgrader": about}))


def _join(draw: st.DrawFn, cells: list[NotebookNode], at: int) -> None:
    last = min(len(cells), at + draw(st.integers(2, 3)))
    kept = draw(st.sampled_from(cells[at:last]))
    kept.source = "\n\n".join(cell.source for cell in cells[at:last])
    cells[at:last] = [kept]


def _split(draw: st.DrawFn, cells: list[NotebookNode], at: int) -> None:
    lines = cells[at].source.split("\n")
    cut = draw(st.integers(0, len(lines)))
    second = nbformat.from_dict(cells[at])
    cells[at].source, second.source = "\n".join(lines[:cut]), "\n".join(lines[cut:])
    if draw(st.booleans()):
        second.metadata = NotebookNode()
    cells.insert(at + 1, second)


def _move(draw: st.DrawFn, cells: list[NotebookNode], at: int) -> None:
    cells.insert(draw(st.integers(0, len(cells) - 1)), cells.pop(at))


DAMAGES = {
    "deleted": lambda draw, cells, at: cells.pop(at),
    "copied": _copy,
    "retyped": _retype,
    "renamed": _rename,
    "forgotten": _forget,
    "edited": _edit,
    "own": _own,
    "forged": _forge,
    "joined": _join,
    "split": _split,
    "moved": _move,
    "shuffled": lambda draw, cells, at: cells.__setitem__(slice(None), draw(st.permutations(cells))),
}


def put_together(damage: Damaged) -> tuple[list[NotebookNode], list] | None:
    content = json.dumps({"cells": damage.cells, "nbformat": 4, "metadata": {}}).encode()
    release = released(damage.name)
    try:
        return rebuild(parse(content).cells, release.given, release.others)
    except Refusal as refusal:
        if refusal.key not in ("reason_wrong_notebook", "file_no_cells"):
            raise
        return None


def lines(text: str) -> set[str]:
    return {line.strip() for line in text.split("\n")} - {""}


#: One with functions alone, two with prose and open tasks.
EXERCISES = ["00_neurons", "lab1_first_network", "lab2_cure_overfitting"]


@pytest.mark.parametrize("name", EXERCISES)
def test_whatever_happened_what_is_locked_is_the_releases_and_nothing_written_is_lost(name: str) -> None:
    @settings(bounded)
    @given(damaged(name))
    def holds(damage: Damaged) -> None:
        made = put_together(damage)
        if made is None:
            return
        cells, notes = made
        release = released(name)
        known = [cell for cell in cells if "nbgrader" in cell.metadata]
        assert [cell.metadata.nbgrader.grade_id for cell in known] == [g.grade_id for g in release.given]
        for cell, mine in zip(known, release.given, strict=True):
            about = cell.metadata.nbgrader
            kind = (about.locked, about.grade, about.solution, about.task, about.get("points"))
            assert kind == (mine.locked, mine.grade, mine.solution, mine.task, mine.points)
            assert cell.cell_type == mine.cell_type
            assert not mine.locked or cell.source == mine.released
        assert all(set(cell.metadata) <= {"nbgrader"} for cell in cells)

        theirs = set().union(*(lines(cell.source) for cell in release.notebook.cells))
        written = set().union(*(lines(cell.source) for cell in damage.cells)) - theirs
        assert written - set().union(*(lines(cell.source) for cell in cells)) == set()

        for number, cell in enumerate(cells):
            cell.id = f"cell-{number}"
        validate(NotebookNode(cells=cells, metadata=NotebookNode(), nbformat=4, nbformat_minor=5))
        assert all(note.grade_id.isprintable() and len(note.grade_id) <= 60 for note in notes)

        if not any(note.change is Change.UNCLEAR for note in notes):
            told = (Change.UNDEFINED, Change.BORROWED)  # which are about what is there, and mend nothing
            again, later = rebuild(cells, release.given, release.others)
            assert [note for note in later if note.change not in told] == []
            assert [(c.cell_type, c.source) for c in again] == [(c.cell_type, c.source) for c in cells]

    holds()


@pytest.mark.parametrize("name", EXERCISES)
def test_an_answer_that_is_there_is_the_one_that_runs(name: str) -> None:
    """Under its name, or as the only cell that defines its function: then it runs, or a person is asked."""

    @settings(bounded)
    @given(damaged(name, most=3))
    def holds(damage: Damaged) -> None:
        made = put_together(damage)
        if made is None or any(note.change is Change.UNCLEAR for note in made[1]):
            return
        runs = {c.metadata.nbgrader.grade_id: c.source for c in made[0] if "nbgrader" in c.metadata}
        code = [cell for cell in damage.cells if cell.cell_type == "code"]
        for mine in released(name).given:
            wanted = definitions(mine.released)
            if mine.locked or mine.cell_type != "code" or not wanted:
                continue
            answer = next(c.source for c in solved(name).cells if c.get("id") == mine.grade_id)
            makers = [cell for cell in code if wanted & names_of(cell.source).binds]
            if len(makers) == 1 and makers[0].source == answer:
                assert runs[mine.grade_id].startswith(answer), damage.story

    holds()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["es", "en"])
def test_an_undamaged_notebook_comes_out_as_it_went_in(name: str, lang: str) -> None:
    release, notebook = released(name, lang), solved(name, lang)
    cells, notes = rebuild(parse(content_of(notebook)).cells, release.given, release.others)
    assert notes == []
    assert [(c.cell_type, c.source) for c in cells] == [(c.cell_type, c.source) for c in notebook.cells]
