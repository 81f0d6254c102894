"""The look of the figures: colours that all can tell apart, and SVG that repeats and follows the page."""

import io
import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from fontTools.ttLib import TTFont
from matplotlib import pyplot as plt
from PIL import Image, ImageChops

from gradiente import style
from publish import fonts

WHITE, DARK = "#ffffff", "#121212"  # the paper of the two themes
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def book_style():
    plt.switch_backend("agg")
    with matplotlib.rc_context():
        style.use()
        yield
    plt.close("all")


def draw_all_kinds():
    """A figure with every kind of mark that a chapter may draw."""
    fig, (left, right) = plt.subplots(1, 2, figsize=(6, 3))
    x = np.linspace(-3, 3, 61)
    left.plot(x, 1 / (1 + np.exp(-x)), label=r"$\sigma(z)$")
    left.plot(x[::10], x[::10] / 4, "s--", color="0.4", label="z < 3 & más")
    left.fill_between(x, 0, x / 3, hatch="//", alpha=0.3)
    left.set(
        xlabel=r"$z^{(k)} = \sum_j w_{kj}\, a_j$", ylabel=r"$\frac{\partial C}{\partial z}$", title="Coste"
    )
    left.legend()
    right.contourf(x, x, np.add.outer(x**2, x**2), levels=5)
    right.contour(x, x, np.add.outer(x**2, x**2), levels=5, colors="0.7")
    right.imshow(np.arange(9).reshape(3, 3), extent=(0, 1, 0, 1), zorder=3)
    right.scatter(x[::6], np.sin(x[::6]), c=x[::6], cmap="gray", zorder=4)
    right.annotate("mínimo", (0, 0), (1, 2), arrowprops={"arrowstyle": "->"}, rotation=30)
    return fig


def plain_svg():
    """The same as matplotlib writes it by itself."""
    buffer = io.StringIO()
    draw_all_kinds().savefig(
        buffer, format="svg", metadata={"Date": None}
    )  # the layout moves at a second drawing
    return buffer.getvalue()


def book_svg():
    return style.to_svg(draw_all_kinds())


# --- colours ---


def linear(colour):
    """sRGB without its gamma (IEC 61966-2-1)."""
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(a, b):
    """Contrast ratio of WCAG 2."""
    low, high = sorted(linear(c) @ [0.2126, 0.7152, 0.0722] for c in (a, b))
    return (high + 0.05) / (low + 0.05)


# Machado, Oliveira and Fernandes (2009), severity 1: what a colour-blind eye sees, in linear RGB.
EYES = {
    "typical": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
}


def lab(rgb):
    """CIE L*a*b* of a linear RGB colour under D65."""
    to_xyz = [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.072175],
        [0.0193339, 0.119192, 0.9503041],
    ]
    t = np.array(to_xyz) @ rgb / [0.95047, 1, 1.08883]
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_contrast_oracle():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # WCAG's own example


@pytest.mark.parametrize("paper", [WHITE, DARK, "#14181e", "#111111"])
@pytest.mark.parametrize("name", style.COLOURS)
def test_colours_stand_out_on_both_themes(name, paper):
    assert contrast(style.COLOURS[name], paper) >= 3


@pytest.mark.parametrize("eye", EYES)
def test_colours_of_the_cycle_stay_apart(eye):
    seen = {
        name: lab(np.clip(np.array(EYES[eye]) @ linear(colour), 0, 1))
        for name, colour in style.COLOURS.items()
        if name != "grey"
    }
    for a, b in combinations(seen, 2):  # 2.3 is just noticeable
        assert np.linalg.norm(seen[a] - seen[b]) > 15, (a, b)


def test_the_cycle_is_the_documented_order():
    cycle = matplotlib.rcParams["axes.prop_cycle"].by_key()["color"]
    assert [matplotlib.colors.to_hex(c) for c in cycle] == [
        c for n, c in style.COLOURS.items() if n != "grey"
    ]


def test_letters_are_readable_on_a_phone():
    phone = 360 - 2 * 16  # CSS pixels between the page's margins
    shrunk = min(1, phone / (96 * matplotlib.rcParams["figure.figsize"][0]))
    for text in ("axes.labelsize", "xtick.labelsize", "legend.fontsize", "axes.titlesize"):
        assert shrunk * matplotlib.rcParams[text] * 96 / 72 >= 8, text


# --- SVG ---


def test_svg_repeats_in_another_process_on_another_day():
    program = (
        "import sys; sys.path.insert(0, 'tests'); from test_style import *;"
        "plt.switch_backend('agg'); style.use(); print(book_svg())"
    )
    root = Path(__file__).parents[1]
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed, "PYTHONPATH": str(root)},
            cwd=root,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "1000000")
    ]
    assert runs[0] == runs[1]
    assert runs[0].decode().strip() == book_svg()


def test_svg_tells_nothing_of_its_making():
    svg = book_svg()
    assert not re.search(r"<metadata|<!--|<\?xml|<!DOCTYPE|<style|20\d\d-\d\d-\d\d|Matplotlib", svg)
    assert "\ue000" not in svg


def test_text_is_text():
    def texts(svg):  # without the line breaks that matplotlib sets between mathtext's letters
        return [
            "".join(t.itertext()).replace("\n", "").strip(" ")
            for t in ElementTree.fromstring(svg).iter(f"{SVG}text")
        ]

    kept = texts(book_svg())
    assert {"z < 3 & más", "Coste", "mínimo", "−2"} <= set(kept)
    assert [re.sub(" +", "", text) for text in kept] == [
        re.sub(" +", "", text) for text in texts(plain_svg())
    ]


def test_svg_is_much_shorter():
    assert len(book_svg()) < 0.75 * len(plain_svg())


def test_the_figure_is_left_as_it_was():
    fig = draw_all_kinds()
    before = fig.dpi, fig.get_size_inches().tolist(), fig.canvas
    style.to_svg(fig)
    assert before == (fig.dpi, fig.get_size_inches().tolist(), fig.canvas)


def test_another_font_stays_another_font():
    fig, ax = plt.subplots()
    ax.set_title("Courier", family="DejaVu Sans Mono")
    assert "font-family:'DejaVu Sans Mono'" in style.to_svg(fig)


# --- the theme ---

DRAWN = ("path", "use", "text", "tspan", "rect", "image", "stop")


def colours_drawn(svg):
    """Fill and stroke of everything drawn, in order, with ink black and paper white."""

    def resolve(colour):
        colour = colour.replace("var(--gradiente-paper,#fff)", WHITE).replace(
            "var(--gradiente-ink,#000)", "#000000"
        )
        if mixed := re.fullmatch(r"color-mix\(in srgb,#ffffff ([\d.]+)%,#000000\)", colour):
            return "#" + f"{round(255 * float(mixed[1]) / 100):02x}" * 3
        return re.sub(r"url\(.*\)", "url", colour)

    found = []
    for element in ElementTree.fromstring(svg).iter():
        if element.tag.removeprefix(SVG) in DRAWN:
            declared = dict(
                (part.strip() for part in one.split(":", 1))
                for one in element.get("style", "").split(";")
                if ":" in one
            )
            found.append(
                tuple(resolve(declared.get(k, element.get(k, ""))) for k in ("fill", "stroke", "stop-color"))
            )
    return found


def test_in_black_and_white_the_themed_picture_is_the_drawn_one():
    drawn = colours_drawn(plain_svg())
    assert colours_drawn(style.theme_svg(book_svg())) == drawn
    assert {"#ffffff", "#e4e4e4", "#0072b2"} <= {colour for colours in drawn for colour in colours}


def test_themed_picture_holds_no_fixed_grey():
    svg = style.theme_svg(book_svg())
    without_fallbacks = svg.replace(",#fff)", ")").replace(",#000)", ")")
    assert not re.search(r"#([0-9a-f]{2})\1\1\b|:(black|white|gr[ae]y)", without_fallbacks)


def test_theming_takes_what_matplotlib_wrote_too():
    assert style.theme_svg(plain_svg(), "a-") == style.theme_svg(book_svg(), "a-")


def test_ids_have_the_prefix_and_every_reference_is_met():
    def ids_and_references(svg):
        ids = {e.get("id") for e in ElementTree.fromstring(svg).iter()} - {None}
        return ids, {a or b for a, b in re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', svg)}

    ids, references = ids_and_references(style.theme_svg(book_svg(), "fig3-"))
    assert ids
    assert ids == references
    assert all(name.startswith("fig3-") for name in ids)
    assert ids.isdisjoint(ids_and_references(style.theme_svg(book_svg(), "fig4-"))[0])
    assert len(ids) == len(ids_and_references(plain_svg())[1])


def shoot(page, svg, background="white"):
    page.set_content(f'<body style="margin:0;background:{background}">{svg[svg.index("<svg") :]}')
    return Image.open(io.BytesIO(page.locator("svg").first.screenshot())).convert("RGB")


def test_a_browser_draws_it_as_matplotlib_wrote_it(page):
    expected = shoot(page, plain_svg())
    assert len(expected.getcolors(1 << 24)) > 100
    for svg in (book_svg(), style.theme_svg(book_svg(), "a-")):
        difference = np.asarray(ImageChops.difference(expected, shoot(page, svg)))
        # a hundredth of a point shows at the edges of lines and letters; a missing letter shows in black
        assert difference.max() < 100
        assert (difference > 2).mean() < 0.005


def test_a_browser_follows_ink_and_paper(page):
    fig, ax = plt.subplots()
    ax.text(0.5, 0.5, "negro", color="black")
    ax.axhline(0.2, color="0.5")
    shoot(page, style.theme_svg(style.to_svg(fig)))
    page.add_style_tag(
        content=":root { --gradiente-ink: rgb(240, 240, 240); --gradiente-paper: rgb(18, 18, 18) }"
    )
    computed = "e => { const s = getComputedStyle(e); return [s.fill, s.stroke] }"
    assert page.locator("svg > path").first.evaluate(computed)[0] == "rgb(18, 18, 18)"
    assert page.get_by_text("negro").evaluate(computed)[0] == "rgb(240, 240, 240)"
    # 0.5 is #808080, 128/255 of the way from ink to paper: 240 - 128/255 * 222 = 128.6
    grey = [page.locator("path").nth(i).evaluate(computed)[1] for i in range(page.locator("path").count())]
    channels = [re.findall(r"[\d.]+", colour) for colour in grey if colour.startswith("color(srgb")]
    assert any(all(abs(255 * float(c) - 128.6) < 0.3 for c in three[:3]) for three in channels)


# --- fonts ---

FORMULAS = [
    r"$\sigma(z),\ \hat y,\ \tilde x,\ \bar\delta^{(k)},\ \vec v,\ \dot m,\ \widehat{xyz},\ f'(z),\ x''$",
    r"$\frac{\partial C}{\partial w_{jk}^{\ell}} = \sum_{i=1}^{n} \delta_i\, a_j,\ \prod_t \int_0^\infty$",
    r"$\mathbf{W}\mathbf{x} + \mathbf{b},\ \nabla J,\ \|\mathbf{w}\|^2 \leq \epsilon,\ \eta\mu\lambda\theta$",
    r"$\left(\frac{\sqrt{\frac{a}{b}}}{\left[\frac{c}{d}\right]}\right),\ \left\langle\frac{a}{b}\right\}$",
    r"$\mathcal{L},\ \mathcal{N}(0, 1),\ \mathbb{R}^n,\ \mathbb{E}[x],\ \approx\neq\in\odot\to\pm\times$",
    "Señal, época, 10⁻³ · ¿cuánto? «sí» – 5 %",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    fonts.write_fonts(folder)
    return folder


def letters_drawn():
    """Family, style, weight and text of each piece of text in the formulas' SVG."""
    fig = plt.figure()
    for i, formula in enumerate(FORMULAS):
        fig.text(0.02, 0.9 - 0.15 * i, formula)
    for element in ElementTree.fromstring(style.to_svg(fig)).iter():
        if element.tag.removeprefix(SVG) in ("text", "tspan") and element.text:
            said = dict(one.split(":") for one in element.get("style", "").split(";") if one)
            family = said.get("font-family", "'DejaVu Sans'").split(",")[0].strip("'")
            yield family, said.get("font-style", "normal"), said.get("font-weight", "400"), element.text


def test_fonts_are_small_and_licensed(served):
    sizes = {path.name: path.stat().st_size for path in served.glob("*.woff2")}
    assert len(sizes) == len(fonts.FACES)
    assert max(sizes.values()) < 60_000
    assert "Bitstream" in (served / "LICENSE_DEJAVU.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in (served / "LICENSE_STIX.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("family", ["DejaVu Sans Display", "STIXSizeOneSym", "Gradiente Script"])
def test_fonts_repeat(served, family):
    (face,) = (face for face in fonts.FACES if face.family == family)
    assert fonts.woff2(face) == (served / f"{family.replace(' ', '')}-normal-400.woff2").read_bytes()


def test_every_letter_of_a_figure_is_served(served):
    """Family, style and weight in the SVG name a face of fonts.css that has the letter."""
    css = (served / "fonts.css").read_text(encoding="utf-8")
    rule = r'family: "(.*?)"; font-style: (\w+); font-weight: (\d+);.*url\("(.*?)"'
    faces = {m.groups()[:3]: set(TTFont(served / m[4]).getBestCmap()) for m in re.finditer(rule, css)}
    used = set()
    for *face, text in letters_drawn():
        assert not {letter for letter in text if ord(letter) not in faces[tuple(face)]}, (face, text)
        used.add(tuple(face))
    assert len(used) >= 7


def test_a_formula_is_unicode():
    """No letter stands at a private place of an old font, where a reader without that font sees another."""
    text = "".join(text for *_, text in letters_drawn())
    assert {"′", "ℒ", "𝒩", "ℝ", "𝔼"} <= set(text)
    assert text.count("′") == 3
    assert not re.search("[\ue000-\uf8ff]", text)


def test_a_prime_stands_where_matplotlib_draws_it():
    fig = plt.figure(figsize=(2, 1), dpi=200)
    fig.text(0.1, 0.3, "$x'$", fontsize=40)
    fig.savefig(buffer := io.BytesIO(), format="png", dpi=200)
    ink = np.asarray(Image.open(buffer).convert("L")) < 128
    columns = np.flatnonzero(ink.any(axis=0))
    gap = columns[:-1][np.diff(columns) > 1][-1]  # between the letter and its prime
    rows, cols = np.nonzero(ink[:, gap + 1 :])
    drawn = np.array([cols.mean() + gap + 1, rows.mean()]) * 72 / 200  # the middle of the prime, in points

    root = ElementTree.fromstring(style.to_svg(fig))
    (prime,) = (e for e in root.iter(f"{SVG}tspan") if e.text == "′")
    (placed,) = (e for e in root.iter(f"{SVG}g") if "translate" in e.get("transform", ""))
    x, y = map(float, re.findall(r"[-\d.]+", placed.get("transform"))[:2])
    size = float(re.search(r"font-size:([\d.]+)px", prime.get("style"))[1])
    font = TTFont(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
    glyph = font["glyf"][font.getBestCmap()[ord("′")]]
    middle = (
        np.array([glyph.xMin + glyph.xMax, -glyph.yMin - glyph.yMax]) / 2 * size / font["head"].unitsPerEm
    )
    placed_at = np.array([x + float(prime.get("x")), y + float(prime.get("y"))]) + middle
    assert np.abs(placed_at - drawn).max() < 0.05 * 40  # a twentieth of the letters' size
