"""Experiments: what `explore` packs, what it refuses, and that a browser shows the picture that was drawn."""

import base64
import json
import os
import re
import statistics
import subprocess
import sys
import zlib
from itertools import count, product
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from gradiente import explore, style
from gradiente.explore import ID, pack, unpack
from publish.widgets import explore_html

ROOT = Path(__file__).parents[1]
explore_module = sys.modules["gradiente.explore"]
WORDS = {"caption": "Un pie de figura.", "description": "Una curva que baja."}
VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(autouse=True)
def book_style():
    plt.switch_backend("agg")
    with matplotlib.rc_context():
        style.use()
        yield
    plt.close("all")


def draw_wave(phase, steps, kind, grid):
    """Clip paths, markers, a hatch and formulas: whatever has an id or a part that recurs."""
    fig, ax = plt.subplots(figsize=(3, 2), layout="none")
    x = np.linspace(0, 6, 25)
    y = np.sin(x + phase) if kind == "sine" else np.exp(-x) * (1 + phase)
    ax.plot(x, y, label=r"$\sigma(z)$")
    ax.plot(x[: steps + 1], y[: steps + 1], "o", color=style.COLOURS["vermilion"])
    ax.fill_between(x, y, hatch="//", alpha=0.2)
    ax.set(xlabel="$x$", ylim=(-1.2, 2.2), title="a < b & c")
    ax.grid(grid)
    return fig


CONTROLS = {
    "phase": [0, 0.5, 1.0],
    "steps": range(0, 20, 5),
    "kind": {"seno": "sine", "exponencial": "exponential"},
    "grid": [False, True],
}
COMBINATIONS = list(product(CONTROLS["phase"], CONTROLS["steps"], ["sine", "exponential"], [False, True]))


def make_wave(**changes):
    arguments = {
        **CONTROLS,
        "labels": {"phase": "fase φ", "steps": "paso", "kind": "función", "grid": "con rejilla"},
        "start": {"phase": 0.5, "kind": "exponential"},
        "play": "steps",
        **WORDS,
        **changes,
    }
    return explore(draw_wave, **arguments)


@pytest.fixture(scope="module")
def wave():
    plt.switch_backend("agg")
    with matplotlib.rc_context():
        style.use()
        return make_wave()


def draw_nothing(**_):
    """The quickest figure there is."""
    return Figure(figsize=(1, 1), layout="none")


def pictures_of(widget):
    return unpack(base64.b64decode(widget.data))


# --- what is packed ---


def test_every_picture_is_the_one_drawn_last_control_fastest(wave):
    pictures = pictures_of(wave)
    assert len(pictures) == len(COMBINATIONS) == 48
    for picture, (phase, steps, kind, grid) in zip(pictures, COMBINATIONS, strict=True):
        assert picture == style.theme_svg(style.to_svg(draw_wave(phase, steps, kind, grid)), prefix=ID)
        plt.close("all")
    assert len(set(pictures)) == 48


def draw_growing(exponent, panels):
    """Tick labels that need more room with each exponent, and one axes or two."""
    fig, axes = plt.subplots(panels, figsize=(3, 2), squeeze=False)
    for ax in axes.flat:
        ax.plot([0, 1], [0, 10**exponent])
        ax.set(ylabel="$y$", xlabel="$x$", yticks=[0, 10**exponent], yticklabels=["0", str(10**exponent)])
    return fig


def test_the_axes_stay_where_they_are_and_leave_room_for_every_label():
    kinds = {"uno": 1, "dos": 2}
    widget = explore(draw_growing, exponent=[0, 3, 7], panels=kinds, start={"exponent": 3}, **WORDS)
    places = {1: set(), 2: set()}
    for picture, (_, panels) in zip(pictures_of(widget), product([0, 3, 7], kinds.values()), strict=True):
        clips = re.findall(
            r'<clipPath id="[^"]*"><rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"', picture
        )
        assert len(clips) == panels
        places[panels].add(tuple(clips))
    assert [len(found) for found in places.values()] == [1, 1]
    # matplotlib's own layout of the picture that needs most room has its axes where all have them
    figure = draw_growing(7, 1)
    figure.draw_without_rendering()
    box = figure.axes[0].get_position()
    ((left, _, width, _),) = places[1].pop()
    assert float(left) == pytest.approx(box.x0 * 3 * 72, abs=0.5)
    assert float(left) + float(width) <= box.x1 * 3 * 72 + 0.5


def test_a_figure_that_lays_itself_out_is_left_alone():
    def draw(x):
        figure = Figure(figsize=(2, 2), layout="none")
        figure.add_axes((0.1 + x / 10, 0.2, 0.5, 0.5)).plot([0, 1])
        return figure

    pictures = pictures_of(explore(draw, x=[0, 1, 2], **WORDS))
    assert len({re.search(r'<rect x="([^"]+)"', picture)[1] for picture in pictures}) == 3


tags = st.sampled_from(
    ["<g>", "<path d='M0 0'/>", "<text>a &lt; b</text>", "<use/></g>", "<rect/></g></svg>"]
)


@given(
    st.lists(
        st.lists(tags | st.integers(0, 9).map("<path d='M{}'/>".format), min_size=1).map("".join), max_size=8
    )
)
def test_packing_loses_nothing(pictures):
    assert unpack(pack(pictures)) == pictures


def test_what_recurs_is_kept_once():
    axes = [f"<path d='M{i} {i * i % 97}'/>" for i in range(500)]
    pictures = ["".join([*axes[:250], f"<circle r='{k}'/>", *axes[250:]]) for k in range(40)]
    packed = json.loads(zlib.decompress(pack(pictures)))
    assert packed["parts"] == ["".join(axes[:250]), "<circle r='0'/>", "".join(axes[250:])] + [
        f"<circle r='{k}'/>" for k in range(1, 40)
    ]
    assert len(pack(pictures)) < 1.5 * len(pack(pictures[:1]))


def test_another_process_packs_the_same_bytes(wave):
    program = (
        "import sys; sys.path.insert(0, 'tests'); from test_explore import *;"
        "plt.switch_backend('agg'); style.use(); w = make_wave();"
        "print(json.dumps([w.data, w.controls, w.summary, w.picture]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == json.dumps([wave.data, wave.controls, wave.summary, wave.picture])
    assert run.stderr == ""  # no progress bar where nobody looks


# --- what the widget carries ---


def test_controls_follow_their_values(wave):
    assert wave.controls == [
        {
            "name": "phase",
            "label": "fase φ",
            "kind": "slider",
            "values": [0, 0.5, 1],
            "play": False,
            "start": 1,
        },
        {
            "name": "steps",
            "label": "paso",
            "kind": "slider",
            "values": [0, 5, 10, 15],
            "play": True,
            "start": 0,
        },
        {"name": "kind", "label": "función", "kind": "menu", "options": ["seno", "exponencial"], "start": 1},
        {"name": "grid", "label": "con rejilla", "kind": "box", "start": 0},
    ]


@pytest.mark.parametrize(
    ("values", "start", "expected"),
    [
        (np.linspace(-6, 6, 49), 2.0, 32),
        ([0.1, 0.2, 0.1 + 0.2], 0.3, 2),
        (np.array([1, 10, 100]), 10, 1),
        ([True, False], True, 1),
        ([False, True], True, 1),
        (["ReLU", "tanh"], "tanh", 1),
        ({"sí": 1, "no": 0}, 0, 1),
        ({"sí": 1, "no": 0}, "no", 1),
    ],
)
def test_start_is_found(values, start, expected):
    (control,) = explore(draw_nothing, a=values, start={"a": start}, **WORDS).controls
    assert control["start"] == expected


@pytest.mark.parametrize(("values", "start"), [([True, False], 1), ([False, True], 0), ([3, 1, 2], 0)])
def test_without_a_start_the_first_value_is_shown(values, start):
    (control,) = explore(draw_nothing, a=values, **WORDS).controls
    assert control["start"] == start


def test_draw_gets_plain_values():
    got = []

    def draw(number, whole, flag, choice):
        got.append((number, whole, flag, choice))
        return draw_nothing()

    array = np.arange(3)
    explore(
        draw,
        number=np.linspace(0, 1, 2),
        whole=np.array([3, 4]),
        flag=[True, False],
        choice={"lista": array, "función": np.tanh},
        **WORDS,
    )
    assert len(got) == 16
    assert {type(number) for number, *_ in got} == {float}
    assert {type(whole) for _, whole, *_ in got} == {int}
    assert [flag for _, _, flag, _ in got].count(True) == 8
    assert {type(flag) for _, _, flag, _ in got} == {bool}
    assert sum(choice is array for *_, choice in got) == sum(choice is np.tanh for *_, choice in got) == 8


def test_what_is_shown_where_no_widget_runs(wave):
    data, _ = wave._repr_mimebundle_()
    assert data["text/plain"] == "explore(draw_wave: phase × steps × kind × grid, 48 pictures)" == repr(wave)
    assert data[VIEW]["model_id"] == wave.model_id
    assert data["image/svg+xml"] == style.to_svg(draw_wave(0.5, 0, "exponential", False))
    assert set(data) == {"text/plain", VIEW, "image/svg+xml"}


def test_the_state_is_all_that_a_page_needs(wave):
    state = wave.get_state()
    expected = {"data", "controls", "caption", "description", "lang", "_esm", "_css", "_anywidget_id"}
    own = {name for name in state if name not in type(wave).__mro__[2]().get_state()}
    assert own == {"data", "controls", "caption", "description", "lang", "_css"}
    assert expected <= set(state)
    text = json.dumps({name: state[name] for name in expected})  # nothing that JSON cannot hold
    assert not re.search(r"0x[0-9a-f]{6,}|/(home|root|work)/", text)
    assert state["_esm"] == (ROOT / "gradiente" / "explore.js").read_text(encoding="utf-8")
    assert state["_css"] == (ROOT / "gradiente" / "explore.css").read_text(encoding="utf-8")


def test_language_is_that_of_the_style():
    assert explore(draw_nothing, a=[1, 2], **WORDS).lang == ""
    style.use("es")
    assert explore(draw_nothing, a=[1, 2], **WORDS).lang == "es"


def test_importing_is_cheap():
    heavy = ["matplotlib", "anywidget", "IPython", "mlxtend", "keras"]
    program = f"import sys, gradiente; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout.strip() == "[]"


def test_the_name_stays_the_function():
    import gradiente.explore

    assert callable(gradiente.explore)
    assert gradiente.style.COLOURS


# --- figures and progress ---


def test_its_figures_are_closed_and_others_are_not():
    kept = plt.figure()

    def draw(a):
        plt.figure()  # a stray one
        return plt.figure()

    explore(draw, a=[1, 2], **WORDS)
    assert plt.get_fignums() == [kept.number]


def test_an_error_says_what_was_being_drawn():
    def draw(a):
        plt.figure()
        return 1 / (a - 2)

    with pytest.raises(ZeroDivisionError) as caught:
        explore(lambda a: Figure() if a < 2 else draw(a), a=[1, 2], **WORDS)
    assert caught.value.__notes__ == ["explore was drawing <lambda>(a=2)"]
    assert plt.get_fignums() == []


@pytest.mark.parametrize(("watched", "bar"), [(True, True), (False, False)])
def test_a_bar_is_shown_to_who_waits_long(monkeypatch, capsys, watched, bar):
    monkeypatch.setattr("gradiente.progress.someone_watches", lambda: watched)
    ticks = count(step=3)
    monkeypatch.setattr("tqdm.std.time", lambda: float(next(ticks)))  # three seconds at each look
    explore(draw_nothing, a=[3, 6, 9], **WORDS)
    told = capsys.readouterr()
    assert ("/3" in told.out) == bar
    assert told.err == ""


def test_quick_drawings_show_no_bar(monkeypatch, capsys):
    monkeypatch.setattr("gradiente.progress.someone_watches", lambda: True)
    explore(draw_nothing, a=[1, 2], **WORDS)
    assert capsys.readouterr().out.strip() == ""


# --- refusals ---


def draw_ab(a, b=0):
    return draw_nothing()


def draw_axes(a):
    return draw_nothing().subplots()


REFUSED = {
    "no control": (draw_nothing, {}, "nothing to move"),
    "no caption": (draw_nothing, {"a": [1, 2], "caption": ""}, "caption is missing"),
    "blank description": (draw_nothing, {"a": [1, 2], "description": "  "}, "description is missing"),
    "formula in a label": (draw_nothing, {"a": [1, 2], "labels": {"a": "$\\eta$"}}, "plain text.*η"),
    "formula in the caption": (draw_nothing, {"a": [1, 2], "caption": "Mueve $z$"}, "caption must be plain"),
    "start of no control": (draw_ab, {"a": [1, 2], "start": {"c": 1}}, "start names 'c'.*no control: a"),
    "label of no control": (draw_ab, {"a": [1, 2], "labels": {"c": "x"}}, "labels names 'c'"),
    "unknown start": (draw_ab, {"a": [1, 2], "start": {"a": 3}}, "value 3.*none of: 1, 2"),
    "unknown option": (draw_ab, {"a": ["x", "y"], "start": {"a": "z"}}, "none of: x, y"),
    "play of no control": (draw_ab, {"a": [1, 2], "play": "epoch"}, "play names 'epoch'"),
    "play of a menu": (draw_ab, {"a": ["x", "y"], "play": "a"}, "no slider"),
    "no such parameter": (
        draw_ab,
        {"a": [1, 2], "z": [1, 2]},
        "draw_ab takes no parameter 'z'; it takes: a, b",
    ),
    "parameter not given": (draw_ab, {"b": [1, 2]}, "draw_ab needs 'a'"),
    "not a function": ("draw", {"a": [1, 2]}, "must be a function"),
    "returns nothing": (lambda a: None, {"a": [1, 2]}, r"<lambda>\(a=1\) returned NoneType.*return fig"),
    "returns axes": (draw_axes, {"a": [1, 2]}, "returned Axes, not a matplotlib Figure"),
    "empty list": (draw_ab, {"a": []}, "at least two values.*has 0"),
    "one value": (draw_ab, {"a": [1]}, "at least two values.*has 1"),
    "a bare number": (draw_ab, {"a": 3}, "needs a list of values, not 3"),
    "a bare string": (draw_ab, {"a": "abc"}, "needs a list of values, not 'abc'"),
    "mixed": (draw_ab, {"a": [1, "x"]}, "must hold numbers, or strings"),
    "booleans among numbers": (draw_ab, {"a": [0, 1, True]}, "must hold numbers, or strings"),
    "arrays": (draw_ab, {"a": [np.zeros(3), np.ones(3)]}, "must hold numbers, or strings.*dict"),
    "not finite": (draw_ab, {"a": [1.0, float("nan")]}, "no finite number"),
    "twice": (draw_ab, {"a": [1, 2, 1.0]}, "a value twice"),
    "keys of a dict": (draw_ab, {"a": {1: "x", 2: "y"}}, "keys of a dict"),
    "too many": (draw_ab, {"a": range(50), "b": range(50)}, "50 a × 50 b make 2500 pictures, more than 2000"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_in_one_line(case):
    draw, arguments, message = REFUSED[case]
    with pytest.raises(ValueError, match=message) as refused:
        explore(draw, **{**WORDS, **arguments})
    assert str(refused.value).startswith("explore: ")
    assert "\n" not in str(refused.value)
    assert plt.get_fignums() == []


def test_pictures_that_take_too_much_are_refused(monkeypatch):
    monkeypatch.setattr(explore_module, "MOST_BYTES", 100)
    with pytest.raises(ValueError, match=r"the 2 pictures take .* MB, more than .*: give fewer values"):
        explore(draw_nothing, a=[1, 2], **WORDS)


# --- in a notebook ---


@pytest.fixture(scope="module")
def executed():
    """The same notebook, run twice as the book's are, in kernels of their own."""
    program = """
import nbformat, sys
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
cells = [
    "from gradiente import explore, style; style.use('es'); import matplotlib.pyplot as plt",
    "plt.plot([1, 2], label='$x$'); plt.fill_between([0, 1], [0, 1], hatch='//'); plt.legend(); plt.show()",
    "import time",
    "def draw(a):\\n time.sleep(0.8)\\n fig, ax = plt.subplots()\\n ax.plot([0, a])\\n return fig",
    "explore(draw, a=[1, 2, 3], caption='Un pie.', description='Una recta.')",
]
notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
print(nbformat.writes(notebook))
"""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            env=environment | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    texts = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    return texts


@pytest.fixture
def notebooks(executed):
    return [json.loads(text) for text in executed]


def outputs(notebook):
    return [output for cell in notebook["cells"] for output in cell["outputs"]]


def test_a_notebook_holds_pictures_and_nothing_else(notebooks):
    figure, experiment = outputs(notebooks[0])  # and no stream: the bar is for people
    assert set(figure["data"]) == {"image/svg+xml", "text/plain"}
    assert figure["data"]["text/plain"] == ["<Figure size 520x340 with 1 Axes>"]
    assert set(experiment["data"]) == {"image/svg+xml", "text/plain", VIEW}
    assert experiment["data"]["text/plain"] == ["explore(draw: a, 3 pictures)"]
    for output in figure, experiment:
        svg = "".join(output["data"]["image/svg+xml"])
        assert not re.search("<metadata|date", svg)
        assert 'viewBox="0 0 374.4 244.8"' in svg  # 5.2 × 3.4 inches: nothing is cut off


def experiment_state(notebook):
    """The experiment's model as the notebook keeps it for who has no kernel."""
    models = notebook["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    return models[outputs(notebook)[1]["data"][VIEW]["model_id"]]


def test_a_notebook_repeats(notebooks):
    kept = []
    for notebook in notebooks:
        model = experiment_state(notebook)
        layout = model["state"].pop("layout")
        assert re.fullmatch("IPY_MODEL_[0-9a-f]{32}", layout)
        figure, experiment = outputs(notebook)
        del experiment["data"][VIEW]["model_id"]  # the publisher numbers them
        kept.append(json.dumps([figure, experiment, model], sort_keys=True))
    assert kept[0] == kept[1]


def test_the_site_takes_an_experiment_from_the_notebook(notebooks):
    model = experiment_state(notebooks[0])
    html = explore_html(model["state"], "".join(outputs(notebooks[0])[1]["data"]["image/svg+xml"]))
    assert model["state"]["lang"] == "es"
    assert model["state"]["data"] in html
    assert "Una recta." in html
    assert "buffers" not in model


# --- on the site ---


def test_the_site_refuses_what_it_could_not_run(wave):
    state = wave.get_state()
    with pytest.raises(ValueError, match=r"its state has no data, controls"):
        explore_html({"_esm": state["_esm"], "caption": "", "description": "", "lang": ""}, wave.picture)
    with pytest.raises(ValueError, match=r"another gradiente/explore.js.*make notebooks"):
        explore_html({**state, "_esm": state["_esm"] + " "}, wave.picture)


def site(folder, *widgets, theme="light", lang="es", head=""):
    """A page of experiments, under a policy that lets it ask no other host for anything."""
    for path in ("gradiente/explore.js", "gradiente/explore.css", "publish/static/explore-loader.js"):
        (folder / Path(path).name).write_bytes((ROOT / path).read_bytes())
    experiments = "<p>Texto.</p>".join(explore_html(w.get_state(), w.picture) for w in widgets)
    policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:"
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="{lang}" data-theme="{theme}"><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><link rel="icon" href="data:,">'
        f'<meta name="viewport" content="width=device-width"><title>Prueba</title>{head}'
        '<link rel="stylesheet" href="explore.css"><script type="module" src="explore-loader.js"></script>'
        f"<body>{experiments}</body></html>",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def open_site(tmp_path, serve, page):
    """A function that opens a page of experiments, and lets no error and no stray request pass."""
    complaints, requests = [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    addresses = []

    def open_page(*widgets, **options):
        addresses.append(serve(site(tmp_path, *widgets, **options)))
        page.goto(addresses[0])
        page.wait_for_selector("input, select")
        return page

    yield open_page
    assert complaints == []
    assert [url for url in requests if not url.startswith((addresses[0], "data:"))] == []
    assert len(requests) >= 4


PICTURE = ".gradiente-picture svg"


def shown(page, nth=0):
    """The picture of an experiment as canonical XML, and the prefix of its ids."""
    figure = page.locator(".gradiente-explore").nth(nth)
    prefix = figure.locator("output").get_attribute("id").removesuffix("-values")
    xml = figure.locator(PICTURE).evaluate("svg => new XMLSerializer().serializeToString(svg)")
    return ElementTree.canonicalize(xml), prefix


def drawn(arguments, prefix):
    svg = style.theme_svg(style.to_svg(draw_wave(*arguments)), prefix=prefix)
    plt.close("all")
    return ElementTree.canonicalize(svg)


def expect(page, *arguments, nth=0):
    """Wait for the picture drawn with these arguments."""
    expected = drawn(arguments, shown(page, nth)[1])
    for _ in range(50):
        if shown(page, nth)[0] == expected:
            return
        page.wait_for_timeout(50)
    assert shown(page, nth)[0] == expected


def test_every_picture_that_the_browser_builds_is_the_one_drawn(wave, open_site):
    page = open_site(wave)
    expect(page, 0.5, 0, "exponential", False)
    sliders, menu, box = (
        page.get_by_role("slider"),
        page.get_by_role("combobox"),
        page.get_by_role("checkbox"),
    )
    for i, (phase, steps, kind, grid) in enumerate(COMBINATIONS):
        sliders.nth(0).fill(str(CONTROLS["phase"].index(phase)))
        sliders.nth(1).fill(str(steps // 5))
        menu.select_option(index=["sine", "exponential"].index(kind))
        box.set_checked(grid)
        picture, prefix = shown(page)
        expected = pictures_of(wave)[i].replace(ID, prefix)
        assert picture == ElementTree.canonicalize(expected)
        if i % 16 == 0:  # and not only as packed: as drawn anew
            assert picture == drawn((phase, steps, kind, grid), prefix)


def test_the_mouse_moves_it(wave, open_site):
    page = open_site(wave)
    expect(page, 0.5, 0, "exponential", False)
    slider = page.get_by_label("paso").and_(page.get_by_role("slider"))
    box = slider.bounding_box()
    page.mouse.move(box["x"] + 9, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    expect(page, 0.5, 15, "exponential", False)
    page.locator("label", has_text="con rejilla").click()
    expect(page, 0.5, 15, "exponential", True)


def test_the_keyboard_moves_it(wave, open_site):
    page = open_site(wave)
    expect(page, 0.5, 0, "exponential", False)
    page.keyboard.press("Tab")
    focused = "document.activeElement"
    assert page.evaluate(f"getComputedStyle({focused}).outlineStyle") == "solid"  # the focus is seen
    for key, phase in (("ArrowRight", 1.0), ("Home", 0), ("ArrowUp", 0.5), ("End", 1.0), ("ArrowLeft", 0.5)):
        page.keyboard.press(key)
        expect(page, phase, 0, "exponential", False)
    order = []
    for _ in range(4):
        page.keyboard.press("Tab")
        order.append(page.evaluate(f"{focused}.labels[0]?.textContent ?? {focused}.ariaLabel"))
    assert order == ["Reproducir: paso", "paso", "función", "con rejilla"]
    page.keyboard.press("Space")
    expect(page, 0.5, 0, "exponential", True)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowUp")
    expect(page, 0.5, 0, "sine", True)


STEP = 600  # ms, the longest step of play: a slider of four values


@pytest.fixture
def open_stopped(open_site, page):
    """Like `open_site`, but the page's clock goes on only when told, however busy the machine is."""

    def open_page(*widgets):
        page.clock.install(time="2024-01-01T00:00:00")
        open_site(*widgets)
        page.clock.pause_at("2024-01-01T01:00:00")
        return page

    return open_page


def test_it_plays_to_the_end_and_again(wave, open_stopped):
    page = open_stopped(wave)
    expect(page, 0.5, 0, "exponential", False)
    slider = page.get_by_role("slider", name="paso")
    play, pause = (page.get_by_role("button", name=f"{word}: paso") for word in ("Reproducir", "Pausar"))
    play.click()
    for at in ("1", "2", "3"):
        assert slider.input_value() == at
        assert pause.is_visible() == (at != "3")  # at the end it has stopped by itself
        page.clock.run_for(STEP)
    expect(page, 0.5, 15, "exponential", False)
    play.click()
    assert slider.input_value() == "0"
    page.clock.run_for(STEP)
    assert slider.input_value() == "1"
    expect(page, 0.5, 5, "exponential", False)
    pause.click()
    page.clock.run_for(5 * STEP)
    assert slider.input_value() == "1"


def test_the_reader_takes_over_from_play(wave, open_stopped):
    page = open_stopped(wave)
    slider = page.get_by_role("slider", name="paso")
    page.get_by_role("button", name="Reproducir: paso").click()
    page.clock.run_for(STEP)
    slider.press("Home")
    page.clock.run_for(5 * STEP)
    assert slider.input_value() == "0"
    assert page.get_by_role("button", name="Reproducir: paso").is_visible()


def test_with_reduced_motion_it_goes_step_by_step(wave, page, open_stopped):
    page.emulate_media(reduced_motion="reduce")
    open_stopped(wave)
    button = page.get_by_role("button", name="Paso siguiente: paso")
    for at in ("1", "2", "3", "0"):
        button.click()
        page.clock.run_for(5 * STEP)
        assert page.get_by_role("slider", name="paso").input_value() == at


def test_what_a_screen_reader_is_told(wave, open_stopped):
    page = open_stopped(wave)
    picture = page.get_by_role("img", name="Una curva que baja.")
    assert picture.count() == 1
    assert page.locator("figure > figcaption").inner_text() == "Un pie de figura."
    assert page.get_by_role("group", name="Controles").get_by_role("slider").count() == 2
    slider = page.get_by_role("slider", name="fase φ")
    assert slider.get_attribute("aria-valuetext") == "0,5"
    told = page.get_by_role("status")
    values = "fase φ: {}; paso: 0; función: exponencial; con rejilla: no"
    assert told.inner_text() == values.format("0,5")
    slider.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "1,0"
    assert told.inner_text() == values.format("0,5")  # calm: not at every step
    page.clock.run_for(1000)
    assert told.inner_text() == values.format("1,0")
    described = picture.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").inner_text() == values.format("1,0")


@pytest.mark.parametrize("lang", ["es", "en"])
def test_numbers_are_written_as_in_the_language(lang, open_site):
    lists = {
        "even": (np.linspace(-6, 6, 49), {"es": "−6,00 −5,75", "en": "−6.00 −5.75"}, (0, 1)),
        "rates": ([0.01, 0.03, 0.1, 0.3, 1.0], {"es": "0,01 0,3 1", "en": "0.01 0.3 1"}, (0, 3, 4)),
        "tiny": ([3e-4, 1e-3, 1e-5], {"es": "3 · 10⁻⁴ 0,001 10⁻⁵", "en": "3 × 10⁻⁴ 0.001 10⁻⁵"}, (0, 1, 2)),
        "epochs": (range(0, 30000, 5000), {"es": "0 5000 25.000", "en": "0 5000 25,000"}, (0, 1, 5)),
        "zero": (np.arange(-0.3, 0.31, 0.1), {"es": "−0,3 0,0 0,3", "en": "−0.3 0.0 0.3"}, (0, 3, 6)),
        "pair": ([1e-4, 0.1], {"es": "10⁻⁴ 0,1", "en": "10⁻⁴ 0.1"}, (0, 1)),
        "thirds": (np.linspace(0, 1, 7), {"es": "0,000 0,167", "en": "0.000 0.167"}, (0, 1)),
        "tenths": ([0.1 * k for k in range(4)], {"es": "0,0 0,3", "en": "0.0 0.3"}, (0, 3)),
        "logs": (np.logspace(-2, 0, 5), {"es": "0,01 0,0316 1", "en": "0.01 0.0316 1"}, (0, 1, 4)),
    }
    widgets = [
        explore(draw_nothing, a=values, labels={"a": name}, **WORDS) for name, (values, *_) in lists.items()
    ]
    page = open_site(*widgets, lang=lang)
    for name, (_, expected, positions) in lists.items():
        slider = page.get_by_role("slider", name=name, exact=True)
        said = []
        for position in positions:
            slider.fill(str(position))
            said.append(slider.get_attribute("aria-valuetext"))
            assert slider.locator("xpath=../../..").locator(".explore-value").inner_text() == said[-1]
        assert " ".join(said) == expected[lang], name


def test_a_language_of_its_own_comes_before_that_of_the_page(open_site):
    style.use("en")
    page = open_site(explore(draw_nothing, a=[0.5, 1], play="a", **WORDS), lang="es")
    assert page.get_by_role("slider").get_attribute("aria-valuetext") == "0.5"
    assert page.get_by_role("button", name="Play: a").count() == 1


def test_two_experiments_do_not_clash(wave, open_site):
    page = open_site(wave, make_wave(phase=[0, 1.0], steps=[0, 5], start={}))
    expect(page, 0.5, 0, "exponential", False)
    page.get_by_role("slider").nth(2).press("End")
    expect(page, 1.0, 0, "sine", False, nth=1)
    expect(page, 0.5, 0, "exponential", False)  # the first has not moved
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids)) == 20
    stray = page.evaluate("""() => [...document.querySelectorAll('figure')].flatMap(figure =>
        [...figure.innerHTML.matchAll(/url\\(#([^)]+)\\)|href="#([^"]+)"/g)]
            .map(match => match[1] ?? match[2])
            .filter(id => !figure.querySelector('svg [id="' + id + '"]')))""")
    assert stray == []


THEMES = {
    "the site says light": ("light", "dark", "rgb(255, 255, 255)"),
    "the site says dark": ("dark", "light", "rgb(18, 18, 18)"),
    "the system is dark": ("", "dark", "rgb(18, 18, 18)"),
    "the system is light": ("", "light", "rgb(255, 255, 255)"),
}


@pytest.mark.parametrize("case", THEMES)
def test_the_picture_follows_the_theme(case, wave, open_site, page):
    theme, system, paper = THEMES[case]
    page.emulate_media(color_scheme=system)
    open_site(wave, theme=theme)
    expect(page, 0.5, 0, "exponential", False)
    fill = "e => getComputedStyle(e).fill"
    assert page.locator(f"{PICTURE} > path").first.evaluate(fill) == paper
    ink = page.get_by_text("a < b & c").evaluate(fill)
    light = statistics.mean(float(c) for c in re.findall(r"[\d.]+", ink)[:3])  # color(srgb …) is in 0 to 1
    assert light > 0.8 if "18" in paper else light < 0.2
    line = page.locator(f"{PICTURE} path[style*='stroke:#0072b2']").first
    assert line.evaluate("e => getComputedStyle(e).stroke") == "rgb(0, 114, 178)"


@pytest.mark.parametrize("attribute", ["data-jp-theme-light=false", "class=vscode-dark", "html theme=dark"])
def test_the_picture_follows_the_notebook(attribute, wave, open_site):
    page = open_site(wave, theme="")
    where = "documentElement" if attribute.startswith("html") else "body"
    name, value = attribute.removeprefix("html ").split("=")
    page.evaluate(f"document.{where}.setAttribute('{name}', '{value}')")
    fill = page.locator(f"{PICTURE} > path").first.evaluate("e => getComputedStyle(e).fill")
    assert fill == "rgb(18, 18, 18)"


def test_without_scripts_the_picture_is_there(wave, browser, tmp_path, serve):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(site(tmp_path, wave)))
    assert page.locator(PICTURE).is_visible()
    assert page.get_by_text("Un pie de figura.").is_visible()
    assert page.get_by_text("a < b & c").is_visible()
    assert page.locator(".explore-controls").bounding_box() is None  # nor an empty place for what never comes
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_moves_when_the_controls_come(width, wave, browser, tmp_path, serve):
    heights = []
    address = serve(site(tmp_path, wave))
    for wanted in ("explore-loader.js", None):
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        if wanted:  # as the page is before the script has come
            page.route(f"**/{wanted}", lambda route: route.abort())
        page.goto(address)
        if not wanted:
            page.wait_for_selector("input")
        heights.append(page.locator("figure").bounding_box()["height"])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()
    assert abs(heights[0] - heights[1]) < 1


def test_words_of_the_author_are_never_markup(open_site):
    nasty = '</script><img src=x onerror=alert(1)> & "comillas" \''
    page = open_site(
        explore(
            draw_nothing,
            a={nasty: 1, "b": 2},
            labels={"a": nasty},
            caption=nasty,
            description=nasty,
        )
    )
    assert page.locator("figcaption").inner_text() == nasty
    assert page.get_by_role("img", name=nasty).count() == 1
    assert page.locator("option").first.inner_text() == nasty
    assert page.locator("img[src=x]").count() == 0


def test_a_control_answers_at_once(wave, open_site):
    """From the event to the picture laid out; benchmarks/explore.py measures a large one against a frame."""
    page = open_site(wave)
    expect(page, 0.5, 0, "exponential", False)
    times = page.evaluate("""() => {
        const slider = document.querySelector('input[type=range]');
        return [...Array(30).keys()].map((k) => {
            const before = performance.now();
            slider.value = k % 3;
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            document.querySelector('.gradiente-picture svg').getBoundingClientRect();
            return performance.now() - before;
        });
    }""")
    assert statistics.median(times) < 50  # a frame is 16 ms; this machine may be busy


def test_a_browser_too_old_says_so(wave, tmp_path, serve, page):
    page.add_init_script("delete window.DecompressionStream")
    page.goto(serve(site(tmp_path, wave)))
    page.get_by_text("Este navegador no puede mostrar el experimento").wait_for()
    assert page.locator(PICTURE).is_visible()
