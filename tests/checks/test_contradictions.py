"""Documents that contradict each other; what each check finds and leaves stands in its cases."""

from __future__ import annotations

from locmem.model.finding import Severity
from tests.checks.lamps import Lamps


def two_ways(lamps: Lamps, source: str, one: str, other: str) -> None:
    for name, target in (("a", one), ("b", other)):
        lamps.article(source, name=name)
        lamps.translate({source: target}, name=name)


def test_a_label_may_be_called_otherwise_elsewhere(lamps: Lamps) -> None:
    two_ways(lamps, "Open file", "Abrir", "Archivo abierto")
    assert [found.severity for found in lamps.findings("translated-in-two-ways")] == [Severity.NOTE]


def test_long_wordings_are_shown_from_where_they_differ(lamps: Lamps) -> None:
    source = "Please keep the box until you know that the lamp is the one that you have wanted for so long."
    start = "Por favor, guarda la caja hasta que sepas si la lámpara es la que "
    two_ways(lamps, source, f"{start}has querido.", f"{start}has deseado.")
    [found] = lamps.findings("translated-in-two-ways")
    assert "“…has deseado.” here" in found.what
    assert "“…has querido.” in articles/a.md#" in found.what


def test_a_document_that_ships_to_no_chosen_market_is_left_out(lamps: Lamps) -> None:
    two_ways(lamps, "Send the lamp back to us.", "Una.", "Otra.")
    assert lamps.findings("translated-in-two-ways", "BR") == []
    assert len(lamps.findings("translated-in-two-ways", "ES")) == 1
