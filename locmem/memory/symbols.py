"""Marked-up text as strings that can be compared: each inline code is one character."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from locmem.memory.placeables import PlaceableKind, mask
from locmem.model.inline import Code, CodeRole, CodeType, Inline, inline

# All symbols come from the private use areas, where no text has a character of its own.
_KINDS = {kind: chr(0xF8E0 + number) for number, kind in enumerate(PlaceableKind)}
_ROLES = {role: chr(0xF8F0 + number) for number, role in enumerate(CodeRole)}
_PLANE, _PLANE_SIZE = 0xF0000, 0xFFFE

_EMPHASIS = frozenset({CodeType.BOLD, CodeType.ITALIC})
_SIGNS = re.compile(r"[\d@_]")
"""Every placeable but an address of the web holds one of these."""


def raw_symbols(content: Inline) -> str:
    """The text after NFC with each code one symbol; equal codes have equal symbols.

    Codes that only spell text stand as that text.  Different codes share a symbol once in some 130,000 pairs.
    """
    text = content.only_text
    return _composed("".join(map(_raw, content.parts)) if text is None else text)


def without_emphasis(content: Inline) -> Inline:
    """`content` without its bold and italic marks."""
    parts = [part for part in content.parts if isinstance(part, str) or part.type not in _EMPHASIS]
    return inline(parts, content.syntax)


def masked_symbols(content: Inline) -> str:
    """The text after NFC with one symbol for each placeable: codes by role, other values by kind."""
    text = content.only_text
    return _composed("".join(map(_masked, content.parts)) if text is None else _masked(text))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _raw(part: str | Code) -> str:
    if isinstance(part, str):
        return part
    return part.text if part.is_text else _code_symbol(part.role, part.identity)


def _masked(part: str | Code) -> str:
    if isinstance(part, str):
        text = _composed(part)
        # Most texts hold nothing to mask, and looking for one of these is much quicker than for all that may be.
        has_values = "://" in text or "www." in text or _SIGNS.search(text)
        return mask(text, _KINDS) if has_values else text
    return part.text if part.is_text else _ROLES[part.role]


@lru_cache(maxsize=10_000)
def _code_symbol(role: CodeRole, identity: str) -> str:
    digest = hashlib.blake2b(f"{role.value} {identity}".encode(), digest_size=8).digest()
    plane, place = divmod(int.from_bytes(digest) % (2 * _PLANE_SIZE), _PLANE_SIZE)
    return chr(_PLANE + plane * 0x10000 + place)
