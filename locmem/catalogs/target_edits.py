"""Another target written into the text of a catalog where the old one stands, and nothing else of the file touched.

A catalog may have been saved by another program, which breaks lines and escapes letters in its own way: what is
written anew as a whole would move the lines of entries that nobody changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from locmem.catalogs.states import digest, digest_line
from locmem.formats.po import escaped
from locmem.formats.po_lines import Sign, signs
from locmem.model.wording import changed_part

_CONTEXT = re.compile(r'^msgctxt[ \t]+".*#(?P<occurrence>[^"#\n]+)"[ \t\r]*$', re.MULTILINE)
_KEYWORD = re.compile(r'[ \t]*(?:msgstr[ \t]*(?=")|(?P<other>msgid\b|"))')
_GOES_ON = re.compile(r'[ \t]*(?=")')
_LONGEST = 2_000
"""Characters of a changed part up to which it is looked for what of it stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What is written in the place of `text[start:end]` of a file."""

    start: int
    end: int
    text: str


def contexts(text: str) -> dict[str, int]:
    """Where the `msgctxt` of each occurrence stands in the text of a catalog, as far as it is on one line."""
    found: dict[str, int] = {}
    for context in _CONTEXT.finditer(text):
        found.setdefault(context["occurrence"], context.start())
    return found


def target_edit(text: str, place: int, before: str, after: str) -> Edit | None:
    """The edit that makes `after` of the target `before` of the entry whose `msgctxt` stands at `place`.

    It runs from the digest in locmem's own line, which goes along where it is that of `before`, to the last sign of
    the target that changes.  None where the entry does not say `before` in a way that is read for certain.
    """
    target = target_signs(text, place)
    # A program that escapes letters may write several of them as one sequence.
    is_sure = all(len(sign.text) == 1 for sign in target)
    if not is_sure or "".join(sign.text for sign in target) != before or before == after:
        return None
    edits = [*_digest_edits(text, place, before, after), *_sign_edits(target, before, after)]
    start, end = edits[0].start, edits[-1].end
    parts: list[str] = []
    at = start
    for edit in edits:
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return Edit(start=start, end=end, text="".join(parts))


def target_start(text: str, place: int) -> int:
    """Where the line of the `msgstr` begins, of the entry whose `msgctxt` stands at `place`; `place` without one."""
    return next((start for start, _, _ in _target_lines(text, place)), place)


def target_signs(text: str, place: int) -> list[Sign]:
    """The signs of the `msgstr` of an entry, each with where it stands; none where there is no such line."""
    return [
        sign for start, end, strings in _target_lines(text, place) for sign in signs(text[start:end], start, strings)
    ]


def comments_start(text: str, place: int) -> int:
    """Where the comments above the `msgctxt` at `place` begin."""
    while place and text.startswith("#", line := text.rfind("\n", 0, place - 1) + 1):
        place = line
    return place


def _target_lines(text: str, place: int) -> Iterator[tuple[int, int, int]]:
    """Where each line of the `msgstr` begins and ends, and how far from its start on its strings begin."""
    is_target = False
    at = text.find("\n", place) + 1
    while 0 < at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        keyword = _GOES_ON.match(line) if is_target else _KEYWORD.match(line)
        if keyword is None:
            return
        is_target = is_target or not keyword["other"]
        if is_target:
            yield at, end, keyword.end()
        at = end + 1


def _digest_edits(text: str, place: int, before: str, after: str) -> Iterator[Edit]:
    if found := digest_line(before).search(text, comments_start(text, place), place):
        yield Edit(start=found.start(1), end=found.end(1), text=digest(after))


def _sign_edits(target: list[Sign], before: str, after: str) -> Iterator[Edit]:
    """The edits of single signs, in order; line ends and quotation marks between them stay."""
    first, last, new = changed_part(before, after)
    old = before[first:last]
    steps = (
        SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if max(len(old), len(new)) <= _LONGEST
        else [("replace", 0, len(old), 0, len(new))]
    )
    for step, start, end, new_start, new_end in steps:
        if step == "equal":
            continue
        written = escaped(new[new_start:new_end])
        if start == end:
            # It is put before the sign that follows, also where that begins another line.
            behind = first + start
            spot = target[behind].start if behind < len(target) else target[-1].end
            yield Edit(start=spot, end=spot, text=written)
        for sign in target[first + start : first + end]:
            yield Edit(start=sign.start, end=sign.end, text=written)
            written = ""
