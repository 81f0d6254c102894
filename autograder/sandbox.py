"""Where students' code runs: Linux namespaces around a warm Python process that forks once a submission.

`Sandbox` starts bubblewrap, and in it `autograder.inside.zygote`, which imports the libraries once. Each
`Session` is a fork of that process with namespaces, a scratch folder and limits of its own: it sees the
system's and Python's files, read-only, and nothing else; it has no network; when it ends, all its processes
end.

This side trusts nothing that a session sends: what it reads is bounded in size and time.
"""

import atexit
import json
import math
import os
import re
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
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from autograder.inside.text import well_formed

MOST_BYTES = 16 << 20  # of one message: a cell's outputs come in many
GRACE = 2.0  # seconds between a cell's interruption and the end of its session
DEEPEST = 64  # levels of an output's JSON
START = 120.0  # seconds that the first imports may take

MIME = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
MIME_JSON = re.compile(r"application/(.*\+)?json")

# What is shown of the host, where it exists. Of /etc: fonts, the linker and the time zone, not the users.
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SETTINGS = ("alternatives", "fonts", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime")
INSIDE = Path("/run/gradiente")  # where the package autograder.inside stands, and nothing else of this one
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

    imports: Iterable[str] = ("numpy", "numpy.testing", "matplotlib.pyplot")
    python_path: Iterable[Path] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def start(self) -> "Sandbox":
        """Begin to start it; `wait` does the rest."""
        self._lock = threading.Lock()
        self._imports = set(self.imports)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # as long as it lives
        self._control, inner = socket.socketpair()
        with inner:
            command = [*_bubblewrap(self.python_path, self.environment), sys.executable]
            command += [str(INSIDE / "inside" / "zygote.py"), str(inner.fileno()), *self.imports]
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
        return self

    def wait(self) -> "Sandbox":
        """Wait until it can be used."""
        with self._lock:
            if not hasattr(self, "imported"):
                self.imported = self._answer("the sandbox ended before it began")
        return self

    def __enter__(self) -> "Sandbox":
        return self.start().wait()

    def need(self, modules: Iterable[str]) -> None:
        """Import those of `modules` that have not been, for the sessions from now on."""
        with self._lock:
            if more := [name for name in modules if name not in self._imports]:
                _send(self._control, {"import": more})
                self.imported += self._answer(f"the sandbox ended when it imported {', '.join(more)}")
                self._imports.update(more)

    def _answer(self, otherwise: str) -> list[str]:
        """What the zygote says that it has imported."""
        try:
            return _Reader(self._control).next(time.monotonic() + START)["imported"]
        except (Ended, TimeoutError):
            self.__exit__()
            raise SandboxError(self.said() or otherwise) from None

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
        return self._start(limits or Limits(), environment or {}, files or {}, "", None)

    def pair(
        self,
        limits: Limits,
        environment: Mapping[str, str],
        secret: Mapping[str, str],
        files: Mapping[str, bytes] | None = None,
    ) -> tuple["Session", "Session"]:
        """A student's session, and the judge's that can use what its cells define.

        The variables `secret` are in the judge's environment alone.
        """
        for_student, for_judge = socket.socketpair()
        with for_student, for_judge:
            student = self._start(limits, environment, files or {}, "student", for_student)
            patient = replace(limits, seconds=2 * limits.seconds + START)  # the student's limits are to bind
            judge = self._start(patient, {**environment, **secret}, files or {}, "judge", for_judge)
        return student, judge

    def _start(
        self,
        limits: Limits,
        environment: Mapping[str, str],
        files: Mapping[str, bytes],
        role: str,
        line: socket.socket | None,
    ) -> "Session":
        with self._lock:  # what two threads send must not mingle
            return Session(self._control, limits, environment, files, role, line)


class Session:
    """One submission's process. Its cells run one after the other and share their variables."""

    def __init__(
        self,
        control: socket.socket,
        limits: Limits,
        environment: Mapping[str, str],
        files: Mapping[str, bytes],
        role: str,
        line: socket.socket | None,
    ) -> None:
        self.limits = limits
        self._cells, cells = socket.socketpair()
        self._monitor, monitor = socket.socketpair()
        with cells, monitor:
            encoded = {name: b64encode(content).decode() for name, content in files.items()}
            data = json.dumps(asdict(limits) | {"role": role}).encode()
            ends = [end.fileno() for end in (monitor, cells, line) if end is not None]
            socket.send_fds(control, [struct.pack("!I", len(data))], ends)
            control.sendall(data)
        # not through the zygote: what was in its memory, all later sessions inherit
        _send(self._monitor, {"environment": dict(environment), "files": encoded})
        self._deadline = time.monotonic() + limits.seconds
        self.ended: str | None = None  #: why it is over, if it is: see `Ended`
        self.done: dict = {}  #: what was said of the last cell that was run to its end
        self._reader = _Reader(self._monitor)
        self._told: dict = {}  # by the one that watches over the session

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(
        self, code: str, count: int | None = None, callee: "Session | None" = None, **more: object
    ) -> Iterator[dict]:
        """Run a cell and yield its outputs in nbformat's form, as they come.

        The outputs of a cell that took too long end in an error called CellTimeoutError.

        Parameters
        ----------
        code : str
        count : int, optional
            The execution count; the one after the last cell's by default.
        callee : Session, optional
            The session that this cell's calls go to: its time is what counts, and it is interrupted, and
            ended, before this one.
        more
            For the process itself (`inside.cells`).

        Raises
        ------
        Ended
            When the session is over. What had been yielded by then had come; no later cell can run.
        """
        if self.ended:
            raise Ended(self.ended)
        first = callee or self
        deadline = min(first._deadline, time.monotonic() + first.limits.cell_seconds)
        steps = iter(_steps(self, callee, deadline == first._deadline))
        late = False
        # JSON escapes: a byte of output is six at most
        reader = _Reader(self._cells, 6 * self.limits.output + MOST_BYTES)
        try:
            _send(self._cells, {"run": code, "count": count, **more})
            while True:
                try:
                    message = reader.next(deadline)
                except TimeoutError:
                    step = next(steps, None)
                    if step is None:
                        raise Ended("time") from None
                    step()
                    late = True
                    deadline = time.monotonic() + GRACE
                    if first is self:
                        deadline = min(deadline, self._deadline)
                    continue
                if "output" not in message:
                    self.done = _done(message)
                    break
                yield _output(message["output"])
        except (Ended, OSError) as error:
            self.close(getattr(error, "reason", "died"))
            raise Ended(self.ended) from None
        if late:
            yield error_output("CellTimeoutError")

    def interrupt(self) -> None:
        """End what it is running with a KeyboardInterrupt."""
        with suppress(OSError):
            self._monitor.sendall(b"i")

    def network_attempts(self) -> int:
        """How often its processes have tried to reach the network, of which there is none.

        The kernel counts, and the session's own processes have no say in it. Of one that is over it is what
        there had been by then; of one that was merely closed, by the last time that this was asked.
        """
        if self.ended is None:
            with suppress(OSError):
                self._monitor.sendall(b"n")
            self._hear()
        return self._told.get("network", 0)

    def close(self, reason: str = "closed") -> None:
        """End the session and all its processes; if it "died", `ended` says of what."""
        if self.ended is None:
            if reason == "died":
                while "ended" not in self._told and self._hear():
                    pass
                reason = self._told.get("ended", reason)
            elif reason != "closed":
                self.network_attempts()
            self.ended = reason
        self._cells.close()
        self._monitor.close()

    def _hear(self) -> bool:
        """Wait for what the one that watches over the session says next; whether it says anything."""
        try:
            self._told |= self._reader.next(time.monotonic() + 5)
        except (Ended, TimeoutError, OSError):
            return False
        return True


def _steps(session: Session, callee: Session | None, over: bool) -> Iterator[Callable[[], None]]:
    """What to do, one after the other, when a cell takes too long; `over`: its session has no time left."""
    if callee:
        if not over:
            yield callee.interrupt
        yield lambda: callee.close("time")
    if callee or not over:
        yield session.interrupt


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
    pairs.append((str(here / "inside"), str(INSIDE / "inside")))
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


def _done(message: dict) -> dict:
    if not isinstance(done := _json(message.get("done")), dict):
        raise Ended("garbled")
    return done


def _output(output: object) -> dict:
    """`output`, if it is a cell's output, as a notebook can hold it and nothing besides."""
    match output:
        case {"output_type": "stream", "name": ("stdout" | "stderr") as name, "text": str() as text}:
            return {"output_type": "stream", "name": name, "text": well_formed(text)}
        case {"output_type": "error", "ename": str(), "evalue": str(), "traceback": list() as lines}:
            if all(isinstance(line, str) for line in lines):
                return {key: _json(output[key]) for key in ("output_type", "ename", "evalue", "traceback")}
        case {"output_type": "display_data", "data": dict() as data, "metadata": dict() as about}:
            return {"output_type": "display_data", "data": _bundle(data), "metadata": _json(about)}
        case {"output_type": "execute_result", "data": dict() as data, "metadata": dict() as about}:
            count = output.get("execution_count")
            return {
                "output_type": "execute_result",
                "execution_count": count if type(count) is int and 0 <= count < 2**31 else None,
                "data": _bundle(data),
                "metadata": _json(about),
            }
    raise Ended("garbled")


def _bundle(data: dict) -> dict:
    """Of a MIME bundle what can stand in a notebook: JSON under the kinds that are JSON, else text."""
    return {
        kind: _json(value)
        for kind, value in data.items()
        if MIME.fullmatch(kind) and (MIME_JSON.fullmatch(kind) or isinstance(value, str))
    }


def _json(value: object, deep: int = DEEPEST) -> object:
    """`value`, read from JSON, as every reader of JSON can read it again: no NaN, no halves of characters."""
    if deep == 0:
        raise Ended("garbled")
    match value:
        case str():
            return well_formed(value)
        case float():
            return value if math.isfinite(value) else None
        case list():
            return [_json(part, deep - 1) for part in value]
        case dict():
            return {well_formed(key): _json(part, deep - 1) for key, part in value.items()}
    return value


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


_lock = threading.Lock()
_shared: Sandbox | None = None


def prepare() -> None:
    """Begin to start this process's own sandbox: it does so while this process imports what it needs."""
    global _shared
    with _lock, suppress(SandboxError):  # which `shared` raises
        _shared = _shared or Sandbox().start()


def shared() -> Sandbox:
    """This process's own sandbox, which is started if need be; it ends with the thread that started it.

    Raises
    ------
    SandboxError
        If there can be none.
    """
    global _shared
    with _lock:
        box, _shared = _shared or Sandbox().start(), None
        _shared = box.wait()
        return _shared


@atexit.register
def close(box: Sandbox | None = None) -> None:
    """End this process's own sandbox, and with it whatever runs there; `box`: only if it is this one."""
    global _shared
    with _lock:
        if _shared is not None and box in (None, _shared):
            if hasattr(_shared, "imported"):
                _shared.__exit__()
            else:  # it ends as soon as it listens, or with this process
                _shared._control.close()
            _shared = None


def probe() -> None:
    """Try whether a sandbox can be had here, in about two seconds.

    Raises
    ------
    SandboxError
        If not.
    """
    box = shared()
    try:
        with box.session(Limits(seconds=30)) as session:
            said = "".join(output.get("text", "") for output in session.run("print(6 * 7)"))
    except (Ended, OSError) as error:
        raise SandboxError(box.said() or f"the first process in it ended ({error})") from None
    if said != "42\n":
        raise SandboxError(f"6 * 7 printed {said!r} in it")
