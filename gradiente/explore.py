"""Experiments: a drawing function whose parameters the reader moves, on a page with no kernel.

`explore` draws every combination once. What recurs in the pictures (axes, labels, contours) is kept once,
so hundreds of pictures take about as much as one photograph, and the browser puts the chosen one together.
"""

import base64
import inspect
import json
import math
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from numbers import Real
from typing import TYPE_CHECKING, Any

from gradiente import style
from gradiente.progress import progress_bar

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

    from gradiente.experiment import Experiment

MOST_PICTURES = 2_000
MOST_BYTES = 1_500_000  # of pictures in one experiment: a notebook must stay below 2 MB

ID = "\ue000"
"""Stands before every id in the stored pictures; the browser puts the experiment's own name in its place.

It is a private-use character, which no text of a figure holds.
"""


def explore(
    draw: "Callable[..., Figure]",
    /,
    *,
    start: Mapping[str, Any] | None = None,
    labels: Mapping[str, str] | None = None,
    play: str | None = None,
    caption: str = "",
    description: str = "",
    **controls: Any,
) -> "Experiment":
    """Draw every combination of `controls` and return a widget that shows the one the reader chooses.

    Parameters
    ----------
    draw : callable
        Takes one value of each control, by name, and returns a matplotlib figure.
    start : mapping of str to value, optional
        Control → value at the start; the first value where it is not given.
    labels : mapping of str to str, optional
        Control → what the reader sees; its name where it is not given.
    play : str, optional
        A slider that is time (epoch, step): it gets a play button.
    caption : str
        Stands under the picture.
    description : str
        What a screen reader says of the picture.
    **controls : list or dict
        Numbers make a slider, strings a menu, ``[False, True]`` a box to tick; a dict makes a menu of its
        keys, and `draw` gets the values.

    Returns
    -------
    Experiment
        An ipywidget; as the last value of a cell it is shown.

    Raises
    ------
    ValueError
        If an argument is not as described, if there are more than 2,000 combinations, or if their pictures
        take more than 1.5 MB compressed.

    Examples
    --------
    >>> explore(draw_descent, eta=[0.01, 0.1, 1.0], momentum=[0, 0.9], caption="…", description="…")
    """
    from gradiente.experiment import Experiment

    start, labels = dict(start or {}), dict(labels or {})
    _check_words(caption, description, labels)
    if not controls:
        raise _refusal("there is nothing to move: give each parameter its values, as in eta=[0.1, 1.0]")
    for argument, names in (("start", start), ("labels", labels), ("play", [play] if play else [])):
        for name in names:
            if name not in controls:
                raise _refusal(f"{argument} names {name!r}, which is no control: {_list(controls)}")
    _check_parameters(draw, controls)
    made = [
        _control(name, values, labels.get(name, name), start, playing=name == play)
        for name, values in controls.items()
    ]
    count = math.prod(len(control.values) for control in made)
    if count > MOST_PICTURES:
        factors = " × ".join(f"{len(control.values)} {control.name}" for control in made)
        raise _refusal(f"{factors} make {count} pictures, more than {MOST_PICTURES}: give fewer values")

    pictures, first = _draw_all(draw, made, count)
    data = base64.b64encode(pack(pictures)).decode("ascii")
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1e6:.1f} MB, more than {MOST_BYTES / 1e6:.1f} MB"
        raise _refusal(f"the {count} pictures take {size}: give fewer values or draw fewer points")
    return Experiment(
        data=data,
        controls=[control.state for control in made],
        caption=caption.strip(),
        description=description.strip(),
        lang=style.language,
        summary=f"explore({_name(draw)}: {' × '.join(controls)}, {count} pictures)",
        picture=first,
    )


def pack(pictures: list[str]) -> bytes:
    """Compress SVG pictures: JSON ``{"parts": [...], "pictures": [[part, ...], ...]}`` in zlib's format.

    A picture is its parts put together in order. Every part is kept once, and parts that occur only
    together are one part.
    """
    numbers: dict[str, int] = {}
    # a part begins at each opening tag
    sequences = [
        [numbers.setdefault(part, len(numbers)) for part in re.findall(r"<[^/][^<]*(?:</[^<]*)*", picture)]
        for picture in pictures
    ]
    parts, sequences = _join(list(numbers), sequences)
    packed = {"parts": parts, "pictures": sequences}
    return zlib.compress(json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpack(data: bytes) -> list[str]:
    """The pictures that `pack` compressed; what explore.js does in the browser."""
    packed = json.loads(zlib.decompress(data))
    return ["".join(packed["parts"][part] for part in picture) for picture in packed["pictures"]]


def _join(parts: list[str], sequences: list[list[int]]) -> tuple[list[str], list[list[int]]]:
    """Make one part of each run of parts that occurs only as a whole."""
    end = -1
    after, before = defaultdict(set), defaultdict(set)
    for sequence in sequences:
        for left, right in pairwise([end, *sequence, end]):
            after[left].add(right)
            before[right].add(left)
    follower = {}
    for left in range(len(parts)):
        right = min(after[left])
        if right != end and len(after[left]) == len(before[right]) == 1:
            follower[left] = right
    followers = set(follower.values())
    heads = {part: number for number, part in enumerate(p for p in range(len(parts)) if p not in followers)}
    runs = []
    for part in heads:
        run = [part]
        while run[-1] in follower:
            run.append(follower[run[-1]])
        runs.append("".join(parts[p] for p in run))
    return runs, [[heads[part] for part in sequence if part in heads] for sequence in sequences]


@dataclass(frozen=True)
class _Control:
    name: str
    values: list[Any]  # what draw gets
    start: int  # which of them is shown first
    state: dict[str, Any]  # what the browser needs to know


def _control(name: str, given: Any, label: str, start: Mapping[str, Any], *, playing: bool) -> _Control:
    if isinstance(given, Mapping):
        shown, values = list(given), list(given.values())
        if not all(isinstance(text, str) for text in shown):
            raise _refusal(f"control {name!r}: the keys of a dict are what the reader sees, so strings")
    elif isinstance(given, Iterable) and not isinstance(given, str):
        # NumPy's numbers as Python's: those print alike everywhere
        values = shown = [value.item() if getattr(value, "ndim", None) == 0 else value for value in given]
    else:
        raise _refusal(f"control {name!r} needs a list of values, not {given!r}")
    if len(values) < 2:
        raise _refusal(f"control {name!r} needs at least two values to be moved, and has {len(values)}")

    state: dict[str, Any] = {"name": name, "label": label}
    if all(isinstance(text, str) for text in shown):
        for text in shown:
            _check_plain(f"an option of {name!r}", text)
        state |= {"kind": "menu", "options": shown}
    elif all(isinstance(value, bool) for value in values):
        state |= {"kind": "box"}
    elif all(isinstance(value, Real) and not isinstance(value, bool) for value in values):
        if not all(math.isfinite(value) for value in values):
            raise _refusal(f"control {name!r} holds a value that is no finite number")
        state |= {"kind": "slider", "values": _tidy(values), "play": playing}
    else:
        raise _refusal(
            f"control {name!r} must hold numbers, or strings, or False and True; for others give a dict"
        )
    if len(set(shown)) < len(shown):
        raise _refusal(f"control {name!r} holds a value twice")
    if playing and state["kind"] != "slider":
        raise _refusal(f"play names {name!r}, which is no slider: only numbers can be played")

    wanted = start.get(name, values[0])
    if state["kind"] == "box":
        values = shown = [False, True]
    pairs = enumerate(zip(values, shown, strict=True))
    matches = [i for i, (value, text) in pairs if _same(wanted, value) or _same(wanted, text)]
    if not matches:
        raise _refusal(f"start gives {name} the value {wanted!r}, which is none of: {_list(shown)}")
    return _Control(name, values, matches[0], state | {"start": matches[0]})


def _tidy(numbers: list[Real]) -> list[float]:
    """To twelve digits: for the reader 0.1 * 3 is 0.3, and the middle of arange(-1, 1, 0.1) is 0."""
    least = 1e-12 * max(map(abs, numbers))
    return [float(f"{number:.12g}") if abs(number) > least else 0.0 for number in numbers]


def _same(wanted: Any, value: Any) -> bool:
    """Whether both are one thing, the same string, or numbers that differ in the last digits only."""
    if isinstance(wanted, Real) and isinstance(value, Real):
        return math.isclose(wanted, value, rel_tol=1e-9, abs_tol=1e-12)
    return wanted is value or (isinstance(wanted, str) and isinstance(value, str) and wanted == value)


def _check_words(caption: Any, description: Any, labels: Mapping[str, Any]) -> None:
    for name, text, purpose in (
        ("caption", caption, "what the reader sees in the picture"),
        ("description", description, "what the picture shows, for those who cannot see it"),
    ):
        if not isinstance(text, str) or not text.strip():
            raise _refusal(f"the {name} is missing: say in a sentence {purpose}")
        _check_plain(f"the {name}", text)
    for name, text in labels.items():
        _check_plain(f"the label of {name!r}", text)


def _check_plain(what: str, text: Any) -> None:
    """Refuse formulas: nothing typesets them in a notebook's controls."""
    if not isinstance(text, str) or text.count("$") > 1:
        raise _refusal(f"{what} must be plain text, with symbols such as η or w₁ as letters, not {text!r}")


def _check_parameters(draw: Callable[..., Any], controls: Mapping[str, Any]) -> None:
    """Refuse controls that `draw` does not take, and parameters of `draw` that no control gives."""
    if not callable(draw):
        raise _refusal(f"the first argument must be a function that draws, not {draw!r}")
    parameters = inspect.signature(draw).parameters
    kinds = {p.kind for p in parameters.values()}
    takes = [name for name, p in parameters.items() if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    for name in controls:
        if name not in takes and inspect.Parameter.VAR_KEYWORD not in kinds:
            raise _refusal(f"{_name(draw)} takes no parameter {name!r}; it takes: {_list(takes)}")
    for name in takes:
        if parameters[name].default is inspect.Parameter.empty and name not in controls:
            raise _refusal(f"{_name(draw)} needs {name!r}, and no control gives it: add {name}=[…]")


def _draw_all(draw: "Callable[..., Figure]", controls: list[_Control], count: int) -> tuple[list[str], str]:
    """Every picture, the last control's values varying fastest, and the first one as a file of its own."""
    start = tuple(control.start for control in controls)
    pictures, first = [], ""
    samples = {position: _drawn(draw, controls, position) for position in _samples(controls)}
    places = _places(samples.values())
    with progress_bar(count, " pictures") as bar:
        for position in product(*(range(len(control.values)) for control in controls)):
            figure = samples.pop(position, None) or _drawn(draw, controls, position)
            _place(figure, places)
            svg = style.to_svg(figure)
            pictures.append(style.theme_svg(svg, prefix=ID))
            if position == start:
                first = svg
            bar.update()
    return pictures, first


def _samples(controls: list[_Control]) -> list[tuple[int, ...]]:
    """The start, and from there each option of each menu and both ends of each slider."""
    start = tuple(control.start for control in controls)
    found = {start}
    for number, control in enumerate(controls):
        last = len(control.values) - 1
        for i in (0, last) if control.state["kind"] == "slider" else range(last + 1):
            found.add((*start[:number], i, *start[number + 1 :]))
    return sorted(found)


def _places(figures: "Iterable[Figure]") -> "dict[tuple, list[Bbox]]":
    """Where the axes stand in all pictures: within the places that they would have in each of `figures`.

    So they stay where they are while the reader moves a control. And it is half the time: to lay a picture
    out takes as long as to draw it, and matplotlib draws one with a layout to come twice.
    """
    from matplotlib.transforms import Bbox

    places: dict[tuple, list[Bbox]] = {}
    for figure in figures:
        if figure.get_layout_engine() is None:
            continue
        figure.draw_without_rendering()
        boxes = [axes.get_position(original=True) for axes in figure.axes]
        known = places.setdefault(_arrangement(figure), boxes)
        for number, (one, other) in enumerate(zip(known, boxes, strict=True)):
            known[number] = Bbox.intersection(one, other) or one
    return places


def _place(figure: "Figure", places: "dict[tuple, list[Bbox]]") -> None:
    """Put the axes of `figure` in their places; one arranged like none of those seen lays itself out."""
    from matplotlib import rc_context

    boxes = places.get(_arrangement(figure))
    if boxes is None or figure.get_layout_engine() is None:
        return
    # "none" would put a placeholder there, for which matplotlib draws twice as well
    with rc_context({"figure.constrained_layout.use": False, "figure.autolayout": False}):
        figure.set_layout_engine(None)
    for axes, box in zip(figure.axes, boxes, strict=True):
        axes.set_position(box)


def _arrangement(figure: "Figure") -> tuple:
    """What pictures have in common whose axes can stand in the same places."""
    grids = (axes.get_subplotspec() for axes in figure.axes)
    titles = (figure.get_suptitle(), figure.get_supxlabel(), figure.get_supylabel())
    return (*figure.get_size_inches(), *(grid and grid.get_geometry() for grid in grids), *map(bool, titles))


def _drawn(draw: "Callable[..., Figure]", controls: list[_Control], position: tuple[int, ...]) -> "Figure":
    """The figure that `draw` makes, closed, or the notebook would show it as well."""
    from matplotlib import pyplot
    from matplotlib.figure import Figure

    arguments = {control.name: control.values[i] for control, i in zip(controls, position, strict=True)}
    call = f"{_name(draw)}({_list(f'{name}={value!r}' for name, value in arguments.items())})"
    before = set(pyplot.get_fignums())
    try:
        figure = draw(**arguments)
    except Exception as error:
        error.add_note(f"explore was drawing {call}")
        raise
    finally:
        for number in set(pyplot.get_fignums()) - before:
            pyplot.close(number)
    if not isinstance(figure, Figure):
        hint = "end it with return fig" if figure is None else "return the figure itself"
        raise _refusal(f"{call} returned {type(figure).__name__}, not a matplotlib Figure: {hint}")
    return figure


def _name(draw: Callable[..., Any]) -> str:
    return getattr(draw, "__name__", type(draw).__name__)


def _list(values: Iterable[Any]) -> str:
    return ", ".join(str(value) for value in values)


def _refusal(message: str) -> ValueError:
    return ValueError(f"explore: {message}")
