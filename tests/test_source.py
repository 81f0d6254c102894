"""A source is refused, with file and cell, for everything in which its editions could drift apart."""

import re

import pytest

from publish.source import SourceError, read

HEADER = "---\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
GOOD = """\
+++ {"lang": "es"}

# Título

El coste $C$ de [@rumelhart1986learning] es

$$C = 0{,}5\\,(y - t)^2 \\text{ si } t = 1 \\tag{1.1}$$

![una curva](curve.svg) y [más](https://example.org).

+++ {"lang": "en"}

# Title

The cost $C$ of [@rumelhart1986learning] is

$$C = 0.5\\,(y - t)^2 \\text{ if } t = 1 \\tag{1.1}$$

![a curve](curve.svg) and [more](https://example.org).

```{code-cell}
:alt: "[[una curva|a curve]]"

plt.plot(x, label="[[coste|cost]]")
```
"""


def write(folder, body):
    path = folder / "01_test.md"
    path.write_text(HEADER + body, encoding="utf-8")
    return path


def test_a_good_source_splits_into_twins(tmp_path):
    source = read(write(tmp_path, GOOD))
    spanish, english = source.split("es"), source.split("en")
    assert spanish.cells[0].source.startswith("# Título")
    assert english.cells[0].source.startswith("# Title")
    assert spanish.cells[1].source == 'plt.plot(x, label="coste")'
    assert english.cells[1].metadata["alt"] == "a curve"
    assert [c.id for c in spanish.cells] == [c.id for c in english.cells]


def test_cell_ids_depend_on_the_cell_alone(tmp_path):
    before = read(write(tmp_path, GOOD)).split("es")
    more = GOOD + "\n```{code-cell}\nplt.show()\n```\n\n```{code-cell}\nplt.show()\n```\n"
    after = read(write(tmp_path, more)).split("es")
    assert [c.id for c in after.cells[:2]] == [c.id for c in before.cells]
    assert len({c.id for c in after.cells}) == 4


@pytest.mark.parametrize(
    ("old", "new", "cell", "message"),
    [
        ('+++ {"lang": "en"}\n\n# Title', '+++ {"lang": "es"}\n\n# Title', 1, 'no "en" cell'),
        ('+++ {"lang": "es"}', '+++ {"lang": "en"}', 1, '"es" first'),
        ('+++ {"lang": "es"}', "+++", 1, "no lang"),
        ("# Title", "## Title", 1, "headings"),
        ("\\tag{1.1}$$\n\n![a", "\\tag{1.2}$$\n\n![a", 1, "labels"),
        ("C = 0.5", "C = 0.25", 1, "displayed formulas"),
        ("The cost $C$", "The cost $J$", 1, "inline formulas"),
        ("of [@rumelhart1986learning] is", "is", 1, "citations"),
        ("[more](https://example.org)", "[more](https://example.com)", 1, "links"),
        ("![a curve](curve.svg)", "![a curve](other.svg)", 1, "pictures"),
        ("![a curve](curve.svg)", "![](curve.svg)", 1, "picture has no text"),
        ('"[[coste|cost]]"', '"[[coste|cost"', 3, "unclosed"),
        ('"[[una curva|a curve]]"', '"[[una curva|a curve"', 3, "unclosed"),
        (":alt:", ":lang: en\n:alt:", 3, "drop its lang"),
        (":alt:", ":load: nothing.py\n:alt:", 3, "nothing.py"),
    ],
)
def test_each_difference_is_refused_with_its_cell(tmp_path, old, new, cell, message):
    assert old in GOOD
    with pytest.raises(SourceError) as refusal:
        read(write(tmp_path, GOOD.replace(old, new)))
    text = str(refusal.value)
    assert re.search(rf"01_test\.md, cells? {cell}\b", text), text
    assert message in text
    assert "\n" not in text


def test_exercise_ids_must_match(tmp_path):
    body = GOOD.replace('{"lang": "es"}', '{"lang": "es", "nbgrader": {"grade_id": "a"}}')
    body = body.replace('{"lang": "en"}', '{"lang": "en", "nbgrader": {"grade_id": "b"}}')
    with pytest.raises(SourceError, match="exercise ids: es a, en b"):
        read(write(tmp_path, body))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (GOOD.replace("# T", "## T"), "first heading must be the title"),
        (GOOD + GOOD, "a second title"),
    ],
)
def test_one_title(tmp_path, body, message):
    with pytest.raises(SourceError, match=message):
        read(write(tmp_path, body))


def test_an_experiment_ends_its_cell(tmp_path):
    cell = "\n```{{code-cell}}\n{}\n```\n".format
    read(write(tmp_path, GOOD + cell("print(1)\nexplore(draw, x=[1, 2])")))
    with pytest.raises(SourceError, match=r"explore\(\.\.\.\) is shown only where it ends its cell"):
        read(write(tmp_path, GOOD + cell("explore(draw, x=[1, 2])\nprint(1)")))


def test_load_takes_the_code_from_the_file_beside_the_source(tmp_path):
    (tmp_path / "checks.py").write_text('print("[[hola|hello]]")\n', encoding="utf-8")
    source = read(write(tmp_path, GOOD + "\n```{code-cell}\n:load: checks.py\n```\n"))
    assert source.split("en").cells[-1].source == 'print("hello")'
    assert "load" not in source.split("en").cells[-1].metadata
