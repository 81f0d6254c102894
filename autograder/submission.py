"""Grade one submission: plain data in, plain data out, so that any machine can do it."""

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute, LimitOutput
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from autograder.assignment import Assignment, Notebook
from autograder.execute import run_in_sandbox
from autograder.messages import Refusal, printable
from autograder.notebooks import content_of, parse
from autograder.outcomes import Outcome, outcome_of
from autograder.rebuild import Change, Note, rebuild
from autograder.suspicion import misstated, suspicions

_MOST_SHOWN = 200  # characters of file names


@dataclass(frozen=True)
class Mark:
    """What grading gives a cell that carries points, or that a student writes in."""

    score: float | None  # None where a person gives it
    outcome: Outcome | None  # None where there are no points
    empty: bool  # nothing was written


@dataclass(frozen=True)
class Graded:
    """A graded submission, or the reason why it could not be graded."""

    notebooks: dict[str, bytes] = field(default_factory=dict, repr=False)
    marks: dict[tuple[str, str], Mark] = field(default_factory=dict)  # by notebook and grade id
    notes: list[Note] = field(default_factory=list)
    seconds: float = 0.0
    reason: str = ""  # a message's key
    about: dict[str, object] = field(default_factory=dict)  # the message's fields


def grade_submission(assignment: Assignment, notebooks: Mapping[str, bytes]) -> Graded:
    """Grade the files `notebooks`, by name, as a submission of `assignment`.

    Raises
    ------
    SandboxError
        If there can be no sandbox here; whatever a student may have done is no error.
    """
    start = time.monotonic()
    graded = Graded()
    others = sorted(notebooks.keys() - {released.name for released in assignment.notebooks})
    others = printable(", ".join(f"{name}.ipynb" for name in others), _MOST_SHOWN)
    if others:
        graded.notes.append(Note(Change.IGNORED, "", others))
    try:
        for released in assignment.notebooks:
            if released.name not in notebooks:
                reason = "reason_other_notebooks" if others else "reason_no_notebook"
                raise Refusal(reason, notebook=released.name, others=others)
            submitted = parse(notebooks[released.name])
            notebook, notes = _rebuilt(submitted, released)
            notes += [note for note in misstated(submitted.cells, released.given) if note not in notes]
            notes += suspicions(notebook.cells)
            notes += _run(notebook, assignment, released)
            _tidy(notebook)
            graded.marks.update(((released.name, name), mark) for name, mark in _marks(notebook))
            graded.notes.extend(notes)
            graded.notebooks[released.name] = content_of(notebook)
    except Refusal as refusal:
        return Graded(reason=refusal.key, about=refusal.fields)
    return replace(graded, seconds=time.monotonic() - start)


def _rebuilt(submitted: NotebookNode, released: Notebook) -> tuple[NotebookNode, list[Note]]:
    cells, notes = rebuild(submitted.cells, released.given, released.others)
    if unclear := [note.grade_id for note in notes if note.change is Change.UNCLEAR]:
        raise Refusal("reason_unclear", cells=", ".join(unclear))
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    metadata = NotebookNode(released.metadata)
    return NotebookNode(cells=cells, metadata=metadata, nbformat=4, nbformat_minor=5), notes


def _run(notebook: NotebookNode, assignment: Assignment, released: Notebook) -> list[Note]:
    """Run `notebook`, in place."""
    if assignment.sandboxed:
        about = assignment.modules, assignment.limits, assignment.secret, assignment.files
        return run_in_sandbox(notebook, *about, released.imports, released.reference)
    if released.reference:
        raise Refusal("reason_reference")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in assignment.files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        kernel = Execute(timeout=int(assignment.limits.cell_seconds), kernel_name="python3")
        try:
            kernel.preprocess(notebook, {"metadata": {"path": folder}})
        except DeadKernelError:
            raise Refusal("reason_died") from None
    return []


def _tidy(notebook: NotebookNode) -> None:
    """Cut outputs that are too long to read. A mere warning is no output: nbgrader would take all points."""
    limit = LimitOutput()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [
                output
                for output in cell.outputs
                if output.output_type != "stream" or output.get("name") != "stderr"
            ]
            limit.preprocess_cell(cell, {}, 0)


def _marks(notebook: NotebookNode) -> list[tuple[str, Mark]]:
    marks = []
    for cell in notebook.cells:
        graded = is_grade(cell) or is_task(cell)
        if graded or is_solution(cell):
            about = cell.metadata.nbgrader
            empty = not is_task(cell) and compute_checksum(cell) == about.checksum
            marks.append((about.grade_id, Mark(_score(cell), outcome_of(cell) if graded else None, empty)))
    return marks


def _score(cell: NotebookNode) -> float | None:
    if not is_grade(cell):
        return None
    try:
        return determine_grade(cell)[0]
    except ValueError:  # it shows more points than there are: nothing but a forgery does
        return 0.0
