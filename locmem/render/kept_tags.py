"""The help desk's tags on their way through Markdown and HTML, where no parser may cut, decode or re-quote them.

`{{ x | default: "say &quot;hi&quot;" }}` in a table cell is one tag: its pipe ends no cell, and Liquid, which reads it
before any browser does, decodes no entity.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from locmem.inline.liquid import scan
from locmem.inline.tag import Form

_FIRST, _LAST = "\ue010", "\ue011"
_MARK = re.compile("\ue010([0-9]{1,6})\ue011|%EE%80%90([0-9]{1,6})%EE%80%91")
"""A tag's number between two letters of private use; the other form is how it comes out of an address."""

_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
"""What a browser may read as the beginning of markup."""

_OURS = re.compile(r"[\ue010\ue011]")
_EMPTY_LINE = re.compile(r"\n[ \t>]*(?:\r?\n|\Z)")
_STRING = re.compile(r"""\"[^\"]*\"|'[^']*'""")
_CODE = re.compile(r"(<code\b[^<>]*>)([^<]*)(?=</code>)")
_VALUE = re.compile(r'="([^"<>]*(?:\ue010[0-9]{1,6}\ue011|%EE%80%90[0-9]{1,6}%EE%80%91)[^"<>]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTags:
    """A text with a mark in the place of each tag, and the tags."""

    text: str
    tags: tuple[str, ...]

    def in_html(self, written: str) -> str:
        """HTML that was made of the text, its marks as the tags; a value in double quotes gets others where it must."""
        if not self.tags:
            return written
        coded = _CODE.sub(lambda found: f"{found[1]}{self._put(found[2], _as_code)}", written)
        return self.as_written(_VALUE.sub(lambda found: f"={self.quoted(found[1])}", coded))

    def as_written(self, written: str) -> str:
        """What was written of the text, its marks as the tags, in which nothing runs."""
        return self._put(written, str)

    def quoted(self, value: str) -> str:
        """An escaped value of an attribute with its quotes, such that quotes in its tags stand as they are.

        Where the tags have quotes of both kinds, the double ones are escaped.
        """
        tags = "".join(self._tags_in(value))
        if '"' in tags and "'" not in tags:
            single = value.replace("'", "&#39;")
            return f"'{self.as_written(single)}'"
        return f'"{self._put(value, _in_double_quotes)}"'

    def constants(self, value: str) -> tuple[str, ...]:
        """What is known of a value before its tags are run: itself without them, and the strings in them."""
        inside = (string[1:-1] for tag in self._tags_in(value) for string in _STRING.findall(tag))
        return (self._put(value, lambda _: ""), *inside)

    def _tags_in(self, value: str) -> list[str]:
        numbers = (int(found[1] or found[2]) for found in _MARK.finditer(value))
        return [self.tags[number] for number in numbers if number < len(self.tags)]

    def _put(self, written: str, spell: Callable[[str], str]) -> str:
        def tag(found: re.Match[str]) -> str:
            number = int(found[1] or found[2])
            return spell(self.tags[number]) if number < len(self.tags) else found[0]

        return _MARK.sub(tag, written) if self.tags else written


def kept_tags(text: str, is_harmless: Callable[[str], bool]) -> KeptTags:
    """The text with its tags kept, but for what may be none: with markup or an empty line outside of strings.

    is_harmless: whether a tag with markup in its strings can stand on a page; where not, that markup is escaped.
    """
    parts: list[str] = []
    tags: list[str] = []
    last = 0
    for tag in scan(text).tags if "{" in text else ():
        bare = _STRING.sub("", tag.text)
        if tag.form not in (Form.OUTPUT, Form.TAG) or _MARKUP.search(bare) or _EMPTY_LINE.search(bare):
            continue
        if _OURS.search(tag.text):
            continue
        parts += (text[last : tag.start], f"{_FIRST}{len(tags)}{_LAST}")
        is_kept = not _MARKUP.search(tag.text) or is_harmless(tag.text)
        tags.append(tag.text if is_kept else _MARKUP.sub("&lt;", tag.text))
        last = tag.end
    return KeptTags(text="".join((*parts, text[last:])), tags=tuple(tags))


def _as_code(tag: str) -> str:
    return html.escape(tag, quote=False)


def _in_double_quotes(tag: str) -> str:
    return tag.replace('"', "&quot;")
