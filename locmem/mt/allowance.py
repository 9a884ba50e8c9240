"""What calls of an engine may cost: a budget that stops before it is passed."""

from __future__ import annotations

from decimal import Decimal

from locmem.mt.audit import MILLION


class Allowance:
    """What is left of an engine's budget."""

    def __init__(self, left: Decimal, per_million: Decimal, used_up: str) -> None:
        """left: money.  per_million: what a million characters cost.  used_up: what is said once it is used up."""
        self.left = left
        self.used_up = used_up
        self._per_million = per_million

    def takes(self, characters: int) -> bool:
        """Whether a call of so many characters is paid for by what is left."""
        return self._cost(characters) <= self.left

    def spend(self, characters: int) -> None:
        """Take off what a call has cost."""
        self.left -= self._cost(characters)

    def _cost(self, characters: int) -> Decimal:
        return self._per_million * characters / MILLION
