"""Alarms of every check on production translations, which count as clean whatever stands there."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from locmem.checks.catalogue import CHECKS
from locmem.checks.listed import Reach
from locmem.checks.model import CheckContext
from locmem.model.finding import Finding, Gate, Severity
from tests.benchmarks.clean_segments import context_of, corpus, own, real_pages
from tests.benchmarks.rows import Row, share

NAME = "Alarms of checks on clean segments"
CORPUS = 3_000
MEASURED = ("es", "ja", "de", "fr", "pt-BR")
_ERRORS, _RARE = "at most 2 per 1,000", "1 % at most"

LOOKED_AT = tuple(
    listed for listed in CHECKS.values() if listed.gate is Gate.RELEASE and listed.reach is Reach.DOCUMENT
)
"""The checks that look at translations."""


def measure(quick: bool) -> Iterator[Row]:
    """Errors per 1,000 segments by locale, then the checks that found anything, and what all of them cost."""
    counts: dict[str, Counter[str]] = {}
    noted: dict[str, Counter[str]] = {}
    totals: dict[str, int] = {}
    for locale in MEASURED:
        context, total = clean(locale, CORPUS // 10 if quick else CORPUS)
        _ = context.texts
        began = time.process_time()
        found = alarms(context)
        took = 1e3 * (time.process_time() - began)
        totals[locale] = total
        counts[locale] = Counter({name: len(_keys(some)) for name, some in found.items()})
        noted[locale] = Counter({name: len(_keys(some, Severity.NOTE)) for name, some in found.items()})
        everything = [one for some in found.values() for one in some]
        errors = _keys(everything, Severity.ERROR)
        yield Row(
            what=f"clean segments en-{locale} with an error",
            value=f"{1_000 * len(errors) / max(1, total):.1f} per 1,000",
            goal=_ERRORS,
            note=f"{total:,} segments; all checks of translations took {1_000 * took / max(1, total):.0f} ms per 1,000",
        )
        warned = _keys(everything, Severity.WARNING)
        yield Row(what=f"… en-{locale} with a warning", value=share(len(warned), total))
    for listed in LOOKED_AT:
        some = {locale: counts[locale][listed.name] for locale in MEASURED if counts[locale][listed.name]}
        if some:
            yield Row(
                what=f"segments with `{listed.name}` ({listed.severity.value})",
                value=", ".join(f"{locale} {100 * count / totals[locale]:.2f} %" for locale, count in some.items()),
                goal="" if listed.severity is Severity.NOTE else _RARE,
                note=_counted(some, {locale: noted[locale][listed.name] for locale in some}),
            )
    silent = [listed.name for listed in LOOKED_AT if not any(counts[locale][listed.name] for locale in MEASURED)]
    yield Row(what="checks of translations that found nothing", value=str(len(silent)), note=", ".join(silent))


def _keys(some: Iterable[Finding], severity: Severity | None = None) -> set[str]:
    return {one.location.key for one in some if severity in (None, one.severity)}


def _counted(some: Mapping[str, int], notes: Mapping[str, int]) -> str:
    return ", ".join(
        f"{locale} {count}" + (f" ({notes[locale]} of them notes)" if notes[locale] else "")
        for locale, count in some.items()
    )


def clean(locale: str, count: int) -> tuple[CheckContext, int]:
    """All segments of a locale: as many of the corpus, published pages, and our own."""
    texts = dict((*corpus(locale, count), *real_pages(locale)))
    return context_of([*texts.items(), *own(locale)], locale)


def alarms(context: CheckContext) -> dict[str, list[Finding]]:
    """What each check finds."""
    return {listed.name: list(listed.check(context)) for listed in LOOKED_AT}
