"""The project's settings as values; `locmem.settings` reads them from locmem.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from itertools import takewhile

from locmem.errors import Location
from locmem.model.backlog_rules import BacklogRules
from locmem.model.document import Risk
from locmem.model.fact import DecidedBy
from locmem.model.gate_rules import CheckSetting, GateException
from locmem.model.rates import Rates
from locmem.model.review_rules import ReviewRules
from locmem.model.service_level import ServiceTarget
from locmem.model.state_place import StatePlace
from locmem.model.tags import LanguageTag
from locmem.model.translation import State

GLOSSARY = "content/glossary.csv"
"""Where the glossary lies, unless the settings say otherwise."""


class SegmentMode(Enum):
    """Whether a paragraph is matched sentence by sentence or as a whole."""

    SENTENCE = "sentence"
    UNIT = "unit"


class Shown(Enum):
    """What a customer sees while a text is not ready."""

    KEEP = "keep"
    SOURCE = "source"
    WITHHOLD = "withhold"


class SignOff(Enum):
    """Whether somebody must approve a page by name before customers see it."""

    NONE = "none"
    REQUIRED = "required"


class InterfaceWords(Enum):
    """What a translation may make of the words of an interface in code spans and keys (`Settings`, Ctrl)."""

    FIXED = "fixed"
    CHECKED = "checked"
    FREE = "free"


ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "label", "caption")
"""The HTML attributes that customers read or hear, unless a content set names others."""

TEXTS_IN_TAGS = ("default", "alt", "title", "caption", "content", "label", "aria-label")
"""The parameters of Liquid tags and shortcodes that customers read, unless a content set names others."""

KNOWN_TEXTS_IN_TAGS = (
    *TEXTS_IN_TAGS, "fallback", "text", "heading", "message", "subtitle", "tooltip", "placeholder", "description",
)  # fmt: skip
"""Those that a content set may name.  The words under them are no part of a code, whatever the content set says."""


NOTATIONS = ("attribute-lists", "directives", "math", "mdx", "tabs", "abbreviations")
"""The families of notations beside CommonMark that Markdown is read with, unless a content set names fewer."""


ASSET_ENDINGS = (
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "pdf", "mp4", "webm", "mp3", "ogg", "wav", "vtt", "zip",
    "docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt", "csv", "txt", "ics",
)  # fmt: skip
"""The kinds of files that pages may bring along, unless a content set names fewer; there are no others.

Nothing that a browser runs or shows as a page of the site is among them, and nothing that locmem itself writes.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetRules:
    """Which files the pages of a content set may bring along.

    patterns: globs under the content folder.  endings: of file names, in lower case without their dot, of
        `ASSET_ENDINGS`.
    """

    patterns: tuple[str, ...]
    endings: tuple[str, ...] = ASSET_ENDINGS


class Carry(Enum):
    """What becomes of a confirmed target whose source changed in nothing but codes.

    PROPOSE: the target with the new codes is proposed.  CONFIRM: it takes them and stays confirmed, listed in the run.
    """

    PROPOSE = "propose"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentSet:
    """A folder pattern of documents with its own settings.

    pattern: glob under the content folder (`articles/**/*.md`).
    kind: a name in `locmem.content.kinds.KINDS` (`markdown`, `html`, `macro`).
    fields: front-matter keys, or macro keys, that customers read.
    dialects: named placeholder notations to protect beside Liquid (`percent`, `ruby`, `handlebars`).
    notations: the `NOTATIONS` that are read.
    patterns: name and regular expression of placeholders of the team's own.
    attributes: HTML attributes that customers read or hear.
    texts_in_tags: parameters of Liquid tags and shortcodes that customers read, out of `KNOWN_TEXTS_IN_TAGS`.
    srx: path, from the project's folder, of segmentation rules that come before all others; empty for none.
    max_length: the most characters a field or kind of text may have, by name (`title`, `heading`, `alt`).
    accept: the lowest exact band that is confirmed without a person, 101 or 100.
    carry: what becomes of a confirmed target when only codes of its source changed.
    interface_words: whether other words than the source's damage a code span, are told, or are nothing to tell.
    assets: the files its pages may bring along; None for those of known kinds below the pattern's own folder.
    location: where its pattern stands in the settings.
    """

    name: str
    pattern: str
    kind: str
    fields: tuple[str, ...] = ("title", "description")
    risk: Risk = Risk.STANDARD
    dialects: tuple[str, ...] = ()
    notations: tuple[str, ...] = NOTATIONS
    patterns: tuple[tuple[str, str], ...] = ()
    attributes: tuple[str, ...] = ATTRIBUTES
    texts_in_tags: tuple[str, ...] = TEXTS_IN_TAGS
    segment: SegmentMode = SegmentMode.SENTENCE
    srx: str = ""
    max_length: tuple[tuple[str, int], ...] = ()
    accept: int = 101
    carry: Carry = Carry.PROPOSE
    interface_words: InterfaceWords = InterfaceWords.CHECKED
    assets: AssetRules | None = None
    location: Location = field(default=Location(path=""), compare=False, repr=False)

    @property
    def folder(self) -> str:
        """The folder under the content folder that all its documents lie in, as far as the pattern names it."""
        return "/".join(takewhile(lambda name: not set(name) & set("*?["), self.pattern.split("/")[:-1]))

    @property
    def asset_rules(self) -> AssetRules:
        """The files its pages may bring along: below its pattern's own folder, if the settings name no others."""
        if self.assets is not None:
            return self.assets
        return AssetRules(patterns=(f"{self.folder}/**/*" if self.folder else "**/*",))


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPolicy:
    """What a risk demands.

    required: the state a target must have before it ships.
    machine: whether machine translation may draft it.
    grace_days: days a stale target may ship before the release gate fails.
    stale, unfinished: what is shown while targets are stale, or below the required state.
    sign_off: whether nothing is shown before somebody approved the page by name.
    confirmed_by: who may confirm its texts, by name; empty for everybody.
    """

    required: State
    machine: bool = True
    grace_days: int = 0
    stale: Shown = Shown.KEEP
    unfinished: Shown = Shown.SOURCE
    sign_off: SignOff = SignOff.NONE
    confirmed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSetting:
    """An engine that may draft a locale, with the options handed to it.

    memory_from: percent from which a fuzzy match is proposed instead of asking the engine; None where what is known
        of the engine decides.
    command: the program of the engine `command`, with its words; empty for all others.
    register: `formal` or `informal` where the project says how readers of the locale are addressed; else empty.
    risks, content_sets, markets: what it may draft, and the markets whose documents; each empty for all of them.
    price: of a million characters, in the currency of the project's rates.  budget: the most for a month, in money.
    """

    locale: LanguageTag
    engine: str
    memory_from: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = ()
    register: str = ""
    risks: tuple[Risk, ...] = ()
    content_sets: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    price: Decimal | None = None
    budget: Decimal | None = None

    @property
    def full_name(self) -> str:
        """The engine with its model behind a slash where it has several, as markets allow it and drafts name it."""
        model = self.options.get("model", "")
        return f"{self.engine}/{model}" if model else self.engine

    @property
    def filters(self) -> tuple[object, ...]:
        """What it may draft, to tell two settings of one engine apart."""
        return tuple(frozenset(one) for one in (self.risks, self.content_sets, self.markets))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRule:
    """Addresses that begin with `start` begin with `becomes` in a locale; `exceptions` are prefixes left alone.

    locales: those in which it holds; empty for all.
    """

    start: str
    becomes: str
    exceptions: tuple[str, ...] = ()
    locales: tuple[LanguageTag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRules:
    """How links are rewritten at render: prefixes in order, and query parameters that carry the language."""

    prefixes: tuple[LinkRule, ...] = ()
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ZendeskLocale:
    """A locale as Zendesk knows it: its number in dynamic content, and its name in the Help Center (`en-us`).

    name: empty where it is the locale's own tag in lower case.
    """

    name: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All of locmem.yaml.

    fallbacks: for a locale, the locales whose targets may be offered as drafts (never confirmed silently).
    variants: for a variant such as `es-MX` its base, whose confirmed wording is its own wherever it has none.
    floor: the lowest match percent that is offered.
    verified_days: age in days after which a legal fact is overdue.
    registers: how readers of a locale are addressed, in the project's own words (`informal: tú`), for translators.
    glossary: path of the glossary from the project's folder; there need not be such a file.
    backlog: how its backlog is scored.  review: how a month is reviewed.
    sla: how soon customers are to be answered, by channel.  rates: what translation costs.
    checks: how much the findings of checks count that do not count as they do by themselves.
    exceptions: findings that are meant so.
    places: where things stand in the file: `locales.es`, `risks.legal`, `content.articles`, `content.articles.fields`.
    """

    name: str
    source_locale: LanguageTag
    locales: tuple[LanguageTag, ...]
    content_sets: tuple[ContentSet, ...]
    risks: Mapping[Risk, RiskPolicy]
    engines: tuple[EngineSetting, ...] = ()
    fallbacks: Mapping[LanguageTag, tuple[LanguageTag, ...]] = field(default_factory=dict)
    variants: Mapping[LanguageTag, LanguageTag] = field(default_factory=dict)
    floor: float = 70.0
    verified_days: int = 180
    database: StatePlace = field(default_factory=StatePlace)
    assignees: Mapping[LanguageTag, str] = field(default_factory=dict)
    registers: Mapping[LanguageTag, str] = field(default_factory=dict)
    due_days: int = 5
    links: LinkRules = field(default_factory=LinkRules)
    zendesk_locales: Mapping[LanguageTag, ZendeskLocale] = field(default_factory=dict)
    help_desk_dates: Mapping[DecidedBy, str] = field(default_factory=dict)
    glossary: str = GLOSSARY
    backlog: BacklogRules = field(default_factory=BacklogRules)
    review: ReviewRules = field(default_factory=ReviewRules)
    sla: Mapping[str, ServiceTarget] = field(default_factory=dict)
    rates: Rates = field(default_factory=Rates)
    checks: tuple[CheckSetting, ...] = ()
    exceptions: tuple[GateException, ...] = ()
    places: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def place(self, *names: str) -> Location:
        """Where the first of these stands in locmem.yaml that stands there; its start where none does."""
        found = next((self.places[name] for name in names if name in self.places), None)
        return found or Location(path="locmem.yaml", line=1)

    def bases(self, locale: LanguageTag) -> tuple[LanguageTag, ...]:
        """What a locale inherits from, nearest first; empty for one that is no variant."""
        found: list[LanguageTag] = []
        while (base := self.variants.get(locale)) is not None:
            found.append(base)
            locale = base
        return tuple(found)
