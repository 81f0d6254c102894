"""The road of a course: new, release, solve, collect, grade, feedback, export."""

import argparse
import copy
import csv
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import nbformat
import pytest
import sqlalchemy
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder import __main__ as cli
from autograder.course import Course
from autograder.messages import LANGUAGES, messages, number
from autograder.students import Names, Student, key
from demo_course import Said, run

if TYPE_CHECKING:
    from playwright.sync_api import Page

EXERCISE = "01_cost_functions"
ROSTER = """\
id,first_name,last_name,email
ana,Ana,López García,ana@uni.example
luis,Luis,O'Brien,luis@uni.example
007,José María,Núñez Ñandú,jose@uni.example
zoe,Zoë,Zapata,zoe@uni.example
eva,Eva,Éxito,eva@uni.example
sin,Nadie,Aún,
"""


def rows(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """An exported file, by student and assignment."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["id"], row["assignment"]): row for row in csv.DictReader(file)}


def cell_of(notebook: nbformat.NotebookNode, grade_id: str) -> nbformat.NotebookNode:
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def hand_in(
    path: Path, notebook: nbformat.NotebookNode, answers: dict[str, str], when: int = 1_770_000_000
) -> None:
    """Write `notebook` to `path` with some cells answered, as of the time `when` (seconds)."""
    notebook = copy.deepcopy(notebook)
    for grade_id, source in answers.items():
        cell_of(notebook, grade_id).source = source
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    os.utime(path, (when, when))


# ------------------------------------------------------------------- exercise 01, both languages


@dataclass
class Road:
    """A course that has gone the whole road once, and what each command said."""

    lang: str
    course: Path
    submissions: Path
    said: dict[str, Said]
    release: nbformat.NotebookNode

    def page(self, student: str) -> str:
        return (self.course / "feedback" / student / EXERCISE / f"{EXERCISE}.html").read_text(
            encoding="utf-8"
        )


def keep_grades_in(course: Path, address: str) -> None:
    """Do what the course's own configuration says about another database."""
    config = course / "nbgrader_config.py"
    text = config.read_text(encoding="utf-8")
    changed = re.sub(r"^# (c\.CourseDirectory\.db_url = ).*", rf'\1"{address}"', text, flags=re.MULTILINE)
    assert changed != text
    config.write_text(changed, encoding="utf-8")


@pytest.fixture(scope="module", params=["es", "en", "es-postgresql"])
def road(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Road:
    lang, _, database = request.param.partition("-")
    place = tmp_path_factory.mktemp(f"road-{request.param}")
    course, inbox = place / "curso de año", place / "inbox"
    said = {"new": run("new", course, "--lang", lang)}
    (course / "students.csv").write_text(ROSTER, encoding="utf-8")
    if database:
        keep_grades_in(course, request.getfixturevalue(database)())
    said["release"] = run("release", EXERCISE, "--due", "2026-02-10T00:00+00:00", course=course)
    release = read(course / "release" / EXERCISE / f"{EXERCISE}.ipynb")
    solved = read(course / "source" / EXERCISE / f"{EXERCISE}.ipynb")
    right = {
        c.metadata.nbgrader.grade_id: re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", c.source)
        for c in solved.cells
        if c.metadata.get("nbgrader", {}).get("solution")
    }

    wrong = right | {
        "squared_error": "def squared_error(y, t):\n    return np.sum((y - t) ** 2)",
        # Knows what is visible, round numbers, and nothing else.
        "squared_error_batch": (
            "def squared_error_batch(Y, T):\n"
            "    if not np.array_equal(Y, np.round(Y)):\n"
            "        return 0.0, np.zeros_like(Y)\n"
            "    return np.sum((Y - T) ** 2) / (2 * len(Y)), (Y - T) / len(Y)"
        ),
    }
    del wrong["hinge_gradient"]
    hand_in(inbox / "luis" / f"{EXERCISE}.ipynb", release, wrong, when=1_780_000_000)
    noisy = right | {
        "softmax": "import sys, warnings\n"
        + right["softmax"].replace(
            ":\n", ":\n    warnings.warn('¡ojo!'); print('aviso', file=sys.stderr)\n", 1
        )
    }
    name = unicodedata.normalize("NFD", "Núñez Ñandú, José María")  # as macOS writes it
    hand_in(inbox / f"{EXERCISE}_{name}.ipynb", release, noisy)
    hand_in(inbox / f"zoe_{EXERCISE}.ipynb", release, {})
    (inbox / "sin.ipynb").write_text("<!DOCTYPE html><html>Inicia sesión</html>", encoding="utf-8")

    said["collect"] = run("collect", inbox, course=course)
    said["grade"] = run("grade", course=course)
    said["feedback"] = run("feedback", course=course)
    said["export"] = run("export", place / "marks.csv", course=course)
    return Road(lang, course, inbox, said, release)


def test_new_makes_an_nbgrader_course_with_the_exercises_and_a_secret(road: Road) -> None:
    assert road.said["new"].code == 0
    source = read(road.course / "source" / EXERCISE / f"{EXERCISE}.ipynb")
    assert "BEGIN SOLUTION" in cell_of(source, "squared_error").source
    assert "BEGIN HIDDEN TESTS" in cell_of(source, "test_squared_error").source
    seed = road.course / "secret_seed.txt"
    assert stat.S_IMODE(seed.stat().st_mode) == 0o600
    assert len(seed.read_text().strip()) >= 16
    assert str(road.course / "students.csv") in road.said["new"].out.splitlines()[-1]


def test_release_holds_stubs_and_neither_solutions_nor_hidden_tests(road: Road) -> None:
    assert road.said["release"].code == 0
    text = json.dumps(road.release, ensure_ascii=False)
    for secret in ("SOLUTION", "HIDDEN", 'hidden_seed(\\"', "np.sum((y - t) ** 2) / 2"):
        assert secret not in text
    stub = {"es": '"Tarea sin intentar"', "en": '"Task not attempted"'}[road.lang]
    assert f"raise NotImplementedError({stub})" in cell_of(road.release, "squared_error").source
    assert not any(cell.get("outputs") for cell in road.release.cells)


def test_release_equals_what_the_site_shows(road: Road) -> None:
    from publish.exercises import student
    from publish.source import read as read_source

    published = student(
        read_source(Path(cli.__file__).parents[1] / "solutions" / f"{EXERCISE}.md"), road.lang
    )
    assert [c.source for c in road.release.cells] == [c.source for c in published.cells]


def test_collect_finds_each_student_and_reports_the_broken_file(road: Road) -> None:
    said = road.said["collect"]
    assert said.code == 1
    for student in ("luis", "007", "zoe"):
        notebook = road.course / "submitted" / student / EXERCISE / f"{EXERCISE}.ipynb"
        assert notebook.is_file()
    assert (road.course / "submitted/zoe" / EXERCISE / "timestamp.txt").read_text() == (
        "2026-02-02 02:40:00.000000 UTC\n"
    )
    assert not (road.course / "submitted" / "sin").exists()
    line = {"es": "No recogido: sin.ipynb: es una página web", "en": "Not collected: sin.ipynb: a web page"}
    assert [x for x in said.out.splitlines() if x.startswith(line[road.lang])]


def test_marks_are_exact(road: Road) -> None:
    assert road.said["grade"].code == 0
    marks = rows(road.course.parent / "marks.csv")
    found = {student: (row["score"], row["state"]) for (student, _), row in marks.items()}
    assert found == {
        "luis": ("20", "graded"),  # 1 + 2 points lost, and 2 not attempted
        "007": ("25", "graded"),  # warnings and stderr cost nothing
        "zoe": ("0", "graded"),
        "ana": ("", "not_submitted"),
        "eva": ("", "not_submitted"),
        "sin": ("", "not_submitted"),
    }
    assert {row["max_score"] for row in marks.values()} == {"25"}


def test_wrong_is_told_apart_from_not_attempted(road: Road) -> None:
    marks = rows(road.course.parent / "marks.csv")
    assert marks["luis", EXERCISE]["not_attempted"] == "test_hinge_gradient"
    assert marks["luis", EXERCISE][f"{EXERCISE}/test_squared_error"] == "0"
    assert marks["luis", EXERCISE][f"{EXERCISE}/test_squared_error_batch"] == "0"
    assert marks["luis", EXERCISE][f"{EXERCISE}/test_hinge"] == "2"
    tests = [
        c.metadata.nbgrader.grade_id
        for c in road.release.cells
        if c.metadata.get("nbgrader", {}).get("grade")
    ]
    assert len(tests) == 14
    assert marks["zoe", EXERCISE]["not_attempted"].split() == tests
    assert marks["007", EXERCISE]["not_attempted"] == ""
    header = (road.course.parent / "marks.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header[-14:] == [f"{EXERCISE}/{test}" for test in tests], "tasks in the notebook's order"


def test_export_keeps_accents_order_and_lateness(road: Road, tmp_path: Path) -> None:
    path = road.course.parent / "marks.csv"
    assert path.read_bytes().startswith(b"id,first_name,last_name,email,assignment,score,max_score,state,")
    marks = rows(path)
    assert [student for student, _ in marks] == ["sin", "eva", "ana", "007", "luis", "zoe"]
    assert (marks["007", EXERCISE]["first_name"], marks["007", EXERCISE]["last_name"]) == (
        "José María",
        "Núñez Ñandú",
    )
    assert {student: row["late"] for (student, _), row in marks.items()} == {
        "ana": "", "luis": "yes", "007": "no", "zoe": "no", "eva": "", "sin": "",
    }  # fmt: skip
    assert marks["luis", EXERCISE]["timestamp"] == "2026-05-28T20:26:40+00:00"
    run("export", tmp_path / "again.csv", course=road.course)
    assert (tmp_path / "again.csv").read_bytes() == path.read_bytes()


def test_table_shows_mark_state_and_what_was_not_attempted(road: Road) -> None:
    line = next(x for x in road.said["grade"].out.splitlines() if x.startswith("luis"))
    assert re.split(r"\s{2,}", line) == [
        "luis",
        "O'Brien, Luis",
        "20/25",
        {"es": "calificado", "en": "graded"}[road.lang],
        "test_hinge_gradient",
    ]


def test_page_explains_in_the_language_of_the_course(road: Road) -> None:
    page = road.page("luis")
    assert f'<html lang="{road.lang}">' in page
    assert {"es": "Puntos: 20 de 25.", "en": "Points: 20 of 25."}[road.lang] in page
    assert {"es": "Falta el ½", "en": "The ½ is missing"}[road.lang] in page
    assert {"es": "una prueba oculta", "en": "a hidden test"}[road.lang] in page
    assert {"es": "sin intentar", "en": "not attempted"}[road.lang] in page
    assert {"es": "Tarea 1. Un ejemplo", "en": "Task 1. One example"}[road.lang] in page
    assert "José María Núñez Ñandú" in road.page("007")


def test_page_says_of_a_hidden_test_what_it_points_to_and_no_value(road: Road) -> None:
    words = {"es": ("una prueba oculta", "esperado:"), "en": ("a hidden test", "expected:")}[road.lang]
    sections = road.page("luis").split("<section")
    hidden = [section for section in sections if words[0] in section]
    assert hidden
    assert not any(words[1] in section for section in hidden)
    assert any(words[1] in section for section in sections)


def test_page_shows_no_line_of_a_hidden_test(road: Road) -> None:
    source = read(road.course / "source" / EXERCISE / f"{EXERCISE}.ipynb")
    hidden = set()
    for cell in source.cells:
        for region in re.findall(
            r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", cell.source, re.DOTALL
        ):
            hidden |= {line.strip() for line in region.splitlines()}
    visible = "\n".join(cell.source for cell in road.release.cells)
    secrets = [line for line in hidden if len(line) > 15 and line not in visible]
    assert len(secrets) > 30
    for student in ("luis", "007", "zoe"):
        page = as_text(road.page(student))
        assert [line for line in secrets if line in page] == []
        assert "hidden_seed(" not in page.replace("def hidden_seed(", "")


def as_text(html: str) -> str:
    """What a page says, without its markup."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "html.parser").get_text()


def test_each_command_ends_by_naming_the_next(road: Road) -> None:
    following = {"new": "release", "release": "collect", "collect": "grade", "grade": "feedback"}
    for command, said in road.said.items():
        last = said.out.splitlines()[-1]
        assert last.startswith({"es": "Ahora: ", "en": "Next: "}[road.lang]), command
        assert f"autograder {following[command]}" in last if command in following else True


def test_second_time_nothing_is_left_to_do(road: Road) -> None:
    said = run("collect", road.submissions, course=road.course)
    assert {"es": "Sin cambios: 3.", "en": "Unchanged: 3."}[road.lang] in said.out
    said = run("grade", EXERCISE, "--student", "zoe", "--student", "luis", course=road.course)
    assert {"es": "Ejecutadas ahora: 0. Ya estaban calificadas: 2.", "en": "Run now: 0. Graded before: 2."}[
        road.lang
    ] in said.out
    assert said.code == 0


# ------------------------------------------- an assignment of the instructor's own, odd submissions


def demo() -> nbformat.NotebookNode:
    """Two tasks with tests and a question to be graded by hand."""

    def cell(kind: Callable, source: str, grade_id: str, **about: object) -> nbformat.NotebookNode:
        standard = {"grade": False, "locked": False, "schema_version": 3, "solution": False, "task": False}
        return kind(source, metadata={"nbgrader": {**standard, "grade_id": grade_id, **about}})

    def test(source: str, grade_id: str, points: float) -> nbformat.NotebookNode:
        return cell(new_code_cell, source, grade_id, grade=True, locked=True, points=points)

    def solution(source: str, grade_id: str) -> nbformat.NotebookNode:
        return cell(new_code_cell, source, grade_id, solution=True)

    return new_notebook(
        metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        cells=[
            new_markdown_cell("# Prueba"),
            cell(new_code_cell, "import os", "setup", locked=True),
            new_markdown_cell("## Tarea 1. Duplicar"),
            solution(
                "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION", "double"
            ),
            test(
                "assert double(1) == 2, 'double(1): esperado 2'\n"
                "### BEGIN HIDDEN TESTS\n"
                "secret_input = int(os.environ['GRADIENTE_SEED']) % 1000 + 2\n"
                "assert double(secret_input) == 2 * secret_input, 'con otro número'\n"
                "### END HIDDEN TESTS",
                "test_double",
                2,
            ),
            new_markdown_cell("## Tarea 2. El cuadrado"),
            solution(
                "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION", "square"
            ),
            test("assert square(3) == 9", "test_square", 1.5),
            new_markdown_cell("## Tarea 3. ¿Por qué?"),
            cell(new_markdown_cell, "Porque sí.", "why", grade=True, solution=True, points=3),
        ],
    )


DOUBLE = "def double(x):\n    return 2 * x"
SQUARE = "def square(x):\n    return x * x"
RIGHT = {"double": DOUBLE, "square": SQUARE}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course whose only released assignment is `demo`; nothing handed in. Copy it before changing it."""
    course = tmp_path_factory.mktemp("fresh") / "course"
    assert run("new", course, "--lang", "es").code == 0
    shutil.rmtree(course / "source")
    (course / "source" / "demo").mkdir(parents=True)
    nbformat.write(demo(), course / "source" / "demo" / "demo.ipynb")
    (course / "students.csv").write_text(ROSTER, encoding="utf-8")
    config = course / "nbgrader_config.py"
    config.write_text(
        config.read_text(encoding="utf-8").replace("timeout = 60", "timeout = 4"), encoding="utf-8"
    )
    assert run("release", course=course).code == 0
    return course


def released(course: Path) -> nbformat.NotebookNode:
    return read(course / "release" / "demo" / "demo.ipynb")


def copy_of(course: Path, place: Path) -> Path:
    return Path(shutil.copytree(course, place / "copy"))


@pytest.fixture(scope="module")
def odd(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of `fresh` with odd submissions, graded, with their pages. Copy it before changing it."""
    place = tmp_path_factory.mktemp("odd")
    course, inbox = copy_of(fresh, place), place / "inbox"
    demo = released(fresh)
    hand_in(inbox / "ana.ipynb", demo, RIGHT)
    as_colab_saves(inbox / "ana.ipynb")
    hand_in(inbox / "luis.ipynb", demo, RIGHT | {"why": "Porque <b>2 + 2</b> = 4 <script>alert(1)</script>"})
    hand_in(inbox / "007.ipynb", demo, RIGHT | {"double": "def double(x):\n    while True:\n        pass"})
    hand_in(inbox / "zoe.ipynb", demo, RIGHT)
    nosy = {
        "double": "import inspect\n"
        "def double(x):\n"
        "    print(inspect.getsource(inspect.currentframe().f_back))\n"
        "    return 2 * x if x < 2 else 0",
        "square": "from IPython.display import HTML, SVG, display\n"
        "print(In[-2])\n"
        "display(HTML('<b>negrita</b><script>alert(2)</script><img src=x onerror=alert(3)>'))\n"
        "display(SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(4)</script></svg>'))\n"
        "def square(x):\n"
        "    raise ValueError('<script>alert(5)</script>' + x.nada)",
    }
    hand_in(inbox / "eva.ipynb", demo, nosy)
    assert run("collect", inbox, course=course).code == 0
    (course / "submitted" / "zoe" / "demo" / "demo.ipynb").write_bytes(b"")  # as a full disk leaves it
    assert run("grade", course=course).code == 1
    assert run("feedback", course=course).code == 1
    assert run("export", place / "marks.csv", course=course).code == 1
    return course


def as_colab_saves(path: Path) -> None:
    """Format 4.0, no cell ids, a cell and metadata of Colab's own, streams without a name."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data |= {"nbformat_minor": 0, "metadata": {"colab": {"provenance": []}, **data["metadata"]}}
    badge = {"cell_type": "markdown", "source": "[badge](x)", "metadata": {"id": "view-in-github"}}
    data["cells"].insert(0, badge)
    for count, cell in enumerate(data["cells"]):
        cell.pop("id", None)
        cell["metadata"]["id"] = f"colab{count}"
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "text": ["saved\n"], "metadata": {}}]
            cell["execution_count"] = 7
    written = path.stat().st_mtime
    path.write_text(json.dumps(data), encoding="utf-8")
    os.utime(path, (written, written))


def test_a_notebook_saved_by_colab_is_graded_alike(odd: Path) -> None:
    row = rows(odd.parent / "marks.csv")["ana", "demo"]
    assert (row["score"], row["state"], row["reason"]) == ("3.5", "graded", "")


def page_of(course: Path, student: str) -> str:
    return (course / "feedback" / student / "demo" / "demo.html").read_text(encoding="utf-8")


def test_a_loop_without_end_costs_only_its_own_task(odd: Path) -> None:
    row = rows(odd.parent / "marks.csv")["007", "demo"]
    assert (row["score"], row["demo/test_double"], row["demo/test_square"]) == ("1.5", "0", "1.5")
    assert row["not_attempted"] == ""
    assert "tiempo agotado" in page_of(odd, "007")


def test_a_file_that_cannot_be_read_is_not_a_zero(odd: Path) -> None:
    row = rows(odd.parent / "marks.csv")["zoe", "demo"]
    assert (row["score"], row["state"]) == ("", "could_not_grade")
    assert "vacío" in row["reason"]


def test_a_lost_test_cell_is_restored_and_run(fresh: Path, tmp_path: Path) -> None:
    course, demo = copy_of(fresh, tmp_path), released(fresh)
    demo.cells.remove(cell_of(demo, "test_square"))
    hand_in(tmp_path / "inbox" / "ana.ipynb", demo, RIGHT)
    hand_in(tmp_path / "inbox" / "luis.ipynb", demo, RIGHT | {"square": "def square(x):\n    return x"})
    assert run("collect", tmp_path / "inbox", course=course).code == 0
    said = run("grade", course=course)
    assert said.code == 0
    for who in ("ana", "luis"):
        assert f"Para mirar: {who}, demo: faltaba la celda test_square, y se ha repuesto." in said.out
    run("export", tmp_path / "marks.csv", course=course)
    marks = rows(tmp_path / "marks.csv")
    assert [marks[who, "demo"]["demo/test_square"] for who in ("ana", "luis")] == ["1.5", "0"]


def test_what_could_not_be_graded_a_person_can_grade(odd: Path, tmp_path: Path) -> None:
    from autograder.course import Course

    course = copy_of(odd, tmp_path)
    with Course(course).gradebook() as gradebook:  # as formgrader does
        for grade in gradebook.find_submission_notebook("demo", "demo", "zoe").grades:
            grade.manual_score, grade.needs_manual_grade = 1.0, False
        gradebook.db.commit()
    run("export", tmp_path / "marks.csv", course=course)
    row = rows(tmp_path / "marks.csv")["zoe", "demo"]
    assert (row["score"], row["state"], row["reason"]) == ("3", "graded", "")


def test_a_written_answer_waits_for_a_person(odd: Path, tmp_path: Path) -> None:
    course = copy_of(odd, tmp_path)
    row = rows(odd.parent / "marks.csv")["luis", "demo"]
    assert (row["state"], row["score"], row["demo/why"]) == ("needs_manual_grading", "3.5", "")
    assert "pendiente / 3" in as_text(page_of(course, "luis"))
    assert rows(odd.parent / "marks.csv")["ana", "demo"]["state"] == "graded", (
        "she left the question unanswered"
    )

    from autograder.course import Course

    with Course(course).gradebook() as gradebook:  # as formgrader does
        grade = gradebook.find_grade("why", "demo", "demo", "luis")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        gradebook.find_comment(
            "why", "demo", "demo", "luis"
        ).manual_comment = "Casi: falta **el caso** negativo."
        gradebook.db.commit()
    assert run("export", tmp_path / "marks.csv", course=course).code == 1
    row = rows(tmp_path / "marks.csv")["luis", "demo"]
    assert (row["state"], row["score"], row["demo/why"]) == ("graded", "6", "2.5")
    assert run("feedback", "--student", "luis", course=course).code == 0
    assert "falta el caso negativo" in as_text(page_of(course, "luis"))
    assert "6 de 6,5" in as_text(page_of(course, "luis"))


def test_pages_run_no_script_and_leak_no_hidden_test(odd: Path) -> None:
    from bs4 import BeautifulSoup

    page = page_of(odd, "eva")
    assert "secret_input" not in page
    assert "una prueba oculta" in page
    assert "con otro número" in page
    assert "<b>negrita</b>" in page
    assert "Porque <b>2 + 2</b> = 4" in page_of(odd, "luis")
    for student in ("eva", "luis"):
        elements = BeautifulSoup(page_of(odd, student), "html.parser").find_all(True)
        assert {element.name for element in elements} & {"script", "svg", "iframe", "object", "link"} == set()
        assert [name for element in elements for name in element.attrs if name.startswith("on")] == []
        policy = next(e for e in elements if e.get("http-equiv") == "Content-Security-Policy")
        assert policy["content"] == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def nbgrader(course: Path, *arguments: str) -> str:
    """Run nbgrader itself in the course's folder and return what it said."""
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_nbgrader_works_in_the_folder(odd: Path, tmp_path: Path) -> None:
    course = copy_of(odd, tmp_path)
    assert "demo" in nbgrader(course, "db", "assignment", "list")
    assert "Núñez Ñandú, José María" in nbgrader(course, "db", "student", "list")
    nbgrader(course, "generate_assignment", "demo", "--force")
    (course / "feedback" / "eva" / "demo" / "demo.html").unlink()
    nbgrader(course, "generate_feedback", "demo", "--student", "eva", "--force")
    assert "secret_input" not in page_of(course, "eva")
    nbgrader(course, "export")
    scores = exported_by_nbgrader(course)
    assert (scores["ana"], scores["007"], scores["eva"]) == ("3.5", "1.5", "0.0")


def exported_by_nbgrader(course: Path) -> dict[str, str]:
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        # nbgrader does not quote: the names of this class hold no comma.
        return {row["student_id"]: row["score"] for row in csv.DictReader(file)}


def test_what_nbgrader_graded_by_itself_counts_as_graded(fresh: Path, tmp_path: Path) -> None:
    course = copy_of(fresh, tmp_path)
    noisy = {"double": "import sys\ndef double(x):\n    print('aviso', file=sys.stderr)\n    return 2 * x"}
    hand_in(tmp_path / "inbox" / "ana.ipynb", released(course), noisy)
    run("collect", tmp_path / "inbox", course=course)
    nbgrader(course, "autograde", "demo")
    run("export", tmp_path / "marks.csv", course=course)
    row = rows(tmp_path / "marks.csv")["ana", "demo"]
    assert (row["state"], row["score"], row["not_attempted"]) == ("graded", "2", "test_square")


def until_it_listens(port: int, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_formgrader_shows_the_course(odd: Path) -> None:
    """The pages that an instructor opens, served by a real Jupyter server."""
    from urllib.request import urlopen

    from autograder.course import Course

    with Course(odd).gradebook() as gradebook:
        submission = gradebook.find_submission_notebook("demo", "demo", "007").id
    extension = "nbgrader.server_extensions.formgrader"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token=secret"]
    options += [
        f"--ServerApp.jpserver_extensions={{'{extension}': True, 'jupyterlab': False, 'notebook': False}}"
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", *options], cwd=odd, stderr=subprocess.PIPE, text=True
    )
    try:
        # What it says goes unread, and must not block it.
        threading.Thread(target=server.stderr.read, daemon=True).start()

        def get(path: str) -> str:
            with urlopen(f"http://127.0.0.1:{port}/{path}?token=secret", timeout=60) as answer:
                return answer.read().decode()

        until_it_listens(port)
        students = {x["student"]: x for x in json.loads(get("formgrader/api/submissions/demo"))}
        assert students["ana"]["score"] == 3.5
        assert students["luis"]["needs_manual_grade"]
        assert "while" in get(f"formgrader/submissions/{submission}/")
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_changed_tests_and_changed_submissions_are_graded_again(odd: Path, tmp_path: Path) -> None:
    course = copy_of(odd, tmp_path)
    inbox = tmp_path / "inbox"
    hand_in(inbox / "ana.ipynb", released(course), {"double": "import os\nos._exit(0)"}, when=1_780_000_000)
    assert "Sustituidos: 1." in run("collect", inbox, course=course).out
    run("export", tmp_path / "waiting.csv", course=course)
    assert rows(tmp_path / "waiting.csv")["ana", "demo"]["state"] == "not_graded_yet"
    assert rows(tmp_path / "waiting.csv")["ana", "demo"]["score"] == ""

    said = run("grade", "--student", "ana", "--no-sandbox", course=course)
    assert (said.code, "Ejecutadas ahora: 1." in said.out) == (1, True)
    assert "Aviso: calificadas sin aislamiento: 1 (ana)" in said.out
    assert "No se pudo calificar: ana, demo: el proceso del cuaderno murió" in said.out
    assert next(line for line in said.out.splitlines() if line.startswith("ana")).split()[4] == "–/6,5"
    assert run("feedback", "--student", "ana", course=course).out.startswith("Sin página: ana, demo:")
    run("export", tmp_path / "failed.csv", course=course)
    row = rows(tmp_path / "failed.csv")["ana", "demo"]
    assert (row["state"], row["score"]) == ("could_not_grade", "")
    assert "el proceso del cuaderno murió" in row["reason"]
    nbgrader(course, "export")
    assert exported_by_nbgrader(course)["ana"] == "0.0", "the mark of before is gone"

    source = course / "source" / "demo" / "demo.ipynb"
    source.write_text(source.read_text(encoding="utf-8").replace("square(3) == 9", "square(3) == 10"))
    assert run("release", "demo", course=course).code == 0
    assert "Ejecutadas ahora: 1." in run("grade", "--student", "luis", course=course).out
    run("export", tmp_path / "again.csv", course=course)
    assert rows(tmp_path / "again.csv")["luis", "demo"]["score"] == "2"


def test_what_was_earned_before_the_process_ended_stays(fresh: Path, tmp_path: Path) -> None:
    course = copy_of(fresh, tmp_path)
    inbox = tmp_path / "inbox"
    ends = {"ana": "import os\nos._exit(0)", "luis": "import os\nos.kill(os.getpid(), 9)"}
    ends["zoe"] = """
def square(x):
    while True:
        try:
            while True: pass
        except BaseException: pass"""
    for student, code in ends.items():
        hand_in(inbox / f"{student}.ipynb", released(course), {"double": DOUBLE, "square": code})
    assert run("collect", inbox, course=course).code == 0
    assert run("grade", course=course).code == 0
    run("export", tmp_path / "marks.csv", course=course)
    marks = rows(tmp_path / "marks.csv")
    assert [marks[student, "demo"]["score"] for student in ends] == ["2"] * 3
    assert run("feedback", course=course).code == 0
    assert "no llegó a terminar" in page_of(course, "ana")
    assert "no llegó a terminar" in page_of(course, "luis")
    assert "tiempo agotado" in page_of(course, "zoe")


def test_without_the_sandbox_the_marks_are_the_same(odd: Path, tmp_path: Path) -> None:
    course = copy_of(odd, tmp_path)
    before = cell_of(read(course / "autograded" / "eva" / "demo" / "demo.ipynb"), "test_square").outputs
    assert run("grade", "--student", "eva", "--force", "--no-sandbox", course=course).code == 0
    after = cell_of(read(course / "autograded" / "eva" / "demo" / "demo.ipynb"), "test_square").outputs
    assert [output.output_type for output in after] == [output.output_type for output in before]
    run("export", tmp_path / "marks.csv", course=course)
    score = rows(odd.parent / "marks.csv")["eva", "demo"]["score"]
    assert rows(tmp_path / "marks.csv")["eva", "demo"]["score"] == score
    # there, code can print the tests: her page does not
    assert run("feedback", "--student", "eva", course=course).code == 0
    assert "contiene texto de las pruebas ocultas" in page_of(course, "eva")
    assert "secret_input" not in page_of(course, "eva")


def sandboxed(said: Said) -> dict[str, bool | None]:
    """What `grade --json` says of each student's submission."""
    return {entry["student"]: entry["sandboxed"] for entry in json.loads(said.out)["submissions"]}


def test_that_there_was_no_sandbox_stays_with_the_result_until_there_is_one(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    students = ("ana", "luis", "zoe")
    assert run("grade", "--quiet", course=three).code == 0
    assert sandboxed(run("grade", "--json", course=three)) == dict.fromkeys(students, True)
    assert "sin aislamiento" not in run("grade", course=three).out
    said = run("grade", "--student", "luis", "--force", "--no-sandbox", course=three)
    assert "calificadas sin aislamiento: 1 (luis)" in said.out
    again = run("grade", "--json", course=three)
    assert json.loads(again.out)["graded_now"] == 0
    assert sandboxed(again) == {"ana": True, "luis": False, "zoe": True}
    assert "calificadas sin aislamiento: 1 (luis)" in run("grade", "--quiet", course=three).out
    said = run("grade", "--student", "luis", "--force", "--json", course=three)
    assert (sandboxed(said), json.loads(said.out)["sandbox"]) == ({"luis": True}, True)
    assert run("grade", "--quiet", course=three).out == ""

    # The course's own setting, as the teacher writes it; no sandbox is looked for.
    config = three / "nbgrader_config.py"
    config.write_text(config.read_text(encoding="utf-8") + "\nc.SandboxedExecute.sandboxed = False\n")
    monkeypatch.setattr("autograder.workers.check", lambda: pytest.fail("asked for a sandbox"))
    said = run("grade", "--student", "zoe", "--force", "--json", course=three)
    assert (sandboxed(said), json.loads(said.out)["sandbox"]) == ({"zoe": False}, False)


#: How the first version made the table: without `notes`, `seconds` and `sandboxed`.
FIRST_TABLE = """
CREATE TABLE gradiente_result (
    assignment VARCHAR(128) NOT NULL, student VARCHAR(128) NOT NULL, state VARCHAR(32) NOT NULL,
    reason TEXT NOT NULL, tasks JSON NOT NULL, fingerprint VARCHAR(64) NOT NULL,
    PRIMARY KEY (assignment, student)
)
"""


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_grade_book_of_an_earlier_version_goes_on_working(
    fresh: Path, tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    course = copy_of(fresh, tmp_path)
    if database == "postgresql":
        keep_grades_in(course, request.getfixturevalue(database)())
        assert run("release", course=course).code == 0
    hand_in(tmp_path / "inbox" / "ana.ipynb", released(course), RIGHT)
    assert run("collect", tmp_path / "inbox", course=course).code == 0
    assert run("grade", course=course).code == 0
    before = json.loads(run("grade", "--json", course=course).out)["submissions"]
    with Course(course).gradebook() as gradebook:
        old = "assignment, student, state, reason, tasks, fingerprint"
        for statement in (
            "ALTER TABLE gradiente_result RENAME TO newer",
            FIRST_TABLE,
            f"INSERT INTO gradiente_result SELECT {old} FROM newer",
            "DROP TABLE newer",
        ):
            gradebook.db.execute(sqlalchemy.text(statement))
        gradebook.db.commit()

    for _ in range(2):  # the columns are added once
        said = json.loads(run("grade", "--json", course=course).out)
        assert said["graded_now"] == 0, "the result is still there"
        assert said["submissions"] == [before[0] | {"seconds": 0, "sandboxed": None}]
    assert run("export", tmp_path / "marks.csv", course=course).code == 0
    assert rows(tmp_path / "marks.csv")["ana", "demo"]["score"] == "3.5"
    assert run("report", course=course).code == 0
    assert "sin aislamiento" not in run("grade", course=course).out, "nobody knows"
    assert sandboxed(run("grade", "--force", "--json", course=course)) == {"ana": True}


def test_students_code_sees_neither_sources_nor_grade_book_nor_files_handed_in(
    fresh: Path, tmp_path: Path
) -> None:
    course = copy_of(fresh, tmp_path)
    (course / "source" / "demo" / "data.txt").write_text("42", encoding="utf-8")
    assert run("release", "demo", course=course).code == 0
    inbox = tmp_path / "inbox"
    places = [
        str(place) for place in (course, inbox, Path(__file__), Path(__file__).parents[1] / "solutions")
    ]
    look = f"""
import os
print([place for place in {places} if os.path.exists(place)])
print(sorted(os.listdir(".")), open("data.txt").read())
import numpy
print(numpy.__file__.endswith("numpy/__init__.py"))
"""
    hand_in(inbox / "ana.ipynb", released(course), {"double": look + DOUBLE})
    assert run("collect", inbox, course=course).code == 0
    (course / "submitted" / "ana" / "demo" / "numpy.py").write_text("raise SystemExit", encoding="utf-8")
    assert run("grade", course=course).code == 0
    graded = read(course / "autograded" / "ana" / "demo" / "demo.ipynb")
    assert cell_of(graded, "double").outputs[0].text == "[]\n['data.txt'] 42\nTrue\n"


def test_without_a_sandbox_nothing_is_graded(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = three / "bwrap"
    fake.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{three}:{os.environ['PATH']}")
    said = run("grade", course=three)
    assert said.code == 1
    assert said.err.startswith("No se ha calificado nada:")
    assert "setting up uid map: Permission denied" in said.err
    assert "--no-sandbox" in said.err
    assert not (three / "autograded").exists()
    said = run("doctor")
    assert (said.code, "Permission denied" in said.out) == (1, True)


def test_doctor_says_that_all_is_well() -> None:
    said = run("doctor")
    assert (said.code, said.out.count("\n")) == (0, 1)


# ------------------------------------------------------------------------- graded by hand, to the end


def by_hand() -> nbformat.NotebookNode:
    """`demo` with an answer in code that a person grades, and an open task."""
    notebook = demo()
    about = {
        "grade": True,
        "locked": False,
        "schema_version": 3,
        "solution": True,
        "task": False,
        "points": 2,
    }
    code = "### BEGIN SOLUTION\nsketch = 'a model answer in code'\n### END SOLUTION"
    task = (
        "## Trabajo 5\n\nMejóralo.\n\n"
        "### BEGIN MARK SCHEME\n1 punto por la figura, 1 por el párrafo\n### END MARK SCHEME"
    )
    open_task = about | {"grade": False, "locked": True, "solution": False, "task": True, "points": 4}
    notebook.cells += [
        new_code_cell(code, metadata={"nbgrader": about | {"grade_id": "sketch"}}),
        new_markdown_cell(task, metadata={"nbgrader": open_task | {"grade_id": "improve"}}),
    ]
    return notebook


@pytest.fixture(scope="module")
def handed(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which Ana has answered everything and Luis nothing that a person grades; graded once."""
    place = tmp_path_factory.mktemp("hand")
    course = copy_of(fresh, place)
    nbformat.write(by_hand(), course / "source" / "demo" / "demo.ipynb")
    assert run("release", course=course).code == 0
    answers = RIGHT | {"why": "Porque $x \\cdot x$.", "sketch": "sketch = 'mine'"}
    hand_in(place / "inbox" / "ana.ipynb", with_work(released(course), "plot = 'mi figura'"), answers)
    hand_in(place / "inbox" / "luis.ipynb", released(course), RIGHT)
    assert run("collect", place / "inbox", course=course).code == 0
    assert run("grade", course=course).code == 0
    return course


def with_work(notebook: nbformat.NotebookNode, source: str) -> nbformat.NotebookNode:
    """`notebook` with a cell of the student's own after the open task."""
    notebook = copy.deepcopy(notebook)
    notebook.cells.append(new_code_cell(source, id="own"))
    return notebook


def marks_by_hand(course: Path, student: str, marks: dict[str, float], comments: dict[str, str]) -> None:
    """Give `marks` and write `comments`, as formgrader's handlers do."""
    from autograder.course import Course

    with Course(course).gradebook() as gradebook:
        for name, mark in marks.items():
            grade = gradebook.find_grade(name, "demo", "demo", student)
            grade.manual_score, grade.needs_manual_grade = mark, False
        for name, comment in comments.items():
            gradebook.find_comment(name, "demo", "demo", student).manual_comment = comment
        gradebook.db.commit()


def exported(course: Path, place: Path) -> dict[tuple[str, str], dict[str, str]]:
    run("export", place / "marks.csv", course=course)
    return rows(place / "marks.csv")


MARKS = {"why": 2.5, "sketch": 1.0, "improve": 3.5}


def test_release_holds_neither_mark_scheme_nor_model_answers(handed: Path) -> None:
    release = released(handed)
    assert "1 punto por la figura" not in json.dumps(release, ensure_ascii=False)
    assert cell_of(release, "improve").source.startswith("## Trabajo 5\n\nMejóralo.")
    assert cell_of(release, "why").source == "*Escribe aquí tu respuesta.*"
    assert "model answer" not in cell_of(release, "sketch").source
    graded = read(handed / "autograded" / "ana" / "demo" / "demo.ipynb")
    assert "1 punto por la figura" in cell_of(graded, "improve").source, "formgrader shows it to graders"


def test_marks_that_a_person_owes_are_pending_and_no_zero(handed: Path, tmp_path: Path) -> None:
    course = copy_of(handed, tmp_path)
    row = exported(course, tmp_path)["ana", "demo"]
    assert (row["state"], row["score"], row["max_score"]) == ("needs_manual_grading", "3.5", "12.5")
    assert [row[f"demo/{name}"] for name in MARKS] == ["", "", ""]
    luis = exported(course, tmp_path)["luis", "demo"]  # an open task has no stub: who knows what he did
    assert (luis["state"], luis["demo/improve"]) == ("needs_manual_grading", "")
    assert (luis["demo/why"], luis["demo/sketch"]) == ("0", "0"), "left as they were released"
    said = run("grade", course=course)
    assert "falta calificar a mano" in said.out
    assert "abre formgrader" in said.out
    assert run("feedback", course=course).code == 0
    page = as_text(page_of(course, "ana"))
    assert "Puntos: 3,5 de 12,5." in page
    assert "Es provisional: 9 los tiene que dar aún una persona." in page
    assert "pendiente / 4" in page
    assert "1 punto por la figura" not in page


def test_what_a_person_gave_is_exported_and_explained(handed: Path, tmp_path: Path) -> None:
    course = copy_of(handed, tmp_path)
    marks_by_hand(course, "ana", MARKS, {"why": "Casi.", "improve": "La figura, **estupenda**."})
    row = exported(course, tmp_path)["ana", "demo"]
    assert (row["state"], row["score"]) == ("graded", "10.5")
    assert {name: float(row[f"demo/{name}"]) for name in MARKS} == MARKS
    assert run("feedback", "--student", "ana", course=course).code == 0
    page = as_text(page_of(course, "ana"))
    assert "Puntos: 10,5 de 12,5." in page
    assert "provisional" not in page
    assert "Casi." in page
    assert "La figura, estupenda." in page
    assert "1 punto por la figura" not in page


def test_grading_again_keeps_a_persons_marks_of_the_same_work(handed: Path, tmp_path: Path) -> None:
    course = copy_of(handed, tmp_path)
    marks_by_hand(course, "ana", MARKS, {"why": "Casi."})
    assert run("grade", "--force", course=course).code == 0
    row = exported(course, tmp_path)["ana", "demo"]
    assert (row["state"], row["score"]) == ("graded", "10.5")
    assert run("feedback", "--student", "ana", course=course).code == 0
    assert "Casi." in as_text(page_of(course, "ana"))


@pytest.mark.parametrize("changed", ["why", "sketch", "improve"])
def test_changed_work_needs_a_person_again(handed: Path, tmp_path: Path, changed: str) -> None:
    course, inbox = copy_of(handed, tmp_path), tmp_path / "inbox"
    marks_by_hand(course, "ana", MARKS, {})
    before = read(course / "submitted" / "ana" / "demo" / "demo.ipynb")
    if changed == "improve":
        before.cells[-1].source = "plot = 'otra figura'"
        hand_in(inbox / "ana.ipynb", before, {}, when=1_780_000_000)
    else:
        hand_in(inbox / "ana.ipynb", before, {changed: "other = 'otra cosa'"}, when=1_780_000_000)
    assert run("collect", inbox, course=course).code == 0
    assert run("grade", course=course).code == 0
    assert exported(course, tmp_path)["ana", "demo"]["state"] == "needs_manual_grading"
    from autograder.course import Course

    with Course(course).gradebook() as gradebook:
        grades = gradebook.find_submission_notebook("demo", "demo", "ana").grades
        waiting = {grade.name for grade in grades if grade.needs_manual_grade}
        assert {grade.name: grade.manual_score for grade in grades if grade.name in MARKS} == MARKS
    # Whatever changes may be part of an open task.
    assert waiting == {changed, "improve"}
    marks_by_hand(course, "ana", {name: 0.5 for name in waiting}, {})
    assert run("grade", "--force", course=course).code == 0
    assert exported(course, tmp_path)["ana", "demo"]["state"] == "graded"


# ----------------------------------------------------------------- the loop, with a grader of our own


def graded_by(course: Path, mark: Callable) -> list[str]:
    """Grade everything in `course` with the grader `mark`; the students it was called for."""
    from autograder.course import Course
    from autograder.grade import grade, submissions
    from autograder.workers import local

    opened, seen = Course(course), []

    def grader(_: object, notebooks: dict[str, bytes]):
        seen.append(next(who for who in ("ana", "luis", "zoe") if f"soy {who}".encode() in notebooks["demo"]))
        return mark(seen[-1])

    try:
        with local(1) as workers:
            grade(opened, submissions(opened, opened.released()), workers, grader=grader)
    except KeyboardInterrupt:
        seen.append("interrupted")
    return seen


def graded(course: Path, student: str):
    """What a grader gives, without having run anything."""
    from autograder.outcomes import Outcome
    from autograder.submission import Graded, Mark

    content = (course / "submitted" / student / "demo" / "demo.ipynb").read_bytes()
    marks = {
        ("demo", name): Mark(1.0, Outcome.PASSED, False) for name in ("test_double", "test_square", "why")
    }
    marks |= {("demo", name): Mark(None, None, False) for name in ("double", "square")}
    return Graded({"demo": content}, marks)


@pytest.fixture
def three(fresh: Path, tmp_path: Path) -> Path:
    course = copy_of(fresh, tmp_path)
    for student in ("ana", "luis", "zoe"):
        hand_in(tmp_path / "inbox" / f"{student}.ipynb", released(course), {"why": f"soy {student}"})
    assert run("collect", tmp_path / "inbox", course=course).code == 0
    return course


def test_an_interrupted_run_goes_on_where_it_stopped(three: Path) -> None:
    def interrupted_at_luis(student: str) -> object:
        if student == "luis":
            raise KeyboardInterrupt
        return graded(three, student)

    seen = graded_by(three, interrupted_at_luis)
    assert (seen[:2], seen[-1]) == (["ana", "luis"], "interrupted")
    assert graded_by(three, partial(graded, three)) == ["luis", "zoe"]
    assert graded_by(three, partial(graded, three)) == []


def test_one_failure_never_stops_the_others_and_is_tried_again(three: Path, tmp_path: Path) -> None:
    def broken_for_luis(student: str) -> object:
        if student == "luis":
            raise ZeroDivisionError("ups")
        return graded(three, student)

    assert graded_by(three, broken_for_luis) == ["ana", "luis", "zoe"]
    run("export", tmp_path / "marks.csv", course=three)
    row = rows(tmp_path / "marks.csv")["luis", "demo"]
    assert (row["state"], row["score"]) == ("could_not_grade", "")
    assert row["reason"] == "ZeroDivisionError: ups (detalles: logs/demo/luis.log)"
    assert "broken_for_luis" in (three / "logs" / "demo" / "luis.log").read_text(encoding="utf-8")
    assert graded_by(three, broken_for_luis) == ["luis"]


# ----------------------------------------------------------------------------------------- collect


def test_every_simple_layout_is_understood(fresh: Path, tmp_path: Path) -> None:
    course, inbox, demo = copy_of(fresh, tmp_path), tmp_path / "inbox", released(fresh)
    hand_in(inbox / "ANA.ipynb", demo, {"double": "a"})  # id, in other case
    hand_in(inbox / "luis@uni.example" / "demo.ipynb", demo, {"double": "b"})  # address
    hand_in(inbox / "José María Núñez Ñandú" / "mi cuaderno.ipynb", demo, {"double": "c"})  # first, last
    hand_in(inbox / "demo_zoe (1).ipynb", demo, {"double": "d"})  # downloaded twice
    hand_in(inbox / "Éxito, Eva - demo.ipynb", demo, {"double": "e"})  # last, first
    hand_in(inbox / "sin" / "demo" / "demo.ipynb", demo, {"double": "f"})  # nbgrader's own
    said = run("collect", inbox, course=course)
    assert said.code == 0
    assert "demo: han entregado 6 de 6.\n" in said.out
    found = {
        student: cell_of(read(course / "submitted" / student / "demo" / "demo.ipynb"), "double").source
        for student in ("ana", "luis", "007", "zoe", "eva", "sin")
    }
    assert list(found.values()) == ["a", "b", "c", "d", "e", "f"]


def test_the_newest_attempt_counts(fresh: Path, tmp_path: Path) -> None:
    course, demo = copy_of(fresh, tmp_path), released(fresh)
    hand_in(tmp_path / "one" / "ana.ipynb", demo, {"double": "second"}, when=1_770_000_200)
    hand_in(tmp_path / "one" / "demo_ana.ipynb", demo, {"double": "first"}, when=1_770_000_100)
    said = run("collect", tmp_path / "one", course=course)
    assert "cuenta el más reciente, ana.ipynb (no cuentan: demo_ana.ipynb)" in said.out

    def kept() -> str:
        return cell_of(read(course / "submitted" / "ana" / "demo" / "demo.ipynb"), "double").source

    assert kept() == "second"
    hand_in(tmp_path / "two" / "ana.ipynb", demo, {"double": "older"}, when=1_770_000_000)
    said = run("collect", tmp_path / "two", course=course)
    assert "Anteriores a lo ya recogido: 1." in said.out
    assert kept() == "second"
    hand_in(tmp_path / "three" / "ana.ipynb", demo, {"double": "third"}, when=1_770_000_300)
    assert "Sustituidos: 1." in run("collect", tmp_path / "three", course=course).out
    assert kept() == "third"
    os.utime(tmp_path / "three" / "ana.ipynb", (1_770_009_999, 1_770_009_999))
    assert "Sin cambios: 1." in run("collect", tmp_path / "three", course=course).out
    timestamp = (course / "submitted" / "ana" / "demo" / "timestamp.txt").read_text()
    assert timestamp.startswith("2026-02-02 02:45:00"), "the same work, handed in when it was first seen"


def test_a_byte_order_mark_does_no_harm(fresh: Path, tmp_path: Path) -> None:
    course = copy_of(fresh, tmp_path)
    hand_in(tmp_path / "inbox" / "ana.ipynb", released(fresh), RIGHT)
    file = tmp_path / "inbox" / "ana.ipynb"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert run("collect", tmp_path / "inbox", course=course).code == 0
    assert cell_of(read(course / "submitted" / "ana" / "demo" / "demo.ipynb"), "double").source == DOUBLE


def with_two_namesakes(course: Path) -> None:
    with (course / "students.csv").open("a", encoding="utf-8") as roster:
        roster.write("ana2,Ana,López García,\n")


UNREADABLE = {
    "ana.ipynb": (b"", "el fichero está vacío"),
    "luis.ipynb": (b" \n\t", "el fichero está vacío"),
    "zoe.ipynb": (b"\n<html><body>login</body></html>", "es una página web"),
    "eva.ipynb": (
        b'{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
        "un cuaderno sin celdas",
    ),
    "007.ipynb": (b'{"cells": [', "no es un cuaderno, o está cortado"),
    "sin.ipynb": (b'{"cells": [{"source": "\xf1"}]}', "no es texto UTF-8 (byte 23)"),
    "demo_ana.ipynb": (b'{"cells": "\0"}', "contiene bytes nulos"),
    "demo_luis.ipynb": (b"[1, 2]", "un cuaderno sin celdas"),
    "demo_zoe.ipynb": (b'{"cells": [3], "nbformat": 4}', "no se puede leer como cuaderno"),
    "demo_eva.ipynb": (b"PK\x03\x04abc", "es un archivo comprimido"),
    "ana.zip": (b"PK\x03\x04abc", "el zip está dañado o incompleto"),
    "ana.rar": (b"Rar!", "es un archivo comprimido"),
    "ana.pdf": (b"%PDF", "no es un cuaderno (.ipynb)"),
}


def test_unreadable_files_are_reported_one_line_each_and_the_rest_is_collected(
    fresh: Path, tmp_path: Path
) -> None:
    course, inbox = copy_of(fresh, tmp_path), tmp_path / "inbox"
    with_two_namesakes(course)
    hand_in(inbox / "good" / "eva.ipynb", released(fresh), RIGHT)
    expected = {}
    for name, (content, why) in UNREADABLE.items():
        (inbox / name).write_bytes(content)
        expected[name] = why
    other = new_notebook(cells=[new_code_cell("1 + 1")])
    for name, why, notebook in (
        ("other_ana.ipynb", "no tiene ninguna tarea de demo", other),
        ("nobody.ipynb", "no corresponde a nadie de students.csv", released(fresh)),
        (
            "Ana López García.ipynb",
            "estudiantes (ana, ana2). Renombra el fichero con un id.",
            released(fresh),
        ),
        ("ana/demo_luis.ipynb", "estudiantes (ana, luis). Renombra el fichero con un id.", released(fresh)),
    ):
        hand_in(inbox / name, notebook, {})
        expected[name] = why
    (inbox / "link.ipynb").symlink_to(inbox / "good" / "eva.ipynb")
    expected["link.ipynb"] = "es un enlace a otro fichero"
    (inbox / ".DS_Store").write_bytes(b"\0")

    said = run("collect", inbox, course=course)
    assert said.code == 1
    reported = {
        found[1]: found[2]
        for line in said.out.splitlines()
        if (found := re.fullmatch(r"No recogido: (.+?\.\w+): (.+)", line))
    }
    assert set(reported) == set(expected)
    for name, why in expected.items():
        assert why in reported[name], name
    assert "Nuevos: 1. Sustituidos: 0. Sin cambios: 0. " in said.out
    assert f"No recogidos: {len(expected)}." in said.out
    assert [path.name for path in (course / "submitted").iterdir()] == ["eva"]


# --------------------------------------------------------------------------- refusals, one line each


def test_new_leaves_nothing_half_written(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("x")
    said = run("new", taken, "--lang", "es")
    assert (said.code, said.out) == (1, "")
    assert said.err == f"{taken}: ya existe y no está vacía; no se ha tocado. Elige otro nombre.\n"
    assert [path.name for path in taken.iterdir()] == ["mine.txt"]

    empty = tmp_path / "empty"
    empty.mkdir()
    for solutions in (empty, tmp_path / "nowhere"):
        said = run("new", tmp_path / "course", "--lang", "en", "--from", solutions)
        assert said.code == 2
        assert said.err.startswith(f"{solutions}: no exercises")
    (empty / "01_bad.md").write_text('+++ {"lang": "es"}\n\n# Solo\n', encoding="utf-8")
    said = run("new", tmp_path / "course", "--lang", "en", "--from", empty)
    assert said.code == 1
    assert "01_bad.md" in said.err
    assert len(said.err.splitlines()) == 1
    said = run("new", tmp_path / "a*b", "--lang", "en")
    assert (said.code, "* ? [ ]" in said.err) == (2, True)
    assert run("new", tmp_path / "no" / "where", "--lang", "en").code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "taken"]


def test_new_fills_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "redes"
    folder.mkdir()
    assert run("new", folder, "--lang", "es").code == 0
    assert (folder / "nbgrader_config.py").is_file()
    assert "Esta carpeta es un curso de nbgrader" in (folder / "README.md").read_text(encoding="utf-8")


ROSTERS = [
    (None, "falta la lista de estudiantes"),
    (b"id,first_name,last_name,email\n", "no hay ning\u00fan estudiante"),
    ("id,first_name\nana,Ñ\n".encode("latin-1"), "no está en UTF-8"),
    (b"name\nana\n", "la primera línea debe nombrar las columnas"),
    (b"id,first_name\nana,A\nana,B\n", "línea 3: el id «ana» ya está más arriba"),
    (b"id,first_name\nana,A\nANA,B\n", "línea 3: el id «ANA» ya está más arriba"),
    (b"id,first_name\n../x,A\n", "línea 2: el id «../x» está vacío"),
    (b"id,first_name\n.hidden,A\n", "línea 2: el id «.hidden»"),
    (b"id,first_name\n,A\n", "línea 2: el id «»"),
]


@pytest.mark.parametrize(("content", "why"), ROSTERS)
def test_a_bad_roster_gets_one_line(fresh: Path, tmp_path: Path, content: bytes | None, why: str) -> None:
    course, inbox = copy_of(fresh, tmp_path), tmp_path / "inbox"
    inbox.mkdir()
    (course / "students.csv").unlink()
    if content is not None:
        (course / "students.csv").write_bytes(content)
    said = run("collect", inbox, course=course)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"{course / 'students.csv'}")
    assert why in said.err
    assert len(said.err.splitlines()) == 1


def test_a_roster_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    from autograder.students import read_roster

    path = tmp_path / "students.csv"
    path.write_bytes("\ufeffid;first_name;last_name;email\r\n007;José María;Núñez;\r\n\r\n;;;\r\n".encode())
    assert read_roster(path) == [Student("007", "José María", "Núñez", "")]


def test_commands_before_their_time_say_what_to_do_first(fresh: Path, tmp_path: Path) -> None:
    from autograder.course import Course

    (tmp_path / "inbox").mkdir()
    (tmp_path / "early").mkdir()
    course = copy_of(fresh, tmp_path / "early")
    with Course(course).gradebook() as gradebook:
        gradebook.remove_assignment("demo")
    for command in (
        ("collect", tmp_path / "inbox"),
        ("grade",),
        ("feedback",),
        ("export", tmp_path / "x.csv"),
    ):
        said = run(*command, course=course)
        assert (said.code, said.out) == (1, "")
        assert said.err == "Aún no hay ningún ejercicio publicado. Empieza por: autograder release\n"
    fresh = copy_of(fresh, tmp_path)
    for command in ("grade", "feedback"):
        said = run(command, course=fresh)
        assert said.err == "No hay ninguna entrega. Recógelas antes: autograder collect CARPETA\n"
    said = run("grade", "--student", "ana", course=fresh)
    assert said.err == "No hay ninguna entrega de: ana. Recógela antes: autograder collect CARPETA\n"
    said = run("collect", tmp_path / "inbox", course=fresh)
    assert said.err == f"{tmp_path / 'inbox'}: no hay ningún fichero. ¿Es esa la carpeta de las entregas?\n"
    said = run("collect", tmp_path / "nowhere", course=fresh)
    assert (said.code, said.err) == (2, f"{tmp_path / 'nowhere'}: no existe esa carpeta. Revisa la ruta.\n")
    said = run("grade", "02_other", course=fresh)
    assert (said.code, said.err) == (
        2,
        "02_other: ese ejercicio no está publicado. Están publicados: demo.\n",
    )
    said = run("release", "02_other", course=fresh)
    assert (said.code, said.err) == (2, "02_other: no está en source/. Los que hay: demo.\n")
    shutil.rmtree(fresh / "source" / "demo")
    said = run("release", course=fresh)
    assert (said.code, said.err.startswith(f"{fresh / 'source'}: no hay ningún ejercicio.")) == (1, True)


def test_export_writes_nothing_when_it_cannot(fresh: Path, tmp_path: Path) -> None:
    said = run("export", tmp_path / "no" / "marks.csv", course=fresh)
    assert (said.code, said.err) == (2, f"{tmp_path / 'no'}: no existe esa carpeta. Revisa la ruta.\n")


def test_a_folder_that_is_no_course_is_refused(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    said = run("grade", course=tmp_path)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"{tmp_path}: there is no course here")
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    said = run("grade", course=tmp_path)
    assert (said.code, "an nbgrader course that autograder did not make" in said.err) == (2, True)
    (tmp_path / "nbgrader_config.py").write_text("1 / 0")
    assert "cannot be read (division by zero)" in run("grade", course=tmp_path).err
    course = copy_of(fresh, tmp_path)
    (course / "secret_seed.txt").unlink()
    said = run("grade", course=course)
    assert (said.code, "secret_seed.txt" in said.err, len(said.err.splitlines())) == (1, True, 1)


def change_source(course: Path, change: Callable[[nbformat.NotebookNode], None]) -> None:
    path = course / "source" / "demo" / "demo.ipynb"
    notebook = read(path)
    change(notebook)
    nbformat.write(notebook, path)


def test_release_refuses_a_leak_and_keeps_the_version_of_before(fresh: Path, tmp_path: Path) -> None:
    course = copy_of(fresh, tmp_path)
    before = (course / "release" / "demo" / "demo.ipynb").read_bytes()

    def misspell(notebook: nbformat.NotebookNode) -> None:
        cell = cell_of(notebook, "test_double")
        cell.source = cell.source.replace("HIDDEN TESTS", "HIDDEN TEST")

    change_source(course, misspell)
    said = run("release", course=course)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("demo: la versión del estudiante enseña lo que no debe (")
    assert len(said.err.splitlines()) == 1
    assert (course / "release" / "demo" / "demo.ipynb").read_bytes() == before
    assert [path.name for path in course.iterdir() if path.name.startswith(".release")] == []


def test_release_refuses_what_nbgrader_refuses(fresh: Path, tmp_path: Path) -> None:
    course = copy_of(fresh, tmp_path)
    before = (course / "release" / "demo" / "demo.ipynb").read_bytes()

    def leave_open(notebook: nbformat.NotebookNode) -> None:
        cell = cell_of(notebook, "double")
        cell.source = cell.source.replace("    ### END SOLUTION", "")

    change_source(course, leave_open)
    said = run("release", course=course)
    assert said.code == 1
    assert (
        "nbgrader no ha podido preparar la versión del estudiante (RuntimeError: no end solution" in said.err
    )
    assert len(said.err.splitlines()) == 1
    assert (course / "release" / "demo" / "demo.ipynb").read_bytes() == before


def test_release_refuses_other_cells_once_there_are_submissions(odd: Path, tmp_path: Path) -> None:
    course = copy_of(odd, tmp_path)
    change_source(course, lambda notebook: notebook.cells.remove(cell_of(notebook, "test_square")))
    said = run("release", course=course)
    assert said.code == 1
    assert said.err.startswith("demo: ya hay entregas calificadas")
    assert len(said.err.splitlines()) == 1


# ---------------------------------------------------------------------------------- language and help


def test_wrong_usage_is_told_in_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    said = run("new")
    assert said.code == 2
    assert re.fullmatch(r"autograder new: faltan \w+: CURSO, --lang", said.err.splitlines()[-1])
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    said = run("new")
    assert (
        said.err.splitlines()[-1]
        == "autograder new: error: the following arguments are required: COURSE, --lang"
    )
    said = run("release", "--due", "mañana")
    assert (said.code, "“mañana” is not a date" in said.err) == (2, True)


def test_help_teaches_in_the_language_of_the_course(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "The whole road:" in run("--help").out
    for command in ("new", "release", "collect", "grade", "feedback", "export", "doctor"):
        said = run(command, "--help")
        assert (said.code, "Examples:" in said.out) == (0, True)
    monkeypatch.chdir(fresh)
    assert "El camino completo:" in run("--help").out
    for command in ("release", "collect", "grade", "feedback", "export"):
        assert "Ejemplos:" in run(command, "--help").out
        assert run(command, "--help").out.startswith("uso: ")


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "autograder", "--help"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
    assert done.returncode == 0
    assert done.stdout.startswith("usage: python -m autograder ")


def test_every_message_exists_in_both_languages_with_the_same_fields() -> None:
    for name, message in messages().items():
        assert set(message) == set(LANGUAGES), name
        fields = [
            {field for _, field, _, _ in Formatter().parse(message[lang]) if field} for lang in LANGUAGES
        ]
        assert fields[0] == fields[1], name


def test_no_message_is_missing_or_left_over() -> None:
    package = Path(cli.__file__).parent
    code = "".join(
        path.read_text(encoding="utf-8") for path in [*package.rglob("*.py"), *package.rglob("*.j2")]
    )
    quoted = set(re.findall(r"[\"'](\w+)[\"']", code))
    # put together from parts
    prefixes = ("help_", "column_", "state_", "outcome_", "argparse_", "note_", "check_")
    assert [name for name in messages() if name not in quoted and not name.startswith(prefixes)] == []


def test_argparse_still_says_what_we_translate() -> None:
    code = Path(argparse.__file__).read_text(encoding="utf-8")
    words = [m["en"] for name, m in messages().items() if name.startswith("argparse_")]
    assert len(words) > 5
    assert [word for word in words if word.encode("unicode_escape").decode() not in code] == []


def test_settings_are_those_of_the_book() -> None:
    from autograder.settings import STUBS
    from publish.exercises import CODE_STUB, TEXT_STUB

    assert {lang: stub["code"] for lang, stub in STUBS.items()} == CODE_STUB
    assert {lang: stub["text"] for lang, stub in STUBS.items()} == TEXT_STUB


# --------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    "name",
    [
        "007",
        "jose@uni.example",
        "José María Núñez Ñandú",
        "NÚÑEZ ÑANDÚ,José  María",
        "Núñez_Ñandú_José_María",
    ],
)
def test_names_find_a_student(name: str) -> None:
    students = [
        Student("007", "José María", "Núñez Ñandú", "jose@uni.example"),
        Student("luis", "Luis", "O'Brien"),
        Student("jm", "Jose Maria", "Nunez Nandu"),
    ]
    for form in ("NFC", "NFD"):
        assert Names(students).find(unicodedata.normalize(form, name)) == {"007"}
    assert Names(students).find("O’Brien, Luis") == {"luis"}
    assert Names(students).find("Nadie") == set()


def test_an_id_goes_before_a_name() -> None:
    students = [Student("Ana López", "Eva", "Ruiz"), Student("2", "Ana", "López")]
    assert Names(students).find("ana lópez") == {"Ana López"}
    assert key("  A_b-c ") == "a b c"


def test_numbers_have_the_mark_of_the_language() -> None:
    assert [number(lang, 7.5) for lang in LANGUAGES] == ["7,5", "7.5"]
    assert [number("es", value) for value in (0.0, 10.0, 1 / 3)] == ["0", "10", "0,33"]


# ------------------------------------------------------------------------------------------ a browser
# Last in the file: while its fixture lives, no notebook can be run in this process.


def test_pages_run_no_script_in_a_browser(odd: Path, page: "Page") -> None:
    alarms, requests = [], []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((odd / "feedback/eva/demo/demo.html").as_uri())
    assert page.locator("h1").inner_text() == "Prueba"
    assert page.locator("img").count() == 1
    assert alarms == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
