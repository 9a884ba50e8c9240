"""The words a reader sees, found without the code that finds units: a witness for it.

Markdown is rendered by markdown-it-py and read by the standard library's HTML parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from locmem.content.html_reader import HtmlReader
from locmem.inline.code_families import CODE_TAGS, CODE_TAGS_OF_LIQUID
from locmem.inline.expressions import without_expressions
from locmem.inline.liquid import scan

_WORD = re.compile(r"[^\W\d_](?:[\w'’]*\w)?")
_HIDDEN = frozenset(
    [
        "script",
        "style",
        "svg",
        "math",
        "pre",
        "template",
        "canvas",
        "object",
        "audio",
        "video",
        "iframe",
        "code",
        "kbd",
        "samp",
    ]
)
_SPOKEN = ("alt", "title", "placeholder", "aria-label")
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "font", "i", "ins", "mark", "q", "ruby",
    "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
})  # fmt: skip
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_OFF = re.compile(r"<!--\s*locmem:off\s*-->.*?(?:<!--\s*locmem:on\s*-->|\Z)", re.DOTALL)
_TAG_LINE = re.compile(r"^[ \t>]*\ue000+[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_TASK = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[ xX]\](?=[ \t])", re.MULTILINE)
_ALERT = re.compile(r"^([ \t>]*)\[![A-Za-z][\w-]*\][-+]?", re.MULTILINE)
_DIRECTIVE = re.compile(
    r"^([ \t>]*):{3,}[ \t]*(?:\{?[\w.:/-]+\}?)?[ \t]*(?:\[([^\[\]\n]*)\])?([^\n{]*)(?:\{[^}\n]*\})?", re.MULTILINE
)
_SPOKEN_PAIR = (
    r"""(?:\b(?:alt-text|alt|title|caption|tooltip|data-toc-label|label|abstract)=(?:"([^"\n]*)"|'([^'\n]*)'))"""
)
_ATTRIBUTES = re.compile(
    r"""(?:(?<=\n)|(?<=[ \t>)\]`*_\w"-]))
    \{:?[ \t]*(?:[#.][\w.:-]+|[\w:@-]+=(?:"[^"{}\n]*"|'[^'{}\n]*'|[^\s{}"'=]+)|[ \t])+\}
    |\{:[^{}\n]+\}|:{2,3}[ \t]*[\w-]+(?=[ \t\[{])(?:\[[^\[\]\n]*\])?(?:[ \t]+[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"':]+)
    |\{[^{}\n]*=[^{}\n]*\})+(?:[ \t]*:::)?|^>?[ \t]*(?:title|abstract|id)="[^"\n]*"[ \t]*$""",
    re.VERBOSE | re.MULTILINE,
)
_REGION = re.compile(
    r"^[ \t>]*\\begin\{(?P<name>[^{}\n]+)\}|^[ \t>]*(?P<bracket>\\\[)[ \t]*$|(?P<comment>\{/\*)"
    r"|^(?:import|export)[ ][^\n]*[({=][^\n]*$",
    re.MULTILINE,
)
_NO_WORDS = re.compile(
    r"""^[ \t>]*;*-+8<-+[ \t]*\r?\n(?:(?![ \t>]*;*-+8<-+[ \t]*\r?$)[^\n]*\n)*[ \t>]*;*-+8<-+[ \t]*\r?$
    |^[ \t>]*\$\$[^$]*\$\$|^(?:import|export)[ ][^\n'"]*['"][^\n'"]*['"];?[ \t]*$
    |^[ \t>]*(?:\[\[?_?toc_?\]\]?|@\[[^\n]*|<<<[^\n]*|-+8<-+[^\n]*|\([\w-]+\)=|%%[^\n]*%%|\^[\w-]+)[ \t]*$
    |\[!(?:dnl|include|video|div|image|xref|code[\w-]*)\b(?:[^\[\]\n]|\[[^\[\]\n]*\])*\](?:\([^()\n]*\))?
    |\$\$[^$\n]+\$\$|\$(?=[^\s$])(?=[^$\n]*[\\^_])[^$\n]*[^\s$]\$(?!\d)""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_CODE = re.compile(
    r"^[ \t>]*\{%-?\s*(?P<raw>raw)\s*-?%\}\s*(?=\{%)"
    r"|\{(?:%-?|(?P<hugo>\{[<%]))\s*(?P<name>[\w-]+)(?=[\s%>-])[^{}]*\}",
    re.MULTILINE,
)
_SAMPLE_END = re.compile(r"[}>]\s*\{%-?\s*endraw\s*-?%\}[ \t]*\r?$|\n[ \t>]*\r?\n|\{%-?\s*endraw", re.MULTILINE)
_ICON = re.compile(r"(?<![\w:/]):(?:[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+:(?![\w:])|[a-z][\w+-]*:(?=\{))")
_WORDS_INSIDE = re.compile(r"\[![A-Za-z][\w-]*[ \t]+([^\[\]\n]+)\]")
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\.[\w.]+)?(?:[ \t][^<>\n]*)?(?:\n(?![ \t]*>[ \t]*\S)[^<>\n]*)*>")
_PROGRAM = re.compile("\ue002[\ue002\\s]*\ue002")
_FENCE_LINE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_CONTAINER_LINE = re.compile(
    r"""(?P<prefix>[ \t>]*)(?:<(?P<closing>/?)(?:[A-Z][a-z][\w-]*(?:\s[^<>]*?)?)?(?P<void>/?)>
    |:{3,}[ \t]*(?:row|column)(?P<end>-end)?(?![\w-])[^\n]*)[ \t]*\Z""",
    re.VERBOSE,
)
_OF_CODE = re.compile(
    rf"^[ \t>]*<(?=[A-Z])((?i:{'|'.join(CODE_TAGS)}|codesnippet|blockmath))(?=[\s>])[^<>]*>.*?</\1>",
    re.DOTALL | re.MULTILINE,
)
_CONTENTS = re.compile(
    r"""^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+[^\n]*\n[ \t>]*\{:[^{}\n]*(?<![\w.\#="'-])toc(?=[\s}])[^{}\n]*\}[ \t]*$""",
    re.MULTILINE,
)
_TITLED_LINE = re.compile(
    r"^([ \t>]*)(?:===[!+]?[ \t]+\"([^\n]*)\"|/{3,}(?:[ \t]*[\w-]+)?(?:[ \t]*\|([^\n]*))?)[ \t]*$", re.MULTILINE
)
_OPTION = re.compile(r"^[ \t]+type:[ \t][^\n]*$", re.MULTILINE)
_ABBREVIATION = re.compile(r"^([ \t>]*)\*\[[^\[\]\n]+\]:", re.MULTILINE)
_UNTITLED = re.compile(r"^([ \t>]*(?:!!!|\?\?\?\+?)[ \t]*[a-z][\w-]*)[ \t]*$", re.MULTILINE)
_HEADING_ID = re.compile(r"^([ \t>]*#{1,6}[^\n]*?)[ \t]*\{:?[ \t]*[#.][^{}\n]*\}[ \t]*$", re.MULTILINE)


def words(text: str) -> tuple[str, ...]:
    """The words of a text: runs of letters and digits that begin with a letter."""
    return tuple(_WORD.findall(text))


def words_of_markdown(text: str, *, is_mdx: bool = False) -> tuple[str, ...]:
    """The words of a Markdown body as a reader sees them, in order; Liquid tags are nothing.

    is_mdx: whether all braces are programs.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    parser.use(deflist_plugin).use(footnote_plugin).use(admon_plugin)
    return words_of_html(parser.render(as_commonmark(text, is_mdx=is_mdx)))


def as_commonmark(text: str, *, is_mdx: bool = False) -> str:
    """A Markdown body without Liquid, and with the words alone of notations that CommonMark does not know."""
    body = _TAG_LINE.sub("", _without_liquid(text, shown="\ue001")).replace("\r\n", "\n")
    body = _PROGRAM.sub("\ue002", without_expressions(body, "\ue002", is_mdx=is_mdx))
    body = _without_containers(_without_regions(_TAG.sub(_on_one_line, body)))
    for pattern, instead in (
        (_OFF, ""),
        (_OF_CODE, " "),
        (_CONTENTS, "\n\n"),
        (_NO_WORDS, " "),
        (_WORDS_INSIDE, r" \1 "),
        (_ICON, " "),
        (_OPTION, ""),
        (_ATTRIBUTES, _spoken),
        (_TITLED_LINE, r"\1\n\1\2\3\n\1"),
        (_ABBREVIATION, r"\1\n\1"),
        (_HEADING_ID, r"\1"),
        (_ALERT, r"\1"),
        (_UNTITLED, r'\1 ""'),
        (_TASK, r"\1"),
        (_DIRECTIVE, r"\1\n\1\2\3\n\1"),
    ):
        body = pattern.sub(instead, body)
    return body


def _without_code(text: str) -> str:
    """`text` with each pair of tags around code, and the samples of raw blocks, as U+E000."""
    parts: list[str] = []
    last = 0
    unending: set[str] = set()
    for found in _CODE.finditer(text):
        name = (found["name"] or "raw").lower()
        is_code = bool(found["raw"]) or name in CODE_TAGS or (not found["hugo"] and name in CODE_TAGS_OF_LIQUID)
        closing = rf"\{{\{{[<%]\s*/\s*{name}\b" if found["hugo"] else rf"\{{%-?\s*end{name}\b"
        if not is_code or found.start() < last or closing in unending:
            continue
        if found["raw"]:
            end = _SAMPLE_END.search(text, found.end())
            if not end or not end[0].startswith(("}", ">")):
                continue
        else:
            end = re.compile(rf"{closing}[^{{}}]*\}}\}}?", re.IGNORECASE).search(text, found.end())
        if not end:
            unending.add(closing)
            continue
        parts += (text[last : found.start()], "\ue000")
        last = end.end()
    return "".join((*parts, text[last:]))


def _without_regions(text: str) -> str:
    """`text` without formulas, programs and comments that may run over several lines."""
    parts: list[str] = []
    last = 0
    unending: set[str] = set() if "\\end{" in text else {"\\end{"}
    for found in _REGION.finditer(text):
        closing = "\n\n"
        if found["name"]:
            closing = "\\end{" if "\\end{" in unending else f"\\end{{{found['name']}}}"
        elif found["bracket"] or found["comment"]:
            closing = "\\]" if found["bracket"] else "*/}"
        if found.start() < last or closing in unending:
            continue
        end = text.find(closing, found.end())
        if end < 0 and closing != "\n\n":
            unending.add(closing)
            continue
        parts += (text[last : found.start()], "\n\n" if closing == "\n\n" else " ")
        last = len(text) if end < 0 else end + len(closing)
    return "".join((*parts, text[last:]))


def _on_one_line(found: re.Match[str]) -> str:
    """A tag as CommonMark knows them: no point in its name, and on one line."""
    name, blank, rest = found[0].replace("\n", " ").partition(" ")
    return f"{name.replace('.', '-')}{blank}{rest}"


def _without_containers(text: str) -> str:
    """`text` with empty lines around the lines of components and columns, and what stands between as at the margin."""
    if "<" not in text and ":::" not in text:
        return text
    lines: list[str] = []
    indents: list[str] = []
    is_first = False
    fence = ""
    for line in text.split("\n"):
        marks = _FENCE_LINE.match(line)
        if marks and (not fence or marks[1].startswith(fence)):
            fence = "" if fence else marks[1]
        found = None if fence else _CONTAINER_LINE.match(line)
        if found and (found["closing"] or found["end"]) and indents:
            indents.pop()
        elif indents and line.strip():
            indents[-1] = line[: len(line) - len(line.lstrip())] if is_first else indents[-1]
            is_first = False
            line = line.removeprefix(indents[-1])
        if not found:
            lines.append(line)
            continue
        prefix = found["prefix"].rstrip(" \t")
        lines += (prefix, prefix + (line.lstrip(" >\t") if prefix else line.lstrip()), prefix)
        if not (found["closing"] or found["end"] or found["void"]):
            indents.append("")
            is_first = True
    return "\n".join(lines)


def _spoken(found: re.Match[str]) -> str:
    """The words of a notation with attributes: what they say to readers, and its label."""
    values = [value for pair in re.findall(_SPOKEN_PAIR, found[0]) for value in pair if value]
    label = re.match(r":+[ \t]*[\w-]+\[([^\[\]\n]*)\]", found[0])
    return " ".join((label[1] if label else "", *values))


def words_of_html(text: str) -> tuple[str, ...]:
    """The words of HTML as a reader sees or hears them, in order; Liquid tags are nothing."""
    reader = _Reader()
    reader.read(_without_liquid(_OFF.sub("", text), shown=" "))
    return words("".join(reader.parts))


def _without_liquid(text: str, shown: str) -> str:
    """`text` with Liquid outputs as `shown` and everything else of Liquid as U+E000, which is not a letter."""
    text = _without_code(text)
    parts: list[str] = []
    last = 0
    for tag in scan(text).tags:
        is_output = tag.text.startswith("{{") and not tag.text.startswith(("{{<", "{{%"))
        parts += (text[last : tag.start], shown if is_output else "\ue000")
        last = tag.end
    return "".join((*parts, text[last:]))


class _Reader(HtmlReader):
    """Gathers the text that is shown or read out."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.parts.append(" ")
        is_hidden = bool(self.hidden) or tag in _HIDDEN or dict(attrs).get("translate") == "no"
        if is_hidden:
            if tag not in _VOID and (not self.hidden or tag == self.hidden[0]):
                self.hidden.append(tag)
            return
        spoken: Iterable[str] = (value for name, value in attrs if value and name in _SPOKEN and tag != "link")
        self.parts.extend(f" {value} " for value in spoken)

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag == self.hidden[0]:
                self.hidden.pop()
        elif tag not in _INLINE:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)
