"""Whether a trans-unit is finished, as far as what stands in it shows.

Tools cut a unit into segments (`seg-source` and `mrk`, XLIFF 1.2, section 2.4), and keep changes that nobody accepted
yet in it, while its state may still say `translated`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from locmem.xmlfile import Element, text_of

_SEGMENT = "seg"


def unfinished(held: Mapping[str, Sequence[Element]]) -> str:
    """Why nobody can have finished the unit's target, in words; empty where nothing says so.

    held: the elements of the unit by their local names.
    """
    return next(_reasons(held), "") if "target" in held else ""


def _reasons(held: Mapping[str, Sequence[Element]]) -> Iterator[str]:
    targets, seg_sources = held["target"], held.get("seg-source", ())
    if len(targets) > 1:
        yield f"it has more than one target, the second “{text_of(targets[1]).strip()}”"
    segments = {mark.get("mid"): text_of(mark).strip() for mark in _segments(targets[:1])} if seg_sources else {}
    said = [(mark.get("mid"), text_of(mark).strip()) for mark in _segments(seg_sources)]
    said = [(id_, source) for id_, source in said if any(character.isalpha() for character in source)]
    # A target that is its source all through may be meant, a name for one: that is judged as if nobody had cut it.
    is_copy = all(segments.get(id_) == source for id_, source in said)
    for id_, source in said:
        target = segments.get(id_, "")
        if not target:
            yield f"its segment {id_}, “{source}”, has no translation"
        elif target == source and len(source.split()) > 1 and not is_copy:
            yield f"its segment {id_}, “{source}”, is still the source"
    for mark in targets[0].iterdescendants("{*}mrk") if len(targets[0]) else ():
        if (mark.get("mtype") or "").endswith("deleted"):
            yield f"it holds “{text_of(mark).strip()}”, a deletion that nobody accepted yet"


def _segments(elements: Sequence[Element]) -> Iterator[Element]:
    for element in elements:
        yield from (mark for mark in element.iterdescendants("{*}mrk") if mark.get("mtype") == _SEGMENT)
