"""Citations: ``[@key]`` and ``@key`` become links, and a chapter ends with the list of what it cites."""

import re
from dataclasses import dataclass
from pathlib import Path

from pybtex.database import Entry, Person, parse_file

from publish.source import CITATION, Source, SourceError, cited_keys, cited_places

WORDS = {
    "es": {"and": "y", "heading": "Referencias", "in": "En"},
    "en": {"and": "and", "heading": "References", "in": "In"},
}


@dataclass(frozen=True)
class Bibliography:
    """The entries of one BibTeX file."""

    path: Path
    entries: dict[str, Entry]

    @classmethod
    def read(cls, path: Path) -> "Bibliography":
        """Read `path`; every entry must say who, what, when and where to find it."""
        entries = dict(parse_file(str(path)).entries)
        for key, entry in entries.items():
            missing = [field for field in ("title", "year") if field not in entry.fields]
            missing += [] if entry.persons.get("author") else ["author"]
            missing += [] if _link(entry) else ["doi, eprint or url"]
            if missing:
                raise SourceError(f"{path}, entry {key}: no {', no '.join(missing)}")
        return cls(path, entries)

    def check(self, source: Source) -> None:
        """Refuse a source that cites what is not here."""
        for cell in source.cells:
            for key in _cited(cell.text["es"]) if cell.kind == "markdown" else ():
                if key not in self.entries:
                    raise source.error(f"@{key} is not in {self.path.name}", cell)
            for text in cell.text.values() if cell.kind == "markdown" else ():
                if left := _not_citations(text):
                    raise source.error(f"{left[0]} is not a citation: [@key], [@key; @key, section 2]", cell)

    def cite(self, markdown: str, lang: str) -> str:
        """Turn the citations in `markdown` into links."""

        def link(match: re.Match) -> str:
            if match[1]:
                return self._citation(match[1], lang, in_prose=True)
            links = [self._citation(key, lang, in_prose=False) + where for key, where in cited_places(match)]
            return f"({'; '.join(links)})"

        return _outside_code(markdown, lambda prose: CITATION.sub(link, prose))

    def list(self, source: Source, lang: str) -> str | None:
        """The Markdown list of all that `source` cites, by author and year; None if it cites nothing."""
        keys = {key for c in source.cells if c.kind == "markdown" for key in _cited(c.text[lang])}
        if not keys:
            return None
        ordered = sorted(keys, key=lambda k: (_sort_name(self.entries[k]), self.entries[k].fields["year"]))
        items = "\n".join(f"- {_reference(self.entries[key], lang)}" for key in ordered)
        return f"## {WORDS[lang]['heading']}\n\n{items}"

    def _citation(self, key: str, lang: str, in_prose: bool) -> str:
        entry = self.entries[key]
        names, year = _names(entry.persons["author"], lang), entry.fields["year"]
        return f"[{names} ({year})]({_link(entry)})" if in_prose else f"[{names}, {year}]({_link(entry)})"


def _cited(markdown: str) -> list[str]:
    keys: list[str] = []

    def collect(prose: str) -> str:
        keys.extend(key for match in CITATION.finditer(prose) for key in cited_keys(match))
        return prose

    _outside_code(markdown, collect)
    return keys


def _not_citations(markdown: str) -> list[str]:
    """What begins like a citation in brackets, and is none."""
    left: list[str] = []

    def collect(prose: str) -> str:
        left.extend(re.findall(r"\[@[^\]]*\]?", CITATION.sub("", prose)))
        return prose

    _outside_code(markdown, collect)
    return left


def _outside_code(markdown: str, change) -> str:
    """Apply `change` to what is neither code nor a formula."""
    parts = re.split(r"(```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$)", markdown, flags=re.DOTALL)
    return "".join(part if i % 2 else change(part) for i, part in enumerate(parts))


def _names(authors: list[Person], lang: str) -> str:
    last = [_last_name(person) for person in authors]
    if len(last) > 2:
        return f"{last[0]} et al."
    return f" {WORDS[lang]['and']} ".join(last)


def _last_name(person: Person) -> str:
    return _plain(" ".join([*person.prelast_names, *person.last_names]))


def _sort_name(entry: Entry) -> str:
    return " ".join(_last_name(person) for person in entry.persons["author"]).casefold()


def _reference(entry: Entry, lang: str) -> str:
    fields = entry.fields
    names = [_full_name(person) for person in entry.persons["author"]]
    authors = ", ".join(names[:-1]) + (f" {WORDS[lang]['and']} " if names[:-1] else "") + names[-1]
    venue = fields.get("journal") or fields.get("booktitle") or fields.get("publisher") or ""
    if "booktitle" in fields:
        venue = f"{WORDS[lang]['in']} {venue}"
    if "volume" in fields:
        venue += f" {fields['volume']}"
        venue += f"({fields['number']})" if "number" in fields else ""
    if "pages" in fields:
        venue += f", {fields['pages'].replace('--', '–')}"
    link = _link(entry)
    ending = f" {_plain(venue)}." if venue else ""
    shown = re.sub(r"^https?://(www\.)?", "", link).removesuffix("/")
    return f"{authors} ({fields['year']}). *{_plain(fields['title'])}*.{ending} [{shown}]({link})"


def _full_name(person: Person) -> str:
    initials = [f"{_plain(name)[0]}." for name in person.first_names + person.middle_names]
    return " ".join([*initials, _last_name(person)])


def _plain(tex: str) -> str:
    """BibTeX's braces and accents as plain text."""
    from pybtex.richtext import Text

    return str(Text.from_latex(tex)).replace("{", "").replace("}", "")


def _link(entry: Entry) -> str:
    fields = entry.fields
    if "doi" in fields:
        return f"https://doi.org/{fields['doi']}"
    if "eprint" in fields:
        return f"https://arxiv.org/abs/{fields['eprint']}"
    return fields.get("url", "")
