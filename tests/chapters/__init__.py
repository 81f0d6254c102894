"""One module for each chapter: what its claims show, and the functions that the library has too.

It registers with ``@claim("name")`` a check for each cell that carries ``:claim: name``: it gets the lines
that the cell printed and asserts what the text concludes from them; its docstring is the claim. ``SAME``
lists (library function, inputs) for each function that the chapter shows and the library has, too.
"""

from importlib import import_module
from pathlib import Path

CHAPTERS = {
    path.stem: import_module(f"chapters.{path.stem}")
    for path in sorted(Path(__file__).parent.glob("*.py"))
    if path.stem != "__init__"
}
