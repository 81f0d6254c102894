"""How a whole university's submissions spread over workers, and what the Dask scheduler costs for each.

    python benchmarks/cluster.py [--course FOLDER] [--submissions 10000]

First a simulation: submissions, each of a length recorded when such a one was graded, go one by one to the
first worker that is free. The lengths are those in the grade book of a course, or of 40 submissions of
exercise 01 that are graded now. Then a real scheduler with two workers is given as many submissions of the
real size that take no time.
"""

import argparse
import heapq
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from distributed import LocalCluster
from grading import course_of

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.grade import grade, run_on, submissions
from autograder.results import Results
from autograder.submission import Graded
from autograder.workers import cluster, local

ASSIGNMENT = "01_cost_functions"
WORKERS = (1, 2, 4, 8, 16, 32, 64, 128, 256)


def makespan(lengths: list[float], workers: int) -> float:
    """Seconds until the last of the submissions is done, each given to the first worker that is free."""
    free = [0.0] * workers
    for length in lengths:
        heapq.heappush(free, heapq.heappop(free) + length)
    return max(free)


def nothing(_: Assignment, notebooks: Mapping[str, bytes]) -> Graded:
    """Grade in no time: give the notebooks back, as grading does."""
    return Graded(dict(notebooks))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--course", type=Path)
    parser.add_argument("--submissions", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.course or Path(scratch) / "course"
        if options.course is None:
            course_of(folder, ASSIGNMENT, 40)
        course = Course(folder)
        chosen = submissions(course, course.released())
        with local() as workers:
            _, standings = grade(course, chosen, workers)
        recorded = [standing.seconds for standing in standings if standing.seconds]
        with course.gradebook() as gradebook:
            Results(course, gradebook)
            assignment = Assignment.of(course, gradebook, chosen[0].assignment)
        first = course.folder("submitted", chosen[0].student, chosen[0].assignment)
        notebooks = {path.stem: path.read_bytes() for path in first.glob("*.ipynb")}

    lengths = random.Random(0).choices(recorded, k=options.submissions)
    median, longest = statistics.median(recorded), max(recorded)
    print(
        f"{len(recorded)} recorded on {os.cpu_count()} cores: median {median:.2f} s, longest {longest:.2f} s"
    )
    print(f"{options.submissions} such submissions, {sum(lengths) / 3600:.2f} hours of work:")
    print("workers   time       of the ideal")
    for workers in WORKERS:
        seconds = makespan(lengths, workers)
        print(f"{workers:7}   {seconds / 60:6.1f} min  {sum(lengths) / workers / seconds:6.1%}")

    job = (nothing, assignment, notebooks)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as machines,
        cluster(machines.scheduler_address) as workers,
    ):
        list(run_on(workers, ((number, job) for number in range(20))))  # the workers import what they need
        start = time.perf_counter()
        done = run_on(workers, ((number, job) for number in range(options.submissions)))
        count = sum(future.exception() is None for _, future in done)
        each = (time.perf_counter() - start) / options.submissions
    print(f"Dask: {1000 * each:.1f} ms a submission to hand out and take back (aim: under 10 ms)")
    return 0 if count == options.submissions else 1


if __name__ == "__main__":
    sys.exit(main())
