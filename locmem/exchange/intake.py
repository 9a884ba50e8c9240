"""Three-way intake: what was sent, what came back, what stands here now.

A confirmed target is replaced only by a person's later decision on the same base, and one that somebody answers
for by name not at all.  Empty or absent never deletes.  Whatever is not taken is reported with its reason, and
the sums match.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from locmem.catalogs.states import digest
from locmem.catalogs.texts import legend, target_inline
from locmem.errors import Location
from locmem.exchange.incoming import Answer, Claim, Return
from locmem.exchange.manifest import Manifest, SentUnit
from locmem.exchange.outgoing import Lock
from locmem.exchange.soundness import Page, Taken, take
from locmem.inline import protect
from locmem.model.inline import Inline
from locmem.model.segment import Segment
from locmem.model.translation import HUMAN, CatalogEntry, State


class Outcome(Enum):
    """What became of one answer."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    OUTDATED = "outdated"
    ORPHANED = "orphaned"
    CONFLICT = "conflict"
    LOCKED = "locked"
    REJECTED = "rejected"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is done with one answer, and why.

    entry: the catalog entry it gives, None where the catalog stays as it is.
    kept: for CONFLICT and LOCKED the target that stays here.
    homeless: source and target of a confirmed answer that has no place in the catalog, for the memory.
    notes: what somebody should know of an answer that was taken all the same.
    """

    outcome: Outcome
    document: str
    occurrence: str
    location: Location
    why: str = ""
    text: str = ""
    kept: str = ""
    entry: CatalogEntry | None = None
    homeless: tuple[Inline, Inline] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What stands here now: segments and entries of one document by occurrence.

    lock: where somebody answers for the text by name; approved: the targets that customers get then.
    page: the document the targets come to stand in, None where it is gone.
    """

    rows: Mapping[str, tuple[Segment, CatalogEntry]]
    lock: Lock | None = None
    approved: Mapping[str, str] = field(default_factory=dict)
    page: Page | None = None


def decide(
    returned: Return, manifest: Manifest, present: Present, today: date, *, trust_state: bool, reviewed: bool
) -> tuple[Decision, ...]:
    """One decision per answer, and one per segment that was sent and did not come back.

    trust_state: take `translated` at its word even where a tool may have set it without anybody looking.
    reviewed: the sender answers as a reviewer, so what is confirmed counts as reviewed.
    """
    sent = {unit.occurrence: unit for unit in manifest.units if unit.document == returned.document}
    decisions: list[Decision] = []
    seen: set[str] = set()
    for answer in returned.answers:
        if answer.occurrence in seen:
            decisions.append(_rejected(returned, answer, "the segment stands in the file twice"))
            continue
        seen.add(answer.occurrence)
        unit = sent.get(answer.occurrence)
        if unit is None:
            decisions.append(_rejected(returned, answer, "the segment was not part of this handoff"))
            continue
        case = _Case(returned, answer, unit, present, today)
        decisions.append(case.decide(trust_state=trust_state, reviewed=reviewed))
    for occurrence in sent.keys() - seen:
        location = Location(path=returned.path)
        decisions.append(
            Decision(outcome=Outcome.MISSING, document=returned.document, occurrence=occurrence, location=location)
        )
    return _in_place(decisions, present)


def _in_place(decisions: Iterable[Decision], present: Present) -> tuple[Decision, ...]:
    """The decisions, without those targets that their document would not give back as they were written."""
    placed = {one.occurrence: one.entry for one in decisions if one.entry and one.outcome is Outcome.ACCEPTED}
    spoilt = present.page.misread(placed) if present.page else {}
    return tuple(
        replace(one, outcome=Outcome.REJECTED, why=spoilt[one.occurrence], entry=None, notes=())
        if one.occurrence in spoilt and one.occurrence in placed and one.entry else one
        for one in decisions
    )  # fmt: skip


class _Case:
    """One answer with everything that bears on it."""

    def __init__(
        self,
        returned: Return,
        answer: Answer,
        sent: SentUnit,
        present: Present,
        today: date,
    ) -> None:
        self.returned, self.answer, self.sent, self.today = returned, answer, sent, today
        self.now = present.rows.get(answer.occurrence)
        self.lock, self.approved = present.lock, present.approved.get(answer.occurrence, "")
        self.page = present.page
        self.taken: Taken | None = None

    def decide(self, *, trust_state: bool, reviewed: bool) -> Decision:
        answer, sent = self.answer, self.sent
        if answer.problem:
            return self._result(Outcome.REJECTED, answer.problem, answer.text)
        if answer.claim is Claim.NOTHING:
            return self._result(Outcome.UNCHANGED, "came back empty; nothing is deleted")
        if answer.source_digest != sent.source:
            return self._result(Outcome.REJECTED, "the source text was edited in the file")
        is_outdated = self.now is None or digest(self.now[1].source) != sent.source
        source = self.now[0].content if self.now and not is_outdated else answer.source
        content = self._content(source)
        if isinstance(content, str):
            return self._result(Outcome.REJECTED, content)
        text = protect.to_editable(content)
        is_changed = sent.target not in (digest(text), digest(self.taken.returned if self.taken else text))
        if sent.is_locked and not is_changed:
            # Its state in the file is what we wrote there ourselves, and nobody's answer.
            return self._result(Outcome.UNCHANGED, "sent to be read only, came back as it was", text)
        state = self._state(is_changed, trust_state=trust_state, reviewed=reviewed)
        if state is None:
            why = "" if not is_changed else "still marked as unfinished"
            return self._result(Outcome.UNCHANGED, why or "the draft came back as it was sent", text)
        if self.now is None:
            return self._orphaned(source, content, state)
        if is_outdated:
            return self._outdated(self.now[1], source, content, state)
        return self._merged(self.now[1], text, state)

    def _content(self, source: Inline) -> Inline | str:
        """The answer with the codes of `source`, or the reason why it cannot be taken."""
        found = take(self.answer, source, self._sent_target(source), self.page.labels if self.page else None)
        if isinstance(found, str):
            return found
        self.taken = found
        return found.content

    def _sent_target(self, source: Inline) -> Inline | None:
        """The target that was sent, where it still stands here."""
        entry = self.now[1] if self.now else None
        is_here = entry is not None and bool(entry.target) and digest(entry.target) == self.sent.target
        return target_inline(entry, source) if entry is not None and is_here else None

    def _state(self, is_changed: bool, *, trust_state: bool, reviewed: bool) -> State | None:
        """The state the answer earns; None where it changes nothing."""
        claim = self.answer.claim
        if claim is Claim.DRAFT:
            return State.DRAFT if is_changed else None
        is_prefilled = claim is Claim.TRANSLATED and not is_changed and not self.sent.was_current
        if is_prefilled and self.answer.keeps_state and not (trust_state or reviewed):
            # Tools mark a prefilled target `translated` without anybody having read it.
            return None
        if reviewed or (claim is Claim.REVIEWED and not self.sent.is_locked):
            return State.REVIEWED
        return State.TRANSLATED

    def _merged(self, entry: CatalogEntry, text: str, state: State) -> Decision:
        if text == entry.target and not entry.is_stale and entry.state.rank >= state.rank:
            return self._result(Outcome.UNCHANGED, "stands here already", text)
        if self.lock and text != self.approved:
            why = f"{self.lock.who}; {self.lock.unlock} takes that back. Offered: {text}"
            return self._result(Outcome.LOCKED, why, text, kept=self.approved)
        if not self._is_same_base(entry) and text != entry.target and entry.is_current:
            why = f"somebody confirmed another text meanwhile: {entry.target}"
            return self._result(Outcome.CONFLICT, why, text, kept=entry.target)
        if state is State.DRAFT and entry.is_confirmed:
            return self._result(Outcome.UNCHANGED, "a draft does not replace a confirmed target", text)
        return self._result(Outcome.ACCEPTED, "", text, entry=entry.with_target(text, state, HUMAN))

    def _outdated(self, entry: CatalogEntry, source: Inline, content: Inline, state: State) -> Decision:
        why = "the source changed after it was sent"
        text, previous = protect.to_editable(content), protect.to_editable(source)
        if not state.is_confirmed:
            return self._result(Outcome.OUTDATED, f"{why}; unfinished, not kept", text)
        if entry.is_stale and (entry.target, entry.previous_source) == (text, previous):
            return self._result(Outcome.UNCHANGED, "stands here already, as stale", text)
        if entry.is_confirmed and not self._is_same_base(entry):
            return self._result(Outcome.OUTDATED, f"{why}; kept in the memory", text, homeless=(source, content))
        stale = replace(
            entry.with_target(text, state, HUMAN),
            stale_since=self.today,
            previous_source=previous,
            previous_legend=legend(source),
        )
        return self._result(Outcome.OUTDATED, f"{why}; kept as stale", text, entry=stale)

    def _orphaned(self, source: Inline, content: Inline, state: State) -> Decision:
        why = "the segment is gone from its document"
        text = protect.to_editable(content)
        if not state.is_confirmed:
            return self._result(Outcome.ORPHANED, f"{why}; unfinished, not kept", text)
        return self._result(Outcome.ORPHANED, f"{why}; kept in the memory", text, homeless=(source, content))

    def _is_same_base(self, entry: CatalogEntry) -> bool:
        """Whether nobody wrote or confirmed anything here since the segment was sent."""
        target = digest(entry.target) if entry.target else ""
        return target == self.sent.target and (self.sent.was_current or not entry.is_current)

    def _result(
        self,
        outcome: Outcome,
        why: str,
        text: str = "",
        *,
        kept: str = "",
        entry: CatalogEntry | None = None,
        homeless: tuple[Inline, Inline] | None = None,
    ) -> Decision:
        return Decision(
            outcome=outcome, document=self.returned.document, occurrence=self.answer.occurrence,
            location=self.answer.location, why=why, text=text, kept=kept, entry=entry, homeless=homeless,
            notes=self.taken.notes if self.taken and outcome is Outcome.ACCEPTED else (),
        )  # fmt: skip


def _rejected(returned: Return, answer: Answer, why: str) -> Decision:
    return Decision(
        outcome=Outcome.REJECTED, document=returned.document, occurrence=answer.occurrence,
        location=answer.location, why=why, text=answer.text,
    )  # fmt: skip
