"""A filter is meant as the project means it, and a word that means nothing is told."""

from __future__ import annotations

import pytest

from locmem.errors import UsageError
from locmem.pages.queue_filter import meant
from locmem.postedit.ordering import Wanted
from tests.pipelines.shop import Shop


def test_states_and_locales_are_spelled_as_they_are_known_and_documents_are_found(shop: Shop) -> None:
    found = meant(shop.open(), Wanted(locales=("ES",), states=("not-reviewed",), documents=("content/articles/",)))
    assert (found.locales, found.states) == (("es",), ("not reviewed",))
    assert "articles/paying.md" in found.documents
    assert meant(shop.open(), Wanted()) == Wanted()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Wanted(locales=("xx",)), "xx"),
        (Wanted(states=("odd",)), "There are: stale, not reviewed, draft, untranslated"),
        (Wanted(content_sets=("odd",)), "There are: articles, macros"),
        (Wanted(priorities=(4,)), "There are: 1, 2, 3"),
        (Wanted(documents=("articles/none.md",)), "articles/none.md"),
    ],
)
def test_what_means_nothing_is_told_with_what_there_is(shop: Shop, asked: Wanted, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        meant(shop.open(), asked)
