"""Exchange files survive any tool: handed out, worked on, written anew as tools write them, and taken back.

Each file of a project meets each rewrite, in every format and for every tool whose profile changes the file.  Whatever
a translator typed must come out as it was typed, with its codes, its state and the source it was made for; what they
left alone must change nothing.
"""

from __future__ import annotations

import functools
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.outgoing import ExchangeFormat
from locmem.exchange.profiles import GENERIC, PROFILES, Profile
from locmem.model.translation import State
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.run import run_step
from tests.pipelines.shop import Shop
from tests.trust.family import Control, Size, Tried
from tests.trust.returns import po_rewrites, table_rewrites, xliff_rewrites
from tests.trust.returns.rewrites import Lost, Rewrite, rewrite
from tests.trust.returns.sent_work import Role, SentWork, Typed, build, sent

NAME = "Exchange files survive any tool"
PROMISE = (
    "Whatever a tool makes of a file, what a translator typed comes back as typed, or is refused for a true reason."
)

_UNITS = 5_000
"""About how many each format and profile is of."""

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
class Judged:
    """One segment that went out and came back."""

    format: ExchangeFormat
    profile: Profile
    rewrite: Rewrite
    document: str
    typed: Typed
    verdict: Verdict
    why: str


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """Every file through a rewrite of its format, for each format; then those that come back untouched.

    For SHORT a rewrite of each kind, in one of the formats that have it.
    """
    del seed
    is_full = size is Size.FULL
    with TemporaryDirectory() as folder:
        shop = project(Path(folder) / "all", _UNITS) if is_full else project(Path(folder) / "all", 60, sentences=3)
        small = shop if is_full else project(Path(folder) / "few", 12, sentences=3)
        tools = TOOLS if is_full else (GENERIC,)
        for format_, rewrites in (REWRITES if is_full else one_of_each()).items():
            yield tried_of(format_, list(rounds(shop, tools=tools, rewrites={format_: rewrites})))
        ways = () if is_full else [(ExchangeFormat.PO, PROFILES["omegat"]), (ExchangeFormat.CSV, GENERIC)]
        for what, count in untouched(small, ways):
            wrong = (f"{count} segments changed",) if count else ()
            yield Tried(what=f"files that come back untouched: {what}", tries=1, wrong=wrong)


def tried_of(format_: ExchangeFormat, found: Sequence[Judged]) -> Tried:
    """What became of the segments of one format."""
    counts = Counter(one.verdict for one in found)
    wrong = [one for one in found if one.verdict in (Verdict.FALSE, Verdict.WRONG, Verdict.LOST)]
    return Tried(
        what=f"segments rewritten by tools: {format_.value}",
        tries=len(found),
        wrong=tuple(f"{one.verdict.value}: {one.rewrite.name}, {one.document}: {one.why}" for one in wrong),
        note=f"{len({one.rewrite.name for one in found})} rewrites; "
        + ", ".join(f"{count:,} {verdict.value}" for verdict, count in counts.most_common()),
    )


def controls(seed: int) -> Iterator[Control]:
    """A tool changes a word, and one a code."""
    del seed
    spoilt = {"a word is changed": b"Changed", "a code is added": b"Finished {{ gone }} "}
    with TemporaryDirectory() as folder:
        shop = project(Path(folder), 12, sentences=3)
        for what, new in spoilt.items():
            spoiling = rewrite("spoilt", functools.partial(_replaced, old=b"Finished ", new=new))
            found = list(rounds(shop, tools=(GENERIC,), rewrites={ExchangeFormat.PO: (spoiling,)}))
            mine = [one for one in found if one.typed.role is Role.FINISHED]
            seen = sum(one.verdict in (Verdict.FALSE, Verdict.WRONG) for one in mine)
            yield Control(what=what, tries=len(mine), seen=seen)


def _replaced(data: bytes, *, old: bytes, new: bytes) -> bytes:
    return data.replace(old, new)


def one_of_each() -> Mapping[ExchangeFormat, Sequence[Rewrite]]:
    """A rewrite of each kind, in one of the formats that have it: they take turns."""
    # The last of a kind is the one that does most.
    lasts = {format_: {one.kind: one for one in rewrites} for format_, rewrites in REWRITES.items()}
    having = {kind: [one for one in lasts if kind in lasts[one]] for known in lasts.values() for kind in known}
    # That takes seconds, and is not on every machine.
    having.pop(table_rewrites.LIBREOFFICE, None)
    chosen = {kind: formats[number % len(formats)] for number, (kind, formats) in enumerate(having.items())}
    return {
        format_: [one for kind, one in known.items() if chosen.get(kind) is format_] for format_, known in lasts.items()
    }


def project(folder: Path, units: int, *, sentences: int = 14) -> Shop:
    """A project with about so many units; sentences: about how many a document has."""
    return build(folder / "project", documents=max(units // (sentences + 1), 1), sentences=sentences)


def rounds(
    shop: Shop,
    *,
    tools: Sequence[Profile] = TOOLS,
    rewrites: Mapping[ExchangeFormat, Sequence[Rewrite]] = REWRITES,
) -> Iterator[Judged]:
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
) -> Iterator[Judged]:
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
        yield Judged(
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
