"""What is known of a translation: its state, where it came from, and one entry of a catalog."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from locmem.model.inline import Syntax
from locmem.model.segment import UnitKind


class State(Enum):
    """How far a translation is.  TRANSLATED and REVIEWED are confirmed: a person answers for them."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"

    @property
    def rank(self) -> int:
        """0 for untranslated to 3 for reviewed."""
        return list(State).index(self)

    @property
    def is_confirmed(self) -> bool:
        """Whether a person answers for the translation."""
        return self in (State.TRANSLATED, State.REVIEWED)


class OriginKind(Enum):
    """Who or what made a target."""

    NONE = "none"
    HUMAN = "human"
    TM = "tm"
    MT = "mt"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a target came from: `human`, `tm`, `mt:apertium`, `import:seed`."""

    kind: OriginKind
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.detail}" if self.detail else self.kind.value


NO_ORIGIN = Origin(OriginKind.NONE)
HUMAN = Origin(OriginKind.HUMAN)


def origin(text: str) -> Origin:
    """The origin written as `text`.  Raises ValueError for an unknown kind."""
    kind, _, detail = text.partition(":")
    return Origin(OriginKind(kind), detail)


MEANT = "locmem:ok"
"""What a comment begins with that excepts a text from a check; the rest of it says which one and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A target that another branch gave a segment, kept beside the one that stands until somebody decides.

    source, legend: what it translates, as of `CatalogEntry`.  state: what it was on its branch; a draft is a person's
    unfinished text.
    """

    target: str
    source: str
    state: State
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogEntry:
    """One occurrence of a segment in one locale, as the catalog holds it.

    occurrence: id given once and carried along when the source changes.
    source, target: text as a translator sees it (Markdown and Liquid verbatim, HTML tags as `<g1>`).
    stale_since: the day the source changed under a confirmed target; None where it did not.
    previous_source: the source the target was made for, where that differs from `source`.
    proposal: while the target is stale, the text shown in its place: what the memory proposes for the present source,
        or what somebody began; empty where the target itself is shown.
    is_begun: whether the proposal is a person's unfinished text, which no machine replaces.
    match: percent of the memory match that the draft or the proposal came from; 0 where there was none.
    doubts: what a person must look at in the draft or proposal, a line each: what could not be put in, differences
        that change the meaning.
    note: the reason given with `locmem accept`, kept in the catalog.
    inherited: in a variant (`es-MX` over `es`), the locale whose wording this is; empty for the locale's own.
    over: for a variant's own target, the inherited wording it was written over, on one line.
    base: what the variant would inherit now, on one line; not kept in the catalog.
    remarks: what translators noted beside the entry, a line each; kept whatever becomes of the target.
    may_be_cut: the catalog had lost its end when the target was read, so that it may be half of what somebody wrote.
    rivals: what other branches say here, as a merge in git kept it aside.
    legend, previous_legend: what the numbered codes of source and previous source stand for, one line each
        (`<g1> = <strong>…</strong>`); empty where codes stand verbatim.
    """

    occurrence: str
    kind: UnitKind
    source: str
    name: str = ""
    syntax: Syntax = Syntax.MARKDOWN
    legend: tuple[str, ...] = ()
    previous_legend: tuple[str, ...] = ()
    target: str = ""
    state: State = State.UNTRANSLATED
    origin: Origin = NO_ORIGIN
    stale_since: date | None = None
    previous_source: str = ""
    proposal: str = ""
    is_begun: bool = False
    match: int = 0
    doubts: tuple[str, ...] = ()
    note: str = ""
    inherited: str = ""
    over: str = ""
    remarks: tuple[str, ...] = ()
    may_be_cut: bool = False
    rivals: tuple[Rival, ...] = ()
    base: str = field(default="", compare=False)

    @property
    def is_stale(self) -> bool:
        """Whether the target was confirmed for an earlier source."""
        return self.stale_since is not None

    @property
    def is_confirmed(self) -> bool:
        """Whether a person answers for the target, whatever happened to the source since."""
        return self.state.is_confirmed

    @property
    def is_current(self) -> bool:
        """Whether the target is confirmed for the source as it is now."""
        return self.is_confirmed and not self.is_stale

    @property
    def shown(self) -> str:
        """The text a translator is shown: the proposal for a stale target where there is one, else the target."""
        return self.proposal or self.target

    @property
    def context(self) -> str:
        """The `msgctxt`: kind and occurrence."""
        return f"{self.kind.value}#{self.occurrence}"

    @property
    def made_for(self) -> str:
        """The source that the target was made for: the previous one while it is stale."""
        return self.previous_source or self.source

    @property
    def meant(self) -> tuple[str, ...]:
        """What the remarks say that begin with `locmem:ok`: checks that are not to count here, and why."""
        return tuple(line.strip().removeprefix(MEANT) for line in self.remarks if is_exception(line))

    @property
    def questions(self) -> tuple[str, ...]:
        """The other remarks: what translators ask."""
        return tuple(line for line in self.remarks if not is_exception(line))

    @property
    def is_own(self) -> bool:
        """Whether the locale has a target of its own here: one that is not inherited."""
        return bool(self.target) and not self.inherited

    def with_target(
        self, target: str, state: State, origin: Origin, match: int = 0, doubts: tuple[str, ...] = ()
    ) -> CatalogEntry:
        """The entry with a new target of its own, made for the present source and the present base."""
        return replace(
            self.without_proposal(),
            target=target,
            state=state,
            origin=origin,
            match=match,
            doubts=doubts,
            stale_since=None,
            previous_source="",
            previous_legend=(),
            note="",
            inherited="",
            over=self.base,
            may_be_cut=False,
        )

    def with_proposal(self, proposal: str, match: int, doubts: tuple[str, ...]) -> CatalogEntry:
        """The entry, stale, with the memory's proposal for its present source; its own target needs no saying twice."""
        shown = "" if proposal == self.target else proposal
        return replace(self, proposal=shown, is_begun=False, match=match, doubts=doubts)

    def without_proposal(self) -> CatalogEntry:
        """The entry with nothing shown in place of its target."""
        return replace(self, proposal="", is_begun=False, match=0, doubts=())


def is_exception(remark: str) -> bool:
    """Whether a remark excepts its text from a check, and asks nothing."""
    return remark.split(maxsplit=1)[:1] == [MEANT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The PO file of one document in one locale.

    revised: date and time of the newest confirmed change, as the header writes it (`2026-11-21 18:00+0000`).
    edited: occurrences whose entry somebody changed in the file since locmem wrote it.
    obsolete: what the file holds out of use for places that have an entry (`#~`, and confirmed texts that somebody
        wrote another over), where it says anything else than that does; never written.
    is_ended: whether the file ended in its end mark; one without it is written anew.
    named: the document that the file's header names, empty for none.
    """

    document: str
    source_locale: str
    locale: str
    entries: tuple[CatalogEntry, ...]
    revised: str = ""
    edited: frozenset[str] = field(default=frozenset(), compare=False)
    obsolete: tuple[CatalogEntry, ...] = field(default=(), compare=False)
    is_ended: bool = field(default=True, compare=False)
    named: str = field(default="", compare=False)
