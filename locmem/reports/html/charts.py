"""The charts of the report, each a pure function of what is shown and a width in pixels.

It imports Altair, whose values have no types worth the name, and is loaded when a report is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from locmem.postedit.effort import FEWEST
from locmem.postedit.ledger import BAND_GROUPS
from locmem.reports.costs import LIST, PAID, PEOPLE
from locmem.reports.dashboard import AHEAD, Dashboard, ahead_of
from locmem.reports.html.chart_forms import (
    COUNTS,
    HEIGHT,
    ROW,
    SHARES,
    Datum,
    bars,
    colours,
    columns,
    data_of,
    down,
    finished,
    months_along,
)
from locmem.reports.html.chart_parts import ANSWERS, DUE, GROUPS, GROWTH, PRIORITY_INKS, SEEN, URGENCY
from locmem.reports.html.inks import heat, light
from locmem.reports.standing_sections import PRIORITIES, priorities_by_market
from locmem.reports.work_sections import GROUP_NAMES, STEP_NAMES, cost_unit


def readiness(view: Dashboard, width: int) -> Any:
    """What customers of each market see of its pages."""
    may = {one.market: one.may_launch for one in view.verdicts}
    rows = [
        {"of": f"{market}: {'yes' if may.get(market) else 'no'}", "part": part, "value": count, "told": told}
        for market in dict.fromkeys(one.market for one in view.readiness)
        for name, part, _ in SEEN
        if (count := sum(getattr(one, name) for one in view.readiness if one.market == market)) or name == "ready"
        if (told := f"{market}: {count} pages {part}")
    ]
    return bars(rows, [(part, ink) for _, part, ink in SEEN], "pages", width)


def list_id(view: Dashboard, locale: str, content_set: str) -> str:
    """What addresses name the list of documents of a cell."""
    cells = [(row.locale, row.content_set) for row in view.coverage]
    return f"documents-{cells.index((locale, content_set)) + 1}"


def coverage(view: Dashboard, width: int) -> Any:
    """The share that is confirmed, a cell for each locale and content set, which leads to its documents."""
    rows = [
        {
            "locale": row.locale,
            "content": row.content_set,
            "percent": f"{int(row.percent)} %",
            "ink": light(heat(int(row.percent))),
            "on": light("on-heat-4" if int(row.percent) == 100 else "on-heat"),
            "at": f"#{list_id(view, row.locale, row.content_set)}",
            "told": f"{row.locale}, {row.content_set}: {int(row.percent)} % of {row.total} segments",
        }
        for row in view.coverage
    ]
    locales = list(dict.fromkeys(row["locale"] for row in rows))
    contents = list(dict.fromkeys(row["content"] for row in rows))
    base = alt.Chart(
        data_of(rows), width=min(width, max(150, 150 * len(contents))), height=(ROW + 4) * len(locales)
    ).encode(
        x=alt.X(
            "content:N", title=None, sort=contents, axis=alt.Axis(orient="top", labelAngle=0, labelLimit=140)
        ).scale(paddingInner=0.04),
        y=down("locale:N", locales).scale(paddingInner=0.1),
        href="at:N",
        description="told:N",
    )
    cells = base.mark_rect(cornerRadius=2).encode(fill=alt.Fill("ink:N", scale=None))
    figures = base.mark_text(fontSize=13).encode(text="percent:N", color=alt.Color("on:N", scale=None))
    return cells + figures


def backlog(view: Dashboard, width: int) -> Any:
    """Open items of each market by priority."""
    rows = [
        {"of": market, "part": PRIORITIES[n], "value": counts[n], "told": f"{market}: {counts[n]} of priority {n}"}
        for market, counts in sorted(priorities_by_market(view).items())
        for n in (1, 2, 3)
    ]
    return bars(rows, URGENCY, "open items", width)


def burn(view: Dashboard, width: int) -> Any:
    """Open items of each month by priority."""
    rows = [
        {"of": one.month, "part": PRIORITIES[n], "value": count, "told": f"{one.month}: {count} of priority {n}"}
        for one in view.burn
        for n, count in ((1, one.priority_1), (2, one.priority_2), (3, one.priority_3))
    ]
    return columns(rows, URGENCY, "open items", width)


def words(view: Dashboard, width: int) -> Any:
    """Words of each month by how they came about."""
    months = view.savings.months if view.savings else ()
    rows = [
        {"of": row.month, "part": GROUP_NAMES[name], "value": count, "told": f"{row.month}: {count:,} words {part}"}
        for row in months
        for name, bands in BAND_GROUPS
        if (part := GROUP_NAMES[name])
        for count in (sum(row.tally.by_band.get(band, 0) for band in bands),)
    ]
    return columns(rows, GROUPS, "words", width)


def cost(view: Dashboard, width: int) -> Any:
    """From the list price down to what was paid."""
    rows: list[dict[str, Any]] = []
    level = 0.0
    for one in view.costs:
        amount = float(one.amount)
        is_whole = one.name in (LIST, PEOPLE, PAID)
        start = 0.0 if is_whole else level
        level = start + amount
        ink = "blue-3" if one.name == PAID else "grey" if is_whole else "orange" if amount > 0 else "blue-1"
        shown = f"{amount:+,.0f}" if not is_whole else f"{amount:,.0f}"
        shown = shown.replace("-", "−") if abs(amount) >= 1 else f"{amount:,.2f}".replace("-", "−")
        told = f"{STEP_NAMES[one.name]}: {amount:,.2f} {cost_unit(view)}"
        low, high = sorted((start, level))
        rows.append(
            {"of": STEP_NAMES[one.name], "low": low, "high": high, "shown": shown, "ink": light(ink), "told": told}
        )
    names = [str(row["of"]) for row in rows]
    top = max(float(row["high"]) for row in rows)
    base = alt.Chart(data_of(rows), width=width, height=(ROW + 4) * len(rows)).encode(
        y=down("of:N", names), description="told:N"
    )
    scale = alt.Scale(domain=[0, top * 1.14 or 1], nice=False)
    steps = base.mark_bar(height=ROW - 8).encode(
        x=alt.X("low:Q", title=cost_unit(view), scale=scale, axis=COUNTS),
        x2="high:Q",
        color=alt.Color("ink:N", scale=None),
    )
    figures = base.mark_text(align="left", dx=5, color=light("ink")).encode(x=alt.X("high:Q"), text="shown:N")
    return steps + figures


def effort(view: Dashboard, width: int) -> Any:
    """What people changed in the drafts of each engine and locale, with its interval and the number of drafts."""
    rows: list[dict[str, Any]] = [
        {
            "of": f"{' · '.join(row.names)} (n = {share.count:,})",
            "mean": 100 * share.mean,
            "low": 100 * share.low,
            "high": 100 * share.high,
            "fill": light("paper" if share.count < FEWEST else "blue-3"),
            "told": f"{' '.join(row.names)}: {100 * share.mean:.1f} % changed, {100 * share.low:.1f} to "
            f"{100 * share.high:.1f} %, of {share.count:,} drafts",
        }
        for row in view.effort
        if (share := row.characters)
    ]
    names = [str(row["of"]) for row in rows]
    most = max((float(row["high"]) for row in rows), default=0.0)
    scale = alt.Scale(domain=[0, max(10, most * 1.05)], nice=True)
    base = alt.Chart(data_of(rows), width=width, height=ROW * max(1, len(rows))).encode(
        y=down("of:N", names), description="told:N"
    )
    reach = base.mark_rule(strokeWidth=2, color=light("blue-2")).encode(
        x=alt.X("low:Q", title="changed, % of characters", scale=scale, axis=SHARES),
        x2="high:Q",
    )
    dots = base.mark_point(size=70, strokeWidth=2, color=light("blue-3"), filled=False).encode(
        x="mean:Q", fill=alt.Fill("fill:N", scale=None)
    )
    return reach + dots


def stale(view: Dashboard, width: int) -> Any:
    """The share of stale texts that are at most so old, a line for each priority."""
    rows: list[Datum] = []
    groups = [n for n in (1, 2, 3, 0) if any(one.priority == n for one in view.stale)]
    for n in groups:
        ages: dict[int, int] = {}
        for one in view.stale:
            if one.priority == n:
                ages[one.days] = ages.get(one.days, 0) + one.texts
        total, reached = sum(ages.values()), 0
        rows.append({"days": 0, "share": 0, "part": PRIORITIES[n], "told": ""})
        for days in sorted(ages):
            reached += ages[days]
            told = f"{PRIORITIES[n]}: {100 * reached / total:.0f} % are at most {days} days old"
            rows.append({"days": days, "share": 100 * reached / total, "part": PRIORITIES[n], "told": told})
    most = max(one.days for one in view.stale)
    return (
        alt.Chart(data_of(rows), width=width, height=HEIGHT)
        .mark_line(interpolate="step-after", strokeWidth=2.5, point=alt.OverlayMarkDef(size=28))
        .encode(
            x=alt.X(
                "days:Q",
                title="days since the source changed",
                axis=COUNTS,
                scale=alt.Scale(domain=[0, most * 1.05 or 1]),
            ),
            y=alt.Y("share:Q", title="at most so old, %", axis=COUNTS, scale=alt.Scale(domain=[0, 100])),
            color=colours([(PRIORITIES[n], PRIORITY_INKS[n]) for n in groups]),
            description="told:N",
        )
    )


def publishing(view: Dashboard, width: int) -> Any:
    """Days from a source's change to its translation, by locale: the median, and from the shortest to the longest."""
    rows = [
        {
            "of": f"{one.locale} (n = {len(one.days)})",
            "low": one.days[0],
            "high": one.days[-1],
            "middle": one.middle,
            "told": f"{one.locale}: {one.middle} days, {one.days[0]} to {one.days[-1]}, of {len(one.days)} texts",
        }
        for one in view.published or ()
    ]
    names = [str(row["of"]) for row in rows]
    base = alt.Chart(data_of(rows), width=width, height=ROW * len(rows)).encode(
        y=down("of:N", names), description="told:N"
    )
    reach = base.mark_rule(strokeWidth=2, color=light("blue-1")).encode(
        x=alt.X("low:Q", title="days", scale=alt.Scale(zero=True), axis=COUNTS), x2="high:Q"
    )
    dots = base.mark_point(size=70, filled=True, opacity=1, color=light("blue-3")).encode(x="middle:Q")
    return reach + dots


def growth(view: Dashboard, width: int) -> Any:
    """The entries of the memory at the end of each month: those there were, and those that came."""
    rows = [
        {"of": one.month or "no date", "part": part, "value": count, "told": f"{one.month}: {count:,} entries {part}"}
        for one in view.growth
        for (part, _), count in zip(
            GROWTH, (one.total - one.added, one.added) if one.month else (one.total, 0), strict=True
        )
    ]
    return columns(rows, GROWTH, "entries", width)


def repetition(view: Dashboard, width: int) -> Any:
    """What people translated that had been translated before, with the baseline as a line."""
    found = view.savings
    rows = [
        {"of": row.month, "value": share, "told": f"{row.month}: {share:.1f} % translated before"}
        for row in (found.months if found else ())
        if (share := row.tally.repeated) is not None
    ]
    months = [str(row["of"]) for row in rows]
    base = alt.Chart(data_of(rows), width=width, height=HEIGHT)
    y = alt.Y(
        "value:Q",
        title="translated before, %",
        scale=alt.Scale(zero=True),
        axis=SHARES,
    )
    mark = alt.OverlayMarkDef(size=60, filled=True, color=light("blue-3"))
    line = base.mark_line(strokeWidth=2.5, color=light("blue-3"), point=mark).encode(
        x=months_along(months), y=y, description="told:N"
    )
    change = found.repetition if found else None
    level = [{"value": change.before, "told": f"baseline {change.baseline}: {change.before:.1f} %"}] if change else []
    rule = (
        alt.Chart(data_of(level))
        .mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color=light("muted"))
        .encode(y="value:Q", description="told:N")
    )
    return rule + line


def facts(view: Dashboard, width: int) -> Any:
    """Values that have to be read again, by market and how soon; a region's stand under its own name."""
    names = [name for name, _ in DUE]
    found: dict[tuple[str, str], int] = {}
    for one in view.due:
        soon = ahead_of(one.due, view.day)
        key = one.market, names[AHEAD.index(soon) + 1 if soon else 0]
        found[key] = found.get(key, 0) + 1
    rows = [
        {"of": market, "part": part, "value": found[market, part], "told": f"{market}: {found[market, part]} {part}"}
        for market, part in sorted(found)
    ]
    return bars(rows, DUE, "values to be read again", width)


def review(view: Dashboard, width: int) -> Any:
    """The items of each market's review, by answer."""
    rows = [
        {"of": one.market, "part": part, "value": count, "told": f"{one.market}: {count} {part}"}
        for one in view.reviews
        for name, part, _ in ANSWERS
        for count in (getattr(one, name),)
    ]
    return bars(rows, [(part, ink) for _, part, ink in ANSWERS], "items", width)


CHARTS: Mapping[str, Callable[[Dashboard, int], Any]] = {
    "readiness": readiness,
    "coverage": coverage,
    "backlog": backlog,
    "burn": burn,
    "words": words,
    "cost": cost,
    "effort": effort,
    "stale": stale,
    "publishing": publishing,
    "growth": growth,
    "repetition": repetition,
    "facts": facts,
    "review": review,
}
"""By name, as parts of the report name them."""


def spec_of(name: str, view: Dashboard, width: int, title: str = "") -> dict[str, Any]:
    """The Vega-Lite of a chart.  title: what stands above it, with the legend; empty where a page says both."""
    return finished(CHARTS[name](view, width), title)
