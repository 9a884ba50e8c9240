"""Several answers to one segment in a file, where somebody joined files or a tool wrote a unit twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from locmem.exchange.answers import Answer
from locmem.exchange.claims import Claim


def counting_one(answers: Sequence[Answer]) -> Answer | None:
    """The answer that several copies of a unit give together, with the weakest claim; None where texts differ."""
    first = answers[0]
    texts = {(one.text, one.content, one.returned_source, one.source_digest) for one in answers}
    if len(texts) > 1:
        return None
    weakest = min(answers, key=lambda one: list(Claim).index(one.claim))
    if all(one.claim is first.claim for one in answers):
        return weakest
    return replace(weakest, doubt="it stands in the file more than once, and not everywhere as finished")
