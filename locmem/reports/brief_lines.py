"""What a brief is made of: lines with a source and a day, under headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

NONE = "none"
_SHORT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: what, its value, and where from and when; `source` is as the profile has it.

    is_unverified: nobody read the source yet.  is_second_hand: the source tells of the law, and is not the law itself.
    english: the value in English, where it is written in a language of the market; else empty.
    """

    label: str
    value: str
    source: str
    read_on: date | None
    is_unverified: bool = False
    is_second_hand: bool = False
    english: str = ""

    @property
    def short_source(self) -> str:
        """The source in a few characters: a package, a site, or the first words."""
        return short_source(self.source)

    @property
    def link(self) -> str:
        """The first web address of the source, empty where it has none."""
        found = re.search(r"https?://[^\s;,)]+", self.source)
        return found[0] if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading and its lines; `empty` is what stands there without any."""

    title: str
    lines: tuple[Line, ...]
    empty: str


def short_source(source: str) -> str:
    """A source in a few characters: `eu-vat-rates-data 2026.9.29`, `aepd.es`, `general knowledge`."""
    # The number of a directive stands behind brackets: `Directive (EU) 2023/2673`.
    first = re.split(r"[;,]|\((?!EU\)|EC\)|EWG\))", source.strip(), maxsplit=1)[0].strip()
    found = re.search(r"https?://\S+", source)
    if found and (source.strip().startswith("http") or len(first) > _SHORT):
        return (urlsplit(found[0]).hostname or "").removeprefix("www.")
    if first.startswith("github:"):
        return first.removeprefix("github:").split("@")[0]
    plain = first.removeprefix("pypi:").removeprefix("npm:")
    return cut(plain, _SHORT)


def first_sentence(text: str) -> str:
    """The first sentence of an instruction; a long one is cut at a word."""
    sentence = re.split(r"(?<=[\w)»”%])\.\s(?=[A-ZÀ-Þ])", text, maxsplit=1)[0].rstrip(".") + "."
    if len(sentence) <= 150:
        return sentence
    return f"{sentence[:147].rsplit(' ', 1)[0]} …"


def cut_at_word(text: str, most: int) -> str:
    """A text of at most so many characters, cut between two words: half a path leads nowhere."""
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:(')} …"


def cut(text: str, most: int) -> str:
    """A text of at most so many characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
