"""Release, collect and grade the book's exercises: a course folder on nbgrader's formats and grade book."""

import sys

# jsonschema, which nbformat brings, would build a grammar for a kind of web address that no notebook has:
# two seconds or more at the start of each program. It does without where this is not installed.
sys.modules.setdefault("rfc3987_syntax", None)
