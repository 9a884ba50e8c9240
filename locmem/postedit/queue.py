"""Every segment nobody confirmed, in the order in which people should look at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair, Row, Workspace
from locmem.model.fact import Market
from locmem.model.priority import Priority, Scored
from locmem.model.settings import Settings
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.similarity import word_count


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One segment that waits for a person.

    target: the text shown, for a stale one what is proposed in its place; before: the confirmed one then, else empty.
    state: as people say it, `stale`, `draft`, `untranslated` or `not reviewed`.
    words: of the source; 0 for what a variant inherits, because the work is done in its base.
    markets: codes of the markets whose customers see it.  line: in the source file.
    handoff: the batch it is out with, empty while it is here.
    """

    key: str
    locale: str
    document: str
    line: int
    source: str
    target: str
    before: str
    state: str
    words: int
    markets: tuple[str, ...]
    scored: Scored
    handoff: str = ""


_STATE_ORDER = {"stale": 0, "not reviewed": 1, "draft": 2, "untranslated": 3}


def queue(
    workspace: Workspace,
    markets: Sequence[Market],
    documents: Mapping[tuple[str, str], Scored],
    in_flight: Mapping[tuple[str, str, str], str],
) -> tuple[QueueItem, ...]:
    """The queue, first things first.

    documents: the priority of each (locale, document), from the backlog; segments of documents that are not in
    it may wait.  in_flight: (locale, document, occurrence) to handoff of what is with a translator.
    Order: priority, points, what is here before what is handed out, state, then place in the document.
    """
    items: list[tuple[tuple[object, ...], QueueItem]] = []
    for pair in workspace.pairs:
        seen_by = tuple(
            market.code
            for market in markets
            if pair.source.ships_to(market.code) and any(locale.content == pair.locale for locale in market.locales)
        )
        required = workspace.settings.risks[pair.source.risk].required
        scored = documents.get((pair.locale, pair.source.path), Scored(priority=Priority.MAY, reasons=()))
        for number, row in enumerate(pair.rows):
            state = waiting_state(row.entry, required)
            if not state or not seen_by:
                continue
            handoff = in_flight.get((pair.locale, pair.source.path, row.entry.occurrence), "")
            item = _item(pair, row, state, seen_by, scored, handoff)
            order = (
                item.scored.priority,
                -scored.points,
                bool(handoff),
                pair.source.path,
                pair.locale,
                _STATE_ORDER[state],
                number,
            )
            items.append((order, item))
    return tuple(item for _, item in sorted(items, key=lambda pair: pair[0]))


def waiting_state(entry: CatalogEntry, required: State) -> str:
    """Why an entry waits for a person, empty when it does not."""
    if entry.is_stale:
        return "stale"
    if entry.state is State.UNTRANSLATED:
        return "untranslated"
    if entry.state is State.DRAFT:
        return "draft"
    return "not reviewed" if entry.state.rank < required.rank else ""


def is_waiting(pair: Pair, settings: Settings) -> bool:
    """Whether some entry of a document in a locale waits for a person."""
    required = settings.risks[pair.source.risk].required
    return any(waiting_state(entry, required) for entry in pair.catalog.entries)


def _item(
    pair: Pair,
    row: Row,
    state: str,
    markets: tuple[str, ...],
    scored: Scored,
    handoff: str,
) -> QueueItem:
    entry = row.entry
    reasons = (_why(pair, entry, state), *_about_proposal(entry, state), *scored.reasons)
    return QueueItem(
        key=pair.key(entry),
        locale=pair.locale,
        document=pair.source.path,
        line=row.segment.line,
        source=entry.source,
        target=entry.shown,
        before=entry.target if entry.proposal else "",
        state=state,
        words=word_count(row.segment.content, pair.source.locale) if pair.is_ours(entry) else 0,
        markets=markets,
        scored=Scored(priority=scored.priority, reasons=reasons, points=scored.points),
        handoff=handoff,
    )


def _about_proposal(entry: CatalogEntry, state: str) -> tuple[str, ...]:
    if entry.inherited or not entry.shown:
        return ()
    doubts = tuple(f"look at: {doubt}" for doubt in entry.doubts)
    if state != "stale":
        return doubts
    if entry.is_begun:
        return ("somebody began to bring it up to date",)
    if entry.proposal:
        return (f"brought up to date from the memory, {entry.match} %", *doubts)
    return (f"the source before was {entry.match} % like this one", *doubts) if entry.match else doubts


def _why(pair: Pair, entry: CatalogEntry, state: str) -> str:
    if not pair.is_ours(entry):
        return f"inherited from {entry.inherited or pair.variant_of}, where it waits for a person"
    if state == "stale" and not entry.previous_source:
        return f"the wording of {pair.variant_of} that it departs from changed"
    if state == "stale":
        return "the source changed after somebody confirmed the translation"
    if state == "untranslated":
        return "there is no translation and no draft"
    if state == "not reviewed":
        return "translated, but the risk of the text demands a review"
    if entry.origin.kind is OriginKind.MT:
        return f"drafted by {entry.origin.detail or 'a machine'}, read by nobody"
    if entry.match:
        return f"proposed from the memory at {entry.match} %"
    return "a draft nobody confirmed"
