"""Care of the memory: every pair is in a batch, forgetting reaches everything it says, nothing else is touched."""

from __future__ import annotations

import pytest

from locmem.errors import UsageError
from locmem.exchange.outgoing import ExchangeFormat
from locmem.pages.memory_counts import memory_stats
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.memory.audit import EARLIER, batch_entries, batches
from locmem.pipelines.memory.care import Deduped, dedupe, rebuild
from locmem.pipelines.memory.files import import_tmx
from locmem.pipelines.memory.forgetting import Forgotten, Selection, erase_traces, forget
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.exchange.translator import Translator
from tests.pipelines.shop import SPANISH, Shop

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="t" creationtoolversion="1" '
    'segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/><body>\n'
)
AGENCY = "content/memory/agency.tmx"
MINA = "Write to Mina Larch."


def unit(source: str, target: str, author: str = "eva", day: str = "20240506") -> str:
    return (
        f'<tu usagecount="3" changedate="{day}T070809Z" changeid="{author}"><prop type="client">Shop</prop>'
        f'<tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="es"><seg>{target}</seg></tuv></tu>\n'
    )


PAIRS = (
    unit("Good evening.", "Buenas noches."),
    unit(MINA, "Escribe a Mina Larch.", "ana"),
    unit("Good evening.", "Buenas noches.", day="20250506"),
    unit("We answer without delay.", SPANISH["We answer without delay."]),
    '<tu><tuv xml:lang="en"><seg>Nobody says this.</seg></tuv></tu>\n',
)


@pytest.fixture
def agency(shop: Shop) -> tuple[Shop, str]:
    """The project with an agency's memory brought in, and the id of that run."""
    file = shop.root / "agency.tmx"
    file.write_text(f"{HEAD}{''.join(PAIRS)}</body></tmx>\n", encoding="utf-8")
    run, result = run_step(shop.open(), "memory import", lambda run: import_tmx(run, file))
    file.unlink()
    assert (result.given, result.pairs, result.repeated, len(result.rejected)) == (5, 3, 1, 1)
    return shop, run.id


def targets(shop: Shop) -> set[str]:
    return {entry.target.native for entry in shop.open().memory.entries("es")}


def holding(shop: Shop, text: str) -> list[str]:
    """The files of the cache in which a text stands, in one of the forms its files use."""
    forms = [text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le")]
    return [
        path.relative_to(shop.root).as_posix()
        for path in sorted((shop.root / ".locmem").rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def forgotten(shop: Shop, selection: Selection, *, with_catalogs: bool = False) -> tuple[str, Forgotten]:
    project = shop.open()
    run, result = run_step(project, "memory forget", lambda run: forget(run, selection, with_catalogs=with_catalogs))
    erase_traces(project, selection, with_history=False)
    return run.id, result


def test_every_entry_is_in_one_batch_and_every_batch_says_where_it_came_from(agency: tuple[Shop, str]) -> None:
    shop, run = agency
    project = shop.open()
    lines = batches(project)
    assert sum(line.held for line in lines) == len(list(project.memory.entries()))
    [line] = [line for line in lines if line.file == AGENCY]
    assert (line.id, line.by, line.origin, line.who) == (run, "memory import", "import:agency", "ana, eva")
    assert (line.when, line.brought, line.held, line.rejected) == ("2026-11-21T12:00:00+00:00", 4, 3, 1)
    assert {entry.target.native for entry in batch_entries(project, run)} == {
        "Buenas noches.",
        "Escribe a Mina Larch.",
        SPANISH["We answer without delay."],
    }


def test_what_came_back_from_a_translator_is_a_batch_of_that_run(shop: Shop) -> None:
    shop.write("content/articles/paying.md", shop.read("content/articles/paying.md") + "\n\nThe lamp glows.\n")
    shop.run()
    options = HandoffOptions(format=ExchangeFormat.PO, locales=("es",), folder="out", assignee="Ana")
    run_step(shop.open(), "export", lambda run: hand_off(run, options))
    [file] = (shop.root / "out").rglob("*.po")
    Translator(file).write("The lamp glows.", "La lámpara brilla.")
    run, _ = run_step(shop.open(), "import", lambda run: bring_back(run, [file]))
    [line] = [line for line in batches(shop.open()) if line.id == run.id]
    assert (line.who, line.by, line.origin, line.brought, line.held) == ("Ana", "import", "human", 1, 1)
    assert [one.target.native for one in batch_entries(shop.open(), run.id)] == ["La lámpara brilla."]
    [earlier] = {line.id for line in batches(shop.open())} - {run.id}
    assert earlier == EARLIER


def test_a_batch_is_undone_by_its_run(agency: tuple[Shop, str]) -> None:
    shop, run = agency
    before = targets(shop)
    undo(shop.open(), run)
    assert "Buenas noches." in before - targets(shop)
    assert [line for line in batches(shop.open()) if line.id == run] == []


@pytest.mark.parametrize(
    ("selection", "gone"),
    [
        (Selection(text="mina larch"), {"Escribe a Mina Larch."}),
        (Selection(author="ana"), {"Escribe a Mina Larch."}),
        (Selection(origin="import:agency"), {"Buenas noches.", "Escribe a Mina Larch."}),
        (Selection(text="Good", author="EVA"), {"Buenas noches."}),
        (Selection(text="Good", locale="ja"), set()),
    ],
)
def test_what_is_meant_is_forgotten_and_nothing_else(
    agency: tuple[Shop, str], selection: Selection, gone: set[str]
) -> None:
    shop, _ = agency
    before, tree = targets(shop), shop.in_git()
    run, _ = forgotten(shop, selection)
    assert before - targets(shop) == gone
    changed = {path for path, digest in shop.in_git().items() if tree.get(path) != digest}
    assert changed <= {AGENCY}
    assert (AGENCY not in shop.in_git()) == (selection.origin == "import:agency")
    if run:
        undo(shop.open(), run)
    assert (targets(shop), shop.in_git()) == (before, tree)


def test_what_stays_of_an_import_stays_as_it_came(agency: tuple[Shop, str]) -> None:
    shop, _ = agency
    forgotten(shop, Selection(text="Mina"))
    assert shop.read(AGENCY).split() == f"{HEAD}{PAIRS[0]}{''.join(PAIRS[2:])}</body></tmx>".split()


def test_no_cache_keeps_what_was_forgotten(agency: tuple[Shop, str]) -> None:
    shop, _ = agency
    assert shop.open().memory.search("Write to Mina Larch!", target="es")
    assert {path.split("/")[1] for path in holding(shop, "Mina Larch")} == {"answers", "index", "memory.db"}
    forgotten(shop, Selection(text="Mina Larch"))
    shop.open().memory.search("Write to Mina Larch!", target="es")
    assert holding(shop, "Mina Larch") == []


def test_catalogs_stay_unless_they_are_meant_too(shop: Shop) -> None:
    text = "Cobramos el importe"
    _, result = forgotten(shop, Selection(text=text))
    assert [key.partition("#")[0] for key in result.in_catalogs] == ["articles/paying.md"]
    assert result.remains == ("content/translations/es/articles/paying.md.po",)
    assert any(text in target for target in targets(shop))
    run, result = forgotten(shop, Selection(text=text), with_catalogs=True)
    assert (len(result.gone), result.in_catalogs, result.remains) == (1, (), ())
    assert not any(text in target for target in targets(shop))
    assert shop.entry("We collect the money when the parcel leaves us.").target == ""
    undo(shop.open(), run)
    assert any(text in target for target in targets(shop))


def test_for_good_leaves_nothing_in_the_history_either(agency: tuple[Shop, str]) -> None:
    shop, imported = agency
    selection = Selection(text="Mina Larch")
    run, _ = forgotten(shop, selection)
    project = shop.open()
    assert [change.path for change in project.journal.files(run)] == [AGENCY]
    assert erase_traces(project, selection, with_history=True) == 2
    assert (project.journal.files(run), project.journal.files(imported)) == ((), ())
    project.journal._database.close()
    everywhere = [path for path in shop.root.rglob("*") if path.is_file() and b"Mina Larch" in path.read_bytes()]
    assert everywhere == []


def test_neighbours_and_notes_that_hold_the_text_go_too(shop: Shop) -> None:
    pair = unit("Hello.", "Hola.").replace(
        "<tuv", f'<prop type="prev">{MINA}</prop><note>Mina Larch wrote this.</note><tuv', 1
    )
    shop.write(AGENCY, f"{HEAD}{pair}</body></tmx>\n")
    shop.run()
    forgotten(shop, Selection(text="Mina Larch"))
    assert "Mina" not in shop.read(AGENCY)
    assert "Hola." in targets(shop)


def test_kept_pairs_lose_neighbours_that_hold_the_text(shop: Shop) -> None:
    path = "content/articles/paying.md"
    shop.write(path, shop.read(path).replace("We collect the money when the parcel leaves us.", "It is new."))
    shop.run()
    assert "You can pay with" in shop.read("content/memory/es.tmx")
    _, result = forgotten(shop, Selection(text="You can pay with", locale="es"))
    assert result.gone == ()
    assert "You can pay with" not in shop.read("content/memory/es.tmx")
    assert "Cobramos el importe" in shop.read("content/memory/es.tmx")


def test_nothing_is_forgotten_without_saying_what() -> None:
    with pytest.raises(UsageError, match="--text, --author or --origin"):
        Selection(text="  ", locale="es")


def test_duplicates_go_and_the_newest_stays(agency: tuple[Shop, str]) -> None:
    shop, _ = agency
    before = targets(shop)
    run, result = run_step(shop.open(), "memory dedupe", dedupe)
    assert result == Deduped(in_catalogs=1, repeated=1, conflicts=0, files=(AGENCY,))
    assert shop.read(AGENCY).split() == f"{HEAD}{PAIRS[1]}{PAIRS[2]}{PAIRS[4]}</body></tmx>".split()
    assert targets(shop) == before
    assert run_step(shop.open(), "memory dedupe", dedupe)[1].summary == "no duplicates"
    undo(shop.open(), run.id)
    assert "20240506" in shop.read(AGENCY)


def test_kept_pairs_go_when_a_catalog_holds_them_again(shop: Shop) -> None:
    path = "content/articles/paying.md"
    text = shop.read(path)
    shop.write(path, text.replace("We collect the money when the parcel leaves us.", "It is new."))
    shop.run()
    assert "Cobramos" in shop.read("content/memory/es.tmx")
    shop.write(path, text)
    shop.run()
    before = targets(shop)
    _, result = run_step(shop.open(), "memory dedupe", dedupe)
    assert targets(shop) == before
    assert (result.in_catalogs, result.repeated) == (len(result.files), 0)


def test_a_rebuilt_memory_is_the_same_memory(agency: tuple[Shop, str]) -> None:
    shop, _ = agency
    before = list(shop.open().memory.entries())
    result = rebuild(shop.open())
    assert (result.before, result.entries) == (len(before), len(before))
    assert result.files == ((AGENCY, 4),)
    assert list(shop.open().memory.entries()) == before
    project = shop.open()
    assert project.memory.search("Write to Mina Larch!", target="es")


def test_stats_count_words_repetitions_and_months(agency: tuple[Shop, str]) -> None:
    shop, _ = agency
    found = memory_stats(shop.open())
    [imported] = [pair for pair in found.pairs if pair.trust == "imported"]
    assert (imported.locale, imported.entries, imported.sources, imported.words) == ("es", 3, 3, 2 + 4 + 4)
    assert imported.repeated == 0
    [confirmed] = [pair for pair in found.pairs if (pair.trust, pair.locale) == ("confirmed", "es")]
    assert confirmed.entries == len(SPANISH) + (confirmed.entries - confirmed.sources)
    months = {month.month: month.added for month in found.growth}
    assert months["2024-05"] == 2
    assert months["2025-05"] == 1
    assert found.growth[-1].total == sum(months.values()) == len(list(shop.open().memory.entries()))
