"""`serve`: where it listens, and that it starts for nobody whom it would not ask who they are."""

from __future__ import annotations

import os
import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from locmem.server.accounts import Account, Person, Role, change_accounts, hashed
from tests.cli.conftest import Locmem
from tests.pipelines.shop import LOCMEM, Shop

WORDS = "correct horse battery"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.yaml"
    ana = Person(name="Ana", role=Role.TRANSLATOR, locales=("es",))
    change_accounts(file, lambda _: [Account(person=ana, password=hashed(WORDS))])
    return file


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--host", "0.0.0.0"), "Say the name that others use"),
        (("--host", "0.0.0.0", "--name", "help.example.com"), "Pass --accounts FILE"),
        (("--name", "help.example.com"), "help.example.com can be reached by others"),
        (("--host", "192.0.2.7"), "Pass --accounts FILE"),
        (("--proxy-header", "X-User"), "pass --accounts"),
        (("--certificate", "one.pem"), "belong together"),
        (("--name", "a b<"), "no name of a host"),
        (("--accounts", "PEOPLE", "--proxy-header", "Cookie"), "no header that names people"),
        (("--accounts", "none.yaml"), "cannot be read"),
        (("--accounts", "PEOPLE", "--proxy-header", "X-User"), "LOCMEM_PROXY_SECRET"),
        (("--accounts", "PEOPLE", "--host", "192.0.2.7"), "no address of this machine"),
        (("--accounts", "PEOPLE", "--host", "no such host"), "no address of this machine"),
        (("--accounts", "PEOPLE", "--certificate", "none.pem", "--key", "none.pem"), "cannot be used"),
    ],
)
def test_it_does_not_start(locmem: Locmem, people: Path, words: tuple[str, ...], said: str) -> None:
    done = locmem("serve", "--port", "0", *(str(people) if word == "PEOPLE" else word for word in words))
    assert (done.code, said in done.err) == (2, True), done.err


@contextmanager
def told_by(shop: Shop, people: Path) -> Iterator[IO[str]]:
    """What a server says, while it runs."""
    command = [str(LOCMEM), "serve", "--port", "0", "--accounts", str(people)]
    environment = {**os.environ, **shop.environment()}
    with subprocess.Popen(command, cwd=shop.root, stderr=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stderr
        try:
            yield server.stderr
        finally:
            server.terminate()


def test_a_locale_that_is_none_of_the_project_is_told(shop: Shop, people: Path) -> None:
    strange = Account(person=Person(name="Ana", role=Role.VIEWER, locales=("xx", "ES")))
    change_accounts(people, lambda _: [strange])
    with told_by(shop, people) as told:
        assert "Ana works in xx, which this project has not." in told.readline()


def test_who_is_not_logged_in_sees_nothing_and_who_logs_in_is_told(shop: Shop, people: Path) -> None:
    with told_by(shop, people) as told:
        [address] = re.findall(r"http://\S+", told.readline())
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address}api/queue", timeout=30)
        assert refused.value.code == 401
        refused.value.close()
        form = f"name=Ana&password={WORDS.replace(' ', '+')}&next=/static/page.css".encode()
        asked = urllib.request.Request(f"{address}login", form, {"Origin": address.rstrip("/")})
        with urllib.request.urlopen(asked, timeout=30) as answer:
            assert answer.url.endswith("/static/page.css")
        assert "Ana logged in from 127.0.0.1" in told.readline()
