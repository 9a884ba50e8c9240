"""Conditions and bounds that a translation leaves out: the table in all of its languages."""

from __future__ import annotations

from locmem.checks.texts.qualifiers import lost_qualifiers
from locmem.tables import rows_of
from locmem.values.word_groups import QUALIFIERS
from tests.checks.texts.sample import flaws


def test_every_condition_may_be_said_in_every_language() -> None:
    found: dict[str, set[str]] = {}
    for row in rows_of(QUALIFIERS, "group", "value", "language", "forms"):
        found.setdefault(row["group"], set()).add(row["language"])
    # Japanese seldom counts two things.
    found["two"].add("ja")
    assert set(map(frozenset, found.values())) == {frozenset(("en", "es", "pt", "it", "fr", "de", "nl", "ja"))}


def test_a_label_and_a_long_text_tell_nothing() -> None:
    assert flaws(lost_qualifiers, "Always on", "Encendida") == []
    assert flaws(lost_qualifiers, "Always unplug it first.", "Desenchúfala primero.")
    assert flaws(lost_qualifiers, "Always unplug it first. " + "This is a long text. " * 8, "Desenchúfala.") == []
