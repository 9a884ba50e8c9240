"""The handoffs of a project: what is with translators, and what came back and waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from locmem.errors import Location
from locmem.exchange.manifest import FOLDER, Manifest, read_manifest
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted
from locmem.workspace.project import Project

WAITING = "return-waiting"


def manifests(project: Project) -> Iterator[Manifest]:
    """All handoffs, oldest first."""
    found = [read_manifest(project.folder.read(path) or b"", path) for path in project.folder.files(f"{FOLDER}/*.json")]
    yield from sorted(found, key=lambda manifest: (manifest.created, manifest.id))


def in_flight(project: Project) -> dict[tuple[str, str, str], str]:
    """(locale, document, occurrence) of segments with a translator, and the digest of the source they have."""
    return {
        (manifest.locale, unit.document, unit.occurrence): unit.source
        for manifest in manifests(project)
        for unit in manifest.open_units()
    }


def waiting_findings(project: Project, locales: Sequence[str]) -> Iterator[Finding]:
    """A warning of the release gate for each handoff of which texts wait.  Raises InputErrors for damaged manifests."""
    for manifest in manifests(project):
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


def kept_aside(project: Project) -> int:
    """How many returned texts wait in all manifests for somebody to take or drop them."""
    return sum(len(manifest.conflicts) for manifest in manifests(project))
