"""What a draft says twice, in the same words or in others."""

from __future__ import annotations

import pytest

from locmem.postedit.echoes import doubled

SOURCE = "Close the valve before you clean the filter. The pump starts again by itself."


@pytest.mark.parametrize(
    ("target", "least"),
    [
        ("Cierra la válvula antes de limpiar el filtro. La bomba vuelve a arrancar sola.", 0),
        ("Cierra la válvula antes de limpiar limpiar el filtro. La bomba vuelve a arrancar sola.", 0.3),
        ("Cierra la válvula antes antes de limpiar antes de limpiar el filtro. La bomba arranca sola.", 0.5),
        ("Antes de limpiar el filtro cierra la válvula, y antes de limpiar el filtro para la bomba.", 0.6),
        ("Cierra la válvula antes de limpiar el filtro. Limpia el filtro con la válvula bien cerrada. Arranca.", 0.4),
    ],
    ids=["sound", "word", "in a row", "apart", "in other words"],
)
def test_what_stands_twice_is_told(target: str, least: float) -> None:
    found = doubled(SOURCE, target, "en", "es")
    assert found >= least
    assert found > 0 or not least


@pytest.mark.parametrize(
    "target",
    [
        "バルブを閉めてからフィルターを掃除してください。バルブを閉めてからフィルターを掃除してください。",
        "フィルターを掃除する前に、バルブを閉めてください。フィルターの掃除の前はバルブを閉めます。ポンプは再起動します。",
    ],
    ids=["in a row", "in other words"],
)
def test_the_same_in_a_language_without_blanks(target: str) -> None:
    assert doubled(SOURCE, target, "en", "ja") >= 0.4
    assert (
        doubled(SOURCE, "フィルターを掃除する前に、バルブを閉めてください。ポンプは自動的に再起動します。", "en", "ja")
        == 0
    )


def test_what_its_source_says_twice_a_draft_may_say_twice() -> None:
    source = "The key opens the door; the key opens the gate. Never lend the key to a guest."
    target = "La llave abre la puerta; la llave abre la verja. No prestes la llave a un huésped."
    assert doubled(source, target, "en", "es") == 0
    source = "Before you clean the filter close the valve, and before you clean the filter stop the pump."
    target = "Antes de limpiar el filtro cierra la válvula, y antes de limpiar el filtro para la bomba."
    assert doubled(source, target, "en", "es") == 0


def test_a_source_with_two_words_in_a_row_covers_no_sentence_that_stands_twice() -> None:
    source = "Choose the new owner. The new owner gets a mail."
    once = "Elige al nuevo propietario. El nuevo propietario recibe un correo."
    assert doubled(source, once, "en", "es") == 0
    assert doubled(source, f"{once} El nuevo propietario recibe un correo.", "en", "es") > 0.5


def test_two_clauses_may_begin_alike() -> None:
    source = "Deleting the tag keeps all mails; they stay."
    assert doubled(source, "Se conservan los correos; los correos se quedan.", "en", "es") == 0
