"""Service levels: what was promised on each channel, and what a help desk measured, from `content/sla.csv`.

    market,channel,period,measure,value,target
    ES,email,2026-10,first_response,26 h,
    ES,email,2026-10,share,88,90

A target in the file is the help desk's own for that row; else a market's profile says it (`support_response.email`,
`support_resolution.email`: what its pages promise; else `target` under `channels`), else `sla` of locmem.yaml.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from locmem.backlog.kpi_months import month_of
from locmem.errors import Location, Problems, input_error
from locmem.formats.table_cells import delimiter_of
from locmem.model.fact import Duration, Market
from locmem.model.service_level import Measure, ServiceTarget, Span, plain, share, span

SLA_FILE = "content/sla.csv"
COLUMNS = ("market", "channel", "period", "measure", "value")
_FACTS = {"support_response.": Measure.FIRST_RESPONSE, "support_resolution.": Measure.RESOLUTION}
"""Where profiles say what is promised."""

Value = Span | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure of a help desk.  value, target: a time, or of `share` a percentage; target None where it has none."""

    market: str
    channel: str
    period: str
    measure: Measure
    value: Value
    target: Value | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How a channel of a market stands: the newest figure, the one before it, and what was promised.

    source: who promised it.
    """

    channel: str
    measure: Measure
    target: Value | None = None
    source: str = ""
    now: Measured | None = None
    before: Measured | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the promise was kept; None where nobody knows."""
        return None if self.now is None or self.target is None else _is_kept(self.now.value, self.target)

    @property
    def verdict(self) -> str:
        """In a word or a few."""
        if self.now is None:
            return "not measured"
        if self.target is None:
            return "nothing was promised"
        told = {True: "met", False: "missed", None: "cannot be compared: the units differ"}
        return told[self.is_met]

    @property
    def why(self) -> str:
        """The verdict with what it is made of."""
        if self.now is None or self.target is None or self.is_met is None:
            return self.verdict
        limit = "at most" if isinstance(self.target, Span) else "at least"
        return f"{shown(self.now.value)}, and {limit} {shown(self.target)} promised"

    @property
    def change(self) -> str:
        """Against the figure before: `2 hours longer than in 2026-09`; empty where there is none."""
        if self.now is None or self.before is None:
            return ""
        new, old = self.now.value, self.before.value
        if isinstance(new, Span) and isinstance(old, Span):
            more = new.minus(old)
            if more is None:
                return f"{old} in {self.before.period}"
            long = str(Span(amount=abs(more), unit=new.unit))
            words = f"{long} {'longer than' if more > 0 else 'shorter than'}" if more else "as long as"
        else:
            points = Decimal(str(new)) - Decimal(str(old))
            words = (
                f"{plain(abs(points))} points {'more than' if points > 0 else 'fewer than'}" if points else "as much as"
            )
        return f"{words} in {self.before.period}"


def shown(value: Value | None) -> str:
    """A figure for people: `26 hours`, `90 %`; empty for none."""
    return "" if value is None else str(value) if isinstance(value, Span) else f"{plain(value)} %"


def read_measured(text: str, path: str = SLA_FILE) -> tuple[Measured, ...]:
    """The figures of the file; of several for one thing the last.

    Raises InputErrors with the line of everything that lacks something or holds something wrong.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        do = f"Write the header {','.join((*COLUMNS, 'target'))}."
        raise input_error(Location(path=path, line=1), f"the columns {', '.join(missing)} are missing.", do)
    found: dict[tuple[str, ...], Measured] = {}
    problems = Problems()
    try:
        for row in reader:
            place = Location(path=path, line=reader.line_num)
            try:
                one = _measured({name: (text or "").strip() for name, text in row.items() if name}, reader.line_num)
            except ValueError as error:
                problems.add(place, f"{error}.", "Mend or remove the row.")
                continue
            found[one.market, one.channel, one.period, one.measure.value] = one
    except csv.Error as error:
        what = f"this is not CSV ({error})."
        raise input_error(Location(path=path, line=reader.line_num), what, "Mend the quotes of the row.") from None
    problems.raise_all()
    return tuple(found.values())


def _measured(row: Mapping[str, str], line: int) -> Measured:
    if lacking := [name for name in COLUMNS if not row.get(name)]:
        raise ValueError(f"{' and '.join(lacking)} must be there")
    if row["measure"] not in [one.value for one in Measure]:
        raise ValueError(f"the measure is {row['measure']!r}, and must be first_response, resolution or share")
    measure = Measure(row["measure"])
    period = month_of(row["period"])
    if not period:
        raise ValueError(f"{row['period']!r} is no month such as 2026-10")
    read: Callable[[str], Value] = share if measure is Measure.SHARE else span
    return Measured(
        market=row["market"],
        channel=row["channel"].lower(),
        period=period,
        measure=measure,
        value=read(row["value"]),
        target=read(row["target"]) if row.get("target") else None,
        line=line,
    )


def levels(
    market: Market, figures: Sequence[Measured], targets: Mapping[str, ServiceTarget], month: str, day: date
) -> tuple[Level, ...]:
    """Every channel of a market on which something was promised or measured, by channel and measure.

    month: the last one whose figures count.
    """
    promised = dict(_promised(market, targets, day))
    mine = [one for one in figures if one.market == market.code and one.period <= month]
    keys = sorted({*promised, *((one.channel, one.measure) for one in mine)}, key=lambda key: (key[0], _rank(key[1])))
    found = []
    for channel, measure in keys:
        rows = sorted((one for one in mine if (one.channel, one.measure) == (channel, measure)), key=_period)
        now, before = (rows[-1] if rows else None), (rows[-2] if len(rows) > 1 else None)
        target, source = promised.get((channel, measure), (None, ""))
        if now is not None and now.target is not None:
            target, source = now.target, SLA_FILE
        found.append(Level(channel=channel, measure=measure, target=target, source=source, now=now, before=before))
    return tuple(found)


def unjoined(figures: Sequence[Measured], codes: Sequence[str]) -> Iterator[str]:
    """What of the file belongs to no market here, a line each."""
    for one in figures:
        if one.market not in codes:
            yield f"{SLA_FILE}:{one.line}: there is no market {one.market!r}, so that its figure is in no review."


def _period(one: Measured) -> str:
    return one.period


def _rank(measure: Measure) -> int:
    return list(Measure).index(measure)


def _promised(
    market: Market, targets: Mapping[str, ServiceTarget], day: date
) -> Iterator[tuple[tuple[str, Measure], tuple[Value, str]]]:
    for channel, target in targets.items():
        for measure, wanted in zip(Measure, (target.first_response, target.resolution, target.share), strict=True):
            if wanted is not None:
                yield (channel, measure), (wanted, "locmem.yaml")
    for one in market.channels:
        if one.target:
            value = Span(amount=Decimal(one.target.count), unit=one.target.unit)
            yield (one.name, Measure.FIRST_RESPONSE), (value, f"{one.location.path} channels.{one.name}")
    # What pages of the market promise counts before what the team wants everywhere.
    for start, measure in _FACTS.items():
        for path, fact in market.facts.items():
            held = next((value.value for value in fact.values if value.window.holds(day)), None)
            if path.startswith(start) and isinstance(held, Duration):
                value = Span(amount=Decimal(held.count), unit=held.unit)
                yield (path.removeprefix(start), measure), (value, f"{fact.location.path} {path}")


def _is_kept(value: Value, target: Value) -> bool | None:
    if isinstance(value, Span) and isinstance(target, Span):
        return value.within(target)
    if isinstance(value, Decimal) and isinstance(target, Decimal):
        return value >= target
    return None
