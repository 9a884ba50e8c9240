"""What stands for the files of a project."""

from __future__ import annotations

from locmem.views.marks import mark, marks_of
from tests.pipelines.shop import Shop


def test_a_file_that_is_saved_or_gone_has_another_mark_and_no_other_has(shop: Shop) -> None:
    before = marks_of(shop.root)
    assert {"locmem.yaml", "markets/ES.yaml", "content/articles/paying.md"} <= before.keys()
    assert not any(path.startswith((".locmem", "dist")) for path in before)
    shop.write("content/articles/paying.md", "# Paying\n")
    shop.remove("markets/JP.yaml")
    now = marks_of(shop.root)
    assert before.keys() - now.keys() == {"markets/JP.yaml"}
    assert {path for path in now if now[path] != before.get(path)} == {"content/articles/paying.md"}
    one: dict[str, tuple[int, int]] = {}
    mark(shop.root, "content/articles/paying.md", one)
    mark(shop.root, "none", one)
    assert one == {"content/articles/paying.md": now["content/articles/paying.md"]}
