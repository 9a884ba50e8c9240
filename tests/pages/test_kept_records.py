"""Whether what people keep beside the texts can be read."""

from __future__ import annotations

import pytest

from locmem.pages import kept_records
from locmem.pages.kept_records import note_unread_records
from locmem.workspace.project import Project
from tests.pipelines.shop import Shop

KPI = "document,market,period,views,tickets,unhelpful\narticles/paying.md,ES,2026-10,5,0,0\n"


def test_what_is_sound_is_read_once_and_what_is_not_each_time(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.write("content/kpi.csv", KPI)
    shop.write("content/sla.csv", "market\n")
    shop.write("reviews/notes/ES.yaml", "of no month")
    read: list[str] = []
    inner = kept_records._read

    def noted(project: Project, path: str) -> None:
        read.append(path)
        inner(project, path)

    monkeypatch.setattr(kept_records, "_read", noted)
    for _ in range(2):
        project = shop.open()
        note_unread_records(project)
        project.keep_answers()
        assert {one.location.path for one in project.unread} == {"content/sla.csv"}
    assert sorted(read) == ["content/kpi.csv", "content/sla.csv", "content/sla.csv", "reviews/notes/ES.yaml"]


def test_what_is_mended_is_no_longer_noted(shop: Shop) -> None:
    shop.write("content/kpi.csv", "document\n")
    project = shop.open()
    note_unread_records(project)
    assert not project.was_read("content/kpi.csv")
    shop.write("content/kpi.csv", KPI)
    project = shop.open()
    note_unread_records(project)
    assert project.was_read("content/kpi.csv")
