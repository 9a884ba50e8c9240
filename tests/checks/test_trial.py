"""Tags of translations that cannot run: found before anything is confirmed, whoever wrote them."""

from __future__ import annotations

import pytest

from locmem.checks.trial import own_spellings, tag_problems
from locmem.inline import protect
from locmem.model.inline import Inline, Syntax
from locmem.model.translation import State
from locmem.workspace.remembering import pair_entries
from locmem.workspace.workspace import open_workspace
from tests.checks.lamps import Lamps


def texts(source: str, target: str) -> tuple[Inline, Inline]:
    content = protect.parse(source, Syntax.MARKDOWN)
    return content, protect.from_editable(target, content)


def problems(lamps: Lamps, source: str, target: str, locale: str = "es") -> tuple[str, ...]:
    context = lamps.context()
    tags = own_spellings(*texts(source, target))
    return tag_problems(tags, context.all_markets, locale, context.day, context.settings.verified_days)


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("{{ market.payment_methods | list }}", '{{ market.payment_methods | list: "o" }}', ("'o'", "and, or, comma")),
        ("{{ market.payment_methods | list }}", "{{ market.payment_methods | lista }}", ("lista", "type list")),
        ("{{ market.payment_methods | list }}", "{{ market.payment_methods }}", ("is a list", "list, where")),
        ("{{ market.payment_methods | list }}", "{{ market.payment_methods | date }}", ("type list",)),
        ("{{ market.tax.standard_rate }}", "{{ market.tax.standard_rate | money }}", ("type percent", "percent")),
        ("{{ market.tax.standard_rate }}", "{{ market.tax.standard_rate | upcase }}", ("upcase", "type percent")),
        ("{{ market.tax.standard_rate }}", '{{ market.tax.standard_rate | percent: "x" }}', ("'x'",)),
        (
            "{{ market.refund }}",
            '{{ market.refund | duration: "dativo" }}',
            ("dativo", "forms: within, following, of, by"),
        ),
        ("{{ market.refund }}", "{{ market.refund | list }}", ("type duration",)),
        (
            "{{ market.authority.name }}",
            "{{ market.authority.name | phone }}",
            ("type name", "months, after, capitalize"),
        ),
        ("{{ market.refund }}", "{{ market.refund | duration: form: 'dative' }}", ("named arguments",)),
    ],
)
def test_a_tag_that_cannot_run_is_named_with_the_facts_type_and_what_fits(
    lamps: Lamps, source: str, target: str, words: tuple[str, ...]
) -> None:
    [found] = problems(lamps, source, target)
    assert target in found
    assert [word for word in words if word not in found] == []


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("{{ market.payment_methods | list }}", '{{ market.payment_methods | list: "or" }}', "es"),
        ("{{ market.tax.standard_rate }}", "{{market.tax.standard_rate}}", "es"),
        ("{{ market.tax.standard_rate }}", "{{ market.tax.standard_rate | percent }}", "es"),
        ("{{ market.payment_methods | list }}", "{{ market.payment_methods.first.name }}", "es"),
        # Nothing of these can be printed today, whatever the tag says: that is reported of the fact.
        ("{{ market.helpline }}", "{{ market.helpline | phone }}", "es"),
        ("{{ market.nowhere }}", "{{market.nowhere}}", "es"),
        # The help desk's own filters are not ours to try.
        ("{{ ticket.name | upcase }}", "{{ ticket.name | upcase }}", "es"),
        ("{{ market.tax.abbreviation }}", "{{market.tax.abbreviation}}", "pt-BR"),
    ],
)
def test_tags_that_run_are_left_alone(lamps: Lamps, source: str, target: str, locale: str) -> None:
    assert problems(lamps, source, target, locale) == ()


def test_a_catalog_edited_by_hand_counts_as_a_draft_and_fails_the_release_gate(lamps: Lamps) -> None:
    source, target = "We refund you within {{ market.refund }}.", "Reembolso en {{ market.refund | money }}."
    lamps.translate({source: target})
    [found] = lamps.findings("damaged-codes")
    assert "market.refund is of type duration" in found.what
    [pair] = lamps.context().workspace.pairs_of("es")
    [entry] = [one for one in pair.catalog.entries if one.source == source]
    assert (entry.target, entry.state) == (target, State.DRAFT)
    assert [one for one in pair_entries(pair) if one.source.native == source] == []


def test_profiles_that_cannot_be_read_stop_no_catalog(lamps: Lamps) -> None:
    source, target = "We refund you within {{ market.refund }}.", "Reembolso en {{ market.refund | lista }}."
    lamps.translate({source: target})
    lamps.write("markets/ES.yaml", "market: [")
    [pair] = open_workspace(lamps.open()).pairs_of("es")
    assert any("lista" in problem for damaged in pair.damaged for problem in damaged.problems)
