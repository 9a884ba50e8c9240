"""What reviewers answered, as far as it still counts: what they confirmed, and what they said has to change.

It is read from the files of the reviews each time and kept nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from locmem.model.review_rules import ItemKind
from locmem.model.signature import Signatures

OBLIGATIONS = "obligations."
"""What stands before the name of a duty where an item has no document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer of a review that counts today.

    item: the id of what was asked, `ES/law/2026-12-28/obligations.channels`.  month: of the review it stands in.
    what: that was asked, in a sentence.  is_change: whether it has to become another; else it was confirmed.
    is_newest: whether the newest review of the market asks it, so that no month need be named.  is_touched: whether
    what has to change is another than it was then.  documents: those it is about, by path.
    """

    item: str
    kind: ItemKind
    month: str
    what: str
    by: str
    on: date
    reason: str = ""
    is_change: bool = False
    is_newest: bool = True
    is_touched: bool = False
    documents: tuple[str, ...] = ()

    @property
    def market(self) -> str:
        """The code of the market that was asked."""
        return self.item.partition("/")[0]

    @property
    def name(self) -> str:
        """What the item of the backlog is called that is about the same, `MARKET/` left out."""
        return item_about(self.item.partition("/")[2])

    @property
    def command(self) -> str:
        """How to say that it is right now."""
        month = "" if self.is_newest else f" --month {self.month}"
        return f"locmem review confirm {self.item}{month} --by NAME"

    def __str__(self) -> str:
        if self.is_change:
            return f"{self.by} said on {self.on} that it must change: {self.reason}"
        return f"confirmed by {self.by} on {self.on}" + (f": {self.reason}" if self.reason else "")


def item_about(name: str) -> str:
    """What the backlog calls a thing that a review asks under a name, both without their market.

    A duty is `obligations.NAME` in the backlog, whether its beginning or the duty itself was asked, and a piece of work
    whose priority was asked is itself; all else has the name that the review gives it.
    """
    kind, _, rest = name.partition("/")
    if kind == "priority":
        return rest
    if kind == "obligation":
        return f"{OBLIGATIONS}{rest}"
    if kind == "law" and (duty := rest.partition("/")[2]).startswith(OBLIGATIONS):
        return duty
    return name


@dataclass(frozen=True)
class Answers:
    """The answers of some reviews, to be asked by market.

    given: one for each item.  asked: the ids of all that the newest review of each market asks, so that a command can
    name one.  signatures: who signed that obligations are kept, which stands in files of its own.
    """

    given: tuple[Given, ...] = ()
    asked: frozenset[str] = frozenset()
    signatures: Signatures = field(default_factory=dict)

    @cached_property
    def _by_item(self) -> dict[str, Given]:
        return {one.item: one for one in self.given}

    def confirmed(self, *items: str) -> Given | None:
        """The newest answer that confirms one of these items of reviews; None where there is none."""
        return self._newest(items, is_change=False)

    def change(self, *items: str) -> Given | None:
        """The newest answer that wants one of these changed; None where there is none, or a newer one confirms it."""
        return self._newest(items, is_change=True)

    def _newest(self, items: Iterable[str], *, is_change: bool) -> Given | None:
        found = [given for item in items if (given := self._by_item.get(item))]
        newest = max(found, key=lambda one: (one.on, one.is_change, one.item), default=None)
        return newest if newest and newest.is_change is is_change else None

    def changes(self, market: str) -> tuple[Given, ...]:
        """What reviewers of a market want changed, by item."""
        found = (one for one in self.given if one.is_change and one.market == market)
        return tuple(sorted(found, key=lambda one: one.item))
