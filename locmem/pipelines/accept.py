"""`accept`: somebody says of a stale or draft target that it holds, or of a file that it is not cut off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from locmem.catalogs.pairs import Pair, Row
from locmem.catalogs.texts import previous_inline, target_inline
from locmem.errors import UsageError
from locmem.inline.carrying import left_behind
from locmem.model.finding import Finding, Severity
from locmem.model.translation import HUMAN, CatalogEntry, State
from locmem.model.wording import by_outcome, counted, listed, shortened
from locmem.pages.foreseen import Foreseen
from locmem.pages.named_texts import named_texts, unknown_segments
from locmem.postedit.estimate import digest_of
from locmem.postedit.waiting import DRAFT, STALE, made_by, waiting_state
from locmem.similarity import word_count
from locmem.workspace.catalog_files import put_changed
from locmem.workspace.estimated import known_estimates
from locmem.workspace.handoffs import in_flight
from locmem.workspace.person import refused_confirmation
from locmem.workspace.project import Project
from locmem.workspace.proposals import with_new_codes
from locmem.workspace.sources import dialects_in
from locmem.workspace.survey import Survey, survey
from locmem.workspace.tag_trials import tag_trial
from locmem.workspace.wholeness import accept_copy, is_configuration
from locmem.workspace.workspace import target_problems
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptResult:
    """Keys accepted, as `locale key`, and those that needed nothing.

    updated: those of the accepted that are not the words that stood here, but what was proposed in their place, or the
        same words with the codes of their source.
    files: settings, profiles and pipelines accepted as they are.  reason: kept with the run where there are any.
    idle: documents that were named and of which nothing was accepted, a line each that says why.
    drafts: how many of the accepted were drafts and are as they were; words: of their sources; made_by: how many by
        each maker.  to_review: those that count as finished only once somebody reviewed them; doubtful: those that the
        catalog says to look at.
    left: what was meant by its document's name alone and is left as it is for a person to look at, with the reason.
    out: how many of these are left because a translator has them.
    notes: what the release gate will say of texts that were accepted, a line each.
    """

    accepted: tuple[str, ...]
    needless: tuple[str, ...]
    updated: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    reason: str = ""
    idle: tuple[str, ...] = ()
    drafts: int = 0
    words: int = 0
    made_by: Mapping[str, int] = field(default_factory=dict)
    to_review: int = 0
    doubtful: int = 0
    left: tuple[str, ...] = ()
    out: int = 0
    notes: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line for people."""
        still = len(self.accepted) - len(self.updated) - self.drafts
        text = f"{counted(still, 'target')} accepted as still valid" if still else ""
        if self.drafts:
            by = ", ".join(f"{count} by {who}" for who, count in self.made_by.items())
            drafts = f"{counted(self.drafts, 'draft')} with {counted(self.words, 'word')} accepted ({by})"
            text = f"{text}, {drafts}" if text else drafts
        if self.updated:
            as_proposed = f"{counted(len(self.updated), 'target')} accepted as proposed"
            text = f"{text}, {as_proposed}" if text else as_proposed
        text = text or "nothing was accepted"
        if self.files:
            whole = f"{listed(self.files)} accepted as {'it is' if len(self.files) == 1 else 'they are'}: {self.reason}"
            text = f"{whole}; {text}" if self.accepted else whole
        return f"{text}, {counted(len(self.needless), 'target')} needed nothing" if self.needless else text


def accept(
    run: Run,
    keys: Sequence[str],
    *,
    reason: str,
    locales: Sequence[str] = (),
    reviewed: bool = False,
    proposed: bool = False,
    drafts: bool = False,
) -> AcceptResult:
    """Confirm the targets of `keys` as they are.

    keys: `document#segment`, or documents by path, folder or pattern for everything stale in them, or with `drafts` for
    their drafts: of these what could not be accepted by its key, looks broken, fails the release gate, or is with a
    translator is left as it is, and told.  A stale
    target gets its old state back, with the codes of its source where only those changed; a draft becomes translated,
    or reviewed where `reviewed` says so.  Settings, a profile, company data or a pipeline by its path: it is whole as
    it stands, whatever it lacks; the project must have been opened with it as `vouched`.
    proposed: take what is shown in place of a stale target instead of its own words; where nothing is shown, a target
    that its document's name means is left, and told.
    locales: may be left out for what is stale in documents, and for segments that only one of them has a target of.
    Raises UsageError, naming all of them, for keys nobody knows, segments with targets in several locales, documents
    with drafts in several, a review that nobody says was made, empty targets, stale ones for which nothing is proposed
    where that was to be taken, targets that lost a code, those that lead where their source no longer does, and
    those that only others may confirm; InputErrors for what cannot be read of the documents that are meant.
    """
    if not reason.strip():
        raise UsageError("a reason is needed: it is kept beside the target. Pass --reason TEXT.")
    if drafts and reviewed:
        raise UsageError(
            "nobody reviews a page in one word. Accept its drafts without --reviewed, "
            "and each text that you reviewed by its key."
        )
    project = run.project
    files = tuple(dict.fromkeys(key for key in keys if is_configuration(key) and (project.root / key).is_file()))
    noted = tuple(path for path in files if accept_copy(project.folder, path))
    keys = [key for key in keys if key not in files]
    if not keys:
        return AcceptResult(
            accepted=(), needless=tuple(file for file in files if file not in noted), files=noted, reason=reason
        )
    surveyed = survey(project)
    surveyed.rest.require_listed()
    wanted = project.declared(locales)
    named = named_texts(project, keys)
    workspace = surveyed.open(named.opened)
    for document in named.opened:
        workspace.require(document, *wanted)
    wrong = [*named.wrong, *unknown_segments(project, workspace.pairs, named.segments)]
    keys = (*named.documents, *named.segments)
    meant = _Meant(project, keys, drafts)
    if not locales:
        wrong += _ambiguous(workspace.pairs, keys)
        wrong += meant.ambiguous(workspace.pairs)
    sweep = _Sweep(project, surveyed, [pair for pair in workspace.pairs if pair.locale in wanted], meant)
    held = {pair.key(entry) for pair in workspace.pairs for entry in pair.catalog.entries if entry.target}
    foreseen = Foreseen(project)
    accepted: list[str] = []
    needless: list[str] = []
    updated: list[str] = []
    notes: list[str] = []
    taken: list[_Draft] = []
    after = list(workspace.pairs)
    for number, pair in enumerate(workspace.pairs):
        if pair.locale not in wanted:
            continue
        entries = list(pair.catalog.entries)
        offers: dict[int, _Offer] = {}
        for place, row in enumerate(pair.rows):
            entry = row.entry
            if not meant.takes(pair, entry):
                continue
            label = f"{pair.locale} {pair.key(entry)}"
            if entry.is_current and (not reviewed or entry.state is State.REVIEWED):
                needless.append(label)
            elif entry.target:
                offers[place] = _offer(project, pair, row, place, reason, reviewed=reviewed, proposed=proposed)
            elif locales or pair.key(entry) not in held:
                # Otherwise another locale is meant, which has one.
                wrong.append(f"{label}: there is no target to accept; translate it first")
        said = foreseen.told(pair, {place: offer.new for place, offer in offers.items() if not offer.problems})
        for place, offer in offers.items():
            entry, new = pair.catalog.entries[place], offer.new
            label = f"{pair.locale} {pair.key(entry)}"
            findings = said.get(place, ())
            if sweep.leaves(pair, entry, label, offer, findings):
                continue
            if offer.problems:
                wrong.append(f"{label}: {'; '.join(offer.problems)}{offer.instead}")
                continue
            entries[place] = new
            accepted.append(label)
            notes += (f"{label}: {_said(one)}" for one in findings)
            updated += [label] if new.target != entry.target else []
            if new.target == entry.target and entry.state is State.DRAFT and not entry.is_stale:
                taken.append(_Draft(pair, pair.rows[place], new))
        after[number] = pair.with_entries(entries)
    if wrong:
        project.folder.discard()
        raise UsageError("\n".join(wrong))
    put_changed(project, workspace.pairs, after)
    return AcceptResult(
        accepted=tuple(accepted),
        needless=tuple(needless),
        updated=tuple(updated),
        files=noted,
        reason=reason,
        idle=tuple(_idle([pair for pair in workspace.pairs if pair.locale in wanted], meant)),
        drafts=len(taken),
        words=sum(word_count(one.row.segment.content, one.pair.source.locale) for one in taken),
        made_by=dict(sorted(Counter(made_by(one.row.entry) for one in taken).items())),
        to_review=sum(one.new.state.rank < meant.required(one.pair).rank for one in taken),
        doubtful=sum(bool(one.row.entry.doubts) for one in taken),
        left=tuple(sweep.left),
        out=sweep.out,
        notes=tuple(notes),
    )


class _Offer(NamedTuple):
    """What would stand in an entry's place once it is accepted.

    problems: why it cannot be, in words.  is_missing: whether nothing is proposed that was to be taken.
    instead: what to do about it.
    """

    new: CatalogEntry
    problems: tuple[str, ...] = ()
    is_missing: bool = False
    instead: str = ""


class _Draft(NamedTuple):
    """A draft that was accepted as it was."""

    pair: Pair
    row: Row
    new: CatalogEntry


class _Meant:
    """Which entries keys and documents stand for."""

    def __init__(self, project: Project, keys: Sequence[str], drafts: bool) -> None:
        """drafts: whether documents stand for their drafts, and not for what is stale in them."""
        self._risks = project.settings.risks
        self.keys = frozenset(keys)
        self.is_sweep = drafts

    def required(self, pair: Pair) -> State:
        """The state in which its texts are finished."""
        return self._risks[pair.source.risk].required

    def takes(self, pair: Pair, entry: CatalogEntry) -> bool:
        return pair.key(entry) in self.keys or self.by_document(pair, entry)

    def by_document(self, pair: Pair, entry: CatalogEntry) -> bool:
        """Whether the document's name means it; inherited wordings are accepted where they were written."""
        if pair.source.path not in self.keys or entry.inherited:
            return False
        return waiting_state(entry, self.required(pair)) == (DRAFT if self.is_sweep else STALE)

    def ambiguous(self, pairs: Sequence[Pair]) -> Iterator[str]:
        """Documents of which several locales are meant: whoever read the drafts of one has not read the others'."""
        if not self.is_sweep:
            return
        for document in dict.fromkeys(pair.source.path for pair in pairs):
            locales = tuple(
                str(pair.locale)
                for pair in pairs
                if pair.source.path == document and any(self.by_document(pair, entry) for entry in pair.catalog.entries)
            )
            if len(locales) > 1:
                which = " or ".join(f"`--locale {locale}`" for locale in locales)
                yield f"{document}: {listed(locales)} have drafts there. Say which you read: {which}."


class _Sweep:
    """What is left of a page whose drafts are accepted as a whole: more than its reader may have meant.

    left: what is left, as `locale key: why`; out: how many of these a translator has.
    """

    def __init__(self, project: Project, surveyed: Survey, pairs: Sequence[Pair], meant: _Meant) -> None:
        self._meant = meant
        self._flying = in_flight(project, surveyed) if meant.is_sweep else {}
        digests = [
            digest_of(entry.source, entry.shown)
            for pair in pairs
            for entry in pair.catalog.entries
            if meant.is_sweep and meant.by_document(pair, entry)
        ]
        self._estimates = known_estimates(project, digests) if digests else {}
        self.left: list[str] = []
        self.out = 0

    def leaves(self, pair: Pair, entry: CatalogEntry, label: str, offer: _Offer, findings: Sequence[Finding]) -> bool:
        """Whether an entry is left as it is.  findings: what the release gate will say of it."""
        if pair.key(entry) in self._meant.keys:
            return False
        if not self._meant.is_sweep:
            if offer.is_missing:
                self.left.append(f"{label}: {'; '.join(offer.problems)}")
            return offer.is_missing
        estimate = self._estimates.get(digest_of(entry.source, entry.shown))
        failing = [one for one in findings if one.severity is Severity.ERROR]
        if (pair.locale, pair.source.path, entry.occurrence) in self._flying:
            self.left.append(f"{label}: a translator has it")
            self.out += 1
        elif offer.problems:
            self.left.append(f"{label}: {'; '.join(offer.problems)}")
        elif estimate and estimate.is_broken:
            self.left.append(f"{label}: looks broken: {'; '.join(estimate.reasons)}")
        elif failing:
            self.left.append(f"{label}: {' '.join(map(_said, failing))}")
        else:
            return False
        return True


def _said(finding: Finding) -> str:
    """What the gate will say, and how much it counts."""
    counts = "fails the release gate" if finding.severity is Severity.ERROR else finding.severity.value
    return f"{finding.what} ({finding.check}, {counts})"


def _idle(pairs: Sequence[Pair], meant: _Meant) -> Iterator[str]:
    """Of each document that was named and means nothing: how far its texts are, and how to name them."""
    for document in dict.fromkeys(pair.source.path for pair in pairs if pair.source.path in meant.keys):
        mine = [pair for pair in pairs if pair.source.path == document]
        if any(meant.takes(pair, entry) for pair in mine for entry in pair.catalog.entries):
            continue
        states = by_outcome((entry.state for pair in mine for entry in pair.catalog.entries), State)
        counts = ", ".join(f"{count} {state}" for state, count in states.items() if count)
        why, how = (
            "nothing in it is stale, which is all that a document's name accepts",
            "Pass --drafts for its drafts. ",
        )
        if meant.is_sweep:
            why, how = "there is no draft in it", ""
        yield f"{document}: {why} ({counts}). {how}Name segments by their keys, which `locmem queue list` shows."


def _offer(
    project: Project, pair: Pair, row: Row, place: int, reason: str, *, reviewed: bool, proposed: bool
) -> _Offer:
    """What would be confirmed of the entry at `place`."""
    entry = row.entry
    if refused := refused_confirmation(project, pair.source):
        return _Offer(entry, (refused,))
    if proposed and entry.proposal:
        offered = entry.with_target(entry.proposal, entry.state, HUMAN)
    elif proposed and entry.is_stale:
        return _Offer(
            entry,
            ("nothing is proposed in its place",),
            is_missing=True,
            instead=". Leave --proposed out where the text that stands there holds; otherwise mend it in the catalog",
        )
    else:
        offered = with_new_codes(project, pair, place) or entry
    problems = _problems(project, pair, row, row.holding(offered))
    return _Offer(_accepted(offered, reason, reviewed), problems, instead=_instead(entry, proposed))


def _problems(project: Project, pair: Pair, before: Row, row: Row) -> tuple[str, ...]:
    """Why the target of `row`, shown for the entry of `before`, cannot be confirmed, in words."""
    problems = target_problems(row, tag_trial(project, pair.source, pair.locale))
    if not (before.entry.is_stale and before.entry.previous_source):
        return problems
    previous = previous_inline(before.entry, dialects_in(pair.source.content_set), pair.source.document.labels)
    gone = left_behind(previous, target_inline(before.entry, previous), row.target, row.segment.content)
    return (*problems, *(f"it leads to `{address}`, and its source no longer does" for address in gone))


def _instead(entry: CatalogEntry, proposed: bool) -> str:
    """What to do about a target that cannot be confirmed."""
    if entry.proposal and not proposed:
        return f". Proposed in its place, take it with --proposed: {shortened(entry.proposal, 80)}"
    return ". Mend it in the catalog" if entry.is_stale else ""


def _ambiguous(pairs: Sequence[Pair], keys: Sequence[str]) -> Iterator[str]:
    """Segments of which several locales have a target: whoever read one of them has not read the others.

    A document stands for what became stale in it, in every locale, by a change of the source that somebody judged.
    """
    for key in dict.fromkeys(keys):
        meant = [
            (str(pair.locale), entry)
            for pair in pairs
            for entry in pair.catalog.entries
            if pair.key(entry) == key and entry.target and not entry.inherited
        ]
        locales = tuple(dict.fromkeys(locale for locale, _ in meant))
        if len(locales) > 1 and not all(entry.state is State.REVIEWED and entry.is_current for _, entry in meant):
            which = " or ".join(f"`--locale {locale}`" for locale in locales)
            yield f"{key}: {listed(locales)} have a target there. Say which one you read: {which}."


def _accepted(entry: CatalogEntry, reason: str, reviewed: bool) -> CatalogEntry:
    state = State.REVIEWED if reviewed else entry.state if entry.is_confirmed else State.TRANSLATED
    origin = entry.origin if entry.is_confirmed else HUMAN
    return replace(entry.with_target(entry.target, state, origin), note=reason)
