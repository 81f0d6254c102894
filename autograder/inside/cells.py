"""Inside the sandbox: run a notebook's cells as its kernel would, and send their outputs.

IPython's shell does the work; the classes here only say where what it shows goes. It is made before the
zygote forks, so that a submission begins with everything imported.
"""

import ast
import io
import json
import os
import re
import select
import signal
import socket
import sys
import time
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from copy import deepcopy
from functools import partial
from types import CodeType
from typing import TYPE_CHECKING

import pygments.lexers
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from . import messages, template, watch

if TYPE_CHECKING:
    from .peer import Judge
    from .reference import Reference

HERE = os.path.dirname(__file__)
FLUSH = 8192  # characters of text that wait at most
MOST_ERROR = 20_000  # characters of an error's message, and of each part of its traceback
MOST_LINES = 50  # such parts
WAIT = 0.2  # seconds that text waits at most while more comes


class Outputs:
    """Sends a cell's outputs, up to so many bytes a cell; text is collected first."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._size = 0
        self._name = ""
        self._since = 0.0
        self._left = 0
        self._send: Callable[[dict], None] = lambda message: None
        self._most = 0

    def connect(self, channel: socket.socket, most: int) -> None:
        self._most = most
        self._send = partial(messages.send, channel)

    def begin(self) -> None:
        self.end()
        self._left = self._most

    def end(self) -> None:
        """Drop what comes from now on, and what has not been sent."""
        self._text, self._size, self._left = [], 0, 0

    def text(self, name: str, text: str) -> None:
        if self._name != name:
            self.flush()
            self._name, self._since = name, time.monotonic()
        self._text.append(text)
        self._size += len(text)
        if self._size > FLUSH or time.monotonic() - self._since > WAIT:
            self.flush()

    def flush(self) -> None:
        text, self._text, self._size = "".join(self._text), [], 0
        self._since = time.monotonic()
        if text and self._left > 0:
            short = text.encode("utf-8", "replace")[: self._left].decode("utf-8", "ignore")
            self._left -= len(short.encode())
            if self._left <= 0 or short != text:
                short, self._left = short + "\n[…]", 0
            self._send({"output": {"output_type": "stream", "name": self._name, "text": short}})

    def show(self, output: dict) -> None:
        self.flush()
        size = len(json.dumps(output))
        if size <= self._left or output["output_type"] == "error":  # it is the verdict on a test
            self._left -= size
            self._send({"output": output})
        elif self._left > 0:
            self._left = 0
            self._send({"output": {"output_type": "stream", "name": "stdout", "text": "[…]"}})

    def done(self, **about: object) -> None:
        self.flush()
        self._send({"done": about})


OUTPUTS = Outputs()


class Stream:
    """Stands for ``sys.stdout`` or ``sys.stderr``."""

    encoding, errors, newlines, closed = "utf-8", "replace", None, False

    def __init__(self, name: str, fd: int) -> None:
        self.name, self._fd = name, fd

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        OUTPUTS.text(self.name, text)
        return len(text)

    def writelines(self, lines) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        OUTPUTS.flush()

    def fileno(self) -> int:
        return self._fd

    def isatty(self) -> bool:
        return False

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    seekable = readable


class Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **_):
        OUTPUTS.show(
            {"output_type": "display_data", "data": _plain(data), "metadata": _plain(metadata or {})}
        )

    def clear_output(self, wait=False):
        OUTPUTS.flush()


class Hook(DisplayHook):
    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        if format_dict:
            OUTPUTS.show(
                {
                    "output_type": "execute_result",
                    "execution_count": self.prompt_count,
                    "data": _plain(format_dict),
                    "metadata": _plain(md_dict or {}),
                }
            )

    def finish_displayhook(self):
        pass


class Compiler(CachingCompiler):
    """Compiles a cell once, for this process and those that it forks, whatever its execution count is."""

    def __init__(self) -> None:
        super().__init__()
        self._trees: dict[tuple, ast.AST] = {}
        self._codes: dict[tuple, tuple[ast.AST, CodeType]] = {}

    def get_code_name(self, raw_code, transformed_code, number):
        return super().get_code_name(raw_code, transformed_code, 0)

    def ast_parse(self, source, filename="<unknown>", symbol="exec"):
        key = source, symbol, self.flags
        if key not in self._trees:
            self._trees[key] = super().ast_parse(source, filename, symbol)
        return self._trees[key]

    def __call__(self, source, filename, symbol, **more):
        match source:
            case ast.Module(body=[statement]) | ast.Interactive(body=[statement]):  # IPython's way
                key = id(statement), filename, symbol, self.flags
                if key not in self._codes:  # with the statement, so that no other can have its id
                    self._codes[key] = statement, super().__call__(source, filename, symbol, **more)
                return self._codes[key][1]
        return super().__call__(source, filename, symbol, **more)


class Shell(InteractiveShell):
    compiler_class = Compiler
    displayhook_class = Hook
    display_pub_class = Publisher

    def __init__(self, **more: object) -> None:
        super().__init__(**more)
        self._cleanup = [*self.input_transformers_cleanup]

    def _showtraceback(self, etype, evalue, stb):
        OUTPUTS.show(
            {
                "output_type": "error",
                "ename": str(getattr(etype, "__name__", etype))[:MOST_ERROR],
                "evalue": str(evalue)[:MOST_ERROR],
                "traceback": [str(line)[:MOST_ERROR] for line in stb[:MOST_LINES]],
            }
        )

    def _get_exc_info(self, exc_tuple=None):
        """The error that is to be shown, as far as it is the notebook's: what stands here helps nobody."""
        kind, error, trace = super()._get_exc_info(exc_tuple)
        frame = trace
        while frame is not None and (inner := frame.tb_next) is not None:
            if inner.tb_frame.f_code.co_filename.startswith(HERE):
                frame.tb_next = None
            frame = frame.tb_next
        return kind, error, trace

    def transform_cell(self, raw_cell):
        cell = raw_cell if raw_cell.endswith("\n") else f"{raw_cell}\n"
        if self._may_be_changed(cell):
            return super().transform_cell(raw_cell)
        try:
            self.compile.ast_parse(cell)
        except (SyntaxError, ValueError):  # a magic, or a mistake
            return super().transform_cell(raw_cell)
        return cell  # looking for magics is most of a small cell's time

    def _may_be_changed(self, cell: str) -> bool:
        """Whether IPython may read `cell` another way though it is Python: ``ls -a``, ``In [1]: x = 2``."""
        if self.autocall or self.input_transformers_post or self.input_transformers_cleanup != self._cleanup:
            return True
        word = re.match(r"\s*(\w*)", cell)[1]
        return word == "In" or (word in self.magics_manager.magics["line"] and "\n" not in cell.strip())

    def transform_ast(self, node):
        # the compiler keeps what it has parsed, and both this and what runs it would change it
        node = deepcopy(node) if self.ast_transformers else ast.Module([*node.body], node.type_ignores)
        return super().transform_ast(node)

    def should_run_async(self, raw_cell, **more):
        return ("await" in raw_cell or "async" in raw_cell) and super().should_run_async(raw_cell, **more)

    def prepare(self, text: str) -> None:
        """Compile a cell that a process forked from this one will run."""
        if "__future__" in text:  # which counts from when it is run
            return
        with suppress(SyntaxError, ValueError):  # whoever runs it will see
            cell = self.transform_cell(text)
            name = self.compile.get_code_name(text, cell, 0)
            statements = self.compile.ast_parse(cell).body
            for statement in statements:
                shown = statement is statements[-1] and isinstance(statement, ast.Expr)
                one = ast.Interactive([statement]) if shown else ast.Module([statement], [])
                with self.compile.extra_flags(ast.PyCF_ALLOW_TOP_LEVEL_AWAIT):
                    self.compile(one, name, "single" if shown else "exec")

    def ask_exit(self):
        raise SystemExit

    def enable_gui(self, gui=None):
        pass  # %matplotlib inline asks for it

    def init_io(self):
        pass


def make_shell() -> Shell:
    """IPython's shell, as ipykernel sets it up, with no history on disk."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "linux"
    return Shell.instance(config=config)


_FIGURE = """
import matplotlib.pyplot as _plt
_figure, _axes = _plt.subplots()
_axes.plot([1, 10], [1, 2], "o-", label="$x^2$")
_axes.set(title="a", xlabel="x", ylabel="y", xscale="log")
_axes.legend()
_plt.show()
del _plt, _figure, _axes
"""


def warm_up(shell: Shell) -> None:
    """Do what is slow the first time, so that no submission has to."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        shell.run_cell("1 / 0", silent=True)  # the first traceback imports what all tracebacks need
        # stack_data makes a subclass for each frame, whose rules Pygments would compile anew: this tells it
        # to wait with that, and so they are inherited.
        lexer = type(pygments.lexers.get_lexer_by_name("python3"))
        lexer.token_variants = True
        if "numpy" in sys.modules:
            from . import peer, reference  # noqa: F401  # which a pair of sessions uses
        if "matplotlib.pyplot" in sys.modules:
            shell.run_cell(_FIGURE, silent=True)  # the first figure looks for fonts
    shell.execution_count = 1
    remember(shell)


def remember(shell: Shell) -> None:
    """Note what the libraries look like before any student's code runs."""
    _before.update(watch.snapshot(shell))


_before: dict[str, object] = {}


def serve(
    shell: Shell, most: int, role: str, channel: socket.socket, line: socket.socket | None = None
) -> None:
    """Run the cells that come through `channel` until it is closed; `most` bytes of outputs a cell.

    Of a "student" and a "judge" each has one end of the same `line`: the judge's cells use what the student's
    have defined (`inside.peer`). A judge is forked from a process that was told what it will need.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    past = _redirect(channel, most)
    student = judge = None
    if role == "student":
        from .peer import Student

        student = Student(line, shell.user_ns, lambda error: _frames(shell, error))
    elif role == "template":
        shell.InteractiveTB.set_mode("Plain")  # with the lines around, a failed test takes ten times as long
    waiting = [channel, line] if student else [channel]
    while True:
        if line in select.select(waiting, [], [])[0]:
            OUTPUTS.end()  # what a tested function prints could tell a test's hidden inputs
            with suppress(KeyboardInterrupt), _interruptible():  # one that comes after the answer is too late
                student.serve()
            continue
        request = messages.receive(channel)
        if request is None:
            return
        read = os.fstat(past).st_size
        OUTPUTS.begin()
        if "prepare" in request:
            with _interruptible():
                failed = _prepare(shell, request["prepare"], request["reference"])
            alone = template.has_threads()
            OUTPUTS.done(failed=failed, alone=alone)
            if alone:
                line = template.line_for_one(channel)
            else:
                channel, line = template.fork_for_each(channel)
            from .peer import Judge

            judge = Judge(line)
            past = _redirect(channel, most)
            waiting = [channel]
            continue
        if request.get("look"):
            OUTPUTS.done(changed=watch.changed(_before, shell))
            continue
        if request.get("count") is not None:
            shell.execution_count = request["count"]
        with _interruptible():
            if judge:
                _fetch(shell, judge, request.get("asks", []))
            result = shell.run_cell(request["run"], store_history=True)
        size = os.fstat(past).st_size
        if size > read:
            text = os.pread(past, min(size - read, most + 1), read)
            OUTPUTS.text("stdout", text.decode("utf-8", "replace"))
        fouls = judge.fouls if judge else []
        OUTPUTS.done(success=result.success, execution_count=result.execution_count, fouls=fouls)


def _redirect(channel: socket.socket, most: int) -> int:
    """Have all that is printed go to `channel`; return the file of what goes past ``sys.stdout``."""
    OUTPUTS.connect(channel, most)
    # What other programs print, and libraries in C, goes to a file in memory.
    past = os.memfd_create("output")
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(past, 1)
    os.dup2(past, 2)
    sys.stdin = os.fdopen(0, closefd=False)  # input() raises EOFError
    sys.stdout, sys.stderr = Stream("stdout", 1), Stream("stderr", 2)
    return past


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let SIGINT end what runs; at any other time it comes too late and is of no use."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _prepare(shell: Shell, cells: list[str], reference: list[str]) -> str:
    """Have `cells` and the instructor's own solution ready; return what went wrong, or nothing."""
    for cell in cells:
        shell.prepare(cell)
    if reference:
        from .reference import Reference

        try:
            global _reference
            _reference = Reference(reference)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    return ""


_reference: "Reference | None" = None


def _fetch(shell: Shell, judge: "Judge", wanted: list[str]) -> None:
    """Put what the cell asks for into the judge's namespace: the reference solution, and the student's."""
    if _reference is not None:
        shell.user_ns["reference"] = _reference
    for name in wanted:
        shell.user_ns.pop(name, None)
    if wanted:
        with suppress(BaseException):  # whatever it is, the test will meet it again
            shell.user_ns.update(judge.names(wanted))


def _frames(shell: Shell, error: BaseException) -> list[list]:
    """The lines of the notebook that `error` passed through: execution count, line, function, text."""
    counts = shell.compile._filename_map
    return [
        [counts[frame.filename], frame.lineno, frame.name, frame.line or ""]
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename in counts
    ]


def _plain(bundle: dict) -> dict:
    """A MIME bundle of JSON: bytes become base64, as in a notebook file."""
    return {
        str(kind): b64encode(value).decode("ascii") if isinstance(value, bytes) else value
        for kind, value in bundle.items()
    }
