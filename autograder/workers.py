"""Where submissions are graded: on this machine's cores, or by the workers of a Dask cluster."""

import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from autograder.messages import Refusal
from autograder.sandbox import SandboxError, close, probe

#: Submissions that are on their way to the workers of a cluster at once: enough to keep any of them busy.
IN_FLIGHT = 1000
#: Seconds to wait for the scheduler, and for its first worker.
PATIENCE = 30


@dataclass(frozen=True)
class Unsafe:
    """Why a machine cannot make a sandbox, and the message that says what to do about it."""

    reason: str
    advice: str


@dataclass(frozen=True)
class Workers:
    """Something that runs functions elsewhere, and how many of them may wait there at once."""

    executor: Executor
    in_flight: int
    check: Callable[[], dict[str, Unsafe | None]]  # of each machine, by its address; None where all is well
    share: Callable[[Any], Any] = lambda data: data  # an argument of many calls, which is sent there once


@contextmanager
def local(count: int | None = None) -> Iterator[Workers]:
    """`count` submissions at once on this machine, one for each core by default."""
    count = count or os.cpu_count() or 1
    executor = ThreadPoolExecutor(count)
    try:
        yield Workers(executor, 2 * count, lambda: {"": check()})
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        close()  # the sandbox, and whatever still runs there


@contextmanager
def cluster(scheduler: str) -> Iterator[Workers]:
    """The workers of the Dask cluster with the address `scheduler`; one that is lost does no harm.

    Each must have this package installed, and bubblewrap.

    Raises
    ------
    Refusal
        If there is no scheduler there, or it has no worker.
    """
    try:
        from distributed import Client
    except ImportError:
        raise Refusal("no_distributed", exit_code=2) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said in our own words
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, ImportError) as error:
        raise Refusal("no_scheduler", scheduler=scheduler, error=str(error).splitlines()[0]) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise Refusal("no_workers", scheduler=scheduler, seconds=PATIENCE) from None

        def ask() -> dict[str, Unsafe | None]:
            said = client.run(check, on_error="return")
            return {worker: _failed(said[worker]) for worker in sorted(said)}

        def share(data: Any) -> Any:
            # The result of a task, unlike data that is scattered, is made again if all who had it are lost.
            return client.submit(_same, data, pure=False)

        yield Workers(client.get_executor(pure=False), IN_FLIGHT, ask, share)


def _same(data: Any) -> Any:
    return data


def _failed(said: object) -> Unsafe | None:
    """What a worker answered; an error of its own, such as that this package is missing, is no sandbox."""
    if isinstance(said, BaseException):
        return Unsafe(f"{type(said).__name__}: {said}".splitlines()[0], "advice_worker")
    return said


def check() -> Unsafe | None:
    """Why there can be no sandbox here, or None if there can."""
    try:
        probe()
    except SandboxError as error:
        if sys.platform != "linux":
            return Unsafe(str(error), "advice_not_linux")
        advice = "advice_no_bubblewrap" if shutil.which("bwrap") is None else "advice_namespaces"
        return Unsafe(str(error), advice)
    return None
