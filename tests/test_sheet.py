"""CSV files of someone else's: read as ``csv`` reads them, and changed in no byte but those of a cell."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sheet import Sheet, decimal_mark, number_in, scaled, tokenize

TEXTS = st.text(alphabet='",;\t\r\n añ\0', max_size=30)
DELIMITERS = st.sampled_from(",;\t")


def read(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@settings(max_examples=1000, deadline=None)
@given(text=TEXTS, delimiter=DELIMITERS)
def test_values_are_those_that_csv_reads(text: str, delimiter: str) -> None:
    rows = tokenize(text, delimiter)
    assert [[field.value for field in row] for row in rows] == read(text, delimiter)


@settings(max_examples=500, deadline=None)
@given(
    text=TEXTS,
    delimiter=DELIMITERS,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_what_is_not_edited_stays_byte_for_byte(text: str, delimiter: str, encoding: str) -> None:
    content = text.encode(encoding)
    sheet = Sheet(content, delimiter)
    assert sheet.content() == content
    for number in sheet.numbers:
        for column in range(len(sheet.header)):
            if sheet.has(number, column):
                sheet.put(number, column, sheet.value(number, column))
    assert (sheet.content(), sheet.changed) == (content, set())


@settings(max_examples=500, deadline=None)
@given(text=TEXTS, delimiter=DELIMITERS, value=st.text(alphabet='",;\t\n 7ñ', max_size=6), data=st.data())
def test_an_edit_changes_one_value_and_no_other(
    text: str, delimiter: str, value: str, data: st.DataObject
) -> None:
    content = f"a{delimiter}b\n{text}".encode()
    sheet = Sheet(content, delimiter)
    cells = [(row, column) for row in sheet.numbers for column in range(9) if sheet.has(row, column)]
    if not cells:
        return
    row, column = data.draw(st.sampled_from(cells))
    expected = read(content.decode(), delimiter)
    expected[row - 1][column] = value
    sheet.put(row, column, value)
    edited = sheet.content().decode()
    assert read(edited, delimiter) == expected


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        (b"id,mark\r\n1,\r\n2,x", "7,50", b'id,mark\r\n1,"7,50"\r\n2,x'),  # quoted for its comma
        (b"id;mark\n1;\n", "7,50", b"id;mark\n1;7,50\n"),
        (b'"id","mark"\n"1",""\n', "7.50", b'"id","mark"\n"1","7.50"\n'),
        (b'"id","mark"\n"1",\n', "7.50", b'"id","mark"\n"1","7.50"\n'),  # quotes all but empty cells
        (b'id,"a mark"\n1,\n', "7 y 8", b'id,"a mark"\n1,"7 y 8"\n'),  # quotes what has spaces, as PHP does
        (b"id,a mark\n1,\n", "7 y 8", b"id,a mark\n1,7 y 8\n"),
        (b"id,mark\n1,old\n", 'say "x"', b'id,mark\n1,"say ""x"""\n'),
        (b"\xef\xbb\xbfid,mark\n1,\n", "ñ", "\ufeffid,mark\n1,ñ\n".encode()),
        ("id,mark,año\n1,,ñ\n".encode("cp1252"), "½ ✓", "id,mark,año\n1,½ &#10003;,ñ\n".encode("cp1252")),
        (
            "\ufeffid\tmark\r\n1\t\r\n".encode("utf-16-le"),
            "ñ",
            "\ufeffid\tmark\r\n1\tñ\r\n".encode("utf-16-le"),
        ),
    ],
)
def test_the_style_of_the_file_is_kept(before: bytes, value: str, after: bytes) -> None:
    delimiter = next(d for d in ",;\t" if len(Sheet(before, d).header) > 1)
    sheet = Sheet(before, delimiter)
    sheet.put(2, 1, value)
    assert sheet.content() == after
    assert sheet.changed == {2}


def test_a_cell_that_is_not_there_cannot_be_changed() -> None:
    sheet = Sheet(b"a,b\n1\n", ",")
    assert (sheet.value(2, 1), sheet.value(2, None), sheet.has(2, 1)) == ("", "", False)
    with pytest.raises(IndexError):
        sheet.put(2, 1, "x")


def test_decimal_marks() -> None:
    assert decimal_mark(Sheet(b'a,b\n,"10,00"\n', ","), [0, 1]) == ","
    assert decimal_mark(Sheet(b"a,b\n7.5,10\n", ","), [1, 0]) == "."
    assert decimal_mark(Sheet(b"a,b\n,10\n", ","), [0, 1]) == "."
    assert decimal_mark(Sheet(b"a;b\n;10\n", ";"), [0, 1]) == ","
    found = {text: number_in(text) for text in ("7,50", " 7.5", "10", "", "-", "7,5 / 10", "1.000,00", "EX")}
    assert found == dict.fromkeys(found) | {"7,50": Decimal("7.5"), " 7.5": Decimal("7.5"), "10": Decimal(10)}


@pytest.mark.parametrize(
    ("score", "points", "maximum", "mark"),
    [
        (6, 8, 10, "7.50"),
        (0.5, 8, 10, "0.63"),  # 0.625: halves go up, as in Moodle
        (1, 3, 10, "3.33"),
        (2, 3, 100, "66.67"),
        (0.1 + 0.2, 3, 10, "1.00"),
        (1.005, 10, 10, "1.01"),  # 1.00499999999999989... in binary, and 1.005 to whoever gave it
        (0, 8, 10, "0.00"),
        (8, 8, 20, "20.00"),
    ],
)
def test_marks_are_scaled_and_rounded(score: float, points: float, maximum: int, mark: str) -> None:
    assert str(scaled(score, points, Decimal(maximum))) == mark
