"""How changes are called where people read of them."""

from __future__ import annotations

from locmem.history.changes import DamagedRecord, TargetChange


def test_a_changed_target_has_the_key_that_commands_take() -> None:
    change = TargetChange(
        locale="es",
        document="articles/a.md",
        occurrence="k3f9xx",
        before="",
        before_state="untranslated",
        after="Hola",
        after_state="draft",
        origin="mt:apertium",
    )
    assert change.key == "articles/a.md#k3f9xx"


def test_damage_names_its_run_where_it_has_one() -> None:
    assert str(DamagedRecord(run="2026-11-21.1", what="a file is damaged")) == "run 2026-11-21.1: a file is damaged"
    assert str(DamagedRecord(run="", what="the list is damaged")) == "the list is damaged"
