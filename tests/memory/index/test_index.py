"""The index of a memory on disk: it follows every change, and never believes a file that is not its own."""

from __future__ import annotations

import logging
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from locmem.inline.protect import parse
from locmem.memory.index.index import Index, State
from locmem.memory.index.probing import RAW, Probe
from locmem.memory.index.segment import Source
from locmem.memory.index.segment_file import DamagedIndex, SegmentFile, pack
from locmem.memory.store import Memory, open_memory
from locmem.model.inline import Syntax
from locmem.model.match import Entry

STATE = State("this memory", 1, 0, 0)


class Sources:
    """What a database holds, as an index asks for it."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}
        self.state = STATE
        self.reads = 0

    def add(self, *texts: str) -> None:
        for text in texts:
            self.texts[self.state.next_source] = text
            self.state = self.state._replace(next_source=self.state.next_source + 1)

    def remove(self, text: str) -> None:
        self.texts = {number: other for number, other in self.texts.items() if other != text}
        self.state = self.state._replace(removed=self.state.removed + 1)

    def read(self, low: int, high: int) -> Iterator[Source]:
        self.reads += 1
        return (Source(number, text, None) for number, text in sorted(self.texts.items()) if low <= number < high)


def found(index: Index, sources: Sources, text: str, floor: float = 75) -> set[str]:
    index.refresh(sources.state, sources.read)
    (ids,) = index.find([Probe(text, RAW)], floor)
    return {sources.texts[number] for number in ids if number in sources.texts}


def test_an_index_is_opened_again_without_reading_the_database(tmp_path: Path) -> None:
    sources = Sources()
    sources.add(*(f"return number {number}" for number in range(50)))
    assert found(Index(tmp_path, "m"), sources, "return number 7") >= {"return number 7", "return number 17"}
    sources.reads = 0
    again = Index(tmp_path, "m")
    assert "return number 7" in found(again, sources, "return number 7")
    # One look at the last source of each segment tells whether it is still the same database.
    assert sources.reads == 1


def test_new_sources_are_taken_in_without_building_everything_anew(tmp_path: Path) -> None:
    sources = Sources()
    sources.add(*(f"an old sentence, number {number}" for number in range(3000)))
    index = Index(tmp_path, "m")
    found(index, sources, "x")
    (old,) = tmp_path.glob("*.segment")
    for number in range(40):
        sources.add(f"a brand-new sentence ({number})")
        assert f"a brand-new sentence ({number})" in found(index, sources, f"a brand-new sentence ({number})")
    assert old.exists()
    assert len(list(tmp_path.glob("*.segment"))) <= 8
    assert len(found(Index(tmp_path, "m"), sources, "a brand-new sentence (1)")) == 40


def test_sources_are_found_by_their_key_also_those_that_are_too_long_to_be_near(tmp_path: Path) -> None:
    # Two keys that a number with a point could not tell apart, of which one is in two parts of the index.
    high, other = (1 << 64) - 1, (1 << 64) - 2
    kept = [Source(1, "a", None, high), Source(2, "b" * 20_000, None, other), Source(3, "c", "d", 5)]
    kept += [Source(number, f"filler {number}", None, 1) for number in range(4, 40)]
    added = [*kept, Source(40, "e", None, high)]
    state = STATE._replace(next_source=40)
    index = Index(tmp_path, "m")
    assert not index.is_at(state)
    index.refresh(state, lambda low, high: iter([source for source in kept if low <= source.id < high]))
    assert index.is_at(state)
    later = state._replace(next_source=41)
    assert not index.is_at(later)
    index.refresh(later, lambda low, high: iter([source for source in added if low <= source.id < high]))
    assert len(list(tmp_path.glob("*.segment"))) == 2
    found = [sorted(index.with_key(key)) for key in (high, other, 5, 1, 0, high - 2)]
    assert found == [[1, 40], [2], [3], list(range(4, 40)), [], []]


@pytest.mark.parametrize("least", [0, 10**9], ids=["all processors", "one after the other"])
def test_groups_are_answered_in_their_order_as_each_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    monkeypatch.setattr("locmem.memory.index.index._PARALLEL", least)
    monkeypatch.setattr("locmem.memory.index.index._PROCESSORS", 4)
    sources = Sources()
    sources.add(*TEXTS)
    index = Index(tmp_path, "m")
    index.refresh(sources.state, sources.read)
    groups = [[Probe(text, RAW) for text in TEXTS[first : first + 7]] for first in range(0, 140, 7)]
    answered = [ids for some in index.find_groups(groups, 60) for ids in some]
    assert answered == [index.find(group, 60) for group in groups]
    assert any(len(ids) > 1 for group in answered for ids in group)
    # Whoever has seen enough may go.
    assert next(index.find_groups(groups, 60))[0] == answered[0]


def test_an_index_mostly_of_removed_sources_is_built_anew(tmp_path: Path) -> None:
    sources = Sources()
    texts = [f"sentence {number} about returns" for number in range(3000)]
    sources.add(*texts)
    index = Index(tmp_path, "m")
    found(index, sources, "x")
    for text in texts[:2000]:
        sources.remove(text)
    assert found(index, sources, texts[2500], 100) == {texts[2500]}
    assert index.rows == 1000


@pytest.mark.parametrize(
    "other",
    [
        STATE._replace(identity="another memory", next_source=60),
        STATE._replace(next_source=60, epoch=1),
        STATE._replace(next_source=11),
    ],
    ids=["another memory", "after texts were erased", "an older state"],
)
def test_the_index_of_another_memory_is_not_believed(tmp_path: Path, other: State) -> None:
    sources = Sources()
    sources.add(*(f"a secret sentence, number {number}" for number in range(40)))
    found(Index(tmp_path, "m"), sources, "x")
    sources.texts = {number: f"a public sentence, number {number}" for number in range(1, other.next_source)}
    sources.state = other
    assert found(Index(tmp_path, "m"), sources, "a public sentence, number 3", 100) == {"a public sentence, number 3"}
    assert not any(b"secret" in path.read_bytes() for path in tmp_path.iterdir())


def test_a_database_brought_back_and_grown_differently_is_noticed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sources = Sources()
    sources.add(*(f"first life, sentence {number}" for number in range(40)))
    found(Index(tmp_path, "m"), sources, "x")
    sources.texts = {number: f"second life, sentence {number}" for number in range(1, 50)}
    sources.state = STATE._replace(next_source=50)
    with caplog.at_level(logging.WARNING):
        assert found(Index(tmp_path, "m"), sources, "second life, sentence 9", 100) == {"second life, sentence 9"}
    assert len(caplog.messages) == 1


def entry(text: str) -> Entry:
    return Entry(
        source=parse(text, Syntax.MARKDOWN),
        target=parse(f"es: {text}", Syntax.MARKDOWN),
        source_locale="en",
        locale="es",
    )


TEXTS = [f"Order {'very ' * (number % 6)}late, case number {number}." for number in range(120)]


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    with open_memory(tmp_path / "memory.db") as memory:
        memory.add(map(entry, TEXTS[:100]))
        memory.search(TEXTS[0])
        memory.add(map(entry, TEXTS[100:]))
        memory.search(TEXTS[0])
    return tmp_path


def matched(memory: Memory) -> list[list[str]]:
    return [[match.source_text for match in some] for some in memory.search_many(TEXTS[::45], floor=60, limit=50)]


def damages(name: str, data: bytes) -> list[bytes]:
    """A file cut off at several places, with single bits flipped all over, with another content, and empty."""
    rng = random.Random(name)
    size = len(data)
    damaged = [data[: size * part // 5] for part in range(5)] + [data[:-1], data + b"\0", b"rubbish" * 100]
    for place in [*range(0, 80, 11), *(rng.randrange(size) for _ in range(12))]:
        damaged.append(data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :])
    return damaged


def test_every_kind_of_damage_to_every_file_is_mended(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    sources = Sources()
    for some in (TEXTS[:100], TEXTS[100:]):
        sources.add(*some)
        right = [found(Index(tmp_path, "m"), sources, text, 60) for text in TEXTS[::45]]
    whole = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(whole) == 3
    for name, data in whole.items():
        for damaged in damages(name, data):
            for path in tmp_path.iterdir():
                path.unlink()
            for kept, content in whole.items():
                (tmp_path / kept).write_bytes(content)
            (tmp_path / name).write_bytes(damaged)
            caplog.clear()
            index = Index(tmp_path, "m")
            for _ in range(2):
                assert answers(index, sources) == right
            assert len(caplog.messages) <= 1


def answers(index: Index, sources: Sources) -> list[set[str]]:
    """What the texts find; damage that shows only in the search is mended as the memory does it."""
    try:
        return [found(index, sources, text, 60) for text in TEXTS[::45]]
    except DamagedIndex:
        index.rebuild(sources.state, sources.read)
        return [found(index, sources, text, 60) for text in TEXTS[::45]]


@pytest.mark.parametrize("part", [0, 50, 95])
def test_a_memory_mends_a_damaged_index_and_says_so_in_one_line(
    stored: Path, part: int, caplog: pytest.LogCaptureFixture
) -> None:
    with open_memory(stored / "memory.db") as memory:
        right = matched(memory)
    for path in (stored / "index" / "en").glob("*.segment"):
        data = path.read_bytes()
        place = len(data) * part // 100
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
    with open_memory(stored / "memory.db") as memory:
        assert matched(memory) == right
        assert matched(memory) == right
    assert len(caplog.messages) == 1
    assert "is damaged; it is built anew" in caplog.text


def test_a_missing_file_and_the_index_of_another_memory_are_mended(
    stored: Path, tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture
) -> None:
    other = tmp_path_factory.mktemp("other")
    with open_memory(other / "memory.db") as memory:
        memory.add(map(entry, TEXTS[::-1]))
        memory.search(TEXTS[0])
    folder = stored / "index" / "en"
    with open_memory(stored / "memory.db") as memory:
        right = matched(memory)
    next(folder.glob("*.segment")).unlink()
    with open_memory(stored / "memory.db") as memory:
        assert matched(memory) == right
    assert len(caplog.messages) == 1
    for path in folder.iterdir():
        path.unlink()
    for path in (other / "index" / "en").iterdir():
        shutil.copy(path, folder)
    with open_memory(stored / "memory.db") as memory:
        assert matched(memory) == right
    assert len(caplog.messages) == 2


def test_what_is_forgotten_stands_in_no_file_of_the_index(tmp_path: Path) -> None:
    with open_memory(tmp_path / "memory.db") as memory:
        memory.add([entry("Call Zebulon about the parcel.")], batch="private")
        memory.add([entry("Call us about the parcel.")])
        assert len(memory.search("Call Zebulon about the parcel.")) == 2
        memory.forget("private")
        assert not any(b"Zebulon" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert [match.source_text for match in memory.search("Call Zebulon about the parcel.", floor=50)] == [
            "Call us about the parcel."
        ]


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("in the way", encoding="utf-8")
    with open_memory(tmp_path / "memory.db") as memory:
        memory.add(map(entry, TEXTS[:20]))
        assert memory.search(TEXTS[3])


def test_memories_side_by_side_keep_their_own_index(tmp_path: Path) -> None:
    with open_memory(tmp_path / "one.db") as one, open_memory(tmp_path / "two.db") as two:
        one.add([entry("The first memory.")])
        two.add([entry("The second memory.")])
        for _ in range(2):
            assert [match.source_text for match in one.search("The first memory!")] == ["The first memory."]
            assert [match.source_text for match in two.search("The second memory!")] == ["The second memory."]


class Changes(RuleBasedStateMachine):
    """Adds, removals and re-openings in any order; the index always answers as a scan of what is there."""

    @initialize()
    def begin(self) -> None:
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.sources = Sources()
        self.index = Index(Path(self.folder.name), "m")

    @rule(texts=st.lists(st.text("ab c", max_size=12), max_size=30))
    def add(self, texts: list[str]) -> None:
        self.sources.add(*texts)

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if self.sources.texts:
            self.sources.remove(data.draw(st.sampled_from(sorted(set(self.sources.texts.values())))))

    @rule()
    def open_again(self) -> None:
        self.index = Index(Path(self.folder.name), "m")

    @rule()
    def erase(self) -> None:
        self.sources.state = self.sources.state._replace(epoch=self.sources.state.epoch + 1)

    @invariant()
    def finds_what_is_there(self) -> None:
        for text in sorted(set(self.sources.texts.values()))[:3]:
            assert text in found(self.index, self.sources, text, 100)

    def teardown(self) -> None:
        self.folder.cleanup()


Changes.TestCase.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
TestChanges = Changes.TestCase


def test_words_that_changed_places_and_flips_that_make_up_for_each_other_are_noticed() -> None:
    arrays = {"numbers": numpy.arange(64, dtype=numpy.uint64)}
    data = pack(arrays, {})
    swapped = bytearray(data)
    swapped[-512:-504], swapped[-8:] = data[-8:], data[-512:-504]
    flipped = bytearray(data)
    flipped[-8] ^= 1  # 63 loses what 62 wins.
    flipped[-16] ^= 1
    for damaged in (swapped, flipped):
        assert sum(numpy.frombuffer(damaged[-512:], numpy.uint64)) == sum(arrays["numbers"])
        with pytest.raises(DamagedIndex):
            SegmentFile(bytes(damaged)).array("numbers")


def test_a_segment_under_the_name_of_another_and_the_index_of_another_language_are_not_believed(tmp_path: Path) -> None:
    english, german = Sources(), Sources()
    for texts in (TEXTS[:100], TEXTS[100:]):
        english.add(*texts)
        found(Index(tmp_path / "en", "m"), english, "x")
    german.add(*(f"Fall {number}" for number in range(120)))
    found(Index(tmp_path / "de", "m"), german, "x")
    large, small = sorted((tmp_path / "en").glob("*.segment"), key=lambda path: -path.stat().st_size)
    kept = large.read_bytes()
    large.write_bytes(small.read_bytes())
    assert found(Index(tmp_path / "en", "m"), english, TEXTS[7], 100) == {TEXTS[7]}
    large.write_bytes(kept)
    shutil.rmtree(tmp_path / "en")
    shutil.copytree(tmp_path / "de", tmp_path / "en")
    assert found(Index(tmp_path / "en", "m"), english, TEXTS[7], 100) == {TEXTS[7]}
