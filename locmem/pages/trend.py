"""How the markets of a project stand in a month: what `reviews/trend.csv` is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from statistics import median

from locmem import textfile
from locmem.checks.cards import Card
from locmem.errors import Location, input_error
from locmem.model.fact import Market
from locmem.noted_day import plain_day
from locmem.pages.overview import Overview
from locmem.reviews.states import ages
from locmem.reviews.trend import TREND_FILE, TrendRow, read_trend, recorded, write_trend
from locmem.workspace.project import Project
from locmem.workspace.turnaround import Turnaround, turnarounds


def trend_of(project: Project) -> tuple[TrendRow, ...]:
    """The rows that were recorded; none where there is no file.  Raises InputErrors for one that cannot be read."""
    data = project.folder.read(TREND_FILE)
    return () if data is None else read_trend(textfile.decode(data, TREND_FILE).text)


def record_trend(
    project: Project, markets: Sequence[Market], overview: Overview, cards: Sequence[Card]
) -> tuple[TrendRow, ...]:
    """The rows of the present month for these markets, which are written over those it had.

    overview: with the backlog and the states of all of them.
    Raises InputErrors for a file that cannot be read: it would be lost.
    """
    known = trend_of(project)
    today = plain_day(project.today)
    month = f"{today:%Y-%m}"
    if later := [row.month for row in known if row.month > month]:
        what = f"it has figures of {max(later)}, and today is {today}."
        raise input_error(Location(path=TREND_FILE), what, "Set the clock right, or remove the rows.")
    rows = tuple(_rows(project, markets, overview, cards, month, today))
    project.folder.write(TREND_FILE, write_trend(recorded(known, rows)).encode())
    return rows


def _rows(
    project: Project,
    markets: Sequence[Market],
    overview: Overview,
    cards: Sequence[Card],
    month: str,
    today: date,
) -> Iterator[TrendRow]:
    first = today.replace(day=1)
    again = turnarounds(project, first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    ships = {card.path: card for card in cards}
    for market in markets:
        mine = [one for one in overview.states if one.market == market.code]
        counts: Counter[str] = Counter()
        for one in mine:
            counts.update(one.counts)
        open_ = [item for item in overview.backlog if item.market == market.code]
        priorities = Counter(int(item.scored.priority) for item in open_)
        middle, oldest = ages(mine, today)
        locales = {str(one.content) for one in market.locales}
        took = [one.days for one in _of(market, locales, ships, again or ())]
        yield TrendRow(
            month=month,
            market=market.code,
            on=today,
            priority_1=priorities[1],
            priority_2=priorities[2],
            priority_3=priorities[3],
            words_left=sum(item.words_left for item in open_),
            reviewed=counts["reviewed"],
            translated=counts["translated"],
            draft=counts["draft"],
            untranslated=counts["untranslated"],
            stale=counts["stale"],
            stale_days=middle,
            stale_oldest=oldest,
            confirmed_again=None if again is None else len(took),
            publish_days=round(median(took)) if took else None,
        )


def _of(market: Market, locales: set[str], cards: dict[str, Card], found: Iterable[Turnaround]) -> Iterator[Turnaround]:
    for one in found:
        card = cards.get(one.document)
        if one.locale in locales and (card is None or card.ships_to(market.code)):
            yield one
