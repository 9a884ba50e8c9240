"""PO files: bytes to values and back, in one fixed layout.

Written: UTF-8, `\\n`, no wrapping, a string broken after each newline in it as gettext does, headers in
gettext's order, comments in gettext's order, `msgfmt -c` clean.

A file that was cut off anywhere must show, also after another program laid it out anew.  What a cut can shorten
unseen is the text of the last entry, so an end mark follows it: an obsolete entry, because programs keep those, in
their order, at the end of the file, and show them to nobody.  The header counts the entries, and the text of the
last one stands on one line whatever is in it, for files that lost the mark.

Not supported, and refused with the line: plural forms, domains, an empty msgctxt, charsets that nobody declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from locmem.errors import InputErrors, Location, Problem
from locmem.formats.po_charset import decode_po
from locmem.formats.po_lines import Lines, Scanner

ENTRIES_HEADER = "X-Locmem-Entries"
"""The header that says how many entries, obsolete ones included, the file was written with."""
END = "locmem#end"
"""The msgctxt of the end mark."""

# Short, so that no program breaks the lines.
_END_SOURCE = "End of file"
_END_TARGET = re.compile(r"(\d{1,9}) entr(?:y|ies)")

_HEADER_ORDER = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
_FIXED_HEADERS = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
_NEWLINES = re.compile(r"\r\n|\r|\n")
_ESCAPED = re.compile(r'[\x01-\x1f\x7f"\\]')
_ESCAPES = dict(zip('\n\t\r\a\b\f\v\\"', 'ntrabfv\\"', strict=True))
_BLANKS = {character: f"%{ord(character):02X}" for character in " \t\n\r\f\v%"}
_PERCENT = {code: character for character, code in _BLANKS.items()}
_PERCENT_CODE = re.compile("|".join(_PERCENT))
_PLACE_AS_NOTE = re.compile(r"File: (.+), line: (-?\d{1,9})")
"""A reference as gettext writes it with `--strict`, in Sun's way: it would be a comment of a translator."""
_CLOSING = re.compile(r"[.!?…:;。！？：؟।)»”\]]\Z")
_PLURAL = "plural forms are not supported."
_MAY_GO_ON = "the end mark is gone, and this is the last entry of the file: its text may go on"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoEntry:
    """One entry.

    context: empty where there is no msgctxt.  previous_source, previous_context: empty where not given.
    extracted, translator: the comments `#.` and `#`, a line each.
    references: `path` or `path:line`; blanks in them survive.
    flags: without `fuzzy`, which is `is_fuzzy`.
    line: of the first keyword in the file read; 0 where it was not read.
    doubt: why it is not certain that the target is all of it; empty where it is.
    fault: what is wrong with the entry, so that its target must not be taken; only from `read_returned`.
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
    doubt: str = field(default="", compare=False)
    fault: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PoFile:
    """A PO file.

    headers: names and values as they stand, without `X-Locmem-Entries`, which `write` counts itself, as it
        sets MIME-Version, Content-Type and Content-Transfer-Encoding.
    obsolete: entries marked `#~`, never translations of anything.
    comments: lines of the comment at the top of the file.
    is_ended: whether the end mark stood at the end of the file read; it is always written.
    """

    headers: tuple[tuple[str, str], ...] = ()
    entries: tuple[PoEntry, ...] = ()
    obsolete: tuple[PoEntry, ...] = ()
    comments: tuple[str, ...] = ()
    is_ended: bool = field(default=True, compare=False)


def read(data: bytes, path: str) -> PoFile:
    """The file in `data`; `path` is used in messages.

    Where the end mark is gone, the last entry may say `doubt`.
    Raises InputErrors with every problem and its line: strings and entries that are not whole, fewer entries
    than were counted, duplicates, conflict markers, plural forms, text in another charset than it declares.
    """
    found = _Found(data, path)
    for line in found.scan.domains:
        found.scan.problem(line, "the keyword domain is not supported.", "Keep one domain in a file.")
    if not found.scan.has_conflicts:
        _check_duplicates(found)
        _check_count(found)
    if problems := found.scan.every_problem():
        raise InputErrors(problems)
    return found.file()


def read_returned(data: bytes, path: str) -> PoFile:
    """As `read`, for a file where each entry stands for itself: one that is wrong says so as its `fault`.

    Entries stand in the file as often as they were found, whatever `domain` they stand under.  Where the end mark shows
    that nothing was cut off, fewer entries than were counted are no problem of the file: somebody took them out.
    Raises InputErrors for a file that may be cut, has no sound header or holds conflict markers.
    """
    returned = _Found(data, path)
    scan = returned.scan
    if not scan.has_conflicts and not returned.is_ended:
        _check_count(returned)
    last = scan.entries[-1] if scan.entries else None
    lost = returned.header is None or returned.header.is_broken or (last is not None and last.is_broken)
    # Plural forms concern their entry alone, whatever else is wrong.
    every = (problem for problem in scan.every_problem() if problem.what != _PLURAL) if lost else scan.problems
    if problems := list(every):
        raise InputErrors(problems)
    return returned.file()


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
    number = _count(file)
    end = PoEntry(context=END, source=_END_SOURCE, target=f"{number} {'entry' if number == 1 else 'entries'}")
    blocks.append(list(_entry_lines(end, "#~ ")))
    return "\n".join("\n".join(block) + "\n" for block in blocks).encode("utf-8")


class _Found:
    """What the lines of a file say: its header, its other entries without the end mark, and how it ends.

    is_ended: the file ends in its end mark.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.scan = scan = Scanner(decode_po(data, path), path)
        headers = [entry for entry in scan.entries if _is_header(entry)]
        self.header = headers[0] if headers else None
        self.headers = _headers(self.header.text("msgstr")) if self.header else ()
        marks = [entry for entry in scan.entries if entry.text("msgctxt") == END and not entry.is_broken]
        self.counted = [self._counted(mark) for mark in marks]
        self.entries = [entry for entry in scan.entries if entry is not self.header and entry not in marks]
        self.is_ended = bool(marks) and scan.entries[-1] in marks
        if scan.has_conflicts:
            return
        if len(headers) > 1:
            scan.problem(headers[0].line, "the file has two headers.", "Keep one.")
        for entry in self.entries:
            _check_supported(scan, entry)

    def file(self) -> PoFile:
        """The values; what is broken has a fault."""
        last = self.entries[-1] if self.entries and not self.is_ended else None
        entries = [_entry(entry, doubt=_doubt(entry, self.scan) if entry is last else "") for entry in self.entries]
        return PoFile(
            headers=tuple((name, value) for name, value in self.headers if name != ENTRIES_HEADER),
            entries=tuple(one for one, lines in zip(entries, self.entries, strict=True) if not lines.is_obsolete),
            obsolete=tuple(one for one, lines in zip(entries, self.entries, strict=True) if lines.is_obsolete),
            comments=tuple(self.header.comments.get("", ())) if self.header else (),
            is_ended=self.is_ended,
        )

    def _counted(self, mark: Lines) -> int:
        counted = _END_TARGET.fullmatch(mark.text("msgstr"))
        if counted is None or mark.text("msgid") != _END_SOURCE:
            self.scan.problem(
                mark.line, "the end mark is damaged; the file may be cut off.", "Get the whole file again."
            )
            return 0
        return int(counted[1])


def _is_header(entry: Lines) -> bool:
    is_nameless = "msgctxt" not in entry.fields and "msgid" in entry.fields and not entry.text("msgid")
    return is_nameless and not entry.is_obsolete


def _headers(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(":") for line in text.split("\n") if line)
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)


def _doubt(last: Lines, scan: Scanner) -> str:
    """Why a cut may have shortened the last entry of a file that does not end in its mark; empty if it cannot have.

    What stands on one line beside its keyword is whole, in the layout of every program that is known: they begin a
    string that goes on in a line of its own, or break it after a newline only.
    """
    text, source = last.text("msgstr"), last.text("msgid")
    if not text or "msgstr" in last.continued or scan.breaks_after_keyword or text[-1].isspace():
        return _MAY_GO_ON
    # A sentence that stops in the middle of another's words.
    return _MAY_GO_ON if _CLOSING.search(source.rstrip()) and text[-1].isalnum() else ""


def _entry(lines: Lines, doubt: str) -> PoEntry:
    flags = [flag.strip() for line in lines.comments.get(",", ()) for flag in line.split(",")]
    references = [part for line in lines.comments.get(":", ()) for part in re.split(r"[ \t]+", line) if part]
    notes: list[str] = []
    for note in lines.comments.get("", ()):
        if place := _PLACE_AS_NOTE.fullmatch(note.strip()):
            references.append(place[1] if place[2] == "-1" else f"{place[1]}:{place[2]}")
        else:
            notes.append(note)
    return PoEntry(
        context=lines.text("msgctxt"),
        source=lines.text("msgid"),
        # Plural forms are a fault of the entry; what somebody wrote in them is kept all the same.
        target=lines.text("msgstr") or "\n".join(dict.fromkeys(filter(None, map(lines.text, _plural_forms(lines))))),
        is_fuzzy="fuzzy" in flags,
        previous_source=lines.text("|msgid"),
        previous_context=lines.text("|msgctxt"),
        extracted=tuple(lines.comments.get(".", ())),
        translator=tuple(notes),
        references=tuple(_PERCENT_CODE.sub(lambda code: _PERCENT[code[0]], part) for part in references),
        flags=tuple(flag for flag in flags if flag and flag != "fuzzy"),
        line=lines.line or lines.end,
        doubt=doubt,
        fault=" ".join(f"{problem.what} {problem.do}" for problem in lines.problems[:1]),
    )


def _plural_forms(lines: Lines) -> Iterator[str]:
    return (name for name in lines.fields if name.startswith("msgstr["))


def _check_supported(scan: Scanner, entry: Lines) -> None:
    if "msgid_plural" in entry.fields or any(_plural_forms(entry)):
        do = "Give each form an entry of its own."
        scan.problem(entry.line, _PLURAL, do, entry=entry)
    if "msgctxt" in entry.fields and not entry.text("msgctxt") and not entry.is_broken:
        scan.problem(entry.line, "msgctxt is empty.", "Give it a value or remove the line.", entry=entry)


def _check_duplicates(found: _Found) -> None:
    seen: dict[tuple[str, str], int] = {}
    for entry in found.entries:
        if entry.is_obsolete or entry.is_broken:
            continue
        key = entry.text("msgctxt"), entry.text("msgid")
        first = seen.setdefault(key, entry.line)
        if first != entry.line:
            what = f"the same msgctxt and msgid stand in line {first} already."
            found.scan.problem(entry.line, what, "Keep the entry whose translation is right.", entry=entry)


def _check_count(found: _Found) -> None:
    said = dict(found.headers).get(ENTRIES_HEADER)
    here = len(found.entries)
    if said is None and not found.counted:
        if not here:
            found.scan.problem(1, "the file has no entries; it may be cut off.", "Get the whole file again.")
    elif said is not None and not (said.isdecimal() and len(said) < 10):
        found.scan.problem(1, f"the header says {ENTRIES_HEADER}: {said}.", "Write a number or remove it.")
    elif (counted := max(int(said or 0), *found.counted, 0)) > here:
        where = "the end mark counts" if found.is_ended else "the header counts"
        why = "they were taken out" if found.is_ended else "the file is cut off"
        found.scan.problem(
            1,
            f"{where} {counted} entries, but only {here} are here: {why}.",
            f"Get the whole file again; if entries were removed on purpose, correct {ENTRIES_HEADER} and the end mark.",
        )


def _check_writable(file: PoFile) -> None:
    problems = []
    for entry in (*file.entries, *file.obsolete):
        strings = entry.context, entry.source, entry.target, entry.previous_source, entry.previous_context
        place = Location(path="PO entry", key=entry.context or entry.source)
        if entry.context == END:
            problems.append(Problem(location=place, what="this msgctxt is the end mark's.", do="Give it another."))
        if not entry.context and not entry.source:
            fault = "msgctxt and msgid are both empty, which marks a header."
            problems.append(Problem(location=place, what=fault, do="Give the entry a msgctxt."))
        bad = re.search("[\0\ud800-\udfff]", "".join((*strings, *entry.extracted, *entry.translator)))
        if bad:
            fault = f"the character U+{ord(bad[0]):04X} cannot stand in a PO file."
            problems.append(Problem(location=place, what=fault, do="Remove it."))
    if problems:
        raise InputErrors(problems)


def _count(file: PoFile) -> int:
    return len(file.entries) + len(file.obsolete)


def _header_lines(file: PoFile) -> list[str]:
    given = [pair for pair in file.headers if pair[0] not in (*_FIXED_HEADERS, ENTRIES_HEADER)]
    rank = {name: number for number, name in enumerate(_HEADER_ORDER)}
    headers = [*given, *_FIXED_HEADERS.items()]
    headers.sort(key=lambda pair: (rank.get(pair[0], len(rank)), pair[0]))
    headers.append((ENTRIES_HEADER, str(_count(file))))
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
    return f'"{escaped(text)}"'


def escaped(text: str) -> str:
    """A text as it stands between the quotation marks of a string."""
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return "\\" + (_ESCAPES.get(found[0]) or f"{ord(found[0]):03o}")
