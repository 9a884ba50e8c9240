"""A project whose markets share law: where it comes from, who watches its file, what a change of it touches."""

from __future__ import annotations

import subprocess
from datetime import date

import pytest

from locmem.errors import InputErrors
from locmem.model.finding import Gate
from locmem.pages.facts_ahead import due_reviews
from locmem.pages.reviews import asking_of
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.market_facts import facts_on
from locmem.reviews.profile_items import fact_items
from locmem.workspace.wholeness import note_whole
from tests.pipelines.shop import Shop

EU = "markets/_regions/EU.yaml"
READ = "source: https://eur-lex.europa.eu/x, verified_on: 2026-06-01, confidence: primary"
REGION = f"""\
region: EU
name: European Union
members: [ES, JP]
facts:
  shared:
    period: {{type: duration, legal: true, value: P14D, decided_by: contract, {READ}}}
    label: {{type: text, legal: true, none: No words in the directive., {READ}}}
"""
PAGE = "content/articles/shared.md"


@pytest.fixture
def union(shop: Shop) -> Shop:
    """Two markets, of which everybody believes that they share law, and a page that shows it."""
    shop.write(EU, REGION)
    for code, money in (("ES", "EUR"), ("JP", "JPY")):
        shop.edit(f"markets/{code}.yaml", f"currency: {money}\n", f"currency: {money}\nregion: EU\n")
    shop.write(PAGE, "---\ntitle: Shared\n---\n\nIt takes {{ market.shared.period }}.\n")
    return shop


def test_a_fact_says_which_region_it_comes_from_and_that_there_is_no_rule(union: Shop) -> None:
    project = union.open()
    rows = {row.path: row for row in facts_on(project, project.market("ES"), union.today)}
    period, label = rows["market.shared.period"], rows["market.shared.label"]
    assert (period.value, period.comes_from, period.decided_by) == ("14 días", "EU", "contract")
    assert (label.value, label.note, label.is_blocking) == ("(no such rule)", "No words in the directive.", False)
    assert rows["market.tax.standard_rate"].comes_from == ""
    shown = union.command("market", "show", "ES").stdout
    assert "market.shared.period" in shown
    assert " EU " in shown


def test_one_reading_is_due_once_for_all_markets(union: Shop) -> None:
    found = [one for one in due_reviews(union.open(), (), union.today) if one.path.startswith("shared.")]
    assert [(one.market, one.path) for one in found] == [("EU", "shared.label"), ("EU", "shared.period")]


def test_the_review_of_one_market_asks_for_it_to_be_read(union: Shop) -> None:
    project = union.open()
    day = date(2026, 12, 10)
    asked = {
        market.code: [one.id for one in fact_items(asking_of(project, market, day, ())) if "shared" in one.id]
        for market in project.markets
    }
    assert len(asked["ES"]) == 2
    assert asked["JP"] == []


def test_a_region_that_was_cut_is_not_believed(union: Shop) -> None:
    note_whole(union.root)
    union.write(EU, REGION.partition("    label:")[0])
    with pytest.raises(InputErrors, match=r"_regions/EU\.yaml:\d+:\d+: the file ends here"):
        _ = union.open().markets


def test_what_was_kept_of_markets_is_not_used_once_their_region_changed(union: Shop) -> None:
    assert union.open().market("ES").facts["shared.period"].values[0].value is not None
    union.edit(EU, "P14D", "P15D")
    assert "15" in str(union.open().market("ES").facts["shared.period"].values[0].value)


def test_a_change_of_shared_law_touches_what_its_members_say(union: Shop) -> None:
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "x")):
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", "-C", str(union.root), *who, *words], check=True, capture_output=True)
    union.edit(EU, "P14D", "P15D")
    report = check(union.open(), CheckOptions(gate=Gate.RELEASE, since="HEAD"), ()).report
    assert "1 profile changed" in report.looked_at
    assert "1 more document with the changed facts" in report.looked_at
    assert report.files == (PAGE,)
