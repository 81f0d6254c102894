"""Which names a notebook cell binds and which it needs, read from its text: nothing is run."""

import ast
import builtins
import re
import symtable
import threading
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nbformat import NotebookNode

LONGEST = 20_000  # characters: a longer cell is no program that anyone wrote


@dataclass(frozen=True)
class Names:
    binds: frozenset[str]  # at top level
    needs: frozenset[str]  # looked up there, or among the builtins
    everything: bool  # whether it imports names that it does not tell, with a star


_parsing = threading.Lock()


def tree_of(text: str) -> ast.Module:
    """What `ast.parse` says, which Python 3.11 cannot do in two threads at once; errors as there."""
    with _parsing, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a student's "\d" is no concern of whoever reads this
        return ast.parse(text)


def parsed(source: str) -> ast.Module | None:
    """The program in a cell, line by line, its magics left out; None if it is no Python."""
    if len(source) > LONGEST or source.lstrip().startswith("%%"):
        return None
    try:
        return tree_of(without_magics(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@lru_cache(maxsize=2048)
def names_of(source: str) -> Names:
    """The names in a cell; of what is not quite Python only the functions and classes that it defines."""
    if parsed(source) is None:
        found = re.findall(r"^(?:async[ \t]++)?(?:def|class)[ \t]++(\w++)", source[:LONGEST], re.MULTILINE)
        return Names(frozenset(found), frozenset(), False)
    try:
        with _parsing, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            top = symtable.symtable(without_magics(source), "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # return outside of a function, say
        return Names(definitions(source), frozenset(), False)
    binds, needs = set(), set()
    tables = [top]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for symbol in table.get_symbols():
            if table is not top and not symbol.is_global():
                continue
            if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
                binds.add(symbol.get_name())
            if symbol.is_referenced():
                needs.add(symbol.get_name())
    starred = re.search(r"^[ \t]*+from[^\n#]*\bimport[ \t]*+\*", source, re.MULTILINE)
    return Names(frozenset(binds), frozenset(needs), starred is not None)


@lru_cache(maxsize=2048)
def definitions(source: str) -> frozenset[str]:
    """The functions and classes that a cell defines at top level."""
    tree = parsed(source)
    if tree is None:
        return names_of(source).binds
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


def borrowed(cells: Sequence[NotebookNode]) -> dict[int, frozenset[str]]:
    """The names that cells take from test cells, by the cell's place.

    In their notebook that works; when the notebook is graded the tests run in another process, and there is
    no such name. A cell is a test if nbgrader's metadata say so.
    """
    tests, others = set(), set()
    sources = {}
    for number, cell in enumerate(cells):
        if cell.cell_type != "code":
            continue
        about = cell.metadata.get("nbgrader", {})
        names = names_of(cell.source)
        if about.get("grade") and not about.get("solution"):
            tests |= names.binds
            continue
        if names.everything:  # there is no telling
            return {}
        others |= names.binds
        if not about.get("locked"):
            sources[number] = names
    missing = tests - others - set(dir(builtins)) - {"_"}
    found = {number: names.needs & missing for number, names in sources.items()}
    return {number: names for number, names in found.items() if names}


def modules_in(sources: Iterable[str]) -> tuple[str, ...]:
    """The modules that the cells with these texts import, as far as they are Python."""
    found = set()
    for source in sources:
        tree = parsed(source)
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module)
    return tuple(sorted(found))


def without_magics(source: str) -> str:
    """The text of a cell with a ``pass`` for each of Jupyter's own lines."""
    return re.sub(r"^([ \t]*+)[%!][^\n]*", r"\1pass", source, flags=re.MULTILINE)
