"""Run a submission's notebook in the sandbox, in the place of nbgrader's own Execute.

``autograder.settings`` puts it into nbgrader's list, so ``nbgrader autograde`` and formgrader use it, too.
"""

import ast
import atexit
import os
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute
from traitlets import Bool, Float, Integer

from autograder.sandbox import Ended, Limits, Sandbox, SandboxError, Session, error_output
from autograder.settings import SEED_VARIABLE

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


class SandboxedExecute(Execute):
    """Runs the cells of a notebook in a fresh session of the sandbox.

    A cell that takes longer than ``timeout`` is interrupted. When the whole takes too long, takes more than
    it may, or its process dies, the cell that ran then and all after it get an error in place of outputs:
    what was earned before stays.
    """

    sandboxed = Bool(True, help="False runs students' code with all rights of the instructor").tag(
        config=True
    )
    seconds = Float(Limits.seconds, help="wall time of one notebook").tag(config=True)
    memory = Integer(Limits.memory, help="bytes, all its processes together").tag(config=True)
    processes = Integer(Limits.processes, help="how many, threads included").tag(config=True)
    scratch = Integer(Limits.scratch, help="bytes of files that it may write").tag(config=True)
    output_bytes = Integer(Limits.output, help="bytes that a cell may show").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Run `nb`; `resources` are nbgrader's, with the path of the submission's folder."""
        if not self.sandboxed:
            return super().preprocess(nb, resources)
        coursedir = CourseDirectory(config=self.config)
        release = Path(
            coursedir.format_path(coursedir.release_directory, ".", resources["nbgrader"]["assignment"])
        )
        files = {
            str(path.relative_to(release)): path for path in sorted(release.rglob("*")) if path.is_file()
        }
        notebooks = {name: path for name, path in files.items() if name.endswith(".ipynb")}
        data = {name: path.read_bytes() for name, path in files.items() if name not in notebooks}
        sources = [cell.source for path in notebooks.values() for cell in nbformat.read(path, 4).cells]
        environment = {"NBGRADER_EXECUTION": "autograde", SEED_VARIABLE: os.environ.get(SEED_VARIABLE, "0")}
        with open_session(modules_in(sources), self.limits(), environment, data) as session:
            run(nb, session)
        return nb, resources

    def limits(self) -> Limits:
        """What one submission may use."""
        return Limits(
            seconds=self.seconds,
            cell_seconds=self.timeout or self.seconds,
            memory=self.memory,
            processes=self.processes,
            scratch=self.scratch,
            output=self.output_bytes,
        )


def run(notebook: NotebookNode, session: Session) -> None:
    """Run all cells of `notebook`, in place, and leave it as a kernel would have."""
    error = ""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if error:
            cell.outputs.append(nbformat.from_dict(error_output(error)))
            continue
        if not cell.source.strip():
            continue
        try:
            for output in session.run(cell.source):
                _append(cell.outputs, nbformat.from_dict(output))
            cell.execution_count = session.execution_count
        except Ended as ended:
            cell.outputs.append(nbformat.from_dict(error_output(ENDINGS[ended.reason])))
            error = NOT_RUN


def _append(outputs: list[NotebookNode], output: NotebookNode) -> None:
    """Add `output`; text that goes on is one output, as in a notebook."""
    last = outputs[-1] if outputs else None
    if last and last.output_type == output.output_type == "stream" and last.name == output.name:
        last.text += output.text
    else:
        outputs.append(output)


def modules_in(sources: Iterable[str]) -> tuple[str, ...]:
    """The modules that the cells with these texts import, as far as they are Python."""
    found = set()
    for source in sources:
        try:
            nodes = list(ast.walk(ast.parse(source)))
        except (SyntaxError, ValueError):  # prose, or a magic
            continue
        for node in nodes:
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module)
    return tuple(sorted(found))


_lock = threading.Lock()
_sandboxes: dict[tuple[str, ...], Sandbox] = {}


def open_session(
    modules: tuple[str, ...], limits: Limits, environment: Mapping[str, str], files: Mapping[str, bytes]
) -> Session:
    """A session of this process's sandbox in which `modules` are imported, which is started if need be.

    Raises
    ------
    SandboxError
        If there can be none.
    """
    for first in (True, False):
        with _lock:
            if modules not in _sandboxes:
                _sandboxes[modules] = Sandbox(modules).__enter__()
            box = _sandboxes[modules]
        try:
            return box.session(limits, environment, files)
        except OSError:  # it has died: a new one, once
            with _lock:
                if _sandboxes.get(modules) is box:
                    _sandboxes.pop(modules).__exit__()
            if not first:
                raise SandboxError(box.said() or "the sandbox died") from None


@atexit.register
def close_sandboxes() -> None:
    """End all sandboxes of this process, and with them whatever runs there."""
    with _lock:
        while _sandboxes:
            _sandboxes.popitem()[1].__exit__()
