"""Legal periods that somebody typed into a text: `14 days`, `vierzehn Tage`, `quatorze jours`, `十四日以内`.

A period is a fact's where its value is that of some market's fact and the sentence speaks of it, in words of the
table, or where the document is about it and the sentence sets a limit and speaks of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from locmem.checks.fact_forms import FactForms, Held
from locmem.checks.fact_words import (
    DEADLINE,
    DECIDING,
    ELSEWHERE,
    HAVING,
    LASTING,
    LATEST,
    MONEY,
    PERSONS,
    READER,
    RIGHT,
    RUNNING,
    SOON,
    START,
    VOLUNTARY,
    groups_said,
    pattern_of,
    purpose_behind,
    rank_of,
    right_before,
    right_before_once,
    right_behind,
    right_behind_once,
    topic_groups,
)
from locmem.checks.leak import Leak, LeakKind, leak_of
from locmem.model.tags import language_of
from locmem.values.periods import Period, periods_in

_END = re.compile(r"[.!?](?=\s(?! ?\|)|$)|[。！？\n]")
"""Where a sentence ends; a question with its answer in the next cell goes on."""

_COMMA = re.compile("[,;:、，]")
_CLAUSE = 40
"""Characters that a comma counts for."""

_NOWHERE = 1_000_000
_NEAR = 24
"""Characters beside a period within which a word for a limit sets it."""

_SMALL = re.compile(
    r"[ \u00a0]*,?[ \u00a0\ue000]*(?:(?:[^\W\d_]{1,3}|first|next|ersten|primer[oa]s|premi[eè]re?s|primeir[oa]s|primi|"
    r"eerste|nach|after|dopo|depois|après|después)['’ \u00a0\ue000]+){0,3}\Z",
    re.IGNORECASE,
)
"""Small words between a limit and its period: `within the 14 days`, `innerhalb von 14 Tagen`."""

_BLANKS = " \u00a0\t\n\ue000"
"""What parts words, codes of markup among it."""

_GUARANTEE = "guarantee"
_GIVEN_FREELY = frozenset({"withdrawal", "refund", _GUARANTEE, "repair"})
"""Groups of rights of which makers and shops give more than the law."""

_DONE_SOON = frozenset({"withdrawal", "refund", "access", "complaint"})
"""Groups of what somebody does within a time; a guarantee only lasts."""

_STEM = 3
"""Letters by which words of a group are told apart: `reply` to a `complaint`."""

_BESIDE_IT, _BESIDE_GUARANTEE = 4, 14
"""Characters between a period and the word behind it that it belongs to (`14-day returns`), and a guarantee's."""

_FAR = 240
"""Characters to either side of a period that are looked at."""

_VALUE = re.compile(r"(?<!\w)\ue000(?!\w)|\ue000(?=以内|まで|の間)")
"""A code that stands for a value; one of markup has words right before it, or right behind."""

_WORDS, _SIGNS = 3, 6
"""Words of a clause beside its period, or signs where none are parted, from which on it says a thing of its own."""

_LABEL = 30
"""Characters of a text that may have no verb: `Deadline: 14 days`."""

_ANSWER = 80
"""Characters of a text that is an answer to what stands beside it."""

_ARTICLE_NEAR = 14
"""The same before a count that is an article, too: `within a month`, and not `once a month`."""


def period_leaks(
    text: str, forms: FactForms, locale: str = "", about: frozenset[str] = frozenset(), beside: str = ""
) -> Iterator[Leak]:
    """The periods in a text that are facts.

    about: the groups of facts that its document is about.  beside: the label of the text, or the question it answers.
    """
    if not forms.periods:
        return
    locale = locale or forms.locale
    for period in periods_in(text, locale):
        held = _held(period, forms)
        group = _group(text, period, frozenset(held), locale, about, beside) if held else ""
        if group:
            word = text[period.start : period.end]
            value = " ".join(sorted(period.keys))
            yield leak_of(LeakKind.DURATION, period.start, word, value, held[group], is_certain=False)


def groups_about(topic: str, forms: FactForms) -> frozenset[str]:
    """The groups of facts that a document is about, by its topic and the markets' duties on that."""
    known = frozenset(group for group, _ in forms.periods)
    return known & (topic_groups(topic) | forms.topics.get(topic, frozenset()))


def _held(period: Period, forms: FactForms) -> Mapping[str, Held]:
    """The facts that have the value of a period, by their groups."""
    found: dict[str, Held] = {}
    for group, key in forms.periods:
        if key in period.keys:
            found.setdefault(group, forms.periods[group, key])
    return found


def _group(text: str, period: Period, groups: frozenset[str], locale: str, about: frozenset[str], beside: str) -> str:
    """The group that a period is of, empty for one that is of none."""
    language = language_of(locale)
    start, end = _sentence(text, period)
    before, behind = text[start : period.start], text[period.end : end]
    if right_before(language).search(before) or right_behind(language).search(behind):
        return ""
    if period.is_once and not _limits_once(before, behind, language):
        return ""
    sentence = text[start:end]
    at = period.start - start, period.end - start
    said = groups_said(sentence, locale, groups)
    others = groups_said(sentence, locale, frozenset({ELSEWHERE})).get(ELSEWHERE, ())
    near = min(
        said, key=lambda group: (_distance(sentence, said[group], at), group not in about, rank_of(group)), default=""
    )
    if near in _GIVEN_FREELY and _is_voluntary(sentence, locale, at):
        return ""
    is_lawful = pattern_of(RIGHT, language) is None or bool(groups_said(sentence, locale, frozenset({RIGHT})))
    if near:
        if _is_said_already(sentence, at, said[near]):
            return ""
        if not is_lawful and _is_in_clause(sentence, at, others, said[near]):
            return ""
        if _distance(sentence, said[near], at) > _distance(sentence, others, at):
            return ""
        is_told = bool(beside and groups_said(beside, locale, groups)) or len(text) <= _LABEL
        is_right = is_told or is_lawful or _is_of_right(sentence, said[near], at, near, locale)
        is_expected = near in about or bool(groups_said(sentence, locale, frozenset({MONEY})))
        return near if is_right or (is_expected and _runs(before, language, near)) else ""
    if others or _is_voluntary(sentence, locale, at):
        return ""
    if beside and len(text) <= _ANSWER and not groups_said(beside, locale, frozenset({ELSEWHERE})):
        labels = groups_said(beside, locale, groups)
        if labels:
            return min(labels, key=lambda group: (group not in about, rank_of(group)))
    is_right = _is_said(RIGHT, sentence, language)
    is_decision = _is_to_decide(behind, language)
    start_words = pattern_of(START, language)
    if start_words is None or start_words.search(behind[:_NEAR]) is None:
        is_limit = _limits(before[-_NEAR:], behind[:_NEAR], language) or _may_for(before, sentence, language)
        if not (is_limit or is_decision) and not (is_right and _runs(before, language)):
            return ""
        if not (
            is_right
            or is_decision
            or _is_short(sentence)
            or _has(before, language)
            or _is_said(DECIDING, sentence, language)
        ):
            # A limit alone may be one of anything: `we mend a shade within 14 days`.
            return ""
        if _is_for_other(behind, language) or (_is_of_nobody(sentence, language) and not is_decision):
            return ""
    around = groups & (about | frozenset(groups_said(text[max(0, start - _FAR) : end + _FAR], locale, groups)))
    return min(around, key=lambda group: (group not in about, rank_of(group)), default="")


def _is_voluntary(sentence: str, locale: str, at: tuple[int, int]) -> bool:
    """Whether a sentence speaks of what a maker or a shop gives of its own will, and of the law no nearer."""
    said = groups_said(sentence, locale, frozenset({VOLUNTARY, RIGHT}))
    return VOLUNTARY in said and _distance(sentence, said[VOLUNTARY], at) < _distance(sentence, said.get(RIGHT, ()), at)


def _is_of_right(
    sentence: str, spans: tuple[tuple[int, int], ...], at: tuple[int, int], group: str, locale: str
) -> bool:
    """Whether more than one word tells that a period is of a customer's right: another word of it, the law, a limit.

    spans: where the sentence has words of the group.  A return or an answer alone may have periods of its own.
    """
    language = language_of(locale)
    if len({sentence[first:last].lower()[:_STEM] for first, last in spans}) > 1:
        return True
    if any(0 <= first - at[1] <= _BESIDE_IT for first, _ in spans):
        return True
    if group == _GUARANTEE and _distance(sentence, spans, at) <= _BESIDE_GUARANTEE:
        return True
    before, behind = sentence[: at[0]], sentence[at[1] :]
    start = pattern_of(START, language)
    if right_behind_once(language).search(behind):
        return True
    if before.rstrip().endswith((":", "(", "|", "?")) or (start is not None and start.search(behind[:_NEAR])):
        return True
    return _limits(before[-_NEAR:], behind[:_NEAR], language) or _may_for(before, sentence, language)


def _is_said_already(sentence: str, at: tuple[int, int], said: tuple[tuple[int, int], ...]) -> bool:
    """Whether another clause has words of a fact and a value, and the clause of a period speaks of something else.

    `You can withdraw within {{ … }}; the welcome parcel comes after 14 days`.
    """
    edges = [0, *(one.end() for one in _COMMA.finditer(sentence)), len(sentence)]
    clauses = [(first, last) for first, last in pairwise(edges)]
    first, last = next((one for one in clauses if one[0] <= at[0] < one[1]), (0, len(sentence)))
    if any(start < last and end > first for start, end in said):
        return False
    beside = f"{sentence[first : at[0]]} {sentence[at[1] : last]}"
    is_own = len(re.findall(r"\w+", beside)) >= _WORDS or (beside > "\u2e80" and len(beside.strip()) >= _SIGNS)
    return is_own and any(
        _VALUE.search(sentence, start, end) and any(start <= one[0] and one[1] <= end for one in said)
        for start, end in clauses
    )


def _is_short(sentence: str) -> bool:
    """Whether a sentence says little beside its period: `14 days at most.`"""
    return len(sentence.strip()) <= (_LABEL if sentence < "\u2e80" else _LABEL // 2)


def _has(before: str, language: str) -> bool:
    """Whether what ends here says that a reader has a time: `you have`."""
    having = pattern_of(HAVING, language)
    return having is not None and any(_SMALL.match(before, one.end()) for one in having.finditer(before))


def _is_said(group: str, sentence: str, language: str) -> bool:
    pattern = pattern_of(group, language)
    return pattern is not None and pattern.search(sentence) is not None


def _runs(before: str, language: str, group: str = "") -> bool:
    """Whether what ends here says how long something lasts: a limit where the topic or the money is the customer's."""
    patterns = (pattern_of(one, language) for one in (RUNNING, *((SOON,) if group in _DONE_SOON else ())))
    return any(not before[one.end() :].strip(_BLANKS) for some in patterns if some for one in some.finditer(before))


def _is_in_clause(
    sentence: str, at: tuple[int, int], others: tuple[tuple[int, int], ...], said: tuple[tuple[int, int], ...]
) -> bool:
    """Whether one of these stands in the clause of a period, and is no part of a word for what it is of."""
    first = max((one.end() for one in _COMMA.finditer(sentence, 0, at[0])), default=0)
    comma = _COMMA.search(sentence, at[1])
    last = comma.start() if comma else len(sentence)
    within = (one for one in others if first <= one[0] and one[1] <= last)
    return any(not any(start <= one[0] and one[1] <= end for start, end in said) for one in within)


def _is_to_decide(behind: str, language: str) -> bool:
    """Whether what follows says that the time is for a decision: `14 days to think it over`."""
    deciding = pattern_of(DECIDING, language)
    return purpose_behind(language).search(behind) is not None and bool(deciding and deciding.search(behind))


def _is_for_other(behind: str, language: str) -> bool:
    """Whether what follows says what the time is for, and that is no decision: `you have 14 days to plant them`."""
    return purpose_behind(language).search(behind) is not None and not (
        pattern_of(DECIDING, language) and _is_to_decide(behind, language)
    )


def _is_of_nobody(sentence: str, language: str) -> bool:
    """Whether a sentence says neither `you` nor `we`, in languages that say it."""
    persons = pattern_of(PERSONS, language)
    return persons is not None and len(sentence) > _LABEL and persons.search(sentence) is None


def _may_for(before: str, sentence: str, language: str) -> bool:
    """Whether a sentence says for how long its reader may do something: `puede hacerlo durante 14 días`."""
    lasting, reader = pattern_of(LASTING, language), pattern_of(READER, language)
    if lasting is None or reader is None or reader.search(sentence) is None:
        return False
    return any(_SMALL.match(before, one.end()) for one in lasting.finditer(before))


def _limits_once(before: str, behind: str, language: str) -> bool:
    """Whether what ends here makes a limit of a count that is an article, too: `in a month`, `deadline: a month`."""
    is_told = before.rstrip().endswith(":") or right_before_once(language).search(before)
    if is_told or right_behind_once(language).search(behind) or _is_to_decide(behind, language):
        return True
    return _limits(before[-_ARTICLE_NEAR:], "" if before.strip() else behind[:_NEAR], language)


def _limits(before: str, behind: str, language: str) -> bool:
    """Whether a limit is set right before a period, small words apart, or behind it."""
    pattern = pattern_of(DEADLINE, language)
    if pattern is None:
        return False
    is_before = any(_SMALL.match(before, one.end()) for one in pattern.finditer(before))
    return is_before or (pattern_of(LATEST, language) or pattern).search(behind) is not None


def _sentence(text: str, period: Period) -> tuple[int, int]:
    """From where to where its sentence is, as far as anybody reads on."""
    first, last = max(0, period.start - _FAR), min(len(text), period.end + _FAR)
    start = max((one.end() for one in _END.finditer(text, first, period.start)), default=first)
    end = _END.search(text, period.end, last)
    return start, end.end() if end else last


def _distance(sentence: str, spans: tuple[tuple[int, int], ...], at: tuple[int, int]) -> int:
    """Characters between a place and the nearest of these, more beyond a comma; a great many where there is none."""
    between = [(at[1], first) if first >= at[1] else (last, at[0]) for first, last in spans]
    commas = (len(_COMMA.findall(sentence, start, end)) for start, end in between)
    far = (max(end - start, 0) + _CLAUSE * count for (start, end), count in zip(between, commas, strict=True))
    return min(far, default=_NOWHERE)
