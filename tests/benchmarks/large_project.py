"""A large project with texts of its own on every page, whole and translated, for measurements of whole commands.

Words are those of the project's own articles.  In a "translation" each of the commonest English words is one of the
commonest of the other language and all others are spelled backwards, in kana in Japanese, while codes are left alone:
so catalogs are sound, no two sentences are the same, and each is told to be in its own language as real ones are.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from zlib import crc32

from locmem.catalogs.files import catalog_path, write_catalog
from locmem.catalogs.pairs import Source
from locmem.catalogs.update import occurrence_ids, update
from locmem.markets.languages import function_words
from locmem.model.tags import LanguageTag
from locmem.model.translation import HUMAN, Catalog, State
from locmem.pipelines.run import run_pipeline
from locmem.values.locales import plural_header
from locmem.workspace.project import open_project
from locmem.workspace.sources import read_sources
from tests.benchmarks.rows import ROOT

MARKETS = ("ES", "DE", "FR", "PT")
LOCALES = ("es", "de", "fr", "it", "nl", "pl", "pt-PT", "pt-BR", "ja", "sv")
SETTINGS = """\
project: Large
source_locale: en
locales: [{locales}]
content:
  - {{name: pages, files: articles/**/*.md, kind: markdown, fields: [title]}}
"""
_WORD = re.compile(r"[A-Za-z]{2,}")
_CODE = re.compile(r"\]\([^)]*\)|`[^`]*`|\{\{.*?\}\}|<[^>]*>")
_TODAY = date(2026, 11, 21)


def words() -> list[str]:
    """The words of the project's own articles, as often as they stand there."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "content" / "articles").glob("*.md")))
    return [word.lower() for text in texts for word in _WORD.findall(_CODE.sub(" ", text.partition("\n---\n")[2]))]


def sentence(chance: random.Random, known: Sequence[str], pages: int) -> str:
    """A sentence of 6 to 18 words; one in four has a link, one in ten a code span or a bold word, some a number."""
    chosen = [chance.choice(known) for _ in range(chance.randint(6, 18))]
    place = chance.randrange(1, len(chosen) - 1)
    share = chance.random()
    if share < 0.25:
        chosen[place] = f"[{chosen[place]}](page-{chance.randrange(pages):04d}.md)"
    elif share < 0.35:
        chosen[place] = f"**{chosen[place]}**"
    elif share < 0.45:
        chosen[place] = f"`{chosen[place]}.conf`"
    elif share < 0.55:
        chosen[place] = str(chance.randrange(2, 900))
    elif share < 0.6:
        chosen[place] = "{{ market.tax.standard_rate }}"
    return " ".join([chosen[0].capitalize(), *chosen[1:]]) + "."


def page(number: int, pages: int, known: Sequence[str]) -> str:
    """A page of about twenty segments: a title, headings, paragraphs, lists, a quote."""
    chance = random.Random(number)

    def sentences(count: int) -> list[str]:
        return [sentence(chance, known, pages) for _ in range(count)]

    def heading() -> str:
        return " ".join(chance.choice(known) for _ in range(4)).capitalize()

    parts = [
        f"---\ntitle: {heading()} {number}\nslug: page-{number:04d}\n---",
        " ".join(sentences(2)),
        f"## {heading()}",
        " ".join(sentences(3)),
        "\n".join(f"- {one}" for one in sentences(4)),
        f"## {heading()}",
        " ".join(sentences(2)),
        "\n".join(f"{place}. {one}" for place, one in enumerate(sentences(3), start=1)),
        f"> {sentences(1)[0]}",
        " ".join(sentences(2)),
    ]
    return "\n\n".join(parts) + "\n"


def translated(text: str, locale: str) -> str:
    """The text with other words, codes left alone; what began with a capital does so still."""
    parts = re.split(f"({_CODE.pattern})", text)
    return "".join(
        part if number % 2 else _WORD.sub(lambda found: _other_word(found[0], locale), part)
        for number, part in enumerate(parts)
    )


def _other_word(word: str, locale: str) -> str:
    if locale == "ja":
        return "".join(chr(ord("あ") + 2 * (ord(letter) - ord("a"))) for letter in word.lower())
    small = word.lower()
    common = sorted(function_words(locale))
    other = common[crc32(small.encode()) % len(common)] if small in function_words("en") else small[::-1]
    return other.capitalize() if word[0].isupper() else other


def build(root: Path, pages: int, locales: Sequence[str] = LOCALES) -> None:
    """The project in `root`: `pages` pages, all of them confirmed in all `locales`, for the markets of four of them."""
    known = words()
    for code in MARKETS:
        target = root / "markets" / f"{code}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "markets" / f"{code}.yaml", target)
    shutil.copytree(ROOT / "markets" / "_regions", root / "markets" / "_regions")
    (root / "pipelines").mkdir()
    (root / "pipelines" / "sync.yaml").write_text("steps: [collect, pretranslate]\n", encoding="utf-8")
    (root / "locmem.yaml").write_text(SETTINGS.format(locales=", ".join(locales)), encoding="utf-8")
    folder = root / "content" / "articles"
    folder.mkdir(parents=True)
    for number in range(pages):
        (folder / f"page-{number:04d}.md").write_text(page(number, pages, known), encoding="utf-8")
    for source in read_sources(open_project(root)).documents:
        ids = occurrence_ids(source.path, (), source.catalog_segments)
        for locale in source.locales:
            _translate(root, source, ids, locale)


def build_waiting(root: Path, pages: int) -> None:
    """The project in `root` with four locales that are done, and a fifth in which all texts wait."""
    root.mkdir()
    build(root, pages, ("es", "de", "fr", "ja"))
    settings = root / "locmem.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("ja]", "ja, fi-FI]"), encoding="utf-8")
    profile = (ROOT / "markets" / "FI.yaml").read_text(encoding="utf-8").replace("status: planned\n", "")
    (root / "markets" / "FI.yaml").write_text(profile, encoding="utf-8")
    (root / "pipelines" / "collect.yaml").write_text("steps: [collect]\n", encoding="utf-8")
    with open_project(root) as project:
        run_pipeline(project, Path("collect"))


def _translate(root: Path, source: Source, ids: Sequence[str], locale: LanguageTag) -> None:
    empty = Catalog(document=source.path, source_locale="en", locale=locale, entries=())
    fresh = update(empty, source.catalog_segments, ids, _TODAY).catalog
    entries = tuple(
        entry.with_target(translated(entry.source, locale), State.TRANSLATED, HUMAN) for entry in fresh.entries
    )
    catalog = replace(fresh, entries=entries, revised="2026-11-21 12:00+0000")
    data = write_catalog(catalog, project="Large", plural_forms=plural_header(locale))
    target = root / "content" / catalog_path(locale, source.path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
