"""The committed notebooks: up to date, within their limits, and stale once anything behind them changes."""

import json
import re

import nbformat
import pytest

from publish import notebooks
from publish.__main__ import main
from publish.project import ROOT, colab_url, repository_url

COMMITTED = sorted((ROOT / "notebooks").rglob("*.ipynb"))


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A notebooks folder of its own, so that a test can spoil it."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for path in [*COMMITTED, notebooks.BUILT]:
        target = folder / path.relative_to(ROOT / "notebooks")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    monkeypatch.setattr(notebooks, "NOTEBOOKS", folder)
    monkeypatch.setattr(notebooks, "BUILT", folder / "built.json")
    return folder


def test_every_source_has_its_notebooks_and_nothing_else_is_there():
    wanted = {target.name for target in notebooks.targets()}
    assert {path.relative_to(ROOT / "notebooks").as_posix() for path in COMMITTED} == wanted
    assert wanted == set(json.loads(notebooks.BUILT.read_text()))


def test_committed_notebooks_are_up_to_date():
    assert [(target.name, reason) for target, reason in notebooks.stale()] == []


def test_a_second_build_changes_no_byte(copy, capsys):
    before = {path: path.read_bytes() for path in copy.rglob("*.*")}
    assert main(["notebooks"]) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in copy.rglob("*.*") if path.name != ".lock"} == before


def test_making_an_exercise_again_gives_the_same_bytes(copy):
    name = "en/exercises/01_cost_functions.ipynb"
    before = (copy / name).read_bytes()
    (copy / name).unlink()
    made = notebooks.update(["01_cost_functions"])
    assert [target.name for target in made] == [name]
    assert (copy / name).read_bytes() == before


def test_a_notebook_edited_by_hand_is_seen(copy, capsys):
    path = copy / "es" / "01_cost_functions.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("coste", "costo", 1), encoding="utf-8")
    assert main(["check"]) == 1
    assert re.search(r"es/01_cost_functions\.ipynb: edited by hand", capsys.readouterr().err)


def test_a_change_of_the_library_makes_every_chapter_stale(copy, monkeypatch):
    monkeypatch.setattr(notebooks, "_machinery", lambda is_exercise: ["changed"])
    assert {target.name for target, _ in notebooks.stale()} == {t.name for t in notebooks.targets()}


def test_unknown_name_is_one_line(capsys):
    assert main(["notebooks", "99_nothing"]) == 1
    error = capsys.readouterr().err.strip()
    assert "no source called 99_nothing" in error
    assert "01_cost_functions" in error
    assert "\n" not in error


@pytest.mark.parametrize("path", COMMITTED, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_committed_notebook(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert path.stat().st_size < 2_000_000
    text = path.read_text(encoding="utf-8")
    assert "execution" not in {key for cell in notebook.cells for key in cell.metadata}  # dates
    assert not re.search(r"\b0x[0-9a-f]{8,}", text)
    assert str(ROOT) not in text
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    # Colab opens this very file, and its first code cell brings what is missing there.
    relative = path.relative_to(ROOT).as_posix()
    assert colab_url(relative) in notebook.cells[0].source
    if "exercises" not in relative:
        setup = next(cell for cell in notebook.cells if cell.cell_type == "code")
        assert f"%pip install -q git+{repository_url()}" in setup.source
        assert setup.outputs == []


def test_all_notebooks_stay_under_sixty_megabytes():
    assert sum(path.stat().st_size for path in COMMITTED) < 60_000_000
