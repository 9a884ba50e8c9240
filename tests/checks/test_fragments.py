"""Links to places of pages; what each check finds and leaves stands in its cases."""

from __future__ import annotations

from tests.checks.lamps import Lamps


def test_a_place_of_a_planned_translation_is_not_asked_for(lamps: Lamps) -> None:
    lamps.article("See [below](#pay).\n\n## Pay\n\nNow.")
    lamps.translate({"See": "Mira [abajo](#otra).", "Pay": "Pagar"}, locale="pt-BR")
    assert [found.locale for found in lamps.findings("link-fragment-changed")] == ["pt-BR"]
    lamps.article("See [below](#pay).\n\n## Pay\n\nNow.", front="markets: [ES]\n")
    assert lamps.findings("link-fragment-changed") == []
