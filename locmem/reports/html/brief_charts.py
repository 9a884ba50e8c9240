"""The charts of a market brief, small enough for its columns, each above the table of its figures.

It imports Altair and vl-convert, and is loaded where a brief is written as HTML and they are installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from locmem.model.visible import visible
from locmem.reports.brief_figures import CountTable
from locmem.reports.html import inks
from locmem.reports.html.chart_forms import bars, finished
from locmem.reports.html.chart_parts import SEEN
from locmem.reports.html.drawing import figure

_INKS = {
    "pages": tuple(ink for _, _, ink in SEEN),
    "segments": ("blue-4", "blue-3", "orange", "red", "grey"),
    "ages": ("blue-1", "blue-3", "orange", "red"),
}
"""The colour of each part of a table, by the table's id."""
_WIDTH, _ROW = 200, 17
"""Pixels of what stands beside the names, and of a row of bars: two columns of an A4 page have 348."""

STYLE = (
    inks.rules()
    + """
figure { margin: 1.5mm 0; break-inside: avoid }
figcaption { color: var(--label) }
figure svg { display: block; max-width: 100%; height: auto; overflow: visible; margin: -1.5mm 0 -1mm;
  font-family: "Liberation Sans", Arial, Helvetica, sans-serif }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0 3mm; margin: .5mm 0; padding: 0 }
.legend i { display: inline-block; width: .72em; height: .72em; margin-inline-end: .4em }
.legend i, figure svg { print-color-adjust: exact; -webkit-print-color-adjust: exact }
.counts { table-layout: auto; font-variant-numeric: tabular-nums }
.counts th { font-weight: normal; color: var(--quiet); text-align: end; vertical-align: bottom; padding-left: 2mm }
.counts td { text-align: end }
.counts th, .counts td { border-top: .1mm solid var(--rule) }
.counts tbody th { white-space: nowrap; text-align: start; padding: .25mm 0; color: var(--label) }
.counts thead * { border: 0; line-height: 1.05 }
"""
)
"""What a style sheet needs beside the brief's own."""


def brief_charts(tables: Sequence[CountTable], day: date) -> str:
    """The charts as HTML, in order.  A part of which there is nothing has no colour told, and no column."""
    return "\n".join(_figure(table, day) for table in tables)


def _figure(table: CountTable, day: date) -> str:
    used = [n for n in range(len(table.parts)) if any(row.counts[n] for row in table.rows)]
    parts = [(table.parts[n], _INKS[table.id][n]) for n in used]
    data = [
        {
            "of": visible(row.label),
            "part": name,
            "value": row.counts[n],
            "told": f"{row.label}: {row.counts[n]:,} {table.unit} {name}",
        }
        for row in table.rows
        for n, (name, _) in zip(used, parts, strict=True)
    ]
    chart = bars(data, parts, table.unit, _WIDTH, _ROW)
    # The figures stand right below: an axis would take the room of two rows.
    chart.encoding.x = chart.encoding.x.axis(None)
    picture = figure(finished(chart), f"{table.title}; the figures stand in the table below")
    legend = "".join(f'<li><i class="{ink}"></i>{escape(name)}</li>' for name, ink in parts)
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in (table.head, *(name for name, _ in parts)))
    rows = "\n".join(
        f'<tr><th scope="row">{escape(row.label)}</th><td>{escape(row.said)}</td>'
        + "".join(f"<td>{row.counts[n]:,}</td>" for n in used)
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<figure>\n<figcaption>{escape(table.title)}<span class="source">{escape(table.source)} · '
        f'<span class="on">{day}</span></span></figcaption>\n<ul class="legend">{legend}</ul>\n{picture}\n'
        f'<table class="counts">\n<thead><tr><td></td>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n'
        "</table>\n</figure>"
    )
