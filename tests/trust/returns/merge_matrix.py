"""Three-way intake in every combination: what was sent, what came back of it, what happened here meanwhile.

Nothing that a person confirmed, here or with the translator, may be in no place afterwards; and what somebody confirmed
here while a text was away stands in the catalog until a person decides otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from lxml import etree

from locmem.catalogs.pairs import Pair
from locmem.catalogs.pairs import Row as Segment
from locmem.exchange.brought_back import BringBackResult
from locmem.exchange.decision import Outcome
from locmem.exchange.outgoing import ExchangeFormat, Outgoing
from locmem.exchange.profiles import GENERIC
from locmem.formats import po
from locmem.inline import protect
from locmem.model.translation import HUMAN, Origin, OriginKind, State
from locmem.pipelines.approve import approve
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.workspace.handoffs import manifests
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop
from tests.pipelines.shop import build as build_shop
from tests.trust.family import Control, Size, Tried
from tests.trust.returns.sent_work import TABLES, Role, Typed, worked_on
from tests.trust.returns.table_work import filled_in, words_replaced

NAME = "Three-way intake in every combination"
PROMISE = "An answer that comes back replaces nothing that a person confirmed meanwhile, and is itself never lost."

FORMATS = tuple(ExchangeFormat)

_MACHINE = Origin(OriginKind.MT, "apertium")
_BASE, _VARIANT = "es", "es-MX"
_RENAMED = "-new.md"
"""How the names of documents end that were renamed."""


class Sent(Enum):
    """What stood here when a segment was sent."""

    NOTHING = "nothing"
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    STALE = "stale"
    LOCKED = "locked"
    INHERITED = "inherited"

    @property
    def locale(self) -> str:
        """The locale it was sent in."""
        return _VARIANT if self is Sent.INHERITED else _BASE

    @property
    def document(self) -> str:
        """The document it stands in."""
        name = {Sent.LOCKED: "locked", Sent.INHERITED: "inherited"}.get(self, "free")
        return f"articles/{name}.md"


class Came(Enum):
    """What the translator made of it."""

    UNTOUCHED = "untouched"
    EDITED = "edited"
    EMPTIED = "emptied"
    DRAFT = "left as a draft"
    APPROVED = "approved"
    DAMAGED = "with a damaged code"
    OTHER_SOURCE = "with another source"

    @property
    def role(self) -> Role:
        """What the translator does with it."""
        roles = {
            Came.UNTOUCHED: Role.UNTOUCHED,
            Came.EMPTIED: Role.EMPTIED,
            Came.DRAFT: Role.DRAFT,
            Came.APPROVED: Role.APPROVED,
        }
        return roles.get(self, Role.FINISHED)

    @property
    def is_sound_answer(self) -> bool:
        """Whether it is a finished text that can be taken."""
        return self in (Came.EDITED, Came.APPROVED)


class Happened(Enum):
    """What happened here meanwhile."""

    NOTHING = "nothing"
    SAME = "confirmed the same"
    OTHER = "confirmed another"
    DRAFTED = "draft changed"
    SOURCE = "source changed"
    GONE = "segment gone"
    RENAMED = "document renamed"
    UNDONE = "another answer taken in and undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One combination and what became of it.

    lost: texts that a person confirmed and that are nowhere any more.  replaced: one that stood here confirmed and was
    replaced by an answer to an earlier text.
    """

    format: ExchangeFormat
    sent: Sent
    came: Came
    happened: Happened
    outcome: Outcome | None
    lost: tuple[str, ...]
    replaced: str


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """Every combination in every format; for SHORT two formats with one happening each."""
    del seed
    short = ((ExchangeFormat.CSV, Happened.UNDONE), (ExchangeFormat.XLSX, Happened.SOURCE))
    with TemporaryDirectory() as folder:
        shop = build(Path(folder) / "shop")
        found = list(cases(shop, product(FORMATS, Happened) if size is Size.FULL else short))
    for format_ in dict.fromkeys(one.format for one in found):
        mine = [one for one in found if one.format is format_]
        outcomes = Counter(one.outcome.value if one.outcome else "no answer" for one in mine)
        wrong = tuple(f"{one}" for one in mine if one.lost or one.replaced or one.outcome is None)
        told = ", ".join(f"{count} {name}" for name, count in outcomes.most_common())
        yield Tried(what=f"sent, returned, changed meanwhile: {format_.value}", tries=len(mine), wrong=wrong, note=told)


def controls(seed: int) -> Iterator[Control]:
    """An answer is kept nowhere; a confirmed text is replaced by an answer to an earlier one."""
    del seed
    with TemporaryDirectory() as folder:
        shop = build(Path(folder) / "shop")
        with mock.patch("locmem.pipelines.bring_back.keep"):
            found = list(cases(shop, [(ExchangeFormat.XLIFF, Happened.GONE)]))
        yield Control(
            what="an answer for a text that is gone is kept nowhere",
            tries=len(found),
            seen=sum(any("Vuelta" in text for text in one.lost) for one in found),
        )
        with mock.patch("locmem.exchange.intake._Case._is_same_base", return_value=True):
            found = list(cases(shop, [(ExchangeFormat.XLIFF2, Happened.OTHER)]))
        yield Control(
            what="an answer to an earlier text is taken",
            tries=len(found),
            seen=sum(bool(one.replaced) for one in found),
        )


def build(root: Path) -> Shop:
    """A project with a segment for every way to be sent and to come back, as they stand before they are sent."""
    shop = build_shop(root)
    settings = shop.read("locmem.yaml").replace("locales: [es, ja]", "locales: [es, es-MX, ja]")
    shop.write("locmem.yaml", f"{settings}variants: {{es-MX: es}}\n")
    shop.write("pipelines/collect.yaml", "steps: [collect]\n")
    for document in dict.fromkeys(sent.document for sent in Sent):
        shop.write(f"content/{document}", _text(document, was=True))
    shop.run("collect")
    _put(shop, lambda sent, came: (_words(sent, came, "Antes"), State.TRANSLATED) if sent is Sent.STALE else None)
    for document in dict.fromkeys(sent.document for sent in Sent):
        shop.write(f"content/{document}", _text(document))
    shop.run("collect")
    states = {Sent.DRAFT: State.DRAFT, Sent.LOCKED: State.DRAFT, Sent.CONFIRMED: State.TRANSLATED}
    _put(shop, lambda sent, came: (_words(sent, came, "Antes"), states[sent]) if sent in states else None)
    # What a variant inherits stands in its base.
    _put(
        shop,
        lambda sent, came: (_words(sent, came, "Base"), State.REVIEWED) if sent is Sent.INHERITED else None,
        locale=_BASE,
    )
    shop.translate(_BASE, {"The locked lamps": "Las lámparas cerradas"})
    run_step(shop.open(), "approve", lambda run: approve(run, Sent.LOCKED.document, "ES", _BASE, "Ana Ley", shop.today))
    shop.run("collect")
    return shop


def cases(shop: Shop, ways: Iterable[tuple[ExchangeFormat, Happened]]) -> Iterator[Case]:
    """Every combination of sent and came, for these formats and happenings."""
    for format_, happened in ways:
        with TemporaryDirectory() as folder:
            yield from _tried(shop.copy(Path(folder) / "shop"), format_, happened)


def _tried(shop: Shop, format_: ExchangeFormat, happened: Happened) -> Iterator[Case]:
    names: dict[tuple[str, str], tuple[Sent, Came]] = {}
    files = _sent_out(shop, format_, names)
    confirmed = _happen(shop, happened, files)
    standing = {key: entry for key, entry in _entries(shop).items() if entry[1]}
    result = _back(shop, files)
    places = _places(shop)
    after = _entries(shop)
    outcomes = {
        names[key]: one.outcome
        for one in result.decisions
        if (key := (one.document.replace(_RENAMED, ".md"), one.occurrence)) in names
    }
    for sent in Sent:
        for came in Came:
            words = [_words(sent, came, mark) for mark in confirmed]
            # Who writes over a text in the file itself finds it in git.
            if sent is Sent.STALE or (sent is Sent.CONFIRMED and not confirmed):
                words.append(_words(sent, came, "Antes"))
            if sent is Sent.INHERITED:
                words.append(_words(sent, came, "Base"))
            if came.is_sound_answer:
                words.append(_words(sent, came, "Vuelta"))
            mine = (sent.locale, _name(sent, came))
            stood = standing.get(mine, ("", False))[0]
            # What stood confirmed when it was sent may give way to an answer; what was confirmed since may not.
            is_guarded = happened in (Happened.OTHER, Happened.SAME) or sent is Sent.LOCKED
            replaced = stood if is_guarded and stood and mine in after and after[mine][0] != stood else ""
            yield Case(
                format=format_,
                sent=sent,
                came=came,
                happened=happened,
                outcome=outcomes.get((sent, came)),
                lost=tuple(text for text in words if not any(text in place for place in places)),
                replaced=replaced,
            )


def _name(sent: Sent, came: Came) -> str:
    """What a segment is known by, in its source and in every text for it."""
    return f"{sent.value}-{list(Came).index(came)}"


def _words(sent: Sent, came: Came, mark: str) -> str:
    return f"{mark}: la **lámpara** `{_name(sent, came)}` está en {{{{ ticket.shop }}}}."


def _text(document: str, *, was: bool = False, changed: bool = False) -> str:
    risk = "low" if document == Sent.LOCKED.document else "legal"
    sentences = []
    for sent in (one for one in Sent if one.document == document):
        verb = "was once" if was and sent is Sent.STALE else "is by now" if changed else "is"
        sentences += [f"The **lamp** `{_name(sent, came)}` {verb} in {{{{ ticket.shop }}}}." for came in Came]
    title = document.removeprefix("articles/").removesuffix(".md")
    return f"---\ntitle: The {title} lamps\nslug: {title}\nrisk: {risk}\n---\n\n" + "\n\n".join(sentences) + "\n"


_Wanted = Callable[[Sent, Came], tuple[str, State] | None]
"""A target and its state for a segment, None for leaving it."""


def _put(shop: Shop, wanted: _Wanted, *, locale: str = "", origin: Origin = HUMAN) -> None:
    """Somebody writes targets into the catalogs, in the locale of each segment unless one is named."""
    for pair in open_workspace(shop.open()).pairs:
        if not _is_ours(pair):
            continue
        entries = []
        for row in pair.rows:
            found = _case_of(row.entry.source)
            new = wanted(*found) if found and str(pair.locale) == (locale or found[0].locale) else None
            entries.append(row.entry.with_target(*new, origin) if new else row.entry)
        if tuple(entries) != pair.catalog.entries:
            own = tuple(one for one in entries if one.is_own) if pair.variant_of else tuple(entries)
            shop.put(pair.path, replace(pair.catalog, entries=own))


def _is_ours(pair: Pair) -> bool:
    return any(_case_of(row.entry.source) for row in pair.rows)


def _case_of(text: str) -> tuple[Sent, Came] | None:
    """The combination that a source or a target is of."""
    name = text.split("`")[1] if text.count("`") == 2 else ""
    state, _, number = name.rpartition("-")
    return (Sent(state), list(Came)[int(number)]) if state in {one.value for one in Sent} else None


def _sent_out(shop: Shop, format_: ExchangeFormat, names: dict[tuple[str, str], tuple[Sent, Came]]) -> tuple[Path, ...]:
    """The files of two handoffs as a translator saved them; `names` gets what each segment is."""
    found = []
    for locale in (_BASE, _VARIANT):
        options = HandoffOptions(
            format=format_,
            locales=(locale,),
            documents=tuple(dict.fromkeys(sent.document for sent in Sent if sent.locale == locale)),
            folder="out",
            again=True,
            inherited=locale == _VARIANT,
            preview=False,
        )
        [batch] = run_step(shop.open(), "export", lambda run: hand_off(run, options))[1].batches  # noqa: B023
        pairs = {pair.source.path: pair for pair in open_workspace(shop.open()).pairs_of(locale)}
        sent = {unit.key for unit in batch.manifest.units}
        for name in batch.manifest.files:
            place = shop.root / "out" / name
            pair = next(pairs[path] for path in pairs if name.endswith(f"/{path}{format_.suffix}"))
            rows = tuple(row for row in pair.rows if (pair.source.path, row.entry.occurrence) in sent)
            found.append(place)
            names |= {
                (pair.source.path, one.entry.occurrence): case for one in rows if (case := _case_of(one.entry.source))
            }
            place.write_bytes(_returned(place.read_bytes(), pair, rows, format_))
    return tuple(found)


def _returned(data: bytes, pair: Pair, rows: tuple[Segment, ...], format_: ExchangeFormat) -> bytes:
    typed = {row.entry.occurrence: _typed(row) for row in rows}
    outgoing = Outgoing(document=pair.source.path, source_locale="en", locale=str(pair.locale), rows=rows)
    data = worked_on(data, outgoing, typed, format_, GENERIC)
    others = {
        row.entry.occurrence for row in rows if (found := _case_of(row.entry.source)) and found[1] is Came.OTHER_SOURCE
    }
    if format_ in TABLES:
        sources = {row.entry.occurrence: row.entry.source.replace("The ", "A red ") for row in rows}
        return filled_in(data, {key: {"Source": sources[key]} for key in others})
    if format_ is ExchangeFormat.PO:
        file = po.read(data, "")
        entries = (
            replace(one, source=one.source.replace("The ", "A red "))
            if one.context.partition("#")[2] in others
            else one
            for one in file.entries
        )
        return po.write(replace(file, entries=tuple(entries)))
    root = etree.fromstring(data)
    for unit in root.iter("{*}trans-unit", "{*}unit"):
        own = (*unit.iterfind("{*}source"), *unit.iterfind("{*}segment/{*}source"))
        for source in own if unit.get("id") in others else ():
            source.text = (source.text or "").replace("The ", "A red ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _typed(row: Segment) -> Typed:
    found = _case_of(row.entry.source)
    came = found[1] if found else Came.UNTOUCHED
    role = came.role
    text = "" if role in (Role.EMPTIED, Role.UNTOUCHED) or not found else _words(*found, "Vuelta")
    if came is Came.DAMAGED:
        text = text.replace("{{ ticket.shop }}", "Madrid")
    return Typed(role=role, text=text, source=row.entry.source, is_moved=False, was_confirmed=row.entry.is_confirmed)


def _happen(shop: Shop, happened: Happened, files: Sequence[Path]) -> tuple[str, ...]:
    """Has it happen; the marks of the texts that people confirmed here by it."""
    if happened is Happened.SAME:
        _put(shop, lambda sent, came: (_words(sent, came, "Vuelta"), State.TRANSLATED))
        return ("Vuelta",)
    if happened is Happened.OTHER:
        _put(shop, lambda sent, came: (_words(sent, came, "Aquí"), State.TRANSLATED))
        return ("Aquí",)
    if happened is Happened.DRAFTED:
        drafts = (Sent.NOTHING, Sent.DRAFT, Sent.LOCKED)
        _put(
            shop,
            lambda sent, came: (_words(sent, came, "Otro"), State.DRAFT) if sent in drafts else None,
            origin=_MACHINE,
        )
    elif happened is Happened.UNDONE:
        kept = {place: place.read_bytes() for place in files}
        for place, data in kept.items():
            place.write_bytes(words_replaced(data, b"Vuelta: ", b"Colega: "))
        run, _ = run_step(shop.open(), "import", lambda run: bring_back(run, tuple(kept), partial=True))
        undo(shop.open(), run.id)
        for place, data in kept.items():
            place.write_bytes(data)
    else:
        _change(shop, happened)
    return ()


def _change(shop: Shop, happened: Happened) -> None:
    """What authors do to the documents."""
    for document in dict.fromkeys(sent.document for sent in Sent):
        file = f"content/{document}"
        if happened is Happened.SOURCE:
            shop.write(file, _text(document, changed=True))
        elif happened is Happened.GONE:
            head = shop.read(file).partition("\n\n")[0]
            shop.write(file, f"{head}\n\nSomething else altogether stands here.\n")
        elif happened is Happened.RENAMED:
            shop.write(file.replace(".md", _RENAMED), shop.read(file))
            shop.remove(file)
    shop.run("collect")


def _back(shop: Shop, files: Sequence[Path]) -> BringBackResult:
    _, result = run_step(shop.open(), "import", lambda run: bring_back(run, files, partial=True))
    shop.run("collect")
    return result


def _entries(shop: Shop) -> Mapping[tuple[str, str], tuple[str, bool]]:
    """The targets of the catalogs and whether they are confirmed for the source that stands here, by their names."""
    found: dict[tuple[str, str], tuple[str, bool]] = {}
    for pair in open_workspace(shop.open()).pairs:
        for row in pair.rows:
            if case := _case_of(row.entry.source):
                found[str(pair.locale), _name(*case)] = row.entry.target, row.entry.is_current
    return found


def _places(shop: Shop) -> Sequence[str]:
    """Everything that keeps texts of people: catalogs, memory, what is kept aside, and what every run replaced."""
    project = shop.open()
    found = [entry[0] for entry in _entries(shop).values()]
    found += [protect.to_editable(one.target) for locale in (_BASE, _VARIANT) for one in project.memory.entries(locale)]
    found += [
        text for manifest in manifests(project) for one in manifest.conflicts for text in (one.returned, one.kept)
    ]
    for record in project.journal.runs():
        for file in project.journal.files(record.id):
            found += [data.decode("utf-8", "replace") for data in (file.before, file.after) if data]
    return found
