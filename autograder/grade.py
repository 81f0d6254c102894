"""Grade what was handed in: run it, record the result, one submission never in another's way."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from tqdm import tqdm

from autograder.by_hand import Marked
from autograder.course import Course, explanation, was_interrupted, write_atomically
from autograder.messages import Refusal
from autograder.results import Result, Results, Standing, State, read_result


@dataclass(frozen=True)
class Submission:
    assignment: str
    student: str


#: Grades one submission: the graded notebook then lies in ``autograded/``, the marks in the grade book.
Runner = Callable[[Course, Submission], Result]


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


def run_with_nbgrader(course: Course, submission: Submission) -> Result:
    """The runner that calls nbgrader in this process, as ``nbgrader autograde --force`` would."""
    assignment, student = submission.assignment, submission.student
    outcome = course.api.autograde(assignment, student, force=True)
    log = log_file(course, submission)
    if not outcome["success"]:
        if was_interrupted(outcome):
            raise KeyboardInterrupt
        said = outcome.get("log", "") + outcome["error"]
        if "NoSuchKernel" in said:
            raise Refusal("no_kernel")
        write_atomically(log, said.encode())
        reason = _reason(course, outcome)
        return Result(
            State.COULD_NOT, course.text("see_log", reason=reason, log=log.relative_to(course.root))
        )
    log.unlink(missing_ok=True)
    return read_result(course, assignment, student)


def log_file(course: Course, submission: Submission) -> Path:
    """Where the whole of what nbgrader said of a failure is kept."""
    return course.root / "logs" / submission.assignment / f"{submission.student}.log"


def _reason(course: Course, outcome: dict) -> str:
    """Why nbgrader could not grade, in the course's language where the reason is known."""
    said = outcome.get("log", "") + outcome["error"]
    known = {
        "DeadKernelError": "reason_died",
        "the kernel became unresponsive": "reason_unresponsive",
        "SchemaTooOldError": "reason_metadata",
        "SchemaTooNewError": "reason_metadata",
        "ValidationError": "reason_metadata",
    }
    return next((course.text(key) for sign, key in known.items() if sign in said), explanation(outcome))


def grade(
    course: Course,
    chosen: list[Submission],
    force: bool = False,
    run: Runner = run_with_nbgrader,
) -> tuple[int, list[Standing]]:
    """Grade those of `chosen` that are new or changed, or all with `force`.

    Those that could not be graded are tried again each time. This is the only place that writes results.

    Returns
    -------
    tuple
        How many were run, and where each of `chosen` stands afterwards.
    """
    with course.gradebook() as gradebook:
        results = Results(course, gradebook)
        waiting = [
            submission
            for submission in chosen
            if force
            or results.standing(submission.assignment, submission.student).state
            in (State.WAITING, State.COULD_NOT)
        ]
        bar = tqdm(
            waiting, unit=course.text("unit_submission"), file=sys.stderr, disable=None if waiting else True
        )
        for submission in bar:
            bar.set_postfix_str(submission.student)
            of = (course, gradebook, submission.assignment, submission.student)
            marked = Marked.of(*of)
            results.forget(submission.assignment, submission.student)
            try:
                result = run(course, submission)
            except Refusal:
                raise  # nothing can be graded here, the next one no more than this one
            except Exception as error:
                result = Result(State.COULD_NOT, f"{type(error).__name__}: {error}"[:200])
            if result.state is State.COULD_NOT:
                _withdraw_marks(gradebook, submission)
            else:
                marked.restore(*of)
            results.record(submission.assignment, submission.student, result)
        gradebook.db.expire_all()
        return len(waiting), [results.standing(s.assignment, s.student) for s in chosen]


def _withdraw_marks(gradebook: Gradebook, submission: Submission) -> None:
    """Leave no mark of an earlier attempt, nor a 0, in the place of one that could not be graded.

    Marks that a person gave stay; nbgrader and formgrader show the submission as needing a person.
    """
    gradebook.db.expire_all()
    try:
        submitted = gradebook.find_submission(submission.assignment, submission.student)
    except MissingEntry:
        return
    for notebook in submitted.notebooks:
        for mark in notebook.grades:
            mark.auto_score = None
            mark.needs_manual_grade = True
    gradebook.db.commit()
