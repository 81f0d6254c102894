"""What every course folder sets in nbgrader, whoever runs it: autograder, ``nbgrader`` or formgrader.

``nbgrader_config.py`` of a course calls `apply`, so a course made earlier follows the installed version.
"""

import os
import sys
from pathlib import Path

from traitlets.config import Config

SEED = "secret_seed.txt"
SEED_VARIABLE = "GRADIENTE_SEED"
#: What stands in the place of a solution, in the notebooks of the book's site too.
STUBS = {
    "es": {
        "code": '# ESCRIBE TU CÓDIGO AQUÍ\nraise NotImplementedError("Tarea sin intentar")',
        "text": "*Escribe aquí tu respuesta.*",
    },
    "en": {
        "code": '# YOUR CODE HERE\nraise NotImplementedError("Task not attempted")',
        "text": "*Write your answer here.*",
    },
}


def apply(c: Config, course: Path, lang: str) -> None:
    """Set up nbgrader for the course folder `course`, whose language is `lang`.

    Also exports the course's secret seed, from which the hidden tests draw their inputs, and puts this
    Python's programs first on PATH, where nbgrader looks for ``alembic``.

    Raises
    ------
    SystemExit
        If the seed is missing; an ordinary exception would make nbgrader go on with its defaults.
    """
    root = Path(course).resolve()
    c.Gradiente.lang = lang

    c.CourseDirectory.root = str(root)
    c.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}"
    # nbgrader asks for an exchange folder even where nobody uses it: one inside the course.
    c.Exchange.root = str(root / ".exchange")

    c.ClearSolutions.code_stub = {"python": STUBS[lang]["code"]}
    c.ClearSolutions.text_stub = STUBS[lang]["text"]

    # nbgrader's own list, with the sandbox in the place of its Execute.
    c.Autograde.autograde_preprocessors = [
        "autograder.execute.SandboxedExecute",
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]

    # Without this, anything on stderr, a mere warning, makes a right answer worth 0.
    c.IgnorePattern.enabled = True
    c.IgnorePattern.pattern = r"(?s).*"
    c.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--IPKernelApp.log_level=40"]

    # Pages that show no hidden test and run no script.
    c.GenerateFeedback.preprocessors = ["nbgrader.preprocessors.GetGrades"]
    c.GenerateFeedback.exporter_class = "autograder.feedback.FeedbackExporter"
    c.FeedbackExporter.lang = lang

    try:
        os.environ[SEED_VARIABLE] = (root / SEED).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SystemExit(f"{root / SEED}: {error.strerror}") from None
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])
