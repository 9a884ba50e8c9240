"""The bands of matches."""

from __future__ import annotations

from locmem.model.match import Band

_LOWEST = ((100.0, Band.EXACT), (95.0, Band.HIGH), (85.0, Band.GOOD), (75.0, Band.FAIR), (50.0, Band.LOW))


def band_of(percent: float) -> Band:
    """The band of a percent, never rounded up: 94.9 is 85-94.  Context bands are not a matter of percent."""
    return next((band for lowest, band in _LOWEST if percent >= lowest), Band.NEW)


CONTEXT_BANDS = frozenset({Band.CONTEXT, Band.CONTEXT_BOTH})
"""The bands of matches that stood in the same place before."""
