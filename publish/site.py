"""Build the site of both editions from the committed notebooks; nothing is executed.

Each edition is a Jupyter Book of its own, staged under ``_build/site/<lang>`` and built into
``_build/html/<lang>``. What a browser needs comes from the site itself: MathJax, fonts, the experiments'
module.
"""

import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import nbformat
import yaml
from nbformat import NotebookNode
from nbformat.v4 import new_output

from gradiente.style import theme_svg
from publish.bilingual import LANGUAGES, choose_in_data
from publish.execute import WIDGET_STATE, WIDGET_VIEW
from publish.fonts import write_fonts
from publish.project import ROOT, colab_url, repository_url
from publish.source import SourceError, read
from publish.widgets import explore_html

HERE = Path(__file__).parent
NAMES = {"es": "Español", "en": "English"}


@dataclass(frozen=True)
class Page:
    """One entry of the table of contents: a committed notebook or a page of the site only."""

    name: str  # "01_cost_functions", "exercises/01_cost_functions", "index"

    def notebook(self, lang: str) -> Path:
        return ROOT / "notebooks" / lang / f"{self.name}.ipynb"

    @property
    def markdown(self) -> Path:
        return ROOT / "book" / f"{self.name}.md"

    @property
    def is_notebook(self) -> bool:
        return self.notebook(LANGUAGES[0]).exists()


def build(output: Path = ROOT / "_build" / "html", staging: Path = ROOT / "_build" / "site") -> None:
    """Build both editions and the landing page into `output`.

    Raises
    ------
    SourceError
        If a page of the table of contents is missing or Jupyter Book warns of anything.
    """
    pages = table_of_contents()
    output.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as threads:
        build_one = partial(_build_edition, pages=pages, output=output, staging=staging)
        list(threads.map(build_one, LANGUAGES))
    shutil.copyfile(HERE / "static" / "landing.html", output / "index.html")
    (output / ".nojekyll").touch()  # GitHub Pages would hide folders that begin with _


def table_of_contents() -> list[Page]:
    """Every page that `_toc.yml` names, in order."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    pages = [Page(toc["root"])]

    def walk(node: object) -> None:
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            if "file" in node:
                pages.append(Page(node["file"]))
            for key in ("parts", "chapters", "sections"):
                walk(node.get(key))

    walk({key: toc[key] for key in toc if key != "root"})
    for page in pages:
        sources = [page.notebook(lang) for lang in LANGUAGES]
        if not page.markdown.exists() and not all(path.exists() for path in sources):
            raise SourceError(f"_toc.yml: {page.name} has no notebook yet: run make notebooks")
        if page.is_notebook is False and not page.markdown.exists():
            raise SourceError(f"_toc.yml: {page.name} is neither a notebook nor a page in book/")
    return pages


def _build_edition(lang: str, pages: list[Page], output: Path, staging: Path) -> None:
    folder = staging / lang
    _stage(lang, pages, folder)
    jupyter_book = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
    # -W: without it Jupyter Book ends with 0 whatever went wrong
    options = ["--path-output", str(folder), "-W", "--keep-going", "-q"]
    run = subprocess.run([*jupyter_book, "build", str(folder), *options], capture_output=True, text=True)
    if run.returncode != 0:
        lines = (run.stderr + run.stdout).splitlines()
        told = [line for line in lines if re.search(r"WARNING|ERROR|Error", line)] or lines[-5:]
        raise SourceError(f"the {NAMES[lang]} edition does not build: " + "\n".join(dict.fromkeys(told)))
    built = folder / "_build" / "html"
    for page in pages:
        if page.is_notebook:  # beside its page, where relative links and the download button find it
            shutil.copyfile(page.notebook(lang), built / f"{page.name}.ipynb")
    for unused in ("_sources", ".buildinfo", ".doctrees", "objects.inv", "intro.html"):
        path = built / unused
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for source_map in built.rglob("*.js.map"):
        source_map.unlink()
    for page in built.rglob("*.html"):
        page.write_text(_mend(page.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.rmtree(output / lang, ignore_errors=True)
    shutil.copytree(built, output / lang)


def _mend(html: str) -> str:
    """Take out of a page what its makers cannot be told to leave out."""
    # 540 KB compressed, for icons that the theme's fonts hold as well; and two of its fonts that no icon uses
    html = re.sub(r"<script[^>]*fontawesome/[^>]*></script>\n?", "", html)
    html = re.sub(r'<link[^>]*rel="preload"[^>]*fontawesome/[^>]*(?:brands|regular)[^>]*>\n?', "", html)
    html = re.sub(r'<link[^>]*rel="preload"[^>]*fontawesome/[^>]*\.js[^>]*>\n?', "", html)
    # a comma does not go to the next line without its formula
    html = re.sub(
        r'(<span class="math [^>]*>[^<]*</span>)([.,;:!?)»]+)', r'<span class="together">\1\2</span>', html
    )
    # Sphinx wraps every formula of several lines, and the wrapping does not admit a \tag
    return html.replace(r"\[\begin{split}", r"\[").replace(r"\end{split}\]", r"\]")


def _stage(lang: str, pages: list[Page], folder: Path) -> None:
    """Write what Jupyter Book is to read; unchanged files keep their times, and it skips them."""
    written = set()
    for page in pages:
        if page.is_notebook:
            notebook = nbformat.read(page.notebook(lang), as_version=4)
            path, text = folder / f"{page.name}.ipynb", nbformat.writes(for_site(notebook))
        else:
            cells = read(page.markdown).split(lang).cells
            path, text = folder / f"{page.name}.md", "\n\n".join(cell.source for cell in cells) + "\n"
        _write(path, text)
        written.add(path)
    for name in ("_config.yml", "_toc.yml"):
        data = choose_in_data(yaml.safe_load((ROOT / name).read_text(encoding="utf-8")), lang)
        if name == "_config.yml":
            data = _configure(data, lang, pages)
        if _write(folder / name, yaml.safe_dump(data, allow_unicode=True, sort_keys=False)):
            shutil.rmtree(folder / "_build", ignore_errors=True)  # Sphinx does not see all that may change
    for path in [*folder.glob("*.ipynb"), *folder.glob("*.md"), *folder.glob("exercises/*")]:
        if path not in written:
            path.unlink()
    _stage_static(folder / "assets")


def _configure(config: dict, lang: str, pages: list[Page]) -> dict:
    """Add to `_config.yml` what differs between the editions or follows from the repository's address."""
    other = next(code for code in LANGUAGES if code != lang)
    sphinx = config["sphinx"]["config"]
    sphinx["templates_path"] = [str(HERE / "templates")]
    sphinx["html_static_path"] = ["assets"]  # from _static Jupyter Book would load every script on every page
    sphinx["html_context"] = {
        "default_mode": "auto",
        "gradiente_lang": lang,
        "gradiente_twin": {"lang": other, "name": NAMES[other]},
        "gradiente_notebooks": [page.name for page in pages if page.is_notebook],
        "gradiente_colab": colab_url(f"notebooks/{lang}"),
    }
    html = config["html"]
    html["extra_footer"] = f'<p><a href="{repository_url()}">GitHub</a> · {html["extra_footer"]}</p>'
    return config


def _stage_static(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    experiments = [ROOT / "gradiente" / name for name in ("explore.js", "explore.css")]
    for path in [*(HERE / "static").glob("*"), *experiments]:
        if path.suffix in (".css", ".js", ".svg"):
            shutil.copy2(path, folder / path.name)
    if not (folder / "fonts").exists():
        write_fonts(folder / "fonts")
    if not (folder / "mathjax").exists():
        package = find_spec("sphinx-mathjax-offline").submodule_search_locations[0]
        mathjax = Path(package) / "static" / "mathjax"
        wanted = ["tex-chtml.js", "ui/lazy.js", "output/chtml/fonts/woff-v2", "input/tex/extensions"]
        for part in wanted:
            source, target = mathjax / part, folder / "mathjax" / part
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copyfile(source, target)


def for_site(notebook: NotebookNode) -> NotebookNode:
    """A committed notebook as the site shows it: pictures and experiments as HTML that follows the theme."""
    state = notebook.metadata.pop("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    notebook.cells = [c for c in notebook.cells if "remove-cell" not in c.metadata.get("tags", [])]
    pictures = 0
    for cell in notebook.cells:
        for index, output in enumerate(cell.get("outputs", [])):
            data = output.get("data", {})
            if WIDGET_VIEW in data:
                model = state[data[WIDGET_VIEW]["model_id"]]
                html = explore_html(model["state"], data["image/svg+xml"])
            elif "image/svg+xml" in data:
                pictures += 1
                html = _picture(data["image/svg+xml"], cell.metadata["alt"], f"figure-{pictures}-")
            else:
                continue
            cell.outputs[index] = new_output("display_data", {"text/html": html, "text/plain": ""})
    return notebook


def _picture(svg: str, alt: str, prefix: str) -> str:
    words = alt.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'<div class="gradiente-picture" role="img" aria-label="{words}">{theme_svg(svg, prefix)}</div>'


def _write(path: Path, text: str) -> bool:
    """Write `text` unless it stands there already, and return whether it was written."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True
