"""A document in one locale made of its entries, for tests that need a pair and no files."""

from __future__ import annotations

from collections.abc import Sequence

from locmem.catalogs.pairs import Pair, Source
from locmem.inline.protect import parse
from locmem.model.document import Document, Risk
from locmem.model.inline import Syntax
from locmem.model.segment import Place, Segment, Unit, UnitKind
from locmem.model.settings import ContentSet
from locmem.model.tags import language_tag, market_code
from locmem.model.translation import Catalog, CatalogEntry

EN, ES = language_tag("en"), language_tag("es")
ANYWHERE = Place()


def source_of(entries: Sequence[CatalogEntry], markets: tuple[str, ...] = (), place: Place = ANYWHERE) -> Source:
    """A document of one paragraph for each entry, all in the same kind of place."""
    segments = tuple(
        Segment(
            unit=number,
            position=0,
            kind=UnitKind.PARAGRAPH,
            content=parse(entry.source, Syntax.MARKDOWN),
            after="",
            line=number + 1,
            column=1,
        )
        for number, entry in enumerate(entries)
    )
    units = tuple(
        Unit(kind=one.kind, content=one.content, start=0, end=0, line=one.line, place=place) for one in segments
    )
    return Source(
        document=Document(path="articles/a.md", text="", units=units, markets=tuple(map(market_code, markets))),
        content_set=ContentSet(name="articles", pattern="articles/**/*.md", kind="markdown"),
        segments=segments,
        translatable=tuple(range(len(segments))),
        risk=Risk.STANDARD,
        locale=EN,
        locales=(ES,),
    )


def pair_of(entries: Sequence[CatalogEntry], **fields: object) -> Pair:
    """The entries beside their segments, in Spanish."""
    source = source_of(entries)
    catalog = Catalog(document=source.path, source_locale=EN, locale=ES, entries=tuple(entries))
    known = {"source": source, "locale": ES, "path": "content/translations/es/articles/a.md.po", "before": catalog}
    return Pair(**{**known, "catalog": catalog, **fields})  # type: ignore[arg-type]


def entry(source: str, target: str = "", **fields: object) -> CatalogEntry:
    """An entry of a paragraph."""
    known = {"occurrence": "k3f9xx", "kind": UnitKind.PARAGRAPH, "source": source, "target": target}
    return CatalogEntry(**{**known, **fields})  # type: ignore[arg-type]
