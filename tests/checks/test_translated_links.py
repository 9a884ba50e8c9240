"""Where the links of translations lead; what each check finds and leaves stands in its cases."""

from __future__ import annotations

import pytest

from locmem.model.finding import Severity
from tests.checks.lamps import Lamps

LINKS = ("link-changed", "link-renamed", "link-other-locale", "link-not-https")


def test_an_address_has_one_finding_at_most(lamps: Lamps) -> None:
    lamps.article("See [a](/a), [b](https://lamps.example/b), [c](/c), [d](/d) and [e](/e).")
    target = "Mira [a](/z), [b](http://lamps.example/b), [c](/pt-br/c), [d](/es/otra) y [e](/es/e)."
    lamps.translate({"See": target})
    found = {name: [one.severity for one in lamps.findings(name)] for name in LINKS}
    assert found == {
        "link-changed": [Severity.ERROR],
        "link-renamed": [Severity.WARNING],
        "link-other-locale": [Severity.ERROR],
        "link-not-https": [Severity.ERROR],
    }


def test_what_a_tag_puts_into_an_address_is_not_judged(lamps: Lamps) -> None:
    lamps.article("See [a](https://x.example/{{ ticket.id }}).")
    lamps.translate({"See": "Mira [a](https://x.example/b)."})
    assert all(found.severity is Severity.WARNING for found in lamps.findings("link-changed"))


def test_a_label_that_the_page_does_not_define_is_told_as_readers_see_it(lamps: Lamps) -> None:
    lamps.article("See [our shop].\n\n[our shop]: https://lamps.example/shop")
    lamps.translate({"See": "Mira [la tienda]."})
    [found] = lamps.findings("link-changed")
    assert "brackets" in found.what
    assert found.do.startswith("Write `[la tienda][our shop]`")


RULE = "links:\n  - {from: 'https://lamps.example/', to: 'https://lamps.example/{language}/'}\n"


@pytest.mark.parametrize(
    ("target", "mended"),
    [
        ("Mira [a](https://lamps.example/shpo).", "Mira [a](https://lamps.example/shop)."),
        ("Mira [a](https://lamps.example/pt-br/shop).", "Mira [a](https://lamps.example/shop)."),
        ("Mira [a](http://lamps.example/shop).", "Mira [a](https://lamps.example/shop)."),
        ("Mira [a](http://es.lamps.example/shop).", None),
    ],
)
def test_an_address_that_a_rule_knows_is_mended(lamps: Lamps, target: str, mended: str | None) -> None:
    lamps.write("locmem.yaml", (lamps.root / "locmem.yaml").read_text() + RULE)
    lamps.article("See [a](https://lamps.example/shop).")
    lamps.translate({"See": target})
    [found] = [one for name in LINKS for one in lamps.findings(name)]
    assert (found.mended.new if found.mended else None) == mended


def test_an_address_that_others_begin_with_is_left(lamps: Lamps) -> None:
    lamps.write("locmem.yaml", (lamps.root / "locmem.yaml").read_text() + RULE)
    lamps.article("See [a](https://lamps.example/shop) or [b](https://lamps.example/shop/b).")
    lamps.translate({"See": "Mira [a](https://lamps.example/sho) o [b](https://lamps.example/shop/b)."})
    assert [one.mended for one in lamps.findings("link-changed")] == [None]


def test_without_a_rule_nobody_knows_what_was_meant(lamps: Lamps) -> None:
    lamps.article("See [a](https://lamps.example/shop).")
    lamps.translate({"See": "Mira [a](https://lamps.example/shpo)."})
    assert [one.mended for one in lamps.findings("link-changed")] == [None]
