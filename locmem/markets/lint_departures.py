"""The rule that asks for a second look: who read anew and departs from the profile that comes with locmem.

Law changes, and who reads it again is right more often than a profile that was written before.  But a source on the
same pages as the known one, or one that is not the law itself, is what a slip looks like, too.  A note that names the
act answers it, and so does the law itself where the known profile read something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from locmem.errors import Location
from locmem.markets.citations import citation
from locmem.markets.departed import doubts
from locmem.markets.known import known_market
from locmem.markets.same_reading import (
    fell_back,
    has_own_note,
    in_locale,
    is_alike,
    is_from,
    is_same,
    item_name,
    plain,
    proofs,
    short,
    told,
)
from locmem.markets.statutes import in_days, told_value
from locmem.markets.subject import Subject
from locmem.model.fact import Confidence, Evidence, Fact, FactValue, ListItem, LocalText, Market, Obligation
from locmem.model.finding import Finding, Severity

DEPARTURE = "market-departure"

_NAMES_AN_ACT = re.compile(r"[\d§]")
_NUMBER = re.compile(r"\d{2,4}/\d{2,5}|\b[A-Z]{2,}(?:-[A-Z])?-\d{4}-\d+|github:[\w.-]+/[\w.-]+")
"""What names an act or a copy of one: `2011/83`, `BOE-A-2007-20555`, `github:bundestag/gesetze`."""
_RANKS = (Confidence.UNVERIFIED, Confidence.SECONDARY, Confidence.PRIMARY)
_YEAR = 365
_LOOK = "Look at both once more. If this one is right, say in a `note` what changed and when, or the act's number."
_LOOK_FOR_ACT = "Look once more; if it is none, name the act with its number in a note, else remove the departure."
_OWN_LAW = "Write the fact in this profile: its law is not what the members of its region share."


def departures(subject: Subject) -> Iterator[Finding]:
    """What departs from the profile that comes with locmem, or from an obligation, and names no act for it."""
    yield from _of_departed(subject)
    market, known = subject.market, known_market(subject.market.code)
    if known is None:
        return
    is_begun = is_from(market, known)
    for path, theirs in known.facts.items():
        mine = market.facts.get(path)
        if mine and (is_begun or (mine.is_legal and theirs.is_legal and _newest(mine) >= _newest(theirs))):
            marks = _of_marks(mine, theirs) if is_begun else ()
            for what, evidence, location in (*_of_fact(subject, mine, theirs), *marks):
                is_shared = fell_back(market, mine.location, theirs.location)
                place = subject.head("facts") if is_shared else location
                yield _look(subject, f"{path}{what}", evidence, place, _OWN_LAW if is_shared else _LOOK)
    if not is_begun:
        return
    duties = {duty.key: duty for duty in known.obligations}
    for duty in market.obligations:
        other = duties.get(duty.key)
        if other and not _is_same_reading(duty.evidence, other.evidence):
            for what in _of_duty(duty, other):
                yield _look(subject, f"the obligation {duty.key}{what}", other.evidence, duty.location)
    yield from _manners(subject, known)


def _of_departed(subject: Subject) -> Iterator[Finding]:
    """Obligations of its region that the market says it does not have, where something speaks against that."""
    for one in subject.market.departures:
        is_over = one.window.end is not None and one.window.end < subject.day
        if not is_over and (told := "; ".join(doubts(subject.market, one, subject.day))):
            what = f"the obligation {one.key} is said to be none here (“{short(one.none)}”), and {told}."
            yield subject.finding(DEPARTURE, one.location, what, _LOOK_FOR_ACT, Severity.WARNING)


def _newest(fact: Fact) -> date:
    """The day on which a fact was read last; what was read before the known one is a matter of the next review."""
    return max((value.evidence.verified_on or date.min for value in fact.values), default=date.min)


def _look(subject: Subject, what: str, evidence: Evidence, location: Location, do: str = _LOOK) -> Finding:
    said = f"{what} departs from what comes with locmem, read on {evidence.verified_on} ({short(evidence.source)})."
    return subject.finding(DEPARTURE, location, said, do, Severity.WARNING)


def _is_same_reading(mine: Evidence, theirs: Evidence) -> bool:
    """Whether nobody says to have read anything since, so that the rule on unread changes tells of it."""
    return is_same(mine, theirs) and not has_own_note(mine, theirs)


def _is_read_alike(mine: Fact, theirs: Fact) -> bool:
    """Whether two facts stand on the same readings, and none has a note of its own."""
    return proofs(mine) == proofs(theirs) and all(map(_is_same_reading, _evidence(mine), _evidence(theirs)))


def _evidence(fact: Fact) -> Iterator[Evidence]:
    for value in fact.values:
        items = value.value if isinstance(value.value, tuple) else ()
        yield from (one.evidence for one in items or (value,))


def _is_answered(mine: Evidence, theirs: Evidence, notes: Collection[str] = ()) -> bool:
    """Whether a value says why it departs: by a note of its own with a number, or by law that nobody read before.

    notes: those of the known fact, none of which is an answer.
    """
    if mine.note and plain(mine.note) not in {plain(theirs.note), *notes} and _NAMES_AN_ACT.search(mine.note):
        return True
    own = _names(mine.source)
    return mine.confidence is Confidence.PRIMARY and bool(own) and not own & _names(theirs.source)


def _notes(fact: Fact) -> frozenset[str]:
    return frozenset(plain(value.evidence.note) for value in fact.values)


def _names(source: str) -> set[str]:
    return {*citation(source).hosts, *_NUMBER.findall(source)}


def _of_fact(subject: Subject, mine: Fact, theirs: Fact) -> Iterator[tuple[str, Evidence, Location]]:
    """What departs, with the evidence of the known one and the place."""
    if _is_read_alike(mine, theirs):
        return
    yield from _of_days(subject, mine, theirs)
    for value, other in ((one, two) for one in mine.values for two in theirs.values if _begin_alike(one, two)):
        if isinstance(value.value, tuple) and isinstance(other.value, tuple):
            yield from _of_items(value.value, other.value)


def _of_marks(mine: Fact, theirs: Fact) -> Iterator[tuple[str, Evidence, Location]]:
    """Type, law, deciding day and reach of a fact whose values were read anew."""
    if _is_read_alike(mine, theirs):
        return
    proof = theirs.values[-1]
    evidence = proof.value[0].evidence if isinstance(proof.value, tuple) else proof.evidence
    notes = _notes(theirs)
    if evidence.verified_on is None or any(_is_answered(one.evidence, evidence, notes) for one in mine.values):
        return
    for name in ("type", "is_legal", "decided_by", "matters_for"):
        if not is_alike(getattr(mine, name), getattr(theirs, name)) and not (name == "is_legal" and mine.is_legal):
            yield f": {name.removeprefix('is_')}", evidence, mine.location


def _begin_alike(one: FactValue, two: FactValue) -> bool:
    return one.window.start == two.window.start


def _of_days(subject: Subject, mine: Fact, theirs: Fact) -> Iterator[tuple[str, Evidence, Location]]:
    """Values on the days on which one of the two changes, as far as the known profile could know them."""
    seen, notes = set[tuple[Location, Location]](), _notes(theirs)
    reach = max(in_days(theirs.matters_for) if theirs.matters_for else 0, _YEAR)
    for day in sorted({one.window.start or date.min for one in (*mine.values, *theirs.values)}):
        two = _holding(theirs, day)
        if two is None or two.evidence.verified_on is None:
            continue
        if day > two.evidence.verified_on and day != two.window.start:
            continue  # What came after the reading nobody could know.
        one = _holding(mine, day)
        if one is None:
            is_over = two.window.end and two.window.end < subject.day - timedelta(days=reach)
            if not is_over and not any(_is_answered(value.evidence, two.evidence, notes) for value in mine.values):
                since = "in earlier days" if day == date.min else f"on {day}"
                yield f" says nothing {since} (known: “{told(two)}”), and so", two.evidence, mine.location
        elif (one.location, two.location) not in seen:
            # The law that members share answers for none that has its own.
            is_shared = fell_back(subject.market, mine.location, theirs.location)
            if not is_shared and _is_answered(one.evidence, two.evidence, notes):
                continue
            seen.add((one.location, two.location))
            if _is_same_reading(one.evidence, two.evidence) and _begin_alike(one, two):
                continue  # Of the same reading the rule on unread changes tells.
            for what in _differ(one, two):
                yield (
                    f"{'' if _begin_alike(one, two) or day == date.min else f' on {day}'}{what}",
                    two.evidence,
                    one.location,
                )


def _holding(fact: Fact, day: date) -> FactValue | None:
    return next((value for value in fact.values if value.window.holds(day)), None)


def _differ(one: FactValue, two: FactValue) -> Iterator[str]:
    if one.is_unread or isinstance(one.value, tuple) or isinstance(two.value, tuple):
        return  # What nobody has looked up says so itself; items are compared by name.
    if isinstance(one.value, LocalText) and isinstance(two.value, LocalText):
        for locale, text in one.value.values.items():
            other = in_locale(two.value.values, locale)
            if other and plain(text) != plain(other):
                yield f" in {locale} (“{short(text, other)}”, known: “{short(other, text)}”)"
    elif not is_alike(one.value, two.value) or (bool(one.no_rule) != bool(two.no_rule) and not _begin_alike(one, two)):
        yield f" (“{_shown(one)}”, known: “{_shown(two)}”)"
    elif _is_promoted(one.evidence, two.evidence):
        yield f": the confidence {one.evidence.confidence.value} on the same source"


def _shown(value: FactValue) -> str:
    if isinstance(value.value, LocalText):
        return short(" / ".join(value.value.values.values()))
    return told_value(value.value) if value.value is None and value.no_rule else told(value)


def _is_promoted(mine: Evidence, theirs: Evidence) -> bool:
    """Whether the same source is trusted more: reading it again makes it no other source."""
    return plain(mine.source) == plain(theirs.source) and _RANKS.index(mine.confidence) > _RANKS.index(
        theirs.confidence
    )


def _of_items(mine: tuple[ListItem, ...], theirs: tuple[ListItem, ...]) -> Iterator[tuple[str, Evidence, Location]]:
    names = {item_name(one): one for one in theirs}
    for item in mine:
        other = names.get(item_name(item))
        if other is None or other.evidence.verified_on is None or _is_same_reading(item.evidence, other.evidence):
            continue
        if _is_answered(item.evidence, other.evidence):
            continue
        for field in sorted({*item.fields, *other.fields} - {"name"}):
            one, two = item.fields.get(field), other.fields.get(field)
            if one != two and not isinstance(one, LocalText) and not isinstance(two, LocalText):
                if two is None:
                    continue  # What the known one does not say is no other word on it.
                shown = f"(“{one or 'absent'}”, known: “{two}”)"
                yield f" ({item_name(item)}): {field} {shown}", other.evidence, item.location
        if _is_promoted(item.evidence, other.evidence):
            yield f" ({item_name(item)}): the confidence on the same source", other.evidence, item.location


def _of_duty(mine: Obligation, theirs: Obligation) -> Iterator[str]:
    if theirs.evidence.verified_on is None or _is_answered(mine.evidence, theirs.evidence):
        return
    if plain(mine.text) != plain(theirs.text):
        yield ": the text"
    if not {*theirs.applies_to} <= {*mine.applies_to}:
        yield ": the topics"
    if not {*theirs.facts} <= {*mine.facts, *mine.present} and not mine.phrases:
        yield ": what it shows"
    if mine.window != theirs.window and not (mine.window.end and mine.window.end >= theirs.evidence.verified_on):
        yield f": the window ({mine.window}, known: {theirs.window})"


def _manners(subject: Subject, known: Market) -> Iterator[Finding]:
    """Style and channels: read anew, and another thing on the same or on weaker evidence."""
    market, channels = subject.market, {channel.name: channel for channel in known.channels}
    for channel in market.channels:
        other = channels.get(channel.name)
        if other is None or not other.evidence.verified_on or is_same(channel.evidence, other.evidence):
            continue
        if channel.expectation is not other.expectation and not _is_answered(channel.evidence, other.evidence):
            yield _look(subject, f"channels.{channel.name}.expectation", other.evidence, channel.location)
    mine, theirs = market.style, known.style
    if not mine or not theirs or theirs.evidence.verified_on is None or is_same(mine.evidence, theirs.evidence):
        return
    if _is_answered(mine.evidence, theirs.evidence):
        return
    for name in ("greeting", "closing"):
        for locale, text in getattr(mine, name).items():
            said = in_locale(getattr(theirs, name), locale)
            if said and plain(text) != plain(said):
                yield _look(subject, f"style.{name} in {locale}", theirs.evidence, mine.location)
    for name in ("name_order", "address", "directness"):
        if getattr(mine, name) != getattr(theirs, name):
            yield _look(subject, f"style.{name}", theirs.evidence, mine.location)
