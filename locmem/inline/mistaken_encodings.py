"""Text whose encoding was mistaken on its way: UTF-8 read as another character set, letters that became `?`.

UTF-8 spells a letter with a first byte and one to three more.  Read as Windows-1252 these are a letter of Europe and
signs that no one types behind it: `Ã©`, `Ð·Ð°`, `ã‚’`.  A few of those signs are closing quotes and the like, so that
what could be a letter and its quote (`“Å”`, `José…”`) is told by what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_NEXT = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a"
    "\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
"""What Windows-1252 shows for the bytes that go on with a letter of UTF-8, as in a regular expression."""
_RUN = re.compile(rf"(?:[Â-ß][{_NEXT}]|[à-ï][{_NEXT}]{{2}}|[ð-ô][{_NEXT}]{{3}})+")
_BEHIND_A_LETTER = frozenset("…”’»›–—•™®°ªº¹²³·´¨¸\u00a0\u00adŠšŽžŒœŸ")
"""Those of them that stand behind letters in good texts."""
_LONE_STARTS = frozenset("ÄÅÈÎÏÐÑ")
_SPELT_SIGNS = re.compile(r"â[€‚„†ˆ]|ã[\u0081‚ƒ€]|ðŸ|ï»¿|ï¿½|ï¼")
"""How UTF-8 spells quotes, dashes and arrows, kana, emoji, its own mark, and fullwidth signs."""
_OTHER_SETS = ("cp1250", "cp1251", "mac_roman", "cp437")
_FOREIGN_RUN = re.compile(r"[^\x00-\x7f]{4,200}")
_FOREIGN_LETTER = re.compile(r"(?<![^\x00-\x7f])(?:(?<=[a-z])[^\x00-\x7f]{2}(?![^\x00-\x7f])|[^\x00-\x7f]{2}(?=[a-z]))")
_MOST = 3
_LOST_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,20}(?:\?[^\W\d_]|\?{2,4})[^\W\d_]{1,20}(?![^\W\d_])")
_LOST_WORDS = re.compile(r"(?<![\w?!¿¡])\?{2,}(?:[ ,.]+\?{2,})+(?!\w)")
_LOST_WORD = re.compile(r"(?<![\w?!¿¡])\?{2,}(?=[ ,]+\w)")


def mistaken_encodings(here: str, there: str) -> Iterator[tuple[str, bool]]:
    """What in a text was another letter before its encoding was mistaken, in words, and whether that is certain.

    here: its source, whose own signs are no fault.
    """
    runs = [(run, _decoded(run[0])) for run in _RUN.finditer(there)]
    likely = [(run[0], meant, _is_certain(run, meant)) for run, meant in runs if meant]
    judged = {text: (meant, bool(sure)) for text, meant, sure in likely if sure is not None and text not in here}
    # One such spelling may be chance, two are not.
    is_sure = len(judged) > 1
    for text, (meant, sure) in islice(judged.items(), _MOST):
        yield _was(text, meant), sure or is_sure
    if not judged:
        for text, meant in islice(_in_other_sets(there), _MOST):
            if text not in here:
                yield _was(text, meant), True
    yield from _lost_letters(here, there)


def _was(text: str, meant: str) -> str:
    return f"“{text}” was “{meant}” before its encoding was mistaken"


def _is_certain(found: re.Match[str], meant: str) -> bool | None:
    """Whether a run that UTF-8 could have spelt was spelt by it; None where a good text may hold it."""
    text = found[0]
    around = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    if len(meant) > 1 or _SPELT_SIGNS.match(text):
        return True
    is_odd = [sign not in _BEHIND_A_LETTER for sign in text[1:]]
    if len(text) > 2:
        return all(is_odd) or (False if any(is_odd) else None)
    if "A" <= around[0] <= "Z" and not (is_odd[0] or around[1].islower()):
        return None
    if text[0] in "ÂÃ":
        return True
    is_inside = around[0].islower() or around[1].isalpha()
    return True if text[0] in _LONE_STARTS and (is_inside or is_odd[0]) else None


def _decoded(text: str) -> str:
    """What `text` was before UTF-8 was read as Windows-1252; empty where it cannot have been."""
    try:
        # The five bytes that Windows-1252 does not have come through as they are.
        return b"".join(bytes([ord(one)]) if ord(one) < 0xA0 else one.encode("cp1252") for one in text).decode()
    except UnicodeError:
        return ""


def _in_other_sets(there: str) -> Iterator[tuple[str, str]]:
    """Runs that are UTF-8 read as a character set of Eastern Europe, Macintosh or DOS, and what they were."""
    runs = (*_FOREIGN_RUN.findall(there), *_FOREIGN_LETTER.findall(there))
    for name in _OTHER_SETS if runs else ():
        for run in runs:
            try:
                meant = run.encode(name).decode()
            except UnicodeError:
                continue
            if meant.isalpha() and (len(meant) > 1 or "À" <= meant <= "ſ"):
                yield run, meant


def _lost_letters(here: str, there: str) -> Iterator[tuple[str, bool]]:
    if "?" not in there:
        return
    letters = sum(sign.isalpha() for sign in there)
    if not letters and "??" in there and any(sign.isalpha() for sign in here) and "??" not in here:
        yield "its letters were lost: only question marks are left", True
        return
    for lost_words in dict.fromkeys(_LOST_WORDS.findall(there)):
        if "??" not in here:
            yield f"in “{lost_words}” the letters were lost: only question marks are left", True
            return
    if "?" not in here:
        for lost_word in dict.fromkeys(_LOST_LETTER.findall(there)):
            yield f"in “{lost_word}” a letter may have been lost", False
    if "??" not in here and (word := _LOST_WORD.search(there)):
        yield f"where “{word[0]}” stands a word may have been lost", False
