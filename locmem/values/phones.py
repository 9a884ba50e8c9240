"""Telephone numbers in E.164, how they are shown, and where they stand in a text.

The grouping of a country's numbers is known by phonenumberslite, Google's libphonenumber in Python; this is its
only home besides the witnesses of `locmem.markets`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from locmem.errors import RenderError

if TYPE_CHECKING:
    import phonenumbers

FORMS = ("international", "national", "e164")

_E164 = re.compile(r"\+[1-9][0-9]{6,14}\Z")


def is_e164(text: str) -> bool:
    """Whether `text` is a plus sign and 7-15 digits without blanks; not whether such a number exists."""
    return bool(_E164.match(text))


def format_phone(number: str, form: str = "", country: str = "") -> str:
    """An E.164 number as its readers dial it: `+34 910 00 00 00`, grouped as its country groups it.

    country: ISO 3166-1, where it is read.  form: `international`; `national` (`0120-123-456`), for readers in the
    number's own country only; `e164`, the number unchanged, for links.  Without a form it is international, but for
    numbers that may not be dialled from abroad (free of charge, at shared cost or a higher price, or known to ring at
    home only): readers at home see these in the national form.
    A number of a country the library does not know stays ungrouped.  Raises RenderError for another form, for a
    national number that is read abroad, and for what is not E.164.
    """
    if form and form not in FORMS:
        raise RenderError(f"a phone number has no form {form!r}. Write one of: {', '.join(FORMS)}.")
    if not is_e164(number):
        raise RenderError(f"{number!r} is not a phone number in E.164 such as +34900293183.")
    if form == "e164":
        return number
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    is_at_home = bool(country) and country in phonenumbers.region_codes_for_country_code(parsed.country_code or 0)
    if form == "national" and not is_at_home:
        where = f"in {country}" if country else "whose country is not known"
        raise RenderError(f"{number} cannot be dialled in its national form by readers {where}. Write international.")
    is_national = form == "national" or (not form and is_at_home and _rings_at_home_only(parsed))
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, style.NATIONAL if is_national else style.INTERNATIONAL)


def _rings_at_home_only(number: phonenumbers.PhoneNumber) -> bool:
    """Whether a number may not be dialled from another country."""
    import phonenumbers

    kinds = phonenumbers.PhoneNumberType
    at_home = (kinds.TOLL_FREE, kinds.SHARED_COST, kinds.PREMIUM_RATE)
    return (
        phonenumbers.number_type(number) in at_home
        or not phonenumbers.can_be_internationally_dialled(number)
        or _e164(number).startswith(_NAVI_DIAL)
    )


_NAVI_DIAL = "+81570"
"""Japan's 0570, which the library has among the numbers of companies; those of other countries ring from abroad."""


_SIGN = r"0-9A-Za-z_\u00c0-\u024f\u0370-\u04ff"
"""What goes on a word in scripts with blanks between words; Japanese sets a number right beside one."""

_WRITTEN = re.compile(
    rf"(?<![{_SIGN}.,/+＋#-])(?:[(（]?[+＋]|00)?[(（]?\d"
    r"(?:[ \u00a0\u202f().（）/\u2010-\u2015\u30fc\uff0d-]{0,3}\d){5,15}"
    rf"(?:[ \u00a0]?(?:x|ext\.?|#)[ \u00a0]?\d{{2,6}})?(?![{_SIGN}%]|[-./:,]\d)"
)
"""What may be a telephone number: digits, with at most three signs between two of them."""

_NO_PHONE = re.compile(
    r"""
    (?:\d{1,2}|\d{4})([-./ ])\d{1,2}\1(?:\d{4}|\d{1,2})                 # a day
    | (?:19|20)\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])                     # a day without signs
    | (?:1[89]|20)\d\d\s?[-\u2010-\u2015/]\s?(?:1[89]|20)?\d\d          # years, from and to
    | \d{1,3}(?:[ .\u00a0\u202f]000)+ | \d0+                            # round numbers
    | (?!0\d)(?:1?\d?\d|2[0-5]\d)(?:\.(?:1?\d?\d|2[0-5]\d)){3}(?:[: ]\d+)?   # an address of a machine, with its port
    | (?!0\d)\d{1,3}\.\d{3,}                                            # a number with decimals
    | \d{1,3}\.\d{1,2}(?:\ \d{1,3}\.\d{1,2})+                           # several of them
    | .*\.\..*                                                          # from and to
    | (?:.*[^\d])?\d[^\d]+(?:.*[^\d])?\d(?:[^\d].*)?                     # two digits alone: a version, an ISBN, a row
    """,
    re.VERBOSE,
)
_GROUPED = re.compile(
    r"\(0?\d{2,4}\)[ -]?\d{3,4}[ .-]\d{4}|(?:1[-. ])?\d{3}([-.])\d{3}\1\d{4}|0\d{2,4}-\d{2,4}[ -]\d{2,4}"
)
"""How telephone numbers are grouped, and little else; somebody mistyped one that there is not."""

_LEAST = 7
"""Digits of a number with its area."""
_MONEY = "€$£¥₹"


def phones_in(text: str, regions: Iterable[str] = ()) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Where telephone numbers stand in a text, and which ones in E.164 each may be; none where no country is known.

    regions: the countries as whose a number without a code may be written; every country for none.  A number with a
    plus sign counts whatever its country; any other only where it can be dialled.  Days, years from and to, round
    numbers, amounts and versions are left alone.
    """
    for found in _WRITTEN.finditer(text):
        start, end = found.span()
        if found[0][0] in "(（" and not set(found[0]) & set(")）"):
            start += 1
        written = text[start:end]
        is_closed = written.count("(") + written.count("（") == written.count(")") + written.count("）")
        beside = text[max(start - 2, 0) : start] + text[end : end + 2]
        if not is_closed or any(sign in beside for sign in _MONEY):
            continue
        number = re.split("[x#e]", written)[0].strip()
        digits = re.sub(r"\D", "", number)
        meant = frozenset[str]()
        is_abroad = "+" in number[:2] or "＋" in number[:2]
        if is_abroad or number.startswith("00"):
            meant = _possible("+" + digits.removeprefix("00"))
            if meant or (is_abroad and len(digits) > _LEAST):
                yield start, end, meant
                continue
        if len(digits) >= _LEAST and not _NO_PHONE.fullmatch(number):
            meant = _valid(number, regions)
            if meant or _GROUPED.fullmatch(number):
                yield start, end, meant


def _possible(number: str) -> frozenset[str]:
    """A number with its country code in E.164, where it can be one by its length."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return frozenset()
    return frozenset({_e164(parsed)}) if phonenumbers.is_possible_number(parsed) else frozenset()


def _valid(written: str, regions: Iterable[str]) -> frozenset[str]:
    """What a number without a country code is in the countries where there is such a number."""
    import phonenumbers

    found: set[str] = set()
    for region in regions or phonenumbers.SUPPORTED_REGIONS:
        try:
            parsed = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            found.add(_e164(parsed))
    return frozenset(found)


def _e164(number: phonenumbers.PhoneNumber) -> str:
    import phonenumbers

    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
