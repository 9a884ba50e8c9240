"""The forms that several charts of the report have: rows of bars, columns of months, and what stands along them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from locmem.reports.html.inks import light

Datum = Mapping[str, Any]
COUNTS = alt.Axis(tickCount=5, tickMinStep=1, format=",d", labelFlush=False)
"""An axis of whole numbers."""
SHARES = alt.Axis(tickCount=5, labelFlush=False)
"""An axis of others."""
Parts = Sequence[tuple[str, str]]
"""What bars are made of, each with the name of its colour."""

ROW = 26
"""Pixels of a row of bars."""
HEIGHT = 200


def data_of(rows: Iterable[Datum]) -> Any:
    """The rows as a chart takes them."""
    return alt.InlineData(values=[dict(row) for row in rows])


def colours(parts: Parts) -> Any:
    """A colour for each part, told above the chart where it stands alone; a page tells it itself."""
    names, inks = zip(*parts, strict=True) if parts else ((), ())
    return alt.Color(
        "part:N",
        sort=list(names),
        scale=alt.Scale(domain=list(names), range=[light(ink) for ink in inks]),
        legend=alt.Legend(title=None, orient="top", symbolType="square", labelLimit=0),
    )


def across(title: str) -> Any:
    """Counts from left to right."""
    return alt.X("value:Q", title=title, axis=COUNTS)


def down(field: str, names: Sequence[str]) -> Any:
    """Names below each other."""
    return alt.Y(field, title=None, sort=list(names), axis=alt.Axis(labelLimit=220))


def bars(rows: Sequence[Datum], parts: Parts, title: str, width: int, row: int = ROW) -> Any:
    """Rows of bars, one part after the other; rows: with `of`, `part`, `value` and `told`.  row: its pixels."""
    ofs = list(dict.fromkeys(str(one["of"]) for one in rows))
    ranks = {name: rank for rank, (name, _) in enumerate(parts)}
    placed = [{**one, "rank": ranks[one["part"]]} for one in rows if one["value"]]
    return (
        alt.Chart(data_of(placed), width=width, height=row * len(ofs))
        .mark_bar(height=round(row * 0.65))
        .encode(
            x=across(title).stack("zero"),
            y=down("of:N", ofs).scale(alt.Scale(domain=ofs)),
            color=colours(parts),
            order=alt.Order("rank:Q"),
            description="told:N",
        )
    )


def columns(rows: Sequence[Datum], parts: Parts, title: str, width: int) -> Any:
    """A column for each month, one part above the other; rows: as of `bars`."""
    months = list(dict.fromkeys(str(row["of"]) for row in rows))
    ranks = {name: rank for rank, (name, _) in enumerate(parts)}
    placed = [{**row, "rank": ranks[row["part"]]} for row in rows if row["value"]]
    return (
        alt.Chart(data_of(placed), width=width, height=HEIGHT)
        .mark_bar(width=max(4, min(56, width // (2 * len(months)))))
        .encode(
            x=months_along(months),
            y=alt.Y("value:Q", title=title, axis=COUNTS).stack("zero"),
            color=colours(parts),
            order=alt.Order("rank:Q"),
            description="told:N",
        )
    )


def months_along(months: Sequence[str]) -> Any:
    """Months from left to right, in order."""
    axis = alt.Axis(labelAngle=0, labelOverlap=True, grid=False)
    return alt.X("of:N", title=None, sort=list(months), scale=alt.Scale(domain=list(months)), axis=axis)


def finished(chart: Any, title: str = "") -> dict[str, Any]:
    """The Vega-Lite of a chart.  title: what stands above it, with the legend; empty where a page says both."""
    if title:
        chart = chart.properties(title=alt.TitleParams(title, anchor="start", fontSize=15, offset=12))
    made = (
        chart.configure(font="Liberation Sans, Arial, Helvetica, sans-serif", background=light("paper"), padding=8)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            labelColor=light("ink"),
            titleColor=light("muted"),
            gridColor=light("line"),
            domain=False,
            ticks=False,
            labelPadding=6,
            titlePadding=8,
        )
        .configure_axisY(grid=False)
        .configure_axisQuantitative(grid=True)
        .configure_legend(
            disable=not title, labelFontSize=12, labelColor=light("ink"), symbolSize=110, rowPadding=3, offset=8
        )
        .configure_title(color=light("ink"))
    )
    found: dict[str, Any] = made.to_dict()
    for layer in (found, *found.get("layer", ())):
        encoding = layer.get("encoding", {})
        if title:
            # Alone it has no page to lead to.
            encoding.pop("href", None)
        elif "legend" in encoding.get("color", {}):
            encoding["color"]["legend"] = None
    return found
