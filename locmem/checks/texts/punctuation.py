"""Signs of punctuation, as each language has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import MARK, VALUE, Text
from locmem.model.finding import Severity
from locmem.model.segment import UnitKind
from locmem.model.tags import joins_without_spaces

_SENTENCE = re.compile(r"[^.!?…\n]*[?!]+")
_KANA_HAN = r"\u3041-\u30ff\u4e00-\u9fff"
_HALF_WIDTH = re.compile(rf"(?<=[{_KANA_HAN}])([,.!?])(?=[\s{_KANA_HAN}]|\Z)")
_FULL_WIDTH = {",": "、", ".": "。", "!": "！", "?": "？"}
_ARABIC = re.compile(r"(?<=[\u0600-\u06ff])\s?([,;?])")
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
_QUOTES = {
    "de": "„“‚‘»«›‹", "fr": "«»“”‹›", "es": "«»“”‘’", "pt": "“”‘’«»", "it": "«»“”‘’", "nl": "“”‘’„", "pl": "„”«»‚’",
    "ja": "「」『』", "zh": "“”‘’「」『』《》", "cs": "„“‚‘»«", "ru": "«»„“", "uk": "«»„“", "sv": "”’»",
    "en": "“”‘’", "el": "«»“”", "hu": "„”»«", "da": "»«”“„", "fi": "”’»", "nb": "«»‘’", "tr": "“”‘’",
}  # fmt: skip
_CURLY = re.compile("[«»„‚“”「」『』]")


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
                yield Flaw(
                    what=f"has no “{opening}” before “{sentence[-40:]}”", word=sentence, better=f"{opening}{sentence}"
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
    if text.language in ("ja", "zh"):
        yield from _own_sign(text, _HALF_WIDTH, _FULL_WIDTH)


def foreign_signs(text: Text) -> Iterator[Flaw]:
    """Signs of Latin script in Arabic, Hindi and Greek, which have signs of their own."""
    if text.language in ("ar", "fa", "ur"):
        yield from _own_sign(text, _ARABIC, _IN_ARABIC)
    elif text.language == "hi":
        yield from _own_sign(text, _DANDA, {".": "।"}, Severity.NOTE)
    elif text.language == "el":
        yield from _own_sign(text, _GREEK, {"?": ";"})


def _own_sign(
    text: Text, pattern: re.Pattern[str], own: Mapping[str, str], severity: Severity | None = None
) -> Iterator[Flaw]:
    found = pattern.search(text.target)
    if found is None:
        return
    sign = own[found[1]]
    if found[1] == "," and text.language == "zh":
        sign = "，"
    around = text.target[max(0, found.start() - 3) : found.end()]
    better = f"{around.removesuffix(found[0])}{sign}"
    yield Flaw(
        what=f"has “{found[1]}” where this language writes “{sign}”", word=around, better=better, severity=severity
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
            yield Flaw(what=f"has “{sign}” without its partner", word=sign if target.count(sign) == 1 else "")
            return
    marks = [sign for sign in target if sign in "„“”‟"]
    if len(marks) % 2 and len([sign for sign in source if sign in "„“”‟"]) % 2 == 0:
        yield Flaw(
            what=f"has “{marks[-1]}” without its partner", word=marks[-1] if target.count(marks[-1]) == 1 else ""
        )


def foreign_quotes(text: Text) -> Iterator[Flaw]:
    """Typographic quotation marks of another language."""
    own = _QUOTES.get(text.language)
    if own is None:
        return
    found = next((sign for sign in _CURLY.findall(text.target) if sign not in own), "")
    if found:
        yield Flaw(what=f"has the quotation mark {found}, which this language does not use", word=found)


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
        yield Flaw(what=f"has “{found[0]}”", word=found[0], better=found[1][0] if found[1][0] in ",;:。、!?" else ".")


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
            what=f"does not end in a sign, and its source ends in “{source[-1]}”",
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
    ),
    text_check(
        half_width_signs,
        name="half-width-punctuation",
        family="punctuation",
        severity=Severity.WARNING,
        why="Japanese and Chinese have wide signs; those of ASCII look like a typing error.",
        example="荷物が遅れています.",
        do="Write the full-width sign.",
    ),
    text_check(
        foreign_signs,
        name="punctuation-of-other-script",
        family="punctuation",
        severity=Severity.WARNING,
        why="Arabic, Hindi and Greek have a comma, a full stop or a question mark of their own.",
        example="Χρειάζεστε βοήθεια?",
        do="Write the sign of the language.",
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
        unbalanced_quotes,
        name="quote-unbalanced",
        family="punctuation",
        severity=Severity.WARNING,
        why="Readers do not see where the quoted words end.",
        example="Pulsa «Guardar y espera.",
        do="Add the mark that is missing.",
    ),
    text_check(
        foreign_quotes,
        name="quote-style",
        family="punctuation",
        severity=Severity.NOTE,
        why="Each language has quotation marks of its own.",
        example="Drücken Sie «Speichern”.",
        do="Write the marks of the language.",
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
