"""The lines of a PO file, read strictly: every entry whole, or a problem with its line.

Written by hand because the libraries that read PO accept files that were cut off, as if half a sentence were
a translation.  Rules: gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from locmem.errors import Location, Problem

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d*\])?|domain)(?![A-Za-z_])[ \t]*")
_MARK = re.compile(r"(#~\||#~|#\||)[ \t]*")
_STRINGS = re.compile(r'(?:"(?:[^"\\]++|\\.)*+"[ \t]*+)++\Z')
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"')
_DOMAIN = re.compile(rf"[\w.-]+\Z|{_STRINGS.pattern}")
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3}(?:\\[0-7]{1,3})*)|x([0-9A-Fa-f]+)|(.))")
_ONE_SIGN = re.compile(rf"{_ESCAPE.pattern}|.", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"'}
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_GET_AGAIN = "Get the whole file again."


def _unescaped(found: re.Match[str]) -> str:
    """What an escape sequence stands for; empty for one that is none."""
    octal, hexadecimal, letter = found.groups()
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    numbers = [int(part, 8) for part in octal.split("\\")] if octal else [int(hexadecimal or "0", 16)]
    if all(0 < number < 256 for number in numbers):
        # `msgcat --escape` writes a letter as the bytes of its encoding.
        with contextlib.suppress(UnicodeDecodeError):
            return bytes(numbers).decode("utf-8")
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What `text[start:end]` of a file stands for in a string: a sign, or what one escape sequence spells."""

    start: int
    end: int
    text: str


def signs(line: str, place: int, start: int = 0) -> Iterator[Sign]:
    """The signs in the strings of a line from `start` on, with their places in the file.

    place: where in the file the line begins.  Of an escape sequence that is none the text is empty.
    """
    for part in _STRING.finditer(line, start):
        for found in _ONE_SIGN.finditer(line, *part.span(1)):
            escape = _ESCAPE.fullmatch(found[0])
            yield Sign(
                start=place + found.start(), end=place + found.end(), text=_unescaped(escape) if escape else found[0]
            )


@dataclass(slots=True)
class Lines:
    """The lines of one entry: its comments by mark, and its strings by keyword.

    fields: `msgctxt`, `msgid`, `msgstr`, and the same with `|` in front for what stood there before.
    line: of the first keyword, from 1; 0 while only comments were read.
    end: of the last line that belongs to it.
    continued: the fields whose strings stand in several lines.
    problems: what is wrong with this entry alone.
    """

    line: int = 0
    end: int = 0
    is_obsolete: bool = False
    comments: dict[str, list[str]] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=dict)
    continued: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    is_broken: bool = False

    def text(self, keyword: str) -> str:
        """The unescaped text of a field, empty where it is absent."""
        return "".join(self.fields.get(keyword, ()))


class Scanner:
    """Reads the lines of one file; `entries` and `problems` hold what was found.

    problems: what is wrong with the file as a whole; what is wrong with one entry is kept with it.
    domains: the lines that say `domain`, after which the entries of another catalog follow.
    has_conflicts: the file holds conflict markers of git; nothing else was looked at.
    breaks_after_keyword: somewhere a string begins beside its keyword and goes on in the next line although no
        newline ends it there, so that one line beside a keyword proves nothing.
    """

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.entries: list[Lines] = []
        self.problems: list[Problem] = []
        self.breaks_after_keyword = False
        self.domains: list[int] = []
        self._entry = Lines()
        self._field: list[str] | None = None
        self._name = ""
        self._is_begun = False
        self._mark = ""
        self._number = 0
        self.has_conflicts = self._find_conflicts(text)
        if self.has_conflicts:
            return
        for self._number, line in enumerate(text.split("\n"), start=1):
            self._read(line.removesuffix("\r").lstrip(" \t"))
        self._finish()
        self._check_end(text)

    def problem(self, line: int, what: str, do: str = "", *, entry: Lines | None = None) -> None:
        """Records what is wrong with a line, with the entry it belongs to where nothing else is touched by it."""
        problems = self.problems if entry is None else entry.problems
        problems.append(Problem(location=Location(path=self.path, line=line), what=what, do=do))

    def every_problem(self) -> list[Problem]:
        """What is wrong with the file and with its entries, in order of place."""
        found = [*self.problems, *(problem for entry in self.entries for problem in entry.problems)]
        return sorted(found, key=lambda problem: problem.location.line)

    def _find_conflicts(self, text: str) -> bool:
        line, counted = 1, 0
        for found in _CONFLICT.finditer(text):
            line += text.count("\n", counted, found.start())
            counted = found.start()
            self.problem(line, "a conflict marker of git stands here.", "Resolve the merge conflict.")
        return bool(self.problems)

    def _read(self, line: str) -> None:
        found = _MARK.match(line) if line.startswith("#") else None
        mark, rest = (found[1], line[found.end() :]) if found else ("", line)
        if rest.startswith("#"):
            self._read_comment(rest)
        elif rest := rest.rstrip(" \t"):
            self._read_statement(rest, mark)

    def _read_comment(self, line: str) -> None:
        self._close_if_complete()
        mark = line[1] if line[1:2] in (".", ":", ",") else ""
        self._field = None
        self._entry.end = self._number
        self._entry.comments.setdefault(mark, []).append(line[1 + len(mark) :].removeprefix(" "))

    def _read_statement(self, line: str, mark: str) -> None:
        keyword = _KEYWORD.match(line)
        if keyword and keyword[1] == "domain":
            # It stands between entries and belongs to none.
            self._close_if_complete()
            self._field = None
            self.domains.append(self._number)
            if not self._entry.fields and _DOMAIN.match(line, keyword.end()):
                return
        if keyword:
            self._start(keyword[1], mark)
            line = line[keyword.end() :]
            if not line:
                return
        if not line.startswith('"'):
            if not self._entry.is_broken:
                # After a broken string this is most likely the rest of it.
                self._close_if_complete()
            self._broken("this is no line of a PO file.", "Every line is a comment, a keyword or a string.")
        elif not _STRINGS.match(line):
            self._broken("the string is not closed, or something follows it.", _GET_AGAIN)
        elif self._field is None or mark != self._mark:
            self._broken("the string belongs to no keyword.", "Something above it is missing.")
        else:
            self._entry.end = self._number
            if not keyword:
                self._entry.continued.add(self._name)
                # Where only the empty string stood beside the keyword, or a newline ends each line, all is as usual.
                self.breaks_after_keyword |= self._is_begun and not self._field[-1].endswith("\n")
            self._field += [self._unescaped(part) for part in _STRING.findall(line)]
            self._is_begun = bool(keyword) and any(self._field)

    def _start(self, keyword: str, mark: str) -> None:
        is_previous = mark.endswith("|")
        if is_previous or keyword in ("msgctxt", "msgid"):
            self._close_if_complete()
        if not is_previous:
            self._check_order(keyword, is_obsolete=mark == "#~")
        name = "|" + keyword if is_previous else keyword
        if name in self._entry.fields:
            self._broken(f"{keyword} stands twice in one entry.", "Remove one of them.")
        self._field, self._name, self._mark = self._entry.fields.setdefault(name, []), name, mark
        self._is_begun = False
        self._entry.end = self._number

    def _check_order(self, keyword: str, *, is_obsolete: bool) -> None:
        if keyword in ("msgctxt", "msgid") and "msgid" in self._entry.fields:
            # The entry before never got its msgstr; what follows is a new entry.
            self._finish()
        entry = self._entry
        if not entry.line:
            entry.line, entry.is_obsolete = self._number, is_obsolete
        elif entry.is_obsolete != is_obsolete:
            self._broken("half of the entry is obsolete (#~).", "Mark all of its lines or none.")
        if keyword.startswith(("msgstr", "msgid_plural")) and "msgid" not in entry.fields:
            self._broken(f"{keyword} stands without msgid.", "Something above it is missing.")

    def _unescaped(self, part: str) -> str:
        return _ESCAPE.sub(self._character, part) if "\\" in part else part

    def _character(self, found: re.Match[str]) -> str:
        text = _unescaped(found)
        if not text:
            self._broken(f"{found[0]} is not an escape sequence of PO.", "Write \\\\ for a backslash.")
        return text

    def _broken(self, what: str, do: str) -> None:
        self._entry.is_broken = True
        self.problem(self._number, what, do, entry=self._entry)

    def _close_if_complete(self) -> None:
        fields = self._entry.fields
        if "msgstr" in fields or any(name.startswith("msgstr") for name in fields):
            self._finish()

    def _finish(self) -> None:
        entry, self._entry, self._field = self._entry, Lines(), None
        if not entry.fields and not entry.is_broken:
            if any(entry.comments.get(mark) for mark in ".:,"):
                self.problem(entry.end, "the entry these comments belong to is missing.", _GET_AGAIN)
            return
        self.entries.append(entry)
        for name, strings in entry.fields.items():
            if not strings and not entry.is_broken:
                entry.is_broken = True
                self.problem(entry.end, f"{name} has no string; the file may be cut off.", _GET_AGAIN, entry=entry)
        if not entry.is_broken and not any(name.startswith("msgstr") for name in entry.fields):
            entry.is_broken = True
            line = entry.line or entry.end
            self.problem(line, "the entry has no msgstr; the file may be cut off.", _GET_AGAIN, entry=entry)

    def _check_end(self, text: str) -> None:
        # Where a string goes on over several lines, each of them ends in a quotation mark: a file cut there
        # looks whole, except that no program leaves out the last newline.
        last = text[text.rfind("\n") + 1 :].strip()
        last = last.removeprefix("#~").strip()
        if (last.startswith('"') or last.endswith(' ""')) and self.entries:
            self.problem(
                self.entries[-1].end,
                "the file ends without a newline in a string that may go on; it may be cut off.",
                "Get the whole file again, or add the newline if this is all of it.",
            )
