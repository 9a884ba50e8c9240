"""A shared database is used after the user said so for this project and this address, and not a moment before."""

from __future__ import annotations

import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from locmem.errors import InputErrors, ProjectError, UsageError
from locmem.model.state_place import StatePlace, shown_address, state_place
from locmem.workspace import trust as trust_module
from locmem.workspace.trust import distrust, everything_trusted, is_trusted, require_trust, trust, trusted_file
from tests.pipelines.shop import Shop

ADDRESS = "postgresql://ann:canary@db.example:5433/help?sslmode=require"
SHOWN = "postgresql://ann:***@db.example:5433/help?sslmode=require"

DRIVER = """
import os, socket, types
from pathlib import Path

paramstyle, threadsafety, apilevel = "pyformat", 1, "2.0"
__version__ = "3.2.0"
Path(os.environ["DRIVER_WAS_IMPORTED"]).write_text("yes")

extras = extensions = types.SimpleNamespace()
class Error(Exception): pass
class OperationalError(Error): pass
class DatabaseError(Error): pass

def connect(*_, **where):
    with socket.create_connection((where["host"], int(where["port"]))) as opened:
        opened.sendall(os.environ["PGPASSWORD"].encode())
    raise OperationalError("the fake server says no more")
"""
"""A driver that does what the real one does with a password in the environment."""

COMMANDS = (
    ("history",),
    ("doctor",),
    ("status",),
    ("check",),
    ("sync", "--dry-run"),
    ("sync",),
    ("render",),
    ("undo", "2026-11-21.1"),
    ("memory", "search", "Good to know", "--to", "es"),
    ("trust", "list"),
)


@pytest.fixture(autouse=True)
def own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv(trust_module.VARIABLE, raising=False)
    return tmp_path / "config/locmem/trusted.yaml"


def named(shop: Shop, address: str) -> None:
    shop.write("locmem.yaml", f"{shop.read('locmem.yaml')}database: {address}\n")


class Listener:
    """A server that counts who comes and keeps what they say."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.port = self._socket.getsockname()[1]

    def heard(self) -> list[bytes]:
        """What each connection since the last call sent."""
        found: list[bytes] = []
        while True:
            try:
                opened, _ = self._socket.accept()
            except BlockingIOError:
                return found
            with opened:
                opened.settimeout(10)
                found.append(opened.recv(1000))

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    opened = Listener()
    yield opened
    opened.close()


def test_nothing_reaches_a_strangers_server_before_the_user_said_so(
    shop: Shop, tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "drivers").mkdir()
    (tmp_path / "drivers/psycopg2.py").write_text(DRIVER)
    imported = tmp_path / "imported"
    environment = {"PYTHONPATH": tmp_path / "drivers", "PGPASSWORD": "canary", "DRIVER_WAS_IMPORTED": imported}
    for name, value in environment.items():
        monkeypatch.setenv(name, str(value))
    address = f"postgresql+psycopg2://ann@127.0.0.1:{listener.port}/help"
    named(shop, address)
    before = shop.tree()
    for words in COMMANDS:
        done = shop.command(*words)
        assert done.returncode in (0, 1, 2), done
        if words[0] in ("history", "sync", "render", "undo") and "--dry-run" not in words:
            assert done.returncode == 2, done
            assert "locmem.yaml:7:11: `database` is" in done.stderr
            assert f"locmem trust add {address}" in done.stderr
        elif tuple(words) == ("doctor",):
            assert "not trusted: it was not connected to" in " ".join(done.stdout.split())
    assert listener.heard() == []
    assert not imported.exists()
    caches = {path for path in shop.tree() if path.startswith(".locmem/")}
    assert {path: digest for path, digest in shop.tree().items() if path not in caches} == {
        path: digest for path, digest in before.items() if path not in caches
    }
    # The proof that the driver would have been heard.
    assert [shop.command(*words).returncode for words in (("trust", "add", address), ("history",))] == [0, 2]
    assert listener.heard() == [b"canary"]


def test_trust_is_for_one_project_and_one_address(shop: Shop, tmp_path: Path, own_config: Path) -> None:
    named(shop, ADDRESS)
    project = shop.open()
    place = project.settings.database
    with pytest.raises(ProjectError, match=r"locmem\.yaml:7:11") as caught:
        require_trust(project.root, place)
    assert "canary" not in str(caught.value)
    assert f"locmem trust add '{SHOWN}'" in str(caught.value)
    trust(project.root, (place.address,), SHOWN)
    require_trust(project.root, place)
    assert "canary" not in own_config.read_text("utf-8")
    assert not is_trusted(shop.copy(tmp_path / "copy").root, ADDRESS)
    for other in (ADDRESS.replace("db.example", "db2.example"), ADDRESS.replace("canary", "x"), f"{ADDRESS}&host=evil"):
        assert not is_trusted(project.root, other)
    assert is_trusted(shop.root / "content" / "..", ADDRESS)
    distrust(project.root)
    assert not is_trusted(project.root, ADDRESS)
    with pytest.raises(UsageError, match="not trusted with any address"):
        distrust(project.root)


def test_what_is_trusted_must_be_what_the_settings_name(shop: Shop) -> None:
    with pytest.raises(UsageError, match="names no shared database"):
        trust(shop.root, (), ADDRESS)
    with pytest.raises(UsageError, match="Nothing was trusted"):
        trust(shop.root, (ADDRESS,), "postgresql://ann:***@other.example/help")
    assert everything_trusted(shop.root) == ()


def test_in_ci_a_variable_says_it(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    for said in (ADDRESS, f"sqlite:///x {SHOWN}"):
        monkeypatch.setenv(trust_module.VARIABLE, said)
        assert is_trusted(shop.root, ADDRESS)
    for said in ("", "db.example", "*", ADDRESS[:-1]):
        monkeypatch.setenv(trust_module.VARIABLE, said)
        assert not is_trusted(shop.root, ADDRESS)


def test_the_users_word_is_kept_for_the_user_alone(shop: Shop, own_config: Path, tmp_path: Path) -> None:
    trust(shop.root, (ADDRESS,), ADDRESS)
    trust(shop.root, (ADDRESS,), ADDRESS)
    other = shop.copy(tmp_path / "ot'her \"ü").root
    trust(other, (ADDRESS,), ADDRESS)
    assert [one.project for one in everything_trusted(shop.root)] == [str(shop.root), str(other)]
    assert stat.S_IMODE(own_config.stat().st_mode) == 0o600
    own_config.chmod(0o622)
    with pytest.raises(ProjectError, match="others than you can write to it"):
        is_trusted(shop.root, ADDRESS)
    own_config.chmod(0o600)
    own_config.write_text("trusted:\n  - project: x\n")
    with pytest.raises(InputErrors, match=r"trusted\.yaml:2:5"):
        is_trusted(shop.root, ADDRESS)


def test_a_project_cannot_bring_the_users_word_along(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    trust(shop.root, (ADDRESS,), ADDRESS)
    said = trusted_file().read_bytes()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(shop.root / "config"))
    trusted_file().parent.mkdir(parents=True)
    trusted_file().write_bytes(said)
    with pytest.raises(ProjectError, match="lies in the project"):
        is_trusted(shop.root, ADDRESS)
    # A relative folder would be another one in each clone, and counts as none.
    monkeypatch.setenv("XDG_CONFIG_HOME", "config")
    monkeypatch.setenv("HOME", "/nonexistent")
    assert trusted_file() == Path("/nonexistent/.config/locmem/trusted.yaml")


def test_the_command_in_the_message_is_safe_to_paste(tmp_path: Path) -> None:
    address = f"postgresql://ann@$(touch${{IFS}}{tmp_path}/pwned)`id`;'\"/help"
    message = trust_module.how_to_trust(address)
    command = message.removeprefix("If it is yours: ").partition("; if it is not")[0]
    done = subprocess.run(
        ["sh", "-c", command.replace("locmem trust add", "printf %s")], capture_output=True, text=True, check=False
    )
    assert done.stdout == address
    assert not (tmp_path / "pwned").exists()


# The settings


@pytest.mark.parametrize(
    ("text", "file"),
    [("state/history.db", "state/history.db"), ("sqlite:///state/h.db", "state/h.db"), ("./a.db", "a.db")],
)
def test_a_file_of_the_project_is_named_by_path_or_url(text: str, file: str) -> None:
    assert state_place(text) == StatePlace(file=file)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://host/db",
        "postgresql+psycopg://ann:x@host:5433/db",
        "postgresql:///db?host=/var/run/postgresql",
        "postgresql://host/db?service=prod",
        "postgresql://host/db?passfile=/home/ann/.pgpass",
        "postgresql://",
        "postgresql://a,b/db",
    ],
)
def test_every_server_is_a_shared_database(text: str) -> None:
    assert state_place(text) == StatePlace(file="", address=text)


@pytest.mark.parametrize(
    "text",
    [
        "/var/lib/history.db",
        "../history.db",
        "a/../../history.db",
        "~/history.db",
        "a\\b.db",
        ".",
        "sqlite://",
        ":memory:",
        "sqlite:///:memory:",
        "sqlite:////var/lib/history.db",
        "sqlite:///../history.db",
        "sqlite:///",
        "sqlite:///file:/etc/x?uri=true",
        "sqlite:///a.db?mode=rwc",
        "file:/etc/x",
        "sqlite+pysqlcipher:///a.db",
        "sqlite+aiosqlite:///a.db",
        "mysql://host/db",
        "oracle+evil://host/db",
        "postgresql+a.b://host/db",
        "POSTGRESQL://host/db",
        "postgresql://ann:pa/ss@host/db",
        "postgresql://good@evil@host/db",
        "postgresql://good:5432/x@evil/db",
        "postgresql://ho st/db",
        "postgresql://hóst/db",
        ".locmem/history.db",
        ".git/history.db",
        "a/.git/history.db",
        "dist/history.db",
        "a\u202eb.db",
        "sqlite://host/a.db",
    ],
)
def test_what_leads_out_or_can_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]{20,}$"):
        state_place(text)


def test_it_is_refused_with_its_place(shop: Shop) -> None:
    named(shop, "../history.db")
    with pytest.raises(InputErrors, match=r"^locmem\.yaml:7:11 database: .* does not lie in the project"):
        shop.open()
    assert not (shop.root.parent / "history.db").exists()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (ADDRESS, SHOWN),
        ("postgresql://h/d?password=x&a=1&sslpassword=y", "postgresql://h/d?password=***&a=1&sslpassword=***"),
        ("postgresql://h/d?passfile=/a", "postgresql://h/d?passfile=/a"),
        ("postgresql://h:5432/d", "postgresql://h:5432/d"),
    ],
)
def test_passwords_are_not_shown_and_everything_else_is(address: str, shown: str) -> None:
    assert shown_address(address) == shown


def test_the_history_lies_where_the_settings_say_whatever_the_current_folder(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(shop, "sqlite:///state/history.db")
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect the money as soon as")
    monkeypatch.chdir("/")
    shop.run()
    assert (shop.root / "state/history.db").is_file()
    assert not (shop.root / "locmem.db").exists()
    assert shop.open().has_state
