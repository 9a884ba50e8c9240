"""What the characters of a draft say beside those of its source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.postedit.signals import NAMES, DraftText, Signals, signals_of

SOUND = DraftText(
    source="Do not open the box before 14 May. Take the Lumio lamp to the shop, and show your receipt.",
    target="No abra la caja antes del 14 de mayo. Lleve la lámpara Lumio a la tienda y muestre su recibo.",
    source_locale="en",
    locale="es",
    among=("en", "es", "de", "ja"),
)
JAPANESE = replace(
    SOUND,
    target="5月14日より前に箱を開けないでください。Lumioのランプを店に持参し、レシートを提示してください。",
    source="Do not open the box before 5/14. Take the Lumio lamp to the shop, and show your receipt.",
    locale="ja",
)


@pytest.mark.parametrize("draft", [SOUND, JAPANESE], ids=["es", "ja"])
def test_a_sound_draft_says_nothing_loud(draft: DraftText) -> None:
    found = signals_of(draft)
    loud = {name: value for name, value in zip(NAMES, found.values, strict=True) if value >= 0.5}
    assert set(loud) <= {"numbers", "short", "long"}
    assert found.short < 2
    assert found.long < 2


@pytest.mark.parametrize(
    ("signal", "target"),
    [
        ("short", "No abra la caja."),
        ("long", f"{SOUND.target} Lleve también la caja, y espere delante de la puerta hasta que alguien la abra."),
        ("unfinished", "No abra la caja antes del 14 de mayo. Lleve la lámpara Lumio a la tienda y muestre"),
        ("unfinished", "abra la caja (antes del 14 de mayo. Lleve la lámpara Lumio a la tienda."),
        ("sentences", "No abra la caja antes del 14 de mayo, lleve la lámpara Lumio a la tienda con su recibo."),
        ("numbers", SOUND.target.replace("14", "15")),
        ("exchanged", SOUND.target.replace("mayo", "marzo")),
        ("lost_not", SOUND.target.replace("No abra", "Abra")),
        ("names", SOUND.target.replace(" Lumio", "")),
        ("strange_names", SOUND.target.replace("tienda", "tienda Kaufhof")),
        ("copied", SOUND.target.replace("la tienda y muestre su recibo", "the shop and show your receipt")),
        ("left", SOUND.target.replace("la tienda y muestre su recibo", "the shop, and show your receipt")),
        (
            "mixed",
            SOUND.target.replace("Lleve la lámpara Lumio a la tienda", "bring the lamp, and it is done,"),
        ),
        ("language", "Öffnen Sie die Schachtel nicht vor dem 14. Mai, und bringen Sie die Lampe zu uns."),
        ("doubled", SOUND.target.replace("a la tienda", "a la tienda a la tienda")),
        ("doubled", f"{SOUND.target} {SOUND.target}"),
        ("doubled", SOUND.target.replace("su recibo.", "su recibo, su recibo.")),
    ],
)
def test_each_fault_raises_its_signal(signal: str, target: str) -> None:
    before, after = (getattr(signals_of(one), signal) for one in (SOUND, replace(SOUND, target=target)))
    assert after > before + 0.2


@pytest.mark.parametrize(
    ("signal", "old", "new"),
    [
        ("lost_not", "開けないでください", "開けてください"),
        ("doubled", "Lumioのランプを店に持参し、", "Lumioのランプを店に持参し、Lumioのランプを店に持参し、"),
        ("short", "Lumioのランプを店に持参し、レシートを提示してください。", ""),
    ],
)
def test_the_same_in_a_language_without_blanks(signal: str, old: str, new: str) -> None:
    assert old in JAPANESE.target
    before, after = (
        getattr(signals_of(one), signal)
        for one in (JAPANESE, replace(JAPANESE, target=JAPANESE.target.replace(old, new)))
    )
    assert after > before + 0.2


@pytest.mark.parametrize(
    ("source", "target", "changed"),
    [
        ("It takes two days.", "Tarda tres días.", 2),
        ("It takes two days.", "Tarda dos días.", 0),
        ("It takes two days.", "Tarda 2 días.", 0),
        ("Both take two days.", "Los dos tardan lo mismo.", 0),
        ("It takes two days.", "Tarda lo mismo.", 0),
        ("It takes one day.", "Tarda 1 día.", 0),
        ("It takes 4 days.", "Tarda cinco días.", 2),
        ("It takes 4 days.", "Tarda unos días.", 1),
    ],
)
def test_numbers_in_words_are_numbers(source: str, target: str, changed: float) -> None:
    assert signals_of(replace(SOUND, source=source, target=target)).numbers == changed


def test_a_must_of_japanese_is_no_not() -> None:
    draft = replace(JAPANESE, source="You must open the box.", target="箱を開けなければなりません。")
    assert signals_of(draft).added_not == 0


def test_a_condition_and_an_item_that_are_missing_raise_their_signals() -> None:
    source = "Bring the lamp, the cable, and the receipt unless we come to you."
    whole = replace(SOUND, source=source, target="Trae la lámpara, el cable y el recibo, a menos que vayamos nosotros.")
    less = replace(whole, target="Trae la lámpara y el recibo.")
    assert (signals_of(whole).conditions, signals_of(whole).items) == (0, 0)
    assert signals_of(less).conditions >= 1
    assert signals_of(less).items >= 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Open it without a key.", "Ábrela sin llave."),
        ("It closes unless you hold it.", "Se cierra, a menos que la sujetes."),
        ("There is no button.", "No hay ningún botón."),
        ("It is free of charge.", "No tiene ningún coste."),
    ],
)
def test_a_not_that_a_language_puts_in_its_own_way_is_neither_lost_nor_surely_added(source: str, target: str) -> None:
    found = signals_of(replace(SOUND, source=source, target=target))
    assert found.lost_not == 0
    assert found.added_not < 0.5


def test_an_unless_that_is_lost_beside_another_not_weighs_as_much_as_the_only_one() -> None:
    source = "Nothing is charged unless you stay longer."
    draft = replace(SOUND, source=source, target="No se cobra nada, a menos que te quedes más tiempo.")
    assert signals_of(draft).lost_not == 0
    assert signals_of(replace(draft, target="No se cobra nada si te quedas más tiempo.")).lost_not == 0.8


def test_words_of_the_glossary_are_looked_for() -> None:
    draft = replace(SOUND, terms=(("box", "caja"), ("receipt", "factura")))
    assert signals_of(draft).terms == 0.5


def test_nothing_is_said_of_languages_between_variants_of_one() -> None:
    draft = DraftText(
        source="Open the colour box now.", target="Open the color box now.", source_locale="en", locale="en-US"
    )
    assert (signals_of(draft).language, signals_of(draft).copied) == (0, 0)


@pytest.mark.parametrize("target", ["", " ", "…", "14"])
def test_any_text_has_signals(target: str) -> None:
    assert isinstance(signals_of(replace(SOUND, target=target)), Signals)
    assert isinstance(signals_of(replace(SOUND, source=target)), Signals)
