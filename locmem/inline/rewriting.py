"""Targets written in such a way that a catalog and a page read them as they were meant.

A translator in a tool sees codes as things, and sets a blank before the end of a bold word or a bracket beside it;
`**` would then mark nothing (CommonMark 0.31, 6.2).  Blanks are moved out of the pair, and where that does not help
`<strong>` stands for `**`, which every reader of Markdown takes for the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from locmem.inline.compare import code_problems, serious
from locmem.inline.editable import VERBATIM, dialects_in, from_editable, to_editable
from locmem.inline.markup import protected_pieces
from locmem.inline.matching import Group, groups, number_like
from locmem.inline.pieces import build
from locmem.inline.references import is_short, label_of, normal_label, outline, read_text, translated_labels
from locmem.inline.spelling import spell, without_open_end, without_tag_starts
from locmem.inline.standing_marks import EMPHASIS, EMPHASIS_TAGS, MeantMark, meant_marks
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline
from locmem.model.settings import InterfaceWords

_LINE_END = r"(?:\r\n|\r(?!\n)|\n)"
_LINE_ENDS = re.compile(rf"[^\S\r\n]*{_LINE_END}\s*")
_EMPTY_LINES = re.compile(rf"({_LINE_END})(?:[^\S\r\n]*{_LINE_END})+")


def damage(
    source: Inline,
    target: Inline,
    defined: Collection[str] | None = None,
    words: InterfaceWords = InterfaceWords.CHECKED,
) -> tuple[str, ...]:
    """What is wrong with the codes of a target, in words; a changed link address alone is no damage.

    words: whether other words in code spans and keys are damage.
    """
    return tuple(problem.what for problem in serious(code_problems(source, target, defined), words))


@lru_cache(maxsize=1024)
def as_read(text: str, source: Inline) -> Inline:
    """What a catalog that holds `text` as a target of `source` gives.  Cached: a text is looked at several times."""
    return from_editable(text, source)


def is_read_back(content: Inline, source: Inline) -> bool:
    """Whether a catalog that holds `content` as a target of `source` gives its text and its codes again."""
    again = as_read(to_editable(content), source)
    return again == content or (outline(again) == outline(content) and read_text(again) == read_text(content))


def rewritten(content: Inline, source: Inline, defined: Collection[str] | None = None) -> Inline:
    """`content` with the white space of `source` at its ends, and its emphasis so that Markdown reads it.

    Marks of emphasis that stand as text count as codes where just so many are missing.  Where nothing helps the codes
    stay as they are: `damage` of what is read back then says what is wrong.
    """
    tidy = tidied(content, source)
    if tidy.syntax is Syntax.PLAIN:
        return tidy
    if tidy.syntax is Syntax.MARKDOWN:
        tidy = without_open_end(without_tag_starts(tidy, source), source)
        tidy = _with_own_brackets(tidy, source)
        tidy = _with_labels(tidy, source, defined or ())
    if not code_problems(source, tidy, defined) and is_read_back(tidy, source):
        return tidy
    marked = _with_standing_addresses(tidy, source)
    if damage(source, marked, defined):
        marked = _with_standing_marks(marked, source)
    if damage(source, marked, defined):
        return tidy
    return next((candidate for candidate in _candidates(marked, source) if is_read_back(candidate, source)), tidy)


def tidied(content: Inline, source: Inline) -> Inline:
    """`content` with the outer white space of `source`, and without line breaks where `source` has none."""
    parts = list(content.parts)
    while parts and _is_blank(parts[0]):
        del parts[0]
    while parts and _is_blank(parts[-1]):
        del parts[-1]
    if not parts:
        return inline((), content.syntax)
    if isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    if content.syntax is Syntax.PLAIN:
        # An empty line would begin another paragraph, unless the source has some itself.
        pattern, new = (_EMPTY_LINES, r"\1") if re.search(r"[\r\n]", source.text) else (_LINE_ENDS, " ")
        if not _EMPTY_LINES.search(source.text):
            parts = [pattern.sub(new, part) if isinstance(part, str) else part for part in parts]
    native = source.native
    bare = native.strip()
    start = native.index(bare)
    return inline((native[:start], *parts, native[start + len(bare) :]), content.syntax)


def _is_blank(part: Part) -> bool:
    return part.isspace() if isinstance(part, str) else part.type is CodeType.SOFT_BREAK


def _with_standing_marks(content: Inline, source: Inline) -> Inline:
    """`content` with its marks of emphasis paired one after the other, where there are as many as in the source.

    Beside a mark that is not read, others may be read as the ends of the wrong pairs.
    """
    given = groups(content.parts)
    undone = {place for group in given if _is_marked(group) for place in group.places}
    kept = {group.head.id for group in given if group.head.type in EMPHASIS and not _is_marked(group)}
    free = [
        group
        for group in groups(source.parts)
        if group.head.type in EMPHASIS and len(group.codes) == 2 and group.head.id not in kept
    ]
    bare = inline(
        [_native(part) if place in undone else part for place, part in enumerate(content.parts)], content.syntax
    )
    marks = meant_marks(bare)
    if not marks or Counter(mark.type for mark in marks if mark.is_open) != Counter(group.head.type for group in free):
        return content
    return inline(list(_marked(bare.parts, marks, free)), content.syntax)


def _native(part: Part) -> str:
    return part if isinstance(part, str) else part.original


def _marked(parts: Sequence[Part], marks: Sequence[MeantMark], free: Sequence[Group]) -> Iterator[Part]:
    pairs: dict[int, Group] = {}
    left = list(free)
    waiting = list(marks)
    for number, part in enumerate(parts):
        position = 0
        while isinstance(part, str) and waiting and waiting[0].part == number:
            mark = waiting.pop(0)
            if mark.is_open:
                pairs[mark.pair] = next(group for group in left if group.head.type is mark.type)
                left.remove(pairs[mark.pair])
            yield part[position : mark.start]
            yield replace(pairs[mark.pair].codes[0 if mark.is_open else 1], original=mark.mark)
            position = mark.start + len(mark.mark)
        yield part[position:] if isinstance(part, str) else part


def _with_standing_addresses(content: Inline, source: Inline) -> Inline:
    """`content` with the bare addresses of the source that words stand right beside, which ends or hides them."""
    parts: list[Part] = list(content.parts)
    there = Counter(code.identity for code in content.codes)
    for code in source.codes:
        if code.type is not CodeType.URL or code.original.startswith("<"):
            continue
        if there[code.identity]:
            there[code.identity] -= 1
            continue
        place = next((place for place, part in enumerate(parts) if _hides(part, code)), None)
        if place is not None:
            before, _, after = _native(parts[place]).partition(code.original)
            dialects = dialects_in(source)
            has_markup = content.syntax is not Syntax.PLAIN
            rest = build(after, protected_pieces(after, dialects, has_markup=has_markup), content.syntax).parts
            parts[place : place + 1] = [before, code, *rest]
            parts = number_like(parts, source, lambda code: code.type in VERBATIM)
    return inline(parts, content.syntax)


def _hides(part: Part, code: Code) -> bool:
    if isinstance(part, str):
        return code.original in part
    return part.type is CodeType.URL and part.original.startswith(code.original)


def _with_blanks_beside_addresses(parts: Sequence[Part]) -> list[Part]:
    done: list[Part] = []
    for number, part in enumerate(parts):
        before = _native(parts[number - 1])[-1:] if number else ""
        if before and not before.isspace() and before != ">" and (_is_bare(part) or _is_bare(parts[number - 1])):
            done.append(" ")
        done.append(part)
    return done


def _is_bare(part: Part) -> bool:
    return isinstance(part, Code) and part.type is CodeType.URL and not part.original.startswith("<")


def _with_own_brackets(content: Inline, source: Inline) -> Inline:
    """`content` with `<` and `>` around the addresses that have them in the source: without them nothing is a link."""
    own = {code.identity: code for code in source.codes if code.type is CodeType.URL and code.original[0] == "<"}
    bare = {code.identity for code in source.codes if _is_bare(code)}
    parts = list(content.parts)
    for place, part in enumerate(parts):
        code = own.get(part.identity) if isinstance(part, Code) and _is_bare(part) else None
        if code is None or code.identity in bare:
            continue
        before, after = (parts[n] if 0 <= n < len(parts) else "" for n in (place - 1, place + 1))
        if _native(before).removeprefix("\\") == "<" or (isinstance(before, str) and before.endswith("<")):
            parts[place - 1] = before[:-1] if isinstance(before, str) else ""
            if isinstance(after, str):
                parts[place + 1] = after.removeprefix(">")
        parts[place] = replace(code, id=part.id) if isinstance(part, Code) else part
    return inline(parts, content.syntax)


def _with_labels(content: Inline, source: Inline, defined: Collection[str]) -> Inline:
    """`content` with the label of each reference whose text was its label and is another now."""
    if not any(label_of(code.identity) in defined for code in source.codes):
        return content
    parts = list(content.parts)
    own = [(group, label_of(group.head.identity)) for group in groups(parts) if is_short(group.codes[-1])]
    for group, label in (*own, *translated_labels(source, content, defined)):
        last = group.places[-1]
        inside = "".join(map(_native, parts[group.places[0] + 1 : last])) if len(group.places) == 2 else label
        if label in defined and normal_label(inside) != label:
            identity = f"{group.head.type.value} [{label}]"
            parts[group.places[0]] = replace(group.head, identity=identity)
            parts[last] = replace(group.codes[-1], original=f"][{label}]", identity=identity)
    return inline(parts, content.syntax)


def _candidates(content: Inline, source: Inline) -> Iterator[Inline]:
    """Ways to write `content`, the nearest to how it stands first."""
    dialects = dialects_in(source)
    plain = [part.text if isinstance(part, Code) and part.is_text else part for part in content.parts]
    parts = _with_blanks_beside_addresses(_blanks_moved_out(inline(plain, content.syntax).parts))
    yield content
    yield spell(parts, source, dialects)
    if content.syntax is not Syntax.MARKDOWN:
        return
    pairs = [group for group in groups(parts) if _is_marked(group)]
    tagged = _as_tags(parts, pairs)
    if not is_read_back(spell(tagged, source, dialects), source):
        return
    # Marks stay wherever they can be read.
    needed = list(pairs)
    for pair in pairs:
        fewer = [other for other in needed if other is not pair]
        if is_read_back(spell(_as_tags(parts, fewer), source, dialects), source):
            needed = fewer
    yield spell(_as_tags(parts, needed), source, dialects)


def _is_marked(group: Group) -> bool:
    """Whether a pair is spelled with marks of Markdown."""
    return group.head.type in EMPHASIS and group.is_whole and len(group.codes) == 2 and "<" not in group.head.original


def _as_tags(parts: Sequence[Part], pairs: Sequence[Group]) -> list[Part]:
    done = list(parts)
    for pair in pairs:
        name = EMPHASIS_TAGS[pair.head.type]
        for code, place, tag in zip(pair.codes, pair.places, (f"<{name}>", f"</{name}>"), strict=True):
            done[place] = replace(code, original=tag)
    return done


def _blanks_moved_out(parts: Sequence[Part]) -> list[Part]:
    """`parts` with the white space at the inner edges of emphasis before and behind it."""
    opened = _opened(parts, CodeRole.OPEN)
    return _mirrored(_opened(_mirrored(opened), CodeRole.CLOSE))


def _mirrored(parts: Sequence[Part]) -> list[Part]:
    return [part[::-1] if isinstance(part, str) else part for part in reversed(parts)]


def _opened(parts: Sequence[Part], role: CodeRole) -> list[Part]:
    """`parts` with the white space behind each start of emphasis before it, and before all that start together."""
    done: list[Part] = []
    starts = 0
    for part in parts:
        if isinstance(part, Code) and part.role is role and part.type in EMPHASIS:
            starts += 1
            done.append(part)
            continue
        bare = part.lstrip() if isinstance(part, str) and starts else part
        place = len(done) - starts
        if bare != part and not (place and _ends_blank(done[place - 1])):
            done.insert(place, " ")
        done.append(bare)
        starts = 0
    return done


def _ends_blank(part: Part) -> bool:
    return isinstance(part, str) and part[-1:].isspace()
