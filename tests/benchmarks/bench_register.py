"""How texts address their readers: planted sentences of the other register found, and alarms on clean text."""

from __future__ import annotations

import csv
import gettext
import gzip
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from locmem.terms.register import others_in, register_named
from tests.benchmarks.rows import SHARED, Row, share

NAME = "Registers: how texts address their readers"
SEED, REAL = 20261130, 400
PAIRS = Path(__file__).parent / "register"
_NAMES = {"ja": ("polite", "plain"), "pt-BR": ("deferential", "familiar")}
_INSTALLED = {
    "de": ("formal", "git gnupg2 wget gtk30 lokalize system-config-printer"),
    "fr": ("formal", "git gnupg2 wget gtk30 lokalize system-config-printer"),
}
"""Catalogs of installed programs, by the register in which all of their texts are written."""
_CORPUS = {"es": "", "pt-BR": "formal", "ja": "polite"}


def measure(quick: bool) -> Iterator[Row]:
    """Sentences of the other register found, sentences of the wanted one taken for it, and alarms on real text."""
    found, planted = Counter[str](), Counter[str]()
    alarms, clean = 0, 0
    for locale, wanted, source, right, wrong in _pairs():
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
    del quick


def _pairs() -> Iterator[tuple[str, str, str, str, str]]:
    """Locale, wanted register, source, the sentence in it, and in the other one; each pair both ways."""
    for path in sorted(PAIRS.glob("*.tsv")):
        formal, informal = _NAMES.get(path.stem, ("formal", "informal"))
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield path.stem, formal, row["source"], row["formal"], row["informal"]
                yield path.stem, informal, row["source"], row["informal"], row["formal"]
