"""A document in a locale: what each target reads as, what is stored, and what customers get."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from locmem.catalogs.pairs import Unread, Workspace
from locmem.errors import InputErrors, Location, Problem
from locmem.inline.protect import from_editable
from locmem.model.finding import Gate
from locmem.model.inline import Inline
from locmem.model.segment import Place
from locmem.model.settings import Settings
from locmem.model.tags import language_tag
from locmem.model.translation import HUMAN, State
from locmem.pipelines.check import CheckOptions, check
from tests.pairs import EN, ES, entry, pair_of, source_of
from tests.pipelines.shop import Shop
from tests.trust.returns.all_places import untranslated


@pytest.fixture
def times_read(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, int]]:
    """How often each target was read beside its source."""
    counts: Counter[tuple[str, int]] = Counter()
    sources: list[Inline] = []

    def counted(text: str, source: Inline) -> Inline:
        sources.append(source)  # An id stands for one source only as long as that lives.
        counts[text, id(source)] += 1
        return from_editable(text, source)

    monkeypatch.setattr("locmem.inline.protect.from_editable", counted)
    return counts


@pytest.mark.parametrize("gate", list(Gate))
def test_a_check_reads_each_target_of_a_locale_once(
    shop: Shop, times_read: Counter[tuple[str, int]], gate: Gate
) -> None:
    locales = len(shop.open().settings.locales)
    check(shop.open(), CheckOptions(gate=gate))
    assert times_read
    assert max(times_read.values()) <= locales


def test_a_row_keeps_what_it_read_as_long_as_the_target_is_the_same(shop: Shop) -> None:
    row = next(row for row in shop.pair("articles/complaints.md").rows if "{{" in row.entry.target)
    noted = row.holding(replace(row.entry, note="looked at"))
    assert noted.entry.note == "looked at"
    assert noted.target is row.target
    emptied = row.holding(row.entry.with_target("Nada.", State.TRANSLATED, HUMAN))
    assert emptied.target.native == "Nada."
    assert [problem.what for problem in emptied.code_problems] == list(emptied.serious_problems) != []
    assert row.serious_problems == ()


def test_a_pair_with_other_entries_shows_them_beside_the_same_segments(shop: Shop) -> None:
    pair = shop.pair("articles/complaints.md")
    entries = [pair.catalog.entries[0].with_target("Quejas", State.DRAFT, HUMAN), *pair.catalog.entries[1:]]
    changed = pair.with_entries(entries)
    assert changed.rows[0].target.native == "Quejas"
    assert [row.segment for row in changed.rows] == [row.segment for row in pair.rows]
    assert changed.rows[1] is pair.rows[1]


def test_rows_of_another_source_are_never_taken_over(shop: Shop) -> None:
    pair, other = shop.pair("articles/complaints.md"), shop.pair("articles/paying.md")
    entries = tuple(other.catalog.entries)
    moved = replace(pair.with_entries(pair.catalog.entries), source=other.source, catalog=other.catalog)
    assert [row.segment for row in moved.rows] == list(other.source.catalog_segments)
    assert tuple(row.entry for row in moved.rows) == entries


MX = language_tag("es-MX")
OWN = entry("One.", "Uno.", state=State.DRAFT)
INHERITED = entry("Two.", "Dos.", state=State.REVIEWED, inherited="es")
EMPTY = entry("Three.")
BASE = (
    entry("One.", "Un", state=State.REVIEWED, inherited="es"),
    INHERITED,
    entry("Three.", "Tres", state=State.DRAFT, inherited="es"),
)
VARIANT = pair_of(
    [OWN, INHERITED, EMPTY], locale=MX, variant_of="es", base=BASE, path="content/translations/es-MX/a.md.po"
)


def test_a_variant_stores_its_own_targets_only() -> None:
    assert VARIANT.stored == (OWN,)
    assert pair_of([OWN, EMPTY]).stored == (OWN, EMPTY)


def test_the_rows_that_ship_hold_the_entries_that_ship() -> None:
    assert tuple(row.entry for row in VARIANT.shipped_rows) == VARIANT.shipped
    alone = pair_of([OWN])
    assert alone.shipped_rows is alone.rows


@pytest.mark.parametrize(
    ("source", "target", "may"),
    [
        ("One.", "Uno.", False),
        ("One {{ x }}.", "Uno.", True),
        ("One.", "Uno {{ x }}.", True),
        ("One.", "Uno *dos*.", True),
        ("One.", "www.x.example", True),
    ],
)
def test_only_texts_without_any_sign_of_a_code_are_not_read_for_codes(source: str, target: str, may: bool) -> None:
    [row] = pair_of([entry(source, target)]).rows
    assert row.may_have_codes is may
    assert bool(row.code_problems) is may


def test_a_link_that_leads_elsewhere_is_a_problem_but_no_serious_one() -> None:
    [row] = pair_of([entry("See [a](b.md).", "Vea [a](c.md).")]).rows
    assert (len(row.code_problems), row.serious_problems) == (1, ())


def test_customers_of_a_variant_get_what_is_confirmed_in_the_base_before_an_own_draft() -> None:
    assert VARIANT.shipped == (BASE[0], INHERITED, EMPTY)
    confirmed = replace(OWN, state=State.TRANSLATED)
    [shipped, *_] = pair_of([confirmed, INHERITED, EMPTY], base=BASE).shipped
    assert shipped == confirmed
    draft_base = (replace(BASE[0], state=State.DRAFT), *BASE[1:])
    assert pair_of([OWN, INHERITED, EMPTY], base=draft_base).shipped[0] == OWN


def test_what_a_variant_lacks_is_work_for_its_base() -> None:
    assert [VARIANT.is_ours(one) for one in VARIANT.catalog.entries] == [True, False, False]
    alone = pair_of([EMPTY, INHERITED])
    assert [alone.is_ours(one) for one in alone.catalog.entries] == [True, True]


def test_the_file_of_an_inherited_entry_is_that_of_its_base() -> None:
    assert VARIANT.file_of(OWN) == "content/translations/es-MX/a.md.po"
    assert VARIANT.file_of(INHERITED) == "content/translations/es/a.md.po"
    assert VARIANT.key(OWN) == "articles/a.md#k3f9xx"


def test_a_source_gives_its_translatable_segments_one_by_one_or_together() -> None:
    source = replace(source_of([OWN, INHERITED, EMPTY]), translatable=(0, 2))
    assert [one.content.native for one in source.catalog_segments] == ["One.", "Three."]
    assert source.catalog_segment(1).content.native == "Three."
    assert source.file == "content/articles/a.md"


@pytest.mark.parametrize(
    ("markets", "ships"), [((), True), (("ES",), True), (("FR", "ES"), True), (("FR",), False)], ids=str
)
def test_a_document_ships_to_every_market_or_to_those_it_names(markets: tuple[str, ...], ships: bool) -> None:
    assert source_of([], markets).ships_to("ES") is ships


def test_rows_are_segments_beside_their_entries() -> None:
    assert [(row.segment.content.native, row.entry.target) for row in pair_of([OWN, INHERITED]).rows] == [
        ("One.", "Uno."),
        ("Two.", "Dos."),
    ]
    with pytest.raises(ValueError, match="zip"):
        _ = pair_of([OWN], source=source_of([])).rows


def test_a_workspace_gives_one_locale_and_raises_what_could_not_be_read() -> None:
    settings = Settings(name="shop", source_locale=EN, locales=(ES, MX), content_sets=(), risks={})
    pairs = (pair_of([OWN]), VARIANT)
    whole = Workspace(settings=settings, sources=(), pairs=pairs)
    assert whole.pairs_of("es-MX") == (VARIANT,)
    whole.require_all()
    problem = Problem(location=Location(path="a.md"), what="it is cut.")
    with pytest.raises(InputErrors, match="it is cut"):
        replace(whole, problems=(problem,)).require_all()


def test_a_workspace_knows_which_texts_are_there_and_cannot_be_read() -> None:
    settings = Settings(name="shop", source_locale=EN, locales=(ES, MX), content_sets=(), risks={})
    cut, lost = (Problem(location=Location(path=path), what="it is cut.") for path in ("a.po", "b.md"))
    unread = (
        Unread(document="a.md", locale="es", problems=(cut,)),
        Unread(document="b.md", locale="", problems=(lost,)),
    )
    found = Workspace(settings=settings, sources=(), pairs=(), unread=unread, problems=(cut, lost))
    told = {(document, tag): found.is_unread(document, tag) for document in ("a.md", "b.md") for tag in ("es", "es-MX")}
    assert told == {("a.md", "es"): True, ("a.md", "es-MX"): False, ("b.md", "es"): True, ("b.md", "es-MX"): True}
    found.require_listed()
    found.require("a.md", "es-MX")
    found.require("c.md", "es", "es-MX")
    for document, path in (("a.md", "a.po"), ("b.md", "b.md")):
        with pytest.raises(InputErrors, match=f"{path}: it is cut"):
            found.require(document, "es-MX", "es")
    with pytest.raises(InputErrors, match=r"a\.po: it is cut"):
        replace(found, unlisted=(cut,)).require_listed()


@pytest.mark.parametrize(
    ("place", "target", "said"),
    [
        (Place(quote='"', tag_quotes="\"'"), "Nur \"so\" und 'so'", "cannot hold both"),
        (Place(quote='"', tag_quotes='"'), 'Nur "so"', 'cannot hold `"`'),
        (Place(quote="'", tag_quotes="\"'"), "C:\\", "backslash"),
        (Place(quote="'", tag_quotes="\"'"), "そう }} です", "`}}`"),
        (Place(quote='"', tag_quotes="\"'"), "Nur {% so", "`{%`"),
    ],
)
def test_a_text_that_its_tag_cannot_hold_is_damaged_whoever_wrote_it(place: Place, target: str, said: str) -> None:
    (row,) = pair_of([entry("So it is", target)], source=source_of([entry("So it is")], place=place)).rows
    assert any(said in problem for problem in row.serious_problems)
    (row,) = pair_of([entry("So it is", target)]).rows
    assert not any(said in problem for problem in row.serious_problems)


@pytest.mark.parametrize("target", ['Nur "so"', "L'été", "12", "a } b {", "C:\\neu", "A & B <"])
def test_a_text_that_its_tag_can_hold_is_sound(target: str) -> None:
    place = Place(quote='"', tag_quotes="\"'")
    (row,) = pair_of([entry("So it is", target)], source=source_of([entry("So it is")], place=place)).rows
    assert row.serious_problems == ()


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("Una {página}.", r"`{` would begin an expression of MDX: write `\{`, or take it out"),
        ("Una <3 página.", r"`<` would begin a tag of MDX: write `\<`, or take it out"),
        (r"Una \{página} \<3.", ""),
        ("Una página }.", ""),
    ],
)
def test_what_begins_a_program_on_a_page_of_mdx_is_a_serious_problem(target: str, why: str) -> None:
    pair = untranslated("A page.", "a.mdx", "es")
    [row] = pair.rows
    filled = row.holding(row.entry.with_target(target, State.TRANSLATED, HUMAN))
    assert "; ".join(filled.serious_problems) == why
