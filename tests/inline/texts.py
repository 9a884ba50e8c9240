"""Texts made of the pieces that matter to a parser, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    *("**", "*", "__", "_", "~~", "`", "``", "[", "](u)", "]", "[r]", "![", "(x)", "\\", "\n", "  \n", "\r\n", "> "),
    *("<b>", "</b>", "<i>", "</i>", "<a href='x'>", "</a>", "<br>", "<code>", "</code>", "<p translate=no>", "</p>"),
    *("&nbsp;", "&amp;", "&", "<", ">", "<!-- c -->", "<!--", "<x1/>", "<g1>", "</g1>", "<m1/>", "<g9>", "'", '"'),
    *("{{ x }}", "{{ market.a }}", "{{ market.a | f }}", "{% if a %}", "{% else %}", "{% endif %}", "{{", "}}", "{%"),
    *("{% for m in market.l %}", "{{ m.n }}", "{% endfor %}", "{% raw %}", "{% endraw %}", "%}"),
    *("{{#if x}}", "{{/if}}", "{{< s >}}", "{# c #}"),
    *("%{n}", "%s", "#{x}", "https://x.example/z", "me@x.example", "[^1]", "<https://q.example>", "1.", "- ", "`x`"),
    *(" ", "a", "Foo", "Bar. ", "Yes? ", "。", "「", "」", "\u00a0", "\u0301", "\ue000", "\x1e"),
]

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)
