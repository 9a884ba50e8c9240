from __future__ import annotations

import pytest

from locmem.model.finding import Severity
from tests.checks.lamps import Lamps


@pytest.mark.parametrize(
    ("check", "body", "line", "marked"),
    [
        ("heading-id-repeated", "# One {#a}\n\n# Two {#a}", 7, "a"),
        ("heading-id-repeated", '# One {#a}\n\n<div id="a">x</div>', 7, "a"),
        ("link-reference", "See [this][that].", 5, "[this][that]"),
        ("link-reference", "See [this][].", 5, "[this][]"),
        ("link-reference", "See the note.[^1]", 5, "[^1]"),
        ("html-unbalanced", "<div><b>x</div>", 5, "<b>"),
        ("html-unbalanced", "<div>x</div></div>", 5, "</div>"),
    ],
)
def test_what_is_wrong_is_underlined(lamps: Lamps, check: str, body: str, line: int, marked: str) -> None:
    lamps.article(body)
    [found] = lamps.findings(check)
    assert found.location.line == line
    text, carets = found.excerpt.split("\n")
    assert text[carets.index("^") : len(carets)] == marked


@pytest.mark.parametrize(
    ("check", "body"),
    [
        ("heading-id-repeated", "{% if market.refund %}\n# One {#a}\n{% else %}\n# Two {#a}\n{% endif %}"),
        ("heading-id-repeated", "```\n# One {#a}\n# Two {#a}\n```"),
        ("link-reference", "See [this][That  one].\n\n[that one]: https://lamps.example/"),
        ("link-reference", "See [this][that one].\n\n> [that\n> one]: https://lamps.example/"),
        ("link-reference", "Write `[a][b]`.\n\n```\n[c][d]\n```"),
        ("link-reference", "> [!NOTE]\n> Text.[^1]\n\n[^1]: Note."),
        (
            "link-broken",
            "[a](other.md) [b](https://x.example/y.md) [c](/z.md) [d](#top) [e]({{ company.website }}x.md)",
        ),
        ("html-unbalanced", "<ul><li>x<li>y</ul>\n\n<p>one<p>two<br>\n\n<https://lamps.example/> a < b"),
        ("html-unbalanced", "{% if market.refund %}<div>{% else %}<div class='x'>{% endif %}x</div>"),
        ("html-unbalanced", "Write `<b>`, please.\n\n```html\n<div>\n```\n\n<!-- <div> -->"),
    ],
)
def test_sound_markup_is_left_alone(lamps: Lamps, check: str, body: str) -> None:
    lamps.article("Other.", name="other")
    lamps.write("content/articles/img/here.png", "")
    lamps.article(body)
    assert lamps.findings(check) == []


def test_brackets_without_a_definition_are_text_and_fail_no_gate(lamps: Lamps) -> None:
    lamps.article("See [this][that] and the note.[^1]")
    assert [found.severity for found in lamps.findings("link-reference")] == [Severity.ERROR, Severity.WARNING]


def test_front_matter_problems_are_reported_with_the_file_as_people_know_it(lamps: Lamps) -> None:
    lamps.article("Text.", front="risk: nonsense\n")
    [found] = lamps.findings("front-matter")
    assert (found.location.path, found.location.line) == ("content/articles/refunds.md", 3)


def test_square_brackets_of_a_macro_are_no_references(lamps: Lamps) -> None:
    """Macros are plain text or HTML for their readers; only Markdown has references and footnotes."""
    text = "See [your order][42] and the note.[^1]"
    lamps.write("content/macros/hello.yaml", f'title: Hello\nactions:\n  - {{field: comment_value, value: "{text}"}}\n')
    assert "macros/hello.yaml" in {source.path for source in lamps.context().workspace.sources}
    assert lamps.findings("link-reference") == []
    lamps.article(text)
    assert len(lamps.findings("link-reference")) == 2
