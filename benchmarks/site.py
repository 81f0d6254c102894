"""Seconds to build the site, page weight, and how soon an experiment answers.

    python benchmarks/site.py

Weight and answers are measured in a headless Chromium; without a browser this part is left out. The finished
book has 15 chapters in two languages, so the build is also timed with the pages that there are under as many
names.
"""

import argparse
import gzip
import json
import shutil
import statistics
import sys
import tempfile
import threading
import time
from contextlib import suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest import mock

from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).parents[1]))

from publish import site
from publish.bilingual import LANGUAGES

FINISHED_BOOK = 15
COMPRESSIBLE = {".html", ".js", ".css", ".svg", ".json", ".ipynb"}
BROWSERS = ("chromium", "google-chrome", "chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


class Compressing(SimpleHTTPRequestHandler):
    """A static server that compresses what any host compresses, and counts the bytes it sent."""

    sent: list[tuple[str, int]] = []  # noqa: RUF012
    compress = staticmethod(cache(gzip.compress))  # once a file, as a host does

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=3600")
        if path.suffix in COMPRESSIBLE:
            body = self.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(BrokenPipeError):  # the browser has gone on to the next page
            self.wfile.write(body)
        self.sent.append((self.path, len(body)))

    def log_message(self, *arguments):
        pass


def seconds_to_build(pages: list[site.Page], folder: Path) -> float:
    start = time.perf_counter()
    with mock.patch.object(site, "table_of_contents", return_value=pages):
        site.build(folder / "html", folder / "staging")
    return time.perf_counter() - start


def finished_book(folder: Path) -> float:
    """Build time with the notebooks that there are, repeated up to the size of the finished book."""
    notebooks = [page for page in site.table_of_contents() if page.is_notebook]
    chapters = [page for page in notebooks if not page.name.startswith("exercises/")]
    root = folder / "root"
    (root / "notebooks").mkdir(parents=True)
    for name in ("_config.yml", "gradiente", "publish", "book"):
        (root / name).symlink_to(site.ROOT / name)
    entries = []
    for number in range(FINISHED_BOOK):
        chapter = chapters[number % len(chapters)].name
        for source in (chapter, f"exercises/{chapter}"):
            target = source.replace(chapter, f"{number:02}_page")
            for lang in LANGUAGES:
                path = root / "notebooks" / lang / f"{target}.ipynb"
                path.parent.mkdir(parents=True, exist_ok=True)
                text = (site.ROOT / "notebooks" / lang / f"{source}.ipynb").read_text(encoding="utf-8")
                path.write_text(text.replace(chapter, f"{number:02}_page"), encoding="utf-8")
        entry = {"file": f"{number:02}_page", "sections": [{"file": f"exercises/{number:02}_page"}]}
        entries.append(entry)
    toc = {"format": "jb-book", "root": "index", "chapters": entries}
    (root / "_toc.yml").write_text(json.dumps(toc), encoding="utf-8")
    with mock.patch.object(site, "ROOT", root):
        return seconds_to_build(site.table_of_contents(), folder)


def visits(browser_path: str, html: Path, first: str, second: str) -> dict[str, float]:
    """Bytes of a first visit and of the next page, milliseconds to a working control and to its answer."""
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(html)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    figures: dict[str, float] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        page = browser.new_page()
        for name, address in (("first visit, KB", first), ("next page, KB", second)):
            Compressing.sent.clear()
            page.goto(f"{base}/{address}", wait_until="networkidle")
            figures[name] = sum(size for _, size in Compressing.sent) / 1000
        ready = []
        for _ in range(5):
            start = time.perf_counter()
            page.goto(f"{base}/{first}", wait_until="commit")
            page.wait_for_selector(".gradiente-explore input:enabled, .gradiente-explore select:enabled")
            ready.append(time.perf_counter() - start)
        figures["navigation to a working control, ms"] = statistics.median(ready) * 1000
        page.wait_for_load_state("networkidle")
        figures["control to picture, ms"] = page.evaluate(ANSWER)
        browser.close()
    server.shutdown()
    return figures


# From a slider's input event to the changed picture laid out, the median over its values.
ANSWER = """async () => {
  const times = [];
  for (const slider of document.querySelectorAll('.gradiente-explore input[type=range]')) {
    const picture = slider.closest('.gradiente-explore').querySelector('.gradiente-picture');
    for (let value = +slider.min; value <= +slider.max; value++) {
      const start = performance.now();
      slider.value = value;
      slider.dispatchEvent(new Event('input', {bubbles: true}));
      picture.getBoundingClientRect();
      times.push(performance.now() - start);
      await new Promise(requestAnimationFrame);
    }
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}"""


def main() -> None:
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    pages = site.table_of_contents()
    with (
        tempfile.TemporaryDirectory() as scratch,
        tqdm(total=3, unit="part", delay=2, leave=False, disable=not sys.stderr.isatty()) as bar,
    ):
        folder = Path(scratch)
        bar.set_description("make book")
        seconds = seconds_to_build(pages, folder)
        bar.write(f"make book, {len(pages)} pages in two languages, s: {seconds:.1f}")
        bar.update()
        bar.set_description("visits")
        experiments = [page.name for page in pages if page.name[:2].isdigit()]
        first, second = (f"es/{name}.html" for name in (experiments[0], experiments[-1]))
        if browser_path := next(filter(None, map(shutil.which, BROWSERS)), None):
            for name, value in visits(browser_path, folder / "html", first, second).items():
                bar.write(f"{name}: {value:.0f}" if value > 50 else f"{name}: {value:.1f}")
        else:
            bar.write("no browser: page weight and answers were not measured", file=sys.stderr)
        bar.update()
        bar.set_description(f"{FINISHED_BOOK} chapters")
        (folder / "finished").mkdir()
        seconds = finished_book(folder / "finished")
        bar.write(
            f"the finished book, {FINISHED_BOOK} chapters and exercises in two languages, s: {seconds:.1f}"
        )


if __name__ == "__main__":
    main()
