"""Run a notebook so that the same source and the same pinned packages give the same bytes."""

import os
import re
import tempfile

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from publish.source import Cell, Source

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"

# What must be alike wherever a notebook is run and compared: tests/conftest.py sets it too.
ENVIRONMENT = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",  # notebooks run side by side, and threads that wait for a core spin
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "KERAS_BACKEND": "tensorflow",
}

TIME_LIMIT = 300  # seconds a cell; a chapter should need a tenth of it
SIZE_LIMIT = 2_000_000  # bytes a notebook


def execute(notebook: NotebookNode, source: Source) -> NotebookNode:
    """Run `notebook`, one language of `source`, top to bottom and make its outputs repeatable.

    Raises
    ------
    SourceError
        If a cell raises or runs out of time, writes to stderr, prints a memory address, draws without a
        picture text, or if the notebook is too large.
    """
    by_id = {cell.id: cell for cell in source.cells}

    def written(cell: NotebookNode) -> Cell | None:
        return by_id.get(cell.id.split("-")[0])

    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            notebook,
            kernel_name="python3",
            extra_arguments=["--IPKernelApp.log_level=40"],  # not a word about how it is connected
            timeout=TIME_LIMIT,
            record_timing=False,
            store_widget_state=True,
            coalesce_streams=True,
            resources={"metadata": {"path": folder}},
        )
        try:
            client.execute(env={**os.environ, **ENVIRONMENT})
        except CellExecutionError as error:
            cell = next(c for c in notebook.cells if _error_output(c))
            raised = f"raises {error.ename}: {_one_line(error.evalue)}"
            raise source.error(raised, written(cell)) from None
        except CellTimeoutError:
            raise source.error(f"a cell ran for more than {TIME_LIMIT} s") from None
        except DeadKernelError:
            raise source.error("the kernel died") from None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata.pop("execution", None)
            _check_outputs(cell, source, written(cell))
    notebook.metadata.language_info = {"name": "python"}  # without the version of this machine's Python
    notebook = _rename_widgets(notebook)
    size = len(to_text(notebook).encode())
    if size > SIZE_LIMIT:
        raise source.error(f"the notebook takes {size / 1e6:.1f} MB; the limit is {SIZE_LIMIT / 1e6:.0f} MB")
    return notebook


def to_text(notebook: NotebookNode) -> str:
    """The file that is committed."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def _check_outputs(cell: NotebookNode, source: Source, written: Cell | None) -> None:
    drawn = False
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stderr":
            raise source.error(f"writes to stderr: {_one_line(output.text)}", written)
        texts = [output.get("text", ""), output.get("data", {}).get("text/plain", "")]
        if address := re.search(r"\b0x[0-9a-f]{8,}\b", " ".join(texts)):
            raise source.error(f"prints a memory address, {address[0]}", written)
        data = output.get("data", {})
        drawn |= WIDGET_VIEW not in data and any(kind.startswith("image/") for kind in data)
    if drawn and not cell.metadata.get("alt", "").strip():
        raise source.error("draws a picture that has no text: add :alt:", written)
    if cell.metadata.get("alt") and not drawn:
        raise source.error("has :alt: and draws nothing", written)


def _rename_widgets(notebook: NotebookNode) -> NotebookNode:
    """Number the widgets' random ids in the order in which they were made."""
    state = notebook.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    text = nbformat.writes(notebook)
    for number, model in enumerate(state, start=1):
        text = text.replace(model, f"widget-{number}")
    renamed = nbformat.reads(text, as_version=4)
    if state:
        stored = renamed.metadata.widgets[WIDGET_STATE]
        stored.state = NotebookNode(sorted(stored.state.items(), key=lambda item: int(item[0][7:])))
    return renamed


def _error_output(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def _one_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[0][:200]
