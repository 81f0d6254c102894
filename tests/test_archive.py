"""Zips of submissions, honest and hostile: one line for each thing refused, and the rest is collected."""

import io
import os
import struct
import unicodedata
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import archive
from autograder.archive import entries, only_notebook
from autograder.messages import Refusal
from demo_course import answer, answered, copy_of, run, zipped


def refusal(path: Path) -> str:
    """Why the only file in a zip cannot be read."""
    (entry,) = entries(path)
    with pytest.raises(Refusal) as refused:
        entry.read()
    return refused.value.key


def raw(path: Path, name: bytes, content: bytes = b"content", flags: int = 0, extra: bytes = b"") -> Path:
    """A zip written byte by byte, whose one stored file has exactly this `name`."""
    crc, size = zlib.crc32(content), len(content)
    common = struct.pack("<HHHHHLLLHH", 20, flags, 0, 0x5000, 0x5C41, crc, size, size, len(name), len(extra))
    local = b"PK\x03\x04" + common + name + extra + content
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, 0)
    central += name + extra
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(central), len(local), 0)
    path.write_bytes(local + central + end)
    return path


# ----------------------------------------------------------------------------------- what is in a zip


@pytest.mark.parametrize(
    "name",
    [
        "../ana.ipynb",
        "a/../../ana.ipynb",
        "/etc/ana.ipynb",
        "C:\\Users\\ana.ipynb",
        "..\\ana.ipynb",
        "C:ana.ipynb",
    ],
)
def test_a_path_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    assert refusal(zipped(tmp_path / "x.zip", {name: b"x"})) == "file_outside"
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]


def special(path: Path, mode: int) -> Path:
    about = zipfile.ZipInfo("ana.ipynb")
    about.create_system, about.external_attr = 3, mode << 16
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(about, "/etc/passwd")
    return path


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    assert refusal(special(tmp_path / "link.zip", 0o120777)) == "file_link"
    assert refusal(special(tmp_path / "fifo.zip", 0o010644)) == "file_special"
    (entry,) = entries(special(tmp_path / "file.zip", 0o100644))
    assert entry.read() == b"/etc/passwd"


def test_bombs_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "x.zip", {"ana.ipynb": bytes(40 << 20)})
    monkeypatch.setattr(zipfile.ZipFile, "open", None)  # it would be an error to try
    assert refusal(path) == "file_bomb"
    monkeypatch.setattr(archive, "MOST_BYTES", 1 << 20)
    assert refusal(path) == "file_too_big"


def test_a_notebook_full_of_one_line_is_no_bomb(tmp_path: Path) -> None:
    content = b"hola\n" * 2_000_000  # 10 MB, and less than 20 kB packed
    (entry,) = entries(zipped(tmp_path / "x.zip", {"ana.ipynb": content}))
    assert entry.read() == content


def test_what_is_read_of_a_zip_is_limited_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive.Budget.__init__, "__defaults__", (2500,))
    files = {f"{number}.ipynb": os.urandom(1000) for number in range(4)}
    found = entries(zipped(tmp_path / "x.zip", files))
    assert [found[0].read(), found[1].read(), found[0].read()] == [
        *list(files.values())[:2],
        files["0.ipynb"],
    ]
    for entry in found[2:]:
        with pytest.raises(Refusal) as refused:
            entry.read()
        assert refused.value.key == "file_too_much"


def test_a_size_that_lies_is_no_way_around_the_limits(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"ana.ipynb": bytes(5 << 20)})
    data = path.read_bytes()
    claimed = data.replace(struct.pack("<L", 5 << 20), struct.pack("<L", 100))
    assert claimed != data
    path.write_bytes(claimed)
    assert refusal(path) == "file_broken"


def test_encrypted_and_oddly_compressed_files_are_refused(tmp_path: Path) -> None:
    assert refusal(raw(tmp_path / "x.zip", b"ana.ipynb", flags=1)) == "file_encrypted"
    with zipfile.ZipFile(tmp_path / "y.zip", "w", zipfile.ZIP_LZMA) as made:
        made.writestr("ana.ipynb", "x")
    assert refusal(tmp_path / "y.zip") == "file_compression"


@pytest.mark.parametrize(
    "name",
    [
        "Núñez.ipynb".encode(),  # macOS
        unicodedata.normalize("NFD", "Núñez.ipynb").encode(),
        "Núñez.ipynb".encode("cp437"),
        "Núñez.ipynb".encode("cp850"),
        "Núñez.ipynb".encode("cp1252"),
    ],
)
def test_a_name_in_an_encoding_that_nobody_says(tmp_path: Path, name: bytes) -> None:
    (entry,) = entries(raw(tmp_path / "x.zip", name))
    assert (str(entry), entry.read()) == ("Núñez.ipynb", b"content")


def test_capitals_that_only_one_code_page_has(tmp_path: Path) -> None:
    (entry,) = entries(raw(tmp_path / "x.zip", "ÉXITO Óscar Íñigo.ipynb".encode("cp850")))
    assert str(entry) == "ÉXITO Óscar Íñigo.ipynb"


def test_the_unicode_name_of_info_zip_counts_if_it_is_of_that_name(tmp_path: Path) -> None:
    name = b"N_ez.ipynb"
    for crc, expected in ((zlib.crc32(name), "Núñez.ipynb"), (0, "N_ez.ipynb")):
        data = struct.pack("<BL", 1, crc) + "Núñez.ipynb".encode()
        extra = struct.pack("<HH", 0x7075, len(data)) + data
        (entry,) = entries(raw(tmp_path / "x.zip", name, extra=extra))
        assert str(entry) == expected


def test_a_name_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    (entry,) = entries(zipped(tmp_path / "x.zip", {"a\nRecogido: todo\x1b[2J\u202e.ipynb": b""}))
    assert str(entry) == "a�Recogido: todo�[2J�.ipynb"
    (entry,) = entries(zipped(tmp_path / "x.zip", {"a" * 5000: b""}))
    assert len(str(entry)) == 200


def test_times_are_local_unless_the_zip_says_more(tmp_path: Path) -> None:
    (entry,) = entries(zipped(tmp_path / "x.zip", {"a": b""}, when=(2026, 2, 1, 10, 0, 0)))
    assert entry.written == datetime(2026, 2, 1, 10).astimezone()
    stamp = struct.pack("<HHBl", 0x5455, 5, 1, 1_770_000_000)
    (entry,) = entries(raw(tmp_path / "x.zip", b"a", extra=stamp))
    assert entry.written == datetime.fromtimestamp(1_770_000_000, UTC)
    path = raw(tmp_path / "x.zip", b"a")
    data = path.read_bytes().replace(struct.pack("<HH", 0x5000, 0x5C41), bytes(4))  # month 0
    path.write_bytes(data)
    os.utime(path, (1_770_000_000, 1_770_000_000))
    (entry,) = entries(path)
    assert entry.written == datetime.fromtimestamp(1_770_000_000, UTC)


def test_what_is_no_zip_gets_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = zipped(tmp_path / "x.zip", {"a.ipynb": os.urandom(500), "b.ipynb": b"b"}).read_bytes()
    for content in (b"", b"Rar!\x1a\x07", whole[:-30], whole[: len(whole) // 2]):
        (tmp_path / "x.zip").write_bytes(content)
        with pytest.raises(Refusal) as refused:
            entries(tmp_path / "x.zip")
        assert refused.value.key == "zip_broken"
    (tmp_path / "x.zip").write_bytes(whole)
    monkeypatch.setattr(archive, "MOST_ENTRIES", 1)
    with pytest.raises(Refusal) as refused:
        entries(tmp_path / "x.zip")
    assert refused.value.key == "zip_entries"


def nested(files: dict[str, bytes], tmp_path: Path) -> bytes:
    return zipped(tmp_path / "nested.zip", files).read_bytes()


def test_a_zip_within_gives_its_one_notebook(tmp_path: Path) -> None:
    inner = nested(
        {"mi cuaderno.ipynb": b"{}", "__MACOSX/._mi cuaderno.ipynb": b"x", "leeme.txt": b""}, tmp_path
    )
    (entry,) = entries(zipped(tmp_path / "x.zip", {"ana.zip": inner}, when=(2026, 3, 1, 8, 0, 0)))
    notebook = only_notebook(entry)
    assert (str(notebook), notebook.read()) == ("ana.zip/mi cuaderno.ipynb", b"{}")
    assert notebook.written == entry.written, "when the zip was handed in, whatever its maker's clock said"


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a.ipynb": b"", "b.ipynb": b""}, "file_zip_several"),
        ({"a.txt": b""}, "file_zip_none"),
        ({"inner.zip": b"PK"}, "file_zip_none"),
        (None, "file_zip_broken"),
    ],
)
def test_other_zips_within_are_asked_about(tmp_path: Path, files: dict[str, bytes] | None, why: str) -> None:
    inner = b"PK\x03\x04" if files is None else nested(files, tmp_path)
    (entry,) = entries(zipped(tmp_path / "x.zip", {"ana.zip": inner}))
    with pytest.raises(Refusal) as refused:
        only_notebook(entry)
    assert refused.value.key == why


def test_a_hostile_notebook_in_a_zip_within(tmp_path: Path) -> None:
    (entry,) = entries(zipped(tmp_path / "x.zip", {"ana.zip": nested({"../a.ipynb": b"x"}, tmp_path)}))
    with pytest.raises(Refusal) as refused:
        only_notebook(entry).read()
    assert refused.value.key == "file_outside"


GOOD = {"a/ana.ipynb": b"one" * 400, "b.zip": b"", "Núñez.ipynb": os.urandom(300), "c.ipynb": b""}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_zip_brings_it_down(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Bytes changed, cut out or put in anywhere: each file reads as it was made, or is refused."""
    path = tmp_path_factory.getbasetemp() / "fuzz.zip"
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("n.ipynb", b"two" * 200)
    content = bytearray(zipped(path, GOOD | {"b.zip": inner.getvalue()}).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        size = data.draw(st.integers(0, 6))
        content[at : at + size] = data.draw(st.binary(max_size=6))
    path.write_bytes(content)
    right = {*GOOD.values(), inner.getvalue(), b"two" * 200}
    try:
        found = entries(path)
    except Refusal:
        return
    for entry in found:
        str(entry)
        try:
            read = entry.read()
            if entry.path.suffix == ".zip":
                read = only_notebook(entry).read()
        except Refusal:
            continue
        assert read in right or zlib.crc32(read) in content_crcs(content)


def content_crcs(content: bytes) -> set[int]:
    """What the damaged zip itself claims: a changed name, size and checksum may still agree."""
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as made:
        return {info.CRC for info in made.filelist}


# ------------------------------------------------------------------------------ collected by the command


def test_each_bad_file_gets_one_line_and_the_rest_is_collected(demo_course: Path, tmp_path: Path) -> None:
    course = copy_of(demo_course, tmp_path)
    path = tmp_path / "entregas.zip"
    right = answered()
    expected = {
        "../ana.ipynb": "su ruta se sale de la carpeta",
        "/tmp/ana.ipynb": "su ruta se sale de la carpeta",
        "ana/bomba.ipynb": "al descomprimirse ocuparía",
        "luis/varios.zip": "el zip lleva 2 cuadernos",
        "luis/roto.zip": "el zip está dañado",
        "luis/fotos.zip": "el zip no lleva ningún cuaderno",
        "luis/zips.zip": "el zip no lleva ningún cuaderno",
        "luis/demo.rar": "es un archivo comprimido",
        "nadie.ipynb": "su nombre no corresponde a nadie de students.csv",
        "luis/memoria.pdf": "no es un cuaderno (.ipynb)",
        "luis/demo.ipynb.txt": "no es un cuaderno (.ipynb)",
        "luis/mentira.ipynb": "es un archivo comprimido",
        "enlace.ipynb": "es un enlace a otro fichero",
        "luis/cifrado.ipynb": "está cifrado con contraseña",
    }
    files = dict.fromkeys(expected, right) | {
        "ana/bomba.ipynb": bytes(30 << 20),
        "luis/varios.zip": nested({"a.ipynb": right, "b.ipynb": right}, tmp_path),
        "luis/roto.zip": nested({"a.ipynb": right}, tmp_path)[:-40],
        "luis/fotos.zip": nested({"a.png": b"png"}, tmp_path),
        "luis/zips.zip": nested({"a.zip": nested({"a.ipynb": right}, tmp_path)}, tmp_path),
        "luis/mentira.ipynb": nested({"a.ipynb": right}, tmp_path),
        "__MACOSX/luis/._demo.ipynb": b"\0",
        "luis/.DS_Store": b"\0",
        # and these are well
        "Ana López García.ipynb": answered("x = 'ana'"),
        unicodedata.normalize("NFD", "Núñez Ñandú, José María") + "/demo.ipynb": answered("x = 7"),
        "zoe/entrega.zip": nested({"carpeta/otro nombre.ipynb": answered("x = 'zoe'")}, tmp_path),
        "eva\\demo.ipynb": answered("x = 'eva'"),
    }
    zipped(path, files)
    with zipfile.ZipFile(path) as made:
        link, locked = made.getinfo("enlace.ipynb"), made.getinfo("luis/cifrado.ipynb")
    data = bytearray(path.read_bytes())
    for info, offset, value in ((link, 38, struct.pack("<L", 0o120777 << 16)), (locked, 8, b"\1\0")):
        at = data.index(info.filename.encode(), data.index(b"PK\x01\x02")) - 46
        assert data[at : at + 4] == b"PK\x01\x02"
        data[at + offset : at + offset + len(value)] = value
    path.write_bytes(data)

    said = run("collect", path, course=course)
    assert said.code == 1
    refused = [line for line in said.lines if line.startswith("No recogido: ")]
    assert len(refused) == len(expected)
    for name, why in expected.items():
        assert [line for line in refused if line.startswith(f"No recogido: {name}: {why}")], name
    counts = "Nuevos: 4. Sustituidos: 0. Sin cambios: 0. Anteriores a lo ya recogido: 0. No recogidos: "
    assert f"{counts}{len(expected)}." in said.lines
    assert "zoe/entrega.zip/otro nombre.ipynb: se ha tomado el cuaderno de dentro del zip." in said.lines
    assert [answer(course, who) for who in ("ana", "007", "zoe", "eva")] == [
        "x = 'ana'",
        "x = 7",
        "x = 'zoe'",
        "x = 'eva'",
    ]
    assert sorted(made.name for made in (course / "submitted").iterdir()) == ["007", "ana", "eva", "zoe"]
    assert not (tmp_path / "ana.ipynb").exists()


def test_names_that_differ_in_case_or_form_are_attempts_of_one_student(
    demo_course: Path, tmp_path: Path
) -> None:
    course = copy_of(demo_course, tmp_path)
    path = tmp_path / "x.zip"
    name = "Núñez Ñandú, José María.ipynb"
    with zipfile.ZipFile(path, "w") as made:
        for text, file, minute in (("old", name, 1), ("new", unicodedata.normalize("NFD", name).upper(), 3)):
            made.writestr(
                zipfile.ZipInfo(file.replace(".IPYNB", ".ipynb"), (2026, 2, 1, 10, minute, 0)), answered(text)
            )
    said = run("collect", path, course=course)
    assert (said.code, answer(course, "007")) == (0, "new")
    assert [
        line
        for line in said.lines
        if line.startswith("007, demo: hay varios intentos; cuenta el más reciente, NÚÑEZ")
    ]


def test_which_of_two_is_the_newest_is_never_guessed(demo_course: Path, tmp_path: Path) -> None:
    course = copy_of(demo_course, tmp_path)
    path = zipped(
        tmp_path / "x.zip", {"ana.ipynb": answered("a"), "ANA.ipynb": answered("b"), "eva.ipynb": answered()}
    )
    said = run("collect", path, course=course)
    assert said.code == 1
    (line,) = [x for x in said.lines if x.startswith("No recogido: ")]
    assert line.startswith("No recogido: ana, demo: varios cuadernos distintos")
    assert "(ANA.ipynb, ana.ipynb)" in line
    assert [made.name for made in (course / "submitted").iterdir()] == ["eva"]
    same = zipped(tmp_path / "x.zip", {"ana.ipynb": answered("a"), "ANA.ipynb": answered("a")})
    assert run("collect", same, course=course).code == 0
    assert answer(course, "ana") == "a"


OTHER = b'{"cells": [{"cell_type": "code", "source": "print(1)"}]}'
NEWEST = "ana, demo: several attempts; the newest counts, {} (these do not: {})."
#: What a student handed in, oldest first, in a folder: which counts, and what is said of each of the others.
SEVERAL = {
    "its own name and a copy": (
        {"demo-copy.ipynb": answered("x = 2"), "demo.ipynb": answered()},
        "x = 1",
        [NEWEST.format("ana/demo.ipynb", "ana/demo-copy.ipynb")],
    ),
    "a copy that is newer": (
        {"demo.ipynb": answered(), "demo-copy.ipynb": answered("x = 2")},
        "x = 2",
        [NEWEST.format("ana/demo-copy.ipynb", "ana/demo.ipynb")],
    ),
    "the same twice": (
        {"demo (1).ipynb": answered(), "demo.ipynb": answered()},
        "x = 1",
        [NEWEST.format("ana/demo.ipynb", "ana/demo (1).ipynb")],
    ),
    "its own name and something else": (
        {"demo.ipynb": answered(), "scratch.ipynb": OTHER},
        "x = 1",
        ["Not collected: ana/scratch.ipynb: it holds no task of demo, other. Is it another notebook?"],
    ),
    "another name": ({"mine.ipynb": answered()}, "x = 1", []),
    "two other names": (
        {"a.ipynb": answered("x = 2"), "b.ipynb": answered()},
        "x = 1",
        [NEWEST.format("ana/b.ipynb", "ana/a.ipynb")],
    ),
    "nothing of ours": (
        {"scratch.ipynb": OTHER},
        None,
        ["Not collected: ana/scratch.ipynb: it holds no task of demo, other. Is it another notebook?"],
    ),
}


@pytest.mark.parametrize(("files", "counts", "said"), SEVERAL.values(), ids=list(SEVERAL))
def test_of_several_notebooks_none_is_left_without_a_word(
    demo_course: Path, tmp_path: Path, files: dict[str, bytes], counts: str | None, said: list[str]
) -> None:
    course = copy_of(demo_course, tmp_path, "en")
    folder = tmp_path / "in" / "ana"
    folder.mkdir(parents=True)
    for hour, (name, content) in enumerate(files.items()):
        (folder / name).write_bytes(content)
        os.utime(folder / name, (1_770_000_000 + 3600 * hour,) * 2)
    lines = run("collect", tmp_path / "in", course=course).lines
    assert [line for line in lines if "ana/" in line] == said
    collected = course / "submitted" / "ana" / "demo"
    if counts is None:
        assert not collected.exists()
    else:
        assert answer(course, "ana") == counts
        assert sorted(path.name for path in collected.iterdir()) == ["demo.ipynb", "timestamp.txt"]


def test_a_file_that_may_not_be_read_is_one_line(
    demo_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, inbox = copy_of(demo_course, tmp_path), tmp_path / "inbox"
    inbox.mkdir()
    for name in ("ana.ipynb", "eva.ipynb"):
        (inbox / name).write_bytes(answered())
    read = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path == inbox / "ana.ipynb":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    said = run("collect", inbox, course=course)
    assert "No recogido: ana.ipynb: no se puede leer (Permission denied)." in said.lines
    assert (said.code, answer(course, "eva")) == (1, "x = 1")


def test_zips_in_a_folder_are_opened_too(demo_course: Path, tmp_path: Path) -> None:
    course, inbox = copy_of(demo_course, tmp_path, "en"), tmp_path / "inbox"
    inbox.mkdir()
    zipped(inbox / "ana.zip", {"demo.ipynb": answered("in a zip")})
    zipped(inbox / "class.zip", {"ana.ipynb": answered(), "luis.ipynb": answered()})
    said = run("collect", inbox, course=course)
    assert (said.code, answer(course, "ana")) == (1, "in a zip")
    assert "Not collected: class.zip: the zip holds 2 notebooks." in said.out
    assert said.out.count("Not collected: class") == 1


def test_a_zip_that_cannot_be_read_is_one_line(demo_course: Path, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04")
    said = run("collect", tmp_path / "x.zip", course=demo_course)
    assert (said.code, said.out) == (1, "")
    assert (
        said.err == f"{tmp_path / 'x.zip'}: no es un zip, o está dañado o incompleto. Descárgalo otra vez.\n"
    )
    zipped(tmp_path / "x.zip", {".DS_Store": b""})
    assert "no hay ningún fichero" in run("collect", tmp_path / "x.zip", course=demo_course).err
