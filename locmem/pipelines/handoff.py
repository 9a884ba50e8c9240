"""Step `handoff`: files for translators, with a manifest in git; what is with somebody is not sent again."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from locmem import textfile
from locmem.catalogs.files import header_date
from locmem.catalogs.pairs import Pair
from locmem.errors import InputErrors, Location, Problem, UsageError, unread_files
from locmem.exchange.effort import kinds_of_work
from locmem.exchange.manifest import FOLDER, Manifest, write_manifest
from locmem.exchange.omegat import SOURCES, project_files
from locmem.exchange.outgoing import ExchangeFormat, Lock, Outgoing
from locmem.exchange.outgoing_tables import write_csv, write_xlsx
from locmem.exchange.po_files import write_po
from locmem.exchange.profiles import GENERIC
from locmem.exchange.sent import sent_units
from locmem.exchange.xliff_files import write_xliff, write_xliff2
from locmem.model.progress import stretch_of
from locmem.model.tags import LanguageTag
from locmem.model.term import Glossary
from locmem.model.wording import counted, listed
from locmem.pages.approvals import locks
from locmem.pages.assigned import Allotment, holding, require_people, said_of
from locmem.pages.guidance import Surroundings, surroundings
from locmem.pages.handoff_scope import (
    HandoffOptions,
    ToSend,
    Work,
    chosen_markets,
    locales_of,
    priority_of,
    require_to_come,
    to_send,
    within,
    work_in,
)
from locmem.pages.overview import WAITING
from locmem.pages.preview import preview_of
from locmem.postedit.ordering import Place
from locmem.reports.preview import preview_name
from locmem.values.locales import plural_header
from locmem.workspace.handoffs import in_flight, readable_manifests
from locmem.workspace.project import Project
from locmem.workspace.successors import followed
from locmem.workspace.survey import Question, survey
from locmem.workspace.writing import Run

__all__ = ["Batch", "HandoffOptions", "HandoffResult", "hand_off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One handoff: its manifest, the folder its files are in, and how much work it is.

    left_over: segments that need a person and did not fit the words asked for.
    """

    manifest: Manifest
    folder: str
    words: int
    left_over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffResult:
    """The batches made, and how many segments were left out because they are with a translator already.

    left_over: segments that need a person and did not fit the words asked for, also where no batch was made.
    kept: segments sent for which a returned text was kept aside and waits for a decision.
    elsewhere: segments sent that somebody else has too, because their source changed since or it was asked for.
    others: segments left out because people said that they are somebody else's, by whose; taken_over: those of them
        that were sent because it was asked for.
    unread: what could not be read; nothing of it is in a batch.
    """

    batches: tuple[Batch, ...]
    in_flight: int
    left_over: int = 0
    elsewhere: int = 0
    kept: int = 0
    others: Mapping[str, int] = field(default_factory=dict)
    taken_over: Mapping[str, int] = field(default_factory=dict)
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
        parts += [f"{counted(count, 'segment')} left for {who}" for who, count in self.others.items()]
        if self.left_over:
            parts.append(f"{counted(self.left_over, 'segment')} left for another handoff")
        parts += unread_files(self.unread)
        return "; ".join(parts)


def hand_off(run: Run, options: HandoffOptions) -> HandoffResult:
    """One batch per locale of everything below the state its risk demands, as far as the options take it in.

    What people said is somebody else's is left for them.
    Raises UsageError for a locale nobody declared, a format that the tool of the profile does not take, a day that
    has passed, and what is to be somebody's where nobody is named, or nobody is called so; ProjectError for a market
    that is not there.
    """
    project = run.project
    require_to_come(options.due, project.today)
    if options.assigned and options.others:
        raise UsageError("either only what is the assignee's is sent, or what is others' too. Leave one of both out.")
    if options.format not in options.profile.formats:
        takes = " and ".join(one.value for one in options.profile.formats)
        raise UsageError(f"{options.profile.title} gets {takes}. Leave --format out, or take another --profile.")
    locales = locales_of(project, options)
    question = Question(
        name="to-send",
        kind=tuple[ToSend, ...],
        answer=lambda workspace: tuple(to_send(workspace, inherited=options.inherited)),
        depends=(options.inherited,),
    )
    said = said_of(project)
    surveyed = survey(project, expecting=(question, WAITING) if said else (question,))
    surveyed.rest.require_listed()
    allotted = Allotment(
        words=holding(said, (one for part in surveyed.ask(WAITING) for one in part)) if said else {},
        usual=project.settings.assignees,
        assignee=options.assignee,
        others=options.others,
        assigned=options.assigned,
    )
    if options.assigned and (nobodys := [locale for locale in locales if not allotted.recipient(locale)]):
        raise UsageError(
            f"nobody is named for {listed(tuple(nobodys))}. Say whose texts are sent with --assignee NAME."
        )
    if options.assigned and options.assignee:
        require_people(project, [options.assignee], readable_manifests(project))
    waiting = [one for part in surveyed.ask(question) for one in part if one.is_for(locales, options)]
    out = in_flight(project, surveyed)
    flying = {} if options.again else out
    free = [(one, one.free(flying)) for one in waiting]
    around = surroundings(project, surveyed) if options.priorities and free else None
    if around is not None:
        scored = around.scored
        free = [
            (one, places) for one, places in free if priority_of(scored, one.locale, one.document) in options.priorities
        ]
    others = _of_others(allotted, () if options.assigned else (place for _, places in free for place in places))
    left_out = {} if options.others else others
    meant = {one.document for one, places in free if any(map(allotted.takes, places))}
    if not meant:
        return HandoffResult(batches=(), in_flight=_held(free), others=left_out, unread=project.unread)
    around = around or surroundings(project, surveyed)
    workspace = surveyed.open(meant)
    locked = locks(project, workspace)
    batches: list[Batch] = []
    left_over = 0
    for locale in locales:
        works, over = within(tuple(work_in(workspace, locale, options, flying, allotted)), around.scored, options)
        left_over += over
        if works:
            parts = [_outgoing(work, locked, around) for work in works]
            batches.append(_batch(run, locale, parts, options, over, allotted))
    sent = [Place(one.manifest.locale, *unit.key) for one in batches for unit in one.manifest.units]
    kept = followed(project, surveyed, (one for one in readable_manifests(project) if one.conflicts))
    aside = {(one.locale, *text.place) for one in kept for text in one.conflicts}
    return HandoffResult(
        batches=tuple(batches),
        in_flight=_held(free),
        left_over=left_over,
        elsewhere=sum(key in out for key in sent),
        kept=sum(key in aside for key in sent),
        others=left_out,
        taken_over=_of_others(allotted, sent),
        unread=project.unread,
    )


def _of_others(allotted: Allotment, places: Iterable[Place]) -> dict[str, int]:
    """How many of these are somebody else's than whom the handoff is for, by whose."""
    return dict(sorted(Counter(filter(None, map(allotted.somebody_elses, places))).items()))


def _held(free: Sequence[tuple[ToSend, Sequence[Place]]]) -> int:
    return sum(len(one.segments) - len(places) for one, places in free)


class _Part(NamedTuple):
    """A document's part of a batch, the pair it is of, and the words of each of its segments."""

    outgoing: Outgoing
    pair: Pair
    words: tuple[int, ...]

    @property
    def sent(self) -> frozenset[str]:
        """The occurrences that are sent."""
        return frozenset(row.entry.occurrence for row in self.outgoing.rows)


def _outgoing(work: Work, locked: Mapping[tuple[str, str], Lock], around: Surroundings) -> _Part:
    source, locale = work.pair.source, work.pair.locale
    lock = locked.get((locale, source.path))
    outgoing = Outgoing(
        document=source.path,
        source_locale=source.locale,
        locale=locale,
        rows=work.rows,
        lock=lock,
        guidance=around.of(work.pair, {row.entry.occurrence for row in work.rows}),
    )
    # What is locked is sent to be read, and is no work.
    return _Part(outgoing, work.pair, (0,) * len(work.words) if lock else work.words)


def _batch(
    run: Run,
    locale: LanguageTag,
    parts: Sequence[_Part],
    options: HandoffOptions,
    left_over: int,
    allotted: Allotment,
) -> Batch:
    project = run.project
    today = project.today
    markets = tuple(
        market.code
        for market in chosen_markets(project, options)
        if any(served.content == locale for served in market.locales)
    )
    outgoing = [part.outgoing for part in parts]
    place = f"{locale}/{SOURCES}" if options.profile.is_project else locale
    names = [f"{place}/{part.document}{options.format.suffix}" for part in outgoing]
    units = [
        unit
        for part, bands in zip(parts, kinds_of_work(outgoing), strict=True)
        for unit in sent_units(part.outgoing, part.words, bands, format=options.format, profile=options.profile)
    ]
    places = (Place(locale, part.document, row.entry.occurrence) for part in outgoing for row in part.rows)
    due = options.due or allotted.due(places, today) or today + timedelta(days=project.settings.due_days)
    manifest = Manifest(
        id="",
        format=options.format.value,
        profile="" if options.profile is GENERIC else options.profile.name,
        scope=options.scope,
        locale=locale,
        markets=markets,
        created=today.isoformat(),
        due=due.isoformat(),
        assignee=allotted.recipient(locale),
        files=tuple(sorted(names)),
        units=tuple(units),
    )
    manifest = replace(manifest, id=_new_id(project, manifest))
    folder = options.folder or f"{FOLDER}/{manifest.id}"
    project.folder.write(manifest.path, write_manifest(manifest))
    if not run.is_dry:
        page = preview_name(manifest.id) if options.preview else ""
        outgoing = [part.shown_in(page) for part in outgoing]
        writing = stretch_of(project.progress, f"files for {locale}", zip(names, outgoing, strict=True), len(names))
        files = {name: _file(project, part, manifest, options) for name, part in writing}
        if options.profile.is_project:
            files |= {f"{locale}/{name}": data for name, data in project_files(outgoing, _glossary(project)).items()}
        if page:
            shown = stretch_of(
                project.progress, f"preview for {locale}", ((one.pair, one.sent) for one in parts), len(parts)
            )
            files[f"{locale}/{page}"] = preview_of(project, manifest, shown).encode()
        _hand_out(run, project.folder.output(folder), files, locale)
    return Batch(
        manifest=manifest, folder=folder, words=sum(map(sum, (part.words for part in parts))), left_over=left_over
    )


def _glossary(project: Project) -> Glossary | None:
    """The team's glossary; None where it cannot be read, which `surroundings` told."""
    try:
        return project.glossary
    except InputErrors:
        return None


def _file(project: Project, outgoing: Outgoing, manifest: Manifest, options: HandoffOptions) -> bytes:
    if options.format is ExchangeFormat.XLIFF:
        return write_xliff(outgoing, handoff=manifest.id, profile=options.profile)
    if options.format is ExchangeFormat.XLIFF2:
        return write_xliff2(outgoing, handoff=manifest.id, profile=options.profile)
    if options.format is ExchangeFormat.CSV:
        return write_csv(outgoing, handoff=manifest.id)
    if options.format is ExchangeFormat.XLSX:
        return write_xlsx(outgoing, handoff=manifest.id)
    return write_po(
        outgoing,
        handoff=manifest.id,
        project=project.settings.name,
        plural_forms=plural_header(LanguageTag(manifest.locale)),
        created=header_date(project.clock.now()),
        profile=options.profile,
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
