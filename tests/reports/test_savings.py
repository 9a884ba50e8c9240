"""What is added up and compared in the savings report, from records alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.errors import UsageError
from locmem.history.work import How, Work
from locmem.model.rates import PRESETS, Rates
from locmem.model.tags import LanguageTag
from locmem.postedit.effort import Share, edited
from locmem.postedit.ledger import lines
from locmem.reports.savings import Savings, SavingsRow, saved_by_engines, savings
from tests.postedit.test_effort import ONE

EURO = Rates(preset="matecat", currency="EUR", per_word=Decimal("0.10"), locales={LanguageTag("ja"): Decimal("0.20")})
NEW = replace(ONE, origin="", draft="")


def of(month: str, work: Work = ONE, **more: object) -> Work:
    changed = {"moment": f"{month}-10T12:00:00+00:00", "run": f"{month}-10.1", **more}
    return replace(work, **changed)  # type: ignore[arg-type]


def report(*works: Work, rates: Rates = EURO, first: str = "", last: str = "", baseline: str = "") -> Savings:
    found = savings(
        list(lines(works)),
        edited(works),
        rates,
        lambda document, locale: ("ES", "MX"),
        first=first,
        last=last,
        baseline=baseline,
    )
    assert found is not None
    return found


def test_a_word_counts_once_in_sums_and_in_each_market_that_reads_it() -> None:
    found = report(of("2026-01"), of("2026-01", source="b", locale="ja"))
    assert found.total.confirmed == 20
    assert [(row.locale, row.tally.paid) for row in found.locales] == [("es", Decimal("0.72")), ("ja", Decimal("1.44"))]
    assert [(row.market, row.tally.confirmed) for row in found.markets] == [("ES", 20), ("MX", 20)]
    assert [(row.locale, row.market, row.markets) for row in found.rows] == [
        ("es", "", ("ES", "MX")),
        ("ja", "", ("ES", "MX")),
    ]
    assert len(found.in_markets) == 4
    assert sum(row.tally.confirmed for row in found.rows) == found.total.confirmed


def test_what_people_translated_twice_is_compared_with_the_baseline() -> None:
    def month(name: str, repeated: int) -> list[Work]:
        again = [of(name, source="same", occurrence=str(number)) for number in range(repeated + 1)]
        return [*again, *(of(name, source=str(number)) for number in range(9 - repeated))]

    works = [*month("2026-01", 5), *month("2026-02", 4), *month("2026-03", 3)]
    change = report(*works).repetition
    assert change is not None
    assert (change.baseline, change.month, change.before, change.after, change.percent) == (
        "2026-01",
        "2026-03",
        50.0,
        30.0,
        -40.0,
    )
    named = report(*works, baseline="2026-02", last="2026-03").repetition
    assert named is not None
    assert (named.before, named.percent) == (40.0, -25.0)
    assert (named.words_before, named.words_after, named.is_small) == (100, 100, True)
    large = [replace(work, words=50) for work in works]
    assert report(*large).repetition is not None
    assert not report(*large).repetition.is_small  # type: ignore[union-attr]
    assert report(*works, last="2026-01").repetition is None


@pytest.mark.parametrize(
    ("baseline", "told"),
    [
        ("2025-12", "nothing that people translated is recorded. There is 2026-01, 2026-02."),
        ("2026-03", "is not before 2026-03, the last month of the report. There is 2026-01, 2026-02."),
        ("2026-04", "is not before 2026-03"),
    ],
)
def test_a_baseline_without_work_is_refused_with_the_months_there_are(baseline: str, told: str) -> None:
    works = of("2026-01"), of("2026-02"), of("2026-03"), of("2026-04")
    with pytest.raises(UsageError, match=told):
        report(*works, last="2026-03", baseline=baseline)
    with pytest.raises(UsageError, match="There is none before 2026-01"):
        report(of("2026-01"), baseline="2026-01")


def test_a_month_in_which_people_translated_nothing_is_no_baseline() -> None:
    read = of("2026-01", before_state="translated", final=ONE.draft)
    found = report(read, of("2026-02", how=How.MEMORY, origin="tm"), of("2026-03"), of("2026-04")).repetition
    assert found is not None
    assert (found.baseline, found.month) == ("2026-03", "2026-04")


def test_what_the_memory_confirms_makes_repeated_work_less() -> None:
    both = of("2026-01"), of("2026-01", occurrence="b")
    later = of("2026-02"), of("2026-02", occurrence="b", how=How.MEMORY, origin="tm")
    found = report(*both, *later)
    assert [row.tally.repeated for row in found.months] == [50.0, 0.0]
    assert [row.tally.leverage for row in found.months] == [50.0, 50.0]


def test_the_memory_grows_by_different_pairs_from_the_start_of_the_records() -> None:
    works = of("2026-01"), of("2026-02"), of("2026-02", source="b"), of("2026-03", source="b", locale="ja")
    assert [row.pairs for row in report(*works, first="2026-02").months] == [2, 3]


def test_corrections_and_reading_once_more_are_not_translated_twice() -> None:
    works = of("2026-01", before_state="translated"), of("2026-01", before_state="translated", final=ONE.draft)
    total = report(*works).total
    assert (total.by_band, total.words, total.saved) == ({"review": 10, "revision": 10}, 0, None)
    assert (total.weighted, total.paid, total.avoided) == (Decimal(0), Decimal("0.00"), Decimal("0.00"))
    # A quarter of ten words is paid for the review, and nothing for the correction.
    assert (total.reading.words, total.reading.weighted) == (10, Decimal("2.5"))
    assert (total.reading.paid, total.reading.hours) == (Decimal("0.25"), Decimal("0.01"))


def test_saved_is_what_was_avoided_of_the_full_price_whatever_was_read_beside_it() -> None:
    made = of("2026-01", words=100), of("2026-01", words=100, source="b", locale="ja")
    read = of("2026-01", words=5_000, source="c", before_state="translated", final=ONE.draft)
    total = report(*made, read).total
    assert total.paid is not None
    assert total.avoided is not None
    assert (total.paid, total.avoided) == (Decimal("21.60"), Decimal("8.40"))
    assert total.saved == 28.0 == round(float(100 * total.avoided / (total.paid + total.avoided)), 1)
    assert report(*made).total.saved == total.saved
    # At prices that differ, a cheap word that was spared weighs less than a dear one.
    mixed = report(of("2026-01", NEW, words=100), made[1]).total
    assert (mixed.paid, mixed.avoided, mixed.saved) == (Decimal("24.40"), Decimal("5.60"), 18.7)


def test_without_a_price_there_is_no_money_and_it_says_so() -> None:
    found = report(of("2026-01"), rates=Rates())
    assert (found.total.paid, found.total.avoided) == (None, None)
    assert any("No price of a word is set" in line for line in found.assumptions)
    half = Rates(currency="EUR", locales={LanguageTag("ja"): Decimal("0.2")})
    rows = report(of("2026-01"), of("2026-01", locale="ja"), rates=half)
    assert rows.total.paid is None
    assert [row.tally.paid for row in rows.locales] == [None, Decimal("2.00")]


def test_engines_save_what_people_did_not_change_where_they_read_it() -> None:
    # A hundred words that were out for a minute.
    read = of("2026-01", words=100, seen_from="2026-01-10T11:00:00+00:00", run="b")
    unread = replace(read, final=ONE.draft or "", seen_from="2026-01-10T11:59:50+00:00", run="c")
    found = report(read, unread)
    assert found.machine is not None
    assert found.machine.count == 1
    # Reading costs a quarter, as the rates have it, and nothing is saved below nothing.
    assert found.by_engines is not None
    assert found.by_engines.mean == pytest.approx(0.75 - found.machine.mean)
    assert found.by_engines.low <= found.by_engines.mean <= found.by_engines.high
    assert saved_by_engines(Share(count=1, mean=0.9, low=0.8, high=1.0), EURO).mean == 0
    [row] = found.engines
    assert (row.names, row.drafts, row.unread) == (("mt:apertium", "es"), 2, 1)
    # What nobody read was confirmed and is paid all the same, and is named.
    assert (found.total.words, found.unread, found.unread_words) == (200, 1, 100)
    assert any("1 draft of 100 words came back unchanged" in line for line in found.assumptions)
    memory = report(replace(unread, origin="tm", percent=90))
    assert (memory.unread, memory.engines, memory.total.words) == (1, (), 100)
    assert report(NEW).machine is None


def test_what_engines_cost_is_told_by_month_where_somebody_knows() -> None:
    works = of("2026-01"), of("2026-02")
    costs = {("2026-01", "es"): Decimal("1.5"), ("2026-01", "ja"): Decimal("0.25"), ("2025-12", "es"): Decimal(9)}
    found = savings(list(lines(works)), (), EURO, lambda document, locale: (), engine_costs=costs)
    assert found is not None
    assert [row.tally.engines for row in found.months] == [Decimal("1.75"), None]
    assert found.total.engines == Decimal("1.75")


def test_months_that_have_nothing_are_no_report() -> None:
    assert savings([], (), EURO, lambda document, locale: ()) is None
    assert savings(list(lines([of("2026-01")])), (), EURO, lambda document, locale: (), first="2026-02") is None


WORKS = st.builds(
    lambda month, source, words, origin, percent, how: of(
        f"2026-{month:02}", source=source, words=words, origin=origin, percent=percent, how=how
    ),
    st.integers(1, 3),
    st.sampled_from("abc"),
    st.integers(0, 50),
    st.sampled_from(("", "mt:a", "tm", "human")),
    st.integers(0, 100),
    st.sampled_from((How.RETURN, How.EDIT, How.MEMORY, How.TABLE)),
)


@given(st.lists(WORKS, min_size=1, max_size=12), st.sampled_from(sorted(PRESETS)))
def test_paid_and_avoided_are_the_full_price_and_months_add_up(works: list[Work], preset: str) -> None:
    found = report(*works, rates=replace(EURO, preset=preset))
    assert found.total.weighted <= found.total.words
    assert (
        found.total.confirmed == sum(found.total.by_band.values()) == sum(row.tally.confirmed for row in found.months)
    )
    assert found.total.paid is not None
    assert found.total.avoided is not None
    full = found.total.words * Decimal("0.10")
    assert found.total.paid + found.total.avoided == full


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2026-01", "2026-02", "2026-03"]), st.sampled_from(["es", "ja"]), st.integers(1, 40)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_rows_add_up_to_every_sum_to_the_cent(rows: list[tuple[str, str, int]]) -> None:
    works = [of(month, locale=tag, words=count, source=str(n)) for n, (month, tag, count) in enumerate(rows)]
    found = report(*works, rates=replace(EURO, per_word=Decimal("0.0937"), words_per_hour=301))

    def added(those: Iterable[SavingsRow]) -> list[Decimal]:
        tallies = [row.tally for row in those]
        names = ("words", "weighted", "paid", "avoided", "hours", "hours_avoided")
        return [sum((getattr(one, name) for one in tallies), Decimal(0)) for name in names]

    total = added([SavingsRow(tally=found.total)])
    assert added(found.rows) == added(found.months) == added(found.locales) == total
    for one in found.locales:
        assert added(row for row in found.rows if row.locale == one.locale) == added([one])
    for one in found.markets:
        assert added(row for row in found.in_markets if row.market == one.market) == added([one])
