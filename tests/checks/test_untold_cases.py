"""Cases that fit no branch of the text that is meant to tell them."""

from __future__ import annotations

import re

import pytest

from locmem.checks.case_days import WITHOUT_DAYS
from tests.checks.lamps import Lamps

READ = "source: boe.es, verified_on: 2026-11-01, confidence: primary"
CASES = f"""\
  refund:
    type: duration
    legal: true
    decided_by: contract
    matters_for: P5Y
    windows:
      - {{value: P3Y, valid_from: 2026-01-01, {READ}}}
      - {{value: P2Y, valid_until: 2025-12-31, {READ}}}
"""


def said(lamps: Lamps, body: str) -> list[str]:
    profile = (lamps.root / "markets/ES.yaml").read_text("utf-8")
    lamps.write("markets/ES.yaml", re.sub(r"  refund: .*\n", CASES, profile))
    lamps.article(f"{{% for c in market.refund | cases %}}{body}{{% endfor %}}", front="markets: [ES]\n")
    return [one.what for one in lamps.findings(WITHOUT_DAYS)]


def chain(*values: str, more: str = "") -> str:
    tags = (
        f'{{% {"elsif" if number else "if"} c.value == "{value}" %}}{{{{ c.days }}}}: {value}.'
        for number, value in enumerate(values)
    )
    return f"{''.join(tags)}{more}{{% endif %}}"


def test_a_case_that_fits_no_branch_is_told_with_its_days(lamps: Lamps) -> None:
    [found] = said(lamps, chain("P3Y", "P9Y"))
    assert "the case of market.refund until 2025-12-31 (“2 years”) fits no branch in ES." in found
    choice = '{% case c.value %}{% when "P3Y" %}{{ c.days }}: three.{% when "P9Y" %}{{ c.days }}: nine.{% endcase %}'
    [found] = said(lamps, choice)
    assert "fits no branch in ES" in found


@pytest.mark.parametrize(
    "body",
    [
        chain("P3Y", "P2Y"),
        chain("P3Y", "P9Y", more="{% else %}{{ c.days }}: {{ c.value }}."),
        '{% if market.code == "BR" %}' + chain("P3Y", "P9Y") + "{% else %}{{ c.days }}: {{ c.value }}.{% endif %}",
        "{{ c.days }}: {{ c.value }}" + '{% if c.value == "P9Y" %}{% elsif c.value == "P8Y" %} as before{% endif %}.',
    ],
)
def test_what_tells_every_case_is_left_alone(lamps: Lamps, body: str) -> None:
    assert said(lamps, body) == []


def test_a_loop_in_a_loop_has_a_name_of_its_own(lamps: Lamps) -> None:
    inner = "{% for NAME in market.payment_methods %}{{ NAME.name }}{% endfor %}"
    [found] = said(lamps, "{{ c.days }}: {{ c.value }} " + inner.replace("NAME", "c"))
    assert "the loop around it has the variable `c`, too" in found
    assert said(lamps, "{{ c.days }}: {{ c.value }} " + inner.replace("NAME", "one")) == []
