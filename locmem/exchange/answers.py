"""What came back for each segment of a document, and what it claims to be: what returned files are read into."""

from __future__ import annotations

from dataclasses import dataclass

from locmem.errors import Location
from locmem.exchange.claims import Claim
from locmem.exchange.kinds import Kind
from locmem.inline.protect import parse
from locmem.model.inline import CodeRole, Inline


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One segment that came back.

    source: in PO and tables the source that was sent, with its codes, as far as the file still says it; native: in
        XLIFF its exact characters; source_digest: what stands for it.  Empty where the file's tool dropped it.
    name: the occurrence that the name of an XLIFF unit gives, or our comment in PO, where its tool may have written
        another id or dropped it.
    text: the target in PO, with codes as a translator sees them; content: the target in XLIFF.
    returned_source, spellings: XLIFF's `<source>` as it came back, and the `equiv-text` of its codes.
    tags: the codes of `content` as the file names them, one for each.
    claim: the weakest one; doubt: what in the file contradicts it.
    qualifier, is_approved: what XLIFF says besides the state; in XLIFF 2 the `subState`, and what the state says.
    keeps_state: whether the tool sets states itself, so that the claim alone proves nothing.
    is_row: whether it is a row of a table, whose state a person chose.  place: which row of what was sent, from 1; 0
        where the file does not say it.
    problem: why the target must not be taken, whatever is in it; empty where it may be.
    remarks: what the translator noted beside it, a line each.
    locale: of the target where XLIFF says it beside the target itself.
    """

    occurrence: str
    source: Inline | None
    source_digest: str
    text: str
    content: Inline | None
    claim: Claim
    location: Location
    keeps_state: bool = False
    is_row: bool = False
    place: int = 0
    problem: str = ""
    remarks: tuple[str, ...] = ()
    returned_source: Inline | None = None
    spellings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    doubt: str = ""
    qualifier: str = ""
    is_approved: bool = False
    name: str = ""
    native: str = ""
    locale: str = ""

    @property
    def said_source(self) -> Inline | None:
        """The source as far as the file says it, read anew where it is XLIFF: it is seldom asked for."""
        if self.returned_source is None:
            return self.source
        return parse(self.native, self.returned_source.syntax)


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """One returned file.

    kind: what the file is.  handoff: its id, empty where the file's tool dropped it.
    document: empty where the file does not say.
    locale, source_locale: as the file says them, in whatever spelling its tool has for them; empty where it does not.
    is_whole: whether the format itself proves that nothing was cut off, as the last tag of an XML file does.
    said: the locale as the file has it, where it was taken for another name of the one that was sent.
    tools: the names of the tools that say they touched it.
    notes: what somebody should know of the file itself, a line each.
    """

    path: str
    kind: Kind
    handoff: str
    document: str
    locale: str
    answers: tuple[Answer, ...]
    is_whole: bool = False
    said: str | None = None
    tools: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source_locale: str = ""


def as_numbered(content: Inline) -> str:
    """A returned XLIFF target as numbered text, for `protect.from_numbered`."""
    text = ""
    for part in content.parts:
        if isinstance(part, str):
            text += part
        elif part.role is CodeRole.OPEN:
            text += f"<g{part.id}>"
        elif part.role is CodeRole.CLOSE:
            text += f"</g{part.id}>"
        elif part.role is CodeRole.MIDDLE:
            text += f"<m{part.id}/>"
        else:
            text += f"<x{part.id}/>"
    return text
