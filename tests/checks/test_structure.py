from __future__ import annotations

import pytest

from locmem.model.finding import Gate, Severity
from tests.checks.lamps import Lamps


@pytest.mark.parametrize(
    ("check", "body", "line", "marked"),
    [
        ("heading-id-repeated", "# One {#a}\n\n# Two {#a}", 7, "a"),
        ("heading-id-repeated", '# One {#a}\n\n<div id="a">x</div>', 7, "a"),
        ("link-reference", "See [this][that].", 5, "[this][that]"),
        ("link-reference", "See [this][].", 5, "[this][]"),
        ("link-reference", "See the note.[^1]", 5, "[^1]"),
        ("link-broken", "See [this](gone.md#top).", 5, "gone.md#top"),
        ("link-broken", '<p>See <a href="gone.html">this</a></p>', 5, "gone.html"),
        ("link-broken", "See [this].\n\n[this]: gone.md", 7, "gone.md"),
        ("image-missing", "![x](img/gone.png)", 5, "img/gone.png"),
        ("image-missing", "Fill in [the form](img/gone.pdf).", 5, "img/gone.pdf"),
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
        ("image-missing", "![x](img/here.png) ![y](https://x.example/y.png) [z](img/here.png) [w](page.php)"),
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


def test_a_broken_link_names_the_article_that_was_meant(lamps: Lamps) -> None:
    lamps.article("Other.", name="deep/returns")
    lamps.article("See [this](returns.md).")
    [found] = lamps.findings("link-broken")
    assert found.do == "Write `deep/returns.md`."


def test_front_matter_problems_are_reported_with_the_file_as_people_know_it(lamps: Lamps) -> None:
    lamps.article("Text.", front="risk: nonsense\n")
    [found] = lamps.findings("source-reading")
    assert (found.location.path, found.location.line) == ("content/articles/refunds.md", 3)


def test_a_picture_that_only_other_locales_have_of_their_own_is_reported(lamps: Lamps) -> None:
    for name in ("a.png", "a.es.png", "b.png"):
        lamps.write(f"content/articles/img/{name}", "")
    lamps.article("![x](img/a.png) ![y](img/b.png)")
    [found] = lamps.findings("image-not-localized")
    assert (found.locale, found.location.line, found.severity) == ("pt-BR", 5, Severity.WARNING)
    assert found.do == "Add content/articles/img/a.pt-BR.png."


def test_a_link_leads_to_an_article_that_the_market_gets_too(lamps: Lamps) -> None:
    lamps.article("More.", name="brazil", front="markets: [BR]\n")
    lamps.article('See [more](brazil.md).\n\n{% if market.code == "BR" %}\n\nAnd [again](brazil.md).\n\n{% endif %}')
    [found] = lamps.findings("link-out-of-market")
    assert (found.gate, found.location.line) == (Gate.RELEASE, 5)
    assert found.what == "content/articles/brazil.md is not meant for ES, where this link leads nowhere."
    lamps.article("See [more](brazil.md).", front="markets: [BR]\n")
    assert lamps.findings("link-out-of-market") == []


@pytest.mark.parametrize(
    ("link", "there", "expected"),
    [
        ("guides/setup/billing/next.md", "guides/setup/billing/faq", ""),
        ("guides/setup/billing/index.md", "api/reference/index", ""),
        ("guides/_index.md", "api/_index", ""),
        ("a.md", "b", ""),
        ("guides/biling/index.md", "guides/billing/index", "guides/billing/index.md"),
        ("guides/parcel.md", "guides/parcels", "guides/parcels.md"),
        ("delivery.html", "old/delivery", "old/delivery.md"),
        ("guides/Returns.md", "guides/returns", "guides/returns.md"),
    ],
)
def test_an_article_is_named_only_where_its_name_is_near(lamps: Lamps, link: str, there: str, expected: str) -> None:
    lamps.article("Other.", name=there)
    lamps.article(f"See [this]({link}).", name="start")
    [found] = lamps.findings("link-broken")
    assert found.do == (f"Write `{expected}`." if expected else "Mend the link, or add the article.")


def test_of_two_articles_of_one_name_the_nearer_is_meant(lamps: Lamps) -> None:
    lamps.article("Other.", name="billing/cards/returns")
    lamps.article("Other.", name="shipping/returns")
    lamps.article("See [this](shiping/returns.md).")
    [found] = lamps.findings("link-broken")
    assert found.do == "Write `shipping/returns.md`."


@pytest.mark.parametrize("body", ["See [it](next.md).", "[!INCLUDE [short desc](includes/refund.md)]"])
def test_a_broken_link_never_advises_the_page_itself(lamps: Lamps, body: str) -> None:
    lamps.article(body, name="refunds")
    assert [found.do for found in lamps.findings("link-broken")] == ["Mend the link, or add the article."]


def test_square_brackets_of_a_macro_are_no_references(lamps: Lamps) -> None:
    """Macros are plain text or HTML for their readers; only Markdown has references and footnotes."""
    text = "See [your order][42] and the note.[^1]"
    lamps.write("content/macros/hello.yaml", f'title: Hello\nactions:\n  - {{field: comment_value, value: "{text}"}}\n')
    assert "macros/hello.yaml" in {source.path for source in lamps.context().workspace.sources}
    assert lamps.findings("link-reference") == []
    lamps.article(text)
    assert len(lamps.findings("link-reference")) == 2
