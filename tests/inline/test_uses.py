"""How often readers meet a fact, whichever branch of a block they get."""

from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.inline.uses import Uses, fact_uses, is_fact
from locmem.model.inline import Syntax

NAME, RATE = "{{ market.name }}", "{{ market.rate }}"


def uses(text: str) -> dict[str, tuple[int, int]]:
    found = fact_uses(parse(text, Syntax.PLAIN).parts)
    return {identity.removeprefix("liquid "): (one.least, one.most) for identity, one in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{NAME} {NAME} {RATE}", {NAME: (2, 2), RATE: (1, 1)}),
        (f"{{% if market.a %}}{NAME}{{% endif %}}", {NAME: (0, 1)}),
        (f"{{% if market.a %}}{NAME}{{% else %}}{NAME} {NAME}{{% endif %}}", {NAME: (1, 2)}),
        (f"{{% if market.a %}}{NAME}{{% else %}}x{{% endif %}}", {NAME: (0, 1)}),
        (f"{{% if market.a %}}{NAME}{{% elsif market.b %}}{NAME}{{% endif %}}", {NAME: (0, 1)}),
        (f"{{% if market.a %}}{NAME}{{% elsif market.b %}}{NAME}{{% else %}}{NAME}{{% endif %}}", {NAME: (1, 1)}),
        (f"{{% for m in market.l %}}{NAME}{{% endfor %}}", {NAME: (1, 1)}),
        (f"{{% if market.a %}}{{% if market.b %}}{NAME}{{% else %}}{NAME}{{% endif %}}{{% endif %}}", {NAME: (0, 1)}),
        (f"{NAME}{{% if market.a %}}{NAME}{{% endif %}}", {NAME: (1, 2)}),
        ("{{ ticket.id }} {{ x }}", {}),
        ("no tags", {}),
    ],
)
def test_of_an_if_and_its_else_one_branch_is_printed(text: str, expected: dict[str, tuple[int, int]]) -> None:
    assert uses(text) == expected


def test_a_block_that_is_not_whole_counts_as_the_text_around_it() -> None:
    parts = parse(f"{{% if market.a %}}{NAME}{{% endif %}} {RATE}", Syntax.PLAIN).parts
    assert fact_uses(parts[:2]) == {f"liquid {NAME}": Uses(least=0, most=1)}
    assert fact_uses(parts[1:]) == {
        f"liquid {NAME}": Uses(least=1, most=1),
        f"liquid {RATE}": Uses(least=1, most=1),
    }


@pytest.mark.parametrize(
    ("identity", "is_ours"),
    [
        ("liquid {{ market.name }}", True),
        ("liquid {{ company.mail }}", True),
        ("liquid {{ market.a, company.b }}", True),
        ("liquid {{ ticket.id }}", False),
        ("liquid {{ market.a, ticket.id }}", False),
        ("liquid {% if market.a %}", False),
        ("bold", False),
    ],
)
def test_which_codes_print_facts_of_ours(identity: str, is_ours: bool) -> None:
    assert is_fact(identity) is is_ours
