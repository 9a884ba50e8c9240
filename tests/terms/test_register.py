from __future__ import annotations

import pytest

from locmem.tables import rows_of
from locmem.terms.register import addresses_in, register_named


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("es", "Mira tu correo.", ["informal"]),
        ("es", "Haga clic. No haga nada.", ["formal"]),
        ("es-MX", "Si usted quiere.", ["formal"]),
        ("es", "El té de la casa.", []),
        ("de", "Wenn Sie zahlen.", ["formal"]),
        ("de", "Sie zahlen. Sie ist da.", []),
        ("de", "Hinweis: Sie kommt „Wenn Sie“ mit dir.", ["informal"]),
        ("de", "sie und ihr", []),
        ("fr", "Un rendez-vous pour ta lampe.", ["informal"]),
        ("fr", "Votre lampe et vous.", ["formal", "formal"]),
        ("pt-BR", "Se você quiser.", ["familiar"]),
        ("pt-PT", "Se você quiser.", ["formal"]),
        ("pt-PT", "Clique na tua conta.", ["formal", "informal"]),
        ("nl", "U kunt je lamp terugsturen.", ["formal", "informal"]),
        ("it", "Scrivi a Lei.", ["formal"]),
        ("es", "“Si usted quiere” es muy serio.", []),
        ("es", "La unidad TU y tu@x.example", []),
        ("ja", "あなたのランプ", []),
        ("ja", "届けます。届ける。届きました。防水ではない。以上。", ["polite", "plain", "polite", "plain"]),
        ("ja", "「届ける。」と言います。", ["polite"]),
        ("es", "Recibirás dos y tenéis seis.", ["plural", "informal"]),
        ("de", "Eure Lampe", ["plural"]),
    ],
)
def test_only_words_that_can_be_nothing_else_address_a_reader(locale: str, text: str, expected: list[str]) -> None:
    assert [one.register for one in addresses_in(text, locale)] == expected


@pytest.mark.parametrize(
    ("words", "locale", "expected"),
    [
        ("informal: tú", "es", "informal"),
        ("usted", "es", "formal"),
        ("formal", "ja", "polite"),
        ("Sie", "de", "formal"),
        ("du", "de-AT", "informal"),
        ("du or Sie, as the page needs", "de", ""),
        ("friendly", "es", ""),
        ("", "es", ""),
        ("informal: vosotros", "es", "plural"),
        ("polite: です・ます", "ja", "polite"),
        ("常体", "ja", "plain"),
    ],
)
def test_a_projects_own_words_name_a_register(words: str, locale: str, expected: str) -> None:
    assert register_named(words, locale) == expected


def test_every_form_of_the_table_is_found_where_it_counts() -> None:
    for row in rows_of("address_forms.csv", "language", "register", "where", "form"):
        if row["where"] in ("noun", "behind"):
            continue
        text = row["form"] if row["where"] == "start" else f"Ha {row['form']} ha"
        assert row["register"] in [one.register for one in addresses_in(text, row["language"])], row
