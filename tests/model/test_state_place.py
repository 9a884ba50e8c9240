"""Where the state database may lie: in the project, or at an address that can be read in one way only."""

from __future__ import annotations

import pytest

from locmem.model.state_place import StatePlace, shown_address, state_place


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("state/history.db", "state/history.db"),
        ("./history.db", "history.db"),
        ("sqlite:///state/history.db", "state/history.db"),
        ("a//b.db", "a/b.db"),
    ],
)
def test_a_file_lies_in_the_project(text: str, file: str) -> None:
    assert state_place(text, "locmem.yaml:9:11") == StatePlace(file=file, told_at="locmem.yaml:9:11")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("/etc/x.db", "does not lie in the project's folder"),
        ("../x.db", "does not lie in the project's folder"),
        ("a/../../x.db", "does not lie in the project's folder"),
        ("~/x.db", "does not lie in the project's folder"),
        ("a\\b.db", "does not lie in the project's folder"),
        ("", "is not the name of a file"),
        (".", "is not the name of a file"),
        ("a\x1b.db", "is not the name of a file"),
        ("C:x.db", "is not the name of a file"),
        (".locmem/x.db", "for other things"),
        (".LocMem/x.db", "for other things"),
        ("dist/x.db", "for other things"),
        (".git/x.db", "for other things"),
        ("sqlite:////etc/x.db", "does not lie in the project's folder"),
        ("sqlite://", "written as its path"),
        ("sqlite:///x.db?mode=ro", "written as its path"),
        ("sqlite:///x.db#a", "written as its path"),
        ("mysql://host/db", "'mysql' is no database locmem knows"),
        ("postgres://host/db", "'postgres' is no database locmem knows"),
        ("postgresql://host/a b", "blanks or characters outside ASCII"),
        ("postgresql://hóst/db", "blanks or characters outside ASCII"),
        ("postgresql://u:p@ss@host/db", "read in several ways"),
        ("postgresql://u:p#ss@host/db", "read in several ways"),
    ],
)
def test_what_could_lead_elsewhere_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        state_place(text)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://host/db",
        "postgresql+psycopg://u:p%40ss@host:5432/db?sslmode=require",
        "postgresql:///db?host=/run",
    ],
)
def test_a_shared_database_is_its_address(text: str) -> None:
    assert state_place(text) == StatePlace(file="", address=text)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://u:secret@host/db", "postgresql://u:***@host/db"),
        ("postgresql://u@host/db", "postgresql://u@host/db"),
        ("postgresql://host/db?password=secret&x=1", "postgresql://host/db?password=***&x=1"),
        ("postgresql://host/db?x=1&SSLPassword=secret", "postgresql://host/db?x=1&SSLPassword=***"),
        ("postgresql://host/db?passfile=/a", "postgresql://host/db?passfile=/a"),
    ],
)
def test_a_password_is_shown_to_nobody(address: str, shown: str) -> None:
    assert shown_address(address) == shown
    assert StatePlace(file="", address=address).shown == shown


def test_a_refusal_repeats_no_password() -> None:
    for address in ("mysql://u:secret@host/db", "postgresql://u:sec ret@host/db", "postgresql://u:sec#ret@host/db"):
        with pytest.raises(ValueError) as error:  # noqa: PT011
            state_place(address)
        assert "ret" not in str(error.value)
