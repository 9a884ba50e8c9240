"""The facts a page can read, on one day, in one locale of a market."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from locmem.errors import RenderError
from locmem.markets.leaf import ITEM_FIELDS
from locmem.markets.paths import GIVEN, nearest, paths
from locmem.markets.windows import evidence_problem, is_over, items_on, value_on, waiver_for
from locmem.model.fact import (
    Confidence,
    DecidedBy,
    Evidence,
    Fact,
    FactType,
    FactValue,
    ListItem,
    LocalText,
    Market,
    MarketLocale,
    Money,
    Waiver,
    Window,
)
from locmem.values.numbers import amount_problem


class FactFault(Enum):
    """Why a fact cannot be used as a page wants to.

    MISSING: the market has none, or no text for the locale.  ABSENT: it says that there is none.  EXPIRED: it has no
    value on the day.  UNVERIFIED: it is a legal one that nobody verified in time.  WAIVED: the same, and somebody
    answers for it.  PARTIAL: another value than the one that is said still holds for earlier customers.  MISUSED: the
    tag asks for something else than there is, or is broken.
    """

    MISSING = "missing"
    ABSENT = "absent"
    EXPIRED = "expired"
    UNVERIFIED = "unverified"
    WAIVED = "waived"
    PARTIAL = "partial"
    MISUSED = "misused"


class FactError(RenderError):
    """A fact cannot be used as the page wants to: which, what is wrong, what to do."""

    def __init__(self, path: str, what: str, do: str = "", fault: FactFault = FactFault.MISUSED) -> None:
        self.path, self.what, self.do, self.fault = path, what, do, fault
        super().__init__(f"{what} {do}".strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class FactUse:
    """One fact, or one item of a list, that a page was made with.

    shown: the text customers read; empty where the page only asked whether the fact is there.
    source, verified_on, confidence: its evidence; window: the days on which it holds.
    waiver: under which it ships although a legal fact needs better evidence.
    """

    path: str
    shown: str
    window: Window
    source: str
    verified_on: date | None
    confidence: Confidence
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A fact with the value of the day, or of one of its cases; its value None is a fact absent on purpose.

    asked: how content asks for the value of a case: `case.value`; empty for the value of the day.
    """

    path: str
    fact: Fact
    held: FactValue
    asked: str = ""

    @property
    def is_there(self) -> bool:
        """Whether it has a value, and that is not no."""
        return self.held.value is not None and self.held.value is not False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a list."""

    path: str
    fact: Fact
    item: ListItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list, whole or filtered; empty where it is absent."""

    path: str
    fact: Fact
    held: FactValue
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of an item; None where this item does not have it."""

    path: str
    of: Item
    name: str
    value: str | LocalText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactScope:
    """What a page is rendered for.

    verified_days: age in days after which the evidence of a legal fact is overdue.
    desk_dates: what a help desk calls the day of a customer's by which it chooses a case when it answers; empty where
        none does.
    is_marked: whether what is printed is marked in HTML with where it comes from, for whoever looks a page over.
    """

    market: Market
    locale: MarketLocale
    day: date
    verified_days: int
    desk_dates: Mapping[DecidedBy, str] = field(default_factory=dict)
    is_marked: bool = False

    def find(self, path: str) -> Known | Items | str:
        """The fact at `path` (`market.tax.name`), or the text of `market.code` and `market.currency`.

        Raises FactError for a path that is unknown or a group, and for a fact without a value on the day.
        """
        root, _, rest = path.partition(".")
        if root == "market" and rest in GIVEN:
            return {"code": self.market.code, "currency": self.market.currency}[rest]
        fact = self._facts(root).get(rest)
        if fact is None:
            raise self._unknown(path, root, rest)
        try:
            held = value_on(fact, self.day)
            if fact.type is FactType.LIST:
                return Items(path=path, fact=fact, held=held, items=items_on(fact, self.day))
        except RenderError as error:
            raise FactError(path, str(error), fault=FactFault.EXPIRED) from None
        return Known(path=path, fact=fact, held=held)

    def is_list(self, path: str) -> bool:
        """Whether a list stands at `path`."""
        root, _, rest = path.partition(".")
        fact = self._facts(root).get(rest)
        return fact is not None and fact.type is FactType.LIST

    def text(self, path: str, value: str | LocalText) -> str:
        """The text in the content locale.  Raises FactError where there is none: no other may stand in."""
        if isinstance(value, str):
            return value
        text = value.for_locale(self.locale.content)
        if text is None:
            have = ", ".join(sorted(value.values)) or "none"
            raise FactError(
                path,
                f"{path} has no text in {self.locale.content}; it has: {have}.",
                "Add the text to the profile.",
                FactFault.MISSING,
            )
        return text

    def weakness(self, fact: Fact, held: FactValue, path: str) -> FactError | None:
        """Why a value must not be shown: an amount that cannot be, or a legal fact without good evidence."""
        wrong = amount_problem(held.value) if isinstance(held.value, Money) else ""
        if wrong:
            return FactError(path, f"{wrong}.", "Mend the amount in the market's profile.")
        why = evidence_problem(fact, held, self.market, self.day, self.verified_days)
        do = "Verify it and note source and date, or add a waiver to the market's profile."
        return FactError(path, why, do, FactFault.UNVERIFIED) if why else None

    def use(self, read: Known | Items | Item, shown: str) -> FactUse:
        """The record that a fact was used."""
        if isinstance(read, Item):
            window, evidence = read.item.window, read.item.evidence
        else:
            window, evidence = read.held.window, read.held.evidence
        held = None if isinstance(read, Item) else read.held
        waiver = waiver_for(self.market, read.fact, held) if self._is_weak(evidence) else None
        return FactUse(
            path=read.path,
            shown=shown,
            window=window,
            source=evidence.source,
            verified_on=evidence.verified_on,
            confidence=evidence.confidence,
            waiver=waiver,
        )

    def _is_weak(self, evidence: Evidence) -> bool:
        checked = evidence.verified_on
        if checked is None or evidence.confidence is Confidence.UNVERIFIED:
            return True
        return is_over(self.day, checked, self.verified_days)

    def _facts(self, root: str) -> Mapping[str, Fact]:
        return {"market": self.market.facts, "company": self.market.company}.get(root, {})

    def _unknown(self, path: str, root: str, rest: str) -> FactError:
        below = sorted({key[len(rest) + 1 :] for key in self._facts(root) if not rest or key.startswith(f"{rest}.")})
        if below:
            return FactError(path, f"{path} is a group, not a fact.", f"Name one of: {', '.join(below)}.")
        near = nearest(path, {known for known in paths(self.market) if "[" not in known})
        home = f"{posixpath.dirname(self.market.path)}/company.yaml" if root == "company" else self.market.path
        do = f"Did you mean {near}?" if near else f"Add it to {home}, or mend the name."
        return FactError(path, f"{path} is not known in {self.market.code}.", do, FactFault.MISSING)


def field_of(item: Item, name: str) -> Field:
    """The field of a list's item.  Raises FactError for a field that items cannot have."""
    path = f"{item.path}[].{name}"
    if name not in ITEM_FIELDS:
        raise FactError(path, f"items of {item.path} have no {name}.", f"They have: {', '.join(ITEM_FIELDS)}.")
    return Field(path=path, of=item, name=name, value=item.item.fields.get(name))


def origin_of(found: object) -> str:
    """The path of the fact that a value comes from, with the days on which it holds; empty for what is of none."""
    match found:
        case Known(path=path, held=held) | Items(path=path, held=held):
            window = held.window
        case Item(path=path, item=item) | Field(of=Item(path=path, item=item)):
            window = item.window
        case _:
            return ""
    return path if window == Window() else f"{path}, {window}"


def not_printable(found: Known, scope: FactScope) -> FactError | None:
    """Why no text stands for a value: it is absent, or a flag; None where one does."""
    path, held, name = found.path, found.held, found.asked or found.path
    if held.value is None:
        when = f"in the case that holds {held.window}" if found.asked else f"on {scope.day}"
        do = f"Put the sentence inside {{% if {name} %}} … {{% endif %}}."
        return FactError(path, f"{path} is absent in {scope.market.code} {when}.", do, FactFault.ABSENT)
    if found.fact.type is FactType.FLAG:
        fault = f"{path} is yes or no, and no word for customers."
        return FactError(path, fault, f"Ask {{% if {name} %}} … {{% else %}} … {{% endif %}}.")
    return None


def written(path: str, write: Callable[[], str]) -> str:
    """What `write` gives.  Raises FactError with the path of the fact where it cannot be written so."""
    try:
        return write()
    except RenderError as error:
        raise FactError(path, f"{path}: {error}" if path else str(error)) from None
