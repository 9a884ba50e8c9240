"""Words of another country than those in which a page is read: `computadora` in Spain, `Jänner` in Germany.

A source is looked at where its locale names a country; where it names none, one word against ten is told as a note.

The words stand in `locmem/data/regional_words.csv` with the countries in which they are at home; `419` is Latin
America.  Where a page is read is said by the tag of its locale, or by the markets that read it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from locmem.catalogs.pairs import Pair
from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.places import row_finding, source_finding
from locmem.checks.texts.text import Text
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.tags import language_of, region_of
from locmem.tables import rows_of
from locmem.values.word_groups import REGIONAL, forms_of, said_in

WORD = "word-of-other-country"
IN_SOURCE = "source-word-of-other-country"

_LATIN_AMERICA = frozenset((
    "419", "AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "PY", "SV", "US",
    "UY", "VE",
))  # fmt: skip
_BRACKETS = "()"
"""Round a group whose words may mean something else, so that they count only where the source says it."""
_MANY_TO_ONE = 10
"""Words of one spelling against one of another: so many make the other one the odd one out."""
_WITHOUT_SHARP_S = frozenset(("CH", "LI"))


def words_of_other_countries(context: CheckContext) -> Iterator[Finding]:
    """Words of a translation that are at home in other countries than those in which it is read."""
    regions: dict[str, frozenset[str]] = {}
    for pair, row, text in context.texts:
        if pair.locale not in regions:
            regions[pair.locale] = _regions(context, pair)
        here = regions[pair.locale]
        found = _foreign(text, here) if here and _is_known(text.language, here) else None
        if found:
            word, instead = found
            do = f"Write “{instead}”, or what is said there." if instead else "Write what is said there."
            what = f"“{word}” is not said in {', '.join(sorted(here))}, where this page is read."
            yield row_finding(pair, row, WORD, Severity.WARNING, what, do)


def source_words_of_other_countries(context: CheckContext) -> Iterator[Finding]:
    """Words of a source that are at home in other countries than its locale, or the rest of the project, is."""
    told: Counter[tuple[str, str]] = Counter()
    for card in context.cards:
        told.update((language_of(card.locale), one.home) for one in card.spellings if not region_of(card.locale))
    for card in context.cards:
        language, region = language_of(card.locale), region_of(card.locale)
        for one in card.spellings:
            if region:
                here, severity = frozenset((region,)), Severity.WARNING
                what = f"“{one.word}” is not said in {region}, where this source is written."
            else:
                most, count = max(
                    ((home, n) for (of, home), n in told.items() if of == language and home != one.home),
                    key=lambda found: (found[1], found[0]),
                    default=("", 0),
                )
                if count < _MANY_TO_ONE * told[language, one.home]:
                    continue
                here, severity = frozenset(most.split()), Severity.NOTE
                what = (
                    f"“{one.word}” is not said where the project's other words are at home: {', '.join(sorted(here))}."
                )
            if not _is_known(language, here) or _is_home(one.home, here):
                continue
            instead = _said_here(one.group, language, here)
            do = f"Write “{instead}”, or what is said there." if instead else "Write what is said there."
            yield source_finding(one.at, IN_SOURCE, severity, what, do)


def _regions(context: CheckContext, pair: Pair) -> frozenset[str]:
    """The countries in which a locale is read: that of its tag, else those of the markets; none where nobody says."""
    own = region_of(pair.locale)
    if own:
        return frozenset((own,))
    markets = (market for market in context.all_markets if pair.source.ships_to(market.code))
    formats = (one.format for market in markets for one in market.locales if one.content == pair.locale)
    return frozenset(region for tag in formats if (region := region_of(tag)))


def _foreign(text: Text, here: frozenset[str]) -> tuple[str, str] | None:
    """A word of other countries, and what stands for it here, empty where the table does not say."""
    if text.language == "de" and "ß" in text.target and here <= _WITHOUT_SHARP_S and "ß" not in text.source:
        return "ß", "ss"
    for (group, home), word in said_in(text.target, text.language, REGIONAL).items():
        is_kept = not text.is_same_language and word.casefold() in text.source.casefold().split()
        if is_kept or _is_home(home, here):
            continue
        meant = group.strip(_BRACKETS)
        if group != meant and meant not in text.source.casefold():
            continue
        return word, _said_here(group, text.language, here)
    return None


def _said_here(group: str, language: str, here: frozenset[str]) -> str:
    """What stands for a group in these countries, empty where the table does not say."""
    named = forms_of(group, language, REGIONAL)
    return next((forms[0].rstrip("*") for place, forms in named if _is_home(place, here)), "")


@cache
def _is_known(language: str, here: frozenset[str]) -> bool:
    """Whether the table knows words of a language in one of these countries; of others nobody can say what is odd."""
    rows = rows_of(REGIONAL, "group", "value", "language", "forms")
    return any(row["language"] == language and _is_home(row["value"], here) for row in rows)


def _is_home(home: str, here: frozenset[str]) -> bool:
    places = set(home.split())
    return any(region in places or ("419" in places and region in _LATIN_AMERICA) for region in here)


CHECKS = (
    Listed(
        name=WORD,
        family="regional",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=words_of_other_countries,
        why="Customers notice at once that a page was written for somebody else.",
        example="Enciende tu computadora. (in Spain, where it is an ordenador)",
        do="Write what is said in the country.",
    ),
    Listed(
        name=IN_SOURCE,
        family="regional",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=source_words_of_other_countries,
        reach=Reach.PROJECT,
        why="Readers see two hands in one page, and a memory finds no text that differs in a letter.",
        example="Choose a colour. (where the source is en-US)",
        do="Write the word as it is written in the country of the source.",
    ),
)
