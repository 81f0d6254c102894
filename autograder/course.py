"""A course folder: its settings, its grade book, its students."""

import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from autograder.messages import Refusal, text
from autograder.settings import SEED
from autograder.students import Student, read_roster

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from nbgrader.apps import NbGraderAPI

CONFIG = "nbgrader_config.py"
ROSTER = "students.csv"


class Course:
    """The course in the folder `root`, an ordinary nbgrader course that `autograder.new` made.

    Raises
    ------
    Refusal
        If there is none, or its configuration cannot be read.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root).resolve()
        if not (self.root / CONFIG).is_file():
            raise Refusal("no_course", folder=self.root, exit_code=2)
        from traitlets.config.loader import PyFileConfigLoader

        try:
            self.config = PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        except (Exception, SystemExit) as error:
            raise Refusal("config_broken", file=self.root / CONFIG, error=error) from None
        self.lang = self.config.Gradiente.get("lang")
        if self.lang not in ("es", "en"):
            raise Refusal("config_not_ours", file=self.root / CONFIG, exit_code=2)

    def text(self, key: str, **fields: object) -> str:
        """A message in the course's language."""
        return text(self.lang, key, **fields)

    @cached_property
    def api(self) -> "NbGraderAPI":
        """nbgrader's `NbGraderAPI` on this folder."""
        from nbgrader.apps import NbGraderAPI

        # About nbgrader's use of SQLAlchemy, of no concern to an instructor.
        warnings.filterwarnings("ignore", module="nbgrader")
        Path(self.config.Exchange.root).mkdir(parents=True, exist_ok=True)
        return NbGraderAPI(config=self.config)

    @cached_property
    def seed(self) -> str:
        """The secret from which the hidden tests draw their inputs."""
        return (self.root / SEED).read_text(encoding="utf-8").strip()

    @contextmanager
    def gradebook(self) -> "Iterator[Gradebook]":
        """nbgrader's `Gradebook`, closed afterwards."""
        with self.api.gradebook as gradebook:
            yield gradebook

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """Where `step` (source, release, submitted, autograded, feedback) keeps an assignment."""
        coursedir = self.api.coursedir
        directory = getattr(coursedir, f"{step}_directory")
        return Path(os.path.normpath(coursedir.format_path(directory, student, assignment)))

    @cached_property
    def students(self) -> list[Student]:
        """The roster; reading it brings the grade book up to date with it."""
        students = read_roster(self.root / ROSTER)
        if not students:
            raise Refusal("roster_empty", path=self.root / ROSTER)
        with self.gradebook() as gradebook:
            known = {s.id: (s.first_name, s.last_name, s.email) for s in gradebook.students}
            for s in students:
                if known.get(s.id) != (s.first_name, s.last_name, s.email):
                    gradebook.update_or_create_student(
                        s.id, first_name=s.first_name, last_name=s.last_name, email=s.email
                    )
        return students

    def tasks(self, assignment: str) -> list[str]:
        """The grade ids of the tasks of a released assignment, in the order of its notebooks."""
        with self.gradebook() as gradebook:
            names = {
                notebook.name: {cell.name for cell in [*notebook.grade_cells, *notebook.task_cells]}
                for notebook in gradebook.find_assignment(assignment).notebooks
            }
        ordered = []
        for notebook, tasks in sorted(names.items()):
            path = self.folder("release", ".", assignment) / f"{notebook}.ipynb"
            cells = nbformat.read(path, as_version=4).cells if path.is_file() else []
            found = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells]
            ordered += [name for name in found if name in tasks] + sorted(tasks - set(found))
        return ordered

    def released(self, assignment: str | None = None) -> list[str]:
        """The names of the released assignments, or `assignment` alone once it is found among them.

        Raises
        ------
        Refusal
            If nothing has been released, or `assignment` has not.
        """
        with self.gradebook() as gradebook:
            names = sorted(a.name for a in gradebook.assignments if a.notebooks)
        if not names:
            raise Refusal("nothing_released")
        if assignment is None:
            return names
        if assignment not in names:
            raise Refusal("not_released", name=assignment, names=", ".join(names), exit_code=2)
        return [assignment]


def was_interrupted(outcome: dict) -> bool:
    """Whether what ended a call of nbgrader's API, which catches everything, was Ctrl-C."""
    return outcome["error"].rstrip().splitlines()[-1].startswith("KeyboardInterrupt")


def explanation(outcome: dict) -> str:
    """The error behind an unsuccessful answer of nbgrader's API, in one line."""
    said = outcome.get("log", "") + "\n" + outcome["error"]
    errors = re.findall(r"^\s*([\w.]*(?:Error|Exception|Entry)): (.+)$", said, flags=re.MULTILINE)
    told = [
        f"{name.rpartition('.')[2]}: {message}" for name, message in errors if "NbGraderException" not in name
    ]
    return (told or said.strip().splitlines())[-1][:300]


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path`, which holds either all of it or what it held before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
