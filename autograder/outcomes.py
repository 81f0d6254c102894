"""What became of each task, read from a graded notebook's outputs."""

import re
from dataclasses import dataclass
from enum import StrEnum

from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_ATTEMPTED = "not_attempted"
    TIMED_OUT = "timed_out"
    NOT_FINISHED = "not_finished"  # what ran before it ended the process, or used up what it may use
    BY_HAND = "by_hand"  # a person gives the marks


def error_of(cell: NotebookNode) -> NotebookNode | None:
    """The error that ended a code cell; of several, nbgrader's word that its time ran out."""
    errors = [output for output in cell.outputs if output.output_type == "error"]
    late = [error for error in errors if error.ename == "CellTimeoutError"]
    return (late or errors or [None])[0]


def outcome_of(cell: NotebookNode) -> Outcome:
    """The outcome of a cell that carries points."""
    if cell.cell_type != "code" or is_solution(cell) or is_task(cell):
        return Outcome.BY_HAND
    error = error_of(cell)
    if error is None:
        return Outcome.PASSED
    return {
        "NotImplementedError": Outcome.NOT_ATTEMPTED,
        "CellTimeoutError": Outcome.TIMED_OUT,
        "MemoryLimitError": Outcome.NOT_FINISHED,
        "OutputLimitError": Outcome.NOT_FINISHED,
        "ProcessDied": Outcome.NOT_FINISHED,
        "NotRun": Outcome.NOT_FINISHED,
    }.get(error.ename, Outcome.FAILED)


def outcomes(notebook: NotebookNode) -> dict[str, Outcome]:
    """The outcome of every cell of a graded notebook that carries points, by grade id."""
    return {
        cell.metadata.nbgrader.grade_id: outcome_of(cell)
        for cell in notebook.cells
        if is_grade(cell) or is_task(cell)
    }


@dataclass(frozen=True)
class Line:
    """Line `number` (from 1) of `cell`."""

    cell: NotebookNode
    number: int

    @property
    def text(self) -> str:
        lines = self.cell.source.splitlines()
        return lines[self.number - 1].strip() if self.number <= len(lines) else ""


def lines_of(error: NotebookNode, notebook: NotebookNode) -> list[Line]:
    """The lines of `notebook` that the traceback of `error` passes through, outermost first."""
    cells = {cell.execution_count: cell for cell in notebook.cells if cell.cell_type == "code"}
    found = re.findall(r"Cell In\s?\[(\d{1,9})\], line (\d{1,9})", strip_ansi("\n".join(error.traceback)))
    return [Line(cells[int(count)], int(line)) for count, line in found if int(count) in cells]
