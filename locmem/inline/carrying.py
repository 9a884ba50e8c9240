"""A confirmed translation carried over to a source in which only codes changed: nobody has to translate anything.

Certain means that every word stands where it stood, that each code of the new source stands in the place of one of
the old, and that the translation has each of those exactly once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from locmem.inline.localized_addresses import localized
from locmem.inline.matching import Group, groups, match
from locmem.inline.standing_marks import EMPHASIS
from locmem.inline.transfer import ADDRESSED, address_of, codes_for
from locmem.inline.uses import is_fact
from locmem.model.inline import Code, Inline, Part, inline

_LOOKS = frozenset(EMPHASIS)


def carried(previous: Inline, target: Inline, source: Inline) -> Inline | None:
    """`target`, a translation of `previous`, with the codes of `source`; None where more changed, or it is not certain.

    A new address takes the form that the translation's own addresses have (`/es/`, `?lang=es`).  Emphasis may go, or
    come around the whole text.  A fact of ours that became another is never carried: it says something else.
    Not supported: texts in two syntaxes, codes whose number changed.
    """
    if previous.syntax is not source.syntax or target.syntax is not source.syntax:
        return None
    old, new, there = _read(previous), _read(source), _read(target)
    if old.skeleton != new.skeleton or len(there.firm) != len(old.firm):
        return None
    codes = _firm_codes(old.firm, new.firm, there.firm)
    looks = _look_codes(old, new, there)
    if codes is None or looks is None:
        return None
    by_place = {**codes, **looks}
    parts = [by_place.get(place, part) for place, part in enumerate(target.parts)]
    kept: list[Part] = [part for part in parts if part is not None]
    for wrapping in _wrapping(old, new):
        kept = [wrapping.codes[0], *kept, wrapping.codes[-1]]
    return inline(kept, source.syntax)


def left_behind(previous: Inline, before: Inline, target: Inline, source: Inline) -> tuple[str, ...]:
    """The addresses in `target` that stand for some which `source` no longer has.

    before: the translation of `previous`, whose addresses show the form they have in its language.
    """
    olds, news, theirs = _addressed(previous), _addressed(source), _addressed(target)
    now = {group.head.identity for group in news}
    fit = now | set(_forms(olds, _addressed(before), news))
    partners = match(theirs, olds)
    return tuple(
        address_of(group)
        for number, group in enumerate(theirs)
        if number in partners and group.head.identity not in fit and olds[partners[number]].head.identity not in now
    )


def _forms(olds: Sequence[Group], theirs: Sequence[Group], news: Sequence[Group]) -> Iterator[str]:
    """The identities of the new addresses in the forms that a translation gave to the old ones."""
    for number, old in match(theirs, olds).items():
        for new in news:
            form = localized(address_of(olds[old]), address_of(theirs[number]), address_of(new))
            if form is not None:
                yield f"{new.head.type.value} {form}"


def _addressed(content: Inline) -> list[Group]:
    return [group for group in groups(content.parts) if group.head.type in ADDRESSED]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A text taken apart.  skeleton: its words, and the type and role of each code that is no emphasis.

    firm, looks: the groups of codes that are no emphasis, and those that are.  spans: of each of `looks`, where it
    begins and ends in the skeleton.
    """

    skeleton: tuple[object, ...]
    firm: list[Group]
    looks: list[Group]
    spans: list[tuple[tuple[int, int], tuple[int, int]]]
    is_wrapped: tuple[bool, ...]


def _read(content: Inline) -> _Read:
    found = groups(content.parts)
    looks = [group for group in found if group.head.type in _LOOKS]
    places = {place for group in looks for place in group.places}
    skeleton: list[object] = []
    position: dict[int, tuple[int, int]] = {}
    words = ""
    for place, part in enumerate(content.parts):
        if place in places:
            position[place] = len(skeleton), len(words)
        elif isinstance(part, str) or part.is_text:
            words += part if isinstance(part, str) else part.text
        else:
            skeleton += [" ".join(words.split()), (part.type, part.role)]
            words = ""
    skeleton.append(" ".join(words.split()))
    last = len(content.parts) - 1
    return _Read(
        skeleton=tuple(skeleton),
        firm=[group for group in found if group.head.type not in _LOOKS],
        looks=looks,
        spans=[(position[group.places[0]], position[group.places[-1]]) for group in looks],
        is_wrapped=tuple((group.places[0], group.places[-1]) == (0, last) for group in looks),
    )


def _firm_codes(olds: Sequence[Group], news: Sequence[Group], theirs: Sequence[Group]) -> Mapping[int, Code] | None:
    """By place in the target, the code that is to stand there; None where it is not certain."""
    became: dict[str, set[str]] = {}
    for old, new in zip(olds, news, strict=True):
        if len(old.codes) != len(new.codes) or (old.head.identity != new.head.identity and is_fact(old.head.identity)):
            return None
        became.setdefault(old.head.identity, set()).add(new.head.identity)
    if any(len(identities) > 1 for identities in became.values()):
        # Two codes that looked alike went different ways, and the translation may have them in another order.
        return None
    partners = match(theirs, olds)
    if len(partners) != len(olds):
        return None
    codes: dict[int, Code] = {}
    for number, group in enumerate(theirs):
        old, new = olds[partners[number]], news[partners[number]]
        if len(group.codes) != len(old.codes) or not _is_certain(group, old, new):
            return None
        codes.update(zip(group.places, codes_for(group, old, new), strict=True))
    return codes


def _is_certain(group: Group, old: Group, new: Group) -> bool:
    """Whether the translation's code says what the old one says, so that it may say what the new one does."""
    if old.head.identity == new.head.identity or group.head.identity == old.head.identity:
        return True
    if old.head.type not in ADDRESSED or group.head.type is not old.head.type:
        return False
    return localized(address_of(old), address_of(group), address_of(new)) is not None


def _look_codes(old: _Read, new: _Read, there: _Read) -> Mapping[int, None] | None:
    """By place in the target, None for emphasis that goes; None where it is not certain which does."""
    before = dict(zip(old.spans, (group.head.identity for group in old.looks), strict=True))
    after = dict(zip(new.spans, (group.head.identity for group in new.looks), strict=True))
    if len(before) != len(old.looks) or len(after) != len(new.looks):
        return None
    gone = Counter(identity for span, identity in before.items() if after.get(span) != identity)
    stays = Counter(identity for span, identity in before.items() if after.get(span) == identity)
    if set(gone) & set(stays) or Counter(group.head.identity for group in there.looks) != gone + stays:
        return None
    if len(_wrapping(old, new)) != sum(before.get(span) != identity for span, identity in after.items()):
        return None
    return {place: None for group in there.looks if group.head.identity in gone for place in group.places}


def _wrapping(old: _Read, new: _Read) -> list[Group]:
    """The pairs of emphasis around the whole new text that the old one did not have, the innermost first."""
    before = dict(zip(old.spans, (group.head.identity for group in old.looks), strict=True))
    return [
        group
        for group, span, is_whole in zip(new.looks, new.spans, new.is_wrapped, strict=True)
        if is_whole and len(group.codes) > 1 and before.get(span) != group.head.identity
    ][::-1]
