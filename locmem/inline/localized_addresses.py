"""The address of another page in the language of a translation, after the one the translation had before.

Sites put the language of a page into its address in few ways: as a segment of the path (`/es/guide`), as a parameter
(`?lang=es`), in the name of the file (`guide.es.md`) or in the host (`es.shop.example`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_ADDRESS = re.compile(r"((?:[A-Za-z][\w+.-]*:)?(?://[^/?#]*)?)([^?#]*)(\?[^#]*)?(#.*)?\Z", re.DOTALL)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Address:
    """host: scheme and host, empty for an address within its site.  query: the parameters as they are written."""

    host: str
    path: tuple[str, ...]
    query: tuple[str, ...]
    fragment: str

    def __str__(self) -> str:
        query = f"?{'&'.join(self.query)}" if self.query else ""
        return self.host + "/".join(self.path) + query + self.fragment


def localized(before: str, there: str, now: str) -> str | None:
    """How a translation should write the address `now`, where it wrote `there` for `before`.

    `now` itself where the translation has the source's own addresses; None where it is not certain: the page has
    another name in the other language, or nothing of `before` that shows its language is in `now`.
    """
    if there == before:
        return now
    old, mine, new = _read(before), _read(there), _read(now)
    if old is None or mine is None or new is None:
        return None
    if old.fragment != mine.fragment or old.host != new.host:
        return None
    if old.host != mine.host:
        if not (old.host and mine.host):
            return None
        old, new = replace(old, host=mine.host), replace(new, host=mine.host)
    if old == mine:
        return str(new)
    found = {
        str(to) for of, to in zip(_forms(old, old, mine), _forms(new, old, mine), strict=True) if of == mine and to
    }
    return found.pop() if len(found) == 1 else None


def _read(text: str) -> _Address | None:
    match = _ADDRESS.match(text)
    if match is None:
        return None
    host, path, query, fragment = (part or "" for part in match.groups())
    return _Address(
        host=host,
        path=tuple(path.split("/")),
        query=tuple(query[1:].split("&")) if query else (),
        fragment=fragment,
    )


def _forms(address: _Address, old: _Address, mine: _Address) -> Iterator[_Address | None]:
    """`address` with the language of `mine` in each of the ways in which it may differ from `old`; None for a way
    that does not fit it."""
    for place, name in enumerate(mine.path):
        yield _in_folder(address, old, place, name)
    for place, name in enumerate(old.path):
        yield _out_of_folder(address, old, place, name)
    yield _in_name(address, old, mine)
    for parameter in mine.query:
        yield _with_parameter(address, old, parameter)


def _in_folder(address: _Address, old: _Address, place: int, name: str) -> _Address | None:
    """With a folder of the language: in place of the one that stands there, or put in before it."""
    if not _LANGUAGE.match(name) or address.path[:place] != old.path[:place]:
        return None
    is_there = place < len(old.path) - 1 and _LANGUAGE.match(old.path[place])
    if is_there and (len(address.path) <= place or address.path[place] != old.path[place]):
        return None
    rest = address.path[place + 1 :] if is_there else address.path[place:]
    return replace(address, path=(*address.path[:place], name, *rest)) if rest else None


def _out_of_folder(address: _Address, old: _Address, place: int, name: str) -> _Address | None:
    """Without the folder of the source's language."""
    if not _LANGUAGE.match(name) or address.path[: place + 1] != old.path[: place + 1]:
        return None
    return replace(address, path=(*address.path[:place], *address.path[place + 1 :]))


def _in_name(address: _Address, old: _Address, mine: _Address) -> _Address | None:
    """With the language in the name of the file: `guide.es.md` for `guide.md` or `guide.en.md`."""
    names, olds = mine.path[-1].split("."), old.path[-1].split(".")
    own = address.path[-1].split(".")
    if len(names) < 2 or len(own) < 2 or not _LANGUAGE.match(names[-2]):
        return None
    if len(names) == len(olds) + 1:
        written = (*own[:-1], names[-2], own[-1])
    elif len(own) > 2 and len(olds) > 2 and own[-2] == olds[-2] and _LANGUAGE.match(own[-2]):
        written = (*own[:-2], names[-2], own[-1])
    else:
        return None
    return replace(address, path=(*address.path[:-1], ".".join(written)))


def _with_parameter(address: _Address, old: _Address, parameter: str) -> _Address | None:
    """With a parameter that says the language, in place of the one of its name."""
    name, _, value = parameter.partition("=")
    if not _LANGUAGE.match(value) or parameter in old.query:
        return None
    same = [one for one in address.query if one.partition("=")[0] == name]
    if same != [one for one in old.query if one.partition("=")[0] == name]:
        return None
    if not same:
        return replace(address, query=(*address.query, parameter))
    return replace(address, query=tuple(parameter if one in same else one for one in address.query))
