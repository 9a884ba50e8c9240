"""The sections of the files that people configure a project with: what can be missing without a syntax error."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from locmem.errors import InputErrors, Problems
from locmem.markets.load import COMPANY
from locmem.settings import FILE_NAME
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

_NAME = re.compile(r"[\w.-]+(?=[\"']?:)")


def lost_sections(before: str, now: str, path: str) -> tuple[str, ...]:
    """The sections of a file's text `before` that the text `now` lacks, in the order they had.

    Sections are the keys at the top, and below them what people name themselves: content sets, a profile's locales,
    facts and obligations, the markets of company data.  Where one of these is gone and another is new, somebody
    renamed or moved it: that is no loss.  None for a text that cannot be read, which is said elsewhere.
    """
    if not Counter(_NAME.findall(before)) - Counter(_NAME.findall(now)):
        # Parsing takes long, and each name stands as often as before.
        return ()
    old, new = _mapping(before, path), _mapping(now, path)
    if old is None or new is None:
        return ()
    lost = [name for name in _keys(old) if new.find(name) is None]
    for group in _groups(path):
        were, are = tuple(_named(old, group)), {*_named(new, group)}
        if group not in lost and are <= {*were}:
            lost += (name for name in were if name not in are)
    return tuple(lost)


def is_same(before: str, now: str, path: str) -> bool:
    """Whether two texts hold the same values, whatever their comments and layout are."""
    old, new = _mapping(before, path), _mapping(now, path)
    return old is not None and new is not None and _value(old) == _value(new)


def _mapping(text: str, path: str) -> YamlMapping | None:
    try:
        node = parse(text, path, problems=Problems())
    except InputErrors:
        return None
    return node if isinstance(node, YamlMapping) else None


def _keys(mapping: YamlMapping) -> Iterator[str]:
    return (key.text for key, _ in mapping.entries)


def _groups(path: str) -> tuple[str, ...]:
    """The keys at the top below which people choose the names."""
    folder, _, name = path.rpartition("/")
    if path == FILE_NAME:
        return ("content",)
    if name == COMPANY:
        return ("markets",)
    return ("locales", "facts", "obligations") if folder in ("markets", "markets/_regions") else ()


def _named(top: YamlMapping, group: str) -> Iterator[str]:
    node = top.find(group)
    if isinstance(node, YamlMapping):
        for key, value in node.entries:
            yield from _leaves(value, f"{group}.{key.text}") if group == "facts" else (f"{group}.{key.text}",)
    elif isinstance(node, YamlSequence):
        for item in node.items:
            name = (item.find("name") or item.find("key")) if isinstance(item, YamlMapping) else None
            if isinstance(name, YamlScalar):
                yield f"{group}.{name.text}"


def _leaves(node: YamlNode, path: str) -> Iterator[str]:
    """The facts below a group of facts: a mapping with a type is one, others are groups in turn."""
    if isinstance(node, YamlMapping) and node.find("type") is None and node.entries:
        for key, value in node.entries:
            yield from _leaves(value, f"{path}.{key.text}")
    else:
        yield path


def _value(node: YamlNode) -> object:
    if isinstance(node, YamlMapping):
        return {key.text: _value(value) for key, value in node.entries}
    if isinstance(node, YamlSequence):
        return [_value(item) for item in node.items]
    assert isinstance(node, YamlScalar)
    return type(node.value), node.value, node.text
