"""Random histories in which two people work on clones of one repository, and git merges what they made.

Nothing that was confirmed on either branch is lost.  What one of them confirmed stands; where both confirmed another
text for one segment git stops, ours stands and theirs is kept beside it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from hypothesis import strategies as st
from hypothesis.stateful import rule

from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import CatalogEntry
from locmem.pipelines.scaffold import Scaffolded, set_up_git
from locmem.workspace.committed import ask_git
from tests.pipelines.shop import Shop
from tests.trust.family import Control, Size, Tried
from tests.trust.returns.histories import DONE, Histories, begun, is_seen, played
from tests.trust.returns.sent_work import Role

_IGNORED = ".locmem/\nlocmem.db*\ndist/\nout*/\n"
_SETTINGS = {
    "user.name": "A",
    "user.email": "a@x.example",
    "commit.gpgsign": "false",
    "core.editor": "true",
    "core.autocrlf": "false",
}
_OURS = ("content/translations/", "content/memory/", "handoffs/")
"""Where files lie that locmem merges."""
_ROLES = ([Role.FINISHED], [Role.DRAFT, Role.APPROVED], [Role.APPROVED, Role.UNTOUCHED], [Role.EMPTIED, Role.FINISHED])

NAME = "Random histories on two branches"
PROMISE = "Of two branches git keeps what either confirmed, and stops where both confirmed another text."

WORK = ("confirm", "edit", "remove", "rename", "draft", "come back")
Work = Sequence[tuple[str, int]]
"""What a person does on a branch, one thing after another, and where."""

_DAYS = st.lists(st.tuples(st.sampled_from(WORK), st.integers(0, 9)), min_size=1, max_size=3)

Entries = Mapping[str, CatalogEntry]
"""By occurrence, which a rename leaves as it is."""


_MANY = 1_000


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """What went wrong, and how often each thing was done; one merge of two confirmed texts for SHORT."""
    if size is Size.FULL:
        yield played(Branches, _MANY, seed)
        return
    with begun(Branches, ExchangeFormat.CSV) as branches:
        stopped = DONE["merges that stopped"]
        branches.two_branches_are_merged([("confirm", 0), ("confirm", 1)], [("come back", 0), ("edit", 0)])
        wrong = () if DONE["merges that stopped"] == stopped + 1 else ("git did not stop",)
    yield Tried(what="a merge of two confirmed texts", tries=1, wrong=wrong)


def controls(seed: int) -> Iterator[Control]:
    """A driver that takes ours and says that all is well."""
    del seed

    as_ever = set_up_git

    def careless(folder: Path) -> Scaffolded:
        done = as_ever(folder)
        ask_git(folder, ("config", "merge.locmem.driver", "true"))
        return done

    with begun(Branches, ExchangeFormat.CSV) as branches, mock.patch(f"{__name__}.set_up_git", careless):
        seen = is_seen(lambda: branches.two_branches_are_merged([("confirm", 0)], [("confirm", 0)]), "git did not stop")
    yield Control(what="a merge drops theirs", tries=1, seen=seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merge as it came out, before anybody went on: its entries, those it was made from, and whether git stopped.

    apart: segments of catalogs of which git did not see that the other branch renamed them.  It stops there and keeps
    both files, and what stands in the one without a document goes into the memory.
    """

    base: Entries
    ours: Entries
    theirs: Entries
    after: Entries
    is_stopped: bool
    apart: frozenset[str]

    def wrong(self) -> Iterator[str]:
        """What must not have become of segments whose source both sides have as it stands now."""
        for key, entry in self.after.items():
            old, mine, other = (side.get(key) for side in (self.base, self.ours, self.theirs))
            if key in self.apart or mine is None or other is None or not mine.source == other.source == entry.source:
                continue
            is_new, is_others = (
                one.is_current and (old is None or not old.is_current or old.target != one.target)
                for one in (mine, other)
            )
            if is_new and is_others and mine.target != other.target:
                if not self.is_stopped:
                    yield f"git did not stop at {mine.target!r} and {other.target!r}"
                if entry.target != mine.target or other.target not in {one.target for one in entry.rivals}:
                    yield f"of {mine.target!r} and {other.target!r} came {entry.target!r}, {entry.rivals}"
            elif (is_new or is_others) and (entry.target, entry.is_current) != (
                (mine if is_new else other).target,
                True,
            ):
                yield f"{(mine if is_new else other).target!r} became {entry.target!r}"


class Branches(Histories):
    """Histories in which there is a colleague who works on a clone for a while."""

    @rule(ours=_DAYS, theirs=_DAYS)
    def two_branches_are_merged(self, ours: Work, theirs: Work) -> None:
        """Both begin with what is here, and we merge what the colleague has made."""
        self._begin_repository()
        base = self._entries()
        self.is_whole = False
        clone = Shop(self.folder / "clone", self.shop.moment)
        self._git("clone", "-q", str(self.shop.root), str(clone.root))
        set_up_git(clone.root)
        with self._at(clone):
            self._do(theirs)
            self._commit("theirs")
            others, theirs_at = self._entries(), self._catalogs()
        self._do(ours)
        self._commit("ours")
        mine, places = self._entries(), self._catalogs()
        self._git("fetch", "-q", str(clone.root), "HEAD")
        is_stopped = self._git("merge", "-q", "-m", "merged", "FETCH_HEAD", fails=None) is None
        unmerged = self._unmerged() if is_stopped else {}
        for path, code in unmerged.items():
            self._settle(path, code)
        removed = {path for path, code in unmerged.items() if "D" in code}
        apart = frozenset(key for key in places if {places[key], theirs_at.get(key, "")} & removed)
        merge = Merge(base=base, ours=mine, theirs=others, after=self._entries(), is_stopped=is_stopped, apart=apart)
        assert not [*merge.wrong()], [*merge.wrong()]
        if is_stopped:
            self._git("commit", "-qm", "merged")
            DONE["merges that stopped"] += 1
        shutil.rmtree(clone.root)
        self.shop.run()
        self.is_whole = True
        self._keeps("branches merged", ())

    def _do(self, work: Work) -> None:
        for what, place in work:
            if what == "confirm":
                self.a_person_confirms_in_the_catalog(place)
            elif what == "edit":
                self.an_author_edits_a_sentence(place, place % 4)
            elif what == "remove":
                self.an_author_removes_a_sentence(place, place % 3)
            elif what == "rename":
                self.an_author_renames_a_document(place)
            elif what == "draft":
                self.a_machine_drafts()
            elif what == "come back":
                self.an_older_file_comes_back(place, list(_ROLES[place % len(_ROLES)]))

    @contextmanager
    def _at(self, shop: Shop) -> Iterator[None]:
        """Somebody else works, in a folder and with a database of their own."""
        here, runs = self.shop, list(self.runs)
        self.shop = shop
        try:
            yield
        finally:
            self.shop, self.runs = here, runs

    def _begin_repository(self) -> None:
        if not (self.shop.root / ".git").exists():
            self.shop.write(".gitignore", _IGNORED)
            self._git("init", "-q", "-b", "main")
            set_up_git(self.shop.root)
        self._commit("here")

    def _commit(self, what: str) -> None:
        self._git("add", "-A")
        self._git("commit", "-q", "--allow-empty", "-m", what)

    def _unmerged(self) -> Mapping[str, str]:
        """The paths that git did not merge, and what it says of each in two letters."""
        said = self._git("status", "--porcelain", "-z") or ""
        found = {line[3:]: line[:2] for line in said.split("\0")}
        return {path: code for path, code in found.items() if "U" in code or code in ("AA", "DD")}

    def _settle(self, path: str, code: str) -> None:
        """As a person does: what locmem merged and what one side removed stays; of sources ours counts."""
        file = self.shop.root / path
        if path.startswith(_OURS) and file.exists():
            assert b"<<<<<<<" not in file.read_bytes(), f"a marker stands in {path}"
        elif code in ("UU", "AA"):
            self._git("checkout", "--ours", "--", path)
        self._git(*(("add", "--", path) if file.exists() else ("rm", "-q", "--", path)))

    def _entries(self) -> Entries:
        return {entry.occurrence: entry for pair in self._pairs() for entry in pair.catalog.entries}

    def _catalogs(self) -> Mapping[str, str]:
        """The paths of the catalogs in which segments stand, by occurrence."""
        return {entry.occurrence: pair.path for pair in self._pairs() for entry in pair.catalog.entries}

    def _git(self, *words: str, fails: bool | None = False) -> str | None:
        """What git says; None where it failed and may, as `fails=None` says."""
        who = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
        done = subprocess.run(
            ["git", *who, *words], cwd=self.shop.root, env=self.shop.environment(), capture_output=True, check=False
        )
        assert fails is None or not done.returncode, (done.stdout + done.stderr).decode()
        return None if done.returncode else done.stdout.decode()
