"""Drafts in the order in which people change more of them."""

from __future__ import annotations

import pytest

from locmem.postedit.expected import expected_edits
from locmem.postedit.signals import DraftText, signals_of


def expected(source: str, target: str, cosine: float | None = None) -> float:
    draft = DraftText(source=source, target=target, source_locale="en", locale="pt-BR")
    return expected_edits(draft, signals_of(draft), cosine)


SENTENCE = ("Open the box and take the lamp out.", "Abra a caixa e retire a lâmpada.")


def test_titles_are_changed_more_and_code_less() -> None:
    assert expected("Returns And Refunds Overview", "Visão geral de devoluções e reembolsos") > expected(*SENTENCE)
    assert expected("Run `pip install lamp --upgrade` now.", "Execute `pip install lamp --upgrade` agora.") < expected(
        *SENTENCE
    )


def test_what_means_something_else_is_changed_more() -> None:
    assert expected(*SENTENCE, cosine=0.4) > expected(*SENTENCE, cosine=0.9)


@pytest.mark.parametrize(("source", "target"), [("", ""), ("!", "x"), ("A B C D", "x " * 300), ("`a`", "`a`")])
def test_it_is_a_share(source: str, target: str) -> None:
    assert 0 <= expected(source, target) <= 1
    assert 0 <= expected(source, target, cosine=-0.2) <= 1
