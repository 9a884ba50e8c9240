"""How sure a mean is: bootstrap intervals, the same on every run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy
from numpy.typing import NDArray

_SAMPLES = 1_000
_SEED = 20_261_121


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The bounds between which 95 % of the means of resampled `values` lie; 0 and 0 without values."""
    if not values:
        return 0.0, 0.0
    given = numpy.asarray(values, dtype=float)
    return interval_of(len(given), lambda picks: float(given[picks].mean()))


def interval_of(count: int, statistic: Callable[[NDArray[numpy.int64]], float]) -> tuple[float, float]:
    """The bounds between which 95 % of a statistic of resampled rows lie; it gets the numbers of the rows drawn."""
    drawn = numpy.random.default_rng(_SEED).integers(0, count, size=(_SAMPLES, count))
    low, high = numpy.percentile([statistic(picks) for picks in drawn], (2.5, 97.5))
    return float(low), float(high)


def mean(values: Sequence[float]) -> str:
    """The mean with its interval: `86.8 [85.1, 88.2]`."""
    if not values:
        return "-"
    low, high = interval(values)
    return f"{sum(values) / len(values):.1f} [{low:.1f}, {high:.1f}]"
