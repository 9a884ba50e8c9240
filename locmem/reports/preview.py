"""The preview of a handoff: its documents from top to bottom, source and target side by side, facts filled in.

It is one HTML file in which nothing runs and which asks no other for anything.  Texts are shown as readers see them:
bold is bold, a link is underlined, a fact is its value.  What this file cannot show in that way, such as an image or a
tag of the help desk, is shown as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from locmem.model.inline import Code, CodeRole, CodeType, Inline
from locmem.model.segment import UnitKind
from locmem.model.tags import is_right_to_left

_NAME = re.compile(r"preview-\d{4}-\d\d-\d\d-[\w-]+\.html")

Value = Callable[[str], str | None]
"""What a Liquid tag becomes; None where it has no value here."""

_STYLE = """\
:root{color-scheme:light dark;--line:#8884;--todo:#f5a6233d;--sure:#2a9d4a}
body{font:1rem/1.55 system-ui,sans-serif;margin:0 auto;padding:1rem;max-width:80rem}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin:2.5rem 0 .5rem;border-bottom:2px solid var(--line)}
nav ul{columns:20rem;padding-inline-start:1.2rem}
.row{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem;padding:.15rem .5rem;border-inline-start:4px solid #0000}
.row.first{margin-top:.55rem}
.row.todo{background:var(--todo);border-inline-start-color:#f5a623}
.row:target{outline:2px solid #3b82f6}
.title,.heading{font-weight:650;font-size:1.12rem}
.field,.attribute{font-size:.92rem}
.item>div:before{content:"• "}
.cell>div{border:1px solid var(--line);padding:0 .4rem}
.state{grid-column:1/-1;font-size:.78rem;opacity:.75}
.none{opacity:.55;font-style:italic}
.fact{border-bottom:1px dotted}
.code{font:.85em ui-monospace,monospace;border:1px solid var(--line);border-radius:3px;padding:0 .2em}
@media(max-width:45rem){.row{grid-template-columns:1fr}}
"""

_MARKS = {CodeType.BOLD: "strong", CodeType.ITALIC: "em", CodeType.STRIKE: "s", CodeType.LINK: "u"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One segment of a document.

    is_first: whether it begins a unit.  source, target: as HTML, see `as_html`; target empty where there is none.
    state: in words.  is_sent: whether it is work of this handoff.
    """

    occurrence: str
    kind: UnitKind
    name: str
    is_first: bool
    source: str
    target: str
    state: str
    is_sent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewDocument:
    """A document, whole."""

    path: str
    rows: tuple[PreviewRow, ...]


def preview_name(handoff: str) -> str:
    """What the preview of a handoff is called, in the folder of its locale."""
    return f"preview-{handoff}.html"


def is_preview(name: str) -> bool:
    """Whether a file is called like a preview, so that nobody looks for answers in it."""
    return bool(_NAME.fullmatch(name))


_CODES = {
    "po": "marks such as **…** and <g1>…</g1>",
    "csv": "marks such as **…** and <g1>…</g1>",
    "xlsx": "marks such as **…** and <g1>…</g1>",
    "xliff": "the tags that your program shows",
    "xliff2": "the tags that your program shows",
}
_ASK = {
    "po": "write a comment beside it: your program calls it a comment or a note, the file has it as “# …”",
    "csv": "write it into the column “Your note”",
    "xlsx": "write it into the column “Your note”",
    "xliff": "add a note or comment to it",
    "xliff2": "add a note or comment to it",
}
_TABLE_STATE = (
    "Column “State” takes three words: translated, reviewed, draft. Left empty, a text that you changed counts as "
    "translated, and one that you did not change as not answered. Words of another language count as a draft."
)
_UNFINISHED = {
    "po": "A text that is not done yet stays marked as fuzzy (some programs say “needs work”). Without the mark it "
    "counts as translated.",
    "csv": _TABLE_STATE,
    "xlsx": _TABLE_STATE,
    "xliff": "A text that is not done yet keeps a state that says so, such as needs-translation or "
    "needs-review-translation; translated says that it is done, signed-off that you reviewed it.",
    "xliff2": "A text that is not done yet keeps the state initial; translated says that it is done, reviewed that you "
    "reviewed it.",
}
_OMEGAT = (
    "OmegaT has no mark for a text that is not done: leave it empty. When you are done choose Project > Create "
    "Translated Documents, and send back the folder “target”."
)
_OMEGAT_ASK = "say it in your mail: OmegaT keeps notes to itself"


def for_translator(format_: str, profile: str) -> tuple[str, ...]:
    """What a translator should know of the files of a handoff, a sentence or two each.

    format_, profile: as the manifest names them.
    """
    is_omegat = profile == "omegat"
    return (
        "Leave {{ … }} and {% … %} as they are: a price, a name or a date takes their place. The same goes for "
        f"{_CODES[format_]}. They may move within the sentence; none may be deleted or added.",
        f"To ask something about a text, or to say something about it, {_OMEGAT_ASK if is_omegat else _ASK[format_]}.",
        *(
            (_OMEGAT,)
            if is_omegat
            else (_UNFINISHED[format_], "Send back the same files that you got, in their format.")
        ),
    )


def preview(
    title: str,
    about: Sequence[str],
    advice: Sequence[str],
    documents: Sequence[PreviewDocument],
    source_locale: str,
    locale: str,
) -> str:
    """The whole file.  about: lines under the title, in words.  advice: what a translator should know, a list."""
    links = "".join(
        f'<li><a href="#{_anchor(document.path)}">{escape(document.path)}</a> '
        f"({sum(row.is_sent for row in document.rows)})</li>"
        for document in documents
    )
    return "".join(
        (
            f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
            f"<style>{_STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n",
            *(f"<p>{escape(line)}</p>\n" for line in about),
            _advice(advice),
            f"<nav><ul>{links}</ul></nav>\n" if len(documents) > 1 else "",
            *(_section(document, source_locale, locale) for document in documents),
            "</body></html>\n",
        )
    )


def _advice(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>For the translator</h2>\n<ul>{items}</ul>\n" if lines else ""


def _section(document: PreviewDocument, source_locale: str, locale: str) -> str:
    rows = "".join(_row(row, source_locale, locale) for row in document.rows)
    return f'<section><h2 id="{_anchor(document.path)}">{escape(document.path)}</h2>\n{rows}</section>\n'


def _row(row: PreviewRow, source_locale: str, locale: str) -> str:
    classes = " ".join(
        name
        for name, is_so in (("row", True), (row.kind.value, True), ("first", row.is_first), ("todo", row.is_sent))
        if is_so
    )
    state = escape(f"{row.name}: {row.state}" if row.name and row.state else row.name or row.state)
    target = row.target or '<span class="none">not translated yet</span>'
    return (
        f'<div class="{classes}" id="{escape(row.occurrence)}">'
        f"<div{_language(source_locale)}>{row.source}</div><div{_language(locale)}>{target}</div>"
        + (f'<div class="state">{state}</div>' if state else "")
        + "</div>\n"
    )


def _language(tag: str) -> str:
    return f' lang="{escape(tag)}"' + (' dir="rtl"' if is_right_to_left(tag) else "")


def _anchor(path: str) -> str:
    return escape(path.replace(" ", "%20"))


def as_html(content: Inline, value: Value) -> str:
    """A text as readers see it; tags are balanced, whatever a translation did to its codes."""
    out: list[str] = []
    opened: list[str] = []
    for part in content.parts:
        if isinstance(part, str):
            out.append(escape(part))
        else:
            out.extend(_code(part, opened, value))
    out += (f"</{name}>" for name in reversed(opened))
    return "".join(out)


def _code(code: Code, opened: list[str], value: Value) -> Iterator[str]:
    if code.is_text:
        yield escape(code.text)
        return
    mark = _MARKS.get(code.type)
    if mark and code.role is CodeRole.OPEN:
        opened.append(mark)
        where = code.identity.partition(" ")[2] if code.type is CodeType.LINK else ""
        yield f'<{mark} title="{escape(where)}">' if where else f"<{mark}>"
    elif mark and code.role is CodeRole.CLOSE:
        # One that closes what is not open, or not the last, is left out, so that no tag ends another.
        if opened and opened[-1] == mark:
            yield f"</{opened.pop()}>"
    else:
        shown = value(code.original) if code.type is CodeType.LIQUID and code.role is CodeRole.SINGLE else None
        if shown is None:
            yield f'<span class="code">{escape(code.original)}</span>'
        else:
            yield f'<span class="fact" title="{escape(code.original)}">{escape(shown)}</span>'
