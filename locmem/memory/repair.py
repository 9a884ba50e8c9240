"""Repair: a stored pair brought up to date with a new source where that is certain.

Certain means one to one: a value that changed in the source stands once in the old source and once in the
target.  Everything else is left as it is and said so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from locmem.inline.liquid import scan
from locmem.inline.transfer import transfers
from locmem.memory.amounts import decimals_of, read_number, write_number
from locmem.memory.currencies import currencies, in_place_of, meanings, replace_currency
from locmem.memory.dates import WrittenDate, dates_in, spellings
from locmem.memory.placeables import Placeable, PlaceableKind, placeables, swap
from locmem.model.inline import CodeType, Inline, inline

HIGHEST = 99.0
"""The highest percent of a match that is not the same text with the same values."""

_MARKUP = frozenset({CodeType.BOLD, CodeType.ITALIC, CodeType.STRIKE, CodeType.CODE, CodeType.BREAK})
_LOOKS = frozenset(kind.value for kind in _MARKUP)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEPARATORS = ".,:'’\u00a0\u202f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A stored pair after repair.

    repaired: what was changed, in words.  left: what changed in the source and could not be in the target.
    codes: how many codes were put in or taken out.
    """

    source: Inline
    target: Inline
    repaired: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    codes: int = 0


def repair(old: Inline, target: Inline, new: Inline, source_locale: str = "", locale: str = "") -> Repair:
    """The pair `old`, `target` with the codes and values of `new` put in where that is certain.

    source_locale, locale: of source and target, for the way numbers and dates are written there.  Where one is
    not known, a number takes the separators its place showed before, and dates in words are left.
    """
    step = _repair_codes(old, target, new)
    if step.source.text == new.text:
        return step
    step = _repair_dates(step, new, source_locale, locale)
    step = _repair_values(step, new, source_locale, locale)
    return _repair_currency(step, new)


def _repair_dates(step: Repair, new: Inline, source_locale: str, locale: str) -> Repair:
    """Dates with a year, which change as a whole: their month may be a word."""
    if not (source_locale and locale and _YEAR.search(new.text) and _YEAR.search(step.target.text)):
        return step
    before, after = _dates(step.source, source_locale), _dates(new, source_locale)
    if len(before) != len(after):
        return step
    old_texts = [date.text for date in before]
    for was, now in zip(before, after, strict=True):
        if was == now or old_texts.count(was.text) > 1 or now.text in old_texts:
            continue
        pairs = dict(zip(spellings(was.value, locale), spellings(now.value, locale), strict=True))
        written = [spelling for spelling in pairs for _ in _occurrences(step.target, spelling)]
        if len(written) == 1:
            step = replace(
                step,
                source=_with_text(step.source, was.text, now.text),
                target=_with_text(step.target, written[0], pairs[written[0]]),
                repaired=(*step.repaired, f"date {was.text} became {now.text}"),
            )
    return step


def _dates(content: Inline, locale: str) -> list[WrittenDate]:
    return [found for part in content.parts if isinstance(part, str) for found in dates_in(part, locale)]


def _occurrences(content: Inline, text: str) -> list[str]:
    return [found for part in content.parts if isinstance(part, str) for found in _alone(text).findall(part)]


def _with_text(content: Inline, text: str, other: str) -> Inline:
    parts = [_alone(text).sub(lambda _: other, part) if isinstance(part, str) else part for part in content.parts]
    return inline(parts, content.syntax)


def _alone(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d){re.escape(text)}(?!\d)")


def _repair_values(step: Repair, new: Inline, source_locale: str, locale: str) -> Repair:
    changes, left = _value_changes(step.source, step.target, new, source_locale, locale)
    return replace(
        step,
        source=swap(step.source, lambda found: changes[found].new if found in changes else found.text),
        target=_swap_in_target(step.target, changes),
        repaired=(*step.repaired, *(change.sentence for change in changes.values())),
        left=(*step.left, *left),
    )


def _repair_currency(step: Repair, new: Inline) -> Repair:
    before, after = list(currencies(step.source.text)), list(currencies(new.text))
    if before == after or len(before) != 1 or len(after) != 1:
        return step
    (was,), (now,) = before, after
    there = list(currencies(step.target.text))
    if len(there) != 1 or meanings()[there[0]] != meanings()[was]:
        return step
    written = in_place_of(now, there[0])
    if written is None:
        return step
    return replace(
        step,
        source=_with_currency(step.source, was, now),
        target=_with_currency(step.target, there[0], written),
        repaired=(*step.repaired, f"currency {was} became {now}"),
    )


def _with_currency(content: Inline, was: str, now: str) -> Inline:
    parts = [replace_currency(part, was, now) if isinstance(part, str) else part for part in content.parts]
    return inline(parts, content.syntax)


def _repair_codes(old: Inline, target: Inline, new: Inline) -> Repair:
    before, after = _identities(old), _identities(new)
    if before == after and old.syntax is new.syntax:
        return Repair(source=old, target=target)
    gone, came = before - after, after - before
    moved, source = transfers((target, old), old, new)
    left = Counter(moved.left) & after
    put_in = came - left
    return Repair(
        source=source.inline,
        target=moved.inline,
        repaired=tuple(_code_sentences(list(gone.elements()), list(put_in.elements()))),
        left=tuple(f"{identity} has no certain place" for identity in left.elements()),
        codes=max(sum(map(_is_content, side.elements())) for side in (gone, put_in)),
    )


def _is_content(identity: str) -> bool:
    """Whether a code is more than the look of text; the codes of other tools, whatever they are called, may be."""
    return identity not in _LOOKS


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


def _value_changes(
    old: Inline, target: Inline, new: Inline, source_locale: str, locale: str
) -> tuple[dict[Placeable, _Change], tuple[str, ...]]:
    """The changes that are certain, by the placeable of the old source, and what is left."""
    changes: dict[Placeable, _Change] = {}
    left: list[str] = []
    old_values, new_values = placeables(old), placeables(new)
    if old_values == new_values:
        return {}, ()
    target_values = placeables(target)
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
                written = _in_target(was, now, target_values, source_locale, locale)
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


def _in_target(
    was: Placeable, now: Placeable, target: tuple[Placeable, ...], source_locale: str, locale: str
) -> tuple[Placeable, str] | None:
    """The placeable of the target that says `was`, and how the target says `now`; None if not certain."""
    if was.kind is PlaceableKind.DATE and "-" not in was.text + now.text:
        # Day and month may have changed places in the target.
        return None
    if was.kind is not PlaceableKind.NUMBER:
        return (was, now.text) if target.count(was) == 1 else None
    numbers = [value for value in target if value.kind is PlaceableKind.NUMBER]
    if was.text.isdigit() and now.text.isdigit() and len(now.text) <= max(len(was.text), 3):
        # Small numbers are the same everywhere, and 2026 becomes 2027 as it stands.
        same = [value for value in numbers if value.text == was.text]
        if len(same) == 1:
            return same[0], now.text
    return _by_locale(was, now, numbers, source_locale, locale) or _by_spelling(was, now, numbers)


def _by_locale(
    was: Placeable, now: Placeable, target: list[Placeable], source_locale: str, locale: str
) -> tuple[Placeable, str] | None:
    """The number of the target with the value of `was`, and `now` as the target's locale writes it."""
    if not (source_locale and locale):
        return None
    before, after = read_number(was.text, source_locale), read_number(now.text, source_locale)
    if before is None or after is None:
        return None
    same = [value for value in target if read_number(value.text, locale) == before]
    if len(same) != 1:
        return None
    written = write_number(after, decimals_of(now.text, source_locale), locale, same[0].text)
    return None if written is None else (same[0], written)


def _by_spelling(was: Placeable, now: Placeable, target: list[Placeable]) -> tuple[Placeable, str] | None:
    """The number of the target with the digits of `was`, and `now` with the separators it shows there."""
    same = [value for value in target if _digits(value) == _digits(was)]
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
