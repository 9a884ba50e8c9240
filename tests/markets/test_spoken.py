"""A sentence in another language or script is told from one in its own, and short or mixed texts are left alone."""

from __future__ import annotations

import errno
import os
import tempfile
from unittest import mock

import pytest

from locmem.errors import ProjectError
from locmem.markets import spoken
from locmem.markets.spoken import clause_language, is_chinese_only, is_program, near_language, other_language

AMONG = ("en", "de", "es", "fr", "pt-BR", "nl", "sv", "pl", "ja", "el")

SENTENCES = {
    "en": "Choose the parcel that you want to send back and print the label for it.",
    "de": "Wählen Sie das Paket, das Sie zurückschicken möchten, und drucken Sie das Etikett.",
    "es": "Elija el paquete que quiere devolver e imprima la etiqueta para enviarlo.",
    "fr": "Choisissez le colis que vous souhaitez renvoyer et imprimez son étiquette.",
    "pt-BR": "Escolha o pacote que você quer devolver e imprima a etiqueta para o envio.",
    "nl": "Kies het pakket dat u wilt terugsturen en druk het etiket daarvoor af.",
    "sv": "Välj paketet som du vill skicka tillbaka och skriv ut etiketten för det.",
    "pl": "Wybierz paczkę, którą chcesz odesłać, i wydrukuj do niej etykietę.",
    "ja": "返送する荷物を選んで、ラベルを印刷してください。",
    "el": "Επιλέξτε το δέμα που θέλετε να επιστρέψετε και εκτυπώστε την ετικέτα.",
}
SCRIPTS = {"ja": "Jpan", "el": "Grek"}


@pytest.mark.parametrize("locale", SENTENCES)
@pytest.mark.parametrize("written", SENTENCES)
def test_a_sentence_is_taken_for_what_it_is(written: str, locale: str) -> None:
    found = other_language(SENTENCES[written], locale, AMONG)
    if written == locale:
        assert found == ""
    elif locale in SCRIPTS:
        assert found == SCRIPTS.get(written, "Latn")
    else:
        assert found == SCRIPTS.get(written, written.partition("-")[0])


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("", "de"),
        ("OK", "ja"),
        ("su número de pedido o número de plan;", "es"),
        ("Amazon Prime Video", "ja"),
        ("DHL Express", "el"),
        ("Orders", "de"),
        ("Terms and Conditions", "de"),
        ("Pulse en `Choose the parcel that you want to send back`.", "es"),
        ("Besuchen Sie https://shop.example/how/to/send/it/back/to/us für mehr Hilfe dazu.", "de"),
        ("日本語のサポートはこちら: Customer Service", "ja"),
        ("«日本語» ist eine der Sprachen, in denen wir Ihnen gern antworten.", "de"),
        ("Når du har betalt for ordren, sender vi den til dig i dag.", "nb"),
        ("Vi sender ordren din i dag, og du får en melding når den er sendt.", "da"),
    ],
)
def test_names_short_texts_and_near_languages_are_left_alone(text: str, locale: str) -> None:
    assert other_language(text, locale, (*AMONG, "nb", "da")) == ""


def test_words_of_the_source_belong_to_no_language() -> None:
    source = "Open Settings, then Privacy and Security, then Manage Devices, then Sign Out Everywhere."
    target = "Settings > Privacy and Security > Manage Devices > Sign Out Everywhere öffnen"
    assert other_language(target, "de", AMONG, source) == ""
    assert other_language(source, "de", AMONG) == "en"
    label = "Klicken Sie auf Send all parcels back to the shop."
    assert other_language(label, "de", AMONG, "Click Send all parcels back to the shop.") == ""


def test_only_languages_that_can_be_meant_are_thought_of() -> None:
    assert other_language(SENTENCES["pt-BR"], "es", ("en", "es")) in ("", "en")
    assert other_language(SENTENCES["pt-BR"], "es", ("en", "es", "pt-BR")) == "pt"


def test_where_nobody_knows_the_language_only_its_script_is_looked_at() -> None:
    assert other_language("Tá an ordú ar an mbealach chugat anois agus beidh sé ann amárach.", "ga", ("en", "ga")) == ""
    assert other_language(SENTENCES["el"], "xx", AMONG) == ""
    assert other_language("Мы вернём деньги в течение четырнадцати дней.", "ga", ("en", "ga")) == "Cyrl"
    assert other_language("We return the money within fourteen days.", "sr-Cyrl", ("en", "sr-Cyrl")) == "Latn"


@pytest.mark.parametrize("locale", ["es", "ja"])
@pytest.mark.parametrize(
    "target", ["Please enter all the 16 characters of your code.", "Type the 16 characters of the code into the field."]
)
def test_words_that_only_a_language_shares_with_itself_tell_it(target: str, locale: str) -> None:
    assert other_language(target, locale, AMONG, "Enter the 16 characters of the code.") in ("en", "Latn")


def test_names_that_a_text_shares_with_its_source_belong_to_no_language() -> None:
    source = "Open Lamp Care Deluxe, Smart Home Hub and Garden Light Bridge."
    assert other_language("Abre Lamp Care Deluxe, Smart Home Hub y Garden Light Bridge.", "es", AMONG, source) == ""


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("es", "Obrigado pela sua paciência.", ("pt", True)),
        ("es", "Prima di cominciare", ("it", True)),
        ("de", "De meeste klanten wachten korter.", ("nl", True)),
        ("ja", "请先阅读本页。", ("zh", True)),
        ("ja", "製品保証書在中", ("", False)),
        ("es", "Antes de empezar", ("", False)),
        ("es", "Larch One", ("", False)),
        ("ga", "Prima di cominciare", ("", False)),
    ],
)
def test_near_languages_are_told_although_nobody_declared_them(
    locale: str, text: str, expected: tuple[str, bool]
) -> None:
    assert near_language(text, locale) == expected


def test_a_sign_of_chinese_is_none_that_a_japanese_set_has() -> None:
    assert [sign for sign in "报告页頁説関" if is_chinese_only(sign)] == ["报", "页"]


def test_lines_of_a_program_are_in_no_language() -> None:
    code = "def any(iterable): for one in iterable: if one: return True return False"
    assert other_language(code, "es", AMONG) == ""


@pytest.mark.parametrize(
    ("locale", "text", "language"),
    [
        ("es", "Abre la caja. Then wait for the light to turn green.", "en"),
        ("pt-BR", "Guarde a caixa, y espera hasta que la luz se apague.", "es"),
        ("es", "Abre la caja. Pode deixar a chave com o vizinho ao sair.", "pt"),
        ("es", "Abre la caja. Só entregamos se a pessoa aceitar a entrega.", "pt"),
        ("de", "De doos is niet meer te openen. Rufen Sie uns bitte an.", "nl"),
        ("ja", "箱を開けてください。请等待指示灯变绿。", "zh"),
        ("es", "Abre la caja y espera a que la luz se ponga verde, por favor.", ""),
        ("de", "Öffnen Sie die Schachtel, und warten Sie bitte auf das grüne Licht.", ""),
        ("ja", "箱を開けて、緑色の表示を待ってください。", ""),
        ("xx", "The box is open and the light is green.", ""),
    ],
)
def test_a_clause_in_another_language_is_told(locale: str, text: str, language: str) -> None:
    assert clause_language(text, locale, "en") == language


def test_a_program_is_in_no_language() -> None:
    assert clause_language(">>> print(the box of the shop is not open)", "es", "en") == ""
    assert is_program("box = shop.open(now)")
    assert not is_program("The box is open.")


def test_a_full_temporary_folder_is_named() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    spoken._model.cache_clear()
    with (
        mock.patch("py3langid.modelio.tempfile.TemporaryFile", side_effect=full),
        pytest.raises(ProjectError, match=f"{tempfile.gettempdir()}: .*No space left.*TMPDIR"),
    ):
        spoken._model()
