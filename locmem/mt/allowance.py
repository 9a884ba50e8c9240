"""What requests to an engine may cost: a budget that stops before it is passed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from locmem.mt.audit import MILLION, AuditLog, LoggedCall
from locmem.mt.outcomes import Outcome


class Allowance:
    """What is left of an engine's budget for a month, as the log says it at the moment.

    So all locales of an engine draw on one sum, and all who share the database.
    """

    def __init__(
        self, log: AuditLog, engine: str, month: str, *, budget: Decimal, per_million: Decimal, used_up: str
    ) -> None:
        """engine: as the settings name it; with a model behind a slash that one, without all of its models.

        month: such as `2026-11`; what is asked from now on counts for it by whatever clock.
        per_million: what a million characters cost.  used_up: what is said once the budget is.
        """
        self.used_up = used_up
        self._log = log
        self._engine = engine
        self._per_million = per_million
        self._read = log.count
        # What is dated later than now was asked before now all the same, by a clock that was put right or back.
        self._left = budget - self._cost(
            one for one in log.rows() if one.number <= self._read and one.time[: len(month)] >= month
        )

    def room(self) -> int:
        """Characters that what is left pays for; 0 where nothing is left.  Raises StoreError."""
        return max(int(self.left() * MILLION / self._per_million), 0)

    def left(self) -> Decimal:
        """What is left of the budget, below 0 where more was asked than it pays for.  Raises StoreError."""
        calls = self._log.rows(after=self._read)
        # What is under way may still come to nothing and be free: it, and what follows it, is read anew.
        settled = next((place for place, one in enumerate(calls) if one.outcome is Outcome.OPEN), len(calls))
        if settled:
            self._left -= self._cost(calls[:settled])
            self._read = calls[settled - 1].number
        return self._left - self._cost(calls[settled:])

    def _cost(self, calls: Iterable[LoggedCall]) -> Decimal:
        """What calls of the engine cost, as far as anybody said; what failed or was cut short may be billed."""
        mine = (one for one in calls if self._engine in (one.call.engine, one.call.engine.partition("/")[0]))
        return sum((one.cost for one in mine if one.cost is not None), Decimal(0))
