"""The page that a student gets: what was right, what was wrong and why.

nbgrader's own page shows the whole test cell and its traceback, hidden tests included. This one is built
the other way round: only what a student may see is taken from the graded notebook.
"""

import base64
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import bleach
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbconvert.filters import markdown2html, strip_ansi
from nbformat import NotebookNode
from nbgrader.api import SubmittedNotebook
from nbgrader.utils import is_grade, is_solution, is_task
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from autograder.messages import number, text
from autograder.outcomes import Outcome, error_of, lines_of, outcome_of

_TEMPLATES = Path(__file__).parent / "templates"
_LONGEST = 5_000  # characters shown of one output
_TAGS = bleach.ALLOWED_TAGS | {
    *("br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "s", "span", "sub", "sup", "u"),
    *("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
}
_ATTRIBUTES = {"a": ["href", "title"], "td": ["colspan", "rowspan"], "th": ["colspan", "rowspan", "scope"]}


def split_hidden(source: str) -> tuple[str, dict[int, str]]:
    """A test cell's source without its hidden regions, and the hidden lines by number (from 1)."""
    visible, hidden, inside = [], {}, False
    for count, line in enumerate(source.split("\n"), start=1):
        inside = inside or "BEGIN HIDDEN TESTS" in line
        if inside:
            hidden[count] = line
        else:
            visible.append(line)
        inside = inside and "END HIDDEN TESTS" not in line
    return "\n".join(visible).strip("\n"), hidden


def render(template: str, lang: str, **fields: object) -> str:
    """The page that `template` makes of `fields`; of them only what is Markup keeps its markup."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["number"] = partial(number, lang)
    return environment.get_template(template).render(lang=lang, say=partial(text, lang), **fields)


class Page:
    """The page of one graded notebook, whose marks and comments are in the grade book."""

    def __init__(self, notebook: NotebookNode, submitted: SubmittedNotebook, lang: str) -> None:
        self._notebook = notebook
        self._submitted = submitted
        self._lang = lang
        self._grades = {grade.name: grade for grade in submitted.grades}
        self._comments = {comment.name: comment.comment for comment in submitted.comments}
        tests = [split_hidden(cell.source) for cell in notebook.cells if is_grade(cell)]
        shown = "\n".join(visible for visible, _ in tests)
        hidden = {line.strip() for _, lines in tests for line in lines.values()}
        # A shorter line tells nothing, and may be anyone's.
        self._secrets = {line for line in hidden if len(line) >= 16 and line not in shown}

    def html(self) -> str:
        """The page, one file without scripts; its policy lets a browser run or fetch nothing."""
        submitted = self._submitted
        return render(
            "feedback.html.j2",
            self._lang,
            title=self._title(),
            student=submitted.student,
            score=max(0.0, submitted.score - (submitted.late_submission_penalty or 0.0)),
            max_score=submitted.max_score,
            late_penalty=submitted.late_submission_penalty or 0.0,
            pending=sum(
                g.max_score for g in submitted.grades if g.needs_manual_grade and g.manual_score is None
            ),
            parts=list(self._parts()),
            light=Markup(HtmlFormatter(style="default").get_style_defs(".highlight")),
            dark=Markup(HtmlFormatter(style="github-dark").get_style_defs(".highlight")),
        )

    def _say(self, key: str, **fields: object) -> str:
        return text(self._lang, key, **fields)

    def _title(self) -> str:
        for cell in self._notebook.cells:
            if cell.cell_type == "markdown" and (found := re.search(r"^# +(.+)$", cell.source, re.MULTILINE)):
                return plain(found[1])
        return self._submitted.name

    def _parts(self) -> Iterator[dict]:
        """The answers and results of the notebook; each task's first one begins with the task's heading."""
        heading, announced = "", True
        for cell in self._notebook.cells:
            part = self._part(cell)
            if part is not None:
                yield part | {"task": heading or part["id"], "heading": "" if announced else heading}
                announced = True
            elif cell.cell_type == "markdown":
                headings = re.findall(r"^##+ +(.+)$", cell.source, re.MULTILINE)
                if headings:
                    heading, announced = plain(headings[-1]), False

    def _part(self, cell: NotebookNode) -> dict | None:
        if not (is_grade(cell) or is_solution(cell) or is_task(cell)):
            return None
        name = cell.metadata.nbgrader.grade_id
        part = {"id": name, "grade": self._grades.get(name), "comment": self._comment(name)}
        if is_task(cell):
            return part | {"kind": "task"}
        if not is_solution(cell):
            return part | {"kind": "test"} | self._test(cell)
        if cell.cell_type == "markdown":
            return part | {"kind": "answer", "html": _clean(markdown2html(cell.source))}
        return part | {
            "kind": "answer",
            "html": Markup(highlight(cell.source, PythonLexer(), HtmlFormatter())),
            "outputs": [self._output(output) for output in cell.outputs],
        }

    def _comment(self, name: str) -> str:
        comment = self._comments.get(name)
        if comment == "No response.":  # nbgrader's word for an answer that is as it was released
            return self._say("no_response")
        return _clean(markdown2html(comment)) if comment else ""

    def _test(self, cell: NotebookNode) -> dict:
        """What a test cell found, with the visible part of its text."""
        visible, hidden = split_hidden(cell.source)
        outcome, error = outcome_of(cell), error_of(cell)
        grade = self._grades.get(cell.metadata.nbgrader.grade_id)
        part = {
            "outcome": outcome.value,
            "tests": Markup(highlight(visible, PythonLexer(), HtmlFormatter())) if visible else "",
            "hidden": False,
            "message": "",
            "line": None,
        }
        if outcome is Outcome.PASSED and grade is not None and grade.score < grade.max_score:
            part["outcome"] = "partial"
        if outcome is Outcome.FAILED:
            lines = lines_of(error, self._notebook)
            here = [line for line in lines if line.cell is cell]
            theirs = [line for line in lines if is_solution(line.cell)]
            part["hidden"] = bool(here) and here[0].number in hidden
            part["message"] = self._message(error)
            if part["hidden"] and "\n→" in part["message"]:  # what it points to, without the values
                part["message"] = part["message"].rpartition("\n→")[2].strip()
            if not part["message"] and here and not part["hidden"]:
                part["message"] = here[0].text
            part["line"] = theirs[-1] if theirs else None
        return part

    def _message(self, error: NotebookNode) -> str:
        name = "" if error.ename == "AssertionError" else error.ename
        return self._text(": ".join(part for part in (name, strip_ansi(error.evalue)) if part))

    def _output(self, output: NotebookNode) -> dict:
        """One output of the student's code, made harmless."""
        if output.output_type == "stream":
            return {"kind": "text", "text": self._text(strip_ansi(output.text))}
        if output.output_type == "error":
            lines = [line for line in lines_of(output, self._notebook) if is_solution(line.cell)]
            return {"kind": "error", "text": self._message(output), "line": lines[-1] if lines else None}
        data = {kind: value for kind, value in output.data.items() if isinstance(value, str)}
        for kind in ("image/png", "image/jpeg"):
            if re.fullmatch(r"[A-Za-z0-9+/=\s]+", data.get(kind, "")):
                return {"kind": "image", "src": f"data:{kind};base64,{data[kind]}"}
        if "image/svg+xml" in data and not self._leaks(data["image/svg+xml"]):
            # As the address of a picture an SVG runs no script.
            picture = base64.b64encode(data["image/svg+xml"].encode()).decode()
            return {"kind": "image", "src": f"data:image/svg+xml;base64,{picture}"}
        if "text/html" in data and not self._leaks(data["text/html"]):
            return {"kind": "html", "html": _clean(data["text/html"][: 20 * _LONGEST])}
        return {"kind": "text", "text": self._text(data.get("text/plain", ""))}

    def _leaks(self, shown: str) -> bool:
        return any(line in shown for line in self._secrets)

    def _text(self, shown: str) -> str:
        """`shown`, cut to length, unless a hidden test stands in it, say because the code printed it."""
        if self._leaks(shown):
            return self._say("withheld")
        return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "\n" + self._say("cut")


def plain(heading: str) -> str:
    """A Markdown heading without its marks."""
    return re.sub(r"[`*]", "", heading).strip()


def _clean(html: str) -> Markup:
    """HTML of a student's or a grader's, without whatever could run or load."""
    html = re.sub(r"<(script|style)\b.*?</\1\s*>", "", html, flags=re.DOTALL | re.IGNORECASE)
    return Markup(bleach.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, strip=True))
