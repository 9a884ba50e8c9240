"""Texts that a person or a program put out of use in a catalog (`#~`), or that lost their place there unfinished."""

from __future__ import annotations

import pytest

from locmem.catalogs.pairs import CONTENT
from locmem.memory.kept_pairs import SUPERSEDED
from locmem.model.match import Trust
from locmem.pipelines.collect import CollectResult
from locmem.workspace.remembering import committed_entries, memory_entries
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop

DOCUMENT = "content/articles/paying.md"
CATALOG = f"{CONTENT}/translations/es/articles/paying.md.po"
KEPT = f"{CONTENT}/memory/es.tmx"
HEADING = "Good to know"
OLDER = "Bueno es saberlo"


def type_in(shop: Shop, entry: str, *, after_the_mark: bool) -> None:
    """A person types an entry into the Spanish catalog, before or after its end mark."""
    text = shop.read(CATALOG)
    place = len(text) if after_the_mark else text.index('#~ msgctxt "locmem#end"')
    shop.write(CATALOG, text[:place].rstrip("\n") + f"\n\n{entry}\n" + text[place:])


def obsolete(context: str, source: str, target: str) -> str:
    return f'#~ msgctxt "{context}"\n#~ msgid "{source}"\n#~ msgstr "{target}"\n'


def collected(shop: Shop) -> CollectResult:
    [(_, result)] = shop.run("collect").steps
    assert isinstance(result, CollectResult)
    return result


@pytest.mark.parametrize("after_the_mark", [False, True])
@pytest.mark.parametrize(
    ("source", "origin", "trust"),
    [(HEADING, SUPERSEDED, Trust.IMPORTED), ("Worth knowing", "human", Trust.CONFIRMED)],
    ids=["of the same source", "of an older source"],
)
def test_an_obsolete_text_of_a_living_place_goes_into_the_memory(
    shop: Shop, after_the_mark: bool, source: str, origin: str, trust: Trust
) -> None:
    living = shop.entry(HEADING)
    type_in(shop, obsolete(living.context, source, OLDER), after_the_mark=after_the_mark)
    project = shop.open()
    [seen] = [one for one in memory_entries(project, open_workspace(project)) if one.target.text == OLDER]
    assert (seen.origin, seen.trust) == (origin, trust)
    assert collected(shop).kept == 1
    [kept] = [one for one in committed_entries(shop.open(), KEPT) if one.target.text == OLDER]
    assert (kept.source.text, kept.origin, kept.trust) == (source, origin, trust)
    assert shop.entry(HEADING) == living
    assert OLDER not in shop.read(CATALOG)
    tree = shop.in_git()
    assert collected(shop).kept == 0
    assert shop.in_git() == tree


def test_a_command_that_writes_the_catalog_before_a_sync_keeps_it_too(shop: Shop) -> None:
    type_in(shop, obsolete(shop.entry(HEADING).context, HEADING, OLDER), after_the_mark=False)
    shop.edit(DOCUMENT, "collect the money", "collect your money")
    key = shop.key("We collect your money when the parcel leaves us.")
    done = shop.command("accept", key, "--locale", "es", "--reason", "the same")
    assert (done.returncode, OLDER in shop.read(CATALOG), OLDER in shop.read(KEPT)) == (0, False, True), done.stderr


def test_what_repeats_the_living_text_is_nothing_to_keep(shop: Shop) -> None:
    living = shop.entry(HEADING)
    type_in(shop, obsolete(living.context, HEADING, living.target), after_the_mark=False)
    assert collected(shop).kept == 0


@pytest.mark.parametrize("mark", ["", "#~ "])
def test_an_unfinished_text_without_a_place_is_named_with_its_words(shop: Shop, mark: str) -> None:
    lines = ('msgctxt "paragraph#zzzzzz"', 'msgid "We also take gold."', 'msgstr "También aceptamos oro"')
    type_in(shop, "#, fuzzy\n" + "".join(f"{mark}{line}\n" for line in lines), after_the_mark=False)
    done = shop.command("sync")
    assert done.returncode == 0
    assert "1 unfinished text without a place" in done.stdout
    assert "articles/paying.md#zzzzzz" in done.stderr
    assert "También aceptamos oro" in done.stderr
    assert "locmem undo" in done.stderr


def test_an_unfinished_text_of_a_document_that_is_gone_is_named(shop: Shop) -> None:
    text = shop.read(CATALOG)
    target = f'msgstr "{shop.entry(HEADING).target}"'
    assert text.count(target) == 1
    before, _, after = text.partition(target)
    start = before.rindex("msgctxt")
    shop.write(CATALOG, f'{before[:start]}#, fuzzy\n{before[start:]}msgstr "Casi listo"{after}')
    shop.remove(DOCUMENT)
    [named] = collected(shop).unplaced
    assert named.startswith(f"{CATALOG}: articles/paying.md#")
    assert named.endswith("Casi listo")


@pytest.mark.parametrize("context", ['#~ msgctxt "menu"\n', ""])
def test_an_obsolete_entry_of_no_segment_says_what_to_do_with_it(shop: Shop, context: str) -> None:
    type_in(shop, f'{context}#~ msgid "We also take gold."\n#~ msgstr "También oro"\n', after_the_mark=False)
    [problem] = shop.run().unread
    assert "obsolete" in problem.what
    assert "git" not in str(problem)
