"""What translation cost and what was saved, by month, locale and market, from the records of what was confirmed.

Two savings are told apart and never added up: what was not paid because a word counted in a cheaper band, at the
team's own net rates, and what people did not have to change in the drafts of an engine, as it was measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from locmem.errors import UsageError
from locmem.model.match import CROSS_FILE, REPETITION, REVIEW, Band
from locmem.model.rates import Rates
from locmem.model.translation import OriginKind
from locmem.postedit.effort import Edited, EffortRow, Share, effort, share_of
from locmem.postedit.ledger import LEDGER_BANDS, MEMORY, Line
from locmem.reports.grounds import grounds

REPETITION_GOAL = (20, 30)
"""Percent by which repeated work is to become less in the first year."""
FEWEST_WORDS = 500
"""What people must have translated in a month for its share of repeated work to say much; a guess of ours."""
MACHINE_GOAL = (25, 60)
"""Percent that drafts of engines are to save against translating from scratch."""

NOBODY = "-"
"""Stands for a market where no market reads a text now."""

_REPEATED = (Band.CONTEXT_BOTH.value, Band.CONTEXT.value, Band.EXACT.value, REPETITION, CROSS_FILE)
"""The bands of work that had been done before, and that a person did once more."""

_CENT = Decimal("0.01")
_HOUR = Decimal("0.01")

ReadIn = Callable[[str, str], Sequence[str]]
"""Gives the codes of the markets that read a document, by its path and a locale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading once more what was translated cost, which is in no figure of translating.

    words: those of the band `review`.  weighted: as many full words as are paid for them.
    paid, hours: as of `Tally`.
    """

    words: int
    weighted: Decimal
    paid: Decimal | None
    hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was confirmed and what it cost.

    confirmed: words of all that was confirmed.  by_band: the same by band.  All below is of what had to be translated
    alone: words: how many those are.  weighted: as many full words as are paid for them.
    paid, avoided: at the rates, in their currency, together the full price; None where a locale has no rate.  Amounts
    and hours are rounded once, for each month of a locale; those of more are the sums of these.
    saved: percent of the full price that was not paid, of full words where a locale has no rate; None where nothing
    was translated.
    hours, hours_avoided: of weighted words, and of those that were not paid, at the assumed words an hour.
    reading: what reading once more cost.  engines: what engines cost, None where nobody knows.
    """

    confirmed: int
    by_band: Mapping[str, int]
    words: int
    weighted: Decimal
    paid: Decimal | None
    avoided: Decimal | None
    saved: float | None
    hours: Decimal
    hours_avoided: Decimal
    reading: Reading
    engines: Decimal | None = None

    @property
    def leverage(self) -> float | None:
        """Percent of what was translated that the memory confirmed or had word for word, or that repeated a text which
        was confirmed together with it."""
        return _percent(self.by_band.get(MEMORY, 0) + self._repeated, self.words)

    @property
    def repeated(self) -> float | None:
        """Percent of what people translated that had been translated before."""
        return _percent(self._repeated, self.by_people)

    @property
    def by_people(self) -> int:
        """Words that people translated."""
        return self.words - self.by_band.get(MEMORY, 0)

    @property
    def _repeated(self) -> int:
        return sum(self.by_band.get(band, 0) for band in _REPEATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsRow:
    """A tally of a month, a locale and a market; what is empty is not told apart.

    markets: all that read any of it, where rows are not told apart by market.
    pairs: different sources with a translation, by locale, that had been confirmed by the end of the month.
    """

    month: str = ""
    locale: str = ""
    market: str = ""
    tally: Tally
    markets: tuple[str, ...] = ()
    pairs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How repeated work moved from a baseline month to another one.

    before, after: percent of what people translated.  words_before, words_after: what people translated.
    """

    baseline: str
    month: str
    before: float
    after: float
    words_before: int
    words_after: int

    @property
    def percent(self) -> float | None:
        """By how much it is more; less is below 0; None where there was nothing to repeat in the baseline."""
        return _percent(self.after - self.before, self.before)

    @property
    def is_small(self) -> bool:
        """Whether a month has too few words for a share of them to say much."""
        return min(self.words_before, self.words_after) < FEWEST_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Savings:
    """The report.

    first, last: months it is of.  rows: by month and locale; every word counts once, as in months and locales.
    in_markets: by month, locale and market; what several markets read counts in each of them, as in markets.
    unread, unread_words: drafts of engines and of the memory that were confirmed faster than anyone reads; they count
    in all but machine and by_engines.
    repetition: None where the baseline or the last month has no work.
    machine: share that people changed in drafts of engines, those left out that nobody read; None where nobody changed
    or confirmed any.  by_engines: the share of the work of translating from scratch that they saved: what was not
    changed, less what reading costs, see `saved_by_engines`.
    """

    first: str
    last: str
    currency: str
    total: Tally
    rows: tuple[SavingsRow, ...]
    in_markets: tuple[SavingsRow, ...]
    months: tuple[SavingsRow, ...]
    locales: tuple[SavingsRow, ...]
    markets: tuple[SavingsRow, ...]
    engines: tuple[EffortRow, ...]
    unread: int
    unread_words: int
    repetition: Change | None
    machine: Share | None
    by_engines: Share | None
    assumptions: tuple[str, ...]


def savings(
    lines: Sequence[Line],
    edits: Iterable[Edited],
    rates: Rates,
    read_in: ReadIn,
    *,
    first: str = "",
    last: str = "",
    baseline: str = "",
    engine_costs: Mapping[tuple[str, str], Decimal] | None = None,
) -> Savings | None:
    """The report on the months from `first` to `last`, both included, empty for the ends of what is recorded.

    None where nothing was confirmed in them.
    lines: all that is recorded of the locales and markets that are meant, oldest first; the growth of the memory is
    found from the start.
    baseline: the month that repeated work is compared with; empty for the first in which people translated.
    Raises UsageError for one that has none of their work, or that is not before the last month of the report.
    engine_costs: what engines cost, by month and locale, where a log has it.
    """
    months = sorted({line.work.month for line in lines})
    meant = [month for month in months if (first or month) <= month <= (last or month)]
    if not meant:
        return None
    told = frozenset(meant)
    mine = [line for line in lines if line.work.month in told]
    costs = {key: cost for key, cost in (engine_costs or {}).items() if key[0] in told}

    def rows(names_of: Callable[[Line], Iterable[tuple[str, str, str]]]) -> tuple[SavingsRow, ...]:
        groups: dict[tuple[str, str, str], list[Line]] = {}
        for line in mine:
            for names in names_of(line):
                groups.setdefault(names, []).append(line)
        return tuple(
            SavingsRow(
                month=names[0],
                locale=names[1],
                market=names[2],
                tally=_tally(groups[names], rates),
                markets=() if names[2] else _read_by(groups[names], read_in),
            )
            for names in sorted(groups)
        )

    def markets_of(line: Line) -> Sequence[str]:
        return read_in(line.work.document, line.work.locale) or (NOBODY,)

    pairs = _growth(lines)
    measured = [one for one in edits if one.work.month in told]
    unread = [one.work.words for one in measured if one.is_unread]
    drafts = [one for one in measured if one.engine.startswith(OriginKind.MT.value)]
    read = [one.figures.characters for one in drafts if not one.is_unread]
    changed = share_of(read) if read else None
    return Savings(
        first=meant[0],
        last=meant[-1],
        currency=rates.currency,
        total=replace(_tally(mine, rates), engines=_cost(costs)),
        rows=rows(lambda line: [(line.work.month, line.work.locale, "")]),
        in_markets=rows(lambda line: [(line.work.month, line.work.locale, code) for code in markets_of(line)]),
        months=tuple(
            replace(row, tally=replace(row.tally, engines=_cost(costs, row.month)), pairs=pairs[row.month])
            for row in rows(lambda line: [(line.work.month, "", "")])
        ),
        locales=rows(lambda line: [("", line.work.locale, "")]),
        markets=rows(lambda line: [("", "", code) for code in markets_of(line)]),
        engines=effort(drafts, lambda one: [(one.engine, one.work.locale)]),
        unread=len(unread),
        unread_words=sum(unread),
        repetition=_change(lines, rates, baseline, meant[-1]),
        machine=changed,
        by_engines=saved_by_engines(changed, rates) if changed else None,
        assumptions=tuple(grounds(rates, mine, measured, has_costs=bool(costs))),
    )


def saved_by_engines(changed: Share, rates: Rates) -> Share:
    """The share of the work of translating from scratch that drafts save of which this share was changed.

    Whoever post-edits reads every word, too; that costs what the rates say of reading what is translated.
    """
    reading = rates.weight(REVIEW) / 100

    def saved(share: float) -> float:
        return max(0.0, 1 - reading - share)

    return Share(count=changed.count, mean=saved(changed.mean), low=saved(changed.high), high=saved(changed.low))


def _read_by(lines: Iterable[Line], read_in: ReadIn) -> tuple[str, ...]:
    places = {(line.work.document, line.work.locale) for line in lines}
    return tuple(sorted({code for document, locale in places for code in read_in(document, locale)}))


def _tally(lines: Sequence[Line], rates: Rates) -> Tally:
    by_band: Counter[str] = Counter()
    for line in lines:
        by_band[line.band] += line.work.words
    made = [line for line in lines if line.is_translation]
    read = [line for line in lines if line.band == REVIEW]
    words = sum(line.work.words for line in made)
    weighted, of_reading = _weighted(made, rates), _weighted(read, rates)
    has_rate = all(rates.rate(line.work.locale) is not None for line in lines)
    full, paid = _rounded(made, _CENT, _full_price(rates)), _rounded(made, _CENT, _price(rates))
    hours, all_hours = _rounded(made, _HOUR, _hours(rates)), _rounded(made, _HOUR, _full_hours(rates))
    return Tally(
        confirmed=by_band.total(),
        by_band={band: by_band[band] for band in LEDGER_BANDS if by_band[band]},
        words=words,
        weighted=weighted,
        paid=paid if has_rate else None,
        # Whoever adds both up gets the full price, to the cent.
        avoided=full - paid if has_rate else None,
        saved=_saved(made, rates) if has_rate and full else _percent(words - weighted, words),
        hours=hours,
        hours_avoided=all_hours - hours,
        reading=Reading(
            words=by_band[REVIEW],
            weighted=of_reading,
            paid=_rounded(read, _CENT, _price(rates)) if has_rate else None,
            hours=_rounded(read, _HOUR, _hours(rates)),
        ),
    )


def _weighted(lines: Iterable[Line], rates: Rates) -> Decimal:
    return sum((line.weighted(rates) for line in lines), Decimal(0))


def _saved(lines: Sequence[Line], rates: Rates) -> float | None:
    """Percent of the full price that was not paid, before anything is rounded."""
    full, paid = (sum(map(of(rates), lines), Decimal(0)) for of in (_full_price, _price))
    return _percent(full - paid, full)


def _rounded(lines: Iterable[Line], to: Decimal, value_of: Callable[[Line], Decimal]) -> Decimal:
    """The sum of values, each month of a locale rounded by itself: whoever adds such rows up gets the sums told."""
    sums: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        key = line.work.month, line.work.locale
        sums[key] = sums.get(key, Decimal(0)) + value_of(line)
    return sum((one.quantize(to) for one in sums.values()), Decimal(0).quantize(to))


def _price(rates: Rates) -> Callable[[Line], Decimal]:
    return lambda line: (rates.rate(line.work.locale) or Decimal(0)) * line.weighted(rates)


def _full_price(rates: Rates) -> Callable[[Line], Decimal]:
    return lambda line: (rates.rate(line.work.locale) or Decimal(0)) * line.work.words


def _hours(rates: Rates) -> Callable[[Line], Decimal]:
    return lambda line: line.weighted(rates) / rates.words_per_hour


def _full_hours(rates: Rates) -> Callable[[Line], Decimal]:
    return lambda line: Decimal(line.work.words) / rates.words_per_hour


def _cost(costs: Mapping[tuple[str, str], Decimal], month: str = "") -> Decimal | None:
    """What engines cost in a month, or in all; None where nobody noted anything."""
    known = [cost for (of, _), cost in sorted(costs.items()) if month in ("", of)]
    return sum(known, Decimal(0)).quantize(_CENT) if known else None


def _growth(lines: Iterable[Line]) -> dict[str, int]:
    """How many different pairs had been confirmed by the end of each month."""
    known: set[tuple[str, str]] = set()
    found: dict[str, int] = {}
    for line in sorted(lines, key=lambda line: line.work.month):
        known.add((line.work.locale, line.work.source))
        found[line.work.month] = len(known)
    return found


def _change(lines: Sequence[Line], rates: Rates, baseline: str, month: str) -> Change | None:
    by_month: dict[str, list[Line]] = {}
    for line in lines:
        if line.work.month <= month and line.is_translation and line.band != MEMORY and line.work.words:
            by_month.setdefault(line.work.month, []).append(line)
    earlier = sorted(by_month.keys() - {month})
    if baseline and baseline not in earlier:
        why = (
            f"is not before {month}, the last month of the report"
            if baseline >= month
            else "is a month in which nothing that people translated is recorded"
        )
        known = f"There is {', '.join(earlier)}" if earlier else f"There is none before {month}"
        raise UsageError(f"--baseline {baseline} {why}. {known}.")
    if not earlier or month not in by_month:
        return None
    first = baseline or earlier[0]
    before, after = (_tally(by_month[one], rates) for one in (first, month))
    return Change(
        baseline=first,
        month=month,
        before=before.repeated or 0.0,
        after=after.repeated or 0.0,
        words_before=before.by_people,
        words_after=after.by_people,
    )


def _percent(part: Decimal | float, whole: Decimal | float) -> float | None:
    return round(100 * float(part) / float(whole), 1) if whole else None
