"""Three-way intake: what was sent, what came back, what stands here now.

A confirmed target is replaced only by a person's later decision on the same base, and one that somebody answers
for by name not at all.  Empty or absent never deletes.  Whatever is not taken is reported with its reason, and
the sums match.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from locmem.catalogs.states import digest
from locmem.catalogs.texts import legend, shown_inline, target_inline
from locmem.exchange.answers import Answer, Return, as_numbered
from locmem.exchange.claims import Claim, weakened
from locmem.exchange.copies import Copy, together
from locmem.exchange.correspondence import (
    EDITED,
    as_sent,
    how_edited,
    in_codes_of,
    sent_before,
    strange_codes,
    swapped_parts,
)
from locmem.exchange.decision import Decision, Outcome, Present, answer_mark, in_place, missing, never_sent
from locmem.exchange.manifest import Aside, SentUnit
from locmem.exchange.soundness import Taken, is_same_text, take, to_look_at
from locmem.exchange.untranslated import has_letters, is_sentence, is_whole_copy, source_left
from locmem.formats.xliff12_inline import END_OF_GROUP
from locmem.inline import protect
from locmem.inline.leftovers import leftovers, seen
from locmem.model.inline import Inline, inline
from locmem.model.match import REVIEW
from locmem.model.tags import language_of
from locmem.model.translation import HUMAN, CatalogEntry, State


def decide(
    versions: Sequence[Return],
    units: Iterable[SentUnit],
    present: Present,
    today: date,
    *,
    trust_state: bool,
    reviewed: bool,
) -> tuple[Decision, ...]:
    """One decision per segment that was answered, and one per segment that was sent and did not come back.

    versions: what came back for one document of one handoff, mostly once.  units: what was sent of the document.
    trust_state: take `translated` at its word even where a tool may have set it without anybody looking.
    reviewed: the sender answers as a reviewer, so what is confirmed counts as reviewed.
    """
    sent = {unit.occurrence: unit for unit in units}
    decisions: dict[str, Decision] = {}
    came: dict[str, list[tuple[_Case, Decision]]] = {}
    for returned in versions:
        cases: list[_Case] = []
        for answer in returned.answers:
            if unit := sent.get(answer.occurrence):
                cases.append(_Case(returned, answer, unit, present, today))
            else:
                decisions.setdefault(answer.occurrence, never_sent(returned, answer))
        sentences = [case.is_copy for case in cases if case.is_sentence]
        answered = [case.is_copy for case in cases if case.answer.claim is not Claim.NOTHING]
        is_copy = is_whole_copy(sentences, answered)
        for case in cases:
            found = case.decide(trust_state=trust_state, reviewed=reviewed, is_whole_copy=is_copy)
            came.setdefault(found.occurrence, []).append((case, found))
    for occurrence, alone in came.items():
        copies = [case.as_copy(found) for case, found in alone] if len(alone) > 1 else []
        decisions[occurrence] = together(copies, sent[occurrence]) if copies else alone[0][1]
    for occurrence in sent.keys() - came.keys():
        decisions[occurrence] = missing(versions[0], occurrence)
    return in_place(decisions.values(), present)


class _Case:
    """One answer with everything that bears on it."""

    def __init__(self, returned: Return, answer: Answer, sent: SentUnit, present: Present, today: date) -> None:
        self.returned, self.sent, self.today, self.present = returned, sent, today, present
        self.now = present.rows.get(answer.occurrence)
        self.lock, self.approved = present.lock, present.approved.get(answer.occurrence, "")
        claim, doubt = weakened(
            answer.claim,
            sent,
            qualifier=answer.qualifier,
            is_approved=answer.is_approved,
            is_xliff=answer.returned_source is not None,
            is_table=answer.is_row,
            tools=returned.tools,
        )
        self.answer = replace(answer, claim=claim, doubt="; ".join(filter(None, (answer.doubt, doubt))))
        self.source = self._sent_source()
        self.taken: Taken | None = None
        self.mark = self.refused = ""
        if self.answer.claim is not Claim.NOTHING:
            self._take()

    def _take(self) -> None:
        """Read the answer in the codes of the source that was sent, or note why it cannot be taken."""
        answer, source = self.answer, self.source
        if answer.source_digest not in (self.sent.source, ""):
            self.refused = EDITED
        elif source is not None and answer.content is not None and answer.returned_source is not None:
            source = as_sent(source, answer.returned_source, answer.spellings, self.present.dialects)
            if source is None:
                self.refused = how_edited(self.source, answer.returned_source) if self.source else EDITED
                return
            self.source = source
            content = in_codes_of(source, answer.returned_source, answer.content)
            if block := swapped_parts(source, content):
                self.refused = f"the parts of `{block}` stand in another order"
            elif strange := strange_codes(source, content):
                # The file's own tags are named, as numbers of ours are in no tool.
                named = dict.fromkeys(answer.tags[place] for place in strange if answer.tags[place] != END_OF_GROUP)
                self.refused = "; ".join(
                    (*self._missing(source, content), *(f"`{tag}` is not in the source" for tag in named))
                )
                return
            self.answer = replace(answer, content=content)
        if source is not None and not self.refused:
            taken_or_why = self._taken_as(self.answer, source)
            if isinstance(taken_or_why, str):
                self.refused = taken_or_why
            else:
                self.taken = taken_or_why

    def _taken_as(self, answer: Answer, source: Inline) -> Taken | str:
        page = self.present.page
        rules = (page.labels, page.words) if page else (None,)
        has_programs = self.now is not None and self.now.place.has_programs
        return take(answer, source, self._sent_target(source), *rules, has_programs=has_programs)

    def _missing(self, source: Inline, content: Inline) -> tuple[str, ...]:
        """What else is wrong with an answer than its codes that the source does not have."""
        own = {code.id for code in source.codes}
        parts = [part for part in content.parts if isinstance(part, str) or part.id in own]
        why = self._taken_as(replace(self.answer, content=inline(parts, content.syntax)), source)
        return (why,) if isinstance(why, str) else ()

    def _sent_target(self, source: Inline) -> Inline | None:
        """The target that was sent, where it still stands here."""
        if self.now is None:
            return None
        entry, is_of_now = self.now.entry, source is self.now.segment.content
        if entry.shown and digest(entry.shown) == self.sent.target:
            return self.now.shown if is_of_now else shown_inline(entry, source)
        if entry.target and digest(entry.target) == self.sent.target:
            return self.now.target if is_of_now else target_inline(entry, source)
        return None

    @property
    def is_outdated(self) -> bool:
        """Whether another source stands here than was sent, or none."""
        return self.now is None or digest(self.now.entry.source) != self.sent.source

    @property
    def is_copy(self) -> bool:
        """Whether the answer is the source once more, in another language than its own."""
        answer, source = self.answer, self.source
        if source is None or self.sent.was_current or self._is_same_language():
            return False
        if answer.content is None:
            return answer.text == protect.to_editable(source) and has_letters(source.text)
        texts = (answer.content, answer.returned_source)
        same = len({" ".join(one.text.split()) for one in texts if one is not None}) == 1
        return same and has_letters(source.text)

    @property
    def is_sentence(self) -> bool:
        """Whether no translation of the source can be the same text."""
        if self.source is None or self.answer.claim is Claim.NOTHING or self._is_same_language():
            return False
        return is_sentence(self.source.text, self.present.source_locale)

    @property
    def is_changed(self) -> bool:
        """Whether the text is another than was sent."""
        answer, taken = self.answer, self.taken
        if taken is not None:
            return self.sent.target not in (digest(protect.to_editable(taken.content)), digest(taken.returned))
        text = as_numbered(answer.content) if answer.content is not None else answer.text
        return bool(text) and digest(text) != self.sent.target

    def as_copy(self, decision: Decision) -> Copy:
        """The answer as one of several; decision: what would become of it alone."""
        return Copy(
            file=self.returned.path,
            claim=self.answer.claim,
            is_changed=self.is_changed,
            decision=decision,
            source=protect.to_editable(self.source) if self.source and self.is_outdated else "",
            kept=self.now.entry.target if self.now else "",
        )

    def _is_same_language(self) -> bool:
        return language_of(self.present.source_locale) == language_of(self.returned.locale)

    def _sent_source(self) -> Inline | None:
        """The source that was sent, with its codes; None where neither the project nor the file has it any more."""
        if self.now and not self.is_outdated:
            return self.now.segment.content
        answer = self.answer
        told, dialects = self.sent.source, self.present.dialects
        if answer.returned_source is None:
            return answer.source if answer.source_digest == told else None
        return sent_before(answer.native, answer.returned_source, answer.spellings, dialects, told)

    def decide(self, *, trust_state: bool, reviewed: bool, is_whole_copy: bool) -> Decision:
        sent, source = self.sent, self.source
        if self.answer.problem:
            return self._result(Outcome.REJECTED, self.answer.problem)
        if self.answer.claim is Claim.NOTHING:
            return self._result(Outcome.UNCHANGED, "came back empty; nothing is deleted", is_as_sent=True)
        if self.refused:
            return self._result(Outcome.REJECTED, self.refused)
        if source is None or self.taken is None:
            return self._unplaced()
        content = self.taken.content
        text, is_changed = protect.to_editable(content), self.is_changed
        if sent.is_locked and not is_changed:
            # Its state in the file is what we wrote there ourselves, and nobody's answer.
            return self._result(Outcome.UNCHANGED, "sent to be read only, came back as it was", text)
        state = self._state(is_changed, trust_state=trust_state, reviewed=reviewed)
        if state is None:
            found = self._result(Outcome.UNCHANGED, "the draft came back as it was sent", text, is_as_sent=True)
            return replace(found, is_unread=self.answer.claim is Claim.TRANSLATED)
        self.mark = answer_mark(state, text)
        if self.mark in sent.answers:
            # The same file once more: whatever was decided on it then stands, and what is unfinished is still owed.
            why, is_owed = "it came back before, and was decided on then", not state.is_confirmed and not sent.returned
            return self._result(Outcome.UNCHANGED, why, text, is_as_sent=is_owed)
        if problem := self._problem(source, content, state, is_whole_copy=is_whole_copy):
            return self._result(Outcome.REJECTED, problem, text)
        if self.now is None:
            return self._orphaned(source, content, state)
        if self.is_outdated:
            return self._outdated(self.now.entry, source, content, state)
        return self._merged(self.now.entry, text, state)

    def _problem(self, source: Inline, content: Inline, state: State, *, is_whole_copy: bool) -> str:
        """Why a text whose codes are whole is not taken all the same; what is only doubtful is noted."""
        wrong = list(self.present.trial(source, content)) if self.present.trial else []
        if self.is_copy and state.is_confirmed:
            if is_whole_copy:
                wrong.append("it is the source text once more, as most of the file is: it was not translated")
            elif self.is_sentence:
                self._doubt("it is the source text once more, word for word")
        locales = self.present.source_locale, self.returned.locale
        left = source_left(seen(source), seen(content), *locales)
        for leftover in (*left, *leftovers(source, content, self.returned.locale)):
            if leftover.is_certain and state.is_confirmed:
                wrong.append(leftover.what)
            else:
                self._doubt(leftover.what)
        return "; ".join(wrong)

    def _doubt(self, what: str) -> None:
        self.answer = replace(self.answer, doubt="; ".join(filter(None, (self.answer.doubt, what))))

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
        is_same = is_same_text(text, entry.target)
        is_kept = entry.is_confirmed if state is State.DRAFT else entry.is_current
        if is_same and is_kept and entry.state.rank >= state.rank:
            # Who was asked to review and says no more than before has not answered.
            is_as_sent = self.sent.band == REVIEW and state is not State.REVIEWED and digest(text) == self.sent.target
            return self._result(Outcome.UNCHANGED, "stands here already", text, is_as_sent=is_as_sent)
        if self.lock and text != self.approved:
            why = f"{self.lock.who}; {self.lock.unlock} takes that back. Offered: {text}"
            return self._result(Outcome.LOCKED, why, text, kept=self.approved, aside=Aside.LOCKED)
        if state is State.DRAFT and entry.is_confirmed:
            why = f"it is unfinished, and does not replace what somebody confirmed here: {entry.target}"
            return self._result(Outcome.CONFLICT, why, text, kept=entry.target, aside=Aside.UNFINISHED)
        if not self._is_same_base(entry) and not is_same and entry.is_current:
            why = f"somebody confirmed another text meanwhile: {entry.target}"
            return self._result(Outcome.CONFLICT, why, text, kept=entry.target, aside=Aside.CONFIRMED)
        return self._result(Outcome.ACCEPTED, "", text, entry=entry.with_target(text, state, HUMAN))

    def _outdated(self, entry: CatalogEntry, source: Inline, content: Inline, state: State) -> Decision:
        why = "the source changed after it was sent"
        text, previous = protect.to_editable(content), protect.to_editable(source)
        if not state.is_confirmed:
            return self._aside(Outcome.OUTDATED, f"{why}; unfinished, kept aside", text, previous)
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
            previous = protect.to_editable(source)
            return self._aside(Outcome.ORPHANED, f"{why}; unfinished, kept aside", text, previous)
        return self._result(Outcome.ORPHANED, f"{why}; kept in the memory", text, homeless=(source, content))

    def _unplaced(self) -> Decision:
        """An answer to a source that nobody has any more: its text is kept, but there is nothing to prove it by."""
        answer = self.answer
        why = "the source changed after it was sent" if self.now else "the segment is gone from its document"
        outcome = Outcome.OUTDATED if self.now else Outcome.ORPHANED
        text = as_numbered(answer.content) if answer.content is not None else answer.text
        asked = answer.returned_source or answer.said_source
        return self._aside(
            outcome,
            f"{why}, and the file does not hold it whole; kept aside",
            text,
            as_numbered(asked) if asked else "",
        )

    def _aside(self, outcome: Outcome, why: str, text: str, source: str) -> Decision:
        kept = self.now.entry.target if self.now else ""
        return self._result(outcome, why, text, kept=kept, aside=Aside.UNFINISHED, source=source)

    def _is_same_base(self, entry: CatalogEntry) -> bool:
        """Whether nobody but its translator wrote or confirmed anything here since the segment was sent."""
        if answer_mark(entry.state, entry.target) in self.sent.answers:
            return True
        target = digest(entry.target) if entry.target else ""
        return target == self.sent.base and (self.sent.was_current or not entry.is_current)

    def _result(
        self,
        outcome: Outcome,
        why: str,
        text: str = "",
        *,
        kept: str = "",
        aside: Aside | None = None,
        source: str = "",
        entry: CatalogEntry | None = None,
        homeless: tuple[Inline, Inline] | None = None,
        is_as_sent: bool = False,
    ) -> Decision:
        answer = self.answer
        if not text:
            text = as_numbered(answer.content) if answer.content is not None else answer.text
        if outcome is Outcome.REJECTED and text and not self.is_copy:
            # What somebody wrote is kept where it can be read, until a better answer comes.
            aside, kept = Aside.REJECTED, self.now.entry.target if self.now else ""
            source = protect.to_editable(self.source) if self.source and self.is_outdated else ""
        taken = self.taken if outcome is Outcome.ACCEPTED else None
        to_see = self._to_look_at(entry) if taken else ()
        return Decision(
            outcome=outcome,
            document=self.returned.document,
            occurrence=answer.occurrence,
            location=answer.location,
            locale=self.returned.locale,
            why="; ".join(filter(None, (why, answer.doubt))),
            text=text,
            kept=kept,
            aside=aside,
            source=source,
            # What was rejected may be mended, and who answers for a page may take that back.
            mark="" if outcome in (Outcome.REJECTED, Outcome.LOCKED) else self.mark,
            is_doubtful=bool(answer.doubt),
            entry=entry,
            is_as_sent=is_as_sent,
            homeless=homeless,
            notes=(*taken.notes, *to_see) if taken else (),
            doubts=(*taken.doubts, *to_see) if taken else (),
        )

    def _to_look_at(self, entry: CatalogEntry | None) -> tuple[str, ...]:
        """What somebody should look at in what was confirmed, whether or not the translator looked."""
        if entry is None or not entry.is_confirmed or self.source is None or self.taken is None:
            return ()
        now = self.now.entry if self.now else None
        is_as_proposed = now is not None and now.shown == entry.target and digest(now.shown) == self.sent.target
        return to_look_at(self.source, self.taken.content, now.doubts if now and is_as_proposed else ())
