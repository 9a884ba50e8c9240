"""The parts of the report that say what was done: words, cost, effort, publishing, memory."""

from __future__ import annotations

from locmem.model.wording import counted
from locmem.postedit.effort import FEWEST
from locmem.postedit.ledger import BAND_GROUPS, GROUPS_APART
from locmem.reports.dashboard import Dashboard, month_name
from locmem.reports.savings import REPETITION_GOAL
from locmem.reports.sections import Section, Table, Value, number, text

GROUP_NAMES = {
    "memory": "confirmed by the memory",
    "repeated": "repeated or exact",
    "fuzzy": "near matches",
    "machine": "drafts of engines",
    "new": "new",
    "review": "read once more",
    "other": "corrected or aligned",
}
STEP_NAMES = {
    "list price": "list price",
    "memory": "the memory",
    "repeated": "repetitions",
    "fuzzy": "near matches",
    "machine": "engines’ drafts",
    "new": "new words",
    "people": "paid to people",
    "engines": "engines",
    "paid": "paid",
}
_FIRST_WORK = (
    "Hand out with `locmem export --locale TAG` and take back with `locmem import FILES`: what is confirmed then is "
    "recorded."
)


def _first_work(view: Dashboard) -> str:
    """What begins a record, after what was asked for where that is why there is none."""
    asked = "Nothing is recorded of the months that were asked for. " if view.first or view.last else ""
    return f"{asked}{_FIRST_WORK}"


def words(view: Dashboard) -> Section:
    """What was confirmed, by how it came about."""
    part = Section(id="words", title="Words by band and month", command="locmem report savings")
    found = view.savings
    if found is None:
        return part.without(f"The words of each month will stand here by how they came about. {_first_work(view)}")
    groups = [
        (name, bands)
        for name, bands in (*BAND_GROUPS, *GROUPS_APART)
        if any(found.total.by_band.get(band) for band in bands)
    ]
    rows = tuple(
        (
            row.month,
            row.tally.words,
            *(sum(row.tally.by_band.get(band, 0) for band in bands) for _, bands in groups),
            row.tally.weighted,
            row.tally.saved,
        )
        for row in found.months
    )
    columns = (
        *(text("month"), number("to translate", "words"), *(number(GROUP_NAMES[name], "words") for name, _ in groups)),
        *(number("paid as", "full words"), number("not paid", "%", 1)),
    )
    said = (
        f"{counted(found.total.words, 'word')} had to be translated from {month_name(found.first)} to "
        f"{month_name(found.last)}."
        if found.first != found.last
        else f"{counted(found.total.words, 'word')} had to be translated in {month_name(found.first)}.",
    )
    return part.holding(said, ["words"], [Table(title="Words by month", columns=columns, rows=rows)])


def cost(view: Dashboard) -> Section:
    """From the list price to what was paid."""
    part = Section(id="cost", title="From list price to what was paid", command="locmem report savings")
    if view.savings is None or not view.costs:
        return part.without(f"What memory and engines took off the price will stand here. {_first_work(view)}")
    unit = cost_unit(view)
    total = view.savings.total
    said = [f"{total.saved or 0:.1f} % of the list price of {counted(total.words, 'word')} was not paid."]
    if not view.savings.currency:
        said.append("No price of a word is set, so amounts are in full words.")
    said += view.savings.assumptions[:2]
    digits = 2 if view.savings.currency else 0
    steps = tuple((STEP_NAMES[one.name], one.amount, one.words) for one in view.costs)
    locales = tuple(
        (row.locale, row.tally.words, row.tally.weighted, row.tally.paid, row.tally.avoided, row.tally.saved)
        for row in view.savings.locales
    )
    tables = [
        Table(
            title="Step by step",
            columns=(text("step"), number("amount", unit, digits), number("words")),
            rows=steps,
        ),
        Table(
            title="By locale",
            columns=(
                *(text("locale"), number("to translate", "words"), number("paid as", "full words")),
                *(number("paid", unit, 2), number("not paid", unit, 2), number("not paid", "%", 1)),
            ),
            rows=locales,
        ),
    ]
    return part.holding(said, ["cost"], tables)


def cost_unit(view: Dashboard) -> str:
    """What amounts are in."""
    is_money = view.savings is not None and view.savings.total.paid is not None
    return view.savings.currency if view.savings is not None and is_money else "full words"


def effort(view: Dashboard) -> Section:
    """What people changed in drafts."""
    part = Section(id="effort", title="What people changed in drafts", command="locmem report effort")
    if not view.effort:
        return part.without(f"Each engine will stand here with what people changed in its drafts. {_first_work(view)}")
    columns = (
        *(text("engine"), text("locale"), number("drafts"), number("as they were"), number("not read")),
        *(number("measured", "drafts"), number("changed", "%", 1), number("from", "%", 1), number("to", "%", 1)),
        *(number("HTER", "", 2), number("chrF", "", 1)),
    )
    rows: list[tuple[Value, ...]] = []
    for row in view.effort:
        share = row.characters
        bounds = (100 * share.mean, 100 * share.low, 100 * share.high) if share else (None, None, None)
        counts = (row.drafts, row.unchanged, row.unread, share.count if share else 0)
        rows.append((*row.names, *counts, *bounds, row.hter, row.chrf))
    said = [
        "The share of characters that people changed, with the interval in which its mean lies with 95 % certainty."
    ]
    if any(row.characters is not None and row.characters.count < FEWEST for row in view.effort):
        said.append(f"Below {FEWEST} drafts a share says little; these are drawn hollow.")
    return part.holding(said, ["effort"], [Table(title="Drafts", columns=columns, rows=tuple(rows))])


def publishing(view: Dashboard) -> Section:
    """How long a changed source waited for its translation."""
    part = Section(id="publishing", title="From source change to published", command="locmem review trend")
    if not view.published:
        return part.without(
            "How many days changed texts wait until they are confirmed again will stand here, by locale. It is read "
            "from what git has committed of catalogs: commit them after `locmem sync` and `locmem import`.",
        )
    total = sum(len(one.days) for one in view.published)
    said = (
        f"{counted(total, 'text')} changed and confirmed again since {view.since}; from then on every publish shows "
        "the new text.",
    )
    rows = tuple((one.locale, len(one.days), one.middle, one.days[0], one.days[-1]) for one in view.published)
    columns = (
        *(text("locale"), number("texts"), number("median", "days")),
        *(number("shortest", "days"), number("longest", "days")),
    )
    return part.holding(said, ["publishing"], [Table(title="Days by locale", columns=columns, rows=rows)])


def memory(view: Dashboard) -> Section:
    """What the memory holds, and whether less is done twice."""
    part = Section(id="memory", title="Memory and repetition", command="locmem memory stats")
    if not view.pairs:
        return part.without(
            "What the memory holds will stand here by month. It fills with confirmed texts at `locmem sync`."
        )
    said = [f"The memory holds {counted(sum(one.entries for one in view.pairs), 'entry', 'entries')}."]
    found = view.savings
    change = found.repetition if found else None
    low, high = REPETITION_GOAL
    if change is not None:
        said.append(
            f"Of what people translated, {change.after:.1f} % had been translated before in "
            f"{month_name(change.month)}, {change.before:.1f} % in {month_name(change.baseline)}, the baseline (the "
            f"aim is {low}–{high} % less in a year){'; months of so few words say little' if change.is_small else ''}."
        )
    else:
        said.append("Repetition is compared with a baseline month from the second month of people’s work on.")
    held = tuple((one.locale, one.trust, one.entries, one.sources, one.words, one.repeated) for one in view.pairs)
    tables = [
        Table(
            title="What it holds",
            columns=(
                *(text("locale"), text("trust"), number("entries"), number("different sources")),
                *(number("words of sources"), number("repeated", "%", 1)),
            ),
            rows=held,
        ),
        Table(
            title="Growth",
            columns=(text("month"), number("added", "entries"), number("at its end", "entries")),
            rows=tuple((one.month or "not known", one.added, one.total) for one in view.growth),
        ),
    ]
    if found:
        tables.append(
            Table(
                title="Repetition",
                columns=(
                    *(text("month"), number("translated by people", "words"), number("translated before", "%", 1)),
                    *(number("from the memory or repeated", "%", 1), number("different pairs confirmed")),
                ),
                rows=tuple(
                    (row.month, row.tally.by_people, row.tally.repeated, row.tally.leverage, row.pairs)
                    for row in found.months
                ),
            )
        )
    charts = ["growth", *(["repetition"] if found and len(found.months) > 1 else [])]
    return part.holding(said, charts, tables)
