"""What the memory is made of: every pair with the codes its segment had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from locmem.model.inline import CodeType, Inline
from locmem.model.match import Query
from locmem.model.translation import HUMAN
from locmem.workspace.remembering import superseded_entries
from tests.pipelines.shop import SETTINGS, Shop

OLD = "Hello %{name}, your order has left."
TARGETS = {OLD: "Hola, %{name}: tu pedido ha salido.", "A parcel": "Un paquete"}
PLACEHOLDERS = SETTINGS.replace("kind: markdown}", "kind: markdown, placeholders: [percent]}")


@pytest.fixture
def parcel(shop: Shop) -> Shop:
    """The project with one more article, whose content set has placeholders of its own."""
    shop.write("locmem.yaml", PLACEHOLDERS)
    shop.write("content/articles/parcel.md", f"---\ntitle: A parcel\n---\n\n{OLD}\n")
    shop.run()
    shop.translate("es", TARGETS)
    shop.run()
    return shop


def variables(content: Inline) -> list[str]:
    return [code.original for code in content.codes if code.type is CodeType.VARIABLE]


def change_the_wording(shop: Shop) -> None:
    shop.edit("content/articles/parcel.md", "your order has left", "your parcel has left us")


def remove_the_document(shop: Shop) -> None:
    shop.remove("content/articles/parcel.md")


@pytest.mark.parametrize("change", [change_the_wording, remove_the_document])
def test_old_wordings_keep_their_placeholders_as_codes(parcel: Shop, change: Callable[[Shop], None]) -> None:
    parcel.run()
    change(parcel)
    for _ in range(2):
        parcel.run()
        project = parcel.open()
        found = [entry for entry in project.memory.entries("es") if entry.target.native == TARGETS[OLD]]
        assert found
        assert {tuple(variables(entry.source)) for entry in found} == {("%{name}",)}
        assert {tuple(variables(entry.target)) for entry in found} == {("%{name}",)}
        query = Query(source=found[0].source, source_locale="en", locale="es")
        assert TARGETS[OLD] in [match.target_text for match in project.memory.lookup(query) if match.percent == 100]
        project.memory.close()


def test_a_replaced_target_keeps_its_placeholders(parcel: Shop) -> None:
    pair = parcel.pair("articles/parcel.md")
    entries = tuple(entry.with_target("Otro %{name}.", entry.state, HUMAN) for entry in pair.catalog.entries)
    replaced = superseded_entries(pair.catalog, replace(pair.catalog, entries=entries), ("percent",))
    assert [variables(one.source) for one in replaced if one.source.native == OLD] == [["%{name}"]]
