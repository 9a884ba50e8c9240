"""What a project's people did, what it cost and what it saved, from its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from locmem.catalogs.pairs import Workspace
from locmem.pages.guidance import readable_markets
from locmem.postedit.effort import Edited, EffortRow, effort
from locmem.postedit.ledger import Line, lines
from locmem.postedit.waiting import readers
from locmem.reports.savings import NOBODY, ReadIn, Savings, savings
from locmem.settings import content_set_of
from locmem.workspace.copied_pages import without_copies
from locmem.workspace.measured_drafts import edits_of, recorded
from locmem.workspace.project import Project
from locmem.workspace.successors import followed_work
from locmem.workspace.survey import Question, Survey, survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A document that is there, and the markets it is meant for; none for all."""

    document: str
    markets: tuple[str, ...]


def _meant(workspace: Workspace) -> tuple[Meant, ...]:
    return tuple(Meant(document=source.path, markets=tuple(source.document.markets)) for source in workspace.sources)


MEANT = Question(name="meant for", kind=tuple[Meant, ...], answer=_meant)


def read_in(project: Project, surveyed: Survey, markets: Sequence[str] = ()) -> ReadIn:
    """Gives the markets that read a document in a locale now, in its own catalogs or those of variants.

    markets: those that are meant, planned ones too; empty for all launched ones.
    A document that is gone is read by nobody; where a profile cannot be read, nothing is.
    """
    meant_markets = project.chosen_markets(markets) if markets else readable_markets(project) or ()
    meant = {one.document: one.markets for part in surveyed.ask(MEANT) for one in part}
    served: dict[str, set[str]] = {}
    for tag, codes in readers(meant_markets).items():
        for locale in (tag, *(str(base) for base in _bases(project, tag))):
            served.setdefault(locale, set()).update(codes)

    def found(document: str, locale: str) -> Sequence[str]:
        if document not in meant:
            return ()
        return tuple(code for code in sorted(served.get(locale, ())) if not meant[document] or code in meant[document])

    return found


def _bases(project: Project, locale: str) -> Sequence[str]:
    known: Mapping[str, Sequence[str]] = {str(one): project.settings.bases(one) for one in project.settings.locales}
    return known.get(locale, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a report is of.  locales, markets: empty for all.  first, last, baseline: months, empty as of `savings`."""

    locales: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    baseline: str = ""

    def takes_month(self, month: str) -> bool:
        """Whether a month is among those that are meant."""
        return (self.first or month) <= month <= (self.last or month)


def _recorded(project: Project, asked: Asked) -> tuple[Iterable[Line], ReadIn]:
    """What is recorded, of pages under the names they have now, and which markets read it."""
    surveyed = survey(project)
    works = without_copies(project, surveyed, followed_work(project, surveyed, recorded(project)))
    return lines(works), read_in(project, surveyed, asked.markets)


def savings_of(project: Project, asked: Asked) -> Savings | None:
    """What was saved; None where nothing that is meant was confirmed."""
    found, reads = _recorded(project, asked)
    mine = tuple(_wanted(found, asked, reads))
    edits = edits_of(project, (line.work for line in mine if asked.takes_month(line.work.month)))
    return savings(
        mine,
        edits,
        project.settings.rates,
        reads,
        first=asked.first,
        last=asked.last,
        baseline=asked.baseline,
        engine_costs=_engine_costs(project, asked),
    )


def _engine_costs(project: Project, asked: Asked) -> dict[tuple[str, str], Decimal]:
    """What calls of engines may have cost, by month and locale, as the log says; nobody can say it by market."""
    from locmem.mt.audit import AuditLog

    found: dict[tuple[str, str], Decimal] = {}
    if asked.markets or not project.has_state:
        return found
    for one in AuditLog(project.database, project.clock).rows():
        key = one.time[:7], one.call.locale
        is_meant = not asked.locales or key[1] in asked.locales
        if one.cost is not None and is_meant:
            found[key] = found.get(key, Decimal(0)) + one.cost
    return found


def _wanted(found: Iterable[Line], asked: Asked, reads: ReadIn) -> Iterable[Line]:
    for line in found:
        work = line.work
        if asked.locales and work.locale not in asked.locales:
            continue
        if not asked.markets or set(asked.markets) & set(reads(work.document, work.locale)):
            yield line


GROUPS = ("engine", "band", "locale", "content-set", "market", "month")
"""What drafts can be grouped by."""


def effort_of(project: Project, asked: Asked, by: Sequence[str]) -> tuple[EffortRow, ...]:
    """What people changed in drafts, by any of `GROUPS`; a draft that several markets read counts in each."""
    found, reads = _recorded(project, asked)
    mine = [line for line in _wanted(found, asked, reads) if asked.takes_month(line.work.month)]
    bands = {(line.work.run, line.work.locale, line.work.document, line.work.occurrence): line.band for line in mine}

    def names_of(one: Edited) -> Iterable[tuple[str, ...]]:
        work = one.work
        content_set = content_set_of(project.settings, work.document)
        known = {
            "engine": one.engine,
            "band": bands[work.run, work.locale, work.document, work.occurrence],
            "locale": work.locale,
            "content-set": content_set.name if content_set else NOBODY,
            "month": work.month,
        }
        codes = (reads(work.document, work.locale) or (NOBODY,)) if "market" in by else ("",)
        for code in codes:
            yield tuple({**known, "market": code}[name] for name in by)

    return effort(edits_of(project, (line.work for line in mine)), names_of)
