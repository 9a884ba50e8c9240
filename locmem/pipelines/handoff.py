"""Step `handoff`: files for translators, with a manifest in git; what is with somebody is not sent again."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from locmem import textfile
from locmem.catalogs.files import header_date
from locmem.catalogs.pairs import Pair, Workspace
from locmem.errors import InputErrors, Location, Problem, unread_files
from locmem.exchange.manifest import FOLDER, Manifest, SentUnit, write_manifest
from locmem.exchange.outgoing import (
    ExchangeFormat,
    Outgoing,
    needs_person,
    sent_units,
    source_digest,
    write_po,
    write_xliff,
    write_xliff2,
)
from locmem.exchange.outgoing_tables import write_csv, write_xlsx
from locmem.model.fact import Market
from locmem.model.progress import stretch_of
from locmem.model.tags import LanguageTag
from locmem.model.translation import CatalogEntry, State
from locmem.model.wording import counted
from locmem.pages.approvals import locks
from locmem.similarity import word_count
from locmem.values.locales import plural_header
from locmem.workspace.handoffs import in_flight
from locmem.workspace.project import Project
from locmem.workspace.survey import Question, survey
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffOptions:
    """What to hand out.

    markets: send only what ships to one of these, empty for all.  folder: where the files go, empty for
    `handoffs/<id>`.  due: None for the settings' number of days from today.
    again: also send what is with a translator already.
    inherited: also send what a variant inherits, for somebody who is to say what this locale says differently.
    """

    format: ExchangeFormat = ExchangeFormat.PO
    locales: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    assignee: str = ""
    due: date | None = None
    folder: str = ""
    again: bool = False
    inherited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One handoff: its manifest, the folder its files are in, and how much work it is."""

    manifest: Manifest
    folder: str
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffResult:
    """The batches made, and how many segments were left out because they are with a translator already.

    unread: what could not be read; nothing of it is in a batch.
    """

    batches: tuple[Batch, ...]
    in_flight: int
    unread: tuple[Problem, ...] = ()

    @property
    def summary(self) -> str:
        """One line for people."""
        parts = [
            f"{batch.manifest.id}: {counted(len(batch.manifest.units), 'segment')}, "
            f"{counted(batch.words, 'word')}, due {batch.manifest.due}"
            for batch in self.batches
        ] or ["nothing to send"]
        if self.in_flight:
            parts.append(f"{counted(self.in_flight, 'segment')} already with translators")
        parts += unread_files(self.unread)
        return "; ".join(parts)


def hand_off(run: Run, options: HandoffOptions) -> HandoffResult:
    """One batch per locale of everything below the state its risk demands.

    Raises UsageError for a locale nobody declared, ProjectError for a market that is not there.
    """
    project = run.project
    locales = _locales(project, options)
    question = Question(
        name="to-send",
        kind=tuple[_ToSend, ...],
        answer=lambda workspace: tuple(_to_send(workspace, options)),
        depends=(options.inherited,),
    )
    surveyed = survey(project, expecting=(question,))
    surveyed.rest.require_listed()
    waiting = [one for part in surveyed.ask(question) for one in part if one.is_for(locales, options.markets)]
    flying = {} if options.again else in_flight(project)
    free = [(one, one.count_free(flying)) for one in waiting]
    workspace = surveyed.open({one.document for one, count in free if count})
    locked = locks(project, workspace)
    batches: list[Batch] = []
    for locale in locales:
        outgoing: list[Outgoing] = []
        for pair in _pairs(workspace, locale, options.markets):
            required = _required(workspace, pair)
            rows = tuple(
                row
                for row in pair.rows
                if _is_sent(pair, row.entry, required, options)
                and flying.get((locale, pair.source.path, row.entry.occurrence)) != source_digest(row.entry)
            )
            if rows:
                outgoing.append(
                    Outgoing(
                        document=pair.source.path,
                        source_locale=pair.source.locale,
                        locale=locale,
                        rows=rows,
                        lock=locked.get((locale, pair.source.path)),
                    )
                )
        if outgoing:
            batches.append(_batch(run, locale, outgoing, options))
    held = sum(len(one.segments) - count for one, count in free)
    return HandoffResult(batches=tuple(batches), in_flight=held, unread=project.unread)


class _ToSend(NamedTuple):
    """What a translator is to do in a document and a locale, whether or not it is with one already.

    markets: codes of those the document is meant for, empty for all.  segments: the occurrence of each, and what
    stands for its source.
    """

    document: str
    locale: str
    markets: tuple[str, ...]
    segments: tuple[tuple[str, str], ...]

    def is_for(self, locales: Collection[str], markets: Collection[str]) -> bool:
        """Whether it is meant: in one of the locales, for one of the markets or whichever where none is named."""
        is_shipped = not markets or not self.markets or any(code in self.markets for code in markets)
        return self.locale in locales and is_shipped

    def count_free(self, flying: Mapping[tuple[str, str, str], str]) -> int:
        """How many of the segments no translator has with this source."""
        place = self.locale, self.document
        return sum(flying.get((*place, occurrence)) != source for occurrence, source in self.segments)


def _to_send(workspace: Workspace, options: HandoffOptions) -> Iterator[_ToSend]:
    for pair in workspace.pairs:
        required = _required(workspace, pair)
        segments = tuple(
            (entry.occurrence, source_digest(entry))
            for entry in pair.catalog.entries
            if _is_sent(pair, entry, required, options)
        )
        if segments:
            yield _ToSend(pair.source.path, pair.locale, tuple(pair.source.document.markets), segments)


def _required(workspace: Workspace, pair: Pair) -> State:
    return workspace.settings.risks[pair.source.risk].required


def _is_sent(pair: Pair, entry: CatalogEntry, required: State, options: HandoffOptions) -> bool:
    if not pair.is_ours(entry):
        # What waits in the base is translated there, once; what is confirmed there may be put differently here.
        return options.inherited and entry.is_current
    return needs_person(entry, required)


def _locales(project: Project, options: HandoffOptions) -> Sequence[LanguageTag]:
    wanted = project.declared(options.locales)
    markets = _chosen(project, options) if options.markets else ()
    spoken = {locale.content for market in markets for locale in market.locales}
    return [tag for tag in wanted if not markets or tag in spoken]


def _chosen(project: Project, options: HandoffOptions) -> Sequence[Market]:
    return [project.market(code) for code in options.markets] if options.markets else project.markets


def _pairs(workspace: Workspace, locale: str, markets: tuple[str, ...]) -> Iterator[Pair]:
    for pair in workspace.pairs_of(locale):
        if not markets or any(pair.source.ships_to(market) for market in markets):
            yield pair


def _batch(run: Run, locale: LanguageTag, outgoing: Sequence[Outgoing], options: HandoffOptions) -> Batch:
    project = run.project
    today = project.today
    markets = tuple(
        market.code
        for market in _chosen(project, options)
        if any(served.content == locale for served in market.locales)
    )
    names = {f"{locale}/{part.document}{options.format.suffix}": part for part in outgoing}
    units: list[SentUnit] = []
    total = 0
    for part in stretch_of(project.progress, f"words for {locale}", names.values(), len(names)):
        # What is inherited or locked was translated already, so that no words are counted again.
        words = [
            0 if row.entry.inherited or part.lock else word_count(row.segment.content, part.source_locale)
            for row in part.rows
        ]
        total += sum(words)
        units.extend(sent_units(part, words))
    manifest = Manifest(
        id="",
        format=options.format.value,
        locale=locale,
        markets=markets,
        created=today.isoformat(),
        due=(options.due or today + timedelta(days=project.settings.due_days)).isoformat(),
        assignee=options.assignee or project.settings.assignees.get(locale, ""),
        files=tuple(sorted(names)),
        units=tuple(units),
    )
    manifest = replace(manifest, id=_new_id(project, manifest))
    folder = options.folder or f"{FOLDER}/{manifest.id}"
    project.folder.write(manifest.path, write_manifest(manifest))
    if not run.is_dry:
        parts = stretch_of(project.progress, f"files for {locale}", names.items(), len(names))
        files = {name: _file(project, part, manifest) for name, part in parts}
        _hand_out(run, project.folder.output(folder), files, locale)
    return Batch(manifest=manifest, folder=folder, words=total)


def _file(project: Project, outgoing: Outgoing, manifest: Manifest) -> bytes:
    if manifest.format == ExchangeFormat.XLIFF.value:
        return write_xliff(outgoing, handoff=manifest.id)
    if manifest.format == ExchangeFormat.XLIFF2.value:
        return write_xliff2(outgoing, handoff=manifest.id)
    if manifest.format == ExchangeFormat.CSV.value:
        return write_csv(outgoing, handoff=manifest.id)
    if manifest.format == ExchangeFormat.XLSX.value:
        return write_xlsx(outgoing, handoff=manifest.id)
    return write_po(
        outgoing,
        handoff=manifest.id,
        project=project.settings.name,
        plural_forms=plural_header(LanguageTag(manifest.locale)),
        created=header_date(project.clock.now()),
    )


def _hand_out(run: Run, folder: Path, files: Mapping[str, bytes], locale: str) -> None:
    """Have the files written; one of an earlier handoff may hold what a translator typed and nobody took in yet."""
    textfile.sweep(folder / locale)
    places = {textfile.below(folder, name): data for name, data in files.items()}
    taken = [place for place, data in places.items() if place.is_file() and textfile.read_bytes(place) != data]
    if taken:
        raise InputErrors(
            Problem(
                location=Location(path=str(place)),
                what="a file is there already, and may hold a translator's work.",
                do="Take it in with `locmem import` and move it away, or name another folder with --to.",
            )
            for place in taken
        )
    for place, data in places.items():
        run.hand_out(place, data)


def _new_id(project: Project, manifest: Manifest) -> str:
    """The day, the locale, a number for people, and letters that stand for what was sent, from where and when.

    Another project or another branch sends something else or at another second, so that its files never pass for
    answers to these, and its manifest never takes the place of this one.
    """
    day = project.today.isoformat()
    taken = [
        int(match[1])
        for path in project.folder.files(f"{FOLDER}/{day}-{manifest.locale}-*.json")
        if (match := re.match(r"(\d+)(?:-\w+)?\.json", path.removeprefix(f"{FOLDER}/{day}-{manifest.locale}-")))
    ]
    number = max(taken, default=0) + 1
    sent = f"{project.settings.name}\n{project.clock.now().isoformat()}\n".encode() + write_manifest(manifest)
    letters = base64.b32encode(hashlib.sha256(sent).digest()).decode().lower()
    return f"{day}-{manifest.locale}-{number}-{letters[:5]}"
