"""What stands in a student's code that no answer needs: evidence for a person, never a verdict.

The tests are out of the code's reach whatever it does (`autograder.judge`); this is for the teacher to know
who tried. Better to miss one than to accuse somebody honest: printing, plotting, files, threads, one's own
classes, even `np.random.seed = 0` are nobody's business.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode
from nbgrader.utils import is_locked

from autograder.messages import printable
from autograder.names import tree_of
from autograder.rebuild import Change, Given, Note

MOST = 10  # pieces of evidence of one notebook
LONGEST = 60  # characters of each
MOST_TEXT = 500  # characters of all together
MOST_SOURCE = 200_000  # characters of a cell

#: Names that only the notebook's own machinery has a use for.
INTERNALS = frozenset([
    "ast_transformers", "input_transformers_cleanup", "input_transformers_post", "input_transformer_manager",
    "set_custom_exc", "showtraceback", "_showtraceback", "displayhook", "display_pub", "excepthook",
    "history_manager", "user_ns", "user_global_ns", "run_ast_nodes", "run_code", "compile_class",
    "_getframe", "f_back", "f_locals", "f_globals", "f_builtins", "tb_frame", "gi_frame",
    "__subclasses__", "__builtins__", "settrace", "setprofile", "meta_path", "path_hooks",
])  # fmt: skip
#: What of a module no answer calls; None where it is the whole of it.
CALLS: dict[str, frozenset[str] | None] = {
    "ctypes": None,
    "inside": None,
    "pty": None,
    "gc": frozenset(["get_objects", "get_referrers", "get_referents"]),
    "inspect": frozenset(["stack", "currentframe", "getouterframes", "getinnerframes", "trace"]),
    "os": frozenset(["_exit", "abort", "dup", "dup2", "fdopen", "fork", "forkpty", "kill", "killpg"]),
    "signal": frozenset(["signal", "pthread_sigmask", "pthread_kill", "raise_signal"]),
    "socket": frozenset(["fromfd", "recv_fds", "send_fds"]),
    "sys": frozenset(["_current_frames"]),
}
#: Modules whose functions no answer replaces.
KEPT = frozenset(
    ["IPython", "ast", "builtins", "inspect", "inside", "json", "math", "numpy", "traceback", "unittest"]
)
#: Of them, what gives back a name that NumPy once had. And a slip is ``np.random.seed = 0``.
SLIPS = frozenset(f"numpy.{name}" for name in ("bool", "complex", "float", "int", "object", "str"))
PLACES = ("/proc/", "/dev/fd", "/dev/mem", "/run/gradiente")
RUNS = frozenset(["exec", "eval", "compile", "__import__"])


def suspicions(cells: Sequence[NotebookNode]) -> list[Note]:
    """What stands out in the code of `cells` that is not the assignment's own, in one note or none.

    The evidence says where it stands, as ``double:3: np.allclose = …``: the cell's grade id, or its number
    among the code cells as in ``In[7]``, and the line.
    """
    trees = [(where, tree, locked) for where, source, locked in _code(cells) for tree in _parsed(source)]
    known = _modules([tree for _, tree, _ in trees])
    found: dict[str, None] = {}
    for where, tree, locked in trees:
        if not locked:
            try:
                seen = sorted(set(_look(tree, known)))
            except RecursionError:  # nested by a program, to no honest end
                seen = [(1, "RecursionError")]
            found |= {f"{where}:{line}: {text[:LONGEST]}": None for line, text in seen}
    return tampered(found)


def tampered(evidence: Iterable[str]) -> list[Note]:
    """`evidence` in one note, or none; what may be a student's words cannot do anything to a terminal."""
    shown = printable(", ".join(list(evidence)[:MOST]), MOST_TEXT)
    return [Note(Change.TAMPERED, "", shown)] if shown else []


def misstated(cells: Sequence[NotebookNode], given: Sequence[Given]) -> list[Note]:
    """Which of a submission's `cells` say that they give other points than `given`, or are something else."""
    stated = {}
    for cell in cells:
        about = cell.metadata.get("nbgrader")
        if isinstance(about, dict) and isinstance(about.get("grade_id"), str):
            stated.setdefault(about["grade_id"], []).append(about)
    notes = []
    for mine in given:
        true = {"grade": mine.grade, "solution": mine.solution, "task": mine.task}
        if mine.points is not None:
            true["points"] = mine.points
        if any(
            about[key] != true[key] for about in stated.get(mine.grade_id, []) for key in true if key in about
        ):
            notes.append(Note(Change.EDITED, mine.grade_id))
    return notes


def _code(cells: Sequence[NotebookNode]) -> Iterator[tuple[str, str, bool]]:
    """Where each code cell is, its text, and whether it is locked."""
    count = 0
    for cell in cells:
        if cell.cell_type == "code":
            count += 1
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            yield name or f"In[{count}]", cell.source, is_locked(cell)


def _parsed(source: str) -> Iterator[ast.Module]:
    """The tree of a cell, if it is Python or IPython's, and of a size that a person writes."""
    if len(source) > MOST_SOURCE:
        return
    for transform in (str, TransformerManager().transform_cell):
        with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            yield tree_of(transform(source))
            return


def _modules(trees: Sequence[ast.Module]) -> dict[str, str]:
    """The modules, and what was imported of them, by the name that the cells have for it."""
    known = {}
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                known[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return known


def _look(tree: ast.Module, known: dict[str, str]) -> Iterator[tuple[int, str]]:
    """The line and the text of what stands out in `tree`."""
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and _written(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    if CALLS.get(alias.name.split(".")[0], "") is None:
                        yield node.lineno, f"import {alias.name}"
            case ast.ImportFrom(module=str() as module, names=names):
                for alias in names:
                    if _called(f"{module}.{alias.name}"):
                        yield node.lineno, f"from {module} import {alias.name}"
            case ast.Attribute() if _written(node) and _kept(_path(node, known)):
                yield node.lineno, f"{ast.unparse(node)} = …"
            case ast.Attribute(attr=name) if name in INTERNALS or _called(_path(node, known)):
                yield node.lineno, ast.unparse(node)
            case ast.Attribute(attr="__dict__") if _path(node.value, known).split(".")[0] in KEPT:
                yield node.lineno, ast.unparse(node)
            case ast.Name(id="In" | "_ih" | "__builtins__" as name) if name not in bound:
                yield node.lineno, name
            case ast.Constant(value=str() as text) if any(place in text for place in PLACES):
                yield node.lineno, repr(text)
            case ast.Call():
                yield from _call(node, known)


def _call(node: ast.Call, known: dict[str, str]) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str() as text), *_]) if name in RUNS:
            for inner in _parsed(text):
                yield from ((node.lineno, found) for _, found in _look(inner, known))
        case ast.Call(func=ast.Name(id=name), args=[_, *_]) if name in RUNS and name not in known:
            yield node.lineno, f"{name}(…)"
        case ast.Call(
            func=ast.Name(id="getattr" | "setattr" | "delattr" as does),
            args=[owner, ast.Constant(value=str() as name), *_],
        ):
            path = f"{_path(owner, known)}.{name}"
            if name in INTERNALS or _called(path) or (does != "getattr" and _kept(path)):
                yield node.lineno, ast.unparse(node)
        case ast.Call(func=ast.Name(id="setattr" | "vars"), args=[owner, *_]) if _kept(_path(owner, known)):
            yield node.lineno, ast.unparse(node)
        case ast.Call(func=function, keywords=[*_, ast.keyword(arg="fileno")]):
            yield node.lineno, f"{ast.unparse(function)}(fileno=…)"
        case ast.Call(func=function, args=[ast.Constant(value=str() as what), *_]) if _path(
            function, known
        ).endswith("mock.patch") and _kept(what):
            yield node.lineno, f"patch({what!r})"


def _written(node: ast.expr) -> bool:
    return isinstance(node.ctx, ast.Store | ast.Del)


def _path(node: ast.expr, known: dict[str, str]) -> str:
    """The full name of `node`, such as ``numpy.testing.assert_allclose``; "" of what is no module's."""
    if isinstance(node, ast.Name):
        return known.get(node.id, "")
    if isinstance(node, ast.Attribute) and (path := _path(node.value, known)):
        return f"{path}.{node.attr}"
    return ""


def _called(path: str) -> bool:
    module, _, rest = path.partition(".")
    if module not in CALLS:
        return False
    names = CALLS[module]
    return names is None or rest in names


def _kept(path: str) -> bool:
    return path.split(".")[0] in KEPT and path not in SLIPS and not path.startswith("numpy.random.")
