"""Words of an interface in code spans and keys: `Settings` is `Einstellungen` in German, and Ctrl is Strg.

Help pages write buttons, menus and keys as `code` or `<kbd>`.  What a program reads stands there too, and must stay
as it is; the two are told apart by their look, and in doubt it is code.
"""

from __future__ import annotations

import re

from locmem.model.inline import Code, CodeRole, CodeType

_ELEMENT = re.compile(r"<(?:kbd|samp)\b[^<>]*>.*</(?:kbd|samp)\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_KEPT = re.compile(r"""\stranslate\s*=\s*["']?no\b""", re.IGNORECASE)
_SIGNS = frozenset(" '’-…&+>»›→,!?:¿¡")
"""Signs of interfaces: of words (`E-mail…`), of paths through menus (`File > Open`), of keys pressed together."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_JOINED = re.compile(r"\w[,!?:&>»›→…]\w|--|(?<!\w)-\w|^[^\w¿¡]|[&>»›→+-]$")


def are_words_changed(before: Code, after: Code) -> bool:
    """Whether two codes are spans of an interface with other words in the same markup, and nothing a program reads.

    True of code spans, `<kbd>` and `<samp>` whose words in the source begin with a capital, or have none at all.
    """
    if before.type is not after.type or {before.role, after.role} != {CodeRole.SINGLE}:
        return False
    if before.type is CodeType.CODE:
        here, there = (code.identity.partition(" ")[2] for code in (before, after))
        return _are_words(here) and not _is_lower(here) and not _is_shouted(here) and _are_words(there)
    if before.type is not CodeType.HTML or _KEPT.search(before.original):
        return False
    if not (_ELEMENT.fullmatch(before.original) and _ELEMENT.fullmatch(after.original)):
        return False
    if _TAG.findall(before.original) != _TAG.findall(after.original):
        return False
    texts = [
        (here, there)
        for here, there in zip(_TAG.split(before.original), _TAG.split(after.original), strict=True)
        if here != there
    ]
    return all(_are_words(here.strip()) and _are_words(there.strip()) for here, there in texts)


def _are_words(text: str) -> bool:
    """Whether a text is made of words as interfaces show them: no digits, paths, calls, options or names with marks."""
    words = _WORD.findall(text)
    if not words or _JOINED.search(text) or not all(sign.isalpha() or _is_mark(sign) for sign in text):
        return False
    return not any(_is_joined(word) for word in words)


def _is_mark(sign: str) -> bool:
    return sign in _SIGNS or "\u0300" <= sign <= "\u036f" or "\u0900" <= sign <= "\u109f"


def _is_joined(word: str) -> bool:
    """Whether capitals stand inside of a word, as in `userName`, `HttpClient` and `Content-Type`."""
    return any(part != part.upper() and part[1:] != part[1:].lower() for part in re.split(r"['’-]", word)) or bool(
        re.search(r"[^\W\d_]{2}-[A-ZÀ-Þ]", word)
    )


def _is_lower(text: str) -> bool:
    """Whether a text begins like a command or the name of a value: with a small letter."""
    return next(sign for sign in text if sign.isalpha()).islower()


def _is_shouted(text: str) -> bool:
    """Whether a word is all capitals, as the names of variables, methods and constants are."""
    return any(len(word) > 1 and word.isupper() for word in _WORD.findall(text))
