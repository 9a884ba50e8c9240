"""Folders of macros: the help desk makes them of what stands before `::` in a title, letter by letter.

Source: Zendesk, "Organizing macros in categories", read as general knowledge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding
from locmem.model.finding import Finding, Gate, Severity
from locmem.values.address_likeness import is_one_slip

FOLDER = "macro-folder"

_FEWEST = 3
"""Macros in folders from which on a team has them; fewer may be titles with colons in them."""
_SHORTEST = 5
"""Letters of a folder that another is a slip of; shorter words are near each other by chance."""
_SEPARATED = re.compile(r"(?P<folder>[^:]*?[^:\s])(?P<sign>\s*:{1,3}\s*|\s+[-–—|>/]\s+)(?P<name>\S.*)\Z", re.DOTALL)
_DO = "Write the folder as the other macros have it, with `::` behind it and no blanks."


def strange_folders(context: CheckContext) -> Iterator[Finding]:
    """Titles of macros whose folder is written otherwise than in the others: `Orders: …` beside `Orders::…`."""
    macros = (card for card in context.cards if card.kind == "macro")
    titles = [(card, found) for card in macros if (found := _SEPARATED.match(card.title))]
    count = Counter(found["folder"] for _, found in titles if found["sign"] == "::")
    if count.total() < _FEWEST:
        return
    for card, found in titles:
        folder, sign = found["folder"], found["sign"]
        meant = _meant(folder, count)
        if sign == "::" and not meant:
            continue
        if folder in count or meant:
            better = f"{meant or folder}::{found['name']}"
            what = f"“{card.title}” is not in the folder “{meant or folder}” of the other macros."
            yield source_finding(card.title_at or card.start, FOLDER, Severity.WARNING, what, f"Write “{better}”.")


def _meant(folder: str, count: Mapping[str, int]) -> str:
    """The folder of other macros that is nearly this one, which has fewer; empty for none."""
    own, plain = count.get(folder, 0), " ".join(folder.casefold().split())
    for one in sorted(count, key=lambda one: (-count[one], one)):
        other = " ".join(one.casefold().split())
        is_near = other == plain or (len(plain) >= _SHORTEST and is_one_slip(other, plain))
        if one != folder and is_near and own <= 1 and count[one] > own:
            return one
    return ""


CHECKS = (
    Listed(
        name=FOLDER,
        family="macro_folders",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=strange_folders,
        reach=Reach.PROJECT,
        why="Agents look for the macro in its folder, and it is in another one or in none.",
        example="Orders: Out of stock, beside Orders::Order cancelled",
        do=_DO,
    ),
)
