"""What a content set says of its texts, from locmem.yaml to the segments."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.catalogs.pairs import Source
from locmem.errors import InputErrors
from locmem.inline.compare import code_problems
from locmem.inline.protect import from_editable
from locmem.pipelines.collect import CollectResult
from locmem.pipelines.health import examine
from locmem.workspace.project import open_project
from locmem.workspace.sources import read_sources
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop

SETTINGS = """\
project: Shop
source_locale: en
locales: [es]
content:
  - name: articles
    files: articles/**/*.html
    kind: html
    placeholders: [percent]
    placeholder_patterns: {order: "\\\\[\\\\[order:[a-z]+\\\\]\\\\]"}
    attributes: [alt]
    segmentation: rules/own.srx
"""
RULES = """\
<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header cascade="yes"/><body><languagerules>
<languagerule languagerulename="House">
<rule break="no"><beforebreak>\\bLum\\.\\s</beforebreak><afterbreak></afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="House"/></maprules></body></srx>
"""
PAGE = """\
<p>Hello %{name}, order [[order:number]] of Lum. Larch left. It is new.</p>
<img src="a.png" alt="A lamp" title="Not read"><!-- locmem:off --><p>Internal.</p><!-- locmem:on -->
<p translate="no">Brand</p>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"locmem.yaml": SETTINGS, "rules/own.srx": RULES, "content/articles/a.html": PAGE}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


NOTED = """\
Words with [a link] and [!DNL Lumen].
{: .note }

$$
x
$$
"""


@pytest.mark.parametrize(
    ("notations", "texts", "said"),
    [
        ("", ["Words with [a link] and [!DNL Lumen]."], ["protected: attribute-lists (1), directives (1), math (1)"]),
        (
            "    notations: [attribute-lists]\n",
            ["Words with [a link] and [!DNL Lumen].", "$$\nx\n$$"],
            ["protected: attribute-lists (1)", "left as text: directives (1), math (1)"],
        ),
    ],
    ids=["all", "some"],
)
def test_notations_are_read_as_the_content_set_says_and_doctor_tells(
    tmp_path: Path, notations: str, texts: list[str], said: list[str]
) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/a.md").write_text(NOTED, encoding="utf-8")
    head = SETTINGS.partition("    placeholders")[0].replace("html", "md", 1).replace("kind: html", "kind: markdown")
    (tmp_path / "locmem.yaml").write_text(head + notations, encoding="utf-8")
    assert [one.content.native for one in source(tmp_path).segments] == texts
    told = [one.what for one in examine(tmp_path) if one.name == "content articles"]
    assert [one.partition(" and ")[2].partition(";")[0] for one in told] == said


def source(folder: Path) -> Source:
    read = read_sources(open_project(folder))
    assert (read.unread, read.unlisted) == ((), ())
    return read.documents[0]


def test_rules_placeholders_and_attributes_are_those_of_the_content_set(folder: Path) -> None:
    segments = source(folder).segments
    assert [one.content.native for one in segments] == [
        "Hello %{name}, order [[order:number]] of Lum. Larch left.",
        "It is new.",
        "A lamp",
    ]
    assert [code.original for code in segments[0].content.codes] == ["%{name}", "[[order:number]]"]


@pytest.mark.parametrize(
    ("target", "is_same"),
    [
        ("Hola, %{name}: el pedido [[order:number]] ha salido.", True),
        ("Hola, %{nombre}: el pedido [[order:number]] ha salido.", False),
        ("Hola, %{name}: el pedido [[order:numero]] ha salido.", False),
    ],
)
def test_a_target_must_keep_the_placeholders(folder: Path, target: str, is_same: bool) -> None:
    content = source(folder).segments[0].content
    assert (not code_problems(content, from_editable(target, content))) is is_same


def test_rules_changed_while_a_project_is_open_count_at_once(folder: Path) -> None:
    project = open_project(folder)
    assert len(read_sources(project).documents[0].segments) == 3
    (folder / "rules/own.srx").write_text(RULES.replace("Lum", "Other"), encoding="utf-8")
    assert len(read_sources(project).documents[0].segments) == 4


@pytest.mark.parametrize(("text", "said"), [("<srx/>", "no <languagemap>"), ("", "empty"), (None, "no such file")])
def test_wrong_rules_are_one_problem_with_their_file(folder: Path, text: str | None, said: str) -> None:
    (folder / "content/articles/b.html").write_text("<p>Two.</p>", encoding="utf-8")
    rules = folder / "rules/own.srx"
    if text is None:
        rules.unlink()
    else:
        rules.write_text(text, encoding="utf-8")
    project = open_project(folder)
    assert read_sources(project).documents == ()
    found = open_workspace(project)
    assert [problem.location.path for problem in found.problems] == ["rules/own.srx"]
    assert said in str(found.problems[0])
    assert len(found.unread) > 1


def test_a_pattern_that_finds_pages_no_more_removes_no_translation(shop: Shop) -> None:
    before = shop.read("content/translations/es/articles/paying.md.po")
    shop.edit("locmem.yaml", "articles/**/*.md", "pages/**/*.md")
    [found] = [one for _, one in shop.run().steps if isinstance(one, CollectResult)]
    assert found.unclaimed == ("articles/complaints.md", "articles/paying.md")
    assert (found.removed, shop.read("content/translations/es/articles/paying.md.po")) == (0, before)
    said = shop.command("sync")
    assert "in no content set: content/articles/paying.md" in said.stderr
    shop.edit("locmem.yaml", "pages/**/*.md", "articles/**/*.md")
    shop.run()
    assert shop.read("content/translations/es/articles/paying.md.po") == before


def test_braces_in_a_pattern_are_refused(shop: Shop) -> None:
    shop.edit("locmem.yaml", "articles/**/*.md", '"articles/**/*.{md,mdx}"')
    with pytest.raises(InputErrors, match=r"names several endings in braces"):
        shop.open()
