"""What Trados Studio, memoQ and Phrase say of a trans-unit in namespaces of their own, beside the standard's `state`.

Their files (`.sdlxliff`, `.mqxliff`, `.mxliff`) are XLIFF 1.2 in which a target has no `state`; what its translator
said stands in `sdl:seg/@conf`, a segment each, in `mq:status` or in `m:confirmed`.  A value that is not known here,
and none where the tool writes one for each finished text, says that nobody confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from locmem.xmlfile import Element, children, text_of

_TRADOS = "{http://sdl.com/FileTypes/SdlXliff/1.0}"
_MEMOQ = "{MQXliff}"
_PHRASE = "{http://www.memsource.com/mxlf/2.0}"
_FINISHED: Mapping[str, str] = MappingProxyType(
    {
        # Trados Studio.
        "translated": "translated",
        "approvedtranslation": "signed-off",
        "approvedsignoff": "signed-off",
        # memoQ.
        "manuallyconfirmed": "translated",
        "proofread": "signed-off",
        # Phrase, whose files do not say in which step of the work a text was confirmed.
        "1": "translated",
    }
)
"""What says that a person finished a text, without blanks and capitals, as XLIFF calls it."""


def own_state(said: Mapping[str, str], held: Mapping[str, Sequence[Element]]) -> tuple[str, str]:
    """The `state` that a unit's tool means, the weakest of its segments, and why it is not finished, in words.

    said: the attributes of the unit.  held: the elements in it by their local names.
    Both are empty where no tool says anything; the state is empty where the unit is not finished.
    """
    states: list[str] = []
    for what, value in _values(said, held):
        state = _FINISHED.get(value.replace(" ", "").casefold())
        if state is None:
            why = f"its tool says “{value}”" if value else "its tool names no confirmation"
            return "", f"{why}{what}"
        states.append(state)
    return min(states, key=["translated", "signed-off"].index, default=""), ""


def _values(said: Mapping[str, str], held: Mapping[str, Sequence[Element]]) -> Iterator[tuple[str, str]]:
    """Of which part, in words behind a sentence, and what is said of it, empty where it should be said and is not."""
    if any(name.startswith(_MEMOQ) for name in said):
        yield "", said.get(f"{_MEMOQ}status", "")
    if any(name.startswith(_PHRASE) for name in said):
        confirmed = said.get(f"{_PHRASE}confirmed", "")
        yield "", "" if confirmed == "0" else confirmed
    defined = [segment for holder in held.get("seg-defs", ()) for segment in holder.iterchildren("{*}seg")]
    for segment in defined:
        yield _of_segment(segment.get("id")) if len(defined) > 1 else "", segment.get("conf") or ""
    if defined:
        known = {segment.get("id") for segment in defined}
        marks = (mark for target in held.get("target", ()) for mark in target.iterdescendants("{*}mrk"))
        for name in (mark.get("mid") for mark in marks if mark.get("mtype") == "seg"):
            if name not in known:
                yield _of_segment(name), ""


def _of_segment(name: str | None) -> str:
    return f" of its segment {name}" if name else ""


def comments(held: Mapping[str, Sequence[Element]]) -> tuple[str, ...]:
    """What translators noted beside words of a trans-unit, where it is no `<note>`.

    The standard has `mrk/@comment` (section 2.5); Trados Studio keeps what it says elsewhere in the file, by an id, and
    memoQ has elements of its own.
    held: the elements in the unit by their local names.
    """
    holders = [holder for name in ("source", "seg-source", "target") for holder in held.get(name, ()) if len(holder)]
    marks = [mark for holder in holders for mark in holder.iterdescendants("{*}mrk")]
    found = [mark.get("comment") or "" for mark in marks]
    found += _defined(mark for mark in marks if mark.get(f"{_TRADOS}cid"))
    said = (one for holder in held.get("comments", ()) for one in children(holder, "comment"))
    found += [text_of(one) for one in said if one.get("deleted") != "true"]
    return tuple(dict.fromkeys(text for text in found if text.strip()))


def file_comments(header: Element) -> tuple[str, ...]:
    """What a translator noted of a whole file in Trados Studio, which its header has by an id."""
    return tuple(_defined(header.iterdescendants(f"{_TRADOS}cmt")))


def _defined(naming: Iterable[Element]) -> Iterator[str]:
    """The comments that elements name by their ids; each is defined once, before the files."""
    for one in naming:
        id_ = one.get(f"{_TRADOS}cid") or one.get("id")
        for defined in one.getroottree().getroot().iterfind(f"{_TRADOS}doc-info/{_TRADOS}cmt-defs/{_TRADOS}cmt-def"):
            if defined.get("id") == id_:
                yield from (text_of(comment) for comment in defined.iterdescendants("{*}Comment"))
