"""Quotation marks, as each language has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity

_QUOTES = {
    "de": "„“‚‘»«›‹", "fr": "«»“”‹›", "es": "«»“”‘’", "pt": "“”‘’«»", "it": "«»“”‘’", "nl": "“”‘’„", "pl": "„”«»‚’",
    "ja": "「」『』", "zh": "“”‘’「」『』《》", "cs": "„“‚‘»«", "ru": "«»„“", "uk": "«»„“", "sv": "”’»",
    "en": "“”‘’", "el": "«»“”", "hu": "„”»«", "da": "»«”“„", "fi": "”’»", "nb": "«»‘’", "tr": "“”‘’",
}  # fmt: skip
_PAIR = {
    "de": "„“", "de-CH": "", "de-LI": "", "pl": "„”", "cs": "„“", "hu": "„”", "ru": "«»", "uk": "«»", "ja": "「」",
    "sv": "””", "fi": "””",
}  # fmt: skip
"""The usual pair (CLDR, delimiters) of languages in which nearly everything is printed with that one."""
_OTHER_PAIRS = ("“”", "«»", "„“", "„”", "「」", "””", "»«")
_MARKS = re.compile(r"[«»„‚“”‟‘‹›「」『』\"]")
_APOSTROPHE = re.compile(r"[’']")
_CURLY = re.compile("[«»„‚“”「」『』]")


def unbalanced_quotes(text: Text) -> Iterator[Flaw]:
    """Quotation marks of a translation that open and do not close."""
    target, source = text.target, text.source
    straight = target.count('"')
    if straight % 2 and source.count('"') % 2 == 0 and not re.search(r"\d[\"″]", target):
        yield Flaw(what='has a quotation mark (") without its partner', word='"' if straight == 1 else "")
        return
    for first, second in (("«", "»"), ("「", "」"), ("『", "』")):
        if target.count(first) != target.count(second) and source.count(first) == source.count(second):
            sign = first if target.count(first) > target.count(second) else second
            yield Flaw(
                what=f"has a quotation mark ({sign}) without its partner", word=sign if target.count(sign) == 1 else ""
            )
            return
    marks = [sign for sign in target if sign in "„“”‟"]
    if len(marks) % 2 and len([sign for sign in source if sign in "„“”‟"]) % 2 == 0:
        yield Flaw(
            what=f"has a quotation mark ({marks[-1]}) without its partner",
            word=marks[-1] if target.count(marks[-1]) == 1 else "",
        )


def foreign_quotes(text: Text) -> Iterator[Flaw]:
    """Typographic quotation marks of another language."""
    own = _QUOTES.get(text.language)
    if own is None:
        return
    found = next((sign for sign in _CURLY.findall(text.target) if sign not in own), "")
    if found:
        what = f"has the quotation mark {found}, which this language does not use"
        yield _own_pair(text, what) or Flaw(what=what, word=found)


def _own_pair(text: Text, what: str) -> Flaw | None:
    """The flaw with the language's own marks in the place of others, one mark at a time; None where that is not sure.

    It is sure of a language with one usual pair, of a text with one pair of marks that belong together.
    """
    pair = _PAIR.get(text.locale, _PAIR.get(text.language, ""))
    marks = list(_MARKS.finditer(text.target))
    if not pair or len(marks) != 2 or _APOSTROPHE.search(text.target):
        return None
    inside = text.target[marks[0].end() : marks[1].start()]
    given = f"{marks[0][0]}{marks[1][0]}"
    begun = (f"{pair[0]}{one[1]}" for one in _OTHER_PAIRS)
    wrong = marks[0] if given in _OTHER_PAIRS and given[0] != pair[0] else marks[1]
    if given not in (*_OTHER_PAIRS, *begun) or not inside or inside != inside.strip():
        return None
    return Flaw(what=what, word=wrong[0], at=wrong.start(), better=pair[marks.index(wrong)])


CHECKS = (
    text_check(
        unbalanced_quotes,
        name="quote-unbalanced",
        family="quotes",
        severity=Severity.WARNING,
        why="Readers do not see where the quoted words end.",
        example="Pulsa «Guardar y espera.",
        do="Add the mark that is missing.",
    ),
    text_check(
        foreign_quotes,
        name="quote-style",
        family="quotes",
        severity=Severity.NOTE,
        why="Each language has quotation marks of its own.",
        example="Drücken Sie «Speichern”.",
        do="Write the marks of the language.",
        mends="writes the usual marks in the place of one pair of others, in German (outside of Switzerland), "
        "Polish, Czech, Hungarian, Russian, Ukrainian, Japanese, Swedish and Finnish",
    ),
)
