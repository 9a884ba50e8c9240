"""Facts as they look when somebody types them into a text, and where a text has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from urllib.parse import urlsplit

from locmem.model.fact import Duration, Fact, FactType, ListItem, LocalText, Market, Money
from locmem.values.formatting import format_value


class LeakKind(Enum):
    """What was typed in."""

    NAME = "name"
    PHONE = "phone number"
    ADDRESS = "address"
    RATE = "rate"
    AMOUNT = "amount"
    DURATION = "duration"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """One fact typed into a text.

    word: as it stands there, from `start` on; value: what makes it the same in another spelling or language.
    is_sure: whether it can hardly be anything but a fact.
    """

    kind: LeakKind
    start: int
    word: str
    value: str
    what: str
    do: str
    is_sure: bool = True


@dataclass(slots=True)
class Lexicon:
    """What the facts of all markets look like, each with the path under which content can use it.

    ended: names that no market has any more, with the last day on which one did.
    """

    names: dict[str, str] = field(default_factory=dict)
    ended: dict[str, date] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    rates: dict[Decimal, str] = field(default_factory=dict)
    amounts: dict[Decimal, str] = field(default_factory=dict)
    durations: dict[str, str] = field(default_factory=dict)


DEAD_WORDS: Mapping[str, str] = {
    "ODR platform": "the EU's platform was switched off on 2025-07-20",
    "Online Dispute Resolution platform": "the EU's platform was switched off on 2025-07-20",
    "OS-Plattform": "the EU's platform was switched off on 2025-07-20",
    "plataforma ODR": "the EU's platform was switched off on 2025-07-20",
    "plataforma RLL": "the EU's platform was switched off on 2025-07-20",
    "plateforme RLL": "the EU's platform was switched off on 2025-07-20",
    "plateforme ODR": "the EU's platform was switched off on 2025-07-20",
    "Sofortüberweisung": "the payment method is no longer offered under this name",
    "Paylib": "the payment method was replaced by Wero",
    "Payconiq": "the payment method was replaced by Wero",
    "paydirekt": "the payment method ended on 2024-12-31",
}
"""Names that no text may use any more, and why."""

_DEAD_HOSTS = ("ec.europa.eu/consumers/odr", "ec.europa.eu/odr", "webgate.ec.europa.eu/odr")

_NOT_TYPED = frozenset({"market.name", "market.tax.number_example"})
"""Facts whose words are ordinary ones: the name of a country may stand in any sentence."""

_SHORTEST = 3
_EDGE = r"A-Za-z0-9\u00c0-\u024f"
_BLANK = r"[ \t\n\u00a0\u202f]"
_NUMBER = rf"\d+(?:[.,]\d+|{_BLANK}\d{{3}}(?!\d))*"
_PERCENT = re.compile(rf"(?<![\w.,])({_NUMBER}){_BLANK}?(?:[%％]|per ?cent\b)")
_SIGNS = r"R\$|US\$|[€$£¥￥₩₹]"
_UNITS = r"€|£|円|(?:EUR|USD|GBP|JPY|BRL|CHF|euros?|reais|yen|dollars?)\b"
_AMOUNT = re.compile(
    rf"(?:{_SIGNS}|\b(?:EUR|USD|GBP|JPY|BRL|CHF)){_BLANK}?({_NUMBER})|(?<![\w.,])({_NUMBER}){_BLANK}?(?:{_UNITS})"
)
_PHONE = re.compile(r"(?<![\w+.,])\+?\(?\d[\d \u00a0().\u2011/-]{5,}\d(?!\w)")
_ADDRESS = re.compile(r"https?://[^\s\"'<>()\[\]|\\`{}\ue000]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TAX = re.compile(
    r"\b(?:vat|gst|tax(?:es|ed)?|iva|tva|mwst|ust|icms|\w*steuer\w*|impuestos?|impostos?|taxes?)\b|税", re.IGNORECASE
)


def lexicon(markets: Iterable[Market], locale: str, day: date) -> Lexicon:
    """The lexicon of all these markets' facts and company data; durations as they are written in `locale`."""
    found = Lexicon()
    running: set[str] = set()
    for market in markets:
        found.names.setdefault(market.currency, "market.currency")
        for root, facts in (("market", market.facts), ("company", market.company)):
            for path, fact in facts.items():
                if f"{root}.{path}" not in _NOT_TYPED:
                    _enter(found, running, fact, f"{root}.{path}", locale, day)
    found.ended = {name: last for name, last in found.ended.items() if name not in running}
    found.names = {name: path for name, path in found.names.items() if name not in found.ended}
    return found


def leaks(text: str, known: Lexicon) -> tuple[Leak, ...]:
    """The facts typed into `text`, in order, none within another; codes must be masked before."""
    found = (*_dead(text, known), *_amounts(text, known), *_rates(text, known), *_phones(text, known),
             *_names(text, known), *_durations(text, known))  # fmt: skip
    kept: list[Leak] = []
    for leak in sorted(found, key=lambda one: (one.start, -len(one.word))):
        if not kept or leak.start >= kept[-1].start + len(kept[-1].word):
            kept.append(leak)
    return tuple(kept)


def address_leaks(text: str, known: Lexicon) -> Iterator[Leak]:
    """Web and e-mail addresses in `text` that are facts, or lead to something that is gone."""
    for found in _ADDRESS.finditer(text):
        word = found[0].rstrip(".,;:!?*_~")
        plain = _address(word)
        if any(dead in plain for dead in _DEAD_HOSTS):
            yield Leak(
                kind=LeakKind.DEAD, start=found.start(), word=word, value=plain,
                what=f"`{word}` leads to the EU's ODR platform, which was switched off on 2025-07-20.",
                do="Remove the link and the sentence about it.",
            )  # fmt: skip
        elif path := known.addresses.get(plain):
            yield _leak(LeakKind.ADDRESS, found.start(), word, plain, path)
        elif (path := known.addresses.get(_host(plain), "")).startswith("market."):
            # A page of an authority's site is true in one market only; our own site has pages of its own.
            yield _leak(LeakKind.ADDRESS, found.start(), word, plain, path, is_sure=False)


def _leak(kind: LeakKind, start: int, word: str, value: str, path: str, *, is_sure: bool = True) -> Leak:
    what = f"“{word}” is typed in, but it is the fact `{path}` of the profiles."
    return Leak(kind=kind, start=start, word=word, value=value, what=what, do=_use(path), is_sure=is_sure)


def _use(path: str) -> str:
    listed, brackets, name = path.partition("[].")
    if not brackets:
        return f"Write `{{{{ {path} }}}}`."
    whole = f" or `{{{{ {listed} | list }}}}`" if name == "name" else ""
    return f"Write `{{% for item in {listed} %}}` with `{{{{ item.{name} }}}}`{whole}."


def _enter(found: Lexicon, running: set[str], fact: Fact, path: str, locale: str, day: date) -> None:
    for held in fact.values:
        value = held.value
        if isinstance(value, tuple):
            for item in value:
                _enter_item(found, running, item, path, day)
        elif isinstance(value, LocalText):
            for text in value.values.values():
                _enter_name(found, text, path)
        elif isinstance(value, Money):
            found.amounts.setdefault(value.amount, path)
        elif isinstance(value, Duration):
            # A day or an hour is in many sentences that no law is behind.
            if value.count > 1 and fact.is_legal:
                found.durations.setdefault(format_value(value, FactType.DURATION, locale), path)
        elif isinstance(value, Decimal):
            if fact.type is FactType.PERCENT:
                found.rates.setdefault(value, path)
        elif isinstance(value, str):
            match fact.type:
                case FactType.PHONE:
                    found.phones.setdefault(value.removeprefix("+"), path)
                case FactType.URL:
                    _enter_address(found, value, path)
                case _ if _ADDRESS.fullmatch(value):
                    found.addresses.setdefault(_address(value), path)
                case _:
                    _enter_name(found, value, path)


def _enter_item(found: Lexicon, running: set[str], item: ListItem, path: str, day: date) -> None:
    for name, value in item.fields.items():
        texts = [value] if isinstance(value, str) else list(value.values.values())
        if name == "website":
            for text in texts:
                _enter_address(found, text, f"{path}[].website")
        elif name == "name":
            for text in texts:
                _enter_name(found, text, f"{path}[].name")
                if item.window.end and item.window.end < day:
                    found.ended[text] = max(item.window.end, found.ended.get(text, item.window.end))
                else:
                    running.add(text)


def _enter_name(found: Lexicon, text: str, path: str) -> None:
    if len(text) >= _SHORTEST and any(character.isalpha() for character in text):
        found.names.setdefault(text, path)


def _enter_address(found: Lexicon, url: str, path: str) -> None:
    plain = _address(url)
    found.addresses.setdefault(plain, path)
    found.addresses.setdefault(_host(plain), path)


def _address(text: str) -> str:
    """An address without its scheme, `www.` and final slash, for comparison."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", text.lower()).rstrip("/")


def _host(plain: str) -> str:
    return (urlsplit(f"//{plain}").hostname or plain) if "@" not in plain else plain


def _words(text: str, words: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Where the words stand as whole words; an unspaced script may go on right beside them."""
    for word in words:
        if word in text:
            for found in re.finditer(rf"(?<![{_EDGE}]){re.escape(word)}(?![{_EDGE}])", text):
                yield word, found.start()


def _names(text: str, known: Lexicon) -> Iterator[Leak]:
    for word, start in _words(text, known.names):
        yield _leak(LeakKind.NAME, start, word, word, known.names[word])


def _dead(text: str, known: Lexicon) -> Iterator[Leak]:
    ended = {name: f"no market has it since {last}" for name, last in known.ended.items()}
    reasons = {**ended, **DEAD_WORDS}
    for word, start in _words(text, reasons):
        yield Leak(
            kind=LeakKind.DEAD, start=start, word=word, value=word,
            what=f"“{word}” is out of date: {reasons[word]}.", do="Remove it.",
        )  # fmt: skip


def _durations(text: str, known: Lexicon) -> Iterator[Leak]:
    spaced = {word.replace("\u00a0", " "): path for word, path in known.durations.items()}
    plain = text.replace("\u00a0", " ")
    for word, start in _words(plain, spaced):
        yield _leak(LeakKind.DURATION, start, text[start : start + len(word)], word, spaced[word], is_sure=False)


def _rates(text: str, known: Lexicon) -> Iterator[Leak]:
    beside_tax = bool(_TAX.search(text))
    for found in _PERCENT.finditer(text):
        value = number(found[1])
        path = known.rates.get(value) if value is not None else None
        if path and beside_tax:
            yield _leak(LeakKind.RATE, found.start(), found[0], str(value), path)
            continue
        what = f"“{found[0]}” is typed in beside a word for tax." if beside_tax else f"“{found[0]}” is typed in."
        do = "Keep rates in the profiles, where they have dates" + (
            f", and write `{{{{ {path or 'market.tax.standard_rate'} }}}}`." if beside_tax or path
            else ", if it differs from market to market."
        )  # fmt: skip
        yield Leak(
            kind=LeakKind.RATE, start=found.start(), word=found[0], value=str(value), what=what, do=do,
            is_sure=beside_tax,
        )  # fmt: skip


def _amounts(text: str, known: Lexicon) -> Iterator[Leak]:
    for found in _AMOUNT.finditer(text):
        value = number(found[1] or found[2])
        path = known.amounts.get(value) if value is not None else None
        if path:
            yield _leak(LeakKind.AMOUNT, found.start(), found[0], str(value), path)
        else:
            yield Leak(
                kind=LeakKind.AMOUNT, start=found.start(), word=found[0], value=str(value),
                what=f"“{found[0]}” is typed in, but markets differ in prices and currencies.",
                do="Add it to markets/company.yaml as a fact of type money and write `{{ company.… }}`.",
            )  # fmt: skip


def _phones(text: str, known: Lexicon) -> Iterator[Leak]:
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        own = digits.lstrip("0")
        path = next((path for phone, path in known.phones.items() if len(own) > 6 and phone.endswith(own)), "")
        if path:
            yield _leak(LeakKind.PHONE, found.start(), found[0], own, path)
        elif found[0].startswith("+") and 7 <= len(digits) <= 15:
            yield Leak(
                kind=LeakKind.PHONE, start=found.start(), word=found[0], value=own,
                what=f"the phone number “{found[0]}” is typed in.",
                do="Add it to the profiles as a fact of type phone, and write its name: `{{ company.support.phone }}`.",
            )  # fmt: skip


def number(text: str) -> Decimal | None:
    """The number in `text`, whichever of comma, point and blank separates what; None for none.

    The last separator is the decimal one unless exactly three digits follow it.
    """
    plain = re.sub(_BLANK, "", text).strip(".,")
    whole, mark, rest = plain, "", ""
    if found := re.search(r"[.,](\d*)\Z", plain):
        whole, mark, rest = plain[: found.start()], plain[found.start()], found[1]
        if len(rest) == 3:
            whole, mark, rest = whole + rest, "", ""
    try:
        value = Decimal(re.sub(r"[.,]", "", whole) + (f".{rest}" if mark and rest else ""))
    except InvalidOperation:
        return None
    return value.normalize()
