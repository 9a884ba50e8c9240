"""Handing out: what needs a person goes out once, with a manifest that says to whom and until when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from locmem.catalogs.pairs import Workspace
from locmem.errors import LocmemError
from locmem.exchange.manifest import write_manifest
from locmem.exchange.outgoing import ExchangeFormat
from locmem.formats import po, xliff12
from locmem.pipelines.assign import assign
from locmem.pipelines.handoff import HandoffOptions, HandoffResult, hand_off
from locmem.pipelines.run import run_step
from locmem.postedit.ordering import Wanted
from locmem.workspace.handoffs import in_flight, manifests
from locmem.workspace.project import Project
from locmem.workspace.survey import survey
from locmem.workspace.workspace import open_documents
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"


def handed_off(shop: Shop, options: HandoffOptions | None = None, *, is_dry: bool = False) -> HandoffResult:
    chosen = options or HandoffOptions(locales=("es",))
    return run_step(shop.open(), "export", lambda run: hand_off(run, chosen), is_dry=is_dry)[1]


@pytest.fixture
def work(shop: Shop) -> Shop:
    """The project with one new and one stale sentence."""
    shop.write(PAYING, shop.read(PAYING) + "\nThe lamp glows softly.\n")
    shop.edit(PAYING, "We collect the money when", "We collect the money as soon as")
    shop.run()
    return shop


def test_nothing_is_handed_out_while_all_is_confirmed(shop: Shop) -> None:
    before = shop.in_git()
    result = handed_off(shop)
    assert (result.batches, result.summary) == ((), "nothing to send")
    assert shop.in_git() == before


def test_the_manifest_says_what_went_out_to_whom_and_until_when(work: Shop) -> None:
    work.write("locmem.yaml", work.read("locmem.yaml") + "due_days: 4\nassignees: {es: Ana}\n")
    [batch] = handed_off(work).batches
    manifest = batch.manifest
    assert re.fullmatch("2026-11-21-es-1-[a-z2-7]{5}", manifest.id)
    assert (manifest.locale, manifest.markets) == ("es", ("ES",))
    assert (manifest.created, manifest.due, manifest.assignee) == ("2026-11-21", "2026-11-25", "Ana")
    assert manifest.files == ("es/articles/paying.md.po",)
    assert [unit.state for unit in manifest.units] == ["stale", "untranslated"]
    assert sum(unit.words for unit in manifest.units) == batch.words == 15
    assert work.read(manifest.path) == write_manifest(manifest).decode()
    sent = po.read((work.root / batch.folder / manifest.files[0]).read_bytes(), "sent.po")
    assert [(one.is_fuzzy, one.previous_source) for one in sent.entries] == [
        (True, "We collect the money when the parcel leaves us."),
        (False, ""),
    ]


def test_options_win_over_settings(work: Shop) -> None:
    options = HandoffOptions(
        format=ExchangeFormat.XLIFF, markets=("JP",), assignee="Kenji", due=date(2026, 12, 24), folder="for-kenji"
    )
    [batch] = handed_off(work, options).batches
    assert (batch.manifest.locale, batch.manifest.assignee, batch.manifest.due) == ("ja", "Kenji", "2026-12-24")
    [file] = xliff12.read((work.root / "for-kenji" / batch.manifest.files[0]).read_bytes(), "a.xlf")
    assert (file.locale, len(file.units)) == ("ja", 2)


def test_what_is_with_a_translator_is_not_sent_again(work: Shop) -> None:
    handed_off(work)
    again = handed_off(work)
    assert (again.batches, again.in_flight) == ((), 2)
    assert "2 segments already with translators" in again.summary
    work.write(PAYING, work.read(PAYING) + "\nIt warms the room.\n")
    work.run()
    [third] = handed_off(work).batches
    assert third.manifest.id.startswith("2026-11-21-es-2-")
    assert len(third.manifest.units) == 1


@pytest.mark.usefixtures("own_state")
def test_only_documents_with_something_to_send_are_opened(work: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    handed_off(work, HandoffOptions())
    work.write("content/articles/lamp.md", "---\ntitle: The lamp\n---\n\nIt warms the room.\n")
    work.run()
    handed_off(work, is_dry=True)
    opened: list[str] = []

    def noted(project: Project, documents: Iterable[str], *others: object) -> Workspace:
        paths = tuple(documents)
        opened.extend(paths)
        return open_documents(project, paths, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("locmem.workspace.workspace.open_documents", noted)
    assert handed_off(work, HandoffOptions(markets=("JP",)), is_dry=True).in_flight == 2
    assert set(opened) == {"articles/lamp.md"}
    handed_off(work, HandoffOptions())
    opened.clear()
    assert handed_off(work, HandoffOptions()).summary == "nothing to send; 8 segments already with translators"
    assert opened == []
    [batch] = handed_off(work, HandoffOptions(again=True, locales=("ja",)), is_dry=True).batches
    assert batch.manifest.files == ("ja/articles/lamp.md.po", "ja/articles/paying.md.po")


def test_a_sentence_that_changed_while_it_was_out_is_sent_again(work: Shop) -> None:
    handed_off(work)
    work.edit(PAYING, "The lamp glows softly.", "The lamp glows warmly.")
    work.run()
    [batch] = handed_off(work).batches
    assert [unit.occurrence for unit in batch.manifest.units] == [work.key("The lamp glows warmly.").partition("#")[2]]


def test_a_closed_handoff_holds_nothing_back(work: Shop) -> None:
    [batch] = handed_off(work).batches
    work.write(batch.manifest.path, write_manifest(replace(batch.manifest, closed=True)).decode())
    project = work.open()
    assert in_flight(project, survey(project)) == {}
    assert len(handed_off(work).batches) == 1


def test_only_what_ships_to_a_market_is_sent_for_it(work: Shop) -> None:
    work.edit(PAYING, "topic: payments", "topic: payments\nmarkets: [JP]")
    work.run()
    assert handed_off(work, HandoffOptions(markets=("ES",))).batches == ()
    both = handed_off(work, HandoffOptions(markets=("ES", "JP")), is_dry=True)
    assert [batch.manifest.locale for batch in both.batches] == ["ja"]
    assert [batch.manifest.locale for batch in handed_off(work, HandoffOptions(markets=("JP",))).batches] == ["ja"]


def test_a_dry_run_writes_neither_manifest_nor_files(work: Shop) -> None:
    before = work.tree()
    dry = handed_off(work, is_dry=True)
    assert work.tree() == before
    assert dry.batches[0].manifest == handed_off(work).batches[0].manifest


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (HandoffOptions(locales=("xx",)), r"xx.? is not declared\. Declared: es, ja"),
        (HandoffOptions(markets=("XX",)), r"there is no market 'XX'\. Markets here: ES, JP"),
    ],
)
def test_a_locale_or_market_nobody_declared_is_refused(work: Shop, options: HandoffOptions, message: str) -> None:
    with pytest.raises(LocmemError, match=message):
        handed_off(work, options)


def test_handoffs_are_listed_oldest_first(work: Shop) -> None:
    handed_off(work)
    handed_off(work, HandoffOptions(locales=("ja",)))
    ids = [manifest.id for manifest in manifests(work.open())]
    assert [id_.rpartition("-")[0] for id_ in ids] == ["2026-11-21-es-1", "2026-11-21-ja-1"]


def test_handoffs_of_two_branches_or_projects_never_have_the_same_name(work: Shop, tmp_path: Path) -> None:
    other, project, copy = (work.copy(tmp_path / name) for name in ("other", "project", "copy"))
    later = Shop(copy.root, copy.moment + timedelta(seconds=1))
    other.write(PAYING, other.read(PAYING) + "\nIt warms the room.\n")
    other.run()
    project.write("locmem.yaml", project.read("locmem.yaml").replace("project: ", "project: Other "))
    found = [handed_off(one).batches[0].manifest for one in (work, other, later, project)]
    assert len({manifest.id for manifest in found}) == 4
    assert {manifest.id.rpartition("-")[0] for manifest in found} == {"2026-11-21-es-1"}
    # Merged, the next one counts on from all of them.
    for manifest in found[1:]:
        work.write(manifest.path, write_manifest(manifest).decode())
    [batch] = handed_off(work, HandoffOptions(locales=("es",), again=True)).batches
    assert batch.manifest.id.startswith("2026-11-21-es-2-")
    old = replace(batch.manifest, id="2026-11-21-es-9")
    work.write(old.path, write_manifest(old).decode())
    [batch] = handed_off(work, HandoffOptions(locales=("es",), again=True)).batches
    assert batch.manifest.id.startswith("2026-11-21-es-10-")


def given(shop: Shop, who: str, due: date | None = None) -> None:
    """Somebody gets the first text of the Spanish queue, as `queue assign` says it."""
    project = shop.open()
    assign(project, project.markets, Wanted(locales=("es",)), (), who=who, due=due, by="Lena", most=1)


def test_what_is_assigned_to_somebody_else_is_left_out_and_told(work: Shop) -> None:
    given(work, "Ana")
    result = handed_off(work, HandoffOptions(locales=("es",), assignee="Clara"))
    assert (len(result.batches[0].manifest.units), result.others, result.taken_over) == (1, {"Ana": 1}, {})
    assert "1 segment left for Ana" in result.summary
    nothing = handed_off(work, HandoffOptions(locales=("es",)))
    assert (nothing.batches, nothing.in_flight, nothing.others) == ((), 1, {"Ana": 1})


def test_others_texts_are_sent_where_it_is_asked_for_and_told(work: Shop) -> None:
    given(work, "Ana")
    result = handed_off(work, HandoffOptions(locales=("es",), assignee="Clara", others=True))
    assert (len(result.batches[0].manifest.units), result.others, result.taken_over) == (2, {}, {"Ana": 1})


def test_only_what_is_assigned_is_sent_by_the_day_that_was_said(work: Shop) -> None:
    given(work, "Ana", due=date(2026, 12, 24))
    [batch] = handed_off(work, HandoffOptions(locales=("es",), assignee="Ana", assigned=True)).batches
    manifest = batch.manifest
    assert (len(manifest.units), manifest.due, manifest.assignee) == (1, "2026-12-24", "Ana")
    [rest] = handed_off(work, HandoffOptions(locales=("es",), assignee="Ana")).batches
    assert (len(rest.manifest.units), rest.manifest.due) == (1, "2026-11-26")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (HandoffOptions(locales=("es",), assigned=True), "nobody is named for es"),
        (HandoffOptions(locales=("es",), assignee="Ana", assigned=True, others=True), "Leave one of both out"),
        (HandoffOptions(locales=("es",), assignee="Anna", assigned=True), "'Anna'. There are: Ana"),
    ],
)
def test_whose_texts_are_sent_must_be_plain(work: Shop, options: HandoffOptions, told: str) -> None:
    given(work, "Ana")
    with pytest.raises(LocmemError, match=told):
        handed_off(work, options)
