"""What a PO entry says of its translation, in locmem's own hand and after people edited it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.catalogs.states import from_po, to_po, was_edited
from locmem.formats import po
from locmem.model.inline import Syntax
from locmem.model.segment import UnitKind
from locmem.model.translation import HUMAN, NO_ORIGIN, CatalogEntry, Origin, OriginKind, State, origin

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
LINE = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)


@st.composite
def entries(draw: st.DrawFn) -> CatalogEntry:
    """Any entry locmem itself can come to."""
    syntax = draw(st.sampled_from(Syntax))
    entry = CatalogEntry(
        occurrence=draw(st.text("abcdefgh23456789", min_size=6, max_size=6)),
        kind=draw(st.sampled_from(UnitKind)),
        source=draw(TEXT),
        name=draw(st.sampled_from(["", "title", "actions[0].value"])),
        syntax=syntax,
        legend=tuple(f"<g{n}> = {line}…</b>" for n, line in enumerate(draw(st.lists(LINE, max_size=2)), 1)),
    )
    state = draw(st.sampled_from(State))
    if state is State.UNTRANSLATED:
        return entry
    entry = replace(
        entry,
        target=draw(TEXT),
        state=state,
        origin=draw(
            st.sampled_from(
                [NO_ORIGIN, HUMAN, origin("tm"), origin("mt:apertium"), origin("import:seed"), origin("mt:a=b=c")]
            )
        ),
        match=draw(st.integers(0, 100)),
        note=" ".join(draw(st.lists(LINE, max_size=3))),
    )
    if draw(st.booleans()) and state.is_confirmed:
        legend = tuple(f"<x{n}/> = {line}" for n, line in enumerate(draw(st.lists(LINE, max_size=2)), 1))
        entry = replace(
            entry,
            stale_since=date(2026, 11, draw(st.integers(1, 30))),
            previous_source=draw(TEXT),
            previous_legend=legend,
            doubts=tuple(draw(st.lists(LINE, max_size=2))),
        )
        if draw(st.booleans()):
            proposal = draw(TEXT.filter(lambda text: text != entry.target))
            entry = replace(entry, proposal=proposal, is_begun=draw(st.booleans()))
    return entry


@given(entry=entries())
def test_every_entry_comes_back_as_it_was_written(entry: CatalogEntry) -> None:
    written = to_po(entry, "articles/a.md")
    assert from_po(written) == entry
    assert not was_edited(written, from_po(written))
    [read] = po.read(po.write(po.PoFile(entries=(written,))), "es.po").entries
    assert from_po(read) == entry


EMPTY = CatalogEntry(occurrence="k3f9xx", kind=UnitKind.PARAGRAPH, source="Wait for us.")
MACHINE = EMPTY.with_target("Espere.", State.DRAFT, Origin(OriginKind.MT, "apertium"))
DONE = EMPTY.with_target("Espere por nosotros.", State.REVIEWED, Origin(OriginKind.IMPORT, "seed"))
STALE = replace(DONE, stale_since=date(2026, 11, 20), previous_source="Wait for me.")
NEW = "Espérenos."


@pytest.mark.parametrize(
    ("before", "target", "is_fuzzy", "state", "made_by"),
    [
        pytest.param(EMPTY, NEW, False, State.TRANSLATED, "human", id="an empty one was filled"),
        pytest.param(EMPTY, NEW, True, State.DRAFT, "human", id="an empty one was begun"),
        pytest.param(MACHINE, NEW, False, State.TRANSLATED, "human", id="a draft was mended"),
        pytest.param(MACHINE, NEW, True, State.DRAFT, "human", id="a draft was mended in part"),
        pytest.param(MACHINE, MACHINE.target, False, State.TRANSLATED, "human", id="a draft was confirmed as it is"),
        pytest.param(MACHINE, "", False, State.UNTRANSLATED, "none", id="a draft was thrown away"),
        pytest.param(DONE, NEW, False, State.TRANSLATED, "human", id="a confirmed one was corrected"),
        pytest.param(DONE, DONE.target, True, State.DRAFT, "import:seed", id="a confirmed one was doubted"),
        pytest.param(DONE, NEW, True, State.DRAFT, "human", id="a confirmed one is being rewritten"),
        pytest.param(DONE, "", False, State.UNTRANSLATED, "none", id="a confirmed one was emptied"),
        pytest.param(STALE, STALE.target, False, State.TRANSLATED, "human", id="a stale one was confirmed"),
        pytest.param(STALE, NEW, False, State.TRANSLATED, "human", id="a stale one was brought up to date"),
    ],
)
def test_an_edit_outside_locmem_is_a_persons_decision(
    before: CatalogEntry, target: str, is_fuzzy: bool, state: State, made_by: str
) -> None:
    edited = replace(to_po(before, "articles/a.md"), target=target, is_fuzzy=is_fuzzy)
    after = from_po(edited)
    assert was_edited(edited, from_po(edited))
    assert (after.target, after.state, str(after.origin), after.is_stale) == (target, state, made_by, False)
    assert after.previous_source == ""
    assert from_po(to_po(after, "articles/a.md")) == after


@pytest.mark.parametrize(
    ("target", "shown", "is_begun"),
    [
        pytest.param(NEW, NEW, True, id="begun"),
        pytest.param("", STALE.target, False, id="cleared"),
        pytest.param(STALE.target, STALE.target, False, id="as it was"),
    ],
)
def test_work_on_a_stale_text_leaves_the_confirmed_one_where_it_is(target: str, shown: str, is_begun: bool) -> None:
    for entry in (STALE, replace(STALE, proposal="Espere a todos.")):
        written = replace(to_po(entry, "articles/a.md"), target=target, is_fuzzy=bool(target))
        after = from_po(written)
        assert (after.target, after.state, after.is_stale) == (STALE.target, State.REVIEWED, True)
        assert (after.shown, after.is_begun) == (shown, is_begun)
        assert from_po(to_po(after, "articles/a.md")) == after


def test_a_proposal_that_may_be_cut_leaves_the_confirmed_text_whole() -> None:
    written = replace(to_po(STALE, "articles/a.md"), target="Espere a", is_fuzzy=False, doubt="the end mark is gone")
    after = from_po(written)
    assert (after.target, after.is_stale, after.may_be_cut) == (STALE.target, True, False)
    assert (after.shown, after.is_begun) == ("Espere a", True)
    assert "may not be all of it" in after.doubts[0]


def test_an_untouched_stale_or_reviewed_entry_stays_what_it_is() -> None:
    for entry in (STALE, DONE, MACHINE, EMPTY):
        assert from_po(to_po(entry, "articles/a.md")) == entry


def test_a_draft_and_a_stale_target_are_fuzzy_for_every_tool() -> None:
    assert [to_po(entry, "a.md").is_fuzzy for entry in (EMPTY, MACHINE, DONE, STALE)] == [False, True, False, True]
    assert to_po(STALE, "a.md").previous_source == "Wait for me."


def test_an_entry_of_another_tool_without_our_line_is_a_persons() -> None:
    foreign = po.PoEntry(context="paragraph#k3f9xx", source="Wait for us.", target=NEW)
    assert (from_po(foreign).state, from_po(foreign).origin) == (State.TRANSLATED, HUMAN)
    assert from_po(replace(foreign, is_fuzzy=True)).state is State.DRAFT


@pytest.mark.parametrize("context", ["", "paragraph", "paragraph#", "nonsense#k3f9xx"])
def test_a_damaged_msgctxt_is_refused(context: str) -> None:
    with pytest.raises(ValueError, match=r"msgctxt|UnitKind"):
        from_po(po.PoEntry(context=context, source="Wait for us."))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("confirmed", "a state that there is not: untranslated, draft, translated, reviewed are"),
        ("review", r"are; did you mean `state=reviewed`\?"),
    ],
)
def test_a_state_that_there_is_not_is_said_so(state: str, said: str) -> None:
    written = to_po(EMPTY.with_target(NEW, State.REVIEWED, HUMAN), "a.md")
    damaged = tuple(line.replace("state=reviewed", f"state={state}") for line in written.extracted)
    with pytest.raises(ValueError, match=said):
        from_po(replace(written, extracted=damaged))


def test_a_value_of_the_bookkeeping_may_hold_the_sign_that_ends_its_name() -> None:
    entry = EMPTY.with_target(NEW, State.DRAFT, Origin(OriginKind.MT, "apertium=3.8=es"))
    written = to_po(entry, "articles/a.md")
    assert "origin=mt:apertium=3.8=es" in written.extracted[-1]
    assert from_po(written) == entry
