"""What autograder says; the words, in both languages, are in ``messages.toml``."""

import sys
import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("es", "en")
#: How this program was called, so that the commands it proposes can be copied.
PROGRAM = "python -m autograder" if Path(sys.argv[0]).name == "__main__.py" else "autograder"


class Refusal(Exception):
    """Something that cannot be done; it becomes one line in the course's language, and an exit code."""

    def __init__(self, key: str, exit_code: int = 1, **fields: object) -> None:
        super().__init__(key, fields)
        self.key = key
        self.fields = fields
        self.exit_code = exit_code


@cache
def messages() -> dict[str, dict[str, str]]:
    """Every message, by key and language."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def text(lang: str, key: str, **fields: object) -> str:
    """The message `key` in `lang`, its fields filled in."""
    return messages()[key][lang].format(program=PROGRAM, **fields)


def printable(words: str, most: int) -> str:
    """Words of a student's, fit for a line of text: not too long, and nothing that a terminal obeys."""
    short = words if len(words) <= most else f"{words[: most - 1]}…"
    return "".join(letter if letter.isprintable() else "�" for letter in short)


def number(lang: str, value: float) -> str:
    """A number of points as a reader of `lang` writes it: 7,5 or 7.5."""
    written = f"{round(value, 2):g}"
    return written.replace(".", ",") if lang == "es" else written
