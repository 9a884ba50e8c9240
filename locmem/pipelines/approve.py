"""Approving a page by name as it reads on a day, and taking that back."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

from locmem.errors import UsageError
from locmem.pages.approvals import Withdrawn, as_it_is
from locmem.workspace.approval_files import Approval, bytes_of, path_of
from locmem.workspace.survey import survey
from locmem.workspace.writing import Run


def approve(run: Run, document: str, market: str, locale: str, by: str, on: date) -> Approval:
    """Note that `by` approves a page as it reads on a day, in place of an earlier approval.

    Raises UsageError for a page that is not there or not finished, RenderError for one a fact keeps
    back, InputErrors for one that cannot be read.
    """
    if not by.strip():
        raise UsageError("an approval needs a name. Pass --by NAME.")
    project = run.project
    surveyed = survey(project)
    surveyed.rest.require_listed()
    workspace = surveyed.open((document,))
    workspace.require(document, locale)
    approval = as_it_is(project, workspace, project.market(market), document, locale, by.strip(), on)
    project.folder.write(approval.path, bytes_of(approval))
    return approval


def withdraw(run: Run, document: str, market: str, locale: str) -> Withdrawn:
    """Take an approval back.  Raises UsageError where there is none."""
    path = path_of(document, market, locale)
    if ".." in PurePosixPath(path).parts or run.project.folder.read(path) is None:
        raise UsageError(f"nobody approved {document} in {locale} for {market}. `locmem approvals` lists them.")
    run.project.folder.write(path, None)
    return Withdrawn(path=path)
