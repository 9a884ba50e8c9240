"""The signatures of a project, read from their files for whoever asks which obligations are kept."""

from __future__ import annotations

from locmem.errors import InputErrors
from locmem.model.signature import Signature, Signatures
from locmem.workspace.project import Project
from locmem.workspace.signature_files import PATTERN, read_signature


def signatures_of(project: Project) -> Signatures:
    """All signatures; the project knows of damaged files, which sign for nothing."""
    found: dict[tuple[str, str], Signature] = {}
    for path in project.folder.files(PATTERN):
        try:
            data = project.folder.read(path)
            signature = None if data is None else read_signature(data, path)
        except InputErrors as error:
            project.note_unread(path, error.problems)
            continue
        project.note_unread(path, ())
        if signature is not None:
            found[signature.market, signature.obligation] = signature
    return found
