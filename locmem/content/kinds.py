"""The kinds of source a content set may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from locmem.content.html import HtmlKind
from locmem.content.macro import MacroKind
from locmem.content.markdown import MarkdownKind
from locmem.content.read_options import ReadOptions
from locmem.model.document import Document
from locmem.model.inline import Inline

__all__ = ["KINDS", "ContentKind", "ReadOptions"]


class ContentKind(Protocol):
    """One kind of source: text to `Document` and back, by exact spans."""

    def read(self, text: str, path: str, options: ReadOptions) -> Document:
        """The document in `text`.  Never raises: what is wrong with the text stands in the findings."""

    def write(self, document: Document, contents: Mapping[int, Inline]) -> str:
        """The text of `document` with new contents for the units whose index is given; the others stay.

        Contents are encoded for the place they come to stand in.  Raises IndexError for an unknown unit.
        """


KINDS: Mapping[str, ContentKind] = {
    "markdown": MarkdownKind(),
    "html": HtmlKind(),
    "macro": MacroKind(),
}
