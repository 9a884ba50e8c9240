"""Answers: given once for all locales, sent along with the next handoff, undone like every run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import UsageError
from locmem.formats import po
from locmem.pages.queries import open_queries, settled_queries
from locmem.pipelines.answer import AnswerResult, answer
from locmem.pipelines.handoff import HandoffOptions
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.pipelines.shop import Shop
from tests.pipelines.test_handoff import PAYING, handed_off

GLOWS = "The lamp glows softly."


@pytest.fixture
def asked(shop: Shop) -> Shop:
    """A new sentence about which the Spanish translator asks."""
    shop.write(PAYING, f"{shop.read(PAYING)}\n{GLOWS}\n")
    shop.run()
    shop.change_entry(GLOWS, "es", replace(shop.entry(GLOWS), remarks=("Softly in which way?",)))
    return shop


def answered(shop: Shop, text: str, *keys: str, locales: tuple[str, ...] = ()) -> tuple[str, AnswerResult]:
    run, result = run_step(shop.open(), "queries", lambda run: answer(run, keys, text, by="Bo", locales=locales))
    return run.id, result


def test_an_answer_goes_along_with_the_next_handoff_of_every_locale(asked: Shop) -> None:
    _, result = answered(asked, "With little  light.", asked.key(GLOWS))
    assert result.summary == "1 query answered, 0 left"
    for batch in handed_off(asked, HandoffOptions()).batches:
        [name] = batch.manifest.files
        [entry] = po.read((asked.root / batch.folder / name).read_bytes(), name).entries
        assert "answer to a question: With little light. (“Softly in which way?”)" in entry.extracted


def test_what_needs_no_answer_is_only_settled(asked: Shop) -> None:
    _, result = answered(asked, "", asked.key(GLOWS))
    assert result.summary == "1 query dismissed, 0 left"
    [batch] = handed_off(asked).batches
    assert "answer to" not in (asked.root / batch.folder / batch.manifest.files[0]).read_text(encoding="utf-8")


def test_it_is_undone(asked: Shop) -> None:
    run, _ = answered(asked, "With little light.", asked.key(GLOWS))
    assert open_queries(asked.open()) == ()
    undo(asked.open(), run)
    assert [one.question for one in open_queries(asked.open())] == ["Softly in which way?"]
    assert settled_queries(asked.open()) == ()


def test_a_segment_about_which_nobody_asks_is_named(asked: Shop) -> None:
    with pytest.raises(UsageError, match=r"nobody asks about articles/paying\.md#x"):
        answered(asked, "Yes.", asked.key(GLOWS), "articles/paying.md#x")
    with pytest.raises(UsageError, match="nobody asks"):
        answered(asked, "", asked.key(GLOWS), locales=("ja",))


def test_the_program_lists_and_answers(asked: Shop) -> None:
    listed = asked.command("queries", "list")
    assert listed.returncode == 1
    assert "content/articles/paying.md:" in listed.stdout
    assert "Softly in which way?" in listed.stdout
    assert "the answer is empty" in asked.command("queries", "answer", asked.key(GLOWS), "--text", " ").stderr
    assert asked.command("queries", "answer", asked.key(GLOWS), "--text", "Little light.").returncode == 0
    assert asked.command("queries", "list").returncode == 0
    assert "Little light." in asked.command("queries", "list", "--settled").stdout
