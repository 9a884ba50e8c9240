from __future__ import annotations

import pytest

from locmem.model.finding import Gate
from tests.checks.lamps import SETTINGS, Lamps

LIMITED = SETTINGS.replace("kind: markdown}", "kind: markdown, max_length: {title: 12, heading: 9}}")


@pytest.fixture
def limited(lamps: Lamps) -> Lamps:
    lamps.write("locmem.yaml", LIMITED)
    return lamps


def test_a_field_of_the_source_may_not_be_longer_than_its_limit(limited: Lamps) -> None:
    limited.article("## Ten letters\n\nA paragraph may be as long as it likes.", front="description: as long, too\n")
    found = limited.findings("length-source")
    assert [(one.location.line, one.what, one.gate) for one in found] == [
        (6, "the heading has 11 characters; 9 are allowed.", Gate.CHANGE)
    ]


def test_a_translation_may_not_be_longer_than_the_limit(limited: Lamps) -> None:
    limited.article("## Short\n\nText.")
    limited.translate({"Refunds": "Devoluciones y reembolsos", "Short": "Corto"})
    found = limited.findings("length-translation")
    assert [one.what for one in found] == ["the title `title` has 25 characters; 12 are allowed."]
    assert found[0].gate is Gate.RELEASE
    assert found[0].location.key


def test_without_limits_nothing_is_too_long(lamps: Lamps) -> None:
    lamps.article("Text.", front=f"description: {'long ' * 100}\n")
    assert lamps.findings("length-source") == []
