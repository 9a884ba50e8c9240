"""Documents and segments are named as people have them, and near misses are named back."""

from __future__ import annotations

import pytest

from locmem.pages.named_texts import Named, named_texts, unknown_segments
from tests.pipelines.shop import Shop

PAGE = "articles/paying.md"


@pytest.mark.parametrize("name", [PAGE, f"content/{PAGE}", "./content/articles/paying.md", "articles/pay*"])
def test_a_document_is_named_by_path_or_pattern(shop: Shop, name: str) -> None:
    assert named_texts(shop.open(), [name]).documents == (PAGE,)


@pytest.mark.parametrize("name", ["articles", "articles/", "articles/*"])
def test_a_folder_stands_for_its_documents(shop: Shop, name: str) -> None:
    assert named_texts(shop.open(), [name]).documents == ("articles/complaints.md", PAGE)


def test_what_is_nearly_called_so_is_named(shop: Shop) -> None:
    found = named_texts(shop.open(), ["payin.md", f"content/{PAGE}#k1"])
    assert found.wrong == (f"no document here is called payin.md. Did you mean {PAGE}?",)
    assert (found.segments, found.opened) == ((f"{PAGE}#k1",), (PAGE,))


def test_segments_alone_mean_no_whole_document(shop: Shop) -> None:
    assert named_texts(shop.open(), [f"{PAGE}#k1"]) == Named(documents=(), segments=(f"{PAGE}#k1",))


def test_a_segment_that_there_is_not_is_told_with_what_to_do(shop: Shop) -> None:
    key = shop.key("Method")
    wrong = key[:-1] + ("a" if key[-1] != "a" else "b")
    names = [key, wrong, f"{PAGE}#nothing", "articles/payin.md#k1"]
    near, far, elsewhere = unknown_segments(shop.open(), [shop.pair(PAGE)], names)
    assert near == f"{wrong}: no such segment. Did you mean {key}?"
    assert far.endswith(f"`locmem queue list --document {PAGE}` shows keys.")
    assert elsewhere.endswith(f"Did you mean {PAGE}?")
