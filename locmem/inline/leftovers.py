"""Leftovers in a translation: what tools, engines and broken encodings put there, and no translator meant.

Each is looked for only where the source does not have the same: a page on HTML may well show `&amp;`.  What could be
meant in some language is left alone or only doubtful; what customers would certainly read as damage is certain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from html.entities import html5

from locmem.inline.foreign_marks import added_marks, broken_marks
from locmem.inline.matching import groups, match
from locmem.inline.mistaken_encodings import mistaken_encodings
from locmem.inline.program_words import may_be_program_words, program_words
from locmem.inline.strange_signs import directions, hidden_signs, lost_letters
from locmem.model.inline import CodeRole, CodeType, Inline, Syntax
from locmem.model.tags import language_of

_CODE = "\ue000"
_NAMES = (
    r"(?:amp|lt|gt|quot|apos|nbsp|copy|reg|trade|hellip|[mn]dash|[lr]aquo|[lr][sd]quo|euro|pound|yen|iexcl|iquest|szlig"
    r"|[A-Za-z](?:acute|grave|circ|tilde|uml|cedil|ring|slash)|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5})"
)
_REFERENCE = re.compile(rf"&(?:amp;)*(?:[A-Za-z][A-Za-z0-9]+|#\d+|#[xX][0-9A-Fa-f]+);|& {_NAMES} ?;|&{_NAMES} ;")
_WITHOUT_END = re.compile(rf"&{_NAMES}(?![\w;=])")
_WHOLE_REFERENCE = re.compile(r"&(?:amp;)*[#\w]+;")
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nrt\"'])")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|small"
    r"|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)(?:\s+[\w:-]+\s*=[^<>]{0,200})?\s?/?>",
    re.IGNORECASE,
)
_ESCAPED_TAG = re.compile(_TAG.pattern.replace("<", "&lt;", 1)[:-1] + "&gt;", re.IGNORECASE)

_CERTAIN = (
    (
        "a mark of an engine or a tool for what is not translated",
        re.compile(
            r"\bUNTRANSLATED\b|\[untranslated\]|\bNOT[ _]TRANSLATED\b|\b(?:MISSING|NO)[ _]TRANSLATION\b"
            r"|#(?:TODO|FIXME)#|\[(?:TODO|FIXME)\]|\A\s*\[!!+|!!+\]\s*\Z|⟦|⟧"
        ),
    ),
    (
        "a mark of a CAT tool",
        re.compile(
            r"\{\d+>|<\}\d+\{>|<\d+\}"
            r"|</?(?:bpt|ept|ph|it|ut|mrk|bx|ex|g|x)\b(?=[^<>]{0,80}\b(?:id|rid|mtype|pos)\s*=)[^<>]{0,200}>"
            r"|</(?:bpt|ept|g|pc|ph|mrk|note|seg|target|seg-source|trans-unit|alt-trans|tuv)>|</?[gxm]\d{1,4}\s?/?>"
        ),
    ),
    (
        "a piece of an engine's own alphabet",
        re.compile(r"▁|Ġ(?=\w)|⁇|\w@@ \w[^@]*\w@@ \w|<\|\w{2,20}\|>|\[(?:UNK|PAD|EOS|BOS)\]|</?s>"),
    ),
    (
        "a mask of an engine that was never put back",
        re.compile(r"@@[A-Z]{1,6}_?\d+@@|(?<!\w)__[A-Z]{1,12}_?\d+__(?!\w)|(?<!\w)XX\d+XX(?!\w)|§§?\d+§§?|⟨\d+⟩"),
    ),
    ("a conflict marker of git", re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |$)", re.MULTILINE)),
)
_DOUBTFUL = (
    ("a remark and no text", re.compile(r"\?{3,}|\[[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ !?:]{3,40}[!?:]*\]|\b(?:FIXME|XXX)\b")),
    ("a mark of an engine", re.compile(r"\A\s*(?:\[MT\]|MT:|\(MT\))")),
    ("a mark of a CAT tool", re.compile(r"(?<![\w$#@{])\{\d{1,3}\}(?!\})|</?\d{1,3}/?>")),
    (
        "a placeholder of another system",
        re.compile(
            r"\[\[[^\[\]\n]{1,80}\]\]|(?<!\w)__[A-Za-z][\w ]{0,60}?__(?!\w)|@@[\w.-]{1,60}@@|%%[\w.-]{1,60}%%"
            r"|(?<![\w$])\$[A-Z][A-Z_]{1,40}\$(?![\w$])|(?<![\w%])%[A-Z][A-Z_]{2,40}%(?![\w%])"
        ),
    ),
)
_MARKDOWN = re.compile(r"\*\*[^\s*][^*\n]*\*\*|\[[^\[\]\n]+\]\((?:https?:|mailto:|[/#.]|[\w-]+\.\w)[^()\s]*\)")
_SUSPICIOUS = re.compile(
    r"[&\\\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffd｛｝％]"
    r"|\?\?|%[ \u00a0]?\S|[{}%][ \u00a0\u3000]+[{}%]|\$[ \u00a0]\{"
)
"""What no certain finding but those of `_CERTAIN` is without."""

_SIGNS_OF_MARKS = re.compile(r"[<>\[{!#|⟦⟧▁Ġ⁇@§⟨]|__|XX")
"""What no mark of `_CERTAIN` in small letters is without."""

_SIGNS_OF_ANY_MARK = re.compile(rf"{_SIGNS_OF_MARKS.pattern}|[?({{$%]|TRANSLAT|FIXME|MT:")
"""The same of those of `_DOUBTFUL`, too."""

_WHOLE_WORDS = frozenset(("en", "es", "pt", "fr", "it", "ca", "gl", "ro"))
"""Languages in which no ending or second part of a word hangs on a marked one: others write `**Ayarlar**'da`."""
_SIGNS_ONLY = re.compile(r"[®™©℠*†‡§°¹²³→←↑↓↗▶►✓✔✗✘•…]+")


class Left(Enum):
    """What was left."""

    REFERENCE = "a character reference, an escape or a tag as letters"
    MARK = "a mark of a tool or an engine"
    MARKDOWN = "signs of Markdown"
    PROGRAM = "what a program says in place of a translation"
    PLACEHOLDER = "a placeholder of another system, or a broken one"
    LETTERS = "what a lost encoding made of letters"
    HIDDEN = "signs that nobody sees"
    DIRECTION = "signs of direction"
    CODE = "a code that slipped off its words"
    SOURCE = "words of the source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """One of them: what it is, in words for whoever has to mend it.

    is_certain: whether no reader could take it as meant.
    """

    what: str
    is_certain: bool
    kind: Left = Left.SOURCE


def may_be_left(text: str) -> bool:
    """Whether a target's text, as a catalog holds it, may have a certain one; quick, for pages that have none."""
    if _SUSPICIOUS.search(text) or may_be_program_words(text):
        return True
    if not text.isascii() and any(is_certain for _, is_certain in mistaken_encodings("", text)):
        return True
    has_signs = "TRANSLAT" in text or _SIGNS_OF_MARKS.search(text)
    return bool(has_signs) and any(pattern.search(text) for pattern in (_TAG, *(one for _, one in _CERTAIN)))


def leftovers(source: Inline, target: Inline, locale: str = "") -> tuple[Leftover, ...]:
    """What stands in `target` that its source does not have and no language asks for.

    locale: of the target, empty where it is not known.
    """
    if target.native == source.native:
        return ()
    here, there = seen(source), seen(target)
    return (
        *_of(Left.REFERENCE, _references(here, there, target.native)),
        *_of(Left.REFERENCE, _escapes(here, there)),
        *_of(Left.REFERENCE, _tags(here, there)),
        *_of(Left.MARK, _marks(here, there)),
        *(_of(Left.MARKDOWN, _markdown(here, there)) if target.syntax is Syntax.PLAIN else ()),
        *_said(Left.PROGRAM, program_words(here, there, locale)),
        *_said(Left.PLACEHOLDER, broken_marks(source, target)),
        *_said(Left.PLACEHOLDER, added_marks(source, target)),
        *_said(Left.LETTERS, lost_letters(here, there)),
        *_said(Left.HIDDEN, hidden_signs(here, there, locale)),
        *_said(Left.DIRECTION, directions(here, there, locale)),
        *_of(Left.CODE, _codes_off_their_words(source, target, locale)),
    )


def _of(kind: Left, found: Iterable[Leftover]) -> Iterator[Leftover]:
    return (replace(one, kind=kind) for one in found)


def _said(kind: Left, found: Iterable[tuple[str, bool]]) -> Iterator[Leftover]:
    return (Leftover(what=what, is_certain=is_certain, kind=kind) for what, is_certain in found)


def _references(here: str, there: str, native: str) -> Iterator[Leftover]:
    if "&" not in there:
        return
    known = {*_REFERENCE.findall(here), *_WITHOUT_END.findall(here)}
    there = _ESCAPED_TAG.sub("", there)
    for found in (*_REFERENCE.finditer(there), *_WITHOUT_END.finditer(there)):
        name = found[0].replace("amp;", "").lstrip("& ").rstrip("; ")
        is_named = found[0].startswith("&#") or f"{name};" in html5 or " " in found[0] or "amp;" in found[0]
        if found[0] not in known and is_named:
            yield Leftover(what=_broken_reference(found[0], name, native), is_certain=True)


def _broken_reference(text: str, name: str, native: str) -> str:
    sign = html5.get(f"{name};", "")
    shown = unicodedata.name(sign, "").lower() if sign and (sign.isspace() or not sign.isprintable()) else sign
    do = f"Type the sign itself ({shown})" if shown else "Type the sign itself"
    if not _WHOLE_REFERENCE.fullmatch(text):
        return f"customers would read “{text}” as it stands: a broken character reference. {do}"
    escaped = f"&amp;{text[1:]}"
    typed = escaped if escaped in native else text
    return f"“{typed}” is an escaped entity: customers would read “{text}” as letters. {do}"


def _escapes(here: str, there: str) -> Iterator[Leftover]:
    # Where the source shows a backslash, a path or a pattern may rightly go on in its own way.
    if "\\" in there and "\\" not in here:
        for text in dict.fromkeys(_ESCAPE.findall(there)):
            yield Leftover(what=f"“{text}” stands in the text as letters. Write what it stands for", is_certain=True)


def escaped_tags(source: Inline, target: Inline) -> tuple[Leftover, ...]:
    """The tags that customers would read in `target` because they were escaped."""
    return tuple(_tags(seen(source), seen(target)))


def _tags(here: str, there: str) -> Iterator[Leftover]:
    """Tags that customers would read: an engine or a tool escaped them."""
    if not ("<" in there or "&lt;" in there) or re.search(r"</?[A-Za-z]", here):
        return
    tags = [found[0] for found in (*_TAG.finditer(there), *_ESCAPED_TAG.finditer(there))]
    # One end of a pair stands for both.
    for text in {re.sub(r"\W|lt(?=\W)", "", tag.split()[0]): tag for tag in reversed(tags)}.values():
        what = f"customers would read the tag “{text}” as letters: it was escaped. Use the marks of the source"
        yield Leftover(what=what, is_certain=True)


def _marks(here: str, there: str) -> Iterator[Leftover]:
    if not _SIGNS_OF_ANY_MARK.search(there):
        return
    for table, is_certain in ((_CERTAIN, True), (_DOUBTFUL, False)):
        for what, pattern in table:
            for text in dict.fromkeys(pattern.findall(there)):
                if text.casefold() not in here.casefold():
                    yield Leftover(what=f"“{text.strip()}” is {what}, and not in the source", is_certain=is_certain)


def _markdown(here: str, there: str) -> Iterator[Leftover]:
    """Marks of Markdown where nobody reads them: in a title, or a field of a form."""
    for text in dict.fromkeys(_MARKDOWN.findall(there)):
        if text not in here and not _MARKDOWN.search(here):
            yield Leftover(
                what=f"customers would read the signs of “{text}”: no Markdown is read here", is_certain=False
            )


def _codes_off_their_words(source: Inline, target: Inline, locale: str) -> Iterator[Leftover]:
    """Pairs that cut a word that was whole, and pairs around a sign alone that now hold words."""
    sources, targets = groups(source.parts), groups(target.parts)
    partners = match(targets, sources)
    for number, group in enumerate(targets):
        head = group.head
        if (
            head.role is not CodeRole.OPEN
            or head.type is CodeType.LIQUID
            or not group.is_whole
            or number not in partners
        ):
            continue
        own = sources[partners[number]]
        if not own.is_whole:
            continue
        inside, before = _inside(target, group.places), _inside(source, own.places)
        if _SIGNS_ONLY.fullmatch(before) and any(sign.isalpha() for sign in inside):
            change = f"`{head.original}` stood around “{before}” alone, and now holds “{inside}”"
            yield Leftover(what=change, is_certain=False)
        cut = _cuts(target, group.places)
        if cut and language_of(locale) in _WHOLE_WORDS and not _cuts(source, own.places):
            yield Leftover(what=f"`{head.original}` begins or ends inside the word “{cut}”", is_certain=False)


def _inside(content: Inline, places: tuple[int, ...]) -> str:
    between = content.parts[places[0] + 1 : places[-1]]
    return "".join(part if isinstance(part, str) else part.text for part in between).strip()


def _cuts(content: Inline, places: tuple[int, ...]) -> str:
    """The word that an end of a pair stands in, empty where both stand between words."""
    for place in (places[0], places[-1]):
        before = _text(content, place - 1)
        after = _text(content, place + 1)
        if before[-1:].isalpha() and after[:1].isalpha():
            start = re.search(r"[^\W\d_]*\Z", before)
            end = re.match(r"[^\W\d_]*", after)
            return f"{start[0] if start else ''}{end[0] if end else ''}"
    return ""


def _text(content: Inline, place: int) -> str:
    part = content.parts[place] if 0 <= place < len(content.parts) else ""
    return part if isinstance(part, str) else part.text


def seen(content: Inline) -> str:
    """What a reader sees, with one sign for each code, so that texts around it stay apart.

    Brackets without an address may be no link at all, and are shown.
    """
    shown = ""
    for part in content.parts:
        if isinstance(part, str) or part.is_text:
            shown += part if isinstance(part, str) else part.text
        else:
            shown += part.original if part.original in ("[", "]") else _CODE
    return shown
