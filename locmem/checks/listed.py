"""How a check is listed: its name, what it is good for, and how a newcomer is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from locmem.model.finding import Finding, Gate, Severity

if TYPE_CHECKING:
    from locmem.checks.model import CheckContext

PAGE = "docs/reference/checks.md"
"""Where every check is explained, under an anchor of its name."""


class Check(Protocol):
    """A pure function from a context to findings; its docstring says in a sentence what it looks for."""

    def __call__(self, context: CheckContext, /) -> Iterator[Finding]:
        """The findings, in any order."""


class Reach(Enum):
    """What findings depend on, besides the settings, the markets and the day.

    DOCUMENT: on the text of a document and its translations; those of a project are those of each document alone.
    PROJECT: on the cards of all documents, and on which files there are.
    """

    DOCUMENT = "document"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A check as the catalogue lists it; `name` and `gate` are those of every finding it yields.

    family: the file it stands in, for reports that group checks.
    severity: the worst that it yields.
    why: in one line, for somebody who never heard of it, what goes wrong where nobody mends what it finds.
    example: a short text that is wrong in its way.
    do: how it is mended, as a rule; a finding may know better.
    reach: unless it is PROJECT, the findings of a project are those of each document alone, and those of what belongs
        to no document; a check of reach PROJECT looks at no document's text.
    mends: what `check --fix` does about it where that is certain, in words; empty where all is left to people.
    guards: why its errors must never be waved through, in words; empty for a check whose findings may be.
    """

    name: str
    family: str
    gate: Gate
    severity: Severity
    check: Check
    why: str
    example: str
    do: str
    reach: Reach = Reach.DOCUMENT
    guards: str = ""
    mends: str = ""

    @property
    def sentence(self) -> str:
        """What the check looks for."""
        return (self.check.__doc__ or "").strip().partition("\n")[0]

    @property
    def anchor(self) -> str:
        """Where there is more about it."""
        return f"{PAGE}#{self.name}"
