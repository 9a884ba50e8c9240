"""What our Liquid tags say, as plain values; `render.liquid` reads them, `render.evaluation` evaluates them.

Whatever has no value here cannot be evaluated: the closed list of classes is the sandbox.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A dotted name, `market.tax.name`."""

    steps: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A literal."""

    value: str | Decimal | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """`empty` or `blank`: equal to an absent fact, an empty list and a text of blanks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two values and `==`, `!=`, `<`, `<=`, `>`, `>=` or `contains`."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """`and`."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """`or`."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """`not`, and the condition of `unless`."""

    of: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One filter with its arguments."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """A value sent through filters, in order."""

    of: Expression
    filters: tuple[Filter, ...]


Expression = Path | Constant | Blank | Comparison | Both | Either | Negation | Filtered


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """`{{ … }}`."""

    value: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """`if`, `unless`, `elsif`, or `else`, which always holds."""

    holds: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`case`: the value that the `when` tags are compared with."""

    subject: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`when`: any of these."""

    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """`for name in items`."""

    name: str
    items: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """`assign name = value`."""

    name: str
    value: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The tag that closes a block."""


Statement = Print | Condition | Choice | Options | Loop | Assignment | End
