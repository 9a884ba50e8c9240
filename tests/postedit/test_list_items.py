"""Items of a list that a draft leaves out."""

from __future__ import annotations

import pytest

from locmem.postedit.list_items import lacking_items

SOURCE = "Take the lamp, the cable, and the receipt to a shop."


@pytest.mark.parametrize(
    ("locale", "target", "lacking"),
    [
        ("es", "Lleva la lámpara, el cable y el recibo a una tienda.", 0),
        ("es", "Lleva la lámpara y el recibo a una tienda.", 1),
        ("pt-BR", "Leve o recibo a uma loja.", 2),
        ("de", "Bringen Sie die Lampe, das Kabel und den Beleg mit, wenn Sie kommen.", 0),
        ("de", "Bringen Sie die Lampe und den Beleg mit.", 1),
        ("fr", "Apportez la lampe et le ticket.", 1),
        ("ja", "ランプ、ケーブル、レシートを店舗にお持ちください。", 0),
        ("ja", "ランプとレシートをお持ちください。", 0.5),
        ("sv", "Ta lampan.", 0),
    ],
)
def test_items_are_counted(locale: str, target: str, lacking: float) -> None:
    assert lacking_items(SOURCE, target, "en", locale) == lacking


def test_a_comma_between_clauses_is_no_list() -> None:
    assert lacking_items("When the lamp blinks, the cable is loose.", "El cable está suelto.", "en", "es") == 0
