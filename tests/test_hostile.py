"""What no submission may do, and what no honest one may lose by: each is graded in the real sandbox, at once.

Every submission solves the first task, worth 3, and the second, worth 5, in its own way.
"""

import json
import os
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from demo_course import copy_of, instructors, nbgrader_cell, run

FIRST, SECOND = 3, 5
LIMITS = """
c.Execute.timeout = 5
c.SandboxedExecute.seconds = 30
c.SandboxedExecute.memory = 300_000_000
c.SandboxedExecute.scratch = 20_000_000
"""
MARKER = "86399.25"  # seconds that a process of ours would sleep; nobody else's does


def source() -> NotebookNode:
    def task(name: str, value: int, points: int) -> list[NotebookNode]:
        stub = f"def {name}():\n    ### BEGIN SOLUTION\n    return {value}\n    ### END SOLUTION"
        test = f"assert {name}() == {value}"
        return [
            nbgrader_cell(stub, name, solution=True),
            nbgrader_cell(test, f"test_{name}", grade=True, locked=True, points=points),
        ]

    return instructors(*task("one", 1, FIRST), *task("two", 2, SECOND))


ONE, TWO = "def one():\n    return 1", "def two():\n    return 2"


def plain(released: NotebookNode, two: str = TWO) -> NotebookNode:
    notebook = nbformat.from_dict(json.loads(nbformat.writes(released)))
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = {"one": ONE, "two": two}.get(name, cell.source)
    return notebook


# ------------------------------------------------------------------------------- by what they write

#: Name -> the second task's cell, the mark, and what is noted. {course} is the course's folder, {port} a server's port.
WRITTEN = {
    # attacks on others: where they succeed, the answer is wrong
    "grade-book-path": ("import os\nn = os.path.exists({course!r} + '/gradebook.db')\ndef two():\n    return 2 + n", 8),
    "grade-book-open": (
        "try:\n    f = open({course!r} + '/gradebook.db', 'r+b')\nexcept OSError:\n    f = None\n"
        "def two():\n    return 2 if f is None else 0",
        8,
    ),
    "sources": ("import os\nn = os.path.exists({course!r} + '/source')\ndef two():\n    return 2 + n", 8),
    "others": ("import glob\nn = len(glob.glob({course!r} + '/submitted/*'))\ndef two():\n    return 2 + n", 8),
    "environment": ("import os\nn = 'OF_THE_HOST' in os.environ\ndef two():\n    return 2 + n", 8),
    "environment-of-process-1": (
        "def two():\n    import glob\n    for path in glob.glob('/proc/*/environ'):\n"
        "        try:\n            data = open(path, 'rb').read()\n        except OSError:\n            continue\n"
        "        if b'OF_THE_HOST' in data:\n            return 0\n    return 2",
        8,
        "tampered",
    ),
    "network": (
        "import socket\ntry:\n    socket.create_connection(('127.0.0.1', {port}), 1)\n    n = 1\n"
        "except OSError:\n    n = 0\ndef two():\n    return 2 + n",
        8,
        "network",
    ),
    "network-by-curl": (
        "import subprocess\nn = 0 == subprocess.run(['python3', '-c', 'import socket;"
        " socket.create_connection((\"127.0.0.1\", {port}), 1)'], capture_output=True).returncode\n"
        "def two():\n    return 2 + n",
        8,
        "network",
    ),
    "network-by-ipv6": (
        "import socket\ntry:\n    socket.create_connection(('::1', {port}), 1)\n    n = 1\n"
        "except OSError:\n    n = 0\ndef two():\n    return 2 + n",
        8,
        "network",
    ),
    "network-by-name": (
        "from urllib.request import urlopen\ntry:\n    n = len(urlopen('http://example.org').read())\n"
        "except OSError:\n    n = 0\ndef two():\n    return 2 + n",
        8,
        "network",
    ),
    "network-and-out": (
        "import os, socket\ndef two():\n    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n    try:\n"
        "        s.sendto(b'x', ('192.0.2.1', 53))\n    finally:\n        os._exit(0)",
        3,
        "tampered",
        "network",
    ),
    "detached": (
        f"import subprocess\nsubprocess.Popen(['sleep', '{MARKER}'], start_new_session=True)\n" + TWO,
        8,
    ),
    "detached-twice": (
        f"import os\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        f"        os.execvp('sleep', ['sleep', '{MARKER}'])\n    os._exit(0)\n" + TWO,
        8,
        "tampered",
    ),
    "fork-bomb": ("import os\ndef two():\n    while True:\n        os.fork()", 3, "tampered"),
    "memory-bomb": ("def two():\n    return len([0] * 10**10)", 3),
    "memory-bomb-slow": ("def two():\n    a = []\n    while True:\n        a.append('x' * 10**6 + str(len(a)))", 3),
    "disk": ("def two():\n    with open('big', 'wb') as f:\n        for _ in range(100):\n            f.write(bytes(10**6))\n    return 2", 3),
    # runaways
    "loop": ("def two():\n    while True:\n        pass", 3),
    "loop-while-defining": ("while True:\n    pass", 3, "undefined"),
    "loop-that-will-not-stop": (
        "def two():\n    while True:\n        try:\n            while True:\n                pass\n"
        "        except BaseException:\n            pass",
        3,
    ),
    "exit": ("import os\ndef two():\n    os._exit(0)", 3, "tampered"),
    "kill": ("import os, signal\ndef two():\n    os.kill(os.getpid(), signal.SIGKILL)", 3, "tampered"),
    "line": ("def two():\n    print('x' * 60_000_000)\n    return 2", 8),
    "lines": ("def two():\n    for _ in range(60_000):\n        print('x' * 1000)\n    return 2", 8),
    # honest mishaps
    "warns": ("import warnings\ndef two():\n    warnings.warn('mind')\n    return 2", 8),
    "stderr": ("import sys\ndef two():\n    print('mind', file=sys.stderr)\n    return 2", 8),
    "wrong": ("def two():\n    return 3", 3),
}  # fmt: skip


# -------------------------------------------------------------------------- by what became of the file


def index(notebook: NotebookNode, grade_id: str) -> int:
    return next(n for n, c in enumerate(notebook.cells) if c.metadata.nbgrader.grade_id == grade_id)


def again(notebook: NotebookNode, grade_id: str, text: str | None = None) -> None:
    """Put a copy of a cell before it, as it comes of copying and pasting."""
    place = index(notebook, grade_id)
    copy = nbformat.from_dict(json.loads(json.dumps(notebook.cells[place])))
    copy.id, copy.source = "copy", copy.source if text is None else text
    notebook.cells.insert(place, copy)


def retype(cell: NotebookNode, kind: str) -> None:
    cell.cell_type = kind
    for name in ("outputs", "execution_count"):
        cell.pop(name, None)


def without(*names: str) -> Callable[[NotebookNode], None]:
    def change(notebook: NotebookNode) -> None:
        for cell in notebook.cells:
            for name in names:
                cell.metadata.nbgrader.pop(name, None)

    return change


def nameless(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata.clear()


def renamed(notebook: NotebookNode) -> None:
    notebook.cells[index(notebook, "two")].metadata.nbgrader.grade_id = "Two (copy)"


def forged(notebook: NotebookNode) -> None:
    about = notebook.cells[index(notebook, "test_two")].metadata.nbgrader | {
        "grade_id": "bonus",
        "points": 100,
    }
    notebook.cells.append(new_code_cell("pass", metadata={"nbgrader": about}))


def dearer(notebook: NotebookNode) -> None:
    notebook.cells[index(notebook, "test_two")].metadata.nbgrader.points = 1000


def easier(notebook: NotebookNode) -> None:
    notebook.cells[index(notebook, "test_two")].source = "pass"


def joined(notebook: NotebookNode, keeps: str) -> None:
    """Join the second answer with its test; the cell `keeps` keeps its metadata."""
    answer, test = (notebook.cells[index(notebook, name)] for name in ("two", "test_two"))
    text = "\n\n".join("".join(cell.source) for cell in (answer, test))
    notebook.cells[:] = [
        c for c in notebook.cells if c not in (answer, test) or c.metadata.nbgrader.grade_id == keeps
    ]
    notebook.cells[index(notebook, keeps)].source = text


def split(notebook: NotebookNode, copied: bool) -> None:
    """Cut the second answer in two, after its first line."""
    place = index(notebook, "two")
    first = notebook.cells[place]
    first.source, rest = first.source.split("\n", 1)
    about = nbformat.from_dict(first.metadata) if copied else {}
    notebook.cells.insert(place + 1, new_code_cell(rest, metadata=about))


def answered_elsewhere(notebook: NotebookNode, place: int) -> None:
    """Write the second answer in a cell of one's own, and leave the stub."""
    stub = notebook.cells[index(notebook, "two")]
    own = new_code_cell(stub.source)
    stub.source = 'def two():\n    # YOUR CODE HERE\n    raise NotImplementedError("Task not attempted")'
    notebook.cells.insert(place, own)


def answered_in_the_first(notebook: NotebookNode, leave: bool) -> None:
    """Write the second answer in the first one's cell, and leave the stub or delete its cell."""
    second = notebook.cells[index(notebook, "two")]
    notebook.cells[index(notebook, "one")].source += f"\n\n\n{second.source}"
    second.source = 'def two():\n    # YOUR CODE HERE\n    raise NotImplementedError("Task not attempted")'
    if not leave:
        notebook.cells.remove(second)


def exchanged(notebook: NotebookNode) -> None:
    """The metadata of an answer and of its test, each on the other."""
    answer, test = (notebook.cells[index(notebook, name)] for name in ("two", "test_two"))
    answer.metadata, test.metadata = test.metadata, answer.metadata


#: Name -> what happens to the notebook, the second task's cell, the mark, and what is noted.
CHANGED: dict[str, tuple[Callable[[NotebookNode], object], str, float, set[str]]] = {
    "solution-copied": (lambda n: again(n, "two", "def two():\n    return 0"), TWO, 8, {"repeated"}),
    "solution-copied-untouched": (lambda n: again(n, "two"), TWO, 8, {"repeated"}),
    "test-copied": (lambda n: again(n, "test_two"), TWO, 8, {"repeated"}),
    "test-deleted": (lambda n: n.cells.pop(index(n, "test_two")), TWO, 8, {"restored"}),
    "all-tests-deleted": (lambda n: n.cells.__delitem__(slice(1, None, 2)), TWO, 8, {"restored"}),
    "test-as-markdown": (lambda n: retype(n.cells[index(n, "test_two")], "markdown"), TWO, 8, {"retyped"}),
    "solution-as-raw": (lambda n: retype(n.cells[index(n, "two")], "raw"), TWO, 8, {"retyped"}),
    "no-metadata": (nameless, TWO, 8, {"recognised"}),
    "no-metadata-wrong": (nameless, "def two():\n    return 3", 3, {"recognised"}),
    "renamed": (renamed, TWO, 8, {"recognised"}),
    "joined-keeping-the-answer": (lambda n: joined(n, "two"), TWO, 8, {"merged"}),
    "joined-keeping-the-test": (lambda n: joined(n, "test_two"), TWO, 8, {"edited", "recognised"}),
    "split": (lambda n: split(n, False), TWO, 8, {"split"}),
    "split-and-copied": (lambda n: split(n, True), TWO, 8, {"split"}),
    "answered-above": (lambda n: answered_elsewhere(n, 0), TWO, 8, {"moved"}),
    "answered-at-the-end": (lambda n: answered_elsewhere(n, 4), TWO, 8, {"moved"}),
    "answered-in-the-first": (lambda n: answered_in_the_first(n, True), TWO, 8, {"moved"}),
    "answered-in-the-first-and-deleted": (lambda n: answered_in_the_first(n, False), TWO, 8, {"moved"}),
    "exchanged": (exchanged, TWO, 8, {"edited", "recognised"}),
    "reversed": (lambda n: n.cells.reverse(), TWO, 8, set()),
    "pasted-twice": (lambda n: n.cells.extend(nbformat.from_dict(n).cells), TWO, 8, {"repeated"}),
    "function-renamed": (lambda n: None, "def second():\n    return 2", 3, {"undefined"}),
    "no-schema": (without("schema_version"), TWO, 8, set()),
    "no-schema-no-flags": (without("schema_version", "grade", "solution", "locked"), TWO, 8, set()),
    "forged-bonus": (forged, "def two():\n    return 3", 3, {"forged"}),
    "dearer-test": (dearer, "def two():\n    return 3", 3, {"edited"}),
    "easier-test": (easier, "def two():\n    return 3", 3, {"edited"}),
}  # fmt: skip


def as_colab(notebook: NotebookNode) -> bytes:
    """Format 4.0, no cell ids, its own metadata and cell, a stream without a name."""
    for cell in notebook.cells:
        cell.pop("id", None)
        cell.metadata |= {"id": "Zx", "colab": {"base_uri": "https://localhost:8080/"}}
        cell.outputs = [{"output_type": "stream", "text": ["hola\n"]}]
    link = {"cell_type": "markdown", "metadata": {"id": "view-in-github"}, "source": ["<a>Colab</a>"]}
    data = notebook | {"nbformat_minor": 0, "cells": [link, *notebook.cells]}
    return json.dumps(data | {"metadata": {"colab": {"provenance": []}}}).encode()


#: Name -> the file's bytes from a right notebook, the mark or None, and a phrase of the reason.
FILES: dict[str, tuple[Callable[[NotebookNode], bytes], float | None, str]] = {
    "colab": (as_colab, 8, ""),
    "bom": (lambda n: b"\xef\xbb\xbf" + nbformat.writes(n).encode(), 8, ""),
    "utf-16": (lambda n: nbformat.writes(n).encode("utf-16"), 8, ""),
    "no-format": (lambda n: json.dumps({"cells": n.cells}).encode(), 8, ""),
    "source-a-string-no-outputs": (
        lambda n: json.dumps(n | {"cells": [{k: c[k] for k in ("cell_type", "metadata", "source")} for c in n.cells]}).encode(),
        8,
        "",
    ),
    "half-a-character": (
        lambda n: json.dumps(n | {"cells": [*n.cells, {"cell_type": "code", "source": "'\ud800'"}]}).encode(), 8, ""
    ),
    "other-notebook": (lambda n: nbformat.writes(new_notebook(cells=[new_code_cell("print(1)")])).encode(), None, "another notebook"),
    "answers-deleted": (lambda n: json.dumps(n | {"cells": n.cells[1::2]}).encode(), None, "another notebook"),
    "cells-no-cells": (lambda n: b'{"cells": [1, 2]}', None, "cells[1]"),
    "empty": (lambda n: b"", None, "empty"),
    "blank": (lambda n: b" \n\n", None, "empty"),
    "html": (lambda n: b"<!DOCTYPE html><html>Log in</html>", None, "web page"),
    "no-cells": (lambda n: nbformat.writes(new_notebook()).encode(), None, "without cells"),
    "nul": (lambda n: nbformat.writes(n).encode().replace(b"return 2", b"return 2\0"), None, "NUL"),
    "latin-1": (lambda n: nbformat.writes(n).replace("return 2", "return 2  # ñ").encode("latin-1"), None, "UTF-8"),
    "cut-short": (lambda n: nbformat.writes(n).encode()[:-40], None, "JSON"),
    "deep": (lambda n: b"[" * 100_000, None, "JSON"),
}  # fmt: skip


#: Kind, in both languages -> name -> what is tried or happens, in both languages: for the page of the site.
TOLD: dict[tuple[str, str], dict[str, tuple[str, str]]] = {
    ("Llegar a lo que es de otros", "Reaching what is others'"): {
        "grade-book-path": ("mirar si está el libro de calificaciones", "looking whether the grade book is there"),
        "grade-book-open": ("abrir el libro de calificaciones para escribir", "opening the grade book for writing"),
        "sources": ("buscar los ejercicios resueltos", "looking for the solved exercises"),
        "others": ("buscar las entregas de los demás", "looking for the others' submissions"),
        "environment": ("leer las variables del docente", "reading the teacher's variables"),
        "environment-of-process-1": ("leer las de otros procesos", "reading those of other processes"),
        "network": ("abrir una conexión", "opening a connection"),
        "network-by-curl": ("abrirla desde otro programa", "opening it from another program"),
        "network-by-ipv6": ("abrirla por IPv6", "opening it by IPv6"),
        "network-by-name": ("descargar una página", "downloading a page"),
        "network-and-out": ("enviar un paquete y acabar el proceso", "sending a packet and ending the process"),
        "detached": ("dejar un proceso en marcha", "leaving a process running"),
        "detached-twice": ("lo mismo, separado dos veces", "the same, detached twice"),
        "fork-bomb": ("crear procesos sin fin", "making processes without end"),
        "memory-bomb": ("pedir toda la memoria de golpe", "asking for all the memory at once"),
        "memory-bomb-slow": ("pedirla poco a poco", "asking for it little by little"),
        "disk": ("llenar el disco", "filling the disk"),
    },
    ("Código que no acaba, o acaba con todo", "Code that does not end, or ends everything"): {
        "loop": ("un bucle sin fin en la función", "an endless loop in the function"),
        "loop-while-defining": ("un bucle sin fin en la celda", "an endless loop in the cell"),
        "loop-that-will-not-stop": ("uno que no se deja interrumpir", "one that does not let itself be interrupted"),
        "exit": ("acabar el proceso con `os._exit`", "ending the process by `os._exit`"),
        "kill": ("matar el propio proceso", "killing its own process"),
        "line": ("escribir 60 MB en una línea, y acertar", "printing 60 MB on one line, and being right"),
        "lines": ("escribir 60 MB en líneas, y acertar", "printing 60 MB in lines, and being right"),
    },
    ("Percances de quien no hace trampas", "Mishaps of the honest"): {
        "warns": ("acertar con un aviso (`warnings`)", "being right with a warning"),
        "stderr": ("acertar y escribir en `stderr`", "being right and writing to `stderr`"),
        "wrong": ("equivocarse", "being wrong"),
        "solution-copied": ("la solución, copiada: antes va una mala", "the solution copied, with a wrong one before it"),
        "solution-copied-untouched": ("la celda sin hacer, delante de la hecha", "the untouched cell before the written one"),
        "test-copied": ("la prueba, copiada", "the test copied"),
        "test-deleted": ("una prueba borrada", "a test deleted"),
        "all-tests-deleted": ("todas las pruebas borradas", "all tests deleted"),
        "test-as-markdown": ("la prueba convertida en Markdown", "the test turned into Markdown"),
        "solution-as-raw": ("la solución convertida en texto sin formato", "the solution turned into raw text"),
        "no-metadata": ("todos los metadatos perdidos", "all metadata lost"),
        "no-metadata-wrong": ("lo mismo, con la segunda tarea mal", "the same, with the second task wrong"),
        "renamed": ("el nombre de una celda cambiado", "a cell's name changed"),
        "no-schema": ("sin versión de los metadatos", "without the metadata's version"),
        "no-schema-no-flags": ("sin versión ni marcas", "without version and flags"),
        "answered-in-the-first": ("todas las respuestas en la primera celda", "all answers in the first cell"),
        "answered-in-the-first-and-deleted": ("lo mismo, con la segunda celda borrada", "the same, with the second cell deleted"),
        "answered-at-the-end": ("la respuesta en una celda al final", "the answer in a cell at the end"),
        "answered-above": ("la respuesta en una celda de encima", "the answer in a cell above"),
        "answers-deleted": ("las celdas de respuesta borradas", "the answers' cells deleted"),
        "exchanged": ("dos celdas intercambiadas", "two cells exchanged"),
        "reversed": ("las celdas en orden inverso", "the cells in reverse order"),
        "pasted-twice": ("el cuaderno pegado dos veces", "the notebook pasted twice"),
        "split": ("una celda partida en dos", "a cell split in two"),
        "split-and-copied": ("una celda partida y copiada", "a cell split and copied"),
        "joined-keeping-the-answer": ("respuesta y prueba unidas en la celda de la respuesta", "answer and test joined in the answer's cell"),
        "joined-keeping-the-test": ("respuesta y prueba unidas en la celda de la prueba", "answer and test joined in the test's cell"),
        "function-renamed": ("la función con otro nombre", "the function under another name"),
        "colab": ("guardado por Colab", "saved by Colab"),
        "bom": ("con una marca BOM al principio", "with a BOM at the beginning"),
    },
    ("Pruebas cambiadas", "Changed tests"): {
        "forged-bonus": ("una prueba inventada de 100 puntos", "a test of one's own, worth 100"),
        "dearer-test": ("una prueba que vale 1000", "a test that is worth 1000"),
        "easier-test": ("una prueba cambiada por `pass`", "a test replaced by `pass`"),
    },
    ("Ficheros que no son un cuaderno", "Files that are no notebook"): {
        "empty": ("vacío", "empty"),
        "no-format": ("sin versión del formato", "without the format's version"),
        "source-a-string-no-outputs": ("sin salidas, y el texto de una pieza", "without outputs, and the text in one piece"),
        "half-a-character": ("con medio carácter", "with half a character"),
        "utf-16": ("en UTF-16", "in UTF-16"),
        "cells-no-cells": ("celdas que no lo son", "cells that are none"),
        "other-notebook": ("otro cuaderno", "another notebook"),
        "blank": ("en blanco", "blank"),
        "html": ("una página web", "a web page"),
        "no-cells": ("un cuaderno sin celdas", "a notebook without cells"),
        "nul": ("con un byte NUL", "with a NUL byte"),
        "latin-1": ("en Latin-1 y no en UTF-8", "in Latin-1 and not in UTF-8"),
        "cut-short": ("cortado", "cut short"),
        "deep": ("cien mil niveles de JSON", "a hundred thousand levels of JSON"),
    },
}  # fmt: skip


@dataclass
class Graded:
    course: Path
    submissions: dict[str, dict]

    def mark(self, name: str) -> float | None:
        return self.submissions[name]["score"]


@pytest.fixture(scope="module")
def graded(demo_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    course = copy_of(demo_course, tmp_path_factory.mktemp("hostile"), "en")
    (course / "source" / "hard").mkdir()
    nbformat.write(source(), course / "source" / "hard" / "hard.ipynb")
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(LIMITS)
    names = ["right", "beside", "twice", "misnamed", *WRITTEN, *CHANGED, *FILES]
    (course / "students.csv").write_text("id\n" + "\n".join(names) + "\n")
    assert run("release", "hard", course=course).code == 0
    released = nbformat.read(course / "release" / "hard" / "hard.ipynb", as_version=4)
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OF_THE_HOST", "secret")
        hand_in(course, "right", plain(released))
        hand_in(course, "beside", plain(released, f"import numpy\n{TWO}"))
        for file in ("numpy.py", "numpy/__init__.py", "sitecustomize.py"):
            path = course / "submitted" / "beside" / "hard" / file
            path.parent.mkdir(exist_ok=True)
            path.write_text("raise SystemExit('this is not numpy')")
        hand_in(course, "twice", plain(released))
        for name in ("hard-copy", "a\nb"):
            (course / "submitted" / "twice" / "hard" / f"{name}.ipynb").write_text("{}")
        hand_in(course, "misnamed", plain(released))
        path = course / "submitted" / "misnamed" / "hard" / "hard.ipynb"
        path.rename(path.with_stem("mine"))
        for name, (text, *_) in WRITTEN.items():
            text = text.replace("{course!r}", repr(str(course))).replace(
                "{port}", str(server.getsockname()[1])
            )
            hand_in(course, name, plain(released, text))
        for name, (change, text, *_) in CHANGED.items():
            notebook = plain(released, text)
            change(notebook)
            hand_in(course, name, notebook)
        for name, (content, *_) in FILES.items():
            hand_in(course, name, content(plain(released)))
        said = run("grade", "hard", "--json", course=course)
    assert said.code == 1, said.err  # some cannot be graded
    report = json.loads(said.out)
    assert report["sandbox"] is True
    return Graded(course, {submission["student"]: submission for submission in report["submissions"]})


def hand_in(course: Path, student: str, content: NotebookNode | bytes) -> None:
    path = course / "submitted" / student / "hard" / "hard.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    (path.parent / "timestamp.txt").write_text("2026-02-01 10:00:00 UTC\n")


def test_a_right_one_is_right(graded: Graded) -> None:
    assert graded.mark("right") == FIRST + SECOND
    assert graded.submissions["right"]["notes"] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_what_they_write(graded: Graded, name: str) -> None:
    _, mark, *notes = WRITTEN[name]
    assert graded.mark(name) == mark
    assert [note["change"] for note in graded.submissions[name]["notes"]] == notes


@pytest.mark.parametrize("name", CHANGED)
def test_what_became_of_the_notebook(graded: Graded, name: str) -> None:
    *_, mark, notes = CHANGED[name]
    assert graded.mark(name) == mark
    assert {note["change"] for note in graded.submissions[name]["notes"]} == notes


@pytest.mark.parametrize("name", FILES)
def test_what_became_of_the_file(graded: Graded, name: str) -> None:
    _, mark, why = FILES[name]
    submission = graded.submissions[name]
    assert (submission["score"], submission["state"]) == (
        mark,
        "could_not_grade" if mark is None else "graded",
    )
    assert why in submission["reason"]


def test_files_handed_in_beside_the_notebook_cannot_be_imported(graded: Graded) -> None:
    assert graded.mark("beside") == FIRST + SECOND


def test_a_notebook_beside_the_assignments_own_is_not_ignored_without_a_word(graded: Graded) -> None:
    assert graded.mark("twice") == FIRST + SECOND
    (note,) = graded.submissions["twice"]["notes"]
    assert (note["change"], note["evidence"]) == ("ignored", "a�b.ipynb, hard-copy.ipynb")
    said = run("grade", "hard", course=graded.course).out
    assert "To look at: twice, hard: there was also a�b.ipynb, hard-copy.ipynb" in said


def test_where_there_is_none_with_the_assignments_name_the_others_are_named(graded: Graded) -> None:
    misnamed = graded.submissions["misnamed"]
    assert (misnamed["score"], misnamed["state"]) == (None, "could_not_grade")
    assert "hard.ipynb is missing. There is mine.ipynb" in misnamed["reason"]


def test_what_ran_out_is_told_from_what_is_wrong(graded: Graded) -> None:
    def outcome(name: str) -> str:
        return graded.submissions[name]["tasks"]["test_two"]["outcome"]

    assert outcome("wrong") == "failed"
    assert outcome("loop") == "timed_out"
    for name in ("loop-that-will-not-stop", "exit", "kill"):
        assert outcome(name) in ("not_finished", "timed_out"), name
    for name in WRITTEN:
        assert graded.submissions[name]["tasks"]["test_one"]["outcome"] == "passed", name


def test_no_process_is_left(graded: Graded) -> None:
    assert not [p for p in psutil.process_iter(["cmdline"]) if MARKER in (p.info["cmdline"] or [])]


def test_long_output_is_cut(graded: Graded) -> None:
    for name in ("line", "lines"):
        (notebook,) = (graded.course / "autograded" / name).rglob("*.ipynb")
        assert notebook.stat().st_size < 2_000_000


def test_the_mark_of_each_is_in_the_export_and_no_failure_is_a_zero(graded: Graded, tmp_path: Path) -> None:
    run("export", tmp_path / "marks.csv", "--assignment", "hard", course=graded.course)
    lines = (tmp_path / "marks.csv").read_text().splitlines()[1:]
    scores = {line.split(",")[0]: line.split(",")[5] for line in lines}
    for name, submission in graded.submissions.items():
        assert scores[name] == ("" if submission["score"] is None else f"{submission['score']:g}")


def test_who_tried_to_reach_the_network_is_told_of_where_the_teacher_looks(graded: Graded) -> None:
    said = run("grade", "hard", course=graded.course).out
    assert "To look at: network, hard: it tried to reach the network" in said
    assert "To look at: network-by-curl, hard: it tried to reach the network" in said
    assert "To look at: right" not in said
    assert run("report", "hard", course=graded.course).code == 0
    (page,) = (graded.course / "report").rglob("*.html")
    tried = [name for name, (*_, last) in WRITTEN.items() if last == "network"]
    assert page.read_text().count("it tried to reach the network") == len(tried) == 5


def test_the_page_says_nothing_of_the_host(graded: Graded) -> None:
    run("feedback", "hard", "--student", "sources", course=graded.course)
    (page,) = (graded.course / "feedback" / "sources").rglob("*.html")
    assert not re.search(rf"{re.escape(os.environ.get('HOME', '/root'))}/", page.read_text())


def test_the_page_tells_of_each() -> None:
    assert {name for told in TOLD.values() for name in told} == {*WRITTEN, *CHANGED, *FILES}
