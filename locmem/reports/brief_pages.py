"""A market brief as Markdown, and as one self-contained HTML page that prints on A4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from locmem.model.visible import as_markup
from locmem.reports.brief import Brief
from locmem.reports.brief_lines import Line, Section

_MARKUP = re.compile(r"[\\`|\[\]]|!(?=\[)")
_REFERENCE = re.compile("&(?=[#A-Za-z])")
_IN_LINK = "!#$%&'()*+,/:;=?@[]~"
_UNVERIFIED = "not verified"
_SECOND_HAND = " †"
"""A sign, as two words would put half of the sources on a line of their own."""
_NOTE = (
    "Every value stands beside its source and the day on which somebody read it there; †: what others say of"
    " the law. Research, not legal advice."
)


def to_markdown(page: Brief) -> str:
    """The brief as Markdown: one table per section, or a sentence where a section has nothing."""
    parts = [f"# Market brief: {_cell(page.name)} ({page.code})", f"{_cell(page.project)}, {page.day}. {_NOTE}"]
    for section in page.sections:
        parts.append(f"## {section.title}")
        if not section.lines:
            parts.append(section.empty)
            continue
        rows = [f"| {_cell(line.label)} | {_cell(_said(line))} | {_markdown_source(line)} |" for line in section.lines]
        parts.append("\n".join(["| what | value | source, read on |", "| --- | --- | --- |", *rows]))
    return as_markup("\n\n".join(parts) + "\n")


def _cell(text: str) -> str:
    """The text as Markdown shows it: no tag, link or code of its own, on one line."""
    marked = _MARKUP.sub(r"\\\g<0>", re.sub(r"[\r\n\t]+", " ", text))
    return _REFERENCE.sub("&amp;", marked).replace("<", "&lt;")


def _said(line: Line) -> str:
    """The value, and what it says in English where it is in a language of the market."""
    return f"{line.value} ({line.english})" if line.english else line.value


def _markdown_source(line: Line) -> str:
    short = _cell(line.short_source)
    source = f"[{short}](<{quote(line.link, safe=_IN_LINK)}>)" if line.link else short
    return f"{source}, {_read_on(line)}"


def _read_on(line: Line) -> str:
    if not line.read_on or line.is_unverified:
        return _UNVERIFIED
    return f"{line.read_on}{_SECOND_HAND if line.is_second_hand else ''}"


_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --head: #1f4e79; --label: #424a53; --quiet: #57606a;
  --rule: #d0d7de; --under: #afb8c1; --no: #9a3412 }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #15191e; --ink: #e8eaed; --head: #a8cdf5;
  --label: #c3cad2; --quiet: #a9b2bd; --rule: #343b44; --under: #5d6773; --no: #ecb957 } }
@page { size: A4; margin: 8mm 9mm }
* { box-sizing: border-box }
body { font: 9pt/1.22 "Noto Sans", "Liberation Sans", "DejaVu Sans", "Noto Sans CJK JP", Arial, sans-serif;
  color: var(--ink); background: var(--paper); margin: 0 auto; max-width: 192mm; padding: 0 }
header { display: flex; align-items: baseline; gap: 3mm; border-bottom: .5mm solid var(--head); margin-bottom: 2.4mm }
h1 { font-size: 16pt; margin: 0; color: var(--head) }
header p { margin: 0 0 0 auto; color: var(--quiet) }
main { columns: 2; column-gap: 5mm; column-fill: balance }
h2 { font-size: 10pt; margin: 1.5mm 0 .4mm; color: var(--head); break-after: avoid }
section:first-child h2 { margin-top: 0 }
section p { margin: .6mm 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td { vertical-align: top; padding: .25mm 1mm .25mm 0; border-top: .1mm solid var(--rule); overflow-wrap: anywhere }
tr { break-inside: avoid }
td:nth-child(1) { width: 25%; color: var(--label) }
td:nth-child(2) { padding-right: 0 }
.english { color: var(--label) }
.source { float: right; padding-left: 2mm; color: var(--quiet); font-size: 9pt; font-stretch: condensed }
.wide td:nth-child(1) { width: 28% }
.names td:nth-child(1) { width: 42%; color: inherit }
.files td:nth-child(1) { width: 40% }
a { color: inherit; text-decoration: underline; text-decoration-color: var(--under) }
.on, .no { white-space: nowrap }
.no { color: var(--no) }
footer { margin-top: 2mm; padding-top: .8mm; border-top: .1mm solid var(--rule); color: var(--quiet); font-size: 9pt }
@media print { body { line-height: 1.15 } td { padding-block: .15mm } }
@media screen { body { padding: 8mm } }
@media screen and (max-width: 640px) { main { columns: 1 } body { padding: 4mm } }
"""


CHARTED = "Coverage"
"""The section that has charts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charts:
    """Charts above tables of their figures, as HTML, and what they need of a style sheet.

    told: the labels of the lines that say nothing which the tables do not.
    """

    html: str = ""
    style: str = ""
    told: frozenset[str] = frozenset()


def to_html(page: Brief, charts: Charts | None = None) -> str:
    """The brief as one HTML file without anything from outside; it prints on two A4 pages at most."""
    charts = charts or Charts()
    title = f"Market brief: {escape(page.name)} ({escape(page.code)})"
    sections = "\n".join(
        _section(section, charts if section.title == CHARTED else Charts()) for section in page.sections
    )
    return as_markup(
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}{charts.style}</style>\n</head>\n"
        f"<body>\n<header><h1>{escape(page.name)} ({escape(page.code)})</h1><span>Market brief</span>"
        f"<p>{escape(page.project)} · {page.day}</p></header>\n<main>\n{sections}\n</main>\n"
        f"<footer>{escape(_NOTE)}</footer>\n</body>\n</html>\n"
    )


_CLASSES = {"Payment methods": "names", "Obligations": "wide", "Open items of priority 1": "files"}


def _section(section: Section, charts: Charts) -> str:
    heading = f"<h2>{escape(section.title)}</h2>"
    if not section.lines:
        return f"<section>{heading}<p>{escape(section.empty)}</p></section>"
    rows = "\n".join(
        # The source floats to the end of the value's last line: three columns would leave half of the page white.
        f"<tr><td>{escape(line.label)}</td>"
        f'<td>{escape(line.value)} {_html_english(line)}<span class="source">{_html_source(line)}</span></td></tr>'
        for line in section.lines
        if line.label not in charts.told
    )
    css = f' class="{_CLASSES[section.title]}"' if section.title in _CLASSES else ""
    table = f"\n<table{css}>\n{rows}\n</table>" if rows else ""
    return f"<section>{heading}{charts.html}{table}</section>"


def _html_english(line: Line) -> str:
    return f'<span class="english">({escape(line.english)})</span> ' if line.english else ""


def _html_source(line: Line) -> str:
    short, when = escape(line.short_source), escape(_read_on(line))
    link = escape(line.link, quote=True)
    source = f'<a href="{link}" title="{escape(line.source, quote=True)}">{short}</a>' if link else short
    css = "no" if when == _UNVERIFIED else "on"
    return f'{source} · <span class="{css}">{when}</span>'
