"""Where students' code runs: Linux namespaces around a warm Python process that forks once a submission.

`Sandbox` starts bubblewrap, and in it `autograder.inside.zygote`, which imports the libraries once. Each
`Session` is a fork of that process with namespaces, a scratch folder and limits of its own: it sees the
system's and Python's files, read-only, and nothing else; it has no network; when it ends, all its processes
end.
"""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from autograder.inside.messages import send
from autograder.session import Ended, Limits, Reader, Session, Template

Kind = TypeVar("Kind", bound=Session)

START = 120.0  # seconds that the first imports may take
MOST_TEMPLATES = 8  # that are kept for the next submission
MOST_JUDGES = 256  # that run at once

# What is shown of the host, where it exists. Of /etc: fonts, the linker and the time zone, not the users.
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SETTINGS = ("alternatives", "fonts", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime")
INSIDE = Path("/run/gradiente")  # where the package autograder.inside stands, and nothing else of this one
HOME = INSIDE / "home"  # of the submission, and its working directory


class SandboxError(Exception):
    """No sandbox can be had here; the text says what is missing."""


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
        self._templates: dict[Hashable, Template] = {}  # the one used last is the last
        self._for_one: set[Hashable] = set()  # what no template can do for several
        self._preparing = threading.Lock()
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
                send(self._control, {"import": more})
                self.imported += self._answer(f"the sandbox ended when it imported {', '.join(more)}")
                self._imports.update(more)

    def _answer(self, otherwise: str) -> list[str]:
        """What the zygote says that it has imported."""
        try:
            return Reader(self._control).next(time.monotonic() + START)["imported"]
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
        for template in self._templates.values():
            template.close()
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
    ) -> Session:
        """A new session, a context manager; several may be open at once.

        Parameters
        ----------
        limits : Limits, optional
        environment : mapping, optional
            Variables besides the sandbox's own.
        files : mapping of str to bytes, optional
            What lies in its working directory, by relative path.
        """
        return self._start(Session, limits or Limits(), environment or {}, files or {})

    def pair(
        self,
        needs: Hashable,
        prepare: Callable[[Session], None],
        limits: Limits,
        environment: Mapping[str, str],
        secret: Mapping[str, str],
        files: Mapping[str, bytes] | None = None,
    ) -> tuple[Session, Session]:
        """A student's session, and the judge's that can use what its cells define.

        The judges of all pairs that need the same are forked from one template.

        Parameters
        ----------
        needs : hashable
            What `prepare` does.
        prepare : callable
            Called with the template's session where there is none yet; its errors are raised.
        limits, environment, files
            As for `session`.
        secret : mapping
            Variables of the judge's environment alone.
        """
        files = files or {}
        for_student, for_judge = socket.socketpair()
        with for_student, for_judge:
            judge = self._judge(for_judge, needs, prepare, limits, {**environment, **secret}, files)
            try:
                return self._start(Session, limits, environment, files, "student", for_student), judge
            except OSError:
                judge.close()
                raise

    def _judge(
        self,
        line: socket.socket,
        needs: Hashable,
        prepare: Callable[[Session], None],
        limits: Limits,
        environment: Mapping[str, str],
        files: Mapping[str, bytes],
    ) -> Session:
        key = needs, limits, *(tuple(sorted(mapping.items())) for mapping in (environment, files))
        # the student's limits are to bind, and many judges are forked from one template
        more = replace(
            limits,
            seconds=2 * limits.seconds + START,
            processes=MOST_JUDGES * limits.processes,
            scratch=MOST_JUDGES * limits.scratch,
            open_files=limits.open_files + 2 * MOST_JUDGES,  # two tell of each
        )

        def ready() -> Template:
            template = self._start(Template, more, environment, files, "template")
            try:
                prepare(template)
            except BaseException:
                template.close()
                raise
            return template

        with self._preparing:
            if key not in self._for_one:
                template = self._templates.pop(key, None)
                if template is None or template.is_over():
                    template = ready()
                if template.is_for_one():
                    self._for_one.add(key)
                    return template.judge(line)
                self._templates[key] = template
                for other in list(self._templates)[:-MOST_TEMPLATES]:
                    if self._templates[other].is_idle():
                        self._templates.pop(other).close()
                return template.judge(line)
        return ready().judge(line)  # at the same time as others

    def _start(
        self,
        kind: type[Kind],
        limits: Limits,
        environment: Mapping[str, str],
        files: Mapping[str, bytes],
        role: str = "",
        line: socket.socket | None = None,
    ) -> Kind:
        def fork(cells: socket.socket, monitor: socket.socket) -> None:
            ends = [end.fileno() for end in (monitor, cells, line) if end is not None]
            with self._lock:  # what two threads send must not mingle
                send(self._control, asdict(limits) | {"role": role})
                socket.send_fds(self._control, [b"f"], ends)

        session = kind(limits, fork)
        encoded = {name: b64encode(content).decode() for name, content in files.items()}
        # not through the zygote: what was in its memory, all later sessions inherit
        send(session._monitor, {"environment": dict(environment), "files": encoded})
        return session


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
