from __future__ import annotations

import os

import pytest

from locmem.errors import UsageError
from locmem.model.finding import Gate
from locmem.pipelines.check import CheckOptions, check
from tests.pipelines.shop import Shop


def test_a_profile_that_cannot_be_read_fails_both_gates(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nnom: Spain\n")
    for gate in Gate:
        failing = shop.check(gate).failing
        assert {finding.location.path for finding in failing} == {"markets/ES.yaml"}
        assert any("the key 'nom' is not known" in finding.what for finding in failing)


def test_a_page_far_too_long_is_named_with_its_place(shop: Shop) -> None:
    shop.write("content/articles/dump.md", "- item\n" * 30_001)
    [failing] = [one for one in shop.check().failing if one.location.path == "content/articles/dump.md"]
    assert failing.location.line == 30_001
    assert failing.what == "the page has 210,007 characters in 30,001 lines; 500,000 in 30,000 are read."


def test_a_catalog_that_was_cut_off_fails_the_release(shop: Shop) -> None:
    path = "content/translations/es/articles/paying.md.po"
    shop.write(path, shop.read(path)[:2000])
    assert {finding.location.path for finding in shop.check(Gate.RELEASE, "ES").failing} == {path}


def test_a_catalog_in_a_locale_nobody_declared_is_no_secret(shop: Shop) -> None:
    path = "content/translations/fr/articles/paying.md.po"
    shop.write(path, shop.read("content/translations/es/articles/paying.md.po"))
    assert {finding.location.path for finding in shop.check(Gate.CHANGE).failing} == {path}


def test_a_source_whose_name_cannot_be_written_down_fails_both_gates(shop: Shop) -> None:
    (shop.root / os.fsdecode(b"content/articles/caf\xe9.md")).write_text("Text.")
    for gate in Gate:
        assert {one.location.path for one in shop.check(gate).failing} == {r"content/articles/caf\udce9.md"}


def test_paths_are_found_from_the_folder_a_person_is_in(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop.root / "content/articles")
    for path in ("paying.md", "articles/paying.md", "content/articles/paying.md"):
        assert check(shop.open(), CheckOptions(), [path]).report.files == ("content/articles/paying.md",)
    with pytest.raises(UsageError, match=r"there is no payign\.md in"):
        check(shop.open(), CheckOptions(), ["payign.md"])
