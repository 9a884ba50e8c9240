"""Pages that were copied, and of which the copy or the original was gone in the same month.

What the memory confirms for a copy is a saving where both pages stay: somebody would have had to pay for it.  Of a copy
that was taken away again, and of a page that was renamed by copying it, nobody would have.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from locmem.catalogs.files import FOLDER, place_of
from locmem.catalogs.pairs import CONTENT
from locmem.catalogs.states import digest
from locmem.errors import InputErrors
from locmem.formats import po
from locmem.history.work import How, Work
from locmem.workspace.moves import SAME_DOCUMENT
from locmem.workspace.project import Project
from locmem.workspace.successors import PLACES
from locmem.workspace.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gone:
    """A page that a run found gone in a locale.  moment: the run's.  sources: digests of what its catalog held."""

    locale: str
    document: str
    moment: str
    sources: frozenset[str]


def without_copies(project: Project, surveyed: Survey, works: Iterable[Work]) -> tuple[Work, ...]:
    """The records, in order, without what the memory confirmed for one of two pages that only both lay there meanwhile.

    works: under the names that pages have now.  A page that is gone, and whose catalog a run took away in the month in
    which the memory filled it, has nothing of what the memory confirmed.  Where it was the original, so that the memory
    filled another page with at least half of its texts in the month in which it went, that one is the page renamed:
    it has the work of the one that is gone, and nothing of what the memory confirmed of its texts.
    """
    found = tuple(works)
    by_memory = [one for one in found if one.how is How.MEMORY]
    gone = _gone(project, surveyed, {(one.locale, one.month) for one in by_memory}) if by_memory else ()
    if not gone:
        return found
    there = {page for page in {one.document for one in found} if project.folder.exists(f"{CONTENT}/{page}")}
    dropped = {
        id(one)
        for one in by_memory
        for page in gone
        if (one.locale, one.document, one.month) == (page.locale, page.document, page.moment[:7])
        and one.document not in there
    }
    names: dict[tuple[str, str], str] = {}
    for page in gone:
        copies = _copies([one for one in by_memory if one.document in there], page)
        if len(copies) == 1:
            [(document, filled)] = copies.items()
            names[page.locale, page.document] = document
            dropped.update(map(id, filled))
    kept = [one for one in found if id(one) not in dropped]
    return tuple(replace(one, document=names.get((one.locale, one.document), one.document)) for one in kept)


def _copies(by_memory: Iterable[Work], page: _Gone) -> Mapping[str, Sequence[Work]]:
    """The pages that the memory filled with most of a page's texts before that went, and the records of these texts."""
    found: dict[str, list[Work]] = {}
    for one in by_memory:
        is_then = one.month == page.moment[:7] and one.moment <= page.moment
        if is_then and one.locale == page.locale and one.document != page.document and one.source in page.sources:
            found.setdefault(one.document, []).append(one)
    return {
        document: filled
        for document, filled in found.items()
        if len({one.source for one in filled}) >= SAME_DOCUMENT * len(page.sources)
    }


def _gone(project: Project, surveyed: Survey, meant: Collection[tuple[str, str]]) -> tuple[_Gone, ...]:
    """The pages whose catalogs runs took away, of these locales and months, oldest first.

    Not those that were renamed: another page has most of the ids of their segments.
    """
    held: dict[_Gone, frozenset[str]] = {}
    for path, moment, data in project.journal.removed(f"{CONTENT}/{FOLDER}/"):
        locale, document = place_of(path.removeprefix(f"{CONTENT}/"))
        is_there = project.folder.exists(f"{CONTENT}/{document}")
        if (locale, moment[:7]) not in meant or is_there:
            continue
        with contextlib.suppress(InputErrors):
            entries = po.read(data, path).entries
            sources = frozenset(digest(one.source) for one in entries)
            page = _Gone(locale=locale, document=document, moment=moment, sources=sources)
            held[page] = frozenset(one.context.partition("#")[2] for one in entries)
    if not held:
        return ()
    known = {occurrence for part in surveyed.ask(PLACES) for one in part for occurrence, _ in one.segments}
    return tuple(page for page, ids in held.items() if len(ids & known) < SAME_DOCUMENT * len(ids))
