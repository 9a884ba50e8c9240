"""Tags of the help desk come out of Markdown and HTML as they went in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.render.html import as_written, sanitised, to_html
from locmem.render.kept_tags import kept_tags

TAGS = {
    "entity": '{{ x | default: "say &quot;hi&quot; & go" }}',
    "single quotes": "{{ x | default: 'say \"hi\"' }}",
    "a comparison": "{% if a < b and b > c %}",
    "no blanks": "{{x|default:'du'}}",
    "include": '{% include n.html content="**Nicht** _so_ [hier](a)" %}',
    "shortcode": '{{< img alt="Una lámpara | `x`" >}}',
    "over lines": '{% include n.html\n  content="- one" %}',
    "blocks": '{% include n.html content="- one\n\nTwo" %}',
    "Japanese": '{{ x | default: "こんにちは" }}',
}
PLACES = {
    "paragraph": "Words {} words.",
    "twice": "{0} and {0}",
    "heading": "# A {}",
    "bold": "**{}**",
    "list": "- one\n- {} two",
    "quote, CRLF": "> a\r\n> {}\r\n",
    "element": "<div>a {}</div>",
    "alone": "a\n\n{}\n\nb",
}


@pytest.mark.parametrize("tag", TAGS.values(), ids=TAGS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_tag_is_the_same_on_the_page(tag: str, place: str) -> None:
    page = place.format(tag)
    body = sanitised(as_written(page))
    assert body.count(tag) == page.count(tag)
    assert sanitised(body) == body


@pytest.mark.parametrize("tag", [tag for tag in TAGS.values() if "\n" not in tag])
def test_the_pipe_of_a_filter_ends_no_cell(tag: str) -> None:
    body = sanitised(as_written(f"| {tag} | b |\n|---|---|\n| c | d {tag} |\n"))
    assert re.findall(r"<t[hd]>(.*?)</t[hd]>", body) == [tag, "b", "c", f"d {tag}"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('![{{ x | default: "du" }}](a.png)', "alt='{{ x | default: \"du\" }}'"),
        ("![a {{ x | default: 'du' }} it's](a.png)", "alt=\"a {{ x | default: 'du' }} it&#x27;s\""),
        ('<img alt=\'{{ x | default: "du" }} & "b"\'>', "alt='{{ x | default: \"du\" }} &amp; &quot;b&quot;'"),
        ('[a]({{ url | x: "b" }})', "href='{{ url | x: \"b\" }}'"),
        ('![a {{ x | default: "du" }} it\'s](a.png)', "alt='a {{ x | default: \"du\" }} it&#x27;s'"),
        ("[a](b \"T {{ x | default: 'du' }}\")", "title=\"T {{ x | default: 'du' }}\""),
        ("<a title=\"{{ x | default: 'd&#39;u' }}\">b</a>", "title=\"{{ x | default: 'd&#39;u' }}\""),
    ],
)
def test_the_quotes_around_a_value_are_not_those_of_its_tags(page: str, expected: str) -> None:
    assert expected in sanitised(as_written(page))


def test_quotes_of_both_kinds_do_not_end_a_value() -> None:
    body = sanitised(as_written('![{{ x | default: "a\'b" }} c](a.png)'))
    assert 'alt="{{ x | default: &quot;a\'b&quot; }} c"' in body


@pytest.mark.parametrize(
    "text",
    [
        "{{ a </p><p> }}",
        "{{<img src=x onerror=alert(1)>}}",
        "{{ a\n\nb }}",
        "{% raw %}**b**{% endraw %}",
    ],
)
def test_what_may_be_more_than_a_tag_is_not_kept(text: str) -> None:
    assert kept_tags(text, bool).tags == ()
    assert "onerror" not in sanitised(as_written(text))
    assert "<script" not in sanitised(as_written(text))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('{% include n.html content="<b>So</b> &quot;it&quot; is" %}', None),
        ('{% include n.html content="A<br>b | <em>c</em>" %}', None),
        ('{{ "<script>alert(1)</script>" }}', '{{ "&lt;script>alert(1)&lt;/script>" }}'),
        ('{{ "<img src=x onerror=alert(1)>" }}', '{{ "&lt;img src=x onerror=alert(1)>" }}'),
        ('{{ "</b><b>" }}', '{{ "&lt;/b>&lt;b>" }}'),
        ('{{< img alt="a <c> d" >}}', '{{< img alt="a &lt;c> d" >}}'),
        ("{{ '<a href=\"javascript:a\">b</a>' }}", "{{ '&lt;a href=\"javascript:a\">b&lt;/a>' }}"),
    ],
)
@pytest.mark.parametrize("place", ["Words {}.", "| {} | b |\n|---|---|\n| c | d |\n"])
def test_markup_in_a_tag_stays_where_it_is_harmless(tag: str, expected: str | None, place: str) -> None:
    body = sanitised(as_written(place.format(tag)))
    assert (expected or tag) in body
    assert sanitised(body) == body


def test_an_address_that_a_tag_hides_is_still_looked_at() -> None:
    assert "href" not in sanitised("<a href=\"{{ x | default: 'javascript:a' }}\">b</a>")


def test_a_text_with_our_own_letters_is_only_text() -> None:
    assert "\ue0107\ue011" in sanitised(as_written(f"{{{{ a }}}} \ue0107\ue011 \ue010{'9' * 5000}\ue011"))


def test_code_shows_an_entity_as_it_is_written() -> None:
    assert "&amp;amp;" in sanitised(as_written('`{{ x | default: "a &amp; b" }}`'))


def test_a_title_keeps_its_tags() -> None:
    page = to_html("Text", 'A & {{ x | default: "b" }}', "en")
    assert page.count('A &amp; {{ x | default: "b" }}') == 2


@given(st.text(st.sampled_from("ab {}%|\"'<>/&;=\ue010\ue0110\n"), max_size=40))
def test_no_text_breaks_out(text: str) -> None:
    body = sanitised(as_written(text))
    assert "\ue010" in text or "\ue010" not in body
    assert set(re.findall(r"<([a-z]+)", re.sub(r"\{[{%].*?[}%]\}", "", body))) <= {
        "a", "b", "p", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "pre", "code", "hr", "h",
    }  # fmt: skip
