"""The rule about what stands word for word in another market: in its language, or as its body or its officer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from locmem.markets.peers import FEWEST, NEARLY_ALL, countries, plain_texts
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import LocalText, Market
from locmem.model.finding import Finding, Severity
from locmem.model.tags import language_of

BORROWED = "market-borrowed"

_BODIES = "complaints.bodies"
_ENGLISH, _WORDS, _LEAST = "en", 3, 8
"""Words, and beside English letters, from which on two languages hardly have a text in common."""
_PERSONAL = ("dpo.name", "dpo.email", "support.email")
_DO = "Write it in the language of its locale."


def borrowed_texts(subject: Subject) -> Iterator[Finding]:
    """Texts and lines of letters left in the language of another market, and bodies and people of another country."""
    told = _languages(subject)
    for one in subject.texts():
        tree, _, path = one.path.partition(".")
        languages = told.get((tree, path.removesuffix("[].name"), _plain(one.text)), frozenset())
        if _is_long(one.text, languages) and _is_foreign(languages, one.locale):
            what = f"{one.path} in {one.locale} is “{one.text}”, word for word as in {min(languages)}."
            yield subject.finding(BORROWED, one.location, what, _DO, Severity.WARNING)
    style = subject.market.style
    for name in ("greeting", "closing") if style else ():
        for locale, text in getattr(style, name).items():
            languages = told.get(("style", name, _plain(text)), frozenset())
            if style and _is_foreign(languages, locale):
                what = f"style.{name} in {locale} is “{text}”, word for word as in {min(languages)}."
                yield subject.finding(BORROWED, style.location, what, _DO, Severity.WARNING)
    yield from _bodies(subject)
    yield from _people(subject)


def _is_long(text: str, languages: frozenset[str]) -> bool:
    """Whether a text is long enough to be of one language alone: near ones share words, but hardly with English."""
    return len(text.split()) >= _WORDS or (len(text) >= _LEAST and _ENGLISH in languages)


def _is_foreign(languages: frozenset[str], locale: str) -> bool:
    return bool(languages) and language_of(locale) not in languages


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _languages(subject: Subject) -> dict[tuple[str, str, str], frozenset[str]]:
    """The languages in which other markets have a text, by where it stands and what it says."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for market in subject.others:
        for key, texts in _texts(market):
            for locale, text in texts.items():
                found.setdefault((*key, _plain(text)), set()).add(language_of(locale))
    return {key: frozenset(languages) for key, languages in found.items()}


def _texts(market: Market) -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    for tree, facts in (("market", market.facts), ("company", market.company)):
        for path, fact in facts.items():
            for value in fact.values:
                named = [one.fields.get("name") for one in value.value] if isinstance(value.value, tuple) else ()
                for text in (*named, value.value):
                    if isinstance(text, LocalText):
                        yield (tree, path), dict(text.values)
    if market.style:
        yield ("style", "greeting"), dict(market.style.greeting)
        yield ("style", "closing"), dict(market.style.closing)


def _languages_of(market: Market) -> set[str]:
    return {language_of(locale.content) for locale in market.locales}


def _bodies(subject: Subject) -> Iterator[Finding]:
    fact = subject.fact(_BODIES)
    theirs = {name: one.code for one in countries(subject) for name in _names(one)}
    for item in subject.items(fact) if fact else ():
        name = item.fields.get("name")
        for text in name.values.values() if isinstance(name, LocalText) else (name or "",):
            if text in theirs and country_of(theirs[text]) != country_of(subject.market.code):
                what = f"{_BODIES} has “{text}”, a body that {theirs[text]} has, too."
                do = f"Name a body of {country_of(subject.market.code)}."
                yield subject.finding(BORROWED, item.location, what, do, Severity.WARNING)


def _names(market: Market) -> Iterator[str]:
    fact = market.facts.get(_BODIES)
    for value in fact.values if fact else ():
        for item in value.value if isinstance(value.value, tuple) else ():
            name = item.fields.get("name", "")
            yield from name.values.values() if isinstance(name, LocalText) else (name,)


def _people(subject: Subject) -> Iterator[Finding]:
    """A person or address of one other market, where each of the others has its own."""
    for path in _PERSONAL:
        fact = subject.market.company.get(path)
        counts = Counter(text for one in countries(subject) for text in {*plain_texts(one.company.get(path))})
        alone = sum(count == 1 for count in counts.values())
        if fact is None or alone < FEWEST or alone < NEARLY_ALL * counts.total():
            continue
        for text in plain_texts(fact):
            owner = next((one for one in countries(subject) if text in plain_texts(one.company.get(path))), None)
            if owner and counts[text] == 1 and not _languages_of(owner) & _languages_of(subject.market):
                what = f"company.{path} is “{text}”, as in {owner.code} alone."
                yield subject.finding(BORROWED, fact.location, what, "Write the one of this market.", Severity.WARNING)
                break
