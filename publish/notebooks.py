"""Bring the committed notebooks up to date with their sources, running only what changed.

``notebooks/built.json`` remembers for each notebook a digest of all that it was made from (source, citations,
`gradiente`, the pinned packages) and a digest of the file itself, so that a stale notebook and one edited
by hand are both seen without running anything.
"""

import hashlib
import json
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path

from tqdm import tqdm

from publish import chapters, exercises
from publish.bilingual import LANGUAGES
from publish.execute import ENVIRONMENT, to_text
from publish.project import ROOT, repository_url
from publish.references import Bibliography
from publish.source import Source, SourceError, read

NOTEBOOKS = ROOT / "notebooks"
BUILT = NOTEBOOKS / "built.json"
TOTAL_LIMIT = 60_000_000  # bytes of all the committed notebooks


@dataclass(frozen=True)
class Target:
    """One notebook to make: a source in one language."""

    source: Source
    lang: str

    @property
    def is_exercise(self) -> bool:
        return self.source.path.parent.name == "solutions"

    @property
    def name(self) -> str:
        folder = "exercises/" if self.is_exercise else ""
        return f"{self.lang}/{folder}{self.source.name}.ipynb"

    @property
    def path(self) -> Path:
        return NOTEBOOKS / self.name

    def inputs(self) -> str:
        """Digest of what the notebook is made from."""
        text = chapters.unexecuted(self.source, self.lang, bibliography())
        parts = [to_text(text), repository_url(), *_machinery(self.is_exercise)]
        return _digest("\0".join(parts))

    def make(self) -> str:
        """The text of the notebook."""
        if self.is_exercise:
            notebook = exercises.student(self.source, self.lang)
            exercises.check_student(notebook, self.source)
            notebook = chapters.with_header(notebook, f"exercises/{self.source.name}", self.lang)
        else:
            notebook = chapters.chapter(self.source, self.lang, bibliography())
        return to_text(notebook)


def targets(names: list[str] | None = None) -> list[Target]:
    """Every notebook of the book, or those of the sources called `names`."""
    paths = [path for folder in ("book", "solutions") for path in sorted((ROOT / folder).glob("*.md"))]
    paths = [path for path in paths if path.stem[:2].isdigit() or path.stem.startswith("lab")]
    known = {path.stem for path in paths}
    for name in names or ():
        if name not in known:
            raise SourceError(f"no source called {name}; there are: {', '.join(sorted(known))}")
    sources = [read(path) for path in paths if not names or path.stem in names]
    return [Target(source, lang) for source in sources for lang in LANGUAGES]


def stale(names: list[str] | None = None) -> list[tuple[Target, str]]:
    """The notebooks that are not what their sources would give, with the reason."""
    built = _built()
    found = []
    for target in targets(names):
        record = built.get(target.name)
        if record is None or not target.path.exists():
            found.append((target, "not built yet"))
        elif record["inputs"] != target.inputs():
            found.append((target, "its source, gradiente or the pinned packages changed"))
        elif record["output"] != _digest(target.path.read_text(encoding="utf-8")):
            found.append((target, "edited by hand; edit its source"))
    return found


def update(names: list[str] | None = None, workers: int | None = None) -> list[Target]:
    """Make every stale notebook, in parallel, and return those that were made.

    A failure leaves the committed file as it was; the others are still made, and then the first failure is
    raised.
    """
    work = [target for target, _ in stale(names)]
    failures: list[SourceError] = []
    done: list[Target] = []
    context = multiprocessing.get_context("spawn")
    workers = min(workers or os.cpu_count() or 1, max(len(work), 1))
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        jobs = {pool.submit(_make, target): target for target in work}
        for job in tqdm(as_completed(jobs), total=len(jobs), desc="notebooks", disable=not jobs):
            target = jobs[job]
            try:
                text = job.result()
            except SourceError as error:
                failures.append(error)
                continue
            _write(target, text)
            done.append(target)
    if not names:
        _remove_orphans()
    size = sum(path.stat().st_size for path in NOTEBOOKS.rglob("*.ipynb"))
    if size > TOTAL_LIMIT:
        failures.append(SourceError(f"the notebooks take {size / 1e6:.0f} MB; the limit is 60 MB"))
    if failures:
        raise SourceError("\n".join(dict.fromkeys(map(str, failures))))
    return done


@cache
def bibliography() -> Bibliography:
    return Bibliography.read(ROOT / "book" / "references.bib")


def _make(target: Target) -> str:
    os.environ.update(ENVIRONMENT)
    return target.make()


@cache
def _machinery(is_exercise: bool) -> list[str]:
    """The files besides its source that a notebook depends on."""
    if is_exercise:
        files = [ROOT / "publish" / "exercises.py"]
    else:
        files = [ROOT / "publish" / "execute.py", ROOT / "requirements.txt"]
        files += sorted(p for p in (ROOT / "gradiente").iterdir() if p.is_file())
    return [file.read_text(encoding="utf-8") for file in files]


def _write(target: Target, text: str) -> None:
    target.path.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(target.path)
    _record({target.name: {"inputs": target.inputs(), "output": _digest(text)}})


def _remove_orphans() -> None:
    """Delete notebooks whose source is gone."""
    wanted = {target.name for target in targets()}
    for path in NOTEBOOKS.rglob("*.ipynb"):
        if path.relative_to(NOTEBOOKS).as_posix() not in wanted:
            path.unlink()
    _record({name: None for name in _built() if name not in wanted})


def _built() -> dict:
    return json.loads(BUILT.read_text(encoding="utf-8")) if BUILT.exists() else {}


def _record(changes: dict) -> None:
    """Change `built.json`, also while another process does."""
    if not changes:
        return
    NOTEBOOKS.mkdir(exist_ok=True)
    with open(NOTEBOOKS / ".lock", "w") as lock:
        flock(lock, LOCK_EX)
        built = {name: record for name, record in {**_built(), **changes}.items() if record}
        temporary = BUILT.with_suffix(".tmp")
        temporary.write_text(json.dumps(built, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        temporary.replace(BUILT)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
