"""Codes at the ends of a text: a pair around all of it, and what stands behind its last word on a line of its own.

Between words only a person knows where a code belongs in a translation.  A pair around all of a source belongs
around all of its translation; a last line of codes alone (`<br>` and a name) is the last line of the translation as
well, and what follows the last code of both behind a sign (` – {{ company.name }}`) follows it in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from locmem.inline.matching import groups, highest
from locmem.inline.protect import parse
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline


def same_ends(target: Inline, old: Inline, new: Inline) -> tuple[Inline, Inline]:
    """`target` and `old` with the codes that `new` has at its ends, where their place is certain.

    target: a translation of `old`.  Both stay as they are where `new` has other ends of which that is not certain.
    """
    if old.syntax is not target.syntax:
        return target, old
    inner, pairs = _unwrapped(new, old)
    target, old = _same_tail(target, old, inner)
    for pair in reversed(pairs):
        around = [made for content in (target, old) if (made := _wrapped(content, pair)) is not None]
        if len(around) < 2:
            break
        target, old = around
    return target, old


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A pair of codes around a text, and the signs behind it: a full stop, or nothing."""

    opening: Code
    closing: Code
    behind: str


def _unwrapped(new: Inline, old: Inline) -> tuple[Inline, list[_Pair]]:
    """A source without the pairs around all of it that the old one has not, and those pairs from the outside in."""
    pairs: list[_Pair] = []
    known = Counter(group.head.type for group in groups(old.parts))
    parts = list(new.parts)
    behind = ""
    while len(parts) > 2:
        last = parts[-1]
        if not pairs and isinstance(last, str) and not _has_word(last):
            behind, parts = last, parts[:-1]
            continue
        first, last = parts[0], parts[-1]
        if not (isinstance(first, Code) and isinstance(last, Code) and first.id == last.id):
            break
        inside = [part for part in parts[1:-1] if isinstance(part, Code) and part.id == first.id]
        is_pair = first.role is CodeRole.OPEN and last.role is CodeRole.CLOSE and not inside
        if not is_pair or known[first.type] or first.type is CodeType.LIQUID:
            break
        pairs.append(_Pair(opening=first, closing=last, behind=behind))
        parts = parts[1:-1]
    return inline([*parts, behind] if behind else parts, new.syntax), pairs


def _wrapped(content: Inline, pair: _Pair) -> Inline | None:
    """A text in a pair of codes, the signs behind it left outside; None where it does not end in them."""
    parts = list(content.parts)
    if pair.behind:
        last = parts[-1] if parts else ""
        if not isinstance(last, str) or not last.endswith(pair.behind):
            return None
        parts[-1] = last.removesuffix(pair.behind)
    number = highest(content.parts) + 1
    around = replace(pair.opening, id=number), replace(pair.closing, id=number)
    if not any(_has_word(part) for part in parts if isinstance(part, str)):
        return None
    made = inline([around[0], *parts, around[1], pair.behind], content.syntax)
    return made if _is_read_so(made) else None


def _is_read_so(content: Inline) -> bool:
    """Whether a reader of its file finds the codes that stand in a text: a `]` in the words would end a link."""
    if content.syntax is not Syntax.MARKDOWN:
        return True
    return [code.original for code in parse(content.native, content.syntax).codes] == [
        code.original for code in content.codes
    ]


def _same_tail(target: Inline, old: Inline, new: Inline) -> tuple[Inline, Inline]:
    """`target` and `old` with the tail of `new`, where one of the old tail and the new one begins with the other."""
    tails = [_tail(content) for content in (old, target, new)]
    before, there, after = ([tail[place] for place in _places(tail)] for tail in tails)
    identities = [[code.identity for code in side if isinstance(code, Code)] for side in (before, there, after)]
    shorter = min(len(before), len(after))
    if (
        identities[0] != identities[1]
        or identities[0] == identities[2]
        or identities[0][:shorter] != identities[2][:shorter]
    ):
        return target, old
    if _behind(tails[0]) != _behind(tails[2]):
        return target, old
    if len(before) > len(after):
        # A code that stands for a word is never cut out of a phrase; what has a line of its own is none.
        is_line = _starts_line(tails[0], shorter)
        return (_cut(target, tails[1], shorter), _cut(old, tails[0], shorter)) if is_line else (target, old)
    if not (_starts_line(tails[2], shorter) or _is_apart(tails[2], shorter)):
        return target, old
    added = _after(tails[2], shorter)
    return _grown(target, tails[1], added), _grown(old, tails[0], added)


def _tail(content: Inline) -> Sequence[Part]:
    """The parts from the first code behind the last word on, none of them a pair's."""
    start = len(content.parts)
    for number in range(len(content.parts) - 1, -1, -1):
        part = content.parts[number]
        if _is_code(part):
            if not isinstance(part, Code) or part.role is not CodeRole.SINGLE:
                break
            start = number
        elif _has_word(_seen(part)):
            break
    return content.parts[start:]


def _is_code(part: Part) -> bool:
    return isinstance(part, Code) and not part.is_text


def _seen(part: Part) -> str:
    """What a reader sees of a part."""
    return part if isinstance(part, str) else part.text


def _behind(tail: Sequence[Part]) -> Sequence[Part]:
    """The signs behind the last code of a tail."""
    places = _places(tail)
    return tail[places[-1] + 1 :] if places else ()


def _places(tail: Sequence[Part]) -> list[int]:
    """Where in a tail its codes stand."""
    return [place for place, part in enumerate(tail) if _is_code(part)]


def _starts_line(tail: Sequence[Part], number: int) -> bool:
    """Whether the code of a tail with a number is a line break."""
    code = tail[_places(tail)[number]]
    return isinstance(code, Code) and code.type is CodeType.BREAK


def _is_apart(tail: Sequence[Part], number: int) -> bool:
    """Whether a sign stands between the code of a tail with a number and the code before it."""
    places = _places(tail)
    between = tail[places[number - 1] + 1 : places[number]] if number else ()
    return any(_seen(part).strip() for part in between)


def _after(tail: Sequence[Part], number: int) -> Sequence[Part]:
    """What of a tail comes behind its first `number` codes, without the signs at its end."""
    start = _places(tail)[number - 1] + 1 if number else 0
    return tail[start : len(tail) - len(_behind(tail))]


def _cut(content: Inline, tail: Sequence[Part], number: int) -> Inline:
    """A text of whose tail only the first `number` codes are left, and the signs at its end."""
    gone = len(_after(tail, number))
    end = len(content.parts) - len(_behind(tail))
    return inline([*content.parts[: end - gone], *content.parts[end:]], content.syntax)


def _grown(content: Inline, tail: Sequence[Part], added: Sequence[Part]) -> Inline:
    """A text with more codes at its end, before the signs there; they get numbers of their own."""
    fresh = highest(content.parts)
    end = len(content.parts) - len(_behind(tail))
    own = [replace(part, id=fresh + part.id) if isinstance(part, Code) and part.id else part for part in added]
    return inline([*content.parts[:end], *own, *content.parts[end:]], content.syntax)


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)
