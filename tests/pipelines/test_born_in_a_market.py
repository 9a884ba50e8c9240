"""Documents written in a market's own language, pictures per locale and link rules, all the way to the page."""

from __future__ import annotations

from tests.pipelines.shop import PNG, Shop

SPANISH = """\
---
title: Hojas de reclamaciones
slug: hojas
topic: complaints
locale: es
---

Puede pedir una hoja a {{ company.support.email }}.
"""


def test_a_text_born_in_spain_is_published_there_and_translated_from_there(shop: Shop) -> None:
    shop.write("content/articles/hojas.md", SPANISH)
    shop.run()
    shop.run("publish")
    assert "Puede pedir una hoja a support@" in shop.read("dist/ES/es/articles/hojas.md")
    assert not (shop.root / "content/translations/es/articles/hojas.md.po").exists()
    catalog = shop.read("content/translations/ja/articles/hojas.md.po")
    assert '"X-Source-Language: es\\n"' in catalog
    assert 'msgid "Hojas de reclamaciones"' in catalog


def test_a_text_for_one_market_gets_catalogs_only_for_its_readers(shop: Shop) -> None:
    shop.write("content/articles/only.md", "---\ntitle: Only Japan\nslug: only\nmarkets: [JP]\n---\n\nHello there.\n")
    shop.run()
    shop.run("publish")
    assert (shop.root / "content/translations/ja/articles/only.md.po").exists()
    assert not (shop.root / "content/translations/es/articles/only.md.po").exists()
    assert not (shop.root / "dist/ES/es/articles/only.md").exists()


def test_pages_come_with_their_pictures_and_with_links_of_their_language(shop: Shop) -> None:
    shop.write(
        "locmem.yaml",
        shop.read("locmem.yaml") + "links: [{from: https://shop.example/en/, to: 'https://shop.example/{locale}/'}]\n",
    )
    body = "![Lamp](img/lamp.png) and [shop](https://shop.example/en/lamps) for all."
    shop.write("content/articles/lamp.md", f"---\ntitle: Lamp\nslug: lamp\nrisk: low\n---\n\n{body}\n")
    for name in ("lamp", "lamp.es"):
        shop.write_bytes(f"content/articles/img/{name}.png", PNG + name.encode())
    shop.run()
    shop.run("publish")
    spanish, japanese = shop.read("dist/ES/es/articles/lamp.md"), shop.read("dist/JP/ja/articles/lamp.md")
    assert "(img/lamp.es.png)" in spanish
    assert "(https://shop.example/es/lamps)" in spanish
    assert "(img/lamp.png)" in japanese
    assert "(https://shop.example/ja/lamps)" in japanese
    assert (shop.root / "dist/ES/es/articles/img/lamp.es.png").read_bytes() == PNG + b"lamp.es"
    assert (shop.root / "dist/JP/ja/articles/img/lamp.png").read_bytes() == PNG + b"lamp"
