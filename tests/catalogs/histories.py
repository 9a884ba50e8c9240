"""Catalogs of two branches, as people, machines and changed sources make them from one base."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from locmem.catalogs.carrying import carried
from locmem.catalogs.files import read_catalog, write_catalog
from locmem.model.segment import UnitKind
from locmem.model.translation import HUMAN, Catalog, CatalogEntry, Origin, OriginKind, State

PATH = "content/translations/es/articles/refunds.md.po"
DAY = date(2026, 11, 21)
PLURAL = "nplurals=2; plural=(n != 1);"
MACHINE = Origin(OriginKind.MT, "apertium")


def entry(occurrence: str = "k3f9xx", source: str = "Pay now.") -> CatalogEntry:
    """A segment that nobody translated yet."""
    return CatalogEntry(occurrence=occurrence, kind=UnitKind.PARAGRAPH, source=source)


def confirmed(one: CatalogEntry, target: str, state: State = State.TRANSLATED) -> CatalogEntry:
    """The entry as somebody confirmed it."""
    return one.with_target(target, state, HUMAN)


def drafted(one: CatalogEntry, target: str) -> CatalogEntry:
    """The entry as a machine drafted it."""
    return one.with_target(target, State.DRAFT, MACHINE)


def begun(one: CatalogEntry, target: str) -> CatalogEntry:
    """The entry as somebody began it: beside the confirmed target where there is one."""
    if one.is_stale:
        return replace(one, proposal=target, is_begun=True)
    return one.with_target(target, State.DRAFT, HUMAN)


def asked(one: CatalogEntry, source: str, day: date = DAY) -> CatalogEntry:
    """The entry after its source changed, as `sync` carries it along."""
    return carried(one, CatalogEntry(occurrence=one.occurrence, kind=one.kind, source=source), day)


def catalog(*entries: CatalogEntry, revised: str = "2026-11-20 08:00+0000") -> bytes:
    """A catalog as locmem writes it."""
    found = Catalog(document="articles/refunds.md", source_locale="en", locale="es", entries=entries, revised=revised)
    return write_catalog(found, project="Shop help", plural_forms=PLURAL)


def read(data: bytes) -> Catalog:
    """What a catalog says."""
    return read_catalog(data, PATH, document="articles/refunds.md", source_locale="en", locale="es")


def rewritten(data: bytes) -> bytes:
    """The catalog as locmem writes what it says."""
    return write_catalog(read(data), project="Shop help", plural_forms=PLURAL)


WORDS = st.sampled_from(["uno", "dos", "tres", "cuatro"])
SOURCES = st.sampled_from(["one", "two", "three"])


@st.composite
def steps(draw: st.DrawFn, one: CatalogEntry) -> CatalogEntry:
    """What one branch makes of an entry."""
    step = draw(st.sampled_from(["nothing", "confirm", "review", "draft", "begin", "clear", "ask", "remark"]))
    if step == "confirm":
        return confirmed(one, draw(WORDS))
    if step == "review":
        return confirmed(one, draw(WORDS), State.REVIEWED)
    if step == "draft":
        return drafted(one, draw(WORDS)) if not one.is_confirmed else one
    if step == "begin":
        return begun(one, draw(WORDS))
    if step == "clear":
        return one.with_target("", State.UNTRANSLATED, Origin(OriginKind.NONE))
    if step == "ask":
        return asked(one, draw(SOURCES))
    if step == "remark":
        return replace(one, remarks=(*one.remarks, draw(WORDS)))
    return one


@st.composite
def branches(draw: st.DrawFn, base: tuple[CatalogEntry, ...]) -> tuple[CatalogEntry, ...]:
    """What one branch makes of a catalog: texts changed, removed, added, moved."""
    found = []
    for one in base:
        if draw(st.integers(0, 7)):
            for _ in range(draw(st.integers(0, 2))):
                one = draw(steps(one))
            found.append(one)
    for occurrence in draw(st.sets(st.sampled_from(["new2aa", "new3bb"]))):
        found.insert(draw(st.integers(0, len(found))), draw(steps(entry(occurrence, draw(SOURCES)))))
    if draw(st.integers(0, 4)) == 0:
        found.reverse()
    return tuple(found)


@st.composite
def histories(draw: st.DrawFn) -> tuple[tuple[CatalogEntry, ...], ...]:
    """Base, ours and theirs."""
    base = []
    for occurrence in ("aa2222", "bb3333", "cc4444"):
        one = entry(occurrence, draw(SOURCES))
        for _ in range(draw(st.integers(0, 2))):
            one = draw(steps(one))
        base.append(one)
    return tuple(base), draw(branches(tuple(base))), draw(branches(tuple(base)))
