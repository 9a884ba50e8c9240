"""The pictures that a page in Markdown shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

_IMAGE = re.compile(
    r"""!\[[^\[\]]*\](?:\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>[^\s()]+))|\[(?P<label>[^\[\]]+)\])
    |<img\b[^<>]*?\ssrc\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""",
    re.VERBOSE | re.IGNORECASE,
)
_DEFINITION = re.compile(r"^[ \t>]*\[([^\[\]]+)\]:[ \t]*(?:<([^<>\n]*)>|(\S+))", re.MULTILINE)


def images_of(text: str, prose: Sequence[str]) -> tuple[str, ...]:
    """The paths of the images that `prose` shows, in order, each once; those Liquid makes up are left out."""
    found_in = text if "![" in text else ""
    definitions = {found[1].casefold(): found[2] or found[3] for found in _DEFINITION.finditer(found_in)}
    paths: dict[str, None] = {}
    for part in prose:
        for found in _IMAGE.finditer(part):
            label = found["label"]
            path = definitions.get(label.casefold(), "") if label else next(filter(None, found.groups()), "")
            if path and "{{" not in path and "{%" not in path:
                paths[path] = None
    return tuple(paths)
