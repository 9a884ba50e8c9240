"""Returned texts that are no translations, or hold what tools left in them: named, and not confirmed where certain."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from locmem.exchange.intake import Decision, Outcome
from locmem.exchange.untranslated import is_sentence, is_whole_copy, left_standing, other_language
from locmem.model.translation import State
from locmem.pipelines.bring_back import BringBackResult
from tests.exchange.desk import Desk
from tests.exchange.translator import Translator

PAGE = "articles/page.md"
SENTENCES = (
    "Open the page of your order and choose a parcel.",
    "We send you a label that you can print at home.",
    "You can bring it to any shop of the post.",
    "The money is on its way when the parcel is here.",
)
NAMES = ("Bizum", "ABC-123", "Lamp Pro 3000")


def handed_out(desk: Desk, body: str, format_: str = "po") -> Path:
    """The file of a page that was handed out and never drafted."""
    desk.shop.write(f"content/{PAGE}", f"---\ntitle: Page\nslug: page\n---\n\n{body}\n")
    desk.shop.run()
    desk.hand_off(format_)
    return next(file for file in desk.files if "page.md" in file.name)


def returned(desk: Desk, file: Path, targets: Mapping[str, str]) -> BringBackResult:
    translator = Translator(file)
    for source, target in targets.items():
        translator.write(source, target)
    return desk.bring_back([file])


def of(desk: Desk, result: BringBackResult, source: str) -> Decision:
    [entry] = [one for one in desk.shop.pair(PAGE).catalog.entries if one.source == source]
    [found] = [one for one in result.decisions if one.occurrence == entry.occurrence and one.document == PAGE]
    return found


def test_a_file_returned_in_its_source_language_confirms_nothing(desk: Desk) -> None:
    texts = (*SENTENCES, *NAMES)
    file = handed_out(desk, "\n\n".join(texts))
    result = returned(desk, file, {text: text for text in texts})
    for text in texts[:-1]:
        assert of(desk, result, text).outcome is Outcome.REJECTED
        assert "not translated" in of(desk, result, text).why
    assert result.counts["accepted"] == 0


def test_names_and_one_sentence_that_stay_as_they_are_belong_into_a_translated_file(desk: Desk) -> None:
    texts = (*SENTENCES, *NAMES)
    file = handed_out(desk, "\n\n".join(texts))
    new = {text: f"Texto {number}: abra la página del pedido." for number, text in enumerate(SENTENCES[:3])}
    result = returned(desk, file, {**{text: text for text in texts}, **new})
    assert result.counts["rejected"] == 0
    assert [of(desk, result, text).is_doubtful for text in NAMES] == [False] * len(NAMES)
    assert of(desk, result, SENTENCES[3]).is_doubtful
    assert "word for word" in of(desk, result, SENTENCES[3]).why


def test_a_file_in_another_language_is_named(desk: Desk) -> None:
    file = handed_out(desk, "\n\n".join(SENTENCES))
    portuguese = (
        "Abra a página do seu pedido e escolha uma encomenda que não é para você nem para nós.",
        "Enviamos uma etiqueta que pode imprimir em casa com a impressora da sua família ou dos vizinhos.",
        "Você pode levar a encomenda às lojas dos correios, e não é preciso pagar mais pelo envio.",
        "O dinheiro é enviado quando a encomenda está aqui com o nosso serviço, e não se perde.",
    )
    result = returned(desk, file, dict(zip(SENTENCES, portuguese, strict=True)))
    [note] = result.notes
    assert "pt, but es was asked for" in note


@pytest.mark.parametrize(
    ("source", "target", "outcome", "words"),
    [
        ("Salt &amp; pepper.", "Sal & amp; pimienta.", Outcome.REJECTED, "& amp;"),
        ("First of all.", "Primero\\nde todo.", Outcome.REJECTED, "as letters"),
        ("First of all.", "UNTRANSLATED", Outcome.REJECTED, "an engine"),
        ("Try X<sup>®</sup> now.", "Prueba <sup>X®</sup> ya.", Outcome.ACCEPTED, "“®”"),
        ("First of all.", "Primero\u200b de todo.", Outcome.ACCEPTED, "U+200B"),
        ("Pay with {{ market.payment_methods | list }}.", 'Paga con {{ market.payment_methods | list: "o" }}.',
         Outcome.REJECTED, "and, or, comma"),
        ("Pay with {{ market.payment_methods | list }}.", "Paga con {{ market.payment_methods | lista }}.",
         Outcome.REJECTED, "type list"),
        ("Tax is {{ market.tax.standard_rate }}.", "El IVA es {{ market.tax.standard_rate | money }}.",
         Outcome.REJECTED, "type percent"),
    ],
)  # fmt: skip
def test_what_a_tool_left_or_cannot_run_is_named_at_import(
    desk: Desk, source: str, target: str, outcome: Outcome, words: str
) -> None:
    file = handed_out(desk, source)
    result = returned(desk, file, {source: target})
    found = of(desk, result, source)
    assert found.outcome is outcome
    assert words in found.why
    assert found in result.needs_attention
    [entry] = [one for one in desk.shop.pair(PAGE).catalog.entries if one.source == source]
    assert entry.state is (State.TRANSLATED if outcome is Outcome.ACCEPTED else State.UNTRANSLATED)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Open the page.", True), ("Lamp Pro", False), ("Bizum", False), ("The", False), ("New York City Hall", False),
        ("How we pay you back.", True), ("iDEAL Wero Pix PayPal Klarna", False),
    ],
)  # fmt: skip
def test_sentences_are_told_from_names_by_their_small_words(text: str, is_one: bool) -> None:
    assert is_sentence(text, "en") is is_one


def test_a_file_needs_several_same_sentences_and_most_of_them() -> None:
    assert [is_whole_copy(*pair) for pair in ((3, 3), (2, 2), (6, 3), (7, 3), (100, 3), (0, 0))] == [
        True, False, True, False, False, False,
    ]  # fmt: skip


def test_nothing_is_said_of_the_language_of_little_text_or_of_languages_nobody_listed() -> None:
    spanish = "la casa de los padres y el perro que no se va con las hijas por una calle" * 1
    assert other_language([spanish] * 4, "es") == ""
    assert other_language([spanish] * 4, "fr") == "es"
    assert other_language([spanish], "fr") == ""
    assert other_language([spanish] * 4, "sw") == ""
    assert other_language(["och jag är inte här i dag för att det är så med en sak som var till"] * 4, "nb") == "sv"


def test_words_of_the_source_that_were_left_standing_are_shown() -> None:
    source = "Open the page of your order, and choose a parcel."
    assert left_standing(source, "Abra the page of your order, and elija.", "en", "es") == "the page of your order and"
    assert left_standing(source, "Abra «Open the page» y elija.", "en", "es") == ""
    assert left_standing(source, "Open the page of your order, and pick one.", "en", "en-GB") == ""
