"""What each translators' tool can open, and what it does to a file: data that `locmem export --profile` goes by.

Sources: OmegaT 3.6, Poedit 3.2, Lokalize 22.12, gettext and LibreOffice were run; of the others what their makers
document counts (docs/how-to/tools).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import CatalogEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One tool, as a handoff is written for it.

    title: the tool's own name.  formats: those it takes, the best one first.
    shows_drafts: whether a target nobody confirmed may stand in the file; else a tool takes it for an answer, or loses
        it, and it goes along as a memory where `is_project`.
    needs_targets: whether it can change only what stands in a `<target>` of XLIFF, so that an empty one holds the
        source.
    draft_state: what XLIFF 1.2 calls a target nobody confirmed so that the tool shows it as unfinished; empty for what
        the standard has for it.
    takes_candidates: whether `<alt-trans>` may stand beside a target of XLIFF 1.2.
    needs_regions: whether a language must be named with a region (`es-ES` for es).
    is_project: whether the files become a folder that the tool opens as its project.
    advice: what to do with the folder, a sentence; empty where there is nothing to know.
    """

    name: str
    title: str
    formats: tuple[ExchangeFormat, ...]
    shows_drafts: bool = True
    needs_targets: bool = False
    draft_state: str = ""
    takes_candidates: bool = True
    needs_regions: bool = False
    is_project: bool = False
    advice: str = ""


class Standing(Enum):
    """What a file shows where the target of a segment goes."""

    NOTHING = "nothing"
    SOURCE = "source"
    TARGET = "target"


def what_stands(entry: CatalogEntry, profile: Profile, format: ExchangeFormat, *, is_locked: bool) -> Standing:
    """What a file of a format shows as an entry's target, so that a tool can work with it."""
    is_answer = is_locked or entry.is_current
    if entry.shown and (is_answer or profile.shows_drafts):
        return Standing.TARGET
    return Standing.SOURCE if profile.needs_targets and format is not ExchangeFormat.PO else Standing.NOTHING


_BOTH = (ExchangeFormat.PO, ExchangeFormat.XLIFF)
_TOOLS = (
    Profile(name="generic", title="any tool", formats=tuple(ExchangeFormat)),
    Profile(
        name="omegat",
        title="OmegaT",
        formats=_BOTH,
        shows_drafts=False,
        needs_targets=True,
        takes_candidates=False,
        is_project=True,
        advice="Open the folder as a project; when done, choose Project > Create Translated Documents.",
    ),
    Profile(name="poedit", title="Poedit", formats=(*_BOTH, ExchangeFormat.XLIFF2), draft_state="needs-translation"),
    Profile(name="lokalize", title="Lokalize", formats=_BOTH),
    Profile(name="virtaal", title="Virtaal", formats=_BOTH),
    Profile(name="weblate", title="Weblate", formats=_BOTH),
    Profile(
        name="trados", title="Trados Studio", formats=(ExchangeFormat.XLIFF, ExchangeFormat.XLIFF2), needs_regions=True
    ),
    Profile(name="memoq", title="memoQ", formats=(ExchangeFormat.XLIFF, ExchangeFormat.XLIFF2)),
    Profile(name="phrase", title="Phrase", formats=(ExchangeFormat.XLIFF, ExchangeFormat.XLIFF2)),
    Profile(
        name="spreadsheet",
        title="A spreadsheet program",
        formats=(ExchangeFormat.XLSX, ExchangeFormat.CSV),
        advice="Write only into the columns for the translation, its state and notes; the others are locked.",
    ),
    Profile(name="matecat", title="MateCat", formats=(ExchangeFormat.XLIFF,), needs_regions=True),
)

PROFILES: Mapping[str, Profile] = MappingProxyType({profile.name: profile for profile in _TOOLS})
"""All of them, by the name that commands take."""

GENERIC = PROFILES["generic"]
"""The one that is used where none is named: what the formats themselves say."""


def profile_named(name: str) -> Profile:
    """The profile of a tool.  Raises ValueError for a name that none has."""
    if name not in PROFILES:
        raise ValueError(f"{name!r} is no profile; there are {', '.join(PROFILES)}")
    return PROFILES[name]
