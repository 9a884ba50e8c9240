"""Names of a project, looked up without opening it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from locmem.workspace.known_names import KnownNames
from tests.pipelines.shop import SETTINGS, build


def test_names_are_found_from_any_folder_of_the_project(tmp_path: Path) -> None:
    shop = build(tmp_path / "shop")
    shop.write("content/articles/new.md", "The lamp glows.\n")
    assert shop.command("sync").returncode == 0
    known = KnownNames(shop.root / "content" / "articles")
    assert known.locales == ("es", "ja")
    assert known.content_sets == ("articles", "macros")
    assert known.markets == ("ES", "JP")
    assert "sync" in known.pipelines
    assert set(known.documents) >= {"articles/paying.md", "articles/complaints.md"}
    assert not any(one.startswith("translations/") for one in known.documents)
    assert shop.key("Good to know") in known.segments("articles/paying.md")
    assert known.segments("../locmem.yaml") == ()
    assert "odr_link" in known.obligations("ES")
    assert known.obligations("XX") == ()
    assert known.runs == ("2026-11-21.1",)


def test_what_the_settings_name(tmp_path: Path) -> None:
    more = "assignees: {es: Ana, ja: Ana}\nmachine_translation:\n  es: {engine: apertium}\n"
    (tmp_path / "locmem.yaml").write_text(SETTINGS + more, encoding="utf-8")
    for month in ("2026-10", "2026-11", "notes"):
        (tmp_path / "reviews" / month).mkdir(parents=True)
    known = KnownNames(tmp_path)
    assert (known.people, known.engines, known.months) == (("Ana",), ("apertium",), ("2026-11", "2026-10"))
    assert (known.documents, known.markets, known.handoffs, known.runs) == ((), (), (), ())


def test_no_project_has_no_names(tmp_path: Path) -> None:
    known = KnownNames(tmp_path)
    assert (known.locales, known.documents, known.markets, known.runs, known.months) == ((), (), (), (), ())
    assert known.segments("articles/paying.md") == ()


def test_a_history_of_another_program_and_links_have_no_names(tmp_path: Path) -> None:
    (tmp_path / "locmem.yaml").write_text(SETTINGS, encoding="utf-8")
    with sqlite3.connect(tmp_path / "locmem.db") as connection:
        connection.execute("CREATE TABLE runs (id TEXT, number INTEGER)")
        connection.execute("INSERT INTO runs VALUES ('evil', 1)")
    connection.close()
    assert KnownNames(tmp_path).runs == ()
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "pipelines" / "linked.yaml").symlink_to(tmp_path / "locmem.yaml")
    assert KnownNames(tmp_path).pipelines == ()


def test_whoever_writes_the_history_is_not_waited_for(tmp_path: Path) -> None:
    shop = build(tmp_path / "shop")
    shop.write("content/articles/new.md", "The lamp glows.\n")
    assert shop.command("sync").returncode == 0
    assert KnownNames(shop.root).runs
    with sqlite3.connect(shop.root / "locmem.db") as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert KnownNames(shop.root).runs == ()
    connection.close()
