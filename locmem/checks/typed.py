"""Finds forms of facts in a text: facts that somebody typed in, and names that are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from locmem.checks.fact_forms import ADDRESS, FactForms, address, host, plain
from locmem.checks.fact_words import telling
from locmem.checks.leak import Leak, LeakKind, leak_of, made
from locmem.checks.typed_names import name_leaks, words_in
from locmem.checks.typed_periods import period_leaks
from locmem.checks.typed_phones import phone_leaks
from locmem.markets.gone import gone_from
from locmem.markets.rates import Rate, is_tax_said, rates_in
from locmem.model.tags import language_of

_EDGE = r"A-Za-z0-9\u00c0-\u024f"
_NUMBER = r"\d+(?:[.,]\d+| \d{3}(?!\d))*"
_DIAL = re.compile(r"(?<!\w)tel:(\+?[\d().-]{6,}\d)", re.IGNORECASE)
_STOP = re.compile(r"[.!?](?=\s|\Z)|[。！？\n]")
_CLAUSE = re.compile(r"[,;:、，](?!\d)|\n")
_VALUE = re.compile(r"(?<!\w)\ue000(?!\w)|\ue000(?=[がをは])")
"""A code that stands for a value; one of markup has words right before it, or right behind."""

_LINK = re.compile(
    r"[ \u00a0]*(?:(?:of|by|de|del|do|da|di|du|d'un|d'|um|von|mit|van|met|av|på|af|med|o|os|um|em|en|un|una|"
    r"about|up to|nearly|almost|over|bis zu|hasta|até|jusqu'à|fino a|tot)[ \u00a0]*){0,2}[きり]?率?[はがの]?約?",
    re.IGNORECASE,
)
"""What may stand between a word for a change and its percentage: `a discount of 21 %`, `prices fell by 20 %`."""

_PARTED = re.compile(r"[;；]")
"""What parts two things that a sentence says."""

_WORDS = 3
"""Words of a clause, its percentage among them, beyond which it says a thing of its own."""

_BESIDE_RATE = 60
"""Characters around a percentage within which words tell whether it may be a tax."""


def leaks(
    text: str, forms: FactForms, locale: str = "", about: frozenset[str] = frozenset(), beside: str = ""
) -> tuple[Leak, ...]:
    """The facts typed into `text`, in order, none within another; codes must be masked before.

    locale: that of the text, empty where it is not known.  about: what its document is about, see `groups_about`.
    beside: what a reader sees beside it that may say what it is, see `checks/labels_beside`.
    """
    shown = plain(text)
    candidates = [
        *_dead(shown, forms),
        *_amounts(shown, forms),
        *_rates(shown, forms, locale, beside),
        *phone_leaks(shown, forms, beside),
        *name_leaks(shown, forms, locale, about),
        *period_leaks(shown, forms, locale, about, beside),
        *_plain_addresses(shown, forms),
    ]
    return _none_within(text, candidates)


def named_leaks(text: str, forms: FactForms, locale: str) -> tuple[Leak, ...]:
    """Only the names, phone numbers and addresses among what `leaks` finds, in less time."""
    shown = plain(text)
    found = (*name_leaks(shown, forms, locale), *_plain_addresses(shown, forms))
    return _none_within(text, [*found, *phone_leaks(shown, forms)])


def _none_within(text: str, candidates: list[Leak]) -> tuple[Leak, ...]:
    kept: list[Leak] = []
    for leak in sorted(candidates, key=lambda leak: (leak.start, -len(leak.word))):
        if not kept or leak.start >= kept[-1].end:
            kept.append(replace(leak, word=text[leak.start : leak.end]))
    return tuple(kept)


def dead_words(text: str, forms: FactForms) -> tuple[Leak, ...]:
    """Only the names and addresses in `text` that are gone, in order of place."""
    return tuple(sorted(_dead(plain(text), forms), key=lambda leak: leak.start))


def address_leaks(text: str, forms: FactForms) -> Iterator[Leak]:
    """Web and e-mail addresses in `text` that are facts, or lead to something that is gone."""
    for found in ADDRESS.finditer(text):
        word = found[0].rstrip(".,;:!?*_~")
        bare = address(word)
        if dead := next(_dead(word, forms), None):
            yield made(LeakKind.DEAD, found.start(), word, bare, dead.what, dead.do)
        elif held := forms.addresses.get(bare):
            yield leak_of(LeakKind.ADDRESS, found.start(), word, bare, held)
        elif (held := forms.addresses.get(host(bare))) and held.path.startswith("market."):
            # A page of an authority's site is true in one market only; our own site has pages of its own.
            yield leak_of(LeakKind.ADDRESS, found.start(), word, bare, held, is_sure=False)
    for found in _DIAL.finditer(text):
        own = re.sub(r"\D", "", found[1]).lstrip("0")
        if len(own) > 6 and (held := next((fact for phone, fact in forms.phones.items() if phone.endswith(own)), None)):
            yield leak_of(LeakKind.PHONE, found.start(1), found[1], own, held, is_certain=False)


def _plain_addresses(text: str, forms: FactForms) -> Iterator[Leak]:
    """Addresses that are text and no code: those without a scheme are no links to Markdown."""
    return (leak for leak in address_leaks(text, forms) if leak.word.startswith("www."))


def _dead(text: str, forms: FactForms) -> Iterator[Leak]:
    for word, start, gone in gone_from(text, forms.day):
        since = f" since {gone.since}" if gone.since else ""
        what = f"“{word}” is out of date{since}: {gone.why}."
        do = "Remove the link and the sentence about it." if "/" in word else "Remove it, or write what took its place."
        yield made(LeakKind.DEAD, start, word, word, what, do)
    for word, start in words_in(text, forms.ended, forms.small):
        what = f"“{word}” is out of date: no market has it since {forms.ended[word]}."
        yield made(LeakKind.DEAD, start, text[start : start + len(word)], word, what, "Remove it.")


def _rates(text: str, forms: FactForms, locale: str, beside: str) -> Iterator[Leak]:
    language = language_of(locale or forms.locale)
    for rate in rates_in(text, forms.tax_words, locale or forms.locale):
        if _is_of_change(text, rate, language) or _is_for_other(text, rate, language) or _is_stated(text, rate, forms):
            continue
        held = forms.rates.get(rate.value)
        value = str(rate.value)
        if held and rate.is_tax:
            yield leak_of(LeakKind.RATE, rate.start, rate.word, value, held, is_certain=rate.is_beside)
        elif rate.is_tax:
            yield made(
                LeakKind.RATE,
                rate.start,
                rate.word,
                value,
                f"“{rate.word}” is typed in beside a word for tax.",
                "Keep rates in the profiles, where they have dates, and write `{{ market.tax.standard_rate }}`.",
            )
        elif held and _is_labelled(text, rate, language, beside):
            yield leak_of(LeakKind.RATE, rate.start, rate.word, value, held, is_certain=False)
        elif held and _is_priced(text, rate, language):
            yield made(
                LeakKind.RATE,
                rate.start,
                rate.word,
                value,
                f"“{rate.word}” is typed in, and may be a tax.",
                f"If it is, write `{{{{ {held.path} }}}}`.",
                is_sure=False,
            )


def _is_of_change(text: str, rate: Rate, language: str) -> bool:
    """Whether words right beside a percentage say that a price changes by it: `20 % less`, `menos 15%`."""
    before = text[max(0, rate.start - _BESIDE_RATE) : rate.start]
    changing = telling("changing", language)
    is_before = any(_LINK.fullmatch(before, one.end()) for one in changing.finditer(before))
    return is_before or changing.match(_behind(text, rate)) is not None


def _is_for_other(text: str, rate: Rate, language: str) -> bool:
    """Whether a percentage says itself what it is for, and its tax stands behind a semicolon: `5 % for wrapping; …`."""
    if rate.is_said or telling("purpose", language).match(_behind(text, rate)) is None:
        return False
    parted = _PARTED.search(text, rate.start + len(rate.word))
    stop = _STOP.search(text, rate.start + len(rate.word))
    start = max((one.end() for one in _STOP.finditer(text, 0, rate.start)), default=0)
    return parted is not None and not is_tax_said(
        text[start : min(parted.start(), stop.start() if stop else len(text))], ()
    )


def _is_stated(text: str, rate: Rate, forms: FactForms) -> bool:
    """Whether a value stands for the tax in another clause, and the clause of a percentage names no tax."""
    start = max((one.end() for one in _STOP.finditer(text, 0, rate.start)), default=0)
    stop = _STOP.search(text, rate.start + len(rate.word))
    first = max((one.end() for one in _CLAUSE.finditer(text, start, rate.start)), default=start)
    clause = _CLAUSE.search(text, rate.start + len(rate.word))
    last = stop.start() if stop else len(text)
    end = min(last, clause.start() if clause else last)
    if first == start and end == last:
        return False
    others = f"{text[start:first]}\n{text[end:last]}"
    is_own = len(re.findall(r"\w+", text[first:end])) > _WORDS or text[first:end] > "\u2e80"
    return (
        is_own
        and not is_tax_said(text[first:end], forms.tax_words)
        and any(_VALUE.search(one) and is_tax_said(one, forms.tax_words) for one in _CLAUSE.split(others))
    )


def _is_labelled(text: str, rate: Rate, language: str, beside: str) -> bool:
    """Whether the sentence or the label of a percentage speaks of a tax or its rate, and of no discount."""
    if telling("discount", language).search(text) or telling("part", language).match(_behind(text, rate)):
        return False
    around = f"{beside}\n{text[max(0, rate.start - _BESIDE_RATE) : rate.start + len(rate.word) + _BESIDE_RATE]}"
    return rate.is_said or bool(telling("rate", language).search(around)) or is_tax_said(beside, ())


def _is_priced(text: str, rate: Rate, language: str) -> bool:
    """Whether words near a percentage say that a price includes it, or that it comes on top, and it is no discount."""
    around = text[max(0, rate.start - _BESIDE_RATE) : rate.start + len(rate.word) + _BESIDE_RATE]
    if telling("part", language).match(_behind(text, rate)):
        return False
    is_included = all(telling(kind, language).search(around) for kind in ("priced", "included"))
    return is_included and not any(telling(kind, language).search(around) for kind in ("discount", "share"))


def _behind(text: str, rate: Rate) -> str:
    return text[rate.start + len(rate.word) :][:_BESIDE_RATE].lstrip()


def _amounts(text: str, forms: FactForms) -> Iterator[Leak]:
    for found in _amount_pattern(forms.units).finditer(text):
        value = number(found[1] or found[2])
        held = forms.amounts.get(value) if value is not None else None
        if held:
            # What a thing costs may be as much as another thing by chance.
            yield leak_of(LeakKind.AMOUNT, found.start(), found[0], str(value), held, is_certain=False)
        else:
            yield made(
                LeakKind.AMOUNT,
                found.start(),
                found[0],
                str(value),
                f"“{found[0]}” is typed in, but markets differ in prices and currencies.",
                "Add it to markets/company.yaml as a fact of type money and write `{{ company.… }}`.",
            )


@lru_cache(maxsize=8)
def _amount_pattern(units: frozenset[str]) -> re.Pattern[str]:
    """An amount with one of the units before or behind it."""
    leading = sorted({unit for unit in units if not unit[0].islower()} | set(_EVERYWHERE), key=len, reverse=True)
    behind = sorted((units - {"$", "R$"}) | set(_EVERYWHERE), key=len, reverse=True)
    before, after = ("|".join(map(re.escape, some)) for some in (leading, behind))
    return re.compile(
        rf"(?<![{_EDGE}$])(?:{before}) ?({_NUMBER})(?![{_EDGE}])|(?<![{_EDGE}.,$])({_NUMBER}) ?(?:{after})(?![{_EDGE}])"
    )


_EVERYWHERE = ("EUR", "USD", "GBP", "JPY", "CHF", "€", "£")


def number(text: str) -> Decimal | None:
    """The number in `text`, whichever of comma, point and blank separates what; None for none.

    The last separator is the decimal one unless exactly three digits follow it.
    """
    bare = re.sub(r"\s", "", text).strip(".,")
    whole, mark, rest = bare, "", ""
    if separator := re.search(r"[.,](\d*)\Z", bare):
        whole, mark, rest = bare[: separator.start()], bare[separator.start()], separator[1]
        if len(rest) == 3:
            whole, mark, rest = whole + rest, "", ""
    try:
        value = Decimal(re.sub(r"[.,]", "", whole) + (f".{rest}" if mark and rest else ""))
    except InvalidOperation:
        return None
    return value.normalize()
