"""A text that stands in two languages of one fact."""

from __future__ import annotations

from tests.markets.small import READ, market, said

RULE = "market-twin"
LOCALES = "es: {format: es-ES}, ca-ES: {format: ca-ES}"
LABEL = "label: {{type: text, legal: true, values: {{es: {}, ca-ES: {}}}, " + READ + "}}"


def label(one: str, other: str) -> str:
    return said(RULE, {"ES": market("ES", LABEL.format(one, other), locales=LOCALES)})


def test_one_text_in_two_languages_is_told() -> None:
    assert "market label" not in label("Desistir aquí ahora", "Desistir aquí ahora")
    assert "label is “Desistir aquí ahora” in ca-ES, nearly as in es" in label(
        "Desistir aquí ahora", "Desistir aquí ahora"
    )


def test_near_languages_and_short_words_are_left_alone() -> None:
    assert label("Desistir del contrato aquí", "Desistir del contracte aquí") == ""
    assert label("factura", "factura") == ""


def test_what_a_region_says_is_read_where_a_member_writes_its_own() -> None:
    region = (
        "region: EU\nname: European Union\nmembers: [ES]\nfacts:\n  label: {type: text, legal: true, "
        f"values: {{es: Desistir aquí, sk: Odstúpiť od zmluvy tu, pl: Odstúpiť od zmluvy tu}}, {READ}}}\n"
    )
    own = f"label: {{type: text, legal: true, values: {{es: Desistir}}, {READ}}}"
    files = {"_regions/EU": region, "ES": market("ES", own, more="region: EU")}
    assert "in pl, nearly as in sk" in said(RULE, files)
    assert said(RULE, files | {"_regions/EU": region.replace("pl: Odstúpiť od zmluvy tu", "pl: Odstąp od umowy")}) == ""
