"""The progress bar: only for whoever watches, and only on long runs."""

import sys
import types

import pytest

from gradiente.progress import progress_bar, someone_watches


def kernel(monkeypatch, allow_stdin):
    shell = types.SimpleNamespace(kernel=types.SimpleNamespace(_allow_stdin=allow_stdin))
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: shell))


@pytest.mark.parametrize("allow_stdin", [True, False])
def test_a_notebook_that_is_run_as_a_batch_shows_none(monkeypatch, allow_stdin):
    kernel(monkeypatch, allow_stdin)
    assert someone_watches() is allow_stdin
    assert progress_bar(10, "x").disable is not allow_stdin


@pytest.mark.parametrize("terminal", [True, False])
def test_a_terminal_shows_one_and_a_pipe_does_not(monkeypatch, terminal):
    monkeypatch.setitem(sys.modules, "IPython", None)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    assert someone_watches() is terminal


def test_a_short_run_stays_silent(capfd):
    with progress_bar(3, "x", shown=True) as bar:
        bar.update(3)
    assert capfd.readouterr() == ("", "")


def test_the_caller_decides(monkeypatch):
    kernel(monkeypatch, True)
    assert progress_bar(10, "x", shown=False).disable
