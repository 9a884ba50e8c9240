"""What left the machine, where to and by whose word, and which engine may be sent what."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from locmem.markets.sending import refusal
from locmem.model.document import Risk
from locmem.model.fact import Market
from locmem.model.settings import EngineSetting, Settings
from locmem.model.wording import listed
from locmem.mt.audit import Fault, LoggedCall, Permission
from locmem.mt.engine import EngineStatus
from locmem.mt.outcomes import Outcome
from locmem.mt.privacy import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Calls of one engine for one locale that relied on the same permissions, summed.

    calls: requests, each try and each part of a larger one by itself.
    texts, characters: what was sent, as often as it was, tokens as they stand.  beside: characters of neighbours, of
        terms, and of what the engine is told to do.
    hidden: pieces of personal data that were not sent, by kind.
    cost: the most that may be billed, by unit; nothing where nobody said what characters cost.
    failed, open: calls without an answer, and those that were cut short; both may be billed.
    turned_away, unsent: calls that the host refused before any work, and those that found no connection; neither is
        billed, and of the latter nothing was sent.
    """

    engine: str
    host: str
    locale: str
    permissions: tuple[Permission, ...]
    calls: int
    texts: int
    characters: int
    beside: int
    hidden: Mapping[str, int]
    cost: Mapping[str, Decimal]
    failed: int
    open: int
    turned_away: int
    unsent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """Whether texts of a class may be sent to an engine for one market's readers of a locale; why not, in words."""

    engine: str
    host: str
    locale: str
    market: str
    risk: Risk
    why_not: str

    @property
    def may(self) -> bool:
        """Whether they may be sent, as far as this market goes: every market that reads a text must allow it."""
        return not self.why_not


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyReport:
    """What left the machine in a month, or ever, as far as the log of one database says.

    month: such as `2026-11`; empty for all.  database: where the log is, as people are told it; what was sent while the
        project had another database is in that one's log alone.
    faults: what is wrong with the log; while there is one, nothing in it is certain.  end: its last digest.
    local, elsewhere: engines of the settings that send nothing, and those that would, with their locale.
    unread: markets, or files of theirs, that cannot be read: while there are any, nothing is sent to any engine.
    """

    month: str
    database: str
    calls: tuple[LoggedCall, ...]
    sent: tuple[Sent, ...]
    faults: tuple[Fault, ...]
    end: str
    local: tuple[tuple[str, str], ...]
    allowances: tuple[Allowance, ...]
    elsewhere: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def hidden(self) -> dict[str, int]:
        """Pieces of personal data that were not sent, by kind, the kinds in the order of `KINDS`."""
        return _by_kind(one.hidden for one in self.sent)


def summed(calls: Iterable[LoggedCall]) -> tuple[Sent, ...]:
    """The calls by engine, host, locale and permissions, in this order."""
    groups: dict[tuple[str, str, str, tuple[Permission, ...]], list[LoggedCall]] = {}
    for one in calls:
        groups.setdefault((one.call.engine, one.call.host, one.call.locale, one.permissions), []).append(one)
    return tuple(_sum_of(found) for _, found in sorted(groups.items(), key=lambda item: item[0][:3]))


def _sum_of(calls: Sequence[LoggedCall]) -> Sent:
    """The sum of calls of one group."""
    one = calls[0]
    left = [one.call for one in calls if one.outcome.has_left]
    ended = Counter(one.outcome for one in calls)
    return Sent(
        engine=one.call.engine,
        host=one.call.host,
        locale=one.call.locale,
        permissions=one.permissions,
        calls=len(calls),
        texts=sum(call.texts for call in left),
        characters=sum(call.characters for call in left),
        beside=sum(call.beside for call in left),
        hidden=_by_kind(call.hidden for call in left),
        cost=_costs(calls),
        failed=ended[Outcome.FAILED],
        open=ended[Outcome.OPEN],
        turned_away=ended[Outcome.TURNED_AWAY],
        unsent=ended[Outcome.NOT_SENT],
    )


def _by_kind(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total = Counter[str]()
    for one in counts:
        total.update(one)
    known = [kind for kind in KINDS if total[kind]]
    return {kind: total[kind] for kind in (*known, *sorted(total.keys() - {*known}))}


def _costs(calls: Sequence[LoggedCall]) -> dict[str, Decimal]:
    costs: dict[str, Decimal] = {}
    for one in calls:
        if one.cost is not None:
            costs[one.unit] = costs.get(one.unit, Decimal(0)) + one.cost
    return dict(sorted(costs.items()))


def allowances(
    settings: Settings,
    engines: Sequence[tuple[EngineSetting, EngineStatus]],
    markets: Sequence[Market],
    day: date,
    unread: Sequence[str] = (),
) -> tuple[Allowance, ...]:
    """For each engine on another machine, market and class of text whether it may be sent.

    engines: as the settings have them.  A market reads a locale, too, of which one of its own is a variant.
    unread: of the markets, those that cannot be read; which locales they read nobody knows, so each stands under every
        locale, and nothing may be sent.
    """
    found: list[Allowance] = []
    for setting, engine in engines:
        if not engine.host:
            continue
        readers = [one for one in markets if engine.locale in _read_by(one, settings)]
        for code, market in (*((one.code, one) for one in readers), *((code, None) for code in unread)):
            for risk in Risk:
                if unread:
                    why_not = f"{listed(tuple(unread))} cannot be read: until that is mended nothing is sent."
                else:
                    why_not = _own_limits(settings, setting, code, risk)
                found.append(
                    Allowance(
                        engine=setting.full_name,
                        host=engine.host,
                        locale=engine.locale,
                        market=code,
                        risk=risk,
                        why_not=why_not or (refusal((market,), setting.full_name, risk, day) if market else ""),
                    )
                )
    return tuple(found)


def _own_limits(settings: Settings, setting: EngineSetting, market: str, risk: Risk) -> str:
    """Why the settings themselves let an engine draft nothing of a class for a market; empty where they do."""
    if not settings.risks[risk].machine:
        return f"The settings have no {risk.value} texts drafted by machine."
    if setting.risks and risk not in setting.risks:
        kinds = listed(tuple(one.value for one in setting.risks))
        return f"The settings have {setting.full_name} draft {kinds} texts only in {setting.locale}."
    if setting.markets and market not in setting.markets:
        whose = listed(setting.markets)
        return f"The settings have {setting.full_name} draft in {setting.locale} only what is read in {whose}."
    return ""


def _read_by(market: Market, settings: Settings) -> frozenset[str]:
    """The locales whose texts a market's customers read, the bases of variants among them."""
    own = [tag for tag in settings.locales if tag in {locale.content for locale in market.locales}]
    return frozenset(own) | {base for tag in own for base in settings.bases(tag)}


CSV_COLUMNS = (
    *("number", "time", "command", "engine", "version", "host", "source_locale", "locale"),
    *("markets", "regions", "reviewed_on", "texts", "characters", "beside"),
    *(f"hidden_{kind}" for kind in KINDS),
    *("cost", "unit", "outcome", "answered"),
)


def as_csv(calls: Iterable[LoggedCall]) -> str:
    """The calls as CSV, one a row under a heading; several markets with `; ` between."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for one in calls:
        call = one.call
        by = one.permissions
        days = (str(word.reviewed_on or "") for word in by)
        writer.writerow(
            (
                *(one.number, one.time, one.command, call.engine, call.version, call.host),
                *(call.source_locale, call.locale, "; ".join(word.market for word in by)),
                *("; ".join(word.region for word in by), "; ".join(days)),
                *(call.texts, call.characters, call.beside, *(call.hidden.get(kind, 0) for kind in KINDS)),
                *("" if one.cost is None else format(one.cost, "f"), one.unit, one.outcome.value, one.answered),
            )
        )
    return written.getvalue()
