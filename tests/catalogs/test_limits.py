"""Limits of help desks: by the name of a field, else by its kind, and only for texts that stay whole."""

from __future__ import annotations

from locmem.catalogs.limits import length, limited
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import SETTINGS, Shop

LIMITS = "max_length: {title: 40, heading: 20, paragraph: 30}"


def test_a_limit_goes_by_the_field_else_by_the_kind(shop: Shop) -> None:
    shop.write("locmem.yaml", SETTINGS.replace("kind: markdown}", f"kind: markdown, {LIMITS}}}", 1))
    [source] = [one for one in open_workspace(shop.open()).sources if one.path == "articles/paying.md"]
    found = {segment.content.native: most for segment, most in limited(source)}
    assert found["Paying for an order"] == 40
    assert found["Good to know"] == 20
    assert "Which payment methods you can use." not in found
    # A paragraph of two sentences is translated in two, so that neither can be measured.
    assert "We collect the money when the parcel leaves us." not in found


def test_without_limits_nothing_has_one(shop: Shop) -> None:
    assert [one for source in open_workspace(shop.open()).sources for one in limited(source)] == []


def test_characters_are_those_of_the_file(shop: Shop) -> None:
    [segment] = [
        segment
        for source in open_workspace(shop.open()).sources
        for segment in source.segments
        if segment.content.native == "Open **Orders** to change the method."
    ]
    assert length(segment.content) == 37
