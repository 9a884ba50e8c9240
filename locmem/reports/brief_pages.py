"""A market brief as Markdown, and as one self-contained HTML page that prints on A4."""

from __future__ import annotations

import re
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
@page { size: A4; margin: 9mm 10mm }
* { box-sizing: border-box }
body { font: 9pt/1.22 "Noto Sans", "Liberation Sans", "DejaVu Sans", "Noto Sans CJK JP", Arial, sans-serif;
  color: #1b1f24; margin: 0 auto; max-width: 190mm; padding: 0 }
header { display: flex; align-items: baseline; gap: 3mm; border-bottom: .5mm solid #1f4e79; margin-bottom: 2.4mm }
h1 { font-size: 16pt; margin: 0; color: #1f4e79 }
header p { margin: 0 0 0 auto; color: #57606a }
main { columns: 2; column-gap: 5mm; column-fill: balance }
h2 { font-size: 10pt; margin: 1.5mm 0 .4mm; color: #1f4e79; break-after: avoid }
section:first-child h2 { margin-top: 0 }
section p { margin: .6mm 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td { vertical-align: top; padding: .25mm 1mm .25mm 0; border-top: .1mm solid #d0d7de; overflow-wrap: anywhere }
tr { break-inside: avoid }
td:nth-child(1) { width: 25%; color: #424a53 }
td:nth-child(2) { padding-right: 0 }
.english { color: #424a53 }
.source { float: right; padding-left: 2mm; color: #57606a; font-size: 9pt; font-stretch: condensed }
.wide td:nth-child(1) { width: 28% }
.names td:nth-child(1) { width: 42%; color: inherit }
.files td:nth-child(1) { width: 40% }
a { color: inherit; text-decoration: underline; text-decoration-color: #afb8c1 }
.on, .no { white-space: nowrap }
.no { color: #9a3412 }
footer { margin-top: 2mm; padding-top: .8mm; border-top: .1mm solid #d0d7de; color: #57606a; font-size: 9pt }
@media screen { body { padding: 8mm } }
@media screen and (max-width: 640px) { main { columns: 1 } body { padding: 4mm } }
"""


def to_html(page: Brief) -> str:
    """The brief as one HTML file without anything from outside; it prints on two A4 pages at most."""
    title = f"Market brief: {escape(page.name)} ({escape(page.code)})"
    sections = "\n".join(_section(section) for section in page.sections)
    return as_markup(
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n</head>\n'
        f"<body>\n<header><h1>{escape(page.name)} ({escape(page.code)})</h1><span>Market brief</span>"
        f"<p>{escape(page.project)} · {page.day}</p></header>\n<main>\n{sections}\n</main>\n"
        f"<footer>{escape(_NOTE)}</footer>\n</body>\n</html>\n"
    )


_CLASSES = {"Payment methods": "names", "Obligations": "wide", "Open items of priority 1": "files"}


def _section(section: Section) -> str:
    heading = f"<h2>{escape(section.title)}</h2>"
    if not section.lines:
        return f"<section>{heading}<p>{escape(section.empty)}</p></section>"
    rows = "\n".join(
        # The source floats to the end of the value's last line: three columns would leave half of the page white.
        f"<tr><td>{escape(line.label)}</td>"
        f'<td>{escape(line.value)} {_html_english(line)}<span class="source">{_html_source(line)}</span></td></tr>'
        for line in section.lines
    )
    css = f' class="{_CLASSES[section.title]}"' if section.title in _CLASSES else ""
    return f"<section>{heading}\n<table{css}>\n{rows}\n</table></section>"


def _html_english(line: Line) -> str:
    return f'<span class="english">({escape(line.english)})</span> ' if line.english else ""


def _html_source(line: Line) -> str:
    short, when = escape(line.short_source), escape(_read_on(line))
    link = escape(line.link, quote=True)
    source = f'<a href="{link}" title="{escape(line.source, quote=True)}">{short}</a>' if link else short
    css = "no" if when == _UNVERIFIED else "on"
    return f'{source} · <span class="{css}">{when}</span>'
