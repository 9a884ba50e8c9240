"""What came back is read where it will stand: what is taken is sound, and written soundly where that can be done."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from locmem.content.kinds import KINDS, ReadOptions
from locmem.errors import Location
from locmem.exchange.answers import Answer
from locmem.exchange.claims import Claim
from locmem.exchange.decision import Outcome
from locmem.exchange.soundness import Taken, take
from locmem.inline.protect import from_editable, parse
from locmem.model.inline import Syntax
from locmem.model.settings import InterfaceWords
from tests.exchange.answers import po_answer, xliff_answer
from tests.trust.returns.accepted_is_clean import answers
from tests.trust.returns.all_places import Answered, paths
from tests.trust.returns.translators import WORDS

BOLD = "Select **Refund** to start."
DEFINED = "Read [the guide] first.\n\n[the guide]: guide.md\n"


@pytest.mark.parametrize("answer", [po_answer, xliff_answer])
@pytest.mark.parametrize(
    ("text", "source", "written"),
    [
        ("Term\n: A definition.\n", "Term", "Uno\\\\"),
        ("One.\n\nTerm\n:   A definition.\n", "Term", "Uno\\\\"),
        ("One line here.\nAnother line.\n", "One line here.", "Uno\\\\"),
        ("> One.\n> Two.\n", "One.", "Uno\\\\"),
        ("| a | b |\n|---|---|\n| c | d |\n", "c", "Uno\\\\"),
        ("C:\\\n", "C:", "Uno\\"),
    ],
)
def test_a_backslash_at_the_end_of_a_text_is_no_line_break(
    answer: Callable[..., Answered], text: str, source: str, written: str
) -> None:
    found = answer(text, "Uno\\", source=source)
    assert (found.decision.outcome, found.decision.text) == (Outcome.ACCEPTED, written)
    assert found.damage == ()


@pytest.mark.parametrize(
    ("source", "target", "written"),
    [
        # Blanks at the ends of a pair are moved out of it.
        (BOLD, "Elige <g1>Reembolso </g1>ya.", "Elige **Reembolso** ya."),
        (BOLD, "Elige<g1> Reembolso</g1> ya.", "Elige **Reembolso** ya."),
        (BOLD, "Elige <g1> Reembolso </g1> ya.", "Elige **Reembolso** ya."),
        ("A *word* and ~~none~~.", "Una <g1>palabra </g1>y <g2>nada </g2>.", "Una *palabra* y ~~nada~~ ."),
        # CommonMark reads no mark between punctuation and a letter.
        ("**3** days", "<g1>3（三）</g1>日", "<strong>3（三）</strong>日"),
        ("*3* days", "<g1>3（三）</g1>日", "<em>3（三）</em>日"),
        ("~~3~~ days", "<g1>3（三）</g1>日", "<del>3（三）</del>日"),
        ("**3** days", "日<g1>（三）</g1>", "日<strong>（三）</strong>"),
        ("**a** *b* `c`", "<g1>い（ろ）</g1>は<g2>に</g2><x3/>", "<strong>い（ろ）</strong>は*に*`c`"),
        ("**one** and **two**", "<g1>一つ</g1>と<g2>「二つ」</g2>です", "**一つ**と<strong>「二つ」</strong>です"),
        # White space that tools add around and between.
        (BOLD, "\n      Elige <g1>Reembolso</g1>\n      ya.\n    ", "Elige **Reembolso** ya."),
        ("# A title", "\n  Un\n  título\n", "Un título"),
        # Signs that would begin a block, or mean something in the line.
        ("Hello you", "# hola", "\\# hola"),
        ("Hello you", "1. hola", "1\\. hola"),
        ("Hello you", "*hola* [x](y) `z`", None),
        # A code that was typed instead of kept.
        ("Ticket {{ ticket.id }} is here", "El ticket {{ticket.id}} está", "El ticket {{ ticket.id }} está"),
        ("Costs {{ market.price }}.", "Cuesta {{ market.price }}.", "Cuesta {{ market.price }}."),
        # An address ends where words begin.
        ("See www.shop.example now", "今<x1/>返金", "今 www.shop.example 返金"),
        # The label of a reference stays, when its text was the label.
        (DEFINED, "Lee <g1>la guía</g1> antes.", "Lee [la guía][the guide] antes."),
        # Brackets that name no definition are text, and none that become a link with what stands behind them.
        ("Pick [one] of them.", "Elige [uno] (ya).", "Elige [uno] (ya)."),
        ("Pick [one] of them.", "[Uno](ya): elige.", "\\[Uno\\](ya): elige."),
    ],
)
def test_a_target_is_written_so_that_it_is_read_as_it_was_meant(source: str, target: str, written: str | None) -> None:
    found = xliff_answer(source, target, locale="ja", source=source.partition("\n")[0].strip("# "))
    assert (found.decision.outcome, found.decision.why, found.damage) == (Outcome.ACCEPTED, "", ())
    if written is not None:
        assert found.decision.text == written


@pytest.mark.parametrize(
    ("source", "target", "written"),
    [
        (BOLD, "**返金（税込）**を選ぶ", "<strong>返金（税込）</strong>を選ぶ"),
        (BOLD, "Elige ** Reembolso ** ya.", "Elige **Reembolso** ya."),
        (BOLD, "Elige **Reembolso **ya.", "Elige **Reembolso** ya."),
        ("**one** and **two**", "**一（1）**と**二（2）**で", "<strong>一（1）</strong>と<strong>二（2）</strong>で"),
        ("***both*** here", "***両方（2）***です", "<em>**両方（2）**</em>です"),
        ("Hi {{ticket.id}}.", "Hola {{ ticket.id }}.", "Hola {{ticket.id}}."),
        ("{%if a%}x{%else%}y{%endif%} z", "{% if a %}x{% else %}y{% endif %} z", "{%if a%}x{%else%}y{%endif%} z"),
        ("Pick [one] of them.", "Elige uno de ellos.", "Elige uno de ellos."),
        ("Costs {{ market.tax.rate }}.", "Cuesta {{ market.tax.rate | percent }}.", None),
        (DEFINED, "Lee [la guía].", "Lee [la guía][the guide]."),
    ],
)
def test_what_was_typed_into_a_po_file_is_mended_too(source: str, target: str, written: str | None) -> None:
    found = po_answer(source, target, locale="ja", source=source.partition("\n")[0])
    assert (found.decision.outcome, found.decision.why, found.damage) == (Outcome.ACCEPTED, "", ())
    assert found.decision.text == (written or target)


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        (BOLD, "Elige <g1></g1> ya.", "`**` has nothing in it"),
        (BOLD, "Elige <g1> </g1> ya.", "`**` has nothing in it"),
        (BOLD, "Elige <g1>Re<g1>em</g1>bolso</g1>.", "of `**` is missing"),
        ("[a](x) [b](y)", "<g1>uno <g2>dos</g2></g1>", "the link `y` stands inside of another link"),
        ("It costs more.", "Cuesta {{ company.support.phone }}.", "`{{ company.support.phone }}` is not in the source"),
        ("It costs more.", "Cuesta {% if x %}.", "`{% if x %}` is not in the source"),
        ("Write now.", "Mira https://evil.example/x ya.", "not in the source"),
        (BOLD, "Elige Reembolso ya.", "`**` is missing"),
    ],
)
def test_what_cannot_be_written_soundly_is_rejected_with_the_true_reason(source: str, target: str, why: str) -> None:
    found = xliff_answer(source, target)
    assert found.decision.outcome is Outcome.REJECTED
    assert why in found.decision.why


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("See [the guide](guide.md) now.", "Mira [la guía] (guide.md) ya.", "`link guide.md` is missing"),
        ("See [the guide](guide.md) now.", "Mira [la guía] ya.", "`link guide.md` is missing"),
        ("See ![it](b.png) here.", "Mira ![eso](b.png aquí.", "`image b.png` is missing"),
        ("See ![it](b.png) here.", "Mira ![eso]（b.png） aquí.", "`image b.png` is missing"),
        ("See ![it](b.png) here.", "Mira ！［eso］（b.png） aquí.", "`image b.png` is missing"),
        (DEFINED, "Lee la guía.", "the link `[the guide]` is missing: write `[text][the guide]`"),
        ("Read [it][guide] now.\n\n[guide]: g.md", "Lee [eso] [guide] ya.", "the link `[guide]` is missing"),
        ("Read [it][guide] now.\n\n[guide]: g.md", "Lee [eso][guid] ya.", "the link `[guide]` is missing"),
        ("Costs {{ market.x }}.", "{{ market.x }} y {{ market.x }}.", "stands there 2 times, in the source once"),
        (BOLD, "Elige **ya.", "`**` stands there only once"),
    ],
)
def test_a_code_that_was_destroyed_is_missed(source: str, target: str, why: str) -> None:
    found = po_answer(source, target, source=source.partition("\n")[0])
    assert found.decision.outcome is Outcome.REJECTED
    assert why in found.decision.why


@pytest.mark.parametrize(
    ("path", "source", "target", "why"),
    [
        (
            "a.md",
            "See <br> it **now**.",
            "Vea <x7/> <g2>ya</g2>.",
            '`<br>` is missing; `<x id="7"/>` is not in the source',
        ),
        ("a.md", "See <br> it **now**.", "Vea <x1/> <g2>ya</g2> <x7/>.", '`<x id="7"/>` is not in the source'),
        (
            "a.md",
            "See <br> it **now**.",
            "Vea <x1/> <g2>ya</g2> <x1/>.",
            "`<br>` stands there 2 times, in the source once",
        ),
        ("a.md", "See **it** now.", "Vea <g1>esto</g1> <g5>ya</g5>.", '`<g id="5">` is not in the source'),
        (
            "a.md",
            "See `it` now.",
            "Vea <x4/> <x5/><x4/> ya.",
            '``it`` is missing; `<x id="4"/>` is not in the source; `<x id="5"/>` is not in the source',
        ),
        ("a.md", "One\\\ntwo.", "Uno dos.", "`line break` is missing"),
        ("a.html", "<p>See <br> it.</p>", "Vea <x7/>.", '`<br>` is missing; `<x id="7"/>` is not in the source'),
        ("a.html", "<p>See <b>it</b>.</p>", "Vea <g1>esto</g1> <g3>ya</g3>.", '`<g id="3">` is not in the source'),
    ],
)
def test_a_rejection_names_the_tag_that_stands_in_the_translators_file(
    path: str, source: str, target: str, why: str
) -> None:
    found = xliff_answer(source, target, path=path).decision
    assert (found.outcome, found.why) == (Outcome.REJECTED, why)


@pytest.mark.parametrize(("path", "source"), [("a.html", "<p>See <b>it</b>.</p>"), ("a.md", "See **it**.")])
def test_a_tag_typed_into_a_po_file_is_named_as_it_was_typed(path: str, source: str) -> None:
    found = po_answer(
        source, "Vea <g1>esto</g1> **ya** <x7/>." if path == "a.html" else "Vea **esto** <x7/>.", path=path
    )
    assert "`<x7/>` is not in the source" in found.decision.why


def test_a_link_to_a_host_nobody_knows_is_rejected() -> None:
    source = "See [it](https://shop.example/a) now."
    assert po_answer(source, "Mira [eso](https://shop.example/es) ya.").decision.outcome is Outcome.ACCEPTED
    found = po_answer(source, "Mira [eso](https://evil.example/es) ya.").decision
    assert (found.outcome, found.why) == (
        Outcome.REJECTED,
        "it has a link to `evil.example`, which its source does not have",
    )


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("| A | B |\n| - | - |\n| c | d |\n", "x | y"),
        ("- An item\n- Another\n", "- x\n- y"),
        ("> A quote\n", "> > x"),
        ("Term\n: A definition\n", ": x"),
        ("::: tip A title\nText\n:::\n", "x\n:::"),
        ('![A picture](a.png "A title")\n', 'x" y](z)'),
        ("---\ntitle: A title\n---\n\nText\n", "x: 'y' # z\nmore"),
        ('See [it](a.md "A title") now.\n', 'x" y) z'),
        ("Read it.\n", "x\n\ny"),
        ("Read it.\n", "    x\n---"),
    ],
)
@pytest.mark.parametrize("format_", ["po", "xliff"])
def test_no_place_lets_a_target_out_of_itself(text: str, target: str, format_: str) -> None:
    answer = po_answer if format_ == "po" else xliff_answer
    found = answer(text, target, source="A title" if "A title" in text else "")
    assert found.damage == ()
    assert found.decision.outcome in (Outcome.ACCEPTED, Outcome.REJECTED)
    assert found.decision.why or found.decision.outcome is Outcome.ACCEPTED


BLOCKS = {
    "a card": ('<Card title="Q">\n  Start in **two** minutes.\n</Card>\n', "Start", "Empieza en **dos** minutos."),
    "steps": ("<Steps>\n1. First of **all**\n2. Run it\n</Steps>\n", "First", "Primero de **todo**"),
    "a button": ('<a class="btn" href="/x">\nBuy <b>now</b>\n</a>\n', "Buy", "Compra <g1>ya</g1>"),
    "a button in a list": ('- <a class="btn">\n  Buy <b>now</b>\n  </a>\n', "Buy", "Compra <g1>ya</g1>"),
    "a break": ("<br>\nRead <b>this</b>.\n", "Read", "Lee <g1>esto</g1>."),
    "a closing tag behind words": ("<a>\nRead\n<b>this</b></a>\n", "Read", "Lee <g1>esto</g1>"),
    "tabs": (
        '<Tabs>\n  <TabItem label="A">\n    Run **it**.\n  </TabItem>\n'
        '  <TabItem label="B">\n    Run **that**.\n  </TabItem>\n</Tabs>\n',
        "that",
        "Ejecuta **eso**.",
    ),
    "tabs on a line": ("<Tabs>\n<TabItem>Run **it**</TabItem>\n<TabItem>b</TabItem>\n</Tabs>\n", "Run", "Haz **eso**"),
    "a tag over lines": ('<Card\n  title="Q"\n  go={() => x}\n>\n  Run **it**.\n</Card>\n', "Run", "Haz **eso**."),
    "in a quote": ("> <Tip>\n> Run **it**.\n> </Tip>\n", "Run", "Haz **eso**."),
    "a column": (
        ":::row:::\n   :::column:::\n      Run **it**.\n   :::column-end:::\n:::row-end:::\n",
        "Run",
        "Haz **eso**.",
    ),
    "an expression": ("<Card>\nHello **{user.name}**\n</Card>\n", "Hello", "Hola, **{user.name}**"),
}
"""Pages, a part of the text that is translated, and a translation of it in a catalog's form."""


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_what_keeps_the_codes_of_a_block_of_components_is_taken(name: str, line_end: str) -> None:
    page, part, target = BLOCKS[name]
    found = po_answer(page.replace("\n", line_end), target, path="a.md", source=part)
    assert (found.decision.outcome, found.decision.why, found.damage) == (Outcome.ACCEPTED, "", ())
    numbered = re.sub(r"\*\*(.*?)\*\*", r"<g1>\1</g1>", target).replace("{user.name}", "<x2/>")
    found = xliff_answer(page.replace("\n", line_end), numbered, path="a.md", source=part)
    assert (found.decision.outcome, found.decision.why, found.damage) == (Outcome.ACCEPTED, "", ())


@pytest.mark.parametrize("name", BLOCKS)
def test_what_breaks_it_is_still_rejected(name: str) -> None:
    page, part, target = BLOCKS[name]
    bare = re.sub(r"\*\*|</?g1>", "", target)
    assert po_answer(page, bare, path="a.md", source=part).decision.outcome is Outcome.REJECTED
    assert po_answer(page, f"{target}</div>", path="a.md", source=part).decision.outcome is Outcome.REJECTED


def test_an_expression_that_was_translated_is_rejected() -> None:
    found = po_answer("<Card>\nHello {user.name}\n</Card>\n", "Hola {usuario.nombre}", path="a.md").decision
    assert found.outcome is Outcome.REJECTED
    assert found.why == "`{user.name}` became `{usuario.nombre}`"


@pytest.mark.parametrize("answer", [po_answer, xliff_answer])
@pytest.mark.parametrize(
    ("text", "target", "written"),
    [
        ("Here 1 \\< 2 and \\{no\\}.", "1 < 2 y {no}.", "1 \\< 2 y \\{no}."),
        ("A page.", "Una {página con palabras}.", "Una \\{página con palabras}."),
        ("A page.", "Una página { abierta", "Una página \\{ abierta"),
        ("A page.", "Eine <Seite hier", "Eine \\<Seite hier"),
        ("A page.", "言葉 <3 {b}", "言葉 \\<3 \\{b}"),
        ("- A page.", "Una {página}", "Una \\{página}"),
        ("> A page.", "Una {página", "Una \\{página"),
        ("| A page. |\n|---|\n", "Una {página", "Una \\{página"),
        ("<div>A page.</div>", "Una {página", "Una {página"),
        ("A page.\n", "Una página }.", "Una página }."),
    ],
)
def test_what_would_begin_a_program_on_a_page_of_mdx_is_escaped(
    answer: Callable[..., Answered], text: str, target: str, written: str
) -> None:
    found = answer(text, target, path="a.mdx")
    assert (found.decision.outcome, found.decision.why, found.damage) == (Outcome.ACCEPTED, "", ())
    # From a tool a closing brace comes as the source spells it.
    assert found.decision.text.replace("\\}", "}") == written


def test_a_brace_in_html_on_a_page_of_mdx_is_written_as_an_entity() -> None:
    document = KINDS["markdown"].read("<div>A page.</div>", "a.mdx", ReadOptions())
    source = document.units[0].content
    written = KINDS["markdown"].write(document, {0: from_editable("Una {página}.", source)})
    assert written == "<div>Una &#123;página}.</div>"


@pytest.mark.parametrize(
    "code",
    ["{a > b}", "{a < b}", '{"text string"}', "{'Ja. Nein?'}", "{1 + 2}", "{!a}", "{new Date().getFullYear()}", "{}"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_an_expression_of_mdx_is_missed(code: str, line_end: str) -> None:
    page = f"A {code} one.\nAnd two.\n".replace("\n", line_end)
    found = po_answer(page, "Un uno.", path="a.mdx", source="one").decision
    assert (found.outcome, found.why) == (Outcome.REJECTED, f"`{code}` is missing")
    assert po_answer(page, f"Un {code} uno.", path="a.mdx", source="one").decision.outcome is Outcome.ACCEPTED
    more = po_answer(page, f"{code} y dos", path="a.mdx", source="two").decision
    assert more.outcome is Outcome.ACCEPTED
    assert more.text.replace("\\<", "<") == f"\\{code} y dos"


@pytest.mark.parametrize("page", ["<Card title={'Eins a'} />", "Hier <Button label={'Eins a'} /> b"])
@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("Uno dos", ""),
        ("L'hôtel", ""),
        ("{Uno} dos", ""),
        ("Uno\\dos", "a backslash in a string of a program"),
        ('L\'"hôtel"', "a text in a tag cannot hold both"),
    ],
)
def test_a_string_of_a_program_holds_what_it_can(page: str, target: str, why: str) -> None:
    found = po_answer(page, target, path="a.mdx", source="Eins a")
    assert found.decision.outcome is (Outcome.REJECTED if why else Outcome.ACCEPTED)
    assert found.decision.why.startswith(why)
    assert not found.damage


def test_fragments_among_words_are_missed() -> None:
    assert po_answer("A <>b</> c", "Un be ce", path="a.mdx").decision.outcome is Outcome.REJECTED
    assert po_answer("A <>b</> c", "Un <>be</> ce", path="a.mdx").decision.outcome is Outcome.ACCEPTED


def test_codes_do_not_vanish_in_the_alt_text_of_a_picture_or_at_the_edge_of_a_text() -> None:
    found = xliff_answer("![it](a.png) and *more* here", "<g1>eso y <g2>más</g2></g1>").decision
    assert (found.outcome, found.why) == (Outcome.REJECTED, "`*` stands in the text of a picture")
    found = xliff_answer("one  \ntwo", "<x1/>uno dos").decision
    assert (found.outcome, found.why) == (Outcome.REJECTED, "a line break at either end of it would be left out")


@pytest.mark.parametrize(
    ("words", "notes", "is_taken"),
    [
        (InterfaceWords.CHECKED, ["``Settings`` became ``Ajustes``; look whether the interface says so"], True),
        (InterfaceWords.FREE, [], True),
        (InterfaceWords.FIXED, [], False),
    ],
    ids=lambda value: value.value if isinstance(value, InterfaceWords) else "",
)
def test_words_of_an_interface_are_taken_as_the_content_set_says(
    words: InterfaceWords, notes: list[str], is_taken: bool
) -> None:
    source = parse("Open `Settings` now.", Syntax.MARKDOWN)
    answer = Answer(
        occurrence="k3f9xx",
        source=source,
        source_digest="",
        text="Abre `Ajustes` ya.",
        content=None,
        claim=Claim.TRANSLATED,
        location=Location(path="a.po"),
    )
    taken = take(answer, source, None, frozenset(), words)
    if is_taken:
        assert isinstance(taken, Taken)
        assert [note for note in taken.notes if "became" in note] == notes
    else:
        assert taken == "``Settings`` became ``Ajustes``"


def test_marks_that_nothing_protects_are_pointed_out() -> None:
    found = po_answer("Dear $NAME$, [AMOUNT] is due.", "Querido $NOMBRE$, debe dinero.").decision
    assert found.outcome is Outcome.ACCEPTED
    assert found.notes == (
        "the source has `$NAME$`, the translation has not",
        "the source has `[AMOUNT]`, the translation has not",
    )


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(paths()),
    st.sampled_from(["po", "xliff", "xliff2", "csv", "xlsx"]),
    st.sampled_from(sorted(WORDS)),
    st.integers(0, 10**9),
    st.booleans(),
)
@example("articles/all.md", "po", "ar", 13358, False)  # A footnote right before a bracket is a link.
@example("articles/all.md", "xliff", "ar", 93874, True)  # A term that ends in a backslash.
def test_what_import_accepts_check_calls_clean(
    path: str, format_: str, locale: str, seed: int, is_harmful: bool
) -> None:
    for one in answers(path, format_, locale, str(seed), is_harmful=is_harmful):
        assert one.damage == ()
        assert one.decision.why or one.decision.outcome is not Outcome.REJECTED
