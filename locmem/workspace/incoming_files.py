"""The files that somebody sent back: named by themselves, in folders, or packed into archives.

What a file is, is told by what is in it: tools give their XLIFF names of their own (`.mxliff`, `.sdlxliff`), and mail
adds others.  Whatever lies beside returned files and is none is named, so that nobody takes it for taken in.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from locmem import textfile
from locmem.errors import InputErrors, Location, Problem, UsageError, input_error
from locmem.exchange.kinds import Kind, kind_of
from locmem.exchange.omegat import is_placeholder, made
from locmem.exchange.returned_tables import is_strange_workbook
from locmem.model.visible import visible
from locmem.ownfiles import require_file
from locmem.reports.preview import is_preview
from locmem.xmlfile import MAX_BYTES

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06")
_MOST_MEMBERS = 20_000
_MOST_BYTES = 1_000_000_000
"""Bytes that all files of an archive may have: more is no translation, and would fill the machine's memory."""

_ENCRYPTED = 1
_CHUNK = 1 << 20


class IncomingFile(NamedTuple):
    """A file as it came: how messages name it, and what reads its bytes, which raises InputErrors."""

    path: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What came.  left_out: what lies beside the files and is none, by name.  problems: what cannot be looked into."""

    files: tuple[IncomingFile, ...]
    left_out: tuple[str, ...]
    problems: tuple[Problem, ...]


def incoming(paths: Sequence[Path]) -> Incoming:
    """The files meant: those named, and those in the folders and zip archives named, in order of name.

    A manifest beside the folder of its handoff, as `handoffs/ID*` names both, is none of them; nor is what
    systems put into folders by themselves, whose names begin with a dot or with `__MACOSX`.
    Raises UsageError where there is none and nothing stands in the way, InputErrors where only that does.
    """
    files: list[IncomingFile] = []
    left_out: list[str] = []
    problems: list[Problem] = []
    for found in _found(paths):
        if isinstance(found, IncomingFile):
            files.append(found)
        elif isinstance(found, Problem):
            problems.append(found)
        else:
            left_out.append(found)
    if not files and problems:
        raise InputErrors(problems)
    if paths and not files:
        raise UsageError(
            "there is no PO, XLIFF, CSV or XLSX file of a handoff there. Name them, their folder or archive."
        )
    return Incoming(files=tuple(files), left_out=tuple(left_out), problems=tuple(problems))


_Found = IncomingFile | Problem | str
"""A file, what is wrong with one, or the name of one that is left out."""


def _found(paths: Sequence[Path]) -> Iterator[_Found]:
    for path in paths:
        if path.is_dir():
            inside = (file.relative_to(path).as_posix() for file in path.rglob("*") if not file.is_dir())
            names, unmade = made(sorted(name for name in inside if _is_meant(name)))
            yield from (_unmade(str(path / folder)) for folder in unmade)
            for name in names:
                yield from _in_folder(path / name)
        elif not _is_manifest(path) or path.with_suffix("") not in paths:
            yield from _named(path)


def _in_folder(file: Path) -> Iterator[_Found]:
    try:
        require_file(file, str(file))
        head = _head(file)
    except InputErrors as error:
        yield from error.problems
        return
    if _is_archive(head):
        yield from _in_archive(file)
    elif _is_returned(file.name, head, _file(file).read):
        yield _file(file)
    elif not (_is_manifest(file) and file.with_suffix("").is_dir()) and not is_placeholder(head):
        yield str(file)


def _unmade(folder: str) -> Problem:
    return Problem(
        location=Location(path=folder),
        what="this is a project of OmegaT without translated documents.",
        do="In OmegaT choose Project > Create Translated Documents, then send the folder again.",
    )


def _is_manifest(file: Path) -> bool:
    return file.suffix == ".json"


def _named(file: Path) -> Iterator[_Found]:
    """What somebody names is a file of theirs, whatever is in it."""
    try:
        is_archive = file.is_file() and _is_archive(_head(file))
    except InputErrors:
        # That is told when it is read.
        is_archive = False
    yield from _in_archive(file) if is_archive else (_file(file),)


def _file(file: Path) -> IncomingFile:
    return IncomingFile(str(file), partial(textfile.read_bytes, file))


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_CHUNK)
    except OSError as error:
        raise input_error(
            Location(path=str(file)), f"cannot be read ({error.strerror}).", "Check the rights."
        ) from None


def _is_meant(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not any(part.startswith(".") or part == "__MACOSX" for part in parts) and not is_preview(parts[-1])


def _is_archive(head: bytes) -> bool:
    """Whether a file holds others; a spreadsheet is packed in the same way, and is one file to its people."""
    return head.startswith(_ARCHIVES) and kind_of(head) not in (Kind.XLSX, Kind.OTHER_SHEET)


def _is_returned(name: str, head: bytes, read: Callable[[], bytes]) -> bool:
    kind = kind_of(head)
    if kind is Kind.XLSX:
        # Nothing at its beginning tells a bill from a table of ours.
        return not is_strange_workbook(read())
    # A file with such a name was sent back even where nothing in it can be recognised, and is refused by its reader.
    return PurePosixPath(name).suffix.lower() in (".po", ".xlf", ".xliff") or kind.is_returned


def _in_archive(file: Path) -> Iterator[_Found]:
    """The files of a zip archive.  Nothing is ever unpacked to the disk."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
        if fault := _fault(members):
            raise input_error(Location(path=str(file)), fault, "Ask for an archive made of the returned files alone.")
        names, unmade = made(member.filename for member in members if _is_meant(member.filename))
        yield from (_unmade(f"{file}/{visible(folder)}".rstrip("/")) for folder in unmade)
        meant = set(names)
        for member in members:
            if member.filename in meant:
                yield from _member(file, member)
    except InputErrors as error:
        yield from error.problems
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        what = f"the archive cannot be read ({error})."
        yield Problem(location=Location(path=str(file)), what=what, do="Ask for it again.")


def _fault(members: Sequence[zipfile.ZipInfo]) -> str:
    """What is wrong with an archive as a whole, a sentence; empty where nothing is."""
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_BYTES:
        return f"the archive has {len(members):,} files, or more than {_MOST_BYTES // 1_000_000_000} GB of them."
    outside = (member.filename for member in members if _leads_out(member.filename))
    if name := next(outside, None):
        return f"a name in the archive leads out of it: {visible(name)}."
    if name := next(_twice(member.filename for member in members), None):
        return f"the archive has two files of one name: {visible(name)}."
    return ""


def _leads_out(name: str) -> bool:
    straight = name.replace("\\", "/")
    return straight.startswith("/") or straight[1:2] == ":" or ".." in straight.split("/") or "\0" in name


def _twice(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)


def _member(file: Path, member: zipfile.ZipInfo) -> Iterator[_Found]:
    shown = f"{file}/{visible(member.filename)}"
    if member.flag_bits & _ENCRYPTED:
        what = "the file in the archive is encrypted."
        yield Problem(location=Location(path=shown), what=what, do="Ask for it without a password.")
        return
    try:
        data = _unpacked(file, member, shown)
    except InputErrors as error:
        yield from error.problems
        return
    if _is_returned(member.filename, data, lambda: data):
        yield IncomingFile(shown, partial(_unpacked, file, member, shown))
    elif not is_placeholder(data):
        yield shown


def _unpacked(file: Path, member: zipfile.ZipInfo, shown: str) -> bytes:
    """The bytes of a file in an archive, whose sum fits.  Raises InputErrors."""
    if member.file_size > MAX_BYTES:
        raise input_error(Location(path=shown), f"the file has {member.file_size:,} bytes.", "Split it.")
    try:
        with zipfile.ZipFile(file) as archive, archive.open(member) as opened:
            # An archive may say less than it holds.
            data = opened.read(member.file_size + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as error:
        what = f"the file in the archive is damaged ({error})."
        raise input_error(Location(path=shown), what, "Ask for the archive again.") from None
    return data
