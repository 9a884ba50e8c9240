"""Signs of punctuation, as each language has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import MARK, VALUE, Text
from locmem.model.finding import Severity
from locmem.model.segment import UnitKind
from locmem.model.tags import joins_without_spaces

_SENTENCE = re.compile(r"[^.!?…\n]*[?!]+")
_KANA_HAN = r"\u3041-\u30ff\u4e00-\u9fff"
_HALF_WIDTH = re.compile(rf"(?<=[{_KANA_HAN}])([,.!?])(?=[\s{_KANA_HAN}]|\Z)")
_FULL_WIDTH = {",": "、", ".": "。", "!": "！", "?": "？"}
_ROOM = re.compile(rf" (?=[{_KANA_HAN}])")
_ARABIC = re.compile(r"(?<=[\u0600-\u06ff])\s?([,;?])")
_IN_WORDS = re.compile(r"(?<=[^\W\d_])[,;?](?=\s|\Z|[^\W\d_])|(?<=[^\W\d_] )[,;?](?=\s|\Z)")
_IN_ARABIC = {",": "،", ";": "؛", "?": "؟"}
_DANDA = re.compile(r"(?<=[\u0900-\u097f])([.])(?=\s|\Z)")
_GREEK = re.compile(r"(?<=[\u0370-\u03ff\u1f00-\u1fff])([?])(?=\s|\Z)")
_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "「": "」", "『": "』", "【": "】", "［": "］"}
_AS_ASCII = str.maketrans("（）［］｛｝", "()[]{}")
_BRACKET = re.compile(r"[()\[\]{}（）「」『』【】［］]")
_LISTED = re.compile(r"(?:^|\s)(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)")
_EMOTICON = re.compile(r"[:;]-?[()]")
_REPEATED = re.compile(
    r"(?<![.,;!?。、])([,;。、]{2,}|, ,|(?<!\.)\.\.(?![./\w])|[!?]\.(?!\w)|[！？!?][。．]"
    r"|。[！？]|,\.|\.,(?=\s[a-z]{3}))"
)
_STANDS_BEHIND = re.compile(r"\S..(?:[\s)\]»”’\"]|\Z)")
_TWICE = frozenset((",,", ";;", "。。", "、、", ".."))
_SURE_START = re.compile(r"[^\W\d_]{4,}[.!?…]\s+\Z")
"""The end of a sentence that is no abbreviation."""
_CLAUSES = re.compile(r"[,;:()«»“”\"…—–\n]")


def missing_inverted_marks(text: Text) -> Iterator[Flaw]:
    """Spanish questions and exclamations without the sign that opens them."""
    if text.language != "es":
        return
    if "¿" in text.target:
        yield from _late_mark(text.target)
    for closing, opening in (("?", "¿"), ("!", "¡")):
        target = text.target
        if closing not in target or target.count(opening) >= target.count(closing) or text.source.count(closing) == 0:
            continue
        for found in _SENTENCE.finditer(target):
            sentence = found[0].strip(f" {MARK}")
            # One letter before it is a sign of a program: `/?`, `-?`.
            if (
                sentence.endswith(closing)
                and opening not in sentence
                and re.search(r"[^\W\d_]{2}[)»”\"]?[?!]+\Z", sentence)
            ):
                # A name such as `Yahoo!` has its sign from the source.
                end = sentence.split()[-1]
                is_whole = sentence == target.strip() or _SURE_START.search(target[: target.index(sentence)])
                is_sure = bool(is_whole) and not _CLAUSES.search(sentence) and end not in text.source
                yield Flaw(
                    what=f"has no “{opening}” before “{sentence[-40:]}”",
                    word=sentence,
                    at=target.index(sentence),
                    better=f"{opening}{sentence}" if is_sure else None,
                )
                return


def _late_mark(target: str) -> Iterator[Flaw]:
    """A question word that begins a sentence, with the sign that opens the question only further on."""
    found = _LATE_MARK.search(target)
    if found:
        yield Flaw(what=f"has “¿” only behind “{found[1]}”", word=found[0], do=f"Write ¿ before “{found[1]}”.")


_LATE_MARK = re.compile(
    r"(?:\A|(?<=[.!?] ))((?:Por |A |De |En |Con |Para )?(?:[Qq]u[ée]|[Cc]ómo|[Cc]uándo|[Dd]ónde|[Cc]uáles"
    r"|[Cc]uál|[Qq]uiénes|[Qq]uién|[Cc]uántos|[Cc]uántas|[Cc]uánto|[Cc]uánta))\b[^.!?¿]{2,80}¿"
)


def half_width_signs(text: Text) -> Iterator[Flaw]:
    """Signs of ASCII behind Japanese or Chinese characters, which have full-width signs of their own."""
    found = _HALF_WIDTH.search(text.target) if text.language in ("ja", "zh") else None
    if found is None:
        return
    sign = _FULL_WIDTH[found[1]] if found[1] != "," or text.language == "ja" else "，"
    # A wide comma or full stop has its own room; behind the other two a blank may be meant.
    behind = _ROOM.match(text.target, found.end()) if found[1] in ",." else None
    yield _own_sign(text, found, sign, behind=behind.end() if behind else found.end())


def foreign_signs(text: Text) -> Iterator[Flaw]:
    """Signs of Latin script in Arabic, Hindi and Greek, which have signs of their own."""
    if text.language in ("ar", "fa", "ur") and (found := _ARABIC.search(text.target)):
        # Between figures a comma may be a decimal sign.
        yield _own_sign(
            text, found, _IN_ARABIC[found[1]], is_sure=_IN_WORDS.match(text.target, found.start(1)) is not None
        )
    elif text.language == "hi" and (found := _DANDA.search(text.target)):
        # An abbreviation has a full stop in Hindi, too.
        yield _own_sign(text, found, "।", Severity.NOTE, is_sure=False)
    elif text.language == "el" and (found := _GREEK.search(text.target)):
        yield _own_sign(text, found, ";")


def _own_sign(
    text: Text,
    found: re.Match[str],
    sign: str,
    severity: Severity | None = None,
    *,
    behind: int | None = None,
    is_sure: bool = True,
) -> Flaw:
    start = max(0, found.start() - 3)
    return Flaw(
        what=f"has “{found[1]}” where this language writes “{sign}”",
        severity=severity,
        word=text.target[start : behind or found.end()],
        core=text.target[found.start() : behind or found.end()],
        at=start,
        better=f"{text.target[start : found.start()]}{sign}" if is_sure else None,
    )


def unbalanced_brackets(text: Text) -> Iterator[Flaw]:
    """Brackets of a translation that open and do not close, or close and did not open."""
    target = _without_lists(text.target)
    if (wrong := _unbalanced(target)) and not _unbalanced(_without_lists(text.source)):
        sign, what = wrong
        yield Flaw(what=f"has “{sign}”, which {what}", severity=Severity.WARNING)
    elif (half := _HALF_AUTOLINK.search(target)) and not _HALF_AUTOLINK.search(text.source):
        what = f"shows “{half[0].replace(VALUE, '')}” beside an address, whose other bracket is gone"
        yield Flaw(what=what, severity=Severity.ERROR, do="Write the address between < and >.")
    elif mixed := _MIXED_PAIR.search(target):
        what = f"has “{mixed[0]}”, with brackets of two widths"
        yield Flaw(what=what, severity=Severity.WARNING, word=mixed[0])


_HALF_AUTOLINK = re.compile(f"<{VALUE}(?!>)|(?<!<){VALUE}>")
_MIXED_PAIR = re.compile(r"（[^（）()\n]{1,80}\)|\([^（）()\n]{1,80}）|［[^［］\[\]\n]{1,80}\]|\[[^［］\[\]\n]{1,80}］")


def lost_brackets(text: Text) -> Iterator[Flaw]:
    """Remarks in brackets of a source that its translation lacks, or has more of."""
    ours, theirs = (_without_lists(one).translate(_AS_ASCII).count("(") for one in (text.source, text.target))
    if ours and not theirs and text.language not in ("ja", "zh", "ko"):
        yield Flaw(
            what=f"has no brackets, and its source has {ours} pairs"
            if ours > 1
            else "has no brackets, and its source has"
        )


def _without_lists(text: str) -> str:
    if "(" not in text and ")" not in text:
        return text
    return _EMOTICON.sub(" ", _LISTED.sub(" ", text))


def _unbalanced(text: str) -> tuple[str, str] | None:
    if not _BRACKET.search(text):
        return None
    opened: list[str] = []
    for sign in text.translate(_AS_ASCII):
        if sign in _PAIRS:
            opened.append(sign)
        elif sign in ")]}」』】":
            if not opened or _PAIRS[opened[-1]] != sign:
                return sign, "closes nothing"
            opened.pop()
    return (opened[-1], "is not closed") if opened else None


def changed_ellipses(text: Text) -> Iterator[Flaw]:
    """Translations that end in an ellipsis where their source does not, or lack the one it ends in."""
    ours, theirs = (bool(re.search(r"(?:\.{3}|…+)\W*\Z", one)) for one in (text.source, text.target))
    if ours is not theirs:
        yield Flaw(
            what="does not end in an ellipsis, as its source does" if ours else "ends in an ellipsis, unlike its source"
        )


def repeated_signs(text: Text) -> Iterator[Flaw]:
    """Signs that stand twice: `..`, `,,`, `?.`."""
    found = _REPEATED.search(text.target)
    if found and not _REPEATED.search(text.source):
        # `,,` before a word is an old way to open a quotation; other runs may be half an ellipsis, or one sign too few.
        is_twice = found[0] in _TWICE and _STANDS_BEHIND.match(text.target, max(0, found.start() - 1)) is not None
        is_sure = is_twice and not (found[0] == ".." and ("…" in text.source or "..." in text.source))
        yield Flaw(what=f"has “{found[0]}”", word=found[0], at=found.start(), better=found[0][0] if is_sure else None)


def changed_sentence_kinds(text: Text) -> Iterator[Flaw]:
    """Questions that became statements, and statements that became questions."""
    if "?" in text.target and text.script == "Latn" and _INSIDE_WORDS.search(text.target) and "?" not in text.source:
        yield Flaw(what="has a question mark inside, and its source has none")
        return
    ours, theirs = _kind(text.source, text), _kind(text.target, text)
    if ours == theirs or "" in (ours, theirs) or len(text.source_words) < _FEWEST_WORDS:
        return
    if ours == "?" and VALUE not in text.target[-3:]:
        # East Asian texts put many a question as a condition.
        is_usual = joins_without_spaces(text.locale) or text.kind in _WITHOUT_ENDS
        yield Flaw(what="is no question, and its source is", severity=Severity.NOTE if is_usual else None)
    elif theirs == "?" and not _ASKING.match(text.source):
        yield Flaw(what="is a question, and its source is none", severity=Severity.NOTE)


_INSIDE_WORDS = re.compile(r"(?<=[^\W\d_])\?(?= ?[^\W\d_])(?! ?[A-ZÀ-Þ])")
_ASKING = re.compile(r"\W*(?:how|what|why|when|which|who|where|whether|if)\b", re.IGNORECASE)
_FEWEST_WORDS = 3


def missing_ends(text: Text) -> Iterator[Flaw]:
    """Translations that end in no sign where their source ends in a full stop, or in one where it does not."""
    source, target = (one.rstrip(f" \n\"'”’»)]}}）」』*_{MARK}") for one in (text.source, text.target))
    if not source or not target or source.endswith("...") or text.kind in _WITHOUT_ENDS:
        return
    is_word = target[-1].isalnum() or target[-1] == VALUE
    # A label or a salutation follows other customs, and titles of East Asian texts have no full stop.
    if source[-1] in ".!" and is_word and len(text.source_words) > 2 and not _SHORT_END.search(source):
        yield Flaw(
            what=f"ends without a full stop or another mark, and its source ends in “{source[-1]}”",
            severity=Severity.NOTE if joins_without_spaces(text.locale) else None,
        )
    elif source[-1] == ":" and is_word:
        yield Flaw(what="does not end in a colon, as its source does", severity=Severity.NOTE)
    elif source[-1] == ":" and target[-1] == "." and not joins_without_spaces(text.locale):
        yield Flaw(what=f"ends in “{target[-1]}”, and its source in a colon", severity=Severity.WARNING)
    elif source[-1].isalnum() and target[-1] in ".。।" and len(text.source_words) > 2 and not _SHORTENED.search(target):
        yield Flaw(what=f"ends in “{target[-1]}”, and its source in no sign", severity=Severity.NOTE)


_WITHOUT_ENDS = frozenset((UnitKind.TITLE, UnitKind.HEADING))
_SHORT_END = re.compile(r"\b(?:[ap]\.\s?m|etc|e\.g|i\.e|inc|ltd|co|corp|no|approx)\.\Z", re.IGNORECASE)
"""English abbreviations whose point ends no sentence."""
_SHORTENED = re.compile(r"(?:\b[^\W\d_]{1,4}|\.)\.\Z")


def _kind(text: str, whole: Text) -> str:
    """`?` for a question, `.` for anything else; empty where nobody can tell."""
    end = text.rstrip(f"{MARK} \n\"'”’»)]）」』*_").rstrip("。 ")[-1:]
    if end and end in "?？؟":
        return "?"
    if text is not whole.target:
        return "."
    if whole.language == "el" and end in (";", "\u037e"):
        return "?"
    # Japanese and Chinese ask by a syllable that may also end a clause.
    return "" if whole.language in ("ja", "zh") and end in tuple("かの吗呢么") else "."


CHECKS = (
    text_check(
        missing_inverted_marks,
        name="inverted-mark-missing",
        family="punctuation",
        severity=Severity.WARNING,
        why="Spanish opens a question with ¿ and an exclamation with ¡; without them it is a spelling mistake.",
        example="Necesitas ayuda?",
        do="Write ¿ or ¡ where the question or the exclamation begins.",
        mends="sets the sign before a question or exclamation without clauses",
    ),
    text_check(
        half_width_signs,
        name="half-width-punctuation",
        family="punctuation",
        severity=Severity.WARNING,
        why="Japanese and Chinese have wide signs; those of ASCII look like a typing error.",
        example="荷物が遅れています.",
        do="Write the full-width sign.",
        mends="writes the wide sign, without a blank behind its comma or full stop",
    ),
    text_check(
        foreign_signs,
        name="punctuation-of-other-script",
        family="punctuation",
        severity=Severity.WARNING,
        why="Arabic, Hindi and Greek have a comma, a full stop or a question mark of their own.",
        example="Χρειάζεστε βοήθεια?",
        do="Write the sign of the language.",
        mends="writes the sign of Arabic, Persian, Urdu and Greek; that of Hindi is left to people",
    ),
    text_check(
        unbalanced_brackets,
        name="bracket-unbalanced",
        family="punctuation",
        severity=Severity.ERROR,
        why="A bracket that opens and never closes looks careless, and may break markup.",
        example="Reembolso (por banco.",
        do="Add or remove the bracket.",
    ),
    text_check(
        lost_brackets,
        name="bracket-lost",
        family="punctuation",
        severity=Severity.NOTE,
        why="With the brackets a remark may be gone.",
        example="El paquete llega tarde. (The parcel is late (by bank).)",
        do="See whether the remark was left out.",
    ),
    text_check(
        changed_ellipses,
        name="ellipsis-changed",
        family="punctuation",
        severity=Severity.NOTE,
        why="An ellipsis says that something follows.",
        example="Cargando (Loading…)",
        do="End it as the source ends.",
    ),
    text_check(
        repeated_signs,
        name="punctuation-repeated",
        family="punctuation",
        severity=Severity.WARNING,
        why="Two full stops look careless.",
        example="Abre la página..",
        do="Write the sign once.",
        mends="writes a sign once that stands there twice",
    ),
    text_check(
        missing_ends,
        name="end-punctuation",
        family="punctuation",
        severity=Severity.WARNING,
        why="A sentence that ends in nothing reads as cut off.",
        example="Abre la página (Open the page.)",
        do="End it as the source ends.",
    ),
    text_check(
        changed_sentence_kinds,
        name="question-changed",
        family="punctuation",
        severity=Severity.WARNING,
        why="A question that became a statement says something else.",
        example="Necesitas ayuda. (Do you need help?)",
        do="Make it a question again, or a statement.",
    ),
)
