"""Texts that are not finished in a locale they must ship in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import Pair
from locmem.checks.codes import DAMAGED
from locmem.checks.listed import Listed, Reach
from locmem.errors import Location
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.settings import Settings
from locmem.model.tags import LanguageTag
from locmem.model.translation import State
from locmem.model.wording import listed
from locmem.render.policy import Standing, standing
from locmem.values.locales import meant_instead

if TYPE_CHECKING:
    from locmem.checks.model import CheckContext

INCOMPLETE = "incomplete"
REVIEW = "Have somebody review it"
"""How the advice begins where nothing but a review is missing."""
UNDECLARED = "locale-undeclared"
UNREAD = "locale-unread"


def incomplete_documents(context: CheckContext) -> Iterator[Finding]:
    """Documents with segments that are untranslated, drafts nobody confirmed, or below the state they need."""
    for pair in context.pairs():
        required = context.policy(pair.source).required
        progress = standing(pair, required)
        if not progress.unfinished:
            continue
        has_catalog = bool(pair.before.entries)
        location = Location(path=pair.path) if has_catalog else Location(path=pair.source.file, line=1)
        unfinished = _unfinished(pair, required)
        damaged = {one.entry.occurrence for one in pair.damaged}
        reasons = [reason for reason in progress.reasons(required) if not reason.endswith(" stale")]
        yield Finding(
            check=INCOMPLETE,
            gate=Gate.RELEASE,
            severity=Severity.ERROR,
            location=location,
            locale=pair.locale,
            what=f"the {pair.locale} text is not finished: {', '.join(reasons)} (of {progress.total}).",
            do=_next_step(progress, pair, has_catalog=has_catalog),
            begins=next(iter(unfinished), "") if has_catalog else "",
            about=" ".join(unfinished) if damaged.issuperset(unfinished) else "",
        )


def undeclared_locales(context: CheckContext) -> Iterator[Finding]:
    """Locales of a market that locmem.yaml does not declare, so that nothing is translated into them."""
    wanted: dict[str, list[Market]] = {}
    for market in context.markets:
        for locale in market.locales:
            if locale.content not in (*context.settings.locales, context.settings.source_locale):
                wanted.setdefault(locale.content, []).append(market)
    for tag, markets in wanted.items():
        is_one = len(markets) == 1
        names = listed(tuple(one.name for one in markets))
        meant = meant_instead(tag, context.settings.locales)
        yield Finding(
            check=UNDECLARED,
            gate=Gate.RELEASE,
            severity=Severity.ERROR,
            location=markets[0].place(f"locales.{tag}"),
            market=markets[0].code if is_one else "",
            locale=tag,
            what=f"{names} {'is' if is_one else 'are'} to be served in {tag}, which locmem.yaml does not declare.",
            do=f"{meant}Add it to `locales` in locmem.yaml, or remove it from the {'market' if is_one else 'markets'}.",
        )


def unread_locales(context: CheckContext) -> Iterator[Finding]:
    """Locales of locmem.yaml that no launched market reads, so that what is translated into them ships nowhere."""
    # What cannot be read may be served in any locale.
    for tag in unread(context.settings, context.all_markets) if not context.broken else ():
        yield Finding(
            check=UNREAD,
            gate=Gate.RELEASE,
            severity=Severity.WARNING,
            location=context.settings.place(f"locales.{tag}", "locales"),
            locale=tag,
            what=f"no launched market is served in {tag}, so what is translated into it ships nowhere.",
            do="Add it to the `locales` of a market, or remove it from those of locmem.yaml if nobody needs it.",
        )


def unread(settings: Settings, markets: Sequence[Market]) -> tuple[LanguageTag, ...]:
    """The declared locales that none of the markets reads, itself or by a variant; none where there is no market."""
    read = {locale.content for market in markets for locale in market.locales}
    read.update(*(settings.bases(tag) for tag in settings.variants if tag in read))
    return tuple(tag for tag in settings.locales if tag not in read) if markets else ()


def _unfinished(pair: Pair, required: State) -> tuple[str, ...]:
    """The occurrences of the entries that are not finished, in the order of the source."""
    return tuple(one.occurrence for one in pair.shipped if not one.is_stale and one.state.rank < required.rank)


def _next_step(progress: Standing, pair: Pair, *, has_catalog: bool) -> str:
    locale: str = pair.locale
    if pair.base and not any(pair.is_ours(entry) and not entry.is_confirmed for entry in pair.shipped):
        return f"It inherits these from {pair.variant_of}: finish them there, or translate them here."
    if not has_catalog:
        return f"Run `locmem sync`, then hand it to a translator: `locmem export --locale {locale}`."
    if progress.untranslated:
        return f"Have it translated: `locmem export --locale {locale}`, then `locmem import` what comes back."
    if progress.drafts and pair.damaged:
        return (
            f"Mend those of which `{DAMAGED}` is found; have a translator read the others, and take their `fuzzy` off."
        )
    if progress.drafts:
        return "Have a translator read the drafts, mend them and take the `fuzzy` mark off."
    return (
        f"{REVIEW}: `locmem export --locale {locale}`, then `locmem import` what comes back with "
        f"--reviewed; or `locmem accept KEY --locale {locale} --reviewed --reason …`."
    )


CHECKS = (
    Listed(
        name=UNDECLARED,
        family="completeness",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=undeclared_locales,
        reach=Reach.PROJECT,
        why="Nothing is ever translated into a locale that is not declared.",
        example="locales: {it: …} in a market, and no `it` in locmem.yaml",
        do="Add it to `locales` in locmem.yaml, or remove it from the market.",
    ),
    Listed(
        name=UNREAD,
        family="completeness",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=unread_locales,
        reach=Reach.PROJECT,
        why="Translating for nobody costs money.",
        example="`fr` in locmem.yaml, and no market that reads it",
        do="Add it to a market, or remove it from locmem.yaml.",
    ),
    Listed(
        name=INCOMPLETE,
        family="completeness",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=incomplete_documents,
        why="Customers see gaps, or the page is withheld from them.",
        example="12 segments untranslated (of 40)",
        do="Have it translated and confirmed: `locmem export`, then `locmem import`.",
    ),
)
