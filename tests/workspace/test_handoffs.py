"""What is with translators, and what came back and waits for a decision."""

from __future__ import annotations

import pytest

from locmem.errors import InputErrors
from locmem.model.finding import Gate, Severity
from locmem.workspace.handoffs import (
    WAITING,
    in_flight,
    kept_aside,
    lone_folders,
    manifests,
    readable_manifests,
    waiting_findings,
)
from locmem.workspace.survey import survey
from tests.exchange.desk import DOCUMENTS, Desk, prepare
from tests.exchange.test_unfinished import returned_unfinished
from tests.pipelines.shop import Shop


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return prepare(shop, next(iter(DOCUMENTS)))


def test_without_handoffs_nothing_is_away(desk: Desk) -> None:
    project = desk.shop.open()
    assert (list(manifests(project)), in_flight(project, survey(project)), kept_aside(project)) == ([], {}, 0)
    assert list(waiting_findings(project, ["es"])) == []


def test_segments_with_a_translator_are_known_with_the_source_they_have(desk: Desk) -> None:
    desk.hand_off("po")
    project = desk.shop.open()
    away = in_flight(project, survey(project))
    assert set(away) == {("es", unit.document, unit.occurrence) for unit in desk.manifest.units}
    assert set(away.values()) == {unit.source for unit in desk.manifest.units}


def test_a_returned_text_that_waits_is_a_warning_before_a_release_of_its_locale(desk: Desk) -> None:
    returned_unfinished(desk, "stale", "po")
    desk.bring_back()
    project = desk.shop.open()
    assert kept_aside(project) == 1
    [found] = waiting_findings(project, ["ja", "es"])
    assert (found.check, found.gate, found.severity, found.locale) == (WAITING, Gate.RELEASE, Severity.WARNING, "es")
    assert found.what == "1 returned text kept aside for a decision."
    assert found.location.path == desk.manifest.path
    assert list(waiting_findings(project, ["ja"])) == []


def test_beside_a_manifest_that_cannot_be_read_the_others_count_and_nothing_is_sent_again(desk: Desk) -> None:
    returned_unfinished(desk, "stale", "po")
    desk.bring_back()
    sent = desk.manifest.id
    desk.shop.write("handoffs/2026-11-21-es-9-aaaaa.json", "{}")
    project = desk.shop.open()
    assert [manifest.id for manifest in readable_manifests(project)] == [sent]
    assert kept_aside(project) == 1
    assert len(list(waiting_findings(project, ["es"]))) == 1
    assert [problem.location.path for problem in project.unread] == ["handoffs/2026-11-21-es-9-aaaaa.json"]
    with pytest.raises(InputErrors, match="not a handoff manifest"):
        in_flight(project, survey(project))
    desk.shop.remove("handoffs/2026-11-21-es-9-aaaaa.json")
    assert (len(list(readable_manifests(desk.shop.open()))), desk.shop.open().unread) == (1, ())


def test_a_folder_whose_export_was_cut_off_is_named(desk: Desk) -> None:
    desk.hand_off("po")
    project, manifest = desk.shop.open(), desk.manifest
    assert lone_folders(project) == ()
    (project.root / manifest.path).unlink()
    folder = f"handoffs/{manifest.id}/"
    desk.shop.write(f"{folder}es/articles/paying.md.po", "")
    desk.shop.write("handoffs/kept/2025.po", "")
    elsewhere = project.root.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.po").write_text("")
    (project.root / "handoffs/2026-11-01-es-1-abcde").symlink_to(elsewhere)
    assert lone_folders(desk.shop.open()) == (folder,)
    told = " ".join(desk.shop.command("jobs", "list").stderr.split())
    assert f"{folder} holds files of no handoff" in told
    assert "remove the folder" in told
