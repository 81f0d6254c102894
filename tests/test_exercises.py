"""The exercises: what students get and must not get, what a source may not do, and exercise 01 itself."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from publish.bilingual import LANGUAGES, choose_in_code
from publish.execute import to_text
from publish.exercises import (
    CODE_STUB,
    TEXT_STUB,
    LeakError,
    check_source,
    check_student,
    instructor,
    open_text,
    student,
)
from publish.project import ROOT
from publish.runner import FAILED, NOT_ATTEMPTED, PASSED, Runner
from publish.source import Source, SourceError, read

SOLUTIONS = ROOT / "solutions"
EXERCISE = read(SOLUTIONS / "01_cost_functions.md")


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def complete(lang: str) -> NotebookNode:
    """The instructor's notebook."""
    return instructor(EXERCISE, lang)


@pytest.fixture(scope="module")
def handout(lang: str) -> NotebookNode:
    """The student's notebook."""
    return student(EXERCISE, lang)


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner(instructor(EXERCISE, "en")) as runner:
        yield runner


def graded(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {cell.id: cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")}


def cell_called(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if cell.id == name)


# ------------------------------------------------------------------- what comes of exercise 01


def test_both_notebooks_are_valid_for_nbgrader(complete: NotebookNode, handout: NotebookNode) -> None:
    from nbgrader.nbgraderformat import MetadataValidator

    for notebook in (complete, handout):
        nbformat.validate(notebook)
        MetadataValidator().validate_nb(notebook)
        assert notebook.metadata.kernelspec.name == "python3"
        assert notebook.metadata.language_info.name == "python"
    assert [cell.id for cell in complete.cells] == [cell.id for cell in handout.cells]


def test_making_it_twice_gives_the_same_bytes(lang: str, handout: NotebookNode) -> None:
    assert to_text(student(EXERCISE, lang)) == to_text(handout)


def test_nbgrader_says_nothing_while_it_works(lang: str, capfd: pytest.CaptureFixture) -> None:
    student(EXERCISE, lang)
    assert capfd.readouterr() == ("", "")


def test_students_see_their_language_only(lang: str, handout: NotebookNode) -> None:
    text = "\n".join(cell.source for cell in handout.cells)
    spanish, english = (
        ("Tarea sin intentar", "ESCRIBE TU CÓDIGO", "Pista 1"),
        ("Task not", "YOUR CODE", "Hint 1"),
    )
    ours, theirs = (spanish, english) if lang == "es" else (english, spanish)
    assert all(phrase in text for phrase in ours)
    assert not any(phrase in text for phrase in theirs)
    assert not re.search(r"\[\[[^\]\d]*\|", text)


def test_stub_and_solution_agree_line_by_line(
    lang: str, complete: NotebookNode, handout: NotebookNode
) -> None:
    region = re.compile(r"^( *)### BEGIN SOLUTION$.*?### END SOLUTION$", re.MULTILINE | re.DOTALL)
    cells = 0
    for ours, theirs in zip(complete.cells, handout.cells, strict=True):
        if ours.metadata.get("nbgrader", {}).get("solution"):
            cells += 1
            indent = region.search(ours.source)[1]
            stub = "\n".join(indent + line for line in CODE_STUB[lang].split("\n"))
            assert region.sub(stub, ours.source) == theirs.source
    assert cells == 14


def test_hidden_tests_are_gone_and_the_rest_is_there(complete: NotebookNode, handout: NotebookNode) -> None:
    for name, cell in graded(complete).items():
        seen, hidden = cell.source.split("\n### BEGIN HIDDEN TESTS\n")
        assert "hidden_seed" in hidden, f"{name} has no hidden test on random data"
        assert hidden.endswith("\n### END HIDDEN TESTS")
        assert cell_called(handout, name).source == seen


def test_run_all_goes_on_past_what_is_not_attempted(handout: NotebookNode) -> None:
    tests = graded(handout)
    assert len(tests) == 14
    assert all("raises-exception" in cell.metadata.tags for cell in tests.values())


def test_untouched_is_worth_nothing_and_said_not_to_be_attempted(
    lang: str, handout: NotebookNode, complete: NotebookNode, runner: Runner
) -> None:
    stubs = {
        cell.id: cell.source for cell in handout.cells if cell.metadata.get("nbgrader", {}).get("solution")
    }
    for run in (runner.run(handout), runner.run(complete, stubs)):  # as handed out, and as graded
        assert len(run.outcomes) == 14
        assert {outcome.verdict for outcome in run.outcomes.values()} == {NOT_ATTEMPTED}
        message = {"es": "Tarea sin intentar", "en": "Task not attempted"}[lang]
        assert all(message in outcome.message for outcome in run.outcomes.values())
        assert run.score == 0


def test_solution_has_full_marks_and_runs_to_the_end(complete: NotebookNode, runner: Runner) -> None:
    run = runner.run(complete)
    assert {outcome.verdict for outcome in run.outcomes.values()} == {PASSED}
    assert run.score == 25
    # The last cell of code, which is no test, draws what the text says of it.
    assert re.search(r"(squared error|error cuadrático): .* 232\n", run.output)
    assert re.search(r"(cross-entropy|entropía cruzada): .* 17\n", run.output)


def test_points_and_minutes_add_up_to_what_the_opening_says(lang: str, complete: NotebookNode) -> None:
    prose = "\n".join(cell.source for cell in complete.cells if cell.cell_type == "markdown")
    said = re.findall(r"^\*\*(\d+) (?:puntos?|points?) · (\d+) minut\w+\*\*$", prose, re.MULTILINE)
    points, minutes = (sum(map(int, column)) for column in zip(*said, strict=True))
    assert points == sum(cell.metadata.nbgrader.points for cell in graded(complete).values()) == 25
    assert 100 <= minutes <= 130
    opening = {
        "es": "14 tareas cortas, 25 puntos y unas dos horas",
        "en": "14 short tasks, 25 points, about two hours",
    }
    assert opening[lang] in prose


def test_a_test_says_the_call_that_it_made(lang: str, complete: NotebookNode) -> None:
    """What a message calls `f([1.0])` is what `f` returned for [1.0]: the one is run against the other."""
    seen = copy.deepcopy(complete)
    for cell in graded(seen).values():
        cell.source = cell.source.split("### BEGIN HIDDEN TESTS")[0]
    space: dict = {"__name__": "__main__"}
    checked = 0

    def compare(what: str, got: object, expected: object, **_: object) -> None:
        nonlocal checked
        name, arguments = what.split("(", 1)
        as_arrays = eval(f"call({arguments}", {**space, "call": lambda *a, **k: (a, k)})
        positional = [np.array(a) if isinstance(a, list) else a for a in as_arrays[0]]
        again = space[name](*positional, **as_arrays[1])
        np.testing.assert_equal(again, got)
        checked += 1

    for cell in seen.cells:
        if "nbgrader" in cell.metadata and cell.cell_type == "code":
            exec(cell.source, space)
            space["check"] = compare
    assert checked >= 28


def test_hidden_data_are_drawn_from_the_seed(complete: NotebookNode, runner: Runner) -> None:
    spies = {}
    for cell in complete.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            name = cell.id
            spies[name] = (
                f"{cell.source}\n\n_{name} = {name}\n\n\ndef {name}(*args, **kwargs):\n"
                f"    print('CALL {name}', [getattr(a, 'tolist', lambda a=a: a)() for a in args])\n"
                f"    return _{name}(*args, **kwargs)\n"
            )

    def calls(seed: str) -> dict[str, list[str]]:
        run = runner.run(complete, spies, seed)
        assert not run.failed
        return {name: re.findall(rf"^CALL {name} (.*)$", run.output, re.MULTILINE) for name in spies}

    one, again, two = calls("1"), calls("1"), calls("2")
    assert one == again
    for name in spies:
        assert set(one[name]) & set(two[name]), f"{name}: the visible calls are the same"
        assert set(one[name]) - set(two[name]), f"{name}: no hidden call depends on the seed"


def test_nbgrader_gives_the_points_of_what_is_solved() -> None:
    """A kernel, nbgrader's own execution and its own reading of the outputs, tags and all."""
    from nbgrader.preprocessors import Execute
    from nbgrader.utils import determine_grade

    notebook, complete = student(EXERCISE, "es"), instructor(EXERCISE, "es")
    cell_called(notebook, "softmax").source = cell_called(complete, "softmax").source
    cell_called(
        notebook, "squared_error"
    ).source = "def squared_error(y, t):\n    return np.sum((y - t) ** 2)"
    Execute(timeout=60).preprocess(notebook, {})
    grades = {name: determine_grade(cell)[0] for name, cell in graded(notebook).items()}
    assert grades == {name: 0 for name in grades} | {"test_softmax": 2}
    [error] = [o for o in cell_called(notebook, "test_squared_error").outputs if o.output_type == "error"]
    assert error.ename == "AssertionError"
    assert "½" in error.evalue


# ------------------------------------------------------------------------------- the messages


@pytest.fixture(scope="module")
def helpers(lang: str) -> dict:
    space: dict = {}
    exec(choose_in_code((SOLUTIONS / "checks.py").read_text(encoding="utf-8"), lang), space)
    return space


MESSAGES = [
    (None, 1.0, {}, "None", "None"),
    ("one", 1.0, {}, "No es un número ni un array", "not a number nor an array"),
    ([[1.0], [2.0, 3.0]], [1.0, 2.0], {}, "No es un número ni un array", "not a number nor an array"),
    (
        [1.0],
        1.0,
        {},
        "Es un array de forma (1,) y se pedía un número",
        "an array of shape (1,), and a number",
    ),
    (
        1.0,
        [1.0],
        {},
        "Es un número y se pedía un array de forma (1,)",
        "a number, and an array of shape (1,)",
    ),
    ([1, np.nan], [1.0, 2.0], {}, "Hay NaN", "There is NaN"),
    ([1, np.inf], [1.0, 2.0], {}, "Hay infinitos", "There are infinities"),
    ([-1.0, 2.0], [1.0, -2.0], {}, "signo cambiado", "sign is reversed"),
    ([2.0, -4.0], [1.0, -2.0], {}, "el doble", "twice"),
    ([0.5, -1.0], [1.0, -2.0], {}, "la mitad", "half"),
    (3.0, 1.0, {}, "no coinciden", "differ"),
    (3.0, 1.0, {"hint": "HINT"}, "HINT", "HINT"),
    (3.0, 1.0, {"mistakes": {"THREE": 3.0, "FOUR": 4.0}}, "→ THREE", "→ THREE"),
    ([3.0], 1.0, {"mistakes": {"THREE": [3.0]}}, "→ THREE", "→ THREE"),
    (1.0, (1.0, 2.0), {}, "devolver 2 resultados", "return 2 results"),
    ((1.0, 3.0), (1.0, 2.0), {}, "Resultado 2:", "Result 2:"),
    ((5.0, 5.0), (1.0, 2.0), {"mistakes": {"A": (5.0, None), "B": (5.0, 5.0)}}, "→ B", "→ B"),
    ((5.0, 2.0), (1.0, 2.0), {"mistakes": {"A": (5.0, None), "B": (5.0, 5.0)}}, "1: A", "1: A"),
    ((4.0, 5.0), (1.0, 2.0), {"mistakes": {"A": (None, 5.0)}}, "2: A", "2: A"),
    ((4.0, 5.0), (1.0, 2.0), {"mistakes": {"A": (None, 6.0), "B": (1.0, None)}}, "1: ", "1: "),
    ((4.0, (5.0, 6.0)), (1.0, (2.0, 3.0)), {"mistakes": {"A": (4.0, (None, 6.0))}}, "→ A", "→ A"),
    ((4.0, 5.0), (1.0, (2.0, 3.0)), {"mistakes": {"A": (4.0, (None, 6.0))}}, "1: ", "1: "),
]


@pytest.mark.parametrize(("got", "expected", "more", "spanish", "english"), MESSAGES)
def test_a_message_names_call_values_and_reason(
    helpers: dict, lang: str, got: object, expected: object, more: dict, spanish: str, english: str
) -> None:
    with pytest.raises(AssertionError) as caught:
        helpers["check"]("f(x)", got, expected, **more)
    lines = str(caught.value).split("\n")
    assert lines[0] == "f(x)"
    assert lines[1].startswith("  esperado: " if lang == "es" else "  expected: ")
    assert any(line.startswith("  obtenido: " if lang == "es" else "  got:      ") for line in lines)
    assert lines[-1].startswith("→ ")
    assert (spanish if lang == "es" else english) in lines[-1]


@pytest.mark.parametrize(
    ("got", "expected", "more"),
    [
        (1, 1.0, {}),
        ([1, 2], np.array([1.0, 2.0]), {}),
        (np.float32(0.1), 0.1, {}),
        ([True, False], [1.0, 0.0], {}),
        ((1.0, [2.0]), (1.0, np.array([2.0])), {}),
        ([1.0, np.array([2.0])], (1.0, [2.0]), {}),
        (1.0, 1.0, {"mistakes": {"the same by chance": 1.0}}),
        ((1.0, 2.0), (1.0, 2.0), {"mistakes": {"the same by chance": (1.0, 2.0)}}),
    ],
)
def test_right_values_pass_in_any_plain_form(
    helpers: dict, got: object, expected: object, more: dict, capsys: pytest.CaptureFixture
) -> None:
    helpers["check"]("f(x)", got, expected, **more)
    assert capsys.readouterr().out == "✓ f(x)\n"


def test_several_results_are_shown_one_below_the_other(helpers: dict) -> None:
    with pytest.raises(AssertionError) as caught:
        helpers["check"]("f(x)", (1.0, np.eye(2)), (1.0, np.zeros((2, 2))))
    assert [line[12:] for line in str(caught.value).split("\n")[1:-1]] == [
        "1",
        "[[0., 0.],",
        " [0., 0.]]",
        "1",
        "[[1., 0.],",
        " [0., 1.]]",
    ]


def test_a_notebook_may_use_the_names_of_builtins(helpers: dict) -> None:
    taken = (
        "len",
        "all",
        "list",
        "tuple",
        "zip",
        "print",
        "repr",
        "isinstance",
        "enumerate",
        "sum",
        "max",
        "np",
    )
    space = {**helpers, **dict.fromkeys(taken, 3)}
    code = compile((SOLUTIONS / "checks.py").read_text(encoding="utf-8"), "checks", "exec")
    exec(code, space)
    space["check"]("f(x)", (1.0, [2.0]), (1.0, [2.0]))
    with pytest.raises(AssertionError, match="f"):
        space["check"]("f(x)", (1.0, [2.0]), (1.0, [3.0]), mistakes={"two": (None, [2.0])})


def test_seeds_depend_on_name_and_environment(helpers: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRADIENTE_SEED", raising=False)
    seeds = [helpers["hidden_seed"](name) for name in ("a", "b", "a")]
    monkeypatch.setenv("GRADIENTE_SEED", "another")
    seeds.append(helpers["hidden_seed"]("a"))
    assert seeds[0] == seeds[2]
    assert len(set(seeds)) == 3
    # sha256("0 a"), from coreutils' sha256sum: the same on every machine and Python.
    assert seeds[0] == 0xCF6D9263CF71CECA


# ------------------------------------------------------------------------------------ the gate

LEFT_MARKERS = [
    "### BEGIN SOLUTION",
    "### END SOLUTION",
    "#BEGIN SOLUTION",
    "# begin solution",
    "# Begin  Solution",
    "### BEGIN_SOLUTION",
    "### BEGIN-SOLUTION ###",
    "### BEGINSOLUTION",
    "### BEGIN SOLUTIONS",
    "### BEGIN\u00a0SOLUTION",
    "### BEGIN \u200bSOLUTION",
    "### ＢＥＧＩＮ ＳＯＬＵＴＩＯＮ",
    "### BEGIN SОLUTIОN",  # two of the letters are Cyrillic
    "### BEGIN SOLUTON",
    "### BEGN SOLUTION",
    "### BEGIN SOLUTION.",
    "### START SOLUTION",
    "### INICIO DE LA SOLUCIÓN",
    "### FIN SOLUCION",
    "### BEGIN HIDDEN TESTS",
    "### END HIDDEN TESTS",
    "# begin hidden test",
    "### BEGIN HIDEN TESTS",
    "### BEGIN HIDDEN-TESTS",
    "### end hiddentests",
    "### BEGIN MARK SCHEME",
    "### BEGIN MARKING SCHEME",
    "### end mark  scheme",
]


@pytest.mark.parametrize("marker", LEFT_MARKERS)
def test_the_gate_finds_a_marker_however_it_is_spelt(handout: NotebookNode, marker: str) -> None:
    notebook = copy.deepcopy(handout)
    cell_called(notebook, "softmax").source += f"\n    {marker}"
    with pytest.raises(LeakError, match=r"^01_cost_functions, the student's notebook, cell \d+: a marker"):
        check_student(notebook, EXERCISE)
    with pytest.raises(LeakError):
        check_student(notebook)  # and without the source, as for an instructor's own exercise


def _leaks(complete: NotebookNode) -> dict[str, tuple]:
    """Ways in which something can leak: a name, a function that changes the notebook, the message."""
    solution = "    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))"
    hidden = "    Z = rng.normal(scale=scale, size=(m, n))"

    def append(text: str, where: str = "softmax"):
        return lambda notebook: cell_called(notebook, where).__setitem__(
            "source", cell_called(notebook, where).source + "\n" + text
        )

    def prose(text: str):
        return lambda notebook: notebook.cells[0].__setitem__(
            "source", notebook.cells[0].source + "\n" + text
        )

    def first(change):
        return lambda notebook: change(cell_called(notebook, "test_softmax"))

    return {
        "a solved cell": (
            lambda nb: cell_called(nb, "softmax").__setitem__(
                "source", cell_called(complete, "softmax").source
            ),
            "marker",
        ),
        "a line of the solution": (append(solution), "a line of the solution of softmax"),
        "with other spaces": (
            append("  E=np.exp( Z-np.max(Z, axis = 1,keepdims=True) )"),
            "line of the solution",
        ),
        "inside a comment": (append("    # " + solution.strip()), "a line of the solution"),
        "inside the prose": (prose("Try `" + solution.strip() + "`."), "a line of the solution"),
        "a short line": (
            append("    top = np.max(Z, axis=1)", "log_sum_exp"),
            "of the solution of log_sum_exp",
        ),
        "a line of a hidden test": (append(hidden, "test_softmax"), "a line of a hidden test"),
        "in another cell": (append(solution, "hinge"), "a line of the solution of softmax"),
        "in the metadata": (first(lambda c: c.metadata.update(old=solution)), "a line of the solution"),
        "in the notebook's metadata": (
            lambda nb: nb.metadata.update(old={"a": [solution]}),
            "line of the solution",
        ),
        "an output": (
            first(lambda c: c.outputs.append(new_output("stream", name="stdout", text="✓"))),
            "a saved output",
        ),
        "an execution count": (first(lambda c: c.__setitem__("execution_count", 3)), "execution count"),
        "a widget": (lambda nb: nb.metadata.update(widgets={"state": {}}), "a widget"),
        "another stub": (append("    pass"), "softmax is not the source's cell"),
        "a test changed": (append("assert True", "test_softmax"), "test_softmax is not the source's cell"),
        "a cell lost": (
            lambda nb: nb.__setitem__("cells", [c for c in nb.cells if c.id != "softmax"]),
            "its cells are not the source's: softmax",
        ),
        "a marker in the metadata": (
            first(lambda c: c.metadata.update(old="END SOLUTION")),
            "a marker was left",
        ),
    }


@pytest.mark.parametrize("name", list(_leaks(NotebookNode())))
def test_the_gate_refuses_each_leak_with_one_line(
    handout: NotebookNode, complete: NotebookNode, name: str
) -> None:
    plant, message = _leaks(complete)[name]
    notebook = copy.deepcopy(handout)
    plant(notebook)
    with pytest.raises(LeakError, match=message) as caught:
        check_student(notebook, EXERCISE)
    assert "\n" not in str(caught.value)


def test_the_gate_knows_solutions_of_the_other_language(handout: NotebookNode, lang: str) -> None:
    other = next(code for code in LANGUAGES if code != lang)
    hidden = next(
        line for line in open_text_hidden(other) if "random data" in line or "datos al azar" in line
    )
    notebook = copy.deepcopy(handout)
    notebook.cells[0].source += "\n" + hidden
    with pytest.raises(LeakError, match="a line of a hidden test"):
        check_student(notebook, EXERCISE)


def open_text_hidden(lang: str) -> list[str]:
    """The lines of the exercise that stand in hidden tests."""
    cells = [cell for cell in EXERCISE.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    return [
        line for c in cells for line in set(c.text[lang].split("\n")) - set(open_text(c, lang).split("\n"))
    ]


def test_the_gate_lets_the_published_file_pass(handout: NotebookNode) -> None:
    """With what the build puts around it: links to Colab and to the other language."""
    from publish.chapters import with_header

    check_student(with_header(copy.deepcopy(handout), "exercises/01_cost_functions", "en"), EXERCISE)


# -------------------------------------------------------------------- what a source may not do

SMALL = '''\
---
kernelspec:
  name: python3
  display_name: Python 3
---

+++ {"lang": "es"}

# Sumas

**2 puntos · 5 minutos**

<details><summary>Pista 1</summary>

uno

</details>

<details><summary>Pista 2</summary>

dos

</details>

<details><summary>Pista 3</summary>

tres

</details>

+++ {"lang": "en"}

# Sums

**2 points · 5 minutes**

<details><summary>Hint 1</summary>

one

</details>

<details><summary>Hint 2</summary>

two

</details>

<details><summary>Hint 3</summary>

three

</details>

```{code-cell}
:nbgrader: {grade: false, grade_id: add, locked: false, schema_version: 3, solution: true, task: false}

def add(a, b):
    """[[La suma.|The sum.]]"""
    ### BEGIN SOLUTION
    total = sum([a, b], start=0)
    return total
    ### END SOLUTION
```

```{code-cell}
:nbgrader: {grade: true, grade_id: test_add, locked: true, points: 2, schema_version: 3, solution: false, task: false}

assert add(1, 2) == 3
### BEGIN HIDDEN TESTS
assert add(10, -4) == 6
### END HIDDEN TESTS
```
'''  # noqa: E501


def small(folder: Path, *changes: tuple[str, str]) -> Source:
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "09_sums.md"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_the_small_exercise_is_in_order(tmp_path: Path) -> None:
    source = small(tmp_path)
    check_source(source)
    notebook = student(source, "es")
    assert cell_called(notebook, "add").source.split("\n") == [
        "def add(a, b):",
        '    """La suma."""',
        "    # ESCRIBE TU CÓDIGO AQUÍ",
        '    raise NotImplementedError("Tarea sin intentar")',
    ]


SOLUTION = (
    "    ### BEGIN SOLUTION\n    total = sum([a, b], start=0)\n    return total\n    ### END SOLUTION\n"
)
HIDDEN = "### BEGIN HIDDEN TESTS\nassert add(10, -4) == 6\n### END HIDDEN TESTS\n"
NOT_GRADED = "{grade: false, grade_id: %s, locked: true, schema_version: 3, solution: false, task: false}"
SECOND = f"\n```{{code-cell}}\n:nbgrader: {NOT_GRADED}\n\n%s\n```\n"

BROKEN = {
    **{
        f"misspelt: {spelling}": (
            (("### BEGIN SOLUTION", spelling), ("### END SOLUTION", spelling.replace("BEGIN", "END"))),
            "cell 3 .*looks like a marker",
        )
        for spelling in (
            "### BEGIN SOLUTON",
            "### BEGIN  SOLUTION",
            "### Begin Solution",
            "## BEGIN SOLUTION",
            "###BEGIN SOLUTION",
            "### BEGIN SOLUTION ###",
            "### BEGIN_SOLUTION",
            "### BEGIN SOLUCIÓN",
        )
    },
    "hidden tests misspelt": ((("BEGIN HIDDEN TESTS", "BEGIN HIDEN TESTS"),), "cell 4 .*looks like a marker"),
    "hidden test, singular": ((("BEGIN HIDDEN TESTS", "BEGIN HIDDEN TEST"),), "cell 4 .*looks like a marker"),
    "left open": ((("    ### END SOLUTION\n", ""),), "cell 3 .*BEGIN SOLUTION has no ### END SOLUTION"),
    "hidden left open": (
        (("### END HIDDEN TESTS\n", ""),),
        "cell 4 .*BEGIN HIDDEN TESTS has no ### END HIDDEN TESTS",
    ),
    "never opened": ((("    ### BEGIN SOLUTION\n", ""),), "cell 3 .*END SOLUTION without its BEGIN"),
    "opened twice": (
        (("    return total", "    ### BEGIN SOLUTION\n    return total"),),
        "cell 3 .*inside a region that is still open",
    ),
    "closed by another": (
        (("### END HIDDEN TESTS", "### END SOLUTION"),),
        "cell 4 .*outside a solution cell",
    ),
    "solution in a test": (
        ((HIDDEN, HIDDEN.replace("HIDDEN TESTS", "SOLUTION")),),
        "cell 4 .*outside a solution",
    ),
    "solution in a set-up cell": (
        (
            (
                "```{code-cell}\n:nbgrader: {grade: true",
                SECOND % ("setup", "### BEGIN SOLUTION\nx = 1\n### END SOLUTION")
                + "\n```{code-cell}\n:nbgrader: {grade: true",
            ),
        ),
        "cell 4 .*outside a solution cell",
    ),
    "hidden test in the solution": (
        ((SOLUTION, SOLUTION.replace("SOLUTION", "HIDDEN TESTS")),),
        "cell 3 .*outside a test cell",
    ),
    "something after the hidden tests": (
        (("### END HIDDEN TESTS\n", "### END HIDDEN TESTS\nassert add(0, 0) == 0\n"),),
        "cell 4 .*after the hidden tests: those come last",
    ),
    "solution in prose": ((("uno", "### BEGIN SOLUTION"), ("one", "### BEGIN SOLUTION")), "cell 1 .*outside"),
    "marker misspelt in prose": (
        (("uno", "BEGIN SOLUTION"), ("one", "BEGIN SOLUTION")),
        "cell 1 .*looks like",
    ),
    "no solution region": (
        ((SOLUTION, "    return a + b\n"),),
        "cell 3 .*a solution cell without ### BEGIN SOLUTION",
    ),
    "stub out of step": (
        (("    ### BEGIN SOLUTION\n", "      ### BEGIN SOLUTION\n"),),
        "cell 3 .*without its solution it is not Python",
    ),
    "stub cuts a statement": (
        (
            ("    ### BEGIN SOLUTION\n    total = sum", "    total = (\n    ### BEGIN SOLUTION\n    sum"),
            ("start=0)\n    return", "start=0))\n    return"),
        ),
        "cell 3 .*without its solution it is not Python",
    ),
    "id twice": (
        (("grade_id: test_add", "grade_id: add"),),
        "cell 4 .*grade_id add is taken already, by cell 3",
    ),
    "id that nbgrader cannot use": ((("grade_id: add,", "grade_id: 'a b',"),), "cell 3 .*grade_id 'a b'"),
    "no id": ((("grade_id: add, ", ""),), "cell 3 .*grade_id None"),
    "test of nothing": (
        (("grade_id: test_add", "grade_id: test_sub"),),
        "cell 4 .*test_sub: a test is called",
    ),
    "no points": ((("points: 2, ", ""),), "cell 4 .*test_add is graded and has no points"),
    "points 0": ((("points: 2, ", "points: 0, "),), "cell 4 .*test_add is graded and has no points"),
    "points that are no number": ((("points: 2, ", "points: many, "),), "cell 4 .*has no points"),
    "other points in the text": (
        (("**2 puntos", "**3 puntos"),),
        r"cell 3 .*\(es\) says 3 points and its test 2",
    ),
    "no points in the text": (
        (("**2 points · 5 minutes**", "An easy one."),),
        r"cell 3 .*\(en\) needs one line",
    ),
    "no expected time": (
        (("**2 puntos · 5 minutos**", "**2 puntos**"), ("**2 points · 5 minutes**", "**2 points**")),
        "cell 3 .*needs one line",
    ),
    "two hints": (
        (
            ("<details><summary>Pista 3</summary>\n\ntres\n\n</details>", ""),
            ("<details><summary>Hint 3</summary>\n\nthree\n\n</details>", ""),
        ),
        "cell 3 .*needs 3 hints .*it has 2",
    ),
    "a hint whose Markdown would not show": (
        (("Pista 2</summary>\n\n", "Pista 2</summary>\n"),),
        r"cell 3 .*\(es\) needs 3 hints .*it has 2",
    ),
    "test not locked": ((("locked: true", "locked: false"),), "cell 4 .*test_add is a test and not locked"),
    "solution locked": ((("locked: false", "locked: true"),), "cell 3 .*add is a solution cell and locked"),
    "old schema": (
        (("grade_id: add, locked: false, schema_version: 3", "grade_id: add, locked: false"),),
        "cell 3 .*schema",
    ),
    "a key missing": (((", solution: true, task: false", ", solution: true"),), "cell 3 .*without task"),
    "solution in the open": (
        (("tres", "`total = sum([a,b], start = 0)`"), ("three", "`total = sum([a,b], start = 0)`")),
        "cell 3 .*in the open",
    ),
}


HAND = """
+++ {"lang": "es"}

## Por qué

**3 puntos · 5 minutos**

HINTS_ES

+++ {"lang": "en"}

## Why

**3 points · 5 minutes**

HINTS_EN

+++ {"lang": "es", "nbgrader": ANSWER}

Porque la suma conmuta siempre.

+++ {"lang": "en", "nbgrader": ANSWER}

Because a sum always commutes.

+++ {"lang": "es", "nbgrader": OPEN}

## Más

**4 puntos · 9 minutos**

HINTS_ES

### BEGIN MARK SCHEME
Un punto por cada idea que sea suya.
### END MARK SCHEME

+++ {"lang": "en", "nbgrader": OPEN}

## More

**4 points · 9 minutes**

HINTS_EN

### BEGIN MARK SCHEME
One point for each idea of their own.
### END MARK SCHEME
"""
for _key, _value in {
    "HINTS_ES": "\n\n".join(re.findall(r"<details><summary>Pista.*?</details>", SMALL, re.DOTALL)),
    "HINTS_EN": "\n\n".join(re.findall(r"<details><summary>Hint.*?</details>", SMALL, re.DOTALL)),
    "ANSWER": '{"grade": true, "grade_id": "why", "locked": false, "points": 3, "schema_version": 3, '
    '"solution": true, "task": false}',
    "OPEN": '{"grade": false, "grade_id": "more", "locked": true, "points": 4, "schema_version": 3, '
    '"solution": false, "task": true}',
}.items():
    HAND = HAND.replace(_key, _value)


_SCHEME = "### BEGIN MARK SCHEME\n### END MARK SCHEME"


def by_hand(folder: Path, *changes: tuple[str, str]) -> Source:
    text = HAND
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "09_sums.md"
    path.write_text(SMALL + text, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_students_get_a_stub_and_no_mark_scheme(tmp_path: Path, lang: str) -> None:
    source = by_hand(tmp_path)
    assert "### BEGIN MARK SCHEME" in cell_called(instructor(source, lang), "more").source
    notebook = student(source, lang)
    assert cell_called(notebook, "why").source == TEXT_STUB[lang]
    assert cell_called(notebook, "more").source.rstrip().endswith("</details>")
    everything = str(notebook)
    assert [words for words in ("conmuta", "commutes", "Un punto", "One point") if words in everything] == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ((("**3 puntos", "**2 puntos"),), r"task why \(es\) says 2 points and its test 3"),
        ((("**4 points", "**5 points"),), r"task more \(en\) says 5 points and its test 4"),
        ((("· 9 minutos**", "**"),), r"task more \(es\) needs one line"),
        ((("Pista 1</summary>\n\n", "Pista 1</summary>\n"),), r"task why \(es\) needs 3 hints"),
        (
            (('"grade_id": "more", "locked": true', '"grade_id": "more", "locked": false'),),
            "more: a task cell is",
        ),
        ((("MARK SCHEME", "MARKSCHEME"),), "looks like a marker"),
        (
            (("### BEGIN MARK SCHEME\n", ""), ("### END MARK SCHEME\n", "")),
            "a task cell without ### BEGIN MARK SCHEME",
        ),
        (
            (("Porque la suma conmuta siempre.", _SCHEME), ("Because a sum always commutes.", _SCHEME)),
            "outside a task",
        ),
    ],
)
def test_what_is_graded_by_hand_has_rules_too(
    tmp_path: Path, changes: tuple[tuple[str, str], ...], message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        instructor(by_hand(tmp_path, *changes), "es")


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_source_is_refused_with_file_and_cell(tmp_path: Path, name: str) -> None:
    changes, message = BROKEN[name]
    source = small(tmp_path, *changes)
    with pytest.raises(SourceError, match=message) as caught:
        instructor(source, "es")
    assert str(caught.value).startswith(str(source.path))
    assert "\n" not in str(caught.value)


def test_a_solution_without_its_test_is_refused(tmp_path: Path) -> None:
    source = small(tmp_path, (SMALL[SMALL.index("```{code-cell}\n:nbgrader: {grade: true") :], ""))
    with pytest.raises(
        SourceError, match=r"cell 3 .*the solution cell add has no test after it: add test_add"
    ):
        instructor(source, "en")


def test_a_failed_check_is_neither_passed_nor_unattempted(complete: NotebookNode, runner: Runner) -> None:
    run = runner.run(complete, {"hinge": "def hinge(Z, labels, margin=1.0):\n    return 0.0\n"})
    assert run.outcomes["test_hinge"].verdict == FAILED
    assert run.score == 23
