"""A clone that somebody else made: whatever it brings along, nothing outside of it is read, written or emptied."""

from __future__ import annotations

import ast
import json
import os
import shutil
import sqlite3
import subprocess
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from locmem import pipelines
from locmem.errors import LocmemError, StoreError
from locmem.history import journal as journal_module
from locmem.history.changes import FileChange
from locmem.memory.index.segment import digest_of
from locmem.memory.store import open_memory
from locmem.pipelines.undo import undo
from tests.cli.conftest import Locmem
from tests.mt.fault_server import serving
from tests.pipelines.shop import Shop

PRECIOUS = "precious\n"

EVERYTHING = (
    ("history",),
    ("doctor",),
    ("status",),
    ("check", "--all"),
    ("sync", "--dry-run"),
    ("sync",),
    ("render",),
    ("memory", "search", "Good to know", "--to", "es"),
    ("memory", "stats"),
    ("queue", "list"),
    ("export", "--locale", "es", "--again"),
    ("accept", "articles/paying.md", "--reason", "x"),
    ("memory", "rebuild"),
    ("undo", "2026-11-21.1"),
    ("content", "verify", "content"),
    ("market", "list"),
)
"""Commands a user may type first; some of them refuse."""


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """What the user has beside the clone."""
    folder = tmp_path / "theirs"
    (folder / "index").mkdir(parents=True)
    for name in ("file", "memory.db", "lock", "settled", "es.tmx", "index/x.json", "ES.yaml", "x.md"):
        (folder / name).write_text(PRECIOUS)
    return folder


def is_untouched(theirs: Path) -> bool:
    found = {path.relative_to(theirs).as_posix(): path.read_text() for path in theirs.rglob("*") if path.is_file()}
    names = {"file", "memory.db", "lock", "settled", "es.tmx", "index/x.json", "ES.yaml", "x.md"}
    return found == dict.fromkeys(names, PRECIOUS)


def linked(shop: Shop, path: str, to: Path | str) -> None:
    place = shop.root / path
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(to)


LINKS = {
    ".locmem/lock": "file",
    ".locmem": ".",
    ".locmem/index": "index",
    ".locmem/index/en": "index",
    ".locmem/memory.db": "file",
    ".locmem/memory.db-journal": "file",
    ".locmem/memory.db-wal": "nothing",
    ".locmem/settled": "file",
    "locmem.db": "file",
    "locmem.db-journal": "file",
    "locmem.db-wal": "nothing",
    "locmem.db-shm": "file",
    "dist": ".",
    "dist/ES": ".",
    "dist/ES/es/articles/paying.md": "file",
    "handoffs": ".",
    "content/memory": ".",
    "content/memory/es.tmx": "es.tmx",
    "content/translations": ".",
    "content/translations/es/articles/paying.md.po": "file",
    "content/articles": ".",
    "content": ".",
    "approvals": ".",
    "markets": ".",
    "markets/ES.yaml": "ES.yaml",
    "pipelines/sync.yaml": "file",
    "locmem.yaml": "file",
    "content/to-review.csv": "nothing",
    "markets/XX.yaml": "ES.yaml",
    "pipelines/more.yaml": "file",
}
"""Where a link stands in the clone, and what of the user's it leads to."""


@pytest.mark.parametrize("path", LINKS)
def test_no_link_in_a_clone_is_followed_out_of_it(shop: Shop, theirs: Path, locmem: Locmem, path: str) -> None:
    linked(shop, path, theirs / LINKS[path])
    for words in (("sync",), ("render",), ("export", "--locale", "es", "--again"), ("history",)):
        done = locmem(*words)
        assert done.code in (0, 1, 2), done
        assert PRECIOUS.strip() not in done.text, done
    assert is_untouched(theirs)
    seen = [file for file in (shop.root / ".locmem" / "seen").rglob("*") if file.is_file()]
    assert not any(PRECIOUS.strip().encode() in file.read_bytes() for file in seen)
    assert not (theirs / "nothing").exists()


@pytest.mark.parametrize("path", [".locmem/lock", ".locmem", "locmem.db", ".locmem/memory.db", ".locmem/index"])
def test_a_link_in_place_of_our_own_file_is_named_with_what_to_do(shop: Shop, theirs: Path, path: str) -> None:
    linked(shop, path, theirs / LINKS[path])
    before = shop.in_git()
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect the money as soon as")
    with pytest.raises(LocmemError, match=rf"{path}: is a symbolic link to .*Remove it \(what a link leads to stays\)"):
        shop.run()
    shop.edit("content/articles/paying.md", "We collect the money as soon as", "We collect the money when")
    assert shop.in_git() == before
    (shop.root / path).unlink()
    shop.run()


@pytest.mark.parametrize(
    "path", [".locmem/lock", ".locmem/settled", "locmem.db", ".locmem", "dist", "locmem.db-journal"]
)
def test_not_even_a_link_inside_the_project_stands_for_a_file_of_ours(shop: Shop, path: str) -> None:
    source = (shop.root / "content/articles/paying.md").read_bytes()
    linked(shop, path, shop.root / ("content" if path in (".locmem", "dist") else "content/articles/paying.md"))
    with pytest.raises(LocmemError, match=r"is a (symbolic )?link"):
        shop.run("everything")
    assert (shop.root / "content/articles/paying.md").read_bytes() == source
    assert not (shop.root / "content/lock").exists()


@pytest.mark.parametrize(
    "path", [".locmem/lock", "locmem.db", ".locmem/memory.db", ".locmem/index/en/x.segment", "locmem.yaml"]
)
def test_a_pipe_in_place_of_a_file_keeps_nobody_waiting(shop: Shop, locmem: Locmem, path: str) -> None:
    (shop.root / path).unlink(missing_ok=True)
    (shop.root / path).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(shop.root / path)
    done = [locmem(*words) for words in (("sync",), ("memory", "stats"), ("history",))]
    assert {one.code for one in done} <= {0, 2}
    assert all(f"{path}: is a named pipe" in one.err for one in done if one.code)
    assert done[0].code == 2


def test_every_first_command_in_a_clone_full_of_links_leaves_the_users_files_alone(
    shop: Shop, theirs: Path, locmem: Locmem
) -> None:
    for path in (".locmem/lock", "locmem.db", "dist", "handoffs", "content/memory/es.tmx", "content/articles/more.md"):
        linked(shop, path, theirs / LINKS.get(path, "x.md"))
    assert {locmem(*words).code for words in EVERYTHING} <= {0, 1, 2}
    assert is_untouched(theirs)


def test_files_the_user_names_are_the_projects_own_or_where_the_user_says(
    shop: Shop, theirs: Path, locmem: Locmem
) -> None:
    for name in ("old.json", "all.tmx", "brief.md"):
        linked(shop, name, theirs / "file")
    commands = (
        ("check", "--write-baseline", "old.json"),
        ("check", "--baseline", "old.json"),
        ("memory", "export", "all.tmx"),
        ("market", "brief", "ES", "--to", "brief.md"),
        ("render", "--to", "../pages"),
    )
    *refused, rendered = (locmem(*words) for words in commands)
    for one in refused:
        assert (one.code, "leads out of the project's folder" in one.err) == (2, True), one
    assert rendered.code == 0, rendered
    assert (shop.root.parent / "pages/ES/es/articles/paying.md").is_file()
    assert is_untouched(theirs)


# Folders of version control


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@shop.example")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


@pytest.mark.parametrize(
    "folder",
    [".git", ".git/hooks", "a/.GIT/b", ".", "../out", "/tmp/out", "content", "Content/x", "markets", ".github"],
)
def test_a_pipeline_puts_nothing_where_git_or_others_keep_theirs(shop: Shop, folder: str) -> None:
    for step in ("publish", "handoff"):
        shop.write("pipelines/evil.yaml", f"steps: [{step}: {{to: '{folder}'}}]\n")
        with pytest.raises(LocmemError, match=r"pipelines/evil\.yaml:1:\d+|evil:1:\d+"):
            shop.run("evil")


# What a database of a stranger says


def begun(shop: Shop, *changes: FileChange) -> str:
    """A run that was cut off before it wrote, as the database tells of it."""
    project = shop.open()
    run = project.journal.begin("sync.yaml")
    project.journal.record(run, changes, ())
    project.database.close()
    return run


def as_cloned(shop: Shop) -> None:
    """The database is a file that git wrote: the same bytes, and another file."""
    data = (shop.root / "locmem.db").read_bytes()
    (shop.root / "locmem.db").rename(shop.root / "theirs.db")
    (shop.root / "locmem.db").write_bytes(data)


def test_a_run_that_was_cut_off_elsewhere_is_not_finished_here(shop: Shop, locmem: Locmem) -> None:
    path = "content/translations/es/articles/paying.md.po"
    old = (shop.root / path).read_bytes()
    begun(
        shop,
        FileChange(path=path, before=old, after=old.replace(b"Conviene", b"No conviene")),
        FileChange(path="Makefile", before=None, after=b"all:\n\trm -rf ~\n"),
    )
    as_cloned(shop)
    assert shop.run().recovered == ()
    assert (shop.root / path).read_bytes() == old
    assert not (shop.root / "Makefile").exists()
    told = " ".join(locmem("doctor").out.partition("runs elsewhere")[2].split())
    assert "1 run cut off, or under way, in another place: 2026-11-21.1" in told


def test_a_run_that_was_cut_off_here_is_finished_after_the_folder_was_moved(shop: Shop, tmp_path: Path) -> None:
    path = "content/translations/es/articles/paying.md.po"
    old = (shop.root / path).read_bytes()
    run = begun(shop, FileChange(path=path, before=old, after=old.replace(b"Conviene", b"No conviene")))
    shop.root.rename(tmp_path / "moved")
    assert Shop(tmp_path / "moved", shop.moment).run().recovered == (run,)


@pytest.mark.parametrize("path", [".git/config", "../out", "/tmp/locmem-out", "content/../../out", "a/.git/hooks/x"])
def test_no_path_in_a_history_leads_out_of_the_project_or_into_git(shop: Shop, path: str) -> None:
    git(shop.root, "init", "--quiet")
    place = shop.root / path
    before = place.read_bytes() if place.exists() else None
    run = begun(shop, FileChange(path=path, before=before, after=b"[core]\n\tfsmonitor = rm -rf ~\n"))
    for action in (shop.run, lambda: undo(shop.open(), run)):
        with pytest.raises(LocmemError, match=r"leads out of the project|lies in a folder of version control"):
            action()
    assert (place.read_bytes() if place.exists() else None) == before


def changed(shop: Shop, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(shop.root / "locmem.db")) as connection:
        connection.execute(statement, values)
        connection.commit()


HOSTILE: dict[str, Callable[[], object]] = {
    "a cut file": lambda: zlib.compress(b"text" * 1000)[:-10],
    "no packed file": lambda: b"text",
    "text": lambda: "text",
    "a number": lambda: 7,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_history_that_was_written_by_something_else_is_not_used(shop: Shop, kind: str) -> None:
    run = begun(shop, FileChange(path="content/x.md", before=b"a", after=b"b"))
    changed(shop, "UPDATE run_files SET before = ?", HOSTILE[kind]())
    with pytest.raises(StoreError, match="the record of this run is damaged"):
        undo(shop.open(), run)


def test_what_a_history_holds_is_unpacked_within_bounds(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    run = begun(shop, FileChange(path="content/x.md", before=b"\0" * 3_000_000, after=b"b"))
    monkeypatch.setattr(journal_module, "MAX_BYTES", 1_000_000)
    with pytest.raises(StoreError, match="unpacks to more than it may"):
        undo(shop.open(), run)


def test_a_file_too_large_for_the_history_is_refused_before_it_is_written(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "MAX_BYTES", 10)
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect the money as soon as")
    before = shop.in_git()
    with pytest.raises(StoreError, match=r"too large for the history\. Nothing was written"):
        shop.run()
    assert shop.in_git() == before


def test_another_programs_database_in_place_of_ours_is_left_alone(shop: Shop, locmem: Locmem) -> None:
    with closing(sqlite3.connect(shop.root / "locmem.db")) as connection:
        connection.execute("CREATE TABLE moz_places (url TEXT)")
    before = (shop.root / "locmem.db").read_bytes()
    done = [locmem(name) for name in ("history", "sync", "render", "doctor")]
    assert [one.code for one in done] == [2, 2, 2, 1]
    assert all("belongs to another program" in one.text for one in done)
    assert (shop.root / "locmem.db").read_bytes() == before


# A memory's cache of a stranger


@pytest.fixture
def searched(shop: Shop, locmem: Locmem) -> Shop:
    """A project whose memory has an index."""
    assert "Conviene saber" in locmem("memory", "search", "Good to know", "--to", "es").text
    assert [path.name for path in (shop.root / ".locmem/index/en").glob("*.json")] == ["memory.json"]
    return shop


def test_a_language_in_a_strangers_memory_is_no_path_to_delete_at(searched: Shop, tmp_path: Path) -> None:
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil/memory.json").write_text(PRECIOUS)
    file = searched.root / ".locmem/memory.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE memory_sources SET source_locale = ?", (str(tmp_path / "evil"),))
        connection.commit()
    with open_memory(file, durable=False) as memory:
        memory.erase_removed()
    assert (tmp_path / "evil/memory.json").read_text() == PRECIOUS


def test_a_name_in_a_strangers_index_is_no_path_to_read_at(searched: Shop, tmp_path: Path, locmem: Locmem) -> None:
    # Opening it would wait for ever.
    os.mkfifo(tmp_path / "pipe")
    file = searched.root / ".locmem/index/en/memory.json"
    told = json.loads(file.read_text().partition("\n")[2])
    body = json.dumps({**told, "segments": [str(tmp_path / "pipe")]})
    file.write_text(f"{digest_of(body)}\n{body}")
    assert "Conviene saber" in locmem("memory", "search", "Good to know", "--to", "es").text


# Programs and networks


NETWORK = {"asyncio", "ftplib", "http", "httpx", "imaplib", "requests", "smtplib", "socket", "ssl", "urllib"}
HARMLESS = {"urllib.parse"}


def test_nothing_speaks_to_a_network_but_engines_and_the_driver_of_a_shared_database() -> None:
    """Whoever speaks to one asks for the user's word first, and is named here: engines ask `locmem.mt.trust`.

    `serve` only listens, at an address that nothing but this machine reaches unless somebody names another.
    """
    package = Path(pipelines.__file__).parents[1]
    found = set()
    for file in package.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            found |= {(file.name, name) for name in names if name.split(".")[0] in NETWORK and name not in HARMLESS}
    assert found == {("http.py", "httpx"), ("serve.py", "socket"), ("serve.py", "ssl"), ("connections.py", "socket")}
    assert '_HOST = "127.0.0.1"' in (package / "cli" / "serve.py").read_text("utf-8")


@pytest.mark.parametrize("engine", ["deepl", "google", "libretranslate", "microsoft", "openai"])
def test_no_key_and_no_text_is_sent_to_an_address_that_only_a_clone_names(
    shop: Shop, locmem: Locmem, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    monkeypatch.setenv(f"LOCMEM_{engine.upper()}_KEY", "secret")
    with serving(lambda _: {}) as server:
        model = ", model: small" if engine == "openai" else ""
        text = f"machine_translation: {{es: {{engine: {engine}, options: {{url: '{server.url}'{model}}}}}}}\n"
        shop.write("locmem.yaml", shop.read("locmem.yaml") + text)
        shop.write("content/articles/new.md", "---\ntitle: New\nslug: new\n---\n\nAll is new.\n")
        for words in (("status",), ("doctor",), ("sync",)):
            assert "secret" not in locmem(*words).text
        assert server.received == []
        [status] = json.loads(locmem("status", "--json").out)["engines"][:1]
        assert "you have not trusted this project with" in status["why"]


def test_no_program_that_a_clone_brings_along_is_started(
    shop: Shop, locmem: Locmem, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.write("bin/apertium", "#!/bin/sh\ntouch pwned\n")
    (shop.root / "bin/apertium").chmod(0o755)
    shop.write("share/apertium/modes/eng-spa.mode", "")
    engine = "machine_translation: {es: {engine: apertium, options: {direction: eng-spa}}}\n"
    shop.write("locmem.yaml", shop.read("locmem.yaml") + engine)
    shop.write("content/articles/new.md", "---\ntitle: New\nslug: new\n---\n\nAll is new.\n")
    # Some people have relative folders in their path.
    monkeypatch.setenv("PATH", "bin:/usr/bin:/bin")
    for words in (("status",), ("doctor",), ("sync",)):
        locmem(*words)
    assert not (shop.root / "pwned").exists()


@pytest.mark.parametrize(
    "options",
    ["{direction: ../../evil}", "{direction: -d}", "{program: ./apertium}", "{data: /tmp}", "{url: http://x}"],
)
def test_settings_name_no_program_or_path_of_an_engine(shop: Shop, locmem: Locmem, options: str) -> None:
    engine = f"machine_translation: {{es: {{engine: apertium, options: {options}}}}}\n"
    shop.write("locmem.yaml", shop.read("locmem.yaml") + engine)
    [status] = json.loads(locmem("status", "--json").out)["engines"][:1]
    assert status["ready"] is False
    assert "option direction" in status["why"]


READ_BY = {
    "locmem.yaml": ("status",),
    "markets/ES.yaml": ("check",),
    "markets/company.yaml": ("status",),
    "content/articles/paying.md": ("sync",),
    "content/translations/es/articles/paying.md.po": ("sync",),
    "content/memory/es.tmx": ("sync",),
    "pipelines/sync.yaml": ("sync",),
    "approvals/ES/es/articles/paying.md.json": ("approvals",),
}
"""A place for a file, and a command that reads it."""


@pytest.mark.parametrize("kind", ["a named pipe", "a symbolic link that leads nowhere"])
@pytest.mark.parametrize("path", READ_BY)
def test_what_is_no_file_is_named_and_never_waited_for(shop: Shop, locmem: Locmem, path: str, kind: str) -> None:
    linked(shop, path, "nowhere")
    if kind == "a named pipe":
        (shop.root / path).unlink()
        os.mkfifo(shop.root / path)
    done = locmem(*READ_BY[path])
    assert done.code in (1, 2)
    assert path in done.text
    assert f"is {kind}, where a file belongs" in " ".join(done.text.split())


def test_a_pipe_among_returned_files_keeps_nobody_waiting(shop: Shop, locmem: Locmem) -> None:
    (shop.root / "back").mkdir()
    os.mkfifo(shop.root / "back" / "x.po")
    done = locmem("import", "back")
    assert (done.code, "back/x.po: is a named pipe" in done.err) == (2, True)
