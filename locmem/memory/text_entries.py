"""Entries from plain strings, for programs that hold pairs of texts and no catalogs."""

from __future__ import annotations

from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.model.match import Entry, Trust


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
    """
    return Entry(
        source=parse(source_text, Syntax.MARKDOWN),
        target=parse(target_text, Syntax.MARKDOWN),
        source_locale=source,
        locale=target,
        trust=trust,
        document=document,
        before=before,
        after=after,
        origin="human" if trust is Trust.CONFIRMED else "import",
    )
