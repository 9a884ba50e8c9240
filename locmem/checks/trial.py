"""Tags of a translation tried against the facts they print.

A target may print a fact of its source with another filter or form, as its grammar needs.  Whether that can run shows
when it is run, for every market the document ships to; a fact that cannot be printed at all today is no fault of the
tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from locmem.errors import RenderError
from locmem.inline.liquid import Owner, Tag, scan
from locmem.markets.paths import fact_at
from locmem.model.fact import Fact, FactType, Market, MarketLocale
from locmem.model.inline import CodeType, Inline
from locmem.model.wording import listed
from locmem.render import expression as says
from locmem.render.evaluation import Evaluation
from locmem.render.facts import FactError, FactScope
from locmem.render.filters import filters_for
from locmem.render.liquid import TagError, read_tag
from locmem.values.durations import forms_in
from locmem.values.formatting import FORMS


def own_spellings(source: Inline, target: Inline) -> tuple[Tag, ...]:
    """The tags of ours in `target` that `source` does not have in this spelling."""
    known = {code.original for code in source.codes}
    spelled = (code.original for code in target.codes if code.type is CodeType.LIQUID)
    new = dict.fromkeys(one for one in spelled if one not in known)
    return tuple(tag for one in new for tag in scan(one).tags if tag.owner is Owner.OURS)


def tag_problems(
    tags: Sequence[Tag], markets: Sequence[Market], locale: str, day: date, verified_days: int
) -> tuple[str, ...]:
    """Why tags cannot run, in words for whoever wrote them; one reason a tag, empty where all can.

    tags: as `own_spellings` gives them.  markets: those the text ships to.  locale: the content locale of the text.
    day, verified_days: as for `FactScope`.
    """
    problems = (_problem(tag, markets, locale, day, verified_days) for tag in tags)
    return tuple(problem for problem in problems if problem)


def _problem(tag: Tag, markets: Sequence[Market], locale: str, day: date, verified_days: int) -> str:
    fact = next((found for market in markets for path in tag.paths if (found := fact_at(market, path))), None)
    try:
        statement = read_tag(tag)
    except TagError as error:
        return f"`{tag.text}` cannot run: {error.what} {_advice(tag, fact, locale)}".rstrip()
    if not isinstance(statement, says.Print):
        return ""
    for market in markets:
        scopes = [one for one in market.locales if one.content == locale]
        for one in scopes or [MarketLocale(content=locale, format=locale)]:
            scope = FactScope(market=market, locale=one, day=day, verified_days=verified_days)
            if why := _failure(statement.value, scope):
                advice = _advice(tag, fact_at(market, tag.paths[0]), one.format)
                return f"`{tag.text}` cannot run: {why} {advice}".rstrip()
    return ""


def _failure(value: says.Expression, scope: FactScope) -> str:
    """What stops a tag that prints `value`, where printing its fact in the simplest way works."""
    found = _why(value, scope)
    if not found or all(_why(plain, scope) for plain in _plainly(value)):
        return ""
    return found


def _plainly(value: says.Expression) -> Iterator[says.Expression]:
    """The fact of `value` as a value and as a list, without any filter of the tag's own."""
    of = value.of if isinstance(value, says.Filtered) else value
    yield of
    yield says.Filtered(of=of, filters=(says.Filter(name="list", arguments=()),))


def _why(value: says.Expression, scope: FactScope) -> str:
    evaluation = Evaluation(scope)
    try:
        evaluation.shown(evaluation.value(value))
    except FactError as error:
        return error.what
    except RenderError as error:
        return str(error)
    return ""


def _advice(tag: Tag, fact: Fact | None, locale: str) -> str:
    """Which filters fit the fact that a tag prints, and which forms the one that is for its type has in a locale."""
    if fact is None or not tag.paths:
        return ""
    names, text = filters_for(fact.type), f"{tag.paths[0]} is of type {fact.type.value}; "
    forms = forms_in(locale) if fact.type is FactType.DURATION else FORMS.get(fact.type, ())
    return f"{text}filters for it: {listed(names)}{f', forms: {listed(forms)}' if forms else ''}."
