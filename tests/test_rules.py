"""The rules for test cells: what the build refuses, what it lets pass, and where `reference` comes from."""

import re
import tomllib
from pathlib import Path

import nbformat
import nbgrader as nbgrader_package
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.execute import run_in_sandbox
from autograder.messages import Refusal
from autograder.names import modules_in, without_magics
from autograder.outcomes import Outcome, outcomes
from autograder.release import warnings_of
from autograder.session import Limits
from autograder.sides import imports_in
from demo_course import copy_of, instructors, nbgrader_cell, run
from publish.bilingual import LANGUAGES
from publish.exercises import check_source, instructor, student
from publish.project import ROOT
from publish.rules import broken_rules, check_test_cells
from publish.runner import ERROR, FAILED, PASSED, Runner
from publish.source import Source, SourceError, read

PROSE = """
+++ {"lang": "es"}

**1 punto · 5 minutos**

HINTS

+++ {"lang": "en"}

**1 point · 5 minutes**

HINTS
""".replace("HINTS", "\n\n".join(f"<details><summary>{i}</summary>\n\nhm\n\n</details>" for i in (1, 2, 3)))


def cell(text: str, about: str = "") -> str:
    return f"\n```{{code-cell}}\n{about}\n{text}\n```\n"


def nbgrader(name: str, **about: object) -> str:
    about = {"grade": False, "locked": True, "solution": False, "task": False, "schema_version": 3, **about}
    text = ", ".join(f"{key}: {str(value).lower()}" for key, value in about.items())
    return f":nbgrader: {{grade_id: {name}, {text}}}\n"


def setup(text: str, name: str = "setup") -> str:
    return cell(text, nbgrader(name))


def task(name: str, solution: str, test: str) -> str:
    """A task whose solution and stub begin with the same line."""
    head, _, body = solution.partition("\n")
    indent = " " * (len(body) - len(body.lstrip()))
    text = f"{head}\n{indent}### BEGIN SOLUTION\n{body}\n{indent}### END SOLUTION"
    return (
        PROSE
        + cell(text, nbgrader(name, locked=False, solution=True))
        + cell(test, nbgrader(f"test_{name}", grade=True, points=1))
    )


def hidden(text: str) -> str:
    return f"### BEGIN HIDDEN TESTS\n{text}\n### END HIDDEN TESTS"


MODEL = """class Model:
    def __init__(self):
        self.layers = [2.0]

    def fit(self, X):
        self.layers[0] += sum(X)

    def weights(self):
        return list(self.layers)"""
SCALE = "def scale(X, by=2):\n    return [by * x for x in X]"


def exercise(folder: Path, *parts: str) -> Source:
    title = '\n+++ {"lang": "es"}\n\n# Reglas\n\n+++ {"lang": "en"}\n\n# Rules\n'
    path = folder / "09_rules.md"
    path.write_text(
        f"---\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n{title}{''.join(parts)}",
        encoding="utf-8",
    )
    return read(path)


def one_test(folder: Path, test: str, before: str = "", name: str = "scale") -> Source:
    """Set-up, the task `name`, and its test."""
    start = setup("import math\nimport numpy as np\n\n\ndef near(a, b):\n    assert np.allclose(a, b)")
    solution = {"scale": SCALE, "Model": MODEL}[name]
    return exercise(folder, start, before, task(name.lower(), solution, test))


# ------------------------------------------------------------------------------- what may stand

ALLOWED = {
    "plain data in and out": "assert scale([1, 2]) == [2, 4]",
    "a name of set-up, one of the standard library, NumPy's testing functions": (
        "from fractions import Fraction\nnear(scale([Fraction(1, 2)]), math.cos(0))\n"
        "np.testing.assert_allclose(scale([1.0]), [2.0])"
    ),
    "comprehensions, lambdas and functions of its own": (
        "def twice(X):\n    return [y for x in X for y in (x, x)]\n\n"
        "for _ in range(2):\n    assert scale(twice([_])) == [2 * z for z in twice([_])]\n"
        "assert sorted(scale([2, 1]), key=lambda value: -value) == [4, 2]"
    ),
    "changing its own copy of what came back": "got = scale([1])\ngot[0] += 1\nassert got == [3]",
    "an error that is asked for": (
        "X = [1]\ntry:\n    scale(X, {})\nexcept TypeError:\n    pass\nassert scale(X) == [2]"
    ),
    "the type of a result": "got = scale([1])\nassert isinstance(got, list) and got is not None",
    "warnings of its own computation": (
        "with np.errstate(divide='ignore'):\n    limit = np.log(np.zeros(1))\nassert scale([1.0]) != limit"
    ),
    "a generator for each call": "assert scale(np.random.default_rng(1)) == scale(np.random.default_rng(1))",
    "a parameter that is called like a builtin": "assert scale([1], by=sum(id for id in (1, 2))) == [3]",
    "the solution's own result in a hidden test": "assert scale([1]) == [2]\n" + hidden(
        "X = [4, 5]\nassert scale(X) == reference.scale(X)"
    ),
}  # fmt: skip


@pytest.mark.parametrize("test", ALLOWED.values(), ids=list(ALLOWED))
def test_a_test_that_keeps_the_rules_is_let_pass(tmp_path: Path, test: str) -> None:
    check_source(one_test(tmp_path, test))


def test_a_handle_is_made_called_and_asked_for_plain_data(tmp_path: Path) -> None:
    test = "X = [1.0, 2.0]\nmodel = Model()\nmodel.fit(X)\nassert model.weights() == [2.0 + sum(X)]"
    check_source(one_test(tmp_path, test, name="Model"))


def test_a_test_may_use_what_an_earlier_test_shows(tmp_path: Path) -> None:
    first = task("scale", SCALE, "cases = [1, 2]\nassert scale(cases) == [2, 4]")
    second = task("halve", "def halve(X):\n    return [x / 2 for x in X]", "assert halve(cases) == [0.5, 1]")
    check_source(exercise(tmp_path, first, second))


def test_a_function_of_set_up_may_call_what_students_write_later(tmp_path: Path) -> None:
    helper = setup("def both(X):\n    return scale(X) + scale(X)", "helper")
    check_source(one_test(tmp_path, "assert both([1]) == [2, 2]", helper))


def test_an_ordinary_cell_may_hold_anything(tmp_path: Path) -> None:
    source = one_test(tmp_path, "assert scale([1]) == [2]", cell("%timeit 1\n!ls\nprint(open, _)"))
    check_source(source)


# ------------------------------------------------------------------------------- what may not

DROPPED = "drops what scale returns and goes on with X: the student's code gets a copy"
NAMES = {
    "a name that nothing binds": ("assert scale(some) == [2]", "uses some, which nothing binds"),
    "a name that nothing binds, in a function": (
        "def f():\n    return missing\n\n\nassert scale([1]) == [2]",
        "line 2, uses missing, which nothing binds",
    ),
    "a class's attribute is no name": (
        "class A:\n    x = 1\n\n\nassert scale([x]) == [2]",
        "line 5, uses x, which nothing binds",
    ),
    "a name of its hidden tests in what students see": (
        "assert scale([1]) == [two()]\n" + hidden("def two():\n    return 2\nassert two()"),
        "uses two, which only its hidden tests bind",
    ),
    "Jupyter's history": ("scale([1])\nassert _ == [2]", "uses _, which is Jupyter's"),
    "Jupyter's input": ("assert 'sum' not in In[-1]", "uses In, which is Jupyter's"),
    "IPython": ("get_ipython().run_cell('1')", "uses get_ipython, which is Jupyter's"),
    "a magic": ("%timeit scale([1])", "line 1, is not Python"),
    "a command": ("!ls\nassert scale([1])", "line 1, is not Python"),
    "hidden tests that leave half a statement": (
        "for x in (1, 2):\n    ### BEGIN HIDDEN TESTS\n    assert scale([x])\n    ### END HIDDEN TESTS",
        "without the hidden tests the cell must be whole",
    ),
    "a star": ("from math import *\nassert scale([1])", r"imports \* from math: import by name"),
    "a name of the solution": ("def scale(X):\n    return X\n", "binds scale, which is the solution cell"),
    "a name of set-up": ("near = 2\nassert scale([1])", "binds near, which is the set-up cell setup's"),
    "the reference before the eyes of all": (
        "assert scale([3]) == reference.scale([3])",
        "uses reference, which only hidden tests have",
    ),
    "a reference that is not there": (
        "assert scale([1])\n" + hidden("assert reference.skale([1])"),
        r"uses reference\.skale: it has what solution cells before it bind",
    ),
    "the reference by itself": (
        "assert scale([1])\n" + hidden("assert getattr(reference, 'scale')([1])"),
        "uses reference by itself",
    ),
    "another reference": (
        "assert scale([1])\n" + hidden("import __main__ as reference\nassert reference.scale([1])"),
        "binds reference, which is the instructor's solutions",
    ),
}  # fmt: skip
FORMS = {
    "a change in place": ("X = [1]\nscale(X)\nassert X == [2]", DROPPED),
    "a change in place, in a loop": ("X = [1]\nfor _ in X:\n    scale(X, by=3)\nassert X == [3]", DROPPED),
    "an attribute of the student's function": ("scale.calls = 0\nassert scale([1])", r"changes scale\.calls"),
    "an item of the student's": ("scale.table[0] = 1\nassert scale([1])", r"changes scale\.table\[0\]"),
    "deleting": ("del scale.cache\nassert scale([1])", r"changes scale\.cache"),
    "setattr": ("setattr(scale, 'by', 3)\nassert scale([1])", "uses setattr, which changes an object"),
    "a patched module": ("np.sum = max\nassert scale([1])", r"changes np\.sum: .* modules of its own"),
    "an environment variable": (
        "import os\nos.environ['BY'] = '3'\nassert scale([1])",
        r"changes os\.environ\['BY'\]",
    ),
    "the global seed": ("np.random.seed(1)\nassert scale([1])", r"uses np\.random\.seed: .*hand it a seed"),
    "a generator that is to have moved on": (
        "rng = np.random.default_rng(1)\nassert scale(rng) != scale(rng)",
        r"hands rng to scale and draws from it again: .*make one for each call",
    ),
    "an attribute with underscores": ("assert scale.__doc__", r"asks for scale\.__doc__"),
    "a private attribute": ("assert scale([1])\nassert not scale._calls", r"asks for scale\._calls"),
    "identity": ("X = [1]\nassert scale(X) is not X", "asks scale.X. is not X: the tests get copies"),
    "id": ("X = [1]\nassert id(scale(X)) != id(X)", "uses id, which asks for identity"),
    "shared memory": (
        "X = np.ones(2)\nassert not np.shares_memory(X, scale(X))",
        r"uses np\.shares_memory: the tests get copies",
    ),
    "warnings of the student's code": (
        "with np.errstate(over='raise'):\n    assert scale([1])",
        "has errstate around the student's code",
    ),
    "what the student's code prints": (
        "import io\nfrom contextlib import redirect_stdout\nwith redirect_stdout(io.StringIO()) as said:\n"
        "    scale([1])\nassert not said.getvalue()",
        "has redirect_stdout around the student's code",
    ),
    "the source": ("import inspect\nassert inspect.getsource(scale)", "imports inspect, which reaches"),
    "the source, by name": ("from inspect import signature\nassert signature(scale)", "imports inspect"),
    "mocks": ("from unittest import mock\nassert mock.patch", r"imports unittest\.mock, which reaches"),
    "the namespace": ("assert 'scale' in globals()", "uses globals, which looks into a process"),
    "code in text": ("assert eval('scale([1])') == [2]", "uses eval, which makes code"),
    "a file": ("open('result').read()\nassert scale([1])", "uses open, which needs files or a person"),
    "a question": ("assert scale([int(input())])", "uses input, which needs files or a person"),
    "an import by hand": ("assert __import__('math') and scale([1])", "uses __import__, which makes code"),
    "a module that set-up does not import": (
        "import scipy.stats\nassert scale([1])",
        r"imports scipy\.stats: import it in a locked set-up cell",
    ),
}  # fmt: skip
OF_A_CLASS = {
    "isinstance": ("assert isinstance(Model(), Model)", r"asks isinstance\(Model\(\), Model\): of"),
    "issubclass": ("assert issubclass(Model, (int, Model))", r"asks issubclass\(Model, \(int, Model\)\): of"),
    "a class made of it": ("class M(Model):\n    pass\nassert M().weights()", "derives M from Model"),
    "catching it": ("try:\n    Model()\nexcept Model:\n    raise", "catches Model"),
    "an attribute of an object": ("model = Model()\nmodel.layers = []\n", r"changes model\.layers"),
    "an item of an object": ("model = Model()\nmodel.layers[0] = 1\n", r"changes model\.layers\[0\]"),
    "an object of an object": (
        "model = Model()\nfor layer in model.layers:\n    layer.trainable = False\nassert model",
        r"changes layer\.trainable",
    ),
    "its type": ("assert type(Model()) is Model", r"asks type\(Model\(\)\) is Model"),
    "its class": ("assert Model().__class__", r"asks for Model\(\)\.__class__"),
}  # fmt: skip


@pytest.mark.parametrize(("test", "message"), [*NAMES.values(), *FORMS.values()], ids=[*NAMES, *FORMS])
def test_a_test_that_breaks_a_rule_is_refused(tmp_path: Path, test: str, message: str) -> None:
    refused(one_test(tmp_path, test), rf"09_rules\.md, cell 7 \(line \d+\): test_scale.*{message}")


@pytest.mark.parametrize(("test", "message"), OF_A_CLASS.values(), ids=list(OF_A_CLASS))
def test_a_students_class_is_asked_for_what_it_does_only(tmp_path: Path, test: str, message: str) -> None:
    refused(one_test(tmp_path, test, name="Model"), rf"cell 7 .*test_model, line \d+, {message}")


def refused(source: Source, message: str) -> None:
    """`check_source` refuses `source` in one line that says `message`."""
    with pytest.raises(SourceError, match=message) as caught:
        check_source(source)
    assert "\n" not in str(caught.value)


AROUND = {
    "a test that uses an ordinary cell's name": (
        (cell("low = 1"), task("scale", SCALE, "assert scale([low]) == [2]")),
        "test_scale, line 1, uses low, which the ordinary cell 3 binds: students may change that cell",
    ),
    "a test that uses what comes after it": (
        (task("scale", SCALE, "assert scale([late]) == [2]"), setup("late = 1")),
        "test_scale, line 1, uses late, which only setup, after it, binds",
    ),
    "a test that students see, of what an earlier one hides": (
        (
            task("scale", SCALE, "assert scale([1])\n" + hidden("low = 1\nassert scale([low]) == [2]")),
            task("halve", "def halve(X):\n    return X[0] / 2", "assert halve([low]) == 0.5"),
        ),
        "test_halve, line 1, uses low, which only the hidden tests of test_scale bind",
    ),
    "set-up with an ordinary cell's name": (
        (cell("data = [1]"), setup("total = sum(data)"), task("scale", SCALE, "assert scale([total])")),
        "setup, line 1, uses data, which the ordinary cell 3 binds",
    ),
    "set-up with a test's name": (
        (task("scale", SCALE, "low = 1\nassert scale([low])"), setup("high = low + 1")),
        "setup, line 1, uses low, which only the test test_scale binds",
    ),
    "set-up that calls the student's function as it runs": (
        (task("scale", SCALE, "assert scale([1])"), setup("data = [y for y in scale([1])]")),
        "setup, line 1, uses scale, a student's, as it runs",
    ),
    "set-up whose class needs the student's": (
        (task("model", MODEL, "assert Model().weights()"), setup("class Deep(Model):\n    pass")),
        "setup, line 1, uses Model, a student's, as it runs",
    ),
    "set-up with a magic": ((setup("%matplotlib inline"),), "setup, line 1, is not Python"),
    "a solution that binds a name of set-up": (
        (setup("scale = 2"), task("scale", SCALE, "assert scale")),
        "scale, line 1, binds scale, which is the set-up cell setup's",
    ),
    "set-up that binds a name of a solution": (
        (task("scale", SCALE, "assert scale([1])"), setup("def scale(X):\n    return X")),
        "setup, line 1, binds scale, which is the solution cell scale's",
    ),
    "a solution that uses a test's name": (
        (
            task("scale", SCALE, "factor = 3\nassert scale([factor])"),
            task("triple", "def triple(x):\n    return factor * x", "assert triple(1) == 3"),
        ),
        "triple, line 3, uses factor, which only the test test_scale binds: tests run in a process of",
    ),
    "a solution that uses an ordinary cell's name": (
        (
            cell("factor = 3"),
            task("triple", "def triple(x):\n    return factor * x", "assert triple(1) == 3"),
        ),
        "triple, line 3, uses factor, which the ordinary cell 3 binds",
    ),
    "a solution that asks the reference": (
        (task("triple", "def triple(x):\n    return reference.triple(x)", "assert triple(1) == 3"),),
        "triple, line 3, uses reference, which only hidden tests have",
    ),
    "an ordinary cell that binds reference": (
        (cell("import __main__ as reference"), task("scale", SCALE, "assert scale([1])")),
        "cell 3 binds reference, which is the instructor's solutions",
    ),
}


@pytest.mark.parametrize(("parts", "message"), AROUND.values(), ids=list(AROUND))
def test_what_stands_around_the_tests_has_rules_too(
    tmp_path: Path, parts: tuple[str, ...], message: str
) -> None:
    refused(exercise(tmp_path, *parts), message)


def test_both_languages_are_looked_at(tmp_path: Path) -> None:
    test = 'n = 1\nassert scale([n]) == [2], f"[[{n} mal|{m} wrong]]"'
    refused(one_test(tmp_path, test), "test_scale, line 2, uses m, which nothing binds")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "solutions").glob("*_*.md")), ids=lambda path: path.stem.partition("_")[0]
)
def test_the_books_exercises_keep_the_rules(path: Path) -> None:
    check_test_cells(read(path))


# --------------------------------------------------------------------------------- reference

WITH_REFERENCE = (
    setup("START = 1"),
    task(
        "scale",
        "def scale(X, by=2):\n    return [by * x for x in X]",
        "assert scale([START]) == [2]\n" + hidden("assert scale([5]) == reference.scale([5]), 'five'"),
    ),
    task(
        "total",
        "def total(X):\n    return START + sum(scale(X))",
        "assert total([]) == 1\n" + hidden("assert total([3, 4]) == reference.total([3, 4]), 'seven'"),
    ),
)


def test_the_reference_is_the_exercises_own_solution_whatever_the_answer(tmp_path: Path) -> None:
    complete = instructor(exercise(tmp_path, *WITH_REFERENCE), "en")
    tripled = "def scale(X):\n    return [3 * x if x > 1 else 2 * x for x in X]"
    with Runner(complete) as runner:
        assert runner.run(complete).failed == ()
        run = runner.run(complete, {"scale": tripled})
        assert {name: (o.verdict, o.message) for name, o in run.outcomes.items()} == {
            "test_scale": (FAILED, "five"),
            "test_total": (FAILED, "seven"),  # its reference adds what the reference scales, not the answer
        }
        patched = tripled + "\nSTART = 1\nscale.by = 3"
        assert runner.run(complete, {"scale": patched}).failed == ("test_scale", "test_total")
        assert runner.run(complete).failed == ()


def test_the_reference_is_made_of_solutions_and_set_up_alone(tmp_path: Path) -> None:
    source = exercise(tmp_path, *WITH_REFERENCE, cell("scale = None"))
    complete = instructor(source, "en")
    test = next(c for c in complete.cells if c.id == "test_total")
    with Runner(complete) as runner:
        asked = test.source.replace("reference.total([3, 4])", "reference.START + 14")
        assert runner.run(complete, {"test_total": asked}).outcomes["test_total"].verdict == PASSED
        asked = test.source + "\nbound = 1"
        assert (
            runner.run(complete, {"test_total": asked + "\nreference.bound"}).outcomes["test_total"].verdict
            == ERROR
        )


def test_students_get_none_of_it(tmp_path: Path) -> None:
    handout = student(exercise(tmp_path, *WITH_REFERENCE), "es")
    assert "reference" not in "\n".join(c.source for c in handout.cells)


def test_an_instructor_runs_the_notebook_after_the_documented_line(tmp_path: Path) -> None:
    """In a kernel of its own, with the line that CONTRIBUTING gives run first."""
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell

    line = "import __main__ as reference"
    assert f"`{line}`" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    complete = instructor(exercise(tmp_path, *WITH_REFERENCE), "en")
    complete.cells.insert(0, new_code_cell(line))
    NotebookClient(complete, kernel_name="python3", timeout=60).execute()
    errors = [
        output for c in complete.cells for output in c.get("outputs", []) if output.output_type == "error"
    ]
    assert errors == []


# ------------------------------------------------------------------- an instructor's own notebooks

DOUBLE = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
FILL = "def fill(X):\n    ### BEGIN SOLUTION\n    X[:] = [1]\n    return X\n    ### END SOLUTION"
BOX = "class Box:\n    ### BEGIN SOLUTION\n    side = 2\n    ### END SOLUTION"
DRAW = """import numpy as np
def draw():
    ### BEGIN SOLUTION
    return np.random.rand()
    ### END SOLUTION"""


def locked(text: str) -> NotebookNode:
    return nbgrader_cell(text, "fixed", locked=True)


def of_students(text: str = DOUBLE) -> NotebookNode:
    return nbgrader_cell(text, "answer", solution=True)


def test_cell(text: str) -> NotebookNode:
    return nbgrader_cell(text, "test_answer", grade=True, locked=True, points=1)


test_cell.__test__ = False

IS_TWO = "assert double(1) == 2"
#: What works where one process runs all, and fails the instructor's own solution in the judge: the answer,
#: the test and the warning; or all cells and the warning.
FAILS = {
    "a change in place": (FILL, "X = [0]\nfill(X)\nassert X == [1]", "drops what fill returns"),
    "the namespace": (DOUBLE, "assert 'double' in globals()", "uses globals"),
    "code in text": (DOUBLE, "assert eval('double(1)') == 2", "uses eval"),
    "a class": (BOX, "assert isinstance(Box(), Box)", "asks isinstance(Box(), Box)"),
    "an attribute": (DOUBLE, "double.calls = 0\nassert double(1) == 2", "changes double.calls"),
    "a private name": (DOUBLE, "assert double.__name__ == 'double'", "asks for double.__name__"),
    "the source": (DOUBLE, "import inspect\nassert '2' in inspect.getsource(double)", "imports inspect"),
    "the global seed": (
        DRAW,
        "import numpy as np\nnp.random.seed(1)\na = draw()\nnp.random.seed(1)\nassert a == draw()",
        "uses np.random.seed",
    ),
    "a patched module": (
        DRAW,
        "import numpy as np\nnp.random.rand = lambda: 7\nassert draw() == 7",
        "changes np.random.rand",
    ),
    "a magic of the whole cell": (DOUBLE, f"%%time\n{IS_TWO}", "is not Python"),
    "a name that nobody binds": (DOUBLE, f"{IS_TWO} + nothing", "uses nothing, which nothing binds"),
    "a reference that is not there": (
        DOUBLE,
        f"{IS_TWO}\n" + hidden("assert double(1) == reference.triple(1)"),
        "uses reference.triple",
    ),
    "set-up with an ordinary cell's variable": (
        [new_code_cell("data = [1]"), locked("first = data[0]"), of_students(), test_cell(IS_TWO)],
        "uses data, which the ordinary cell 1 binds",
    ),
    "set-up that calls the student's function": (
        [of_students(), locked("two = double(1)"), test_cell("assert two == 2")],
        "uses double, a student's, as it runs",
    ),
}
#: What fails for nobody, and yet is for students to change.
CHANGEABLE = {
    "an ordinary cell's variable": (
        [new_code_cell("cases = [1]"), of_students(), test_cell("assert double(cases[0]) == 2")],
        "uses cases, which the ordinary cell 1 binds: students may change that cell",
    ),
    "an ordinary cell's star": (
        [new_code_cell("from math import *"), of_students(), test_cell("assert double(sqrt(1)) == 2")],
        "cell 1, line 1, imports * from math",
    ),
    "set-up's star": (
        [locked("from math import *"), of_students(), test_cell("assert double(sqrt(1)) == 2")],
        "fixed, line 1, imports * from math",
    ),
}
#: What the book's exercises may not do, and a course may.
WORKS = {
    "nothing odd": (DOUBLE, IS_TWO),
    "a reference": (DOUBLE, f"{IS_TWO}\n" + hidden("assert double(1) == reference.double(1)")),
    "an import in an ordinary cell": [
        new_code_cell("import numpy as np"),
        locked("ones = np.ones(3)"),
        of_students(),
        test_cell("np.testing.assert_array_equal(double(ones), 2 * np.ones(3))"),
    ],
    "an import in every cell": [
        locked("import numpy as np"),
        of_students(f"import numpy as np\n{DOUBLE}"),
        test_cell("import numpy as np\nassert double(np.ones(1)) == 2"),
    ],
    "lines for Jupyter": [
        locked("%matplotlib inline\nimport numpy as np"),
        of_students(f"%time 1\n{DOUBLE}"),
        test_cell(f"%time double(1)\n{IS_TWO}"),
    ],
    "a magic of a whole answer": (f"%%time\n{DOUBLE}", IS_TWO),
    "a solution with an ordinary cell's variable": [
        new_code_cell("two = 2"),
        of_students("def double(x):\n    return two * x"),
        test_cell(IS_TWO),
    ],
    "a star that nothing needs": [
        new_code_cell("from math import *"),
        of_students(),
        test_cell(IS_TWO),
    ],
    "what a notebook's cells have": (DOUBLE, f"import asyncio\nawait asyncio.sleep(0)\ndisplay(1)\n{IS_TWO}"),
    "a module that set-up does not import": (DOUBLE, f"import matplotlib.pyplot as plt\n{IS_TWO}"),
    "a file of the assignment's": (DOUBLE, "assert double(int(open('one.txt').read())) == 2"),
}


def cells_of(case: tuple[str, ...] | list[NotebookNode]) -> list[NotebookNode]:
    return case if isinstance(case, list) else [of_students(case[0]), test_cell(case[1])]


def warnings(cases: dict[str, tuple]) -> pytest.MarkDecorator:
    """The cells and the warning of each of `cases`."""
    return pytest.mark.parametrize(
        ("cells", "warning"),
        [(cells_of(case[0] if isinstance(case[0], list) else case), case[-1]) for case in cases.values()],
        ids=list(cases),
    )


def graded_as_solved(cells: list[NotebookNode]) -> bool:
    """Whether the instructor's own solution gets its point when it is graded."""
    notebook = instructors(*nbformat.from_dict(cells))
    modules = modules_in(cell.source for cell in cells)
    imports = imports_in(cells)
    reference = [without_magics(cell.source) for cell in cells[:-1]]
    try:
        run_in_sandbox(notebook, modules, Limits(seconds=60), {}, {"one.txt": b"1"}, imports, reference)
    except Refusal:  # nobody's submission can be graded
        return False
    return outcomes(notebook) == {"test_answer": Outcome.PASSED}


@pytest.fixture
def warned(demo_course: Path, tmp_path: Path):
    """A function that says what `release` warns of in an assignment with these cells and a file."""
    from autograder.course import Course

    course = Course(copy_of(demo_course, tmp_path, "en"))
    (course.root / "release" / "demo" / "one.txt").write_text("1")

    def warned(*cells: NotebookNode) -> list[str]:
        nbformat.write(instructors(*cells), course.root / "source" / "demo" / "demo.ipynb")
        return warnings_of(course, "demo")

    return warned


@warnings(FAILS)
def test_an_instructor_is_warned_of_what_fails_where_it_is_graded(warned, cells: list, warning: str) -> None:
    assert not graded_as_solved(cells)
    assert [warning in line for line in warned(*cells)] == [True]


@warnings(CHANGEABLE)
def test_an_instructor_is_warned_of_what_students_can_change(warned, cells: list, warning: str) -> None:
    assert graded_as_solved(cells)
    assert [warning in line for line in warned(*cells)] == [True]


@pytest.mark.parametrize("cells", list(map(cells_of, WORKS.values())), ids=list(WORKS))
def test_an_instructor_is_not_warned_of_what_works(warned, cells: list) -> None:
    assert graded_as_solved(cells)
    assert warned(*cells) == []


def test_release_warns_in_one_line_each_and_releases(demo_course: Path, tmp_path: Path) -> None:
    course = copy_of(demo_course, tmp_path)
    folder = course / "source" / "ps1"
    folder.mkdir()
    guide = Path(nbgrader_package.__file__).parent / "docs" / "source" / "user_guide" / "source" / "ps1"
    notebook = nbformat.read(guide / "problem1.ipynb", as_version=4)  # of nbgrader's own manual
    nbformat.write(notebook, folder / "problem1.ipynb")
    nbformat.write(
        instructors(of_students(), test_cell("assert double(1) == missing\nassert double(2) == missing")),
        folder / "problem2.ipynb",
    )
    said = run("release", "ps1", course=course)
    assert said.code == 0
    assert said.lines[0].startswith("ps1: tareas: ")
    assert sorted(path.name for path in (course / "release" / "ps1").iterdir()) == [
        "problem1.ipynb",
        "problem2.ipynb",
    ]
    uses_squares, missing = said.err.splitlines()
    assert uses_squares == (
        "Aviso: source/ps1/problem1.ipynb, celda sum_of_squares_uses_squares, línea 11: define squares, que "
        "es de la celda de solución squares: un nombre es de la preparación, de las soluciones o de las "
        "pruebas, que no se ejecutan juntas; usa otro."
    )
    assert missing.startswith("Aviso: source/ps1/problem2.ipynb, celda test_answer, línea 1: usa missing, ")


def test_a_course_without_the_sandbox_is_told_nothing(demo_course: Path, tmp_path: Path) -> None:
    course = copy_of(demo_course, tmp_path)
    nbformat.write(
        instructors(of_students(), test_cell("assert double(1) == missing")),
        course / "source" / "demo" / "demo.ipynb",
    )
    assert "usa missing" in run("release", "demo", course=course).err
    with (course / "nbgrader_config.py").open("a") as config:
        config.write("\nc.SandboxedExecute.sandboxed = False\n")
    assert run("release", "demo", course=course).err == ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", sorted((ROOT / "solutions").glob("*_*.md")), ids=lambda path: path.stem)
def test_the_books_exercises_are_released_without_a_warning(path: Path, lang: str) -> None:
    assert broken_rules(read(path).cells, lang, book=False) == []


def test_every_rule_has_its_words_in_both_languages() -> None:
    words = tomllib.loads((ROOT / "publish" / "rules.toml").read_text(encoding="utf-8"))
    code = (ROOT / "publish" / "rules.py").read_text(encoding="utf-8")
    for rule, said in words.items():
        assert f'"{rule}"' in code
        assert set(said) == set(LANGUAGES)
        fields = {lang: sorted(set(re.findall(r"{\w+}", said[lang]))) for lang in LANGUAGES}
        assert fields["es"] == fields["en"], rule
