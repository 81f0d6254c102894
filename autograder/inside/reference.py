"""The instructor's own solution, for hidden tests to compare with; it exists in the judge alone."""

import io
from collections.abc import Iterable
from contextlib import redirect_stdout


class Reference:
    """Has for attributes what the instructor's notebook defines: ``reference.softmax(Z)``.

    Parameters
    ----------
    cells : iterable of str
        The texts of its set-up and solution cells, which are run, in order; their errors are raised.
    """

    def __init__(self, cells: Iterable[str]) -> None:
        self._names: dict[str, object] = {"__name__": "reference"}
        with redirect_stdout(io.StringIO()):
            for number, cell in enumerate(cells):
                exec(compile(cell, f"<reference {number}>", "exec"), self._names)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_") or name not in self._names:
            raise AttributeError(f"the reference solution defines no {name}")
        return self._names[name]
