"""Tags of site generators are nothing to warn of; what only looks like them is."""

from __future__ import annotations

from itertools import chain

import pytest

from locmem.inline.generator_tags import GENERATOR_TAGS, is_of_generator, with_plain_file
from locmem.inline.liquid import scan
from locmem.model.finding import Severity


@pytest.mark.parametrize(
    "text",
    [
        "{% post_url 2026-01-01-title %}",
        "{% link _guides/oil/index.md %}",
        "{%- include_relative ../parts/a.md -%}",
        '{% include /parts/note.html content="Mind it." %}',
        "{% include {{ page.part }} %}",
        "{% include parts/{{ page.part }}.html a=page.b %}",
        "{% gist 5555555/abc123 %}",
        "{% highlight ruby linenos %}x{% endhighlight %}",
        "{% set x = 1 %}",
        '{% tabs %}{% tab title="Eins" %}x{% endtab %}{% endtabs %}',
        "{% hint style='info' %}\r\nx\r\n{% endhint %}",
        '{{< note title="x" >}}{{% tip %}}a{{% /tip %}}{{< /note >}}',
        "{{</* note */>}}",
        '{{< figure src="a.png" >}}',
        "{{< highlight jinja >}}\n{% if x %}{{ .y }}{% endfor %}\n{{< /highlight >}}",
    ],
)
def test_the_usual_dialect_of_a_site_is_no_problem(text: str) -> None:
    assert scan(text).problems == ()


@pytest.mark.parametrize(
    ("text", "severity", "said"),
    [
        ("{% post_ulr x %}", Severity.WARNING, "`post_ulr` is no tag of Liquid"),
        ("{% asset 'x' @path %}", Severity.WARNING, "cannot be read"),
        ("{% link {{ market.x }} %}", Severity.ERROR, ""),
        ("{% include {{ market.x }} %}", Severity.ERROR, "cannot be read"),
        ("{% include_relative market.support.page @ %}", Severity.ERROR, "cannot be read"),
        ("{% include a.html @ %}", Severity.ERROR, "cannot be read"),
        ("{{ .Site.Title }}", Severity.WARNING, "is not Liquid"),
        ("{{< /note >}}", Severity.WARNING, "closes nothing"),
        ("{{< highlight jinja >}}\n{% if market.x %}\n{{< /highlight >}}", Severity.ERROR, "is not closed"),
        ("{% code %}\n{% if x %}\n{% endcode %}", Severity.ERROR, "is not closed"),
        ("{% include {{ a %}", Severity.ERROR, "is not closed"),
    ],
)
def test_everything_else_is_told_as_before(text: str, severity: Severity, said: str) -> None:
    [problem] = scan(text).problems[:1]
    assert problem.severity is severity
    assert said in problem.what


def test_tags_of_another_engine_are_told_once_for_each_name() -> None:
    text = "{{#if a}}{{> p}}{{/if}}{{#if b}}{{~> q}}{{/if}}{{#each c}}{{/each}}{{ .X }}{{ .Y }}"
    names = [problem.what.split("`")[1] for problem in scan(text).problems]
    assert names == ["{{#if a}}", "{{> p}}", "{{#each c}}", "{{ .X }}"]


def test_every_name_is_listed_once() -> None:
    names = list(chain(*GENERATOR_TAGS.values()))
    assert len(names) == len(set(names))
    assert all(is_of_generator(f"{{%- {name} x %}}") and is_of_generator(f"{{% end{name} %}}") for name in names)
    assert not is_of_generator("{{ link }}")


def test_only_the_file_of_an_include_is_made_plain() -> None:
    assert with_plain_file('{%- include /a/{{ b.c }}.html d="/e" -%}') == '{%- include file d="/e" -%}'
    assert with_plain_file("{% link /a %}") == "{% link /a %}"
