"""From which likeness on a match of the memory is a better draft than an engine's.

The figures for engines that nobody has measured in this project are those of tests on changed segments of a public
knowledge base: a match of about 85 % is as near to the published text as a neural engine's draft, one of 65 to 70 %
as that of a rule-based engine (docs/measurements.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from locmem.model.settings import EngineSetting
from locmem.postedit.effort import FEWEST, Share

_PUBLISHED = {"apertium": 70, "pseudo": 50}
_NEURAL = 85
_BANDS = (95, 85, 75, 50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """percent: from here the memory's match is proposed, below it the engine is asked.  why: in words."""

    percent: int
    why: str


def threshold(
    setting: EngineSetting,
    drafts: Share | None = None,
    matches: Callable[[int], Share | None] = lambda percent: None,
) -> Threshold:
    """From where on the memory goes before the engine of `setting`.

    What the settings say stands.  Else, where enough drafts of the engine and matches of the memory came back, the
    lowest band from which upwards no band needed more changes than the engine's drafts; a band of which too few came
    back is taken to be as the figures for engines that nobody measured have it.
    drafts: what people changed of the engine's in this locale.  matches: the same of the memory's, by the lowest
    percent of their band.
    """
    if setting.memory_from is not None:
        return Threshold(percent=setting.memory_from, why="as locmem.yaml says")
    usual = _PUBLISHED.get(setting.engine, _NEURAL)
    if drafts is None or drafts.count < FEWEST:
        known = f"{drafts.count} of {FEWEST} returns known" if drafts else "no returns known yet"
        return Threshold(percent=usual, why=f"the usual value for {setting.engine}; {known}")
    lowest, used = 100, 0
    for band in _BANDS:
        share = matches(band)
        is_measured = share is not None and share.count >= FEWEST
        if not (share.mean <= drafts.mean if share and is_measured else band >= usual):
            break
        lowest, used = band, used + (share.count if share and is_measured else 0)
    changed = f"people changed {drafts.mean:.0%} of {drafts.count} drafts"
    against = f" and no more of {used} matches from there" if used else ""
    return Threshold(percent=lowest, why=f"{changed}{against}")
