"""Codes that changed places: behind each other's label (`IBAN: {{ bic }}, BIC: {{ iban }}`), or around each other's
words.

All codes are there, so no other check sees it.  Only texts that are nothing but labelled values are looked at, with as
many on both sides: in a sentence the order is that of its language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.inline.matching import groups
from locmem.model.finding import Severity
from locmem.model.inline import Code, CodeRole, CodeType, Inline

_VALUES = frozenset((CodeType.LIQUID, CodeType.VARIABLE, CodeType.URL))
_AROUND = frozenset((CodeType.BOLD, CodeType.ITALIC, CodeType.LINK))
_LABEL = re.compile(r"(?:\A|[\s,;.|/·•–—、。；，）)-]+)(?P<label>[^:：,;、。；，{}\n]{1,40})[:：]\s*\Z")
_END = re.compile(r"[\s.,;。、)）]*\Z")
_LIKE = 0.6
"""How like two labels in two languages are that surely say the same: `Total`, `Número` and `Number`."""
_FEWEST = 2

Piece = tuple[str, Code]
"""A label, and the value behind it."""


def swapped_codes(text: Text) -> Iterator[Flaw]:
    """Values that stand behind each other's label, and marks that stand around each other's words."""
    if text.inlines is None or len(text.source_codes) < _FEWEST:
        return
    ours, theirs = text.inlines
    yield from _behind_labels(_pieces(ours), _pieces(theirs))
    yield from _around_words(_held(ours), _held(theirs))


def _behind_labels(ours: Sequence[Piece], theirs: Sequence[Piece]) -> Iterator[Flaw]:
    mine, yours = ([code.identity for _, code in pieces] for pieces in (ours, theirs))
    if len(ours) < _FEWEST or Counter(mine) != Counter(yours) or mine == yours or len(set(mine)) != len(mine):
        return
    moved = [place for place in range(len(mine)) if mine[place] != yours[place]]
    at = {code.identity: label for label, code in ours}
    if any(_likeness(label, at[code.identity]) >= _LIKE for label, code in (theirs[place] for place in moved)):
        # The label went with its value.
        return
    place = next((one for one in moved if _likeness(ours[one][0], theirs[one][0]) >= _LIKE), None)
    label, code = theirs[moved[0] if place is None else place]
    right = ours[moved[0] if place is None else place][1].original
    yield Flaw(
        what=f"has {code.original} behind “{label}”, where its source has {right}",
        severity=Severity.WARNING if place is None else None,
        word=code.original,
    )


def _around_words(ours: dict[CodeType, str], theirs: dict[CodeType, str]) -> Iterator[Flaw]:
    for kind, words in ours.items():
        other = next((one for one, said in theirs.items() if one is not kind and said == words), None)
        if other is not None and theirs.get(kind) == ours.get(other) != words:
            yield Flaw(what=f"has “{words}” as {other.value}, where its source has it as {kind.value}", word=words)
            return


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def _pieces(content: Inline) -> list[Piece]:
    """The labelled values of a text; none where anything else stands in it."""
    found: list[Piece] = []
    before = ""
    for part in content.parts:
        if isinstance(part, str) or part.is_text:
            before += part if isinstance(part, str) else part.text
        elif part.type is CodeType.BREAK:
            before += "\n"
        elif part.role is not CodeRole.SINGLE:
            if part.type not in _AROUND:
                return []
        else:
            label = _LABEL.match(before)
            if part.type not in _VALUES or part.original.startswith("{%") or not label:
                return []
            found.append((label["label"].strip(), part))
            before = ""
    return found if _END.match(before) else []


def _held(content: Inline) -> dict[CodeType, str]:
    """The words within each kind of marks, where a text has one pair of the kind and nothing else stands in it."""
    found: dict[CodeType, str] = {}
    kinds = Counter(code.type for code in content.codes if code.role is CodeRole.OPEN)
    for group in groups(content.parts):
        kind = group.head.type
        inside = content.parts[group.places[0] + 1 : group.places[-1]]
        if kind in _AROUND and kinds[kind] == 1 and len(inside) == 1 and isinstance(inside[0], str):
            found[kind] = inside[0].strip()
    return found


CHECKS = (
    text_check(
        swapped_codes,
        name="codes-swapped",
        family="labels",
        severity=Severity.ERROR,
        why="Customers read one value under the name of another, and pay or write to the wrong one.",
        example="IBAN: {{ bic }}, BIC: {{ iban }} (IBAN: {{ iban }}, BIC: {{ bic }})",
        do="Put each code where its source has it.",
    ),
)
