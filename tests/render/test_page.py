"""Whole pages of the project's own articles and macros, with the facts of real markets on a pinned day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.errors import RenderError
from locmem.inline.liquid import Owner, scan
from locmem.model.document import Document
from locmem.model.fact import Confidence, Evidence, Market, Waiver
from locmem.render.page import FactProblem, Page, PageRequest, page_problems, render_page

CONTENT = Path(__file__).parents[2] / "content"
DAY = date(2026, 11, 21)
SOURCES = sorted(
    path.relative_to(CONTENT).as_posix()
    for folder, ending in (("articles", "*.md"), ("macros", "*.yaml"))
    for path in (CONTENT / folder).glob(ending)
)


def document(text: str, path: str = "articles/page.md") -> Document:
    return KINDS[kind_of(path)].read(text, path, ReadOptions())


def kind_of(path: str) -> str:
    return {".md": "markdown", ".html": "html"}.get(Path(path).suffix, "macro")


def request(text: str, market: Market, path: str = "articles/page.md", day: date = DAY) -> PageRequest:
    return PageRequest(
        document=document(text, path),
        text=text,
        kind=kind_of(path),
        market=market,
        locale=market.locales[0],
        day=day,
        verified_days=180,
    )


def page(text: str, market: Market, path: str = "articles/page.md", day: date = DAY) -> Page:
    return render_page(request(text, market, path, day))


def problems(text: str, market: Market, path: str = "articles/page.md", day: date = DAY) -> tuple[FactProblem, ...]:
    return page_problems(request(text, market, path, day))


GOLDEN = {
    "ES": [
        (
            '{{ market.payment_methods | list: "or" }}',
            "Visa, Mastercard, Bizum, PayPal, Apple Pay, Google Pay, Klarna, "
            "adeudo domiciliado SEPA o contra reembolso",
        ),
        ('{{ market.payment_methods | where: "kind", "card" | list }}', "Visa y Mastercard"),
        (
            "{{ market.tax.name }} ({{ market.tax.abbreviation }}): {{ market.tax.standard_rate }}",
            "Impuesto sobre el Valor Añadido (IVA): 21\u00a0%",
        ),
        (
            "[{{ market.complaints.body.name }}]({{ market.complaints.body.website }})",
            "[Junta Arbitral de Consumo](https://www.consumo.gob.es)",
        ),
        ("{{ company.dpo.name }}, {{ company.dpo.email }}", "Elena Alerce, privacidad@lumenlarch.example"),
        (
            "{{ company.legal_name }}, {{ company.address }}",
            "Lumen & Larch España, S.L., Calle Inventada, 12, 28000 Madrid",
        ),
        ("{{ market.data_protection.authority.phone }}", "900 293 183"),
        ("{{ market.consumer_rights.withdrawal_period }}", "14 días"),
        ("{{ market.complaints.trader_reply }}", "15 días"),
        ("{{ market.support_response.email }}", "1 día hábil"),
        ("{% if market.consumer_rights.guarantee_notice_from %}x{% else %}no rule{% endif %}", "no rule"),
        ("{{ company.delivery.free_from }}", "49,00\u00a0€"),
    ],
    "JP": [
        (
            '{{ market.payment_methods | list: "or" }}',
            "Visa、Mastercard、JCB、コンビニ決済、PayPay、楽天ペイ、d払い、"
            "Apple Pay、Google Pay、後払い（Paidy）、銀行振込、または代金引換",
        ),
        ("{{ market.tax.name }}: {{ market.tax.standard_rate }}", "消費税: 10%"),
        (
            "[{{ market.complaints.body.name }}]({{ market.complaints.body.website }})",
            "[国民生活センター](https://www.kokusen.go.jp)",
        ),
        ("{{ company.dpo.name }}, {{ company.dpo.email }}", "唐松 あかり, privacy-jp@lumenlarch.example"),
        ("{% if market.complaints.trader_reply %}x{% else %}{{ market.support_response.email }}{% endif %}", "1営業日"),
        ('{% if market.code == "JP" %}{{ company.delivery.free_from }}{% endif %}', "6,000円"),
        ("{{ company.support.phone }}", "0120-000-000"),
    ],
}


@pytest.mark.parametrize(("code", "template", "expected"), [(code, *pair) for code in GOLDEN for pair in GOLDEN[code]])
def test_real_facts(code: str, template: str, expected: str, real: Mapping[str, Market]) -> None:
    assert page(template, real[code]).text == expected


def test_the_table_of_payment_methods_stays_one_table(real: Mapping[str, Market]) -> None:
    text = (CONTENT / "articles/payment-methods.md").read_text(encoding="utf-8")
    lines = page(text, real["ES"]).text.splitlines()
    start = lines.index("| --- | --- |")
    assert [line.split("**")[1] for line in lines[start + 1 : start + 10]] == [
        "Visa",
        "Mastercard",
        "Bizum",
        "PayPal",
        "Apple Pay",
        "Google Pay",
        "Klarna",
        "Adeudo domiciliado SEPA",
        "Contra reembolso",
    ]
    assert lines[start + 10] == ""


@pytest.mark.parametrize("path", SOURCES)
def test_every_source_renders_for_spain_and_japan_and_keeps_the_help_desk_tags(
    path: str, real: Mapping[str, Market]
) -> None:
    text = (CONTENT / path).read_text(encoding="utf-8")
    for code in ("ES", "JP"):
        rendered = page(text, real[code], path)
        tags = scan(rendered.text).tags
        assert all(tag.owner is not Owner.OURS for tag in tags)
        # Branches of ours may be left out with the help desk's tags in them; what is there, is there verbatim.
        assert {tag.text for tag in tags} <= {tag.text for tag in scan(text).tags}
        assert KINDS[kind_of(path)].read(rendered.text, path, ReadOptions()).title == rendered.title


def test_a_page_without_tags_of_ours_is_copied_byte_for_byte(real: Mapping[str, Market]) -> None:
    text = (CONTENT / "macros/password-reset.yaml").read_text(encoding="utf-8")
    assert page(text, real["ES"], "macros/password-reset.yaml").text == text


def test_facts_of_a_page_name_window_source_and_waiver(real: Mapping[str, Market]) -> None:
    text = "{{ market.consumer_rights.legal_guarantee }} {{ market.consumer_rights.repair_extension }}"
    portugal, path = real["PT"], "consumer_rights.repair_extension"
    unread = Evidence(source="general knowledge", verified_on=None, confidence=Confidence.UNVERIFIED)
    fact = portugal.facts[path]
    weak = replace(fact, values=tuple(replace(value, evidence=unread) for value in fact.values))
    waiver = Waiver(fact=path, by="Demo Team", reason="Read soon.", on=DAY, location=fact.location)
    facts = {**portugal.facts, path: weak}
    first, second = page(text, replace(portugal, facts=facts, waivers=(waiver,))).facts
    assert (first.path, first.shown, str(first.window)) == (
        "market.consumer_rights.legal_guarantee",
        "3 anos",
        "from 2022-01-01",
    )
    assert (first.confidence, first.verified_on, first.waiver) == (Confidence.SECONDARY, DAY, None)
    assert second.waiver
    assert (second.shown, second.waiver.by) == ("6 meses", "Demo Team")


def test_values_change_with_the_day(real: Mapping[str, Market]) -> None:
    text = "{{ market.complaints.trader_reply }}"
    assert page(text, real["ES"], day=date(2025, 12, 27)).text == "1 mes"
    assert page(text, real["ES"], day=date(2025, 12, 28)).text == "15 días"


def test_overdue_evidence_blocks(real: Mapping[str, Market]) -> None:
    with pytest.raises(RenderError, match="191 days before 2027-06-09; 180 are allowed"):
        page("{{ market.complaints.trader_reply }}", real["ES"], day=date(2027, 6, 9))


PAGE = """\
---
title: "{{ market.nmae }}"
description: fine
---

{{ market.gone }} and {{ market.law.weak }}

| {{ market.methods }} |
{{ market.name | date: ticket.id }}
"""


def test_every_reason_is_given_at_once_with_its_place(small: Market) -> None:
    with pytest.raises(RenderError) as caught:
        page(PAGE.replace("{{ market.name | date: ticket.id }}\n", ""), small)
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == [
        "articles/page.md:2:9",
        "articles/page.md:6:1",
        "articles/page.md:6:23",
        "articles/page.md:8:3",
    ]


def test_mixed_tags_are_shown_with_a_caret(small: Market) -> None:
    with pytest.raises(RenderError) as caught:
        page(PAGE, small)
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("articles/page.md:2:9: market.nmae is not known in NL. Did you mean market.name?")
    assert lines[1].startswith("articles/page.md:9:1: one tag reads our facts (market.name) and the help desk's")
    assert lines[2:] == ["{{ market.name | date: ticket.id }}", "^" * 35]


def test_problems_are_values_too(small: Market) -> None:
    found = problems(PAGE, small)
    assert [(one.path, one.line, one.column, one.is_blocking) for one in found] == [
        ("market.nmae", 2, 9, True),
        ("", 9, 1, True),
    ]
    assert found[0].do == "Did you mean market.name?"


def test_what_ships_under_a_waiver_is_noted_without_blocking(small: Market) -> None:
    (found,) = problems("\nFor {{ market.law.waived }}.", small)
    assert (found.path, found.is_blocking, found.line) == ("market.law.waived", False, 2)
    assert "Demo Team: part of the demo" in found.what


def test_front_matter_is_plain_text_in_its_own_quotes(small: Market) -> None:
    text = (
        "---\ntitle: 'It''s {{ market.bad.amp }}'\nn: \"{{ market.bad.quotes }}\"\n"
        "plain: a {{ market.bad.pipe }}\n---\nx\n"
    )
    rendered = page(text, small)
    assert rendered.title == "It's Lumen & Larch"
    assert rendered.text == (
        "---\ntitle: 'It''s Lumen & Larch'\nn: \"\\\"quotes\\\"\"\nplain: a iDEAL | Wero\n---\nx\n"
    )


def test_front_matter_that_yaml_would_misread_is_quoted(small: Market) -> None:
    text = "---\ntitle: x {{ market.bad.heading }}\n---\n"
    assert page(text, small).text == '---\ntitle: "x # x"\n---\n'


MACRO = """\
title: T
actions:
  - field: comment_value_html
    value: |
      <p>{{ market.bad.amp }} {{ticket.id}}</p>
      {% if market.gone %}
      <p>{{ market.gone }}</p>
      {% endif %}
      <a href="{{ market.site }}">{{ market.bad.script }}</a>
  - field: comment_value
    value: [channel:all, "{{ market.bad.amp }} & {{ market.bad.quotes }}"]
  - field: subject
    value: >-
      For {{ market.bad.pipe }}
      and {{ticket.id}}
"""


def test_macro_texts_are_escaped_by_their_field(small: Market) -> None:
    assert (
        page(MACRO, small, "macros/m.yaml").text
        == """\
title: T
actions:
  - field: comment_value_html
    value: |
      <p>Lumen &amp; Larch {{ticket.id}}</p>
      <a href="https://example.nl/_a_?x=1&amp;copy=2">&lt;script&gt;alert(1)&lt;/script&gt;</a>
  - field: comment_value
    value: [channel:all, "Lumen & Larch & \\"quotes\\""]
  - field: subject
    value: >-
      For iDEAL | Wero
      and {{ticket.id}}
"""
    )


def test_macros_in_json(small: Market) -> None:
    text = (
        '{\n\t"title": "T",\n\t"actions": '
        '[{"field": "comment_value_html", "value": "<p>{{ market.bad.amp }}\\n</p>"}]\n}\n'
    )
    rendered = page(text, small, "macros/m.json").text
    assert rendered == text.replace("{{ market.bad.amp }}", "Lumen &amp; Larch")
    assert json.loads(rendered)["actions"][0]["value"] == "<p>Lumen &amp; Larch\n</p>"


def test_html_articles(small: Market) -> None:
    text = '---\ntitle: T\n---\n<p title="{{ market.bad.quotes }}">{{ market.bad.star }}</p>\n'
    assert page(text, small, "articles/a.html").text == ('---\ntitle: T\n---\n<p title="&quot;quotes&quot;">a*b</p>\n')


def test_yaml_that_cannot_be_read_is_a_reason(small: Market) -> None:
    (found,) = problems("title: [T\nx: {{ market.name }}\n", small, "macros/m.yaml")
    assert found.is_blocking
    assert "not valid YAML" in found.what


def test_a_page_in_the_source_language_formats_as_that_language_does(real: Mapping[str, Market]) -> None:
    text = "within {{ market.consumer_rights.withdrawal_period }} from {{ market.complaints.body.name }}"
    spain = real["ES"]
    locale = replace(spain.locales[0], format="en")
    shown = render_page(replace(request(text, spain), locale=locale))
    assert shown.text == "within 14 days from Junta Arbitral de Consumo"
