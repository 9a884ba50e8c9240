"""Files that nobody can read: the work goes on without them, what belongs to them stays, and nothing is lost by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from locmem.catalogs.pairs import Workspace
from locmem.errors import InputErrors
from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import State
from locmem.pages.approvals import approvals, lost_approvals
from locmem.pages.overview import overview
from locmem.pages.shown import UNREAD
from locmem.pipelines.approve import approve
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.conflicts import waiting
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.memory.care import dedupe, rebuild
from locmem.pipelines.publish import PublishOptions, PublishResult, publish
from locmem.pipelines.run import run_step
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop

PAYING, COMPLAINTS, REFUND = "articles/paying.md", "articles/complaints.md", "macros/refund.yaml"
CATALOG = f"content/translations/es/{PAYING}.po"
KEPT = "content/memory/es.tmx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """A file that can no longer be read, and what happened to its bytes."""

    name: str
    path: str
    spoiled: Callable[[bytes], bytes]

    def happens(self, shop: Shop) -> bytes:
        """What the file held before."""
        held = (shop.root / self.path).read_bytes()
        shop.write_bytes(self.path, self.spoiled(held))
        return held


def changed(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def spoiled(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return spoiled


def cut(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)].rstrip(b"\n")


SOURCES = (
    Accident(name="Latin-1", path=f"content/{PAYING}", spoiled=changed(b"Good to know", b"Caf\xe9 to know")),
    Accident(name="too long", path=f"content/{PAYING}", spoiled=lambda data: data + b"Word. " * 90_000),
    Accident(name="front matter", path=f"content/{PAYING}", spoiled=changed(b"topic: payments", b"topic: [payments")),
    Accident(name="two keys", path=f"content/{PAYING}", spoiled=changed(b"topic: payments", b"slug: other")),
    Accident(name="UTF-16 cut", path=f"content/{PAYING}", spoiled=lambda data: data.decode().encode("utf-16")[:-1]),
    Accident(name="macro cut", path=f"content/{REFUND}", spoiled=changed(b'"Refunds::Refund sent"', b'"Refunds')),
    Accident(name="macro bytes", path=f"content/{REFUND}", spoiled=changed(b"Says", b"\xff\xfe\x00")),
)
CATALOGS = (
    Accident(name="cut", path=CATALOG, spoiled=cut(0.6)),
    Accident(name="cut in a string", path=CATALOG, spoiled=changed(b'saber"', b"saber")),
    Accident(name="not UTF-8", path=CATALOG, spoiled=changed("é".encode(), b"\xe9")),
    Accident(name="merge", path=CATALOG, spoiled=changed(b"msgctxt", b"<<<<<<< HEAD\nmsgctxt")),
    Accident(name="another language", path=CATALOG, spoiled=changed(b"Language: es", b"Language: fr")),
    Accident(name="bookkeeping", path=CATALOG, spoiled=changed(b"state=reviewed", b"state=perfect")),
)
ACCIDENTS = (*SOURCES, *CATALOGS)
any_accident = pytest.mark.parametrize("accident", ACCIDENTS, ids=lambda one: one.name.replace(" ", "-"))


def belonging_to(shop: Shop, accident: Accident) -> dict[str, str]:
    """The bytes of the file, and of what its document has: what nobody may touch."""
    document = accident.path.removeprefix("content/").removeprefix("translations/es/").removesuffix(".po")
    names = [accident.path]
    if accident in SOURCES:
        names += [f"content/translations/{locale}/{document}.po" for locale in ("es", "ja")]
    tree = shop.tree()
    return {name: tree[name] for name in names}


def published(shop: Shop) -> PublishResult:
    return run_step(shop.open(), "render", lambda run: publish(run, PublishOptions()))[1]


def held_in_memory(shop: Shop) -> Counter[tuple[str, str, str, str]]:
    entries = shop.open().memory.entries()
    return Counter((one.document, one.locale, one.source.native, one.target.native) for one in entries)


def opened(shop: Shop) -> Workspace:
    return open_workspace(shop.open())


@any_accident
def test_a_run_goes_on_without_the_file_and_says_where_it_is_wrong(shop: Shop, accident: Accident) -> None:
    accident.happens(shop)
    shop.edit(f"content/{COMPLAINTS}", "We answer without delay.", "We answer at once, without delay.")
    before = belonging_to(shop, accident)
    result = shop.run()
    assert {problem.location.path for problem in result.unread} == {accident.path}
    assert all(problem.what for problem in result.unread)
    assert any(problem.location.line for problem in result.unread) or accident.name in ("too long", "UTF-16 cut")
    assert belonging_to(shop, accident) == before
    assert shop.entry("We answer at once, without delay.").is_stale
    assert shop.entry("We answer at once, without delay.", "ja").is_stale
    assert not (shop.root / KEPT).exists()


def another_page_changed(shop: Shop) -> None:
    shop.edit(f"content/{COMPLAINTS}", "We answer without delay.", "We answer at once, without delay.")


def another_page_removed(shop: Shop) -> None:
    shop.remove(f"content/{COMPLAINTS}")


def another_page_moved(shop: Shop) -> None:
    shop.write("content/articles/rights.md", shop.read(f"content/{COMPLAINTS}"))
    shop.remove(f"content/{COMPLAINTS}")


def a_page_is_new(shop: Shop) -> None:
    shop.write("content/articles/new.md", "---\ntitle: Something new\n---\n\nNobody wrote this before.\n")


def a_sentence_is_new(shop: Shop) -> None:
    shop.edit(f"content/{PAYING}", "## Good to know", "A new sentence stands here.\n\n## Good to know")


def a_sentence_changed(shop: Shop) -> None:
    shop.edit(f"content/{PAYING}", "when the parcel leaves us", "on the day when the parcel leaves us")


def a_sentence_went(shop: Shop) -> None:
    shop.edit(f"content/{PAYING}", "The plan costs {{ company.subscription.price }} a month.\n", "")


LATIN_1, MACRO_CUT, CUT, BYTES = SOURCES[0], SOURCES[5], CATALOGS[0], CATALOGS[2]


@pytest.mark.parametrize(
    ("accident", "change"),
    [
        (LATIN_1, another_page_changed),
        (MACRO_CUT, another_page_removed),
        (BYTES, another_page_removed),
        (MACRO_CUT, another_page_moved),
        (CUT, another_page_moved),
        (LATIN_1, a_page_is_new),
        (CUT, a_page_is_new),
        (LATIN_1, a_sentence_is_new),
        (BYTES, a_sentence_is_new),
        (LATIN_1, a_sentence_changed),
        (CUT, a_sentence_changed),
        (BYTES, a_sentence_went),
    ],
    ids=lambda one: getattr(one, "name", "") or one.__name__,
)
def test_a_mended_file_leaves_everything_as_it_would_be_without_the_accident(
    shop: Shop, accident: Accident, change: Callable[[Shop], None]
) -> None:
    change(shop)
    other = shop.copy(shop.root.with_name("other"))
    other.run()
    held = accident.happens(shop)
    shop.run()
    published(shop)
    rebuild(shop.open())
    assert shop.in_git() != other.in_git()
    shop.write_bytes(accident.path, held)
    shop.run()
    assert shop.in_git() == other.in_git()
    assert held_in_memory(shop) == held_in_memory(other)


@pytest.mark.parametrize("accident", [SOURCES[0], SOURCES[2], SOURCES[4]], ids=lambda one: one.name)
def test_a_document_that_moved_and_cannot_be_read_is_not_one_that_is_gone(shop: Shop, accident: Accident) -> None:
    other = shop.copy(shop.root.with_name("other"))
    moved = "content/articles/how-to-pay.md"
    for one in (shop, other):
        (one.root / f"content/{PAYING}").rename(one.root / moved)
    other.run()
    held = (shop.root / moved).read_bytes()
    shop.write_bytes(moved, accident.spoiled(held))
    before = shop.in_git()
    shop.run()
    assert shop.in_git() == before
    assert {one.document for one in opened(shop).held} == {PAYING}
    shop.write_bytes(moved, held)
    shop.run()
    assert shop.in_git() == other.in_git()
    assert shop.entry("Good to know").state is State.REVIEWED


@pytest.mark.parametrize("locales", [("es",), ("es", "ja")], ids=["one locale", "both locales"])
@pytest.mark.parametrize("accident", [CATALOGS[0], CATALOGS[2], CATALOGS[3]], ids=lambda one: one.name)
def test_a_document_that_moved_away_from_a_damaged_catalog_waits_for_it(
    shop: Shop, accident: Accident, locales: tuple[str, ...]
) -> None:
    other = shop.copy(shop.root.with_name("other"))
    held = {}
    for one in (shop, other):
        (one.root / f"content/{PAYING}").rename(one.root / "content/articles/how-to-pay.md")
    other.run()
    for locale in locales:
        path = f"content/translations/{locale}/{PAYING}.po"
        held[path] = (shop.root / path).read_bytes()
        shop.write_bytes(path, cut(0.6)(held[path]) if locale == "ja" else accident.spoiled(held[path]))
    before = shop.in_git()
    shop.run()
    published(shop)
    assert shop.in_git() == before
    for path, data in held.items():
        shop.write_bytes(path, data)
    shop.run()
    assert shop.in_git() == other.in_git()


def test_rules_of_segmentation_that_cannot_be_read_make_no_document_look_removed(shop: Shop) -> None:
    shop.edit("locmem.yaml", "kind: markdown}", "kind: markdown, segmentation: rules.srx}")
    shop.write("rules.srx", "<srx")
    before = shop.in_git()
    result = shop.run()
    assert [problem.location.path for problem in result.unread] == ["rules.srx"]
    assert shop.in_git() == before
    assert {one.document for one in opened(shop).unread} == {PAYING, COMPLAINTS}


def test_a_folder_that_leads_out_of_the_project_stops_the_run_as_everything_in_it_looks_gone(shop: Shop) -> None:
    place = shop.root / "content/articles"
    place.rename(shop.root.with_name("elsewhere"))
    place.symlink_to(shop.root.with_name("elsewhere"))
    before = {path: digest for path, digest in shop.in_git().items() if not path.startswith("content/articles")}
    with pytest.raises(InputErrors, match="leads out of the project"):
        shop.run()
    after = {path: digest for path, digest in shop.in_git().items() if not path.startswith("content/articles")}
    assert after == before


def test_beside_a_damaged_catalog_an_exact_match_is_proposed_and_confirms_nothing(shop: Shop) -> None:
    """The damaged one may hold another translation of the same text."""
    shop.write("content/articles/same.md", shop.read(f"content/{COMPLAINTS}").replace("slug: complaints", "slug: same"))
    other = shop.copy(shop.root.with_name("other"))
    other.run()
    assert other.pair("articles/same.md").catalog.entries[2].state is State.TRANSLATED
    held = CATALOGS[0].happens(shop)
    shop.run()
    assert shop.pair("articles/same.md").catalog.entries[2].state is State.DRAFT
    assert shop.pair("articles/same.md", "ja").catalog.entries[2].state is State.TRANSLATED
    shop.write_bytes(CATALOG, held)
    shop.run()
    assert shop.in_git() == other.in_git()


def test_a_variant_is_not_read_without_the_catalog_it_inherits_from(shop: Shop) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, es-419, es-MX, ja]")
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "variants: {es-MX: es-419, es-419: es}\n")
    shop.translate("es-MX", {"Method": "Modo"})
    shop.run()
    before = shop.in_git()
    CATALOGS[0].happens(shop)
    shop.run()
    found = opened(shop)
    assert [str(pair.locale) for pair in found.pairs if pair.source.path == PAYING] == ["ja"]
    assert {one.locale for one in found.unread} == {"es", "es-419", "es-MX"}
    assert {path for path, digest in shop.in_git().items() if before[path] != digest} == {CATALOG}


def test_no_page_is_published_of_what_cannot_be_read(shop: Shop) -> None:
    published(shop)
    assert (shop.root / "dist/ES/es/articles/paying.md").exists()
    CATALOGS[1].happens(shop)
    SOURCES[6].happens(shop)
    result = published(shop)
    held = [page for page in result.pages if UNREAD in page.reasons]
    assert [(page.market, page.locale, page.document) for page in held] == [("ES", "es", PAYING)]
    assert result.fails
    assert "2 files could not be read" in result.summary
    left = {path for path in shop.tree() if path.startswith("dist/") and path.endswith(("paying.md", "refund.yaml"))}
    assert left == {"dist/JP/ja/articles/paying.md"}
    assert (shop.root / "dist/ES/es/articles/complaints.md").exists()


def test_the_overview_counts_what_cannot_be_read_and_no_market_is_ready_then(shop: Shop) -> None:
    CATALOGS[1].happens(shop)
    project = shop.open()
    rows = {(row.market, row.locale): row for row in overview(project, project.markets).readiness}
    assert (rows["ES", "es"].unread, rows["ES", "es"].pages, rows["ES", "es"].is_ready) == (1, 3, False)
    assert rows["JP", "ja"].unread == 0
    SOURCES[6].happens(shop)
    project = shop.open()
    rows = {(row.market, row.locale): row for row in overview(project, project.markets).readiness}
    assert {row.unread for row in rows.values()} == {1, 2}
    assert not any(row.is_ready for row in rows.values())
    assert not any(REFUND in item.document for item in overview(project, project.markets).backlog)


def test_a_handoff_holds_what_can_be_read_and_an_answer_to_the_rest_is_refused(shop: Shop) -> None:
    for page, old in ((PAYING, "Good to know"), (COMPLAINTS, "We answer without delay.")):
        shop.edit(f"content/{page}", old, f"{old} Really.")
    shop.run()
    options = HandoffOptions(locales=("es",), format=ExchangeFormat.XLIFF)
    _, sent = run_step(shop.open(), "export", lambda run: hand_off(run, options))
    folder = shop.root / sent.batches[0].folder
    files = sorted(folder.rglob("*.xlf"))
    assert len(files) == 2
    CATALOGS[1].happens(shop)
    _, again = run_step(shop.open(), "export", lambda run: hand_off(run, HandoffOptions(locales=("es",), again=True)))
    assert {unit.document for unit in again.batches[0].manifest.units} == {COMPLAINTS}
    assert [problem.location.path for problem in again.unread] == [CATALOG]
    before = shop.in_git()
    _, result = run_step(shop.open(), "import", lambda run: bring_back(run, files))
    assert result.files == 1
    assert [problem.location.path for problem in result.refused] == [str(folder / f"es/{PAYING}.xlf")]
    assert CATALOG in result.refused[0].what
    assert shop.in_git()[CATALOG] == before[CATALOG]
    assert not (shop.root / KEPT).exists()


def test_a_command_that_is_asked_for_the_very_file_says_so(shop: Shop) -> None:
    SOURCES[0].happens(shop)
    for locale in ("es", "ja"):
        with pytest.raises(InputErrors, match=f"content/{PAYING}:19:7"):
            opened(shop).require(PAYING, locale)
    opened(shop).require(COMPLAINTS, "es")
    with pytest.raises(InputErrors, match="not valid UTF-8"):
        run_step(shop.open(), "approve", lambda run: approve(run, PAYING, "ES", "es", "Ana", shop.today), is_dry=True)


def test_an_approval_of_a_page_that_cannot_be_read_is_not_called_lost(shop: Shop) -> None:
    run_step(shop.open(), "approve", lambda run: approve(run, PAYING, "ES", "es", "Ana", shop.today))
    CATALOGS[0].happens(shop)
    project = shop.open()
    found = open_workspace(project)
    [standing] = approvals(project, found, project.markets, shop.today)
    assert (standing.lost, standing.is_unread) == ("the page cannot be read", True)
    assert list(lost_approvals(project, found, project.markets, shop.today)) == []
    assert waiting(shop.open()) == ()


def kept(shop: Shop) -> str:
    """A memory file of the project's own with a pair in it, whole; a page was removed for it."""
    shop.remove(f"content/{REFUND}")
    shop.run()
    return shop.read(KEPT)


@pytest.mark.parametrize(
    "spoiled", [cut(0.5), changed("á".encode(), b"\xe1"), lambda data: b""], ids=["cut", "not UTF-8", "empty"]
)
def test_pairs_that_cannot_be_kept_stay_where_they_are(shop: Shop, spoiled: Callable[[bytes], bytes]) -> None:
    kept(shop)
    other = shop.copy(shop.root.with_name("other"))
    held = Accident(name="memory", path=KEPT, spoiled=spoiled).happens(shop)
    damaged = (shop.root / KEPT).read_bytes()
    for one in (shop, other):
        one.remove(f"content/{COMPLAINTS}")
    other.run()
    result = shop.run()
    assert {problem.location.path for problem in result.unread} == {KEPT}
    assert (shop.root / KEPT).read_bytes() == damaged
    assert (shop.root / f"content/translations/es/{COMPLAINTS}.po").exists()
    assert not (shop.root / f"content/translations/ja/{COMPLAINTS}.po").exists()
    _, deduped = run_step(shop.open(), "memory dedupe", dedupe)
    assert KEPT not in deduped.files
    assert (shop.root / KEPT).read_bytes() == damaged
    shop.write_bytes(KEPT, held)
    shop.run()
    assert shop.in_git() == other.in_git()
