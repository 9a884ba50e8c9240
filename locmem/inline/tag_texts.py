"""Texts inside Liquid tags and shortcodes that readers see: a default for a name nobody knows, the words of a note.

`{{ user.name | default: "there" }}`, `{% include note.html content="Mind the step." %}`, `{{< img alt="A lamp" >}}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.inline.liquid_spans import find_spans
from locmem.inline.pieces import is_address
from locmem.model.inline import Code, CodeType, Inline
from locmem.model.segment import Place
from locmem.model.settings import KNOWN_TEXTS_IN_TAGS

_STRING = re.compile(r"""(?<![\w.])(?:"[^"]*+"|'[^']*+')(?=[\s,|)}>%/~-])""")
_NAMES = "|".join(name for name in KNOWN_TEXTS_IN_TAGS if name != "default")
_NAMED = re.compile(rf"(?:[\s,(]({_NAMES})\s{{0,9}}[=:]|\|\s{{0,9}}(default|fallback)\s{{0,9}}:)\s{{0,9}}\Z")
STRING_QUOTES = "\"'"
"""The quotes that a string of a program can stand in, as in `title={"Words"}`."""
_LONGEST_NAME = 50
_HEAD = re.compile(r"\{\{[<%]?|\{%[-+~]?\s*(?P<name>\w+)")
# They compare or bind what stands in them, or are read by no customer.
_SILENT = frozenset((
    "assign", "capture", "case", "comment", "cycle", "doc", "elseif", "elsif", "for", "if", "ifchanged", "liquid",
    "paginate", "raw", "schema", "tablerow", "unless", "when",
))  # fmt: skip
_PRINTS = re.compile(r"\{\{(?![<%])|\{%[-+~]?\s*echo\b")
_SIGNS = frozenset("\\/_=#@<>[]{}$*+|~^`")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CLOSING = re.compile(r"[.,;:!?…)]+\Z")
_SHORTCODES = ("{{<", "{{%")
_ENDS_TAG = re.compile(r"\{[{%#]|[}%#]\}")
_BLOCKS = re.compile(
    r"[\n\r][ \t>]*(?:\r?\n|[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|[>|]|`{3}|~{3}|:{3}|!{3})|(?:[ \t]{2}|\\)\r?\n"
)
HINT = re.compile(rf"\{{[{{%][^{{]*?(?:{_NAMES}|default)\s*[=:]\s*[\"']")


def strings_in(tag: str) -> Iterator[tuple[str, int, int]]:
    """The strings in one tag that bear one of the names, each name once: name, start and end without quotes.

    `default` is the argument of that filter where it is printed; a tag that compares or binds has none.
    """
    if is_silent(tag):
        return
    seen: set[str] = set()
    # Of a pair around code the opening tag speaks to readers, and nothing behind it.
    end = find_spans(tag)[0].end if tag.count("{%") + tag.count("{{") > 1 else len(tag)
    for found in _STRING.finditer(tag, 0, end):
        named = _NAMED.search(tag, max(0, found.start() - _LONGEST_NAME), found.start())
        if not named:
            continue
        name = named[1] or named[2]
        is_printed = name != "default" or _PRINTS.match(tag)
        if is_printed and name not in seen:
            seen.add(name)
            yield name, found.start() + 1, found.end() - 1


def is_silent(tag: str) -> bool:
    """Whether a tag shows none of its strings where it stands, because it compares or binds them."""
    head = _HEAD.match(tag)
    if not head or tag.startswith(("{{!", "{{/")) or head["name"] in _SILENT:
        return True
    return tag.startswith("{%") and not head["name"]


def texts_in(tag: str) -> Iterator[tuple[str, int, int]]:
    """As `strings_in`, those that readers read."""
    for name, start, end in strings_in(tag):
        if is_text(tag[start:end], name):
            yield name, start, end


def quotes_in(tag: str, outer: str = "") -> str:
    """The quotes that a string of one tag can stand in, where the attribute around the tag ends with `outer`.

    The shortcodes of Hugo know no strings in single quotes.
    """
    quotes = '"' if tag.startswith(_SHORTCODES) else "\"'"
    return quotes.replace(outer, "") or quotes


def has_blocks(value: str) -> bool:
    """Whether the lines of a text make blocks, as a list and paragraphs do, and are no mere wrapping of words."""
    return bool(_BLOCKS.search(value))


def ends_tag(written: str) -> str:
    """What would end the tag around a text, or begin another one in it; empty for nothing."""
    found = _ENDS_TAG.search(written)
    return found[0] if found else ""


def written_in_tag(content: Inline, source: Inline, place: Place) -> str:
    """The characters of a text of a tag, without its quotes.

    Liquid and Hugo decode no entities.  Quotes stand as they are, and in a shortcode, which escapes what it shows,
    every character that the source does not spell with an entity; only an attribute around the tag decodes them.
    """
    own = {part.original for part in source.parts if isinstance(part, Code)}
    is_raw = place.tag_quotes == '"' and not place.outer_quote
    return "".join(
        part
        if isinstance(part, str)
        else part.text
        if part.type is CodeType.ENTITY and part.original not in own and (is_raw or part.text in "\"'")
        else part.original
        for part in content.parts
    )


def unfit_for_tag(content: Inline, source: Inline, place: Place) -> str:
    """Why a translation cannot stand in the quotes of its tag, in words and with what to do; empty where it can."""
    written = written_in_tag(content, source, place)
    if brace := ends_tag(written):
        return f"`{brace}` would begin or end a tag inside of a tag: take it out"
    if place.has_programs and "\\" in written:
        return "a backslash in a string of a program would be read together with the sign behind it: take it out"
    if written.endswith("\\"):
        return "the backslash at its end would escape the quote behind it: take it out, or write another sign after it"
    if place.outer_quote or not all(quote in written for quote in place.tag_quotes):
        return ""
    if place.tag_quotes == '"':
        return "a text in this tag cannot hold `\"`: write “…” or '…' in its place"
    return "a text in a tag cannot hold both `\"` and `'`: write “…” or ’ in place of one of the two"


def is_text(value: str, name: str) -> bool:
    """Whether the value of a parameter is words for readers, and nothing a program reads.

    It holds letters and no Liquid.  Of several words, one is a word and no address.  One word alone has none of the
    signs of paths and names (`/ _ = # @`), no capital inside, no digit, point or hyphen between small letters of
    English; as `content` it is the name of a variable where it is all small letters of English (`content="page"`).
    """
    if not any(map(str.isalpha, value)) or "{{" in value or "{%" in value:
        return False
    words = value.split()
    if len(words) > 1:
        return any(_WORD.search(word) and not _SIGNS & set(word) for word in words if not is_address(word))
    word = _CLOSING.sub("", words[0])
    if _SIGNS & set(word) or is_address(word):
        return False
    if not word.isascii():
        return True
    if not _WORD.fullmatch(word):
        return "-" in word and word[0].isupper() and _is_joined_by_hyphens(word)
    if word != words[0] and words[0][-1] in ".!?":
        return True
    is_one_case = word[1:] == word[1:].lower() or word == word.upper()
    return is_one_case and not (name == "content" and word == word.lower())


def _is_joined_by_hyphens(word: str) -> bool:
    return all(_WORD.fullmatch(part) for part in word.split("-"))
