"""How long it took until a changed text was confirmed again, from what git has committed of catalogs.

A stale entry bears the day on which `sync` found that its source had changed.  The commit that has the same entry
confirmed for its present source ends that time: from there on every publish shows the new text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise

from locmem.catalogs.files import place_of, read_catalog
from locmem.catalogs.pairs import CONTENT
from locmem.errors import InputErrors
from locmem.model.translation import Catalog
from locmem.workspace.committed import ask_git, committed, is_commit
from locmem.workspace.project import Project

_FOLDER = f"{CONTENT}/translations"
_LOG = (
    *("log", "--first-parent", "-m", "--reverse", "-z", "--relative", "--name-only", "--no-renames"),
    "--format=%x01%H %ct",
)
_MOST = 2000
"""Versions of catalogs that are looked at; a month has seldom more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnaround:
    """A segment that was confirmed again, and after how many days."""

    document: str
    locale: str
    days: int


def turnarounds(project: Project, first: date, last: date) -> tuple[Turnaround, ...] | None:
    """What was confirmed again by commits of these days, both included, on the branch that is checked out.

    None where git cannot tell: outside a repository, before a first commit, in a clone without its past, and where
    more versions of catalogs lie between the days than are looked at.
    """
    root = project.root
    shallow = ask_git(root, ("rev-parse", "--is-shallow-repository"))
    if shallow is None or shallow.strip() != b"false":
        return None
    if not ask_git(root, ("rev-parse", "--verify", "--quiet", f"HEAD:./{_FOLDER}")):
        # A folder that git ignores lies in a repository, too.
        return None
    days = f"--since={first}T00:00:00Z", f"--until={last}T23:59:59Z"
    told = ask_git(root, (*_LOG, *days, "--", _FOLDER))
    if told is None:
        return None
    versions: dict[str, list[tuple[str, date]]] = {}
    for commit, day, path in _changes(told.decode(errors="surrogateescape")):
        versions.setdefault(path, []).append((commit, day))
    wanted = [(f"{commits[0][0]}^", path) for path, commits in versions.items()]
    wanted += [(commit, path) for path, commits in versions.items() for commit, _ in commits]
    if len(wanted) > _MOST:
        return None
    held = dict(zip(wanted, committed(root, wanted), strict=True))
    found: list[Turnaround] = []
    for path, commits in versions.items():
        chain = [(held.get((f"{commits[0][0]}^", path)), first)]
        chain += [(held.get((commit, path)), day) for commit, day in commits]
        for (before, _), (after, day) in pairwise(chain):
            found += _confirmed_again(project, path, before, after, day)
    return tuple(found)


def _changes(told: str) -> Iterator[tuple[str, date, str]]:
    """Commit, its day and a catalog that it changed, oldest first."""
    for part in told.split("\1")[1:]:
        head, _, names = part.partition("\0")
        commit, _, moment = head.strip().partition(" ")
        if is_commit(commit) and moment.isdigit():
            day = datetime.fromtimestamp(int(moment), UTC).date()
            for name in names.split("\0"):
                if name.strip().endswith(".po"):
                    yield commit, day, name.strip("\n")


def _confirmed_again(
    project: Project, path: str, before: bytes | None, after: bytes | None, day: date
) -> Iterator[Turnaround]:
    if before is None or after is None or b"stale" not in before:
        return
    old, new = _catalog(project, path, before), _catalog(project, path, after)
    if old is None or new is None:
        return
    stale = {entry.occurrence: entry.stale_since for entry in old.entries if entry.stale_since}
    for entry in new.entries:
        since = stale.get(entry.occurrence)
        if since is not None and entry.is_current:
            yield Turnaround(document=new.document, locale=str(new.locale), days=max(0, (day - since).days))


def _catalog(project: Project, path: str, data: bytes) -> Catalog | None:
    """A version of a catalog; None for one that cannot be read, as while a branch was not mended yet."""
    settings = project.settings
    try:
        locale, document = place_of(path.removeprefix(f"{CONTENT}/"))
        return read_catalog(
            data,
            path,
            document=document,
            source_locale=settings.source_locale,
            locale=locale,
            declared=settings.locales,
        )
    except InputErrors:
        return None
