"""Texts inside codes: the title of a link, the alt text of a picture, what else of a tag customers read or hear.

In attribute lists and directives too: `{.wide title="Ours"}`, `:::image source="a.png" alt-text="A page":::`.

Each is translated by itself.  A translator of the text around a code therefore sees the code without them, and they
are no part of what makes two codes the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from locmem.inline.liquid import mask, scan
from locmem.inline.matching import groups, match
from locmem.inline.tag_texts import HINT as _TAG_HINT
from locmem.inline.tag_texts import is_text, strings_in, texts_in
from locmem.model.inline import Code, CodeType, Inline, Part, inline
from locmem.model.settings import ATTRIBUTES

_TITLED = re.compile(
    r"""\]\(\s*+(?:<(?:[^<>\n\\]|\\.)*+>|[^\s<][^\s]*+)
    (?P<all>\s[\s>]*+(?:"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)'|\((?P<round>(?:[^()\\]|\\.)*+)\)))
    \s*+\)\Z""",
    re.VERBOSE | re.DOTALL,
)
# A tag over several lines of a quote has its `>` marks between them; an element that is one code has another `<`.
_TAG = re.compile(r"""<[A-Za-z](?:[^"'<]|"[^"]*+"|'[^']*+')*+(?<=>)\Z""")
_ATTRIBUTE = re.compile(
    r"""\s[\s>]*+(?P<name>[^\s"'<>/=]++)(?:\s*=\s*(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'
        |\{\s*(?:"(?P<string>[^"\\\n]*+)"|'(?P<other_string>[^'\\\n]*+)')\s*\}|(?P<bare>[^\s"'<>]++)))?+""",
    re.VERBOSE,
)
_SPOKEN = re.compile(
    r"""(?<![^\s{:])(?P<name>alt-text|alt|title|caption|tooltip|label|data-toc-label|abstract|summary)=
    (?:"(?P<double>[^"\n]*+)"|'(?P<single>[^'\n]*+)')""",
    re.VERBOSE,
)
_HINT = re.compile(rf"\s(?:[\"'(]|(?:{'|'.join(ATTRIBUTES)})\s*=)|{_SPOKEN.pattern}", re.IGNORECASE | re.VERBOSE)
# Components of pages also name things of a program with these.
_OF_COMPONENTS = ("label", "caption")
_QUOTES = {"double": '"', "single": "'", "string": '"', "other_string": "'", "round": ")", "bare": ""}
_STRINGS = ("string", "other_string")
_TAG_END = re.compile(r"\s*(?:/?[>)]|\}|:::)\Z")
_WORD = re.compile(r"""(?:[^\s"']|"[^"]*+"|'[^']*+')++""")
_HOLDERS = frozenset(
    {CodeType.LINK, CodeType.IMAGE, CodeType.HTML, CodeType.BOLD, CodeType.ITALIC, CodeType.STRIKE, CodeType.BREAK}
) | {CodeType.LIQUID}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A text in the characters of a code; all offsets count from the code's first character.

    start, end: of the text without quotes.  quote: what closes it (`)` for `(title)`), empty for a bare value.
    first, last: of everything that spells it, with the white space before it.
    is_string: whether it is a string of a program, as in `title={"Words"}`.
    """

    name: str
    start: int
    end: int
    quote: str
    first: int
    last: int
    is_string: bool = False


def has_attributes(text: str) -> bool:
    """Whether a code in `text` may hold such a text; quick, and true too often rather than too seldom."""
    return bool(_HINT.search(text)) or ("{" in text and has_tag_texts(text))


def has_tag_texts(text: str) -> bool:
    """As `has_attributes`, for the texts of Liquid tags and shortcodes alone."""
    return bool(_TAG_HINT.search(text))


def attributes_of(code: Code) -> tuple[Attribute, ...]:
    """The texts in `code`, in order: the `ATTRIBUTES` that hold a letter or digit outside of Liquid.

    None in closing tags, in elements that are one code, and where `translate="no"` stands.
    """
    return attributes_in(code.original) if code.type in _HOLDERS and has_attributes(code.original) else ()


def attributes_in(original: str) -> tuple[Attribute, ...]:
    """As `attributes_of`, for the characters of a tag or of the end of a Markdown link."""
    if is_liquid(original):
        return tuple(
            Attribute(name=name, start=start, end=end, quote=original[end], first=start, last=end)
            for name, start, end in texts_in(original)
        )
    masked = mask(original, scan(original).tags)
    if is_notation(original):
        return tuple(_of_notation(masked))
    titled = _TITLED.match(masked)
    if titled:
        return tuple(_attribute(titled, "title", "all", masked))
    return tuple(_of_tag(masked)) if _TAG.match(masked) else ()


def is_liquid(original: str) -> bool:
    """Whether a code is a Liquid tag or a shortcode."""
    return original.startswith(("{{", "{%"))


def is_notation(original: str) -> bool:
    """Whether a code is an attribute list or a directive, and no tag."""
    return original.startswith(("{", ":::")) and not is_liquid(original)


def spoken_in(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, int, int, str]]:
    """What the attributes of a notation say to readers: name, start and end without quotes, and the quote."""
    for found in _SPOKEN.finditer(text, start, len(text) if end is None else end):
        group, quote = ("double", '"') if found["double"] is not None else ("single", "'")
        yield found["name"], *found.span(group), quote


def emptied_texts(source: Inline, target: Inline) -> Iterator[tuple[Code, str]]:
    """The tags of `target` in which a text is empty that is not in `source`, each with the name of the text.

    What was made of a tag must never leave its place without words.
    """
    spoken = {(code.identity, name) for code in _tags_with_texts(source) for name, *_ in texts_in(code.original)}
    if not spoken:
        return
    free = Counter((code.identity, name) for code in _tags_with_texts(source) for name in _empty(code))
    for code in _tags_with_texts(target):
        for name in _empty(code):
            free[code.identity, name] -= 1
            if (code.identity, name) in spoken and free[code.identity, name] < 0:
                yield code, name


def _tags_with_texts(content: Inline) -> list[Code]:
    return [code for code in content.codes if code.type is CodeType.LIQUID and has_tag_texts(code.original)]


def _empty(code: Code) -> Iterator[str]:
    return (name for name, start, end in strings_in(code.original) if start == end)


def without_attributes(original: str) -> str:
    """The characters of a code without its texts."""
    parts: list[str] = []
    last = 0
    for attribute in attributes_in(original) if has_attributes(original) else ():
        parts.append(original[last : attribute.first])
        last = attribute.last
    return "".join((*parts, original[last:]))


def restored(parts: Sequence[Part], source: Inline) -> list[Part]:
    """`parts` with the texts of the codes of `source` put into the codes that stand for them and have none."""
    held = [group for group in groups(source.parts) if any(attributes_of(code) for code in group.codes)]
    done = list(parts)
    if not held:
        return done
    sources, targets = groups(source.parts), groups(parts)
    for number, other in match(targets, sources).items():
        for place, code in zip(targets[number].places, sources[other].codes, strict=False):
            target = done[place]
            assert isinstance(target, Code)
            done[place] = _completed(target, code)
    return done


def with_texts(content: Inline, source: Inline, texts: Mapping[int, Mapping[str, str]]) -> Inline:
    """`content`, a translation of `source`, with other texts in its codes, wherever these have moved to.

    texts: by the index of a code in `source.parts`, the written form of each text by its name.  A text whose code
    is missing is left out.
    """
    sources, targets = groups(source.parts), groups(content.parts)
    parts = list(content.parts)
    for number, other in match(targets, sources).items():
        for place, own in zip(targets[number].places, sources[other].places, strict=False):
            target = parts[place]
            if isinstance(target, Code) and own in texts:
                parts[place] = replace(target, original=_rewritten(target, texts[own]))
    return inline(parts, content.syntax)


def _attribute(found: re.Match[str], name: str, whole: str | int, masked: str) -> Iterator[Attribute]:
    known = found.groupdict()
    group = next((group for group in _QUOTES if known.get(group) is not None), "")
    if group and any(character.isalnum() for character in masked[found.start(group) : found.end(group)]):
        start, end = found.span(group)
        first, last = found.span(whole)
        quote, is_string = _QUOTES[group], group in _STRINGS
        yield Attribute(name=name, start=start, end=end, quote=quote, first=first, last=last, is_string=is_string)


def _of_notation(masked: str) -> Iterator[Attribute]:
    """The texts of a notation; of one that would be nothing without them the names and empty quotes stay."""
    found = [
        Attribute(name=name, start=start, end=end, quote=quote, first=_first(masked, start, name), last=end + 1)
        for name, start, end, quote in spoken_in(masked)
        if any(map(str.isalnum, masked[start:end]))
    ]
    left = masked
    for attribute in reversed(found):
        left = left[: attribute.first] + left[attribute.last :]
    if not any(map(str.isalnum, left)):
        found = [replace(one, first=one.start, last=one.end) for one in found]
    names = [one.name for one in found]
    yield from (one for number, one in enumerate(found) if one.name not in names[:number])


def _first(masked: str, start: int, name: str) -> int:
    place = start - len(name) - 2
    return place - 1 if masked[place - 1].isspace() else place


def _of_tag(masked: str) -> Iterator[Attribute]:
    spoken: dict[str, tuple[Attribute, ...]] = {}
    for found in _ATTRIBUTE.finditer(masked):
        name = found["name"].lower()
        if name == "translate" and (found["double"] or found["single"] or found["bare"] or "").lower() == "no":
            return
        if name in ATTRIBUTES and name not in spoken:
            spoken[name] = tuple(
                one
                for one in _attribute(found, name, 0, masked)
                if name not in _OF_COMPONENTS or is_text(masked[one.start : one.end], name)
            )
    for attributes in spoken.values():
        yield from attributes


def _completed(target: Code, source: Code) -> Code:
    """`target` with those texts of `source` that it does not have, in the words of the source."""
    wanted = attributes_of(source)
    if not wanted or target.type is not source.type:
        return target
    if target.original == without_attributes(source.original):
        return replace(target, original=source.original)
    if target.type is CodeType.LIQUID:
        return _filled(target, {one.name: source.original[one.start : one.end] for one in wanted})
    has = {attribute.name for attribute in attributes_of(target)}
    written = target.original
    lacking = [one for one in wanted if one.name not in has]
    for number, one in enumerate(lacking):
        written = _with_attribute(written, source.original, one, lacking[number + 1 :])
    return replace(target, original=written)


def _with_attribute(written: str, source: str, one: Attribute, later: Sequence[Attribute]) -> str:
    """The characters of a code with an attribute of `source`, beside what it stands beside there.

    later: what else of `source` is still to come.
    """
    if is_notation(source):
        for name, start, end, _ in spoken_in(written):
            if name == one.name and start == end:
                return written[:start] + source[one.start : one.end] + written[end:]
    closing = _TAG_END.search(written)
    if not closing:
        return written
    first, last = _span(source, one)
    before, after = source[:first], source[last:]
    for other in reversed(later):
        start, stop = (place - last for place in _span(source, other))
        after = after[:start] + after[stop:]
    words = [found.end() for found in _WORD.finditer(written, 0, closing.start())][: len(_WORD.findall(before))]
    if written.startswith(before):
        place = len(before)
    elif written.endswith(after):
        place = len(written) - len(after)
    else:
        place = words[-1] if words else closing.start()
    piece = source[first:last]
    return f"{written[:place]}{piece}{written[place:]}"


def _span(source: str, one: Attribute) -> tuple[int, int]:
    """Where an attribute stands with its name, its quotes and the blank before it."""
    if not is_notation(source):
        return one.first, one.last
    return _first(source, one.start, one.name), one.end + 1


def _filled(target: Code, texts: Mapping[str, str]) -> Code:
    """`target` with texts where it has an empty string of that name, in quotes that hold the text."""
    parts: list[str] = []
    last = 0
    for name, start, end in strings_in(target.original):
        text = texts.get(name, "")
        quote = next((one for one in (target.original[end], '"', "'") if one not in text), "")
        if start == end and text and quote:
            parts += (target.original[last : start - 1], quote, text, quote)
            last = end + 1
    return replace(target, original="".join((*parts, target.original[last:])))


def _rewritten(code: Code, texts: Mapping[str, str]) -> str:
    # The text of a tag comes with its quotes, which may be others than the source's.
    spans = [(one.name, one.start - one.is_string, one.end + one.is_string) for one in attributes_of(code)]
    if code.type is CodeType.LIQUID:
        spans = [(name, start - 1, end + 1) for name, start, end in strings_in(code.original)]
    parts: list[str] = []
    last = 0
    for name, start, end in spans:
        if name in texts:
            parts += (code.original[last:start], texts[name])
            last = end
    return "".join((*parts, code.original[last:]))
