"""A TMX from elsewhere in a project: what it offers, to whom, and what the report says of the rest."""

from __future__ import annotations

import pytest

from locmem.errors import UsageError
from locmem.model.match import Trust
from locmem.pipelines.memory.care import dedupe
from locmem.pipelines.memory.files import TmxImport, export_tmx, import_tmx
from locmem.pipelines.run import run_step
from tests.pipelines.shop import Shop

HEAD = '<tmx version="1.4"><header creationtool="t" srclang="en-US"/><body>\n'


def brought(shop: Shop, *pairs: tuple[str, str, str], name: str = "agency", locale: str = "") -> TmxImport:
    """The import of a file with pairs of a source, a locale as the file spells it, and a target."""
    file = shop.root / f"{name}.tmx"
    units = (
        f'<tu><tuv xml:lang="en-US"><seg>{source}</seg></tuv><tuv xml:lang="{tag}"><seg>{target}</seg></tuv></tu>\n'
        for source, tag, target in pairs
    )
    file.write_text(f"{HEAD}{''.join(units)}</body></tmx>\n", encoding="utf-8")
    _, result = run_step(shop.open(), "memory import", lambda run: import_tmx(run, file, locale=locale))
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


@pytest.mark.parametrize(
    ("declared", "tag", "made_for", "locale"),
    [
        ("es", "es-ES-x-foo", "es-ES-x-foo", "es"),
        ("es-ES", "es-ES-x-foo", "es-ES-x-foo", "es-ES"),
        ("es", "es_X_Foo", "es-x-foo", "es"),
        ("ja", "ja-JP-u-ca-japanese", "ja-JP-u-ca-japanese", "ja"),
        ("es", "es_ES@euro", "es-ES", "es"),
        ("es", "es_ES.UTF-8", "es-ES", "es"),
        ("zh-CN", "zh-cmn-Hans", "cmn-Hans", "zh-CN"),
        ("sr-Latn", "sr_RS@latin", "sr-Latn-RS", "sr-Latn"),
        ("nb", "no", "no", "nb"),
        ("he", "iw", "iw", "he"),
    ],
)
def test_a_longer_or_older_name_is_taken_with_a_note(
    shop: Shop, declared: str, tag: str, made_for: str, locale: str
) -> None:
    declares(shop, declared)
    result = brought(shop, ("One more lamp.", tag, "x"))
    assert (result.locales, result.offered) == (((locale, 1),), ((made_for, locale, 1),))
    assert (result.rejected, result.needs_attention) == ((), False)
    assert f"1 pair in {made_for} is offered as drafts for {locale}" in result.remarks[0]
    (match,) = shop.open().memory.search("One more lamp.", target=locale)
    assert (match.target_text, [penalty.name for penalty in match.penalties]) == ("x", ["imported", "other variant"])
    export_tmx(shop.open(), shop.root / "all.tmx", [locale])  # type: ignore[list-item]
    assert f'xml:lang="{made_for}"' in shop.read("all.tmx")


@pytest.mark.parametrize(("tag", "variant"), [("ca-valencia", "ca-valencia"), ("ca_ES@valencia", "ca-ES-valencia")])
def test_a_variant_of_a_language_is_named_and_taken_where_it_is_said(shop: Shop, tag: str, variant: str) -> None:
    declares(shop, "ca, es")
    pairs = (("One more lamp.", tag, "Un llum més."), ("Two lamps.", "es", "Dos lámparas."))
    result = brought(shop, *pairs)
    assert (result.locales, result.unused, result.needs_attention) == ((("es", 1),), ((variant, 1),), True)
    shop.run()
    result = brought(shop, *pairs, locale="ca")
    assert (result.locales, result.unused) == ((("ca", 1), ("es", 1)), ())
    (match,) = shop.open().memory.search("One more lamp.", target="ca")
    assert (match.target_text, match.entry.made_for) == ("Un llum més.", variant)


@pytest.mark.parametrize("tag", ["x-klingon", "i-default", "Spanish"])
def test_what_says_no_language_is_rejected_by_itself(shop: Shop, tag: str) -> None:
    result = brought(shop, ("One.", tag, "x"), ("Two.", "es", "Dos."))
    assert (result.locales, len(result.rejected)) == ((("es", 1),), 1)
    assert f"'{tag}' is not a language tag" in result.rejected[0]


def test_of_two_texts_in_one_language_the_one_without_private_use_is_its_text(shop: Shop) -> None:
    file = shop.root / "agency.tmx"
    texts = (("en", "One lamp."), ("es-x-foo", "Una lamparilla."), ("es", "Una lámpara."))
    unit = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in texts)
    file.write_text(f"{HEAD}<tu>{unit}</tu></body></tmx>", encoding="utf-8")
    _, result = run_step(shop.open(), "memory import", lambda run: import_tmx(run, file))
    assert (result.locales, len(result.rejected)) == ((("es", 1),), 1)
    (match,) = shop.open().memory.search("One lamp.", target="es")
    assert (match.target_text, match.entry.made_for) == ("Una lámpara.", "es")


def test_the_text_of_a_region_never_makes_a_confirmed_one_doubtful(shop: Shop) -> None:
    brought(shop, ("We answer without delay.", "es-ES", "Le contestamos enseguida."))
    best = shop.open().memory.search("We answer without delay.", target="es")
    assert [(match.entry.made_for, match.is_ambiguous) for match in best] == [("es", False), ("es-ES", False)]


def declares(shop: Shop, locales: str) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", f"locales: [{locales}]")
    shop.remove("content/translations")


@pytest.mark.parametrize(
    ("declared", "tag"), [("pt-PT", "pt-BR"), ("zh-CN", "zh-TW"), ("ja", "fr"), ("pt-PT", "pt"), ("es-MX", "es_ES")]
)
def test_what_no_locale_reads_is_named_and_not_taken_in(shop: Shop, declared: str, tag: str) -> None:
    declares(shop, declared)
    result = brought(shop, ("One.", tag, "x"), ("Two.", tag, "y"))
    assert (result.offered, result.locales, result.path, result.needs_attention) == ((), (), "", True)
    assert [count for _, count in result.unused] == [2]
    assert f"2 pairs in {tag.replace('_', '-')}" in result.remarks[0]
    assert all(word in result.remarks[0] for word in ("`locales`", "`fallbacks`", "`--as`"))
    assert not (shop.root / "content/memory/agency.tmx").exists()


@pytest.mark.parametrize(
    ("declared", "tag", "meant"),
    [("es-419, es", "es-MX", "es-419"), ("es-ES, es-MX", "es", "es-MX"), ("en-AU, en-GB", "en-001", "en-AU")],
)
def test_what_several_locales_may_be_meant_by_is_asked_for_and_taken_where_it_is_said(
    shop: Shop, declared: str, tag: str, meant: str
) -> None:
    declares(shop, declared)
    result = brought(shop, ("One more lamp.", tag, "x"))
    assert (result.path, result.needs_attention) == ("", True)
    [(asked, locales, count)] = result.unclear
    assert (asked, set(locales), count) == (tag, set(declared.split(", ")), 1)
    assert "`--as " in result.remarks[0]
    result = brought(shop, ("One more lamp.", tag, "x"), locale=meant)
    assert (result.locales, result.unclear, result.needs_attention) == (((meant, 1),), (), False)
    assert result.offered == ((tag, meant, 1),)
    (match,) = shop.open().memory.search("One more lamp.", target=meant)
    assert (match.entry.made_for, match.percent) == (tag, 95)


def test_what_is_said_to_be_another_region_goes_there_and_other_locales_stay(shop: Shop) -> None:
    declares(shop, "es-MX, es, ja")
    pairs = (("One more lamp.", "es_AR", "x"), ("Another lamp.", "es", "y"), ("A third.", "ja-JP", "z"))
    assert brought(shop, *pairs, locale="es_MX").locales == (("es", 1), ("es-MX", 1), ("ja", 1))
    with pytest.raises(UsageError, match="no text in the language of ja"):
        brought(shop, *pairs[:2], locale="ja")
    with pytest.raises(UsageError, match="is not declared"):
        brought(shop, *pairs, locale="fr")


def test_each_locale_is_told_with_its_pairs_and_one_that_nobody_reads_does_not_keep_them_out(shop: Shop) -> None:
    result = brought(shop, ("One.", "es-ES", "x"), ("Two.", "ES", "y"), ("One.", "ja", "z"), ("One.", "fr-FR", "f"))
    assert result.summary == "content/memory/agency.tmx: 2 pairs in es, 1 pair in ja"
    assert (result.unused, result.needs_attention) == ((("fr-FR", 1),), True)


def test_another_wording_of_the_source_language_is_no_translation_that_is_missed(shop: Shop) -> None:
    file = shop.root / "agency.tmx"
    texts = (("en-US", "Colors"), ("en-GB", "Colours"), ("es", "Colores"))
    unit = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in texts)
    for srclang, source in (("en-US", "Colors"), ("en-gb", "Colours")):
        file.write_text(f'<tmx version="1.4"><header srclang="{srclang}"/><body><tu>{unit}</tu></body></tmx>')
        _, result = run_step(shop.open(), "memory import", lambda run: import_tmx(run, file))
        assert (result.locales, result.needs_attention) == ((("es", 1),), False)
        shop.run()
        (match,) = shop.open().memory.search(source, target="es", floor=100)
        assert match.target_text == "Colores"
    file.write_text(f'<tmx version="1.4"><header srclang="*all*"/><body><tu>{unit}</tu></body></tmx>')
    _, result = run_step(shop.open(), "memory import", lambda run: import_tmx(run, file))
    assert "`srclang` says of none that it is the source" in result.rejected[0]


def test_codes_that_were_left_out_are_named_with_their_line(shop: Shop) -> None:
    result = brought(shop, ("Press <ut>{\\cs6}</ut>OK", "es", "Pulsa OK"), ("One.", "es", "Uno."))
    assert (result.pairs, result.rejected, result.needs_attention) == (2, (), False)
    assert result.remarks == ("codes of another tool, left out of a pair because one side lacks them: line 2: {\\cs6}",)


def test_a_broken_unit_is_named_and_the_others_come_in(shop: Shop) -> None:
    file = shop.root / "agency.tmx"
    bad = '<tu><tuv xml:lang="en">No segment</tuv><tuv xml:lang="es">Sin segmento</tuv></tu>'
    good = '<tu><tuv xml:lang="en"><seg>Good.</seg></tuv><tuv xml:lang="es"><seg>Bien.</seg></tuv></tu>'
    file.write_text(f"{HEAD}{bad}\n{good}</body></tmx>")
    _, result = run_step(shop.open(), "memory import", lambda run: import_tmx(run, file))
    assert (result.locales, len(result.rejected), result.needs_attention) == ((("es", 1),), 2, True)
    assert all(line.startswith("line 2") for line in result.rejected)


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
    [problem] = shop.run().unread
    assert str(problem).startswith("content/memory/es.tmx:2: The unit has no translation. Mend")
    project = shop.open()
    run_step(project, "memory dedupe", dedupe)
    assert project.unread == (problem,)
    assert shop.read("content/memory/es.tmx") == before
