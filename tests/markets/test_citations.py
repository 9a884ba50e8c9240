"""What a source names: hosts, acts, copies of laws, and whose they are."""

from __future__ import annotations

import pytest

from locmem.markets.citations import anonymous_origin, citation, is_official, is_under, owner_of


@pytest.mark.parametrize(
    ("source", "hosts"),
    [
        ("https://www.boe.es/x; http://example.org:80/y", ("boe.es", "example.org")),
        ("law.go.kr and 개인정보 보호법", ("law.go.kr",)),
        ("github:legalize-dev/legalize-es@ce6ed222 es/BOE-A-2025-26698.md", ()),
        ("mail to support@lamps.example", ()),
        ("GDPR Art. 12(3)", ()),
    ],
)
def test_hosts_are_found_in_addresses_and_alone(source: str, hosts: tuple[str, ...]) -> None:
    assert citation(source).hosts == hosts


@pytest.mark.parametrize(
    ("source", "country"),
    [
        ("Ley 10/2025 (BOE-A-2025-26698)", "ES"),
        ("CELEX 32011L0083", "EU"),
        ("LEGIARTI000053303365", "FR"),
        ("BGBl. I Nr. 33/2014", "AT"),
        ("zákon č. 634/1992 Sb. § 19", "CZ"),
        ("LOV-2014-06-20-27", "NO"),
    ],
)
def test_official_numbers_tell_whose_act_it_is(source: str, country: str) -> None:
    assert country in citation(source).acts


def test_public_copies_of_laws_are_of_their_country() -> None:
    assert citation("github:legalize-dev/legalize-es@ce6ed222 es/x.md").copies == {"ES"}
    assert citation("github:legalize-dev/legalize-uk@301da13 uk/x.md").copies == {"GB"}
    assert citation("github:yno9/legalize-jp@ab0299a3 jp/x.md").copies == {"JP"}
    assert citation("github:xxyy89890-wq/legalize-kr@3e392281 kr/x.md").copies == {"KR"}
    assert citation("github:datenanfragen/data@0a29c3d6 x.json").copies == {"*"}
    nobody = citation("github:someone/shop@1a2b3c README.md")
    assert (nobody.copies, nobody.unknown) == (frozenset(), ("someone/shop",))


def test_a_package_of_the_owner_is_more_than_a_collection() -> None:
    assert citation("pypi:stripe 16.1.0 (docstring)").owned
    assert citation("CLDR through babel 2.18").owned
    collection = citation("pypi:eu-vat-rates-data 2026.9.29")
    assert collection.packages
    assert not collection.owned


@pytest.mark.parametrize("source", ["checked", "TODO", "see above", "the law", "general knowledge"])
def test_words_alone_name_nothing(source: str) -> None:
    assert citation(source).is_empty


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("boe.es", "ES"),
        ("legislation.gov.uk", "GB"),
        ("www2.europa.eu", "EU"),
        ("developer.paypal.com", "*"),
        ("adrcyprus.com", "CY"),
        ("shop.fr", "FR"),
        ("shop.io", ""),
        ("shop.com", ""),
        ("wero.eu", ""),
    ],
)
def test_whose_a_host_is_says_the_table_or_its_ending(host: str, owner: str) -> None:
    assert owner_of(host) == owner


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        ("github:somebody/labels@1a2b3c README.md", "github:somebody/labels"),
        ("wording as public shop code has it", "public shop code"),
        ("https://www.boe.es, read as github:somebody/labels@1a2b3c", ""),
        ("BOE-A-2025-26698 art. 2, read as github:somebody/labels@1a2b3c", ""),
        ("https://example.org/blog/labels", ""),
        ("the act itself", ""),
    ],
)
def test_nobody_answers_for_an_unknown_repository_alone(source: str, origin: str) -> None:
    assert anonymous_origin(source) == origin


def test_a_host_below_a_known_one_is_known() -> None:
    assert is_official("portal-cec.consumo.gob.es")
    assert not is_official("consumo.es")
    assert is_under("a.boe.es", ("boe.es",))
    assert not is_under("noboe.es", ("boe.es",))
