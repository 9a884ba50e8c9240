"""The values a scan for Liquid gives: tags, problems, and who owns a tag."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from locmem.model.finding import Severity
from locmem.model.inline import CodeRole


class Form(Enum):
    """What a tag looks like: `{{ }}`, `{% %}`, the start or end of a raw block, or a whole comment.

    What stands in a raw block between double braces or `{%` and `%}` is an output: a page shows it.
    """

    OUTPUT = "output"
    TAG = "tag"
    RAW = "raw"
    COMMENT = "comment"


class Owner(Enum):
    """Who evaluates a tag.  NEUTRAL names nothing and is treated as the help desk's: kept byte for byte."""

    OURS = "ours"
    HELP_DESK = "help desk"
    MIXED = "mixed"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag, or one comment as a whole.

    start, end: character offsets, half open; text is what stands there.
    name: `if`, `endif`, `assign`; empty for outputs, the ends of raw blocks and comments.
    block: number of the block the tag opens, divides or closes; None outside of blocks and where the other
        end is missing.
    paths: dotted paths read, in order, resolved through loop variables and assignments
        (`market.payment_methods[].name`); filters and string literals are not paths.
    is_alone: only blanks stand beside it on its lines (outputs too may be alone).
    """

    start: int
    end: int
    text: str
    form: Form
    name: str
    role: CodeRole
    block: int | None
    owner: Owner
    paths: tuple[str, ...]
    is_alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LiquidProblem:
    """One thing wrong with the Liquid of a text: offsets for a caret, what, and how bad."""

    start: int
    end: int
    what: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The tags of a text in order, never overlapping, and what is wrong with them, in order."""

    tags: tuple[Tag, ...]
    problems: tuple[LiquidProblem, ...]
