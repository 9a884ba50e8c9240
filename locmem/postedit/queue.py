"""The items of the queue as people read them: each with its texts, its reasons and what it is likely to take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from locmem.catalogs.pairs import Pair, Row, Workspace
from locmem.model.priority import Scored
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.model.wording import counted
from locmem.postedit.assignments import Assigned
from locmem.postedit.estimate import Estimate, digest_of, shown
from locmem.postedit.ordering import Ordered, Place
from locmem.postedit.waiting import DRAFT, NOT_REVIEWED, STALE, UNTRANSLATED, made_by, waiting_state
from locmem.postedit.worth import Known
from locmem.terms.register import Wanted as Register
from locmem.terms.register import others_in


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One text that waits for a person.

    key: of the segment to work in; others: keys of segments that hold the very same text and wait for the same.
    target: the text shown, for a stale one what is proposed in its place; before: the confirmed one then, else empty.
    state: as people say it, `stale`, `draft`, `untranslated` or `not reviewed`; empty where it waits for nobody.
    origin: who or what made the target: `mt:apertium`, `tm`, `human`; match: percent of the memory's match, or 0.
    words: of the source; 0 for what a variant inherits, because the work is done in its base.
    effort: words of a translation from scratch that it is likely to take as long as.
    trouble: how likely the draft is broken, 0 to 1; None where there is no estimate.  estimate: the same in words, with
    how much people may change as soon as it is known what that is worth; empty for what is no engine's draft.
    needs_review: whether its text counts as finished only once somebody reviewed it.
    markets: codes of the markets whose customers see it.  line: in the source file.
    since: the day from which it is stale; None where that is not what it waits for.
    handoff: the batch it is out with, empty while it is here.  assignee, due: whose it is, and until when.
    """

    key: str
    others: tuple[str, ...]
    locale: str
    document: str
    content_set: str
    line: int
    source: str
    target: str
    before: str
    state: str
    origin: str
    match: int
    words: int
    effort: float
    trouble: float | None
    estimate: str
    needs_review: bool
    markets: tuple[str, ...]
    scored: Scored
    since: date | None
    handoff: str = ""
    assignee: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits for a person, first things first, and how much waits altogether.

    items: the first of them, as many as were asked for.  texts: how many items there are; segments: how many places
    they fill; words: of all places; effort: as of `QueueItem`, each text once.  handed_out: how many of the segments
    are with translators.  unseen: how many others wait in each locale that no customer of the markets sees.
    """

    items: tuple[QueueItem, ...]
    texts: int
    segments: int
    words: int
    effort: float
    handed_out: int
    unseen: Mapping[str, int]


def items_of(
    workspace: Workspace,
    wanted: Iterable[Ordered],
    assigned: Mapping[Place, Assigned],
    known: Known,
    register_of: Callable[[str], Register] = lambda locale: Register(),
) -> Iterator[QueueItem]:
    """These items in order, as far as the workspace has them.

    assigned: whose they are, by place.  known: what estimates and returns say of drafts.
    register_of: gives how readers of a locale are to be addressed.
    """
    pairs: dict[tuple[str, str], Pair] = {(pair.source.path, pair.locale): pair for pair in workspace.pairs}
    rows: dict[tuple[str, str], dict[str, Row]] = {}
    for item in wanted:
        place = item.place.document, item.place.locale
        pair = pairs.get(place)
        if pair is None:
            # It could not be read when it was opened, and is named.
            continue
        if place not in rows:
            rows[place] = {row.entry.occurrence: row for row in pair.rows}
        row = rows[place].get(item.place.occurrence)
        if row is None:
            # Somebody saved the document since it was looked through.
            continue
        required = workspace.settings.risks[pair.source.risk].required
        yield _item(pair, row, required, item, assigned.get(item.place), known, register_of(pair.locale))


def _item(
    pair: Pair,
    row: Row,
    required: State,
    item: Ordered,
    assigned: Assigned | None,
    known: Known,
    register: Register,
) -> QueueItem:
    # Somebody may have saved it since it was put in order: what is said of a text is what it is now.
    entry, scored = row.entry, item.scored
    state, maker = waiting_state(entry, required), made_by(entry)
    estimate = known.estimates.get(digest_of(entry.source, entry.shown))
    others = (f"the same text stands in {counted(item.segments, 'place')}",) if item.others else ()
    broken = (f"looks broken: {'; '.join(estimate.reasons)}",) if estimate and estimate.is_broken else ()
    addressed = _addressed(pair, row, register) if state == DRAFT else ()
    told = (*broken, *addressed, *others, *_about_proposal(entry, state))
    reasons = (_why(pair, entry, state), *told, *scored.reasons)
    return QueueItem(
        key=item.place.key,
        others=tuple(one.key for one in item.others),
        locale=pair.locale,
        document=pair.source.path,
        content_set=item.content_set,
        line=row.segment.line,
        source=entry.source,
        target=entry.shown,
        before=entry.target if entry.proposal else "",
        state=state,
        origin=maker,
        match=entry.match,
        words=item.text.words,
        effort=round(item.expected.effort, 1),
        trouble=round(estimate.trouble, 3) if estimate else None,
        estimate=_estimated(pair.locale, maker, estimate, known) if state == DRAFT else "",
        # What went stale gets its old state back.
        needs_review=required is State.REVIEWED and entry.state is not State.REVIEWED,
        markets=item.markets,
        scored=Scored(priority=scored.priority, reasons=reasons, points=scored.points),
        since=entry.stale_since,
        handoff=item.handoff,
        assignee=assigned.who if assigned else "",
        due=assigned.due if assigned else None,
    )


def _addressed(pair: Pair, row: Row, register: Register) -> Iterator[str]:
    """Whether a draft addresses its readers in another way than is wanted."""
    text, source = row.target.text, row.segment.content.text
    for other in others_in(text, source, pair.locale, pair.source.locale, register.register)[:1]:
        yield f"“{other.word}” is {other.register} address; {pair.locale} wants “{register.words}”"


def _estimated(locale: str, maker: str, estimate: Estimate | None, known: Known) -> str:
    kind, _, engine = maker.partition(":")
    if kind != OriginKind.MT.value:
        return ""
    if estimate is None:
        return "not estimated yet how much of it has to change"
    share, usual = known.drafts(engine, locale), known.usual.get((maker, locale), 0.0)
    # What people changed so far says how large a share is; the estimate only which draft has more of it.
    scale = share.mean / usual if share and usual else 1.0
    return shown(replace(estimate, edits=min(1.0, estimate.edits * scale)), share.count if share else 0)


def _about_proposal(entry: CatalogEntry, state: str) -> tuple[str, ...]:
    if entry.inherited or not entry.shown:
        return ()
    doubts = tuple(f"look at: {doubt}" for doubt in entry.doubts)
    if state != STALE:
        return doubts
    if entry.is_begun:
        return ("somebody began to bring it up to date",)
    if entry.proposal:
        return (f"brought up to date from the memory, {entry.match} %", *doubts)
    return (f"the source before was {entry.match} % like this one", *doubts) if entry.match else doubts


def _why(pair: Pair, entry: CatalogEntry, state: str) -> str:
    if not pair.is_ours(entry):
        return f"inherited from {entry.inherited or pair.variant_of}, where it waits for a person"
    if state == STALE and not entry.previous_source:
        return f"the wording of {pair.variant_of} that it departs from changed"
    if state == STALE:
        return "the source changed after somebody confirmed the translation"
    if state == UNTRANSLATED:
        return "there is no translation and no draft"
    if state == NOT_REVIEWED:
        return "translated, but the risk of the text demands a review"
    if not state:
        return "it is done and waits for nobody"
    assert state == DRAFT
    if entry.origin.kind is OriginKind.MT:
        return f"drafted by {entry.origin.detail or 'a machine'}, read by nobody"
    if entry.match:
        return f"proposed from the memory at {entry.match} %"
    return "a draft nobody confirmed"
