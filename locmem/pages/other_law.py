"""Whether the page that customers of a market would get tells them the law of another one."""

from __future__ import annotations

from datetime import date

from locmem.catalogs.pairs import Pair, Source, Workspace
from locmem.checks.exceptions import judged
from locmem.checks.fact_forms import FactForms, fact_forms
from locmem.checks.other_law import OTHER_LAW, acts_on, foreign, typed_on
from locmem.checks.written_exceptions import written_in
from locmem.model.document import Risk
from locmem.model.fact import Market
from locmem.noted_day import in_common
from locmem.workspace.project import Project


def law_of_others_on(
    project: Project, source: Source, pairs: tuple[Pair, ...], market: Market, page: str, day: date
) -> tuple[str, ...]:
    """What of a page is the law of other markets, in words with its place; none of what somebody excepted.

    pairs: the translation that is shown, then those it inherits from; none where the source is shown.
    page: as customers would get it.  An exception holds here as far as it holds at the release gate.
    """
    markets = (*project.markets, *((market,) if not market.is_launched else ()))
    forms = _forms(project, markets, market, day)
    pair = pairs[0] if pairs else None
    locale = str(pair.locale if pair else source.locale)
    typed = typed_on(source, pair, forms)
    found = (
        *foreign(typed, market, locale, markets, forms, lambda: page),
        *acts_on(source, pair, market, locale, page),
    )
    if not found:
        return ()
    part = Workspace(settings=project.settings, sources=(source,), pairs=pairs)
    legal = {source.path} if source.risk is Risk.LEGAL else set()
    verdict = judged(found, project.settings, written_in(part), day=day, legal=legal, is_seen=None)
    return tuple(f"{one.location}: {one.what}" for one in verdict.findings if one.check == OTHER_LAW)


def _forms(project: Project, markets: tuple[Market, ...], market: Market, day: date) -> FactForms:
    """What the facts of the launched markets, and of this one, look like."""

    def made() -> FactForms:
        with in_common(day):
            return fact_forms(markets, project.settings.source_locale, day)

    key = "" if market.is_launched else market.code
    return project.made_of(("fact forms", key), (project.markets, day), made)
