"""Where students' code runs: Linux namespaces around a warm Python process that forks once a submission.

`Sandbox` starts bubblewrap, and in it `autograder.zygote`, which imports the libraries once. Each `Session`
is a fork of that process with namespaces, a scratch folder and limits of its own: it sees the system's and
Python's files, read-only, and nothing else; it has no network; when it ends, all its processes end.

This side trusts nothing that a session sends: what it reads is bounded in size and time.
"""

import json
import os
import select
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

MOST_BYTES = 16 << 20  # of one message: a cell's outputs come in many
GRACE = 2.0  # seconds between a cell's interruption and the end of its session
START = 120.0  # seconds that the first imports may take

# What is shown of the host, where it exists. Of /etc: fonts, the linker and the time zone, not the users.
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SETTINGS = ("alternatives", "fonts", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime")
INSIDE = Path("/run/gradiente")  # where the scripts of the inner side stand
SCRIPTS = ("zygote.py", "cells.py")
HOME = INSIDE / "home"  # of the submission, and its working directory


@dataclass(frozen=True)
class Limits:
    """What one submission may use."""

    seconds: float = 300  # wall time, all cells together
    cell_seconds: float = 60  # a cell that takes longer is interrupted
    memory: int = 4 << 30  # bytes, all processes together
    processes: int = 64  # threads count as well
    scratch: int = 256 << 20  # bytes of files
    output: int = 1 << 20  # bytes that a cell may print or show
    open_files: int = 256  # in each process


class SandboxError(Exception):
    """No sandbox can be had here; the text says what is missing."""


class Ended(Exception):
    """A session that is over.

    ``reason`` is "time", "memory" or "output" where a limit was reached, "died" where the process ended by
    itself, "garbled" where it sent what no cell sends, and "closed".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Sandbox:
    """A warm Python in a sandbox, from which sessions are forked.

    Parameters
    ----------
    imports : iterable of str
        Modules that are imported once, before the first session. One that is missing is left out.
    python_path : iterable of Path
        Folders or files of the host that the sessions may read besides Python's own, at the same place.

    Raises
    ------
    SandboxError
        If bubblewrap is missing, or the system refuses what it needs.
    """

    imports: Iterable[str] = ("numpy", "matplotlib.pyplot")
    python_path: Iterable[Path] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def __enter__(self) -> "Sandbox":
        self._lock = threading.Lock()
        self._errors = tempfile.TemporaryFile()
        self._control, inner = socket.socketpair()
        with inner:
            command = [*_bubblewrap(self.python_path, self.environment), sys.executable]
            command += [str(INSIDE / "zygote.py"), str(inner.fileno()), *self.imports]
            try:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=self._errors,
                    stderr=self._errors,
                    pass_fds=[inner.fileno()],
                    start_new_session=True,
                )
            except OSError as error:
                raise SandboxError(f"{command[0]}: {error.strerror}") from None
        try:
            self.imported = _Reader(self._control).next(time.monotonic() + START)["imported"]
        except (Ended, TimeoutError):
            self.__exit__()
            raise SandboxError(self.said() or "the sandbox ended before it began") from None
        return self

    def said(self) -> str:
        """The last line that bubblewrap or the zygote wrote, or nothing."""
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, size - 10_000))
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""

    def __exit__(self, *_: object) -> None:
        self._control.close()  # at which the zygote ends, and with it all that it forked
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def session(
        self,
        limits: Limits | None = None,
        environment: Mapping[str, str] | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> "Session":
        """A new session, a context manager; several may be open at once.

        Parameters
        ----------
        limits : Limits, optional
        environment : mapping, optional
            Variables besides the sandbox's own.
        files : mapping of str to bytes, optional
            What lies in its working directory, by relative path.
        """
        with self._lock:  # what two threads send must not mingle
            return Session(self._control, limits or Limits(), environment or {}, files or {})


class Session:
    """One submission's process. Its cells run one after the other and share their variables."""

    def __init__(
        self,
        control: socket.socket,
        limits: Limits,
        environment: Mapping[str, str],
        files: Mapping[str, bytes],
    ) -> None:
        self.limits = limits
        self._cells, cells = socket.socketpair()
        self._monitor, monitor = socket.socketpair()
        with cells, monitor:
            encoded = {name: b64encode(content).decode() for name, content in files.items()}
            job = asdict(limits) | {"environment": dict(environment), "files": encoded}
            data = json.dumps(job).encode()
            socket.send_fds(control, [struct.pack("!I", len(data))], [cells.fileno(), monitor.fileno()])
            control.sendall(data)
        self._deadline = time.monotonic() + limits.seconds
        self._ended: str | None = None
        self.execution_count: int | None = None  #: of the last cell that was run to its end

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, code: str) -> Iterator[dict]:
        """Run a cell and yield its outputs in nbformat's form, as they come.

        The outputs of a cell that took too long end in an error called CellTimeoutError.

        Raises
        ------
        Ended
            When the session is over. What had been yielded by then had come; no later cell can run.
        """
        if self._ended:
            raise Ended(self._ended)
        interrupted = False
        deadline = min(self._deadline, time.monotonic() + self.limits.cell_seconds)
        # JSON escapes: a byte of output is six at most
        reader = _Reader(self._cells, 6 * self.limits.output + MOST_BYTES)
        try:
            _send(self._cells, {"run": code})
            while True:
                try:
                    message = reader.next(deadline)
                except TimeoutError:
                    if interrupted or deadline == self._deadline:
                        raise Ended("time") from None
                    interrupted = True
                    self._monitor.sendall(b"i")
                    deadline = min(self._deadline, time.monotonic() + GRACE)
                    continue
                if "output" not in message:
                    self.execution_count = _count(message)
                    break
                yield _output(message["output"])
        except (Ended, OSError) as error:
            reason = getattr(error, "reason", "died")
            self.close(self._verdict() if reason == "died" else reason)
            raise Ended(self._ended) from None
        if interrupted:
            yield error_output("CellTimeoutError")

    def _verdict(self) -> str:
        """Why the session's process died, as the one that watched over it says."""
        try:
            return _Reader(self._monitor).next(time.monotonic() + 5).get("ended", "died")
        except (Ended, TimeoutError):
            return "died"

    def close(self, reason: str = "closed") -> None:
        """End the session and all its processes."""
        self._ended = self._ended or reason
        self._cells.close()
        self._monitor.close()


def _bubblewrap(readable: Iterable[Path], environment: Mapping[str, str]) -> list[str]:
    """The command that makes the outer sandbox, ready to be followed by the program to run in it."""
    if sys.platform != "linux":
        raise SandboxError(f"{sys.platform}: not Linux")
    program = shutil.which("bwrap")
    if program is None:
        raise SandboxError("bwrap: bubblewrap is not installed")
    command = [program, "--die-with-parent", "--new-session", "--hostname", "sandbox"]
    command += ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    # Root needs no user namespace for it, and the zygote then gives root away: as another user it can be
    # refused more processes, as root it could not.
    if os.geteuid() != 0:
        command += ["--unshare-user"]
    for folder in SYSTEM:
        if os.path.islink(folder):
            command += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            command += ["--ro-bind", folder, folder]
    # Before what follows: this very Python may lie in /tmp.
    command += ["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp"]
    shared = [Path("/etc", name) for name in SETTINGS if Path("/etc", name).exists()]
    shared += [Path(sys.prefix), Path(sys.base_prefix), *map(Path, readable)]
    pairs = [(os.path.realpath(path), str(path)) for path in dict.fromkeys(shared)]
    here = Path(__file__).parent
    pairs += [(str(here / name), str(INSIDE / name)) for name in SCRIPTS]
    pairs = [pair for pair in pairs if not any(Path(folder) in Path(pair[1]).parents for folder in SYSTEM)]
    # bubblewrap would make the parents for root alone
    parents = {parent for _, inside in pairs for parent in Path(inside).parents} - {Path("/"), Path("/tmp")}
    for parent in sorted([*parents, HOME]):
        command += ["--perms", "0755", "--dir", str(parent)]
    for outside, inside in pairs:
        command += ["--ro-bind", outside, inside]
    command += ["--remount-ro", "/", "--chdir", str(HOME)]
    command += ["--clearenv"]
    variables = {
        "HOME": str(HOME),
        "GRADIENTE_IN_TMP": ":".join(inside for _, inside in pairs if inside.startswith("/tmp/")),
        "LANG": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "IPYTHONDIR": "/tmp/ipython",
        "XDG_CACHE_HOME": "/tmp/cache",
        # threads would not survive the fork; all cores are in use as it is
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "CUDA_VISIBLE_DEVICES": "",
        "KERAS_BACKEND": "tensorflow",
        **environment,
    }
    for name, value in variables.items():
        command += ["--setenv", name, value]
    return command


def _send(channel: socket.socket, message: dict) -> None:
    data = json.dumps(message).encode()
    channel.sendall(struct.pack("!I", len(data)) + data)


def _count(message: dict) -> int | None:
    try:
        count = message["done"]["execution_count"]
    except (KeyError, TypeError):
        raise Ended("garbled") from None
    if count is not None and type(count) is not int:
        raise Ended("garbled")
    return count


def _output(output: object) -> dict:
    """`output` if it has the form of a cell's output in a notebook."""
    try:
        match output["output_type"]:
            case "stream":
                valid = output["name"] in ("stdout", "stderr") and isinstance(output["text"], str)
            case "error":
                valid = all(isinstance(line, str) for line in output["traceback"])
                valid = valid and isinstance(output["ename"], str) and isinstance(output["evalue"], str)
            case "display_data" | "execute_result":
                valid = isinstance(output["data"], dict) and isinstance(output["metadata"], dict)
            case _:
                valid = False
    except (KeyError, TypeError):
        valid = False
    if not valid:
        raise Ended("garbled")
    return output


def error_output(name: str) -> dict:
    """The output of a cell that did not run to its end, in nbformat's form."""
    return {"output_type": "error", "ename": name, "evalue": "", "traceback": [name]}


class _Reader:
    """Reads messages, which may be anything, up to `budget` bytes of them; nothing is lost by a timeout."""

    def __init__(self, channel: socket.socket, budget: int = MOST_BYTES) -> None:
        self._channel = channel
        self._budget = budget
        self._data = bytearray()

    def next(self, deadline: float) -> dict:
        """The next message, or TimeoutError, or Ended if there will be none."""
        self._fill(4, deadline)
        (length,) = struct.unpack_from("!I", self._data)
        if length > min(MOST_BYTES, self._budget):
            raise Ended("output")
        self._fill(4 + length, deadline)
        self._budget -= length
        text = self._data[4 : 4 + length]
        del self._data[: 4 + length]
        try:
            message = json.loads(text)
        except (ValueError, RecursionError):
            raise Ended("garbled") from None
        if not isinstance(message, dict):
            raise Ended("garbled")
        return message

    def _fill(self, length: int, deadline: float) -> None:
        while len(self._data) < length:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._channel], [], [], left)[0]:
                raise TimeoutError
            part = self._channel.recv(1 << 16)
            if not part:
                raise Ended("died")
            self._data += part


def probe() -> None:
    """Try whether a sandbox can be had here, in about a second.

    Raises
    ------
    SandboxError
        If not.
    """
    with Sandbox(imports=()) as box, box.session(Limits(seconds=30)) as session:
        try:
            said = "".join(output.get("text", "") for output in session.run("print(6 * 7)"))
        except Ended as ended:
            raise SandboxError(box.said() or f"the first process in it ended ({ended.reason})") from None
        if said != "42\n":
            raise SandboxError(f"6 * 7 printed {said!r} in it")
