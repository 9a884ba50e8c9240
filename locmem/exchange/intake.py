"""Three-way intake: what was sent, what came back, what stands here now.

A confirmed target is replaced only by a person's later decision on the same base.  Empty or absent never
deletes.  Whatever is not taken is reported with its reason, and the sums match.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from locmem.catalogs.states import digest
from locmem.errors import Location
from locmem.exchange.incoming import Answer, Claim, Return, as_numbered
from locmem.exchange.manifest import Manifest, SentUnit
from locmem.inline import protect
from locmem.inline.compare import Damage, code_problems
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
    REJECTED = "rejected"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is done with one answer, and why.

    entry: the catalog entry it gives, None where the catalog stays as it is.
    source: the source the answer was made for, where the catalog has another one now or none.
    """

    outcome: Outcome
    document: str
    occurrence: str
    location: Location
    why: str = ""
    text: str = ""
    entry: CatalogEntry | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What stands here now: segments and entries of one document by occurrence."""

    rows: Mapping[str, tuple[Segment, CatalogEntry]]


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
        case = _Case(returned, answer, unit, present.rows.get(answer.occurrence), today)
        decisions.append(case.decide(trust_state=trust_state, reviewed=reviewed))
    for occurrence in sent.keys() - seen:
        location = Location(path=returned.path)
        decisions.append(
            Decision(outcome=Outcome.MISSING, document=returned.document, occurrence=occurrence, location=location)
        )
    return tuple(decisions)


class _Case:
    """One answer with everything that bears on it."""

    def __init__(
        self,
        returned: Return,
        answer: Answer,
        sent: SentUnit,
        now: tuple[Segment, CatalogEntry] | None,
        today: date,
    ) -> None:
        self.returned, self.answer, self.sent, self.now, self.today = returned, answer, sent, now, today

    def decide(self, *, trust_state: bool, reviewed: bool) -> Decision:
        answer, sent = self.answer, self.sent
        if answer.claim is Claim.NOTHING:
            return self._result(Outcome.UNCHANGED, "came back empty; nothing is deleted")
        if (answer.source_digest or digest(answer.source)) != sent.source:
            return self._result(Outcome.REJECTED, "the source text was edited in the file")
        if self.now is None:
            return self._orphaned()
        segment, entry = self.now
        is_outdated = digest(entry.source) != sent.source
        content = self._content(segment, is_outdated)
        if isinstance(content, str):
            return self._result(Outcome.REJECTED, content)
        text = protect.to_editable(content)
        is_changed = digest(text) != sent.target
        state = self._state(is_changed, trust_state=trust_state, reviewed=reviewed)
        if state is None:
            why = "" if not is_changed else "still marked as unfinished"
            return self._result(Outcome.UNCHANGED, why or "the draft came back as it was sent", text)
        if is_outdated:
            return self._outdated(entry, text, state)
        return self._merged(entry, text, state)

    def _content(self, segment: Segment, is_outdated: bool) -> Inline | str:
        """The answer with its codes, or the reason why it cannot be taken."""
        source = protect.parse(self.answer.source, segment.content.syntax) if is_outdated else segment.content
        if self.answer.content is not None:
            content = protect.from_numbered(as_numbered(self.answer.content), source)
        else:
            content = protect.from_editable(self.answer.text, source)
        if is_outdated:
            return content
        problems = [
            problem.what for problem in code_problems(source, content) if problem.kind is not Damage.LINK_CHANGED
        ]
        return "; ".join(problems) if problems else content

    def _state(self, is_changed: bool, *, trust_state: bool, reviewed: bool) -> State | None:
        """The state the answer earns; None where it changes nothing."""
        claim = self.answer.claim
        sent_confirmed = State(self.sent.state).is_confirmed
        if claim is Claim.DRAFT:
            return State.DRAFT if is_changed else None
        is_prefilled = claim is Claim.TRANSLATED and not is_changed and not sent_confirmed
        if is_prefilled and self.answer.keeps_state and not (trust_state or reviewed):
            # Tools mark a prefilled target `translated` without anybody having read it.
            return None
        if reviewed or claim is Claim.REVIEWED:
            return State.REVIEWED
        return State.TRANSLATED

    def _merged(self, entry: CatalogEntry, text: str, state: State) -> Decision:
        is_same_base = (digest(entry.target) if entry.target else "") == self.sent.target
        if text == entry.target and not entry.is_stale and entry.state.rank >= state.rank:
            return self._result(Outcome.UNCHANGED, "stands here already", text)
        if not is_same_base and text != entry.target and entry.is_confirmed and not entry.is_stale:
            return self._result(Outcome.CONFLICT, f"somebody confirmed another text meanwhile: {entry.target}", text)
        if state is State.DRAFT and entry.is_confirmed:
            return self._result(Outcome.UNCHANGED, "a draft does not replace a confirmed target", text)
        return self._result(Outcome.ACCEPTED, "", text, entry=entry.with_target(text, state, HUMAN))

    def _outdated(self, entry: CatalogEntry, text: str, state: State) -> Decision:
        why = "the source changed after it was sent"
        source = self.answer.source
        if self.answer.content is not None and self.now is not None:
            source = protect.to_editable(protect.parse(source, self.now[0].content.syntax))
        if entry.is_current or not source or not state.is_confirmed:
            return self._result(Outcome.OUTDATED, why, text, source=source)
        kept = replace(
            entry.with_target(text, state, HUMAN),
            stale_since=self.today,
            previous_source=source,
            previous_legend=entry.previous_legend or entry.legend,
        )
        return self._result(Outcome.OUTDATED, f"{why}; kept as stale", text, entry=kept, source=source)

    def _orphaned(self) -> Decision:
        text = self.answer.text or (self.answer.content.text if self.answer.content else "")
        return self._result(
            Outcome.ORPHANED, "the segment is gone from its document; kept in the memory", text,
            source=self.answer.source,
        )  # fmt: skip

    def _result(
        self, outcome: Outcome, why: str, text: str = "", *, entry: CatalogEntry | None = None, source: str = ""
    ) -> Decision:
        return Decision(
            outcome=outcome, document=self.returned.document, occurrence=self.answer.occurrence,
            location=self.answer.location, why=why, text=text, entry=entry, source=source,
        )  # fmt: skip


def _rejected(returned: Return, answer: Answer, why: str) -> Decision:
    return Decision(
        outcome=Outcome.REJECTED, document=returned.document, occurrence=answer.occurrence,
        location=answer.location, why=why, text=answer.text,
    )  # fmt: skip
