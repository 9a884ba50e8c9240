"""Documents with every inline code in every place, handed out and taken back without a folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from locmem.catalogs.files import NEVER, read_catalog, write_catalog
from locmem.catalogs.pairs import Damaged, Pair, Row, Source, Workspace
from locmem.catalogs.update import occurrence_ids, update
from locmem.checks.codes import damaged_codes, foreign_to, hosts_known, unsafe_markup
from locmem.checks.model import CheckContext
from locmem.checks.structure import repeated_heading_ids, unbalanced_html
from locmem.content.kinds import KINDS
from locmem.exchange.decision import Decision, Outcome, Present
from locmem.exchange.incoming import read_return
from locmem.exchange.intake import decide
from locmem.exchange.manifest import Manifest
from locmem.exchange.outgoing import ExchangeFormat, Outgoing
from locmem.exchange.outgoing_tables import table_of
from locmem.exchange.po_files import write_po
from locmem.exchange.sent import sent_units
from locmem.exchange.soundness import Page
from locmem.exchange.xliff_files import write_xliff, write_xliff2
from locmem.formats import po, table_csv, xliff2, xliff12, xlsx
from locmem.inline.compare import Damage
from locmem.inline.liquid import mask, scan
from locmem.inline.protect import is_translatable, to_editable
from locmem.model.document import Risk
from locmem.model.inline import Inline
from locmem.model.segment import Segment
from locmem.model.settings import ContentSet, RiskPolicy, Settings
from locmem.model.tags import language_tag
from locmem.model.translation import Catalog, CatalogEntry, State
from locmem.render.html import as_written
from locmem.render.merge import translation_of
from locmem.segmentation.split import segments as split
from locmem.values.locales import plural_header
from locmem.workspace.sources import options_of
from locmem.workspace.workspace import target_problems

TODAY = date(2026, 11, 28)
FRONT = 4
HANDOFF = "2026-11-28-xx-1"

MARKDOWN = """\
---
title: "Refunds & returns: {{ market.name }}"
description: How we pay you back, *step by step*.
---

# Paying {{ company.support.phone }} **back**

Setext *heading* with `code`
----------------------------

Select **Refund** in the [order page](https://shop.example/orders "Your orders") to start; use `code` *twice*.
It costs {{ market.tax.standard_rate }} or {{ company.delivery.free_from | money }}, which is ~~too~~ much.

A **bold [link](https://shop.example/a) inside** and a ~~deleted~~ word. See <https://shop.example> or www.shop.example.
Hello {{ticket.requester.first_name}}, you have {% if ticket.count == 1 %}one message{% else %}many messages{% endif %}.

Read [the guide][guide], [guide], [the other one][] and more. Pick [one] of them.[^1]
Press <kbd>Ctrl</kbd> and <b>do it</b> now.

![A parcel](parcel.png "It comes") arrives at *{{ market.name }}*,\\
the next line has 5 \\* 3 &lt; 20 &amp; more.

Dear %{name}, your order %{order} left. [AMOUNT] is due.

- An item with **one** thing and __two__ things
- [ ] A task with _care_ and ***both***

  A second paragraph of an item with [a link](next.md).

1. A step: open **Orders**, then *Returns* and `wait`.
   - A step **inside**

> A quote with **bold** text and
> another [line](https://shop.example/q) of it.

> [!NOTE]
> A note with *stress* on it.

| Method | Time *or so* |
| :--- | ---: |
| **Card** or `a b` | {{ market.refund }} days |
| [Bank](bank.md) | 5 &amp; more<br>lines |

Term
: A definition with **bold** text.

::: tip A title
Text with **bold** in a box.
:::

<p>A paragraph in HTML with <b>bold</b>, <a href="/x" title="The title">a link</a> and {{ market.name }}.</p>

![A lonely picture](alone.png "With a title")

[^1]: A note at the end with *stress*.

[guide]: guide.md
[the other one]: other.md "Its title"
"""

HTML = """\
<h1>Paying <em>back</em></h1>
<p>Select <strong>Refund</strong> in the <a href="/orders" title="Your orders">order page</a> &amp; wait.<br>
It costs {{ market.tax.standard_rate }}, <s>not</s> more. Press <kbd>Ctrl</kbd> &lt; 5.</p>
<ul><li>One <b>bold <i>both</i></b> thing</li>
<li>{% if ticket.vip %}Dear <b>guest</b>{% else %}Hello{% endif %}, welcome.</li></ul>
<table><tr><td>Cell with <code>code</code></td><td title="A hint">100 % <span class="x">sure</span></td></tr></table>
<p><img src="a.png" alt="A picture"> arrives. See https://shop.example/x, %{name}.</p>
"""

MACRO = """\
title: "Refunds::Refund sent"
description: Says that the refund is on its way.
actions:
  - field: subject
    value: Your order {{ ticket.id }}
  - field: comment_value
    value: |
      Hello {{ticket.requester.first_name}},

      your order {{ ticket.id }} is on its way.
      It includes {{ market.tax.abbreviation }} and costs 5 & more.
  - field: comment_value_html
    value: '<p>Hello <b>{{ticket.requester.first_name}}</b>, it''s "here":</p><p>Read <a href="/help">this</a> now.</p>'
"""

DOCUMENTS = {"articles/all.md": MARKDOWN, "articles/all.html": HTML, "macros/all.yaml": MACRO}
_KINDS = {"md": "markdown", "mdx": "markdown", "html": "html", "yaml": "macro"}
_DIALECTS = ("percent",)

Work = Callable[[Segment, Inline], Inline | None]
"""What a translator makes of a segment: from what a tool shows as its source, the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What became of one segment: its decision, what checks say of it once it was taken, and the target."""

    segment: Segment
    decision: Decision
    target: Inline
    damage: tuple[str, ...] = ()


@cache
def handed_out(path: str, locale: str) -> Pair:
    """One of the documents, untranslated, in one locale."""
    return untranslated(DOCUMENTS[path], path, locale)


def untranslated(text: str, path: str, locale: str) -> Pair:
    """A document without any target; the ending of its path says its kind."""
    content_set = ContentSet(name="all", pattern="**", kind=_KINDS[path.rpartition(".")[2]], dialects=_DIALECTS)
    document = KINDS[content_set.kind].read(text, path, options_of(content_set))
    mode = content_set.segment
    found = tuple(part for number, unit in enumerate(document.units) for part in split(unit, number, "en", mode))
    source = Source(
        document=document,
        content_set=content_set,
        segments=found,
        risk=Risk.STANDARD,
        locale=language_tag("en"),
        translatable=tuple(index for index, segment in enumerate(found) if is_translatable(segment.content)),
        locales=(language_tag(locale),),
    )
    empty = Catalog(document=path, source_locale="en", locale=locale, entries=(), revised=NEVER)
    ids = occurrence_ids(path, [], source.catalog_segments)
    catalog = update(empty, source.catalog_segments, ids, TODAY).catalog
    return Pair(source=source, locale=language_tag(locale), path="x.po", before=empty, catalog=catalog)


def returned(pair: Pair, format_: str, work: Work) -> tuple[bytes, Manifest, dict[str, Inline]]:
    """The file as it comes back, its manifest, and what was put into it by occurrence."""
    outgoing = Outgoing(document=pair.source.path, source_locale="en", locale=pair.locale, rows=pair.rows)
    segments = {row.entry.occurrence: row.segment for row in pair.rows}
    targets: dict[str, Inline] = {}
    if format_ == "po":
        file = po.read(_po(outgoing), "x.po")
        entries = []
        for entry in file.entries:
            occurrence = entry.context.partition("#")[2]
            target = work(segments[occurrence], segments[occurrence].content)
            if target is not None:
                targets[occurrence] = target
                entry = replace(entry, target=to_editable(target), is_fuzzy=False)
            entries.append(entry)
        data = po.write(replace(file, entries=tuple(entries)))
    elif format_ in ("csv", "xlsx"):
        table = table_of(outgoing, HANDOFF)
        filled = []
        for row, one in zip(table.rows, outgoing.rows, strict=True):
            target = work(one.segment, one.segment.content)
            if target is not None:
                targets[one.entry.occurrence] = target
                row = replace(row, cells=(*row.cells[:2], (to_editable(target),), *row.cells[3:]))
            filled.append(row)
        data = (table_csv if format_ == "csv" else xlsx).write(replace(table, rows=tuple(filled)))
    else:
        is_newer = format_ == "xliff2"
        if is_newer:
            [sent] = xliff2.read(write_xliff2(outgoing, handoff=HANDOFF), "x.xlf")
        else:
            [sent] = xliff12.read(write_xliff(outgoing, handoff=HANDOFF), "x.xlf")
        units = []
        for unit in sent.units:
            target = work(segments[unit.id], unit.source)
            if target is not None:
                targets[unit.id] = target
                unit = replace(unit, target=target, state="translated")
            units.append(unit)
        data = (xliff2.write if is_newer else xliff12.write)((replace(sent, units=tuple(units)),))
    manifest = Manifest(
        id=HANDOFF,
        format=format_,
        locale=pair.locale,
        markets=(),
        created="2026-11-28",
        due="",
        assignee="",
        files=(),
        units=sent_units(outgoing, [1] * len(outgoing.rows)),
    )
    return data, manifest, targets


def taken_back(pair: Pair, format_: str, work: Work) -> list[Answered]:
    """What becomes of every segment that `work` gave a target, by the real reader, intake, writer and checks."""
    data, manifest, targets = returned(pair, format_, work)
    [file] = read_return(data, f"x{ExchangeFormat(format_).suffix}")
    rows = {row.entry.occurrence: row for row in pair.rows}
    page = Page(
        source=pair.source,
        locale=pair.locale,
        options=options_of(pair.source.content_set),
        rows=pair.rows,
        objections=partial(foreign_to, known=hosts_known(pair.source.document.text, ())),
    )
    decisions = decide((file,), manifest.units, Present(rows=rows, page=page), TODAY, trust_state=False, reviewed=False)
    taken = {one.occurrence: one.entry for one in decisions if one.outcome is Outcome.ACCEPTED and one.entry}
    damage = damages(pair, taken)
    # What is wrong with the document as a whole counts once.
    first = next(iter(taken), "")
    return [
        Answered(
            segment=rows[one.occurrence].segment,
            decision=one,
            target=targets[one.occurrence],
            damage=(*damage.get(one.occurrence, ()), *(damage.get("", ()) if one.occurrence == first else ())),
        )
        for one in decisions
        if one.occurrence in targets
    ]


def damages(pair: Pair, taken: dict[str, CatalogEntry]) -> dict[str, tuple[str, ...]]:
    """What checks say of a document with these targets, by occurrence; what is said of the whole stands under ""."""
    entries = tuple(taken.get(entry.occurrence, entry) for entry in pair.catalog.entries)
    data = write_catalog(replace(pair.catalog, entries=entries), project="x", plural_forms=plural_header(pair.locale))
    catalog = read_catalog(data, "x.po", document=pair.source.path, source_locale="en", locale=pair.locale)
    found: dict[str, tuple[str, ...]] = {}
    checked = replace(pair, catalog=catalog)
    damaged = tuple(
        Damaged(entry=row.entry, problems=problems)
        for row in checked.rows
        if (problems := target_problems(row) if row.entry.is_current else ())
    )
    checked = replace(checked, damaged=damaged)
    for finding in (*damaged_codes(_context(checked)), *unsafe_markup(_context(checked))):
        occurrence = finding.location.key.rpartition("#")[2]
        found[occurrence] = (*found.get(occurrence, ()), finding.what)
    whole = (*_shape_problems(checked), *_structure_problems(checked))
    return {**found, "": whole} if whole else found


def _structure_problems(pair: Pair) -> list[str]:
    """What the checks of sources say of the translated document that they do not say of the source."""
    text = translation_of(pair)
    source = pair.source
    document = KINDS[source.content_set.kind].read(text, source.path, options_of(source.content_set))
    said = []
    if "<!--" in text:
        # A comment that is never closed is text to Markdown, and hides the rest from this check.
        return []
    for one in (source, replace(source, document=document)):
        context = _context(replace(pair, source=one))
        checks = (repeated_heading_ids, unbalanced_html)
        found = [*(finding for check in checks for finding in check(context)), *one.document.findings]
        # The fields of the front matter are plain text.
        said.append([finding.what for finding in found if finding.location.line > FRONT])
    return [what for what in said[1] if what not in said[0]]


def _shape_problems(pair: Pair) -> list[str]:
    """Whether the written document has the segments and the text that were put into it."""
    text = translation_of(pair)
    source = pair.source
    again = KINDS[source.content_set.kind].read(text, source.path, options_of(source.content_set))
    if source.content_set.kind == "markdown" and again.structure != source.document.structure:
        return ["the document has other blocks"]
    if source.content_set.kind == "markdown":
        before, after = _elements(source.document.text), _elements(text)
        if any(problem.kind is Damage.LINK_CHANGED for row in pair.rows for problem in row.code_problems):
            # An address that became another one may be a link without having been one.
            before["a"] = after["a"]
        if before != after:
            return [f"a browser would get {after - before} more, {before - after} less"]
    there = " ".join(" ".join(unit.content.text.split()) for unit in again.units).replace(" ", "")
    return [
        f"“{row.entry.target}” is not read back"
        for row in pair.rows
        if row.entry.target and (text := _text(row)) not in there and any(map(str.isalnum, text))
    ]


def _elements(text: str) -> Counter[str]:
    """The elements of a Markdown page as a browser gets them, by another reader of Markdown than locmem's own."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    # What Liquid prints is most often a word.
    found = re.findall(r"<([a-z]\w*)", as_written(mask(body, scan(body).tags, "x")))
    return Counter({"strong": "b", "del": "s", "em": "i"}.get(name, name) for name in found)


def _text(row: Row) -> str:
    return "".join(row.target.text.split())


def _context(pair: Pair) -> CheckContext:
    settings = _settings(pair.locale)
    workspace = Workspace(settings=settings, sources=(pair.source,), pairs=(pair,))
    return CheckContext(workspace=workspace, markets=(), all_markets=(), day=TODAY, settings=settings)


@cache
def _settings(locale: str) -> Settings:
    policies = {risk: RiskPolicy(required=State.TRANSLATED) for risk in Risk}
    return Settings(
        name="x", source_locale=language_tag("en"), locales=(language_tag(locale),), content_sets=(), risks=policies
    )


def _po(outgoing: Outgoing) -> bytes:
    return write_po(outgoing, handoff=HANDOFF, project="x", plural_forms=plural_header(outgoing.locale), created=NEVER)


def paths() -> Sequence[str]:
    """The documents there are."""
    return tuple(DOCUMENTS)
