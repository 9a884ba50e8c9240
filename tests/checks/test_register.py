"""How translations address readers; what each check finds and leaves stands in its cases."""

from __future__ import annotations

from tests.checks.lamps import Lamps


def test_a_mixed_page_is_told_once_with_both_places(lamps: Lamps) -> None:
    lamps.article("One.\n\nTwo.\n\nThree.")
    lamps.translate({"One": "Mira tu correo.", "Two": "Si usted puede.", "Three": "Abre tu cuenta."})
    [found] = lamps.findings("register-mixed")
    assert "“usted” is formal address" in found.what
    assert "informal address 2 times, first “tu” in articles/refunds.md#" in found.what


def test_where_the_project_says_how_only_what_differs_is_told(lamps: Lamps) -> None:
    settings = (lamps.root / "locmem.yaml").read_text()
    lamps.write("locmem.yaml", settings + 'registers: {es: "usted"}\n')
    lamps.article("One.\n\nTwo.")
    lamps.translate({"One": "Mira tu correo.", "Two": "Si usted puede."})
    assert lamps.findings("register-mixed") == []
    [found] = lamps.findings("register-other")
    assert found.what == "“tu” is informal address; es wants “usted”."


def test_where_the_settings_say_nothing_the_tone_of_all_profiles_does(lamps: Lamps) -> None:
    spain = (lamps.root / "markets/ES.yaml").read_text()
    lamps.article("You can wait.")
    lamps.translate({"You": "Puede esperar."})
    lamps.write("markets/ES.yaml", spain.replace("{format: es-ES}", "{format: es-ES, tone: friendly and informal}"))
    [found] = lamps.findings("register-other")
    assert found.what == "“puede” is formal address; es wants “friendly and informal”."
    assert found.do == "Address readers as `tone` in the profiles of its markets says."
    lamps.write("markets/ES.yaml", spain.replace("{format: es-ES}", "{format: es-ES, tone: tú or usted}"))
    assert lamps.findings("register-other") == []


VARIANTS = """\
project: Lamps
source_locale: en
locales: [es, es-MX]
variants: {es-MX: es}
content:
  - {name: articles, files: articles/**/*.md, kind: markdown}
"""


def test_what_a_variant_inherits_in_another_register_is_told_there_and_once(lamps: Lamps) -> None:
    lamps.write("locmem.yaml", VARIANTS + 'registers: {es: "informal", es-MX: "formal"}\n')
    lamps.write("markets/BR.yaml", (lamps.root / "markets/BR.yaml").read_text().replace("pt-BR", "es-MX"))
    lamps.article("You can wait.\n\nYour lamp.")
    lamps.translate({"You": "Puedes esperar.", "Your": "Tu lámpara."})
    [found] = lamps.findings("register-other")
    assert found.what == "“Puedes” is informal address, 2 times on this page; es-MX wants “formal”."
    assert found.do.startswith("It is inherited from es, which wants something else")
    lamps.translate({"You": "Puede esperar.", "Your": "Su lámpara."}, locale="es-MX")
    assert lamps.findings("register-other") == []


def test_what_a_variant_inherits_and_wants_alike_is_told_of_its_base_alone(lamps: Lamps) -> None:
    lamps.write("locmem.yaml", VARIANTS + 'registers: {es: "informal"}\n')
    lamps.write("markets/BR.yaml", (lamps.root / "markets/BR.yaml").read_text().replace("pt-BR", "es-MX"))
    lamps.article("You can wait.")
    lamps.translate({"You": "Puede esperar."})
    [found] = lamps.findings("register-other")
    assert "es wants" in found.what


def test_on_a_page_in_brazil_instructions_go_with_either_pronoun(lamps: Lamps) -> None:
    lamps.article("One.\n\nTwo.\n\nThree.")
    lamps.translate({"One": "Se você quiser.", "Two": "Clique aqui."}, locale="pt-BR")
    assert lamps.findings("register-mixed") == []
    lamps.translate({"Three": "O senhor pode."}, locale="pt-BR")
    [found] = lamps.findings("register-mixed")
    assert "address" in found.what
