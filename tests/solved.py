"""The solved notebook of an assignment, run as far as its model answers speak of it."""

from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from publish.exercises import instructor
from publish.source import Source


def names_left_by(source: Source, place: Path, without: tuple[str, ...]) -> dict:
    """The names that its cells leave, but for those whose ids begin with one of `without`."""
    names: dict = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plt, "show", lambda: plt.close("all"))
        patch.chdir(place)
        for cell in instructor(source, "en").cells:
            if cell.cell_type == "code" and not cell.id.startswith(without):
                exec(compile(cell.source, f"<{cell.id}>", "exec"), names)
    return names
