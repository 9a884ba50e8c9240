"""In one run: near matches get new words, paragraphs are put together, and what is left goes to the engine."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from locmem.mt.engine import EngineStatus, Question, Traits
from locmem.mt.engines import ENGINES, EngineEntry
from tests.pipelines.shop import SETTINGS, Shop

PAGE = "articles/paying.md"
OLD, OLD_ES = "Your big **parcel** leaves in 3 days.", "Tu **paquete grande** sale en 3 días."
NEW, NEW_ES = "Your big **envelope** leaves in 4 days.", "Tu **sobre grande** sale en 4 días."
SAYS = {"parcel": "paquete", "envelope": "sobre"}


class Dictionary:
    name = "apertium"
    version = "1"
    traits = Traits()

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        self.asked += [question.text for question in questions]
        return tuple(SAYS.get(one.text, f"Dice: {one.text.lower()}") for one in questions)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Dictionary:
    found = Dictionary()
    status = EngineStatus(name="apertium", locale="es", is_ready=True)
    entry = EngineEntry(open=lambda setting, source: found, status=lambda setting, source: status)
    monkeypatch.setitem(ENGINES, "apertium", entry)
    return found


@pytest.fixture
def known(shop: Shop) -> Shop:
    """A memory that has a sentence like the new one; Spanish has an engine."""
    shop.write(f"content/{PAGE}", f"{shop.read(f'content/{PAGE}')}\n{OLD}\n")
    shop.run("collect")
    shop.translate("es", {OLD: OLD_ES})
    shop.write("locmem.yaml", f"{SETTINGS}machine_translation: {{es: {{engine: apertium, memory_from: 75}}}}\n")
    return shop


def test_a_near_match_gets_the_word_that_changed_and_says_so(known: Shop, engine: Dictionary) -> None:
    known.write(f"content/{PAGE}", f"{known.read(f'content/{PAGE}')}\n{NEW}\n")
    result = known.run("sync")
    (step,) = [step for name, step in result.steps if name == "pretranslate"]
    entry = known.entry(NEW)
    assert entry.target == NEW_ES
    assert entry.doubts == ("put in by apertium: “sobre” for “paquete”",)
    assert "with new words" in getattr(step, "summary", "")
    asked = len(engine.asked)
    before = known.tree()
    known.run("sync")
    assert known.tree() == before
    assert len(engine.asked) == asked


@pytest.mark.usefixtures("engine")
def test_a_stale_text_is_shown_with_the_word_that_changed_again_and_again(known: Shop) -> None:
    known.edit(f"content/{PAGE}", OLD, NEW)
    known.run("sync")
    entry = known.entry(NEW)
    assert (entry.is_stale, entry.target, entry.proposal) == (True, OLD_ES, NEW_ES)
    before = known.tree()
    known.write("content/articles/other.md", "---\ntitle: Other\n---\n\nAnother page altogether.\n")
    known.run("sync")
    assert known.entry(NEW).proposal == NEW_ES
    assert (
        before["content/translations/es/articles/paying.md.po"]
        == known.tree()["content/translations/es/articles/paying.md.po"]
    )


def test_a_dry_run_asks_nobody_and_says_how_much_it_would(known: Shop, engine: Dictionary) -> None:
    known.write(f"content/{PAGE}", f"{known.read(f'content/{PAGE}')}\n{NEW}\n")
    result = known.run("sync", is_dry=True)
    (step,) = [step for name, step in result.steps if name == "pretranslate"]
    assert getattr(step, "to_ask", 0) >= 2
    assert engine.asked == []
