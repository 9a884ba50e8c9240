"""A law that changed for new orders: what customers of four markets read on a page, and in an agent's answer.

`python -m tests.pipelines.test_law_changes` writes the golden files anew; read what it changed.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from locmem.model.finding import Gate
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.desk.drift import drift
from locmem.pipelines.desk.pull import pull
from locmem.pipelines.publish import PublishOptions, Target, publish
from locmem.pipelines.run import run_step
from tests.pipelines.shop import PIPELINES, Shop
from tests.render.ruby_liquid import answered

GOLDEN = Path(__file__).parent / "law_changes"
FIELD = "ticket_field_360020001"

SETTINGS = f"""\
project: Lamps
source_locale: en
locales: [es, de, fr, ja]
zendesk_locales: {{en: 1, es: 2, de: 8, fr: 16, ja: 67}}
help_desk_dates: {{contract: ticket.{FIELD}}}
content:
  - {{name: articles, files: articles/**/*.md, kind: markdown}}
  - {{name: macros, files: macros/**/*.yaml, kind: macro}}
"""

EVIDENCE = "source: law, verified_on: 2026-11-01, confidence: primary"
OLD, NEW = "valid_until: 2026-07-30", "valid_from: 2026-07-31"
MARKETS = {
    # Both change in Spain, one in Germany; in France one rule held before the other; in Japan nothing changes.
    "ES": ("es", "es-ES", [("P2Y", OLD), ("P3Y", NEW)], [("null", OLD), ("P1Y", NEW)]),
    "DE": ("de", "de-DE", [("P2Y", "")], [("null", OLD), ("P1Y", NEW)]),
    "FR": ("fr", "fr-FR", [("P2Y", OLD), ("P2Y", NEW)], [("P6M", OLD), ("P1Y", NEW)]),
    "JP": ("ja", "ja-JP", [("P1Y", "")], [("null", "")]),
}

ARTICLE = """\
---
title: Repairs
---

The guarantee is {{ market.guarantee | cases }}.

{% for case in market.extension | cases %}
{% if case.value %}

A repair adds {{ case.value }}{% if forloop.length > 1 %} (orders {{ case.days }}){% endif %}.

{% else %}

A repair adds nothing{% if forloop.length > 1 %} (orders {{ case.days }}){% endif %}.

{% endif %}
{% endfor %}
"""

MACRO = """\
title: "Repairs::Guarantee"
active: true
actions:
  - field: subject
    value: "Your guarantee: {{ market.guarantee | cases }}"
  - field: comment_value
    value: |
      Hello {{ticket.requester.first_name}},

      {% for case in market.extension | cases %}
      {% if case.value %}
      A repair adds {{ case.value }}{% if forloop.length > 1 %} (orders {{ case.days }}){% endif %}.
      {% else %}
      A repair adds nothing{% if forloop.length > 1 %} (orders {{ case.days }}){% endif %}.
      {% endif %}
      {% endfor %}
  - field: comment_value_html
    value: |
      <p>The guarantee is <strong>{{ market.guarantee | cases }}</strong>.</p>
zendesk: {macro_ids: {es: 21, de: 22, fr: 23, ja: 24}, dynamic_content_id: 9}
"""

GUARANTEE, WHICH = "{{ market.guarantee | cases }}", "{% if forloop.length > 1 %} (orders {{ case.days }}){% endif %}"


def wording(*words: str) -> dict[str, str]:
    """The translations of a language: the title, guarantee, adding, nothing, orders, subject, hello."""
    title, guarantee, adds, nothing, which, subject, hello = words
    days = WHICH.replace(" (orders {{ case.days }})", which)
    return {
        "Repairs": title,
        "Repairs::Guarantee": f"{title}::1",
        f"The guarantee is {GUARANTEE}.": guarantee % GUARANTEE,
        f"The guarantee is <g1>{GUARANTEE}</g1>.": guarantee % f"<g1>{GUARANTEE}</g1>",
        f"A repair adds {{{{ case.value }}}}{WHICH}.": adds % ("{{ case.value }}" + days),
        f"A repair adds nothing{WHICH}.": nothing % days,
        f"Your guarantee: {GUARANTEE}": subject % GUARANTEE,
        "Hello {{ticket.requester.first_name}},": hello % "{{ticket.requester.first_name}}",
    }


WORDS: Mapping[str, Mapping[str, str]] = {
    "es": wording(
        "Reparaciones",
        "La garantía es de %s.",
        "Una reparación añade %s.",
        "Una reparación no añade nada%s.",
        " (pedidos {{ case.days }})",
        "Tu garantía: %s",
        "Hola, %s:",
    ),
    "de": wording(
        "Reparaturen",
        "Die Gewährleistung dauert %s.",
        "Eine Reparatur verlängert sie um %s.",
        "Eine Reparatur verlängert sie nicht%s.",
        " (Bestellungen {{ case.days }})",
        "Deine Gewährleistung: %s",
        "Hallo %s,",
    ),
    "fr": wording(
        "Réparations",
        "La garantie est de %s.",
        "Une réparation ajoute %s.",
        "Une réparation n’ajoute rien%s.",
        " (commandes {{ case.days }})",
        "Ta garantie : %s",
        "Bonjour %s,",
    ),
    "ja": wording(
        "修理",
        "保証期間は%sです。",
        "修理により%s延長されます。",
        "修理による延長はありません%s。",
        "（{{ case.days }}のご注文）",
        "保証期間：%s",
        "%s 様",
    ),
}


def profile(code: str) -> str:
    """The profile of a market with its two facts."""
    locale, format_locale, guarantee, extension = MARKETS[code]
    text = f"market: {code}\nname: {code}\ncurrency: EUR\nlocales:\n  {locale}: {{format: {format_locale}}}\nfacts:\n"
    for name, windows in (("guarantee", guarantee), ("extension", extension)):
        text += f"  {name}:\n    type: duration\n    legal: true\n    decided_by: contract\n    windows:\n"
        for value, days in windows:
            text += f"      - {{value: {value}, {days + ', ' if days else ''}{EVIDENCE}}}\n"
    return text


def built_in(root: Path) -> Shop:
    """The project, with everything translated and confirmed."""
    shop = Shop(root)
    shop.write("locmem.yaml", SETTINGS)
    for name, text in PIPELINES.items():
        shop.write(f"pipelines/{name}.yaml", text)
    shop.write("content/articles/repairs.md", ARTICLE)
    shop.write("content/macros/guarantee.yaml", MACRO)
    for code in MARKETS:
        shop.write(f"markets/{code}.yaml", profile(code))
    for locale, words in WORDS.items():
        shop.translate(locale, words)
    shop.run()
    return shop


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The project; never to be written to."""
    return built_in(tmp_path_factory.mktemp("law") / "lamps")


@pytest.fixture
def lamps(law: Shop, tmp_path: Path) -> Shop:
    return law.copy(tmp_path / "lamps")


def rendered(shop: Shop, target: Target) -> None:
    _, result = run_step(shop.open(), "render", lambda run: publish(run, PublishOptions(target=target)))
    assert not result.fails
    assert {page.outcome.value for page in result.pages} == {"published"}, result.pages


def objects(shop: Shop, code: str, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(shop.read(f"dist/{code}/zendesk/{name}.json"))
    return found


def answers(shop: Shop, code: str, ordered: str) -> list[str]:
    """What an agent sends, field by field, for an order of a day."""
    [macro] = objects(shop, code, "macros")
    ticket = {FIELD: ordered, "requester": {"first_name": "Ana"}}
    return [answered(action["value"], ticket) for action in macro["actions"]]


def told(shop: Shop, code: str) -> str:
    """What a market's customers are told, as the golden file has it."""
    locale = MARKETS[code][0]
    page = shop.read(f"dist/{code}/{locale}/articles/repairs.md").partition("---\n\n")[2]
    text = f"# page\n\n{page}"
    for ordered in ("2026-07-30", "2026-07-31", ""):
        text += f"\n# answer, ordered on {ordered or 'a day nobody knows'}\n\n" + "\n".join(
            answers(shop, code, ordered)
        )
    return text


@pytest.mark.parametrize("code", MARKETS)
def test_customers_of_before_and_after_are_told_the_truth(code: str, lamps: Shop) -> None:
    rendered(lamps, Target.MARKDOWN)
    rendered(lamps, Target.ZENDESK)
    assert told(lamps, code) == (GOLDEN / f"{code}.txt").read_text(encoding="utf-8")


def test_without_the_settings_name_of_the_day_a_macro_says_all_cases(lamps: Shop) -> None:
    lamps.edit("locmem.yaml", f"{{contract: ticket.{FIELD}}}", "{}")
    rendered(lamps, Target.ZENDESK)
    said = [json.dumps(objects(lamps, code, "macros"), ensure_ascii=False) for code in MARKETS]
    assert not any("{%" in one for one in said)
    assert "pedidos a partir del 31 de julio de 2026" in said[0]
    assert "pedidos antes del 31 de julio de 2026" in said[0]


def test_other_targets_say_all_cases_whatever_the_help_desk_knows(lamps: Shop) -> None:
    for target in (Target.MARKDOWN, Target.HTML):
        rendered(lamps, target)
        macro = lamps.read("dist/ES/es/macros/guarantee.yaml")
        assert "{%" not in macro
        assert macro.count("31 de julio de 2026") == 4


def test_only_what_a_help_desk_fills_in_is_left_to_it(lamps: Shop) -> None:
    lamps.edit(
        "content/macros/guarantee.yaml", "active: true\n", 'active: true\nnote: "{{ market.guarantee | cases }}"\n'
    )
    rendered(lamps, Target.ZENDESK)
    [macro] = objects(lamps, "ES", "macros")
    assert macro["note"] == "3 años (para pedidos hechos antes del 31 de julio de 2026: 2 años)"


def test_dynamic_content_chooses_as_the_macro_does(lamps: Shop) -> None:
    rendered(lamps, Target.ZENDESK)
    [macro], items = objects(lamps, "ES", "macros"), objects(lamps, "ES", "dynamic_content")
    assert [one["variants"][0]["content"] for one in items] == [action["value"] for action in macro["actions"]]


def test_what_was_pushed_has_not_drifted_and_pulling_it_changes_nothing(lamps: Shop) -> None:
    rendered(lamps, Target.ZENDESK)
    export: dict[str, list[dict[str, Any]]] = {"macros": [], "dynamic_content": []}
    for code in MARKETS:
        export["macros"] += objects(lamps, code, "macros")
        export["dynamic_content"] += [one for one in objects(lamps, code, "dynamic_content") if one.get("id")]
    export["dynamic_content"] = [
        {
            **export["dynamic_content"][0],
            "default_locale_id": 2,
            "variants": [variant for one in export["dynamic_content"] for variant in one["variants"]],
        }
    ]
    lamps.write("export.json", json.dumps(export))
    before = lamps.in_git()
    found = drift(lamps.open(), lamps.root / "export.json", (), None)
    assert (found.drifts, found.compared) == ((), 8)
    _, result = run_step(lamps.open(), "pull", lambda run: pull(run, lamps.root / "export.json"))
    assert result.written == ()
    assert lamps.in_git() == before


def test_the_gates_have_nothing_to_say_until_a_text_says_a_part(lamps: Shop) -> None:
    assert not [one for gate in Gate for one in lamps.check(gate).failing]
    lamps.edit("content/articles/repairs.md", "{{ market.guarantee | cases }}", "{{ market.guarantee }}")
    found = [one for one in lamps.check(Gate.RELEASE).failing if one.check == "fact-in-part"]
    assert [(one.market, one.location.path, one.location.line) for one in found] == [
        ("ES", "content/articles/repairs.md", 5)
    ]


def test_the_release_gate_of_a_later_day_names_what_a_coming_change_makes_a_part(lamps: Shop) -> None:
    lamps.write("markets/ES.yaml", profile("ES").replace("2026-07-3", "2026-12-1"))
    lamps.edit("content/articles/repairs.md", "{{ market.guarantee | cases }}", "{{ market.guarantee }}")
    lamps.edit("content/macros/guarantee.yaml", "guarantee: {{ market.guarantee | cases }}", "{{ market.guarantee }}")
    today = check(lamps.open(), CheckOptions(gate=Gate.RELEASE)).report
    assert not [one for one in today.failing if one.check == "fact-in-part"]
    in_a_month = lamps.moment.date() + timedelta(days=30)
    later = check(lamps.open(), CheckOptions(gate=Gate.RELEASE, as_of=in_a_month)).report
    found = [one for one in later.failing if one.check == "fact-in-part"]
    assert {(one.market, one.location.path) for one in found} == {
        ("ES", "content/articles/repairs.md"),
        ("ES", "content/macros/guarantee.yaml"),
    }


def test_a_kept_page_is_made_anew_when_its_cases_are_others(lamps: Shop) -> None:
    rendered(lamps, Target.MARKDOWN)
    later = lamps.later(365 * 3)
    for code in MARKETS:
        lamps.write(f"markets/{code}.yaml", profile(code).replace("2026-11-01", "2029-11-01"))
    rendered(later, Target.MARKDOWN)
    page = later.read("dist/ES/es/articles/repairs.md")
    assert "antes" not in page
    # Whoever ordered before is told nothing false: each value says since when it holds.
    assert "La garantía es de 3 años (para pedidos hechos a partir del 31 de julio de 2026)." in page
    assert "Una reparación añade 1 año (pedidos a partir del 31 de julio de 2026)." in page


def main() -> None:
    """Write the golden files."""
    with tempfile.TemporaryDirectory() as folder:
        shop = built_in(Path(folder) / "lamps")
        rendered(shop, Target.MARKDOWN)
        rendered(shop, Target.ZENDESK)
        GOLDEN.mkdir(exist_ok=True)
        for code in MARKETS:
            (GOLDEN / f"{code}.txt").write_text(told(shop, code), encoding="utf-8")


if __name__ == "__main__":
    main()
