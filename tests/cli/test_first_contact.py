"""What a team meets in its first hour: other spellings of locales, profiles that are not whole, many files at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Locmem
from tests.pipelines.shop import Shop

TMX = (
    '<tmx version="1.4"><header srclang="en-US"/><body><tu><tuv xml:lang="en-US"><seg>One more lamp.</seg></tuv>'
    '<tuv xml:lang="{}"><seg>x</seg></tuv></tu></body></tmx>'
)


@pytest.mark.parametrize("named", ["ES", "es_ES", "es-es", "es_ES.UTF-8"])
@pytest.mark.parametrize(
    "words",
    [
        ("analyze", "--locale"),
        ("queue", "list", "--locale"),
        ("export", "--format", "po", "--dry-run", "--locale"),
        ("render", "--dry-run", "--locale"),
        ("run", "sync", "--dry-run", "--locale"),
        ("memory", "search", "One more lamp.", "--to"),
        ("memory", "concordance", "lamp", "--to"),
        ("content", "align", "content/articles", "content/articles", "--dry-run", "--to"),
    ],
    ids=" ".join,
)
def test_an_option_takes_a_locale_as_people_write_it_and_says_so(
    locmem: Locmem, words: tuple[str, ...], named: str
) -> None:
    own = locmem(*words, "es")
    other = locmem(*words, named)
    assert (other.code, other.out) == (own.code, own.out)
    note = f"{named} is taken for es, as locmem.yaml calls it."
    assert [line for line in other.err.splitlines() if line not in own.err.splitlines()] == [note]


def test_a_locale_that_may_be_several_is_asked_for(shop: Shop, locmem: Locmem) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, ja, pt-PT, zh-CN, zh-TW]")
    done = locmem("analyze", "--locale", "zh-Hant")
    assert (done.code, "zh-Hant is taken for zh-TW" in done.err) == (0, True)
    for name in ("pt", "fr"):
        done = locmem("analyze", "--locale", name)
        assert (done.code, f"the locale {name} is not declared" in done.err) == (2, True)
    shop.edit("locmem.yaml", "[es, ja,", "[es-ES, es-MX, ja,")
    shop.remove("content/translations")
    done = locmem("analyze", "--locale", "es")
    assert (done.code, "es may be es-ES or es-MX. Name the one you mean." in done.err) == (2, True)


def test_a_memory_that_nobody_reads_stays_out_until_it_is_said_who_does(shop: Shop, locmem: Locmem) -> None:
    file = shop.root / "agency.tmx"
    file.write_text(TMX.format("fr-FR"), encoding="utf-8")
    done = locmem("memory", "import", "agency.tmx")
    assert (done.code, "nothing taken in" in done.out, "no locale of locmem.yaml reads fr-FR" in done.err) == (
        1,
        True,
        True,
    )
    assert not (shop.root / "content/memory/agency.tmx").exists()
    file.write_text(TMX.format("es_MX"), encoding="utf-8")
    done = locmem("memory", "import", "agency.tmx", "--as", "ES")
    assert (done.code, "1 pair in es" in done.out) == (0, True)
    assert "One more lamp." in locmem("memory", "search", "One more lamp.", "--to", "es_ES").out


def test_sync_says_of_a_market_without_company_data_what_the_list_of_markets_says(shop: Shop, locmem: Locmem) -> None:
    told = "the market FR has no company data. Add them under markets.FR."
    shop.write("markets/FR.yaml", "market: FR\nname: France\ncurrency: EUR\nlocales: {fr: {format: fr-FR}}\n")
    done = locmem("market", "list")
    assert (done.code, told in done.err) == (2, True)
    done = locmem("sync")
    assert (done.code, told in done.err) == (0, True)
    shop.remove("markets/FR.yaml")
    assert "company data" not in locmem("sync").text


def test_files_without_a_counterpart_are_counted_where_there_are_many(locmem: Locmem, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "paying.md").write_text("---\ntitle: Pagar\n---\n\nTexto.\n", encoding="utf-8")
    for number in range(30):
        (folder / f"other-{number:02}.md").write_text("Otro.\n", encoding="utf-8")
    done = locmem("content", "align", "articles", str(folder), "--to", "es", "--dry-run")
    lines = [line for line in done.out.splitlines() if "no document under this name" in line]
    assert len(lines) == 6
    assert lines[-1] == "and 25 more: no document under this name; --json lists all"
    assert "other-29.md" in locmem("content", "align", "articles", str(folder), "--to", "es", "--dry-run", "--json").out


def test_a_locale_that_no_market_reads_is_mentioned_and_fails_nothing(shop: Shop, locmem: Locmem) -> None:
    assert "No launched market" not in locmem("status").text
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, ja, fr]")
    assert "No launched market is served in fr" in locmem("status").err
    assert "no launched market is served in fr" in locmem("doctor").out
    done = locmem("check", "--gate", "release", "--all")
    assert (done.code, "no launched market is served in fr" in done.text) == (0, True)
