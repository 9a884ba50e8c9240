"""Repair: a stored pair brought up to date with a new source where that is certain.

Certain means one to one: a value that changed in the source stands once in the old source and once in the
target.  Everything else is left as it is and said so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from locmem.inline.code_ends import same_ends
from locmem.inline.liquid import scan
from locmem.inline.transfer import transfers
from locmem.memory.currencies import currencies, in_place_of, meanings, replace_currency
from locmem.memory.dates import WrittenDate, dates_in, spellings
from locmem.memory.figures import Figure, figures, rewritten
from locmem.memory.placeables import PlaceableKind
from locmem.memory.replacement import replacement
from locmem.model.inline import CodeType, Inline, inline

HIGHEST = 99.0
"""The highest percent of a match that is not the same text with the same values."""

CHECK_PLURAL = ": check the plural"
"""How the sentence ends that tells of a number which may ask for another form of the words beside it."""
_MARKUP = frozenset({CodeType.BOLD, CodeType.ITALIC, CodeType.STRIKE, CodeType.CODE, CodeType.BREAK})
_LOOKS = frozenset(kind.value for kind in _MARKUP)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A stored pair after repair.

    repaired: what was changed, in words.  left: what changed in the source and could not be in the target.
    kept: codes of the target that the source has no more; taken out, they would leave the rest of their phrase.
    codes: how many codes were put in or taken out.  looks: how many of those left are bold or italic.
    """

    source: Inline
    target: Inline
    repaired: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    codes: int = 0
    looks: int = 0


def repair(old: Inline, target: Inline, new: Inline, source_locale: str = "", locale: str = "") -> Repair:
    """The pair `old`, `target` with the codes and values of `new` put in where that is certain.

    source_locale, locale: of source and target, for the way numbers and dates are written there.  Where one is
    not known, a number takes the separators its place showed before, and dates in words are left.
    """
    step = _repair_codes(old, target, new)
    if step.source.text == new.text:
        return step
    step = _repair_dates(step, new, source_locale, locale)
    valued = _repair_values(step, new, source_locale, locale)
    # Beside an amount that stays old, another currency would make a price that nobody ever wrote.
    return _repair_currency(valued, new) if len(valued.left) == len(step.left) else valued


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
        source=rewritten(step.source, {change.was.place: change.now.text for change in changes}),
        target=rewritten(step.target, {change.there.place: change.written for change in changes}),
        repaired=(*step.repaired, *(change.sentence for change in changes)),
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
    target, base = same_ends(target, old, new)
    moved, source = transfers((target, base), base, new, keeps_words=True)
    gone, came = before - after - Counter(source.kept), after - before
    left = Counter(moved.left) & after
    put_in = came - left
    return Repair(
        source=source.inline,
        target=moved.inline,
        repaired=tuple(_code_sentences(list(gone.elements()), list(put_in.elements()))),
        left=(
            *(f"{identity} has no certain place" for identity in left.elements()),
            *(f"{identity} is in the translation only" for identity in moved.kept),
        ),
        kept=moved.kept,
        codes=max(sum(map(_is_content, side.elements())) for side in (gone, put_in)),
        looks=left[CodeType.BOLD.value] + left[CodeType.ITALIC.value],
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
    yield from (f"{identity} was put into the translation" for identity in came)


def _identities(content: Inline) -> Counter[str]:
    # A pair counts once: its closing part follows the opening one.  Not a set, which each process orders otherwise.
    return Counter(identity for _, identity in dict.fromkeys((code.id, code.identity) for code in content.codes))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A figure of the old source that changed, the one that stands in its place now, and both in the target."""

    was: Figure
    now: Figure
    there: Figure
    written: str

    @property
    def sentence(self) -> str:
        note = CHECK_PLURAL if "1" in (self.was.text, self.now.text) else ""
        return f"{self.was.kind.value} {self.was.text} became {self.now.text}{note}"


def _value_changes(
    old: Inline, target: Inline, new: Inline, source_locale: str, locale: str
) -> tuple[list[_Change], list[str]]:
    """The changes that are certain, and what is left."""
    before, after = figures(old), figures(new)
    if before == after:
        return [], []
    pairs, left = _pairs(before, after, _frame(old, before) == _frame(new, after))
    changes: list[_Change] = []
    there = figures(target)
    counts = Counter(before)
    taken: set[Figure] = set()
    for was, now in pairs:
        found = None
        # Two values that changed places may belong to two clauses that did.
        if counts[was] == 1 and now not in counts:
            found = replacement(was, now, before, there, source_locale, locale)
        if found is None or found[0] in taken:
            left.append(f"{was.kind.value} {was.text} became {now.text}")
            continue
        taken.add(found[0])
        changes.append(_Change(was=was, now=now, there=found[0], written=found[1]))
    return changes, left


def _frame(content: Inline, found: Sequence[Figure]) -> str:
    """A text without the values of its figures."""
    return rewritten(content, {figure.place: "#" for figure in found}).text


def _pairs(
    before: Sequence[Figure], after: Sequence[Figure], is_same_frame: bool
) -> tuple[list[tuple[Figure, Figure]], list[str]]:
    """Which figure stands in the place of which, where they differ; and what is left."""
    left: list[str] = []
    pairs: list[tuple[Figure, Figure]] = []
    uneven: list[PlaceableKind] = []
    for kind in PlaceableKind:
        was, now = ([figure for figure in side if figure.kind is kind] for side in (before, after))
        if len(was) == len(now):
            pairs += zip(was, now, strict=True)
        else:
            uneven.append(kind)
    # A number may have become a name: `2.3.4` and `2.4.6-p2`.
    was, now = ([figure for figure in side if figure.kind in uneven] for side in (before, after))
    if set(uneven) == {PlaceableKind.NUMBER, PlaceableKind.IDENTIFIER} and len(was) == len(now):
        pairs += zip(was, now, strict=True)
        uneven = []
    for kind in uneven:
        here, there = (sum(figure.kind is kind for figure in side) for side in (after, before))
        left.append(f"{kind.value}: {here} here, {there} in the memory")
    pairs = [(old, new) for old, new in pairs if old != new]
    sure = [pair for pair in pairs if is_same_frame or _stand_alike(*pair, is_only_one=len(pairs) == 1)]
    left += (f"{old.kind.value} {old.text} became {new.text}" for old, new in pairs if (old, new) not in sure)
    return sure, left


def _stand_alike(old: Figure, new: Figure, *, is_only_one: bool) -> bool:
    """Whether two figures stand beside the same words; of one that changed alone, one word is enough."""
    is_before, is_after = (here == there for here, there in zip(old.around, new.around, strict=True))
    if is_before and is_after:
        return True
    if is_only_one and old.kind is new.kind:
        return (is_before and bool(old.around[0])) or (is_after and bool(old.around[1]))
    return is_before and bool(old.around[0])


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
