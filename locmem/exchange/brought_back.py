"""What came of returned files, as commands and pipelines tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locmem.errors import Problem, UsageError
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.decision_table import Decided
from locmem.exchange.manifest import Aside
from locmem.model.wording import by_outcome, counted

ALL = "all"
"""What stands for every text in conflict, where commands take keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BringBackResult:
    """What became of every segment of the returned files; the counts add up to `total`.

    files: those that were taken.  refused: why the others were not, each by itself.
    locales: files that name another locale than was sent, or none, and were taken for it, a line each.
    notes: what somebody should know of single segments or of a whole file, and what translators noted beside their
        texts, one line each.
    asks_to_look: whether a note is more than a remark on a text that was accepted: a mark that may be lost, another
        language, what a translator wrote.
    left_out: files beside the returned ones that are none, by name.
    questions: how many segments translators noted something beside.
    to_review: texts that were confirmed and that their risk demands a review of.
    reviewed_alone: texts of such a risk that say they are reviewed in the file in which somebody wrote them.
    also_out: handoffs that somebody else has, of which some segments were answered here, a line each.
    """

    files: int
    decisions: tuple[Decision, ...]
    notes: tuple[str, ...] = ()
    refused: tuple[Problem, ...] = ()
    locales: tuple[str, ...] = ()
    asks_to_look: bool = False
    left_out: tuple[str, ...] = ()
    questions: int = 0
    to_review: int = 0
    reviewed_alone: int = 0
    also_out: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many segments were decided on."""
        return len(self.decisions)

    @property
    def counts(self) -> dict[str, int]:
        """Segments by outcome, every outcome named."""
        return by_outcome((decision.outcome for decision in self.decisions), Outcome)

    @property
    def drafts(self) -> int:
        """How many answers were accepted as drafts, because they said that they are unfinished."""
        accepted = (one.entry for one in self.decisions if one.outcome is Outcome.ACCEPTED)
        return sum(entry is not None and not entry.is_confirmed for entry in accepted)

    @property
    def unread(self) -> int:
        """How many drafts came back marked as translated just as they were sent."""
        return sum(decision.is_unread for decision in self.decisions)

    @property
    def needs_attention(self) -> tuple[Decision, ...]:
        """What somebody should look at: conflicts, rejections, answers to a source that changed or is gone.

        What was taken or left as it is belongs here too where something speaks against it.
        """
        calm = (Outcome.ACCEPTED, Outcome.UNCHANGED)
        return tuple(one for one in self.decisions if one.is_doubtful or one.outcome not in calm)

    @property
    def still_out(self) -> int:
        """How many segments of the files stay with their translators, because nothing was answered to them."""
        return sum(decision.stays_out for decision in self.decisions)

    @property
    def kept_aside(self) -> int:
        """How many answers were kept beside the catalogs, for somebody to decide on."""
        every = (one for decision in self.decisions for one in (decision, *decision.others))
        return sum(one.aside is not None for one in every)

    def settled_by(self, theirs: Sequence[str], ours: Sequence[str]) -> tuple[Decided, ...]:
        """What somebody said beforehand of texts that two people changed: by key, or `all`.

        Raises UsageError, naming all of them, for keys of which nothing was kept aside, or that are in both.
        """
        both = [one for one in self.decisions if one.aside is Aside.CONFIRMED]
        keys = {f"{one.document}#{one.occurrence}" for one in both}
        several = {f"{one.document}#{one.occurrence}" for one in self.decisions if one.aside is Aside.SEVERAL}
        wrong = [
            f"{key} came back with several texts: import it without this option, then decide in a table of `conflicts`"
            if key in several
            else f"nothing is in conflict for {key}"
            for key in (*theirs, *ours)
            if key not in (*keys, ALL)
        ]
        wrong += [f"{key} is named by --theirs and by --ours" for key in theirs if key in ours]
        if wrong:
            raise UsageError("\n".join(f"{one}." for one in wrong))
        found = []
        for one in both:
            key = f"{one.document}#{one.occurrence}"
            is_theirs = key in theirs or (ALL in theirs and key not in ours)
            if is_theirs or key in ours or ALL in ours:
                found.append(Decided(locale=one.locale, key=key, returned=one.text, here=one.kept, is_taken=is_theirs))
        return tuple(found)

    @property
    def fails(self) -> bool:
        """Whether some file was not taken."""
        return bool(self.refused)

    @property
    def summary(self) -> str:
        """One line for people, and one for each file that was refused."""
        parts = [f"{count} {name}" for name, count in self.counts.items() if count]
        text = f"{counted(self.files, 'file')}, {counted(self.total, 'segment')}: {', '.join(parts) or 'none'}"
        left_out = (f"left out, of no handoff: {name}" for name in self.left_out)
        return "\n".join((text, *(f"refused: {problem}" for problem in self.refused), *left_out))
