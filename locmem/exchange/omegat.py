"""A handoff as a project folder of OmegaT: sources, memories and glossary where OmegaT looks for them.

OmegaT has no drafts: what stands in a target is a translation to it, and a fuzzy one in PO is lost.  What nobody
confirmed therefore goes into folders of `tm/`, from which a translator takes it: machine drafts into `tm/mt`, proposals
of the memory for the same source into `tm/penalty-NN`, whose number OmegaT takes off the percent it shows, and what was
translated from an earlier or a similar source beside that source into `tm`.  Segments are whole (no sentence
segmentation), because locmem made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from locmem.catalogs.pairs import Row
from locmem.exchange.guidance import shown_percent
from locmem.exchange.outgoing import Outgoing
from locmem.formats import tmx
from locmem.formats.omegat_glossary import write_omegat
from locmem.model.inline import plain
from locmem.model.term import Glossary
from locmem.model.translation import OriginKind

PROJECT_FILE = "omegat.project"
"""The file by which OmegaT knows a project, and by which a folder that came back is known as one."""

SOURCES = "source"
_TARGETS = "target"
_PLACES = {
    f"{_TARGETS}/README.txt": "OmegaT writes the translated documents here.\n",
    "glossary/README.txt": "A glossary that lies here is shown beside each segment.\n",
    "dictionary/README.txt": "A dictionary that lies here is looked into for words.\n",
}
"""Folders without which OmegaT opens no project, each with a file, as neither git nor an archive keeps an empty one."""

_SAVED = "omegat/project_save.tmx"
"""What somebody translated; OmegaT takes a folder for a project only where the one for this file is there."""

_GLOSSARY = "glossary/glossary.txt"
_EARLIER = "tm/earlier.tmx"
_SIMILAR = "tm/similar.tmx"
_MACHINE = "tm/mt/machine.tmx"
_BEGUN = "tm/penalty-20/begun.tmx"
_PROJECT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
    <project version="1.0">
        <source_dir>__DEFAULT__</source_dir>
        <target_dir>__DEFAULT__</target_dir>
        <tm_dir>__DEFAULT__</tm_dir>
        <glossary_dir>__DEFAULT__</glossary_dir>
        <glossary_file>__DEFAULT__</glossary_file>
        <dictionary_dir>__DEFAULT__</dictionary_dir>
        <source_lang>{source}</source_lang>
        <target_lang>{target}</target_lang>
        <sentence_seg>false</sentence_seg>
        <support_default_translations>true</support_default_translations>
        <remove_tags>false</remove_tags>
    </project>
</omegat>
"""


def project_files(parts: Iterable[Outgoing], glossary: Glossary | None = None) -> dict[str, bytes]:
    """What makes a folder with documents in its SOURCES a project of OmegaT, by path in that folder.

    parts: the documents, of one locale.  glossary: of the team, None for none.
    """
    parts = tuple(parts)
    source_locale, locale = parts[0].source_locale, parts[0].locale
    found = {PROJECT_FILE: _PROJECT.format(source=escape(source_locale), target=escape(locale)).encode()}
    found |= {name: text.encode() for name, text in _PLACES.items()}
    if glossary is not None and (terms := write_omegat(glossary, source_locale=source_locale, locale=locale)):
        found[_GLOSSARY] = terms
    memories: dict[str, list[tmx.TmxUnit]] = {_SAVED: []}
    for part in parts:
        for row in part.rows:
            for name, source, target in _proposals(row):
                memories.setdefault(name, []).append(_unit(part, source, target))
    for name, units in sorted(memories.items()):
        found[name] = tmx.write(units, source_locale=source_locale)
    return found


def _proposals(row: Row) -> Iterator[tuple[str, str, str]]:
    """The memory each text goes into that nobody confirmed for this source, with its source."""
    entry = row.entry
    if entry.is_stale and entry.previous_source:
        yield _EARLIER, entry.previous_source, entry.target
    if entry.is_current or not entry.shown or (entry.is_stale and not entry.proposal):
        return
    if entry.previous_source and not entry.is_stale:
        # OmegaT shows what differs between the source of a match and the one at hand.
        yield _SIMILAR, entry.previous_source, entry.shown
    elif percent := shown_percent(entry):
        yield f"tm/penalty-{100 - min(percent, 100):02d}/memory.tmx", entry.source, entry.shown
    elif entry.origin.kind is OriginKind.MT:
        yield _MACHINE, entry.source, entry.shown
    else:
        yield _BEGUN, entry.source, entry.shown


def _unit(part: Outgoing, source: str, target: str) -> tmx.TmxUnit:
    return tmx.TmxUnit(
        source_locale=part.source_locale,
        variants=(
            tmx.TmxVariant(locale=part.source_locale, content=plain(source)),
            tmx.TmxVariant(locale=part.locale, content=plain(target)),
        ),
    )


class Made(NamedTuple):
    """What somebody made with OmegaT, among files that came back.

    names: the files without what a project holds besides its translated documents.
    unmade: the folders of projects whose translated documents nobody had OmegaT make.
    """

    names: tuple[str, ...]
    unmade: tuple[str, ...]


def made(names: Iterable[str]) -> Made:
    """What is meant of files and folders that came back, by their posix names."""
    names = tuple(names)
    projects = tuple(
        name.removesuffix(PROJECT_FILE) for name in names if name == PROJECT_FILE or name.endswith(f"/{PROJECT_FILE}")
    )
    meant = tuple(
        name
        for name in names
        if all(not name.startswith(folder) or _is_made(name.removeprefix(folder)) for folder in projects)
    )
    unmade = (one for one in projects if not any(name.startswith(f"{one}{_TARGETS}/") for name in meant))
    return Made(meant, tuple(unmade))


def is_placeholder(data: bytes) -> bool:
    """Whether a file is one that only keeps a folder of a project there."""
    return data in {text.encode() for text in _PLACES.values()}


def _is_made(name: str) -> bool:
    return name.startswith(f"{_TARGETS}/") and name not in _PLACES
