"""A segment's text as a catalog holds it, and back again from the catalog alone.

Markdown and Liquid stand verbatim.  HTML tags stand as `<g1>…</g1>` and `<x2/>`; what each number stands for is
the entry's legend, so that a pair can be rebuilt when its source file is long gone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Sequence

from locmem.inline import protect
from locmem.inline.attributes import has_attributes, has_tag_texts, without_attributes
from locmem.model.inline import CodeRole, CodeType, Inline, Syntax
from locmem.model.translation import CatalogEntry

_LEGEND = re.compile(r"<([gx])(\d+)(/?)> = (.*)\Z", re.DOTALL)
_NUMBERED = re.compile(r"<(/?)g(\d+)>|<x(\d+)/>")
_BREAK = re.compile(r"<x\d+/>")
_BETWEEN = "…"


def legend(content: Inline) -> tuple[str, ...]:
    """What the numbered codes of `content` stand for, one line each; empty for codes that stand verbatim.

    Texts inside codes are left out: they have entries of their own.
    """
    if content.syntax is not Syntax.HTML:
        return ()
    opens: dict[int, str] = {}
    lines: dict[int, str] = {}
    for code in content.codes:
        if code.type in (CodeType.LIQUID, CodeType.VARIABLE):
            continue
        if code.role is CodeRole.SINGLE:
            lines[code.id] = f"<x{code.id}/> = {_one_line(without_attributes(code.original))}"
        elif code.role is CodeRole.OPEN:
            opens[code.id] = without_attributes(code.original)
        elif code.role is CodeRole.CLOSE and code.id in opens:
            lines[code.id] = f"<g{code.id}> = {_one_line(opens[code.id])}{_BETWEEN}{_one_line(code.original)}"
    return tuple(lines[number] for number in sorted(lines))


def source_inline(entry: CatalogEntry, dialects: Sequence[str] = ()) -> Inline:
    """The entry's source with its codes, from what the catalog holds.

    dialects: the placeholder notations of the document's content set; a catalog does not say what is a placeholder.
    """
    return _rebuild(entry.source, entry.legend, entry.syntax, dialects)


def is_explained(entry: CatalogEntry) -> bool:
    """Whether the legend says what every numbered code of the source stands for."""
    return (
        entry.syntax is not Syntax.HTML
        or {tag.group() for tag in _NUMBERED.finditer(entry.source)} <= _natives(entry.legend).keys()
    )


def source_as_shown(entry: CatalogEntry) -> str:
    """The entry's source as a catalog holds it today.

    Older catalogs hold titles, alt texts and the texts of tags inside codes as a part of the text around them.
    """
    holds = has_attributes if entry.syntax is Syntax.MARKDOWN else has_tag_texts
    if not holds(entry.source):
        return entry.source
    return protect.to_editable(source_inline(entry))


def previous_inline(entry: CatalogEntry, dialects: Sequence[str] = (), labels: Collection[str] | None = None) -> Inline:
    """The source the entry's target was made for: the previous one while it is stale.

    dialects: as above.  labels: what the link definitions of the document define, None where nobody knows any more.
    """
    if entry.previous_source:
        return _rebuild(entry.previous_source, entry.previous_legend, entry.syntax, dialects, labels)
    return source_inline(entry, dialects)


def target_inline(entry: CatalogEntry, source: Inline) -> Inline:
    """The entry's target with the codes of `source`."""
    return protect.from_editable(entry.target, source)


def shown_inline(entry: CatalogEntry, source: Inline) -> Inline:
    """The text that translators are shown for the entry, with the codes of `source`."""
    return protect.from_editable(entry.shown, source)


def _rebuild(
    text: str,
    lines: tuple[str, ...],
    syntax: Syntax,
    dialects: Sequence[str],
    labels: Collection[str] | None = None,
) -> Inline:
    if syntax is not Syntax.HTML:
        # A hard break is the one code of Markdown that does not stand verbatim.
        native = _BREAK.sub("  \n", text) if syntax is Syntax.MARKDOWN else text
        return protect.from_editable(text, protect.parse(native, syntax, dialects=dialects, labels=labels))
    natives = _natives(lines)
    native, position = "", 0
    for tag in _NUMBERED.finditer(text):
        native += html.escape(text[position : tag.start()], quote=False)
        native += natives.get(tag.group(), html.escape(tag.group(), quote=False))
        position = tag.end()
    native += html.escape(text[position:], quote=False)
    return protect.from_editable(text, protect.parse(native, syntax, dialects=dialects))


def _natives(lines: Iterable[str]) -> dict[str, str]:
    """What each numbered tag stands for."""
    natives: dict[str, str] = {}
    for line in lines:
        if legend_line := _LEGEND.match(line):
            letter, number, _, original = legend_line.groups()
            if letter == "x":
                natives[f"<x{number}/>"] = original
            else:
                start, _, end = original.rpartition(_BETWEEN)
                natives[f"<g{number}>"], natives[f"</g{number}>"] = start, end
    return natives


def _one_line(text: str) -> str:
    return " ".join(text.split())
