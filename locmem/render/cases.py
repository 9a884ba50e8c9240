"""What `cases` gives: the values of a fact of which each holds for other customers, to loop over or in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from locmem.errors import RenderError
from locmem.markets.cases import FactCase, cases_on, every_case, has_cases
from locmem.model.fact import DecidedBy, Fact, FactType, FactValue, Window
from locmem.render.facts import FactError, FactFault, FactScope, Known
from locmem.values.day_ranges import days_in_words, with_earlier
from locmem.values.formatting import format_day

CASE_FIELDS = ("value", "days", "from", "until")
"""What content can ask of a case."""

DAY_FIELDS = ("days", "from", "until")
"""Those that tell a customer which case is theirs."""

_WHO = {
    DecidedBy.CONTRACT: ("orders", "who ordered"),
    DecidedBy.SUPPLY: ("deliveries", "who got what they ordered"),
    DecidedBy.REQUEST: ("requests", "who wrote"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case of a fact."""

    path: str
    fact: Fact
    case: FactCase

    @property
    def window(self) -> Window:
        """The days on which it holds."""
        return self.case.window

    @property
    def held(self) -> FactValue:
        """Its value."""
        return self.case.held

    def known(self, asked: str) -> Known:
        """Its value as any other is shown.  asked: see `Known`."""
        return Known(path=self.path, fact=self.fact, held=self.held, asked=asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """All cases of a fact that concern somebody, the newest first.

    every: these, and those that ended too long ago or begin later.  filter, form: what writes their values, and how.
    is_dated: whether there are days of others, so that the newest value must say its own.
    """

    path: str
    fact: Fact
    each: tuple[Case, ...]
    every: tuple[Case, ...]
    filter: str = ""
    form: str = ""
    is_dated: bool = False

    @property
    def type(self) -> FactType:
        """The type of their values."""
        return self.fact.type

    @property
    def is_there(self) -> bool:
        """Whether some case has a value, and it is not no."""
        return any(one.held.value is not None and one.held.value is not False for one in self.each)

    @property
    def only(self) -> Known | None:
        """The value where there is one case, and it needs neither days nor another form."""
        is_plain = len(self.each) == 1 and not self.filter and not self.is_dated
        return self.each[0].known(self.path) if is_plain else None

    def formed(self, name: str, form: str) -> Cases:
        """The same with values that a filter writes in a form."""
        return replace(self, filter=name, form=form)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseField:
    """The days of a case in words, or its first or last day; None where there is no such day.

    asked: how content asks for it, `case.until`.
    """

    path: str
    asked: str
    value: date | str | None

    @property
    def type(self) -> FactType:
        """The type that filters see."""
        return FactType.DATE if self.value is None or isinstance(self.value, date) else FactType.TEXT

    @property
    def is_there(self) -> bool:
        """Whether there is such a day."""
        return self.value is not None

    @property
    def bare(self) -> str | None:
        """What it is compared by."""
        return self.value.isoformat() if isinstance(self.value, date) else self.value

    def shown(self, form: str, scope: FactScope) -> str:
        """What customers read.  Raises FactError where there is no such day, and for a form that dates do not have."""
        if self.value is None:
            do = f"Put it inside {{% if {self.asked} %}} … {{% endif %}}."
            raise FactError(
                self.path, f"this case of {self.path} has no {self.asked}: it is open.", do, FactFault.ABSENT
            )
        try:
            return self.value if isinstance(self.value, str) else format_day(self.value, scope.locale.format, form)
        except RenderError as error:
            raise FactError(self.path, f"{self.asked}: {error}") from None

    def formed(self, form: str, scope: FactScope) -> str:
        """What customers read in another form."""
        return self.shown(form, scope)


def cases_of(found: object, scope: FactScope) -> Cases:
    """What the filter `cases` gives.  Raises FactError for whatever has none."""
    if not isinstance(found, Known) or found.asked:
        path = getattr(found, "path", "")
        if getattr(getattr(found, "fact", None), "type", None) is FactType.LIST:
            raise FactError(path, f"{path} is a list and has no cases.", "Loop over its items.")
        raise FactError(path, "the filter cases needs a fact.", "Write it right behind the name of one.")
    path, fact = found.path, found.fact
    if not has_cases(fact):
        what = f"{path} has no cases: it is the same for everybody on a day."
        do = (
            "Remove the filter; or, where it depends on when somebody ordered, got it or wrote, say so in the profile: "
        )
        raise FactError(path, what, f"{do}`decided_by: contract`, `supply` or `request`.")
    concerned = cases_on(fact, scope.day)
    every = tuple(Case(path=path, fact=fact, case=case) for case in every_case(fact))
    each = tuple(one for one in every if one.case in concerned)
    return Cases(path=path, fact=fact, each=each, every=every, is_dated=len(each) < len(every))


def field_of_case(case: Case, name: str, asked: str, scope: FactScope) -> Known | CaseField:
    """`value`, `days`, `from` or `until` of a case.  Raises FactError for another name."""
    match name:
        case "value":
            return case.known(asked)
        case "from" | "until":
            day = case.window.start if name == "from" else case.window.end
            return CaseField(path=case.path, asked=asked, value=day)
        case "days":
            try:
                words = days_in_words(case.window, scope.locale.format)
            except RenderError as error:
                raise FactError(case.path, f"{asked}: {error}") from None
            return CaseField(path=case.path, asked=asked, value=words or None)
    raise FactError(case.path, f"a case of {case.path} has no {name}.", f"It has: {', '.join(CASE_FIELDS)}.")


def joined(found: Cases, scope: FactScope, shown: Callable[[Known], str]) -> str:
    """All cases in one phrase, `3 years (for orders before …: 2 years)`; with one case its value alone.

    Where it is dated the newest says its days, too: `3 years (for orders from …; for orders before …: 2 years)`.
    shown: the text of a value.  Raises FactError where one is absent, or the language has no words for it.
    """
    if len(found.each) > 1 and (absent := next((one for one in found.each if one.held.value is None), None)):
        what = f"{found.path} is absent in {scope.market.code} in the case that holds {absent.window}"
        do = f"Write a sentence for each: {{% for case in {found.path} | cases %}} … {{% endfor %}}."
        raise FactError(found.path, f"{what}, and one phrase cannot say so.", do, FactFault.ABSENT)
    newest, *earlier = [(one.window, shown(one.known(found.path))) for one in found.each]
    if found.filter == "currency" and all(text == newest[1] for _, text in earlier):
        # Whatever the amounts were, their currency is the same.
        return newest[1]
    days = newest[0] if found.is_dated else None
    try:
        return with_earlier(newest[1], earlier, found.fact.decided_by, scope.locale.format, days=days)
    except RenderError as error:
        raise FactError(found.path, f"{found.path}: {error}") from None


def told_in_part(found: Known, scope: FactScope, answer: Callable[[Known], bool] | None = None) -> FactError | None:
    """What a text leaves out that says only the value of the day; None where it leaves nothing out.

    answer: what a condition says of a case, where the text only asks; of cases that it treats alike nothing is left
    out.
    """
    if found.asked or not has_cases(found.fact):
        return None
    newest, *earlier = cases_on(found.fact, scope.day) or (None,)
    if newest is None or not earlier:
        return None
    things, who = _WHO[found.fact.decided_by]
    loop = f"{{% for case in {found.path} | cases %}}"
    if answer is None:
        what = f"{found.path} says only what holds for {things} {newest.window}; {who} before still has another rule."
        do = f"Write {{{{ {found.path} | cases }}}}, or a sentence for each: {loop}."
        return FactError(found.path, what, do, FactFault.PARTIAL)
    if len({_answered(answer, Case(path=found.path, fact=found.fact, case=one)) for one in (newest, *earlier)}) == 1:
        return None
    what = f"what is asked of {found.path} is so only for {things} {newest.window}; {who} before has another answer."
    do = f"Ask each case: {loop}{{% if case.value %}} … {{% else %}} … {{% endif %}}{{% endfor %}}."
    return FactError(found.path, what, do, FactFault.PARTIAL)


def _answered(answer: Callable[[Known], bool], case: Case) -> bool | None:
    """What a condition says of a case; None where it cannot be answered of this one."""
    try:
        return answer(case.known(case.path))
    except FactError:
        return None
