from __future__ import annotations

from locmem.checks.texts.consistency import CHECKS
from locmem.model.finding import Finding
from tests.checks.lamps import Lamps


def found(lamps: Lamps) -> list[Finding]:
    return [finding for listed in CHECKS for finding in listed.check(lamps.context())]


def test_what_is_said_in_one_way_in_one_document_is_no_finding(lamps: Lamps) -> None:
    lamps.article("Press **Save** now.\n\nThen press **Save** again.\n\nPress **Save** now.")
    lamps.translate({"Then": "Luego pulsa otra vez **Guardar**.", "Press": "Pulsa ya **Guardar**."})
    assert found(lamps) == []


def test_a_name_that_is_kept_here_and_translated_there_is_told_once(lamps: Lamps) -> None:
    lamps.article("Press **Save** now.\n\nThen press **Save** again.\n\nPress **Save** twice.")
    lamps.translate(
        {"Then": "Luego pulsa **Guardar**.", "twice": "Pulsa dos veces **Guardar**.", "Press": "Pulsa ya **Save**."}
    )
    [one] = found(lamps)
    assert "“Save”" in one.what
