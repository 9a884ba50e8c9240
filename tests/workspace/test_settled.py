"""A run is skipped only while everything it would read is as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from locmem.workspace.settled import NOTE, fingerprint, is_settled, settle
from locmem.workspace.survey import survey
from tests.pipelines.shop import Shop

ENGINES = (("apertium", "3.8"),)


def print_of(shop: Shop, engines: tuple[object, ...] = ENGINES) -> str:
    project = shop.open()
    return fingerprint(project, survey(project).files, engines)


def test_the_same_project_has_the_same_fingerprint(shop: Shop) -> None:
    assert print_of(shop) == print_of(shop)


CHANGES: dict[str, Callable[[Shop], None]] = {
    "settings": lambda shop: shop.write("locmem.yaml", shop.read("locmem.yaml") + "# looked at\n"),
    "a source": lambda shop: shop.edit("content/articles/paying.md", "Orders", "My orders"),
    "a catalog": lambda shop: shop.write(
        "content/translations/es/articles/paying.md.po",
        shop.read("content/translations/es/articles/paying.md.po") + "\n",
    ),
    "a committed TMX": lambda shop: shop.write("content/memory/seed.tmx", "<tmx/>"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_pretranslation_reads_changes_it(shop: Shop, change: str) -> None:
    before = print_of(shop)
    CHANGES[change](shop)
    assert print_of(shop) != before


def test_an_engine_that_became_ready_changes_it(shop: Shop) -> None:
    assert print_of(shop, ()) != print_of(shop, ENGINES)


def test_the_note_counts_for_its_own_fingerprint_only_and_may_be_deleted(shop: Shop) -> None:
    project = shop.open()
    assert not is_settled(project, "one")
    settle(project, "one")
    assert is_settled(shop.open(), "one")
    assert not is_settled(shop.open(), "two")
    (shop.root / NOTE).unlink()
    assert not is_settled(shop.open(), "one")
