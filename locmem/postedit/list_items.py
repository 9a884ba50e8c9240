"""Items of a list in a sentence that a draft leaves out: `owners, admins, and managers`."""

from __future__ import annotations

import re
from functools import cache

from locmem.model.tags import language_of

_AND = {
    "en": "and|or", "es": "y|e|o|u|ni", "pt": "e|ou|nem", "it": "e|ed|o|od|né", "fr": "et|ou|ni",
    "de": "und|oder|sowie", "nl": "en|of", "pl": "i|oraz|lub|albo|ani",
}  # fmt: skip
"""What stands before the last item."""
_HAN, _SOLID = "\u4e00-\u9fff", "\u4e00-\u9fffァ-ヶー」A-Za-z"
_JAPANESE = rf"[、・]|および|または|もしくは|や(?=[{_SOLID}])|(?<=[{_SOLID}])と(?=[{_HAN}ァ-ヶ])"
_UNSURE = 0.5
"""What a missing item counts in Japanese, which puts its commas between clauses as it likes."""
_LIST = re.compile(r"\w\S*, (?:[^,.;:!?()]{1,40}, )*[^,.;:!?()]{1,40}?,? (?:and|or) ")
_MOST_WORDS = 40
"""Words of a source beyond which its commas may part anything."""


def lacking_items(source: str, target: str, source_locale: str, locale: str) -> float:
    """How many items fewer a draft has than the list of its English source, 2 at most; 0 where there is no list.

    Counted are the commas and the words before last items; 0, too, in languages without a table, and half in Japanese.
    """
    language = language_of(locale)
    if language_of(source_locale) != "en" or language not in (*_AND, "ja") or len(source.split()) > _MOST_WORDS:
        return 0.0
    if not _LIST.search(source):
        return 0.0
    lacking = min(2, max(0, _parted(source, "en") - _parted(target, language)))
    return lacking * (_UNSURE if language == "ja" else 1.0)


def _parted(text: str, language: str) -> int:
    """How often something parts items in a text: a comma, or a word with or without one."""
    return sum(1 for _ in _pattern(language).finditer(text))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    if language == "ja":
        return re.compile(_JAPANESE)
    return re.compile(rf",?\s(?:{_AND[language]})\s|,(?=\s)", re.IGNORECASE)
