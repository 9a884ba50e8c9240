"""A document: one source file, its units, and what its front matter says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from locmem.errors import Location, Problem
from locmem.model.finding import Finding
from locmem.model.segment import Unit
from locmem.model.tags import LanguageTag, MarketCode


class Risk(Enum):
    """How much harm a wrong text does; decides required state, machine translation and priority."""

    LEGAL = "legal"
    STANDARD = "standard"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A line that somebody wrote for locmem beside a text, and where it stands."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source file read: its exact text, the units found, and the document's own settings.

    path: posix path under the content folder (`articles/refunds.md`).
    risk, locale: None where the document does not say, so that its content set decides.
    markets: empty means every market.
    labels: what the link definitions of a Markdown text define, as labels are compared.
    structure: its shape without its words, which a translation must leave as it is: the kinds and nesting of the
        blocks of Markdown, the names of all tags of HTML, the keys of a macro with the tags of their values.
    findings: what is wrong with the source (broken Liquid, wrong values, ...); reading went on all the same.
    exceptions: what it says under `locmem: {ok: […]}`: findings that are meant so.
    unread: why nothing is known of what its front matter or its keys say, where that is no YAML or JSON.
    """

    path: str
    text: str
    units: tuple[Unit, ...]
    title: str = ""
    slug: str = ""
    topic: str = ""
    risk: Risk | None = None
    locale: LanguageTag | None = None
    markets: tuple[MarketCode, ...] = ()
    images: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    structure: tuple[str, ...] = field(default=(), compare=False, repr=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    unread: tuple[Problem, ...] = field(default=(), compare=False)
    exceptions: tuple[Remark, ...] = field(default=(), compare=False)
