"""A table in a CSV file of someone else's, edited cell by cell: every other byte stays as it is."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_ENCODINGS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True)
class Field:
    """A cell's value, and where it stands in the text, quotes included."""

    value: str
    start: int
    end: int
    quoted: bool


def tokenize(text: str, delimiter: str) -> list[list[Field]]:
    """The rows of `text`, read as Python's ``csv`` reads them; an empty line is a row without fields."""
    other = rf"[^{re.escape(delimiter)}\r\n]"
    first = rf'[^{re.escape(delimiter)}\r\n"]'
    # After the closing quote the csv module takes what follows as it stands, up to the field's end.
    field = re.compile(rf'"(?P<quoted>(?:[^"]|"")*+)(?:"(?P<rest>{first}{other}*)?)?|(?P<bare>{other}*)')
    rows: list[list[Field]] = []
    row: list[Field] = []
    at = 0
    while at < len(text):
        found = field.match(text, at)
        if found["bare"] is not None:
            value = found["bare"]
        else:
            value = found["quoted"].replace('""', '"') + (found["rest"] or "")
        row.append(Field(value, at, found.end(), found["bare"] is None))
        at = found.end()
        if text[at : at + 1] == delimiter:
            at += 1
            if at == len(text):  # the last cell is empty
                row.append(Field("", at, at, False))
        elif at < len(text):  # the line's end
            if len(row) == 1 and row[0].start == row[0].end:
                row = []
            rows.append(row)
            row = []
            at += 2 if text[at : at + 2] == "\r\n" else 1
    if row:
        rows.append(row)
    return rows


class Sheet:
    """The table in `content`, with `delimiter` between its cells; the first row names the columns.

    The encoding is UTF-8, with or without a byte order mark, UTF-16 with one, or else Windows-1252.
    """

    def __init__(self, content: bytes, delimiter: str) -> None:
        self._text, self._encoding = _decode(content)
        self._delimiter = delimiter
        self._mark = "\ufeff" if self._text.startswith("\ufeff") else ""
        rows = tokenize(self._text[len(self._mark) :], delimiter)
        self.header = [field.value for field in rows[0]] if rows else []
        self._rows = {number: row for number, row in enumerate(rows[1:], start=2) if row}
        self._edits: dict[tuple[int, int], str] = {}
        filled = [field for row in rows for field in row if field.value]
        self._quotes_all = bool(filled) and all(field.quoted for field in filled)
        spaced = [field for field in filled if " " in field.value]
        self._quotes_spaces = bool(spaced) and all(field.quoted for field in spaced)

    @property
    def numbers(self) -> list[int]:
        """The numbers of the rows below the header, from 2, without the empty ones."""
        return list(self._rows)

    @property
    def delimiter(self) -> str:
        return self._delimiter

    def column(self, *names: str) -> int | None:
        """Where the first column stands that has one of these names, exactly."""
        return next((index for index, name in enumerate(self.header) if name in names), None)

    def value(self, number: int, column: int | None) -> str:
        """What stands in a cell; nothing where there is no such cell."""
        row = self._rows[number]
        return row[column].value if column is not None and column < len(row) else ""

    def values(self, column: int | None) -> list[str]:
        return [self.value(number, column) for number in self._rows]

    def has(self, number: int, column: int) -> bool:
        """Whether the row reaches as far as this column."""
        return column < len(self._rows[number])

    def put(self, number: int, column: int, value: str) -> None:
        """Change a cell; the row must reach so far."""
        if not self.has(number, column):
            raise IndexError(f"row {number} has no column {column}")
        self._edits[number, column] = value

    @property
    def changed(self) -> set[int]:
        """The numbers of the rows in which a cell has another value than before."""
        return {
            number for (number, column), value in self._edits.items() if value != self.value(number, column)
        }

    def content(self) -> bytes:
        """The file with the changed cells, in the same encoding."""
        pieces, at, shift = [], 0, len(self._mark)
        for (number, column), value in sorted(self._edits.items()):
            field = self._rows[number][column]
            if value != field.value:
                # A line without anything on it would be no row any more.
                quoted = field.quoted or (not value and len(self._rows[number]) == 1)
                pieces += [self._text[at : field.start + shift], self._quote(value, quoted)]
                at = field.end + shift
        pieces.append(self._text[at:])
        # What Windows-1252 lacks becomes a reference, which HTML understands: such text is a comment.
        return "".join(pieces).encode(self._encoding, "xmlcharrefreplace")

    def _quote(self, value: str, quoted: bool) -> str:
        special = any(char in value for char in (self._delimiter, '"', "\r", "\n"))
        spaced = " " in value and self._quotes_spaces
        if quoted or special or spaced or (value and self._quotes_all):
            return '"' + value.replace('"', '""') + '"'
        return value


def _decode(content: bytes) -> tuple[str, str]:
    for mark, encoding in _ENCODINGS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError:
                break
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1"), "latin-1"


def number_in(text: str) -> Decimal | None:
    """The number that a cell holds, with either decimal mark."""
    found = re.fullmatch(r"(-?\d+)(?:[.,](\d+))?", text.strip())
    return Decimal(f"{found[1]}.{found[2] or 0}") if found else None


def decimal_mark(sheet: Sheet, columns: list[int]) -> str:
    """The decimal mark of the numbers in these columns; if there are none to tell, the likely one.

    Moodle and Canvas read a point in every language; a spreadsheet that separates cells by semicolons writes
    commas.
    """
    for column in columns:
        for value in sheet.values(column):
            if found := re.fullmatch(r"-?\d+([.,])\d+", value.strip()):
                return found[1]
    return "," if sheet.delimiter == ";" else "."


def scaled(score: float, max_score: float, maximum: Decimal) -> Decimal:
    """`score` of `max_score` points as a mark of `maximum`, to two decimals, halves up."""
    exact = Decimal(str(score)) * maximum / Decimal(str(max_score))
    # The first rounding takes away what binary fractions and the division have added in the far decimals.
    return exact.quantize(Decimal("1e-9")).quantize(Decimal("0.01"), ROUND_HALF_UP)
