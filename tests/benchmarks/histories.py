"""Documents in two versions with the translation of the older one, and of the newer one where there is any."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.protect import is_translatable, to_editable
from locmem.model.segment import UnitKind
from locmem.model.settings import SegmentMode
from locmem.segmentation.split import segments
from locmem.textfile import read
from tests.benchmarks.moved_addresses import moved_text
from tests.benchmarks.rows import SHARED
from tests.benchmarks.translated_pages import OPENTELEMETRY, Page, pages

_SEED = 20_261_121
_LIKE = 50
"""Percent from which a new text counts as what became of one that vanished."""
_LONGEST = 200
"""Texts of a document above which it takes too long for what it tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A document as it was and as it is now; now_translated: its translation now, empty where there is none."""

    before: str
    translated: str
    now: str
    now_translated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Documents of one locale by the name of their file; note: what they are and what was left out."""

    locale: str
    documents: Mapping[str, Version]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Two versions of Python's documentation in a language, as they stand in the shared corpus."""

    file: str
    locale: str
    project: str
    old: str
    new: str


SETS = (
    Set(file="en-es", locale="es", project="python+python-docs-es", old="3.10", new="3.11"),
    Set(file="en-ja", locale="ja", project="python+python-docs-ja", old="3.8", new="3.11"),
    Set(file="en-pt-BR", locale="pt-BR", project="python+python-docs-pt-br", old="3.10", new="3.13"),
)


@dataclass
class _Rows:
    """The texts of one document: those it kept, those that vanished and those that came, each in order."""

    kept: list[tuple[int, str, str]] = field(default_factory=list)
    gone: list[tuple[int, str, str]] = field(default_factory=list)
    new: list[tuple[int, str, str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.kept) + len(self.gone) + len(self.new)

    def paragraphs(self) -> _Rows:
        """Those that Markdown reads as the one paragraph they are."""
        return _Rows(
            *(
                [row for row in part if _is_paragraph(row[1]) and _is_paragraph(row[2])]
                for part in (self.kept, self.gone, self.new)
            )
        )


def python_documents(which: Set, changed: int) -> History | None:
    """Documents with at least `changed` new texts in all, drawn by chance; None where the corpus is not here.

    At least half of what each says now is as it was, a page of new texts being no changed page, and none is longer than
    200 texts.
    The corpus holds every source once, where it was first met, under the newest version that has it: rows after the
    last one of the old version came with the new version.  It does not say between which texts a new one stands: here
    in the place of the vanished text most like it, or else right after the new text before it.
    """
    path = SHARED / "corpus" / f"{which.file}.tsv.gz"
    if not path.exists():
        return None
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    marks = [f"{which.project}@{which.old}:", f"{which.project}@{which.new}:"]
    first_new = 1 + max(number for number, row in enumerate(rows) if row[2].startswith(marks[0]))
    found: dict[str, _Rows] = {}
    for number, (source, target, origin) in enumerate(rows):
        if not origin.startswith(tuple(marks)) or "changelog" in origin:
            continue
        document = found.setdefault(origin.partition(":")[2], _Rows())
        here = document.gone if origin.startswith(marks[0]) else document.new if number >= first_new else document.kept
        here.append((number, source, target))
    names = sorted(name for name, document in found.items() if document.new and (document.kept or document.gone))
    random.Random(_SEED).shuffle(names)
    documents: dict[str, Version] = {}
    drawn = left = 0
    for name in names:
        if drawn >= changed:
            break
        fitting = found[name].paragraphs()
        if fitting.new and len(fitting.kept) >= len(fitting.new) and len(fitting) <= _LONGEST:
            drawn += len(fitting.new)
            left += len(found[name]) - len(fitting)
            documents[name.replace("/", "-").removesuffix(".po") + ".md"] = _version(fitting)
    note = (
        f"Python's documentation in {which.locale}, {which.old} to {which.new}: {len(documents)} documents; {left} of "
        "their texts that Markdown reads as anything but a paragraph are left out"
    )
    return History(locale=which.locale, documents=documents, note=note)


def _is_paragraph(text: str) -> bool:
    units = KINDS["markdown"].read(text, "row.md", ReadOptions()).units
    return (
        len(units) == 1
        and units[0].kind is UnitKind.PARAGRAPH
        and units[0].content.native == text
        and is_translatable(units[0].content)
    )


def _version(rows: _Rows) -> Version:
    before = sorted((*rows.kept, *rows.gone))
    place_of: dict[int, float] = {}
    likeness = sorted(
        ((fuzz.ratio(old[1], new[1]), old[0], new[0]) for old in rows.gone for new in rows.new),
        key=lambda one: (-one[0], *one[1:]),
    )
    taken: set[int] = set()
    for percent, old, new in likeness:
        if percent >= _LIKE and old not in taken and new not in place_of:
            place_of[new] = old
            taken.add(old)
    now: list[tuple[float, int, str, str]] = [(number, 0, source, target) for number, source, target in rows.kept]
    last = float(before[-1][0])
    for number, source, target in rows.new:
        last = place_of.get(number, last)
        now.append((last, number, source, target))
    now.sort()
    return Version(
        before=_page(row[1] for row in before),
        translated=_page(row[2] for row in before),
        now=_page(text[2] for text in now),
        now_translated=_page(text[3] for text in now),
    )


def _page(texts: Iterable[str]) -> str:
    return "\n\n".join(texts) + "\n"


def site_pages(locale: str) -> History | None:
    """OpenTelemetry's pages whose English changed since they were translated; None where they are not here.

    Nobody translated the new English of any of them: where two locales translated different English texts, each has
    the translation of its own only.
    """
    changed = [
        page for page in _site(locale) if read(page.source).text != read(page.head).text and page.translation.is_file()
    ]
    documents = {
        _name(page): Version(
            before=read(page.source).text, translated=read(page.translation).text, now=read(page.head).text
        )
        for page in changed
    }
    note = f"{OPENTELEMETRY} in {locale}, the {len(documents)} pages whose English changed"
    return History(locale=locale, documents=documents, note=note) if documents else None


def moved_pages(locale: str, *, quick: bool) -> History | None:
    """OpenTelemetry's pages in which every link and image got another address and nothing else changed."""
    chosen = list(_site(locale))[:: 4 if quick else 1]
    documents = {
        _name(page): Version(before=read(page.source).text, translated=read(page.translation).text, now=now)
        for page in chosen
        if page.translation.is_file() and (now := moved_text(read(page.source).text)) != read(page.source).text
    }
    note = f"{OPENTELEMETRY} in {locale}, {len(documents)} pages"
    return History(locale=locale, documents=documents, note=note) if documents else None


def _site(locale: str) -> Iterable[Page]:
    return (page for page in pages() if page.collection == OPENTELEMETRY and page.locale == locale)


def _name(page: Page) -> str:
    # Pages called `_index.md` in several folders would have one and the same name.
    return page.path.replace("/", "-")


def truths(version: Version, locale: str, mode: SegmentMode) -> dict[str, str]:
    """What a person wrote for each segment of the new version; those of texts cut into unequal parts are missing."""
    options = ReadOptions()
    ours = KINDS["markdown"].read(version.now, "now.md", options).units
    theirs = KINDS["markdown"].read(version.now_translated, "now.md", options).units
    found: dict[str, str] = {}
    for index, (unit, other) in enumerate(zip(ours, theirs, strict=True)):
        here, there = segments(unit, index, "en", mode), segments(other, index, locale, mode)
        if len(here) == len(there):
            found.update((to_editable(a.content), to_editable(b.content)) for a, b in zip(here, there, strict=True))
    return found
