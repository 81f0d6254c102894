"""Running a notebook: the same bytes every time, and a refusal for what would not repeat."""

import pytest

from publish.chapters import with_header
from publish.execute import WIDGET_STATE, WIDGET_VIEW, execute, to_text
from publish.source import SourceError, read

TITLE = '+++ {"lang": "es"}\n\n# Título\n\n+++ {"lang": "en"}\n\n# Title\n\n'


def source_of(folder, *cells):
    path = folder / "01_test.md"
    code = "\n\n".join(f"```{{code-cell}}\n{cell}\n```" for cell in cells)
    path.write_text(TITLE + code + "\n", encoding="utf-8")
    return read(path)


def run(source, lang="en"):
    return execute(source.split(lang), source)


def test_two_runs_give_the_same_bytes(tmp_path):
    source = source_of(
        tmp_path,
        "import matplotlib.pyplot as plt\nimport numpy as np\nfrom gradiente import style\nstyle.use()\n"
        'print("[[hola|hello]]", {"b", "a", "c"})',
        ':alt: "[[una recta|a line]]"\n\nplt.plot(np.arange(3)); plt.title(r"$\\sigma(z)$")\nplt.show()',
        "import ipywidgets\nipywidgets.IntSlider(description='a')",
    )
    first, second = run(source), run(source)
    same = to_text(first) == to_text(second)  # pytest would take minutes to show a difference
    assert same
    assert "hello" in to_text(first)
    (output,) = first.cells[2].outputs
    assert "image/svg+xml" in output.data
    widget = first.cells[3].outputs[0].data[WIDGET_VIEW]["model_id"]
    state = first.metadata.widgets[WIDGET_STATE]["state"]
    assert state[widget]["model_name"] == "IntSliderModel"
    assert set(state) == {"widget-1", "widget-2", "widget-3"}  # the slider, its layout and its style


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("1 / 0", "raises ZeroDivisionError: division by zero"),
        ("import warnings\nwarnings.warn('old')", "writes to stderr"),
        ("print(object())", "prints a memory address"),
        ("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", "a picture that has no text"),
        (':alt: "[[a|b]]"\n\nprint(1)', "draws nothing"),
        ("print('gradiente\\n' * 300_000)", "the limit is 2 MB"),
    ],
)
def test_what_would_not_repeat_is_refused(tmp_path, cell, message):
    with pytest.raises(SourceError, match=message) as refusal:
        run(source_of(tmp_path, cell))
    text = str(refusal.value)
    assert "01_test.md" in text
    assert "\n" not in text
    if "limit" not in message:
        assert "cell 3" in text


def test_header_links_to_colab_and_to_the_twin(tmp_path):
    notebook = with_header(source_of(tmp_path).split("es"), "exercises/01_test", "es")
    header = notebook.cells[0].source
    assert "/blob/main/notebooks/es/exercises/01_test.ipynb" in header
    assert "[English](../../en/exercises/01_test.ipynb)" in header
