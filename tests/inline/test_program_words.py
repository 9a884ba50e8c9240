"""What programs say in place of a translation, and texts of people that look like it."""

from __future__ import annotations

import pytest

from locmem.model.inline import Syntax
from tests.inline.test_leftovers import PROGRAM_WORDS, found

LONG = "Open the page of your order and choose a parcel."


@pytest.mark.parametrize("target", PROGRAM_WORDS)
def test_a_programs_words_are_no_translation(target: str) -> None:
    shown = found(LONG, target)
    assert [one for one in shown if one.is_certain], shown
    assert found(f"It says: {target}", f"Dice: {target}") == ()


@pytest.mark.parametrize("target", ["<Response [429]>", "<Segment object at 0x7f3a2b10>", "<!DOCTYPE html>"])
def test_what_markdown_reads_as_a_tag_is_known_where_it_is_text(target: str) -> None:
    assert [one.is_certain for one in found(LONG, target, syntax=Syntax.PLAIN)] == [True]


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("es", "Not applicable", "N/A"),
        ("de", "Short", "xxx"),
        ("es", "Yes", "?"),
        ("de", "Press the button.", "Drücken Sie den Knopf??? [PRÜFEN]"),
        ("en", "Ninguno", "None"),
        ("de", "Zero", "Null"),
        ("nb", "Nothing", "null"),
        ("es", "Could not save", "Error: no se pudo guardar"),
        ("es", "Hello you", "Hola undefined"),
        ("es", "The total is wrong.", "El total es None."),
        ("en", "Se ha superado la cuota", "Quota exceeded"),
    ],
)
def test_what_a_person_may_have_meant_is_named_only(locale: str, source: str, target: str) -> None:
    assert {one.is_certain for one in found(source, target, locale)} == {False}


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("es", "An error has occurred.", "Se ha producido un error."),
        ("es", "Mistake", "Error"),
        ("es", "N/A", "N/A"),
        ("es", "Error: wrong code", "Error: código incorrecto"),
        ("es", "It says null here.", "Aquí dice null."),
        ("es", "Choose None or All.", "Elija None o Todo."),
        ("es", "`None` is a value", "`None` es un valor"),
        ("de", "It is void.", "Es ist null und nichtig."),
        ("de", "From zero to one.", "Von null auf eins."),
        ("fr", "The limit is reached.", "La limite est atteinte."),
        ("es", "404 Not Found", "404 Not Found"),
        ("es", "All", "TODO"),
        ("es", "Too many requests", "Demasiadas solicitudes (429)"),
        ("ja", "None", "なし"),
        ("en-GB", "Abuela", "Nan"),
        ("it", "No one is here.", "Non c'è nessuno."),
        ("es", "Null", "Null"),
        ("es", '{"a": 1} is JSON.', '{"a": 1} es JSON.'),
        ("es", "Translation: see below", "Traducción: vea abajo"),
    ],
)
def test_texts_that_look_like_a_programs_are_left_alone(locale: str, source: str, target: str) -> None:
    assert found(source, target, locale) == ()
