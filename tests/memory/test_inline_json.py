from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locmem.memory.inline_json import dump, load
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax, inline

codes = st.builds(
    Code,
    id=st.integers(0, 99),
    role=st.sampled_from(CodeRole),
    type=st.sampled_from(CodeType),
    original=st.text(),
    identity=st.text(),
    text=st.text(),
)
contents = st.builds(lambda parts, syntax: inline(parts, syntax), st.lists(st.text() | codes), st.sampled_from(Syntax))


@given(contents)
def test_what_is_stored_comes_back_exactly(content: Inline) -> None:
    assert load(dump(content)) == content


def test_text_is_stored_as_it_is_written() -> None:
    assert dump(Inline(syntax=Syntax.PLAIN, parts=("返金 é",))) == '["plain","返金 é"]'
