"""The file of accounts: whole or refused, for its owner's eyes, and no password in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.errors import InputErrors, ProjectError, UsageError
from locmem.server.accounts import (
    Account,
    Accounts,
    Person,
    Role,
    change_accounts,
    hashed,
    read_accounts,
    with_account,
)

WORDS = "correct horse battery"


@pytest.fixture(scope="module")
def ana() -> Account:
    return Account(person=Person(name="Ana Reis", role=Role.REVIEWER, locales=("pt-PT",)), password=hashed(WORDS))


def test_what_is_written_is_read_and_holds_no_password(tmp_path: Path, ana: Account) -> None:
    file = tmp_path / "people.yaml"
    ben = Account(person=Person(name='Ben "B" \\ Ito', role=Role.VIEWER))
    change_accounts(file, lambda _: [ben, ana])
    assert read_accounts(file) == (ana, ben)
    assert WORDS not in file.read_text(encoding="utf-8")
    assert not file.stat().st_mode & 0o077
    assert [one.name for one in tmp_path.iterdir()] == ["people.yaml"]


def test_only_the_right_password_proves_somebody(tmp_path: Path, ana: Account) -> None:
    file = tmp_path / "people.yaml"
    change_accounts(file, lambda _: [ana, Account(person=Person(name="Proxy only", role=Role.MANAGER))])
    accounts = Accounts(file)
    assert accounts.proven(" ana reis ", WORDS) == ana
    assert accounts.proven("Ana Reis", WORDS + "!") is None
    assert accounts.proven("Nobody", WORDS) is None
    # An account without a password is not one with an empty one, nor one with that of nobody.
    assert accounts.proven("Proxy only", "") is None
    assert accounts.proven("Proxy only", "nobody's") is None
    assert accounts.named("PROXY ONLY") is not None
    assert accounts.named("") is None


def test_the_file_counts_as_it_is_now_and_one_that_is_gone_knows_nobody(tmp_path: Path, ana: Account) -> None:
    file = tmp_path / "people.yaml"
    change_accounts(file, lambda _: [ana])
    accounts = Accounts(file)
    assert accounts.named("ana reis") == ana
    change_accounts(file, lambda _: [])
    assert accounts.named("ana reis") is None
    change_accounts(file, lambda _: [ana])
    assert accounts.named("ana reis") == ana
    file.write_text("accounts: [", encoding="utf-8")
    assert accounts.named("ana reis") == ana, "those of before count until it is mended"
    file.unlink()
    assert accounts.named("ana reis") is None
    assert not accounts.is_readable


def test_accounts_stay_out_of_clones(tmp_path: Path, ana: Account) -> None:
    (tmp_path / ".git").mkdir()
    place = tmp_path / "deep" / "people.yaml"
    with pytest.raises(UsageError, match="lies in a repository"):
        change_accounts(place, lambda _: [ana])
    assert not place.exists()
    link = tmp_path.parent / f"{tmp_path.name}.yaml"
    link.symlink_to(place)
    with pytest.raises(UsageError, match="lies in a repository"):
        change_accounts(link, lambda known: [*known, ana])
    link.unlink()
    change_accounts(tmp_path / "deep" / ".." / ".." / link.name, lambda known: [*known, ana])
    assert read_accounts(link) == (ana,)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(UsageError, match="12 characters"):
        hashed("hunter2")


def test_a_file_that_others_can_read_is_refused(tmp_path: Path, ana: Account) -> None:
    file = tmp_path / "people.yaml"
    change_accounts(file, lambda _: [ana])
    file.chmod(0o644)
    with pytest.raises(ProjectError, match="chmod 600"):
        read_accounts(file)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(
        "accounts:\n"
        "  - {name: Ana, role: boss}\n"
        "  - {name: Ben, role: viewer, password: hunter2}\n"
        "  - {role: viewer, color: red}\n"
        "  - {name: ben, role: viewer}\n",
        encoding="utf-8",
    )
    file.chmod(0o600)
    with pytest.raises(InputErrors) as caught:
        read_accounts(file)
    said = str(caught.value)
    for part in ("boss", "no hash of argon2id", "name", "color", "ben is there twice", "people.yaml:2"):
        assert part in said


def test_no_file_and_an_empty_one_are_told(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="cannot be read"):
        read_accounts(tmp_path / "none.yaml")
    empty = tmp_path / "people.yaml"
    empty.touch(mode=0o600)
    with pytest.raises(InputErrors, match="nothing is in it"):
        read_accounts(empty)


def test_who_gets_another_role_keeps_the_password(ana: Account) -> None:
    more = Account(person=Person(name="ana reis", role=Role.MANAGER))
    (found,) = with_account([ana], more)
    assert (found.person, found.password) == (more.person, ana.password)
    (found,) = with_account([ana], more, keeps_password=False)
    assert found.password == ""


@pytest.mark.parametrize(("role", "may"), [(Role.VIEWER, False), (Role.TRANSLATOR, True), (Role.MANAGER, True)])
def test_a_role_may_what_those_below_it_may(role: Role, *, may: bool) -> None:
    assert role.is_at_least(Role.TRANSLATOR) is may


def test_nobody_works_in_a_locale_that_is_not_theirs(ana: Account) -> None:
    assert ana.person.works_in("pt-PT")
    assert Person(name="x", role=Role.VIEWER, locales=("PT_br",)).works_in("pt-BR")
    assert not ana.person.works_in("es")
    assert Person(name="x", role=Role.VIEWER).works_in("es")
