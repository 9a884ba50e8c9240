"""What files call the status of a term and its part of speech, and the words they are written with."""

from __future__ import annotations

import re

from locmem.model.term import TermStatus

STATUS_ENDING = "-admn-sts"
"""How values of `administrativeStatus` end in TBX (ISO 30042:2008 and 2019)."""

_STATUSES = {
    "": TermStatus.PREFERRED,
    "preferred": TermStatus.PREFERRED,
    "approved": TermStatus.PREFERRED,
    "standardized": TermStatus.PREFERRED,
    "legal": TermStatus.PREFERRED,
    "regulated": TermStatus.PREFERRED,
    "admitted": TermStatus.ADMITTED,
    "allowed": TermStatus.ADMITTED,
    "acceptable": TermStatus.ADMITTED,
    "synonym": TermStatus.ADMITTED,
    "forbidden": TermStatus.FORBIDDEN,
    "deprecated": TermStatus.FORBIDDEN,
    "superseded": TermStatus.FORBIDDEN,
    "obsolete": TermStatus.FORBIDDEN,
    "do not use": TermStatus.FORBIDDEN,
    "not recommended": TermStatus.FORBIDDEN,
}

_IN_TBX = {
    TermStatus.PREFERRED: "preferredTerm",
    TermStatus.ADMITTED: "admittedTerm",
    TermStatus.FORBIDDEN: "deprecatedTerm",
}

_PARTS = {"properNoun": "proper noun"}
"""Parts of speech that TBX-Basic spells otherwise than people do."""


def status_named(text: str) -> TermStatus | None:
    """The status that a spreadsheet or a TBX file means; None for a word that says none.

    Case does not matter: `Preferred`, `preferredTerm-admn-sts`, `do not use`.  Nothing at all means preferred.
    """
    plain = re.sub(r"[\s_]+", " ", text.strip().lower()).removesuffix(STATUS_ENDING)
    return _STATUSES.get(plain.removesuffix("term").strip() or plain)


def status_in_tbx(status: TermStatus) -> str:
    """The value of `administrativeStatus`."""
    return f"{_IN_TBX[status]}{STATUS_ENDING}"


def part_named(text: str) -> str:
    """The part of speech that a file means: what TBX calls `properNoun` is `proper noun`; all else as it is."""
    return _PARTS.get(text, text)


def part_in_tbx(part: str) -> str:
    """The part of speech as TBX spells it."""
    return next((spelled for spelled, plain in _PARTS.items() if plain == part), part)
