"""Submissions from Moodle, and marks and pages back to Moodle and Canvas."""

import csv
import io
import os
import re
import shutil
import zipfile
from datetime import datetime
from pathlib import Path, PurePosixPath

import pytest

from autograder.archive import entries
from autograder.moodle import origin
from demo_course import answer, answered, copy_of, mark, run, zipped

ANA, LUIS, JOSE, ZOE = (
    "Ana López García_101_assignsubmission_file",
    "Luis OBrien_102_assignsubmission_file",  # Moodle leaves the apostrophe out
    "José María Núñez Ñandú_103_assignsubmission_file",
    "Zoë Zapata-Ruiz_104_assignsubmission_file",
)


def where(course: Path, name: str = "demo") -> dict[str, tuple[str, str]]:
    """What the course remembers: student and prefix by number."""
    with (course / "moodle" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["uniqueid"]: (row["student"], row["prefix"]) for row in csv.DictReader(file)}


# ------------------------------------------------------------------------------------ names of submissions


@pytest.mark.parametrize(
    ("path", "name", "unique", "prefix"),
    [
        (f"{ANA}/demo.ipynb", "Ana López García", "101", f"{ANA}/"),
        (f"{ANA}_/demo.ipynb", "Ana López García", "101", f"{ANA}_/"),  # until 4.0
        (f"{ANA}_mi_cuaderno.ipynb", "Ana López García", "101", f"{ANA}_"),  # all in one folder
        (f"{ANA}/una/carpeta/demo.ipynb", "Ana López García", "101", f"{ANA}/"),
        (f"entregas/{ANA}/demo.ipynb", "Ana López García", "101", f"{ANA}/"),
        (f"{ANA}_demo.zip/demo.ipynb", "Ana López García", "101", f"{ANA}_"),
        ("A-Ana_5_assignsubmission_file/x.ipynb", "A-Ana", "5", "A-Ana_5_assignsubmission_file/"),
        ("Grupo 1_17_assignsubmission_file/x", "Grupo 1", "17", "Grupo 1_17_assignsubmission_file/"),
        (
            "Default group_assignsubmission_file/x",
            "Default group",
            "",
            "Default group_assignsubmission_file/",
        ),
    ],
)
def test_moodle_s_names_are_understood(path: str, name: str, unique: str, prefix: str) -> None:
    found = origin(PurePosixPath(path))
    assert (found.name, found.unique, found.prefix, found.online_text) == (name, unique, prefix, False)
    if unique:
        assert participant(prefix + "demo.html") == (unique, "demo.html")


def participant(path: str) -> tuple[str, str] | None:
    """Whom Moodle gives a file of the feedback zip to, and as what: what importziplib.php does, in Python."""
    parts = path.split("/")
    if parts[-1].startswith((".", "~")):
        return None
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) >= 4 and info[1].isdigit() and info[2:4] == ["assignsubmission", "file"]:
            return info[1], "/".join([*info[4:], *parts]).lstrip("/")
    return None


@pytest.mark.parametrize("path", ["ana/demo.ipynb", "ana_101_x_file/demo.ipynb", "demo_ana_101.ipynb"])
def test_other_names_are_not_moodle_s(path: str) -> None:
    assert origin(PurePosixPath(path)) is None


def test_the_words_of_anonymous_marking() -> None:
    for name, said in (
        ("Participante_12", "Participante 12"),
        ("Participant_12", "Participant 12"),
        ("Grupo 1-Participante_12", "Participante 12"),
        ("Pía Participante_12", ""),
    ):
        assert origin(PurePosixPath(f"{name}_assignsubmission_file/x")).participant == said


# ----------------------------------------------------------------------------------------------- collect


@pytest.mark.parametrize("form", ["folders", "folders of before 4.1", "flat", "wrapped"])
def test_every_form_of_the_zip_is_collected(demo_course: Path, tmp_path: Path, form: str) -> None:
    course = copy_of(demo_course, tmp_path)
    pattern = {
        "folders": "{}/luis.ipynb",  # what students call their file is of no matter
        "folders of before 4.1": "{}_/luis.ipynb",
        "flat": "{}_luis.ipynb",
        "wrapped": "curso-tarea-7/{}/luis.ipynb",
    }[form]
    files = {pattern.format(folder): answered(folder[:3]) for folder in (ANA, LUIS, JOSE, ZOE)}
    files[f"{ANA.replace('_file', '_onlinetext')}/onlinetext.html"] = b"<p>hola</p>"
    files[f"{LUIS.replace('_file', '_onlinetext')}_onlinetext.html"] = b"<p>hola</p>"
    said = run("collect", zipped(tmp_path / "x.zip", files), course=course)
    assert said.code == 0
    assert "Textos en línea de Moodle que no se recogen: 2." in said.lines
    assert "demo: han entregado 4 de 5. Faltan: eva." in said.lines
    assert [answer(course, who) for who in ("ana", "luis", "007", "zoe")] == ["Ana", "Lui", "Jos", "Zoë"]
    prefixes = dict(zip(("101", "102", "103", "104"), (ANA, LUIS, JOSE, ZOE), strict=True))
    end = pattern.removeprefix("curso-tarea-7/").removeprefix("{}").removesuffix("luis.ipynb")
    students = dict(zip(prefixes, ("ana", "luis", "007", "zoe"), strict=True))
    assert where(course) == {unique: (students[unique], prefixes[unique] + end) for unique in prefixes}
    assert run("collect", tmp_path / "x.zip", course=course).out.count("Sin cambios: 4.") == 1


def test_a_folder_unzipped_by_hand_is_the_same(demo_course: Path, tmp_path: Path) -> None:
    course, inbox = copy_of(demo_course, tmp_path), tmp_path / "inbox"
    (inbox / ANA).mkdir(parents=True)
    (inbox / ANA / "x.ipynb").write_bytes(answered())
    assert run("collect", inbox, course=course).code == 0
    assert where(course) == {"101": ("ana", f"{ANA}/")}


def test_a_group_before_the_name_is_a_team_s(demo_course: Path, tmp_path: Path) -> None:
    course = copy_of(demo_course, tmp_path)
    files = {
        "Equipo-2-Ana López García_101_assignsubmission_file/x.ipynb": answered("team"),
        "Equipo-2-Zoë Zapata-Ruiz_104_assignsubmission_file/x.ipynb": answered("team"),
        "Equipo-2-Otra Persona_109_assignsubmission_file/x.ipynb": answered("team"),
    }
    said = run("collect", zipped(tmp_path / "x.zip", files), course=course)
    assert said.code == 1
    assert (answer(course, "ana"), answer(course, "zoe")) == ("team", "team")
    assert where(course)["104"] == ("zoe", "Equipo-2-Zoë Zapata-Ruiz_104_assignsubmission_file/")
    assert "su nombre no es de nadie de students.csv. Si es un equipo," in said.out
    assert "escribe su id en moodle/demo.csv, en la fila 109." in said.out


def test_anonymous_submissions_are_collected_graded_and_exported(demo_course: Path, tmp_path: Path) -> None:
    course = copy_of(demo_course, tmp_path)
    folder = "Participante_123_assignsubmission_file"
    said = run("collect", zipped(tmp_path / "x.zip", {f"{folder}/x.ipynb": answered()}), course=course)
    assert (said.code, "Nuevos: 1." in said.out) == (0, True)
    assert "demo: entregas anónimas o de quien no está en students.csv: 1." in said.lines
    assert where(course) == {"123": ("Participante 123", f"{folder}/")}
    mark(course, {"Participante 123": 6})
    sheet = worksheet(tmp_path, [("Participante123", "", "", "Sí", "")], blind=True)
    said = run("export", tmp_path / "out.csv", "--moodle", sheet, course=course)
    assert said.code == 0
    assert grades(tmp_path / "out.csv") == {"Participante123": "7,50"}


def test_namesakes_are_asked_about_and_the_answer_is_kept(demo_course: Path, tmp_path: Path) -> None:
    course = copy_of(demo_course, tmp_path)
    with (course / "students.csv").open("a", encoding="utf-8") as roster:
        roster.write("ana2,Ana,López García,ana2@uni.example\n")
    other = ANA.replace("101", "105")
    files = {f"{ANA}/x.ipynb": answered("first"), f"{other}/x.ipynb": answered("second")}
    path = zipped(tmp_path / "x.zip", files)
    said = run("collect", path, course=course)
    assert (said.code, said.out.count("no se sabe de quién es (posibles: ana, ana2)")) == (1, 2)
    assert where(course) == {"101": ("", f"{ANA}/"), "105": ("", f"{other}/")}
    file = course / "moodle" / "demo.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("105,", "105,ana2"), encoding="utf-8")
    said = run("collect", path, course=course)
    assert (said.code, answer(course, "ana2")) == (1, "second")
    assert not (course / "submitted" / "ana").exists()

    sheet = worksheet(tmp_path, [("Participante 101", "Ana López García", "ana@uni.example", "Sí", "")])
    assert run("collect", path, "--worksheet", sheet, course=course).code == 0
    assert (answer(course, "ana"), where(course)["101"][0]) == ("first", "ana")
    file.write_text("what,is,this\n1,2,3\n", encoding="utf-8")
    said = run("collect", path, course=course)
    assert (said.code, "moodle/demo.csv: no se puede leer" in said.out + said.err) == (1, True)


def test_the_worksheet_says_who_is_in_a_team_and_when_it_handed_in(demo_course: Path, tmp_path: Path) -> None:
    """Since 4.1 a team's folder bears the group's name and number, and the times are the download's."""
    course = copy_of(demo_course, tmp_path)
    folder = "Grupo A_103_assignsubmission_file"  # 103 is the group's number, and José's
    path = zipped(
        tmp_path / "x.zip",
        {f"{folder}/x.ipynb": answered("team"), f"{JOSE}/x.ipynb": answered("alone")},
        when=(2026, 3, 1, 0, 0, 0),
    )
    said = run("collect", path, course=course)
    assert (said.code, answer(course, "007")) == (1, "alone")
    assert not (course / "submitted" / "ana").exists()
    sheet = tmp_path / "teams.csv"
    sheet.write_text(
        "Identificador,Nombre completo,Estado,Grupo,Calificación,Última modificación (entrega)\n"
        'Participante 101,Ana López García,x,Grupo A,,"lunes, 5 de octubre de 2026, 10:07"\n'
        'Participante 104,Zoë Zapata-Ruiz,x,Grupo A,,"lunes, 5 de octubre de 2026, 10:07"\n'
        'Participante 108,Otra Persona,x,Grupo A,,"lunes, 5 de octubre de 2026, 10:07"\n'
        'Participante 103,José María Núñez Ñandú,x,,,"martes, 1 de septiembre de 2026, 23:59"\n',
        encoding="utf-8",
    )
    said = run("collect", path, "--worksheet", sheet, course=course)
    assert said.code == 1
    assert "«Otra Persona», que está en el equipo, no es nadie de students.csv" in said.out
    assert (answer(course, "ana"), answer(course, "zoe"), answer(course, "007")) == ("team", "team", "alone")
    assert where(course)["104"] == ("zoe", "Zoë Zapata-Ruiz_104_assignsubmission_file/")
    assert where(course)["103"] == ("007", f"{JOSE}/")
    for student, when in (("zoe", datetime(2026, 10, 5, 10, 7)), ("007", datetime(2026, 9, 1, 23, 59))):
        stamp = (course / "submitted" / student / "demo" / "timestamp.txt").read_text()
        assert datetime.fromisoformat(stamp.strip().replace(" UTC", "+00:00")) == when.astimezone()


def test_a_group_s_number_is_nobody_s(demo_course: Path, tmp_path: Path) -> None:
    """It may be some participant's, who must neither be given the work nor lose their place."""
    course = copy_of(demo_course, tmp_path)
    run("collect", zipped(tmp_path / "x.zip", {f"{ANA}/x.ipynb": answered("mine")}), course=course)
    files = {"Grupo A_101_assignsubmission_file/x.ipynb": answered("theirs")}
    sheet = worksheet(tmp_path, [("Participante 101", "Ana López García", "ana@uni.example", "Sí", "")])
    for more in ((), ("--worksheet", sheet)):
        said = run("collect", zipped(tmp_path / "y.zip", files), *more, course=course)
        assert (said.code, answer(course, "ana")) == (1, "mine")
        assert where(course) == {"101": ("ana", f"{ANA}/")}


def test_the_answer_holds_for_every_form_of_the_zip(demo_course: Path, tmp_path: Path) -> None:
    course = copy_of(demo_course, tmp_path)
    (course / "moodle").mkdir()
    name = "Anita López_101_assignsubmission_file"
    (course / "moodle" / "demo.csv").write_text(f"uniqueid,student,prefix\n101,ana,{name}/\n", "utf-8")
    for end in ("/x.ipynb", "_/x.ipynb", "_x.ipynb"):
        path = zipped(tmp_path / "x.zip", {name + end: answered()})
        assert run("collect", path, course=course).code == 0
        assert where(course) == {"101": ("ana", name + end.removesuffix("x.ipynb"))}


def test_english_times_and_the_team_of_those_without_a_group(demo_course: Path, tmp_path: Path) -> None:
    course = copy_of(demo_course, tmp_path, "en")
    files = {"Default group_assignsubmission_file/x.ipynb": answered("team")}
    path = zipped(tmp_path / "x.zip", files)
    assert (
        "a team's submission. Repeat the command with --worksheet" in run("collect", path, course=course).out
    )
    sheet = tmp_path / "teams.csv"
    sheet.write_text(
        "Identifier,Full name,Group,Grade,Last modified (submission)\n"
        'Participant 101,Ana López García,Default group,,"Monday, 5 October 2026, 12:07 PM"\n',
        encoding="utf-8",
    )
    assert run("collect", path, "--worksheet", sheet, course=course).code == 0
    stamp = (course / "submitted" / "ana" / "demo" / "timestamp.txt").read_text()
    expected = datetime(2026, 10, 5, 12, 7).astimezone()
    assert datetime.fromisoformat(stamp.strip().replace(" UTC", "+00:00")) == expected


def test_times_of_the_download_are_pointed_out(demo_course: Path, tmp_path: Path) -> None:
    course = copy_of(demo_course, tmp_path)
    files = {f"{ANA}/x.ipynb": answered(), f"{LUIS}/x.ipynb": answered()}
    warning = "Las horas de este zip parecen las de su descarga."
    assert warning in run("collect", zipped(tmp_path / "x.zip", files), course=course).out
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as made:
        for hour, (name, content) in enumerate(files.items()):
            made.writestr(zipfile.ZipInfo(name, (2026, 2, 1, hour, 0, 0)), content)
    assert warning not in run("collect", tmp_path / "y.zip", course=course).out


def test_two_notebooks_of_one_submission_are_asked_about(demo_course: Path, tmp_path: Path) -> None:
    course = copy_of(demo_course, tmp_path)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as made:  # written one after the other, on download
        for second, name in enumerate(("demo.ipynb", "demo (1).ipynb")):
            made.writestr(zipfile.ZipInfo(f"{ANA}/{name}", (2026, 2, 1, 8, 0, 2 * second)), answered(name))
    said = run("collect", tmp_path / "x.zip", course=course)
    assert (said.code, "varios cuadernos distintos y no se sabe cuál es el último" in said.out) == (1, True)
    assert not (course / "submitted").exists()


# ------------------------------------------------------------------------------- the grading worksheet


ES = (
    "Identificador,Nombre completo,Dirección de correo,Estado,Calificación,Calificación máxima,"
    "La calificación puede ser cambiada,Última modificación (entrega),Última modificación (calificación),"
    "Comentarios de retroalimentación"
)
EN = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments"
)


def worksheet(place: Path, people: list[tuple[str, ...]], blind: bool = False, header: str = ES) -> Path:
    """A worksheet as Moodle's PHP writes it: a mark for UTF-8, quotes where there is a space or a comma."""
    file = io.StringIO(newline="")
    names = header.split(",")
    if blind:
        names = [names[0], *names[3:]]

    def cell(value: str) -> str:
        return f'"{value}"' if re.search(r'[ ,"\n]', value) else value

    file.write(",".join(map(cell, names)) + "\n")
    for identifier, name, email, changeable, grade in people:
        identity = [] if blind else [name, email]
        maximum = "10,00" if header == ES else "10.00"
        row = [identifier, *identity, "Enviado para calificar", grade, maximum, changeable, "-", "-", ""]
        file.write(",".join(map(cell, row)) + "\n")
    path = place / "Calificaciones.csv"
    path.write_bytes(b"\xef\xbb\xbf" + file.getvalue().encode())
    return path


def grades(path: Path) -> dict[str, str]:
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    at = next(i for i, name in enumerate(rows[0]) if name in ("Calificación", "Grade"))
    return {row[0]: row[at] for row in rows[1:]}


@pytest.fixture(scope="module")
def marked(demo_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everyone but Eva handed in through Moodle; Zoë's could not be graded. Copy it before changing it."""
    place = tmp_path_factory.mktemp("marked")
    course = copy_of(demo_course, place)
    files = {f"{folder}/x.ipynb": answered() for folder in (ANA, LUIS, JOSE, ZOE)}
    assert run("collect", zipped(place / "x.zip", files), course=course).code == 0
    mark(course, {"ana": 6, "luis": 0.5, "007": 0, "zoe": None})
    return course


EVERYONE = [
    ("Participante 101", "Ana López García", "ana@uni.example", "Sí", ""),
    ("Participante 102", "Luis O'Brien", "luis@uni.example", "Sí", "3,00"),
    ("Participante 103", "José María Núñez Ñandú", "jose@uni.example", "No", ""),
    ("Participante 104", "Zoë Zapata-Ruiz", "zoe@uni.example", "Sí", "1,00"),
    ("Participante 105", "Eva Éxito", "eva@uni.example", "Sí", ""),
    ("Participante 106", "Otra Persona", "otra@uni.example", "Sí", ""),
]


def test_only_marks_and_comments_of_the_worksheet_change(marked: Path, tmp_path: Path) -> None:
    sheet = worksheet(tmp_path, EVERYONE)
    before = sheet.read_bytes()
    said = run("export", tmp_path / "out.csv", "--moodle", sheet, course=marked)
    assert sheet.read_bytes() == before
    assert said.code == 1
    after = (tmp_path / "out.csv").read_bytes()
    lines, were = after.decode().split("\n"), before.decode().split("\n")
    expected = [*were]
    expected[1] = were[1].replace(',,"10,00"', ',"7,50","10,00"')[:-1] + ',"Gradiente: 6 de 8 puntos."'
    expected[2] = were[2].replace('"3,00"', '"0,63"')[:-1] + ',"Gradiente: 0,5 de 8 puntos."'
    assert lines == expected
    assert said.lines[:-1] == [
        "Fila 4, José María Núñez Ñandú: la plataforma no deja cambiar su calificación; se queda como está.",
        "Fila 5, Zoë Zapata-Ruiz: no se pudo calificar; se queda como está.",
        "Fila 6, Eva Éxito: no ha entregado; se queda como está.",
        "Fila 7, Otra Persona: no es nadie de students.csv ni de las entregas; se queda como está.",
        f"{tmp_path / 'out.csv'}: filas cambiadas: 2 (notas que sustituyen a otra: 1); "
        "ya estaban igual: 0; se quedan como estaban: 4.",
    ]
    again = run("export", tmp_path / "again.csv", "--moodle", tmp_path / "out.csv", course=marked)
    assert "filas cambiadas: 0 (notas que sustituyen a otra: 0); ya estaban igual: 2" in again.out
    assert (tmp_path / "again.csv").read_bytes() == after


def test_an_english_worksheet_has_a_point(marked: Path, tmp_path: Path) -> None:
    course = copy_of(marked, tmp_path, "en")
    people = [(who[0].replace("ante", "ant"), *who[1:3], "Yes", who[4].replace(",", ".")) for who in EVERYONE]
    sheet = worksheet(tmp_path, people, header=EN)
    said = run("export", tmp_path / "out.csv", "--moodle", sheet, "--assignment", "demo", course=course)
    marks = grades(tmp_path / "out.csv")
    assert list(marks.values()) == ["7.50", "0.63", "0.00", "1.00", "", ""]
    assert "Gradiente: 0 of 8 points. Not attempted: demo_test." in (tmp_path / "out.csv").read_text("utf-8")
    assert said.lines[-1].startswith("Next: in Moodle's assignment, upload ")


@pytest.mark.parametrize(("encoding", "delimiter", "end"), [("cp1252", ";", "\r\n"), ("utf-16", "\t", "\n")])
def test_a_worksheet_saved_by_a_spreadsheet_keeps_its_form(
    marked: Path, tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    head = ["Identificador", "Nombre completo", "Calificación", "Calificación máxima", "Última modificación"]
    row = ["Participante 101", "Ana López García", "", "10", "lunes, 5"]
    content = end.join(delimiter.join(cells) for cells in (head, row, [""] * 5)) + end
    (tmp_path / "in.csv").write_bytes(content.encode(encoding))
    said = run("export", tmp_path / "out.csv", "--moodle", tmp_path / "in.csv", course=marked)
    mark = "7,50" if delimiter == ";" else "7.50"
    expected = content.replace(f"García{delimiter}{delimiter}", f"García{delimiter}{mark}{delimiter}")
    assert (tmp_path / "out.csv").read_bytes() == expected.encode(encoding)
    assert "no tiene columna de comentarios; solo se han puesto las notas." in said.out


def test_comments_of_a_person_stay_and_ours_are_renewed(marked: Path, tmp_path: Path) -> None:
    sheet = worksheet(tmp_path, EVERYONE[:2])
    lines = sheet.read_text("utf-8").split("\n")
    lines[1] += '"<p>Muy bien, <b>Ana</b></p>"'
    lines[2] += '"<p dir=""ltr"">Gradiente: 8 de 8 puntos.</p>"'
    sheet.write_text("\n".join(lines), "utf-8")
    run("export", tmp_path / "out.csv", "--moodle", sheet, course=marked)
    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"), newline="")))
    assert [row[-1] for row in rows[1:]] == ["<p>Muy bien, <b>Ana</b></p>", "Gradiente: 0,5 de 8 puntos."]


def test_rows_go_by_number_then_address_then_id_then_name(demo_course: Path, tmp_path: Path) -> None:
    course, inbox = copy_of(demo_course, tmp_path), tmp_path / "inbox"
    inbox.mkdir()
    for student in ("ana", "luis", "007", "zoe", "eva"):
        (inbox / f"{student}.ipynb").write_bytes(answered())
    assert run("collect", inbox, course=course).code == 0
    mark(course, {"ana": 1, "luis": 2, "007": 3, "zoe": 4, "eva": 5})
    (course / "moodle").mkdir()
    (course / "moodle" / "demo.csv").write_text(
        f"uniqueid,student,prefix\n101,ana,{ANA}/\n", encoding="utf-8"
    )
    rows = [
        "Participante 101,Anita,anita@casa.example,,,,8",
        "Participante 102,Pseudónimo,LUIS@uni.example,,,,8",
        "Participante 103,Pseudónimo,,007,,,8",
        "Participante 104,Pseudónimo,,,ZOE,,8",
        '"Participante 105","Éxito, Eva",,,,,8',
    ]
    header = (
        "Identificador,Nombre completo,Dirección de correo,Número de ID,Nombre de usuario,Calificación,"
        "Calificación máxima"
    )
    sheet = tmp_path / "in.csv"
    sheet.write_text("\n".join([header, *rows]), encoding="utf-8")
    assert run("export", tmp_path / "out.csv", "--moodle", sheet, course=course).code == 0
    assert list(grades(tmp_path / "out.csv").values()) == ["1.00", "2.00", "3.00", "4.00", "5.00"]


def test_what_is_ambiguous_is_reported_and_never_guessed(marked: Path, tmp_path: Path) -> None:
    course = copy_of(marked, tmp_path)
    with (course / "students.csv").open("a", encoding="utf-8") as roster:
        roster.write("luis2,Luis,O'Brien,\n")
    people = [
        ("Participante 101", "Zoë Zapata-Ruiz", "", "Sí", ""),  # Ana's number, Zoë's name
        ("Participante 902", "Luis O'Brien", "", "Sí", ""),  # a namesake, no number of ours
        ("Participante 103", "José María Núñez Ñandú", "", "Sí", ""),
        ("Participante 903", "José María Núñez Ñandú", "", "Sí", ""),  # the same student again
        ("Participante 904", "Luis O'Brien", "ana@uni.example", "Sí", ""),  # Ana's address, Luis's name
    ]
    said = run("export", tmp_path / "out.csv", "--moodle", worksheet(tmp_path, people), course=course)
    assert said.code == 1
    assert set(grades(tmp_path / "out.csv").values()) == {""}
    for line in (
        "Fila 2, Zoë Zapata-Ruiz: puede ser de varios (ana, zoe); se queda como está.",
        "Fila 3, Luis O'Brien: puede ser de varios (luis, luis2); se queda como está.",
        "Fila 4, José María Núñez Ñandú: 007 sale en varias filas; se quedan como están.",
        "Fila 5, José María Núñez Ñandú: 007 sale en varias filas; se quedan como están.",
        "Fila 6, Luis O'Brien: puede ser de varios (ana, luis, luis2); se queda como está.",
    ):
        assert line in said.lines


def test_a_mark_above_the_maximum_or_without_one_is_not_written(marked: Path, tmp_path: Path) -> None:
    course = copy_of(marked, tmp_path)
    mark(course, {"ana": 8.5})
    sheet = worksheet(tmp_path, EVERYONE[:2])
    sheet.write_text(sheet.read_text("utf-8").replace('"3,00","10,00"', '"3,00",-'), "utf-8")
    before = sheet.read_bytes()
    said = run("export", tmp_path / "out.csv", "--moodle", sheet, course=course)
    assert "la nota, 10.63, pasa de la máxima, 10.00" in said.out
    assert "no se puede saber sobre cuánto se califica" in said.out
    assert (tmp_path / "out.csv").read_bytes() == before
    assert "007 tiene nota y no sale en ninguna fila." in said.lines


def test_a_mark_that_a_person_owes_is_not_written(marked: Path, tmp_path: Path) -> None:
    from autograder.course import Course

    course = copy_of(marked, tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIENTE_SEED", "0")
        with Course(course).gradebook() as gradebook:
            gradebook.find_grade("demo_test", "demo", "demo", "ana").needs_manual_grade = True
            gradebook.db.commit()
    (course / "submitted" / "luis" / "demo" / "demo.ipynb").write_bytes(answered("otra"))
    sheet = worksheet(tmp_path, EVERYONE[:2])
    said = run("export", tmp_path / "out.csv", "--moodle", sheet, course=course)
    assert (tmp_path / "out.csv").read_bytes() == sheet.read_bytes()
    assert "Fila 2, Ana López García: falta calificar a mano; se queda como está." in said.lines
    assert "Fila 3, Luis O'Brien: sin calificar; se queda como está." in said.lines


def test_wrong_worksheets_get_one_line(marked: Path, tmp_path: Path) -> None:
    course = copy_of(marked, tmp_path)
    sheet, out = tmp_path / "in.csv", tmp_path / "out.csv"

    def said(content: str, *more: str) -> tuple[int, str]:
        sheet.write_text(content, encoding="utf-8")
        done = run("export", out, "--moodle", sheet, *more, course=course)
        assert (done.out, done.err.count("\n"), out.exists()) == ("", 1, False)
        return done.code, done.err

    demo = ("--assignment", "demo")
    code, line = said("Nombre,Nota\nAna,7\n", *demo)
    assert (code, "no es una hoja de calificación de Moodle (falta: Identifier / Identificador" in line) == (
        1,
        True,
    )
    assert "falta" in said("", *demo)[1]
    header = "Identificador,Nombre completo,Calificación"
    assert "la tarea se califica con una escala" in said(f"{header},Escala\n", *demo)[1]
    assert "falta la columna de la calificación máxima" in said(f"{header}\n", *demo)[1]
    header += ",Calificación máxima"
    code, line = said(f"{header}\nParticipante 999,Ana,,10\n")
    assert (code, line) == (2, "Hace falta decir de qué ejercicio es: demo, other.\n")
    code, line = said(f"{header}\nParticipante 101,Ana,,10\n", "--assignment", "other")
    assert (code, line) == (2, "Esa hoja es de demo: lo dicen los números de sus participantes.\n")
    sheet.unlink()
    done = run("export", out, "--moodle", sheet, course=course)
    assert (done.code, done.err) == (2, f"{sheet}: no existe ese fichero. Revisa la ruta.\n")
    done = run("export", out, "--moodle", sheet, "--canvas", sheet, course=course)
    assert (done.code, "no se puede usar junto con" in done.err) == (2, True)


# -------------------------------------------------------------------------------------- the feedback zip


def test_the_feedback_zip_goes_back_to_whom_it_came_from(marked: Path, tmp_path: Path) -> None:
    course = copy_of(marked, tmp_path)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "eva.ipynb").write_bytes(answered())
    run("collect", inbox, course=course)
    mark(course, {"eva": 8})
    path = tmp_path / "comentarios.zip"
    said = run("feedback", "demo", "--zip", path, course=course)
    assert said.code == 1
    assert "No vinieron de Moodle, y no están en el zip: eva." in said.lines
    assert f"{path}: demo, estudiantes: 3." in said.lines
    with zipfile.ZipFile(path) as made:
        found = {participant(name): made.read(name).decode() for name in made.namelist()}
        assert made.namelist() == [f"{folder}/demo.html" for folder in (JOSE, ANA, LUIS)]
    assert set(found) == {("101", "demo.html"), ("102", "demo.html"), ("103", "demo.html")}
    assert found["101", "demo.html"] == (course / "feedback/ana/demo/demo.html").read_text("utf-8")
    assert "Puntos: 6 de 8" in found["101", "demo.html"]
    assert [str(entry) for entry in entries(path)] == sorted(
        f"{folder}/demo.html" for folder in (JOSE, ANA, LUIS)
    )
    first = path.read_bytes()
    run("feedback", "demo", "--zip", path, course=course)
    assert path.read_bytes() == first
    run("feedback", "demo", "--student", "ana", "--zip", path, course=course)
    with zipfile.ZipFile(path) as made:
        assert made.namelist() == [f"{ANA}/demo.html"]


def test_the_feedback_zip_is_of_one_assignment_from_moodle(marked: Path, tmp_path: Path) -> None:
    course, out = copy_of(marked, tmp_path), tmp_path / "out.zip"
    said = run("feedback", "--zip", tmp_path / "no" / "out.zip", course=course)
    assert (said.code, said.err) == (2, f"{tmp_path / 'no'}: no existe esa carpeta. Revisa la ruta.\n")
    (course / "moodle" / "other.csv").write_text("uniqueid,student,prefix\n9,,a question/\n", "utf-8")
    run("feedback", "--student", "ana", "--zip", out, course=course)
    with zipfile.ZipFile(out) as made:
        assert made.namelist() == [f"{ANA}/demo.html"]
    out.unlink()
    zipped(tmp_path / "x.zip", {f"{ANA}/x.ipynb": answered(name="other")})
    assert run("collect", tmp_path / "x.zip", course=course).code == 0
    said = run("feedback", "--zip", out, course=course)
    assert (said.code, said.err) == (2, "Hace falta decir de qué ejercicio es: demo, other.\n")
    shutil.rmtree(course / "moodle")
    said = run("feedback", "demo", "--zip", out, course=course)
    assert (said.code, "Ninguna de estas entregas vino de un zip de Moodle." in said.err) == (1, True)
    assert not out.exists()


# ------------------------------------------------------------------------------------------------ Canvas


CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,demo (77),Parcial (78),Current Score,Final Score
,,,,,Manual Posting,,,
    Points Possible,,,,,10.00,5.00,(read only),(read only)
"López García, Ana",1,,ana@uni.example,"Grupo A, tarde",,4.00,80.00,80.00
"O'Brien, Luis",2,luis,l.obrien,A,9.00,,,
"Núñez Ñandú, José María",3,,,A,EX,,,
"Zapata-Ruiz, Zoë",4,,zoe,A,,,,
"Éxito, Eva",5,,eva,A,,,,
"Student, Test",6,,5f3a,A,,,,
"""


def test_canvas_s_own_file_comes_back_with_the_marks(marked: Path, tmp_path: Path) -> None:
    book, out = tmp_path / "Grades.csv", tmp_path / "out.csv"
    book.write_bytes(CANVAS.encode())
    said = run("export", out, "--canvas", book, "--assignment", "demo", course=marked)
    expected = CANVAS.replace('tarde",,4.00', 'tarde",7.50,4.00').replace(
        "l.obrien,A,9.00", "l.obrien,A,0.63"
    )
    assert out.read_bytes() == expected.encode()
    assert said.code == 1
    assert said.lines[:-1] == [
        "demo (77): Fila 6, Núñez Ñandú, José María: no le toca (EX o N/A); se queda como está.",
        "demo (77): Fila 7, Zapata-Ruiz, Zoë: no se pudo calificar; se queda como está.",
        "demo (77): Fila 8, Éxito, Eva: no ha entregado; se queda como está.",
        "demo (77): Fila 9, Student, Test: no es nadie de students.csv ni de las entregas; "
        "se queda como está.",
        f"{out}: filas cambiadas: 2 (notas que sustituyen a otra: 1); "
        "ya estaban igual: 0; se quedan como estaban: 4.",
    ]


def test_a_european_canvas_file_and_a_column_by_its_name(marked: Path, tmp_path: Path) -> None:
    book, out = tmp_path / "Grades.csv", tmp_path / "out.csv"
    content = (
        "\ufeffLastName;FirstName;ID;SIS User ID;SIS Login ID;Section;Tarea 1 (77);Demo final (78)\r\n"
        "    Points Possible;;;;;;20,00;10,00\r\n"
        "López García;Ana;1;;;A;;\r\n"
    )
    book.write_bytes(content.encode())
    for column in ("Tarea 1 (77)", "Tarea 1", "77"):
        run("export", out, "--canvas", book, "--assignment", "demo", "--column", column, course=marked)
        assert out.read_bytes() == content.replace("A;;\r", "A;15,00;\r").encode()
    said = run("export", out, "--canvas", book, course=marked)
    assert out.read_bytes() == content.replace("A;;\r", "A;;7,50\r").encode()
    assert "other: no tiene columna en el libro de Canvas." in said.lines


def test_wrong_grade_books_get_one_line(marked: Path, tmp_path: Path) -> None:
    book, out = tmp_path / "Grades.csv", tmp_path / "out.csv"

    def said(content: str, *more: str) -> tuple[int, str]:
        book.write_text(content, encoding="utf-8")
        done = run("export", out, "--canvas", book, *more, course=marked)
        assert (done.out, done.err.count("\n"), out.exists()) == ("", 1, False)
        return done.code, done.err

    assert "no es un libro de calificaciones de Canvas" in said("a,b\n1,2\n")[1]
    assert "Points Possible" in said("Student,ID,demo (1)\nAna,1,\n")[1]
    code, line = said(CANVAS, "--assignment", "other")
    assert (code, "no se sabe qué columna es la de other" in line, "demo (77), Parcial (78)" in line) == (
        2,
        True,
        True,
    )
    assert said(CANVAS, "--column", "77") == (2, "Hace falta decir de qué ejercicio es: demo, other.\n")
    assert "no se sabe qué columna" in said(CANVAS, "--assignment", "demo", "--column", "Final Score")[1]
    done = run("export", out, "--column", "77", course=marked)
    assert (done.code, done.err) == (2, "--column acompaña a --canvas.\n")


def test_the_places_file_is_never_half_written(
    marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = copy_of(marked, tmp_path)
    before = (course / "moodle" / "demo.csv").read_bytes()
    rows = [f"101,ana,{ANA}/", f"102,luis,{LUIS}/", f"103,007,{JOSE}/", f"104,zoe,{ZOE}/"]
    assert before.decode().splitlines() == ["uniqueid,student,prefix", *rows]
    replace = os.replace

    def dies(source: object, target: object) -> None:
        if str(target).endswith("demo.csv"):
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", dies)
    files = {"Eva Éxito_105_assignsubmission_file/x.ipynb": answered()}
    assert run("collect", zipped(tmp_path / "y.zip", files), course=course).code == 1
    assert (course / "moodle" / "demo.csv").read_bytes() == before
    assert [path.name for path in (course / "moodle").iterdir()] == ["demo.csv"]
