from __future__ import annotations

from locmem.markets.citations import official_hosts, owner_of
from locmem.markets.public_bodies import CONSUMER, PRIVACY, authorities_of, public_bodies

KINDS = {"authority", "adr", "mediation", "helpline"}


def test_a_body_has_its_names_hosts_and_numbers_in_one_row() -> None:
    [agency] = authorities_of("ES")
    assert (agency.name, agency.short, agency.hosts) == (
        "Agencia Española de Protección de Datos",
        "AEPD",
        ("aepd.es",),
    )
    assert agency.said == (agency.name, "AEPD")
    assert agency.languages == {"es"}
    assert "+34900293183" in agency.phones
    assert [one.short for one in authorities_of("CZ")] == ["ÚOOÚ"], "with both of its hosts"


def test_a_country_has_its_authority_in_each_of_its_languages() -> None:
    assert {language for one in authorities_of("CH") for language in one.languages} == {"de", "fr", "it"}
    assert authorities_of("DE") == (), "each part of the country has one of its own"


def test_no_body_stands_twice_and_each_is_of_a_known_group_and_kind() -> None:
    bodies = public_bodies()
    keys = [(one.market, one.name.replace("’", "'")) for one in bodies]
    assert len(keys) == len(set(keys))
    assert {one.group for one in bodies} == {PRIVACY, CONSUMER}
    assert {kind for one in bodies for kind in one.kinds} == KINDS
    assert all(one.languages for one in bodies)


def test_hosts_of_bodies_are_official_and_stand_in_one_table_alone() -> None:
    assert owner_of("www.aepd.es") == "ES"
    hosts = [host for _, host in official_hosts()]
    assert len(hosts) == len(set(hosts))
    assert ("ES", "aepd.es") in official_hosts("dpa")
    assert ("BR", "gov.br") not in official_hosts("dpa"), "the state's host is more than one authority's"
