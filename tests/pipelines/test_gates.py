from __future__ import annotations

from locmem.model.finding import Gate
from tests.pipelines.shop import Shop


def test_a_profile_that_cannot_be_read_fails_both_gates(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nnom: Spain\n")
    for gate in Gate:
        failing = shop.check(gate).failing
        assert {finding.location.path for finding in failing} == {"markets/ES.yaml"}
        assert any("the key 'nom' is not known" in finding.what for finding in failing)


def test_a_catalog_that_was_cut_off_fails_the_release(shop: Shop) -> None:
    path = "content/translations/es/articles/paying.md.po"
    shop.write(path, shop.read(path)[:2000])
    assert {finding.location.path for finding in shop.check(Gate.RELEASE, "ES").failing} == {path}
