"""How a text addresses its readers: in which of the two ways that many languages have, as far as words tell it.

Only words count that cannot be anything else where they stand (`locmem/data/address_forms.csv`): `du` in German, but
`Sie` only inside of a sentence, as at its start it may be `she`.  What stands in quotation marks is somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from locmem.model.tags import language_of
from locmem.tables import rows_of

_WORD = re.compile(r"[^\W\d_]+")
_TIED = "-\u2010\u2011'\u2019/@._"
_QUOTED = re.compile(r"“[^“”\n]*[”“]|„[^“”„\n]*[”“]|«[^«»\n]*»|»[^«»\n]*«|\"[^\"\n]*\"")
_START = re.compile(r"(?:\A|[.!?:;…\n)(\u2022\u2013\u2014|*>\-])[^\w]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A word that addresses the reader.  register: as the table names it; word: as it stands there."""

    register: str
    word: str


class Forms(NamedTuple):
    """The words of a language with their registers, by where they count; those of `inside` as they are written.

    noun: orders, and in Spanish, Italian and Portuguese forms of address, that are nouns, too; behind: words before
    which they are orders.  object: words before which an unknown word is one; never: words that end like orders and
    are none.
    """

    anywhere: Mapping[str, str]
    start: Mapping[str, str]
    inside: Mapping[str, str]
    noun: Mapping[str, str]
    behind: Mapping[str, str]
    object: Mapping[str, str]
    never: Mapping[str, str]


def without_quotes(text: str) -> str:
    """The text with blanks in place of what stands in quotation marks, which is somebody else's."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def words_in(text: str, locale: str) -> tuple[Address, ...]:
    """The words of a text that certainly address its reader, in order; none for languages that have no table."""
    forms = forms_of_address(language_of(locale))
    if not forms.anywhere:
        return ()
    plain = without_quotes(text)
    found: list[Address] = []
    for match in _WORD.finditer(plain):
        word, low = match[0], match[0].casefold()
        if low not in forms.anywhere and low not in forms.start and word not in forms.inside:
            continue
        before, behind = plain[: match.start()], plain[match.end() : match.end() + 2]
        # Italian pronouns lose their vowel before a verb: `l’hai`.
        is_elided = locale.startswith("it") and before[-1:] in ("'", "’")
        is_tied = bool(before) and before[-1:] in _TIED and before[-2:-1].isalnum() and not is_elided
        if is_tied or (behind[:1] in _TIED and behind[1:].isalnum()) or (len(word) > 1 and word.isupper()):
            continue
        is_start = _START.search(before[-8:]) is not None if before.strip() else True
        register = forms.anywhere.get(low) or (forms.start.get(low) if is_start else forms.inside.get(word))
        if register:
            found.append(Address(register=register, word=word))
    return tuple(found)


@cache
def forms_of_address(language: str) -> Forms:
    """The words of a language that address readers."""
    found: dict[str, dict[str, str]] = {place: {} for place in Forms._fields}
    for row in rows_of("address_forms.csv", "language", "register", "where", "form"):
        if row["language"] == language:
            found[row["where"]][row["form"]] = row["register"]
    return Forms(**found)
