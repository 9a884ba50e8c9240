"""Personal data in a text that is sent away: found, hidden behind tokens, and put back exactly.

Which of what stands in a text is personal is decided from its form alone, in all languages of `locmem/data`: mail
addresses, telephone numbers, accounts (IBAN), payment cards, IP addresses, numbers of orders, tickets and customers,
names in greetings and signatures.  Signs without width count for nothing, and a line break parts no number.  What is
found in one text of a document is found in all of them: so is a name in the middle of a sentence, where the document
greets or signs with it anywhere.  Postal addresses, dates of birth and what people tell of themselves are not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from locmem.mt import identifiers
from locmem.mt.names import BREAK, OBJECT, is_behind_title, is_small, longer, names
from locmem.values.phones import phones_in

EMAIL, PHONE, IBAN, CARD, IP, NUMBER, NAME = "email", "phone", "iban", "card", "ip", "number", "name"
KINDS = (EMAIL, PHONE, IBAN, CARD, IP, NUMBER, NAME)
"""What is told of a datum in place of it; of two that share characters the earlier kind counts."""

_UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Signs without width, which stand in the middle of a datum and are no part of it."""

_LINE_END = re.compile(rf"[ \t\u00a0]*[\n{BREAK}]\s*")
_DIGIT = re.compile(r"\d")
_LEAST = 4
"""Digits of a number that is looked for in all of a document; `112` or `10` stand there for other things, too."""

_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """A piece of personal data: its first character, the one behind its last, and one of `KINDS`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """What counts as personal for a team.

    known: the team's own contacts, as its profiles and company data have them: mail addresses, telephone numbers
        (E.164 or as they are written), names, whole addresses; what stands in one of them is no personal datum.
    regions: countries in whose forms telephone numbers without a country code are looked for; every one for none.
    """

    known: frozenset[str] = frozenset()
    regions: tuple[str, ...] = ()

    def found_in(self, text: str, among: tuple[str, ...] = ()) -> tuple[Datum, ...]:
        """The personal data of a text, in order, none of which share a character.

        text: as a reader sees it, `BREAK` for what ends a line in it and `OBJECT` for other codes.
        among: all texts of its document in order: what is personal in one of them is hidden here, too.
        """
        if _UNSEEN.search(text):
            seen = [place for place, sign in enumerate(text) if not _UNSEEN.match(sign)]
            bare = self.found_in(_UNSEEN.sub("", text), among)
            return tuple(replace(one, start=seen[one.start], end=seen[one.end - 1] + 1) for one in bare)
        found = [*_identified(text, self.regions), *_names(text)]
        found += _said_again(text, _said(text, found) | _said_among(among, self.regions))
        return _apart(datum for datum in found if not self._is_own(text, datum)) if found else ()

    def _is_own(self, text: str, datum: Datum) -> bool:
        """Whether a datum is the team's: by itself, or as a part of something of its own that stands there."""
        written = text[datum.start : datum.end]
        keys = _own(self.known, self.regions)
        if _key(written) in keys:
            return True
        small = text.casefold()
        for value in self.known if len(small) == len(text) else ():
            place = small.find(value.casefold()) if len(value) > len(written) else -1
            if place != -1 and place <= datum.start and datum.end <= place + len(value):
                return True
        meant = (number for *_, numbers in phones_in(written, self.regions) for number in numbers)
        return datum.kind == PHONE and any(_key(number) in keys for number in meant)


def redacted(text: str, found: Iterable[Datum]) -> str:
    """The text with the kind of each personal datum in its place: `write to [email]`."""
    result, end = "", 0
    for datum in found:
        result += f"{text[end : datum.start]}[{datum.kind}]"
        end = datum.end
    return result + text[end:]


def _identified(text: str, regions: tuple[str, ...]) -> Iterator[Datum]:
    """All but names, in the text as it is and with each line break read as a blank, which parts no number."""
    yield from _on_one_line(text, regions)
    if _LINE_END.search(text):
        places: list[int] = []
        flat, end = "", 0
        for line_end in _LINE_END.finditer(text):
            flat += f"{text[end : line_end.start()]} "
            places += (*range(end, line_end.start()), line_end.start())
            end = line_end.end()
        flat, places = flat + text[end:], [*places, *range(end, len(text))]
        for one in _on_one_line(flat, regions):
            yield replace(one, start=places[one.start], end=places[one.end - 1] + 1)


def _names(text: str) -> Iterator[Datum]:
    yield from (Datum(start=start, end=end, kind=NAME) for start, end in names(text.replace(BREAK, OBJECT)))


def _on_one_line(text: str, regions: tuple[str, ...]) -> Iterator[Datum]:
    yield from (Datum(start=start, end=end, kind=EMAIL) for start, end in identifiers.mails(text))
    if _DIGIT.search(text):
        for kind, look in (
            (IBAN, identifiers.accounts),
            (CARD, identifiers.cards),
            (IP, identifiers.machines),
            (NUMBER, identifiers.numbers),
            (PHONE, identifiers.calls),
        ):
            yield from (Datum(start=start, end=end, kind=kind) for start, end in look(text))
        for start, end, _ in phones_in(text, regions):
            yield Datum(start=start, end=end, kind=PHONE)


def _apart(found: Iterable[Datum]) -> tuple[Datum, ...]:
    """The data in order; those that share characters are one, of the kind that comes first in `KINDS`."""
    apart: list[Datum] = []
    for datum in sorted(found, key=lambda one: (one.start, KINDS.index(one.kind))):
        if apart and datum.start < apart[-1].end:
            kind = min(apart[-1].kind, datum.kind, key=KINDS.index)
            apart[-1] = Datum(start=apart[-1].start, end=max(apart[-1].end, datum.end), kind=kind)
        else:
            apart.append(datum)
    return tuple(apart)


class _Said(NamedTuple):
    """A datum as it is written, one of `KINDS`, and whether a title stands before it."""

    written: str
    kind: str
    has_title: bool = False


def _said(text: str, found: Iterable[Datum]) -> frozenset[_Said]:
    """The data of a text that are looked for in all of its document; the rest is found by its form."""
    return frozenset(
        _Said(written, one.kind, one.kind == NAME and is_behind_title(text, one.start))
        for one in found
        if (written := text[one.start : one.end])
        and (one.kind == NAME or sum(map(str.isdigit, written)) >= _LEAST)
        and not _LINE_END.search(written)
    )


@lru_cache(maxsize=64)
def _said_among(texts: tuple[str, ...], regions: tuple[str, ...]) -> frozenset[_Said]:
    """What is personal in the texts of a document; who signs may do so in the text behind the closing words."""
    bare = [_UNSEEN.sub("", text) for text in texts]
    whole = "\n".join(text.replace(BREAK, OBJECT) for text in bare)
    return _said(whole, _names(whole)).union(*(_said(text, _identified(text, regions)) for text in bare))


def _said_again(text: str, said: Iterable[_Said]) -> Iterator[Datum]:
    """Where data stand once more: numbers as they are written, of a name the whole or a part with the rest of it."""
    kinds = {one.written: one.kind for one in said if one.kind != NAME}
    for found in _each_of(kinds, text):
        yield Datum(start=found.start(), end=found.end(), kind=kinds[found[0]])
    families: dict[str, bool] = {}
    for one in said:
        if one.kind == NAME:
            words = [word for word in one.written.split() if not is_small(word)]
            families |= dict.fromkeys((one.written, *words), False)
            if one.has_title:
                families[one.written.split()[0]] = True
    parts = [part for part in families if len(part) > 1 and part[0].isalpha() and not part[0].islower()]
    # A name in small letters is looked for with a capital, too.
    parts += [part.title() for part in families if len(part) > 2 and part.islower()]
    for found in _each_of(parts, text):
        start, end = longer(text, found.start(), found.end(), has_family=families.get(found[0], False))
        yield Datum(start=start, end=end, kind=NAME)


def _each_of(written: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    there = [one for one in written if one in text]
    if there:
        either = "|".join(map(re.escape, sorted(there, key=len, reverse=True)))
        yield from re.finditer(rf"(?<![^\W_])(?:{either})(?![^\W_])", text)


def _key(text: str) -> str:
    """What two spellings of one datum share: its letters and digits."""
    return _NOT_LETTERS.sub("", text).casefold()


@cache
def _own(known: frozenset[str], regions: tuple[str, ...]) -> frozenset[str]:
    """The keys of what is the team's own, and of the data that stand in it."""
    keys = {_key(value) for value in known}
    for value in known:
        keys |= {_key(value[datum.start : datum.end]) for datum in (*_identified(value, regions), *_names(value))}
        keys |= {_key(number) for *_, numbers in phones_in(value, regions) for number in numbers}
    return frozenset(keys - {""})
