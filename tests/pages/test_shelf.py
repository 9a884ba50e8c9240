"""The files a page may bring along: pictures of its own folder, and nothing that is work, hidden or elsewhere."""

from __future__ import annotations

import pytest

from locmem.pages import shelf
from locmem.pages.shelf import Shelf
from locmem.render.asset_kinds import kind_verdict
from locmem.render.assets import Verdict
from tests.pipelines.shop import PNG, Shop


def verdict(shop: Shop, path: str) -> Verdict | None:
    project = shop.open()
    articles = project.settings.content_sets[0]
    assert articles.name == "articles"
    return Shelf(project).judge(articles)(path)


def test_a_picture_beside_the_page_is_fine(shop: Shop) -> None:
    shop.write_bytes("content/articles/pictures/a.PNG", PNG)
    assert verdict(shop, "articles/pictures/a.PNG") == Verdict()


def test_what_a_file_is_is_found_out_once_and_again_when_it_changed(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "articles/a.png"
    looked_at: list[bytes] = []

    def noted(file: str, data: bytes) -> Verdict:
        looked_at.append(data)
        return kind_verdict(file, data)

    def kept() -> Verdict | None:
        with shop.open() as project:
            found = Shelf(project).judge(project.settings.content_sets[0])(path)
            project.keep_answers()
        return found

    monkeypatch.setattr(shelf, "kind_verdict", noted)
    shop.write_bytes(f"content/{path}", PNG)
    assert (kept(), kept(), len(looked_at)) == (Verdict(), Verdict(), 1)
    shop.write_bytes(f"content/{path}", b"<script>")
    assert (kept() or Verdict()).why == "its bytes are no PNG"
    assert len(looked_at) == 2


@pytest.mark.parametrize(
    "path", ["articles/nothing.png", "articles", "articles/paying.md", "articles/a\0.png"], ids=repr
)
def test_where_there_is_no_file_or_another_page_nothing_is_said(shop: Shop, path: str) -> None:
    assert verdict(shop, path) is None


@pytest.mark.parametrize(
    ("path", "data", "why"),
    [
        ("../secret.png", PNG, "it lies outside of content/"),
        ("translations/es/a.png", PNG, "it is work of the project, not for customers"),
        ("Memory/a.png", PNG, "it is work of the project, not for customers"),
        ("glossary.csv", b"a,b\n", "it is work of the project, not for customers"),
        ("articles/glossary.csv", b"a,b\n", ""),
        ("articles/.a.png", PNG, "its name begins with a dot, so it is hidden on purpose"),
        ("articles/.hidden/a.png", PNG, "its name begins with a dot, so it is hidden on purpose"),
        ("articles/a.exe", PNG, "files in .exe are not published"),
        ("articles/a", PNG, "files without an ending are not published"),
        ("pictures/a.png", PNG, "it lies outside of articles/**/*"),
        ("articles/a.png", b"<script>", "its bytes are no PNG"),
        ("articles/a.png", b"", "it is empty"),
    ],
)
def test_every_other_file_stays_at_home_with_the_reason(shop: Shop, path: str, data: bytes, why: str) -> None:
    shop.write_bytes(f"content/{path}", data)
    found = verdict(shop, path)
    assert found
    assert found.why == why
    assert bool(found.do) is bool(why)


def test_a_set_says_which_endings_and_folders_it_takes(shop: Shop) -> None:
    settings = shop.read("locmem.yaml").replace(
        "kind: markdown}", "kind: markdown, assets: {files: [pictures/*], endings: [png]}}"
    )
    shop.write("locmem.yaml", settings)
    for path in ("pictures/a.png", "articles/a.png", "pictures/a.gif"):
        shop.write_bytes(f"content/{path}", PNG)
    assert verdict(shop, "pictures/a.png") == Verdict()
    outside, ending = verdict(shop, "articles/a.png"), verdict(shop, "pictures/a.gif")
    assert outside
    assert (outside.why, "[pictures/*, articles/**/*]" in outside.do) == ("it lies outside of pictures/*", True)
    assert ending
    assert ending.why == "the content set articles in locmem.yaml does not list .gif"
    assert "Add gif to its `assets" in ending.do


def test_a_link_is_judged_by_where_it_leads(shop: Shop) -> None:
    shop.write_bytes("content/translations/a.png", PNG)
    (shop.root / "content/articles/link.png").symlink_to("../translations/a.png")
    (shop.root / "content/articles/page.png").symlink_to("paying.md")
    (shop.root / "content/articles/out.png").symlink_to("/etc/hostname")
    whys = [found.why for name in ("link", "page", "out") if (found := verdict(shop, f"articles/{name}.png"))]
    assert whys[:2] == [
        "it is a link to translations/a.png, and of that file it is work of the project, not for customers",
        "it is a link to articles/paying.md, and of that file it is a source document under another name",
    ]
    assert whys[2:] == ["it is a symbolic link to /etc/hostname, out of the project; it was not opened"]
