"""Translations made elsewhere come in whole, overwrite nothing, and can be taken out again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from locmem.errors import InputErrors, UsageError
from locmem.model.match import Trust
from locmem.model.translation import CatalogEntry, Origin, OriginKind, State
from locmem.pipelines.align import AlignOptions, AlignOutcome, AlignResult, align_translations
from locmem.pipelines.run import run_step
from locmem.render.merge import translated
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import SPANISH, Shop

PAYING = "articles/paying.md"
AGENCY = AlignOptions(locale="es", name="agency")


@pytest.fixture
def elsewhere(shop: Shop, tmp_path: Path) -> Path:
    """The shop's texts in Spanish as files of their own; the shop itself has no catalogs any more."""
    folder = tmp_path / "elsewhere"
    for pair in open_workspace(shop.open()).pairs_of("es"):
        targets = {index: row.target for index, row in zip(pair.source.translatable, pair.rows, strict=True)}
        kind = pair.source.content_set.kind
        text = translated(pair.source.document, pair.source.segments, targets, "es", kind)
        file = folder / pair.source.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    shop.remove("content/translations")
    shop.run()
    return folder


def bring_in(
    shop: Shop, source: str, translation: Path, options: AlignOptions = AGENCY, *, is_dry: bool = False
) -> tuple[str, AlignResult]:
    run, result = run_step(
        shop.open(), "align", lambda run: align_translations(run, Path(source), translation, options), is_dry=is_dry
    )
    return run.id, result


def entries(shop: Shop) -> dict[str, CatalogEntry]:
    pairs = open_workspace(shop.open()).pairs_of("es")
    return {pair.key(entry): entry for pair in pairs for entry in pair.catalog.entries}


def rewrite(file: Path, change: Callable[[str], str]) -> None:
    text = file.read_text(encoding="utf-8")
    assert change(text) != text
    file.write_text(change(text), encoding="utf-8")


def review(shop: Shop) -> list[dict[str, str]]:
    [table] = (shop.root / "align-review/es").rglob("*.csv")
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_folder_comes_in_with_every_target_exact(shop: Shop, elsewhere: Path) -> None:
    _, result = bring_in(shop, "content", elsewhere)
    assert result.counts["imported"] == result.total == len(entries(shop))
    assert all(file.is_same_shape for file in result.files)
    for entry in entries(shop).values():
        assert entry.target == SPANISH[entry.source]
        assert entry.state is State.TRANSLATED
        assert entry.origin == Origin(OriginKind.IMPORT, "agency")
    assert not (shop.root / "align-review").exists()


def test_what_comes_in_is_in_the_memory_as_confirmed(shop: Shop, elsewhere: Path) -> None:
    bring_in(shop, PAYING, elsewhere / PAYING)
    found = {entry.source.text: entry for entry in shop.open().memory.entries() if entry.locale == "es"}
    assert found["Good to know"].target.text == "Conviene saber"
    assert found["Good to know"].origin == "import:agency"
    assert found["Good to know"].trust is Trust.CONFIRMED


def test_a_second_time_changes_nothing(shop: Shop, elsewhere: Path) -> None:
    bring_in(shop, "content", elsewhere)
    before = shop.in_git()
    run, result = bring_in(shop, "content", elsewhere)
    assert result.counts["kept"] == result.total
    assert run == ""
    assert shop.in_git() == before


def test_what_a_person_translated_is_never_overwritten(shop: Shop, elsewhere: Path) -> None:
    shop.translate("es", {"Good to know": "Información útil"})
    _, result = bring_in(shop, PAYING, elsewhere / PAYING)
    assert shop.entry("Good to know").target == "Información útil"
    assert shop.entry("Good to know").state is State.REVIEWED
    assert result.counts["kept"] == 1
    [row] = review(shop)
    assert (row["source"], row["proposed target"]) == ("Good to know", "Conviene saber")
    assert "Información útil" in row["reason"]


def test_a_persons_unfinished_draft_is_kept_and_a_machines_is_replaced(shop: Shop, elsewhere: Path) -> None:
    human, machine = Origin(OriginKind.HUMAN), Origin(OriginKind.MT, "apertium")
    for source, origin in (("Good to know", human), ("Method", machine)):
        entry = shop.entry(source)
        shop.change_entry(source, "es", entry.with_target("Sin acabar", State.DRAFT, origin))
    bring_in(shop, PAYING, elsewhere / PAYING)
    assert shop.entry("Good to know").target == "Sin acabar"
    assert shop.entry("Method").target == "Método"


def test_a_target_that_lost_a_code_goes_to_review(shop: Shop, elsewhere: Path) -> None:
    rewrite(elsewhere / PAYING, lambda text: text.replace("**Pedidos**", "Pedidos"))
    _, result = bring_in(shop, PAYING, elsewhere / PAYING)
    assert shop.entry("Open **Orders** to change the method.").target == ""
    [decision] = result.to_review
    assert decision.outcome in (AlignOutcome.DAMAGED, AlignOutcome.UNSURE)
    [row] = review(shop)
    assert row["segment"] == shop.key("Open **Orders** to change the method.")
    assert row["proposed target"] == "Abre Pedidos para cambiar el método."
    assert "**" in row["reason"]


def test_pairs_below_the_bar_go_to_review_and_the_counts_add_up(shop: Shop, elsewhere: Path) -> None:
    rewrite(elsewhere / PAYING, lambda text: text.replace("## Conviene saber\n\n", "") + "\n- Nuevo\n")
    _, result = bring_in(shop, "content", elsewhere, replace(AGENCY, sure=0.97))
    assert sum(result.counts.values()) == result.total == len(entries(shop)) + result.counts["left-over"]
    assert result.counts["missing"] == 1
    assert result.counts["left-over"] == 1
    assert len(review(shop)) == result.total - result.counts["imported"]
    assert shop.entry("Good to know").target == ""
    assert all(float(row["confidence"]) < 0.97 for row in review(shop))


def test_a_sentence_that_is_its_source_or_in_another_language_goes_to_review(shop: Shop, elsewhere: Path) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, ja, de]")
    source, other = "We collect the money when the parcel leaves us.", "Open **Orders** to change the method."
    german = "Öffnen Sie **Bestellungen**, um die Art zu ändern."
    rewrite(elsewhere / PAYING, lambda text: text.replace(SPANISH[source], source).replace(SPANISH[other], german))
    _, result = bring_in(shop, PAYING, elsewhere / PAYING)
    found = {row["source"]: row["reason"] for row in review(shop)}
    assert found[source] in ("it is the source text once more", "the translation has the text of the source")
    assert found[other] == "it seems to be in German, not in Spanish"
    assert result.files[0].strange == ""
    assert not any(entry.target for entry in entries(shop).values() if entry.source in (source, other))


def test_a_file_that_is_its_source_is_named_and_confirms_nothing(shop: Shop) -> None:
    shop.remove("content/translations")
    shop.run()
    page = shop.root / "content" / PAYING
    done = shop.command("content", "align", PAYING, str(page), "--to", "es")
    assert "most of it is the source text once more; look whether it is the right file" in done.stdout
    assert not any(entry.is_confirmed for entry in shop.pair(PAYING).catalog.entries)


def test_rows_of_another_translation_wait_on(shop: Shop, elsewhere: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    rewrite(elsewhere / PAYING, lambda text: text.replace("**Pedidos**", "Pedidos"))
    other.write_bytes((elsewhere / PAYING).read_bytes())
    rewrite(other, lambda text: text.replace("Abre Pedidos", "Abra Pedidos"))
    bring_in(shop, PAYING, elsewhere / PAYING)
    bring_in(shop, PAYING, other)
    bring_in(shop, PAYING, other)
    assert sorted(Path(row["translation"]).name for row in review(shop)) == ["other.md", "paying.md"]


def test_a_dry_run_says_the_same_and_writes_nothing(shop: Shop, elsewhere: Path) -> None:
    rewrite(elsewhere / PAYING, lambda text: text.replace("**Pedidos**", "Pedidos"))
    before = shop.tree()
    _, planned = bring_in(shop, "content", elsewhere, is_dry=True)
    assert shop.tree() == before
    _, done = bring_in(shop, "content", elsewhere)
    assert planned.counts == done.counts


def test_undo_takes_everything_out_again(shop: Shop, elsewhere: Path) -> None:
    rewrite(elsewhere / PAYING, lambda text: text.replace("**Pedidos**", "Pedidos"))
    before = shop.in_git()
    run, _ = bring_in(shop, "content", elsewhere)
    assert shop.in_git() != before
    done = shop.command("undo", run)
    assert done.returncode == 0, done.stderr
    assert shop.in_git() == before


def test_files_without_a_counterpart_are_named(shop: Shop, elsewhere: Path) -> None:
    (elsewhere / "articles/complaints.md").rename(elsewhere / "articles/quejas.md")
    _, result = bring_in(shop, "content/articles", elsewhere / "articles")
    assert result.without_translation == ("articles/complaints.md",)
    assert result.without_document == ("quejas.md",)


def test_a_file_that_cannot_be_read_stops_all(shop: Shop, elsewhere: Path) -> None:
    (elsewhere / "articles/complaints.md").write_bytes(b"caf\xe9 \xff")
    before = shop.in_git()
    with pytest.raises(InputErrors, match="complaints"):
        bring_in(shop, "content", elsewhere)
    assert shop.in_git() == before


def test_a_confirmed_target_whose_place_is_gone_is_not_lost(shop: Shop, elsewhere: Path) -> None:
    shop.translate("es", {"Good to know": "Información útil"})
    shop.edit("content/articles/paying.md", "## Good to know\n\n", "")
    bring_in(shop, PAYING, elsewhere / PAYING)
    assert "Información útil" in shop.read("content/memory/es.tmx")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (replace(AGENCY, locale="xx"), "not declared"),
        (replace(AGENCY, name="an agency"), "not a name"),
        (replace(AGENCY, sure=1.5), "not a confidence"),
    ],
)
def test_wrong_options_are_refused(shop: Shop, tmp_path: Path, options: AlignOptions, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        bring_in(shop, "content", tmp_path, options)


def test_wrong_paths_are_refused_with_what_to_name(shop: Shop, elsewhere: Path) -> None:
    with pytest.raises(UsageError, match="Name one such as articles/"):
        bring_in(shop, "articles/nothing.md", elsewhere / PAYING)
    with pytest.raises(UsageError, match="is no file"):
        bring_in(shop, PAYING, elsewhere)
    with pytest.raises(UsageError, match="is no folder"):
        bring_in(shop, "articles", elsewhere / PAYING)
    with pytest.raises(UsageError, match="under the name of a document"):
        bring_in(shop, "articles", elsewhere / "macros")


def test_the_review_never_replaces_another_file(shop: Shop, elsewhere: Path) -> None:
    rewrite(elsewhere / PAYING, lambda text: text.replace("**Pedidos**", "Pedidos"))
    shop.write("notes.csv", "my,notes\n")
    with pytest.raises(UsageError, match="no review file"):
        bring_in(shop, PAYING, elsewhere / PAYING, replace(AGENCY, review=shop.root / "notes.csv"))
    assert shop.read("notes.csv") == "my,notes\n"
    assert shop.entry("Method").target == ""


def test_no_cell_of_the_review_is_a_formula(shop: Shop, elsewhere: Path) -> None:
    rewrite(elsewhere / PAYING, lambda text: text + "\n=cmd|'/c calc'!A1 en esta frase\n")
    bring_in(shop, PAYING, elsewhere / PAYING)
    proposed = [row["proposed target"] for row in review(shop)]
    assert any(cell.startswith("'=cmd") for cell in proposed)
    assert not any(cell.startswith("=") for cell in proposed)


def test_the_command_reports_and_leads_on(shop: Shop, elsewhere: Path) -> None:
    rewrite(elsewhere / PAYING, lambda text: text.replace("**Pedidos**", "Pedidos"))
    done = shop.command("content", "align", PAYING, str(elsewhere / PAYING), "--to", "es", "--name", "agency")
    assert done.returncode == 0, done.stderr
    assert "imported" in done.stdout
    assert "align-review/es/articles/paying.md.csv" in done.stderr
    assert "locmem undo" in done.stderr
    again = shop.command("content", "align", PAYING, str(elsewhere / PAYING), "--to", "es", "--json", "--dry-run")
    report = json.loads(again.stdout)
    assert sum(report["counts"].values()) == report["total"]
    assert report["counts"]["kept"] > 0
    wrong = shop.command("content", "align", PAYING, str(elsewhere / PAYING), "--to", "xx")
    assert wrong.returncode == 2
    assert "not declared" in wrong.stderr
