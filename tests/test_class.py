"""A class of sixty, half in each language, goes the whole road; every answer that an exercise lists is in it.

An answer takes the place of one solution cell, so a notebook can hold a wrong answer to each task, as long as
no test depends on two of them: the 3,000 answers fit in some 450 notebooks, which are dealt out to the class.
"""

import ast
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate, product
from pathlib import Path

import nbformat
import pytest

from autograder.new import SOLUTIONS
from demo_course import run
from publish.answers import Answer, read_answers
from publish.bilingual import LANGUAGES
from publish.exercises import instructor
from publish.source import read

CLASS = 60
PAGES = 3  # that are written in each language of each exercise: nbgrader takes long for each
EXERCISES = [path.name.removesuffix(".answers.py") for path in sorted(SOLUTIONS.glob("*.answers.py"))]
FIRST = ["José", "Iñaki", "Zoë", "Ana María", "D'Artagnan", "Ángel"]
LAST = ["Núñez", "O'Brien", "García López", "Étxeberria", "Sáenz-Díez", "de la Peña"]


@dataclass(frozen=True)
class Pupil:
    number: int

    @property
    def lang(self) -> str:
        return LANGUAGES[self.number % len(LANGUAGES)]

    @property
    def id(self) -> str:
        return f"p{self.number:02}"

    @property
    def row(self) -> str:
        first, last = FIRST[self.number % 6], LAST[self.number // 6 % 6]
        return f"{self.id},{first},{last} {self.number},{self.id}@uni.example"


# ------------------------------------------------------------- which answers stand in one notebook


@dataclass
class Exercise:
    """The code cells of an exercise that nbgrader knows, solved, by grade id."""

    cells: dict[str, nbformat.NotebookNode]
    defined: dict[str, set[str]] = field(init=False)  # in which cells a name is defined, tests aside

    def __post_init__(self) -> None:
        self.defined = {}
        for name, cell in self.cells.items():
            if not self.is_test(name):
                for word in _names(cell.source)[1]:
                    self.defined.setdefault(word, set()).add(name)

    @classmethod
    @cache
    def of(cls, name: str) -> "Exercise":
        cells = instructor(read(SOLUTIONS / f"{name}.md"), LANGUAGES[0]).cells
        known = [cell for cell in cells if cell.cell_type == "code" and "nbgrader" in cell.metadata]
        return cls({cell.metadata.nbgrader.grade_id: cell for cell in known})

    def is_test(self, name: str) -> bool:
        about = self.cells[name].metadata.nbgrader
        return about.grade and not about.solution

    def needs(self, source: str) -> set[str]:
        """The cells whose names `source` uses, and those that they use in turn."""
        used, own = _names(source)
        found: set[str] = set()
        words = set(used - own)
        while words:
            cells = set().union(*(self.defined.get(word, ()) for word in words)) - found
            found |= cells
            words = set().union(*(_names(self.cells[cell].source)[0] for cell in cells))
        return found

    @cached_property
    def tests(self) -> dict[str, set[str]]:
        """For each test, the cells that it depends on."""
        return {name: self.needs(cell.source) for name, cell in self.cells.items() if self.is_test(name)}

    def attempted(self, answers: list[Answer]) -> set[str]:
        """The cells that one who gives these answers must fill in, so that each is tried."""
        found = set()
        for answer in answers:
            found |= {answer.cell} | self.needs(answer.code)
            for test, cells in self.tests.items():
                if answer.cell in cells or test in answer.caught_by:
                    found |= cells
        return {name for name in found if self.cells[name].metadata.nbgrader.solution}

    def marks(self, answers: list[Answer]) -> dict[str, float]:
        """What each test must give: its points, unless it catches an answer or its task was not attempted."""
        lost = {test for answer in answers for test in answer.caught_by}
        done = self.attempted(answers)
        blank = {name for name, cell in self.cells.items() if cell.metadata.nbgrader.solution} - done
        return {
            test: 0 if test in lost or cells & blank else self.cells[test].metadata.nbgrader.points
            for test, cells in self.tests.items()
        }


@cache
def _names(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names that `source` uses, and those that it defines for others."""
    tree = ast.parse(source)
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    defined = set()
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            defined.add(statement.name)
        else:
            words = [n for n in ast.walk(statement) if isinstance(n, ast.Name)]
            defined |= {n.id for n in words if isinstance(n.ctx, ast.Store)}
    return frozenset(used), frozenset(defined)


def together(exercise: Exercise, answers: list[Answer]) -> list[list[int]]:
    """Put `answers`, by number, in as few notebooks as is easy, no two of which any test depends on in one.

    So what a notebook loses is what each of its answers loses alone.
    """
    needs = [exercise.needs(answer.code) - {answer.cell} for answer in answers]
    linked = {pair for cells in exercise.tests.values() for pair in product(cells, repeat=2)}

    def apart(a: int, b: int) -> bool:
        one, other = answers[a].cell, answers[b].cell
        return one == other or one in needs[b] or other in needs[a] or (one, other) in linked

    notebooks: list[list[int]] = []
    for number in sorted(range(len(answers)), key=lambda number: -len(needs[number])):
        free = (chosen for chosen in notebooks if not any(apart(number, other) for other in chosen))
        chosen = next(free, None)
        if chosen is None:
            notebooks.append(chosen := [])
        chosen.append(number)
    return notebooks


@cache
def dealt(name: str) -> dict[Pupil, list[int]]:
    """Who hands in which answers of an exercise; the notebooks of all exercises go round the class."""
    counts = [len(_notebooks(exercise)) for exercise in EXERCISES]
    first = [0, *accumulate(counts)][EXERCISES.index(name)]
    assert counts[EXERCISES.index(name)] <= CLASS
    return {Pupil((first + n) % CLASS): chosen for n, chosen in enumerate(_notebooks(name))}


@cache
def _notebooks(name: str) -> list[list[int]]:
    return together(Exercise.of(name), answers_to(name, LANGUAGES[0]))


@cache
def answers_to(name: str, lang: str) -> list[Answer]:
    return read_answers(SOLUTIONS / f"{name}.answers.py", lang)


def test_every_answer_is_in_the_class_once() -> None:
    for name in EXERCISES:
        given = Counter(number for chosen in dealt(name).values() for number in chosen)
        assert given == Counter(range(len(answers_to(name, "es")))), name
        listed = [[(answer.title, answer.cell) for answer in answers_to(name, lang)] for lang in LANGUAGES]
        assert listed[0] == listed[1]
    assert {pupil for name in EXERCISES for pupil in dealt(name)} == {Pupil(n) for n in range(CLASS)}


# ------------------------------------------------------------------------------------ the road


@dataclass
class Term:
    """What became of an exercise in one half of the class."""

    course: Path
    handed: dict[str, list[Answer]]  # by the pupil's id
    rows: dict[str, dict[str, str]]  # exported, by the pupil's id


@pytest.fixture(scope="module")
def course_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A function that makes the course of one half of the class, once."""

    @cache
    def make(lang: str) -> Path:
        course = tmp_path_factory.mktemp(f"class-{lang}") / "course"
        assert run("new", course, "--lang", lang).code == 0
        pupils = [pupil for pupil in map(Pupil, range(CLASS)) if pupil.lang == lang]
        roster = "\n".join(["id,first_name,last_name,email", *(pupil.row for pupil in pupils)])
        (course / "students.csv").write_text(roster + "\n", encoding="utf-8")
        # A wrong answer may be right for other random inputs: these are those with which its list was tried.
        (course / "secret_seed.txt").write_text("0\n", encoding="utf-8")
        return course

    return make


@pytest.fixture(
    scope="module",
    params=[(name, lang) for name in EXERCISES for lang in LANGUAGES],
    ids=lambda param: "-".join(param),
)
def term(request: pytest.FixtureRequest, course_in: Callable[[str], Path]) -> Iterator[Term]:
    name, lang = request.param
    course = course_in(lang)
    assert run("release", name, course=course).code == 0
    inbox = course.parent / "inbox" / name
    inbox.mkdir(parents=True)
    handed = {
        pupil.id: [answers_to(name, lang)[number] for number in chosen]
        for pupil, chosen in dealt(name).items()
        if pupil.lang == lang
    }
    for pupil, answers in handed.items():
        nbformat.write(solved(course, name, answers), inbox / f"{pupil}.ipynb")
    marks = course.parent / f"{name}.csv"
    seen = [word for pupil in list(handed)[:PAGES] for word in ("--student", pupil)]
    for command in (
        ("collect", inbox, "--assignment", name),
        ("grade", name, "--quiet"),
        ("feedback", name, *seen),
        ("export", marks, "--assignment", name),
    ):
        said = run(*command, course=course)
        assert said.code == 0, said.out + said.err
    with marks.open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    return Term(course, handed, rows)


def solved(course: Path, name: str, answers: list[Answer]) -> nbformat.NotebookNode:
    """The student's notebook with these answers, and the model solution wherever it takes one to try them.

    The other tasks are not attempted, and cells that only draw are cleared: they take most of the time, and
    no test may rely on them.
    """
    attempted = Exercise.of(name).attempted(answers)
    notebook = nbformat.read(course / "release" / name / f"{name}.ipynb", as_version=4)
    model = nbformat.read(course / "source" / name / f"{name}.ipynb", as_version=4)
    texts = {
        cell.metadata.nbgrader.grade_id: re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", cell.source)
        for cell in model.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade_id") in attempted
    }
    texts |= {answer.cell: answer.code for answer in answers}
    for cell in notebook.cells:
        about = cell.metadata.get("nbgrader")
        if about and about.grade_id in texts:
            cell.source = texts[about.grade_id]
        elif not about and cell.cell_type == "code":
            cell.source = ""
    return notebook


def test_each_mark_is_right_and_everyone_has_one_result_and_one_page(
    term: Term, request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.params["term"][0]
    wrong = []
    for pupil, answers in term.handed.items():
        expected = Exercise.of(name).marks(answers)
        assert set(expected) >= {test for answer in answers for test in answer.caught_by}
        for test, mark in expected.items():
            got = float(term.rows[pupil][f"{name}/{test}"])
            if got != mark:
                wrong.append(f"{pupil} {test}: {got} and not {mark}; {[answer.title for answer in answers]}")
    assert not wrong, "\n".join(wrong)

    assert len(term.rows) == CLASS / 2
    states = {pupil: row["state"] for pupil, row in term.rows.items() if row["state"] != "not_submitted"}
    assert set(states) == set(term.handed)
    assert set(states.values()) <= {"graded", "needs_manual_grading"}
    pages = {page.parts[-3] for page in (term.course / "feedback").glob(f"*/{name}/*.html")}
    assert pages == set(list(term.handed)[:PAGES])
