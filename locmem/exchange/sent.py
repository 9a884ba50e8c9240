"""What the manifest notes of each segment that was sent."""

from __future__ import annotations

from collections.abc import Sequence

from locmem.catalogs.states import digest
from locmem.exchange.manifest import STALE, SentUnit
from locmem.exchange.outgoing import ExchangeFormat, Outgoing, source_digest
from locmem.exchange.profiles import GENERIC, Profile, Standing, what_stands
from locmem.model.translation import CatalogEntry


def sent_units(
    outgoing: Outgoing,
    words: Sequence[int],
    bands: Sequence[str] = (),
    *,
    format: ExchangeFormat = ExchangeFormat.PO,
    profile: Profile = GENERIC,
) -> tuple[SentUnit, ...]:
    """One for each segment of the document.

    words, bands: of each, in order; no bands where nobody counted them.  format, profile: those of its file.
    """
    is_locked = outgoing.lock is not None
    units = []
    for row, count, band in zip(outgoing.rows, words, bands or [""] * len(words), strict=True):
        entry = row.entry
        sent = _sent(entry, what_stands(entry, profile, format, is_locked=is_locked))
        stands = digest(entry.target) if entry.target else ""
        units.append(
            SentUnit(
                document=outgoing.document,
                occurrence=entry.occurrence,
                source=source_digest(entry),
                target=sent,
                stood=stands if stands != sent else None,
                state=STALE if entry.is_stale else entry.state.value,
                words=count,
                is_locked=is_locked,
                band=band,
            )
        )
    return tuple(units)


def _sent(entry: CatalogEntry, shown: Standing) -> str:
    if shown is Standing.SOURCE:
        return source_digest(entry)
    return digest(entry.shown) if shown is Standing.TARGET else ""
