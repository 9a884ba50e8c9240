"""The same input gives the same bytes: again, elsewhere, and without any cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipelines.shop import Shop


def test_a_second_run_changes_no_byte_and_leaves_no_trace(shop: Shop) -> None:
    before = shop.tree()
    result = shop.run()
    assert (result.id, result.files) == ("", ())
    assert shop.tree() == before


def test_a_run_on_another_day_changes_nothing_either(shop: Shop) -> None:
    before = shop.in_git()
    shop.later(400).run()
    assert shop.in_git() == before


def test_that_profiles_are_sound_is_kept_until_one_of_them_changes(shop: Shop) -> None:
    assert (shop.run().market_problems, shop.run().market_problems) == ((), ())
    sound = shop.read("markets/ES.yaml")
    shop.write("markets/ES.yaml", sound.replace("currency: EUR", "currency: nonsense"))
    for _ in range(2):
        [problem] = shop.run().market_problems
        assert problem.location.path == "markets/ES.yaml"
    shop.write("markets/ES.yaml", sound)
    assert shop.run().market_problems == ()


def test_pages_are_rendered_to_the_same_bytes_without_caches(shop: Shop) -> None:
    shop.run("publish")
    before = shop.tree()
    pages = {path: digest for path, digest in before.items() if path.startswith("dist/")}
    assert len(pages) == 12
    shop.run("publish")
    assert shop.tree() == before
    shop.remove(".locmem", "dist", *(["locmem.db"] if (shop.root / "locmem.db").exists() else []))
    shop.run()
    shop.run("publish")
    assert {path: digest for path, digest in shop.tree().items() if path.startswith("dist/")} == pages


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LANG": "ja_JP.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Noronha", "LANG": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "2"},
    ],
    ids=["Kiribati", "Brazil"],
)
def test_another_folder_time_zone_language_and_hash_seed_change_no_byte(
    shop: Shop, tmp_path: Path, environment: dict[str, str]
) -> None:
    # Something to do: a new sentence, a changed one, and a paragraph that goes to the memory's files.
    shop.write("content/articles/new.md", "---\ntitle: New\nslug: new\n---\n\nYou confirm the payment. All is new.\n")
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect the money as soon as")
    shop.edit("content/articles/complaints.md", "We answer without delay.\n", "")
    other = shop.copy(tmp_path / "elsewhere" / "päth with blanks")
    other.remove(".locmem")
    shop.run()
    shop.run("publish")
    for words in (("sync",), ("run", "publish")):
        done = other.command(*words, **environment)
        assert done.returncode == 0, done.stderr
    assert other.in_git() == shop.in_git()
    ours, theirs = ({p: d for p, d in one.tree().items() if p.startswith("dist/")} for one in (shop, other))
    assert ours == theirs
