"""What a person grades, and the work that their marks are for.

nbgrader keeps a person's mark, but asks for a review of every marked answer, changed or not, and of no open
task, though all of the student's work in it may be new. Here a mark stands as long as the work that it was
given for is the same, and needs a person again once it is not.
"""

from nbformat import NotebookNode
from nbgrader.utils import is_locked, is_task

from autograder.outcomes import Outcome, outcomes


def work_of(notebook: NotebookNode) -> dict[str, str]:
    """The student's work for each cell that a person grades, by grade id.

    An answer's is its own text. An open task's may stand anywhere, so it is all that students can write in.
    """
    cells = {c.metadata.nbgrader.grade_id: c for c in notebook.cells if "nbgrader" in c.metadata}
    everything = "\0".join(cell.source for cell in notebook.cells if not is_locked(cell))
    return {
        name: everything if is_task(cells[name]) else cells[name].source
        for name, outcome in outcomes(notebook).items()
        if outcome is Outcome.BY_HAND
    }
