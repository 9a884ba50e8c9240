"""Shapes of text that have made parsers slow, each at any length."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Shape = Callable[[int], str]


def again(piece: str, *, before: str = "", after: str = "") -> Shape:
    """`piece` again and again, up to a number of characters."""
    return lambda size: before + piece * max(1, (size - len(before) - len(after)) // len(piece)) + after


def numbered(piece: str, *, before: str = "", after: str = "") -> Shape:
    """`piece` with `@` counted, again and again."""

    def text(size: int) -> str:
        count = max(1, size // (len(piece) + len(str(size // len(piece)))))
        return before + "".join(piece.replace("@", str(number)) for number in range(count)) + after

    return text


def twice(first: str, second: str) -> Shape:
    """Half of the characters from `first`, half from `second`."""
    return lambda size: first * (size // 2 // len(first)) + second * (size // 2 // len(second))


def backticks(size: int) -> str:
    """Runs of backticks, each longer than the one before, none of which closes another."""
    text, length = "", 1
    while len(text) < size:
        text += "`" * length + " a "
        length += 1
    return text


def nested_lists(size: int) -> str:
    """Lists in lists, 40 deep, again and again: deeper ones make each line longer than the text."""
    one = "".join(f"{'  ' * depth}- item\n" for depth in range(40))
    return one * max(1, size // len(one))


TEXTS: Mapping[str, Shape] = {
    "words": again("The lamp arrives soon. "),
    "paragraphs": again("The lamp arrives soon. It is warm.\n\n"),
    "[": again("["),
    "]": again("]"),
    "[a](": again("[a]("),
    "[[a](b)": again("[[a](b)"),
    "![": again("!["),
    "pictures": again("![a](b) "),
    "pictures with words": numbered("![a @](b@) c "),
    "[ then ]": twice("[", "]"),
    "[a][b]": again("[a][b] "),
    "references": again("[a] ", after="\n\n[a]: /u\n"),
    "unknown references": numbered("[a@] "),
    "link definitions": numbered("[a@]: /u@\n"),
    "link definitions with uses": numbered("[a@]\n\n[a@]: /u@\n\n"),
    "[a: /u": again("[a: /u\n"),
    "[a]: ": again("[a]: "),
    "footnotes": numbered("Word[^a@].\n\n[^a@]: Note.\n\n"),
    "footnote definitions": numbered("[^a@]: Note.\n"),
    "footnote uses": again("a[^a] ", after="\n\n[^a]: Note.\n"),
    "inline footnotes": again("a^[b] "),
    "^[": again("^["),
    "*a **b ": again("*a **b "),
    "*": again("*"),
    "* a": again("* "),
    "**a": again("**a "),
    "a**": again("a**b"),
    "a_": again("a_b_ "),
    "*a_": again("*a_ "),
    "* then a": twice("*a ", "a* "),
    "~~": again("~~a "),
    "_ and *": again("_a *b "),
    "backticks": backticks,
    "`a": again("`a "),
    "``a`": again("``a` "),
    "``` lines": again("```\n"),
    "~~~ open": again("~~~ a\n"),
    "> deep": lambda size: "> " * min(size // 2, 2000) + "a\n",
    "> lines": again("> a\n"),
    "> and lazy": again("> a\nb\n"),
    ">>>": again(">"),
    "- - -": again("- "),
    "nested lists": nested_lists,
    "list items": again("- item\n"),
    "loose items": again("- item\n\n"),
    "1. items": again("1. item\n"),
    "indented": again("    code\n"),
    "deep indent": lambda size: "".join(" " * (number % 200) + "- a\n" for number in range(size // 104)),
    "blank lines": again("\n"),
    "blanks": again(" ", after="a"),
    "tabs": again("\t", after="a"),
    "blank ends": again("a  \n"),
    "backslashes": again("\\"),
    "hard breaks": again("a\\\n"),
    "headings": again("# a\n"),
    "numbered headings": numbered("# a @\n\n"),
    "heading ids": numbered("# a {#b@}\n\n"),
    "{#": again("{#"),
    "# a {": again("# a {#b\n"),
    "underlined": again("a\n===\n"),
    "===": again("=", before="a\n", after="\n"),
    "---": again("---\n"),
    "tables": again("| a | b |\n", before="| x | y |\n| - | - |\n"),
    "many tables": again("| a |\n| - |\n| b |\n\n"),
    "wide table": lambda size: "|a" * (size // 6) + "|\n" + "|-" * (size // 6) + "|\n" + "|b" * (size // 6) + "|\n",
    "wide head": lambda size: "|a" * (size // 4) + "|\n" + "|-" * (size // 4) + "|\n",
    "|": again("|"),
    "| lines": again("|\n"),
    "|-": again("|-"),
    "short rows": lambda size: "|a" * (size // 8) + "|\n" + "|-" * (size // 8) + "|\n" + "x\n" * (size // 4),
    "<": again("<"),
    "< a": again("a < b "),
    "<b>": again("<b>"),
    "<b> words": again("<b>a "),
    "</b>": again("</b>"),
    "<b></b>": again("<b>a</b> "),
    "<b> then </b>": twice("<b>", "</b>"),
    "<i><b>": again("<i><b>"),
    "<b></i>": again("<b></i>"),
    "<p>": again("<p>"),
    "<p> words": again("<p>a"),
    "<div> lines": again("<div>\n"),
    "<div> blocks": again("<div>\n\na\n\n"),
    "<li>": again("<li>a"),
    "<td>": again("<table><tr><td>a"),
    "<a href=": again("<a href="),
    '<a href="': again('<a href="'),
    "<a b='": again("<a b='"),
    "<a a a": again("a ", before="<a "),
    "<a b=c": again(" b=c", before="<a", after=">x</a>"),
    "attributes": numbered(' a@="b"', before="<p", after=">x</p>"),
    "<a =": again("<a ="),
    "<img alt=": again('<img alt="a">'),
    "<img alt=' lines": again("<img alt='a\n"),
    "<!-- a>": again("<!-- a>"),
    "<![CDATA[ >": again("<![CDATA[ >"),
    "<![foo[ >": again("<![foo[ >"),
    "<p> {% if %} lines": again("<p>a\n{% if b %}\n"),
    "<b> {% if %} lines": again("<b>a</b>\n{% if b %}\n"),
    "short tables": lambda size: ("|a" * 120 + "|\n" + "|-" * 120 + "|\n" + "x\n" * 500 + "\n") * (size // 1500),
    "<!--": again("<!-- "),
    "<!-- -->": again("<!-- a -->"),
    "<!-": again("<!-"),
    "<!": again("<!"),
    "<!A": again("<!A "),
    "--": again("-"),
    "<!-- -": again("-", before="<!-- "),
    "-->": again("-->"),
    "<?": again("<?"),
    "<? a": again("<? a "),
    "<![CDATA[": again("<![CDATA["),
    "<![": again("<!["),
    "]]>": again("]]>"),
    "<script>": again("<script>"),
    "<script></": again("</", before="<script>"),
    "<script></s": again("</s ", before="<script>"),
    "<pre>": again("<pre>"),
    "<style>": again("<style>a"),
    "<textarea>": again("<textarea>"),
    "<svg>": again("<svg>"),
    "<title>": again("<title>"),
    "<plaintext>": again("<plaintext>"),
    "</": again("</"),
    "</a ": again("</a "),
    "</a b=": again("</a b="),
    "<a/": again("<a/"),
    "translate=no": again('<p translate="no">a'),
    "&": again("&"),
    "&a": again("&a"),
    "&amp;": again("&amp;"),
    "&#": again("&#"),
    "&#1": again("&#1"),
    "&a long": again("a", before="&"),
    "<http://": again("<http://a "),
    "<http://a>": again("<http://a.example/b> "),
    "http://a": again("http://a.example/b "),
    "http://": again("http://"),
    "http://a(": again("(", before="http://a.example/"),
    "www.": again("www."),
    "a@": again("a@"),
    "<a@b": again("<a@b"),
    "mails": again("a@shop.example "),
    "mailto:": again("mailto:"),
    "{{": again("{{"),
    "{{ a }}": again("{{ a }} "),
    "{{ market.a }}": again("{{ market.a }} "),
    "}}": again("}}"),
    "{{ a": again("{{ a "),
    "{{ '": again("{{ '"),
    '{{ "a': again('{{ "a '),
    "{{ a | b": again(" | b", before="{{ a", after=" }}"),
    "{{ a.b.c": again(".a", before="{{ market", after=" }}"),
    "{{ a[": again("[a", before="{{ market", after=" }}"),
    "{{ a, b": again(", a", before="{{ a | b: a", after=" }}"),
    "{%": again("{%"),
    "{% if": again("{% if a %}"),
    "{% if lines": again("{% if a %}\n"),
    "{% if x2": lambda size: "{% if a %}" * (size // 21) + "{% endif %}" * (size // 21),
    "{% if market": again("{% if market.a %}a{% endif %}"),
    "{% for": again("{% for a in b %}"),
    "{% endif": again("{% endif %}"),
    "{% if or": again(" or a", before="{% if a", after=" %}a{% endif %}"),
    "{% if market or": again(" or market.a", before="{% if market.a", after=" %}a{% endif %}"),
    "{% raw": again("{% raw %}"),
    "{% raw x2": again("{% raw %}a{% endraw %}"),
    "{% comment": again("{% comment %}"),
    "{% assign": numbered("{% assign a@ = b %}"),
    "{% liquid": again("\n assign a = b", before="{% liquid", after="\n%}"),
    "{# a": again("{# a "),
    "{{{": again("{{{"),
    "{{<": again("{{< a "),
    "{{%": again("{{% a "),
    "{{/": again("{{/a}}"),
    "%": again("%"),
    "%s": again("%s "),
    "%(a)": again("%("),
    "%{a}": again("%{a} "),
    "%{": again("%{"),
    "#{": again("#{"),
    "{": again("{"),
    "{0}": again("{0} "),
    "{a": again("{a "),
    "$": again("${"),
    "g tokens": again("<g1>a</g1> "),
    "g open": again("<g1>"),
    "g in g": twice("<g1>", "</g1>"),
    "x tokens": again("<x1/>"),
    "numbered g": numbered("<g@>a</g@>"),
    "long word": again("a"),
    "long number": again("1"),
    "numbers": again("1,234.5 € "),
    "1.": again("1."),
    "1 ": again("1 "),
    "1,": again("1,"),
    "+34": again("+34 910 "),
    "+": again("+"),
    "percent": again("21 % "),
    "days": again("14 days "),
    "dots": again("."),
    "dots and blanks": again(". "),
    "a.": again("a."),
    "A. ": again("A. "),
    "abbreviations": again("Mr. Smith, e.g. Dr. No, etc. "),
    "!?": again("!?"),
    "quotes": again('"'),
    "quoted": again('"a" '),
    "'": again("'"),
    "'a": again("it's "),
    "(": again("("),
    "( )": twice("(", ")"),
    "CJK": again("日本語"),
    "CJK sentences": again("日本語です。"),
    "CJK stops": again("。"),
    "Thai": again("ภาษาไทย"),
    "Arabic": again("مرحبا "),
    "combining": again("\u0301", before="a"),
    "a combining": again("a\u0301"),
    "zero width": again("\u200b"),
    "joiners": again("👩\u200d👩\u200d👧"),
    "flags": again("🇪🇸"),
    "bidi": again("\u202ea\u202c"),
    "no-break": again("\u00a0"),
    "dates": again("2026-11-21 "),
    "-": again("-"),
    "a-": again("a-"),
    "_": again("_"),
    ":": again(":"),
    "::: open": again("::: tip\n"),
    "!!! open": again('!!! note "a"\n'),
    "> [!NOTE]": again("> [!NOTE]\n> a\n\n"),
    ": definition": again("a\n: b\n"),
    "- [ ]": again("- [ ] a\n"),
    "locmem:off": again("<!-- locmem:off -->\n"),
    "line separators": again("a\u2028"),
    "\\r": again("a\r"),
    "\\r\\n": again("a\r\n"),
    "\\f": again("a\x0c"),
}
"""What stands in pages, macros and targets."""

PROJECT_TEXTS: Mapping[str, Shape] = {
    name: TEXTS[name]
    for name in (
        "paragraphs", "words", "[", "[a](", "references", "link definitions", "footnotes", "*a **b ", "backticks",
        "nested lists", "tables", "heading ids", "numbered headings", "<b>", "<b> words", "<p>", "<!--",
        "<![CDATA[", "<?", "attributes", "&", "{{ market.a }}", "{{", "{% if", "{% if market", "{% if lines",
        "{% raw", "long word", "CJK sentences", "abbreviations", "http://a", "numbers", "combining", "<div> blocks",
    )
}  # fmt: skip
"""What goes through a whole project."""

_PO_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: es\\n"\n\n'
_XLIFF_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    '<file original="a.md" source-language="en" target-language="es" datatype="plaintext"><body>\n'
)
_XLIFF_TAIL = "</body></file></xliff>\n"
_TMX_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en" datatype="plaintext" '
    'segtype="sentence" adminlang="en" o-tmf="a" creationtool="a" creationtoolversion="1"/><body>\n'
)
_TMX_TAIL = "</body></tmx>\n"


def _unit(inner: str) -> tuple[str, str]:
    """What stands before and after the content of one trans-unit."""
    del inner
    return '<trans-unit id="1"><source>', "</source><target>b</target></trans-unit>"


def _deep(opening: str, closing: str, head: str, tail: str) -> Shape:
    size_of = len(opening) + len(closing)
    return lambda size: head + opening * (size // size_of) + "a" + closing * (size // size_of) + tail


FILES: Mapping[str, Mapping[str, Shape]] = {
    "yaml": {
        "a: [[[[": again("[", before="a: "),
        "a: {{{{": again("{", before="a: "),
        "a: [{[{": again("[{a: ", before="a: "),
        "flow list": again("b, ", before="a: [", after="]"),
        "flow map": numbered("b@: c, ", before="a: {", after="}"),
        "many keys": numbered("key@: value\n"),
        "items": again("- a\n", before="a:\n"),
        "- - -": again("- ", before="a:\n  "),
        "nested maps": lambda size: "".join(f"{' ' * (n % 60)}k{n}:\n" for n in range(size // 36)) + " " * 61 + "a",
        "? ? ?": again("? "),
        ": : :": again(": "),
        "aliases": again("*a, ", before="b: &a c\na: [", after="]"),
        "anchors": numbered("k@: &a@ v\n"),
        "long plain": again("word ", before="a: "),
        "plain lines": again("  word\n", before="a:\n"),
        "long quoted": again("word ", before='a: "', after='"'),
        "open quote": again("word ", before='a: "'),
        "quoted lines": again("  word\n", before='a: "\n', after='  "'),
        "escapes": again("\\n", before='a: "', after='"'),
        "''": again("''", before="a: '", after="'"),
        "block": again("  word\n", before="a: |\n"),
        "folded": again("  word\n\n", before="a: >\n"),
        "comments": again("# a\n", after="a: b\n"),
        "comment": again("#", after="\na: b\n"),
        "blank lines": again("\n", after="a: b\n"),
        "blanks": again(" ", before="a:", after="b\n"),
        "tags": again("! ", before="a: "),
        "!!!": again("!", before="a: "),
        "&&&": again("&a ", before="a: "),
        "%": again("%a\n"),
        "colons": again(":", before="a: "),
        "a:a:a": again("a:", before="k: "),
        "digits": again("1", before="a: "),
        "1e": again("1", before="a: 1e"),
        "1:1:1": again("1:", before="a: "),
        "---": again("---\n"),
        "long key": again("a", after=": b\n"),
        "equal keys": again("a: b\n"),
        "dashes": again("-", before="a: "),
        "JSON": numbered('{"a@": "b"}, ', before='{"title": "a", "actions": [', after='{"a": "b"}]}'),
    },
    "po": {
        "entries": numbered('msgctxt "text#@"\nmsgid "a @"\nmsgstr "b @"\n\n', before=_PO_HEAD),
        "comments": again("# a\n", before=_PO_HEAD, after='msgid "a"\nmsgstr "b"\n'),
        "extracted": again("#. a\n", before=_PO_HEAD, after='msgid "a"\nmsgstr "b"\n'),
        "references": again("#: a:1\n", before=_PO_HEAD, after='msgid "a"\nmsgstr "b"\n'),
        "flags": again("#, fuzzy\n", before=_PO_HEAD, after='msgid "a"\nmsgstr "b"\n'),
        "previous": again('#| msgid "a"\n', before=_PO_HEAD, after='msgid "a"\nmsgstr "b"\n'),
        "lines": again('"word "\n', before=f'{_PO_HEAD}msgid ""\n', after='msgstr "b"\n'),
        "long line": again("word ", before=f'{_PO_HEAD}msgid "', after='"\nmsgstr "b"\n'),
        "escapes": again("\\n", before=f'{_PO_HEAD}msgid "', after='"\nmsgstr "b"\n'),
        "quotes": again('"', before=f'{_PO_HEAD}msgid "', after='"\nmsgstr "b"\n'),
        "backslashes": again("\\", before=f'{_PO_HEAD}msgid "', after='"\nmsgstr "b"\n'),
        "plurals": numbered('msgstr[@] "a"\n', before=f'{_PO_HEAD}msgid "a"\nmsgid_plural "b"\n'),
        "obsolete": numbered('#~ msgid "a @"\n#~ msgstr "b"\n\n', before=_PO_HEAD),
        "blank lines": again("\n", before=_PO_HEAD),
        "headers": numbered('"X-A@: b\\n"\n', before='msgid ""\nmsgstr ""\n"Language: es\\n"\n'),
        "equal entries": again('msgid "a"\nmsgstr "b"\n\n', before=_PO_HEAD),
        "msgid": again("msgid ", before=_PO_HEAD),
    },
    "xliff": {
        "units": numbered(
            '<trans-unit id="@"><source>a @</source><target>b</target></trans-unit>\n',
            before=_XLIFF_HEAD, after=_XLIFF_TAIL,
        ),
        "nested g": _deep('<g id="1">', "</g>", _XLIFF_HEAD + _unit("")[0], _unit("")[1] + _XLIFF_TAIL),
        "g": numbered('<g id="@">a</g>', before=_XLIFF_HEAD + _unit("")[0], after=_unit("")[1] + _XLIFF_TAIL),
        "equal g": again('<g id="1">a</g>', before=_XLIFF_HEAD + _unit("")[0], after=_unit("")[1] + _XLIFF_TAIL),
        "x": numbered('<x id="@"/>', before=_XLIFF_HEAD + _unit("")[0], after=_unit("")[1] + _XLIFF_TAIL),
        "bpt": numbered(
            '<bpt id="@">a</bpt>', before=_XLIFF_HEAD + _unit("")[0], after=_unit("")[1] + _XLIFF_TAIL
        ),
        "mrk": _deep('<mrk mtype="seg" mid="1">', "</mrk>", _XLIFF_HEAD + _unit("")[0], _unit("")[1] + _XLIFF_TAIL),
        "notes": again(
            "<note>a</note>", before=f'{_XLIFF_HEAD}<trans-unit id="1"><source>a</source>',
            after=f"</trans-unit>{_XLIFF_TAIL}",
        ),
        "groups": _deep('<group id="1">', "</group>", _XLIFF_HEAD, _XLIFF_TAIL),
        "alt-trans": again(
            "<alt-trans><target>a</target></alt-trans>",
            before=f'{_XLIFF_HEAD}<trans-unit id="1"><source>a</source>', after=f"</trans-unit>{_XLIFF_TAIL}",
        ),
        "attributes": numbered(' a@="b"', before=f'{_XLIFF_HEAD}<trans-unit id="1"', after=f"/>{_XLIFF_TAIL}"),
        "namespaces": numbered(
            ' xmlns:a@="b"', before=f'{_XLIFF_HEAD}<trans-unit id="1"', after=f"/>{_XLIFF_TAIL}"
        ),
        "text": again("word ", before=_XLIFF_HEAD + _unit("")[0], after=_unit("")[1] + _XLIFF_TAIL),
        "comments": again("<!-- a -->", before=_XLIFF_HEAD + _unit("")[0], after=_unit("")[1] + _XLIFF_TAIL),
        "CDATA": again("<![CDATA[a]]>", before=_XLIFF_HEAD + _unit("")[0], after=_unit("")[1] + _XLIFF_TAIL),
        "&amp;": again("&amp;", before=_XLIFF_HEAD + _unit("")[0], after=_unit("")[1] + _XLIFF_TAIL),
        "files": numbered(
            '<file original="@" source-language="en" target-language="es" datatype="x"><body/></file>',
            before=_XLIFF_HEAD.partition("<file")[0], after="</xliff>",
        ),
    },
    "tmx": {
        "units": numbered(
            '<tu tuid="@"><tuv xml:lang="en"><seg>a @</seg></tuv><tuv xml:lang="es"><seg>b</seg></tuv></tu>\n',
            before=_TMX_HEAD, after=_TMX_TAIL,
        ),
        "equal units": again(
            '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="es"><seg>b</seg></tuv></tu>\n',
            before=_TMX_HEAD, after=_TMX_TAIL,
        ),
        "variants": numbered(
            '<tuv xml:lang="x@"><seg>b</seg></tuv>',
            before=f'{_TMX_HEAD}<tu><tuv xml:lang="en"><seg>a</seg></tuv>', after=f"</tu>{_TMX_TAIL}",
        ),
        "equal variants": again(
            '<tuv xml:lang="es"><seg>b</seg></tuv>',
            before=f'{_TMX_HEAD}<tu><tuv xml:lang="en"><seg>a</seg></tuv>', after=f"</tu>{_TMX_TAIL}",
        ),
        "bpt": numbered(
            '<bpt i="@"/>a<ept i="@"/>', before=f'{_TMX_HEAD}<tu><tuv xml:lang="en"><seg>',
            after=f'</seg></tuv><tuv xml:lang="es"><seg>b</seg></tuv></tu>{_TMX_TAIL}',
        ),
        "bpt open": numbered(
            '<bpt i="@">a</bpt>', before=f'{_TMX_HEAD}<tu><tuv xml:lang="en"><seg>',
            after=f'</seg></tuv><tuv xml:lang="es"><seg>b</seg></tuv></tu>{_TMX_TAIL}',
        ),
        "nested hi": _deep(
            "<hi>", "</hi>", f'{_TMX_HEAD}<tu><tuv xml:lang="en"><seg>',
            f'</seg></tuv><tuv xml:lang="es"><seg>b</seg></tuv></tu>{_TMX_TAIL}',
        ),
        "nested sub": _deep(
            "<ph><sub>", "</sub></ph>", f'{_TMX_HEAD}<tu><tuv xml:lang="en"><seg>',
            f'</seg></tuv><tuv xml:lang="es"><seg>b</seg></tuv></tu>{_TMX_TAIL}',
        ),
        "props": numbered(
            '<prop type="a@">b</prop>', before=f"{_TMX_HEAD}<tu>",
            after=f'<tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="es"><seg>b</seg></tuv></tu>{_TMX_TAIL}',
        ),
        "notes": again("<note>a</note>", before=f"{_TMX_HEAD}<tu>", after=f"</tu>{_TMX_TAIL}"),
    },
    "desk": {
        "articles": numbered(
            '{"id": @, "title": "a", "body": "<p>b</p>", "locale": "en-us", "draft": false}, ',
            before='{"articles": [', after='{"id": 1, "title": "a", "body": "b", "locale": "en-us"}]}',
        ),
        "[[[": again("["),
        "{{{": again('{"a":'),
        "long text": again("word ", before='{"articles": [{"id": 1, "title": "a", "body": "', after='"}]}'),
        "escapes": again("\\u00e9", before='{"articles": [{"id": 1, "title": "a", "body": "', after='"}]}'),
        "numbers": again("1", before='{"a": ', after="}"),
    },
}  # fmt: skip
"""What stands in files of one format."""
