"""What customers of a market see of a document in a locale: the page, or why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache

from locmem.catalogs.pairs import CONTENT, Pair, Source, Workspace
from locmem.errors import RenderError
from locmem.markets.due import kind_of
from locmem.markets.windows import is_over
from locmem.model.fact import Market, MarketLocale
from locmem.model.settings import RiskPolicy
from locmem.model.tags import LanguageTag
from locmem.model.wording import listed
from locmem.pages.approvals import is_unsigned
from locmem.pages.other_law import law_of_others_on
from locmem.pages.requests import page_request
from locmem.render.additions import active_parts, hosts_in, hosts_of, is_known, shipped_additions
from locmem.render.assets import Asset, Judge, Refused, localized
from locmem.render.damage import shipped_damage
from locmem.render.facts import FactUse
from locmem.render.links import rewritten
from locmem.render.manifest import Manifest
from locmem.render.merge import translation_of
from locmem.render.outputs import Output
from locmem.render.page import Page, page_with_problems, render_page
from locmem.render.policy import (
    UNSIGNED,
    Choice,
    Show,
    choose,
    instead,
    nothing_translated,
    standing,
    unfinished_in_tags,
)
from locmem.workspace.project import Project

UNREAD = "its translation cannot be read"
"""Why a page is withheld of which a catalog is damaged."""


class Outcome(Enum):
    """What a customer of a market sees of a document."""

    PUBLISHED = "published"
    KEPT = "kept"
    SOURCE = "source"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResult:
    """One document in one market and locale: what is shown, why, and the file's path under the output folder.

    is_damaged: whether its translation is kept back until somebody mends it.
    """

    market: str
    locale: str
    document: str
    outcome: Outcome
    reasons: tuple[str, ...]
    path: str
    is_damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document for one market and locale, with its catalog where there is one.

    bases: of a variant, the catalogs it inherits from.  is_unread: whether there is one that nobody can read.
    """

    source: Source
    market: Market
    locale: MarketLocale
    pair: Pair | None
    is_unread: bool = False
    bases: tuple[Pair, ...] = ()


def all_jobs(workspace: Workspace, markets: Sequence[Market], locales: Sequence[str]) -> Iterator[Job]:
    """What is to be rendered for the markets: every document in every locale, or in those that are named."""
    pairs = {(str(pair.locale), pair.source.path): pair for pair in workspace.pairs}
    for market in markets:
        for locale in market.locales:
            if locales and locale.content not in locales:
                continue
            for source in workspace.sources:
                pair = pairs.get((locale.content, source.path))
                if source.ships_to(market.code):
                    is_unread = pair is None and workspace.is_unread(source.path, locale.content)
                    chain = workspace.settings.bases(LanguageTag(locale.content)) if pair else ()
                    bases = tuple(one for base in chain if (one := pairs.get((str(base), source.path))))
                    yield Job(source=source, market=market, locale=locale, pair=pair, is_unread=is_unread, bases=bases)


Reasons = dict[tuple[str, str, str], tuple[str, ...]]
"""By (market, locale, document)."""


def fact_standing(
    project: Project, workspace: Workspace, markets: Sequence[Market], day: date
) -> tuple[Reasons, Reasons]:
    """The facts that keep pages back, in words, and those on pages that ought to be read again, by their paths.

    Pages that cannot be read are in neither.
    """
    blocked, overdue = Reasons(), Reasons()
    for job in all_jobs(workspace, markets, ()):
        if job.is_unread:
            continue
        text = translation_of(job.pair) if job.pair else job.source.document.text
        page, problems = page_with_problems(page_request(project, job.source, text, job.market, job.locale, day))
        place = job.market.code, job.locale.content, job.source.path
        if reasons := tuple(dict.fromkeys(problem.what for problem in problems if problem.is_blocking)):
            blocked[place] = reasons
        if old := tuple(dict.fromkeys(use.path for use in page.facts if _is_overdue(project, job.market, use, day))):
            overdue[place] = old
    return blocked, overdue


def _is_overdue(project: Project, market: Market, use: FactUse, day: date) -> bool:
    """Whether somebody read the fact at its source once, and longer ago than its kind allows."""
    fact = market.facts.get(use.path.removeprefix("market.").partition("[")[0])
    if fact is None or use.verified_on is None:
        return False
    return is_over(day, use.verified_on, project.review_limits.of(kind_of(fact)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What customers see of a job: the text as it ships, or None and the reasons where they see nothing.

    is_damaged: as in `PageResult`.
    """

    outcome: Outcome
    reasons: tuple[str, ...]
    page: Page | None = None
    text: str = ""
    manifest: Manifest | None = None
    assets: tuple[Asset, ...] = ()
    refused: tuple[Refused, ...] = ()
    is_damaged: bool = False


def page_for(project: Project, judge: Judge, job: Job, day: date, *, for_desk: bool = False) -> Shown:
    """What customers see of a job on a day, by the publish policy of its document's risk.

    judge: says what may be shown of the files that the page leads to, see `locmem.pages.shelf`.
    for_desk: see `page_request`.
    Of a translation that cannot be read nobody knows whether it is finished: nothing is shown in its place.
    """
    if job.is_unread:
        return Shown(outcome=Outcome.WITHHELD, reasons=(UNREAD,), is_damaged=True)
    if is_unsigned(project, job.source, job.market.code, job.locale.content):
        return Shown(outcome=Outcome.WITHHELD, reasons=(UNSIGNED,))
    policy = project.settings.risks[job.source.risk]
    safe = _safe(project, job, policy, _choice(job, policy))
    page, choice = _lawful(project, job, policy, safe, day, for_desk=for_desk)
    if page is None:
        return Shown(outcome=Outcome.WITHHELD, reasons=choice.reasons, is_damaged=choice.is_damaged)
    links = project.settings.links
    text = rewritten(page.text, links, locale=job.locale.content, market=job.market.code)
    shown = localized(text, job.source.path, job.locale.content, judge, job.source.document.text)
    if added := sorted(_active(shown.text) - _own_active(job.source.document.text)):
        reason = f"the page would have {listed(tuple(added))}, which its source does not have"
        return Shown(outcome=Outcome.WITHHELD, reasons=(*choice.reasons, reason), is_damaged=True)
    manifest = Manifest(
        document=job.source.path,
        market=job.market.code,
        locale=job.locale.content,
        shown=choice.show.value,
        reasons=choice.reasons,
        states=_states(job.pair),
        facts=page.facts,
        inherited=Counter(entry.inherited for entry in job.pair.shipped if entry.inherited) if job.pair else {},
    )
    outcome = {Show.TRANSLATION: Outcome.PUBLISHED, Show.LAST_CONFIRMED: Outcome.KEPT, Show.SOURCE: Outcome.SOURCE}[
        choice.show
    ]
    return Shown(
        outcome=outcome,
        reasons=choice.reasons,
        page=page,
        text=shown.text,
        manifest=manifest,
        assets=shown.assets,
        refused=shown.refused,
        is_damaged=choice.is_damaged,
    )


def _choice(job: Job, policy: RiskPolicy) -> Choice:
    if job.pair:
        return choose(standing(job.pair, policy.required), policy)
    if job.source.locale == job.locale.content:
        return Choice(show=Show.TRANSLATION)
    # The market is served in a locale that nobody translates into yet.
    return choose(nothing_translated(len(job.source.translatable)), policy)


def refusals(job: Job, shown: Shown) -> Iterator[str]:
    """The files that a page leads to and that are not published, in words."""
    for one in shown.refused:
        why, do = one.verdict.why, one.verdict.do
        yield f"{job.source.file} leads to {CONTENT}/{one.path}, which is not copied: {why}. {do}"


def _safe(project: Project, job: Job, policy: RiskPolicy, choice: Choice) -> Choice:
    """The choice, or what is shown instead of a translation that is damaged, or leads or does more than its source."""
    if job.pair is None or choice.show not in (Show.TRANSLATION, Show.LAST_CONFIRMED):
        return choice
    unwritten = unfinished_in_tags(job.pair, policy.required)
    reasons = (*_added(project, job, job.pair), *shipped_damage(job.pair, unwritten))
    return instead(policy, (*choice.reasons, *reasons)) if reasons else choice


def _lawful(
    project: Project, job: Job, policy: RiskPolicy, choice: Choice, day: date, *, for_desk: bool
) -> tuple[Page | None, Choice]:
    """The page, or None, and why: the choice, or what is shown instead of a page that has the law of others."""
    if choice.show is Show.NOTHING:
        return None, choice
    try:
        page = _page(project, job, choice, day, for_desk=for_desk)
    except RenderError as error:
        place = f"{job.source.path}:"
        # The lines between are excerpts, which the checks show.
        lines = str(error).splitlines()
        reasons = [line.removeprefix(place) for line in lines if line.startswith(place)] or lines[:1]
        return None, replace(choice, reasons=(*choice.reasons, *reasons))
    pairs = () if choice.show is Show.SOURCE or job.pair is None else (job.pair, *job.bases)
    law = law_of_others_on(project, job.source, pairs, job.market, page.text, day)
    if not law:
        return page, choice
    if not pairs:
        return None, Choice(show=Show.NOTHING, reasons=(*choice.reasons, *law), is_damaged=True)
    return _lawful(project, job, policy, instead(policy, (*choice.reasons, *law)), day, for_desk=for_desk)


def _added(project: Project, job: Job, pair: Pair) -> tuple[str, ...]:
    added = shipped_additions(pair)
    if not added:
        return ()
    markets = project.markets
    ours = project.made_of(("hosts",), (markets,), lambda: frozenset(h for one in markets for h in hosts_of(one)))
    known = ours | hosts_of(job.market) | hosts_in(job.source.document.text)
    return tuple(
        f"the translation has {one.what}, which its source does not have" for one in added if not is_known(one, known)
    )


def _active(text: str) -> frozenset[str]:
    return frozenset(part.what for part in active_parts(text))


@lru_cache(maxsize=20_000)
def _own_active(text: str) -> frozenset[str]:
    """That of a source, which is rendered many times."""
    return _active(text)


def _page(project: Project, job: Job, choice: Choice, day: date, *, for_desk: bool) -> Page:
    locale = job.locale
    text = job.source.document.text
    if choice.show is Show.SOURCE:
        # An English page in Spain: numbers as English has them, but the names of Spain's own taxes and bodies.
        locale = MarketLocale(content=locale.content, format=job.source.locale, tone=locale.tone)
    elif job.pair:
        required = project.settings.risks[job.source.risk].required
        text = translation_of(job.pair, unfinished_in_tags(job.pair, required))
    return render_page(page_request(project, job.source, text, job.market, locale, day, for_desk=for_desk))


def result_of(job: Job, shown: Shown, path: str) -> PageResult:
    """The result of a job; path: of the page under the output folder, empty for none."""
    return PageResult(
        market=job.market.code,
        locale=job.locale.content,
        document=job.source.path,
        outcome=shown.outcome,
        reasons=shown.reasons,
        path=path,
        is_damaged=shown.is_damaged,
    )


def _states(pair: Pair | None) -> dict[str, int]:
    counts: dict[str, int] = {}
    for entry in pair.shipped if pair else ():
        name = "stale" if entry.is_stale else entry.state.value
        counts[name] = counts.get(name, 0) + 1
    return counts


def pictures(project: Project, folder: str, assets: Sequence[Asset]) -> dict[Output, bytes]:
    """The files that a page brings along, below a folder of the output."""
    found: dict[Output, bytes] = {}
    for asset in assets:
        origin = f"{CONTENT}/{asset.path}"
        if (data := project.folder.read(origin)) is not None:
            found[Output(path=f"{folder}/{asset.path}", origin=origin)] = data
    return found
