"""PO files: bytes to values and back, in one fixed layout.

Written: UTF-8, `\\n`, no wrapping, a string broken after each newline in it as gettext does, headers in
gettext's order, comments in gettext's order, `msgfmt -c` clean.  The last string of a file stands on one line
whatever is in it, so that a file that was cut off anywhere shows; the header counts the entries for the same
reason.

Not supported, and refused with the line: plural forms, domains, an empty msgctxt, other charsets than UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from locmem.errors import InputErrors, Location, Problem
from locmem.formats.po_lines import Lines, Scanner
from locmem.textfile import decode

ENTRIES_HEADER = "X-Locmem-Entries"
"""The header that says how many entries, obsolete ones included, the file was written with."""

_HEADER_ORDER = (
    "Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date", "Last-Translator",
    "Language-Team", "Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms",
)  # fmt: skip
_FIXED_HEADERS = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
_CHARSETS = frozenset({"", "charset", "utf-8", "utf8", "us-ascii", "ascii"})
_CHARSET = re.compile(r"charset\s*=\s*([^\s;]+)", re.IGNORECASE)
_NEWLINES = re.compile(r"\r\n|\r|\n")
_ESCAPED = re.compile(r'[\x01-\x1f\x7f"\\]')
_ESCAPES = dict(zip('\n\t\r\a\b\f\v\\"', 'ntrabfv\\"', strict=True))
_BLANKS = {character: f"%{ord(character):02X}" for character in " \t\n\r\f\v%"}
_PERCENT = {code: character for character, code in _BLANKS.items()}
_PERCENT_CODE = re.compile("|".join(_PERCENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class PoEntry:
    """One entry.

    context: empty where there is no msgctxt.  previous_source, previous_context: empty where not given.
    extracted, translator: the comments `#.` and `#`, a line each.
    references: `path` or `path:line`; blanks in them survive.
    flags: without `fuzzy`, which is `is_fuzzy`.
    line: of the first keyword in the file read; 0 where it was not read.
    """

    context: str = ""
    source: str
    target: str = ""
    is_fuzzy: bool = False
    previous_source: str = ""
    previous_context: str = ""
    extracted: tuple[str, ...] = ()
    translator: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PoFile:
    """A PO file.

    headers: names and values as they stand, without `X-Locmem-Entries`, which `write` counts itself, as it
        sets MIME-Version, Content-Type and Content-Transfer-Encoding.
    obsolete: entries marked `#~`, never translations of anything.
    comments: lines of the comment at the top of the file.
    """

    headers: tuple[tuple[str, str], ...] = ()
    entries: tuple[PoEntry, ...] = ()
    obsolete: tuple[PoEntry, ...] = ()
    comments: tuple[str, ...] = ()


def read(data: bytes, path: str) -> PoFile:
    """The file in `data`; `path` is used in messages.

    Raises InputErrors with every problem and its line: strings and entries that are not whole, fewer entries
    than the header counts, duplicates, conflict markers, plural forms, another charset than UTF-8.
    """
    scan = Scanner(decode(data, path).text, path)
    found = [entry for entry in scan.entries if not entry.is_broken]
    header = next((entry for entry in found if _is_header(entry)), None)
    lines = [entry for entry in found if entry is not header]
    headers = _headers(header.text("msgstr")) if header else ()
    if not scan.has_conflicts:
        _check_supported(scan, lines)
        _check_duplicates(scan, lines)
        _check_headers(scan, header, headers, data)
        _check_count(scan, headers, len(scan.entries) - (header is not None))
    if scan.problems:
        raise InputErrors(sorted(scan.problems, key=lambda problem: problem.location.line))
    return PoFile(
        headers=tuple((name, value) for name, value in headers if name != ENTRIES_HEADER),
        entries=tuple(_entry(entry) for entry in lines if not entry.is_obsolete),
        obsolete=tuple(_entry(entry) for entry in lines if entry.is_obsolete),
        comments=tuple(header.comments.get("", ())) if header else (),
    )


def write(file: PoFile) -> bytes:
    """The file's bytes; the same values always give the same bytes.

    Raises InputErrors for text no PO file can hold (NUL, lone surrogates).
    """
    _check_writable(file)
    blocks = [_header_lines(file)]
    blocks += [list(_entry_lines(entry, "")) for entry in file.entries]
    blocks += [list(_entry_lines(entry, "#~ ")) for entry in file.obsolete]
    if len(blocks) > 1:
        last = (*file.entries, *file.obsolete)[-1]
        prefix = "#~ " if file.obsolete else ""
        del blocks[-1][-len(_string(prefix, "msgstr", last.target)) :]
        blocks[-1].append(f"{prefix}msgstr {_quoted(last.target)}")
    return "\n".join("\n".join(block) + "\n" for block in blocks).encode("utf-8")


def _is_header(entry: Lines) -> bool:
    return not entry.is_obsolete and "msgctxt" not in entry.fields and not entry.text("msgid")


def _headers(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(":") for line in text.split("\n") if line)
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)


def _entry(lines: Lines) -> PoEntry:
    flags = [flag.strip() for line in lines.comments.get(",", ()) for flag in line.split(",")]
    references = [part for line in lines.comments.get(":", ()) for part in re.split(r"[ \t]+", line) if part]
    return PoEntry(
        context=lines.text("msgctxt"),
        source=lines.text("msgid"),
        target=lines.text("msgstr"),
        is_fuzzy="fuzzy" in flags,
        previous_source=lines.text("|msgid"),
        previous_context=lines.text("|msgctxt"),
        extracted=tuple(lines.comments.get(".", ())),
        translator=tuple(lines.comments.get("", ())),
        references=tuple(_PERCENT_CODE.sub(lambda code: _PERCENT[code[0]], part) for part in references),
        flags=tuple(flag for flag in flags if flag and flag != "fuzzy"),
        line=lines.line,
    )


def _check_supported(scan: Scanner, lines: list[Lines]) -> None:
    for entry in lines:
        if "msgid_plural" in entry.fields or any(name.startswith("msgstr[") for name in entry.fields):
            scan.problem(entry.line, "plural forms are not supported.", "Give each form an entry of its own.")
        if "msgctxt" in entry.fields and not entry.text("msgctxt"):
            scan.problem(entry.line, "msgctxt is empty.", "Give it a value or remove the line.")


def _check_duplicates(scan: Scanner, lines: list[Lines]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for entry in lines:
        if entry.is_obsolete:
            continue
        key = entry.text("msgctxt"), entry.text("msgid")
        first = seen.setdefault(key, entry.line)
        if first != entry.line:
            what = f"the same msgctxt and msgid stand in line {first} already."
            scan.problem(entry.line, what, "Keep the entry whose translation is right.")


def _check_headers(scan: Scanner, header: Lines | None, headers: tuple[tuple[str, str], ...], data: bytes) -> None:
    if header is None:
        return
    if any(_is_header(entry) and entry is not header for entry in scan.entries if not entry.is_broken):
        scan.problem(header.line, "the file has two headers.", "Keep one.")
    declared = _CHARSET.search(dict(headers).get("Content-Type", ""))
    charset = declared[1].lower() if declared else ""
    if charset not in _CHARSETS and not data.isascii() and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        scan.problem(
            header.line,
            f"the header says charset={declared[1] if declared else ''}, but the text is UTF-8.",
            "Make sure that the letters with accents are right, then let the header say UTF-8.",
        )


def _check_count(scan: Scanner, headers: tuple[tuple[str, str], ...], found: int) -> None:
    counted = dict(headers).get(ENTRIES_HEADER)
    if counted is None:
        if not found:
            scan.problem(1, "the file has no entries; it may be cut off.", "Get the whole file again.")
    elif not counted.isdecimal():
        scan.problem(1, f"the header says {ENTRIES_HEADER}: {counted}.", "Write a number or remove it.")
    elif int(counted) > found:
        scan.problem(
            1,
            f"the header counts {counted} entries, but only {found} are here: the file is cut off.",
            f"Get the whole file again; if entries were removed on purpose, correct {ENTRIES_HEADER}.",
        )


def _check_writable(file: PoFile) -> None:
    problems = []
    for entry in (*file.entries, *file.obsolete):
        strings = entry.context, entry.source, entry.target, entry.previous_source, entry.previous_context
        place = Location(path="PO entry", key=entry.context or entry.source)
        if not entry.context and not entry.source:
            what = "msgctxt and msgid are both empty, which marks a header."
            problems.append(Problem(location=place, what=what, do="Give the entry a msgctxt."))
        bad = re.search("[\0\ud800-\udfff]", "".join((*strings, *entry.extracted, *entry.translator)))
        if bad:
            what = f"the character U+{ord(bad[0]):04X} cannot stand in a PO file."
            problems.append(Problem(location=place, what=what, do="Remove it."))
    if problems:
        raise InputErrors(problems)


def _header_lines(file: PoFile) -> list[str]:
    given = [pair for pair in file.headers if pair[0] not in (*_FIXED_HEADERS, ENTRIES_HEADER)]
    rank = {name: number for number, name in enumerate(_HEADER_ORDER)}
    headers = [*given, *_FIXED_HEADERS.items()]
    headers.sort(key=lambda pair: (rank.get(pair[0], len(rank)), pair[0]))
    headers.append((ENTRIES_HEADER, str(len(file.entries) + len(file.obsolete))))
    text = "".join(f"{name}: {_NEWLINES.sub(' ', value).strip()}\n" for name, value in headers)
    return [*_comments("#", file.comments), *_string("", "msgid", ""), *_string("", "msgstr", text)]


def _entry_lines(entry: PoEntry, prefix: str) -> Iterator[str]:
    yield from _comments("#", entry.translator)
    yield from _comments("#.", entry.extracted)
    for reference in entry.references:
        yield f"#: {''.join(_BLANKS.get(character, character) for character in reference)}"
    flags = ("fuzzy", *entry.flags) if entry.is_fuzzy else entry.flags
    if flags:
        yield f"#, {', '.join(flags)}"
    previous = "#~| " if prefix else "#| "
    if entry.previous_context:
        yield from _string(previous, "msgctxt", entry.previous_context)
    if entry.previous_source:
        yield from _string(previous, "msgid", entry.previous_source)
    if entry.context:
        yield from _string(prefix, "msgctxt", entry.context)
    yield from _string(prefix, "msgid", entry.source)
    yield from _string(prefix, "msgstr", entry.target)


def _comments(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        for part in _NEWLINES.split(line):
            yield f"{mark} {part}" if part else mark


def _string(prefix: str, keyword: str, text: str) -> list[str]:
    pieces = text.split("\n")
    pieces = [piece + "\n" for piece in pieces[:-1]] + pieces[-1:] * bool(pieces[-1])
    if len(pieces) < 2:
        return [f"{prefix}{keyword} {_quoted(text)}"]
    return [f'{prefix}{keyword} ""', *(prefix + _quoted(piece) for piece in pieces)]


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    return "\\" + (_ESCAPES.get(found[0]) or f"{ord(found[0]):03o}")
