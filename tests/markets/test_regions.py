"""The law that countries share: what a market has from its region, and every way to get a region wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from locmem.errors import InputErrors
from locmem.markets.load import load_markets, sound_markets
from locmem.model.fact import Duration, DurationUnit, LocalText, Market

READ = "source: https://eur-lex.europa.eu/x, verified_on: 2026-11-21, confidence: primary"
EEA = f"""\
region: EEA
name: European Economic Area
members: [AT, DE, IS]
primary_hosts: [efta.int]
facts:
  withdrawal_period: {{type: duration, legal: true, value: P14D, {READ}}}
  regime: {{type: text, values: {{de: DSGVO, is: Persónuvernd}}, {READ}}}
obligations:
  - {{key: withdrawal, applies_to: [returns], text: Say how long., {READ}}}
"""
EU = f"""\
region: EU
name: European Union
part_of: EEA
members: [AT, DE]
primary_hosts: [eur-lex.europa.eu]
facts:
  guarantee: {{type: duration, legal: true, value: P2Y, decided_by: contract, {READ}}}
obligations:
  - {{key: guarantee, applies_to: [guarantee], text: Say how long., {READ}}}
"""
AUSTRIA = """\
market: AT
name: Austria
currency: EUR
region: EU
locales: {de-AT: {format: de-AT}}
"""
ICELAND = """\
market: IS
name: Iceland
currency: ISK
region: EEA
locales: {is: {format: is-IS}}
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the regions and the profiles that are given by name, and the two regions where they are not."""

    def write_files(**files: str) -> Path:
        (tmp_path / "_regions").mkdir(exist_ok=True)
        for name, text in {"EU": EU, "EEA": EEA, **files}.items():
            folder = tmp_path / "_regions" if text.startswith("region:") else tmp_path
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write_files


def market(folder: Path, code: str) -> Market:
    return next(one for one in load_markets(folder, "markets") if one.code == code)


def problems(folder: Path) -> str:
    with pytest.raises(InputErrors) as caught:
        load_markets(folder, "markets")
    return str(caught.value)


def test_a_member_has_the_law_of_its_region_and_of_the_wider_one(write: Write) -> None:
    austria = market(write(AT=AUSTRIA), "AT")
    assert austria.regions == ("EU", "EEA")
    assert {path: fact.location.path for path, fact in austria.facts.items()} == {
        "withdrawal_period": "markets/_regions/EEA.yaml",
        "regime": "markets/_regions/EEA.yaml",
        "guarantee": "markets/_regions/EU.yaml",
    }
    assert [one.key for one in austria.obligations] == ["withdrawal", "guarantee"]
    assert austria.primary_hosts == ("eur-lex.europa.eu", "efta.int")


def test_a_state_that_is_only_in_the_wider_region_has_no_more_than_its_law(write: Write) -> None:
    iceland = market(write(IS=ICELAND), "IS")
    assert (iceland.regions, list(iceland.facts)) == (("EEA",), ["withdrawal_period", "regime"])


def test_a_text_of_the_region_serves_the_locales_of_its_language(write: Write) -> None:
    austria = market(write(AT=AUSTRIA), "AT")
    assert austria.facts["regime"].values[0].value == LocalText(values={"de-AT": "DSGVO"})


def test_a_text_that_the_region_lacks_in_a_language_is_told_at_the_region_key(write: Write) -> None:
    message = problems(write(AT=AUSTRIA.replace("de-AT", "hu-HU")))
    assert message.startswith("markets/AT.yaml:4:1: regime is inherited from markets/_regions/EEA.yaml:7:11 and has no")


def test_a_member_departs_with_a_fact_and_an_obligation_of_its_own(write: Write) -> None:
    own = (
        f"facts:\n  guarantee: {{type: duration, legal: true, value: P3Y, {READ}}}\n"
        f"  tax: {{type: percent, value: 20, {READ}}}\n"
        f"obligations:\n  - {{key: guarantee, applies_to: [guarantee], text: Ours., {READ}}}\n"
    )
    austria = market(write(AT=AUSTRIA + own), "AT")
    assert austria.facts["guarantee"].values[0].value == Duration(count=3, unit=DurationUnit.YEAR)
    assert list(austria.facts) == ["withdrawal_period", "regime", "guarantee", "tax"]
    assert [one.text for one in austria.obligations] == ["Say how long.", "Ours."]


def test_a_departure_is_of_the_type_that_texts_are_written_for(write: Write) -> None:
    own = f"facts:\n  guarantee: {{type: name, value: three years, {READ}}}\n"
    assert "guarantee is a name, and a duration in markets/_regions/EU.yaml:7:14" in problems(write(AT=AUSTRIA + own))


def test_a_part_of_a_country_lies_in_its_region_and_has_the_countrys_departures(write: Write) -> None:
    own = f"facts:\n  guarantee: {{type: duration, legal: true, value: P3Y, {READ}}}\n"
    part = "market: AT-9\nname: Vienna\nparent: AT\nlocales: {de: {format: de-AT}}\n"
    vienna = market(write(**{"AT": AUSTRIA + own, "AT-9": part}), "AT-9")
    assert vienna.regions == ("EU", "EEA")
    assert vienna.facts["guarantee"].location.path == "markets/AT.yaml"
    assert vienna.facts["regime"].values[0].value == LocalText(values={"de": "DSGVO"})
    assert "AT-9 lies where AT does" in problems(write(**{"AT": AUSTRIA, "AT-9": part + "region: EU\n"}))


def test_a_state_cannot_name_a_region_it_is_no_member_of(write: Write) -> None:
    message = problems(write(IS=ICELAND.replace("region: EEA", "region: EU")))
    assert message.startswith("markets/IS.yaml:4:9 region: IS is no member of EU. Write EEA.")
    assert "there is no region EFTA; there are: EEA, EU." in problems(
        write(IS=ICELAND.replace("region: EEA", "region: EFTA"))
    )


def test_all_that_is_wrong_with_a_region_is_told_at_once(write: Write) -> None:
    bad = "region: XX\nmembers: [Austria]\npart_of: EFTA\nprimary_hosts: [https://a.eu/]\nfacts: {code: {type: name}}\n"
    message = problems(write(EU=bad))
    for part in (
        "named after EU, but holds XX",
        "'name' is missing",
        "'Austria' is not the code of a country",
        "there is no region EFTA",
        "'https://a.eu/' is not the name of a host",
        "market.code is there without a fact",
    ):
        assert part in message


def test_members_are_members_of_the_wider_region(write: Write) -> None:
    message = problems(write(EU=EU.replace("[AT, DE]", "[AT, FR]")))
    assert "FR would lie in EEA, whose members it does not name" in message


def test_regions_in_each_other_are_told_and_not_read_for_ever(write: Write) -> None:
    message = problems(write(EEA=EEA.replace("members:", "part_of: EU\nmembers:"), AT=AUSTRIA))
    assert "there is no region EU in which this one could lie" in message


def test_of_a_region_that_cannot_be_read_no_member_is_and_the_others_are(write: Write) -> None:
    folder = write(EU=EU.replace("P2Y", "two"), AT=AUSTRIA, IS=ICELAND)
    sound = sound_markets(folder, "markets")
    assert [one.code for one in sound.markets] == ["IS"]
    assert sound.broken == {"AT": "markets/_regions/EU.yaml"}
    sound = sound_markets(write(), "markets", doubtful=["_regions/EEA.yaml"])
    assert sound.markets == ()
    assert set(sound.broken.values()) == {"markets/_regions/EEA.yaml"}


def test_a_region_in_another_kind_of_file_is_named(write: Write) -> None:
    folder = write(IS=ICELAND)
    (folder / "_regions" / "EFTA.yml").write_text("region: EFTA\n")
    assert "regions end in .yaml. Rename the file." in problems(folder)
