"""Submissions with lost, copied, edited, forged and moved cells, put together again."""

import copy
import gc
import json
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell
from nbformat.validator import validate

from autograder import names
from autograder.messages import Refusal
from autograder.notebooks import content_of, parse
from autograder.rebuild import Change, Given, Note, Other, rebuild
from repairs import released, solved

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


def named(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Those that are the assignment's."""
    return [cell for cell in cells if "nbgrader" in cell.metadata]


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
    assert (sources(named(cells)), notes) == (WHOLE, [Note(Change.EDITED, "test_f")])
    assert [(cell.cell_type, cell.source) for cell in cells if cell not in named(cells)] == [
        ("raw", "assert True")  # kept, and not run
    ]


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
    assert [c.source for c in cells if c.cell_type == "raw"] == [
        text for text in copies if text not in (counts, STUB)
    ]
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


def _is_called(cell: NotebookNode, names: Collection[str]) -> bool:
    about = cell.metadata.get("nbgrader")
    return isinstance(about, dict) and about.get("grade_id") in names


@settings(deadline=None)
@given(st.lists(_any_cell(), max_size=8))
def test_whatever_comes_the_assignments_cells_are_there_once_and_in_order(cells: list[NotebookNode]) -> None:
    if not any(_is_called(cell, ("f", "why")) for cell in cells):
        with pytest.raises(Refusal, match="reason_wrong_notebook"):
            rebuild(cells, RELEASED)
        return
    result, _ = rebuild(cells, RELEASED)
    known = named(result)
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
    _, notes = rebuild(cells, RELEASED, others=[Other("¿O porque no?", 4)])
    assert Note(Change.UNCLEAR, "why") not in notes


def test_a_cell_of_the_students_own_is_not_taken_for_one_that_is_there() -> None:
    own = new_code_cell("def f(x):\n    return 0")
    rebuilt, notes = rebuild([*handed_in(*RELEASED, f=DONE, why="Porque sí."), own], RELEASED)
    assert sources(rebuilt) == [*WHOLE, own.source]
    assert notes == []


# ------------------------------------------------------------- joined, split and written elsewhere

G = the("g", "def g(x):\n    raise NotImplementedError", solution=True)
TEST_G = the("test_g", "assert g(1) == 3, 'of g'", locked=True, grade=True, points=1.0)
TASKS = (SETUP, ANSWER, TEST, G, TEST_G)
ALSO = "def g(x):\n    return x + 2"
RIGHT = ["import math", DONE, TEST.source, ALSO, TEST_G.source]


def done(*cells: Given | NotebookNode, **sources: str) -> list[NotebookNode]:
    return handed_in(*(cells or TASKS), **({"f": DONE, "g": ALSO} | sources))


def told(notes: list[Note]) -> set[tuple[str, str]]:
    return {(note.change.value, note.grade_id) for note in notes}


def put_together(submitted: list[NotebookNode]) -> tuple[list[str], set[tuple[str, str]]]:
    """What runs in the assignment's cells, and what is told."""
    cells, notes = rebuild(submitted, TASKS)
    return sources(named(cells)), told(notes)


def joined(cells: list[NotebookNode], first: int, last: int, as_cell: int) -> list[NotebookNode]:
    """As an editor joins the cells `first` to `last`: one keeps its metadata, all texts stay."""
    cells[as_cell].source = "\n\n".join(cell.source for cell in cells[first : last + 1])
    return [*cells[:first], cells[as_cell], *cells[last + 1 :]]


@pytest.mark.parametrize("as_cell", [3, 4])
def test_an_answer_joined_with_its_test_is_taken_apart(as_cell: int) -> None:
    runs, notes = put_together(joined(done(), 3, 4, as_cell))
    assert runs == RIGHT
    assert {cell for _, cell in notes} <= {"g", "test_g"}
    assert notes != set()


def test_two_answers_joined_over_a_test_are_taken_apart() -> None:
    runs, notes = put_together(joined(done(), 1, 3, 1))
    assert runs == RIGHT
    assert notes == {("merged", "test_f"), ("recognised", "g")}


@pytest.mark.parametrize("leave", [True, False], ids=["stub-left", "cell-gone"])
def test_an_answer_in_the_cell_of_another_is_taken_to_its_own(leave: bool) -> None:
    cells = done(f=f"import os\n\n\n# the second\n{ALSO}\n\n\n{DONE}", g=G.released)
    if not leave:
        cells.pop(3)
    runs, notes = put_together(cells)
    assert runs == [
        "import math",
        f"import os\n\n\n\n\n{DONE}",
        TEST.source,
        f"# the second\n{ALSO}",
        TEST_G.source,
    ]
    assert notes == {("moved", "g")}


def test_an_answer_that_cannot_be_taken_out_of_another_needs_a_person() -> None:
    cells = done(f=f"{ALSO}\n{DONE}\n(")
    cells.pop(3)
    assert ("unclear", "g") in put_together(cells)[1]


@pytest.mark.parametrize("place", [0, 4, 5])
def test_an_answer_in_a_cell_of_ones_own_is_taken_to_its_place(place: int) -> None:
    cells = done(g=G.released)
    cells.insert(place, new_code_cell(ALSO))
    assert put_together(cells) == (RIGHT, {("moved", "g")})


@pytest.mark.parametrize(
    "text", ["g = lambda x: x + 2", "async def g(x):\n    return 0", "from os import path as g"]
)
def test_whatever_binds_the_name_is_an_answer(text: str) -> None:
    assert put_together(done(g=text)) == ([*RIGHT[:3], text, RIGHT[4]], set())


@pytest.mark.parametrize("metadata", [True, False], ids=["copied", "lost"])
@pytest.mark.parametrize("cut", ["def g(x):\n    y = x", "def g(x):"])
def test_an_answer_that_was_split_is_joined(cut: str, metadata: bool) -> None:
    rest = "    return x + 2"
    cells = done(g=cut)
    cells.insert(4, new_code_cell(rest, metadata=cells[3].metadata if metadata else {}))
    assert put_together(cells) == ([*RIGHT[:3], f"{cut}\n{rest}", RIGHT[4]], {("split", "g")})


def test_of_an_answer_split_between_functions_every_part_runs() -> None:
    helper = "def helper(x):\n    return x + 2"
    cells = done(g="def g(x):\n    return helper(x)")
    cells.insert(3, new_code_cell(helper, metadata=cells[3].metadata))
    rebuilt, notes = rebuild(cells, TASKS)
    code = [cell.source for cell in rebuilt if cell.cell_type == "code"]
    assert code == [*RIGHT[:3], helper, "def g(x):\n    return helper(x)", RIGHT[4]]
    assert told(notes) == {("repeated", "g")}


def test_a_copy_used_as_scratch_paper_is_not_the_answer() -> None:
    cells = done()
    cells.append(new_code_cell("print(g(5))", metadata=cells[3].metadata))
    rebuilt, notes = rebuild(cells, TASKS)
    assert sources(rebuilt) == [*RIGHT, "print(g(5))"]
    assert told(notes) == {("repeated", "g")}


def test_prose_that_was_split_is_joined() -> None:
    cells = handed_in(*RELEASED, f=DONE, why="Porque sí.")
    cells.append(new_markdown_cell("Y porque lo digo.", metadata=cells[3].metadata))
    rebuilt, notes = rebuild(cells, RELEASED)
    assert sources(rebuilt) == [*WHOLE[:3], "Porque sí.\n\nY porque lo digo."]
    assert notes == [Note(Change.SPLIT, "why"), *notes[1:]]


def test_a_cell_that_is_lost_and_its_function_renamed_is_known_by_its_place_and_told() -> None:
    renamed = "def gg(x):\n    return x + 2"
    cells = done(g=renamed)
    cells[3].metadata.clear()
    assert put_together(cells) == (
        [*RIGHT[:3], renamed, RIGHT[4]],
        {("recognised", "g"), ("undefined", "g")},
    )


def test_exchanged_names_are_put_right_by_the_text_of_the_tests() -> None:
    cells = done()
    cells[3].metadata, cells[4].metadata = cells[4].metadata, cells[3].metadata
    runs, notes = put_together(cells)
    assert runs == RIGHT
    assert ("recognised", "test_g") in notes


def test_the_id_of_a_cell_tells_its_name() -> None:
    cells = done(f="f = [lambda x: x + 1][0]", g="g = [lambda x: x + 2][0]")
    for cell in cells:
        cell.id = cell.metadata.nbgrader.grade_id
    nameless(*cells)
    cells.insert(4, new_code_cell("print(1)"))
    assert put_together(cells)[0][1::2] == ["f = [lambda x: x + 1][0]", "g = [lambda x: x + 2][0]"]


def test_answers_without_names_are_told_apart_by_the_prose_between_them() -> None:
    first, second = (
        the(name, "*Escribe aquí tu respuesta.*", cell_type="markdown", solution=True, grade=True, points=1.0)
        for name in ("a", "b")
    )
    prose = (Other("## Primera", 0), Other("## Segunda", 1), Other("Fin", 2))
    texts = ["## Primera", "Uno.", "## Segunda", "Dos.", "Fin"]
    rebuilt, notes = rebuild([new_markdown_cell(text) for text in texts], (first, second), prose)
    assert sources(rebuilt) == texts
    assert [(cell.metadata.nbgrader.grade_id, cell.source) for cell in named(rebuilt)] == [
        ("a", "Uno."),
        ("b", "Dos."),
    ]
    assert told(notes) == {("recognised", "a"), ("recognised", "b")}
    texts.insert(2, "Una nota.")
    _, notes = rebuild([new_markdown_cell(text) for text in texts], (first, second), prose)
    assert told(notes) == {("unclear", "a"), ("recognised", "b")}


def test_an_untouched_stub_of_the_other_edition_is_no_answer() -> None:
    other = 'def g(x):\n    """Words."""\n    raise NotImplementedError("Task not attempted")'
    cells = done(g=other)
    cells.append(new_code_cell(ALSO))
    assert put_together(cells) == (RIGHT, {("moved", "g")})
    prose = handed_in(*RELEASED, f=DONE, why="*Write your answer here.*")
    assert sources(rebuild(prose, RELEASED)[0]) == [*WHOLE[:3], WHY.source]


def test_another_edition_is_told_once_and_graded_by_this_ones_tests() -> None:
    tests = {"test_f": "assert f(1) == 2, 'en'", "test_g": "assert g(1) == 3, 'en'"}
    assert put_together(done(**tests)) == (RIGHT, {("edited", "test_f"), ("edited", "test_g")})
    assert put_together(done(setup="import os", **tests)) == (RIGHT, {("other_edition", "setup")})


def test_layout_is_no_edit() -> None:
    cells = done(test_g='assert g( 1 ) == 3, "of g"\n', test_f="assert f(1) == 2   ")
    assert put_together(cells) == (RIGHT, set())


def test_what_was_written_in_a_test_cell_stays_and_the_test_runs_as_it_was() -> None:
    cells = done(test_g=f"{TEST_G.released}\nprint(g(7))")
    rebuilt, notes = rebuild(cells, TASKS)
    assert sources(rebuilt) == [*RIGHT, "print(g(7))"]
    assert told(notes) == {("edited", "test_g")}


def test_a_name_that_only_a_test_defines_is_told() -> None:
    given = (
        SETUP,
        ANSWER,
        the("test_f", "data = [1]\nassert f(1) == 2", locked=True, grade=True, points=1.0),
    )
    answer = "def f(x):\n    return x + len(data)"
    assert told(rebuild(done(*given, f=answer), given)[1]) == {("borrowed", "f")}
    own = new_code_cell("print(data)")
    assert told(rebuild([*done(*given), own], given)[1]) == {("borrowed", "test_f")}
    own = new_code_cell("data = [2]")
    assert told(rebuild([*done(*given, f=answer), own], given)[1]) == set()


@pytest.mark.parametrize(
    "cells",
    [
        [],
        [new_markdown_cell("# Otra cosa"), new_code_cell("print(1)")],
        handed_in(SETUP),
        handed_in(SETUP, the("h", "def h():\n    pass")),
        handed_in(SETUP, TEST, TEST_G),
    ],
    ids=["empty", "foreign", "set-up-only", "another-exercise", "no-answers"],
)
def test_another_notebook_is_refused_and_no_zero(cells: list[NotebookNode]) -> None:
    with pytest.raises(Refusal, match="reason_wrong_notebook"):
        rebuild(cells, TASKS)


# --------------------------------------------------------------------------- files of other programs

EXERCISE = "00_neurons"


def as_dict() -> dict:
    """The exercise, solved, as a file holds it."""
    return copy.deepcopy(json.loads(content_of(solved(EXERCISE))))


def of_cells(change: Callable[[dict], object]) -> bytes:
    data = as_dict()
    for cell in data["cells"]:
        change(cell)
    return json.dumps(data).encode()


def format_3() -> bytes:
    cells = as_dict()["cells"]
    for cell in cells:
        cell.pop("id", None)
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell["prompt_number"] = cell.pop("execution_count")
            cell["language"] = "python"
            cell["collapsed"] = False
    head = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}}
    return json.dumps(head | {"worksheets": [{"metadata": {}, "cells": cells}]}).encode()


def format_4(minor: int) -> bytes:
    data = as_dict() | {"nbformat_minor": minor}
    if minor < 5:
        for cell in data["cells"]:
            del cell["id"]
    return json.dumps(data).encode()


def from_vs_code() -> bytes:
    """No cell ids, the language said of each cell, empty outputs, four spaces, Windows's line ends."""
    data = as_dict() | {"nbformat_minor": 2}
    for cell in data["cells"]:
        cell.pop("id", None)
        cell["metadata"]["vscode"] = {"languageId": "python"}
        cell["source"] = [line.replace("\n", "\r\n") for line in cell["source"]]
    data["metadata"]["vscode"] = {"interpreter": {"hash": "aee8b7b2"}}
    return json.dumps(data, indent=4).replace("\n", "\r\n").encode()


def pasted_into_a_fresh_one() -> bytes:
    data = as_dict()
    empty = {
        "cell_type": "code",
        "id": "e",
        "metadata": {},
        "source": [],
        "outputs": [],
        "execution_count": None,
    }
    for number, cell in enumerate(data["cells"]):
        cell["id"] = f"n{number}"
    data["cells"] = [empty, *data["cells"], empty]
    return json.dumps(data | {"metadata": {}}).encode()


def deep_metadata() -> bytes:
    deep: dict = {}
    for _ in range(300):
        deep = {"a": deep}
    return of_cells(lambda cell: cell["metadata"].update(deep=deep))


#: What comes out of these is what went in.
FORMS: dict[str, Callable[[], bytes]] = {
    "format-3": format_3,
    **{f"format-4.{minor}": (lambda minor=minor: format_4(minor)) for minor in range(6)},
    "format-4.99": lambda: format_4(99),
    "format-lost": lambda: json.dumps({"cells": as_dict()["cells"]}).encode(),
    "vs-code": from_vs_code,
    "pasted": pasted_into_a_fresh_one,
    "no-outputs": lambda: of_cells(
        lambda cell: [cell.pop(key, None) for key in ("outputs", "execution_count")]
    ),
    "outputs-broken": lambda: of_cells(lambda cell: cell.update(outputs=[None, 3, {"output_type": []}])),
    "source-a-string": lambda: of_cells(lambda cell: cell.update(source="".join(cell["source"]))),
    "source-a-list": lambda: of_cells(lambda cell: cell.update(source=list("".join(cell["source"])))),
    "cell-ids-alike": lambda: of_cells(lambda cell: cell.update(id="same")),
    "cell-ids-broken": lambda: of_cells(lambda cell: cell.update(id=["ñ"])),
    "bom": lambda: content_of(solved(EXERCISE)).decode().encode("utf-8-sig"),
    "utf-16": lambda: content_of(solved(EXERCISE)).decode().encode("utf-16"),
    "utf-32": lambda: content_of(solved(EXERCISE)).decode().encode("utf-32"),
    "nan-metadata": lambda: of_cells(lambda cell: cell["metadata"].update(x=float("nan"), y=float("-inf"))),
    "huge-count": lambda: of_cells(lambda cell: cell.update(execution_count=0)).replace(
        b'"execution_count": 0', b'"execution_count": 1' + b"0" * 5000
    ),
    "deep-metadata": deep_metadata,
    "surrogate-metadata": lambda: of_cells(lambda cell: cell["metadata"].update(x="\ud800")),
    "attachments-broken": lambda: of_cells(
        lambda cell: cell.update(attachments={"a": 3, "b": {"image/png": [4]}})
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_another_program_holds_the_same_notebook(form: str) -> None:
    release = released(EXERCISE)
    cells, notes = rebuild(parse(FORMS[form]()).cells, release.given, release.others)
    expected = [cell.source for cell in solved(EXERCISE).cells]
    assert [cell.source for cell in cells if cell.source] == expected
    assert notes == []


def test_half_a_character_is_replaced_and_the_rest_stays() -> None:
    data = as_dict()
    data["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "a\ud800b 😀"})
    assert parse(json.dumps(data).encode()).cells[-1].source == "a\ufffdb 😀"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file_empty"),
        (b"\xff\xfe", "file_empty"),
        ("<html>".encode("utf-16"), "file_html"),
        (b'{"cells": [{"cell_type": "code", "source": "\\u0000"}]}', "file_nul"),
        (b'{"cells": {"a": 1}}', "file_not_notebook"),
        (b'{"cells": [1]}', "file_not_notebook"),
        (b'{"cells": [{"source": 3}]}', "file_not_notebook"),
        (b'{"cells": [{"source": ["a", 3]}]}', "file_not_notebook"),
        (b'{"nbformat": 5, "cells": [{"source": "a"}]}', "file_not_notebook"),
        (b'{"worksheets": [3, {"cells": []}]}', "file_no_cells"),
        (b'[{"cell_type": "code"}]', "file_no_cells"),
        (b'{"cells": [' + b"[" * 100_000, "file_not_json"),
    ],
)
def test_what_is_no_notebook_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(content)
    assert refused.value.key == reason


def test_pictures_in_an_answer_stay() -> None:
    data = as_dict()
    picture = {"a.png": {"image/png": "aGk="}}
    data["cells"].append({"cell_type": "markdown", "source": "![](attachment:a.png)", "attachments": picture})
    release = released(EXERCISE)
    cells, _ = rebuild(parse(json.dumps(data).encode()).cells, release.given, release.others)
    assert cells[-1].attachments == picture


def test_the_other_languages_edition_is_graded_by_this_ones_tests() -> None:
    release = released(EXERCISE, "es")
    cells, notes = rebuild(solved(EXERCISE, "en").cells, release.given, release.others)
    by_name = {cell.metadata.nbgrader.grade_id: cell.source for cell in named(cells)}
    answers = {c.id: c.source for c in solved(EXERCISE, "en").cells}
    for mine in release.given:
        assert by_name[mine.grade_id] == (mine.released if mine.locked else answers[mine.grade_id])
    assert [note.change for note in notes] == [Change.OTHER_EDITION]


def test_of_last_years_release_the_tests_that_changed_are_told() -> None:
    release = released(EXERCISE)
    notebook = solved(EXERCISE)
    before = next(cell for cell in notebook.cells if cell.get("id") == "test_gate")
    before.source = before.source.replace("gate", "gate", 1) + "\nassert gate"
    before.source = before.source.split("\n", 1)[1]  # and its first line was another
    cells, notes = rebuild(notebook.cells, release.given, release.others)
    assert told(notes) == {("edited", "test_gate")}
    test = next(mine for mine in release.given if mine.grade_id == "test_gate")
    assert test.released in sources(named(cells))


def test_a_notebook_pasted_twice_into_one_has_every_test_once() -> None:
    release = released(EXERCISE)
    cells, notes = rebuild([*solved(EXERCISE).cells, *solved(EXERCISE).cells], release.given, release.others)
    assert [c.metadata.nbgrader.grade_id for c in named(cells)] == [mine.grade_id for mine in release.given]
    assert {change for change, _ in told(notes)} == {"repeated"}


def test_many_threads_at_once_can_rebuild_submissions() -> None:
    """`ast.parse` of Python 3.11 fails where another thread gets its turn meanwhile, say in a collection."""
    sources = [f"def f_{number}(x):\n" + "    x = (x + 1) * [x, -x][0]\n" * 50 for number in range(100)]

    def give_way(*_: object) -> None:
        time.sleep(0)

    gc.callbacks.append(give_way)
    try:
        with ThreadPoolExecutor(8) as pool:
            trees = list(pool.map(names.parsed, sources))
    finally:
        gc.callbacks.remove(give_way)
    assert [tree.body[0].name for tree in trees] == [f"f_{number}" for number in range(100)]
