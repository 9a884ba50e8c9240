"""Concepts for tests, written in a line."""

from __future__ import annotations

import re

from locmem.model.term import Concept, Glossary, Term, TermStatus

_MARKS = {"+": TermStatus.PREFERRED, "~": TermStatus.ADMITTED, "!": TermStatus.FORBIDDEN}
_TERM = re.compile(r"(?P<locale>[\w-]+)(?P<mark>[+~!])(?P<text>[^@]+)(?:@(?P<markets>[A-Z ]+))?")


def concept(id_: str, *terms: str, part: str = "", kept: bool = False, definition: str = "", note: str = "") -> Concept:
    """A concept; a term is `es+reembolso`, `es~abono` or `es!devolución`, with `@ES MX` behind it for some markets."""
    return Concept(
        id=id_, terms=tuple(term(one, part) for one in terms), definition=definition, note=note, is_kept=kept
    )


def term(text: str, part: str = "", line: int = 0) -> Term:
    found = _TERM.fullmatch(text)
    assert found is not None, text
    return Term(
        locale=found["locale"],
        text=found["text"],
        status=_MARKS[found["mark"]],
        part_of_speech=part,
        markets=tuple((found["markets"] or "").split()),
        line=line,
    )


def glossary(*concepts: Concept) -> Glossary:
    return Glossary(concepts=concepts)
