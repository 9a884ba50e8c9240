"""Whether settings, market profiles, company data and pipelines are whole.

A file of these that was cut off is valid YAML more often than not, and says something else: fewer locales, another
risk, no waiver. So the files are compared with what they were: the copy below `.locmem/seen/`, noted by every run
that writes, and what git has committed. Both are asked only where a file differs from its copy. Copies are a cache
and no more trusted than one: each has its digest beside it and counts as missing where they do not fit, a forged one
can raise a false alarm, never hide what git knows, and none is ever read for what it says.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from locmem import textfile
from locmem.digests import SIZE
from locmem.errors import InputErrors, Location, LocmemError, Problem
from locmem.model.wording import listed, shortened
from locmem.ownfiles import own_file, own_folder
from locmem.settings import FILE_NAME
from locmem.workspace.committed import committed, head, is_commit
from locmem.workspace.folder import Folder

SEEN = ".locmem/seen"
_SUM = ".sum"
"""What the name of a copy's digest ends in."""

_FOLDERS = ("markets", "markets/_regions", "pipelines")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watched:
    """A file as it is, and the text of its copy, None where there is none; newlines of texts are `\\n`."""

    path: str
    data: bytes
    text: str
    seen: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doubt:
    """Why a file may not be whole.  is_cut: its end is missing, and not only something that was in it."""

    problem: Problem
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """A file's text as it was once, and where: the words for a message, and how to bring it back."""

    text: str
    when: str
    back: str


def market_files(root: Path) -> tuple[str, ...]:
    """The paths of all profiles, regions and the company data, from the project's folder."""
    return _yaml_files(root, _FOLDERS[:2])


def configuration(root: Path) -> tuple[str, ...]:
    """The paths of all files watched here."""
    return (*((FILE_NAME,) if (root / FILE_NAME).is_file() else ()), *_yaml_files(root, _FOLDERS))


def is_configuration(path: str) -> bool:
    """Whether a path, from the project's folder, is one of the files watched here."""
    folder, _, name = path.rpartition("/")
    return path == FILE_NAME or (folder in _FOLDERS and name.endswith(".yaml"))


def require_whole(root: Path, paths: Iterable[str], vouched: Collection[str] = ()) -> None:
    """Return where none of the files looks cut.

    vouched: paths that somebody answers for.  Raises InputErrors, naming all that end in the middle of a line, are
    the beginning of what they were, or lack a section they had, unless git has committed them just so.
    """
    with whole(root, paths, vouched):
        pass


@contextlib.contextmanager
def whole(root: Path, paths: Iterable[str], vouched: Collection[str] = ()) -> Iterator[None]:
    """As `require_whole`, round the reading of the files.

    A file from which only sections are missing was more likely edited: what its reader finds wrong is said first.
    """
    doubts = _doubts(root, [one for one in _watched(root, paths) if one.path not in vouched])
    if cut := [one.problem for one in doubts if one.is_cut]:
        raise InputErrors(cut)
    yield
    if doubts:
        raise InputErrors(one.problem for one in doubts)


def doubtful_files(
    root: Path, paths: Iterable[str], vouched: Collection[str] = ()
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What speaks against the files that look cut, and against those that lack a section, as `whole` would raise it."""
    doubts = _doubts(root, [one for one in _watched(root, paths) if one.path not in vouched])
    return tuple(one.problem for one in doubts if one.is_cut), tuple(one.problem for one in doubts if not one.is_cut)


def note_whole(root: Path, written: Collection[str] = ()) -> None:
    """Keep a copy of each file watched here that is whole, and forget those of files that are gone.

    written: paths that locmem itself has just written, which are right whatever they were.  A copy that cannot be
    kept is left out: the next run tries again.
    """
    with contextlib.suppress(LocmemError, OSError):
        paths = configuration(root)
        for path in _copies(root):
            if path not in paths:
                for end in ("", _SUM):
                    own_file(root, f"{SEEN}/{path}{end}").unlink(missing_ok=True)
        noted = False
        changed = [watched for watched in _watched(root, paths) if watched.text != watched.seen]
        doubtful = {watched.problem.location.path for watched in _doubts(root, changed)} - {*written}
        for watched in changed:
            noted |= watched.path not in doubtful and keep_copy(root, watched.path, watched.data)
        if noted and (commit := head(root)):
            keep_copy(root, "HEAD", f"{commit}\n".encode())


def accept_copy(folder: Folder, path: str) -> bool:
    """Whether the file's copy has to change for it to count as whole; what is pending then does that, undoably.

    Raises ProjectError where the copy's place is a link, or below one.
    """
    data = folder.read(path)
    changed = False
    for end, held in (("", data), (_SUM, None if data is None else _sum(data))):
        own_file(folder.root, f"{SEEN}/{path}{end}")
        changed |= folder.write(f"{SEEN}/{path}{end}", held)
    return changed


def keep_copy(root: Path, path: str, data: bytes) -> bool:
    """Whether a copy of the file was written.  Raises ProjectError where its place is a link, or below one."""
    written = False
    for end, held in (("", data), (_SUM, _sum(data))):
        written |= textfile.write_bytes(own_file(root, f"{SEEN}/{path}{end}"), held, durable=False)
    return written


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest().encode() + b"\n"


def _watched(root: Path, paths: Iterable[str]) -> Iterator[_Watched]:
    """The files with their copies; what is no text, or leads out of the project, its reader says."""
    folder = Folder(root)
    for path in paths:
        with contextlib.suppress(InputErrors):
            data, copy = folder.read(path), _copy(root, path)
            if data is None:
                continue
            text, seen = _text(data, path), None
            with contextlib.suppress(InputErrors):
                seen = None if copy is None else text if copy == data else _text(copy, path)
            yield _Watched(path=path, data=data, text=text, seen=seen)


def _text(data: bytes, path: str) -> str:
    return textfile.decode(data, path).text.replace("\r\n", "\n")


def _doubts(root: Path, files: Iterable[_Watched]) -> list[_Doubt]:
    changed = [one for one in files if one.text != one.seen]
    versions = _versions(root, changed) if changed else ()
    found = (_doubt(one.path, one.text, known) for one, known in zip(changed, versions, strict=True))
    return [doubt for doubt in found if doubt is not None]


def _versions(root: Path, changed: Sequence[_Watched]) -> Iterator[tuple[_Version, ...]]:
    """What each file was: as git has it, first, and as it was noted.

    Where git's version is another than when the copy was made, somebody changed to another branch or commit, and the
    copy says nothing about the file of today.
    """
    noted = (_copy(root, "HEAD") or b"").decode("ascii", errors="replace").strip()
    noted = noted if is_commit(noted) else "HEAD"
    wanted = [(commit, watched.path) for watched in changed for commit in ("HEAD", noted)]
    contents = committed(root, wanted)
    for number, watched in enumerate(changed):
        path, seen = watched.path, watched.seen
        now, then = contents[2 * number : 2 * number + 2]
        versions: list[_Version] = []
        if now is not None:
            with contextlib.suppress(InputErrors):
                back = f"`git restore {path}`"
                versions.append(_Version(text=_text(now, path), when="in git's last commit", back=back))
        if seen is not None and now == then:
            back = f"a copy lies in {SEEN}/{path}"
            versions.append(_Version(text=seen, when="in the last run", back=back))
        yield tuple(versions)


def _doubt(path: str, text: str, versions: Sequence[_Version]) -> _Doubt | None:
    # Only a file that differs from its copy needs what is behind these, which takes long to load.
    from locmem.workspace.sections import is_same, lost_sections

    if any(text == earlier.text for earlier in versions):
        return None
    line, column = textfile.position(text, len(text))
    end = Location(path=path, line=line, column=column)
    # What was noted last is the newest, and has what nobody has committed yet.
    for version in reversed(versions):
        rest = version.text.removeprefix(text) if version.text.startswith(text) else ""
        is_cut = _says_something(rest) or (bool(rest) and not is_same(version.text, text, path))
        lost = () if is_cut else lost_sections(version.text, text, path)
        if not is_cut and not lost:
            continue
        if is_cut:
            first = shortened(rest.strip().partition("\n")[0], 60)
            problem = f"the file ends here; {version.when} it went on with `{first}`."
        else:
            problem = f"the file lacks what it had {version.when}: {listed(lost)}."
        do = (
            f"If it was cut off, bring it back: {version.back}."
            f' If it is meant so, commit it or run `locmem accept {path} --reason "…"`.'
        )
        place = end if is_cut else Location(path=path)
        return _Doubt(problem=Problem(location=place, what=problem, do=do), is_cut=is_cut)
    if text and not text.endswith("\n") and not any(text == earlier.text.rstrip("\n") for earlier in versions):
        problem = "the file ends in the middle of a line, as a file does that was cut off."
        do = "If this is all of it, put a line break at its end."
        return _Doubt(problem=Problem(location=end, what=problem, do=do), is_cut=True)
    return None


def _says_something(rest: str) -> bool:
    """Whether the rest of a file surely holds more than comments, which a short look shows."""
    return any(line and not line.startswith("#") for line in map(str.strip, rest.split("\n")))


def _yaml_files(root: Path, folders: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for folder in folders:
        with contextlib.suppress(OSError):
            names = sorted(place.name for place in (root / folder).iterdir())
            found += (f"{folder}/{name}" for name in names if name.endswith(".yaml") and not name.startswith(".#"))
    return tuple(found)


def _copies(root: Path) -> Iterator[str]:
    for folder in ("", *_FOLDERS):
        with contextlib.suppress(LocmemError, OSError):
            place = own_folder(root, f"{SEEN}/{folder}".rstrip("/"))
            for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
                path = f"{folder}/{entry.name}" if folder else entry.name
                if is_configuration(path):
                    yield path


def _copy(root: Path, path: str) -> bytes | None:
    """The copy of a file; None where there is none, or what lies there is not what was noted."""
    data, digest = (_held(root, f"{SEEN}/{path}{end}") for end in ("", _SUM))
    return data if data is not None and digest == _sum(data) else None


def _held(root: Path, path: str) -> bytes | None:
    with contextlib.suppress(LocmemError, OSError):
        return own_file(root, path).read_bytes()
    return None
