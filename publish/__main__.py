"""The authors' command line: ``python -m publish``."""

import argparse
import sys
import time

from publish.source import SourceError


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m publish",
        description="From the sources in book/ and solutions/ to notebooks/ and to the site.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    notebooks = commands.add_parser("notebooks", help="run the sources that changed, in both languages")
    notebooks.add_argument("names", nargs="*", metavar="NAME", help="only these, e.g. 01_cost_functions")
    notebooks.add_argument("--jobs", type=int, help="how many at once (default: one a core)")
    check = commands.add_parser("check", help="say which sources are wrong and which notebooks are stale")
    check.add_argument("names", nargs="*", metavar="NAME")
    answers = commands.add_parser("answers", help="try an exercise's wrong and right answers")
    answers.add_argument("names", nargs="+", metavar="NAME")
    commands.add_parser("site", help="build _build/html from the committed notebooks")
    options = parser.parse_args(arguments)
    try:
        return COMMANDS[options.command](options)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1


# Each command imports what it needs: the site is built where nothing that runs notebooks is installed.


def _notebooks(options: argparse.Namespace) -> int:
    from publish.notebooks import update

    made = update(options.names, options.jobs)
    for target in made:
        print(f"notebooks/{target.name}")
    print(f"{len(made)} made" if made else "nothing to do: every notebook is up to date")
    return 0


def _check(options: argparse.Namespace) -> int:
    from publish.notebooks import stale

    found = stale(options.names)
    for target, reason in found:
        print(f"notebooks/{target.name}: {reason}: run make notebooks", file=sys.stderr)
    return 1 if found else 0


def _answers(options: argparse.Namespace) -> int:
    from publish.answers import main as try_answers

    return max(try_answers(name) for name in options.names)


def _site(options: argparse.Namespace) -> int:
    from publish.site import build

    start = time.perf_counter()
    build()
    print(f"_build/html/index.html in {time.perf_counter() - start:.1f} s")
    return 0


COMMANDS = {"notebooks": _notebooks, "check": _check, "answers": _answers, "site": _site}

if __name__ == "__main__":
    sys.exit(main())
