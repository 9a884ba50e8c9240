"""The handoffs of a project: what is with translators, and what came back and waits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from locmem.errors import InputErrors, Location
from locmem.exchange.manifest import FOLDER, Manifest, read_manifest
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted
from locmem.workspace.project import Project
from locmem.workspace.successors import followed
from locmem.workspace.survey import Survey

WAITING = "return-waiting"

_ID = re.compile(r"\d{4}-\d\d-\d\d-[\w.-]+")


def manifests(project: Project) -> Iterator[Manifest]:
    """All handoffs, oldest first.  Raises InputErrors for a manifest that cannot be read."""
    found = [_manifest(project, path) for path in project.folder.files(f"{FOLDER}/*.json")]
    yield from sorted(found, key=_age)


def readable_manifests(project: Project) -> Iterator[Manifest]:
    """As `manifests`, without those that cannot be read, which the project then knows."""
    found: list[Manifest] = []
    for path in project.folder.files(f"{FOLDER}/*.json"):
        try:
            found.append(_manifest(project, path))
        except InputErrors as error:
            project.note_unread(path, error.problems)
        else:
            project.note_unread(path, ())
    yield from sorted(found, key=_age)


def lone_folders(project: Project) -> tuple[str, ...]:
    """Folders with files of no handoff: their export was cut off before it was noted, or undone."""
    noted = {path.removesuffix(".json") for path in project.folder.files(f"{FOLDER}/*.json")}
    folders = {"/".join(path.split("/")[:2]) for path in project.folder.files(f"{FOLDER}/*/**/*")}
    # What people keep there under names of their own is theirs.
    return tuple(f"{one}/" for one in sorted(folders - noted) if _ID.fullmatch(one.removeprefix(f"{FOLDER}/")))


def _manifest(project: Project, path: str) -> Manifest:
    return project.parsed(path, lambda data: read_manifest(data or b"", path))


def _age(manifest: Manifest) -> tuple[str, str]:
    return manifest.created, manifest.id


def in_flight(project: Project, surveyed: Survey) -> dict[tuple[str, str, str], str]:
    """(locale, document, occurrence) of segments with a translator, and the digest of the source they have.

    Documents have the names they have now, so that what was renamed while it was out is not sent as new.
    Raises InputErrors for a manifest that cannot be read: what it holds would be sent, and paid for, again.
    """
    out = [manifest for manifest in manifests(project) if any(manifest.open_units())]
    return {
        (manifest.locale, unit.document, unit.occurrence): unit.source
        for manifest in followed(project, surveyed, out)
        for unit in manifest.open_units()
    }


def waiting_findings(project: Project, locales: Sequence[str]) -> Iterator[Finding]:
    """A warning of the release gate for each handoff of which texts wait."""
    for manifest in readable_manifests(project):
        if manifest.conflicts and manifest.locale in locales:
            yield Finding(
                check=WAITING,
                gate=Gate.RELEASE,
                severity=Severity.WARNING,
                location=Location(path=manifest.path),
                locale=manifest.locale,
                what=f"{counted(len(manifest.conflicts), 'returned text')} kept aside for a decision.",
                do=f"See `locmem conflicts list --locale {manifest.locale}`, then take or drop them.",
            )


def kept_aside(project: Project, locales: Sequence[str] | None = None) -> int:
    """How many returned texts wait in all manifests for somebody to take or drop them.

    locales: only in these, None for all.
    """
    found = (one for one in readable_manifests(project) if locales is None or one.locale in locales)
    return sum(len(manifest.conflicts) for manifest in found)
