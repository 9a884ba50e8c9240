"""Tags that stand around code: `{% highlight ruby %}…{% endhighlight %}`, `{{< mermaid >}}…{{< /mermaid >}}`.

Site generators hand what stands between them to a program that colours or draws it.  Both tags and all between them
are one code, whether they stand on lines of their own or among words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from locmem.inline.tag import Form, Tag
from locmem.model.inline import CodeRole

CODE_TAGS = (
    "chart",
    "chartjs",
    "code",
    "code-block",
    "code-toggle",
    "code_block",
    "codeblock",
    "console",
    "ditaa",
    "dot",
    "echarts",
    "flowchart",
    "gnuplot",
    "goat",
    "graphviz",
    "highlight",
    "katex",
    "kroki",
    "latex",
    "math",
    "mathjax",
    "mermaid",
    "plantuml",
    "prettify",
    "prism",
    "puml",
    "sourcecode",
    "svgbob",
    "terminal",
    "tex",
    "tikz",
    "uml",
    "vega",
    "vega-lite",
    "vegalite",
    "wavedrom",
)
"""Names of Liquid tags and of shortcodes whose content is code, a formula or a drawing, in small letters.

Jekyll's own, Hugo's own, and those that themes and plug-ins of Jekyll, Hugo, Hexo, Eleventy and GitBook agree upon.
"""

CODE_TAGS_OF_LIQUID = ("doc", "javascript", "schema", "style", "stylesheet")
"""Names that say so of a Liquid tag alone: those of Shopify's themes.  A shortcode `style` holds words."""

_NAME = re.compile(r"\{(?:%[-+~]?|(?P<shortcode>\{[<%]))\s*(?P<name>[\w./-]+)")
_LINE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<bare>[^\r\n]*)(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r"(`{3,})[^`]*\Z|(~{3,})")
_HTML_START = re.compile(r"</?[A-Za-z][\w-]*[\s>/]|<!--")
_LINE_START = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*\Z")
_EMPTY_LINE = re.compile(r"\n[ \t>]*\r?\n|\r[ \t>]*\r(?!\n)")
_ELEMENT = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")


def holds_code(tag: str) -> bool:
    """Whether an opening tag is one of those around code."""
    found = _NAME.match(tag)
    if not found:
        return False
    name = found["name"].lower()
    return name in CODE_TAGS or (not found["shortcode"] and name in CODE_TAGS_OF_LIQUID)


def with_code_as_one(text: str, tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """The `tags` of `text`, each pair around code and all that stands in it as one tag that opens no block.

    Of a pair that may be words about these tags nothing is made one: where it runs over several paragraphs it opens
    and ends a line, it does not begin in a fence and end outside of it, and no code span stands at either end.
    A raw block counts where it holds nothing but a sample of Liquid on lines of its own.
    """
    if not any(_may_open(tag) for tag in tags):
        return tuple(tags)
    closing = {tag.block: number for number, tag in enumerate(tags) if tag.role is CodeRole.CLOSE}
    fences = _Fences(text)
    joined: list[Tag] = []
    unread = 0
    for number, tag in enumerate(tags):
        if number < unread:
            continue
        last = closing.get(tag.block) if tag.block is not None and _may_open(tag) else None
        if last is not None and _is_code(text, tag, tags[last], tags[number + 1 : last]):
            end = fences.end_around(tag.start)
            if end is None or tags[last].end <= end:
                joined.append(_whole(text, tag, tags[last]))
                fences.pass_over(tags[last].end)
                unread = last + 1
                continue
        joined.append(tag)
    return tuple(joined)


class _Fences:
    """Knows of each place, asked for in order, whether it stands in fenced code."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._here = 0
        self._opening = ""
        self._is_html = False
        self._end = 0

    def end_around(self, place: int) -> int | None:
        """Where the fence around `place` ends; None outside of fences."""
        while (line := _LINE.match(self._text, self._here)) and line.end() <= place and self._here < place:
            self._read(line)
        if not self._opening:
            return None
        if self._end <= place:
            closing = re.compile(rf"^[ \t>]*{re.escape(self._opening)}+[ \t]*\r?$", re.MULTILINE)
            found = closing.search(self._text, place)
            self._end = found.start() if found else len(self._text)
        return self._end

    def pass_over(self, place: int) -> None:
        """Go on behind code that was taken whole, whatever stands in it."""
        self._here = place

    def _read(self, line: re.Match[str]) -> None:
        self._here = line.end()
        bare = line["bare"].rstrip()
        if self._opening:
            if bare.startswith(self._opening) and not bare.strip(self._opening[0]):
                self._opening = ""
        elif self._is_html and bare:
            return
        elif fence := _FENCE.match(bare):
            self._opening = fence[1] or fence[2]
        else:
            self._is_html = bool(_HTML_START.match(bare))


def code_in_shortcodes(tags: Sequence[Tag]) -> tuple[tuple[int, int], ...]:
    """Where the content of shortcodes around code begins and ends, which no program reads for Liquid."""
    opening = {
        tag.block: tag.end
        for tag in tags
        if tag.role is CodeRole.OPEN and tag.block is not None and tag.text.startswith("{{") and holds_code(tag.text)
    }
    closing = {tag.block: tag.start for tag in tags if tag.role is CodeRole.CLOSE and tag.block in opening}
    return tuple((opening[block], end) for block, end in closing.items() if block is not None)


def _may_open(tag: Tag) -> bool:
    return tag.role is CodeRole.OPEN and (tag.form is Form.RAW or holds_code(tag.text))


def _is_code(text: str, opening: Tag, closing: Tag, inside: Sequence[Tag]) -> bool:
    content = text[opening.end : closing.start]
    before, after = _beside(text, opening.start, closing.end)
    opens, closes = bool(_LINE_START.match(before)), not after.strip()
    if opening.form is Form.RAW:
        return opens and closes and _is_sample(content, opening.end, inside)
    if opens and closes:
        return True
    return "`" not in content and not _EMPTY_LINE.search(content)


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before `start` and behind `end` on their lines."""
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return text[first:start], re.split(r"[\r\n]", text[end : end + 1000], maxsplit=1)[0]


def _is_sample(content: str, start: int, inside: Sequence[Tag]) -> bool:
    """Whether the content of a raw block, which begins at `start`, is Liquid or HTML that a page shows as a sample.

    It begins and ends with a tag in one paragraph, the first a statement of Liquid, or it has no words outside of tags.
    """
    bare = content.strip()
    if not bare or _EMPTY_LINE.search(bare) or not inside:
        return False
    rest: list[str] = []
    last = 0
    for tag in inside:
        rest.append(content[last : tag.start - start])
        last = tag.end - start
    rest.append(content[last:])
    if not any(map(str.isalnum, _ELEMENT.sub("", "".join(rest)))):
        return "\n" in bare or bare.startswith("{%")
    return bare.startswith("{%") and bare.endswith(("%}", "}}", ">"))


def _whole(text: str, opening: Tag, closing: Tag) -> Tag:
    before, after = _beside(text, opening.start, closing.end)
    return replace(
        opening,
        end=closing.end,
        text=text[opening.start : closing.end],
        form=Form.TAG,
        role=CodeRole.SINGLE,
        block=None,
        paths=(),
        is_alone=not before.strip(" \t>") and not after.strip(),
    )
