"""Only documents are asked for which the memory may have something new, and what comes out is as if all were."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Collection
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from locmem.catalogs.pairs import Workspace
from locmem.clock import FixedClock
from locmem.pipelines.accept import accept
from locmem.pipelines.pretranslate import PretranslateResult
from locmem.pipelines.run import run_pipeline, run_step
from locmem.pipelines.undo import undo
from locmem.workspace.project import Project, open_project
from locmem.workspace.survey import PlainProject
from tests.pipelines.shop import SETTINGS, Shop, build

HISTORIES = int(os.environ.get("LOCMEM_KEPT", "3"))
"""How many random histories are played; `make answers` plays many."""

PAGES = ("one", "two", "three", "four")
SENTENCES = st.builds(
    "{} the {} {}.".format,
    st.sampled_from(["Send", "Ship", "We will send"]),
    st.sampled_from(["lamp", "**lamp**", "lamps", "new shade"]),
    st.sampled_from(["today", "on 3 May", "on 14 May", "to the people of the house"]),
)
FAR = "Nobody has ever understood invoices."


def catalog(page: str, locale: str = "es") -> str:
    return f"content/translations/{locale}/articles/{page}.md.po"


def synced(project: Project) -> PretranslateResult:
    with project:
        result = run_pipeline(project, Path("sync")).steps[1][1]
    assert isinstance(result, PretranslateResult)
    return result


class Translations(RuleBasedStateMachine):
    """A project that asks only what it must, and the same one that asks everything at each run."""

    template: Shop | None = None

    @initialize(
        accept=st.sampled_from(["", ", accept: 100"]),
        pages=st.lists(st.lists(SENTENCES, min_size=1, max_size=3), min_size=len(PAGES), max_size=len(PAGES)),
    )
    def begin(self, accept: str, pages: list[list[str]]) -> None:
        self.folder = Path(tempfile.mkdtemp())
        if Translations.template is None:
            Translations.template = build(Path(tempfile.mkdtemp()) / "shop")
        self.shops = [Translations.template.copy(self.folder / name) for name in ("kept", "anew")]
        for shop in self.shops:
            shop.write("locmem.yaml", SETTINGS.replace("kind: markdown}", f"kind: markdown{accept}}}"))
        for page, sentences in zip(PAGES, pages, strict=True):
            self.a_page_is_written(page, sentences)
        self.everything_is_synced()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    @rule(page=st.sampled_from(PAGES), sentences=st.lists(SENTENCES, min_size=1, max_size=3))
    def a_page_is_written(self, page: str, sentences: list[str]) -> None:
        text = "\n\n".join(sentences)
        for shop in self.shops:
            shop.write(f"content/articles/{page}.md", f"---\ntitle: Title\n---\n\n{text}\n")

    @rule(page=st.sampled_from(PAGES))
    def a_page_is_removed(self, page: str) -> None:
        for shop in self.shops:
            (shop.root / f"content/articles/{page}.md").unlink(missing_ok=True)

    @rule(
        page=st.sampled_from(PAGES),
        place=st.integers(0, 5),
        words=st.sampled_from(["", "La lámpara.", "Otra lámpara.", "La **lámpara**, el 3 de mayo."]),
        locale=st.sampled_from(["es", "ja"]),
    )
    def a_translator_writes(self, page: str, place: int, words: str, locale: str) -> None:
        path = catalog(page, locale)
        for shop in self.shops:
            if (shop.root / path).exists():
                lines = shop.read(path).splitlines()
                found = [number for number, line in enumerate(lines) if line.startswith("msgstr") and number > 20]
                if found:
                    lines[found[place % len(found)]] = f'msgstr "{words}"'
                    shop.write(path, "\n".join(lines) + "\n")

    @invariant()
    def everything_is_synced(self) -> None:
        if not hasattr(self, "shops"):
            return
        kept, anew = self.shops
        found = [
            synced(open_project(kept.root, FixedClock(kept.moment))),
            synced(open_project(anew.root, FixedClock(anew.moment), keeps_answers=False)),
        ]
        assert found[0] == found[1]
        assert kept.in_git() == anew.in_git()


Translations.TestCase.settings = settings(max_examples=HISTORIES, stateful_step_count=6, deadline=None)
TestTranslations = pytest.mark.usefixtures("own_state")(Translations.TestCase)


def article(shop: Shop, page: str, *sentences: str) -> None:
    text = "\n\n".join(sentences)
    shop.write(f"content/articles/{page}.md", f"---\ntitle: Title of {page}\n---\n\n{text}\n")


def translated(shop: Shop, page: str, source: str, target: str) -> None:
    text = shop.read(catalog(page))
    changed = re.sub(rf'(msgid "{re.escape(source)}"\nmsgstr) ".*"', rf'\1 "{target}"', text)
    assert changed != text
    shop.write(catalog(page), changed)


@pytest.fixture
def waiting(shop: Shop) -> Shop:
    """Pages of which all wait, and were asked for."""
    article(shop, "lamp", "Send the lamp today.")
    article(shop, "lamps", "Send the lamps today.")
    article(shop, "far", FAR, "And nobody ever will.")
    shop.run()
    return shop


def test_after_one_translation_only_pages_with_something_near_are_asked_for(waiting: Shop, opened: list[str]) -> None:
    waiting.run()
    assert opened == []
    translated(waiting, "lamp", "Send the lamp today.", "Envía la lámpara hoy.")
    waiting.run()
    assert set(opened) == {"articles/lamp.md", "articles/lamps.md"}
    assert waiting.entry("Send the lamps today.").target == "Envía la lámpara hoy."


def test_so_it_is_after_a_translation_that_was_accepted_or_taken_back(waiting: Shop, opened: list[str]) -> None:
    translated(waiting, "lamp", "Send the lamp today.", "Envía la lámpara hoy.")
    waiting.run()
    waiting.run()
    near = {"articles/lamp.md", "articles/lamps.md"}
    key = waiting.key("Send the lamps today.")
    opened.clear()
    accepting = partial(accept, keys=[key], locales=["es"], reason="read")
    run, result = run_step(waiting.open(), "accept", accepting)
    assert result.accepted
    waiting.run()
    assert set(opened) <= near
    undo(waiting.open(), run.id)
    opened.clear()
    waiting.run()
    assert set(opened) <= near


def test_a_page_that_changed_is_asked_for_alone(waiting: Shop, opened: list[str]) -> None:
    article(waiting, "far", FAR, "And nobody will in future.")
    waiting.run()
    assert set(opened) == {"articles/far.md"}


def test_all_are_asked_for_with_other_engines_or_another_floor(waiting: Shop, opened: list[str]) -> None:
    waiting.write("locmem.yaml", waiting.read("locmem.yaml") + "floor: 60\n")
    waiting.run()
    assert {"articles/lamp.md", "articles/lamps.md", "articles/far.md"} <= set(opened)


def test_all_are_asked_for_where_nobody_knows_what_the_memory_was(waiting: Shop, opened: list[str]) -> None:
    translated(waiting, "far", FAR, "Nadie entiende las facturas.")
    waiting.run()
    waiting.run()
    opened.clear()
    # The same pairs, put together in another order.
    waiting.remove(".locmem/memory.db")
    article(waiting, "far", FAR, "And nobody will in future.")
    waiting.run()
    assert {"articles/lamp.md", "articles/lamps.md", "articles/far.md"} <= set(opened)


def test_a_run_that_was_told_to_believe_nothing_asks_for_all(waiting: Shop, opened: list[str]) -> None:
    synced(open_project(waiting.root, FixedClock(waiting.moment), keeps_answers=False))
    assert {"articles/lamp.md", "articles/lamps.md", "articles/far.md"} <= set(opened)


@pytest.mark.parametrize("path", ["content/articles/lamps.md", catalog("lamps")], ids=["page", "catalog"])
def test_what_somebody_spoils_before_it_is_opened_stops_nothing_and_is_asked_for_again(
    waiting: Shop, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    really, whole = PlainProject.open, (waiting.root / path).read_bytes()

    def spoiled(surveyed: PlainProject, documents: Collection[str]) -> Workspace:
        if "articles/lamps.md" in documents:
            waiting.write_bytes(path, b"\xff\xfe\xfa")
        return really(surveyed, documents)

    translated(waiting, "lamp", "Send the lamp today.", "Envía la lámpara hoy.")
    with monkeypatch.context() as patched:
        patched.setattr(PlainProject, "open", spoiled)
        result = waiting.run()
    assert any(Path(path).name in str(problem) for problem in result.unread)
    waiting.write_bytes(path, whole)
    waiting.run()
    assert waiting.entry("Send the lamps today.").target == "Envía la lámpara hoy."
