"""What readers see of a text: words, one sign for what a code shows, nothing for what only marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.checks.texts.text import MARK, VALUE, Text, shown
from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from tests.checks.lamps import Lamps


@pytest.mark.parametrize(
    ("native", "seen"),
    [
        ("Click **here**, _now_.", "Click here, now."),
        ("Pay {{ market.price }} soon.", f"Pay {VALUE} soon."),
        ("Open `Settings` or [this](a.md).", f"Open {VALUE} or this."),
        ("Salt &amp; pepper", "Salt & pepper"),
        ("One<br>two", "One\ntwo"),
        ("{% if a %}x{% endif %}", f"{MARK}x{MARK}"),
        ("Pick [one] of them.", "Pick [one] of them."),
    ],
)
def test_codes_are_what_readers_see_of_them(native: str, seen: str) -> None:
    assert shown(parse(native, Syntax.MARKDOWN)) == seen


def test_words_languages_and_scripts_are_told() -> None:
    text = Text(source="Don’t pay 3 times.", target="３回払い。", source_locale="en-GB", locale="ja")
    assert (text.language, text.source_language, text.script, text.is_same_language) == ("ja", "en", "Jpan", False)
    assert text.source_words == ["Don’t", "pay", "times"]


def whole(native: str, syntax: Syntax = Syntax.MARKDOWN) -> Text:
    content = parse(native, syntax)
    return Text(
        source="x", target=shown(content), source_locale="en", locale="es", native=native, inlines=(content, content)
    )


@pytest.mark.parametrize(
    ("native", "piece", "new", "reworded"),
    [
        ("Pulsa **Guardar** , ya.", " ,", ",", "Pulsa **Guardar**, ya."),
        ("Ve [ahí](b.md) . {{ x }}", " .", ".", "Ve [ahí](b.md). {{ x }}"),
        ("**Ve** ya", "Ve", "¿Ve", "**¿Ve** ya"),
        ("**Ve**? Ya", "?", "\u202f?", "**Ve**\u202f? Ya"),
        ("Ve [ahí ](b.md) ya", "  ", " ", None),
        ("Sal &amp; más", "& ", "y ", None),
    ],
)
def test_words_are_changed_where_readers_see_them(native: str, piece: str, new: str, reworded: str | None) -> None:
    text = whole(native)
    at = text.target.index(piece)
    assert text.reworded(at, at + len(piece), new) == reworded
    assert text.is_one_run(at, at + len(piece)) is (reworded is not None)


def test_all_words_are_changed_and_no_code_is() -> None:
    assert whole("Ve [ahí](abc.md), a `a`").with_words(str.upper) == "VE [AHÍ](abc.md), A `a`"
    assert whole("a &amp; b").with_words(str.upper) == "A &amp; B"
    assert Text(source="x", target="a", source_locale="en", locale="es", native="a").with_words(str.upper) == "A"


def test_a_text_that_its_catalog_spells_otherwise_is_left() -> None:
    odd = replace(whole("Ve  ahí"), native="Ve\n ahí")
    assert (odd.reworded(2, 4, " "), odd.with_words(str.upper)) == (None, None)


def test_a_stale_text_stands_beside_the_source_it_was_made_for_and_is_read_once(lamps: Lamps) -> None:
    lamps.article("Wait 3 weeks.")
    lamps.translate({"Wait": "Espera 3 semanas."})
    lamps.article("Wait 4 weeks.")
    context = lamps.context()
    [(_, row, text)] = [one for one in context.texts if one[2].target.startswith("Espera")]
    assert (text.source, text.is_stale, text.locale) == ("Wait 3 weeks.", True, "es")
    assert row.entry.target == text.native
    assert context.texts[0][2] is context.texts[0][2]
