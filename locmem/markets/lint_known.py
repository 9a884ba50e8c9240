"""The rule that asks the profiles that come with locmem: what says another thing on the same evidence.

They were read against their sources.  Whoever read a source again has another day, and whoever read another one has
another source: both are believed.  Where both are the same, nobody read anything, and one of the two is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from locmem.errors import Location
from locmem.markets.known import known_market
from locmem.markets.regions import FOLDER
from locmem.markets.same_reading import (
    OWN_CHOICE,
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
from locmem.markets.subject import Subject
from locmem.model.channel import Channel, Style
from locmem.model.fact import Confidence, Evidence, Fact, FactType, FactValue, ListItem, LocalText, Market, Obligation
from locmem.model.finding import Finding, Severity

KNOWN = "market-known"

_METHODS = "payment_methods"
_AGAIN = {
    "facts": "Write it again, or say `none:` or `value: null` with what was read.",
    "channels": "Write it again without an owner: customers look for it all the same.",
    "obligations": "Write it again, or its last day, or `none:` with what was read.",
}

_DIGITS = re.compile(r"\d+")
_RANKS = (Confidence.UNVERIFIED, Confidence.SECONDARY, Confidence.PRIMARY)


def unread_changes(subject: Subject) -> Iterator[Finding]:
    """What differs from the profile that comes with locmem, although source and day of reading are the same."""
    market, known = subject.market, known_market(subject.market.code)
    if known is None:
        return
    # Two teams may both write “general knowledge”; only one that began from the known profile has its words.
    is_begun = is_from(market, known)
    for path, theirs in known.facts.items():
        mine = market.facts.get(path)
        if not is_begun and (mine is None or not all(day for _, day in proofs(theirs))):
            continue
        if mine is None:
            yield _gone(subject, f"the fact {path}", theirs.location, f"facts.{path.partition('.')[0]}")
            continue
        if fell_back(market, mine.location, theirs.location):
            yield _gone(subject, f"the fact {path} of this market", theirs.location, "facts")
        for what, location in _of_fact(path, mine, theirs):
            yield _changed(subject, what, location)
    duties = {duty.key: duty for duty in market.obligations}
    away = {departure.key for departure in market.departures}
    for departure in known.departures if is_begun else ():
        if departure.key in duties:
            what = f"that {market.code} does not have the obligation {departure.key}"
            yield _gone(subject, what, departure.location, "obligations")
    for duty in known.obligations:
        if duty.key in away:
            continue
        if not is_begun and (duty.key not in duties or duty.evidence.verified_on is None):
            continue
        if duty.key not in duties:
            yield _gone(subject, f"the obligation {duty.key}", duty.location, "obligations")
        elif fell_back(market, duties[duty.key].location, duty.location):
            yield _gone(subject, f"the obligation {duty.key} of this market", duty.location, "obligations")
        elif aspect := _of_duty(duties[duty.key], duty, is_begun=is_begun):
            yield _changed(subject, f"{aspect} of the obligation {duty.key}", duties[duty.key].location)
    if is_begun:
        yield from _lists(subject, known)
        yield from _manners(subject, known)


def _lists(subject: Subject, known: Market) -> Iterator[Finding]:
    """Bodies that are gone from a list, and ways of paying of which no method is left."""
    for path, theirs in known.facts.items():
        mine = subject.fact(path)
        if mine is None or theirs.type is not FactType.LIST:
            continue
        items, others = tuple(subject.items(mine)), tuple(subject.items(theirs))
        have = {item.fields.get("kind") for item in items} if path == _METHODS else {item_name(one) for one in items}
        if others and not items:
            yield _gone(subject, f"{path}: all items", theirs.location, "facts", mine.location)
        for other in others if items else ():
            name = item_name(other)
            if path == _METHODS and other.fields.get("kind") not in have:
                kind = other.fields.get("kind")
                yield _gone(subject, f"{path}: {name}, the only {kind}", theirs.location, "facts", mine.location)
            elif path != _METHODS and name not in have:
                yield _gone(subject, f"{path}: {name}", theirs.location, "facts", mine.location)


def _manners(subject: Subject, known: Market) -> Iterator[Finding]:
    """Channels and the style of letters."""
    market, channels = subject.market, {channel.name: channel for channel in known.channels}
    for channel in market.channels:
        other = channels.get(channel.name)
        # What customers expect is no choice of the team's, wherever somebody had to guess it.
        is_one = other and plain(channel.evidence.source) == plain(other.evidence.source)
        if other and is_one and channel.expectation is not other.expectation:
            what = f"channels.{channel.name}.expectation {_against(channel.expectation.value, other.expectation.value)}"
            yield _changed(subject, what, channel.location)
    yield from _renamed(subject, channels)
    if len(market.channels) < len(channels):
        for name in sorted(channels.keys() - {channel.name for channel in market.channels}):
            yield _gone(subject, f"the channel {name}", channels[name].location, "channels")
    style = market.style
    if style and known.style and is_same(style.evidence, known.style.evidence):
        for aspect in _of_style(style, known.style):
            yield _changed(subject, f"style.{aspect}", style.location)


def _changed(subject: Subject, what: str, location: Location) -> Finding:
    said = f"{what} differs from what comes with locmem, though source and day of reading are the same."
    do = "Read the source again and write the day, or write what is known."
    return subject.finding(KNOWN, location, said, do, Severity.WARNING)


def _gone(subject: Subject, what: str, theirs: Location, head: str, at: Location | None = None) -> Finding:
    """What is gone from a region is said of its file, once for all members."""
    place = at or subject.head(head)
    region = PurePosixPath(theirs.path)
    if region.parent.name == FOLDER and region.stem in subject.market.regions:
        folder = PurePosixPath(subject.market.path.replace("\\", "/")).parent
        place = Location(path=str(folder / FOLDER / region.name), line=1, column=1, key=head)
    said = f"{what}, which comes with locmem, is not there."
    do = _AGAIN.get(head.partition(".")[0], "Write it again.") if at is None else "Write it again, or its last day."
    return subject.finding(KNOWN, place, said, do, Severity.WARNING)


def _of_fact(path: str, mine: Fact, theirs: Fact) -> Iterator[tuple[str, Location]]:
    is_whole = proofs(mine) == proofs(theirs)
    pairs = list(zip(mine.values, theirs.values, strict=True)) if is_whole else _by_start(mine, theirs)
    count = 0
    for value, other in pairs:
        for what in _of_value(value, other, is_whole=is_whole):
            count += 1
            yield f"{path}{what}", value.location
        if isinstance(value.value, tuple) and isinstance(other.value, tuple):
            yield from _of_items(path, value.value, other.value)
    own = any(value.evidence.source.startswith(OWN_CHOICE) for value in theirs.values)
    said = any(has_own_note(one.evidence, two.evidence) for one, two in pairs)
    if is_whole and not count and not own and not said:
        for name in ("type", "is_legal", "decided_by", "matters_for"):
            if not is_alike(getattr(mine, name), getattr(theirs, name)):
                yield f"{path}: {name.removeprefix('is_')}", mine.location


def _by_start(mine: Fact, theirs: Fact) -> list[tuple[FactValue, FactValue]]:
    starts = {value.window.start: value for value in theirs.values}
    return [(one, starts[one.window.start]) for one in mine.values if one.window.start in starts]


def _of_value(mine: FactValue, theirs: FactValue, *, is_whole: bool) -> Iterator[str]:
    """What a value says else, in words behind its path."""
    if not is_same(mine.evidence, theirs.evidence):
        if _is_same_but_numbers(mine.evidence, theirs.evidence):
            yield f": the source {_against(mine.evidence.source, theirs.evidence.source)}"
        return
    is_other = bool(tuple(_of_reading(mine, theirs, is_whole=is_whole)))
    if is_other and has_own_note(mine.evidence, theirs.evidence):
        return  # Somebody says why; the rule on departures asks whether that is enough.
    if is_other:
        yield from _of_reading(mine, theirs, is_whole=is_whole)
    elif theirs.evidence.verified_on and plain(theirs.evidence.note) not in plain(mine.evidence.note):
        yield f": the note {_against(mine.evidence.note or 'none', theirs.evidence.note)}"


def _of_reading(mine: FactValue, theirs: FactValue, *, is_whole: bool) -> Iterator[str]:
    """What a value says else on the same reading, its note left out."""
    if isinstance(mine.value, LocalText) and isinstance(theirs.value, LocalText):
        for locale, text in mine.value.values.items():
            other = in_locale(theirs.value.values, locale)
            if other and plain(text) != plain(other):
                yield f" in {locale} {_against(text, other)}"
    elif not isinstance(mine.value, tuple) and not is_alike(mine.value, theirs.value):
        yield f" {_against(told(mine), told(theirs))}"
    elif plain(mine.no_rule) != plain(theirs.no_rule):
        yield f" {_against(mine.no_rule, theirs.no_rule)}"
    elif is_whole and mine.window != theirs.window:
        yield f" {_against(str(mine.window), str(theirs.window))}"
    elif _RANKS.index(mine.evidence.confidence) > _RANKS.index(theirs.evidence.confidence):
        yield f": the confidence {_against(mine.evidence.confidence.value, theirs.evidence.confidence.value)}"


def _is_same_but_numbers(mine: Evidence, theirs: Evidence) -> bool:
    """Whether one reading cites two articles: the same words on the same day but for a number."""
    one, two = (_DIGITS.sub("0", plain(evidence.source)) for evidence in (mine, theirs))
    return one == two and mine.source != theirs.source and mine.verified_on == theirs.verified_on


def _of_items(path: str, mine: tuple[ListItem, ...], theirs: tuple[ListItem, ...]) -> Iterator[tuple[str, Location]]:
    names = {item_name(one): one for one in theirs}
    own = {item_name(one) for one in mine}
    for number, item in enumerate(mine):
        other = names.get(item_name(item))
        is_renamed = other is None and len(mine) == len(theirs) and item_name(theirs[number]) not in own
        if is_renamed and path != "payment_methods":
            other = theirs[number]  # Of methods a shop has those it likes.
        if other is None or not is_same(item.evidence, other.evidence) or has_own_note(item.evidence, other.evidence):
            continue
        for field in sorted({*item.fields, *other.fields}):
            one, two = item.fields.get(field), other.fields.get(field)
            if isinstance(one, LocalText) and isinstance(two, LocalText):
                pairs = [(text, in_locale(two.values, locale)) for locale, text in one.values.items()]
                differs = next(((text, known) for text, known in pairs if known and plain(text) != plain(known)), None)
                if differs:
                    yield f"{path}: {field} {_against(*differs)}", item.location
            elif one != two and not isinstance(one, LocalText) and not isinstance(two, LocalText):
                yield f"{path}: {field} {_against(str(one or 'absent'), str(two or 'absent'))}", item.location
        if item.window != other.window:
            yield f"{path}: “{item_name(item)}” {_against(str(item.window), str(other.window))}", item.location


def _of_duty(mine: Obligation, theirs: Obligation, *, is_begun: bool) -> str:
    """Which part of an obligation is another one; empty for none."""
    if is_begun and _is_same_but_numbers(mine.evidence, theirs.evidence):
        return "the source"
    if not is_same(mine.evidence, theirs.evidence):
        return ""
    if aspect := _other_aspect(mine, theirs, is_begun=is_begun):
        return "" if has_own_note(mine.evidence, theirs.evidence) else aspect
    return "the note" if is_begun and plain(theirs.evidence.note) not in plain(mine.evidence.note) else ""


def _other_aspect(mine: Obligation, theirs: Obligation, *, is_begun: bool) -> str:
    if plain(mine.text) != plain(theirs.text):
        return "the text"
    # More than is asked is the team's own choice; what a machine no longer looks for it no longer misses.
    if not {*theirs.applies_to} <= {*mine.applies_to}:
        return "the topics"
    if is_begun and not {*theirs.facts} <= {*mine.facts, *mine.present} and not mine.phrases:
        return "what it shows"
    return "the window" if mine.window != theirs.window else ""


def _renamed(subject: Subject, known: Mapping[str, Channel]) -> Iterator[Finding]:
    """A channel under another name with the evidence of one that is gone."""
    own = {channel.name for channel in subject.market.channels}
    for channel in subject.market.channels:
        if channel.name in known:
            continue
        for other in known.values():
            if other.name not in own and channel.evidence.verified_on and is_same(channel.evidence, other.evidence):
                yield _changed(subject, f"channels.{channel.name} (known: {other.name})", channel.location)
                break


def _of_style(mine: Style, theirs: Style) -> Iterator[str]:
    """Which parts of a style are other ones."""
    for name in ("greeting", "closing"):
        for locale, text in getattr(mine, name).items():
            other = in_locale(getattr(theirs, name), locale)
            if other and plain(text) != plain(other):
                yield f"{name}.{locale}"
    names = ("name_order", "address", "directness")
    yield from (name for name in names if getattr(mine, name) != getattr(theirs, name))


def _against(mine: str, theirs: str) -> str:
    return f"(“{short(mine, theirs)}”, known: “{short(theirs, mine)}”)"
