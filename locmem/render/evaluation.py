"""Expressions evaluated against the facts: values, conditions, filters, and a count of the work done."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from locmem.errors import RenderError
from locmem.markets.windows import evidence_problem
from locmem.model.fact import Duration, FactType, LocalText, Money
from locmem.render import expression as says
from locmem.render.facts import FactError, FactScope, FactUse, Field, Item, Items, Known, field_of
from locmem.values.formatting import format_value
from locmem.values.numbers import amount_problem

MAX_WORK = 50_000
"""Tags, filters and list items evaluated for one text; a long article takes a few hundred."""

MAX_ITERATIONS = 10_000
MAX_OUTPUT = 2_000_000
"""Characters a text may grow to."""


class LimitError(RenderError):
    """A template does more than any page needs; rendering it has stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopPlace:
    """`forloop`: where a loop is; index counts from 0."""

    index: int
    length: int


Value = Known | Items | Item | Field | LoopPlace | str | Decimal | bool | None

FORMATS = {
    "date": FactType.DATE,
    "money": FactType.MONEY,
    "percent": FactType.PERCENT,
    "number": FactType.NUMBER,
    "duration": FactType.DURATION,
    "phone": FactType.PHONE,
}
"""Filters that write a fact in another form, and the one type of fact that each is for."""

FILTERS = ("list", "where", "first", "last", "size", *FORMATS)
"""The filters there are."""

_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Evaluation:
    """One text being rendered: names bound so far, facts used, and the work done."""

    def __init__(self, scope: FactScope) -> None:
        self.scope = scope
        self.names: dict[str, Value] = {}
        self.uses: dict[FactUse, None] = {}
        self.weak: dict[str, FactError] = {}
        self._work = 0
        self._shown: dict[tuple[str, str, bool], str] = {}

    def used(self) -> tuple[FactUse, ...]:
        """The facts used so far; one that was both asked for and printed counts as printed."""
        printed = {(use.path, use.window, use.source) for use in self.uses if use.shown}
        return tuple(use for use in self.uses if use.shown or (use.path, use.window, use.source) not in printed)

    def work(self, amount: int = 1) -> None:
        """Count some work.  Raises LimitError once it is too much."""
        self._work += amount
        if self._work > MAX_WORK:
            raise LimitError(f"the page takes more than {MAX_WORK:,} steps. Make its loops or lists shorter.")

    def value(self, what: says.Expression) -> Value:
        """The value of an expression.  Raises FactError with the name of the fact that cannot be used."""
        self.work()
        match what:
            case says.Path():
                return self._path(what)
            case says.Constant():
                return what.value
            case says.Filtered():
                value = self.value(what.of)
                for filtering in what.filters:
                    self.work()
                    value = self._filtered(value, filtering)
                return value
            case _:
                return self.holds(what)

    def holds(self, what: says.Expression) -> bool:
        """Whether a condition holds: an absent fact does not, nor does an empty list."""
        self.work()
        match what:
            case says.Negation():
                return not self.holds(what.of)
            case says.Both():
                return self.holds(what.left) and self.holds(what.right)
            case says.Either():
                return self.holds(what.left) or self.holds(what.right)
            case says.Comparison():
                return self._compare(what)
            case says.Blank():
                return True
        value = self.value(what)
        match value:
            case Known():
                self._used(value, "")
                return value.held.value is not None and value.held.value is not False
            case Items():
                self._used(value, "")
                return bool(value.items)
            case Field():
                self._used(value.of, "")
                return value.value is not None
            case _:
                return value is not None and value is not False

    def shown(self, found: Value, *, raw: bool = False) -> str:
        """The text of a value as customers read it; raw: as addresses need it.

        Raises FactError for a fact that is absent, has no text in the locale, or is a list.
        """
        return self._formatted(found, "", raw)

    def items(self, found: Value, name: str) -> Items:
        """A list to loop over or filter.  Raises FactError for anything else."""
        if not isinstance(found, Items):
            raise FactError(_path_of(found), f"{name} needs a list.", "Use a fact of type list.")
        self._used(found, "")
        self.work(len(found.items))
        return found

    def _path(self, path: says.Path) -> Value:
        first, *rest = path.steps
        if first not in self.names:
            return self._fact(path.steps)
        found = self.names[first]
        for step in rest:
            found = self._step(found, step, str(path))
        return found

    def _fact(self, steps: tuple[str, ...]) -> Value:
        for length in range(2, len(steps)):
            path = ".".join(steps[:length])
            if self.scope.is_list(path):
                found: Value = self._read(path)
                for step in steps[length:]:
                    found = self._step(found, step, ".".join(steps))
                return found
        return self._read(".".join(steps))

    def _read(self, path: str) -> Known | Items | str:
        found = self.scope.find(path)
        if not isinstance(found, str) and path not in self.weak:
            scope = self.scope
            why = evidence_problem(found.fact, found.held, scope.market, scope.day, scope.verified_days)
            wrong = amount_problem(found.held.value) if isinstance(found.held.value, Money) else ""
            if wrong:
                self.weak[path] = FactError(path, f"{wrong}.", "Mend the amount in the market's profile.")
            elif why:
                self.weak[path] = FactError(
                    path, why, "Verify it and note source and date, or add a waiver to the market's profile."
                )
        return found

    def _step(self, found: Value, step: str, path: str) -> Value:
        match found, step:
            case Items(), "size":
                return Decimal(len(found.items))
            case Items(), ("first" | "last"):
                return _end(found, step)
            case Item(), _:
                return field_of(found, step)
            case LoopPlace(), ("first" | "last" | "index" | "index0" | "length"):
                places: dict[str, Decimal | bool] = {
                    "first": found.index == 0,
                    "last": found.index == found.length - 1,
                    "index": Decimal(found.index + 1),
                    "index0": Decimal(found.index),
                    "length": Decimal(found.length),
                }
                return places[step]
        raise FactError(path, f"{path} is not known: there is no {step}.", "Mend or remove the name.")

    def _used(self, found: Known | Items | Item, shown: str) -> None:
        if isinstance(found, Items) and found.items:
            for item in found.items:
                self._used(Item(path=found.path, fact=found.fact, item=item), "")
            return
        if isinstance(found, Item):
            shown = self._name(found)
        self.uses[self.scope.use(found, shown)] = None

    def _formatted(self, found: Value, form: str, raw: bool) -> str:
        match found:
            case Known(path=path, fact=fact, held=held):
                if held.value is None:
                    raise FactError(
                        path,
                        f"{path} is absent in {self.scope.market.code} on {self.scope.day}.",
                        f"Put the sentence inside {{% if {path} %}} … {{% endif %}}.",
                    )
                if fact.type is FactType.FLAG:
                    fault = f"{path} is yes or no, and no word for customers."
                    raise FactError(path, fault, f"Ask {{% if {path} %}} … {{% else %}} … {{% endif %}}.")
                form = "e164" if raw and fact.type is FactType.PHONE else form
                key = (path, form, raw)
                if key not in self._shown:
                    self._shown[key] = self._scalar(found, form)
                    self._used(found, self._shown[key])
                return self._shown[key]
            case Item():
                return self._formatted(field_of(found, "name"), form, raw)
            case Field(path=path, of=of, name=name, value=value):
                if value is None:
                    raise FactError(
                        path,
                        f"this item of {of.path} has no {name}.",
                        f"Ask first: {{% if ….{name} %}} … {{% endif %}}.",
                    )
                text = self.scope.text(path, value)
                self._used(of, text)
                return text
            case Items(path=path):
                raise FactError(path, f"{path} is a list.", f"Write {{{{ {path} | list }}}}, or a loop.")
            case str():
                return found
            case Decimal():
                return format_value(found, FactType.NUMBER, self.scope.locale.format)
        raise FactError("", "this has no text.", "Print a fact, or a field of an item.")

    def _name(self, of: Item) -> str:
        return self.scope.text(f"{of.path}[].name", of.item.fields["name"])

    def _scalar(self, found: Known, form: str) -> str:
        value, fact = found.held.value, found.fact
        if isinstance(value, LocalText):
            return self.scope.text(found.path, value)
        assert value is not None
        assert not isinstance(value, tuple)
        try:
            return format_value(value, fact.type, self.scope.locale.format, form)
        except RenderError as error:
            raise FactError(found.path, f"{found.path}: {error}") from None

    def _filtered(self, found: Value, one: says.Filter) -> Value:
        arguments = [self._argument(argument, one.name) for argument in one.arguments]
        if one.name in ("first", "last") and not arguments:
            return _end(self.items(found, f"the filter {one.name}"), one.name)
        if one.name == "size" and not arguments:
            return Decimal(len(self.items(found, "the filter size").items))
        if one.name == "where" and len(arguments) == 2:
            return self._where(self.items(found, "the filter where"), *arguments)
        if one.name == "list" and len(arguments) < 2:
            return self._list(self.items(found, "the filter list"), *arguments)
        if one.name in FORMATS and len(arguments) < 2:
            if not isinstance(found, Known) or found.fact.type is not FORMATS[one.name]:
                kind = found.fact.type.value if isinstance(found, Known) else "value of another kind"
                raise FactError(_path_of(found), f"the filter {one.name} does not fit a {kind}.", "Remove it.")
            return self._formatted(found, "".join(arguments), raw=False)
        raise FactError(
            _path_of(found),
            f"the filter {one.name} does not take {len(arguments)} arguments.",
            'Write `list: "or"`, `where: "kind", "card"` or `date: "long"`; first, last and size take none.',
        )

    def _argument(self, argument: says.Expression, name: str) -> str:
        found = self.value(argument)
        if not isinstance(found, str):
            raise FactError("", f"an argument of the filter {name} is no text.", "Write it in quotes.")
        return found

    def _where(self, found: Items, name: str, wanted: str) -> Items:
        kept = []
        for item in found.items:
            field = field_of(Item(path=found.path, fact=found.fact, item=item), name)
            if field.value is not None and self.scope.text(field.path, field.value) == wanted:
                kept.append(item)
        return Items(path=found.path, fact=found.fact, held=found.held, items=tuple(kept))

    def _list(self, found: Items, form: str = "") -> str:
        if not found.items:
            raise FactError(
                found.path,
                f"there is nothing to list of {found.path}.",
                "Ask first: {% if … %} … {% endif %}.",
            )
        if len(found.items) > 1_000:
            raise LimitError(f"{found.path} has {len(found.items):,} items, too many for a sentence.")
        items = [Item(path=found.path, fact=found.fact, item=item) for item in found.items]
        names = tuple(self._formatted(item, "", raw=False) for item in items)
        try:
            return format_value(names, FactType.LIST, self.scope.locale.format, form)
        except RenderError as error:
            raise FactError(found.path, f"{found.path}: {error}") from None

    def _compare(self, what: says.Comparison) -> bool:
        if isinstance(what.left, says.Blank) or isinstance(what.right, says.Blank):
            asked = what.right if isinstance(what.left, says.Blank) else what.left
            is_blank = isinstance(asked, says.Blank) or self._is_blank(self.value(asked))
            if what.operator not in ("==", "!="):
                raise FactError("", f"blank cannot be compared with {what.operator}.", "Use == or !=.")
            return is_blank == (what.operator == "==")
        left, right = self.value(what.left), self.value(what.right)
        if what.operator == "contains":
            return self._contains(left, right)
        first, second = self._bare(left), self._bare(right)
        if what.operator in ("==", "!="):
            return (type(first) is type(second) and first == second) == (what.operator == "==")
        if first is None or second is None:
            return False
        if type(first) is not type(second) or isinstance(first, bool):
            raise FactError(
                _path_of(left) or _path_of(right),
                f"these cannot be compared with {what.operator}: {first!s} and {second!s}.",
                'Compare a number with a number, a date with a text such as "2026-11-21".',
            )
        return _ORDERS[what.operator](first, second)

    def _contains(self, left: Value, right: Value) -> bool:
        wanted = self._bare(right)
        if isinstance(left, Items):
            names = [self._name(Item(path=left.path, fact=left.fact, item=item)) for item in left.items]
            self.items(left, "contains")
            return wanted in names
        text = self._bare(left)
        if text is None or not isinstance(text, str) or not isinstance(wanted, str):
            return False
        return wanted in text

    def _is_blank(self, found: Value) -> bool:
        if isinstance(found, Items):
            return not found.items
        bare = self._bare(found)
        return bare is None or (isinstance(bare, str) and not bare.strip())

    def _bare(self, found: Value) -> str | Decimal | bool | None:
        """What a value is compared by: amounts without currency, dates and durations as ISO writes them."""
        match found:
            case Known(path=path, held=held):
                self._used(found, "")
                match held.value:
                    case None | str() | bool() | Decimal():
                        return held.value
                    case LocalText():
                        return self.scope.text(path, held.value)
                    case Money():
                        return held.value.amount
                    case date():
                        return held.value.isoformat()
                    case Duration():
                        return f"{held.value.count} {held.value.unit.value}"
            case Field(path=path, of=of, value=value):
                self._used(of, "")
                return None if value is None else self.scope.text(path, value)
            case None | str() | bool() | Decimal():
                return found
        raise FactError(_path_of(found), "a list or an item cannot be compared.", "Name one of its fields.")


def _end(found: Items, which: str) -> Value:
    if not found.items:
        return None
    return Item(path=found.path, fact=found.fact, item=found.items[0 if which == "first" else -1])


def _path_of(found: Value) -> str:
    return found.path if isinstance(found, Known | Items | Item | Field) else ""
