"""A function that finds flaws becomes a check of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Gate, Severity
from tests.checks.lamps import Lamps


def shouts(text: Text) -> Iterator[Flaw]:
    """Translations that shout."""
    if "!!" in text.target:
        yield Flaw(what="shouts", word="!!", better="!")
    if text.target.isupper():
        yield Flaw(what="is all capitals", severity=Severity.NOTE)


LISTED = text_check(
    shouts,
    name="shouting",
    family="flaw",
    severity=Severity.WARNING,
    why="Nobody likes it.",
    example="¡¡HOLA!!",
    do="Say it softly.",
)


def test_a_flaw_is_a_finding_at_its_entry_with_its_words_underlined(lamps: Lamps) -> None:
    lamps.article("Hello!")
    lamps.translate({"Hello": "HOLA!!"})
    [soft, loud] = sorted(LISTED.check(lamps.context()), key=lambda finding: finding.severity.rank)[::-1]
    assert (loud.check, loud.gate, loud.severity, loud.locale) == ("shouting", Gate.RELEASE, Severity.WARNING, "es")
    assert loud.what == "“HOLA!!” shouts."
    assert loud.do == "Write “HOLA!”."
    assert loud.location.path == "content/translations/es/articles/refunds.md.po"
    assert loud.location.key.startswith("articles/refunds.md#")
    text, carets = loud.excerpt.split("\n")
    assert text[carets.index("^") : len(carets)] == "!!"
    assert (soft.severity, soft.do, soft.excerpt) == (Severity.NOTE, "Say it softly.", "")
    assert LISTED.sentence == "Translations that shout."


def test_a_target_is_mended_only_where_one_place_can_be_meant() -> None:
    flaw = Flaw(what="shouts", word="!!", better="!")
    assert flaw.mended("Hola!!") == "Hola!"
    assert flaw.mended("Hola!! Hola!!") is None
    assert Flaw(what="shouts", word="!!").mended("Hola!!") is None


def test_a_long_target_is_shown_around_the_flaw_with_every_blank(lamps: Lamps) -> None:
    long = "Una frase bastante larga que no dice nada todavía y sigue  y HOLA!! sigue y sigue hasta el final."
    lamps.article("Hello!")
    lamps.translate({"Hello": long})
    [found] = LISTED.check(lamps.context())
    assert "sigue  y HOLA!! sigue" in found.what
    assert found.what.startswith("“…")
    assert len(found.what) < 80
