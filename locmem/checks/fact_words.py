"""Words that say which fact a text speaks of: of withdrawals, refunds, guarantees, requests for data, complaints.

They stand in `locmem/data/fact_words.csv`, by language and by the group of the fact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from locmem.model.tags import language_of
from locmem.tables import rows_of, words_pattern

PATH = "path"
"""What stands in place of a language for the words of a fact's own name."""

DEADLINE, ELSEWHERE = "deadline", "elsewhere"
"""Words for a limit in time, and for what has periods of its own that no law is behind."""

BEFORE, BEHIND, ONCE = "not before", "not behind", "once"
"""What right before a period, or behind it, says that it is no limit; and what before `a month` says that it is one."""

LASTING, READER = "lasting", "reader"
"""Words that say how long something goes on, and those for what a reader may do, without which they set no limit."""

PURPOSE, DECIDING, PERSONS = "purpose", "deciding", "persons"
"""What right behind a period says what it is for, words for a decision about it, and words for us and for readers."""

RIGHT, VOLUNTARY = "right", "voluntary"
"""Words of a right or the law, and for what a maker or a shop gives of its own will."""

RUNNING, MONEY = "running", "money"
"""Words right before a period that say how long something lasts, and for what a customer paid."""

SOON = "soon"
"""Words right before a period within which somebody acts, `in 14 days`: of no guarantee."""

HAVING = "having"
"""Words right before a period that readers have: `you have 14 days`."""

LATEST = "latest"
"""Words behind a period that make a limit of it: `14 days at the latest`."""

START = "start"
"""Words for the day from which a legal period counts: `from delivery`."""

BEHIND_ONCE = "once behind"
"""What right behind `a year` says that it is a period: `a year more`."""

BY_ITSELF = "only"
"""What stands before the words that say it where a name counts by itself, and only not right before these."""

BEFORE_IT = "< "
"""What stands before a word that says it right before a name, not behind: `caixa Multibanco`."""

PERSON = "+"
"""What stands for a family name: behind a name that people have, too, it says that it is theirs: `Alma Duval`."""

ANYTHING = "*"
"""What stands for a word that is a name only in a list of such names: an invoice is a method of payment there."""

_GAP = re.escape(" … ")
_SOME_WORDS = r"(?:[ \u00a0][^\s.!?,;:]+){0,9}?[ \u00a0]"
"""Words between the parts of a verb: `send it within 14 days back`."""

_UNTOLD = frozenset(
    [
        "market",
        "company",
        "consumer",
        "rights",
        "legal",
        "statutory",
        "period",
        "periods",
        "deadline",
        "duration",
        "time",
        "limit",
        "days",
        "months",
        "years",
        "max",
        "min",
        "maximum",
        "minimum",
        "law",
        "rule",
    ]
)
"""Parts of a fact's name that do not tell what it is about."""


@lru_cache(maxsize=2_048)
def groups_of(path: str) -> tuple[str, ...]:
    """The groups of a fact by its path, such as `withdrawal`; one of its own for a fact that no group is for."""
    name = path.partition(".")[2] or path
    found = tuple(group for group, words in _table().get(PATH, {}).items() if _name(words).search(name.lower()))
    return found or (f"{_OWN}{path}",)


_OWN = "fact "


def rank_of(group: str) -> int:
    """The place of a group among those that one word may tell, the likeliest first: who returns withdraws."""
    groups = tuple(_table().get(PATH, {}))
    return groups.index(group) if group in groups else len(groups)


def groups_said(text: str, locale: str, groups: frozenset[str]) -> dict[str, tuple[tuple[int, int], ...]]:
    """Where a text has words of these groups, by group; only those it has a word of."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for group in sorted(groups):
        pattern = pattern_of(group, language_of(locale))
        if pattern is not None and (spans := tuple(one.span() for one in pattern.finditer(text))):
            found[group] = spans
    return found


@cache
def pattern_of(group: str, language: str) -> re.Pattern[str] | None:
    """An expression for the words of a group; None for a language that has none."""
    if group.startswith(_OWN):
        words = _own_words(group.removeprefix(_OWN)) if language == "en" else ()
    else:
        words = _table().get(language, {}).get(group, ())
    if not words:
        return None
    whole, anywhere = words_pattern(words)
    edge = r"(?<![^\W\d_])(?:{})(?![^\W\d_])"
    # Parts of one verb are counted as one word, from the first to the last.
    return re.compile(rf"{edge.format(whole.replace(_GAP, _SOME_WORDS))}|{anywhere}", re.IGNORECASE)


@cache
def right_before(language: str) -> re.Pattern[str]:
    """What ends right before a period that is no limit: `every`, `in the last`."""
    return _beside(_table().get(language, {}).get(BEFORE, ()), "{}[ \u00a0]?\\Z")


@cache
def right_before_once(language: str) -> re.Pattern[str]:
    """What ends right before a count that is an article, too, and sets a limit: `in a month`."""
    return _beside(_table().get(language, {}).get(ONCE, ()), "{}[ \u00a0]?\\Z")


@cache
def right_behind(language: str) -> re.Pattern[str]:
    """What begins right behind a period that is no limit: `ago`, `a year`."""
    return _beside(_table().get(language, {}).get(BEHIND, ()), "\\A[ \u00a0-]?{}")


@cache
def purpose_behind(language: str) -> re.Pattern[str]:
    """What begins right behind a period and says what it is for: `14 days to plant the bulbs`."""
    return _beside(_table().get(language, {}).get(PURPOSE, ()), "\\A[ \u00a0]?{}")


@cache
def right_behind_once(language: str) -> re.Pattern[str]:
    """What begins right behind a count that is an article, too, and makes it a period: `un año más`."""
    return _beside(_table().get(language, {}).get(BEHIND_ONCE, ()), "\\A[ \u00a0]?{}")


def _beside(words: tuple[str, ...], shape: str) -> re.Pattern[str]:
    if not words:
        return re.compile("(?!)")
    is_spaced = any(word < "\u2e80" for word in words)
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(shape.format(rf"(?<!\w)(?:{either})(?!\w)" if is_spaced else f"(?:{either})"), re.IGNORECASE)


def topic_groups(topic: str) -> frozenset[str]:
    """The groups that a topic names by itself: `returns`, `data-access`."""
    name = re.sub(r"[^a-z0-9]+", "_", topic.lower())
    return frozenset(group for group, words in _table().get(PATH, {}).items() if _name(words).search(name))


def _own_words(path: str) -> tuple[str, ...]:
    """English words that the name of a fact itself has."""
    parts = re.split(r"[._]", path.lower())
    return tuple(f"{part[:-1] if part.endswith('s') else part}*" for part in parts if _tells(part))


def _tells(part: str) -> bool:
    return len(part) > 3 and part not in _UNTOLD


@cache
def _name(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![a-z]){re.escape(word.rstrip('*'))}" for word in words))


@cache
def _table() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The words by language and group."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows_of("fact_words.csv", "language", "group", "word"):
        groups = found.setdefault(row["language"], {})
        groups[row["group"]] = (*groups.get(row["group"], ()), row["word"])
    return found


@cache
def common_names() -> Mapping[str, re.Pattern[str]]:
    """Names that are ordinary words, too (`Alma`, `Zip`), each with an expression for what right behind it says so."""
    found: dict[str, re.Pattern[str]] = {}
    for row in rows_of("ambiguous_names.csv", "name", "beside"):
        if row["beside"] == ANYTHING:
            found[row["name"]] = re.compile("")
            continue
        some = [
            word
            for word in row["beside"].split("; ")
            if word and word not in {BY_ITSELF, PERSON} and not word.startswith(BEFORE_IT)
        ]
        words = "|".join(map(re.escape, some)) or "(?!)"
        family = "" if PERSON not in row["beside"].split("; ") else r"|[ \u00a0](?-i:[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+)(?!\w)"
        found[row["name"]] = re.compile(rf"[ \u00a0-]?(?:{words})(?!\w){family}", re.IGNORECASE)
    return found


@cache
def before_names() -> Mapping[str, re.Pattern[str]]:
    """Those of `common_names` of which a word right before tells another sense, each with an expression for these."""
    found: dict[str, re.Pattern[str]] = {}
    for row in rows_of("ambiguous_names.csv", "name", "beside"):
        some = [word.removeprefix(BEFORE_IT) for word in row["beside"].split("; ") if word.startswith(BEFORE_IT)]
        if some:
            words = "|".join(map(re.escape, some))
            found[row["name"]] = re.compile(rf"(?<!\w)(?:{words})[ \u00a0]\Z", re.IGNORECASE)
    return found


@cache
def names_by_themselves() -> frozenset[str]:
    """Those of `common_names` that count whatever else their sentence says."""
    rows = rows_of("ambiguous_names.csv", "name", "beside")
    return frozenset(row["name"] for row in rows if BY_ITSELF in row["beside"].split("; "))


@cache
def telling(kind: str, language: str) -> re.Pattern[str]:
    """An expression for the words of `telling_words.csv` of a kind, in a language and in English."""
    rows = rows_of("telling_words.csv", "tells", "language", "word")
    known = {language, "en"}
    whole, anywhere = words_pattern(row["word"] for row in rows if row["tells"] == kind and row["language"] in known)
    return re.compile(rf"(?<![^\W\d_])(?:{whole})(?![^\W\d_])|{anywhere}", re.IGNORECASE)
