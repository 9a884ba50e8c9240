"""Whether the words of an answer can be a translation of what was asked at all.

What is turned down here is no matter of taste: nothing, the source once more, a phrase over and over, another language,
half a text.  Numbers have a file of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from locmem.model.tags import joins_without_spaces, language_of
from locmem.values.lengths import usual_growth

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?。！？][)\"'”»」]?(?=\s|\Z)|[。！？]")
_FINISHED = (".", "!", "?", "。", "！", "？", "…", ":", "：", ";")
_OPEN_ENDS = (",", "、", "，", "(", "[", "«", "“", "-", "–")
_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"), ("「", "」"))

_SLACK = 40
"""Characters that a short text may be longer or shorter."""
_MOST, _LEAST = 3.0, 0.25
"""Times the usual length beyond which an answer is no translation; a fifth of a name's length may well be one."""
_CUT = 0.6
"""Times the usual length below which an answer that ends in the middle, or has half of the sentences, was cut."""
_FEWEST_WORDS = 5
_FEWEST_SMALL = 4
"""Words, and words that begin small, of a source that may not come back as it is: a list of names has fewer."""
_LONGEST_PHRASE = 8
_TIMES, _TIMES_OF_WORD = 3, 4
"""How often in a row a phrase, or a word, must stand to be a loop."""
_FEWEST_TOLD = 6
"""Words of an answer below which nobody asks for its language."""
_SAME_SIGNS = re.compile(r"(\S{2,20}?)\1{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongues:
    """The locales of source and target, and what tells which other language an answer is in by mistake.

    strange: gets the answer and its source, and gives the name of a language (`de`) or script (`Latn`), or nothing;
    None where nobody can tell.
    """

    source: str
    target: str
    strange: Callable[[str, str], str] | None = None

    @property
    def is_one_language(self) -> bool:
        """Whether a text may well be the same in both."""
        return language_of(self.source) == language_of(self.target)

    @property
    def growth(self) -> float:
        """Characters of a translation for one of its source."""
        return usual_growth(self.source, self.target)


def wording_problem(source: str, target: str, tongues: Tongues | None = None) -> str:
    """What keeps `target` from being a translation, in words; empty when nothing does.

    Both are texts with a blank in the place of each code.  Without `tongues` nothing is said of languages, and lengths
    are those of one script.
    """
    if not any(character.isalpha() for character in target):
        return "gave no words"
    growth = tongues.growth if tongues else 1.0
    if not (len(source) * growth - _SLACK) * _LEAST < len(target) < len(source) * growth * _MOST + _SLACK:
        return "is far longer or shorter than the source"
    words = _WORD.findall(target)
    if loop := _loop_in(target, words, tongues):
        return loop if not _loop_in(source, _WORD.findall(source), None) else ""
    if tongues is None or tongues.is_one_language:
        return ""
    if _is_copied(source, target):
        return "is the source once more"
    is_whole = len(words) >= _FEWEST_TOLD or joins_without_spaces(tongues.target)
    if is_whole and tongues.strange and (found := tongues.strange(target, source)):
        return f"is in another language or script ({found})"
    return ""


def cut_problem(source: str, answer: str, tongues: Tongues | None = None) -> str:
    """Whether an answer, as it came, lacks the end of its source; in words, empty when not.

    An end alone proves little, and so does a short text: both together do.
    """
    usual = len(source) * (tongues.growth if tongues else 1.0)
    if len(answer) >= _CUT * usual:
        return ""
    asked, given = source.rstrip(), answer.rstrip()
    is_open = given.endswith(_OPEN_ENDS) and not asked.endswith(_OPEN_ENDS)
    is_open = is_open or any(_is_open(given, *pair) and not _is_open(asked, *pair) for pair in _BRACKETS)
    is_open = is_open or (asked.endswith(_FINISHED) and given[-1:].isalpha() and len(asked) > _SLACK)
    if is_open:
        return "ends in the middle"
    ours, theirs = len(_ENDS.findall(asked)), len(_ENDS.findall(given))
    return f"has {theirs} of {ours} sentences" if ours >= 2 and 2 * theirs <= ours else ""


def _is_open(text: str, opening: str, closing: str) -> bool:
    return text.count(opening) > text.count(closing)


def _is_copied(source: str, target: str) -> bool:
    words = _WORD.findall(source)
    if len(words) < _FEWEST_WORDS or sum(word[0].islower() for word in words) < _FEWEST_SMALL:
        return False
    return source.casefold().split() == target.casefold().split()


def _loop_in(text: str, words: Sequence[str], tongues: Tongues | None) -> str:
    """A phrase that stands over and over in a row, in words; empty where there is none."""
    spelled = [word.casefold() for word in words]
    # A loop takes three words that stand there already; most texts are done here.
    if len(set(spelled)) <= len(spelled) - _TIMES:
        for size in range(1, _LONGEST_PHRASE + 1):
            times = _TIMES if size > 1 else _TIMES_OF_WORD
            for start in range(len(spelled) - size * times + 1):
                phrase = spelled[start : start + size]
                if spelled[start : start + size * times] == phrase * times:
                    return f"says “{' '.join(words[start : start + size])}” over and over"
    if tongues and joins_without_spaces(tongues.target) and (found := _SAME_SIGNS.search(text)):
        return f"says “{found[1]}” over and over" if any(sign.isalpha() for sign in found[1]) else ""
    return ""
