"""How translations address readers; what each check finds and leaves stands in its cases."""

from __future__ import annotations

from tests.checks.lamps import Lamps


def test_a_mixed_page_is_told_once_with_both_places(lamps: Lamps) -> None:
    lamps.article("One.\n\nTwo.\n\nThree.")
    lamps.translate({"One": "Mira tu correo.", "Two": "Si usted puede.", "Three": "Abre tu cuenta."})
    [found] = lamps.findings("register-mixed")
    assert "“usted” is formal address" in found.what
    assert "informal address 2 times, first “tu” in articles/refunds.md#" in found.what


def test_where_the_project_says_how_only_what_differs_is_told(lamps: Lamps) -> None:
    settings = (lamps.root / "locmem.yaml").read_text()
    lamps.write("locmem.yaml", settings + 'registers: {es: "usted"}\n')
    lamps.article("One.\n\nTwo.")
    lamps.translate({"One": "Mira tu correo.", "Two": "Si usted puede."})
    assert lamps.findings("register-mixed") == []
    [found] = lamps.findings("register-other")
    assert found.what == "“tu” is informal address; es wants “usted”."
