"""Run a submission: the student's cells in one process, its tests in another.

Both are in the sandbox, apart from each other. The tests use the student's functions through a line on
which only plain data goes (`autograder.inside.peer`), so neither their text, nor what they expect, nor their
verdict is ever within the reach of the code under test. The tests' process is forked from one in which all
that submissions have in common is done (`Needs`).
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from autograder.messages import Refusal
from autograder.outcomes import error_of
from autograder.rebuild import Change, Note
from autograder.session import Ended, Session, error_output
from autograder.sides import asked_by_tests, execution_counts, first_test, is_set_up, is_test
from autograder.suspicion import tampered

ENDINGS = {
    "time": "CellTimeoutError",
    "memory": "MemoryLimitError",
    "output": "OutputLimitError",
    "died": "ProcessDied",
    "garbled": "ProcessDied",
}
"""Why a session ended -> the error that its last cell gets."""
NOT_RUN = "NotRun"
"""The error of the cells after it."""
LOST = ("Gone", "Foul")
"""The errors of a test that could not go on because of the student's process."""

# Tests that must fail: should one ever pass, no verdict of this judge is worth anything. The last one asks
# for a name that no student has.
CANARIES = (
    "assert 1 == 2",
    "import numpy\nnumpy.testing.assert_equal(1.0, 2.0)",
    "assert {name} is not None",
)


@dataclass(frozen=True)
class Needs:
    """What a judge has to have before a submission comes, so that it need not be done for each.

    Parameters
    ----------
    imports : tuple of str
        The statements that it runs before anything else (`autograder.sides.imports_in`).
    set_up : tuple of (str, str, int)
        The grade ids, texts and execution counts of the set-up cells that come before the first test.
    tests : tuple of str
        The texts of the tests, to be compiled.
    reference : tuple of str
        The texts of the instructor's set-up and solution cells.
    """

    imports: tuple[str, ...]
    set_up: tuple[tuple[str, str, int], ...]
    tests: tuple[str, ...]
    reference: tuple[str, ...]

    @classmethod
    def of(
        cls, cells: Sequence[NotebookNode], imports: Sequence[str] = (), reference: Sequence[str] = ()
    ) -> "Needs":
        first = [*zip(cells, execution_counts(cells), strict=True)][: first_test(cells)]
        set_up = tuple((_name(cell), cell.source, count) for cell, count in first if is_set_up(cell))
        tests = tuple(cell.source for cell in cells if is_test(cell))
        return cls(tuple(imports), set_up, tests, tuple(reference))

    def prepare(self, template: Session) -> None:
        """Do all that in `template`.

        Raises
        ------
        Refusal
            If the assignment's own cells fail.
        """
        _import(self.imports, template)
        for name, text, count in self.set_up:
            _set_up(name, text, count, template)
        try:
            for canary in CANARIES:  # the first error reads the files of the libraries in its traceback
                list(template.run(canary.format(name="nothing"), 0))
            list(template.run("", prepare=[*self.tests, *CANARIES[:-1]], reference=self.reference))
        except Ended as ended:
            raise Refusal("reason_judge", cell="reference", reason=ended.reason) from None
        if error := template.done.get("failed"):
            raise Refusal("reason_set_up", cell="reference", error=error[:200])


def run(notebook: NotebookNode, student: Session, judge: Session, imports: Sequence[str] = ()) -> list[Note]:
    """Run all cells of `notebook`, in place, and leave it as one kernel would have.

    When the student's session ends, the cell that ran then and all after it get an error in place of outputs:
    what was earned before stays.

    Parameters
    ----------
    notebook : NotebookNode
        Its locked cells are the assignment's own.
    student, judge : Session
        A pair of the same sandbox; the judge has what `Needs` of these cells, with the same `imports`, says.

    Returns
    -------
    list of Note
        What the student's code did to reach the judge, and whether it tried to reach the network.

    Raises
    ------
    Refusal
        If the assignment's own cells fail, or what must fail does not.
    """
    asked = asked_by_tests(notebook.cells, imports)
    counts = execution_counts(notebook.cells)
    error, first = "", first_test(notebook.cells)
    own = 0  # attempts to reach the network that are the assignment's own
    for number, (cell, count, names) in enumerate(zip(notebook.cells, counts, asked, strict=True)):
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if error:
            cell.outputs.append(nbformat.from_dict(error_output(error)))
        elif cell.source.strip():
            try:
                if is_test(cell):
                    _test(cell, count, student, judge, names)
                else:
                    if is_set_up(cell) and number > first:
                        _set_up(_name(cell), cell.source, count, judge)
                    before = student.network_attempts() if is_set_up(cell) else None
                    _collect(cell, student.run(cell.source, count))
                    if before is not None:
                        own += student.network_attempts() - before
                cell.execution_count = count
            except Ended as ended:
                cell.outputs.append(nbformat.from_dict(error_output(ENDINGS[ended.reason])))
                error = NOT_RUN
    looked = [] if error else _look(student)
    _send_canaries(counts[-1] if counts else 0, student, judge)
    evidence = [*judge.done.get("fouls", []), *looked]
    reached = [Note(Change.NETWORK, "")] if student.network_attempts() > own else []
    return tampered(evidence) + reached


def _collect(cell: NotebookNode, outputs: Iterable[dict]) -> None:
    for output in outputs:
        _append(cell.outputs, nbformat.from_dict(output))


def _append(outputs: list[NotebookNode], output: NotebookNode) -> None:
    """Add `output`; text that goes on is one output, as in a notebook."""
    last = outputs[-1] if outputs else None
    if last and last.output_type == output.output_type == "stream" and last.name == output.name:
        last.text += output.text
    else:
        outputs.append(output)


def _test(cell: NotebookNode, count: int, student: Session, judge: Session, names: Sequence[str]) -> None:
    """Run a test, and end with `Ended` if the student's session has."""
    if student.ended:
        raise Ended(student.ended)
    try:
        _collect(cell, judge.run(cell.source, count, callee=student, asks=list(names)))
    except Ended as ended:
        raise Refusal("reason_judge", cell=_name(cell), reason=ended.reason) from None
    if judge.done.get("success") is not True and error_of(cell) is None:
        cell.outputs.append(nbformat.from_dict(error_output("Failed")))  # whatever became of its error
    if (error := error_of(cell)) is not None and error.ename in LOST and not student.ended:
        student.close("garbled" if error.ename == "Foul" else "died")
    if student.ended:
        cell.outputs = [output for output in cell.outputs if output.output_type != "error"]
        raise Ended(student.ended)


def _import(statements: Sequence[str], judge: Session) -> None:
    """Run `statements`; one that fails is missed by the test that needs it, if any does."""
    try:
        for statement in statements:
            for _ in judge.run(statement, 0):
                pass
    except Ended as ended:
        raise Refusal("reason_judge", cell=statement, reason=ended.reason) from None


def _set_up(name: str, text: str, count: int, judge: Session) -> None:
    try:
        errors = [output for output in judge.run(text, count) if output["output_type"] == "error"]
    except Ended as ended:
        raise Refusal("reason_judge", cell=name, reason=ended.reason) from None
    if errors:
        said = f"{errors[0]['ename']}: {errors[0]['evalue']}"[:200]
        raise Refusal("reason_set_up", cell=name, error=said)


def _look(student: Session) -> list[str]:
    """What the student's code changed of the libraries and of the shell, as far as its own process knows."""
    try:
        for _ in student.run("", look=True):
            pass
    except Ended:
        return []
    changed = student.done.get("changed", [])
    if not isinstance(changed, list):
        return []
    return [name[:80] for name in changed[:20] if isinstance(name, str)]


def _send_canaries(count: int, student: Session, judge: Session) -> None:
    """See for the last time that what is wrong fails."""
    name = f"canary_{secrets.token_hex(8)}"
    for number, canary in enumerate(CANARIES, start=1):
        asks = [name] if "{name}" in canary and not student.ended else []
        try:
            outputs = list(judge.run(canary.format(name=name), count + number, callee=student, asks=asks))
        except Ended as ended:
            raise Refusal("reason_judge", cell="canary", reason=ended.reason) from None
        if not any(output["output_type"] == "error" for output in outputs):
            raise Refusal("reason_canary", canary=canary.format(name=name))


def _name(cell: NotebookNode) -> str:
    return cell.metadata.nbgrader.grade_id
