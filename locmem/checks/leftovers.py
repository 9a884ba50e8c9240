"""Leftovers of tools, engines and lost encodings in translations that customers may read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.inline.leftovers import Left
from locmem.model.finding import Severity
from locmem.model.tags import joins_without_spaces

_GLOSS = re.compile(r"stands beside its translation, in brackets")
_DEBRIS = "\u200b\ufeff"
"""What is left of files and web pages that were copied, and never typed; a soft hyphen or a joiner may be meant."""
_NO_WIDTH = "\u200b"
_IN_WORD = re.compile("[^\\W\\d_][\u200b\ufeff][^\\W\\d_]")
_START_IN_WORD = re.compile("[^\\W\\d_]\ufeff[^\\W\\d_]")
_SHORT = 4
"""Words up to which a source in brackets may be meant as a name to look for: `Pasarela de API (API Gateway)`."""


def shown_references(text: Text) -> Iterator[Flaw]:
    """Broken character references, escapes and tags that customers would read as letters."""
    return _left(text, Left.REFERENCE)


def marks_of_tools(text: Text) -> Iterator[Flaw]:
    """Marks of CAT tools, engines and git that stand in a translation and not in its source."""
    return _left(text, Left.MARK)


def shown_markdown(text: Text) -> Iterator[Flaw]:
    """Marks of Markdown in a title or a field, where nobody reads them as such."""
    return _left(text, Left.MARKDOWN)


def words_of_programs(text: Text) -> Iterator[Flaw]:
    """What a program or an engine says in place of a translation: `null`, `#ERROR!`, an excuse."""
    return _left(text, Left.PROGRAM)


def foreign_placeholders(text: Text) -> Iterator[Flaw]:
    """Placeholders that are broken, or that the source does not have."""
    return _left(text, Left.PLACEHOLDER)


def broken_letters(text: Text) -> Iterator[Flaw]:
    """Letters that a lost encoding broke: `maÃ±ana`, `ma?ana`."""
    return _left(text, Left.LETTERS)


def hidden_characters(text: Text) -> Iterator[Flaw]:
    """Controls and invisible signs that the source does not have."""
    for flaw in _left(text, Left.HIDDEN):
        # Nobody means a sign that glues two words together, or the mark of a file's start, inside a word.
        pattern = _START_IN_WORD if joins_without_spaces(text.locale) else _IN_WORD
        severity = Severity.ERROR if pattern.search(text.target) else flaw.severity
        sign = next((one for one in _DEBRIS if f"U+{ord(one):04X}" in flaw.what and one in text.target), "")
        found = replace(flaw, word=sign, at=text.target.index(sign), better="") if sign else flaw
        yield replace(found, severity=severity)
    # Who parts the words of a text with them does so more than once.
    if text.language in ("ja", "zh") and text.target.count(_NO_WIDTH) == 1 and _NO_WIDTH not in text.source:
        what = "a blank without width (U+200B) stands in it, and only one"
        yield Flaw(what=what, is_inside=True, severity=Severity.WARNING, word=_NO_WIDTH, better="")


def signs_of_direction(text: Text) -> Iterator[Flaw]:
    """Signs that steer the direction of a line and are not closed, or turn it round."""
    if found := tuple(_left(text, Left.DIRECTION)):
        yield replace(found[0], what=", and ".join(dict.fromkeys(one.what for one in found)))


def slipped_codes(text: Text) -> Iterator[Flaw]:
    """Bold type, links and other pairs that begin or end inside a word, or hold other words than in the source."""
    return _left(text, Left.CODE)


def words_of_the_source(text: Text) -> Iterator[Flaw]:
    """Words of the source that stand in a translation as they are."""
    return _left(text, Left.SOURCE)


def _left(text: Text, kind: Left) -> Iterator[Flaw]:
    for one in text.left:
        if one.kind is kind:
            is_gloss = _GLOSS.search(one.what) is not None and len(text.source_words) <= _SHORT
            severity = Severity.ERROR if one.is_certain else Severity.WARNING
            yield Flaw(
                what=one.what,
                is_inside=True,
                severity=Severity.NOTE if is_gloss else severity,
                do="" if one.is_certain else "Mend the target if it is not meant.",
            )


_DO = "Mend the target in the catalog."

CHECKS = (
    text_check(
        shown_references,
        name="broken-reference",
        family="leftovers",
        severity=Severity.ERROR,
        why="Customers read `&amp;` or `<b>` in the middle of a sentence.",
        example="Sal & amp; pimienta.",
        do=_DO,
    ),
    text_check(
        marks_of_tools,
        name="tool-mark",
        family="leftovers",
        severity=Severity.ERROR,
        why="Customers read what a tool wrote for itself.",
        example="Pulsa {1>Guardar<1}.",
        do=_DO,
    ),
    text_check(
        shown_markdown,
        name="markdown-shown",
        family="leftovers",
        severity=Severity.WARNING,
        why="Titles and fields know no Markdown: customers see asterisks.",
        example="**Reembolsos** as a title",
        do="Take the marks away.",
    ),
    text_check(
        words_of_programs,
        name="program-word",
        family="leftovers",
        severity=Severity.ERROR,
        why="Customers read that a program failed.",
        example="undefined",
        do="Translate it.",
    ),
    text_check(
        foreign_placeholders,
        name="placeholder-added",
        family="leftovers",
        severity=Severity.ERROR,
        why="Nothing fills it in: customers read the placeholder.",
        example="Hola, %{name}. (Hello.)",
        do=_DO,
    ),
    text_check(
        broken_letters,
        name="lost-letters",
        family="leftovers",
        severity=Severity.ERROR,
        why="Words with broken letters cannot be read, searched or trusted.",
        example="maÃ±ana",
        do="Type the letters anew, and save the file as UTF-8.",
    ),
    text_check(
        hidden_characters,
        name="invisible-character",
        family="leftovers",
        severity=Severity.ERROR,
        why="What nobody sees breaks search, copies and some screens.",
        example="pági\u200bna",
        do="Take the sign away.",
        mends="takes zero-width spaces (U+200B) and byte order marks (U+FEFF) away",
    ),
    text_check(
        signs_of_direction,
        name="text-direction",
        family="leftovers",
        severity=Severity.ERROR,
        why="A sign of direction that is not closed turns the rest of the page round.",
        example="precio \u202e123",
        do="Close it, or take it away.",
    ),
    text_check(
        slipped_codes,
        name="code-off-its-word",
        family="leftovers",
        severity=Severity.WARNING,
        why="Half a word is bold, or the link is on the wrong words.",
        example="Pulsa **Guar**dar.",
        do="Mend the target if it is not meant.",
    ),
    text_check(
        words_of_the_source,
        name="source-left",
        family="leftovers",
        severity=Severity.ERROR,
        why="Customers get half a sentence in a language they may not read.",
        example="Abra la página of your order and choose the parcel.",
        do="Translate what is left.",
    ),
)
