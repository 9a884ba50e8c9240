"""What a machine may fill, and what is asked of the memory and the engines for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from locmem.catalogs.pairs import Pair
from locmem.model.match import EDGE, Query
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.workspace.project import Project


def query_of(pair: Pair, index: int, texts: Sequence[str]) -> Query:
    """What is asked of the memory for one segment; `texts` are the plain texts of the document's segments."""
    segment, entry = pair.source.catalog_segment(index), pair.catalog.entries[index]
    return Query(
        source=segment.content,
        source_locale=pair.source.locale,
        locale=pair.locale,
        kind=segment.kind,
        document=pair.source.path,
        occurrence=entry.occurrence,
        before=texts[index - 1] if index else EDGE,
        after=texts[index + 1] if index + 1 < len(texts) else EDGE,
    )


def is_open(entry: CatalogEntry) -> bool:
    """Whether a machine may fill the entry: it is empty, or holds a draft that only a machine made."""
    if entry.state is State.UNTRANSLATED:
        return True
    return entry.state is State.DRAFT and entry.origin.kind in (OriginKind.MT, OriginKind.TM)


def engine_setting(project: Project, pair: Pair) -> EngineSetting | None:
    """The engine that may draft a document in a locale, if any."""
    settings = project.settings
    if pair.base or not settings.risks[pair.source.risk].machine or pair.source.locale != settings.source_locale:
        return None
    return next((one for one in settings.engines if one.locale == pair.locale), None)


def engine_report(project: Project, locales: Iterable[LanguageTag]) -> tuple[tuple[str, str, bool, str], ...]:
    """(locale, engine, is ready, why not) for each locale; no engine is written as an empty name."""
    from locmem.mt.engines import engine_status

    settings = project.settings
    rows = []
    for locale in locales:
        setting = next((one for one in settings.engines if one.locale == locale), None)
        if setting is None:
            rows.append((str(locale), "", False, "no engine is set in locmem.yaml"))
        else:
            status = engine_status(setting, settings.source_locale)
            rows.append((str(locale), setting.engine, status.is_ready, status.why))
    return tuple(rows)
