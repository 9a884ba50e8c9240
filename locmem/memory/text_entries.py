"""Entries and questions from plain strings, for programs that hold texts and no catalogs."""

from __future__ import annotations

from locmem.errors import UsageError
from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.model.match import Entry, Trust
from locmem.model.tags import LanguageTag, language_tag


def entry_of(
    source_text: str,
    target_text: str,
    *,
    source: str = "en",
    target: str = "es",
    trust: Trust = Trust.IMPORTED,
    document: str = "",
    before: str = "",
    after: str = "",
) -> Entry:
    """The entry for a pair of texts in Markdown, its codes (markup, links, Liquid) found.

    source, target: the locales.  trust: CONFIRMED only for what a person answers for.
    document, before, after: where the pair stood and its neighbours, as of `Entry`.
    Whether the pair is sound is asked by `Memory.add`, which says of each one it rejects why.
    Raises UsageError for a text that is none, and for a locale that is no language tag.
    """
    return Entry(
        source=parse(text_in(source_text, "the source text"), Syntax.MARKDOWN),
        target=parse(text_in(target_text, "the target text"), Syntax.MARKDOWN),
        source_locale=tag_in(source, "source"),
        locale=tag_in(target, "target"),
        trust=trust,
        document=document,
        before=before,
        after=after,
        origin="human" if trust is Trust.CONFIRMED else "import",
    )


def text_in(given: object, what: str) -> str:
    """What a program gave as a text.  what: how messages call it.  Raises UsageError where no database can hold it."""
    if not isinstance(given, str):
        raise UsageError(f"{what} is of type {type(given).__name__}, not a text.")
    try:
        given.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{what} holds half of a character (a lone surrogate). Mend it where it comes from.") from None
    return given


def tag_in(given: object, what: str) -> LanguageTag:
    """What a program gave as a locale, in its usual spelling.  Raises UsageError for what is no language tag."""
    try:
        return language_tag(text_in(given, what))
    except ValueError as error:
        raise UsageError(f"{what}: {error}.") from None
