"""Bodies as they call themselves, each once."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said

RULE = "market-authority"
NAME, SITE, PHONE = "Agencia Española de Protección de Datos (AEPD)", "https://www.aepd.es/", "+34900293183"


def authority(name: str = NAME, site: str = SITE, phone: str = PHONE, code: str = "ES") -> str:
    facts = f"""
        data_protection:
          authority:
            name: {{type: name, value: "{name}", {READ}}}
            website: {{type: url, value: "{site}", {READ}}}
            phone: {{type: phone, value: "{phone}", {READ}}}
        """
    return said(RULE, {code: market(code, facts)}, code)


def test_the_authority_as_it_calls_itself_is_left_alone() -> None:
    assert authority() == ""
    assert authority(name="Agencia Española de Protección de Datos") == ""
    assert authority(site="https://sedeagpd.aepd.es/inicio") == ""


def test_the_authority_of_a_part_of_a_country_is_not_known_here() -> None:
    assert authority("Berliner Beauftragte für Datenschutz", "https://www.datenschutz-berlin.de", code="DE") == ""


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"name": "Agencia Española de Protección de Datos (AEDP)"}, "known here is Agencia"),
        ({"name": "Agencia Española de Protecion de Datos"}, "known here is Agencia"),
        ({"name": "Comissão Nacional de Proteção de Dados"}, "known here is Agencia"),
        ({"site": "https://www.cnpd.pt/"}, "known here is aepd.es"),
        ({"phone": "+34900293138"}, "known here is +34900293183"),
    ],
)
def test_another_name_host_or_number_is_told(change: dict[str, str], what: str) -> None:
    assert what in authority(**change)


def test_a_number_that_changed_is_answered_by_a_note_with_its_day() -> None:
    other = "+34900293138"
    for note, is_told in (("moved on 1 December 2026", False), ("we like it better", True)):
        assert bool(authority(phone=f'{other}", note: "{note}')) is is_told


def bodies(items: str, name: str = "Junta Arbitral", site: str = "https://junta.es") -> str:
    facts = f"""
        complaints:
          body:
            name: {{type: name, value: {name}, {READ}}}
            website: {{type: url, value: "{site}", {READ}}}
          bodies: {{type: list, items: [{items}]}}
        """
    return said(RULE, {"ES": market("ES", facts)})


def item(name: str, site: str = "", kind: str = "adr") -> str:
    website = f'website: "{site}", ' if site else ""
    return f"{{name: {name}, kind: {kind}, {website}{READ}}}"


def test_the_body_that_pages_name_is_one_of_the_list() -> None:
    assert bodies(item("Junta Arbitral de Consumo", "https://junta.es")) == ""
    assert "complaints.bodies does not have" in bodies(item("Oficina Municipal", "https://oficina.es"))
    assert bodies(item("Oficina Municipal", "https://junta.es/oficina")) == ""
    assert bodies(item("Oficina Municipal (JAC)"), name="Junta Arbitral (JAC)") == ""
    assert "complaints.body.website is https://junta.es" in bodies(item("Junta Arbitral", "https://otra.es"))


def test_one_body_under_two_names_stands_once() -> None:
    first = item("Junta Arbitral", "https://junta.es")
    assert "which are one" in bodies(f"{first}, {item('Junta de Arbitraje', 'https://junta.es/')}")
    assert "which are one" in bodies(f"{first}, {item('JUNTA ARBITRAL')}")
    assert bodies(f"{first}, {item('Mediación', 'https://junta.es', 'mediation')}") == ""
