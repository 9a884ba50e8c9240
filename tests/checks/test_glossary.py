from __future__ import annotations

from tests.checks.lamps import Lamps

HEAD = "concept,locale,term,status\n"


def rows(*locales: str) -> str:
    names = ("lamp", "box", "shade", "plug", "cable")
    return "".join(f"{name},{locale},{name} {locale},preferred\n" for name in names for locale in ("en", *locales))


def test_a_locale_of_which_the_glossary_has_little_is_not_asked_for_more(lamps: Lamps) -> None:
    lamps.write("content/glossary.csv", f"{HEAD}{rows('es')}lamp,pt-BR,lâmpada,preferred\n")
    assert lamps.findings("glossary-entry") == []


def test_one_word_that_is_missing_among_many_is_told_at_its_concept(lamps: Lamps) -> None:
    lamps.write("content/glossary.csv", HEAD + rows("es").replace("plug,es,plug es,preferred\n", ""))
    [found] = lamps.findings("glossary-entry")
    assert (found.location.path, found.location.line) == ("content/glossary.csv", 8)
    assert "plug en" in found.what


def test_a_locale_that_the_settings_lack_is_told_once(lamps: Lamps) -> None:
    lamps.write("content/glossary.csv", HEAD + rows("es", "it"))
    [found] = lamps.findings("glossary-entry")
    assert found.location.line == 4
    assert found.what == "it is no locale of locmem.yaml. 5 rows are in it, this is the first."
    assert found.do == "Add it to `locales`, or correct the rows."
