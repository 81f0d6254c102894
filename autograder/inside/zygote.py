"""Inside the sandbox: a Python process that has imported what submissions need, and forks one for each.

Run as a script by `autograder.sandbox`, with the number of a socket on which jobs come and the modules to
import. The process tree of one submission, each a child of the one above:

    zygote     imports; no data of anyone comes here, or later forks could find what is left of them
    monitor    watches time and memory from outside of the submission's namespaces
    init       process 1 of the submission: reaps, and when it dies the kernel kills all that is left
    student    runs the cells, without any privilege; where it is a template, forks judges (`inside.template`)
"""

import base64
import ctypes
import importlib
import os
import resource
import select
import signal
import socket
import struct
import sys
import traceback
from contextlib import suppress

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # this is run as a script
from inside.messages import receive, send  # noqa: E402

libc = ctypes.CDLL(None, use_errno=True)

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER = 0x20000, 0x8000000, 0x10000000
CLONE_NEWPID, CLONE_NEWNET = 0x20000000, 0x40000000
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC = 2, 4, 8, 4096, 16384
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
CAPABILITY_VERSION_3 = 0x20080522
RTM_NEWADDR, NLM_F_REQUEST, NLM_F_CREATE, IFA_ADDRESS, IFA_F_NODAD = 20, 1, 0x400, 1, 2
LOOPBACK = 1  # the number of a namespace's first network interface

NOBODY = 65534
STUDENT = 1000  # the user and group of a submission, in its own user namespace
POLL = 0.05  # seconds between two looks at a submission's memory


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    if os.geteuid() == 0:
        _give_root_away()
    from inside import cells, template

    shell = cells.make_shell()
    imported = _import(sys.argv[2:])
    cells.warm_up(shell)
    template.settle()
    send(control, {"imported": imported})
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # monitors are nobody's concern
    while True:
        job = receive(control)
        if job is None:
            os._exit(0)  # at once: there is nothing to tidy up
        if "import" in job:
            imported = _import(job["import"])
            cells.remember(shell)
            template.settle()
            send(control, {"imported": imported})
            continue
        _, fds, *_ = socket.recv_fds(control, 1, 3)
        if os.fork() == 0:
            control.close()
            _monitor(shell, job, *map(lambda fd: socket.socket(fileno=fd), fds))
        for fd in fds:
            os.close(fd)


def _import(modules: list[str]) -> list[str]:
    """Import `modules` and say which of them could be."""
    imported = []
    for name in modules:
        try:
            importlib.import_module(name)
            imported.append(name)
        except Exception:
            traceback.print_exc()
    return imported


def _give_root_away() -> None:
    # bubblewrap covers parts of root's /proc, and the kernel then refuses the submissions one of their own
    _check(libc.mount(b"proc", b"/proc", b"proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, None))
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # or its files in /proc stay root's
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # which a change of user forgets


def _monitor(shell, limits: dict, report: socket.socket, *channels: socket.socket) -> None:
    """Start a submission and watch over it until it ends, must end, or nobody waits for it any more."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        limits |= receive(report)
        user, group = os.getuid(), os.getgid()
        _check(libc.unshare(CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWNET))
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", f"{STUDENT} {user} 1")
        _write("/proc/self/gid_map", f"{STUDENT} {group} 1")
        _count_ipv6()
        base = _memory(os.getpid())
        # One process alone meets its own limit first (see _limit), and gets a MemoryError.
        most = limits["memory"] + _status("self", "VmData")
        poll = None if limits["role"] == "template" else POLL  # a judge meets that limit alone
        init = os.fork()
        if init == 0:
            report.close()
            _init(shell, limits, channels)
        for channel in channels:
            channel.close()
        handle = os.pidfd_open(init)
        ended = "died"
        while True:
            ready, _, _ = select.select([handle, report], [], [], poll)
            if handle in ready:
                break
            if report in ready:
                request = report.recv(1)
                if request == b"i":  # the cell has run long enough
                    os.kill(init, signal.SIGUSR1)
                if request == b"n":
                    send(report, {"network": _attempts()})
                if request:
                    continue
            elif _memory_of_all(init, base) > most:
                ended = "memory"
            else:
                continue
            os.kill(init, signal.SIGKILL)
            break
        os.waitpid(init, 0)
        send(report, {"ended": ended, "network": _attempts()})
    except ConnectionError:  # the other side is gone
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _count_ipv6() -> None:
    """Have the kernel count what is sent by IPv6, too: it looks for a way only where there is a sender.

    The interface stays down. The address is one of those to which nothing is ever sent (RFC 6666); without
    any, every attempt fails uncounted.
    """
    address = struct.pack("HH16s", 20, IFA_ADDRESS, socket.inet_pton(socket.AF_INET6, "100::1"))
    request = struct.pack("BBBBI", socket.AF_INET6, 128, IFA_F_NODAD, 0, LOOPBACK) + address
    header = struct.pack("IHHII", 16 + len(request), RTM_NEWADDR, NLM_F_REQUEST | NLM_F_CREATE, 0, 0)
    with (
        suppress(OSError),  # a system that refuses it: nothing worse than attempts that are not seen
        socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as kernel,
    ):
        kernel.send(header + request)


def _attempts() -> int:
    """How often the submission's processes have tried to send something over the network.

    The kernel counts it, in vain as it is, for all processes in this namespace, whichever programs they run.
    """
    with open("/proc/self/net/snmp") as counters:
        names, values = (line.split() for line in counters if line.startswith("Ip:"))
    counted = dict(zip(names, values, strict=True))
    with suppress(FileNotFoundError), open("/proc/self/net/snmp6") as counters:
        counted.update(line.split() for line in counters)
    wanted = (f"{version}Out{what}" for version in ("", "Ip6") for what in ("NoRoutes", "Requests"))
    return sum(int(counted.get(name, 0)) for name in wanted)


def _init(shell, limits: dict, channels: tuple[socket.socket, ...]) -> None:
    """Process 1 of a submission: make its view of the system, start it, wait for it."""
    try:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        _check(libc.unshare(CLONE_NEWNS))  # not before: the monitor must go on seeing the zygote's /proc
        _mount("proc", "/proc", "proc", MS_NOEXEC)
        scratch = f"size={limits['scratch']},nr_inodes={max(10_000, limits['scratch'] >> 15)}"
        _cover_tmp(scratch)
        _mount("tmpfs", "/dev/shm", "tmpfs", 0, f"{scratch},mode=1777")
        _mount("tmpfs", os.environ["HOME"], "tmpfs", 0, f"{scratch},mode=755")
        os.chdir(os.environ["HOME"])
        # A user namespace would give back what is taken away below.
        _write("/proc/sys/user/max_user_namespaces", "0")
        _limit(limits)
        for capability in range(64):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
        student = os.fork()
        if student == 0:
            _student(shell, limits, channels)
        for channel in channels:
            channel.close()
        signal.signal(signal.SIGUSR1, lambda *_: os.kill(student, signal.SIGINT))
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        _check(libc.capset(header, (ctypes.c_uint32 * 6)()))
        libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        while os.wait()[0] != student:
            pass
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _cover_tmp(options: str) -> None:
    """Mount an empty /tmp, in which only that can be seen of the one before what Python needs."""
    needed = {
        path: os.open(path, os.O_PATH) for path in os.environ.pop("GRADIENTE_IN_TMP").split(":") if path
    }
    _mount("tmpfs", "/tmp", "tmpfs", 0, f"{options},mode=1777")
    for path, fd in needed.items():
        os.makedirs(path, exist_ok=True)
        _check(libc.mount(f"/proc/self/fd/{fd}".encode(), path.encode(), None, MS_BIND | MS_REC, None))
        os.close(fd)


def _student(shell, limits: dict, channels: tuple[socket.socket, ...]) -> None:
    """Give up every privilege and run cells."""
    try:
        _check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        _check(libc.capset(header, (ctypes.c_uint32 * 6)()))
        libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
        first = 3
        for keep in sorted(channel.fileno() for channel in channels):
            os.closerange(first, keep)
            first = keep + 1
        os.closerange(first, 4096)
        from inside import cells

        os.environ.update(limits["environment"])
        _unpack(limits["files"])
        cells.serve(shell, limits["output"], limits["role"], *channels)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _unpack(files: dict[str, str]) -> None:
    """Write the files that the assignment comes with, as Base64 by name, to the working directory."""
    for name, content in files.items():
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "wb") as file:
            file.write(base64.b64decode(content))


def _limit(limits: dict) -> None:
    """What the kernel refuses to each process; the monitor adds up the memory of all."""
    data = limits["memory"] + _status("self", "VmData")
    for which, value in (
        (resource.RLIMIT_DATA, data),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_FSIZE, limits["scratch"]),
        (resource.RLIMIT_NOFILE, limits["open_files"]),
        (resource.RLIMIT_CPU, int(2 * limits["seconds"]) + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # too large a file is an OSError, not the end


def _memory_of_all(pid: int, base: int) -> int:
    """Bytes that `pid` and its descendants take, apart from the `base` that each shares with the zygote."""
    total = 0
    waiting = [pid]
    while waiting:
        process = waiting.pop()
        try:
            total += max(_memory(process) - base, 0)
            for task in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{task}/children") as children:
                    waiting += map(int, children.read().split())
        except (OSError, ValueError):  # it ended meanwhile
            continue
    return total


def _memory(pid: int) -> int:
    return _status(pid, "RssAnon") + _status(pid, "RssShmem")


def _status(pid: int | str, name: str) -> int:
    """A size that the kernel states of a process, in bytes."""
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith(f"{name}:"):
                return 1024 * int(line.split()[1])
    return 0


def _mount(what: str, where: str, kind: str, flags: int, options: str = "") -> None:
    flags |= MS_NOSUID | MS_NODEV
    _check(libc.mount(what.encode(), where.encode(), kind.encode(), flags, options.encode() or None))


def _check(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)


if __name__ == "__main__":
    main()
