"""Lines of a paragraph that stay lines of their own, because they begin with something that is no word.

Site generators read such lines by themselves: attributes of kramdown, abbreviations, included files, marks of tabs and
notes.  Joined with the words before or behind them they would be printed to readers.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from locmem.inline.attributes import spoken_in
from locmem.inline.notations import (
    ABBREVIATIONS,
    ATTRIBUTE_LIST,
    ATTRIBUTE_LISTS,
    DIRECTIVE,
    DIRECTIVES,
    MATH,
    MDX,
    TABS,
)

_ABBREVIATION = re.compile(r"\*\[[^\[\]]+\]:[ \t]*")
_ONLY_LISTS = re.compile(rf"(?:{ATTRIBUTE_LIST.pattern}[ \t]*)+\Z", re.VERBOSE)
_ONLY_DIRECTIVE = re.compile(
    rf"{DIRECTIVE.pattern}(?:\([^()\n]*\))?(?:\{{[^{{}}\n]*\}})?[ \t]*\Z",
)
_ALERT = re.compile(r"\[![A-Za-z][\w-]*\][-+]?(?=[ \t]|\Z)")
_CONTENTS = re.compile(
    r"""\{:(?:[ \t]*(?:[\#.][\w:.-]+|[\w-]+=(?:"[^"{}\n]*"|'[^'{}\n]*'|[^\s{}"'=]+)|(?!toc[\s}])[\w-]+))*
    [ \t]*toc(?=[\s}])[^{}\n]*\}[ \t]*\Z""",
    re.VERBOSE,
)
_SLASHES = re.compile(r"/{3,}[ \t]*(?:[\w-]+[ \t]*(?:\|[ \t]*)?)?")
_OPAQUE = re.compile(
    r"""(?:\[\[?_?toc_?\]\]? | @\[[\w-]*\]\([^()]*\) | <<<[ \t]*\S.* | <<[ \t]*[\[(].* | ;*-+8<-+.* | \{![^{}]*!\}
    | \([\w-]+\)= | %%.*%% | \^[\w-]+ | \{[^{}\s]+\} | (?:\\[A-Za-z]+\*?(?:[\[{][^\[\]{}]*[\]}])*[ \t]*)+ )[ \t]*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_ATTRIBUTE_LINE = re.compile(r"""[A-Za-z][\w-]*=(?:"[^"]*"|'[^']*')[ \t]*\Z""")
_OPTION = re.compile(r"(?:attrs|classes|new|open|select|title|type):[ \t]+\S")
_STARTS = {ATTRIBUTE_LISTS: ("{:", "{.", "{#"), MATH: ("$$", "\\"), MDX: ("{/*",), TABS: ("===",)}
"""How lines of a family begin, which are words where it is left out."""
_COMMAND = re.compile(r"\\[A-Za-z]+\*?[ \t]*")
_SIGNS = re.compile(r"[{}|=^@#%/;:$~+]+")
_BESIDE_WORDS = frozenset((*"#%/~$+:;@{=", "~/"))
_PUNCTUATION = frozenset(":;/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A text in such a line: where it stands, and the name and the quote of the attribute it is the value of."""

    start: int
    end: int
    name: str = ""
    quote: str = ""


def standing_line(
    line: str, families: Collection[str], *, opens_quote: bool = False, before: str = ""
) -> tuple[Stretch, ...] | None:
    """The texts of a line that stays a line of its own; None for one that begins with words.

    families: the `notations` that are read.
    opens_quote: whether it is the first line of a quote.
    before: the line before it, empty where it is the first.
    """
    if line[:1].isalnum():
        return _after_words(line, before) if DIRECTIVES in families else None
    if ATTRIBUTE_LISTS in families and line.startswith("{") and ATTRIBUTE_LIST.match(line):
        return _spoken(line) if _ONLY_LISTS.match(line) else (Stretch(start=0, end=len(line)),)
    if ABBREVIATIONS in families and (abbreviation := _ABBREVIATION.match(line)):
        return (Stretch(start=abbreviation.end(), end=len(line)),)
    if any(line.startswith(starts) for family, starts in _STARTS.items() if family not in families):
        return None
    if DIRECTIVES in families and (found := _directive(line, opens_quote=opens_quote)) is not None:
        return found
    return _signs(line)


def is_contents_mark(line: str) -> bool:
    """Whether a line is kramdown's `{:toc}`: the list above it becomes a table of contents, and its words are gone."""
    return _CONTENTS.match(line) is not None


def _directive(line: str, *, opens_quote: bool) -> tuple[Stretch, ...] | None:
    if _ONLY_DIRECTIVE.match(line) or (opens_quote and _ALERT.match(line)):
        return (Stretch(start=0, end=len(line)),)
    if _OPAQUE.match(line):
        return ()
    if slashes := _SLASHES.match(line):
        return (Stretch(start=slashes.end(), end=len(line)),)
    return None


def _after_words(line: str, before: str) -> tuple[Stretch, ...] | None:
    """The texts of an option of the directive in the line before: `title="words"`, `type: tip`; None for words."""
    if _ATTRIBUTE_LINE.match(line) and (before.startswith("[!") or _ATTRIBUTE_LINE.match(before)):
        return _spoken(line)
    is_option = _OPTION.match(line) and (_SLASHES.match(before) or _OPTION.match(before))
    return () if is_option else None


def _spoken(line: str) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(start=start, end=end, name=name, quote=quote)
        for name, start, end, quote in spoken_in(line)
        if any(map(str.isalnum, line[start:end]))
    )


def _signs(line: str) -> tuple[Stretch, ...] | None:
    """What follows signs that are no markup, no punctuation and no part of a word at the start of a line."""
    if command := _COMMAND.match(line):
        return (Stretch(start=command.end(), end=len(line)),)
    found = _SIGNS.match(line)
    if not found or line.startswith(("~~", "\\")):
        return None
    signs, rest = found[0], line[found.end() :]
    is_beside = bool(rest) and not rest[0].isspace()
    if is_beside and (signs in _BESIDE_WORDS or (len(signs) > 1 and signs in rest)):
        # `$5`, `#12`, `@name`, `{name}`, `+34`, `=a`, `![a](b)`, `==marked==`
        return None
    if not is_beside and signs in _PUNCTUATION:
        return None
    start = found.end() + len(rest) - len(rest.lstrip())
    bare = line.rstrip()
    end = len(bare) - len(signs) if bare.endswith(signs) and len(bare) > start else len(line)
    return (Stretch(start=min(start, end), end=end),)
