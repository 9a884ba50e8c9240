from __future__ import annotations

from locmem.model.finding import Severity
from tests.checks.lamps import Lamps


def test_an_unclosed_block_is_shown_with_a_caret(lamps: Lamps) -> None:
    lamps.article("{% if market.refund %}Text")
    [found] = lamps.findings("liquid-syntax")
    assert (found.location.path, found.location.line, found.location.column) == ("content/articles/refunds.md", 5, 1)
    assert found.excerpt == "{% if market.refund %}Text\n^^^^^^^^^^^^^^^^^^^^^^"


def test_a_tag_that_mixes_owners_says_how_to_part_it(lamps: Lamps) -> None:
    lamps.article("{{ market.refund | append: ticket.id }}")
    [found] = lamps.findings("liquid-syntax")
    assert "market.refund" in found.what
    assert "ticket.id" in found.what
    assert found.do == "Use two tags: one for market and company, one for the help desk."


def test_other_engines_tags_are_only_warned_of(lamps: Lamps) -> None:
    lamps.article("{{#if x}}Text{{/if}}")
    assert {found.severity for found in lamps.findings("liquid-syntax")} == {Severity.WARNING}


def test_an_unknown_filter_of_ours_is_found_before_any_page_is_made(lamps: Lamps) -> None:
    lamps.article("{{ market.refund | shout }} {{ ticket.id | shout }}")
    [found] = lamps.findings("liquid-tag")
    assert "shout" in found.what
    assert "date" in found.do


def test_a_filter_for_another_type_of_fact_is_found_before_any_page_is_made(lamps: Lamps) -> None:
    lamps.article("{{ market.refund | money }} {{ market.refund | duration }} {{ market.refund }}")
    [found] = lamps.findings("liquid-tag")
    assert (found.location.line, found.location.column) == (5, 1)
    assert "the filter money is for a money, but market.refund is a duration" in found.what


def test_tags_in_macros_are_read_where_they_stand(lamps: Lamps) -> None:
    macro = 'title: T\nactions:\n  - {field: comment_value, value: "Say \\"hi\\" in {{ market.refund | shout }}"}\n'
    lamps.write("content/macros/one.yaml", macro)
    [found] = lamps.findings("liquid-tag")
    line, carets = found.excerpt.split("\n")
    assert line[carets.index("^") : len(carets)] == "{{ market.refund | shout }}"


def test_tags_of_another_program_are_told_once_with_their_first_page(lamps: Lamps) -> None:
    for number in range(3):
        text = "{% octicon aN %} {% octicon b %} {{#if xN}}a{{/if}} {% asset @N %} {{< note >}}".replace(
            "N", str(number)
        )
        lamps.write(f"content/articles/p{number}.md", f"---\ntitle: T{number}\n---\n\n{text}\n")
    found = {finding.what: finding for finding in lamps.findings("liquid-syntax")}
    assert list(found) == [
        "`octicon` is no tag of Liquid; it is kept as it is, on 3 pages; this is the first.",
        "`{{#if x0}}` is not Liquid; it is kept as it is, on 3 pages; this is the first.",
        "`{% asset @0 %}` cannot be read: unexpected '@', on 3 pages; this is the first.",
    ]
    assert {finding.location.path for finding in found.values()} == {"content/articles/p0.md"}
    assert all(finding.do.startswith("Nothing, if ") for finding in found.values())


def test_what_is_broken_is_told_wherever_it_stands(lamps: Lamps) -> None:
    lamps.article("{% if market.refund %}Text")
    lamps.write("content/articles/other.md", "---\ntitle: T\n---\n\n{% if market.refund %}Text\n")
    assert len(lamps.findings("liquid-syntax")) == 2
