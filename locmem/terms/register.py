"""How a text addresses its readers: in which of the two ways that many languages have, as far as words tell it.

Only words count that cannot be anything else where they stand (`locmem/data/address_forms.csv`): `du` in German, but
`Sie` only inside of a sentence, as at its start it may be `she`.  What stands in quotation marks is somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from locmem.model.tags import language_of
from locmem.tables import rows_of

_WORD = re.compile(r"[^\W\d_]+")
_TIED = "-\u2010\u2011'\u2019/@._"
_QUOTED = re.compile(r"“[^“”\n]*[”“]|„[^“”„\n]*[”“]|«[^«»\n]*»|»[^«»\n]*«|\"[^\"\n]*\"")
_START = re.compile(r"(?:\A|[.!?:;…\n)(\u2022\u2013\u2014|*>\-])[^\w]*\Z")
_NAMED = {
    "informal": re.compile(r"\binformal|\btutoie", re.IGNORECASE),
    "formal": re.compile(r"\bformal|\bvouvoie", re.IGNORECASE),
    "polite": re.compile(r"\bpolite|です|ます|敬体|丁寧", re.IGNORECASE),
    "plain": re.compile(r"\bplain|である|常体", re.IGNORECASE),
}
_IN_JAPANESE = {"formal": "polite", "informal": "plain"}
_ENDINGS = {
    "es": (
        (re.compile(r"\b(?!seis|dieciséis|veintiséis)\w{2,}[áé]is\b"), "plural"),
        (re.compile(r"\b\w{2,}(?:ar|er|ir|dr|br)ás\b"), "informal"),
    ),
    "it": ((re.compile(r"\b\w{2,}[ei]rai\b"), "informal"),),
}
"""Endings of verbs that nothing but an address has: `tenéis`, `recibirás`."""
_POLITE = re.compile(
    r"(?:です|ます|ました|ません|ませ|でした|ましょう|でしょう|ください|下さい|なさい)(?:か|ね|よ|が|から|けど)?\Z"
)
_PLAIN = re.compile(
    r"(?:である|だ|だった|だろう|であった|[ぁ-ん一-龥][うくぐすつぬぶむるたい]"
    r"|くれ|(?:(?<=[一-龥])[けせてねべめれえげろ])|[っん][てで]|し[てろ]|(?:る|た|い|だ)か)(?:よ|ね|ぞ|な|よね|さ)?\Z"
)
_JAPANESE_SENTENCE = re.compile(r"[^。！？!?\n]+(?=[。？?])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A word that addresses the reader.  register: `formal` or `informal`; word: as it stands there."""

    register: str
    word: str


class _Forms(NamedTuple):
    """The words of a language with their registers, by where they count; those of `inside` as they are written."""

    anywhere: Mapping[str, str]
    start: Mapping[str, str]
    inside: Mapping[str, str]


def addresses_in(text: str, locale: str) -> tuple[Address, ...]:
    """The words of a text that certainly address its reader, in order; none for languages that have no table."""
    language = language_of(locale)
    if language == "ja":
        return tuple(_endings_in(text))
    forms = _forms(language)
    if not forms.anywhere:
        return ()
    plain = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    found: list[Address] = []
    for match in _WORD.finditer(plain):
        word, low = match[0], match[0].casefold()
        if low not in forms.anywhere and low not in forms.start and word not in forms.inside:
            continue
        before, behind = plain[: match.start()], plain[match.end() : match.end() + 2]
        is_tied = before[-1:] in _TIED and before[-2:-1].isalnum() if before else False
        if is_tied or (behind[:1] in _TIED and behind[1:].isalnum()) or (len(word) > 1 and word.isupper()):
            continue
        is_start = _START.search(before[-8:]) is not None if before.strip() else True
        register = forms.anywhere.get(low) or (forms.start.get(low) if is_start else forms.inside.get(word))
        if register:
            found.append(Address(register=register, word=word))
    for pattern, register in _ENDINGS.get(language, ()):
        found += (Address(register=register, word=one[0]) for one in pattern.finditer(plain))
    return tuple(found)


def _endings_in(text: str) -> Iterator[Address]:
    """The ends of Japanese sentences, polite or plain; what ends in a noun, or in no full stop, is neither."""
    for found in _JAPANESE_SENTENCE.finditer(_JAPANESE_QUOTES.sub("", text)):
        sentence = found[0].rstrip("」』）)* ")
        if _POLITE.search(sentence):
            yield Address(register="polite", word=sentence[-_SHOWN:])
        elif _PLAIN.search(sentence):
            yield Address(register="plain", word=sentence[-_SHOWN:])


_JAPANESE_QUOTES = re.compile(r"「[^「」]*。[^「」]*」")
_SHOWN = 8
"""Letters of a sentence's end that are shown."""


def register_named(words: str, locale: str) -> str:
    """The register that a project's own words name: `informal` for `informal: tú`; empty where none is certain.

    Of two that they name the one of their pronoun counts: `informal: vosotros` is `plural`.
    """
    if language_of(locale) == "ja":
        named = [_IN_JAPANESE.get(register, register) for register, pattern in _NAMED.items() if pattern.search(words)]
        return named[0] if len(set(named)) == 1 else ""
    forms = _forms(language_of(locale))
    every = {**forms.anywhere, **{word.casefold(): register for word, register in forms.inside.items()}}
    told = list(dict.fromkeys(every[low] for word in _WORD.findall(words) if (low := word.casefold()) in every))
    named = [register for register in ("informal", "formal") if _NAMED[register].search(words)]
    if told == ["plural"] and len(named) == 1:
        return "plural"
    named = named or told
    return named[0] if len(named) == 1 else ""


@cache
def _forms(language: str) -> _Forms:
    found: dict[str, dict[str, str]] = {"anywhere": {}, "start": {}, "inside": {}}
    for row in rows_of("address_forms.csv", "language", "register", "where", "form"):
        if row["language"] == language:
            found[row["where"]][row["form"]] = row["register"]
    return _Forms(**found)
