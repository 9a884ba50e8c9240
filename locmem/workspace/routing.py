"""Which engines may draft a text, in order: as far as settings, markets, the user and this machine let them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from locmem.catalogs.pairs import Pair
from locmem.clock import today
from locmem.markets.sending import refusal
from locmem.model.document import Risk
from locmem.model.fact import Market
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.model.wording import listed
from locmem.mt.audit import Permission
from locmem.mt.engine import EngineStatus
from locmem.postedit.thresholds import Threshold, threshold
from locmem.workspace.measured_drafts import MeasuredDrafts
from locmem.workspace.project import Project
from locmem.workspace.trust import is_trusted, not_trusted


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineReport:
    """One engine of a locale.  engine: empty where none is set.  why: what keeps it from drafting anything; else empty.

    about: its note and licence.  first: from which match on the memory goes first, and why.
    host: where texts go; empty for this machine.
    senders: for an engine elsewhere, each market whose texts it drafts with why it lets none be sent there, of the
    first class of text that the engine is set for (standard for all); empty where it does.
    """

    locale: str
    engine: str
    is_ready: bool
    why: str = ""
    about: str = ""
    first: str = ""
    host: str = ""
    senders: tuple[tuple[str, str], ...] = ()


class Routes:
    """The engines of a project, each asked once whether it is ready."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.settings = tuple(map(self._with_register, project.settings.engines))
        self._measured = MeasuredDrafts(project)
        self._statuses: dict[int, EngineStatus] = {}
        self._missing_of: dict[int, str] = {}
        self._readers: dict[tuple[str, tuple[str, ...]], tuple[Market, ...]] = {}

    def engines_for(self, pair: Pair) -> tuple[EngineSetting, ...]:
        """The engines that may draft a document in a locale, first things first; none for a variant."""
        return tuple(one for one in self.settings if one.locale == pair.locale and self.may_draft(one, pair))

    def may_draft(self, setting: EngineSetting, pair: Pair) -> bool:
        """Whether one of `settings` may draft a document in its locale."""
        return not (self._unfit(setting, pair) or self._unsendable(setting, pair))

    def unsendable(self, pair: Pair) -> tuple[tuple[str, str], ...]:
        """(engine, why) for the engines that would draft a document, and to which its markets let nothing be sent."""
        would = [one for one in self.settings if one.locale == pair.locale and not self._unfit(one, pair)]
        found = ((one.engine, self._unsendable(one, pair)) for one in would)
        return tuple((engine, why) for engine, why in found if why)

    def permissions(self, pairs: Iterable[Pair]) -> tuple[Permission, ...]:
        """The words of the markets that read these documents in their locales, by which their texts may be sent."""
        markets = {one.code: one for pair in pairs for one in self._readers_of(pair)}
        return tuple(
            Permission(market=code, region=word.region, reviewed_on=word.reviewed_on)
            for code in sorted(markets)
            if (word := markets[code].sending)
        )

    def host(self, setting: EngineSetting) -> str:
        """Where an engine's texts go; empty for this machine."""
        return self._status(setting).host

    def threshold(self, setting: EngineSetting) -> Threshold:
        """From which match on the memory goes before an engine."""
        drafts = self._measured.of_engine(setting.engine, setting.locale)
        return threshold(setting, drafts, partial(self._measured.of_matches, setting.locale))

    def report(self, locales: Iterable[LanguageTag]) -> tuple[EngineReport, ...]:
        """A row for each engine of each locale, and one for a locale without any."""
        rows = []
        for locale in locales:
            settings = [one for one in self.settings if one.locale == locale]
            for setting in settings:
                status, first, why = self._status(setting), self.threshold(setting), self._missing(setting)
                rows.append(
                    EngineReport(
                        locale=locale,
                        engine=setting.engine,
                        is_ready=not why,
                        why=why,
                        about=f"{status.note} {status.licence}".strip(),
                        first=f"from {first.percent} % ({first.why})",
                        host=status.host,
                        senders=self._senders(setting) if status.host else (),
                    )
                )
            if not settings:
                rows.append(
                    EngineReport(locale=locale, engine="", is_ready=False, why="no engine is set in locmem.yaml")
                )
        return tuple(rows)

    def key(self, locales: Iterable[LanguageTag]) -> tuple[object, ...]:
        """What the routes hang on beside the documents: engines as they are here, and what markets say of sending."""
        rows = self.report(locales)
        is_sending = any(row.host for row in rows)
        policies = [(one.code, one.sending, one.locales) for one in self._project.markets] if is_sending else []
        day = today(self._project.clock) if is_sending else None
        return (rows, repr(policies), day)

    def _senders(self, setting: EngineSetting) -> tuple[tuple[str, str], ...]:
        readers = [
            one for one in self._project.markets if any(locale.content == setting.locale for locale in one.locales)
        ]
        if setting.markets:
            readers = [one for one in readers if one.code in setting.markets]
        if broken := tuple(sorted(self._project.broken_markets)):
            # Which locales they read nobody knows, and no run sends anything while they are so.
            why = f"{listed(broken)} cannot be read: until that is mended nothing is sent."
            return tuple((code, why) for code in (*(one.code for one in readers), *broken))
        day, risk = today(self._project.clock), next(iter(setting.risks), Risk.STANDARD)
        return tuple((one.code, refusal([one], setting.full_name, risk, day)) for one in readers)

    def _status(self, setting: EngineSetting) -> EngineStatus:
        if id(setting) not in self._statuses:
            from locmem.mt.engines import engine_status

            self._statuses[id(setting)] = engine_status(setting, self._project.settings.source_locale)
        return self._statuses[id(setting)]

    def _unfit(self, setting: EngineSetting, pair: Pair) -> str:
        """Why an engine of this locale does not draft a document, whoever reads it; empty where it does."""
        settings, source = self._project.settings, pair.source
        if pair.base:
            return f"{pair.locale} inherits from {pair.base}"
        if source.locale != settings.source_locale:
            return f"the document is written in {source.locale}"
        if not settings.risks[source.risk].machine or (setting.risks and source.risk not in setting.risks):
            return f"{source.risk.value} texts are not drafted by it"
        if setting.content_sets and source.content_set.name not in setting.content_sets:
            return f"it does not draft {source.content_set.name}"
        if setting.markets and not all(one.code in setting.markets for one in self._readers_of(pair)):
            return f"it drafts only what is read in {listed(setting.markets)}"
        return self._missing(setting)

    def _unsendable(self, setting: EngineSetting, pair: Pair) -> str:
        """Why a document must not be sent to an engine that is not on this machine; empty where it may be."""
        if not self._status(setting).host:
            return ""
        return refusal(self._readers_of(pair), setting.full_name, pair.source.risk, today(self._project.clock))

    def _missing(self, setting: EngineSetting) -> str:
        """What an engine lacks on this machine: itself, or the user's word; empty where it is ready."""
        if id(setting) not in self._missing_of:
            status = self._status(setting)
            untrusted = [one for one in status.asks if not is_trusted(self._project.root, one)]
            self._missing_of[id(setting)] = status.why or "".join(map(not_trusted, untrusted[:1]))
        return self._missing_of[id(setting)]

    def _readers_of(self, pair: Pair) -> tuple[Market, ...]:
        """The markets whose customers read a document in a locale; planned ones where there are no others."""
        key = pair.locale, tuple(pair.source.document.markets)
        if key not in self._readers:
            every = [
                market
                for market in self._project.markets
                if any(one.content == pair.locale for one in market.locales) and (not key[1] or market.code in key[1])
            ]
            self._readers[key] = tuple([one for one in every if one.is_launched] or every)
        return self._readers[key]

    def _with_register(self, setting: EngineSetting) -> EngineSetting:

        from locmem.terms.register import register_named

        told = self._project.settings.registers.get(setting.locale, "")
        register = {"polite": "formal", "plain": "informal", "plural": "informal", "tu": "informal"}
        named = register_named(told, setting.locale) if told else ""
        return replace(setting, register=register.get(named, named)) if named else setting
