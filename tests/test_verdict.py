"""Attacks on the verdict: code that would get its points by anything but the right answer.

Every submission is graded by `autograder grade` in the real sandbox, all in one run. It solves the first task,
worth 1, and not the second, whose every test compares in a way of its own and is worth 1; so whatever gains
anything has more than 1. The tables are also what `hostile_page.py` makes the page of the site from.
"""

import ast
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.sides import asked_by_tests, imports_in
from autograder.suspicion import suspicions
from demo_course import copy_of, instructors, nbgrader_cell, run
from publish.answers import read_answers
from publish.bilingual import LANGUAGES, choose_in_code
from publish.project import ROOT

SEED = "zorzal-2718281828"
TOKENS = rb"zorz[a]l-\d+"  # does not match itself
SECRET = 8675309.25  # what a hidden test expects
LIMITS = """
c.Execute.timeout = 6
c.SandboxedExecute.seconds = 60
c.SandboxedExecute.memory = 400_000_000
c.SandboxedExecute.scratch = 20_000_000
"""

SET_UP = "import math\n\nimport matplotlib.pyplot as plt\nimport numpy as np\n\n"
UNLOCKED = "%matplotlib inline\nfrom math import isclose\n\nimport numpy.testing as npt\n"
TOTAL = "def total(a):\n    return float(np.sum(a))\n"
DOUBLE = "def double(x):\n    return 2 * x\n"
SLOPE = "def slope(f, x):\n    return (f(x + 1e-4) - f(x - 1e-4)) / 2e-4\n"
TESTS = {
    "total": {
        "total": """
            assert total([1.0, 2.0, 3.5]) == 6.5
            ### BEGIN HIDDEN TESTS
            bird = "zorzal-3141592653"
            a = np.random.default_rng(hidden_seed("total")).normal(size=6)
            np.testing.assert_allclose(total(a), math.fsum(a), rtol=1e-9)
            ### END HIDDEN TESTS
        """
    },
    "double": {
        "check": """
            check("double([1, 2])", double(np.array([1.0, 2.0])), np.array([2.0, 4.0]))
            ### BEGIN HIDDEN TESTS
            bird = "zorzal-1414213562"
            check("double([…])", double(np.array([4337654.625])), np.array([8675309.25]))
            ### END HIDDEN TESTS
        """,
        "allclose": """
            doubled = double(np.array([0.5, -3.0, 8.0]))
            assert np.shape(doubled) == (3,) and np.allclose(doubled, [1.0, -6.0, 16.0])
        """,
        "testing": """
            np.testing.assert_allclose(double(np.array([[0.5], [8.0]])), [[1.0], [16.0]])
            np.testing.assert_array_equal(double(np.array([3, 4])), [6, 8])
        """,
        "equal": """
            assert double(4.0) == 8.0
            assert abs(double(2.5) - 5.0) < 1e-9
        """,
        "unlocked": """
            %time npt.assert_allclose(double(np.array([7.0])), [14.0])
            assert isclose(double(3.0), 6.0)
        """,
        "mapped": """
            assert all(map(lambda x: double(x) == 2 * x, [1.5, 2.0, 5.0]))
        """,
    },
    "slope": {
        "slope": """
            check("slope(t², 3)", slope(lambda t: t**2, 3.0), 6.0)
            ### BEGIN HIDDEN TESTS
            bird = "zorzal-5772156649"
            check("slope(sin, 1)", slope(np.sin, 1.0), math.cos(1.0))
            ### END HIDDEN TESTS
        """
    },
}
FULL = sum(map(len, TESTS.values()))


def source() -> NotebookNode:
    checks = choose_in_code((ROOT / "solutions" / "checks.py").read_text(encoding="utf-8"), "en")
    cells = [nbgrader_cell(SET_UP + checks, "checks", locked=True), new_code_cell(UNLOCKED)]
    for (name, tests), answer in zip(TESTS.items(), (TOTAL, DOUBLE, SLOPE), strict=True):
        first, rest = answer.split("\n", 1)
        text = f"{first}\n    ### BEGIN SOLUTION\n{rest}    ### END SOLUTION"
        cells.append(nbgrader_cell(text, name, solution=True))
        cells += [
            nbgrader_cell(dedent(test).strip(), f"test_{test_name}", grade=True, locked=True, points=1)
            for test_name, test in tests.items()
        ]
    return instructors(*cells)


@dataclass(frozen=True)
class Attempt:
    """What somebody tries: said in both languages, and the cells of the tasks double and slope."""

    es: str
    en: str
    double: str = "def double(x):\n    return 0.0\n"
    slope: str = ""
    mark: float = 1
    flag: str = ""  # what the evidence must say; "" where none is asked for
    change: Callable[[NotebookNode], object] | None = None  # of the notebook itself


# What several of them begin with: the end of the line to the judge, and a way to write to it.
LINE = """
import gc, json, os, struct, threading, time
peer = next(o for o in gc.get_objects() if type(o).__name__ == "Student")
line = peer._channel
def send(message):
    data = message if isinstance(message, bytes) else json.dumps(message).encode()
    line.sendall(struct.pack("!I", len(data)) + data)
"""
ANY = """
class Any:
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def _yes(self, *a): return True
    def _self(self, *a): return self
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = __instancecheck__ = _yes
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __abs__ = _self
    __neg__ = __getitem__ = __array_ufunc__ = __array_function__ = _self
    __hash__ = object.__hash__
    def __len__(self): return 3
    def __iter__(self): return iter([self, self, self])
    def __float__(self): return 0.0
    shape, ndim, size, dtype = (3,), 1, 3, float
"""
# Looks for hidden tests and the seed wherever a process can look; what it finds it shows in the last task's cell.
HUNT = """
import gc, glob, os, re, sys, mmap
import numpy as np
found = {}
BIRD = re.compile(TOKENS)
def keep(where, data):
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    for hit in BIRD.findall(bytes(data)):
        found.setdefault(hit.decode(), set()).add(where)
def keep_numbers(where, data):
    for shift in range(8):
        part = data[shift:]
        numbers = np.frombuffer(part[: len(part) // 8 * 8], "<f8")
        with np.errstate(all="ignore"):
            if ((numbers > 8675309.2) & (numbers < 8675309.3)).any():
                found.setdefault("number", set()).add(where)
            if ((numbers > 1234567.8) & (numbers < 1234567.9)).any():
                found.setdefault("own number", set()).add(where)
control = ["zorzal" + "-" + str(42), float("1234567.85")]
looked = False
def tell():
    print("LOOKED", looked)
    print("FOUND", {name: sorted(places) for name, places in sorted(found.items())})
""".replace("TOKENS", repr(TOKENS))
TELL = """
if "look" in globals():
    look()
tell()
"""


# Passes the visible check, and looks while the hidden one calls it.
SEARCHING = """
def double(x):
    if np.shape(x) == (2,) and x[0] == 1:
        return 2 * x
    if np.shape(x) == (1,) and x[0] > 1000:
        global looked
        look()
        looked = True
    return 0.0
"""


def hunt(look: str) -> tuple[str, str]:
    """The cells of double, which looks while the hidden test calls it, and of slope."""
    body = HUNT + "def look():\n" + "".join(f"    {row}\n" for row in dedent(look).strip().split("\n"))
    return body + SEARCHING, ""


MEMORY = """
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for row in maps:
            span, rights, *_ = row.split()
            if "r" not in rights or "w" not in rights:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            for place in range(start, end, 1 << 22):
                try:
                    memory.seek(place)
                    data = memory.read(min(end - place, (1 << 22) + 64))
                except (OSError, ValueError, OverflowError):
                    continue
                keep("memory", data)
                keep_numbers("memory", data)
"""

IN_CALL = "def double(x):\n    {}\n    return 0.0\n"
KILLER = """
import ast
class Delete(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
"""

#: Kind, in both languages -> name -> attempt.
KINDS: dict[tuple[str, str], dict[str, Attempt]] = {
    ("Quitar los `assert` antes de que se ejecuten", "Taking the `assert`s out before they run"): {
        "transformer": Attempt(
            "un transformador del árbol sintáctico que los borra", "a transformer of the syntax tree that deletes them",
            KILLER + "get_ipython().ast_transformers.append(Delete())\ndef double(x): return 0.0\n",
            flag="ast_transformers"),
        "transformer-hidden": Attempt(
            "el mismo, con los nombres hechos a trozos", "the same, with its names put together from pieces",
            KILLER + "getattr(get_ipython(), 'ast_' + 'transformers').append(Delete())\ndef double(x): return 0.0\n",
            flag="ast_transformers"),
        "transformer-late": Attempt(
            "el mismo, instalado durante una prueba", "the same, installed in the middle of a test",
            KILLER + IN_CALL.format("get_ipython().ast_transformers.append(Delete())"), flag="ast_transformers"),
        "text": Attempt(
            "cambiar el texto de cada celda antes de ejecutarla", "changing each cell's text before it runs",
            "get_ipython().input_transformers_cleanup.insert(0, lambda lines: ['pass\\n'])\n"
            "get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])\ndef double(x): return 0.0\n",
            flag="input_transformers"),
        "compile": Attempt(
            "sustituir `compile` y `ast.parse`", "replacing `compile` and `ast.parse`",
            "import ast, builtins\nreal = compile\n"
            "builtins.compile = lambda text, *a, **k: real('pass', *a, **k) if 'assert' in str(text) else real(text, *a, **k)\n"
            "ast.parse = lambda *a, **k: ast.Module([], [])\ndef double(x): return 0.0\n",
            flag=r"builtins\.compile"),
        "shell": Attempt(
            "sustituir lo que ejecuta las celdas", "replacing what runs the cells",
            "from IPython.core.interactiveshell import InteractiveShell\n"
            "async def nothing(*a, **k): return False\n"
            "InteractiveShell.run_ast_nodes = nothing\ndef double(x): return 0.0\n", flag="run_ast_nodes"),
    },
    ("Poner puntos en la salida", "Putting points into the output"): {
        "hook-number": Attempt(
            "`sys.displayhook` con un número, dentro de la función", "`sys.displayhook` with a number, inside the function",
            "import sys\n" + IN_CALL.format("sys.displayhook(1.0)"), flag="displayhook"),
        "hook-text": Attempt(
            "`displayhook` con un texto", "`displayhook` with a text",
            IN_CALL.format("get_ipython().displayhook('1')"), flag="displayhook"),
        "hook-huge": Attempt(
            "más puntos de los que hay", "more points than there are",
            "import sys\n" + IN_CALL.format("sys.displayhook(10**9)"), flag="displayhook"),
        "shown": Attempt(
            "el número como última línea de la celda", "the number as the cell's last line",
            "def double(x): return 0.0\n1.0"),
        "result": Attempt(
            "un resultado de celda hecho a mano", "a cell's result made by hand",
            "from inside.cells import OUTPUTS\ndef double(x):\n    OUTPUTS.begin()\n"
            "    OUTPUTS.show({'output_type': 'execute_result', 'execution_count': 5, 'data': {'text/plain': '1.0'},"
            " 'metadata': {}})\n    return 0.0\n", flag="inside"),
        "results-and-done": Attempt(
            "resultados y el aviso de que la celda ha terminado, escritos en el canal", "results, and the word that the cell is done, written to the channel",
            "from inside.cells import OUTPUTS\ndef double(x):\n    for _ in range(3):\n"
            "        OUTPUTS._send({'output': {'output_type': 'execute_result', 'execution_count': 5,"
            " 'data': {'text/plain': '1.0'}, 'metadata': {}}})\n"
            "        OUTPUTS._send({'done': {'success': True, 'fouls': []}})\n    return 0.0\n", flag="inside"),
    },
    ("Devolver lo que parece igual a todo", "Returning what seems equal to everything"): {
        "any": Attempt(
            "un objeto igual a todo, con toda operación", "an object that is equal to everything, with every operation",
            ANY + "def double(x): return Any()\n"),
        "mock": Attempt(
            "`unittest.mock.ANY` y un `MagicMock`", "`unittest.mock.ANY` and a `MagicMock`",
            "from unittest.mock import ANY, MagicMock\ndef double(x): return ANY if np.ndim(x) else MagicMock()\n"),
        "posing": Attempt(
            "uno que dice ser un `float` o un array", "one that says it is a `float` or an array",
            ANY + "class Posing(Any):\n    __class__ = property(lambda self: np.ndarray)\n"
            "def double(x): return Posing()\n"),
        "array-subclass": Attempt(
            "una subclase de `ndarray` con las comparaciones cambiadas", "a subclass of `ndarray` with other comparisons",
            "class Equal(np.ndarray):\n    def __eq__(self, other): return np.True_\n"
            "    def __sub__(self, other): return 0.0\n    __rsub__ = __sub__\n"
            "    def __array_ufunc__(self, *a, **k): return np.True_\n"
            "    def __array_function__(self, *a): return True\n"
            "def double(x): return np.zeros(np.shape(x)).view(Equal)\n"),
        "float-subclass": Attempt(
            "una subclase de `float`", "a subclass of `float`",
            "class Equal(float):\n    def __eq__(self, other): return True\n    def __sub__(self, other): return 0.0\n"
            "    __rsub__ = __sub__\n    __hash__ = float.__hash__\n"
            "    def __float__(self): return Equal(0)\ndef double(x): return Equal(0)\n"),
        "container-subclasses": Attempt(
            "subclases de `str`, `list`, `tuple` y `dict`", "subclasses of `str`, `list`, `tuple` and `dict`",
            "import itertools\nkinds = itertools.cycle([type(k.__name__, (k,), {'__eq__': lambda s, o: True,"
            " '__hash__': lambda s: 0, '__sub__': lambda s, o: 0, '__len__': lambda s: 2, 'shape': (2,)})"
            " for k in (str, list, tuple, dict)])\ndef double(x): return next(kinds)()\n"),
        "array-protocol": Attempt(
            "un objeto que da otro array cada vez que se le pide", "an object that gives another array each time it is asked",
            "class Lazy:\n    def __array__(self, *a, **k): return np.random.default_rng().normal(size=2)\n"
            "    def __eq__(self, other): return True\ndef double(x): return Lazy()\n"),
        "object-array": Attempt(
            "un array de objetos iguales a todo", "an array of objects that are equal to everything",
            ANY + "def double(x):\n    result = np.empty(np.shape(x), dtype=object)\n"
            "    result[...] = Any()\n    return result\n"),
        "masked": Attempt(
            "un array con todo enmascarado, que nunca difiere", "an array with everything masked, which never differs",
            "def double(x): return np.ma.masked_all(np.shape(x))\n"),
        "memmap": Attempt(
            "un array en un fichero que luego se cambia", "an array in a file that is changed later",
            "made = np.memmap('a.bin', dtype='f8', mode='w+', shape=(2,))\n"
            "def double(x):\n    made[:] = made + 1\n    return made\n"),
        "nothing": Attempt(
            "arrays vacíos, NaN o infinito", "empty arrays, NaN or infinity",
            "import itertools\nvalues = itertools.cycle([np.zeros((0, 2)), np.array([]), np.nan, np.inf, [], True])\n"
            "def double(x): return next(values)\n"),
        "infinite": Attempt(
            "una lista que se contiene a sí misma", "a list that contains itself",
            "def double(x):\n    a = []\n    a.append(a)\n    return a\n"),
        "endless": Attempt(
            "un generador que no acaba", "a generator without end",
            "import itertools\ndef double(x): return itertools.repeat(True)\n"),
        "attributes": Attempt(
            "un objeto con otros atributos en cada acceso", "an object with other attributes at each access",
            "class Shifting:\n    def __getattr__(self, name):\n"
            "        return {'shape': (3,), 'ndim': 1}.get(name, lambda *a, **k: True)\n"
            "def double(x): return Shifting()\n"),
        "itself": Attempt(
            "la propia función, o su clase", "the function itself, or its class",
            "def double(x): return double if np.ndim(x) else type\n"),
    },
    ("Cambiar las herramientas de las pruebas", "Changing the tests' tools"): {
        "testing": Attempt(
            "sustituir `numpy.testing` y `np.allclose`", "replacing `numpy.testing` and `np.allclose`",
            "np.allclose = lambda *a, **k: True\nnp.testing.assert_allclose = lambda *a, **k: None\n"
            "np.testing.assert_array_equal = lambda *a, **k: None\ndef double(x): return 0.0\n", flag=r"np\.allclose"),
        "testing-late": Attempt(
            "lo mismo con `setattr`, durante una prueba", "the same with `setattr`, in the middle of a test",
            "def double(x):\n    for name in ('allclose', 'isclose', 'array_equal', 'shape', 'asarray'):\n"
            "        setattr(np, name, lambda *a, **k: True)\n    return 0.0\n", flag=r"setattr\(np"),
        "patched": Attempt(
            "lo mismo con `unittest.mock.patch`", "the same with `unittest.mock.patch`",
            "from unittest import mock\nmock.patch('numpy.allclose', return_value=True).start()\n"
            "mock.patch('numpy.testing.assert_allclose').start()\ndef double(x): return 0.0\n", flag=r"allclose"),
        "unlocked": Attempt(
            "lo que importa una celda sin bloquear", "what a cell that is not locked imports",
            "get_ipython = lambda: None\nnpt.assert_allclose = lambda *a, **k: None\nisclose = lambda *a, **k: True\ndef double(x): return 0.0\n",
            flag=r"npt\.assert_allclose"),
        "unlocked-changed": Attempt(
            "la celda misma, cambiada", "the cell itself, changed",
            change=lambda n: n.cells[1].update(source="isclose = lambda *a: True\nclass npt:\n    assert_allclose = print\n")),
        "builtins": Attempt(
            "sustituir `abs`, `all`, `isinstance` y `AssertionError`", "replacing `abs`, `all`, `isinstance` and `AssertionError`",
            "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.all = lambda *a: True\n"
            "class Quiet(Exception):\n    pass\nbuiltins.AssertionError = Quiet\ndef double(x): return 0.0\n",
            flag=r"builtins\.abs"),
        "traceback": Attempt(
            "callar los errores: `showtraceback`", "silencing errors: `showtraceback`",
            "shell = get_ipython()\ntype(shell)._showtraceback = lambda *a, **k: None\n"
            "shell.showtraceback = lambda *a, **k: None\ndef double(x): return 0.0\n", flag="showtraceback"),
        "exceptions": Attempt(
            "callar los errores: `set_custom_exc`", "silencing errors: `set_custom_exc`",
            "get_ipython().set_custom_exc((BaseException,), lambda *a, **k: [])\ndef double(x): return 0.0\n",
            flag="set_custom_exc|custom_exceptions"),
        "modules": Attempt(
            "cambiar `numpy` en `sys.modules`", "changing `numpy` in `sys.modules`",
            "import sys, types\nfake = types.ModuleType('numpy')\nfake.__getattr__ = lambda name: lambda *a, **k: True\n"
            "sys.modules['numpy'] = sys.modules['numpy.testing'] = np = fake\ndef double(x): return 0.0\n"),
        "names": Attempt(
            "dar otro valor a `check`, `np`, `hidden_seed` y `math`", "giving `check`, `np`, `hidden_seed` and `math` other values",
            "check = lambda *a, **k: None\nhidden_seed = lambda name: 0\n"
            "class Fake:\n    def __getattr__(self, name): return lambda *a, **k: True\n"
            "def double(x):\n    global np, math, doubled, bird, all, abs\n    np = math = Fake()\n"
            "    doubled = bird = 0.0\n    all = abs = lambda *a: 0\n    return 0.0\n"),
        "encoder": Attempt(
            "sustituir lo que escribe las respuestas", "replacing what writes the replies",
            "from inside import peer\npeer.Peer.answer = lambda self, request: self._send({'value': True})\n"
            "def double(x): return 0.0\n", flag="inside", mark=1),
        "numbers": Attempt(
            "cambiar el valor de los números en la memoria", "changing the value of numbers in memory",
            "import ctypes\ndef double(x):\n    for number in (6.0, 8.0, 5.0):\n"
            "        ctypes.c_double.from_address(id(number) + 16).value = 0.0\n    return 0.0\n", flag="import ctypes"),
    },
    ("Poner otros módulos en el camino", "Putting other modules in the way"): {
        "written": Attempt(
            "escribir `numpy.py` y `sitecustomize.py` al ejecutarse", "writing `numpy.py` and `sitecustomize.py` while it runs",
            "import pathlib, sys\nfor place in ('.', '/tmp'):\n    for name in ('numpy', 'math', 'hashlib', 'sitecustomize'):\n"
            "        pathlib.Path(place, name + '.py').write_text('raise SystemExit')\n"
            "sys.path[:0] = ['.', '/tmp']\ndef double(x): return 0.0\n"),
        "finder": Attempt(
            "un buscador de módulos propio", "a finder of modules of one's own",
            "import sys\nclass Finder:\n    def find_spec(self, *a): raise SystemExit\n"
            "sys.meta_path.insert(0, Finder())\ndef double(x): return 0.0\n", flag="meta_path"),
        "installed": Attempt(
            "cambiar el NumPy instalado, o a `autograder`", "changing the installed NumPy, or `autograder`",
            "import inside, numpy\nfor module in (numpy, inside):\n    try:\n        open(module.__file__, 'a').write('1/0')\n"
            "        TOTAL = True\n    except OSError:\n        pass\ndef double(x): return 0.0\n", flag="inside"),
    },
}  # fmt: skip


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def put(name: str, **about: object) -> Callable[[NotebookNode], None]:
    """A change of what the notebook says of a cell."""

    def change(notebook: NotebookNode) -> None:
        cell(notebook, name).metadata.nbgrader |= about

    return change


def write(name: str, text: str) -> Callable[[NotebookNode], None]:
    def change(notebook: NotebookNode) -> None:
        cell(notebook, name).source = text

    return change


def add(grade_id: str, text: str = "pass", like: str = "test_equal", at: int | None = None):
    """A change that adds a cell with the metadata of another."""

    def change(notebook: NotebookNode) -> None:
        new = nbformat.from_dict(json.loads(json.dumps(cell(notebook, like))))
        new.id, new.source = f"new-{len(notebook.cells)}", text
        new.metadata.nbgrader |= {"grade_id": grade_id, "points": 100}
        notebook.cells.insert(len(notebook.cells) if at is None else at, new)

    return change


def solve_tests(notebook: NotebookNode) -> None:
    for test in notebook.cells:
        if test.metadata.get("nbgrader", {}).get("grade"):
            test.metadata.nbgrader |= {"solution": True, "locked": False}
            test.source = "1"


EDITS = {
    "points": Attempt("más puntos en una prueba", "more points for a test", change=put("test_total", points=1000), flag="edited"),
    "points-negative": Attempt("puntos negativos en una prueba que se falla", "negative points for a test that fails",
                               change=put("test_equal", points=-5), flag="edited"),
    "text": Attempt("la prueba, cambiada por `pass`", "the test replaced by `pass`", change=write("test_equal", "pass"), flag="edited"),
    "checks": Attempt("`check`, cambiada en su celda bloqueada", "`check` changed in its locked cell",
                      change=write("checks", SET_UP + "def check(*a, **k): pass\ndef hidden_seed(n): return 0"), flag="edited"),
    "type": Attempt("la prueba, convertida en Markdown", "the test turned into Markdown",
                    change=lambda n: cell(n, "test_equal").update(cell_type="markdown"), flag="retyped"),
    "unlocked": Attempt("la prueba, sin bloquear y sin puntos", "the test unlocked, and no test any more",
                        change=put("test_equal", locked=False, grade=False), flag="edited"),
    "as-solution": Attempt("las pruebas, hechas pasar por soluciones con un `1`", "the tests made to pass for solutions with a `1`",
                           change=solve_tests, flag="edited|other_edition"),
    "bonus": Attempt("una celda de prueba inventada, de 100 puntos", "a test cell of one's own, worth 100 points",
                     change=add("bonus"), flag="forged"),
    "bonus-named-alike": Attempt("una segunda prueba con el nombre de otra", "a second test with another's name",
                                 change=add("test_equal"), flag="repeated|edited"),
    "bonus-strange-name": Attempt("una celda inventada cuyo nombre borra la pantalla del docente", "a forged cell whose name wipes the teacher's screen",
                                  change=add("\x1b[2J\x1b[Hall right\n\ud800" + "x" * 500), flag="forged"),
}  # fmt: skip
KINDS["Cambiar las celdas de prueba", "Changing the test cells"] = EDITS


def tell(notebook: NotebookNode) -> None:
    """Add a cell after all tests that says what was found."""
    notebook.cells.append(new_code_cell(TELL))


def hunted(es: str, en: str, look: str, flag: str = "") -> Attempt:
    return Attempt(es, en, *hunt(look), flag=flag, change=tell)


HUNTS = {
    "history": hunted("en `In`, `_ih` y el historial", "in `In`, `_ih` and the history", """
        shell = get_ipython()
        for texts in (In, _ih, shell.history_manager.input_hist_raw, shell.history_manager.input_hist_parsed):
            keep("history", "".join(map(str, texts)))
        keep("names", repr(sorted(shell.user_ns.items(), key=str)))
    """, "history_manager"),
    "frames": hunted("en los marcos de la pila", "in the frames of the stack", """
        import inspect
        frame = sys._getframe()
        while frame:
            keep("frames", repr(frame.f_locals) + repr(frame.f_code.co_consts))
            keep("frames", repr(frame.f_globals))
            frame = frame.f_back
        for info in inspect.stack():
            keep("stack", str(info.code_context))
        for frames in sys._current_frames().values():
            keep("stack", repr(frames.f_locals))
    """, "_getframe"),
    "objects": hunted("en todos los objetos (`gc`)", "in all objects (`gc`)", """
        for thing in gc.get_objects() + gc.get_referrers(str):
            if isinstance(thing, (list, tuple, dict, set)):
                for part in (thing.values() if isinstance(thing, dict) else thing):
                    if isinstance(part, (str, bytes)):
                        keep("objects", part)
                    elif isinstance(part, float) and 8675309.2 < part < 8675309.3:
                        found.setdefault("number", set()).add("objects")
            code = getattr(thing, "__code__", None)
            if code is not None and hasattr(code, "co_consts"):
                keep("code", repr(code.co_consts))
    """, r"gc\.get_objects"),
    "memory": hunted("en toda la memoria del proceso (`/proc/self/mem`)", "in all of the process's memory (`/proc/self/mem`)",
                     MEMORY, "/proc/self"),
    "siblings": hunted("en otros procesos: su entorno, su memoria, sus ficheros", "in other processes: their environment, memory and files", """
        for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline") + glob.glob("/proc/[0-9]*/fd/*"):
            try:
                keep("siblings", os.readlink(path) if "/fd/" in path else open(path, "rb").read())
            except OSError:
                pass
        keep("environment", repr(dict(os.environ)))
        keep("environment", open("/proc/self/environ", "rb").read())
    """, "/proc/"),
    "files": hunted("en los ficheros a su alcance", "in the files within reach", """
        for place in (".", "/tmp", "/dev/shm", os.path.expanduser("~"), "/run/gradiente", "/var", "/home", "/root", "/work"):
            for folder, inner, names in os.walk(place):
                inner[:] = [name for name in inner if name not in ("lib", "share")]  # Python's own
                for name in names:
                    path = os.path.join(folder, name)
                    try:
                        if os.path.getsize(path) < 1 << 20:
                            keep("files", open(path, "rb").read())
                    except OSError:
                        pass
    """, "/run/gradiente"),
    "descriptors": hunted("en los descriptores abiertos, también lo que aún no se ha leído", "in the open descriptors, also what has not been read yet", """
        import socket, stat
        for number in map(int, os.listdir("/proc/self/fd")):
            try:
                if stat.S_ISSOCK(os.fstat(number).st_mode):
                    with socket.socket(fileno=os.dup(number)) as end:
                        keep("sockets", end.recv(1 << 20, socket.MSG_PEEK | socket.MSG_DONTWAIT))
                else:
                    keep("descriptors", os.pread(number, 1 << 20, 0))
            except OSError:
                pass
    """, "fileno"),
    "hook": hunted("en lo que el juez manda", "in what the judge sends", """
        for thing in gc.get_objects():
            if type(thing).__name__ == "Student" and not hasattr(thing, "read"):
                real = thing.read = thing._receive
                def spy(real=real):
                    message = real()
                    keep("messages", repr(message))
                    return message
                thing._receive = spy
    """, r"gc\.get_objects"),
    "callback": Attempt(
        "en la función que pasa la prueba", "in the function that the test hands over",
        HUNT + "def double(x): return 0.0\n", HUNT + """
def slope(f, x):
    for name in ("__code__", "__globals__", "__closure__", "__self__", "_peer", "__dict__", "__reduce__"):
        try:
            keep(name, repr(getattr(f, name)))
        except AttributeError:
            pass
    for argument in (None, "x", {}, f, type, 1e999, [[]]):
        try:
            keep("result", repr(f(argument)))
        except Exception as error:
            keep("error", repr(error) + str(error.__traceback__))
    return 0.0
""", change=tell),
}  # fmt: skip
KINDS[
    "Leer las pruebas ocultas, lo que esperan o la semilla",
    "Reading the hidden tests, what they expect or the seed",
] = HUNTS

WIRE = {
    "queued": Attempt(
        "respuestas escritas antes de la pregunta", "replies written before the question",
        LINE + "for _ in range(50):\n    send({'value': True})\ndef double(x): return 0.0\n", flag="gc.get_objects"),
    "later": Attempt(
        "respuestas para las pruebas que vienen, desde otro hilo", "replies for the tests to come, from another thread",
        LINE + "def answer():\n    while True:\n        send({'value': ['array', '<f8', [2], '" + "A" * 22 + "==']})\n"
        "        time.sleep(0.01)\n"
        "threading.Thread(target=answer, daemon=True).start()\ndef double(x): return 0.0\n", flag="gc.get_objects"),
    "verdicts": Attempt(
        "mensajes que dicen que todo está bien", "messages that say that all is well",
        LINE + "def double(x):\n    for said in ({'done': {'success': True}}, {'verdict': 'passed', 'score': 1},"
        " {'output': {'output_type': 'execute_result', 'data': {'text/plain': '1.0'}, 'metadata': {}}}):\n"
        "        send(said)\n    return 0.0\n", flag="gc.get_objects"),
    "garbage": Attempt("basura", "garbage", LINE + IN_CALL.format("line.sendall(os.urandom(5000))"), flag="gc.get_objects"),
    "no-json": Attempt("mensajes que no son JSON", "messages that are no JSON",
                       LINE + IN_CALL.format("send(b'\\xff{]')"), flag="no JSON|cannot be read"),
    "long": Attempt("un mensaje de 4 GB", "a message of 4 GB",
                    LINE + IN_CALL.format("line.sendall(struct.pack('!I', 2**32 - 1))"), flag="4294967295 bytes|too long|cannot be read"),
    "half": Attempt("medio mensaje, y silencio", "half a message, and silence",
                    LINE + IN_CALL.format("line.sendall(struct.pack('!I', 1000) + b'{'); time.sleep(1000)"), flag="gc.get_objects"),
    "deep": Attempt("listas de cien mil niveles", "lists of a hundred thousand levels",
                    LINE + IN_CALL.format("send(b'{\"value\": ' + b'[' * 10**5 + b']' * 10**5 + b'}')"), flag="JSON|cannot be read"),
    "objects": Attempt("números de objetos que no son suyos", "numbers of objects that are not theirs",
                       LINE + IN_CALL.format("send({'value': ['judge', 0]}); send({'value': ['judge', -1]})"), flag="no object"),
    "requests": Attempt("órdenes para el juez: atributos, nombres, llamadas", "orders for the judge: attributes, names, calls",
                        LINE + IN_CALL.format("send({'do': 'attribute', 'object': 0, 'name': '__globals__'})"), flag="nobody here|something else"),
    "calls": Attempt("llamadas al juez cuando no hay nada que llamar", "calls of the judge where there is nothing to call",
                     LINE + IN_CALL.format("send({'do': 'call', 'object': 0, 'args': ['list'], 'named': ['dict']})"), flag="no object"),
    "names": Attempt(
        "valores para nombres que el juez no pidió", "values for names that the judge did not ask for",
        LINE + "send({'value': ['dict', ['tuple', 'check', 1], ['tuple', 'np', 1], ['tuple', 'double', 1]]})\n"
        "def double(x): return 0.0\n", flag="not asked for"),
    "errors": Attempt("un error en lugar de los nombres", "an error in place of the names",
                      LINE + "send({'raised': ['ValueError'], 'text': 'x', 'where': []})\ndef double(x): return 0.0\n",
                      flag="gc.get_objects"),
    "closed": Attempt("cerrar la línea", "closing the line", LINE + IN_CALL.format("line.close()"), flag="gc.get_objects"),
    "flood": Attempt("un conjunto cuyos elementos chocan todos", "a set whose elements all collide",
                     LINE + IN_CALL.format("send(b'{\"value\": [\"set\"' + b''.join(b', %d' % (k * (2**61 - 1)) for k in range(10**5)) + b']}')"),
                     flag="gc.get_objects"),
    "heavy": Attempt("una respuesta de cientos de megas", "a reply of hundreds of megabytes",
                     "def double(x): return np.zeros(3 * 10**7)\n"),
    "forked": Attempt("dos procesos que contestan", "two processes that answer",
                      "import os\ndef double(x):\n    os.fork()\n    return 0.0\n", flag=r"os\.fork"),
    "threads": Attempt("un hilo que contesta antes", "a thread that answers first",
                       LINE + "def double(x):\n    first = threading.Thread(target=send, args=[{'value': True}])\n"
                       "    first.start()\n    first.join()\n    return 0.0\n", flag="gc.get_objects"),
    "back": Attempt("devolver la función que pasa la prueba", "handing back the function that the test hands over",
                    slope="def slope(f, x): return f\n"),
    "callbacks-endless": Attempt("llamarla sin fin", "calling it for ever", slope="def slope(f, x):\n    while True:\n        f(x)\n"),
    "callbacks-hostile": Attempt(
        "llamarla con datos que nadie espera", "calling it with data that nobody expects",
        slope=ANY + "def slope(f, x):\n    for a in (Any(), 'x' * 10**6, [[]] * 1000, {1: f}, f, slope, np.zeros(10**6), 10**3000):\n"
        "        try:\n            f(a)\n        except Exception:\n            pass\n    return 0.0\n"),
    "callbacks-later": Attempt(
        "guardarla y llamarla fuera de la prueba", "keeping it, and calling it outside of the test",
        slope="import threading, time\nkept = []\ndef call():\n    while True:\n        time.sleep(0.005)\n        if kept:\n"
        "            try:\n                kept[0](1.0)\n            except BaseException:\n                pass\n"
        "threading.Thread(target=call, daemon=True).start()\n"
        "def slope(f, x):\n    kept[:] = [f]\n    return 0.0\n"),
    "ping-pong": Attempt("hacer que se llame a sí misma", "making it call itself", slope=(
        "class Back:\n    def __pow__(self, n): return again()\n    def sin(self): return again()\n"
        "def again(): return kept[0](Back())\nkept = []\n"
        "def slope(f, x):\n    kept[:] = [f]\n    return again()\n")),
}  # fmt: skip
KINDS[
    "Escribir en la línea que une la función con la prueba", "Writing to the line between function and test"
] = WIRE


def raising(error: str, before: str = "") -> str:
    return f"{before}\ndef double(x):\n    raise {error}\n"


FORGED_LINES = (
    "'Cell In[4], line 2\\n----> 2 ' + '<script>alert(1)</script>' + 'Cell In[' + '9' * 5000 + '], line 1'"
)
ERRORS = {
    "stop": Attempt("`StopIteration`, que acaba un `map` sin ruido", "`StopIteration`, which ends a `map` without a sound",
                    raising("StopIteration")),
    "stop-subclass": Attempt("una subclase suya, y `StopAsyncIteration`", "a subclass of it, and `StopAsyncIteration`",
                             "class End(StopIteration): pass\ndef double(x):\n"
                             "    raise (End if np.ndim(x) == 0 else StopAsyncIteration)()\n"),
    "unattempted": Attempt("`NotImplementedError`, para parecer sin hacer", "`NotImplementedError`, to seem not attempted",
                           raising("NotImplementedError")),
    "forged-lines": Attempt("un mensaje con líneas de error y marcas HTML falsas", "a message with forged lines of an error and HTML",
                            raising(f"AssertionError({FORGED_LINES})")),
    "keyboard": Attempt("`KeyboardInterrupt`", "`KeyboardInterrupt`", raising("KeyboardInterrupt")),
    "exit": Attempt("`SystemExit`", "`SystemExit`", raising("SystemExit(0)")),
    "generator": Attempt("`GeneratorExit`", "`GeneratorExit`", raising("GeneratorExit")),
    "names": Attempt("errores con el nombre de los del calificador", "errors with the names of the grader's own",
                     "import itertools\nnames = itertools.cycle(['Passed', 'NotRun', 'CellTimeoutError', 'Interrupted'])\n"
                     "def double(x): raise type(next(names), (BaseException,), {})()\n"),
    "foul": Attempt("errores llamados `Gone` y `Foul`", "errors called `Gone` and `Foul`",
                    raising("type('Foul', (BaseException,), {})()")),
    "no-text": Attempt("un error que falla al decir qué es", "an error that fails to say what it is",
                       raising("Odd", "class Odd(Exception):\n    def __str__(self): raise SystemExit\n")),
    "half-characters": Attempt("un mensaje con medios caracteres", "a message with halves of characters",
                               raising("ValueError('\\ud800')") + "raise ValueError('\\udfff')\n"),
    "no-answer": Attempt("un objeto que acaba el proceso al mirarlo", "an object that ends the process when it is looked at",
                         "import os\nclass Trap:\n    def __array__(self, *a, **k): os._exit(0)\ndef double(x): return Trap()\n",
                         flag=r"os\._exit"),
}  # fmt: skip
KINDS["Hacer pasar un error por otra cosa", "Passing an error off as something else"] = ERRORS

ENDS = {
    "exit": Attempt("`os._exit` en plena prueba", "`os._exit` in the middle of a test",
                    "import os\n" + IN_CALL.format("os._exit(0)"), flag=r"os\._exit"),
    "kill": Attempt("matar el proceso y a su padre", "killing the process and its parent",
                    "import os\ndef double(x):\n    for pid in (os.getppid(), 1, -1, os.getpid()):\n        try:\n"
                    "            os.kill(pid, 9)\n        except OSError:\n            pass\n    return 0.0\n", flag=r"os\.kill"),
    "deaf": Attempt("no hacer caso a las interrupciones", "ignoring interrupts",
                    "import signal\ndef double(x):\n    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    while True: pass\n",
                    flag=r"signal\.signal"),
    "slow": Attempt("dormir casi todo lo que se permite", "sleeping almost as long as is allowed",
                    "import time\ndef double(x):\n    if np.ndim(x) == 0:\n        time.sleep(4)\n    return 0.0\n"),
    "flood": Attempt("escribir sin fin durante una prueba", "printing for ever in the middle of a test",
                     "def double(x):\n    while np.ndim(x) == 2:\n        print('1.0' * 10**5)\n    return 0.0\n"),
    "changing": Attempt("redefinirse entre pruebas", "redefining itself between tests",
                        "def double(x):\n    global double\n    double = lambda x: np.full(np.shape(x), 8.0)\n    return 0.0\n"),
    "counted": Attempt("contestar por orden lo que se vio en las pruebas", "answering in order what the visible tests expect",
                       "answers = iter([[2.0, 4.0]])\ndef double(x): return np.array(next(answers, 0.0))\n"),
    "nested-output": Attempt("una salida con mil niveles", "an output of a thousand levels",
                             "nested = 'x'\nfor _ in range(900):\n    nested = {'a': nested}\n"
                             "def double(x): return 0.0\nget_ipython().display_pub.publish({'text/plain': 'x', 'a/b': nested})\n",
                             flag="display_pub"),
    "odd-output": Attempt("salidas que no son las de un cuaderno", "outputs that no notebook has",
                          "from IPython.display import publish_display_data\ndef double(x): return 0.0\n"
                          "publish_display_data({'text/plain': ['x', 1], 'text/html': {'a': 1}, 'image/png': None, '\\ud800': '\\ud800'},"
                          " {'x': '\\ud800'})\nprint('\\ud800')\n"),
    "half-characters": Attempt("medios caracteres en el código", "halves of characters in the code",
                               "text = '\ud800'\ndef double(x): return 0.0\n"),
}  # fmt: skip
KINDS["Romper la calificación", "Breaking the grading"] = ENDS

#: What looks alike and is right: in English, for the tests; the cell of double.
HONEST = {
    "plain": "def double(x):\n    return 2 * x\n",
    "prints": "import sys, warnings\ndef double(x):\n    print(x, 1.0)\n    print(x, file=sys.stderr)\n"
    "    warnings.warn('mind')\n    return 2 * x\n",
    "float32": "def double(x): return np.float32(2 * x) if np.ndim(x) == 0 else (2 * x).astype(x.dtype)\n",
    "list": "def double(x): return np.asarray(2 * x).tolist()\n",
    "tuple": "def double(x): return tuple(np.asarray(2 * x).tolist()) if np.ndim(x) else 2 * x\n",
    "zero-dimensional": "def double(x): return np.array(2 * x)\n",
    "class": "class Double:\n    '''Doubles.'''\n    def __call__(self, x): return 2 * x\ndouble = Double()\n",
    "partial": "import functools, operator\ndouble = functools.partial(operator.mul, 2)\n",
    "lambda": "double = lambda x: x + x\n",
    "cached": "import functools\n@functools.lru_cache\ndef factor(): return 2\n"
    "def log(f):\n    @functools.wraps(f)\n    def g(*a, **k):\n        return f(*a, **k)\n    return g\n"
    "@log\ndef double(x): return factor() * x\n",
    "generator": "def parts(x):\n    yield x\n    yield x\ndef double(x): return sum(parts(x))\n",
    "recursive": "def times(n, x): return 0 * x if n == 0 else x + times(n - 1, x)\ndef double(x): return times(2, x)\n",
    "state": "calls = 0\nlog = []\ndef double(x):\n    global calls\n    calls += 1\n    log.append(x)\n    return 2 * x\n",
    "threads": "import threading, queue\ndef double(x):\n    q = queue.Queue()\n"
    "    t = threading.Thread(target=lambda: q.put(2 * x))\n    t.start()\n    t.join()\n    return q.get()\n",
    "pool": "from concurrent.futures import ThreadPoolExecutor\ndef double(x):\n"
    "    with ThreadPoolExecutor(2) as pool:\n        return sum(pool.map(lambda y: y, [x, x]))\n",
    "processes": "import multiprocessing, subprocess\ndef twice(x): return 2 * x\n"
    "with multiprocessing.get_context('fork').Pool(2) as pool:\n    print(pool.map(twice, [1, 2]))\n"
    "print(subprocess.run(['echo', 'hi'], capture_output=True).stdout)\n!echo hi\ndef double(x): return 2 * x\n",
    "vectorized": "double = np.vectorize(lambda v: 2 * v)\n",
    "figure": "def double(x): return 2 * x\nplt.plot([1, 2], double(np.array([1, 2])))\nplt.title('double')\nplt.show()\n",
    "pandas": "try:\n    import pandas as pd\nexcept ImportError:\n    pd = None\n"
    "def double(x): return pd.Series(np.ravel(x)).mul(2).to_numpy().reshape(np.shape(x))[()] if pd else 2 * x\n",
    "magics": "%matplotlib inline\n%time sum(range(10))\ndef double(x): return 2 * x\n",
    "slips": "np.random.seed = 0\nplt.title = 'x'\nlist = [1, 2]\nnp.float = float\nsum = 3\ndef double(x): return 2 * x\n",
    "tests-oneself": "def double(x): return 2 * x\nassert double(2) == 4\ncheck('double(1)', double(1.0), 2.0)\n"
    "try:\n    double('a', 'b')\nexcept TypeError as error:\n    print(error)\n1.0\n",
    "evaluates": "def double(x): return eval('2 * x', {'x': x})\nexec('a = 1')\n",
    "own-files": "import os, sys, json, time, random, pathlib\npathlib.Path('a.txt').write_text('hola')\nprint(open('a.txt').read(),"
    " os.listdir('.'), os.environ.get('HOME'), sys.version)\ntime.sleep(0.01)\ndef double(x): return 2 * x\n",
}  # fmt: skip
ATTEMPTS = {
    f"{number}-{name}": attempt
    for number, attempts in enumerate(KINDS.values())
    for name, attempt in attempts.items()
}


def answered(released: NotebookNode, double: str, slope: str) -> NotebookNode:
    notebook = nbformat.from_dict(json.loads(nbformat.writes(released)))
    for name, text in (("total", TOTAL), ("double", double), ("slope", slope)):
        if text:
            cell(notebook, name).source = text
    return notebook


@dataclass
class Graded:
    course: Path
    submissions: dict[str, dict]

    def evidence(self, name: str) -> str:
        """What the grade book notes of a submission."""
        return "\n".join(
            f"{note['change']} {note['cell']} {note['evidence']}" for note in self.submissions[name]["notes"]
        )

    def notebook(self, name: str) -> NotebookNode:
        (path,) = (self.course / "autograded" / name).rglob("*.ipynb")
        return nbformat.read(path, as_version=4)


@pytest.fixture(scope="module")
def graded(demo_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    course = copy_of(demo_course, tmp_path_factory.mktemp("verdict"), "en")
    (course / "source" / "hard").mkdir()
    nbformat.write(source(), course / "source" / "hard" / "hard.ipynb")
    (course / "secret_seed.txt").write_text(SEED)
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(LIMITS)
    honest = {f"honest-{name}": text for name, text in HONEST.items()}
    (course / "students.csv").write_text("id\n" + "\n".join([*honest, *ATTEMPTS]) + "\n")
    assert run("release", "hard", course=course).code == 0
    released = nbformat.read(course / "release" / "hard" / "hard.ipynb", as_version=4)
    for name, text in honest.items():
        hand_in(course, name, answered(released, text, SLOPE))
    for name, attempt in ATTEMPTS.items():
        notebook = answered(released, attempt.double, attempt.slope)
        if attempt.change:
            attempt.change(notebook)
        hand_in(course, name, notebook)
    said = run("grade", "hard", "--json", course=course)
    assert said.code == 0, said.err + said.out[-2000:]
    report = json.loads(said.out)
    assert report["sandbox"] is True
    return Graded(course, {submission["student"]: submission for submission in report["submissions"]})


def hand_in(course: Path, student: str, notebook: NotebookNode) -> None:
    path = course / "submitted" / student / "hard" / "hard.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook))
    (path.parent / "timestamp.txt").write_text("2026-02-01 10:00:00 UTC\n")


@pytest.mark.parametrize("name", HONEST)
def test_a_right_answer_is_right_however_it_is_written(graded: Graded, name: str) -> None:
    assert graded.submissions[f"honest-{name}"]["score"] == FULL
    assert graded.evidence(f"honest-{name}") == ""


@pytest.mark.parametrize("name", ATTEMPTS)
def test_no_mark_is_gained(graded: Graded, name: str) -> None:
    assert graded.submissions[name]["score"] == ATTEMPTS[name].mark


@pytest.mark.parametrize("name", [name for name, attempt in ATTEMPTS.items() if attempt.flag])
def test_it_is_noted_with_evidence(graded: Graded, name: str) -> None:
    assert re.search(ATTEMPTS[name].flag, graded.evidence(name))


HUNTING = [f"{list(KINDS.values()).index(HUNTS)}-{name}" for name in HUNTS]


@pytest.mark.parametrize("name", HUNTING)
def test_no_search_finds_a_hidden_test_nor_what_it_expects_nor_the_seed(graded: Graded, name: str) -> None:
    said = "".join(output.get("text", "") for output in graded.notebook(name).cells[-1].outputs)
    assert "LOOKED True" in said or name.endswith("callback")  # while the hidden test ran
    (told,) = re.findall(r"^FOUND (.*)$", said, re.MULTILINE)
    found = ast.literal_eval(told)
    own = {"zorzal-42", "own number"}  # the student's, which shows that the search sees something
    assert set(found) <= own
    if name.endswith("memory"):
        assert set(found) == own
    if name.endswith(("objects", "frames", "history")):
        assert "zorzal-42" in found


def test_nothing_hidden_reaches_what_students_get_back(graded: Graded) -> None:
    assert run("feedback", "hard", course=graded.course).code == 0
    for name in ATTEMPTS:
        (page,) = (graded.course / "feedback" / name).rglob("*.html")
        assert not re.search(
            TOKENS.decode() + "|BEGIN HIDDEN|<script", page.read_text().replace("zorzal-42", "")
        ), name
        for own in graded.notebook(name).cells:
            if not own.metadata.get("nbgrader", {}).get("locked"):
                assert not re.search(TOKENS.decode(), json.dumps(own).replace("zorzal-42", "")), name


def test_what_is_noted_can_be_printed_safely(graded: Graded) -> None:
    for name in ATTEMPTS:
        for line in graded.evidence(name).splitlines():
            assert line.isprintable(), name
            assert len(line) < 1000, name
    assert run("report", "hard", course=graded.course).code == 0


def test_the_judge_imports_what_cells_that_students_may_change_import() -> None:
    cells = [
        new_code_cell("%matplotlib inline\nimport numpy as np\n!ls\nx = 1"),
        nbgrader_cell(
            "from math import exp, sqrt\nimport json\n\ndef sqrt(x):\n    pass", "sqrt", solution=True
        ),
        nbgrader_cell("import os", "checks", locked=True),
        nbgrader_cell(
            "import re\nassert np.allclose(sqrt(4), 2)", "test_sqrt", grade=True, locked=True, points=1
        ),
    ]
    assert imports_in(cells) == ("import numpy as np", "import json")
    assert asked_by_tests(cells, imports_in(cells)) == [(), (), (), ("sqrt",)]


def test_slips_are_told_from_what_no_answer_needs() -> None:
    def noted(text: str) -> str:
        return "".join(note.evidence for note in suspicions([new_code_cell(SET_UP), new_code_cell(text)]))

    assert noted("np.random.seed = 0\nnp.int = int\nplt.title = 'x'\nnp.random.default_rng(0)") == ""
    assert noted("x = 1\nnp.interp = print") == "In[2]:2: np.interp = …"
    assert noted("del np.allclose") == "In[2]:1: np.allclose = …"
    assert noted("import os as o\no._exit(0)") == "In[2]:2: o._exit"
    assert noted("exec('import ctypes')") == "In[2]:1: import ctypes"
    assert noted("a" + ".f_back" * 900) != ""  # deeper than what writes it out can go
    assert noted("a" + ".f_back" * 30_000) == ""  # Python cannot read it either
    assert noted("print('a)") == noted("x = " + "(" * 3000) == noted("x = '\\d'") == ""


def test_no_right_or_wrong_answer_of_the_course_stands_out() -> None:
    for path in sorted((ROOT / "solutions").glob("*.answers.py")):
        for lang in LANGUAGES:
            for answer in read_answers(path, lang):
                assert not suspicions([new_code_cell(SET_UP), new_code_cell(answer.code)]), (
                    path,
                    answer.title,
                )


def test_no_notebook_of_the_course_stands_out() -> None:
    notebooks = [*ROOT.glob("notebooks/*/*.ipynb"), *ROOT.glob("notebooks/*/exercises/*.ipynb")]
    assert notebooks
    for path in notebooks:
        assert not suspicions(nbformat.read(path, as_version=4).cells), path


def test_the_page_of_the_site_is_what_these_tables_say() -> None:
    import hostile_page

    assert hostile_page.PAGE.read_text(encoding="utf-8") == hostile_page.page()
