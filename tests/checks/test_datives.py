from __future__ import annotations

import pytest

from locmem.checks.datives import DATIVE
from tests.checks.lamps import SETTINGS, SPAIN, Lamps


@pytest.mark.parametrize(
    ("written", "better"),
    [
        ("innerhalb von {{ market.refund }}", 'innerhalb von {{ market.refund | duration: "dative" }}'),
        ("innerhalb von 14 Tage", "innerhalb von 14 Tagen"),
    ],
)
def test_the_mended_text_has_the_dative(lamps: Lamps, written: str, better: str) -> None:
    source = "within {{ market.refund }}" if "{{" in written else "within 14 days"
    lamps.write("locmem.yaml", SETTINGS.replace("[es, pt-BR]", "[es, pt-BR, de]"))
    spain = SPAIN.replace("locales:\n", "locales:\n  de: {format: de}\n").replace("{es: ", "{de: X, es: ")
    lamps.write("markets/ES.yaml", spain)
    lamps.article(f"Send it {source}.")
    lamps.translate({"Send": f"Senden Sie es {written} zurück."}, locale="de")
    [found] = lamps.findings(DATIVE)
    assert found.mended is not None
    assert found.mended.new == f"Senden Sie es {better} zurück."
