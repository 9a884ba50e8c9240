"""Catalogs without their end mark: older ones get it, and a text that may be cut is never taken for confirmed."""

from __future__ import annotations

import re

from locmem.model.finding import Gate
from locmem.model.translation import State
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.undo import undo
from tests.formats.layouts import gettext
from tests.pipelines.shop import Shop

CATALOG = "content/translations/es/articles/paying.md.po"
WRITTEN = "Pulse el botón durante tres segundos, espere a que se encienda la luz verde y suéltelo."


def test_catalogs_of_an_older_version_get_the_mark_at_the_next_sync_and_nothing_else_changes(shop: Shop) -> None:
    marked = shop.in_git()
    catalogs = [path for path in marked if path.endswith(".po")]
    for path in catalogs:
        shop.write(path, re.sub(r"\n#~ (?s:.*)\Z", "", shop.read(path)))
    old = shop.in_git()
    assert old != marked
    result = shop.run()
    assert shop.in_git() == marked
    assert f"{len(catalogs)} catalogs given an end mark" in result.steps[0][1].summary
    undo(shop.open(), result.id)
    assert shop.in_git() == old


def test_a_cut_catalog_keeps_its_last_text_as_a_draft_and_check_says_why(shop: Shop) -> None:
    text = shop.read(CATALOG)
    last = re.findall(r'\nmsgstr "([^\n]+)"\n\n#~', text)[0]
    edited = text.replace(f'msgstr "{last}"', f'msgstr "{last} {WRITTEN}"').encode()
    edited = gettext("msgcat", "--width=40", data=edited)
    cut = edited.decode().partition("\n#~")[0].rstrip("\n").rpartition("\n")[0] + "\n"
    shop.write(CATALOG, cut)
    for _ in range(2):
        shop.run()
        entry = shop.pair("articles/paying.md").catalog.entries[-1]
        assert (entry.state, entry.may_be_cut) == (State.DRAFT, True)
        assert f"{last} {WRITTEN}".startswith(entry.target)
        report = check(shop.open(), CheckOptions(gate=Gate.RELEASE)).report
        assert [one.location.path for one in report.failing if "may be cut" in one.what] == [CATALOG]
    # What was confirmed before stays in the memory, as whenever somebody writes another text.
    assert "cuando quieras" in shop.read("content/memory/es.tmx")
    shop.write(CATALOG, shop.read(CATALOG).replace("#, fuzzy\n", ""))
    shop.run()
    entry = shop.pair("articles/paying.md").catalog.entries[-1]
    assert (entry.state, entry.may_be_cut) == (State.TRANSLATED, False)
