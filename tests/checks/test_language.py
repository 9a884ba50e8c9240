"""A translation in another language than its locale's does not ship unseen."""

from __future__ import annotations

import pytest

from locmem.model.finding import Gate, Severity
from locmem.model.translation import State
from tests.checks.lamps import Lamps

SOURCE = "We answer every question within one working day."
PORTUGUESE = "Nós respondemos a todas as perguntas em até um dia útil."


@pytest.mark.parametrize(
    ("target", "language"),
    [(PORTUGUESE, "Portuguese"), ("Мы отвечаем на каждый вопрос в течение дня.", "Cyrillic script")],
)
def test_a_confirmed_translation_in_another_language_is_an_error(lamps: Lamps, target: str, language: str) -> None:
    lamps.article(SOURCE)
    lamps.translate({"We answer": target})
    [found] = lamps.findings("other-language")
    assert (found.gate, found.severity, found.locale) == (Gate.RELEASE, Severity.ERROR, "es")
    assert f"is in {language}, and not in Spanish" in found.what
    assert found.do.startswith("Translate it into Spanish")
    assert found.location.key


def test_a_draft_and_a_translation_that_is_one_are_no_findings(lamps: Lamps) -> None:
    lamps.article(SOURCE)
    lamps.translate({"We answer": PORTUGUESE}, state=State.DRAFT)
    assert lamps.findings("other-language") == []
    lamps.translate({"We answer": "Respondemos a todas las preguntas en un día laborable."})
    assert lamps.findings("other-language") == []
