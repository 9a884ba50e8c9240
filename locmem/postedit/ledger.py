"""The words people confirmed, by the band in which each counts, and what they cost.

Of equal sources that were confirmed together in a run the first counts at its band, the others are repetitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from locmem.history.work import How, Work
from locmem.memory.bands import band_of
from locmem.model.match import CROSS_FILE, MACHINE, REPETITION, REVIEW, Band
from locmem.model.rates import Rates
from locmem.model.translation import OriginKind

MEMORY = "from memory"
"""The band of what the memory confirmed: nobody was asked, and nobody is paid."""

REVISION = "revision"
"""The band of another wording of what was confirmed before."""

ALIGNED = "aligned"
"""The band of what was translated before locmem, and came from tables of aligned pairs."""

LEDGER_BANDS = (
    MEMORY,
    *(band.value for band in Band if band is not Band.NEW),
    REPETITION,
    CROSS_FILE,
    MACHINE,
    Band.NEW.value,
    REVIEW,
    REVISION,
    ALIGNED,
)
"""The bands of the ledger, in order; each word that was confirmed is in exactly one."""

TRANSLATED_BANDS = frozenset(LEDGER_BANDS) - {REVIEW, REVISION, ALIGNED}
"""The bands of words that had to be translated, and would be paid in full without memory and engines."""


BAND_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("memory", (MEMORY,)),
    (
        "repeated",
        (Band.CONTEXT_BOTH.value, Band.CONTEXT.value, Band.EXACT.value, REPETITION, CROSS_FILE),
    ),
    ("fuzzy", (Band.HIGH.value, Band.GOOD.value, Band.FAIR.value, Band.LOW.value)),
    ("machine", (MACHINE,)),
    ("new", (Band.NEW.value,)),
)
"""The bands of what had to be translated as people group them; their words add up."""

GROUPS_APART: tuple[tuple[str, tuple[str, ...]], ...] = (("review", (REVIEW,)), ("other", (REVISION, ALIGNED)))
"""The other bands, which have a price in no sum of translating."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A record and the band in which it counts."""

    work: Work
    band: str

    @property
    def is_translation(self) -> bool:
        """Whether its words had to be translated."""
        return self.band in TRANSLATED_BANDS

    def percent(self, rates: Rates) -> int:
        """What is paid of the full rate."""
        return 0 if self.band in (MEMORY, REVISION, ALIGNED) else rates.weight(self.band)

    def weighted(self, rates: Rates) -> Decimal:
        """Its words as many full words as are paid for them."""
        return Decimal(self.work.words * self.percent(rates)) / 100


def lines(works: Iterable[Work]) -> Iterator[Line]:
    """Each record with its band, in order."""
    first: dict[tuple[str, str, str], str] = {}
    for work in works:
        band = _band(work)
        if band in TRANSLATED_BANDS and band != MEMORY:
            key = work.run, work.locale, work.source
            document = first.setdefault(key, "")
            if document:
                band = REPETITION if document == work.document else CROSS_FILE
            first[key] = document or work.document
        yield Line(work=work, band=band)


def _band(work: Work) -> str:
    if work.how is How.TABLE:
        return ALIGNED
    if work.how is How.MEMORY:
        return MEMORY
    if work.is_revision:
        return REVISION
    if work.is_review:
        return REVIEW
    kind = work.origin.partition(":")[0]
    if kind == OriginKind.MT.value:
        return MACHINE
    return band_of(work.percent).value if kind == OriginKind.TM.value else Band.NEW.value
