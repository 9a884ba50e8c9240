"""Words by band: each waiting word counted once, by the rule the report states."""

from __future__ import annotations

import pytest

from locmem.model.match import CROSS_FILE, MACHINE, REPETITION
from locmem.pages.analysis import analysis
from locmem.reports.analysis import BANDS, AnalysisRow
from tests.pipelines.shop import Shop


def article(shop: Shop, name: str, *paragraphs: str, front: str = "") -> None:
    text = "\n\n".join(paragraphs)
    shop.write(f"content/articles/{name}.md", f"---\ntitle: Method\nslug: {name}\n{front}---\n\n{text}\n")


def row(shop: Shop, locale: str = "es") -> AnalysisRow:
    project = shop.open()
    [found] = analysis(project, [tag for tag in project.settings.locales if tag == locale])
    return found


def counted(found: AnalysisRow) -> dict[str, int]:
    return {band: count for band, count in found.words.items() if count}


def test_a_finished_project_has_nothing_waiting(shop: Shop) -> None:
    found = row(shop)
    assert counted(found) == {}
    assert (found.done, found.total) == (found.total, sum(found.words.values()) + found.done)
    assert tuple(found.words) == BANDS


def test_each_waiting_word_is_in_exactly_one_band(shop: Shop) -> None:
    done = row(shop).total
    article(
        shop,
        "new",
        "We collect the money when the parcel leaves us.",  # 9 words, exact
        "We collect the money when the parcel reaches us.",  # 9 words, one of them new
        "The lamp glows softly.",  # 4 words, new
        "The lamp glows softly.",  # the same again
    )
    article(shop, "zzz", "The lamp glows softly.")
    found = row(shop)
    assert found.words["100"] + found.words["101"] + found.words["102"] == 9 + 1  # with the title, "Method"
    assert found.words["75-84"] + found.words["85-94"] == 9
    assert (found.words["new"], found.words[REPETITION], found.words[CROSS_FILE]) == (4, 4, 4 + 1)
    assert found.segments[REPETITION] == 1
    assert (sum(found.words.values()), found.done) == (32, done)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Take the lamp home.", 4),
        ("Take **the {{ market.name }}** lamp home.", 4),
        ("Take 1,234.5 lamps — or 2.", 5),
        ("Take [the well-known lamp](complaints.md)!", 4),
    ],
    ids=["words", "codes count nothing", "a number is a word", "hyphens join"],
)
def test_words_are_counted_by_the_rule(shop: Shop, sentence: str, words: int) -> None:
    article(shop, "new", sentence)
    assert row(shop).words["new"] == words


def test_a_japanese_source_counts_characters(shop: Shop) -> None:
    article(shop, "new", "読書灯は、明るい。", front="locale: ja\n")
    found = row(shop)
    assert found.words["new"] == 7 + 1  # "Method", the title, is one word in any language


def test_what_an_engine_may_draft_is_told_apart_and_legal_texts_are_not(shop: Shop) -> None:
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "machine_translation:\n  es: {engine: apertium}\n")
    article(shop, "new", "The lamp glows softly.")
    article(shop, "law", "The shade shines brightly.", front="risk: legal\n")
    found = row(shop)
    assert (found.words[MACHINE], found.words["new"]) == (4, 4)


def test_counting_writes_nothing(shop: Shop) -> None:
    article(shop, "new", "The lamp glows softly.")
    before = shop.tree()
    project = shop.open()
    project.leaves_no_trace = True
    analysis(project, project.settings.locales)
    assert shop.tree() == before


def test_the_memory_is_left_for_the_next_command(shop: Shop) -> None:
    article(shop, "new", "The lamp glows softly.")
    memory = shop.root / ".locmem" / "memory.db"
    memory.unlink()
    without = shop.command("analyze", "--json")
    assert (without.returncode, memory.exists()) == (0, True)
    with_memory = shop.command("analyze", "--json", "--no-cache")
    assert (with_memory.returncode, with_memory.stdout) == (0, without.stdout)
