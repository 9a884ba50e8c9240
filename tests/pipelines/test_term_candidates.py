"""Terms proposed from what people confirmed, and from nothing else."""

from __future__ import annotations

from locmem.model.tags import LanguageTag
from locmem.model.term import TermStatus
from locmem.model.translation import Origin, OriginKind, State
from locmem.pipelines.run import run_step
from locmem.pipelines.term_candidates import as_table, term_candidates
from locmem.pipelines.terms import check_terms, import_terms
from tests.pipelines.shop import Shop

ES = LanguageTag("es")
LINES = {
    f"The parcel {verb} {where}.": f"El paquete {verbo} {donde}."
    for verb, verbo, where, donde in (
        ("left", "salió", "the store", "de la tienda"),
        ("waits", "espera", "at the gate", "en la puerta"),
        ("came", "llegó", "on Monday", "el lunes"),
        ("returns", "vuelve", "tomorrow", "mañana"),
    )
}


def pages(shop: Shop) -> None:
    for number in range(2):
        body = "\n\n".join(list(LINES)[number::2])
        shop.write(f"content/articles/parcel{number}.md", f"---\ntitle: Page {number}\n---\n\n{body}\n")
    shop.run("collect")


def phrases(shop: Shop) -> dict[str, str]:
    found = term_candidates(shop.open(), [ES], 50)
    return {one.text.casefold(): one.renderings[0].text.casefold() for one in found if one.renderings}


def test_a_phrase_that_is_translated_again_and_again_is_proposed_with_its_translation(shop: Shop) -> None:
    pages(shop)
    shop.translate("es", LINES)
    shop.run("sync")
    assert phrases(shop)["parcel"] == "paquete"


def test_what_is_in_the_glossary_is_not_proposed_again(shop: Shop) -> None:
    shop.write("content/glossary.csv", "concept,locale,term\nparcel,en,parcel\nparcel,es,paquete\n")
    pages(shop)
    shop.translate("es", LINES)
    shop.run("sync")
    assert "parcel" not in phrases(shop)


def test_drafts_of_machines_propose_nothing(shop: Shop) -> None:
    pages(shop)
    for source, target in LINES.items():
        draft = shop.entry(source).with_target(target, State.DRAFT, Origin(OriginKind.MT, "apertium"))
        shop.change_entry(source, "es", draft)
    shop.run("sync")
    assert "parcel" not in phrases(shop)


def test_as_a_glossary_nothing_is_preferred_that_nobody_chose(shop: Shop) -> None:
    pages(shop)
    shop.translate("es", LINES)
    shop.run("sync")
    project = shop.open()
    (shop.root / "found.csv").write_bytes(as_table(project, term_candidates(project, [ES], 50)))
    run_step(shop.open(), "terms import", lambda run: import_terms(run, shop.root / "found.csv", ""))
    [concept] = [one for one in shop.open().glossary.concepts if one.id == "parcel"]
    assert {term.status for term in concept.terms} == {TermStatus.ADMITTED}
    missing = {flaw.concept for flaw in check_terms(shop.open()).flaws if flaw.kind == "preferred-missing"}
    assert "parcel" in missing
