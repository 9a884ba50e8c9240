"""One text of the queue as an editor shows it."""

from __future__ import annotations

from functools import partial

import pytest

from locmem.errors import UsageError
from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.model.translation import Origin, OriginKind, State
from locmem.pages.editing import Edited, edited, in_pieces, judged, missing_codes, pieces_of, place_of
from locmem.pages.queue_item import item_at
from locmem.pages.standing import item_of
from locmem.pages.waiting_queue import found_waiting
from locmem.pipelines.post_edit import Seen, Typed, post_edit
from locmem.pipelines.run import run_step
from locmem.postedit.ordering import Place, Wanted
from tests.pipelines.shop import Shop

SOURCE = "Open **Orders** to change the method."
HTML = "Your refund for order <g1>{{ ticket.id }}</g1> is on its way."


def shown(shop: Shop, source: str) -> Edited:
    project = shop.open()
    found = found_waiting(project, project.markets, Wanted(locales=("es",)))
    [chosen] = [item for item in found.items if item.place.key == shop.key(source)]
    one = edited(project, project.markets, found, chosen)
    project.close()
    return one


def draft(shop: Shop, source: str, text: str) -> None:
    made = Origin(OriginKind.MT, "apertium")
    shop.change_entry(source, "es", shop.entry(source).with_target(text, State.DRAFT, made))


def test_codes_of_the_source_are_told_from_words() -> None:
    source = parse("a **b** {{ x }}", Syntax.MARKDOWN)
    assert in_pieces("**c** {{ x }} {{ y }}", source) == (
        ("**", True), ("c", False), ("**", True), (" ", False), ("{{ x }}", True), (" {{ y }}", False),
    )  # fmt: skip
    assert in_pieces("", source) == ()


def test_the_longest_code_counts_where_several_begin() -> None:
    assert pieces_of("a***b", ("*", "**")) == (("a", False), ("**", True), ("*", True), ("b", False))


def test_codes_are_missing_as_often_as_the_source_has_them_more() -> None:
    source = (("**", True), ("Orders", False), ("**", True), (" ", True), ("{{ x }}", True))
    assert missing_codes("a ** b", source) == ("**", "{{ x }}")
    assert missing_codes("{{ x }}**a**", source) == ()


def test_suggestions_of_html_stand_as_a_catalog_has_them(shop: Shop) -> None:
    draft(shop, HTML, "El reembolso <g1>{{ ticket.id }}</g1>.")
    one = shown(shop, HTML)
    assert ("<g1>", True) in one.source
    assert any("<g1> = " in line for line in one.legend)


def test_a_stale_text_has_both_sources_and_what_was_confirmed(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "You confirm the payment.", "You confirm each payment.")
    shop.run()
    one = shown(shop, "You confirm each payment.")
    assert one.state == "stale"
    assert "".join(text for text, _ in one.earlier) == "You confirm the payment."
    assert [piece.text for piece in one.changed if piece.change.value == "came"] == ["each"]
    assert one.is_proposed == bool(one.before)


def test_neighbours_stand_beside_it_in_order(shop: Shop) -> None:
    draft(shop, SOURCE, "Abre Pedidos.")
    one = shown(shop, SOURCE)
    assert [neighbour.source for neighbour in one.above][-1] == "Good to know"
    assert [neighbour.target for neighbour in one.below] == ["Escríbenos [cuando quieras](complaints.md)."]


def test_what_was_replaced_at_a_place_is_not_proposed_there(shop: Shop) -> None:
    document, occurrence = shop.key(SOURCE).rsplit("#", 1)
    for text in ("Abre **Pedidos** ya.", "Abre **Pedidos** para cambiar de método."):
        shop.run()
        seen = Seen.of(shop.entry(SOURCE))
        typed = Typed(document=document, occurrence=occurrence, locale="es", text=text, seen=seen)
        with shop.open() as project:
            run_step(project, "post-edit", partial(post_edit, typed=[typed]))
    shop.run()
    with shop.open() as project:
        found = found_waiting(project, project.markets, Wanted())
        pair, number = place_of(found.surveyed, Place("es", document, occurrence))
        item = item_of(project, project.markets, found, pair, number)
        told = item_at(project, project.markets, found, item).nearest
        one = edited(project, project.markets, found, item)
    assert [nearest.match.entry.origin for nearest in told if nearest.match.entry.origin == "superseded"]
    assert {nearest.match.entry.origin for nearest in one.whole.nearest} == {"human"}


def test_a_typed_text_is_judged_as_the_gate_would(shop: Shop) -> None:
    project = shop.open()
    surveyed = found_waiting(project, project.markets, Wanted()).surveyed
    document, _, occurrence = shop.key(SOURCE).partition("#")
    place = Place("es", document, occurrence)
    assert judged(project, surveyed, place, "Abre **Pedidos** para cambiar el método.").problems == ()
    assert judged(project, surveyed, place, " ").problems == ()
    assert "**" in judged(project, surveyed, place, "Abre Pedidos.").problems[0]
    assert judged(project, surveyed, place, "Abre **Pedidos**  para cambiar el método").notes
    with pytest.raises(UsageError, match="not there any more"):
        judged(project, surveyed, place._replace(occurrence="gone"), "x")
    project.close()


def test_what_is_no_translation_is_a_warning_and_no_remark_on_style(shop: Shop) -> None:
    project = shop.open()
    surveyed = found_waiting(project, project.markets, Wanted()).surveyed
    document, _, occurrence = shop.key("We collect the money when the parcel leaves us.").partition("#")
    place = Place("es", document, occurrence)
    for text in (
        "We collect the money when the parcel leaves us.",
        "We take the whole amount as soon as the parcel is on its way.",
    ):
        assert judged(project, surveyed, place, text).warnings, text
    found = judged(project, surveyed, place, "Cobramos el importe cuando  sale el paquete.")
    assert (found.warnings, len(found.notes)) == ((), 1)
