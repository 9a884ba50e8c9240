"""Links and pictures lead to what is there."""

from __future__ import annotations

import pytest

from locmem.model.finding import Gate, Severity
from tests.checks.lamps import Lamps


@pytest.mark.parametrize(
    ("check", "body", "line", "marked"),
    [
        ("link-broken", "See [this](gone.md#top).", 5, "gone.md#top"),
        ("link-broken", '<p>See <a href="gone.html">this</a></p>', 5, "gone.html"),
        ("link-broken", "See [this].\n\n[this]: gone.md", 7, "gone.md"),
        ("image-missing", "![x](img/gone.png)", 5, "img/gone.png"),
        ("image-missing", "Fill in [the form](img/gone.pdf).", 5, "img/gone.pdf"),
    ],
)
def test_what_leads_nowhere_is_underlined(lamps: Lamps, check: str, body: str, line: int, marked: str) -> None:
    lamps.article(body)
    [found] = lamps.findings(check)
    assert found.location.line == line
    text, carets = found.excerpt.split("\n")
    assert text[carets.index("^") : len(carets)] == marked


@pytest.mark.parametrize(
    ("check", "body"),
    [
        ("image-missing", "![x](img/here.png) ![y](https://x.example/y.png) [z](img/here.png) [w](page.php)"),
    ],
)
def test_what_leads_somewhere_is_left_alone(lamps: Lamps, check: str, body: str) -> None:
    lamps.article("Other.", name="other")
    lamps.write("content/articles/img/here.png", "")
    lamps.article(body)
    assert lamps.findings(check) == []


def test_a_broken_link_names_the_article_that_was_meant(lamps: Lamps) -> None:
    lamps.article("Other.", name="deep/returns")
    lamps.article("See [this](returns.md).")
    [found] = lamps.findings("link-broken")
    assert found.do == "Write `deep/returns.md`."


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
