"""What may enter the memory, and what became of entries that were to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from locmem.inline.compare import MAY_BE_MEANT, code_problems
from locmem.inline.protect import parse
from locmem.model.inline import Code, CodeType, Inline, Syntax, inline
from locmem.model.match import Entry

_ZERO_WIDTH = re.compile(
    r"&#[xX]0*(?:200[bB]|2060|[fF][eE][fF][fF]);|&#0*(?:8203|8288|65279);|&ZeroWidthSpace;|[\u200b\u2060\ufeff]"
)
_NAME = r"/?[A-Za-z][\w.\\-]*(?: [\w.\\-]+)*/?"
_ANGLES = re.compile(rf"(?<!\\)<{_NAME}>")
_SPELLED = re.compile(rf"(?:\\?<|&lt;|&#0*60;|&#[xX]0*3[cC];)(?P<name>{_NAME})(?:\\?>|&gt;|&#0*62;|&#[xX]0*3[eE];)")
"""A name in angle brackets, however these are spelled."""
_TAG = re.compile(r"(</?[A-Za-z][A-Za-z0-9-]*)((?:\s+[\w:-]+=(?:\"[^\"'<>]*\"|'[^\"'<>]*'))*\s*/?>)")
_ELEMENTS = re.compile(
    r"a|abbr|b|bdi|bdo|big|blockquote|br|button|caption|center|cite|code|col|dd|del|details|dfn|div|dl|dt|"
    r"em|embed|font|form|h1|h2|h3|h4|h5|h6|hr|i|iframe|img|input|ins|kbd|label|li|link|mark|meta|object|"
    r"ol|option|p|param|picture|pre|q|s|samp|script|select|small|source|span|strike|strong|style|sub|"
    r"summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr"
)
"""Elements of HTML, which are tags whoever writes them; any other name in angle brackets may stand for a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A pair that did not enter, as it stands in a file, and why.

    line: of its unit in the file, 0 where it did not come from one.
    """

    source_text: str
    target_text: str
    locale: str
    why: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AddResult:
    """What became of the entries given; `given` is the sum of all but `removed`.

    updated: stored before with other provenance or another spelling of codes.
    unchanged: stored before exactly so, given twice, or imported where a person has confirmed the same pair.
    removed: entries that were stored and were not given, when all were replaced.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[Rejected, ...] = ()
    removed: int = 0

    @property
    def given(self) -> int:
        """How many entries were given."""
        return self.added + self.updated + self.unchanged + len(self.rejected)


def objection(entry: Entry) -> str:
    """Why `entry` may not enter the memory, one sentence; empty when it may."""
    source, target = entry.source, entry.target
    texts = source.only_text, target.only_text
    if texts[0] is not None and texts[1] is not None and texts[0].strip() and texts[1].strip():
        return ""
    if not source.native.strip():
        return "The source is empty."
    if not target.native.strip():
        return "The target is empty."
    if not source.codes and not target.codes:
        return ""
    problems = _damage(source, target)
    return "" if not problems or _say_the_same(source, target) else problems


def _damage(source: Inline, target: Inline) -> str:
    return " ".join(found.what for found in code_problems(source, target) if found.kind not in MAY_BE_MEANT)


def _say_the_same(source: Inline, target: Inline) -> bool:
    """Whether the codes of two texts fit as soon as both are spelled alike.

    A zero-width space beside a mark is read as a blank, inside a code as nothing; a name in angle brackets that
    stands as text on the other side is text, with or without its escapes; quotes and the case of tags are all one.
    Not supported: codes that their own text does not tell, those of a dialect or of another tool.
    """
    sides = source, target
    natives = tuple([side.native for side in sides])
    reads = tuple([parse(side.native, side.syntax) for side in sides])
    if any(_identities(read) != _identities(side) for read, side in zip(reads, sides, strict=True)):
        return False
    names = [{_plain_name(found["name"]) for found in _SPELLED.finditer(native)} for native in natives]
    common = frozenset(names[0] & names[1])
    spellings = {tuple([_spelled_alike(side, common, width) for side in sides]) for width in ("", " ")}
    if reads == sides:
        # As they stand they are damaged, which is why somebody asks.
        spellings.discard(natives)
    return any(
        not _damage(*(parse(text, side.syntax) for text, side in zip(spelling, sides, strict=True)))
        for spelling in spellings
    )


def _fitted(entry: Entry) -> Entry:
    """The entry with each name in angle brackets of its target spelled as its source spells it, where that fits.

    A text that a page shows (`&lt;id>`) would else become a tag that it hides (`<id>`).
    """
    source, target = entry.source, entry.target
    if Syntax.PLAIN in (source.syntax, target.syntax):
        return entry
    if (source.only_text is not None and target.only_text is not None) or not _damage(source, target):
        return entry
    own: dict[str, str] = {}
    for piece, is_code in _pieces(source):
        for found in () if is_code else _SPELLED.finditer(piece):
            own.setdefault(_plain_name(found["name"]), found.group())

    def spelled(found: re.Match[str]) -> str:
        return own.get(_plain_name(found["name"]), found.group())

    native = "".join(piece if is_code else _SPELLED.sub(spelled, piece) for piece, is_code in _pieces(target))
    fitted = parse(native, target.syntax)
    return entry if _damage(source, fitted) else replace(entry, target=fitted)


def _pieces(content: Inline) -> Iterator[tuple[str, bool]]:
    """The native text in pieces, and whether each is a code span, in which no name in brackets is a tag."""
    for is_code, parts in groupby(content.parts, lambda part: isinstance(part, Code) and part.type is CodeType.CODE):
        yield inline(tuple(parts), content.syntax).native, is_code


def _identities(content: Inline) -> list[str]:
    return [code.identity for code in content.codes]


def _spelled_alike(content: Inline, names: Collection[str], width: str) -> str:
    """The native text in one spelling.  names: those that both sides hold in angle brackets.  width: what takes the
    place of zero-width characters.
    """

    def tag(found: re.Match[str]) -> str:
        name = _plain_name(found.group())
        is_text = "\\" in found.group() or "_" in name or (name in names and not _is_element(name))
        return f"&lt;{name}&gt;" if is_text else found.group()

    text = _ZERO_WIDTH.sub(width, content.native)
    if content.syntax is not Syntax.PLAIN:
        text = _ANGLES.sub(tag, text)
        text = _TAG.sub(lambda found: found.group(1).lower() + found.group(2).replace("'", '"'), text)
    return text


def _is_element(name: str) -> bool:
    return bool(_ELEMENTS.fullmatch(name.strip("/").partition(" ")[0].lower()))


def _plain_name(angles: str) -> str:
    return angles.strip("<>\\").replace("\\", "")


def admitted(entries: Iterable[Entry | Rejected], rejected: list[Rejected]) -> Iterator[Entry]:
    """The entries that may enter; the others, and what was rejected before, are put on the list."""
    for entry in entries:
        if isinstance(entry, Rejected):
            rejected.append(entry)
            continue
        why = objection(entry)
        if not why:
            yield _fitted(entry) if entry.target.codes or entry.source.codes else entry
            continue
        rejected.append(
            Rejected(source_text=entry.source.native, target_text=entry.target.native, locale=entry.locale, why=why)
        )
