"""What documents call a thing is kept in a few bytes, and the odd one is found whatever the order of the names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locmem.checks.names import name_of, names_in, odd_ones, packed, unpacked
from locmem.model.segment import UnitKind
from locmem.model.translation import CatalogEntry

NAMES = st.sampled_from(["Account", "Orders", "Help", "Data"])


def entry(source: str, kind: UnitKind = UnitKind.PARAGRAPH) -> CatalogEntry:
    return CatalogEntry(occurrence="a", kind=kind, source=source)


def test_names_are_what_is_marked_and_whole_titles() -> None:
    text = "Open **Account › Orders**, [the page](a.md) and <b>Help</b>, not ![a picture](b.png) or **{{ x }}**."
    assert names_in(text, UnitKind.PARAGRAPH) == ("Account › Orders", "the page", "Help")
    assert names_in(text, UnitKind.PARAGRAPH, is_source=True) == ("Account › Orders", "Help")
    assert names_in("[the page](a.md)", UnitKind.ITEM, is_source=True) == ("the page",)
    assert names_in("Open [Orders][o] or <g1>Help</g1>.", UnitKind.ITEM, is_source=True) == ("Orders", "Help")
    assert names_in("[Contact us](a.md)!", UnitKind.ITEM, is_source=True) == ()
    assert names_in("Your orders", UnitKind.TITLE) == ("Your orders",)
    assert names_in("Your orders", UnitKind.PARAGRAPH) == ()


@given(st.lists(st.tuples(st.lists(NAMES, max_size=3), st.lists(NAMES, max_size=3)), max_size=5))
def test_what_is_packed_comes_out_in_order(rows: list[tuple[list[str], list[str]]]) -> None:
    def marked(names: list[str]) -> str:
        return " ".join(f"**{name}**" for name in names) or "nothing"

    entries = [entry(marked(ours)) for ours, _ in rows]
    found = list(unpacked(packed(entries, [marked(theirs) for _, theirs in rows])))
    assert [one.number for one in found] == [
        number for number, (ours, theirs) in enumerate(rows) if ours and len(theirs) >= len(ours)
    ]
    for one in found:
        ours, theirs = rows[one.number]
        assert (len(one.sources), len(one.targets)) == (len(ours), len(theirs))
        assert [name_of(sign, marked(ours), UnitKind.PARAGRAPH) for sign in one.sources] == ours


def test_the_order_of_two_names_is_no_difference_and_another_word_is() -> None:
    sources = ["**Help** and **Data**", "**Orders** and **Data**", "**Help**, **Data**", "All **Data**"]
    targets = ["**Ayuda** y **Datos**", "**Datos** y **Pedidos**", "**Datos**, **Ayuda**", "Toda la **Información**"]
    odd = list(odd_ones([(0, packed([entry(source) for source in sources], targets))]))
    assert [(document, number, first) for document, number, _, first in odd] == [(0, 3, (0, 0))]
    assert name_of(odd[0][2], sources[3], UnitKind.PARAGRAPH) == "Data"


def test_a_title_weighs_more_than_a_link() -> None:
    entries = [entry("Delivery", UnitKind.TITLE), entry("[Delivery](d.md)")]
    odd = list(odd_ones([(0, packed(entries, ["Entrega", "[Reparto](d.md)"]))]))
    assert [number for _, number, _, _ in odd] == [1]
