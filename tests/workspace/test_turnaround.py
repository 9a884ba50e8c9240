"""How long texts waited until they were confirmed again, from the commits of a real project."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date

import pytest

from locmem.workspace.turnaround import Turnaround, turnarounds
from tests.pipelines.shop import SPANISH, Shop

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

OLD = "We collect the money when the parcel leaves us."
NEW = "We collect the money as soon as the parcel has left us."
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def commit(shop: Shop, message: str) -> None:
    when = f"{shop.moment:%Y-%m-%dT%H:%M:%S}+00:00"
    environment = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    who = ("-c", "user.name=A", "-c", "user.email=a@x.example", "-c", "commit.gpgsign=false")
    for words in (("add", "content"), ("commit", "-qm", message)):
        subprocess.run(["git", "-C", str(shop.root), *who, *words], check=True, env=environment, capture_output=True)


@pytest.fixture
def kept(shop: Shop) -> Shop:
    subprocess.run(["git", "init", "-q", str(shop.root)], check=True)
    return shop


def test_days_count_from_sync_to_the_commit_that_confirms_it_again(kept: Shop) -> None:
    commit(kept, "as it was")
    changed = kept.later(2)
    changed.edit("content/articles/paying.md", OLD, NEW)
    changed.run("collect")
    commit(changed, "the source changed")
    assert turnarounds(changed.open(), FIRST, LAST) == ()
    still = kept.later(4)
    still.translate("es", {**SPANISH, "Good to know": "Es bueno saberlo"})
    commit(still, "another text of the page")
    assert turnarounds(still.open(), FIRST, LAST) == ()
    done = kept.later(7)
    done.translate("es", {**SPANISH, NEW: "Cobramos el importe en cuanto ha salido el paquete."})
    commit(done, "es is done")
    assert turnarounds(done.open(), FIRST, LAST) == (Turnaround(document="articles/paying.md", locale="es", days=5),)
    # In another month nothing was confirmed again.
    assert turnarounds(done.open(), date(2026, 12, 1), date(2026, 12, 31)) == ()


def test_where_git_cannot_tell_nobody_knows(shop: Shop) -> None:
    assert turnarounds(shop.open(), FIRST, LAST) is None
    subprocess.run(["git", "init", "-q", str(shop.root)], check=True)
    assert turnarounds(shop.open(), FIRST, LAST) is None


def test_a_project_that_its_repository_ignores_is_not_known(kept: Shop) -> None:
    commit(kept, "as it was")
    inner = kept.copy(kept.root / "build" / "shop")
    shutil.rmtree(inner.root / ".git")
    assert turnarounds(kept.open(), FIRST, LAST) == ()
    assert turnarounds(inner.open(), FIRST, LAST) is None


def test_a_clone_without_its_past_does_not_know(kept: Shop) -> None:
    commit(kept, "as it was")
    kept.later().write("content/articles/more.md", "# More\n")
    commit(kept.later(), "more")
    clone = Shop(kept.root.parent / "clone")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{kept.root}", str(clone.root)], check=True, capture_output=True
    )
    shutil.copy(kept.root / "locmem.yaml", clone.root)
    assert turnarounds(clone.open(), FIRST, LAST) is None


def test_a_version_that_cannot_be_read_is_left_out(kept: Shop) -> None:
    commit(kept, "as it was")
    changed = kept.later(2)
    changed.edit("content/articles/paying.md", OLD, NEW)
    changed.run("collect")
    commit(changed, "the source changed")
    path = "content/translations/es/articles/paying.md.po"
    changed.write(path, changed.read(path)[:-400] + "\nmsgid broken\n")
    commit(changed, "damaged")
    assert turnarounds(changed.open(), FIRST, LAST) == ()
