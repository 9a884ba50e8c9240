from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from locmem.model.finding import Gate
from locmem.model.translation import State
from locmem.workspace.moves import SAME_DOCUMENT, alike
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


DOCUMENTS = st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from("xyz"), max_size=5).map(Counter))


@given(DOCUMENTS, DOCUMENTS)
def test_documents_are_alike_as_far_as_their_texts_are(
    new: Mapping[str, Counter[str]], old: Mapping[str, Counter[str]]
) -> None:
    shares = {
        (here, there): (new[here] & old[there]).total() / max(new[here].total(), old[there].total(), 1)
        for here in new
        for there in old
    }
    expected = {(1 - share, *pair) for pair, share in shares.items() if share >= SAME_DOCUMENT}
    found = list(alike(new, old))
    assert len(found) == len(expected)
    assert set(found) == expected


class _Counted(Counter[str]):
    """A document's texts that count how often they are asked for."""

    asked = 0

    def __getitem__(self, text: str) -> int:
        _Counted.asked += 1
        return super().__getitem__(text)


def test_a_renamed_folder_is_compared_in_proportion_to_its_documents() -> None:
    def asked(documents: int) -> int:
        _Counted.asked = 0
        texts = {str(number): _Counted([f"{number} {place}" for place in range(5)]) for number in range(documents)}
        assert len(list(alike(texts, texts))) == documents
        return _Counted.asked

    assert asked(40) == 10 * asked(4)
