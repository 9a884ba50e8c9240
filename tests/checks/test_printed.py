"""Whose value customers read in a text: what loops, filters, names and places make of it."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.checks.printed import printed_in, printing
from locmem.workspace.project import open_project
from locmem.workspace.workspace import open_workspace
from tests.checks.lamps import Lamps

ADDRESS = "market.complaints.bodies[].address"
BODIES = "market.complaints.bodies"
READ = "source: boe.es, verified_on: 2026-11-01, confidence: primary"
FACTS = f"""\
  complaints:
    bodies:
      type: list
      items:
        - {{name: Body A, kind: adr, address: "Calle 1, Madrid", {READ}}}
        - {{name: Body B, kind: helpline, {READ}}}
obligations:
"""


def printed(lamps: Lamps, text: str) -> frozenset[str]:
    profile = (lamps.root / "markets/ES.yaml").read_text("utf-8")
    if BODIES.rpartition(".")[2] not in profile:
        lamps.write("markets/ES.yaml", profile.replace("obligations:\n", FACTS, 1))
    lamps.article(text, front="topic: complaints\n")
    project = open_project(lamps.root)
    [source] = open_workspace(project).sources
    found = printed_in(printing(source), project.market("ES"), date(2026, 11, 21))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "{% for body in market.complaints.bodies %}{% if body.address %}{{ body.address }}{% endif %}{% endfor %}",
        "{% assign f = market.complaints.bodies | first %}{{ f.address }}",
        "{% assign f = market.complaints.bodies | first %}{% assign a = f.address | capitalize %}{{ a }}",
        '{% assign l = market.complaints.bodies | where: "kind", "adr" %}{% for b in l %}{{ b.address }}{% endfor %}',
        '{% for b in market.complaints.bodies %}{% if b.name == "Body A" %}{{ b.address }}{% endif %}{% endfor %}',
        "{% for b in market.complaints.bodies %}{% if ticket.x %}{{ b.address }}{% endif %}{% endfor %}",
    ],
)
def test_a_field_that_some_item_shows_is_printed(lamps: Lamps, text: str) -> None:
    assert ADDRESS in printed(lamps, text)


@pytest.mark.parametrize(
    "text",
    [
        '{% assign l = market.complaints.bodies | where: "kind", "court" %}{% for b in l %}{{ b.address }}{% endfor %}',
        '{% for b in market.complaints.bodies %}{% if b.kind == "court" %}{{ b.address }}{% endif %}{% endfor %}',
        '{% for b in market.complaints.bodies %}{% if b.name == "Body B" %}{{ b.address }}{% endif %}{% endfor %}',
        '{% assign b = market.complaints.bodies | first %}<a title="{{ b.address }}">{{ b.name }}</a>',
        '{% assign b = market.complaints.bodies | first %}[a](https://a.example "{{ b.address }}")',
        "{% assign b = market.complaints.bodies | first %}<!-- {{ b.address }} -->{{ b.name }}",
        "{% assign b = market.complaints.bodies | first %}{% assign a = b.address | capitalize %}{{ b.name }}",
        "{{ market.complaints.bodies | list }}",
    ],
)
def test_a_field_that_no_item_shows_is_not(lamps: Lamps, text: str) -> None:
    assert ADDRESS not in printed(lamps, text)


def test_names_of_a_list_and_facts_beside_its_items_are_printed_too(lamps: Lamps) -> None:
    assert f"{BODIES}[].name" in printed(lamps, "{{ market.complaints.bodies | list }}")
    rate = "{% for b in LIST %}{{ market.tax.standard_rate }}{% endfor %}"
    court = '{% assign l = market.complaints.bodies | where: "kind", "court" %}'
    assert "market.tax.standard_rate" in printed(lamps, rate.replace("LIST", BODIES))
    assert "market.tax.standard_rate" not in printed(lamps, court + rate.replace("LIST", "l"))
