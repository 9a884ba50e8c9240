from __future__ import annotations

import pytest

from locmem.model.finding import Gate, Severity
from locmem.model.translation import State
from tests.checks.lamps import Lamps

SOURCE = "See [the shop](https://lamps.example/shop) for **more**."


def test_a_lost_code_blocks_the_release_and_names_the_entry(lamps: Lamps) -> None:
    lamps.translate({"within": "Te devolvemos el dinero en 14 días."})
    [found] = lamps.findings("damaged-codes")
    assert (found.gate, found.severity) == (Gate.RELEASE, Severity.ERROR)
    assert "`{{ market.refund }}` is missing" in found.what
    assert found.location.path == "content/translations/es/articles/refunds.md.po"


def test_a_damaged_draft_blocks_only_where_drafts_ship(lamps: Lamps) -> None:
    targets = {"within": "Te devolvemos el dinero."}
    lamps.translate(targets, state=State.DRAFT)
    assert [found.severity for found in lamps.findings("damaged-codes")] == [Severity.WARNING]
    lamps.article("We refund you within {{ market.refund }}.", front="risk: low\n")
    lamps.translate(targets, state=State.DRAFT)
    assert [found.severity for found in lamps.findings("damaged-codes")] == [Severity.ERROR]


def test_another_page_of_our_site_is_a_warning(lamps: Lamps) -> None:
    lamps.article(SOURCE)
    lamps.translate({"See": "Mira [la tienda](https://lamps.example/es/tienda), **más**."})
    [found] = lamps.findings("link-renamed")
    assert found.severity is Severity.WARNING
    assert lamps.findings("unsafe-markup") == []


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("Mira [la tienda](https://evil.example/shop), **más**.", "evil.example"),
        ("Mira [la tienda](//evil.example/shop), **más**.", "evil.example"),
        ("Mira [la tienda](https://lamps.example@evil.example/), **más**.", "evil.example"),
        ("Mira [la tienda](https://lamps.example.evil.example/), **más**.", "lamps.example.evil.example"),
        ("Mira [la tienda](javascript:alert(1)), **más**.", "javascript:"),
        ("Mira [la tienda](java&#x09;script:alert), **más**.", "javascript:"),
        ("Mira [la tienda](https://lamps.example/shop), **más**. <script>x</script>", "<script>"),
        ('Mira [la tienda](https://lamps.example/shop), <b onclick="x">más</b>.', "onclick"),
        ("Mira [la tienda](https://lamps.example/shop), **más**. www.evil.example", "www.evil.example"),
        ("Mira [la tienda](HTTPS://Evil.example/shop), **más**.", "evil.example"),
        ("Mira [la tienda](ftp://evil.example/shop), **más**.", "`ftp:`"),
        (r"Mira [la tienda](\\\\evil.example/shop), **más**.", "evil.example"),
        ("Mira [la tienda](/\\evil.example/shop), **más**.", "evil.example"),
        ("Mira [la tienda](http:/\\evil.example/shop), **más**.", "evil.example"),
        ("Mira [la tienda](https:evil.example/shop), **más**.", "evil.example"),
        ("Mira [la tienda](ht&#9;tps://evil.example/shop), **más**.", "evil.example"),
        ("Mira [la tienda](https://lamps.example\\@evil.example/shop), **más**.", "`evil.example`"),
        ("Mira [la tienda](https://evil.example:8443/shop), **más**.", "evil.example"),
        ("Mira [la tienda](https://evil.example./shop), **más**.", "evil.example"),
        ("Mira [la tienda](https://2130706433/shop), **más**.", "2130706433"),
        ("Mira [la tienda](https://[::1]/shop), **más**.", "[::1]"),
        ("Mira [la tienda](https://l\u0430mps.example/shop), **más**.", "l\u0430mps.example"),
        ("Mira [la tienda](https://evil。example/shop), **más**.", "evil.example"),
        ("Mira [la tienda](<//evil.example/a b>), **más**.", "evil.example"),
        ("Mira <HTTPS://evil.example/shop>, **más**.", "evil.example"),
        ("Mira [la tienda](intent://x#Intent;end), **más**.", "`intent:`"),
        ("Mira [la tienda](blob:https://lamps.example/x), **más**.", "`blob:`"),
        ("Mira [la tienda](https://lamps.example/shop), **más**. <img srcset='//evil.example/a 2x'>", "evil.example"),
        (
            "Mira [la tienda](https://lamps.example/shop), **más**. <b style='background:url(//evil.example)'>x</b>",
            "evil.example",
        ),
        ("Mira [la tienda](https://lamps.example/shop), **más**. <img src=x onerror=alert(1) ", "onerror"),
        ("Mira [la tienda](https://lamps.example/shop), **más**. <img src=x onerror=alert(1) <b>", "onerror"),
        ("Mira [la tienda](https://lamps.example/shop), **más**. <!-- <b onclick=alert(1)>x</b>", "onclick"),
    ],
)
def test_markup_and_hosts_that_the_source_does_not_have_are_errors(lamps: Lamps, target: str, what: str) -> None:
    lamps.article(SOURCE)
    lamps.translate({"See": target})
    found = lamps.findings("unsafe-markup")
    assert found
    assert {one.severity for one in found} == {Severity.ERROR}
    assert any(what in one.what for one in found)


@pytest.mark.parametrize(
    "target",
    [
        "Mira [la tienda](https://es.lamps.example/shop), **más**.",
        "Mira [la autoridad](https://www.agencia.example/es), **más**.",
        "Mira [la tienda](https://lamps.example/shop), **más**, a \\<b.",
        "Mira [la tienda]({{ company.website }}), **más**.",
    ],
)
def test_our_own_hosts_and_those_of_facts_are_fine(lamps: Lamps, target: str) -> None:
    lamps.article(SOURCE)
    lamps.translate({"See": target})
    assert lamps.findings("unsafe-markup") == []


@pytest.mark.parametrize(
    "target",
    [
        "Mira [la tienda](https://lamps.example/shop), <strong>más（2）</strong>a.",
        "Mira [la tienda](https://lamps.example/shop), <b>más</b>.",
    ],
)
def test_a_tag_that_says_the_same_as_a_mark_of_the_source_is_the_same_code(lamps: Lamps, target: str) -> None:
    lamps.article(SOURCE)
    lamps.translate({"See": target})
    for check in ("damaged-codes", "unsafe-markup", "link-changed"):
        assert lamps.findings(check) == []


def test_a_mark_in_a_hand_edited_catalog_that_is_not_read_is_said_to_stand_there(lamps: Lamps) -> None:
    lamps.article(SOURCE)
    lamps.translate({"See": "Mira [la tienda](https://lamps.example/shop), **más（2）**a."})
    [found] = lamps.findings("damaged-codes")
    assert "`**` stands there but does not close before “a”" in found.what


def test_brackets_without_a_definition_are_no_link(lamps: Lamps) -> None:
    lamps.article("Pick [one] of them.")
    lamps.translate({"Pick": "Elige uno."})
    assert lamps.findings("damaged-codes") == []
    lamps.article("Pick [one] of them.\n\n[one]: one.md")
    lamps.translate({"Pick": "Elige uno."})
    [found] = lamps.findings("damaged-codes")
    assert "the link `[one]` is missing: write `[text][one]`" in found.what


def test_a_mark_of_an_undeclared_notation_that_is_gone_is_a_warning(lamps: Lamps) -> None:
    lamps.article("Dear $NAME$, pay [AMOUNT].")
    lamps.translate({"Dear": "Estimado $NAME$, pague."})
    [found] = lamps.findings("mark-lost")
    assert found.severity is Severity.WARNING
    assert "`[AMOUNT]`" in found.what


INTERFACE = "Press <kbd>Ctrl</kbd> in `Settings`, then `npm`."


@pytest.mark.parametrize(
    ("setting", "target", "expected"),
    [
        ("", "Pulsa <kbd>Control</kbd> en `Ajustes` y `npm`.", ["interface-words-changed"] * 2),
        ("checked", "Pulsa <kbd>Control</kbd> en `Settings` y `npm`.", ["interface-words-changed"]),
        ("free", "Pulsa <kbd>Control</kbd> en `Ajustes` y `npm`.", []),
        ("fixed", "Pulsa <kbd>Control</kbd> en `Ajustes` y `npm`.", ["damaged-codes"]),
        ("free", "Pulsa <kbd>Control</kbd> en `Ajustes` y `pnpm`.", ["damaged-codes"]),
        ("free", "Pulsa <kbd>Control</kbd> en `Ajustes`.", ["damaged-codes"]),
        ("fixed", "Pulsa <kbd>Ctrl</kbd> en `Settings` y `npm`.", []),
    ],
)
def test_a_content_set_says_whether_words_of_an_interface_may_change(
    lamps: Lamps, setting: str, target: str, expected: list[str]
) -> None:
    if setting:
        said = (
            (lamps.root / "locmem.yaml")
            .read_text()
            .replace("kind: markdown}", f"kind: markdown, interface_words: {setting}}}")
        )
        lamps.write("locmem.yaml", said)
    lamps.article(INTERFACE)
    lamps.translate({"Press": target})
    found = [*lamps.findings("interface-words-changed"), *lamps.findings("damaged-codes")]
    assert [finding.check for finding in found] == expected
    is_warned = {finding.severity is Severity.WARNING for finding in found if finding.check != "damaged-codes"}
    assert is_warned <= {True}


def test_changed_words_of_an_interface_are_told_with_both_words(lamps: Lamps) -> None:
    lamps.article("Open `Settings`.")
    lamps.translate({"Open": "Abre `Ajustes`."})
    [found] = lamps.findings("interface-words-changed")
    assert found.what == "words of the interface changed: ``Settings`` became ``Ajustes``."
    lamps.article("Open `Options`.")
    assert lamps.findings("interface-words-changed") == []
