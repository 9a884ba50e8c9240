"""Expressions evaluated against the facts: values, conditions, filters, and a count of the work done."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from locmem.errors import RenderError
from locmem.markets.profile import country_of
from locmem.model.fact import FactType, LocalText, Window
from locmem.render import expression as says
from locmem.render.cases import Case, CaseField, Cases, cases_of, field_of_case, joined, told_in_part
from locmem.render.comparison import Operand, compare
from locmem.render.facts import (
    FactError,
    FactFault,
    FactScope,
    FactUse,
    Field,
    Item,
    Items,
    Known,
    field_of,
    not_printable,
    written,
)
from locmem.render.filters import FORMATS, OF_PARTS, OF_TEXTS, filtered_text, written_part
from locmem.render.loop_place import LoopPlace
from locmem.values.currency_words import format_currency
from locmem.values.formatting import format_value

MAX_WORK = 50_000
"""Tags, filters and list items evaluated for one text; a long article takes a few hundred."""

MAX_ITERATIONS = 10_000
MAX_OUTPUT = 2_000_000
"""Characters a text may grow to."""


class LimitError(RenderError):
    """A template does more than any page needs; rendering it has stopped."""


Value = Known | Items | Item | Field | Cases | Case | CaseField | LoopPlace | str | Decimal | bool | None


class Evaluation:
    """One text being rendered: names bound so far, facts used, and the work done."""

    def __init__(self, scope: FactScope) -> None:
        self.scope = scope
        self.names: dict[str, Value] = {}
        self.uses: dict[FactUse, None] = {}
        self.weak: dict[str, FactError] = {}
        self.partial: dict[str, FactError] = {}
        self.told: set[str] = set()
        self.worked = 0
        self._shown: dict[tuple[str, str, Window, str, bool], str] = {}
        self._locale = scope.locale.format

    def apart(self) -> Evaluation:
        """The same once more, of which nothing is noted here; `worked` says how much was done."""
        found = Evaluation(self.scope)
        found.names, found.worked = dict(self.names), self.worked
        return found

    def used(self) -> tuple[FactUse, ...]:
        """The facts used so far; one that was both asked for and printed counts as printed."""
        printed = {(use.path, use.window, use.source) for use in self.uses if use.shown}
        return tuple(use for use in self.uses if use.shown or (use.path, use.window, use.source) not in printed)

    def work(self, amount: int = 1) -> None:
        """Count some work.  Raises LimitError once it is too much."""
        self.worked += amount
        if self.worked > MAX_WORK:
            raise LimitError(f"the page takes more than {MAX_WORK:,} steps. Make its loops or lists shorter.")

    def value(self, expression: says.Expression) -> Value:
        """The value of an expression.  Raises FactError with the name of the fact that cannot be used."""
        self.work()
        match expression:
            case says.Path():
                return self._path(expression)
            case says.Constant():
                return expression.value
            case says.Filtered():
                value = self.value(expression.of)
                for filtering in expression.filters:
                    self.work()
                    value = self._filtered(value, filtering)
                return value
            case _:
                return self.holds(expression)

    def holds(self, expression: says.Expression) -> bool:
        """Whether a condition holds: an absent fact does not, nor does an empty list."""
        self.work()
        match expression:
            case says.Negation():
                return not self.holds(expression.of)
            case says.Both():
                return self.holds(expression.left) and self.holds(expression.right)
            case says.Either():
                return self.holds(expression.left) or self.holds(expression.right)
            case says.Comparison():
                return self._compare(expression)
            case says.Blank():
                return True
        value = self.value(expression)
        match value:
            case Known():
                self._used(value, "", lambda one: one.is_there)
                return value.is_there
            case Items():
                self._used(value, "")
                return bool(value.items)
            case Field():
                self._used(value.of, "")
                return value.value is not None
            case Cases() | CaseField():
                return value.is_there
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
            self._weigh(path, self.scope.weakness(found.fact, found.held, path))
        return found

    def _weigh(self, key: str, weakness: FactError | None) -> None:
        if weakness:
            self.weak.setdefault(key, weakness)

    def _step(self, value: Value, step: str, path: str) -> Value:
        match value, step:
            case Items(), "size":
                return Decimal(len(value.items))
            case Items(), ("first" | "last"):
                return _end(value, step)
            case Item(), _:
                return field_of(value, step)
            case Case(), _:
                return field_of_case(value, step, path, self.scope)
            case LoopPlace(), _ if (told := value.told(step)) is not None:
                return told
        raise FactError(path, f"{path} is not known: there is no {step}.", "Mend or remove the name.")

    def _used(self, found: Known | Items | Item, shown: str, answer: Callable[[Known], bool] | None = None) -> None:
        if isinstance(found, Items) and found.items:
            for item in found.items:
                self._used(Item(path=found.path, fact=found.fact, item=item), "")
            return
        if isinstance(found, Item):
            shown = self._name(found)
        if isinstance(found, Known) and (partial := told_in_part(found, self.scope, answer)):
            self.partial.setdefault(found.path, partial)
        self.uses[self.scope.use(found, shown)] = None

    def _formatted(self, value: Value, form: str, raw: bool) -> str:
        if isinstance(value, Known | Field | CaseField):
            self.told.add(value.path)
        match value:
            case Known(path=path, fact=fact, held=held):
                if why := not_printable(value, self.scope):
                    raise why
                form = "e164" if raw and fact.type is FactType.PHONE else form
                key = (path, value.asked, held.window, form, raw)
                if key not in self._shown:
                    self._shown[key] = self._scalar(value, form)
                    self._used(value, self._shown[key])
                return self._shown[key]
            case Item():
                return self._formatted(field_of(value, "name"), form, raw)
            case Field(path=path, of=of, name=name, value=field_value):
                if field_value is None:
                    do = f"Ask first: {{% if ….{name} %}} … {{% endif %}}."
                    raise FactError(path, f"this item of {of.path} has no {name}.", do, FactFault.ABSENT)
                text = self.scope.text(path, field_value)
                if name == "phone" and not raw:
                    text = format_value(text, FactType.PHONE, self.scope.locale.format)
                self._used(of, text)
                return text
            case Cases():
                return joined(value, self.scope, lambda one: self._in_its_form(one, value.filter, value.form, raw))
            case CaseField():
                return value.shown(form, self.scope)
            case Items(path=path):
                raise FactError(path, f"{path} is a list.", f"Write {{{{ {path} | list }}}}, or a loop.")
            case str():
                return value
            case Decimal():
                return format_value(value, FactType.NUMBER, self._locale)
        raise FactError("", "this has no text.", "Print a fact, or a field of an item.")

    def _name(self, of: Item) -> str:
        return self.scope.text(f"{of.path}[].name", of.item.fields["name"])

    def _scalar(self, found: Known, form: str) -> str:
        value, fact = found.held.value, found.fact
        if isinstance(value, LocalText):
            return self.scope.text(found.path, value)
        assert value is not None
        assert not isinstance(value, tuple)
        country = country_of(self.scope.market.code)
        return written(found.path, lambda: format_value(value, fact.type, self._locale, form, country))

    def _filtered(self, value: Value, filtering: says.Filter) -> Value:
        arguments = [self._argument(argument, filtering.name) for argument in filtering.arguments]
        if filtering.name in ("first", "last") and not arguments:
            return _end(self.items(value, f"the filter {filtering.name}"), filtering.name)
        if filtering.name == "size" and not arguments:
            return Decimal(len(self.items(value, "the filter size").items))
        if filtering.name == "where" and len(arguments) == 2:
            return self._where(self.items(value, "the filter where"), *arguments)
        if filtering.name == "list" and len(arguments) < 2:
            return self._list(self.items(value, "the filter list"), *arguments)
        if filtering.name == "cases" and not arguments:
            return self._cases(value)
        if filtering.name in FORMATS and len(arguments) < 2:
            return self._in_form(value, filtering.name, "".join(arguments))
        if len(arguments) == OF_TEXTS.get(filtering.name, -1):
            return self._as_text(value, filtering.name, arguments)
        raise FactError(
            _path_of(value),
            f"the filter {filtering.name} does not take {len(arguments)} arguments.",
            'Write `list: "or"`, `where: "kind", "card"`, `date: "long"` or `after: "de"`; first, last, size and'
            " capitalize take none.",
        )

    def _in_form(self, value: Value, name: str, form: str) -> str | Cases:
        """A fact, or the code of the market's currency, written by a filter that is for its type."""
        if isinstance(value, Cases) and value.type is FORMATS[name]:
            return value.formed(name, form)
        if isinstance(value, CaseField) and value.type is FORMATS[name]:
            return value.formed(form, self.scope)
        if name == "currency" and isinstance(value, str):
            return written("market.currency", lambda: format_currency(value, self._locale, form))
        if not isinstance(value, Known) or value.fact.type is not FORMATS[name]:
            kind = value.fact.type.value if isinstance(value, Known) else "value of another kind"
            raise FactError(_path_of(value), f"the filter {name} does not fit a {kind}.", "Remove it.")
        return self._in_its_form(value, name, form, raw=False)

    def _in_its_form(self, value: Known, name: str, form: str, raw: bool) -> str:
        """A value written by a filter of its type in a form; without a filter as it is."""
        held = value.held.value
        if name not in OF_PARTS or held is None:
            return self._formatted(value, form, raw)
        text = written(value.path, lambda: written_part(held, self._locale, form))
        self.told.add(value.path)
        self._used(value, text)
        return text

    def _as_text(self, value: Value, name: str, arguments: list[str]) -> str:
        if isinstance(value, Decimal | bool | LoopPlace) or value is None:
            raise FactError(_path_of(value), f"the filter {name} is for texts and facts.", "Remove it.")
        text = self._formatted(value, "", raw=False)
        return written(_path_of(value), lambda: filtered_text(name, text, arguments, self._locale))

    def _cases(self, value: Value) -> Cases:
        found = cases_of(value, self.scope)
        for one in found.each:
            self._weigh(f"{found.path} {one.window}", self.scope.weakness(found.fact, one.held, found.path))
        return found

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
            what = f"there is nothing to list of {found.path}."
            raise FactError(found.path, what, "Ask first: {% if … %} … {% endif %}.")
        if len(found.items) > 1_000:
            raise LimitError(f"{found.path} has {len(found.items):,} items, too many for a sentence.")
        items = [Item(path=found.path, fact=found.fact, item=item) for item in found.items]
        names = tuple(self._formatted(item, "", raw=False) for item in items)
        return written(found.path, lambda: format_value(names, FactType.LIST, self._locale, form))

    def _compare(self, comparison: says.Comparison) -> bool:
        if isinstance(comparison.left, says.Blank) or isinstance(comparison.right, says.Blank):
            asked = comparison.right if isinstance(comparison.left, says.Blank) else comparison.left
            is_blank = isinstance(asked, says.Blank) or self._is_blank(self._asked(self.value(asked), self._is_blank))
            if comparison.operator not in ("==", "!="):
                raise FactError("", f"blank cannot be compared with {comparison.operator}.", "Use == or !=.")
            return is_blank == (comparison.operator == "==")
        left, right = self.value(comparison.left), self.value(comparison.right)

        def answer(one: Value, two: Value) -> bool:
            if comparison.operator == "contains":
                return self._contains(one, two)
            return compare(self._operand(one), comparison.operator, self._operand(two))

        self._asked(left, lambda one: answer(one, right))
        self._asked(right, lambda one: answer(left, one))
        return answer(left, right)

    def _asked(self, value: Value, answer: Callable[[Known], bool]) -> Value:
        """The same value, noted as used in a condition; answer: what that says of another case of the fact."""
        if isinstance(value, Known):
            self._used(value, "", answer)
        elif isinstance(value, Field):
            self._used(value.of, "")
        return value

    def _contains(self, left: Value, right: Value) -> bool:
        if isinstance(left, Items):
            wanted = self._operand(right).value
            names = [self._name(Item(path=left.path, fact=left.fact, item=item)) for item in left.items]
            self.items(left, "contains")
            return wanted in names
        text, wanted = self._operand(left).value, self._operand(right).value
        if text is None:
            return False
        if not isinstance(text, str) or not isinstance(wanted, str):
            fault = "only a text or a list contains something, and only a text."
            raise FactError(_path_of(left) or _path_of(right), fault, 'Write {% if market.name contains "x" %}.')
        return wanted in text

    def _is_blank(self, found: Value) -> bool:
        if isinstance(found, Items):
            return not found.items
        bare = self._operand(found).value
        return bare is None or (isinstance(bare, str) and not bare.strip())

    def _operand(self, value: Value) -> Operand:
        """What a value is compared by; texts of all kinds are alike."""
        match value:
            case Known(path=path, fact=fact, held=held):
                found = held.value
                assert not isinstance(found, tuple)
                if isinstance(found, LocalText):
                    return Operand(value=self.scope.text(path, found), path=path)
                return Operand(value=found, type=None if isinstance(found, str) else fact.type, path=path)
            case CaseField(path=path, type=type_):
                kind = type_ if type_ is FactType.DATE else None
                return Operand(value=value.value, type=kind, path=value.asked or path)
            case Field(path=path, value=said):
                return Operand(value=None if said is None else self.scope.text(path, said), path=path)
            case None | str() | bool() | Decimal():
                return Operand(value=value)
        raise FactError(_path_of(value), "a list or an item cannot be compared.", "Name one of its fields.")


def _end(found: Items, which: str) -> Value:
    if not found.items:
        return None
    return Item(path=found.path, fact=found.fact, item=found.items[0 if which == "first" else -1])


def _path_of(found: Value) -> str:
    return found.path if isinstance(found, Known | Items | Item | Field | Cases | Case | CaseField) else ""
