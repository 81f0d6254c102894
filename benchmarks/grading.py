"""Grade the same submissions with ``nbgrader autograde`` and ``autograder grade``, and compare every mark.

    python benchmarks/grading.py [--exercise 01_cost_functions] [--submissions 40]

Each student hands in the solved notebook with one of the exercise's right or wrong answers in it. nbgrader
runs each notebook in a kernel, with no sandbox; autograder runs it in the sandbox, on all cores. Both times
are of the whole command, imports and start of the sandbox included. Each grades a class of a fifth of the
size as well: what the whole class takes longer is the cost of its other submissions, the rest is fixed. The
exit code is 1 if a mark differs.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from tqdm import tqdm

from autograder.new import SOLUTIONS, create
from publish.answers import read_answers
from publish.exercises import instructor
from publish.source import read

LANG = "en"
KERNEL = "--SandboxedExecute.sandboxed=False"


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


def command(folder: Path, module: str, *words: str, bar: tqdm | None = None) -> float:
    """Run a program of this Python in `folder`; the seconds that it took; `bar` counts what it grades."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        words = [sys.executable, "-m", module, *words]
        process = subprocess.Popen(words, cwd=folder, stdout=said, stderr=said)
        done = 0
        while process.returncode is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.2)
            seconds = time.perf_counter() - start
            if bar is not None:
                graded = len(list(folder.glob("autograded/[!.]*/[!.]*")))
                bar.update(graded - done)
                done = graded
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(words[1:])}: {process.returncode}\n{said.read()}")
    return seconds


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
    parser.add_argument("--exercise", default="01_cost_functions")
    parser.add_argument("--submissions", type=int, default=40)
    options = parser.parse_args()
    name, whole, part = options.exercise, options.submissions, options.submissions // 5
    if part < 1:
        parser.error("--submissions: at least 5")
    graders = {"nbgrader": ("autograde", name, KERNEL), "autograder": ("grade",)}
    took: dict[tuple[str, int], float] = {}
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as scratch, tqdm(unit="submission", disable=None) as bar:
        bar.total = len(graders) * (whole + part)
        for count in (part, whole):
            place = Path(scratch, str(count))
            place.mkdir()
            course_of(place / "course", name, count)
            for module, words in graders.items():
                bar.set_description(f"{module}, {count}")
                folder = place / module
                shutil.copytree(place / "course", folder)
                took[module, count] = command(folder, module, *words, bar=bar)
                found[module] = marks(folder, name)
    for module in graders:
        seconds = took[module, whole]
        each = (seconds - took[module, part]) / (whole - part)
        shares = f"{seconds - whole * each:.1f} s fixed and {1000 * each:.0f} ms each"
        print(f"{module:10} {seconds:7.1f} s for {whole} submissions: {shares}")
    ratio = took["nbgrader", whole] / took["autograder", whole]
    print(f"{ratio:.1f} times as fast, on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    first, second = found["nbgrader"], found["autograder"]
    differing = [mark for mark in first if first[mark] != second.get(mark)]
    print(f"{len(first)} marks compared, {len(differing)} differ")
    for mark in differing:
        print(f"  {mark}: nbgrader {first[mark]}, autograder {second.get(mark)}")
    return 1 if differing or len(first) != len(second) else 0


if __name__ == "__main__":
    sys.exit(main())
