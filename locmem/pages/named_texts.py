"""Which texts are meant by names: documents by path, folder or pattern, and segments by their keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from locmem.catalogs.pairs import Pair
from locmem.errors import UsageError
from locmem.pages.handoff_scope import did_you_mean, document_named, documents_meant
from locmem.workspace.project import Project
from locmem.workspace.sources import source_paths


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What names stand for.

    documents: by path under the content folder.  segments: keys, `document#segment`, whether or not there are any.
    wrong: a line about each name that is no document's.
    """

    documents: tuple[str, ...]
    segments: tuple[str, ...]
    wrong: tuple[str, ...] = ()

    @property
    def opened(self) -> tuple[str, ...]:
        """The documents to look into."""
        return tuple(dict.fromkeys((*self.documents, *(key.partition("#")[0] for key in self.segments))))


def named_texts(project: Project, names: Sequence[str]) -> Named:
    """What names stand for, each as below the content folder or with it.  Raises InputErrors."""
    segments = tuple(dict.fromkeys(document_named(name) for name in names if "#" in name))
    whole = [name for name in names if "#" not in name]
    try:
        return Named(documents=documents_meant(project, whole) or (), segments=segments)
    except UsageError as error:
        return Named(documents=(), segments=segments, wrong=(str(error),))


def unknown_segments(project: Project, pairs: Sequence[Pair], keys: Sequence[str]) -> Iterator[str]:
    """A line about each segment that there is not, with what is nearly called so.

    pairs: of the documents that the keys name, as far as there are such.
    """
    known = {pair.key(entry): pair.source.path for pair in pairs for entry in pair.catalog.entries}
    missing = [key for key in keys if key not in known]
    paths = source_paths(project.folder, project.settings) if missing else ()
    for key in missing:
        document = key.partition("#")[0]
        if document in known.values():
            near = get_close_matches(key, (one for one, path in known.items() if path == document), n=1, cutoff=0.9)
            do = f"Did you mean {near[0]}?" if near else f"`locmem queue list --document {document}` shows keys."
        elif document in paths:
            do = "Its document has no catalog yet; `locmem sync` makes it."
        else:
            do = did_you_mean([document], paths)
        yield f"{key}: no such segment. {do}"
