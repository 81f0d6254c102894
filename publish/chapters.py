"""Chapters: from a source in book/ to the notebooks of both editions."""

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from publish.bilingual import LANGUAGES, choose
from publish.execute import execute
from publish.project import colab_url, repository_url
from publish.references import Bibliography
from publish.source import Source

HEADER = "[[Abrir en Colab|Open in Colab]]", {"es": "English", "en": "Español"}

SETUP = """\
# [[Instala gradiente donde falta (en Colab); en los demás sitios no hace nada.|\
Installs gradiente where it is missing (on Colab); does nothing elsewhere.]]
import importlib.util

if importlib.util.find_spec("gradiente") is None:
    %pip install -q git+{url}"""


def chapter(source: Source, lang: str, bibliography: Bibliography) -> NotebookNode:
    """The executed notebook of one language."""
    return execute(unexecuted(source, lang, bibliography), source)


def unexecuted(source: Source, lang: str, bibliography: Bibliography) -> NotebookNode:
    """The notebook as it is before it runs: header, installation, the author's cells, references."""
    bibliography.check(source)
    notebook = source.split(lang)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = bibliography.cite(cell.source, lang)
    install = choose(SETUP, lang).format(url=repository_url())
    setup = new_code_cell(install, id="setup", metadata={"tags": ["remove-cell"]})
    notebook.cells.insert(0, setup)
    references = bibliography.list(source, lang)
    if references:
        notebook.cells.append(new_markdown_cell(references, id="references"))
    return with_header(notebook, source.name, lang)


def with_header(notebook: NotebookNode, name: str, lang: str) -> NotebookNode:
    """Put the links to Colab and to the other language first; the site has its own and leaves them out."""
    other = next(code for code in LANGUAGES if code != lang)
    file = f"{name}.ipynb"
    up = "../" * (file.count("/") + 1)
    links = (
        f"[{choose(HEADER[0], lang)}]({colab_url(f'notebooks/{lang}/{file}')})"
        f" · [{HEADER[1][lang]}]({up}{other}/{file})"
    )
    header = new_markdown_cell(links, id="header", metadata={"tags": ["remove-cell"]})
    notebook.cells.insert(0, header)
    return notebook
