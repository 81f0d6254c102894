"""The scalar autodiff: the course's example, each rule, and TensorFlow's tape."""

import ast
import inspect
import math

import nbformat
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gradiente import autodiff
from gradiente.autodiff import Value
from oracles import examples
from publish.project import ROOT


def test_the_example_of_the_course():
    """f = (x + y)(y − z) at x = 2, y = 3, z = 2: x + y = 5, y − z = 1, and so f = 5."""
    x, y, z = Value(2), Value(3), Value(2)
    f = (x + y) * (y - z)
    f.backward()
    assert (f.data, x.grad, y.grad, z.grad) == (5, 1, 6, -5)


def gradients(f, *numbers):
    values = [Value(number) for number in numbers]
    result = f(*values)
    result.backward()
    return result.data, [value.grad for value in values]


def test_each_rule():
    assert gradients(lambda a, b: a + b, 2, 5) == (7, [1, 1])
    assert gradients(lambda a, b: a - b, 2, 5) == (-3, [1, -1])
    assert gradients(lambda a, b: a * b, 2, 5) == (10, [5, 2])
    assert gradients(lambda a: 3 - 2 * a + a * 4 + 1, 2) == (8, [2])
    assert gradients(lambda a: -(a**3), 2) == (-8, [-12])
    assert gradients(lambda a: a**-1, 4) == (0.25, [-1 / 16])
    assert gradients(lambda a: a.exp(), 1) == (math.e, [math.e])
    assert gradients(lambda a, b: a.max(b), 2, 5) == (5, [0, 1])
    assert gradients(lambda a, b: a.max(b), 5, 2) == (5, [1, 0])
    assert gradients(lambda a: a.max(3) * 2, 5) == (10, [2])
    assert [gradients(lambda a: a.relu(), z)[1] for z in (-1, 0, 2)] == [[0], [0], [1]]


def test_branches_add_up():
    assert gradients(lambda a: a + a + a, 1) == (3, [3])
    assert gradients(lambda a: a * a * a, 2) == (8, [12])


def test_a_second_backward_does_not_add_to_the_first():
    x = Value(3)
    f = x * x
    f.backward()
    f.backward()
    assert x.grad == 6


def expression(x, y, z, exp, maximum):
    """Something that uses every rule, with a branch."""
    a = x * y - z
    b = maximum(a, x + 2 * y) * exp(-x * x)
    return (b + 1) ** 2 - a * b + maximum(z, 0 * z)


@given(x=st.floats(-2, 2), y=st.floats(-2, 2), z=st.floats(-2, 2))
@examples(10)
def test_against_tensorflow(x, y, z):
    import tensorflow as tf

    assume(abs(z) > 1e-3)  # at a corner the two may choose different sides
    assume(abs(x * y - z - x - 2 * y) > 1e-3)
    f, grads = gradients(lambda *v: expression(*v, Value.exp, Value.max), x, y, z)
    variables = [tf.Variable(v, dtype="float64") for v in (x, y, z)]
    with tf.GradientTape() as tape:
        expected = expression(*variables, tf.exp, tf.maximum)
    assert f == pytest.approx(float(expected), rel=1e-12, abs=1e-12)
    assert grads == pytest.approx(
        [float(g) for g in tape.gradient(expected, variables)], rel=1e-12, abs=1e-12
    )


def test_it_is_short():
    assert len(inspect.getsource(autodiff).splitlines()) < 60


def class_body(code):
    """What class Value consists of, docstrings apart; a chapter gives it in several pieces."""
    found = {}
    for piece in ast.parse(code).body:
        if not (isinstance(piece, ast.ClassDef) and piece.name == "Value"):
            continue
        for statement in piece.body:
            if isinstance(statement, ast.FunctionDef):
                if ast.get_docstring(statement):
                    del statement.body[0]
                found[statement.name] = ast.unparse(statement)
            elif isinstance(statement, ast.Assign):
                found[ast.unparse(statement.targets[0])] = ast.unparse(statement)
    return found


def test_the_chapter_shows_this_class():
    notebook = nbformat.read(ROOT / "notebooks" / "en" / "03_backpropagation.ipynb", as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.id != "setup"]
    shown = "\n".join(cell.source for cell in cells)
    library = class_body(inspect.getsource(autodiff))
    assert len(library) > 10
    assert class_body(shown) == library
