"""What a finding offers to write is what the whole page would be, and nothing where that is not certain."""

from __future__ import annotations

from typing import Any

import pytest

from locmem.checks import mending
from locmem.checks.leaks import fact_forms_of, shown_text
from locmem.checks.mending import expression_of, with_expressions
from locmem.checks.typed import leaks
from locmem.model.finding import with_fixes
from locmem.render.merge import translated
from tests.checks.lamps import Lamps

PAGE = "content/articles/refunds.md"


def offered(lamps: Lamps) -> list[tuple[int, str, str]]:
    found = [one.fix for one in lamps.findings("fact-typed-in") if one.fix]
    return [(one.line, one.replaced, one.text) for one in found]


def written(lamps: Lamps) -> str:
    """The page with an expression in place of each fact that is certain, written as a whole."""
    context = lamps.context()
    [source] = context.workspace.sources
    contents = {}
    for index, segment in enumerate(source.segments):
        certain = {
            leak: expression
            for leak in leaks(shown_text(segment.content), fact_forms_of(context), source.locale)
            if (expression := expression_of(leak, context.all_markets, context.day))
        }
        contents[index] = with_expressions(segment.content, certain)
    return translated(source.document, source.segments, contents, source.locale, source.content_set.kind)


def test_each_fact_is_offered_where_it_stands(lamps: Lamps) -> None:
    lamps.article("Add **IVA**, call +34 910 000 000\nor pay for `IVA`, IVA.", front="markets: [ES]\n")
    assert offered(lamps) == [
        (6, "IVA", "{{ market.tax.abbreviation }}"),
        (6, "+34 910 000 000", "{{ company.phone }}"),
        (7, "IVA", "{{ market.tax.abbreviation }}"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        'Add IVA, and [IVA](https://lamps.example/IVA "IVA") with `IVA`.',
        "| a | b |\n| --- | --- |\n| IVA | x \\| IVA |",
        "> Über 現金: **IVA** and &euro;.\r\n> Then IVA again.",
        "- one IVA\n- two IVA IVA\n\nTitle IVA\n=========",
    ],
    ids=["link", "table", "quote", "list"],
)
def test_all_offers_together_are_what_the_fix_writes(lamps: Lamps, body: str) -> None:
    lamps.article(body)
    text = (lamps.root / PAGE).read_bytes().decode()
    fixes = [one.fix for one in lamps.findings("fact-typed-in") if one.fix]
    assert fixes
    assert with_fixes(text, fixes) == written(lamps)


@pytest.mark.parametrize(
    "body",
    [
        "Pay with Bizum.",  # It stands in a list.
        "We refund the price within 14 days.",  # Its sentence may say more.
        "The tax is 21 %.",  # Brazil has no such fact.
        "See https://lamps.example/ for more.",  # Addresses stay.
    ],
)
def test_nothing_is_offered_that_is_not_certain(lamps: Lamps, body: str) -> None:
    lamps.article(body)
    assert lamps.findings("fact-typed-in") != []
    assert offered(lamps) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "About 21 % of customers like IVA-free shops.",
        "About 21 % of customers ask what the tax is.",
        "Order number 910000000.",
        "Order 910 000 000.",
        "It is 910000000.",
        "Call with the order number 910000000.",
        "The gift card is worth 4.90 €.",
        "An IVA-free price.",
    ],
)
def test_what_only_looks_like_a_fact_stays(lamps: Lamps, sentence: str) -> None:
    lamps.article(sentence, front="markets: [ES]\n")
    assert offered(lamps) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Prices include 21 % VAT.", ["21 %"]),
        ("The tax is 21 %.", ["21 %"]),
        ("The IVA rate of 21 % is included.", ["IVA", "21 %"]),
        ("Call 910 000 000.", ["910 000 000"]),
        ("Our number is +34910000000.", ["+34910000000"]),
        ("Ring 910000000.", ["910000000"]),
    ],
)
def test_what_can_be_nothing_else_is_offered(lamps: Lamps, sentence: str, words: list[str]) -> None:
    lamps.article(sentence, front="markets: [ES]\n")
    assert [one[1] for one in offered(lamps)] == words


def test_a_document_is_written_once_however_many_facts_were_typed_in(
    lamps: Lamps, monkeypatch: pytest.MonkeyPatch
) -> None:
    lamps.article("\n\n".join(f"Add IVA to number {number}, IVA." for number in range(40)))
    written: list[int] = []

    def counted(*arguments: Any) -> str:
        written.append(1)
        return really(*arguments)

    really = translated
    monkeypatch.setattr("locmem.checks.mending.translated", counted)
    assert len(offered(lamps)) == 80
    assert len(written) == 1


def test_words_of_which_one_begins_as_another_are_told_apart() -> None:
    written = [("IVA", "{{ a }}"), ("IVA2", "{{ b }}")]
    assert mending._pieces("x IVA2 IVA.", "x {{ b }} {{ a }}.", written) == [
        (2, "IVA2", "{{ b }}"),
        (7, "IVA", "{{ a }}"),
    ]
    assert mending._pieces("x IVA y", "x {{ a }} z", written) == []
    assert mending._pieces("x IVA", "x {{ a }} and more", written) == []


def test_the_place_is_that_of_the_word_and_not_of_a_code_before_it(lamps: Lamps) -> None:
    lamps.article("In `IVA` there is IVA.", front="markets: [ES]\n")
    [found] = lamps.findings("fact-typed-in")
    assert (found.location.line, found.location.column) == (6, 19)
    assert found.excerpt.endswith(f"\n{' ' * 18}^^^")


def test_a_line_may_be_as_long_as_it_likes(lamps: Lamps) -> None:
    lamps.article("Add IVA. " * 500)
    fixes = [one.fix for one in lamps.findings("fact-typed-in") if one.fix]
    assert [(fix.column, fix.replaced) for fix in fixes] == [(5 + 9 * number, "IVA") for number in range(500)]


def test_what_runs_over_two_lines_does_not_keep_others_from_an_offer(lamps: Lamps) -> None:
    lamps.article("Ask Agencia\nEjemplo.\n\nAdd IVA.", front="markets: [ES]\n")
    assert len(lamps.findings("fact-typed-in")) == 2
    assert offered(lamps) == [(9, "IVA", "{{ market.tax.abbreviation }}")]
