"""Catalogs whose document was deleted, or belongs to no content set any more: nothing of them is shipped."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.catalogs.files import catalog_path
from locmem.catalogs.pairs import CONTENT
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted

LEFT = "catalog-left"


def left_catalogs(context: CheckContext) -> Iterator[Finding]:
    """Catalogs whose document is gone, or is in no content set."""
    for catalog in context.workspace.orphaned if context.files is not None else ():
        document = f"{CONTENT}/{catalog.document}"
        confirmed = sum(entry.is_confirmed for entry in catalog.entries)
        texts = counted(confirmed, "confirmed text")
        if document in (context.files or ()):
            what = f"{document} is in no content set, so that the {texts} here are shipped to nobody."
            do = "Have a pattern under `content` in locmem.yaml find it, or delete the document and run `locmem sync`."
        else:
            what = f"{document} is gone, and its catalog is left, with {texts}."
            do = "Run `locmem sync`: it keeps them in the memory and removes the catalog, undoably. Or bring it back."
        yield Finding(
            check=LEFT,
            gate=Gate.CHANGE,
            severity=Severity.WARNING,
            location=Location(path=f"{CONTENT}/{catalog_path(catalog.locale, catalog.document)}", line=1),
            locale=catalog.locale,
            what=what,
            do=do,
        )


CHECKS = (
    Listed(
        name=LEFT,
        family="left_catalogs",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=left_catalogs,
        why="A page that was deleted by a slip of the pen is missed by nobody while its translations lie about.",
        example="content/translations/es/articles/old.md.po, and no content/articles/old.md",
        do="Run `locmem sync`, which keeps what was confirmed in the memory, or bring the document back.",
    ),
)
