from __future__ import annotations

from locmem.model.finding import Gate, Severity
from locmem.model.translation import State
from locmem.pipelines.check import CheckOptions, check
from tests.checks.lamps import Lamps


def test_the_word_itself_is_underlined_where_it_stands(lamps: Lamps) -> None:
    lamps.article("Some text first.\nThen pay with **Bizum**, or with Bizum.")
    first, second = lamps.findings("fact-typed-in")
    assert (first.location.line, first.location.column) == (6, 17)
    assert (second.location.line, second.location.column) == (6, 34)
    assert first.excerpt == "Then pay with **Bizum**, or with Bizum.\n                ^^^^^"
    assert first.gate is Gate.CHANGE


def test_facts_used_as_facts_and_words_in_code_are_no_leaks(lamps: Lamps) -> None:
    lamps.article("Pay {{ company.price }} with {{ market.payment_methods | list }} in state `Bizum`.")
    assert lamps.findings("fact-typed-in") == []


def test_dead_links_are_found_in_link_definitions_too(lamps: Lamps) -> None:
    lamps.article("See [the platform][odr].\n\n[odr]: https://ec.europa.eu/consumers/odr/")
    [found] = lamps.findings("fact-typed-in")
    assert found.location.line == 7
    assert "2025-07-20" in found.what


def test_a_macro_is_read_behind_its_quotes(lamps: Lamps) -> None:
    lamps.write("content/macros/one.yaml", "title: T\nactions:\n  - {field: comment_value, value: 'It''s Bizum.'}\n")
    [found] = lamps.findings("fact-typed-in")
    assert (found.location.path, found.location.line) == ("content/macros/one.yaml", 3)


def test_a_rate_typed_into_a_translation_blocks_the_release(lamps: Lamps) -> None:
    lamps.article("The tax is {{ market.tax.standard_rate }}.", front="markets: [ES]\n")
    lamps.translate({"tax is": "El impuesto es {{ market.tax.standard_rate }}, o sea 21 %."})
    [found] = lamps.findings("fact-typed-into-translation")
    assert (found.gate, found.severity, found.locale) == (Gate.RELEASE, Severity.ERROR, "es")
    assert found.location.path == "content/translations/es/articles/refunds.md.po"
    assert found.location.key.startswith("articles/refunds.md#")


def test_what_the_source_types_in_is_not_held_against_its_translation(lamps: Lamps) -> None:
    lamps.article("About 90 % agree, says Bizum.")
    lamps.translate({"agree": "El 90 % está de acuerdo, dice Bizum."})
    assert lamps.findings("fact-typed-into-translation") == []


def test_a_name_in_a_translation_is_a_warning_and_a_draft_is_nobodys_word(lamps: Lamps) -> None:
    lamps.article("Pay as you like.")
    lamps.translate({"Pay": "Paga con Bizum."})
    [found] = lamps.findings("fact-typed-into-translation")
    assert found.severity is Severity.WARNING
    lamps.translate({"Pay": "Paga con Bizum."}, state=State.DRAFT)
    assert lamps.findings("fact-typed-into-translation") == []


def test_what_another_market_has_is_wrong_on_this_markets_page(lamps: Lamps) -> None:
    lamps.article("Pay with Pix.", front="markets: [ES]\n")
    lamps.article("Pay as you like.", name="ways")
    [found] = lamps.findings("fact-typed-in")
    assert found.what == "“Pix” is `market.payment_methods[].name` of BR, but this text ships to ES."
    assert "{{ market.payment_methods | list }}" in found.do
    lamps.translate({"Pay": "Paga con Pix."}, name="ways")
    [found] = lamps.findings("fact-typed-into-translation")
    assert found.severity is Severity.ERROR
    assert "of BR" in found.what


def test_dead_words_are_found_in_drafts_orphans_and_the_memorys_files(lamps: Lamps) -> None:
    lamps.article("Pay as you like.")
    lamps.translate({"Pay": "Paga con giropay."}, state=State.DRAFT)
    [draft] = lamps.findings("dead-word-in-store")
    assert (draft.severity, draft.gate) == (Severity.WARNING, Gate.CHANGE)
    assert draft.location.path == "content/translations/es/articles/refunds.md.po"
    (lamps.root / "content/articles/refunds.md").unlink()
    [orphan] = lamps.findings("dead-word-in-store")
    assert orphan.location.key.startswith("articles/refunds.md#")
    lamps.write(
        "content/memory/es.tmx",
        '<tmx version="1.4"><header srclang="en" segtype="sentence" o-tmf="x" creationtool="x" '
        'creationtoolversion="1" adminlang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>Pay.</seg>'
        '</tuv><tuv xml:lang="es"><seg>Con la plataforma ODR.</seg></tuv></tu></body></tmx>',
    )
    stored = [one for one in check(lamps.open(), CheckOptions()).report.findings if one.check == "dead-word-in-store"]
    assert [one.location.path for one in stored] == [draft.location.path, "content/memory/es.tmx"][::-1]
    assert "Con la plataforma ODR." in stored[0].do


def test_a_name_that_ended_here_while_it_runs_elsewhere_is_no_dead_word(lamps: Lamps) -> None:
    lamps.article("Pay with OldPay.")
    assert [one.what for one in lamps.findings("fact-typed-in")] == [
        "“OldPay” is out of date: no market has it since 2024-12-31."
    ]
    brazil = (lamps.root / "markets/BR.yaml").read_text(encoding="utf-8")
    lamps.write("markets/BR.yaml", brazil.replace("name: Pix,", "name: OldPay,"))
    assert "is the fact" in lamps.findings("fact-typed-in")[0].what


def test_a_number_that_a_link_dials_is_typed_in(lamps: Lamps) -> None:
    lamps.article("[Call us](tel:+34910000000) or [write](mailto:me@else.example).")
    [found] = lamps.findings("fact-typed-in")
    assert "{{ company.phone }}" in found.do
    assert (found.location.line, found.location.column) == (5, 15)
