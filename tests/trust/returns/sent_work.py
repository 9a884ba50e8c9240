"""A project with generated documents whose work is out with translators, and what each of them typed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from lxml import etree

from locmem.catalogs.pairs import Row
from locmem.exchange.manifest import Manifest
from locmem.exchange.outgoing import ExchangeFormat, Outgoing
from locmem.exchange.profiles import Profile
from locmem.exchange.xliff_files import write_xliff, write_xliff2
from locmem.formats import po
from locmem.inline import protect
from locmem.model.inline import Part, inline
from locmem.model.translation import HUMAN, Origin, OriginKind, State
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.workspace.workspace import open_workspace
from locmem.xmlfile import Element, children, local_name
from tests.pipelines.shop import Shop
from tests.trust.returns.table_work import filled_in

LOCALE = "es"
TABLES = (ExchangeFormat.CSV, ExchangeFormat.XLSX)
"""The formats that people fill in with a spreadsheet program."""
_MACHINE = Origin(OriginKind.MT, "apertium")
_SETTINGS = """\
project: Rounds
source_locale: en
locales: [es]
content:
  - {name: articles, files: articles/**/*.md, kind: markdown}
  - {name: pages, files: pages/**/*.html, kind: html}
  - {name: macros, files: macros/**/*.yaml, kind: macro}
"""

_MARKDOWN = (
    "The lamp {n} lights up when you press the button.",
    "Open **Orders {n}** to change the method & the address.",
    "Read [page {n}](help.md) *at once*, or call us on {{{{ ticket.phone }}}}.",
    'Use `code-{n}` with {{{{ ticket.id }}}}: “quoted” and "plain" words stay.',
    "Orders {n} that we receive before noon leave our warehouse on the same day, unless it is a Sunday or a public "
    "holiday, and reach you within three days wherever you live.",
    "{{% if ticket.vip %}}Dear friend {n}{{% else %}}Dear customer {n}{{% endif %}}, we are **very _glad_** today.",
    "@shop {n} answers all who write to the shop at night.",
    "Press the button.",
)
_HTML = (
    "The lamp {n} lights up when you press the button.",
    "Open <b>Orders {n}</b> to change the method &amp; more.",
    'Read <a class="more" href="/p/{n}">page {n}</a><br>at <i>once</i>, it is 5 &lt; 7.',
    "Dear {{{{ticket.requester.first_name}}}}, your order {{{{ ticket.id }}}} of number {n} is on its way.",
    "@shop {n} answers all who write to the shop at night.",
    "Press the button.",
)
"""Sentences with every kind of code, and one that begins like a formula; the last of each stands in a document more
than once."""

_BEFORE = ((" the ", " the old "), (" your ", " your old "), (" with ", " also with "))
"""What some of them said while they were translated."""
_AFTER = ((" the ", " the newest "), (" your ", " your own "), (" with ", " together with "), (" of ", " out of "))
"""What they say once somebody edited them while they were away."""

_WORDS = (
    "el",
    "pedido",
    "año",
    "página",
    "más",
    "¿cómo?",
    "«así»",
    "niño",
    "A&B",
    "lámpara",
    "😀",
    "ahora",
    "sí",
    "3<4",
)
_WORD = re.compile(r"[A-Za-z]+")


Changes = tuple[tuple[str, str], ...]


class Role(Enum):
    """What a translator does with a segment."""

    FINISHED = "finished"
    APPROVED = "approved"
    DRAFT = "left as a draft"
    EMPTIED = "emptied"
    UNTOUCHED = "untouched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a translator typed for a segment, by its role; empty for nothing.

    is_moved: whether the source changed here while the segment was away.  source: the one that was sent.
    was_confirmed: whether an earlier translation of it stood here, confirmed.
    """

    role: Role
    text: str
    source: str
    is_moved: bool
    was_confirmed: bool


@dataclass(kw_only=True)
class SentWork:
    """What is out: the project, the manifest, each file as its translator saved it, and what they typed.

    files: by document.  typed: by document and occurrence.
    """

    shop: Shop
    manifest: Manifest
    suffix: str
    files: dict[str, bytes] = field(default_factory=dict)
    typed: dict[tuple[str, str], Typed] = field(default_factory=dict)


def build(root: Path, *, documents: int, sentences: int) -> Shop:
    """The project: so many documents of about so many sentences each, of all kinds.

    Of the sentences some were translated before their source changed, some hold drafts, others nothing.
    """
    shop = Shop(root)
    shop.write("locmem.yaml", _SETTINGS)
    shop.write("pipelines/collect.yaml", "steps: [collect]\n")
    for number in range(documents):
        shop.write(*_document(number, sentences, _BEFORE))
    shop.run("collect")
    _fill(shop)
    for number in range(documents):
        shop.write(*_document(number, sentences))
    shop.run("collect")
    return shop


def sent(shop: Shop, format: ExchangeFormat, profile: Profile, *, untouched: bool = False) -> SentWork:
    """Everything of the project handed out, worked on (or not), and a part of its documents edited meanwhile."""
    options = HandoffOptions(format=format, profile=profile, locales=(LOCALE,), folder="out", again=True, preview=False)
    _, result = run_step(shop.open(), "export", lambda run: hand_off(run, options))
    [batch] = result.batches
    work = SentWork(shop=shop, manifest=batch.manifest, suffix=format.suffix)
    pairs = {pair.source.path: pair for pair in open_workspace(shop.open()).pairs_of(LOCALE)}
    keys = {unit.key for unit in batch.manifest.units}
    for name in batch.manifest.files:
        data = (shop.root / "out" / name).read_bytes()
        document = next(path for path in pairs if name.endswith(f"/{path}{format.suffix}"))
        rows = tuple(row for row in pairs[document].rows if (document, row.entry.occurrence) in keys)
        is_moved = not untouched and _number(document) % 5 == 4
        roles = {row.entry.occurrence: Role.UNTOUCHED if untouched else _role(row, format, profile) for row in rows}
        typed = {key: _typed(row, roles[key], is_moved=is_moved) for row in rows if (key := row.entry.occurrence)}
        work.typed |= {(document, key): one for key, one in typed.items()}
        outgoing = Outgoing(document=document, source_locale="en", locale=LOCALE, rows=rows)
        work.files[document] = worked_on(data, outgoing, typed, format, profile)
        if is_moved:
            file = f"content/{document}"
            shop.write(file, _changed(shop.read(file), _AFTER))
    if not untouched:
        shop.run("collect")
    return work


def _document(number: int, sentences: int, changed: Changes = ()) -> tuple[str, str]:
    templates = _HTML if number % 3 else _MARKDOWN
    texts = [
        _changed(templates[place % len(templates)].format(n=f"{number}-{place}"), changed if place % 3 else ())
        for place in range(sentences)
    ]
    if not number % 3:
        return f"content/articles/d{number:03}.md", f"---\ntitle: Document {number}\n---\n\n" + "\n\n".join(
            texts
        ) + "\n"
    if number % 3 == 1:
        body = "\n".join(f"<p>{text}</p>" for text in texts)
        return f"content/pages/d{number:03}.html", f"<h1>Document {number}</h1>\n{body}\n"
    body = "\n".join(f"      <p>{text}</p>" for text in texts)
    head = f"title: Document {number}\nactions:\n  - field: comment_value_html\n    value: |\n"
    return f"content/macros/d{number:03}.yaml", f"{head}{body}\n"


def _changed(text: str, changes: Changes) -> str:
    for old, new in changes:
        text = text.replace(old, new)
    return text


def _number(document: str) -> int:
    return int(document.rpartition("/d")[2][:3])


def _fill(shop: Shop) -> None:
    """Confirms what will be stale, and drafts a part of the rest."""
    for pair in open_workspace(shop.open()).pairs_of(LOCALE):
        entries = []
        for number, row in enumerate(pair.rows):
            entry = row.entry
            if any(new in entry.source for _, new in _BEFORE):
                entry = entry.with_target(translated(row, "antes"), State.TRANSLATED, HUMAN)
            elif number % 2:
                entry = entry.with_target(translated(row, "borrador"), State.DRAFT, _MACHINE)
            entries.append(entry)
        shop.put(pair.path, replace(pair.catalog, entries=tuple(entries)))


def translated(row: Row, mark: str) -> str:
    """Other words around the same codes, as a translator sees them; `mark` tells texts for one source apart."""
    seed = zlib.crc32(f"{row.entry.source}{mark}".encode())

    def word(found: re.Match[str]) -> str:
        return _WORDS[(seed + found.start()) % len(_WORDS)]

    parts: list[Part] = [_WORD.sub(word, part) if isinstance(part, str) else part for part in row.segment.content.parts]
    return protect.to_editable(inline([f"{mark.capitalize()} ", *parts], row.segment.content.syntax))


def _role(row: Row, format: ExchangeFormat, profile: Profile) -> Role:
    roll = zlib.crc32(row.entry.occurrence.encode()) % 100
    if roll < 50 or (roll < 75 and not profile.shows_drafts):
        # Tools without drafts have neither approval nor doubt.
        return Role.FINISHED
    if roll < 60:
        return Role.APPROVED if format is not ExchangeFormat.PO else Role.FINISHED
    return Role.DRAFT if roll < 75 else Role.EMPTIED if roll < 82 else Role.UNTOUCHED


def _typed(row: Row, role: Role, *, is_moved: bool) -> Typed:
    return Typed(
        role=role,
        text="" if role in (Role.EMPTIED, Role.UNTOUCHED) else translated(row, role.value.split()[0]),
        source=row.entry.source,
        is_moved=is_moved and _changed(row.entry.source, _AFTER) != row.entry.source,
        was_confirmed=row.entry.is_confirmed,
    )


def worked_on(
    data: bytes, outgoing: Outgoing, typed: Mapping[str, Typed], format: ExchangeFormat, profile: Profile
) -> bytes:
    """The file of a document as its translator saved it."""
    if format is ExchangeFormat.PO:
        file = po.read(data, "")
        return po.write(replace(file, entries=tuple(_in_po(one, typed) for one in file.entries)))
    if format in TABLES:
        answered = {key: one for key, one in typed.items() if one.role is not Role.UNTOUCHED}
        return filled_in(data, {key: _cells(key, one) for key, one in answered.items()})
    states = {Role.DRAFT: State.DRAFT, Role.APPROVED: State.REVIEWED}
    rows = tuple(
        row.holding(row.entry.with_target(one.text, states.get(one.role, State.TRANSLATED), HUMAN))
        if (one := typed[row.entry.occurrence]).text
        else row
        for row in outgoing.rows
    )
    write = write_xliff if format is ExchangeFormat.XLIFF else write_xliff2
    wanted = etree.fromstring(write(replace(outgoing, rows=rows), handoff="", profile=profile))
    root = etree.fromstring(data)
    done = {unit.get("id"): unit for unit in _units(wanted)}
    for unit in _units(root):
        one = typed[unit.get("id") or ""]
        if one.text:
            _put(unit, done[unit.get("id")], keeps_state=not profile.shows_drafts)
        elif one.role is Role.EMPTIED:
            for target in (*unit.iterfind("{*}target"), *unit.iterfind("{*}segment/{*}target")):
                _clear(target)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _in_po(entry: po.PoEntry, typed: Mapping[str, Typed]) -> po.PoEntry:
    one = typed[entry.context.partition("#")[2]]
    if one.role is Role.UNTOUCHED:
        return entry
    # Programs drop the previous msgid together with the fuzzy mark.
    is_fuzzy = one.role is Role.DRAFT
    return replace(entry, target=one.text, is_fuzzy=is_fuzzy, previous_source=entry.previous_source if is_fuzzy else "")


def _cells(occurrence: str, one: Typed) -> Mapping[str, str]:
    """What is typed into a row: most people say nothing of a state unless there is something to say."""
    states = {Role.DRAFT: "draft", Role.APPROVED: "reviewed"}
    if one.role is Role.FINISHED and zlib.crc32(occurrence.encode()) % 3 == 0:
        return {"Translation": one.text, "State": "translated"}
    return {"Translation": one.text, **({"State": states[one.role]} if one.role in states else {})}


def _units(root: Element) -> Iterator[Element]:
    yield from root.iter("{*}trans-unit", "{*}unit")


def _put(unit: Element, done: Element, *, keeps_state: bool) -> None:
    """Puts what was typed in the place of a unit's target, with its state unless the tool leaves that as it is."""
    if local_name(unit) == "unit":
        # The new target may name data that only the new unit has.
        for name in ("segment", "originalData"):
            for old in children(unit, name):
                unit.remove(old)
        new = [deepcopy(child) for child in done if local_name(child) in ("originalData", "segment")]
        place = next((n for n, child in enumerate(unit) if local_name(child) == "segment"), len(unit))
        unit[place:place] = new
        return
    [target] = children(done, "target")
    target = deepcopy(target)
    olds = children(unit, "target")
    if keeps_state:
        for name in ("state", "state-qualifier"):
            target.attrib.pop(name, "")
            if olds and (value := olds[0].get(name)):
                target.set(name, value)
    elif done.get("approved"):
        unit.set("approved", done.get("approved") or "no")
    for old in olds:
        unit.remove(old)
    [source] = children(unit, "source")
    source.addnext(target)


def _clear(target: Element) -> None:
    target[:] = []
    target.text = None
