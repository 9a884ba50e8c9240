"""The segments of an XLIFF 2 unit, joined again: a unit of ours is one segment, and tools cut it into several.

The standard lets every tool do so (section 4.8, segmentation) and put the targets in another order than the sources
(4.8.4, `order`).  What stands between segments is in `<ignorable>`s.  The weakest state of a segment is the unit's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from locmem.model.translation import State
from locmem.xmlfile import Element, grouped, local_name, text_of

STATES: Mapping[str, State] = MappingProxyType(
    {
        "initial": State.DRAFT,
        "translated": State.TRANSLATED,
        "reviewed": State.REVIEWED,
        "final": State.REVIEWED,
    }
)
"""What each state means here where there is a target; whether it is believed is for intake to decide."""

INITIAL = "initial"
"""The state of a segment that names none (section 4.3.1.34)."""

_UNFINISHED = frozenset(
    # What tools write behind the prefix of a `subState` while the state itself may say `translated`.
    (
        "draft",
        "fuzzy",
        "fuzzy-match",
        "incomplete",
        "leveraged-mt",
        "machine-translated",
        "mt",
        "mt-suggestion",
        "needs-adaptation",
        "needs-review",
        "needs-review-translation",
        "needs-translation",
        "needs-work",
        "pretranslated",
        "rejected",
        "tm-suggestion",
        "unconfirmed",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A unit's segments and ignorables as one.

    sources: in the order of the file.  targets: in the order in which they are read, none where no segment has one;
        an ignorable without a target is the same in both languages, so that its source stands among them.
    state, sub_state: of the segment that claims least.
    unfinished: why its tool cannot have finished the unit, in words; empty where nothing says so.
    fault: why the targets cannot be put together, in words; empty where they can.
    """

    sources: tuple[Element, ...]
    targets: tuple[Element, ...]
    state: str
    sub_state: str
    unfinished: str = ""
    fault: str = ""


def joined(unit: Element) -> Joined:
    """The segments and ignorables of a unit as one; those without a source are left out."""
    pieces = [_Piece(child) for child in unit if local_name(child) in ("segment", "ignorable")]
    pieces = [piece for piece in pieces if piece.source is not None]
    segments = [piece for piece in pieces if piece.is_segment]
    telling = (len(segments) > 1 and [piece for piece in segments if piece.has_words]) or segments
    weakest = min(telling, key=_strength) if len(telling) > 1 else next(iter(telling), None)
    targets, fault = _targets(pieces) if any(piece.target is not None for piece in segments) else ((), "")
    return Joined(
        sources=tuple(piece.source for piece in pieces if piece.source is not None),
        targets=targets,
        state=weakest.state if weakest else INITIAL,
        sub_state=weakest.sub_state if weakest else "",
        unfinished=next(_reasons(telling), "") if targets else "",
        fault=fault,
    )


class _Piece:
    """One `<segment>` or `<ignorable>`."""

    def __init__(self, element: Element) -> None:
        held = grouped(element)
        targets = held.get("target", ())
        self.is_segment = local_name(element) == "segment"
        self.source = next(iter(held.get("source", ())), None)
        self.target = targets[0] if targets else None
        self.second = targets[1] if len(targets) > 1 else None
        self.state = element.get("state") or INITIAL
        self.sub_state = element.get("subState") or ""
        self.order = self.target.get("order") if self.target is not None else None

    @property
    def said(self) -> str:
        return " ".join(text_of(self.source).split())

    @property
    def answer(self) -> str:
        return " ".join(text_of(self.target).split())

    @property
    def has_words(self) -> bool:
        return any(character.isalpha() for character in self.said)


def _strength(piece: _Piece) -> int:
    state = STATES.get(piece.state, State.DRAFT)
    return -1 if piece.target is None else state.rank


def _targets(pieces: Sequence[_Piece]) -> tuple[tuple[Element, ...], str]:
    """The targets in their order, and why there is none that can be trusted."""
    places: dict[int, Element] = {}
    fault = ""
    for number, piece in enumerate(pieces, 1):
        own = piece.target
        if own is None:
            own = None if piece.is_segment else piece.source
        place = int(piece.order) if piece.order and piece.order.isdecimal() and len(piece.order) < 10 else number
        if piece.order and not 1 <= place <= len(pieces):
            fault = fault or f'order="{piece.order}" is no place among the {len(pieces)} parts of the unit'
        elif own is not None and place in places:
            fault = fault or f"two targets of the unit are to stand in place {place}, so that their order is not known"
        if own is not None:
            while place in places:
                place += len(pieces)
            places[place] = own
    return tuple(places[place] for place in sorted(places)), fault


def _reasons(segments: Sequence[_Piece]) -> Iterator[str]:
    # A target that is its source all through may be meant, a name for one: that is judged as if nobody had cut it.
    is_copy = all(piece.answer == piece.said for piece in segments)
    for number, piece in enumerate(segments, 1):
        if piece.second is not None:
            yield f"it has more than one target, the second “{text_of(piece.second).strip()}”"
        kind = piece.sub_state.rpartition(":")[2].casefold()
        if kind in _UNFINISHED and not piece.sub_state.startswith("lm:"):
            yield f"its tool says “{piece.sub_state}”"
        if len(segments) > 1 and piece.has_words:
            if not piece.answer:
                yield f"its segment {number}, “{piece.said}”, has no translation"
            elif piece.answer == piece.said and len(piece.said.split()) > 1 and not is_copy:
                yield f"its segment {number}, “{piece.said}”, is still the source"
    if len({STATES.get(piece.state, State.DRAFT).is_confirmed for piece in segments}) > 1:
        number, piece = min(enumerate(segments, 1), key=lambda one: _strength(one[1]))
        yield f"its segment {number}, “{piece.said}”, is “{piece.state}”, and others are finished"
