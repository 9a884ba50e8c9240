"""How a content set wants its documents read, and how long a page may be to be read in good time."""

from __future__ import annotations

from dataclasses import dataclass, replace

from locmem.errors import Location, input_error
from locmem.inline.notations import MDX, PROGRAMS, families_read
from locmem.model.settings import ATTRIBUTES, TEXTS_IN_TAGS

MAX_CHARACTERS, MAX_LINES = 500_000, 30_000
"""A page beyond these is no page but a dump; some shapes of text would take minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How a content set wants its documents read.

    fields: front-matter or macro keys that customers read; `seo.title` names a nested one.
    dialects: placeholder notations to protect beside Liquid (`locmem.inline.dialects`).
    attributes: HTML attributes that customers read or hear.
    texts_in_tags: parameters of Liquid tags and shortcodes that customers read.
    folder: the content set's own, under the content folder, as of `ContentSet.folder`.
    labels: what the link definitions of the document define; None where it has none to know.
    """

    fields: tuple[str, ...] = ("title", "description")
    dialects: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ATTRIBUTES
    texts_in_tags: tuple[str, ...] = TEXTS_IN_TAGS
    folder: str = ""
    labels: frozenset[str] | None = None


def read_as(path: str, options: ReadOptions) -> ReadOptions:
    """The options for a page of this name: in MDX, all that stands in braces is an expression."""
    if not path.lower().endswith(".mdx") or MDX not in families_read(options.dialects):
        return options
    return replace(options, dialects=(*options.dialects, PROGRAMS))


def require_readable(text: str, path: str) -> None:
    """Return where a page is short enough to be read in good time.  Raises InputErrors."""
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    if len(text) <= MAX_CHARACTERS and lines <= MAX_LINES:
        return
    place = Location(path=path, line=min(lines, MAX_LINES) + 1)
    what = f"the page has {len(text):,} characters in {lines:,} lines; {MAX_CHARACTERS:,} in {MAX_LINES:,} are read."
    raise input_error(place, what, "Split it, or take it out of the content set.")
