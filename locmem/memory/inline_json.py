"""Marked-up text as compact JSON and back, exactly: the form the memory stores."""

from __future__ import annotations

import json

from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax

_SYNTAXES = {syntax.value: syntax for syntax in Syntax}
_ROLES = {role.value: role for role in CodeRole}
_TYPES = {type_.value: type_ for type_ in CodeType}
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def dump(content: Inline) -> str:
    """`content` as a JSON array: its syntax, then each text as a string and each code as an array."""
    parts: list[object] = [content.syntax.value]
    for part in content.parts:
        if isinstance(part, str):
            parts.append(part)
        else:
            parts.append([part.id, part.role.value, part.type.value, part.original, part.identity, part.text])
    return _ENCODER.encode(parts)


def load(text: str) -> Inline:
    """The content that `dump` wrote as `text`; `load(dump(content)) == content` for every content.

    A memory may be older or newer than this program: what it calls by a name that is not known here is a plain text or
    an unknown single code, and no reason to stop.
    """
    syntax, *parts = json.loads(text)
    return Inline(syntax=_SYNTAXES.get(syntax, Syntax.PLAIN), parts=tuple(map(_part, parts)))


def _part(stored: str | list[str | int]) -> Part:
    if isinstance(stored, str):
        return stored
    number, role, type_, original, identity, text = stored
    return Code(
        id=int(number),
        role=_ROLES.get(str(role), CodeRole.SINGLE),
        type=_TYPES.get(str(type_), CodeType.UNKNOWN),
        original=str(original),
        identity=str(identity),
        text=str(text),
    )
