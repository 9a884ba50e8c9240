"""The filters of translate-toolkit, each under an id of ours; what they find stands in the files of cases."""

from __future__ import annotations

from locmem.checks.toolkit import CHECKS
from tests.checks.lamps import Lamps


def test_a_stale_text_is_not_compared_with_what_it_was_not_made_for(lamps: Lamps) -> None:
    lamps.article("Wait 3 weeks.")
    lamps.translate({"Wait": "Espera  3 semanas (ya"})
    lamps.article("Wait 4 weeks.")
    assert [finding for listed in CHECKS for finding in listed.check(lamps.context())] == []
