"""The glossary of an OmegaT project: source, target and comment with tabs between, in UTF-8, for one locale.

OmegaT offers every target it reads, so forbidden terms stand in the comment alone, which is shown beside them.  A line
that begins with `#` is a comment of the file, so that a term which does cannot be written.
`locmem.formats.glossary_table` reads such files.
"""

from __future__ import annotations

from collections.abc import Iterator

from locmem.model.term import Concept, Glossary, Term, TermStatus

FORBIDDEN = "do not write"
"""What stands before forbidden terms in a comment."""


def write_omegat(glossary: Glossary, *, source_locale: str, locale: str) -> bytes:
    """The file's bytes: a line for each source term and each target that may be written, the preferred one first.

    A concept that has no target in the locale has none in the file either, unless it is kept as it is.
    """
    lines = (line for concept in glossary.concepts for line in _lines(concept, source_locale, locale))
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(concept: Concept, source_locale: str, locale: str) -> Iterator[str]:
    own = concept.in_locale(locale)
    targets = sorted((term for term in own if term.is_allowed), key=lambda term: term.status is TermStatus.ADMITTED)
    forbidden = [f"{term.text} ({term.note})" if term.note else term.text for term in own if not term.is_allowed]
    for source in concept.in_locale(source_locale):
        if source.text.startswith("#"):
            # It would hide its line.
            continue
        kept = [source] if concept.is_kept and source.is_allowed and not targets else []
        for target in targets or kept:
            cells = (source.text, target.text, "; ".join(_said(concept, target, forbidden)))
            yield "\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t")


def _said(concept: Concept, target: Term, forbidden: list[str]) -> Iterator[str]:
    if concept.definition:
        yield concept.definition
    if concept.is_kept:
        yield "do not translate"
    if target.status is TermStatus.ADMITTED:
        yield "admitted"
    if target.markets:
        yield f"only in {', '.join(target.markets)}"
    if target.note or concept.note:
        yield target.note or concept.note
    if forbidden:
        yield f"{FORBIDDEN}: {', '.join(forbidden)}"
