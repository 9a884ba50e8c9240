"""What a market allows to be sent to engines that are not on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from locmem.errors import Location
from locmem.model.document import Risk

SENT_RISKS = (Risk.STANDARD, Risk.LOW)
"""The classes of text that may be sent where a market names none: legal texts only where it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingPolicy:
    """A market's word on which engines its texts may be sent to; without one nothing is sent.

    allowed: engines as the settings name them; `openai` stands for every model of it, `openai/gpt-x` for that one.
    risks: the classes of text that may be sent.
    region: where the engines keep and work on texts, by the contract with them, such as `EU`.
    reviewed_on: the day on which somebody last read those contracts.
    """

    allowed: tuple[str, ...]
    region: str
    reviewed_on: date
    location: Location
    risks: tuple[Risk, ...] = SENT_RISKS

    def names(self, engine: str) -> bool:
        """Whether the engine is allowed, by its own name or with the model behind the slash."""
        return engine in self.allowed or engine.partition("/")[0] in self.allowed
