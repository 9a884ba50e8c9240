"""Code spans where a reader of Markdown finds them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from locmem.content.code_spans import code_spans_by_paragraph

PIECES = st.sampled_from(["`", "``", "```", "a", " ", "\\", "\n", "\n\nb", "x"])


@given(st.lists(PIECES, max_size=20).map("".join))
def test_they_are_those_that_commonmark_sees(text: str) -> None:
    # Letters at both ends of each line keep blocks of code out of it.
    text = "\n".join(f"a{line}b" if line.strip() else line for line in text.split("\n"))
    tokens = MarkdownIt("commonmark").parse(text)
    seen = [child.content for token in tokens for child in token.children or () if child.type == "code_inline"]
    found = [text[start:end].replace("\n", " ") for start, end in code_spans_by_paragraph(text)]
    assert [one.strip(" `") for one in found] == [one.strip(" `") for one in seen]
