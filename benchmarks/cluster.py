"""How a whole university's submissions spread over workers, and what the Dask scheduler costs for each.

    python benchmarks/cluster.py [--course FOLDER] [--submissions 10000]

Of each submission, some things are done by one process, one after the other: the client and the scheduler
hand it out and take it back, and the writer puts the result in the grade book. What that costs is measured: a
real scheduler, in the client's process, and two workers, each a process of its own, are given as many
submissions of the real size that take no time; 40 of exercise 01 are graded and their results written again.

Then a simulation: submissions, each of a length recorded when such a one was graded, are handed out, go one
by one to the first worker that is free, and their results are written. The lengths are drawn, with
repetition, from those in the grade book of a course, or of the 40.
"""

import argparse
import heapq
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from distributed import LocalCluster
from grading import course_of

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.grade import grade, run_on, submissions
from autograder.record import Recorder
from autograder.results import Results, State
from autograder.submission import Graded, grade_submission
from autograder.workers import cluster, local

ASSIGNMENT = "01_cost_functions"
WORKERS = (1, 2, 4, 8, 16, 32, 64, 128, 256)


def makespan(lengths: Sequence[float], workers: int, hand_out: float = 0, write: float = 0) -> float:
    """Seconds until the last result is written.

    Each submission is handed out in `hand_out` seconds, goes to the first worker that is free, and its result
    is written in `write` seconds, in the order in which they are done.
    """
    free = [0.0] * workers
    done = []
    for number, length in enumerate(lengths, start=1):
        end = max(heapq.heappop(free), number * hand_out) + length
        heapq.heappush(free, end)
        done.append(end)
    written = 0.0
    for end in sorted(done):
        written = max(written, end) + write
    return written


def nothing(_: Assignment, notebooks: Mapping[str, bytes]) -> Graded:
    """Grade in no time: give the notebooks back, as grading does."""
    return Graded(dict(notebooks))


def recorded_in(course: Course) -> list[float]:
    """The seconds that each submission of a course took, as its grade book has them."""
    chosen = submissions(course, course.released())
    with course.gradebook() as gradebook:
        results = Results(course, gradebook)
        found = [
            s for name in course.released() for s in results.standings(name, {c.student for c in chosen})
        ]
    return [
        standing.seconds for standing in found if standing.state is not State.MISSING and standing.seconds
    ]


def cost_of_writing(course: Course) -> float:
    """Seconds of CPU to put one result in the grade book; all submissions of `course` are graded for it."""
    kept: list[Graded] = []

    def keep(assignment: Assignment, notebooks: Mapping[str, bytes]) -> Graded:
        kept.append(grade_submission(assignment, notebooks))
        return kept[-1]

    chosen = submissions(course, course.released())
    with local() as workers:
        grade(course, chosen, workers, grader=keep)
    with course.gradebook() as gradebook:
        results = Results(course, gradebook)
        recorder = Recorder(course, gradebook, results)
        start = time.process_time()
        for submission, graded in zip(chosen, kept, strict=True):
            fingerprint = results.fingerprint(submission.assignment, submission.student)
            recorder.record(submission.assignment, submission.student, graded, fingerprint)
        return (time.process_time() - start) / len(chosen)


def cost_of_handing_out(course: Course, count: int) -> tuple[float, float]:
    """Seconds of CPU, of client and scheduler together, and of time, for each of `count` submissions."""
    (first, *_) = submissions(course, course.released())
    with course.gradebook() as gradebook:
        assignment = Assignment.of(course, gradebook, first.assignment)
    folder = course.folder("submitted", first.student, first.assignment)
    notebooks = {path.stem: path.read_bytes() for path in folder.glob("*.ipynb")}
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as machines,
        cluster(machines.scheduler_address) as workers,
    ):
        job = (nothing, workers.share(assignment), notebooks)
        list(run_on(workers, ((number, job) for number in range(20))))  # the workers import what they need
        start = time.process_time(), time.perf_counter()
        for _, future in run_on(workers, ((number, job) for number in range(count))):
            assert future.result().notebooks == notebooks
        end = time.process_time(), time.perf_counter()
    return (end[0] - start[0]) / count, (end[1] - start[1]) / count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--course", type=Path)
    parser.add_argument("--submissions", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "course"
        course_of(folder, ASSIGNMENT, 40)
        course = Course(folder)
        write = cost_of_writing(course)
        hand_out, waited = cost_of_handing_out(course, options.submissions)
        recorded = recorded_in(Course(options.course) if options.course else course)
    load = os.getloadavg()[0]
    print(f"Dask: {1000 * hand_out:.1f} ms of CPU a submission to hand out and take back (aim: under 10 ms),")
    print(f"  {1000 * waited:.1f} ms of time on {os.cpu_count()} cores with a load of {load:.1f}")
    print(f"The grade book: {1000 * write:.1f} ms of CPU a submission")
    median, longest = statistics.median(recorded), max(recorded)
    print(f"{len(recorded)} lengths recorded: median {median:.2f} s, longest {longest:.2f} s")
    lengths = random.Random(0).choices(recorded, k=options.submissions)
    print(f"{options.submissions} submissions of these lengths, {sum(lengths) / 3600:.2f} hours of work:")
    print("workers   time           of the ideal")
    for workers in WORKERS:
        seconds = makespan(lengths, workers, hand_out, write)
        print(f"{workers:7}   {seconds / 60:6.1f} min     {sum(lengths) / workers / seconds:6.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
