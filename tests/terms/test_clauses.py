"""The verb of a clause tells how its reader is addressed where the source says what the reader does."""

from __future__ import annotations

import pytest

from locmem.terms.clauses import familiar_verb, polite_verb


@pytest.mark.parametrize(
    ("language", "source", "text", "verb"),
    [
        ("es", "When you cancel it, we pay.", "Cuando cancele el pedido, pagamos.", "cancele"),
        ("es", "You will get an email.", "Recibirá un correo.", "recibirá"),
        ("es", "Don’t open it.", "No lo abra.", "abra"),
        ("it", "If you wish, we call.", "Se lo desidera, chiamiamo.", "desidera"),
        ("it", "Let us know.", "Ci avvisi.", "avvisi"),
        ("it", "Make sure that it is dry.", "Si assicuri che sia asciutto.", "assicuri"),
        ("pt", "Have you tried it?", "Já experimentou?", "experimentou"),
        ("pt", "If you like, we call.", "Se quiser, ligamos.", "quiser"),
        ("es", "Were you trying to sign in?", "¿Intentaba iniciar sesión?", "intentaba"),
        ("es", "If you had told us, we would wait.", "Si nos hubiera avisado, esperaríamos.", "hubiera"),
        ("es", "Why did you cancel?", "¿Por qué canceló?", "canceló"),
        ("es", "It would help if you sent it.", "Ayudaría que enviara una foto.", "enviara"),
        ("it", "Do you agree to it?", "È d’accordo?", "è"),
        ("it", "What were you expecting?", "Che cosa si aspettava?", "aspettava"),
        ("it", "If you had asked us, we would help.", "Se ce l’avesse chiesto, aiuteremmo.", "avesse"),
        ("pt", "Which bank did you pay through?", "Por qual banco pagou?", "pagou"),
        # What it does, or anybody, or nobody.
        ("it", "Are you root?", "È stato avviato così?", ""),
        ("es", "It abstracts (which lets you sort).", "Resume, lo que permite ordenar.", ""),
        ("es", "It will arrive.", "Llegará mañana.", ""),
        ("es", "You can return it.", "Se puede devolver.", ""),
        ("es", "You should read the page.", "Consulta la página.", ""),
        ("it", "You may have to wait.", "Potrebbe essere necessario aspettare.", ""),
        ("it", "Note that it is slow.", "Si noti che è lento.", ""),
        ("de", "You can.", "Man kann.", ""),
    ],
)
def test_a_polite_verb_is_one_that_the_source_says_of_its_reader(
    language: str, source: str, text: str, verb: str
) -> None:
    assert polite_verb(text, source, language) == verb


@pytest.mark.parametrize(
    ("language", "source", "text", "verb"),
    [
        ("es", "If you buy it, wait.", "Si compras dos, espera.", "compras"),
        ("es", "Never clean it.", "Nunca limpies la caja.", "limpies"),
        ("es", "Purchases and returns", "Compras y devoluciones", ""),
        ("it", "Would you like to wait?", "Desideri aspettare?", "desideri"),
        ("it", "Never clean it.", "Non pulire mai la lampada.", "pulire"),
        ("it", "It cannot clean.", "Non pulire è un errore.", ""),
        ("it", "Do not take it off.", "Non toglierlo.", "toglierlo"),
        ("it", "Do not expect it to run.", "Non corre.", ""),
        ("es", "Do you still have it?", "¿Aún conservas el recibo?", "conservas"),
        ("pt", "When you pay, we send it.", "Quando pagas, enviamos.", "pagas"),
    ],
)
def test_a_familiar_verb_stands_first_in_its_clause(language: str, source: str, text: str, verb: str) -> None:
    assert familiar_verb(text, source, language) == verb
