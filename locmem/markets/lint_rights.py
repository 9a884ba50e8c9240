"""Rules about what must be there: the rights of customers in the EU, and the company's own data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from locmem.errors import Location
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import Duration, DurationUnit, Fact, FactValue
from locmem.model.finding import Finding, Severity

RIGHTS, COMPANY = "market-rights", "market-company"

FUNCTION_FROM = date(2026, 6, 19)
"""From this day traders in the EU show a withdrawal function (Directive (EU) 2023/2673, CRD Art. 11a)."""
NOTICE_FROM = date(2026, 9, 27)
"""From this day they show the harmonised notice on the guarantee (Regulation (EU) 2025/1960)."""
REPAIR_FROM = date(2026, 7, 31)
"""From this day a repair adds twelve months to the guarantee (Directive (EU) 2024/1799)."""

_DAYS = {DurationUnit.DAY: 1, DurationUnit.WEEK: 7, DurationUnit.MONTH: 30, DurationUnit.YEAR: 365}

_PERIODS = (
    ("consumer_rights.withdrawal_period", Duration(count=14, unit=DurationUnit.DAY), "P14D", "CRD Art. 9"),
    ("data_protection.access_request.deadline", Duration(count=1, unit=DurationUnit.MONTH), "P1M", "GDPR Art. 12(3)"),
    ("data_protection.access_request.extension", Duration(count=2, unit=DurationUnit.MONTH), "P2M", "GDPR Art. 12(3)"),
)

REQUIRED_COMPANY = (
    "name",
    "legal_name",
    "address",
    "returns_address",
    "tax_number",
    "support.email",
    "support.phone",
    "support.hours",
    "dpo.name",
    "dpo.email",
    "dpo.address",
    "adr_stance",
    "website",
)
"""Company data no market can do without."""

_MORE_COMPANY = {"FR": ("mediator.name", "mediator.website")}
"""What the law of a market adds: in France every trader names a consumer mediator."""


def european_rights(subject: Subject) -> Iterator[Finding]:
    """What EU law gives every customer in a member state: periods, bodies, the withdrawal function, the notice.

    Applies to profiles that say anything about these rights; one that is silent on all of them has no such pages.
    """
    market, day = subject.market, subject.day
    if not subject.witnesses.is_eu(market.code):
        return
    for path, wanted, written, law in _PERIODS:
        yield from _period(subject, path, wanted, written, law)
    yield from _guarantee(subject)
    for path, law in (
        ("data_protection.regime", "the GDPR"),
        ("data_protection.authority.name", "GDPR Art. 77"),
        ("complaints.body.name", "Directive 2013/11/EU"),
        ("complaints.bodies", "Directive 2013/11/EU"),
    ):
        yield from _present(subject, path, law)
    if day >= FUNCTION_FROM:
        label = "consumer_rights.withdrawal_function_label"
        yield from _present(subject, label, f"CRD Art. 11a since {FUNCTION_FROM}", unless_noted=True)
    yield from _present(
        subject, "consumer_rights.guarantee_notice_from", "Regulation (EU) 2025/1960", unless_noted=True
    )
    held = subject.holding("consumer_rights.guarantee_notice_from")
    if held and isinstance(held.value, date) and held.value != NOTICE_FROM and not held.evidence.note:
        fault = f"the notice on the guarantee is due from {NOTICE_FROM} in the EU, not from {held.value}."
        yield subject.finding(RIGHTS, held.location, fault, f"Write {NOTICE_FROM} (Regulation (EU) 2025/1960).")


def _period(subject: Subject, path: str, wanted: Duration, written: str, law: str) -> Iterator[Finding]:
    yield from _present(subject, path, law)
    fact = subject.fact(path)
    for value in subject.current(fact) if fact else ():
        period = value.value
        if isinstance(period, Duration) and period != wanted:
            what = f"{path} is {_words(period)}; EU law says {_words(wanted)} ({law})."
            yield subject.finding(RIGHTS, value.location, what, f"Write {written}: a month is not thirty days.")


def _guarantee(subject: Subject) -> Iterator[Finding]:
    yield from _present(subject, "consumer_rights.legal_guarantee", "Directive (EU) 2019/771", unless_noted=True)
    fact = subject.fact("consumer_rights.legal_guarantee")
    for value in subject.current(fact) if fact else ():
        if isinstance(value.value, Duration) and _in_days(value.value) < _in_days(_TWO_YEARS):
            what = f"the legal guarantee is {_words(value.value)}; in the EU it is two years or more."
            yield subject.finding(RIGHTS, value.location, what, "Write P2Y or what national law gives beyond it.")
    added = subject.holding("consumer_rights.repair_extension")
    # A directive binds no trader before the act of the state, which the note of a shorter time names.
    is_short = added and isinstance(added.value, Duration) and _in_days(added.value) < 360 and not added.evidence.note
    if subject.day >= REPAIR_FROM and added and isinstance(added.value, Duration) and is_short:
        what = f"a repair prolongs the guarantee by {_words(added.value)}; in the EU it is twelve months."
        yield subject.finding(RIGHTS, added.location, what, "Write P12M (Directive (EU) 2024/1799).")


_TWO_YEARS = Duration(count=2, unit=DurationUnit.YEAR)


def _in_days(period: Duration) -> int:
    return period.count * _DAYS.get(period.unit, 1)


def _words(period: Duration) -> str:
    return f"{period.count} {period.unit.value}{'' if period.count == 1 else 's'}"


def _present(subject: Subject, path: str, law: str, *, unless_noted: bool = False) -> Iterator[Finding]:
    fact = subject.fact(path)
    group = path.partition(".")[0]
    if fact is None:
        if any(one.startswith(f"{group}.") for one in subject.market.facts) and not _is_example(subject, group):
            what = f"there is no {path}, which every EU market has ({law})."
            yield subject.finding(RIGHTS, subject.head(f"facts.{group}"), what, "Add the fact.", Severity.WARNING)
        return
    held = subject.holding(path)
    if held and held.value is None and not (unless_noted and (held.no_rule or held.evidence.note)):
        what = f"{path} is absent on {subject.day}, but EU law gives it ({law})."
        yield subject.finding(RIGHTS, held.location, what, "Write the value, or name the exemption in a note.")


def _is_example(subject: Subject, group: str) -> bool:
    """Whether a profile has a single fact of a group: one that was begun, not one that lacks something."""
    return sum(one.startswith(f"{group}.") for one in subject.market.facts) == 1


def missing_company_data(subject: Subject) -> Iterator[Finding]:
    """Company data that a market cannot do without and that is absent or empty; nobody may guess it."""
    company = subject.market.company
    if not any(path.startswith(("dpo.", "legal_name", "address")) for path in company):
        return  # A project that prints no legal data needs none.
    country = country_of(subject.market.code)
    for path in (*REQUIRED_COMPANY, *_MORE_COMPANY.get(country, ())):
        fact = company.get(path)
        if fact is None:
            what = f"{subject.market.code} has no company.{path}."
            place = Location(path=_file_of(subject), key=f"markets.{subject.market.code}")
            yield subject.finding(COMPANY, place, what, "Add it to markets/company.yaml; ask the company.")
        elif not _is_there(fact, subject):
            what = f"company.{path} is absent in {subject.market.code}."
            yield subject.finding(COMPANY, fact.location, what, "Write the value; ask the company.")


def _is_there(fact: Fact, subject: Subject) -> bool:
    held: FactValue | None = next((one for one in fact.values if one.window.holds(subject.day)), None)
    return held is not None and held.value is not None


def _file_of(subject: Subject) -> str:
    return next(iter(subject.market.company.values())).location.path
