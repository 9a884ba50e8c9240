"""Repair: a stored pair brought up to date with a new source where that is certain.

Certain means one to one: a value that changed in the source stands once in the old source and once in the
target.  Everything else is left as it is and said so.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from locmem.inline.compare import transfer
from locmem.inline.liquid import scan
from locmem.memory.placeables import Placeable, PlaceableKind, placeables, swap
from locmem.model.inline import CodeType, Inline

HIGHEST = 99.0
"""The highest percent of a match that is not the same text with the same values."""

_MARKUP = frozenset({CodeType.BOLD, CodeType.ITALIC, CodeType.STRIKE, CodeType.CODE, CodeType.BREAK})
_SEPARATORS = ".,:'’\u00a0\u202f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A stored pair after repair.

    repaired: what was changed, in words.  left: what changed in the source and could not be in the target.
    """

    source: Inline
    target: Inline
    repaired: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def repair(old: Inline, target: Inline, new: Inline) -> Repair:
    """The pair `old`, `target` with the codes and values of `new` put in where that is certain."""
    with_codes = _repair_codes(old, target, new)
    changes, left = _value_changes(with_codes.source, with_codes.target, new)
    return Repair(
        source=swap(with_codes.source, lambda found: changes[found].new if found in changes else found.text),
        target=_swap_in_target(with_codes.target, changes),
        repaired=(*with_codes.repaired, *(change.sentence for change in changes.values())),
        left=(*with_codes.left, *left),
    )


def _repair_codes(old: Inline, target: Inline, new: Inline) -> Repair:
    gone, came = _identities(old) - _identities(new), _identities(new) - _identities(old)
    if not gone and not came and old.syntax is new.syntax:
        return Repair(source=old, target=target)
    moved = transfer(target, old, new)
    left = Counter(moved.left) & _identities(new)
    return Repair(
        source=transfer(old, old, new).inline,
        target=moved.inline,
        repaired=tuple(_code_sentences(list(gone.elements()), list((came - left).elements()))),
        left=tuple(f"{identity} has no certain place" for identity in left.elements()),
    )


def _code_sentences(gone: list[str], came: list[str]) -> Iterator[str]:
    """What happened to the codes; one gone and one come of the same type are one that changed."""
    for before in gone:
        type_ = before.split(" ", 1)[0]
        after = next((identity for identity in came if identity.split(" ", 1)[0] == type_), None)
        if after is None:
            yield f"{before} was taken out"
        else:
            came.remove(after)
            yield f"{before} became {after}"
    yield from (f"{identity} was put in" for identity in came)


def _identities(content: Inline) -> Counter[str]:
    # A pair counts once: its closing part follows the opening one.
    return Counter(identity for _, identity in {(code.id, code.identity) for code in content.codes})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    new: str
    old_in_target: Placeable
    new_in_target: str
    sentence: str


def _value_changes(old: Inline, target: Inline, new: Inline) -> tuple[dict[Placeable, _Change], tuple[str, ...]]:
    """The changes that are certain, by the placeable of the old source, and what is left."""
    changes: dict[Placeable, _Change] = {}
    left: list[str] = []
    old_values, new_values, target_values = placeables(old), placeables(new), placeables(target)
    counts = Counter(old_values)
    for kind in PlaceableKind:
        before = [value for value in old_values if value.kind is kind]
        after = [value for value in new_values if value.kind is kind]
        if before == after:
            continue
        if len(before) != len(after):
            left.append(f"{kind.value}: {len(after)} here, {len(before)} in the memory")
            continue
        for was, now in zip(before, after, strict=True):
            if was == now:
                continue
            # Two values that changed places may belong to two clauses that did.
            written = None
            if counts[was] == 1 and now not in counts:
                written = _in_target(was, now, target_values)
            if written is None:
                left.append(f"{kind.value} {was.text} became {now.text}")
                continue
            there, there_now = written
            note = ": check the plural" if "1" in (was.text, now.text) else ""
            changes[was] = _Change(
                new=now.text,
                old_in_target=there,
                new_in_target=there_now,
                sentence=f"{kind.value} {was.text} became {now.text}{note}",
            )
    return changes, tuple(left)


def _in_target(was: Placeable, now: Placeable, target: tuple[Placeable, ...]) -> tuple[Placeable, str] | None:
    """The placeable of the target that says `was`, and how the target says `now`; None if not certain."""
    if was.kind is PlaceableKind.DATE and "-" not in was.text + now.text:
        # Day and month may have changed places in the target.
        return None
    if was.kind is not PlaceableKind.NUMBER:
        return (was, now.text) if target.count(was) == 1 else None
    same = [value for value in target if value.kind is was.kind and _digits(value) == _digits(was)]
    if len(same) != 1 or len(same[0].text) != len(was.text):
        return None
    # The target may write 1,234.5 as 1.234,5; a separator it never showed is not guessed.
    spelling: dict[str, str] = {}
    for here, there in zip(was.text, same[0].text, strict=True):
        if (here in _SEPARATORS) != (there in _SEPARATORS) or spelling.setdefault(here, there) != there:
            return None
    if any(character in _SEPARATORS and character not in spelling for character in now.text):
        return None
    written = "".join(spelling[c] if c in _SEPARATORS else c for c in now.text)
    return same[0], written


def _digits(value: Placeable) -> str:
    return "".join(character for character in value.text if character not in _SEPARATORS)


def _swap_in_target(target: Inline, changes: dict[Placeable, _Change]) -> Inline:
    by_target = {change.old_in_target: change.new_in_target for change in changes.values()}
    return swap(target, lambda found: by_target.get(found, found.text))


def is_harmless(old: Inline, new: Inline) -> bool:
    """Whether two sources differ in nothing but markup, or a help desk's tags that read the same values.

    Such a repair may make a match exact; another link, URL, fact or anything unknown may not.
    """
    if unicodedata.normalize("NFC", old.text) != unicodedata.normalize("NFC", new.text):
        return False
    changed = (_identities(old) - _identities(new)) + (_identities(new) - _identities(old))
    types = {code.type for content in (old, new) for code in content.codes if code.identity in changed}
    if types <= _MARKUP:
        return True
    if not types <= _MARKUP | {CodeType.LIQUID}:
        return False
    old_tags, new_tags = scan(old.native).tags, scan(new.native).tags
    return [(tag.name, tag.paths) for tag in old_tags] == [(tag.name, tag.paths) for tag in new_tags]
