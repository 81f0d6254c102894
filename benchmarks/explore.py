"""An experiment of 96 contour pictures: its size and drawing time against PNG files, and how fast it answers.

    python benchmarks/explore.py

The PNG files are the same pictures at twice the resolution of the screen, with a palette of 64 colours,
the smallest that show no steps. Sizes are what a server sends, compressed with gzip. Answering is
measured in a headless Chromium, from the control's event to the new picture laid out, over all 96
pictures, and from opening the page to the first answer; without a browser this part is left out.
"""

import argparse
import base64
import gzip
import io
import itertools
import shutil
import statistics
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import matplotlib

matplotlib.use("agg")

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from PIL import Image
from tqdm import tqdm

from gradiente import explore, style
from publish.widgets import explore_html

ROOT = Path(__file__).parents[1]
ETA, MU, EPOCHS = [0.02, 0.06, 0.1, 0.18], [0.0, 0.5, 0.9], list(range(0, 32, 4))


def draw_descent(eta: float, mu: float, epoch: int) -> Figure:
    """Gradient descent with momentum in a long valley, after so many epochs."""
    w1, w2 = np.meshgrid(np.linspace(-2, 2, 80), np.linspace(-1.5, 1.5, 80))
    cost = w1**2 / 2 + 5 * w2**2 + 0.3 * np.sin(3 * w1)
    fig, ax = plt.subplots()
    ax.contourf(w1, w2, cost, levels=16, cmap="viridis", alpha=0.35)
    ax.contour(w1, w2, cost, levels=16, colors="0.5", linewidths=0.7)
    w, velocity, path = np.array([-1.8, 1.2]), np.zeros(2), []
    for _ in range(epoch + 1):
        path.append(w)
        gradient = np.array([w[0] + 0.9 * np.cos(3 * w[0]), 10 * w[1]])
        velocity = mu * velocity - eta * gradient
        w = w + velocity
    ax.plot(*np.array(path).T, "o-", color=style.COLOURS["vermilion"], markersize=4)
    ax.set(xlim=(-2, 2), ylim=(-1.5, 1.5), xlabel="$w_1$", ylabel="$w_2$", title="Gradient descent")
    return fig


def as_png() -> list[bytes]:
    """The same pictures as palette PNG files."""
    files = []
    combinations = list(itertools.product(ETA, MU, EPOCHS))
    for values in tqdm(combinations, unit="PNG", delay=2, leave=False, disable=not sys.stderr.isatty()):
        fig = draw_descent(*values)
        fig.savefig(drawn := io.BytesIO(), format="png", dpi=2 * 96)
        plt.close(fig)
        Image.open(drawn).convert("RGB").quantize(64).save(small := io.BytesIO(), "png", optimize=True)
        files.append(small.getvalue())
    return files


def timed(function):
    before = time.perf_counter()
    return function(), time.perf_counter() - before


def answers(html: str) -> tuple[float, list[float]] | None:
    """Seconds to the first answer after opening the page, and milliseconds of each answer."""
    browser_path = next(
        filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None
    )
    if browser_path is None:
        return None
    from playwright.sync_api import sync_playwright

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with tempfile.TemporaryDirectory() as folder:
        for path in ("gradiente/explore.js", "gradiente/explore.css", "publish/static/explore-loader.js"):
            shutil.copy(ROOT / path, folder)
        Path(folder, "index.html").write_text(html, encoding="utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            first = page.evaluate(MOVE, [1])
            times = page.evaluate(MOVE, list(range(96)))
            browser.close()
        server.shutdown()
    return first["since_start"] / 1000, times["each"]


# Move the three sliders to each of the pictures, and wait only for what is laid out at once.
MOVE = """async (pictures) => {
    while (!document.querySelector('input[type=range]')) await new Promise(requestAnimationFrame);
    const sliders = document.querySelectorAll('input[type=range]');
    const figure = document.querySelector('.gradiente-picture');
    const each = [];
    for (const at of pictures) {
        const places = [Math.floor(at / 24), Math.floor(at / 8) % 3, at % 8];
        const old = figure.firstChild;
        const before = performance.now();
        places.forEach((place, i) => { sliders[i].value = place; });
        sliders[2].dispatchEvent(new Event('input', { bubbles: true }));
        figure.firstChild.getBoundingClientRect();
        figure.querySelector('text').getBBox();
        each.push(performance.now() - before);
        while (pictures.length === 1 && figure.firstChild === old) await new Promise(requestAnimationFrame);
    }
    return { each, since_start: performance.now() };
}"""


def main() -> None:
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    style.use("en")
    plt.close(draw_descent(0.1, 0.9, 4))  # fonts and modules are loaded
    controls = {"eta": ETA, "mu": MU, "epoch": EPOCHS}
    words = {"caption": "Gradient descent in a valley.", "description": "Contours and a path."}
    widget, svg_seconds = timed(lambda: explore(draw_descent, **controls, **words, play="epoch"))
    files, png_seconds = timed(as_png)
    html = explore_html(widget.get_state(), widget.picture)
    svg_bytes = len(gzip.compress(widget.data.encode(), 9))
    png_bytes = len(gzip.compress(b"".join(map(base64.b64encode, files)), 9))
    print(f"{len(files)} pictures          explore     PNG   PNG / explore")
    print(f"sent, kB           {svg_bytes / 1e3:8.0f} {png_bytes / 1e3:7.0f} {png_bytes / svg_bytes:10.1f}")
    print(f"drawn, s           {svg_seconds:8.1f} {png_seconds:7.1f} {png_seconds / svg_seconds:10.1f}")
    first_picture = len(gzip.compress(html.encode(), 9)) - svg_bytes
    print(f"HTML of the experiment besides, with its first picture: {first_picture / 1e3:.0f} kB")

    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="explore.css"><script type="module" src="explore-loader.js"></script>'
        f"<body>{html}</body></html>"
    )
    measured = answers(page)
    if measured is None:
        print("no browser: how fast it answers was not measured", file=sys.stderr)
        return
    first, each = measured
    slow = statistics.quantiles(each, n=20)[-1]
    print(f"a control answers in {statistics.median(each):.1f} ms (95 %: {slow:.1f} ms; a frame is 16.7 ms)")
    print(f"the first answer comes {first:.2f} s after the page is opened")


if __name__ == "__main__":
    main()
