"""Rules about what must be there: the rights of customers in the EU, and the company's own data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from locmem.errors import Location
from locmem.markets.profile import country_of
from locmem.markets.statutes import Statute, days_of, overlap, shared_statutes, statutes_of, told_value
from locmem.markets.subject import Subject
from locmem.model.fact import Confidence, Duration, Fact, FactValue
from locmem.model.finding import Finding, Severity

RIGHTS, COMPANY = "market-rights", "market-company"

FUNCTION_FROM = date(2026, 6, 19)
"""From this day traders in the EU show a withdrawal function (Directive (EU) 2023/2673, CRD Art. 11a)."""

_NEAR = 60
"""Days up to which the first day of a rate is one of those of its change, and a slip."""

_EFTA = frozenset({"NO", "IS", "LI"})
"""States that share the law of the EEA, and not all of the EU's."""

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

_MORE_COMPANY = {"FR": ("mediator.name", "mediator.address", "mediator.website")}
"""What the law of a market adds: in France every trader names a consumer mediator."""


def european_rights(subject: Subject) -> Iterator[Finding]:
    """Periods, days and bodies that the law gives every customer: in the EU and the EEA, and by country elsewhere.

    Applies to profiles that say anything about these rights; one that is silent on all of them has no such pages.
    """
    codes = law_of(subject)
    for statute in statutes_of(codes):
        if "EU" in codes and statute.market in ("EU", "EEA") and statute.path in _EVERYWHERE:
            yield from _present(subject, statute.path, statute.law)
    yield from _contradicted(subject, statutes_of(codes))
    yield from _begins(subject, codes)
    if "EU" not in codes:
        return
    for path, law in (
        ("data_protection.regime", "the GDPR"),
        ("data_protection.authority.name", "GDPR Art. 77"),
        ("complaints.body.name", "Directive 2013/11/EU"),
        ("complaints.bodies", "Directive 2013/11/EU"),
    ):
        yield from _present(subject, path, law)
    yield from _present(
        subject, "consumer_rights.legal_guarantee", "Directive (EU) 2019/771", is_transposed=True, unless_longer=True
    )
    if subject.day >= FUNCTION_FROM:
        path = "consumer_rights.withdrawal_function_label"
        yield from _present(subject, path, f"CRD Art. 11a since {FUNCTION_FROM}", is_transposed=True)
    notice = "consumer_rights.guarantee_notice_from"
    yield from _present(subject, notice, "Regulation (EU) 2025/1960", is_transposed=True)


_EVERYWHERE = frozenset(
    {
        "consumer_rights.withdrawal_period",
        "data_protection.access_request.deadline",
        "data_protection.access_request.extension",
    }
)
"""What every member state has without a choice of its own."""


def law_of(subject: Subject) -> tuple[str, ...]:
    """Whose law holds in a market: its country's and its regions', whether or not the profile names these."""
    country = country_of(subject.market.code)
    if subject.witnesses.is_eu(country):
        return (country, "EU", "EEA")
    return (country, "EEA") if country in _EFTA else (country,)


def _contradicted(subject: Subject, statutes: tuple[Statute, ...]) -> Iterator[Finding]:
    """Each value that acts contradict, once, with the act that was read for the table before the others.

    A country that writes a fact itself says nothing of what its region says: that is asked, too.
    """
    shared = shared_statutes(subject.market.regions)
    for path in dict.fromkeys(statute.path for statute in (*statutes, *shared)):
        own, replaced = subject.fact(path), subject.market.replaced.get(path)
        yield from _against_any(subject, own, [row for row in statutes if row.path == path])
        yield from _against_any(subject, replaced, [row for row in shared if row.path == path])


def _against_any(subject: Subject, fact: Fact | None, rows: Sequence[Statute]) -> Iterator[Finding]:
    for value in fact.values if fact else ():
        against = [row for row in rows if fact and _is_asked(subject, fact, value, row) and _is_against(value, row)]
        if fact and against:
            row = next((row for row in against if row.is_read), against[0])
            who = "EU law" if row.market in ("EU", "EEA") else "the law"
            said = told_value(value.value) if isinstance(value.value, Duration | date) else "absent"
            what = f"{fact.path} is {said}; {who} says {row.words} ({row.law})."
            do = "Read the act, and write what it says, with its window."
            # What nobody read for the table may be wrong in the table.
            severity = Severity.ERROR if row.is_read else Severity.WARNING
            yield subject.finding(RIGHTS, value.location, what, do, severity)


def _is_against(value: FactValue, statute: Statute) -> bool:
    if value.value is None and (value.no_rule or statute.market in ("EU", "EEA")):
        return False  # Somebody looked; whether what the EU gives everywhere is there is asked elsewhere.
    return isinstance(value.value, Duration | date | None) and not statute.allows(value.value)


def _is_asked(subject: Subject, fact: Fact, value: FactValue, statute: Statute) -> bool:
    is_of_part = subject.is_part and fact.location.path == subject.market.path
    if is_of_part and statute.market == country_of(subject.market.code):
        return False  # Parts of a country may have law of their own.
    if not overlap(value.window, statute.window):
        return False
    is_over = value.window.end is not None and value.window.end < subject.day
    if is_over and value.value is None and value.evidence.confidence is Confidence.UNVERIFIED:
        return False  # The profile says itself that nobody knows.
    # A profile that has only what holds now is not asked what held before.
    return value.window.end is not None or statute.window.end is None or statute.window.end >= subject.day


def _begins(subject: Subject, codes: tuple[str, ...]) -> Iterator[Finding]:
    """Days on which a rule begins, against those on which acts let it."""
    country = country_of(subject.market.code)
    own = days_of(country)
    for code in codes:
        for name, days in days_of(code).items():
            if code != country and name in own:
                continue
            for begin, location in _beginnings(subject, name):
                if begin is not None and begin not in days and not _is_as_far_back(subject, name, begin, days):
                    # A region's row has its act's day first, and behind it those of other members.
                    known = " or ".join(str(day) for day in (days if code == country else days[:1]))
                    what = f"{name} begins on {begin}; the act says {known}."
                    yield subject.finding(RIGHTS, location, what, "Mend the window.", Severity.WARNING)


def _is_as_far_back(subject: Subject, name: str, begin: date, days: tuple[date, ...]) -> bool:
    """Whether a rate only begins where the profile does: its first day is near none on which the rate changed."""
    fact = subject.fact(name) if name.startswith("tax.") else None
    if fact is None or fact.values[0].window.start != begin:
        return False
    return all(abs((begin - day).days) > _NEAR for day in days)


def _beginnings(subject: Subject, name: str) -> Iterator[tuple[date | None, Location]]:
    if name.startswith("obligation "):
        for one in subject.market.obligations:
            if one.key == name.partition(" ")[2]:
                yield one.window.start, one.location
        return
    fact = subject.fact(name)
    for value in fact.values if fact else ():
        if value.value is not None and value.window.start:
            yield value.window.start, value.location


def _present(
    subject: Subject, path: str, law: str, *, is_transposed: bool = False, unless_longer: bool = False
) -> Iterator[Finding]:
    fact = subject.fact(path)
    group = path.partition(".")[0]
    if fact is None:
        if any(one.startswith(f"{group}.") for one in subject.market.facts) and not _is_example(subject, group):
            what = f"there is no {path}, which every EU market has ({law})."
            yield subject.finding(RIGHTS, subject.head(f"facts.{group}"), what, "Add the fact.", Severity.WARNING)
        return
    held = subject.holding(path)
    if held and is_transposed and (held.no_rule or held.evidence.note):
        return  # A directive binds no trader before the state's own act, which the note of an absent value names.
    if held and held.value is None and not (unless_longer and held.evidence.note):
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
