"""Several answers to one segment: a unit that stands in a file twice, or versions of one file that came together.

Each is decided on as if it were the only one.  An untouched copy says nothing beside a worked one, an unfinished text
nothing beside a finished one; of the same words within a file the weakest claim counts.  Of different finished texts
nobody guesses which is meant: all of them are kept aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from locmem.catalogs.states import digest
from locmem.exchange.claims import Claim
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.manifest import Aside, SentUnit
from locmem.model.wording import shortened

_DOUBT = "it stands in the file more than once, and not everywhere as finished"
_ALSO = "it came back more than once; what is unfinished or cannot be taken is kept aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One of several answers to a segment.

    file: where it stands.  claim: what it claims.  is_changed: whether its text is another than was sent.
    decision: what would become of it alone.
    source: the source that was sent, where another one stands here by now; kept: the target that stands here.
    """

    file: str
    claim: Claim
    is_changed: bool
    decision: Decision
    source: str
    kept: str


def together(copies: Sequence[Copy], sent: SentUnit) -> Decision:
    """What becomes of a segment that these answers came for."""
    said = [one for one in copies if one.claim is not Claim.NOTHING] or copies[:1]
    worked = [one for one in said if one.is_changed] or said
    texts: dict[str, list[Copy]] = {}
    for one in worked:
        texts.setdefault(one.decision.text, []).append(one)
    leading = [_of_one_text(found) for found in texts.values()]
    sound = [one for one in leading if one.decision.outcome is not Outcome.REJECTED]
    best = [one for one in sound if one.claim.is_confirmed] or sound or leading
    if len(best) > 1 and _mark(best) in sent.answers:
        why = "these texts came back before, and were decided on then"
        return replace(best[0].decision, outcome=Outcome.UNCHANGED, why=why, aside=None, entry=None, homeless=None)
    # What stands here already, or was decided on before, is no news.
    best = [one for one in best if one.decision.outcome is not Outcome.UNCHANGED] or best
    others = tuple(_beside(one) for one in leading if one not in best and _is_typed(one))
    if len(best) > 1 and sound:
        return _undecided(best, others)
    first, *rest = best
    others = (*(_beside(one) for one in rest), *others)
    if not others:
        return first.decision
    why = "; ".join(filter(None, (first.decision.why, _ALSO)))
    return replace(first.decision, why=why, is_doubtful=True, others=others)


def _of_one_text(copies: Sequence[Copy]) -> Copy:
    """What several answers of the same words say: in each file the weakest claim, of several files the strongest."""
    claims = list(Claim)
    files: dict[str, list[Copy]] = {}
    for one in copies:
        files.setdefault(one.file, []).append(one)
    weakest = [_weakest(found) for found in files.values()]
    sound = [one for one in weakest if one.decision.outcome is not Outcome.REJECTED]
    return max(sound or weakest, key=lambda one: claims.index(one.claim))


def _weakest(copies: Sequence[Copy]) -> Copy:
    sound = [one for one in copies if one.decision.outcome is not Outcome.REJECTED] or copies
    weakest = min(sound, key=lambda one: list(Claim).index(one.claim))
    if all(one.claim is weakest.claim for one in sound):
        return weakest
    why = "; ".join(filter(None, (weakest.decision.why, _DOUBT)))
    return replace(weakest, decision=replace(weakest.decision, why=why, is_doubtful=True))


def _is_typed(copy: Copy) -> bool:
    return bool(copy.decision.text) and copy.decision.outcome is not Outcome.UNCHANGED


def _beside(copy: Copy, why: Aside = Aside.UNFINISHED) -> Decision:
    """The decision on an answer that is kept aside for being one of several."""
    decision = copy.decision
    if decision.aside is None:
        decision = replace(decision, aside=why, kept=copy.kept, source=copy.source)
    return replace(decision, entry=None, homeless=None, mark="")


def _undecided(copies: Sequence[Copy], others: Iterable[Decision]) -> Decision:
    """The decision that none of several texts is taken: all are kept aside, each with its place."""
    places = "; ".join(f"{one.decision.location}: {shortened(one.decision.text, 60)}" for one in copies)
    why = f"it came back more than once, each time with another text ({places})"
    alone = (replace(one, decision=replace(one.decision, aside=None)) for one in copies)
    first, *rest = (
        replace(_beside(one, Aside.SEVERAL), outcome=Outcome.CONFLICT, why=why, notes=(), doubts=()) for one in alone
    )
    return replace(first, mark=_mark(copies), others=(*rest, *others))


def _mark(copies: Iterable[Copy]) -> str:
    """What stands for several texts together, in the manifest."""
    return digest("\n".join(sorted(one.decision.text for one in copies)))
