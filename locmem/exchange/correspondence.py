"""A returned XLIFF unit beside the source that was sent: whether it is still that source, and which code is which.

Tools number codes anew and write them as other elements (`<bpt>` for `<g>`, `<ph>` for `<x>`).  What a code of a
target stands for is therefore read from the file's own source, place by place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from locmem.catalogs.states import digest
from locmem.exchange.outgoing import visible
from locmem.inline import protect
from locmem.inline.attributes import without_attributes
from locmem.inline.matching import highest
from locmem.inline.notations import left_out
from locmem.model.inline import Code, CodeRole, Inline, Part, Syntax, inline
from locmem.model.wording import shortened

EDITED = "the source text was edited in the file"
LAID_OUT = (
    "a program laid the file out anew, and nothing tells which blanks stood beside the codes; "
    "send the file as the translator's tool saved it"
)
_SPACE = re.compile(r"\s+")
_INDENT = r"((?:\n[ \t]*)?)"
_EDGES = re.compile(r"\A\s*|\s*\Z")


def is_same_source(sent: Inline, returned: Inline, spellings: Sequence[str]) -> bool:
    """Whether a `<source>` is still the one that was sent: the same words with codes in the same places.

    White space is left aside, because tools lay out and wrap; so are numbers of codes and the native text in them.
    spellings: the `equiv-text` of each code of the returned source; one that is there must be the code's own.
    """
    if _texts(sent) != _texts(returned):
        return False
    originals = [_shown(code.original) for code in sent.codes]
    for own, code, spelling in zip(originals, returned.codes, spellings or [""] * len(originals), strict=True):
        shown = _shown(spelling or code.original)
        # What stands for another code of the text, or is Liquid, was not made up by a tool.
        is_meant = spelling or "{{" in shown or "{%" in shown or (shown and shown in originals)
        if shown != own and is_meant:
            return False
    return True


def as_sent(source: Inline, returned: Inline, spellings: Sequence[str], dialects: Sequence[str]) -> Inline | None:
    """`source` with the codes it had when a file was made with this `<source>`; None where it is not its source.

    Files of version 0.1.0 have codes for brackets that name no definition, and none for notations beside CommonMark.
    dialects: the placeholder notations of the document's content set.
    """
    earlier = protect.parse(source.native, source.syntax, dialects=(*dialects, *left_out(())))
    for reading in (source, earlier):
        if is_same_source(visible(reading), returned, spellings):
            return reading
    return None


def sent_before(
    native: str, returned: Inline, spellings: Sequence[str], dialects: Sequence[str], told: str
) -> Inline | None:
    """The source that `native` spells and this `<source>` was made of; None where it has another digest than `told`.

    Where a tool dropped the data type, the digest and the codes of the file say which it was.
    """
    kinds = dict.fromkeys((returned.syntax, *Syntax))
    parsed = [protect.parse(native, syntax, dialects=dialects) for syntax in kinds]
    sent = [one for one in parsed if digest(protect.to_editable(one)) == told]
    same = (one for one in sent if is_same_source(visible(one), returned, spellings))
    return next(same, next(iter(sent), None))


def how_edited(sent: Inline, returned: Inline) -> str:
    """What became of a source that is not `returned` any more, in words, as far as the file shows it.

    A tool that splits a unit in two, or merges two, leaves a part of the source in one, or more than it.
    """
    before, after = bare(visible(sent).text), bare(returned.text)
    what = EDITED
    if after and after != before and (before.startswith(after) or before.endswith(after)):
        what += f": it holds only a part of it, “{shortened(returned.text.strip(), 60)}”; the unit may have been split"
    elif before and after != before and (after.startswith(before) or after.endswith(before)):
        what += ": it holds more than was sent; the unit may have been merged with another"
    return what


def in_codes_of(source: Inline, returned: Inline, target: Inline) -> Inline:
    """`target` with the codes of `source` where the returned source has those of the target.

    returned: for which `is_same_source` holds.  Codes it does not have get numbers that `source` does not use.
    """
    ours: dict[tuple[CodeRole, str], list[Code]] = {}
    for theirs, code in zip(returned.codes, source.codes, strict=True):
        ours.setdefault((theirs.role, theirs.identity), []).append(code)
    fresh = highest(source.parts)
    unknown: dict[int, int] = {}
    parts: list[Part] = []
    for part in target.parts:
        if isinstance(part, str):
            parts.append(part)
        elif codes := ours.get((part.role, part.identity)):
            # Codes of one name stand in the order of the source; one that is used once more is the last again.
            parts.append(codes.pop(0) if len(codes) > 1 else codes[0])
        else:
            fresh += part.id not in unknown
            parts.append(replace(part, id=unknown.setdefault(part.id, fresh)))
    return inline(parts, source.syntax)


def strange_codes(source: Inline, target: Inline) -> tuple[int, ...]:
    """Which codes of a target, as `in_codes_of` gives it, are none of the source, counted from 0."""
    known = {code.id for code in source.codes}
    return tuple(place for place, code in enumerate(target.codes) if code.id not in known)


def swapped_parts(source: Inline, target: Inline) -> str:
    """The opening of a block whose middles stand in another order in `target`; empty where none do."""
    for block in (code for code in source.codes if code.role is CodeRole.OPEN):
        here, there = _middles(source, block), _middles(target, block)
        if here != there and sorted(here) == sorted(there):
            return block.original
    return ""


def without_layout(sent: Inline, returned: Inline, target: Inline) -> tuple[Inline, Inline] | None:
    """The returned source and its target without what a program put around their codes to lay the file out.

    returned: for which `is_same_source` holds; what it has more than `sent` is taken out of both.  They are as they
    were where nothing was laid out; None where it was, and what stood in the target before is not certain.
    """
    pieces = list(zip(_pieces(visible(sent)), _pieces(returned), strict=True))
    found = [re.fullmatch(f"{_INDENT}{re.escape(own)}{_INDENT}", theirs) for own, theirs in pieces]
    added = {indent for one in found if one for indent in one.groups() if indent}
    # Who wraps a text puts a line break where a blank was.
    is_laid_out = any("\n" in _around(theirs) and not _around(own) for own, theirs in pieces)
    if not added and not is_laid_out:
        return returned, target
    if all(found):
        target = _without(target, added)
        returned = _without(returned, added)
    has_breaks = any("\n" in _around(own) for own, _ in pieces)
    is_certain = has_breaks or not target.codes or not any("\n" in _around(piece) for piece in _pieces(target))
    return (returned, target) if is_certain else None


def _around(text: str) -> str:
    """The white space at both ends of a text."""
    return "".join(_EDGES.findall(text))


def _without(content: Inline, indents: Iterable[str]) -> Inline:
    """The content without these between its texts and codes, the longest that fits."""
    longest = sorted(indents, key=len, reverse=True)
    codes = [part for part in content.parts if not isinstance(part, str) and not part.is_text]
    parts: list[Part] = []
    for number, piece in enumerate(_pieces(content)):
        text = piece.removeprefix(next((one for one in longest if piece.startswith(one)), ""))
        parts.append(text.removesuffix(next((one for one in longest if text.endswith(one)), "")))
        parts += codes[number : number + 1]
    return inline([part for part in parts if part], content.syntax)


def _middles(content: Inline, block: Code) -> list[str]:
    return [code.original for code in content.codes if code.role is CodeRole.MIDDLE and code.id == block.id]


def _texts(content: Inline) -> list[str]:
    """The words between the codes, one more than there are codes."""
    return [bare(text) for text in _pieces(content)]


def _pieces(content: Inline) -> list[str]:
    """What stands between the codes as it stands there, one more than there are codes."""
    found = [""]
    for part in content.parts:
        if isinstance(part, str) or part.is_text:
            found[-1] += part if isinstance(part, str) else part.text
        else:
            found.append("")
    return found


def _shown(original: str) -> str:
    # A title inside a code is a segment of its own, and may have changed since.
    return bare(without_attributes(original))


def bare(text: str) -> str:
    """A text without its white space, as it is compared with one that another tool laid out."""
    return _SPACE.sub("", unicodedata.normalize("NFC", text))
