"""The instructor's report: what it counts, and the page in a real browser."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import nbformat
import nbgrader
import numpy as np
import pytest
from alembic.script import ScriptDirectory
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.course import Course
from autograder.messages import LANGUAGES
from autograder.outcomes import Outcome
from autograder.rebuild import Change, Note
from autograder.record import Recorder
from autograder.report import Histogram, Overview, kind_of, message_of, overview
from autograder.results import Results, State, Task
from autograder.submission import Graded, Mark
from demo_course import copy_of, run

if TYPE_CHECKING:
    from playwright.sync_api import Page

CLASS = "clase"
SCRIPT = "<script>document.title = 'ran'</script>"
ROSTER = f"""\
id,first_name,last_name,email
ana,Ana,Álvarez,
luis,Luis,Bravo,
007,José María,Cano,
zoe,Zoë,Díaz,
eva,{SCRIPT},Éxito,
tim,Tim,Faro,
par,Paz,Gil,
bad,Bea,Haro,
new,Noa,Ibáñez,
sin,Nadie,Juárez,
"""
HALF = ("AssertionError", "double(1.0)\n  esperado: 2\n  obtenido: 1\n→ Falta el 2: mira\n(1.3).")
SHAPES = "operands could not be broadcast together with shapes ({},) ({},)"
STUB = ("NotImplementedError", "Tarea sin intentar")
LATE = ("CellTimeoutError", "too long")
# What the two tests of each student's said (nothing: they pass), and whether the question was answered.
SUBMISSIONS = {
    "ana": (None, None, True),
    "luis": (HALF, None, False),
    "007": (HALF, ("ValueError", SHAPES.format(3, 2)), False),
    "zoe": (None, ("ValueError", SHAPES.format(5, 4)), True),
    "eva": (HALF, ("RuntimeError", SCRIPT), False),
    "tim": (LATE, STUB, False),
    "par": (1.0, ("AssertionError", ""), False),  # 1 of 2 points
}
UNSAFE = ("luis", "par", "bad")  # graded without the sandbox
SECONDS = {"ana": 1.0, "luis": 2.0, "007": 3.0, "zoe": 4.0, "eva": 5.0, "tim": 61.5, "par": 6.0}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, demo_course: Path) -> Path:
    """A course in Spanish with the assignment `CLASS`; nothing handed in. Copy it before changing it."""
    course = copy_of(demo_course, tmp_path_factory.mktemp("report"))
    (course / "students.csv").write_text(ROSTER, encoding="utf-8")
    (course / "source" / CLASS).mkdir()
    nbformat.write(_source(), course / "source" / CLASS / f"{CLASS}.ipynb")
    scripts = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
    with patch("nbgrader.api.get_alembic_version", scripts.get_current_head):  # it would start a process
        assert run("release", CLASS, "--due", "2026-02-10T00:00+00:00", course=course).code == 0
    return course


def _source() -> nbformat.NotebookNode:
    def about(grade_id: str, **more: object) -> dict:
        standard = {"grade": False, "locked": False, "schema_version": 3, "solution": False, "task": False}
        return {"nbgrader": {**standard, "grade_id": grade_id, **more}}

    def task(name: str) -> list[nbformat.NotebookNode]:
        solution = f"def {name}(x):\n    ### BEGIN SOLUTION\n    pass\n    ### END SOLUTION"
        test = about(f"test_{name}", grade=True, locked=True, points=2)
        return [
            new_code_cell(solution, metadata=about(name, solution=True)),
            new_code_cell(f"assert {name}(1) == 2", metadata=test),
        ]

    question = about("why", grade=True, solution=True, points=4)
    return new_notebook(
        metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        cells=[
            new_markdown_cell("# Una *clase*"),
            new_markdown_cell("## Tarea 1. Duplicar\n\nDuplica."),
            *task("double"),
            new_markdown_cell("## Tarea 2. Elevar"),
            *task("square"),
            new_markdown_cell("## Tarea 3. ¿Por qué?"),
            new_markdown_cell("Porque sí.", metadata=question),
        ],
    )


@pytest.fixture(scope="module", params=LANGUAGES)
def taught(request: pytest.FixtureRequest, empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in each language in which `SUBMISSIONS` were graded, one could not be, and one waits."""
    course = copy_of(empty, tmp_path_factory.mktemp(f"taught-{request.param}"), request.param)
    release = nbformat.read(course / "release" / CLASS / f"{CLASS}.ipynb", as_version=4)
    for student in [*SUBMISSIONS, "bad", "new"]:
        folder = course / "submitted" / student / CLASS
        folder.mkdir(parents=True)
        nbformat.write(release, folder / f"{CLASS}.ipynb")
        day = 12 if student == "eva" else 8
        (folder / "timestamp.txt").write_text(f"2026-02-{day:02} 10:00:00.000000 UTC\n")
    opened = Course(course)
    assert len(opened.students) == 10
    with opened.gradebook() as gradebook:
        results = Results(opened, gradebook)
        recorder = Recorder(opened, gradebook, results)
        graded = {student: _graded(release, student) for student in SUBMISSIONS}
        graded["bad"] = Graded(reason="file_empty")
        opened.config.SandboxedExecute.sandboxed = False
        unsafe = Recorder(opened, gradebook, results)
        for student, result in graded.items():
            by = unsafe if student in UNSAFE else recorder
            by.record(CLASS, student, result, results.fingerprint(CLASS, student))
    return course


def _graded(release: nbformat.NotebookNode, student: str) -> Graded:
    """What grading would have given."""
    *tests, answered = SUBMISSIONS[student]
    notebook = nbformat.from_dict(release)
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
    marks = {}
    for name, said in zip(("double", "square"), tests, strict=True):
        cell = cells[f"test_{name}"]
        cell.outputs, cell.execution_count = [], 1
        score, outcome = (2.0 if said is None else said), Outcome.PASSED
        if isinstance(said, tuple):
            where = f"Cell In[{1 if name == 'square' else 7}], line 1\n----> 1 {cell.source}"
            cell.outputs = [new_output("error", ename=said[0], evalue=said[1], traceback=[where])]
            score, outcome = 0.0, {STUB: Outcome.NOT_ATTEMPTED, LATE: Outcome.TIMED_OUT}.get(said, "failed")
        marks[CLASS, name] = Mark(None, None, False)
        marks[CLASS, f"test_{name}"] = Mark(score, Outcome(outcome), False)
    cells["test_double"].execution_count = 7
    if answered:
        cells["why"].source = "Porque 2 + 2 = 4."
    marks[CLASS, "why"] = Mark(None if answered else 0.0, Outcome.BY_HAND, not answered)
    notes = [Note(Change.RESTORED, "test_square")] if student == "tim" else []
    return Graded({CLASS: nbformat.writes(notebook).encode()}, marks, notes, SECONDS[student])


@pytest.fixture(scope="module")
def about(taught: Path) -> Overview:
    return overview(Course(taught), CLASS)


@pytest.fixture(scope="module")
def html(taught: Path) -> str:
    said = run("report", CLASS, course=taught)
    assert said.code == 0
    return (taught / "report" / f"{CLASS}.html").read_text(encoding="utf-8")


def test_everyone_is_counted_once(about: Overview) -> None:
    states = {state: [standing.student for standing in about.of(state)] for state in State}
    assert states == {
        State.GRADED: ["luis", "007", "eva", "tim", "par"],
        State.BY_HAND: ["ana", "zoe"],
        State.COULD_NOT: ["bad"],
        State.WAITING: ["new"],
        State.MISSING: ["sin"],
    }
    assert (len(about.handed_in), len(about.marked), about.max_score) == (9, 7, 8)
    assert [standing.student for standing in about.late] == ["eva"]
    assert [standing.student for standing in about.noted] == ["tim"]
    assert [standing.student for standing in about.unsafe] == ["luis", "par", "bad"]


def test_marks_are_summed_up(about: Overview) -> None:
    # ana 4, luis 2, 007 0, zoe 2, eva 0, tim 0, par 1
    assert about.marks.mean == pytest.approx(9 / 7)
    assert about.marks.quartiles == [0, 1, 2]
    assert about.marks.edges.tolist() == list(range(9))
    assert about.marks.counts() == [3, 1, 2, 0, 1, 0, 0, 0]
    assert about.marks.counts(about.final) == [3, 1, 1, 0, 0, 0, 0, 0], "of ana and zoe not all is known"


def test_tasks_are_summed_up_in_the_notebooks_order(about: Overview) -> None:
    found = [(task.name, task.title, task.max_score, task.counts) for task in about.tasks]
    assert found == [
        ("test_double", "Tarea 1. Duplicar", 2, Counter(passed=2, failed=3, not_finished=1, partial=1)),
        ("test_square", "Tarea 2. Elevar", 2, Counter(passed=2, failed=4, not_attempted=1)),
        ("why", "Tarea 3. ¿Por qué?", 4, Counter(pending=2, not_attempted=5)),
    ]
    assert [task.mean for task in about.tasks] == [pytest.approx(5 / 7), pytest.approx(4 / 7), 0]
    assert [task.name for task in about.most_failed] == ["test_double", "test_square"]


def test_the_same_mistake_is_counted_together(about: Overview) -> None:
    found = [(mistake.task, mistake.message, mistake.students) for mistake in about.mistakes]
    assert found == [
        ("test_double", "Falta el 2: mira (1.3).", ["luis", "007", "eva"]),
        ("test_square", f"ValueError: {SHAPES.format('…', '…')}", ["007", "zoe"]),
        ("test_square", f"RuntimeError: {SCRIPT}", ["eva"]),
        ("test_square", "assert square(1) == 2", ["par"]),
    ]


def test_run_times_are_sorted(about: Overview) -> None:
    assert [standing.student for standing in about.slowest] == [
        "tim",
        "par",
        "eva",
        "zoe",
        "007",
        "luis",
        "ana",
    ]
    assert about.times.edges.tolist() == [0, 10, 20, 30, 40, 50, 60, 70]
    assert about.times.counts() == [6, 0, 0, 0, 0, 0, 1]


def test_the_page_says_it_in_the_courses_language(html: str, taught: Path) -> None:
    lang = Course(taught).lang
    page = BeautifulSoup(html, "html.parser")
    assert page.html["lang"] == lang
    assert page.h1.text == "Una clase"
    facts = {about.dt.text: about.dd.text for about in page.select("dl div")}
    expected = {
        "es": {
            "han entregado": "9 / 10",
            "calificado": "5",
            "falta calificar a mano": "2",
            "no se pudo calificar": "1",
            "sin calificar": "1",
            "sin entregar": "1",
            "entregaron tarde": "1",
            "media (16\u00a0%)": "1,29",
            "mediana (12\u00a0%)": "1",
            "cuartiles": "0 – 2",
            "puntos del ejercicio": "8",
        },
        "en": {
            "handed in": "9 / 10",
            "graded": "5",
            "to be graded by hand": "2",
            "could not grade": "1",
            "not graded yet": "1",
            "not submitted": "1",
            "late": "1",
            "mean (16%)": "1.29",
            "median (12%)": "1",
            "quartiles": "0 – 2",
            "points of the assignment": "8",
        },
    }
    assert facts == expected[lang]
    tables = [[[cell.text for cell in row("td")] for row in table("tr")[1:]] for table in page("table")]
    slowest, could_not, waiting, by_hand, noted, unsafe, late, missing = tables
    assert [row[0] for row in slowest] == ["tim", "par", "eva", "zoe", "007"]
    assert slowest[0] == ["tim", "Faro, Tim", {"es": "61,5", "en": "61.5"}[lang]]
    reason = {"es": "está vacío", "en": "the file is empty"}[lang]
    assert [(row[0], reason in row[2]) for row in could_not] == [("bad", True)]
    assert waiting == [["new", "Ibáñez, Noa"]]
    assert by_hand == [
        [who, name, "Tarea 3. ¿Por qué? why"] for who, name in (("ana", "Álvarez, Ana"), ("zoe", "Díaz, Zoë"))
    ]
    assert [(row[0], "test_square" in row[2]) for row in noted] == [("tim", True)]
    graded, could = {"es": ("calificado", "NO SE PUDO"), "en": ("graded", "COULD NOT ")}[lang]
    assert [(row[0], row[2][:10]) for row in unsafe] == [
        ("luis", graded),
        ("par", graded),
        ("bad", could),
    ]
    warning = {"es": "Se calificaron sin aislamiento: 3.", "en": "Graded without the sandbox: 3."}[lang]
    top = page.h1.find_next_sibling("dl").find_previous_sibling("p")
    assert top.strong.text.startswith(warning)
    assert page.select_one(top.a["href"]).name == "h3"
    assert [(row[0], row[2][:7], row[3]) for row in late] == [("eva", "2026-02", "0")]
    assert missing == [["sin", "Juárez, Nadie"]]


def test_what_students_wrote_is_only_text(html: str) -> None:
    page = BeautifulSoup(html, "html.parser")
    assert page.select("script, link, img, iframe, object") == []
    assert SCRIPT not in html
    assert f"RuntimeError: {SCRIPT}" in page.text
    assert f"Éxito, {SCRIPT}" in page.text
    assert page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"] == (
        "default-src 'none'; style-src 'unsafe-inline'"
    )
    assert re.findall(r"https?://|url\(|\bon\w+=", html) == []


def test_the_command_says_what_it_wrote_and_what_is_next(taught: Path, tmp_path: Path) -> None:
    lang = Course(taught).lang
    said = run("report", "--output", tmp_path / "mine.html", course=taught)
    mean = {"es": "1,29 de 8", "en": "1.29 of 8"}[lang]
    assert said.code == 0
    assert said.lines[0].startswith(f"{tmp_path / 'mine.html'}: ")
    assert mean in said.lines[0]
    assert said.lines[-1].startswith({"es": "Ahora: hay entregas sin", "en": "Next: some submissions"}[lang])
    assert [path.name for path in tmp_path.iterdir()] == ["mine.html"], "nothing half-written is left"
    said = run("report", "--output", tmp_path / "nowhere" / "mine.html", course=taught)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


def test_of_several_assignments_one_file_must_be_of_one(empty: Path, tmp_path: Path) -> None:
    course = copy_of(empty, tmp_path)
    for name in (CLASS, "demo"):
        (course / "submitted" / "ana" / name).mkdir(parents=True)
    said = run("report", "--output", tmp_path / "x.html", course=course)
    assert (said.code, "clase, demo" in said.err) == (2, True)
    assert run("report", course=course).code == 0
    assert sorted(path.name for path in (course / "report").iterdir()) == ["clase.html", "demo.html"]
    page = (course / "report" / "clase.html").read_text(encoding="utf-8")
    assert "Aún no hay ninguna nota." in page
    assert "sin aislamiento" not in page
    assert "columns" not in BeautifulSoup(page, "html.parser").body.decode(), "no picture of nothing"


def test_without_submissions_or_students_there_is_one_line(empty: Path, tmp_path: Path) -> None:
    said = run("report", course=empty)
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert said.err.startswith("No hay ninguna entrega.")
    assert run("report", "otro", course=empty).code == 2
    course = copy_of(empty, tmp_path)
    (course / "submitted" / "ana" / CLASS).mkdir(parents=True)
    (course / "students.csv").write_text("id,first_name,last_name,email\n", encoding="utf-8")
    said = run("report", course=course)
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("taught", ["es"], indirect=True)
def test_a_damaged_graded_notebook_is_named(taught: Path, tmp_path: Path) -> None:
    course = copy_of(taught, tmp_path)
    (course / "autograded" / "eva" / CLASS / f"{CLASS}.ipynb").write_text("{", encoding="utf-8")
    said = run("report", course=course)
    assert (said.code, said.out) == (1, "")
    assert re.search(r"eva/clase/clase\.ipynb: no se puede leer\..*--student eva --force\n$", said.err)


@pytest.mark.parametrize(
    ("task", "kind"),
    [
        (Task(2.0, 2.0, Outcome.PASSED), "passed"),
        (Task(0.0, 0.0, Outcome.PASSED), "passed"),
        (Task(0.0, 0.0, Outcome.FAILED), "failed"),
        (Task(0.5, 2.0, Outcome.PASSED), "partial"),
        (Task(1.0, 2.0, Outcome.FAILED), "partial"),  # a person had mercy
        (Task(0.0, 2.0, Outcome.BY_HAND), "failed"),
        (Task(None, 2.0, Outcome.BY_HAND), "pending"),
        (Task(0.0, 2.0, Outcome.NOT_FINISHED), "not_finished"),
        (Task(2.0, 2.0, None), "passed"),  # could not be graded, and a person gave the marks
    ],
)
def test_kinds(task: Task, kind: str) -> None:
    assert kind_of(task) == kind


def test_the_hint_of_a_real_check_is_what_counts() -> None:
    """With the helper that every exercise has, as students get it."""
    path = Path(__file__).parents[1] / "notebooks" / "es" / "exercises" / "01_cost_functions.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    helper = next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == "checks").source
    names: dict[str, Callable] = {}
    exec(helper, names)
    said = []
    for got in ([1.0, 2.0], [10.0, 20.0]):
        with pytest.raises(AssertionError) as error:
            names["check"]("f([1])", np.array(got), np.array([-1.0, 3.0]), hint="Mira la (1.2): el paso → 0.")
        node = new_output("error", ename="AssertionError", evalue=str(error.value), traceback=[])
        said.append(message_of(node, "check(...)"))
    assert said == [("Mira la (1.2): el paso → 0.",) * 2] * 2


@pytest.mark.parametrize(
    ("ename", "evalue", "same", "shown"),
    [
        ("NameError", "name 'x1' is not defined", "NameError: name 'x1' is not defined", None),
        ("ValueError", "", "ValueError", None),
        ("KeyError", "-3.5e-7\nmore", "KeyError: …", "KeyError: -3.5e-7"),
        ("TypeError", "<f at 0x7f3a>", "TypeError: <f at …>", "TypeError: <f at 0x7f3a>"),
        ("AssertionError", "expected 3", "expected …", "expected 3"),
        ("AssertionError", "", "assert f(1) == 2", None),
        ("ValueError", "\x1b[31mred\x1b[0m", "ValueError: red", None),
        ("AssertionError", "a\n→ b\n→ c", "b → c", None),
    ],
)
def test_messages(ename: str, evalue: str, same: str, shown: str | None) -> None:
    error = new_output("error", ename=ename, evalue=evalue, traceback=[])
    assert message_of(error, "assert f(1) == 2") == (same, shown or same)


@given(st.lists(st.floats(0, 1), min_size=1), st.floats(1e-3, 1e4))
def test_a_histogram_loses_nobody(shares: list[float], highest: float) -> None:
    found = Histogram.of([highest * share for share in shares], highest)
    assert sum(found.counts()) == len(shares)
    assert 4 <= len(found.edges) - 1 <= 10
    assert found.edges[-2] < highest <= found.edges[-1] * (1 + 1e-6) + 1e-9
    assert found.quartiles == pytest.approx(
        np.percentile([highest * s for s in shares], [25, 50, 75]), abs=1e-8
    )


@pytest.fixture
def shown(taught: Path, html: str, page: "Page", serve: Callable[[Path], str]) -> "Iterator[Page]":
    """The page in the browser, at a phone's width; nothing else is asked for, and nothing goes wrong."""
    asked, wrong = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.set_viewport_size({"width": 390, "height": 844})
    address = f"{serve(taught / 'report')}{CLASS}.html"
    page.goto(address, wait_until="networkidle")
    yield page
    assert [url for url in asked if not url.endswith("/favicon.ico")] == [address]
    assert [line for line in wrong if "favicon" not in line] == []


def test_a_browser_shows_it_on_a_phone_and_in_the_dark(shown: "Page") -> None:
    assert shown.title().startswith("Una clase · "), "no script of a student's ran"
    bars = shown.locator("figure >> nth=0").locator(".columns i:not(.pending)")
    heights = [bars.nth(n).bounding_box()["height"] for n in range(bars.count())]
    drawn = [round(3 * height / max(heights), 1) for height in heights]
    assert drawn == [3, 1, 1, 0]  # 0 points; 1; 2 points, of which zoe's are provisional; 4, all ana's
    widths = shown.evaluate(
        "[...document.querySelectorAll('#task-1 .bar i')].map(i => i.getBoundingClientRect().width)"
    )
    assert [round(width / min(widths)) for width in widths] == [2, 1, 3, 1]
    for scheme in ("light", "dark"):
        shown.emulate_media(color_scheme=scheme)
        assert shown.evaluate("document.documentElement.scrollWidth") == 390
        paper = shown.evaluate(
            "() => { const e = document.body.appendChild(document.createElement('p'));"
            "e.style.background = 'Canvas'; return getComputedStyle(e).backgroundColor }"
        )
        for selector, property, least in [
            *(("body", "color", 4.5), (".quiet", "color", 4.5), ("a", "color", 4.5), ("dt", "color", 4.5)),
            *((f".bar .{kind}", "backgroundColor", 3) for kind in ("passed", "partial", "failed")),
            *((f".bar .{kind}", "backgroundColor", 3) for kind in ("not_attempted", "not_finished")),
            *((".columns i", "backgroundColor", 3), (".box i", "borderTopColor", 3)),
        ]:
            colour = shown.eval_on_selector(selector, f"e => getComputedStyle(e).{property}")
            assert _contrast(colour, paper) >= least, (scheme, selector, colour, paper)


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))

    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)
