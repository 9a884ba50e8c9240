"""Scoring: each piece of work becomes 1, 2 or 3, and says why.

A 1 has a cause that can be said in one sentence (`cause_of`): a duty in force that customers cannot rely on or that no
text keeps, something shown that is no longer true, a page withheld that many ask for, a launch or a duty that is near
and not ready for.  That a text is legal is none.  A 3 is of low risk, read by few, or of a launch that is far off; all
else is a 2.

Points order items of the same priority: value over effort.  Value is what the law, readers, tickets and dates say, in
the share that counts by what customers see now, times what the market is worth; effort is the words left, and what any
piece of work costs.  Weights and thresholds are a team's own: `locmem.model.backlog_rules`.
"""

from __future__ import annotations

from locmem.backlog.evidence import Evidence, reasons_of
from locmem.backlog.signals import Kpi
from locmem.backlog.worth import Worth
from locmem.model.backlog_rules import BacklogRules, Thresholds
from locmem.model.document import Risk
from locmem.model.priority import Priority, Scored
from locmem.model.review_rules import ItemKind
from locmem.model.wording import counted
from locmem.render.policy import Show

_SHOWN = {
    Show.NOTHING: "nothing",
    Show.SOURCE: "the source language",
    Show.LAST_CONFIRMED: "the last confirmed wording",
    Show.TRANSLATION: "the translation",
}
_UNSEEN = (Show.NOTHING, Show.SOURCE)


def score(evidence: Evidence, rules: BacklogRules, worth: Worth | None = None) -> Scored | None:
    """Priority, reasons and points; None where nothing is to be done.  worth: `worth_of` it, where that is known."""
    if not evidence.is_open:
        return None
    reasons = tuple(dict.fromkeys(reasons_of(evidence, rules.thresholds)))
    points = (worth or worth_of(evidence, rules)).points
    if cause := cause_of(evidence, rules.thresholds):
        others = (one for one in reasons if one not in cause)
        return Scored(priority=Priority.MUST, reasons=(cause, *others), points=points)
    priority, why = _lower(evidence, rules.thresholds)
    return Scored(priority=priority, reasons=(*((why,) if why else ()), *reasons), points=points)


def cause_of(evidence: Evidence, limits: Thresholds) -> str:
    """Why a piece of work must be done, in one sentence; empty where it need not.

    What nobody read the source of is no duty here, and what nobody counted is not many.
    """
    kpi, shown = evidence.kpi, evidence.shown
    if _is_far(evidence, limits):
        # Nobody is a customer there yet.
        return ""
    if broken := next((duty for duty in evidence.in_force if duty.missing), None):
        return f"{broken}, and no text keeps it"
    if (change := evidence.change) and change.kind in (ItemKind.OBLIGATION, ItemKind.LAW) and evidence.in_force:
        return f"{evidence.in_force[0]}, and {change}"
    if change and change.kind is ItemKind.LEGAL_FACT and change.documents:
        return f"customers read what the law fixes, and {change}"
    # What the law wants customers to find stands on a page; an answer that agents lack breaks no duty.
    if duty := next(iter(() if evidence.is_answer else evidence.in_force), None):
        if evidence.is_page and shown is Show.NOTHING:
            return f"{duty}, and customers see no page on it"
        if evidence.is_page and shown is Show.SOURCE and evidence.risk is not Risk.LOW:
            return f"{duty}, and customers cannot read the page in their language"
        if evidence.stale and evidence.stale_days >= limits.old_days and shown is Show.LAST_CONFIRMED:
            return f"{duty}, and its page has been out of date for {counted(evidence.stale_days, 'day')}"
    if evidence.figures and shown is Show.LAST_CONFIRMED and evidence.risk is not Risk.LOW:
        return "customers read a figure, a fact or an address that no longer holds"
    if shown is Show.NOTHING and kpi.is_known and _is_much(evidence, limits):
        what = "an answer that agents do not have" if evidence.is_answer else "a page that is withheld"
        return f"many ask for {what}"
    near = evidence.launch_days
    if near is not None and near <= limits.soon_days and shown in _UNSEEN and evidence.risk is not Risk.LOW:
        return f"the market is launched in {counted(near, 'day')} without it"
    for duty in () if evidence.is_answer else evidence.soon:
        if duty.missing:
            return f"{duty}, and no text keeps it yet"
        if evidence.is_page and shown in _UNSEEN:
            return f"{duty}, and customers could not rely on the page"
    return ""


def _is_far(evidence: Evidence, limits: Thresholds) -> bool:
    return evidence.launch_days is not None and evidence.launch_days > limits.soon_days


def _is_little(evidence: Evidence, limits: Thresholds) -> bool:
    """Whether somebody counted what tells it, the uses of an answer and the readers of a page, and found few."""
    kpi = evidence.kpi
    return (
        kpi.has("tickets" if evidence.is_answer else "views")
        and kpi.views < limits.few_views
        and kpi.tickets < limits.few_tickets
    )


def _is_much(evidence: Evidence, limits: Thresholds) -> bool:
    return evidence.kpi.views >= limits.many_views or evidence.kpi.tickets >= limits.many_tickets


def _lower(evidence: Evidence, limits: Thresholds) -> tuple[Priority, str]:
    """2 or 3, and why it is a 3."""
    if evidence.risk is Risk.LOW:
        return Priority.MAY, "a text of low risk"
    is_plain = evidence.risk is Risk.STANDARD and not evidence.duties
    if is_plain and _is_far(evidence, limits):
        return Priority.MAY, "the launch is far off"
    if is_plain and _is_little(evidence, limits):
        return Priority.MAY, "few ask for it"
    return Priority.SHOULD, ""


def worth_of(evidence: Evidence, rules: BacklogRules) -> Worth:
    """What an item's place among those of its priority hangs on."""
    kpi, weights = evidence.kpi, rules.weights
    is_untrue = bool(evidence.figures) and evidence.shown is Show.LAST_CONFIRMED
    return Worth(
        shown=_SHOWN[evidence.shown] if evidence.is_page else "",
        any=weights.any,
        law=_law(evidence, rules),
        untrue=weights.untrue if is_untrue else 0,
        overdue=weights.overdue * len(evidence.overdue),
        launch=weights.launch if _is_near(evidence, rules.thresholds) and evidence.risk is not Risk.LOW else 0,
        views=kpi.views / 100 * weights.views,
        tickets=kpi.tickets / 10 * weights.tickets,
        unhelpful=kpi.unhelpful / 10 * weights.unhelpful,
        trouble=_trouble(kpi, rules),
        seen=_share(evidence, rules, is_untrue=is_untrue),
        market=evidence.value,
        peak=100 + weights.peak if evidence.is_peak else 100,
        effort=evidence.effort,
        overhead=rules.effort.overhead,
    )


def _trouble(kpi: Kpi, rules: BacklogRules) -> int:
    """Percent of what customers ask: more where they write again, are not helped at once, are not satisfied."""
    weights, limits = rules.weights, rules.thresholds
    trouble = 100
    trouble += weights.repeat if kpi.repeat is not None and kpi.repeat >= limits.high_repeat else 0
    trouble += weights.fcr if kpi.fcr is not None and kpi.fcr <= limits.low_fcr else 0
    return trouble + (weights.csat if kpi.csat is not None and kpi.csat <= limits.low_csat else 0)


def _is_near(evidence: Evidence, limits: Thresholds) -> bool:
    return evidence.launch_days is not None and not _is_far(evidence, limits)


def _law(evidence: Evidence, rules: BacklogRules) -> float:
    """Points of the law: half for an answer that agents send, which breaks no duty, and half where few ask for it."""
    weights, limits = rules.weights, rules.thresholds
    is_far = _is_far(evidence, limits)
    law: float = 0 if is_far else weights.duty if evidence.in_force else weights.duty_soon if evidence.soon else 0
    law += weights.legal if evidence.risk is Risk.LEGAL else 0
    return law / (2 if evidence.is_answer else 1) / (2 if _is_little(evidence, limits) else 1)


def _share(evidence: Evidence, rules: BacklogRules, *, is_untrue: bool) -> int:
    """Percent of the value that counts, by what customers see now."""
    shares = rules.shares
    if is_untrue or not evidence.is_page:
        return shares.nothing
    if evidence.shown is Show.LAST_CONFIRMED:
        return shares.old if evidence.stale_days >= rules.thresholds.old_days else shares.older
    return {Show.NOTHING: shares.nothing, Show.SOURCE: shares.source}.get(evidence.shown, shares.translation)
