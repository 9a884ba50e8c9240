from __future__ import annotations

from locmem.checks.texts.proportions import long_translations, short_translations
from tests.checks.texts.sample import flaws

SOURCE = "Wait until the parcel has arrived in our warehouse in Berlin."


def test_a_translation_is_measured_by_the_script_of_its_locale() -> None:
    japanese = "荷物がベルリン倉庫に届くまでお待ちください。"
    assert flaws(short_translations, SOURCE, japanese, "ja") == []
    assert flaws(short_translations, SOURCE, "Espera hasta que llegue", "es")
    assert flaws(long_translations, SOURCE, japanese * 5, "ja")


def test_short_sources_are_left_alone() -> None:
    assert flaws(short_translations, "Wait until it is here", "Espera") == []
    assert flaws(long_translations, "Wait", "Espera hasta que el paquete llegue a casa") == []
