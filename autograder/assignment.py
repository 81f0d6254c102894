"""What has to be known of an assignment in order to grade a submission of it, apart from any folder."""

from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.execute import SandboxedExecute, files_of, secret_variables
from autograder.names import modules_in
from autograder.rebuild import Given, Other, others_of
from autograder.session import Limits
from autograder.sides import imports_in, reference_for


@dataclass(frozen=True)
class Notebook:
    """A notebook of the assignment: nbgrader's cells of it, in order, and what else the release has."""

    name: str
    given: tuple[Given, ...]
    others: tuple[Other, ...]  # all other cells of the release
    metadata: dict
    reference: tuple[str, ...]  # the instructor's set-up and solution cells, if a test calls them
    imports: tuple[str, ...] = ()  # of cells that students may change


@dataclass(frozen=True)
class Assignment:
    """Plain data: it travels to wherever submissions are graded."""

    name: str
    notebooks: tuple[Notebook, ...]
    files: dict[str, bytes] = field(repr=False)  # what the release has besides notebooks, by path
    modules: tuple[str, ...]  # that its cells import
    limits: Limits
    secret: dict[str, str]  # variables of the judge's environment
    sandboxed: bool

    @classmethod
    def of(cls, course: Course, gradebook: Gradebook, name: str) -> "Assignment":
        """The released assignment `name` of `course`."""
        release, source = course.folder("release", ".", name), course.folder("source", ".", name)
        settings = SandboxedExecute(config=course.config)
        about = gradebook.find_assignment(name).notebooks
        parts = tuple(_notebook(notebook, release, source) for notebook in about)
        sources = [cell.source for notebook in about for cell in notebook.source_cells]
        return cls(
            name,
            parts,
            files_of(release)[1],
            modules_in([*sources, *(statement for part in parts for statement in part.imports)]),
            settings.limits(),
            secret_variables(),
            settings.sandboxed,
        )


def _notebook(about, release: Path, source: Path) -> Notebook:
    """What the assignment's folders say of a notebook, and what nbgrader keeps `about` it."""
    released = nbformat.read(release / f"{about.name}.ipynb", as_version=4)
    texts = {
        cell.metadata.nbgrader.grade_id: cell.source for cell in released.cells if "nbgrader" in cell.metadata
    }
    solutions = {cell.name for cell in about.solution_cells}
    tasks = {cell.name for cell in about.task_cells}
    grades = {cell.name for cell in about.grade_cells}
    points = {cell.name: cell.max_score for cell in [*about.grade_cells, *about.task_cells]}
    given = {
        cell.name: Given(
            grade_id=cell.name,
            cell_type=cell.cell_type,
            source=cell.source,
            released=texts.get(cell.name, cell.source),
            checksum=cell.checksum,
            locked=cell.locked,
            grade=cell.name in grades,
            solution=cell.name in solutions,
            task=cell.name in tasks,
            points=points.get(cell.name),
        )
        for cell in about.source_cells
    }
    ordered = [name for name in texts if name in given]
    ordered += [name for name in given if name not in texts]
    metadata = {
        key: value for key, value in released.metadata.items() if key in ("kernelspec", "language_info")
    }
    cells = tuple(given[name] for name in ordered)
    reference = reference_for([cell.cell() for cell in cells], source / f"{about.name}.ipynb")
    return Notebook(
        about.name, cells, others_of(released.cells), metadata, reference, imports_in(released.cells)
    )
