"""A document's part of a handoff as a PO file."""

from __future__ import annotations

from dataclasses import replace

from locmem.catalogs.pairs import Row
from locmem.catalogs.states import to_po
from locmem.exchange.outgoing import ExchangeFormat, Outgoing
from locmem.exchange.profiles import GENERIC, Profile, Standing, what_stands
from locmem.formats import po


def write_po(
    outgoing: Outgoing,
    *,
    handoff: str,
    project: str,
    plural_forms: str,
    created: str,
    profile: Profile = GENERIC,
) -> bytes:
    """The document as a PO file; drafts and stale targets are `fuzzy`, or left out where the tool has no drafts.

    What helps a translator follows locmem's own line in the comments of an entry, so that no program that breaks
    long comments can make it pass for that line.
    """
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
    entries = tuple(_po_entry(row, outgoing, profile) for row in outgoing.rows)
    return po.write(po.PoFile(headers=headers, entries=entries, comments=outgoing.about))


def _po_entry(row: Row, outgoing: Outgoing, profile: Profile) -> po.PoEntry:
    entry = row.entry
    found = to_po(entry, outgoing.document)
    is_locked = outgoing.lock is not None
    if what_stands(entry, profile, ExchangeFormat.PO, is_locked=is_locked) is Standing.NOTHING:
        found = replace(found, target="", is_fuzzy=False, previous_source="")
    notes = [note.in_po for note in outgoing.notes_beside(row)]
    *before, marks = found.extracted
    if outgoing.lock is not None:
        before.append(f"locked: {outgoing.lock.who}; leave it as it is")
    return replace(found, extracted=(*before, marks, *notes))
