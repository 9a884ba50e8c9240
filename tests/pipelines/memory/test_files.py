"""A TMX from elsewhere in a project: what it offers, to whom, and what the report says of the rest."""

from __future__ import annotations

import pytest

from locmem.errors import InputErrors
from locmem.model.match import Trust
from locmem.pipelines.memory.care import dedupe
from locmem.pipelines.memory.files import TmxImport, export_tmx, import_tmx
from locmem.pipelines.run import run_step
from tests.pipelines.shop import Shop

HEAD = '<tmx version="1.4"><header creationtool="t" srclang="en-US"/><body>\n'


def brought(shop: Shop, *pairs: tuple[str, str, str], name: str = "agency") -> TmxImport:
    """The import of a file with pairs of a source, a locale as the file spells it, and a target."""
    file = shop.root / f"{name}.tmx"
    units = (
        f'<tu><tuv xml:lang="en-US"><seg>{source}</seg></tuv><tuv xml:lang="{tag}"><seg>{target}</seg></tuv></tu>\n'
        for source, tag, target in pairs
    )
    file.write_text(f"{HEAD}{''.join(units)}</body></tmx>\n", encoding="utf-8")
    _, result = run_step(shop.open(), "memory import", lambda run: import_tmx(run, file))
    return result


@pytest.mark.parametrize("tag", ["es-ES", "es_ES", "ES_es", "es-MX"])
def test_the_text_of_a_region_is_offered_for_its_language_with_its_own_tag_and_points_off(shop: Shop, tag: str) -> None:
    result = brought(shop, ("Most orders leave quickly today.", tag, "La mayoría sale hoy."))
    [(made_for, locale, count)] = result.offered
    assert (locale, count, result.unused) == ("es", 1, ())
    assert made_for in result.remarks[0]
    (match,) = shop.open().memory.search("Most orders leave quickly today.", target="es")
    assert (match.target_text, match.percent, match.entry.trust) == ("La mayoría sale hoy.", 95, Trust.IMPORTED)
    assert {penalty.name for penalty in match.penalties} == {"imported", "other variant"}
    assert match.entry.made_for == made_for
    shop.write("content/articles/new.md", "Most orders leave quickly today.\n")
    shop.run()
    assert (
        shop.entry("Most orders leave quickly today.").target,
        shop.entry("Most orders leave quickly today.").state.value,
    ) == ("La mayoría sale hoy.", "draft")


def test_the_text_of_a_region_never_makes_a_confirmed_one_doubtful(shop: Shop) -> None:
    brought(shop, ("We answer without delay.", "es-ES", "Le contestamos enseguida."))
    best = shop.open().memory.search("We answer without delay.", target="es")
    assert [(match.entry.made_for, match.is_ambiguous) for match in best] == [("es", False), ("es-ES", False)]


@pytest.mark.parametrize(
    ("declared", "tag"),
    [("pt-PT", "pt-BR"), ("zh-CN", "zh-TW"), ("es-419, es", "es-MX"), ("ja", "fr"), ("pt-PT", "pt")],
)
def test_what_no_locale_reads_is_named_with_what_to_do(shop: Shop, declared: str, tag: str) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", f"locales: [{declared}]")
    shop.remove("content/translations")
    result = brought(shop, ("One.", tag, "x"), ("Two.", tag, "y"))
    assert (result.offered, result.unused) == ((), ((tag, 2),))
    assert f"2 pairs in {tag}" in result.remarks[0]
    assert "`locales`" in result.remarks[0]
    assert "`fallbacks`" in result.remarks[0]


def test_a_regions_pairs_leave_as_they_came_and_duplicates_among_them_are_found(shop: Shop) -> None:
    brought(shop, ("One more lamp.", "es-ES", "Otra lámpara."))
    brought(shop, ("One more lamp.", "es-ES", "Otra lámpara."), name="other")
    project = shop.open()
    export_tmx(project, shop.root / "all.tmx", ["es"])  # type: ignore[list-item]
    assert 'xml:lang="es-ES"' in shop.read("all.tmx")
    _, result = run_step(shop.open(), "memory dedupe", dedupe)
    assert result.repeated == 1


def test_a_broken_unit_of_the_projects_own_file_is_never_written_over(shop: Shop) -> None:
    shop.write("content/memory/es.tmx", f'{HEAD}<tu><tuv xml:lang="en"><seg>Kept.</seg></tuv></tu></body></tmx>')
    before = shop.read("content/memory/es.tmx")
    with pytest.raises(InputErrors, match=r"content/memory/es.tmx:2: The unit has no translation\. Mend"):
        shop.run()
    with pytest.raises(InputErrors, match="Mend"):
        run_step(shop.open(), "memory dedupe", dedupe)
    assert shop.read("content/memory/es.tmx") == before
