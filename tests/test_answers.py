"""What tries an exercise's answers, on an exercise of sums; test_assignments.py tries those of the book."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode

from publish.answers import Answer, Result, main, read_answers, run_answers
from publish.exercises import instructor
from publish.runner import ERROR, NOT_ATTEMPTED, PASSED, Runner
from publish.source import SourceError, read

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


def test_only_the_tests_that_need_the_task_run_again(tmp_path: Path) -> None:
    """The others say what they say of the solution, be it that they fail."""
    double = "assert double(4) == 8"
    wrong = answer("bad", MISTAKE, "print('add'); return a - b")

    def run(new: str, answers: str = wrong) -> Result:
        path = sums(tmp_path, answers)
        exercise = path.with_name("09_sums.md")
        exercise.write_text(SUMS.replace(double, new), encoding="utf-8")
        [result] = run_answers(path, "en")
        return result

    alone = run(f"print('double'); {double}")
    assert (alone.problem, alone.run.output, alone.run.score) == (None, "add\n", 1)
    assert list(alone.run.outcomes) == ["test_add", "test_double"]
    needs_both = run("assert double(4) == add(4, 4), 'eight'")
    assert "loses test_add (failed: one and two); test_double (failed: eight)" in needs_both.problem
    defect = run("assert double(4) == 9, 'nine'", answer("good", '{"right": "add"}'))
    assert defect.problem == "should lose nothing, loses test_double (failed: nine)"


def test_what_prints_and_warns_is_not_punished(tmp_path: Path) -> None:
    talks = "import warnings; warnings.warn('harmless'); print('sum', a + b); return a + b"
    [result] = run_answers(sums(tmp_path, answer("good", '{"right": "add"}', talks)), "es")
    assert "UserWarning: harmless" in result.run.output
    assert "sum 3" in result.run.output
    assert result.run.score == 3


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
