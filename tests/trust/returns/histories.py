"""Random histories of a small project: authors, machines and translators work on it in any order.

Whatever happens, every text that a person ever confirmed is still in some place that people can get it from, and no
machine changes one that stands for the source it was made for.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TypeVar
from unittest import mock

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from locmem.catalogs.pairs import Pair
from locmem.errors import InputErrors, UsageError
from locmem.exchange.decision import Outcome
from locmem.exchange.outgoing import ExchangeFormat, Outgoing
from locmem.exchange.profiles import GENERIC
from locmem.inline import protect
from locmem.memory.tmx_entries import read_entries
from locmem.model.match import Entry, Trust
from locmem.model.translation import HUMAN, CatalogEntry, Origin, OriginKind, State
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.recall import recall
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.workspace.handoffs import manifests
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop
from tests.trust.family import Control, Size, Tried
from tests.trust.returns.sent_work import LOCALE, Role, Typed, worked_on

NAME = "Random histories of a project"
PROMISE = "Whatever people and machines do in whatever order, no text that a person confirmed is lost or changed."

_FORMATS = tuple(ExchangeFormat)
_LENGTH = 25
_MANY, _FEW = 5_000, 25
_SENTENCES = 4
_MACHINE = Origin(OriginKind.MT, "apertium")
_SETTINGS = """\
project: Histories
source_locale: en
locales: [es]
content:
  - {name: articles, files: articles/**/*.md, kind: markdown}
"""

DONE: Counter[str] = Counter()
"""How often each thing was done, over all histories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A file that is with a translator: its document, what was in it, and its rows."""

    format: ExchangeFormat
    name: str
    data: bytes
    outgoing: Outgoing
    handoff: str


def measure(size: Size, number: int) -> Iterator[Tried]:
    """What went wrong, and how often each thing was done."""
    yield played(Histories, _MANY if size is Size.FULL else _FEW, number)


def controls(number: int) -> Iterator[Control]:
    """An answer is kept nowhere; a machine writes over a confirmed text."""
    del number
    with begun(Histories, ExchangeFormat.PO) as history:
        history.an_author_removes_a_sentence(1, 0)
        with mock.patch("locmem.pipelines.bring_back.keep"):
            seen = is_seen(lambda: history.a_file_comes_back(0, [Role.FINISHED]), "in no place any more")
    yield Control(what="an answer for a text that is gone is kept nowhere", tries=1, seen=seen)
    with begun(Histories, ExchangeFormat.PO) as history:
        history.a_file_comes_back(0, [Role.FINISHED])
        seen = is_seen(lambda: _carelessly_drafted(history), "became")
    yield Control(what="a machine writes over what is confirmed", tries=1, seen=seen)


def _carelessly_drafted(history: Histories) -> None:
    with history.untouched_elsewhere("a careless machine"):
        history.write(lambda entry: entry.is_current, State.DRAFT, HUMAN)


_History = TypeVar("_History", bound="Histories")


@contextmanager
def begun(machine: type[_History], format_: ExchangeFormat) -> Iterator[_History]:
    """A history in which everything is with a translator."""
    found = machine()
    found.begin(format_)
    try:
        yield found
    finally:
        found.teardown()


def is_seen(act: Callable[[], None], said: str) -> int:
    """1 where what is done is seen to be wrong, in these words."""
    try:
        act()
    except AssertionError as error:
        return int(said in str(error))
    return 0


def played(machine: type[Histories], steps: int, number: int) -> Tried:
    """About so many steps of histories of one kind."""
    DONE.clear()
    wrong: tuple[str, ...] = ()
    try:
        run(steps, number, machine)
    except AssertionError as error:
        wrong = (f"seed {number}: {' '.join(str(error).split())[:300]}",)
    done = ", ".join(f"{count} {name}" for name, count in DONE.most_common())
    return Tried(what="steps of random histories", tries=sum(DONE.values()), wrong=wrong, least=steps // 2, note=done)


def run(steps: int, number: int, machine: type[Histories]) -> None:
    """Plays histories of about so many steps together.  Raises AssertionError with the shortest one that goes wrong."""
    run_state_machine_as_test(
        seed(number)(machine),
        settings=settings(
            max_examples=max(steps // _LENGTH, 1),
            stateful_step_count=_LENGTH,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )


@cache
def _prepared() -> tuple[Shop, TemporaryDirectory[str]]:
    """The project at its beginning, never to be written to, and its folder, which goes with the process."""
    folder = TemporaryDirectory()
    shop = Shop(Path(folder.name) / "shop")
    shop.write("locmem.yaml", _SETTINGS)
    shop.write("pipelines/sync.yaml", "steps: [collect, pretranslate]\n")
    for number in range(2):
        sentences = (f"The **lamp** {number}-{place} shines for {{{{ ticket.id }}}}." for place in range(_SENTENCES))
        shop.write(f"content/articles/a{number}.md", f"---\ntitle: Lamps {number}\n---\n\n" + "\n\n".join(sentences))
    shop.run()
    return shop, folder


class Histories(RuleBasedStateMachine):
    """One project and everybody who works on it.

    confirmed: every text a person confirmed.  parcels: files that went out, whether or not they came back.
    is_whole: whether everything that was done stands in the project; not while there are branches.
    """

    is_whole = True

    @initialize(format_=st.sampled_from(_FORMATS))
    def begin(self, format_: ExchangeFormat) -> None:
        self.folder = Path(mkdtemp())
        self.shop = _prepared()[0].copy(self.folder / "shop")
        self.confirmed: set[str] = set()
        self.parcels: list[Parcel] = []
        self.runs: list[str] = []
        self.number = 0
        self._hand_off(format_, again=False)

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @rule(document=st.integers(0, 9), place=st.integers(0, _SENTENCES - 1))
    def an_author_edits_a_sentence(self, document: int, place: int) -> None:
        with self.untouched_elsewhere("source edited"):
            path = self._document(document)
            head, *sentences = self.shop.read(path).split("\n\n")
            self.number += 1
            sentences[place % len(sentences)] += f" More of {self.number}." if self.number % 2 else ""
            sentences[place % len(sentences)] = sentences[place % len(sentences)].replace("shines", "glows")
            self.shop.write(path, "\n\n".join((head, *sentences)))
            self.shop.run()

    @rule(document=st.integers(0, 9))
    def an_author_renames_a_document(self, document: int) -> None:
        with self.untouched_elsewhere("document renamed"):
            path = self._document(document)
            self.number += 1
            self.shop.write(f"content/articles/b{self.number}.md", self.shop.read(path))
            self.shop.remove(path)
            self.shop.run()

    @rule(document=st.integers(0, 9), place=st.integers(0, _SENTENCES - 1))
    def an_author_removes_a_sentence(self, document: int, place: int) -> None:
        with self.untouched_elsewhere("sentence removed"):
            path = self._document(document)
            head, *sentences = self.shop.read(path).split("\n\n")
            if len(sentences) > 1:
                del sentences[place % len(sentences)]
            self.shop.write(path, "\n\n".join((head, *sentences)))
            self.shop.run()

    @rule()
    def a_machine_drafts(self) -> None:
        with self.untouched_elsewhere("machine drafts"):
            self.write(lambda entry: not entry.target, State.DRAFT, _MACHINE)
            self.shop.run()

    @rule(place=st.integers(0, 9))
    def a_person_confirms_in_the_catalog(self, place: int) -> None:
        """Where no confirmed text stands: who writes over one in the file itself finds it in git."""
        written = self.write(lambda entry: not entry.is_confirmed, State.TRANSLATED, HUMAN, only=place)
        self.shop.run()
        self._keeps("confirmed in the catalog", written)

    @rule(format_=st.sampled_from(_FORMATS), again=st.booleans())
    def work_is_handed_off(self, format_: ExchangeFormat, again: bool) -> None:
        with self.untouched_elsewhere("handed off"):
            self._hand_off(format_, again=again)

    # Twice, because what comes back is what most can go wrong with.
    @rule(which=st.integers(0, 9), roles=st.lists(st.sampled_from(Role), min_size=1, max_size=6))
    def an_older_file_comes_back(self, which: int, roles: list[Role]) -> None:
        self._come_back(self.parcels[which % len(self.parcels)], roles)

    @rule(which=st.integers(0, 1), roles=st.lists(st.sampled_from(Role), min_size=1, max_size=6))
    def a_file_comes_back(self, which: int, roles: list[Role]) -> None:
        self._come_back(self.parcels[-1 - which % len(self.parcels)], roles)

    def _come_back(self, parcel: Parcel, roles: list[Role]) -> None:
        """Any that ever went out: for the first time, once more, late, or beside one of another translator."""
        typed = {}
        for place, row in enumerate(parcel.outgoing.rows):
            role = roles[place % len(roles)]
            has_text = role not in (Role.EMPTIED, Role.UNTOUCHED)
            typed[row.entry.occurrence] = Typed(
                role=role,
                text=self._new_text(row.entry) if has_text else "",
                source=row.entry.source,
                is_moved=False,
                was_confirmed=row.entry.is_confirmed,
            )
        data = worked_on(parcel.data, parcel.outgoing, typed, parcel.format, GENERIC)
        file = self.folder / f"back{parcel.format.suffix}"
        file.write_bytes(data)
        before = self._standing()
        try:
            run, result = run_step(self.shop.open(), "import", lambda run: bring_back(run, (file,), partial=True))
        except (InputErrors, UsageError):
            # A file of which nothing can be taken is refused as a whole, and stays with whoever has it.
            DONE["file refused"] += 1
            return
        self.runs.append(run.id)
        taken = {one.occurrence for one in result.decisions if one.outcome is not Outcome.REJECTED}
        finished = {
            one.text for key, one in typed.items() if key in taken and one.role in (Role.FINISHED, Role.APPROVED)
        }
        answered = {one.text for one in typed.values() if one.text}
        self._stands("file came back", before, answered)
        self._keeps("file came back", finished)

    @precondition(lambda self: self.runs)
    @rule(which=st.integers(0, 9))
    def a_run_is_undone(self, which: int) -> None:
        run_id = self.runs[-1 - which % len(self.runs)]
        try:
            run, _ = undo(self.shop.open(), run_id)
            self.runs.append(run.id)
        except UsageError:
            # It was undone already.
            self.runs.remove(run_id)
        self._keeps("run undone", ())

    @rule(which=st.integers(0, 9))
    def a_handoff_is_recalled(self, which: int) -> None:
        with self.untouched_elsewhere("handoff recalled"):
            name = self.parcels[-1 - which % len(self.parcels)].handoff
            run_step(self.shop.open(), "recall", lambda run: recall(run, (name,)))

    def _hand_off(self, format_: ExchangeFormat, *, again: bool) -> None:
        self.number += 1
        options = HandoffOptions(
            format=format_, locales=(LOCALE,), folder=f"out{self.number}", again=again, preview=False
        )
        _, result = run_step(self.shop.open(), "export", lambda run: hand_off(run, options))
        pairs = self._pairs()
        for batch in result.batches:
            sent = {unit.key for unit in batch.manifest.units}
            for name in batch.manifest.files:
                pair = next(one for one in pairs if name.endswith(f"/{one.source.path}{format_.suffix}"))
                rows = tuple(one for one in pair.rows if (pair.source.path, one.entry.occurrence) in sent)
                self.parcels.append(
                    Parcel(
                        format=format_,
                        name=name,
                        data=(self.shop.root / options.folder / name).read_bytes(),
                        outgoing=Outgoing(document=pair.source.path, source_locale="en", locale=LOCALE, rows=rows),
                        handoff=batch.manifest.id,
                    )
                )

    def _document(self, number: int) -> str:
        documents = sorted((self.shop.root / "content/articles").glob("*.md"))
        return documents[number % len(documents)].relative_to(self.shop.root).as_posix()

    def _pairs(self) -> tuple[Pair, ...]:
        return tuple(open_workspace(self.shop.open()).pairs_of(LOCALE))

    def _new_text(self, entry: CatalogEntry) -> str:
        self.number += 1
        return entry.source.replace("The ", f"Texto{self.number}x ").replace("Lamps ", f"Texto{self.number}x ")

    def write(
        self, wanted: Callable[[CatalogEntry], bool], state: State, origin: Origin, *, only: int | None = None
    ) -> set[str]:
        """Writes new texts into the catalogs where they are wanted, or into one such place; what was written."""
        places = [entry.context for pair in self._pairs() for entry in pair.catalog.entries if wanted(entry)]
        chosen = set(places if only is None else places[only % len(places) : only % len(places) + 1] if places else ())
        written = set()
        for pair in self._pairs():
            entries = []
            for entry in pair.catalog.entries:
                if entry.context in chosen and wanted(entry):
                    text = self._new_text(entry)
                    written.add(text)
                    entries.append(entry.with_target(text, state, origin))
                else:
                    entries.append(entry)
            if tuple(entries) != pair.catalog.entries:
                self.shop.put(pair.path, replace(pair.catalog, entries=tuple(entries)))
        return written

    def _standing(self) -> Mapping[str, Counter[str]]:
        """For each source the confirmed targets that stand for it; empty ones stand for what nobody confirmed.

        After a merge two documents may have one sentence, each with a translation of its own.
        """
        standing: dict[str, Counter[str]] = {}
        for pair in self._pairs():
            for entry in pair.catalog.entries:
                standing.setdefault(entry.source, Counter())[entry.target if entry.is_current else ""] += 1
        return standing

    @contextmanager
    def untouched_elsewhere(self, what: str) -> Iterator[None]:
        """Does something that confirms nothing: no confirmed target may become another while its source stands."""
        before = self._standing()
        yield
        self._stands(what, before, frozenset())
        self._keeps(what, ())

    def _stands(self, what: str, before: Mapping[str, Counter[str]], answered: Collection[str]) -> None:
        """Asserts that of the segments that are left of a source no more lost their target than segments went.

        answered: targets that may have come in their place.
        """
        for source, after in self._standing().items():
            stood = before.get(source, Counter())
            lost = stood - after
            lost.pop("", None)
            come = sum(count for target, count in after.items() if target in answered and target not in stood)
            gone = max(stood.total() - after.total(), 0)
            assert lost.total() <= gone + come, f"{what}: of {source!r} {dict(stood)} became {dict(after)}"

    def _keeps(self, what: str, confirmed: Iterable[str]) -> None:
        """Notes what was confirmed, and asserts that nothing that ever was is gone."""
        DONE[what] += 1
        self.confirmed.update(confirmed)
        missing = set(self.confirmed) if self.is_whole else set()
        for place in self._places() if missing else ():
            missing = {text for text in missing if text not in place}
            if not missing:
                break
        assert not missing, f"{what}: {missing} are in no place any more"

    def _places(self) -> Iterator[str]:
        """Everything that keeps texts of people, what is in git first."""
        project = self.shop.open()
        for pair in self._pairs():
            for own in pair.catalog.entries:
                yield from (own.target, *(rival.target for rival in own.rivals))
        for entry in project.memory.entries(LOCALE):
            yield protect.to_editable(entry.target)
        for manifest in manifests(project):
            yield from (text for one in manifest.conflicts for text in (one.returned, one.kept))
        for record in project.journal.runs(limit=1_000_000):
            for file in project.journal.files(record.id):
                for data in (file.before, file.after):
                    if data and file.path.endswith(".tmx"):
                        # There codes are elements, and no text stands as people see it.
                        kept = read_entries(BytesIO(data), file.path, "en", Trust.CONFIRMED)
                        yield from (protect.to_editable(one.target) for one in kept if isinstance(one, Entry))
                    elif data:
                        yield data.decode("utf-8", "replace")
