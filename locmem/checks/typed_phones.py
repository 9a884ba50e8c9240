"""Phone numbers that somebody typed into a text, and which numbers are none, or nobody's.

The number of an order is none, and one that shows how readers are to write their own is not ours: `for example 0151 …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.checks.fact_forms import FactForms, plain
from locmem.checks.leak import Leak, LeakKind, leak_of, made
from locmem.tables import telling_words

_PHONE = re.compile(r"(?<![A-Za-z0-9+.,/=_#-])(?:\+|00 ?)?(?:\(?\d)[\d .()/-]{5,}\d(?![A-Za-z0-9_]|[.,]\d)")
_ABROAD = re.compile(r"\+[(]?[1-9](?!\.\d+\Z)|00 ?[1-9]\d?[ (]")
_ROUND = re.compile(r"[1-9]0{5,}")
"""A large round number, which counts more often than it is dialled."""

_DIALLED = re.compile(r"\(?0|\d*[ .()/-]|\d{9}")
"""How a number begins that people dial and do not count with: with a zero, in groups, or at length."""
_IS = "is|are|es|es el|ist|lautet|est le|est|é o|é|è il|è|to|är|er|on|je"
"""What stands between what is counted and its number: `Your order number is 910000000`."""

_BESIDE = 30
"""Characters between a number and a word for calling within which it is a phone number."""

_EXAMPLE = 25
_OURS = 90
"""Characters to either side of a number within which words say that it is nobody's, or a swindler's."""
_ENTERED = 70
"""Characters before a number within which words say that it is an example, or that readers enter their own there."""

_ASKED = re.compile(r"[?!？！]\s*")
"""Where a question ends that a number answers: `Questions? +44 …`."""

_LABEL = 30
"""Characters of a label before a number: `Phone: +44 …`."""

_SIGNS, _AROUND_LABEL = " \u00a0\ue000*_(", " \u00a0\ue000*_.:：|()☎📞"
_STOP = re.compile(r"[.!?](?=\s|\Z)|[。！？\n]")
_START = re.compile(r"[.!?](?=\s+[A-ZÀ-ÖØ-Þ])|[。！？\n]")
"""Where a sentence ends before the one a number stands in."""


@cache
def _calling() -> re.Pattern[str]:
    words, anywhere = telling_words("calling")
    return re.compile(rf"\b(?:{words})(?!\w)|{anywhere}", re.IGNORECASE)


@cache
def _counting() -> re.Pattern[str]:
    """What a number right behind counts, and does not dial: `Order number 910000000`, `ticket #910000000`."""
    words, anywhere = telling_words("counting")
    signs = r"[\s:.#°º({\[“\"'-]*"
    return re.compile(
        rf"(?:(?<!\w)(?:{words})|{anywhere})(?:(?!\w){signs}(?:(?:{_IS})(?!\w))?|は|が){signs}\Z", re.IGNORECASE
    )


@cache
def _words(kind: str) -> re.Pattern[str]:
    words, anywhere = telling_words(kind)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|{anywhere}", re.IGNORECASE)


@cache
def _forms() -> re.Pattern[str]:
    """A word for a printed form, which has a number that nobody dials: `Formular Nr. 4000-0000`."""
    words, anywhere = telling_words("form")
    signs = r"[\s:.#(\"'-]*"
    return re.compile(
        rf"(?:(?<!\w)(?:{words})|{anywhere})(?:(?!\w){signs}(?:number|nummer|nr|no|num|núm|numéro|número|numero|"
        rf"n[º°]|n\.[º°o]|№|n)?)[\s.:#]*\Z",
        re.IGNORECASE,
    )


def phone_leaks(text: str, forms: FactForms, beside: str = "") -> Iterator[Leak]:
    """The phone numbers in a text.  beside: the label of the text, which may say what its number is."""
    for match in _PHONE.finditer(text):
        word = match[0]
        digits = re.sub(r"\D", "", word.replace("(0)", ""))
        own = _own(word)
        held = next((fact for phone, fact in forms.phones.items() if len(own) > 6 and phone.endswith(own)), None)
        around = f"{beside}\n{text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]}"
        counts = _counts(text[max(0, match.start() - _BESIDE) : match.start()]) or (bool(beside) and _counts(beside))
        if _forms().search(text[max(0, match.start() - _BESIDE) : match.start()]) and not word.startswith("+"):
            continue
        if not held and _is_of_others(text, match.start(), match.end()):
            continue
        if held:
            is_dialled = bool(_calling().search(around))
            is_written = word.startswith(("+", "00")) or len(re.findall(r"\d+", word)) > 1
            if (counts or _ROUND.fullmatch(word)) and not is_written and not is_dialled:
                continue
            is_sure = is_written or is_dialled
            # An order may have a number that is written like that, too.
            is_certain = word.startswith(("+", "00")) or not counts
            yield leak_of(
                LeakKind.PHONE, match.start(), word, own, held, is_sure=is_sure and is_certain, is_certain=is_certain
            )
        elif (
            7 <= len(digits) <= 15
            and not _is_example(text, match.start(), match.end())
            and (_ABROAD.match(word) or (not counts and _DIALLED.match(word) and _calling().search(around)))
            and _is_for_readers(text, match.start(), match.end(), beside)
        ):
            yield made(
                LeakKind.PHONE,
                match.start(),
                word,
                own,
                f"the phone number “{word}” is typed in.",
                "Add it to the profiles as a fact of type phone, and write its name: `{{ company.support.phone }}`.",
            )


def numbers_in(text: str) -> Iterator[str]:
    """All that may be a phone number in a text, as `Leak.value` has it."""
    return (_own(match[0]) for match in _PHONE.finditer(plain(text)))


def _own(word: str) -> str:
    """The digits of a number without the zeros before them."""
    return re.sub(r"\D", "", word.replace("(0)", "")).lstrip("0")


def _is_example(text: str, start: int, end: int) -> bool:
    """Whether a number only shows how readers write their own: `for example 0151 …`, `enter your mobile number`."""
    example = _words("example")
    if example.search(text[max(0, start - _EXAMPLE) : start]) or example.match(
        text[end : end + _EXAMPLE].lstrip(" (,")
    ):
        return True
    sentence = _START.split(text[max(0, start - _ENTERED) : start])[-1]
    return _words("entering").search(sentence) is not None


def _is_of_others(text: str, start: int, end: int) -> bool:
    """Whether words beside a number say that nobody reaches us there: `a call from 0151 … is not from us`."""
    return _words("not ours").search(text[max(0, start - _OURS) : end + _OURS]) is not None


def _is_for_readers(text: str, start: int, end: int, beside: str) -> bool:
    """Whether words say that readers reach us at a number, or it stands behind a label; and not who calls from it."""
    before = _START.split(text[max(0, start - _OURS) : start])[-1]
    behind = _STOP.split(text[end : end + _OURS])[0]
    if _words("caller").search(f"{before}\n{behind}"):
        return False
    label = _ASKED.split(before)[-1].strip(_AROUND_LABEL)
    if (not label and not behind.strip(_AROUND_LABEL)) or (
        before.rstrip(_SIGNS).endswith((":", "：", "|")) and len(label) <= _LABEL
    ):
        return True
    return _words("ours").search(f"{beside}\n{before}\n{behind}") is not None


def _counts(before: str) -> bool:
    """Whether what ends here names a number that nobody dials: `order number`, and no `phone number`."""
    found = _counting().search(before)
    if found is None:
        return False
    called = (one.end() for one in _calling().finditer(before))
    return not any(end >= found.start() - 1 for end in called)
