"""Wide and narrow signs where the other ones belong: `１４ días`, `１4日`, `カラ-`, `ぺージ`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity

_WIDE = re.compile("[\uff01-\uff5e\u3000-\u3003\u3008-\u3011]+")
_WIDE_WORD = re.compile("[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ．，：／＠＿％＋－]*")
_EAST_ASIAN = frozenset(("Jpan", "Hans", "Hant", "Kore"))
_KATAKANA = "ァ-ヺー"
_DASH = re.compile(r"(?<=[ァ-ヺ])(?<![ー・])[-−‐‑–](?=[ぁ-ん]|[、。！？]|\Z)")
_HAN_ONE = re.compile(r"(?<=[ァ-ヺ])[一―](?=[ァ-ヺ])")
_HIRAGANA = re.compile(rf"[べぺ](?=ー)|(?<=[{_KATAKANA}])[べぺ](?=[ァ-ヺー])|(?<![{_KATAKANA}ぁ-ん一-龥])へ(?=ー)")
_WIDE_BLANK = re.compile(r"(?<=[ぁ-ん一-龥ァ-ヺー])\u3000(?=[ぁ-ん])")
_SCIENCE = re.compile(r"[．，](?=\s|\Z|[ぁ-ん一-龥ァ-ヺ])")
_AS_KATAKANA = {"べ": "ベ", "ぺ": "ペ", "へ": "ヘ"}


def wide_signs(text: Text) -> Iterator[Flaw]:
    """Full-width signs of East Asia in another script, and full-width figures and letters in Japanese."""
    if text.target.isascii():
        return
    if text.script not in _EAST_ASIAN:
        found = _WIDE.search(text.target)
        if found and found[0] not in text.source:
            better = unicodedata.normalize("NFKC", found[0])
            yield Flaw(what=f"has the full-width “{found[0]}”", word=found[0], at=found.start(), better=better)
        return
    for one in _WIDE_WORD.finditer(text.target) if text.script == "Jpan" else ():
        narrow = unicodedata.normalize("NFKC", one[0])
        beside = text.target[one.start() - 1 : one.start()], text.target[one.end() : one.end() + 1]
        is_half = any(sign.isascii() and sign.isalnum() for sign in beside)
        # One figure alone is often wide on purpose; a word or a number that the source has in narrow signs is not.
        if is_half or (len(one[0]) > 1 and narrow in text.source and one[0] not in text.source):
            yield Flaw(
                what=f"has “{one[0]}” in full width",
                severity=Severity.WARNING,
                word=one[0],
                at=one.start(),
                better=narrow,
            )
            return


def mistaken_kana(text: Text) -> Iterator[Flaw]:
    """Signs in Japanese that only look like the right one: a hyphen or `一` for `ー`, hiragana in a katakana word."""
    if text.language != "ja":
        return
    for pattern, right in ((_DASH, "ー"), (_HAN_ONE, "ー"), (_HIRAGANA, ""), (_SCIENCE, ""), (_WIDE_BLANK, "")):
        found = pattern.search(text.target)
        if found is None or found[0] in text.source:
            continue
        better = right or _AS_KATAKANA.get(found[0]) or {"．": "。", "，": "、", "\u3000": ""}[found[0]]
        around = text.target[max(0, found.start() - 3) : found.end() + 3]
        what = f"has “{found[0]}” in “{around}”" + (f" where “{better}” belongs" if better else "")
        yield Flaw(what=what, word=found[0], at=found.start(), better=better)
        return


CHECKS = (
    text_check(
        wide_signs,
        name="full-width-sign",
        family="widths",
        severity=Severity.ERROR,
        why="Wide signs stand out in a line of narrow ones, and cannot be searched or copied as a number.",
        example="Tarda １４ días.",
        do="Write the usual sign.",
        mends="writes the narrow sign",
    ),
    text_check(
        mistaken_kana,
        name="kana-mistaken",
        family="widths",
        severity=Severity.WARNING,
        why="It looks right at a glance, and no search finds the word.",
        example="カラ-を設定します。",
        do="Type the sign anew.",
    ),
)
