"""Markets for reports, without those that cannot be read."""

from __future__ import annotations

import pytest

from locmem.errors import InputErrors
from locmem.workspace.sound_markets import comparable_markets, left_out, reading_on
from tests.pipelines.shop import Shop


def test_reports_go_on_without_a_broken_market_and_writers_do_not(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nnom: Spain\n")
    project = shop.open()
    with reading_on(project):
        assert [one.code for one in project.markets] == ["JP"]
        assert [one.code for one in project.all_markets] == ["JP"]
        assert project.broken_markets == {"ES": "markets/ES.yaml"}
        assert project.chosen_markets(("ES", "JP")) == project.markets
        noted = project.unread
    assert {one.location.path for one in noted} == {"markets/ES.yaml"}
    assert len(noted) == len({*noted})
    with pytest.raises(InputErrors):
        _ = project.markets


def test_a_profile_that_was_cut_is_left_out_though_it_can_be_read(shop: Shop) -> None:
    text = shop.read("markets/ES.yaml")
    shop.write("markets/ES.yaml", text[: text.index("\nobligations:")])
    project = shop.open()
    with reading_on(project):
        assert [one.code for one in project.markets] == ["JP"]
        assert left_out(project.broken_markets) == "market ES, as markets/ES.yaml cannot be read"
    assert left_out({}) == ""


def test_a_document_of_a_broken_market_alone_keeps_the_locales_it_has(shop: Shop) -> None:
    from locmem.workspace.sources import read_source

    shop.edit("content/articles/paying.md", "\ntopic: payments\n", "\ntopic: payments\nmarkets: [ES]\n")
    shop.remove("content/translations/ja/articles/paying.md.po")
    shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nnom: Spain\n")
    project = shop.open()
    with reading_on(project):
        source = read_source(project, "articles/paying.md")
    assert source is not None
    assert source.locales == ("es",)


def test_a_section_of_no_market_leaves_no_market_out_and_is_told_once(shop: Shop) -> None:
    shop.edit("markets/company.yaml", "\nmarkets:\n", "\nmarkets:\n  XX: {}\n")
    shop.edit("markets/JP.yaml", "\nname: Japan\n", "\nname: Japan\nstatus: planned\n")
    project = shop.open()
    with reading_on(project):
        assert [one.code for one in project.markets] == ["ES"]
        assert [one.code for one in project.all_markets] == ["ES", "JP"]
        assert not project.broken_markets
        [noted] = project.unread
    assert noted.what == "there is no market 'XX'."
    assert noted.do == "Remove the section, or write XX.yaml. Known: ES, JP."
    with pytest.raises(InputErrors):
        _ = project.markets


def test_company_data_that_a_launched_market_lacks_are_told_once(shop: Shop) -> None:
    text = shop.read("markets/company.yaml")
    start = text.index("      phone:")
    shop.write("markets/company.yaml", text[:start] + text[text.index("\n", start) + 1 :])
    project = shop.open()
    with reading_on(project):
        _ = project.markets, project.all_markets
        assert len({one.location for one in project.unread}) == len(project.unread) == 1


def test_markets_are_compared_with_the_launched_ones_while_a_planned_one_cannot_be_read(shop: Shop) -> None:
    assert [one.code for one in comparable_markets(shop.open())] == ["ES", "JP"]
    shop.edit("markets/JP.yaml", "\ncurrency: JPY\n", "\nstatus: planned\ncurrency: yen\n")
    project = shop.open()
    with pytest.raises(InputErrors):
        _ = project.all_markets
    assert [one.code for one in comparable_markets(project)] == ["ES"]
