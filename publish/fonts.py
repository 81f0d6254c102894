"""The fonts of the figures, as WOFF2 that the site serves itself; a browser fetches what a page uses."""

import io
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import matplotlib
from fontTools import subset
from fontTools.ttLib import TTFont

from gradiente.style import SCRIPT

# What labels and mathtext are made of.
CHARACTERS = [
    *range(0x0020, 0x007F),  # ASCII
    *range(0x00A0, 0x0180),  # Latin-1 and Latin Extended-A
    *range(0x02C6, 0x02DE),  # accents of mathtext: \hat, \tilde, \bar, \dot
    *range(0x0300, 0x0309),  # the same as combining marks
    0x0338, 0x20D7,  # \not, \vec
    *range(0x0391, 0x03D7),  # Greek
    *range(0x2010, 0x2027),  # dashes, quotation marks, bullet, ellipsis
    *range(0x2030, 0x2038),  # per mille, primes
    *range(0x2070, 0x20A0),  # superscripts and subscripts
    0x20AC,  # euro
    *range(0x2100, 0x2150),  # letter-like: ℝ, ℓ, ℒ, ℎ
    *range(0x2190, 0x2200),  # arrows
    *range(0x2200, 0x2300),  # mathematical operators
    *range(0x2308, 0x230C),  # floor and ceiling
    *range(0x239B, 0x23B0),  # pieces of large brackets
    0x25A0, 0x25A1, 0x25B2, 0x25B6, 0x25CB, 0x25CF, 0x2605, 0x2713, 0x2717,  # marks
    *range(0x27E6, 0x27EC),  # angle and double brackets
    *range(0x2A00, 0x2A10),  # large operators
    *range(0x1D538, 0x1D552),  # double-struck capitals
]  # fmt: skip


@dataclass(frozen=True)
class Face:
    """One of matplotlib's font files and what `gradiente.style` calls it in an SVG."""

    file: str
    family: str
    style: str = "normal"
    weight: int = 400
    characters: Iterable[int] | None = None  # all of them where none are given


FACES = [
    Face("DejaVuSans", "DejaVu Sans", characters=CHARACTERS),
    Face("DejaVuSans-Oblique", "DejaVu Sans", "oblique", characters=CHARACTERS),
    Face("DejaVuSans-Bold", "DejaVu Sans", weight=700, characters=CHARACTERS),
    Face("DejaVuSans-BoldOblique", "DejaVu Sans", "oblique", 700, characters=CHARACTERS),
    Face("DejaVuSansDisplay", "DejaVu Sans Display", characters=CHARACTERS),
    # large brackets, roots and hats
    Face("STIXSizOneSymReg", "STIXSizeOneSym"),
    Face("STIXSizTwoSymReg", "STIXSizeTwoSym"),
    Face("STIXSizThreeSymReg", "STIXSizeThreeSym"),
    Face("STIXSizFourSymReg", "STIXSizeFourSym"),
    Face("STIXSizFiveSymReg", "STIXSizeFiveSym"),
    # the capitals of \mathcal; a part of a STIX font may not be called so, says its licence
    Face("STIXGeneral", "Gradiente Script", characters=[ord(letter) for letter in SCRIPT]),
]
LICENCES = ["LICENSE_DEJAVU", "LICENSE_STIX"]


def write_fonts(folder: Path) -> None:
    """Write the fonts, their licences and ``fonts.css``, which declares them, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    rules = []
    for face in FACES:
        name = f"{face.family.replace(' ', '')}-{face.style}-{face.weight}.woff2"
        (folder / name).write_bytes(woff2(face))
        rules.append(
            f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; '
            f'font-weight: {face.weight}; font-display: swap; src: url("{name}") format("woff2"); }}\n'
        )
    (folder / "fonts.css").write_text("".join(rules), encoding="utf-8")
    for licence in LICENCES:
        shutil.copyfile(_ttf(licence), folder / f"{licence}.txt")


def woff2(face: Face) -> bytes:
    """Return the characters of a face as WOFF2; the same bytes at every run."""
    font = TTFont(_ttf(f"{face.file}.ttf"), recalcTimestamp=False)
    if face.characters is not None:
        options = subset.Options()
        options.hinting = False  # a third of the size, and browsers smooth without it
        options.drop_tables += ["FFTM"]  # when the font was made, of no use here
        options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
        options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # who made it and under which licence, too
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=face.characters)
        subsetter.subset(font)
    if face.file.startswith("STIXGeneral"):
        for record in font["name"].names:
            if record.nameID in (1, 3, 4, 6):
                record.string = face.family.replace(" ", "") if record.nameID == 6 else face.family
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _ttf(name: str) -> Path:
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name
