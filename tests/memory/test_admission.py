"""What may enter the memory: whole pairs whose codes fit, and everything else with the reason."""

from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.memory.admission import AddResult, Rejected, admitted, objection
from locmem.model.inline import Syntax
from locmem.model.match import Entry


def entry(source: str, target: str) -> Entry:
    return Entry(
        source=parse(source, Syntax.MARKDOWN),
        target=parse(target, Syntax.MARKDOWN),
        source_locale="en",
        locale="es",
    )


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("Pay.", "Paga.", ""),
        ("", "Paga.", "The source is empty."),
        (" \n", "Paga.", "The source is empty."),
        ("Pay.", " ", "The target is empty."),
        ("Pay **now**.", "Paga **ya**.", ""),
        ("[a](b.md)", "[x](c.md)", ""),
        ("Open `Settings`.", "Abre `Ajustes`.", ""),
        ("Press <kbd>Ctrl</kbd>.", "Pulsa <kbd>Control</kbd>.", ""),
    ],
)
def test_empty_texts_stay_out_and_what_may_be_meant_comes_in(source: str, target: str, why: str) -> None:
    assert objection(entry(source, target)) == why


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("Pay {{ x }}.", "Paga.", "`{{ x }}` is missing"),
        ("Pay.", "Paga {{ x }}.", "`{{ x }}` is not in the source"),
        ("Pay {{ x }}.", "Paga {{ y }}.", "`{{ x }}` became `{{ y }}`"),
        ("[a](b.md)", "a", "`link b.md` is missing"),
        ("Run `git push`.", "Ejecuta `git empuja`.", "``git push`` became ``git empuja``"),
    ],
    ids=["lost", "added", "renamed", "a link lost", "a command renamed"],
)
def test_a_pair_whose_codes_do_not_fit_is_objected_to_in_words(source: str, target: str, why: str) -> None:
    assert objection(entry(source, target)) == why


def test_the_good_ones_come_through_in_order_and_each_other_one_is_told() -> None:
    early = Rejected(source_text="a", target_text="b", locale="es", why="read so", line=7)
    good, other = entry("Pay.", "Paga."), entry("Go.", "Ve.")
    rejected: list[Rejected] = []
    assert list(admitted([good, early, entry("Pay **x**.", " "), other], rejected)) == [good, other]
    assert rejected == [
        early,
        Rejected(source_text="Pay **x**.", target_text=" ", locale="es", why="The target is empty."),
    ]


def test_the_sum_of_what_was_given_leaves_nobody_out() -> None:
    rejected = Rejected(source_text="a", target_text="b", locale="es", why="x")
    assert AddResult(added=1, updated=20, unchanged=300, rejected=(rejected,) * 4, removed=5_000).given == 325
    assert AddResult().given == 0


SAME = [
    ("Set &lt;id> first", "Ponga <id\\_x> antes"),
    ("Set &lt;order_id> first", "Ponga <order\\_id> antes"),
    ("Set <order_id> first", "Setzen Sie zuerst <order\\_id>"),
    ("Set &lt;id&gt; first", "Ponga <id> antes"),
    ("Set <your-id> first", "まず&lt;your-id>を設定"),
    ("Set \\<a\\_b\\> first", "Ponga <a_b> antes"),
    ("Set &lt;id> first", "Ponga <id> antes"),
    ("Set &#60;id&#x3E; first", "Ponga <id> antes"),
    ("Set &lt;user id> first", "Ponga <user id> antes"),
    ("Set &lt;id/> first", "Setzen Sie zuerst <id/>"),
    ("Write &lt;id>&lt;/id> first", "まず<id></id>と書く"),
    ("Use `a_b`", "Use `a_b\u200b`"),
    ("Use `a_b`", "Use\u200b`a_b`\ufeff"),
    ("**Save:** it", "**保存：**\u200bする"),
    ("**Save:** it", "**保存：**&#x200B;する"),
    ("**Save:** it", "保存\u200b**「する」**\u200b"),
    ("Go *on* now", "*「続け」*&#8203;る"),
    ("<span class='a'>x</span>", '<SPAN class="a">y</SPAN>'),
]
"""Pairs that say the same in another spelling."""

DAMAGED = [
    ("Set &lt;id> first", "Ponga <other> antes"),
    ("Pay now", "Paga <id> ya"),
    ("Set <b>it</b> first", "Ponga &lt;b>it&lt;/b> antes"),
    ("Say &lt;b&gt;", "Diga <b>"),
    ("Say &lt;/b>", "Diga </b>"),
    ("Say &lt;span id>", "Diga <span id>"),
    ("Use `a_b`", "Use `a\\_b`"),
    ("Use `a_b`", "Use `a b`"),
    ("**Save** it", "\u200bGuardar lo"),
    ("**Save** it", "**\u200b** Guardar"),
    ("Use {{ x }}", "Use {{ y\u200b }}"),
    ("<span class='a'>x</span>", '<span class="b">y</span>'),
    ("`a` and `b`", "`a`\u200b y `c`"),
]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_pairs_that_say_the_same_in_another_spelling_come_in(source: str, target: str) -> None:
    assert objection(entry(source, target)) == ""
    assert objection(entry(target, source)) == ""


@pytest.mark.parametrize(
    ("source", "target", "fitted"),
    [
        ("Set &lt;id> first", "Ponga <id> antes", "Ponga &lt;id> antes"),
        ("Set <id> first", "Ponga &lt;id> antes", "Ponga <id> antes"),
        ("Set &#60;id&#62; first", "Ponga <id> antes", "Ponga &#60;id&#62; antes"),
        ("Set \\<your-id> first", "まず<your-id>を設定", "まず\\<your-id>を設定"),
        ("Set &lt;user id> first", "Setzen Sie <user id>", "Setzen Sie &lt;user id>"),
        ("Set &lt;a> or &lt;b-c> first", "Ponga &lt;a> o <b-c>", "Ponga &lt;a> o &lt;b-c>"),
        ("Write &lt;id>&lt;/id> first", "まず<id></id>と書く", "まず&lt;id>&lt;/id>と書く"),
        ("Write **&lt;id>**", "Escriba **<id>**", "Escriba **&lt;id>**"),
        ("Write `<id>` as &lt;id>", "Escriba `<id>` como <id>", "Escriba `<id>` como &lt;id>"),
        ("Write &lt;id> as `<id>`", "Escriba <id> como `<id>`", "Escriba &lt;id> como `<id>`"),
        ("Use `a_b`", "Use `a_b\u200b`", "Use `a_b\u200b`"),
        ("Set &lt;id> first", "Ponga &lt;id&gt; antes", "Ponga &lt;id&gt; antes"),
        ("Set <id> first", "Ponga <id> antes", "Ponga <id> antes"),
    ],
)
def test_a_placeholder_enters_as_its_source_spells_it(source: str, target: str, fitted: str) -> None:
    [entered] = admitted([entry(source, target)], [])
    assert (entered.source, entered.target) == (parse(source, Syntax.MARKDOWN), parse(fitted, Syntax.MARKDOWN))


@pytest.mark.parametrize(("source", "target"), DAMAGED)
def test_damage_stays_out_however_it_is_spelled(source: str, target: str) -> None:
    assert objection(entry(source, target))
