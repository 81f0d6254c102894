"""The command line: ``python -m autograder`` or ``autograder``."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.messages import LANGUAGES, PROGRAM, Refusal, messages, number, text

if TYPE_CHECKING:
    from autograder.course import Course
    from autograder.results import Standing

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
            return _doctor(lang, options)
        if options.command == "grade" and not (options.scheduler or options.no_sandbox):
            from autograder.sandbox import prepare

            prepare()  # before nbgrader is imported, so that both cores have something to do
        if options.command == "check":
            return _check(options, lang)
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
    folder, submissions, assignment, file, student, date, course, column, notebook = {
        "es": ("CARPETA", "ENTREGAS", "EJERCICIO", "FICHERO", "ID", "FECHA", "CURSO", "COLUMNA", "CUADERNO"),
        "en": ("FOLDER", "SUBMISSIONS", "ASSIGNMENT", "FILE", "ID", "DATE", "COURSE", "COLUMN", "NOTEBOOK"),
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
    option(collect, "source", metavar=submissions, type=Path, about="collect_source")
    option(collect, "--assignment", metavar=assignment, about="collect_assignment")
    option(collect, "--worksheet", metavar=file, type=Path, about="collect_worksheet")

    for name, run in (("grade", _grade), ("feedback", _feedback)):
        sub = command(name, run)
        option(sub, "assignment", metavar=assignment, nargs="?", about="assignment")
        option(sub, "--student", metavar=student, action="append", default=[], about="student")
        if name == "grade":
            option(sub, "--force", action="store_true", about="force")
            option(sub, "--no-sandbox", action="store_true", about="no_sandbox")
            option(sub, "--scheduler", metavar="tcp://…", about="scheduler")
            option(sub, "--quiet", action="store_true", about="quiet")
            option(sub, "--json", action="store_true", about="json")
        else:
            option(sub, "--zip", metavar=file, type=Path, about="feedback_zip")

    report = command("report", _report)
    option(report, "assignment", metavar=assignment, nargs="?", about="report_assignment")
    option(report, "--output", metavar=file, type=Path, about="report_output")

    export = command("export", _export)
    option(export, "file", metavar=file, type=Path, about="export_file")
    option(export, "--assignment", metavar=assignment, about="assignment")
    platform = export.add_mutually_exclusive_group()
    option(platform, "--moodle", metavar=file, type=Path, about="export_moodle")
    option(platform, "--canvas", metavar=file, type=Path, about="export_canvas")
    option(export, "--column", metavar=column, about="export_column")
    doctor = command("doctor")
    option(doctor, "--scheduler", metavar="tcp://…", about="doctor_scheduler")

    check = command("check")
    option(check, "notebooks", metavar=notebook, type=Path, nargs="+", about="check_notebook")
    option(check, "--release", metavar=f"{folder}|{file}", type=Path, about="check_release")
    option(check, "--output", metavar=file, type=Path, about="check_output")
    option(check, "--force", action="store_true", about="check_force")
    option(check, "--lang", choices=LANGUAGES, about="check_lang")
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
    from autograder.release import release, sources, warnings_of

    for name in sources(course, options.assignment):
        folder = release(course, name, options.due)
        for line in warnings_of(course, name):
            print(line, file=sys.stderr)
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

    report = collect(course, options.source, options.assignment, options.worksheet)
    for line in [*report.notes, *report.refused]:
        print(line)
    for name in report.assignments:
        handed_in = course.api.get_submitted_students(name)
        missing = [student.id for student in course.students if student.id not in handed_in]
        if others := len(handed_in - {student.id for student in course.students}):
            print(course.text("handed_in_others", assignment=name, count=others))
            if len(missing) == len(course.students):  # marking is anonymous
                continue
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
    from autograder.execute import SandboxedExecute
    from autograder.grade import grade, submissions
    from autograder.results import State
    from autograder.workers import cluster, local

    chosen = submissions(course, course.released(options.assignment), options.student)
    with cluster(options.scheduler) if options.scheduler else local() as workers:
        if options.no_sandbox:
            course.config.SandboxedExecute.sandboxed = False
        sandboxed = SandboxedExecute(config=course.config).sandboxed
        run, standings = grade(course, chosen, workers, options.force)
    failed = [standing for standing in standings if standing.state is State.COULD_NOT]
    if options.json:
        print(json.dumps(_as_json(run, standings, sandboxed), ensure_ascii=False, indent=1))
    else:
        if not options.quiet:
            _print_table(course, standings)
        _print_remarks(course, standings)
    if not options.json and not (options.quiet and not failed):
        print(course.text("graded", run=run, unchanged=len(standings) - run, failed=len(failed)))
        if any(standing.state is State.BY_HAND for standing in standings):
            print(course.text("next_by_hand"))
        print(course.text("next_failed" if failed else "next_grade"))
    return 1 if failed else 0


def _print_table(course: "Course", standings: "list[Standing]") -> None:
    people = {student.id: student for student in course.students}
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


def _print_remarks(course: "Course", standings: "list[Standing]") -> None:
    """What a person must know: one line each."""
    if unsafe := [s.student for s in standings if s.sandboxed is False]:
        students = _some(course, list(dict.fromkeys(unsafe)))
        print(course.text("without_sandbox", count=len(unsafe), students=students))
    for standing in standings:
        if standing.reason:
            fields = {
                "student": standing.student,
                "assignment": standing.assignment,
                "reason": standing.reason,
            }
            print(course.text("could_not_grade", **fields))
    for standing in standings:
        if standing.notes:
            notes = [
                course.text(f"note_{note.change}", cell=note.grade_id, evidence=note.evidence)
                for note in standing.notes
            ]
            fields = {"student": standing.student, "assignment": standing.assignment}
            print(course.text("noted", notes="; ".join(notes), **fields))


def _as_json(run: int, standings: "list[Standing]", sandboxed: bool) -> dict:
    """What `grade --json` prints: plain data for scripts."""
    return {
        "graded_now": run,
        "sandbox": sandboxed,
        "submissions": [
            {
                "student": standing.student,
                "assignment": standing.assignment,
                "state": standing.state.value,
                "score": standing.score,
                "max_score": standing.max_score,
                "late": standing.late,
                "reason": standing.reason,
                "seconds": round(standing.seconds, 2),
                "sandboxed": standing.sandboxed,
                "tasks": {
                    name: {"score": task.score, "max_score": task.max_score, "outcome": task.outcome}
                    for name, task in standing.tasks.items()
                },
                "notes": [
                    {"change": note.change.value, "cell": note.grade_id, "evidence": note.evidence}
                    for note in standing.notes
                ],
            }
            for standing in standings
        ],
    }


def _doctor(lang: str, options: argparse.Namespace) -> int:
    from autograder.workers import check, cluster

    if options.scheduler:
        with cluster(options.scheduler) as workers:
            found = workers.check()
        for worker, unsafe in found.items():
            about = {"reason": unsafe.reason, "advice": text(lang, unsafe.advice)} if unsafe else {}
            print(text(lang, "worker_unsafe" if unsafe else "worker_works", worker=worker, **about))
        return 1 if any(found.values()) else 0
    if unsafe := check():
        print(text(lang, "sandbox_missing", reason=unsafe.reason, advice=text(lang, unsafe.advice)))
        return 1
    print(text(lang, "sandbox_works", program_file=shutil.which("bwrap"), cores=os.cpu_count()))
    return 0


def _check(options: argparse.Namespace, lang: str) -> int:
    from autograder.check import check, releases
    from autograder.course import write_atomically
    from autograder.notebooks import content_of

    for path in options.notebooks:
        if not path.is_file():
            raise Refusal("no_file", file=path, exit_code=2)
    if options.output is None and options.force:
        raise Refusal("check_force_output", exit_code=2)
    if options.output is not None:
        if len(options.notebooks) > 1:
            raise Refusal("check_output_one", exit_code=2)
        if not options.output.parent.is_dir():
            raise Refusal("no_folder", folder=options.output.parent, exit_code=2)
        if options.output.exists() and not options.force:
            raise Refusal("check_output_exists", file=options.output, exit_code=2)
    candidates = releases(options.release)
    in_order = True
    for path in options.notebooks:
        checked = check(path.read_bytes(), path.stem, candidates, lang, options.lang)
        lines = list(checked.lines)
        if options.output is not None:
            if checked.notebook is not None:
                write_atomically(options.output, content_of(checked.notebook))
            key = "check_not_written" if checked.notebook is None else "check_mended"
            lines.append(text(checked.lang, key, output=options.output))
        elif checked.mends and checked.notebook is not None:
            lines.append(text(checked.lang, "check_mends"))
        for line in lines:
            print(text(checked.lang, "check_line", file=path, said=line))
        in_order = in_order and checked.in_order
    return 0 if in_order else 1


def _feedback(course: "Course", options: argparse.Namespace) -> int:
    from autograder.feedback import feedback
    from autograder.grade import submissions

    chosen = submissions(course, course.released(options.assignment), options.student)
    if options.zip:
        from autograder.moodle import came_from_moodle, write_feedback

        returned = came_from_moodle(course, sorted({submission.assignment for submission in chosen}))
        if not options.zip.parent.is_dir():
            raise Refusal("no_folder", folder=options.zip.parent, exit_code=2)
    written, left = feedback(course, chosen)
    for standing in left:
        state = course.text(f"state_{standing.state}")
        print(
            course.text("no_feedback", student=standing.student, assignment=standing.assignment, state=state)
        )
    print(course.text("feedback_written", count=written, folder=course.root / "feedback"))
    if options.zip:
        without = {standing.student for standing in left if standing.assignment == returned}
        students = [s.student for s in chosen if s.assignment == returned and s.student not in without]
        count, strangers = write_feedback(course, options.zip, returned, students)
        if strangers:
            print(course.text("feedback_strangers", students=_some(course, strangers)))
        print(course.text("feedback_zipped", file=options.zip, assignment=returned, count=count))
        print(course.text("next_feedback_zip", file=options.zip))
        return 1 if left or strangers else 0
    print(course.text("next_grade_rest" if left else "next_feedback"))
    return 1 if left else 0


def _report(course: "Course", options: argparse.Namespace) -> int:
    from autograder.report import report
    from autograder.results import State

    written = report(course, options.assignment, options.output)
    for file, about in written.items():
        mean = ""
        if about.marks:
            fields = {"mean": about.marks.mean, "max": about.max_score}
            points = {name: number(course.lang, value) for name, value in fields.items()}
            mean = course.text("report_written_mean", **points)
        counts = {"handed_in": len(about.handed_in), "total": len(about.standings)}
        counts |= {"marked": len(about.marked), "failed": len(about.of(State.COULD_NOT))}
        print(course.text("report_written", file=file, mean=mean, **counts))
    if any(about.of(State.WAITING) for about in written.values()):
        print(course.text("next_report_waiting"))
    else:
        print(course.text("next_report", file=file if len(written) == 1 else file.parent))
    return 0


def _export(course: "Course", options: argparse.Namespace) -> int:
    from autograder.export import export, export_canvas, export_moodle
    from autograder.results import State

    if options.column is not None and not options.canvas:
        raise Refusal("column_of_canvas", exit_code=2)
    if options.moodle or options.canvas:
        if options.moodle:
            filled = export_moodle(course, options.file, options.moodle, options.assignment)
        else:
            filled = export_canvas(course, options.file, options.canvas, options.assignment, options.column)
        for line in filled.lines:
            print(line)
        counts = {"changed": filled.changed, "same": filled.same, "replaced": filled.replaced}
        print(course.text("filled", file=options.file, left=filled.left, **counts))
        print(course.text("next_moodle" if options.moodle else "next_canvas", file=options.file))
        return 1 if filled.person else 0
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
