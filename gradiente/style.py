"""How the figures of the book look, and how they become SVG.

The SVG repeats byte for byte, its text is text, and its black, white and greys can follow a page's theme.
"""

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS: dict[str, str] = {
    "blue": "#0072b2",
    "vermilion": "#d55e00",
    "green": "#009e73",
    "pink": "#cc79a7",
    "violet": "#7a4fe0",
    "olive": "#736934",
    "grey": "#7a7a7a",
}
"""The colours of the book, in the order of the style's cycle; the first four are Okabe and Ito's (2008).

Each has a contrast of at least 3:1 with white and with the dark theme's background, and any two of the cycle
stay apart for colour-blind readers. The same colour means the same thing all through the book:

- blue: the network's output, the cost, the training set; the first of several methods;
- vermilion: the gradient, the error, the update; the second method;
- green: the target, the validation set; the third method;
- pink, violet, olive: the fourth, fifth and sixth method, layer or class;
- grey: what is there only for comparison.
"""

language = ""
"""The language that `use` was told, or "" for that of the page which shows a notebook."""

_FONT = "10px 'DejaVu Sans',Verdana,sans-serif"  # Verdana has nearly DejaVu's widths, where DejaVu is missing
_PAPER = "var(--gradiente-paper,#fff)"
_INK = "var(--gradiente-ink,#000)"
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
SCRIPT = "𝒜ℬ𝒞𝒟ℰℱ𝒢ℋℐ𝒥𝒦ℒℳ𝒩𝒪𝒫𝒬ℛ𝒮𝒯𝒰𝒱𝒲𝒳𝒴𝒵"
# where the STIX fonts keep the letters of \mathcal and those of \mathbb
_PRIVATE = {0xE22D: SCRIPT, 0xE154: "𝔸𝔹", 0xE156: "𝔼𝔽𝔾", 0xE159: "𝕀𝕁𝕂𝕃𝕄", 0xE15E: "𝕆", 0xE15F: "𝕊𝕋𝕌𝕍𝕎𝕏𝕐"}
_COORDINATES = {"d", "height", "points", "width", "x", "x1", "x2", "y", "y1", "y2"}


def use(lang: str = "") -> None:
    """Draw in the style of the book from here on; in a notebook figures become SVG.

    Parameters
    ----------
    lang : str
        Language of the notebook, ``"es"`` or ``"en"``, for the words and numbers of its experiments'
        controls. Without it they take the language of the page.
    """
    import matplotlib.style

    global language
    language = lang
    matplotlib.style.use(Path(__file__).with_name("gradiente.mplstyle"))
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None and "inline" in matplotlib.get_backend():
        from IPython.core.pylabtools import select_figure_formats
        from matplotlib import pyplot
        from matplotlib.figure import Figure

        pyplot.switch_backend(matplotlib.get_backend())  # loading it chooses PNG: load it first
        select_figure_formats(shell, {"svg"})
        shell.display_formatter.formatters["image/svg+xml"].for_type(Figure, to_svg)


def to_svg(figure: "Figure") -> str:
    """Return `figure` as a self-contained SVG.

    The same figure gives the same characters: no date, no random names, and coordinates to a hundredth of a
    point, which hides the last digits in which processors differ.
    """
    import matplotlib

    buffer = io.StringIO()
    fixed = {"svg.fonttype": "none", "svg.hashsalt": "gradiente", "svg.image_inline": True}
    with matplotlib.rc_context(fixed):
        figure.savefig(buffer, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    return _write(_clean(buffer.getvalue()))


def theme_svg(svg: str, prefix: str = "") -> str:
    """Return an SVG that a page can hold inline, with the page's colours for black, white and greys.

    Parameters
    ----------
    svg : str
        What `to_svg` wrote, or matplotlib itself.
    prefix : str
        Stands before every id. Ids must differ between the pictures of one page.

    Returns
    -------
    str
        The picture, drawn in ``--gradiente-ink`` on ``--gradiente-paper``: CSS custom properties, black and
        white where the page does not set them, and in those two colours it is the picture given.
    """
    root = _clean(svg)
    root.set("style", f"{root.get('style')};fill:{_INK}")  # where matplotlib means black it says nothing
    for element in root.iter():
        for name, value in element.items():
            if name == "id":
                value = prefix + value
            elif name == "href":
                value = re.sub("^#", f"#{prefix}", value)
            else:
                value = value.replace("url(#", f"url(#{prefix}")
                value = re.sub(r"(?<=[:\s])#([0-9a-f]{2})\1\1\b", _mixture, f":{value}")[1:]
            element.set(name, value)
    return _write(root)


def _mixture(grey: re.Match[str]) -> str:
    """The shade of a grey as a mixture of the page's two colours."""
    lightness = int(grey[1], 16) / 255
    if lightness in (0, 1):
        return _PAPER if lightness else _INK
    return f"color-mix(in srgb,{_PAPER} {100 * lightness:.1f}%,{_INK})"


def _clean(svg: str) -> ElementTree.Element:
    """Parse an SVG of matplotlib's and leave out all that draws nothing."""
    root = ElementTree.fromstring(svg)
    references = re.findall(r"""url\(#([^)]+)\)|href=["']#([^"']+)""", svg)
    (clean,) = _cleaned(root, {name for pair in references for name in pair if name})
    size = {name: root.attrib[name] for name in ("width", "height", "viewBox")}
    # matplotlib writes the line join as a rule for *, which would hold for all of the page
    clean.attrib = {"xmlns": _SVG, **size, "style": f"stroke-linejoin:round;font:{_FONT}"}
    return clean


def _cleaned(element: ElementTree.Element, referred: set[str]) -> list[ElementTree.Element]:
    """What stands for `element` in the clean picture: itself, its children or nothing."""
    tag = element.tag.removeprefix(f"{{{_SVG}}}")
    if tag in ("metadata", "style", "title"):
        return []
    children = [clean for child in element for clean in _cleaned(child, referred)]
    attributes = {}
    for name, value in element.items():
        if name == "id" and value not in referred:
            continue
        if name in _COORDINATES:
            value = _round(value)
            if name == "d":
                value = re.sub(r"\s*([A-Za-z])\s*", r"\1", value).strip()
        elif name == "transform":
            value = re.sub(r"rotate\(-?0(?: [^)]*)?\)", "", value)
            value = re.sub(r"(?:translate|rotate)\([^)]*\)", lambda match: _round(match[0]), value).strip()
        elif name == "style":
            value = _style(value)
        elif name == _XLINK:
            name, value = "href", re.sub(r"\s", "", value)
        if value:
            attributes[name] = value
    if tag in ("defs", "g") and not children:
        return []
    if tag == "g" and not attributes:
        return children
    clean = ElementTree.Element(tag, attributes)
    clean.extend(children)
    if not len(element):
        clean.text = element.text
    if tag == "tspan":
        _use_unicode(clean)
    return [clean]


def _style(declarations: str) -> str:
    kept = []
    for declaration in declarations.split(";"):
        name, _, value = declaration.strip().partition(":")
        value = value.strip()
        if name == "font-family" and value.startswith("'DejaVu Sans'"):
            continue  # the picture's font
        if name:
            kept.append(f"{name}:{re.sub(', +', ',', _round(value, 3))}")
    return ";".join(kept)


def _use_unicode(letter: ElementTree.Element) -> None:
    """Write as Unicode what mathtext takes from a font where it stands at a place of that font's own."""
    declared = dict(declaration.split(":", 1) for declaration in letter.get("style", "").split(";"))
    family = declared.get("font-family")
    if family == "'cmsy10'" and letter.text == "0":
        # a large prime on the line, set small and high; Unicode's is small and high by itself
        size = float(declared["font-size"].removesuffix("px"))
        declared["font-size"] = _round(f"{size / 0.7:f}px")
        letter.set("y", _round(f"{float(letter.get('y')) + 0.59 * size:f}"))
        letter.text = "′"
    elif family in ("'STIXGeneral'", "'STIXNonUnicode'"):
        for first, letters in _PRIVATE.items():
            if first <= ord(letter.text) < first + len(letters):
                letter.text = letters[ord(letter.text) - first]
        declared.pop("font-style", None)
    else:
        return
    del declared["font-family"]
    if letter.text in SCRIPT:
        declared["font-family"] = "'Gradiente Script',math"
    letter.set("style", ";".join(f"{name}:{value}" for name, value in declared.items()))


def _round(text: str, digits: int = 2) -> str:
    """Round the numbers in `text`."""

    def rounded(number: re.Match[str]) -> str:
        short = f"{float(number[0]):.{digits}f}".rstrip("0").rstrip(".")
        return "0" if short == "-0" else short

    return re.sub(r"-?\d*\.\d+", rounded, text)


def _write(root: ElementTree.Element) -> str:
    return ElementTree.tostring(root, encoding="unicode")
