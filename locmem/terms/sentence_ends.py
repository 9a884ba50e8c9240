"""How Japanese sentences end: polite (です, ます) or plain (である, だ), which is how they address their readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.terms.address_words import Address

_POLITE = re.compile(
    r"(?:です|ます|ました|ません|ませ|でした|ましょう|でしょう|ください|下さい|なさい|ございません)(?:か|ね|よ|が|から|けど)?\Z"
)
_PLAIN = re.compile(
    r"(?:である|だ|だった|だろう|であった|[ぁ-ん一-龥][うくぐすつぬぶむるたい]"
    r"|くれ|ごめん|[えけせてねべめれげみきちにびりぎじ]て|(?:(?<=[一-龥])[けせてねべめれえげろ])|[っん][てで]|し[てろ]|せよ|るな|[うくぐすつぬぶむる]こと"
    r"|[わかさたなばまらべけせげれめえしみじびきぎ一-龥](?<!でき)ないこと|(?:る|た|い|だ|う)か)"
    r"(?:よ|ね|ぞ|な|よね|さ)?\Z"
)
_ASKING = re.compile(r"(?<!の)(?<!べき)(?<!とは何)か\Z")
"""Questions in plain words, without those that are titles: `文脈とは何か？`."""
_CASUAL = re.compile(r"ちゃ(?:う|った|って|い)|なきゃ|なくちゃ|[んい]じゃ(?:う|った|って)")
"""What is said among friends, wherever it stands in a sentence."""
_NEITHER = re.compile(
    r"(?:かどうか|はい|いいえ|間違い|違い|によって|にとって|に対して|に関して|として|について|において|にて|をもって|すべて|全て"
    r"|めて|加えて|続いて|あわせて|併せて)\Z"
)
_SENTENCE = re.compile(r"[^。！？!?\n]+(?=[。？?！!])")
_LAST = re.compile(r"[^。！？!?\n]+\Z")
_QUOTES = re.compile(r"「[^「」]*。[^「」]*」")
_REMARK = re.compile(r"(?:[（(][^（()）]*[）)]\s*)+\Z")
_WORD = re.compile(r"\w")
_SHOWN = 8
"""Letters of a sentence's end that are shown."""


def endings_in(text: str) -> Iterator[Address]:
    """The ends of Japanese sentences, polite or plain; what ends in a noun is neither.

    What has no full stop may be a heading, which is plain in polite texts too, so that only politeness counts there.
    """
    plain = _QUOTES.sub("", text)
    for found in _SENTENCE.finditer(plain):
        sentence = _bare(found[0])
        is_asking = plain[found.end()] in "？?" and _ASKING.search(sentence) is not None
        if _POLITE.search(sentence):
            yield Address(register="polite", word=sentence[-_SHOWN:])
        elif _CASUAL.search(sentence) or ((is_asking or _PLAIN.search(sentence)) and not _NEITHER.search(sentence)):
            yield Address(register="plain", word=sentence[-_SHOWN:])
    if (last := _LAST.search(plain.rstrip())) and _POLITE.search(_bare(last[0])):
        yield Address(register="polite", word=_bare(last[0])[-_SHOWN:])


def _bare(sentence: str) -> str:
    """A sentence without the signs behind it, and without a remark in brackets, which may end in another way."""
    plain = sentence.rstrip("」』* ")
    without = _REMARK.sub("", plain)
    return (without if _WORD.search(without) else plain).rstrip("」』）)* ")
