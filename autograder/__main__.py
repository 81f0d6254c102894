"""The command line: ``python -m autograder`` or ``autograder``."""

import argparse
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.messages import LANGUAGES, PROGRAM, Refusal, messages, number, text

if TYPE_CHECKING:
    from autograder.course import Course

# Each command imports what it needs when it runs: nbgrader alone takes seconds, and --help should not wait.


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 well, 1 something needs a person, 2 wrong usage."""
    argv = list(sys.argv[1:] if argv is None else argv)
    lang = _guess_language(argv)
    options = _parser(lang).parse_args(argv)
    try:
        if options.command == "new":
            return _new(options)
        if options.command == "doctor":
            return _doctor(lang)
        from autograder.course import Course

        course = Course(options.course)
        lang = course.lang
        return options.run(course, options)
    except Refusal as refusal:
        return _complain(text(lang, refusal.key, **refusal.fields), refusal.exit_code)
    except KeyboardInterrupt:
        return _complain(text(lang, "interrupted"), 1)
    except OSError as error:
        return _complain(
            text(lang, "cannot_write", file=error.filename or PROGRAM, error=error.strerror or error), 1
        )
    except Exception as error:
        if type(error).__module__.startswith("sqlalchemy."):
            return _complain(text(lang, "database", root=options.course, error=str(error).splitlines()[0]), 1)
        raise


def _complain(line: str, exit_code: int) -> int:
    print(line, file=sys.stderr)
    return exit_code


def _guess_language(argv: list[str]) -> str:
    """The language to speak before a course is open: of --lang, of the course at hand, or of the machine."""
    for option, value in zip(argv, [*argv[1:], ""], strict=True):
        if option == "--lang" and value in LANGUAGES:
            return value
        if option.startswith("--lang=") and option[7:] in LANGUAGES:
            return option[7:]
    folder = "."
    for option, value in zip(argv, [*argv[1:], ""], strict=True):
        folder = value if option == "--course" else option[9:] if option.startswith("--course=") else folder
    try:
        config = Path(folder, "nbgrader_config.py").read_text(encoding="utf-8")
    except (OSError, ValueError):
        config = ""
    for lang in LANGUAGES:
        if f'lang="{lang}"' in config:
            return lang
    machine = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    return "es" if machine.startswith("es") else "en"


def _parser(lang: str) -> argparse.ArgumentParser:
    words = {m["en"]: m[lang] for name, m in messages().items() if name.startswith("argparse_")}
    argparse._ = lambda message: words.get(message, message)  # it has no other door for a translation

    def add_help(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("-h", "--help", action="help", help=text(lang, "help_help"))
        parser._positionals.title = text(lang, "help_arguments")
        parser._optionals.title = text(lang, "help_options")

    style = {
        "formatter_class": argparse.RawDescriptionHelpFormatter,
        "add_help": False,
        "allow_abbrev": False,
    }
    parser = argparse.ArgumentParser(
        prog=PROGRAM, description=text(lang, "help"), epilog=text(lang, "help_road"), **style
    )
    add_help(parser)
    commands = parser.add_subparsers(
        dest="command",
        required=True,
        title=text(lang, "help_commands"),
        metavar="ORDEN" if lang == "es" else "COMMAND",
    )
    folder, assignment, file, student, date, course = {
        "es": ("CARPETA", "EJERCICIO", "FICHERO", "ID", "FECHA", "CURSO"),
        "en": ("FOLDER", "ASSIGNMENT", "FILE", "ID", "DATE", "COURSE"),
    }[lang]

    def command(name: str, run: Callable | None = None) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name,
            help=text(lang, f"help_{name}"),
            description=text(lang, f"help_{name}").capitalize() + ".",
            epilog=text(lang, f"help_{name}_more"),
            **style,
        )
        add_help(sub)
        if run:
            sub.set_defaults(run=run)
            sub.add_argument(
                "--course", metavar=folder, type=Path, default=Path(), help=text(lang, "help_course")
            )
        return sub

    def option(sub: argparse.ArgumentParser, *names: str, about: str, **more: object) -> None:
        sub.add_argument(*names, help=text(lang, f"help_{about}"), **more)

    new = command("new")
    option(new, "folder", metavar=course, type=Path, about="new_folder")
    option(new, "--lang", choices=LANGUAGES, required=True, about="new_lang")
    option(new, "--from", dest="solutions", metavar=folder, type=Path, about="new_from")

    release = command("release", _release)
    option(release, "assignment", metavar=assignment, nargs="?", about="release_assignment")
    option(release, "--due", metavar=date, type=_date(lang), about="due")

    collect = command("collect", _collect)
    option(collect, "folder", metavar=folder, type=Path, about="collect_folder")
    option(collect, "--assignment", metavar=assignment, about="collect_assignment")

    for name, run in (("grade", _grade), ("feedback", _feedback)):
        sub = command(name, run)
        option(sub, "assignment", metavar=assignment, nargs="?", about="assignment")
        option(sub, "--student", metavar=student, action="append", default=[], about="student")
        if name == "grade":
            option(sub, "--force", action="store_true", about="force")
            option(sub, "--no-sandbox", action="store_true", about="no_sandbox")

    export = command("export", _export)
    option(export, "file", metavar=file, type=Path, about="export_file")
    option(export, "--assignment", metavar=assignment, about="assignment")
    command("doctor")
    return parser


def _date(lang: str) -> Callable[[str], datetime]:
    def parse(value: str) -> datetime:
        try:
            date = datetime.fromisoformat(value)
        except ValueError:
            raise argparse.ArgumentTypeError(text(lang, "bad_date", value=value)) from None
        if len(value) <= len("2026-03-01"):  # a day without a time is due at its end
            date = datetime.combine(date, time(23, 59, 59))
        return date.astimezone()

    return parse


def _new(options: argparse.Namespace) -> int:
    from autograder.course import ROSTER
    from autograder.new import SOLUTIONS, create

    names = create(options.folder, options.lang, options.solutions or SOLUTIONS)
    folder = options.folder.resolve()
    print(text(options.lang, "made", folder=folder, names=", ".join(names)))
    print(text(options.lang, "next_new", roster=folder / ROSTER))
    return 0


def _release(course: "Course", options: argparse.Namespace) -> int:
    from autograder.release import release, sources

    for name in sources(course, options.assignment):
        folder = release(course, name, options.due)
        with course.gradebook() as gradebook:
            about = gradebook.find_assignment(name)
            points = number(course.lang, about.max_score)
            due = about.duedate
        tasks = len(course.tasks(name))
        print(
            course.text(
                "released", name=name, tasks=tasks, points=points, folder=folder.relative_to(course.root)
            )
        )
        if due is not None:
            local = due.replace(tzinfo=UTC).astimezone()
            print(course.text("due_set", due=f"{local:%Y-%m-%d %H:%M %z}"))
    print(course.text("next_release"))
    return 0


def _collect(course: "Course", options: argparse.Namespace) -> int:
    from autograder.collect import collect

    report = collect(course, options.folder, options.assignment)
    for line in [*report.notes, *report.refused]:
        print(line)
    for name in report.assignments:
        handed_in = course.api.get_submitted_students(name)
        missing = [student.id for student in course.students if student.id not in handed_in]
        print(
            course.text(
                "handed_in",
                assignment=name,
                count=len(course.students) - len(missing),
                total=len(course.students),
                missing=course.text("still_missing", students=_some(course, missing)) if missing else "",
            )
        )
    counts = {name: report.counts[name] for name in ("new", "replaced", "unchanged", "older")}
    print(course.text("collected", refused=len(report.refused), **counts))
    print(course.text("next_collect"))
    return 1 if report.refused else 0


def _some(course: "Course", names: list[str], most: int = 10) -> str:
    more = [course.text("and_more", count=len(names) - most)] if len(names) > most else []
    return ", ".join([*names[:most], *more])


def _grade(course: "Course", options: argparse.Namespace) -> int:
    from autograder.grade import grade, submissions
    from autograder.results import State

    people = {student.id: student for student in course.students}
    chosen = submissions(course, course.released(options.assignment), options.student)
    if options.no_sandbox:
        course.config.SandboxedExecute.sandboxed = False
    elif reason := _no_sandbox():
        raise Refusal("sandbox_refused", reason=reason, advice=course.text(_advice(reason)))
    run, standings = grade(course, chosen, options.force)
    columns = ("student", "name", "mark", "state", "not_attempted")
    for assignment in sorted({standing.assignment for standing in standings}):
        rows = [[course.text(f"column_{column}") for column in columns]]
        for standing in (s for s in standings if s.assignment == assignment):
            mark = "–" if standing.score is None else number(course.lang, standing.score)
            student = people.get(standing.student)
            rows.append(
                [
                    standing.student,
                    student.name if student else "",
                    f"{mark}/{number(course.lang, standing.max_score)}",
                    course.text(f"state_{standing.state}"),
                    ", ".join(standing.not_attempted),
                ]
            )
        print(f"\n{assignment}")
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print()
    if options.no_sandbox:
        print(course.text("without_sandbox"))
    states = Counter(standing.state for standing in standings)
    for standing in standings:
        if standing.state is State.COULD_NOT:
            fields = {
                "student": standing.student,
                "assignment": standing.assignment,
                "reason": standing.reason,
            }
            print(course.text("could_not_grade", **fields))
    for standing in standings:
        if standing.notes:
            notes = [course.text(f"note_{note.change}", cell=note.grade_id) for note in standing.notes]
            fields = {"student": standing.student, "assignment": standing.assignment}
            print(course.text("noted", notes="; ".join(notes), **fields))
    print(course.text("graded", run=run, unchanged=len(standings) - run, failed=states[State.COULD_NOT]))
    if states[State.BY_HAND]:
        print(course.text("next_by_hand"))
    print(course.text("next_failed" if states[State.COULD_NOT] else "next_grade"))
    return 1 if states[State.COULD_NOT] else 0


def _doctor(lang: str) -> int:
    if reason := _no_sandbox():
        print(text(lang, "sandbox_missing", reason=reason, advice=text(lang, _advice(reason))))
        return 1
    print(text(lang, "sandbox_works", program_file=shutil.which("bwrap"), cores=os.cpu_count()))
    return 0


def _no_sandbox() -> str:
    """Why there can be no sandbox here, or nothing if there can."""
    from autograder.sandbox import SandboxError, probe

    try:
        probe()
    except SandboxError as error:
        return str(error)
    return ""


def _advice(reason: str) -> str:
    """The key of the message that says what to do about it."""
    if sys.platform != "linux":
        return "advice_not_linux"
    return "advice_no_bubblewrap" if shutil.which("bwrap") is None else "advice_namespaces"


def _feedback(course: "Course", options: argparse.Namespace) -> int:
    from autograder.feedback import feedback
    from autograder.grade import submissions

    chosen = submissions(course, course.released(options.assignment), options.student)
    written, left = feedback(course, chosen)
    for standing in left:
        state = course.text(f"state_{standing.state}")
        print(
            course.text("no_feedback", student=standing.student, assignment=standing.assignment, state=state)
        )
    print(course.text("feedback_written", count=written, folder=course.root / "feedback"))
    print(course.text("next_grade_rest" if left else "next_feedback"))
    return 1 if left else 0


def _export(course: "Course", options: argparse.Namespace) -> int:
    from autograder.export import export
    from autograder.results import State

    states = export(course, options.file, options.assignment)
    named = ", ".join(
        f"{course.text(f'state_{state}').lower()}: {states[state]}" for state in State if states[state]
    )
    print(course.text("exported", file=options.file, rows=sum(states.values()), states=named))
    if states[State.WAITING]:
        print(course.text("next_export_waiting"))
    else:
        print(course.text("next_export", file=options.file))
    return 1 if states[State.COULD_NOT] or states[State.WAITING] else 0


if __name__ == "__main__":
    sys.exit(main())
