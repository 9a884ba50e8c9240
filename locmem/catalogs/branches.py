"""What becomes of one segment that two branches changed: which target stands, and what is kept of the other one.

The rules are those of the promises.  A confirmed target beats a draft, and a person's draft beats a machine's.  Of two
confirmed targets the one made for the source that stands is taken where the other one was not; else nobody but a
person can decide, ours stands and theirs is kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from locmem.catalogs.carrying import carried
from locmem.model.three_way import Changed, changed
from locmem.model.translation import CatalogEntry, OriginKind, Rival, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The entry that stands, with the source of the side that changed it; remarks and rivals are not looked at.

    is_ours: whether its target is that of our side.
    rival: what is kept of the other side beside the entry.  outdated: a confirmed target of the other side that was
    made for another source, as an entry of its own for the memory.
    """

    entry: CatalogEntry
    is_ours: bool
    rival: Rival | None = None
    outdated: CatalogEntry | None = None


def decide(base: CatalogEntry | None, ours: CatalogEntry, theirs: CatalogEntry, today: date) -> Decided:
    """What becomes of a segment that both sides have; base: None where both sides added it.

    A target whose source was changed on the other side is stale from the day that is noted there, or else from
    `today`, as after `locmem.catalogs.update.update`.
    """
    asked = theirs if changed(base and _asked(base), _asked(ours), _asked(theirs)) is Changed.THEIRS else ours
    winner = _taken(base, ours, theirs, asked)
    loser = theirs if winner is ours else ours
    entry = carried(winner, _without_target(asked), asked.stale_since or today)
    decided = Decided(entry=entry, is_ours=winner is ours)
    claims = [_confirmed(one) for one in (base, ours, theirs)]
    if all(claims[1:]) and changed(*claims) is Changed.BOTH and _pair(ours) != _pair(theirs):
        if loser.made_for == winner.made_for:
            return replace(decided, rival=_rival(loser, loser.target, loser.state))
        # What was confirmed for a source that does not stand is a pair of the memory's, as after a return.
        return replace(decided, outdated=_alone(loser))
    begun = _begun(loser)
    is_lost = begun and begun != entry.shown and (base is None or begun != _begun(base))
    return replace(decided, rival=_rival(loser, begun, State.DRAFT)) if is_lost else decided


def _taken(base: CatalogEntry | None, ours: CatalogEntry, theirs: CatalogEntry, asked: CatalogEntry) -> CatalogEntry:
    """The entry whose target stands."""
    answers = changed(_answer(base or _without_target(ours)), _answer(ours), _answer(theirs))
    if answers is Changed.ALIKE:
        return asked
    if answers is not Changed.BOTH:
        return ours if answers is Changed.OURS else theirs
    if ours.is_confirmed is not theirs.is_confirmed:
        return ours if ours.is_confirmed else theirs
    confirmed = changed(_confirmed(base), _confirmed(ours), _confirmed(theirs))
    if confirmed in (Changed.OURS, Changed.THEIRS):
        return ours if confirmed is Changed.OURS else theirs
    if confirmed is Changed.BOTH:
        is_for_now = [one.made_for == asked.source for one in (ours, theirs)]
        if is_for_now[0] is not is_for_now[1]:
            return ours if is_for_now[0] else theirs
        if ours.target != theirs.target:
            return ours
    else:
        begun = changed(_begun(base) if base else "", _begun(ours), _begun(theirs))
        if begun is Changed.BOTH:
            return ours if _begun(ours) else theirs
        if begun is not Changed.ALIKE:
            return ours if begun is Changed.OURS else theirs
    return ours if _worth(ours, asked) >= _worth(theirs, asked) else theirs


def _asked(entry: CatalogEntry) -> tuple[object, ...]:
    """What is to be translated."""
    return entry.kind, entry.name, entry.source, entry.syntax, entry.legend


def _answer(entry: CatalogEntry) -> tuple[object, ...]:
    """All that an entry says of its target."""
    of_previous = entry.stale_since, entry.previous_source, entry.previous_legend
    shown = entry.proposal, entry.is_begun, entry.match, entry.doubts
    return entry.target, entry.state, entry.origin, entry.note, entry.over, entry.may_be_cut, *of_previous, *shown


def _without_target(entry: CatalogEntry) -> CatalogEntry:
    """What a document's segment is before anybody translates it."""
    return CatalogEntry(
        occurrence=entry.occurrence,
        kind=entry.kind,
        name=entry.name,
        source=entry.source,
        syntax=entry.syntax,
        legend=entry.legend,
    )


def _pair(entry: CatalogEntry | None) -> tuple[str, str] | None:
    """The pair that somebody confirmed."""
    return (entry.made_for, entry.target) if entry and entry.is_confirmed else None


def _confirmed(entry: CatalogEntry | None) -> tuple[object, ...] | None:
    """The pair that somebody confirmed, and how far it was read."""
    return (_pair(entry), entry.state) if entry and entry.is_confirmed else None


def _begun(entry: CatalogEntry) -> str:
    """A person's text that nobody confirmed; empty where there is none."""
    if entry.is_begun:
        return entry.proposal
    is_draft = entry.state is State.DRAFT and entry.origin.kind is OriginKind.HUMAN
    return entry.target if is_draft else ""


def _worth(entry: CatalogEntry, asked: CatalogEntry) -> tuple[object, ...]:
    """What decides between two entries that say the same of what people did, the same from either side."""
    return (
        entry.is_confirmed and entry.made_for == asked.source,
        entry.state.rank,
        entry.source == asked.source,
        bool(entry.shown),
        entry.match,
        str(_answer(entry)),
    )


def _rival(entry: CatalogEntry, target: str, state: State) -> Rival:
    """A text of an entry as it is kept beside another one."""
    source, legend = (entry.source, entry.legend) if entry.is_begun and state is State.DRAFT else _asked_before(entry)
    return Rival(target=target, source=source, state=state, legend=legend)


def _asked_before(entry: CatalogEntry) -> tuple[str, tuple[str, ...]]:
    """The source that the entry's target was made for, and its legend."""
    is_previous = bool(entry.previous_source)
    return entry.made_for, entry.previous_legend if is_previous else entry.legend


def _alone(entry: CatalogEntry) -> CatalogEntry:
    """The confirmed target of an entry under the source it was made for."""
    source, legend = _asked_before(entry)
    found = replace(entry.without_proposal(), source=source, legend=legend, previous_source="", previous_legend=())
    return replace(found, stale_since=None, note="", remarks=(), rivals=())
