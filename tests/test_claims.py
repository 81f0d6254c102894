"""Every claim that the book sets out to show: the cell that shows it, and that its numbers still do.

The numbers are read from the committed notebooks, which nbval re-runs and compares. What a chapter claims
stands in tests/chapters/, so a test fails if the cell is gone or if its numbers no longer bear the text out.
"""

import pytest

from chapters import CHAPTERS
from claims import CHECKS, claims, lines


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize(("chapter", "name"), CHECKS, ids=[" ".join(check) for check in CHECKS])
def test_claim(chapter, name, lang):
    CHECKS[chapter, name](lines(chapter, name, lang))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_claim_of_a_chapter_is_checked(chapter):
    for lang in ("es", "en"):
        assert claims(chapter, lang) == {name for listed, name in CHECKS if listed == chapter}
