"""The instructor's own solution, for hidden tests to compare with; it exists in the judge alone."""

import io
from collections.abc import Iterable
from contextlib import redirect_stdout


class Reference:
    """Has for attributes what the instructor's notebook defines: ``reference.softmax(Z)``.

    Parameters
    ----------
    cells : iterable of str
        The texts of its set-up and solution cells, which run, in order, when it is first used.
    """

    def __init__(self, cells: Iterable[str]) -> None:
        self._cells = tuple(cells)
        self._names: dict[str, object] = {}

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        if not self._names:
            self._names["__name__"] = "reference"
            with redirect_stdout(io.StringIO()):
                for number, cell in enumerate(self._cells):
                    exec(compile(cell, f"<reference {number}>", "exec"), self._names)
        try:
            return self._names[name]
        except KeyError:
            raise AttributeError(f"the reference solution defines no {name}") from None
