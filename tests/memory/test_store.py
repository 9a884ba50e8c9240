from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import locmem
from locmem.errors import InputErrors, StoreError, UsageError
from locmem.formats import tmx
from locmem.inline.protect import parse
from locmem.memory import writing
from locmem.memory.store import Memory, open_memory
from locmem.memory.tmx_entries import units
from locmem.model.inline import Inline, Syntax
from locmem.model.match import EDGE, Band, Entry, Query, Trust
from locmem.model.segment import UnitKind


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.db") as opened:
        yield opened


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def entry(source: str, target: str, **context: object) -> Entry:
    made = Entry(source=md(source), target=md(target), source_locale="en", locale="es")
    return replace(made, **context)  # type: ignore[arg-type]


FULL = entry(
    "Pay **{{ total }}** now.",
    "Paga **{{ total }}** ya.",
    kind=UnitKind.PARAGRAPH,
    document="a.md",
    occurrence="k3f9",
    before=EDGE,
    after="Next.",
    origin="human",
    changed="2026-11-21",
)


def counts(memory: Memory) -> list[tuple[str, str, str, int, int]]:
    return [(n.source_locale, n.locale, n.trust, n.entries, n.sources) for n in memory.stats()]


def test_an_entry_comes_back_exactly(memory: Memory) -> None:
    result = memory.add([FULL])
    assert (result.added, result.given) == (1, 1)
    assert list(memory.entries()) == [FULL]


def test_adding_again_changes_nothing(memory: Memory) -> None:
    memory.add([FULL, FULL])
    result = memory.add([FULL])
    assert (result.added, result.updated, result.unchanged) == (0, 0, 1)
    assert list(memory.entries()) == [FULL]


def test_new_provenance_of_the_same_pair_replaces_the_old_one(memory: Memory) -> None:
    memory.add([FULL])
    later = replace(FULL, changed="2026-12-01", after="Other.")
    assert memory.add([later]).updated == 1
    assert list(memory.entries()) == [later]


def test_what_a_person_confirmed_is_not_made_an_import_again(memory: Memory) -> None:
    memory.add([FULL])
    assert memory.add([replace(FULL, trust=Trust.IMPORTED)]).unchanged == 1
    assert list(memory.entries()) == [FULL]
    imported = entry("Hello.", "Hola.", trust=Trust.IMPORTED)
    memory.add([imported])
    assert memory.add([replace(imported, trust=Trust.CONFIRMED)]).updated == 1


def test_a_pair_enters_only_whole_and_with_its_codes(memory: Memory) -> None:
    result = memory.add(
        [
            entry("Pay {{ total }}.", "Paga."),
            entry("Pay.", "Paga {{ total }}."),
            entry("Pay.", "  "),
            entry("", "Paga."),
            entry("Read [this](/en).", "Lee [esto](/es)."),
        ]
    )
    assert (result.added, len(result.rejected), result.given) == (1, 4, 5)
    assert all(rejected.why for rejected in result.rejected)
    assert [found.target.native for found in memory.entries()] == ["Lee [esto](/es)."]


def test_several_targets_kinds_and_places_of_one_source_are_all_kept(memory: Memory) -> None:
    several = [
        FULL,
        replace(FULL, target=md("Abona **{{ total }}** ya.")),
        replace(FULL, kind=UnitKind.HEADING),
        replace(FULL, document="b.md"),
        replace(FULL, occurrence="zzzz"),
        replace(FULL, locale="es-MX"),
        replace(FULL, source_locale="en-GB"),
    ]
    assert memory.add(several).added == len(several)
    assert memory.add(several).unchanged == len(several)
    assert counts(memory) == [
        ("en", "es", "confirmed", 5, 1),
        ("en", "es-MX", "confirmed", 1, 1),
        ("en-GB", "es", "confirmed", 1, 1),
    ]


def test_replacing_all_writes_the_difference_and_removes_the_rest(memory: Memory) -> None:
    old = [entry(f"Text {letter}.", f"Texto {letter}.") for letter in "abcd"]
    memory.add(old)
    new = [old[0], replace(old[1], changed="2026-01-01"), entry("New.", "Nuevo.")]
    result = memory.replace_all(new)
    assert (result.added, result.updated, result.unchanged, result.removed) == (1, 1, 1, 2)
    assert sorted(found.source.native for found in memory.entries()) == ["New.", "Text a.", "Text b."]
    again = memory.replace_all(new)
    assert (again.added, again.updated, again.removed) == (0, 0, 0)


def test_replacing_all_takes_trust_as_it_is_given(memory: Memory) -> None:
    memory.add([FULL])
    imported = replace(FULL, trust=Trust.IMPORTED)
    memory.replace_all([imported])
    assert list(memory.entries()) == [imported]
    memory.replace_all([FULL, imported])
    assert list(memory.entries()) == [FULL]


def test_a_failure_while_entries_are_read_leaves_the_memory_as_it_was(memory: Memory) -> None:
    memory.add([FULL])

    def breaking_off() -> Iterator[Entry]:
        for number in range(2000):
            yield entry(f"Text {number}.", f"Texto {number}.")
        raise RuntimeError

    for change in (memory.add, memory.replace_all):
        with pytest.raises(RuntimeError):
            change(breaking_off())
        assert list(memory.entries()) == [FULL]


def test_a_batch_can_be_audited_and_forgotten(memory: Memory) -> None:
    memory.add([FULL])
    memory.add([FULL, entry("One.", "Uno."), entry("Two.", "Dos.")], batch="import:seed.tmx")
    assert [(batch.name, batch.entries) for batch in memory.batches()] == [("import:seed.tmx", 2)]
    assert len(list(memory.entries(batch="import:seed.tmx"))) == 2
    assert memory.search("One.")
    assert memory.forget("import:seed.tmx") == 2
    assert list(memory.entries()) == [FULL]
    assert memory.search("One.") == ()


def test_entries_of_one_locale(memory: Memory) -> None:
    mexican = replace(FULL, locale="es-MX")
    memory.add([FULL, mexican])
    assert list(memory.entries("es-MX")) == [mexican]


def test_the_memory_can_be_written_while_its_entries_are_read(memory: Memory) -> None:
    memory.add(entry(f"Text {number}.", f"Texto {number}.") for number in range(3000))
    seen = 0
    for found in memory.entries():
        seen += 1
        if seen == 1:
            memory.add([replace(found, changed="2026-01-01")])
    assert seen == 3000


def test_search_finds_the_same_text_and_near_ones(memory: Memory) -> None:
    memory.add(
        [
            entry("You can pay with a credit card.", "Puedes pagar con tarjeta de crédito."),
            entry("You can pay with a gift card.", "Puedes pagar con tarjeta regalo."),
            entry("Your parcel is lost.", "Tu paquete se ha perdido."),
        ]
    )
    found = memory.search("You can pay with a credit card.", source="en", target="es", floor=70, limit=5)
    assert [match.target_text for match in found] == [
        "Puedes pagar con tarjeta de crédito.",
        "Puedes pagar con tarjeta regalo.",
    ]
    assert found[0].band is Band.EXACT
    assert found[1].source_text == "You can pay with a gift card."
    assert 70 <= found[1].percent < 95
    assert memory.search_many(["You can pay with a credit card.", "xyz"], limit=1) == (found[:1], ())


def test_a_text_with_other_values_is_found_however_long_they_are(memory: Memory) -> None:
    memory.add(
        [
            entry("See {{ a }} 1.", "Mira {{ a }} 1."),
            entry("Go: https://a.example/1", "Ve: https://a.example/1"),
        ]
    )
    long = "https://a-very-long-name.example/with/a/long/path/that/is/most/of/the/text"
    assert memory.search(f"Go: {long}")[0].target_text == f"Ve: {long}"
    assert memory.search("See {{ another.very.long.name }} 20.")[0].source_text == "See {{ a }} 1."


def test_many_texts_are_answered_as_each_is_alone(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locmem.memory.index.index._PARALLEL", 0)
    sources = [f"Send item {number} back within {number * 7} days, please{'!' * (number % 40)}" for number in range(40)]
    memory.add(entry(source, f"{source[::-1]}") for source in sources[::2])
    texts = [*sources, *sources[::-5], "Nothing like it.", ""]
    answers = memory.search_many(texts, floor=60)
    assert answers == tuple(memory.search(text, floor=60) for text in texts)
    assert {match.percent == 100 for answer in answers for match in answer} == {True, False}


def test_what_is_added_or_removed_later_is_found_or_not(memory: Memory, tmp_path: Path) -> None:
    asked = "Your parcel is lost!"
    assert memory.search(asked) == ()
    stored = entry("Your parcel is lost.", "Tu paquete se ha perdido.")
    with open_memory(tmp_path / "memory.db") as other:
        other.add([stored])
        assert len(memory.search(asked)) == 1
        other.replace_all([])
        assert memory.search(asked) == ()
        other.add([stored])
        assert len(memory.search(asked)) == 1


def test_variants_never_fill_each_other_unless_asked(memory: Memory) -> None:
    memory.add([entry("Your bus.", "O seu ônibus.", locale="pt-BR")])
    query = Query(source=md("Your bus."), source_locale="en", locale="pt-PT")
    assert memory.lookup(query) == ()
    (found,) = memory.lookup(query, fallbacks=("pt-BR",))
    assert (found.band, found.entry.locale) == (Band.HIGH, "pt-BR")
    assert memory.lookup(replace(query, source_locale="en-GB"), fallbacks=("pt-BR",)) == ()


def test_a_near_match_of_the_own_locale_may_come_before_another_variant(memory: Memory) -> None:
    memory.add([entry("Within 14 days.", "En 14 días.", locale="es-MX"), entry("Within 30 days.", "En 30 días.")])
    query = Query(source=md("Within 14 days."), source_locale="en", locale="es")
    (found,) = memory.lookup(query, limit=1, fallbacks=("es-MX",))
    assert (found.entry.locale, found.target_text, found.percent) == ("es", "En 14 días.", 99)


def test_queries_of_several_locales_are_answered_in_order(memory: Memory) -> None:
    memory.add([entry("Pay.", "Paga."), entry("Pay.", "Zahle.", locale="de")])
    queries = [
        Query(source=md(text), source_locale="en", locale=locale)
        for text, locale in [("Pay.", "de"), ("Nothing.", "de"), ("Pay.", "es")]
    ]
    found = memory.lookup_many(queries * 100)
    assert [[match.target_text for match in some] for some in found] == [["Zahle."], [], ["Paga."]] * 100


@pytest.mark.parametrize(("floor", "limit"), [(49, 5), (101, 5), (70, 0)])
def test_a_floor_or_limit_out_of_range_is_refused(memory: Memory, floor: float, limit: int) -> None:
    with pytest.raises(UsageError, match=r"Set a percent|Ask for one"):
        memory.search("Pay.", floor=floor, limit=limit)


def test_a_tmx_of_our_own_brings_every_entry_back(memory: Memory, tmp_path: Path) -> None:
    entries = [
        FULL,
        entry("Hello & <b>bye</b>", "Hola y <b>adiós</b>", changed="2026-11-21T18:00:00Z", origin="tm"),
        Entry(
            source=parse("a **b** {{ c }}", Syntax.PLAIN),
            target=parse("x **y** {{ c }}", Syntax.PLAIN),
            source_locale="en",
            locale="es",
        ),
    ]
    path = tmp_path / "es.tmx"
    path.write_bytes(tmx.write(units(entries), source_locale="en"))
    assert path.read_bytes() == tmx.write(units(entries[::-1]), source_locale="en")
    result = memory.import_tmx(path, "en", trust=Trust.CONFIRMED)
    assert (result.added, result.given) == (3, 3)
    stored = sorted(memory.entries(), key=lambda found: found.source.native)
    assert stored == sorted(entries, key=lambda found: found.source.native)


FOREIGN = """<?xml version="1.0"?>
<tmx version="1.4">
<header creationtool="x" creationtoolversion="1" segtype="block" o-tmf="x" adminlang="en" srclang="EN-US"
 datatype="plaintext"/>
<body>
<tu><tuv xml:lang="EN-US"><seg>Pay **{{ total }}**.</seg></tuv>
<tuv xml:lang="ES_ES" changedate="20250102T030405Z"><seg>Paga **{{ total }}**.</seg></tuv>
<tuv xml:lang="de"><seg>Zahle.</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Bonjour.</seg></tuv><tuv xml:lang="de"><seg>Hallo.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Alone.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Hi.</seg></tuv><tuv xml:lang="es-ES"><seg></seg></tuv>
<tuv xml:lang="klingon!"><seg>x</seg></tuv></tu>
</body></tmx>
"""


def test_every_pair_of_a_foreign_tmx_is_accounted_for(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "agency.tmx"
    path.write_text(FOREIGN, encoding="utf-8")
    result = memory.import_tmx(path)
    assert (result.added, len(result.rejected), result.given) == (1, 5, 6)
    (stored,) = memory.entries()
    assert (stored.locale, stored.trust, stored.origin) == ("es-ES", Trust.IMPORTED, "import:agency")
    assert stored.changed == "2025-01-02T03:04:05Z"
    (found,) = memory.search("Pay **{{ total }}**.", target="es-ES")
    assert found.band is Band.EXACT
    assert memory.import_tmx(path).unchanged == 1
    assert memory.forget("import:agency.tmx") == 1


def test_a_tmx_that_is_cut_off_brings_nothing(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "agency.tmx"
    path.write_text(FOREIGN[: FOREIGN.index("Alone")], encoding="utf-8")
    with pytest.raises(InputErrors):
        memory.import_tmx(path)
    assert list(memory.entries()) == []


def test_a_memory_in_a_damaged_cache_begins_anew_and_one_that_matters_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    path.write_bytes(b"rubbish" * 1000)
    with pytest.raises(StoreError, match="damaged"):
        open_memory(path)
    with open_memory(path, durable=False) as memory:
        assert memory.stats() == ()


def test_naming_the_memory_imports_none_of_its_libraries() -> None:
    program = (
        "import sys, locmem.memory.store\n"
        "print(sorted({'sqlalchemy', 'numpy', 'rapidfuzz', 'lxml', 'liquid2'} & sys.modules.keys()))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(locmem.__path__[0]).parent)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_first_filling_knows_what_it_was_given_long_before(memory: Memory) -> None:
    given = [entry(f"Text {number % 700}.", f"Texto {number % 700}.") for number in range(1500)]
    given += [replace(entry("Text 1.", "Otro."), origin="tm"), replace(given[0], origin="tm")]
    result = memory.add(given)
    assert (result.added, result.updated, result.unchanged, result.given) == (701, 1, 800, 1502)
    with memory._database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM memory_sources").scalar_one() == 700
    memory.prove()
    assert {match.target_text for match in memory.search("Text 1.", floor=100)} == {"Texto 1.", "Otro."}


@pytest.mark.parametrize("count", [1, 2, 500])
def test_sources_are_looked_for_in_their_index_however_many(memory: Memory, count: int) -> None:
    with memory._database.read() as connection:
        statement = str(writing._of_keys(count).compile(dialect=connection.dialect))
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (0, b"") * count).all()
    told = [row[-1] for row in plan if "memory_sources" in row[-1]]
    assert told == ["SEARCH memory_sources USING INDEX memory_sources_by_place (place=? AND key=?)"]
