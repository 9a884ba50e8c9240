"""Terms travel in the glossary of a unit, and what others add there is told apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from locmem.formats import xliff2
from locmem.formats.xliff2_glossary import GlossaryEntry
from locmem.formats.xliff12 import XliffUnit
from locmem.model.inline import plain
from tests.formats.schematron import broken_rules
from tests.formats.test_xliff2 import file_of, read_one
from tests.formats.xliff2_constraints import schema

WORD = st.text(st.sampled_from("aé界 .,<&>'\"\u200f"), min_size=1, max_size=8).filter(lambda text: bool(text.strip()))
ENTRIES = st.builds(
    GlossaryEntry, term=WORD, translations=st.lists(WORD, max_size=3).map(tuple), definition=st.just("") | WORD
)

REFUND = GlossaryEntry(term="refund", translations=("reembolso", "devolución"), definition="money paid back")


@given(st.lists(ENTRIES, max_size=3))
def test_entries_are_read_back_but_for_those_that_say_nothing(entries: list[GlossaryEntry]) -> None:
    unit = XliffUnit(id="u", source=plain("Refunds"), state="initial", terms=tuple(entries))
    data = xliff2.write([file_of(unit)])
    [[read]] = [file.units for file in xliff2.read(data, "a.xlf")]
    assert read.terms == tuple(one for one in entries if one.translations or one.definition)
    assert read.remarks == ()
    schema().assertValid(etree.fromstring(data))


def test_what_is_written_breaks_no_rule_of_the_standard() -> None:
    unit = XliffUnit(id="u", source=plain("Refunds"), state="initial", terms=(REFUND, GlossaryEntry(term="x")))
    assert broken_rules(xliff2.write([file_of(unit)])) == ()


def test_what_a_translator_adds_to_the_glossary_is_a_remark() -> None:
    added = """<g:glossary xmlns:g="urn:oasis:names:tc:xliff:glossary:2.0">
      <g:glossEntry><g:term source="locmem">refund</g:term><g:translation>reembolso</g:translation></g:glossEntry>
      <g:glossEntry><g:term source="termbase">order</g:term><g:translation>pedido</g:translation>
        <g:definition>what was bought</g:definition></g:glossEntry>
      <g:glossEntry><g:term/><g:translation>nada</g:translation></g:glossEntry>
    </g:glossary>"""
    unit = read_one(f'<unit id="u">{added}<segment><source>Your order</source></segment></unit>')
    assert unit.terms == (GlossaryEntry(term="refund", translations=("reembolso",)),)
    assert unit.remarks == ("term: order = pedido (what was bought)",)


def test_an_entry_in_words() -> None:
    assert REFUND.in_words == "refund = reembolso, devolución (money paid back)"
    assert GlossaryEntry(term="VAT", definition="a tax").in_words == "VAT (a tax)"
