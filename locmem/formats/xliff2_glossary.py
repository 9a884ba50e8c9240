"""The glossary module of XLIFF 2: what a unit says of the terms in it.

An entry has a translation or a definition, as the module demands; what must never be written has no place in it and
stands in a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from locmem.xmlfile import Element, children, text_of

NAMESPACE = "urn:oasis:names:tc:xliff:glossary:2.0"

_SOURCE = "locmem"
"""Whose glossary an entry is from, in `term/@source`: what others added is a proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """A term of the source text, how it may be translated, the best first, and what it means; all in plain text."""

    term: str
    translations: tuple[str, ...] = ()
    definition: str = ""

    @property
    def in_words(self) -> str:
        """The entry on one line: `refund = reembolso, devolución (money paid back)`."""
        said = f"{self.term} = {', '.join(self.translations)}" if self.translations else self.term
        return f"{said} ({self.definition})" if self.definition else said


def write_glossary(unit: Element, entries: Sequence[GlossaryEntry], *, segment: str) -> None:
    """Adds the entries to a unit, each as one of the segment with this id; nothing for those that say nothing.

    Raises ValueError for text that XML cannot hold.
    """
    telling = [entry for entry in entries if entry.translations or entry.definition]
    if not telling:
        return
    glossary = etree.SubElement(unit, _tag("glossary"))
    for number, entry in enumerate(telling, 1):
        element = etree.SubElement(glossary, _tag("glossEntry"), {"id": f"g{number}", "ref": f"#{segment}"})
        etree.SubElement(element, _tag("term"), {"source": _SOURCE}).text = entry.term
        for translation in entry.translations:
            etree.SubElement(element, _tag("translation")).text = translation
        if entry.definition:
            etree.SubElement(element, _tag("definition")).text = entry.definition


def read_glossary(holders: Sequence[Element]) -> tuple[tuple[GlossaryEntry, ...], tuple[GlossaryEntry, ...]]:
    """The entries of ours in the `<glossary>`s of a unit, and those that somebody else put there, in order."""
    ours: list[GlossaryEntry] = []
    added: list[GlossaryEntry] = []
    for entry, is_ours in _entries(holders):
        (ours if is_ours else added).append(entry)
    return tuple(ours), tuple(added)


def _entries(holders: Sequence[Element]) -> Iterator[tuple[GlossaryEntry, bool]]:
    for element in (one for held in holders for one in children(held, "glossEntry")):
        terms = children(element, "term")
        if terms and (term := text_of(terms[0])):
            entry = GlossaryEntry(
                term=term,
                translations=tuple(text for one in children(element, "translation") if (text := text_of(one))),
                definition=" ".join(text for one in children(element, "definition") if (text := text_of(one))),
            )
            yield entry, terms[0].get("source") == _SOURCE


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
