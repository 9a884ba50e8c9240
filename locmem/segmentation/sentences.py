"""Where the sentences of a plain text end; the only user of choppa-srx."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from locmem.model.tags import language_of

if TYPE_CHECKING:
    from choppa import SrxDocument

_OWN_RULES = Path(__file__).with_name("support.srx")


def sentence_ends(text: str, locale: str, *, line_ends: bool) -> list[int]:
    """Offsets in `text`, rising, at which a new sentence begins; neither 0 nor the end of the text.

    Rules are LanguageTool's, after those of support.srx.  line_ends: whether every line break ends a sentence
    too, as in plain text; otherwise only a blank line does.  Languages without rules of their own get the
    general ones.
    """
    from choppa import SrxTextIterator

    if not text or text.isspace():
        return []
    name = f"{language_of(locale).lower()}_{'one' if line_ends else 'two'}"
    ends: list[int] = []
    position = 0
    for sentence in SrxTextIterator(_rules(), name, text):
        position += len(sentence)
        ends.append(position)
    return [end for end in ends if 0 < end < len(text)]


@lru_cache(maxsize=1)
def _rules() -> SrxDocument:
    """The library's rules with ours before them: an exception counts only for breaks after it."""
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    rules = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    own = SrxDocument(ruleset=_OWN_RULES)
    rules.language_map_list[:0] = own.language_map_list
    return rules
