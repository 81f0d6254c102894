"""The files that were handed in, from a folder or from a zip, whatever a zip may hold.

A zip is never unpacked to disk: names only say whose a file is, and what is read is read within limits.
"""

import io
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath

from autograder.messages import Refusal

MOST_BYTES = 100 << 20  # of one file
MOST_BYTES_IN_ALL = 4 << 30  # of what is read of one zip
MOST_ENTRIES = 20_000
#: How many times a file may grow on being unpacked, and from what size on that is looked at: the same line
#: printed for minutes, an honest mishap, grows as a bomb does.
MOST_RATIO, RATIO_FROM = 200, 16 << 20
LITTER = {".ipynb_checkpoints", "__macosx", "__pycache__", "thumbs.db", "desktop.ini"}
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error)


@dataclass(frozen=True)
class Entry:
    """A file that was handed in."""

    path: PurePosixPath  # within the folder or the zip
    written: datetime
    content: Callable[[], bytes]
    problem: Refusal | None = None  # why it is not even looked at

    def read(self) -> bytes:
        """Its bytes.

        Raises
        ------
        Refusal
            If it is not to be read, or cannot be.
        """
        if self.problem:
            raise self.problem
        return self.content()

    def __str__(self) -> str:
        """The path as it can be shown: on one line, and not too long."""
        shown = _UNPRINTABLE.sub("�", str(self.path))
        return shown if len(shown) <= 200 else f"{shown[:100]}…{shown[-99:]}"


def entries(source: Path) -> list[Entry]:
    """The files in the folder or the zip `source`, by name, without what systems leave lying about.

    Raises
    ------
    Refusal
        If there is no such thing, there are no files in it, or it is no zip that can be read.
    """
    if source.is_dir():
        found = list(_in_folder(source))
    elif not source.exists():
        raise Refusal("no_folder", folder=source, exit_code=2)
    else:
        try:
            archive = zipfile.ZipFile(source)
            when = datetime.fromtimestamp(source.stat().st_mtime, UTC)
        except PermissionError:
            raise
        except _BROKEN:
            raise Refusal("zip_broken", file=source) from None
        if len(archive.filelist) > MOST_ENTRIES:
            raise Refusal("zip_entries", file=source, most=MOST_ENTRIES)
        found = _in_zip(archive, when, Budget())
    if not found:
        raise Refusal("folder_empty", folder=source)
    return sorted(found, key=lambda entry: (str(entry.path), entry.written))


def only_notebook(entry: Entry) -> Entry:
    """The one notebook in the zip `entry`; it was handed in when the zip was.

    Raises
    ------
    Refusal
        If the zip cannot be read, or does not hold exactly one notebook.
    """
    content = entry.read()
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise Refusal("file_zip_broken") from None
    if len(archive.filelist) > MOST_ENTRIES:
        raise Refusal("file_zip_broken")
    inside = _in_zip(archive, entry.written, Budget())
    notebooks = [inner for inner in inside if inner.path.suffix.lower() == ".ipynb"]
    if len(notebooks) != 1:
        raise Refusal("file_zip_several" if notebooks else "file_zip_none", count=len(notebooks))
    inner = notebooks[0]
    return Entry(entry.path / inner.path.name, entry.written, inner.content, inner.problem)


class Budget:
    """How much may still be unpacked of one zip; reading a file again costs nothing."""

    def __init__(self, most: int = MOST_BYTES_IN_ALL) -> None:
        self._left = most
        self._paid: set[int] = set()

    def pay(self, info: zipfile.ZipInfo) -> None:
        if id(info) in self._paid:
            return
        if info.file_size > self._left:
            raise Refusal("file_too_much", most=_megabytes(MOST_BYTES_IN_ALL))
        self._left -= info.file_size
        self._paid.add(id(info))


def _in_folder(folder: Path) -> Iterator[Entry]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not _is_litter(name)]
        for name in files:
            path = Path(parent, name)
            # timestamp.txt is nbgrader's, in a folder of submissions that it made.
            if _is_litter(name) or name == "timestamp.txt":
                continue
            about = path.lstat()
            written = datetime.fromtimestamp(about.st_mtime_ns // 1000 / 1e6, UTC)
            problem = _problem(about.st_mode, about.st_size)
            relative = path.relative_to(folder).as_posix()
            name = PurePosixPath(unicodedata.normalize("NFC", relative))
            yield Entry(name, written, partial(_read_file, path), problem)


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal("file_unreadable", error=error.strerror or error) from None


def _in_zip(archive: zipfile.ZipFile, when: datetime, budget: Budget) -> list[Entry]:
    """The files in `archive`; `when` it was written itself, for those that do not say."""
    found = []
    for info in archive.filelist:
        name = _name(info)
        if name.endswith("/"):
            continue
        path = PurePosixPath(name)
        problem = None
        if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
            problem = Refusal("file_outside")
        elif not path.parts or any(map(_is_litter, path.parts)) or path.name == "timestamp.txt":
            continue
        elif info.flag_bits & 0x1:
            problem = Refusal("file_encrypted")
        elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            problem = Refusal("file_compression")
        else:
            # The file's kind, where a Unix system wrote it.
            problem = _problem(info.external_attr >> 16, info.file_size)
            grown = info.file_size > MOST_RATIO * max(info.compress_size, 1)
            if not problem and grown and info.file_size > RATIO_FROM:
                problem = Refusal("file_bomb", times=round(info.file_size / max(info.compress_size, 1)))
        found.append(Entry(path, _written(info, when), partial(_unpack, archive, info, budget), problem))
    return found


def _is_litter(name: str) -> bool:
    return name.startswith(".") or name.casefold() in LITTER


def _problem(mode: int, size: int) -> Refusal | None:
    if stat.S_ISLNK(mode):
        return Refusal("file_link")
    if stat.S_IFMT(mode) and not stat.S_ISREG(mode):
        return Refusal("file_special")
    if size > MOST_BYTES:
        return Refusal("file_too_big", size=_megabytes(size), most=_megabytes(MOST_BYTES))
    return None


def _megabytes(size: int) -> int:
    return -(-size // (1 << 20))


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    budget.pay(info)
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)  # never more than the directory says
    except (*_BROKEN, RuntimeError):
        raise Refusal("file_broken") from None
    if len(content) != info.file_size:
        raise Refusal("file_broken")
    return content


def _name(info: zipfile.ZipInfo) -> str:
    """The name that the zip's maker meant, in NFC and with forward slashes."""
    name = info.orig_filename
    if not info.flag_bits & 0x800:  # not said to be UTF-8, so zipfile took it for code page 437
        raw = name.encode("cp437")
        name = _unicode_path(info.extra, raw) or _decode(raw)
    return unicodedata.normalize("NFC", name).replace("\\", "/")


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        yield kind, extra[4 : 4 + size]
        extra = extra[4 + size :]


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """Info-ZIP's UTF-8 name, if it is that of `raw`."""
    for kind, data in _fields(extra):
        if kind == 0x7075 and len(data) > 5 and data[1:5] == struct.pack("<L", zlib.crc32(raw)):
            return data[5:].decode("utf-8", "replace")
    return ""


def _decode(raw: bytes) -> str:
    """A name in an encoding that nobody says: macOS's UTF-8, or the code page of a Western Windows."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for page in ("cp437", "cp850", "cp1252"):
        try:
            name = raw.decode(page)
        except UnicodeDecodeError:
            continue
        if all(char.isascii() or "LATIN" in unicodedata.name(char, "") or char in "ªº·¿¡" for char in name):
            return name
    return raw.decode("cp437")


def _written(info: zipfile.ZipInfo, when: datetime) -> datetime:
    for kind, data in _fields(info.extra):
        if kind == 0x5455 and len(data) >= 5 and data[0] & 1:  # Info-ZIP's, in UTC
            return datetime.fromtimestamp(struct.unpack("<l", data[1:5])[0], UTC)
    try:
        return datetime(*info.date_time).astimezone(UTC)  # local time of whoever made it: taken for ours
    except (ValueError, OverflowError, OSError):
        return when
