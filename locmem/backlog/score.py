"""Scoring: each document x locale x market that is not ready becomes 1, 2 or 3, and says why.

The rules, in order:
1. A legal text that customers cannot rely on (withheld, stale, unfinished or with a blocked fact) is a 1.
2. A page withheld because of a fact, or because nobody approved it, is a 1, whatever its risk.
3. Any other text that is not ready is a 2, a text of low risk a 3.
4. Many readers or many tickets (the thresholds below) raise a 2 or 3 by one.
5. Few readers and few tickets lower a 2 to a 3.
Points order items of the same priority: readers, tickets and unhappy readers weigh in; work left weighs against.
"""

from __future__ import annotations

from dataclasses import dataclass

from locmem.backlog.signals import Kpi
from locmem.model.document import Risk
from locmem.model.priority import BLOCKED, Priority, Scored
from locmem.model.wording import counted

MANY_VIEWS = 2500
MANY_TICKETS = 150
FEW_VIEWS = 200
FEW_TICKETS = 20
"""Per period of `content/kpi.csv`, usually a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of one document in one locale and market.

    words_left: source words of segments that are not ready.  shown: what customers see now.
    blocked: what keeps the page from being published, in words.
    """

    risk: Risk
    untranslated: int
    drafts: int
    below: int
    stale: int
    words_left: int
    shown: str
    blocked: tuple[str, ...]
    kpi: Kpi


def score(evidence: Evidence) -> Scored | None:
    """Priority, reasons and points; None for a text that is ready."""
    reasons = [*_state_reasons(evidence)]
    if not reasons:
        return None
    if evidence.risk is Risk.LEGAL:
        priority = Priority.MUST
        reasons.insert(0, "a legal text")
    elif evidence.blocked:
        priority = Priority.MUST
    else:
        priority = Priority.MAY if evidence.risk is Risk.LOW else Priority.SHOULD
        priority = _by_readers(evidence, priority, reasons)
    return Scored(priority=priority, reasons=tuple(reasons), points=_points(evidence))


def _state_reasons(evidence: Evidence) -> list[str]:
    reasons = [f"{BLOCKED}{fact}" for fact in evidence.blocked]
    if evidence.stale:
        reasons.append(f"{counted(evidence.stale, 'segment')} changed in the source since confirmed")
    if evidence.untranslated:
        reasons.append(f"{counted(evidence.untranslated, 'segment')} without translation")
    if evidence.drafts:
        reasons.append(f"{counted(evidence.drafts, 'draft')} nobody confirmed")
    if evidence.below:
        reasons.append(f"{counted(evidence.below, 'segment')} waiting for review")
    if reasons and evidence.shown:
        reasons.append(f"customers see {evidence.shown}")
    return reasons


def _by_readers(evidence: Evidence, priority: Priority, reasons: list[str]) -> Priority:
    kpi = evidence.kpi
    if kpi.views >= MANY_VIEWS or kpi.tickets >= MANY_TICKETS:
        reasons.append(f"{counted(kpi.views, 'view')} and {counted(kpi.tickets, 'ticket')} in {kpi.period}")
        return Priority(max(Priority.MUST, priority - 1))
    if priority is Priority.SHOULD and kpi.period and kpi.views < FEW_VIEWS and kpi.tickets < FEW_TICKETS:
        reasons.append(f"only {counted(kpi.views, 'view')} and {counted(kpi.tickets, 'ticket')} in {kpi.period}")
        return Priority.MAY
    return priority


def _points(evidence: Evidence) -> float:
    kpi = evidence.kpi
    return round(kpi.views / 100 + kpi.tickets + kpi.unhelpful / 5 - evidence.words_left / 100, 2)
