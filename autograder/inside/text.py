"""Text that came from elsewhere."""

import re

_HALVES = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """`text` with � for halves of characters, which JSON can hold and no file can."""
    return _HALVES.sub("\ufffd", text)
