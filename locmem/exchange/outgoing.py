"""What goes to a translator: one document's segments with all that helps, whatever format the file has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from locmem.catalogs.pairs import Row
from locmem.catalogs.states import digest
from locmem.exchange.guidance import (
    Guidance,
    Label,
    Note,
    change_note,
    entry_notes,
    notes_around,
    notes_on_all,
)
from locmem.model.inline import Inline, inline
from locmem.model.translation import CatalogEntry, State


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
    guidance: what helps with each segment, by occurrence.
    """

    document: str
    source_locale: str
    locale: str
    rows: tuple[Row, ...]
    lock: Lock | None = None
    guidance: Mapping[str, Guidance] = field(default_factory=dict)

    def guidance_of(self, row: Row) -> Guidance:
        """What helps with a segment; nothing where nothing is known."""
        return self.guidance.get(row.entry.occurrence, _NOTHING)

    @property
    def on_all(self) -> tuple[Note, ...]:
        """What a translator is told of the whole document."""
        return tuple(notes_on_all(next(iter(self.guidance.values()), _NOTHING)))

    @property
    def about(self) -> tuple[str, ...]:
        """The same as lines for the top of a file."""
        return tuple(note.in_xliff for note in self.on_all)

    def notes_of(self, row: Row) -> Iterator[Note]:
        """What a translator is told of a segment where a format has one place for all of it."""
        yield from entry_notes(row.entry)
        if self.lock:
            yield Note(label=Label.LOCKED, text=f"{self.lock.who}. Leave it as it is.")
        yield from self.notes_beside(row)

    def notes_beside(self, row: Row) -> Iterator[Note]:
        """What PO says of a segment, which has places of its own for the rest."""
        yield from change_note(row.entry, self.source_locale)
        yield from notes_around(self.guidance_of(row))
        if row is self.rows[0]:
            yield from self.on_all

    def shown_in(self, preview: str) -> Outgoing:
        """The document with the name of its preview; empty for none."""
        return replace(self, guidance={key: replace(one, preview=preview) for key, one in self.guidance.items()})


_NOTHING = Guidance()


def needs_person(entry: CatalogEntry, required: State) -> bool:
    """Whether an entry is below what its risk demands, so that it belongs into a handoff."""
    return entry.is_stale or not entry.is_confirmed or entry.state.rank < required.rank


def source_digest(entry: CatalogEntry) -> str:
    """What stands for the source that was sent."""
    return digest(entry.source)


def visible(content: Inline) -> Inline:
    """The content with codes that only spell text replaced by that text, as translators should see it."""
    parts = [part if isinstance(part, str) or not part.is_text else part.text for part in content.parts]
    return inline(parts, content.syntax)
