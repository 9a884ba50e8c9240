"""A mended text is offered only where all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from locmem.catalogs.pairs import Workspace
from locmem.checks.listed import Reach
from locmem.checks.proving import may_be_mended, place_of, proven, with_targets
from locmem.checks.run import findings_of
from locmem.errors import Location
from locmem.exchange.soundness import Page
from locmem.model.finding import Finding, Gate, Rewording, Severity
from locmem.model.segment import UnitKind
from locmem.model.translation import HUMAN, CatalogEntry, State
from locmem.workspace.sources import options_of
from tests.checks.lamps import Lamps

CATALOG = "content/translations/es/articles/refunds.md.po"


def tried(
    lamps: Lamps, *offers: tuple[str, str], echo: tuple[str, str] | None = None, stays: bool = False
) -> list[str]:
    """Which of these targets, each for the text that is there now, are sound; a check finds fault with all of them.

    echo: a target with which something else is found at the entry of another.  stays: whether the fault does.
    """
    context = lamps.context()
    workspace = context.workspace
    keys = {pair.path + entry.target: pair.key(entry) for pair in workspace.pairs for entry in pair.catalog.entries}

    def look(some: Workspace) -> Iterator[Finding]:
        yield from findings_of(context.of(some), Reach.DOCUMENT)
        there = {entry.target for pair in some.pairs for entry in pair.catalog.entries}
        for old, new in offers:
            if old in there or stays:
                yield replace(fault(old), mended=Rewording(old=old, new=new))
        if echo and echo[0] in there:
            yield fault(echo[1])

    def fault(target: str) -> Finding:
        place = Location(path=CATALOG, key=keys[CATALOG + target])
        return Finding(check="fault", gate=Gate.RELEASE, severity=Severity.NOTE, location=place, what="It is bad.")

    found = proven(workspace, look(workspace), look, options_of)
    return [one.mended.new for one in found if one.check == "fault" and one.mended]


def test_of_several_texts_the_sound_ones_are_kept(lamps: Lamps) -> None:
    lamps.article("Open the page.\n\nWait for it.")
    lamps.translate({"Open": "Abre la  página.", "Wait": "Espera  a ella."})
    assert tried(lamps, ("Abre la  página.", "Abre la página."), ("Espera  a ella.", "TODO")) == ["Abre la página."]


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("Press **Save** now.", "Pulsa  **Guardar** ya.", "Pulsa Guardar ya."),
        ("Press **Save** now.", "Pulsa  **Guardar** ya.", "Pulsa **Guardar ** ya."),
        ("Add {{ market.tax.abbreviation }} now.", "{{ market.tax.abbreviation }}  ya.", "{{ market.tax.name }} ya."),
        ("Do it now.", "Hazlo  ya.", "Hazlo  ya, [ya](b.md)."),
        ("- It is so.", "Así  es.", "[x] Así es."),
        ("It is so.", "Así  es.", "Así es: lo lo es."),
    ],
    ids=["code lost", "code damaged", "other fact", "link added", "misread", "new finding"],
)
def test_what_changes_anything_else_is_no_remedy(lamps: Lamps, source: str, old: str, new: str) -> None:
    lamps.article(source)
    lamps.translate({source[2:5]: old})
    assert tried(lamps, (old, new)) == []
    assert tried(lamps, (old, old.replace("  ", " "))) == [old.replace("  ", " ")]


def test_what_its_page_would_read_otherwise_is_no_remedy(lamps: Lamps, monkeypatch: pytest.MonkeyPatch) -> None:
    lamps.article("Open the page.\n\nWait for it.")
    lamps.translate({"Open": "Abre la  página.", "Wait": "Espera  a ella."})
    really = Page.misread

    def spoilt(page: Page, new: Mapping[str, CatalogEntry]) -> dict[str, str]:
        assert really(page, new) == {}
        return {key: "it would be a list" for key, entry in new.items() if entry.target.startswith("Abre")}

    # No text is known that another check would not find fault with as well.
    monkeypatch.setattr(Page, "misread", spoilt)
    offers = ("Abre la  página.", "Abre la página."), ("Espera  a ella.", "Espera a ella.")
    assert tried(lamps, *offers) == ["Espera a ella."]


def test_words_and_where_they_lead_do_not_change_together(lamps: Lamps) -> None:
    lamps.article("See [a](https://lamps.example/a).")
    old = "Mira  [a](https://lamps.example/b)."
    lamps.translate({"See": old})
    alone, together = old.replace("/b", "/a"), "Mira [a](https://lamps.example/a)."
    assert (tried(lamps, (old, together)), tried(lamps, (old, alone))) == ([], [alone])


def test_what_would_be_found_elsewhere_keeps_only_the_text_it_comes_from(lamps: Lamps) -> None:
    lamps.article("\n\n".join(f"Open page {name}." for name in "ABCDE"))
    lamps.translate({f" {name}.": f"Abre  {name}." for name in "ABCDE"})
    offers = [(f"Abre  {name}.", f"Abre {name}.") for name in "ABCD"]
    assert tried(lamps, *offers, echo=("Abre C.", "Abre  E.")) == ["Abre A.", "Abre B.", "Abre D."]


def test_a_finding_that_stays_has_no_remedy(lamps: Lamps) -> None:
    lamps.article("Open the page.")
    lamps.translate({"Open": "Abre la  página."})
    assert tried(lamps, ("Abre la  página.", "Abre la página."), stays=True) == []


def test_other_entries_and_catalogs_are_the_same_objects(lamps: Lamps) -> None:
    lamps.article("Open the page.")
    lamps.translate({"Open": "Abre."})
    workspace = lamps.context().workspace
    [pair] = workspace.pairs_of("es")
    key = pair.key(pair.catalog.entries[1])
    new = with_targets(workspace, {(CATALOG, key): "Ábrela."})
    assert [entry.target for entry in new.pairs_of("es")[0].catalog.entries] == ["", "Ábrela."]
    assert new.pairs_of("pt-BR")[0] is workspace.pairs_of("pt-BR")[0]
    place = Location(path=CATALOG, key=key)
    found = Finding(check="x", gate=Gate.CHANGE, severity=Severity.NOTE, location=place, what="")
    assert place_of(found) == (CATALOG, key)


def test_a_text_that_waits_for_a_person_or_is_anothers_is_not_touched() -> None:
    entry = CatalogEntry(occurrence="k", kind=UnitKind.TITLE, source="a").with_target("b", State.REVIEWED, HUMAN)
    assert may_be_mended(entry)
    assert may_be_mended(replace(entry, state=State.DRAFT))
    for other in ({"target": ""}, {"inherited": "es"}, {"proposal": "c"}, {"may_be_cut": True}):
        assert not may_be_mended(replace(entry, **other))
