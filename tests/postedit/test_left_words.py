"""What of its source stands untranslated in a draft."""

from __future__ import annotations

import pytest

from locmem.postedit.left_words import copied_share, left_run

SOURCE = "To pair the lamp, open Lumio Home, tap Add lamp, and hold the lamp close to your phone."


@pytest.mark.parametrize(
    ("locale", "target", "is_left"),
    [
        ("es", "Para vincular la lámpara, abre Lumio Home, toca Add lamp y acerca la lámpara al teléfono.", False),
        ("es", "Para vincular la lámpara, abre Lumio Home, tap Add lamp, and hold the lamp close to your phone.", True),
        ("es", "To pair the lamp, abre Lumio Home, toca Añadir y acerca la lámpara al teléfono.", True),
        ("es", "Toca **hold the lamp close to your phone** y espera.", False),
        ("ja", "ランプをペアリングするには、Lumio Home を開き、hold the lamp close to your phone。", True),
        ("ja", "ランプをペアリングするには、Lumio Home を開き、Add lamp をタップします。", False),
        ("en-GB", SOURCE, False),
    ],
)
def test_words_in_a_row_that_are_no_name_are_told(locale: str, target: str, is_left: bool) -> None:
    assert (left_run(SOURCE, target, "en", locale) >= 0.5) is is_left


def test_code_between_words_of_the_source_parts_them() -> None:
    source = "Call `open` and `close` with `mode` as before."
    assert left_run(source, "Llama a `open` and `close` con `mode` como antes.", "en", "es") == 0
    program = ">>> print(opens the box and closes the box again)"
    assert left_run(program, program, "en", "es") == 0


def test_the_share_of_copied_words_leaves_names_out() -> None:
    assert copied_share(SOURCE, SOURCE, "en", "es") > 0.9
    assert copied_share(SOURCE, "Abre Lumio Home y acerca la mano.", "en", "es") == 0
    assert copied_share(SOURCE, SOURCE, "en", "en-US") == 0
