"""Approvals as files: one for each page that somebody answers for by name, and two branches' files as one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import chain

from locmem.errors import InputErrors, Location, Problems, input_error
from locmem.model.three_way import Disagreement, Merged, same_file

APPROVALS = "approvals"
"""The folder of approvals, from the project's folder."""

OBLIGATIONS = "obligations"
"""The folder of a market, beside those of its locales, in which signatures for its obligations lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved which page, for which day.

    source, text: digests of the source file and of the text in the locale.  facts: what the page said of each fact,
    with the days on which it holds.
    """

    document: str
    market: str
    locale: str
    by: str
    on: str
    source: str
    text: str
    facts: tuple[tuple[str, str, str], ...]

    @property
    def summary(self) -> str:
        """One line for people."""
        return f"{self.by} approves {self.document} in {self.locale} for {self.market} as it reads on {self.on}"

    @property
    def path(self) -> str:
        """Where it is kept, from the project's folder."""
        return path_of(self.document, self.market, self.locale)

    @property
    def until(self) -> str:
        """The last day on which every fact of the page holds, ISO; empty where none is known to end."""
        ends = (
            window.rpartition("until ")[2].rpartition(" to ")[2]
            for _, _, window in self.facts
            if window.startswith("until ") or " to " in window
        )
        return min(ends, default="")

    @property
    def command(self) -> str:
        """`locmem approve` with the page it is of, for messages."""
        return command_for(self.document, self.market, self.locale)


def path_of(document: str, market: str, locale: str) -> str:
    """Where the approval of a page is kept, from the project's folder."""
    return f"{APPROVALS}/{market}/{locale}/{document}.json"


def is_page(path: str) -> bool:
    """Whether a file among the approvals is of a page, and not a signature for an obligation."""
    parts = path.split("/", 3)
    return len(parts) == 4 and parts[0] == APPROVALS and parts[2] != OBLIGATIONS


def command_for(document: str, market: str, locale: str) -> str:
    """`locmem approve` with a page, for messages."""
    return f"locmem approve {document} --market {market} --locale {locale}"


def bytes_of(approval: Approval) -> bytes:
    """The approval as its file holds it."""
    return (json.dumps(asdict(approval), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read_approval(data: bytes, path: str) -> Approval:
    """The approval in `data`, the bytes of the file at a path from the project's folder.

    Raises InputErrors for a damaged one, and for one that was copied from another page: it approves nothing here.
    """
    try:
        fields = json.loads(data)
        approval = Approval(**{**fields, "facts": tuple((a, b, c) for a, b, c in fields["facts"])})
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _damaged(path) from None
    said = [value for value in asdict(approval).values() if not isinstance(value, tuple)]
    if not all(isinstance(text, str) for text in (*said, *chain.from_iterable(approval.facts))):
        raise _damaged(path)
    if approval.path != path:
        page = f"{approval.document} in {approval.locale} for {approval.market}"
        problem = f"this approves {page}, not the page it lies under."
        raise input_error(Location(path=path), problem, "Delete it, and have this page approved.")
    return approval


def merge_approvals(base: bytes | None, ours: bytes, theirs: bytes, *, path: str) -> Merged:
    """The approval that stands.  base: None where both added it.  path: of the file, from the project's folder.

    Two that say the same of a page are one: the later one stands, as when the page is approved again.  Of two that
    speak of different texts or facts nobody but a person knows which the merged page has: ours stands, and it is told.
    Raises InputErrors for a file that cannot be read.
    """
    if (same := same_file(base, ours, theirs)) is not None:
        return Merged(data=same)
    problems = Problems()
    found = [approval for data in (ours, theirs) if (approval := _sound(data, path, problems))]
    problems.raise_all()
    here, there = found
    key = f"{here.document} in {here.locale} for {here.market}"
    names = f"{here.by} on {here.on}", f"{there.by} on {there.on}"
    if (here.source, here.text, here.facts) == (there.source, there.text, there.facts):
        newest = max(here, there, key=lambda one: (one.on, one.by))
        do = f"Both approved the same page. That of {newest.by} stands, the later one."
        told = Disagreement(key=key, ours=names[0], theirs=names[1], do=do, is_open=False)
        return Merged(data=bytes_of(newest), disagreements=(told,) if here.by != there.by else ())
    do = f"They approved different texts or facts. Ours stands. Have the merged page read: `{here.command} --by NAME`."
    return Merged(data=ours, disagreements=(Disagreement(key=key, ours=names[0], theirs=names[1], do=do),))


def _sound(data: bytes, path: str, problems: Problems) -> Approval | None:
    try:
        return read_approval(data, path)
    except InputErrors as error:
        problems.take(error.problems)
        return None


def _damaged(path: str) -> InputErrors:
    return input_error(Location(path=path), "this is no approval.", "Restore the file from git, or delete it.")
