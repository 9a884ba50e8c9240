from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from locmem.inline.protect import parse
from locmem.memory.bands import band_of
from locmem.memory.lookup import context_band, matches
from locmem.memory.penalties import CODES_POINTS
from locmem.model.inline import Inline, Syntax
from locmem.model.match import EDGE, Band, Change, Entry, Match, Query, Trust
from locmem.model.segment import UnitKind
from locmem.similarity import similarity, token_similarity, words


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def entry(source: str, target: str, **context: object) -> Entry:
    made = Entry(source=md(source), target=md(target), source_locale="en", locale="es")
    return replace(made, **context)  # type: ignore[arg-type]


def query(source: str, **context: object) -> Query:
    return replace(Query(source=md(source), source_locale="en", locale="es"), **context)  # type: ignore[arg-type]


def best(asked: Query, *entries: Entry, floor: float = 50) -> Match:
    return matches(asked, entries, floor, 5)[0]


PLACE = {
    "kind": UnitKind.PARAGRAPH,
    "document": "a.md",
    "occurrence": "k3f9",
    "before": "One.",
    "after": EDGE,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Band.CONTEXT_BOTH),
        ({"before": "Other."}, Band.CONTEXT),
        ({"before": ""}, Band.CONTEXT),
        ({"occurrence": "zzzz"}, Band.CONTEXT),
        ({"document": "b.md"}, Band.CONTEXT),
        ({"document": "b.md", "before": "Other."}, Band.EXACT),
        ({"kind": UnitKind.HEADING}, Band.EXACT),
        ({"kind": None}, Band.EXACT),
        ({"trust": Trust.IMPORTED}, Band.EXACT),
    ],
)
def test_context_is_the_place_and_the_neighbours_of_the_same_kind(change: dict[str, object], expected: Band) -> None:
    stored = entry("Pay now.", "Paga ya.", **PLACE)
    assert context_band(query("Pay now.", **PLACE), replace(stored, **change)) is expected  # type: ignore[arg-type]


def test_unknown_context_equals_nothing() -> None:
    nowhere = {"kind": UnitKind.PARAGRAPH}
    assert context_band(query("Pay.", **nowhere), entry("Pay.", "Paga.", **nowhere)) is Band.EXACT


def test_neighbours_are_compared_whatever_their_normal_form() -> None:
    composed, decomposed = "Café.", unicodedata.normalize("NFD", "Café.")
    place = {**PLACE, "document": "", "before": composed}
    stored = entry("Pay.", "Paga.", **{**place, "before": decomposed})
    assert context_band(query("Pay.", **place), stored) is Band.CONTEXT


def test_the_target_of_the_same_place_is_carried_over_exactly_and_without_doubt() -> None:
    here = entry("Refunds", "Reembolsos", **PLACE)
    elsewhere = entry("Refunds", "Devoluciones", **{**PLACE, "document": "b.md"})
    found = matches(query("Refunds", **PLACE), (elsewhere, here), 70, 5)
    assert [(match.target_text, match.band, match.is_ambiguous) for match in found] == [
        ("Reembolsos", Band.CONTEXT_BOTH, False),
        ("Devoluciones", Band.CONTEXT, True),
    ]


def test_different_targets_without_context_are_ambiguous() -> None:
    found = matches(query("Refunds"), (entry("Refunds", "Reembolsos"), entry("Refunds", "Devoluciones")), 70, 5)
    assert [match.is_ambiguous for match in found] == [True, True]
    assert {match.band for match in found} == {Band.EXACT}


def test_the_same_target_from_two_places_is_one_match_and_not_ambiguous() -> None:
    found = matches(
        query("Refunds", **PLACE),
        (entry("Refunds", "Reembolsos", document="z.md"), entry("Refunds", "Reembolsos", **PLACE)),
        70,
        5,
    )
    assert [(match.band, match.is_ambiguous) for match in found] == [(Band.CONTEXT_BOTH, False)]


def test_a_later_translation_of_the_same_place_replaces_the_earlier_one() -> None:
    old = entry("Refunds", "Devoluciones", **PLACE, changed="2026-01-01")
    new = entry("Refunds", "Reembolsos", **PLACE, changed="2026-06-01")
    (found,) = matches(query("Refunds", **PLACE), (old, new), 70, 5)
    assert (found.target_text, found.is_ambiguous) == ("Reembolsos", False)


def test_an_imported_entry_is_exact_but_says_why_it_is_not_to_be_trusted() -> None:
    found = best(query("Pay.", **PLACE), entry("Pay.", "Paga.", **PLACE, trust=Trust.IMPORTED, origin="import:seed"))
    assert (found.band, found.percent) == (Band.EXACT, 100)
    assert [(penalty.name, "seed" in penalty.why) for penalty in found.penalties] == [("imported", True)]


def test_a_confirmed_target_comes_before_an_imported_one() -> None:
    imported = entry("Pay.", "Abona.", trust=Trust.IMPORTED, changed="2026-09-09")
    assert best(query("Pay."), imported, entry("Pay.", "Paga.", changed="2020-01-01")).target_text == "Paga."


def test_another_variant_is_never_exact() -> None:
    found = best(query("Pay.", **PLACE), entry("Pay.", "Paga.", **PLACE, locale="es-MX"))
    assert (found.band, found.percent) == (Band.HIGH, 95)
    assert "es-MX" in found.penalties[0].why


def test_an_exact_match_is_written_with_the_codes_of_the_query() -> None:
    stored = Entry(
        source=parse("Click <b>Save</b>.", Syntax.HTML),
        target=parse("Pulsa <b>Guardar</b>.", Syntax.HTML),
        source_locale="en",
        locale="es",
    )
    found = best(query("Click **Save**."), stored)
    assert (found.band, found.target_text) == (Band.EXACT, "Pulsa **Guardar**.")


def test_composed_and_decomposed_sources_are_the_same() -> None:
    stored = entry(unicodedata.normalize("NFD", "Café crème"), "Café con nata")
    assert best(query(unicodedata.normalize("NFC", "Café crème")), stored).band is Band.EXACT


def test_a_swapped_number_is_shown_after_repair_and_never_as_exact() -> None:
    found = best(
        query("You can return an order within 30 days of delivery."),
        entry(
            "You can return an order within 14 days of delivery.",
            "Puedes devolver un pedido en los 14 días siguientes a la entrega.",
        ),
    )
    assert found.target_text == "Puedes devolver un pedido en los 30 días siguientes a la entrega."
    assert found.percent == 99
    assert 90 < found.raw < 99
    assert found.repaired == ("number 14 became 30",)
    assert (found.critical, found.left) == ((), ())


def test_a_number_that_could_not_be_swapped_is_critical_and_costs_points() -> None:
    found = best(
        query("You can return an order within 30 days of delivery."),
        entry(
            "You can return an order within 14 days of delivery.",
            "Puedes devolver un pedido en las dos semanas siguientes a la entrega.",
        ),
    )
    assert found.percent <= 94
    assert found.left == ("number 14 became 30",)
    assert any("30" in difference for difference in found.critical)
    assert [penalty.name for penalty in found.penalties] == ["left"]


def test_a_changed_fact_is_put_in_but_marked_and_capped() -> None:
    found = best(
        query("The VAT rate is {{ market.tax.standard_rate }} in this market."),
        entry(
            "The VAT rate is {{ market.tax.reduced_rate }} in this market.",
            "El IVA es del {{ market.tax.reduced_rate }} en este mercado.",
        ),
    )
    assert found.target_text == "El IVA es del {{ market.tax.standard_rate }} en este mercado."
    assert found.percent == 94
    assert found.band is Band.GOOD
    assert found.critical


def test_a_negated_sentence_is_near_but_not_the_same() -> None:
    found = best(
        query("You can not cancel an order after it was shipped to you."),
        entry("You can cancel an order after it was shipped to you.", "Puedes cancelar un pedido ya enviado."),
    )
    assert found.percent <= 94
    assert "negation" in found.critical[0]


def test_only_changed_markup_may_give_the_whole_percent_and_a_link_may_not() -> None:
    bold = best(query("Click Save now."), entry("Click **Save** now.", "Pulsa **Guardar** ya."))
    assert (bold.percent, bold.target_text) == (100, "Pulsa Guardar ya.")
    assert bold.repaired
    link = best(query("Read [this](/new) now."), entry("Read [this](/old) now.", "Lee [esto](/old) ya."))
    assert link.percent == 99


def test_exact_comes_before_repaired() -> None:
    found = matches(
        query("Click Save now.", document="a.md"),
        (
            entry("Click *Save* now.", "Uno *Guardar*.", document="a.md"),
            entry("Click Save now.", "Dos Guardar."),
        ),
        70,
        5,
    )
    assert [match.target_text for match in found] == ["Dos Guardar.", "Uno Guardar."]


def test_ties_go_to_the_same_document_then_kind() -> None:
    asked = query("Please contact our support team.", kind=UnitKind.ITEM, document="a.md")
    text = "Please contact our support team!"
    far = entry(text, "Uno.", kind=UnitKind.TITLE, document="b.md", changed="2026-12-31")
    same_kind = entry(text, "Dos.", kind=UnitKind.ITEM, document="b.md")
    same_document = entry(text, "Tres.", kind=UnitKind.TITLE, document="a.md")
    found = matches(asked, (far, same_kind, same_document), 70, 5)
    assert [match.target_text for match in found] == ["Tres.", "Dos.", "Uno."]
    assert all(match.is_ambiguous for match in found)


def test_the_order_does_not_depend_on_the_order_of_the_entries() -> None:
    entries = [entry("Pay in euros now.", f"Paga {number}.") for number in range(6)]
    asked = query("Pay in euros today.")
    assert matches(asked, entries, 50, 4) == matches(asked, entries[::-1], 50, 4)


def test_what_does_not_reach_the_floor_is_not_offered() -> None:
    stored = entry("Pay in euros now, please.", "Paga.")
    percent = best(query("Pay in euros today, please."), stored).percent
    assert matches(query("Pay in euros today, please."), (stored,), percent, 5)
    assert not matches(query("Pay in euros today, please."), (stored,), percent + 0.01, 5)


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (100, Band.EXACT),
        (99.99, Band.HIGH),
        (95, Band.HIGH),
        (94.99, Band.GOOD),
        (85, Band.GOOD),
        (75, Band.FAIR),
        (74.9, Band.LOW),
        (50, Band.LOW),
        (49.9, Band.NEW),
    ],
)
def test_bands_are_never_rounded_up(percent: float, expected: Band) -> None:
    assert band_of(percent) is expected


def test_a_near_match_shows_what_changed_word_by_word() -> None:
    found = best(query("Pay in 30 days."), entry("Pay in 14 days.", "Paga en 14 días."))
    assert [(piece.change, piece.text) for piece in found.difference if piece.change is not Change.SAME] == [
        (Change.GONE, "14"),
        (Change.CAME, "30"),
    ]
    assert not best(query("Pay."), entry("Pay.", "Paga.")).difference


def test_a_swapped_amount_is_written_as_the_target_locale_writes_it() -> None:
    found = best(
        query("The lamp costs €1,250.00 in our shop."),
        entry("The lamp costs €980.50 in our shop.", "La lámpara cuesta 980,50 € en nuestra tienda."),
    )
    assert found.target_text == "La lámpara cuesta 1250,00 € en nuestra tienda."
    assert (found.percent, found.critical) == (99, ())


def test_another_code_costs_a_point_with_a_reason() -> None:
    found = best(query("Read [this](/new) now."), entry("Read [this](/old) now.", "Lee [esto](/old) ya."))
    assert [(penalty.name, penalty.points) for penalty in found.penalties] == [("codes differ", 1)]


def test_what_is_critical_is_said_of_every_match_and_caps_the_best() -> None:
    found = best(query("Members can edit documents."), entry("Guests can edit documents.", "Los invitados editan."))
    assert found.percent < 94
    assert found.critical
    high = best(
        query("The money goes to the account of the buyer, and we tell you when it has left ours."),
        entry("The money goes to the account of the seller, and we tell you when it has left ours.", "El dinero."),
    )
    assert high.percent <= 94
    assert "wording: “buyer” here, “seller” in the memory" in high.critical


@pytest.mark.parametrize(
    ("stored", "asked", "by_characters", "by_tokens"),
    [
        ("Pay a fee now.", "Pay an extraordinary fee now.", False, True),
        ("Refunding takes several working days.", "Refunds take several workdays.", True, False),
    ],
)
def test_the_percent_is_the_larger_of_likeness_by_characters_and_by_tokens(
    stored: str, asked: str, by_characters: bool, by_tokens: bool
) -> None:
    characters = similarity(stored, asked)
    tokens = token_similarity(words(stored, "en"), words(asked, "en"))
    assert (characters > tokens, tokens > characters) == (by_characters, by_tokens)
    assert best(query(asked), entry(stored, "x")).percent == max(characters, tokens)


@pytest.mark.parametrize(
    ("stored", "target", "asked"),
    [
        ("Open the *new* file.", "Abra el archivo nuevo.", "Open the ***new*** file."),
        ("Pay before Friday.", "Pague antes del viernes.", "Pay **before** *Friday*."),
        ("- Save it", "- Guárdelo", "- **Save** it"),
    ],
)
def test_bold_and_italic_without_a_place_cost_nothing_and_are_said(stored: str, target: str, asked: str) -> None:
    found = best(query(asked), entry(stored, target))
    assert (found.percent, found.band) == (99, Band.HIGH)
    assert found.left
    assert found.penalties == ()


def test_a_pair_around_all_of_a_text_is_put_around_its_translation() -> None:
    found = best(query("**For production:**"), entry("For production:", "Para producción:"))
    assert (found.target.native, found.percent, found.left) == ("**Para producción:**", 100, ())
    assert found.repaired == ("bold was put into the translation",)
    link = best(query("[For production](a.md)"), entry("For production", "Para producción"))
    assert (link.target.native, link.percent, link.left) == ("[Para producción](a.md)", 100 - CODES_POINTS, ())


def test_another_code_without_a_place_costs_points() -> None:
    found = best(query("Open `x` now."), entry("Open it now.", "Ábralo ya."))
    assert [penalty.name for penalty in found.penalties] == ["left"]


def test_a_word_that_could_not_be_cut_out_is_critical_whatever_the_percent() -> None:
    found = best(
        query("Block the very slow `FirstBot` agents on all of your servers and ask us for more."),
        entry(
            "Block the very slow `FirstBot` and `B` agents on all of your servers and ask us for more.",
            "Bloquee los agentes lentos `FirstBot` y `B` en todos sus servidores y pida más.",
        ),
    )
    assert found.critical
    assert "`B`" in found.target_text
    assert found.percent <= 94
