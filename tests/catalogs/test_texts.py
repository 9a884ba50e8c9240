"""HTML codes rebuilt from what a catalog holds, when the source file is long gone."""

from __future__ import annotations

import pytest

from locmem.catalogs.texts import legend, previous_inline, source_inline, target_inline
from locmem.inline import protect
from locmem.inline.attributes import without_attributes
from locmem.inline.compare import code_problems, memory_key
from locmem.model.inline import Syntax
from locmem.model.segment import UnitKind
from locmem.model.translation import CatalogEntry

MARKUP = [
    "Your order <strong>{{ ticket.id }}</strong> is on its way.",
    'Read <a href="https://a.example/?x=1&amp;y=2">our <em>terms</em></a>.<br>Bye.',
    "Salt &amp; pepper &lt;b&gt; &mdash; no markup",
    '<a class="more … here" href="/help">Open</a> it',
    '<a title="more" href="/help">Open</a> <abbr title="value added">VAT</abbr>',
    '<img src="a.png" alt="">Look<br/>here',
    "{% if ticket.tags contains 'vip' %}<b>Thank you</b>{% endif %}!",
    "<b>one</b> and <b>two</b>",
    '<a\n  href="/help"\n>Wrapped</a> tag',
]


def entry(native: str, syntax: Syntax) -> CatalogEntry:
    content = protect.parse(native, syntax)
    return CatalogEntry(
        occurrence="k3f9xx",
        kind=UnitKind.TEXT,
        source=protect.to_editable(content),
        syntax=syntax,
        legend=legend(content),
    )


@pytest.mark.parametrize("native", MARKUP)
def test_a_source_in_html_is_rebuilt_from_its_catalog_alone(native: str) -> None:
    content = protect.parse(native, Syntax.HTML)
    rebuilt = source_inline(entry(native, Syntax.HTML))
    assert memory_key(rebuilt) == memory_key(content)
    assert [code.identity for code in rebuilt.codes] == [code.identity for code in content.codes]
    # A legend is one line, so line ends inside a tag become blanks.
    originals = [without_attributes(code.original) for code in content.codes]
    assert [code.original for code in rebuilt.codes] == [" ".join(original.split()) for original in originals]
    assert rebuilt.text == content.text
    assert protect.to_editable(rebuilt) == protect.to_editable(content)


@pytest.mark.parametrize("native", ["Open **Orders** and [go](a.md).", "Pay {{ market.price }} now.", "a  \nb"])
def test_a_source_in_markdown_stands_verbatim(native: str) -> None:
    held = entry(native, Syntax.MARKDOWN)
    assert held.legend == ()
    assert memory_key(source_inline(held)) == memory_key(protect.parse(native, Syntax.MARKDOWN))


def test_the_previous_source_is_rebuilt_with_its_own_codes() -> None:
    old, new = "<b>One</b> lamp", "<i>Two</i> lamps"
    now, then = entry(new, Syntax.HTML), entry(old, Syntax.HTML)
    stale = CatalogEntry(
        occurrence="k3f9xx",
        kind=UnitKind.TEXT,
        source=now.source,
        syntax=Syntax.HTML,
        legend=now.legend,
        previous_source=then.source,
        previous_legend=then.legend,
    )
    assert previous_inline(stale).native == old
    assert source_inline(stale).native == new
    assert previous_inline(now).native == new


def test_a_target_has_the_codes_of_its_source() -> None:
    source = protect.parse('Read <a href="/help">this</a>.', Syntax.HTML)
    held = CatalogEntry(occurrence="k", kind=UnitKind.TEXT, source="", syntax=Syntax.HTML, target="Lea <g1>esto</g1>.")
    target = target_inline(held, source)
    assert target.native == 'Lea <a href="/help">esto</a>.'
    assert not code_problems(source, target)
