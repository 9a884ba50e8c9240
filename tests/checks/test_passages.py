"""What the customers of a market read of a document: by condition, by language, and as words that are looked for."""

from __future__ import annotations

import pytest

from locmem.checks.cards import Card
from locmem.checks.passages import digest_in, phrases_in, read_in, unpacked, words_in
from locmem.model.fact import Market
from locmem.model.translation import State
from tests.checks.lamps import Lamps

FRONT = "topic: prices\n"


def card_of(lamps: Lamps) -> Card:
    [card] = lamps.context().cards
    return card


def market(lamps: Lamps, code: str) -> Market:
    return lamps.open().market(code)


def words(lamps: Lamps, code: str = "ES", locale: str = "es") -> dict[str, str]:
    return dict(words_in(card_of(lamps).passages, market(lamps, code), locale, lamps.day))


def digest(lamps: Lamps, code: str = "ES", locale: str = "es") -> str:
    return digest_in(card_of(lamps).passages, market(lamps, code), locale, lamps.day)


@pytest.mark.parametrize(
    "body",
    [
        '{% if market.code == "ES" %}\n\nNot in the islands.\n\n{% endif %}',
        'Prices. {% if market.code == "ES" %}Not in the islands.{% endif %}',
        '{% if market.code == "BR" %}\n\nNothing.\n\n{% else %}\n\nNot in the islands.\n\n{% endif %}',
        '{% case market.code %}{% when "ES" %}Not in the islands.{% when "BR" %}Nothing.{% endcase %}',
    ],
    ids=["block", "inline", "else", "case"],
)
def test_what_stands_in_a_condition_is_read_where_it_holds(lamps: Lamps, body: str) -> None:
    lamps.article(body, front=FRONT)
    assert "Not in the islands." in words(lamps)["en"]
    assert "Not in the islands." not in words(lamps, "BR", "pt-BR")["en"]


def test_a_condition_that_asks_for_a_fact_hangs_on_its_value(lamps: Lamps) -> None:
    lamps.article(
        "{% if market.tax.standard_rate %}\n\nOne.\n\n{% endif %}\n\n{% if market.helpline %}\n\nTwo.\n\n{% endif %}",
        front=FRONT,
    )
    assert words(lamps)["en"] == "Refunds\nOne.\n"


def test_a_condition_within_a_translation_holds_there_too(lamps: Lamps) -> None:
    lamps.article('Prices{% if market.code == "ES" %}, not in the islands{% endif %}.', front=FRONT)
    target = 'Precios{% if market.code == "ES" %}, no en Canarias{% endif %}.'
    lamps.translate({"Prices": target})
    assert "Precios, no en Canarias." in words(lamps)["es"]
    lamps.translate({"Prices": target.replace("Precios", "Preços")}, locale="pt-BR")
    assert "Preços." in words(lamps, "BR", "pt-BR")["pt-BR"]


def test_what_is_not_translated_is_its_source_and_a_draft_is_read_by_nobody(lamps: Lamps) -> None:
    lamps.article("One sentence. Another one.", front=FRONT)
    lamps.translate({"Another": "Otra."}, state=State.DRAFT)
    assert "es" not in words(lamps)
    lamps.translate({"One": "Una frase."})
    assert words(lamps)["es"] == "Una frase.\n"
    assert words(lamps)["en"] == "Refunds\nAnother one.\n"
    found = card_of(lamps).passages
    assert [one.locale for one in unpacked(found)["es"]] == ["en", "es", "en"]
    # A market that is served in a language without a translation gets the source.
    assert read_in(found, market(lamps, "ES"), "ca", lamps.day) == unpacked(found)["en"]


def test_the_digest_is_of_the_words_that_a_market_gets(lamps: Lamps) -> None:
    shown = "It is {{{{ market.tax.standard_rate }}}} here{0}."
    body = shown + '\n\n{{% if market.code == "BR" %}}\n\nBrazil{1}.\n\n{{% endif %}}'
    lamps.article(body.format("", ""), front=FRONT)
    before = digest(lamps), digest(lamps, "BR", "pt-BR")
    profile = (lamps.root / "markets/ES.yaml").read_text("utf-8")
    lamps.write("markets/ES.yaml", profile.replace("value: 21,", "value: 22,"))
    assert (digest(lamps), digest(lamps, "BR", "pt-BR")) == before
    lamps.article(body.format("", " alone"), front=FRONT)
    assert digest(lamps) == before[0]
    assert digest(lamps, "BR", "pt-BR") != before[1]
    lamps.article(body.format(" now", ""), front=FRONT)
    assert digest(lamps) != before[0]
    # Line breaks are no words.
    lamps.article(body.format("", "").replace(" here", "\nhere"), front=FRONT)
    assert digest(lamps) == before[0]


def test_where_a_link_leads_is_part_of_what_is_signed_for(lamps: Lamps) -> None:
    lamps.article("See [them](https://one.example/).", front=FRONT)
    before = digest(lamps)
    lamps.article("See [them](https://other.example/).", front=FRONT)
    assert digest(lamps) != before


def test_a_document_without_a_topic_is_not_kept(lamps: Lamps) -> None:
    lamps.article("Text.")
    assert card_of(lamps).passages == b""
    assert unpacked(b"") == {}


@pytest.mark.parametrize(
    ("text", "phrase", "is_there"),
    [
        ("No se aplica en Canarias.", "canarias", True),
        ("EN LAS ISLAS\nCANARIAS", "Islas Canarias", False),
        ("en las islas  canarias", "Islas Canarias", True),
        ("Vendemos canariasol.", "Canarias", False),
        ("Vendemos Supercanarias.", "Canarias", False),
        ("Die Schlich\u00adtungsstelle hilft.", "Schlichtungsstelle", True),
        ("Straße", "STRASSE", True),
        ("特定商取引法に基づく表記をご覧ください。", "特定商取引法に基づく表記", True),
        ("IGICが適用されます。", "IGIC", True),
        ("약관은 여기에 있습니다.", "약관", True),
        ("C.L.A.I.M. (form)", "(form)", True),
        ("anything", "", False),
    ],
)
def test_words_are_found_whole_whatever_their_case(text: str, phrase: str, is_there: bool) -> None:
    assert bool(phrases_in(text, ((phrase,),))) is is_there


def test_the_first_phrase_that_is_there_is_named() -> None:
    asked = (("Canarias",), ("Melilla", "IPSI"), ("Melilla", "Ceuta"), ("Ceuta",))
    assert phrases_in("Ceuta y Melilla", asked) == ("Melilla", "Ceuta")
    assert phrases_in("Ceuta", asked[:3]) == ()


HIDDEN = (
    "<!-- Not in the islands. -->",
    "Prices <!-- Not in the islands. --> here.",
    "<p hidden>Not in the islands.</p>",
    '<div style="color:red; display : none">\n\nNot in the islands.\n\n</div>',
    '<div hidden="">\n<div>One.</div>\n\nNot in the islands.\n\n</div>',
    "Prices <span hidden>are high. Not in the islands.</span> here.",
    '<p style="visibility:hidden">Not in the islands.</p>',
    "<template><p>Not in the islands.</p></template>",
    "{% if market.tax.standard_rate > 50 %}\n\nNot in the islands.\n\n{% endif %}",
    "Prices{% if market.tax.standard_rate > 50 %}. Not in the islands.{% endif %}",
)


@pytest.mark.parametrize("body", HIDDEN)
def test_what_nobody_sees_is_not_read(lamps: Lamps, body: str) -> None:
    lamps.article(f"{body}\n\nAt the end.", front=FRONT)
    found = words(lamps)["en"]
    assert "islands" not in found
    assert "At the end." in found


@pytest.mark.parametrize(
    "body",
    [
        "Write `<div hidden>` there. Not in the islands.",
        "```html\n<!--\n<div hidden>\n```\n\nNot in the islands.",
        "Write \\<p hidden> there.\n\nNot in the islands.",
        "<p hidden>One.\n\nNot in the islands.",
        "<ul><li hidden>One<li>Not in the islands.</ul>",
        "<input hidden> Not in the islands.",
        '<p style="display:block">Not in the islands.</p>',
        '<p class="hidden">Not in the islands.</p>',
    ],
)
def test_what_only_looks_hidden_is_read(lamps: Lamps, body: str) -> None:
    lamps.article(body, front=FRONT)
    assert "Not in the islands." in words(lamps)["en"]


@pytest.mark.parametrize("body", ["<!-- {0} -->", "Rate. <b hidden>{0}</b>", '<p style="display:none">{0}</p>'])
def test_a_fact_that_nobody_sees_is_not_said(lamps: Lamps, body: str) -> None:
    lamps.article(body.format("{{ market.tax.standard_rate }}"), front=FRONT)
    [said] = card_of(lamps).asks
    assert not said.is_made(market(lamps, "ES"), lamps.day)


def test_words_of_a_translation_that_nobody_sees_are_not_read(lamps: Lamps) -> None:
    lamps.article("Prices <b hidden>in the islands</b> here.", front=FRONT)
    lamps.translate({"Prices": "Precios <b hidden>en Canarias</b> aquí."})
    assert words(lamps)["es"] == "Precios aquí.\n"
