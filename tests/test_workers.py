"""A class graded by workers that die: on this machine, killed at any point, and on a real Dask cluster."""

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from autograder.workers import cluster
from demo_course import Said, answered, copy_of, run

POINTS = 8
STUDENTS = [f"s{number:02}" for number in range(12)]
#: What they wrote, in turn, and what it is worth; it takes a while, to be killed in.
ANSWERS = [("x = 1", POINTS), ("x = 2", 0), ("import time; time.sleep(0.3)\nx = 1", POINTS), ("x =", 0)]
EXPECTED = {student: ANSWERS[number % len(ANSWERS)][1] for number, student in enumerate(STUDENTS)}


@pytest.fixture
def handed_in(demo_course: Path, tmp_path: Path) -> Path:
    """A course in which everyone has handed in."""
    course = copy_of(demo_course, tmp_path, "en")
    (course / "students.csv").write_text("id\n" + "\n".join(STUDENTS) + "\n")
    files = tmp_path / "downloads"
    files.mkdir()
    for number, student in enumerate(STUDENTS):
        (files / f"{student}.ipynb").write_bytes(answered(ANSWERS[number % len(ANSWERS)][0]))
    assert run("collect", files, "--assignment", "demo", course=course).code == 0
    return course


def standings(said: Said) -> dict[str, tuple[str, float | None]]:
    report = json.loads(said.out)["submissions"]
    assert Counter(s["student"] for s in report) == Counter(STUDENTS)
    return {s["student"]: (s["state"], s["score"]) for s in report}


def assert_all_is_right(course: Path) -> None:
    """Each submission has exactly one result, the right one, in the grade book and in the folder."""
    again = run("grade", "--json", course=course)
    assert (again.code, json.loads(again.out)["graded_now"]) == (0, 0)
    assert standings(again) == {student: ("graded", score) for student, score in EXPECTED.items()}
    graded = course / "autograded"
    assert sorted(path.relative_to(graded).as_posix() for path in graded.rglob("*") if path.is_file()) == [
        f"{student}/demo/{file}" for student in STUDENTS for file in ("demo.ipynb", "timestamp.txt")
    ]


@contextmanager
def process(*command: object, **environment: str) -> Iterator[subprocess.Popen]:
    """A process, with some variables of its environment set, which is killed afterwards."""
    with subprocess.Popen(
        [sys.executable, "-m", *map(str, command)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
        start_new_session=True,
    ) as running:
        try:
            yield running
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)


def until(true: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


def graded_so_far(course: Path) -> int:
    return len(list((course / "autograded").glob("*/demo")))


def test_killed_at_ten_points_it_goes_on_and_loses_nothing(handed_in: Path) -> None:
    draw = random.Random(20261121)
    # Ten times in all: before anything is graded, and at random after each of the first submissions.
    for done in (0, *range(1, 10)):
        with process("autograder", "grade", "--course", handed_in) as grading:
            until(lambda done=done: graded_so_far(handed_in) >= done or grading.poll() is not None)
            time.sleep(draw.uniform(0, 0.1 if done else 4))
            grading.send_signal(signal.SIGKILL)
            grading.wait()
        waiting = run("export", handed_in.parent / "marks.csv", course=handed_in)
        assert waiting.code in (0, 1)
    assert run("grade", "--quiet", course=handed_in).out == ""
    assert_all_is_right(handed_in)


# ------------------------------------------------------------------------------------------- Dask


@pytest.fixture
def scheduler() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ("--host", "127.0.0.1", "--port", port, "--no-dashboard", "--no-show")
    with process("distributed.cli.dask_scheduler", *arguments) as running:
        until(lambda: listens(port) or running.poll() is not None)
        yield f"tcp://127.0.0.1:{port}"


def listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def worker(scheduler: str, folder: Path, **environment: str) -> AbstractContextManager[subprocess.Popen]:
    arguments = (scheduler, "--nthreads", 1, "--no-nanny", "--no-dashboard", "--local-directory", folder)
    return process("distributed.cli.dask_worker", *arguments, **environment)


def test_a_worker_that_is_killed_in_mid_run_loses_nothing(
    handed_in: Path, scheduler: str, tmp_path: Path
) -> None:
    with (
        worker(scheduler, tmp_path / "one") as one,
        worker(scheduler, tmp_path / "two"),
        process("autograder", "grade", "--scheduler", scheduler, "--course", handed_in) as grading,
    ):
        until(lambda: graded_so_far(handed_in) >= 2 or grading.poll() is not None)
        one.send_signal(signal.SIGKILL)
        assert graded_so_far(handed_in) < len(STUDENTS), "too late to be in mid-run"
        assert grading.wait(120) == 0, grading.stderr.read()
    assert_all_is_right(handed_in)


def test_what_all_submissions_share_outlives_every_worker_that_had_it(scheduler: str, tmp_path: Path) -> None:
    """As on a queueing system, where jobs end and others take their place."""
    with worker(scheduler, tmp_path / "one") as one, cluster(scheduler) as workers:
        shared = workers.share({"tests": 42})
        assert workers.executor.submit(dict.get, shared, "tests").result(60) == 42
        one.send_signal(signal.SIGKILL)
        one.wait()
        with worker(scheduler, tmp_path / "two"):
            assert workers.executor.submit(dict.get, shared, "tests").result(60) == 42


def test_a_worker_without_bubblewrap_is_named_and_nothing_is_graded(
    handed_in: Path, scheduler: str, tmp_path: Path
) -> None:
    with worker(scheduler, tmp_path / "one"), worker(scheduler, tmp_path / "two", PATH=str(tmp_path)):
        until(lambda: run("doctor", "--scheduler", scheduler).out.count("\n") == 2)
        for lang, works, not_there in (
            ("en", "the sandbox works.", "bubblewrap is not installed). Install it (Debian"),
            ("es", "el aislamiento funciona.", "bubblewrap is not installed). Instálalo (en Debian"),
        ):
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("LC_ALL", f"{lang}_ES.UTF-8")
                said = run("doctor", "--scheduler", scheduler)
            assert said.code == 1
            lines = [re.fullmatch(r"(tcp://127\.0\.0\.1:\d+): (.+)", line) for line in said.lines]
            assert len({line[1] for line in lines}) == 2
            assert sorted((works == line[2], not_there in line[2]) for line in lines) == [
                (False, True),
                (True, False),
            ]
        said = run("grade", "--scheduler", scheduler, course=handed_in)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
        (without,) = [line[1] for line in lines if not_there in line[2]]
        assert f"({without}: bwrap: bubblewrap is not installed). Install it" in said.err
    assert graded_so_far(handed_in) == 0
    with worker(scheduler, tmp_path / "one"):
        until(lambda: run("doctor", "--scheduler", scheduler).out.count("\n") == 1)
        said = run("doctor", "--scheduler", scheduler)
        assert (said.code, "sandbox works." in said.out or "aislamiento funciona." in said.out) == (0, True)


def test_a_scheduler_that_goes_is_told_in_one_line_and_what_was_graded_stays(
    handed_in: Path, scheduler: str, tmp_path: Path
) -> None:
    with worker(scheduler, tmp_path / "one") as one:
        with process("autograder", "grade", "--scheduler", scheduler, "--course", handed_in) as grading:
            until(lambda: graded_so_far(handed_in) >= 2 or grading.poll() is not None)
            _kill_whoever_listens(scheduler)
            assert grading.wait(120) == 1
            said = grading.stderr.read().strip().splitlines()
        one.send_signal(signal.SIGKILL)
    assert said[-1] == "The Dask scheduler is gone. What was graded is kept; to go on, repeat the command."
    before = graded_so_far(handed_in)
    assert 2 <= before < len(STUDENTS)
    again = run("grade", "--json", course=handed_in)
    assert json.loads(again.out)["graded_now"] <= len(STUDENTS) - before + 1  # one may have been half written
    assert_all_is_right(handed_in)


def _kill_whoever_listens(scheduler: str) -> None:
    import psutil

    port = int(scheduler.rpartition(":")[2])
    (pid,) = {c.pid for c in psutil.net_connections() if c.status == "LISTEN" and c.laddr.port == port}
    os.kill(pid, signal.SIGKILL)


def test_no_scheduler_and_no_worker_are_told_in_one_line(
    handed_in: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.workers.PATIENCE", 1)
    said = run("grade", "--scheduler", scheduler, course=handed_in)
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        f"{scheduler}: the scheduler has no worker, after waiting 1 s. Start one: dask worker {scheduler}\n"
    )
    for wrong in ("tcp://127.0.0.1:1", "nonsense://here", "127.0.0.1"):
        said = run("grade", "--scheduler", wrong, course=handed_in)
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith(f"{wrong}: no Dask scheduler answers there (")
        assert said.err.count("\n") == 1
    assert graded_so_far(handed_in) == 0
