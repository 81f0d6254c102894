"""Try an exercise's wrong and right answers: each mistake must lose its points, and hear what it was.

``solutions/NN_name.answers.py`` lists them in jupytext's percent format (CONTRIBUTING.md). Each is put into
the solved notebook, which then runs in a process of its own, without a kernel. Only those tests run again
that need the task: the others say what they say of the solution.
"""

import contextlib
import math
import time
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from publish.bilingual import LANGUAGES, BilingualError, choose_in_code, choose_in_data
from publish.exercises import instructor
from publish.project import ROOT
from publish.rules import BEGIN_HIDDEN
from publish.runner import NOT_ATTEMPTED, TIME_LIMIT, Outcome, Run, Runner
from publish.source import Source, SourceError, read


@dataclass(frozen=True)
class Answer:
    """One answer to one task, as its author describes it."""

    title: str
    cell: str  # the grade_id of the solution cell that it replaces
    code: str
    right: bool
    caught_by: tuple[str, ...] = ()  # the tests that a wrong answer must fail
    says: str = ""  # a phrase of their messages
    hidden: bool = False  # only the hidden tests catch it


@dataclass(frozen=True)
class Result:
    """How an answer fared in one language."""

    answer: Answer
    lang: str
    run: Run
    seen: frozenset[str]  # the tests that failed before they came to what students do not see

    @property
    def problem(self) -> str | None:
        """In one line, how this differs from what the answer's author expects; None if it does not."""
        answer = self.answer
        if set(self.run.failed) != set(answer.caught_by):
            wanted = ", ".join(answer.caught_by) or "nothing"
            got = "; ".join(_told(self.run.outcomes[name]) for name in self.run.failed) or "nothing"
            return f"should lose {wanted}, loses {got}"
        if self.seen != (set() if answer.hidden else set(answer.caught_by)):
            wanted = "only the hidden tests" if answer.hidden else "the tests that students see"
            return f"should be caught by {wanted}; what they see fails: {', '.join(self.seen) or 'nothing'}"
        for name in answer.caught_by:
            outcome = self.run.outcomes[name]
            if outcome.verdict == NOT_ATTEMPTED:
                return f"{name} takes it for an unattempted task"
            if answer.says not in outcome.message:
                return f"the message should say {answer.says!r}: {_told(outcome)}"
        return None


def read_answers(path: Path, lang: str) -> list[Answer]:
    """Read an answers file in one language.

    Raises
    ------
    SourceError
        If a cell is not an answer; the line says which and what it lacks.
    """
    import jupytext

    path = Path(path)
    if not path.is_file():
        raise SourceError(f"{path}: there is no such file; an exercise needs its list of answers")
    notebook = jupytext.read(path, fmt="py:percent")
    return [_answer(path, cell, lang) for cell in notebook.cells if not _is_remark(cell)]


def _is_remark(cell: NotebookNode) -> bool:
    """Whether `cell` is a heading or the comment at the top of the file."""
    only_comments = all(line.startswith("#") or not line.strip() for line in cell.source.split("\n"))
    return cell.cell_type == "markdown" or (not cell.metadata.get("title") and only_comments)


def _answer(path: Path, cell: NotebookNode, lang: str) -> Answer:
    about = {key: value for key, value in cell.metadata.items() if key != "lines_to_next_cell"}
    title = about.pop("title", "")
    header = title or about.get("incorrectly_encoded_metadata", "") or cell.source.split("\n")[0]

    def wrong(message: str) -> SourceError:
        return SourceError(f"{path}, answer {header!r}: {message}")

    if cell.cell_type != "code" or "incorrectly_encoded_metadata" in about or not title:
        raise wrong('write # %% title {"wrong": "task", …}; the title is first and has no = and no brackets')
    try:
        about = choose_in_data(about, lang)
        code = choose_in_code(cell.source, lang)
    except BilingualError as error:
        raise wrong(str(error)) from None
    keys = {"right"} if "right" in about else {"wrong", "caught_by", "says"}
    if not keys <= set(about) <= keys | ({"hidden"} if "wrong" in about else set()):
        raise wrong('needs {"right": task} or {"wrong": task, "caught_by": [tests], "says": phrase}')
    if "right" in about:
        return Answer(title, about["right"], code, right=True)
    if not about["caught_by"] or not about["says"]:
        raise wrong("a wrong answer names at least one test and a phrase of its message")
    caught_by, hidden = tuple(about["caught_by"]), bool(about.get("hidden", False))
    return Answer(title, about["wrong"], code, False, caught_by, about["says"], hidden)


def run_answers(
    path: Path,
    lang: str,
    seed: str = "0",
    time_limit: float = TIME_LIMIT,
    runner: Runner | None = None,
) -> list[Result]:
    """Run every answer in `path`, ``solutions/NN_name.answers.py``, on the exercise beside it.

    Parameters
    ----------
    seed : str
        GRADIENTE_SEED, from which the hidden tests draw their data.
    time_limit : float
        Seconds for each answer.
    runner : Runner, optional
        One that is warm already, in either language; otherwise one is started.

    Raises
    ------
    SourceError
        If the exercise or the list of answers is not in order.
    """
    path = Path(path)
    source = read(path.with_name(path.name.replace(".answers.py", ".md")))
    answers = read_answers(path, lang)
    complete = solved(source, lang)
    names = {cell.id for cell in complete.cells}
    for answer in answers:
        for name in (answer.cell, *answer.caught_by):
            if name not in names:
                raise SourceError(f"{path}, answer {answer.title!r}: {source.path.name} has no cell {name}")
    hidden_from = {
        cell.id: number
        for cell in complete.cells
        for number, line in enumerate(cell.source.split("\n"), start=1)
        if line.strip() == BEGIN_HIDDEN
    }
    results = []
    with contextlib.nullcontext(runner) if runner else Runner(complete) as runner:
        solution = runner.run(complete, {}, seed, time_limit)
        short = {}  # by task, the notebook without the tests that pass even where the task's cell is empty
        for task in {answer.cell: None for answer in answers}:
            run = runner.run(complete, {task: ""}, seed, time_limit)
            short[task] = without(complete, run.outcomes.keys() - set(run.failed))
        for answer in answers:
            run = runner.run(short[answer.cell], {answer.cell: answer.code}, seed, time_limit)
            run = Run({**solution.outcomes, **run.outcomes}, run.output)
            seen = {
                name
                for name in run.failed
                if (run.outcomes[name].line or 0) < hidden_from.get(name, math.inf)
            }
            results.append(Result(answer, lang, run, frozenset(seen)))
    return results


def solved(source: Source, lang: str) -> NotebookNode:
    """The instructor's notebook, nbgrader's cells alone: what the tests see.

    The others (a plot, say) take most of the time, and no test may rely on them.
    """
    complete = instructor(source, lang)
    return without(complete, {cell.id for cell in complete.cells if "nbgrader" not in cell.metadata})


def without(notebook: NotebookNode, names: Set[str]) -> NotebookNode:
    """`notebook` without the cells called `names`."""
    return NotebookNode({**notebook, "cells": [cell for cell in notebook.cells if cell.id not in names]})


# --------------------------------------------------------------------------- command line


def main(name: str) -> int:
    """Try the answers of the exercise called `name`, print what came out, and return the exit code."""
    path = ROOT / "solutions" / f"{name}.answers.py"
    problems = 0
    for lang in LANGUAGES:
        start = time.perf_counter()
        results = run_answers(path, lang)
        for result in results:
            if result.problem:
                problems += 1
                print(f"{path.name} ({lang}), {result.answer.title}: {result.problem}")
        wrong = sum(not result.answer.right for result in results)
        seconds = time.perf_counter() - start
        print(f"{name} ({lang}): {wrong} wrong and {len(results) - wrong} right answers in {seconds:.1f} s")
    return 1 if problems else 0


def _told(outcome: Outcome) -> str:
    message = " / ".join(line.strip() for line in outcome.message.splitlines() if line.strip())
    return f"{outcome.test} ({outcome.verdict}: {message})"
