"""The process that judges are forked from: what they need is imported, run and compiled there, once."""

import gc
import os
import select
import shutil
import signal
import socket
import tempfile


def fork_for_each(channel: socket.socket) -> tuple[socket.socket, socket.socket]:
    """Fork whenever three sockets come through `channel`, and return, in each fork, the first two.

    This process does not return: it watches over its forks. Through the third socket it is told to interrupt
    one, and when that is closed, to end it. When `channel` is closed all end.
    """
    gc.collect()
    gc.freeze()  # or each fork's first collection would copy all these pages
    forks: dict[int, tuple[int, socket.socket, str]] = {}  # by what tells that one has ended
    while True:
        ready = select.select([channel, *forks, *(report for _, report, _ in forks.values())], [], [])[0]
        for handle, (pid, report, folder) in list(forks.items()):
            if handle in ready:
                os.waitpid(pid, 0)
                os.close(handle)
                report.close()
                shutil.rmtree(folder, ignore_errors=True)
                del forks[handle]
            elif report in ready:
                os.kill(pid, signal.SIGINT if report.recv(1) else signal.SIGKILL)
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
                shutil.copytree(".", folder, dirs_exist_ok=True)  # what one writes there no other sees
                os.chdir(folder)
                return cells, line
            cells.close()
            line.close()
            forks[os.pidfd_open(pid)] = pid, report, folder
