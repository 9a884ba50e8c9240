"""Apertium: found by its pairs, asked by one pipe, its stream format kept out of the answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.apertium import Apertium
from locmem.mt.engine import MtEngine
from locmem.mt.engines import engine_status, open_engine
from tests.mt.sentences import answers_of

ENGLISH = LanguageTag("en")


def spanish(locale: str = "es", **options: str) -> EngineSetting:
    return EngineSetting(locale=LanguageTag(locale), engine="apertium", options=options)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The refund is in your account.", "El reembolso es en vuestra cuenta."),
        ("Refunds take 14 days", "Los reembolsos toman 14 días"),
        ("a/b [c] {d} <e> ~ f@g", "un/b [c] {d} <e> ~ f@g"),
        ("The frobnicator", "El frobnicator"),
    ],
)
def test_answers_carry_no_marks_of_the_stream(apertium: MtEngine, text: str, answer: str) -> None:
    assert answers_of(apertium, [text])[0].lower() == answer.lower()


@pytest.mark.usefixtures("apertium")
def test_spanish_drafts_come_with_a_word_on_their_register() -> None:
    status = engine_status(spanish("es-MX"), ENGLISH)
    assert status.is_ready
    assert "vosotros" in status.note
    assert "GPL" in status.licence


def test_a_pair_that_is_not_installed_is_named(apertium: MtEngine) -> None:
    assert apertium.name == "apertium"
    status = engine_status(EngineSetting(locale=LanguageTag("zu"), engine="apertium"), ENGLISH)
    assert not status.is_ready
    assert "eng-zu" in status.why


def test_the_direction_can_be_chosen_and_is_part_of_the_version(apertium: MtEngine) -> None:
    american = EngineSetting(locale=LanguageTag("en"), engine="apertium", options={"direction": "spa-eng_US"})
    chosen = open_engine(american, LanguageTag("es"))
    assert "spa-eng_US" in chosen.version
    assert "eng-spa" in apertium.version
    assert answers_of(chosen, ["El perro duerme."]) == ("The dog sleeps.",)


@pytest.mark.usefixtures("apertium")
def test_other_data_make_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes = tmp_path / "modes"
    modes.mkdir()
    data = tmp_path / "pair.bin"
    data.write_bytes(b"one")
    (modes / "eng-spa.mode").write_text(f"lt-proc '{data}'")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    before = open_engine(spanish(), ENGLISH).version
    data.write_bytes(b"two")
    assert open_engine(spanish(), ENGLISH).version != before


@pytest.mark.usefixtures("apertium")
def test_a_broken_pair_is_an_error_and_not_an_empty_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "modes").mkdir()
    (tmp_path / "modes" / "eng-spa.mode").write_text("lt-proc '/nowhere/eng-spa.bin'")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    engine = open_engine(spanish(), ENGLISH)
    with pytest.raises(EngineError, match="eng-spa"):
        answers_of(engine, ["Hello."])


def test_a_program_that_is_gone_is_an_error() -> None:
    engine = Apertium(version="0", program="/nowhere/apertium", direction="eng-spa")
    with pytest.raises(EngineError, match="failed"):
        answers_of(engine, ["Hello."])
