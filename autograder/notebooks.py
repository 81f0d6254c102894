"""Read and write notebooks: whatever was handed in, and what is graded."""

import json
import re
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.messages import Refusal

BOM = b"\xef\xbb\xbf"
_KINDS = {"code": "code", "markdown": "markdown", "heading": "markdown", "html": "markdown"}


def parse(content: bytes) -> NotebookNode:
    """The notebook in a file's bytes, in nbformat 4.5, as far as grading reads it.

    Files of students' come from many programs, and are damaged in many ways, so nothing in them is relied on.
    Of each cell there are type, text and outputs, attachments and cell id if it has them, and nbgrader's
    metadata; whatever has another form than it should is left out, but no text ever is.

    Raises
    ------
    Refusal
        If it is none; the reason is one that a student understands.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise Refusal("file_empty")
    if content.startswith(b"PK\x03\x04"):
        raise Refusal("file_archive")
    try:
        # UTF-16 is what a shell of Windows makes of a file
        text = content.decode(json.detect_encoding(content))
    except UnicodeDecodeError as error:
        raise Refusal("file_encoding", byte=error.start) from None
    text = text.removeprefix("\ufeff")
    if not text.strip("\0 \t\r\n"):
        raise Refusal("file_empty")
    if text.lstrip().startswith("<"):
        raise Refusal("file_html")
    if "\0" in text:
        raise Refusal("file_nul")
    try:
        data = json.loads(text, parse_int=_integer, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        raise Refusal("file_not_json") from None
    cells = _cells_in(data)
    if not cells:
        raise Refusal("file_no_cells")
    if isinstance(data.get("nbformat"), int | float) and data["nbformat"] > 4:
        raise Refusal("file_not_notebook", error=f"nbformat {data['nbformat']}")
    made = [_cell(cell, number) for number, cell in enumerate(cells, start=1)]
    return NotebookNode(cells=made, metadata=NotebookNode(), nbformat=4, nbformat_minor=5)


def content_of(notebook: NotebookNode) -> bytes:
    """What to write to a file."""
    return nbformat.v4.writes(notebook).encode() + b"\n"


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) < 20 else float(digits)


def _cells_in(data: Any) -> list | None:
    """The cells of a notebook of any format: before nbformat 4 they stood in worksheets."""
    if not isinstance(data, dict):
        return None
    cells = data.get("cells")
    if not cells and isinstance(data.get("worksheets"), list):
        sheets = [sheet.get("cells") for sheet in data["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets if isinstance(sheet, list) for cell in sheet]
    if cells and not isinstance(cells, list):
        raise Refusal("file_not_notebook", error="cells")
    return cells


def _cell(data: Any, number: int) -> NotebookNode:
    if not isinstance(data, dict):
        raise Refusal("file_not_notebook", error=f"cells[{number}]")
    code = "code" if "outputs" in data or "input" in data else "raw"
    said = data.get("cell_type")
    kind = _KINDS.get(said.lower(), "raw") if isinstance(said, str) else code
    source = _text(data.get("source", data.get("input")))
    if source is None:
        raise Refusal("file_not_notebook", error=f"cells[{number}].source")
    if "\0" in source:
        raise Refusal("file_nul")
    if said == "heading" and data.get("level") in range(1, 7):
        source = "#" * data["level"] + " " + source
    cell = NotebookNode(cell_type=kind, metadata=_metadata(data.get("metadata")), source=source)
    if kind == "code":
        cell.outputs = _outputs(data.get("outputs"))
        count = data.get("execution_count")
        cell.execution_count = count if type(count) is int else None
    else:
        if attachments := _attachments(data.get("attachments")):
            cell.attachments = attachments
    if isinstance(data.get("id"), str) and re.fullmatch(r"[A-Za-z0-9_-]{1,64}", data["id"]):
        cell.id = data["id"]
    return cell


def _text(value: Any) -> str | None:
    """Text that is one string, or a list of its lines; None if it is neither."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    if value is None:
        value = ""
    if not isinstance(value, str):
        return None
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    # half of a character cannot be written to any file
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _metadata(data: Any) -> NotebookNode:
    about = data.get("nbgrader") if isinstance(data, dict) else None
    if not isinstance(about, dict):
        return NotebookNode()
    plain = {
        _text(key): _text(value) if isinstance(value, str) else value
        for key, value in about.items()
        if isinstance(value, str | int | float | None)
    }
    return NotebookNode(nbgrader=NotebookNode(plain))


def _attachments(data: Any) -> NotebookNode | None:
    if not isinstance(data, dict):
        return None
    files = {
        _text(name): NotebookNode({_text(kind): _text(value) for kind, value in bundle.items()})
        for name, bundle in data.items()
        if isinstance(bundle, dict) and all(_text(value) is not None for value in bundle.values())
    }
    return NotebookNode(files) if files else None


def _outputs(data: Any) -> list[NotebookNode]:
    """The outputs that have a form; those of a notebook handed in are looked at by nobody."""
    found = []
    for output in data if isinstance(data, list) else []:
        kind = output.get("output_type") if isinstance(output, dict) else None
        if kind == "error":
            trace = output.get("traceback")
            lines = [_text(line) or "" for line in trace] if isinstance(trace, list) else []
            about = {"ename": _text(output.get("ename")) or "", "evalue": _text(output.get("evalue")) or ""}
            found.append(NotebookNode(output_type=kind, traceback=lines, **about))
        elif kind == "stream":
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            found.append(NotebookNode(output_type=kind, name=name, text=_text(output.get("text")) or ""))
    return found
