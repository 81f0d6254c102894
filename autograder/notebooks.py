"""Read and write notebooks: whatever was handed in, and what is graded."""

import json

import nbformat
from nbformat import NotebookNode

from autograder.messages import Refusal

BOM = b"\xef\xbb\xbf"


def parse(content: bytes) -> NotebookNode:
    """The notebook in a file's bytes, in nbformat 4.

    Raises
    ------
    Refusal
        If it is none; the reason is one that a student understands.
    """
    content = content.removeprefix(BOM)
    if not content.strip(b"\0 \t\r\n"):
        raise Refusal("file_empty")
    if content.lstrip().startswith(b"<"):
        raise Refusal("file_html")
    if content.startswith(b"PK\x03\x04"):
        raise Refusal("file_archive")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal("file_encoding", byte=error.start) from None
    if "\0" in text:
        raise Refusal("file_nul")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Refusal("file_not_json") from None
    if not isinstance(data, dict) or not (data.get("cells") or data.get("worksheets")):
        raise Refusal("file_no_cells")
    try:
        return nbformat.reads(text, as_version=4)
    except Exception as error:
        first = (str(error).splitlines() or ["?"])[0]
        raise Refusal("file_not_notebook", error=first[:120]) from None


def content_of(notebook: NotebookNode) -> bytes:
    """What to write to a file."""
    return nbformat.v4.writes(notebook).encode() + b"\n"
