"""Submissions with lost, copied, edited, forged and moved cells, put together again."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell
from nbformat.validator import validate

from autograder.rebuild import Change, Given, Note, rebuild

STUB = "def f(x):\n    raise NotImplementedError"


def the(grade_id: str, source: str, **about: object) -> Given:
    standard = {
        "cell_type": "code",
        "released": source,
        "checksum": "0",
        "locked": False,
        "grade": False,
        "solution": False,
        "task": False,
        "points": None,
    }
    return Given(**{"grade_id": grade_id, "source": source, **standard, **about})


SETUP = the("setup", "import math", locked=True)
ANSWER = the("f", STUB, solution=True)
TEST = the(
    "test_f",
    "assert f(1) == 2\nassert f(5) == 6",
    released="assert f(1) == 2",
    locked=True,
    grade=True,
    points=2.0,
)
WHY = the("why", "*Escribe aquí.*", cell_type="markdown", solution=True, grade=True, points=1.0)
RELEASED = (SETUP, ANSWER, TEST, WHY)


def handed_in(*cells: Given | NotebookNode, **sources: str) -> list[NotebookNode]:
    """The cells as a student got them, with other `sources`, and cells of their own between."""
    result = []
    for cell in cells:
        if isinstance(cell, Given):
            text = sources.get(cell.grade_id, cell.released)
            make = new_code_cell if cell.cell_type == "code" else new_markdown_cell
            about = {"grade_id": cell.grade_id, "points": cell.points, "locked": cell.locked}
            cell = make(text, metadata={"nbgrader": about})
        result.append(cell)
    return result


def sources(cells: list[NotebookNode]) -> list[str]:
    return [cell.source for cell in cells]


DONE = "def f(x):\n    return x + 1"
WHOLE = ["import math", DONE, TEST.source, "Porque sí."]


def test_an_untouched_notebook_gets_the_hidden_tests_back_and_no_note() -> None:
    cells, notes = rebuild(handed_in(*RELEASED, f=DONE, why="Porque sí."), RELEASED)
    assert (sources(cells), notes) == (WHOLE, [])
    about = cells[2].metadata.nbgrader
    assert (about.grade_id, about.points, about.locked, about.grade) == ("test_f", 2.0, True, True)


def test_own_cells_stay_where_they_stood_and_bring_nothing_along() -> None:
    own = new_code_cell("f(3)", metadata={"tags": ["x"]}, execution_count=7)
    prose = new_markdown_cell("![](attachment:a.png)", attachments={"a.png": {"image/png": "aGk="}})
    cells, notes = rebuild(
        handed_in(prose, SETUP, ANSWER, own, TEST, WHY, f=DONE, why="Porque sí."), RELEASED
    )
    assert sources(cells) == [prose.source, *WHOLE[:2], "f(3)", *WHOLE[2:]]
    assert (cells[3].metadata, cells[3].execution_count, notes) == ({}, None, [])
    assert cells[0].attachments == prose.attachments


@pytest.mark.parametrize("lost", RELEASED, ids=lambda cell: cell.grade_id)
def test_a_lost_cell_comes_back_in_its_place(lost: Given) -> None:
    rest = [cell for cell in RELEASED if cell is not lost]
    cells, notes = rebuild(handed_in(*rest, f=DONE, why="Porque sí."), RELEASED)
    expected = {ANSWER: STUB, WHY: WHY.source}
    assert sources(cells) == [
        expected.get(c, t) if c is lost else t for c, t in zip(RELEASED, WHOLE, strict=True)
    ]
    assert notes == [Note(Change.RESTORED, lost.grade_id)]


def test_what_is_locked_cannot_be_edited() -> None:
    cells, notes = rebuild(handed_in(*RELEASED, f=DONE, why="Porque sí.", test_f="assert True"), RELEASED)
    assert (sources(cells), notes) == (WHOLE, [Note(Change.EDITED, "test_f")])


def test_points_and_kind_are_the_assignments_own() -> None:
    forged = handed_in(*RELEASED, f=DONE, why="Porque sí.")
    forged[2].metadata.nbgrader |= {"points": 100, "grade": False, "solution": True}
    cells, _ = rebuild(forged, RELEASED)
    assert cells == rebuild(handed_in(*RELEASED, f=DONE, why="Porque sí."), RELEASED)[0]


def test_a_forged_cell_is_an_ordinary_one() -> None:
    bonus = new_code_cell("1", metadata={"nbgrader": {"grade_id": "bonus", "grade": True, "points": 50}})
    cells, notes = rebuild(handed_in(*RELEASED, bonus, f=DONE, why="Porque sí."), RELEASED)
    assert (sources(cells), cells[-1].metadata, notes) == ([*WHOLE, "1"], {}, [Note(Change.FORGED, "bonus")])


def test_a_cell_of_another_type_gets_its_own_back() -> None:
    submitted = handed_in(*RELEASED, why="Porque sí.")
    submitted[1] = new_markdown_cell(DONE, metadata=submitted[1].metadata)
    cells, notes = rebuild(submitted, RELEASED)
    assert (sources(cells), cells[1].cell_type, notes) == (WHOLE, "code", [Note(Change.RETYPED, "f")])


@pytest.mark.parametrize(
    ("copies", "counts"),
    [((DONE, STUB), DONE), ((STUB, DONE), DONE), ((DONE, "f = abs"), "f = abs"), ((STUB, STUB), STUB)],
)
def test_of_copies_the_last_attempted_counts_and_the_others_do_not_run(
    copies: tuple[str, str], counts: str
) -> None:
    first, second = (handed_in(ANSWER, f=text)[0] for text in copies)
    cells, notes = rebuild(handed_in(SETUP, first, TEST, second, WHY), RELEASED)
    assert [cell.source for cell in cells if cell.cell_type == "code"] == ["import math", counts, TEST.source]
    assert [cell.cell_type for cell in cells].count("raw") == 1
    assert notes == [Note(Change.REPEATED, "f")]


def test_moved_cells_go_back_to_their_order() -> None:
    cells, notes = rebuild(handed_in(TEST, WHY, ANSWER, SETUP, f=DONE, why="Porque sí."), RELEASED)
    assert (sources(cells), notes) == (WHOLE, [])


def _any_cell() -> st.SearchStrategy[NotebookNode]:
    ids = (
        st.sampled_from([cell.grade_id for cell in RELEASED])
        | st.text(max_size=3)
        | st.integers()
        | st.none()
    )
    about = st.just({}) | st.fixed_dictionaries(
        {}, optional={"nbgrader": st.fixed_dictionaries({}, optional={"grade_id": ids}) | st.just([1])}
    )
    make: Callable = st.sampled_from([new_code_cell, new_markdown_cell, new_raw_cell])
    return st.builds(lambda make, text, about: make(text, metadata=about), make, st.text(max_size=8), about)


@settings(deadline=None)
@given(st.lists(_any_cell(), max_size=8))
def test_whatever_comes_the_assignments_cells_are_there_once_and_in_order(cells: list[NotebookNode]) -> None:
    result, _ = rebuild(cells, RELEASED)
    known = [cell for cell in result if "nbgrader" in cell.metadata]
    assert [cell.metadata.nbgrader.grade_id for cell in known] == [cell.grade_id for cell in RELEASED]
    assert all(c.source == g.source for c, g in zip(known, RELEASED, strict=True) if g.locked)
    own = [
        c.source
        for c in cells
        if not (
            isinstance(c.metadata.get("nbgrader"), dict)
            and c.metadata.nbgrader.get("grade_id") in [g.grade_id for g in RELEASED]
        )
    ]
    assert [source for source in own if source not in sources(result)] == []
    for number, cell in enumerate(result):
        cell.id = f"cell-{number}"
    validate(new_notebook(cells=result))


def nameless(*cells: NotebookNode) -> list[NotebookNode]:
    for cell in cells:
        cell.metadata.pop("nbgrader", None)
    return list(cells)


def test_without_any_metadata_cells_are_known_by_text_by_what_they_define_and_by_place() -> None:
    cells = nameless(*handed_in(*RELEASED, f=DONE, why="Porque sí."))
    rebuilt, notes = rebuild(cells, RELEASED)
    assert sources(rebuilt) == WHOLE
    assert {(n.change, n.grade_id) for n in notes} == {(Change.RECOGNISED, g.grade_id) for g in RELEASED}


def test_a_renamed_cell_is_known_again() -> None:
    cells = handed_in(*RELEASED, f=DONE, why="Porque sí.")
    cells[1].metadata.nbgrader.grade_id = "F"
    rebuilt, notes = rebuild(cells, RELEASED)
    assert sources(rebuilt) == WHOLE
    assert notes == [Note(Change.RECOGNISED, "f")]


def test_of_several_nameless_definitions_the_last_counts() -> None:
    cells = nameless(*handed_in(*RELEASED, f=DONE, why="Porque sí."))
    cells.insert(1, new_code_cell("def f(x):\n    return 0"))
    rebuilt, notes = rebuild(cells, RELEASED)
    assert [cell.source for cell in rebuilt if cell.metadata.get("nbgrader")] == WHOLE
    assert Note(Change.REPEATED, "f") in notes


def test_an_answer_that_may_be_one_of_several_cells_is_not_guessed() -> None:
    cells = nameless(*handed_in(*RELEASED, f=DONE, why="Porque sí."), new_markdown_cell("¿O porque no?"))
    _, notes = rebuild(cells, RELEASED)
    assert Note(Change.UNCLEAR, "why") in notes
    _, notes = rebuild(cells, RELEASED, others=["¿O porque no?"])
    assert Note(Change.UNCLEAR, "why") not in notes


def test_a_cell_of_the_students_own_is_not_taken_for_one_that_is_there() -> None:
    own = new_code_cell("def f(x):\n    return 0")
    rebuilt, notes = rebuild([*handed_in(*RELEASED, f=DONE, why="Porque sí."), own], RELEASED)
    assert sources(rebuilt) == [*WHOLE, own.source]
    assert notes == []
