"""Pairs of tags around code are one code; words about such tags stay words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.code_families import (
    CODE_TAGS,
    CODE_TAGS_OF_LIQUID,
    code_in_shortcodes,
    holds_code,
    with_code_as_one,
)
from locmem.inline.liquid import scan
from locmem.inline.protect import from_editable, parse, to_editable
from locmem.inline.tag import Tag
from locmem.model.inline import CodeType, Syntax

GUIDE = Path(__file__).parents[2] / "docs/how-to/existing-site.md"


def whole(text: str) -> list[str]:
    """What of a text became one code that holds more than a tag."""
    return [tag.text for tag in joined(text) if tag not in scan(text).tags]


def joined(text: str) -> tuple[Tag, ...]:
    return with_code_as_one(text, scan(text).tags)


@pytest.mark.parametrize(
    "code",
    [
        "{% highlight ruby %}\nputs 1\n{% endhighlight %}",
        "{%- highlight ruby linenos -%}\nputs 1\n\nputs 2\n{%- endhighlight -%}",
        "{% codeblock a.rb lang:ruby %}puts 1{% endcodeblock %}",
        "{% code %}\r\n```js\r\nx\r\n```\r\n{% endcode %}",
        "{% mermaid %}\nA --> B\n\nB --> C\n{% endmermaid %}",
        "{% math %}a \\times b{% endmath %}",
        "{{< highlight go >}}\nfmt.Println()\n{{< /highlight >}}",
        '{{< highlight go "linenos=table" >}}\n{{ .Title }}\n{{< / highlight >}}',
        "{{% mermaid %}}\ngraph TD\n{{% /mermaid %}}",
        "{{< katex >}}x^2{{< /katex >}}",
        "{{< KaTeX display >}}\n\\int\n{{< /KaTeX >}}",
        "{{< code-toggle >}}\ntitle: x\n{{< /code-toggle >}}",
        "{% schema %}\n{}\n{% endschema %}",
        "{% raw %}\n{% if a %}\n  Hello {{ b }}\n{% endif %}\n{% endraw %}",
        "{% raw %}{% include a.html %}{% endraw %}",
        "{% raw %}\n{{ a }}\n<b>{{ b }}</b>\n{% endraw %}",
    ],
)
@pytest.mark.parametrize(("before", "behind"), [("", ""), ("Text\n", "\nText"), ("- ", "\n- x"), ("> 1. ", "\n")])
def test_a_pair_around_code_is_one_code(code: str, before: str, behind: str) -> None:
    assert whole(f"{before}{code}{behind}") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Use `{% highlight ruby %}` and `{% endhighlight %}`.",
        "The tag {{< math >}} opens.\n\nThen words.\n\nAnd {{< /math >}} closes.",
        "```\n{% mermaid %}\n```\n\nWords.\n\n```\n{% endmermaid %}\n```\n",
        "~~~~ md\n~~~\n{% code %}\n~~~~\nWords.\n~~~~\n{% endcode %}\n~~~~\n",
        '{{< style "x" >}}Words.{{< /style >}}',
        "{{< note >}}\nWords.\n{{< /note >}}",
        "{% note %}Words{% endnote %}",
        "{{< highlight >}}",
        "{% highlight x %}",
        "{% endhighlight %}",
        "{{</* highlight go */>}}a{{</* /highlight */>}}",
        "Say {% raw %}{{ name }}{% endraw %} here.",
        "{% raw %}\nWords with {{ name }}.\n{% endraw %}",
        "{% raw %}\n{% if a %}\n\nA page of words.\n\n{% endif %}\n{% endraw %}",
        "{% raw %}{{ a }}{% endraw %}",
    ],
)
def test_words_around_and_about_such_tags_stay_words(text: str) -> None:
    assert whole(text) == []


def test_code_that_was_taken_whole_opens_no_fence() -> None:
    one = "{% highlight md %}\n```\nx\n{% endhighlight %}"
    assert whole(f"{one}\n\n{one}\n") == [one, one]
    assert whole(f"<div>\n```{one}\n") == []


@pytest.mark.parametrize(
    "text", ["Der Wert {% math %}a b{% endmath %} gilt.", "値は{{< katex >}}x の y{{< /katex >}}です"]
)
@pytest.mark.parametrize("syntax", Syntax)
def test_among_words_it_is_one_code_of_their_text(text: str, syntax: Syntax) -> None:
    content = parse(text, syntax)
    [code] = content.codes
    assert (code.type, code.original[-2:], content.native) == (CodeType.LIQUID, code.original[-2:], text)
    assert not any(character in "abxy" for part in content.parts if isinstance(part, str) for character in part[-3:])
    assert from_editable(to_editable(content), content) == content


def test_tags_inside_are_part_of_the_code_and_others_are_left() -> None:
    text = "{{ a }}\n{% code %}\n{% if x %}{{ market.code }}{% endif %}\n{% endcode %}\n{% if y %}z{% endif %}"
    found = joined(text)
    assert [tag.name for tag in found] == ["", "code", "if", "endif"]
    assert (found[1].block, found[1].is_alone) == (None, True)
    assert "".join(text[tag.start : tag.end] for tag in found) == "".join(tag.text for tag in found)


@given(
    st.lists(
        st.sampled_from(
            [
                "{% code %}",
                "{% endcode %}",
                "{{< math >}}",
                "{{< /math >}}",
                "{% raw %}",
                "{% endraw %}",
                "{% if x %}",
                "{% endif %}",
                "{{ x }}",
                "\n",
                "\r\n",
                "\n\n",
                "```",
                "a",
                " ",
                "> ",
                "- ",
                "`",
                "<div>",
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_tags_never_overlap_and_hold_their_characters(text: str) -> None:
    last = 0
    for tag in joined(text):
        assert last <= tag.start < tag.end
        assert tag.text == text[tag.start : tag.end]
        last = tag.end


def test_only_the_content_of_shortcodes_is_read_by_no_liquid() -> None:
    text = "{{< code >}}a{{< /code >}}{% code %}b{% endcode %}{{< note >}}c{{< /note >}}{{< math >}}"
    assert [text[start:end] for start, end in code_in_shortcodes(scan(text).tags)] == ["a"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{%-highlight x%}", True),
        ("{{<  math >}}", True),
        ("{% style %}", True),
        ("{{< style >}}", False),
        ("x", False),
    ],
)
def test_the_name_says_whether_a_tag_holds_code(tag: str, *, expected: bool) -> None:
    assert holds_code(tag) is expected


def test_the_names_are_a_sorted_list_that_the_guide_prints() -> None:
    assert list(CODE_TAGS) == sorted(set(CODE_TAGS))
    printed = re.findall(r"`([\w-]+)`", GUIDE.read_text("utf-8").split("Code between tags")[1].split("\n\n")[1])
    assert printed == [*CODE_TAGS, *CODE_TAGS_OF_LIQUID]
