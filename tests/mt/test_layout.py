"""A segment as an engine meets it: text, and slots for what engines spoil."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.model.inline import Inline, Syntax
from locmem.mt.layout import Slot, items_of, joined, shown_text, text_of


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def shown(content: Inline) -> list[str]:
    return [f"<{item.shown}>" if isinstance(item, Slot) else item for item in items_of(content)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pay **now**.", ["Pay ", "<**>", "now", "<**>", "."]),
        ("Pay {{ x }}", ["Pay ", "<{{ x }}>"]),
        ("a &amp; b", ["a & b"]),
        ("a\nb", ["a b"]),
        ("order #123 now", ["order ", "<#123>", " now"]),
        ("pay €5.50 or 6 € now", ["pay ", "<€5.50>", " or ", "<6 €>", " now"]),
        ("Settings › Orders", ["Settings ", "<›>", " Orders"]),
        ("a>b", ["a>b"]),
        ("Lumen™ ok", ["Lumen", "<™>", " ok"]),
        ("me@x.example, or", ["<me@x.example>", ", or"]),
        ("", []),
    ],
)
def test_codes_and_what_engines_spoil_become_slots(text: str, expected: list[str]) -> None:
    assert shown(md(text)) == expected


def test_plain_text_has_no_codes_but_addresses_and_line_breaks_are_kept_apart() -> None:
    content = parse("See https://x.example/a.\nme@x.example", Syntax.PLAIN)
    assert shown(content) == ["See ", "<https://x.example/a>", ".", "<\n>", "<me@x.example>"]


def slots(text: str) -> list[Slot]:
    return [item for item in items_of(md(text)) if isinstance(item, Slot)]


def test_a_slot_knows_what_stands_around_it() -> None:
    first, second, third = slots("a **b** {{ x }}")
    assert [one.index for one in (first, second, third)] == [0, 1, 2]
    assert (first.previous, first.before, first.after, first.next) == ("a", " ", "", "b")
    assert (second.previous, second.before, second.after, second.next) == ("b", "", " ", 2)
    assert (third.previous, third.before, third.after, third.next) == (1, " ", "", "")
    [alone] = slots("{{ x }}")
    assert (alone.previous, alone.before, alone.after, alone.next) == ("", "", "", "")
    one, other = slots("{{ x }}{{ y }}")
    assert (one.next, other.previous) == (1, 0)


def test_what_kind_of_thing_a_slot_holds() -> None:
    opener, middle, closer, output = slots("{% if a %}x{% else %}y{% endif %} {{ z }}")
    assert [one.is_block for one in (opener, middle, closer, output)] == [True, True, True, False]
    assert opener.pair == closer.pair != output.pair
    [separator] = slots("a › b")
    assert (separator.is_separator, separator.is_break, separator.pair, separator.is_block) == (
        True,
        False,
        None,
        False,
    )
    [line_break] = slots("a  \nb")
    assert (line_break.is_break, line_break.is_separator) == (True, False)


@given(st.lists(st.text(max_size=3) | st.just(Slot(content="x")), max_size=8))
def test_joining_changes_no_character_and_leaves_no_empty_text(items: list[str | Slot]) -> None:
    done = joined(items)
    assert shown_text(done) == shown_text(items)
    assert "" not in done
    assert joined(done) == done


def test_texts_for_people_and_for_counting() -> None:
    items = items_of(md("order **#12** now"))
    assert text_of(items) == "order     now"
    assert shown_text(items) == "order  #12  now"
