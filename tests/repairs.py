"""What tests of repairing notebooks start from: the book's exercises as handed out, and solved."""

from functools import cache

import nbformat
from nbformat import NotebookNode

from autograder.check import Release, releases
from publish.project import ROOT
from publish.source import read

NAMES = sorted(path.stem for path in (ROOT / "notebooks" / "es" / "exercises").glob("*.ipynb"))


@cache
def released(name: str, lang: str = "es") -> Release:
    """The exercise as students get it."""
    (found,) = releases(ROOT / "notebooks" / lang / "exercises" / f"{name}.ipynb")
    return found


@cache
def answers(name: str, lang: str = "es") -> dict[str, str]:
    """The author's answers, by grade id."""
    cells = read(ROOT / "solutions" / f"{name}.md").split(lang).cells
    return {
        cell.metadata["nbgrader"]["grade_id"]: "\n".join(
            line for line in cell.source.split("\n") if not line.strip().startswith("### ")
        )
        for cell in cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def solved(name: str, lang: str = "es") -> NotebookNode:
    """The exercise as a student hands it in who has done all of it."""
    notebook = nbformat.from_dict(released(name, lang).notebook)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers(name, lang).get(grade_id, cell.source)
    return notebook
