"""What helps a translator with one segment besides its texts, and how files say it.

Each line has a label, by which a note of ours is known where a tool no longer says who wrote it: PO has it in small
letters (`#. at most: 60 characters`), XLIFF as a sentence begins (`At most: 60 characters`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from locmem.memory.difference import difference
from locmem.model.inline import CodeRole, CodeType, Inline
from locmem.model.match import Change, Piece
from locmem.model.priority import BLOCKED, Scored
from locmem.model.segment import UnitKind
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.terms.hints import TermHint

_LINK = f"{CodeType.LINK.value} "


class Label(Enum):
    """What each note of a handoff is about."""

    FOR = "for"
    PLACE = "stands in"
    LOCKED = "locked"
    INHERITED = "inherited from"
    OVER = "stands in place of"
    BASE_CHANGED = "what it stands in place of was changed to"
    CHANGED = "the source changed since this was translated"
    SIMILAR = "a similar text was translated"
    BEFORE = "translated before"
    PROPOSAL = "proposal"
    LOOK_AT = "look at"
    ADDRESS = "address readers as"
    MOST = "at most"
    TERM = "term"
    ANSWER = "answer to a question"
    REFUSED = "was not taken"
    LINK = "link"
    COMES_BEFORE = "the text before this"
    COMES_AFTER = "the text after this"
    PREVIEW = "preview"

    @property
    def title(self) -> str:
        """The label as a sentence begins."""
        return self.value[0].upper() + self.value[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One line for a translator."""

    label: Label
    text: str

    @property
    def in_po(self) -> str:
        """The note as an extracted comment of PO, on one line."""
        return f"{self.label.value}: {' '.join(self.text.split())}"

    @property
    def in_xliff(self) -> str:
        """The note as XLIFF and tables have it."""
        return f"{self.label.title}: {self.text}"


EARLIER_NOTES = (
    "The English changed since ",
    "Proposal from the memory, ",
    "What it stands in place of ",
    "Comes before: ",
    "Comes after: ",
)
"""How notes of earlier versions began that have no label, or another one."""

OWN_NOTES = (*(f"{label.title}: " for label in Label), "Inherited from ", *EARLIER_NOTES)
"""How the notes of ours begin in XLIFF and in tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """What is known around one segment that its entry does not say.

    markets: codes of those whose customers read it.  scored: how pressing its document is, None where nothing is due.
    comes_before, comes_after: the texts of its neighbours in the document, empty where the file has them itself.
    most: characters its translation may have, 0 for any number.
    register: how readers of the locale are addressed, in the project's words.
    terms: what the glossary says of words in it.
    answers: what authors answered to questions about it.
    refused: the answer that came last and was rejected, with the reason; empty where there is none.
    preview: the file that shows the document; its segments have their occurrences as anchors.
    """

    markets: tuple[str, ...] = ()
    scored: Scored | None = None
    comes_before: str = ""
    comes_after: str = ""
    most: int = 0
    register: str = ""
    terms: tuple[TermHint, ...] = ()
    answers: tuple[str, ...] = ()
    refused: str = ""
    preview: str = ""


def notes_around(guidance: Guidance) -> Iterator[Note]:
    """What every format says of a segment from around it, in the order in which a translator needs it."""
    if guidance.most:
        yield Note(label=Label.MOST, text=f"{guidance.most} characters")
    yield from (Note(label=Label.TERM, text=term.in_words) for term in guidance.terms)
    yield from (Note(label=Label.ANSWER, text=answer) for answer in guidance.answers)
    if guidance.refused:
        yield Note(label=Label.REFUSED, text=guidance.refused)
    if guidance.comes_before:
        yield Note(label=Label.COMES_BEFORE, text=guidance.comes_before)
    if guidance.comes_after:
        yield Note(label=Label.COMES_AFTER, text=guidance.comes_after)


def notes_on_all(guidance: Guidance) -> Iterator[Note]:
    """What holds for every segment of a document: who reads it, how pressing it is and why, how to address readers.

    It stands at the top of a file, and beside its first segment, because few tools show what stands at the top.
    """
    if guidance.register:
        yield Note(label=Label.ADDRESS, text=guidance.register)
    if guidance.markets or guidance.scored:
        yield Note(label=Label.FOR, text="; ".join(_for(guidance)))
    if guidance.preview:
        yield Note(label=Label.PREVIEW, text=guidance.preview)


def _for(guidance: Guidance) -> Iterator[str]:
    if guidance.markets:
        yield ", ".join(guidance.markets)
    if scored := guidance.scored:
        # What keeps a page back besides its texts a translator cannot mend, and how many read it is the team's own.
        why = next((reason for reason in scored.reasons if not reason.startswith(BLOCKED)), "")
        yield f"priority {scored.priority.value}" + (f": {why}" if why else "")


def change_note(entry: CatalogEntry, source_locale: str) -> Iterator[Note]:
    """What differs between the source and the one its text was made for: an earlier one, or one that is only near."""
    if entry.previous_source:
        pieces = difference(entry.previous_source, entry.source, source_locale)
        label = Label.CHANGED if entry.is_stale or entry.origin.kind is not OriginKind.TM else Label.SIMILAR
        yield Note(label=label, text=in_words(pieces))


def in_words(changed: Sequence[Piece]) -> str:
    """What went and what came between two texts, with what stays around it: `once[, → , for one hour].`."""
    text, place = "", 0
    while place < len(changed):
        piece = changed[place]
        following = changed[place + 1] if place + 1 < len(changed) else None
        if piece.change is Change.SAME:
            text += piece.text
        elif piece.change is Change.GONE and following is not None and following.change is Change.CAME:
            text += f"[{piece.text} → {following.text}]"
            place += 1
        else:
            text += f"[{piece.text} → ]" if piece.change is Change.GONE else f"[ → {piece.text}]"
        place += 1
    return text


def entry_notes(entry: CatalogEntry) -> Iterator[Note]:
    """What XLIFF and tables say of an entry in notes, which PO has in places of its own."""
    if entry.name:
        is_inside = entry.kind is UnitKind.ATTRIBUTE
        yield Note(label=Label.PLACE, text=f"{entry.name} of a link, picture or tag" if is_inside else entry.name)
    if entry.inherited:
        why = f"{entry.inherited}; change it only where this locale says it differently"
        yield Note(label=Label.INHERITED, text=why)
    if entry.is_own and entry.over:
        yield Note(label=Label.OVER, text=entry.over)
    if entry.is_stale and not entry.previous_source:
        yield Note(label=Label.BASE_CHANGED, text=entry.base)
    if proposal := proposal_of(entry):
        yield Note(label=Label.PROPOSAL, text=proposal)
    yield from (Note(label=Label.LOOK_AT, text=doubt) for doubt in entry.doubts)
    if entry.proposal:
        yield Note(label=Label.BEFORE, text=entry.target)


def proposal_of(entry: CatalogEntry) -> str:
    """Who proposes the text that is shown, in words; empty where nobody but a person does."""
    if percent := shown_percent(entry):
        return f"from the memory, {percent} %"
    kind = entry.origin.kind
    if entry.state is State.DRAFT and entry.target and kind is OriginKind.MT:
        return f"by machine{f' ({entry.origin.detail})' if entry.origin.detail else ''}, nobody has read it"
    return ""


def shown_percent(entry: CatalogEntry) -> int:
    """The percent of the memory's match that is shown; 0 where what is shown did not come from one."""
    return entry.match if entry.proposal or not entry.is_stale else 0


def link_notes(content: Inline) -> Iterator[Note]:
    """Where each link leads whose address its code does not show to translators.

    Links are counted as they stand in the text, because every tool numbers codes in its own way.
    """
    links = [code for code in content.codes if code.type is CodeType.LINK and code.role is CodeRole.OPEN]
    for number, code in enumerate(links, start=1):
        if (address := code.identity.removeprefix(_LINK)) != code.identity:
            yield Note(label=Label.LINK, text=f"{number} leads to {address}" if len(links) > 1 else address)
