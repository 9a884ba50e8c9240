"""Liquid tags that are the same but for the white space in them, which neither engines nor readers see."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from locmem.inline.tag_texts import strings_in, texts_in
from locmem.inline.uses import is_fact
from locmem.model.inline import Code, CodeType, Inline, Part

_WORDS = re.compile(r""""[^"]*"|'[^']*'|[\w.-]+|\S""")
_ENDS = re.compile(r"(\{[{%][-~+]?)(.*?)([-~+]?[%}]\})", re.DOTALL)


@lru_cache(maxsize=4096)
def loosened(identity: str) -> str:
    """The identity of a code with the white space inside its Liquid tags as one blank between any two words.

    Strings in quotes stay as they are, and so do the dashes that take white space away around a tag.
    """
    if "{" not in identity:
        return identity
    return _ENDS.sub(lambda found: f"{found[1]} {' '.join(_WORDS.findall(found[2]))} {found[3]}", identity)


def own_spelling(parts: Sequence[Part], source: Inline) -> list[Part]:
    """`parts` with each Liquid tag that `source` has, only spaced in another way, as the source writes it.

    A tag of the source with other words for its readers, or other quotes around these, stays and is the source's.
    """
    own = {code.identity: code for code in source.codes if code.type is CodeType.LIQUID and not is_fact(code.identity)}
    if not own:
        return list(parts)
    loose = {loosened(identity): code for identity, code in own.items()}
    spoken = [(code, names) for code in own.values() if (names := {name for name, *_ in texts_in(code.original)})]
    return [
        part
        if isinstance(part, str) or part.identity in own
        else _worded(_spelled(part, loose), spoken if part.type is CodeType.LIQUID else ())
        for part in parts
    ]


def _worded(code: Code, spoken: Sequence[tuple[Code, Collection[str]]]) -> Code:
    """`code` with the identity of the tag that it is but for the texts of these names."""
    for own, names in spoken:
        if code.identity != own.identity and _without_words(code, names) == _without_words(own, names):
            return replace(code, identity=own.identity)
    return code


def _without_words(code: Code, names: Collection[str]) -> str:
    parts: list[str] = []
    last = 0
    for name, start, end in strings_in(code.original):
        if name in names:
            parts += (code.original[last : start - 1], '""')
            last = end + 1
    return loosened("".join((*parts, code.original[last:])))


def _spelled(code: Code, loose: Mapping[str, Code]) -> Code:
    known = loose.get(loosened(code.identity)) if code.type is CodeType.LIQUID else None
    return replace(code, original=known.original, identity=known.identity) if known else code
