"""What is found once and told until a file changes."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from locmem.clock import FixedClock
from locmem.errors import ProjectError
from locmem.pipelines.post_edit import Seen, Typed, post_edit
from locmem.views.kept import Kept
from locmem.views.live import Live
from locmem.views.marks import Marks, marks_of
from tests.pipelines.shop import Shop
from tests.waiting import SOURCE


def kept_of(root: Path, shop: Shop) -> tuple[Live, Kept]:
    live = Live(root, FixedClock(shop.moment))
    return live, Kept(live)


def test_an_answer_is_found_again_only_once_a_file_changed(shop: Shop) -> None:
    live, kept = kept_of(shop.root, shop)
    found: list[int] = []

    def find() -> int:
        found.append(1)
        return len(found)

    with live.at_work():
        assert [kept.of(("a",), find) for _ in range(3)] == [1, 1, 1]
        assert kept.of(("b",), find) == 2
    shop.edit("content/articles/paying.md", "Good to know", "Good to see")
    with live.at_work():
        assert kept.of(("a",), find) == 3
    live.close()


def test_files_are_gone_through_once_for_a_request(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    live, kept = kept_of(shop.root, shop)
    looks: list[Path] = []

    def counted(root: Path) -> Marks:
        looks.append(root)
        return marks_of(root)

    monkeypatch.setattr("locmem.views.live.marks_of", counted)
    with live.at_work():
        assert [kept.of((name,), lambda: 1) for name in ("a", "b")] == [1, 1]
    assert looks == [shop.root]
    live.close()


def test_what_was_saved_in_the_same_request_is_looked_up_anew(drafted: Shop) -> None:
    live, kept = kept_of(drafted.root, drafted)
    document, _, occurrence = drafted.key(SOURCE).partition("#")
    seen = Seen.of(drafted.entry(SOURCE))
    typed = Typed(document=document, occurrence=occurrence, locale="es", text="Cobramos el importe.", seen=seen)
    with live.at_work():
        assert kept.of(("a",), lambda: 1) == 1
        run, _ = live.save("post-edit", partial(post_edit, typed=[typed]))
        assert run
        assert kept.of(("a",), lambda: 2) == 2
    live.close()


def test_a_command_is_asked_in_its_own_words_and_what_it_refuses_is_said(shop: Shop) -> None:
    live, kept = kept_of(shop.root, shop)
    assert [one["market"] for one in kept.told("market", "list", "--json")] == ["ES", "JP"]  # type: ignore[attr-defined]
    with pytest.raises(ProjectError, match="there is no market 'XX'"):
        kept.told("market", "show", "XX", "--json")
    live.close()


def test_no_module_that_lies_in_the_project_is_run(shop: Shop) -> None:
    marker = shop.root / "ran"
    for name in ("json.py", "locmem/__init__.py"):
        shop.write(name, f"open({str(marker)!r}, 'w').close()\n")
    live, kept = kept_of(shop.root, shop)
    assert [one["market"] for one in kept.told("market", "list", "--json")] == ["ES", "JP"]  # type: ignore[attr-defined]
    assert not marker.exists()
    live.close()


def test_a_server_that_ends_waits_for_no_command(shop: Shop) -> None:
    live, kept = kept_of(shop.root, shop)
    ended: list[BaseException] = []

    def ask() -> None:
        try:
            kept.told("market", "readiness", "--json")
        except ProjectError as error:
            ended.append(error)

    asking = Thread(target=ask)
    asking.start()
    while kept._running is None:
        time.sleep(0.01)
    kept.close()
    asking.join(20)
    assert len(ended) == 1
    live.close()
