"""polib and our reader of PO on the same files: what each takes, what each takes that was cut, and how long it needs.

A guard of a few lines is put before polib for the comparison: the file must end in our end mark, and hold as many
entries as that counts.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import polib

from locmem.errors import InputErrors
from locmem.formats import po
from locmem.formats.po import PoEntry, PoFile
from tests.benchmarks.rows import Row, cases, share
from tests.formats.layouts import LAYOUTS, cuts

NAME = "polib beside our reader of PO"

_ENTRIES, _LARGE, _RUNS = 8, 5_000, 3
_LAYOUTS = ("ours", "msgcat", "polib 78", "polib 40")
_COUNTED = re.compile(r"(\d+) entries\Z")
Texts = Mapping[str, str]
"""The targets of a file by `msgctxt`."""


def measure(quick: bool) -> Iterator[Row]:
    """Rows for real files, for files laid out anew, for files that were cut, and for the time."""
    if folder := cases("po"):
        yield from _real(sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".po", ".pot")))
    else:
        yield Row(what="real files", value="not measured", note="the real cases are not here")
    data = po.write(_catalog(_ENTRIES))
    for name in _LAYOUTS[:2] if quick else _LAYOUTS:
        yield from _cut(name, LAYOUTS[name](data))
    yield _again(data)
    yield from _told()
    yield _speed(po.write(_catalog(_LARGE // 10 if quick else _LARGE)))


def _catalog(count: int) -> PoFile:
    """A catalog with targets on one line, on several, and none."""
    entries = (
        PoEntry(
            context=f"paragraph#k{number}",
            source=f"Press «{number}» and wait 3 days for the refund; then look into your account.",
            target=""
            if number % 7 == 0
            else f"Pulse «{number}» y espere 3 días;{chr(10) * (number % 3 == 0)} mire su cuenta.",
            extracted=(f"locmem: state=draft occ=k{number}",),
        )
        for number in range(1, count + 1)
    )
    return PoFile(headers=(("Project-Id-Version", "acme help 1"), ("Language", "es")), entries=tuple(entries))


def _ours(data: bytes) -> Texts:
    file = po.read_returned(data, "es.po")
    return {entry.context: entry.target for entry in file.entries if not (entry.fault or entry.doubt)}


def _theirs(data: bytes) -> Texts:
    return {one.msgctxt or "": one.msgstr for one in _opened(data) if not one.obsolete}


def _guarded(data: bytes) -> Texts:
    file = _opened(data)
    counted = _COUNTED.match(file[-1].msgstr) if file and file[-1].msgctxt == po.END else None
    if counted is None or int(counted[1]) != len(file) - 1:
        raise ValueError("the end mark is not there")
    return {one.msgctxt or "": one.msgstr for one in file if not one.obsolete}


_READERS: Mapping[str, Callable[[bytes], Texts]] = {"polib": _theirs, "polib with a guard": _guarded, "ours": _ours}


def _opened(data: bytes) -> polib.POFile:
    return polib.pofile(data.decode())


def _real(paths: list[Path]) -> Iterator[Row]:
    for name, read in (("polib", _file_of), ("ours", po.read_returned)):
        why: dict[str, list[str]] = {}
        for path in paths:
            try:
                read(path.read_bytes(), str(path))
            except (InputErrors, OSError, UnicodeError, ValueError) as error:
                # polib names the whole path, which is another one on every machine.
                why.setdefault(_reason(error).replace(str(path), path.name), []).append(path.name)
            except Exception as error:  # A crash is what is counted here.
                why.setdefault(f"crash: {error!r}".replace(str(path), path.name), []).append(path.name)
        refused = sum(map(len, why.values()))
        note = "; ".join(f"{', '.join(names)}: {reason}" for reason, names in why.items())
        yield Row(what=f"real files read, {name}", value=share(len(paths) - refused, len(paths)), note=note)


def _file_of(_data: bytes, path: str) -> polib.POFile:
    return polib.pofile(path)


def _reason(error: Exception) -> str:
    return error.problems[0].what if isinstance(error, InputErrors) else f"{type(error).__name__} {error}"


def _cut(name: str, data: bytes) -> Iterator[Row]:
    """How many of a file's cuts each reader takes, and how many of them with a text that is not whole."""
    whole = set(_theirs(data).items())
    for reader, read in _READERS.items():
        taken = spoilt = 0
        for part in cuts(data):
            try:
                found = read(part)
            except Exception:
                continue
            taken += 1
            spoilt += any(target and (context, target) not in whole for context, target in found.items())
        yield Row(
            what=f"{name}, cut at every byte, {reader}: cuts with half a text",
            value=share(spoilt, len(data)),
            goal="0" if reader == "ours" else "",
            note=f"{taken:,} cuts taken in all",
        )


def _again(data: bytes) -> Row:
    theirs = str(polib.pofile(data.decode(), wrapwidth=0)).encode()
    kept = set(theirs.splitlines())
    lines = data.splitlines()
    lost = sum(line not in kept for line in lines)
    same = "the same bytes" if theirs == data else f"other bytes, {lost} of {len(lines)} lines are other ones"
    ours = "the same bytes" if po.write(po.read(data, "es.po")) == data else "other bytes"
    return Row(what="an untouched catalog written again", value=f"polib {same}, ours {ours}")


def _told() -> Iterator[Row]:
    """What each says of a file with three faults."""
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text += 'msgid "a"\nmsgstr "b\n\nmsgid "c"\nmsgstr "d\\q"\n\nmsgid "e"\nmsgstr "f"\nmsgstr "g"\n'
    for name, read in (("polib", _theirs), ("ours", lambda data: po.read(data, "es.po"))):
        try:
            read(text.encode())
            said = "none"
        except InputErrors as error:
            said = "; ".join(str(problem.location) for problem in error.problems)
        except Exception as error:
            said = str(error)
        yield Row(what=f"faults in lines 5, 8 and 12, told by {name}", value=said)


def _speed(data: bytes) -> Row:
    taken = {name: _seconds(lambda read=read: read(data)) for name, read in _READERS.items()}  # type: ignore[misc]
    value = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in taken.items())
    return Row(what="reading, seconds of the processor", value=value, note=f"{len(data) / 1e6:.1f} MB; best of {_RUNS}")


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(_RUNS):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best
