"""What the work on a market asks of its reviewers: templates, service levels, priorities that moved, open questions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from locmem.backlog.items import BacklogItem
from locmem.errors import Location, Problems, input_error
from locmem.exchange.queries import Query
from locmem.model.priority import Priority
from locmem.model.review_rules import ItemKind
from locmem.model.wording import counted, shortened
from locmem.reviews.items import Review, ReviewItem
from locmem.reviews.profile_items import Asking
from locmem.reviews.service import SLA_FILE, Level, shown

SNAPSHOT = ("item", "priority")
_QUOTED = 120
"""Characters of a text that are quoted."""


def template_items(asking: Asking) -> Iterator[ReviewItem]:
    """The articles and macros with most tickets: whether they still say the right thing, and say it well."""
    code = asking.market.code
    asked = [
        (figures, card)
        for card in asking.cards
        if card.ships_to(code) and (figures := asking.figures.get(card.path)) and figures.tickets
    ]
    asked.sort(key=lambda one: (-one[0].tickets, -one[0].views, one[1].path))
    for figures, card in asked[: asking.rules.templates]:
        evidence = [f"{figures.told('tickets', 'views')} in {figures.period}"]
        if figures.unhelpful:
            evidence.append(f"{counted(figures.unhelpful, 'reader')} said that it did not help")
        for rate, words in ((figures.repeat, "write again"), (figures.fcr, "are helped at the first contact")):
            evidence += [f"{rate:g} % {words}"] if rate is not None else []
        evidence += [f"{figures.csat:g} % are satisfied"] if figures.csat is not None else []
        evidence += [asking.sources_of({card.path}), *asking.translations_of({card.path})]
        why = f"among the {asking.rules.templates} with most tickets"
        noun = "macro" if card.kind == "macro" else "article"
        name = f"template/{card.path}"
        yield asking.item(ItemKind.TEMPLATE, name, f"the {noun} {card.path}", why, evidence, texts={card.path})


def service_items(asking: Asking, levels: Iterable[Level]) -> Iterator[ReviewItem]:
    """Each service level of the market: what was promised, what was measured, and how that moved."""
    for one in levels:
        what = f"{one.channel}, {one.measure.words}"
        evidence = [
            f"promised: {shown(one.target)} ({one.source})" if one.target is not None else "nothing is promised"
        ]
        if one.now:
            measured = f"measured: {shown(one.now.value)} in {one.now.period}"
            evidence.append(f"{measured}; {one.change}" if one.change else measured)
        else:
            evidence.append(f"measured: nothing in {SLA_FILE}")
        name = f"sla/{one.channel}/{one.measure.value}"
        yield asking.item(ItemKind.SLA, name, f"{what}: {one.verdict}", one.why, evidence, urgent=one.is_met is False)


def priority_items(
    asking: Asking, backlog: Iterable[BacklogItem], snapshot: Mapping[str, int] | None, month: str
) -> Iterator[ReviewItem]:
    """Pieces of work whose priority is another than in the review before, and new ones of priority 1.

    snapshot: the priorities of then by key, None where there was no review.  month: of that review.
    """
    for item in backlog if snapshot is not None else ():
        assert snapshot is not None
        now, then = int(item.scored.priority), snapshot.get(item.key)
        if item.is_snoozed or now == then or (then is None and item.scored.priority is not Priority.MUST):
            continue
        name = item.key.partition("/")[2]
        moved = f"{then} in {month}, {now} now" if then else f"new since {month}, and {now}"
        what = f"{name}: {f'from {then} to {now}' if then else f'new, with priority {now}'}"
        texts = (item.document,) if item.locale else ()
        why, is_first = item.scored.reasons[0], item.scored.priority is Priority.MUST
        yield asking.item(ItemKind.PRIORITY, f"priority/{name}", what, why, (moved,), texts=texts, urgent=is_first)


def question_items(asking: Asking, queries: Iterable[Query]) -> Iterator[ReviewItem]:
    """What translators asked and nobody answered."""
    for query in queries:
        what = f"{query.locale} asks: {query.question}"
        why = "a translator waits for an answer"
        evidence = (f"about “{shortened(query.source, _QUOTED)}”",)
        name = f"question/{query.key}/{query.locale}"
        yield asking.item(ItemKind.QUESTION, name, what, why, evidence, texts={query.document})


def done_item(
    asking: Asking,
    backlog: Iterable[BacklogItem],
    snapshot: Mapping[str, int] | None,
    before: Review | None,
    left: Sequence[ReviewItem],
) -> Iterator[ReviewItem]:
    """What was open in the review before and is no longer, in one item that nobody is asked about.

    left: what was owed then and is asked no longer.
    """
    if before is None:
        return
    keys = {item.key for item in backlog}
    done = [(key, priority) for key, priority in sorted((snapshot or {}).items()) if key not in keys]
    evidence = [f"{key}, priority {priority} in {before.month}" for key, priority in done]
    evidence += [f"{one.id}, open in {before.month}, is asked no longer" for one in left]
    if evidence:
        what = f"{counted(len(evidence), 'thing')} done or asked no longer since {before.month}"
        yield asking.item(ItemKind.DONE, "done", what, "for the record; nobody is asked", evidence)


def write_snapshot(items: Iterable[BacklogItem]) -> str:
    """The priorities of a market's backlog as a file: what the next review compares with."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(SNAPSHOT)
    writer.writerows(sorted((item.key, int(item.scored.priority)) for item in items))
    return out.getvalue()


def read_snapshot(text: str, path: str) -> dict[str, int]:
    """The priorities by key; of two, as git keeps of two branches, the more pressing one.

    Raises InputErrors with the line of everything that is none.
    """
    rows = csv.reader(io.StringIO(text, newline=""))
    problems = Problems()
    found: dict[str, int] = {}
    if next(rows, None) != list(SNAPSHOT):
        raise input_error(Location(path=path, line=1), "the header is another.", f"Write {','.join(SNAPSHOT)}.")
    for row in rows:
        if row == list(SNAPSHOT):
            # Git keeps the lines of both sides, the header too where both began the file.
            continue
        if len(row) != 2 or row[1] not in ("1", "2", "3"):
            place = Location(path=path, line=rows.line_num)
            problems.add(place, "this is no item with its priority.", "Bring the file back from git.")
            continue
        found[row[0]] = min(int(row[1]), found.get(row[0], 3))
    problems.raise_all()
    return found
