"""`review trend`: how the backlog moves from month to month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from locmem.cli import output
from locmem.cli.options import Json, Markets, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locmem.reviews.trend import TrendRow


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(trend)


_MONTHS = 4
"""Months of which figures are shown; the bars show twelve."""


def trend(
    market: Markets = [],  # noqa: B006
    json: Json = False,
) -> None:
    """Show how the backlog moves from month to month: all markets together, or those that are named."""
    from locmem.pages.trend import trend_of
    from locmem.reviews.trend import summed, verdict

    project = opened()
    rows = [row for row in trend_of(project) if not market or row.market in market]
    if json:
        output.as_json(rows)
        return
    if not rows:
        output.say("Nothing was counted yet. `locmem review start` counts once a month.")
        return
    codes = sorted({row.market for row in rows})
    groups = [[row for row in rows if row.market == code] for code in codes] if market or len(codes) == 1 else []
    for group in groups or [list(summed(rows))]:
        _show_trend(group[-12:])
        output.say(verdict(group))
    if not groups:
        output.say(
            f"Of {len(codes)} markets: {', '.join(codes)}. --market CODE shows one, with the ages of stale texts."
        )


def _show_trend(rows: Sequence[TrendRow]) -> None:
    from locmem.reviews.trend import FIGURES, change, drawn

    last = rows[-_MONTHS:]
    lines = []
    for name in FIGURES:
        figures = [row.figure(name) for row in rows]
        if all(one is None for one in figures):
            continue
        cells = ("" if (one := row.figure(name)) is None else f"{one:,}" for row in last)
        step = change(figures[-1], figures[-2]) if len(figures) > 1 else ""
        lines.append((name, *cells, step, drawn(figures)))
    months = [row.month for row in last]
    output.table(
        (rows[-1].market, *months, "change", "12 months"),
        lines,
        right=(*months, "change"),
        first=("change", *months[::-1]),
    )
