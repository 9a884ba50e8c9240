"""Which code of a returned unit is which of ours, however a tool numbered and wrote it."""

from __future__ import annotations

import re

import pytest

from locmem.exchange.correspondence import as_sent, bare, in_codes_of, is_same_source, swapped_parts, without_layout
from locmem.inline.protect import from_editable, parse
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def theirs(*parts: str | tuple[int, CodeRole, str]) -> Inline:
    """A text as a tool returns it: codes of type UNKNOWN with numbers of the tool's own."""
    made: list[Part] = [
        part
        if isinstance(part, str)
        else Code(id=part[0], role=part[1], type=CodeType.UNKNOWN, original=part[2], identity=f"id {part[0]}")
        for part in parts
    ]
    return inline(made, Syntax.MARKDOWN)


OPEN, CLOSE, SINGLE = CodeRole.OPEN, CodeRole.CLOSE, CodeRole.SINGLE
SENT = md("Pay **now** {{ x }}.")
RETURNED = theirs("Pay ", (7, OPEN, ""), "now", (7, CLOSE, ""), " ", (8, SINGLE, ""), ".")


@pytest.mark.parametrize(
    ("returned", "spellings", "is_same"),
    [
        (RETURNED, (), True),
        (RETURNED, ("**", "**", "{{ x }}"), True),
        (RETURNED, ("**", "**", "{{ y }}"), False),
        (RETURNED, ("", "", "{{ x }}"), True),
        (theirs("Pay\n  ", (1, OPEN, "<b>"), "now", (1, CLOSE, "</b>"), " ", (2, SINGLE, "[1]"), "."), (), True),
        (theirs("Pay ", (1, OPEN, ""), "now", (1, CLOSE, ""), " ", (2, SINGLE, "{{ y }}"), "."), (), False),
        (theirs("Pay ", (1, OPEN, "{{ x }}"), "now", (1, CLOSE, ""), " ", (2, SINGLE, "**"), "."), (), False),
        (theirs("Pay ", (1, OPEN, ""), "soon", (1, CLOSE, ""), " ", (2, SINGLE, ""), "."), (), False),
        (theirs("Pay ", (1, OPEN, ""), "now", (1, CLOSE, ""), " ."), (), False),
        (theirs((1, OPEN, ""), "Pay now", (1, CLOSE, ""), " ", (2, SINGLE, ""), "."), (), False),
    ],
    ids=[
        "renumbered",
        "spelled alike",
        "spelled otherwise",
        "some not spelled",
        "laid out, with native text of a tool",
        "other Liquid",
        "codes that changed places",
        "another word",
        "a code lost",
        "a code elsewhere",
    ],
)
def test_whether_a_source_is_the_one_that_was_sent(returned: Inline, spellings: tuple[str, ...], is_same: bool) -> None:
    assert is_same_source(SENT, returned, spellings) is is_same


def test_a_title_inside_a_code_may_have_changed_since() -> None:
    sent = md('[a](b "Old")')
    returned = theirs((1, OPEN, "["), "a", (1, CLOSE, '](b "New")'))
    assert is_same_source(sent, returned, ("[", '](b "New")'))
    assert not is_same_source(sent, returned, ("[", '](c "Old")'))


def test_codes_of_a_target_become_ours_and_unknown_ones_get_free_numbers() -> None:
    target = theirs((8, SINGLE, ""), " paga ", (7, OPEN, ""), "ya", (7, CLOSE, ""), (9, SINGLE, "?"), (9, SINGLE, "?"))
    done = in_codes_of(SENT, RETURNED, target)
    assert done.native == "{{ x }} paga **ya**??"
    highest = max(code.id for code in SENT.codes)
    assert [code.id for code in done.codes if code.original == "?"] == [highest + 1, highest + 1]
    assert in_codes_of(SENT, RETURNED, RETURNED) == SENT


def test_codes_of_one_name_stand_for_ours_in_order_and_the_last_once_more() -> None:
    sent = md("a {{ x }} {{ y }}")
    returned = theirs("a ", (1, SINGLE, ""), " ", (1, SINGLE, ""))
    target = theirs((1, SINGLE, ""), (1, SINGLE, ""), (1, SINGLE, ""))
    assert in_codes_of(sent, returned, target).native == "{{ x }}{{ y }}{{ y }}"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("{% case x %}{% when 1 %}a{% when 2 %}b{% endcase %}", ""),
        ("{% case x %}{% when 2 %}a{% when 1 %}b{% endcase %}", "{% case x %}"),
        ("{% case x %}{% when 1 %}a{% endcase %}", ""),
        ("nothing", ""),
    ],
    ids=["kept", "swapped", "lost, which is told elsewhere", "none"],
)
def test_branches_that_changed_places_are_told(target: str, expected: str) -> None:
    source = md("{% case x %}{% when 1 %}a{% when 2 %}b{% endcase %}")
    assert swapped_parts(source, md(target)) == expected


def test_branches_of_one_block_say_nothing_of_another() -> None:
    first, second = (
        "{% case x %}{% when 1 %}a{% when 2 %}b{% endcase %}",
        "{% case y %}{% when 2 %}a{% when 1 %}b{% endcase %}",
    )
    source = md(first + second)
    assert swapped_parts(source, from_editable(second + first, source)) == ""


def test_texts_are_compared_without_white_space_and_composed() -> None:
    assert bare(" a \n e\u0301\u00a0") == "aé"


@pytest.mark.parametrize(
    ("text", "returned", "codes"),
    [
        ("Pick [one] of them.", theirs("Pick ", (1, OPEN, ""), "one", (1, CLOSE, ""), " of them."), ["[", "]"]),
        ("Pick [one] of them.", theirs("Pick [one] of them."), []),
        (
            '[a](b.md){target="_blank"} c',
            theirs((1, OPEN, ""), "a", (1, CLOSE, ""), '{target="_blank"} c'),
            ["[", "](b.md)"],
        ),
        ("In [!DNL Lumen] now", theirs("In [!DNL Lumen] now"), []),
        ("In [!DNL Lumen] now", theirs("In ", (1, SINGLE, ""), " now"), ["[!DNL Lumen]"]),
        ("It is $$x$$.", theirs("It is $$x$$."), []),
    ],
    ids=[
        "brackets as a link",
        "brackets",
        "attributes as text",
        "a directive as text",
        "a directive",
        "a formula as text",
    ],
)
def test_files_of_the_first_version_are_known_again(text: str, returned: Inline, codes: list[str]) -> None:
    source = parse(text, Syntax.MARKDOWN, labels=())
    found = as_sent(source, returned, (), ())
    assert found is not None
    assert [code.original for code in found.codes] == codes


def test_a_source_that_was_edited_is_known_in_no_reading() -> None:
    assert as_sent(parse("Pick [one].", Syntax.MARKDOWN, labels=()), theirs("Pick [two]."), (), ()) is None


def shown(content: Inline) -> str:
    return "".join(part if isinstance(part, str) else f"<{part.id}>" for part in content.parts)


LAID = "\n  Pay \n  <7>now<7>\n   \n  <8>\n  .\n "
"""`SENT` with a line for each piece; the blank between the codes stands behind the indentation."""
BLANKS_LOST = "\n  Pay\n  <7>now<7>\n  <8>\n  .\n "


def read(text: str) -> Inline:
    """The content in which the first `<7>` opens what the second closes."""
    roles = {"<7>": iter((OPEN, CLOSE)), "<8>": iter((SINGLE,))}
    parts = [part for part in re.split("(<.>)", text) if part]
    return theirs(*((int(part[1]), next(roles[part]), "") if part in roles else part for part in parts))


@pytest.mark.parametrize(
    ("returned", "target", "without"),
    [
        (LAID, "\n   Ya \n  <7>ahora<7>\n  ,\n  <8>\n ", " Ya <7>ahora<7>,<8>"),
        (LAID, "Ya <7>ahora<7>, <8>", "Ya <7>ahora<7>, <8>"),
        (LAID, "\n Ya\n", "Ya"),
        (LAID, "Ya <7>ahora<7>,\n\n\n<8>", None),
        ("Pay\n<7>now<7> <8>.", "Ya\n<7>ahora<7> <8>.", "Ya\n<7>ahora<7> <8>."),
        (BLANKS_LOST, "\n  Ya\n  <7>ahora<7>\n  ,\n  <8>\n ", None),
        (BLANKS_LOST, "Ya <7>ahora<7>, <8>", "Ya <7>ahora<7>, <8>"),
    ],
    ids=[
        "indented",
        "the source alone",
        "without codes",
        "with line breaks of its own",
        "wrapped",
        "blanks lost",
        "blanks lost in the source alone",
    ],
)
def test_what_lays_a_file_out_is_taken_out_of_a_target(returned: str, target: str, without: str | None) -> None:
    found = without_layout(SENT, read(returned), read(target))
    assert (shown(found[1]).strip("\n") if found else None) == without
