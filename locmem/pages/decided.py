"""What people decided of items of the backlog and in reviews, beside the items that are open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from itertools import chain

from locmem.backlog.answers import Given, item_about
from locmem.backlog.decisions import Decision, too_long
from locmem.backlog.items import BacklogItem
from locmem.backlog.worth import before
from locmem.errors import UsageError
from locmem.exchange.manifest import Manifest
from locmem.model.fact import Market
from locmem.model.wording import counted, listed
from locmem.noted_day import plain_day
from locmem.pages.answers import answered_months, answers_of
from locmem.pages.overview import CARDS, decisions_of, overview, pressing_markets
from locmem.reviews.items import Answer
from locmem.settings import FILE_NAME
from locmem.workspace.handoffs import readable_manifests
from locmem.workspace.project import Project
from locmem.workspace.survey import survey


def remarks(project: Project, items: Sequence[BacklogItem], codes: Collection[str], day: date) -> Iterator[str]:
    """What there is to say of decisions and of the table of markets, a line each.

    items: all that are open.  codes: of the markets that were asked for, empty for all.
    """
    open_ = {item.key: item for item in items}
    snoozed = [item for item in items if item.is_snoozed]
    yield from (f"{item.key}: {item.decision}." for item in snoozed)
    for decision in decisions_of(project):
        if codes and decision.market not in codes:
            continue
        clear = f"`locmem backlog clear {decision.item}` forgets it."
        it = f"{decision.until_at}: the {decision.kind.value} of {decision.item}"
        if decision.item not in open_:
            yield f"{decision.location}: {decision.item} was {decision}. Nothing is open there any more. {clear}"
        elif not decision.counts(day):
            yield f"{it} is over since {decision.until}. {clear}"
        elif open_[decision.item].refused:
            do = f"Write {decision.last_day(day)} under `until`, or do what is to be done."
            yield f"{it} does not count: {too_long(decision)}. {do}"
    known = {*(market.code for market in project.all_markets), *project.broken_markets}
    for code, rules in project.settings.backlog.markets.items():
        if code not in known:
            yield f"{rules.location or FILE_NAME}: there is no market {code}. Name one of {', '.join(sorted(known))}."


def with_jobs(project: Project, items: Sequence[BacklogItem]) -> tuple[BacklogItem, ...]:
    """The items; of those of which texts are with a translator, what to do next begins with that."""
    out: dict[tuple[str, str], list[Manifest]] = {}
    for manifest in readable_manifests(project):
        for unit in manifest.open_units():
            out.setdefault((manifest.locale, unit.document), []).append(manifest)
    return tuple(
        _handed_out(item, found) if (found := out.get((item.locale, item.document))) else item for item in items
    )


def _handed_out(item: BacklogItem, found: Sequence[Manifest]) -> BacklogItem:
    """found: the manifest of each of its texts that is out, oldest first."""
    whose, last = listed(tuple(dict.fromkeys(one.assignee or "a translator" for one in found))), found[-1]
    done = f"{counted(len(found), 'text is', 'texts are')} with {whose} until {last.due} (`locmem jobs show {last.id}`)"
    if len(found) >= item.waiting:
        return replace(item, do=f"{done}: take back what comes with `locmem import`.")
    return replace(item, do=f"{done}. {item.do}")


def becomes_urgent(project: Project, codes: Sequence[str], day: date) -> tuple[BacklogItem, ...]:
    """The items that are of priority 1 on a day to come and are not today."""
    today = overview(project, pressing_markets(project, codes, project.today), project.today).backlog
    first = {item.key for item in today if item.scored.priority == 1}
    then = overview(project, pressing_markets(project, codes, day), day).backlog
    return tuple(item for item in then if item.scored.priority == 1 and item.key not in first)


def wanted_changes(project: Project, markets: Sequence[Market]) -> tuple[Given, ...]:
    """What reviewers of these markets want changed and is as it was, by market and item."""
    said = (items for market in markets for _, items in answered_months(project, market.code))
    if not any(one.said.answer is Answer.CHANGE for items in said for item in items for one in item.answers):
        return ()
    surveyed = survey(project, expecting=(CARDS,))
    cards = surveyed.ask(CARDS)
    answers = answers_of(project, markets, tuple(chain.from_iterable(cards)), plain_day(project.today))
    return tuple(one for market in markets for one in answers.changes(market.code))


def decisions_on(project: Project, item: str) -> tuple[Decision, ...]:
    """What people decided in the backlog of what an item of a review is about, while that counts.

    Of a text that is asked for its tickets that is what was decided of its pages.
    """
    code, _, name = item.partition("/")
    kind, _, rest = name.partition("/")
    key = f"{code}/{item_about(name)}"
    day = plain_day(project.today)
    return tuple(
        one
        for one in decisions_of(project)
        if one.counts(day)
        and (one.item == key or (kind == "template" and one.market == code and one.item.endswith(f"/{rest}")))
    )


def require_open(known: Collection[str], keys: Sequence[str]) -> None:
    """Raise UsageError for the first key of which nothing is open; known: the keys of the open items."""
    for key in keys:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else "A key is MARKET/LOCALE/DOCUMENT: ES/es/articles/refunds.md."
            raise UsageError(f"nothing is open under {key!r}. {hint}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """An item of the backlog between those around it in its market.

    place: from 1, of `count` items.  above, below: the items before and after it, None at an end.
    why_below, why_above: why it stands after the one and before the other.
    """

    item: BacklogItem
    place: int
    count: int
    above: BacklogItem | None
    below: BacklogItem | None
    why_below: str
    why_above: str


def neighbours(items: Sequence[BacklogItem], keys: Sequence[str]) -> tuple[Neighbours, ...]:
    """The items of these keys between those around them.  Raises UsageError where one of the keys is none's."""
    require_open([item.key for item in items], keys)
    found = []
    for key in dict.fromkeys(keys):
        mine = [item for item in items if item.market == key.partition("/")[0]]
        place = next(number for number, item in enumerate(mine) if item.key == key)
        above = mine[place - 1] if place else None
        below = mine[place + 1] if place + 1 < len(mine) else None
        found.append(
            Neighbours(
                item=mine[place],
                place=place + 1,
                count=len(mine),
                above=above,
                below=below,
                why_below=before(above, mine[place]) if above else "",
                why_above=before(mine[place], below),
            )
        )
    return tuple(found)
