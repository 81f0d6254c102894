"""Text that holds both languages: ``[[es|en]]``.

In code it stands inside strings and comments only, so that an array such as ``W[[0, 1]]`` is never
mistaken for it.
"""

import io
import tokenize
from collections.abc import Iterator

LANGUAGES = ("es", "en")


class BilingualError(ValueError):
    """A ``[[es|en]]`` that cannot be read; ``args[0]`` says what is wrong with it."""


def choose(text: str, lang: str) -> str:
    """Keep one language of every ``[[es|en]]`` in `text`.

    Single brackets may stand inside (``[[vale [1]|is [1]]]``), and what has the form of an array
    (``[[1, 2], [3, 4]]``) is left as it is.
    """
    index = LANGUAGES.index(lang)
    kept, position = [], 0
    for start, bar, end in _spans(text):
        inside = text[start + 2 : bar], text[bar + 1 : end - 2]
        kept += [text[position:start], inside[index]]
        position = end
    return "".join([*kept, text[position:]])


def choose_in_code(code: str, lang: str) -> str:
    """Keep one language in the strings and comments of Python `code`.

    Raises
    ------
    BilingualError
        If a ``[[es|en]]`` is unclosed or malformed, or if `code` is not Python.
    """
    kept, position = [], 0
    for start, end in _strings_and_comments(code):
        kept += [code[position:start], choose(code[start:end], lang)]
        position = end
    return "".join([*kept, code[position:]])


def choose_in_data(value: object, lang: str) -> object:
    """Keep one language in every string of a cell's metadata or of a configuration file."""
    if isinstance(value, str):
        return choose(value, lang)
    if isinstance(value, dict):
        return {key: choose_in_data(item, lang) for key, item in value.items()}
    if isinstance(value, list):
        return [choose_in_data(item, lang) for item in value]
    return value


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, position of the bar, end) of each ``[[es|en]]``."""
    position = 0
    while (start := text.find("[[", position)) >= 0:
        bars, end = [], None
        depth, i = 2, start + 2
        while i < len(text):
            if text[i] == "[":
                depth += 1
            elif text[i] == "]":
                if depth == 2:
                    end = i + 2 if text[i : i + 2] == "]]" else None
                    break
                depth -= 1
            elif text[i] == "|" and depth == 2:
                bars.append(i)
            i += 1
        excerpt = text[start : start + 40].replace("\n", " ")
        if end is None:
            if bars or (i == len(text) and text[start + 2 : start + 3].isalpha()):
                raise BilingualError(f"unclosed [[es|en]]: {excerpt!r}")
            position = start + 2
        elif not bars:
            if text[start + 2].isalpha():
                raise BilingualError(f"[[es|en]] without its bar: {excerpt!r}")
            position = end
        elif len(bars) > 1:
            raise BilingualError(f"[[es|en]] with more than one bar (write ∣ for a bar): {excerpt!r}")
        else:
            yield start, bars[0], end
            position = end


def _strings_and_comments(code: str) -> Iterator[tuple[int, int]]:
    """Yield the extent of every string literal (f-strings whole) and comment of `code`."""
    lines = [0]
    for line in code.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    fstring_start = getattr(tokenize, "FSTRING_START", None)  # from Python 3.12 on
    fstring_end = getattr(tokenize, "FSTRING_END", None)
    depth, opened = 0, 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            start = lines[token.start[0] - 1] + token.start[1]
            end = lines[token.end[0] - 1] + token.end[1]
            if token.type == fstring_start:
                opened = start if depth == 0 else opened
                depth += 1
            elif token.type == fstring_end:
                depth -= 1
                if depth == 0:
                    yield opened, end
            elif depth == 0 and token.type in (tokenize.STRING, tokenize.COMMENT):
                yield start, end
    except (tokenize.TokenError, SyntaxError) as error:
        raise BilingualError(f"not Python: {error}") from None
