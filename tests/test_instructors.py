"""The page for instructors: a tiny class runs each of its shell blocks, in order, in a course of its own."""

import argparse
import csv
import html
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

import matplotlib
import nbformat
import pytest
from markdown_it import MarkdownIt
from nbformat import NotebookNode

from autograder import __main__ as cli
from autograder.sandbox import SandboxError, probe
from autograder.session import Limits
from demo_course import zipped
from publish.bilingual import LANGUAGES
from publish.project import ROOT, repository_url
from publish.source import read

PAGE = ROOT / "book" / "instructors.md"
NAME = "01_cost_functions"
COURSE = {"es": "redes", "en": "networks"}
#: What the instructor downloads from Moodle and from Canvas.
WORKSHEET = {
    "es": """\
Identificador,"Nombre completo","Dirección de correo",Estado,Calificación,"Calificación máxima",\
"La calificación puede ser cambiada","Última modificación (entrega)","Comentarios de retroalimentación"
"Participante 101","Ana López García",ana@uni.example,x,,"10,00",Sí,"lunes, 22 de febrero de 2027, 10:07",
"Participante 102","Luis O'Brien",luis@uni.example,x,,"10,00",Sí,"martes, 2 de marzo de 2027, 10:07",
"Participante 104","Zoë Zapata-Ruiz",zoe@uni.example,x,,"10,00",Sí,"lunes, 1 de marzo de 2027, 23:58",
""",
    "en": """\
Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed",\
"Last modified (submission)","Feedback comments"
"Participant 101","Ana López García",ana@uni.example,x,,10.00,Yes,"Monday, 22 February 2027, 10:07 AM",
"Participant 102","Luis O'Brien",luis@uni.example,x,,10.00,Yes,"Tuesday, 2 March 2027, 10:07 AM",
"Participant 104","Zoë Zapata-Ruiz",zoe@uni.example,x,,10.00,Yes,"Monday, 1 March 2027, 11:58 PM",
""",
}
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,{column} (77)
    Points Possible,,,,,10.00
"López García, Ana",1,ana,ana@uni.example,A,
"O'Brien, Luis",2,luis,luis@uni.example,A,
"Zapata-Ruiz, Zoë",3,zoe,zoe@uni.example,A,
"""
#: What the class writes in the place of the right answer. Zoë's passes all tests but the one on the page.
WRONG = {
    "luis": "def squared_error(y, t):\n    return np.sum((y - t)[:3] ** 2) / 2",
    "zoe": "def squared_error(y, t):\n    return np.sum((y - t)[:100] ** 2) / 2",
}


@dataclass(frozen=True)
class Block:
    """A fenced block of the page."""

    info: str
    text: str


def blocks(lang: str) -> list[Block]:
    cells = read(PAGE).split(lang).cells
    tokens = [token for cell in cells for token in MarkdownIt("commonmark").parse(cell.source)]
    return [Block(token.info, token.content) for token in tokens if token.type == "fence"]


def own_test(lang: str) -> str:
    """The hidden test that the page proposes."""
    found = [block.text for block in blocks(lang) if "BEGIN HIDDEN TESTS" in block.text]
    assert len(found) == 1
    return found[0]


@dataclass
class Term:
    """A term in one language, in a home folder of its own."""

    lang: str
    home: Path
    said: list[tuple[str, str]] = field(default_factory=list)  # each block and what it wrote

    @property
    def course(self) -> Path:
        return self.home / COURSE[self.lang]

    @property
    def downloads(self) -> Path:
        return self.home / {"es": "Descargas", "en": "Downloads"}[self.lang]

    def of(self, command: str) -> list[str]:
        """What the blocks with this command wrote, in order."""
        return [said for block, said in self.said if f"autograder {command}" in block]

    def go(self) -> "Term":
        """Run the page."""
        self.home.mkdir()
        where = self.home
        environment = {
            "HOME": str(self.home),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "MPLCONFIGDIR": matplotlib.get_cachedir(),  # its list of fonts takes long to make
            "GRADIENTE_SEED": "none of the course's",
        }
        for block in (block.text for block in blocks(self.lang) if block.info == "sh"):
            self.prepare(block)
            run = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", block + "\npwd > ~/.where"],
                cwd=where,
                env=environment,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=600,
            )
            assert run.returncode == 0, f"{block}\n{run.stdout}"
            where = Path((self.home / ".where").read_text().strip())
            self.said.append((block, run.stdout))
        return self

    def prepare(self, block: str) -> None:
        """Do what the page tells a person to do before `block`."""
        source = self.course / "source" / NAME / f"{NAME}.ipynb"
        if "--due" in block:
            complete = nbformat.read(source, as_version=4)
            test = cell_of(complete, "test_squared_error")
            test.source += "\n" + own_test(self.lang)
            nbformat.write(complete, source)
        elif "autograder collect" in block and not self.of("collect"):
            self.hand_in()
        elif "autograder release" in block:  # the test was too strict: Zoë is to pass it
            text = source.read_text(encoding="utf-8")
            assert text.count("size=(2, 1000)") == 1
            source.write_text(text.replace("size=(2, 1000)", "size=(2, 100)"), encoding="utf-8")

    def hand_in(self) -> None:
        """Ana's first attempt is in a folder; then all use Moodle, Luis with the site's notebook."""
        untouched = nbformat.read(self.course / "release" / NAME / f"{NAME}.ipynb", as_version=4)
        site = nbformat.read(ROOT / "notebooks" / self.lang / "exercises" / f"{NAME}.ipynb", as_version=4)
        first = self.downloads / {"es": "entregas", "en": "submissions"}[self.lang] / "Ana López García.ipynb"
        first.parent.mkdir(parents=True)
        nbformat.write(untouched, first)
        os.utime(first, (datetime(2027, 2, 20).timestamp(),) * 2)
        files = {
            f"Ana López García_101_assignsubmission_file/{NAME}.ipynb": self.answered(untouched, "ana"),
            f"Luis OBrien_102_assignsubmission_file/{NAME}.ipynb": self.answered(site, "luis"),
            "Zoë Zapata-Ruiz_104_assignsubmission_file/a b.ipynb": self.answered(untouched, "zoe"),
        }
        zipped(self.downloads / {"es": "Tarea-1-123.zip", "en": "Assignment-1-123.zip"}[self.lang], files)
        sheet = self.downloads / {"es": "Calificaciones.csv", "en": "Grades.csv"}[self.lang]
        sheet.write_text(WORKSHEET[self.lang], encoding="utf-8-sig")
        column = {"es": "Tarea 1", "en": "Task 1"}[self.lang]
        (self.downloads / "Canvas.csv").write_text(CANVAS.format(column=column), encoding="utf-8")

    def answered(self, notebook: NotebookNode, student: str) -> bytes:
        """`notebook` with the book's solutions (Luis: of two tasks), and with the student's own mistake."""
        notebook = nbformat.from_dict(notebook)
        complete = nbformat.read(self.course / "source" / NAME / f"{NAME}.ipynb", as_version=4)
        for cell in complete.cells:
            about = cell.metadata.get("nbgrader", {})
            attempted = student != "luis" or about.get("grade_id") in ("squared_error", "squared_error_batch")
            if about.get("solution") and attempted:
                answer = WRONG.get(student) if about.grade_id == "squared_error" else None
                cell_of(notebook, about.grade_id).source = answer or cell.source
        return nbformat.writes(notebook).encode()


def cell_of(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    return next(
        cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Term]]:
    """Both terms, one on each core."""
    try:
        probe()
    except SandboxError as error:
        if os.environ.get("GRADIENTE_NO_SKIP") == "1":
            pytest.fail(str(error))
        pytest.skip(str(error))
    place = tmp_path_factory.mktemp("terms")
    with ThreadPoolExecutor(len(LANGUAGES)) as threads:
        made = threads.map(lambda lang: Term(lang, place / lang).go(), LANGUAGES)
        yield dict(zip(LANGUAGES, made, strict=True))


@pytest.fixture(params=LANGUAGES)
def term(request: pytest.FixtureRequest, terms: dict[str, Term]) -> Term:
    return terms[request.param]


pytestmark = pytest.mark.filterwarnings("ignore::nbformat.warnings.MissingIDFieldWarning")


# ---------------------------------------------------------------------------------------- what came of it


@pytest.mark.slow
def test_every_command_is_run(term: Term) -> None:
    run = {command for block, _ in term.said for command in re.findall(r"^autograder (\w+)", block, re.M)}
    assert run == {"doctor", "new", "release", "collect", "grade", "feedback", "report", "export"}


@pytest.mark.slow
def test_own_hidden_test_counts_and_mending_it_grades_again(term: Term) -> None:
    """Of 25 points, Zoë lacks the first task's one until the test is mended; Luis has the second's two."""
    first, second, *_ = (said for said in term.of("grade") if "zoe" in said)
    assert re.findall(r"^(\w+) .* (\d+)/25 ", first, re.M) == [("ana", "25"), ("luis", "2"), ("zoe", "24")]
    assert re.findall(r"^(\w+) .* (\d+)/25 ", second, re.M) == [("ana", "25"), ("luis", "2"), ("zoe", "25")]
    last = json.loads((term.course / {"es": "notas.json", "en": "marks.json"}[term.lang]).read_text("utf-8"))
    submissions = {submission["student"]: submission for submission in last["submissions"]}
    assert {name: (s["score"], s["state"]) for name, s in submissions.items()} == {
        "ana": (25, "graded"),
        "luis": (2, "graded"),
        "zoe": (25, "graded"),
    }
    assert {name: s["late"] for name, s in submissions.items()} == {"ana": False, "luis": True, "zoe": False}
    assert all(s["notes"] == [] for s in submissions.values()), (
        "a notebook of the site's is as good as the release"
    )
    assert (last["graded_now"], last["sandbox"]) == (0, True)


@pytest.mark.slow
def test_nothing_of_own_hidden_test_is_handed_out(term: Term) -> None:
    secret = [line for line in own_test(term.lang).splitlines() if "HIDDEN" not in line]
    assert len(secret) == 4
    secret = [line.replace("1000)", "100)") if "size=" in line else line for line in secret]
    notebook = nbformat.read(term.course / "source" / NAME / f"{NAME}.ipynb", as_version=4)
    assert set(secret) <= set(cell_of(notebook, "test_squared_error").source.splitlines())
    for path in (term.course / "release").rglob("*.ipynb"):
        shown = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
        assert not [line for line in ["HIDDEN TESTS", *secret] if line in shown]
    pages = list((term.course / "feedback").rglob("*.html"))
    assert len(pages) == 3
    for path in pages:
        shown = html.unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8")))
        assert "squared_error" in shown
        assert not [line for line in ["HIDDEN TESTS", "n = 1000", *secret] if line in shown]


@pytest.mark.slow
def test_everything_that_the_page_promises_is_there(term: Term) -> None:
    for path in (
        f"release/{NAME}/{NAME}.ipynb",
        f"feedback/ana/{NAME}/{NAME}.html",
        f"report/{NAME}.html",
        f"moodle/{NAME}.csv",
    ):
        assert (term.course / path).is_file(), path
    backup = term.home / f"{COURSE[term.lang]}.tar.gz"
    assert backup.stat().st_mode & 0o077 == 0
    with tarfile.open(backup) as archive:
        names = set(archive.getnames())
    assert {
        f"{COURSE[term.lang]}/{name}" for name in ("secret_seed.txt", "gradebook.db", "students.csv")
    } <= names


@pytest.mark.slow
def test_marks_and_pages_go_to_moodle_and_canvas(term: Term) -> None:
    """Out of ten: 25/25, 2/25 and 25/25."""
    files = {
        "es": ("subir.csv", "comentarios.zip", "notas.csv"),
        "en": ("upload.csv", "comments.zip", "marks.csv"),
    }
    worksheet, comments, table = (term.course / name for name in files[term.lang])

    def column(path: Path, number: int) -> list[str]:
        return [row[number] for row in csv.reader(io.StringIO(path.read_text("utf-8-sig")))][-3:]

    comma = term.lang == "es"
    assert column(worksheet, 4) == (["10,00", "0,80", "10,00"] if comma else ["10.00", "0.80", "10.00"])
    assert column(term.course / "canvas.csv", 5) == ["10.00", "0.80", "10.00"]
    assert (column(table, 0), [float(score) for score in column(table, 5)]) == (
        ["ana", "luis", "zoe"],
        [25, 2, 25],
    )
    with zipfile.ZipFile(comments) as archive:
        assert sorted(name.split("_")[1] for name in archive.namelist()) == ["101", "102", "104"]


# ------------------------------------------------------------------------------------- what the page says


def test_both_editions_run_the_same_commands() -> None:
    def outline(lang: str) -> list[tuple[str, list[str]]]:
        return [(b.info, re.findall(r"autograder \w+|--[a-z-]+", b.text)) for b in blocks(lang)]

    es, en = (outline(lang) for lang in LANGUAGES)
    assert es == en
    assert {info for info, _ in es} == {"sh", "text", "python"}


def commands(lang: str) -> dict[str, set[str]]:
    """Each command of the program with its options."""
    with patch.object(argparse, "_", argparse._):
        parser = cli._parser(lang)
    choices = next(action.choices for action in parser._actions if action.dest == "command")
    return {name: set(command._option_string_actions) for name, command in choices.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_commands_that_are_only_named_exist(lang: str) -> None:
    known = commands(lang)
    cells = read(PAGE).split(lang).cells
    tokens = [t for cell in cells for t in MarkdownIt("commonmark").enable("table").parse(cell.source)]
    named = [t.content for token in tokens for t in token.children or [] if t.type == "code_inline"]
    named += [line for block in blocks(lang) for line in block.text.replace("\\\n", "").splitlines()]
    found = [match for code in named for match in re.findall(r"\bautograder ([a-z]+)\b(.*)", code)]
    assert {command for command, _ in found} == set(known)
    for command, rest in found:
        assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= known[command], (command, rest)
    of_ours = set().union(*known.values())
    assert {code for code in named if code.startswith("--")} - of_ours == {"--privileged"}  # of docker run


@pytest.mark.parametrize("lang", LANGUAGES)
def test_blocks_that_are_not_run_are_well_formed(lang: str) -> None:
    python = [block.text for block in blocks(lang) if block.info == "python"]
    assert len(python) == 4
    for text in python:
        compile(text, str(PAGE), "exec")
    text = "".join(block.text for block in blocks(lang) if block.info == "text")
    assert f"git clone {repository_url()} " in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_limits_are_those_of_the_sandbox(lang: str) -> None:
    assert (Limits.cell_seconds, Limits.seconds, Limits.memory) == (60, 5 * 60, 4 << 30)
    text = " ".join(" ".join(cell.source.split()) for cell in read(PAGE).split(lang).cells)
    said = {"es": "60 segundos por celda, 5 minutos y 4 GB", "en": "60 seconds a cell, 5 minutes and 4 GB"}
    assert said[lang] in text
