"""Rules about values that others can contradict: languages, currency, rates, telephones, tax numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from locmem.errors import Location, RenderError
from locmem.markets.profile import country_of
from locmem.markets.regions import FOLDER
from locmem.markets.subject import Subject
from locmem.markets.witnesses import RATES_BEGIN, Said
from locmem.model.fact import FactType, FactValue, LocalText, Money
from locmem.model.finding import Finding, Severity
from locmem.model.tags import language_of
from locmem.tables import rows_of
from locmem.values.month_names import month_numbers
from locmem.values.territories import currencies, official_languages, territory_called, territory_names, territory_of

LOCALE, CURRENCY, RATE, PHONE, NUMBER, KIND = (
    "market-locale",
    "market-currency",
    "market-rate",
    "market-phone",
    "market-number",
    "market-kind",
)
STANDARD_RATE = "tax.standard_rate"
PAYMENT_KINDS = frozenset(
    {
        "card",
        "local_card",
        "wallet",
        "instant_transfer",
        "bank_transfer",
        "bank_redirect",
        "direct_debit",
        "cash_voucher",
        "cash_on_delivery",
        "bnpl",
        "invoice",
        "installments",
        "gift_card",
        "prepaid_card",
        "carrier_billing",
    }
)
BODY_KINDS = frozenset({"mediation", "adr", "authority", "helpline"})
_MORE_LANGUAGES = frozenset({("US", "es"), ("IT", "de"), ("FI", "sv")})
"""Languages that customers of a country are served in although CLDR does not call them official."""

_MONTHS = re.compile(r"(?:\A|[._])months\Z")
"""Names of facts that hold numbers of months."""
_LEAST_RATE, _MOST_RATE = Decimal(1), Decimal(30)
_EVERY_YEAR = tuple(date(year, 7, 1) for year in range(RATES_BEGIN.year, RATES_BEGIN.year + 12))


def foreign_locales(subject: Subject) -> Iterator[Finding]:
    """Locales that do not fit the country: a language it does not speak, or the formats of another country."""
    country = country_of(subject.market.code)
    spoken = official_languages(country)
    for locale in subject.market.locales:
        place = subject.head(f"locales.{locale.content}")
        language = language_of(locale.content)
        if spoken and language not in spoken and (country, language) not in _MORE_LANGUAGES:
            doubt = f"{language} is no official language of {country}; CLDR has {', '.join(spoken)}."
            yield subject.finding(LOCALE, place, doubt, "Mend the locale, if this is not on purpose.", Severity.WARNING)
        there = territory_of(locale.format)
        if there and there != country and not there.isdigit():
            doubt = f"values in {locale.content} are written as in {there} ({locale.format}), not as in {country}."
            do = f"Write format: {language}-{country}, if CLDR knows it."
            yield subject.finding(LOCALE, place, doubt, do, Severity.WARNING)
    yield from _names_of_country(subject, country)


def _names_of_country(subject: Subject, country: str) -> Iterator[Finding]:
    other = territory_called(subject.market.name, "en")
    if other and other != country:
        what = f"the profile is called “{subject.market.name}”, which is {other}, not {country}."
        yield subject.finding(LOCALE, subject.head("name"), what, "Mend the name.", Severity.WARNING)
    fact = subject.fact("name")
    for value in subject.current(fact) if fact else ():
        for locale, text in value.value.values.items() if isinstance(value.value, LocalText) else ():
            if "-" in subject.market.code:
                # CLDR's names of parts of countries are not among babel's data.
                if other := territory_called(text, locale):
                    what = f"{subject.market.code} is called “{text}” in {locale}; that is the country {other}."
                    yield subject.finding(LOCALE, value.location, what, "Mend the name.", Severity.WARNING)
                continue
            known = territory_names(country, locale)
            if known and not any(_same_words(text, name) for name in known):
                what = f"the name of {country} in {locale} is “{text}” here and “{known[0]}” in CLDR."
                yield subject.finding(LOCALE, value.location, what, "Mend the name.", Severity.WARNING)


def _same_words(one: str, other: str) -> bool:
    """Whether two names are the same but for articles and case (`los Países Bajos`)."""
    mine, theirs = (re.sub(r"[^\w]+", " ", text.casefold()).strip() for text in (one, other))
    return mine == theirs or mine.endswith(f" {theirs}") or theirs.endswith(f" {mine}")


def foreign_currencies(subject: Subject) -> Iterator[Finding]:
    """Currencies that are not the country's: of the market, and of amounts among facts and company data."""
    market = subject.market
    known = (*currencies(country_of(market.code), subject.day), *_since(country_of(market.code), subject.day))
    if known and market.currency not in known:
        what = f"the currency of {market.code} is {market.currency} here and {', '.join(known)} in CLDR."
        do = "Mend the currency, if it is not on purpose."
        yield subject.finding(CURRENCY, subject.head("currency"), what, do, Severity.WARNING)
    # Of a currency that may be meant all the same, amounts are as right as those in the country's own.
    right = dict.fromkeys((market.currency, *(known if market.currency not in known else ())))
    for path, value in subject.of_type(FactType.MONEY):
        # A region names its amounts in one currency for all of its members.
        is_shared = f"/{FOLDER}/" in value.location.path
        if isinstance(value.value, Money) and value.value.currency not in right and not is_shared:
            what = f"{path} is an amount in {value.value.currency}, but {market.code} pays in {', '.join(right)}."
            yield subject.finding(CURRENCY, value.location, what, "Mend amount and currency.")


def _since(country: str, day: date) -> Iterator[str]:
    """Currencies that a country has since a day that CLDR does not know yet."""
    for row in rows_of("currencies_since.csv", "country", "currency", "since"):
        if row["country"] == country and date.fromisoformat(row["since"]) <= day:
            yield row["currency"]


def wrong_rates(subject: Subject) -> Iterator[Finding]:
    """Standard tax rates that published tables contradict, today or on days since 2016; all of them are shown."""
    fact = subject.fact(STANDARD_RATE)
    if not fact:
        return
    for value in fact.values:
        if isinstance(value.value, Decimal) and not _LEAST_RATE <= value.value <= _MOST_RATE:
            fault = f"a standard rate of {value.value} % is none any country has."
            yield subject.finding(RATE, value.location, fault, "Write 21 for 21 %.")
    if "-" in subject.market.code:
        return  # Parts of a country have taxes of their own, which no witness knows.
    told: set[tuple[Location, frozenset[Decimal]]] = set()
    for day in _days_to_ask(subject, fact.values):
        held = next((value for value in fact.values if value.window.holds(day)), None)
        if held is None or not isinstance(held.value, Decimal) or not _LEAST_RATE <= held.value <= _MOST_RATE:
            continue
        said = [
            answer
            for answer in subject.witnesses.standard_rates(subject.market.code, day)
            if _can_know(answer, held, day)
        ]
        rates = frozenset(answer.rate for answer in said)
        key = (held.location, rates)
        if rates - {held.value} and key not in told:
            told.add(key)
            yield _contradicted(subject, held, held.value, said, day)
    yield from _no_rate(subject)
    yield from _missed_changes(subject, told)
    yield from _other_words(subject)


def _no_rate(subject: Subject) -> Iterator[Finding]:
    held = subject.holding(STANDARD_RATE)
    said = subject.witnesses.standard_rates(subject.market.code, subject.day)
    if held and held.value is None and not held.no_rule and said:
        what = f"there is no standard rate on {subject.day}; {said[0].witness} has {said[0].rate}."
        do = "Write the rate, or `none:` where there is none for all of the country."
        yield subject.finding(RATE, held.location, what, do, Severity.WARNING)


def _days_to_ask(subject: Subject, values: tuple[FactValue, ...]) -> list[date]:
    days = {subject.day, *_EVERY_YEAR}
    for value in values:
        days |= {day for day in (value.window.start, value.window.end) if day}
    for day in subject.witnesses.rate_changes(subject.market.code):
        days |= {day, day - timedelta(days=1)}
    return sorted((day for day in days if RATES_BEGIN <= day <= subject.day), reverse=True)


def _can_know(said: Said, held: FactValue, day: date) -> bool:
    """Whether a witness could have heard of the value that holds on a day."""
    return day <= said.as_of or held.window.start is None or held.window.start <= said.as_of


def _contradicted(subject: Subject, held: FactValue, rate: Decimal, said: list[Said], day: date) -> Finding:
    voices = ", ".join(f"{one.witness} {one.rate}" for one in said)
    agrees = any(one.rate == rate for one in said)
    # One table may be wrong itself; two that say the same are not.
    is_sure = len(said) > 1 and not agrees and len({one.rate for one in said}) == 1
    return subject.finding(
        RATE,
        held.location,
        f"standard rate on {day}: profile {rate}, {voices}.",
        "Read the law: the witnesses disagree among themselves." if agrees else "Read the law and mend the window.",
        Severity.ERROR if is_sure else Severity.WARNING,
    )


def _missed_changes(subject: Subject, told: set[tuple[Location, frozenset[Decimal]]]) -> Iterator[Finding]:
    for day in subject.witnesses.rate_changes(subject.market.code):
        before, after = (subject.holding(STANDARD_RATE, one) for one in (day - timedelta(days=1), day))
        if not before or not after or before.value != after.value or day > subject.day:
            continue
        if not any(location == after.location for location, _ in told):
            what = f"the standard rate changed on {day}, but the profile has {after.value} on both sides of it."
            yield subject.finding(RATE, after.location, what, "Mend the windows.", Severity.WARNING)


def _other_words(subject: Subject) -> Iterator[Finding]:
    """The tax's abbreviation in a country's own language, against the one that rate tables print."""
    fact, known = subject.fact("tax.abbreviation"), subject.witnesses.tax_words(subject.market.code)
    if not fact or not known:
        return
    for value in subject.current(fact):
        texts = tuple(value.value.values.values()) if isinstance(value.value, LocalText) else ()
        plain = {re.sub(r"\W", "", text).casefold() for text in texts}
        if texts and not plain & {re.sub(r"\W", "", word).casefold() for word in known}:
            what = f"the tax is called {', '.join(texts)} here and {' or '.join(known)} in eu-vat-rates-data."
            yield subject.finding(RATE, value.location, what, "Mend the abbreviation.", Severity.WARNING)


def wrong_phones(subject: Subject) -> Iterator[Finding]:
    """Telephone numbers that cannot be dialled, or that ring in another country."""
    country = country_of(subject.market.code)
    for path, value in subject.of_type(FactType.PHONE):
        number = str(value.value)
        facts = subject.witnesses.phone_facts(number, subject.market.code)
        example = f" One of {country} looks like {facts.expected}." if facts.expected else ""
        if not facts.is_valid:
            what = f"{path}: {number} is no telephone number: no country has one of this form."
            yield subject.finding(PHONE, value.location, what, f"Mend it.{example}")
        elif facts.plain and facts.plain != number:
            what = f"{path}: {number} has the 0 that is dialled within the country only."
            yield subject.finding(PHONE, value.location, what, f"Write {facts.plain}.")
        elif country not in facts.regions and "001" not in facts.regions:
            what = f"{path}: {number} is a number of {', '.join(facts.regions)}, not of {country}."
            # A company may answer one market from another.
            severity = Severity.ERROR if path.startswith("market.") else Severity.WARNING
            yield subject.finding(PHONE, value.location, what, f"Mend it, if it is not on purpose.{example}", severity)


def wrong_numbers(subject: Subject) -> Iterator[Finding]:
    """Tax numbers, in examples and of the company, that check digits or the country's form refuse; calendar keys."""
    places = (("tax.number_example", subject.market.facts), ("tax_number", subject.market.company))
    for path, facts in places:
        for value in subject.current(facts[path]) if path in facts else ():
            if not isinstance(value.value, str):
                continue
            problems = subject.witnesses.tax_number_problems(subject.market.code, value.value)
            if problems:
                fault = f"{path}: {value.value} is no tax number of {subject.market.code}: {'; '.join(problems)}."
                do = "Write one with the right form and check digits; an invented one for examples has them too."
                yield subject.finding(NUMBER, value.location, fault, do)
    for path in ("calendar.holidays", "calendar.holidays_key"):
        held = subject.holding(path)
        if held and isinstance(held.value, str) and not subject.witnesses.knows_holidays(held.value):
            fault = f"{path}: there is no calendar of holidays {held.value!r}."
            yield subject.finding(NUMBER, held.location, fault, "Write a country or subdivision, such as CA-QC.")
    yield from _wrong_months(subject)


def _wrong_months(subject: Subject) -> Iterator[Finding]:
    """Numbers that are no months, in facts named after them: `calendar.peak_months`."""
    for path, value in subject.of_type(FactType.NAME):
        if _MONTHS.search(path) and isinstance(value.value, str):
            try:
                month_numbers(value.value)
            except RenderError as error:
                what, _, do = str(error).partition(". ")
                yield subject.finding(NUMBER, value.location, f"{path}: {what}.", do)


def unknown_kinds(subject: Subject) -> Iterator[Finding]:
    """Kinds of payment methods and complaint bodies outside of the list that content can ask for."""
    for path, known in (("payment_methods", PAYMENT_KINDS), ("complaints.bodies", BODY_KINDS)):
        fact = subject.fact(path)
        values = [value.value for value in fact.values if isinstance(value.value, tuple)] if fact else []
        for item in (item for items in values for item in items):
            kind = item.fields.get("kind")
            if kind not in known:
                what = f"{path}: “{kind}” is no kind." if kind else f"{path}: an item has no kind."
                yield subject.finding(KIND, item.location, what, f"Write one of: {', '.join(sorted(known))}.")
