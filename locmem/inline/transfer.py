"""How the codes of a translation are rewritten for another version of its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from locmem.inline.localized_addresses import localized
from locmem.inline.matching import Group, groups, highest, match
from locmem.inline.spelling import spell
from locmem.inline.standing_marks import EMPHASIS
from locmem.inline.uses import is_fact
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, inline

ADDRESSED = frozenset({CodeType.LINK, CodeType.IMAGE, CodeType.URL})
"""Codes that lead somewhere: a page may have another address in another language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A target rewritten for a new source.

    left: the identities that found no place in it.  kept: those that the new source does not have and that stand
    there all the same.
    """

    inline: Inline
    left: tuple[str, ...]
    kept: tuple[str, ...] = ()


def transfer(target: Inline, old_source: Inline, new_source: Inline) -> Transfer:
    """`target`, a translation of `old_source`, with its codes rewritten for `new_source`, in its syntax.

    Codes are found by identity, then by number among those of the same type.  Where the translator wrote a
    code in another way than the old source did (another filter of the same fact, the page of another language)
    and the new source has the same code as the old one, the translator's spelling stays.
    """
    return transfers((target,), old_source, new_source)[0]


def transfers(
    targets: Iterable[Inline], old_source: Inline, new_source: Inline, *, keeps_words: bool = False
) -> tuple[Transfer, ...]:
    """`transfer` for several translations of `old_source`, which may be among them itself.

    keeps_words: codes that stand for words (`code`, a value, a picture) stay where the new source has none for them:
    cut out of a sentence, they would leave the rest of their phrase behind.
    """
    olds, news = groups(old_source.parts), groups(new_source.parts)
    partners = _certain(olds, news, match(olds, news))
    partners = _by_words(olds, news, partners, old_source, new_source)
    change = _SourceChange(old=old_source, new=new_source, olds=olds, news=news, new_of_old=partners)
    return tuple(_carried_over(target, change, keeps_words=keeps_words) for target in targets)


def _certain(olds: list[Group], news: list[Group], partners: Mapping[int, int]) -> dict[int, int]:
    """The partners without those of word-like codes that changed, where as many of their type did not come as went.

    Which of two codes came in the place of one nobody knows.
    """
    same = {old: new for old, new in partners.items() if olds[old].head.identity == news[new].head.identity}
    taken = set(same.values())
    went = Counter(group.head.type for number, group in enumerate(olds) if number not in same)
    came = Counter(group.head.type for number, group in enumerate(news) if number not in taken)
    return {
        old: new
        for old, new in partners.items()
        if old in same or not _is_word(olds[old].head) or went[olds[old].head.type] == came[olds[old].head.type]
    }


def _by_words(
    olds: list[Group], news: list[Group], partners: dict[int, int], old_source: Inline, new_source: Inline
) -> dict[int, int]:
    """The partners, emphasis that stands less or more often than before being known by the words in it."""
    for type_ in EMPHASIS:
        before = [number for number, group in enumerate(olds) if group.head.type is type_]
        after = [number for number, group in enumerate(news) if group.head.type is type_]
        if len(before) == len(after) or not (before and after):
            continue
        free: dict[str, list[int]] = {}
        for number in reversed(after):
            free.setdefault(_inside(new_source, news[number]), []).append(number)
        for number in before:
            partners.pop(number, None)
            if same := free.get(_inside(old_source, olds[number])):
                partners[number] = same.pop()
    return partners


def _inside(content: Inline, group: Group) -> str:
    """The words between the first and the last code of a group."""
    parts = content.parts[group.places[0] + 1 : group.places[-1]]
    return " ".join("".join(part if isinstance(part, str) else part.text for part in parts).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _SourceChange:
    """An old source and a new one with the groups of their codes.

    new_of_old: for numbers of `olds` the number of the same group in `news`.
    """

    old: Inline
    new: Inline
    olds: list[Group]
    news: list[Group]
    new_of_old: Mapping[int, int]

    def groups_for(self, target: Inline) -> tuple[list[Group], list[tuple[int, int] | None]]:
        """The groups of a target, and for each the numbers of its old and new one; None where there is no new one."""
        if target is self.old:
            targets, old_of_target = self.olds, dict(enumerate(range(len(self.olds))))
        else:
            targets = groups(target.parts)
            old_of_target = match(targets, self.olds)
        return targets, [self._place(group, old_of_target.get(number)) for number, group in enumerate(targets)]

    def _place(self, group: Group, old: int | None) -> tuple[int, int] | None:
        old = _fact_number(group, self.olds) if old is None else old
        new = None if old is None else self.new_of_old.get(old)
        if old is None or new is None or len(self.news[new].codes) != len(group.codes):
            return None
        return old, new


def _carried_over(target: Inline, change: _SourceChange, *, keeps_words: bool) -> Transfer:
    """One target with the codes of the new source."""
    parts: list[Part | None] = list(target.parts)
    left: list[str] = []
    kept_words: list[str] = []
    placed: set[int] = set()
    has_same_syntax = target.syntax is change.new.syntax
    fresh = highest(change.new.parts)
    for group, numbers in zip(*change.groups_for(target), strict=True):
        codes: Sequence[Part | None]
        if numbers is None and keeps_words and _is_word(group.head):
            kept_words.append(group.head.identity)
            fresh += 1
            codes = _kept(group, fresh, has_same_syntax=has_same_syntax)
        elif numbers is None:
            left.append(group.head.identity)
            codes = [None] * len(group.places)
        else:
            old, new = change.olds[numbers[0]], change.news[numbers[1]]
            placed.add(numbers[1])
            codes = codes_for(group, old, new) if has_same_syntax else new.codes
        for place, code in zip(group.places, codes, strict=True):
            parts[place] = code
    left += (group.head.identity for number, group in enumerate(change.news) if number not in placed)
    kept = [part for part in parts if part is not None]
    if has_same_syntax:
        return Transfer(inline=inline(kept, change.new.syntax), left=tuple(left), kept=tuple(kept_words))
    readable = [part.text if isinstance(part, Code) and part.is_text else part for part in kept]
    spelled = spell(inline(readable, change.new.syntax).parts, change.new)
    return Transfer(inline=spelled, left=tuple(left), kept=tuple(kept_words))


_WORDS = frozenset({CodeType.CODE, CodeType.LIQUID, CodeType.VARIABLE, CodeType.URL, CodeType.UNKNOWN})
_NAMED = re.compile(r"<(?!(?:br|hr|img|input|wbr)\b)[A-Za-z][\w.\\-]*>", re.IGNORECASE)
"""A name in angle brackets that nothing closes: `<your-id>` stands for a value."""
_SAME_EVERYWHERE = frozenset({CodeType.LIQUID, CodeType.VARIABLE, CodeType.URL})


def _is_word(head: Code) -> bool:
    """Whether a code stands in its sentence as a word or a picture does."""
    is_element = head.type is CodeType.HTML and (head.original.count("<") > 1 or bool(_NAMED.fullmatch(head.original)))
    return head.type is CodeType.IMAGE or (head.role is CodeRole.SINGLE and (head.type in _WORDS or is_element))


def _kept(group: Group, number: int, *, has_same_syntax: bool) -> list[Part | None]:
    """The codes of a group with a number of their own; in another syntax what a reader sees of them."""
    if has_same_syntax or group.head.type in _SAME_EVERYWHERE:
        return [replace(code, id=number) for code in group.codes]
    seen = group.head.identity.partition(" ")[2] if group.head.type is CodeType.CODE else ""
    return [seen or None, *[None] * (len(group.places) - 1)]


def codes_for(group: Group, old: Group, new: Group) -> list[Code]:
    """The codes of the new group; those of a group that did not change stay as the translator spelled them."""
    if old.head.identity != new.head.identity:
        return _in_its_locale(group, old, new) or list(new.codes)
    spelled = dict(enumerate(code.original for code in old.codes))
    return [
        new_code if code.original == spelled.get(number) else replace(code, id=new_code.id)
        for number, (code, new_code) in enumerate(zip(group.codes, new.codes, strict=True))
    ]


def _in_its_locale(group: Group, old: Group, new: Group) -> list[Code] | None:
    """The codes of the new group with its address as the target's locale writes it; None where that is not certain."""
    if new.head.type not in ADDRESSED or group.head.identity == old.head.identity:
        return None
    now = address_of(new)
    address = localized(address_of(old), address_of(group), now)
    if not address or not any(now in code.original for code in new.codes):
        return None
    identity = f"{new.head.type.value} {address}"
    return [
        replace(
            code,
            original=code.original.replace(now, address, 1),
            identity=identity if code.identity == new.head.identity else code.identity,
        )
        for code in new.codes
    ]


def address_of(group: Group) -> str:
    """Where a link, a picture or a URL leads."""
    return group.head.identity.partition(" ")[2]


def _fact_number(group: Group, olds: list[Group]) -> int | None:
    """The old group of a fact that the target uses more often than its source does."""
    if not is_fact(group.head.identity):
        return None
    same = (number for number, old in enumerate(olds) if old.head.identity == group.head.identity)
    return next(same, None)
