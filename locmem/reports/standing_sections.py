"""The parts of the report that say how the project stands: markets, coverage, backlog, age, facts, review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from locmem.backlog.items import BacklogItem
from locmem.model.wording import counted, listed
from locmem.reports.dashboard import AHEAD, Dashboard, ahead_of, at_percent, month_name
from locmem.reports.launch import Owner
from locmem.reports.sections import Section, Table, Value, number, text

MOST_ITEMS, FIRST_ITEMS = 60, 6
"""Items of the backlog that are told with all reasons, and those that are read with the chart; all are in JSON."""

PRIORITIES = {1: "1 must", 2: "2 should", 3: "3 may", 0: "no open item"}
"""What priorities are called; 0 stands for what has none."""


def readiness(view: Dashboard) -> Section:
    """Which markets can be launched, and what blocks the others."""
    part = Section(id="readiness", title="Markets that can be launched", command="locmem market readiness")
    if not view.verdicts:
        return part.without("Each market will stand here with what blocks it. `locmem market add ES` begins one.")
    may = [one.market for one in view.verdicts if one.may_launch]
    not_yet = [one.market for one in view.verdicts if not one.may_launch]
    said = [f"Can be launched: {listed(tuple(may), 12)}."] if may else ["No market can be launched today."]
    said += [f"Not yet: {listed(tuple(not_yet), 12)}."] if not_yet else []
    rows = tuple(
        (
            one.market,
            "yes" if one.may_launch else "no",
            one.pages,
            one.shown,
            one.older,
            one.findings,
            *(sum(block.count for block in one.blocks if block.owner is owner) for owner in Owner),
            one.blocks_from,
        )
        for one in view.verdicts
    )
    columns = (
        *(text("market"), text("can be launched"), number("pages"), number("can be published")),
        *(number("with older wording"), number("findings that block")),
        *(number(f"for {owner.value}") for owner in Owner),
        text("more blocks from"),
    )
    blocks = tuple(
        (one.market, block.owner.value, block.check, block.count, block.example, f"`{block.do}`")
        for one in view.verdicts
        for block in one.blocks
    )
    heads = (text("market"), text("owner"), text("check"), number("findings"))
    answers = tuple((one.market, one.line) for one in view.verdicts)
    tables = [
        Table(
            title="The answer for each market",
            columns=(text("market"), text("answer", is_long=True)),
            rows=answers,
            is_open=True,
        ),
        Table(title="Each market", columns=columns, rows=tuple((*row[:-1], row[-1] or "nothing seen") for row in rows)),
        Table(
            title="What customers see",
            columns=(
                *(text("market"), text("locale"), number("pages"), number("as they should be")),
                *(number("with older wording"), number("in the source language"), number("withheld")),
                *(number("blocked by facts"), number("with open work of priority 1")),
            ),
            rows=tuple(
                (
                    *(one.market, one.locale, one.pages, one.ready, one.last_confirmed, one.source, one.withheld),
                    *(one.blocked, one.must),
                )
                for one in view.readiness
            ),
        ),
    ]
    if blocks:
        example, do = text("example", is_long=True), text("do next", is_long=True)
        tables.append(Table(title="What blocks", columns=(*heads, example, do), rows=blocks))
    return part.holding(said, ["readiness"], tables)


def coverage(view: Dashboard) -> Section:
    """How much of each content set is confirmed in each locale."""
    part = Section(id="coverage", title="Coverage by locale and content", command="locmem status")
    if not view.coverage:
        return part.without(
            "Each locale will stand here with the share that is confirmed. `locmem sync` writes the catalogs."
        )
    total = sum(row.total for row in view.coverage)
    done = sum(row.reviewed + row.translated for row in view.coverage)
    drafts = sum(row.draft for row in view.coverage)
    said = (
        f"{_percent(done, total)} of {counted(total, 'segment')} are confirmed for their source as it is now; "
        f"{counted(drafts, 'draft')} wait for a person.",
        "A cell leads to its documents, the least finished first.",
    )
    columns = (
        *(text("locale"), text("content"), number("done", "%"), number("segments"), number("reviewed")),
        *(number("translated"), number("draft"), number("missing"), number("stale"), number("inherited")),
    )
    rows = tuple(
        (
            *(row.locale, row.content_set, int(row.percent), row.total, row.reviewed, row.translated, row.draft),
            *(row.untranslated, row.stale, row.inherited),
        )
        for row in view.coverage
    )
    return part.holding(said, ["coverage"], [Table(title="Segments by state", columns=columns, rows=rows)])


def backlog(view: Dashboard) -> Section:
    """What is to be done, and whether it gets less."""
    part = Section(id="backlog", title="Backlog", command="locmem backlog")
    items = view.open_items
    if not items and not view.burn:
        return part.without(
            "Nothing is missing. What is not ready will stand here with its reason; `locmem review start` counts it "
            "once a month.",
        )
    found = Counter(int(item.scored.priority) for item in items)
    put_off = len(view.backlog) - len(items)
    said = [
        f"{counted(len(items), 'item')} open: {', '.join(f'{found[n]} of priority {n}' for n in (1, 2, 3))}"
        f"{f'; {put_off} put off' if put_off else ''}."
    ]
    if len(view.burn) > 1:
        now, before = view.burn[-1], view.burn[-2]
        said.append(
            f"Of priority 1 there were {before.priority_1} in {month_name(before.month)} and {now.priority_1} in "
            f"{month_name(now.month)}."
        )
    else:
        said.append("Whether it gets less shows from the second month that `locmem review start` counts.")
    heads = text("item"), number("priority"), text("why", is_long=True), text("do next", is_long=True)
    tables = [
        Table(
            title="What to do first",
            columns=heads,
            rows=tuple(
                (item.key, int(item.scored.priority), item.scored.reasons[0], item.do) for item in items[:FIRST_ITEMS]
            ),
            is_open=True,
        ),
        Table(
            title="Items with all reasons",
            columns=(*heads, number("words"), number("views")),
            rows=tuple(_item(item) for item in items[:MOST_ITEMS]),
            more=f"{len(items) - MOST_ITEMS} more: `locmem backlog --limit {len(items)}`."
            if len(items) > MOST_ITEMS
            else "",
        ),
        Table(
            title="Open items by market",
            columns=(text("market"), *(number(f"priority {n}") for n in (1, 2, 3)), number("all")),
            rows=tuple(
                (market, *(counts[n] for n in (1, 2, 3)), counts.total())
                for market, counts in sorted(priorities_by_market(view).items())
            ),
        ),
    ]
    if view.burn:
        tables.append(
            Table(
                title="Open items by month",
                columns=(
                    *(text("month"), *(number(f"priority {n}") for n in (1, 2, 3))),
                    *(number("words left"), text("markets counted")),
                ),
                rows=tuple(
                    (one.month, one.priority_1, one.priority_2, one.priority_3, one.words_left, ", ".join(one.markets))
                    for one in view.burn
                ),
            )
        )
    if view.queue:
        tables.append(
            Table(
                title="What waits for people",
                columns=(
                    *(text("locale"), number("texts"), number("segments"), number("words")),
                    *(number("effort", "words of new text"), number("assigned"), number("overdue"), number("out")),
                ),
                rows=tuple(
                    (
                        *(one.locale, one.texts, one.segments, one.words, one.effort, one.assigned, one.overdue),
                        one.handed_out,
                    )
                    for one in view.queue
                ),
            )
        )
    return part.holding(said, ["backlog", *(["burn"] if len(view.burn) > 1 else [])], tables)


def _item(item: BacklogItem) -> tuple[Value, ...]:
    reasons = "; ".join(item.scored.reasons)
    return item.key, int(item.scored.priority), reasons, item.do, item.words_left, item.views


def priorities_by_market(view: Dashboard) -> dict[str, Counter[int]]:
    """How many open items of each priority a market has."""
    found: dict[str, Counter[int]] = {}
    for item in view.open_items:
        found.setdefault(item.market, Counter())[int(item.scored.priority)] += 1
    return found


def stale(view: Dashboard) -> Section:
    """How old stale texts are."""
    part = Section(id="stale", title="Age of stale texts", command="locmem queue list --state stale")
    if not view.stale:
        return part.without(
            "No text is stale. Where a source changes under a confirmed translation, its age will stand here; "
            "`locmem sync` finds such texts.",
        )
    total = sum(one.texts for one in view.stale)
    said = (
        f"{counted(total, 'text is', 'texts are')} stale, half of them for at least "
        f"{counted(at_percent([(one.days, one.texts) for one in view.stale], 50), 'day')}, the oldest for "
        f"{counted(max(one.days for one in view.stale), 'day')}.",
    )
    rows: list[tuple[Value, ...]] = []
    for priority in sorted({one.priority for one in view.stale}, key=lambda one: one or 9):
        ages = [(one.days, one.texts) for one in view.stale if one.priority == priority]
        counts = sum(count for _, count in ages), *(at_percent(ages, percent) for percent in (50, 90, 100))
        rows.append((PRIORITIES[priority], *counts))
    columns = (text("priority"), number("texts"), number("median", "days"), number("90 % below", "days"))
    table = Table(title="Age by priority", columns=(*columns, number("oldest", "days")), rows=tuple(rows))
    oldest = sorted(view.stale, key=lambda one: (-one.days, one.locale, one.document))[:20]
    documents = Table(
        title="The oldest",
        columns=(text("document"), text("locale"), text("priority"), number("age", "days"), number("texts")),
        rows=tuple((one.document, one.locale, PRIORITIES[one.priority], one.days, one.texts) for one in oldest),
    )
    return part.holding(said, ["stale"], [table, documents])


def facts(view: Dashboard) -> Section:
    """What changes in markets, and what has to be read again."""
    part = Section(id="facts", title=f"Facts that change within {AHEAD[-1]} days", command="locmem market due")
    if not view.changes and not view.due:
        return part.without(
            f"Nothing changes within {AHEAD[-1]} days, and nothing has to be read again. `locmem market lint` looks at "
            "the profiles; windows with `valid_from` tell what changes.",
        )
    late = sum(ahead_of(one.due, view.day) == 0 for one in view.due)
    counts = (sum((one.on - view.day).days <= days for one in view.changes) for days in AHEAD)
    ahead = ", ".join(f"{count} within {days} days" for count, days in zip(counts, AHEAD, strict=True))
    said = (
        f"Changes: {ahead}.",
        f"{counted(len(view.due), 'value has', 'values have')} to be read again at the source by then, {late} of them "
        "now.",
    )
    columns = (text("market"), number("never read or overdue"), *(number(f"within {days} days") for days in AHEAD))
    due = tuple(_due_rows(view))
    tables = [
        Table(
            title="What changes",
            columns=(
                *(text("on"), number("in", "days"), text("market"), text("fact"), text("before", is_long=True)),
                *(text("after", is_long=True), text("source", is_long=True)),
            ),
            rows=tuple(
                (
                    *(one.on, (one.on - view.day).days, one.market, one.path, one.before),
                    *("nothing holds" if one.is_ending else one.after, one.source),
                )
                for one in view.changes
            ),
            is_open=True,
        ),
        Table(title="To be read again, each value once", columns=columns, rows=due),
    ]
    return part.holding(said, ["facts"] if due else [], [table for table in tables if table.rows])


def _due_rows(view: Dashboard) -> Iterator[tuple[Value, ...]]:
    for market in sorted({one.market for one in view.due}):
        found = Counter(ahead_of(one.due, view.day) for one in view.due if one.market == market)
        yield (market, found[0], *(found[days] for days in AHEAD))


def review(view: Dashboard) -> Section:
    """Who is asked what in the review of the month."""
    part = Section(id="review", title="The review of the month", command="locmem review status")
    if not view.reviews:
        return part.without("Who is asked what will stand here, market by market. `locmem review start` begins it.")
    open_, late = sum(one.open for one in view.reviews), [one.market for one in view.reviews if one.is_late]
    said = [f"{counted(open_, 'item is', 'items are')} open in {counted(len(view.reviews), 'market')}."]
    said += [f"Overdue: {listed(tuple(late), 12)}."] if late else []
    columns = (
        *(text("market"), text("month"), text("due"), number("open"), number("confirmed")),
        *(number("to be changed"), number("skipped")),
    )
    rows = tuple((one.market, one.month, one.due, one.open, one.confirm, one.change, one.skip) for one in view.reviews)
    owed = tuple(
        (one.market, who.owner or "nobody", who.items, who.since, ", ".join(who.kinds))
        for one in view.reviews
        for who in one.owed
    )
    tables = [Table(title="Answers", columns=columns, rows=rows)]
    if owed:
        heads = (text("market"), text("asked"), number("owes"), text("since"), text("of", is_long=True))
        tables.append(Table(title="Who owes what", columns=heads, rows=owed))
    return part.holding(said, ["review"], tables)


def _percent(part: int, whole: int) -> str:
    return f"{int(100 * part / whole)} %" if whole else "0 %"
