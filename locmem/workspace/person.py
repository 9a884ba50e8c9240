"""Who works: the user of this machine, or whoever works through a server; and who may confirm which texts."""

from __future__ import annotations

import getpass
import os
from contextlib import suppress
from typing import TYPE_CHECKING

try:
    import pwd
except ImportError:
    # Windows has none.
    pwd = None  # type: ignore[assignment]

from locmem.history.work import Place
from locmem.model.wording import listed

OWN_WORK = "you confirmed this translation yourself: a review is worth something when somebody else does it"

if TYPE_CHECKING:
    from locmem.catalogs.pairs import Source
    from locmem.model.translation import CatalogEntry
    from locmem.workspace.project import Project


def login() -> str:
    """The name of the user who runs this; empty where the machine knows none.

    The system says who it is.  The environment, where anybody can write another name, is asked where it does not.
    """
    if pwd is not None:
        with suppress(KeyError):
            return pwd.getpwuid(os.getuid()).pw_name
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # A container may run under a number that no user has.
        return ""


def refused_confirmation(project: Project, source: Source) -> str:
    """Why whoever works now may not confirm texts of a document, and what to do; empty where they may."""
    named, person = project.settings.risks[source.risk].confirmed_by, project.person
    if not named or person.casefold() in {name.casefold() for name in named}:
        return ""
    return (
        f"texts whose risk is {source.risk.value} are confirmed here by {listed(named)}, "
        f"and you are {person or 'nobody whose name is known'}. Keep it as a draft: they see it next"
    )


def is_own_work(project: Project, document: str, locale: str, entry: CatalogEntry) -> bool:
    """Whether whoever works now confirmed the text that stands in an entry, as far as the history knows.

    False for what nobody confirmed, and where nobody's name is known.
    """
    if not (entry.is_confirmed and project.person and project.has_state):
        return False
    said = project.journal.texts(Place(locale, document, entry.occurrence))
    # The newest comes first: who confirmed the same text before somebody else did is not asked.
    who = next((one.who for one in said if one.text == entry.target and one.who), "")
    return who.casefold() == project.person.casefold()
