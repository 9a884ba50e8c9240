"""Words without their accents: the table holds no sound word, and what is mended reads as meant."""

from __future__ import annotations

from locmem.checks.texts.lost_accents import lost_accents, open_letter_names
from locmem.tables import rows_of
from tests.checks.texts.sample import flaws, stays_mended


def test_every_form_of_the_table_is_found_and_mended_as_it_stands_there() -> None:
    for row in rows_of("lost_accents.csv", "language", "written", "meant"):
        stem = "geheimnis" if row["language"] == "de" else "ora"
        written, meant = (
            f"{stem}{form[1:]}" if form.startswith("*") else form.rstrip("*") for form in (row["written"], row["meant"])
        )
        assert stays_mended(lost_accents, "It says so.", f"xx {written} xx", locale=row["language"]) == f"xx {meant} xx"


def test_a_name_a_word_of_the_source_and_a_french_capital_are_left_alone() -> None:
    assert flaws(lost_accents, "The Manana shop", "La tienda Manana") == []
    assert flaws(lost_accents, "It is McManana.", "Es MaNana.") == []
    assert flaws(lost_accents, "The step", "Etape", locale="fr") == []


def test_a_letter_is_named_to_its_end() -> None:
    assert flaws(open_letter_names, "Information", "Informaci&oacute;n") == []
    assert flaws(open_letter_names, "Information", "Informaci&oacuten")
    assert flaws(open_letter_names, "R&D", "I&D") == []


def test_every_word_that_is_another_is_found_only_where_the_source_says_what_is_meant() -> None:
    for row in rows_of("accent_words.csv", "language", "written", "meant", "english"):
        written, locale = row["written"], row["language"]
        for english in row["english"].split("; "):
            [flaw] = flaws(lost_accents, f"Look at the {english} here.", f"xx {written} xx", locale)
            assert (flaw.word, flaw.better, flaw.severity) == (written, row["meant"], None)
        assert all(flaw.severity for flaw in flaws(lost_accents, "It says so.", f"xx {written} xx", locale))
