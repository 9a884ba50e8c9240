"""What a project's people did and saved: from its history, by locale and market, the same bytes each time."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from locmem.pages.savings import GROUPS, Asked, effort_of, read_in, savings_of
from locmem.workspace.measured_drafts import MeasuredDrafts, edits_of, recorded
from locmem.workspace.survey import survey
from tests.exchange.desk import prepare
from tests.pipelines.shop import REPOSITORY, SETTINGS, Shop

RATES = "rates: {preset: matecat, currency: EUR, per_word: 0.10}\n"


@pytest.fixture(scope="module")
def returned(built: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A handoff that came back after two days, one draft corrected and one confirmed; a page of the memory's later."""
    shop = built.copy(tmp_path_factory.mktemp("savings") / "shop")
    shop.write("locmem.yaml", SETTINGS + RATES)
    desk = prepare(shop, "markdown")
    desk.hand_off("po")
    desk.shop = shop.later(2)
    desk.translator.change(" changed page", "tiene", "posee")
    desk.translator.confirm(" confirmed page")
    desk.bring_back()
    later = shop.later(20)
    later.write("content/articles/again.md", later.read("content/articles/paying.md").replace("paying", "again"))
    later.run()
    return later


def test_words_and_money_of_a_month(returned: Shop) -> None:
    found = savings_of(returned.open(), Asked(locales=("es",)))
    assert found is not None
    assert (found.first, found.last) == ("2026-11", "2026-12")
    november, december = found.months
    # Two drafts of twelve words at 72 %, at ten cents.
    assert (november.tally.by_band, november.tally.weighted) == ({"machine": 24}, Decimal("17.28"))
    assert (november.tally.paid, november.tally.avoided) == (Decimal("1.73"), Decimal("0.67"))
    assert set(december.tally.by_band) == {"from memory"}
    assert december.tally.paid == Decimal(0)
    assert (december.tally.saved, december.tally.leverage) == (100.0, 100.0)
    assert november.pairs == 2
    assert found.machine is not None
    assert found.machine.count == 2
    assert 0 < found.machine.mean < 0.1


def test_a_market_has_the_work_of_what_it_reads(returned: Shop) -> None:
    found = savings_of(returned.open(), Asked())
    assert found is not None
    assert {(row.locale, row.market) for row in found.in_markets} == {("es", "ES"), ("ja", "JP")}
    only = savings_of(returned.open(), Asked(markets=("JP",)))
    assert only is not None
    assert {(row.locale, row.markets) for row in only.rows} == {("ja", ("JP",))}


def test_what_nobody_reads_any_more_is_still_counted(returned: Shop, tmp_path_factory: pytest.TempPathFactory) -> None:
    shop = returned.copy(tmp_path_factory.mktemp("gone") / "shop")
    shop.moment = returned.moment
    shop.remove("content/articles/work.md", "content/translations/es/articles/work.md.po")
    found = savings_of(shop.open(), Asked(locales=("es",), last="2026-11"))
    assert found is not None
    assert ([row.market for row in found.markets], found.total.confirmed) == (["-"], 24)
    assert [row.markets for row in found.rows] == [()]


def test_the_work_of_a_renamed_page_stays_with_the_markets_that_read_it(
    returned: Shop, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shop = returned.copy(tmp_path_factory.mktemp("renamed") / "shop")
    shop.moment = returned.moment
    for old, new in (("work", "guides/task"), ("guides/task", "help/task")):
        text = shop.read(f"content/articles/{old}.md")
        shop.remove(f"content/articles/{old}.md")
        shop.write(f"content/articles/{new}.md", text)
        shop.run()
        asked = Asked(markets=("ES",), last="2026-11")
        found = savings_of(shop.open(), asked)
        assert found is not None
        assert ([row.market for row in found.markets], found.total.confirmed) == (["ES"], 24)
        [row] = effort_of(shop.open(), asked, ("market", "content-set"))
        assert (row.names, row.drafts) == (("ES", "articles"), 2)


def test_the_report_is_the_same_each_time_and_without_caches(returned: Shop) -> None:
    first = savings_of(returned.open(), Asked())
    assert first == savings_of(returned.open(), Asked())
    returned.remove(".locmem")
    assert first == savings_of(returned.open(), Asked())


def test_effort_is_told_by_any_group(returned: Shop) -> None:
    [row] = effort_of(returned.open(), Asked(), GROUPS)
    assert row.names == ("mt:apertium", "machine", "es", "articles", "ES", "2026-11")
    assert (row.drafts, row.unchanged, row.unread, row.days) == (2, 1, 0, 2.0)
    project = returned.open()
    assert len(edits_of(project, recorded(project))) == 2
    share = MeasuredDrafts(project).of_engine("apertium", "es")
    assert share is not None
    assert share.count == 2


def test_a_market_whose_locale_is_a_variant_reads_what_its_base_says(shop: Shop) -> None:
    settings = shop.read("locmem.yaml").replace("[es, ja]", "[es, es-419, es-MX, ja]")
    shop.write("locmem.yaml", f"{settings}variants: {{es-MX: es-419, es-419: es}}\n")
    profile = (REPOSITORY / "markets/MX.yaml").read_text("utf-8")
    shop.write("markets/MX.yaml", profile.replace("status: planned\n", ""))
    company = (REPOSITORY / "markets/company.yaml").read_text("utf-8")
    [data] = re.findall(r"(?ms)^  MX:\n.*?(?=^  [A-Z])", company)
    shop.write("markets/company.yaml", shop.read("markets/company.yaml").rstrip() + "\n" + data)
    project = shop.open()
    reads = read_in(project, survey(project))
    assert [reads("articles/paying.md", one) for one in ("es", "es-MX", "ja")] == [("ES", "MX"), ("MX",), ("JP",)]
    assert reads("articles/gone.md", "es") == ()
    shop.write("markets/MX.yaml", profile)
    project = shop.open()
    assert read_in(project, survey(project))("articles/paying.md", "es") == ("ES",)
    assert read_in(project, survey(project), ("MX",))("articles/paying.md", "es") == ("MX",)


def test_nothing_recorded_makes_no_database(shop: Shop) -> None:
    assert savings_of(shop.open(), Asked()) is None
    assert not (shop.root / "locmem.db").exists()
