from __future__ import annotations

from locmem.checks.texts.contacts import changed_addresses, changed_emails, changed_phones
from locmem.checks.texts.text import VALUE, Text
from tests.checks.texts.sample import flaws


def test_an_address_in_a_link_counts_as_one_in_the_text() -> None:
    text = Text(
        source=f"Write to {VALUE}.",
        target="Escríbenos.",
        source_locale="en",
        locale="es",
        source_codes=("help@a.example",),
        target_codes=("[", "](mailto:hepl@a.example)"),
    )
    [flaw] = changed_emails(text)
    assert flaw.word == "hepl@a.example"


def test_a_number_is_the_same_with_and_without_its_country() -> None:
    assert flaws(changed_phones, "Call +34 910 000 001.", "Llama al 910 000 001.") == []
    assert flaws(changed_phones, "Call +34 910 000 001.", "Llama al 910 000 002.")


def test_a_site_of_the_language_is_the_same_site_and_a_file_is_none() -> None:
    assert flaws(changed_addresses, "See a-b.example.", "Mira es.a-b.example.") == []
    assert flaws(changed_addresses, "Open main.py.", "Abre otro.py.") == []
