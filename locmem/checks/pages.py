"""Sources as checks of their shape look at them: what means nothing there is blanked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from locmem.catalogs.pairs import Source, Workspace
from locmem.content.code_spans import code_spans_by_paragraph
from locmem.inline.liquid import mask, scan
from locmem.model.inline import CodeRole

_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ESCAPED = re.compile(r"\\[<\[\]]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A source with the spans blanked out in which nothing is meant: Liquid, code and comments."""

    source: Source
    text: str
    blocks: tuple[tuple[int, int], ...]

    def is_conditional(self, offset: int) -> bool:
        """Whether the place stands in a Liquid block, so that a page may lack it or have another."""
        return any(start <= offset < end for start, end in self.blocks)


def pages(workspace: Workspace) -> Iterator[Page]:
    """Every source of a project as a page."""
    for source in workspace.sources:
        text = source.document.text
        tags = scan(text).tags
        opened = {tag.block: tag.start for tag in tags if tag.role is CodeRole.OPEN}
        blocks = tuple(
            (opened[tag.block], tag.end)
            for tag in tags
            if tag.role is CodeRole.CLOSE and tag.block is not None and tag.block in opened
        )
        masked = mask(text, tags)
        if source.content_set.kind == "markdown":
            masked = _without_comments(_FENCE.sub(_blanks, masked))
            masked = _ESCAPED.sub(_blanks, _without_code_spans(masked))
        else:
            masked = _without_comments(masked)
        yield Page(source=source, text=masked, blocks=blocks)


def _without_code_spans(text: str) -> str:
    parts: list[str] = []
    last = 0
    for start, end in code_spans_by_paragraph(text):
        parts += (text[last:start], re.sub(r"[^\n]", " ", text[start:end]))
        last = end
    return "".join((*parts, text[last:]))


def _without_comments(text: str) -> str:
    # Behind the last end of a comment none can be closed: looking for it from every beginning would take forever.
    end = text.rfind("-->") + 3
    return _COMMENT.sub(_blanks, text[:end]) + text[end:] if end > 2 else text


def _blanks(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
