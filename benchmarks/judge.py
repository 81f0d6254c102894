"""What the judge costs: a solved exercise with its tests in a process of their own and in the student's.

    python benchmarks/judge.py [--exercise 01_cost_functions] [--rounds 20]

The two take turns, both in the warm sandbox and on all cores, and their verdicts are compared.
"""

import argparse
import copy
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from nbformat import NotebookNode, from_dict
from tqdm import trange

from autograder.execute import run_in_sandbox, secret_variables
from autograder.names import modules_in
from autograder.outcomes import error_of
from autograder.sandbox import Sandbox
from autograder.session import Limits
from autograder.sides import is_test
from publish.exercises import instructor
from publish.project import ROOT
from publish.source import read


def seconds(grade: Callable[[NotebookNode], list[str]], notebook: NotebookNode, cores: int) -> float:
    """The time that `grade` takes for a notebook where it grades one on each core at once."""
    copies = [copy.deepcopy(notebook) for _ in range(2 * cores)]
    start = time.perf_counter()
    with ThreadPoolExecutor(cores) as pool:
        for verdicts in pool.map(grade, copies):
            if set(verdicts) != {"passed"}:
                raise SystemExit(f"not all tests passed: {verdicts}")
    return (time.perf_counter() - start) / len(copies)


def verdicts_of(notebook: NotebookNode) -> list[str]:
    errors = [error_of(cell) for cell in notebook.cells if is_test(cell)]
    return ["passed" if error is None else error.ename for error in errors]


def together(notebook: NotebookNode, sandbox: Sandbox) -> list[str]:
    """Run all cells in one session, as a kernel does."""
    with sandbox.session(environment=secret_variables()) as session:
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = [from_dict(output) for output in session.run(cell.source)]
    return verdicts_of(notebook)


def apart(notebook: NotebookNode, modules: tuple[str, ...]) -> list[str]:
    """Run the tests in the judge."""
    run_in_sandbox(notebook, modules, Limits(), secret_variables(), {})
    return verdicts_of(notebook)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--exercise", default="01_cost_functions", help="its name in solutions/")
    parser.add_argument("--rounds", type=int, default=20, help="how often each way grades it")
    options = parser.parse_args()
    cores = os.cpu_count() or 1
    notebook = instructor(read(Path(ROOT, "solutions", f"{options.exercise}.md")), "en")
    modules = modules_in(cell.source for cell in notebook.cells if cell.cell_type == "code")
    times: dict[str, list[float]] = {"in the student's process": [], "in the judge": []}
    with Sandbox(("numpy", "numpy.testing", *modules)) as sandbox:
        ways = partial(together, sandbox=sandbox), partial(apart, modules=modules)
        for grade in ways:  # the first time starts processes: in this thread, with which they end
            grade(copy.deepcopy(notebook))
        for _ in trange(options.rounds, unit="round"):
            for name, grade in zip(times, ways, strict=True):
                times[name].append(seconds(grade, notebook, cores))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"{options.exercise}, tests {name}: {median:.3f} s a submission on {cores} cores")
    first, second = medians.values()
    print(f"ratio {second / first:.2f}, medians of {options.rounds} rounds (aim: at most 1.2)")


if __name__ == "__main__":
    main()
