"""The preview of a handoff has whole documents, the facts of a market, and the place that each file names."""

from __future__ import annotations

import re

import pytest

from locmem.formats import po
from locmem.pages.handoff_scope import HandoffOptions
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.run import run_step
from tests.pipelines.shop import Shop
from tests.pipelines.test_handoff import PAYING, handed_off


@pytest.fixture
def work(shop: Shop) -> Shop:
    shop.write(PAYING, f"{shop.read(PAYING)}\nThe lamp glows *softly*.\n")
    shop.run()
    return shop


def preview(shop: Shop) -> str:
    [file] = (shop.root / "handoffs").rglob("preview-*.html")
    return file.read_text(encoding="utf-8")


def test_it_goes_along_and_has_a_place_for_every_segment(work: Shop) -> None:
    [batch] = handed_off(work).batches
    page = preview(work)
    [name] = batch.manifest.files
    [entry] = po.read((work.root / batch.folder / name).read_bytes(), name).entries
    [place] = [line for line in entry.extracted if line.startswith("preview: ")]
    assert place == f"preview: preview-{batch.manifest.id}.html"
    assert f'id="{entry.context.partition("#")[2]}"' in page
    assert page.count(" todo") == 1
    assert "<h2>For the translator</h2>" in page
    assert "marked as fuzzy" in page


def test_facts_are_those_of_the_market_and_other_segments_stand_around(work: Shop) -> None:
    handed_off(work)
    page = preview(work)
    assert "Facts are those of Spain, on 2026-11-21." in page
    assert "Abre <strong>Pedidos</strong> para cambiar el método." in page
    assert re.search(r'del <span class="fact"[^>]*>21\s%</span>', page)
    assert "<em>softly</em>" in page


def test_without_a_market_facts_stay_as_they_are_written(work: Shop) -> None:
    work.remove("markets/ES.yaml")
    handed_off(work)
    assert '<span class="code">{{ market.tax.name }}</span>' in preview(work)


def test_it_may_stay_at_home(work: Shop) -> None:
    handed_off(work, HandoffOptions(locales=("es",), preview=False))
    assert not list((work.root / "handoffs").rglob("*.html"))


def test_nobody_looks_for_answers_in_it(work: Shop) -> None:
    [batch] = handed_off(work).batches
    _, result = run_step(work.open(), "import", lambda run: bring_back(run, [work.root / batch.folder]))
    assert (result.files, result.left_out) == (1, ())
