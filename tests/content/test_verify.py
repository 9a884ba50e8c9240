"""The proof sees what it has to see: words left out, and contents that do not come back."""

from __future__ import annotations

import pytest

from locmem.content import verify as verifying
from locmem.content.read_options import ReadOptions
from locmem.content.reader_text import words_of_html, words_of_markdown
from locmem.content.verify import verify


def test_words_outside_of_units_are_missed() -> None:
    proof = verify('Text with [tax].\n\n[tax]: /tax "what\nit means"\n', "a.md", "markdown", ReadOptions())
    assert proof.missed == ("what", "it", "means")
    assert (proof.words_seen, proof.words_extracted) == (6, 3)
    assert proof.coverage == pytest.approx(50.0)


def test_a_content_that_does_not_come_back_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "to_editable", lambda content: content.native + " more")
    assert not verify("Text.\n", "a.md", "markdown", ReadOptions()).is_identical


def test_the_words_of_a_markdown_reader() -> None:
    text = (
        "# Head {#id}\n\n> [!NOTE]\n> a **b**c [link](u)\n\n| x | y |\n|---|---|\n{% if a %}\n| {{ v }} | w |\n"
        "{% endif %}\n\n`code` <!-- no -->\n\n    block\n\n:::tip Title\ntext\n:::\n\n![alt](i)\n"
    )
    assert words_of_markdown(text) == ("Head", "a", "bc", "link", "x", "y", "w", "Title", "text", "alt")


def test_the_words_of_an_html_reader() -> None:
    text = '<p>a&amp;b <b>c</b>d<br>e<script>x</script><i translate="no">f</i><img alt="g h"></p><pre>i</pre>'
    assert words_of_html(text) == ("a", "b", "cd", "e", "g", "h")
