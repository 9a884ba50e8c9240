"""Notes on tone that say one thing for each kind of text."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said


def told(tone: str, locale: str) -> str:
    return said("market-tone", {"ES": market("ES", locales=f"{locale}: {{format: {locale}, tone: '{tone}'}}")})


@pytest.mark.parametrize(
    ("tone", "locale"),
    [
        ("tú in help articles and chat; usted in complaint and legal texts", "es"),
        ("Sie throughout; du only as a decision of the brand", "de"),
        ("usted in complaint and legal texts; tú or usted elsewhere, as the brand decides", "es"),
        ("informal and neutral, sinä; te in formal letters", "fi"),
        ("informal, du; ni in formal letters", "sv"),
        ("friendly, you", "en"),
        ("", "es"),
    ],
)
def test_a_tone_for_each_kind_is_left_alone(tone: str, locale: str) -> None:
    assert told(tone, locale) == ""


@pytest.mark.parametrize(
    ("tone", "locale", "what"),
    [
        ("tú in help articles; usted in help articles", "es", "for help articles it asks for both"),
        ("tú and usted in chat", "es", "asks for tú and usted"),
        ("formal, du", "de", "du is not formal"),
        ("informal, Sie", "de", "Sie is not informal"),
        ("vous throughout; tu in chat", "fr", "everywhere"),
        ("formal, Sie", "fr", "Sie is a word of de"),
    ],
)
def test_a_tone_that_says_two_things_is_told(tone: str, locale: str, what: str) -> None:
    assert what in told(tone, locale)


@pytest.mark.parametrize(
    ("tone", "address", "is_told"),
    [("informal", "usted", True), ("formal", "usted", False), ("formal", "tú", True), ("informal", "Sie", True)],
    ids=["an informal tone", "alike", "a formal tone", "a word of German"],
)
def test_the_style_of_letters_beside_the_tone(tone: str, address: str, is_told: bool) -> None:
    style = f"style: {{address: {address}, directness: direct, greeting: {{es: Hola}}, closing: {{es: Saludos}}, "
    text = market(
        "ES", locales=f"es: {{format: es-ES, tone: {tone}}}", more=f"{style}name_order: given-first, {READ}}}"
    )
    assert bool(said("market-tone", {"ES": text})) is is_told
