"""Codes of other tools in a pair read as this project's, so that the pair can be found, repaired and admitted.

A tool that knows its codes names them (`<bpt type="bold">`), or keeps the markup itself as their content (`<b>`);
others hold what means nothing here (`{\\cs6}`).  The first become this project's codes.  The rest are told apart by
what they are and in which order they come.  A code that one of the two texts lacks is left out of both, unless it
stands for a value (`%s`, `{0}`): that pair is damaged, and the memory's own rules turn it away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from locmem.inline.compare import Damage, code_problems
from locmem.inline.matching import Group, groups
from locmem.inline.protect import parse
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline

_MARKUP = re.compile(
    r"\s*(?:</?(?:a|abbr|b|bdi|bdo|big|br|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strike"
    r"|strong|sub|sup|tt|u|var|wbr)(?:\s[^<>]*)?/?>|\{\{.*\}\}|\{%.*%\})\s*",
    re.IGNORECASE | re.DOTALL,
)
"""Content of a code that is markup of a page: an inline element of HTML, or Liquid."""

_VALUE = re.compile(
    r"\s*(?:%[\d$.+#-]*[a-zA-Z@]|%\(\w+\)[a-z]|%\w+%|%\{\w+\}|\$\{[\w.]+\}|\{[\w.]*\}"
    r"|\{\{.*\}\}|\{%.*%\}|\[[A-Z_]+\])\s*",
    re.DOTALL,
)
"""Content of a code that stands for a value: a text that lacks it says something else, and is no translation."""

_HALVES = frozenset({CodeRole.OPEN.value, CodeRole.CLOSE.value})
_FIRST = 0xF0000
_PLACE = re.compile("[\U000f0000-\U000fffff]")
"""Signs that stand for a code while the text around it is read; no text of people has them (Unicode, 23.5)."""


def read_as_own(source: Inline, target: Inline) -> tuple[Inline, Inline, tuple[str, ...]]:
    """Source and target of another tool with this project's codes, and the codes that were left out, as they stood.

    Both texts are read as Markdown, as those without codes are, so that Liquid and marks in them are codes too.
    """
    foreign = {code.original for content in (source, target) for code in content.codes}
    sides = [_with_whole_codes(_read(content), foreign) for content in (source, target)]
    here, there = sides[0], _named_alike(*sides)
    lost: list[str] = []
    # Leaving out half of a pair that crosses another may free the other: a few rounds are enough for any text.
    for _ in range(3):
        problems = [one for one in code_problems(here, there) if one.kind is not Damage.LINK_CHANGED]
        names = {problem.identity for problem in problems}
        gone = [code for content in (here, there) for code in content.codes if _is_lost(code, names, foreign)]
        if not gone:
            break
        lost += (code.original for code in gone if code.original.strip())
        here, there = _without(here, names, foreign), _without(there, names, foreign)
    return here, there, tuple(dict.fromkeys(lost))


def _read(content: Inline) -> Inline:
    """A text read as Markdown with its codes in it, those that are markup as the markup they are."""
    kept: list[Code] = []
    text = ""
    for part in content.parts:
        if isinstance(part, str):
            text += _PLACE.sub("\ufffd", part)
        elif _MARKUP.fullmatch(part.original):
            text += part.original
        else:
            text += chr(_FIRST + len(kept))
            kept.append(part)
    read = parse(text, Syntax.MARKDOWN)
    inside = [part.original + part.identity for part in read.parts if isinstance(part, Code)]
    if any(map(_PLACE.search, inside)):
        # A code stands in the middle of what would be one of ours.
        return content
    highest = max((code.id for code in read.codes), default=0)
    numbers: dict[int, int] = {}
    parts: list[Part] = []
    for part in read.parts:
        parts += _with_codes(part, kept, highest, numbers) if isinstance(part, str) else [part]
    return inline(parts, Syntax.MARKDOWN)


def _with_codes(text: str, kept: list[Code], highest: int, numbers: dict[int, int]) -> Iterator[Part]:
    last = 0
    for found in _PLACE.finditer(text):
        yield text[last : found.start()]
        code = kept[ord(found[0]) - _FIRST]
        yield replace(code, id=numbers.setdefault(code.id, highest + len(numbers) + 1))
        last = found.end()
    yield text[last:]


def _with_whole_codes(content: Inline, foreign: Collection[str]) -> Inline:
    """`content` with each half of a foreign pair as a code of its own, which may stand without the other."""
    halves = {place for group in groups(content.parts) if not group.is_whole for place in group.places}
    parts: list[Part] = []
    for place, part in enumerate(content.parts):
        if isinstance(part, Code) and place in halves and part.original in foreign:
            part = replace(part, role=CodeRole.SINGLE, identity=f"{part.identity} {part.role.value}")
        parts.append(part)
    return inline(parts, content.syntax)


def _named_alike(source: Inline, target: Inline) -> Inline:
    """The target with its unknown codes under the names that the source has for them, as far as that is sure.

    What has a name of the source keeps it; of the others, those of one shape stand for each other in order, where
    both texts have equally many.
    """
    sources, targets = (_unknown(content) for content in (source, target))
    known = Counter(group.head.identity for group in sources)
    loose: list[Group] = []
    for group in targets:
        known[group.head.identity] -= 1
        if known[group.head.identity] < 0:
            loose.append(group)
    free = [group for group in sources if known[group.head.identity] > 0]
    names: dict[int, Code] = {}
    for shape in {_shape(group) for group in loose}:
        theirs = [group for group in loose if _shape(group) == shape]
        ours = [group for group in free if _shape(group) == shape]
        if len(theirs) == len(ours):
            for here, there in zip(ours, theirs, strict=True):
                names.update(dict.fromkeys(there.places, here.head))
    parts = [
        replace(part, identity=names[place].identity) if isinstance(part, Code) and place in names else part
        for place, part in enumerate(target.parts)
    ]
    return inline(parts, target.syntax)


def _unknown(content: Inline) -> list[Group]:
    return [group for group in groups(content.parts) if group.head.type is CodeType.UNKNOWN]


def _shape(group: Group) -> tuple[CodeRole, int, str, str]:
    """What a code of another tool is: a pair or not, which half of one, and the kind of element its content names."""
    name = re.match(r"\W*\w*", group.head.original)
    half = group.head.identity.rpartition(" ")[2]
    return group.head.role, len(group.places), half if half in _HALVES else "", name[0] if name else ""


def _is_lost(code: Code, names: Collection[str], foreign: Collection[str]) -> bool:
    # A pair is markup, whatever its halves are written as.
    is_value = code.role is CodeRole.SINGLE and _VALUE.fullmatch(code.original)
    return code.identity in names and code.original in foreign and not is_value


def _without(content: Inline, names: Collection[str], foreign: Collection[str]) -> Inline:
    parts = [part for part in content.parts if isinstance(part, str) or not _is_lost(part, names, foreign)]
    return inline(parts, content.syntax)
