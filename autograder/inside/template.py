"""The process that judges are forked from: what they need is imported, run and compiled there, once."""

import gc
import os
import select
import shutil
import signal
import socket
import tempfile
from contextlib import suppress


def settle() -> None:
    """Make ready to be forked: or each fork's first collection would copy all these pages."""
    gc.collect()
    gc.freeze()


def has_threads() -> bool:
    """Whether this process runs several at once: a fork would have but one, and wait for the others."""
    return len(os.listdir("/proc/self/task")) > 1


def line_for_one(channel: socket.socket) -> socket.socket:
    """The socket that comes through `channel`: this process is the one judge itself."""
    _, fds, *_ = socket.recv_fds(channel, 1, 1)
    return socket.socket(fileno=fds[0])


def fork_for_each(channel: socket.socket) -> tuple[socket.socket, socket.socket]:
    """Fork whenever three sockets come through `channel`, and return, in each fork, the first two.

    This process does not return: it watches over its forks. Through the third socket it is told to interrupt
    one, and when that is closed, to end it. When `channel` is closed all end.
    """
    settle()
    home, place = os.environ["HOME"], os.getcwd()
    forks: dict[int, tuple[int, socket.socket, str]] = {}  # by what tells that one has ended
    while True:
        ready = select.select([channel, *forks, *(report for _, report, _ in forks.values())], [], [])[0]
        for handle, (pid, report, folder) in list(forks.items()):
            if handle in ready:
                _kill(pid)  # what it has started and left behind
                with suppress(ChildProcessError):  # a set-up cell ignores SIGCHLD
                    os.waitpid(pid, 0)
                os.close(handle)
                report.close()
                shutil.rmtree(folder, ignore_errors=True)
                del forks[handle]
            elif report in ready:
                if report.recv(1):
                    os.kill(pid, signal.SIGINT)
                else:
                    _kill(pid)
        if channel in ready:
            byte, fds, *_ = socket.recv_fds(channel, 1, 3)
            if not byte:
                os._exit(0)  # and what it has forked ends with its namespace
            cells, line, report = (socket.socket(fileno=fd) for fd in fds)
            folder = tempfile.mkdtemp()
            pid = os.fork()
            if pid == 0:
                for other in (channel, report, *(report for _, report, _ in forks.values())):
                    other.close()
                for handle in forks:
                    os.close(handle)
                os.setpgid(0, 0)
                tempfile.tempdir = os.environ["TMPDIR"] = folder  # which goes when this one does
                if place == home or place.startswith(f"{home}/"):  # what one writes there no other sees
                    shutil.copytree(home, f"{folder}/home", symlinks=True)
                    os.chdir(f"{folder}/home{place.removeprefix(home)}")
                return cells, line
            with suppress(OSError):  # it has ended already
                os.setpgid(pid, pid)
            cells.close()
            line.close()
            forks[os.pidfd_open(pid)] = pid, report, folder


def _kill(pid: int) -> None:
    """End a fork, and what it has started."""
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
