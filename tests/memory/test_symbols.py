from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.memory.symbols import _code_symbol, masked_symbols, raw_symbols, without_emphasis
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax, plain


def code(identity: str, role: CodeRole = CodeRole.SINGLE, type_: CodeType = CodeType.LIQUID, text: str = "") -> Code:
    return Code(id=1, role=role, type=type_, original=f"<{identity}>", identity=identity, text=text)


def content(*parts: str | Code) -> Inline:
    return Inline(syntax=Syntax.MARKDOWN, parts=parts)


def test_each_code_is_one_symbol_and_equal_codes_are_equal() -> None:
    a = raw_symbols(content("Dear ", code("liquid a"), ", see ", code("liquid b")))
    assert len(a) == len("Dear x, see x")
    assert a[5] != a[-1]
    assert raw_symbols(content(code("liquid a"))) == a[5]
    assert raw_symbols(content(code("bold", CodeRole.OPEN))) != raw_symbols(content(code("bold", CodeRole.CLOSE)))


def test_codes_that_spell_text_stand_as_that_text() -> None:
    nbsp = code("", type_=CodeType.ENTITY, text="\u00a0")
    assert raw_symbols(content("a", nbsp, "b")) == masked_symbols(content("a", nbsp, "b")) == "a\u00a0b"


def test_masked_texts_are_equal_when_only_values_differ() -> None:
    a = content("Order RMA-1, 14 days, ", code("liquid a"), " https://a.example/x")
    b = content("Order RMA-9999, 30 days, ", code("liquid b"), " https://b.example/")
    assert masked_symbols(a) == masked_symbols(b)
    assert raw_symbols(a) != raw_symbols(b)
    assert len(masked_symbols(a)) == len("Order x, x days, x x")


@given(st.text())
def test_composed_and_decomposed_text_have_the_same_symbols(text: str) -> None:
    composed = plain(unicodedata.normalize("NFC", text))
    decomposed = plain(unicodedata.normalize("NFD", text))
    assert raw_symbols(composed) == raw_symbols(decomposed)
    assert masked_symbols(composed) == masked_symbols(decomposed)


@given(st.sampled_from(list(CodeRole)), st.text(max_size=20))
def test_the_symbol_of_a_code_is_a_character_that_no_text_has(role: CodeRole, identity: str) -> None:
    assert unicodedata.category(_code_symbol(role, identity)) == "Co"
    assert ord(_code_symbol(role, identity)) >= 0xF0000


def test_without_emphasis_all_else_stays() -> None:
    marked = parse("**a** *b* ~~c~~ `d` [e](f)", Syntax.MARKDOWN)
    assert without_emphasis(marked).native == "a b ~~c~~ `d` [e](f)"
