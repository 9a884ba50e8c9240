"""Forms of verbs that only an address has, and words that end like them by chance."""

from __future__ import annotations

import pytest

from locmem.terms.second_person import second_person_in


@pytest.mark.parametrize(
    ("locale", "text", "registers"),
    [
        ("es", "Podemos ayudarte.", {"informal"}),
        ("es", "Parte del texto: suerte, fuerte, comparte, advierte.", set()),
        ("es", "¿Pagaste? ¿Cancelaste?", {"informal"}),
        ("es", "Ya has pagado.", {"informal"}),
        ("es", "Regístrate aquí.", {"informal"}),
        ("es", "El trámite existe y consiste en leer.", set()),
        ("it", "Avrai due reparti.", {"informal"}),
        ("it", "Usavi la chat.", {"informal"}),
        ("it", "Sei d’accordo?", {"informal"}),
        ("it", "Sei anni di interessi e di passi.", set()),
        ("es", "Nos comprabas mucho.", {"informal"}),
        ("pt-BR", "Se optasses pelo plano.", {"informal"}),
        ("pt-BR", "Garantias e interesses.", set()),
        ("pl", "Czy Pan(i) zapłaci? Pana/Panią", {"formal"}),
        ("it", "I reparti, gli arresti, i resti.", set()),
        ("it", "Possiamo aiutarLa.", {"formal"}),
        ("pt-PT", "Se cancelares, avisamos-te.", {"informal"}),
        ("pt-PT", "Os poderes de lugares atrás.", set()),
        ("pt-PT", "Pergunte ao senhor.", {"deferential"}),
        ("pt-PT", "O senhor Silva chegou.", set()),
        ("fr", "Nous t’écrivons. Veux-tu ?", {"informal"}),
        ("fr", "Vous n’avez pas assez : cliquez.", {"formal"}),
        ("fr", "Un rendez-vous chez Mme Fernandez, avec assez de riz.", set()),
        ("de", "wenn man wünscht, was du bestellst", {"informal"}),
        ("de", "zuerst, selbst, längst, einst, möglichst, äußerst, erst, wächst", set()),
        ("pl", "Gdy zapłacisz, otrzymałeś fakturę.", {"informal"}),
        ("pl", "nasz kosz, wasz arkusz i klawisz", set()),
        ("pl", "Zalecamy, abyś ustawił hasło.", {"informal"}),
        ("pl", "Chodzi o osobę, a był to Jaś.", set()),
        ("de", "Falls niemand da ist, könnt, müsst oder habt.", {"plural"}),
        ("nl", "Kies alsjeblieft.", {"informal"}),
        ("es", "“Podemos ayudarte”, decía.", set()),
        ("en", "You may.", set()),
    ],
)
def test_endings_tell_who_is_spoken_to(locale: str, text: str, registers: set[str]) -> None:
    assert {one.register for one in second_person_in(text, locale)} == registers
