from __future__ import annotations

import json

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


@given(contents)
def test_what_is_stored_is_what_any_writer_of_json_writes(content: Inline) -> None:
    text = dump(content)
    assert json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")) == text


def test_text_is_stored_as_it_is_written() -> None:
    assert dump(Inline(syntax=Syntax.PLAIN, parts=("返金 é",))) == '["plain","返金 é"]'


def test_names_of_another_version_are_read_as_plain_text_and_unknown_codes() -> None:
    content = load('["rtf","a",[1,"twin","id","x","id 1",""],"b"]')
    assert content == Inline(
        syntax=Syntax.PLAIN,
        parts=("a", Code(id=1, role=CodeRole.SINGLE, type=CodeType.UNKNOWN, original="x", identity="id 1"), "b"),
    )
