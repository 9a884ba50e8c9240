from __future__ import annotations

from pathlib import Path

import pytest

from locmem.errors import InputErrors
from locmem.model.document import Risk
from locmem.model.settings import NOTATIONS, InterfaceWords, Shown
from locmem.model.tags import LanguageTag
from locmem.model.translation import State
from locmem.settings import content_set_of, read_settings

SMALL = """\
project: Shop
source_locale: en
locales: [es, pt-BR]
content:
  - {name: articles, files: "articles/**/*.md", kind: markdown}
"""


def read(folder: Path, text: str) -> object:
    path = folder / "locmem.yaml"
    path.write_text(text)
    return read_settings(path)


def test_the_projects_own_settings_are_valid() -> None:
    settings = read_settings(Path(__file__).parent.parent / "locmem.yaml")
    assert settings.locales == ("es", "pt-PT", "pt-BR", "de", "fr", "ja")
    assert settings.risks[Risk.LEGAL].machine is False


def test_what_is_not_written_has_a_careful_default(tmp_path: Path) -> None:
    (tmp_path / "locmem.yaml").write_text(SMALL)
    settings = read_settings(tmp_path / "locmem.yaml")
    legal = settings.risks[Risk.LEGAL]
    assert (legal.required, legal.machine, legal.unfinished) == (State.REVIEWED, False, Shown.WITHHOLD)
    assert settings.content_sets[0].accept == 101
    assert settings.content_sets[0].interface_words is InterfaceWords.CHECKED
    assert settings.content_sets[0].notations == NOTATIONS


def test_all_problems_are_named_at_once_with_their_place(tmp_path: Path) -> None:
    text = (
        "project: Shop\nsource_locale: en\nlocales: [es, es, klingon, en]\n"
        "content:\n  - {name: articles, files: '*.md', kind: markdwon}\n"
        "risks: {legal: {required: perfect, show_while_unfinished: keep}}\n"
        "machine_translation: {fr: {engine: apertium}}\nfloor: 40\nlocale: es\n"
    )
    with pytest.raises(InputErrors) as caught:
        read(tmp_path, text)
    lines = [str(problem) for problem in caught.value.problems]
    assert [line.split(" ")[0] for line in lines] == [
        "locmem.yaml:3:15",
        "locmem.yaml:3:19",
        "locmem.yaml:3:28",
        "locmem.yaml:5:43",
        "locmem.yaml:6:27",
        "locmem.yaml:6:59",
        "locmem.yaml:7:23",
        "locmem.yaml:8:8",
        "locmem.yaml:9:1",
    ]
    assert lines[-1] == "locmem.yaml:9:1 locale: the key 'locale' is not known. Did you mean 'locales'?"


@pytest.mark.parametrize("pattern", ["", "/etc/*", "../*.md", "./a.md", "articles//a.md", "a/**.md", "a/**", r"a\*.md"])
def test_a_pattern_that_leads_elsewhere_or_finds_nothing_is_refused(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "locmem.yaml").write_text(SMALL.replace('"articles/**/*.md"', repr(pattern)))
    with pytest.raises(InputErrors, match=r"content\[0\]\.files"):
        read_settings(tmp_path / "locmem.yaml")


def test_a_document_belongs_to_the_first_set_that_takes_it(tmp_path: Path) -> None:
    (tmp_path / "locmem.yaml").write_text(SMALL)
    settings = read_settings(tmp_path / "locmem.yaml")
    found = content_set_of(settings, "articles/a.md")
    assert found is not None
    assert found.name == "articles"
    assert content_set_of(settings, "notes/a.md") is None


def test_a_content_set_may_bring_its_own_rules_and_limits(tmp_path: Path) -> None:
    more = (
        'placeholders: [percent], placeholder_patterns: {order: "ORD-[0-9]+"}, attributes: [alt], '
        "segmentation: rules/own.srx, max_length: {title: 150}, notations: [tabs, math], "
        "texts_in_tags: [default, heading]"
    )
    (tmp_path / "locmem.yaml").write_text(SMALL.replace("kind: markdown", f"kind: markdown, {more}"))
    one = read_settings(tmp_path / "locmem.yaml").content_sets[0]
    assert (one.dialects, one.patterns, one.attributes) == (("percent",), (("order", "ORD-[0-9]+"),), ("alt",))
    assert one.notations == ("tabs", "math")
    assert one.texts_in_tags == ("default", "heading")
    assert (one.srx, one.max_length) == ("rules/own.srx", (("title", 150),))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('placeholder_patterns: {order: "(a+)+$"}', "takes too long"),
        ('placeholder_patterns: {order: "[a"}', "cannot be read"),
        ('placeholder_patterns: {percent: "%x"}', "'percent' cannot name a pattern of your own"),
        ("segmentation: ../own.srx", "does not lie in the project's folder"),
        ("max_length: {title: 0}", "title"),
        ("texts_in_tags: [data-title]", "Choose from default, alt"),
    ],
)
def test_what_cannot_work_is_refused_at_once(tmp_path: Path, written: str, said: str) -> None:
    with pytest.raises(InputErrors) as caught:
        read(tmp_path, SMALL.replace("kind: markdown", f"kind: markdown, {written}"))
    assert said in str(caught.value)


def test_zendesk_names_and_numbers_belong_to_declared_locales(tmp_path: Path) -> None:
    written = SMALL + "zendesk_locales: {en: {name: en-US, id: 1}, es: 2, pt-BR: {name: pt-br}}\n"
    (tmp_path / "locmem.yaml").write_text(written)
    known = read_settings(tmp_path / "locmem.yaml").zendesk_locales
    assert {tag: (one.name, one.number) for tag, one in known.items()} == {
        "en": ("en-us", 1),
        "es": ("", 2),
        "pt-BR": ("pt-br", None),
    }
    with pytest.raises(InputErrors) as caught:
        read(tmp_path, SMALL + "zendesk_locales: {fr: 3, es: two, pt-BR: {id: 3, nam: x}}\n")
    assert [problem.what for problem in caught.value.problems] == [
        "two locales have one name or number.",
        "the locale fr is not declared.",
        "this is text.",
        "the key 'nam' is not known.",
    ]


def test_variants_inherit_from_declared_locales_of_their_language(tmp_path: Path) -> None:
    written = SMALL.replace("[es, pt-BR]", "[es, es-419, es-MX, en-GB, pt-BR]")
    (tmp_path / "locmem.yaml").write_text(written + "variants: {es-MX: es-419, es-419: es, en-GB: en}\n")
    settings = read_settings(tmp_path / "locmem.yaml")
    assert settings.bases(LanguageTag("es-MX")) == ("es-419", "es")
    assert settings.bases(LanguageTag("en-GB")) == ("en",)
    assert settings.bases(LanguageTag("es")) == ()
    with pytest.raises(InputErrors) as caught:
        read(
            tmp_path,
            written + "variants: {es-AR: es, es-MX: fr, es-419: pt-BR, es: es, en-GB: en}\n"
            "machine_translation: {en-GB: {engine: apertium}}\n",
        )
    assert sorted(problem.what for problem in caught.value.problems) == [
        "en-GB is a variant and inherits the drafts of en.",
        "es inherits from itself: es from es.",
        "pt-BR is another language than es-419.",
        "the base fr is not declared.",
        "the locale es-AR is not declared.",
    ]


def test_pages_bring_along_files_of_their_own_folder_unless_the_settings_say_more(tmp_path: Path) -> None:
    (tmp_path / "locmem.yaml").write_text(SMALL)
    rules = read_settings(tmp_path / "locmem.yaml").content_sets[0].asset_rules
    assert rules.patterns == ("articles/**/*",)
    assert "png" in rules.endings
    assert not {"html", "js", "css", "md", "json", "yaml", "po", "xml"} & {*rules.endings}
    (tmp_path / "locmem.yaml").write_text(SMALL.replace("kind: markdown", "kind: markdown, assets: {files: ['img/*']}"))
    assert read_settings(tmp_path / "locmem.yaml").content_sets[0].asset_rules.patterns == ("img/*",)


@pytest.mark.parametrize(
    ("assets", "where"),
    [
        ("{files: [../x/*]}", r"assets\.files"),
        ("{files: ['img/*'], endings: [html]}", "'html' is not known"),
        ("{endings: [png]}", "files"),
        ("[img]", "assets"),
        ("{files: ['img/*'], kinds: [png]}", "kinds"),
    ],
)
def test_assets_that_cannot_be_meant_are_refused(tmp_path: Path, assets: str, where: str) -> None:
    (tmp_path / "locmem.yaml").write_text(SMALL.replace("kind: markdown", f"kind: markdown, assets: {assets}"))
    with pytest.raises(InputErrors, match=where):
        read_settings(tmp_path / "locmem.yaml")


def test_a_rule_for_links_names_declared_locales(tmp_path: Path) -> None:
    path = tmp_path / "locmem.yaml"
    path.write_text(SMALL + "links:\n  - {from: /a, to: /b, locales: [es]}\n")
    assert read_settings(path).links.prefixes[0].locales == ("es",)
    with pytest.raises(InputErrors, match="the locale fr is not declared"):
        read(tmp_path, SMALL + "links:\n  - {from: /a, to: /b, locales: [fr]}\n")


@pytest.mark.parametrize(
    ("registers", "line"),
    [("{es: tú, de: Sie, ja: です}", 3), ("{es: tú, ja: です}", 6), ("{es: tú, de: Sie, fr: vous, ja: です}", 6)],
)
def test_a_table_of_all_locales_and_one_more_says_that_the_list_is_short(
    tmp_path: Path, registers: str, line: int
) -> None:
    text = "project: P\nsource_locale: en\nlocales: [es, de]\ncontent:\n  - {name: a, files: a/*.md, kind: markdown}\n"
    with pytest.raises(InputErrors) as caught:
        read(tmp_path, f"{text}registers: {registers}\n")
    assert {problem.location.line for problem in caught.value.problems} == {line}


def test_misspelt_locales_are_one_fault(tmp_path: Path) -> None:
    more = "machine_translation: {es: {engine: apertium}}\nassignees: {pt-BR: Ana}\nfallbacks: {pt-BR: [es]}\n"
    with pytest.raises(InputErrors) as caught:
        read(tmp_path, SMALL.replace("locales:", "local:") + more + "variants: {es-MX: es}\n")
    assert ["Did you mean 'locales'?" in str(one) for one in caught.value.problems] == [True]
