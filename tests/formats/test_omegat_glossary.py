"""The glossary as OmegaT reads it."""

from __future__ import annotations

from locmem.formats.glossary_table import read_table
from locmem.formats.omegat_glossary import write_omegat
from locmem.model.term import Concept, Glossary, Term, TermStatus


def term(locale: str, text: str, status: TermStatus = TermStatus.PREFERRED, note: str = "") -> Term:
    return Term(locale=locale, text=text, status=status, note=note)


GLOSSARY = Glossary(
    concepts=(
        Concept(
            id="refund",
            definition="Money\npaid back.",
            terms=(
                term("en", "refund"),
                term("en", "money back", TermStatus.FORBIDDEN),
                term("es", "abono", TermStatus.ADMITTED),
                term("es", "reembolso", note="masculine"),
                term("es", "devolución", TermStatus.FORBIDDEN, note="the goods"),
                term("de", "Erstattung"),
            ),
        ),
        Concept(id="ideal", is_kept=True, terms=(term("en", "iDEAL"),)),
        Concept(id="only-german", terms=(term("en", "shade"), term("de", "Schirm"))),
        Concept(id="hash", terms=(term("en", "#1"), term("es", "n.º 1"))),
    )
)


def test_forbidden_terms_stand_in_the_comment_and_are_never_offered() -> None:
    lines = write_omegat(GLOSSARY, source_locale="en", locale="es").decode().splitlines()
    assert lines == [
        "refund\treembolso\tMoney paid back.; masculine; do not write: devolución (the goods)",
        "refund\tabono\tMoney paid back.; admitted; do not write: devolución (the goods)",
        "money back\treembolso\tMoney paid back.; masculine; do not write: devolución (the goods)",
        "money back\tabono\tMoney paid back.; admitted; do not write: devolución (the goods)",
        "iDEAL\tiDEAL\tdo not translate",
    ]


def test_a_market_is_said() -> None:
    concept = Concept(id="a", terms=(term("en", "invoice"), Term(locale="es", text="factura", markets=("ES", "MX"))))
    data = write_omegat(Glossary(concepts=(concept,)), source_locale="en", locale="es")
    assert data == b"invoice\tfactura\tonly in ES, MX\n"


def test_it_is_read_back_as_pairs() -> None:
    data = write_omegat(GLOSSARY, source_locale="en", locale="de")
    table = read_table(data, "g.txt", source_locale="en", locale="de")
    assert [[one.text for one in concept.terms] for concept in table.glossary.concepts] == [
        ["refund", "Erstattung"],
        ["money back", "Erstattung"],
        ["iDEAL", "iDEAL"],
        ["shade", "Schirm"],
    ]
