"""Every assignment: each mistake that we know of is caught and named, and every right answer passes."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from nbformat import NotebookNode

from publish.answers import Answer, Result, read_answers, run_answers, solved, without
from publish.bilingual import LANGUAGES
from publish.exercises import CODE_STUB, TEXT_STUB, instructor, student
from publish.project import ROOT
from publish.runner import Runner
from publish.source import read

SOLUTIONS = ROOT / "solutions"
NAMES = [path.stem for path in sorted(SOLUTIONS.glob("*.md"))]
WRONG, RIGHT, HIDDEN = 6, 2, 1  # answers that each task has at the least
TIME_LIMIT = 60  # seconds an answer; of the longest notebook half a second is counted on an idle machine
BY_HAND = ["04_activations", "lab1_first_network", "lab2_cure_overfitting"]


class Assignment:
    """An exercise of the book with its answers, and a process that runs it."""

    def __init__(self, name: str) -> None:
        self.path: Path = SOLUTIONS / f"{name}.answers.py"
        self.source = read(SOLUTIONS / f"{name}.md")
        self.answers: list[Answer] = read_answers(self.path, "en")
        self.solved: NotebookNode = solved(self.source, "en")
        self.runner = Runner(self.solved)
        about = [cell.metadata["nbgrader"] for cell in self.source.cells if "nbgrader" in cell.metadata]
        points = {cell["grade_id"]: cell["points"] for cell in about if cell["grade"] or cell["task"]}
        self.tested = {
            name.removeprefix("test_"): p for name, p in points.items() if name.startswith("test_")
        }
        self.by_hand = {name: p for name, p in points.items() if not name.startswith("test_")}
        self.results = cache(self._results)

    def _results(self, lang: str) -> list[Result]:
        return run_answers(self.path, lang, time_limit=TIME_LIMIT, runner=self.runner)

    def of_each_task(self, answers: list[Answer], turn: int) -> dict[str, str]:
        """One of `answers` for every task, each time it is the next one's turn.

        Without those that call other tasks: these are to work with the solution to those, not with all.
        """
        lists: dict[str, list[str]] = {task: [] for task in self.tested}
        for answer in answers:
            if not any(f"{task}(" in answer.code for task in lists if task != answer.cell):
                lists[answer.cell].append(answer.code)
        return {task: codes[turn % len(codes)] for task, codes in lists.items() if codes}

    def failed(self, changed: dict[str, str], seed: int) -> set[str]:
        run = self.runner.run(self.solved, changed, str(seed), TIME_LIMIT)
        return {name.removeprefix("test_") for name in run.failed}


@pytest.fixture(scope="module", params=NAMES)
def assignment(request: pytest.FixtureRequest) -> Iterator[Assignment]:
    made = Assignment(request.param)
    with made.runner:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_wrong_answers_lose_their_points_and_hear_why_and_right_ones_pass(
    assignment: Assignment, lang: str
) -> None:
    results = assignment.results(lang)
    assert [f"{r.answer.title}: {r.problem}" for r in results if r.problem] == []
    for result in results:
        lost = sum(assignment.tested[name.removeprefix("test_")] for name in result.answer.caught_by)
        assert result.run.score == sum(assignment.tested.values()) - lost, result.answer.title


@pytest.mark.slow
def test_both_languages_have_the_same_answers_and_verdicts(assignment: Assignment) -> None:
    spanish, english = (
        [(r.answer.title, {name: o.verdict for name, o in r.run.outcomes.items()}) for r in results]
        for results in map(assignment.results, LANGUAGES)
    )
    assert spanish == english


def test_every_task_has_its_mistakes_two_right_answers_and_one_that_only_hidden_tests_catch(
    assignment: Assignment,
) -> None:
    answers = assignment.answers
    assert {answer.cell for answer in answers} == set(assignment.tested)
    for task in assignment.tested:
        own = [answer for answer in answers if answer.cell == task]
        assert sum(answer.right for answer in own) >= RIGHT, task
        assert sum(not answer.right for answer in own) >= WRONG, task
        assert sum(answer.hidden for answer in own) >= HIDDEN, task
    assert Counter((answer.cell, answer.title) for answer in answers).most_common(1)[0][1] == 1


@pytest.mark.slow
def test_verdicts_do_not_depend_on_the_seed(assignment: Assignment) -> None:
    """No seed costs the solution or a right answer a point, and none of twenty spares a wrong answer.

    That is, one that only hidden tests catch. A notebook holds an answer to every task at once: so no test
    looks at another task, either.
    """
    right, hidden = ([a for a in assignment.answers if getattr(a, kind)] for kind in ("right", "hidden"))
    missed: Counter[str] = Counter()
    for seed in range(1, 21):
        assert assignment.failed({}, seed) == set(), f"the solution, seed {seed}"
        assert assignment.failed(assignment.of_each_task(right, seed), seed) == set(), f"seed {seed}"
        wrong = assignment.of_each_task(hidden, seed)
        missed.update(wrong.keys() - assignment.failed(wrong, seed))
    assert missed == {}


def test_a_task_stands_alone(assignment: Assignment) -> None:
    """A test needs the set-up cells and the solution that it tests, and no other task's names."""
    for task in assignment.tested:
        others = set(assignment.tested) - {task}
        names = others | {f"test_{other}" for other in others} | set(assignment.by_hand)
        run = assignment.runner.run(without(assignment.solved, names), {}, time_limit=TIME_LIMIT)
        assert list(run.outcomes) == [f"test_{task}"]
        assert run.failed == (), run.outcomes


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tasks_and_points_add_up_to_what_the_opening_says(assignment: Assignment, lang: str) -> None:
    opening = assignment.source.cells[0].text[lang]
    said = re.findall(r"(\d+) (?:tareas|(?:short )?tasks|puntos|points)\b", opening)
    tested, by_hand = sum(assignment.tested.values()), sum(assignment.by_hand.values())
    totals = [tested, by_hand, tested + by_hand] if by_hand else [tested]
    assert [int(number) for number in said] == [len(assignment.tested), *totals]


def test_an_exercise_does_not_import_the_answer(assignment: Assignment) -> None:
    code = "\n".join(cell.text["en"] for cell in assignment.source.cells if cell.kind == "code")
    assert "gradiente" not in code.replace("GRADIENTE_SEED", "")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", BY_HAND)
def test_students_get_neither_model_answers_nor_marking(name: str, lang: str) -> None:
    source = read(SOLUTIONS / f"{name}.md")
    handout = {cell.id: cell.source for cell in student(source, lang).cells}
    answers = [
        cell
        for cell in instructor(source, lang).cells
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.metadata.nbgrader.grade
    ]
    assert len(answers) >= 2
    for cell in answers:
        if cell.cell_type == "code":
            assert handout[cell.id].endswith(CODE_STUB[lang])
        else:
            assert handout[cell.id] == TEXT_STUB[lang]
    secrets = {
        "es": ("Respuesta modelo", "Criterio", "1 punto: "),
        "en": ("Model answer", "Marking", "1 point: "),
    }
    everything = "\n".join(handout.values())
    assert [words for words in secrets[lang] if words in everything] == []


def test_answers_in_words_are_tested_above(assignment: Assignment) -> None:
    assert bool(assignment.by_hand) == (assignment.source.name in BY_HAND)
