"""Where submissions are graded: on this machine's cores, or by the workers of a Dask cluster."""

import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from autograder.execute import close_sandboxes
from autograder.messages import Refusal
from autograder.sandbox import SandboxError, probe

#: Submissions that are on their way to the workers of a cluster at once: enough to keep any of them busy.
IN_FLIGHT = 1000
#: Seconds to wait for the scheduler, and for its first worker.
PATIENCE = 30


@dataclass(frozen=True)
class Workers:
    """Something that runs functions elsewhere, and how many of them may wait there at once."""

    executor: Executor
    in_flight: int
    why_unsafe: Callable[[], str]  # why there can be no sandbox there, or nothing if there can


@contextmanager
def local(count: int | None = None) -> Iterator[Workers]:
    """`count` submissions at once on this machine, one for each core by default."""
    count = count or os.cpu_count() or 1
    executor = ThreadPoolExecutor(count)
    try:
        yield Workers(executor, 2 * count, why_unsafe)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        close_sandboxes()  # whatever still runs ends with them


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

        def why() -> str:
            reasons = client.run(why_unsafe, on_error="return")
            return next((f"{worker}: {reason}" for worker, reason in reasons.items() if reason), "")

        yield Workers(client.get_executor(pure=False), IN_FLIGHT, why)


def why_unsafe() -> str:
    """Why there can be no sandbox here, or nothing if there can."""
    try:
        probe()
    except SandboxError as error:
        return str(error)
    return ""
