from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.model.inline import CodeRole, Inline, Syntax
from locmem.model.segment import Segment, Unit, UnitKind
from locmem.model.settings import SegmentMode
from locmem.segmentation.split import join, segments
from tests.inline.texts import texts

MARKDOWN, HTML, PLAIN = Syntax.MARKDOWN, Syntax.HTML, Syntax.PLAIN


def unit(text: str, syntax: Syntax = MARKDOWN, kind: UnitKind = UnitKind.PARAGRAPH, column: int = 1) -> Unit:
    content = parse(text, syntax)
    return Unit(kind=kind, content=content, start=0, end=len(text), line=10, column=column, name="body")


def cut(
    text: str, locale: str = "en", syntax: Syntax = MARKDOWN, kind: UnitKind = UnitKind.PARAGRAPH
) -> tuple[Segment, ...]:
    return segments(unit(text, syntax, kind), 3, locale, SegmentMode.SENTENCE)


def natives(found: tuple[Segment, ...]) -> list[tuple[str, str]]:
    return [(segment.content.native, segment.after) for segment in found]


def targets(*texts: str, syntax: Syntax = MARKDOWN) -> list[Inline]:
    return [parse(text, syntax) for text in texts]


@given(texts, st.sampled_from(list(Syntax)), st.sampled_from(["en", "es", "ja"]), st.sampled_from(list(UnitKind)))
def test_join_is_the_exact_inverse(text: str, syntax: Syntax, locale: str, kind: UnitKind) -> None:
    content = unit(text, syntax, kind)
    found = segments(content, 0, locale, SegmentMode.SENTENCE)
    assert join(found, [segment.content for segment in found], locale) == content.content
    assert "".join(segment.content.native + segment.after for segment in found) == text


@given(texts, st.sampled_from(list(Syntax)))
def test_every_segment_has_whole_pairs_numbered_from_one(text: str, syntax: Syntax) -> None:
    for segment in segments(unit(text, syntax), 0, "en", SegmentMode.SENTENCE):
        codes = segment.content.codes
        assert sorted({code.id for code in codes}) == list(range(1, len({code.id for code in codes}) + 1))
        opened = [code.id for code in codes if code.role is CodeRole.OPEN]
        closed = [code.id for code in codes if code.role is CodeRole.CLOSE]
        assert sorted(opened) == sorted(closed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two {{ x }}. {{ y }} is it.", [("One.", " "), ("Two {{ x }}.", " "), ("{{ y }} is it.", "")]),
        ("**One. Two.** Three.", [("**One. Two.**", " "), ("Three.", "")]),
        ("See [a. B.](c) Done.", [("See [a. B.](c)", " "), ("Done.", "")]),
        ("{% if a %}One. Two.{% endif %} Three.", [("{% if a %}One. Two.{% endif %}", " "), ("Three.", "")]),
        ("One.\n> Two.  \nThree.", [("One.", "\n> "), ("Two.", "  \n"), ("Three.", "")]),
        ("One.[^1] `two` is.", [("One.[^1]", " "), ("`two` is.", "")]),
        ("See file.txt and v1.2 for {{ market.x }}.", [("See file.txt and v1.2 for {{ market.x }}.", "")]),
        ("One sentence", [("One sentence", "")]),
        ("", [("", "")]),
    ],
)
def test_paragraphs_are_cut_into_sentences(text: str, expected: list[tuple[str, str]]) -> None:
    assert natives(cut(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use PHP **8.**X only.", ["Use PHP **8.**X only."]),
        ("It ends.**Next** it goes on.", ["It ends.**Next** it goes on."]),
        ("It **ends.** Next it goes on.", ["It **ends.**", "Next it goes on."]),
        ("Import Shop.{{ module }} first.", ["Import Shop.{{ module }} first."]),
        ("Call `shop`.`Cache`.Get now.", ["Call `shop`.`Cache`.Get now."]),
        ("See [Shop](a).[Cache](b) now.", ["See [Shop](a).[Cache](b) now."]),
        ("Is it [here](a)?Go on.", ["Is it [here](a)?Go on."]),
        ("Read *Shop.Framework*.Cache. Go on.", ["Read *Shop.Framework*.Cache.", "Go on."]),
        ('He said "Stop."Then we did.', ['He said "Stop."Then we did.']),
        ('He said "Stop." Then we did.', ['He said "Stop."', "Then we did."]),
        ("(It is 8.X.) Go on.\tThen stop.\r\nThen go.", ["(It is 8.X.)", "Go on.", "Then stop.", "Then go."]),
        ("- 2.4.X.Y", ["- 2.4.X.Y"]),
    ],
)
def test_no_sentence_ends_inside_a_word_whatever_codes_stand_there(text: str, expected: list[str]) -> None:
    assert [native for native, _ in natives(cut(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>Wait.</b> Go.", ["<b>Wait.</b>", "Go."]),
        ("Use PHP <b>8.</b>X only.", ["Use PHP <b>8.</b>X only."]),
        ("Wait.<br>Go.<br/>PHP 8.X only.", ["Wait.", "Go.", "PHP 8.X only."]),
        ("Shop.<code>Cache</code> is slow.", ["Shop.<code>Cache</code> is slow."]),
        ("Shop.&shy;Framework is slow.", ["Shop.&shy;Framework is slow."]),
        ("Wait.&nbsp;Go.&#32;Stop.", ["Wait.", "Go.", "Stop."]),
    ],
)
def test_in_html_a_line_break_and_a_blank_entity_are_white_space_and_other_tags_are_not(
    text: str, expected: list[str]
) -> None:
    found = natives(cut(text, syntax=HTML, kind=UnitKind.HTML))
    assert [native for native, _ in found] == expected


@pytest.mark.parametrize("stop", [".", "!", "?", "…", '."', "!)", ".”"])
@pytest.mark.parametrize("locale", ["en", "de", "es", "fr", "it", "pt-BR", "nl", "ja", "zh", "ko", "th", "ru", "el"])
def test_no_rule_of_any_language_cuts_a_word(locale: str, stop: str) -> None:
    text = f"Shop{stop}Cache 8{stop}X Ωμ{stop}Ж"
    assert natives(cut(text, locale)) == [(text, "")]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("ja", ["「はい。」と答えます。", "次へ進みます！", "本当ですか？", "待って…", "では。"]),
        ("zh", ["好。", "再见！", "（真的）？", "是的。"]),
        ("hi", ["ठीक है।", "नमस्ते।"]),
    ],
)
def test_wide_stops_need_no_white_space(locale: str, expected: list[str]) -> None:
    joint = " " if locale == "hi" else ""
    assert [native for native, _ in natives(cut(joint.join(expected), locale))] == expected


def test_html_and_entities_between_sentences() -> None:
    assert natives(cut("<b>Eat.</b>&nbsp;Sleep well.<br>\n Drink.", syntax=HTML, kind=UnitKind.HTML)) == [
        ("<b>Eat.</b>", "&nbsp;"),
        ("Sleep well.", "<br>\n "),
        ("Drink.", ""),
    ]


def test_lines_of_a_macro_are_segments() -> None:
    found = cut("Hi {{ name }},\n\nThanks. We come.\nTeam", syntax=PLAIN, kind=UnitKind.TEXT)
    assert natives(found) == [("Hi {{ name }},", "\n\n"), ("Thanks.", " "), ("We come.", "\n"), ("Team", "")]


@pytest.mark.parametrize("kind", [UnitKind.HEADING, UnitKind.CELL, UnitKind.TITLE, UnitKind.FIELD, UnitKind.ATTRIBUTE])
def test_other_kinds_stay_whole(kind: UnitKind) -> None:
    assert natives(cut("One. Two. ", kind=kind)) == [("One. Two. ", "")]


def test_unit_mode_keeps_paragraphs_whole() -> None:
    assert natives(segments(unit("One. Two."), 0, "en", SegmentMode.UNIT)) == [("One. Two.", "")]


def test_segments_say_where_they_stand() -> None:
    found = segments(unit("One.\n  Two. Three.", column=3), 7, "en", SegmentMode.SENTENCE)
    assert [(segment.unit, segment.position, segment.line, segment.column, segment.name) for segment in found] == [
        (7, 0, 10, 3, "body"),
        (7, 1, 11, 3, "body"),
        (7, 2, 11, 8, "body"),
    ]


def test_a_translation_is_joined_with_the_source_of_its_white_space() -> None:
    found = cut("One **a**.\n> Two `b`.  \nThree.")
    joined = join(found, targets("Uno **a**.", "Dos `b`.", "Tres."), "es")
    assert joined.native == "Uno **a**.\n> Dos `b`.  \nTres."
    assert [code.id for code in joined.codes] == [1, 1, 2, 3]


def test_a_language_without_spaces_has_none_between_sentences_but_keeps_what_shows() -> None:
    found = cut("One.\nTwo. Three.  \nFour.")
    joined = join(found, targets("一。", "二。", "三。", "四。"), "ja")
    assert joined.native == "一。二。三。  \n四。"


@pytest.mark.parametrize("first", ["**一。**", "一。"])
def test_white_space_stays_where_emphasis_needs_it(first: str) -> None:
    found = cut("One.\nTwo.")
    second = "二。" if first.startswith("*") else "**二。**"
    assert join(found, targets(first, second), "ja").native == f"{first}\n{second}"


@pytest.mark.parametrize(
    ("first", "second"), [("www.a.example", "二。"), ("www.a.example.", "二。"), ("一。", "www.a.example")]
)
def test_white_space_stays_beside_an_address(first: str, second: str) -> None:
    assert join(cut("One.\nTwo."), targets(first, second), "ja").native == f"{first}\n{second}"


def test_white_space_of_a_source_that_needs_none_is_meant() -> None:
    found = cut("一つ。 二つ。三つ。", "ja")
    assert join(found, targets("壱。", "二つ。", "三つ。"), "ja").native == "壱。 二つ。三つ。"


def test_only_the_white_space_beside_a_new_content_changes() -> None:
    found = cut("一つ。二つ。三つ。", "ja")
    assert join(found, targets("One.", "二つ。", "三つ。"), "en").native == "One. 二つ。三つ。"


def test_lines_of_a_macro_stay_lines_in_japanese() -> None:
    found = cut("One. Two.\n\nThree.", syntax=PLAIN, kind=UnitKind.TEXT)
    assert join(found, targets("一。", "二。", "三。", syntax=PLAIN), "ja").native == "一。二。\n\n三。"


def test_a_language_with_spaces_gets_them_from_a_source_without() -> None:
    found = cut("一つ。二つ。", "ja")
    assert join(found, targets("One.", "Two."), "en").native == "One. Two."


def test_codes_the_source_does_not_have_get_numbers_of_their_own() -> None:
    found = cut("One `a`. Two `b`.")
    first, second = targets("Uno `a` **x**.", "Dos `b`.")
    assert [code.id for code in join(found, [first, second], "es").codes] == [1, 4, 4, 2]


def test_a_missing_content_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        join(cut("One. Two."), targets("Uno."), "es")


def test_new_codes_of_a_target_take_no_id_that_another_code_has() -> None:
    found = cut("Wait **here**.<br><br>Open `x`.")
    assert len(found) == 2
    joined = join(found, targets("Espere **aquí** y `allí`.", "Abra `x` y *y* y `z`."), "es")
    opened = [code.id for code in joined.codes if code.role is not CodeRole.CLOSE]
    assert len(opened) == len(set(opened)) == 7


def test_emphasis_within_a_sentence_keeps_no_blank_behind_it() -> None:
    found = cut("**Press** it. Wait.")
    assert join(found, targets("**押し**ます。", "待ちます。"), "ja").native == "**押し**ます。待ちます。"
    assert join(found, targets("押し**ます。**", "待ちます。"), "ja").native == "押し**ます。** 待ちます。"
