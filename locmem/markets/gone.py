"""Names and addresses that were right once: what they are now, and since when.

They stand in `locmem/data/gone.yaml`, as texts write them; here they become what is searched for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from locmem.errors import Location, Problems
from locmem.tables import shown, text_of
from locmem.yamlfields import Fields
from locmem.yamlfile import YamlSequence, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Something that is no more.

    pattern: how it is written, as a regular expression without regard to case, whole words.
    since: the first day without it, None where only its end is known.  why: what became of it.
    is_name_only: whether it counts only as the whole of a name, because the word is an ordinary one elsewhere.
    """

    pattern: str
    why: str
    since: date | None = None
    is_name_only: bool = False


_FILE = "gone.yaml"
_EDGE = r"A-Za-z0-9_\u00c0-\u024f"
"""Characters that make a word longer; an unspaced script may go on right beside a name."""

_PHONE = re.compile(r"\+\d{1,3}(?: \d+)+\Z")


@cache
def gone() -> tuple[Gone, ...]:
    """All that is no more, in file order.  Raises InputErrors as `read_gone` does."""
    return read_gone(text_of(_FILE), shown(_FILE))


def read_gone(text: str, path: str) -> tuple[Gone, ...]:
    """What a list like `locmem/data/gone.yaml` holds; its head says what its keys mean.

    Raises InputErrors with the place of everything that is wrong: keys nobody knows, none of the four lists of
    spellings, and what has no `thing`, `why`, `source` or `date`.
    """
    problems = Problems()
    node = parse(text, path, problems=problems)
    entries: list[Gone] = []
    if isinstance(node, YamlSequence):
        for item in node.items:
            entries += _entry(Fields(item, problems))
    else:
        place = node.location if node else Location(path=path, line=1, column=1)
        problems.add(place, "this is not a list.", "Write each thing as `- thing: …`.")
    problems.raise_all()
    return tuple(entries)


def _entry(fields: Fields) -> Iterator[Gone]:
    for name in ("thing", "source"):
        fields.text(name, required=True)
    if fields.node_of("date", required=True):
        fields.day("date")
    why, since = fields.text("why", required=True), fields.day("since")
    spellings = {kind: fields.texts(kind) for kind in _PATTERNS}
    if not any(spellings.values()):
        fields.problems.add(fields.location, "nothing says how it is written.", f"Add `{'`, `'.join(_PATTERNS)}`.")
    for text in spellings["phones"]:
        if not _PHONE.match(text):
            fields.problems.add(fields.location, f"{text!r} is no phone number.", "Write it as +44 3454 04 05 06.")
    fields.finish()
    for kind, written in spellings.items():
        if written:
            pattern = _PATTERNS[kind](written)
            yield Gone(pattern=pattern, since=since, why=why, is_name_only=kind == "whole_names")


def _names(names: Iterable[str]) -> str:
    """A pattern for names, of which the longest counts; see the head of the list for `*` and `…`."""
    return "|".join(_name(name) for name in sorted(names, key=len, reverse=True))


def _name(name: str) -> str:
    if name.endswith("*"):
        return re.escape(name[:-1]) + "[a-z]*"
    if name.endswith("…"):
        return re.escape(name[:-1]) + r"[\w ]*"
    return re.escape(name)


def _addresses(addresses: Iterable[str]) -> str:
    return rf"(?:https?://)?(?:www\.)?(?:{_names(addresses)})\b\S*"


def _phones(numbers: Iterable[str]) -> str:
    return "|".join(_phone(*number.split()) for number in numbers)


def _phone(country: str, *groups: str) -> str:
    return rf"(?:{re.escape(country)}\s?|0)" + r"\s?".join(groups)


_PATTERNS: dict[str, Callable[[Iterable[str]], str]] = {
    "addresses": _addresses,
    "names": _names,
    "phones": _phones,
    "whole_names": _names,
}
"""What makes a pattern of each kind of spelling."""


def gone_from(text: str, day: date, *, is_name: bool = False) -> Iterator[tuple[str, int, Gone]]:
    """What `text` says on a day that is gone by then: the words as they stand there, where they start, what it is.

    is_name: whether the text is a name by itself, of a payment method or a body.
    """
    if not is_name and not _anywhere().search(text):
        return
    for one in gone():
        if one.since and one.since > day:
            continue
        if one.is_name_only:
            if is_name and re.fullmatch(one.pattern, text.strip(), re.IGNORECASE):
                yield text.strip(), len(text) - len(text.lstrip()), one
            continue
        for found in re.finditer(_alone(one.pattern), text, re.IGNORECASE):
            yield found[0], found.start(), one


def _alone(pattern: str) -> str:
    """What finds a pattern as words of their own."""
    return rf"(?<![{_EDGE}])(?:{pattern})(?![{_EDGE}])"


@cache
def _anywhere() -> re.Pattern[str]:
    """What finds anything that may be gone: most texts have none of it, and are asked once and not thirty times."""
    return re.compile(_alone("|".join(one.pattern for one in gone() if not one.is_name_only)), re.IGNORECASE)
