"""What an address in a translation is to the address that its source has there.

Sites say the language of a page in few ways: a folder (`/es/guide`), the first label of the host (`es.shop.example`),
its end (`shop.es`), a parameter (`?lang=es`), or the name of the file (`guide.es.md`, `manual_ES.pdf`).  Two addresses
are compared without these; what differs then is another place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from urllib.parse import unquote

from locmem.model.tags import language_of
from locmem.values.web_addresses import host_of, scheme_of, stripped

_REST = re.compile(r"(?:[A-Za-z][\w+.-]*:)?(?://[^/?#]*)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?\Z", re.DOTALL)
_IN_NAME = re.compile(r"(.+?)[-_.]([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)(\.[A-Za-z0-9]+)\Z")
_COUNTRYLESS = frozenset({"com", "net", "org", "eu", "co", "example", "io"})
_FOLDERS = 6
"""Folders of a path, from its start, that may say a language."""


class Likeness(Enum):
    """What one address is to another, the nearest first.

    SAME: the place itself, perhaps in the translation's language.  INSECURE: the same by `http` in place of `https`.
    FRAGMENT: another place on the same page.  RENAMED: a page of the same site that says it is in the translation's
    language, under another name.  FOREIGN: the page in the language of another locale.  OTHER: another place.
    """

    SAME = "same"
    INSECURE = "insecure"
    FRAGMENT = "fragment"
    RENAMED = "renamed"
    FOREIGN = "foreign"
    OTHER = "other"

    @property
    def rank(self) -> int:
        """0 for the nearest."""
        return tuple(Likeness).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """How addresses say a locale.  names: of the language and its regions, in lower case with `-`; ends: of hosts."""

    names: frozenset[str] = frozenset()
    language: str = ""
    ends: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Whether a part of an address says this locale."""
        plain = name.replace("_", "-").casefold()
        if plain in self.names:
            return True
        is_regional = bool(self.language) and re.fullmatch(rf"{self.language}-(?:[a-z]{{2}}|\d{{3}})", plain)
        return bool(is_regional) and plain not in self.not_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongues:
    """The signs of the locale of a translation, of its source's, and of all others of the project."""

    own: Signs
    source: Signs
    others: Signs


_NONE = Signs()


@cache
def tongues(
    locale: str, regions: tuple[str, ...], source: str, others: tuple[tuple[str, tuple[str, ...]], ...]
) -> Tongues:
    """How addresses say the locale of a translation and the rest of its project.

    regions: codes of the markets that read the locale.  others: the other content locales with theirs.
    A region that belongs to another locale of the language is none of this one's: `pt-br` says no `pt-PT`.
    """
    own, start = _names(locale, regions), _names(source, ())
    foreign = frozenset[str]().union(*(_names(tag, codes) for tag, codes in others)) - own - start
    return Tongues(
        own=Signs(
            names=own,
            language="" if "-" in locale else locale.casefold(),
            ends=_ends(locale, regions),
            not_names=foreign,
        ),
        source=Signs(names=start, language="" if "-" in source else source.casefold(), not_names=foreign | own),
        others=Signs(names=foreign),
    )


def _names(tag: str, regions: Iterable[str]) -> frozenset[str]:
    language = language_of(tag).casefold()
    countries = [code.partition("-")[0].casefold() for code in regions]
    region = tag.casefold().split("-")[-1] if "-" in tag else ""
    return frozenset(
        name
        for name in (language, tag.casefold(), region, *countries, *(f"{language}-{one}" for one in countries))
        if name
    )


def _ends(tag: str, regions: Iterable[str]) -> frozenset[str]:
    ends = {code.partition("-")[0].casefold() for code in regions}
    ends |= {tag.casefold().split("-")[-1]} if "-" in tag else set()
    return frozenset(ends | ({"uk"} if "gb" in ends else set()))


@dataclass(frozen=True, slots=True)
class _Place:
    host: tuple[str, ...]
    path: tuple[str, ...]
    query: tuple[str, ...]


def likeness(before: str, after: str, known: Tongues) -> Likeness:
    """What the address `after` of a translation is to `before`, which its source has there."""
    if before == after:
        return Likeness.SAME
    scheme, other_scheme = scheme_of(before), scheme_of(after)
    are_web = {scheme or "https", other_scheme or "https"} <= {"http", "https"}
    if not are_web and scheme != other_scheme:
        return Likeness.OTHER
    olds, plain_old = set(_places(before, known.source)), _place(before)
    news, plain_new = set(_places(after, known.own)), _place(after)
    if not olds.isdisjoint(news) or _is_of_country(plain_old, plain_new, known.own.ends):
        if scheme == "https" and other_scheme == "http":
            return Likeness.INSECURE
        return Likeness.SAME if _fragment(before) == _fragment(after) else Likeness.FRAGMENT
    if not olds.isdisjoint(set(_places(after, known.others)) - {plain_new}):
        return Likeness.FOREIGN
    hosts = {place.host for place in olds}
    if len(news) > 1 and any(place.host in hosts for place in news):
        return Likeness.RENAMED
    return Likeness.OTHER


def paired(befores: Collection[str], afters: Collection[str], known: Tongues) -> tuple[tuple[str, str, Likeness], ...]:
    """The addresses of a translation, each beside the one of its source that it is most like, as far as there are both.

    A translation may name the links of a sentence in another order.
    """
    olds, news = list(befores), list(afters)
    found: list[tuple[str, str, Likeness]] = []
    for after in [one for one in news if one in olds]:
        if after in olds:
            olds.remove(after)
            news.remove(after)
            found.append((after, after, Likeness.SAME))
    every = sorted(
        (
            (likeness(old, new, known), number, place)
            for number, old in enumerate(olds)
            for place, new in enumerate(news)
        ),
        key=lambda one: (one[0].rank, one[1], one[2]),
    )
    taken_olds: set[int] = set()
    taken_news: set[int] = set()
    for kind, number, place in every:
        if number not in taken_olds and place not in taken_news:
            taken_olds.add(number)
            taken_news.add(place)
            found.append((olds[number], news[place], kind))
    return tuple(found)


def fragment_of(address: str) -> str:
    """What stands behind the `#` of an address, decoded; empty for none."""
    return unquote(_fragment(address))


def page_of(address: str) -> str:
    """The address without what stands behind its `#`."""
    return address.partition("#")[0]


def _fragment(address: str) -> str:
    return stripped(address).partition("#")[2]


def _is_of_country(old: _Place, new: _Place, ends: Collection[str]) -> bool:
    """Whether two hosts differ in nothing but the country at their ends: `shop.com` and `shop.com.br`."""
    if not old.host or not new.host or new.host[-1] not in ends:
        return False
    return _without_end(old.host) == _without_end(new.host) and (old.path, old.query) == (new.path, new.query)


def _without_end(host: tuple[str, ...]) -> tuple[str, ...]:
    rest = host[:-1]
    return rest[:-1] if rest[1:] and rest[-1] in _COUNTRYLESS else rest


def _place(address: str) -> _Place:
    """The place that an address leads to, however it is spelled: slashes at the end and `www.` do not count."""
    text = stripped(address)
    found = _REST.match(text)
    path, query = ((found[1] or ""), (found[2] or "")) if found else (text, "")
    host = tuple(host_of(text).removeprefix("www.").split(".")) if host_of(text) else ()
    is_rooted = ("/",) if path.startswith("/") and path.strip("/") and not host else ()
    steps = tuple(part for part in unquote(path).split("/") if part and part != ".")
    return _Place(host, (*is_rooted, *steps), tuple(sorted(unquote(one) for one in query.split("&") if one)))


def _places(address: str, signs: Signs) -> Iterator[_Place]:
    """The place as it is, and as it would be without each sign of a language that stands in it."""
    place = _place(address)
    yield place
    if len(place.host) > 2 and signs.has(place.host[0]):
        place = _Place(place.host[1:], place.path, place.query)
        yield place
    query = tuple(one for one in place.query if not signs.has(one.partition("=")[2]))
    if query != place.query:
        place = _Place(place.host, place.path, query)
        yield place
    for number, name in enumerate(place.path[:_FOLDERS]):
        if signs.has(name):
            path = (*place.path[:number], *place.path[number + 1 :])
            place = _Place(place.host, () if path == ("/",) else path, place.query)
            yield place
            break
    if place.path and (named := _IN_NAME.match(place.path[-1])) and signs.has(named[2]):
        yield _Place(place.host, (*place.path[:-1], named[1] + named[3]), place.query)


def is_one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one slip of the hand: a letter too many, too few or another, or two that changed."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), len(one))
    rest, others = one[start:], other[start:]
    if len(one) == len(other):
        return rest[1:] == others[1:] or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    return rest == others[1:] or rest[1:] == others
