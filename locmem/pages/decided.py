"""What people decided of items of the backlog, beside the items that are open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from locmem.backlog.decisions import too_long
from locmem.backlog.items import BacklogItem
from locmem.exchange.manifest import Manifest
from locmem.model.wording import counted, listed
from locmem.pages.overview import decisions_of, overview, pressing_markets
from locmem.settings import FILE_NAME
from locmem.workspace.handoffs import readable_manifests
from locmem.workspace.project import Project


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
