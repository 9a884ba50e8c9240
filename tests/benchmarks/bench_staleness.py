"""Staleness: which translated pages have an English that changed since, and which of those need no work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from locmem.catalogs.update import occurrence_ids, update
from locmem.model.document import Document
from locmem.model.translation import HUMAN, Catalog, State
from tests.benchmarks.rows import Row, share
from tests.benchmarks.translated_pages import OPENTELEMETRY, Page, document, pages, texts

NAME = "Staleness"
_TRANSLATED, _TODAY = date(2026, 1, 1), date(2026, 11, 21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a fully translated page looks like after its English was brought up to date."""

    page: Page
    is_changed: bool
    is_text_changed: bool
    is_shape_changed: bool


def measure(quick: bool) -> Iterator[Row]:
    """Rows on the pages whose commit is known; quick changes nothing, it takes seconds."""
    del quick
    known = [page for page in pages() if page.collection == OPENTELEMETRY and page.is_changed is not None]
    if not known:
        yield Row(what="changed pages found", value="not measured", note="the real cases are not here")
        return
    seen = [_seen(page) for page in known]
    changed = [one for one in seen if one.page.is_changed]
    found = sum(one.is_changed for one in changed)
    texts_changed = sum(one.is_text_changed for one in changed)
    yield Row(
        what="changed pages found",
        value=share(found, len(changed)),
        goal="67 of 67",
        note=f"OpenTelemetry; {texts_changed} have segments new, stale or gone in their catalogs, the rest differ in "
        "their file only",
    )
    false = sum(one.is_changed or one.is_text_changed for one in seen if not one.page.is_changed)
    yield Row(what="others reported", value=f"{false} of {len(seen) - len(changed)}", goal="0")
    same_text = [one for one in changed if not one.is_text_changed]
    moved = [f"{one.page.locale} {one.page.path}" for one in same_text if one.is_shape_changed]
    yield Row(
        what="of them with no text change",
        value=str(len(same_text) - len(moved)),
        goal="7",
        note=f"no segment new, stale or gone, and the same blocks; {len(moved)} more with the same text in other "
        f"blocks: {', '.join(moved) or 'none'}",
    )


def _seen(page: Page) -> Seen:
    old, new = document(page.source, page.path), document(page.head, page.path)
    return Seen(
        page=page,
        is_changed=old.text != new.text,
        is_text_changed=_is_text_changed(old, new, page.locale),
        is_shape_changed=old.structure != new.structure,
    )


def _is_text_changed(old: Document, new: Document, locale: str) -> bool:
    """Whether a catalog in which everything was confirmed has anything to do after the update."""
    before, after = texts(old, "en"), texts(new, "en")
    empty = Catalog(document=old.path, source_locale="en", locale=locale, entries=())
    fresh = update(empty, before, occurrence_ids(old.path, (empty,), before), _TRANSLATED).catalog
    confirmed = replace(
        fresh, entries=tuple(one.with_target(f"[{one.source}]", State.REVIEWED, HUMAN) for one in fresh.entries)
    )
    updated = update(confirmed, after, occurrence_ids(new.path, (confirmed,), after), _TODAY)
    return bool(updated.new or updated.stale or updated.orphans)
