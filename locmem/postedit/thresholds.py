"""From which likeness on a match of the memory is a better draft than an engine's.

The figures for engines that nobody has measured in this project are those of tests on changed segments of a public
knowledge base: a match of about 85 % is as near to the published text as a neural engine's draft, one of 65 to 70 %
as that of a rule-based engine (docs/measurements.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from locmem.model.settings import EngineSetting

ENOUGH = 50
"""Returns below which a mean says nothing."""

_PUBLISHED = {"apertium": 70, "pseudo": 50}
_NEURAL = 85
_BANDS = (95, 85, 75, 70, 60, 50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of drafts people changed.  mean: share of the text, 0 to 1.  returns: how many were measured."""

    mean: float
    returns: int

    @property
    def is_enough(self) -> bool:
        """Whether it says anything."""
        return self.returns >= ENOUGH


NOTHING = Share(mean=0.0, returns=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """percent: from here the memory's match is proposed, below it the engine is asked.  why: in words."""

    percent: int
    why: str


def threshold(setting: EngineSetting, drafts: Share = NOTHING, matches: Mapping[int, Share] | None = None) -> Threshold:
    """From where on the memory goes before the engine of `setting`.

    What the settings say stands.  Else, where enough drafts of the engine and matches of the memory came back, the
    lowest band from which upwards no band needed more changes than the engine's drafts; a band of which too few came
    back is taken to be as the figures for engines that nobody measured have it.
    drafts: of the engine in this locale.  matches: of the memory, by the lowest percent of their band, one of 95, 85,
    75, 70, 60 and 50.
    """
    if setting.memory_from is not None:
        return Threshold(percent=setting.memory_from, why="as locmem.yaml says")
    usual = _PUBLISHED.get(setting.engine, _NEURAL)
    if not drafts.is_enough:
        known = f"{drafts.returns} of {ENOUGH} returns known" if drafts.returns else "no returns known yet"
        return Threshold(percent=usual, why=f"the usual value for {setting.engine}; {known}")
    measured = matches or {}
    lowest, used = 100, 0
    for band in _BANDS:
        share = measured.get(band, NOTHING)
        is_better = share.mean <= drafts.mean if share.is_enough else band >= usual
        if not is_better:
            break
        lowest, used = band, used + share.returns * share.is_enough
    changed = f"people changed {drafts.mean:.0%} of {drafts.returns} drafts"
    against = f" and no more of {used} matches from there" if used else ""
    return Threshold(percent=lowest, why=f"{changed}{against}")
