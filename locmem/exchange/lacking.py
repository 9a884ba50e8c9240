"""Whether a returned file lacks so much of what was sent that it cannot be what the translator has."""

from __future__ import annotations

from collections.abc import Sequence

from locmem.catalogs.pairs import Pair
from locmem.errors import Location, Problem
from locmem.exchange.answers import Return
from locmem.exchange.manifest import SentUnit
from locmem.model.wording import listed, shortened

MOST_MISSING = 0.02
"""A file that lacks more of its segments than this share was cut or emptied, and is refused whole."""

FEWEST_FOR_ONE = 10
"""Segments of a file from which on a single one may be missing, where the file itself shows that it was not cut."""


def lacking(returned: Return, sent: Sequence[SentUnit], pair: Pair | None) -> Problem | None:
    """Why a file is refused for what is missing in it, by id and first words; None where it is whole enough.

    sent: what was sent of its document.  pair: the document as it stands here, None where it is gone.
    """
    came = {answer.occurrence for answer in returned.answers}
    missing = [unit.occurrence for unit in sent if unit.occurrence not in came]
    if not _too_few(returned, len(missing), len(sent)):
        return None
    sources = {entry.occurrence: entry.source for entry in pair.catalog.entries} if pair else {}
    words = {key: f"{key} (“{shortened(source, 40)}”)" for key, source in sources.items()}
    named = [words.get(occurrence, occurrence) for occurrence in missing]
    strange = [answer.occurrence for answer in returned.answers if answer.occurrence not in sources] if pair else []
    what = f"{len(missing)} of {len(sent)} segments that were sent {'is' if len(missing) == 1 else 'are'} missing:"
    what += f" {listed(tuple(named), 3)}."
    if strange and pair:
        have = "unit of the file has an id" if len(strange) == 1 else "units of the file have ids"
        what += f" {len(strange)} {have} that nobody sent: {listed(tuple(strange), 3)}."
    do = "Ask for the whole file, or pass --partial where this was agreed."
    return Problem(location=Location(path=returned.path), what=what, do=do)


def _too_few(returned: Return, missing: int, total: int) -> bool:
    if not returned.is_whole:
        return missing > MOST_MISSING * total
    return missing > max(MOST_MISSING * total, 1 if total >= FEWEST_FOR_ONE else 0)
