"""What tests/chapters/ needs: the numbers that a chapter's cell printed, as a reader sees them."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import nbformat

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
NUMBER = re.compile(r"[-−]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|\binf\b|\bnan\b", re.IGNORECASE)

CHECKS: dict[tuple[str, str], Callable] = {}
"""(Chapter, claim) -> the function that checks it."""


def claim(name: str) -> Callable:
    """Register the function that checks one claim of its module's chapter."""

    def register(check: Callable) -> Callable:
        CHECKS[check.__module__.removeprefix("chapters."), name] = check
        return check

    return register


@cache
def _printed(chapter: str, lang: str) -> dict[str, str]:
    notebook = nbformat.read(NOTEBOOKS / lang / f"{chapter}.ipynb", as_version=4)
    printed: dict[str, str] = {}
    for cell in notebook.cells:
        if claim := cell.metadata.get("claim"):
            assert claim not in printed, f"{chapter}: two cells claim {claim}"
            printed[claim] = "".join(o.text for o in cell.outputs if o.output_type == "stream")
    return printed


def claims(chapter: str, lang: str) -> set[str]:
    """The names of all claims that `chapter` shows."""
    return set(_printed(chapter, lang))


def lines(chapter: str, claim: str, lang: str) -> list[str]:
    """The lines that the cell of `claim` printed in the committed notebook."""
    assert claim in _printed(chapter, lang), f"{lang}/{chapter}.ipynb: no cell shows the claim {claim}"
    return _printed(chapter, lang)[claim].splitlines()


def numbers(line: str) -> list[float]:
    """Every number in a printed line."""
    return [float(match[0].replace("−", "-")) for match in NUMBER.finditer(line)]
