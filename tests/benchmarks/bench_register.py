"""How texts address their readers: planted sentences of the other register found, and alarms on clean text."""

from __future__ import annotations

import csv
import gettext
import gzip
import hashlib
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from locmem.terms.register import others_in
from tests.benchmarks.rows import SHARED, Row, share

NAME = "Registers: how texts address their readers"
SEED, REAL = 20261130, 1_000
PAIRS = Path(__file__).parent / "register"
_NAMES = {"ja": ("polite", "plain"), "pt-BR": ("deferential", "familiar")}
_OTHERS = {
    "another author": "rules for kinds of forms were made after 560 of 640 (87.5 %) were found at first sight",
    "a third author": "the same after 141 of 160 (88.1 %) at first sight, then after 92 of 96 (95.8 %)",
}
_OTHERS_NAMES = {"ja": ("polite", "plain"), "pt-BR": ("formal", "tu")}
_INSTALLED = {
    "de": ("formal", ("git", "gnupg2", "postgres-15", "psql-15", "wget", "gtk30", "lokalize", "kio5", "dpkg", "apt")),
    "fr": ("formal", ("git", "gnupg2", "postgres-15", "psql-15", "wget", "gtk30", "lokalize", "kio5", "dpkg", "apt")),
    "it": ("informal", ("git", "gnupg2", "postgres-15", "psql-15", "kio5", "poedit", "lokalize", "dpkg", "apt")),
    "nl": ("formal", ("gnupg2", "coreutils", "kio5", "gtk30", "dpkg", "apt", "gettext-tools", "lokalize")),
    "pl": ("informal", ("git", "coreutils", "gaupol", "poedit", "lokalize", "vim")),
}
"""Catalogs of programs, as far as they are installed, whose texts are nearly all in one register."""
_CORPUS = {"es": ("informal", "comprehensive-rust"), "pt-BR": ("familiar", ""), "ja": ("polite", "python-docs")}
"""What of the corpus is in one register."""
_CATALOGS = Path("/usr/share/locale")
_CODE = re.compile(r"[%<>{}|_`\\*\n]|--|::")


def measure(quick: bool) -> Iterator[Row]:
    """Sentences of the other register found, sentences of the wanted one taken for it, and alarms on real text."""
    found, planted = Counter[str](), Counter[str]()
    alarms, clean = 0, 0
    for locale, wanted, source, right, wrong in _pairs(PAIRS, _NAMES):
        planted[locale] += 1
        found[locale] += bool(others_in(wrong, source, locale, "en", wanted))
        clean += 1
        alarms += bool(others_in(right, source, locale, "en", wanted))
    yield Row(
        what="planted sentences of the other register found",
        value=share(found.total(), planted.total()),
        goal="95 %",
        note=", ".join(f"{locale} {found[locale]} of {planted[locale]}" for locale in planted),
    )
    yield Row(what="their clean counterparts taken for the other one", value=share(alarms, clean), goal="2 %")
    for author, note in _OTHERS.items():
        pairs = list(_pairs(PAIRS / author.removeprefix("a ").replace(" ", "_"), _OTHERS_NAMES))
        missed = Counter(
            locale for locale, wanted, source, _, wrong in pairs if not others_in(wrong, source, locale, "en", wanted)
        )
        not_found = ", ".join(f"{locale} {count}" for locale, count in missed.items())
        yield Row(
            what=f"the same of {author}",
            value=share(len(pairs) - missed.total(), len(pairs)),
            goal="95 %",
            note=f"{note}; now missed: {not_found or 'none'}",
        )
    yield from _of_real_texts(100 if quick else REAL)


def _of_real_texts(most: int) -> Iterator[Row]:
    """Alarms on sentences of real texts, by locale and in all, without those that are in another register indeed."""
    indeed, every, told = _in_another(), 0, 0
    for locale in sorted((*_INSTALLED, *_CORPUS)):
        wanted, texts = _real(locale)
        Random(SEED).shuffle(texts)
        texts = texts[:most]
        if not texts:
            continue
        began = time.process_time()
        taken = [text for source, text in texts if others_in(text, source, locale, "en", wanted)]
        took = 1e6 * (time.process_time() - began) / len(texts)
        right = [text for text in taken if _digest(text) in indeed]
        clean = len(texts) - len(right)
        every, told = every + clean, told + len(taken) - len(right)
        yield Row(
            what=f"real sentences in {locale}, {wanted} as most are there, taken for another register",
            value=share(len(taken) - len(right), clean),
            goal="2 %",
            note=f"{took:.0f} µs each; beside them {len(right)} that were told and are in another register indeed",
        )
    if every:
        yield Row(what="real sentences of all these, taken for another register", value=share(told, every), goal="2 %")


def _in_another() -> frozenset[str]:
    """Digests of sentences that were read one by one and are in another register than most texts there."""
    with (PAIRS / "real_texts" / "in_another.tsv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["digest"] for row in csv.DictReader(file, delimiter="\t"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _pairs(folder: Path, names: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str, str, str, str]]:
    """Locale, wanted register, source, the sentence in it, and in the other one; each pair both ways."""
    for path in sorted(folder.glob("*.tsv")):
        formal, informal = names.get(path.stem, ("formal", "informal"))
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield path.stem, formal, row["source"], row["formal"], row["informal"]
                yield path.stem, informal, row["source"], row["informal"], row["formal"]


def _real(locale: str) -> tuple[str, list[tuple[str, str]]]:
    """The register of real texts of a locale, and whole sentences of four words or more with their sources."""
    if locale in _INSTALLED:
        wanted, names = _INSTALLED[locale]
        files = [_CATALOGS / locale / "LC_MESSAGES" / f"{name}.mo" for name in names]
        pairs = [pair for file in files if file.exists() for pair in _messages(file)]
    else:
        wanted, origin = _CORPUS[locale]
        file = SHARED / "corpus" / f"en-{locale}.tsv.gz"
        pairs = list(_rows(file, origin)) if file.exists() else []
    return wanted, sorted({pair for pair in pairs if _is_sentence(*pair)})


def _rows(file: Path, origin: str) -> Iterator[tuple[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, target, of = line.rstrip("\n").split("\t")
            if origin in of:
                yield source, target


def _messages(file: Path) -> Iterator[tuple[str, str]]:
    with file.open("rb") as opened:
        catalog = vars(gettext.GNUTranslations(opened))["_catalog"]
    for source, target in catalog.items():
        if isinstance(source, str) and isinstance(target, str):
            yield source.rpartition("\x04")[2], target


def _is_sentence(source: str, text: str) -> bool:
    is_whole = text[-1:] in ".!?。" and source[-1:] in ".!?" and text[:1].upper() == text[:1]
    return is_whole and not _CODE.search(text) and len(source.split()) > 3
