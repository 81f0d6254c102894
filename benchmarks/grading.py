"""Grade the same submissions with ``nbgrader autograde`` and ``autograder grade``, and compare every mark.

    python benchmarks/grading.py [--assignment 01_cost_functions] [--submissions 40]

Each student hands in the solved notebook with one of the exercise's right or wrong answers in it. nbgrader
runs each notebook in a kernel, with no sandbox; autograder runs it in the sandbox, on all cores. Both times
are of the whole command, imports and start of the sandbox included. The exit code is 1 if a mark differs.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from autograder.new import SOLUTIONS, create
from publish.answers import read_answers
from publish.exercises import instructor
from publish.source import read

LANG = "en"


def course_of(folder: Path, assignment: str, count: int) -> None:
    """A course in `folder` with one released assignment that `count` students have handed in."""
    solutions = folder.parent / "solutions"
    solutions.mkdir()
    for name in (f"{assignment}.md", "checks.py"):
        shutil.copy(SOLUTIONS / name, solutions / name)
    create(folder, LANG, solutions)
    students = [f"s{number:03}" for number in range(count)]
    lines = [f"{student},Ana,Student {student},\n" for student in students]
    (folder / "students.csv").write_text("id,first_name,last_name,email\n" + "".join(lines), encoding="utf-8")
    command(folder, "autograder", "release")

    solved = instructor(read(SOLUTIONS / f"{assignment}.md"), LANG)
    texts = {
        c.metadata.nbgrader.grade_id: c.source
        for c in solved.cells
        if c.metadata.get("nbgrader", {}).get("solution")
    }
    released = nbformat.read(folder / "release" / assignment / f"{assignment}.ipynb", as_version=4)
    answers = read_answers(SOLUTIONS / f"{assignment}.answers.py", LANG)
    for number, student in enumerate(students):
        answer = answers[number * len(answers) // count]
        for cell in released.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in texts and cell.cell_type == "code":
                cell.source = answer.code if name == answer.cell else texts[name]
        place = folder / "submitted" / student / assignment
        place.mkdir(parents=True)
        nbformat.write(released, place / f"{assignment}.ipynb")


def command(folder: Path, module: str, *words: str) -> float:
    """Run a program of this Python in `folder`; the seconds that it took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", module, *words], cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def marks(folder: Path, assignment: str) -> dict[str, float]:
    """Every mark in the grade book."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {
            f"{submission.student.id} {grade.name}": grade.auto_score
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assignment", default="01_cost_functions")
    parser.add_argument("--submissions", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        theirs, ours = Path(scratch) / "nbgrader", Path(scratch) / "autograder"
        course_of(theirs, options.assignment, options.submissions)
        shutil.copytree(theirs, ours)
        kernel = "--SandboxedExecute.sandboxed=False"
        slow = command(theirs, "nbgrader", "autograde", options.assignment, kernel)
        quick = command(ours, "autograder", "grade")
        first, second = marks(theirs, options.assignment), marks(ours, options.assignment)
    differing = [name for name in first if first[name] != second.get(name)]
    for name, seconds in (("nbgrader autograde", slow), ("autograder grade", quick)):
        print(f"{name:20} {seconds:7.1f} s, {1000 * seconds / options.submissions:6.0f} ms a submission")
    print(f"{slow / quick:.1f} times as fast, on {os.cpu_count()} cores")
    print(f"{len(first)} marks compared, {len(differing)} differ")
    for name in differing:
        print(f"  {name}: nbgrader {first[name]}, autograder {second.get(name)}")
    return 1 if differing or len(first) != len(second) else 0


if __name__ == "__main__":
    sys.exit(main())
