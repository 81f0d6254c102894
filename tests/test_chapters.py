"""Code that a chapter shows and the library has too is the same: both are called with the same data."""

import ast
import inspect

import nbformat
import numpy as np
import pytest

from gradiente import activations, costs
from publish.project import ROOT

rng = np.random.default_rng(0)
Z = rng.normal(size=(5, 4))
Y = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
T = np.eye(4)[[0, 3, 1, 2, 2]]
HUGE = 1000 * np.array([[1.0, -1.0, 0.5, 0.0]] * 5)

# chapter -> (library function, inputs); the chapter's function has the library's name
SAME = {
    "01_cost_functions": [
        (activations.sigmoid, [(Z,)]),
        (activations.softmax, [(Z,), (HUGE,)]),
        (costs.log_sum_exp, [(Z,), (HUGE,)]),
        (costs.squared_error, [(Y, T)]),
        (costs.binary_cross_entropy, [(Y, T)]),
        (costs.categorical_cross_entropy, [(Y, T)]),
        (costs.categorical_cross_entropy_with_logits, [(Z, T), (HUGE, T)]),
        (costs.binary_cross_entropy_with_logits, [(Z, T), (HUGE, T)]),
        (costs.multiclass_hinge, [(Z, T), (Z, T, 0.5)]),
        (costs.multiclass_hinge_gradient, [(Z, T), (Z, T, 0.5)]),
        (costs.categorical_hinge, [(Z, T), (Z, T, 0.5)]),
        (costs.hinge, [(Z, 2 * T - 1)]),
        (costs.smooth_labels, [(T, 0.1)]),
    ],
}


def functions_of(chapter):
    """What the functions of a chapter are by its end, run apart from the rest of the chapter."""
    notebook = nbformat.read(ROOT / "notebooks" / "en" / f"{chapter}.ipynb", as_version=4)
    code = "\n".join(c.source for c in notebook.cells if c.cell_type == "code" and c.id != "setup")
    definitions = [node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]
    namespace = {"np": np}
    exec(compile(ast.Module(definitions, []), chapter, "exec"), namespace)
    return namespace


CASES = [(chapter, function, inputs) for chapter, same in SAME.items() for function, inputs in same]


@pytest.mark.parametrize(("chapter", "function", "inputs"), CASES, ids=lambda v: getattr(v, "__name__", None))
def test_chapter_and_library_agree(chapter, function, inputs):
    shown = functions_of(chapter)[function.__name__]
    for arguments in inputs:
        with np.errstate(over="ignore"):
            np.testing.assert_allclose(shown(*arguments), function(*arguments), rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("chapter", SAME)
def test_no_shared_name_is_left_out(chapter):
    """A function of the chapter that bears a name of its library modules must be compared above."""
    modules = {inspect.getmodule(function) for function, _ in SAME[chapter]}
    library = {name for module in modules for name in vars(module) if callable(getattr(module, name))}
    compared = {function.__name__ for function, _ in SAME[chapter]}
    shown = {name for name, value in functions_of(chapter).items() if inspect.isfunction(value)}
    assert shown & library <= compared
