from __future__ import annotations

from collections import Counter

import pytest

from locmem.tables import rows_of
from locmem.terms.register import addresses, addresses_in, others_in, register_named, registers_of


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
        ("informal and polite, você", "pt-BR", "familiar"),
        ("formal: o senhor", "pt-BR", "deferential"),
        ("formal: você", "pt-PT", "formal"),
        ("tu", "pt-BR", "tu"),
        ("informal: tu", "pt-BR", "tu"),
        ("informal", "pt-BR", "informal"),
        ("informal: tu", "pt-PT", "informal"),
    ],
)
def test_a_projects_own_words_name_a_register(words: str, locale: str, expected: str) -> None:
    assert register_named(words, locale) == expected


def test_every_form_of_the_table_is_found_where_it_counts() -> None:
    for row in rows_of("address_forms.csv", "language", "register", "where", "form"):
        if row["where"] not in ("anywhere", "start", "inside"):
            continue
        text = row["form"] if row["where"] == "start" else f"Ha {row['form']} ha"
        assert row["register"] in [one.register for one in addresses_in(text, row["language"])], row


@pytest.mark.parametrize(
    ("text", "source", "locale", "register"),
    [
        ("Abra la caja. Puede esperar.", "Open the box. You can wait.", "es", "formal"),
        ("Tu caja. Ábrela si usted quiere, tú.", "Your box.", "es", "informal"),
        ("La caja es azul.", "The box is blue.", "es", ""),
        ("Tu caja, usted.", "Your box.", "es", ""),
        ("Você pode. Clique aqui.", "You can. Click here.", "pt-BR", "familiar"),
        ("O senhor pode.", "You can.", "pt-PT", "formal"),
        ("Recibirás", "", "es", "informal"),
        ("Dese de baja.", "Unsubscribe.", "es", "formal"),
        ("Con gusto: ¿con qué tarjeta pagó?", "Gladly: which card did you pay with?", "es", "formal"),
        ("Ce lo rispedisca.", "Send it back to us.", "it", "formal"),
        ("Rispediscicelo.", "Send it back to us.", "it", "informal"),
        ("Non dare il codice a nessuno.", "Do not give the code to anybody.", "it", "informal"),
        ("Vorremmo che valutasse la chat.", "We would like you to rate the chat.", "it", "formal"),
        ("Jak ocenia Pan/Pani naszą pomoc?", "How do you rate our help?", "pl", "formal"),
        ("Prosimy zachować opakowanie.", "Please keep the packaging.", "pl", "formal"),
        ("Proszę kliknąć **Resetuj**.", "Click **Reset**.", "pl", "formal"),
        ("Otrzymasz zwrot.", "You will receive the refund.", "pl", "informal"),
        ("Avalie o atendimento.", "Rate the service.", "pt-BR", "formal"),
        ("Avalia o atendimento.", "Rate the service.", "pt-BR", "informal"),
        ("Ativa o modo seguro.", "Enable the safe mode.", "pt-BR", ""),
        ("As mensagens que apagar somem.", "The messages you delete vanish.", "pt-BR", "formal"),
        ("Não pague ao entregador.", "Don't pay the delivery person.", "pt-BR", "formal"),
    ],
)
def test_the_register_of_a_text_is_what_most_of_its_words_tell(
    text: str, source: str, locale: str, register: str
) -> None:
    counts = Counter(registers_of(addresses(text, source, locale, "en"))).most_common(2)
    is_open = not counts or (len(counts) > 1 and counts[0][1] == counts[1][1])
    assert ("" if is_open else counts[0][0]) == register


@pytest.mark.parametrize(
    ("text", "source", "locale", "wanted"),
    [
        ("Algunos valores, como marcas, se almacenan.", "Some values, such as brands, are stored.", "es", "formal"),
        ("¿Qué preguntas tiene?", "What questions do you have?", "es", "formal"),
        ("¿Preguntas? Puede escribirnos.", "Questions? You can write to us.", "es", "formal"),
        ("Isso facilita que testes passem.", "This makes it easier for tests to pass.", "pt-BR", "familiar"),
        ("Informações mais precisas ajudam.", "More precise information helps.", "pt-BR", "familiar"),
        ("Perché acquisti e ordini sono tassati.", "Because purchases and orders are taxed.", "it", "formal"),
        ("La app se abre. Puede tardar.", "The app opens when you tap it. It can take a while.", "es", "informal"),
        ("No cuesta nada. Puede tardar.", "Also, you can call. It can take long.", "es", "informal"),
    ],
)
def test_nouns_and_the_sentence_beside_one_to_the_reader_address_nobody(
    text: str, source: str, locale: str, wanted: str
) -> None:
    assert others_in(text, source, locale, "en", wanted) == ()


def test_what_is_a_noun_elsewhere_is_a_verb_behind_if_and_a_pronoun() -> None:
    assert [one.word for one in others_in("Si compras aquí, gratis.", "If you buy here, free.", "es", "en", "formal")]
    assert [one.word for one in others_in("Lo que nos compras.", "What you buy from us.", "es", "en", "formal")]


def test_in_brazil_a_project_names_which_of_the_two_polite_ways_it_wants() -> None:
    def others(text: str, wanted: str) -> list[str]:
        return [one.word for one in others_in(text, "You can. Click.", "pt-BR", "en", wanted)]

    assert others("Você pode.", "familiar") == []
    assert others("Você pode.", "deferential") == ["Você"]
    assert others("O senhor pode.", "familiar") == ["O senhor"]
    assert others("Clique aqui.", "deferential") == []
    assert others("Podes.", "familiar") == ["Podes"]
    assert others("Você pode. O senhor pode.", "formal") == []
    assert others("Podes.", "") == []
    assert others("Podes.", "tu") == []
    assert others("Você pode.", "tu") == ["Você"]
