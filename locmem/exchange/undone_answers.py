"""A manifest without what one run did to it, where it was changed again since.

An answer that is undone is no answer: its segment is with the translator again, and the same file can be taken once
more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from locmem.exchange.manifest import Manifest, SentUnit

_WHOLE = tuple(one.name for one in fields(Manifest) if one.name not in ("units", "conflicts"))


def without_run(before: Manifest, after: Manifest, today: Manifest) -> Manifest:
    """The manifest of today without what a run made of `before`; equal to `today` where nothing of that is left.

    Unit by unit: answers that the run noted go, and the segment is out again unless something came for it since;
    answers that it took away are noted again.  Texts that the run kept aside go, and those that it had settled wait
    again.  All else of the manifest goes back where it is as the run left it.
    """
    old, new = _units(before), _units(after)
    units = []
    for unit in today.units:
        then, left = (side.get(unit.key) or side.get(("", unit.occurrence)) for side in (old, new))
        units.append(_put_back(then, left, unit) if then and left else unit)
    added = [one for one in after.conflicts if one not in before.conflicts]
    settled = [one for one in before.conflicts if one not in after.conflicts and one not in today.conflicts]
    rest = tuple(one for one in today.conflicts if one not in added)
    parts = {
        name: getattr(before, name)
        for name in _WHOLE
        if getattr(before, name) != getattr(after, name) == getattr(today, name)
    }
    return replace(today, units=tuple(units), conflicts=(*rest, *settled), **parts)


def _units(manifest: Manifest) -> Mapping[tuple[str, str], SentUnit]:
    """The units by their key, and by occurrence alone: a document may have another name since."""
    return {("", unit.occurrence): unit for unit in manifest.units} | {unit.key: unit for unit in manifest.units}


def _put_back(before: SentUnit, after: SentUnit, today: SentUnit) -> SentUnit:
    came_since = [one for one in today.answers if one not in after.answers]
    answers = [one for one in today.answers if one in before.answers or one in came_since]
    answers += [one for one in before.answers if one not in after.answers and one not in answers]
    returned = today.returned
    if after.returned != before.returned:
        # The day that the run noted holds for what came after it, too.
        returned = today.returned or before.returned if came_since else before.returned
    if today.answer and not answers:
        # Other answers had come first, and were undone before this one.
        returned = ""
    return replace(today, answer=" ".join(answers), returned=returned)
