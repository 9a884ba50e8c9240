"""What a person decided in the table of aligned pairs comes into the catalogs, and nothing else does."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from locmem.errors import InputErrors
from locmem.exchange.review_rows import read_review, write_review
from locmem.model.translation import HUMAN, NO_ORIGIN, Origin, OriginKind, State
from locmem.pipelines.align import AlignOptions, align_translations
from locmem.pipelines.align_review import ReviewResult, apply_review
from locmem.pipelines.approve import approve
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.render.merge import translated
from tests.pipelines.shop import Shop

PAYING = "articles/paying.md"
KNOW = "Good to know"
TAKEN, OTHER = "Conviene saber", "Información útil"


@pytest.fixture
def table(shop: Shop, tmp_path: Path) -> Path:
    """The table of a page that was translated elsewhere; the shop has a heading of it in other words."""
    pair = shop.pair(PAYING)
    targets = {index: row.target for index, row in zip(pair.source.translatable, pair.rows, strict=True)}
    kind = pair.source.content_set.kind
    text = translated(pair.source.document, pair.source.segments, targets, "es", kind)
    translation = tmp_path / "paying.md"
    translation.write_text(text.replace(TAKEN, OTHER), "utf-8")
    file = shop.root / "review.csv"
    options = AlignOptions(locale="es", name="agency", review=file)
    run_step(shop.open(), "align", lambda run: align_translations(run, Path(PAYING), translation, options))
    return file


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def decide(file: Path, source: str, **cells: str) -> None:
    """Fill in the row of a source as a spreadsheet program would, and leave only it."""
    names = {"decision": "decision", "target": "proposed target", "here": "stands here", "segment": "segment"}
    found = rows(file)
    [row] = [row for row in found if row["source"] == source]
    row.update({names[name]: cell for name, cell in cells.items()})
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(row), delimiter=";")
    writer.writeheader()
    writer.writerow(row)
    file.write_text(out.getvalue(), "utf-8-sig")


def applied(shop: Shop, file: Path, *, is_dry: bool = False) -> ReviewResult:
    return run_step(shop.open(), "align-review", lambda run: apply_review(run, file), is_dry=is_dry)[1]


def outcomes(result: ReviewResult) -> list[str]:
    return [one.outcome.value for one in result.rows]


def test_what_is_taken_is_confirmed_as_the_table_has_it(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take", target="Bueno es saberlo")
    assert outcomes(applied(shop, table)) == ["taken"]
    entry = shop.entry(KNOW)
    assert (entry.target, entry.state, entry.origin) == ("Bueno es saberlo", State.TRANSLATED, HUMAN)
    assert rows(table) == []


def test_what_is_taken_as_it_was_proposed_is_its_translators(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take")
    assert outcomes(applied(shop, table)) == ["taken"]
    assert shop.entry(KNOW).target == OTHER
    assert shop.entry(KNOW).origin == Origin(OriginKind.IMPORT, "agency")


def test_what_is_dropped_changes_nothing_and_what_is_undecided_waits(shop: Shop, table: Path) -> None:
    before = shop.entry(KNOW)
    data = table.read_bytes()
    assert set(outcomes(applied(shop, table))) == {"waiting"}
    assert table.read_bytes() == data
    decide(table, KNOW, decision="drop")
    assert outcomes(applied(shop, table)) == ["dropped"]
    assert shop.entry(KNOW) == before
    assert rows(table) == []


def test_undo_brings_the_targets_and_the_table_back(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take")
    before, target = table.read_bytes(), shop.entry(KNOW)
    run, _ = run_step(shop.open(), "align-review", lambda run: apply_review(run, table))
    assert shop.entry(KNOW) != target
    undo(shop.open(), run.id)
    assert shop.entry(KNOW) == target
    assert table.read_bytes() == before


def test_a_later_decision_of_a_person_stays(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take")
    shop.translate("es", {KNOW: "Lo que conviene saber"})
    result = applied(shop, table)
    assert outcomes(result) == ["refused"]
    assert "somebody confirmed another text meanwhile: Lo que conviene saber" in result.refused[0].reason
    assert shop.entry(KNOW).target == "Lo que conviene saber"
    [left] = rows(table)
    assert left["decision"] == "take"
    assert "Lo que conviene saber" in left["reason"]


def without_target(shop: Shop, table: Path) -> None:
    """The shop and the table as they are where nobody had translated the heading yet."""
    entry = shop.entry(KNOW)
    shop.change_entry(KNOW, "es", replace(entry, target="", state=State.UNTRANSLATED, origin=NO_ORIGIN))
    [row] = [row for row in read_review(table.read_bytes(), table.name) if row.source == KNOW]
    row = replace(row, here="", was_confirmed=False, is_taken=True, proof=None)
    table.write_bytes(write_review([row], table.name))


def test_a_machines_draft_that_came_since_does_not_stand_in_the_way(shop: Shop, table: Path) -> None:
    without_target(shop, table)
    draft = shop.entry(KNOW).with_target("Bueno", State.DRAFT, Origin(OriginKind.MT, "apertium"))
    shop.change_entry(KNOW, "es", draft)
    assert outcomes(applied(shop, table)) == ["taken"]


def test_a_persons_draft_that_came_since_stays(shop: Shop, table: Path) -> None:
    without_target(shop, table)
    shop.change_entry(KNOW, "es", shop.entry(KNOW).with_target("Bueno es", State.DRAFT, HUMAN))
    result = applied(shop, table)
    assert "somebody began another text since: Bueno es" in result.refused[0].reason


def test_what_stands_there_already_leaves_the_table(shop: Shop, table: Path) -> None:
    without_target(shop, table)
    shop.translate("es", {KNOW: OTHER})
    assert outcomes(applied(shop, table)) == ["there already"]
    assert rows(table) == []


def test_a_source_that_changed_refuses_the_row(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take")
    page = shop.root / "content" / PAYING
    page.write_text(page.read_text("utf-8").replace(KNOW, f"{KNOW} now"), "utf-8")
    shop.run()
    result = applied(shop, table)
    assert result.refused[0].reason == f"its source changed since: {KNOW} now"


def test_a_document_that_was_renamed_is_followed(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take")
    (shop.root / "content" / PAYING).rename(shop.root / "content/articles/money.md")
    shop.run()
    assert outcomes(applied(shop, table)) == ["taken"]
    assert [row.target for row in shop.pair("articles/money.md").catalog.entries if row.source == KNOW] == [OTHER]


def test_a_document_that_is_gone_says_so(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take")
    shop.remove(f"content/{PAYING}")
    assert applied(shop, table).refused[0].reason == f"the document {PAYING} is gone"


def test_one_sentence_for_two_sources_is_not_taken_one_after_the_other(shop: Shop, table: Path) -> None:
    other = "Which payment methods you can use."
    decide(table, KNOW, decision="take")
    [row] = read_review(table.read_bytes(), table.name)
    row = replace(row, target=shop.entry(other).target, proof=None)
    table.write_bytes(write_review([row], table.name))
    assert f"the same sentence is taken for {shop.key(other)}" in applied(shop, table).refused[0].reason


def test_a_folder_of_tables_is_applied_in_one_run_or_not_at_all(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take")
    folder = shop.root / "align-review/es"
    folder.mkdir(parents=True)
    table.rename(folder / "a.csv")
    broken = folder / "b.csv"
    broken.write_text("mine", "utf-8")
    before = shop.in_git()
    with pytest.raises(InputErrors, match=r"b\.csv"):
        applied(shop, folder.parent)
    assert shop.in_git() == before
    broken.write_bytes(write_review([], broken.name))
    result = applied(shop, folder.parent)
    assert (outcomes(result), result.files) == (["taken"], ())


def test_what_was_cut_changes_nothing_and_rows_that_are_gone_are_counted(shop: Shop, table: Path) -> None:
    count = len(rows(table))
    decide(table, KNOW, decision="take")
    whole = table.read_bytes()
    table.write_bytes(whole[: whole.index(OTHER.encode()) + 4])
    before = shop.in_git()
    with pytest.raises(InputErrors, match="no whole proof"):
        applied(shop, table)
    assert shop.in_git() == before
    table.write_bytes(whole)
    assert applied(shop, table).gone == count - 1


def test_what_somebody_should_look_at_is_told(shop: Shop, table: Path) -> None:
    shop.write("content/glossary.csv", "concept,locale,term,status\nknow,en,good,\nknow,es,chulo,forbidden\n")
    decide(table, KNOW, decision="take", target="Es chulo saber")
    done = shop.command("content", "align", "--apply", "review.csv")
    assert "1 taken" in done.stderr
    assert "review.csv:2: note: articles/paying.md#" in done.stdout
    assert "the glossary forbids “chulo” for “Good”" in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"target": "Paga {{ market.nothing }}"}, "market.nothing"),
        ({"target": " "}, "there is no target to take"),
        ({"target": "Bueno es saberlo</target>"}, "is an element of exchange files"),
        ({"target": "Bueno es saber que estÃ¡ cerrado"}, "Ã¡"),
        ({"target": "Bueno es saber %s"}, "%s"),
        ({"target": "Bueno es\x07 saber"}, "control character"),
        ({"segment": ""}, "its segment is gone from the row"),
        ({"segment": "articles/paying.md#zzzzzz"}, "is not the segment the row was written for"),
    ],
)
def test_what_cannot_be_taken_says_why_and_waits(shop: Shop, table: Path, cells: dict[str, str], reason: str) -> None:
    before = shop.entry(KNOW)
    decide(table, KNOW, decision="take", **cells)
    result = applied(shop, table)
    assert reason in result.refused[0].reason
    assert shop.entry(KNOW) == before
    assert len(rows(table)) == result.left == 1


def test_two_rows_that_take_different_texts_take_none(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take")
    head, row = table.read_text("utf-8-sig").splitlines()
    table.write_text("\n".join((head, row, row.replace(OTHER, "Otro texto"))), "utf-8-sig")
    result = applied(shop, table)
    assert outcomes(result) == ["refused", "refused"]
    assert "another row" in result.refused[0].reason


def test_a_page_that_somebody_answers_for_stays(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take")
    run_step(shop.open(), "approve", lambda run: approve(run, PAYING, "ES", "es", "Ana Ley", shop.today))
    result = applied(shop, table)
    assert "Ana Ley approved the page" in result.refused[0].reason
    assert "--withdraw" in result.refused[0].reason
    assert shop.entry(KNOW).target == TAKEN


def test_a_dry_run_writes_nothing(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take")
    before = shop.in_git()
    assert outcomes(applied(shop, table, is_dry=True)) == ["taken"]
    assert shop.in_git() == before


def test_a_workbook_is_taken_like_a_table(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take")
    [row] = csv.DictReader(io.StringIO(table.read_text("utf-8-sig"), newline=""), delimiter=";")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(row))
    sheet.append(list(row.values()))
    file = shop.root / "review.xlsx"
    book.save(file)
    assert outcomes(applied(shop, file)) == ["taken"]
    assert openpyxl.load_workbook(file).worksheets[0].max_row == 1


def test_a_file_that_is_no_such_table_changes_nothing(shop: Shop, table: Path) -> None:
    table.write_text("mine", "utf-8")
    before = shop.in_git()
    with pytest.raises(InputErrors):
        applied(shop, table)
    assert shop.in_git() == before


def test_the_command_says_what_became_of_the_rows(shop: Shop, table: Path) -> None:
    decide(table, KNOW, decision="take", target="Paga {{ market.nothing }}")
    refused = shop.command("content", "align", "--apply", "review.csv")
    assert refused.returncode == 1
    assert "market.nothing" in refused.stdout
    assert "1 row left in review.csv" in refused.stderr
    row = table.read_text("utf-8-sig").replace("Paga {{ market.nothing }}", OTHER)
    table.write_text(row, "utf-8-sig")
    done = shop.command("content", "align", "--apply", "review.csv")
    assert done.returncode == 0
    assert "1 taken" in done.stderr
    assert "locmem undo" in done.stderr
    for words in (["--apply", "review.csv", PAYING], ["--apply", "gone.csv"], [PAYING]):
        wrong = shop.command("content", "align", *words)
        assert wrong.returncode == 2
        assert "Traceback" not in wrong.stderr
