"""Where the sentences of a plain text end; the only user of choppa-srx.

The library reads the rules; they are tried here, because the library's own iterator builds a matcher for every
rule and text, which costs most where texts are as short as paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from locmem.errors import Location, input_error
from locmem.model.tags import LanguageTag, language_of
from locmem.segmentation.srx import NO_RULES, OwnRules

if TYPE_CHECKING:
    from choppa import SrxDocument

    Pattern = Any
    """A compiled pattern of the `regex` library, which ships no types."""

_OUR_RULES = Path(__file__).with_name("support.srx")
_BRACKETED = r"[^\)]*?"
_OF_OTHER_TOOLS = (r"<0\\}", r"\\{0>", r"\\d{3}\\r?\\n", r"\\u2029")
_LOOK_BEHIND = 100
"""The most characters a repeated part of a rule's first pattern may take, as in the library."""
_UNBROKEN = re.compile(r"""(?!\(?[1aA][.)])[\w ,'’"“”/()–—-]*[.!?…:;。]?\Z""")
"""Texts in which no rule of ours or of the library ends a sentence; looked at first, because many are such."""
_BETWEEN_WORDS = (
    r"(?:(?<=\s)|(?=\s)"
    r"|(?<=(?:(?![.!?])\p{Sentence_Terminal}|[\p{Han}\p{Hiragana}\p{Katakana}ー][.!?…]{0,9}…)"
    r"[.!?…\p{Pe}\p{Pf}\p{Sentence_Terminal}\"']{0,9}))"
)
"""Where a sentence may end: beside white space, or behind a stop that needs none, with what closes after it.

Elsewhere a full stop stands inside a word: `8.X`, `Shop.Cache`, `Node.JS`.
"""
TIMEOUT = 0.5
"""Seconds that one rule of a team's own file may take on one text; ours are known to be linear."""


def sentence_ends(text: str, locale: str, *, line_ends: bool, own: OwnRules = NO_RULES) -> list[int]:
    """Offsets in `text`, rising, at which a new sentence begins; neither 0 nor the end of the text.

    At every place the first rule that fits it decides: those of `own`, of support.srx, then LanguageTool's.
    Rules end sentences only where white space stands or behind a stop of a script that needs none (`。`, `।`),
    never inside a word such as `8.X`; those of `own` end them wherever they say.
    line_ends: whether every line break ends a sentence too, as in plain text; otherwise only a blank line does.
    Languages without rules of their own get the general ones.  Raises InputErrors where a rule of `own` takes
    too long.
    """
    if not text or text.isspace():
        return []
    finder = _finder(f"{language_of(locale).lower()}_{'one' if line_ends else 'two'}", LanguageTag(locale), own)
    try:
        return finder.ends(text)
    except TimeoutError:
        fault = f"a rule takes more than {TIMEOUT} s on the text {text[:40]!r}."
        raise input_error(Location(path=own.path), fault, "Simplify patterns that repeat what repeats.") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Break:
    """A rule that ends sentences, and what keeps it from doing so: the exceptions before it, as one pattern."""

    place: Pattern
    exceptions: Pattern | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finder:
    """The rules of one locale.  timeout: seconds one of them may take, None for no limit."""

    breaks: tuple[_Break, ...]
    timeout: float | None

    def ends(self, text: str) -> list[int]:
        """Offsets of the ends inside `text`, rising."""
        if self.timeout is None and _UNBROKEN.match(text):
            return []
        rules: dict[int, _Break] = {}
        for rule in self.breaks:
            for found in rule.place.finditer(text, timeout=self.timeout):
                rules.setdefault(found.end(), rule)
        return [
            end
            for end, rule in sorted(rules.items(), key=itemgetter(0))
            if 0 < end < len(text) and not (rule.exceptions and rule.exceptions.match(text, end, timeout=self.timeout))
        ]


@lru_cache(maxsize=64)
def _finder(name: str, locale: LanguageTag, own: OwnRules) -> _Finder:
    from choppa.rule_manager import RuleManager
    from choppa.structures import LanguageRule, Rule

    document = _rules()
    lists = document.get_language_rule_list(name)
    rules = own.rules_of(locale)
    if rules:
        lists = [LanguageRule(own.path, [Rule(rule.is_break, rule.before, rule.after) for rule in rules]), *lists]
    manager = RuleManager(document, lists, _LOOK_BEHIND)
    # What a rule's first pattern took is not given back: a run of full stops ends one sentence, not several.
    places = [f"(?>{rule.before_pattern})(?={rule.after_pattern})" for rule in manager.break_rule_list]
    by_team = sum(rule.is_break for rule in rules)
    places[by_team:] = [place + _BETWEEN_WORDS for place in places[by_team:]]
    return _Finder(
        breaks=tuple(
            _Break(place=document.compile(place), exceptions=manager.get_exception_pattern(rule))
            for place, rule in zip(places, manager.break_rule_list, strict=True)
        ),
        timeout=TIMEOUT if rules else None,
    )


@lru_cache(maxsize=1)
def _rules() -> SrxDocument:
    """The library's rules with ours before them: an exception counts only for breaks after it.

    Left out are rules of the library that try every way to cut what is between two brackets, seconds for a text
    with many stops, because ours for brackets take their place; and those for files of other tools, whose marks
    (`{0>`, time codes) never stand in content.
    """
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    rules = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    for language in rules.language_map_list:
        language.language_rule.rules = [
            rule
            for rule in language.language_rule.rules
            if rule.before_pattern.count(_BRACKETED) < 2 and not any(mark in str(rule) for mark in _OF_OTHER_TOOLS)
        ]
    ours = SrxDocument(ruleset=_OUR_RULES)
    rules.language_map_list[:0] = ours.language_map_list
    return rules
