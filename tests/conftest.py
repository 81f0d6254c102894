"""What several test files need: a real browser, and a server for a folder of static files."""

import itertools
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest.register_assert_rewrite("chapters", "demo_course")

BROWSERS = ("chromium", "google-chrome", "chromium-browser")
# No GPU, no sandbox (containers have none), and no request that the page did not make.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# A module's browser is closed with it: while it runs, no other test can start an event loop.
@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A headless Chromium. Without one the test is skipped, or fails where GRADIENTE_NO_SKIP is 1."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        reason = f"no browser: install one of {', '.join(BROWSERS)}"
        if os.environ.get("GRADIENTE_NO_SKIP") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """An empty page of its own."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder and returns its address, such as ``http://127.0.0.1:40000/``."""
    servers = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def demo_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A released course, see `demo_course.make`. Copy it before changing it."""
    import demo_course

    return demo_course.make(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """A function that makes an empty database in a PostgreSQL server of ours and returns its address.

    Without the server's programs the test is skipped, or fails where GRADIENTE_NO_SKIP is 1.
    """
    programs = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None)
    if programs is None:
        reason = "no PostgreSQL: install Debian's package postgresql"
        if os.environ.get("GRADIENTE_NO_SKIP") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    programs = programs.parent
    # Not under pytest's folder: others may not enter there, and the server refuses to run as root.
    with tempfile.TemporaryDirectory(prefix="pg-") as place:
        user = None
        if os.geteuid() == 0:
            user = "postgres"
            shutil.chown(place, user)

        def call(*command: object) -> None:
            subprocess.run([*map(str, command)], check=True, user=user, cwd=place, stdout=subprocess.DEVNULL)

        call(programs / "initdb", "-D", f"{place}/data", "-A", "trust", "-U", "gradiente", "--no-sync")
        settings = f"-c listen_addresses='' -c unix_socket_directories={place} -F"
        call(programs / "pg_ctl", "-D", f"{place}/data", "-l", f"{place}/log", "-o", settings, "-w", "start")
        numbers = itertools.count()

        def database() -> str:
            name = f"course{next(numbers)}"
            call(programs / "createdb", "-h", place, "-U", "gradiente", name)
            return f"postgresql://gradiente@/{name}?host={place}"

        yield database
        call(programs / "pg_ctl", "-D", f"{place}/data", "-m", "immediate", "stop")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass
