from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline import compare
from locmem.inline.compare import Damage, code_problems, memory_key
from locmem.inline.protect import from_editable, parse
from locmem.model.inline import Syntax, inline
from tests.inline.texts import texts

MARKDOWN, HTML = Syntax.MARKDOWN, Syntax.HTML
TAX = "liquid {{ market.tax.name }}"


def problems(source: str, target: str, syntax: Syntax = MARKDOWN) -> list[tuple[str, str]]:
    return [
        (problem.kind.value, problem.identity)
        for problem in code_problems(parse(source, syntax), parse(target, syntax))
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("**a** and `b`", "`b` y **a**", []),
        ("**a**", "a", [("missing", "bold")]),
        ("a", "**a**", [("extra", "bold")]),
        ("**a**", "*a*", [("missing", "bold"), ("extra", "italic")]),
        ("{{ ticket.id }}", "{{ ticket.ids }}", [("renamed", "liquid {{ ticket.id }}")]),
        ("{{ ticket.id }}", "{{ticket.id}}", [("renamed", "liquid {{ ticket.id }}")]),
        ("{{ ticket.id }}", "{{ ticket.id }} {{ ticket.id }}", [("extra", "liquid {{ ticket.id }}")]),
        ("{{ market.tax.name }}", "{{market.tax.name | upcase}}", []),
        ("{{ market.tax.name }}", "{{ market.tax.name }}, {{market.tax.name | upcase}}", [("extra", TAX)]),
        ("{{ market.tax.name }} {{ market.tax.name }}", "{{ market.tax.name }}", []),
        ("{{ market.tax.name }}", "{{ market.tax.rate }}", [("renamed", "liquid {{ market.tax.name }}")]),
        ("{{ market.tax.name }}", "IVA", [("missing", "liquid {{ market.tax.name }}")]),
        ("[a](b)", "[a](c)", [("link-changed", "link b")]),
        ('[a](b "t")', '[a](b "u")', []),
        ("https://a.example", "https://b.example", [("link-changed", "url https://a.example")]),
        ("a  \nb", "a b", [("missing", "break")]),
        ("a\nb\\*&nbsp;", "a b*", []),
        ("{% if a %}x{% else %}y{% endif %}", "{% if a %}x{% endif %}", [("unbalanced", "liquid {% if a %}")]),
        ("{% if a %}x{% endif %}", "{% if a %}x", [("unbalanced", "liquid {% if a %}")]),
        ("`a`", "`b`", [("renamed", "code a")]),
        ("**a** b", "** ** b", [("missing", "bold")]),
        ("[a](b) c", "[](b) c", [("empty", "link b")]),
        ("[a](b) c", "[a] (b) c", [("missing", "link b")]),
        ("[a](b) c", "[a] c", [("missing", "link b")]),
        ("![a](b) c", "![a](b c", [("missing", "image b")]),
        ("[a](b) c", "a [n] c", [("missing", "link b")]),
        ("a b", "a [n] b", []),
        ("[a]", "[b]", [("link-changed", "link [a]")]),
        ("[t][a]", "[t] [a]", [("missing", "link [a]")]),
    ],
)
def test_each_kind_of_damage_is_named(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert problems(source, target) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<g2>x</g2> <g1>y</g1>", []),
        ("<g1>x <g2>y</g2></g1>", []),
        ("<g1>x <g2>y</g1></g2>", [("unbalanced", "bold")]),
        ("<g1>x <g2>y</g2>", [("unbalanced", "bold")]),
        ("x</g1> <g2>y</g2>", [("unbalanced", "bold")]),
        ("<g1>x</g1> <g2>y</g2> <x7/>", [("extra", "unknown <x7/>")]),
        ("<g1>x</g1> <g1>y</g1> <g2>z</g2>", [("extra", "bold")]),
    ],
)
def test_pairs_written_by_number_must_be_whole_and_nested(text: str, expected: list[tuple[str, str]]) -> None:
    source = parse("<b>a</b> <i>c</i>", HTML)
    found = code_problems(source, from_editable(text, source))
    assert [(problem.kind.value, problem.identity) for problem in found] == expected


def test_what_is_wrong_is_said_in_the_words_of_the_file() -> None:
    source = parse("{{ ticket.id }} [a](b)", MARKDOWN)
    found = code_problems(source, parse("{{ ticket.ids }} [a](c) `d`", MARKDOWN))
    assert [problem.what for problem in found] == [
        "`{{ ticket.id }}` became `{{ ticket.ids }}`",
        "`b` became `c`",
        "``d`` is not in the source",
    ]


BLOCK = "{% if a %}x{% else %}y{% endif %}"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (BLOCK, "{% if a %}x{% else %}y", ["`{% endif %}` is missing, which ends `{% if a %}`"]),
        (BLOCK, "x{% else %}y{% endif %}", ["`{% if a %}` is missing"]),
        (BLOCK, "{% if a %}xy{% endif %}", ["`{% else %}` is missing between `{% if a %}` and `{% endif %}`"]),
        (BLOCK, "{% if a %}xy", ["`{% else %}`, `{% endif %}` are missing, which belong to `{% if a %}`"]),
        (
            BLOCK,
            "{% if a %}x{% else %}y{% else %}z{% endif %}",
            ["there is one `{% else %}` too many in the block of `{% if a %}`"],
        ),
        (
            BLOCK,
            "{% if a %}x{% endif %}{% else %}y",
            ["the parts of `{% if a %}` stand in another order than in the source"],
        ),
        (
            f"{BLOCK} {{% if b %}}z{{% endif %}}",
            "{% if a %}x{% else %}y{% endif %} {% if b %}z",
            ["`{% endif %}` is missing, which ends `{% if b %}`"],
        ),
        (
            f"{BLOCK} `c`",
            "{% if a %}x{% else %}y",
            ["`{% endif %}` is missing, which ends `{% if a %}`", "``c`` is missing"],
        ),
        ("<b>x</b> y", "<b>x y", ["`</b>` is missing, which ends `<b>`"]),
        ("<b>x</b> y", "x</b> y", ["`<b>` is missing"]),
        ("x", "x {% endif %}", ["`{% endif %}` is not in the source"]),
    ],
)
def test_what_a_block_lacks_is_named_and_nothing_that_follows_from_it(
    source: str, target: str, expected: list[str]
) -> None:
    found = code_problems(parse(source, MARKDOWN), parse(target, MARKDOWN))
    assert [problem.what for problem in found] == expected


RATE = "{{ market.rate }}"
IF = "{% if market.a %}x{% else %}y{% endif %}"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        # One branch is printed, never both.
        (f"{IF} {RATE}", f"{{% if market.a %}}x {RATE}{{% else %}}y {RATE}{{% endif %}}", []),
        (f"{IF} {RATE}", f"{{% if market.a %}}x {RATE}{{% else %}}y{{% endif %}}", ["missing"]),
        (f"{IF} {RATE}", f"{{% if market.a %}}x {RATE}{{% else %}}y{{% endif %}} {RATE}", ["extra"]),
        (f"{IF} {RATE} {RATE}", f"{IF} {RATE}", []),
        (f"{{% if market.a %}}x {RATE}{{% endif %}} z", f"{{% if market.a %}}x{{% endif %}} z {RATE}", []),
        (f"{{% if market.a %}}x{{% endif %}} {RATE}", f"{{% if market.a %}}x {RATE}{{% endif %}}", ["missing"]),
        (f"{{% for m in market.b %}}x{{% endfor %}} {RATE}", f"{{% for m in market.b %}}x {RATE}{{% endfor %}}", []),
    ],
)
def test_no_page_prints_a_fact_more_often_than_the_source_does_or_lacks_it(
    source: str, target: str, expected: list[str]
) -> None:
    kinds = [kind for kind, _ in problems(source, target)]
    assert [kind for kind in kinds if kind in ("missing", "extra")][: len(expected) or 1] == expected


@pytest.mark.parametrize(
    ("target", "defined", "expected"),
    [
        ("no brackets", (), []),
        ("no brackets", ("one",), ["missing"]),
        ("[uno] [dos]", ("one",), ["missing"]),
        ("[uno][one] [dos]", ("one",), []),
        ("[uno][]", ("one",), ["link-changed"]),
        ("[other] [uno][one]", ("one", "other"), ["extra"]),
    ],
)
def test_brackets_are_links_only_where_the_document_defines_their_label(
    target: str, defined: tuple[str, ...], expected: list[str]
) -> None:
    found = code_problems(parse("Pick [one].", MARKDOWN), parse(target, MARKDOWN), defined)
    assert [problem.kind.value for problem in found] == expected


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("**語（ご）**語", "does not close before “語”: move “）” out of it, or set a blank before it"),
        ("語**（ご）**", "does not open after “語”: move “（” out of it, or set a blank after it"),
        ("** a **b", "does not open beside a blank: move the blank out of it"),
    ],
)
def test_a_mark_that_stands_there_and_is_not_read_is_not_called_missing(target: str, what: str) -> None:
    found = code_problems(parse("**a** b", MARKDOWN), parse(target, MARKDOWN))
    assert [problem.what for problem in found] == [f"`**` stands there but {what}"]


def test_halves_of_a_block_in_a_wrong_order_are_no_failure_of_ours() -> None:
    source = parse("{% if a %}<b>x</b>{% else %}y{% endif %}", HTML)
    parts = list(source.parts)
    crossed = inline([parts[1], parts[0], parts[4], *parts[3:4], *parts[2:3], *parts[5:]], HTML)
    assert code_problems(source, crossed)


@given(texts, st.sampled_from(list(Syntax)))
def test_a_text_carries_its_own_codes(text: str, syntax: Syntax) -> None:
    assert not code_problems(parse(text, syntax), parse(text, syntax))


class TestMemoryKey:
    def test_the_same_text_in_another_syntax_has_the_same_key(self) -> None:
        markdown = parse("**Pay** now\nat [shop](/x) &amp; `a`", MARKDOWN)
        html = parse("<strong>Pay</strong>  now at <a class='y' href='/x'>shop</a> & <code>a</code>", HTML)
        assert memory_key(markdown) == memory_key(html)

    def test_accents_composed_or_not_have_the_same_key(self) -> None:
        assert memory_key(parse("caf\u00e9", MARKDOWN)) == memory_key(parse("cafe\u0301", MARKDOWN))

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("[a](b)", "[a](c)"),
            ("**a** b", "a **b**"),
            ("**a**", "*a*"),
            ("{{ market.a }}", "{{ market.b }}"),
            ("{{ ticket.a }}", "{{ ticket.b }}"),
            ("a", "A"),
            ("`a`", "a"),
        ],
    )
    def test_another_code_or_text_has_another_key(self, one: str, other: str) -> None:
        assert memory_key(parse(one, MARKDOWN)) != memory_key(parse(other, MARKDOWN))

    def test_text_cannot_pretend_to_be_a_code(self) -> None:
        key = memory_key(parse("**a**", MARKDOWN))
        assert memory_key(parse(key, MARKDOWN)) != key


@pytest.mark.parametrize("address", ["https://x.example/", "HTTPS://x.example/", "Ftp://x.example/", "MailTo:a@x.es"])
@pytest.mark.parametrize("syntax", [MARKDOWN, HTML])
def test_an_address_that_only_the_target_has_is_told_however_it_is_spelled(address: str, syntax: Syntax) -> None:
    assert problems("Read more.", f"Lee más: {address}.", syntax)


@pytest.mark.parametrize("syntax", [Syntax.MARKDOWN, Syntax.HTML, Syntax.PLAIN])
@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ('Hi {{ x | default: "there" }}.', 'Hola {{ x | default: "" }}.', ["default"]),
        ("{% x title='Mind it' content='So it is' %}", "{% x title='' content='' %}", ["title", "content"]),
        ('{{< img alt="A lamp" >}} here', '{{< img alt="" >}} aquí', ["alt"]),
        ('{{ x | default: "" }} {{ x | default: "du" }}', '{{ x | default: "" }} {{ x | default: "" }}', ["default"]),
        ('{{ x | default: "" }} {{ x | default: "du" }}', '{{ x | default: "er" }} {{ x | default: "" }}', []),
        ('{{ x | default: "du" }}', '{{ x | default: "er" }}', []),
        ('{{ x | default: "" }}', '{{ x | default: "" }}', []),
        ('{% note title="So it is" %}a{% endnote %}', '{% note title="" %}b{% endnote %}', ["title"]),
    ],
)
def test_a_tag_that_lost_its_words_is_damaged(source: str, target: str, lost: list[str], syntax: Syntax) -> None:
    problems = code_problems(parse(source, syntax), parse(target, syntax))
    emptied = [problem for problem in problems if problem.kind is Damage.EMPTY]
    assert all(f"lost its {name}:" in problem.what for problem, name in zip(emptied, lost, strict=True))
    assert len(problems) == len(emptied)


_QUICKLY = [
    *"ab ",
    "**",
    "[",
    "](u)",
    "`c`",
    "{{ x }}",
    "{% if x %}",
    "{% endif %}",
    "<b>",
    "</b>",
    "![",
    "\u200b",
    "[r]",
]
marked = st.lists(st.sampled_from(_QUICKLY), max_size=9).map("".join)


@given(st.data(), marked, st.sampled_from([MARKDOWN, HTML]))
def test_codes_that_are_seen_to_be_whole_at_a_glance_are_whole(data: st.DataObject, text: str, syntax: Syntax) -> None:
    source = parse(text, syntax)
    words = st.sampled_from(["", " ", "c", "\u200b"])
    parts = [data.draw(words) if isinstance(part, str) else part for part in source.parts]
    for target in (inline(parts, syntax), parse(data.draw(marked), syntax)):
        quickly = code_problems(source, target)
        if compare._same_in_order(source, target):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(compare, "_same_in_order", lambda source, target: False)
                assert code_problems(source, target) == quickly


@pytest.mark.parametrize("target", ["**a** [b](c)", "x **y** `z`", "[a](b) {{ c }}"])
def test_usual_pairs_are_seen_to_be_whole_at_a_glance(target: str) -> None:
    assert compare._same_in_order(parse(target, MARKDOWN), parse(target, MARKDOWN))
