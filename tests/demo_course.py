"""A small course, made and released once: what tests of collecting and of marks going out start from."""

import argparse
import io
import os
import shutil
import zipfile
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import nbformat
import nbgrader
from alembic.script import ScriptDirectory
from nbformat.v4 import new_code_cell, new_notebook

from autograder import __main__ as cli
from autograder.messages import PROGRAM

POINTS = {"demo": 8, "other": 10}  # of the assignments
ROSTER = """\
id,first_name,last_name,email
ana,Ana,López García,ana@uni.example
luis,Luis,O'Brien,luis@uni.example
007,José María,Núñez Ñandú,jose@uni.example
zoe,Zoë,Zapata-Ruiz,zoe@uni.example
eva,Eva,Éxito,eva@uni.example
"""


@dataclass
class Said:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def run(*arguments: object, course: Path | None = None) -> Said:
    """Run the command line in this process, and undo what a command does to it."""
    out, err = io.StringIO(), io.StringIO()
    words = [str(argument) for argument in arguments]
    undo = (patch.dict(os.environ, {"GRADIENTE_SEED": "0"}), patch.object(argparse, "_", argparse._))
    with undo[0], undo[1], redirect_stdout(out), redirect_stderr(err):
        try:
            code = cli.main([*words, "--course", str(course)] if course else words)
        except SystemExit as leaving:
            code = leaving.code
    return Said(code, *(stream.getvalue().replace(PROGRAM, "autograder") for stream in (out, err)))


def nbgrader_cell(text: str, grade_id: str, **about: object) -> nbformat.NotebookNode:
    """A code cell of an instructor's notebook, with nbgrader's metadata."""
    standard = {"grade": False, "locked": False, "schema_version": 3, "solution": False, "task": False}
    return new_code_cell(text, metadata={"nbgrader": {**standard, "grade_id": grade_id, **about}})


def instructors(*cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """An instructor's notebook."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(metadata={"kernelspec": kernel}, cells=list(cells))


def source(name: str) -> nbformat.NotebookNode:
    """An instructor's notebook with one task."""
    return instructors(
        nbgrader_cell("x = 0\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION", f"{name}_x", solution=True),
        nbgrader_cell("assert x == 1", f"{name}_test", grade=True, locked=True, points=POINTS[name]),
    )


def make(place: Path) -> Path:
    """A course in Spanish with the assignments released and nothing handed in."""
    solutions = Path(cli.__file__).parents[1] / "solutions"
    (place / "solutions").mkdir(parents=True)
    for file in ("00_neurons.md", "checks.py"):
        shutil.copy(solutions / file, place / "solutions")
    course = place / "course"
    assert run("new", course, "--lang", "es", "--from", place / "solutions").code == 0
    shutil.rmtree(course / "source")
    scripts = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
    for name in POINTS:
        (course / "source" / name).mkdir(parents=True)
        nbformat.write(source(name), course / "source" / name / f"{name}.ipynb")
    (course / "students.csv").write_text(ROSTER, encoding="utf-8")
    # nbgrader starts a process to learn this, which takes longer than all the rest.
    with patch("nbgrader.api.get_alembic_version", scripts.get_current_head):
        assert run("release", course=course).code == 0
    return course


def copy_of(course: Path, place: Path, lang: str = "es") -> Path:
    copy = Path(shutil.copytree(course, place / "course"))
    config = copy / "nbgrader_config.py"
    text = config.read_text(encoding="utf-8")
    assert 'lang="es"' in text
    config.write_text(text.replace('lang="es"', f'lang="{lang}"'), encoding="utf-8")
    return copy


def answered(text: str = "x = 1", name: str = "demo") -> bytes:
    """A student's notebook with this answer."""
    notebook = source(name)
    notebook.cells[0].source = text
    for number, cell in enumerate(notebook.cells):
        cell.id = f"c{number}"
    return nbformat.writes(notebook).encode()


def answer(course: Path, student: str, name: str = "demo") -> str:
    """What was collected."""
    path = course / "submitted" / student / name / f"{name}.ipynb"
    return nbformat.read(path, as_version=4).cells[0].source


def zipped(path: Path, files: Mapping[str, bytes], when: tuple[int, ...] = (2026, 2, 1, 10, 0, 0)) -> Path:
    """A zip of `files`, by name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, when)
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, content)
    return path


def mark(course: Path, scores: Mapping[str, float | None], name: str = "demo") -> None:
    """Put what grading gave into the grade book, by student; None where it could not be graded."""
    from autograder.course import Course
    from autograder.outcomes import Outcome
    from autograder.record import Recorder
    from autograder.results import Results
    from autograder.submission import Graded, Mark

    with patch.dict(os.environ), (opened := Course(course)).gradebook() as gradebook:
        results = Results(opened, gradebook)
        recorder = Recorder(opened, gradebook, results)
        for student, score in scores.items():
            outcome = Outcome.NOT_ATTEMPTED if score == 0 else Outcome.PASSED
            marks = {(name, f"{name}_x"): Mark(None, None, False)}
            marks[name, f"{name}_test"] = Mark(score, outcome, False)
            content = (course / "release" / name / f"{name}.ipynb").read_bytes()
            graded = Graded({name: content}, marks)
            if score is None:
                graded = Graded(reason="reason_died")
            recorder.record(name, student, graded, results.fingerprint(name, student))
