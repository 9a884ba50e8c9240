"""Every segment nobody confirmed, in the order in which people should look at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from locmem.catalogs.pairs import Pair, Row, Workspace
from locmem.model.fact import Market
from locmem.model.priority import Priority, Scored
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.similarity import word_count


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One segment that waits for a person.

    target: the text shown, for a stale one what is proposed in its place; before: the confirmed one then, else empty.
    state: as people say it, `stale`, `draft`, `untranslated` or `not reviewed`.
    words: of the source; 0 for what a variant inherits, because the work is done in its base.
    needs_review: whether its text counts as finished only once somebody reviewed it.
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
    needs_review: bool
    markets: tuple[str, ...]
    scored: Scored
    handoff: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The segments that wait for a person, first things first, and how much waits altogether.

    items: the first of them, as many as were asked for.  segments, words: of all.  handed_out: how many of all are
    with translators.  unseen: how many others wait in each locale that no customer of the markets sees.
    """

    items: tuple[QueueItem, ...]
    segments: int
    words: int
    handed_out: int
    unseen: Mapping[str, int]


class WaitingText(NamedTuple):
    """One segment that waits.  words: as in `QueueItem`."""

    occurrence: str
    words: int


class Waiting(NamedTuple):
    """What waits of a document in a locale.

    markets: codes of those the document is meant for, empty for all.  texts: in order of state, then of place.
    """

    document: str
    locale: str
    markets: tuple[str, ...]
    texts: tuple[WaitingText, ...]


_STATE_ORDER = {"stale": 0, "not reviewed": 1, "draft": 2, "untranslated": 3}


def waiting_in(workspace: Workspace) -> tuple[Waiting, ...]:
    """What waits of some documents, whoever sees it; a pair of which nothing waits is left out."""
    found = []
    words: dict[tuple[str, int], int] = {}
    for pair in workspace.pairs:
        required = workspace.settings.risks[pair.source.risk].required
        states = [
            (_STATE_ORDER[state], number)
            for number, entry in enumerate(pair.catalog.entries)
            if (state := waiting_state(entry, required))
        ]
        texts = []
        for _, number in sorted(states):
            entry = pair.catalog.entries[number]
            count = 0
            if pair.is_ours(entry):
                place = pair.source.path, number
                if place not in words:
                    words[place] = word_count(pair.source.catalog_segment(number).content, pair.source.locale)
                count = words[place]
            texts.append(WaitingText(entry.occurrence, count))
        if texts:
            found.append(Waiting(pair.source.path, pair.locale, tuple(pair.source.document.markets), tuple(texts)))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Texts of a document in a locale that follow one another in the queue: those that are here, or those that are out.

    markets, scored: as in `QueueItem`, the reasons those of the document.
    """

    document: str
    locale: str
    markets: tuple[str, ...]
    scored: Scored
    is_out: bool
    texts: tuple[WaitingText, ...]

    @property
    def order(self) -> tuple[object, ...]:
        """Where it stands in the queue."""
        return self.scored.priority, -self.scored.points, self.is_out, self.document, self.locale


def stretches(
    waiting: Iterable[Waiting],
    markets: Sequence[Market],
    documents: Mapping[tuple[str, str], Scored],
    in_flight: Mapping[tuple[str, str, str], str],
) -> tuple[Stretch, ...]:
    """What waits and customers of the markets see, first things first.

    documents: the priority of each (locale, document), from the backlog; segments of documents that are not in
    it may wait.  in_flight: (locale, document, occurrence) to handoff of what is with a translator.
    Order: priority, points, what is here before what is handed out, place of the document, locale, state, then place
    in the document.
    """
    served = readers(markets)
    away: dict[tuple[str, str], set[str]] = {}
    for locale, document, occurrence in in_flight:
        away.setdefault((locale, document), set()).add(occurrence)
    found: list[Stretch] = []
    for one in waiting:
        seen_by = _seen_by(one, served)
        if not seen_by:
            continue
        place = one.locale, one.document
        scored = documents.get(place, Scored(priority=Priority.MAY, reasons=()))
        gone = away.get(place, set())
        for is_out in (False, True):
            texts = tuple(text for text in one.texts if (text.occurrence in gone) is is_out) if gone else one.texts
            if texts and (gone or not is_out):
                found.append(
                    Stretch(
                        document=one.document,
                        locale=one.locale,
                        markets=seen_by,
                        scored=scored,
                        is_out=is_out,
                        texts=texts,
                    )
                )
    return tuple(sorted(found, key=lambda stretch: stretch.order))


def unseen(waiting: Iterable[Waiting], markets: Sequence[Market]) -> Mapping[str, int]:
    """How many segments wait in each locale that no customer of the markets sees."""
    served = readers(markets)
    found: Counter[str] = Counter()
    for one in waiting:
        if not _seen_by(one, served):
            found[one.locale] += len(one.texts)
    return found


def readers(markets: Iterable[Market]) -> Mapping[str, Sequence[str]]:
    """The codes of the markets that read each locale."""
    found: dict[str, list[str]] = {}
    for market in markets:
        for tag in {locale.content for locale in market.locales}:
            found.setdefault(tag, []).append(market.code)
    return found


def _seen_by(waiting: Waiting, served: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    readers = served.get(waiting.locale, ())
    return tuple(code for code in readers if not waiting.markets or code in waiting.markets)


def first(wanted: Iterable[Stretch], most: int | None) -> Iterator[Stretch]:
    """The stretches, or parts of them, that the first segments are in.  most: how many segments, None for all."""
    left = most
    for stretch in wanted:
        if left is None:
            yield stretch
        elif left > 0:
            yield replace(stretch, texts=stretch.texts[:left])
            left -= len(stretch.texts)


def items_of(
    workspace: Workspace, wanted: Iterable[Stretch], in_flight: Mapping[tuple[str, str, str], str]
) -> Iterator[QueueItem]:
    """The segments of these stretches, in order, as far as the workspace has them.  in_flight: as of `stretches`."""
    pairs: dict[tuple[str, str], Pair] = {(pair.source.path, pair.locale): pair for pair in workspace.pairs}
    for stretch in wanted:
        pair = pairs.get((stretch.document, stretch.locale))
        if pair is None:
            # It could not be read when it was opened, and is named.
            continue
        rows = {row.entry.occurrence: row for row in pair.rows}
        required = workspace.settings.risks[pair.source.risk].required
        for text in stretch.texts:
            row = rows.get(text.occurrence)
            if row is None:
                # Somebody saved the document since it was looked through.
                continue
            handoff = in_flight.get((pair.locale, pair.source.path, text.occurrence), "")
            yield _item(pair, row, required, text.words, stretch, handoff)


def waiting_state(entry: CatalogEntry, required: State) -> str:
    """Why an entry waits for a person, empty when it does not."""
    if entry.is_stale:
        return "stale"
    if entry.state is State.UNTRANSLATED:
        return "untranslated"
    if entry.state is State.DRAFT:
        return "draft"
    return "not reviewed" if entry.state.rank < required.rank else ""


def _item(pair: Pair, row: Row, required: State, words: int, stretch: Stretch, handoff: str) -> QueueItem:
    entry, scored = row.entry, stretch.scored
    state = waiting_state(entry, required)
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
        words=words,
        # What went stale gets its old state back.
        needs_review=required is State.REVIEWED and entry.state is not State.REVIEWED,
        markets=stretch.markets,
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
