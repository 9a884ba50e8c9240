"""A function that finds flaws becomes a check of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Gate, Rewording, Severity
from tests.checks.lamps import Lamps
from tests.checks.texts.sample import text


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
    assert flaw.mended(text("Hello!", "Hola!!")) == "Hola!"
    assert flaw.mended(text("Hello!", "Hola!! Hola!!")) is None
    assert Flaw(what="shouts", word="!!").mended(text("Hello!", "Hola!!")) is None
    second = replace(flaw, at=11)
    assert second.mended(text("Hello!", "Hola!! Hola!!")) == "Hola!! Hola!"


def quiet(text: Text) -> Iterator[Flaw]:
    """Translations that shout, one place after the other."""
    if (at := text.target.find("!!")) >= 0:
        yield Flaw(what="shouts", word=text.target[at : at + 2], at=at, better="!")


QUIET = text_check(
    quiet,
    name="shouting",
    family="flaw",
    severity=Severity.WARNING,
    why="Nobody likes it.",
    example="¡HOLA!!",
    do="Say it softly.",
    mends="It takes one away.",
)


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        ("Hello and you", "¡Hola!!! y ¡tú!!", "¡Hola! y ¡tú!"),
        ("**Hello** and you", "**¡Hola!!** y ¡tú!!", "**¡Hola!** y ¡tú!"),
        ("**Hello** and [you](a.md)", "**¡Hola**!! y [¡tú](a.md)!!", "**¡Hola**! y [¡tú](a.md)!"),
        ("Hello {{ market.code }}", "¡Hola!! {{ market.code }}!!", "¡Hola! {{ market.code }}!"),
        ("**Hello**", "**¡Hola!**!", "**¡Hola!**"),
    ],
)
def test_all_of_a_sort_are_mended_and_no_code_with_them(lamps: Lamps, source: str, target: str, mended: str) -> None:
    lamps.article(source)
    lamps.translate({"Hello": target})
    assert [one.mended for one in QUIET.check(lamps.context())] == [Rewording(old=target, new=mended)]


def test_what_somebody_must_bring_up_to_date_is_left(lamps: Lamps) -> None:
    lamps.article("Hello")
    lamps.translate({"Hello": "¡Hola!!"})
    lamps.article("Hello all")
    assert [one.mended for one in QUIET.check(lamps.context())] == [None]


def test_a_check_that_leaves_all_to_people_mends_nothing(lamps: Lamps) -> None:
    lamps.article("Hello")
    lamps.translate({"Hello": "¡Hola!!"})
    assert [one.mended for one in LISTED.check(lamps.context())] == [None]


def test_a_long_target_is_shown_around_the_flaw_with_every_blank(lamps: Lamps) -> None:
    long = "Una frase bastante larga que no dice nada todavía y sigue  y HOLA!! sigue y sigue hasta el final."
    lamps.article("Hello!")
    lamps.translate({"Hello": long})
    [found] = LISTED.check(lamps.context())
    assert "sigue  y HOLA!! sigue" in found.what
    assert found.what.startswith("“…")
    assert len(found.what) < 80
