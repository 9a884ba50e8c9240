"""Exchange files survive any tool: handed out, worked on, written anew as tools write them, and taken back.

Each file of a project meets each rewrite, in every format and for every tool whose profile changes the file.  Whatever
a translator typed must come out as it was typed, with its codes, its state and the source it was made for; what they
left alone must change nothing.
"""

from __future__ import annotations

import os
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.outgoing import ExchangeFormat
from locmem.exchange.profiles import PROFILES, Profile
from locmem.model.translation import State
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.run import run_step
from tests.benchmarks.rows import Row
from tests.pipelines.shop import Shop
from tests.trust.returns import po_rewrites, table_rewrites, xliff_rewrites
from tests.trust.returns.rewrites import Lost, Rewrite
from tests.trust.returns.sent_work import Role, SentWork, Typed, build, sent

NAME = "Exchange files survive any tool"

UNITS = "LOCMEM_ROUNDS"
"""Environment variable that says of how many units each format and profile is."""

REWRITES: Mapping[ExchangeFormat, tuple[Rewrite, ...]] = {
    ExchangeFormat.PO: po_rewrites.REWRITES,
    ExchangeFormat.XLIFF: xliff_rewrites.XLIFF_REWRITES,
    ExchangeFormat.XLIFF2: xliff_rewrites.XLIFF2_REWRITES,
    ExchangeFormat.CSV: table_rewrites.CSV_REWRITES,
    ExchangeFormat.XLSX: table_rewrites.XLSX_REWRITES,
}
"""What is done to files of each format; one without an entry has no tools yet."""

TOOLS = tuple(PROFILES[name] for name in ("generic", "omegat", "poedit", "trados"))
"""The profiles of which each writes another file."""

_NOT_WHOLE = "the file does not hold it whole"
_REASONS = {
    Lost.END: ("the end mark is gone", "the last row of the table, and it may have been cut"),
    Lost.HANDOFF: ("does not say which handoff it belongs to",),
    Lost.IDENTITY: ("segments with this source it is for",),
    Lost.ROWS: ("it was sent, and is not in the file",),
    Lost.LETTERS: ("may stand for a letter that was lost", "is not valid UTF-8"),
}
"""What a refusal says of what the file lost."""


class Verdict(Enum):
    """What became of one segment."""

    RIGHT = "taken right"
    TRUE = "refused with a true reason"
    FALSE = "refused with a false reason"
    WRONG = "wrong text or state"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One segment that went out and came back."""

    format: ExchangeFormat
    profile: Profile
    rewrite: Rewrite
    document: str
    typed: Typed
    verdict: Verdict
    why: str


def measure(quick: bool) -> Iterator[Row]:
    """A row for each kind of rewrite, then what must not happen; quick: one rewrite for each file, of few units."""
    with TemporaryDirectory() as folder:
        shop = project(Path(folder), 750 if quick else int(os.environ.get(UNITS, "5000")))
        tried = list(rounds(shop))
        changed = sum(count for _, count in untouched(shop))
    kinds = dict.fromkeys(one.rewrite.kind for one in tried)
    counts = Counter((one.rewrite.kind, one.format, one.verdict) for one in tried)
    for kind in kinds:
        parts, notes = [], []
        for format_ in REWRITES:
            right, true = (counts[kind, format_, verdict] for verdict in (Verdict.RIGHT, Verdict.TRUE))
            whole = sum(counts[kind, format_, verdict] for verdict in Verdict)
            if whole:
                parts.append(f"{format_.value} {right:,}")
            if true:
                notes.append(f"{format_.value}: {true:,} refused with a true reason")
        yield Row(what=f"{kind}: taken right", value=" · ".join(parts), note="; ".join(notes))
    seen = f"{len(tried):,} segments in {len({(one.format, one.rewrite.name) for one in tried})} rewrites"
    for verdict in (Verdict.FALSE, Verdict.WRONG, Verdict.LOST):
        bad = [one for one in tried if one.verdict is verdict]
        shown = sorted({f"{one.format.value}, {one.rewrite.name}: {one.why}" for one in bad})[:3]
        yield Row(what=verdict.value, value=f"{len(bad):,}", goal="0", note="; ".join((seen, *shown)))
    yield Row(what="changes made by files that came back untouched", value=str(changed), goal="0")


def project(folder: Path, units: int, *, sentences: int = 14) -> Shop:
    """A project with about so many units; sentences: about how many a document has."""
    return build(folder / "project", documents=max(units // (sentences + 1), 1), sentences=sentences)


def rounds(
    shop: Shop,
    *,
    tools: Sequence[Profile] = TOOLS,
    rewrites: Mapping[ExchangeFormat, Sequence[Rewrite]] = REWRITES,
) -> Iterator[Tried]:
    """Every segment of a project, for each format and profile; each file meets the next rewrite of its format."""
    for number, (format_, profile) in enumerate(_ways(tools, rewrites)):
        with TemporaryDirectory() as folder:
            known = rewrites[format_]
            work = sent(shop.copy(Path(folder) / "sent"), format_, profile)
            chosen = {path: known[(place + number) % len(known)] for place, path in enumerate(work.files)}
            yield from _judged(work, chosen, Path(folder) / "back", format_, profile)


def untouched(shop: Shop, ways: Iterable[tuple[ExchangeFormat, Profile]] = ()) -> Iterator[tuple[str, int]]:
    """For each format and profile, all without `ways`, how many segments a handoff changes that comes back as sent."""
    for format_, profile in ways or _ways(TOOLS, REWRITES):
        with TemporaryDirectory() as folder:
            work = sent(shop.copy(Path(folder) / "sent"), format_, profile, untouched=True)
            back = _taken_back(work, dict.fromkeys(work.files, REWRITES[format_][0]), Path(folder) / "back")
            calm = (one.outcome is Outcome.UNCHANGED and one.is_as_sent for one in back.decisions.values())
            yield f"{format_.value}, {profile.name}", len(work.typed) - sum(calm)


def _ways(tools: Sequence[Profile], formats: Iterable[ExchangeFormat]) -> Iterator[tuple[ExchangeFormat, Profile]]:
    return ((format_, profile) for format_ in formats for profile in tools if format_ in profile.formats)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Back:
    """What became of files that came back: decisions by document and occurrence, and by document why it was refused."""

    decisions: Mapping[tuple[str, str], Decision]
    refused: Mapping[str, str]


def _taken_back(work: SentWork, chosen: Mapping[str, Rewrite], folder: Path) -> _Back:
    """What becomes of the files, each after its rewrite; those that lack rows are said to be a part."""
    parts = {document for document in work.files if Lost.ROWS in chosen[document].loses}
    decisions: dict[tuple[str, str], Decision] = {}
    refused: dict[str, str] = {}
    for partial in (False, True):
        mine = [document for document in work.files if (document in parts) is partial]
        if not mine:
            continue
        place = folder / str(partial)
        documents = _written(work, {document: chosen[document] for document in mine}, place)
        _, result = run_step(
            work.shop.open(),
            "import",
            lambda run: bring_back(run, (place,), partial=partial),  # noqa: B023
            is_dry=True,
        )
        decisions |= {(one.document, one.occurrence): one for one in result.decisions}
        refused |= {
            document: str(problem)
            for problem in result.refused
            for name, document in documents.items()
            if name in problem.location.path
        }
    return _Back(decisions=decisions, refused=refused)


def _written(work: SentWork, chosen: Mapping[str, Rewrite], folder: Path) -> Mapping[str, str]:
    """Writes the files, each after its rewrite; the document each path in messages is of."""
    documents: dict[str, str] = {}
    for document, one in chosen.items():
        data = work.files[document]
        name = one.place(f"{document}{work.suffix}")
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if one.is_zipped:
            with zipfile.ZipFile(place.with_suffix(".zip"), "w") as archive:
                archive.writestr(f"vuelta/{name}", one.change(data))
            documents[place.with_suffix(".zip").name] = document
        else:
            place.write_bytes(one.change(data))
            documents[name.rpartition("/")[2]] = document
    return documents


def _judged(
    work: SentWork, chosen: Mapping[str, Rewrite], folder: Path, format_: ExchangeFormat, profile: Profile
) -> Iterator[Tried]:
    back = _taken_back(work, chosen, folder)
    twins = Counter((document, one.source) for (document, _), one in work.typed.items())
    for key, typed in work.typed.items():
        rewrite = chosen[key[0]]
        has_twin = twins[key[0], typed.source] > 1
        loses = rewrite.loses if has_twin else rewrite.loses - {Lost.IDENTITY}
        if key[0] in back.refused:
            why = back.refused[key[0]]
            verdict = _refused(why, loses)
        else:
            verdict, why = judge(typed, back.decisions.get(key), loses)
        yield Tried(
            format=format_,
            profile=profile,
            rewrite=rewrite,
            document=key[0],
            typed=typed,
            verdict=verdict,
            why=why,
        )


def judge(typed: Typed, decision: Decision | None, loses: Collection[Lost]) -> tuple[Verdict, str]:
    """Whether a decision does what was typed justice, and what it says."""
    if decision is None:
        return Verdict.LOST, "no answer"
    why = decision.why
    if decision.outcome is Outcome.MISSING:
        return (Verdict.LOST if typed.text else _refused(why, loses)), "no answer"
    if decision.aside is not None and typed.is_moved and Lost.CODES in loses and _NOT_WHOLE in why:
        return Verdict.TRUE, why
    if decision.outcome is Outcome.REJECTED and _refused(why, loses) is Verdict.TRUE:
        return Verdict.TRUE, why
    if not typed.text:
        is_calm = decision.entry is None and decision.aside is None and decision.homeless is None
        return (Verdict.RIGHT if is_calm else Verdict.WRONG), why or f"taken: {decision.text}"
    if decision.outcome is Outcome.REJECTED:
        return _refused(why, loses), why
    if decision.text != typed.text:
        return Verdict.WRONG, f"typed {typed.text!r}, taken {decision.text!r}: {why}"
    if decision.entry is None and decision.aside is None and decision.homeless is None:
        return Verdict.LOST, why or decision.outcome.value
    return _judge_state(typed, decision, loses), why


def _refused(why: str, loses: Collection[Lost]) -> Verdict:
    """Whether the reason is true: it names what the file no longer says."""
    return (
        Verdict.TRUE
        if any(lost in loses and said in why for lost, reasons in _REASONS.items() for said in reasons)
        else Verdict.FALSE
    )


def _judge_state(typed: Typed, decision: Decision, loses: Collection[Lost]) -> Verdict:
    """The same for a text that is kept as it was typed: where it is kept, with which state and source."""
    if decision.aside is not None:
        is_unfinished = (typed.role is Role.DRAFT and Lost.DRAFTS not in loses) or Lost.FINISHED in loses
        if is_unfinished and (typed.is_moved or typed.was_confirmed):
            return Verdict.RIGHT
        return Verdict.FALSE
    entry = decision.entry
    if entry is None:
        return Verdict.RIGHT if typed.is_moved else Verdict.WRONG
    has_source = entry.previous_source == (typed.source if typed.is_moved else "")
    return Verdict.RIGHT if entry.state in _states(typed, loses) and has_source else Verdict.WRONG


def _states(typed: Typed, loses: Collection[Lost]) -> Sequence[State]:
    """The states that the file says, as far as it still does."""
    if Lost.FINISHED in loses or (typed.role is Role.DRAFT and Lost.DRAFTS not in loses):
        return (State.DRAFT,)
    if typed.role is Role.APPROVED:
        return (State.REVIEWED, State.TRANSLATED) if {Lost.APPROVAL, Lost.DRAFTS} & set(loses) else (State.REVIEWED,)
    return (State.TRANSLATED,)
