"""`autograder check`: what a student is told before handing in, and the notebook that it mends."""

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbformat.validator import validate

from autograder import check as module
from autograder.messages import messages
from autograder.rebuild import Change
from demo_course import Said, run
from publish.project import ROOT
from repairs import released, solved

NAME = "00_neurons"


@pytest.fixture(autouse=True)
def _machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine in English, and no course at hand."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


def index(notebook: NotebookNode, grade_id: str) -> int:
    return next(
        n for n, c in enumerate(notebook.cells) if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


def told(notebook: NotebookNode | bytes, *options: object) -> tuple[Said, list[str]]:
    """What is said of a notebook, and its lines without the file's name."""
    path = Path("mine.ipynb")
    path.write_bytes(notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode())
    said = run("check", path, *options)
    assert said.err == ""
    assert all(line.startswith("mine.ipynb: ") for line in said.lines)
    return said, [line.removeprefix("mine.ipynb: ") for line in said.lines]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("es", "todo en orden (00_neurons): están todas las celdas y ninguna tarea queda sin intentar."),
        ("en", "all in order (00_neurons): every cell is there, and every task has been attempted."),
    ],
)
def test_a_notebook_in_order_is_told_so_in_its_own_language(lang: str, line: str) -> None:
    said, lines = told(solved(NAME, lang))
    assert (said.code, lines) == (0, [line])


def test_lang_overrides_the_notebooks() -> None:
    said, lines = told(solved(NAME, "es"), "--lang", "en")
    assert said.code == 0
    assert lines[0].startswith("all in order")


def test_tasks_that_were_not_attempted_are_named() -> None:
    notebook = solved(NAME)
    for name in ("gate", "bump"):
        notebook.cells[index(notebook, name)].source = (
            released(NAME).notebook.cells[index(released(NAME).notebook, name)].source
        )
    said, lines = told(notebook)
    assert (said.code, lines) == (1, ["sin intentar: gate, bump."])


def test_an_open_task_is_attempted_once_something_stands_below_it() -> None:
    notebook = solved("lab1_first_network")
    open_tasks = [
        c.metadata.nbgrader.grade_id for c in notebook.cells if c.metadata.get("nbgrader", {}).get("task")
    ]
    assert open_tasks != []
    _, lines = told(notebook)
    assert lines == [f"sin intentar: {', '.join(open_tasks)}."]
    for name in open_tasks:
        notebook.cells.insert(index(notebook, name) + 1, new_code_cell("train()"))
    said, lines = told(notebook)
    assert said.code == 0


def _delete(notebook: NotebookNode) -> None:
    notebook.cells.pop(index(notebook, "test_gate"))


def _edit(notebook: NotebookNode) -> None:
    notebook.cells[index(notebook, "test_gate")].source = "pass"


def _retype(notebook: NotebookNode) -> None:
    cell = notebook.cells[index(notebook, "test_gate")]
    cell.cell_type = "markdown"
    del cell["outputs"], cell["execution_count"]


def _repeat(notebook: NotebookNode) -> None:
    copy = nbformat.from_dict(notebook.cells[index(notebook, "gate")])
    copy.source = "gate = max"
    notebook.cells.append(copy)


def _forge(notebook: NotebookNode) -> None:
    notebook.cells.append(new_code_cell("1", metadata={"nbgrader": {"grade_id": "bonus", "points": 9}}))


def _forget(notebook: NotebookNode) -> None:
    cell = notebook.cells[index(notebook, "gate")]
    cell.metadata, cell.id = NotebookNode(), "x"


def _join(notebook: NotebookNode) -> None:
    at = index(notebook, "gate")
    notebook.cells[at].source += f"\n\n{notebook.cells.pop(at + 1).source}"


def _split(notebook: NotebookNode) -> None:
    at = index(notebook, "gate")
    lines = notebook.cells[at].source.split("\n")
    notebook.cells[at].source = "\n".join(lines[:-1])
    notebook.cells.insert(at + 1, new_code_cell(lines[-1]))


def _elsewhere(notebook: NotebookNode) -> None:
    at = index(notebook, "gate")
    notebook.cells.append(new_code_cell(notebook.cells[at].source))
    notebook.cells[at].source = next(
        mine.released for mine in released(NAME).given if mine.grade_id == "gate"
    )


DAMAGES: dict[str, tuple[Callable[[NotebookNode], object], str]] = {
    "restored": (_delete, "falta la celda test_gate; se repondrá la del ejercicio."),
    "edited": (_edit, "la celda test_gate es fija y está cambiada; se ejecutará la original."),
    "retyped": (_retype, "la celda test_gate tiene otro tipo (código o texto); se le devolverá el suyo."),
    "repeated": (
        _repeat,
        "la celda gate está varias veces; contará el último intento. Borra los que sobran.",
    ),
    "forged": (_forge, "una celda dice ser bonus, que no es del ejercicio; será una celda tuya cualquiera."),
    "recognised": (
        _forget,
        "la celda gate ha perdido sus metadatos; se reconoce por lo que dice o por su sitio.",
    ),
    "merged": (_join, "la celda test_gate está unida a otra; se separarán."),
    "split": (_split, "la celda gate está partida en varias; se unirá."),
    "moved": (_elsewhere, "la respuesta de gate está en otra celda; se llevará a la suya."),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_each_damage_is_told_and_mended_so_that_a_second_check_finds_none(kind: str) -> None:
    damage, line = DAMAGES[kind]
    notebook = solved(NAME)
    damage(notebook)
    said, lines = told(notebook)
    assert said.code == 1
    assert lines[0] == line
    assert lines[1:] == [
        "lo que falta o ha cambiado se repone al calificar. Para arreglarlo tú:"
        " autograder check CUADERNO --output NUEVO.ipynb"
    ]
    said, lines = told(notebook, "--output", "new.ipynb")
    assert said.code == 1
    assert lines[-1].startswith("arreglado y escrito en new.ipynb")
    mended = nbformat.read("new.ipynb", as_version=4)
    validate(mended)
    second = run("check", "new.ipynb")
    assert (second.code, len(second.lines)) == (0, 1), second.out

    original = {cell.id: cell for cell in released(NAME).notebook.cells}
    ours = [cell for cell in mended.cells if cell.id in original]
    assert [cell.id for cell in ours] == list(original)
    assert all(cell.metadata == original[cell.id].metadata for cell in ours)
    assert all(c.cell_type == original[c.id].cell_type for c in ours)
    written = {line for cell in notebook.cells for line in cell.source.split("\n")}
    stub = {line for cell in original.values() for line in cell.source.split("\n")}
    assert written - stub <= {line for cell in mended.cells for line in cell.source.split("\n")}


def test_what_a_person_would_have_to_decide_is_not_written() -> None:
    notebook = solved("lab1_first_network")
    place = index(notebook, "explain_momentum")
    notebook.cells[place].metadata, notebook.cells[place].id = NotebookNode(), "x"
    notebook.cells.insert(place, new_markdown_cell("Una nota mía."))
    said, lines = told(notebook, "--output", "new.ipynb")
    assert said.code == 1
    assert lines == [
        messages()["check_unclear"]["es"].format(cell="explain_momentum"),
        "no se ha escrito new.ipynb: antes hay que resolver lo anterior.",
    ]
    assert not Path("new.ipynb").exists()


def test_a_renamed_function_and_a_name_of_a_tests_are_told_by_name() -> None:
    notebook = solved(NAME)
    cell = notebook.cells[index(notebook, "gate")]
    cell.source = cell.source.replace("def gate(", "def puerta(")
    _, lines = told(notebook)
    assert lines == ["la celda gate no define gate, que es lo que llaman sus pruebas. Devuélvele ese nombre."]


def test_a_name_that_only_a_test_defines_is_told_by_name(tmp_path: Path) -> None:
    original = nbformat.from_dict(released(NAME).notebook)
    original.cells[index(original, "test_gate")].source += "\ntable = [1, 2]"
    nbformat.write(original, "original.ipynb")
    notebook = solved(NAME)
    notebook.cells[index(notebook, "test_gate")].source += "\ntable = [1, 2]"
    notebook.cells[index(notebook, "bump")].source += "\nprint(table)"
    said, lines = told(notebook, "--release", "original.ipynb")
    assert said.code == 1
    assert lines == [
        "la celda bump, o una tuya que la sigue, usa table, que solo define una celda de prueba: al calificar"
        " no existe. Defínelo en una celda tuya."
    ]


def test_without_any_metadata_the_exercise_is_still_known() -> None:
    notebook = solved("03_backpropagation", "en")
    for number, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = NotebookNode(), f"n{number}"
    said, lines = told(notebook, "--output", "new.ipynb")
    assert said.code == 1
    assert any("has lost its metadata" in line for line in lines)
    assert run("check", "new.ipynb").code == 0


def test_the_other_edition_is_told_once() -> None:
    folder = ROOT / "notebooks" / "es" / "exercises"
    said, lines = told(solved(NAME, "en"), "--release", folder)
    assert said.code == 1
    assert sum("edición en otro idioma" in line for line in lines) == 1
    assert not any("es fija y está cambiada" in line for line in lines)


@pytest.mark.parametrize(
    ("content", "phrase"),
    [
        (b"", "the file is empty"),
        (b"<html>", "a web page"),
        (b"PK\x03\x04...", "an archive"),
        (b'{"cells": [\xff]}', "not UTF-8 text (byte 11)"),
        (b'{"cells": ["\0"]}', "NUL bytes"),
        (b'{"cells": [', "cut short"),
        (b'{"cells": []}', "without cells"),
        (b'{"cells": [3]}', "cannot be read as a notebook (cells[1])"),
        (b'{"cells": [{"cell_type": "code", "source": "print(1)"}]}', "it holds no task of 00_neurons,"),
    ],
)
def test_what_is_no_notebook_of_the_course_is_told_and_why(content: bytes, phrase: str) -> None:
    said, lines = told(content)
    assert (said.code, len(lines)) == (1, 1)
    assert phrase in lines[0]
    assert "student" not in lines[0]


def test_several_notebooks_are_told_each_by_its_name() -> None:
    for name in ("a", "b"):
        nbformat.write(solved(NAME), f"{name}.ipynb")
    Path("c.ipynb").write_bytes(b"")
    said = run("check", "a.ipynb", "c.ipynb", "b.ipynb")
    assert said.code == 1
    assert [line.split(":")[0] for line in said.lines] == ["a.ipynb", "c.ipynb", "b.ipynb"]


def test_a_courses_own_release_is_what_counts(demo_course: Path) -> None:
    notebook = nbformat.read(demo_course / "release" / "demo" / "demo.ipynb", as_version=4)
    said, lines = told(notebook, "--release", demo_course / "release" / "demo")
    assert (said.code, lines) == (1, ["sin intentar: demo_x."])
    notebook.cells[0].source = "x = 1"
    assert told(notebook, "--release", demo_course / "release" / "demo" / "demo.ipynb")[0].code == 0
    assert told(notebook, "--release", demo_course / "release")[0].code == 0
    said, lines = told(notebook)
    assert said.code == 1
    assert "--release" in lines[0]


@pytest.mark.parametrize(
    ("options", "phrase"),
    [
        (["nothing.ipynb"], "nothing.ipynb: there is no such file"),
        (["mine.ipynb", "--release", "nowhere"], "nowhere: there is no such file"),
        (["mine.ipynb", "--release", "empty"], "empty: not a notebook that was handed out"),
        (["mine.ipynb", "--release", "broken.ipynb"], "broken.ipynb: not a notebook that was handed out"),
        (["mine.ipynb", "--release", "teacher.ipynb"], "teacher.ipynb: the instructor's notebook"),
        (["mine.ipynb", "mine.ipynb", "--output", "x.ipynb"], "--output writes a single notebook"),
        (["mine.ipynb", "--force"], "--force goes with --output"),
        (["mine.ipynb", "--output", "taken.ipynb"], "taken.ipynb: it exists; it was not touched"),
        (["mine.ipynb", "--output", "no/x.ipynb"], "no: there is no such folder"),
    ],
)
def test_wrong_usage_gets_one_line(options: list[str], phrase: str, demo_course: Path) -> None:
    nbformat.write(solved(NAME), "mine.ipynb")
    Path("empty").mkdir()
    Path("broken.ipynb").write_text('{"cells": 3}')
    Path("teacher.ipynb").write_bytes((demo_course / "source" / "demo" / "demo.ipynb").read_bytes())
    Path("taken.ipynb").write_text("mine")
    before = sorted(Path().rglob("*"))
    said = run("check", *options)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(phrase)
    assert said.err.count("\n") == 1
    assert sorted(Path().rglob("*")) == before
    assert Path("taken.ipynb").read_text() == "mine"


def test_force_replaces_the_output_which_may_be_the_notebook_itself() -> None:
    notebook = solved(NAME)
    _delete(notebook)
    said, _ = told(notebook, "--output", "mine.ipynb", "--force")
    assert said.code == 1
    assert run("check", "mine.ipynb").code == 0


def test_where_the_books_exercises_are_not_there_it_says_what_to_give(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "BOOK", tmp_path / "notebooks")
    nbformat.write(solved(NAME), "mine.ipynb")
    said = run("check", "mine.ipynb")
    assert said.code == 2
    assert "--release" in said.err


def test_nothing_is_run() -> None:
    notebook = solved(NAME)
    notebook.cells.append(new_code_cell("open('ran', 'w').close()"))
    assert told(notebook)[0].code == 0
    assert not Path("ran").exists()


def test_every_change_has_a_word_for_students_and_one_for_graders() -> None:
    assert {f"note_{change}" for change in Change} <= set(messages())
    of_grading = {
        Change.TAMPERED,
        Change.NETWORK,
        Change.IGNORED,
    }  # a check runs nothing, and looks at one file
    assert {f"check_{change}" for change in set(Change) - of_grading} <= set(messages())
