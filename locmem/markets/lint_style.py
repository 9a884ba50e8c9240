"""The rule about how customers are written to: whose name stands first, and in which language and letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from locmem.markets.languages import foreign_language
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.channel import NameOrder, Style
from locmem.model.finding import Finding, Severity
from locmem.model.tags import language_of
from locmem.tables import rows_of
from locmem.values.locales import script_of
from locmem.values.territories import territory_of

STYLE = "market-style"

_SCRIPTS = {
    "Latn": ("LATIN",),
    "Grek": ("GREEK",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL", "CJK"),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Arab": ("ARABIC",),
    "Hebr": ("HEBREW",),
    "Thai": ("THAI",),
}
"""How Unicode begins the names of a script's letters."""

_WITHOUT_ESZETT = frozenset({"CH", "LI"})


def odd_styles(subject: Subject) -> Iterator[Finding]:
    """Names in another order than the country's, and letters of customers in another language or other signs."""
    style = subject.market.style
    if style:
        yield from _order(subject, style)
        for name, texts in (("greeting", style.greeting), ("closing", style.closing)):
            for locale, text in texts.items():
                fault = _fault(text, locale, name)
                if fault:
                    what = f"style.{name}.{locale} is “{text}”: {fault}."
                    do = "Write it in the language of its locale."
                    yield subject.finding(STYLE, style.location, what, do, Severity.WARNING)
    for one in subject.texts():
        if "ß" in one.text and _is_without_eszett(one.locale):
            what = f"{one.path} in {one.locale} has ß, which nobody writes in {territory_of(one.locale)}."
            yield subject.finding(STYLE, one.location, what, "Write ss.", Severity.WARNING)


def _order(subject: Subject, style: Style) -> Iterator[Finding]:
    country = country_of(subject.market.code)
    usual = _orders().get(country, NameOrder.GIVEN_FIRST.value)
    if usual in (one.value for one in NameOrder) and style.name_order.value != usual:
        what = f"style.name_order is {style.name_order.value}; in {country} it is {usual}."
        yield subject.finding(STYLE, style.location, what, f"Write {usual}.", Severity.WARNING)


def _fault(text: str, locale: str, name: str) -> str:
    """What is wrong with the words of a letter; empty for nothing."""
    words = re.sub(r"\{[^}]*\}", " ", text)
    if "ß" in words and _is_without_eszett(locale):
        return f"nobody writes ß in {territory_of(locale)}"
    scripts = _SCRIPTS.get(script_of(locale), ())
    letters = [unicodedata.name(sign, "") for sign in words if sign.isalpha()]
    if scripts and letters and not any(letter.startswith(scripts) for letter in letters):
        return "no sign of it is in the script of the language"
    return foreign_language(words, locale) or _of_other_letter(words, locale, name)


def _is_without_eszett(locale: str) -> bool:
    return language_of(locale) == "de" and territory_of(locale) in _WITHOUT_ESZETT


def _of_other_letter(text: str, locale: str, name: str) -> str:
    """The formula of another language that a text has, where it has none of its own."""
    own = language_of(locale)
    formulas = [row for row in _formulas() if row[1] == name]
    mine = [words for language, _, words in formulas if language == own]
    if not mine or any(_holds(text, words) for words in mine):
        return ""
    found = next((word for language, _, words in formulas if language != own and (word := _holds(text, words))), "")
    return f"“{found}” is of another language" if found else ""


def _holds(text: str, words: tuple[str, ...]) -> str:
    """The first formula with which a text begins; empty for none."""
    plain = text.strip(" ,.!¡").casefold()
    return next((word for word in words if re.match(rf"{re.escape(word.casefold())}(?!\w)", plain)), "")


@cache
def _formulas() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    rows = rows_of("greetings.csv", "language", "sort", "words")
    return tuple((row["language"], row["sort"], tuple(row["words"].split("; "))) for row in rows)


@cache
def _orders() -> dict[str, str]:
    return {row["country"]: row["order"] for row in rows_of("name_orders.csv", "country", "order")}
