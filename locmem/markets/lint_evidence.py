"""Rules about evidence: sources, days of reading, trust, and windows that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from locmem.errors import Location
from locmem.markets.due import ReviewKind, reviews
from locmem.markets.subject import Subject
from locmem.markets.windows import evidence_problem, waiver_for
from locmem.model.fact import Confidence, Evidence, Fact
from locmem.model.finding import Finding, Severity
from locmem.model.wording import counted

EVIDENCE, WINDOW, REVIEW, CONFIDENCE, WAIVER = (
    "market-evidence",
    "market-window",
    "market-review",
    "market-confidence",
    "market-waiver",
)
AHEAD = 90
"""Days within which a value that ends without a successor is reported."""


def future_readings(subject: Subject) -> Iterator[Finding]:
    """Evidence that contradicts itself: read in the future, or read although the source is general knowledge."""
    for path, evidence, location in _all_evidence(subject):
        read = evidence.verified_on
        if read and read > subject.day:
            what = f"{path} was read on {read}, which is after {subject.day}."
            yield subject.finding(EVIDENCE, location, what, "Write the day on which the source was really read.")
        if read and evidence.confidence is Confidence.PRIMARY and evidence.source.casefold() in _NO_SOURCES:
            what = f"{path} is called primary, but its source is “{evidence.source}”."
            yield subject.finding(EVIDENCE, location, what, "Name the source, or write unverified.", Severity.WARNING)


_NO_SOURCES = frozenset({"general knowledge", "unknown", "?", "-", "tbd", "internet", "google", "none"})


def _all_evidence(subject: Subject) -> Iterator[tuple[str, Evidence, Location]]:
    for path, fact in subject.market.facts.items():
        for value in fact.values:
            yield path, value.evidence, value.location
            for item in value.value if isinstance(value.value, tuple) else ():
                yield path, item.evidence, item.location
    for one in subject.market.read_duties:
        yield f"the obligation {one.key}", one.evidence, one.location


def ending_values(subject: Subject) -> Iterator[Finding]:
    """Facts without a value today or soon, because their last window ends."""
    for path, fact in subject.all_facts():
        if not any(value.window.holds(subject.day) for value in fact.values):
            windows = ", ".join(str(value.window) for value in fact.values)
            what = f"{path} has no value on {subject.day}. Its windows: {windows}."
            do = "Add a window for the days after, or write value: null where the fact is gone."
            yield subject.finding(WINDOW, fact.location, what, do)
        elif end := _ends_soon(fact, subject.day):
            what = f"{path} has no value after {end}, in {counted((end - subject.day).days, 'day')}."
            yield subject.finding(WINDOW, fact.location, what, "Add what holds from then on.", Severity.WARNING)
        elif fact.path in subject.market.facts and not _has_items(fact, subject.day):
            what = f"no item of {path} holds on {subject.day}."
            do = "Mend the windows, or write value: null where the list is gone."
            yield subject.finding(WINDOW, fact.location, what, do, Severity.WARNING)


def _ends_soon(fact: Fact, day: date) -> date | None:
    ends = [value.window.end for value in fact.values]
    last = max((end for end in ends if end), default=None)
    return last if last and None not in ends and last <= day + timedelta(days=AHEAD) else None


def _has_items(fact: Fact, day: date) -> bool:
    value = next(value.value for value in fact.values if value.window.holds(day))
    return not isinstance(value, tuple) or any(item.window.holds(day) for item in value)


def overdue_reviews(subject: Subject) -> Iterator[Finding]:
    """Values that were last read at their source too long ago: legal ones, payment methods, telephone numbers."""
    for review in reviews(subject.market, subject.day, subject.limits):
        if review.verified_on and review.due and review.due < subject.day:
            age, allowed = (subject.day - review.verified_on).days, subject.limits.of(review.kind)
            item = f" ({review.item})" if review.item else ""
            what = (
                f"{review.path}{item} was last read on {review.verified_on}, {age} days ago; "
                f"{allowed} are allowed for {review.kind.value} facts."
            )
            do = f"Read it again ({_first(review.source)}) and write today's day to verified_on."
            if review.kind is ReviewKind.CHANNEL:
                do = "See whether customers are answered there as it says, and write today's day to reviewed_on."
            yield subject.finding(REVIEW, review.location, what, do, Severity.WARNING)


def _first(source: str) -> str:
    return source.split(";")[0].split(", ")[0].strip()


def unverified_legal_facts(subject: Subject) -> Iterator[Finding]:
    """Legal facts that nobody verified and nobody answers for; every page that uses one is held back."""
    for fact in subject.market.facts.values():
        for value in subject.current(fact):
            # How old a reading is says the rule about reviews.
            problem = evidence_problem(
                fact, value, subject.market, max(subject.day, value.window.start or subject.day), _NEVER_TOO_OLD
            )
            if problem:
                do = "Read a source and write it with the day, or add a waiver with name, reason and date."
                yield subject.finding(CONFIDENCE, value.location, problem, do)


_NEVER_TOO_OLD = 1_000_000


def waivers_without_need(subject: Subject) -> Iterator[Finding]:
    """Waivers that should go: of a fact that is verified now, or older than a legal reading may be."""
    for waiver in subject.market.waivers:
        fact = subject.fact(waiver.fact)
        if fact is None or waiver_for(subject.market, fact) is None:
            continue
        age = (subject.day - waiver.on).days
        evidence = [reading for value in subject.current(fact) for reading in _of(value.value, value.evidence)]
        current = tuple(subject.current(fact))
        if current and not any(waiver_for(subject.market, fact, value) for value in current):
            fault = f"the waiver of {waiver.fact} is of another value than the one that stands there."
            do = "Let somebody answer for this one, or delete the waiver."
            yield subject.finding(WAIVER, waiver.location, fault, do, Severity.WARNING)
        elif all(reading.confidence is not Confidence.UNVERIFIED for reading in evidence):
            fault = f"{waiver.by} waives {waiver.fact}, but the fact is verified by now."
            yield subject.finding(WAIVER, waiver.location, fault, "Delete the waiver.", Severity.WARNING)
        elif waiver.on > subject.day:
            fault = f"the waiver of {waiver.fact} is dated {waiver.on}, after {subject.day}."
            yield subject.finding(WAIVER, waiver.location, fault, "Write the day on which it was given.")
        elif age > subject.limits.legal:
            fault = f"the waiver of {waiver.fact} is {age} days old; {subject.limits.legal} are allowed."
            do = "Verify the fact and delete the waiver, or let somebody answer for it again."
            yield subject.finding(WAIVER, waiver.location, fault, do, Severity.WARNING)


def _of(value: object, evidence: Evidence) -> Iterator[Evidence]:
    if isinstance(value, tuple):
        yield from (item.evidence for item in value)
    else:
        yield evidence
