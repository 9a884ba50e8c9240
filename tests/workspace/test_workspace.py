from __future__ import annotations

from pathlib import Path

import pytest

from locmem.pipelines.check import CheckOptions, check
from locmem.workspace.project import Project
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop

SPAIN = CheckOptions(markets=("ES",))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The paths that were read through the project's folder."""
    paths: set[str] = set()
    parsed_bytes = Project.parsed_bytes

    def noted(project: Project, path: str, *rest: object) -> object:
        paths.add(path)
        return parsed_bytes(project, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Project, "parsed_bytes", noted)
    return paths


def locales_in(paths: set[str]) -> set[str]:
    return {Path(path).parts[2] for path in paths if path.startswith("content/translations/")}


def test_the_check_of_a_market_opens_the_catalogs_of_its_own_locales_alone(shop: Shop, opened: set[str]) -> None:
    check(shop.open(), SPAIN)
    assert locales_in(opened) == {"es"}
    check(shop.open(), CheckOptions())
    assert locales_in(opened) == {"es", "ja"}


def test_a_catalog_of_another_market_that_cannot_be_read_does_not_fail_this_one(shop: Shop) -> None:
    shop.write("content/translations/ja/articles/paying.md.po", 'msgid "half')
    assert not any(finding.check == "input" for finding in check(shop.open(), SPAIN).report.findings)
    assert any(finding.check == "input" for finding in check(shop.open(), CheckOptions()).report.findings)


def test_the_pairs_of_some_locales_are_those_of_the_whole_project(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "parcel", "large parcel")
    whole = open_workspace(shop.open())
    some = open_workspace(shop.open(), ["ja"])
    assert some.sources == whole.sources
    assert some.pairs == whole.pairs_of("ja") != ()
    assert open_workspace(shop.open(), []).pairs == ()


def test_a_variant_is_read_with_its_bases_and_shown_alone(shop: Shop, opened: set[str]) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, es-419, es-MX, ja]")
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "variants: {es-MX: es-419, es-419: es}\n")
    shop.run()
    opened.clear()
    whole = open_workspace(shop.open()).pairs_of("es-MX")
    opened.clear()
    some = open_workspace(shop.open(), ["es-MX"])
    assert locales_in(opened) == {"es", "es-419", "es-MX"}
    assert some.pairs == whole
    assert any(entry.inherited == "es" and entry.target for pair in some.pairs for entry in pair.catalog.entries)


def test_beside_a_variant_of_the_source_a_catalog_without_gaps_tells_the_ids(shop: Shop, opened: set[str]) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [en-GB, es, ja]")
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "variants: {en-GB: en}\n")
    shop.run()
    whole = open_workspace(shop.open()).pairs_of("en-GB")
    opened.clear()
    assert open_workspace(shop.open(), ["en-GB"]).pairs == whole != ()
    assert locales_in(opened) == {"en-GB", "es"}
