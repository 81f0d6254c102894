"""Grade what was handed in: many submissions at once, their results written one by one."""

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from queue import SimpleQueue

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from tqdm import tqdm

from autograder.assignment import Assignment
from autograder.course import Course, write_atomically
from autograder.execute import SandboxedExecute
from autograder.messages import Refusal
from autograder.record import Recorder
from autograder.results import Results, Standing, State
from autograder.sandbox import SandboxError
from autograder.submission import Graded, grade_submission
from autograder.workers import Workers

#: Grades the notebooks of one submission, by name.
Grader = Callable[[Assignment, Mapping[str, bytes]], Graded]


@dataclass(frozen=True)
class Submission:
    assignment: str
    student: str


def submissions(course: Course, assignments: Iterable[str], students: Iterable[str] = ()) -> list[Submission]:
    """What was handed in of `assignments` by `students` (everyone, if none is named).

    Raises
    ------
    Refusal
        If nothing was handed in, or nothing by a student who is named.
    """
    wanted = set(students)
    found = [
        Submission(assignment, student)
        for assignment in assignments
        for student in sorted(course.api.get_submitted_students(assignment))
        if not wanted or student in wanted
    ]
    absent = wanted - {submission.student for submission in found}
    if not found and not wanted:
        raise Refusal("nothing_handed_in")
    if absent:
        raise Refusal("no_submission_of", students=", ".join(sorted(absent)), exit_code=2)
    return found


def grade(
    course: Course,
    chosen: list[Submission],
    workers: Workers,
    force: bool = False,
    grader: Grader = grade_submission,
) -> tuple[int, list[Standing]]:
    """Let `workers` grade those of `chosen` that are new or changed, or all with `force`.

    Those that could not be graded are tried again each time. This is the only place that writes results.

    Returns
    -------
    tuple
        How many were run, and where each of `chosen` stands afterwards.

    Raises
    ------
    Refusal
        If there can be no sandbox, or the scheduler of the workers is gone.
    """
    with course.gradebook() as gradebook:
        results = Results(course, gradebook)
        waiting = chosen
        if not force:
            before = standings_of(results, chosen)
            again = (State.WAITING, State.COULD_NOT)
            waiting = [s for s, standing in zip(chosen, before, strict=True) if standing.state in again]
            if not waiting:
                return 0, before
        if SandboxedExecute(config=course.config).sandboxed:
            _find_sandbox(course, workers)
        else:
            _find_kernel()
        results.begin((submission.assignment, submission.student) for submission in waiting)
        names = sorted({submission.assignment for submission in waiting})
        assignments = {name: workers.share(Assignment.of(course, gradebook, name)) for name in names}
        recorder = Recorder(course, gradebook, results)
        bar = tqdm(total=len(waiting), unit=course.text("unit_submission"), file=sys.stderr, disable=None)
        fingerprints = {}

        def jobs() -> Iterator[tuple[Submission, Callable]]:
            for submission in waiting:
                # before its files are read: what changes from now on makes it count as changed
                fingerprints[submission] = results.fingerprint(submission.assignment, submission.student)
                notebooks = _notebooks(course, submission)
                yield submission, (grader, assignments[submission.assignment], notebooks)

        with bar:
            for submission, future in run_on(workers, jobs()):
                graded = _graded(course, submission, future)
                recorder.record(
                    submission.assignment, submission.student, graded, fingerprints.pop(submission)
                )
                bar.set_postfix_str(submission.student, refresh=False)
                bar.update()
        return len(waiting), standings_of(results, chosen)


def standings_of(results: Results, chosen: Iterable[Submission]) -> list[Standing]:
    """Where each of `chosen`, ordered by assignment, stands now."""
    return [
        standing
        for assignment, group in groupby(chosen, key=attrgetter("assignment"))
        for standing in results.standings(assignment, [submission.student for submission in group])
    ]


def _find_sandbox(course: Course, workers: Workers) -> None:
    """Refuse to grade where any of the workers cannot make a sandbox."""
    for place, unsafe in workers.check().items():
        if unsafe:
            reason = f"{place}: {unsafe.reason}" if place else unsafe.reason
            raise Refusal("sandbox_refused", reason=reason, advice=course.text(unsafe.advice))


def _find_kernel() -> None:
    try:
        KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        raise Refusal("no_kernel") from None


def _notebooks(course: Course, submission: Submission) -> dict[str, bytes]:
    folder = course.folder("submitted", submission.student, submission.assignment)
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.ipynb")) if path.is_file()}


def run_on(workers: Workers, jobs: Iterator[tuple[Submission, tuple]]) -> Iterator[tuple[Submission, Future]]:
    """Run `jobs`, no more of them on their way than the workers take, and yield each as it is done."""
    running: dict[Future, Submission] = {}
    finished: SimpleQueue[Future] = SimpleQueue()
    while True:
        while len(running) < workers.in_flight and (job := next(jobs, None)):
            submission, call = job
            future = workers.executor.submit(*call)
            running[future] = submission
            future.add_done_callback(finished.put)
        if not running:
            return
        done = [finished.get()]
        done += [finished.get() for _ in range(finished.qsize())]
        # what went well first: an error may end the whole run
        for future in sorted(done, key=lambda future: _error(future) is not None):
            yield running.pop(future), future


def _error(future: Future) -> BaseException | None:
    return CancelledError() if future.cancelled() else future.exception()


def _graded(course: Course, submission: Submission, future: Future) -> Graded:
    """What became of a submission."""
    error = _error(future)
    if error is None:
        _log(course, submission).unlink(missing_ok=True)
        return future.result()
    if isinstance(error, CancelledError):  # nobody here cancels: the scheduler has forgotten it
        raise Refusal("scheduler_lost")
    if isinstance(error, SandboxError):
        raise Refusal("sandbox_refused", reason=str(error), advice="")
    if not isinstance(error, Exception):
        raise error
    log = _log(course, submission)
    write_atomically(log, "".join(traceback.format_exception(error)).encode())
    reason = f"{type(error).__name__}: {error}"[:200]
    return Graded(reason="see_log", about={"reason": reason, "log": log.relative_to(course.root)})


def _log(course: Course, submission: Submission) -> Path:
    """Where the whole of an unexpected error is kept."""
    return course.root / "logs" / submission.assignment / f"{submission.student}.log"
