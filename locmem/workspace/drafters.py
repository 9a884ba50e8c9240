"""The engines of a run, each opened once, with all that a call of it takes: what is hidden, logged, and paid for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import Pair
from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.workspace.project import Project
from locmem.workspace.routing import Routes
from locmem.workspace.trust import is_trusted

if TYPE_CHECKING:
    from locmem.mt.allowance import Allowance
    from locmem.mt.audit import AuditLog
    from locmem.mt.drafting import Drafter


class Drafters:
    """The engines that may draft some documents."""

    def __init__(self, project: Project, routes: Routes, command: str, pairs: Iterable[Pair]) -> None:
        """command: what they are asked for, for the log.  pairs: all documents of which they may get a text."""
        self._project = project
        self._routes = routes
        self._command = command
        self._pairs = {(pair.source.path, pair.locale): pair for pair in pairs}
        self._opened: dict[int, Drafter | None] = {}
        self._broken: dict[int, str] = {}

    def first(self, pair: Pair) -> Drafter | None:
        """The engine that comes first of those that may draft a document; None where none may."""
        setting = next(iter(self._routes.engines_for(pair)), None)
        return self.of(setting) if setting else None

    def first_here(self, pair: Pair) -> Drafter | None:
        """The same of those that run on this machine.

        What is asked to mend a near match is the source of another text as well, and whoever let the one be sent said
        nothing of the other.
        """
        for setting in self._routes.engines_for(pair):
            if not self._routes.host(setting):
                return self.of(setting)
        return None

    def of(self, setting: EngineSetting) -> Drafter | None:
        """One of the engines of the routes; None where it does not open, see `broken`."""
        if id(setting) not in self._opened:
            try:
                self._opened[id(setting)] = self._open(setting)
            except EngineError as error:
                self._opened[id(setting)] = None
                self._broken[id(setting)] = str(error)
        return self._opened[id(setting)]

    def broken(self, setting: EngineSetting) -> str:
        """Why an engine did not open; empty where it did."""
        return self._broken.get(id(setting), "")

    def _open(self, setting: EngineSetting) -> Drafter:
        from locmem.markets.contacts import contacts_of
        from locmem.markets.spoken import other_language
        from locmem.mt.answers import Answers
        from locmem.mt.audit import AuditLog, Grounds
        from locmem.mt.drafting import Drafter
        from locmem.mt.engines import open_engine
        from locmem.mt.privacy import Personal

        project, settings = self._project, self._project.settings
        among = (settings.source_locale, *settings.locales)
        engine = open_engine(setting, settings.source_locale, lambda address: is_trusted(project.root, address))
        personal = log = calls = None
        if engine.traits.host:
            regions = tuple(sorted({market.code.partition("-")[0] for market in project.markets}))
            personal = Personal(known=contacts_of(project.markets), regions=regions)
        if engine.traits.host or setting.price is not None:
            # What has a price is counted, wherever the engine stands: a gateway on this machine may be billed for.
            drafted = [pair for pair in self._pairs.values() if pair.locale == setting.locale]
            grounds = Grounds(
                command=self._command,
                permissions=self._routes.permissions(pair for pair in drafted if self._routes.may_draft(setting, pair)),
                per_million=setting.price,
                unit=settings.rates.currency,
            )
            log = AuditLog(project.database, project.clock)
            calls = log.calls(grounds)
        return Drafter(
            engine=engine,
            answers=Answers(project.database),
            source_locale=settings.source_locale,
            locale=setting.locale,
            strange=lambda answer, source: other_language(answer, setting.locale, among, source),
            personal=personal,
            log=calls,
            allowance=allowance_of(project, setting, log) if log else None,
            beats=self._routes.threshold(setting).percent,
        )


def allowance_of(project: Project, setting: EngineSetting, log: AuditLog) -> Allowance | None:
    """What the engine may still cost this month; None where the settings set no budget, or it costs nothing."""
    from locmem.mt.allowance import Allowance

    if setting.budget is None or not setting.price:
        return None
    month = f"{project.today:%Y-%m}"
    budget = f"its budget of {setting.budget} {project.settings.rates.currency}".rstrip()
    return Allowance(
        log,
        setting.engine,
        month,
        budget=setting.budget,
        per_million=setting.price,
        used_up=f"{budget} for {month} pays for no more",
    )
