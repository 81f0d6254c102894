"""What a person grades, and how their marks outlast a second grading.

nbgrader keeps a person's mark, but asks for a review of every marked answer, changed or not, and of no open
task, though all of the student's work in it may be new. Here a mark stands as long as the work that it was
given for is the same, and needs a person again once it is not.
"""

from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import is_locked, is_task

from autograder.course import Course
from autograder.outcomes import Outcome, outcomes


@dataclass(frozen=True)
class Marked:
    """The work that a person has marked: ``(notebook, grade id)`` and the text that the mark is for."""

    works: dict[tuple[str, str], str]

    @classmethod
    def of(cls, course: Course, gradebook: Gradebook, assignment: str, student: str) -> "Marked":
        """As it is now, before the submission is graded once more."""
        works = _works(course, assignment, student)
        return cls(
            {
                name: works.get(name, "")
                for name, grade in _grades(gradebook, assignment, student).items()
                if grade.manual_score is not None and not grade.needs_manual_grade
            }
        )

    def restore(self, course: Course, gradebook: Gradebook, assignment: str, student: str) -> None:
        """Once graded again, ask for a person where the work is another, and there alone."""
        grades = _grades(gradebook, assignment, student)
        for name, work in _works(course, assignment, student).items():
            if name in self.works and name in grades:
                grades[name].needs_manual_grade = self.works[name] != work
        gradebook.db.commit()


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


def _works(course: Course, assignment: str, student: str) -> dict[tuple[str, str], str]:
    return {
        (path.stem, name): work
        for path in sorted(course.folder("autograded", student, assignment).glob("*.ipynb"))
        for name, work in work_of(nbformat.read(path, as_version=4)).items()
    }


def _grades(gradebook: Gradebook, assignment: str, student: str) -> dict:
    gradebook.db.expire_all()
    try:
        submitted = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return {}
    return {
        (notebook.name, grade.name): grade for notebook in submitted.notebooks for grade in notebook.grades
    }
