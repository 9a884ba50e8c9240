"""Where a text holds what points at one person: mail addresses, accounts, cards, addresses of machines, numbers.

Each function gives the places, as first and behind the last character, of one kind.  Check digits are tried, so that a
number which only looks like an account or a card is told from one.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from functools import cache

from locmem.tables import rows_of, telling_words

Place = tuple[int, int]

_BLANK = r"[ \u00a0\u202f]"
_HYPHEN = r"[-\u2010-\u2015\uff0d]"
_SIGN = r"0-9A-Za-z_\u00c0-\u024f\u0370-\u04ff"
"""What goes on a word in scripts with blanks between words; Japanese sets a number right beside one."""

_SPELLED_AT = (
    "arroba|arobase|arrobase|arobas|chiocciola|klammeraffe|affenschwanz|apenstaartje|snabel-a|snabela|krøllalfa|małpa"
    "|zavináč|kukac|miuku|ätt|παπάκι|arond"
)
"""What the sign of a mail address is called where it is no other word."""

_SPELLED_DOT = "dot|punkt|punto|ponto|punt|point|kropka|tečka|pont|piste|punct|τελεία"
_AT = rf"(?:[@＠]|\s?[(\[{{<]\s?(?:at|ät|a|{_SPELLED_AT})\s?[)\]}}>]\s?)"
_IN_BRACKETS = rf"\s?[(\[{{<]\s?(?:{_SPELLED_DOT})\s?[)\]}}>]\s?"
_DOT = rf"(?:[.．]|{_IN_BRACKETS})"
_LABEL = rf"[{_SIGN}-]{{2,63}}"
_LOCAL = rf"(?<![{_SIGN}.+%'-])[{_SIGN}](?:[{_SIGN}+%'’-]|\.(?=[{_SIGN}])){{1,63}}"
_SPELLED = re.compile(
    rf"(?:{_LOCAL}(?:\s(?:{_SPELLED_DOT})\s|{_IN_BRACKETS})){{0,2}}{_LOCAL}"
    rf"(?:\s(?:{_SPELLED_AT})\s{_LABEL}(?:(?:\s(?:{_SPELLED_DOT})\s|{_IN_BRACKETS}|\.){_LABEL}){{1,4}}"
    rf"|\s(?:at|ät)\s{_LABEL}(?:(?:\s(?:dot|punkt|punto|ponto|punt)\s|{_IN_BRACKETS}){_LABEL}){{1,4}})(?![{_SIGN}])",
    re.IGNORECASE,
)
"""An address as people say it: `max at web punkt de`.  Behind a mere `at` its points are spelled, too."""

_APART = re.compile(rf"{_LOCAL}{_BLANK}@{_BLANK}?{_LABEL}(?:\.[{_SIGN}-]{{2,63}}){{1,4}}(?![{_SIGN}])")
_HAS_AT = re.compile(rf"[@＠]|\bat\b|\bät\b|[(\[{{<]\s?a\s?[)\]}}>]|{_SPELLED_AT}", re.IGNORECASE)
_MAIL = re.compile(
    rf"(?<![{_SIGN}.+%'-])[{_SIGN}][{_SIGN}.+%'’-]*+{_AT}[{_SIGN}-]++(?:{_DOT}[{_SIGN}-]++)+"
    r"|(?<![\w.+%'-])\w[\w.+%'-]*+[@＠][\w-]++(?:[.．][\w-]++)+"
    r"|[\"“”][^\s\"“”@]{1,64}[\"“”]@[\w-]++(?:\.[\w-]++)+",
    re.IGNORECASE,
)
_BETWEEN = rf"(?:{_BLANK}|{_HYPHEN}|\.)"
_IBAN = re.compile(rf"(?<![{_SIGN}])[A-Za-z]{{2}}[0-9]{{2}}(?:{_BETWEEN}?[A-Za-z0-9]){{11,34}}")
_TOLD_IBAN = re.compile(
    rf"(?<![{_SIGN}])IBAN(?:[-\s][^\W\d_]{{1,10}}){{0,2}}[\s:：(#]*"
    rf"(?P<number>[A-Z]{{2}}[0-9]{{2}}(?:{_BETWEEN}?[A-Z]{{4}}(?={_BETWEEN}?[0-9]))?(?:{_BETWEEN}?[A-Z]{{0,4}}+[0-9][A-Z0-9]*+)++)",
    re.IGNORECASE,
)
"""What stands behind the word is somebody's account, also where a digit of it is mistyped."""

_LEAST, _MOST = 12, 36
"""Signs of an IBAN, with one too few or too many."""
_CARD = re.compile(rf"(?<![{_SIGN}.,])(?<!\d-)\d(?:{_BETWEEN}?\d){{12,18}}(?![{_SIGN}])(?!-\d)")
_V4 = re.compile(rf"(?<![{_SIGN}.])\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?![{_SIGN}]|\.\d)")
_V6 = re.compile(
    rf"(?<![{_SIGN}:.])(?=[0-9A-Fa-f:.]*\d)[0-9A-Fa-f]{{0,4}}(?::[0-9A-Fa-f]{{0,4}}){{2,7}}(?:(?:\.\d{{1,3}}){{3}})?"
    rf"(?![{_SIGN}]|:[0-9A-Fa-f:])"
)
_UUID = re.compile(rf"(?<![{_SIGN}-])[0-9A-Fa-f]{{8}}(?:-[0-9A-Fa-f]{{4}}){{3}}-[0-9A-Fa-f]{{12}}(?![{_SIGN}-])")
_MARKED = re.compile(
    rf"(?<![{_SIGN}&/])(?:\#|№){_BLANK}?(?=[\w-]*\d[\w-]*\d[\w-]*\d)[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*"
)
_LETTERED = re.compile(
    rf"(?<![{_SIGN}/.#-])(?P<letters>[A-Z]{{1,6}})[-_]?(?:\d{{5,}}|\d+(?:[-_/]\d+)+)(?:[-_/][A-Z0-9]+)*"
    rf"(?![{_SIGN}]|[-./][{_SIGN}])"
)
_MIXED = re.compile(
    rf"(?<![{_SIGN}/.#-])[A-Z]{{2}}(?:\d{{2}}|\d[A-Z])(?=[A-Z]*(?:\d[A-Z]*){{6}})[A-Z0-9]{{11,30}}(?![{_SIGN}]|[-./][{_SIGN}])"
)
_LONG = re.compile(
    rf"(?<![{_SIGN}.,/+#$€£¥-])\d{{8,}}(?![{_SIGN}%]|[.,/:-]\d)|(?<![{_SIGN}-])\d{{3}}-\d{{7}}-\d{{7}}(?![{_SIGN}-])"
)
_TOKEN = r"(?=[A-Za-z_-]*\d)[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+|/\d+)*"
_IN_GROUPS = (
    rf"\d{{2,4}}(?:{_BLANK}\d{{2,4}}){{2,6}}|\d{{3,4}}{_BLANK}\d{{3,4}}(?!{_BLANK}?\d)|\d{{1,3}}(?:\.\d{{3}}){{2,}}"
)
_ONE = rf"(?P<number>{_IN_GROUPS}|{_TOKEN})(?![{_SIGN}%])"
_CODED = re.compile(r"[A-Z]{1,5}[-_/]?\d{3,}[A-Z0-9]*|(?=[A-Z]*\d)(?=\d*[A-Z]\d*[A-Z])[A-Z0-9]{5,12}")
"""How numbers of orders and bookings look that have few digits: `A-1002`, `QX7RTZ`."""

_DAY = re.compile(r"\d{1,2}\D\d{1,2}\D(?:19|20)\d\d|(?:19|20)\d\d\D\d{1,2}\D\d{1,2}|(?:(?:19|20)\d\d ?)+")
_COURT = re.compile(
    rf"(?<![{_SIGN}./-])\d{{1,4}}{_BLANK}[A-Z][A-Za-z]{{0,4}}{_BLANK}\d{{1,6}}/\d{{2}}(?:\d{{2}})?(?![{_SIGN}/])"
)
"""The file number of a German or Austrian court: `12 C 345/26`."""

_AND = (
    "and|und|y|e|et|en|och|og|i|a|és|și|ja|και|or|oder|o|u|ou|of|eller|lub|nebo|vagy|sau|tai|ή|to|bis|hasta|até|tot"
    "|sowie|bzw\\.|resp\\.|plus|through"
)
_JOINTS = "number|numbers|no|nr|num|núm|n|č|αρ|αριθ|nro|id|is|was|ist|lautet|es|est|é|è|er|är|to"
_JOINT = rf"(?:{_JOINTS})\b\.?|[NnMm]\.?[º°]|[はがの]"
_NEXT = re.compile(
    rf"(?:\s?[,;/&+、，]\s?(?:(?:{_AND})\s)?|\s(?:{_AND})\s|\s?[-\u2010-\u2015とや]\s?|\s?(?:および|及び|または)\s?)"
    rf"(?:(?:#|№|{_JOINT})\s?)?{_ONE}",
    re.IGNORECASE,
)
"""What goes on a list of numbers: `55512, 55513 and 55514`."""

_BEHIND = re.compile(r"\b[A-Z]*\d{4,}(?:[-/]\d+)*(?= számú| sz\.)")
"""In Hungarian the word stands behind the number."""

_BARE = re.compile(r"\s*(?P<number>[A-Z]{0,4}[-_/]?\d{5,}(?:[-/]\d+)*)\s*")
"""A text that is nothing but a number, as the cell of a table below `Order`."""

_STANDARDS = frozenset(
    ("ISO", "IEC", "DIN", "EN", "CVE", "KB", "RFC", "IEEE", "UTF", "SHA", "EIP", "CP", "PEP", "ECMA", "HTTP", "ASCII")
)
"""What stands before the number of a standard or a notice, which is nobody's."""

_EVERYBODY = ("127.0.0.1", "0.0.0.0", "255.255.255.255", "::1", "::")
_VERSIONED = re.compile(r"\b(?:v|ver|version|versión|versão|versione|versie|wersja|バージョン)\.?\s?\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_ROUND = re.compile(r"\d0+\Z|(?:19|20)\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])\Z")


_DIALLED = (
    r"(?:[(（]?[+＋])?[(（]?\d(?:[ \u00a0\u202f().（）/\u2010-\u2015\u30fc\uff0d-]{0,3}\d){5,14}"
    rf"(?![{_SIGN}%]|[.,:]\d)"
)
_TRUNK = re.compile(
    rf"(?<![{_SIGN}.,/+#(-])(?:\(0[ ]?\d{{1,4}}\)[ ]?|0\d{{1,4}}[ ]?[/-][ ]?|0\d{{1,4}}[ ]\d{{3,}}-)"
    rf"(?=(?:[ -]?\d){{5,9}}(?![{_SIGN}]|[./,:-]\d))\d+(?:[ -]\d+)*"
)
"""An area with its zero in brackets, before a stroke or a hyphen: `(0 89) 12 34 56-78`, `030 / 1234 5678`."""

_ALSO = re.compile(
    rf"(?:[\s,;/|]{{1,3}}|[\s,]{{0,2}}(?:{_AND})\s(?:[^\W\d_]{{1,8}}\.?:?\s)?)(?P<number>{_DIALLED})", re.IGNORECASE
)


def calls(text: str) -> Iterator[Place]:
    """Telephone numbers of any country that stand behind a word for calling, with those that go on a list.

    Without such a word only where an area is set apart by brackets, a stroke or a hyphen behind its zero.
    """
    yield from (found.span() for found in _TRUNK.finditer(text))
    for found in _calling().finditer(text):
        one: re.Match[str] | None = found
        while one is not None:
            if not _is_common(one["number"]):
                yield one.span("number")
            one = _ALSO.match(text, one.end())


@cache
def _calling() -> re.Pattern[str]:
    """A word for calling, at most three short words or signs, and a number."""
    whole, anywhere = telling_words("calling")
    return re.compile(
        rf"(?:(?<![{_SIGN}])(?:{whole})(?![{_SIGN}])|(?:{anywhere}))(?:[\s.:：=(-]{{1,3}}[^\W\d_]{{1,10}}){{0,3}}"
        rf"[\s.:：=はが-]{{0,3}}(?:(?:[NnMm]\.?[º°]|№)\s?)?(?P<number>{_DIALLED})",
        re.IGNORECASE,
    )


def mails(text: str) -> Iterator[Place]:
    """Mail addresses, also with `(at)` and `(dot)`, with their signs in words, and in full-width signs."""
    if _HAS_AT.search(text):
        yield from (found.span() for found in _APART.finditer(text))
        yield from (found.span() for found in _SPELLED.finditer(text))
        for found in _MAIL.finditer(text):
            # What holds no letter behind the sign is the version of a program.
            if re.search(r"[^\W\d_]", re.split(r"[@＠]|[)\]}>]", found[0], maxsplit=1)[-1]):
                yield found.span()


def accounts(text: str) -> Iterator[Place]:
    """IBANs of the registered countries whose length and check digits (ISO 13616, mod 97) are right.

    Behind the word IBAN neither is asked for.
    """
    for told in _TOLD_IBAN.finditer(text):
        if _LEAST <= sum(map(str.isalnum, told["number"])) <= _MOST:
            yield told.span("number")
    for found in _IBAN.finditer(text):
        length = _lengths().get(found[0][:2].upper(), 0)
        signs = [place for place, sign in enumerate(found[0]) if sign.isalnum()][:length]
        written = "".join(found[0][place] for place in signs).upper()
        if (
            length
            and len(written) == length
            and int("".join(str(int(s, 36)) for s in written[4:] + written[:4])) % 97 == 1
        ):
            yield found.start(), found.start() + signs[-1] + 1


@cache
def _lengths() -> dict[str, int]:
    return {row["country"]: int(row["length"]) for row in rows_of("iban_lengths.csv", "country", "length")}


def cards(text: str) -> Iterator[Place]:
    """Numbers of payment cards: 13 to 19 digits whose check digit (ISO 7812, Luhn) is right."""
    for found in _CARD.finditer(text):
        groups = re.split(r"\D", found[0])
        digits = [int(sign) for sign in found[0] if sign.isdigit()]
        doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
        if all(len(one) > 3 for one in groups[:-1]) and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 and any(digits):
            yield found.span()


def machines(text: str) -> Iterator[Place]:
    """IP addresses, those aside that every machine calls itself by."""
    for pattern in (_V4, _V6):
        for found in pattern.finditer(text):
            written = found[0] if found[0].endswith("::") else found[0].rstrip(":")
            try:
                address = str(ipaddress.ip_address(written))
            except ValueError:
                continue
            if address not in _EVERYBODY and not _VERSIONED.search(text[: found.start()]):
                yield found.start(), found.start() + len(written)


def numbers(text: str) -> Iterator[Place]:
    """Numbers of an order, a ticket, a customer: by a sign or word before them, by their form, or by their length.

    Years, round numbers, days written in one, and the numbers of standards are left alone.
    """
    if (bare := _BARE.fullmatch(text)) and not _is_common(bare["number"]):
        yield bare.span("number")
    for pattern in (_UUID, _MARKED, _LONG, _MIXED, _COURT, _BEHIND):
        yield from (found.span() for found in pattern.finditer(text) if not _ROUND.match(found[0]))
    for found in _LETTERED.finditer(text):
        if found["letters"] not in _STANDARDS and sum(map(str.isdigit, found[0])) > 4:
            yield found.span()
    for found in _told().finditer(text):
        one: re.Match[str] | None = found
        if _is_number(found["number"], has_joint=bool(found["joint"].strip())):
            least = min(_digits(found["number"]) - 1, 5)
            while one is not None:
                yield one.span("number")
                one = _NEXT.match(text, one.end())
                if one is not None and (_digits(one["number"]) < max(least, 2) or _is_common(one["number"])):
                    one = None


def _is_number(written: str, *, has_joint: bool) -> bool:
    """Whether what stands behind a word such as `order` is a number of one, and no count or year."""
    digits = _digits(written)
    if _is_common(written):
        return False
    if _CODED.fullmatch(written) and re.split(r"[\d_/-]", written)[0] not in _STANDARDS:
        return True
    if re.search(r"\d[ .\u00a0\u202f]\d", written):
        return digits > 6 or (digits > 5 and has_joint)
    return digits > 3 or (digits > 2 and has_joint)


def _digits(written: str) -> int:
    return sum(map(str.isdigit, written))


def _is_common(written: str) -> bool:
    """Whether it is a year, a day or a round number."""
    bare = re.sub(r"[ .\u00a0\u202f]", "", written)
    return bool(_YEAR.match(written) or _ROUND.match(bare) or _DAY.fullmatch(written))


@cache
def _told() -> re.Pattern[str]:
    """A word that says that a number follows, what may stand between, and the number."""
    whole, anywhere = telling_words("counting")
    joint = rf"(?P<joint>\.?(?:\s?(?:[:：#=№(]|{_JOINT}))*)"
    return re.compile(
        rf"(?:(?<![{_SIGN}])(?:{whole})(?![{_SIGN}])|(?:{anywhere})){joint}\s?{_ONE}",
        re.IGNORECASE,
    )
