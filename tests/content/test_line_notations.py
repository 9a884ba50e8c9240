"""Lines that stay lines of their own: which they are, and what of them readers see."""

from __future__ import annotations

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.content.line_notations import standing_line
from locmem.inline.notations import FAMILIES, left_out


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("{: .note }", []),
        ('{: title="Ours" .x }', ["Ours"]),
        ("{#id}{.class}", []),
        ("{:.x} words", ["{:.x} words"]),
        ("{name}", []),
        ("*[KB]: Wissensdatenbank", ["Wissensdatenbank"]),
        ("[!INCLUDE [a](b.md)]", ["[!INCLUDE [a](b.md)]"]),
        ("[!BADGE Neu]{type=new}", ["[!BADGE Neu]{type=new}"]),
        ("[TOC]", []),
        ("[[_TOC_]]", []),
        ("@[youtube](abc)", []),
        ("<<< @/a.js{2}", []),
        ('--8<-- "a.md"', []),
        ("(target)=", []),
        ("%% nota %%", []),
        ("^block-1", []),
        ("\\newpage", []),
        ("\\begin{a}{b}", []),
        ("\\item Una palabra", ["Una palabra"]),
        ("/// note | Ein Titel", ["Ein Titel"]),
        ("///", []),
        ("$$ a", ["a"]),
        ("=== x", ["x"]),
        ("| a", ["a"]),
        ("||| mitte |||", ["mitte "]),
        ("+++", []),
        ("% 日本語", ["日本語"]),
    ],
)
def test_a_line_that_begins_with_no_word_stands_alone(line: str, texts: list[str]) -> None:
    found = standing_line(line, FAMILIES)
    assert found is not None
    assert [line[one.start : one.end] for one in found if line[one.start : one.end].strip()] == texts


WORDS = """
words; 日本語; ¿Qué?; **bold** x; *it* x; _it_ x; `code` x; [a](b) x; [a] x; ![a](b) x; (a) x; "a" x; “a” x; „a“ x
«a» x; 「a」; <b>a</b>; — a; – a; -- a; ...a; … a; . a; , a; $5 x; +34 600; #12 x; @name x; %d x; /path x; ~/x
:smile: x; ~~a~~ x; ==a== x; =a x; ^^a^^ x; ++k++ x; {name} x; [!DNL a] x; \\* a; \\_a; &mdash; a; ! a; a="b"; 1. a
.NET x; → a; 🎉 a
"""


@pytest.mark.parametrize("line", [line for row in WORDS.strip().splitlines() for line in row.split("; ")])
def test_a_line_of_words_may_be_joined(line: str) -> None:
    assert standing_line(line, FAMILIES) is None


def test_an_alert_stands_alone_only_where_it_opens_a_quote() -> None:
    assert standing_line("[!NOTE] Title", FAMILIES) is None
    assert standing_line("[!NOTE] Title", FAMILIES, opens_quote=True) is not None


def test_an_option_stands_below_its_directive_alone() -> None:
    assert standing_line('title="A"', FAMILIES, before="[!CONTEXTUALHELP]") is not None
    assert standing_line("type: tip", FAMILIES, before="/// note") == ()
    assert standing_line("type: tip", FAMILIES, before="type: tip") == ()
    assert standing_line("type: tip", FAMILIES) is None


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Words\n{: .note }\n", "attribute-lists"),
        ("Words\n*[KB]: base\n", "abbreviations"),
        ("Words\n[TOC]\n", "directives"),
        ("Words\n\\newpage\n", "math"),
    ],
)
def test_a_family_that_is_left_out_is_words(text: str, family: str) -> None:
    dialects = left_out([name for name in FAMILIES if name != family])
    [unit] = KINDS["markdown"].read(text, "a.md", ReadOptions(dialects=dialects)).units
    assert unit.content.native == text.rstrip()
