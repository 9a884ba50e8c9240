"""The faults can be planted: each stands where it says, and planting several changes no other document."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from locmem.workspace.workspace import open_workspace
from tests.planted.faults import BASE, CONTROLS, TRANSLATIONS, Fault, read_faults
from tests.planted.planting import copy_base, groups, line_numbers, plant, project, put

FAULTS = read_faults()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_base(tmp_path_factory.mktemp("planted") / "base")


def test_there_are_hundreds_with_ids_of_their_own() -> None:
    assert len([fault for fault in FAULTS if fault.family != CONTROLS]) >= 300
    assert [name for name, times in Counter(fault.id for fault in FAULTS).items() if times > 1] == []


def test_the_clean_help_centre_is_translated_in_full(base: Path) -> None:
    opened = project(base)
    for locale in opened.settings.locales:
        for pair in open_workspace(opened).pairs_of(locale):
            assert all(entry.is_current for entry in pair.catalog.entries), pair.path


def test_each_stands_once_in_its_file_and_its_place_is_there_afterwards(tmp_path: Path) -> None:
    for fault in FAULTS:
        touched = [path for path in (fault.file, fault.remove, fault.rename, fault.at.file) if path]
        for path in touched:
            if (BASE / path).is_file():
                (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / path).write_bytes((BASE / path).read_bytes())
        put(tmp_path, fault)
        if fault.at.line:
            assert list(line_numbers(tmp_path, fault.at.file, fault.at.line)), f"{fault.id}: {fault.at.line}"


def test_an_entry_named_as_the_place_is_in_the_clean_catalog() -> None:
    for fault in FAULTS:
        if fault.at.entry:
            text = (BASE / fault.at.file).read_text(encoding="utf-8")
            assert f'msgctxt "{fault.at.entry}"' in text, fault.id


def test_no_two_faults_of_a_group_touch_one_document() -> None:
    grouped = groups(FAULTS)
    assert sorted(fault.id for group in grouped for fault in group) == sorted(fault.id for fault in FAULTS)
    for group in grouped:
        assert len({fault.document for fault in group}) == len(group)


def test_what_was_put_into_a_catalog_is_confirmed_and_nothing_else_is_changed(tmp_path: Path) -> None:
    fault = _named("numbers-02")
    root = copy_base(tmp_path / "copy")
    plant(root, [fault])
    changed = [path for path in _files(BASE) if (root / path).read_bytes() != (BASE / path).read_bytes()]
    assert changed == [fault.file]
    [pair] = [pair for pair in open_workspace(project(root)).pairs_of("de") if pair.path == fault.file]
    assert all(entry.is_current for entry in pair.catalog.entries)
    assert any("1.780,00" in entry.target for entry in pair.catalog.entries)


def test_the_translations_of_an_edited_source_are_current(tmp_path: Path) -> None:
    fault = next(fault for fault in FAULTS if fault.is_in_source and fault.targets)
    root = copy_base(tmp_path / "copy")
    plant(root, [fault])
    for locale, target in fault.targets.items():
        [pair] = [pair for pair in open_workspace(project(root)).pairs_of(locale) if pair.source.path == fault.document]
        assert all(entry.is_current for entry in pair.catalog.entries)
        assert target in {entry.target for entry in pair.catalog.entries}


def _named(name: str) -> Fault:
    return next(fault for fault in FAULTS if fault.id == name)


def _files(root: Path) -> list[str]:
    return [
        path.relative_to(root).as_posix()
        for path in sorted((root / TRANSLATIONS).rglob("*.po")) + sorted((root / "content/articles").glob("*.*"))
    ]
