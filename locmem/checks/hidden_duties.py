"""Of which obligations that are kept customers see nothing: the pages that keep them are shown to nobody today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from locmem.checks.cards import Card
from locmem.checks.keeping import Keeping, by_topic, keeping_of
from locmem.model.fact import Market
from locmem.model.wording import listed

Page = tuple[str, str, str]
"""Market, content locale, document."""

_SHOWN = 2
"""Documents that a line has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """Where customers see nothing of what keeps an obligation.

    locales: in which no page that is shown says it.  documents: the pages on its topics that are shown to nobody there.
    """

    locales: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.locales:
            return ""
        verb = "is" if len(self.documents) == 1 else "are"
        shown = f"{listed(self.documents, _SHOWN)} {verb} withheld or not translated"
        return f"customers see nothing of it in {listed(self.locales)} today: {shown}"


def unseen(market: Market, keeping: Keeping, cards: Iterable[Card], day: date, hidden: Set[Page]) -> Unseen:
    """Where customers of a market see nothing of a kept obligation; nothing of one that nobody keeps.

    hidden: the pages that are shown to nobody.
    """
    if not keeping.is_kept:
        return Unseen()
    known, locales, documents = tuple(cards), list[str](), dict[str, None]()
    for locale in market.locales:
        content = str(locale.content)
        away = {card.path for card in keeping.cards if (market.code, content, card.path) in hidden}
        if away and _is_missed(replace(market, locales=(locale,)), keeping, known, day, away):
            locales.append(content)
            documents.update(dict.fromkeys(card.file for card in keeping.cards if card.path in away))
    return Unseen(locales=tuple(dict.fromkeys(locales)), documents=tuple(documents))


def _is_missed(market: Market, keeping: Keeping, cards: Sequence[Card], day: date, away: Set[str]) -> bool:
    """Whether without some documents more is missing than with them, or no text on a topic is left."""
    left = [card for card in cards if card.path not in away]
    whole, rest = (keeping_of(market, keeping.obligation, by_topic(market, some), day, {}) for some in (cards, left))
    return not {*rest.lacking} <= {*whole.lacking} or (not rest.seen and not {*rest.bare} <= {*whole.bare})
