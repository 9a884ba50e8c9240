"""An approval holds until the source, the text or a fact on the page changes."""

from __future__ import annotations

import pytest

from locmem.errors import LocmemError, UsageError
from locmem.model.finding import Gate
from locmem.model.translation import HUMAN, State
from locmem.pipelines.approve import approve, withdraw
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.workspace.writing import Run
from tests.pipelines.shop import Shop

PAGE, FILE = "articles/complaints.md", "approvals/ES/es/articles/complaints.md.json"
SENTENCE = "We answer without delay."


def approved(shop: Shop, by: str = "Ana Ley") -> Run:
    return run_step(shop.open(), "approve", lambda run: approve(run, PAGE, "ES", "es", by, shop.today))[0]


def lost(shop: Shop) -> list[str]:
    return [one.what for one in shop.check(Gate.RELEASE, "ES").failing if one.check == "approval-lost"]


def test_an_approval_is_kept_in_git_and_can_be_undone(shop: Shop) -> None:
    run = approved(shop)
    assert '"by": "Ana Ley"' in shop.read(FILE)
    assert lost(shop) == []
    undo(shop.open(), run.id)
    assert not (shop.root / FILE).exists()


def test_it_is_lost_when_the_source_or_the_text_changes(shop: Shop) -> None:
    approved(shop)
    shop.translate("es", {SENTENCE: "Contestamos pronto."})
    assert lost(shop) == [f"Ana Ley approved {PAGE} on 2026-11-21, and since then the text changed."]
    run_step(shop.open(), "approve", lambda run: approve(run, PAGE, "ES", "es", "Ana Ley", shop.today))
    assert lost(shop) == []
    shop.edit(f"content/{PAGE}", SENTENCE, "We answer at once.")
    [told] = lost(shop)
    assert "not finished in es: 1 segment stale" in told


def test_it_is_lost_when_somebody_edits_the_catalog_in_git(shop: Shop) -> None:
    approved(shop)
    shop.edit("content/translations/es/articles/complaints.md.po", "Respondemos sin demora.", "Contestamos pronto.")
    assert f"Ana Ley approved {PAGE} on 2026-11-21, and since then" in lost(shop)[0]


def test_it_is_lost_when_a_fact_on_the_page_changes(shop: Shop) -> None:
    approved(shop)
    name = "        value: Junta Arbitral de Consumo\n"
    shop.edit("markets/ES.yaml", name, name.replace("Consumo", "Consumidores"))
    [told] = lost(shop)
    assert told.endswith("since then market.complaints.body.name changed.")


def test_a_window_that_begins_later_ends_it_on_its_day(shop: Shop) -> None:
    approved(shop)
    [told] = lost(shop.later(40))
    assert told.endswith("since then market.complaints.trader_reply changed.")


def test_what_is_not_finished_or_not_there_cannot_be_approved(shop: Shop) -> None:
    for page, market, locale, by in (
        (PAGE, "ES", "es", " "),
        (PAGE, "ES", "ja", "Ana"),
        ("articles/none.md", "ES", "es", "Ana"),
    ):
        with pytest.raises(LocmemError):
            approve(Run(project=shop.open(), name="approve"), page, market, locale, by, shop.today)
    shop.edit(f"content/{PAGE}", SENTENCE, "We answer at once.")
    with pytest.raises(UsageError, match="not finished in es: 1 segment stale"):
        approved(shop)


def test_it_can_be_withdrawn(shop: Shop) -> None:
    with pytest.raises(UsageError, match="nobody approved"):
        run_step(shop.open(), "approve", lambda run: withdraw(run, PAGE, "ES", "es"))
    approved(shop)
    run_step(shop.open(), "approve", lambda run: withdraw(run, PAGE, "ES", "es"))
    assert not (shop.root / FILE).exists()


def damaged_by(shop: Shop, old: str, new: str) -> str:
    approved(shop)
    text = shop.read(FILE)
    assert old in text
    shop.write(FILE, text.replace(old, new))
    [found] = shop.check(Gate.RELEASE, "ES").failing
    assert found.location.path == FILE
    return found.what


def test_a_damaged_approval_fails_the_gate(shop: Shop) -> None:
    shop.write(FILE, "{}")
    [found] = shop.check(Gate.RELEASE, "ES").failing
    assert (found.location.path, found.what) == (FILE, "this is no approval.")
    assert damaged_by(shop, '"Ana Ley"', "7") == "this is no approval."
    assert damaged_by(shop, '"facts": [', '"facts": [[1, 2, 3], ') == "this is no approval."


def test_an_approval_copied_from_another_page_approves_nothing(shop: Shop) -> None:
    assert "not the page it lies under" in damaged_by(shop, '"market": "ES"', '"market": "JP"')


def test_who_approves_before_the_review_is_told_how_to_get_one(shop: Shop) -> None:
    shop.change_entry(SENTENCE, "es", shop.entry(SENTENCE).with_target("Sin demora.", State.TRANSLATED, HUMAN))
    with pytest.raises(UsageError, match=f"1 segment not reviewed yet.*export {PAGE} --locale es.*--reviewed"):
        approved(shop)
