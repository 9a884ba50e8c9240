"""What can become of a request to an engine, and how an engine says that one came to nothing."""

from __future__ import annotations

from enum import Enum

from locmem.errors import EngineError


class Outcome(Enum):
    """What became of a request.

    `failed`: the host may have worked on it.  `turned away`: the host said before any work that it does none.
    `not sent`: there was no connection.  `open`: the process ended before the host had answered.
    """

    ANSWERED = "answered"
    FAILED = "failed"
    TURNED_AWAY = "turned away"
    NOT_SENT = "not sent"
    OPEN = "open"

    @property
    def has_left(self) -> bool:
        """Whether the texts left the machine, or may have."""
        return self is not Outcome.NOT_SENT

    @property
    def may_be_billed(self) -> bool:
        """Whether the host may ask money for it: all that nobody knows to be free."""
        return self not in (Outcome.TURNED_AWAY, Outcome.NOT_SENT)


class RequestError(EngineError):
    """A request that came to nothing.  outcome: what became of it."""

    def __init__(self, text: str, outcome: Outcome = Outcome.FAILED) -> None:
        super().__init__(text)
        self.outcome = outcome


class Passing(RequestError):
    """A failure that may be over at the next try.  after: seconds that the service asked to wait, if it did."""

    def __init__(self, text: str, outcome: Outcome = Outcome.FAILED, *, after: float | None = None) -> None:
        super().__init__(text, outcome)
        self.after = after


class TooLarge(RequestError):
    """A request holds more than the service takes; fewer texts may go through."""


class Formless(TooLarge):
    """An answer in which no translation can be found, or not whose each is; fewer texts may go through."""


class Refused(RequestError):
    """The service does not take a request as it is.

    words: its own, never to be shown as they are: they may repeat what was sent.
    """

    def __init__(self, text: str, words: str) -> None:
        super().__init__(text)
        self.words = words


def outcome_of(error: EngineError) -> Outcome:
    """What became of the request that raised it; where nobody says, it may have been worked on."""
    return error.outcome if isinstance(error, RequestError) else Outcome.FAILED
