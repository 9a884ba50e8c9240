from __future__ import annotations

import pytest

from locmem.model.settings import LinkRule, LinkRules
from locmem.model.tags import LanguageTag
from locmem.render.links import rewritten

RULES = LinkRules(
    prefixes=(
        LinkRule(
            start="https://help.example/en/",
            becomes="https://help.example/{locale}/",
            exceptions=("https://help.example/en/press/",),
        ),
        LinkRule(start="/en/", becomes="/{market}/{language}/"),
    ),
    parameters=("lang",),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](https://help.example/en/x#y)", "[a](https://help.example/pt-BR/x#y)"),
        ("[a](/en/x 'title')", "[a](/BR/pt/x 'title')"),
        ('<a href="/en/x">y</a>', '<a href="/BR/pt/x">y</a>'),
        ("[a]: https://help.example/en/x", "[a]: https://help.example/pt-BR/x"),
        ("see https://help.example/en/x.", "see https://help.example/pt-BR/x."),
        ("[a](https://help.example/en/press/x)", "[a](https://help.example/en/press/x)"),
        ("[a](https://other.example/?lang=en&q=a+b)", "[a](https://other.example/?lang=pt-BR&q=a+b)"),
        ("[a](https://other.example/?language=en)", "[a](https://other.example/?language=en)"),
        ("[a](/en/{{ticket.id}})", "[a](/en/{{ticket.id}})"),
        ("the path /en/ in a text", "the path /en/ in a text"),
        ("[a](b.md)", "[a](b.md)"),
    ],
)
def test_links_are_rewritten_for_the_locale(text: str, expected: str) -> None:
    assert rewritten(text, RULES, locale="pt-BR", market="BR") == expected


def test_without_rules_nothing_changes() -> None:
    text = "[a](https://help.example/?lang=en)"
    assert rewritten(text, LinkRules(), locale="es", market="ES") == text


def test_a_rule_may_be_of_some_locales_only() -> None:
    rules = LinkRules(prefixes=(LinkRule(start="/help", becomes="/ayuda", locales=(LanguageTag("es"),)),))
    assert rewritten("[a](/help/x)", rules, locale="es", market="ES") == "[a](/ayuda/x)"
    assert rewritten("[a](/help/x)", rules, locale="de", market="DE") == "[a](/help/x)"
