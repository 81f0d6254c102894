"""Run a submission's notebook in the sandbox, in the place of nbgrader's own Execute.

``autograder.settings`` puts it into nbgrader's list, so ``nbgrader autograde`` and formgrader use it, too.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute
from traitlets import Bool, Float, Integer

from autograder.judge import Needs, run
from autograder.names import modules_in
from autograder.rebuild import Note
from autograder.sandbox import SandboxError, close, shared
from autograder.session import Limits, Session
from autograder.settings import SEED_VARIABLE
from autograder.sides import imports_in, reference_for


class SandboxedExecute(Execute):
    """Runs the cells of a notebook in a fresh pair of sessions of the sandbox (`autograder.judge`).

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
        of = resources["nbgrader"]
        release, source = (
            Path(coursedir.format_path(directory, ".", of["assignment"]))
            for directory in (coursedir.release_directory, coursedir.source_directory)
        )
        paths, data = files_of(release)
        notebooks = {name: nbformat.read(path, as_version=4) for name, path in paths.items()}
        sources = [cell.source for notebook in notebooks.values() for cell in notebook.cells]
        name = f"{of['notebook']}.ipynb"
        reference = reference_for(nb.cells, source / name)
        imports = imports_in(notebooks[name].cells) if name in notebooks else ()
        about = modules_in(sources), self.limits(), secret_variables(), data
        for note in run_in_sandbox(nb, *about, imports, reference):
            self.log.warning("%s: %s", note.change, note.evidence)
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


def files_of(release: Path) -> tuple[dict[str, Path], dict[str, bytes]]:
    """The notebooks in an assignment's folder, and what its other files hold, by relative path."""
    paths = {str(path.relative_to(release)): path for path in sorted(release.rglob("*")) if path.is_file()}
    notebooks = {name: path for name, path in paths.items() if name.endswith(".ipynb")}
    return notebooks, {name: path.read_bytes() for name, path in paths.items() if name not in notebooks}


def secret_variables() -> dict[str, str]:
    """What the judge's environment has and a student's has not: the seed of the hidden tests' inputs."""
    return {SEED_VARIABLE: os.environ.get(SEED_VARIABLE, "0")}


def run_in_sandbox(
    notebook: NotebookNode,
    modules: tuple[str, ...],
    limits: Limits,
    secret: Mapping[str, str],
    files: Mapping[str, bytes],
    imports: Sequence[str] = (),
    reference: Sequence[str] = (),
) -> list[Note]:
    """Run all cells of `notebook`, in place, in a pair of sessions of its own.

    Arguments as for `open_pair` and `Needs`, result and errors as of `open_pair` and `judge.run`.
    """
    needs = Needs.of(notebook.cells, imports, reference)
    with open_pair(needs, modules, limits, secret, files) as pair:
        return run(notebook, *pair, imports)


@contextmanager
def open_pair(
    needs: Needs,
    modules: tuple[str, ...],
    limits: Limits,
    secret: Mapping[str, str],
    files: Mapping[str, bytes],
) -> Iterator[tuple[Session, Session]]:
    """A student's and a judge's session of this process's sandbox, in which `modules` are imported.

    The variables `secret` are in the judge's environment alone.

    Raises
    ------
    SandboxError
        If there can be none.
    Refusal
        If what the judge needs cannot be done.
    """
    environment = {"NBGRADER_EXECUTION": "autograde"}
    for first in (True, False):
        box = shared()
        try:
            box.need(("numpy", "numpy.testing", *modules))
            student, judge = box.pair(needs, needs.prepare, limits, environment, secret, files)
            break
        except OSError:  # it has died: a new one, once
            close(box)
            if not first:
                raise SandboxError(box.said() or "the sandbox died") from None
    with student, judge:
        yield student, judge
