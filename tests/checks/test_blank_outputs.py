"""A value is shown in vain where its own condition says that there is none."""

from __future__ import annotations

from locmem.checks.blank_outputs import shown_blanks
from tests.checks.lamps import Lamps


def test_the_output_is_told_and_not_the_condition(lamps: Lamps) -> None:
    lamps.article("{% if ticket.title == blank %}\n\nAbout {{ ticket.title }}.\n\n{% endif %}")
    [found] = shown_blanks(lamps.context())
    assert (found.location.line, found.location.column) == (7, 7)


def test_a_condition_holds_inside_of_another_block(lamps: Lamps) -> None:
    lamps.article("{% unless ticket.title %}{% if ticket.id %}{{ ticket.title }}{% endif %}{% endunless %}")
    assert len(list(shown_blanks(lamps.context()))) == 1
