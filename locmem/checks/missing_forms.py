"""Forms of facts that the locale of some market does not have, found wherever a tag stands, in branches not shown too.

A page shows that one cannot be made only where the tag is on the branch of that day.  Here each tag with a filter is
tried for every market a document ships to, in each of its locales, as far as the fact has a value there today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from locmem.catalogs.pairs import Pair
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import our_tags, row_finding, source_finding
from locmem.errors import RenderError
from locmem.inline.liquid import Owner, Tag, scan
from locmem.markets.paths import fact_at
from locmem.model.fact import Market, MarketLocale
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import listed
from locmem.render import expression as says
from locmem.render.evaluation import Evaluation
from locmem.render.facts import FactError, FactFault, FactScope
from locmem.render.filters import filters_for
from locmem.render.liquid import TagError, read_tag

FORM, IN_SOURCE = "form-missing", "source-form-missing"

_DO = "Write a form that the locale has."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """Why a tag cannot be shown in one locale of a market."""

    path: str
    what: str
    do: str


_Faults = Mapping[tuple[str, str], _Fault]
"""By the code of a market and the content locale."""


def missing_forms(context: CheckContext) -> Iterator[Finding]:
    """Filters of a translation that ask for a form of a fact which its locale does not have."""
    for pair in context.pairs():
        for row in context.shown(pair):
            target = row.entry.target
            if "|" not in target or "{" not in target:
                continue
            tags = dict.fromkeys(tag.text for tag in scan(target).tags if tag.owner is Owner.OURS)
            for text in tags:
                fault = _fault_of(context, text, pair)
                if fault:
                    found = row_finding(pair, row, FORM, Severity.ERROR, f"`{text}`: {fault.what}", fault.do)
                    yield replace(found, about=fault.path)


def _fault_of(context: CheckContext, text: str, pair: Pair) -> _Fault | None:
    faults = _faults(context, text)
    codes = (market.code for market in context.markets if pair.source.ships_to(market.code))
    return next((faults[code, pair.locale] for code in codes if (code, pair.locale) in faults), None)


def missing_forms_of_sources(context: CheckContext) -> Iterator[Finding]:
    """Filters of a source that ask for a form of a fact which a locale of its markets does not have."""
    pairs: dict[str, list[Pair]] = {}
    for pair in context.workspace.pairs:
        pairs.setdefault(pair.source.path, []).append(pair)
    for source in context.workspace.sources:
        if "|" not in source.document.text:
            continue
        for tag, spot in our_tags(source):
            if tag.owner is not Owner.OURS or "|" not in tag.text:
                continue
            faults = _faults(context, tag.text)
            if not any(source.ships_to(code) for code, _ in faults):
                continue
            said = {str(pair.locale) for pair in pairs.get(source.path, ()) if _prints(pair, tag)}
            here = {key: one for key, one in faults.items() if source.ships_to(key[0]) and key[1] not in said}
            if here:
                is_read = any(locale == source.locale for _, locale in here)
                [fault, *_] = [one for (_, locale), one in here.items() if locale == source.locale or not is_read]
                severity = Severity.ERROR if is_read else Severity.WARNING
                what = f"`{tag.text}`: {fault.what}{_more(here)}"
                do = fault.do if is_read else f"{fault.do} The translations may use another form of the same fact."
                yield replace(source_finding(spot, IN_SOURCE, severity, what, do), about=fault.path)


def _more(faults: _Faults) -> str:
    """In which locales a source's tag fails, where these are several."""
    locales = tuple(dict.fromkeys(locale for _, locale in faults))
    return f" It fails in {listed(locales)}." if len(locales) > 1 else ""


def _prints(pair: Pair, tag: Tag) -> bool:
    """Whether some target of a document prints the fact of a tag; in which form is looked at there."""
    targets = (entry.target for entry in pair.catalog.entries if tag.paths and tag.paths[0] in entry.target)
    return any(one.paths == tag.paths for target in targets for one in scan(target).tags)


def _faults(context: CheckContext, text: str) -> _Faults:
    """Where a tag cannot be shown for want of a form; every market and locale is tried once."""
    return context.once(f"forms of {text}", lambda: dict(_tried(context, text)))


def _tried(context: CheckContext, text: str) -> Iterator[tuple[tuple[str, str], _Fault]]:
    [tag, *_] = scan(text).tags
    try:
        statement = read_tag(tag)
    except TagError:
        return
    value = statement.value if isinstance(statement, says.Print | says.Assignment) else None
    if not isinstance(value, says.Filtered) or not isinstance(value.of, says.Path):
        return
    for market in context.all_markets:
        fact = fact_at(market, str(value.of))
        if fact is not None and value.filters[0].name not in filters_for(fact.type):
            continue  # The filter is for another type: that is told where the tag stands.
        for locale in market.locales:
            if fault := _fault(context, value, market, locale):
                yield (market.code, str(locale.content)), fault


def _fault(context: CheckContext, value: says.Filtered, market: Market, locale: MarketLocale) -> _Fault | None:
    days = context.settings.verified_days
    evaluation = Evaluation(FactScope(market=market, locale=locale, day=context.day, verified_days=days))
    if not _can(evaluation, value.of):
        return None
    try:
        evaluation.value(value)
    except FactError as error:
        if error.fault is FactFault.MISUSED:
            what = error.what.removeprefix(f"{error.path}: ")
            return _Fault(path=error.path, what=what, do=error.do or _DO)
    except RenderError:
        return None
    return None


def _can(evaluation: Evaluation, path: says.Expression) -> bool:
    """Whether the fact itself can be read today."""
    try:
        return evaluation.value(path) is not None
    except RenderError:
        return False


CHECKS = (
    Listed(
        name=FORM,
        family="missing_forms",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=missing_forms,
        why="The page cannot be made on the day on which the sentence is shown.",
        example='{{ market.refund | duration: "dative" }} in a Spanish text',
        do="Write a form that the locale has; the message names them.",
    ),
    Listed(
        name=IN_SOURCE,
        family="missing_forms",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=missing_forms_of_sources,
        why="The page cannot be made in these locales, unless their translations say it in another form.",
        example='{{ market.refund | duration: "dative" }} in an English source',
        do="Write a form that the locales have; the message names them.",
    ),
)
