"""`market add`: from nothing to a planned market with a brief and a list of what is missing."""

from __future__ import annotations

import json
import re

import pytest

from locmem.errors import UsageError
from locmem.pipelines.market_adding import Added, add_market
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.pipelines.shop import Shop


def add(shop: Shop, code: str, *locales: str) -> Added:
    return run_step(shop.open(), "market add", lambda run: add_market(run, code, locales))[1]


def test_a_country_that_locmem_knows_comes_with_its_law_and_gaps_for_the_rest(shop: Shop) -> None:
    added = add(shop, "FR")
    project = shop.open()
    market = project.market("FR")
    assert added.is_known
    assert not market.is_launched
    assert market.waivers == ()
    assert {path for one in project.all_markets for path in one.facts} <= {*market.facts}
    assert set(added.company) == {path for path, fact in market.company.items() if "FR" in fact.location.key}
    assert "company.yaml" in " ".join(added.written)


def test_a_brief_and_what_is_missing_are_there_at_once(shop: Shop) -> None:
    add(shop, "FR")
    assert "France" in shop.command("market", "brief", "FR").stdout
    missing = shop.command("market", "readiness", "FR")
    assert missing.returncode == 1
    assert missing.stdout.startswith("No: ")
    add(shop, "CL")
    begun = shop.command("market", "readiness", "CL")
    told = " ".join((begun.stdout + begun.stderr).split())
    assert "facts nobody has looked up yet: " in told
    assert "tax.standard_rate" in told
    assert not missing.stderr.startswith("Traceback")


def test_a_country_that_nobody_researched_is_a_skeleton_of_gaps(shop: Shop) -> None:
    added = add(shop, "CL")
    market = shop.open().market("CL")
    assert (added.is_known, market.currency, added.locales) == (False, "CLP", ("es-CL",))
    assert "tax.standard_rate" in added.gaps
    assert market.facts["name"].values[0].value is not None


def test_texts_are_in_the_locale_that_the_settings_have_for_the_language(shop: Shop) -> None:
    assert add(shop, "MX").locales == ("es",)
    assert add(shop, "AT", "de").locales == ("de",)
    assert add(shop, "CH").locales == ("de-CH", "fr-CH", "it-CH")


def test_undoing_takes_it_all_back(shop: Shop) -> None:
    before = shop.tree()
    run, _ = run_step(shop.open(), "market add", lambda run: add_market(run, "FR"))
    assert shop.tree() != before
    undo(shop.open(), run.id)
    assert {path: text for path, text in shop.tree().items() if path.startswith("markets/")} == {
        path: text for path, text in before.items() if path.startswith("markets/")
    }


@pytest.mark.parametrize(
    ("code", "locales", "message"),
    [
        ("ES", (), "the market ES is there"),
        ("ES-AN", (), "a part of a country"),
        ("XQ", (), "is not the code of a country"),
        ("Spain", (), "is not the code of a country"),
        ("FR", ("de",), "the profile of FR speaks fr, and not de"),
        ("CL", ("zz-ZZ",), "CLDR knows no locale"),
        ("FR", ("",), "--locale has no value"),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_written(
    shop: Shop, code: str, locales: tuple[str, ...], message: str
) -> None:
    before = shop.tree()
    with pytest.raises(UsageError, match=message):
        add(shop, code, *locales)
    assert shop.tree() == before


def test_the_command_says_what_to_do_next(shop: Shop) -> None:
    told = shop.command("market", "add", "fr", "--dry-run")
    assert "France is planned" in told.stderr
    assert "Next: `locmem market brief FR`" in told.stderr
    assert "markets/FR.yaml" in told.stdout
    found = json.loads(shop.command("market", "add", "FR", "--json").stdout)
    assert found["market"] == "FR"
    assert found["is_known"]


def test_a_country_that_nobody_researched_has_the_law_of_its_region(shop: Shop) -> None:
    added = add(shop, "LI")
    market = shop.open().market("LI")
    assert (added.is_known, added.inherits, market.regions) == (False, ("EEA",), ("EEA",))
    assert market.facts["consumer_rights.withdrawal_period"].location.path == "markets/_regions/EEA.yaml"


def test_company_data_that_its_law_names_and_no_market_has_are_told(shop: Shop) -> None:
    text = shop.read("markets/company.yaml")
    assert add(shop, "FR").lacking == ()
    for name in ("    mediator:", "    dpo:"):
        assert name in text
    fewer = re.sub(r"(?m)^    mediator:\n(?:      .*\n)+", "", text)
    shop.write("markets/company.yaml", fewer)
    shop.remove("markets/FR.yaml", ".locmem/seen")
    assert "company.mediator.name" in add(shop, "FR").lacking


def test_the_lines_of_company_data_end_as_they_did(shop: Shop) -> None:
    text = shop.read("markets/company.yaml")
    shop.write_bytes("markets/company.yaml", text.replace("\n", "\r\n").encode())
    add(shop, "FR")
    assert b"\n" not in (shop.root / "markets/company.yaml").read_bytes().replace(b"\r\n", b"")


def test_what_the_country_departs_from_comes_along_and_is_told_everywhere(shop: Shop) -> None:
    add(shop, "BE")
    [away] = [one for one in shop.open().market("BE").departures if one.key == "repair_choice"]
    source = away.evidence.source.split()[0]
    for command in (("show", "BE"), ("obligations", "BE"), ("brief", "BE")):
        told = " ".join(shop.command("market", *command).stdout.split())
        assert "not transposed" in told, command
        assert source in told, command
    found = json.loads(shop.command("market", "obligations", "BE", "--json").stdout)
    assert [one["state"] for one in found if one["key"] == "repair_choice"] == ["none"]


def test_a_departure_from_what_an_older_region_of_the_project_does_not_ask_is_left_out(shop: Shop) -> None:
    shop.write("markets/_regions/EU.yaml", "region: EU\nname: European Union\nmembers: [BE, ES]\n")
    added = add(shop, "BE")
    assert "repair_choice" in added.needless
    market = shop.open().market("BE")
    assert market.departures == ()
    assert "adr_info" in {duty.key for duty in market.obligations}


def test_nothing_is_left_out_where_the_region_comes_along(shop: Shop) -> None:
    assert add(shop, "BE").needless == ()
    assert "repair_choice" in {away.key for away in shop.open().market("BE").departures}


@pytest.mark.parametrize(("code", "meant"), [("EL", "GR"), ("UK", "GB")])
def test_what_the_eu_calls_a_country_is_no_code_of_one(shop: Shop, code: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"Is {meant} meant"):
        add(shop, code)
