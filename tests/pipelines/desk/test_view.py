"""A help desk's export in the project's locales; what the project has no language for is told."""

from __future__ import annotations

import pytest

from locmem.formats.zendesk import (
    ARTICLE,
    SECTION,
    DeskArticle,
    DeskExport,
    DeskItem,
    DeskMacro,
    DeskSection,
    DeskTranslation,
    DeskVariant,
)
from locmem.model.settings import Settings, ZendeskLocale
from locmem.model.tags import language_tag
from locmem.pipelines.desk.view import DeskText, tags_of, view_of
from locmem.render.zendesk_identity import DeskKind

EN, ES, BR = language_tag("en"), language_tag("es"), language_tag("pt-BR")
SETTINGS = Settings(
    name="x",
    source_locale=EN,
    locales=(ES, BR),
    content_sets=(),
    risks={},
    zendesk_locales={EN: ZendeskLocale(name="en-us", number=1), ES: ZendeskLocale(number=2)},
)


def article(number: int = 7, locale: str = "en-us", source_locale: str = "en-us", **fields: object) -> DeskArticle:
    known = {"key": "a", "id": number, "locale": locale, "source_locale": source_locale, "title": "T", "body": "B"}
    return DeskArticle(**{**known, **fields})  # type: ignore[arg-type]


def translation(source: int, locale: str, kind: str = ARTICLE, **fields: object) -> DeskTranslation:
    known = {"key": "t", "source_type": kind, "source": source, "locale": locale, "title": "Título", "body": "C"}
    return DeskTranslation(**{**known, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["en-us", "es", "pt-br"], {"en-us": EN, "es": ES, "pt-br": BR}),
        (["EN_US", "PT_BR"], {"EN_US": EN, "PT_BR": BR}),
        (["es-es"], {"es-es": ES}),
        (["es-es", "es-mx"], {}),
        (["es", "es-mx"], {"es": ES}),
        (["en"], {}),
        (["pt"], {"pt": BR}),
        (["pt-pt", "fr"], {}),
    ],
    ids=[
        "as named",
        "other spelling",
        "one variant of a bare language",
        "two of them",
        "the bare one is there",
        "named otherwise",
        "a region less",
        "no locale of the project",
    ],
)
def test_names_of_an_export_are_locales_of_the_project(names: list[str], expected: dict[str, str]) -> None:
    assert tags_of(names, SETTINGS) == expected


def test_an_article_has_its_own_text_and_its_translations() -> None:
    view = view_of(
        DeskExport(
            articles=(article(html_url="https://h.example/x", section=3, labels=("l",)),),
            translations=(translation(7, "es", is_outdated=True), translation(7, "en-us", title="Own", is_draft=True)),
        ),
        SETTINGS,
    )
    [one] = view.things
    assert (one.kind, one.id, one.own, one.place, one.section, one.labels) == (
        DeskKind.ARTICLE,
        7,
        EN,
        "https://h.example/x",
        3,
        ("l",),
    )
    assert one.texts[ES] == DeskText(key="t", title="Título", body="C", is_outdated=True)
    assert one.text == DeskText(key="t", title="Own", body="C", is_draft=True)
    assert (view.left_out, view.hosts) == ((), frozenset({"h.example"}))


def test_what_the_project_has_no_language_for_is_told_and_counted() -> None:
    view = view_of(
        DeskExport(
            articles=(article(), article(8, "es", "es"), article(9, "es", "en-us")),
            translations=(translation(7, "fr"), translation(8, "fr"), translation(99, "es")),
        ),
        SETTINGS,
    )
    assert [(one.id, one.own) for one in view.things] == [(7, EN), (8, ES)]
    assert view.left_out == (
        "2 texts: fr is no locale of locmem.yaml; add it to locales, or name it in zendesk_locales",
        f"1 text: the {ARTICLE} it belongs to is not in the file",
        "1 text: written in en, but the file has no text in en",
    )


def test_sections_are_things_too() -> None:
    section = DeskSection(key="s", id=7, locale="en-us", source_locale="en-us", name="N", description="D", category=4)
    view = view_of(DeskExport(sections=(section,), translations=(translation(7, "es", SECTION),)), SETTINGS)
    [one] = view.of(DeskKind.SECTION)
    assert (one.section, one.text, set(one.texts)) == (4, DeskText(key="s", title="N", body="D"), {EN, ES})
    assert view.of(DeskKind.ARTICLE) == ()


@pytest.mark.parametrize(
    ("title", "own", "shown"),
    [("Refund", EN, "Refund"), ("Refund [es]", ES, "Refund"), ("Refund [fr]", EN, "Refund [fr]"), ("[es]", EN, "[es]")],
)
def test_a_macro_says_its_locale_at_the_end_of_its_title(title: str, own: str, shown: str) -> None:
    macro = DeskMacro(key="m", id=5, title=title, is_active=False, content={"x": 1})
    [one] = view_of(DeskExport(macros=(macro,)), SETTINGS).things
    assert (one.own, one.text.title, one.text.is_draft, one.content) == (own, shown, True, {"x": 1})


def item(*variants: DeskVariant) -> DeskItem:
    return DeskItem(key="i", id=9, name="Hi", placeholder="{{dc.hi}}", default_locale=1, variants=variants)


def test_dynamic_content_knows_its_locales_by_number() -> None:
    found = item(
        DeskVariant(key="v", locale=2, content="Hola", is_active=False),
        DeskVariant(key="w", locale=1, content="Hi"),
        DeskVariant(key="x", locale=77, content="?"),
    )
    view = view_of(DeskExport(items=(found,)), SETTINGS)
    [one] = view.things
    assert (one.own, one.place, one.text.body) == (EN, "{{dc.hi}}", "Hi")
    assert one.texts[ES] == DeskText(key="v", title="Hi", body="Hola", is_draft=True)
    assert view.left_out == ("1 text: no locale of zendesk_locales in locmem.yaml has the number 77",)


def test_dynamic_content_without_a_known_default_is_left_out() -> None:
    view = view_of(DeskExport(items=(item(DeskVariant(key="v", locale=2, content="Hola")),)), SETTINGS)
    assert view.things == ()
    assert view.left_out == ("1 text: dynamic content whose default language the project does not know",)
