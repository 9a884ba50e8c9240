"""The rule that asks the profiles that come with locmem: what says another thing on the same evidence.

They were read against their sources.  Whoever read a source again has another day, and whoever read another one has
another source: both are believed.  Where both are the same, nobody read anything, and one of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from locmem.errors import Location
from locmem.markets.known import known_market
from locmem.markets.regions import FOLDER
from locmem.markets.statutes import told_value
from locmem.markets.subject import Subject
from locmem.model.channel import Channel, Style
from locmem.model.fact import Confidence, Duration, Evidence, Fact, FactValue, ListItem, LocalText, Market, Obligation
from locmem.model.finding import Finding, Severity
from locmem.model.tags import language_of

KNOWN = "market-known"

_OWN_CHOICE = "editorial default"
"""How a source begins that says: nobody found anything, and the team decided."""

_RANKS = (Confidence.UNVERIFIED, Confidence.SECONDARY, Confidence.PRIMARY)
_SHOWN = 60


def unread_changes(subject: Subject) -> Iterator[Finding]:
    """What differs from the profile that comes with locmem, although source and day of reading are the same."""
    market, known = subject.market, known_market(subject.market.code)
    if known is None:
        return
    # Two teams may both write “general knowledge”; only one that began from the known profile has its words.
    is_from = _is_from(market, known)
    for path, theirs in known.facts.items():
        mine = market.facts.get(path)
        if not is_from and (mine is None or not all(day for _, day in _proofs(theirs))):
            continue
        if mine is None:
            yield _gone(subject, f"the fact {path}", theirs.location, f"facts.{path.partition('.')[0]}")
            continue
        for what, location in _of_fact(path, mine, theirs):
            yield _changed(subject, what, location)
    duties = {duty.key: duty for duty in market.obligations}
    for duty in known.obligations:
        if not is_from and (duty.key not in duties or duty.evidence.verified_on is None):
            continue
        if duty.key not in duties:
            yield _gone(subject, f"the obligation {duty.key}", duty.location, "obligations")
        elif aspect := _of_duty(duties[duty.key], duty):
            yield _changed(subject, f"{aspect} of the obligation {duty.key}", duties[duty.key].location)
    if is_from:
        yield from _manners(subject, known)


def _manners(subject: Subject, known: Market) -> Iterator[Finding]:
    """Channels and the style of letters."""
    market, channels = subject.market, {channel.name: channel for channel in known.channels}
    for channel in market.channels:
        other = channels.get(channel.name)
        if other and _is_same(channel.evidence, other.evidence) and channel.expectation is not other.expectation:
            what = f"channels.{channel.name}.expectation {_against(channel.expectation.value, other.expectation.value)}"
            yield _changed(subject, what, channel.location)
    yield from _renamed(subject, channels)
    style = market.style
    if style and known.style and _is_same(style.evidence, known.style.evidence):
        for aspect in _of_style(style, known.style):
            yield _changed(subject, f"style.{aspect}", style.location)


def _changed(subject: Subject, what: str, location: Location) -> Finding:
    said = f"{what} differs from what comes with locmem, though source and day of reading are the same."
    do = "Read the source again and write the day, or write what is known."
    return subject.finding(KNOWN, location, said, do, Severity.WARNING)


def _gone(subject: Subject, what: str, theirs: Location, head: str) -> Finding:
    """What is gone from a region is said of its file, once for all members."""
    place = subject.head(head)
    region = PurePosixPath(theirs.path)
    if region.parent.name == FOLDER and region.stem in subject.market.regions:
        folder = PurePosixPath(subject.market.path.replace("\\", "/")).parent
        place = Location(path=str(folder / FOLDER / region.name), line=1, column=1, key=head)
    said = f"{what}, which comes with locmem, is not there."
    do = "Write it again, or say `none:` or `value: null` with what was read."
    return subject.finding(KNOWN, place, said, do, Severity.WARNING)


def _is_from(market: Market, known: Market) -> bool:
    """Whether a profile was begun from the known one: it has most of its facts, on the same evidence."""
    same = sum(
        _proofs(market.facts[path]) == _proofs(theirs) for path, theirs in known.facts.items() if path in market.facts
    )
    return same * 2 > len(known.facts)


def _proofs(fact: Fact) -> tuple[tuple[str, object], ...]:
    proofs: list[tuple[str, object]] = []
    for value in fact.values:
        items = value.value if isinstance(value.value, tuple) else ()
        proofs += [(_plain(one.evidence.source), one.evidence.verified_on) for one in items or (value,)]
    return tuple(proofs)


def _is_same(mine: Evidence, theirs: Evidence) -> bool:
    """Whether two values stand on one reading; what is a team's own choice stands on none."""
    return (
        (_plain(mine.source), mine.verified_on) == (_plain(theirs.source), theirs.verified_on)
        and bool(theirs.source)
        and not theirs.source.startswith(_OWN_CHOICE)
    )


def _of_fact(path: str, mine: Fact, theirs: Fact) -> Iterator[tuple[str, Location]]:
    is_whole = _proofs(mine) == _proofs(theirs)
    pairs = list(zip(mine.values, theirs.values, strict=True)) if is_whole else _by_start(mine, theirs)
    told = 0
    for value, other in pairs:
        for what in _of_value(value, other, is_whole=is_whole):
            told += 1
            yield f"{path}{what}", value.location
        if isinstance(value.value, tuple) and isinstance(other.value, tuple):
            yield from _of_items(path, value.value, other.value)
    own = any(value.evidence.source.startswith(_OWN_CHOICE) for value in theirs.values)
    if is_whole and not told and not own:
        for name in ("type", "is_legal", "decided_by", "matters_for"):
            if getattr(mine, name) != getattr(theirs, name):
                yield f"{path}: {name.removeprefix('is_')}", mine.location


def _by_start(mine: Fact, theirs: Fact) -> list[tuple[FactValue, FactValue]]:
    starts = {value.window.start: value for value in theirs.values}
    return [(one, starts[one.window.start]) for one in mine.values if one.window.start in starts]


def _of_value(mine: FactValue, theirs: FactValue, *, is_whole: bool) -> Iterator[str]:
    """What a value says else, in words behind its path."""
    if not _is_same(mine.evidence, theirs.evidence):
        return
    if isinstance(mine.value, LocalText) and isinstance(theirs.value, LocalText):
        for locale, text in mine.value.values.items():
            other = _in_locale(theirs.value.values, locale)
            if other and _plain(text) != _plain(other):
                yield f" in {locale} {_against(text, other)}"
    elif not isinstance(mine.value, tuple) and mine.value != theirs.value:
        yield f" {_against(_told(mine), _told(theirs))}"
    elif _plain(mine.no_rule) != _plain(theirs.no_rule):
        yield f" {_against(mine.no_rule, theirs.no_rule)}"
    elif is_whole and mine.window != theirs.window:
        yield f" {_against(str(mine.window), str(theirs.window))}"
    elif _RANKS.index(mine.evidence.confidence) > _RANKS.index(theirs.evidence.confidence):
        yield f": the confidence {_against(mine.evidence.confidence.value, theirs.evidence.confidence.value)}"


def _of_items(path: str, mine: tuple[ListItem, ...], theirs: tuple[ListItem, ...]) -> Iterator[tuple[str, Location]]:
    names = {_name(one): one for one in theirs}
    own = {_name(one) for one in mine}
    for number, item in enumerate(mine):
        other = names.get(_name(item))
        is_renamed = other is None and len(mine) == len(theirs) and _name(theirs[number]) not in own
        if is_renamed and path != "payment_methods":
            other = theirs[number]  # Of methods a shop has those it likes.
        if other is None or not _is_same(item.evidence, other.evidence):
            continue
        for field in sorted({*item.fields, *other.fields}):
            one, two = item.fields.get(field), other.fields.get(field)
            if isinstance(one, LocalText) and isinstance(two, LocalText):
                told = [(text, _in_locale(two.values, locale)) for locale, text in one.values.items()]
                differs = next(((text, known) for text, known in told if known and _plain(text) != _plain(known)), None)
                if differs:
                    yield f"{path}: {field} {_against(*differs)}", item.location
            elif one != two and not isinstance(one, LocalText) and not isinstance(two, LocalText):
                yield f"{path}: {field} {_against(str(one or 'absent'), str(two or 'absent'))}", item.location
        if item.window != other.window:
            yield f"{path}: “{_name(item)}” {_against(str(item.window), str(other.window))}", item.location


def _name(item: ListItem) -> str:
    name = item.fields.get("name", "")
    return " ".join(sorted(name.values.values())) if isinstance(name, LocalText) else name


def _of_duty(mine: Obligation, theirs: Obligation) -> str:
    """Which part of an obligation is another one; empty for none."""
    if not _is_same(mine.evidence, theirs.evidence):
        return ""
    if _plain(mine.text) != _plain(theirs.text):
        return "the text"
    # By what a machine sees that it is kept is the team's own choice, and so are more topics.
    if not {*theirs.applies_to} <= {*mine.applies_to}:
        return "the topics"
    return "the window" if mine.window != theirs.window else ""


def _renamed(subject: Subject, known: Mapping[str, Channel]) -> Iterator[Finding]:
    """A channel under another name with the evidence of one that is gone."""
    own = {channel.name for channel in subject.market.channels}
    for channel in subject.market.channels:
        if channel.name in known:
            continue
        for other in known.values():
            if other.name not in own and channel.evidence.verified_on and _is_same(channel.evidence, other.evidence):
                yield _changed(subject, f"channels.{channel.name} (known: {other.name})", channel.location)
                break


def _of_style(mine: Style, theirs: Style) -> Iterator[str]:
    """Which parts of a style are other ones."""
    for name in ("greeting", "closing"):
        for locale, text in getattr(mine, name).items():
            other = _in_locale(getattr(theirs, name), locale)
            if other and _plain(text) != _plain(other):
                yield f"{name}.{locale}"
    names = ("name_order", "address", "directness")
    yield from (name for name in names if getattr(mine, name) != getattr(theirs, name))


def _in_locale(texts: Mapping[str, str], locale: str) -> str:
    """The text in a locale, or in the only one of its language: `de` for `de-AT`; empty for none."""
    if locale in texts:
        return texts[locale]
    near = [text for tag, text in texts.items() if language_of(tag) == language_of(locale)]
    return near[0] if len(near) == 1 else ""


def _told(value: FactValue) -> str:
    if isinstance(value.value, Duration) or value.value is None:
        return told_value(value.value) if value.value is not None or value.no_rule else "absent"
    return str(value.value)


def _against(mine: str, theirs: str) -> str:
    return f"(“{_short(mine)}”, known: “{_short(theirs)}”)"


def _short(text: str) -> str:
    plain = _plain(text)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"


def _plain(text: str) -> str:
    return " ".join(text.split())
