"""Two wordings that were left for somebody to choose from, and remarks in brackets that the source does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import MARK, VALUE, Text
from locmem.model.finding import Severity
from locmem.model.tags import joins_without_spaces

_SLASH = re.compile(
    rf"(?<![\w/.:@#&=?{VALUE}{MARK}-])(?P<one>[^\W\d_][\w'’-]*)(?P<room>[ \u00a0\u3000]?)[/／|｜](?P=room)"
    rf"(?P<other>[^\W\d_][\w'’-]*)(?![\w/:@=&{VALUE}{MARK}]|\.\w)"
)
_USUAL = frozenset((
    "y/o", "e/o", "e/ou", "et/ou", "und/oder", "and/or", "en/of", "og/eller", "och/eller", "ja/tai", "km/h", "c/c",
    "n/a", "w/o", "i/o", "s/n", "bzw/oder", "o/a", "mbit/s", "kbit/s", "gbit/s", "mb/s", "gb/s", "kb/s", "m/s", "l/min",
    "ein/aus", "on/off", "an/aus",
))  # fmt: skip
_JOINED = re.compile(r"[/|&]|\b(?:or|and|either|per|versus|vs|on-off|true|false)\b|-\w+-", re.IGNORECASE)
"""What a source has where a stroke between two words is sound."""
_CHOICE = re.compile(
    r"(?:\A|(?<=[.!?。] ))\s*(?:opci[óo]n|alternativa|variante|versi[óo]n|option|variant|version|alternative|opção"
    r"|versão|opzione|versione|optie|versie|案|候補|選択肢)\s?(?:[1-3A-Ca-c１-３①-③]\b|\d)?\s?[:：)]|[①②③].+[②③]",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"(?P<open>[(（\[［【])(?P<words>[^()（）\[\]［］【】]{2,80})[)）\]］】]")
_MAY_REMARK = re.compile(r"[(（\[［【–—:：;]| - |,[^,]*,|\be\.g\.|\bi\.e\.|\"|“|\bor\b")
_MOST_WORDS = 18
_ABBREVIATION = re.compile(
    r"[A-ZÀ-Þ0-9 .&/-]{2,12}|\d[\d.,\s%€$-]*(?:\s?\w{1,4})?|s|n|es|en|e|a|as|os|in|innen|[a-z]{1,2}"
)
_FURIGANA = re.compile(r"[\u3041-\u309fー]+")
_SUFFIX, _STEM = 2, 5
"""Letters of an ending behind a stroke, and of the word before it: `Estimado/a`."""


def left_alternatives(text: Text) -> Iterator[Flaw]:
    """Two words or two wordings with a stroke between them, where the source has one: `Betrag/Summe`."""
    target = text.target
    choice = _CHOICE.search(target)
    if choice and not _CHOICE.search(text.source) and len(text.source_words) > 1 and ":" not in text.source:
        yield Flaw(what=f"has “{choice[0].strip()[:40]}”, which offers a choice", word=choice[0].strip())
        return
    if not any(sign in target for sign in "/／|｜") or _JOINED.search(text.source):
        return
    for found in _SLASH.finditer(target):
        pair = f"{found['one']}/{found['other']}"
        is_name = pair.isupper() or (found["one"] in text.source and found["other"] in text.source)
        is_ending = len(found["other"]) <= _SUFFIX and len(found["one"]) >= _STEM
        if pair.lower() not in _USUAL and not is_name and not is_ending:
            yield Flaw(what=f"has both “{found['one']}” and “{found['other']}”, and its source has one", word=found[0])
            return


def added_remarks(text: Text) -> Iterator[Flaw]:
    """Words in brackets in the translation of a short text that has neither brackets nor a remark."""
    if len(text.source_words) > _MOST_WORDS or not any(sign in text.target for sign in "(（[［【"):
        return
    if _MAY_REMARK.search(text.source):
        return
    found = next((one for one in _BRACKET.finditer(text.target) if _is_remark(one, text)), None)
    if found is not None:
        yield Flaw(what=f"has “{found[0]}”, and its source no such remark", word=found[0])


def _is_remark(found: re.Match[str], text: Text) -> bool:
    words = found["words"].strip()
    if VALUE in words or MARK in words or _ABBREVIATION.fullmatch(words) or words in text.source:
        return False
    if joins_without_spaces(text.locale) and _FURIGANA.fullmatch(words) and found["open"] in "(（":
        return False
    before = text.target[found.start() - 1 : found.start()]
    # `usuario(a)`, `Kunde(n)`: the bracket belongs to the word.
    return not (before.isalpha() and not joins_without_spaces(text.locale))


CHECKS = (
    text_check(
        left_alternatives,
        name="alternative-left",
        family="alternatives",
        severity=Severity.WARNING,
        why="Customers read both wordings; somebody was to choose one.",
        example="Schreiben Sie den Betrag/Summe. (Write the amount.)",
        do="Keep one of the two.",
    ),
    text_check(
        added_remarks,
        name="remark-added",
        family="alternatives",
        severity=Severity.WARNING,
        why="Remarks in brackets are often meant for a reviewer, or say what the source does not.",
        example="Elige un tema (o asunto). (Choose a topic.)",
        do="Take the remark out, or say it in the source, too.",
    ),
)
