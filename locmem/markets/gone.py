"""Names and addresses that were right once: what they are now, and since when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Something that is no more.

    pattern: how it is written, as a regular expression without regard to case, whole words.
    since: the first day without it, None where only its end is known.  why: what became of it.
    is_name_only: whether it counts only as the whole of a name, because the word is an ordinary one elsewhere.
    """

    pattern: str
    why: str
    since: date | None = None
    is_name_only: bool = False


_EDGE = r"A-Za-z0-9_\u00c0-\u024f"
"""Characters that make a word longer; an unspaced script may go on right beside a name."""

_ODR_END = date(2025, 7, 20)
_ODR = "the EU's platform for online dispute resolution was switched off (Regulation (EU) 2024/3228)"
_SOFORT = "Klarna no longer offers the method under this name"

GONE: tuple[Gone, ...] = (
    Gone(
        pattern=r"(?:https?://)?(?:www\.)?(?:webgate\.)?ec\.europa\.eu/(?:consumers/)?odr\b\S*",
        since=_ODR_END,
        why=_ODR,
    ),
    Gone(
        pattern=r"ODR[- ]platform[a-z]*|online dispute resolution platform|OS-Plattform|plataforma (?:ODR|RLLC?|SOL)"
        r"|plateforme (?:ODR|RLL)|piattaforma ODR|ODR-platform[a-z]*|ODR-plattform[a-z]*",
        since=_ODR_END,
        why=_ODR,
    ),
    Gone(pattern=r"giropay|paydirekt", since=date(2025, 1, 1), why="the method ended with the year 2024"),
    Gone(pattern=r"Sofortüberweisung|(?:Klarna )?Sofort[ -](?:Überweisung|Banking)|Klarna Sofort", why=_SOFORT),
    Gone(pattern=r"Sofort", why=_SOFORT, is_name_only=True),
    Gone(pattern=r"Paylib", why="Wero took its place"),
    Gone(pattern=r"Payconiq", why="the brand ends in favour of Wero"),
    Gone(
        pattern=r"INAI|Instituto Nacional de Transparencia,? Acceso a la Información[\w ]*",
        since=date(2025, 3, 21),
        why="the Secretaría Anticorrupción y Buen Gobierno took its place (DOF 2025-03-20)",
    ),
    Gone(
        pattern=r"Autoridade Nacional de Proteção de Dados",
        since=date(2026, 2, 25),
        why="it is the Agência Nacional de Proteção de Dados now (Lei 15.352/2026)",
    ),
    Gone(
        pattern=r"Center for Klageløsning", why="it is called Mæglingsteamet for Forbrugerklager now"
    ),
    Gone(pattern=r"Internet Ombudsmann", why="it is called Internet Ombudsstelle now"),
    Gone(
        pattern=r"(?:\+44\s?|0)3454[\s\u00a0]?04[\s\u00a0]?05[\s\u00a0]?06",
        why="the consumer helpline has the number 0808 223 1133 now",
    ),
)  # fmt: skip
"""What the research of 2026-11-21 found dead, with the day where a source gives one."""


def gone_from(text: str, day: date, *, is_name: bool = False) -> Iterator[tuple[str, int, Gone]]:
    """What `text` says on a day that is gone by then: the words as they stand there, where they start, what it is.

    is_name: whether the text is a name by itself, of a payment method or a body.
    """
    for one in GONE:
        if one.since and one.since > day:
            continue
        if one.is_name_only:
            if is_name and re.fullmatch(one.pattern, text.strip(), re.IGNORECASE):
                yield text.strip(), len(text) - len(text.lstrip()), one
            continue
        for found in re.finditer(rf"(?<![{_EDGE}])(?:{one.pattern})(?![{_EDGE}])", text, re.IGNORECASE):
            yield found[0], found.start(), one
