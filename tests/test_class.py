"""A class of sixty, half in each language, goes the whole road; every answer that an exercise lists is in it.

Two exercises of the book. `python -m publish answers NAME` tries the answers of any, without the road.
"""

import csv
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from autograder.new import SOLUTIONS
from demo_course import run
from publish.answers import Answer, read_answers
from publish.bilingual import LANGUAGES

CLASS = 60
EXERCISES = ("01_cost_functions", "04_activations")  # the second is graded by hand in part
FIRST = ["José", "Iñaki", "Zoë", "Ana María", "D'Artagnan", "Ángel"]
LAST = ["Núñez", "O'Brien", "García López", "Étxeberria", "Sáenz-Díez", "de la Peña"]


@dataclass(frozen=True)
class Pupil:
    number: int
    lang: str

    @property
    def id(self) -> str:
        return f"p{self.number:02}"

    @property
    def row(self) -> str:
        first, last = FIRST[self.number % 6], LAST[self.number // 6 % 6]
        return f"{self.id},{first},{last} {self.number},{self.id}@uni.example"

    def chosen(self, answers: list[Answer]) -> dict[str, Answer]:
        """The answer that this one gives to each task; the class together gives them all."""
        by_cell: dict[str, list[Answer]] = {}
        for answer in answers:
            by_cell.setdefault(answer.cell, []).append(answer)
        assert max(map(len, by_cell.values())) <= CLASS
        return {cell: choices[self.number % len(choices)] for cell, choices in by_cell.items()}


PUPILS = [Pupil(number, LANGUAGES[number % len(LANGUAGES)]) for number in range(CLASS)]


def test_every_answer_is_in_the_class() -> None:
    for name in EXERCISES:
        listed = read_answers(SOLUTIONS / f"{name}.answers.py", "es")
        given = {(a.cell, a.title) for pupil in PUPILS for a in pupil.chosen(listed).values()}
        assert given == {(a.cell, a.title) for a in listed}


@dataclass
class Term:
    """What became of one half of the class."""

    pupils: list[Pupil]
    course: Path
    marks: dict[tuple[str, str], dict[str, str]]  # an exported row, by student and assignment
    points: dict[str, dict[str, float]]  # of each assignment's tests
    chosen: dict[tuple[str, str], dict[str, Answer]]


@pytest.fixture(scope="module", params=LANGUAGES)
def term(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Term:
    lang = request.param
    place = tmp_path_factory.mktemp(f"class-{lang}")
    course, pupils = place / "course", [pupil for pupil in PUPILS if pupil.lang == lang]
    solutions = place / "solutions"
    solutions.mkdir()
    for file in ("checks.py", *(f"{name}.md" for name in EXERCISES)):
        shutil.copy(SOLUTIONS / file, solutions)
    assert run("new", course, "--lang", lang, "--from", solutions).code == 0
    roster = "\n".join(["id,first_name,last_name,email", *(pupil.row for pupil in pupils)])
    (course / "students.csv").write_text(roster + "\n", encoding="utf-8")
    assert run("release", course=course).code == 0
    chosen, points = {}, {}
    for name in EXERCISES:
        answers = read_answers(SOLUTIONS / f"{name}.answers.py", lang)
        released = nbformat.read(course / "release" / name / f"{name}.ipynb", as_version=4)
        about = {
            c.metadata.nbgrader.grade_id: c.metadata.nbgrader
            for c in released.cells
            if "nbgrader" in c.metadata
        }
        tested = {answer.cell for answer in answers}
        points[name] = {f"test_{cell}": about[f"test_{cell}"].points for cell in tested}
        for pupil in pupils:
            chosen[pupil.id, name] = pupil.chosen(answers)
            for cell in released.cells:
                answer = chosen[pupil.id, name].get(cell.metadata.get("nbgrader", {}).get("grade_id"))
                if answer:
                    cell.source = answer.code
            path = place / "inbox" / f"{name}_{pupil.id}.ipynb"
            path.parent.mkdir(exist_ok=True)
            nbformat.write(released, path)
    said = run("collect", place / "inbox", course=course)
    assert said.code == 0, said.out
    said = run("grade", "--quiet", course=course)
    assert said.code == 0, said.out
    said = run("feedback", course=course)
    assert said.code == 0, said.out
    assert run("export", place / "marks.csv", course=course).code == 0
    with (place / "marks.csv").open(encoding="utf-8", newline="") as file:
        marks = {(row["id"], row["assignment"]): row for row in csv.DictReader(file)}
    return Term(pupils, course, marks, points, chosen)


def test_each_mark_is_right(term: Term) -> None:
    wrong = []
    for (pupil, name), answers in term.chosen.items():
        lost = {test for answer in answers.values() for test in answer.caught_by}
        for test, worth in term.points[name].items():
            answer = answers[test.removeprefix("test_")]
            if any(f"{other}(" in answer.code for other in answers if other != answer.cell):
                continue  # it calls another task's function, which may be wrong
            got = term.marks[pupil, name][f"{name}/{test}"]
            if float(got) != (0 if test in lost else worth):
                wrong.append(f"{pupil} {test}: {got}, {answer.title}")
    assert not wrong, "\n".join(wrong)


def test_everyone_has_one_result_and_one_page(term: Term) -> None:
    states = Counter(row["state"] for row in term.marks.values())
    assert states.total() == len(term.pupils) * len(EXERCISES)
    assert set(states) <= {"graded", "needs_manual_grading"}
    pages = {(p.parts[-3], p.parts[-2]) for p in (term.course / "feedback").glob("*/*/*.html")}
    assert pages == set(term.chosen)
