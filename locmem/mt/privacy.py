"""Personal data in a text that is sent away: found, hidden behind tokens, and put back exactly.

Which of what stands in a text is personal is decided from its form alone, in all languages of `locmem/data`: mail
addresses, telephone numbers, accounts (IBAN), payment cards, IP addresses, numbers of orders, tickets and customers,
names in greetings and signatures.  Signs without width count for nothing.  A name in the middle of a sentence is found
only where the same text, or one beside it, greets or signs with it; postal addresses, dates of birth and what people
tell of themselves are not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from locmem.mt import identifiers
from locmem.mt.names import is_behind_title, is_closed, longer, names, signature
from locmem.values.phones import phones_in

EMAIL, PHONE, IBAN, CARD, IP, NUMBER, NAME = "email", "phone", "iban", "card", "ip", "number", "name"
KINDS = (EMAIL, PHONE, IBAN, CARD, IP, NUMBER, NAME)
"""What is told of a datum in place of it; of two that share characters the earlier kind counts."""

_UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Signs without width, which stand in the middle of a datum and are no part of it."""

_DIGIT = re.compile(r"\d")
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

    def found_in(self, text: str, before: str = "", after: str = "") -> tuple[Datum, ...]:
        """The personal data of a text, in order, none of which share a character.

        before, after: the texts beside it: who is greeted or signs there is hidden here, too.
        """
        if _UNSEEN.search(text + before + after):
            seen = [place for place, sign in enumerate(text) if not _UNSEEN.match(sign)]
            bare = self.found_in(*(_UNSEEN.sub("", one) for one in (text, before, after)))
            return tuple(replace(one, start=seen[one.start], end=seen[one.end - 1] + 1) for one in bare)
        found = list(_data(text, self.regions))
        if before and is_closed(before):
            found += [Datum(start=start, end=end, kind=NAME) for start, end in signature(text)]
        called = {
            (text[datum.start : datum.end], is_behind_title(text, datum.start)) for datum in found if datum.kind == NAME
        }
        for beside in (before, after):
            called |= {(beside[start:end], is_behind_title(beside, start)) for start, end in names(beside)}
        found += _named_again(text, called)
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


def _data(text: str, regions: tuple[str, ...]) -> Iterator[Datum]:
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
    yield from (Datum(start=start, end=end, kind=NAME) for start, end in names(text))


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


def _named_again(text: str, called: Iterable[tuple[str, bool]]) -> Iterator[Datum]:
    """Where somebody who is greeted or signs is named once more, by the whole name or a part, with the rest of it.

    called: each name, and whether a title stands before it.
    """
    families = {part: False for name, _ in called for part in (name, *name.split())}
    families |= {name.split()[0]: True for name, has_title in called if has_title}
    parts = [part for part in families if len(part) > 1 and part[0].isalpha() and not part[0].islower()]
    # A name in small letters is looked for with a capital, too.
    parts += [part.title() for part in families if len(part) > 2 and part.islower()]
    if parts:
        either = "|".join(map(re.escape, sorted(parts, key=len, reverse=True)))
        for found in re.finditer(rf"(?<![^\W_])(?:{either})(?![^\W_])", text):
            start, end = longer(text, found.start(), found.end(), has_family=families.get(found[0], False))
            yield Datum(start=start, end=end, kind=NAME)


def _key(text: str) -> str:
    """What two spellings of one datum share: its letters and digits."""
    return _NOT_LETTERS.sub("", text).casefold()


@cache
def _own(known: frozenset[str], regions: tuple[str, ...]) -> frozenset[str]:
    """The keys of what is the team's own, and of the data that stand in it."""
    keys = {_key(value) for value in known}
    for value in known:
        keys |= {_key(value[datum.start : datum.end]) for datum in _data(value, regions)}
        keys |= {_key(number) for *_, numbers in phones_in(value, regions) for number in numbers}
    return frozenset(keys - {""})
