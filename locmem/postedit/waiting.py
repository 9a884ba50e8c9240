"""What waits for a person in each document, kept small: a queue of a hundred thousand texts is put in order from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from locmem.catalogs.pairs import Workspace
from locmem.model.document import Risk
from locmem.model.fact import Market
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.postedit.estimate import digest_of
from locmem.similarity import word_count

STALE, NOT_REVIEWED, DRAFT, UNTRANSLATED = "stale", "not reviewed", "draft", "untranslated"
STATES = (STALE, NOT_REVIEWED, DRAFT, UNTRANSLATED)
"""Why a text waits, as people say it, in the order in which they stand where nothing else decides."""


class WaitingText(NamedTuple):
    """One segment that waits.

    state: index into STATES.
    words: of the source; 0 for what a variant inherits, because the work is done in its base.
    made_by: `mt:apertium`, `tm`, `human`; empty where there is no target.  match: percent of the memory's match.
    digest: that of source and shown text, see `estimate.digest_of`; about: that of the source alone.
    """

    occurrence: str
    words: int
    state: int
    made_by: str
    match: int
    digest: bytes
    about: bytes


class Waiting(NamedTuple):
    """What waits of a document in a locale.

    markets: codes of those the document is meant for, empty for all.  texts: in order of state, then of place.
    """

    document: str
    locale: str
    content_set: str
    risk: Risk
    markets: tuple[str, ...]
    texts: tuple[WaitingText, ...]


def waiting_in(workspace: Workspace) -> tuple[Waiting, ...]:
    """What waits of some documents, whoever sees it; a pair of which nothing waits is left out."""
    found = []
    words: dict[tuple[str, int], int] = {}
    for pair in workspace.pairs:
        source = pair.source
        required = workspace.settings.risks[source.risk].required
        states = [
            (STATES.index(state), number)
            for number, entry in enumerate(pair.catalog.entries)
            if (state := waiting_state(entry, required))
        ]
        texts = []
        for rank, number in sorted(states):
            entry = pair.catalog.entries[number]
            count = 0
            if pair.is_ours(entry):
                place = source.path, number
                if place not in words:
                    words[place] = word_count(source.catalog_segment(number).content, source.locale)
                count = words[place]
            texts.append(
                WaitingText(
                    occurrence=entry.occurrence,
                    words=count,
                    state=rank,
                    made_by=made_by(entry),
                    match=entry.match,
                    digest=digest_of(entry.source, entry.shown),
                    about=digest_of(entry.source, ""),
                )
            )
        if texts:
            found.append(
                Waiting(
                    source.path,
                    pair.locale,
                    source.content_set.name,
                    source.risk,
                    tuple(source.document.markets),
                    tuple(texts),
                )
            )
    return tuple(found)


def waiting_state(entry: CatalogEntry, required: State) -> str:
    """Why an entry waits for a person, one of STATES; empty when it does not."""
    if entry.is_stale:
        return STALE
    if entry.state is State.UNTRANSLATED:
        return UNTRANSLATED
    if entry.state is State.DRAFT:
        return DRAFT
    return NOT_REVIEWED if entry.state.rank < required.rank else ""


def made_by(entry: CatalogEntry) -> str:
    """Who or what made the text that is shown, as origins are written; empty where there is none."""
    if not entry.shown:
        return ""
    if entry.proposal:
        return OriginKind.HUMAN.value if entry.is_begun else OriginKind.TM.value
    return str(entry.origin)


def readers(markets: Iterable[Market]) -> Mapping[str, Sequence[str]]:
    """The codes of the markets that read each locale."""
    found: dict[str, list[str]] = {}
    for market in markets:
        for tag in {locale.content for locale in market.locales}:
            found.setdefault(tag, []).append(market.code)
    return found


def seen_by(waiting: Waiting, served: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The codes of the markets whose customers read it.  served: as of `readers`."""
    return tuple(code for code in served.get(waiting.locale, ()) if not waiting.markets or code in waiting.markets)


def unseen(waiting: Iterable[Waiting], markets: Sequence[Market]) -> Mapping[str, int]:
    """How many segments wait in each locale that no customer of the markets sees."""
    served = readers(markets)
    found: Counter[str] = Counter()
    for one in waiting:
        if not seen_by(one, served):
            found[one.locale] += len(one.texts)
    return found
