"""The sandbox, as it is: what a submission does inside of it, and what reaches the outside."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from textwrap import dedent

import pytest

from autograder import sandbox
from autograder.sandbox import Sandbox, SandboxError
from autograder.session import Ended, Limits

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def box():
    try:
        with Sandbox(imports=["numpy", "matplotlib.pyplot"]) as box:
            yield box
    except SandboxError as error:
        if os.environ.get("GRADIENTE_NO_SKIP") == "1":
            raise
        pytest.skip(str(error))


def texts(outputs):
    """What the outputs say, tracebacks by their last line."""
    said = []
    for output in outputs:
        match output["output_type"]:
            case "stream":
                said.append(output["text"])
            case "error":
                said.append(f"{output['ename']}: {output['evalue']}")
            case _:
                said.append(output["data"]["text/plain"])
    return "".join(said)


def run(box, *codes, **limits):
    """What cells say in a session of their own."""
    with box.session(Limits(**limits)) as session:
        return [texts(session.run(dedent(code))) for code in codes]


def ended(session, code, reason):
    """What a cell says before its session ends for that reason."""
    seen = []

    def read():
        for output in session.run(dedent(code)):
            seen.append(output)

    with pytest.raises(Ended, match=reason):
        read()
    return texts(seen)


def processes(marker):
    """The host's processes that bear `marker` in their command line."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if marker.encode() in path.read_bytes():
                found.append(path)
        except OSError:
            continue
    return found


# --- a kernel's work ---


def test_cells_share_their_variables_and_show_what_a_kernel_shows(box):
    with box.session() as session:
        assert list(session.run("x = 6")) == []
        assert list(session.run("x * 7")) == [
            {
                "output_type": "execute_result",
                "execution_count": 2,
                "data": {"text/plain": "42"},
                "metadata": {},
            }
        ]
        printed = list(session.run("import sys; print('á'); print('b', file=sys.stderr); print('c')"))
        assert [(output["name"], output["text"]) for output in printed] == [
            ("stdout", "á\n"),
            ("stderr", "b\n"),
            ("stdout", "c\n"),
        ]
        (error,) = session.run("{}['k']")
        assert (error["ename"], error["evalue"]) == ("KeyError", "'k'")
        assert "KeyError" in "".join(error["traceback"])


def test_a_figure_is_an_image(box):
    with box.session() as session:
        (figure,) = session.run("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()")
    assert figure["output_type"] == "display_data"
    assert figure["data"]["image/png"].startswith("iVBORw0KGgo")


def test_magics_and_top_level_await_and_other_programs_work(box):
    said = run(
        box,
        "import asyncio; await asyncio.sleep(0); print('slept')",
        "%time 1 + 1",
        "import os; os.system('echo from the shell')",
        "import subprocess; print(subprocess.run(['echo', 'x'], capture_output=True, text=True).stdout)",
    )
    assert said[0] == "slept\n"
    assert "Wall time" in said[1]
    assert "from the shell\n" in said[2]
    assert said[3] == "x\n\n"


ODD = """
import ast

class Odd(ast.NodeTransformer):
    def visit_Constant(self, node):
        odd = node.value + 1 if isinstance(node.value, int) else node.value
        return ast.copy_location(ast.Constant(odd), node)

get_ipython().ast_transformers.append(Odd())
"""


def test_the_same_as_a_real_kernel(box):
    """ipykernel, with nbclient, gives the same outputs."""
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell, new_notebook

    codes = [
        "import numpy as np\nprint(np.arange(3))\nnp.eye(2)",
        "def f(x):\n    return 1 / x\n\nf(0)",
        "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))\n'last'",
        "import warnings\nassert [1] == [2], 'a message'",
        "1;",
        # one line may be IPython's although it is Python
        "cd /",
        "pwd",
        "In [7]: 1 + 1",
        "pwd = 3\npwd",
        "pwd",
        # the same text again, and read otherwise each time
        "10",
        ODD,
        "10",
        "print(20)\n30",
        "print(20)\n30",
        "shell = get_ipython()\nshell.ast_transformers.clear()\n"
        "shell.ast_node_interactivity = 'last_expr_or_assign'",
        "10",
        "q = 5",
        "shell.ast_node_interactivity = 'last_expr'",
        "q = 5",
        "shell.input_transformers_post.append(lambda lines: [line.replace('5', '6') for line in lines])",
        "q = 5",
        "q",
    ]
    notebook = new_notebook(cells=[new_code_cell(code) for code in codes])
    NotebookClient(notebook, allow_errors=True, extra_arguments=["--IPKernelApp.log_level=50"]).execute()
    with box.session() as session:
        ours = [list(session.run(code)) for code in codes]
    for cell, outputs in zip(notebook.cells, ours, strict=True):
        theirs = [dict(output) for output in cell.outputs]
        for output in [*theirs, *outputs]:
            output.pop("traceback", None)  # it names the cell's temporary file
        assert outputs == theirs


# --- nothing of the host ---


def test_no_network(box):
    (said,) = run(box, "import socket\nsocket.create_connection(('127.0.0.1', 80), 2)")
    assert "OSError" in said or "ConnectionRefusedError" in said
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    (said,) = run(box, f"import socket\nsocket.create_connection(('127.0.0.1', {port}), 2)")
    assert "Error" in said
    server.close()
    (said,) = run(box, "import os; print(sorted(os.listdir('/sys')) if os.path.exists('/sys') else 'none')")
    assert said == "none\n"


CONNECT = """
    import socket
    socket.socket(socket.AF_INET{version}, socket.SOCK_{kind}).{call}"""
#: Ways to the network, each of which fails.
NETWORK = {
    "tcp": CONNECT.format(version="", kind="STREAM", call="connect(('127.0.0.1', 9))"),
    "tcp, elsewhere": CONNECT.format(version="", kind="STREAM", call="connect(('192.0.2.1', 80))"),
    "tcp, IPv6": CONNECT.format(version="6", kind="STREAM", call="connect(('::1', 9))"),
    "tcp, IPv6, elsewhere": CONNECT.format(version="6", kind="STREAM", call="connect(('2001:db8::1', 80))"),
    "udp": CONNECT.format(version="", kind="DGRAM", call="sendto(b'x', ('192.0.2.1', 53))"),
    "udp, IPv6": CONNECT.format(version="6", kind="DGRAM", call="sendto(b'x', ('2001:db8::1', 53))"),
    "not waiting for it": """
        import socket
        hasty = socket.socket()
        hasty.setblocking(False)
        hasty.connect(('192.0.2.1', 80))""",
    "a name": "import socket; socket.getaddrinfo('example.org', 80)",
    "a page": "import urllib.request; urllib.request.urlopen('http://example.org')",
    "another program": """
        import subprocess, sys
        code = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
        subprocess.run([sys.executable, '-c', code], check=True)""",
    "a child that goes its own way": """
        import os, signal
        if os.fork() == 0:
            os.setsid()
            import socket
            try: socket.create_connection(('192.0.2.1', 80), 1)
            finally: os._exit(0)
        raise OSError(os.wait())""",
}  # fmt: skip
#: What honest code does, sockets among it, without any way to the network.
NO_NETWORK = {
    "nothing": "1",
    "figures": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "asyncio": "import asyncio; await asyncio.sleep(0)",
    "a loop of one's own": """
        import asyncio, threading
        thread = threading.Thread(target=lambda: asyncio.run(asyncio.sleep(0)))
        thread.start()
        thread.join()""",
    "processes": """
        import multiprocessing
        with multiprocessing.get_context('fork').Pool(2) as pool: pool.map(abs, [1, -2])""",
    "a manager": """
        import multiprocessing
        with multiprocessing.get_context('fork').Manager() as manager: manager.dict()[1] = 2""",
    "a pair of sockets": "import socket; a, b = socket.socketpair(); a.send(b'x'); b.recv(1)",
    "a socket in a file": """
        import socket
        server = socket.socket(socket.AF_UNIX)
        server.bind('/tmp/socket')
        server.listen()
        socket.socket(socket.AF_UNIX).connect('/tmp/socket')""",
    "sockets that are not used": """
        import socket
        for family in (socket.AF_INET, socket.AF_INET6): socket.socket(family)
        socket.gethostname()""",
}  # fmt: skip


@pytest.mark.parametrize("code", NETWORK.values(), ids=NETWORK)
def test_who_tries_to_reach_the_network_is_seen(box, code):
    with box.session() as session:
        assert "rror: " in texts(session.run(dedent(code)))
        assert session.network_attempts() > 0


@pytest.mark.parametrize("code", NO_NETWORK.values(), ids=NO_NETWORK)
def test_who_does_not_try_to_is_not(box, code):
    with box.session() as session:
        assert "rror: " not in texts(session.run(dedent(code)))
        assert session.network_attempts() == 0


def test_asking_for_the_network_hides_no_ending(box):
    with box.session() as session:
        list(session.run("import os, threading; threading.Timer(0.3, os._exit, [0]).start()"))
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline:
            assert session.network_attempts() == 0
        ended(session, "1", "died")


def test_files_of_the_host_are_not_there(box, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    places = [
        secret,
        ROOT / "solutions",
        ROOT / "README.md",
        "/etc/passwd",
        "/etc/shadow",
        "/root/.ssh",
        "/var",
    ]
    (said,) = run(box, f"import os; print([p for p in {[str(p) for p in places]} if os.path.exists(p)])")
    assert said == "[]\n"


def test_nothing_can_be_written_but_in_its_own_folders(box):
    code = """
        import os, sys, numpy
        libraries = os.path.dirname(numpy.__file__)
        for place in ["/", "/usr", "/etc", sys.prefix, libraries, "/run", "/run/gradiente", "/dev"]:
            try:
                open(place + "/x", "w")
            except OSError:
                continue
            print("wrote to", place)
        for place in ["", "/tmp/", "/dev/shm/"]:
            open(place + "mine", "w").write("x")
        print(os.listdir("."))"""
    (said,) = run(box, code)
    assert said == "['mine']\n"


def test_the_environment_of_the_host_is_not_there(box, monkeypatch):
    monkeypatch.setenv("SECRET", "s")
    with Sandbox(imports=[]) as fresh:
        (said,) = run(fresh, "import os; print('SECRET' in os.environ, os.environ['HOME'])")
    assert said == "False /run/gradiente/home\n"


def test_no_privilege_can_be_had_back(box):
    code = """
        import ctypes, os
        libc = ctypes.CDLL(None, use_errno=True)
        with open("/proc/self/status") as status:
            print([line.split()[1] for line in status if line.startswith(("Cap", "NoNew"))])
        for name, call in {
            "user namespace": lambda: libc.unshare(0x10000000),
            "mount namespace": lambda: libc.unshare(0x20000),
            "mount": lambda: libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, None),
            "umount": lambda: libc.umount2(b"/proc", 2),
            "trace init": lambda: libc.ptrace(16, 1, 0, 0),
        }.items():
            if call() == 0:
                print(name)
        for path in ["/proc/1/mem", "/proc/1/environ", "/proc/1/fd/0", "/proc/sys/user/max_user_namespaces"]:
            try:
                open(path, "r+b")
            except OSError:
                continue
            print(path)"""
    (said,) = run(box, code)
    first, *others = said.splitlines()
    assert eval(first) == [f"{0:016x}"] * 5 + ["1"]
    assert others == []


def test_two_sessions_do_not_see_each_other(box):
    with box.session() as one, box.session() as other:
        code = (
            "import os, socket\nx = 1\nopen('/tmp/a', 'w').write('x')\nopen('/dev/shm/a', 'w').write('x')\n"
            "s = socket.socket(socket.AF_UNIX); s.bind('\\0a'); s.listen()\nprint(os.getpid())"
        )
        texts(one.run(code))
        said = texts(
            other.run(
                "import os, socket\n"
                "print('a' in os.listdir('/tmp'), os.listdir('/dev/shm'), 'x' in globals())\n"
                "print(sorted(int(p) for p in os.listdir('/proc') if p.isdigit()))\n"
                "socket.socket(socket.AF_UNIX).connect('\\0a')"
            )
        )
    lines = said.splitlines()
    assert lines[:2] == ["False [] False", "[1, 2]"]
    assert lines[2].startswith("ConnectionRefusedError")


# --- limits: each ends this submission alone, and what came before it stays ---


LOOPS = {
    "busy": """
        while True: pass""",
    "sleeping": """
        import time
        time.sleep(1000)""",
    "in C": """
        import numpy as np
        a = np.ones((1500, 1500))
        while True: a @ a""",
    "printing": """
        while True: print("x" * 1000)""",
}


@pytest.mark.parametrize("code", LOOPS.values(), ids=LOOPS)
def test_a_cell_that_takes_too_long_is_interrupted_and_the_next_runs(box, code):
    with box.session(Limits(cell_seconds=1, output=10_000)) as session:
        *seen, error = session.run(dedent(f"        print('began', flush=True){code}"))
        assert texts(seen).startswith("began\n")
        assert len(texts(seen)) < 11_000
        assert error["ename"] == "CellTimeoutError"
        assert texts(session.run("print('goes on')")) == "goes on\n"


RUNAWAYS = {
    "swallows": """
        import time
        while True:
            try: time.sleep(100)
            except BaseException: pass""",
    "ignores signals": """
        import signal
        for number in range(1, 32):
            try: signal.signal(number, signal.SIG_IGN)
            except OSError: pass
        while True: pass""",
    "threads": """
        import threading
        for _ in range(3): threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()
        while True:
            try: threading.Event().wait()
            except KeyboardInterrupt: pass""",
}


@pytest.mark.parametrize("code", RUNAWAYS.values(), ids=RUNAWAYS)
def test_one_that_cannot_be_interrupted_is_killed(box, code):
    start = time.monotonic()
    with box.session(Limits(cell_seconds=0.5)) as session:
        assert ended(session, f"        print('began', flush=True){code}", "time").startswith("began\n")
        assert ended(session, "1", "time") == ""
    assert time.monotonic() - start < 5


def test_the_time_of_all_cells_together_is_limited(box):
    with box.session(Limits(seconds=1.5)) as session:
        for _ in range(2):
            list(session.run("import time; time.sleep(0.6)"))
        ended(session, "time.sleep(0.6)", "time")


@pytest.mark.parametrize(
    "code",
    [
        "x = bytearray(10**10)",
        "x = []\nwhile True: x.append(bytearray(10**6))",
        "import numpy as np\nx = np.ones((10**5, 10**5))",
    ],
    ids=["at once", "bit by bit", "numpy"],
)
def test_more_memory_than_allowed_is_an_error_like_any_other(box, code):
    said, after = run(box, code, "x = None\nprint('goes on')", memory=300 << 20)
    assert "MemoryError" in said
    assert after == "goes on\n"


MANY = """
import os, time
for _ in range(6):
    if os.fork() == 0:
        x = bytearray(150 * 2**20)
        for i in range(0, len(x), 4096): x[i] = 1
        time.sleep(60)
time.sleep(20)"""


def test_memory_of_many_processes_is_added_up(box):
    start = time.monotonic()
    with box.session(Limits(memory=400 << 20)) as session:
        ended(session, MANY, "memory")
    assert time.monotonic() - start < 15


def test_a_fork_bomb_stays_small(box):
    code = """
        import os, time
        started = 0
        try:
            while True:
                if os.fork() == 0: time.sleep(60)
                started += 1
        except OSError as error:
            print(started, error)"""
    (said,) = run(box, code, processes=30)
    assert int(said.split()[0]) < 30
    assert "Resource temporarily unavailable" in said


def test_the_disk_cannot_be_filled(box):
    code = """
        try:
            with open("big", "wb") as file:
                while True: file.write(bytes(10**6))
        except OSError as error:
            print(error.errno)
        try:
            for i in range(10**6): open(f"/tmp/{i}", "w").close()
        except OSError as error:
            print(error.errno)"""
    (said,) = run(box, code, scratch=20 << 20)
    assert {int(line) for line in said.split()} <= {27, 28}  # file too large, no space left


DEATHS = {
    "exit": "import os; os._exit(0)",
    "kill": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "segfault": "import ctypes; ctypes.string_at(0)",
    "stack": "import sys; sys.setrecursionlimit(10**9); f = lambda _: sorted([0], key=f); f(0)",
}


@pytest.mark.parametrize("code", DEATHS.values(), ids=DEATHS)
def test_the_death_of_the_process_is_told(box, code):
    with box.session() as session:
        assert ended(session, f"print('began', flush=True)\n{code}", "died") == "began\n"


def test_init_cannot_be_killed_from_within(box):
    kill = "import os, signal\nos.kill(1, signal.SIGKILL)\nos.kill(-1, signal.SIGKILL)"
    assert run(box, kill, "print('goes on')")[1] == "goes on\n"


def test_exit_ends_a_cell_and_not_the_session(box):
    assert run(box, "exit()", "print('goes on')")[1] == "goes on\n"


def test_sixty_megabytes_on_one_line_are_cut(box):
    said, after = run(box, "print('x' * 60_000_000)", "1", output=10_000)
    assert len(said) < 11_000
    assert said.endswith("[…]")
    assert after == "1"


SEND = """
import os, socket, stat, struct, json
channels = []
for fd in list(map(int, os.listdir("/proc/self/fd"))):
    try:
        if stat.S_ISSOCK(os.fstat(fd).st_mode):
            channels.append(socket.socket(fileno=os.dup(fd)))
    except OSError:
        pass

def send(data, length=None):
    for channel in channels:
        try: channel.sendall(struct.pack("!I", len(data) if length is None else length) + data)
        except OSError: pass

"""
FORGED = {
    "huge": ("send(b'', 2**32 - 1)", "output"),
    "no JSON": ("send(b'abc')", "garbled"),
    "no dict": ("send(b'[]')", "garbled"),
    "deep": ("send(b'[' * 10**6)", "garbled"),
    "no output": ("send(json.dumps({'output': 5}).encode())", "garbled"),
    "no text": (
        "send(json.dumps({'output': {'output_type': 'stream', 'name': 'stdout'}}).encode())",
        "garbled",
    ),
    "flood": (
        "text = {'output_type': 'stream', 'name': 'stdout', 'text': 'x' * 10**6}\n"
        "while True: send(json.dumps({'output': text}).encode())",
        "output",
    ),
    "incomplete": (
        "send(b'', 5)\nwhile True:\n    try: open('/dev/zero').read(1)\n    except BaseException: pass",
        "time",
    ),
}


@pytest.mark.parametrize(("code", "reason"), FORGED.values(), ids=FORGED)
def test_what_is_sent_past_the_shell_ends_the_session_and_harms_nobody(box, code, reason):
    with box.session(Limits(cell_seconds=2 if reason == "time" else 30)) as session:
        ended(session, SEND + code, reason)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import os; os._exit(0)", "died"),
        (MANY, "memory"),
        (SEND + FORGED["flood"][0], "output"),
        (SEND + FORGED["incomplete"][0], "time"),
    ],
    ids=["died", "memory", "output", "time"],
)
def test_the_network_is_counted_in_a_session_that_has_ended(box, code, reason):
    limits = Limits(cell_seconds=2 if reason == "time" else 30, memory=400 << 20)
    for trying, count in (("sendto(b'x', ('192.0.2.1', 53))", 1), ("close()", 0)):
        with box.session(limits) as session:
            list(session.run(f"import socket; socket.socket(type=socket.SOCK_DGRAM).{trying}"))
            ended(session, code, reason)
            assert session.network_attempts() == count


# --- what comes with an assignment ---


def test_files_and_variables_are_there_and_only_there(box):
    files = {"data.csv": b"1,2\n", "more/x.txt": "ñ".encode()}
    with box.session(environment={"GRADIENTE_SEED": "7"}, files=files) as session:
        code = """
            import os
            print(open("data.csv").read(), open("more/x.txt").read(), os.environ["GRADIENTE_SEED"])"""
        said = texts(session.run(dedent(code)))
    assert said == "1,2\n ñ 7\n"
    assert run(box, "import os; print(os.listdir('.'), 'GRADIENTE_SEED' in os.environ)") == ["[] False\n"]


# --- all that a submission started ends with it ---


@pytest.mark.parametrize(
    "start",
    [
        "subprocess.Popen(['sleep', '{n}'])",
        "subprocess.Popen(['setsid', 'sleep', '{n}'], start_new_session=True)",
        "subprocess.Popen(['sh', '-c', 'nohup sleep {n} & disown; exit'])",
    ],
    ids=["child", "new session", "orphan"],
)
def test_detached_processes_end_with_the_session(box, start):
    mark = f"7{os.getpid()}{len(start)}"
    with box.session() as session:
        list(session.run(f"import subprocess, time\n{start.format(n=mark)}\ntime.sleep(0.3)"))
        assert processes(mark)
    deadline = time.monotonic() + 5
    while processes(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not processes(mark)


def test_everything_ends_when_the_grader_is_killed():
    mark = f"8{os.getpid()}"
    program = (
        "import time\nfrom autograder.sandbox import Sandbox\n"
        "with Sandbox(imports=[]) as box, box.session() as session:\n"
        f"    list(session.run(\"import subprocess; subprocess.Popen(['sleep', '{mark}'])\"))\n"
        "    print('ready', flush=True); time.sleep(60)\n"
    )
    grader = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT)
    assert grader.stdout.readline() == b"ready\n"
    assert processes(mark)
    grader.kill()
    grader.wait()
    deadline = time.monotonic() + 5
    while processes(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not processes(mark)


def test_after_all_of_that_the_next_session_is_as_good_as_the_first(box):
    assert run(box, "print('well')") == ["well\n"]


def test_sessions_run_side_by_side(box):
    said = {}

    def one(number):
        said[number] = run(box, f"import time; time.sleep(0.5); print({number} ** 2)")[0]

    start = time.monotonic()
    threads = [threading.Thread(target=one, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {number: f"{number**2}\n" for number in range(6)}
    assert time.monotonic() - start < 2.5


# --- where there can be no sandbox ---


def test_without_bubblewrap_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SandboxError, match="bubblewrap"), Sandbox():
        pass


def test_where_the_system_refuses_it_says_what_it_said(monkeypatch, tmp_path):
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: str(fake))
    with pytest.raises(SandboxError, match="No permissions to create new namespace"), Sandbox():
        pass


def test_a_module_that_is_missing_is_left_out():
    with Sandbox(imports=["json", "no_such_module"]) as box:
        assert box.imported == ["json"]
        assert run(box, "print(1)") == ["1\n"]


# --- what it has imported, and when ---


def test_modules_are_imported_later_once_they_are_needed():
    with Sandbox(imports=["json"]) as box:
        seen = "import sys; print('wave' in sys.modules)"
        assert run(box, seen) == ["False\n"]
        box.need(["json", "wave", "no_such_module"])
        assert box.imported == ["json", "wave"]
        assert run(box, seen) == ["True\n"]


def test_one_that_is_not_used_after_all_keeps_nobody_waiting(monkeypatch):
    marker = f"not_used_{os.getpid()}"
    monkeypatch.setattr(sandbox, "Sandbox", lambda: Sandbox(imports=[marker, "matplotlib.pyplot"]))
    sandbox.close()
    sandbox.prepare()
    start = time.monotonic()
    sandbox.close()
    assert time.monotonic() - start < 1
    while processes(marker):
        assert time.monotonic() - start < 60
        time.sleep(0.1)
