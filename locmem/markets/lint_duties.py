"""Rules about obligations: those that are owed and not there, and those that say another thing than elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from locmem.markets.paths import paths
from locmem.markets.peers import countries, usual
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import Confidence, Market, Obligation
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of
from locmem.values.address_likeness import is_one_slip

DUTY = "market-duty"


def odd_duties(subject: Subject) -> Iterator[Finding]:
    """Obligations that this market lacks, or has for other topics, facts or days than other markets."""
    market = subject.market
    mine = {one.key: one for one in market.obligations}
    if not mine:
        return
    topics = {topic for one in subject.others for duty in one.obligations for topic in duty.applies_to}
    for duty in market.obligations:
        for topic in duty.applies_to:
            near = sorted(one for one in topics if len(one) > 4 and is_one_slip(one, topic))
            if near and topic not in topics:
                what = f"the obligation {duty.key} applies to “{topic}”; elsewhere it is {near[0]}."
                yield subject.finding(DUTY, duty.location, what, f"Write {near[0]}.", Severity.WARNING)
        yield from _unlike(subject, duty)
        for path in _unknown(subject, duty):
            what = f"the obligation {duty.key} names {path}, which is not there."
            yield subject.finding(DUTY, duty.location, what, "Mend the path.", Severity.WARNING)
    yield from _lost(subject, mine)


def _unknown(subject: Subject, duty: Obligation) -> Iterator[str]:
    """The paths of an obligation that nothing stands at."""
    market = subject.market
    there = paths(market)
    for path in dict.fromkeys((*duty.facts, *duty.present)):
        tree = path.partition(".")[0]
        known = market.facts if tree == "market" else market.company
        if tree in ("market", "company") and known and path.removesuffix("[]") not in there:
            yield path


def _unlike(subject: Subject, duty: Obligation) -> Iterator[Finding]:
    regions = subject.market.regions
    if duty.location.path != subject.market.path:
        return

    for name, said in _ASPECTS.items():
        other = usual(subject, partial(_said, duty.key, regions, said))
        if name == "facts" and other is not None:
            # What the market has not cannot be shown, and more than elsewhere may be.
            other = tuple(path for path in other if not _is_absent(subject, path))
            if {*other} <= {*said(duty)}:
                continue
        if other is not None and other != said(duty):
            what = (
                f"the obligation {duty.key} has other {name} here ({', '.join(said(duty)) or 'none'}) "
                f"than elsewhere ({', '.join(other) or 'none'})."
            )
            yield subject.finding(DUTY, duty.location, what, "Mend it, if it is not on purpose.", Severity.WARNING)


Aspect = Callable[[Obligation], tuple[str, ...]]

_ASPECTS: Mapping[str, Aspect] = {
    "topics": lambda one: tuple(sorted(one.applies_to)),
    "facts": lambda one: tuple(sorted(one.facts)),
    "first day": lambda one: (str(one.window.start or "always"),),
    "last day": lambda one: (str(one.window.end or "open"),),
}


def _said(key: str, regions: tuple[str, ...], said: Aspect, market: Market) -> tuple[str, ...] | None:
    """What a market of the same regions says of an obligation; None where it has none of this key."""
    found = next((one for one in market.obligations if one.key == key), None)
    return said(found) if found and market.regions == regions else None


def _lost(subject: Subject, mine: Mapping[str, Obligation]) -> Iterator[Finding]:
    place = subject.head("obligations")
    away = {departure.key for departure in subject.market.departures}
    country = country_of(subject.market.code)
    codes = tuple(
        code
        for code in ("EU", "EEA")
        if code in subject.market.regions or (subject.witnesses.is_eu(country) and not subject.is_part)
    )
    owed = [row for row in _duties() if row["region"] in codes]
    if sum(row["key"] in mine for row in owed) * 2 > len(owed):
        for row in owed:
            duty = mine.get(row["key"])
            if duty is None and row["key"] in away:
                continue
            if duty is None:
                what = f"there is no obligation {row['key']}, which markets in the {row['region']} have."
                yield subject.finding(DUTY, place, what, "Add it, or its region.", Severity.WARNING)
            elif lost := [one for one in row["topics"].split("; ") if one not in duty.applies_to]:
                what = f"the obligation {duty.key} does not apply to {', '.join(lost)}."
                yield subject.finding(DUTY, duty.location, what, "Add the topic.", Severity.WARNING)
            elif duty.evidence.confidence is not Confidence.UNVERIFIED and (hidden := _not_shown(subject, duty, row)):
                what = f"nothing sees that the obligation {duty.key} is kept, as {hidden} does elsewhere."
                do = "Add the fact, or phrases that say the same."
                yield subject.finding(DUTY, duty.location, what, do, Severity.WARNING)
    keys = {key for market in countries(subject) for key in (one.key for one in market.obligations)}
    for key in sorted(keys - mine.keys() - away - {row["key"] for row in owed}):
        if usual(subject, partial(_has_duty, key)) and not _is_void(subject, key):
            what = f"there is no obligation {key}, which nearly all other markets have."
            yield subject.finding(DUTY, place, what, "Add it, if it holds here.", Severity.WARNING)


def _not_shown(subject: Subject, duty: Obligation, row: Mapping[str, str]) -> str:
    """The fact by which markets see that a duty is kept, where this one looks for nothing at all; empty for none."""
    if duty.facts or duty.phrases or duty.present:
        return ""
    paths = (path for path in row["facts"].split("; ") if path.startswith("market."))
    held = ((path, subject.holding(path.removeprefix("market."))) for path in paths)
    return next((path for path, value in held if value and value.value is not None), "")


def _is_absent(subject: Subject, path: str) -> bool:
    held = subject.holding(path.removeprefix("market."))
    return held is not None and held.value is None


def _is_void(subject: Subject, key: str) -> bool:
    """Whether a fact that others name for an obligation is absent here: there is nothing to say."""
    theirs = next((duty for one in countries(subject) for duty in one.obligations if duty.key == key), None)
    held = [subject.holding(path.removeprefix("market.")) for path in (theirs.facts if theirs else ())]
    return any(value is not None and value.value is None for value in held)


def _has_duty(key: str, market: Market) -> bool:
    return any(duty.key == key for duty in market.obligations)


@cache
def _duties() -> tuple[dict[str, str], ...]:
    return tuple(dict(row) for row in rows_of("shared_duties.csv", "region", "key", "topics", "facts"))
