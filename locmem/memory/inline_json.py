"""Marked-up text as compact JSON and back, exactly: the form the memory stores."""

from __future__ import annotations

import json

from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax

_SYNTAXES = {syntax.value: syntax for syntax in Syntax}
_BEGUN = {syntax: f'["{syntax.value}",' for syntax in Syntax}
_ROLES = {role.value: role for role in CodeRole}
_TYPES = {type_.value: type_ for type_ in CodeType}
json_text = json.encoder.encode_basestring
"""A text as JSON, its letters as they are: an encoder for whole values takes ten times as long to begin."""


def dump(content: Inline) -> str:
    """`content` as a JSON array: its syntax, then each text as a string and each code as an array."""
    text = content.only_text
    if text:
        return f"{_BEGUN[content.syntax]}{json_text(text)}]"
    written = [f'["{content.syntax.value}"']
    for part in content.parts:
        if isinstance(part, str):
            written.append(json_text(part))
        else:
            what = f'{part.id},"{part.role.value}","{part.type.value}"'
            written.append(f"[{what},{json_text(part.original)},{json_text(part.identity)},{json_text(part.text)}]")
    return ",".join(written) + "]"


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
