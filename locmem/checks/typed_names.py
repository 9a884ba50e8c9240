"""Names of facts that somebody typed into a text: methods of payment, public bodies, taxes, hosts of their sites.

A name that is an ordinary word, too (`Alma`, `Zip`, `Visa`), and an abbreviation of three letters (`ICO`, `DSB`), count
only where the words around them speak of payment, or of authorities and complaints.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from locmem.checks.fact_forms import FactForms, Held, small
from locmem.checks.fact_words import before_names, common_names, names_by_themselves, telling
from locmem.checks.leak import Leak, LeakKind, leak_of
from locmem.model.tags import language_of

_EDGE = r"A-Za-z0-9\u00c0-\u024f"
_IN_HOST = rf"{_EDGE}0-9_@/\-"
"""What a longer host or address goes on with; a script without blanks may stand right beside."""

_UNSPACED = "\u2e80"
"""The first sign of scripts that part no words."""

_AROUND = 80
"""Characters around a name within which words tell what it is."""

_BESIDE = 40
"""Characters between two methods of payment that stand in one list."""

_WORDS = 2
"""Words of a name from which on they may be ordinary words, too."""

_SHORT = 3
_JOINED_BEFORE = re.compile(r"\w-\Z")
_JOINED_BEHIND = re.compile(r"-\w")
"""A name in a hyphenated word is a word of another meaning: `IVA-free`, `Visa-sized`."""

_CODED = re.compile(r"[ \u00a0-]?\d|[:/]\w|\.\w|_")
"""What behind an abbreviation says that it is one of computers or standards: `RFC 2822`, `ARN:aws`."""

_OF_BODIES = frozenset({"access", "complaint"})
"""Groups of facts whose pages name authorities."""

_BENDING = frozenset({"de", "pl", "cs", "sk", "sl", "hr", "el", "hu", "fi", "et", "lt", "lv", "ro"})
"""Languages whose names change with their sentence."""

_BENT_FROM = 5
"""Letters of a word from which on it has an ending that may change."""

_TOLD_BY = (("payment", "paying"), ("currency", "paying"), ("tax", "tax"), ("", "authority"))
"""Which words tell a name, by what the path of its fact has."""


def words_in(text: str, words: Iterable[str], small_words: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Where the words stand as whole words; an unspaced script may go on right beside them."""
    lowered = small(text)
    for word in words:
        needle = small_words.get(word)
        where, what = (text, word) if needle is None else (lowered, needle)
        if what in where:
            before, behind = (f"(?{sign}[{_EDGE}])" for sign in ("<!", "!"))
            # A number may stand right behind a name of a script without blanks: `消費者ホットライン188`.
            pattern = f"{before}{re.escape(what)}{behind if what[-1] < _UNSPACED else ''}"
            for found in re.finditer(pattern, where):
                yield word, found.start()


def name_leaks(text: str, forms: FactForms, locale: str, about: frozenset[str] = frozenset()) -> Iterator[Leak]:
    """The names in a text that are facts in a language; a name that may be a common word only as the text tells.

    about: the groups of facts that its document is about; one on complaints or data speaks of authorities.
    """
    doubted: list[tuple[str, int]] = []
    methods: list[int] = []
    for word, start in words_in(text, forms.names, forms.small):
        held = forms.names[word]
        if not held.counts_in(locale):
            continue
        if word in common_names() or _is_abbreviation(word, held, forms):
            doubted.append((word, start))
            continue
        if _is_of_others(text, word, start, held, locale or forms.locale):
            continue
        if "payment" in held.path:
            methods.append(start)
        yield _leak(text, word, start, forms)
    methods.sort()
    for word, start in doubted:
        held = forms.names[word]
        near = bisect_left(methods, start - _BESIDE)
        is_listed = "payment" in held.path and near < len(methods) and methods[near] <= start + _BESIDE
        is_topic = (
            word not in common_names()
            and word not in forms.guessed
            and _is_body(held)
            and not about.isdisjoint(_OF_BODIES)
        )
        language = language_of(locale or forms.locale)
        if _is_told(text, word, start, held, language, is_expected=is_listed or is_topic):
            yield _leak(text, word, start, forms)
    if language_of(locale or forms.locale) in _BENDING:
        yield from _bent_names(text, forms)
    yield from _hosts(text, forms)


def _is_of_others(text: str, word: str, start: int, held: Held, locale: str) -> bool:
    """Whether the words of a body's name are written small and are of something else: `commission of our club`."""
    end = start + len(word)
    if not _is_body(held) or len(word.split()) < _WORDS or any(sign.isupper() for sign in text[start + 1 : end]):
        return False
    return telling("owned", language_of(locale)).match(text, _past_blanks(text, end)) is not None


def _past_blanks(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip(" \u00a0"))


def _leak(text: str, word: str, start: int, forms: FactForms) -> Leak:
    end = start + len(word)
    is_part = bool(_JOINED_BEFORE.search(text, max(0, start - 2), start) or _JOINED_BEHIND.match(text, end))
    is_certain = word not in forms.other_names and word not in common_names()
    return leak_of(
        LeakKind.NAME, start, text[start:end], word, forms.names[word], is_sure=not is_part, is_certain=is_certain
    )


def _is_abbreviation(word: str, held: Held, forms: FactForms) -> bool:
    """Whether a name is an abbreviation so short that others have it, too; what taxes are called counts by itself."""
    if held.path in forms.TAX_WORDS or held.path == "market.currency":
        return False
    is_upper = word.isupper() and word.isalpha() and word < "\u2e80"
    return is_upper and (len(word) <= _SHORT or word in forms.other_names)


def _is_told(text: str, word: str, start: int, held: Held, language: str, *, is_expected: bool) -> bool:
    end = start + len(word)
    beside = common_names().get(word)
    if beside is not None and (beside.match(text, end) or _JOINED_BEHIND.match(text, end)):
        return False
    if beside is None and _CODED.match(text, end):
        return False
    if word in before_names() and before_names()[word].search(text[max(0, start - _BESIDE) : start]):
        return False
    if is_expected or word in names_by_themselves():
        return True
    kind = next(kind for part, kind in _TOLD_BY if part in held.path)
    around = f"{text[max(0, start - _AROUND) : start]}\n{text[end : end + _AROUND]}"
    if beside is not None and telling("naming", language).search(around):
        return False
    return telling(kind, language).search(around) is not None


def _is_body(held: Held) -> bool:
    return _TOLD_BY[-1][1] == next(kind for part, kind in _TOLD_BY if part in held.path)


def _bent_names(text: str, forms: FactForms) -> Iterator[Leak]:
    """Names of public bodies as sentences bend them: `bei der Berliner Beauftragten für Datenschutz`."""
    lowered = small(text)
    for name, held in forms.bodies.items():
        longest = max(name.split(), key=len)
        if small(_stem(longest)) in lowered:
            for found in _bent(name).finditer(text):
                if small(found[0]) != small(name):
                    yield leak_of(LeakKind.NAME, found.start(), found[0], name, held, is_certain=False)


@lru_cache(maxsize=2_048)
def _bent(name: str) -> re.Pattern[str]:
    words = (
        rf"{re.escape(_stem(word))}\w{{0,5}}" if len(word) >= _BENT_FROM else re.escape(word) for word in name.split()
    )
    return re.compile(rf"(?<!\w){' '.join(words)}(?!\w)", re.IGNORECASE)


def _stem(word: str) -> str:
    return word[: max(3, len(word) - 3)] if len(word) >= _BENT_FROM else word


def _hosts(text: str, forms: FactForms) -> Iterator[Leak]:
    """Hosts of the sites of facts that stand in a text without a scheme: `aepd.es`."""
    if "." not in text:
        return
    lowered = small(text)
    for host in (one for one in forms.hosts if one in lowered):
        for found in re.finditer(
            rf"(?<![{_IN_HOST}.]){re.escape(host)}(/(?:[{_EDGE}0-9_./-]*[{_EDGE}0-9_]/?)?)?(?![{_IN_HOST}]|\.[{_EDGE}0-9])",
            lowered,
        ):
            word = text[found.start() : found.end()]
            # A page of a site is no fact of a profile, and true in one market only, too.
            is_sure = found[1] in (None, "/")
            yield leak_of(
                LeakKind.ADDRESS, found.start(), word, host, forms.hosts[host], is_sure=is_sure, is_certain=False
            )
