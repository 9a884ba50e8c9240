"""The form of an instruction tells how its reader is addressed, and only that of an instruction."""

from __future__ import annotations

import pytest

from locmem.tables import rows_of
from locmem.terms.commands import command_register, formed, is_command


@pytest.mark.parametrize(
    ("locale", "source", "text", "expected"),
    [
        ("es", "Open the app.", "Abra la aplicación.", ("formal", "Abra")),
        ("es", "Open the app.", "Abre la aplicación.", ("informal", "Abre")),
        ("es", "Send it to us.", "Después, envíanosla.", ("informal", "envíanosla")),
        ("es", "It opens at nine.", "Abre a las nueve.", ("", "")),
        ("es", "Download the app.", "Descarga de la aplicación", ("", "")),
        ("pt-BR", "Choose a lamp.", "Escolhe uma lâmpada.", ("informal", "Escolhe")),
        ("it", "Click the button.", "Clicchi sul pulsante.", ("formal", "Clicchi")),
        ("fr", "Then choose a lamp.", "Ensuite, choisissez une lampe.", ("formal", "choisissez")),
        ("de", "Please send it.", "Bitte sende sie.", ("informal", "sende")),
        ("de", "Refuse it.", "Verweigere die Annahme.", ("informal", "Verweigere")),
        ("fr", "Refuse it.", "Prendre le bus.", ("", "")),
        ("pt-BR", "Refuse it and let the driver know.", "Recusa e avisa.", ("informal", "Recusa")),
        ("de", "Then send it.", "Dann sende ich sie.", ("", "")),
        ("ja", "Open the app.", "アプリを開く。", ("", "")),
        ("it", "Remember to sign out.", "Ricordati di uscire.", ("informal", "Ricordati")),
        ("es", "Say it plainly.", "Dilo con naturalidad.", ("informal", "Dilo")),
        ("es", "Give us an hour.", "Denos una hora.", ("formal", "Denos")),
        ("es", "Use this clock.", "Datetime y este reloj.", ("", "")),
        ("es", "Enjoy your lamp.", "Disfrute de su lámpara.", ("formal", "Disfrute")),
        ("pt-BR", "Charge the battery.", "Carrega a bateria.", ("informal", "Carrega")),
        (
            "pt-BR",
            "Return the date. You may call it.",
            "Retorna a data. Você pode usá-la.",
            ("", ""),
        ),
        ("pt-BR", "Lock for write access.", "Bloqueia para escrita.", ("", "")),
        ("pt-BR", "Drag the file here.", "Arrasta o arquivo até aqui.", ("informal", "Arrasta")),
        ("pt-BR", "Please wait. More is expected.", "Espera-se mais de nós.", ("", "")),
        ("fr", "Capture the screen.", "Capture d’écran", ("", "")),
        ("fr", "Filter the list.", "Filtre la liste.", ("informal", "Filtre")),
        ("es", "Open it. Wait.", "Ahora, puede esperar", ("", "")),
        ("pl", "Share the board.", "Jeśli trzeba, udostępnijcie tablicę.", ("informal", "udostępnijcie")),
        ("it", "Restart the device.", "Riavvii il dispositivo.", ("formal", "Riavvii")),
        ("pl", "Click **Reset** now.", "Proszę kliknąć **Resetuj** teraz.", ("", "")),
        ("pl", "Please **click here**.", "**Kliknij tutaj**.", ("informal", "Kliknij")),
    ],
)
def test_the_first_verb_of_an_instruction_tells(locale: str, source: str, text: str, expected: tuple[str, str]) -> None:
    assert command_register(text, source, locale, "en") == expected


def test_an_instruction_begins_with_a_verb_somewhere_in_the_text() -> None:
    assert is_command("It is late. Please wait.", "en")
    assert not is_command("You may wait.", "en")
    assert not is_command("Bitte warten.", "de-x")


def test_endings_are_put_behind_the_stems_of_known_verbs() -> None:
    found = formed("it", ("avi",), ("evi", "ivi"))
    assert {"annullavi", "premevi", "spedivi"} <= found
    assert "annullevi" not in found
    assert {"contabas", "enviabas", "pedías"} <= formed("es", ("abas",), ("ías",))


def test_no_form_of_the_table_has_two_registers_in_one_row() -> None:
    for row in rows_of("commands.csv", "language", "informal", "formal"):
        assert row["informal"] != row["formal"], row
