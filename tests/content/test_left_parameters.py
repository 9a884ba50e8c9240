"""Sentences in tags that are nobody's text are named with their parameters; what a program reads is not."""

from __future__ import annotations

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.settings import KNOWN_TEXTS_IN_TAGS


def said(kind: str, text: str, options: ReadOptions | None = None) -> list[Finding]:
    found = KINDS[kind].read(text, f"a.{kind}", options or ReadOptions()).findings
    return [finding for finding in found if "recognised" in finding.what]


TITLE = "---\ntitle: T\n---\n"


@pytest.mark.parametrize(
    ("kind", "text", "labels"),
    [
        ("markdown", 'One.\n\n{{< note text="Only a named sentence." >}}\n', "`text` of `note`"),
        ("markdown", 'One.\r\n\r\n{{< note "Positional sentence." >}}\r\n', "`note` without a name"),
        ("markdown", "Hi {% include n.html text='Lies das zuerst' %} and {% include n.html text='Y esto también' %}.\n",
         "`text` of `include`"),
        ("markdown", '> One.\n>\n> {{% tip body="これを先に読んでください" %}}\n', "`body` of `tip`"),
        ("markdown", '| a |\n|---|\n| {% render "x", info: "What it costs you." %} |\n', "`info` of `render`"),
        ("markdown", 'One.\n\n{{< a p="Read it first." q="Espera un poco." r="Und das noch." s="And that too." >}}\n',
         "`p` of `a`, `q` of `a`, `r` of `a` and 1 more"),
        ("html", '<p>One</p>\n<p>{{ x | otherwise: "Dear friend of ours" }}</p>\n', "`otherwise` of `x`"),
        ("html", '<ul><li>One {% include n.html "Sin nombre alguno." %}</li></ul>\n', "`include` without a name"),
    ],
)  # fmt: skip
def test_sentences_in_tags_are_said_with_what_they_stand_under(kind: str, text: str, labels: str) -> None:
    (finding,) = said(kind, text)
    assert (finding.gate, finding.severity) == (Gate.CHANGE, Severity.WARNING)
    assert finding.what == f"not all of this page is recognised as text; sentences stand under {labels}."
    assert finding.do.startswith("Name the parameters in `texts_in_tags`")
    assert finding.excerpt


@pytest.mark.parametrize("tag", ['{{< note text="Only a named sentence." >}}', '{% box "Nur das steht hier." %}'])
@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_a_page_of_a_title_and_such_a_tag_is_said(kind: str, tag: str) -> None:
    (finding,) = said(kind, f"{TITLE}{tag}\n")
    assert finding.what.startswith("nothing but the title of this page is recognised as text; sentences stand under")


def test_naming_the_parameter_ends_the_finding() -> None:
    text = 'One.\n\n{{< note text="Only a named sentence." >}}\n'
    assert said("markdown", text)
    assert not said("markdown", text, ReadOptions(texts_in_tags=KNOWN_TEXTS_IN_TAGS))
    assert not said("markdown", text, ReadOptions(texts_in_tags=()))


@pytest.mark.parametrize(
    "text",
    [
        'One.\n\n{{< img src="a b.png" class="wide Left now" style="width: 5px; color: red" >}}\n',
        'One.\n\n{% include n.html content="Mind the step." %}\n',
        'One {% if page.title == "All about our lamps" %}two{% endif %}.\n',
        '{% assign text = "All about our lamps." %}One.\n',
        'One.\n\n```\n{{< note "Positional sentence." >}}\n```\n',
        'One `{{< note "Positional sentence." >}}` two.\n',
        'One.\n\n<!-- {{< note "Positional sentence." >}} -->\n',
        'One.\n\n<!-- locmem:off -->\n{{< note "Positional sentence." >}}\n<!-- locmem:on -->\n',
        'One.\n\n{% comment %}{{< note "Positional sentence." >}}{% endcomment %}\n',
        'One.\n\n{{< cmd "git commit the file" >}} {{< ref "Some_Page of it.md" >}}\n',
        'One {{ x | date: "%B %d, %Y" }} {{ y | replace: "a b", "c d" }}.\n',
        'One.\n\n{{< img sizes="(min-width: 35em) 1200px, 100vw" >}} {{< tabs "Linux" "Windows" >}}\n',
    ],
)
def test_what_no_customer_reads_is_not_said(text: str) -> None:
    assert said("markdown", text) == []
