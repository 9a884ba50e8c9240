from __future__ import annotations

from locmem.model.finding import Gate
from locmem.model.translation import State
from tests.pipelines.shop import Shop

PARAGRAPH = "Open **Orders** to change the method. Write to us [at any time](complaints.md).\n"


def test_a_renamed_document_takes_all_its_translations_along(shop: Shop) -> None:
    before = shop.pair("articles/paying.md").catalog.entries
    (shop.root / "content/articles/money").mkdir()
    text = shop.read("content/articles/paying.md")
    shop.remove("content/articles/paying.md")
    shop.write("content/articles/money/how-to-pay.md", text)
    shop.run()
    pair = shop.pair("articles/money/how-to-pay.md")
    assert pair.catalog.entries == before
    assert not (shop.root / "content/translations/es/articles/paying.md.po").exists()
    assert not (shop.root / "content/memory").exists()
    assert not shop.check(Gate.RELEASE, "ES").failing


def test_a_renamed_and_edited_document_keeps_what_did_not_change(shop: Shop) -> None:
    text = shop.read("content/articles/paying.md")
    shop.remove("content/articles/paying.md")
    shop.write("content/articles/pay.md", text.replace("Good to know", "Worth knowing"))
    shop.run()
    entries = shop.pair("articles/pay.md").catalog.entries
    assert [entry.source for entry in entries if not entry.is_current] == ["Worth knowing"]


def test_a_new_document_with_other_text_takes_nothing_over(shop: Shop) -> None:
    shop.remove("content/articles/paying.md")
    shop.write("content/articles/new.md", "---\ntitle: Something else\nslug: new\n---\n\nNothing in common.\n")
    shop.run()
    assert [entry.target for entry in shop.pair("articles/new.md").catalog.entries] == ["", ""]
    assert (shop.root / "content/memory/es.tmx").exists()


def test_a_paragraph_that_moved_to_another_document_stays_confirmed(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", PARAGRAPH, "")
    shop.write("content/articles/complaints.md", shop.read("content/articles/complaints.md") + f"\n{PARAGRAPH}")
    shop.run()
    entry = shop.entry("Open **Orders** to change the method.")
    assert (entry.target, entry.state) == ("Abre **Pedidos** para cambiar el método.", State.REVIEWED)
    assert shop.key(entry.source).startswith("articles/complaints.md#")
    before = shop.in_git()
    shop.run()
    assert shop.in_git() == before


def test_a_paragraph_with_two_different_translations_is_left_to_people(shop: Shop) -> None:
    shop.write(
        "content/articles/other.md", f"---\ntitle: Other\nslug: other\n---\n\n{PARAGRAPH}\nMore text stands here.\n"
    )
    shop.run()
    twin = next(entry for entry in shop.pair("articles/other.md").catalog.entries if entry.source.startswith("Open"))
    path = "content/translations/es/articles/other.md.po"
    source = f'msgid "{twin.source}"\n'
    shop.edit(path, f'{source}msgstr "{twin.target}"', f'{source}msgstr "Entra en **Pedidos**."')
    text = shop.read(path).replace("#, fuzzy\n", "")
    shop.write(path, text)
    shop.run()
    shop.edit("content/articles/paying.md", PARAGRAPH, "")
    shop.edit("content/articles/other.md", PARAGRAPH, "")
    shop.write("content/articles/complaints.md", shop.read("content/articles/complaints.md") + f"\n{PARAGRAPH}")
    shop.run()
    assert not shop.entry("Open **Orders** to change the method.").is_confirmed
