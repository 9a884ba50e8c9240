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


def change_of(**more: str) -> TargetChange:
    told = {"before": "", "before_state": "untranslated", "after": "Hola", "after_state": "draft", "origin": "tm"}
    return TargetChange(locale="es", document="articles/a.md", occurrence="k3f9xx", **{**told, **more})


def test_a_change_is_told_in_words() -> None:
    assert change_of().what == "drafted"
    assert change_of(before="Hola", before_state="draft", after_state="translated").what == "confirmed"
    assert change_of(undoing="taken back").what == "taken back"
    same = change_of(before="Hola", before_state="draft", moved_from="articles/b.md")
    assert same.what == "moved here from articles/b.md"


def test_who_made_a_text_over_what_of_whom() -> None:
    assert change_of().by == "the memory"
    assert (
        change_of(origin="human", who="Ana", before_origin="mt:apertium").by
        == "a person (Ana) in place of what apertium made"
    )
    assert change_of(origin="human", before_origin="human").by == "a person"
