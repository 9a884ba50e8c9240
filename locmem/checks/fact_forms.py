"""Facts as they look when somebody types them into a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import ClassVar, TypeVar
from urllib.parse import urlsplit

from locmem.checks.fact_words import common_names, groups_of
from locmem.markets.paths import fact_at
from locmem.markets.public_bodies import public_bodies
from locmem.model.fact import Duration, Fact, FactType, ListItem, LocalText, Market, Money, Window
from locmem.model.tags import language_of
from locmem.values.formatting import format_value
from locmem.values.periods import keys_of

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A value of the profiles.

    paths: those under which content can use it, more than one where facts have the same value; `list[].name` for a
        field of a list's items.
    markets: the codes of those that have it.
    languages: in which it counts as a fact, None for any: `btw` is a tax in Dutch and small talk in English.
    """

    paths: tuple[str, ...]
    markets: frozenset[str]
    languages: frozenset[str] | None = None

    @property
    def path(self) -> str:
        """The path to advise."""
        return self.paths[0]

    def counts_in(self, locale: str) -> bool:
        """Whether the value is a fact in a text of this locale; empty for a language nobody knows."""
        return self.languages is None or not locale or language_of(locale) in self.languages


@dataclass(slots=True)
class FactForms:
    """What the facts of all markets look like, each with where it is held.

    names are keyed by their words as `plain` writes them.  ended: names that no market has any more, with the last
    day on which one did.  small: names that count however their letters are written, in small letters; all others
    only as they are.  tax_words: what taxes are called.  units: signs, codes and words of the markets' currencies.
    hosts: of the sites of public bodies, with what of the path tells one from another on a shared host.
    other_names: those of `names` that no profile has: abbreviations of theirs, and other bodies of their countries.
    guessed: those of them that are made of capitals alone, and stand in no table.
    bodies: names of public bodies of several words, which languages bend.
    periods: legal durations by the group of their facts and each of their keys (`values/periods`).
    topics: for a topic of documents the groups of those durations that a market's duties name for it.
    day: the day whose facts hold.  locale: that of texts of which it is not known.
    """

    TAX_WORDS: ClassVar[frozenset[str]] = frozenset({"market.tax.name", "market.tax.abbreviation"})

    day: date
    locale: str = ""
    names: dict[str, Held] = field(default_factory=dict)
    ended: dict[str, date] = field(default_factory=dict)
    small: dict[str, str] = field(default_factory=dict)
    phones: dict[str, Held] = field(default_factory=dict)
    addresses: dict[str, Held] = field(default_factory=dict)
    rates: dict[Decimal, Held] = field(default_factory=dict)
    amounts: dict[Decimal, Held] = field(default_factory=dict)
    hosts: dict[str, Held] = field(default_factory=dict)
    other_names: set[str] = field(default_factory=set)
    guessed: set[str] = field(default_factory=set)
    bodies: dict[str, Held] = field(default_factory=dict)
    periods: dict[tuple[str, str], Held] = field(default_factory=dict)
    topics: dict[str, frozenset[str]] = field(default_factory=dict)
    tax_words: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()

    def within(self, text: str) -> FactForms:
        """The same without the words that stand nowhere in a text, so that its parts are not asked for each of them."""
        shown = plain(text)
        lowered = small(shown)

        def stands(word: str) -> bool:
            needle = self.small.get(word)
            return word in shown if needle is None else needle in lowered

        return replace(
            self,
            names={word: held for word, held in self.names.items() if stands(word)},
            ended={word: day for word, day in self.ended.items() if stands(word)},
        )


ADDRESS = re.compile(
    r"(?:https?://|(?<![\w./@-])www\.(?=[\w-]+\.))[^\s\"'<>()\[\]|\\`{}\ue000]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""Web addresses, with a scheme or from `www.` on, and e-mail addresses."""

_NOT_TYPED = frozenset({"market.name", "market.tax.number_example"})
"""Facts whose words are ordinary ones: the name of a country may stand in any sentence."""

_SHORTEST = 3
_SHORTEST_ANYWHERE = 5
"""Letters of a word without capitals, or an abbreviation, that is a fact in other languages than its own, too."""

_BOTH_NAMES = re.compile(r"(.+?) ?\(([^()]+)\)(?=\Z|,)")
_BODY = re.compile(r"\b(?:authority|body|bodies\[\])\.name\Z")
_BODY_PATHS = {"privacy": "market.data_protection.authority.name", "consumer": "market.complaints.body.name"}
_CAPITAL = re.compile(r"(?<!\w)([A-ZÀ-ÖØ-Þ])\w+|-([A-ZÀ-ÖØ-Þ])\w+")
_AS_ONE = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict.fromkeys("\t\n\u00a0\u2007\u2009\u202f\u3000", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013", "-"),
        "\u2019": "'",
        "\uffe5": "\u00a5",
    }
)


def plain(text: str) -> str:
    """The text, as long as it was, with one blank, one hyphen, one apostrophe and no full-width signs."""
    return text.translate(_AS_ONE)


def small(text: str) -> str:
    """The text in small letters, as long as it was."""
    # The only letter that becomes two: an i and a dot to stand above it.
    return text.replace("\u0130", "i").lower()


def fact_forms(markets: Iterable[Market], locale: str, day: date) -> FactForms:
    """The forms of all these markets' facts and company data.  locale: that of texts of which it is not known."""
    return _Builder(markets, locale, day).built()


def address(text: str) -> str:
    """An address without its scheme, `www.` and final slash, for comparison."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", text.lower()).rstrip("/")


def host(plain_address: str) -> str:
    """The host of what `address` gives; a mail address is its own."""
    return plain_address if "@" in plain_address else urlsplit(f"//{plain_address}").hostname or plain_address


class _Builder:
    """Gathers what the markets hold; values that several hold under several paths come together."""

    def __init__(self, markets: Iterable[Market], locale: str, day: date) -> None:
        self.day = day
        self.found = FactForms(day=day, locale=locale)
        self.running: set[str] = set()
        self.other: set[str] = set()
        self.guessed: set[str] = set()
        self.known: set[str] = set()
        self.tax_words: set[str] = set()
        self.units: set[str] = set()
        for market in markets:
            self._market(market)

    def built(self) -> FactForms:
        """What was gathered."""
        found = self.found
        found.ended = {name: last for name, last in found.ended.items() if name not in self.running}
        found.names = {name: held for name, held in found.names.items() if name not in found.ended}
        found.bodies = {name: held for name, held in found.names.items() if _BODY.search(held.path) and " " in name}
        found.other_names = self.other & found.names.keys() - self.running
        found.guessed = self.guessed - self.running - self.known
        found.small = {name: small(name) for name in (*found.names, *found.ended) if _counts_in_small(name)}
        found.tax_words, found.units = frozenset(self.tax_words), frozenset(self.units)
        return found

    def _market(self, market: Market) -> None:
        # "CAD" may stand for computer-aided design: a code alone is a fact of ours only in capitals, as it is here.
        self._hold(self.found.names, market.currency, "market.currency", market)
        self.units |= set(_units(market))
        for root, facts in (("market", market.facts), ("company", market.company)):
            for path, fact in facts.items():
                if f"{root}.{path}" not in _NOT_TYPED:
                    self._fact(fact, f"{root}.{path}", market)
        self._bodies(market)
        for duty in market.obligations:
            groups = frozenset(group for path in duty.facts for group in groups_of(path) if _is_duration(market, path))
            for topic in duty.applies_to:
                self.found.topics[topic] = self.found.topics.get(topic, frozenset()) | groups

    def _fact(self, fact: Fact, path: str, market: Market) -> None:
        forms = self.found
        for held in fact.values:
            match held.value:
                case tuple():
                    for item in held.value:
                        self._item(item, path, market)
                case str() | LocalText() if fact.type is FactType.PHONE:
                    self._hold(forms.phones, str(held.value).removeprefix("+"), path, market)
                case str() if fact.type is FactType.URL:
                    self._address(held.value, path, market)
                case str() if ADDRESS.fullmatch(held.value):
                    self._hold(forms.addresses, address(held.value), path, market)
                case str() | LocalText():
                    self._names(held.value, path, market, held.window)
                case Money():
                    self._hold(forms.amounts, held.value.amount.normalize(), path, market)
                case Duration() if fact.is_legal:
                    for group, key in product(groups_of(path), sorted(keys_of(held.value))):
                        self._hold(forms.periods, (group, key), path, market)
                case Decimal() if fact.type is FactType.PERCENT:
                    self._hold(forms.rates, held.value.normalize(), path, market)

    def _item(self, item: ListItem, path: str, market: Market) -> None:
        for name, value in item.fields.items():
            if name == "website":
                for text in _texts(value):
                    self._address(text[0], f"{path}[].website", market)
            elif name == "name":
                self._names(value, f"{path}[].name", market, item.window)

    def _names(self, value: str | LocalText, path: str, market: Market, window: Window) -> None:
        for text, locale in _texts(value):
            if path in FactForms.TAX_WORDS:
                self.tax_words.add(text)
            for name in _spellings(text):
                if len(name) < _SHORTEST or not any(character.isalpha() for character in name):
                    continue
                is_short = name == name.lower()
                is_local = bool(locale) and is_short and len(name) < _SHORTEST_ANYWHERE
                self._hold(self.found.names, name, path, market, language_of(locale) if is_local else "")
                if window.end and window.end < self.day:
                    self.found.ended[name] = max(window.end, self.found.ended.get(name, window.end))
                else:
                    self.running.add(name)
            for name in (
                _abbreviations(text) if _BODY.search(path) and not (window.end and window.end < self.day) else ()
            ):
                self._other_name(name, path, market)
                self.guessed.add(name)

    def _bodies(self, market: Market) -> None:
        """The public bodies of a market's country that people name although its profile has another one."""
        for body in public_bodies():
            path = _BODY_PATHS[body.group]
            if body.market in (market.code, market.code.partition("-")[0]) and fact_at(market, path):
                for name in body.said:
                    self._other_name(plain(name), path, market)
                    self.known.add(plain(name))
                    if _is_read_as_word(name):
                        self._other_name(name.capitalize(), path, market)

    def _other_name(self, name: str, path: str, market: Market) -> None:
        if name not in self.running:
            self._hold(self.found.names, name, path, market)
            self.other.add(name)

    def _address(self, url: str, path: str, market: Market) -> None:
        whole = address(url)
        for one in dict.fromkeys((whole, host(whole))):
            self._hold(self.found.addresses, one, path, market)
        if path.startswith("market."):
            self._hold(self.found.hosts, whole, path, market)

    def _hold(self, where: dict[Key, Held], key: Key, path: str, market: Market, language: str = "") -> None:
        languages = frozenset({language}) if language else None
        known = where.get(key)
        if known is None:
            where[key] = Held(paths=(path,), markets=frozenset({market.code}), languages=languages)
            return
        both = None if known.languages is None or languages is None else known.languages | languages
        paths = known.paths if path in known.paths else (*known.paths, path)
        where[key] = Held(paths=paths, markets=known.markets | {market.code}, languages=both)


def _texts(value: str | LocalText) -> Iterator[tuple[str, str]]:
    """The texts with their locale, none for a name that is the same everywhere."""
    yield from [(value, "")] if isinstance(value, str) else ((text, locale) for locale, text in value.values.items())


def _spellings(text: str) -> Iterator[str]:
    """How a name is said: whole, without the short form in brackets, the short form alone, either of `A | B`."""
    whole = plain(text)
    yield whole
    if " | " in whole:
        yield from whole.split(" | ")
    if found := _BOTH_NAMES.match(whole):
        long, short = found.groups()
        yield long
        if " " not in short and (short.isupper() or short[:1].isupper() or short[:1] > "\u2e80"):
            yield short


def _abbreviations(text: str) -> Iterator[str]:
    """What a name of three capital words or more is called for short: `Data Protection Commission`, DPC."""
    letters = "".join(one[1] or one[2] for one in _CAPITAL.finditer(plain(text).partition("(")[0]))
    if 3 <= len(letters) <= 6:
        yield letters


def _is_read_as_word(name: str) -> bool:
    """Whether an abbreviation is long enough that the press writes it like a name: `Cnil`."""
    return len(name) > _SHORTEST and name.isupper() and name.isalpha()


def _counts_in_small(name: str) -> bool:
    """Whether a name counts whatever its capitals: several words, or capitals inside (`PayPal`); `Pix` is no pixel."""
    is_mixed = len(name) > _SHORTEST_ANYWHERE and name.isalpha() and not name.isupper() and name[1:] != name[1:].lower()
    return (" " in name or is_mixed) and name not in common_names()


def _units(market: Market) -> Iterator[str]:
    """The signs, codes and words that stand beside an amount of the market's currency, by CLDR."""
    yield market.currency
    for locale in (*(one.format for one in market.locales), "en"):
        for form, count in (("symbol", 2), ("name", 1), ("name", 2), ("name", 5)):
            shown = format_value(Money(amount=Decimal(count), currency=market.currency), FactType.MONEY, locale, form)
            unit = plain(re.sub(r"[\d.,]+", " ", shown)).strip(" \u200f-")
            yield unit
            if form == "name":
                # People leave out whose dollars they are.
                yield unit.split(" ")[0 if language_of(locale) in _NOUN_FIRST else -1]
    yield from _BY_HAND.get(market.currency, ())


_NOUN_FIRST = frozenset({"ca", "cs", "es", "fr", "it", "pl", "pt", "ro"})
"""Languages that say `pesos mexicanos`, where others say `Mexican pesos`."""

_BY_HAND: Mapping[str, tuple[str, ...]] = {
    "EUR": ("€", "Euro"),
    "USD": ("$", "US$"),
    "GBP": ("£",),
    "JPY": ("¥", "円"),
    "KRW": ("₩", "원"),
    "BRL": ("R$",),
    "CAD": ("$", "C$"),
    "AUD": ("$", "A$"),
    "MXN": ("$", "MX$"),
    "CHF": ("Fr.", "SFr."),
    "DKK": ("kr", "kr."),
    "SEK": ("kr", "kr."),
    "CZK": ("Kč",),
    "RON": ("lei", "leu"),
    "PLN": ("zł",),
    "HUF": ("Ft",),
}
"""Signs that people type although CLDR writes another one in some of the market's locales."""


def _is_duration(market: Market, path: str) -> bool:
    fact = fact_at(market, path)
    return fact is not None and fact.type is FactType.DURATION
