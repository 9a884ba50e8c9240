"""Small mends of an engine's wording: punctuation at the joints, the first capital."""

from __future__ import annotations

import re
from collections.abc import Sequence

from locmem.model.inline import CodeRole
from locmem.mt.layout import Item, text_of
from locmem.mt.tokens import TokenStyle

_ENDS = ".!?:"


def mended(answer: str, question: str, style: TokenStyle) -> str:
    """`answer` without doubled blanks and punctuation, ending as `question` does.

    Engines double a comma or full stop beside a token, and end headings with a full stop of their own.
    """
    text = re.sub(r"[ \t\r\n]+", " ", answer).strip()
    doubled = re.compile(rf"(?<![.,;:!?])([.,;:!?])((?:\s*\b{style.word}\d+)*)\s*\1(?!\1)", re.IGNORECASE)
    if not doubled.search(question):
        text = doubled.sub(r"\1\2", text)
    asked_end = question.rstrip()[-1:]
    if text.endswith(".") and asked_end not in ".!?…":
        return text.rstrip(". ")
    if asked_end and asked_end in _ENDS and text[-1:].isalnum():
        return text + asked_end
    return text


def with_capital(items: Sequence[Item], source: Sequence[Item]) -> tuple[Item, ...]:
    """The items beginning with a capital or small letter as `source` does, where both begin with a word.

    A word that stands in the source just so (a product, an abbreviation) keeps its spelling.
    """
    asked, given = _first_text(source), _first_text(items)
    if asked is None or given is None:
        return tuple(items)
    model, text = str(source[asked]), str(items[given])
    first, start = _first_letter(model), _first_letter(text)
    if first is None or start is None:
        return tuple(items)
    letter = text[start]
    word = re.match(r"\w+", text[start:])
    if model[first].isupper() and letter.islower():
        letter = letter.upper()
    elif model[first].islower() and word and word[0].istitle() and len(word[0]) > 1 and word[0] not in text_of(source):
        letter = letter.lower()
    return (*items[:given], text[:start] + letter + text[start + 1 :], *items[given + 1 :])


def _first_text(items: Sequence[Item]) -> int | None:
    """Index of the text the items begin with, opening codes aside; None where another code comes first."""
    for index, item in enumerate(items):
        if isinstance(item, str):
            return index
        if item.role is not CodeRole.OPEN:
            return None
    return None


def _first_letter(text: str) -> int | None:
    """Index of the first letter, None where a digit comes before it or there is none."""
    found = re.match(r"[^\w]*([^\W\d_])", text)
    return found.start(1) if found else None
