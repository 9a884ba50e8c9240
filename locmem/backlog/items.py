"""The backlog's items: every document x locale x market that is not ready, scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from locmem.backlog.score import Evidence, score
from locmem.backlog.signals import Kpi
from locmem.catalogs.pairs import Pair, Workspace
from locmem.model.fact import Market
from locmem.model.priority import Scored
from locmem.postedit.queue import waiting_state
from locmem.render.policy import Show, choose, standing
from locmem.similarity import word_count

_SHOWN = {
    Show.TRANSLATION: "",
    Show.LAST_CONFIRMED: "the last confirmed wording",
    Show.SOURCE: "the source language",
    Show.NOTHING: "nothing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklogItem:
    """One piece of work: a document in a locale for a market."""

    document: str
    locale: str
    market: str
    scored: Scored
    words_left: int
    views: int


def backlog(
    workspace: Workspace,
    markets: Sequence[Market],
    kpi: Mapping[tuple[str, str], Kpi],
    blocked: Mapping[tuple[str, str, str], tuple[str, ...]],
) -> tuple[BacklogItem, ...]:
    """All items, most pressing first.

    blocked: facts, or a missing approval, that keep a page back, by (market, locale, document).
    """
    items: list[BacklogItem] = []
    for market in markets:
        for locale in market.locales:
            for pair in workspace.pairs_of(locale.content):
                if not pair.source.ships_to(market.code):
                    continue
                figures = kpi.get((pair.source.path, market.code), Kpi())
                facts = blocked.get((market.code, locale.content, pair.source.path), ())
                item = _item(workspace, pair, market.code, figures, facts)
                if item is not None:
                    items.append(item)
    return in_order(items)


def in_order(items: Iterable[BacklogItem]) -> tuple[BacklogItem, ...]:
    """The items, most pressing first."""
    key = lambda one: (one.scored.priority, -one.scored.points, one.document, one.market, one.locale)  # noqa: E731
    return tuple(sorted(items, key=key))


def by_document(items: Sequence[BacklogItem]) -> dict[tuple[str, str], Scored]:
    """The most pressing score of each (locale, document) over all markets."""
    best: dict[tuple[str, str], Scored] = {}
    for item in items:
        best.setdefault((item.locale, item.document), item.scored)
    return best


def _item(workspace: Workspace, pair: Pair, market: str, kpi: Kpi, blocked: tuple[str, ...]) -> BacklogItem | None:
    policy = workspace.settings.risks[pair.source.risk]
    counts = standing(pair, policy.required)
    choice = choose(counts, policy)
    words = sum(
        word_count(row.segment.content, pair.source.locale)
        for row in pair.rows
        if pair.is_ours(row.entry) and waiting_state(row.entry, policy.required)
    )
    scored = score(
        Evidence(
            risk=pair.source.risk,
            untranslated=counts.untranslated,
            drafts=counts.drafts,
            below=counts.below,
            stale=counts.stale,
            words_left=words,
            shown="nothing" if blocked else _SHOWN[choice.show],
            blocked=blocked,
            kpi=kpi,
        )
    )
    if scored is None:
        return None
    return BacklogItem(
        document=pair.source.path,
        locale=pair.locale,
        market=market,
        scored=scored,
        words_left=words,
        views=kpi.views,
    )
