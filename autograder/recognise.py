"""Tell which cells are the assignment's where they have lost their metadata.

Some editors drop what they do not know of a notebook, and students copy cells into new ones.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from nbformat import NotebookNode

if TYPE_CHECKING:
    from autograder.rebuild import Given


def definitions(source: str) -> frozenset[str]:
    """The functions and classes that `source` defines, whether it is Python or not quite."""
    return frozenset(re.findall(r"^(?:def|class)\s+(\w+)", source, flags=re.MULTILINE))


def recognise(
    cells: Sequence[NotebookNode],
    names: Sequence[str | None],
    given: Sequence["Given"],
    others: Collection[str] = (),
) -> tuple[list[str | None], set[str]]:
    """Find the cells of `given` that none of `cells` is called after.

    Parameters
    ----------
    cells
        The notebook's cells.
    names
        What each says that it is: the grade id of one of `given`, or None.
    given
        The assignment's cells, in order.
    others
        The texts of the assignment's other cells, which are nobody's answer.

    Returns
    -------
    names
        The same, with what was found.
    unclear
        Grade ids of cells to write in that may be one of several.
    """
    names = list(names)
    texts = [cell.source.strip() for cell in cells]
    known = {text.strip() for text in others} | {mine.released.strip() for mine in given if mine.locked}
    copies = Counter(mine.released.strip() for mine in given)
    missing = [mine for mine in given if mine.grade_id not in names]
    for mine in missing:
        released, wanted = mine.released.strip(), definitions(mine.released)
        for number, text in enumerate(texts):
            same = text == released and copies[released] == 1
            defines = not mine.locked and bool(wanted) and wanted <= definitions(text)
            if names[number] is None and (same or defines):
                names[number] = mine.grade_id
    unclear = set()
    order = [mine.grade_id for mine in given]
    for mine in missing:
        if mine.grade_id in names or mine.locked:
            continue
        place = order.index(mine.grade_id)
        places = {name: number for number, name in enumerate(names) if name is not None}
        before = [places[name] for name in order[:place] if name in places]
        behind = [places[name] for name in order[place + 1 :] if name in places]
        candidates = [
            number
            for number in range(max(before, default=-1) + 1, min(behind, default=len(cells)))
            if names[number] is None and cells[number].cell_type == mine.cell_type
            if texts[number] and texts[number] not in known
        ]
        if len(candidates) == 1:
            names[candidates[0]] = mine.grade_id
        elif candidates:
            unclear.add(mine.grade_id)
    return names, unclear
