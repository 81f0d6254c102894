"""Where a cell runs: a test in the judge, set-up on both sides, all else in the student's process."""

import ast
import builtins
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from autograder.messages import Refusal
from autograder.names import names_of, parsed, without_magics

#: What hidden tests call the instructor's own solution by.
REFERENCE = "reference"
#: What IPython's shell has for every cell. A magic becomes a call of get_ipython().
SHELL = frozenset(["In", "Out", "display", "exit", "get_ipython", "quit"])


def is_test(cell: NotebookNode) -> bool:
    """Whether `cell` is a test: code that gives points by itself."""
    return cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)


def is_set_up(cell: NotebookNode) -> bool:
    """Whether `cell` is code of the assignment's that students and tests both need."""
    graded = is_grade(cell) or is_solution(cell) or is_task(cell)
    return cell.cell_type == "code" and is_locked(cell) and not graded


def first_test(cells: Sequence[NotebookNode]) -> int:
    """The place of the first test, or of the end."""
    return next((number for number, cell in enumerate(cells) if is_test(cell)), len(cells))


def execution_counts(cells: Sequence[NotebookNode]) -> list[int]:
    """The execution count of each cell in a fresh kernel; that of the one before where nothing is run."""
    return [*accumulate(int(cell.cell_type == "code" and bool(cell.source.strip())) for cell in cells)]


def asked_by_tests(cells: Sequence[NotebookNode], imports: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """The names of the student's that each of `cells` needs where it runs as a test; none for other cells.

    They are what the test uses, or a function of a set-up cell may use when the test calls it, and what no
    cell that runs in the judge has bound by then, nor the statements `imports`, which run there first.
    """
    set_up = [names_of(cell.source) for cell in cells if is_set_up(cell)]
    bound = {REFERENCE, *SHELL, *dir(builtins)}
    bound = bound.union(*(names.binds for names in set_up), *(names_of(text).binds for text in imports))
    shared = set().union(*(names.needs for names in set_up))
    asked = []
    for cell in cells:
        if is_test(cell):
            names = names_of(cell.source)
            bound |= names.binds
            asked.append(tuple(sorted((names.needs | shared) - bound)))
        else:
            asked.append(())
    return asked


def imports_in(cells: Iterable[NotebookNode]) -> tuple[str, ...]:
    """The import statements of those of the released `cells` that students may change.

    A course may well have its tests rely on them. They run in the judge, or a test's ``np.allclose`` would be
    the student's. Left out is what imports a name that the cells also define, for students to fill in.
    """
    nodes = []
    for cell in cells:
        theirs = is_solution(cell) or not (is_grade(cell) or is_locked(cell))
        if cell.cell_type == "code" and theirs and (tree := parsed(cell.source)):
            nodes += tree.body
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    imports = [ast.unparse(node) for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    return tuple(text for text in dict.fromkeys(imports) if not names_of(text).binds & defined)


def reference_for(cells: Iterable[NotebookNode], source: Path) -> tuple[str, ...]:
    """The Python of the instructor's set-up and solution cells in `source`, if a test of `cells` calls them.

    Raises
    ------
    Refusal
        If they are needed and there is no such notebook.
    """
    if not any(REFERENCE in names_of(cell.source).needs for cell in cells if is_test(cell)):
        return ()
    if not source.is_file():
        raise Refusal("reason_no_source", file=source)
    return tuple(
        without_magics(cell.source)
        for cell in nbformat.read(source, as_version=4).cells
        if cell.cell_type == "code" and (is_set_up(cell) or is_solution(cell))
    )
