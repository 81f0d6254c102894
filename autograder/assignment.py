"""What has to be known of an assignment in order to grade a submission of it, apart from any folder."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.execute import SandboxedExecute, modules_in
from autograder.rebuild import Given
from autograder.sandbox import Limits
from autograder.settings import SEED_VARIABLE


@dataclass(frozen=True)
class Notebook:
    """A notebook of the assignment: nbgrader's cells of it, in order, and what else the release has."""

    name: str
    given: tuple[Given, ...]
    others: frozenset[str]  # the texts of all other cells of the release
    metadata: dict


@dataclass(frozen=True)
class Assignment:
    """Plain data: it travels to wherever submissions are graded."""

    name: str
    notebooks: tuple[Notebook, ...]
    files: dict[str, bytes] = field(repr=False)  # what the release has besides notebooks, by path
    modules: tuple[str, ...]  # that its cells import
    limits: Limits
    environment: dict[str, str]
    sandboxed: bool

    @classmethod
    def of(cls, course: Course, gradebook: Gradebook, name: str) -> "Assignment":
        """The released assignment `name` of `course`."""
        release = course.folder("release", ".", name)
        files = {
            str(path.relative_to(release)): path for path in sorted(release.rglob("*")) if path.is_file()
        }
        notebooks = {file: path for file, path in files.items() if file.endswith(".ipynb")}
        settings = SandboxedExecute(config=course.config)
        about = gradebook.find_assignment(name).notebooks
        return cls(
            name,
            tuple(_notebook(notebook, release / f"{notebook.name}.ipynb") for notebook in about),
            {file: path.read_bytes() for file, path in files.items() if file not in notebooks},
            modules_in(cell.source for notebook in about for cell in notebook.source_cells),
            settings.limits(),
            {"NBGRADER_EXECUTION": "autograde", SEED_VARIABLE: os.environ.get(SEED_VARIABLE, "0")},
            settings.sandboxed,
        )


def _notebook(about, path: Path) -> Notebook:
    """What the grade book and the released file `path` say of a notebook, which nbgrader keeps `about`."""
    released = nbformat.read(path, as_version=4)
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
    others = frozenset(cell.source for cell in released.cells if "nbgrader" not in cell.metadata)
    return Notebook(about.name, tuple(given[name] for name in ordered), others, metadata)
