"""Catalogs as PO files: bytes in, values out, and the same bytes again for an untouched catalog."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from locmem.catalogs.states import from_po, set_aside, to_po, was_edited
from locmem.errors import Location, Problems
from locmem.formats import po
from locmem.formats.po import PoEntry
from locmem.model.translation import Catalog, CatalogEntry
from locmem.values.locales import answers_for

FOLDER = "translations"
NEVER = "1970-01-01 00:00+0000"
"""The header's date while nothing in a catalog is confirmed: gettext wants one, and it must not change."""

_WHERE_TO = "Give it the msgctxt of a segment, or move the text to a TMX file in content/memory/."


def catalog_path(locale: str, document: str) -> str:
    """Where the catalog of a document lies under the content folder."""
    return f"{FOLDER}/{locale}/{document}.po"


def place_of(path: str) -> tuple[str, str]:
    """The locale and the document of a catalog, by its path under the content folder: what `catalog_path` was given."""
    locale, document = path.removeprefix(f"{FOLDER}/").removesuffix(".po").split("/", 1)
    return locale, document


def header_date(moment: datetime) -> str:
    """A moment as PO headers write it."""
    return moment.strftime("%Y-%m-%d %H:%M+0000")


def read_catalog(
    data: bytes, path: str, *, document: str, source_locale: str, locale: str, declared: Collection[str] = ()
) -> Catalog:
    """The catalog in `data`; `path` is used in messages.

    declared: the locales of the project; the region that an editor puts into the header is no other locale unless
        it is one of these.
    Entries that somebody marked obsolete (`#~`) are read like the others, what is gone being for the document to
    say; but where their place has an entry in use, they are the catalog's `obsolete`.
    Raises InputErrors with every problem at once: a cut file, another language, a damaged msgctxt.
    """
    return _meaning(
        po.read(data, path), path, document=document, source_locale=source_locale, locale=locale, declared=declared
    )


def _meaning(
    file: po.PoFile, path: str, *, document: str, source_locale: str, locale: str, declared: Collection[str] = ()
) -> Catalog:
    """What a PO file says as a catalog: see `read_catalog`."""
    problems = Problems()
    headers = dict(file.headers)
    written = headers.get("Language", "")
    if written and not answers_for(written, locale, declared):
        problems.add(
            Location(path=path, line=1),
            f"the header says Language: {written}, but the folder says {locale}.",
            "Put the file where it belongs or mend the header.",
        )
    live = {entry.context for entry in file.entries}
    said = {(entry.context, entry.source, entry.target) for entry in file.entries}
    out_of_use = [entry for entry in file.obsolete if entry.target]
    lone = [entry for entry in out_of_use if entry.context not in live]
    beside = [
        entry
        for entry in out_of_use
        if entry.context in live and (entry.context, entry.source, entry.target) not in said
    ]
    po_entries = (*file.entries, *lone)
    entries = [
        *_entries(file.entries, path, problems, "{}. Restore the line from git."),
        *_entries(lone, path, problems, f"{{}}, in an obsolete entry (#~). {_WHERE_TO}"),
    ]
    obsolete = _entries(beside, path, problems, f"{{}}, in an obsolete entry (#~). {_WHERE_TO}")
    problems.raise_all()
    replaced = (set_aside(read, entry) for entry, read in zip(entries, po_entries, strict=True))
    obsolete += (old for old in replaced if old)
    return Catalog(
        document=document,
        source_locale=source_locale,
        locale=locale,
        entries=tuple(entries),
        revised=headers.get("PO-Revision-Date", NEVER),
        edited=frozenset(
            entry.occurrence for entry, read in zip(entries, po_entries, strict=True) if was_edited(read, entry)
        ),
        obsolete=tuple(obsolete),
        is_ended=file.is_ended,
        named=headers.get("X-Locmem-Document", ""),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCatalog:
    """A catalog as a PO file: `data` is its bytes."""

    catalog: Catalog
    file: po.PoFile
    data: bytes

    def read_back(self, path: str) -> Catalog:
        """What `read_catalog` gives for the bytes, without reading them: PO files are read as they were written."""
        names = self.catalog
        return _meaning(
            self.file, path, document=names.document, source_locale=names.source_locale, locale=names.locale
        )


def written_catalog(catalog: Catalog, *, project: str, plural_forms: str) -> WrittenCatalog:
    """The catalog as a PO file; the same catalog always gives the same bytes."""
    headers = (
        ("Project-Id-Version", f"{project} 1"),
        ("POT-Creation-Date", NEVER),
        ("PO-Revision-Date", catalog.revised or NEVER),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", catalog.locale.replace("-", "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", plural_forms),
        ("X-Source-Language", catalog.source_locale),
        ("X-Locmem-Document", catalog.document),
    )
    entries = tuple(to_po(entry, catalog.document) for entry in catalog.entries)
    file = po.PoFile(headers=headers, entries=entries)
    return WrittenCatalog(catalog=catalog, file=file, data=po.write(file))


def write_catalog(catalog: Catalog, *, project: str, plural_forms: str) -> bytes:
    """The bytes of the catalog as a PO file."""
    return written_catalog(catalog, project=project, plural_forms=plural_forms).data


def _entries(found: Iterable[PoEntry], path: str, problems: Problems, words: str) -> list[CatalogEntry]:
    """The entries that can be read; adds to `problems`, with `words` around what is wrong, those that cannot."""
    entries: list[CatalogEntry] = []
    for entry in found:
        try:
            entries.append(from_po(entry))
        except ValueError as error:
            problems.add(Location(path=path, line=entry.line), words.format(error))
    return entries
