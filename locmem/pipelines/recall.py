"""Steps on handoffs that are out: taking one back, giving it to somebody else, or more time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from locmem.errors import UsageError
from locmem.exchange.manifest import Manifest, write_manifest
from locmem.model.wording import counted, listed
from locmem.pages.handoff_scope import require_to_come
from locmem.workspace.handoffs import manifests
from locmem.workspace.project import Project
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallResult:
    """Handoffs that nothing is waited for any more, and how many segments are free for another.

    done: handoffs that had nothing out any more, so that nothing was done.
    """

    recalled: tuple[str, ...]
    freed: int
    done: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line for people."""
        if not self.recalled:
            return "nothing is out of it"
        return f"{listed(self.recalled)}: {counted(self.freed, 'segment')} free for another handoff"


def recall(run: Run, names: Sequence[str]) -> RecallResult:
    """Wait no more for what did not come back of the handoffs named; a file that comes late is taken in all the same.

    names: ids, or parts of ids that fit one only.  Raises UsageError for a name that fits none or several.
    """
    chosen = [named(run.project, name) for name in names]
    recalled, done, freed = [], [], 0
    for manifest in {one.id: one for one in chosen}.values():
        out = sum(1 for _ in manifest.open_units())
        if not out:
            done.append(manifest.id)
            continue
        freed += out
        recalled.append(manifest.id)
        run.project.folder.write(manifest.path, write_manifest(replace(manifest, closed=True)))
    return RecallResult(recalled=tuple(recalled), freed=freed, done=tuple(done))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassignResult:
    """A handoff as it stands now."""

    manifest: Manifest

    @property
    def summary(self) -> str:
        """One line for people."""
        who = self.manifest.assignee or "nobody in particular"
        return f"{self.manifest.id}: {who}, due {self.manifest.due}"


def reassign(run: Run, name: str, *, assignee: str | None = None, due: date | None = None) -> ReassignResult:
    """Give a handoff to somebody else, or another day; None leaves what is.

    Raises UsageError as `recall` does, and for a day that has passed.
    """
    require_to_come(due, run.project.today)
    manifest = named(run.project, name)
    after = replace(
        manifest,
        assignee=manifest.assignee if assignee is None else assignee,
        due=manifest.due if due is None else due.isoformat(),
    )
    if after != manifest:
        run.project.folder.write(after.path, write_manifest(after))
    return ReassignResult(manifest=after)


def named(project: Project, name: str) -> Manifest:
    """The handoff with this id, or the one whose id begins so or has it in it.  Raises UsageError."""
    name = name.removeprefix("handoffs/").removesuffix(".json").rstrip("/")
    every = list(manifests(project))
    fitting = [one for one in every if one.id == name]
    fitting = fitting or [one for one in every if name and one.id.startswith(name)]
    fitting = fitting or [one for one in every if name and name in one.id]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise UsageError(f"there is no handoff {name!r}. `locmem jobs list --all` names those there are.")
    raise UsageError(f"{name!r} may be {listed(tuple(one.id for one in fitting))}. Write more of the id.")
