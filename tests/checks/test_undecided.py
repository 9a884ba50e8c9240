"""Texts of other branches that nobody decided on are named before a release."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from locmem.catalogs.files import read_catalog, write_catalog
from locmem.model.finding import Severity
from locmem.model.translation import Rival, State
from tests.checks.lamps import Lamps

FILE = "content/translations/es/articles/refunds.md.po"


def test_a_merge_that_nobody_decided_on_is_a_warning_that_says_how_to(lamps: Lamps) -> None:
    lamps.article("You have 14 days to send it back.")
    lamps.translate({"You have": "Tienes 14 días para devolverlo.", "Refunds": "Devoluciones"})
    assert lamps.findings("merge-undecided") == []
    place = Path(lamps.root) / FILE
    catalog = read_catalog(place.read_bytes(), FILE, document="articles/refunds.md", source_locale="en", locale="es")
    rival = Rival(target="Reembolsos", source="Refunds", state=State.TRANSLATED)
    entries = tuple(replace(one, rivals=(rival,)) if one.source == "Refunds" else one for one in catalog.entries)
    place.write_bytes(
        write_catalog(replace(catalog, entries=entries), project="Lamps", plural_forms="nplurals=2; plural=(n != 1);")
    )
    [found] = lamps.findings("merge-undecided")
    assert "“Devoluciones” here, “Reembolsos” there" in found.what
    assert f"locmem conflicts take {found.location.key} --locale es" in found.do
    assert found.severity is Severity.WARNING
