"""Files for translators: one PO or XLIFF file a document, made from catalog entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from locmem.catalogs.pairs import Row
from locmem.catalogs.states import digest, to_po
from locmem.exchange.manifest import STALE, SentUnit
from locmem.formats import po, xliff2, xliff12
from locmem.model.inline import Inline, inline
from locmem.model.translation import CatalogEntry, OriginKind, State

HANDOFF = "handoff"
"""The property of an XLIFF file that names its handoff."""


OWN_NOTES = (
    "Stands in",
    "Locked: ",
    "Inherited from ",
    "What it stands in place of ",
    "The English changed since ",
    "Proposal from the memory, ",
    "Look at: ",
    "Translated before: ",
)
"""How the notes of ours begin, by which they are known where a tool no longer says who wrote them."""


class ExchangeFormat(Enum):
    """Formats a handoff can be written in."""

    PO = "po"
    XLIFF = "xliff"
    XLIFF2 = "xliff2"
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def suffix(self) -> str:
        """What file names end in."""
        return {"po": ".po", "xliff": ".xlf", "xliff2": ".xlf", "csv": ".csv", "xlsx": ".xlsx"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A text that somebody answers for by name, so that a translator must not change it.

    who: who approved it, for which market and until when.  unlock: the command that takes that back.
    """

    who: str
    unlock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One document's part of a handoff: its segments that need a person, with their entries.

    lock: where the document's text is approved by name; its segments are then shown, not handed out as work.
    """

    document: str
    source_locale: str
    locale: str
    rows: tuple[Row, ...]
    lock: Lock | None = None


def needs_person(entry: CatalogEntry, required: State) -> bool:
    """Whether an entry is below what its risk demands, so that it belongs into a handoff."""
    return entry.is_stale or not entry.is_confirmed or entry.state.rank < required.rank


def source_digest(entry: CatalogEntry) -> str:
    """What stands for the source that was sent."""
    return digest(entry.source)


def sent_units(outgoing: Outgoing, words: Sequence[int]) -> tuple[SentUnit, ...]:
    """What the manifest notes of the document's segments."""
    return tuple(
        SentUnit(
            document=outgoing.document,
            occurrence=row.entry.occurrence,
            source=source_digest(row.entry),
            target=digest(row.entry.shown) if row.entry.shown else "",
            confirmed=digest(row.entry.target) if row.entry.proposal else "",
            state=STALE if row.entry.is_stale else row.entry.state.value,
            words=count,
            is_locked=outgoing.lock is not None,
        )
        for row, count in zip(outgoing.rows, words, strict=True)
    )


def write_po(outgoing: Outgoing, *, handoff: str, project: str, plural_forms: str, created: str) -> bytes:
    """The document as a PO file; drafts and stale targets are `fuzzy`."""
    headers = (
        ("Project-Id-Version", f"{project} 1"),
        ("POT-Creation-Date", created),
        ("PO-Revision-Date", created),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", outgoing.locale.replace("-", "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", plural_forms),
        ("X-Source-Language", outgoing.source_locale),
        ("X-Locmem-Document", outgoing.document),
        ("X-Locmem-Handoff", handoff),
    )
    entries = tuple(_po_entry(row.entry, outgoing) for row in outgoing.rows)
    return po.write(po.PoFile(headers=headers, entries=entries))


def _po_entry(entry: CatalogEntry, outgoing: Outgoing) -> po.PoEntry:
    found = to_po(entry, outgoing.document)
    if outgoing.lock is None:
        return found
    *before, marks = found.extracted
    return replace(found, extracted=(*before, f"locked: {outgoing.lock.who}; leave it as it is", marks))


def write_xliff(outgoing: Outgoing, *, handoff: str) -> bytes:
    """The document as XLIFF 1.2, one trans-unit a segment."""
    return xliff12.write((_xliff_file(outgoing, handoff, xliff12.state_name),))


def write_xliff2(outgoing: Outgoing, *, handoff: str) -> bytes:
    """The document as XLIFF 2.0, one unit with one segment a segment."""
    return xliff2.write((_xliff_file(outgoing, handoff, xliff2.state_name),))


def _xliff_file(
    outgoing: Outgoing, handoff: str, names: Callable[[State, OriginKind, bool], tuple[str, str]]
) -> xliff12.XliffFile:
    """The document as a value of XLIFF; `names` says how a version calls a state."""
    units = []
    for row in outgoing.rows:
        segment, entry = row.segment, row.entry
        state, qualifier = names(entry.state, entry.origin.kind, entry.is_stale)
        if entry.proposal:
            state, qualifier = names(State.DRAFT, OriginKind.TM, False)
        is_reviewed = entry.state is State.REVIEWED and not entry.is_stale and not entry.inherited
        if outgoing.lock:
            state, qualifier = xliff12.LOCKED_STATE, ""
        units.append(
            xliff12.XliffUnit(
                id=entry.occurrence,
                name=entry.context,
                source=visible(segment.content),
                target=visible(row.shown) if entry.shown else None,
                state=state,
                qualifier=qualifier,
                approved=is_reviewed or outgoing.lock is not None,
                is_locked=outgoing.lock is not None,
                notes=guidance(entry, outgoing.lock),
                digest=source_digest(entry),
                native=segment.content.native,
                previous_source=entry.previous_source,
                previous_target=entry.target if entry.is_stale and entry.previous_source else "",
                percent=_percent(entry),
            )
        )
    return xliff12.XliffFile(
        original=outgoing.document,
        source_locale=outgoing.source_locale,
        locale=outgoing.locale,
        properties=((HANDOFF, handoff),),
        units=tuple(units),
    )


def visible(content: Inline) -> Inline:
    """The content with codes that only spell text replaced by that text, as translators should see it."""
    parts = [part if isinstance(part, str) or not part.is_text else part.text for part in content.parts]
    return inline(parts, content.syntax)


def guidance(entry: CatalogEntry, lock: Lock | None) -> tuple[str, ...]:
    """What a translator is told beside a text, in sentences."""
    return (*_notes(entry), *_lock_note(lock))


def _lock_note(lock: Lock | None) -> tuple[str, ...]:
    return (f"Locked: {lock.who}. Leave it as it is.",) if lock else ()


def _percent(entry: CatalogEntry) -> int:
    """The percent of the memory's match that is shown; 0 where what is shown did not come from one."""
    return entry.match if entry.proposal or not entry.is_stale else 0


def _notes(entry: CatalogEntry) -> tuple[str, ...]:
    notes = []
    if entry.name:
        notes.append(f"Stands in: {entry.name}")
    if entry.inherited:
        notes.append(f"Inherited from {entry.inherited}; change it only where this locale says it differently.")
    if entry.is_own and entry.over:
        notes.append(f"Stands in place of: {entry.over}")
    if entry.is_stale and not entry.previous_source:
        notes.append(f"What it stands in place of was changed to: {entry.base}")
    elif entry.is_stale:
        notes.append("The English changed since this was translated; please bring the translation up to date.")
    if percent := _percent(entry):
        notes.append(f"Proposal from the memory, {percent} %.")
    notes += [f"Look at: {doubt}" for doubt in entry.doubts]
    if entry.proposal:
        notes.append(f"Translated before: {entry.target}")
    return tuple(notes)
