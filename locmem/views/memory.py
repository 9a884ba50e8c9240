"""What the memory knows of a text, exactly, nearly or by its words, for people and for their tools."""

from __future__ import annotations

from dataclasses import dataclass, replace

from locmem.errors import UsageError
from locmem.memory.concordance import Hit
from locmem.model.match import Match, Trust
from locmem.reports.found_pairs import hit_told, match_told
from locmem.reports.plain_values import plain
from locmem.views.fields import Fields, number_of, required, text_of
from locmem.workspace.memory_cache import remembered
from locmem.workspace.project import Project

_FLOOR, _LOWEST, _FEW, _MOST, _HITS = 70, 50, 5, 100, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPage:
    """What was looked for in the memory, and what was found, exactly or nearly, and by words."""

    text: str
    locale: str
    locales: tuple[str, ...]
    in_target: bool
    matches: tuple[Match, ...] = ()
    hits: tuple[Hit, ...] = ()
    problem: str = ""


def memory_page(project: Project, fields: Fields) -> MemoryPage:
    """What was found of the words in `q`, in translations into `to`; `in=target` looks for them there."""
    locales = tuple(map(str, project.settings.locales))
    text, locale = text_of(fields, "q").strip(), text_of(fields, "to") or locales[0]
    in_target = text_of(fields, "in") == "target"
    page = MemoryPage(text=text, locale=locale, locales=locales, in_target=in_target)
    if not text:
        return page
    try:
        matches = () if in_target else _matches(project, text, locale)
        return replace(page, matches=matches, hits=_hits(project, text, locale, in_target=in_target))
    except UsageError as error:
        return replace(page, problem=str(error))


def search(project: Project, fields: Fields) -> object:
    """What `memory search --json` says of `q`."""
    floor, limit = number_of(fields, "floor", _FLOOR), number_of(fields, "limit", _FEW)
    return plain(
        [match_told(one) for one in _matches(project, required(fields, "q"), required(fields, "to"), floor, limit)]
    )


def concordance(project: Project, fields: Fields) -> object:
    """What `memory concordance --json` says of `q`."""
    in_target = text_of(fields, "in") == "target"
    hits = _hits(project, required(fields, "q"), required(fields, "to"), in_target=in_target)
    return plain([hit_told(one) for one in hits])


def tm_unit(project: Project, fields: Fields) -> object:
    """What amaGama answers for a text (https://docs.translatehouse.org/projects/amagama/, API): a list, best first.

    fields: `source_language`, `target_language`, `source`, and the options `min_similarity` and `max_candidates`.
    Of a pair of languages that is not the project's nothing is known, and the list is empty.
    """
    text = text_of(fields, "source")
    floor, limit = number_of(fields, "min_similarity", _FLOOR), number_of(fields, "max_candidates", _FEW)
    source, target = (_locale(project, text_of(fields, f"{side}_language")) for side in ("source", "target"))
    is_ours = source == project.settings.source_locale and target in project.settings.locales
    return [
        {
            "source": match.source_text,
            "target": match.target_text,
            "quality": round(match.percent, 2),
            "rank": 100.0 if match.entry.trust is Trust.CONFIRMED else 50.0,
        }
        for match in (_matches(project, text, target, floor, limit) if is_ours and text.strip() else ())
    ]


def _matches(project: Project, text: str, to: str, floor: int = _FLOOR, limit: int = _FEW) -> tuple[Match, ...]:
    (tag,) = project.declared([to])
    floor, limit = min(max(floor, _LOWEST), 100), min(max(limit, 1), _MOST)
    source = project.settings.source_locale
    return tuple(remembered(project).search(text, source=source, target=tag, floor=floor, limit=limit))


def _hits(project: Project, words: str, to: str, *, in_target: bool) -> tuple[Hit, ...]:
    (tag,) = project.declared([to])
    return tuple(remembered(project).concordance(words, "target" if in_target else "source", tag, _HITS))


def _locale(project: Project, name: str) -> str:
    """The project's locale that a tool means by a name such as `es_ES`; the name where there is none."""
    try:
        return project.meant_locale(name)
    except UsageError:
        return name
