"""Liquid tags that are the same but for the white space in them, which neither engines nor readers see."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

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
    """`parts` with each Liquid tag that `source` has, only spaced in another way, as the source writes it."""
    own = {code.identity: code for code in source.codes if code.type is CodeType.LIQUID and not is_fact(code.identity)}
    if not own:
        return list(parts)
    loose = {loosened(identity): code for identity, code in own.items()}
    return [part if isinstance(part, str) or part.identity in own else _spelled(part, loose) for part in parts]


def _spelled(code: Code, loose: Mapping[str, Code]) -> Code:
    known = loose.get(loosened(code.identity)) if code.type is CodeType.LIQUID else None
    return replace(code, original=known.original, identity=known.identity) if known else code
