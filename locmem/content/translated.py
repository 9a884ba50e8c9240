"""A document with targets in the place of its segments, and whether it is still read as the same document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.compare import code_problems
from locmem.inline.protect import is_translatable
from locmem.inline.references import outline, read_text, settled
from locmem.inline.spacing import own_spelling
from locmem.inline.tag_texts import unfit_for_tag
from locmem.model.document import Document
from locmem.model.inline import CodeType, Inline, inline
from locmem.model.segment import Segment, Unit
from locmem.segmentation.split import join

_DIRECTIVE = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(::+[ \t]*(?:[\w-]+|\{[\w-]+\})?)")


def translated(
    document: Document, segments: Sequence[Segment], targets: Mapping[int, Inline], locale: str, kind: str
) -> str:
    """The text of `document` with targets in place of segments; with no targets exactly its own text.

    segments: all of the document's, in order.
    targets: by index in `segments`; a segment without one stays as it is, so a unit may come out in two
    languages: whether it should is for the caller to say.
    kind: a name in `locmem.content.kinds.KINDS`.
    """
    return KINDS[kind].write(document, _contents(segments, targets, locale))


def misread(
    document: Document,
    segments: Sequence[Segment],
    targets: Mapping[int, Inline],
    locale: str,
    kind: str,
    options: ReadOptions,
) -> str:
    """Why the document that `translated` writes is not read as it was meant, in words; empty where it is.

    It must have the blocks of the source, and each unit the text and the codes that were put there.  Codes at either
    end of a unit may have come to stand outside of it, where nobody touches them.
    """
    contents = _contents(segments, targets, locale)
    in_tags = {number: content for number, content in contents.items() if document.units[number].place.is_in_tag}
    for number, content in in_tags.items():
        unit = document.units[number]
        if why := unfit_for_tag(content, unit.content, unit.place):
            return why
        # One word may be no text by its looks alone, so that its tag is read with the text of the source.
        del contents[number]
    again = KINDS[kind].read(KINDS[kind].write(document, contents), document.path, options)
    wanted = [
        (unit, contents.get(number, unit.content))
        for number, unit in enumerate(document.units)
        if unit.place.code is None
    ]
    wanted = [(unit, content) for unit, content in wanted if is_translatable(content)]
    units_read = [unit for unit in again.units if unit.place.code is None]
    for (unit, content), other in zip(wanted, units_read, strict=False):
        if (unit.kind, unit.name) != (other.kind, other.name):
            what = f"it would be read as {_named(other)}, and not as {_named(unit)}"
            return _no_title(document, unit, content) or what
        found = inline(own_spelling(other.content.parts, unit.content), other.content.syntax)
        if why := _difference(settled(content, unit.content, document.labels), found, document.labels):
            return _no_title(document, unit, content) or why
    if len(wanted) != len(units_read):
        return f"the document would have {len(units_read)} texts instead of {len(wanted)}"
    if not _has_same_shape(document, again, kind):
        return "it would change the blocks of the document"
    return _lost_attribute(document, contents, again)


def _contents(segments: Sequence[Segment], targets: Mapping[int, Inline], locale: str) -> dict[int, Inline]:
    units: dict[int, list[int]] = {}
    for index, segment in enumerate(segments):
        units.setdefault(segment.unit, []).append(index)
    contents: dict[int, Inline] = {}
    for unit, indexes in units.items():
        if any(index in targets for index in indexes):
            parts = [segments[index] for index in indexes]
            contents[unit] = join(parts, [targets.get(index, segments[index].content) for index in indexes], locale)
    return contents


def _difference(wanted: Inline, found: Inline, labels: frozenset[str]) -> str:
    """What was read in another way than it was written, in words."""
    # A reference is written with the label of its definition where its text was its label.
    before, after = outline(wanted, labels), outline(found, labels)
    breaks = [sum(code.type is CodeType.BREAK for code in content.codes) for content in (wanted, found)]
    if breaks[0] > breaks[1]:
        return "a line break at either end of it would be left out"
    if not _is_stretch(after, before):
        problems = code_problems(wanted, found, labels)
        return "; ".join(problem.what for problem in problems) or "its codes would be read in another way"
    if read_text(wanted) != read_text(found):
        return f"it would be read as “{read_text(found)}”"
    return ""


def _is_stretch(part: Sequence[object], whole: Sequence[object]) -> bool:
    if part == whole:
        return True
    last = len(whole) - len(part)
    return any(whole[start : start + len(part)] == part for start in range(last + 1))


def _has_same_shape(before: Document, after: Document, kind: str) -> bool:
    # The tags of HTML may change places with the words in them.
    is_in_order = before.structure == after.structure
    return is_in_order or (kind != "markdown" and Counter(before.structure) == Counter(after.structure))


def _no_title(document: Document, unit: Unit, content: Inline) -> str:
    """What the title of a directive holds that would end it, in words; empty for other units, and where nothing would.

    Brackets in a code span end a label; behind a blank, a link or a brace begins something else.
    """
    line = document.text[document.text.rfind("\n", 0, unit.start) + 1 : unit.start]
    directive = _DIRECTIVE.match(line)
    if not directive:
        return ""
    signs = "[]" if unit.place.quote == "]" else "[{}"
    held = [sign for sign in signs if sign in content.native]
    if not held:
        return ""
    named = ", ".join(f"`{sign}`" for sign in held)
    return (
        f"the title of `{directive[1]}` cannot hold {named} there: the directive would end, or be none; say it without"
    )


def _lost_attribute(document: Document, contents: Mapping[int, Inline], again: Document) -> str:
    """The first text inside a code that is read in another way than it was put there, in words."""
    there = Counter((unit.name, read_text(unit.content)) for unit in again.units if unit.place.code is not None)
    for number, content in contents.items():
        unit = document.units[number]
        if unit.place.code is not None and is_translatable(content) and not there[unit.name, read_text(content)]:
            return f"the {unit.name} “{read_text(content)}” would be read in another way"
    return ""


def _named(unit: Unit) -> str:
    return f"{unit.kind.value} {unit.name}".strip()
