"""Returned texts that are no translations, or hold what tools left in them: named, and not confirmed where certain."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from locmem.exchange.brought_back import BringBackResult
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.untranslated import is_sentence, left_standing, other_language, source_left
from locmem.model.translation import State
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
        translator.write(source.removeprefix("- "), target)
    return desk.bring_back([file])


def of(desk: Desk, result: BringBackResult, source: str) -> Decision:
    text = source.removeprefix("- ")
    [entry] = [one for one in desk.shop.pair(PAGE).catalog.entries if one.source == text]
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
    assert result.asks_to_look


@pytest.mark.parametrize(
    ("source", "target", "said", "asks"),
    [
        ("Open `Settings` now.", "Abre `Ajustes` ahora.", "became", False),
        ("Press <kbd>Ctrl</kbd> once.", "Pulsa <kbd>Control</kbd> una vez.", "became", False),
        ("The plan has **3** days.", "プランは**3（三）**日です。", "written as", False),
        ("We send [AMOUNT] back.", "Te devolvemos el importe.", "[AMOUNT]", True),
        ("Call [NAME] first.", "Llama primero.", "[NAME]", True),
    ],
    ids=["words in code", "a key", "written in another way", "a mark is gone", "another mark is gone"],
)
def test_a_remark_on_what_was_accepted_asks_nobody_to_look(
    desk: Desk, source: str, target: str, said: str, asks: bool
) -> None:
    result = returned(desk, handed_out(desk, source), {source: target})
    assert result.counts["accepted"] == 1
    [note] = result.notes
    assert said in note
    assert result.asks_to_look is asks
    assert result.needs_attention == ()


@pytest.mark.parametrize(
    ("source", "target", "outcome", "words"),
    [
        ("Salt &amp; pepper.", "Sal & amp; pimienta.", Outcome.REJECTED, "& amp;"),
        ("First of all.", "Primero\\nde todo.", Outcome.REJECTED, "as letters"),
        ("First of all.", "UNTRANSLATED", Outcome.REJECTED, "an engine"),
        ("First of all.", "None", Outcome.REJECTED, "word for nothing"),
        ("First of all.", "429 Too Many Requests", Outcome.REJECTED, "an error of an engine"),
        ("First of all.", '{"error": {"code": 429}}', Outcome.REJECTED, "data of a program"),
        ("Not applicable", "N/A", Outcome.ACCEPTED, "in place of a translation"),
        (
            "Now in {{ market.name }} again.",
            "Hoy en {{ market.name }} { { market.name } }.",
            Outcome.REJECTED,
            "“{ { market.name } }” is a broken placeholder",
        ),
        (
            "Now in {{ market.name }} again.",
            "Hoy en { { market.name } }.",
            Outcome.REJECTED,
            "“{ { market.name } }” is a broken placeholder",
        ),
        (
            "Now in {{ market.name }} again.",
            "Hoy en ｛｛ market.name ｝｝.",
            Outcome.REJECTED,
            "is a broken placeholder",
        ),
        ("First of all.", "Primero de %s.", Outcome.REJECTED, "`%s` is a placeholder"),
        ("First of all.", "Primero &lt;br&gt;de todo.", Outcome.REJECTED, "the tag “<br>”"),
        ("First <b>of</b> all.", "Primero &lt;b&gt;de&lt;/b&gt; todo.", Outcome.REJECTED, "the tag “<b>”"),
        ("First of all, open it.", "Primero, ábrala (First of all, open it).", Outcome.REJECTED, "in brackets"),
        ("First of all, open it.", "Primero, ábrala. / First of all, open it.", Outcome.REJECTED, "the whole source"),
        ("Refund", "Reembolso [Refund]", Outcome.ACCEPTED, "in brackets"),
        ("First of all.", "Primero\u2028de todo.", Outcome.REJECTED, "U+2028"),
        ("First of all.", "Pri\u00admero.", Outcome.ACCEPTED, "U+00AD"),
        ("First of all.", "ç®±ã‚’é–‹ã\u0081‘ã‚‹", Outcome.REJECTED, "encoding was mistaken"),
        ("First of all.", "??? ?????", Outcome.REJECTED, "question marks"),
        (
            "Ten km.",
            "Diez&amp;nbsp;km.",
            Outcome.REJECTED,
            "“&amp;nbsp;” is an escaped entity: customers would read “&nbsp;” as letters. "
            "Type the sign itself (no-break space)",
        ),
        ("- First of all.", "[x] Primero.", Outcome.REJECTED, "“[x]” at its start is the box of a task list"),
        ("First of all.", "Primero <note>mal</note>.", Outcome.REJECTED, "write the note as a comment"),
        ("Try X<sup>®</sup> now.", "Prueba <sup>X®</sup> ya.", Outcome.ACCEPTED, "“®”"),
        ("First of all.", "Primero\u200b de todo.", Outcome.ACCEPTED, "U+200B"),
        (
            "Pay with {{ market.payment_methods | list }}.",
            'Paga con {{ market.payment_methods | list: "o" }}.',
            Outcome.REJECTED,
            "and, or, comma",
        ),
        (
            "Pay with {{ market.payment_methods | list }}.",
            "Paga con {{ market.payment_methods | lista }}.",
            Outcome.REJECTED,
            "type list",
        ),
        (
            "Tax is {{ market.tax.standard_rate }}.",
            "El IVA es {{ market.tax.standard_rate | money }}.",
            Outcome.REJECTED,
            "type percent",
        ),
    ],
)
def test_what_a_tool_left_or_cannot_run_is_named_at_import(
    desk: Desk, source: str, target: str, outcome: Outcome, words: str
) -> None:
    file = handed_out(desk, source)
    result = returned(desk, file, {source: target})
    found = of(desk, result, source)
    assert found.outcome is outcome
    assert words in found.why
    assert found in result.needs_attention
    [entry] = [one for one in desk.shop.pair(PAGE).catalog.entries if one.occurrence == found.occurrence]
    assert entry.state is (State.TRANSLATED if outcome is Outcome.ACCEPTED else State.UNTRANSLATED)


@pytest.mark.parametrize(("format_", "state"), [("po", "translated"), ("xliff", "final"), ("xliff", "signed-off")])
def test_a_proposal_confirmed_as_it_was_keeps_what_is_to_be_looked_at(desk: Desk, format_: str, state: str) -> None:
    old, new = "Send it back within 8 days, please.", "Send it back within 8.5 days, please."
    file = handed_out(desk, old)
    returned(desk, file, {old: "Devuélvalo antes de 8 días, por favor."})
    desk.shop.write(f"content/{PAGE}", desk.shop.read(f"content/{PAGE}").replace(old, new))
    desk.shop.run()
    for sent in desk.files:
        sent.unlink()
    desk.hand_off_again(format_)
    [file] = [sent for sent in desk.files if "page.md" in sent.name]
    Translator(file).confirm(new, state=state)
    result = desk.bring_back([file])
    found = of(desk, result, new)
    assert found.outcome is Outcome.ACCEPTED
    assert found.notes == (
        "confirmed as it was proposed; look at: number 8 became 8.5; number: “8.5” here, “8” in the memory",
        "look at its numbers: against the source it lost the number 8.5, added the number 8",
    )
    assert any("look at" in note and PAGE in note for note in result.notes)


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("Within 14 days.", "En 15 días.", "lost the number 14, added the number 15"),
        ("Within 14 days.", "En dos semanas.", "lost the number 14"),
        ("From 8&nbsp;to 9.", "De 8&nbsp;a 10.", "lost the number 9, added the number 10"),
        ("It costs **1,250.50** euros.", "Cuesta **1.250,50** euros.", ""),
        ("Within two weeks.", "En 14 días.", ""),
        ("See [14 pages](https://shop.example/9).", "Vea [14 páginas](https://shop.example/9).", ""),
    ],
)
def test_numbers_that_a_confirmed_target_lacks_are_to_be_looked_at(
    desk: Desk, source: str, target: str, words: str
) -> None:
    file = handed_out(desk, source)
    found = of(desk, returned(desk, file, {source: target}), source)
    assert found.outcome is Outcome.ACCEPTED
    assert [note.partition(" it ")[2] for note in found.notes] == ([words] if words else [])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("PIN", "Número de identificación (PIN)"),
        ("The box (old)", "La caja (vieja)"),
        ("No", "No (aún)"),
        ("Open the page.", "Abra la página (la nuestra)."),
        ("Refund", "Reembolso"),
        ("A / B", "A / B"),
        ("Mind the gap: a manual", "Atención: un manual"),
        ("(new)", "(nuevo)"),
        ("42", "El 42 (42)"),
    ],
)
def test_brackets_behind_a_translation_are_no_repeated_source(source: str, target: str) -> None:
    assert [one for one in source_left(source, target, "en", "es") if one.is_certain] == []
    assert source == "PIN" or list(source_left(source, target, "en", "es")) == []


@pytest.mark.parametrize(
    "target",
    [
        "Abra la página (Open the page.)",
        "Abra la página. [open the page]",
        "ページを開く（Open the page）",
        "Open the page. / Abra la página.",
        "Abra la página — Open the page.",
        "Abra la página.\nOpen the page.",
    ],
)
def test_the_whole_source_beside_its_translation_is_certain(target: str) -> None:
    [found] = source_left("Open the page.", target, "en", "es")
    assert found.is_certain
    assert list(source_left("Open the page.", target, "en", "en-GB")) == []


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Open the page.", True),
        ("Lamp Pro", False),
        ("Bizum", False),
        ("The", False),
        ("New York City Hall", False),
        ("How we pay you back.", True),
        ("iDEAL Wero Pix PayPal Klarna", False),
    ],
)
def test_sentences_are_told_from_names_by_their_small_words(text: str, is_one: bool) -> None:
    assert is_sentence(text, "en") is is_one


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
