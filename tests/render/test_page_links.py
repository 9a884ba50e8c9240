from __future__ import annotations

import pytest

from locmem.render.addresses import addresses_in
from locmem.render.page_links import PageLinks

DOCUMENTS = {
    "docs/index.md": "markdown",
    "docs/setup.md": "markdown",
    "docs/a/_index.md": "markdown",
    "docs/a/setup.md": "markdown",
    "docs/b/README.md": "markdown",
    "docs/b/page.html": "html",
    "docs/b/v1.2/index.mdx": "markdown",
    "docs/c.md": "markdown",
    "docs/c/index.md": "markdown",
    "docs/d/two words.md": "markdown",
    "docs/d/two words/index.markdown": "markdown",
}
LINKS = PageLinks(DOCUMENTS)


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("setup.md", "docs/a/setup.md"),
        ("../setup.md#top", "docs/setup.md"),
        ("../index.md?a=b#top", "docs/index.md"),
        ("..", "docs/index.md"),
        ("../", "docs/index.md"),
        (".", "docs/a/_index.md"),
        ("./#top", "docs/a/_index.md"),
        ("../b/", "docs/b/README.md"),
        ("../b", "docs/b/README.md"),
        ("../b/?x=1#y", "docs/b/README.md"),
        ("../b/README.md", "docs/b/README.md"),
        ("../b/index.html", "docs/b/README.md"),
        ("../b/page.html", "docs/b/page.html"),
        ("../b/v1.2/", "docs/b/v1.2/index.mdx"),
        ("setup", "docs/a/setup.md"),
        ("setup.html", "docs/a/setup.md"),
        ("/docs/b/", "docs/b/README.md"),
        ("/b/", "docs/b/README.md"),
        ("/b#top", "docs/b/README.md"),
        ("/setup.md", "docs/setup.md"),
        ("/", "docs/index.md"),
        ("../c", "docs/c.md"),
        ("../c/", "docs/c/index.md"),
        ("../d/two%20words/", "docs/d/two words/index.markdown"),
        ("..\\b\\", "docs/b/README.md"),
        ("  ../b/\n", "docs/b/README.md"),
        ("", ""),
        ("#top", ""),
        ("?x=1", ""),
        ("../b/index.md", ""),
        ("../b.md", ""),
        ("gone/", ""),
        ("../../../b/", ""),
        ("//docs/b/", ""),
        ("https://docs.example/b/", ""),
        ("mailto:b", ""),
    ],
)
def test_an_address_leads_to_a_file_a_folder_or_a_page_of_the_site(address: str, there: str) -> None:
    assert LINKS.document_at(address, "docs/a/setup.md", "docs") == there


def test_a_site_without_a_folder_of_its_own_starts_at_the_content_folder() -> None:
    links = PageLinks(["index.md", "a/README.md"])
    assert links.document_at("/", "a/README.md") == "index.md"
    assert links.document_at("/a", "index.md") == "a/README.md"
    assert links.document_at("../", "a/README.md") == "index.md"


def test_the_documents_of_a_page_are_named_once_each_in_order() -> None:
    text = "[a](setup.md) [b](../b/#c) ![p](p.png) [d](../b/README.md) <a href='/'>e</a> [f](https://x.example)"
    assert LINKS.documents_in((one.text for one in addresses_in(text)), "docs/a/setup.md", "docs") == (
        "docs/a/setup.md",
        "docs/b/README.md",
        "docs/index.md",
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[x](../b/)", "[x](../b/README.html)"),
        ("[x](../b/?a=1&amp;b=2#c)", "[x](../b/README.html?a=1&amp;b=2#c)"),
        ("[x](/b/#c)", "[x](../b/README.html#c)"),
        ("[x](..)", "[x](../index.html)"),
        ('<a href="./">x</a>', '<a href="_index.html">x</a>'),
        ("[x](../b/v1.2/index.mdx)", "[x](../b/v1.2/index.html)"),
        ("[x](../d/two%20words/)", "[x](../d/two%20words/index.html)"),
        ("[x](../b/page)", "[x](../b/page.html)"),
        ("[x](setup.md) [y](gone/) [z](#a) ![p](p.png) https://x.example/b/", None),
        ("[x](../b/page.html#a) [y](../setup.html)", None),
    ],
)
def test_in_html_folders_and_pages_of_the_site_lead_to_the_files(text: str, written: str | None) -> None:
    assert LINKS.with_files(text, "docs/a/setup.md", "docs", DOCUMENTS) == (text if written is None else written)
