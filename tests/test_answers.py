"""Every mistake that we know of is caught and named, every right answer passes; and the harness for it."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from nbformat import NotebookNode

from publish.answers import Answer, Result, main, read_answers, run_answers
from publish.bilingual import LANGUAGES
from publish.exercises import instructor
from publish.project import ROOT
from publish.runner import ERROR, NOT_ATTEMPTED, PASSED, Runner
from publish.source import SourceError, read

SOLUTIONS = ROOT / "solutions"
ANSWERS = SOLUTIONS / "01_cost_functions.answers.py"
EXERCISE = read(SOLUTIONS / "01_cost_functions.md")
TASKS = [
    cell.metadata["nbgrader"]["grade_id"]
    for cell in EXERCISE.cells
    if cell.metadata.get("nbgrader", {}).get("solution")
]


@pytest.fixture(scope="module")
def results() -> dict[str, list[Result]]:
    """Every answer to exercise 01 in both languages, which run side by side."""
    with ThreadPoolExecutor() as pool:
        return dict(zip(LANGUAGES, pool.map(lambda lang: run_answers(ANSWERS, lang), LANGUAGES), strict=True))


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner(instructor(EXERCISE, "en")) as runner:
        yield runner


# ---------------------------------------------------------------------- exercise 01's answers


@pytest.mark.parametrize("lang", LANGUAGES)
def test_wrong_answers_lose_their_points_and_hear_why_and_right_ones_pass(
    results: dict[str, list[Result]], lang: str
) -> None:
    problems = [f"{result.answer.title}: {result.problem}" for result in results[lang] if result.problem]
    assert not problems, "\n".join(problems)


def test_a_wrong_answer_costs_just_the_points_of_its_tests(results: dict[str, list[Result]]) -> None:
    points = {
        cell.metadata["nbgrader"]["grade_id"]: cell.metadata["nbgrader"]["points"]
        for cell in EXERCISE.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    for result in results["es"]:
        assert result.run.score == 25 - sum(points[name] for name in result.answer.caught_by)
    assert {result.run.score for result in results["es"]} == {25, 24, 23, 22}


def test_every_task_has_its_mistakes_two_right_answers_and_one_that_only_hidden_tests_catch(
    results: dict[str, list[Result]],
) -> None:
    answers = [result.answer for result in results["en"]]
    right = Counter(answer.cell for answer in answers if answer.right)
    wrong = Counter(answer.cell for answer in answers if not answer.right)
    hidden = Counter(answer.cell for answer in answers if answer.hidden)
    assert len(TASKS) == 14
    for task in TASKS:
        assert right[task] >= 2, task
        assert wrong[task] >= 5, task
        assert hidden[task] >= 1, task
    titles = [(answer.cell, answer.title) for answer in answers]
    assert len(set(titles)) == len(titles)


def test_both_languages_have_the_same_answers_and_verdicts(results: dict[str, list[Result]]) -> None:
    for spanish, english in zip(results["es"], results["en"], strict=True):
        assert spanish.answer.title == english.answer.title
        assert [o.verdict for o in spanish.run.outcomes.values()] == [
            o.verdict for o in english.run.outcomes.values()
        ]


def test_what_prints_and_warns_is_not_punished(results: dict[str, list[Result]]) -> None:
    [result] = [r for r in results["en"] if "warns on stderr" in r.answer.title]
    assert "UserWarning: harmless" in result.run.output
    assert "y = [" in result.run.output
    assert result.run.score == 25


def test_verdicts_do_not_depend_on_the_seed(runner: Runner) -> None:
    """Right answers pass, and those that only hidden tests catch are caught, for 20 seeds."""
    complete = instructor(EXERCISE, "en")
    complete.cells = [cell for cell in complete.cells if "nbgrader" in cell.metadata]
    answers = read_answers(ANSWERS, "en")
    by_task = {task: [a for a in answers if a.right and a.cell == task] for task in TASKS}
    for seed in range(20):  # in turn, so that each right answer meets several seeds
        together = {task: right[seed % len(right)].code for task, right in by_task.items()}
        assert runner.run(complete, together, str(seed)).failed == (), f"seed {seed}"
    # One notebook holds a wrong answer to every task at once: no test looks at another task.
    hidden = {task: [a for a in answers if a.hidden and a.cell == task] for task in TASKS}
    for seed in range(20):
        together = {task: wrong[seed % len(wrong)].code for task, wrong in hidden.items()}
        run = runner.run(complete, together, str(seed))
        assert set(run.failed) == set(run.outcomes), f"seed {seed}"


def test_the_command_prints_what_it_did(
    capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def instead(path: Path, lang: str) -> list[Result]:
        return []

    monkeypatch.setattr("publish.answers.run_answers", instead)
    assert main("01_cost_functions") == 0
    said = capsys.readouterr().out
    assert re.search(
        r"^01_cost_functions \(es\): 0 wrong and 0 right answers in \d+\.\d s$", said, re.MULTILINE
    )


# ---------------------------------------------------------------------- the harness, on sums

SUMS = (
    """\
---
kernelspec:
  name: python3
  display_name: Python 3
---

+++ {"lang": "es"}

# Sumas

**2 puntos · 5 minutos**

HINTS

+++ {"lang": "en"}

# Sums

**2 points · 5 minutes**

HINTS

```{code-cell}
:nbgrader: {grade: false, grade_id: setup, locked: true, schema_version: 3, solution: false, task: false}

import os
```

```{code-cell}
:nbgrader: {grade: false, grade_id: add, locked: false, schema_version: 3, solution: true, task: false}

def add(a, b):
    ### BEGIN SOLUTION
    return a + b
    ### END SOLUTION
```

```{code-cell}
:nbgrader: TEST_ADD

assert add(1, 2) == 3, "[[uno y dos|one and two]]"
### BEGIN HIDDEN TESTS
assert add(10, int(os.environ["GRADIENTE_SEED"])) == 10 + int(os.environ["GRADIENTE_SEED"]), "ten"
### END HIDDEN TESTS
```

+++ {"lang": "es"}

**1 punto · 5 minutos**

HINTS

+++ {"lang": "en"}

**1 point · 5 minutes**

HINTS

```{code-cell}
:nbgrader: {grade: false, grade_id: double, locked: false, schema_version: 3, solution: true, task: false}

def double(a):
    ### BEGIN SOLUTION
    return 2 * a
    ### END SOLUTION
```

```{code-cell}
:nbgrader: TEST_DOUBLE

assert double(4) == 8
```
""".replace("HINTS", "\n\n".join(f"<details><summary>{i}</summary>\n\nhm\n\n</details>" for i in (1, 2, 3)))
    .replace("TEST_ADD", "{grade: true, grade_id: test_add, locked: true, points: 2, REST}")
    .replace("TEST_DOUBLE", "{grade: true, grade_id: test_double, locked: true, points: 1, REST}")
    .replace("REST", "schema_version: 3, solution: false, task: false")
)

MISTAKE = '{"wrong": "add", "caught_by": ["test_add"], "says": "[[uno y dos|one and two]]"}'


def sums(folder: Path, answers: str) -> Path:
    (folder / "09_sums.md").write_text(SUMS, encoding="utf-8")
    path = folder / "09_sums.answers.py"
    path.write_text(answers, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[NotebookNode, Runner]]:
    """The solved exercise of sums, and what runs it."""
    path = sums(tmp_path_factory.mktemp("sums"), "")
    complete = instructor(read(path.with_name("09_sums.md")), "en")
    with Runner(complete) as runner:
        yield complete, runner


def answer(title: str, about: str, body: str = "return a + b") -> str:
    return f"# %% {title} {about}\ndef add(a, b):\n    {body}\n\n"


def test_answers_that_do_not_do_as_said_are_reported(tmp_path: Path) -> None:
    cases = [
        (answer("good", '{"right": "add"}'), None),
        (answer("bad", MISTAKE, "return a - b"), None),
        (
            answer(
                "bad on other data",
                MISTAKE[:-1].replace("[[uno y dos|one and two]]", "ten") + ', "hidden": true}',
                "return 3",
            ),
            None,
        ),
        (
            answer("right that fails", '{"right": "add"}', "return a - b"),
            "should lose nothing, loses test_add (failed: one and two)",
        ),
        (answer("wrong that passes", MISTAKE), "should lose test_add, loses nothing"),
        (
            answer("another message", MISTAKE.replace("[[uno y dos|one and two]]", "three"), "return 4"),
            "the message should say 'three': test_add (failed: one and two)",
        ),
        (
            answer("seen, and said to be hidden", MISTAKE[:-1] + ', "hidden": true}', "return 4"),
            "should be caught by only the hidden tests; what they see fails: test_add",
        ),
        (
            answer(
                "hidden, and not said to be", MISTAKE.replace("[[uno y dos|one and two]]", "ten"), "return 3"
            ),
            "should be caught by the tests that students see; what they see fails: nothing",
        ),
        (
            answer("not attempted", MISTAKE, 'raise NotImplementedError("one and two")'),
            "test_add takes it for an unattempted task",
        ),
        (
            answer(
                "loses less than said",
                MISTAKE.replace('["test_add"]', '["test_add", "test_double"]'),
                "return 4",
            ),
            "should lose test_add, test_double, loses test_add (failed: one and two)",
        ),
    ]
    results = run_answers(sums(tmp_path, "".join(text for text, _ in cases)), "en", seed="5")
    assert [result.problem for result in results] == [problem for _, problem in cases]


HOSTILE = {
    "endless": ("while True: pass", "did not finish: more than 1 s"),
    "dies": ("os._exit(3)", "did not finish: its process ended with code 3"),
    "killed": ("os.kill(os.getpid(), 9)", "did not finish: its process ended with code -9"),
    "leaves": ("raise SystemExit('bye')", "SystemExit: bye"),
    "raises": ("return a / 0", "ZeroDivisionError: division by zero"),
    "deep": ("return add(a, b)", "RecursionError"),
}


def test_whatever_an_answer_does_the_others_run(small: tuple[NotebookNode, Runner]) -> None:
    """Each loses its points, keeps those of tests that had run before, and hurts no other."""
    complete, runner = small
    double_first = complete.cells[:2] + complete.cells[-2:] + complete.cells[2:-2]
    complete = NotebookNode({**complete, "cells": double_first})
    for body, message in HOSTILE.values():
        run = runner.run(complete, {"add": f"def add(a, b):\n    {body}\n"}, time_limit=1)
        assert run.outcomes["test_add"].verdict == ERROR
        assert message in run.outcomes["test_add"].message
        assert run.outcomes["test_double"].verdict == PASSED
        assert run.score == 1
    assert runner.run(complete).score == 3
    run = runner.run(complete, {"add": "def add(a, b)\n    return a + b\n"})  # not Python
    assert run.outcomes["test_add"].verdict == ERROR
    assert "add" in run.outcomes["test_add"].message
    run = runner.run(complete, {"add": 'raise NotImplementedError("later")'})  # outside a function
    assert run.outcomes["test_add"].verdict == NOT_ATTEMPTED


def test_children_of_an_answer_end_with_it(small: tuple[NotebookNode, Runner], tmp_path: Path) -> None:
    complete, runner = small
    left = tmp_path / "left"
    body = f"""
import time
if os.fork() == 0:
    time.sleep(1)
    open({str(left)!r}, "w").close()
    os._exit(0)
"""
    run = runner.run(complete, {"add": body + "def add(a, b):\n    return a + b\n"}, time_limit=0.5)
    time.sleep(1.2)
    assert run.score == 3
    assert not left.exists()


def test_an_answer_is_alone(small: tuple[NotebookNode, Runner]) -> None:
    """Names, modules, files and the environment do not pass from one to the next."""
    complete, runner = small
    good = "def add(a, b):\n    return a + b\n"
    spoil = "import math\nmath.pi = 3\nos.environ['LEFT'] = '1'\nopen('left', 'w').close()\nleft = 1\n"
    look = "import math\nprint(math.pi, 'LEFT' in os.environ, os.path.exists('left'), 'left' in globals())\n"
    runner.run(complete, {"add": spoil + good})
    assert runner.run(complete, {"add": look + good}).output == "3.141592653589793 False False False\n"


def test_the_seed_reaches_the_hidden_tests(small: tuple[NotebookNode, Runner]) -> None:
    complete, runner = small
    only_five = {"add": "def add(a, b):\n    return 3 if a == 1 else 15\n"}
    assert runner.run(complete, only_five, seed="5").score == 3
    assert runner.run(complete, only_five, seed="6").score == 1


BAD_FILES = {
    "no title": ('# %% {"right": "add"}\nadd = sum\n', "the title is first"),
    "an equals sign in the title": ('# %% a = b {"right": "add"}\nadd = sum\n', "no = and no brackets"),
    "neither right nor wrong": ('# %% odd {"write": "add"}\nadd = sum\n', "answer 'odd': needs"),
    "no phrase": ('# %% odd {"wrong": "add", "caught_by": ["test_add"]}\nadd = sum\n', "answer 'odd': needs"),
    "an unknown key": ('# %% odd {"right": "add", "caught_by": []}\nadd = sum\n', "answer 'odd': needs"),
    "no test": ('# %% odd {"wrong": "add", "caught_by": [], "says": "x"}\nadd = sum\n', "at least one test"),
    "an unknown task": ('# %% odd {"right": "sub"}\nsub = sum\n', "09_sums.md has no cell sub"),
    "an unknown test": (
        '# %% odd {"wrong": "add", "caught_by": ["test_sub"], "says": "x"}\nadd = sum\n',
        "09_sums.md has no cell test_sub",
    ),
    "an open language": ('# %% odd {"right": "add"}\nadd = "[[hola|hello"\n', "unclosed"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_list_of_answers_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    text, message = BAD_FILES[name]
    path = sums(tmp_path, text)
    with pytest.raises(SourceError, match=message) as caught:
        run_answers(path, "es")
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_an_exercise_without_answers_is_refused(tmp_path: Path) -> None:
    path = sums(tmp_path, "")
    path.unlink()
    with pytest.raises(SourceError, match="an exercise needs its list of answers"):
        run_answers(path, "es")


def test_an_answer_is_read_in_one_language(tmp_path: Path) -> None:
    path = sums(
        tmp_path,
        "# Remarks.\n\n# %% [markdown]\n# ## add\n\n" + answer("bad", MISTAKE, 'return "[[no|not]]"'),
    )
    body = 'def add(a, b):\n    return "%s"'
    bad = {"title": "bad", "cell": "add", "right": False, "caught_by": ("test_add",)}
    assert read_answers(path, "es") == [Answer(code=body % "no", says="uno y dos", **bad)]
    assert read_answers(path, "en") == [Answer(code=body % "not", says="one and two", **bad)]
