"""The manifest of a handoff: what was sent to whom, kept in git as `handoffs/<id>.json`.

It holds digests, not texts: enough to see on return what the translator changed, what changed here meanwhile,
and whether anything is missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType
from typing import Any

from locmem.errors import InputErrors, Location, input_error
from locmem.model.translation import State

FOLDER = "handoffs"
VERSION = 1
STALE = "stale"
"""The state of a segment that was sent because its source had changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentUnit:
    """One segment as it was sent: digests of source and target (empty for no target) and its state then.

    target: of what stands in the file, which may be the source once more, or nothing where a tool has no drafts.
    state: a state's name, or STALE.
    band: what kind of work it is, see `effort.kinds_of_work`; empty where it is none.
    is_locked: it was sent to be read only, because somebody answers for its text by name.
    returned: the day an answer for it was taken in, empty while it is with the translator.
    answer: what stands for each answer that was decided on, its text and how finished it was, with a blank between;
        empty before one.
    stood: digest of the target that stood here, empty for none, where the file shows another; None where it shows it.
    """

    document: str
    occurrence: str
    source: str
    target: str
    state: str
    words: int
    is_locked: bool = False
    returned: str = ""
    answer: str = ""
    stood: str | None = None
    band: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Document and occurrence."""
        return self.document, self.occurrence

    @property
    def base(self) -> str:
        """Digest of the target that stood here when it was sent."""
        return self.target if self.stood is None else self.stood

    @property
    def answers(self) -> tuple[str, ...]:
        """What stands for each answer that was decided on, the first one first."""
        return tuple(self.answer.split())

    @property
    def was_current(self) -> bool:
        """Whether somebody had confirmed the target for the source that was sent."""
        return self.state in (State.TRANSLATED.value, State.REVIEWED.value)


class Aside(Enum):
    """Why a returned target is kept beside the catalog instead of in it."""

    CONFIRMED = "confirmed"
    LOCKED = "locked"
    UNFINISHED = "unfinished"
    BRANCH = "branch"
    REJECTED = "rejected"
    SEVERAL = "several"

    @property
    def sentence(self) -> str:
        """The reason in words."""
        return {
            "confirmed": "somebody confirmed another text here meanwhile",
            "locked": "somebody answers for the text here by name",
            "unfinished": "it came back unfinished",
            "branch": "another branch says so, and the merge kept it aside",
            "rejected": "it could not be taken",
            "several": "it came back more than once, each time with another text",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A returned target that was not taken, beside the one that stands here.

    source: what it translates, where that is no longer the source of its segment; else empty.
    reason: why it could not be taken, of one that was rejected.
    """

    document: str
    occurrence: str
    returned: str
    kept: str
    why: Aside = Aside.CONFIRMED
    source: str = ""
    reason: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Document and occurrence."""
        return self.document, self.occurrence

    @property
    def key(self) -> str:
        """The segment as commands take it: `articles/refunds.md#k3f9xx`."""
        return f"{self.document}#{self.occurrence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A batch of files sent to a translator.

    profile: the tool it was written for, empty for none.  scope: what narrowed it, in words, empty for everything.
    created, due: ISO dates.  files: the paths sent, relative to the folder they were written to.
    closed: whether somebody said that nothing more will come back.
    """

    id: str
    format: str
    locale: str
    markets: tuple[str, ...]
    created: str
    due: str
    assignee: str
    files: tuple[str, ...]
    units: tuple[SentUnit, ...]
    conflicts: tuple[Conflict, ...] = field(default=())
    closed: bool = False
    profile: str = ""
    scope: str = ""

    @property
    def path(self) -> str:
        """Where the manifest lies, from the project's folder."""
        return f"{FOLDER}/{self.id}.json"

    def by_document(self) -> dict[str, tuple[SentUnit, ...]]:
        """The units of each document, in order."""
        found: dict[str, list[SentUnit]] = {}
        for unit in self.units:
            found.setdefault(unit.document, []).append(unit)
        return {document: tuple(units) for document, units in found.items()}

    def renamed(self, names: Mapping[str, str]) -> Manifest:
        """The manifest with other names for some of its documents, by the names they have in it."""
        if not names:
            return self
        units = (replace(unit, document=names.get(unit.document, unit.document)) for unit in self.units)
        texts = (replace(text, document=names.get(text.document, text.document)) for text in self.conflicts)
        return replace(self, units=tuple(units), conflicts=tuple(texts))

    def open_units(self) -> Iterator[SentUnit]:
        """Units still with the translator."""
        if not self.closed:
            yield from (unit for unit in self.units if not unit.returned)

    def with_returned(
        self,
        keys: Iterable[tuple[str, str]],
        day: str,
        conflicts: Iterable[Conflict],
        came: Mapping[tuple[str, str], str] = MappingProxyType({}),
    ) -> Manifest:
        """The manifest after answers for `keys` were taken in.

        came: what stands for the answer of every segment that something came back for, empty for one that nothing was
        decided on; what was rejected of it before is out of date.
        """
        done, new = set(keys), tuple(conflicts)
        units = tuple(
            replace(
                unit,
                returned=(unit.returned or day) if unit.key in done else unit.returned,
                answer=" ".join(dict.fromkeys((*unit.answers, *came.get(unit.key, "").split()))),
            )
            if unit.key in done or unit.key in came
            else unit
            for unit in self.units
        )
        kept = tuple(
            one for one in self.conflicts if one in new or one.why is not Aside.REJECTED or one.place not in came
        )
        return replace(self, units=units, conflicts=kept + tuple(one for one in new if one not in kept))

    def without(self, settled: Iterable[Conflict]) -> Manifest:
        """The manifest after somebody decided on what was kept aside."""
        gone = set(settled)
        return replace(self, conflicts=tuple(one for one in self.conflicts if one not in gone))


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON, the same bytes for the same manifest."""
    units = [
        {
            "document": unit.document,
            "segment": unit.occurrence,
            "source": unit.source,
            "target": unit.target,
            "state": unit.state,
            "words": unit.words,
            **({"band": unit.band} if unit.band else {}),
            **({"stood": unit.stood} if unit.stood is not None else {}),
            **({"locked": True} if unit.is_locked else {}),
            **({"returned": unit.returned} if unit.returned else {}),
            **({"answer": unit.answer} if unit.answer else {}),
        }
        for unit in manifest.units
    ]
    data: dict[str, Any] = {
        "locmem_handoff": VERSION,
        "id": manifest.id,
        "format": manifest.format,
        "locale": manifest.locale,
        "markets": list(manifest.markets),
        "created": manifest.created,
        "due": manifest.due,
        "assignee": manifest.assignee,
        "files": list(manifest.files),
        **({"profile": manifest.profile} if manifest.profile else {}),
        **({"scope": manifest.scope} if manifest.scope else {}),
        "units": units,
    }
    if manifest.conflicts:
        data["conflicts"] = [
            {
                "document": conflict.document,
                "segment": conflict.occurrence,
                "returned": conflict.returned,
                "kept": conflict.kept,
                "why": conflict.why.value,
                **({"source": conflict.source} if conflict.source else {}),
                **({"reason": conflict.reason} if conflict.reason else {}),
            }
            for conflict in manifest.conflicts
        ]
    if manifest.closed:
        data["closed"] = True
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(data: bytes, path: str) -> Manifest:
    """The manifest in `data`.  Raises InputErrors when it is damaged or of a newer kind."""
    try:
        manifest = json.loads(data)
        if manifest.get("locmem_handoff") != VERSION:
            raise _damaged(path, f"this is not a handoff manifest of version {VERSION}")
        return Manifest(
            id=manifest["id"],
            format=manifest["format"],
            locale=manifest["locale"],
            markets=tuple(manifest["markets"]),
            created=manifest["created"],
            due=manifest["due"],
            assignee=manifest["assignee"],
            files=tuple(manifest["files"]),
            units=tuple(
                SentUnit(
                    document=unit["document"],
                    occurrence=unit["segment"],
                    source=unit["source"],
                    target=unit["target"],
                    state=unit["state"],
                    words=int(unit["words"]),
                    is_locked=bool(unit.get("locked", False)),
                    returned=unit.get("returned", ""),
                    answer=unit.get("answer", ""),
                    # Version 0.1.0 called it `confirmed`, and had it only where something stood.
                    stood=unit.get("stood", unit.get("confirmed")),
                    band=unit.get("band", ""),
                )
                for unit in manifest["units"]
            ),
            conflicts=tuple(
                Conflict(
                    document=conflict["document"],
                    occurrence=conflict["segment"],
                    returned=conflict["returned"],
                    kept=conflict["kept"],
                    why=Aside(conflict.get("why", Aside.CONFIRMED.value)),
                    source=conflict.get("source", ""),
                    reason=conflict.get("reason", ""),
                )
                for conflict in manifest.get("conflicts", ())
            ),
            closed=bool(manifest.get("closed", False)),
            profile=manifest.get("profile", ""),
            scope=manifest.get("scope", ""),
        )
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise _damaged(path, f"the manifest is damaged ({error})") from None


def _damaged(path: str, what: str) -> InputErrors:
    return input_error(Location(path=path), f"{what}.", "Restore the file from git.")
