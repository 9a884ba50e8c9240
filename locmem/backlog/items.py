"""The backlog's items, scored: pages that are not ready, law that is no page's, and what reviewers want changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from locmem.backlog.answers import OBLIGATIONS, Answers, Given
from locmem.backlog.decisions import Decision, DecisionKind
from locmem.backlog.duties import duties_on, owed
from locmem.backlog.evidence import Evidence
from locmem.backlog.next_steps import changed_step, law_step, named, page_step
from locmem.backlog.score import score, worth_of
from locmem.backlog.signals import UNKNOWN, Kpi, added
from locmem.backlog.work import PageWork
from locmem.backlog.worth import NO_WORTH, Worth
from locmem.catalogs.pairs import CONTENT
from locmem.checks.cards import Card
from locmem.model.backlog_rules import BacklogRules
from locmem.model.document import Risk
from locmem.model.fact import Market
from locmem.model.priority import Priority, Scored
from locmem.model.review_rules import ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklogItem:
    """One piece of work: a document in a locale for a market, or something of the market itself, without a locale.

    That is a duty (`obligations.NAME`), a legal fact that becomes another (`law/DAY/FACT`), or what a reviewer wants
    changed, called as the review calls it (`template/articles/refunds.md`).

    effort: what is left, in words of a new text.  decision: what somebody decided of it, while that counts.
    is_first: whether it is of the law, or has the cause of a 1: it is put off for `MOST_DAYS` at most.
    refused: the decision that would put it off for longer, and does not count.
    waiting: how many of its segments are to be worked on.
    asks: what a duty wants, as the profile says it.  change: what a reviewer wants changed of it.
    kpi: what the help desk counted.  worth: what its place among those of its priority hangs on.
    do: what to do next, in a sentence.  texts: the files it is about, from the project's folder.
    """

    document: str
    locale: str
    market: str
    scored: Scored
    words_left: int
    views: int
    effort: int = 0
    decision: Decision | None = None
    is_first: bool = False
    refused: Decision | None = None
    waiting: int = 0
    asks: str = ""
    do: str = ""
    texts: tuple[str, ...] = ()
    change: Given | None = None
    kpi: Kpi = UNKNOWN
    worth: Worth = NO_WORTH

    @property
    def key(self) -> str:
        """How commands name it: `ES/es/articles/refunds.md`, `ES/obligations.complaint_path`."""
        return key_of(self.market, self.locale, self.document)

    def is_too_long(self, decision: Decision, day: date) -> bool:
        """Whether a decision would put it off for longer than anybody may."""
        if not self.is_first or decision.priority is Priority.MUST:
            return False
        return decision.until is None or decision.until > decision.last_day(day)

    @property
    def is_snoozed(self) -> bool:
        """Whether somebody put it off until a day that has not come."""
        return self.decision is not None and self.decision.kind is DecisionKind.SNOOZE


def key_of(market: str, locale: str, document: str) -> str:
    """The key of an item."""
    return "/".join(filter(None, (market, locale, document)))


def backlog(
    work: Iterable[PageWork],
    markets: Sequence[Market],
    documents: Sequence[Card],
    kpi: Mapping[tuple[str, str], Kpi],
    rules: BacklogRules,
    day: date,
    decisions: Iterable[Decision] = (),
    answers: Answers | None = None,
) -> tuple[BacklogItem, ...]:
    """All items on a day, most pressing first; the snoozed ones last.  Whatever order `work` and `documents` have.

    answers: what reviewers said.
    """
    views = {market.code: _View(market, rules, day, answers or Answers()) for market in markets}
    items = [view.item(one, kpi) for one in work if (view := views.get(one.market))]
    items += [one for view in views.values() for one in view.law(documents, kpi)]
    known = {item.key for item in items if item is not None}
    items += [one for view in views.values() for one in view.changes(documents, kpi, known)]
    return _ranked((item for item in items if item is not None), rules, {one.item: one for one in decisions}, day)


def by_document(items: Sequence[BacklogItem]) -> dict[tuple[str, str], Scored]:
    """The most pressing score of each (locale, document) over all markets."""
    best: dict[tuple[str, str], Scored] = {}
    for item in items:
        best.setdefault((item.locale, item.document), item.scored)
    return best


class _View:
    """What counts for all items of a market on a day."""

    def __init__(self, market: Market, rules: BacklogRules, day: date, answers: Answers) -> None:
        self._market, self._rules, self._day, self._answers = market, rules, day, answers
        self._soon = rules.thresholds.soon_days
        self._wanted = {one.name: one for one in answers.changes(market.code)}
        own = rules.market(market.code)
        launch = own.launch if own.launch and own.launch > day else None
        self._ground = Evidence(
            value=own.value,
            launch=launch,
            launch_days=(launch - day).days if launch else None,
            is_peak=is_peak(market, day, rules.thresholds.peak_days),
        )

    def item(self, work: PageWork, kpi: Mapping[tuple[str, str], Kpi]) -> BacklogItem | None:
        figures = kpi.get((work.document, self._market.code), UNKNOWN)
        untranslated, drafts, below, stale = work.counts
        effort = work.words.effort(self._rules.effort)
        evidence = replace(
            self._ground,
            risk=work.risk,
            is_answer=work.is_answer,
            untranslated=untranslated,
            drafts=drafts,
            below=below,
            stale=stale,
            stale_days=max(0, (self._day - work.stale_since).days) if work.stale_since else 0,
            figures=work.figures,
            effort=effort,
            shown=work.shown,
            blocked=work.blocked,
            overdue=work.overdue,
            duties=duties_on(self._market, work.topic, self._day, self._soon, self._answers),
            change=self._wanted.get(f"{work.locale}/{work.document}"),
            heard=tuple(self._heard(work.overdue)),
            kpi=figures,
        )
        item = self._scored(evidence, work.document, work.locale, work.words.total)
        return item and replace(
            item, waiting=sum(work.counts), do=page_step(work), texts=(f"{CONTENT}/{work.document}",)
        )

    def _heard(self, facts: Iterable[str]) -> Iterator[str]:
        """What reviewers confirmed of facts that nobody wrote down as read; facts: as pages ask for them."""
        for fact in facts:
            if given := self._answers.confirmed(f"{self._market.code}/fact/{fact.removeprefix('market.')}"):
                yield f"{fact.removeprefix('market.')} was {given}; its profile does not say so yet"

    def law(self, documents: Sequence[Card], kpi: Mapping[tuple[str, str], Kpi]) -> Iterator[BacklogItem]:
        """Duties, and legal facts that become another."""
        code = self._market.code
        for one in owed(self._market, documents, self._day, self._soon, self._answers):
            found = [figures for card in one.texts if (figures := kpi.get((card.path, code)))]
            evidence = replace(self._ground, duties=(one.duty,), change=one.change, kpi=added(found))
            if item := self._scored(evidence, one.name, "", 0):
                do = law_step(one, code, self._day, self._answers.asked)
                yield replace(item, asks=one.asks, do=do, texts=tuple(card.file for card in one.texts))

    def changes(
        self, documents: Sequence[Card], kpi: Mapping[tuple[str, str], Kpi], known: Collection[str]
    ) -> Iterator[BacklogItem]:
        """What reviewers want changed and is in no other item; known: the keys of those there are."""
        code = self._market.code
        files = {card.path: card.file for card in documents}
        for one in self._wanted.values():
            # A priority that ought to be another is nobody's work once the item is done, nor is a duty that has ended.
            is_other = one.kind in (ItemKind.PRIORITY, ItemKind.OBLIGATION) or one.name.startswith(OBLIGATIONS)
            if is_other or f"{code}/{one.name}" in known:
                continue
            found = [figures for path in one.documents if (figures := kpi.get((path, code)))]
            texts = tuple(files[path] for path in one.documents if path in files)
            risk = Risk.LEGAL if one.kind in (ItemKind.LEGAL_FACT, ItemKind.LAW) else Risk.STANDARD
            if item := self._scored(replace(self._ground, risk=risk, change=one, kpi=added(found)), one.name, "", 0):
                yield replace(item, asks=one.what, do=_change_step(one, code, texts), texts=texts)

    def _scored(self, evidence: Evidence, document: str, locale: str, words: int) -> BacklogItem | None:
        worth = worth_of(evidence, self._rules)
        scored = score(evidence, self._rules, worth)
        if scored is None:
            return None
        return BacklogItem(
            document=document,
            locale=locale,
            market=self._market.code,
            scored=scored,
            words_left=words,
            views=evidence.kpi.views,
            kpi=evidence.kpi,
            worth=worth,
            effort=evidence.effort,
            change=evidence.change,
            is_first=scored.priority is Priority.MUST or evidence.risk is Risk.LEGAL or not locale,
        )


def _change_step(change: Given, market: str, texts: Sequence[str]) -> str:
    if change.kind in (ItemKind.FACT, ItemKind.LEGAL_FACT):
        return changed_step(change, f"markets/{market}.yaml")
    return changed_step(change, named(texts) if texts else "")


def is_peak(market: Market, day: date, ahead: int) -> bool:
    """Whether a peak month of the market's profile is here, or begins within so many days."""
    fact = market.facts.get("calendar.peak_months")
    held = next((one.value for one in fact.values if one.window.holds(day)), None) if fact else None
    months = {int(one) for one in re.findall(r"\b(?:[1-9]|1[0-2])\b", held)} if isinstance(held, str) else set()
    return bool(months & {(day + timedelta(days=days)).month for days in {0, *range(28, ahead, 28), ahead}})


def _ranked(
    items: Iterable[BacklogItem], rules: BacklogRules, decisions: Mapping[str, Decision], day: date
) -> tuple[BacklogItem, ...]:
    """The items in order, as people decided, and no more of priority 1 in a market than its share."""
    decided = [_decided(item, decisions.get(item.key), day) for item in items]
    open_ = [item for item in decided if not item.is_snoozed]
    sizes = Counter(item.market for item in open_)
    left = {market: max(1, size * rules.most_first // 100) for market, size in sizes.items()}
    pinned = [item for item in open_ if item.decision]
    for item in pinned:
        left[item.market] -= item.scored.priority is Priority.MUST
    found = [*pinned, *(item for item in decided if item.is_snoozed)]
    for item in sorted((item for item in open_ if not item.decision), key=_order):
        if item.scored.priority is not Priority.MUST:
            found.append(item)
        elif left[item.market] > 0:
            left[item.market] -= 1
            found.append(item)
        else:
            found.append(_after_others(item, rules))
    return tuple(sorted(found, key=_order))


def _order(item: BacklogItem) -> tuple[object, ...]:
    scored = item.scored
    return item.is_snoozed, scored.priority, -scored.points, item.document, item.market, item.locale


def _decided(item: BacklogItem, decision: Decision | None, day: date) -> BacklogItem:
    if decision is None or not decision.counts(day):
        return item
    if item.is_too_long(decision, day):
        return replace(item, refused=decision)
    priority = Priority.MAY if decision.kind is DecisionKind.SNOOZE else decision.priority or item.scored.priority
    scored = replace(item.scored, priority=priority, reasons=(str(decision), *item.scored.reasons))
    return replace(item, scored=scored, decision=decision)


def _after_others(item: BacklogItem, rules: BacklogRules) -> BacklogItem:
    first = f"after the more pressing {rules.most_first} % of its market"
    cause, *others = item.scored.reasons
    scored = replace(item.scored, priority=Priority.SHOULD, reasons=(cause, first, *others))
    return replace(item, scored=scored)
