"""A report with something in every part: eight months of three locales and as many markets, made up here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from locmem.backlog.items import BacklogItem
from locmem.errors import Location, Problem
from locmem.history.work import How, Work
from locmem.markets.changes import Change
from locmem.markets.due import Review, ReviewKind
from locmem.memory.statistics import PairCount
from locmem.model.fact import Confidence
from locmem.model.priority import Priority, Scored
from locmem.model.rates import Rates
from locmem.postedit.effort import edited, effort
from locmem.postedit.ledger import lines
from locmem.reports.costs import cost_steps
from locmem.reports.coverage import CoverageRow, DocumentRow, ReadinessRow
from locmem.reports.dashboard import (
    BacklogMonth,
    Dashboard,
    MarketReview,
    MemoryMonth,
    OwedBy,
    Published,
    StaleTexts,
    Waiting,
)
from locmem.reports.launch import Block, Owner, Verdict
from locmem.reports.savings import Savings, savings
from tests.works import RETURNED

DAY = date(2026, 11, 30)
MONTHS = tuple(f"2026-{number:02}" for number in range(4, 12))
LOCALES = ("ar", "es", "ja")
RATES = Rates(preset="matecat", currency="EUR", per_word=Decimal("0.12"))


def _works() -> Iterator[Work]:
    for number, month in enumerate(MONTHS):
        for locale in LOCALES:
            for place in range(12 + 6 * number):
                one = replace(
                    RETURNED,
                    locale=locale,
                    document=f"articles/{place % 5}.md",
                    occurrence=f"{month}-{locale}-{place}",
                    # Fewer and fewer texts are those of before.
                    source=f"{place if place % (3 + number) else 'same'}-{month if place % 4 else ''}",
                    words=9 + place % 7,
                    run=f"{month}-10.1",
                    moment=f"{month}-10T12:00:00+00:00",
                    seen_from=f"{month}-03T12:00:00+00:00",
                    final="Hola, mundo" if place % 3 else "Hola mundo",
                )
                if place % 9 == 0:
                    one = replace(one, origin="tm", percent=88)
                elif place % 7 == 0:
                    one = replace(one, how=How.MEMORY, origin="tm", percent=101)
                elif place % 5 == 0:
                    one = replace(one, origin="", draft="")
                yield one


def worked() -> Savings:
    """What was recorded, at a price."""
    works = tuple(_works())
    found = savings(tuple(lines(works)), edited(works), RATES, lambda document, locale: ("ES",))
    assert found is not None
    return found


def _counts(locale: str, content_set: str, confirmed: int, total: int) -> CoverageRow:
    left = total - confirmed
    return CoverageRow(
        locale=locale,
        content_set=content_set,
        total=total,
        reviewed=confirmed // 2,
        translated=confirmed - confirmed // 2,
        draft=left // 2,
        untranslated=left - left // 2,
        stale=0,
    )


def _items() -> Iterator[BacklogItem]:
    for number in range(9):
        priority = Priority(1 + number % 3)
        yield BacklogItem(
            document=f"articles/{number}.md",
            locale=LOCALES[number % 3],
            market=("EG", "ES", "JP")[number % 3],
            scored=Scored(priority=priority, reasons=(f"reason {number}", "and another one")),
            words_left=100 * number,
            views=10 * number,
            do="`locmem export`",
        )


def full_view() -> Dashboard:
    """The report."""
    works = tuple(_works())
    found = worked()
    documents = tuple(
        DocumentRow(document=f"{content}/{n}.md", counts=_counts(locale, content, 3 * n + len(locale), 24))
        for locale in LOCALES
        for content in ("articles", "macros")
        for n in range(4)
    )
    return Dashboard(
        project="Shop help",
        source_locale="en",
        day=DAY,
        first="",
        last="",
        savings=found,
        costs=cost_steps(found, RATES),
        effort=effort(edited(works), lambda one: [(one.engine, one.work.locale)]),
        verdicts=(
            Verdict(market="ES", pages=8, shown=8, older=1, blocks=()),
            Verdict(
                market="JP",
                pages=8,
                shown=5,
                older=0,
                blocks=(
                    Block(
                        owner=Owner.TRANSLATOR,
                        check="incomplete",
                        count=3,
                        example="the ja text is not finished.",
                        places=("content/translations/ja/articles/1.md.po",),
                        do="locmem export --locale ja",
                    ),
                ),
                blocks_from=DAY + timedelta(days=9),
            ),
        ),
        readiness=(
            ReadinessRow(
                market="ES", locale="es", pages=8, ready=7, last_confirmed=1, source=0, withheld=0, blocked=0, must=0
            ),
            ReadinessRow(
                market="JP", locale="ja", pages=8, ready=5, last_confirmed=0, source=1, withheld=1, blocked=1, must=3
            ),
        ),
        coverage=tuple(
            _counts(locale, content, {"ar": 0, "es": 96, "ja": 50}[locale], 96)
            for locale in LOCALES
            for content in ("articles", "macros")
        ),
        documents=documents,
        backlog=tuple(_items()),
        burn=tuple(
            BacklogMonth(
                month=month,
                markets=("EG", "ES", "JP"),
                priority_1=20 - 2 * number,
                priority_2=30 - number,
                priority_3=5,
                words_left=9000 - 700 * number,
            )
            for number, month in enumerate(MONTHS)
        ),
        queue=(
            Waiting(locale="ja", texts=40, segments=44, words=500, effort=712.5, assigned=3, overdue=1, handed_out=12),
        ),
        stale=tuple(
            StaleTexts(locale="ja", document=f"articles/{n}.md", priority=n % 4, days=5 * n, texts=1 + n % 3)
            for n in range(1, 12)
        ),
        published=(Published(locale="es", days=(1, 3, 3, 9)), Published(locale="ja", days=(4, 20))),
        since=DAY - timedelta(days=365),
        pairs=(
            PairCount(
                source_locale="en",
                locale="es",
                trust="confirmed",
                entries=1200,
                sources=1100,
                words=9800,
                repeated=100 / 12,
            ),
        ),
        growth=(
            MemoryMonth(month="", added=500, total=500),
            *(MemoryMonth(month=month, added=100, total=600 + 100 * n) for n, month in enumerate(MONTHS)),
        ),
        changes=(
            Change(
                market="ES",
                path="market.tax.standard_rate",
                on=DAY + timedelta(days=32),
                before="21 %",
                after="22 %",
                source="BOE",
                verified_on=DAY,
                location=Location(path="markets/ES.yaml"),
            ),
        ),
        due=tuple(
            Review(
                market=market,
                path=f"fact.{n}",
                item="",
                kind=ReviewKind.LEGAL,
                verified_on=None,
                due=None if n == 0 else DAY + timedelta(days=28 * n),
                source="BOE",
                confidence=Confidence.PRIMARY,
                location=Location(path=f"markets/{market}.yaml"),
            )
            for market in ("ES", "JP")
            for n in range(4)
        ),
        reviews=(
            MarketReview(
                market="ES",
                month="2026-11",
                due=DAY - timedelta(days=1),
                is_late=True,
                open=4,
                confirm=7,
                change=1,
                skip=0,
                owed=(OwedBy(owner="legal", items=4, since=DAY - timedelta(days=20), kinds=("law", "legal fact")),),
            ),
        ),
        unknown=("Something is not known.",),
    )


def empty_view() -> Dashboard:
    """The report on a project in which nothing was done yet."""
    return replace(
        full_view(),
        savings=None,
        costs=(),
        effort=(),
        verdicts=(),
        readiness=(),
        coverage=(),
        documents=(),
        backlog=(),
        burn=(),
        queue=(),
        stale=(),
        published=None,
        pairs=(),
        growth=(),
        changes=(),
        due=(),
        reviews=(),
        unknown=(),
    )


HOSTILE = (
    "</script><script>document.title='run'</script>",
    '"><img src=x onerror="document.title=\'run\'">',
    "{{7*7}}{% raw %}",
    "\u202egnp.exe",
    "--><svg onload=alert(1)>",
    "javascript:alert(1)",
    '=HYPERLINK("http://example.org")',
    "`<b>code</b>`",
)


def hostile(number: int) -> str:
    """A text that would do something where it is taken for more than text."""
    return HOSTILE[number % len(HOSTILE)]


def hostile_view() -> Dashboard:
    """The full report, in which whatever a project's files name is hostile."""
    view = full_view()
    assert view.savings
    names = iter(range(10_000))

    def text() -> str:
        number = next(names)
        return f"{hostile(number)} {number}"

    locales = {locale: text() for locale in LOCALES}
    contents = {content: text() for content in ("articles", "macros")}

    def counts(row: CoverageRow) -> CoverageRow:
        return replace(row, locale=locales[row.locale], content_set=contents[row.content_set])

    return replace(
        view,
        project=text(),
        effort=tuple(replace(row, names=(text(), text())) for row in view.effort),
        verdicts=tuple(
            replace(
                one,
                market=text(),
                blocks=tuple(replace(block, check=text(), example=text(), do=text()) for block in one.blocks),
            )
            for one in view.verdicts
        ),
        readiness=tuple(replace(row, market=text(), locale=text()) for row in view.readiness),
        coverage=tuple(counts(row) for row in view.coverage),
        documents=tuple(replace(row, document=text(), counts=counts(row.counts)) for row in view.documents),
        backlog=tuple(
            replace(
                item,
                document=text(),
                market=text(),
                locale=text(),
                do=text(),
                scored=replace(item.scored, reasons=(text(), text())),
            )
            for item in view.backlog
        ),
        burn=tuple(replace(one, markets=(text(),)) for one in view.burn),
        queue=tuple(replace(one, locale=text()) for one in view.queue),
        stale=tuple(replace(one, locale=text(), document=text()) for one in view.stale),
        published=tuple(replace(one, locale=text()) for one in view.published or ()),
        pairs=tuple(replace(one, locale=text(), trust=text()) for one in view.pairs),
        changes=tuple(
            replace(one, market=text(), path=text(), before=text(), after=text(), source=text()) for one in view.changes
        ),
        due=tuple(replace(one, market=text()) for one in view.due),
        reviews=tuple(
            replace(
                one,
                market=text(),
                month=text(),
                owed=tuple(replace(who, owner=text(), kinds=(text(),)) for who in one.owed),
            )
            for one in view.reviews
        ),
        savings=replace(view.savings, assumptions=tuple(text() for _ in range(len(HOSTILE)))),
        unknown=tuple(text() for _ in range(len(HOSTILE))),
        unread=(Problem(location=Location(path=text(), line=3), what=text(), do=text()),),
    )
