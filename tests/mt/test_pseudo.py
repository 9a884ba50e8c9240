"""What pages look like with longer words, accents and the other direction, and nothing lost on the way."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline import protect
from locmem.inline.strange_signs import strange_signs
from locmem.model.inline import Syntax
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.engine import MtEngine, Question
from locmem.mt.engines import engine_status, open_engine
from locmem.mt.guard import draft
from locmem.mt.soundness import Tongues
from tests.mt.sentences import HTML, MARKDOWN, answers_of
from tests.mt.services import ENGLISH


def opened(locale: str = "de", **options: str) -> MtEngine:
    return open_engine(EngineSetting(locale=LanguageTag(locale), engine="pseudo", options=options), ENGLISH)


def test_a_text_stays_readable_and_grows_in_brackets() -> None:
    (answer,) = answers_of(opened(), ["Open the settings of order 4711 with ID101."])
    assert answer == "⟦Óópéñ théé šéééttííñğš óóf óóŕdééŕ 4711 wííth ID101.⟧"


@pytest.mark.parametrize(("longer", "least", "most"), [(None, 1.25, 1.45), ("0", 1.0, 1.0), ("100", 1.8, 2.0)])
def test_texts_grow_by_as_much_as_is_wanted(longer: str | None, least: float, most: float) -> None:
    engine = opened(**({} if longer is None else {"longer": longer}))
    source = "Read the instructions before you contact the support about your last invoice"
    (answer,) = answers_of(engine, [source])
    assert least <= len(answer.strip("⟦⟧")) / len(source) <= most


@pytest.mark.parametrize(
    ("locale", "letters"), [("he", "\u0590-\u05ff"), ("ar", "\u0600-\u06ff"), ("fa-IR", "\u0600-\u06ff")]
)
def test_other_directions_come_by_their_letters_and_without_signs_that_steer(locale: str, letters: str) -> None:
    first, last = letters.split("-")
    source = "Open the page 14 with ID101."
    (answer,) = answers_of(opened(locale), [source])
    assert "14" in answer
    assert "ID101" in answer
    words = [letter for letter in answer.replace("ID101", "") if letter.isalpha()]
    assert words
    assert all(first <= letter <= last for letter in words)
    assert not [what for what, certain in strange_signs(source, answer, locale) if certain]


@pytest.mark.parametrize("locale", ["de", "he", "ar"])
def test_drafts_keep_every_code(locale: str) -> None:
    sources = [protect.parse(text, Syntax.MARKDOWN) for text in MARKDOWN]
    sources += [protect.parse(text, Syntax.HTML) for text in HTML]
    drafts = draft(opened(locale), sources)
    assert [drafted.why for drafted in drafts if drafted.target is None] == []


ARABIC = opened("ar")


@given(st.text(max_size=20))
def test_every_text_is_answered_and_keeps_its_digits(text: str) -> None:
    (answer,) = answers_of(ARABIC, [text])
    assert [sign for sign in answer if sign.isdigit()] == [sign for sign in text if sign.isdigit()]
    assert answer.count("⟦") == text.count("⟦") + bool(text.strip())


@pytest.mark.parametrize(
    ("options", "why"), [({"url": "x"}, "remove url"), ({"longer": "201"}, "0 to 200"), ({"longer": "-5"}, "0 to 200")]
)
def test_options_it_does_not_know_are_named(options: dict[str, str], why: str) -> None:
    setting = EngineSetting(locale=LanguageTag("de"), engine="pseudo", options=options)
    assert why in engine_status(setting, ENGLISH).why


def test_nobody_asks_in_which_language_its_answers_are() -> None:
    sources = [protect.parse("Read the instructions before you write to us once more.", Syntax.MARKDOWN)]
    tongues = Tongues(source="en", target="de", strange=lambda answer, source: "pt")
    [drafted] = draft(opened(), sources, tongues=tongues)
    assert drafted.why == ""
    assert drafted.target is not None
    # Codes and numbers are looked at as ever.
    [spoilt] = draft(Spoiling(opened()), [protect.parse("Wait 14 days.", Syntax.MARKDOWN)], tongues=tongues)
    assert spoilt.target is None


class Spoiling:
    """The engine, with other numbers."""

    def __init__(self, engine: MtEngine) -> None:
        self.name, self.version, self.traits = engine.name, engine.version, engine.traits
        self._engine = engine

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        return tuple(answer and answer.replace("14", "41") for answer in self._engine.translate(questions))
