"""Blanks and line breaks in translations: where none belong, and where one is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import MARK, VALUE, Text
from locmem.model.finding import Severity
from locmem.model.inline import Syntax
from locmem.model.tags import joins_without_spaces

_BLANK = " \u00a0\u202f\u2009"
_DOUBLE = re.compile(rf"(?<=[^\s{MARK}])(?: [{_BLANK}]+|[{_BLANK}]+ )(?=[^\s{MARK}])")
_BEFORE = re.compile(rf"(?<=[^\W_{VALUE}]) +([,.;:!?])(?=\s|\Z)")
_BEFORE_WHERE_FRENCH = re.compile(r"(?<=[^\W_]) +([,.])(?=\s|\Z)")
_BEHIND = re.compile(r"(?<=[^\W\d_]{2})([.!?…]|[.!?]»)(?=[^\W\d_]*[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω¿¡][^\W\d_]{1,})")
_COMMA = re.compile(r"(?<=[^\W\d_]{2}),(?=[^\W\d_]{2})")
_INSIDE = re.compile(r"(?<!\S)([(\[«“„])( +)(?=\S)|(?<=\S)( +)([)\]”])(?!\w)")
_INSIDE_WHERE_FRENCH = re.compile(r"(?<!\S)([(\[])( +)(?=\S)|(?<=\S)( +)([)\]])(?!\w)")
_UNREAD = re.compile(
    r"(?<![\w*\\])(\*\*|__)(?=[^\s*_])([^*_\n]{1,80}?)\s+\1|(?<![\w*\\])(\*\*|__)\s+([^*_\n]{1,80}?)(?<=[^\s*_])\3"
)
_FRENCH = re.compile(r"(?<=[^\W_»\")\u2019’])(?P<gap>[ ]?)(?P<sign>[;!?]|:(?=\s|\Z))(?![\w/])")
_RELATION = re.compile(r"\d +: +\d")
_DOTS = re.compile(r"\s*[.…]")
_FACE = re.compile(r"[;:]-?[()]")
_TAB = re.compile(r"(?<=\S) *\t[ \t]*(?=\S)")
_FIXED, _THIN = "\u00a0", "\u202f"
"""No-break spaces, a whole one and a narrow one: before `:`, and before the other signs (Imprimerie nationale)."""
# Most texts have none of these, and searching for them is quick.
_MAY_STAND_APART = re.compile(r" [,.;:!?]")
_MAY_TOUCH = re.compile(r"[.!?…,][^\s\d.,!?)\]]")
_MAY_BE_INSIDE = re.compile(r"[(\[«“„] | [)\]”]")
_EDGES = f" \t\u00a0\u3000{_BLANK}"


def blanks_at_ends(text: Text) -> Iterator[Flaw]:
    """Blanks at the start or the end of a translation where its source has none."""
    target = text.native or text.target
    inner = target.strip(_EDGES)
    if inner == target or not inner or text.source.strip(_EDGES) != text.source:
        return
    start = target[: len(target) - len(target.lstrip(_EDGES))]
    yield Flaw(what=f"{'begins' if start else 'ends'} with a blank", word=target, better=inner)


def double_blanks(text: Text) -> Iterator[Flaw]:
    """Two blanks in a row inside a translation whose source has none."""
    if "  " not in text.target and not any(sign in text.target for sign in "\u00a0\u202f\u2009"):
        return
    if _DOUBLE.search(text.source):
        return
    for found in _DOUBLE.finditer(text.target):
        start, end = max(0, found.start() - 8), found.end() + 8
        better = f"{text.target[start : found.start()]}{found[0].strip(' ') or ' '}{text.target[found.end() : end]}"
        yield Flaw(
            what="has two blanks in a row",
            word=text.target[start:end],
            core=found[0],
            at=start,
            # Of two blanks around the end of a link only a person knows which is wanted.
            better=better if text.is_one_run(*found.span()) else None,
        )
        return


def blanks_before_signs(text: Text) -> Iterator[Flaw]:
    """A blank before a comma, a full stop or another sign that stands close to its word in this language."""
    pattern = _BEFORE_WHERE_FRENCH if text.language == "fr" else _BEFORE
    if not _MAY_STAND_APART.search(text.target) or pattern.search(text.source):
        return
    for found in pattern.finditer(text.target):
        before = _word_before(text.target, found.start())
        # `3 : 1` is a relation in some languages, `wait . . .` an ellipsis.
        is_meant = _RELATION.match(text.target, max(0, found.start() - 1)) or _DOTS.match(text.target, found.end(1))
        yield Flaw(
            what=f"has a blank before “{found[1]}”",
            word=before + found[0],
            at=found.start() - len(before),
            better=None if is_meant else before + found[1],
        )
        return


def missing_blanks(text: Text) -> Iterator[Flaw]:
    """Sentences and words that touch because the blank behind a full stop or a comma is missing."""
    if joins_without_spaces(text.locale) or not _MAY_TOUCH.search(text.target):
        return
    for pattern in (_BEHIND, _COMMA):
        if pattern.search(text.source):
            continue
        for found in pattern.finditer(text.target):
            before = _word_before(text.target, found.start())
            behind = re.match(r"[¿¡]?\w+", text.target[found.end() :])
            word = f"{before}{found[0]}{behind[0] if behind else ''}"
            # EE.UU. and U.S. are no ends of sentences.
            if word in text.source or before.isupper():
                continue
            better = f"{before}{found[0]} {behind[0] if behind else ''}"
            yield Flaw(what=f"has no blank behind “{found[0]}”", word=word, better=better)
            return


def blanks_inside_brackets(text: Text) -> Iterator[Flaw]:
    """A blank behind an opening bracket or quotation mark, or before a closing one."""
    pattern = _INSIDE_WHERE_FRENCH if text.language == "fr" else _INSIDE
    if not _MAY_BE_INSIDE.search(text.target) or pattern.search(text.source):
        return
    for found in pattern.finditer(text.target):
        sign = found[1] or found[4]
        start, end = max(0, found.start() - 6), found.end() + 6
        better = f"{text.target[start : found.start()]}{sign}{text.target[found.end() : end]}"
        # What opens a quotation in one language closes it in another, `[x]` may become a link, and `f( x )` is code.
        opener = text.target.rfind("(", 0, found.start())
        is_code = sign == ")" and re.match(r"\S\( ", text.target[max(0, opener - 1) :]) is not None
        is_sure = sign in "()" and not is_code
        yield Flaw(
            what=f"has a blank inside “{sign}”",
            word=text.target[start:end],
            core=found[0],
            at=start,
            better=better if is_sure else None,
        )
        return


def unread_emphasis(text: Text) -> Iterator[Flaw]:
    """Marks of bold or italic type with a blank inside, which customers read as asterisks."""
    if text.syntax is not Syntax.MARKDOWN or not ("**" in text.target or "__" in text.target):
        return
    if _UNREAD.search(text.source):
        return
    for found in _UNREAD.finditer(text.target):
        mark, words = found[1] or found[3], found[2] or found[4]
        yield Flaw(
            what=f"shows its marks: a blank stands inside “{found[0]}”",
            word=found[0],
            better=f"{mark}{words.strip()}{mark}",
        )
        return


def east_asian_blanks(text: Text) -> Iterator[Flaw]:
    """Blanks inside Japanese words and sentences, which have none, and wide ones beside letters of Latin script."""
    if text.language != "ja":
        return
    target = text.native or text.target
    found = _BETWEEN_KANA.search(target)
    if found and not _BETWEEN_KANA.search(text.source):
        yield Flaw(what="has a blank between Japanese letters", word=found[0], better=found[0].replace(" ", ""))
    elif (wide := _WIDE.search(target)) and "\u3000" not in text.source:
        yield Flaw(what="has a full-width blank beside Latin letters", word=wide[0], do="Write a plain blank, or none.")


_BETWEEN_KANA = re.compile(r"[\u3041-\u309f] +[\u3041-\u30ff\u4e00-\u9fff]")
_WIDE = re.compile(r"[A-Za-z0-9]\u3000[A-Za-z0-9{<\u3041-\u9fff]|[\u3041-\u9fff]\u3000[A-Za-z0-9]")


def french_blanks(text: Text) -> Iterator[Flaw]:
    """French `;`, `:`, `!` and `?` without the blank before them that the language asks for."""
    if text.language != "fr" or text.locale in ("fr-CA", "fr-CH"):
        return
    for found in _FRENCH.finditer(text.target):
        before, sign = _word_before(text.target, found.start()), found["sign"]
        word, at = before + found[0], found.start() - len(before)
        is_other = _FACE.match(text.target, found.start("sign")) or text.target[:at].endswith("&")
        better = None if is_other else f"{before}{_THIN if sign != ':' else _FIXED}{sign}"
        if found["gap"]:
            what = f"has a blank before “{sign}” at which a line may break"
            yield Flaw(what=what, severity=Severity.NOTE, word=word, at=at, better=better)
        elif word not in text.source:
            yield Flaw(what=f"has no blank before “{sign}”", word=word, at=at, better=better)
        return


def added_tabs(text: Text) -> Iterator[Flaw]:
    """Tabs that the source does not have: a rest of a table or of a copied line."""
    if "\t" in text.target and "\t" not in text.source:
        found = None if joins_without_spaces(text.locale) else _TAB.search(text.target)
        if found:
            yield Flaw(what="has a tab", word=found[0], at=found.start(), better=" ")
        else:
            yield Flaw(what="has a tab", word="\t")


def _word_before(text: str, end: int) -> str:
    found = re.search(r"\w{1,20}\Z", text[:end])
    return found[0] if found else ""


CHECKS = (
    text_check(
        blanks_at_ends,
        name="edge-space",
        family="spacing",
        severity=Severity.WARNING,
        why="The blank moves a line, breaks a list, or makes two sentences stand apart.",
        example="“ Abre la página.”",
        do="Take the blank away.",
        mends="takes the blank away",
    ),
    text_check(
        double_blanks,
        name="double-space",
        family="spacing",
        severity=Severity.WARNING,
        why="Two blanks look as if a word was missing.",
        example="Abre  la página.",
        do="Write one blank.",
        mends="leaves one of the blanks, the no-break one where there is one",
    ),
    text_check(
        blanks_before_signs,
        name="space-before-punctuation",
        family="spacing",
        severity=Severity.WARNING,
        why="The sign may begin the next line, and looks careless.",
        example="Abre la página .",
        do="Take the blank away.",
        mends="takes the blank away",
    ),
    text_check(
        missing_blanks,
        name="space-after-punctuation",
        family="spacing",
        severity=Severity.WARNING,
        why="Two sentences run into each other.",
        example="Abre la página.Luego espera.",
        do="Write a blank behind the sign.",
    ),
    text_check(
        blanks_inside_brackets,
        name="space-inside-brackets",
        family="spacing",
        severity=Severity.WARNING,
        why="The bracket may stand alone at the end of a line.",
        example="( por banco)",
        do="Take the blank away.",
        mends="takes the blank out of round brackets",
    ),
    text_check(
        unread_emphasis,
        name="emphasis-not-rendered",
        family="spacing",
        severity=Severity.WARNING,
        why="Markdown reads no emphasis with a blank inside its marks: customers see asterisks.",
        example="Pulsa ** Guardar**.",
        do="Move the blank out of the marks.",
    ),
    text_check(
        east_asian_blanks,
        name="blank-between-kana",
        family="spacing",
        severity=Severity.WARNING,
        why="Japanese has no blanks between words; one of them looks like a typing error.",
        example="修理には 約3週間かかります。",
        do="Take the blank away.",
    ),
    text_check(
        french_blanks,
        name="french-spacing",
        family="spacing",
        severity=Severity.WARNING,
        why="French sets a no-break space before double punctuation; without it the text looks foreign.",
        example="Vraiment? Oui!",
        do="Write a no-break space before the sign.",
        mends="sets a narrow no-break space, before a colon a whole one",
    ),
    text_check(
        added_tabs,
        name="tab-added",
        family="spacing",
        severity=Severity.WARNING,
        why="A tab is left over from a table, and makes a wide gap or a block of code.",
        example="Abre\tla página.",
        do="Write a blank in its place.",
        mends="writes a blank, where the language parts words by blanks",
    ),
)
