"""What a rule of `market lint` is given, and how it says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from locmem.errors import Location
from locmem.markets import witnesses
from locmem.markets.due import Limits
from locmem.markets.witnesses import PhoneFacts, Said
from locmem.model.fact import Fact, FactType, FactValue, ListItem, LocalText, Market
from locmem.model.finding import Finding, Gate, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """Whom rules ask: the functions of `locmem.markets.witnesses`, or others for what those cannot show."""

    standard_rates: Callable[[str, date], tuple[Said, ...]] = witnesses.standard_rates
    rate_changes: Callable[[str], tuple[date, ...]] = witnesses.rate_changes
    tax_words: Callable[[str], tuple[str, ...]] = witnesses.tax_words
    tax_number_problems: Callable[[str, str], tuple[str, ...]] = witnesses.tax_number_problems
    number_problem: Callable[[str, str, str], str] = witnesses.number_problem
    phone_facts: Callable[[str, str], PhoneFacts] = witnesses.phone_facts
    phone_kind: Callable[[str], str] = witnesses.phone_kind
    is_eu: Callable[[str], bool] = witnesses.is_eu
    knows_holidays: Callable[[str], bool] = witnesses.knows_holidays
    holidays_between: Callable[[str, date, date], tuple[tuple[date, str], ...]] = witnesses.holidays_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of a market: which path, in which locale, where; `end` is the last day on which it holds."""

    path: str
    locale: str
    text: str
    location: Location
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A market on a day, and whom to ask about it.

    others: the markets of other countries, planned ones too: what most of them say is a witness, too.
    """

    market: Market
    day: date
    witnesses: Witnesses
    limits: Limits
    others: tuple[Market, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether the market is a part of a country, which may lack what its country has."""
        return "-" in self.market.code

    def finding(
        self, check: str, location: Location, what: str, do: str, severity: Severity = Severity.ERROR
    ) -> Finding:
        """A finding about this market."""
        return Finding(
            check=check,
            gate=Gate.CHANGE,
            severity=severity,
            location=location,
            what=what,
            do=do,
            market=self.market.code,
        )

    def head(self, key: str) -> Location:
        """The place of a key of the profile that is no fact; its start for one that is not written there."""
        return self.market.place(key)

    def fact(self, path: str) -> Fact | None:
        """A fact of the profile by its path."""
        return self.market.facts.get(path)

    def all_facts(self) -> Iterator[tuple[str, Fact]]:
        """Facts and company data, each with the path that content uses."""
        for path, fact in self.market.facts.items():
            yield f"market.{path}", fact
        for path, fact in self.market.company.items():
            yield f"company.{path}", fact

    def current(self, fact: Fact) -> Iterator[FactValue]:
        """The values that hold now or will."""
        return (value for value in fact.values if value.window.end is None or value.window.end >= self.day)

    def holding(self, path: str, day: date | None = None) -> FactValue | None:
        """The value of a fact of the profile that holds on a day, today without one; None where there is none."""
        fact = self.fact(path)
        when = day or self.day
        return next((value for value in fact.values if value.window.holds(when)), None) if fact else None

    def items(self, fact: Fact) -> Iterator[ListItem]:
        """The items of a list that hold now or will."""
        for value in self.current(fact):
            for item in value.value if isinstance(value.value, tuple) else ():
                if item.window.end is None or item.window.end >= self.day:
                    yield item

    def texts(self) -> Iterator[Text]:
        """Every text that has a value per locale and holds now or will."""
        for path, fact in self.all_facts():
            for value in self.current(fact):
                if isinstance(value.value, LocalText):
                    for locale, text in value.value.values.items():
                        yield Text(path=path, locale=locale, text=text, location=value.location, end=value.window.end)
            for item in self.items(fact):
                name = item.fields.get("name")
                for locale, text in name.values.items() if isinstance(name, LocalText) else ():
                    yield Text(
                        path=f"{path}[].name", locale=locale, text=text, location=item.location, end=item.window.end
                    )

    def names(self) -> Iterator[Text]:
        """Every value that is one string for all locales and holds now or will: names, addresses, numbers."""
        for path, fact in self.all_facts():
            for value in self.current(fact):
                if isinstance(value.value, str):
                    yield Text(path=path, locale="", text=value.value, location=value.location, end=value.window.end)
            for item in self.items(fact):
                for field, text in item.fields.items():
                    if isinstance(text, str) and field != "kind":
                        yield Text(
                            path=f"{path}[].{field}",
                            locale="",
                            text=text,
                            location=item.location,
                            end=item.window.end,
                        )

    def of_type(self, kind: FactType) -> Iterator[tuple[str, FactValue]]:
        """The values of one type that hold now or will and are there."""
        for path, fact in self.all_facts():
            if fact.type is kind:
                for value in self.current(fact):
                    if value.value is not None:
                        yield path, value
