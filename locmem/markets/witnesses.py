"""What others say of a country: published rates, number formats, check digits, telephone plans.

Witnesses contradict profiles; they are never a profile's source.  This file is the only home of python-stdnum,
eu-vat-rates-data, duty27-eu-vat and holidays, and besides `locmem.values.phones` of phonenumberslite; all of them
carry their data with them, so that nothing here asks a network.  CLDR's testimony is in
`locmem.values.territories`.  Rate data of duty27-eu-vat: Duty27, https://duty27.com, CC BY 4.0.
"""

from __future__ import annotations

import contextlib
import importlib
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib import metadata
from typing import Protocol, cast

from locmem.markets.profile import country_of

RATES_BEGIN = date(2016, 1, 1)
"""The first day of which a witness knows rates."""

_SALES_TAX = "npm:sales-tax 2.23.0 with the tax's published history"
_OTHER_RATES: dict[str, tuple[tuple[date, Decimal], ...]] = {
    # The present rates as the package has them, read on 2026-11-21; it has one day of change only (CH 2024), the
    # other days and the rates before them are the published history of the taxes.
    "AU": ((date(2000, 7, 1), Decimal(10)),),
    "CA": ((date(2008, 1, 1), Decimal(5)),),
    "CH": ((date(2018, 1, 1), Decimal("7.7")), (date(2024, 1, 1), Decimal("8.1"))),
    "GB": ((date(2011, 1, 4), Decimal(20)),),
    "JP": (
        (date(2014, 4, 1), Decimal(8)),
        (date(2019, 10, 1), Decimal(10)),
    ),
    "KR": ((date(1977, 7, 1), Decimal(10)),),
    "MX": ((date(2010, 1, 1), Decimal(16)),),
}
_OTHER_READ = date(2026, 11, 21)
_HISTORY = "the published history of the tax"
_PUBLISHED: dict[str, tuple[tuple[date, Decimal], ...]] = {
    # As the tax offices tell it: ird.govt.nz, iras.gov.sg, gib.gov.tr; own compilation of 2026-11-30.
    "NZ": ((date(2010, 10, 1), Decimal(15)),),
    "SG": ((date(2007, 7, 1), Decimal(7)), (date(2023, 1, 1), Decimal(8)), (date(2024, 1, 1), Decimal(9))),
    "TR": ((date(2002, 1, 1), Decimal(18)), (date(2023, 7, 10), Decimal(20))),
    "NO": ((date(2005, 1, 1), Decimal(25)),),
    "IS": ((date(2015, 1, 1), Decimal(24)),),
}
_UNKNOWN_REGION = "001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A standard rate by a witness that knew rates up to `as_of`."""

    witness: str
    rate: Decimal
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneFacts:
    """What the telephone plan says: the regions a number can belong to, and whether it is a number at all.

    regions: ISO 3166-1; `001` alone for numbers of no country (freephone +800).
    expected: a number of the market's country, for messages.
    plain: the number as it is dialled, where signs are too many in it: the `0` of calls within the country.
    """

    is_valid: bool
    regions: tuple[str, ...]
    expected: str = ""
    plain: str = ""


def is_eu(market: str) -> bool:
    """Whether a market lies in the EU, by eu-vat-rates-data."""
    import eu_vat_rates_data

    return bool(eu_vat_rates_data.is_eu_member(country_of(market)))


@lru_cache(maxsize=4096)
def standard_rates(market: str, day: date) -> tuple[Said, ...]:
    """What each witness gives as the standard rate of a market's country on a day; empty where none knows.

    A witness does not know what changed after its data were made: see `Said.as_of`.  eu-vat-rates-data knows one
    day only, that of its version, and is asked for days from then on.
    """
    import duty27_eu_vat
    import eu_vat_rates_data

    country = country_of(market)
    said = []
    version = date.fromisoformat(eu_vat_rates_data.data_version)
    current = eu_vat_rates_data.get_standard_rate(country)
    if current is not None and day >= version:
        said.append(Said(witness=_named("eu-vat-rates-data"), rate=Decimal(str(current)), as_of=version))
    if day >= duty27_eu_vat.DATA_FIRST_DATE:
        try:
            rate = duty27_eu_vat.get_standard_rate(country, day)
            said.append(Said(witness=_named("duty27-eu-vat"), rate=rate, as_of=duty27_eu_vat.DATA_AS_OF))
        except duty27_eu_vat.UnknownCountryError:
            pass
    rates = [rate for start, rate in _OTHER_RATES.get(country, ()) if start <= day]
    if rates:
        said.append(Said(witness=_SALES_TAX, rate=rates[-1], as_of=_OTHER_READ))
    rates = [rate for start, rate in _PUBLISHED.get(country, ()) if start <= day]
    if rates:
        said.append(Said(witness=_HISTORY, rate=rates[-1], as_of=_OTHER_READ))
    return tuple(said)


def rate_changes(market: str) -> tuple[date, ...]:
    """The days since 2016 on which a witness sees the standard rate of a market's country change."""
    import duty27_eu_vat

    country = country_of(market)
    rows = (*_OTHER_RATES.get(country, ()), *_PUBLISHED.get(country, ()))
    changes = {start for start, _ in rows if start >= RATES_BEGIN}
    with contextlib.suppress(duty27_eu_vat.UnknownCountryError):
        changes |= {change.date for change in duty27_eu_vat.get_rate_changes(country)}
    return tuple(sorted(changes))


def tax_words(market: str) -> tuple[str, ...]:
    """What eu-vat-rates-data calls the tax of a market's country in short, in one of its languages."""
    import eu_vat_rates_data

    known = eu_vat_rates_data.get_rate(country_of(market))
    return (known["vat_abbr"],) if known else ()


def tax_number_problems(market: str, number: str) -> tuple[str, ...]:
    """What python-stdnum and eu-vat-rates-data have against a tax number of a market's country.

    Empty where nothing is wrong, and where no witness knows the country's numbers.
    """
    problems = []
    plain = re.sub(r"[\s.\-/]", "", number)
    modules = _checkers(country_of(market))
    # Of T and the corporate number, Japan's invoice number, the check digits are in the latter.
    checked = plain.removeprefix("T") if country_of(market) == "JP" else plain
    if modules and not any(module.is_valid(checked) for module in modules):
        problems.append("its form or its check digits are wrong")
    pattern, form = _pattern(country_of(market))
    bare = plain.removeprefix(country_of(market))
    if pattern and not any(re.fullmatch(pattern, written) for written in (plain, bare)):
        problems.append(f"those there have the form “{form}”")
    return tuple(problems)


def number_problem(country: str, kind: str, number: str) -> str:
    """What python-stdnum has against a number of a bank or a register; empty for nothing, and for an unknown kind.

    kind: `iban`, `bic`, `lei`, or what the country calls the number (`siret`, `cnpj`, `orgnr`).
    """
    module = _number_checker(country, kind)
    if module is None or module.is_valid(re.sub(r"[\s.\-/]", "", number)):
        return ""
    return "its form or its check digits are wrong"


@lru_cache(maxsize=256)
def _number_checker(country: str, kind: str) -> _Checker | None:
    import stdnum

    if kind in _EVERYWHERE:
        return cast(_Checker, importlib.import_module(f"stdnum.{kind}"))
    # Two letters may be short for anything; what `vat` is, is asked of tax numbers.
    if len(kind) < _SHORTEST_KIND or kind in _OF_PERSONS or not kind.isalnum():
        return None
    try:
        return cast(_Checker | None, stdnum.get_cc_module(country.lower(), kind))
    except ImportError:
        return None


def phone_facts(number: str, market: str) -> PhoneFacts:
    """What phonenumberslite says of a number in E.164, for a market's country."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return PhoneFacts(is_valid=False, regions=())
    regions = tuple(phonenumbers.region_codes_for_country_code(parsed.country_code or 0))
    is_valid = phonenumbers.is_valid_number(parsed)
    if is_valid and _UNKNOWN_REGION not in regions:
        # Several countries share +1 and +44; freephone numbers of theirs can belong to each of them.
        regions = tuple(region for region in regions if phonenumbers.is_valid_number_for_region(parsed, region))
    form = phonenumbers.PhoneNumberFormat.E164
    example = phonenumbers.example_number(country_of(market))
    return PhoneFacts(
        is_valid=is_valid,
        regions=regions,
        expected=phonenumbers.format_number(example, form) if example else "",
        plain=phonenumbers.format_number(parsed, form),
    )


def phone_kind(number: str) -> str:
    """What phonenumberslite calls a number that is no usual one: `premium`, `shared`, `personal`, `pager`, `voicemail`.

    Empty for fixed, mobile, free and unknown ones, and for what is no number.
    """
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    kinds = {
        phonenumbers.PhoneNumberType.PREMIUM_RATE: "premium",
        phonenumbers.PhoneNumberType.SHARED_COST: "shared",
        phonenumbers.PhoneNumberType.PERSONAL_NUMBER: "personal",
        phonenumbers.PhoneNumberType.PAGER: "pager",
        phonenumbers.PhoneNumberType.VOICEMAIL: "voicemail",
    }
    return kinds.get(phonenumbers.number_type(parsed), "")


def knows_holidays(key: str) -> bool:
    """Whether holidays has a calendar for a country or subdivision, such as `ES` or `CA-QC`."""
    import holidays

    country, _, part = key.partition("-")
    known = holidays.list_supported_countries()
    return country in known and (not part or part in known[country])


_NUMBER_MODULES = {
    "CH": ("vat", "uid"),  # The number with and without MWST, TVA or IVA behind it.
    "JP": ("cn",),  # stdnum.jp.in_ is the number of a person.
    "US": ("ein",),
}


_EVERYWHERE = frozenset({"iban", "bic", "lei"})
_SHORTEST_KIND = 3
_OF_PERSONS = frozenset({"vat", "postcode", "vid", "pin"})
"""Names of modules that a company's data would hardly mean, or that another rule asks."""


class _Checker(Protocol):
    """A module of python-stdnum."""

    __name__: str

    def is_valid(self, number: str, /) -> bool:
        """Whether a number has the right form and check digits."""
        ...


@lru_cache(maxsize=256)
def _checkers(country: str) -> tuple[_Checker, ...]:
    """The modules for a country's tax numbers; one of them has to accept a number."""
    import stdnum

    names = _NUMBER_MODULES.get(country, ("vat",))
    found = (stdnum.get_cc_module(country.lower(), name) for name in names)
    return tuple(cast(_Checker, module) for module in found if module)


def _pattern(country: str) -> tuple[str, str]:
    import eu_vat_rates_data

    known = eu_vat_rates_data.get_rate(country)
    return (known["pattern"] or "", known["format"] or "") if known else ("", "")


@lru_cache(maxsize=16)
def _named(package: str) -> str:
    return f"{package} {metadata.version(package)}"


def holidays_between(key: str, first: date, last: date) -> tuple[tuple[date, str], ...]:
    """The public holidays of a country or subdivision in these days, both included, with their English names.

    key: as of `knows_holidays`; of one that is not known the country's, empty where nobody knows that either.  Names
    are in the country's language where the package has no English ones.
    """
    import holidays

    country, _, part = key.partition("-")
    if not knows_holidays(country):
        return ()
    years = range(first.year, last.year + 1)
    found = holidays.country_holidays(
        country, subdiv=part if part and knows_holidays(key) else None, years=years, language="en_US"
    )
    return tuple(sorted((day, str(name)) for day, name in found.items() if first <= day <= last))


def holidays_witness() -> str:
    """The package that knows holidays, with its version."""
    return _named("holidays")
