"""Every change of a target is in the table, and no machine takes a person's word back."""

from __future__ import annotations

from itertools import product

import pytest

from locmem.history.transitions import MACHINES, TRANSITIONS, Transition, transition
from locmem.model.translation import Origin, OriginKind, State
from locmem.pipelines.undo import undo
from tests.pipelines.shop import Shop, build

PAYING = "content/articles/paying.md"
COLLECT = "We collect the money when the parcel leaves us."
OPEN = "Open **Orders** to change the method."
STATES = ("", "untranslated", "draft", "translated", "reviewed", "translated, stale", "reviewed, stale")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A project in which a good deal happened: edits, drafts, changed and removed sources, runs undone."""
    shop = build(tmp_path_factory.mktemp("shop") / "shop")
    shop.edit(PAYING, COLLECT, "We collect the money once the parcel leaves us.")
    shop.run()
    shop.edit(PAYING, "We collect the money once the parcel leaves us.", COLLECT)
    shop.run()
    draft = shop.entry(OPEN).with_target("Abra **Pedidos**.", State.DRAFT, Origin(OriginKind.MT, "apertium"))
    shop.change_entry(OPEN, "es", draft)
    shop.run()
    catalog = "content/translations/es/articles/paying.md.po"
    shop.write(
        catalog, shop.read(catalog).replace("Abra **Pedidos**.", "Abra **Sus pedidos**.").replace("#, fuzzy\n", "")
    )
    shop.run()
    shop.write(PAYING, shop.read(PAYING).replace(f"\n{OPEN} ", "\n"))
    shop.run()
    for run in [one.id for one in shop.open().journal.runs() if one.status == "done"][:3]:
        undo(shop.open(), run)
    (shop.root / PAYING).unlink()
    shop.run()
    return shop


def recorded(shop: Shop) -> list[tuple[str, str, str]]:
    journal = shop.open().journal
    return [(run.pipeline, row.before_state, row.after_state) for run, row in journal._all("targets")]


def test_what_happened_in_a_project_is_in_the_table(lived: Shop) -> None:
    found = recorded(lived)
    assert len(found) > 20
    assert {(before, after) for _, before, after in found} <= TRANSITIONS.keys()
    assert len({TRANSITIONS[before, after] for _, before, after in found}) >= 4


def test_steps_do_by_themselves_only_what_machines_may(lived: Shop) -> None:
    steps = {(before, after) for name, before, after in recorded(lived) if not name.startswith("undo")}
    assert steps <= MACHINES


def test_no_machine_takes_a_word_back() -> None:
    for before, after in MACHINES:
        if before.startswith(("translated", "reviewed")) and after:
            assert after.partition(",")[0] == before.partition(",")[0]


@pytest.mark.parametrize(("before", "after"), list(product(STATES, STATES)))
def test_every_pair_of_states_is_told_or_does_not_happen(before: str, after: str) -> None:
    told = transition(before, after)
    if {before, after} <= {"", "untranslated"}:
        assert told is None
    else:
        assert isinstance(told, Transition)
    assert transition(before, "finished") is None


def test_a_segments_past_says_what_each_change_was(lived: Shop) -> None:
    row = next(row for _, row in lived.open().journal._all("targets") if row.after_state.endswith("stale"))
    told = lived.command("history", f"{row.document}#{row.occurrence}")
    assert Transition.WENT_STALE.value in told.stdout
