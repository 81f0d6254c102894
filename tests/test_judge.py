"""The judge: tests run apart from the student's code, with the real sandbox.

Solved exercises and wrong answers go through it in test_class.py, attacks on it in test_verdict.py.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from textwrap import indent

import nbformat
import pytest
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder import judge as judging
from autograder.execute import open_pair, run_in_sandbox
from autograder.judge import Needs
from autograder.messages import Refusal
from autograder.outcomes import error_of, lines_of, outcomes
from autograder.rebuild import Change, Note
from autograder.sandbox import MOST_TEMPLATES
from autograder.session import Limits
from autograder.sides import asked_by_tests, reference_for
from demo_course import instructors, nbgrader_cell

SEED = {"GRADIENTE_SEED": "a secret seed"}
LIMITS = Limits(seconds=60, cell_seconds=20)


def set_up(text: str, name: str = "setup") -> NotebookNode:
    return nbgrader_cell(text, name, locked=True)


def answer(text: str, name: str = "f") -> NotebookNode:
    return nbgrader_cell(text, name, solution=True)


def graded_by(text: str, name: str = "test_f") -> NotebookNode:
    return nbgrader_cell(text, name, grade=True, locked=True, points=1)


def judged(
    *cells: NotebookNode, limits: Limits = LIMITS, reference: Sequence[str] = ()
) -> tuple[NotebookNode, list[Note]]:
    notebook = instructors(*cells)
    notes = run_in_sandbox(notebook, (), limits, SEED, {}, reference=reference)
    nbformat.validate(notebook)
    return notebook, notes


def outcome(*cells: NotebookNode, limits: Limits = LIMITS, reference: Sequence[str] = ()) -> str:
    """What became of the last cell, a test."""
    notebook, notes = judged(*cells, limits=limits, reference=reference)
    assert notes == []
    return outcomes(notebook)[cells[-1].metadata.nbgrader.grade_id].value


@pytest.mark.parametrize(
    ("right", "wrong", "tested"),
    [
        ("def f(x): return x + 1", "def f(x): return x", "assert f(1) == 2"),
        ("f = lambda *a, k=1: (a, k)", "f = lambda *a, k=1: [a, k]", "assert f(1, k=2) == ((1,), 2)"),
        (
            "import numpy as np\ndef f(Z): return np.maximum(Z, 0)",
            "def f(Z): return Z",
            "import numpy as np\nZ = np.array([[1.0, -2.0], [np.inf, -0.5]])\n"
            "got = f(Z)\nassert got.dtype == float\nnp.testing.assert_array_equal(got, Z * (Z > 0))",
        ),
        # a function that is handed over, and called back
        (
            "def f(g, x, h=1e-5): return (g(x + h) - g(x - h)) / (2 * h)",
            "def f(g, x, h=1e-5): return g(x)",
            "calls = []\ndef g(x):\n    calls.append(x)\n    return x**3\n"
            "assert abs(f(g, 2.0) - 12) < 1e-6 and len(calls) == 2",
        ),
        # a class, whose objects stay where they are
        (
            "class f:\n    def __init__(self, x): self.total = x\n    def get(self): return self.total\n"
            "    def add(self, x):\n        self.total += x\n        return self",
            "class f:\n    def __init__(self, x): self.total = x\n    def get(self): return self.total\n"
            "    def add(self, x): return self",
            "counter = f(3)\ncounter.add(4).add(5)\nassert counter.get() == 12 and counter.total == 12",
        ),
        # a variable
        ("f = [0.5, 'relu', None]", "f = [0.5, 'relu']", "assert f == [0.5, 'relu', None]"),
        # a random generator draws the same there
        (
            "def f(rng): return rng.normal(size=3)",
            "import numpy as np\ndef f(rng): return np.zeros(3)",
            "import numpy as np\nassert f(np.random.default_rng(7)).tolist()"
            " == np.random.default_rng(7).normal(size=3).tolist()",
        ),
        # a generator can be gone through, an error can be expected
        ("def f(n):\n    yield from range(n)", "def f(n): return []", "assert list(f(3)) == [0, 1, 2]"),
        (
            "def f(x):\n    if x < 0: raise ValueError('negative')\n    return x",
            "def f(x): return x",
            "try:\n    f(-1)\nexcept ValueError as error:\n    assert str(error) == 'negative'\n"
            "else:\n    assert False",
        ),
        # a test may define functions that use the student's
        ("def f(x): return 2 * x", "def f(x): return x", "def ff(x): return f(f(x))\nassert ff(3) == 12"),
    ],
)  # fmt: skip
def test_right_and_wrong(right: str, wrong: str, tested: str) -> None:
    assert outcome(answer(right), graded_by(tested)) == "passed"
    assert outcome(answer(wrong), graded_by(tested)) == "failed"


def test_a_set_up_cell_serves_both_sides_and_its_functions_use_the_students() -> None:
    cells = [
        set_up("import math\nK = [3]\ndef applied(x): return f(x) + K[0]"),
        answer("def f(x): return math.floor(x) * K[0]"),
        graded_by("assert applied(2.5) == 9 and math.pi > 3"),
    ]
    assert outcome(*cells) == "passed"


def test_what_a_student_redefines_of_the_set_up_changes_nothing() -> None:
    cells = [
        set_up("def check(got, expected):\n    assert got == expected"),
        answer("def f(): return 1\ncheck = lambda *_: None"),
        graded_by("check(f(), 2)"),
    ]
    assert outcome(*cells) == "failed"


def test_a_test_that_is_not_attempted_and_one_that_fails_say_where() -> None:
    notebook, _ = judged(
        answer("def f():\n    raise NotImplementedError('Task not attempted')"),
        graded_by("f()"),
        answer("def g(x):\n    y = x\n    return h(y)\ndef h(y):\n    return 1 / y", "g"),
        graded_by("a = 1\ng(0)", "test_g"),
    )
    assert [o.value for o in outcomes(notebook).values()] == ["not_attempted", "failed"]
    error = error_of(notebook.cells[3])
    assert (error.ename, error.evalue) == ("ZeroDivisionError", "division by zero")
    told = "\n".join(error.traceback)
    assert "Cell In[3], line 3 in g" in told
    assert "    return 1 / y" in told
    assert "peer" not in told


def test_however_long_an_error_is_it_says_where_the_student_s_code_failed() -> None:
    notebook, _ = judged(answer("def f():\n    raise ValueError('x' * 10**6)"), graded_by("f()"))
    lines = [line.text for line in lines_of(error_of(notebook.cells[1]), notebook)]
    assert lines == ["f()", "raise ValueError('x' * 10**6)"]


def test_the_students_process_has_neither_tests_nor_seed_nor_judge() -> None:
    look = """
import gc, os, sys

def f(hidden):
    wanted, seed = "DETCEPXE"[::-1], "dees terces a"[::-1]  # written so that they are not found here
    known = [o for o in gc.get_objects() if isinstance(o, (dict, list, tuple)) and wanted in str(o)]
    frame, files = sys._getframe(), []
    while frame:
        files.append(frame.f_code.co_filename)
        frame = frame.f_back
    with open("/proc/self/environ") as environ:
        around = environ.read() + str(dict(os.environ)) + str(In)
    return known, wanted in around, seed in around, any("judge" in file for file in files)
"""
    tested = """
import os
EXPECTED = [], False, False, False
assert os.environ["GRADIENTE_SEED"] == "a secret seed"
assert f(5) == EXPECTED, f(5)
"""
    assert outcome(answer(look), graded_by(tested)) == "passed"


def test_what_a_tested_function_prints_is_not_kept() -> None:
    notebook, _ = judged(
        answer("def f(x):\n    print('it was', x)\nprint('own')"), graded_by("f(271828)\nprint('ok')")
    )
    assert notebook.cells[0].outputs[0].text == "own\n"
    assert [output.text for output in notebook.cells[1].outputs] == ["ok\n"]


@pytest.mark.parametrize(
    "text",
    ["got = f()\nassert got == 1, f'{got!r}'", "got = f()\nprint(got)\nassert got == 1", "print(f())\n1 / 0"],
)
def test_an_answer_too_long_to_show_is_wrong_all_the_same(text: str) -> None:
    assert outcome(answer("def f(): return 'x' * 3_000_000"), graded_by(text)) == "failed"


def test_a_partial_credit_comes_from_the_judge_alone() -> None:
    notebook, _ = judged(answer("def f(): return 0.25"), graded_by("f()"))
    (output,) = notebook.cells[1].outputs
    assert output.output_type == "execute_result"
    assert output.data["text/plain"] == "0.25"


def test_the_execution_counts_are_those_of_one_kernel() -> None:
    notebook, _ = judged(
        set_up("1"), answer("f = abs"), graded_by("f(-1)"), new_code_cell("2"), graded_by("f(1)", "t2")
    )
    assert [cell.execution_count for cell in notebook.cells] == [1, 2, 3, 4, 5]
    assert [cell.outputs[0].get("execution_count") for cell in notebook.cells if cell.outputs] == [1, 3, 4, 5]


def test_hidden_tests_may_call_the_reference_solution(tmp_path: Path) -> None:
    own = instructors(
        set_up("K = 3"),
        answer("def helper(x): return K * x\ndef f(x): return helper(x) + 1"),
        graded_by("f(1)"),
    )
    nbformat.write(own, tmp_path / "own.ipynb")
    tested = graded_by("for x in (1, 2.5, -3):\n    assert f(x) == reference.f(x)")
    reference = reference_for([tested], tmp_path / "own.ipynb")
    cells = set_up("K = 3"), tested
    right, wrong = answer("def f(x): return 3 * x + 1"), answer("def f(x): return 3 * x + 1 if x > 0 else 0")
    assert outcome(cells[0], right, cells[1], reference=reference) == "passed"
    assert outcome(cells[0], wrong, cells[1], reference=reference) == "failed"
    spying = answer("def f(x): return reference.f(x)")
    assert outcome(cells[0], spying, cells[1], reference=reference) == "failed"
    with pytest.raises(Refusal, match="reason_no_source"):
        reference_for([tested], tmp_path / "elsewhere.ipynb")
    assert reference_for([graded_by("f(1)")], tmp_path / "elsewhere.ipynb") == ()


def test_a_call_without_end_is_interrupted_and_the_rest_is_tested() -> None:
    limits = Limits(seconds=60, cell_seconds=1)
    notebook, _ = judged(
        answer("def f():\n    while True: pass"),
        graded_by("f()"),
        answer("def g(): return 1", "g"),
        graded_by("assert g() == 1", "test_g"),
        limits=limits,
    )
    assert [o.value for o in outcomes(notebook).values()] == ["timed_out", "passed"]


def test_whenever_a_call_is_interrupted_the_next_answers_are_to_the_next_questions() -> None:
    """Most of the time it waits for the test's function, whose answer then comes to nobody."""
    for _ in range(3):
        notebook, notes = judged(
            answer("def f(g):\n    while True: g(1)"),
            graded_by("def g(x): return sum(range(20_000))\nf(g)"),
            answer("def h(x): return x", "h"),
            *(graded_by(f"assert h({n}) == {n}", f"test_{n}") for n in range(2)),
            limits=Limits(seconds=60, cell_seconds=1),
        )
        assert [o.value for o in outcomes(notebook).values()] == ["timed_out", "passed", "passed"]
        assert notes == []


@pytest.mark.parametrize(
    ("code", "became"),
    [
        (
            "def f():\n    while True:\n        try:\n            while True: sum(range(1000))\n"
            "        except BaseException: pass",
            "timed_out",
        ),
        ("import os\ndef f(): os._exit(0)", "not_finished"),
        # a MemoryError, which is an answer like any other
        ("def f():\n    a = []\n    while True: a.append(bytes(10**7))", "failed"),
    ],
)  # fmt: skip
def test_what_was_earned_before_a_call_ended_the_process_stays(code: str, became: str) -> None:
    limits = Limits(seconds=60, cell_seconds=2, memory=1 << 30)
    first = [answer("def g(): return 1", "g"), graded_by("assert g() == 1", "test_g")]
    notebook, _ = judged(
        *first, answer(code), graded_by("f()"), graded_by("assert g() == 1", "again"), limits=limits
    )
    after = "passed" if became == "failed" else "not_finished"
    assert [o.value for o in outcomes(notebook).values()] == ["passed", became, after]


def test_a_test_that_hands_over_what_is_no_data_says_so() -> None:
    notebook, _ = judged(answer("def f(x): return x"), graded_by("class Odd: pass\nf(Odd())"))
    error = error_of(notebook.cells[1])
    assert error.ename == "NotPlain"
    assert error.evalue == "f(…): tests hand over plain data; Odd is no plain data"


def test_the_assignments_own_faults_are_nobodys_mark() -> None:
    with pytest.raises(Refusal, match="reason_set_up"):
        judged(set_up("1 / 0"), answer("f = abs"), graded_by("f(1)"))
    with pytest.raises(Refusal, match="reason_judge"):
        judged(answer("f = abs"), graded_by("import os\nos._exit(0)"))


def test_what_every_submission_needs_is_done_once_and_none_sees_another() -> None:
    log = "open('log', 'a').write('x')\nlog = open('log').read()"
    cells = [
        set_up(f"import os\nimport numpy as np\nBORN, SEEN = os.getpid(), []\n{log}"),
        answer("f = len"),
        graded_by(f"{log}\nSEEN.append(f(log))\nprint(BORN, SEEN, np.random.random())"),
        set_up("SEEN += ['later']", "later"),
        graded_by("print(SEEN)", "test_later"),
    ]
    first, second = ([cell.outputs[0].text for cell in judged(*cells)[0].cells if cell.outputs] for _ in "12")
    assert first == second
    assert first[0].split()[1] == "[2]"
    assert first[1] == "[2, 'later']\n"


def test_an_error_in_a_set_up_cell_says_where_it_stands_in_this_notebook() -> None:
    for count, before in (1, []), (3, [new_code_cell("1"), new_code_cell("2")]):
        checking = set_up("def check(got):\n    assert got == 1")
        notebook, _ = judged(*before, checking, answer("def f(): return 2"), graded_by("check(f())"))
        told = strip_ansi("\n".join(error_of(notebook.cells[-1]).traceback))
        assert f"Cell In[{count}], line 2 in check" in told
        assert f"Cell In[{count + 2}], line 1" in told


def test_how_a_set_up_cell_has_code_read_holds_for_tests() -> None:
    changing = """
import ast

class Change(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant({"old": "new"}.get(node.value, node.value)), node)

get_ipython().ast_transformers.append(Change())
"""
    test = graded_by("assert f('old') == 'n' + 'ew'")
    notebook, _ = judged(set_up(changing), answer("def f(x): return x"), test)
    assert outcomes(notebook) == {"test_f": "passed"}


def test_the_process_that_judges_come_from_is_replaced_when_it_dies() -> None:
    died = graded_by("import os, time\nif f():\n    os.kill(os.getppid(), 9)\n    time.sleep(9)")
    with pytest.raises(Refusal, match="reason_judge"):
        judged(answer("def f(): return True"), died)
    assert outcome(answer("def f(): return False"), died) == "passed"


def test_many_assignments_take_turns() -> None:
    tests = [graded_by(f"assert f({n}) == {n + 1}") for n in range(MOST_TEMPLATES + 3)]
    with ThreadPoolExecutor(4) as pool:
        results = pool.map(lambda test: outcome(answer("def f(n): return n + 1"), test), [*tests, *tests])
        assert set(results) == {"passed"}


@pytest.mark.parametrize(
    ("begun", "used"),
    [
        # a fork would wait for ever for threads that it has not
        (
            "from concurrent.futures import ThreadPoolExecutor\n"
            "pool = ThreadPoolExecutor(1)\npool.submit(abs, 1).result()",
            "assert pool.submit(abs, -2).result() == f(1)",
        ),
        ("import os\nos.chdir('/')", "assert f(1) == 2 and os.listdir('usr')"),
        (
            "import os\nos.mkdir('in')\nopen('data', 'w').write('12')\nos.chdir('in')",
            "assert f(1) == len(open('../data').read()) and os.listdir() == []\nopen('own', 'x')",
        ),
        ("import os\nos.symlink('nowhere', 'link')", "assert f(1) == 2 and os.listdir() == ['link']"),
        ("import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)", "assert f(1) == 2"),
    ],
    ids=["threads", "the root folder", "a folder within", "a link to nothing", "nobody waits for children"],
)
def test_what_a_set_up_cell_leaves_behind_harms_no_submission(begun: str, used: str) -> None:
    cells = [set_up(begun), answer("def f(x): return x + 1"), graded_by(used)]
    for _ in range(3):
        assert outcome(*cells) == "passed"


def test_a_call_without_end_is_interrupted_where_set_up_has_started_threads() -> None:
    begun = "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()"
    cells = [set_up(begun), answer("def f():\n    while True: pass"), graded_by("f()")]
    assert outcome(*cells, limits=Limits(seconds=60, cell_seconds=1)) == "timed_out"


def test_temporary_files_and_processes_of_a_test_end_with_it() -> None:
    left = """
import os, subprocess, tempfile, time
tempfile.mkdtemp()
subprocess.Popen(["sleep", "1000"])
for _ in range(100):  # those of the judge before may still be on their way out
    processes = sum(name.isdigit() for name in os.listdir("/proc"))
    if processes <= 4:  # init, the template, this one, and what it has started
        break
    time.sleep(0.1)
print(len(os.listdir(tempfile.gettempdir())), processes)
"""
    said = [judged(graded_by(left))[0].cells[-1].outputs[0].text for _ in range(4)]
    assert said == ["2 4\n"] * 4


def test_as_many_judges_at_once_as_there_are_cores_have_files_of_their_own() -> None:
    limits, files = Limits(seconds=60, scratch=1 << 20), {"data": bytes(600_000)}
    needs = Needs.of([graded_by("import os\nassert f('data') == os.path.getsize('data')")])
    with ExitStack() as stack:
        for _ in range(4):
            student, judge = stack.enter_context(open_pair(needs, (), limits, SEED, files))
            for output in student.run("import os\nf = os.path.getsize"):
                raise AssertionError(output)
            list(judge.run(needs.tests[0], callee=student, asks=["f"]))
            assert judge.done["success"]


def test_a_canary_that_lives_on_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "CANARIES", (*judging.CANARIES, "assert 1 == 1"))
    with pytest.raises(Refusal, match="reason_canary"):
        judged(answer("f = abs"), graded_by("f(1)"))


def test_what_a_student_changes_of_its_surroundings_is_noted() -> None:
    code = "import numpy.testing\nnumpy.testing.assert_allclose = print\ndef f(): return 1"
    notebook, notes = judged(answer(code), graded_by("import numpy\nnumpy.testing.assert_allclose(f(), 2)"))
    assert outcomes(notebook)["test_f"] == "failed"
    assert notes == [Note(Change.TAMPERED, "", "numpy.testing.assert_allclose")]


def test_what_is_asked_for_is_what_nobody_on_the_judges_side_has_bound() -> None:
    cells = [
        set_up("import numpy as np\ndef helper(x): return g(x)"),
        answer("def f(x): return x"),
        graded_by("a = 1\nwanted = [f(i) for i in range(3)]\nassert np.sum(wanted) == len(wanted) + a"),
        graded_by("assert helper(a) == f(later) == reference.f(a)\nlater = 2", "second"),
    ]
    assert asked_by_tests(cells) == [(), (), ("f", "g"), ("f", "g")]


# ------------------------------------------------------------------------------------- the network

TRIES = "import socket\ntry:\n    socket.create_connection(('192.0.2.1', 80), 1)\nexcept OSError:\n    pass\n"
RIGHT, WRONG = "def f():\n    return 1", "def f():\n    return 0"
TRIES_WHEN_CALLED = f"def f():\n{indent(TRIES, '    ')}    return 1"
IS_ONE = "assert f() == 1"
LENDS = f"def data():\n{indent(TRIES, '    ')}"


@pytest.mark.parametrize(
    ("cells", "noted"),
    [
        ([answer(RIGHT), graded_by(IS_ONE)], False),
        ([answer(TRIES + RIGHT), graded_by(IS_ONE)], True),
        ([answer(TRIES_WHEN_CALLED), graded_by(IS_ONE)], True),
        ([new_code_cell(TRIES), answer(RIGHT), graded_by(IS_ONE)], True),
        # what the assignment's own cells try is no doing of the student's
        ([set_up(TRIES), answer(RIGHT), graded_by(TRIES + IS_ONE)], False),
        ([set_up(TRIES), answer(TRIES + RIGHT), set_up(TRIES, "more"), graded_by(IS_ONE)], True),
        ([set_up(LENDS), answer(f"data()\n{RIGHT}"), graded_by(IS_ONE)], True),
    ],
    ids=["no", "as it runs", "when called", "a cell of their own", "set-up and test", "both", "by set-up's"],
)  # fmt: skip
def test_who_tries_to_reach_the_network_is_told_of_and_marked_as_ever(cells: list, noted: bool) -> None:
    notebook, notes = judged(*cells)
    assert outcomes(notebook) == {"test_f": "passed"}
    assert notes == [Note(Change.NETWORK, "")] * noted


def test_a_wrong_answer_is_no_better_for_it() -> None:
    notebook, notes = judged(answer(TRIES + WRONG), graded_by(IS_ONE))
    assert outcomes(notebook) == {"test_f": "failed"}
    assert notes == [Note(Change.NETWORK, "")]


def test_a_session_that_ends_has_tried_what_it_tried() -> None:
    last = f"import os\ndef f():\n{indent(TRIES, '    ')}    os._exit(0)"
    notebook, notes = judged(answer(last), graded_by(IS_ONE))
    assert outcomes(notebook) == {"test_f": "not_finished"}
    assert notes == [Note(Change.NETWORK, "")]
