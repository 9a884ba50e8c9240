"""What a handoff takes in: the segments that need a person, narrowed to what was asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from locmem.catalogs.pairs import CONTENT, Pair, Row, Workspace
from locmem.errors import UsageError
from locmem.exchange.outgoing import ExchangeFormat, needs_person, source_digest
from locmem.exchange.profiles import GENERIC, Profile
from locmem.globs import matches
from locmem.model.fact import Market
from locmem.model.priority import Priority, Scored
from locmem.model.tags import LanguageTag
from locmem.model.translation import CatalogEntry, State
from locmem.model.wording import counted, listed
from locmem.pages.assigned import Allotment
from locmem.pages.guidance import readable_markets
from locmem.postedit.ordering import Place
from locmem.similarity import word_count
from locmem.workspace.changed_files import changed_since
from locmem.workspace.project import Project
from locmem.workspace.sources import source_paths

_UNDUE = Scored(priority=Priority.MAY, reasons=())


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffOptions:
    """What to hand out.

    profile: the tool it is for.  markets: send only what ships to one of these, empty for all.
    documents: only these, by path under the content folder, None for all.  since: the commit they changed since, to
    be told.  priorities: only documents of these, empty for all.  most_words: about as much as somebody can do, by
    locale; the most pressing documents first; 0 for any number.
    folder: where the files go, empty for `handoffs/<id>`.  due: None for the settings' number of days from today.
    again: also send what is with a translator already.
    others: also send what people said is somebody else's than the assignee's.  assigned: send only what is the
    assignee's, as the queue has it.
    inherited: also send what a variant inherits, for somebody who is to say what this locale says differently.
    preview: whether the documents go along as a page to look at.
    """

    format: ExchangeFormat = ExchangeFormat.PO
    profile: Profile = GENERIC
    locales: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    documents: tuple[str, ...] | None = None
    since: str = ""
    priorities: tuple[Priority, ...] = ()
    most_words: int = 0
    assignee: str = ""
    due: date | None = None
    folder: str = ""
    again: bool = False
    others: bool = False
    assigned: bool = False
    inherited: bool = False
    preview: bool = True

    @property
    def scope(self) -> str:
        """What narrows it, in words; empty for everything."""
        parts = []
        if self.markets:
            parts.append(f"for {', '.join(self.markets)}")
        if self.since:
            parts.append(f"changed since {self.since}")
        elif self.documents is not None:
            parts.append(f"of {listed(self.documents, 3)}")
        if self.priorities:
            parts.append(f"priority {', '.join(str(one.value) for one in self.priorities)}")
        if self.most_words:
            parts.append(f"up to {counted(self.most_words, 'word')}")
        if self.assigned:
            parts.append("as assigned")
        if self.inherited:
            parts.append("with what is inherited")
        return "; ".join(parts)


class ToSend(NamedTuple):
    """What a translator is to do in a document and a locale, whether or not it is with one already.

    markets: codes of those the document is meant for, empty for all.  segments: the occurrence of each, and what
    stands for its source.
    """

    document: str
    locale: str
    markets: tuple[str, ...]
    segments: tuple[tuple[str, str], ...]

    def is_for(self, locales: Collection[str], options: HandoffOptions) -> bool:
        """Whether it is meant, as far as a document says itself: by locale, market and path."""
        is_shipped = not options.markets or not self.markets or any(code in self.markets for code in options.markets)
        is_named = options.documents is None or self.document in options.documents
        return self.locale in locales and is_shipped and is_named

    def free(self, flying: Mapping[tuple[str, str, str], str]) -> tuple[Place, ...]:
        """The places of the segments that no translator has with this source."""
        places = ((Place(self.locale, self.document, occurrence), source) for occurrence, source in self.segments)
        return tuple(place for place, source in places if flying.get(place) != source)


def to_send(workspace: Workspace, *, inherited: bool) -> Iterator[ToSend]:
    """What a translator is to do in each document and locale."""
    for pair in workspace.pairs:
        segments = tuple(
            (entry.occurrence, source_digest(entry))
            for entry in pair.catalog.entries
            if _is_sent(workspace, pair, entry, inherited=inherited)
        )
        if segments:
            yield ToSend(pair.source.path, pair.locale, tuple(pair.source.document.markets), segments)


def _is_sent(workspace: Workspace, pair: Pair, entry: CatalogEntry, *, inherited: bool) -> bool:
    if not pair.is_ours(entry):
        # What waits in the base is translated there, once; what is confirmed there may be put differently here.
        return inherited and entry.is_current
    required: State = workspace.settings.risks[pair.source.risk].required
    return needs_person(entry, required)


def priority_of(scored: Mapping[tuple[str, str], Scored], locale: str, document: str) -> Priority:
    """How pressing a document is in a locale; what nothing presses may wait."""
    return scored.get((locale, document), _UNDUE).priority


class Work(NamedTuple):
    """What is sent of a document: its segments, and the words of each that somebody is to translate."""

    pair: Pair
    rows: tuple[Row, ...]
    words: tuple[int, ...]


def work_in(
    workspace: Workspace,
    locale: str,
    options: HandoffOptions,
    flying: Mapping[tuple[str, str, str], str],
    allotted: Allotment,
) -> Iterator[Work]:
    """What is free to be sent in a locale, document by document.

    flying: what is with translators already, and the source they have.  allotted: whose the rest is.
    """
    for pair in workspace.pairs_of(locale):
        if options.markets and not any(pair.source.ships_to(market) for market in options.markets):
            continue
        rows = tuple(
            row
            for row in pair.rows
            if _is_sent(workspace, pair, row.entry, inherited=options.inherited)
            and flying.get(place := Place(locale, pair.source.path, row.entry.occurrence)) != source_digest(row.entry)
            and allotted.takes(place)
        )
        if rows:
            # What is inherited was translated already, so that no words are counted again.
            words = [0 if row.entry.inherited else word_count(row.segment.content, pair.source.locale) for row in rows]
            yield Work(pair, rows, tuple(words))


def within(
    works: Sequence[Work], scored: Mapping[tuple[str, str], Scored], options: HandoffOptions
) -> tuple[tuple[Work, ...], int]:
    """The work that fits the options, most pressing documents first where words are counted, and the segments left out.

    A document is begun where some of its words still fit: what does not fit of it comes with the next handoff.
    """
    if not options.priorities and not options.most_words:
        return tuple(works), 0
    score = {id(work): scored.get((work.pair.locale, work.pair.source.path), _UNDUE) for work in works}
    meant = [work for work in works if not options.priorities or score[id(work)].priority in options.priorities]
    if not options.most_words:
        return tuple(meant), 0
    found: list[Work] = []
    left, over = options.most_words, 0
    for work in sorted(meant, key=lambda one: (score[id(one)].priority, -score[id(one)].points)):
        fitting = 0
        while fitting < len(work.rows) and left >= 0 and work.words[fitting] <= left:
            left -= work.words[fitting]
            fitting += 1
        if fitting:
            found.append(Work(work.pair, work.rows[:fitting], work.words[:fitting]))
        if fitting < len(work.rows):
            # Nothing that is less pressing slips in before it.
            left = -1
            over += len(work.rows) - fitting
    return tuple(sorted(found, key=lambda one: one.pair.source.path)), over


def require_to_come(due: date | None, today: date) -> None:
    """Raise UsageError for a day that has passed, on which nothing can be due; most often its year is wrong."""
    if due is not None and due < today:
        do = f"Name a day from {today.isoformat()} on, such as +5d for five days from today."
        raise UsageError(f"nothing can be due on {due.isoformat()}: that day has passed. {do}")


def locales_of(project: Project, options: HandoffOptions) -> Sequence[LanguageTag]:
    """The locales that are meant: those named, as far as the markets named read them."""
    wanted = project.declared(options.locales)
    markets = chosen_markets(project, options) if options.markets else ()
    spoken = {locale.content for market in markets for locale in market.locales}
    return [tag for tag in wanted if not markets or tag in spoken]


def chosen_markets(project: Project, options: HandoffOptions) -> Sequence[Market]:
    """The markets named, or all that are launched; none where profiles cannot be read and nobody named one."""
    if options.markets:
        return [project.market(code) for code in options.markets]
    return readable_markets(project) or ()


def documents_meant(project: Project, names: Sequence[str], since: str = "") -> tuple[str, ...] | None:
    """The documents that a command names, by path, folder or pattern, of those whose source changed since a commit.

    names: as below the content folder, or with it.  None where neither narrows anything.
    Raises UsageError for a name that is no document's, and for a commit that git does not know.
    """
    changed = set(changed_since(project, since)) if since else None
    if not names:
        return None if changed is None else tuple(sorted(changed))
    found: set[str] = set()
    unknown = []
    paths = source_paths(project.folder, project.settings)
    known = frozenset(paths)
    for name in names:
        wanted = document_named(name)
        if wanted in known:
            found.add(wanted)
            continue
        folder = f"{wanted.rstrip('/')}/"
        meant = [path for path in paths if path.startswith(folder) or matches(path, wanted)]
        found.update(meant)
        if not meant:
            unknown.append(name)
    if unknown:
        raise UsageError(f"no document here is called {listed(tuple(unknown))}. {did_you_mean(unknown, paths)}")
    return tuple(sorted(found if changed is None else found & changed))


def require_document(project: Project, document: str) -> None:
    """Raise UsageError, with what is nearly called so, for a path below the content folder that is no document's."""
    paths = source_paths(project.folder, project.settings)
    if document not in paths:
        raise UsageError(f"no document here is called {document}. {did_you_mean([document], paths)}")


def document_named(name: str) -> str:
    """The path below the content folder that a name stands for, which may begin with that folder."""
    return name.replace("\\", "/").removeprefix("./").removeprefix(f"{CONTENT}/")


def did_you_mean(names: Iterable[str], paths: Sequence[str]) -> str:
    """What to do about names that no document has: those that are nearly called so, by path or by name alone.

    paths: of all documents, below the content folder.
    """
    by_name = {path.rpartition("/")[2]: path for path in reversed(paths)} | {path: path for path in paths}
    near = (get_close_matches(document_named(name), by_name, n=1) for name in names)
    meant = tuple(dict.fromkeys(by_name[one] for found in near for one in found))
    return f"Did you mean {listed(meant)}?" if meant else f"They lie below {CONTENT}/, as `articles/refunds.md`."
