from __future__ import annotations

import pytest

from locmem.checks.settings_use import front_keys, notations_in
from tests.checks.lamps import Lamps


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("---\ntitle: A\nmenu:\n  main: x\n---\n\nkey: B\n", ["title", "menu"]),
        ('+++\ntitle = "A"\n+++\n', ["title"]),
        ('{\n  "title": "A",\n  "slug": "a"\n}\n\nText\n', ["title", "slug"]),
        ("title: A\n", []),
    ],
)
def test_the_keys_of_front_matter_in_any_language(text: str, keys: list[str]) -> None:
    assert list(front_keys(text)) == keys


def test_a_placeholder_in_code_is_no_word(lamps: Lamps) -> None:
    lamps.article("Use `%{code}` with %(name)s.")
    [source] = lamps.context().workspace.sources
    assert list(notations_in(source)) == ["printf"]
