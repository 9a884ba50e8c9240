"""A document's part of a handoff as an XLIFF file, of either version."""

from __future__ import annotations

from collections.abc import Callable

from locmem.catalogs.pairs import Row
from locmem.exchange.guidance import link_notes, shown_percent
from locmem.exchange.outgoing import ExchangeFormat, Outgoing, source_digest, visible
from locmem.exchange.profiles import GENERIC, Profile, Standing, what_stands
from locmem.formats import xliff2, xliff12
from locmem.formats.xliff2_glossary import GlossaryEntry
from locmem.model.translation import OriginKind, State
from locmem.terms.hints import TermHint
from locmem.values.locales import with_region

HANDOFF = "handoff"
"""The property of an XLIFF file that names its handoff."""


def write_xliff(outgoing: Outgoing, *, handoff: str, profile: Profile = GENERIC) -> bytes:
    """The document as XLIFF 1.2, one trans-unit a segment."""

    def names(state: State, kind: OriginKind, stale: bool) -> tuple[str, str]:
        name, qualifier = xliff12.state_name(state, kind, stale)
        is_draft = name == xliff12.STATE_NAMES[State.DRAFT]
        return profile.draft_state if is_draft and profile.draft_state else name, qualifier

    return xliff12.write((_xliff_file(outgoing, handoff, profile, names),))


def write_xliff2(outgoing: Outgoing, *, handoff: str, profile: Profile = GENERIC) -> bytes:
    """The document as XLIFF 2.0, one unit with one segment a segment."""
    return xliff2.write((_xliff_file(outgoing, handoff, profile, xliff2.state_name),))


_StateNames = Callable[[State, OriginKind, bool], tuple[str, str]]
"""How a version of XLIFF calls a state; see `xliff12.state_name`."""


def _xliff_file(outgoing: Outgoing, handoff: str, profile: Profile, names: _StateNames) -> xliff12.XliffFile:
    """The document as a value of XLIFF."""
    named = with_region if profile.needs_regions else str
    return xliff12.XliffFile(
        original=outgoing.document,
        source_locale=named(outgoing.source_locale),
        locale=named(outgoing.locale),
        notes=outgoing.about,
        properties=((HANDOFF, handoff),),
        units=tuple(_unit(row, outgoing, profile, names) for row in outgoing.rows),
    )


def _unit(row: Row, outgoing: Outgoing, profile: Profile, names: _StateNames) -> xliff12.XliffUnit:
    entry, source = row.entry, visible(row.segment.content)
    guidance = outgoing.guidance_of(row)
    is_locked = outgoing.lock is not None
    state, qualifier = names(entry.state, entry.origin.kind, entry.is_stale)
    if entry.proposal:
        state, qualifier = names(State.DRAFT, OriginKind.TM, False)
    if is_locked:
        state, qualifier = xliff12.LOCKED_STATE, ""
    target = visible(row.shown) if entry.shown else None
    shown = what_stands(entry, profile, ExchangeFormat.XLIFF, is_locked=is_locked)
    if shown is not Standing.TARGET:
        # A tool that shows what stands in a target keeps the state, so that none is said of the source in its place.
        state = "" if shown is Standing.SOURCE else names(State.UNTRANSLATED, OriginKind.NONE, False)[0]
        target, qualifier = source if shown is Standing.SOURCE else None, ""
    has_previous = bool(entry.previous_source) and profile.takes_candidates
    return xliff12.XliffUnit(
        id=entry.occurrence,
        name=entry.context,
        source=source,
        target=target,
        state=state,
        qualifier=qualifier,
        approved=is_locked or (entry.state is State.REVIEWED and not entry.is_stale),
        is_locked=is_locked,
        notes=tuple(note.in_xliff for note in (*outgoing.notes_of(row), *link_notes(row.segment.content))),
        digest=source_digest(entry),
        native=row.segment.content.native,
        previous_source=entry.previous_source if has_previous else "",
        previous_target=entry.target if entry.is_stale and has_previous else "",
        percent=shown_percent(entry),
        most=guidance.most,
        terms=tuple(map(_glossary_entry, guidance.terms)),
    )


def _glossary_entry(hint: TermHint) -> GlossaryEntry:
    """What a glossary of XLIFF 2 holds of a hint: terms that may be written, and what is meant."""
    return GlossaryEntry(
        term=hint.source,
        translations=tuple(term.text for term in (*hint.preferred, *hint.admitted)),
        definition="; ".join(filter(None, (hint.definition, hint.note))),
    )
