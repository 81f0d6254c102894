"""Make a course folder."""

import os
import re
import secrets
import string
import tempfile
from pathlib import Path

import nbformat

from autograder.course import ROSTER
from autograder.messages import Refusal
from autograder.settings import SEED
from autograder.students import COLUMNS

#: Where the book's exercises are in a clone of its repository.
SOLUTIONS = Path(__file__).parents[1] / "solutions"
_TEMPLATES = Path(__file__).parent / "templates"


def create(folder: Path, lang: str, solutions: Path = SOLUTIONS) -> list[str]:
    """Make the course `folder`, with the exercises in `solutions` as its assignments.

    The folder appears whole or not at all.

    Returns
    -------
    list of str
        The assignments' names.

    Raises
    ------
    Refusal
        If `folder` holds something already, has a name that nbgrader cannot use, or `solutions` holds no
        exercise or one that cannot be read.
    """
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal("folder_taken", folder=folder)
    if re.search(r"[*?\[\]]", str(folder)):  # nbgrader looks for files with patterns
        raise Refusal("folder_name", folder=folder, exit_code=2)
    if not folder.parent.is_dir():
        raise Refusal("no_folder", folder=folder.parent, exit_code=2)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        course = Path(scratch) / "course"
        names = _write_sources(course / "source", lang, solutions)
        course_id = re.sub(r"[^\w.-]+", "_", folder.name)
        for template in sorted((_TEMPLATES / lang).iterdir()):
            text = string.Template(template.read_text(encoding="utf-8")).safe_substitute(course_id=course_id)
            (course / template.name).write_text(text, encoding="utf-8")
        (course / ROSTER).write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
        with open(os.open(course / SEED, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{secrets.randbits(63)}\n")
        if folder.exists():  # empty, and perhaps where the caller stands
            for item in course.iterdir():
                os.replace(item, folder / item.name)
        else:
            os.replace(course, folder)
    return names


def _write_sources(folder: Path, lang: str, solutions: Path) -> list[str]:
    """Write the instructor's version of every exercise to ``folder/NAME/NAME.ipynb``."""
    from publish.exercises import instructor
    from publish.source import SourceError, read

    paths = [p for p in sorted(solutions.glob("*.md")) if p.stem[:2].isdigit() or p.stem.startswith("lab")]
    if not paths:
        raise Refusal("no_solutions", folder=solutions, exit_code=2)
    for path in paths:
        try:
            notebook = instructor(read(path), lang)
        except SourceError as error:
            raise Refusal("bad_solution", error=error) from None
        (folder / path.stem).mkdir(parents=True)
        nbformat.write(notebook, folder / path.stem / f"{path.stem}.ipynb")
    return [path.stem for path in paths]
