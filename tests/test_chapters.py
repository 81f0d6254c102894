"""Code that a chapter shows and the library has too is the same: both are called with the same data."""

import ast
import inspect

import nbformat
import numpy as np
import pytest

from chapters import CHAPTERS
from publish.notebooks import targets
from publish.project import ROOT


def functions_of(chapter):
    """What the functions of a chapter are by its end, run apart from the rest of the chapter."""
    notebook = nbformat.read(ROOT / "notebooks" / "en" / f"{chapter}.ipynb", as_version=4)
    code = "\n".join(c.source for c in notebook.cells if c.cell_type == "code" and c.id != "setup")
    definitions = [node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    namespace = {"np": np}
    exec(compile(ast.Module(definitions, []), chapter, "exec"), namespace)
    return namespace


def test_every_chapter_has_its_module():
    assert set(CHAPTERS) == {target.source.name for target in targets() if not target.is_exercise}


CASES = [
    (chapter, function, inputs) for chapter, module in CHAPTERS.items() for function, inputs in module.SAME
]


@pytest.mark.parametrize(("chapter", "function", "inputs"), CASES, ids=lambda v: getattr(v, "__name__", None))
def test_chapter_and_library_agree(chapter, function, inputs):
    shown = functions_of(chapter)[function.__name__]
    for arguments in inputs:
        with np.errstate(over="ignore"):
            np.testing.assert_allclose(shown(*arguments), function(*arguments), rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_shared_name_is_left_out(chapter):
    """A function of the chapter that bears a name of its library modules must be compared above."""
    modules = {inspect.getmodule(function) for function, _ in CHAPTERS[chapter].SAME}
    library = {name for module in modules for name in vars(module) if callable(getattr(module, name))}
    compared = {function.__name__ for function, _ in CHAPTERS[chapter].SAME}
    shown = {name for name, value in functions_of(chapter).items() if inspect.isfunction(value)}
    assert shown & library <= compared
