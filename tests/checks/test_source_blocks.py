from __future__ import annotations

from locmem.checks.source_blocks import blocks_of
from tests.checks.lamps import Lamps


def test_a_block_is_one_text_however_many_sentences_it_has(lamps: Lamps) -> None:
    lamps.article("One (a remark. It is long). *Two*.\n\nThree {{ market.code }}.")
    [source] = lamps.context().workspace.sources
    found = [(segment.line, text.target) for segment, text in blocks_of(source)]
    assert found == [(2, "Refunds"), (5, "One (a remark. It is long). Two."), (7, "Three \ue001.")]
    assert all(text.source == "" and text.locale == "en" for _, text in blocks_of(source))
