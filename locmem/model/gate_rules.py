"""What a team says of its gate in the settings: how much each check counts, and which findings are meant so.

    checks: {repeated-word: error, end-punctuation: off}
    exceptions:
      - check: fact-typed-in
        paths: [articles/technical/klarna-*.md]
        reason: They are about Klarna itself.
        owner: Ana
        expires: 2027-06-30

Which checks there are is no business of this file: `locmem.checks.severities` says what names none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from locmem.errors import Location
from locmem.globs import file_pattern
from locmem.model.finding import Finding
from locmem.yamlfields import Fields


class CheckLevel(Enum):
    """How much the findings of a check count; OFF: they are not reported at all."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSetting:
    """How much the findings of one check count here, and where that is written."""

    check: str
    level: CheckLevel
    location: Location = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateException:
    """Findings that somebody says are meant so.

    paths: globs of files from the project's folder or under the content folder; empty for what stands in a document or
        a catalog, which speaks of that alone.
    document, occurrence: of what stands in a document or an entry; empty in the settings.
    lines: the first and the last line that it speaks of in its document; (0, 0) for all of it.
    expires: the last day on which it holds; None for no end.
    says: a piece of the finding's text; locale, market: of the finding.  Empty for any.
    location: where it is written.
    """

    check: str
    reason: str
    paths: tuple[str, ...] = ()
    document: str = ""
    occurrence: str = ""
    lines: tuple[int, int] = (0, 0)
    owner: str = ""
    expires: date | None = None
    says: str = ""
    locale: str = ""
    market: str = ""
    location: Location = field(default=Location(path=""))

    @property
    def is_in_source(self) -> bool:
        """Whether it stands in the document or the catalog that it speaks of."""
        return bool(self.document)

    def holds(self, day: date) -> bool:
        """Whether it still holds on a day."""
        return self.expires is None or day <= self.expires


@dataclass(frozen=True, slots=True, kw_only=True)
class Excepted:
    """A finding that is meant so, and who says that."""

    finding: Finding
    by: GateException


def levels_of(top: Fields) -> tuple[CheckSetting, ...]:
    """What stands under `checks` of the settings; notes what is wrong."""
    section = top.mapping("checks")
    found = []
    for name, node in section.children() if section else ():
        level = top.member(node, CheckLevel)
        if section and level:
            found.append(CheckSetting(check=name, level=level, location=section.key_location(name)))
    return tuple(found)


def exceptions_of(top: Fields) -> tuple[GateException, ...]:
    """What stands under `exceptions` of the settings; notes what is wrong, and what is missing."""
    found = []
    for node in top.items("exceptions"):
        fields = Fields(node, top.problems)
        check = fields.text("check", required=True)
        paths = [fields.convert(item, file_pattern, "") for item in fields.items("paths", required=True)]
        reason = fields.text("reason", required=True)
        owner = fields.text("owner", required=True)
        place = fields.node_of("expires", required=True)
        expires = fields.day("expires")
        if place is not None and expires is None:
            fields.wrong(place, "the last day on which it holds, such as 2027-01-31")
        if fields.has("paths") and not paths:
            fields.problems.add(fields.location, "it names no file.", "Write `paths: [articles/klarna.md]`.")
        for name, value in (("reason", reason), ("owner", owner)):
            if fields.has(name) and not value.strip():
                fields.problems.add(fields.location, f"the {name} is empty.", "Say it, for those who come after.")
        found.append(
            GateException(
                check=check,
                reason=" ".join(reason.split()),
                paths=tuple(path for path in paths if path),
                owner=owner,
                expires=expires,
                says=fields.text("says"),
                locale=fields.text("locale"),
                market=fields.text("market"),
                location=(fields.node_of("check") or node).location,
            )
        )
        fields.finish()
    return tuple(found)
